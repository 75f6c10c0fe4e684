/* What whoever holds an item cannot do alone: keep what it was given, and let its own clock rest unheard; and that what
 * accuses somebody is given to somebody else.
 *
 * An office that empties must not swallow work, and whose time it is must not be who stops it. All of it is asked of
 * the text alone: who makes a move, what it sets, and whom the clocks that it starts tell. */
#include "base/text.h"
#include "rules/check.h"

/* An office of that party itself, or the party in person: nobody above it, and nobody else. */
static bool is_own(const struct who *who, uint8_t party) {
    return (who->kind == WHO_ROLE || who->kind == WHO_PARTY) && !who->of_parent && who->party == party &&
           who->superiors == 0;
}

/* ---- check 2: work can be taken back from whom it was given ---- */

/* Whoever is not the party, nor the reporter, nor named from its offices. */
static bool others_make(const struct procedure *procedure, const struct move *move, uint8_t party) {
    for (uint8_t b = 0; b < move->by_count; b++) {
        const struct who *who = &move->by[b];
        const bool person = who->kind == WHO_PARTY && !who->of_parent;
        const bool reporters = person && who->party == procedure->reporter;
        const bool named = person && procedure->parties[who->party].of == party;
        if (!reporters && !named && !is_own(who, party)) return true;
    }
    return false;
}

static const struct set *set_of(const struct move *move, uint8_t party) {
    for (uint8_t i = 0; i < move->set_count; i++)
        if (move->sets[i].party == party) return &move->sets[i];
    return NULL;
}

static bool taken_back(const struct procedure *procedure, uint8_t state, uint8_t party) {
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct move *move = &procedure->moves[m];
        if (!(move->from >> state & 1) || !others_make(procedure, move, party)) continue;
        const bool leaves = (cgov__move_leads(procedure, move, state) & ~(UINT64_C(1) << state)) != 0;
        if (leaves || set_of(move, party)) return true;
    }
    return false;
}

/* The lead; and every other organization that comes to hold an item along the way, or by standing above another:
 * nobody who opened it chose them. */
static bool is_given_it(const struct procedure *procedure, uint8_t party) {
    bool given = party == procedure->lead;
    if (party == NONE || !procedure->parties[party].organization) return false;
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct set *set = set_of(&procedure->moves[m], party);
        const bool above = set && set->source == SOURCE_PARTY && set->superiors > 0;
        given = given || above || (set && !procedure->moves[m].opens_item);
    }
    return given;
}

static int32_t check_given(struct check *check, const struct procedure *procedure) {
    for (uint8_t s = 0; s < procedure->state_count; s++) {
        const struct state *state = &procedure->states[s];
        if (state->final || !is_given_it(procedure, state->holder) || taken_back(procedure, s, state->holder)) continue;
        return FAILS(check, 2, state->line, state->name,
                     "in `%s` nobody but `%s` can move it on: where nobody is left there, nothing takes it back",
                     state->name, procedure->parties[state->holder].name);
    }
    return CGOV_OK;
}

/* ---- check 2: nobody gives it to the accused ---- */

static bool can_accuse(const struct procedure *procedure) {
    const struct move *open = &procedure->moves[procedure->open];
    for (uint8_t d = 0; d < procedure->detail_count; d++)
        if (procedure->details[d].number == CGOV_FIELD_AGAINST && (open->needs | open->takes) >> d & 1) return true;
    return false;
}

static bool asks_unaccused(const struct move *move, const struct set *set) {
    for (uint8_t i = 0; i < move->clause_count; i++) {
        const struct clause *clause = &move->clauses[i];
        if (clause->kind != CLAUSE_WHEN || clause->guard != GUARD_UNACCUSED || clause->negated) continue;
        if (clause->party == set->party || (clause->field != NONE && clause->field == set->field)) return true;
    }
    return false;
}

static bool chosen_by_people(const struct move *move) {
    for (uint8_t b = 0; b < move->by_count; b++)
        if (move->by[b].kind != WHO_TIME && move->by[b].kind != WHO_PARENT && move->by[b].kind != WHO_CHILD)
            return true;
    return false;
}

/* What holds it is named by people: what stands above is led past the accused, and time has nobody to choose. */
static int32_t check_accused(struct check *check, const struct procedure *procedure) {
    uint32_t holders = 0;
    for (uint8_t s = 0; s < procedure->state_count; s++)
        if (procedure->states[s].holder != NONE) holders |= UINT32_C(1) << procedure->states[s].holder;
    for (uint8_t m = 0; m < procedure->move_count && can_accuse(procedure); m++) {
        const struct move *move = &procedure->moves[m];
        for (uint8_t i = 0; i < move->set_count && chosen_by_people(move); i++) {
            const struct set *set = &move->sets[i];
            const bool holds = holders >> set->party & 1 && procedure->parties[set->party].organization;
            if (!holds || set->source != SOURCE_GIVEN || asks_unaccused(move, set)) continue;
            const char *name = procedure->parties[set->party].name;
            return FAILS(check, 2, set->line, name,
                         "`%s` could give it to whom it accuses: it must say `when unaccused %s`", move->name, name);
        }
    }
    return CGOV_OK;
}

/* ---- check 2: what is taken from whom it was given goes to another ---- */

static bool asks_other(const struct move *move, uint8_t party, party_set besides) {
    for (uint8_t i = 0; i < move->clause_count; i++) {
        const struct clause *clause = &move->clauses[i];
        if (clause->kind != CLAUSE_WHEN || clause->guard != GUARD_OTHER || clause->negated) continue;
        if (clause->party == party && (besides & ~clause->values) == 0) return true;
    }
    return false;
}

static bool tells_own(const struct clock *clock, uint8_t party) {
    for (uint8_t r = 0; r < clock->rung_count; r++)
        if (is_own(&clock->rungs[r].who, party)) return true;
    return false;
}

/* A clock that tells the party of its lateness, and that the move ends, or begins anew; NULL: none. */
static const struct clock *clock_ended(const struct procedure *procedure, const struct move *move, uint8_t party) {
    for (uint8_t c = 0; c < procedure->clock_count; c++)
        if (((move->stops | move->starts) >> c & 1) != 0 && tells_own(&procedure->clocks[c], party))
            return &procedure->clocks[c];
    return NULL;
}

static bool held_before(const struct procedure *procedure, const struct move *move, uint8_t party) {
    for (uint8_t s = 0; s < procedure->state_count; s++)
        if (move->from >> s & 1 && procedure->states[s].holder == party) return true;
    return false;
}

/* Else whoever is late is given it anew, and was never late. */
static int32_t check_another(struct check *check, const struct procedure *procedure) {
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct move *move = &procedure->moves[m];
        for (uint8_t i = 0; i < move->set_count; i++) {
            const struct set *set = &move->sets[i];
            if (set->source != SOURCE_GIVEN || !procedure->parties[set->party].organization) continue;
            const struct clock *clock = clock_ended(procedure, move, set->party);
            const char *name = procedure->parties[set->party].name;
            if (!clock || !held_before(procedure, move, set->party) || asks_other(move, set->party, 0)) continue;
            return FAILS(check, 2, set->line, name,
                         "`%s` could give it to `%s` anew, whose `%s` it ends: it must say `when other %s`", move->name,
                         name, clock->name, name);
        }
    }
    return CGOV_OK;
}

/* ---- check 5: nobody is named to look at their own work again ---- */

/* The parties that it is set above. */
static party_set stands_above(const struct procedure *procedure, uint8_t party) {
    party_set below = 0;
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct set *set = set_of(&procedure->moves[m], party);
        if (set && set->source == SOURCE_PARTY && set->superiors > 0) below |= (party_set)(1u << set->from);
    }
    return below;
}

static int32_t check_named_above(struct check *check, const struct procedure *procedure) {
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct move *move = &procedure->moves[m];
        for (uint8_t i = 0; i < move->set_count; i++) {
            const struct set *set = &move->sets[i];
            const party_set below = stands_above(procedure, set->party);
            if (set->source != SOURCE_GIVEN || !held_before(procedure, move, set->party)) continue;
            for (uint8_t p = 0; p < procedure->party_count && set->party != procedure->lead; p++) {
                if (!(below >> p & 1) || asks_other(move, set->party, (party_set)(1u << p))) continue;
                const char *name = procedure->parties[set->party].name, *lower = procedure->parties[p].name;
                return FAILS(check, 5, set->line, name,
                             "`%s` could name `%s` as `%s`, which stands above it: it must say `when other %s and %s`",
                             move->name, lower, name, name, lower);
            }
        }
    }
    return CGOV_OK;
}

/* ---- check 2: whoever holds an item has a move ---- */

static bool makes(const struct procedure *procedure, const struct move *move, uint8_t party) {
    for (uint8_t b = 0; b < move->by_count; b++) {
        const struct who *who = &move->by[b];
        const bool person = who->kind == WHO_PARTY && !who->of_parent;
        if (is_own(who, party) || (person && procedure->parties[who->party].of == party)) return true;
    }
    return false;
}

static bool makes_any(const struct procedure *procedure, uint8_t state, uint8_t party) {
    for (uint8_t m = 0; m < procedure->move_count; m++)
        if (procedure->moves[m].from >> state & 1 && makes(procedure, &procedure->moves[m], party)) return true;
    return false;
}

/* A move by which the party, who held it before, leads to the state; NULL: none. A child's move leads on: it waits. */
static const struct move *handed_on(const struct procedure *procedure, uint8_t state, uint8_t party) {
    const struct move *found = NULL;
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct move *move = &procedure->moves[m];
        if (move->by_child && move->from >> state & 1) return NULL;
        for (uint8_t s = 0; s < procedure->state_count && !found; s++)
            if (s != state && move->from >> s & 1 && procedure->states[s].holder == party &&
                cgov__move_leads(procedure, move, s) >> state & 1 && makes(procedure, move, party))
                found = move;
    }
    return found;
}

/* A clock that the move starts tells an office of that party. */
static bool starts_to_tell(const struct procedure *procedure, const struct move *move, uint8_t party) {
    const uint32_t starts = cgov__move_starts(procedure, move);
    for (uint8_t c = 0; c < procedure->clock_count; c++)
        if (starts >> c & 1 && tells_own(&procedure->clocks[c], party)) return true;
    return false;
}

/* A move that leads on from the state, of an office of another party whom the one that led there tells by no clock. */
static const struct move *others_move(const struct procedure *procedure, uint8_t state, const struct move *on) {
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct move *move = &procedure->moves[m];
        if (!(move->from >> state & 1)) continue;
        if (cgov__move_leads(procedure, move, state) == UINT64_C(1) << state) continue;
        for (uint8_t b = 0; b < move->by_count; b++) {
            const struct who *who = &move->by[b];
            const bool office = who->kind == WHO_ROLE && !who->of_parent && who->superiors == 0;
            if (office && !starts_to_tell(procedure, on, who->party)) return move;
        }
    }
    return NULL;
}

/* Whoever hands it on no longer holds it: whoever must act then is told that it is theirs, and is who is late. */
static int32_t check_holders(struct check *check, const struct procedure *procedure) {
    for (uint8_t s = 0; s < procedure->state_count; s++) {
        const struct state *state = &procedure->states[s];
        if (state->final || !procedure->parties[state->holder].organization) continue;
        const struct move *on = handed_on(procedure, s, state->holder);
        const struct move *move = !on || makes_any(procedure, s, state->holder) ? NULL : others_move(procedure, s, on);
        if (!move) continue;
        return FAILS(check, 2, state->line, state->name,
                     "by `%s`, `%s` leads it to `%s`, has no move there and holds it still: who makes `%s` must",
                     on->name, procedure->parties[state->holder].name, state->name, move->name);
    }
    return CGOV_OK;
}

/* ---- check 2: nobody lets their own clock rest unheard ---- */

/* The clock tells somebody else, or makes a move. */
static bool others_hear(const struct clock *clock, const struct who *who) {
    for (uint8_t r = 0; r < clock->rung_count; r++) {
        const struct who *told = &clock->rungs[r].who;
        if (!is_own(told, who->party) || told->kind != who->kind || told->role != who->role) return true;
    }
    return clock->late_move != NONE;
}

static bool heard_resting(const struct procedure *procedure, const struct move_way *way, const struct who *who) {
    for (uint8_t c = 0; c < procedure->clock_count && way->starts >> c; c++) {
        const struct clock *clock = &procedure->clocks[c];
        if (way->starts >> c & 1 && clock->length.n && !(clock->paused >> way->to & 1) && others_hear(clock, who))
            return true;
    }
    return false;
}

/* A clock that rests where the way leads, and not in this state, and tells that party; NONE: anybody. NULL: none. */
static const struct clock *laid_to_rest(const struct procedure *procedure, const struct move_way *way, uint8_t from,
                                        uint8_t party) {
    for (uint8_t c = 0; c < procedure->clock_count; c++) {
        const struct clock *clock = &procedure->clocks[c];
        const bool ended = (way->stops >> c & 1) || (way->starts >> c & 1);
        if (ended || clock->rung_count == 0 || (party != NONE && !tells_own(clock, party))) continue;
        if (clock->paused >> way->to & 1 && !(clock->paused >> from & 1)) return clock;
    }
    return NULL;
}

static int32_t check_rest(struct check *check, const struct procedure *procedure, const struct move *move,
                          uint8_t state, const struct move_way *way) {
    const uint8_t holder = procedure->states[state].holder;
    const struct clock *clock = way->to == NONE ? NULL : laid_to_rest(procedure, way, state, NONE);
    if (!clock || holder == NONE) return CGOV_OK;
    const bool checked = cgov__is_checked(check->rulebook, procedure);
    const struct clock *theirs = checked ? laid_to_rest(procedure, way, state, holder) : NULL;
    const char *name = procedure->parties[holder].name;
    for (uint8_t b = 0; b < move->by_count; b++) {
        const struct who *who = &move->by[b];
        if (!is_own(who, holder) && who->kind == WHO_ROLE && theirs && !(who->excluded >> holder & 1))
            return FAILS(check, 2, who->line, "by",
                         "by `%s`, who holds an office in `%s` too lets its own clock `%s` rest: it must say `not %s`",
                         move->name, name, theirs->name, name);
        if (!is_own(who, holder) || heard_resting(procedure, way, who)) continue;
        return FAILS(check, 2, who->line, "by",
                     "by `%s`, `%s` lets its own clock `%s` rest in `%s`, and nobody else is told when that is over",
                     move->name, name, clock->name, procedure->states[way->to].name);
    }
    return CGOV_OK;
}

static int32_t check_rests(struct check *check, const struct procedure *procedure) {
    int32_t status = CGOV_OK;
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct move *move = &procedure->moves[m];
        const uint32_t ways = cgov__move_ways(procedure, move);
        for (uint8_t s = 0; s < procedure->state_count; s++)
            for (uint8_t o = 0; move->from >> s & 1 && ways >> o && !status; o++) {
                const struct move_way way = cgov__move_way(procedure, move, o);
                if (ways >> o & 1) status = check_rest(check, procedure, move, s, &way);
            }
    }
    return status;
}

int32_t cgov__check_held(struct check *check, const struct procedure *procedure) {
    int32_t status = check_given(check, procedure);
    if (!status) status = check_accused(check, procedure);
    if (!status) status = check_holders(check, procedure);
    if (!status) status = check_another(check, procedure);
    if (!status) status = check_named_above(check, procedure);
    return status ? status : check_rests(check, procedure);
}
