/* Civil dates by counting days.
 *
 * The calendar repeats every 400 years, an era of 146,097 days. Within it years are taken to start on 1 March: then the
 * leap day is a year's last, and month starts follow a straight line, (153 m + 2) / 5 with March as 0. Divisions round
 * down, so days before 1970 and instants before the epoch need no case of their own. */
#include "base/civil.h"

#define ERA_DAYS 146097
#define EPOCH_DAY 719468 /* 1970-01-01, counted from 0000-03-01 */

static int64_t floor_div(int64_t n, int64_t by) {
    return n / by - (n % by < 0);
}

static int32_t clamp(int64_t day) {
    return (int32_t)(day < INT32_MIN ? INT32_MIN : day > INT32_MAX ? INT32_MAX : day);
}

int32_t cgov__day_of(struct civil date) {
    int64_t month = ((int64_t)date.month + 9) % 12; /* March is 0 */
    int64_t year = (int64_t)date.year - (month >= 10);
    int64_t era = floor_div(year, 400), year_of_era = year - era * 400;
    int64_t day_of_year = (153 * month + 2) / 5 + (int64_t)date.day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return clamp(era * ERA_DAYS + day_of_era - EPOCH_DAY);
}

struct civil cgov__civil_of(int32_t day) {
    int64_t shifted = (int64_t)day + EPOCH_DAY, era = floor_div(shifted, ERA_DAYS);
    int64_t day_of_era = shifted - era * ERA_DAYS;
    /* Take the leap days out: one at the end of every 4 years, of no century but the era's last. */
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (year_of_era * 365 + year_of_era / 4 - year_of_era / 100);
    int64_t month = (5 * day_of_year + 2) / 153;

    struct civil date;
    date.year = (int32_t)(era * 400 + year_of_era + (month >= 10));
    date.month = (uint32_t)(month < 10 ? month + 3 : month - 9);
    date.day = (uint32_t)(day_of_year - (153 * month + 2) / 5 + 1);
    return date;
}

uint32_t cgov__weekday(int32_t day) {
    int64_t since_monday = (int64_t)day + 3; /* 1970-01-01 was a Thursday */
    return (uint32_t)(since_monday - floor_div(since_monday, 7) * 7);
}

uint32_t cgov__month_days(int32_t year, uint32_t month) {
    static const uint8_t days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12) return 0;
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (uint32_t)(leap && month == 2);
}

bool cgov__civil_valid(struct civil date) {
    return date.year >= 1 && date.year <= 9999 && date.day >= 1 && date.day <= cgov__month_days(date.year, date.month);
}

int32_t cgov__local_day(int64_t instant, int64_t offset) {
    /* Whole days and the rest apart: no instant overflows. */
    return clamp(instant / MS_PER_DAY + floor_div(instant % MS_PER_DAY + offset, MS_PER_DAY));
}

int64_t cgov__day_start(int32_t day, int64_t offset) {
    return day * MS_PER_DAY - offset;
}

static struct civil civil_from(int64_t number) {
    return (struct civil){(int32_t)(number / 10000), (uint32_t)(number / 100 % 100), (uint32_t)(number % 100)};
}

bool cgov__date_valid(int64_t number) {
    return number >= DATE_MIN && number <= DATE_MAX && cgov__civil_valid(civil_from(number));
}

int32_t cgov__date_day(int64_t number) {
    return cgov__day_of(civil_from(number));
}

int64_t cgov__date_number(struct civil date) {
    return (int64_t)date.year * 10000 + date.month * 100 + date.day;
}
