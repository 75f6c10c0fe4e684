/* Sample frames, and a room with a storage to keep them in.
 *
 * A sample follows from its number, so that whoever reads a frame back knows what it must be, without a copy of it. */
#include "support/sample.h"

#include "support/test.h"

/* --- sample frames: number i says all about frame i --- */

struct sample sample_of(uint32_t i) {
    struct sample sample = {.first_seq = 1, .kind = i % 5 == 4 ? FRAME_TIME : FRAME_COMMAND};
    for (uint32_t k = 0; k < i; k++) sample.first_seq += 1 + k % 3;
    sample.last_seq = sample.first_seq + i % 3;
    sample.records_len = 4 + i * 37 % 90;
    sample.words_len = i % 3 == 1 ? 0 : 17 + i * 53 % 120;
    for (uint32_t k = 0; k < sample.records_len; k++) sample.records[k] = (uint8_t)(i * 31 + k * 7);
    for (uint32_t k = 0; k < sample.words_len; k++) sample.words[k] = (uint8_t)(i * 17 + k * 3 + 1);
    return sample;
}

uint64_t sample_torn(const uint8_t *bytes, uint64_t start, uint64_t len) {
    while (len > start && bytes[len - 1] == 0) len--;
    return len - start;
}

int32_t append_frame(struct journal *journal, enum frame_kind kind, uint64_t first_seq, uint64_t last_seq,
                     const void *records, uint32_t records_len, const void *words, uint32_t words_len, bool grouping,
                     struct frame *frame) {
    const struct buf said = {.data = (uint8_t *)(uintptr_t)words, .len = words_len};
    assert_int_equal(first_seq, journal->last_seq + 1);
    cgov__tail_begin(&journal->pending);
    cgov__buf_put(&journal->pending.bytes, records, records_len);
    if (journal->pending.bytes.failed) return CGOV_E_NOMEM;
    int32_t status = cgov__journal_append(journal, kind, last_seq, &said, grouping);
    if (!status) *frame = cgov__journal_appended(journal);
    return status;
}

int32_t sample_append(struct journal *journal, uint32_t i, bool grouping, struct frame *frame) {
    struct sample sample = sample_of(i);
    int32_t status = append_frame(journal, sample.kind, sample.first_seq, sample.last_seq, sample.records,
                                  sample.records_len, sample.words, sample.words_len, grouping, frame);
    if (!status) assert_memory_equal(frame->records, sample.records, sample.records_len);
    frame->records = NULL; /* gone with the next */
    return status;
}

bool sample_same(const struct journal *journal, const struct frame *frame, uint32_t i) {
    struct sample sample = sample_of(i);
    uint8_t words[192], records[128];
    if (frame->seq != sample.first_seq || frame->kind != sample.kind || frame->records_len != sample.records_len ||
        frame->words_len != sample.words_len)
        return false;
    if (frame->records) assert_memory_equal(frame->records, sample.records, sample.records_len);
    assert_int_equal(cgov__journal_read(journal, frame->records_at, records, frame->records_len), CGOV_OK);
    assert_int_equal(cgov__journal_read(journal, frame->words_at, words, frame->words_len), CGOV_OK);
    return memcmp(records, sample.records, sample.records_len) == 0 &&
           memcmp(words, sample.words, sample.words_len) == 0;
}

int32_t sample_read_all(struct journal *journal, uint32_t *count_out, bool with_words) {
    *count_out = 0;
    for (;;) {
        struct frame frame;
        int32_t status = cgov__journal_next(journal, &frame);
        if (status) return status;
        struct sample sample = sample_of(*count_out);
        if (with_words) assert_true(sample_same(journal, &frame, *count_out));
        assert_memory_equal(frame.records, sample.records, sample.records_len);
        journal->last_seq = sample.last_seq;
        journal->chain = frame.chain;
        (*count_out)++;
    }
}

/* --- a storage in memory, a journal in it, and its bytes --- */

int room_set_up(void **state) {
    struct room *room = calloc(1, sizeof *room);
    cgov_allocator allocator = test_alloc_table(&room->alloc);
    cgov__mem_init(&room->mem, &allocator);
    room->memory.size = sizeof room->memory;
    assert_int_equal(cgov_storage_memory(NULL, &room->memory), CGOV_OK);
    fault_open(&room->fault, &room->memory, &room->storage);
    *state = room;
    return 0;
}

int room_tear_down(void **state) {
    struct room *room = *state;
    assert_int_equal(room->mem.used, 0);
    test_alloc_is_empty(&room->alloc);
    fault_close(&room->fault);
    assert_int_equal(cgov_storage_close(&room->memory), CGOV_OK);
    free(room);
    return 0;
}

void room_write(struct room *room, const void *bytes, uint64_t len) {
    uint64_t end = 0;
    assert_int_equal(room->memory.put(room->memory.user, "journal", bytes, len, &end), 0);
}

uint8_t *room_build(struct room *room, uint32_t count, uint32_t sync_every, uint64_t *starts) {
    struct journal journal;
    assert_int_equal(cgov__journal_create(&journal, &room->mem, &room->storage, SAMPLE_SEED), CGOV_OK);
    for (uint32_t i = 0; i < count; i++) {
        struct frame frame;
        starts[i] = journal.written;
        assert_int_equal(sample_append(&journal, i, false, &frame), CGOV_OK);
        if ((i + 1) % sync_every == 0) assert_int_equal(cgov__journal_flush(&journal), CGOV_OK);
    }
    starts[count] = journal.written;
    cgov__journal_close(&journal);
    uint64_t len = 0;
    uint8_t *bytes = fault_object(&room->memory, "journal", &len);
    assert_int_equal(len, starts[count]);
    return bytes;
}

static void empty(const cgov_storage *storage) {
    char name[32];
    uint32_t found = 0;
    uint64_t removed;
    while (storage->list(storage->user, 0, name, &found) == 0 && found) storage->remove(storage->user, name, &removed);
}

void room_empty(struct room *room) {
    empty(&room->memory);
    empty(&room->fault.disk);
}
