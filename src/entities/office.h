/* Offices that a move gives and ends: appointments made from a roll, and those that are over by it. */
#ifndef CGOV_SRC_OFFICE_H
#define CGOV_SRC_OFFICE_H

#include "entities/guards.h"
#include "entities/plan.h"

/* Whether all that the move gives can be given. CGOV_OK, or the refusal. */
int32_t cgov__offices_check(const struct attempt *attempt, struct refusal *why);
/* The appointments' records, in the text's order; for the item of that id. */
void cgov__offices_write(const struct attempt *attempt, struct plan *plan, uint64_t item);

#endif
