/* What whoever holds an item cannot do alone: keep what it was given to lead, and let its own clock rest unheard.
 *
 * An office that empties must not swallow work, and whose time it is must not be who stops it. Both are asked of the
 * text alone: who makes a move, and whom the clocks that it starts tell. */
#include "base/text.h"
#include "rules/check.h"

/* An office of that party itself, or the party in person: nobody above it, and nobody else. */
static bool is_own(const struct who *who, uint8_t party) {
    return (who->kind == WHO_ROLE || who->kind == WHO_PARTY) && !who->of_parent && who->party == party &&
           who->superiors == 0;
}

/* ---- check 2: work can be taken back from a lead ---- */

static bool others_make(const struct procedure *procedure, const struct move *move) {
    for (uint8_t b = 0; b < move->by_count; b++) {
        const struct who *who = &move->by[b];
        const bool reporters = who->kind == WHO_PARTY && !who->of_parent && who->party == procedure->reporter;
        const bool named =
            who->kind == WHO_PARTY && !who->of_parent && procedure->parties[who->party].of == procedure->lead;
        if (!reporters && !named && !is_own(who, procedure->lead)) return true;
    }
    return false;
}

static bool sets_lead(const struct procedure *procedure, const struct move *move) {
    for (uint8_t i = 0; i < move->set_count; i++)
        if (move->sets[i].party == procedure->lead) return true;
    return false;
}

static bool taken_back(const struct procedure *procedure, uint8_t state) {
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct move *move = &procedure->moves[m];
        if (!(move->from >> state & 1) || !others_make(procedure, move)) continue;
        const bool leaves = (cgov__move_leads(procedure, move, state) & ~(UINT64_C(1) << state)) != 0;
        if (leaves || sets_lead(procedure, move)) return true;
    }
    return false;
}

static int32_t check_lead(struct check *check, const struct procedure *procedure) {
    for (uint8_t s = 0; s < procedure->state_count && procedure->lead != NONE; s++) {
        const struct state *state = &procedure->states[s];
        if (state->final || state->holder != procedure->lead || taken_back(procedure, s)) continue;
        return FAILS(check, 2, state->line, state->name,
                     "in `%s` nobody but `lead` can move it on: where nobody is left there, nothing takes it back",
                     state->name);
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
    const int32_t status = check_lead(check, procedure);
    return status ? status : check_rests(check, procedure);
}
