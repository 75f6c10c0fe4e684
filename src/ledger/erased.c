/* Looking on from a place in the journal for a record that erases a text.
 *
 * Invariant: what others may read meanwhile is read only. */
#include "ledger/erased.h"

#include "ledger/locate.h"
#include "records/erased_lines.h"
#include "store/storage.h"

bool cgov__erased_line(const struct record *record, uint64_t seq, uint32_t field, struct erased_line *line) {
    struct cursor cursor = cgov__cursor(record->erased.ptr, record->erased.len);
    while (record->kind == CGOV_RECORD_ERASED && cgov__erased_next(&cursor, line))
        if (line->seq == seq && line->field == field) return true;
    return false;
}

/* Goes on from a place, to the record that erases the text; false where none is met. */
static bool find_erasure(struct window *window, struct place *place, uint64_t seq, uint32_t field,
                         struct erased_line *line) {
    uint8_t buf[STORED_SIZE];
    while (cgov__locate_next(window, place) == CGOV_OK) {
        struct record record;
        const uint64_t len = place->end - place->body;
        if (len > sizeof buf) continue;
        if (cgov__place_read(window, place, buf)) return false;
        struct cursor body = cgov__cursor(buf, (size_t)len);
        if (!cgov__record_body(&body, &record) && cgov__erased_line(&record, seq, field, line)) return true;
    }
    return false;
}

/* What of a journal is asked by who reads on from it: others may read it meanwhile, so it is not copied whole. */
static struct journal reading_on(const struct journal *journal) {
    return (struct journal){.storage = journal->storage, .seed = journal->seed, .redo = journal->redo};
}

bool cgov__erased_ahead(const struct cgov_ledger *ledger, uint64_t seq, uint32_t field) {
    struct journal ahead = reading_on(&ledger->journal);
    struct erased_line line;
    struct window window;
    struct place place;
    if (ledger->journal.refuses != CGOV_E_READ_ONLY) return false;
    int32_t status = cgov__storage_length(&ahead.storage, JOURNAL_OBJECT, &ahead.written, &ahead.fault);
    if (!status && (ahead.written == STORAGE_ABSENT || ahead.written < ledger->journal.written)) return false;
    if (!status) status = cgov__locate(ledger, ledger->model.seq, &window, &place);
    window.journal = &ahead;
    window.len = 0;
    return !status && find_erasure(&window, &place, seq, field, &line);
}

bool cgov__erased_later(const struct cgov_ledger *ledger, const struct frame *frame, uint64_t seq, uint32_t field,
                        uint8_t digest[32]) {
    struct window window = {.journal = &ledger->journal};
    struct place place = {.frame = *frame, .ordinal = UINT32_MAX, .end = frame->records_at}; /* before its first */
    struct erased_line line;
    if (!find_erasure(&window, &place, seq, field, &line)) return false;
    memcpy(digest, line.digest, sizeof line.digest);
    return true;
}
