/* Shares of rolls, as guards ask for them. */
#ifndef CGOV_SRC_SHARE_H
#define CGOV_SRC_SHARE_H

#include "entities/guards.h"

/* The share of that index among the procedure's, or one of its alternatives, is reached, as the move fills the rolls.
 */
bool cgov__share_holds(const struct attempt *attempt, uint8_t share);

#endif
