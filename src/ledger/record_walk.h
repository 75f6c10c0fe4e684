/* The records about one thing, oldest first. Records name the one before them, so the way to the oldest leads back from
 * the last; a walk keeps the ones met last, and starts again from a cursor when they are used up. */
#ifndef CGOV_SRC_RECORD_WALK_H
#define CGOV_SRC_RECORD_WALK_H

#include "entities/access.h"
#include "ledger/read_back.h"

#define MARKS 64u

struct record_walk {
    struct {
        uint64_t seq;
        uint16_t at, len; /* its bytes, where they were kept; len 0: not */
    } marks[MARKS];
    uint32_t met, taken; /* met: in all, the newest first */
    uint32_t used;
    uint8_t bytes[8192];
    /* The state the item was in, and what it ran under, after the record taken last, and before it; until one is taken
     * both are as it stood at the cursor. NONE and NULL before it was opened. */
    uint8_t state, state_before;
    const struct procedure *procedure, *procedure_before;
};

/* Begins the walk over what comes after the cursor, back from the seq `last` (0: nothing). */
int32_t cgov__record_walk_begin(const cgov_ledger *ledger, uint64_t last, uint64_t cursor, struct record_walk *walk);
/* The oldest not yet taken; UINT64_MAX: none. */
uint64_t cgov__record_walk_next(const struct record_walk *walk);
/* Takes it: its record, whose bytes stand in the walk or in buf. CGOV_E_CORRUPT where its state, move or clock is none
 * that the item could have had: a storage may give back other bytes than it was given. */
int32_t cgov__record_walk_take(const cgov_ledger *ledger, struct record_walk *walk, uint8_t buf[STORED_SIZE],
                               struct record *record);
/* All that was kept is taken, and there is more. */
static inline bool cgov__record_walk_short(const struct record_walk *walk) {
    return walk->taken == MARKS && walk->met > MARKS;
}

/* What an item ran under at that seq, which no record of its own need have: today's text where it was the item's then,
 * else what its record before it leads to. */
int32_t cgov__procedure_at(const cgov_ledger *ledger, const struct item *item, uint64_t seq,
                           const struct procedure **procedure);
/* A move, as opposed to what clocks tell: it has a state. */
bool cgov__record_moves(const struct record *record);
/* Whether a record of an item is an entry of the history that a reader of this view is shown. masters: of the history
 * of one that was merged into the item, which holds its answers, whoever gave them, and nothing else. */
bool cgov__record_shown(enum view view, bool masters, const struct record *record);
/* Whether an item under that procedure could have such a record: a storage may give back what it was not given. */
bool cgov__record_stands(const struct procedure *procedure, const struct record *record);
/* True where it says itself what the item runs under from then on. */
bool cgov__record_sets_procedure(const struct record *record);
/* That; NULL: no rulebook has it. */
const struct procedure *cgov__record_procedure(const struct model *model, const struct record *record);

/* The text that a procedure is of; NULL: none that was adopted. */
const struct rulebook *cgov__rulebook_with(const struct model *model, const struct procedure *procedure);

#endif
