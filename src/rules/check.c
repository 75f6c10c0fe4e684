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
 * profile that matters: those that give a length to the same clocks are one, and where clocks only tell, one with more
 * of them is enough. The first fault found is told. A procedure that was found to pass before is not explored again:
 * verdict.c. */
#include "rules/check.h"

#include "base/text.h"

/* ---- the checks, one after another ---- */

void cgov__clocks_under(const struct rulebook *rulebook, uint8_t p, uint32_t under[1 + MAX_PROFILES]) {
    const struct procedure *procedure = &rulebook->procedures[p];
    under[0] = 0;
    for (uint8_t c = 0; c < procedure->clock_count; c++)
        if (procedure->clocks[c].length.n) under[0] |= UINT32_C(1) << c;
    for (uint32_t i = 0; i < rulebook->profile_count; i++) {
        const struct profile *profile = &rulebook->profiles[i];
        under[1 + i] = under[0];
        for (uint16_t l = 0; l < profile->line_count; l++)
            if (profile->lines[l].procedure == p && profile->lines[l].clock != NONE)
                under[1 + i] |= UINT32_C(1) << profile->lines[l].clock;
    }
}

/* Checks a procedure under a profile, or none; adds the states it can come to. */
static int32_t check_under(struct check *check, const struct procedure *procedure, const struct facts *facts,
                           uint32_t clocks, uint64_t *states) {
    struct graph graph;
    cgov__graph_begin(&graph, check, procedure, facts, clocks);
    int32_t status = cgov__graph_open(&graph);
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

/* The same set of clocks was there before; or it lies in another of which the rest only tells: what is true there of
 * every configuration is true here. */
static bool is_covered(const uint32_t *under, uint32_t count, uint32_t i, uint32_t quiet) {
    bool covered = false;
    for (uint32_t j = 0; j < count; j++) {
        const uint32_t rest = under[j] & ~under[i];
        covered = covered || (under[j] == under[i] ? j < i : !(under[i] & ~under[j]) && !(rest & ~quiet));
    }
    return covered;
}

/* Explores a procedure under sets of clocks that run: each once but for those that `quiet` leaves out. */
static int32_t explore_sets(struct check *check, const struct procedure *procedure, const struct facts *facts,
                            const uint32_t *under, uint32_t quiet) {
    cgov_check_view *report = check->report;
    const uint32_t count = check->rulebook->profile_count + 1;
    uint64_t states = 0;
    int32_t status = CGOV_OK;
    report->path[0] = 0;
    for (uint32_t i = 0; i < count && !status; i++) {
        if (is_covered(under, count, i, quiet)) continue;
        status = check_under(check, procedure, facts, under[i], &states);
        if (status == CGOV_E_RULEBOOK && report->reason == CGOV_R_CHECK && i > 0) tell_profile(check, i - 1);
    }
    for (uint8_t s = 0; s < procedure->state_count && !status; s++) {
        const struct state *state = &procedure->states[s];
        if (states >> s & 1) continue;
        status = FAILS(check, 1, state->line, state->name, "no path leads to `%s`", state->name);
    }
    check->terms->done += check->own_steps;
    return status;
}

/* A fault is looked for again, without a profile first: so it says under which it is one. */
static int32_t explore(struct check *check, const struct procedure *procedure, const struct facts *facts,
                       const uint32_t *under) {
    cgov_check_view *report = check->report;
    const uint64_t before = report->configurations;
    const int32_t status = explore_sets(check, procedure, facts, under, facts->quiet);
    if (status != CGOV_E_RULEBOOK || report->reason != CGOV_R_CHECK || !facts->quiet) return status;
    check->own_steps = check->configurations = check->changes = check->stays = 0;
    report->configurations = before;
    return explore_sets(check, procedure, facts, under, 0);
}

/* The longest walk of all procedures is the first of those that are. */
static void keep_longest(struct check *check, const struct verdict *verdict, const char *path) {
    cgov_check_view *report = check->report;
    bool longer = verdict->changes > report->longest_changes;
    longer = longer || (verdict->changes == report->longest_changes && verdict->stays > report->longest_stays);
    if (check->walked && !longer) return;
    check->walked = true;
    report->longest_changes = verdict->changes;
    report->longest_stays = verdict->stays;
    cgov__text_copy(check->longest, sizeof check->longest, path, strlen(path));
}

static int32_t check_procedure(struct check *check, struct rulebook *rulebook, uint8_t p) {
    struct procedure *procedure = &rulebook->procedures[p];
    struct verdict *verdict = &procedure->verdict;
    struct facts facts;
    uint32_t under[1 + MAX_PROFILES];
    cgov__clocks_under(rulebook, p, under);
    cgov__facts_find(&facts, rulebook, procedure);
    cgov__verdict_digest(procedure, &facts, under, 1 + rulebook->profile_count, verdict->digest);
    const struct verdict *known = cgov__verdict_find(check->terms, verdict->digest);
    check->own_steps = check->configurations = check->changes = check->stays = 0;
    int32_t status;
    if (known) {
        *verdict = *known;
        status = cgov__check_steps(check, procedure, verdict->steps);
        check->report->configurations += verdict->configurations;
    } else {
        status = explore(check, procedure, &facts, under);
        verdict->steps = (uint32_t)check->own_steps;
        verdict->configurations = status ? 0 : check->configurations;
        verdict->changes = check->changes;
        verdict->stays = check->stays;
    }
    check->terms->steps += check->own_steps;
    if (!status) keep_longest(check, verdict, !known ? check->report->path : known->path ? known->path : "");
    return status;
}

int32_t cgov__rulebook_checks(struct rulebook *rulebook, struct mem *mem, struct terms *terms,
                              cgov_check_view *report) {
    struct check check = {.rulebook = rulebook, .mem = mem, .report = report, .terms = terms};
    terms->steps = terms->done = 0;
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
    if (!status) status = cgov__check_rules(&check);
    for (uint8_t p = 0; p < rulebook->procedure_count && !status; p++) status = check_procedure(&check, rulebook, p);
    for (uint8_t p = 0; p < rulebook->procedure_count && !status; p++)
        status = cgov__check_fields(&check, &rulebook->procedures[p]);
    if (!status) memcpy(report->path, check.longest, sizeof report->path);
    const struct rule *first;
    report->rules = rulebook->rule_count;
    report->unverified = cgov__rules_unverified(rulebook, &first);
    if (!status && first)
        cgov__format(report->message, sizeof report->message, "the source of rule `%s`, line %u, is unverified",
                     first->name, (uint64_t)first->line);
    report->status = status;
    if (status != CGOV_E_RULEBOOK) report->reason = CGOV_R_NONE;
    return status;
}
