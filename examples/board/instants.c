/* Instants and local dates: ISO 8601 in, dates out. The library takes milliseconds since 1970 and leaves reading and
 * writing of times to its host. */
#include "board.h"

#include <string.h>

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

/* What is read of a text. */
struct scan {
    const char *at, *end;
};

static bool take(struct scan *scan, const char *word) {
    size_t len = strlen(word);
    if ((size_t)(scan->end - scan->at) < len || memcmp(scan->at, word, len) != 0) return false;
    scan->at += len;
    return true;
}

static bool take_one(struct scan *scan, const char *const *words) {
    for (; *words; words++) {
        if (take(scan, *words)) return true;
    }
    return false;
}

static void skip_blanks(struct scan *scan) {
    while (take(scan, " ") || take(scan, "\t")) continue;
}

/* A number of so many digits; -1: it has fewer or more. */
static int64_t take_number(struct scan *scan, int least, int most) {
    int64_t number = 0;
    int count = 0;
    for (; scan->at < scan->end && *scan->at >= '0' && *scan->at <= '9'; scan->at++, count++) {
        if (count == most) return -1;
        number = number * 10 + (*scan->at - '0');
    }
    return count < least ? -1 : number;
}

/* What follows a point, in parts of `whole`. */
static int64_t take_fraction(struct scan *scan, int64_t whole) {
    int64_t number = 0, scale = 1;
    if (!take(scan, ".")) return 0;
    for (; scan->at < scan->end && *scan->at >= '0' && *scan->at <= '9'; scan->at++) {
        if (scale >= INT64_C(10000000000)) continue;
        number = number * 10 + (*scan->at - '0');
        scale *= 10;
    }
    return number * whole / scale;
}

static bool take_date(struct scan *scan, struct date *date) {
    static const char *const after_year[] = {"-", "/", ".", "年", NULL}, *const after_month[] = {"-", "/", ".", "月",
                                                                                                 NULL};
    date->year = take_number(scan, 4, 4);
    if (date->year < 1 || !take_one(scan, after_year)) return false;
    date->month = take_number(scan, 1, 2);
    if (date->month < 1 || date->month > 12 || !take_one(scan, after_month)) return false;
    date->day = take_number(scan, 1, 2);
    if (date->day < 1) return false;
    struct date same = date_of(days_of(*date)); /* another one where the month has no such day */
    return same.month == date->month;
}

/* Milliseconds of the day. */
static bool take_clock(struct scan *scan, int64_t *out) {
    static const char *const colons[] = {":", "：", "时", NULL};
    int64_t hour = take_number(scan, 1, 2), minute, second = 0;
    if (hour < 0 || hour > 23 || !take_one(scan, colons)) return false;
    minute = take_number(scan, 1, 2);
    if (minute < 0 || minute > 59) return false;
    bool ended = take(scan, "分");
    if (ended ? scan->at < scan->end && *scan->at >= '0' && *scan->at <= '9' : take_one(scan, colons)) {
        second = take_number(scan, 1, 2);
        if (second < 0 || second > 59) return false;
    }
    *out = ((hour * 60 + minute) * 60 + second) * 1000 + take_fraction(scan, 1000);
    take(scan, "秒");
    return true;
}

/* Minutes to the east; China's where none is said. */
static bool take_offset(struct scan *scan, int64_t *out) {
    bool east = take(scan, "+");
    *out = UTC_OFFSET_MINUTES;
    if (!east && !take(scan, "-")) {
        if (take(scan, "Z") || take(scan, "z")) *out = 0;
        return true;
    }
    int64_t hours = take_number(scan, 2, 4), minutes = 0;
    if (hours > 99) minutes = hours % 100, hours /= 100;
    if (take(scan, ":")) minutes = take_number(scan, 2, 2);
    *out = (hours * 60 + minutes) * (east ? 1 : -1);
    return hours >= 0 && hours <= 14 && minutes >= 0 && minutes <= 59;
}

/* Days since the last of 1899 and their fraction, as spreadsheets keep instants; to the second, for the fraction is
 * rounded. */
static bool serial_read(struct scan scan, cgov_time *out) {
    enum { OF_1970 = 25569, OF_10000 = 2958466 };
    int64_t days = take_number(&scan, 5, 7);
    int64_t of_day = take_fraction(&scan, DAY_MS);
    if (days < OF_1970 || days >= OF_10000 || scan.at != scan.end) return false;
    *out = (days - OF_1970) * DAY_MS + (of_day + 500) / 1000 * 1000 - UTC_OFFSET_MINUTES * INT64_C(60000);
    return true;
}

bool instant_read(cgov_text text, cgov_time *out) {
    struct scan scan = {text.ptr, text.ptr + text.len};
    struct date date;
    int64_t of_day, offset;
    skip_blanks(&scan);
    while (scan.end > scan.at && (scan.end[-1] == ' ' || scan.end[-1] == '\t')) scan.end--;
    if (serial_read(scan, out)) return true;
    if (!take_date(&scan, &date)) return false;
    bool day = take(&scan, "日"), parted = take(&scan, "T") || take(&scan, " ");
    skip_blanks(&scan);
    if ((!day && !parted) || !take_clock(&scan, &of_day)) return false;
    skip_blanks(&scan);
    if (!take_offset(&scan, &offset) || scan.at != scan.end) return false;
    *out = days_of(date) * DAY_MS + of_day - offset * INT64_C(60000);
    return true;
}

bool instant_holds(cgov_time instant) {
    const struct date end = {10000, 1, 1};
    return instant > 0 && instant < (days_of(end) - ARCHIVED_AFTER_DAYS - 1) * DAY_MS;
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
