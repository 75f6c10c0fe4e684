/* Reading a journal alone, beside whoever writes it or where nobody can.
 *
 * Invariant: nothing past what was said to be durable is read, so nothing is ever taken back. The slots are read before
 * the journal, which is as long as they say by then; what it holds beyond that may be half written, cut, and written
 * anew. Where no slot speaks for it, whole frames are read as they stand, as whoever opened it to write would.
 *
 * What was read stands where it stood, unless somebody put another journal there. The last frame tells: its checksums
 * cover the journal's seed, its seq and its records. */
#include "store/ack.h"
#include "store/frame.h"
#include "store/journal.h"
#include "store/redo.h"
#include "store/storage.h"
#include "store/storage_own.h"

#define TRIES 16u

/* Both slots may be met while they are written over, one after the other. *said_out: what the newest says now, 0 for
 * nothing. */
static int32_t read_slots(struct journal *journal, uint64_t *said_out) {
    const struct ack had = journal->ack;
    int32_t status = cgov__ack_read(journal, &journal->seed);
    for (uint32_t i = 1; !status && journal->ack.whole && !journal->ack.counter && i < TRIES; i++)
        status = cgov__ack_read(journal, &journal->seed);
    *said_out = journal->ack.seq;
    if (status || journal->ack.seq < had.seq) journal->ack = had; /* what was said once is so */
    return status;
}

/* Is the last frame read where it was? */
static int32_t check_place(struct journal *journal) {
    uint8_t bytes[FRAME_HEADER_MAX];
    struct frame frame;
    uint64_t left = journal->next_at - journal->last_at, len = left < sizeof bytes ? left : sizeof bytes;
    if (!journal->last_at) return CGOV_OK;
    int32_t status = cgov__journal_stored(journal, journal->last_at, bytes, len, &journal->fault);
    if (status) return status;
    bool same = !cgov__journal_frame(journal, journal->last_at, bytes, len, &frame) &&
                frame.payload_crc == journal->last_crc && frame.words_at + frame.words_len == journal->next_at;
    return same ? CGOV_OK : CGOV_E_CONFLICT;
}

/* Up to where it may be read: to what a slot says, else to its end. */
static int32_t reach(struct journal *journal, uint64_t *reach_out) {
    const bool said_before = journal->last_at && journal->ack.counter;
    uint64_t said_now;
    int32_t status = read_slots(journal, &said_now);
    if (status || (said_before && said_now == journal->last_seq)) return status;
    status = cgov__storage_length(&journal->storage, JOURNAL_OBJECT, &journal->length, &journal->fault);
    if (status) return status;
    if (journal->length == STORAGE_ABSENT || journal->length < journal->next_at) return CGOV_E_CONFLICT;
    status = cgov__redo_look(journal);
    if (!status) status = check_place(journal);
    if (status) return status;
    uint64_t said = journal->ack.counter ? journal->ack.length : journal->length;
    if (said > *reach_out) *reach_out = said;
    if (journal->length >= said) return CGOV_OK;
    journal->os_code = (int64_t)journal->length;
    return CGOV_E_CORRUPT;
}

int32_t cgov__journal_look(struct journal *journal) {
    uint64_t to = journal->next_at;
    int32_t status = reach(journal, &to);
    journal->length = status ? journal->next_at : to;
    if (!status) journal->written = to;
    return status;
}

void cgov__journal_stand(struct journal *journal) {
    journal->torn_len = 0;
    journal->length = journal->written = journal->next_at;
    journal->durable_seq = journal->last_seq;
}
