/* An item's clocks as rows: how records change them, when they next have something to tell, what they told.
 *
 * In the order in which they first started they are a ring, of which the item names the last. Those that have not
 * stopped, which is what nearly all ask, are a list of their own in the same order, and it is the last that knows its
 * first. */
#ifndef CGOV_SRC_CLOCK_ROWS_H
#define CGOV_SRC_CLOCK_ROWS_H

#include "model/model.h"

#define MAX_PAUSES 128u

/* The most a length, or all extensions of a clock together, can be. */
static inline uint32_t cgov__longest(uint8_t unit) {
    return unit == UNIT_MINUTES ? MAX_LENGTH_MINUTES : MAX_LENGTH;
}

static inline bool cgov__length_valid(const struct clock_operation *operation) {
    return operation->unit - 1u < UNIT_TO_DAY && operation->n - 1 < cgov__longest(operation->unit);
}

/* A row that another leads to: its number is not 0. */
static inline struct clock_row *cgov__edit_linked_clock(struct model *model, uint32_t number) {
    struct clock_row *rows = (struct clock_row *)(void *)model->clocks.chunks[(number - 1) / ROWS_PER_CHUNK];
    return rows + (number - 1) % ROWS_PER_CHUNK;
}
static inline const struct clock_row *cgov__linked_clock(const struct model *model, uint32_t number) {
    const void *rows = model->clocks.chunks[(number - 1) / ROWS_PER_CHUNK];
    return (const struct clock_row *)rows + (number - 1) % ROWS_PER_CHUNK;
}
/* The number of the item's clock row that started first; then the next; 0: there is none. */
static inline uint32_t cgov__clocks_first(const struct model *model, const struct item *item) {
    return item->clocks == 0 ? 0 : cgov__linked_clock(model, item->clocks)->next;
}
static inline uint32_t cgov__clocks_next(const struct item *item, uint32_t number, const struct clock_row *row) {
    return number == item->clocks ? 0 : row->next;
}
/* The same of those that have not stopped; the next is the row's next_live. */
static inline uint32_t cgov__clocks_live(const struct model *model, const struct item *item) {
    return item->clocks == 0 ? 0 : cgov__linked_clock(model, item->clocks)->live;
}
/* It will be asked for its clocks: its last is fetched, and once that is there the first of those that run or rest. */
static inline void cgov__clocks_fetch(const struct model *model, const struct item *item) {
    if (item && item->clocks != 0) cgov__fetch(cgov__linked_clock(model, item->clocks));
}
static inline void cgov__clocks_fetch_live(const struct model *model, const struct item *item) {
    const uint32_t live = cgov__clocks_live(model, item);
    if (live == 0) return;
    cgov__fetch(cgov__linked_clock(model, live));
    cgov__fetch(&model->due.entries[live - 1]);
}
/* The item's clocks are of another procedure now: which have rows. */
void cgov__clocks_renumbered(struct model *model, struct item *item);

/* What a clock's row says, as far as whether an operation can follow depends on it. */
struct standing {
    uint8_t state; /* of those that run and those that rest, RUNNING */
    bool rests;
    uint8_t extension_unit, rungs;
    uint32_t extension, pauses;
    int64_t start, due;
};
/* How the item's clocks stand, count of them; NULL: of an item being opened. */
void cgov__clocks_stand(const struct model *model, const struct item *item_or_null, struct standing *clocks,
                        uint8_t count);
/* How one of them stands. */
struct standing cgov__clock_stands(const struct model *model, const struct item *item_or_null, uint8_t clock);
/* Whether an untrusted record's list can be applied to clocks that stand so, count of them; then they stand as it
 * leaves them. */
bool cgov__clocks_follow(const struct record *record, struct standing *clocks, uint8_t count);
/* Its due has moved at that time: where it lies ahead, nothing has been told of it. */
void cgov__standing_moved(struct standing *clock, int64_t due, int64_t time);
/* The same of a row: its ladder begins anew, and a reminder whose instant is ahead again is told again when it comes.
 */
void cgov__clock_moved(const struct model *model, struct clock_row *row, int64_t due, int64_t time);
/* The same of a start alone, whatever the clock was. */
static inline bool cgov__clock_starts(const struct clock_operation *start, int64_t time) {
    return cgov__length_valid(start) && start->due >= time;
}
/* Adds what applying the list can use up. */
static inline void cgov__clocks_need(struct need *need, const struct clock_list *list) {
    for (uint32_t i = 0; i < list->count; i++) {
        need->clocks += list->at[i].op == OP_START || list->at[i].op == OP_IDLE;
        need->pauses += list->at[i].op == OP_PAUSE;
    }
}
/* The record's, to the clocks of that item. */
void cgov__clocks_apply(struct model *model, struct item *item, uint32_t number, const struct record *record);

/* The item's clocks run since before that time, at which they were written down: reminders that would have come before
 * it are left out. */
void cgov__clocks_passed(struct model *model, const struct item *item, int64_t time);

/* Gives back the rows of an item that has ended: what they said stands in the journal, and in short on the item. */
void cgov__clocks_free(struct model *model, struct item *item);

/* The item's row of a clock that has started; NULL: never, or the item has ended. */
const struct clock_row *cgov__clock_of(const struct model *model, const struct item *item, uint8_t clock);
/* The same of one that has not stopped. */
const struct clock_row *cgov__clock_live(const struct model *model, const struct item *item, uint8_t clock);
/* A pause of it has begun and not ended: of an idle clock as well, which a class may wake later. */
bool cgov__clock_rests(const struct model *model, const struct clock_row *row);
/* How long it has rested until then. */
int64_t cgov__clock_rested(const struct model *model, const struct clock_row *row, int64_t until);
/* The name of the calendar that a profile of that text asks. */
const char *cgov__calendar_asked(const struct model *model, const struct adoption *adoption, uint8_t profile);
/* The calendar the item's clocks ask; NULL where none of that name is adopted. */
const struct calendar *cgov__item_calendar(const struct model *model, const struct item *item, const char **name_out);
/* Its due is past by then; one that is not known is not. */
static inline bool cgov__due_past(const struct clock_row *row, int64_t then) {
    return row->due != DUE_UNKNOWN && row->due < then;
}
/* The same at that time; of one that rests, when it came to rest. */
bool cgov__clock_past(const struct model *model, const struct clock_row *row, int64_t time);
/* The row's due, computed from its start, length, ended pauses and extension, over a calendar, as the clock keeps it.
 * until: a pause still open counts up to this instant; 0: not at all. */
struct due cgov__clock_due(const struct model *model, const struct clock_row *row, const struct calendar *calendar,
                           int64_t until);
/* Puts the row's next event into the queue, or takes it out. What is past already stands there by its own instant, the
 * oldest first; it is told at the ledger's. */
void cgov__clock_schedule(struct model *model, uint32_t number);
/* Anew for all rows: a calendar has changed. */
void cgov__clocks_reschedule(struct model *model);

/* What a row would tell next, and when. */
enum clock_event { EVENT_NONE, EVENT_REMINDER, EVENT_LATE, EVENT_RUNG };
enum clock_event cgov__clock_next(const struct model *model, const struct clock_row *row, int64_t *at_out,
                                  uint32_t *which_out);

#endif
