/* What a refusal says of who acts: for whom it would be, which party is not set, who enters on a roll, and when. */
#ifndef CGOV_SRC_SAY_WHO_H
#define CGOV_SRC_SAY_WHO_H

#include "entities/attempt.h"
#include "entities/roll.h"

/* A roll by its name, as a share refers to it. */
const char *cgov__roll_ref_name(const struct procedure *procedure, const struct roll_ref *ref);
/* Appends parties as the text names them: the first, and those besides. */
void cgov__say_parties(const struct procedure *procedure, uint8_t party, uint32_t also, char *into, size_t cap);
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

#endif
