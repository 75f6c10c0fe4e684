/* Walks over the graph of configurations: each can be finished (check 1), and there is a longest (check 4).
 *
 * No move without a limit is on a circle and every other move uses up a limit, so the graph has no circle either: its
 * nodes have an order in which every edge leads on. One sweep along it or against it decides a question for all nodes.
 *
 * Guards tell items apart by what hardly ever changes: track, channel, urgency, matter, public safety. Items that no
 * guard tells apart are of one kind; a bit stands for a kind, 64 to a sweep. Sweeping along gives the kinds that can be
 * in each configuration, sweeping against it those that can surely be brought to an end from there: by moves that
 * neither elapsed time nor anybody outside can refuse. The first must be among the second. Where some move changes
 * what a guard asks, the guard keeps no kind out: its answer on entering may no longer hold. */
#include "base/text.h"
#include "cgov/item.h"
#include "rules/check.h"

#include <assert.h>

#define ALL UINT64_MAX
#define KINDS_PER_SWEEP 64u

struct row { /* of a node; order is the list of nodes itself */
    uint64_t reached, ends;
    uint32_t order, waiting;
    uint32_t changes, stays, next; /* the longest walk from here, and the edge it begins with; retraced: 1 once met */
};

struct walks {
    const struct graph *graph;
    struct row *rows;
    const struct kinds *kinds;
    uint64_t valued[TRAITS][VALUES];          /* of this sweep: the kinds with a value */
    uint64_t may[MAX_MOVES], sure[MAX_MOVES]; /* of this sweep: the kinds a move may be made of, and surely can */
};

/* The value of the trait that a guard wants; those that are a plain yes want 1. */
static bool passes(const struct clause *clause, uint8_t value) {
    bool listed = cgov__guard(clause->guard)->values != 0;
    return (listed ? clause->values >> value & 1 : value == 1) != clause->negated;
}

/* True if items can have the value. A track that must be given is not none. Advice where a refused report belongs
 * (litigation and what follows it) is no channel that a report comes in by: a command that says so is refused. */
static bool occurs(const struct procedure *procedure, const struct guard_row *asked, uint8_t value) {
    if (asked->values == MATTERS) return value <= procedure->named_count; /* 0: none that is named */
    if (asked->values == 0) return value <= 1;
    const char *name = cgov__value_name(asked->values, value);
    if (asked->values == CGOV_ENUM_CHANNEL && value >= CGOV_CHANNEL_LITIGATION) return false;
    if (value == 0 && strcmp(name, "none") == 0)
        return !cgov__move_needs(procedure, &procedure->moves[procedure->open], asked->field);
    return name[0] != 0;
}

static bool brings_track(const struct rulebook *rulebook) {
    bool brings = false;
    for (uint32_t m = 0; m < rulebook->matter_count; m++) brings = brings || rulebook->matters[m].track != 0;
    return brings;
}

/* An opening says what its item is; some move can say it anew. The channel that an answer names is advice. A matter
 * can bring its track. */
static bool changes(const struct rulebook *rulebook, const struct procedure *procedure, const struct guard_row *asked) {
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct move *move = &procedure->moves[m];
        bool changing = !move->opens_item && (asked->assumed == ASSUMED_TOLD || move->reclasses);
        if (asked->field == CGOV_FIELD_CHANNEL && move->answers) changing = false;
        if (asked->field == CGOV_FIELD_TRACK && move->follows) return true; /* it is a petition's then */
        if (changing && cgov__move_takes(procedure, move, asked->field)) return true;
        const bool matter = move->reclasses && cgov__move_takes(procedure, move, CGOV_FIELD_MATTER);
        if (asked->field == CGOV_FIELD_TRACK && matter && brings_track(rulebook)) return true;
    }
    return false;
}

/* For each value, the values that some guard tells from it. */
static void tell_apart(const struct procedure *procedure, uint8_t guard, uint32_t apart[VALUES]) {
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        for (uint8_t i = 0; i < procedure->moves[m].clause_count; i++) {
            const struct clause *clause = &procedure->moves[m].clauses[i];
            if (clause->kind != CLAUSE_WHEN || clause->guard != guard) continue;
            uint32_t passing = 0;
            for (uint8_t value = 0; value < VALUES; value++) passing |= (uint32_t)passes(clause, value) << value;
            for (uint8_t value = 0; value < VALUES; value++) apart[value] |= passing >> value & 1 ? ~passing : passing;
        }
    }
}

void cgov__kinds_find(struct kinds *kinds, const struct rulebook *rulebook, const struct procedure *procedure) {
    memset(kinds, 0, sizeof *kinds);
    kinds->count = 1;
    uint8_t guard = GUARD_NONE;
    for (uint32_t t = 0; t < TRAITS; t++) {
        struct trait *trait = &kinds->traits[t];
        uint32_t apart[VALUES] = {0};
        do { guard++; } while (!TELLS_KINDS(cgov__guard_assumed(guard)));
        trait->guard = guard;
        tell_apart(procedure, guard, apart);
        for (uint8_t value = 0; value < VALUES; value++) {
            bool known = !occurs(procedure, cgov__guard(guard), value);
            for (uint8_t i = 0; i < trait->count && !known; i++) known = !(apart[trait->values[i]] >> value & 1);
            if (!known) trait->values[trait->count++] = value;
        }
        kinds->count *= trait->count;
        kinds->changes[t] = changes(rulebook, procedure, cgov__guard(guard));
    }
}

static uint8_t value_of(const struct kinds *kinds, uint32_t kind, uint32_t trait) {
    for (uint32_t t = 0; t < trait; t++) kind /= kinds->traits[t].count;
    return kinds->traits[trait].values[kind % kinds->traits[trait].count];
}

/* No guard of the procedure's moves tells them apart. */
static bool alike(const struct procedure *procedure, uint8_t guard, uint8_t value, uint8_t other) {
    for (uint8_t m = 0; m < procedure->move_count; m++)
        for (uint8_t i = 0; i < procedure->moves[m].clause_count; i++) {
            const struct clause *clause = &procedure->moves[m].clauses[i];
            if (clause->kind == CLAUSE_WHEN && clause->guard == guard && passes(clause, value) != passes(clause, other))
                return false;
        }
    return true;
}

uint32_t cgov__kind_of(const struct kinds *kinds, const struct procedure *procedure, const uint8_t values[GUARD_END]) {
    uint32_t kind = 0, times = 1;
    for (uint32_t t = 0; t < TRAITS; t++) {
        const struct trait *trait = &kinds->traits[t];
        uint8_t nth = trait->count;
        while (nth > 1 && !alike(procedure, trait->guard, trait->values[nth - 1], values[trait->guard])) nth--;
        kind += times * (nth - 1u);
        times *= trait->count;
    }
    return kind;
}

static uint32_t kinds_from(const struct walks *walks, uint32_t first) {
    uint32_t left = walks->kinds->count - first;
    return left < KINDS_PER_SWEEP ? left : KINDS_PER_SWEEP;
}

/* The kinds of this sweep that pass a guard. */
static uint64_t passing(const struct walks *walks, uint32_t t, const struct clause *clause) {
    const struct trait *trait = &walks->kinds->traits[t];
    uint64_t kinds = 0;
    for (uint8_t i = 0; i < trait->count; i++)
        if (passes(clause, trait->values[i])) kinds |= walks->valued[t][trait->values[i]];
    return kinds;
}

/* The opening takes somebody as the party, whom no move but by a detail of its own puts another for. */
static bool surely_somebody(const struct procedure *procedure, uint8_t party) {
    bool opened = false;
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct move *move = &procedure->moves[m];
        for (uint8_t i = 0; i < move->set_count; i++) {
            const struct set *set = &move->sets[i];
            if (set->party != party) continue;
            if (set->source != SOURCE_GIVEN || !(move->needs >> set->field & 1)) return false;
            opened = opened || move->opens_item;
        }
    }
    return opened;
}

/* A guard over what the actor chooses: the detail, or the party the detail sets. Another detail can be given; or, where
 * the party is to be whom it is, the same. */
static bool chosen(const struct procedure *procedure, const struct move *move, const struct clause *clause) {
    if (clause->guard == GUARD_OTHER && clause->negated) return surely_somebody(procedure, clause->party);
    if (clause->guard == GUARD_SAYS || clause->guard == GUARD_GIVEN)
        return !move->by_time && !move->by_child && (clause->guard == GUARD_SAYS || !clause->negated);
    if (cgov__guard_assumed(clause->guard) != ASSUMED_CHOSEN || clause->negated) return false;
    for (uint8_t i = 0; i < move->set_count && clause->party != NONE; i++) {
        if (move->sets[i].party == clause->party) return move->sets[i].source == SOURCE_GIVEN;
    }
    return clause->party == NONE;
}

static void judge_clause(struct walks *walks, uint8_t m, const struct clause *clause) {
    const struct move *move = &walks->graph->procedure->moves[m];
    if (clause->kind == CLAUSE_NEEDS || clause->kind == CLAUSE_AT_MOST || clause->kind == CLAUSE_AFTER) return;
    for (uint32_t t = 0; t < TRAITS && clause->kind == CLAUSE_WHEN; t++) {
        if (clause->guard != walks->kinds->traits[t].guard) continue;
        uint64_t kinds = passing(walks, t, clause);
        if (!walks->kinds->changes[t]) walks->may[m] &= kinds;
        walks->sure[m] &= kinds;
        return;
    }
    enum assumed assumed = cgov__guard_assumed(clause->guard);
    bool decided = clause->kind == CLAUSE_WHEN &&
                   (assumed == ASSUMED_GRAPH || chosen(walks->graph->procedure, move, clause) ||
                    (assumed == ASSUMED_COMES && !clause->negated) ||
                    (assumed == ASSUMED_CHILD && walks->graph->facts->comes >> m & 1) ||
                    (assumed == ASSUMED_DAY && !clause->negated && walks->graph->facts->nameable >> m & 1));
    if (!decided) walks->sure[m] = 0;
}

static void judge_moves(struct walks *walks, uint32_t first) {
    const struct procedure *procedure = walks->graph->procedure;
    memset(walks->valued, 0, sizeof walks->valued);
    for (uint32_t i = 0; i < kinds_from(walks, first); i++)
        for (uint32_t t = 0; t < TRAITS; t++)
            walks->valued[t][value_of(walks->kinds, first + i, t)] |= UINT64_C(1) << i;
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct move *move = &procedure->moves[m];
        bool by_others = false, superior = false;
        for (uint8_t i = 0; i < move->by_count; i++) by_others = by_others || move->by[i].kind != WHO_PARENT;
        for (uint8_t i = 0; i < move->set_count; i++) superior = superior || move->sets[i].superiors;
        walks->may[m] = ALL;
        walks->sure[m] = superior || (!by_others && walks->graph->facts->waited_for) ? 0 : ALL;
        if ((walks->graph->facts->dated & ~walks->graph->facts->nameable) >> m & 1) walks->sure[m] = 0;
        for (uint8_t i = 0; i < move->clause_count; i++) judge_clause(walks, m, &move->clauses[i]);
    }
}

/* Makes the chain of nodes that led to this one a walk that items of the kind can take: each node they reach is met
 * first from the earliest that leads there. One pass over the edges, for no edge leads back. */
static void retrace(const struct walks *walks, uint64_t kind) {
    const struct graph *graph = walks->graph;
    struct row *rows = walks->rows;
    for (uint32_t n = 0; n < graph->node_count; n++) rows[n].next = 0;
    for (uint32_t n = 0; n < graph->node_count; n++) {
        for (uint32_t e = graph->nodes[n].edges; e < graph->nodes[n + 1].edges; e++) {
            const struct edge *edge = &graph->edges[e];
            if (rows[edge->to].next || !(rows[n].reached & walks->may[edge->move] & kind)) continue;
            rows[edge->to].next = 1;
            graph->nodes[edge->to].from = n;
            graph->nodes[edge->to].via = edge->move;
            graph->nodes[edge->to].outcome = edge->outcome;
        }
    }
}

static const char *matter_name(const struct graph *graph, uint8_t value) {
    return value ? graph->check->rulebook->matters[graph->procedure->named[value - 1]].code : "of another code";
}

/* " (track none, not public_safety)": what guards tell this kind by; nothing where they tell none apart. */
static void describe(const struct walks *walks, uint32_t kind, char *into, size_t cap) {
    size_t used = 0;
    into[0] = 0;
    for (uint32_t t = 0; t < TRAITS; t++) {
        uint8_t value = value_of(walks->kinds, kind, t);
        if (walks->kinds->traits[t].count < 2) continue;
        const struct guard_row *asked = cgov__guard(walks->kinds->traits[t].guard);
        const char *name = asked->values == 0         ? asked->more
                           : asked->values == MATTERS ? matter_name(walks->graph, value)
                                                      : cgov__value_name(asked->values, value);
        const char *before = used ? ", " : " (", *not = asked->values || value ? "" : "not ";
        cgov__format(into + used, cap - used, "%s%s%s%s%s", before, not, asked->word, name[0] ? " " : "", name);
        used = strlen(into);
    }
    if (used) cgov__format(into + used, cap - used, ")");
}

/* The kinds that are stuck here, and not only because they will be further on. */
static uint64_t stuck_at(const struct walks *walks, uint32_t node) {
    const struct graph *graph = walks->graph;
    const struct row *rows = walks->rows;
    uint64_t stuck = rows[node].reached & ~rows[node].ends;
    for (uint32_t e = graph->nodes[node].edges; e < graph->nodes[node + 1].edges; e++) {
        stuck &= rows[graph->edges[e].to].ends | ~walks->may[graph->edges[e].move];
    }
    return stuck;
}

static int32_t cannot_end(const struct walks *walks, uint32_t node, uint64_t stuck, uint32_t first) {
    const struct graph *graph = walks->graph;
    const struct state *state = &graph->procedure->states[graph->nodes[node].config.state];
    uint32_t bit = 0;
    while (!(stuck >> bit & 1)) bit++;

    char kind[128];
    describe(walks, first + bit, kind, sizeof kind);
    int32_t status = FAILS(graph->check, 1, state->line, state->name,
                           "from `%s` no final state can surely be reached%s", state->name, kind);
    retrace(walks, UINT64_C(1) << bit);
    cgov__graph_path(graph, node, NULL);
    return status;
}

static uint64_t sweep_steps(const struct graph *graph) {
    return STEPS_SWEEP * ((uint64_t)graph->node_count + graph->edge_count) + STEPS_KINDS +
           STEPS_CONDITION * (uint64_t)graph->facts->conditions;
}

/* The kinds that an edge surely leads to an end; `last` apart, which says nothing alone. */
static uint64_t ends_along(const struct walks *walks, const struct edge *edge, uint8_t state) {
    const struct facts *facts = walks->graph->facts;
    uint64_t ends = walks->rows[edge->to].ends, bit = UINT64_C(1) << edge->move;
    if (edge->clock != NONE) return ends;
    return (facts->stranded[state] & bit) != 0 ? 0 : ends & walks->sure[edge->move];
}

/* The same of a move that decides, whatever it comes to: its edges up to `end`, of which *e becomes the last. */
static uint64_t ends_through(const struct walks *walks, uint32_t *e, uint32_t end, uint8_t state) {
    const struct edge *edges = walks->graph->edges;
    uint64_t ends = ends_along(walks, &edges[*e], state);
    for (; *e + 1 < end && cgov__edges_alike(&edges[*e], &edges[*e + 1]); (*e)++)
        ends &= ends_along(walks, &edges[*e + 1], state);
    return ends;
}

/* The kinds that can surely go on, whatever the last child of that procedure ends in. */
static uint64_t ends_with_last(const struct walks *walks, uint32_t n, const struct last *last) {
    const struct graph *graph = walks->graph;
    const uint8_t state = graph->nodes[n].config.state;
    uint64_t kinds = last->ends ? ALL : 0;
    for (uint8_t s = 0; s < MAX_STATES; s++) {
        uint64_t covered = 0;
        if (!(last->ends >> s & 1)) continue;
        for (uint32_t e = graph->nodes[n].edges; e < graph->nodes[n + 1].edges; e++) {
            const struct edge *edge = &graph->edges[e];
            const struct last *other = &graph->facts->last[edge->move];
            bool asks = edge->clock == NONE && graph->facts->lasts[state] >> edge->move & 1 &&
                        other->procedure == last->procedure && other->states >> s & 1;
            const uint64_t ends = ends_through(walks, &e, graph->nodes[n + 1].edges, state);
            if (asks) covered |= ends;
        }
        kinds &= covered;
    }
    return kinds;
}

static bool are_opposite(const struct clause *one, const struct clause *other) {
    return one->negated != other->negated && one->procedure == other->procedure && one->values == other->values &&
           one->states == other->states;
}

/* The kinds that can surely go on because an `every` holds or does not, and there is a way for either: this edge, which
 * they can take by the one, and another by the other. */
static uint64_t ends_with_half(const struct walks *walks, uint32_t n, uint8_t half, uint64_t ends) {
    const struct graph *graph = walks->graph;
    const struct facts *facts = graph->facts;
    const uint32_t end = graph->nodes[n + 1].edges;
    uint64_t opposite = 0;
    for (uint32_t e = graph->nodes[n].edges; e < end && ends; e++) {
        const struct edge *edge = &graph->edges[e];
        const bool is = edge->clock == NONE && facts->halves >> edge->move & 1 &&
                        are_opposite(facts->half[half], facts->half[edge->move]);
        const uint64_t other = ends_through(walks, &e, end, graph->nodes[n].config.state);
        if (is) opposite |= other;
    }
    return ends & opposite;
}

static int32_t ends_by(struct walks *walks, uint32_t n) {
    const struct graph *graph = walks->graph;
    const struct facts *facts = graph->facts;
    const uint8_t state = graph->nodes[n].config.state;
    const uint32_t first = graph->nodes[n].edges, end = graph->nodes[n + 1].edges;
    uint64_t seen = 0; /* procedures */
    for (uint32_t e = first; e < end; e++) {
        const struct edge *edge = &graph->edges[e];
        const struct last *last = &facts->last[edge->move];
        bool apart = edge->clock == NONE && facts->asks_last >> edge->move & 1;
        bool half = edge->clock == NONE && facts->halves >> edge->move & 1;
        const uint64_t ends = ends_through(walks, &e, end, state);
        if (half) {
            int32_t status = cgov__check_steps(graph->check, graph->procedure, UINT64_C(1) + end - first);
            if (status) return status;
            walks->rows[n].ends |= ends_with_half(walks, n, edge->move, ends);
        }
        if (!apart && !half) walks->rows[n].ends |= ends;
        if (!apart || !(facts->lasts[state] >> edge->move & 1) || seen >> last->procedure & 1) continue;
        seen |= UINT64_C(1) << last->procedure;
        int32_t status = cgov__check_steps(graph->check, graph->procedure, MAX_STATES * (UINT64_C(1) + end - first));
        if (status) return status;
        walks->rows[n].ends |= ends_with_last(walks, n, last);
    }
    return CGOV_OK;
}

/* All kinds are opened; those that are carried begin where they are carried to. */
static void begin(const struct walks *walks, uint32_t first) {
    const struct graph *graph = walks->graph;
    const uint32_t count = kinds_from(walks, first);
    if (!graph->begun) walks->rows[0].reached = count < KINDS_PER_SWEEP ? (UINT64_C(1) << count) - 1 : ALL;
    for (uint32_t i = 0; i < graph->begun_count; i++)
        if (graph->begun[i].kind - first < count)
            walks->rows[graph->begun[i].node].reached |= UINT64_C(1) << (graph->begun[i].kind - first);
}

/* Check 1, for up to 64 kinds of items. */
static int32_t sweep(struct walks *walks, uint32_t first) {
    const struct graph *graph = walks->graph;
    const struct procedure *procedure = graph->procedure;
    struct row *rows = walks->rows;
    int32_t status = cgov__check_steps(graph->check, procedure, sweep_steps(graph));
    if (status) return status;
    judge_moves(walks, first);
    for (uint32_t n = 0; n < graph->node_count; n++) rows[n].reached = rows[n].ends = 0;
    begin(walks, first);
    for (uint32_t i = 0; i < graph->node_count; i++) {
        uint32_t n = rows[i].order;
        for (uint32_t e = graph->nodes[n].edges; e < graph->nodes[n + 1].edges; e++) {
            rows[graph->edges[e].to].reached |= rows[n].reached & walks->may[graph->edges[e].move];
        }
    }
    for (uint32_t i = graph->node_count; i-- > 0;) {
        uint32_t n = rows[i].order;
        if (procedure->states[graph->nodes[n].config.state].final) rows[n].ends = ALL;
        status = ends_by(walks, n);
        if (status) return status;
    }
    for (uint32_t n = 0; n < graph->node_count; n++) {
        uint64_t stuck = stuck_at(walks, n);
        if (stuck) return cannot_end(walks, n, stuck, first);
    }
    return CGOV_OK;
}

/* Puts the nodes in an order in which every edge leads on: a node follows when all that lead to it stand. */
static void put_in_order(const struct walks *walks) {
    const struct graph *graph = walks->graph;
    struct row *rows = walks->rows;
    uint32_t placed = 0;
    for (uint32_t e = 0; e < graph->edge_count; e++) rows[graph->edges[e].to].waiting++;
    for (uint32_t n = 0; n < graph->node_count; n++)
        if (rows[n].waiting == 0) rows[placed++].order = n;
    for (uint32_t i = 0; i < placed; i++) {
        uint32_t n = rows[i].order;
        for (uint32_t e = graph->nodes[n].edges; e < graph->nodes[n + 1].edges; e++) {
            uint32_t to = graph->edges[e].to;
            if (--rows[to].waiting == 0) rows[placed++].order = to;
        }
    }
    assert(placed == graph->node_count);
}

/* The longest walk from each node: most changes of state, then most moves that stay. */
static void measure(const struct walks *walks) {
    const struct graph *graph = walks->graph;
    struct row *rows = walks->rows;
    for (uint32_t i = graph->node_count; i-- > 0;) {
        uint32_t n = rows[i].order;
        rows[n].next = graph->nodes[n + 1].edges;
        for (uint32_t e = graph->nodes[n].edges; e < graph->nodes[n + 1].edges; e++) {
            uint32_t to = graph->edges[e].to;
            bool stays = graph->nodes[to].config.state == graph->nodes[n].config.state;
            uint32_t changes = rows[to].changes + !stays, stayed = rows[to].stays + stays;
            bool none = rows[n].next == graph->nodes[n + 1].edges;
            if (!none && changes < rows[n].changes) continue;
            if (!none && changes == rows[n].changes && stayed <= rows[n].stays) continue;
            rows[n].changes = changes;
            rows[n].stays = stayed;
            rows[n].next = e;
        }
    }
}

/* Follows the longest walk; idle moves are made where they first can be, as often as they can. Answers how many. */
static uint32_t follow_longest(const struct walks *walks, bool tell) {
    const struct graph *graph = walks->graph;
    const struct procedure *procedure = graph->procedure;
    uint64_t idle = graph->facts->idle;
    uint32_t stays = 0, n = 0;
    bool room = tell && cgov__check_path(graph->check, procedure->moves[procedure->open].name);
    for (;;) {
        uint64_t now = idle ? cgov__graph_may(graph, &graph->nodes[n].config) & idle : 0;
        idle &= ~now;
        for (uint8_t m = 0; m < procedure->move_count && now >> m; m++) {
            const struct move *move = &procedure->moves[m];
            if (!(now >> m & 1)) continue;
            stays += move->limit;
            for (uint32_t i = 0; i < move->limit && room; i++) room = cgov__check_path(graph->check, move->name);
        }
        uint32_t e = walks->rows[n].next;
        if (e == graph->nodes[n + 1].edges) return stays;
        if (room) room = cgov__graph_tell(graph, graph->edges[e].move, graph->edges[e].outcome);
        n = graph->edges[e].to;
    }
}

static void tell_longest(const struct walks *walks) {
    struct check *check = walks->graph->check;
    uint32_t changes = walks->rows[0].changes, stays = walks->rows[0].stays + follow_longest(walks, false);
    if (changes < check->changes) return;
    if (changes == check->changes && stays <= check->stays && check->report->path[0]) return;
    check->changes = changes;
    check->stays = stays;
    check->report->path[0] = 0;
    follow_longest(walks, true);
}

int32_t cgov__check_walks(const struct graph *graph) {
    struct mem *mem = graph->check->mem;
    struct walks walks;
    uint32_t cap = 0;
    uint64_t steps = STEPS_WALK * ((uint64_t)graph->node_count + graph->edge_count);
    int32_t status = cgov__check_steps(graph->check, graph->procedure, steps);
    if (status) return status;
    memset(&walks, 0, sizeof walks);
    walks.graph = graph;
    walks.rows = cgov__mem_grow(mem, NULL, &cap, sizeof *walks.rows, graph->node_count);
    if (!walks.rows) return CGOV_E_NOMEM;
    walks.kinds = &graph->facts->kinds;
    put_in_order(&walks);

    for (uint32_t first = 0; first < walks.kinds->count && !status; first += KINDS_PER_SWEEP)
        status = sweep(&walks, first);
    if (!status) {
        measure(&walks);
        tell_longest(&walks);
    }
    cgov__mem_resize(mem, walks.rows, cap * sizeof *walks.rows, 0);
    return status;
}
