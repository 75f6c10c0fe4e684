/* Whom the `set` lines of a move put where: who acts, who is given, another party or one above it, one of the parent's.
 */
#include "entities/sets.h"

#include "base/text.h"
#include "entities/say_who.h"
#include "model/parties.h"

bool cgov__awaits_party(const struct attempt *attempt, uint8_t party) {
    uint32_t awaited = 0; /* as the sets go: a party, or the one that it is set from, by a detail not given yet */
    for (uint8_t i = 0; i < attempt->move->set_count && !attempt->command; i++) {
        const struct set *set = &attempt->move->sets[i];
        if ((attempt->known >> set->party & 1) != 0) continue;
        if (set->once && attempt->before->parties[set->party] != 0) continue;
        const bool from = set->source == SOURCE_PARTY && (awaited >> set->from & 1) != 0;
        awaited &= ~(UINT32_C(1) << set->party);
        if (set->source == SOURCE_GIVEN || from) awaited |= UINT32_C(1) << set->party;
    }
    return party != NONE && (awaited >> party & 1) != 0;
}

/* What `to given` means: the detail; of a child that does not ask for one, the organization it is opened for. */
uint32_t cgov__set_given(const struct attempt *attempt, const struct set *set) {
    if (attempt->organization != 0 && !cgov__set_named(attempt->procedure, attempt->move, set))
        return attempt->organization;
    if (!attempt->command || set->field == NONE) return 0;
    return cgov__id_row(
        (uint64_t)cgov__detail_number(attempt->command, attempt->procedure->details[set->field].number));
}

/* `to parent.PARTY`: 0 where there is no parent, or nobody. */
static uint32_t parents_party(const struct attempt *attempt, const struct set *set) {
    const struct item *parent =
        attempt->parent ? attempt->parent : cgov__item(attempt->model, attempt->after->extra->parent);
    uint8_t party = parent ? cgov__party_find(cgov__procedure_of(attempt->model, parent), set->parent_party) : NONE;
    return party == NONE ? 0 : parent->parties[party];
}

/* Whom a set names that goes by another party, the item's or its parent's; not done where that one is nobody. */
static uint32_t set_from(const struct attempt *attempt, const struct item *after, const struct set *set, bool *done) {
    if (set->source == SOURCE_PARENT) {
        const uint32_t party = parents_party(attempt, set);
        *done = party != 0;
        return party;
    }
    const uint32_t from = after->parties[set->from];
    const bool above = attempt->procedure->parties[set->from].organization && set->superiors > 0;
    const uint32_t party = above ? cgov__fit_above(attempt->model, after, from, set->superiors, attempt->time) : from;
    *done = party != 0 || cgov__awaits_party(attempt, set->from);
    return party;
}

/* Whom a set names: nobody anew where nobody is given, or acts. */
static inline uint32_t set_to(const struct attempt *attempt, struct item *after, const struct set *set, uint32_t was,
                              bool *done) {
    if (set->source == SOURCE_ACTOR) return attempt->actor != 0 ? cgov__id_row(attempt->actor) : was;
    if (set->source != SOURCE_GIVEN) return set_from(attempt, after, set, done);
    const uint32_t given = cgov__set_given(attempt, set);
    if (given == 0) return was;
    cgov__named_begin(attempt->procedure, after, 1u << set->party, attempt->time);
    return given;
}

bool cgov__sets_apply(const struct attempt *attempt, struct item *after, uint8_t *party) {
    const struct set *set = attempt->move->sets;
    uint32_t *const parties = cgov__edit_parties(after);
    bool all = true;
    for (uint32_t left = attempt->move->set_count; left > 0; left--, set++) {
        const uint32_t was = parties[set->party];
        bool done = true;
        if (set->once && was != 0) continue;
        parties[set->party] = set_to(attempt, after, set, was, &done);
        if (!done) *party = set->party;
        all &= done;
        if (parties[set->party] != was) cgov__named_forget(attempt->procedure, parties, 1u << set->party);
    }
    return all;
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

COLD int32_t cgov__refuse_unset(const struct attempt *attempt, uint8_t unset, struct refusal *why) {
    char message[sizeof why->message];
    cgov__say_unset(attempt, unset, message, sizeof message);
    return cgov__refuse_rule(why, CGOV_R_PARTY, attempt->after->rulebook, attempt->move->line, attempt->move->cites,
                             message);
}
