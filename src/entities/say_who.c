/* Whom a text names, said in its own words: the sentences of refusals that are about who acts, and about rolls. */
#include "entities/say_who.h"

#include "base/text.h"
#include "entities/days.h"
#include "rules/language.h"

/* ---- names ---- */

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

const char *cgov__roll_ref_name(const struct procedure *procedure, const struct roll_ref *ref) {
    return ref->roll == NONE ? ref->above : procedure->rolls[ref->roll].name;
}

void cgov__say_parties(const struct procedure *procedure, uint8_t party, uint32_t also, char *into, size_t cap) {
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
        cgov__say_parties(procedure, who->party, who->also, into, cap);
}

/* One more of those whom lines name, as long as there is room; `left` are the bytes that are needed after them. */
static bool add_who(char *into, size_t cap, size_t left, bool first, const char *who) {
    static const char more[] = " or others";
    const size_t used = strlen(into);
    const bool fits = first || used + strlen(" or ") + strlen(who) + sizeof more + left <= cap;
    cgov__format(into + used, cap - used, first ? "%s" : fits ? " or %s" : "%s", fits ? who : more);
    return fits;
}

/* ---- moves ---- */

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

/* ---- rolls ---- */

static void say_maker(const struct asking *asking, const struct maker *maker, char *into, size_t cap) {
    const struct procedure *procedure = cgov__procedure_of(asking->model, asking->roll.item);
    const struct rulebook *rulebook = cgov__rulebook_of(asking->model, asking->roll.item);
    cgov__format(into, cap, "themselves");
    if (maker->kind == MAKER_ROLE_OF_SELF)
        cgov__format(into, cap, "%s of themselves", rulebook->roles[maker->who.role].name);
    if (maker->kind == MAKER_PROXY)
        cgov__format(into, cap, "their proxy on `%s`", cgov__roll_ref_name(procedure, &maker->roll));
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

void cgov__say_day_of(const struct asking *asking, char *into, size_t cap) {
    const struct item *item = asking->roll.item;
    const struct procedure *procedure = cgov__procedure_of(asking->model, item);
    const uint8_t day = asking->roll.roll->day;
    const uint32_t stands = cgov__kept(procedure, item, day);
    cgov__say_stood(procedure->details[procedure->kept[day]].name, stands,
                    cgov__day_is_over(asking->model, stands, asking->time) ? "over" : "not come",
                    cgov__today_of(asking->model, asking->time), into, cap);
}

/* ---- verbs ---- */

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
