/* diagram: a procedure as a picture for Mermaid or Graphviz. Stages are boxes; ⏱ marks a move that time makes, 回 one
 * that pays an answer. A move that decides has an arrow for each outcome. */
#include "tool.h"

static cgov_rule_view *states, *stages, *moves;
static uint32_t state_count, stage_count, move_count;
static cgov_edge_view *edges;
static uint32_t edge_count;

static void edges_read(const char *procedure) {
    enum { PAGE = 256 };
    uint64_t cursor = 0;
    uint32_t count = 0;
    for (;;) {
        edges = realloc(edges, (edge_count + PAGE) * sizeof *edges);
        if (!edges) die(TOOL_DAMAGE, "%s", T("no memory", "内存不足"));
        edges[edge_count].size = sizeof *edges;
        int32_t status = cgov_edge_list(tool.ledger, NULL, 0, procedure, &cursor, edges + edge_count, PAGE, &count);
        if (status == CGOV_DONE) return;
        check_reading(status, procedure);
        edge_count += count;
    }
}

static const char *move_title(const char *name) {
    for (uint32_t m = 0; m < move_count; m++)
        if (strcmp(moves[m].name, name) == 0) return moves[m].title[0] ? moves[m].title : name;
    return name;
}

static bool same_arrow(const cgov_edge_view *a, const cgov_edge_view *b) {
    return strcmp(a->from, b->from) == 0 && strcmp(a->to, b->to) == 0;
}

/* The words of the arrow that begins with edge e: of all edges between the same two states. */
static void print_label(uint32_t e) {
    for (uint32_t other = e, some = 0; other < edge_count; other++) {
        const cgov_edge_view *edge = &edges[other];
        if (!same_arrow(edge, &edges[e])) continue;
        printf("%s%s%s", some++ ? " / " : "", edge->by_time ? "⏱ " : "", move_title(edge->move));
        if (edge->outcome) printf(" %s.%s", edge->move, cgov_enum_name(CGOV_ENUM_OUTCOME, edge->outcome));
        if (edge->answers) printf(" (回)");
    }
}

static bool drawn_before(uint32_t e) {
    for (uint32_t before = 0; before < e; before++)
        if (same_arrow(&edges[before], &edges[e])) return true;
    return false;
}

static void draw_mermaid(const cgov_rule_view *procedure) {
    printf("---\ntitle: %s (%s)\n---\nstateDiagram-v2\n", procedure->title,
           cgov_enum_name(CGOV_ENUM_KIND, procedure->kind));
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
    for (uint32_t e = 0; e < edge_count; e++) {
        if (drawn_before(e)) continue;
        printf("    %s --> %s: ", edges[e].from[0] ? edges[e].from : "[*]", edges[e].to);
        print_label(e);
        printf("\n");
    }
}

static void draw_dot(const cgov_rule_view *procedure) {
    printf("digraph \"%s\" {\n  label=\"%s (%s)\"; rankdir=LR; node [shape=box, style=rounded];\n", procedure->name,
           procedure->title, cgov_enum_name(CGOV_ENUM_KIND, procedure->kind));
    printf("  \"[*]\" [shape=point];\n");
    for (uint32_t g = 0; g < stage_count; g++) {
        printf("  subgraph \"cluster_%s\" {\n    label=\"%s\";\n", stages[g].name, stages[g].title);
        for (uint32_t s = 0; s < state_count; s++) {
            if (strcmp(states[s].stage, stages[g].name) != 0) continue;
            printf("    \"%s\" [label=\"%s", states[s].name, states[s].title);
            if (states[s].holder[0]) printf("\\n(%s)", states[s].holder);
            printf("\"%s];\n", states[s].final ? ", peripheries=2" : "");
        }
        printf("  }\n");
    }
    for (uint32_t e = 0; e < edge_count; e++) {
        if (drawn_before(e)) continue;
        printf("  \"%s\" -> \"%s\" [label=\"", edges[e].from[0] ? edges[e].from : "[*]", edges[e].to);
        print_label(e);
        printf("\"];\n");
    }
    printf("}\n");
}

/* The procedure that is asked for; where none is, the first. */
static const cgov_rule_view *choose(const cgov_rule_view *procedures, uint32_t count) {
    const char *wanted = tool.given[OPT_PROCEDURE];
    struct nearest near = {.given = wanted};
    if (count == 0) die(TOOL_NO, "%s", T("the text has no procedure to draw", "该制度中没有程序可画"));
    for (uint32_t p = 0; p < count; p++) {
        if (!wanted || strcmp(procedures[p].name, wanted) == 0) return &procedures[p];
        nearest_take(&near, procedures[p].name);
    }
    fprintf(stderr, T("cgov diagram: the text has the procedures", "cgov diagram：该制度的程序有"));
    for (uint32_t p = 0; p < count; p++) fprintf(stderr, " %s", procedures[p].name);
    fprintf(stderr, "\n");
    die(TOOL_USAGE,
        near.best ? T("no procedure `%s`; the nearest is `%s`", "没有程序“%s”，最接近的是“%s”")
                  : T("no procedure `%s`%s", "没有程序“%s”%s"),
        shown(wanted), near.best ? near.best : "");
}

int run_diagram(void) {
    struct texts texts;
    cgov_rule_view *procedures;
    const char *format = tool.given[OPT_FORMAT] ? tool.given[OPT_FORMAT] : "mermaid";
    if (strcmp(format, "mermaid") != 0 && strcmp(format, "dot") != 0)
        die(TOOL_USAGE, T("--format: `%s` is neither mermaid nor dot", "--format：“%s”既非 mermaid 也非 dot"),
            shown(format));
    texts_read(&texts, tool.words, tool.count);
    scratch_found(texts.text, texts.len, NULL, now_of_system());
    uint32_t count = rules_read(0, CGOV_RULE_PROCEDURE, "", &procedures);
    const cgov_rule_view *procedure = choose(procedures, count);
    state_count = rules_read(0, CGOV_RULE_STATE, procedure->name, &states);
    stage_count = rules_read(0, CGOV_RULE_STAGE, procedure->name, &stages);
    move_count = rules_read(0, CGOV_RULE_MOVE, procedure->name, &moves);
    edges_read(procedure->name);
    if (strcmp(format, "dot") == 0)
        draw_dot(procedure);
    else
        draw_mermaid(procedure);
    free(states), free(stages), free(moves), free(edges), free(procedures), free(texts.text);
    return TOOL_OK;
}
