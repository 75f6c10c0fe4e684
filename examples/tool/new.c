/* new: founds a ledger in a directory, from texts that ship or one's own. */
#include "tool.h"

static cgov_text given_text(int option, const char *otherwise) {
    const char *given = tool.given[option] ? tool.given[option] : otherwise;
    return (cgov_text){given, given ? CGOV_NUL_TERMINATED : 0};
}

static int32_t given_offset(void) {
    const char *given = tool.given[OPT_OFFSET];
    uint64_t minutes = 480;
    if (given && !parse_number(given[0] == '-' ? given + 1 : given, 840, &minutes))
        die(TOOL_USAGE,
            T("--offset: `%s` is no number of minutes from -840 to 840", "--offset：“%s”不是 -840 到 840 的分钟数"),
            shown(given));
    return given && given[0] == '-' ? -(int32_t)minutes : (int32_t)minutes;
}

static void appoint_auditor(cgov_ledger *ledger, cgov_time now) {
    cgov_id id;
    tool.ledger = ledger;
    tool.info.size = sizeof tool.info;
    check_reading(cgov_ledger_get(ledger, &tool.info), shown(tool.words[0]));
    const cgov_appointment_draft draft = {.size = sizeof draft,
                                          .resident = tool.info.founder,
                                          .organization = tool.info.root,
                                          .role = {"auditor", CGOV_NUL_TERMINATED}};
    cgov_act act = {.size = sizeof act, .actor = tool.info.founder, .now = now};
    check_change(cgov_appointment_add(ledger, &act, &draft, &id), T("appointing the auditor", "任命审计员"));
}

static _Noreturn void die_founding(int32_t status, const cgov_error *error, const struct texts *texts) {
    if (status == CGOV_E_RULEBOOK && error->line) {
        uint32_t line;
        const char *file = texts_place(texts, error->line, &line);
        die(TOOL_NO, T("%s:%u: %s (cgov check says all)", "%s:%u：%s（cgov check 列出全部）"), shown(file), line,
            error->message);
    }
    die_of(status, error, shown(tool.words[0]));
}

/* Founds it in memory first: what the texts, the genesis and the auditor are refused for is said before a directory is
 * made, so that nothing stays behind, and nothing is ever removed that another process may have founded meanwhile. */
static void try_founding(const cgov_genesis *genesis, const cgov_act *act, const struct texts *texts) {
    cgov_error error = {.size = sizeof error};
    const cgov_ledger_options in_memory = {.size = sizeof in_memory, .error_out = &error};
    cgov_genesis tried = *genesis;
    cgov_act trying = *act;
    cgov_ledger *ledger;
    tried.ledger_id[0] = trying.salt[0] = 1;
    int32_t status = cgov_ledger_create(&in_memory, &tried, &trying, &ledger);
    if (status != CGOV_OK) die_founding(status, &error, texts);
    if (tool.given[OPT_AUDITOR]) appoint_auditor(ledger, act->now);
    cgov_ledger_close(ledger);
    tool.ledger = NULL;
}

static void say_founded(const char *path) {
    static const struct column columns[] = {{"ledger", "台账", 't'},
                                            {"organization", "组织", 't'},
                                            {"founder", "建账人", 't'},
                                            {"rulebooks", "制度版本", 'n'},
                                            {"now", "时刻", 't'}};
    struct table table;
    char who[256], at[24];
    table_begin(&table, "founded", columns, LENGTH_OF(columns));
    table.upright = true;
    table_cell(&table, "%s", path);
    table_cell(&table, "%s", who_text(tool.info.root, who, sizeof who));
    table_cell(&table, "%s", who_text(tool.info.founder, who, sizeof who));
    table_cell(&table, "%u", tool.info.rulebooks);
    table_cell(&table, "%s", instant_text(tool.info.now, tool.info.utc_offset, at));
    table_end(&table);
}

int run_new(void) {
    static char standard[] = "standard", *standard_only[] = {standard};
    struct texts texts;
    const char *path = tool.words[0];
    cgov_error error = {.size = sizeof error};
    cgov_ledger_options options = {.size = sizeof options, .storage = &tool.storage, .error_out = &error};
    cgov_genesis genesis = {.size = sizeof genesis, .utc_offset = given_offset()};
    cgov_act act = {.size = sizeof act, .now = option_instant(OPT_AT, genesis.utc_offset, now_of_system())};
    texts_read(&texts, tool.count > 1 ? tool.words + 1 : standard_only, tool.count > 1 ? tool.count - 1 : 1);
    genesis.rulebook = (cgov_text){texts.text, texts.len};
    genesis.organization = given_text(OPT_ORGANIZATION, T("the community", "本社区"));
    genesis.organization_kind = given_text(OPT_KIND, "government");
    genesis.resident = given_text(OPT_FOUNDER, T("the founder", "建账人"));
    genesis.profile = given_text(OPT_PROFILE, NULL);
    genesis.calendar = given_text(OPT_CALENDAR, NULL);
    genesis.region = option_number(OPT_REGION, UINT64_C(999999999999999), 0);
    if (tool.given[OPT_UNVERIFIED]) genesis.flags = CGOV_ADOPT_UNVERIFIED;
    try_founding(&genesis, &act, &texts);
    tool.storage.size = sizeof tool.storage;
    int32_t status = cgov_storage_files(path, NULL, &tool.storage, &error);
    if (status != CGOV_OK) die_of(status, &error, shown(path));
    status = cgov_storage_salt(&tool.storage, genesis.ledger_id);
    if (status == CGOV_OK) status = cgov_storage_salt(&tool.storage, act.salt);
    if (status == CGOV_OK) status = cgov_ledger_create(&options, &genesis, &act, &tool.ledger);
    if (status == CGOV_E_EXISTS) die(TOOL_NO, T("%s holds a ledger already", "%s 中已有台账"), shown(path));
    if (status != CGOV_OK) die_founding(status, &error, &texts);
    tool.info.size = sizeof tool.info;
    tool.error.size = sizeof tool.error;
    check_reading(cgov_ledger_get(tool.ledger, &tool.info), shown(path));
    tool.reader =
        (cgov_reader){.size = sizeof tool.reader, .actor = tool.info.founder, .at = act.now, .error_out = &tool.error};
    if (tool.given[OPT_AUDITOR]) appoint_auditor(tool.ledger, act.now);
    say_founded(path);
    free(texts.text);
    return TOOL_OK;
}
