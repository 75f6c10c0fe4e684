/* Calendars and due instants.
 *
 * A due is found by walking: from the start by the length and what the pauses add, from there by the extension, and at
 * the end over rest days. Every step of the walk leaves an instant, the last one on time: for units of days the end of
 * a local day, for units of time the instant at which the time is used up. So a step can begin where another ended,
 * whatever their units.
 *
 * The walk stops at the first day it must know and no part covers; that day's year is what is missing. What a calendar
 * covers is finite, and lengths that ask none are sums: so every walk ends. Instants are those of years 1 to 9999. */
#include "rules/calendar.h"

#include "base/civil.h"

#include <assert.h>

struct walk {
    const struct calendar *calendar;
    int64_t offset;
    int32_t missing_year; /* not 0: a day that had to be known was not; the walk is over */
};

/* The part that speaks for a day: the latest adopted of those that cover it. */
static const struct calendar_part *part_of(const struct calendar *calendar, int32_t day) {
    for (uint32_t i = calendar ? calendar->part_count : 0; i-- > 0;) {
        const struct calendar_part *part = calendar->parts[i];
        if (part->from <= day && day <= part->to) return part;
    }
    return NULL;
}

static bool works(const struct calendar_part *part, int32_t day) {
    return part->work[day - part->from] != 0;
}

enum day_kind cgov__day_kind(const struct calendar *calendar, int32_t day) {
    const struct calendar_part *part = part_of(calendar, day);
    return !part ? DAY_UNKNOWN : works(part, day) ? DAY_WORK : DAY_REST;
}

int32_t cgov__covered_to(const struct calendar *calendar, int32_t from) {
    for (const struct calendar_part *part; (part = part_of(calendar, from));) from = part->to + 1;
    return from - 1;
}

static int64_t wanting(struct walk *walk, int32_t day) {
    walk->missing_year = cgov__civil_of(day).year;
    return 0;
}

static int64_t day_end(const struct walk *walk, int32_t day) {
    return cgov__day_start(day, walk->offset) + MS_PER_DAY - 1;
}

/* Goes forward day by day from the one after *day: to the count-th working day, or to until if that comes first.
 * Answers how many working days it met; *day is the last one seen. */
static int64_t walk_days(struct walk *walk, int32_t *day, int64_t count, int32_t until) {
    int64_t met = 0;
    while (met < count && *day < until) {
        enum day_kind kind = cgov__day_kind(walk->calendar, ++*day);
        if (kind == DAY_UNKNOWN) return wanting(walk, *day);
        met += kind == DAY_WORK;
    }
    return met;
}

/* Goes forward through business hours from *at: until time is used up, or to until if that comes first. Answers how
 * much was used. A working day whose hours nobody wrote down is not known. */
static int64_t walk_hours(struct walk *walk, int64_t *at, int64_t time, int64_t until) {
    int64_t used = 0;
    for (int32_t day = cgov__local_day(*at, walk->offset);; day++) {
        int64_t start = cgov__day_start(day, walk->offset);
        if (used == time || start >= until) return used;
        const struct calendar_part *part = part_of(walk->calendar, day);
        if (!part || (works(part, day) && part->window_count == 0)) return wanting(walk, day);
        for (uint32_t i = 0; i < part->window_count && used < time && works(part, day); i++) {
            int64_t opens = start + part->window_from[i] * MS_PER_MINUTE;
            int64_t closes = start + part->window_to[i] * MS_PER_MINUTE;
            if (opens < *at) opens = *at;
            if (closes > until) closes = until;
            if (closes > opens + (time - used)) closes = opens + (time - used);
            if (closes <= opens) continue;
            used += closes - opens;
            *at = closes;
        }
    }
}

/* What the pauses add to a length, counted in its unit: days, working days or ms. */
static int64_t paused(struct walk *walk, uint8_t unit, const struct term *term) {
    int64_t sum = 0;
    for (uint32_t i = 0; i < term->pause_count && !walk->missing_year; i++) {
        int64_t at = term->pauses[i].from, to = term->pauses[i].to;
        int32_t first = cgov__local_day(at, walk->offset), last = cgov__local_day(to, walk->offset);
        switch (unit) {
        case UNIT_WORKDAYS:
            sum += walk_days(walk, &first, INT64_MAX, last);
            break;
        case UNIT_WORKHOURS:
            sum += walk_hours(walk, &at, INT64_MAX / 2, to);
            break;
        case UNIT_HOURS:
        case UNIT_MINUTES:
            sum += to - at;
            break;
        default:
            sum += last - first;
        }
    }
    return sum;
}

/* The corresponding day n months later, or that month's last. */
static int32_t months_after(int32_t day, uint32_t n) {
    struct civil date = cgov__civil_of(day);
    uint32_t months = date.month - 1 + n;
    date.year += (int32_t)(months / 12);
    date.month = months % 12 + 1;
    uint32_t last = cgov__month_days(date.year, date.month);
    if (date.day > last) date.day = last;
    return cgov__day_of(date);
}

/* The instant a length after another; more is what pauses add to it. */
static int64_t after(struct walk *walk, int64_t at, struct length length, int64_t more) {
    if (length.unit == UNIT_HOURS) return at + length.n * MS_PER_HOUR + more;
    if (length.unit == UNIT_MINUTES) return at + length.n * MS_PER_MINUTE + more;
    int32_t day = cgov__local_day(at, walk->offset);
    switch (length.unit) {
    case UNIT_WORKHOURS:
        walk_hours(walk, &at, length.n * MS_PER_HOUR + more, INT64_MAX);
        return at;
    case UNIT_WORKDAYS:
        walk_days(walk, &day, length.n + more, INT32_MAX);
        break;
    case UNIT_MONTHS:
        day = months_after(day, length.n) + (int32_t)more;
        break;
    case UNIT_TO_DAY:
        day += (int32_t)(length.n - 1 + more);
        break;
    default:
        day += (int32_t)(length.n + more);
    }
    return day_end(walk, day);
}

static bool counts_days(const struct length *length) {
    return length->unit == UNIT_DAYS || length->unit == UNIT_WORKDAYS || length->unit == UNIT_MONTHS ||
           length->unit == UNIT_TO_DAY;
}

/* Moves a due off a rest day, to the end of the next working day: of units of time as well, whose hour means nothing on
 * another day. Then brings a day's end forward to the close of business, where the day has business. */
static int64_t roll(struct walk *walk, int64_t at, bool rolled, bool close, bool whole_day) {
    if (!rolled && (!close || !whole_day)) return at;
    int32_t day = cgov__local_day(at, walk->offset);
    if (rolled && cgov__day_kind(walk->calendar, day) != DAY_WORK) {
        day--; /* so that the walk meets this day first: it may be the unknown one */
        walk_days(walk, &day, 1, INT32_MAX);
        at = day_end(walk, day);
        whole_day = true;
    }
    if (!close || !whole_day || walk->missing_year) return at;
    const struct calendar_part *part = part_of(walk->calendar, day);
    if (!part) return wanting(walk, day);
    if (!works(part, day) || part->window_count == 0) return at;
    return cgov__day_start(day, walk->offset) + part->window_to[part->window_count - 1] * MS_PER_MINUTE;
}

/* Nothing but a length in days or in plain time, as most are: no calendar has a say. */
static bool is_plain(const struct term *term) {
    const struct length *length = &term->length;
    const bool counted = length->unit == UNIT_DAYS || length->unit == UNIT_HOURS || length->unit == UNIT_MINUTES;
    return counted && !length->rolled && !length->close && term->pause_count == 0 && term->extension.n == 0;
}

/* Whatever was late when a pause began: each adds what it took. */
static struct due reckon(const struct calendar *calendar, int64_t offset, const struct term *term) {
    const struct length *length = &term->length, *extension = &term->extension;
    struct walk walk = {calendar, offset, 0};
    if (is_plain(term)) {
        const int64_t plain = after(&walk, term->start, *length, 0);
        return (struct due){plain, plain, 0};
    }
    struct due due = {DUE_UNKNOWN, DUE_UNKNOWN, 0};

    int64_t more = paused(&walk, length->unit, term), at = term->start;
    if (!walk.missing_year) at = after(&walk, at, *length, more);
    if (!walk.missing_year && extension->n) at = after(&walk, at, *extension, 0);
    if (!walk.missing_year) {
        due.unrolled = at;
        at = roll(&walk, at, length->rolled || extension->rolled, length->close || extension->close,
                  counts_days(extension->n ? extension : length));
    }
    if (!walk.missing_year) due.at = at;
    due.missing_year = walk.missing_year;
    return due;
}

/* What was late when it began to rest is as late when it goes on: a rest day, the close of business, or the end of a
 * day must not make it on time. */
struct due cgov__due(const struct calendar *calendar, int64_t offset, const struct term *term) {
    assert(term->length.n > 0 && !term->length.given && !term->extension.given);
    struct due all = reckon(calendar, offset, term);
    if (term->pause_count == 0 || all.at == DUE_UNKNOWN) return all;
    struct term so_far = *term;
    so_far.pause_count = 0;
    struct due due = reckon(calendar, offset, &so_far);
    if (term->pauses[term->pause_count - 1].from <= due.at) return all; /* no pause brings a due forward */
    while (so_far.pause_count < term->pause_count) {
        const struct pause_span *pause = &term->pauses[so_far.pause_count++];
        struct due next = reckon(calendar, offset, &so_far);
        if (pause->from > due.at && next.at >= pause->to) {
            next.at = due.at + (pause->to - pause->from);
            if (next.unrolled > next.at) next.unrolled = next.at;
        }
        due = next;
    }
    return due;
}

bool cgov__asks_calendar(const struct length *length) {
    return length->unit == UNIT_WORKDAYS || length->unit == UNIT_WORKHOURS || length->rolled ||
           (length->close && counts_days(length));
}

int64_t cgov__days_ahead(const struct calendar *calendar, uint8_t unit, int32_t from, int32_t to, int64_t enough) {
    int64_t ahead = (int64_t)to - from;
    if (unit != UNIT_WORKDAYS || ahead <= 0) return ahead;
    ahead = 0;
    for (int32_t day = from; day < to && ahead < enough;) ahead += cgov__day_kind(calendar, ++day) != DAY_REST;
    return ahead;
}

/* ---- shares of a clock's own time ---- */

/* Goes forward from *at through the time that a unit counts: business hours, working days of 24 hours, or all of it.
 * Answers how much was used, until time is used up or until comes; *at is where that was. */
static int64_t walk_time(struct walk *walk, uint8_t unit, int64_t *at, int64_t time, int64_t until) {
    if (unit == UNIT_WORKHOURS) return walk_hours(walk, at, time, until);
    int64_t used = 0;
    while (used < time && *at < until) {
        int64_t to = until;
        bool counts = true;
        if (unit == UNIT_WORKDAYS) {
            int32_t day = cgov__local_day(*at, walk->offset);
            enum day_kind kind = cgov__day_kind(walk->calendar, day);
            if (kind == DAY_UNKNOWN) return wanting(walk, day);
            counts = kind == DAY_WORK;
            if (to > cgov__day_start(day + 1, walk->offset)) to = cgov__day_start(day + 1, walk->offset);
        }
        if (counts && to - *at > time - used) to = *at + (time - used);
        if (counts) used += to - *at;
        *at = to;
    }
    return used;
}

/* The same over what the clock's pauses leave of the time from its start. */
static int64_t walk_term(struct walk *walk, const struct term *term, int64_t *at, int64_t time, int64_t until) {
    int64_t used = 0;
    *at = term->start;
    for (uint32_t i = 0; i <= term->pause_count && used < time && !walk->missing_year; i++) {
        int64_t to = i < term->pause_count && term->pauses[i].from < until ? term->pauses[i].from : until;
        if (to > *at) used += walk_time(walk, term->length.unit, at, time - used, to);
        if (used < time && to < until) *at = term->pauses[i].to;
    }
    return used;
}

int64_t cgov__share_instant(const struct calendar *calendar, int64_t offset, const struct term *term, int64_t due,
                            uint32_t percent) {
    if (due == DUE_UNKNOWN) return DUE_UNKNOWN;
    assert(term->start <= due && percent <= 100);
    if (!cgov__share_is_plain(term->length.unit, term->pause_count)) {
        struct walk walk = {calendar, offset, 0};
        int64_t at, span = walk_term(&walk, term, &at, INT64_MAX / 2, due);
        if (!walk.missing_year && span > 0) {
            walk_term(&walk, term, &at, cgov__share_of(span, percent), due);
            return at;
        }
    }
    return term->start + cgov__share_of(due - term->start, percent);
}
