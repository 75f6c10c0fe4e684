/* What an issue becomes that another follows. */
#ifndef CGOV_SRC_MERGE_H
#define CGOV_SRC_MERGE_H

#include "entities/guards.h"
#include "entities/plan.h"

/* The follower accuses whom its master does not: merged, nobody would hear of it. */
bool cgov__merge_accuses(const struct item *follower, const struct item *master);
/* What is merged is answered, and heard, by its master alone: that is another, which accuses whom it accuses. */
int32_t cgov__merge_check(const struct attempt *attempt, uint64_t master, struct refusal *why);
/* The master that is asked by that move of what was merged into it, for the resident who reported this: a line of the
 * move's says `by follower`. NULL: the move is the item's own. */
const struct item *cgov__merge_asks(const struct model *model, const struct item *merged, const char *move,
                                    uint64_t actor);
static inline const struct item *cgov__merge_asked(const struct model *model, const struct item *item_or_null,
                                                   const char *move, uint64_t actor) {
    const bool merged = item_or_null && item_or_null->extra->master != 0;
    return merged ? cgov__merge_asks(model, item_or_null, move, actor) : NULL;
}
/* The master's record of it, after the follower's own: its urgency, public safety and clocks are not less than the
 * follower's. */
void cgov__merge_write(const struct item *follower, uint64_t follower_id, uint64_t master_id, struct plan *plan);

#endif
