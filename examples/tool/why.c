/* why: what somebody could do with an item now, and for the rest why not, with the rulebook's line; of one move all
 * that it asks and what is lacking. */
#include "tool.h"

enum { PAGE = 64 };

static cgov_item_view item = {.size = sizeof item};

static const char *why_word(const cgov_move_view *move) {
    return move->allowed ? "" : cgov_reason_name(move->reason);
}

static void move_row(struct table *table, const cgov_move_view *move) {
    char said[512];
    table_cell(table, "%s", move->name);
    table_cell(table, "%s", move->title);
    table_cell(table, "%s", move->allowed ? T("yes", "可") : T("no", "否"));
    table_cell(table, "%s", move->to);
    table_cell(table, "%s", why_word(move));
    table_cell(table, "%s", move->allowed ? "" : said_of_move(move, said));
    table_cell(table, "%u", move->line);
    table_cell(table, "%s", move->citation);
}

static const struct column move_columns[] = {{"move", "步骤", 't'},   {"title", "名称", 't'},  {"allowed", "可办", 't'},
                                             {"to", "到", 't'},       {"reason", "原因", 't'}, {"why", "说明", 'w'},
                                             {"line", "制度行", 'n'}, {"cites", "依据", 'w'}};

/* The line of the text it runs under that says so. */
static void say_line(uint32_t line) {
    static const struct column columns[] = {{"rulebook", "制度", 'n'}, {"line", "行", 'n'}, {"text", "原文", 'w'}};
    struct table table;
    uint64_t needed = 0;
    if (!line) return;
    if (cgov_rulebook_text(tool.ledger, &tool.reader, item.rulebook, NULL, 0, &needed) != CGOV_E_BUFFER) return;
    char *text = malloc((size_t)needed + 1), *at = text;
    if (!text) die(TOOL_DAMAGE, "%s", T("no memory", "内存不足"));
    check_reading(cgov_rulebook_text(tool.ledger, &tool.reader, item.rulebook, text, needed + 1, &needed),
                  T("the text", "制度"));
    for (uint32_t n = 1; at && n < line; n++) {
        at = strchr(at, '\n');
        if (at) at++;
    }
    table_begin(&table, "line", columns, LENGTH_OF(columns));
    table_cell(&table, "%u", item.rulebook);
    table_cell(&table, "%u", line);
    table_cell(&table, "%.*s", at ? (int)strcspn(at + strspn(at, " "), "\n") : 0, at ? at + strspn(at, " ") : "");
    table_end(&table);
    free(text);
}

static void say_fields(const char *move) {
    static const struct column columns[] = {
        {"detail", "填写", 't'}, {"title", "名称", 't'}, {"needed", "必填", 't'}, {"repeats", "可多次", 'n'}};
    cgov_field_view views[PAGE] = {{.size = sizeof views[0]}};
    struct table table;
    uint64_t cursor = 0;
    uint32_t count = 0;
    table_begin(&table, "detail", columns, LENGTH_OF(columns));
    while (cgov_field_list(tool.ledger, &tool.reader, item.rulebook, item.procedure, "", move, &cursor, views, PAGE,
                           &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++) {
            table_cell(&table, "%s", views[i].name);
            table_cell(&table, "%s", views[i].title);
            table_cell(&table, "%s", views[i].needed ? T("needed", "必填") : T("may", "可填"));
            table_cell(&table, "%u", views[i].repeats);
        }
    table_end(&table);
}

static void say_shares(const char *move) {
    static const struct column columns[] = {{"roll", "名册", 't'},   {"of", "占", 't'},        {"have", "现有", 'n'},
                                            {"needed", "需要", 'n'}, {"lacking", "尚缺", 'n'}, {"line", "制度行", 'n'}};
    cgov_share_view views[PAGE] = {{.size = sizeof views[0]}};
    struct table table;
    uint64_t cursor = 0;
    uint32_t count = 0;
    table_begin(&table, "share", columns, LENGTH_OF(columns));
    while (cgov_share_list(tool.ledger, &tool.reader, item.id, &cursor, views, PAGE, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++) {
            if (strcmp(views[i].move, move) != 0) continue;
            table_cell(&table, "%s", views[i].roll);
            table_cell(&table, "%s", views[i].whole);
            table_cell(&table, "%" PRIu64, views[i].have);
            if (views[i].needed == UINT64_MAX)
                table_cell(&table, "%s", "");
            else
                table_cell(&table, "%" PRIu64, views[i].needed);
            table_cell(&table, "%" PRIu64, views[i].needed == UINT64_MAX ? 0 : views[i].lacking);
            table_cell(&table, "%u", views[i].line);
        }
    table_end(&table);
}

/* What it would come to were it counted now, by each comparison. */
static void say_decision(const char *move) {
    static const struct column columns[] = {{"counts", "计", 't'},  {"of", "占", 't'},       {"have", "现有", 'n'},
                                            {"base", "基数", 'n'},  {"needed", "需要", 'n'}, {"holds", "成立", 'n'},
                                            {"line", "制度行", 'n'}};
    static cgov_comparison_view views[256] = {{.size = sizeof views[0]}};
    static cgov_outcome outcome = {.size = sizeof outcome};
    uint32_t count = 0;
    int32_t status =
        cgov_decision_try(tool.ledger, &tool.reader, item.id, move, &outcome, views, LENGTH_OF(views), &count);
    if (status != CGOV_OK) return; /* it decides nothing */
    struct table table;
    table_begin(&table, "comparison", columns, LENGTH_OF(columns));
    for (uint32_t i = 0; i < count; i++) {
        table_cell(&table, "%s", views[i].part);
        table_cell(&table, "%s", views[i].whole);
        table_cell(&table, "%" PRIu64, views[i].left);
        table_cell(&table, "%" PRIu64, views[i].right);
        if (views[i].needed == UINT64_MAX)
            table_cell(&table, "%s", "");
        else
            table_cell(&table, "%" PRIu64, views[i].needed);
        table_cell(&table, "%u", views[i].holds != views[i].negated);
        table_cell(&table, "%u", views[i].line);
    }
    table_end(&table);
    static const struct column said[] = {{"rule", "规则", 't'}, {"counted_now", "现在计票", 't'}};
    table_begin(&table, "decision", said, LENGTH_OF(said));
    table_cell(&table, "%s", outcome.name);
    table_cell(&table, "%s", cgov_enum_name(CGOV_ENUM_OUTCOME, outcome.outcome));
    table_end(&table);
}

static int say_one(const cgov_move_view *move) {
    struct table table;
    table_begin(&table, "move", move_columns, LENGTH_OF(move_columns));
    table.upright = true;
    move_row(&table, move);
    table_end(&table);
    say_fields(move->name);
    say_shares(move->name);
    say_decision(move->name);
    say_line(move->line);
    return move->allowed ? TOOL_OK : TOOL_NO;
}

/* Every move, or the one that is asked about. */
static int say_moves(const char *wanted) {
    cgov_move_view views[PAGE] = {{.size = sizeof views[0]}};
    static char names[512][32];
    struct nearest near = {.given = wanted};
    struct table table;
    uint64_t cursor = 0;
    uint32_t count = 0, kept = 0;
    table_begin(&table, "move", move_columns, LENGTH_OF(move_columns));
    for (;;) {
        int32_t status = cgov_move_list(tool.ledger, &tool.reader, item.id, &cursor, views, PAGE, &count);
        check_reading(status, shown(tool.words[1]));
        if (status == CGOV_DONE) break;
        for (uint32_t i = 0; i < count; i++) {
            if (wanted && strcmp(wanted, views[i].name) == 0) return say_one(&views[i]);
            if (!wanted) move_row(&table, &views[i]);
            if (!wanted || kept == LENGTH_OF(names)) continue;
            memcpy(names[kept], views[i].name, sizeof names[kept]);
            nearest_take(&near, names[kept++]);
        }
    }
    table_end(&table);
    if (!wanted) return TOOL_OK;
    die(TOOL_USAGE,
        near.best ? T("`%s` has no move `%s`; the nearest is `%s`", "程序“%s”没有步骤“%s”，最接近的是“%s”")
                  : T("`%s` has no move `%s`%s", "程序“%s”没有步骤“%s”%s"),
        item.procedure, shown(wanted), near.best ? near.best : "");
}

int run_why(void) {
    ledger_open(tool.words[0], CGOV_OPEN_READ);
    cgov_id id = parse_id(tool.words[1], CGOV_KIND_ISSUE);
    check_reading(cgov_item_get(tool.ledger, &tool.reader, id, &item), shown(tool.words[1]));
    return say_moves(tool.count > 2 ? tool.words[2] : NULL);
}
