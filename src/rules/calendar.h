/* Calendars and due instants: civil-code arithmetic (民法典 201-203) over adopted calendars. Pure: instants in,
 * instants out, and "not known" where no calendar reaches; never a guess. */
#ifndef CGOV_SRC_CALENDAR_H
#define CGOV_SRC_CALENDAR_H

#include "base/civil.h"
#include "rules/rulebook.h"

/* A named calendar of a ledger: the parts adopted so far, later ones replacing the days they cover again. */
struct calendar {
    char name[NAME_SIZE];
    const struct calendar_part **parts; /* in the order of adoption */
    uint32_t part_count, part_cap;
};

enum day_kind { DAY_UNKNOWN, DAY_REST, DAY_WORK };

/* The last day up to which it covers every day from one on; the day before that one where it covers not even that. */
int32_t cgov__covered_to(const struct calendar *calendar_or_null, int32_t from);

enum day_kind cgov__day_kind(const struct calendar *calendar_or_null, int32_t day);

#define DUE_UNKNOWN INT64_MAX

/* A stretch of time in which a clock did not run. */
struct pause_span {
    int64_t from, to;
};

/* What a due is computed from. */
struct term {
    int64_t start;
    struct length length;            /* as resolved: given is false, n > 0 */
    const struct pause_span *pauses; /* ended ones, in order */
    uint32_t pause_count;
    struct length extension; /* n 0: none; counted from the due before rolling */
};

/* A due: the last instant on time. */
struct due {
    int64_t at;           /* DUE_UNKNOWN where a calendar is missing */
    int64_t unrolled;     /* before rolling; DUE_UNKNOWN likewise */
    int32_t missing_year; /* the first year wanting, 0 */
};

/* Computes the due. calendar may be NULL (only workdays, workhours, rolled and close ask one). offset is local time
 * minus UTC in ms; instants are those of years 1 to 9999.
 *
 * Days, workdays and months end at 23:59:59.999, hours, minutes and workhours at the very instant they are used up. An
 * extension is counted in its own unit from where length and pauses end. `rolled`, of the length or of the extension,
 * then moves a due on a rest day to the end of the next working day, hours and minutes likewise. `close` brings the end
 * of a working day forward to the end of its last window, where its hours are known; an instant it leaves alone. */
struct due cgov__due(const struct calendar *calendar_or_null, int64_t offset, const struct term *term);

/* In days and hours, as most are: no calendar has a say. */
static inline bool cgov__length_is_plain(const struct length *length) {
    return !length->rolled && !length->close && (length->unit == UNIT_HOURS || length->unit == UNIT_DAYS);
}
static inline int64_t cgov__due_plain(int64_t offset, int64_t start, const struct length *length) {
    if (length->unit == UNIT_HOURS) return start + length->n * MS_PER_HOUR;
    return cgov__day_began(start, offset) + (length->n + INT64_C(1)) * MS_PER_DAY - 1;
}
/* Its instant, of a length alone. */
static inline int64_t cgov__due_of(const struct calendar *calendar_or_null, int64_t offset, int64_t start,
                                   const struct length *length) {
    if (cgov__length_is_plain(length)) return cgov__due_plain(offset, start, length);
    const struct term term = {start, *length, NULL, 0, {0, 0, false, false, false}};
    return cgov__due(calendar_or_null, offset, &term).at;
}

/* The due that a clock keeps: one that no calendar rolls yet stands unrolled meanwhile, for a clock that tells; what a
 * clock does by itself waits. */
static inline int64_t cgov__due_meanwhile(const struct due *due, const struct clock *clock) {
    return due->at == DUE_UNKNOWN && clock->late_move == NONE ? due->unrolled : due->at;
}

/* True if the length asks a calendar at all. */
bool cgov__asks_calendar(const struct length *length);

/* How many days, or workdays, the day `to` is after `from`; below 1: it is not after it. Workdays are counted no
 * further than is enough, and a day that no calendar covers counts: what nobody wrote down holds nothing up, nor makes
 * room. */
int64_t cgov__days_ahead(const struct calendar *calendar_or_null, uint8_t unit, int32_t from, int32_t to,
                         int64_t enough);

/* The instant at which a share (percent) of the clock's own time from start to due has passed, rounded down: of
 * business hours for workhours, of the working days' time, 24 hours each, for workdays, and of all time for the other
 * units; without its pauses. Where an extension leads beyond the days that a calendar covers, of all time. */
int64_t cgov__share_instant(const struct calendar *calendar_or_null, int64_t offset, const struct term *term,
                            int64_t due, uint32_t percent);
/* It is a share of all time, whatever the calendar says: of these units, where the clock never rested. */
static inline bool cgov__share_is_plain(uint8_t unit, uint32_t pauses) {
    return unit != UNIT_WORKDAYS && unit != UNIT_WORKHOURS && pauses == 0;
}
static inline int64_t cgov__share_of(int64_t span, uint32_t percent) {
    return span >> 56 == 0 ? span * percent / 100 : span / 100 * percent + span % 100 * percent / 100;
}

#endif
