/* Opening an item: under which procedure, whether that may be, and what a report's external key is of already. */
#ifndef CGOV_SRC_OPENING_H
#define CGOV_SRC_OPENING_H

#include "entities/guards.h"

/* The rulebook, procedure, matter and profile a report is opened under: the first in force that has them. */
int32_t cgov__choose_procedure(const struct model *model, const struct command *command, int64_t at, struct item *item,
                               struct refusal *why);
/* The issue that a report's external key is of, where the actor at that instant is one who may give it; 0: none, or
 * not theirs to ask. */
uint64_t cgov__open_there(const struct model *model, const struct command *command, int64_t at);
/* Whether that actor could open an item of a text's procedure now by some details or other: what nobody has said yet is
 * not held against it. */
bool cgov__open_may(const struct model *model, uint32_t version, uint8_t procedure, uint64_t actor, int64_t at);

#endif
