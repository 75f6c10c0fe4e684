/* A journal with erasures as the library first wrote it, tests/golden/erasing-1.bin: it opens for ever, to the same
 * digests; every bit of its records flipped, and it cut at every length, in no case is what was erased read again.
 * Until a library that writes it is released it is written anew by CGOV_WRITE_GOLDEN=1, which prints its digests. */
#include "support/fault.h"
#include "support/test.h"

#include "cgov/cgov.h"

#define GOLDEN "tests/golden/erasing-1.bin"
#define JOURNAL "59c7b77a92f770bd385f603b4a753bc0d5e8de57bec9808edd9c94696a312f56"
#define STATE "c5853fe49e69fedba7c2c0c1cb9bb3f76eb6cb9da14e7bedf88e63108baba6a4"
#define START INT64_C(1772413200000)
#define RESIDENT(n) ((cgov_id)CGOV_KIND_RESIDENT << 44 | (n))

static const char rules[] = "rulebook 1\nrole founder \"创建人\"\n  may add change appoint adopt erase\n";
static uint8_t bytes[8192];
static uint64_t len;

static cgov_text text_of(const char *text) {
    return (cgov_text){text, CGOV_NUL_TERMINATED};
}

static cgov_storage memory_of(const uint8_t *journal, uint64_t size) {
    cgov_storage storage = {.size = sizeof storage};
    uint64_t end = 0;
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    if (size > 0) assert_int_equal(storage.put(storage.user, "journal", journal, size, &end), 0);
    return storage;
}

static cgov_act act_at(int64_t minute) {
    return (cgov_act){.size = sizeof(cgov_act),
                      .actor = RESIDENT(1),
                      .now = START + minute * 60000,
                      .salt = {(uint64_t)minute + 1, 5}};
}

/* Five people; one name erased, then the reason of that, then all words of another. */
static void write_golden(void) {
    cgov_storage storage = memory_of(NULL, 0);
    const cgov_ledger_options options = {.size = sizeof options, .storage = &storage};
    const cgov_genesis genesis = {.size = sizeof genesis,
                                  .ledger_id = {1, 2},
                                  .utc_offset = 480,
                                  .rulebook = text_of(rules),
                                  .organization = text_of("桥东区"),
                                  .organization_kind = text_of("government"),
                                  .resident = text_of("王某")};
    cgov_act act = act_at(0);
    act.actor = 0;
    cgov_ledger *ledger;
    assert_int_equal(cgov_ledger_create(&options, &genesis, &act, &ledger), CGOV_OK);
    uint64_t versions[6] = {0}, seq = 0;
    for (uint32_t n = 2; n < 6; n++) {
        char name[32];
        snprintf(name, sizeof name, "erased one %u", n);
        const cgov_entity_draft one = {.size = sizeof one, .kind = CGOV_KIND_RESIDENT, .name = text_of(name)};
        act = act_at(n);
        assert_int_equal(cgov_entity_add(ledger, &act, &one, NULL), CGOV_OK);
        const cgov_reader reader = {.size = sizeof reader, .actor = RESIDENT(1), .at = act.now};
        cgov_entity_view view = {.size = sizeof view};
        assert_int_equal(cgov_entity_get(ledger, &reader, RESIDENT(n), &view), CGOV_OK);
        versions[n] = view.version;
    }
    const cgov_text why = text_of("asked for");
    act = act_at(10);
    assert_int_equal(cgov_text_erase(ledger, &act, RESIDENT(2), versions[2], CGOV_FIELD_NAME, &why, &seq), CGOV_OK);
    act = act_at(11);
    assert_int_equal(cgov_text_erase(ledger, &act, RESIDENT(2), seq, CGOV_FIELD_REASON, &why, NULL), CGOV_OK);
    act = act_at(12);
    assert_int_equal(cgov_resident_erase(ledger, &act, RESIDENT(4), &why, NULL), CGOV_OK);
    cgov_ledger_close(ledger);
    uint64_t size = 0;
    uint8_t *journal = fault_object(&storage, "journal", &size);
    FILE *file = fopen(GOLDEN, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(journal, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
    free(journal);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
}

static int read_golden(void **state) {
    (void)state;
    if (getenv("CGOV_WRITE_GOLDEN") != NULL) write_golden();
    FILE *file = fopen(GOLDEN, "rb");
    assert_non_null(file);
    len = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    return len == 0 || len == sizeof bytes;
}

static void hex(const uint8_t digest[32], char into[65]) {
    for (int i = 0; i < 32; i++) snprintf(into + 2 * i, 3, "%02x", digest[i]);
}

static int32_t name_of(const cgov_ledger *ledger, uint32_t n, char into[64]) {
    const cgov_reader reader = {.size = sizeof reader, .actor = RESIDENT(1), .at = START + 86400000};
    uint64_t needed;
    return cgov_text_get(ledger, &reader, RESIDENT(n), 0, CGOV_FIELD_NAME, into, 64, &needed);
}

static void it_reads_as_it_did(void **state) {
    (void)state;
    cgov_storage storage = memory_of(bytes, len);
    const cgov_ledger_options options = {.size = sizeof options, .storage = &storage};
    cgov_ledger *ledger;
    uint8_t digest[32];
    char journal[65], text[65], name[64];
    assert_int_equal(cgov_ledger_open(&options, &ledger), CGOV_OK);
    assert_int_equal(cgov_journal_digest(ledger, digest), CGOV_OK);
    hex(digest, journal);
    assert_int_equal(cgov_state_digest(ledger, digest), CGOV_OK);
    hex(digest, text);
    print_message("# journal %s\n# state   %s\n", journal, text);
    assert_string_equal(journal, JOURNAL);
    assert_string_equal(text, STATE);
    for (uint32_t n = 2; n < 6; n++)
        assert_int_equal(name_of(ledger, n, name), n == 2 || n == 4 ? CGOV_E_ERASED : CGOV_OK);
    cgov_ledger_close(ledger);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
}

/* Opens what was changed, to read alone and to write, and reads all names: none of them is what was erased. */
static bool tried(const uint8_t *changed, uint64_t size) {
    static const uint32_t flags[] = {CGOV_OPEN_READ, 0};
    bool opened = false;
    for (uint32_t f = 0; f < 2; f++) {
        cgov_storage storage = memory_of(changed, size);
        const cgov_ledger_options options = {.size = sizeof options, .flags = flags[f], .storage = &storage};
        cgov_ledger *ledger;
        if (cgov_ledger_open(&options, &ledger) == CGOV_OK) {
            opened = true;
            for (uint32_t n = 2; n < 6; n++) {
                char name[64] = "", wanted[64];
                snprintf(wanted, sizeof wanted, "erased one %u", n);
                const int32_t status = name_of(ledger, n, name);
                if (status == CGOV_OK) assert_true(n != 2 && n != 4 && strcmp(name, wanted) == 0);
            }
            cgov_ledger_close(ledger);
        }
        assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
    }
    return opened;
}

/* What names them is behind a checksum: a flipped bit is damage, or a torn end, and then they are damaged words. */
static void no_flipped_bit_brings_them_back(void **state) {
    (void)state;
    static uint8_t changed[sizeof bytes];
    uint32_t opened = 0;
    for (uint64_t bit = 0; bit < 8 * len; bit++) {
        memcpy(changed, bytes, len);
        changed[bit / 8] ^= (uint8_t)(1u << bit % 8);
        opened += tried(changed, len);
    }
    assert_true(opened > 0);
}

static void nor_does_cutting_it(void **state) {
    (void)state;
    uint32_t opened = 0;
    for (uint64_t size = 32; size <= len; size++) opened += tried(bytes, size);
    assert_true(opened > 0);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_reads_as_it_did),
        cmocka_unit_test(no_flipped_bit_brings_them_back),
        cmocka_unit_test(nor_does_cutting_it),
    };
    return cmocka_run_group_tests(tests, read_golden, NULL);
}
