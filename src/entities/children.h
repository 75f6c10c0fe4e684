/* What a move does to others of its family: children it opens and ends, and the parent that moves when a child has. All
 * of it stands in one frame with the move; how deep that goes is bounded, for procedures that open each other form no
 * circle (check 4). */
#ifndef CGOV_SRC_CHILDREN_H
#define CGOV_SRC_CHILDREN_H

#include "entities/guards.h"
#include "entities/plan.h"

/* Whether there is room for what the move would open, and nothing refuses that: asked before anything is planned.
 * CGOV_OK, CGOV_E_NOMEM, or a refusal. */
int32_t cgov__children_can_open(const struct attempt *attempt, struct plan *plan, struct refusal *why);
/* The children that the move opens for the item of attempt->number, whose record is in the plan. */
int32_t cgov__children_open(const struct attempt *attempt, struct plan *plan, struct refusal *why);
/* Each child that has not ended makes its move by parent: all where the parent has ended, else those of the procedures
 * of its text that its move drops. after: the parent as the frame leaves it. */
void cgov__children_end(struct plan *plan, uint32_t number, const struct item *after, uint32_t dropped);

#endif
