/* An item's clocks as rows: how records change them, when they next have something to tell, what they told.
 *
 * A record's `clocks` is a list of operations, one after another:
 *
 *   clock:u8 op:u8 then  start, length: n:varint unit:u8 flags:u8 [due]
 *                        resume:        flags:u8 [due]
 *                        extend:        n:varint unit:u8 flags:u8 [due]
 *                        stop, pause, idle: nothing
 *   flags: 1 rolled, 2 until close, 4 due not yet known;   due := zigzag(due - record's time) unless flag 4
 *
 * Clocks are spoken of by their index in the version the item runs under before the record. */
#ifndef CGOV_SRC_CLOCK_ROWS_H
#define CGOV_SRC_CLOCK_ROWS_H

#include "model/model.h"

enum clock_op { OP_START = 1, OP_IDLE, OP_STOP, OP_PAUSE, OP_RESUME, OP_EXTEND, OP_LENGTH };
enum { FLAG_ROLLED = 1, FLAG_CLOSE = 2, FLAG_UNKNOWN = 4 };

/* One of them, read; false where it is none. due: DUE_UNKNOWN where it gives none. */
struct clock_operation {
    uint8_t clock, op, unit, flags;
    uint64_t n;
    int64_t due;
};
bool cgov__clock_operation(struct cursor *cursor, int64_t time, struct clock_operation *out);

#define MAX_PAUSES 128u

/* The most a length, or all extensions of a clock together, can be. */
static inline uint32_t cgov__longest(uint8_t unit) {
    return unit == UNIT_MINUTES ? MAX_LENGTH_MINUTES : MAX_LENGTH;
}

/* What a clock's row says, as far as whether an operation can follow depends on it. */
struct standing {
    uint8_t state; /* of those that run and those that rest, RUNNING */
    bool rests;
    uint8_t extension_unit, rungs;
    uint32_t extension, pauses;
    int64_t start;
};
/* How the item's clocks stand, count of them; NULL: of an item being opened. */
void cgov__clocks_stand(const struct model *model, const struct item *item_or_null, struct standing *clocks,
                        uint8_t count);
/* Whether an untrusted list can be applied at that time to clocks that stand so; they stand as it leaves them then. */
bool cgov__clocks_valid(struct standing *clocks, uint8_t count, const struct blob *list, int64_t time);
/* Adds what applying such a list can use up: an operation takes at least two bytes and starts at most one clock or one
 * pause. */
static inline void cgov__need_clocks(struct need *need, const struct blob *list) {
    need->clocks += list->len / 2;
    need->pauses += list->len / 2;
}
void cgov__clocks_apply(struct model *model, uint32_t item, const struct blob *list, int64_t time);

/* Gives back the rows of an item that has ended: what they said stands in the journal, and in short on the item. */
void cgov__clocks_free(struct model *model, struct item *item);

/* The item's row of a clock that has started; NULL: never, or the item has ended. */
struct clock_row *cgov__clock_of(const struct model *model, const struct item *item, uint8_t clock);
/* A pause of it has begun and not ended: of an idle clock as well, which a class may wake later. */
bool cgov__clock_rests(const struct model *model, const struct clock_row *row);
/* The calendar the item's clocks ask; NULL where none of that name is adopted. */
const struct calendar *cgov__item_calendar(const struct model *model, const struct item *item, const char **name_out);
/* The row's due, computed from its start, length, ended pauses and extension, over a calendar. until: a pause still
 * open counts up to this instant; 0: not at all. */
struct due cgov__clock_due(const struct model *model, const struct clock_row *row, const struct calendar *calendar,
                           int64_t until);
/* Puts the row's next event into the queue, or takes it out. */
void cgov__clock_schedule(struct model *model, uint32_t number);
/* Anew for all rows: a calendar has changed. */
void cgov__clocks_reschedule(struct model *model);

/* What a row would tell next, and when. */
enum clock_event { EVENT_NONE, EVENT_REMINDER, EVENT_LATE, EVENT_RUNG };
enum clock_event cgov__clock_next(const struct model *model, const struct clock_row *row, int64_t *at_out,
                                  uint32_t *which_out);

#endif
