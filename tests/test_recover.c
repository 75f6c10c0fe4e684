/* Recovery: every cut and every flipped bit of a journal is a torn end or named damage, and what is before it is exact.
 */
#include "support/sample.h"
#include "support/test.h"

#include "store/frame.h"

#define FRAMES 30u

/* --- every cut, every flip --- */

/* The torn end lies aside, the journal ends before it, and goes on from there. */
static void settles(struct room *room, struct journal *journal, const uint8_t *bytes, uint32_t count) {
    struct frame frame;
    char name[32] = "";
    uint64_t torn_at = journal->torn_at, torn_len = journal->torn_len, len = 0;
    snprintf(name, sizeof name, "torn-%llx-%llx", (unsigned long long)journal->torn_seq, (unsigned long long)torn_at);
    assert_int_equal(journal->torn_seq, journal->last_seq + 1);
    assert_int_equal(cgov__journal_settle(journal), CGOV_OK);
    uint8_t *torn = fault_object(&room->memory, name, &len);
    assert_non_null(torn);
    assert_int_equal(len, torn_len);
    assert_memory_equal(torn, bytes + torn_at, torn_len);
    free(torn);
    assert_int_equal(journal->written, torn_at);
    assert_int_equal(sample_append(journal, count, false, &frame), CGOV_OK);
    assert_int_equal(cgov__journal_flush(journal), CGOV_OK);
    cgov__journal_close(journal);

    uint32_t again;
    assert_int_equal(cgov__journal_open(journal, &room->mem, &room->memory), CGOV_OK);
    assert_int_equal(sample_read_all(journal, &again, true), CGOV_DONE);
    assert_int_equal(again, count + 1);
    assert_int_equal(journal->torn_len, 0);
}

/* The journal's first len bytes, and as many zeros behind them as a storage may have made room with. Where they fill up
 * a frame whose words alone are cut, it is for whoever knows words to say so. */
static void one_cut(struct room *room, const uint8_t *bytes, const uint64_t *starts, uint64_t len, uint64_t zeros) {
    static const uint8_t room_ahead[300000];
    struct journal journal;
    uint32_t count, whole = 0;
    uint64_t end = len;
    while (whole < FRAMES && starts[whole + 1] <= len) whole++;
    uint64_t torn = sample_torn(bytes, starts[whole], len);
    if (whole < FRAMES && starts[whole + 1] - len <= zeros && starts[whole + 1] - len <= sample_of(whole).words_len) {
        whole++;
        torn = 0;
    }
    room_empty(room);
    room_write(room, bytes, len);
    assert_int_equal(room->memory.append(room->memory.user, "journal", len, room_ahead, zeros, &end), 0);
    assert_int_equal(cgov__journal_open(&journal, &room->mem, &room->memory), CGOV_OK);
    assert_int_equal(sample_read_all(&journal, &count, false), CGOV_DONE);
    assert_int_equal(count, whole);
    assert_int_equal(journal.torn_len, torn);
    if (torn) {
        settles(room, &journal, bytes, count);
    } else {
        assert_int_equal(cgov__journal_settle(&journal), CGOV_OK);
        assert_int_equal(journal.torn_objects, 0);
        assert_int_equal(room->memory.length(room->memory.user, "journal", &end), 0);
        assert_int_equal(end, starts[whole]);
    }
    cgov__journal_close(&journal);
}

static void every_cut(void **state) {
    struct room *room = *state;
    uint64_t starts[FRAMES + 1];
    uint8_t *bytes = room_build(room, FRAMES, 3, starts);
    for (uint64_t len = 32; len <= starts[FRAMES]; len++) {
        one_cut(room, bytes, starts, len, 0);
        one_cut(room, bytes, starts, len, 1 + len % 5000);
        if (len % 64 == 0) one_cut(room, bytes, starts, len, 300000); /* more than a window */
    }
    free(bytes);
}

/* One bit of frame k is flipped; the first said frames are said to be durable. */
static void one_flip(struct room *room, uint8_t *bytes, const uint64_t *starts, uint64_t bit, uint32_t said) {
    struct journal journal;
    uint32_t count, k = 0;
    uint64_t at = bit / 8;
    while (starts[k + 1] <= at) k++;
    bytes[at] ^= (uint8_t)(1u << bit % 8);
    room_write(room, bytes, starts[FRAMES]);
    bool in_words = at >= starts[k + 1] - sample_of(k).words_len;
    assert_int_equal(cgov__journal_open(&journal, &room->mem, &room->memory), CGOV_OK);
    int32_t status = sample_read_all(&journal, &count, false);
    if (in_words) {
        assert_int_equal(status, CGOV_DONE);
        assert_int_equal(count, FRAMES);
        assert_int_equal(journal.torn_len, 0);
    } else {
        assert_int_equal(status, k < said ? CGOV_E_CORRUPT : CGOV_DONE);
        assert_int_equal(count, k);
        if (status == CGOV_E_CORRUPT) assert_int_equal(journal.os_code, starts[k]);
        if (status == CGOV_DONE) assert_int_equal(journal.torn_at, starts[k]);
        uint64_t len = 0;
        uint8_t *after = fault_object(&room->memory, "journal", &len);
        assert_int_equal(len, starts[FRAMES]);
        assert_memory_equal(after, bytes, len);
        free(after);
    }
    cgov__journal_close(&journal);
    bytes[at] ^= (uint8_t)(1u << bit % 8);
}

static void flip_frames(struct room *room, uint8_t *bytes, const uint64_t *starts, uint32_t said) {
    for (uint64_t bit = 32 * 8; bit < starts[FRAMES] * 8; bit++) one_flip(room, bytes, starts, bit, said);
}

static void every_flip(void **state) {
    struct room *room = *state;
    static const uint32_t sync_every[] = {1, 4, 100};
    for (size_t i = 0; i < 3; i++) {
        uint64_t starts[FRAMES + 1], removed;
        room_empty(room);
        uint8_t *bytes = room_build(room, FRAMES, sync_every[i], starts);
        for (uint64_t bit = 0; bit < 32 * 8; bit++) {
            struct journal journal;
            bytes[bit / 8] ^= (uint8_t)(1u << bit % 8);
            room_write(room, bytes, starts[FRAMES]);
            assert_int_equal(cgov__journal_open(&journal, &room->mem, &room->memory),
                             bit < 64 ? CGOV_E_FORMAT : CGOV_E_CORRUPT);
            bytes[bit / 8] ^= (uint8_t)(1u << bit % 8);
        }
        flip_frames(room, bytes, starts, FRAMES - FRAMES % sync_every[i]);
        room->memory.remove(room->memory.user, "ack", &removed);
        flip_frames(room, bytes, starts,
                    FRAMES - (FRAMES - 1) % sync_every[i] - 1); /* to the last frame with a floor */
        free(bytes);
    }
}

/* --- the judgement --- */

/* What it says of a journal of one good frame, bad bytes, and then these. */
static int32_t judged(struct room *room, const void *rest, uint64_t rest_len, uint64_t *used_out) {
    uint64_t starts[2], len = 0;
    struct journal journal;
    uint32_t count;
    room_empty(room);
    uint8_t *bytes = room_build(room, 1, 1, starts);
    len = starts[1] + 7 + rest_len;
    bytes = realloc(bytes, len);
    memset(bytes + starts[1], 0xee, 7);
    memcpy(bytes + starts[1] + 7, rest, rest_len);
    room_write(room, bytes, len);
    free(bytes);
    assert_int_equal(cgov__journal_open(&journal, &room->mem, &room->memory), CGOV_OK);
    int32_t status = sample_read_all(&journal, &count, true);
    assert_int_equal(count, 1);
    if (used_out) *used_out = room->mem.used;
    cgov__journal_close(&journal);
    return status;
}

static void floors_decide(void **state) {
    struct room *room = *state;
    uint8_t rest[100] = {0};
    const struct {
        uint64_t seq, floor;
        uint8_t flags;
        int32_t status;
    } cases[] = {
        {9, 8, FRAME_FLOOR, CGOV_E_CORRUPT}, {9, 2, FRAME_FLOOR, CGOV_E_CORRUPT}, /* seq 2 was durable */
        {9, 1, FRAME_FLOOR, CGOV_DONE},                                           /* seq 1 was, and is there */
        {9, 0, FRAME_FLOOR, CGOV_DONE},      {9, 8, 0, CGOV_DONE},                /* no floor, whatever lies there */
        {3, 2, FRAME_FLOOR, CGOV_E_CORRUPT}, {9, 9, FRAME_FLOOR, CGOV_DONE},      /* a floor that cannot be */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (uint32_t at = 0; at <= sizeof rest - FRAME_HEADER_MAX; at += 17) {
            struct frame_header header = {
                .seq = cases[i].seq, .floor = cases[i].floor, .kind = 1, .flags = cases[i].flags, .records_len = 999};
            memset(rest, 0, sizeof rest);
            cgov__frame_encode(rest + at, &header, SAMPLE_SEED);
            assert_int_equal(judged(room, rest, sizeof rest, NULL), cases[i].status);
            cgov__frame_encode(rest + at, &header, SAMPLE_SEED + 1); /* who does not know the seed says nothing */
            assert_int_equal(judged(room, rest, sizeof rest, NULL), CGOV_DONE);
        }
    }
}

/* Megabytes of torn end are searched in a window, and a floor at their very end or across a window's border is seen. */
static void searches_far(void **state) {
    struct room *room = *state;
    uint64_t len = 3 << 20, used = 0;
    uint8_t *rest = malloc(len);
    for (uint64_t i = 0; i < len; i++) rest[i] = (uint8_t)(i * i >> 7);
    assert_int_equal(judged(room, rest, len, &used), CGOV_DONE);
    assert_true(used <= (512 << 10) + 64);
    struct frame_header header = {.seq = 9, .floor = 8, .kind = 1, .flags = FRAME_FLOOR};
    uint8_t bytes[FRAME_HEADER_MAX];
    cgov__frame_encode(bytes, &header, SAMPLE_SEED);
    for (uint64_t at = (256 << 10) - 200; at < (256 << 10) + 20; at++) {
        uint8_t before[FRAME_HEADER_MAX];
        memcpy(before, rest + at, sizeof before);
        memcpy(rest + at, bytes, sizeof bytes);
        assert_int_equal(judged(room, rest, len / 8, NULL), CGOV_E_CORRUPT);
        memcpy(rest + at, before, sizeof before);
    }
    memcpy(rest + len - sizeof bytes, bytes, sizeof bytes);
    assert_int_equal(judged(room, rest, len, &used), CGOV_E_CORRUPT);
    assert_true(used <= (512 << 10) + 64);
    free(rest);
}

/* Words that are nothing but frame headers, before a torn end and in it. */
static void words_cannot_forge(void **state) {
    struct room *room = *state;
    uint8_t words[10 * FRAME_HEADER_MAX], *bytes;
    uint64_t len = 0;
    for (int known = 0; known < 2; known++) { /* with the seed they could, so the search does look there */
        struct journal journal;
        struct frame frame;
        uint32_t count;
        for (uint32_t i = 0; i < 10; i++) {
            struct frame_header header = {.seq = 4 + i, .floor = 3 + i, .kind = 1, .flags = FRAME_FLOOR};
            cgov__frame_encode(words + i * FRAME_HEADER_MAX, &header, known ? SAMPLE_SEED : i);
        }
        room_empty(room);
        assert_int_equal(cgov__journal_create(&journal, &room->mem, &room->storage, SAMPLE_SEED), CGOV_OK);
        assert_int_equal(sample_append(&journal, 0, false, &frame), CGOV_OK);
        assert_int_equal(append_frame(&journal, FRAME_COMMAND, 2, 2, "r", 1, words, sizeof words, false, &frame),
                         CGOV_OK);
        cgov__journal_close(&journal);
        bytes = fault_object(&room->memory, "journal", &len);
        for (uint32_t cut = 0; cut < 2; cut++) { /* its end is missing; its record is damaged */
            if (cut) bytes[frame.records_at] ^= 1;
            room_write(room, bytes, cut ? len : len - 1);
            assert_int_equal(cgov__journal_open(&journal, &room->mem, &room->storage), CGOV_OK);
            assert_int_equal(sample_read_all(&journal, &count, true), known ? CGOV_E_CORRUPT : CGOV_DONE);
            assert_int_equal(count, 1);
            cgov__journal_close(&journal);
        }
        free(bytes);
    }
}

/* --- frames larger than the window --- */

static void large_frames(void **state) {
    struct room *room = *state;
    struct journal journal;
    struct frame frame;
    uint32_t records_len = 700 << 10, words_len = 8 << 20;
    uint8_t *records = malloc(records_len), *words = malloc(words_len);
    for (uint32_t i = 0; i < records_len; i++) records[i] = (uint8_t)(i >> 3);
    memset(words, 'w', words_len);
    assert_int_equal(cgov__journal_create(&journal, &room->mem, &room->storage, SAMPLE_SEED), CGOV_OK);
    for (uint64_t seq = 1; seq <= 3; seq++) {
        assert_int_equal(
            append_frame(&journal, FRAME_COMMAND, seq, seq, records, records_len, words, words_len, false, &frame),
            CGOV_OK);
    }
    assert_int_equal(cgov__journal_flush(&journal), CGOV_OK);
    cgov__journal_close(&journal);

    fault_arm(&room->fault, FAULT_READ, 0, false, FAULT_ERROR);
    assert_int_equal(cgov__journal_open(&journal, &room->mem, &room->storage), CGOV_OK);
    for (uint64_t seq = 1; seq <= 3; seq++) {
        assert_int_equal(cgov__journal_next(&journal, &frame), CGOV_OK);
        assert_memory_equal(frame.records, records, records_len);
        journal.last_seq = seq;
    }
    assert_int_equal(cgov__journal_next(&journal, &frame), CGOV_DONE);
    assert_true(room->mem.used < 2 << 20);
    assert_int_equal(room->fault.calls, 9); /* the header, two slots, two per frame: the words are stepped over */
    assert_int_equal(cgov__journal_settle(&journal), CGOV_OK);
    assert_int_equal(room->mem.used, 0);
    cgov__journal_close(&journal);
    free(records);
    free(words);
}

/* --- the torn end lasts --- */

/* A good journal with a torn end, durable. */
static void tear(struct room *room) {
    uint64_t starts[4], synced = 0, end = 0;
    room_empty(room);
    free(room_build(room, 3, 1, starts));
    fault_arm(&room->fault, FAULT_ANY, 0, false, FAULT_ERROR);
    assert_int_equal(room->storage.append(room->storage.user, "journal", starts[3], "torn", 4, &end), 0);
    assert_int_equal(room->storage.sync(room->storage.user, "journal", &synced), 0);
}

static bool ends_torn(struct room *room, const char *name) {
    uint64_t len = 0;
    uint8_t *bytes = fault_object(&room->memory, name, &len);
    bool torn = bytes && len >= 4 && memcmp(bytes + len - 4, "torn", 4) == 0;
    free(bytes);
    return torn;
}

/* Whichever call of settling fails and whether or not the power goes then: the torn end is in the journal or aside. */
static void torn_ends_last(void **state) {
    struct room *room = *state;
    for (uint32_t run = 0; run < 2 * FAULT_KINDS; run++) {
        bool settled = false;
        for (uint32_t n = 1; !settled; n++) {
            struct journal journal;
            uint32_t count;
            tear(room);
            assert_int_equal(cgov__journal_open(&journal, &room->mem, &room->storage), CGOV_OK);
            assert_int_equal(sample_read_all(&journal, &count, true), CGOV_DONE);
            assert_int_equal(journal.torn_len, 4);
            char name[48];
            snprintf(name, sizeof name, "torn-%x-%x", (unsigned)journal.torn_seq, (unsigned)journal.torn_at);
            fault_arm(&room->fault, FAULT_ANY, n, run & 1, (enum fault_kind)(run / 2));
            settled = cgov__journal_settle(&journal) == CGOV_OK;
            fault_arm(&room->fault, FAULT_ANY, 0, false, FAULT_ERROR);
            cgov__journal_close(&journal);
            assert_true(ends_torn(room, "journal") || ends_torn(room, name));
            fault_power_cut(&room->fault, 0);
            assert_true(ends_torn(room, "journal") || ends_torn(room, name));
            if (settled) assert_true(ends_torn(room, name) && !ends_torn(room, "journal"));
        }
    }
}

/* --- nothing that lies aside is written over --- */

static void assert_object(struct room *room, const char *name, const char *text) {
    uint64_t len = 0;
    uint8_t *bytes = fault_object(&room->memory, name, &len);
    assert_int_equal(bytes ? len : UINT64_MAX, text ? strlen(text) : UINT64_MAX);
    if (text) assert_memory_equal(bytes, text, len);
    free(bytes);
}

/* The journal ends torn in this text, and is settled. */
static int32_t tears_at(struct room *room, uint64_t at, const char *text, uint64_t *objects_out) {
    struct journal journal;
    uint32_t count;
    uint64_t end = 0;
    assert_int_equal(room->memory.append(room->memory.user, "journal", at, text, strlen(text), &end), 0);
    assert_int_equal(cgov__journal_open(&journal, &room->mem, &room->memory), CGOV_OK);
    assert_int_equal(sample_read_all(&journal, &count, true), CGOV_DONE);
    assert_int_equal(journal.torn_len, strlen(text));
    int32_t status = cgov__journal_settle(&journal);
    *objects_out = journal.torn_objects;
    cgov__journal_close(&journal);
    return status;
}

static void tears_at_one_place(void **state) {
    struct room *room = *state;
    uint64_t starts[4], objects, end = 0;
    unsigned long long seq = sample_of(3).first_seq;
    char names[4][32];
    free(room_build(room, 3, 1, starts));
    snprintf(names[0], sizeof names[0], "torn-%llx-%llx", seq, (unsigned long long)starts[3]);
    for (int i = 1; i < 4; i++)
        snprintf(names[i], sizeof names[i], "torn-%llx-%llx.%x", seq, (unsigned long long)starts[3], i + 1);
    const struct {
        const char *text;
        uint64_t objects;
        const char *kept[4];
    } tears[] = {
        {"first", 1, {"first"}},
        {"second", 2, {"first", "second"}},
        {"second", 2, {"first", "second"}}, /* the same again is there already */
        {"firsT", 3, {"first", "second", "firsT"}},
        {"fir", 4, {"first", "second", "firsT", "fir"}}, /* shorter than what is there: that stays whole */
        {"first, and more", 4, {"first, and more", "second", "firsT", "fir"}},
    };
    for (size_t i = 0; i < sizeof tears / sizeof *tears; i++) {
        assert_int_equal(tears_at(room, starts[3], tears[i].text, &objects), CGOV_OK);
        assert_int_equal(objects, tears[i].objects);
        for (int k = 0; k < 4; k++) assert_object(room, names[k], tears[i].kept[k]);
    }
    /* An empty copy, as a recovery cut short leaves it, and another object that only looks like one. */
    assert_int_equal(room->memory.put(room->memory.user, names[1], "", 0, &end), 0);
    assert_int_equal(room->memory.put(room->memory.user, "tor", "n", 1, &end), 0);
    assert_int_equal(tears_at(room, starts[3], "third", &objects), CGOV_OK);
    assert_int_equal(objects, 4);
    assert_object(room, names[1], "third");

    struct journal journal; /* nothing torn: they are counted all the same */
    uint32_t count;
    assert_int_equal(cgov__journal_open(&journal, &room->mem, &room->memory), CGOV_OK);
    assert_int_equal(sample_read_all(&journal, &count, true), CGOV_DONE);
    assert_int_equal(cgov__journal_settle(&journal), CGOV_OK);
    assert_int_equal(journal.torn_objects, 4);
    cgov__journal_close(&journal);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, room_set_up, room_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(every_cut),          TEST(every_flip),   TEST(floors_decide),  TEST(searches_far),
        TEST(words_cannot_forge), TEST(large_frames), TEST(torn_ends_last), TEST(tears_at_one_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
