/* figures: counts by group. A base of 0 has no share, and none is printed: numbers alone. */
#include "tool.h"

static uint32_t enum_option(int option, uint32_t which, uint32_t most) {
    const char *given = tool.given[option];
    struct nearest near = {.given = given};
    if (!given) return 0;
    for (uint32_t value = 0; value <= most; value++) {
        const char *name = cgov_enum_name(which, value);
        if (*name && strcmp(name, given) == 0) return value;
        if (*name) nearest_take(&near, name);
    }
    die(TOOL_USAGE,
        near.best ? T("--%s: `%s` is none; the nearest is `%s`", "--%s：没有“%s”，最接近的是“%s”")
                  : T("--%s: `%s` is none%s", "--%s：没有“%s”%s"),
        option_rows[option].word, shown(given), near.best ? near.best : "");
}

static const struct column columns[] = {
    {"group", "分组", 'w'},       {"issues", "件数", 'n'},    {"open", "在办", 'n'},       {"closed", "结案", 'n'},
    {"refused", "不予受理", 'n'}, {"withdrawn", "撤回", 'n'}, {"merged", "并案", 'n'},     {"answered", "已答复", 'n'},
    {"due", "应按期", 'n'},       {"on_time", "按期", 'n'},   {"assessable", "可评", 'n'}, {"solved", "解决", 'n'},
    {"rated", "评价", 'n'},       {"satisfied", "满意", 'n'}, {"returned", "退单", 'n'},   {"reworked", "返工", 'n'},
    {"reopened", "重办", 'n'}};

static void figure_row(struct table *table, const cgov_figure_view *view) {
    char who[256];
    bool of_organizations = view->group == CGOV_GROUP_ORGANIZATION || view->group == CGOV_GROUP_INTAKE;
    const uint64_t numbers[] = {view->issues,    view->open,       view->closed,   view->refused,
                                view->withdrawn, view->merged,     view->answered, view->due,
                                view->on_time,   view->assessable, view->solved,   view->rated,
                                view->satisfied, view->returned,   view->reworked, view->reopened};
    table_cell(table, "%s", of_organizations && view->key ? who_text(view->key, who, sizeof who) : view->name);
    for (size_t i = 0; i < LENGTH_OF(numbers); i++) table_cell(table, "%" PRIu64, numbers[i]);
}

/* Every figure there is, as the library writes a line of them. */
static void print_line(const cgov_figure_view *view, uint32_t form) {
    char line[2048];
    uint64_t needed = 0;
    check_reading(cgov_figure_line(view, form, line, sizeof line, &needed), T("the figures", "指标"));
    puts(line);
}

static cgov_text given_text(int option) {
    const char *given = tool.given[option];
    return (cgov_text){given, given ? CGOV_NUL_TERMINATED : 0};
}

int run_figures(void) {
    enum { PAGE = 64 };
    static cgov_figure_view views[PAGE] = {{.size = sizeof views[0]}};
    const char *format = tool.given[OPT_FORMAT];
    struct table table;
    uint64_t cursor = 0;
    uint32_t count = 0;
    if (format && strcmp(format, "csv") != 0)
        die(TOOL_USAGE, T("--format: `%s` is not csv", "--format：“%s”不是 csv"), shown(format));
    cgov_figure_query query = {.size = sizeof query};
    query.group = enum_option(OPT_GROUP, CGOV_ENUM_GROUP, CGOV_GROUP_WEEK);
    query.level = enum_option(OPT_LEVEL, CGOV_ENUM_LEVEL, CGOV_LEVEL_GRID);
    ledger_open(tool.words[0], CGOV_OPEN_READ);
    query.procedure = given_text(OPT_PROCEDURE);
    query.matter = given_text(OPT_MATTER);
    query.clock = given_text(OPT_CLOCK);
    query.region = option_number(OPT_REGION, UINT64_C(999999999999999), 0);
    query.from = option_instant(OPT_SINCE, tool.info.utc_offset, 0);
    query.until = option_instant(OPT_UNTIL, tool.info.utc_offset, 0);
    if (tool.given[OPT_ORGANIZATION])
        query.organization = parse_id(tool.given[OPT_ORGANIZATION], CGOV_KIND_ORGANIZATION);
    if (format) print_line(NULL, CGOV_LINE_CSV);
    table_begin(&table, "figures", columns, LENGTH_OF(columns));
    for (;;) {
        int32_t status = cgov_figure_list(tool.ledger, &tool.reader, &query, &cursor, views, PAGE, &count);
        check_reading(status, T("the figures", "指标"));
        if (status == CGOV_DONE) break;
        for (uint32_t i = 0; i < count; i++) {
            if (format || output_json())
                print_line(&views[i], format ? CGOV_LINE_CSV : CGOV_LINE_JSON);
            else
                figure_row(&table, &views[i]);
        }
    }
    table_end(&table);
    return TOOL_OK;
}
