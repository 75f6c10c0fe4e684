/* Reading a journal by position.
 *
 * Invariant: several may read at once, beside nobody who writes; what they read changes nothing of the journal. */
#include "store/journal.h"

#include "store/frame.h"
#include "store/redo.h"
#include "store/storage.h"

int32_t cgov__journal_stored(const struct journal *journal, uint64_t at, void *into, uint64_t len,
                             struct storage_fault *fault) {
    int32_t status = cgov__storage_read(&journal->storage, JOURNAL_OBJECT, at, into, len, fault);
    if (!status && journal->redo.len) cgov__redo_over(journal, at, into, len);
    return status;
}

/* Several may read at once, none of whom changes the journal: what the storage said last is noted beside it. */
static void note_code(const struct journal *journal, int64_t code) {
    atomic_store_explicit(&((struct journal *)(uintptr_t)journal)->read_code, (int32_t)code, memory_order_relaxed);
}

struct storage_fault cgov__journal_fault(const struct journal *journal) {
    return cgov__storage_fault(&journal->storage, atomic_load_explicit(&journal->read_code, memory_order_relaxed),
                               "read", "journal");
}

int32_t cgov__journal_read(const struct journal *journal, uint64_t at, void *into, uint32_t len) {
    uint64_t end = cgov__journal_end(journal);
    if (at > end || len > end - at) return CGOV_E_STORAGE;
    uint32_t stored = 0;
    if (at < journal->written) {
        struct storage_fault fault;
        stored = len < journal->written - at ? len : (uint32_t)(journal->written - at);
        int32_t status = cgov__journal_stored(journal, at, into, stored, &fault);
        if (status) {
            note_code(journal, fault.os_code);
            return status;
        }
    }
    if (stored < len)
        memcpy((uint8_t *)into + stored, journal->pending.bytes.data + (at + stored - journal->written), len - stored);
    return CGOV_OK;
}

int32_t cgov__journal_frame(const struct journal *journal, uint64_t at, const uint8_t *bytes, uint64_t len,
                            struct frame *frame) {
    struct frame_header header;
    if (!cgov__frame_decode(&header, bytes, len, journal->seed)) return CGOV_E_CORRUPT;
    uint64_t records_at = at + cgov__frame_header_len(&header);
    *frame = (struct frame){.at = at,
                            .seq = header.seq,
                            .kind = header.kind == FRAME_TIME ? FRAME_TIME : FRAME_COMMAND,
                            .several = header.flags & FRAME_SEVERAL,
                            .records_len = header.records_len,
                            .words_len = header.words_len,
                            .payload_crc = header.payload_crc,
                            .records_at = records_at,
                            .words_at = records_at + header.records_len};
    return CGOV_OK;
}
