/* meetings: sessions and what became of their topics; and certificate, of what one of these decided. */
#include "tool.h"

enum { PAGE = 64 };

static void session_row(struct table *table, const cgov_item_view *item) {
    char id[40], who[256], at[24];
    char *words = about_of(item->id);
    table_cell(table, "%s", id_text(item->id, id));
    table_cell(table, "%s", item->procedure);
    table_cell(table, "%s",
               output_json() ? item->state : rule_title(item->rulebook, CGOV_RULE_STATE, item->procedure, item->state));
    table_cell(table, "%s", who_text(item->holder, who, sizeof who));
    table_cell(table, "%s", instant_text(item->opened_at, tool.info.utc_offset, at));
    table_cell(table, "%u", item->children);
    table_cell(table, "%u", item->open_children);
    table_cell(table, "%s", words);
    free(words);
}

static void list_of(const char *is, uint32_t kind, cgov_id parent) {
    static const struct column columns[] = {
        {"id", "编号", 't'},     {"procedure", "程序", 't'}, {"state", "状态", 't'},  {"holder", "办理方", 'w'},
        {"opened", "发起", 't'}, {"children", "议题", 'n'},  {"open", "未办结", 'n'}, {"about", "内容", 'w'}};
    cgov_item_query query = {.size = sizeof query, .kind = kind, .parent = parent};
    static cgov_item_view views[PAGE] = {{.size = sizeof views[0]}};
    struct table table;
    uint64_t cursor = 0;
    uint32_t count = 0;
    table_begin(&table, is, columns, LENGTH_OF(columns));
    for (;;) {
        int32_t status = cgov_item_list(tool.ledger, &tool.reader, &query, &cursor, views, PAGE, &count);
        check_reading(status, T("the list", "列表"));
        if (status == CGOV_DONE) break;
        for (uint32_t i = 0; i < count; i++) session_row(&table, &views[i]);
    }
    table_end(&table);
}

static void tally_rows(struct table *table, cgov_id item, const char *roll) {
    cgov_tally_view views[PAGE] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    while (cgov_tally_list(tool.ledger, &tool.reader, item, roll, &cursor, views, PAGE, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++) {
            char id[40], who[256];
            table_cell(table, "%s", id_text(item, id));
            table_cell(table, "%s", roll);
            table_cell(table, "%s", views[i].name[0] ? views[i].name : who_text(views[i].candidate, who, sizeof who));
            table_cell(table, "%" PRIu64, views[i].heads);
            table_cell(table, "%" PRIu64, views[i].units);
            table_cell(table, "%" PRIu64, views[i].area);
        }
}

/* Who is on what roll, and how ballots stand, of a session and of each of its topics. */
static void rolls_of(struct table *rolls, struct table *tallies, cgov_id item) {
    static cgov_roll_view views[PAGE] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    while (cgov_roll_list(tool.ledger, &tool.reader, item, &cursor, views, PAGE, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++) {
            if (rolls) {
                table_cell(rolls, "%s", views[i].name);
                table_cell(rolls, "%s", views[i].title);
                table_cell(rolls, "%" PRIu64, views[i].heads);
                table_cell(rolls, "%u", views[i].open);
            }
            if (tallies && views[i].ballot) tally_rows(tallies, item, views[i].name);
        }
}

static void show_session(cgov_id id) {
    static const struct column roll_columns[] = {
        {"roll", "名册", 't'}, {"title", "名称", 'w'}, {"heads", "人数", 'n'}, {"open", "可登记", 'n'}};
    static const struct column tally_columns[] = {{"item", "议题", 't'},   {"roll", "名册", 't'},
                                                  {"choice", "选项", 't'}, {"heads", "人数", 'n'},
                                                  {"units", "户数", 'n'},  {"area", "面积", 'n'}};
    struct table table;
    list_of("topic", 0, id);
    table_begin(&table, "roll", roll_columns, LENGTH_OF(roll_columns));
    rolls_of(&table, NULL, id);
    table_end(&table);
    table_begin(&table, "tally", tally_columns, LENGTH_OF(tally_columns));
    rolls_of(NULL, &table, id);
    cgov_item_query query = {.size = sizeof query, .parent = id};
    static cgov_item_view views[PAGE] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    while (cgov_item_list(tool.ledger, &tool.reader, &query, &cursor, views, PAGE, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++) rolls_of(NULL, &table, views[i].id);
    table_end(&table);
}

int run_meetings(void) {
    ledger_open(tool.words[0], CGOV_OPEN_READ);
    if (tool.count == 1) {
        list_of("session", CGOV_KIND_SESSION, 0);
        return TOOL_OK;
    }
    cgov_item_view item = {.size = sizeof item};
    cgov_id id = parse_id(tool.words[1], CGOV_KIND_SESSION);
    check_reading(cgov_item_get(tool.ledger, &tool.reader, id, &item), shown(tool.words[1]));
    show_session(id);
    return TOOL_OK;
}

bool deciding_move(cgov_id item, char into[32]) {
    char id[40];
    static cgov_history_view views[PAGE] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    int32_t status;
    while ((status = cgov_history_list(tool.ledger, &tool.reader, item, &cursor, views, PAGE, &count)) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++)
            if (views[i].outcome) return memcpy(into, views[i].move, 32), true;
    check_reading(status, id_text(item, id));
    return false;
}

char *certificate_of(cgov_id item, const char *move, uint64_t seq, int32_t *status_out) {
    uint64_t needed = 0;
    *status_out = cgov_certificate(tool.ledger, &tool.reader, item, move, seq, NULL, 0, &needed);
    if (*status_out != CGOV_E_BUFFER) return NULL;
    char *text = malloc((size_t)needed + 1);
    if (!text) die(TOOL_DAMAGE, "%s", T("no memory", "内存不足"));
    *status_out = cgov_certificate(tool.ledger, &tool.reader, item, move, seq, text, needed + 1, &needed);
    return text;
}

int run_certificate(void) {
    char move[32];
    uint64_t seq = 0;
    ledger_open(tool.words[0], CGOV_OPEN_READ);
    cgov_id id = parse_id(tool.words[1], CGOV_KIND_MOTION);
    if (tool.count > 2)
        snprintf(move, sizeof move, "%s", tool.words[2]);
    else if (!deciding_move(id, move))
        die(TOOL_NO, T("%s: nothing was decided of it", "%s：尚未作出决定"), shown(tool.words[1]));
    if (tool.count > 3 && !parse_number(tool.words[3], UINT64_MAX, &seq))
        die(TOOL_USAGE, T("`%s` is no record's number", "“%s”不是记录号"), shown(tool.words[3]));
    int32_t status;
    char *text = certificate_of(id, move, seq, &status);
    check_reading(status, shown(tool.words[1]));
    fputs(text, stdout);
    free(text);
    return TOOL_OK;
}
