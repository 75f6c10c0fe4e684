/* Carrying running items to the rulebook that waits in the plan. */
#ifndef CGOV_SRC_MIGRATION_H
#define CGOV_SRC_MIGRATION_H

#include "entities/plan.h"

/* Whether the map of states speaks of what is there. */
int32_t cgov__map_admit(const struct model *model, const struct rulebook *rulebook, const struct blob *map,
                        struct refusal *why);
/* An adoption, and what it carries where. */
struct carrying {
    const struct model *model;
    const struct rulebook *to;
    const struct blob *map;
};
/* What the item will run under once it is adopted: what it does now, unless the map carries it. */
const struct procedure *cgov__procedure_after(const struct carrying *carrying, const struct item *item);
/* The record of the item, where the map carries it. */
int32_t cgov__migration_admit(const struct model *model, uint32_t number, const struct blob *map, struct plan *plan,
                              struct refusal *why);
/* Whether all that the map carries can go on from there as the checks ask of what is opened; the text is the plan's. */
int32_t cgov__migration_check(const struct model *model, const struct blob *map, const struct plan *plan,
                              struct refusal *why);

#endif
