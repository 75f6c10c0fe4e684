/* verify: reads the whole of a ledger: every record under its checksum (opening replays them), every word that can be
 * read, both digests. It opens beside a writer and changes nothing. */
#include "tool.h"

enum { PAGE = 64 };

struct verified {
    uint64_t items, entities, words, erased, damaged;
};

static const struct column damage_columns[] = {
    {"of", "所属", 't'}, {"seq", "记录", 'n'}, {"field", "字段", 't'}, {"message", "说明", 'w'}};

/* Damage to words is told where they are, and the rest is read on. */
static void verify_words(struct verified *verified, cgov_id of, uint64_t seq, uint32_t field, const char *name) {
    static char *into;
    static uint64_t room;
    uint64_t needed = 0;
    int32_t status = cgov_text_get(tool.ledger, &tool.reader, of, seq, field, into, room, &needed);
    if (status == CGOV_E_BUFFER) {
        room = needed + 1;
        into = realloc(into, (size_t)room);
        if (!into) die(TOOL_DAMAGE, "%s", T("no memory", "内存不足"));
        status = cgov_text_get(tool.ledger, &tool.reader, of, seq, field, into, room, &needed);
    }
    if (status == CGOV_E_NOT_FOUND) return;
    verified->words++;
    verified->erased += status == CGOV_E_ERASED;
    if (end_of(status) != TOOL_DAMAGE) return;
    char id[40];
    struct table table;
    verified->damaged++;
    table_begin(&table, "damage", damage_columns, LENGTH_OF(damage_columns));
    table_cell(&table, "%s", id_text(of, id));
    table_cell(&table, "%" PRIu64, seq);
    table_cell(&table, "%s", name);
    table_cell(&table, "%s", tool.error.message);
    table_end(&table);
}

static void verify_entry(struct verified *verified, cgov_id item, const cgov_history_view *entry) {
    cgov_detail_view views[PAGE] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    while (entry->details &&
           cgov_detail_list(tool.ledger, &tool.reader, item, entry->seq, &cursor, views, PAGE, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++)
            if (views[i].words) verify_words(verified, item, entry->seq, views[i].field, views[i].name);
}

static void verify_items(struct verified *verified) {
    static cgov_item_view items[PAGE] = {{.size = sizeof items[0]}};
    static cgov_history_view entries[PAGE] = {{.size = sizeof entries[0]}};
    const cgov_item_query all = {.size = sizeof all};
    uint64_t cursor = 0;
    uint32_t count = 0, entry_count = 0;
    int32_t status;
    while ((status = cgov_item_list(tool.ledger, &tool.reader, &all, &cursor, items, PAGE, &count)) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++, verified->items++) {
            uint64_t page = 0;
            while ((status = cgov_history_list(tool.ledger, &tool.reader, items[i].id, &page, entries, PAGE,
                                               &entry_count)) == CGOV_OK)
                for (uint32_t e = 0; e < entry_count; e++) verify_entry(verified, items[i].id, &entries[e]);
            char id[40];
            check_reading(status, id_text(items[i].id, id));
        }
    check_reading(status, T("the items", "事项"));
}

static void verify_entities(struct verified *verified, uint32_t kind) {
    cgov_entity_view views[PAGE] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    while (cgov_entity_list(tool.ledger, &tool.reader, kind, 0, &cursor, views, PAGE, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++, verified->entities++)
            verify_words(verified, views[i].id, 0, CGOV_FIELD_NAME, "name");
}

static void hex(const uint8_t digest[32], char into[65]) {
    for (int i = 0; i < 32; i++) snprintf(into + 2 * i, 3, "%02x", digest[i]);
}

/* Is it the ledger that was meant, and no older than it should be? */
static uint32_t compare(const char *journal) {
    const char *expected = tool.given[OPT_EXPECT];
    uint64_t least = option_number(OPT_LEAST, UINT64_MAX, 0);
    uint32_t wrong = 0;
    if (expected && strcmp(expected, journal) != 0)
        wrong++,
            fprintf(stderr, T("cgov verify: its digest is not %s\n", "cgov verify：摘要不是 %s\n"), shown(expected));
    if (tool.info.seq < least)
        wrong++, fprintf(stderr,
                         T("cgov verify: its last record is %" PRIu64 ", older than %" PRIu64 "\n",
                           "cgov verify：最后一条记录为 %" PRIu64 "，早于 %" PRIu64 "\n"),
                         tool.info.seq, least);
    if (tool.info.ack_missing)
        fprintf(stderr, "%s\n",
                T("cgov verify: nothing beside the journal says up to where it was acknowledged; a lost end would not "
                  "be seen",
                  "cgov verify：缺少确认文件（ack），若末尾丢失则无从发现"));
    return wrong;
}

int run_verify(void) {
    static const struct column columns[] = {{"records", "记录", 'n'},
                                            {"items", "事项", 'n'},
                                            {"entities", "人员组织户", 'n'},
                                            {"words", "文字", 'n'},
                                            {"erased", "已删除", 'n'},
                                            {"damaged", "损坏", 'n'},
                                            {"unseen", "查阅者看不到的事项", 'n'},
                                            {"journal", "日志摘要", 't'},
                                            {"state", "状态摘要", 't'}};
    struct verified verified = {0};
    uint8_t digest[32];
    char journal[65], state[65];
    struct table table;
    ledger_open(tool.words[0], CGOV_OPEN_READ | CGOV_OPEN_REPLAY);
    int32_t status = cgov_journal_digest(tool.ledger, digest);
    if (status != CGOV_OK) die_of(status, NULL, shown(tool.words[0]));
    hex(digest, journal);
    status = cgov_state_digest(tool.ledger, digest);
    if (status != CGOV_OK) die_of(status, NULL, shown(tool.words[0]));
    hex(digest, state);
    for (uint32_t kind = CGOV_KIND_RESIDENT; kind <= CGOV_KIND_UNIT; kind++)
        if (kind == CGOV_KIND_RESIDENT || kind == CGOV_KIND_ORGANIZATION || kind == CGOV_KIND_UNIT)
            verify_entities(&verified, kind);
    verify_items(&verified);
    const cgov_ledger_view *info = &tool.info;
    table_begin(&table, "verified", columns, LENGTH_OF(columns));
    table.upright = true;
    table_cell(&table, "%" PRIu64, info->seq);
    table_cell(&table, "%" PRIu64, verified.items);
    table_cell(&table, "%" PRIu64, verified.entities);
    table_cell(&table, "%" PRIu64, verified.words);
    table_cell(&table, "%" PRIu64, verified.erased);
    table_cell(&table, "%" PRIu64, verified.damaged);
    table_cell(&table, "%" PRIu64, info->issues + info->parts + info->sessions + info->motions - verified.items);
    table_cell(&table, "%s", journal);
    table_cell(&table, "%s", state);
    table_end(&table);
    fflush(stdout);
    uint32_t wrong = compare(journal);
    return verified.damaged ? TOOL_DAMAGE : wrong ? TOOL_NO : TOOL_OK;
}
