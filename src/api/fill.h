/* A command's details from a caller's texts and numbers. */
#ifndef CGOV_SRC_FILL_H
#define CGOV_SRC_FILL_H

#include "records/command.h"

/* Fill a command with what the host gave: what is absent, or 0, is left out; false where a text cannot be read. */
bool cgov__fill_text(struct command *command, uint32_t field, const cgov_text *text);
void cgov__fill_number(struct command *command, uint32_t field, uint64_t number);

#endif
