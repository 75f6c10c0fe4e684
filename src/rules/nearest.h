/* The names that a text gives, weighed against one that was asked for: which was meant where none of them is it. */
#ifndef CGOV_SRC_NEAREST_H
#define CGOV_SRC_NEAREST_H

#include "base/near.h"
#include "rules/rulebook.h"

enum named { NAMED_PROCEDURE, NAMED_STATE, NAMED_MATTER, NAMED_ROLE, NAMED_PROFILE, NAMED_CALENDAR };

/* "procedure", ... */
const char *cgov__named_word(enum named what);
/* Takes those of a text; true: the one asked for is among them. */
bool cgov__nearest_of(struct near *near, const struct rulebook *rulebook, enum named what);
/* Takes the states of a procedure, the moves that are made of an item, and its rolls. */
bool cgov__nearest_states(struct near *near, const struct procedure *procedure);
void cgov__nearest_moves(struct near *near, const struct procedure *procedure);
void cgov__nearest_rolls(struct near *near, const struct procedure *procedure);

/* No text has this procedure, or this matter, or both in one, "" being none. */
struct lack {
    const char *procedure, *matter;
    struct near near_procedure, near_matter;
};
void cgov__lack_begin(struct lack *lack, const char *procedure, const char *matter);
void cgov__lack_take(struct lack *lack, const struct rulebook *rulebook);
/* "WHERE has procedure `a`; the nearest is `b`". */
void cgov__lack_say(const struct lack *lack, char *into, size_t cap, const char *where);

#endif
