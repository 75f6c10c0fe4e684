/* What the text alone shows: ends that are ends, circles, children that their parents can end, and who must be
 * excluded.
 *
 * Circles are found by taking away what cannot be on one: again and again a node from which nothing that is left can be
 * reached. Whatever stays has a way on for ever, so a walk over it comes round. */
#include "base/text.h"
#include "rules/check.h"

static bool is_set(uint64_t bits, uint32_t bit) {
    return bits >> bit & 1;
}

/* The first node on a circle of a graph of at most 64 nodes, to[n] being the nodes after n; next[n] is the one after it
 * on the circle. NONE where there is no circle. */
static uint8_t on_circle(const uint64_t to[64], uint8_t next[64]) {
    uint64_t left = UINT64_MAX, before;
    do {
        before = left;
        for (uint32_t n = 0; n < 64; n++) {
            if (!(to[n] & left)) left &= ~(UINT64_C(1) << n);
        }
    } while (left != before);
    if (!left) return NONE;

    uint8_t at = 0;
    for (uint8_t n = 0; n < 64; n++) {
        if (!is_set(left, n)) continue;
        at = n;
        for (next[n] = 0; !is_set(to[n] & left, next[n]);) next[n]++;
    }
    for (uint32_t i = 0; i < 64; i++) at = next[at];
    uint8_t first = at;
    for (uint8_t n = next[at]; n != at; n = next[n]) first = n < first ? n : first;
    return first;
}

/* Check 4: the moves without a limit. */
static const struct move *step(const struct procedure *procedure, uint8_t from, uint8_t to) {
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct move *move = &procedure->moves[m];
        if (!move->limit && is_set(move->from, from) && is_set(cgov__move_leads(procedure, move, from), to))
            return move;
    }
    return NULL;
}

static int32_t check_circles(struct check *check, const struct procedure *procedure) {
    uint64_t to[64] = {0};
    uint8_t next[64] = {0};
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct move *move = &procedure->moves[m];
        for (uint8_t s = 0; s < procedure->state_count && !move->limit; s++)
            if (is_set(move->from, s)) to[s] |= cgov__move_leads(procedure, move, s);
    }
    uint8_t start = on_circle(to, next), at = start;
    if (start == NONE) return CGOV_OK;
    const struct move *first = step(procedure, start, next[start]);
    const char *state = procedure->states[start].name;
    int32_t status = first->to == NONE && first->decision == NONE
                         ? FAILS(check, 4, first->line, first->name,
                                 "`%s` stays in `%s` and has no limit: it could go on for ever", first->name, state)
                         : FAILS(check, 4, first->line, first->name,
                                 "from `%s`, `%s` starts a circle of moves without a limit: it could go on for ever",
                                 state, first->name);
    do {
        cgov__check_path(check, step(procedure, at, next[at])->name);
        at = next[at];
    } while (at != start);
    return status;
}

/* Check 4: makings that open children, each one at least, are as many as an item of the ledger may have. Where `at
 * most` is absent, as where one making opens several, the ledger's limit refuses when it comes to it. */
static int32_t check_children(struct check *check, const struct procedure *procedure) {
    const uint32_t most = check->terms->children;
    uint32_t makings = 0;
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct move *move = &procedure->moves[m];
        if (move->opens == NONE) continue;
        if (move->opens_most > most)
            return FAILS(check, 4, move->line, move->name, "`%s` opens up to %u children at once: an item may have %u",
                         move->name, (uint64_t)move->opens_most, (uint64_t)most);
        makings += move->limit;
        if (makings <= most) continue;
        return FAILS(check, 4, move->line, move->name,
                     "with `%s`, `at most` lets `%s` open %u children of one item or more: it may have %u", move->name,
                     procedure->name, (uint64_t)makings, (uint64_t)most);
    }
    return CGOV_OK;
}

/* Check 4: the procedures that open each other. */
static int32_t check_openings(struct check *check) {
    const struct rulebook *rulebook = check->rulebook;
    uint64_t to[64] = {0};
    uint8_t next[64] = {0};
    for (uint8_t p = 0; p < rulebook->procedure_count; p++) {
        const struct procedure *procedure = &rulebook->procedures[p];
        for (uint8_t m = 0; m < procedure->move_count; m++)
            if (procedure->moves[m].opens != NONE) to[p] |= UINT64_C(1) << procedure->moves[m].opens;
    }
    uint8_t start = on_circle(to, next), at = start;
    if (start == NONE) return CGOV_OK;
    const struct move *first = cgov__opening_of(&rulebook->procedures[start], next[start]);
    int32_t status = FAILS(check, 4, first->line, first->name,
                           "`%s` of `%s` starts a circle of procedures that open each other: it could go on for ever",
                           first->name, rulebook->procedures[start].name);
    do {
        cgov__check_path(check, cgov__opening_of(&rulebook->procedures[at], next[at])->name);
        at = next[at];
    } while (at != start);
    return status;
}

/* Check 1: no move leaves what is final. */
static int32_t check_finals(struct check *check, const struct procedure *procedure) {
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct move *move = &procedure->moves[m];
        for (uint8_t s = 0; s < procedure->state_count; s++) {
            const char *state = procedure->states[s].name;
            if (!procedure->states[s].final || !is_set(move->from, s)) continue;
            return FAILS(check, 1, move->line, state, "`%s` leaves the final state `%s`", move->name, state);
        }
    }
    return CGOV_OK;
}

/* Check 3: who reports is somebody to answer. Check 1: what only a parent opens has one. */
static int32_t check_open(struct check *check, const struct procedure *procedure) {
    const struct move *open = &procedure->moves[procedure->open];
    for (uint8_t i = 0; i < open->by_count; i++) {
        if (open->by[i].kind != WHO_ANYONE || procedure->reporter != NONE) continue;
        return FAILS(check, 3, open->line, open->name, "any resident makes `%s`, and no party `reporter` is answered",
                     open->name);
    }
    if (procedure->is_child) return CGOV_OK;
    if (procedure->kind == CGOV_KIND_PART && !open->by_parent)
        return FAILS(check, 1, procedure->line, procedure->name, "`%s` makes parts, and no procedure opens it",
                     procedure->name);
    if (open->by_others && procedure->kind != CGOV_KIND_PART) return CGOV_OK;
    return FAILS(check, 1, open->line, open->name, "`%s` is made by a parent, and no procedure opens `%s`", open->name,
                 procedure->name);
}

/* Check 5: who checks is neither who handled nor who reported, and who handled is whoever acted. */
static int32_t check_handler(struct check *check, const struct procedure *procedure) {
    const uint8_t handler = procedure->handler, reporter = procedure->reporter;
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct move *move = &procedure->moves[m];
        for (uint8_t i = 0; i < move->by_count; i++) {
            const struct who *who = &move->by[i];
            if (who->kind != WHO_ROLE || !check->rulebook->roles[who->role].checks) continue;
            const bool handled = handler == NONE || !is_set(who->excluded, handler),
                       reported = reporter != NONE && !is_set(who->excluded, reporter);
            if (!handled && !reported) continue;
            const char *role = check->rulebook->roles[who->role].name;
            return FAILS(check, 5, who->line, role, "`%s` checks: in `%s` it must say `not %s`", role, move->name,
                         handled ? "handler" : "reporter");
        }
        for (uint8_t i = 0; i < move->set_count; i++) {
            const struct set *set = &move->sets[i];
            if (set->party != handler || set->source == SOURCE_ACTOR) continue;
            return FAILS(check, 5, set->line, "handler", "`handler` is who handled: `%s` can set it to the actor only",
                         move->name);
        }
    }
    return CGOV_OK;
}

/* Check 5: who is named from an office is nobody once they left it, so a move names others too; and is named by a move
 * of an item that is there, for an opening does not know yet where they are to be in office. */
static int32_t check_named(struct check *check, const struct procedure *procedure) {
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct move *move = &procedure->moves[m];
        const struct who *alone = NULL;
        bool others = false;
        for (uint8_t i = 0; i < move->by_count; i++) {
            const struct who *who = &move->by[i];
            const bool named = who->kind == WHO_PARTY && !who->of_parent && cgov__is_named(procedure, who->party);
            if (named) alone = who;
            others = others || !named;
        }
        for (uint8_t i = 0; i < move->set_count; i++) {
            const struct set *set = &move->sets[i];
            const char *party = procedure->parties[set->party].name;
            if (!cgov__is_named(procedure, set->party) || (set->source == SOURCE_GIVEN && !move->opens_item)) continue;
            return FAILS(check, 5, set->line, party, "`%s` is named: `%s` can set it to given only, and no opening can",
                         party, move->name);
        }
        if (!alone || others) continue;
        const char *party = procedure->parties[alone->party].name;
        return FAILS(check, 5, alone->line, party,
                     "`%s` is for `%s` alone, who is nobody once they left office: it must name others too", move->name,
                     party);
    }
    return CGOV_OK;
}

static int32_t check_child_open(struct check *check, const struct procedure *procedure) {
    const struct move *open = &procedure->moves[procedure->open];
    const char *why = cgov__conditions_refuse(open, WHO_PARENT);
    if (!why) why = cgov__effects_refuse(check->rulebook, procedure, open, WHO_PARENT);
    return why ? FAILS(check, 6, open->line, open->name, "the parent opens `%s` by `%s`, which could be refused: %s",
                       procedure->name, open->name, why)
               : CGOV_OK;
}

static bool waits(const struct move *move) {
    for (uint8_t i = 0; i < move->clause_count; i++) {
        const struct clause *clause = &move->clauses[i];
        if (clause->kind == CLAUSE_WHEN && clause->guard == GUARD_CHILDREN_DONE && !clause->negated) return true;
    }
    return false;
}

/* It leads to a final state, or one of its outcomes does. */
static bool may_end(const struct procedure *procedure, const struct move *move) {
    const uint32_t ways = cgov__move_ways(procedure, move);
    bool ends = false;
    for (uint8_t o = 0; ways >> o; o++) {
        const uint8_t to = ways >> o & 1 ? cgov__move_way(procedure, move, o).to : NONE;
        ends = ends || (to != NONE && procedure->states[to].final);
    }
    return ends;
}

/* Whoever opens it never ends it: waits for its children on each way to an end, and drops none. */
static bool never_ended(const struct rulebook *rulebook, uint8_t child) {
    for (uint8_t p = 0; p < rulebook->procedure_count; p++) {
        const struct procedure *parent = &rulebook->procedures[p];
        if (!cgov__opening_of(parent, child)) continue;
        for (uint8_t m = 0; m < parent->move_count; m++) {
            const struct move *move = &parent->moves[m];
            bool ends = may_end(parent, move) && !waits(move);
            if ((move->drops >> child & 1) != 0 || ends) return false;
        }
    }
    return true;
}

/* Check 6: a child can be opened by its parent, which can end it from each state, or never does. */
static int32_t check_child(struct check *check, const struct procedure *procedure) {
    if (!procedure->is_child) return CGOV_OK;
    int32_t status = check_child_open(check, procedure);
    if (never_ended(check->rulebook, (uint8_t)(procedure - check->rulebook->procedures))) return status;
    for (uint8_t s = 0; s < procedure->state_count && !status; s++) {
        const struct state *state = &procedure->states[s];
        if (state->final) continue;
        const struct move *end = NULL; /* the first in the text is the one made */
        for (uint8_t m = 0; m < procedure->move_count && !end; m++) {
            const struct move *move = &procedure->moves[m];
            bool ends = move->by_parent && is_set(move->from, s) && move->to != NONE;
            if (ends && procedure->states[move->to].final) end = move;
        }
        if (!end) {
            return FAILS(check, 6, state->line, state->name,
                         "the parent cannot end `%s` in `%s`: no move by parent leads to a final state",
                         procedure->name, state->name);
        }
        const char *why = cgov__conditions_refuse(end, WHO_PARENT);
        if (!why) why = cgov__sets_refuse(procedure, end, WHO_PARENT, 0);
        if (!why) why = cgov__effects_refuse(check->rulebook, procedure, end, WHO_PARENT);
        if (!why) continue;
        status = FAILS(check, 6, end->line, end->name, "the parent ends `%s` by `%s`, which could be refused: %s",
                       procedure->name, end->name, why);
    }
    return status;
}

/* What it opens is opened for an item that has ended. A decision opens where it is passed or unfilled alone. */
static bool may_end_with_children(const struct procedure *procedure, const struct move *move) {
    const struct decision *decision = cgov__decision_of(procedure, move);
    if (move->opens == NONE || !decision) return move->opens != NONE && may_end(procedure, move);
    const uint8_t passed = decision->to[OUTCOME_PASSED], unfilled = decision->to[OUTCOME_UNFILLED];
    return (passed != NONE && procedure->states[passed].final) ||
           (unfilled != NONE && procedure->states[unfilled].final);
}

static bool asks_master(const struct procedure *procedure, const struct move *move, uint8_t guard) {
    for (uint8_t i = 0; i < move->clause_count; i++) {
        const struct clause *clause = &move->clauses[i];
        if (clause->kind != CLAUSE_WHEN || clause->guard != guard || clause->negated) continue;
        if (clause->field == NONE || procedure->details[clause->field].number == CGOV_FIELD_MASTER) return true;
    }
    return false;
}

/* Check 3: what is merged is answered by its master alone. So that one owes an answer still, is of the same place and
 * matter; and nobody follows what follows. */
static int32_t check_merging(struct check *check, const struct procedure *procedure, const struct move *move) {
    static const uint8_t asked[] = {GUARD_OWING, GUARD_SAME_PLACE, GUARD_SAME_MATTER, GUARD_UNFOLLOWED};
    for (size_t g = 0; g < sizeof asked / sizeof asked[0]; g++) {
        if (asks_master(procedure, move, asked[g])) continue;
        return FAILS(check, 3, move->line, move->name, "`%s` follows another issue: it must say `when %s%s`",
                     move->name, cgov__guard(asked[g])->word, asked[g] == GUARD_UNFOLLOWED ? "" : " master");
    }
    return CGOV_OK;
}

/* What an item cannot come to: opened ended (check 1), following another and going on (3), ended with children to come
 * (6). Time can do neither of the latter: check 2 says so. */
static int32_t check_ends(struct check *check, const struct procedure *procedure) {
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct move *move = &procedure->moves[m];
        bool ends = may_end(procedure, move);
        if (move->opens_item && ends)
            return FAILS(check, 1, move->line, move->name, "`%s` opens an item that has ended", move->name);
        if (move->follows && (!ends || move->decision != NONE) && !move->by_time)
            return FAILS(check, 3, move->line, move->name, "`%s` follows another issue, and must end this one",
                         move->name);
        if (may_end_with_children(procedure, move) && !move->by_time)
            return FAILS(check, 6, move->line, move->name, "`%s` ends the item, and opens children for it", move->name);
        int32_t status = move->follows && !move->by_time ? check_merging(check, procedure, move) : CGOV_OK;
        if (status) return status;
    }
    return CGOV_OK;
}

static bool names(const struct move *move, uint8_t party) {
    for (uint8_t i = 0; i < move->set_count; i++)
        if (move->sets[i].party == party && move->sets[i].source == SOURCE_GIVEN) return true;
    return false;
}

/* Check 6: a guard that asks for what is not there. */
static int32_t check_guard(struct check *check, const struct procedure *procedure, const struct move *move,
                           const struct clause *clause) {
    if (clause->kind != CLAUSE_WHEN) return CGOV_OK;
    if (clause->guard == GUARD_UNSETTLED && procedure->settled == NONE)
        return FAILS(check, 6, clause->line, "unsettled",
                     "`unsettled` asks about the final state `settled`, which `%s` does not have", procedure->name);
    if (clause->guard != GUARD_OTHER || names(move, clause->party)) return CGOV_OK;
    const char *party = procedure->parties[clause->party].name;
    return FAILS(check, 6, clause->line, "other", "`other` asks whom `%s` names: it must set `%s` to given", move->name,
                 party);
}

static int32_t check_guards(struct check *check, const struct procedure *procedure) {
    int32_t status = CGOV_OK;
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct move *move = &procedure->moves[m];
        for (uint8_t i = 0; i < move->clause_count && !status; i++)
            status = check_guard(check, procedure, move, &move->clauses[i]);
    }
    return status;
}

int32_t cgov__check_text(struct check *check) {
    const struct rulebook *rulebook = check->rulebook;
    int32_t status = CGOV_OK;
    for (uint8_t p = 0; p < rulebook->procedure_count && !status; p++) {
        const struct procedure *procedure = &rulebook->procedures[p];
        status = check_finals(check, procedure);
        if (!status) status = check_open(check, procedure);
        if (!status) status = check_circles(check, procedure);
        if (!status) status = check_children(check, procedure);
        if (!status) status = check_handler(check, procedure);
        if (!status) status = check_named(check, procedure);
        if (!status) status = check_child(check, procedure);
        if (!status) status = cgov__check_families(check, procedure);
        if (!status) status = check_guards(check, procedure);
        if (!status) status = check_ends(check, procedure);
        if (!status) status = cgov__check_held(check, procedure);
        if (!status) status = cgov__check_rolls(check, procedure);
        if (!status) status = cgov__check_decisions(check, procedure);
        if (!status) status = cgov__check_proofs(check, procedure);
    }
    return status ? status : check_openings(check);
}
