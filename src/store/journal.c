/* The journal: opening, writing and closing it. recover.c reads it from its start, read_at.c by position; follow.c
 * looks how far one may be read that is read alone; frame.c knows its bytes.
 *
 * Positions count from the object's start. Bytes before written are the storage's, those after it are pending, and a
 * frame lies wholly in one or the other. Only hand_over moves that border, by one append of the storage; where that
 * fails, the object is cut back to the border, so that failing leaves no trace. If even that fails, or a sync does,
 * nobody knows what the disk holds: the journal is poisoned, writes nothing any more and never syncs again. Reading
 * goes on. */
#include "store/journal.h"

#include "base/hash.h"
#include "store/ack.h"
#include "store/frame.h"
#include "store/redo.h"
#include "store/storage.h"

#include <assert.h>

#define GROUP_MAX                                                                                                      \
    ((size_t)16 << 10) /* pending bytes that are handed over though grouping goes on: still at hand by then */
#define POSITION_END (UINT64_C(1) << 52)

/* ---- the floor ---- */

/* The next frame is the first after a sync: its header has room for the floor. */
static bool is_floor_due(const struct journal *journal) {
    return journal->pending.head == FRAME_HEADER_MAX;
}

static void expect_floor(struct journal *journal, bool due) {
    journal->pending.head = due ? FRAME_HEADER_MAX : FRAME_HEADER;
}

void cgov__journal_synced(struct journal *journal) {
    journal->durable_seq = journal->last_seq;
    expect_floor(journal, true);
}

/* ---- opening and closing ---- */

/* The storage, checked, and locked where it is to be written, and the object's length. After a failure nothing is held.
 * Of one that is read alone its slots are read first: what they speak of is there then. */
static int32_t take(struct journal *journal, struct mem *mem, const cgov_storage *given, int32_t refuses) {
    memset(journal, 0, sizeof *journal);
    journal->mem = mem;
    journal->refuses = refuses;
    cgov__buf_init(&journal->pending.bytes, mem);
    expect_floor(journal, false);
    cgov__buf_init(&journal->window, mem);
    cgov__buf_init(&journal->redo, mem);

    cgov_storage storage;
    int32_t status = cgov__storage_copy(&storage, given);
    if (!status && !refuses) status = cgov__storage_lock(&storage, &journal->fault);
    if (status) return status;
    journal->storage = storage; /* from here on close gives the lock up */
    if (refuses) status = cgov__ack_read(journal, NULL);
    return status ? status : cgov__storage_length(&storage, JOURNAL_OBJECT, &journal->length, &journal->fault);
}

/* Gives everything back when status is a failure. */
static int32_t held(struct journal *journal, int32_t status) {
    struct storage_fault fault = journal->fault;
    struct ack ack = journal->ack;
    if (status) {
        cgov__journal_close(journal);
        journal->fault = fault;
        journal->ack = ack;
    }
    return status;
}

/* A journal that is gone, while a slot says that there was one, is damage. */
static int32_t read_nothing(struct journal *journal) {
    int32_t status = journal->refuses ? CGOV_OK : cgov__ack_read(journal, NULL);
    if (status) return status;
    journal->os_code = 0;
    return journal->ack.counter ? CGOV_E_CORRUPT : CGOV_E_NOT_FOUND;
}

/* Shorter than any journal: one cut off, or something else by that name. */
static int32_t read_stub(struct journal *journal) {
    uint8_t start[JOURNAL_HEADER] = {0};
    const uint64_t len = journal->length;
    int32_t status = cgov__storage_read(&journal->storage, JOURNAL_OBJECT, 0, start, len, &journal->fault);
    if (status) return status;
    journal->os_code = (int64_t)len;
    return cgov__journal_begins(start, len) ? CGOV_E_CORRUPT : CGOV_E_FORMAT;
}

static int32_t read_start(struct journal *journal) {
    if (journal->length == STORAGE_ABSENT) return read_nothing(journal);
    if (journal->length >= POSITION_END) return CGOV_E_FORMAT;
    if (journal->length < JOURNAL_HEADER) return read_stub(journal);
    uint8_t header[JOURNAL_HEADER];
    int32_t status = cgov__journal_stored(journal, 0, header, sizeof header, &journal->fault);
    if (!status) status = cgov__journal_header_decode(header, &journal->seed);
    if (!status) status = cgov__ack_read(journal, &journal->seed);
    if (status) return status;
    journal->written = journal->length;
    journal->next_at = journal->vouched_at = JOURNAL_HEADER;
    return CGOV_OK;
}

static int32_t start_new(struct journal *journal, uint64_t seed) {
    bool empty = journal->length == STORAGE_ABSENT || journal->length == JOURNAL_HEADER;
    int32_t status = empty ? read_start(journal) : CGOV_E_EXISTS;
    if (status == CGOV_E_STORAGE) return status;
    if ((status && status != CGOV_E_NOT_FOUND) || journal->ack.counter) return CGOV_E_EXISTS;
    journal->ack = (struct ack){0};
    status = cgov__storage_drop(&journal->storage, ACK_OBJECT, &journal->fault);
    if (!status) status = cgov__storage_drop(&journal->storage, REDO_OBJECT, &journal->fault);
    if (status) return status;
    uint8_t header[JOURNAL_HEADER];
    cgov__journal_header_encode(header, seed);
    status = cgov__storage_put(&journal->storage, JOURNAL_OBJECT, header, sizeof header, &journal->fault);
    if (status) return status;
    journal->seed = seed;
    journal->written = journal->length = journal->next_at = journal->vouched_at = sizeof header;
    expect_floor(journal, true);
    return CGOV_OK;
}

int32_t cgov__journal_create(struct journal *journal, struct mem *mem, const cgov_storage *storage, uint64_t seed) {
    int32_t status = take(journal, mem, storage, CGOV_OK);
    return held(journal, status ? status : start_new(journal, seed));
}

int32_t cgov__journal_open(struct journal *journal, struct mem *mem, const cgov_storage *storage) {
    int32_t status = take(journal, mem, storage, CGOV_OK);
    if (!status) status = cgov__redo_finish(journal);
    return held(journal, status ? status : read_start(journal));
}

int32_t cgov__journal_follow(struct journal *journal, struct mem *mem, const cgov_storage *storage) {
    int32_t status = take(journal, mem, storage, CGOV_E_READ_ONLY);
    if (!status) status = cgov__redo_look(journal);
    if (!status) status = read_start(journal);
    return held(journal, status ? status : cgov__journal_look(journal));
}

void cgov__journal_close(struct journal *journal) {
    struct storage_fault ignored;
    if (journal->storage.lock && journal->refuses != CGOV_E_READ_ONLY)
        cgov__storage_unlock(&journal->storage, &ignored);
    cgov__buf_free(&journal->pending.bytes);
    cgov__buf_free(&journal->window);
    cgov__buf_free(&journal->redo);
    memset(journal, 0, sizeof *journal);
}

/* ---- writing ---- */

bool cgov__journal_seal(struct journal *journal, uint64_t first_seq) {
    struct buf *bytes = &journal->pending.bytes;
    const size_t len = cgov__tail_len(&journal->pending);
    if (!cgov__buf_reserve(bytes, RECORD_CRC)) return false;
    uint8_t *records = cgov__tail_piece(&journal->pending);
    memmove(records + RECORD_CRC, records, len);
    bytes->len += RECORD_CRC;
    cgov__records_seal(records, len + RECORD_CRC, journal->seed, first_seq);
    return true;
}

/* The bytes stay where they are until others are written, for who has just appended them. */
static int32_t hand_over(struct journal *journal) {
    struct tail *pending = &journal->pending;
    if (!pending->kept) return CGOV_OK;
    int32_t status = cgov__storage_append(&journal->storage, JOURNAL_OBJECT, journal->written, pending->bytes.data,
                                          pending->kept, &journal->fault);
    if (status) {
        struct storage_fault ignored;
        if (cgov__storage_cut(&journal->storage, JOURNAL_OBJECT, journal->written, &ignored))
            journal->refuses = CGOV_E_POISONED;
        return status;
    }
    journal->written += pending->kept;
    pending->kept = 0;
    return CGOV_OK;
}

/* Answers the chain with the frame. */
static IN_LINE uint64_t put_header(struct journal *journal, uint8_t kind, uint64_t last_seq, uint32_t records_len,
                                   uint32_t words_len) {
    const struct tail *pending = &journal->pending;
    const uint64_t seq = journal->last_seq + 1;
    const struct frame_header header = {
        .seq = seq,
        .floor = journal->durable_seq,
        .records_len = records_len,
        .words_len = words_len,
        .payload_crc = cgov__crc32c(0, cgov__tail_piece(pending), records_len),
        .kind = kind,
        .flags = (is_floor_due(journal) ? FRAME_FLOOR : 0) | (last_seq > seq ? FRAME_SEVERAL : 0),
    };
    return cgov__chain_on(journal->chain,
                          cgov__frame_encode(pending->bytes.data + pending->kept, &header, journal->seed));
}

static bool put_words(struct buf *bytes, const struct buf *words) {
    cgov__buf_put(bytes, words->data, words->len);
    return !bytes->failed;
}

int32_t cgov__journal_append(struct journal *journal, enum frame_kind kind, uint64_t last_seq, const struct buf *words,
                             bool grouping) {
    struct tail *pending = &journal->pending;
    const size_t before = pending->kept, records_len = cgov__tail_len(pending);
    assert(last_seq - journal->last_seq <= records_len); /* no record is empty: see the scan for floors */
    if (journal->refuses) return journal->refuses;
    if (last_seq > FRAME_SEQ_MAX || (records_len | words->len) > UINT32_MAX) return CGOV_E_LIMIT;
    if (words->len != 0 && !put_words(&pending->bytes, words)) return CGOV_E_NOMEM;

    const uint64_t at = journal->written + before;
    const uint64_t chain = put_header(journal, (uint8_t)kind, last_seq, (uint32_t)records_len, (uint32_t)words->len);
    pending->kept = pending->bytes.len;
    if (!grouping || pending->kept >= GROUP_MAX) {
        int32_t status = hand_over(journal);
        if (status) {
            pending->kept = before;
            return status;
        }
    }
    expect_floor(journal, false);
    journal->last_seq = last_seq;
    journal->last_at = at;
    journal->chain = chain;
    return CGOV_OK;
}

int32_t cgov__journal_flush(struct journal *journal) {
    if (journal->refuses) return journal->refuses;
    int32_t status = hand_over(journal);
    if (status || is_floor_due(journal)) return status; /* a floor is due: nothing came since the last sync */
    status = cgov__storage_sync(&journal->storage, JOURNAL_OBJECT, &journal->fault);
    if (status) {
        journal->refuses = CGOV_E_POISONED;
        return status;
    }
    cgov__journal_synced(journal);
    cgov__ack_write(journal);
    return CGOV_OK;
}

struct frame cgov__journal_appended(const struct journal *journal) {
    struct frame frame;
    const uint64_t len = cgov__journal_end(journal) - journal->last_at;
    const uint8_t *bytes = journal->pending.bytes.data + (journal->pending.bytes.len - len);
    const int32_t status = cgov__journal_frame(journal, journal->last_at, bytes, len, &frame);
    assert(!status);
    (void)status;
    frame.records = bytes + (frame.records_at - frame.at);
    return frame;
}
