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

void cgov__say_unset(const struct attempt *attempt, uint8_t party, char *into, size_t cap) {
    const struct party *parties = attempt->procedure->parties;
    const struct set *set = set_of(attempt->move, party);
    if (set && set->source == SOURCE_PARENT)
        cgov__format(into, cap, "there is no `%s` of its parent to be `%s`", set->parent_party, parties[party].name);
    else if (set && set->source == SOURCE_PARTY && attempt->before->parties[set->from] != 0)
        cgov__format(into, cap, "there is no superior of `%s` to be `%s`", parties[set->from].name,
                     parties[party].name);
    else
        cgov__format(into, cap, "there is nobody to be `%s`", parties[party].name);
}

static const char *roll_name(const struct procedure *procedure, const struct roll_ref *ref) {
    return ref->roll == NONE ? ref->above : procedure->rolls[ref->roll].name;
}

/* Parties as the text names them: the first, and those besides. */
static void add_parties(const struct procedure *procedure, uint8_t party, uint32_t also, char *into, size_t cap) {
    cgov__format(into + strlen(into), cap - strlen(into), "%s", procedure->parties[party].name);
    for (uint8_t p = 0; also >> p != 0; p++)
        if ((also >> p & 1) != 0)
            cgov__format(into + strlen(into), cap - strlen(into), " and %s", procedure->parties[p].name);
}

/* Whom a line names, in the text's own words. */
static void say_who(const struct rulebook *rulebook, const struct procedure *procedure, const struct who *who,
                    char *into, size_t cap) {
    static const char *const others[] = {
        [WHO_ANYONE] = "any resident", [WHO_TIME] = "time",   [WHO_PARENT] = "its parent",
        [WHO_CHILD] = "its child",     [WHO_ASKER] = "asker", [WHO_FOLLOWER] = "follower"};
    const bool named = who->kind == WHO_ROLE || who->kind == WHO_PARTY;
    if (!named) {
        cgov__format(into, cap, "%s", others[who->kind]);
        return;
    }
    if (who->kind == WHO_ROLE)
        cgov__format(into, cap, "%s of ", rulebook->roles[who->role].name);
    else
        *into = 0;
    const bool any = who->superiors == ANY_SUPERIOR;
    if (any) cgov__format(into + strlen(into), cap - strlen(into), "any ");
    for (uint8_t s = any ? ANY_SUPERIOR - 1 : 0; s < who->superiors; s++)
        cgov__format(into + strlen(into), cap - strlen(into), "superior of ");
    if (who->of_parent)
        cgov__format(into + strlen(into), cap - strlen(into), "parent.%s", who->parent_party);
    else
        add_parties(procedure, who->party, who->also, into, cap);
}

/* One more of those whom lines name, as long as there is room; `left` are the bytes that are needed after them. */
static bool add_who(char *into, size_t cap, size_t left, bool first, const char *who) {
    static const char more[] = " or others";
    const size_t used = strlen(into);
    const bool fits = first || used + strlen(" or ") + strlen(who) + sizeof more + left <= cap;
    cgov__format(into + used, cap - used, first ? "%s" : fits ? " or %s" : "%s", fits ? who : more);
    return fits;
}

void cgov__say_actor(const struct attempt *attempt, char *into, size_t cap) {
    const struct procedure *procedure = attempt->procedure;
    const struct rulebook *rulebook = cgov__rulebook_of(attempt->model, attempt->after);
    const uint8_t party = party_unset(attempt);
    const struct set *set = party == NONE ? NULL : set_of(attempt->move, party);
    char unset[112] = "", who[128];
    if (party != NONE) cgov__format(unset, sizeof unset, ": party `%s` is not set", procedure->parties[party].name);
    if (attempt->move->opens_item && set && set->field != NONE)
        cgov__format(unset + strlen(unset), sizeof unset - strlen(unset), ", detail `%s` sets it",
                     procedure->details[set->field].name);
    cgov__format(into, cap, "`%s` is for ", attempt->move->name);
    for (uint8_t b = 0; b < attempt->move->by_count; b++) {
        say_who(rulebook, procedure, &attempt->move->by[b], who, sizeof who);
        if (!add_who(into, cap, strlen(unset), b == 0, who)) break;
    }
    cgov__format(into + strlen(into), cap - strlen(into), "%s", unset);
}

void cgov__say_self(const struct attempt *attempt, char *into, size_t cap) {
    const uint32_t actor = cgov__id_row(attempt->actor);
    party_set excluded = 0;
    for (uint8_t b = 0; b < attempt->move->by_count; b++) excluded |= attempt->move->by[b].excluded;
    cgov__format(into, cap, "`%s` leaves out", attempt->move->name);
    const uint8_t reporter = attempt->procedure->reporter;
    bool first = true, offices = false, entered = false;
    for (uint8_t p = 0; p < attempt->procedure->party_count; p++) {
        if ((excluded >> p & 1) == 0 ||
            !cgov__leaves_out(attempt->model, attempt->before, attempt->procedure, p, actor, attempt->time))
            continue;
        cgov__format(into + strlen(into), cap - strlen(into), first ? " `%s`" : " and `%s`",
                     attempt->procedure->parties[p].name);
        first = false;
        offices = attempt->procedure->parties[p].organization;
        entered = p == reporter && attempt->before->parties[p] == 0;
    }
    cgov__format(into + strlen(into), cap - strlen(into),
                 offices   ? ", and the actor holds an office there"
                 : entered ? ", and the actor entered it for nobody named"
                           : ", and that is the actor");
}

static void say_maker(const struct asking *asking, const struct maker *maker, char *into, size_t cap) {
    const struct procedure *procedure = cgov__procedure_of(asking->model, asking->roll.item);
    const struct rulebook *rulebook = cgov__rulebook_of(asking->model, asking->roll.item);
    cgov__format(into, cap, "themselves");
    if (maker->kind == MAKER_ROLE_OF_SELF)
        cgov__format(into, cap, "%s of themselves", rulebook->roles[maker->who.role].name);
    if (maker->kind == MAKER_PROXY) cgov__format(into, cap, "their proxy on `%s`", roll_name(procedure, &maker->roll));
    if (maker->kind == MAKER_WHO) say_who(rulebook, procedure, &maker->who, into, cap);
}

void cgov__say_makers(const struct asking *asking, const struct maker *makers, uint8_t count, const char *lead,
                      char *into, size_t cap) {
    bool first = true;
    cgov__format(into, cap, "%s `%s` by ", lead, asking->roll.roll->name);
    for (uint8_t b = 0; b < count; b++) {
        const struct maker *maker = &makers[b];
        const uint64_t in = maker->in != 0 ? maker->in : asking->roll.roll->in;
        char who[128];
        if ((in >> asking->roll.item->state & 1) == 0) continue;
        say_maker(asking, maker, who, sizeof who);
        if (!add_who(into, cap, 0, first, who)) break;
        first = false;
    }
    if (first) cgov__format(into + strlen(into), cap - strlen(into), "nobody");
}

void cgov__say_closed(const struct asking *asking, const struct maker *maker, char *into, size_t cap) {
    const struct roll_at *roll = &asking->roll;
    const struct procedure *procedure = cgov__procedure_of(asking->model, roll->item);
    const uint64_t in = maker->in != 0 ? maker->in : roll->roll->in;
    char who[128];
    bool first = true;
    say_maker(asking, maker, who, sizeof who);
    cgov__format(into, cap, "they are entered on `%s` by %s in", roll->roll->name, who);
    for (uint8_t s = 0; s < procedure->state_count; s++) {
        if ((in >> s & 1) == 0) continue;
        cgov__format(into + strlen(into), cap - strlen(into), first ? " `%s`" : " or `%s`", procedure->states[s].name);
        first = false;
    }
    cgov__format(into + strlen(into), cap - strlen(into), ", and this is in `%s`",
                 procedure->states[roll->item->state].name);
}

int32_t cgov__refuse_may(const struct model *model, enum verb verb, int64_t at, const char *what, struct refusal *why) {
    static const char tail[] = " may, there or above";
    char message[sizeof why->message];
    bool first = true, room = true;
    cgov__format(message, sizeof message, "no role of the actor may %s: ", what);
    for (uint32_t rank = 0, version; room && (version = cgov__in_force(model, &rank, at)) != 0;) {
        const struct adoption *adoption = cgov__adoption(model, version);
        for (uint32_t r = 0; room && r < adoption->rulebook.role_count; r++) {
            const struct role *role = &adoption->rulebook.roles[r];
            const bool rules = cgov__role_at(model, adoption->roles[r], at, NULL) == role; /* no later text has it */
            if (!rules || (role->may >> verb & 1) == 0) continue;
            room = add_who(message, sizeof message, sizeof tail, first, role->name);
            first = false;
        }
    }
    cgov__format(message + strlen(message), sizeof message - strlen(message), "%s%s", first ? "nobody" : "", tail);
    return cgov__refuse(why, CGOV_R_MAY, message);
}

/* ---- shares ---- */

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

static void say_stood(const char *name, uint64_t day, const char *come, uint64_t today, char *into, size_t cap) {
    if (day == 0)
        cgov__format(into, cap, "`%s` is not given, and none stands", name);
    else
        cgov__format(into, cap, "`%s`, %y, is %s: today is %y", name, day, come, today);
}

static uint64_t today_of(const struct model *model, int64_t time) {
    return (uint64_t)cgov__date_number(cgov__civil_of(cgov__local_day(time, model->offset)));
}

void cgov__say_day_of(const struct asking *asking, char *into, size_t cap) {
    const struct item *item = asking->roll.item;
    const struct procedure *procedure = cgov__procedure_of(asking->model, item);
    const uint8_t day = asking->roll.roll->day;
    const uint32_t stands = cgov__kept(procedure, item, day);
    say_stood(procedure->details[procedure->kept[day]].name, stands,
              cgov__day_is_over(asking->model, stands, asking->time) ? "over" : "not come",
              today_of(asking->model, asking->time), into, cap);
}

static void say_day(const struct attempt *attempt, const struct clause *clause, char *into, size_t cap) {
    const struct procedure *procedure = attempt->procedure;
    const char *const name = procedure->details[procedure->kept[clause->day]].name;
    const uint64_t given = cgov__day_given(procedure, attempt->command, clause->day);
    const uint64_t stood = cgov__kept(procedure, attempt->before, clause->day);
    const bool notice = clause->guard == GUARD_AHEAD;
    const uint64_t day = (notice && given != 0) || stood == 0 ? given : stood;
    const uint64_t today = today_of(attempt->model, attempt->time);
    if (day != 0 && notice)
        cgov__format(into, cap, "`%s`, %y, is %s %u %s ahead of today, %y", name, day,
                     clause->negated ? "at least" : "less than", (uint64_t)clause->length.n,
                     clause->length.unit == UNIT_DAYS ? "days" : "workdays", today);
    else
        say_stood(name, day,
                  clause->guard == GUARD_OVER ? (clause->negated ? "over" : "not over")
                                              : (clause->negated ? "come" : "not come"),
                  today, into, cap);
}

static void say_superior(const struct attempt *attempt, const struct clause *clause, char *into, size_t cap) {
    cgov__format(into, cap, clause->negated ? "there is a superior of " : "there is no superior of ");
    add_parties(attempt->procedure, clause->party, clause->values, into, cap);
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
