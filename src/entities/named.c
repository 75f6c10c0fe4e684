/* Who is named is asked anew at each use: an office that ends names nobody any more, and no record says so; who comes
 * back into it is named still. An item that is handed over forgets them: whoever is named later is so by a move of its
 * own. */
#include "entities/named.h"

#include "base/text.h"
#include "entities/access.h"

bool cgov__named_stands(const struct model *model, const struct item *item, uint8_t party, int64_t at) {
    const struct procedure *procedure = cgov__procedure_of(model, item);
    const uint8_t of = procedure->parties[party].of;
    if (of == NONE) return true;
    const uint32_t resident = item->parties[party];
    return resident != 0 && (cgov__offices_at(model, item->parties[of], resident, at) & OFFICE_HERE) != 0;
}

int32_t cgov__named_check(const struct attempt *attempt, const struct item *after, struct refusal *why) {
    for (uint8_t i = 0; i < attempt->move->set_count && attempt->command; i++) {
        const struct set *set = &attempt->move->sets[i];
        if (!cgov__is_named(attempt->procedure, set->party) || cgov__set_given(attempt, set) == 0) continue;
        if (cgov__named_stands(attempt->model, after, set->party, attempt->time)) continue;
        const struct party *party = &attempt->procedure->parties[set->party];
        char message[160];
        cgov__format(message, sizeof message, "whom `%s` names as `%s` holds no office in `%s`", attempt->move->name,
                     party->name, attempt->procedure->parties[party->of].name);
        return cgov__refuse_rule(why, CGOV_R_ROLE, attempt->after->rulebook, attempt->move->line, attempt->move->cites,
                                 message);
    }
    return CGOV_OK;
}
