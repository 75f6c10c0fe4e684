/* Civil dates of the proleptic Gregorian calendar, and their days since 1970-01-01. */
#ifndef CGOV_SRC_CIVIL_H
#define CGOV_SRC_CIVIL_H

#include <stdbool.h>
#include <stdint.h>

#define MS_PER_MINUTE INT64_C(60000)
#define MS_PER_HOUR INT64_C(3600000)
#define MS_PER_DAY INT64_C(86400000)
/* What lies before is in 1970, and an instant of ours in seconds where milliseconds are meant. */
#define SECONDS_END INT64_C(10000000000)
#define END_OF_TIME INT64_C(253402300800000) /* the year 10000 */

struct civil {
    int32_t year;
    uint32_t month, day; /* 1-12, 1-31 */
};

int32_t cgov__day_of(struct civil date); /* days since 1970-01-01 */
struct civil cgov__civil_of(int32_t day);
uint32_t cgov__weekday(int32_t day);       /* 0 = Monday ... 6 = Sunday */
bool cgov__civil_valid(struct civil date); /* year 1 to 9999 */
/* A date as the number 20260315, from 1 January of the year 1 on. */
#define DATE_MIN INT64_C(10101)
#define DATE_MAX INT64_C(99991231)
bool cgov__date_valid(int64_t number);
int64_t cgov__date_number(struct civil date);
int32_t cgov__date_day(int64_t number); /* of a valid one: days since 1970-01-01 */
uint32_t cgov__month_days(int32_t year, uint32_t month);

/* The local day an instant falls on, and the instant a local day starts; offset is local time minus UTC, in ms, within
 * a few days. A day that int32_t cannot hold is its nearest border. */
int32_t cgov__local_day(int64_t instant, int64_t offset);
int64_t cgov__day_start(int32_t day, int64_t offset);
/* When the day began there that an instant of the years 1 to 9999 is of. */
static inline int64_t cgov__day_began(int64_t instant, int64_t offset) {
    const int64_t into = (instant + offset) % MS_PER_DAY;
    return instant - into - (into < 0 ? MS_PER_DAY : 0);
}

#endif
