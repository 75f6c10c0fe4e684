/* Untrusted snapshots, made by somebody who knows how to compute checksums: words of a story's snapshot are changed,
 * its chunks sealed anew, and the ledger is opened by it. Either the snapshot is refused and the ledger is what its
 * journal says; or it is believed, and may say what it likes, but then everything a host can ask is asked, and nothing
 * may crash or go round in circles, under ASan and UBSan above all.
 *
 * 600 changes from a printed seed; CGOV_FULL=1 makes 60,000. */
#include "support/asked.h"
#include "support/fault.h"
#include "support/random.h"
#include "support/scenario.h"
#include "support/test.h"

#include "base/bytes.h"
#include "base/hash.h"
#include "store/ack.h"
#include "store/frame.h"
#include "store/snapshot.h"

#define CHUNK_HEAD 8u

static uint8_t *journal, *ack, *snapshot, digest_live[32];
static uint64_t journal_len, ack_len, snapshot_len, seed_live;

static int set_up(void **state) {
    (void)state;
    cgov_storage memory = {.size = sizeof memory};
    struct scenario live;
    struct scenario_options options = {.storage = &memory, .seed = SCENARIO_SEED};
    int32_t said;
    assert_int_equal(cgov_storage_memory(NULL, &memory), CGOV_OK);
    assert_int_equal(scenario_found(&live, &options), CGOV_OK);
    while (live.step + 8 < scenario_steps()) assert_true(scenario_next(&live, &said));
    assert_int_equal(cgov_ledger_snapshot(live.ledger, NULL), CGOV_OK);
    assert_int_equal(cgov_state_digest(live.ledger, digest_live), CGOV_OK);
    journal = fault_object(&memory, JOURNAL_OBJECT, &journal_len);
    ack = fault_object(&memory, ACK_OBJECT, &ack_len);
    snapshot = fault_object(&memory, SNAPSHOT_OBJECT, &snapshot_len);
    seed_live = cgov__load64(snapshot + 16);
    cgov_ledger_close(live.ledger);
    cgov_storage_close(&memory);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    free(journal);
    free(ack);
    free(snapshot);
    return 0;
}

/* Its one chunk is as sealed by the library. */
static void seal(uint8_t *bytes) {
    uint8_t start[20];
    cgov__store64(start, seed_live);
    cgov__store64(start + 8, cgov__load64(bytes + 24));
    cgov__store32(start + 16, 0);
    uint8_t *chunk = bytes + SNAPSHOT_HEAD;
    const uint32_t len = cgov__load32(chunk);
    assert_true(SNAPSHOT_HEAD + 2 * CHUNK_HEAD + len == snapshot_len);
    cgov__store32(chunk + 4, cgov__crc32c(cgov__crc32c(0, start, sizeof start), chunk + CHUNK_HEAD, len));
}

/* Mostly small numbers, as rows hold; and near what stood there. */
static void change(uint64_t *random, uint8_t *bytes) {
    const uint64_t first = SNAPSHOT_HEAD + CHUNK_HEAD, room = snapshot_len - first - CHUNK_HEAD;
    const uint64_t at = first + random_below(random, (uint32_t)room - 8) / 4 * 4;
    const uint32_t was = cgov__load32(bytes + at);
    switch (random_below(random, 6)) {
    case 0:
        bytes[at + random_below(random, 4)] ^= (uint8_t)(1u << random_below(random, 8));
        break;
    case 1:
        cgov__store32(bytes + at, was + 1);
        break;
    case 2:
        cgov__store32(bytes + at, was - 1);
        break;
    case 3:
        cgov__store32(bytes + at, (uint32_t)random_sized(random));
        break;
    case 4:
        memcpy(bytes + at, bytes + first + random_below(random, (uint32_t)room - 8), 4);
        break;
    default:
        cgov__store32(bytes + at, random_below(random, 12));
    }
}

static cgov_ledger *open_by(const cgov_storage *storage, const uint8_t *bytes) {
    uint64_t end = 0;
    cgov_ledger *ledger = NULL;
    cgov_ledger_options options = {.size = sizeof options, .storage = storage};
    assert_int_equal(storage->put(storage->user, JOURNAL_OBJECT, journal, journal_len, &end), 0);
    assert_int_equal(storage->put(storage->user, ACK_OBJECT, ack, ack_len, &end), 0);
    assert_int_equal(storage->put(storage->user, SNAPSHOT_OBJECT, bytes, snapshot_len, &end), 0);
    assert_int_equal(cgov_ledger_open(&options, &ledger), CGOV_OK);
    return ledger;
}

/* True where it is believed. */
static bool ask_everything(const uint8_t *bytes) {
    uint8_t digest[32];
    cgov_storage storage = {.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    cgov_ledger *ledger = open_by(&storage, bytes);
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(ledger, &info), CGOV_OK);
    if (info.snapshot != CGOV_SNAPSHOT_USED) {
        assert_int_equal(cgov_state_digest(ledger, digest), CGOV_OK);
        assert_memory_equal(digest, digest_live, 32);
        cgov_ledger_close(ledger);
        cgov_storage_close(&storage);
        return false;
    }
    const cgov_reader reader = {.size = sizeof reader, .actor = SCENARIO_AUDITOR, .at = info.now};
    asked_read(ledger, &reader);
    asked_change(ledger, info.now + 60000);
    asked_read(ledger, &reader);
    cgov_ledger_close(ledger);
    cgov_storage_close(&storage);
    return true;
}

static void unchanged(void **state) {
    (void)state;
    uint8_t *bytes = malloc((size_t)snapshot_len);
    memcpy(bytes, snapshot, (size_t)snapshot_len);
    seal(bytes);
    assert_memory_equal(bytes, snapshot, (size_t)snapshot_len);
    assert_true(ask_everything(bytes));
    free(bytes);
}

static void changed(void **state) {
    (void)state;
    uint64_t random = random_seed(7);
    const uint32_t runs = getenv("CGOV_FULL") ? 60000 : 600;
    uint32_t believed = 0;
    uint8_t *bytes = malloc((size_t)snapshot_len);
    for (uint32_t run = 0; run < runs; run++) {
        memcpy(bytes, snapshot, (size_t)snapshot_len);
        for (uint32_t times = random_below(&random, 3) + 1; times > 0; times--) change(&random, bytes);
        seal(bytes);
        believed += ask_everything(bytes);
    }
    print_message("# %u snapshots, of which %u were believed\n", runs, believed);
    assert_true(believed > 0 && believed < runs);
    free(bytes);
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(unchanged), cmocka_unit_test(changed)};
    scenario_choose(argc, argv);
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
