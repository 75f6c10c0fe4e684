/* What the `set` lines of a move make of the parties of its item. */
#ifndef CGOV_SRC_SETS_H
#define CGOV_SRC_SETS_H

#include "entities/attempt.h"

/* Fills the parties of `after` from the move's `sets`; what is not given stays as it is. False, with *party, where one
 * that must be set cannot be: no superior, the other party not set. */
bool cgov__sets_apply(const struct attempt *attempt, struct item *after, uint8_t *party);
/* What `to given` puts there by the details given; 0: none is. */
uint32_t cgov__set_given(const struct attempt *attempt, const struct set *set);
/* Nobody has said yet whom the move would put there: cgov_move_list asks before there are details, and what is said of
 * that party is not held against the move. */
bool cgov__awaits_party(const struct attempt *attempt, uint8_t party);
/* Whom the move is given to put there is in office where they must be. */
int32_t cgov__named_check(const struct attempt *attempt, const struct item *after, struct refusal *why);
/* A party that must be set cannot be. */
COLD int32_t cgov__refuse_unset(const struct attempt *attempt, uint8_t unset, struct refusal *why);

#endif
