/* Who is named is asked anew at each use: an office that ends names nobody any more, and no record says so; who comes
 * back into it is not named again. So it is kept when they were, and since then they must have held some office there,
 * one term beginning at the latest where another ended. An item that is handed over forgets them. Whoever is named
 * later is so by a move of its own. */
#include "entities/named.h"

#include "base/text.h"
#include "entities/access.h"
#include "model/terms.h"

/* The end of the terms, if it goes on from there. */
static void go_on(void *user, uint32_t number, const struct appointment *held) {
    int64_t *end = user;
    const int64_t until = held->until == 0 ? INT64_MAX : held->until;
    (void)number;
    if (held->from <= *end && until > *end) *end = until;
}

/* In office there at that instant, and all the time since then. */
static bool has_stayed(const struct model *model, uint32_t resident, uint32_t organization, int64_t since, int64_t at) {
    const struct resident *row = cgov__resident(model, resident);
    const struct appointment *held,
        *top = !row ? NULL : cgov__terms_top(model, TERMS_OF_RESIDENT, row->appointments, since);
    int64_t end = since, before;
    do {
        before = end;
        for (uint32_t role = 0; top && end <= at; role = held->role + 1) {
            held = cgov__terms_next(model, TERMS_OF_RESIDENT, top, organization, role, since);
            if (!held || held->organization != organization) break;
            const struct terms_walk walk = {organization, held->role, since, go_on, &end};
            cgov__terms_each(model, TERMS_OF_RESIDENT, row->appointments, &walk);
        }
    } while (end != before && end <= at);
    return end > at;
}

bool cgov__named_stands(const struct model *model, const struct item *item, uint8_t party, int64_t at) {
    const struct procedure *procedure = cgov__procedure_of(model, item);
    const uint8_t of = procedure->parties[party].of;
    if (of == NONE) return true;
    const uint32_t resident = item->parties[party];
    const int64_t since = cgov__timer(procedure, item, procedure->parties[party].since);
    return resident != 0 && has_stayed(model, resident, item->parties[of], since < at ? since : at, at);
}

bool cgov__is_party_ever(const struct model *model, const struct item *item, const struct procedure *procedure,
                         uint8_t party, uint32_t resident) {
    if (item->parties[party] == resident) return resident != 0;
    /* Of nobody that is named as its reporter they entered it: it may well be their own. */
    if (party == procedure->reporter && item->parties[party] == 0)
        return resident != 0 && item->reported_by == resident;
    if (party != procedure->handler) return false;
    if (item->worker == resident) return resident != 0;
    const struct worker *worker = cgov__worker(model, item->extra->workers);
    while (worker && worker->resident != resident) worker = cgov__worker(model, worker->next);
    return worker != NULL;
}

bool cgov__leaves_out(const struct model *model, const struct item *item, const struct procedure *procedure,
                      uint8_t party, uint32_t resident, int64_t at) {
    if (!procedure->parties[party].organization) return cgov__is_party_ever(model, item, procedure, party, resident);
    return resident != 0 && (cgov__offices_at(model, item->parties[party], resident, at) & OFFICE_HERE) != 0;
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
