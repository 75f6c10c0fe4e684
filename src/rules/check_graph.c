/* The graph of configurations of one procedure, explored breadth first: so the path to a node is a shortest one.
 *
 * What the world decides is left open: details given, people in office, instants. So a move that a `when` may refuse is
 * followed all the same; what a configuration does decide is exact: limits, `used_up`, whether a move was ever made or
 * a clock runs. A move by time is followed from where the clock that makes it runs.
 *
 * A move that stays, and touches nothing a configuration holds but its own limit, would multiply the nodes by that
 * limit and change nothing else. Such idle moves have no edges; the longest walk counts them.
 *
 * Profiles give lengths. Of all they say, a configuration sees one thing: whether a clock without a length of its own
 * has one. */
#include "rules/exploration.h"

#include "base/hash.h"
#include "base/text.h"

#include <assert.h>

static_assert(sizeof(struct config) == MAX_LIMITED + 12, "a configuration has no padding");

static bool is_reporter(const struct procedure *procedure, const struct who *who) {
    return who->kind == WHO_PARTY && !who->of_parent && who->party == procedure->reporter;
}

bool cgov__move_is_reporters(const struct procedure *procedure, const struct move *move) {
    for (uint8_t i = 0; i < move->by_count; i++) {
        if (!is_reporter(procedure, &move->by[i])) return false;
    }
    return move->by_count > 0;
}

/* Somebody or the parent can make it: not time alone. */
static bool by_somebody(const struct move *move) {
    for (uint8_t i = 0; i < move->by_count; i++) {
        if (move->by[i].kind != WHO_TIME) return true;
    }
    return false;
}

static bool clause_may(const struct graph *graph, const struct config *config, const struct clause *clause) {
    const struct move *moves = graph->procedure->moves;
    switch (clause->kind) {
    case CLAUSE_WITHIN:
        return config->timed >> moves[clause->move].timer & 1;
    case CLAUSE_BEFORE:
        return config->running >> clause->clock & 1;
    case CLAUSE_WHEN:
        break;
    default:
        return true;
    }
    if (clause->guard != GUARD_USED_UP) return true;
    const struct move *other = &moves[clause->move];
    bool used_up = other->limit && config->used[other->counter] >= other->limit;
    return used_up != clause->negated;
}

bool cgov__graph_may(const struct graph *graph, const struct config *config, const struct move *move) {
    if (!(move->from >> config->state & 1)) return false;
    if (move->limit && config->used[move->counter] >= move->limit) return false;
    for (uint8_t i = 0; i < move->clause_count; i++) {
        if (!clause_may(graph, config, &move->clauses[i])) return false;
    }
    return true;
}

static void put(uint8_t *bits, uint8_t bit, bool on) {
    *bits = (uint8_t)((*bits & ~(1u << bit)) | (uint32_t)on << bit);
}

/* A detail that may be left out, or an actor where time or the parent acts, sets nobody for sure. */
static void apply_set(const struct graph *graph, struct config *config, const struct edge *edge,
                      const struct set *set) {
    const struct move *move = &graph->procedure->moves[edge->move];
    bool known = true, superior = false;
    if (set->once && (config->set >> set->party & 1)) return;
    switch (set->source) {
    case SOURCE_GIVEN:
        known = (move->needs >> set->field & 1) || (move->opens_item && graph->procedure->is_child);
        break;
    case SOURCE_ACTOR:
        known = edge->clock == NONE && !move->by_parent;
        break;
    default:
        known = config->set >> set->from & 1;
        superior = set->superiors || (config->superior >> set->from & 1);
    }
    if (!known) return;
    put(&config->set, set->party, true);
    put(&config->superior, set->party, superior);
}

static void apply(const struct graph *graph, struct config *config, const struct edge *edge) {
    const struct procedure *procedure = graph->procedure;
    const struct move *move = &procedure->moves[edge->move];
    if (move->to != NONE) config->state = move->to;
    if (move->limit) config->used[move->counter]++;
    for (uint8_t i = 0; i < move->set_count; i++) apply_set(graph, config, edge, &move->sets[i]);
    config->running = (config->running & ~move->stops) | (move->starts & graph->clocks);
    if (move->timer != NONE) put(&config->timed, move->timer, true);
    if (move->answers) config->owed = 0;
    if (cgov__move_claims(procedure, move)) config->owed = 1;
}

/* The moves that stay and change nothing but their own limit, and whose limit nobody asks about. */
static uint64_t idle_moves(const struct procedure *procedure) {
    uint64_t idle = 0, watched = 0;
    for (uint8_t c = 0; c < procedure->clock_count; c++) {
        uint8_t late = procedure->clocks[c].late_move;
        if (late != NONE) watched |= UINT64_C(1) << late;
    }
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct move *move = &procedure->moves[m];
        for (uint8_t i = 0; i < move->clause_count; i++) {
            const struct clause *clause = &move->clauses[i];
            if (clause->kind == CLAUSE_WHEN && clause->guard == GUARD_USED_UP) watched |= UINT64_C(1) << clause->move;
        }
        bool changes =
            move->to != NONE || move->set_count || move->starts || move->stops || move->answers || move->timer != NONE;
        if (!changes && by_somebody(move)) idle |= UINT64_C(1) << m;
    }
    return idle & ~watched;
}

/* The node of a configuration, made if it is new. */
static int32_t reach(struct graph *graph, const struct config *config, uint32_t from, uint8_t via, uint32_t *node) {
    static const uint64_t key[2] = {0, 0};
    struct check *check = graph->check;
    uint64_t hash = cgov__siphash(key, config, sizeof *config);
    uint32_t slot = MAP_NONE;
    while ((*node = cgov__map_next(&graph->map, hash, &slot)) != MAP_NONE) {
        if (memcmp(&graph->nodes[*node].config, config, sizeof *config) == 0) return CGOV_OK;
    }

    if (check->report->configurations >= MAX_CONFIGURATIONS) {
        const struct procedure *procedure = graph->procedure;
        return FAILS(check, 4, procedure->line, procedure->name,
                     "the procedures have more than %u configurations: fewer or lower limits make them checkable",
                     (uint64_t)MAX_CONFIGURATIONS);
    }
    struct node *nodes =
        cgov__mem_grow(check->mem, graph->nodes, &graph->node_cap, sizeof *nodes, graph->node_count + 2);
    if (!nodes) return CGOV_E_NOMEM;
    graph->nodes = nodes;
    if (!cgov__map_reserve(&graph->map, 1)) return CGOV_E_NOMEM;
    *node = graph->node_count++;
    nodes[*node].config = *config;
    nodes[*node].from = from;
    nodes[*node].via = via;
    cgov__map_add(&graph->map, hash, *node);
    check->report->configurations++;
    return CGOV_OK;
}

/* Follows a move from a node: the edge, and where it leads. */
static int32_t follow(struct graph *graph, uint32_t from, uint8_t move, uint8_t clock) {
    struct edge edge = {0, move, clock};
    struct config config = graph->nodes[from].config;
    apply(graph, &config, &edge);
    int32_t status = reach(graph, &config, from, move, &edge.to);
    if (status) return status;

    struct edge *edges =
        cgov__mem_grow(graph->check->mem, graph->edges, &graph->edge_cap, sizeof *edges, graph->edge_count + 1);
    if (!edges) return CGOV_E_NOMEM;
    graph->edges = edges;
    edges[graph->edge_count++] = edge;
    return CGOV_OK;
}

int32_t cgov__graph_expand(struct graph *graph, uint32_t node) {
    const struct procedure *procedure = graph->procedure;
    const struct config config = graph->nodes[node].config;
    int32_t status = CGOV_OK;
    for (uint8_t m = 0; m < procedure->move_count && !status; m++) {
        const struct move *move = &procedure->moves[m];
        if (!(move->from >> config.state & 1)) continue; /* most moves: asked without a call */
        if ((graph->idle >> m & 1) || !cgov__graph_may(graph, &config, move)) continue;
        if (by_somebody(move)) status = follow(graph, node, m, NONE);
        for (uint8_t c = 0; c < procedure->clock_count && move->by_time && !status; c++) {
            if (procedure->clocks[c].late_move != m || !cgov__ticks(graph, &config, c)) continue;
            status = follow(graph, node, m, c);
        }
    }
    graph->nodes[node + 1].edges = graph->edge_count;
    return status;
}

int32_t cgov__graph_open(struct graph *graph, struct check *check, const struct procedure *procedure, uint32_t clocks) {
    memset(graph, 0, sizeof *graph);
    graph->check = check;
    graph->procedure = procedure;
    graph->clocks = clocks;
    graph->idle = idle_moves(procedure);
    cgov__map_init(&graph->map, check->mem);

    /* A report owes its reporter an answer, a child its parent. */
    struct config opened;
    memset(&opened, 0, sizeof opened);
    opened.owed = procedure->reporter != NONE || procedure->is_child;
    if (procedure->reporter != NONE) put(&opened.set, procedure->reporter, true);
    const struct edge open = {0, procedure->open, NONE};
    uint32_t first;
    apply(graph, &opened, &open);
    return reach(graph, &opened, 0, procedure->open, &first);
}

void cgov__graph_free(struct graph *graph) {
    struct mem *mem = graph->check->mem;
    cgov__map_free(&graph->map);
    cgov__mem_resize(mem, graph->nodes, graph->node_cap * sizeof *graph->nodes, 0);
    cgov__mem_resize(mem, graph->edges, graph->edge_cap * sizeof *graph->edges, 0);
    graph->nodes = NULL;
    graph->edges = NULL;
    graph->node_cap = graph->edge_cap = graph->node_count = graph->edge_count = 0;
}

void cgov__graph_path(const struct graph *graph, uint32_t node, const struct move *last) {
    const struct node *nodes = graph->nodes;
    const struct move *moves = graph->procedure->moves;
    uint32_t depth = 0;
    for (uint32_t at = node; at != 0; at = nodes[at].from) depth++;

    /* From the front: as many steps back from the node as are left. A full path is cut long before this costs. */
    bool room = cgov__check_path(graph->check, moves[nodes[0].via].name);
    for (; depth > 0 && room; depth--) {
        uint32_t at = node;
        for (uint32_t left = depth - 1; left > 0; left--) at = nodes[at].from;
        room = cgov__check_path(graph->check, moves[nodes[at].via].name);
    }
    if (last && room) cgov__check_path(graph->check, last->name);
}
