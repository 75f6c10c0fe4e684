/* The graph of configurations of one procedure, explored breadth first: so the path to a node is a shortest one.
 *
 * What the world decides is left open: details given, people in office, instants. So a move that a `when` may refuse is
 * followed all the same; what a configuration does decide is exact: limits, `used_up`, whether a move was ever made or
 * a clock runs. A move by time is followed from where the clock that makes it runs.
 *
 * It holds what something asks about in its state or further on: of limits used up, moves made, days given, and parties
 * set.
 *
 * A move that stays, and touches nothing a configuration holds but its own limit, would multiply the nodes by that
 * limit and change nothing else. Such idle moves have no edges; the longest walk counts them.
 *
 * Nor does it hold who is named from those in office somewhere: nobody can be relied on to be, so nothing that must be
 * can hang on them, and each path would be two.
 *
 * Profiles give lengths. Of all they say, a configuration sees one thing: whether a clock without a length of its own
 * has one. */
#include "rules/check.h"

#include "base/bytes.h"
#include "base/text.h"

#include <assert.h>

static_assert(sizeof(struct config) == MAX_LIMITED + 20, "a configuration has no padding");

uint64_t cgov__graph_may(const struct graph *graph, const struct config *config) {
    const struct facts *facts = graph->facts;
    const uint8_t counters = graph->procedure->counter_count, count = facts->leaving_count[config->state];
    uint32_t full = 0;
    uint64_t may = 0;
    for (uint8_t c = 0; c < counters; c++) full |= (uint32_t)(config->used[c] >= facts->limits[c]) << c;
    for (uint8_t i = 0; i < count; i++) {
        uint8_t m = facts->leaving[config->state][i];
        const struct asks *asks = &facts->asks[m];
        uint32_t kept = (full & asks->room) | (asks->full & ~full) | (asks->running & ~config->running) |
                        (uint32_t)(asks->timed & ~config->timed);
        may |= (uint64_t)!kept << m;
    }
    return may;
}

static void put(party_set *parties, uint8_t party, bool on) {
    *parties = (party_set)((*parties & ~(1u << party)) | (uint32_t)on << party);
}

/* A detail that may be left out, or an actor where time or the parent acts, sets nobody for sure. */
static void apply_set(const struct graph *graph, struct config *config, const struct edge *edge,
                      const struct set *set) {
    const struct move *move = &graph->procedure->moves[edge->move];
    bool known = true, superior = false;
    if (cgov__is_named(graph->procedure, set->party)) return;
    if (set->once && (config->set >> set->party & 1)) return;
    switch (set->source) {
    case SOURCE_GIVEN: /* of a child, if by no name, the organization it is opened for */
        known = set->field != NONE && (move->needs >> set->field & 1);
        known = known ||
                (move->opens_item && graph->procedure->only_child && !cgov__set_named(graph->procedure, move, set));
        superior = config->superior >> set->party & 1; /* another in its place */
        break;
    case SOURCE_ACTOR:
        known = edge->clock == NONE && !move->by_parent && !move->by_child;
        break;
    case SOURCE_PARENT:
        known = graph->procedure->only_child;
        break;
    default:
        known = config->set >> set->from & 1;
        superior = set->superiors || (config->superior >> set->from & 1);
        superior = superior && move->counts != COUNTS_REOPEN; /* who handles it again reviews nothing */
    }
    if (!known) return;
    put(&config->set, set->party, true);
    put(&config->superior, set->party, superior);
}

/* Configurations that differ only in what nothing asks about any more are one. */
static void forget(const struct graph *graph, struct config *config) {
    const struct asked_after *asked = &graph->facts->asked[config->state];
    for (uint32_t c = 0, over = ~asked->counters; c < graph->procedure->counter_count; c++)
        if (over >> c & 1) config->used[c] = 0;
    config->set &= asked->set;
    config->superior &= asked->set;
    config->timed &= asked->timed;
    config->days &= asked->days;
    if (graph->begun && graph->facts->finals >> config->state & 1) config->running = 0; /* it ends with the item */
}

static void apply(const struct graph *graph, struct config *config, const struct edge *edge) {
    const struct procedure *procedure = graph->procedure;
    const struct move *move = &procedure->moves[edge->move];
    const struct move_way way = cgov__move_way(procedure, move, edge->outcome);
    if (way.to != NONE) config->state = way.to;
    if (move->limit) config->used[move->counter]++;
    for (uint8_t i = 0; i < move->set_count; i++) apply_set(graph, config, edge, &move->sets[i]);
    config->running = (config->running & ~way.stops) | (way.starts & graph->clocks);
    if (move->timer != NONE) config->timed |= (uint8_t)(1u << move->timer);
    config->days |= graph->facts->asks[edge->move].gives;
    if (move->answers) config->owed = 0;
    if (graph->facts->claims >> edge->move & 1 && cgov__move_claims(procedure, move, way.to)) config->owed = 1;
    if (graph->facts->checked)
        config->checked =
            (config->checked | (graph->facts->checks >> edge->move & 1)) & ~(graph->facts->works >> edge->move) & 1;
    config->waits =
        (uint16_t)((config->waits & ~graph->facts->asks[edge->move].tells) | graph->facts->waiting[config->state]);
    config->rolls |= graph->facts->asks[edge->move].fills | graph->facts->opened[config->state];
    forget(graph, config);
}

static uint64_t mix(uint64_t hash, uint64_t word) {
    hash = (hash ^ word) * UINT64_C(0xff51afd7ed558ccd);
    return hash ^ hash >> 32;
}

/* The same on every machine, whatever the order of its bytes: probes are counted. Few differ in `checked` alone. */
static uint32_t hash_of(const struct config *config) {
    uint64_t hash =
        mix((uint64_t)config->waits << 32 | (uint64_t)config->days << 24 | (uint64_t)config->rolls << 8 | config->owed,
            cgov__load64(config->used));
    for (uint32_t c = 8; c < MAX_LIMITED; c += 8) hash = mix(hash, cgov__load64(config->used + c));
    hash = mix(hash, (uint64_t)config->running << 32 | (uint64_t)config->set << 16 | config->superior);
    hash = mix(hash, (uint64_t)config->state << 8 | config->timed);
    return (uint32_t)(hash * UINT64_C(0xc4ceb9fe1a85ec53) >> 32);
}
static_assert(MAX_LIMITED % 8 == 0, "whole words of counters");

/* Twice the places, and every node put into them anew. */
static bool grow_places(struct graph *graph) {
    struct mem *mem = graph->check->mem;
    uint32_t cap = 0, need = graph->place_cap ? 2 * graph->place_cap : 64;
    struct place *places = cgov__mem_grow(mem, NULL, &cap, sizeof *places, need);
    if (!places) return false;
    for (uint32_t i = 0; i < graph->place_cap; i++) {
        const struct place *place = &graph->places[i];
        uint32_t at = place->hash & (cap - 1);
        if (!place->node) continue;
        while (places[at].node) at = (at + 1) & (cap - 1);
        places[at] = *place;
    }
    cgov__mem_resize(mem, graph->places, graph->place_cap * sizeof *places, 0);
    graph->places = places;
    graph->place_cap = cap;
    return true;
}

static int32_t add_node(struct graph *graph, const struct config *config, uint32_t from, const struct edge *via) {
    struct check *check = graph->check;
    if (check->configurations >= MAX_CONFIGURATIONS) {
        const struct procedure *procedure = graph->procedure;
        return TOO_LARGE(check, procedure->line, procedure->name,
                         "`%s` has more than %u configurations: fewer or lower limits make it checkable",
                         procedure->name, (uint64_t)MAX_CONFIGURATIONS);
    }
    struct node *nodes =
        cgov__mem_grow(check->mem, graph->nodes, &graph->node_cap, sizeof *nodes, graph->node_count + 2);
    if (!nodes) return CGOV_E_NOMEM;
    graph->nodes = nodes;
    struct node *node = &nodes[graph->node_count++];
    node->config = *config;
    node->from = from;
    node->via = via->move;
    node->outcome = via->outcome;
    check->configurations++;
    check->report->configurations++;
    return CGOV_OK;
}

/* The node of a configuration, made if it is new. */
static int32_t reach(struct graph *graph, const struct config *config, uint32_t from, const struct edge *via,
                     uint32_t *node) {
    if (graph->node_count >= graph->place_cap / 2 && !grow_places(graph)) return CGOV_E_NOMEM;
    const uint32_t hash = hash_of(config), mask = graph->place_cap - 1;
    uint32_t at = hash & mask, probes = 0;
    for (; graph->places[at].node; at = (at + 1) & mask, probes++) {
        *node = graph->places[at].node - 1;
        if (graph->places[at].hash != hash) continue;
        if (memcmp(&graph->nodes[*node].config, config, sizeof *config) == 0) break;
    }
    graph->check->own_steps += probes;
    if (graph->places[at].node) return CGOV_OK;
    *node = graph->node_count;
    int32_t status = add_node(graph, config, from, via);
    if (!status) graph->places[at] = (struct place){hash, *node + 1};
    return status;
}

/* Follows one way of a move from a node: the edge, and where it leads. */
static int32_t follow_way(struct graph *graph, uint32_t from, struct edge edge) {
    struct config config = graph->nodes[from].config;
    apply(graph, &config, &edge);
    int32_t status = reach(graph, &config, from, &edge, &edge.to);
    if (status) return status;

    if (graph->edge_count == graph->edge_cap) {
        struct edge *edges =
            cgov__mem_grow(graph->check->mem, graph->edges, &graph->edge_cap, sizeof *edges, graph->edge_count + 1);
        if (!edges) return CGOV_E_NOMEM;
        graph->edges = edges;
    }
    graph->edges[graph->edge_count++] = edge;
    graph->check->own_steps += STEPS_EDGE + graph->procedure->moves[edge.move].set_count;
    return CGOV_OK;
}

static int32_t follow(struct graph *graph, uint32_t from, uint8_t move, uint8_t clock) {
    const uint32_t ways = cgov__move_ways(graph->procedure, &graph->procedure->moves[move]);
    int32_t status = CGOV_OK;
    for (uint8_t o = 0; ways >> o && !status; o++)
        if (ways >> o & 1) status = follow_way(graph, from, (struct edge){0, move, clock, o});
    return status;
}

int32_t cgov__graph_expand(struct graph *graph, uint32_t node) {
    const struct procedure *procedure = graph->procedure;
    const struct facts *facts = graph->facts;
    const struct config config = graph->nodes[node].config;
    const uint8_t count = facts->leaving_count[config.state];
    int32_t status =
        cgov__check_steps(graph->check, procedure, UINT64_C(0) + STEPS_NODE + count + procedure->clock_count);
    graph->may = cgov__graph_may(graph, &config);
    for (uint8_t i = 0; i < count && !status; i++) {
        const uint8_t m = facts->leaving[config.state][i];
        if (!((graph->may & ~facts->idle) >> m & 1)) continue;
        if (facts->somebody >> m & 1) status = follow(graph, node, m, NONE);
        const uint32_t fired = facts->asks[m].fired & config.running;
        for (uint8_t c = 0; c < procedure->clock_count && fired >> c && !status; c++) {
            if (!(fired >> c & 1) || !cgov__ticks(graph, &config, c)) continue;
            status = follow(graph, node, m, c);
        }
    }
    graph->nodes[node + 1].edges = graph->edge_count;
    return status;
}

void cgov__graph_begin(struct graph *graph, struct check *check, const struct procedure *procedure,
                       const struct facts *facts, uint32_t clocks) {
    memset(graph, 0, sizeof *graph);
    graph->check = check;
    graph->procedure = procedure;
    graph->facts = facts;
    graph->clocks = clocks;
}

int32_t cgov__graph_put(struct graph *graph, const struct config *config, uint32_t *node) {
    const struct edge edge = {.move = graph->procedure->open, .clock = NONE};
    struct config kept = *config;
    forget(graph, &kept);
    return reach(graph, &kept, 0, &edge, node);
}

int32_t cgov__graph_open(struct graph *graph) {
    const struct procedure *procedure = graph->procedure;
    /* A report owes its reporter an answer, a child its parent. */
    struct config opened;
    memset(&opened, 0, sizeof opened);
    opened.owed = procedure->reporter != NONE || procedure->is_child;
    if (procedure->reporter != NONE) put(&opened.set, procedure->reporter, true);
    const struct edge open = {.move = procedure->open, .clock = NONE};
    uint32_t first;
    apply(graph, &opened, &open);
    return cgov__graph_put(graph, &opened, &first);
}

void cgov__graph_free(struct graph *graph) {
    struct mem *mem = graph->check->mem;
    cgov__mem_resize(mem, graph->places, graph->place_cap * sizeof *graph->places, 0);
    cgov__mem_resize(mem, graph->nodes, graph->node_cap * sizeof *graph->nodes, 0);
    cgov__mem_resize(mem, graph->edges, graph->edge_cap * sizeof *graph->edges, 0);
    cgov__mem_resize(mem, graph->begun, graph->begun_cap * sizeof *graph->begun, 0);
    graph->begun = NULL;
    graph->begun_cap = graph->begun_count = 0;
    graph->nodes = NULL;
    graph->edges = NULL;
    graph->places = NULL;
    graph->node_cap = graph->edge_cap = graph->place_cap = graph->node_count = graph->edge_count = 0;
}

bool cgov__graph_tell(const struct graph *graph, uint8_t move, uint8_t outcome) {
    const char *name = graph->procedure->moves[move].name;
    char told[2 * NAME_SIZE];
    if (outcome == 0) return cgov__check_path(graph->check, name);
    cgov__format(told, sizeof told, "%s.%s", name, cgov__value_name(CGOV_ENUM_OUTCOME, outcome));
    return cgov__check_path(graph->check, told);
}

void cgov__graph_path(const struct graph *graph, uint32_t node, const struct move *last) {
    enum { MOST = sizeof graph->check->report->path / 2 }; /* names that a path can hold, each with its blank */
    const struct node *nodes = graph->nodes;
    uint32_t steps[MOST]; /* nodes */
    uint32_t depth = 0, told = 0;
    graph->check->at = node;
    for (uint32_t at = node; at != 0; at = nodes[at].from) depth++;
    for (uint32_t at = node, left = depth; at != 0; at = nodes[at].from)
        if (--left < MOST) steps[left] = at;

    bool room = cgov__graph_tell(graph, nodes[0].via, 0);
    for (; told < depth && told < MOST && room; told++)
        room = cgov__graph_tell(graph, nodes[steps[told]].via, nodes[steps[told]].outcome);
    if (last && room) cgov__check_path(graph->check, last->name);
}
