/* The sentence of a refusal, where a reason alone would leave a reader to look for what it speaks of. */
#include "entities/why_not.h"

#include "base/text.h"
#include "entities/certain.h"
#include "entities/days.h"
#include "entities/say_who.h"
#include "entities/share.h"
#include "rules/language.h"

/* ---- shares ---- */

static void say_share(const struct attempt *attempt, const struct share *share, bool negated, char *into, size_t cap) {
    const struct standing_share stands = cgov__share_stands(attempt, share);
    const char *const part = cgov__roll_ref_name(attempt->procedure, &share->part);
    const char *const whole = share->d == 0 ? "" : cgov__roll_ref_name(attempt->procedure, &share->whole);
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
    const uint64_t today = cgov__today_of(attempt->model, attempt->time);
    if (day != 0 && notice)
        cgov__format(into, cap, "`%s`, %y, is %s %u %s ahead of today, %y", name, day,
                     clause->negated ? "at least" : "less than", (uint64_t)clause->length.n,
                     clause->length.unit == UNIT_DAYS ? "days" : "workdays", today);
    else
        cgov__say_stood(name, day,
                        clause->guard == GUARD_OVER ? (clause->negated ? "over" : "not over")
                                                    : (clause->negated ? "come" : "not come"),
                        today, into, cap);
}

static void say_superior(const struct attempt *attempt, const struct clause *clause, char *into, size_t cap) {
    cgov__format(into, cap, clause->negated ? "there is a superior of " : "there is no superior of ");
    cgov__say_parties(attempt->procedure, clause->party, clause->values, into, cap);
}

static void say_other(const struct attempt *attempt, const struct clause *clause, char *into, size_t cap) {
    const char *const party = attempt->procedure->parties[clause->party].name;
    const uint8_t was = cgov__named_before(attempt, clause);
    if (was == NONE)
        cgov__format(into, cap, "`%s` would be another than before", party);
    else if (was == clause->party)
        cgov__format(into, cap, "`%s` would be whom it is already", party);
    else
        cgov__format(into, cap, "`%s` would be `%s`, or lies below it", party, attempt->procedure->parties[was].name);
}

static void say_elsewhere(const struct attempt *attempt, const struct clause *clause, char *into, size_t cap) {
    const struct procedure *procedure = attempt->procedure;
    const uint8_t p = clause->negated ? NONE : cgov__lies_elsewhere(attempt, clause);
    if (p != NONE)
        cgov__format(into, cap,
                     clause->number ? "`%s` is not what stands above `%s`, nor lies below that"
                                    : "`%s` is not `%s`, nor lies below it",
                     procedure->parties[p].name, procedure->parties[clause->party].name);
}

static void say_level(const struct attempt *attempt, const struct clause *clause, char *into, size_t cap) {
    const struct organization *row = cgov__organization(attempt->model, attempt->after->parties[clause->party]);
    const char *const name = attempt->procedure->parties[clause->party].name;
    const uint32_t level = row ? (uint32_t)cgov__region_level(row->region) : 0;
    if (level == 0)
        cgov__format(into, cap, "`%s` is of no level, for the organization has no `region`: give it one", name);
    else
        cgov__format(into, cap, "`%s` is of level `%s`", name, cgov_enum_name(CGOV_ENUM_LEVEL, level));
}

static void say_child(const struct attempt *attempt, const struct clause *clause, char *into, size_t cap) {
    const char *state = "";
    const struct procedure *child =
        clause->negated ? NULL : cgov__item_now(attempt, cgov__child_amiss(attempt, clause), &state);
    if (child)
        cgov__format(into, cap,
                     clause->guard == GUARD_CHILDREN_DONE ? "a `%s` of it is still open, in `%s`"
                                                          : "a `%s` of it stands in `%s`",
                     child->name, state);
    else if (clause->guard == GUARD_LAST && !clause->negated)
        cgov__format(into, cap, "no `%s` of it was opened",
                     cgov__rulebook_of(attempt->model, attempt->after)->procedures[clause->procedure].name);
}

static void say_fewer(const struct attempt *attempt, const struct clause *clause, char *into, size_t cap) {
    cgov__format(into, cap,
                 clause->negated ? "fewer than %u `%s` were asked for by the actor"
                                 : "the actor has asked for %u `%s` here already, as many as one may",
                 (uint64_t)clause->number,
                 cgov__rulebook_of(attempt->model, attempt->after)->procedures[clause->procedure].name);
}

static void say_parent(const struct attempt *attempt, const struct clause *clause, char *into, size_t cap) {
    const char *state = "", *between = ", not in ";
    const struct procedure *parent = cgov__parent_now(attempt, &state);
    if (!parent) {
        cgov__format(into, cap, "it has no parent, whose state `%s` asks for", attempt->move->name);
        return;
    }
    cgov__format(into, cap, "the `%s` that it is of stands in `%s`", parent->name, state);
    for (uint8_t n = 0; n < attempt->procedure->above_count && !clause->negated; n++) {
        if (!(clause->values >> n & 1)) continue;
        const size_t used = strlen(into);
        cgov__format(into + used, cap - used, "%s`%s`", between, attempt->procedure->above[n].name);
        between = " or ";
    }
}

static void say_settled(const struct attempt *attempt, char *into, size_t cap) {
    if (attempt->move->opens_item)
        cgov__format(into, cap,
                     "this matter at this place was settled for this reporter: the same facts are not taken "
                     "up again; new ones are entered by office, with `earlier`");
}

void cgov__say_when(const struct attempt *attempt, const struct clause *clause, uint32_t reason, char *into,
                    size_t cap) {
    cgov__format(into, cap, "%s", cgov_reason_text(reason));
    if (clause->day != NONE) say_day(attempt, clause, into, cap);
    switch (clause->guard) {
    case GUARD_SHARE:
        say_shares(attempt, clause, into, cap);
        break;
    case GUARD_CHILDREN_DONE:
    case GUARD_EVERY:
    case GUARD_LAST:
        say_child(attempt, clause, into, cap);
        break;
    case GUARD_FEWER:
        say_fewer(attempt, clause, into, cap);
        break;
    case GUARD_PARENT:
        say_parent(attempt, clause, into, cap);
        break;
    case GUARD_SUPERIOR:
        say_superior(attempt, clause, into, cap);
        break;
    case GUARD_DELEGATES:
        cgov__format(into, cap, "`delegates` is %u, more than %u", (uint64_t)attempt->after->extra->delegates,
                     (uint64_t)clause->number);
        break;
    case GUARD_OTHER:
        say_other(attempt, clause, into, cap);
        break;
    case GUARD_LIE:
        say_elsewhere(attempt, clause, into, cap);
        break;
    case GUARD_LEVEL:
        say_level(attempt, clause, into, cap);
        break;
    case GUARD_UNSETTLED:
        say_settled(attempt, into, cap);
        break;
    case GUARD_OWING:
        if (!clause->negated)
            cgov__format(into, cap, "the item that `%s` names is %s", attempt->procedure->details[clause->field].name,
                         cgov__owes_not(attempt, clause));
        break;
    case GUARD_GIVEN:
        cgov__format(into, cap, "`%s` needs `%s` here", attempt->move->name,
                     attempt->procedure->details[clause->field].name);
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
