/* 06: a diagram. Introduces the introspection of a rulebook: cgov_rule_list (states, stages, moves, with their titles)
 * and cgov_edge_list (the graph of a procedure).
 *
 *   06_diagram [NAME [TEXT]]  writes the shipped procedure NAME (default: issue) as a Mermaid state diagram,
 *                             with the kind of item it makes; TEXT: the shipped rulebook that has it, beside `standard`
 *
 * Stages are boxes and name their states' holders; ⏱ marks a move that time makes, 回 one that pays an answer. A move
 * that decides has an arrow for each outcome, with the outcome's name after a point. */
#include "village.h"

#include <stdbool.h>

enum { STATES = 64, EDGES = 512 };

static cgov_ledger *ledger;

/* All the things of one kind, at most cap. */
static uint32_t rules(uint32_t kind, const char *procedure, cgov_rule_view *into, uint32_t cap) {
    uint64_t cursor = 0;
    uint32_t count = 0;
    into[0].size = sizeof into[0];
    int32_t status = cgov_rule_list(ledger, NULL, 0, kind, procedure, &cursor, into, cap, &count);
    must(NULL, status, "the rules");
    return status == CGOV_DONE ? 0 : count;
}

static void print_states(const char *procedure) {
    static cgov_rule_view states[STATES], stages[STATES];
    uint32_t state_count = rules(CGOV_RULE_STATE, procedure, states, STATES);
    uint32_t stage_count = rules(CGOV_RULE_STAGE, procedure, stages, STATES);
    for (uint32_t g = 0; g < stage_count; g++) {
        printf("    state \"%s\" as stage_%s {\n", stages[g].title, stages[g].name);
        for (uint32_t s = 0; s < state_count; s++) {
            if (strcmp(states[s].stage, stages[g].name) != 0) continue;
            printf("        state \"%s", states[s].title);
            if (states[s].holder[0]) printf(" (%s)", states[s].holder);
            printf("\" as %s\n", states[s].name);
        }
        printf("    }\n");
    }
    for (uint32_t s = 0; s < state_count; s++)
        if (states[s].final) printf("    %s --> [*]\n", states[s].name);
}

static const char *title_of(const cgov_rule_view *moves, uint32_t count, const char *name) {
    for (uint32_t m = 0; m < count; m++)
        if (strcmp(moves[m].name, name) == 0) return moves[m].title;
    return name;
}

/* Moves between the same two states share an arrow. */
static void print_edges(const char *procedure) {
    static cgov_edge_view edges[EDGES] = {{.size = sizeof edges[0]}};
    static cgov_rule_view moves[STATES];
    uint32_t move_count = rules(CGOV_RULE_MOVE, procedure, moves, STATES), count = 0;
    uint64_t cursor = 0;
    must(NULL, cgov_edge_list(ledger, NULL, 0, procedure, &cursor, edges, EDGES, &count), "the edges");
    for (uint32_t e = 0; e < count; e++) {
        bool told = false;
        for (uint32_t before = 0; before < e && !told; before++)
            told = strcmp(edges[before].from, edges[e].from) == 0 && strcmp(edges[before].to, edges[e].to) == 0;
        if (told) continue;
        printf("    %s --> %s: ", edges[e].from[0] ? edges[e].from : "[*]", edges[e].to);
        for (uint32_t other = e, some = 0; other < count; other++) {
            if (strcmp(edges[other].from, edges[e].from) != 0 || strcmp(edges[other].to, edges[e].to) != 0) continue;
            printf("%s%s%s", some++ ? " / " : "", edges[other].by_time ? "⏱ " : "",
                   title_of(moves, move_count, edges[other].move));
            if (edges[other].outcome != 0)
                printf(" %s.%s", edges[other].move, cgov_enum_name(CGOV_ENUM_OUTCOME, edges[other].outcome));
            if (edges[other].answers) printf(" (回)");
        }
        printf("\n");
    }
}

int main(int argc, char **argv) {
    const char *wanted = argc > 1 ? argv[1] : "issue";
    struct village village;
    found_village(&village, NULL, NULL, cgov_easy_instant(480, 2026, 3, 2, 9, 0));
    ledger = village.ledger;
    if (argc > 2) {
        const cgov_adoption_draft beside = {.size = sizeof beside, .text = cgov_easy_shipped(argv[2])};
        cgov_act adopting = act(village.founder, cgov_easy_instant(480, 2026, 3, 2, 9, 0));
        must(ledger, cgov_rulebook_adopt(ledger, &adopting, &beside, NULL), "the text");
    }
    static cgov_rule_view procedures[STATES];
    uint32_t count = rules(CGOV_RULE_PROCEDURE, "", procedures, STATES), found = count;
    for (uint32_t p = 0; p < count; p++)
        if (strcmp(procedures[p].name, wanted) == 0) found = p;
    if (found == count) {
        fprintf(stderr, "no procedure `%s`; there are:", wanted);
        for (uint32_t p = 0; p < count; p++) fprintf(stderr, " %s", procedures[p].name);
        fprintf(stderr, "\n");
    } else {
        printf("---\ntitle: %s (%s)\n---\nstateDiagram-v2\n", procedures[found].title,
               cgov_enum_name(CGOV_ENUM_KIND, procedures[found].kind));
        print_states(wanted);
        print_edges(wanted);
    }
    cgov_ledger_close(ledger);
    return found == count;
}
