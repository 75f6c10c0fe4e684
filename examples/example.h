/* What the numbered examples share, so that each shows only what it introduces: a stop at the first call that fails,
 * acts and details in a line, instants of Chinese time. */
#ifndef EXAMPLE_H
#define EXAMPLE_H

#include <cgov/cgov.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static inline cgov_text text(const char *string) {
    cgov_text out = {string, string == NULL ? 0 : CGOV_NUL_TERMINATED};
    return out;
}

/* Ends the program, with the ledger's own words, where a call did not go well. */
static inline void must(const cgov_ledger *ledger, int32_t status, const char *what) {
    cgov_error error = {.size = sizeof error};
    if (status == CGOV_OK || status == CGOV_DONE) return;
    if (ledger == NULL || cgov_ledger_error(ledger, &error) != CGOV_OK) error.message[0] = '\0';
    fprintf(stderr, "%s: %s: %s\n", what, cgov_status_name(status), error.message);
    exit(1);
}

/* Who, and when. These ledgers are scratch ones, so the salt is a counter's; real words need one that nobody can guess,
 * as cgov_storage_salt draws it from the storage in files. */
static inline cgov_act act(cgov_id actor, cgov_time now) {
    static uint64_t counter;
    cgov_act out = {.size = sizeof out, .actor = actor, .now = now, .salt = {++counter, 1}};
    return out;
}

static inline cgov_reader reader(cgov_id actor, cgov_time at) {
    cgov_reader out = {.size = sizeof out, .actor = actor, .at = at};
    return out;
}

static inline cgov_detail number(uint32_t field, uint64_t value) {
    cgov_detail out = {.size = sizeof out, .field = field, .number = (int64_t)value};
    return out;
}

static inline cgov_detail words(uint32_t field, const char *string) {
    cgov_detail out = {.size = sizeof out, .field = field, .text = text(string)};
    return out;
}

static const cgov_detail NOTHING = {.size = 0};

#define MINUTE INT64_C(60000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define OFFSET (8 * HOUR) /* China */

/* Days from 1970-01-01, after Fliegel and Van Flandern. */
static inline int64_t days_of(int64_t year, int64_t month, int64_t day) {
    int64_t late = (month - 14) / 12;
    return day - 32075 + 1461 * (year + 4800 + late) / 4 + 367 * (month - 2 - late * 12) / 12 -
           3 * ((year + 4900 + late) / 100) / 4 - 2440588;
}

static inline cgov_time instant(int year, int month, int day, int hour, int minute) {
    return days_of(year, month, day) * DAY + hour * HOUR + minute * MINUTE - OFFSET;
}

/* "2026-03-02 09:00:00", in into[20]. */
static inline const char *show(cgov_time at, char into[20]) {
    time_t local = (time_t)((at + OFFSET) / 1000);
    strftime(into, 20, "%Y-%m-%d %H:%M:%S", gmtime(&local));
    return into;
}

/* The shipped rulebook of this name; "standard" is all of them in one. */
static inline cgov_text shipped(const char *wanted) {
    cgov_text name, found = {NULL, 0};
    for (uint32_t i = 0; cgov_rulebook_shipped(i, &name, &found) == CGOV_OK; i++)
        if (name.len == strlen(wanted) && memcmp(name.ptr, wanted, (size_t)name.len) == 0) return found;
    fprintf(stderr, "no rulebook `%s` is shipped\n", wanted);
    exit(1);
}

#endif
