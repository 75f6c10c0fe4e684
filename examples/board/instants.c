/* Instants and local dates: ISO 8601 in, dates out. The library takes milliseconds since 1970 and leaves reading and
 * writing of times to its host. */
#include "board.h"

/* A positive number of just that many digits; -1 if they are none. */
static int64_t digits(const char *at, int count) {
    int64_t number = 0;
    for (int i = 0; i < count; i++) {
        if (at[i] < '0' || at[i] > '9') return -1;
        number = number * 10 + (at[i] - '0');
    }
    return number;
}

/* Days since 1970-01-01 of a date of the common era. The year is counted from March, so that its last day is the leap
 * day, and the 153 days of five months repeat. */
static int64_t days_of(struct date date) {
    int64_t year = date.year - (date.month <= 2), month = (date.month + 9) % 12;
    return year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + date.day - 1 - 719468;
}

static struct date date_of(int64_t days) {
    int64_t left = days + 719468, century = (left * 4 + 3) / 146097;
    left -= century * 146097 / 4;
    int64_t year = (left * 4 + 3) / 1461;
    left -= year * 1461 / 4;
    int64_t month = (left * 5 + 2) / 153;
    struct date date = {century * 100 + year, (month + 2) % 12 + 1, left - (month * 153 + 2) / 5 + 1};
    date.year += date.month <= 2;
    return date;
}

bool instant_read(cgov_text text, cgov_time *out) {
    const char *at = text.ptr;
    if (text.len != 25 && !(text.len == 20 && at[19] == 'Z')) return false;
    if (at[4] != '-' || at[7] != '-' || at[10] != 'T' || at[13] != ':' || at[16] != ':') return false;
    struct date date = {digits(at, 4), digits(at + 5, 2), digits(at + 8, 2)};
    int64_t hour = digits(at + 11, 2), minute = digits(at + 14, 2), second = digits(at + 17, 2), offset = 0;
    if (date.year < 1 || date.month < 1 || date.month > 12 || date.day < 1) return false;
    struct date same = date_of(days_of(date)); /* another one where the month has no such day */
    if (same.month != date.month || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
        return false;
    }
    if (at[19] != 'Z') {
        int64_t hours = digits(at + 20, 2), minutes = digits(at + 23, 2);
        if ((at[19] != '+' && at[19] != '-') || at[22] != ':' || hours < 0 || hours > 14 || minutes < 0 ||
            minutes > 59) {
            return false;
        }
        offset = (hours * 60 + minutes) * (at[19] == '+' ? 1 : -1);
    }
    *out = days_of(date) * DAY_MS + ((hour * 60 + minute - offset) * 60 + second) * 1000;
    return true;
}

/* The number of the local day an instant falls on. */
static int64_t local_day(cgov_time instant) {
    int64_t local = instant + UTC_OFFSET_MINUTES * INT64_C(60000);
    return local / DAY_MS - (local % DAY_MS < 0);
}

struct date local_date(cgov_time instant) {
    return date_of(local_day(instant));
}

cgov_time local_instant(struct date date, int64_t hour) {
    return days_of(date) * DAY_MS + (hour * 60 - UTC_OFFSET_MINUTES) * INT64_C(60000);
}

struct date days_later(struct date date, int64_t days) {
    return date_of(days_of(date) + days);
}

struct date month_end(struct date date) {
    const struct date next = {date.month == 12 ? date.year + 1 : date.year, date.month % 12 + 1, 1};
    return days_later(next, -1);
}

int64_t local_days(cgov_time from, cgov_time to) {
    return local_day(to) - local_day(from);
}
