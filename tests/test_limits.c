/* Sizes: the longest record, the longest rulebook, a founding with the longest names, an adoption that carries
 * thousands. Each at its limit and one past it; read back while open, and opened again to the same. */
#include "support/encode.h"
#include "support/fault.h"
#include "support/test.h"
#include "support/town.h"

#include "records/record.h"
#include "store/frame.h"

enum { ROOM = 3 << 20, RULEBOOK = 1 << 20, NAME = 65536 };

static struct town town;
static cgov_storage storage;
static char room[ROOM], text[RULEBOOK + 2];

static int make(void **state) {
    (void)state;
    storage = (cgov_storage){.size = sizeof storage};
    return cgov_storage_memory(NULL, &storage);
}

static int unmake(void **state) {
    (void)state;
    return cgov_storage_close(&storage);
}

/* ---- a record ---- */

/* Encodes a record of the kind whose body has len bytes; what encoding and decoding say of it. */
static bool record_of(uint32_t kind, uint32_t len, int32_t *status) {
    struct mem mem;
    struct buf buf;
    struct record record = {.kind = kind, .seq = 1, .time = 1};
    struct blob filler =
        cgov__blob(room, len - 5 - 4); /* four numbers and a tag of a byte each, and a length of three */
    bool rulebook = kind == CGOV_RECORD_ADOPTED;
    cgov__mem_init(&mem, NULL);
    cgov__buf_init(&buf, &mem);
    if (rulebook)
        record.text = filler;
    else
        record.type = filler;
    bool encoded = encode_record(&buf, &record);
    struct cursor cursor = cgov__cursor(buf.data, buf.len), body = cursor;
    assert_int_equal(cgov__get_varint(&body), len);
    *status = cgov__record_decode(&cursor, &record);
    cgov__buf_free(&buf);
    return encoded;
}

static void a_record_has_65536_bytes_at_most(void **state) {
    (void)state;
    int32_t status;
    memset(room, 'r', sizeof room);
    assert_true(record_of(CGOV_RECORD_ORGANIZATION, RECORD_MAX, &status));
    assert_int_equal(status, CGOV_OK);
    assert_false(record_of(CGOV_RECORD_ORGANIZATION, RECORD_MAX + 1, &status));
    assert_int_equal(status, CGOV_E_CORRUPT);
    assert_true(record_of(CGOV_RECORD_ADOPTED, RECORD_MAX + 1, &status));
    assert_int_equal(status, CGOV_OK);
}

/* ---- ledgers ---- */

static cgov_ledger_view info_of(void) {
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(town.ledger, &info), CGOV_OK);
    return info;
}

struct digests {
    uint8_t journal[32], state[32];
};

static struct digests digests_of(void) {
    struct digests digests;
    assert_int_equal(cgov_journal_digest(town.ledger, digests.journal), CGOV_OK);
    assert_int_equal(cgov_state_digest(town.ledger, digests.state), CGOV_OK);
    return digests;
}

static void reopen(void) {
    const struct digests before = digests_of();
    const cgov_ledger_options options = {.size = sizeof options, .storage = &storage};
    cgov_ledger_close(town.ledger);
    assert_int_equal(cgov_ledger_open(&options, &town.ledger), CGOV_OK);
    const struct digests after = digests_of();
    assert_memory_equal(&before, &after, sizeof before);
}

/* Turns a byte, and says what reading the record answers then. */
static int32_t record_with(uint64_t at, uint64_t seq) {
    uint64_t len = 0, end = 0, needed = 0;
    uint8_t *bytes = fault_object(&storage, "journal", &len), turned = bytes[at] ^ 8;
    assert_int_equal(storage.overwrite(storage.user, "journal", at, &turned, 1, &end), 0);
    int32_t status = cgov_record_get(town.ledger, seq, room, ROOM, &needed);
    int32_t line = cgov_record_text(town.ledger, seq, room, ROOM, &needed);
    assert_int_equal(line, status);
    assert_int_equal(storage.overwrite(storage.user, "journal", at, bytes + at, 1, &end), 0);
    free(bytes);
    return status;
}

/* The shipped rulebook, made so long by a comment. */
static cgov_text long_rulebook(size_t len) {
    cgov_text name, standard;
    assert_int_equal(cgov_rulebook_shipped(0, &name, &standard), CGOV_OK);
    memset(text, '.', len);
    memcpy(text, standard.ptr, standard.len);
    memcpy(text + standard.len, "\n#", 2);
    text[len - 1] = '\n';
    return (cgov_text){text, len};
}

static void a_rulebook_of_a_mebibyte(void **state) {
    (void)state;
    const struct town_options options = {.storage = &storage};
    town_found(&town, &options);
    cgov_act act = town_act(&town, town.founder);
    cgov_adoption_draft adoption = {.size = sizeof adoption, .text = long_rulebook(RULEBOOK + 1)};
    assert_true(cgov_rulebook_adopt(town.ledger, &act, &adoption, NULL) < 0);
    adoption.text = long_rulebook(RULEBOOK);
    uint64_t before = 0, needed = 0, len = 0;
    free(fault_object(&storage, "journal", &before));
    assert_int_equal(cgov_rulebook_adopt(town.ledger, &act, &adoption, NULL), CGOV_OK);
    free(fault_object(&storage, "journal", &len));
    uint64_t seq = info_of().seq;
    assert_int_equal(cgov_record_get(town.ledger, seq, room, ROOM, &needed), CGOV_OK);
    assert_true(needed > RULEBOOK && needed < RULEBOOK + 64);
    assert_int_equal(cgov_record_get(town.ledger, seq, room, needed - 1, &needed), CGOV_E_BUFFER);
    assert_int_equal(cgov_record_get(town.ledger, seq, room, needed, &needed), CGOV_OK);
    const uint64_t places[] = {before + 40, before + 60, before + RULEBOOK / 2, len - 2, len - 1};
    for (uint32_t i = 0; i < 5; i++) assert_int_equal(record_with(places[i], seq), CGOV_E_CORRUPT);
    reopen();
    town_close(&town);
}

static void a_founding_with_the_longest_names(void **state) {
    (void)state;
    static char name[NAME + 2];
    cgov_text ignored, standard;
    assert_int_equal(cgov_rulebook_shipped(0, &ignored, &standard), CGOV_OK);
    memset(name, 'n', sizeof name - 1);
    const cgov_ledger_options options = {.size = sizeof options, .storage = &storage};
    const cgov_act act = {.size = sizeof act, .now = TOWN_START, .salt = {1, 1}};
    cgov_genesis genesis = {.size = sizeof genesis,
                            .ledger_id = {1, 2},
                            .rulebook = standard,
                            .organization = {name, NAME + 1},
                            .organization_kind = {"government", CGOV_NUL_TERMINATED},
                            .resident = {name, NAME}};
    assert_true(cgov_ledger_create(&options, &genesis, &act, &town.ledger) < 0);
    genesis.organization.len = NAME;
    assert_int_equal(cgov_ledger_create(&options, &genesis, &act, &town.ledger), CGOV_OK);
    for (int again = 0; again < 2; again++) {
        const cgov_ledger_view info = info_of();
        const cgov_reader reader = {.size = sizeof reader, .actor = info.founder, .at = TOWN_START};
        const cgov_id both[] = {info.root, info.founder};
        for (int i = 0; i < 2; i++) {
            uint64_t needed = 0;
            assert_int_equal(cgov_text_get(town.ledger, &reader, both[i], 0, CGOV_FIELD_NAME, room, NAME + 1, &needed),
                             CGOV_OK);
            assert_int_equal(needed, NAME);
            assert_memory_equal(room, name, NAME);
            assert_int_equal(cgov_text_get(town.ledger, &reader, both[i], 0, CGOV_FIELD_NAME, room, NAME, &needed),
                             CGOV_E_BUFFER);
        }
        reopen();
    }
    cgov_ledger_close(town.ledger);
}

/* Thousands of records in one frame: each is read and checked by itself, and a bit that turns in one is damage to it
 * alone. */
static void an_adoption_that_carries_thousands(void **state) {
    (void)state;
    enum { ISSUES = 3000 };
    const struct town_options options = {.storage = &storage, .flags = 0};
    town_found(&town, &options);
    for (uint32_t i = 0; i < ISSUES; i++) town_report(&town, town.resident);
    cgov_act act = town_act(&town, town.founder);
    cgov_text name;
    cgov_adoption_draft adoption = {.size = sizeof adoption,
                                    .map = {"issue registered -> registered", CGOV_NUL_TERMINATED}};
    assert_int_equal(cgov_rulebook_shipped(0, &name, &adoption.text), CGOV_OK);
    uint64_t before = 0, len = 0, needed = 0;
    free(fault_object(&storage, "journal", &before));
    assert_int_equal(cgov_rulebook_adopt(town.ledger, &act, &adoption, NULL), CGOV_OK);
    uint8_t *bytes = fault_object(&storage, "journal", &len);
    uint64_t last = info_of().seq, first = last - ISSUES;
    assert_true(len - before > adoption.text.len + 65536 && (bytes[before + 15] & FRAME_SEVERAL));
    for (uint64_t seq = first; seq <= last; seq += seq + 50 < last ? 47 : 1) {
        assert_int_equal(cgov_record_get(town.ledger, seq, room, ROOM, &needed), CGOV_OK);
        assert_int_equal(cgov_record_text(town.ledger, seq, room, ROOM, &needed), CGOV_OK);
    }
    for (uint64_t at = len - 1; at > len - 12; at--) {
        assert_int_equal(record_with(at, last), CGOV_E_CORRUPT);
        assert_int_equal(record_with(at, last - 2), CGOV_OK);
        assert_int_equal(record_with(at, first), CGOV_OK);
    }
    free(bytes);
    reopen();
    town_close(&town);
}

#define ON_STORAGE(test) cmocka_unit_test_setup_teardown(test, make, unmake)

/* ---- pauses ---- */

static const char NAPS[] = "\n"
                           "procedure nap \"值守\" motion\n"
                           "  party place \"单位\" organization\n"
                           "  stage all \"全程\"\n"
                           "    state open \"办理中\" held by place\n"
                           "    state rest \"暂停中\" held by place\n"
                           "    state closed \"已结\" final\n"
                           "  clock main from begin until finish\n"
                           "    for 10 days\n"
                           "    paused in rest\n"
                           "    late tell head of place\n"
                           "  clock watch from begin until finish\n"
                           "    for 90 days\n"
                           "    late tell head of place\n"
                           "  clock wait from begin until finish\n"
                           "    for 1 days\n"
                           "    late do fall\n"
                           "  open begin \"开始\" -> open\n"
                           "    by clerk of place\n"
                           "    needs organization\n"
                           "    sets place to given\n"
                           "  move stop \"暂停\" open -> rest\n"
                           "    by head of superior of place\n"
                           "    at most 255\n"
                           "  move go \"恢复\" rest -> open\n"
                           "    by clerk of place\n"
                           "  move fall \"到时\" open rest -> rest\n"
                           "    by time\n"
                           "    at most 1\n"
                           "  move finish \"结束\" open -> closed\n"
                           "    by clerk of place\n";

/* Its record is begun where the clock can rest no more: the clock that makes it is late, and time goes on. */
static void a_move_by_time_that_fails_halfway_leaves_a_late_clock(void **state) {
    (void)state;
    cgov_history_view all[300];
    cgov_id id = 0;
    town_found_with(&town, NAPS);
    const cgov_id clerk = town.centre.officers[CLERK], head = town.district.officers[HEAD];
    const cgov_detail place = town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town.centre.id);
    cgov_act act = town_act(&town, clerk);
    assert_int_equal(cgov_item_open(town.ledger, &act, "nap", &place, 1, &id), CGOV_OK);
    for (int i = 0; i < 128; i++) {
        town.now += MINUTE;
        town_move(&town, head, id, "stop", NULL, 0);
        town_move(&town, clerk, id, "go", NULL, 0);
    }
    town_assert_refused(&town, town_try_move(&town, head, id, "stop", NULL, 0), CGOV_E_LIMIT, CGOV_R_LIMIT);
    town.now += 3 * DAY;
    town_tick(&town);
    town_assert_state(&town, id, "open");
    const uint32_t count = town_history(&town, town.auditor, id, all, 300);
    assert_int_equal(all[count - 1].record, CGOV_RECORD_LATE);
    assert_string_equal(all[count - 1].clock, "wait");
    assert_true(all[count - 1].due == town_clock(&town, town.auditor, id, "wait").due);
    town_move(&town, clerk, id, "finish", NULL, 0);
    town_close(&town);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_has_65536_bytes_at_most),
        ON_STORAGE(a_rulebook_of_a_mebibyte),
        ON_STORAGE(a_founding_with_the_longest_names),
        ON_STORAGE(an_adoption_that_carries_thousands),
        cmocka_unit_test(a_move_by_time_that_fails_halfway_leaves_a_late_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
