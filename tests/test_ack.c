/* A journal that lost its end is named: what lies beside it, when it is believed, and how it and what is written over
 * last while the power goes. */
#include "support/sample.h"
#include "support/test.h"

#include "base/hash.h"
#include "store/ack.h"
#include "store/frame.h"
#include "store/redo.h"
#include "store/storage.h"

#define FRAMES 12u

static void put_object(struct room *room, const char *name, const void *bytes, uint64_t len) {
    uint64_t end = 0;
    assert_int_equal(room->memory.put(room->memory.user, name, bytes, len, &end), 0);
}

static void remove_object(struct room *room, const char *name) {
    uint64_t removed = 0;
    assert_int_equal(room->memory.remove(room->memory.user, name, &removed), 0);
}

static bool is_there(struct room *room, const char *name) {
    uint64_t len = STORAGE_ABSENT;
    assert_int_equal(room->memory.length(room->memory.user, name, &len), 0);
    return len != STORAGE_ABSENT;
}

static void assert_object(struct room *room, const char *name, const void *bytes, uint64_t len) {
    uint64_t now = 0;
    uint8_t *there = fault_object(&room->memory, name, &now);
    assert_non_null(there);
    assert_int_equal(now, len);
    assert_memory_equal(there, bytes, len);
    free(there);
}

static uint32_t objects(struct room *room) {
    uint32_t count = 0, found = 1;
    char name[32];
    while (room->memory.list(room->memory.user, count, name, &found) == 0 && found) count++;
    return count;
}

/* Opens and reads to the end; answers what the first call answered that was not well. */
static int32_t read_through(struct room *room, struct journal *journal, uint32_t *count_out) {
    *count_out = 0;
    int32_t status = cgov__journal_open(journal, &room->mem, &room->memory);
    return status ? status : sample_read_all(journal, count_out, true);
}

/* --- every length --- */

/* The journal is as long as this; said frames are said to be durable, in a slot where slot is. */
static void one_length(struct room *room, const uint8_t *bytes, const uint64_t *starts, uint64_t len, uint32_t said,
                       bool slot) {
    struct journal journal;
    uint32_t count, whole = 0;
    while (whole < FRAMES && starts[whole + 1] <= len) whole++;
    room_write(room, bytes, len);
    int32_t status = read_through(room, &journal, &count);
    if (len < JOURNAL_HEADER || whole < said) {
        assert_int_equal(status, CGOV_E_CORRUPT);
        assert_int_equal(journal.os_code, len < JOURNAL_HEADER ? len : starts[whole]);
        assert_int_equal(journal.ack.counter > 0, slot && len >= JOURNAL_HEADER);
        assert_object(room, "journal", bytes, len); /* nothing was touched */
        assert_int_equal(objects(room), 1 + slot);
    } else {
        assert_int_equal(status, CGOV_DONE);
        assert_int_equal(count, whole);
        assert_int_equal(journal.torn_len, sample_torn(bytes, starts[whole], len));
        assert_int_equal(journal.ack.missing, !slot);
    }
    cgov__journal_close(&journal);
}

static void every_length(void **state) {
    struct room *room = *state;
    static const uint32_t sync_every[] = {1, 5, FRAMES};
    for (size_t i = 0; i < 3; i++) {
        uint64_t starts[FRAMES + 1];
        uint32_t said = FRAMES - FRAMES % sync_every[i];
        struct journal journal;
        room_empty(room);
        uint8_t *bytes = room_build(room, FRAMES, sync_every[i], starts);
        for (uint64_t len = 0; len <= starts[FRAMES]; len++) one_length(room, bytes, starts, len, said, true);
        remove_object(room, "journal"); /* no length at all */
        assert_int_equal(cgov__journal_open(&journal, &room->mem, &room->memory), CGOV_E_CORRUPT);
        assert_int_equal(journal.ack.seq, sample_of(said - 1).last_seq);
        assert_int_equal(cgov__journal_create(&journal, &room->mem, &room->memory, SAMPLE_SEED), CGOV_E_EXISTS);
        assert_int_equal(objects(room), 1);
        remove_object(room, "ack"); /* without it nobody can know */
        assert_int_equal(cgov__journal_open(&journal, &room->mem, &room->memory), CGOV_E_NOT_FOUND);
        for (uint64_t len = 0; len <= starts[FRAMES]; len++) one_length(room, bytes, starts, len, 0, false);
        free(bytes);
    }
}

/* --- slots --- */

/* A journal of two flushes, of FRAMES and one more, and its slots. */
static uint8_t *two_slots(struct room *room, uint64_t *starts, uint8_t ack[2 * ACK_SLOT]) {
    struct journal journal;
    struct frame frame;
    uint32_t count;
    uint64_t len = 0;
    room_empty(room);
    free(room_build(room, FRAMES, FRAMES, starts));
    assert_int_equal(read_through(room, &journal, &count), CGOV_DONE);
    assert_int_equal(cgov__journal_settle(&journal), CGOV_OK);
    assert_int_equal(sample_append(&journal, FRAMES, false, &frame), CGOV_OK);
    assert_int_equal(cgov__journal_flush(&journal), CGOV_OK);
    cgov__journal_close(&journal);
    uint8_t *there = fault_object(&room->memory, "ack", &len);
    assert_int_equal(len, 2 * ACK_SLOT);
    memcpy(ack, there, len);
    free(there);
    return fault_object(&room->memory, "journal", &len);
}

/* Where the first flush alone is there, it is known how many were said to be durable: all of both flushes, those of the
 * first, or none. */
static void says(struct room *room, const void *ack, uint64_t len, uint32_t said) {
    struct journal journal;
    uint32_t count;
    put_object(room, "ack", ack, len);
    int32_t status = read_through(room, &journal, &count);
    assert_int_equal(status, said > FRAMES ? CGOV_E_CORRUPT : CGOV_DONE);
    assert_int_equal(count, FRAMES);
    assert_int_equal(journal.ack.seq, said ? sample_of(said - 1).last_seq : 0);
    assert_int_equal(journal.ack.missing, said == 0);
    cgov__journal_close(&journal);
}

static void slots_are_believed(void **state) {
    struct room *room = *state;
    uint64_t starts[FRAMES + 1];
    uint8_t ack[2 * ACK_SLOT + 1], changed[2 * ACK_SLOT + 1];
    uint8_t *bytes = two_slots(room, starts, ack), *newest = changed, *older = changed + ACK_SLOT;
    ack[2 * ACK_SLOT] = 0;
    room_write(room, bytes, starts[FRAMES]);
    free(bytes);
    says(room, ack, 2 * ACK_SLOT, FRAMES + 1);          /* counters 1 and 2: the second stands first */
    for (uint32_t bit = 0; bit < ACK_USED * 8; bit++) { /* one that is garbled is none; the other counts */
        memcpy(changed, ack, sizeof ack);
        newest[bit / 8] ^= (uint8_t)(1u << bit % 8);
        says(room, changed, 2 * ACK_SLOT, FRAMES);
        memcpy(changed, ack, sizeof ack);
        older[bit / 8] ^= (uint8_t)(1u << bit % 8);
        says(room, changed, 2 * ACK_SLOT, FRAMES + 1);
        newest[bit / 8] ^= (uint8_t)(1u << bit % 8);
        says(room, changed, 2 * ACK_SLOT, 0);
    }
    memcpy(changed, ack + ACK_SLOT, ACK_SLOT); /* each in the other's place */
    memcpy(changed + ACK_SLOT, ack, ACK_SLOT);
    says(room, changed, 2 * ACK_SLOT, 0);
    memcpy(changed, ack, sizeof ack); /* of another journal */
    changed[8] ^= 1;
    cgov__store32(changed + 44, cgov__crc32c(0, changed, 44));
    says(room, changed, 2 * ACK_SLOT, FRAMES);
    memcpy(changed, ack, sizeof ack); /* of no chain, as long as no snapshot asks */
    cgov__store32(changed + 40, 0);
    cgov__store32(changed + 44, cgov__crc32c(0, changed, 44));
    says(room, changed, 2 * ACK_SLOT, FRAMES + 1);
    for (uint32_t len = 0; len <= 2 * ACK_SLOT; len += len < 64 || len > ACK_SLOT ? 1 : 337)
        says(room, ack, len, len < ACK_USED ? 0 : FRAMES + 1);
    says(room, ack + ACK_SLOT, ACK_SLOT, 0);
    says(room, ack, sizeof ack, FRAMES + 1);
}

/* One that is old is harmless, and so is none: what it does not reach is torn or there, and once settled it is said
 * anew.
 */
static void an_old_slot_is_no_harm(void **state) {
    struct room *room = *state;
    enum { OLD, GARBLED, ELSE, GONE, CASES };
    uint64_t starts[FRAMES + 1];
    uint8_t ack[2 * ACK_SLOT];
    uint8_t *bytes = two_slots(room, starts, ack);
    memset(ack, 0, ACK_SLOT); /* the newest */
    for (int left = OLD; left < CASES; left++) {
        struct journal journal;
        uint32_t count;
        room_empty(room);
        room_write(room, bytes, starts[FRAMES] + 9);
        if (left == GARBLED) memset(ack, 0xa5, sizeof ack);
        if (left <= GARBLED) put_object(room, "ack", ack, sizeof ack);
        if (left == ELSE) put_object(room, "ack", "something else", 14);
        assert_int_equal(read_through(room, &journal, &count), CGOV_DONE);
        assert_int_equal(journal.ack.missing, left > OLD);
        assert_int_equal(cgov__journal_settle(&journal), CGOV_OK);
        assert_int_equal(journal.torn_len, 9);
        assert_int_equal(journal.ack.missing, left > OLD); /* it is told as long as this one is open */
        cgov__journal_close(&journal);
        assert_int_equal(read_through(room, &journal, &count), CGOV_DONE);
        assert_int_equal(count, FRAMES);
        assert_false(journal.ack.missing);
        cgov__journal_close(&journal);
        room_write(room, bytes, starts[FRAMES] - 1);
        assert_int_equal(read_through(room, &journal, &count), CGOV_E_CORRUPT);
        cgov__journal_close(&journal);
    }
    free(bytes);
}

/* What a slot vouches for is not written again, and what one that lies about the length says is. */
static void what_is_vouched_for_is_left_alone(void **state) {
    struct room *room = *state;
    uint64_t starts[FRAMES + 1];
    for (int lies = 0; lies < 2; lies++) {
        struct journal journal;
        uint32_t count;
        room_empty(room);
        free(room_build(room, FRAMES, FRAMES, starts));
        if (lies) {
            uint64_t len = 0;
            uint8_t *ack = fault_object(&room->memory, "ack", &len), *slot = ack + ACK_SLOT;
            cgov__store64(slot + 32, starts[FRAMES] - 1);
            cgov__store32(slot + 44, cgov__crc32c(0, slot, 44));
            put_object(room, "ack", ack, len);
            free(ack);
        }
        fault_arm(&room->fault, FAULT_OVERWRITE | FAULT_PUT, 0, false, FAULT_ERROR);
        assert_int_equal(cgov__journal_open(&journal, &room->mem, &room->storage), CGOV_OK);
        assert_int_equal(sample_read_all(&journal, &count, true), CGOV_DONE);
        assert_int_equal(cgov__journal_settle(&journal), CGOV_OK);
        assert_int_equal(room->fault.calls, lies ? 3 : 0); /* put aside, written over, said */
        cgov__journal_close(&journal);
    }
}

/* A slot that cannot be written fails nothing, says what it said, and is put whole by the next flush. */
static void a_failed_slot_fails_nothing(void **state) {
    struct room *room = *state;
    for (enum fault_kind kind = FAULT_ERROR; kind < FAULT_KINDS; kind++) {
        for (uint32_t first = 0; first < 2; first++) { /* put; written over */
            struct journal journal;
            struct frame frame;
            uint32_t count;
            room_empty(room);
            fault_arm(&room->fault, FAULT_ANY, 0, false, kind);
            assert_int_equal(cgov__journal_create(&journal, &room->mem, &room->storage, SAMPLE_SEED), CGOV_OK);
            for (uint32_t i = 0; i < 4; i++) {
                bool fails = i == 1 + first || (first == 0 && i == 0);
                fault_arm(&room->fault, FAULT_PUT | FAULT_OVERWRITE, fails, true, kind);
                assert_int_equal(sample_append(&journal, i, false, &frame), CGOV_OK);
                assert_int_equal(cgov__journal_flush(&journal), CGOV_OK);
                assert_int_equal(journal.ack.failed, fails);
                assert_int_equal(journal.durable_seq, sample_of(i).last_seq);
            }
            assert_int_equal(journal.ack.seq, journal.durable_seq);
            cgov__journal_close(&journal);
            assert_int_equal(read_through(room, &journal, &count), CGOV_DONE);
            assert_int_equal(count, 4);
            assert_int_equal(journal.ack.seq, sample_of(3).last_seq);
            cgov__journal_close(&journal);
        }
    }
}

/* Only a sync that succeeded is said. */
static void a_failed_sync_is_not_said(void **state) {
    struct room *room = *state;
    for (enum fault_kind kind = FAULT_ERROR; kind < FAULT_KINDS; kind++) {
        struct journal journal;
        struct frame frame;
        uint32_t count;
        room_empty(room);
        fault_arm(&room->fault, FAULT_ANY, 0, false, kind);
        assert_int_equal(cgov__journal_create(&journal, &room->mem, &room->storage, SAMPLE_SEED), CGOV_OK);
        assert_int_equal(sample_append(&journal, 0, false, &frame), CGOV_OK);
        assert_int_equal(cgov__journal_flush(&journal), CGOV_OK);
        assert_int_equal(sample_append(&journal, 1, false, &frame), CGOV_OK);
        fault_arm(&room->fault, FAULT_SYNC, 1, false, kind);
        assert_int_equal(cgov__journal_flush(&journal), CGOV_E_STORAGE);
        cgov__journal_close(&journal);
        for (uint32_t power = 0; power < 2; power++) { /* it stays; it goes */
            if (power) fault_power_cut(&room->fault, 0);
            assert_int_equal(read_through(room, &journal, &count), CGOV_DONE);
            assert_int_equal(count, kind == FAULT_UNSAID || !power ? 2 : 1);
            assert_int_equal(journal.ack.seq, sample_of(0).last_seq);
            cgov__journal_close(&journal);
        }
    }
}

/* --- founding --- */

static void leftovers(void **state) {
    struct room *room = *state;
    struct journal journal;
    struct frame frame;
    uint64_t starts[2], len = 0;
    uint32_t count;
    free(room_build(room, 1, 1, starts));
    uint8_t *bytes = fault_object(&room->memory, "journal", &len);
    room_write(room, bytes, JOURNAL_HEADER); /* a header, and it is said that there was more */
    free(bytes);
    assert_int_equal(cgov__journal_create(&journal, &room->mem, &room->memory, SAMPLE_SEED + 1), CGOV_E_EXISTS);
    assert_int_equal(read_through(room, &journal, &count), CGOV_E_CORRUPT);
    cgov__journal_close(&journal);
    assert_int_equal(objects(room), 2);

    uint8_t header[JOURNAL_HEADER]; /* another journal's: nobody said anything of this one */
    cgov__journal_header_encode(header, SAMPLE_SEED + 2);
    room_write(room, header, sizeof header);
    put_object(room, "redo", "left over", 9);
    assert_int_equal(read_through(room, &journal, &count), CGOV_DONE);
    assert_int_equal(cgov__journal_settle(&journal), CGOV_OK);
    cgov__journal_close(&journal);
    assert_int_equal(objects(room), 2); /* nothing was said of nothing */
    put_object(room, "redo", "left over", 9);
    assert_int_equal(cgov__journal_create(&journal, &room->mem, &room->memory, SAMPLE_SEED + 1), CGOV_OK);
    assert_int_equal(objects(room), 1);
    assert_int_equal(sample_append(&journal, 0, false, &frame), CGOV_OK);
    assert_false(is_there(room, "ack")); /* not before it is durable */
    assert_int_equal(cgov__journal_flush(&journal), CGOV_OK);
    assert_true(is_there(room, "ack"));
    cgov__journal_close(&journal);
}

/* --- writing over --- */

/* A journal whose frames were acknowledged while nothing beside it says so any more, as after the power went. */
static void unsaid(struct room *room, bool torn) {
    uint64_t starts[FRAMES + 1], synced = 0, end = 0, removed = 0;
    room_empty(room);
    fault_arm(&room->fault, FAULT_ANY, 0, false, FAULT_ERROR);
    free(room_build(room, FRAMES, FRAMES, starts));
    assert_int_equal(room->storage.remove(room->storage.user, "ack", &removed), 0);
    if (!torn) return;
    assert_int_equal(room->storage.append(room->storage.user, "journal", starts[FRAMES], "torn", 4, &end), 0);
    assert_int_equal(room->storage.sync(room->storage.user, "journal", &synced), 0);
}

static int32_t settles(struct room *room) {
    struct journal journal;
    uint32_t count;
    int32_t status = cgov__journal_open(&journal, &room->mem, &room->storage);
    if (!status) status = sample_read_all(&journal, &count, false);
    if (status == CGOV_DONE) assert_int_equal(count, FRAMES);
    if (status == CGOV_DONE) status = cgov__journal_settle(&journal);
    cgov__journal_close(&journal);
    return status;
}

/* Whichever call of opening fails, with the sector garbled that was being written over, and whether or not the power
 * goes then, in the opening after that too: all that was acknowledged is there. */
static void recovery_lasts(void **state) {
    struct room *room = *state;
    uint32_t runs = 0;
    for (uint32_t run = 0; run < 16 * FAULT_KINDS; run++) {
        bool settled = false, power = run & 1, forever = run & 2, torn = run & 4;
        room->fault.sector = run & 8 ? 512 : 4096;
        for (uint32_t n = 1; !settled; n++, runs++) {
            struct journal journal;
            uint32_t count;
            unsaid(room, torn);
            fault_arm(&room->fault, FAULT_ANY, n, forever, (enum fault_kind)(run / 16));
            settled = settles(room) == CGOV_OK && room->fault.calls < n;
            fault_arm(&room->fault, FAULT_OVERWRITE, 1, false, FAULT_GARBLE);
            if (power) fault_power_cut(&room->fault, 0);
            room->memory.lock(room->memory.user, 0, &(uint64_t){0});
            (void)settles(room); /* its first write over is garbled */
            fault_arm(&room->fault, FAULT_ANY, 0, false, FAULT_ERROR);
            if (power) fault_power_cut(&room->fault, 0);
            assert_int_equal(settles(room), CGOV_OK);
            assert_false(is_there(room, "redo"));
            assert_int_equal(read_through(room, &journal, &count), CGOV_DONE);
            assert_int_equal(count, FRAMES);
            assert_int_equal(journal.torn_len, 0);
            assert_int_equal(journal.ack.seq, sample_of(FRAMES - 1).last_seq);
            cgov__journal_close(&journal);
        }
    }
    print_message("# %u runs\n", runs);
    assert_true(runs > 1000);
}

/* More than is put aside at a time. */
static void far_back(void **state) {
    struct room *room = *state;
    uint32_t words_len = 200 << 10;
    uint8_t *words = malloc(words_len);
    for (uint32_t i = 0; i < words_len; i++) words[i] = (uint8_t)(i * i >> 5);
    for (uint32_t n = 1; n < 9; n++) {
        struct journal journal;
        struct frame frame;
        uint64_t len = 0;
        room_empty(room);
        fault_arm(&room->fault, FAULT_ANY, 0, false, FAULT_ERROR);
        assert_int_equal(cgov__journal_create(&journal, &room->mem, &room->storage, SAMPLE_SEED), CGOV_OK);
        for (uint64_t seq = 1; seq <= 4; seq++)
            assert_int_equal(append_frame(&journal, FRAME_COMMAND, seq, seq, "r", 1, words, words_len, false, &frame),
                             CGOV_OK);
        cgov__journal_close(&journal);
        uint8_t *bytes = fault_object(&room->memory, "journal", &len);
        for (uint32_t time = 0; time < 2; time++) {
            assert_int_equal(cgov__journal_open(&journal, &room->mem, &room->storage), CGOV_OK);
            for (; cgov__journal_next(&journal, &frame) == CGOV_OK; journal.chain = frame.chain)
                journal.last_seq = frame.seq;
            assert_int_equal(journal.last_seq, 4);
            fault_arm(&room->fault, FAULT_OVERWRITE | FAULT_PUT, time ? 0 : n, false, FAULT_GARBLE);
            assert_int_equal(cgov__journal_settle(&journal), time || n > 8 ? CGOV_OK : CGOV_E_STORAGE);
            assert_true(room->mem.used <= (512 << 10) + 64);
            cgov__journal_close(&journal);
            fault_arm(&room->fault, FAULT_ANY, 0, false, FAULT_ERROR);
        }
        assert_int_equal(len, 32 + 4 * (24 + 1 + (uint64_t)words_len) + 8);
        assert_object(room, "journal", bytes, len);
        free(bytes);
    }
    free(words);
}

/* What was begun and garbled is done again before the header is read; what is of something else does nothing. */
static void what_was_begun_is_done(void **state) {
    struct room *room = *state;
    uint64_t len = 0, redo_len = 0;
    struct journal journal;
    uint32_t count;
    unsaid(room, false);
    uint8_t *bytes = fault_object(&room->memory, "journal", &len);
    fault_arm(&room->fault, FAULT_OVERWRITE, 1, false, FAULT_GARBLE);
    assert_int_equal(settles(room), CGOV_E_STORAGE);
    uint8_t *garbled = fault_object(&room->memory, "journal", &len);
    assert_memory_not_equal(garbled, bytes, JOURNAL_HEADER);
    uint8_t *redo = fault_object(&room->memory, "redo", &redo_len);
    assert_int_equal(redo_len, REDO_HEADER + len);
    for (uint64_t bit = 0; bit < redo_len * 8; bit += bit < REDO_HEADER * 8 ? 1 : 79) { /* damaged: it does nothing */
        redo[bit / 8] ^= (uint8_t)(1u << bit % 8);
        put_object(room, "redo", redo, redo_len);
        assert_int_equal(cgov__journal_open(&journal, &room->mem, &room->memory), CGOV_E_FORMAT);
        redo[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    for (uint64_t cut = 0; cut < redo_len; cut += 13) {
        put_object(room, "redo", redo, cut);
        assert_int_equal(cgov__journal_open(&journal, &room->mem, &room->memory), CGOV_E_FORMAT);
    }
    assert_object(room, "journal", garbled, len);
    put_object(room, "redo", redo, redo_len);
    for (uint64_t zeros = 0; zeros <= 10000; zeros += 5000) { /* behind it is room that a storage made, or nothing */
        static const uint8_t room_ahead[10000];
        uint64_t end = 0;
        room_write(room, garbled, len);
        assert_int_equal(room->memory.append(room->memory.user, "journal", len, room_ahead, zeros, &end), 0);
        assert_int_equal(read_through(room, &journal, &count), CGOV_DONE);
        assert_int_equal(count, FRAMES);
        assert_int_equal(cgov__journal_settle(&journal), CGOV_OK);
        assert_object(room, "journal", bytes, len);
        put_object(room, "redo", redo, redo_len);
        cgov__journal_close(&journal);
    }
    assert_int_equal(room->memory.remove(room->memory.user, "ack", &redo_len), 0);

    bytes[100] ^= 1; /* a journal of another length, or another journal: it stays as it is */
    for (uint64_t other = len - 1; other <= len + 1; other += 2) {
        bytes = realloc(bytes, (size_t)len + 1);
        bytes[len] = 1;
        room_write(room, bytes, other);
        assert_int_equal(read_through(room, &journal, &count), CGOV_DONE);
        cgov__journal_close(&journal);
        assert_object(room, "journal", bytes, other);
    }
    cgov__journal_header_encode(bytes, SAMPLE_SEED + 1);
    room_write(room, bytes, len);
    assert_int_equal(cgov__journal_open(&journal, &room->mem, &room->memory), CGOV_OK);
    cgov__journal_close(&journal);
    assert_object(room, "journal", bytes, len);
    free(bytes);
    free(garbled);
    free(redo);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, room_set_up, room_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(every_length),
        TEST(slots_are_believed),
        TEST(an_old_slot_is_no_harm),
        TEST(what_is_vouched_for_is_left_alone),
        TEST(a_failed_slot_fails_nothing),
        TEST(a_failed_sync_is_not_said),
        TEST(leftovers),
        TEST(recovery_lasts),
        TEST(far_back),
        TEST(what_was_begun_is_done),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
