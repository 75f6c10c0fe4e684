/* erase: words of an item, or all of a resident's, by an act with its reason. Nobody can undo it. */
#include "tool.h"

static cgov_text reason_given(void) {
    const char *given = tool.given[OPT_REASON];
    if (!given || !given[0])
        die(TOOL_USAGE, "%s", T("--reason is needed: why these words are erased", "须给出 --reason：为何删除这些文字"));
    return (cgov_text){given, CGOV_NUL_TERMINATED};
}

static uint32_t field_given(const char *name) {
    uint32_t field = 0;
    struct nearest near = {.given = name};
    if (cgov_field_find(tool.ledger, name, &field) == CGOV_OK) return field;
    for (uint32_t known = CGOV_FIELD_TITLE; known <= CGOV_FIELD_NOTE; known++)
        nearest_take(&near, cgov_enum_name(CGOV_ENUM_FIELD, known));
    die(TOOL_USAGE,
        near.best ? T("no field `%s`; the nearest is `%s`", "没有字段“%s”，最接近的是“%s”")
                  : T("no field `%s`%s", "没有字段“%s”%s"),
        shown(name), near.best ? near.best : "");
}

static bool brings(cgov_id item, const cgov_history_view *entry, uint32_t field) {
    cgov_detail_view views[64] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    while (entry->details &&
           cgov_detail_list(tool.ledger, &tool.reader, item, entry->seq, &cursor, views, 64, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++)
            if (views[i].field == field && views[i].words) return true;
    return false;
}

/* The record that brought the field's latest words. */
static uint64_t latest(cgov_id of, uint32_t field, const char *given) {
    cgov_history_view views[32] = {{.size = sizeof views[0]}};
    cgov_entity_view entity = {.size = sizeof entity};
    cgov_erasure_view erasure = {.size = sizeof erasure};
    uint64_t cursor = 0;
    uint32_t count = 0, kind = (uint32_t)(of >> 44);
    if (kind == CGOV_KIND_RESIDENT || kind == CGOV_KIND_ORGANIZATION || kind == CGOV_KIND_UNIT) {
        if (cgov_erasure_get(tool.ledger, &tool.reader, of, 0, field, &erasure) == CGOV_OK) return erasure.seq;
        check_reading(cgov_entity_get(tool.ledger, &tool.reader, of, &entity), shown(given));
        return entity.version;
    }
    for (;;) {
        int32_t status = cgov_history_list(tool.ledger, &tool.reader, of, &cursor, views, 32, &count);
        check_reading(status, shown(given));
        if (status == CGOV_DONE) break;
        for (uint32_t i = 0; i < count; i++)
            if (brings(of, &views[i], field)) return views[i].seq;
    }
    die(TOOL_NO, T("%s has no such words, or `--as` may not read them", "%s 没有这样的文字，或 --as 无权查阅"),
        shown(given));
}

static void say_erased(cgov_id of, const char *field, uint64_t text, uint64_t seq) {
    static const struct column columns[] = {
        {"of", "所属", 't'}, {"field", "字段", 't'}, {"text", "文字所在记录", 'n'}, {"erased", "删除记录", 'n'}};
    struct table table;
    char id[40];
    table_begin(&table, "erased", columns, LENGTH_OF(columns));
    table.upright = true;
    table_cell(&table, "%s", id_text(of, id));
    table_cell(&table, "%s", field);
    if (text)
        table_cell(&table, "%" PRIu64, text);
    else
        table_cell(&table, "%s", "");
    table_cell(&table, "%" PRIu64, seq);
    table_end(&table);
}

int run_erase(void) {
    uint64_t text = 0, seq = 0;
    const cgov_text reason = reason_given();
    ledger_open(tool.words[0], TO_WRITE);
    cgov_id of = parse_id(tool.words[1], CGOV_KIND_ISSUE);
    cgov_act act = {.size = sizeof act, .actor = tool.reader.actor, .now = tool.reader.at};
    if (tool.given[OPT_LONG_JUMP]) act.flags = CGOV_ACT_LONG_JUMP;
    if (cgov_storage_salt(&tool.storage, act.salt) != CGOV_OK) die(TOOL_DAMAGE, "%s", T("no salt", "无法取得随机数"));
    if (tool.count == 2) {
        if (of >> 44 != CGOV_KIND_RESIDENT)
            die(TOOL_USAGE,
                T("%s: say which field; of a resident alone all words are erased",
                  "%s：请指明字段；只有居民可删除全部文字"),
                shown(tool.words[1]));
        check_change(cgov_resident_erase(tool.ledger, &act, of, &reason, &seq), shown(tool.words[1]));
        say_erased(of, T("all", "全部"), 0, seq);
        return TOOL_OK;
    }
    uint32_t field = field_given(tool.words[2]);
    if (tool.count > 3 && (!parse_number(tool.words[3], UINT64_MAX, &text) || !text))
        die(TOOL_USAGE, T("`%s` is no record's number", "“%s”不是记录号"), shown(tool.words[3]));
    if (!text) text = latest(of, field, tool.words[1]);
    check_change(cgov_text_erase(tool.ledger, &act, of, text, field, &reason, &seq), shown(tool.words[1]));
    say_erased(of, tool.words[2], text, seq);
    return TOOL_OK;
}
