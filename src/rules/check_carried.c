/* What a map carries (承接): items that come to stand where no move has led them. They are asked what those that are
 * opened are asked, from where they come to: an end can surely be reached, somebody holds them and a clock is heard on
 * each way there, and what is owed is answered.
 *
 * All that one profile lets the same clocks run of begin one graph: so what many items come to is explored once. Of
 * what an item did before, it is taken for granted that it was checked, and that who stands on its rolls was told: the
 * map itself says where it goes on. */
#include "rules/check.h"

#include "base/text.h"

/* The configuration as the graph keeps it. */
static struct config kept(const struct graph *graph, const struct config *carried) {
    const struct facts *facts = graph->facts;
    struct config config = *carried;
    for (uint32_t c = 0; c < MAX_LIMITED; c++)
        if (config.used[c] > facts->limits[c]) config.used[c] = facts->limits[c];
    for (uint8_t m = 0; m < graph->procedure->move_count; m++) /* how often an idle move was made nothing asks */
        if (facts->idle >> m & 1 && graph->procedure->moves[m].limit)
            config.used[graph->procedure->moves[m].counter] = 0;
    if (graph->procedure->reporter != NONE)
        config.set |= (party_set)(1u << graph->procedure->reporter); /* or unknown */
    config.running &= graph->clocks;
    config.rolls = (uint16_t)((config.rolls & facts->bases) | facts->opened[config.state]);
    config.waits = facts->waiting[config.state];
    config.checked = facts->checked;
    return config;
}

/* Check 2: a clock that moves on whatever stands in the state, by its lateness, runs there. */
static int32_t check_moved_on(const struct graph *graph, const struct config *config) {
    const struct procedure *procedure = graph->procedure;
    uint32_t running[MAX_STATES];
    cgov__clocks_running(procedure, graph->clocks, true, running);
    const uint32_t lacks = running[config->state] & ~config->running;
    for (uint8_t c = 0; c < procedure->clock_count; c++) {
        const struct clock *clock = &procedure->clocks[c];
        if (!(lacks >> c & 1) || clock->late_move == NONE || clock->paused >> config->state & 1) continue;
        return FAILS(graph->check, 2, clock->line, clock->name,
                     "clock `%s`, which moves on whatever stands there, would not run", clock->name);
    }
    return CGOV_OK;
}

static int32_t begin_at(struct graph *graph, uint32_t item, const struct carried *carried) {
    const struct config config = kept(graph, &carried->config);
    struct begun begun = {item, 0, cgov__kind_of(&graph->facts->kinds, graph->procedure, carried->values)};
    int32_t status = cgov__graph_put(graph, &config, &begun.node);
    if (status) return status;
    graph->begun_nodes = graph->node_count;
    for (uint32_t i = 0; i < graph->begun_count; i++)
        if (graph->begun[i].node == begun.node && graph->begun[i].kind == begun.kind) return CGOV_OK;
    struct begun *list =
        cgov__mem_grow(graph->check->mem, graph->begun, &graph->begun_cap, sizeof *list, graph->begun_count + 1);
    if (!list) return CGOV_E_NOMEM;
    graph->begun = list;
    list[graph->begun_count++] = begun;
    return CGOV_OK;
}

/* An item that comes to the node. */
static uint32_t item_at(const struct graph *graph, uint32_t node) {
    uint32_t i = 0;
    while (node >= graph->begun_nodes) node = graph->nodes[node].from;
    while (graph->begun[i].node != node) i++;
    return graph->begun[i].item;
}

static int32_t check_under(struct graph *graph, const uint32_t *under, uint32_t nth, const struct carrier *carrier,
                           uint32_t *item) {
    int32_t status = CGOV_OK;
    for (uint32_t i = 1; i <= carrier->items && !status; i++) {
        struct carried carried = {.profile = NONE};
        if (!carrier->find(carrier->context, i, &carried)) continue;
        const uint32_t own = carried.profile == NONE ? 0 : UINT32_C(1) + carried.profile;
        if (cgov__clocks_same(under, own) == nth) status = begin_at(graph, i, &carried);
    }
    for (uint32_t n = 0; n < graph->node_count && !status; n++) {
        status = cgov__graph_expand(graph, n);
        if (!status) status = cgov__check_configuration(graph, n);
    }
    if (!status && graph->node_count > 0) status = cgov__check_walks(graph);
    for (uint32_t n = 0; n < graph->begun_nodes && !status; n++) {
        graph->check->at = n;
        status = check_moved_on(graph, &graph->nodes[n].config);
    }
    *item = status == CGOV_E_RULEBOOK && graph->check->report->reason == CGOV_R_CHECK ? item_at(graph, graph->check->at)
                                                                                      : 0;
    return status;
}

int32_t cgov__check_carried(const struct rulebook *rulebook, uint8_t procedure, struct mem *mem,
                            const struct carrier *carrier, cgov_check_view *report, uint32_t *item) {
    struct terms terms = {.children = 0};
    struct check check = {.rulebook = rulebook, .mem = mem, .report = report, .terms = &terms};
    struct facts facts;
    uint32_t under[1 + MAX_PROFILES];
    cgov__facts_find(&facts, rulebook, &rulebook->procedures[procedure]);
    cgov__clocks_under(rulebook, procedure, under);
    int32_t status = CGOV_OK;
    for (uint32_t i = 0; i <= rulebook->profile_count && !status; i++) {
        struct graph graph;
        if (cgov__clocks_same(under, i) < i) continue;
        cgov__graph_begin(&graph, &check, &rulebook->procedures[procedure], &facts, under[i]);
        status = check_under(&graph, under, i, carrier, item);
        cgov__graph_free(&graph);
    }
    return status;
}
