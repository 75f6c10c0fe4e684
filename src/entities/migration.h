/* Carrying running items to the rulebook that waits in the plan. */
#ifndef CGOV_SRC_MIGRATION_H
#define CGOV_SRC_MIGRATION_H

#include "entities/plan.h"

/* The record of the item, where the map carries it. */
int32_t cgov__migration_admit(const struct model *model, uint32_t number, const struct blob *map, struct plan *plan,
                              struct refusal *why);
/* Whether all that the map carries can go on from there as the checks ask of what is opened; the text is the plan's. */
int32_t cgov__migration_check(const struct model *model, const struct blob *map, const struct plan *plan,
                              struct refusal *why);

#endif
