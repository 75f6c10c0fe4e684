/* Whether a name asked for is known to any text adopted, and which is the nearest where it is not.
 *
 * Invariant: what is looked at is bounded: names of less than 64 bytes, and NEAR_MOST of them for a nearest one. */
#include "api/names.h"

#include "base/near.h"
#include "base/text.h"

/* Takes a name that there is; true: it is the one asked for. */
static bool take(struct near *near, const char *name) {
    if (strcmp(near->asked, name) == 0) return true;
    cgov__near_take(near, name);
    return false;
}

static bool take_procedures(struct near *near, const struct rulebook *rulebook, bool states) {
    for (uint32_t p = 0; p < rulebook->procedure_count; p++) {
        const struct procedure *procedure = &rulebook->procedures[p];
        if (!states && take(near, procedure->name)) return true;
        for (uint32_t s = 0; states && s < procedure->state_count; s++)
            if (take(near, procedure->states[s].name)) return true;
    }
    return false;
}

static bool take_matters(struct near *near, const struct rulebook *rulebook) {
    if (cgov__matter_find(rulebook, near->asked) >= 0) return true;
    for (uint32_t m = 0; m < rulebook->matter_count; m++) cgov__near_take(near, rulebook->matters[m].code);
    return false;
}

int32_t cgov__name_known(const struct model *model, const cgov_reader *reader, enum named what, const cgov_text *name) {
    static const char *const words[] = {"procedure", "state", "matter"};
    struct near near;
    if (name->len == 0) return CGOV_OK;
    cgov__near_begin(&near, name->ptr, (size_t)name->len);
    for (uint32_t version = model->adoption_count; version > 0; version--) {
        const struct rulebook *rulebook = &cgov__adoption(model, version)->rulebook;
        if (what == NAMED_MATTER ? take_matters(&near, rulebook)
                                 : take_procedures(&near, rulebook, what == NAMED_STATE))
            return CGOV_OK;
    }
    if (near.best[0] == 0)
        return cgov__say_of(reader, CGOV_E_NOT_FOUND, 0, "no rulebook has %s %q", words[what], near.asked);
    return cgov__say_of(reader, CGOV_E_NOT_FOUND, 0, "no rulebook has %s %q; the nearest is %q", words[what],
                        near.asked, near.best);
}
