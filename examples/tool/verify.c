/* verify: reads the whole of a ledger: every record under its checksum (opening replays them), every word that can be
 * read, both digests. Words are asked for record by record, as each says what it brought: so none is passed by, whether
 * it lies on a roll, in an earlier name or as an erasure's reason. It opens beside a writer and changes nothing. */
#include "tool.h"

enum { PAGE = 64 };

struct verified {
    uint64_t items, entities, words, erased, damaged;
};

/* A buffer that is made larger where an answer does not fit. */
struct room {
    char *into;
    uint64_t size;
};

static void room_make(struct room *room, uint64_t needed) {
    room->size = needed + 1;
    room->into = realloc(room->into, (size_t)room->size);
    if (!room->into) die(TOOL_DAMAGE, "%s", T("no memory", "内存不足"));
}

static const struct column damage_columns[] = {
    {"of", "所属", 't'}, {"seq", "记录", 'n'}, {"field", "字段", 't'}, {"message", "说明", 'w'}};

/* A field's name. One that a text declares is named by the entry of the item's history that has it, else by its number.
 */
static void field_name(cgov_id of, uint64_t seq, uint32_t field, char into[32]) {
    cgov_detail_view views[PAGE] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    snprintf(into, 32, "%s", cgov_enum_name(CGOV_ENUM_FIELD, field));
    if (into[0]) return;
    snprintf(into, 32, "%u", field);
    while (cgov_detail_list(tool.ledger, &tool.reader, of, seq, &cursor, views, PAGE, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++)
            if (views[i].field == field) snprintf(into, 32, "%s", views[i].name);
}

/* Damage is told where it is, and the rest is read on. */
static void say_damage(struct verified *verified, cgov_id of, uint64_t seq, const char *name, const char *message) {
    char id[40];
    struct table table;
    verified->damaged++;
    table_begin(&table, "damage", damage_columns, LENGTH_OF(damage_columns));
    table_cell(&table, "%s", id_text(of, id));
    table_cell(&table, "%" PRIu64, seq);
    table_cell(&table, "%s", name);
    table_cell(&table, "%s", message);
    table_end(&table);
}

static void verify_words(struct verified *verified, cgov_id of, uint64_t seq, uint32_t field) {
    static struct room words;
    uint64_t needed = 0;
    int32_t status;
    while ((status = cgov_text_get(tool.ledger, &tool.reader, of, seq, field, words.into, words.size, &needed)) ==
           CGOV_E_BUFFER)
        room_make(&words, needed);
    const bool damaged = end_of(status) == TOOL_DAMAGE;
    if (status != CGOV_OK && status != CGOV_E_ERASED && !damaged) return; /* not for this reader */
    verified->words++;
    verified->erased += status == CGOV_E_ERASED;
    if (!damaged) return;
    char name[32], message[sizeof tool.error.message];
    snprintf(message, sizeof message, "%s", tool.error.message);
    field_name(of, seq, field, name);
    say_damage(verified, of, seq, name, message);
}

/* What was counted of confidential ballots lies in words that the certificate alone shows. */
static void verify_count(struct verified *verified, cgov_id item, uint64_t seq) {
    static cgov_history_view views[PAGE] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    while (cgov_history_list(tool.ledger, &tool.reader, item, &cursor, views, PAGE, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++) {
            int32_t status = CGOV_E_NOT_FOUND;
            char *text = views[i].seq == seq ? certificate_of(item, views[i].move, seq, &status) : NULL;
            verified->words += text && !strstr(text, "\nwithheld\n");
            if (text && strstr(text, "\ndamaged\n"))
                say_damage(verified, item, seq, "choice", T("what was counted is damaged", "计票内容已损坏"));
            free(text);
        }
}

/* A record's bytes as they are read, by docs/format.md. What was read under its checksum is well formed. */
struct bytes {
    const uint8_t *at, *end;
};

static uint64_t take_varint(struct bytes *bytes) {
    uint64_t n = 0;
    for (uint32_t shift = 0; bytes->at < bytes->end && shift < 64; shift += 7) {
        uint8_t byte = *bytes->at++;
        n |= (uint64_t)(byte & 127) << shift;
        if (byte < 128) break;
    }
    return n;
}

static struct bytes take_bytes(struct bytes *bytes) {
    uint64_t len = take_varint(bytes), left = (uint64_t)(bytes->end - bytes->at);
    struct bytes taken = {bytes->at, bytes->at + (len < left ? len : left)};
    bytes->at = taken.end;
    return taken;
}

/* Those of its details that are words: they stand in the frame, under the detail's number. */
static void verify_details(struct verified *verified, cgov_id of, uint64_t seq, struct bytes details) {
    while (details.at < details.end) {
        uint64_t head = take_varint(&details);
        if ((head & 3) == 3)
            verify_words(verified, of, seq, (uint32_t)(head >> 2));
        else if ((head & 3) == 1)
            take_bytes(&details);
        else
            take_varint(&details);
    }
}

/* Of a record: what it is about (tag 2), the fields it brought words of (9), details that a text declares (68), and
 * whether it decides (82) what was confidential (110). */
static void verify_record(struct verified *verified, uint64_t seq, struct bytes record) {
    uint64_t id = 0, texts = 0;
    bool decides = false, hides = false;
    struct bytes details = {NULL, NULL};
    for (int head = 0; head < 5; head++) take_varint(&record); /* length, kind, seq, time, back */
    while (record.at < record.end) {
        uint64_t head = take_varint(&record), form = head & 3, number = 0;
        struct bytes value = {NULL, NULL};
        if (form == 0) number = take_varint(&record);
        if (form == 1) value = take_bytes(&record);
        if (form == 2) record.at += record.end - record.at < 8 ? record.end - record.at : 8;
        if (head >> 2 == 2) id = (number & 63) << 44 | number >> 6;
        if (head >> 2 == 9) texts = number;
        if (head >> 2 == 68) details = value;
        decides = decides || head >> 2 == 82;
        hides = hides || head >> 2 == 110;
    }
    for (uint32_t field = CGOV_FIELD_TITLE; field <= CGOV_FIELD_NOTE; field++)
        if (texts >> field & 1) verify_words(verified, id, seq, field);
    verify_details(verified, id, seq, details);
    if (decides && hides) verify_count(verified, id, seq);
}

static void verify_records(struct verified *verified) {
    struct room record = {NULL, 0};
    for (uint64_t seq = 1; seq <= tool.info.seq; seq++) {
        uint64_t needed = 0;
        int32_t status;
        while ((status = cgov_record_get(tool.ledger, seq, record.into, record.size, &needed)) == CGOV_E_BUFFER)
            room_make(&record, needed);
        if (status != CGOV_OK) die_of(status, NULL, T("a record", "记录"));
        const uint8_t *at = (const uint8_t *)record.into;
        verify_record(verified, seq, (struct bytes){at, at + needed});
    }
    free(record.into);
}

static void count_items(struct verified *verified) {
    static cgov_item_view items[PAGE] = {{.size = sizeof items[0]}};
    const cgov_item_query all = {.size = sizeof all};
    uint64_t cursor = 0;
    uint32_t count = 0;
    int32_t status;
    while ((status = cgov_item_list(tool.ledger, &tool.reader, &all, &cursor, items, PAGE, &count)) == CGOV_OK)
        verified->items += count;
    check_reading(status, T("the items", "事项"));
}

static void count_entities(struct verified *verified, uint32_t kind) {
    cgov_entity_view views[PAGE] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    int32_t status;
    while ((status = cgov_entity_list(tool.ledger, &tool.reader, kind, 0, &cursor, views, PAGE, &count)) == CGOV_OK)
        verified->entities += count;
    check_reading(status, cgov_enum_name(CGOV_ENUM_KIND, kind));
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
            count_entities(&verified, kind);
    count_items(&verified);
    verify_records(&verified);
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
