/* Bits that turn in the storage while the ledger is open. */
#include "support/fault.h"
#include "support/town.h"

#include "support/test.h"

static struct town town;

static int32_t read_flipped(const cgov_storage *storage, uint64_t at, uint8_t bit, cgov_id id,
                            cgov_history_view views[16], uint32_t *count) {
    cgov_reader reader = town_reader(&town, town.auditor);
    uint64_t end = 0, cursor = 0;
    uint8_t *bytes = fault_object(storage, "journal", &end), flipped = (uint8_t)(bytes[at] ^ bit), kept = bytes[at];
    assert_int_equal(storage->overwrite(storage->user, "journal", at, &flipped, 1, &end), 0);
    memset(views, 0, 16 * sizeof *views);
    views[0].size = sizeof views[0];
    int32_t status = cgov_history(town.ledger, &reader, id, &cursor, views, 16, count);
    assert_int_equal(storage->overwrite(storage->user, "journal", at, &kept, 1, &end), 0);
    free(bytes);
    return status;
}

/* An item's history is what it was, or damage. */
static void a_bit_that_turns_is_damage_or_nothing(void **state) {
    (void)state;
    cgov_storage storage = {.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    const struct town_options options = {.storage = &storage};
    uint64_t from = 0, end = 0;
    town_found(&town, &options);
    free(fault_object(&storage, "journal", &from));
    cgov_id id = town_issue_in(&town, "closed");
    free(fault_object(&storage, "journal", &end));
    cgov_history_view before[16], after[16];
    uint32_t entries = 0, count = 0, damaged = 0;
    assert_int_equal(read_flipped(&storage, from, 0, id, before, &entries), CGOV_OK);
    for (uint64_t at = from; at < end; at++) {
        int32_t status = read_flipped(&storage, at, (uint8_t)(1u << at % 8), id, after, &count);
        damaged += status == CGOV_E_CORRUPT;
        if (status == CGOV_E_CORRUPT) continue;
        assert_int_equal(status, CGOV_OK);
        assert_int_equal(count, entries);
        assert_memory_equal(after, before, sizeof before);
    }
    assert_true(damaged > 100);
    town_close(&town);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
}

/* The record of a rulebook, far longer than what is read at once, as a line and as bytes. */
static void a_bit_that_turns_in_a_rulebook_is_damage(void **state) {
    (void)state;
    enum { CAP = 1 << 20 };
    cgov_storage storage = {.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    const struct town_options options = {.storage = &storage};
    town_found(&town, &options);
    uint64_t seq = 0, len = 0, end = 0, needed = 0;
    char *text = malloc(CAP);
    assert_non_null(text);
    while (needed < 10000) assert_int_equal(cgov_record_get(town.ledger, ++seq, text, CAP, &needed), CGOV_OK);
    uint8_t *bytes = fault_object(&storage, "journal", &len);
    for (uint64_t at = 2000; at < 10000; at += 1000) {
        uint8_t flipped = bytes[at] ^ 4;
        assert_int_equal(storage.overwrite(storage.user, "journal", at, &flipped, 1, &end), 0);
        assert_int_equal(cgov_record_get(town.ledger, seq, text, CAP, &needed), CGOV_E_CORRUPT);
        assert_int_equal(cgov_record_text(town.ledger, seq, text, CAP, &needed), CGOV_E_CORRUPT);
        assert_int_equal(storage.overwrite(storage.user, "journal", at, bytes + at, 1, &end), 0);
        assert_int_equal(cgov_record_text(town.ledger, seq, text, CAP, &needed), CGOV_OK);
    }
    free(bytes);
    free(text);
    town_close(&town);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bit_that_turns_is_damage_or_nothing),
        cmocka_unit_test(a_bit_that_turns_in_a_rulebook_is_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
