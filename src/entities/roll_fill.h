/* Filling rolls: all who may be on one are put on it by the move that fills it, as of that instant. Found before the
 * guards are asked, which see rolls as the move fills them; written after the move's own record. */
#ifndef CGOV_SRC_ROLL_FILL_H
#define CGOV_SRC_ROLL_FILL_H

#include "entities/guards.h"
#include "entities/roll.h"

/* Finds whom the move puts on the rolls that it fills, where the attempt is to be made. CGOV_OK, CGOV_E_NOMEM, or a
 * refusal. */
int32_t cgov__fills_find(struct attempt *attempt, struct refusal *why);
/* Puts those on a roll besides whose entries stand in the fills' electors from start on: see cgov__fill_found. */
int32_t cgov__fill_with(const struct attempt *attempt, const struct roll_at *roll, size_t start, struct refusal *why);
void cgov__fill_found(struct buf *electors, uint64_t id);
/* What the i-th of them will weigh by the base, as the frame leaves it. */
struct weight cgov__fill_weight(const struct attempt *attempt, const struct roll_at *base, const struct filled *filled,
                                uint32_t i);
/* Their records, for the item of that id. */
void cgov__fills_write(const struct attempt *attempt, struct plan *plan, uint64_t item);

#endif
