/* The six checks a rulebook passes before it is used (the design's "Institutions are text"):
 *
 *   1  each state can be reached, and from each configuration a final one; final is without holder, clock, move out
 *   2  each other state has one holder, who is set, and a clock that runs and is heard when late
 *   3  a report and each claim of the reporter owe an answer, paid before the end
 *   4  limits leave no circle: there is a longest walk
 *   5  each party a move names is set by then; who checks or reviews is not who handled
 *   6  a child can be ended by its parent from each state; guards ask for what there is
 *
 * The text is asked first, for the graph relies on there being no circle. Then each procedure is explored under each
 * profile that matters: those that give a length to the same clocks are one. The first fault found is told. */
#include "rules/exploration.h"

#include "base/text.h"

/* The clocks that run without a profile, and under each: those with a length of their own, and those it gives one. */
static uint32_t find_clocks(const struct rulebook *rulebook, uint8_t p, uint32_t under[MAX_PROFILES]) {
    const struct procedure *procedure = &rulebook->procedures[p];
    uint32_t own = 0;
    for (uint8_t c = 0; c < procedure->clock_count; c++)
        if (procedure->clocks[c].length.n) own |= UINT32_C(1) << c;
    for (uint32_t i = 0; i < rulebook->profile_count; i++) {
        const struct profile *profile = &rulebook->profiles[i];
        under[i] = own;
        for (uint16_t l = 0; l < profile->line_count; l++)
            if (profile->lines[l].procedure == p) under[i] |= UINT32_C(1) << profile->lines[l].clock;
    }
    return own;
}

/* Checks a procedure under a profile, or none; adds the states it can come to. */
static int32_t check_under(struct check *check, const struct procedure *procedure, const struct facts *facts,
                           uint32_t clocks, uint64_t *states) {
    struct graph graph;
    int32_t status = cgov__graph_open(&graph, check, procedure, facts, clocks);
    if (!status) status = cgov__check_opening(&graph);
    for (uint32_t n = 0; n < graph.node_count && !status; n++) {
        *states |= UINT64_C(1) << graph.nodes[n].config.state;
        status = cgov__graph_expand(&graph, n);
        if (!status) status = cgov__check_configuration(&graph, n);
    }
    if (!status) status = cgov__check_walks(&graph);
    cgov__graph_free(&graph);
    return status;
}

static void tell_profile(const struct check *check, uint32_t profile) {
    char *message = check->report->message;
    size_t used = strlen(message);
    cgov__format(message + used, sizeof check->report->message - used, ", under profile `%s`",
                 check->rulebook->profiles[profile].name);
}

/* Each set of clocks that run is one. */
static int32_t check_procedure(struct check *check, uint8_t p) {
    const struct rulebook *rulebook = check->rulebook;
    const struct procedure *procedure = &rulebook->procedures[p];
    struct facts facts;
    uint32_t under[MAX_PROFILES];
    const uint32_t own = find_clocks(rulebook, p, under);
    uint64_t states = 0;
    cgov__facts_find(&facts, rulebook, procedure);
    check->own_steps = check->configurations = 0;
    int32_t status = check_under(check, procedure, &facts, own, &states);
    for (uint32_t i = 0; i < rulebook->profile_count && !status; i++) {
        uint32_t same = 0;
        while (under[same] != under[i]) same++;
        if (same < i || under[i] == own) continue;
        status = check_under(check, procedure, &facts, under[i], &states);
        if (status == CGOV_E_RULEBOOK) tell_profile(check, i);
    }
    check->terms->steps += check->own_steps;
    for (uint8_t s = 0; s < procedure->state_count && !status; s++) {
        const struct state *state = &procedure->states[s];
        if (states >> s & 1) continue;
        status = FAILS(check, 1, state->line, state->name, "no path leads to `%s`", state->name);
    }
    return status;
}

int32_t cgov__rulebook_checks(const struct rulebook *rulebook, struct mem *mem, struct terms *terms,
                              cgov_check_report *report) {
    struct check check = {.rulebook = rulebook, .mem = mem, .report = report, .terms = terms};
    terms->steps = 0;
    report->check = report->line = report->column = 0;
    report->configurations = report->kinds = 0;
    report->longest_changes = report->longest_stays = 0;
    report->message[0] = report->path[0] = 0;
    report->procedures = rulebook->procedure_count;
    report->states = report->moves = report->clocks = 0;
    for (uint8_t p = 0; p < rulebook->procedure_count; p++) {
        report->states += rulebook->procedures[p].state_count;
        report->moves += rulebook->procedures[p].move_count;
        report->clocks += rulebook->procedures[p].clock_count;
        report->kinds |= UINT64_C(1) << rulebook->procedures[p].kind;
    }

    int32_t status = cgov__check_text(&check);
    for (uint8_t p = 0; p < rulebook->procedure_count && !status; p++) status = check_procedure(&check, p);
    report->status = status;
    if (status != CGOV_E_RULEBOOK) report->reason = CGOV_R_NONE;
    return status;
}
