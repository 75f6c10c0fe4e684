/* The roll that a command enters on, takes off, or brings a bundle of. */
#ifndef CGOV_SRC_ASKED_H
#define CGOV_SRC_ASKED_H

#include "entities/roll.h"

static inline uint64_t cgov__elector_of(const struct command *command) {
    return (uint64_t)cgov__detail_number(command, COMMAND_FIELD_ELECTOR);
}

/* The item, seen by the actor, and its roll of the name that the command brings. */
int32_t cgov__roll_asked(const struct model *model, const struct command *command, struct asking *asking,
                         struct refusal *why);
/* Its parts, for who asks in another order: there is no such item for the actor; the item's roll of that name. */
COLD int32_t cgov__asked_unseen(const struct command *command, struct refusal *why);
int32_t cgov__asked_roll(const struct model *model, const struct item *item, const struct command *command,
                         uint64_t elector, struct asking *asking, struct refusal *why);

#endif
