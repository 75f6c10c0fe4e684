/* Carrying running items to the rulebook that waits in model->prepared. */
#ifndef CGOV_SRC_CARRY_H
#define CGOV_SRC_CARRY_H

#include "entities/plan.h"

/* The records of the items that the map, checked here, carries to the rulebook. */
int32_t cgov__carried_admit(const struct model *model, const struct blob *map, struct plan *plan, struct refusal *why);

#endif
