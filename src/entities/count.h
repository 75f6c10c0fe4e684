/* Counting (计票): what stands on a roll of ballots, and on the rolls that a rule names, as the judge is given it. */
#ifndef CGOV_SRC_COUNT_H
#define CGOV_SRC_COUNT_H

#include "entities/decide.h"
#include "model/roll_rows.h"

/* The roll that the rule's i-th name means, seen from the item that decides. False: nowhere above is one. */
bool cgov__rule_roll(const struct attempt *attempt, const struct rule *rule, uint8_t i, struct roll_at *out);
/* The ballots that the move decides over. */
bool cgov__ballots_of(const struct attempt *attempt, struct roll_at *out);
/* Everything that the rule asks for. seats: that are to be filled. False without memory, or, only asked about, where
 * silent households are to be told apart. */
bool cgov__count(const struct attempt *attempt, const struct rule *rule, uint32_t seats, struct decided *out);

#endif
