/* list: items, people, organizations, units, offices, adopted texts. */
#include "tool.h"

enum { PAGE = 64 };

static uint64_t left; /* rows that may still be written */

static cgov_text given_text(int option) {
    const char *given = tool.given[option];
    return (cgov_text){given, given ? CGOV_NUL_TERMINATED : 0};
}

static cgov_id given_id(int option, uint32_t kind) {
    return tool.given[option] ? parse_id(tool.given[option], kind) : 0;
}

static uint32_t given_kind(void) {
    const char *given = tool.given[OPT_KIND];
    struct nearest near = {.given = given};
    if (!given) return CGOV_KIND_NONE;
    for (uint32_t kind = CGOV_KIND_RESIDENT; kind <= CGOV_KIND_UNIT; kind++) {
        const char *name = cgov_enum_name(CGOV_ENUM_KIND, kind);
        if (strcmp(name, given) == 0) return kind;
        nearest_take(&near, name);
    }
    die(TOOL_USAGE,
        near.best ? T("--kind: there is no kind `%s`; the nearest is `%s`", "--kind：没有种类“%s”，最接近的是“%s”")
                  : T("--kind: there is no kind `%s`%s", "--kind：没有种类“%s”%s"),
        shown(given), near.best ? near.best : "");
}

static void item_row(struct table *table, const cgov_item_view *item) {
    char id[40], who[256], at[24];
    char *words = about_of(item->id);
    table_cell(table, "%s", id_text(item->id, id));
    table_cell(table, "%s", item->procedure);
    table_cell(table, "%s",
               output_json() ? item->state : rule_title(item->rulebook, CGOV_RULE_STATE, item->procedure, item->state));
    table_cell(table, "%s", who_text(item->holder, who, sizeof who));
    table_cell(table, "%s", instant_text(item->opened_at, tool.info.utc_offset, at));
    table_cell(table, "%s", instant_text(item->next_due, tool.info.utc_offset, at));
    table_cell(table, "%u", item->late);
    table_cell(table, "%s", item->matter);
    table_cell(table, "%s", words);
    free(words);
}

static void list_items(uint32_t kind) {
    static const struct column columns[] = {
        {"id", "编号", 't'},       {"procedure", "程序", 't'}, {"state", "状态", 't'},
        {"holder", "办理方", 'w'}, {"opened", "登记", 't'},    {"due", "期限", 't'},
        {"late", "逾期", 'n'},     {"matter", "事项", 't'},    {"about", "内容", 'w'}};
    cgov_item_query query = {.size = sizeof query, .kind = kind};
    cgov_item_view views[PAGE] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    struct table table;
    query.state = given_text(OPT_STATE);
    query.procedure = given_text(OPT_PROCEDURE);
    query.matter = given_text(OPT_MATTER);
    query.organization = given_id(OPT_ORGANIZATION, CGOV_KIND_ORGANIZATION);
    query.below = tool.given[OPT_BELOW] != NULL;
    query.reporter = given_id(OPT_REPORTER, CGOV_KIND_RESIDENT);
    query.parent = given_id(OPT_PARENT, CGOV_KIND_ISSUE);
    query.region = option_number(OPT_REGION, UINT64_C(999999999999999), 0);
    query.opened_since = option_instant(OPT_SINCE, tool.info.utc_offset, 0);
    query.late_at = tool.given[OPT_LATE] ? tool.reader.at : 0;
    query.unended = tool.given[OPT_OPEN] != NULL;
    table_begin(&table, "item", columns, LENGTH_OF(columns));
    for (cgov_time due = 0;;) {
        int32_t status = tool.given[OPT_DUE]
                             ? cgov_item_queue(tool.ledger, &tool.reader, &query, &due, &cursor, views, PAGE, &count)
                             : cgov_item_list(tool.ledger, &tool.reader, &query, &cursor, views, PAGE, &count);
        check_reading(status, T("the list", "列表"));
        if (status == CGOV_DONE || left == 0) break;
        for (uint32_t i = 0; i < count && left; i++, left--) item_row(&table, &views[i]);
    }
    table_end(&table);
}

static void entity_row(struct table *table, const cgov_entity_view *view) {
    char id[40], who[256];
    char *name = words_of(view->id, 0, CGOV_FIELD_NAME);
    table_cell(table, "%s", id_text(view->id, id));
    table_cell(table, "%s", name);
    table_cell(table, "%s", view->type);
    table_cell(table, "%s", who_text(view->parent, who, sizeof who));
    if (view->region)
        table_cell(table, "%" PRIu64, view->region);
    else
        table_cell(table, "%s", "");
    table_cell(table, "%s", view->external_key);
    table_cell(table, "%s", who_text(view->owner, who, sizeof who));
    free(name);
}

static const struct column entity_columns[] = {
    {"id", "编号", 't'},     {"name", "名称", 'w'},    {"type", "类型", 't'}, {"parent", "上级", 'w'},
    {"region", "区划", 'n'}, {"key", "外部编号", 't'}, {"owner", "业主", 'w'}};

static void list_entities(uint32_t kind) {
    cgov_entity_view views[PAGE] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    struct table table;
    table_begin(&table, cgov_enum_name(CGOV_ENUM_KIND, kind), entity_columns, LENGTH_OF(entity_columns));
    for (;;) {
        int32_t status =
            cgov_entity_list(tool.ledger, &tool.reader, kind, given_id(OPT_ORGANIZATION, CGOV_KIND_ORGANIZATION),
                             &cursor, views, PAGE, &count);
        check_reading(status, T("the list", "列表"));
        if (status == CGOV_DONE || left == 0) break;
        for (uint32_t i = 0; i < count && left; i++, left--) entity_row(&table, &views[i]);
    }
    table_end(&table);
}

static void appointments_of(struct table *table, cgov_id organization) {
    cgov_appointment_view views[PAGE] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    while (cgov_appointment_list(tool.ledger, &tool.reader, organization, &cursor, views, PAGE, &count) == CGOV_OK) {
        for (uint32_t i = 0; i < count && left; i++, left--) {
            char id[40], who[256], at[24];
            table_cell(table, "%s", id_text(views[i].id, id));
            table_cell(table, "%s", who_text(views[i].resident, who, sizeof who));
            table_cell(table, "%s", views[i].role);
            table_cell(table, "%s", who_text(views[i].organization, who, sizeof who));
            table_cell(table, "%s", instant_text(views[i].from, tool.info.utc_offset, at));
            table_cell(table, "%s", instant_text(views[i].until, tool.info.utc_offset, at));
        }
    }
}

static const struct column appointment_columns[] = {{"id", "编号", 't'},   {"resident", "人员", 'w'},
                                                    {"role", "岗位", 't'}, {"organization", "组织", 'w'},
                                                    {"from", "起", 't'},   {"until", "止", 't'}};

void list_appointments(cgov_id of, uint64_t most) {
    struct table table;
    left = most;
    table_begin(&table, "appointment", appointment_columns, LENGTH_OF(appointment_columns));
    if (tool.csv) table_head(&table);
    if (!of) {
        cgov_entity_view views[PAGE] = {{.size = sizeof views[0]}};
        uint64_t cursor = 0;
        uint32_t count = 0;
        while (cgov_entity_list(tool.ledger, &tool.reader, CGOV_KIND_ORGANIZATION, 0, &cursor, views, PAGE, &count) ==
               CGOV_OK)
            for (uint32_t i = 0; i < count; i++) appointments_of(&table, views[i].id);
    } else {
        appointments_of(&table, of);
    }
    table_end(&table);
}

static void list_rulebooks(void) {
    static const struct column columns[] = {{"id", "编号", 't'}, {"procedures", "程序", 'w'}, {"bytes", "字节", 'n'}};
    struct table table;
    table_begin(&table, "rulebook", columns, LENGTH_OF(columns));
    for (uint32_t version = 1; version <= tool.info.rulebooks && left; version++, left--) {
        char names[1024] = "";
        cgov_rule_view *views;
        uint64_t needed = 0;
        uint32_t count = rules_read(version, CGOV_RULE_PROCEDURE, "", &views);
        for (uint32_t i = 0; i < count && strlen(names) + 40 < sizeof names; i++) {
            if (i) strcat(names, " ");
            strcat(names, views[i].name);
        }
        free(views);
        int32_t status = cgov_rulebook_text(tool.ledger, &tool.reader, version, NULL, 0, &needed);
        if (status != CGOV_E_BUFFER) check_reading(status, T("the text", "制度"));
        table_cell(&table, "rulebook:%u", version);
        table_cell(&table, "%s", names);
        table_cell(&table, "%" PRIu64, needed);
    }
    table_end(&table);
}

int run_list(void) {
    uint32_t kind = given_kind();
    ledger_open(tool.words[0], CGOV_OPEN_READ);
    left = option_number(OPT_LIMIT, UINT64_MAX, UINT64_MAX);
    switch (kind) {
    case CGOV_KIND_RESIDENT:
    case CGOV_KIND_ORGANIZATION:
    case CGOV_KIND_UNIT:
        list_entities(kind);
        break;
    case CGOV_KIND_APPOINTMENT:
        list_appointments(0, left);
        break;
    case CGOV_KIND_RULEBOOK:
        list_rulebooks();
        break;
    default:
        list_items(kind);
    }
    return TOOL_OK;
}
