/* export: everything of one kind that its reader may see, for a spreadsheet or a program: CSV, or JSON lines. What
 * import reads has the columns that import reads. */
#include "tool.h"

enum { PAGE = 64 };

static void say_id(struct table *table, cgov_id id) {
    char into[40];
    table_cell(table, "%s", id_text(id, into));
}

static void say_when(struct table *table, cgov_time at) {
    char into[24];
    table_cell(table, "%s", instant_text(at, tool.info.utc_offset, into));
}

static void say_some(struct table *table, uint64_t number) {
    if (number)
        table_cell(table, "%" PRIu64, number);
    else
        table_cell(table, "%s", "");
}

static const struct column item_columns[] = {
    {"id", "编号", 't'},           {"key", "外部编号", 't'},       {"procedure", "程序", 't'},
    {"state", "状态", 't'},        {"state_title", "状态名", 't'}, {"final", "已结束", 'n'},
    {"reporter", "反映人", 't'},   {"holder", "办理方", 't'},      {"parent", "上级事项", 't'},
    {"master", "并入", 't'},       {"opened", "登记", 't'},        {"received", "收到", 't'},
    {"moved", "最近办理", 't'},    {"due", "期限", 't'},           {"late", "逾期时限", 'n'},
    {"matter", "事项", 't'},       {"profile", "时限方案", 't'},   {"place", "地点", 'n'},
    {"track", "类别", 't'},        {"channel", "渠道", 't'},       {"urgency", "紧急程度", 't'},
    {"result", "结果", 't'},       {"rating", "评价", 'n'},        {"answers", "答复", 'n'},
    {"rulebook", "制度版本", 'n'}, {"version", "版次", 'n'},       {"about", "内容", 't'}};

static void item_row(struct table *table, const cgov_item_view *item) {
    char *words = about_of(item->id);
    say_id(table, item->id);
    table_cell(table, "%s", item->external_key);
    table_cell(table, "%s", item->procedure);
    table_cell(table, "%s", item->state);
    table_cell(table, "%s", rule_title(item->rulebook, CGOV_RULE_STATE, item->procedure, item->state));
    table_cell(table, "%u", item->final);
    say_id(table, item->reporter);
    say_id(table, item->holder);
    say_id(table, item->parent);
    say_id(table, item->master);
    say_when(table, item->opened_at);
    say_when(table, item->received_at);
    say_when(table, item->moved_at);
    say_when(table, item->next_due);
    table_cell(table, "%u", item->late);
    table_cell(table, "%s", item->matter);
    table_cell(table, "%s", item->profile);
    say_some(table, item->place);
    table_cell(table, "%s", cgov_enum_name(CGOV_ENUM_TRACK, item->track));
    table_cell(table, "%s", cgov_enum_name(CGOV_ENUM_CHANNEL, item->channel));
    table_cell(table, "%s", cgov_enum_name(CGOV_ENUM_URGENCY, item->urgency));
    table_cell(table, "%s", cgov_enum_name(CGOV_ENUM_RESULT, item->result));
    say_some(table, item->rating);
    table_cell(table, "%u", item->answers);
    table_cell(table, "%u", item->rulebook);
    table_cell(table, "%" PRIu64, item->version);
    table_cell(table, "%s", words);
    free(words);
}

static void export_items(uint32_t kind) {
    static cgov_item_view views[PAGE] = {{.size = sizeof views[0]}};
    cgov_item_query query = {.size = sizeof query, .kind = kind};
    struct table table;
    uint64_t cursor = 0;
    uint32_t count = 0;
    table_begin(&table, "item", item_columns, LENGTH_OF(item_columns));
    table_head(&table);
    for (;;) {
        int32_t status = cgov_item_list(tool.ledger, &tool.reader, &query, &cursor, views, PAGE, &count);
        check_reading(status, T("the items", "事项"));
        if (status == CGOV_DONE) break;
        for (uint32_t i = 0; i < count; i++) item_row(&table, &views[i]);
    }
    table_end(&table);
}

static const struct column entity_columns[] = {
    {"id", "编号", 't'},          {"key", "外部编号", 't'}, {"name", "名称", 't'},
    {"type", "类型", 't'},        {"parent", "上级", 't'},  {"region", "区划", 'n'},
    {"household", "所属户", 't'}, {"owner", "业主", 't'},   {"area", "面积", 'n'}};

static void export_entities(uint32_t kind) {
    cgov_entity_view views[PAGE] = {{.size = sizeof views[0]}};
    struct table table;
    uint64_t cursor = 0;
    uint32_t count = 0;
    table_begin(&table, cgov_enum_name(CGOV_ENUM_KIND, kind), entity_columns, LENGTH_OF(entity_columns));
    table_head(&table);
    for (;;) {
        int32_t status = cgov_entity_list(tool.ledger, &tool.reader, kind, 0, &cursor, views, PAGE, &count);
        check_reading(status, T("the list", "列表"));
        if (status == CGOV_DONE) break;
        for (uint32_t i = 0; i < count; i++) {
            char *name = words_of(views[i].id, 0, CGOV_FIELD_NAME);
            say_id(&table, views[i].id);
            table_cell(&table, "%s", views[i].external_key);
            table_cell(&table, "%s", name);
            table_cell(&table, "%s", views[i].type);
            say_id(&table, views[i].parent);
            say_some(&table, views[i].region);
            say_id(&table, views[i].household);
            say_id(&table, views[i].owner);
            if (views[i].area)
                table_cell(&table, "%" PRId64 ".%02d", views[i].area / 100, (int)(views[i].area % 100));
            else
                table_cell(&table, "%s", "");
            free(name);
        }
    }
    table_end(&table);
}

/* Every record's facts as the library writes them: for audits, by whoever may read the files anyway. */
static void export_records(void) {
    static const struct column columns[] = {{"seq", "记录", 'n'}, {"facts", "事实", 't'}};
    struct table table;
    char *into = NULL;
    uint64_t room = 0, needed = 0;
    table_begin(&table, "record", columns, LENGTH_OF(columns));
    table_head(&table);
    for (uint64_t seq = 1; seq <= tool.info.seq; seq++) {
        int32_t status = cgov_record_text(tool.ledger, seq, into, room, &needed);
        if (status == CGOV_E_BUFFER) {
            room = needed + 1;
            into = realloc(into, (size_t)room);
            if (!into) die(TOOL_DAMAGE, "%s", T("no memory", "内存不足"));
            status = cgov_record_text(tool.ledger, seq, into, room, &needed);
        }
        if (status != CGOV_OK) die_of(status, NULL, T("a record", "记录"));
        table_cell(&table, "%" PRIu64, seq);
        table_cell(&table, "%s", into);
    }
    free(into);
    table_end(&table);
}

int run_export(void) {
    const char *format = tool.given[OPT_FORMAT] ? tool.given[OPT_FORMAT] : "csv";
    const char *asked = tool.given[OPT_KIND] ? tool.given[OPT_KIND] : "issue";
    struct nearest near = {.given = asked};
    uint32_t kind = CGOV_KIND_UNIT;
    if (strcmp(format, "csv") != 0 && strcmp(format, "json") != 0)
        die(TOOL_USAGE, T("--format: `%s` is neither csv nor json", "--format：“%s”既非 csv 也非 json"), shown(format));
    tool.csv = strcmp(format, "csv") == 0;
    if (!tool.csv) tool.given[OPT_JSON] = "";
    bool records = strcmp(asked, "record") == 0;
    for (; !records && kind; kind--) {
        const char *name = cgov_enum_name(CGOV_ENUM_KIND, kind);
        if (kind == CGOV_KIND_RULEBOOK) continue;
        if (strcmp(name, asked) == 0) break;
        nearest_take(&near, name);
    }
    if (!kind)
        die(TOOL_USAGE,
            near.best ? T("--kind: there is no kind `%s`; the nearest is `%s`", "--kind：没有种类“%s”，最接近的是“%s”")
                      : T("--kind: there is no kind `%s`%s", "--kind：没有种类“%s”%s"),
            shown(asked), near.best ? near.best : "");
    ledger_open(tool.words[0], CGOV_OPEN_READ);
    if (records)
        export_records();
    else if (kind == CGOV_KIND_RESIDENT || kind == CGOV_KIND_ORGANIZATION || kind == CGOV_KIND_UNIT)
        export_entities(kind);
    else if (kind == CGOV_KIND_APPOINTMENT)
        list_appointments(0, UINT64_MAX);
    else
        export_items(kind);
    return TOOL_OK;
}
