/* Whether a name asked for is known to any text adopted, and which is the nearest where it is not.
 *
 * Invariant: what is looked at is bounded: names of less than 64 bytes, and NEAR_MOST of them for a nearest one. */
#include "api/names.h"

#include "base/text.h"

int32_t cgov__name_known(const struct model *model, const cgov_reader *reader, enum named what, const cgov_text *name) {
    struct near near;
    if (name->len == 0) return CGOV_OK;
    cgov__near_begin(&near, name->ptr, (size_t)name->len);
    for (uint32_t version = model->adoption_count; version > 0; version--)
        if (cgov__nearest_of(&near, &cgov__adoption(model, version)->rulebook, what)) return CGOV_OK;
    char message[208];
    cgov__format(message, sizeof message, "no rulebook has %s %q", cgov__named_word(what), near.asked);
    cgov__near_end(&near, message, sizeof message);
    return cgov__say(reader, CGOV_E_NOT_FOUND, 0, message);
}

int32_t cgov__state_known(const struct model *model, const cgov_reader *reader, const cgov_text *procedure,
                          const cgov_text *state) {
    char message[208], name[NAME_SIZE];
    struct near near;
    if (procedure->len == 0 || state->len == 0) return cgov__name_known(model, reader, NAMED_STATE, state);
    cgov__text_copy(name, sizeof name, procedure->ptr, (size_t)procedure->len);
    cgov__near_begin(&near, state->ptr, (size_t)state->len);
    for (uint32_t version = model->adoption_count; version > 0; version--) {
        const struct rulebook *rulebook = &cgov__adoption(model, version)->rulebook;
        const uint8_t p = cgov__procedure_find(rulebook, name);
        if (p != NONE && cgov__nearest_states(&near, &rulebook->procedures[p])) return CGOV_OK;
    }
    cgov__format(message, sizeof message, "no rulebook has procedure %q with state %q", name, near.asked);
    cgov__near_end(&near, message, sizeof message);
    return cgov__say(reader, CGOV_E_NOT_FOUND, 0, message);
}

int32_t cgov__say_no_move(const cgov_reader *reader, cgov_id item, const struct procedure *procedure,
                          const char *move) {
    char message[208];
    struct near near;
    cgov__near_begin(&near, move, strlen(move));
    cgov__nearest_moves(&near, procedure);
    cgov__format(message, sizeof message, "procedure `%s` has no move %q", procedure->name, move);
    cgov__near_end(&near, message, sizeof message);
    return cgov__say(reader, CGOV_E_NOT_FOUND, item, message);
}

int32_t cgov__say_lack(const struct model *model, const cgov_reader *reader, uint32_t version, const char *procedure,
                       const char *matter) {
    char message[208];
    struct lack lack;
    const struct adoption *asked = version == 0 ? NULL : cgov__adoption(model, version);
    cgov__lack_begin(&lack, procedure, matter);
    if (asked) cgov__lack_take(&lack, &asked->rulebook);
    for (uint32_t rank = 0, v; version == 0 && (v = cgov__in_force(model, &rank, model->now)) != 0;)
        cgov__lack_take(&lack, &cgov__adoption(model, v)->rulebook);
    cgov__lack_say(&lack, message, sizeof message, "no rulebook of this version, or none in force,");
    return cgov__say(reader, CGOV_E_NOT_FOUND, 0, message);
}
