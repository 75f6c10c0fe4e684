/* What a line of a conformance case is read into: words, values, instants. */
#ifndef CGOV_TESTS_CONFORMANCE_WORDS_H
#define CGOV_TESTS_CONFORMANCE_WORDS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum { MAX_WORDS = 64 };

struct words {
    char *word[MAX_WORDS];
    uint32_t count;
};

struct value {
    bool is_text;
    int64_t number;
    const char *text; /* "" for a number */
};

/* "2026-02-06T09:00[:SS[.mmm]]+08:00" as milliseconds. */
static bool read_instant(const char *text, int64_t *out) {
    int year, month, day, hour, minute, second = 0, ms = 0, zone_hour, zone_minute, n = 0;
    char sign;
    if (sscanf(text, "%4d-%2d-%2dT%2d:%2d%n", &year, &month, &day, &hour, &minute, &n) != 5 || n != 16) return false;
    const char *p = text + n;
    if (sscanf(p, ":%2d%n", &second, &n) == 1) p += n;
    if (sscanf(p, ".%3d%n", &ms, &n) == 1) p += n;
    if (sscanf(p, "%c%2d:%2d%n", &sign, &zone_hour, &zone_minute, &n) != 3 || p[n]) return false;
    int64_t y = year - (month <= 2), of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t days = y * 365 + y / 4 - y / 100 + y / 400 + of_year - 719468;
    int64_t minutes = (days * 24 + hour) * 60 + minute - (sign == '-' ? -1 : 1) * (zone_hour * 60 + zone_minute);
    *out = (minutes * 60 + second) * 1000 + ms;
    return true;
}

#endif
