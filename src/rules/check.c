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

static uint32_t clocks_under(const struct rulebook *rulebook, uint8_t procedure, uint8_t profile) {
    const struct procedure *row = &rulebook->procedures[procedure];
    uint32_t clocks = 0;
    for (uint8_t c = 0; c < row->clock_count; c++) {
        if (row->clocks[c].length.n) clocks |= UINT32_C(1) << c;
    }
    for (uint16_t i = 0; profile != NONE && i < rulebook->profiles[profile].line_count; i++) {
        const struct profile_line *line = &rulebook->profiles[profile].lines[i];
        if (line->procedure == procedure) clocks |= UINT32_C(1) << line->clock;
    }
    return clocks;
}

/* True if an earlier profile, or none, lets the same clocks run. */
static bool explored(const struct rulebook *rulebook, uint8_t procedure, uint8_t profile) {
    uint32_t clocks = clocks_under(rulebook, procedure, profile);
    if (clocks == clocks_under(rulebook, procedure, NONE)) return true;
    for (uint8_t p = 0; p < profile; p++) {
        if (clocks == clocks_under(rulebook, procedure, p)) return true;
    }
    return false;
}

/* Checks a procedure under a profile, or none; adds the states it can come to. */
static int32_t check_under(struct check *check, uint8_t procedure, uint8_t profile, uint64_t *states) {
    const struct rulebook *rulebook = check->rulebook;
    struct graph graph;
    int32_t status =
        cgov__graph_open(&graph, check, &rulebook->procedures[procedure], clocks_under(rulebook, procedure, profile));
    if (!status) status = cgov__check_opening(&graph);
    for (uint32_t n = 0; n < graph.node_count && !status; n++) {
        *states |= UINT64_C(1) << graph.nodes[n].config.state;
        status = cgov__graph_expand(&graph, n);
        if (!status) status = cgov__check_configuration(&graph, n);
    }
    if (!status) status = cgov__check_walks(&graph);
    cgov__graph_free(&graph);
    if (status == CGOV_E_RULEBOOK && profile != NONE) {
        char *message = check->report->message;
        size_t used = strlen(message);
        cgov__format(message + used, sizeof check->report->message - used, ", under profile `%s`",
                     rulebook->profiles[profile].name);
    }
    return status;
}

static int32_t check_procedure(struct check *check, uint8_t p) {
    const struct rulebook *rulebook = check->rulebook;
    const struct procedure *procedure = &rulebook->procedures[p];
    uint64_t states = 0;
    int32_t status = check_under(check, p, NONE, &states);
    for (uint8_t profile = 0; profile < rulebook->profile_count && !status; profile++) {
        if (!explored(rulebook, p, profile)) status = check_under(check, p, profile, &states);
    }
    for (uint8_t s = 0; s < procedure->state_count && !status; s++) {
        const struct state *state = &procedure->states[s];
        if (states >> s & 1) continue;
        status = FAILS(check, 1, state->line, state->name, "no path leads to `%s`", state->name);
    }
    return status;
}

int32_t cgov__rulebook_checks(const struct rulebook *rulebook, struct mem *mem, cgov_check_report *report) {
    struct check check = {rulebook, mem, report};
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
    report->reason = status == CGOV_E_RULEBOOK ? CGOV_R_CHECK : CGOV_R_NONE;
    return status;
}
