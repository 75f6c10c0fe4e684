/* Shares: how much of one roll another is, exactly, on an axis. A roll's sums are kept, so a share costs the same on
 * any size. */
#ifndef CGOV_SRC_SHARE_H
#define CGOV_SRC_SHARE_H

#include "entities/guards.h"
#include "entities/roll.h"

/* What a share comes to. */
struct standing_share {
    uint64_t have, of;
    uint64_t needed; /* the least that would do; UINT64_MAX: nothing would, for it is a share of nothing */
    bool holds;
};

/* Rolls are seen as the attempt's move fills them. */
struct standing_share cgov__share_stands(const struct attempt *attempt, const struct share *share);
/* The least of a part that would do beside that whole; UINT64_MAX: nothing would. */
uint64_t cgov__share_needed(const struct share *share, uint64_t of);
/* One of the alternatives that begin there holds. */
bool cgov__share_holds(const struct attempt *attempt, uint8_t first);
/* One of them asks a roll that the move fills, which nobody has found yet: only asked about, it holds. */
bool cgov__shares_await(const struct attempt *attempt, uint8_t first);
/* It fills some roll, and nobody has found whom it puts there. */
bool cgov__fills_await(const struct attempt *attempt);

#endif
