/* What a snapshot that disagrees with its journal comes to: nothing. Another ledger's, one of a day that the journal
 * was put back before, another layout's, damaged ones, and what a storage that fails makes of writing and reading one.
 */
#include "support/alloc.h"
#include "support/fault.h"
#include "support/place.h"
#include "support/random.h"
#include "support/scenario.h"
#include "support/test.h"

#include "base/bytes.h"
#include "base/hash.h"
#include "store/frame.h"
#include "store/snapshot.h"

static cgov_ledger_view info_of(const cgov_ledger *ledger) {
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(ledger, &info), CGOV_OK);
    return info;
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

static bool has_snapshot(const cgov_storage *storage) {
    uint64_t len = 0;
    uint8_t *bytes = fault_object(storage, SNAPSHOT_OBJECT, &len);
    free(bytes);
    return bytes != NULL;
}

/* A ledger told up to a step, its bytes then, and its snapshot. */
struct told {
    uint8_t *journal, *ack, *snapshot, digest[32];
    uint64_t journal_len, ack_len, snapshot_len;
};

static struct told tell(uint64_t seed, uint32_t steps) {
    struct told told;
    struct scenario live;
    cgov_storage memory = new_memory();
    struct scenario_options options = {.storage = &memory, .seed = seed};
    int32_t said;
    assert_int_equal(scenario_found(&live, &options), CGOV_OK);
    while (live.step < steps) assert_true(scenario_next(&live, &said));
    assert_int_equal(cgov_ledger_snapshot(live.ledger, NULL), CGOV_OK);
    assert_int_equal(cgov_state_digest(live.ledger, told.digest), CGOV_OK);
    told.journal = fault_object(&memory, JOURNAL_OBJECT, &told.journal_len);
    told.ack = fault_object(&memory, "ack", &told.ack_len);
    told.snapshot = fault_object(&memory, SNAPSHOT_OBJECT, &told.snapshot_len);
    cgov_ledger_close(live.ledger);
    cgov_storage_close(&memory);
    return told;
}

static void told_free(struct told *told) {
    free(told->journal);
    free(told->ack);
    free(told->snapshot);
}

/* The journal of one with those bytes for a snapshot. */
static cgov_storage storage_of(const struct told *told, const uint8_t *snapshot, uint64_t len) {
    cgov_storage storage = new_memory();
    put_object(&storage, JOURNAL_OBJECT, told->journal, told->journal_len);
    put_object(&storage, "ack", told->ack, told->ack_len);
    put_object(&storage, SNAPSHOT_OBJECT, snapshot, len);
    return storage;
}

/* Opened, it is what its journal says; answers what was made of the snapshot. */
static uint32_t found_by(const cgov_storage *storage, uint32_t flags, const struct told *told) {
    cgov_ledger_options options = {.size = sizeof options, .flags = flags, .storage = storage};
    cgov_ledger *ledger = NULL;
    uint8_t digest[32];
    assert_int_equal(cgov_ledger_open(&options, &ledger), CGOV_OK);
    assert_int_equal(cgov_state_digest(ledger, digest), CGOV_OK);
    assert_memory_equal(digest, told->digest, 32);
    const cgov_ledger_view info = info_of(ledger);
    assert_int_equal(info.snapshot_seq != 0, info.snapshot == CGOV_SNAPSHOT_USED);
    cgov_ledger_close(ledger);
    return info.snapshot;
}

static uint32_t found_in(const struct told *told, const uint8_t *snapshot, uint64_t len, uint32_t flags) {
    cgov_storage storage = storage_of(told, snapshot, len);
    const uint32_t found = found_by(&storage, flags, told);
    cgov_storage_close(&storage);
    return found;
}

/* ---- of another journal, or another day ---- */

static void another_ledger_s_is_refused_and_removed_by_who_writes(void **state) {
    (void)state;
    struct told one = tell(SCENARIO_SEED, 20), other = tell(SCENARIO_SEED + 1, 20);
    cgov_storage storage = storage_of(&one, other.snapshot, other.snapshot_len);
    assert_int_equal(found_by(&storage, CGOV_OPEN_READ, &one), CGOV_SNAPSHOT_OTHER);
    assert_true(has_snapshot(&storage));
    assert_int_equal(found_by(&storage, CGOV_OPEN_REPLAY, &one), CGOV_SNAPSHOT_NONE);
    assert_true(has_snapshot(&storage));
    assert_int_equal(found_by(&storage, 0, &one), CGOV_SNAPSHOT_OTHER);
    assert_false(has_snapshot(&storage));
    cgov_storage_close(&storage);
    told_free(&one);
    told_free(&other);
}

static void a_journal_put_back_before_it_does_without_and_so_does_one_grown_past_it_since(void **state) {
    (void)state;
    struct told early = tell(SCENARIO_SEED, 20), late = tell(SCENARIO_SEED, 40);
    cgov_storage storage = storage_of(&early, late.snapshot, late.snapshot_len);
    assert_int_equal(found_by(&storage, CGOV_OPEN_READ, &early), CGOV_SNAPSHOT_OTHER);
    assert_int_equal(found_by(&storage, 0, &early), CGOV_SNAPSHOT_OTHER);
    /* Grown otherwise, before a library looked: from other salts. */
    cgov_ledger_options options = {.size = sizeof options, .storage = &storage};
    struct scenario other = {.seed = SCENARIO_SEED + 7, .step = 20};
    int32_t said;
    assert_int_equal(cgov_ledger_open(&options, &other.ledger), CGOV_OK);
    while (other.step < scenario_steps()) assert_true(scenario_next(&other, &said));
    struct told grown = {.snapshot = NULL};
    assert_int_equal(cgov_state_digest(other.ledger, grown.digest), CGOV_OK);
    cgov_ledger_close(other.ledger);
    assert_false(has_snapshot(&storage));
    put_object(&storage, SNAPSHOT_OBJECT, late.snapshot, late.snapshot_len);
    const uint32_t found = found_by(&storage, 0, &grown);
    assert_true(found == CGOV_SNAPSHOT_OTHER || found == CGOV_SNAPSHOT_USED); /* used: it came to the same records */
    cgov_storage_close(&storage);
    told_free(&early);
    told_free(&late);
}

/* A town of forty reports, of which one was of another resident, or not. */
static struct place *town_of(uint32_t other) {
    struct place *place = place_make(0);
    const cgov_id one = town_resident(&place->town, "one", place->town.root);
    const cgov_id two = town_resident(&place->town, "two", place->town.root);
    for (uint32_t i = 0; i < 40; i++) (void)town_report(&place->town, i == other ? two : one);
    assert_int_equal(cgov_ledger_snapshot(place->town.ledger, NULL), CGOV_OK);
    return place;
}

/* The last frame is the same, at the same place, and so are all but one. */
static void one_of_a_history_that_went_otherwise_in_its_middle_is_refused(void **state) {
    (void)state;
    struct place *place = town_of(UINT32_MAX), *other = town_of(20);
    struct told told = {.snapshot = NULL};
    told.snapshot = fault_object(&other->memory, SNAPSHOT_OBJECT, &told.snapshot_len);
    uint64_t lengths[2];
    free(fault_object(&place->memory, JOURNAL_OBJECT, &lengths[0]));
    free(fault_object(&other->memory, JOURNAL_OBJECT, &lengths[1]));
    assert_int_equal(lengths[0], lengths[1]);
    assert_int_equal(cgov_state_digest(place->town.ledger, told.digest), CGOV_OK);
    town_close(&place->town);
    assert_int_equal(found_by(&place->memory, 0, &told), CGOV_SNAPSHOT_USED);
    put_object(&place->memory, SNAPSHOT_OBJECT, told.snapshot, told.snapshot_len);
    assert_int_equal(found_by(&place->memory, 0, &told), CGOV_SNAPSHOT_OTHER);
    cgov_ledger_options options = {.size = sizeof options, .storage = &place->storage};
    assert_int_equal(cgov_ledger_open(&options, &place->town.ledger), CGOV_OK);
    told_free(&told);
    place_free(place);
    place_free(other);
}

/* ---- bytes ---- */

static void each_flipped_bit_is_found(void **state) {
    (void)state;
    struct told told = tell(SCENARIO_SEED, 12);
    const uint64_t step = getenv("CGOV_FULL") ? 1 : 23;
    uint64_t random = random_seed(0xf11b);
    assert_int_equal(found_in(&told, told.snapshot, told.snapshot_len, 0), CGOV_SNAPSHOT_USED);
    for (uint64_t at = 0; at < told.snapshot_len; at += at < 2 * SNAPSHOT_HEAD ? 1 : step) {
        const uint8_t bit = (uint8_t)(1u << random_below(&random, 8));
        told.snapshot[at] ^= bit;
        assert_int_equal(found_in(&told, told.snapshot, told.snapshot_len, 0), CGOV_SNAPSHOT_DAMAGED);
        told.snapshot[at] ^= bit;
    }
    told_free(&told);
}

static void one_cut_short_or_gone_on_is_none(void **state) {
    (void)state;
    struct told told = tell(SCENARIO_SEED, 12);
    uint8_t *more = calloc((size_t)told.snapshot_len + 16, 1);
    memcpy(more, told.snapshot, (size_t)told.snapshot_len);
    for (uint64_t len = 0; len < told.snapshot_len; len += len < 64 ? 1 : 301)
        assert_int_equal(found_in(&told, more, len, 0), CGOV_SNAPSHOT_DAMAGED);
    for (uint64_t back = 1; back < 20; back++)
        assert_int_equal(found_in(&told, more, told.snapshot_len - back, 0), CGOV_SNAPSHOT_DAMAGED);
    for (uint64_t past = 1; past <= 16; past++)
        assert_int_equal(found_in(&told, more, told.snapshot_len + past, 0), CGOV_SNAPSHOT_DAMAGED);
    free(more);
    told_free(&told);
}

static void another_layout_s_is_not_read_and_not_removed(void **state) {
    (void)state;
    struct told told = tell(SCENARIO_SEED, 12);
    told.snapshot[8] ^= 1;
    cgov__store32(told.snapshot + 32, cgov__crc32c(0, told.snapshot, 32));
    cgov_storage storage = storage_of(&told, told.snapshot, told.snapshot_len);
    assert_int_equal(found_by(&storage, 0, &told), CGOV_SNAPSHOT_LAYOUT);
    assert_true(has_snapshot(&storage));
    cgov_storage_close(&storage);
    told_free(&told);
}

/* ---- failures ---- */

/* One already there, or none: after a failure there is none, or a whole one, and the ledger goes on. */
static void writing_that_fails_leaves_none_or_a_whole_one(void **state) {
    (void)state;
    struct told told = tell(SCENARIO_SEED, 12);
    bool done = false;
    for (uint32_t at = 1; !done; at++) {
        for (int kind = 0; kind < FAULT_KINDS; kind++) {
            struct fault fault;
            cgov_storage memory = storage_of(&told, told.snapshot, told.snapshot_len), storage;
            fault_open(&fault, &memory, &storage);
            cgov_ledger_options options = {.size = sizeof options, .storage = &storage};
            cgov_ledger *ledger = NULL;
            assert_int_equal(cgov_ledger_open(&options, &ledger), CGOV_OK);
            fault_arm(&fault, FAULT_ANY & ~FAULT_READ, at, at % 2, (enum fault_kind)kind);
            uint64_t seq = 0;
            const int32_t status = cgov_ledger_snapshot(ledger, &seq);
            done = fault.calls < at;
            assert_int_equal(status, done ? CGOV_OK : CGOV_E_STORAGE);
            assert_int_equal(seq != 0, done);
            assert_false(info_of(ledger).poisoned);
            fault_arm(&fault, FAULT_ANY, 0, false, FAULT_ERROR);
            assert_int_equal(cgov_ledger_flush(ledger, NULL), CGOV_OK);
            cgov_ledger_close(ledger);
            const uint32_t found = found_by(&memory, 0, &told);
            assert_true(found == CGOV_SNAPSHOT_USED || found == CGOV_SNAPSHOT_NONE || found == CGOV_SNAPSHOT_DAMAGED);
            fault_close(&fault);
            cgov_storage_close(&memory);
        }
    }
    told_free(&told);
}

static void reading_that_fails_is_replaying(void **state) {
    (void)state;
    struct told told = tell(SCENARIO_SEED, 12);
    uint32_t refused = 0;
    bool done = false;
    for (uint32_t at = 1; !done; at++) {
        struct fault fault;
        cgov_storage memory = storage_of(&told, told.snapshot, told.snapshot_len), storage;
        fault_open(&fault, &memory, &storage);
        fault_arm(&fault, FAULT_READ | FAULT_LENGTH, at, false, FAULT_ERROR);
        cgov_ledger_options options = {.size = sizeof options, .storage = &storage};
        cgov_ledger *ledger = NULL;
        const int32_t status = cgov_ledger_open(&options, &ledger);
        done = fault.calls < at;
        assert_true(status == CGOV_OK || (status == CGOV_E_STORAGE && !done));
        if (ledger) {
            uint8_t digest[32];
            assert_int_equal(cgov_state_digest(ledger, digest), CGOV_OK);
            assert_memory_equal(digest, told.digest, 32);
            refused += info_of(ledger).snapshot == CGOV_SNAPSHOT_UNREADABLE;
            cgov_ledger_close(ledger);
        }
        fault_close(&fault);
        assert_true(has_snapshot(&memory));
        cgov_storage_close(&memory);
    }
    assert_true(refused > 10);
    told_free(&told);
}

/* Each allocation of opening by one, and of writing one, alone and with all after it. */
static void memory_that_runs_out_is_replaying_or_said(void **state) {
    (void)state;
    struct told told = tell(SCENARIO_SEED, 30);
    uint32_t opened = 0;
    for (uint32_t nth = 1, done = 0; done < 2; nth++) {
        done = 0;
        for (int for_ever = 0; for_ever < 2; for_ever++) {
            struct test_alloc alloc = {.fail_at = nth, .for_ever = for_ever};
            const cgov_allocator table = test_alloc_table(&alloc);
            cgov_storage storage = storage_of(&told, told.snapshot, told.snapshot_len);
            cgov_ledger_options options = {.size = sizeof options, .storage = &storage, .allocator = &table};
            cgov_ledger *ledger = NULL;
            const int32_t status = cgov_ledger_open(&options, &ledger);
            assert_int_equal(status, ledger ? CGOV_OK : CGOV_E_NOMEM);
            done += alloc.failures == 0;
            if (ledger) {
                uint8_t digest[32];
                assert_int_equal(cgov_state_digest(ledger, digest), CGOV_OK);
                assert_memory_equal(digest, told.digest, 32);
                const uint32_t found = info_of(ledger).snapshot;
                assert_int_equal(found, alloc.failures == 0 ? CGOV_SNAPSHOT_USED : CGOV_SNAPSHOT_UNREADABLE);
                opened++;
            }
            cgov_ledger_close(ledger);
            test_alloc_is_empty(&alloc);
            assert_true(has_snapshot(&storage));
            cgov_storage_close(&storage);
        }
    }
    assert_true(opened > 10);
    told_free(&told);
}

static void writing_without_memory_is_refused_and_the_ledger_goes_on(void **state) {
    (void)state;
    struct told told = tell(SCENARIO_SEED, 30);
    bool done = false;
    for (uint32_t nth = 1; !done; nth++) {
        struct test_alloc alloc = {0};
        const cgov_allocator table = test_alloc_table(&alloc);
        cgov_storage storage = storage_of(&told, told.snapshot, told.snapshot_len);
        cgov_ledger_options options = {.size = sizeof options, .storage = &storage, .allocator = &table};
        cgov_ledger *ledger = NULL;
        uint64_t seq;
        assert_int_equal(cgov_ledger_open(&options, &ledger), CGOV_OK);
        test_alloc_fail(&alloc, nth, false);
        const int32_t status = cgov_ledger_snapshot(ledger, &seq);
        done = alloc.failures == 0;
        assert_int_equal(status, done ? CGOV_OK : CGOV_E_NOMEM);
        assert_int_equal(seq != 0, done);
        assert_int_equal(has_snapshot(&storage), done);
        test_alloc_fail(&alloc, 0, false);
        assert_int_equal(cgov_ledger_snapshot(ledger, &seq), CGOV_OK);
        cgov_ledger_close(ledger);
        test_alloc_is_empty(&alloc);
        assert_int_equal(found_by(&storage, 0, &told), CGOV_SNAPSHOT_USED);
        cgov_storage_close(&storage);
    }
    told_free(&told);
}

static void one_that_reads_alone_writes_none(void **state) {
    (void)state;
    struct told told = tell(SCENARIO_SEED, 12);
    cgov_storage storage = storage_of(&told, told.snapshot, told.snapshot_len);
    cgov_ledger_options options = {.size = sizeof options, .flags = CGOV_OPEN_READ, .storage = &storage};
    cgov_ledger *ledger = NULL;
    uint64_t seq = 1;
    assert_int_equal(cgov_ledger_open(&options, &ledger), CGOV_OK);
    assert_int_equal(cgov_ledger_snapshot(ledger, &seq), CGOV_E_READ_ONLY);
    assert_int_equal(seq, 0);
    assert_true(has_snapshot(&storage));
    cgov_ledger_close(ledger);
    cgov_storage_close(&storage);
    told_free(&told);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(another_ledger_s_is_refused_and_removed_by_who_writes),
        cmocka_unit_test(a_journal_put_back_before_it_does_without_and_so_does_one_grown_past_it_since),
        cmocka_unit_test(one_of_a_history_that_went_otherwise_in_its_middle_is_refused),
        cmocka_unit_test(each_flipped_bit_is_found),
        cmocka_unit_test(one_cut_short_or_gone_on_is_none),
        cmocka_unit_test(another_layout_s_is_not_read_and_not_removed),
        cmocka_unit_test(writing_that_fails_leaves_none_or_a_whole_one),
        cmocka_unit_test(reading_that_fails_is_replaying),
        cmocka_unit_test(memory_that_runs_out_is_replaying_or_said),
        cmocka_unit_test(writing_without_memory_is_refused_and_the_ledger_goes_on),
        cmocka_unit_test(one_that_reads_alone_writes_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
