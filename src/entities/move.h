/* Making a move: the records it writes for the item, for the children it opens and those it ends, and for the parent
 * that moves with it. */
#ifndef CGOV_SRC_MOVE_H
#define CGOV_SRC_MOVE_H

#include "entities/guards.h"
#include "entities/plan.h"
#include "model/item_rows.h"

/* A move of an item about to be asked for: nobody's yet, without details. after: filled as the item is. */
struct attempt cgov__attempt(const struct model *model, uint32_t number, struct draft *after, const struct move *move);
/* A move made by time on an item: its records, at plan->time. False where the move could not be made. */
bool cgov__move_by_time(const struct model *model, uint32_t number, const struct move *move, struct plan *plan);
/* Why an actor could not make a move now, details not given not held against it; CGOV_OK: nothing known speaks against.
 */
int32_t cgov__move_explain(const struct model *model, uint32_t number, const struct move *move, uint64_t actor,
                           int64_t at, struct refusal *why);

#endif
