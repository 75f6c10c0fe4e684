/* What a decision would come to, asked before it is made: its quorum as of now, and whether no ballot still to come can
 * change it (提前截止). */
#ifndef CGOV_SRC_CERTAIN_H
#define CGOV_SRC_CERTAIN_H

#include "entities/guards.h"

/* The quorum of the rule that the named move decides by, as rolls stand now. Before its list is closed it is the rule
 * of the day; false where there is none. */
bool cgov__quorum_met(const struct attempt *attempt, const struct clause *clause);
/* Nothing that can still come to the ballots, or to a list that counts, changes what the named move decides. */
bool cgov__outcome_certain(const struct attempt *attempt, const struct clause *clause);
/* Why not, with its numbers. */
void cgov__say_quorum(const struct attempt *attempt, const struct clause *clause, char *into, size_t cap);
void cgov__say_certain(const struct attempt *attempt, const struct clause *clause, char *into, size_t cap);

#endif
