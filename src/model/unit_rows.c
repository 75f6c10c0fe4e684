/* Chains of units: each is on that of its owner, and on no other. They are linked both ways, so that a unit changes
 * hands without a walk over what its owner has besides. */
#include "model/unit_rows.h"

static const uint32_t *first_of(const struct model *model, uint64_t owner) {
    uint64_t number = cgov__id_number(owner);
    if (cgov__id_kind(owner) == CGOV_KIND_ORGANIZATION) {
        const struct organization *organization = cgov__organization(model, number);
        return !organization ? NULL : &organization->units;
    }
    const struct resident *resident = cgov__id_kind(owner) == CGOV_KIND_RESIDENT ? cgov__resident(model, number) : NULL;
    return !resident ? NULL : &resident->units;
}

/* The same, to be changed. */
static uint32_t *edit_first(struct model *model, uint64_t owner) {
    return (uint32_t *)first_of(model, owner);
}

uint32_t cgov__units_of(const struct model *model, uint64_t owner) {
    const uint32_t *first = first_of(model, owner);
    return !first ? 0 : *first;
}

void cgov__unit_give(struct model *model, uint32_t number, uint64_t owner) {
    struct unit *row = cgov__edit_unit(model, number), *next = cgov__edit_unit(model, row->next_of_owner);
    if (next) next->prior_of_owner = row->prior_of_owner;
    if (row->prior_of_owner != 0)
        cgov__edit_unit(model, row->prior_of_owner)->next_of_owner = row->next_of_owner;
    else if (row->owner != 0)
        *edit_first(model, cgov__owner_of(row)) = row->next_of_owner;
    uint32_t *first = edit_first(model, owner);
    row->owner_kind = (uint8_t)cgov__id_kind(owner);
    row->owner = cgov__id_row(owner);
    row->prior_of_owner = 0;
    row->next_of_owner = *first;
    if (*first != 0) cgov__edit_unit(model, *first)->prior_of_owner = number;
    *first = number;
}
