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

/* A clock that rests where the way leads, and not in this state; NULL: none. */
static const struct clock *laid_to_rest(const struct procedure *procedure, const struct move_way *way, uint8_t from) {
    for (uint8_t c = 0; c < procedure->clock_count; c++) {
        const struct clock *clock = &procedure->clocks[c];
        const bool ended = (way->stops >> c & 1) || (way->starts >> c & 1);
        if (!ended && clock->rung_count > 0 && clock->paused >> way->to & 1 && !(clock->paused >> from & 1))
            return clock;
    }
    return NULL;
}

static int32_t check_rest(struct check *check, const struct procedure *procedure, const struct move *move,
                          uint8_t state, const struct move_way *way) {
    const uint8_t holder = procedure->states[state].holder;
    const struct clock *clock = way->to == NONE ? NULL : laid_to_rest(procedure, way, state);
    for (uint8_t b = 0; b < move->by_count && clock && holder != NONE; b++) {
        const struct who *who = &move->by[b];
        if (!is_own(who, holder) || heard_resting(procedure, way, who)) continue;
        return FAILS(check, 2, who->line, "by",
                     "by `%s`, `%s` lets its own clock `%s` rest in `%s`, and nobody else is told when that is over",
                     move->name, procedure->parties[holder].name, clock->name, procedure->states[way->to].name);
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
    return status ? status : check_rests(check, procedure);
}
