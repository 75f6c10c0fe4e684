/* What a refusal says beyond its reason: which party is not set, which day it was, how many are lacking, which child.
 */
#ifndef CGOV_SRC_WHY_NOT_H
#define CGOV_SRC_WHY_NOT_H

#include "entities/guards.h"
#include "entities/roll.h"

/* None of those who may make the move: which move, and for whom it is; of a party that nobody is yet, which, and what
 * sets it. */
void cgov__say_actor(const struct attempt *attempt, char *into, size_t cap);
/* The very one that it excludes: as which party. */
void cgov__say_self(const struct attempt *attempt, char *into, size_t cap);
/* A party that the move sets, and cannot: of whom there is no superior, or who is not said there. */
void cgov__say_unset(const struct attempt *attempt, uint8_t party, char *into, size_t cap);
/* None of those who enter on a roll, take out of it or bring its bundle: LEAD `roll` by whom. */
void cgov__say_makers(const struct asking *asking, const struct maker *makers, uint8_t count, const char *lead,
                      char *into, size_t cap);
/* One who enters on a roll, but in other states than this one: in which. */
void cgov__say_closed(const struct asking *asking, const struct maker *maker, char *into, size_t cap);
/* The day that the roll is on is not come. */
void cgov__say_day_of(const struct asking *asking, char *into, size_t cap);
/* No role of the actor's may: what was to be done, and which roles may, by the texts in force. */
int32_t cgov__refuse_may(const struct model *model, enum verb verb, int64_t at, const char *what, struct refusal *why);
/* A `when` that does not let it: its reason's sentence, or what that was asked of. */
void cgov__say_when(const struct attempt *attempt, const struct clause *clause, uint32_t reason, char *into,
                    size_t cap);

#endif
