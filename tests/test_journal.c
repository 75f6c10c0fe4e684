/* The journal as it is written, opened and written on: what was acknowledged is there again, whatever call fails. */
#include "support/sample.h"
#include "support/test.h"

#include "base/hash.h"
#include "store/frame.h"
#include "store/storage.h"

#define FRAMES 30u

/* --- reading back --- */

static void reads_back(void **state) {
    struct room *room = *state;
    for (int grouping = 0; grouping < 2; grouping++) {
        struct journal journal;
        uint32_t count;
        room_empty(room);
        assert_int_equal(cgov__journal_create(&journal, &room->mem, &room->storage, SAMPLE_SEED), CGOV_OK);
        for (uint32_t i = 0; i < FRAMES; i++) {
            struct frame frame;
            uint64_t last_seq = sample_of(i).last_seq;
            assert_int_equal(sample_append(&journal, i, grouping, &frame), CGOV_OK);
            assert_true(sample_same(&journal, &frame, i));
            assert_int_equal(journal.last_seq, last_seq);
            if (i % 4 == 3) assert_int_equal(cgov__journal_flush(&journal), CGOV_OK);
            if (i % 4 == 3) assert_int_equal(journal.durable_seq, last_seq);
        }
        assert_int_equal(cgov__journal_flush(&journal), CGOV_OK);
        cgov__journal_close(&journal);

        for (int again = 0; again < 3; again++) { /* and goes on where it ended */
            assert_int_equal(cgov__journal_open(&journal, &room->mem, &room->storage), CGOV_OK);
            assert_true(journal.seed == SAMPLE_SEED);
            assert_int_equal(sample_read_all(&journal, &count, true), CGOV_DONE);
            assert_int_equal(count, FRAMES + (uint32_t)again);
            assert_int_equal(journal.torn_len, 0);
            assert_int_equal(cgov__journal_settle(&journal), CGOV_OK);
            assert_int_equal(journal.durable_seq, journal.last_seq);
            struct frame frame;
            assert_int_equal(sample_append(&journal, count, grouping, &frame), CGOV_OK);
            assert_int_equal(cgov__journal_flush(&journal), CGOV_OK);
            cgov__journal_close(&journal);
        }
    }
}

/* The bytes are what journal.h draws, on every machine. */
static void bytes_are_pinned(void **state) {
    struct room *room = *state;
    struct journal journal;
    struct frame frame;
    assert_int_equal(cgov__journal_create(&journal, &room->mem, &room->storage, 0x0102030405060708), CGOV_OK);
    assert_int_equal(append_frame(&journal, FRAME_COMMAND, 1, 2, "rec", 3, "words", 5, false, &frame), CGOV_OK);
    assert_int_equal(append_frame(&journal, FRAME_TIME, 3, 3, "t", 1, NULL, 0, false, &frame), CGOV_OK);
    assert_int_equal(cgov__journal_flush(&journal), CGOV_OK);
    assert_int_equal(append_frame(&journal, FRAME_TIME, 4, 4, "u", 1, NULL, 0, false, &frame), CGOV_OK);
    cgov__journal_close(&journal);
    uint64_t len = 0;
    uint8_t *bytes = fault_object(&room->memory, "journal", &len);
    assert_int_equal(len, 32 + (24 + 8 + 3 + 5) + (24 + 1) + (24 + 8 + 1));
    assert_memory_equal(bytes, "cgovjrnl\1\0\0\0\0\0\0\0\x8\7\6\5\4\3\2\1", 24);
    assert_memory_equal(bytes + 28, "\0\0\0\0", 4);
    const uint8_t *first = bytes + 32, *second = first + 40, *third = second + 25;
    assert_memory_equal(first, "\3\0\0\0\5\0\0\0\1\0\0\0\0\0\1\3", 16);
    assert_memory_equal(first + 24, "\0\0\0\0\0\0\0\0recwords", 16);
    assert_memory_equal(second, "\1\0\0\0\0\0\0\0\3\0\0\0\0\0\2\0", 16);
    assert_int_equal(second[24], 't');
    assert_memory_equal(third + 8, "\4\0\0\0\0\0\2\1", 8);
    assert_memory_equal(third + 24, "\3\0\0\0\0\0\0\0u", 9);
    assert_int_equal(cgov__load32(bytes + 24), cgov__crc32c(0, bytes, 24));
    uint8_t covered[36];
    memcpy(covered, "\x8\7\6\5\4\3\2\1", 8);
    memcpy(covered + 8, third, 20);
    memcpy(covered + 28, third + 24, 8);
    assert_int_equal(cgov__load32(third + 20), cgov__crc32c(0, covered, 36));
    assert_int_equal(cgov__load32(first + 16), cgov__crc32c(0, "rec", 3));
    free(bytes);
}

static void grouping_gathers(void **state) {
    struct room *room = *state;
    struct journal journal;
    struct frame frame;
    static uint8_t records[1000];
    assert_int_equal(cgov__journal_create(&journal, &room->mem, &room->storage, SAMPLE_SEED), CGOV_OK);
    fault_arm(&room->fault, FAULT_ANY, 0, false, FAULT_ERROR);
    uint64_t seq = 1;
    for (; journal.pending.kept + 24 + sizeof records < 16 << 10; seq++) {
        assert_int_equal(
            append_frame(&journal, FRAME_COMMAND, seq, seq, records, sizeof records, NULL, 0, true, &frame), 0);
    }
    assert_int_equal(room->fault.calls, 0);
    assert_int_equal(seq, 16);
    assert_int_equal(append_frame(&journal, FRAME_COMMAND, seq, seq, records, sizeof records, NULL, 0, true, &frame),
                     0);
    assert_int_equal(room->fault.calls, 1); /* 16 KiB in one append */
    assert_int_equal(journal.pending.kept, 0);
    seq++;
    assert_int_equal(append_frame(&journal, FRAME_COMMAND, seq, seq, "a", 1, NULL, 0, true, &frame), 0);
    seq++;
    assert_int_equal(append_frame(&journal, FRAME_COMMAND, seq, seq, "b", 1, NULL, 0, false, &frame), 0);
    assert_int_equal(room->fault.calls, 2); /* both in one */
    assert_int_equal(journal.durable_seq, 0);
    assert_int_equal(cgov__journal_flush(&journal), CGOV_OK); /* a sync, and what says so */
    assert_int_equal(room->fault.calls, 4);
    assert_int_equal(cgov__journal_flush(&journal), CGOV_OK); /* nothing new, no call */
    assert_int_equal(room->fault.calls, 4);
    assert_int_equal(journal.durable_seq, seq);
    cgov__journal_close(&journal);
}

static void reads_positions(void **state) {
    struct room *room = *state;
    struct journal journal;
    struct frame one, two;
    uint8_t into[400];
    assert_int_equal(cgov__journal_create(&journal, &room->mem, &room->storage, SAMPLE_SEED), CGOV_OK);
    assert_int_equal(sample_append(&journal, 0, false, &one), CGOV_OK);
    assert_int_equal(sample_append(&journal, 1, true, &two), CGOV_OK);
    assert_true(sample_same(&journal, &one, 0) && sample_same(&journal, &two, 1));
    uint64_t end = two.words_at + two.words_len;
    assert_int_equal(cgov__journal_read(&journal, end, into, 0), CGOV_OK);
    assert_int_equal(cgov__journal_read(&journal, end, into, 1), CGOV_E_STORAGE);
    assert_int_equal(cgov__journal_read(&journal, end + 1, into, 0), CGOV_E_STORAGE);
    assert_int_equal(cgov__journal_read(&journal, two.records_at, into, two.records_len + 1), CGOV_E_STORAGE);
    assert_int_equal(cgov__journal_read(&journal, UINT64_MAX, into, 9), CGOV_E_STORAGE);
    cgov__journal_close(&journal);
}

/* --- opening --- */

static void opening(void **state) {
    struct room *room = *state;
    struct journal journal, other;
    uint64_t held;
    memset(&journal, 0, sizeof journal);
    cgov__journal_close(&journal);
    assert_int_equal(cgov__journal_open(&journal, &room->mem, NULL), CGOV_E_ARG);
    assert_int_equal(cgov__journal_open(&journal, &room->mem, &room->storage), CGOV_E_NOT_FOUND);
    assert_int_equal(cgov__journal_create(&journal, &room->mem, &room->storage, SAMPLE_SEED), CGOV_OK);
    assert_int_equal(cgov__journal_open(&other, &room->mem, &room->storage), CGOV_E_BUSY);
    assert_int_equal(cgov__journal_create(&other, &room->mem, &room->storage, SAMPLE_SEED), CGOV_E_BUSY);
    cgov__journal_close(&other);
    room->memory.lock(room->memory.user, 1, &held);
    assert_int_equal(held, 0); /* the first still holds it */
    cgov__journal_close(&journal);

    struct frame frame; /* one that holds no frame was never acknowledged */
    assert_int_equal(cgov__journal_create(&journal, &room->mem, &room->storage, SAMPLE_SEED + 1), CGOV_OK);
    assert_int_equal(sample_append(&journal, 0, false, &frame), CGOV_OK);
    cgov__journal_close(&journal);
    assert_int_equal(cgov__journal_create(&journal, &room->mem, &room->storage, SAMPLE_SEED), CGOV_E_EXISTS);

    uint8_t header[32];
    cgov__journal_header_encode(header, SAMPLE_SEED);
    for (uint32_t len = 0; len < 32; len++) {
        room_write(room, header, len);
        assert_int_equal(cgov__journal_open(&journal, &room->mem, &room->storage), CGOV_E_CORRUPT);
        assert_int_equal(journal.os_code, len);
    }
    cgov__store32(header + 8, 2); /* a newer format, intact */
    cgov__store32(header + 24, cgov__crc32c(0, header, 24));
    room_write(room, header, 32);
    assert_int_equal(cgov__journal_open(&journal, &room->mem, &room->storage), CGOV_E_FORMAT);
    room_write(room, "something else altogether, truly", 32);
    assert_int_equal(cgov__journal_open(&journal, &room->mem, &room->storage), CGOV_E_FORMAT);
}

/* A frame of a kind or with a flag from the future is no torn end. */
static void newer_frames(void **state) {
    struct room *room = *state;
    const struct frame_header headers[] = {{.seq = 1, .records_len = 1, .kind = 3},
                                           {.seq = 1, .records_len = 1, .kind = 1, .flags = 4},
                                           {.seq = 1, .records_len = 1, .kind = 0}};
    for (size_t i = 0; i < 3; i++) {
        uint8_t bytes[32 + FRAME_HEADER_MAX];
        struct journal journal;
        struct frame frame;
        cgov__journal_header_encode(bytes, SAMPLE_SEED);
        cgov__frame_encode(bytes + 32, &headers[i], SAMPLE_SEED);
        room_write(room, bytes, sizeof bytes);
        assert_int_equal(cgov__journal_open(&journal, &room->mem, &room->storage), CGOV_OK);
        assert_int_equal(cgov__journal_next(&journal, &frame), CGOV_E_FORMAT);
        cgov__journal_close(&journal);
    }
}

/* --- failing --- */

static void failed_append(void **state) {
    struct room *room = *state;
    for (enum fault_kind kind = FAULT_ERROR; kind < FAULT_KINDS; kind++) {
        for (int grouping = 0; grouping < 2; grouping++) {
            struct journal journal;
            struct frame frame;
            uint32_t count;
            room_empty(room);
            assert_int_equal(cgov__journal_create(&journal, &room->mem, &room->storage, SAMPLE_SEED), CGOV_OK);
            assert_int_equal(sample_append(&journal, 0, false, &frame), CGOV_OK);
            if (grouping) assert_int_equal(sample_append(&journal, 1, true, &frame), CGOV_OK);
            uint32_t next = grouping ? 2 : 1;
            fault_arm(&room->fault, FAULT_APPEND, 1, false, kind);
            assert_int_equal(sample_append(&journal, next, false, &frame), CGOV_E_STORAGE);
            assert_int_equal(journal.os_code, kind < FAULT_SILENT ? FAULT_CODE : 0);
            assert_false(journal.refuses);
            fault_arm(&room->fault, FAULT_APPEND, grouping ? 1 : 0, false, kind);
            assert_int_equal(cgov__journal_flush(&journal), grouping ? CGOV_E_STORAGE : CGOV_OK);
            assert_false(journal.refuses);
            assert_int_equal(sample_append(&journal, next, false, &frame), CGOV_OK);
            assert_int_equal(cgov__journal_flush(&journal), CGOV_OK);
            cgov__journal_close(&journal);
            assert_int_equal(cgov__journal_open(&journal, &room->mem, &room->storage), CGOV_OK);
            assert_int_equal(sample_read_all(&journal, &count, true), CGOV_DONE);
            assert_int_equal(count, next + 1);
            assert_int_equal(journal.torn_len, 0);
            cgov__journal_close(&journal);
        }
    }
}

static void poisoning(void **state) {
    struct room *room = *state;
    for (int by_sync = 0; by_sync < 2; by_sync++) {
        struct journal journal;
        struct frame frame, lost;
        room_empty(room);
        assert_int_equal(cgov__journal_create(&journal, &room->mem, &room->storage, SAMPLE_SEED), CGOV_OK);
        assert_int_equal(sample_append(&journal, 0, false, &frame), CGOV_OK);
        if (by_sync) {
            fault_arm(&room->fault, FAULT_SYNC, 1, false, FAULT_ERROR);
            assert_int_equal(cgov__journal_flush(&journal), CGOV_E_STORAGE);
        } else {
            fault_arm(&room->fault, FAULT_APPEND | FAULT_CUT, 1, true, FAULT_SHORT);
            assert_int_equal(sample_append(&journal, 1, false, &lost), CGOV_E_STORAGE);
        }
        assert_int_equal(journal.os_code, FAULT_CODE);
        assert_true(journal.refuses);
        fault_arm(&room->fault, FAULT_APPEND | FAULT_SYNC | FAULT_CUT, 0, false, FAULT_ERROR);
        assert_int_equal(sample_append(&journal, 1, false, &lost), CGOV_E_POISONED);
        assert_int_equal(cgov__journal_flush(&journal), CGOV_E_POISONED);
        assert_int_equal(room->fault.calls, 0);        /* nothing is written, no sync is tried again */
        assert_true(sample_same(&journal, &frame, 0)); /* reading goes on */
        cgov__journal_close(&journal);
    }
}

/* After a failed sync the system's pages look clean; reopening brings them to the disk all the same. */
static void reopening_writes_again(void **state) {
    struct room *room = *state;
    for (uint32_t synced = 0; synced < 4; synced++) {
        struct journal journal;
        struct frame frame;
        uint32_t count;
        room_empty(room);
        fault_arm(&room->fault, FAULT_ANY, 0, false, FAULT_ERROR);
        assert_int_equal(cgov__journal_create(&journal, &room->mem, &room->storage, SAMPLE_SEED), CGOV_OK);
        for (uint32_t i = 0; i < 8; i++) {
            if (i && i == synced) assert_int_equal(cgov__journal_flush(&journal), CGOV_OK);
            assert_int_equal(sample_append(&journal, i, false, &frame), CGOV_OK);
        }
        fault_arm(&room->fault, FAULT_SYNC, 1, false, FAULT_ERROR);
        assert_int_equal(cgov__journal_flush(&journal), CGOV_E_STORAGE);
        cgov__journal_close(&journal);

        assert_int_equal(cgov__journal_open(&journal, &room->mem, &room->storage), CGOV_OK);
        assert_int_equal(sample_read_all(&journal, &count, true), CGOV_DONE);
        assert_int_equal(count, 8);
        assert_int_equal(cgov__journal_settle(&journal), CGOV_OK);
        assert_int_equal(journal.durable_seq, sample_of(7).last_seq);
        cgov__journal_close(&journal);
        fault_power_cut(&room->fault, 0);
        assert_int_equal(cgov__journal_open(&journal, &room->mem, &room->storage), CGOV_OK);
        assert_int_equal(sample_read_all(&journal, &count, true), CGOV_DONE);
        assert_int_equal(count, 8);
        cgov__journal_close(&journal);
    }
}

static void seq_numbers_end(void **state) {
    struct room *room = *state;
    struct journal journal;
    struct frame frame;
    assert_int_equal(cgov__journal_create(&journal, &room->mem, &room->storage, SAMPLE_SEED), CGOV_OK);
    uint64_t seq = journal.last_seq = FRAME_SEQ_MAX - 1;
    assert_int_equal(append_frame(&journal, FRAME_COMMAND, seq + 1, seq + 2, "12", 2, NULL, 0, false, &frame),
                     CGOV_E_LIMIT);
    assert_int_equal(append_frame(&journal, FRAME_COMMAND, seq + 1, seq + 1, "1", 1, NULL, 0, false, &frame), CGOV_OK);
    cgov__journal_close(&journal);
}

/* A life: made, written one by one and in groups, closed, opened, written on. Stops at the first failure that a host
 * would stop at. What was acknowledged is counted, and what was begun. */
struct life {
    uint32_t acked, begun;
    bool created;
};

static int32_t write_some(struct journal *journal, struct life *life, uint32_t count, bool grouping) {
    for (uint32_t i = 0; i < count; i++) {
        struct frame frame;
        int32_t status = sample_append(journal, life->begun, grouping, &frame);
        if (status) return status;
        life->begun++;
        if (grouping && i % 3 != 2) continue;
        status = cgov__journal_flush(journal);
        if (status) return status;
        life->acked = life->begun;
    }
    return CGOV_OK;
}

static int32_t read_on(struct journal *journal, struct life *life) {
    uint32_t count;
    int32_t status = sample_read_all(journal, &count, false); /* a read of words may be the call that fails */
    if (status != CGOV_DONE) return status;
    assert_in_range(count, life->acked, life->begun);
    status = cgov__journal_settle(journal);
    if (status) return status;
    life->begun = life->acked = count;
    return CGOV_OK;
}

static int32_t live(struct room *room, struct life *life) {
    struct journal journal;
    int32_t status = cgov__journal_create(&journal, &room->mem, &room->storage, SAMPLE_SEED);
    if (status) return status;
    life->created = true;
    status = write_some(&journal, life, 3, false);
    if (!status) status = write_some(&journal, life, 6, true);
    if (!status && life->begun) status = sample_append(&journal, life->begun, false, &(struct frame){0});
    if (!status) life->begun++;
    cgov__journal_close(&journal);
    if (status) return status;

    uint64_t length = 0, end = 0; /* a torn end, so that this is on the way too */
    room->memory.length(room->memory.user, "journal", &length);
    room->memory.append(room->memory.user, "journal", length, "torn", 4, &end);
    status = cgov__journal_open(&journal, &room->mem, &room->storage);
    if (status) return status;
    status = read_on(&journal, life);
    if (!status) status = write_some(&journal, life, 3, true);
    cgov__journal_close(&journal);
    return status;
}

static bool survives(struct room *room, uint32_t n, bool forever, enum fault_kind kind, uint64_t keep) {
    struct life life = {0};
    room_empty(room);
    fault_arm(&room->fault, FAULT_ANY, n, forever, kind);
    int32_t status = live(room, &life);
    bool reached = room->fault.calls >= n;
    if (!reached) assert_int_equal(status, CGOV_OK);
    fault_arm(&room->fault, FAULT_ANY, 0, false, kind);
    if (keep != UINT64_MAX) fault_power_cut(&room->fault, keep);
    uint64_t held;
    room->memory.lock(room->memory.user, 0, &held);

    struct journal journal;
    uint32_t count;
    status = cgov__journal_open(&journal, &room->mem, &room->storage);
    if (status == CGOV_E_NOT_FOUND && !life.created) {
        status = cgov__journal_create(&journal, &room->mem, &room->storage, SAMPLE_SEED);
        life = (struct life){0};
    }
    assert_int_equal(status, CGOV_OK);
    life.begun++; /* one that failed may be there whole */
    assert_int_equal(read_on(&journal, &life), CGOV_OK);
    assert_int_equal(write_some(&journal, &life, 2, false), CGOV_OK);
    cgov__journal_close(&journal);
    fault_power_cut(&room->fault, 0);
    assert_int_equal(cgov__journal_open(&journal, &room->mem, &room->storage), CGOV_OK);
    assert_int_equal(sample_read_all(&journal, &count, true), CGOV_DONE);
    assert_int_equal(count, life.acked);
    cgov__journal_close(&journal);
    return reached;
}

static void every_call_fails(void **state) {
    struct room *room = *state;
    uint32_t runs = 0;
    static const uint64_t keeps[] = {0, 7, 100, UINT64_MAX}; /* after the power went; the last: it did not */
    for (enum fault_kind kind = FAULT_ERROR; kind < FAULT_KINDS; kind++) {
        for (int forever = 0; forever < 2; forever++) {
            for (size_t k = 0; k < sizeof keeps / sizeof *keeps; k++) {
                uint32_t n = 1;
                while (survives(room, n, forever, kind, keeps[k])) n++;
                runs += n;
            }
        }
    }
    print_message("# %u runs\n", runs);
    assert_true(runs > 500);
}

static void memory_runs_out(void **state) {
    struct room *room = *state;
    struct journal journal;
    struct frame frame;
    uint32_t count;
    assert_int_equal(cgov__journal_create(&journal, &room->mem, &room->storage, SAMPLE_SEED), CGOV_OK);
    test_alloc_fail(&room->alloc, 1, true);
    assert_int_equal(sample_append(&journal, 0, false, &frame), CGOV_E_NOMEM);
    test_alloc_fail(&room->alloc, 2, true);
    journal.pending.bytes.failed = false;
    assert_true(cgov__buf_reserve(&journal.pending.bytes, 1024)); /* from here on append needs no more */
    for (uint32_t i = 0; i < 5; i++) assert_int_equal(sample_append(&journal, i, false, &frame), CGOV_OK);
    assert_int_equal(cgov__journal_flush(&journal), CGOV_OK);
    cgov__journal_close(&journal);

    test_alloc_fail(&room->alloc, 1, true);
    assert_int_equal(cgov__journal_open(&journal, &room->mem, &room->storage), CGOV_OK);
    assert_int_equal(cgov__journal_next(&journal, &frame), CGOV_E_NOMEM);
    test_alloc_fail(&room->alloc, 2, true);
    assert_int_equal(sample_read_all(&journal, &count, true), CGOV_DONE);
    assert_int_equal(count, 5);
    assert_int_equal(cgov__journal_settle(&journal), CGOV_OK);
    cgov__journal_close(&journal);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, room_set_up, room_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(reads_back),      TEST(bytes_are_pinned), TEST(grouping_gathers),
        TEST(reads_positions), TEST(opening),          TEST(newer_frames),
        TEST(failed_append),   TEST(poisoning),        TEST(reopening_writes_again),
        TEST(seq_numbers_end), TEST(every_call_fails), TEST(memory_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
