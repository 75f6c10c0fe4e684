/* Who owns what where, and who belongs to whom as a household: what is asked of units beyond their own room. Pure. */
#ifndef CGOV_SRC_OWNERS_H
#define CGOV_SRC_OWNERS_H

#include "entities/access.h"
#include "model/overlay.h"
#include "model/unit_rows.h"
#include "records/command.h"

/* A resident or an organization owns a unit that lies in the organization, or below it. */
static inline bool cgov__owns(const struct model *model, uint64_t owner, uint32_t organization) {
    const struct unit *unit;
    for (uint32_t n = cgov__units_of(model, owner); (unit = cgov__unit(model, n)); n = unit->next_of_owner)
        if (cgov__below(model, unit->parent, organization)) return true;
    return false;
}

/* What somebody owns there: how many units, and their area together. */
struct owned {
    uint64_t owner;
    uint32_t units;
    int64_t area; /* 0.01 square metres */
};
static inline struct owned cgov__owned_by(const struct model *model, uint64_t owner, uint32_t organization) {
    struct owned owned = {.owner = owner};
    const struct unit *unit;
    for (uint32_t n = cgov__units_of(model, owner); (unit = cgov__unit(model, n)); n = unit->next_of_owner) {
        if (!cgov__below(model, unit->parent, organization)) continue;
        owned.units++;
        owned.area += unit->area;
    }
    return owned;
}

static inline bool cgov__owner_after(const struct model *model, uint32_t kind, uint32_t after, uint32_t count,
                                     uint32_t organization, struct owned *at) {
    for (uint64_t n = (uint64_t)after + 1; n <= count; n++) {
        struct owned owned = cgov__owned_by(model, cgov__id(kind, n), organization);
        if (owned.units == 0) continue;
        *at = owned;
        return true;
    }
    return false;
}

/* The next of those who own a unit there, after at->owner (0: the first of all), residents before organizations, in the
 * order of their numbers; false where there is none. All of them are one pass over residents, organizations and units.
 */
static inline bool cgov__owner_next(const struct model *model, uint32_t organization, struct owned *at) {
    uint32_t kind = cgov__id_kind(at->owner), after = cgov__id_row(at->owner);
    bool residents = kind != CGOV_KIND_ORGANIZATION;
    if (residents && cgov__owner_after(model, CGOV_KIND_RESIDENT, after, model->residents.count, organization, at))
        return true;
    if (residents) after = 0;
    return cgov__owner_after(model, CGOV_KIND_ORGANIZATION, after, model->organizations.count, organization, at);
}

/* The household that a command gives, put on the record: there, and the actor may do the verb where it lies. */
int32_t cgov__household_admit(const struct model *model, const struct command *command, enum verb verb,
                              struct record *record, struct refusal *why);
/* The household of an untrusted record is a unit that is there, or none. */
bool cgov__household_valid(const struct overlay *overlay, const struct record *record, bool adding);
/* What the record's makes of a row's. */
static inline uint32_t cgov__household_after(uint32_t before, const struct record *record) {
    return record->household == 0 ? before : cgov__id_row(record->household);
}

#endif
