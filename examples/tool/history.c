/* history: what happened to an item, oldest first, with whatever its reader may read of each step. */
#include "tool.h"

static cgov_history_view *entries;
static uint32_t entry_count;

static void entries_read(cgov_id item, const char *given) {
    enum { PAGE = 64 };
    uint64_t cursor = 0;
    uint32_t count = 0;
    for (;;) {
        entries = realloc(entries, (entry_count + PAGE) * sizeof *entries);
        if (!entries) die(TOOL_DAMAGE, "%s", T("no memory", "内存不足"));
        entries[entry_count].size = sizeof *entries;
        int32_t status =
            cgov_history_list(tool.ledger, &tool.reader, item, &cursor, entries + entry_count, PAGE, &count);
        check_reading(status, shown(given));
        if (status == CGOV_DONE) return;
        entry_count += count;
    }
}

struct said {
    char *text;
    size_t len;
};

static void say(struct said *said, const char *name, const char *value) {
    size_t more = strlen(name) + strlen(value) + 4;
    said->text = realloc(said->text, said->len + more);
    if (!said->text) die(TOOL_DAMAGE, "%s", T("no memory", "内存不足"));
    said->len += (size_t)snprintf(said->text + said->len, more, "%s%s: %s", said->len ? "; " : "", name, value);
}

static void say_detail(struct said *said, cgov_id item, uint64_t seq, const cgov_detail_view *detail) {
    char number[64];
    if (detail->words) {
        char *words = words_of(item, seq, detail->field);
        say(said, detail->name, words);
        free(words);
    } else if (detail->choice[0]) {
        say(said, detail->name, detail->choice);
    } else if ((detail->type >= CGOV_DETAIL_RESIDENT && detail->type <= CGOV_DETAIL_ITEM) ||
               detail->type >= CGOV_DETAIL_ISSUE) {
        say(said, detail->name, id_text((cgov_id)detail->number, number));
    } else {
        snprintf(number, sizeof number, "%" PRId64, detail->number);
        say(said, detail->name, number);
    }
}

/* All that one entry holds, in a line. */
static char *details_of(cgov_id item, const cgov_history_view *entry) {
    cgov_detail_view views[64] = {{.size = sizeof views[0]}};
    struct said said = {0};
    uint64_t cursor = 0;
    uint32_t count = 0;
    while (entry->details &&
           cgov_detail_list(tool.ledger, &tool.reader, item, entry->seq, &cursor, views, 64, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++) say_detail(&said, item, entry->seq, &views[i]);
    char number[40], at[24];
    if (entry->told) say(&said, T("told", "告知"), id_text(entry->told, number));
    if (entry->due) say(&said, T("due", "期限"), instant_text(entry->due, tool.info.utc_offset, at));
    if (entry->merged) say(&said, T("merged", "并入"), id_text(entry->merged, number));
    if (entry->lead) say(&said, T("lead", "主办"), id_text(entry->lead, number));
    if (entry->outcome) say(&said, T("outcome", "表决结果"), cgov_enum_name(CGOV_ENUM_OUTCOME, entry->outcome));
    if (!said.text) say(&said, "", "");
    if (!said.len || strcmp(said.text, ": ") == 0) said.text[0] = '\0';
    return said.text;
}

static void print_entry(struct table *table, const cgov_item_view *item, const cgov_history_view *entry) {
    char at[24], who[256];
    char *details = details_of(item->id, entry);
    table_cell(table, "%" PRIu64, entry->seq);
    table_cell(table, "%s", instant_text(entry->at, tool.info.utc_offset, at));
    table_cell(table, "%s", cgov_enum_name(CGOV_ENUM_RECORD, entry->record));
    table_cell(table, "%s", entry->move[0] ? entry->move : entry->clock);
    table_cell(table, "%s", entry->to);
    table_cell(table, "%s", entry->actor ? who_text(entry->actor, who, sizeof who) : "");
    table_cell(table, "%s", details);
    free(details);
}

int run_history(void) {
    static const struct column columns[] = {{"seq", "记录", 'n'},    {"at", "时间", 't'}, {"record", "类别", 't'},
                                            {"what", "办理", 't'},   {"to", "到", 't'},   {"by", "经手", 'w'},
                                            {"details", "内容", 'w'}};
    cgov_item_view item = {.size = sizeof item};
    struct table table;
    ledger_open(tool.words[0], CGOV_OPEN_READ);
    cgov_id id = parse_id(tool.words[1], CGOV_KIND_ISSUE);
    check_reading(cgov_item_get(tool.ledger, &tool.reader, id, &item), shown(tool.words[1]));
    entries_read(id, tool.words[1]);
    table_begin(&table, "entry", columns, LENGTH_OF(columns));
    for (uint32_t i = entry_count; i > 0; i--) print_entry(&table, &item, &entries[i - 1]);
    table_end(&table);
    free(entries);
    return TOOL_OK;
}
