/* Who is put into a household sees it, so a right is asked for where it lies. */
#include "entities/owners.h"
#include "entities/say_who.h"

int32_t cgov__household_admit(const struct model *model, const struct command *command, enum verb verb,
                              struct record *record, struct refusal *why) {
    const cgov_act *act = &command->act;
    uint64_t id = (uint64_t)cgov__detail_number(command, COMMAND_FIELD_HOUSEHOLD);
    if (id == 0) return CGOV_OK;
    if (cgov__id_number(id) == 0) {
        record->household = verb == VERB_ADD ? 0 : id;
        return CGOV_OK;
    }
    const struct unit *unit = cgov__unit(model, cgov__id_number(id));
    if (!unit) return cgov__fault_of(why, CGOV_E_NOT_FOUND, CGOV_R_NONE, "there is no unit %u to belong to", id);
    if (!cgov__may(model, act->actor, verb, unit->parent, act->now))
        return cgov__refuse_may(model, verb, act->now, "add or change who belongs to that household", why);
    record->household = id;
    return CGOV_OK;
}

bool cgov__household_valid(const struct overlay *overlay, const struct record *record, bool adding) {
    if (record->household == 0 || cgov__overlay_unit(overlay, record->household)) return true;
    return !adding && record->household == cgov__id(CGOV_KIND_UNIT, 0);
}
