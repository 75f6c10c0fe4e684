/* What a move takes, it applies: a detail that would leave no trace on the item is refused of the text (check 6), so
 * that nobody hears "done" of what was not done. */
#include "base/text.h"
#include "rules/check.h"

/* Some `sets` of the move is of the detail of that place. */
static bool sets_by(const struct move *move, uint8_t place) {
    for (uint8_t s = 0; s < move->set_count; s++)
        if (move->sets[s].source == SOURCE_GIVEN && move->sets[s].field == place) return true;
    return false;
}

/* The child that the move opens has it by name. */
static bool passes_down(const struct rulebook *rulebook, const struct move *move, uint32_t field) {
    if (move->opens == NONE || cgov__field_own(field)) return false;
    const struct procedure *child = &rulebook->procedures[move->opens];
    return cgov__move_takes(child, &child->moves[child->open], field);
}

static bool entered_by_office(const struct move *open) {
    for (uint8_t b = 0; b < open->by_count; b++)
        if (open->by[b].kind == WHO_ROLE) return true;
    return false;
}

/* What keeps a field of the library's from being applied by the move that gets it; NULL: nothing. */
static const char *lost(const struct rulebook *rulebook, const struct move *move, uint32_t field, uint8_t place) {
    if (move->opens_for == OPENS_DETAIL && move->opens_field == place) return NULL;
    if (passes_down(rulebook, move, field)) return NULL;
    switch (field) {
    case CGOV_FIELD_BEHALF:
        if (!move->opens_item) return "only an opening says it";
        return entered_by_office(move) ? NULL : "no line `by ROLE of PARTY` says who enters for another";
    case CGOV_FIELD_EARLIER:
    case CGOV_FIELD_PROCEDURE:
        return move->opens_item ? NULL : "only an opening says it";
    case CGOV_FIELD_URGENCY:
    case CGOV_FIELD_CLASS:
    case CGOV_FIELD_MATTER:
        return move->opens_item || move->reclasses ? NULL : "without `reclasses` the item stays as it was";
    case CGOV_FIELD_MASTER:
        return move->follows ? NULL : "without `follows` the item stays as it was";
    case CGOV_FIELD_ORGANIZATION: /* a child may be opened for it */
        if (move->opens_item && move->by_parent) return NULL;
        return sets_by(move, place) ? NULL : "no `sets` of it uses it";
    case CGOV_FIELD_INTAKE:
    case CGOV_FIELD_LEAD:
    case CGOV_FIELD_RESIDENT:
        return sets_by(move, place) ? NULL : "no `sets` of it uses it";
    case CGOV_FIELD_ORGANIZATIONS:
        return "it opens nothing for them";
    default:
        return NULL;
    }
}

int32_t cgov__check_fields(struct check *check, const struct procedure *procedure) {
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct move *move = &procedure->moves[m];
        for (uint8_t d = 0; d < procedure->detail_count; d++) {
            const struct declared *detail = &procedure->details[d];
            if (detail->line != 0 || !cgov__move_gets(move, d)) continue;
            const char *why = lost(check->rulebook, move, detail->number, d);
            if (!why) continue;
            return FAILS(check, 6, move->line, move->name, "`%s` takes `%s`, which would be lost: %s", move->name,
                         detail->name, why);
        }
    }
    return CGOV_OK;
}
