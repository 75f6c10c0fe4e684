/* The sentence of a refusal, where a reason alone would leave a reader to look for what it speaks of. */
#include "entities/why_not.h"

#include "base/civil.h"
#include "base/text.h"
#include "entities/certain.h"
#include "entities/details.h"
#include "entities/share.h"
#include "rules/language.h"

/* ---- who ---- */

/* The party of the first `by` line, where each of them is of one that nobody is; else NONE. */
static uint8_t party_unset(const struct attempt *attempt) {
    uint8_t unset = NONE;
    for (uint8_t b = 0; b < attempt->move->by_count; b++) {
        const struct who *who = &attempt->move->by[b];
        if (who->kind != WHO_PARTY && who->kind != WHO_ROLE) continue; /* names nobody that acts */
        if (who->of_parent || attempt->before->parties[who->party] != 0) return NONE;
        if (unset == NONE) unset = who->party;
    }
    return unset;
}

/* The line of a move that sets the party; NULL: none does. */
static const struct set *set_of(const struct move *move, uint8_t party) {
    for (uint8_t s = 0; s < move->set_count; s++)
        if (move->sets[s].party == party) return &move->sets[s];
    return NULL;
}

void cgov__say_actor(const struct attempt *attempt, char *into, size_t cap) {
    const struct procedure *procedure = attempt->procedure;
    const char *const none = cgov_reason_text(CGOV_R_ACTOR);
    const uint8_t party = party_unset(attempt);
    const struct set *set = party == NONE ? NULL : set_of(attempt->move, party);
    const char *const name = party == NONE ? "" : procedure->parties[party].name;
    cgov__format(into, cap, party == NONE ? "%s" : "%s: party `%s` is not set", none, name);
    if (attempt->move->opens_item && set && set->field != NONE)
        cgov__format(into, cap, "%s: party `%s` is not set, detail `%s` sets it", none, name,
                     procedure->details[set->field].name);
}

/* ---- shares ---- */

static const char *roll_name(const struct procedure *procedure, const struct roll_ref *ref) {
    return ref->roll == NONE ? ref->above : procedure->rolls[ref->roll].name;
}

static void say_share(const struct attempt *attempt, const struct share *share, bool negated, char *into, size_t cap) {
    const struct standing_share stands = cgov__share_stands(attempt, share);
    const char *const part = roll_name(attempt->procedure, &share->part);
    const char *const whole = share->d == 0 ? "" : roll_name(attempt->procedure, &share->whole);
    const char *const by = share->axis == AXIS_HEADS ? "" : " by ";
    const char *const axis = share->axis == AXIS_HEADS ? "" : cgov_enum_name(CGOV_ENUM_AXIS, share->axis);
    char have[128], needed[64];
    cgov__format(have, sizeof have, share->d == 0 ? "`%s` has %u%s%s" : "`%s` has %u%s%s of %u on `%s`", part,
                 stands.have, by, axis, stands.of, whole);
    cgov__format(needed, sizeof needed, "%u needed, %u lacking", stands.needed, stands.needed - stands.have);
    cgov__format(into, cap, "%s, %s", have,
                 negated                       ? "which is enough, and this move is for when it is not"
                 : stands.needed == UINT64_MAX ? "and of nothing no share is reached"
                                               : needed);
}

static void say_shares(const struct attempt *attempt, const struct clause *clause, char *into, size_t cap) {
    const struct share *share = &attempt->procedure->shares[clause->share];
    while (clause->negated && share->or_next && !cgov__share_stands(attempt, share).holds) share++;
    say_share(attempt, share, clause->negated, into, cap);
    for (; !clause->negated && share->or_next; share++) {
        const size_t used = strlen(into);
        char next[160];
        say_share(attempt, share + 1, false, next, sizeof next);
        cgov__format(into + used, cap - used, "; or %s", next);
    }
}

/* ---- days, children ---- */

static void say_day(const struct attempt *attempt, const struct clause *clause, char *into, size_t cap) {
    const struct procedure *procedure = attempt->procedure;
    const char *const name = procedure->details[procedure->kept[clause->day]].name;
    const uint64_t given = cgov__day_given(procedure, attempt->command, clause->day);
    const uint64_t stood = cgov__kept(procedure, attempt->before, clause->day);
    const bool notice = clause->guard == GUARD_AHEAD;
    const uint64_t day = (notice && given != 0) || stood == 0 ? given : stood;
    const struct civil civil = cgov__civil_of(cgov__local_day(attempt->time, attempt->model->offset));
    const uint64_t today = (uint64_t)cgov__date_number(civil);
    if (day == 0)
        cgov__format(into, cap, "`%s` is not given, and none stands", name);
    else if (notice)
        cgov__format(into, cap, "`%s`, %u, is %s %u %s ahead of today, %u", name, day,
                     clause->negated ? "at least" : "less than", (uint64_t)clause->length.n,
                     clause->length.unit == UNIT_DAYS ? "days" : "workdays", today);
    else
        cgov__format(into, cap, "`%s`, %u, is %s: today is %u", name, day, clause->negated ? "come" : "not come",
                     today);
}

static void say_child(const struct attempt *attempt, const struct clause *clause, char *into, size_t cap) {
    const struct item *child = clause->negated ? NULL : cgov__child_amiss(attempt, clause);
    if (child)
        cgov__format(into, cap,
                     clause->guard == GUARD_CHILDREN_DONE ? "a `%s` of it is still open"
                                                          : "a `%s` of it stands in another state",
                     cgov__procedure_of(attempt->model, child)->name);
    else if (clause->guard == GUARD_LAST && !clause->negated)
        cgov__format(into, cap, "no `%s` of it was opened",
                     cgov__rulebook_of(attempt->model, attempt->after)->procedures[clause->procedure].name);
}

void cgov__say_when(const struct attempt *attempt, const struct clause *clause, uint32_t reason, char *into,
                    size_t cap) {
    cgov__format(into, cap, "%s", cgov_reason_text(reason));
    switch (clause->guard) {
    case GUARD_SHARE:
        say_shares(attempt, clause, into, cap);
        break;
    case GUARD_AHEAD:
    case GUARD_COME:
        say_day(attempt, clause, into, cap);
        break;
    case GUARD_CHILDREN_DONE:
    case GUARD_EVERY:
    case GUARD_LAST:
        say_child(attempt, clause, into, cap);
        break;
    case GUARD_QUORUM:
        cgov__say_quorum(attempt, clause, into, cap);
        break;
    case GUARD_CERTAIN:
        cgov__say_certain(attempt, clause, into, cap);
        break;
    default:
        break;
    }
}
