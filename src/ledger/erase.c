/* Erasing, in two steps: the record that says so is written and durable, then salt and text of each piece are zeroed
 * where they stand, each sector put aside in the object `redo` as it shall be. So power may go at any moment: opening
 * finds the record, and whatever of its texts is not zero yet.
 *
 * Invariant: no byte that is not of a named piece changes, and none of a named piece's salt and text stays, in the
 * journal or in this process's buffers; what is named lies in the words of its record's frame. */
#include "ledger/erase.h"

#include "entities/erasure.h"
#include "ledger/locate.h"
#include "ledger/read_back.h"
#include "model/erasures.h"
#include "records/given.h"
#include "store/frame.h"
#include "store/redo.h"
#include "store/snapshot.h"
#include "store/storage.h"

/* ---- what is to be erased ---- */

static int32_t take(struct cgov_ledger *ledger, const struct stored *stored, uint32_t field) {
    struct erased_line line = {.seq = stored->record.seq, .field = field};
    int32_t status = cgov__words_place(ledger, stored, field, &line);
    if (!status) cgov__erased_put(&ledger->plan.erased, &line);
    return status;
}

/* All words of a record that are not erased yet, in the order of their fields. */
static int32_t take_all(struct cgov_ledger *ledger, const struct stored *stored) {
    const struct record *record = &stored->record;
    const struct model *model = &ledger->model;
    int32_t status = CGOV_OK;
    for (uint32_t field = 1; field < 64 && !status; field++)
        if ((record->texts >> field & 1) != 0 && !cgov__erasure_find(model, record->seq, field))
            status = take(ledger, stored, field);
    struct cursor cursor = cgov__cursor(record->details.ptr, record->details.len);
    struct given given;
    while (!status && cgov__given_next(&cursor, &given))
        if (given.form == GIVEN_WORDS && !cgov__erasure_find(model, record->seq, given.number))
            status = take(ledger, stored, given.number);
    return status;
}

static int32_t gather_one(struct cgov_ledger *ledger, uint64_t seq, uint32_t field) {
    const uint64_t id = ledger->command.id;
    uint8_t buf[STORED_SIZE];
    struct stored stored;
    int32_t status = cgov__stored_read(ledger, seq, buf, sizeof buf, &stored);
    bool its = !status && cgov__texts_of(&stored.record) == id && cgov__has_words(&stored.record, field);
    if (status == CGOV_E_BUFFER) status = CGOV_E_NOT_FOUND; /* a text that was adopted: it has no words */
    if (!status && !its) status = CGOV_E_NOT_FOUND;
    if (status == CGOV_E_NOT_FOUND)
        return cgov__fault_of(&ledger->why, status, CGOV_R_NONE, "record %u brought no words of field %u to %u", seq,
                              field, id);
    if (status) return status;
    if (cgov__erasure_find(&ledger->model, seq, field))
        return cgov__fault(&ledger->why, CGOV_E_ERASED, CGOV_R_NONE, "this text was erased before");
    return take(ledger, &stored, field);
}

/* Goes through all records: nothing says where a resident's are. */
static int32_t gather_all(struct cgov_ledger *ledger) {
    const struct model *model = &ledger->model;
    const uint32_t resident = cgov__id_row(ledger->command.id);
    uint8_t buf[STORED_SIZE];
    for (uint64_t seq = model->base + 1; seq <= model->seq; seq++) {
        struct stored stored;
        int32_t status = cgov__stored_read(ledger, seq, buf, sizeof buf, &stored);
        if (status == CGOV_E_BUFFER) continue;
        if (!status && cgov__wrote(model, resident, &stored.record)) status = take_all(ledger, &stored);
        if (status) return status;
    }
    return ledger->plan.erased.len > 0 ? CGOV_OK
                                       : cgov__fault(&ledger->why, CGOV_E_NOT_FOUND, CGOV_R_NONE,
                                                     "the resident has no words that are not erased");
}

int32_t cgov__erase_gather(struct cgov_ledger *ledger) {
    const struct command *command = &ledger->command;
    const uint64_t seq = (uint64_t)cgov__detail_number(command, COMMAND_FIELD_RECORD);
    int32_t status = cgov__erasure_check(&ledger->model, command, &ledger->why);
    if (status) return status;
    /* What was deferred may be read back only from the buffer that it waits in. */
    if (!cgov__redo_ready(&ledger->journal)) return CGOV_E_NOMEM;
    return seq == 0 ? gather_all(ledger)
                    : gather_one(ledger, seq, (uint32_t)cgov__detail_number(command, COMMAND_FIELD_FIELD));
}

/* ---- what another erases meanwhile ---- */

static bool names(const struct record *record, uint64_t seq, uint32_t field) {
    struct cursor cursor = cgov__cursor(record->erased.ptr, record->erased.len);
    struct erased_line line;
    while (record->kind == CGOV_RECORD_ERASED && cgov__erased_next(&cursor, &line))
        if (line.seq == seq && line.field == field) return true;
    return false;
}

bool cgov__erased_ahead(const struct cgov_ledger *ledger, uint64_t seq, uint32_t field) {
    struct journal ahead = ledger->journal;
    uint8_t buf[STORED_SIZE];
    struct window window;
    struct place place;
    if (ahead.refuses != CGOV_E_READ_ONLY) return false;
    int32_t status = cgov__storage_length(&ahead.storage, JOURNAL_OBJECT, &ahead.written, &ahead.fault);
    if (!status && (ahead.written == STORAGE_ABSENT || ahead.written < ledger->journal.written)) return false;
    if (!status) status = cgov__locate(ledger, ledger->model.seq, &window, &place);
    window.journal = &ahead;
    window.len = 0;
    while (!status && !(status = cgov__locate_next(&window, &place))) {
        struct record record;
        const uint64_t len = place.end - place.body;
        if (len > sizeof buf) continue;
        status = cgov__place_read(&window, &place, buf);
        struct cursor body = cgov__cursor(buf, status ? 0 : (size_t)len);
        if (!status && !cgov__record_body(&body, &record) && names(&record, seq, field)) return true;
    }
    return false;
}

/* ---- zeroing ---- */

/* Where a text's salt begins in the journal. */
static int32_t place_of(const struct cgov_ledger *ledger, const struct erasure *row, uint64_t *at_out) {
    struct window window;
    struct place place;
    int32_t status = cgov__locate(ledger, row->seq, &window, &place);
    if (status) return status;
    const uint64_t words = place.frame.words_len;
    *at_out = place.frame.words_at + row->at;
    return row->at <= words && row->size <= words - row->at ? CGOV_OK : CGOV_E_CORRUPT;
}

static int32_t is_zero(const struct cgov_ledger *ledger, uint64_t at, uint64_t size, bool *zero_out) {
    uint8_t bytes[4096];
    int32_t status = CGOV_OK;
    *zero_out = true;
    for (uint64_t done = 0; done < size && *zero_out && !status; done += sizeof bytes) {
        const uint32_t some = (uint32_t)(size - done < sizeof bytes ? size - done : sizeof bytes);
        status = cgov__journal_read(&ledger->journal, at + done, bytes, some);
        *zero_out = !status && cgov__piece_text_len(bytes, some) == 0;
    }
    return status;
}

/* What was written lies about in buffers that are used again. */
static void forget(struct cgov_ledger *ledger) {
    cgov__buf_wipe(&ledger->journal.pending);
    cgov__buf_wipe(&ledger->plan.words);
    cgov__buf_wipe(&ledger->lines);
    ledger->encoded = false;
    cgov__buf_wipe(&ledger->facts);
    cgov__buf_wipe(&ledger->words);
}

/* The row is as its record has it: a snapshot, which brought it, is believed in nothing that would destroy. */
static int32_t confirm(const struct cgov_ledger *ledger, const struct erasure *row) {
    uint8_t buf[STORED_SIZE];
    struct stored stored;
    struct erased_line line;
    int32_t status = cgov__stored_follow(ledger, row->by, buf, &stored);
    struct cursor cursor = cgov__cursor(stored.record.erased.ptr, status ? 0 : stored.record.erased.len);
    while (!status && stored.record.kind == CGOV_RECORD_ERASED && cgov__erased_next(&cursor, &line))
        if (line.seq == row->seq && line.field == row->field)
            return line.at == row->at && line.len + SALT_SIZE == row->size ? CGOV_OK : CGOV_E_CORRUPT;
    return status ? status : CGOV_E_CORRUPT;
}

/* A snapshot of what was before goes first: it outlives nothing that is erased. */
static int32_t zero_one(struct cgov_ledger *ledger, const struct erasure *row, bool *any) {
    struct journal *journal = &ledger->journal;
    uint64_t at;
    bool zero;
    int32_t status = place_of(ledger, row, &at);
    if (!status) status = is_zero(ledger, at, row->size, &zero);
    if (status || zero) return status;
    status = confirm(ledger, row);
    if (!status && !*any) status = cgov__storage_drop(&journal->storage, SNAPSHOT_OBJECT, &journal->fault);
    if (!status) status = cgov__redo_zero(journal, at, row->size);
    ledger->snapshot_seq = 0;
    *any = true;
    return status;
}

int32_t cgov__erase_zero(struct cgov_ledger *ledger, uint32_t first) {
    const struct model *model = &ledger->model;
    bool any = false;
    int32_t status = CGOV_OK;
    if (first == model->erasures.count) return CGOV_OK;
    forget(ledger);
    for (uint32_t n = first; n < model->erasures.count && !status; n++)
        status = zero_one(ledger, cgov__erasure(model, n + UINT64_C(1)), &any);
    return status || !any ? status : cgov__redo_end(&ledger->journal);
}
