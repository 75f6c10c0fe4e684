/* Snapshots: live, replayed, and by a snapshot with the journal's tail behind it a ledger is the same, whatever it has
 * lived through; and a snapshot that disagrees with its journal is as if it were not there. */
#include "support/fault.h"
#include "support/random.h"
#include "support/scenario.h"
#include "support/stroll.h"
#include "support/test.h"

#include "store/ack.h"
#include "store/frame.h"
#include "store/snapshot.h"

static cgov_ledger_view info_of(const cgov_ledger *ledger) {
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(ledger, &info), CGOV_OK);
    return info;
}

static cgov_ledger *open_with(const cgov_storage *storage, uint32_t flags) {
    cgov_ledger_options options = {.size = sizeof options, .flags = flags, .storage = storage};
    cgov_ledger *ledger = NULL;
    assert_int_equal(cgov_ledger_open(&options, &ledger), CGOV_OK);
    return ledger;
}

static cgov_storage new_memory(void) {
    cgov_storage storage = {.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    return storage;
}

static void put_object(const cgov_storage *storage, const char *name, const void *bytes, uint64_t len) {
    uint64_t end = 0;
    assert_int_equal(storage->put(storage->user, name, bytes, len, &end), 0);
}

static void copy_object(const cgov_storage *from, const cgov_storage *to, const char *name) {
    uint64_t len = 0;
    uint8_t *bytes = fault_object(from, name, &len);
    if (bytes) put_object(to, name, bytes, len);
    free(bytes);
}

struct digest {
    uint8_t bytes[32];
};

static struct digest state_of(const cgov_ledger *ledger) {
    struct digest digest;
    assert_int_equal(cgov_state_digest(ledger, digest.bytes), CGOV_OK);
    return digest;
}

static void assert_state(const cgov_ledger *ledger, const struct digest *expected) {
    const struct digest digest = state_of(ledger);
    assert_memory_equal(digest.bytes, expected->bytes, 32);
}

/* ---- a story, at each of its steps ---- */

/* What is not digested has to be right as well, or it goes another way: so a ledger that was opened goes on with the
 * story to its end. */
static void a_ledger_opened_by_one_goes_on_as_the_live_one(void **state) {
    (void)state;
    for (uint32_t step = 0; step <= scenario_steps(); step += step < 8 ? 1 : 5) {
        cgov_storage memory = new_memory(), other = new_memory();
        struct scenario live, opened;
        struct scenario_options options = {.storage = &memory, .seed = SCENARIO_SEED};
        assert_int_equal(scenario_found(&live, &options), CGOV_OK);
        int32_t said;
        while (live.step < step) assert_true(scenario_next(&live, &said));
        uint64_t seq = 0;
        assert_int_equal(cgov_ledger_snapshot(live.ledger, &seq), CGOV_OK);
        assert_int_equal(seq, info_of(live.ledger).seq);
        copy_object(&memory, &other, JOURNAL_OBJECT);
        copy_object(&memory, &other, ACK_OBJECT);
        copy_object(&memory, &other, SNAPSHOT_OBJECT);
        opened = live;
        opened.ledger = open_with(&other, 0);
        cgov_ledger_view info = info_of(opened.ledger);
        assert_int_equal(info.snapshot, CGOV_SNAPSHOT_USED);
        assert_int_equal(info.snapshot_seq, seq);
        struct digest digest = state_of(live.ledger);
        assert_state(opened.ledger, &digest);
        assert_int_equal(info.running_clocks, info_of(live.ledger).running_clocks);
        assert_int_equal(info.undated_clocks, info_of(live.ledger).undated_clocks);
        assert_int_equal(scenario_run(&live), CGOV_OK);
        assert_int_equal(scenario_run(&opened), CGOV_OK);
        digest = state_of(live.ledger);
        assert_state(opened.ledger, &digest);
        uint8_t journals[2][32];
        assert_int_equal(cgov_journal_digest(live.ledger, journals[0]), CGOV_OK);
        assert_int_equal(cgov_journal_digest(opened.ledger, journals[1]), CGOV_OK);
        assert_memory_equal(journals[0], journals[1], 32);
        cgov_ledger_close(live.ledger);
        cgov_ledger_close(opened.ledger);
        cgov_storage_close(&memory);
        cgov_storage_close(&other);
    }
}

/* Of each command of the story: the snapshot after it, and the tail of all that follows. */
static void live_replayed_and_by_each_snapshot_it_is_the_same(void **state) {
    (void)state;
    cgov_storage memory = new_memory(), other = new_memory(), kept = new_memory();
    struct scenario live;
    struct scenario_options options = {.storage = &memory, .seed = SCENARIO_SEED};
    assert_int_equal(scenario_found(&live, &options), CGOV_OK);
    for (;;) {
        char name[CGOV_STORAGE_NAME_MAX + 1];
        uint64_t len = 0;
        assert_int_equal(cgov_ledger_snapshot(live.ledger, NULL), CGOV_OK);
        uint8_t *bytes = fault_object(&memory, SNAPSHOT_OBJECT, &len);
        snprintf(name, sizeof name, "after-%u", live.step);
        put_object(&kept, name, bytes, len);
        free(bytes);
        int32_t said;
        if (live.step == scenario_steps()) break;
        assert_true(scenario_next(&live, &said));
    }
    const struct digest digest = state_of(live.ledger);
    copy_object(&memory, &other, JOURNAL_OBJECT);
    copy_object(&memory, &other, ACK_OBJECT);
    for (uint32_t step = 0; step <= scenario_steps(); step++) {
        char name[CGOV_STORAGE_NAME_MAX + 1];
        uint64_t len = 0;
        snprintf(name, sizeof name, "after-%u", step);
        uint8_t *bytes = fault_object(&kept, name, &len);
        put_object(&other, SNAPSHOT_OBJECT, bytes, len);
        free(bytes);
        cgov_ledger *opened = open_with(&other, step % 2 ? CGOV_OPEN_READ : 0);
        assert_int_equal(info_of(opened).snapshot, CGOV_SNAPSHOT_USED);
        assert_state(opened, &digest);
        cgov_ledger_close(opened);
        opened = open_with(&other, CGOV_OPEN_REPLAY);
        assert_int_equal(info_of(opened).snapshot, CGOV_SNAPSHOT_NONE);
        assert_state(opened, &digest);
        cgov_ledger_close(opened);
    }
    cgov_ledger_close(live.ledger);
    cgov_storage_close(&memory);
    cgov_storage_close(&other);
    cgov_storage_close(&kept);
}

/* ---- random ledgers ---- */

static void random_ledgers_reopened_as_they_go_are_the_same(void **state) {
    (void)state;
    static struct stroll stroll;
    const uint32_t ledgers = getenv("CGOV_FULL") ? 400 : 12;
    stroll_found(&stroll, NULL);
    const uint64_t first = random_seed(0x51a9);
    for (uint32_t i = 0; i < ledgers; i++) {
        const uint64_t seed = first + i;
        stroll_begin(&stroll, seed);
        uint64_t random = seed;
        for (uint32_t step = 0; step < 250; step++) {
            (void)stroll_step(&stroll);
            if (step % 83 == 82) stroll_adopt(&stroll);
            const uint64_t drawn = random_next(&random) % 10;
            if (drawn == 0) assert_int_equal(cgov_ledger_snapshot(stroll.town.ledger, NULL), CGOV_OK);
            if (drawn != 1) continue;
            const struct digest live = state_of(stroll.town.ledger);
            cgov_ledger_close(stroll.town.ledger);
            cgov_ledger *replayed = open_with(&stroll.storage, CGOV_OPEN_REPLAY);
            assert_state(replayed, &live);
            cgov_ledger_close(replayed);
            stroll.town.ledger = open_with(&stroll.storage, 0);
            assert_state(stroll.town.ledger, &live);
            const uint32_t found = info_of(stroll.town.ledger).snapshot;
            assert_true(found == CGOV_SNAPSHOT_USED || found == CGOV_SNAPSHOT_NONE);
        }
        stroll_end(&stroll);
    }
    stroll_free(&stroll);
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_ledger_opened_by_one_goes_on_as_the_live_one),
        cmocka_unit_test(live_replayed_and_by_each_snapshot_it_is_the_same),
        cmocka_unit_test(random_ledgers_reopened_as_they_go_are_the_same),
    };
    scenario_choose(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
