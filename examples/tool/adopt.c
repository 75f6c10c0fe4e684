/* adopt: a text comes into force in a ledger. What it changes is shown first, against the text in force that it is
 * newer than, and where running items would go; then, unless --dry-run, it is adopted. */
#include "tool.h"

/* The names of the text's procedures: they say which text it is newer than. */
static uint32_t procedures_of(const struct texts *texts, cgov_rule_view **views) {
    scratch_found(texts->text, texts->len, NULL, now_of_system());
    uint32_t count = rules_read(0, CGOV_RULE_PROCEDURE, "", views);
    cgov_ledger_close(tool.ledger);
    tool.ledger = NULL;
    return count;
}

/* The ledger's latest text that has one of these procedures; 0: none has. */
static uint32_t version_before(const cgov_rule_view *procedures, uint32_t count) {
    for (uint32_t version = tool.info.rulebooks; version > 0; version--) {
        cgov_rule_view *views;
        uint32_t there = rules_read(version, CGOV_RULE_PROCEDURE, "", &views);
        bool found = false;
        for (uint32_t i = 0; i < there * count && !found; i++)
            found = strcmp(views[i % there].name, procedures[i / there].name) == 0;
        free(views);
        if (found) return version;
    }
    return 0;
}

/* Says what would change; the map, to be freed; NULL: the text is newer than none. */
static char *preview(const struct texts *after) {
    cgov_rule_view *procedures;
    struct texts before = {0};
    uint32_t count = procedures_of(after, &procedures);
    ledger_open(tool.words[0], CGOV_OPEN_READ);
    uint32_t version = version_before(procedures, count);
    free(procedures);
    if (version) {
        before.text = rulebook_read(version, tool.words[0]);
        before.len = strlen(before.text);
    }
    ledger_close();
    if (!version && tool.given[OPT_MAP])
        die(TOOL_USAGE, "%s",
            T("--map: the ledger has no text with these procedures: there is nothing to carry over",
              "--map：台账中没有含这些程序的制度，无可转入"));
    texts_compare(version ? &before : NULL, after);
    return version ? map_read(tool.given[OPT_DRY_RUN] && tool.given[OPT_MAP]) : NULL;
}

static void say_adopted(uint32_t version, uint64_t seq, cgov_time from) {
    static const struct column columns[] = {{"rulebook", "制度", 't'}, {"from", "施行", 't'}, {"record", "记录", 'n'}};
    struct table table;
    char at[24];
    table_begin(&table, "adopted", columns, LENGTH_OF(columns));
    table.upright = true;
    table_cell(&table, "rulebook:%u", version);
    table_cell(&table, "%s", instant_text(from, tool.info.utc_offset, at));
    table_cell(&table, "%" PRIu64, seq);
    table_end(&table);
}

int run_adopt(void) {
    struct texts texts;
    uint32_t version = 0;
    cgov_result result = {.size = sizeof result};
    texts_read(&texts, tool.words + 1, tool.count - 1);
    char *map = preview(&texts);
    ledger_open(tool.words[0], tool.given[OPT_DRY_RUN] ? CGOV_OPEN_READ : TO_WRITE);
    if (map) say_carried(map, true);
    fflush(stdout);
    if (!tool.given[OPT_DRY_RUN]) {
        const char *profile = tool.given[OPT_PROFILE];
        const cgov_adoption_draft draft = {.size = sizeof draft,
                                           .flags = tool.given[OPT_UNVERIFIED] ? CGOV_ADOPT_UNVERIFIED : 0,
                                           .text = {texts.text, texts.len},
                                           .profile = {profile, profile ? CGOV_NUL_TERMINATED : 0},
                                           .map = {map, map && map[0] ? CGOV_NUL_TERMINATED : 0}};
        cgov_act act = {.size = sizeof act, .actor = tool.reader.actor, .now = tool.reader.at, .result_out = &result};
        if (tool.given[OPT_LONG_JUMP]) act.flags = CGOV_ACT_LONG_JUMP;
        check_change(cgov_rulebook_adopt(tool.ledger, &act, &draft, &version), shown(tool.words[1]));
        say_adopted(version, result.seq, act.now);
    }
    free(map);
    free(texts.text);
    return TOOL_OK;
}
