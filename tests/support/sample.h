/* Sample frames, and a room with a storage to keep them in: what the tests of the journal share. */
#ifndef CGOV_TESTS_SAMPLE_H
#define CGOV_TESTS_SAMPLE_H

#include "support/alloc.h"
#include "support/fault.h"

#include "store/journal.h"

#define SAMPLE_SEED UINT64_C(0x5eed5eed12345678)

/* A frame's content; its number says all about it. */
struct sample {
    uint64_t first_seq, last_seq;
    enum frame_kind kind;
    uint32_t records_len, words_len;
    uint8_t records[128], words[192];
};

struct sample sample_of(uint32_t i);
int32_t sample_append(struct journal *journal, uint32_t i, bool grouping, struct frame *frame);
/* Is this frame sample i, also when read by position? */
bool sample_same(const struct journal *journal, const struct frame *frame, uint32_t i);
/* Reads on to the end and answers what next answered then. Each frame must be as it was appended, with_words all of it.
 */
int32_t sample_read_all(struct journal *journal, uint32_t *count_out, bool with_words);

/* Of a journal that ends torn at len, with the frame at start: how much of it that is, zeros at its end left out. */
uint64_t sample_torn(const uint8_t *bytes, uint64_t start, uint64_t len);
/* Appends such a frame; where it is then. */
int32_t append_frame(struct journal *journal, enum frame_kind kind, uint64_t first_seq, uint64_t last_seq,
                     const void *records, uint32_t records_len, const void *words, uint32_t words_len, bool grouping,
                     struct frame *frame);

struct room {
    struct test_alloc alloc;
    struct mem mem;
    cgov_storage memory;  /* what holds the bytes */
    struct fault fault;   /* around it */
    cgov_storage storage; /* what the journal is given */
};

int room_set_up(void **state);
int room_tear_down(void **state);
/* These bytes are the journal. */
void room_write(struct room *room, const void *bytes, uint64_t len);
/* Makes a journal of count samples, synced after each sync_every, and answers its bytes, malloc'd; starts[i] is where
 * frame i starts, starts[count] the end. */
uint8_t *room_build(struct room *room, uint32_t count, uint32_t sync_every, uint64_t *starts);
/* Nothing is there any more, on the disk neither. */
void room_empty(struct room *room);

#endif
