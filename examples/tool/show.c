/* show: a ledger as it says of itself; or one item, person, organization, unit, office or text of it. */
#include "tool.h"

enum { PAGE = 64 };

static void say_when(struct table *table, cgov_time at) {
    char into[24];
    table_cell(table, "%s", instant_text(at, tool.info.utc_offset, into));
}

static void say_who(struct table *table, cgov_id id) {
    char into[256];
    table_cell(table, "%s", who_text(id, into, sizeof into));
}

static void show_ledger(void) {
    static const struct column columns[] = {{"organization", "组织", 't'},
                                            {"founder", "建账人", 't'},
                                            {"now", "最后一条记录", 't'},
                                            {"seq", "记录数", 'n'},
                                            {"rulebooks", "制度版本", 'n'},
                                            {"residents", "居民", 'n'},
                                            {"organizations", "组织数", 'n'},
                                            {"appointments", "任职", 'n'},
                                            {"units", "户", 'n'},
                                            {"issues", "诉求", 'n'},
                                            {"parts", "协办件", 'n'},
                                            {"sessions", "会议", 'n'},
                                            {"motions", "议题", 'n'},
                                            {"open", "未办结", 'n'},
                                            {"clocks", "运行的时限", 'n'},
                                            {"undated", "尚无期限", 'n'},
                                            {"calendar_until", "日历至", 't'},
                                            {"journal_bytes", "日志字节", 'n'},
                                            {"memory", "内存字节", 'n'},
                                            {"decisions", "判定版本", 'n'},
                                            {"library", "本版本判定", 'n'},
                                            {"utc_offset", "时差（分）", 'n'},
                                            {"ack_missing", "确认文件缺失", 'n'},
                                            {"snapshot_seq", "快照至记录", 'n'}};
    const cgov_ledger_view *info = &tool.info;
    struct table table;
    table_begin(&table, "ledger", columns, LENGTH_OF(columns));
    table.upright = true;
    say_who(&table, info->root);
    say_who(&table, info->founder);
    say_when(&table, info->now);
    const uint64_t numbers[] = {info->seq,           info->rulebooks, info->residents,  info->organizations,
                                info->appointments,  info->units,     info->issues,     info->parts,
                                info->sessions,      info->motions,   info->open_items, info->running_clocks,
                                info->undated_clocks};
    for (size_t i = 0; i < LENGTH_OF(numbers); i++) table_cell(&table, "%" PRIu64, numbers[i]);
    say_when(&table, info->calendar_until);
    table_cell(&table, "%" PRIu64, info->journal_bytes);
    table_cell(&table, "%" PRIu64, info->memory);
    table_cell(&table, "%u", info->decisions);
    table_cell(&table, "%u", info->library_decisions);
    table_cell(&table, "%d", info->utc_offset);
    table_cell(&table, "%" PRIu64, info->ack_missing);
    table_cell(&table, "%" PRIu64, info->snapshot_seq);
    table_end(&table);
}

static void show_facts(const cgov_item_view *item) {
    static const struct column columns[] = {
        {"id", "编号", 't'},           {"procedure", "程序", 't'},   {"state", "状态", 't'},
        {"title", "状态名", 't'},      {"holder", "办理方", 't'},    {"reporter", "反映人", 't'},
        {"opened", "登记", 't'},       {"received", "收到", 't'},    {"moved", "最近办理", 't'},
        {"due", "期限", 't'},          {"late", "逾期时限", 'n'},    {"matter", "事项", 't'},
        {"profile", "时限方案", 't'},  {"place", "地点", 'n'},       {"channel", "渠道", 't'},
        {"track", "类别", 't'},        {"urgency", "紧急程度", 't'}, {"result", "结果", 't'},
        {"parent", "上级事项", 't'},   {"master", "并入", 't'},      {"children", "子件", 'n'},
        {"rulebook", "制度版本", 'n'}, {"version", "版次", 'n'},     {"key", "外部编号", 't'}};
    struct table table;
    table_begin(&table, "item", columns, LENGTH_OF(columns));
    table.upright = true;
    char id[40];
    table_cell(&table, "%s", id_text(item->id, id));
    table_cell(&table, "%s", item->procedure);
    table_cell(&table, "%s", item->state);
    table_cell(&table, "%s", rule_title(item->rulebook, CGOV_RULE_STATE, item->procedure, item->state));
    say_who(&table, item->holder);
    say_who(&table, item->reporter);
    say_when(&table, item->opened_at);
    say_when(&table, item->received_at == item->opened_at ? 0 : item->received_at);
    say_when(&table, item->moved_at);
    say_when(&table, item->next_due);
    table_cell(&table, "%u", item->late);
    table_cell(&table, "%s", item->matter);
    table_cell(&table, "%s", item->profile);
    if (item->place)
        table_cell(&table, "%" PRIu64, item->place);
    else
        table_cell(&table, "%s", "");
    table_cell(&table, "%s", cgov_enum_name(CGOV_ENUM_CHANNEL, item->channel));
    table_cell(&table, "%s", cgov_enum_name(CGOV_ENUM_TRACK, item->track));
    table_cell(&table, "%s", cgov_enum_name(CGOV_ENUM_URGENCY, item->urgency));
    table_cell(&table, "%s", cgov_enum_name(CGOV_ENUM_RESULT, item->result));
    table_cell(&table, "%s", id_text(item->parent, id));
    table_cell(&table, "%s", id_text(item->master, id));
    table_cell(&table, "%u", item->children);
    table_cell(&table, "%u", item->rulebook);
    table_cell(&table, "%" PRIu64, item->version);
    table_cell(&table, "%s", item->external_key);
    table_end(&table);
}

static void show_parties(cgov_id item) {
    static const struct column columns[] = {{"party", "当事方", 't'}, {"who", "是谁", 'w'}, {"holds", "在办", 't'}};
    cgov_party_view views[PAGE] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    struct table table;
    table_begin(&table, "party", columns, LENGTH_OF(columns));
    while (cgov_party_list(tool.ledger, &tool.reader, item, &cursor, views, PAGE, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++) {
            if (!views[i].id) continue;
            table_cell(&table, "%s", views[i].name);
            say_who(&table, views[i].id);
            table_cell(&table, "%s", views[i].holds ? T("must act", "须办理") : "");
        }
    table_end(&table);
}

static const char *clock_state(uint32_t state) {
    return state == CGOV_CLOCK_RUNNING  ? T("runs", "运行")
           : state == CGOV_CLOCK_PAUSED ? T("rests", "暂停")
                                        : T("stopped", "已停");
}

static void show_clocks(cgov_id item) {
    static const struct column columns[] = {{"clock", "时限", 't'}, {"title", "名称", 'w'},    {"state", "情形", 't'},
                                            {"started", "起", 't'}, {"due", "期限", 't'},      {"stopped", "止", 't'},
                                            {"late", "逾期", 'n'},  {"reminders", "提醒", 'n'}};
    cgov_clock_view views[PAGE] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    struct table table;
    table_begin(&table, "clock", columns, LENGTH_OF(columns));
    while (cgov_clock_list(tool.ledger, &tool.reader, item, &cursor, views, PAGE, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++) {
            table_cell(&table, "%s", views[i].name);
            table_cell(&table, "%s", views[i].title);
            table_cell(&table, "%s", clock_state(views[i].state));
            say_when(&table, views[i].started_at);
            say_when(&table, views[i].due);
            say_when(&table, views[i].stopped_at);
            table_cell(&table, "%u", views[i].late);
            table_cell(&table, "%u", views[i].reminders);
        }
    table_end(&table);
}

static void show_words(cgov_id item) {
    static const uint32_t fields[] = {CGOV_FIELD_TITLE,    CGOV_FIELD_TEXT,   CGOV_FIELD_REASON,
                                      CGOV_FIELD_EVIDENCE, CGOV_FIELD_REMEDY, CGOV_FIELD_NOTE};
    static const struct column columns[] = {{"words", "文字", 't'}, {"latest", "最近的内容", 'w'}};
    struct table table;
    table_begin(&table, "words", columns, LENGTH_OF(columns));
    for (size_t i = 0; i < LENGTH_OF(fields); i++) {
        char *words = words_of(item, 0, fields[i]);
        if (words[0]) {
            table_cell(&table, "%s", cgov_enum_name(CGOV_ENUM_FIELD, fields[i]));
            table_cell(&table, "%s", words);
        }
        free(words);
    }
    table_end(&table);
}

static void show_rolls(cgov_id item) {
    static const struct column columns[] = {
        {"roll", "名册", 't'}, {"title", "名称", 'w'}, {"heads", "人数", 'n'}, {"open", "可登记", 'n'}};
    cgov_roll_view views[16] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    struct table table;
    table_begin(&table, "roll", columns, LENGTH_OF(columns));
    while (cgov_roll_list(tool.ledger, &tool.reader, item, &cursor, views, 16, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++) {
            table_cell(&table, "%s", views[i].name);
            table_cell(&table, "%s", views[i].title);
            table_cell(&table, "%" PRIu64, views[i].heads);
            table_cell(&table, "%u", views[i].open);
        }
    table_end(&table);
}

static void show_item(cgov_id id, const char *given) {
    cgov_item_view item = {.size = sizeof item};
    check_reading(cgov_item_get(tool.ledger, &tool.reader, id, &item), shown(given));
    show_facts(&item);
    show_parties(id);
    show_clocks(id);
    show_words(id);
    show_rolls(id);
}

static void show_entity(cgov_id id, const char *given) {
    static const struct column columns[] = {
        {"id", "编号", 't'},     {"name", "名称", 't'},    {"type", "类型", 't'},  {"parent", "上级", 't'},
        {"region", "区划", 'n'}, {"key", "外部编号", 't'}, {"owner", "业主", 't'}, {"household", "所属户", 't'}};
    cgov_entity_view view = {.size = sizeof view};
    char number[40];
    struct table table;
    check_reading(cgov_entity_get(tool.ledger, &tool.reader, id, &view), shown(given));
    char *name = words_of(id, 0, CGOV_FIELD_NAME);
    table_begin(&table, cgov_enum_name(CGOV_ENUM_KIND, view.kind), columns, LENGTH_OF(columns));
    table.upright = true;
    table_cell(&table, "%s", id_text(id, number));
    table_cell(&table, "%s", name);
    table_cell(&table, "%s", view.type);
    say_who(&table, view.parent);
    if (view.region)
        table_cell(&table, "%" PRIu64, view.region);
    else
        table_cell(&table, "%s", "");
    table_cell(&table, "%s", view.external_key);
    say_who(&table, view.owner);
    say_who(&table, view.household);
    table_end(&table);
    free(name);
    if (view.kind != CGOV_KIND_UNIT) list_appointments(id, UINT64_MAX);
}

static void show_rulebook(uint64_t version, const char *given) {
    char *text = rulebook_read(version, given);
    fputs(text, stdout);
    free(text);
}

int run_show(void) {
    ledger_open(tool.words[0], CGOV_OPEN_READ);
    if (tool.count == 1) {
        show_ledger();
        return TOOL_OK;
    }
    cgov_id id = parse_id(tool.words[1], CGOV_KIND_ISSUE);
    switch (id >> 44) {
    case CGOV_KIND_RESIDENT:
    case CGOV_KIND_ORGANIZATION:
    case CGOV_KIND_UNIT:
        show_entity(id, tool.words[1]);
        break;
    case CGOV_KIND_RULEBOOK:
        show_rulebook(id & ((UINT64_C(1) << 44) - 1), tool.words[1]);
        break;
    default:
        show_item(id, tool.words[1]);
    }
    return TOOL_OK;
}
