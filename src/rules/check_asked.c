/* What moves ask: of who makes them without details, and of what opens the item. */
#include "rules/check.h"

#include "rules/calendar.h"

/* ---- of the parent ---- */

const struct move *cgov__opening_of(const struct procedure *procedure, uint8_t child) {
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        if (procedure->moves[m].opens == child) return &procedure->moves[m];
    }
    return NULL;
}

static party_set party_bit(const struct procedure *parent, const char *name) {
    uint8_t party = cgov__party_find(parent, name);
    return (party_set)(party == NONE ? 0 : 1u << party);
}

static party_set parent_party(const struct procedure *parent, const struct who *who) {
    return who->of_parent ? party_bit(parent, who->parent_party) : 0;
}

static party_set move_asks_parent(const struct procedure *parent, const struct move *move) {
    party_set asked = 0;
    for (uint8_t b = 0; b < move->by_count; b++) asked |= parent_party(parent, &move->by[b]);
    for (uint8_t i = 0; i < move->set_count; i++)
        if (move->sets[i].source == SOURCE_PARENT) asked |= party_bit(parent, move->sets[i].parent_party);
    return asked;
}

static party_set roll_asks_parent(const struct procedure *parent, const struct roll *roll) {
    party_set asked = 0;
    for (uint8_t i = 0; i < roll->of_count; i++) asked |= parent_party(parent, &roll->of[i].who);
    for (uint8_t b = 0; b < roll->by_count; b++) asked |= parent_party(parent, &roll->by[b].who);
    for (uint8_t o = 0; o < roll->out_count; o++) asked |= parent_party(parent, &roll->out[o].who);
    return asked;
}

/* Wherever a procedure can ask for a party of its parent: in `by` and `sets` of its moves, in `tell` of its clocks, in
 * its rolls. */
party_set cgov__parent_parties(const struct procedure *parent, const struct procedure *child) {
    party_set asked = 0;
    for (uint8_t m = 0; m < child->move_count; m++) asked |= move_asks_parent(parent, &child->moves[m]);
    for (uint8_t c = 0; c < child->clock_count; c++)
        for (uint8_t r = 0; r < child->clocks[c].rung_count; r++)
            asked |= parent_party(parent, &child->clocks[c].rungs[r].who);
    for (uint8_t r = 0; r < child->roll_count; r++) asked |= roll_asks_parent(parent, &child->rolls[r]);
    for (uint32_t t = 0; t < child->told_count; t++) asked |= parent_party(parent, &child->told[t].who);
    for (uint32_t o = 0; o < child->office_count; o++) asked |= parent_party(parent, &child->offices[o].in);
    return asked;
}

/* ---- of time, and of a parent ---- */

/* A parent waives `needs`; it asks no guard either, so there must be none. */
const char *cgov__conditions_refuse(const struct move *move, enum who_kind by) {
    for (uint8_t i = 0; i < move->clause_count; i++) {
        const struct clause *clause = &move->clauses[i];
        bool decided = by == WHO_TIME && cgov__guard_assumed(clause->guard) == ASSUMED_GRAPH;
        if (clause->kind == CLAUSE_NEEDS && by == WHO_TIME) return "time gives no details";
        if (clause->kind == CLAUSE_AFTER) return "its time may not be over yet";
        if (clause->kind == CLAUSE_WITHIN || clause->kind == CLAUSE_BEFORE) return "its own time may be over";
        if (clause->kind == CLAUSE_WHEN && !decided) return "its `when` may fail";
    }
    /* What opens a child brings the day, and is refused where that is over. */
    bool brought = by == WHO_PARENT && move->opens_item;
    return move->dated && !brought ? "the day that its clock runs to may be over" : NULL;
}

const char *cgov__set_refuses(const struct procedure *procedure, const struct set *set, enum who_kind by) {
    if (set->source == SOURCE_GIVEN) return by == WHO_TIME ? "time gives no details" : "a parent gives no details";
    if (set->source == SOURCE_ACTOR) return by == WHO_TIME ? "time is no actor" : "a parent is no actor";
    if (set->source == SOURCE_PARENT) {
        if (procedure->moves[procedure->open].by_others) return "there may be no parent";
        return strcmp(set->parent_party, cgov__known(KNOWN_reporter)) == 0 ? "there may be no reporter" : NULL;
    }
    if (set->superiors) return "there may be no superior";
    return set->from == procedure->reporter ? "there may be no reporter" : NULL;
}

const char *cgov__sets_refuse(const struct procedure *procedure, const struct move *move, enum who_kind by,
                              party_set set) {
    const char *why = NULL;
    for (uint8_t i = 0; i < move->set_count && !why; i++) {
        const struct set *row = &move->sets[i];
        if (!row->once || (set >> row->party & 1) == 0) why = cgov__set_refuses(procedure, row, by);
    }
    return why;
}

/* What an office that is given asks of the ledger: that it is held in such an organization, that this one is there, and
 * that a calendar tells when its term ends. A line that asks none of it is sure. */
static const char *office_refuses(const struct rulebook *rulebook, const struct procedure *procedure,
                                  const struct tenure *tenure) {
    if (tenure->ends) return NULL;
    if (rulebook->roles[tenure->role].held_in.len) return "it appoints to a role that is not held everywhere";
    if (tenure->in.superiors) return "there may be no superior to appoint in";
    if (tenure->in.of_parent && procedure->moves[procedure->open].by_others) return "there may be no parent";
    return tenure->length.n && cgov__asks_calendar(&tenure->length) ? "no calendar may tell when the office ends"
                                                                    : NULL;
}

/* `answers` and `drops` ask for nothing; the others are about a detail, and could not be done without it. What time
 * appoints is sure where it can be; a parent that opens and ends many appoints nobody by it. */
const char *cgov__effects_refuse(const struct rulebook *rulebook, const struct procedure *procedure,
                                 const struct move *move, enum who_kind by) {
    const char *why = NULL;
    if (move->follows) return "`follows` asks for a detail, the issue to follow";
    if (move->reclasses) return "`reclasses` asks for a detail, the urgency or class";
    if (move->extends) return "`extends` asks for a detail, the days";
    if (move->appoints && by != WHO_TIME) return "`appoints` asks for an organization where the role is held";
    for (uint32_t o = 0; o < move->office_count && !why; o++)
        why = office_refuses(rulebook, procedure, &procedure->offices[move->first_office + o]);
    if (why) return why;
    if (move->opens_for == OPENS_DETAIL) return "`opens` asks for a detail, the organizations";
    return move->opens == NONE ? NULL : "`opens` may find no room for children";
}
