/* What must hold in each configuration that can be reached, and of each move from it: checks 1, 2, 3 and 5.
 *
 * Nodes are taken in the order of exploration, so the first fault found is one with a shortest path. A node is looked
 * at before its moves: a state that nobody holds is told before a move that names nobody. */
#include "base/text.h"
#include "rules/check.h"

#include <assert.h>

/* What may refuse a move that lateness is to make: a phrase, or NULL. */
static const char *refusal(const struct graph *graph, const struct config *config, const struct move *move) {
    assert(move->by_time);
    if (!(move->from >> config->state & 1)) return "it does not leave this state";
    if (!(cgov__graph_may(graph, config) >> (move - graph->procedure->moves) & 1))
        return "a limit is used up, or what it counts from never was";
    const char *why = cgov__conditions_refuse(move, WHO_TIME);
    if (!why) why = cgov__sets_refuse(graph->procedure, move, WHO_TIME, config->set);
    return why ? why : cgov__effects_refuse(graph->check->rulebook, graph->procedure, move, WHO_TIME);
}

/* Check 1: where all is over no clock runs. */
static int32_t check_final(const struct graph *graph, const struct config *config, const struct state *state) {
    for (uint8_t c = 0; c < graph->procedure->clock_count; c++) {
        const struct clock *clock = &graph->procedure->clocks[c];
        if (!(config->running >> c & 1)) continue;
        return FAILS(graph->check, 1, clock->line, clock->name, "clock `%s` still runs in the final state `%s`",
                     clock->name, state->name);
    }
    return CGOV_OK;
}

/* Check 5 of a clock that runs: it tells parties that are set. Check 2: it makes a move that cannot be refused. */
static int32_t check_clock(const struct graph *graph, const struct config *config, uint8_t c) {
    const struct procedure *procedure = graph->procedure;
    const struct clock *clock = &procedure->clocks[c];
    for (uint8_t i = 0; i < clock->rung_count && graph->facts->told[c] & ~config->set; i++) {
        const struct who *who = &clock->rungs[i].who;
        if (who->of_parent || who->party == NONE || (config->set >> who->party & 1)) continue;
        const char *party = procedure->parties[who->party].name;
        return FAILS(graph->check, 5, who->line, party, "clock `%s` tells `%s`, who is not set on this path",
                     clock->name, party);
    }
    if (clock->late_move == NONE || !cgov__ticks(graph, config, c)) return CGOV_OK;
    const uint64_t sure = graph->may & graph->facts->certain;
    bool set = !(graph->facts->asks[clock->late_move].wants & ~config->set);
    if (set && sure >> clock->late_move & 1) return CGOV_OK;
    const struct move *move = &procedure->moves[clock->late_move];
    const char *why = refusal(graph, config, move);
    return FAILS(graph->check, 2, clock->line, clock->name,
                 "clock `%s` can fall due in `%s` where `%s` could be refused: %s", clock->name,
                 procedure->states[config->state].name, move->name, why);
}

/* Check 2: what is not over somebody holds, and a clock runs that is heard when late. */
static int32_t check_held(const struct graph *graph, const struct config *config, const struct state *state) {
    const struct procedure *procedure = graph->procedure;
    if (!(config->set >> state->holder & 1)) {
        return FAILS(graph->check, 2, state->line, state->name, "`%s` is held by `%s`, who is not set on this path",
                     state->name, procedure->parties[state->holder].name);
    }
    int32_t status = CGOV_OK;
    bool heard = false;
    for (uint8_t c = 0; c < procedure->clock_count && config->running >> c && !status; c++) {
        if (!(config->running >> c & 1)) continue;
        heard = heard || ((graph->facts->heard >> c & 1) && cgov__ticks(graph, config, c));
        status = check_clock(graph, config, c);
    }
    if (status || heard) return status;
    return FAILS(graph->check, 2, state->line, state->name,
                 "in `%s` no clock runs on this path whose lateness tells somebody or makes a move", state->name);
}

static int32_t unset(const struct graph *graph, uint32_t line, uint8_t party, const struct move *move) {
    const char *name = graph->procedure->parties[party].name;
    return FAILS(graph->check, 5, line, name, "`%s` names `%s`, who is not set on this path", move->name, name);
}

static int32_t unset_on_roll(const struct graph *graph, const struct roll_naming *named) {
    const char *name = graph->procedure->parties[named->party].name;
    return FAILS(graph->check, 5, named->line, name, "roll `%s` names `%s`, who is not set on this path",
                 named->roll->name, name);
}

/* Check 5: the parties in `by` and `not` are among those set. */
static int32_t check_actors(const struct graph *graph, const struct move *move, party_set set) {
    for (uint8_t i = 0; i < move->by_count; i++) {
        const struct who *who = &move->by[i];
        bool names = (who->kind == WHO_PARTY || who->kind == WHO_ROLE) && !who->of_parent;
        for (uint8_t p = 0; p < graph->procedure->party_count; p++) {
            bool named = (names && who->party == p) || ((who->excluded | who->also) >> p & 1);
            if (named && !cgov__is_named(graph->procedure, p) && !(set >> p & 1))
                return unset(graph, who->line, p, move);
        }
    }
    return CGOV_OK;
}

/* Check 5: a party is set from one that is set, if only by the line before. */
static int32_t check_sources(const struct graph *graph, const struct move *move, party_set set) {
    for (uint8_t i = 0; i < move->set_count; i++) {
        const struct set *row = &move->sets[i];
        if (row->source == SOURCE_PARTY && !(set >> row->from & 1)) return unset(graph, row->line, row->from, move);
        set = (party_set)(set | 1u << row->party);
    }
    return CGOV_OK;
}

/* Check 5: the days that its guards ask for, and clocks that it starts, are given. */
static int32_t check_days(const struct graph *graph, uint8_t m, uint8_t days) {
    const struct procedure *procedure = graph->procedure;
    const struct move *move = &procedure->moves[m];
    uint8_t missing = (uint8_t)(graph->facts->asks[m].days & ~days), day = 0;
    if (!missing) return CGOV_OK;
    while (!(missing >> day & 1)) day++;
    const char *name = procedure->details[procedure->kept[day]].name, *at = name;
    uint32_t line = move->line;
    for (uint8_t c = 0; c < procedure->clock_count; c++) {
        const struct clock *clock = &procedure->clocks[c];
        if (clock->day != day || !(cgov__move_starts(procedure, move) >> c & 1)) continue;
        line = clock->line;
        at = clock->name;
    }
    for (uint8_t i = 0; i < move->clause_count; i++) {
        if (move->clauses[i].day != day) continue;
        line = move->clauses[i].line;
        at = name;
    }
    const bool number = day == procedure->seats_kept || day == procedure->budget_kept;
    if (move->decision != NONE && number)
        return FAILS(graph->check, 5, procedure->decisions[move->decision].line, move->name,
                     "`%s` decides by what `%s` says, which is not given on this path", move->name, name);
    return FAILS(graph->check, 5, line, at, "`%s` asks for the day `%s`, which is not given on this path", move->name,
                 name);
}

/* Check 5: the days of rolls that are open are given. */
static int32_t check_roll_days(const struct graph *graph, const struct config *config) {
    const struct procedure *procedure = graph->procedure;
    const uint8_t missing = (uint8_t)(cgov__roll_days(procedure, config->state) & ~config->days);
    for (uint8_t r = 0; missing && r < procedure->roll_count; r++) {
        const struct roll *roll = &procedure->rolls[r];
        if (roll->day == NONE || !(missing >> roll->day & 1) || !(cgov__roll_open_in(roll) >> config->state & 1))
            continue;
        return FAILS(graph->check, 5, roll->line, roll->name,
                     "roll `%s` is open in `%s`, and `%s`, the day that it is on, is not given on this path",
                     roll->name, procedure->states[config->state].name,
                     procedure->details[procedure->kept[roll->day]].name);
    }
    return CGOV_OK;
}

static bool excludes(const struct who *who, uint8_t party) {
    return party != NONE && (who->excluded >> party & 1);
}

/* Check 5: what a superior holds, nobody who handled it moves on. */
static int32_t check_superiors(const struct graph *graph, const struct config *config, const struct move *move) {
    const struct procedure *procedure = graph->procedure;
    const struct state *state = &procedure->states[config->state];
    if (state->holder == NONE || !(config->superior >> state->holder & 1)) return CGOV_OK;
    if (cgov__move_leads(procedure, move, config->state) == UINT64_C(1) << config->state) return CGOV_OK;
    uint8_t handler = procedure->handler;
    for (uint8_t i = 0; i < move->by_count; i++) {
        const struct who *who = &move->by[i];
        bool officer = who->kind == WHO_ROLE || who->kind == WHO_ANYONE ||
                       (who->kind == WHO_PARTY && (who->of_parent || who->party != procedure->reporter));
        if (!officer || excludes(who, handler)) continue;
        return FAILS(graph->check, 5, who->line, "by",
                     "`%s` leaves `%s`, held by a superior: it must say `not handler`", move->name, state->name);
    }
    return CGOV_OK;
}

/* Of a move that may be made in a node, with the parties set before it. */
static int32_t check_move(const struct graph *graph, const struct config *config, uint8_t m) {
    const struct move *move = &graph->procedure->moves[m];
    int32_t status = check_actors(graph, move, config->set);
    if (!status) status = check_sources(graph, move, config->set);
    if (!status) status = check_superiors(graph, config, move);
    if (!status) status = check_days(graph, m, config->days);
    return status;
}

/* Check 5: the bases that its shares, and those of its children, are of were filled, or open. */
static int32_t check_bases(const struct graph *graph, uint8_t m, uint16_t rolls) {
    const struct procedure *procedure = graph->procedure;
    const struct move *move = &procedure->moves[m];
    const uint16_t lack = (uint16_t)(graph->facts->asks[m].bases & ~rolls);
    uint8_t roll = 0;
    if (!lack) return CGOV_OK;
    while (!(lack >> roll & 1)) roll++;
    const char *name = procedure->rolls[roll].name;
    const uint32_t line = cgov__share_line(graph->check->rulebook, procedure, move, roll);
    if (line)
        return FAILS(graph->check, 5, line, name,
                     "`%s` asks for a share of `%s`, which was neither filled nor open on this path", move->name, name);
    return FAILS(graph->check, 5, move->line, move->name,
                 "`%s` opens what asks for a share of `%s`, which was neither filled nor open on this path", move->name,
                 name);
}

/* Check 5: the parties that its guards name are set, those that rolls it fills name, and those that its children ask of
 * it. */
static int32_t check_after(const struct graph *graph, uint8_t m, party_set set, uint16_t rolls) {
    const struct procedure *procedure = graph->procedure;
    const struct move *move = &procedure->moves[m];
    struct roll_naming named;
    const int32_t status = check_bases(graph, m, rolls);
    if (status) return status;
    if (cgov__roll_names(procedure, NONE, m, set, &named)) return unset_on_roll(graph, &named);
    if (cgov__effect_names(procedure, move, set, &named)) return unset(graph, named.line, named.party, move);
    for (uint8_t i = 0; i < move->clause_count; i++) {
        const struct clause *clause = &move->clauses[i];
        if (clause->kind != CLAUSE_WHEN || clause->party == NONE || (set >> clause->party & 1)) continue;
        return unset(graph, clause->line, clause->party, move);
    }
    if (move->opens == NONE) return CGOV_OK;
    if (move->opens_party != NONE && !(set >> move->opens_party & 1))
        return unset(graph, move->line, move->opens_party, move);
    const struct procedure *child = &graph->check->rulebook->procedures[move->opens];
    party_set asked = cgov__parent_parties(procedure, child);
    for (uint8_t p = 0; p < procedure->party_count; p++) {
        if (!((asked & ~set) >> p & 1)) continue;
        return FAILS(graph->check, 5, move->line, move->name,
                     "`%s` opens `%s`, which names `%s`, who is not set on this path", move->name, child->name,
                     procedure->parties[p].name);
    }
    return CGOV_OK;
}

static bool asks_unfollowed(const struct move *move) {
    for (uint8_t i = 0; i < move->clause_count; i++) {
        const struct clause *clause = &move->clauses[i];
        if (clause->kind == CLAUSE_WHEN && clause->guard == GUARD_UNFOLLOWED && !clause->negated) return true;
    }
    return false;
}

/* Check 3: an end is entered with nothing owed, or by the reporter, or by following another item. */
static int32_t check_end(const struct graph *graph, const struct edge *edge) {
    const struct procedure *procedure = graph->procedure;
    const struct config *config = &graph->nodes[edge->to].config;
    const struct state *state = &procedure->states[config->state];
    const struct move *move = &procedure->moves[edge->move];
    bool reporters = graph->facts->reporters >> edge->move & 1;
    for (uint8_t r = 0; state->final && config->waits >> r; r++) {
        if (!(config->waits >> r & 1)) continue;
        return FAILS(graph->check, 3, move->line, move->name,
                     "`%s` leads to the final state `%s`, and those on roll `%s` are not told", move->name, state->name,
                     procedure->rolls[r].name);
    }
    if (!state->final || !config->owed || move->follows) return CGOV_OK;
    if (reporters && (!graph->facts->merges || asks_unfollowed(move))) return CGOV_OK;
    if (reporters)
        return FAILS(graph->check, 3, move->line, move->name,
                     "`%s` ends what others may follow, and answers none of them: it must say `when unfollowed`",
                     move->name);
    return FAILS(graph->check, 3, move->line, move->name, "`%s` leads to the final state `%s` with an answer owed",
                 move->name, state->name);
}

/* The edge ends what somebody should have checked, as others of its kind are. */
static bool ends_unchecked(const struct graph *graph, const struct edge *edge) {
    const struct facts *facts = graph->facts;
    const struct config *to = &graph->nodes[edge->to].config;
    return facts->checked && !to->checked && (facts->finals >> to->state & 1) && !(facts->unchecked >> edge->move & 1);
}

static int32_t check_edge(const struct graph *graph, const struct edge *edge) {
    const struct config *to = &graph->nodes[edge->to].config;
    const struct move *move = &graph->procedure->moves[edge->move];
    int32_t status = check_after(graph, edge->move, to->set, to->rolls);
    if (!status) status = check_end(graph, edge);
    if (status || !ends_unchecked(graph, edge)) return status;
    return FAILS(graph->check, 5, move->line, move->name,
                 "`%s` leads to the final state `%s`, and nobody who did none of the work has checked it", move->name,
                 graph->procedure->states[to->state].name);
}

int32_t cgov__check_opening(const struct graph *graph) {
    const struct procedure *procedure = graph->procedure;
    const struct move *open = &procedure->moves[procedure->open];
    const struct edge edge = {.move = procedure->open, .clock = NONE};
    party_set before = (party_set)(procedure->reporter == NONE ? 0 : 1u << procedure->reporter);
    int32_t status = check_sources(graph, open, before);
    if (!status) status = check_actors(graph, open, graph->nodes[0].config.set);
    if (!status) status = check_days(graph, procedure->open, 0);
    if (!status) status = check_edge(graph, &edge);
    if (status) cgov__graph_path(graph, 0, NULL);
    return status;
}

/* Check 3: what was promised with the opening, by when an answer comes, is extended with the rest. */
static int32_t check_promise(const struct graph *graph, const struct config *config, const struct move *move) {
    const struct procedure *procedure = graph->procedure;
    const uint32_t left = graph->facts->promised & config->running & ~move->extends;
    for (uint8_t c = 0; c < procedure->clock_count && left >> c; c++) {
        if (!(left >> c & 1)) continue;
        const char *name = procedure->clocks[c].name;
        return FAILS(graph->check, 3, move->line, name,
                     "`%s` extends what is to be done and not `%s`, by which an answer was promised", move->name, name);
    }
    return CGOV_OK;
}

/* Check 3: what is handled again was promised again. */
static int32_t check_again(const struct graph *graph, const struct config *to, const struct move *move) {
    const struct procedure *procedure = graph->procedure;
    const uint32_t left = graph->facts->promised & graph->clocks & ~to->running;
    for (uint8_t c = 0; c < procedure->clock_count && left >> c; c++) {
        if (!(left >> c & 1)) continue;
        const char *name = procedure->clocks[c].name;
        return FAILS(graph->check, 3, move->line, move->name,
                     "after `%s` the item is handled again, and `%s`, by which an answer was promised, does not run",
                     move->name, name);
    }
    return CGOV_OK;
}

/* The moves of a node: what is in order, as most are, is seen without a call. */
static int32_t check_moves(const struct graph *graph, const struct node *node, const struct move **move) {
    const struct config *config = &node->config;
    const struct facts *facts = graph->facts;
    const uint8_t holder = graph->procedure->states[config->state].holder;
    const uint64_t officers = holder != NONE && (config->superior >> holder & 1) ? facts->officers : 0;
    int32_t status = CGOV_OK;
    for (uint8_t i = 0; i < facts->leaving_count[config->state] && !status; i++) {
        const uint8_t m = facts->leaving[config->state][i];
        const struct asks *asks = &facts->asks[m];
        if (!(graph->may >> m & 1)) continue;
        *move = &graph->procedure->moves[m];
        if ((asks->before & ~config->set) || (asks->days & ~config->days) || officers >> m & 1)
            status = check_move(graph, config, m);
        bool idle = facts->idle >> m & 1;
        if (!status && idle && ((asks->after & ~config->set) || (asks->bases & ~config->rolls)))
            status = check_after(graph, m, config->set, config->rolls);
        for (uint8_t c = 0; idle && c < graph->procedure->clock_count && (*move)->starts >> c && !status; c++)
            if ((*move)->starts >> c & 1) status = check_clock(graph, config, c);
        if (!status && (*move)->extends) status = check_promise(graph, config, *move);
    }
    for (uint32_t e = node->edges; e < node[1].edges && !status; e++) {
        const struct edge *edge = &graph->edges[e];
        const struct config *to = &graph->nodes[edge->to].config;
        bool ends = facts->finals >> to->state & 1;
        *move = &graph->procedure->moves[edge->move];
        const struct asks *asks = &facts->asks[edge->move];
        if ((asks->after & ~to->set) || (asks->bases & ~to->rolls) ||
            (ends && (to->owed || to->waits || ends_unchecked(graph, edge))))
            status = check_edge(graph, edge);
        if (!status && (*move)->counts == COUNTS_REOPEN && !ends) status = check_again(graph, to, *move);
    }
    return status;
}

int32_t cgov__check_configuration(const struct graph *graph, uint32_t n) {
    const struct node *node = &graph->nodes[n];
    const struct move *move = NULL;
    const struct state *state = &graph->procedure->states[node->config.state];
    int32_t status = state->final ? check_final(graph, &node->config, state) : check_held(graph, &node->config, state);
    if (!status && (graph->facts->entering[node->config.state] & ~node->config.set)) {
        struct roll_naming named;
        if (cgov__roll_names(graph->procedure, node->config.state, NONE, node->config.set, &named))
            status = unset_on_roll(graph, &named);
    }
    if (!status) status = check_roll_days(graph, &node->config);
    if (!status) status = check_moves(graph, node, &move);
    if (status) cgov__graph_path(graph, n, move);
    return status;
}
