/* An item's clocks: what a move does to them, when they next have something to tell, what they told.
 *
 * A record's `clocks` is a list of operations, one after another:
 *
 *   clock:u8 op:u8 then  start, length: n:varint unit:u8 flags:u8 [due]
 *                        resume:        flags:u8 [due]
 *                        extend:        n:varint unit:u8 flags:u8 [due]
 *                        stop, pause, idle: nothing
 *   flags: 1 rolled, 2 until close, 4 due not yet known;   due := zigzag(due - record's time) unless flag 4 */
#ifndef CGOV_SRC_CLOCKS_H
#define CGOV_SRC_CLOCKS_H

#include "entities/plan.h"

#define MAX_PAUSES 128u

/* A move as it bears on clocks. */
struct clock_step {
    const struct item *before; /* NULL when the item is being opened */
    const struct item *after;  /* with the new state, urgency and class */
    const struct procedure *procedure;
    const struct move *move;
    const char *class_name; /* after */
    int64_t time;
    uint32_t days; /* the detail, 0: not given */
};

/* Appends the operations to plan->lists. CGOV_OK, or the refusal where `days` is more than the rulebook allows. */
int32_t cgov__clocks_plan(const struct model *model, const struct clock_step *step, struct plan *plan, struct refusal *why);
/* Whether a stranger's list can be applied to the item at that time. */
bool cgov__clocks_hold(const struct model *model, const struct procedure *procedure, const struct item *item_or_null,
                       const struct blob *list, int64_t time);
void cgov__clocks_apply(struct model *model, uint32_t item, const struct blob *list, int64_t time);

/* The item's row of a clock that has started; NULL: never. */
struct clock_row *cgov__clock_of(const struct model *model, const struct item *item, uint8_t clock);
/* The calendar the item's clocks ask; NULL where none of that name is adopted. */
const struct calendar *cgov__item_calendar(const struct model *model, const struct item *item, const char **name_out);
/* The row's due, computed from its start, length, ended pauses and extension, over a calendar. until: a pause still open
 * counts up to this instant; 0: not at all. */
struct due cgov__clock_due(const struct model *model, const struct clock_row *row, const struct calendar *calendar,
                           int64_t until);
/* Puts the row's next event into the queue, or takes it out. */
void cgov__clock_schedule(struct model *model, uint32_t number);
/* Anew for all rows: a calendar has changed. */
void cgov__clocks_reschedule(struct model *model);

/* What a row would tell next, and when. */
enum clock_event { EVENT_NONE, EVENT_REMINDER, EVENT_LATE, EVENT_RUNG };
enum clock_event cgov__clock_next(const struct model *model, const struct clock_row *row, int64_t *at_out, uint32_t *which_out);

#endif
