/* Carrying running items to the rulebook that waits in the plan. */
#ifndef CGOV_SRC_MIGRATION_H
#define CGOV_SRC_MIGRATION_H

#include "entities/plan.h"

/* Whether the map of states speaks of what is there. */
int32_t cgov__map_admit(const struct model *model, const struct rulebook *rulebook, const struct blob *map,
                        struct refusal *why);
/* The record of the item, where the map carries it. */
int32_t cgov__migration_admit(const struct model *model, uint32_t number, const struct blob *map, struct plan *plan,
                              struct refusal *why);

#endif
