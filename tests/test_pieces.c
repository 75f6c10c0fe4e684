/* Words, piece by piece: how they lie, what of them shows in records and digests, and what damage to one does to the
 * others. */
#include "support/fault.h"
#include "support/test.h"
#include "support/town.h"

#include "base/hash.h"
#include "records/record.h"
#include "records/words.h"
#include "store/frame.h"

static struct town town;

/* ---- the codec ---- */

static struct mem mem;
static struct buf words;

static int make_room(void **state) {
    (void)state;
    cgov__mem_init(&mem, NULL);
    cgov__buf_init(&words, &mem);
    return 0;
}

static int free_room(void **state) {
    (void)state;
    cgov__buf_free(&words);
    return mem.used != 0;
}

static const struct seal seal = {.seed = 0x0102030405060708, .seq = 40, .salt = {11, 12}};

/* The next piece, whose checksum must hold; its salt and text stand at the answer. */
static const uint8_t *take(struct cursor *cursor, struct piece *piece) {
    assert_true(cgov__piece_head(cursor, piece));
    size_t len = SALT_SIZE + (size_t)piece->len;
    const uint8_t *bytes = cgov__get_bytes(cursor, len);
    assert_non_null(bytes);
    uint32_t start = cgov__piece_crc_start(seal.seed, seal.seq, piece);
    assert_int_equal(cgov__crc32c(start, bytes, len), piece->crc);
    return bytes;
}

static void pieces_are_what_was_put(void **state) {
    (void)state;
    static const uint32_t lengths[] = {0, 1, 63, 64, 65, 127, 128, 300};
    static char text[300];
    memset(text, 'w', sizeof text);
    for (uint32_t i = 0; i < 8; i++) cgov__piece_put(&words, &seal, i * 100, i, text, lengths[i], i % 2 * 64);
    struct cursor cursor = cgov__cursor(words.data, words.len);
    for (uint32_t i = 0; i < 8; i++) {
        struct piece piece;
        const uint8_t *bytes = take(&cursor, &piece);
        assert_true(piece.ordinal == i * 100 && piece.field == i);
        uint32_t rounded = lengths[i] == 0 ? 64 : (lengths[i] + 63) / 64 * 64;
        assert_int_equal(piece.len, i % 2 ? rounded : lengths[i]);
        assert_int_equal(cgov__piece_text_len(bytes + SALT_SIZE, piece.len), lengths[i]);
        assert_memory_equal(bytes + SALT_SIZE, text, lengths[i]);
    }
    assert_true(cursor.at == cursor.end);
    cgov__buf_clear(&words);
    cgov__piece_put(&words, &seal, 0, 1, text, 0, 64);
    cursor = cgov__cursor(words.data, words.len);
    struct piece piece;
    take(&cursor, &piece);
    assert_int_equal(piece.len, 64);
}

/* No two have the same, nor the act's. */
static void salts_differ(void **state) {
    (void)state;
    enum { PIECES = 4 * 60 };
    static uint8_t salts[PIECES][SALT_SIZE];
    for (uint32_t i = 0; i < PIECES; i++) {
        struct seal other = seal;
        other.seq += i / 120 * 1000; /* a host that gives the same salt twice */
        cgov__buf_clear(&words);
        cgov__piece_put(&words, &other, i / 60 % 2, i % 60, "", 0, 0);
        memcpy(salts[i], words.data + words.len - SALT_SIZE, SALT_SIZE);
        for (uint32_t k = 0; k < i; k++) assert_memory_not_equal(salts[i], salts[k], SALT_SIZE);
        assert_int_not_equal(cgov__load64(salts[i]), seal.salt[0]);
    }
}

/* A piece holds at its place alone: not in another frame, journal, record or field, nor of another length. */
static void a_piece_holds_at_its_place_alone(void **state) {
    (void)state;
    struct piece piece;
    cgov__piece_put(&words, &seal, 2, 6, "name", 4, 0);
    struct cursor cursor = cgov__cursor(words.data, words.len);
    const uint8_t *bytes = take(&cursor, &piece);
    for (uint32_t i = 0; i < 5; i++) {
        struct piece other = piece;
        other.ordinal += i == 0;
        other.field += i == 1;
        other.len -= i == 2;
        uint32_t start = cgov__piece_crc_start(seal.seed + (i == 3), seal.seq + (i == 4), &other);
        assert_int_not_equal(cgov__crc32c(start, bytes, SALT_SIZE + (size_t)other.len), piece.crc);
    }
}

/* ---- what of them shows ---- */

/* A ledger whose people and issues are named and described so; the bytes of its records, its digests. */
struct told {
    uint8_t records[1 << 16];
    uint64_t len;
    uint8_t journal[32], state[32];
};

static void tell(const char *long_or_short, struct told *told) {
    char name[512], body[2048];
    town_found(&town, NULL);
    cgov_act act = town_act(&town, town.founder);
    act.key[0] = 5;
    snprintf(name, sizeof name, "%s.", long_or_short);
    cgov_entity_draft entity = {.size = sizeof entity, .kind = CGOV_KIND_RESIDENT, .parent = town.street.id};
    entity.name = (cgov_text){name, CGOV_NUL_TERMINATED};
    cgov_id id;
    assert_int_equal(cgov_entity_add(town.ledger, &act, &entity, &id), CGOV_OK);
    snprintf(body, sizeof body, "%s, %s", long_or_short, long_or_short);
    act = town_act(&town, town.resident);
    act.key[1] = 6;
    const cgov_detail details[] = {
        {.size = sizeof *details, .field = CGOV_FIELD_PLACE, .number = 990102},
        {.size = sizeof *details, .field = CGOV_FIELD_INTAKE, .number = (int64_t)town.street.id},
        {.size = sizeof *details, .field = CGOV_FIELD_TITLE, .text = {name, CGOV_NUL_TERMINATED}},
        {.size = sizeof *details, .field = CGOV_FIELD_TEXT, .text = {body, CGOV_NUL_TERMINATED}},
    };
    assert_int_equal(cgov_item_report(town.ledger, &act, details, 4, &id), CGOV_OK);
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(town.ledger, &info), CGOV_OK);
    told->len = 0;
    for (uint64_t seq = 1, needed = 0; seq <= info.seq; seq++, told->len += needed)
        assert_int_equal(
            cgov_record_get(town.ledger, seq, told->records + told->len, sizeof told->records - told->len, &needed),
            CGOV_OK);
    assert_int_equal(cgov_journal_digest(town.ledger, told->journal), CGOV_OK);
    assert_int_equal(cgov_state_digest(town.ledger, told->state), CGOV_OK);
    town_close(&town);
}

/* Two ledgers that differ in words alone have the same records, whatever was written and however long. */
static void records_say_nothing_of_words(void **state) {
    (void)state;
    static struct told some, others;
    char longer[300];
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    tell("a lamp", &some);
    tell(longer, &others);
    assert_int_equal(some.len, others.len);
    assert_memory_equal(some.records, others.records, some.len);
    assert_memory_equal(some.journal, others.journal, sizeof some.journal);
    assert_memory_equal(some.state, others.state, sizeof some.state);
}

/* ---- damage ---- */

#define TEXTS 3u
static const uint32_t text_fields[TEXTS] = {CGOV_FIELD_TEXT, CGOV_FIELD_EVIDENCE, CGOV_FIELD_NOTE};
static char long_text[9000], room[1 << 16];

/* An issue, the last record of which has three texts; its frame begins at *at. */
static cgov_id write_three(const cgov_storage *storage, uint64_t *at) {
    memset(long_text, 'l', sizeof long_text - 1);
    cgov_id id = town_issue_in(&town, "handling");
    const cgov_detail details[] = {town_number(CGOV_FIELD_RESULT, CGOV_RESULT_SOLVED),
                                   town_text(CGOV_FIELD_NOTE, "a note"), town_text(CGOV_FIELD_TEXT, long_text),
                                   town_text(CGOV_FIELD_EVIDENCE, "photo 17")};
    free(fault_object(storage, "journal", at));
    town_move(&town, town.street.officers[CONTACT], id, "done", details, 4);
    return id;
}

static int32_t read_text(cgov_id id, uint32_t field, uint64_t cap, uint64_t *needed) {
    cgov_reader reader = town_reader(&town, town.street.officers[CONTACT]);
    return cgov_text_get(town.ledger, &reader, id, 0, field, room, cap, needed);
}

static const char *text_of(uint32_t which) {
    return which == 0 ? long_text : which == 1 ? "photo 17" : "a note";
}

/* Which of the three do not read as they were written; each of these must be damage. */
static uint32_t damaged_texts(cgov_id id) {
    uint32_t damaged = 0;
    for (uint32_t i = 0; i < TEXTS; i++) {
        uint64_t needed = 0;
        int32_t status = read_text(id, text_fields[i], sizeof room, &needed);
        if (status == CGOV_OK)
            assert_string_equal(room, text_of(i));
        else
            assert_int_equal(status, CGOV_E_CORRUPT);
        if (status != CGOV_OK) assert_int_equal(room[0], 0); /* nothing of what does not hold is handed out */
        damaged |= (uint32_t)(status != CGOV_OK) << i;
    }
    return damaged;
}

static void overwrite(const cgov_storage *storage, uint64_t at, const void *bytes, uint64_t len) {
    uint64_t end = 0;
    assert_int_equal(storage->overwrite(storage->user, "journal", at, bytes, len, &end), 0);
}

/* Whatever byte of a piece turns, its head's too, that text alone is damaged. */
static void damage_to_one_piece_hides_no_other(void **state) {
    (void)state;
    cgov_storage storage = {.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    const struct town_options options = {.storage = &storage};
    town_found(&town, &options);
    uint64_t frame = 0, len = 0, ends[TEXTS];
    cgov_id id = write_three(&storage, &frame);
    uint8_t *bytes = fault_object(&storage, "journal", &len);
    uint64_t at = len - cgov__load32(bytes + frame + 4), first = at;
    struct cursor cursor = cgov__cursor(bytes + at, (size_t)(len - at));
    for (uint32_t i = 0; i < TEXTS; i++) {
        struct piece piece;
        assert_true(cgov__piece_head(&cursor, &piece) && piece.field == text_fields[i]);
        assert_non_null(cgov__get_bytes(&cursor, SALT_SIZE + (size_t)piece.len));
        ends[i] = len - cgov__cursor_left(&cursor);
    }
    assert_int_equal(damaged_texts(id), 0);
    for (uint32_t i = 0; at < len; at++) {
        i += at == ends[i];
        if (at > first + 100 && at + 100 < ends[0] && at % 97 != 0) continue;
        uint8_t flipped = (uint8_t)(bytes[at] ^ 1u << at % 8);
        overwrite(&storage, at, &flipped, 1);
        assert_int_equal(damaged_texts(id), 1u << i);
        overwrite(&storage, at, bytes + at, 1);
    }
    /* A piece that is zero as a whole, and all of them: nothing has erased them. */
    memset(room, 0, sizeof room);
    overwrite(&storage, first, room, ends[0] - first);
    assert_int_equal(damaged_texts(id), 1);
    memset(room, 0, sizeof room);
    overwrite(&storage, first, room, len - first);
    assert_int_equal(damaged_texts(id), 7);
    free(bytes);
    town_close(&town);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
}

/* A text longer than what is read at once, into a buffer that just holds it, and one shorter. */
static void a_text_needs_its_length_and_one(void **state) {
    (void)state;
    cgov_storage storage = {.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    const struct town_options options = {.storage = &storage};
    town_found(&town, &options);
    uint64_t frame = 0, needed = 0;
    cgov_id id = write_three(&storage, &frame);
    for (uint32_t i = 0; i < TEXTS; i++) {
        uint64_t len = strlen(text_of(i));
        assert_int_equal(read_text(id, text_fields[i], len + 1, &needed), CGOV_OK);
        assert_int_equal(needed, len);
        assert_string_equal(room, text_of(i));
        for (uint64_t cap = 0; cap <= len; cap += cap < 20 || len - cap < 20 ? 1 : 4090) {
            needed = 0;
            assert_int_equal(read_text(id, text_fields[i], cap, &needed), CGOV_E_BUFFER);
            assert_int_equal(needed, len);
        }
    }
    town_close(&town);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
}

static int32_t report_again(const char *text, uint64_t len) {
    cgov_act act = town_act(&town, town.resident);
    act.key[0] = 7;
    const cgov_detail details[] = {
        {.size = sizeof *details, .field = CGOV_FIELD_PLACE, .number = 990102},
        {.size = sizeof *details, .field = CGOV_FIELD_INTAKE, .number = (int64_t)town.street.id},
        {.size = sizeof *details, .field = CGOV_FIELD_TITLE, .text = {"title", CGOV_NUL_TERMINATED}},
        {.size = sizeof *details, .field = CGOV_FIELD_TEXT, .text = {text, len}},
    };
    cgov_id id;
    return cgov_item_report(town.ledger, &act, details, 4, &id);
}

/* A repeat is told from another command by the words as they were written, to the last byte of each. */
static void a_key_stands_for_its_words(void **state) {
    (void)state;
    enum { LEN = 10000 };
    static char text[LEN + 1];
    memset(text, 'w', sizeof text);
    town_found(&town, NULL);
    assert_int_equal(report_again(text, LEN), CGOV_OK);
    static const uint64_t others[] = {0, 1, 4095, 4096, 4097, 8191, LEN - 2, LEN - 1};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        text[others[i]] = 'v';
        assert_int_equal(report_again(text, LEN), CGOV_E_CONFLICT);
        text[others[i]] = 'w';
        assert_int_equal(report_again(text, LEN), CGOV_REPEAT);
    }
    assert_int_equal(report_again(text, LEN - 1), CGOV_E_CONFLICT);
    assert_int_equal(report_again(text, LEN + 1), CGOV_E_CONFLICT);
    town_close(&town);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(pieces_are_what_was_put, make_room, free_room),
        cmocka_unit_test_setup_teardown(salts_differ, make_room, free_room),
        cmocka_unit_test_setup_teardown(a_piece_holds_at_its_place_alone, make_room, free_room),
        cmocka_unit_test(records_say_nothing_of_words),
        cmocka_unit_test(a_key_stands_for_its_words),
        cmocka_unit_test(damage_to_one_piece_hides_no_other),
        cmocka_unit_test(a_text_needs_its_length_and_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
