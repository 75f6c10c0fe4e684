/* What adopting and carrying share. Both are about the rulebook that waits in model->prepared. */
#ifndef CGOV_SRC_ADOPTION_H
#define CGOV_SRC_ADOPTION_H

#include "entities/plan.h"

/* The calendar of that name as it will be with the rulebook's parts added; its parts stand in the room reserved for
 * them, until the next one is asked for. */
struct calendar cgov__calendar_to_be(const struct model *model, const char *name);
/* The records of the items that the map, checked here, carries to the rulebook. */
int32_t cgov__carried_admit(const struct model *model, const struct blob *map, struct plan *plan, struct refusal *why);

#endif
