/* The units that somebody owns, as a chain through the units' rows from the owner's own. */
#ifndef CGOV_SRC_UNIT_ROWS_H
#define CGOV_SRC_UNIT_ROWS_H

#include "model/model.h"

/* The first unit of a resident or an organization, whose next is its next_of_owner; 0: they own none. */
uint32_t cgov__units_of(const struct model *model, uint64_t owner);
/* The unit is theirs from now on, and nobody's before. */
void cgov__unit_give(struct model *model, uint32_t number, uint64_t owner);

static inline uint64_t cgov__owner_of(const struct unit *unit) {
    return unit->owner == 0 ? 0 : cgov__id(unit->owner_kind, unit->owner);
}

#endif
