/* import: rows of a CSV file become organizations, residents, units, offices or reports. A row is one command: it comes
 * in whole or not at all, and one whose key is there already is left as it is, so that a file can be given again. Bad
 * rows are named by their line; the others come in. */
#include "csv.h"

struct importing {
    struct csv csv;
    const char *path;
    uint32_t kind;
    cgov_id home; /* the organization where keys are looked up, and that things are added to */
    cgov_time now;
    uint64_t fresh, old, bad;
    char why[512];
};

/* False, with why. */
#define WHY(importing, ...) (snprintf((importing)->why, sizeof(importing)->why, __VA_ARGS__), false)

/* What a column may name: kinds, the first where a key is several kinds' own; ends with 0. */
static const uint32_t residents[] = {CGOV_KIND_RESIDENT, 0}, organizations[] = {CGOV_KIND_ORGANIZATION, 0},
                      units[] = {CGOV_KIND_UNIT, 0}, anybody[] = {CGOV_KIND_RESIDENT, CGOV_KIND_ORGANIZATION, 0},
                      issues[] = {CGOV_KIND_ISSUE, 0},
                      items[] = {CGOV_KIND_ISSUE, CGOV_KIND_PART, CGOV_KIND_SESSION, CGOV_KIND_MOTION, 0};

/* Somebody, or an item, by id or by external key. home: the intake within which an item's key was given; else 0. */
static bool find_in(struct importing *importing, const char *column, const uint32_t *kinds, cgov_id home,
                    cgov_id *out) {
    const char *given = csv_get(&importing->csv, column);
    cgov_text key = {given, CGOV_NUL_TERMINATED};
    char names[128] = "";
    cgov_id id = 0;
    if (!given) return true;
    const bool is_id = strchr(given, ':') && read_id(given, 0, &id);
    for (const uint32_t *kind = kinds; *kind; kind++)
        if (is_id && id >> 44 == *kind) return *out = id, true;
    for (const uint32_t *kind = kinds; *kind; kind++) {
        if (cgov_external_find(tool.ledger, &tool.reader, *kind, home, &key, out) == CGOV_OK) return true;
        snprintf(names + strlen(names), sizeof names - strlen(names), "%s%s", names[0] ? T(" or ", "、") : "",
                 cgov_enum_name(CGOV_ENUM_KIND, *kind));
    }
    return WHY(importing, T("%s: no %s has the key `%s`", "%s：没有%s的外部编号为“%s”"), column, names, shown(given));
}

static bool find_who(struct importing *importing, const char *column, const uint32_t *kinds, cgov_id *out) {
    return find_in(importing, column, kinds, 0, out);
}

/* Items' keys are each intake's own: of the intake that the row names, else of the file's. */
static bool find_item(struct importing *importing, const char *column, const uint32_t *kinds, cgov_id *out) {
    cgov_id intake = importing->home;
    return find_who(importing, "intake", organizations, &intake) && find_in(importing, column, kinds, intake, out);
}

static bool read_number(struct importing *importing, const char *column, uint64_t most, uint64_t *out) {
    const char *given = csv_get(&importing->csv, column);
    if (!given || parse_number(given, most, out)) return true;
    return WHY(importing, T("%s: `%s` is no number", "%s：“%s”不是数"), column, shown(given));
}

static bool read_instant(struct importing *importing, const char *column, cgov_time *out) {
    const char *given = csv_get(&importing->csv, column);
    if (!given || parse_instant(given, tool.info.utc_offset, out)) return true;
    return WHY(importing, T("%s: `%s` is no instant, as 2026-03-02T09:00", "%s：“%s”不是时刻，应如 2026-03-02T09:00"),
               column, shown(given));
}

static bool read_area(struct importing *importing, int64_t *out) {
    const char *given = csv_get(&importing->csv, "area");
    if (!given || parse_area(given, out)) return true;
    return WHY(importing, T("area: `%s` is no area in square metres, as 89.50", "area：“%s”不是平方米数，应如 89.50"),
               shown(given));
}

static cgov_text row_text(const struct importing *importing, const char *column) {
    const char *given = csv_get(&importing->csv, column);
    return (cgov_text){given, given ? CGOV_NUL_TERMINATED : 0};
}

/* A key is what makes the second time harmless. */
static bool has_key(struct importing *importing) {
    return csv_get(&importing->csv, "key") || WHY(importing, "%s", T("it has no key", "没有外部编号（key）"));
}

/* What the library said of a row; the end of the program where the world failed. */
static bool row_done(struct importing *importing, int32_t status) {
    cgov_error error = {.size = sizeof error};
    if (status == CGOV_OK) return importing->fresh++, true;
    if (status == CGOV_REPEAT) return importing->old++, true;
    if (end_of(status) == TOOL_DAMAGE || status == CGOV_E_DECISIONS) check_change(status, shown(importing->path));
    if (cgov_ledger_error(tool.ledger, &error) != CGOV_OK || error.status != status || !error.message[0])
        return WHY(importing, "%s: %s", cgov_status_name(status), cgov_status_text(status));
    return WHY(importing, "%s: %s%s", cgov_status_name(status), error.message, hint_of(status, error.reason));
}

static cgov_act row_act(const struct importing *importing, uint32_t flags) {
    cgov_act act = {
        .size = sizeof act, .flags = flags | CGOV_ACT_DEFER, .actor = tool.reader.actor, .now = importing->now};
    if (tool.given[OPT_LONG_JUMP]) act.flags |= CGOV_ACT_LONG_JUMP;
    if (cgov_storage_salt(&tool.storage, act.salt) != CGOV_OK) die(TOOL_DAMAGE, "%s", T("no salt", "无法取得随机数"));
    return act;
}

static bool import_entity(struct importing *importing) {
    cgov_entity_draft draft = {.size = sizeof draft, .kind = importing->kind, .parent = importing->home};
    cgov_id id;
    if (!has_key(importing) || !find_who(importing, "parent", organizations, &draft.parent)) return false;
    if (!read_number(importing, "region", UINT64_C(999999999999999), &draft.region)) return false;
    if (!find_who(importing, "household", units, &draft.household)) return false;
    if (importing->kind == CGOV_KIND_UNIT) {
        if (!find_who(importing, "owner", anybody, &draft.owner) || !read_area(importing, &draft.area)) return false;
    }
    draft.name = row_text(importing, "name");
    draft.type = row_text(importing, "type");
    draft.external = row_text(importing, "key");
    const cgov_act act = row_act(importing, CGOV_ACT_IMPORT);
    return row_done(importing, cgov_entity_add(tool.ledger, &act, &draft, &id));
}

/* Offices have no key: one that stands already, of the same role and from the same instant, is there. */
static bool appointed_before(const cgov_appointment_draft *draft) {
    cgov_appointment_view views[64] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    while (cgov_appointment_list(tool.ledger, &tool.reader, draft->resident, &cursor, views, 64, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++)
            if (views[i].organization == draft->organization && strcmp(views[i].role, draft->role.ptr) == 0 &&
                (!draft->from || views[i].from == draft->from) && views[i].until == draft->until)
                return true;
    return false;
}

static bool import_appointment(struct importing *importing) {
    cgov_appointment_draft draft = {.size = sizeof draft, .organization = importing->home};
    cgov_id id;
    if (!find_who(importing, "resident", residents, &draft.resident)) return false;
    if (!find_who(importing, "organization", organizations, &draft.organization)) return false;
    if (!read_instant(importing, "from", &draft.from) || !read_instant(importing, "until", &draft.until)) return false;
    draft.role = row_text(importing, "role");
    if (!draft.role.ptr) return WHY(importing, "%s", T("it has no role", "没有岗位（role）"));
    if (appointed_before(&draft)) return importing->old++, true;
    const cgov_act act = row_act(importing, 0);
    return row_done(importing, cgov_appointment_add(tool.ledger, &act, &draft, &id));
}

/* What a detail's column holds, by the detail's type. */
static bool read_detail(struct importing *importing, const cgov_field_view *field, cgov_detail *out) {
    const char *given = csv_get(&importing->csv, field->name);
    uint64_t number = 0;
    cgov_time at;
    *out = (cgov_detail){.size = sizeof *out, .field = field->field};
    switch (field->type) {
    case CGOV_DETAIL_RESIDENT:
        if (!find_who(importing, field->name, residents, &number)) return false;
        break;
    case CGOV_DETAIL_ACCUSED:
        if (!find_who(importing, field->name, anybody, &number)) return false;
        break;
    case CGOV_DETAIL_ORGANIZATION:
        if (!find_who(importing, field->name, organizations, &number)) return false;
        break;
    case CGOV_DETAIL_ISSUE:
        if (!find_item(importing, field->name, issues, &number)) return false;
        break;
    case CGOV_DETAIL_ITEM:
        if (!find_item(importing, field->name, items, &number)) return false;
        break;
    case CGOV_DETAIL_DATE:
        if (!parse_instant(given, 0, &at))
            return WHY(importing, T("%s: `%s` is no day, as 2026-03-02", "%s：“%s”不是日期，应如 2026-03-02"),
                       field->name, shown(given));
        char day[24];
        instant_text(at ? at : 1, 0, day);
        number = strtoull(day, NULL, 10) * 10000 + strtoull(day + 5, NULL, 10) * 100 + strtoull(day + 8, NULL, 10);
        break;
    case CGOV_DETAIL_NUMBER:
    case CGOV_DETAIL_PLACE:
    case CGOV_DETAIL_POINT:
        if (!read_number(importing, field->name, INT64_MAX, &number)) return false;
        break;
    default:
        out->text = row_text(importing, field->name);
        return true;
    }
    out->number = (int64_t)number;
    return true;
}

static cgov_field_view *fields; /* what a report may bring */
static uint32_t field_count;

static void fields_read(void) {
    enum { PAGE = 64 };
    const char *procedure = tool.given[OPT_PROCEDURE] ? tool.given[OPT_PROCEDURE] : "";
    uint64_t cursor = 0;
    uint32_t count = 0;
    for (;;) {
        fields = realloc(fields, (field_count + PAGE) * sizeof *fields);
        if (!fields) die(TOOL_DAMAGE, "%s", T("no memory", "内存不足"));
        fields[field_count].size = sizeof *fields;
        int32_t status = cgov_field_list(tool.ledger, &tool.reader, 0, procedure, "", "", &cursor, fields + field_count,
                                         PAGE, &count);
        check_reading(status, T("the fields", "字段"));
        if (status == CGOV_DONE) return;
        field_count += count;
    }
}

static bool import_issue(struct importing *importing) {
    cgov_detail details[CSV_FIELDS + 4];
    uint32_t count = 0;
    cgov_time now = importing->now, received = 0;
    cgov_id id;
    if (!has_key(importing) || !read_instant(importing, "at", &importing->now)) return false;
    if (!read_instant(importing, "received", &received)) return importing->now = now, false;
    details[count++] =
        (cgov_detail){.size = sizeof *details, .field = CGOV_FIELD_EXTERNAL, .text = row_text(importing, "key")};
    bool intake = csv_get(&importing->csv, "intake") != NULL, good = true;
    if (!intake)
        details[count++] =
            (cgov_detail){.size = sizeof *details, .field = CGOV_FIELD_INTAKE, .number = (int64_t)importing->home};
    if (received)
        details[count++] = (cgov_detail){.size = sizeof *details, .field = CGOV_FIELD_RECEIVED, .number = received};
    for (uint32_t f = 0; f < field_count && count < LENGTH_OF(details) && good; f++)
        if (fields[f].field != CGOV_FIELD_EXTERNAL && fields[f].field != CGOV_FIELD_RECEIVED &&
            csv_get(&importing->csv, fields[f].name))
            good = read_detail(importing, &fields[f], &details[count++]);
    const cgov_act act = row_act(importing, CGOV_ACT_IMPORT);
    importing->now = now;
    return good &&
           row_done(importing, cgov_item_open(tool.ledger, &act, tool.given[OPT_PROCEDURE], details, count, &id));
}

/* Columns that nothing reads are a mistake in a name, and said. */
static void check_columns(const struct importing *importing) {
    static const char *const of_entities[] = {"key", "name", "type", "parent", "region", "household", "owner", "area"};
    static const char *const of_offices[] = {"resident", "organization", "role", "from", "until"};
    static const char *const of_issues[] = {"key", "at", "received"};
    bool issue = importing->kind == CGOV_KIND_ISSUE, office = importing->kind == CGOV_KIND_APPOINTMENT;
    const char *const *known = issue ? of_issues : office ? of_offices : of_entities;
    size_t many = issue ? LENGTH_OF(of_issues) : office ? LENGTH_OF(of_offices) : LENGTH_OF(of_entities);
    for (uint32_t c = 0; c < importing->csv.names_count; c++) {
        const char *name = importing->csv.names[c];
        struct nearest near = {.given = name};
        bool found = false;
        for (size_t i = 0; i < many; i++) {
            found = found || strcmp(known[i], name) == 0;
            nearest_take(&near, known[i]);
        }
        for (uint32_t f = 0; f < field_count; f++) {
            found = found || strcmp(fields[f].name, name) == 0;
            nearest_take(&near, fields[f].name);
        }
        if (!found)
            die(TOOL_USAGE,
                near.best ? T("%s: nothing is known of a column `%s`; the nearest is `%s`",
                              "%s：不认识列“%s”，最接近的是“%s”")
                          : T("%s: nothing is known of a column `%s`%s", "%s：不认识列“%s”%s"),
                shown(importing->path), shown(name), near.best ? near.best : "");
    }
}

static uint32_t kind_asked(void) {
    static const uint32_t kinds[] = {CGOV_KIND_ORGANIZATION, CGOV_KIND_RESIDENT, CGOV_KIND_UNIT, CGOV_KIND_APPOINTMENT,
                                     CGOV_KIND_ISSUE};
    const char *given = tool.given[OPT_KIND];
    for (size_t i = 0; given && i < LENGTH_OF(kinds); i++)
        if (strcmp(cgov_enum_name(CGOV_ENUM_KIND, kinds[i]), given) == 0) return kinds[i];
    die(TOOL_USAGE,
        T("--kind: `%s` is none of organization, resident, unit, appointment, issue",
          "--kind：“%s”不是 organization、resident、unit、appointment、issue 之一"),
        given ? shown(given) : "");
}

static void say_imported(const struct importing *importing) {
    static const struct column columns[] = {
        {"kind", "种类", 't'}, {"new", "新增", 'n'}, {"there", "已有", 'n'}, {"bad", "有误", 'n'}};
    struct table table;
    table_begin(&table, "imported", columns, LENGTH_OF(columns));
    table.upright = true;
    table_cell(&table, "%s", cgov_enum_name(CGOV_ENUM_KIND, importing->kind));
    table_cell(&table, "%" PRIu64, importing->fresh);
    table_cell(&table, "%" PRIu64, importing->old);
    table_cell(&table, "%" PRIu64, importing->bad);
    table_end(&table);
}

int run_import(void) {
    static struct importing importing;
    const char *why;
    uint64_t seq;
    importing.kind = kind_asked();
    importing.path = tool.words[1];
    csv_open(&importing.csv, importing.path);
    ledger_open(tool.words[0], TO_WRITE);
    importing.now = tool.reader.at;
    importing.home =
        tool.given[OPT_ORGANIZATION] ? parse_id(tool.given[OPT_ORGANIZATION], CGOV_KIND_ORGANIZATION) : tool.info.root;
    if (importing.kind == CGOV_KIND_ISSUE) fields_read();
    check_columns(&importing);
    while (csv_next(&importing.csv, &why)) {
        bool good = why                                       ? WHY(&importing, "%s", why)
                    : importing.kind == CGOV_KIND_ISSUE       ? import_issue(&importing)
                    : importing.kind == CGOV_KIND_APPOINTMENT ? import_appointment(&importing)
                                                              : import_entity(&importing);
        if (good) continue;
        importing.bad++;
        fprintf(stderr, T("%s:%" PRIu64 ": %s; the row is left out\n", "%s:%" PRIu64 "：%s；此行略过\n"),
                shown(importing.path), importing.csv.line, importing.why);
    }
    check_change(cgov_ledger_flush(tool.ledger, &seq), shown(tool.words[0]));
    say_imported(&importing);
    free(fields);
    free(importing.csv.bytes);
    return importing.bad ? TOOL_NO : TOOL_OK;
}
