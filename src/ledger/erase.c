/* Erasing, in two steps: the record that says so is written and durable, then salt and text of each piece are zeroed
 * where they stand, each sector put aside in the object `redo` as it shall be. So power may go at any moment: opening
 * finds the record, and whatever of its texts is not zero yet.
 *
 * Invariant: no byte that is not of a named piece changes, and none of a named piece's salt and text stays, in the
 * journal or in this process's buffers; what is named lies in the words of its record's frame. */
#include "ledger/erase.h"

#include "base/sort.h"
#include "entities/erasure.h"
#include "ledger/erased.h"
#include "ledger/locate.h"
#include "ledger/read_back.h"
#include "model/erasures.h"
#include "records/given.h"
#include "records/words.h"
#include "store/redo.h"
#include "store/snapshot.h"
#include "store/storage.h"

/* ---- what is to be erased ---- */

struct gathered {
    uint64_t of; /* what the record is about */
    struct erased_line line;
};

/* Puts it behind the pieces found so far. */
static int32_t take(const struct cgov_ledger *ledger, const struct stored *stored, uint32_t field, struct buf *pieces) {
    struct gathered piece = {stored->record.id, {.seq = stored->record.seq, .field = field}};
    int32_t status = cgov__words_place(ledger, stored, field, &piece.line);
    if (!status) cgov__buf_put(pieces, &piece, sizeof piece);
    return status;
}

/* All words of a record that are not erased yet, in the order of their fields; not what is confidential, which is
 * counted. */
static int32_t take_all(const struct cgov_ledger *ledger, const struct stored *stored, struct buf *pieces) {
    const struct record *record = &stored->record;
    const struct model *model = &ledger->model;
    int32_t status = CGOV_OK;
    for (uint32_t field = 1; field < SECRET_FIELD && !status; field++)
        if ((record->texts >> field & 1) != 0 && !cgov__erasure_find(model, record->seq, field))
            status = take(ledger, stored, field, pieces);
    struct cursor cursor = cgov__cursor(record->details.ptr, record->details.len);
    struct given given;
    while (!status && cgov__given_next(&cursor, &given))
        if (given.form == GIVEN_WORDS && !cgov__erasure_find(model, record->seq, given.number))
            status = take(ledger, stored, given.number, pieces);
    return status;
}

static int32_t gather_one(struct cgov_ledger *ledger, uint64_t seq, uint32_t field, struct buf *pieces) {
    const uint64_t id = ledger->command.id;
    uint8_t buf[STORED_SIZE];
    struct stored stored;
    int32_t status = cgov__stored_read(ledger, seq, buf, sizeof buf, &stored);
    bool its = !status && stored.record.id == id && cgov__has_words(&stored.record, field);
    if (status == CGOV_E_BUFFER) status = CGOV_E_NOT_FOUND; /* a text that was adopted: it has no words */
    if (!status && !its) status = CGOV_E_NOT_FOUND;
    if (status == CGOV_E_NOT_FOUND)
        return cgov__fault_of(&ledger->why, status, CGOV_R_NONE, "record %u brought no words of field %u to %u", seq,
                              field, id);
    if (status) return status;
    if (cgov__erasure_find(&ledger->model, seq, field))
        return cgov__fault(&ledger->why, CGOV_E_ERASED, CGOV_R_NONE, "this text was erased before");
    return take(ledger, &stored, field, pieces);
}

/* Goes through all records: nothing says where a resident's are. */
static int32_t gather_all(struct cgov_ledger *ledger, struct buf *pieces) {
    const struct model *model = &ledger->model;
    const uint32_t resident = cgov__id_row(ledger->command.id);
    uint8_t buf[STORED_SIZE];
    for (uint64_t seq = model->base + 1; seq <= model->seq; seq++) {
        struct stored stored;
        int32_t status = cgov__stored_read(ledger, seq, buf, sizeof buf, &stored);
        if (status == CGOV_E_BUFFER) continue;
        if (!status && cgov__wrote(model, resident, &stored.record)) status = take_all(ledger, &stored, pieces);
        if (status) return status;
    }
    return pieces->len > 0 || pieces->failed ? CGOV_OK
                                             : cgov__fault(&ledger->why, CGOV_E_NOT_FOUND, CGOV_R_NONE,
                                                           "the resident has no words that are not erased");
}

/* Rises by thing, what the command names before all others, and within one as the pieces stand. */
enum { PLACE_BITS = 26, NUMBER_BITS = 32 };
static uint64_t order_of(const struct gathered *piece, uint64_t first, uint32_t place) {
    const uint64_t kind = piece->of == first ? 0 : cgov__id_kind(piece->of);
    return kind << (NUMBER_BITS + PLACE_BITS) | (uint64_t)cgov__id_row(piece->of) << PLACE_BITS | place;
}

/* The pieces become the plan's groups, each of one thing. */
static int32_t put_groups(struct cgov_ledger *ledger, const struct buf *pieces, struct buf *order) {
    const struct gathered *const all = (const struct gathered *)(const void *)pieces->data;
    const uint32_t count = (uint32_t)(pieces->len / sizeof *all);
    struct buf *groups = &ledger->plan.erased;
    if (pieces->failed) return CGOV_E_NOMEM;
    if (pieces->len / sizeof *all >= UINT32_C(1) << PLACE_BITS)
        return cgov__fault(&ledger->why, CGOV_E_LIMIT, CGOV_R_NONE, "these are more texts than one act can erase");
    for (uint32_t i = 0; i < count; i++) cgov__buf_u64(order, order_of(&all[i], ledger->command.id, i));
    if (order->failed) return CGOV_E_NOMEM;
    uint64_t *const keys = (uint64_t *)(void *)order->data;
    cgov__sort(keys, count);
    for (uint32_t i = 0, end; i < count; i = end) {
        const struct gathered *piece = &all[keys[i] & ((UINT32_C(1) << PLACE_BITS) - 1)];
        for (end = i; end < count && end - i < ERASED_LINES && keys[end] >> PLACE_BITS == keys[i] >> PLACE_BITS;) end++;
        cgov__erasure_put(groups, piece->of, end - i);
        for (uint32_t n = i; n < end; n++)
            cgov__erased_put(groups, &all[keys[n] & ((UINT32_C(1) << PLACE_BITS) - 1)].line);
    }
    return CGOV_OK;
}

int32_t cgov__erase_gather(struct cgov_ledger *ledger) {
    struct buf pieces, order;
    const struct command *command = &ledger->command;
    const uint64_t seq = (uint64_t)cgov__detail_number(command, COMMAND_FIELD_RECORD);
    int32_t status = cgov__erasure_check(&ledger->model, command, &ledger->why);
    if (status) return status;
    /* What was deferred may be read back only from the buffer that it waits in. */
    if (!cgov__redo_ready(&ledger->journal)) return CGOV_E_NOMEM;
    cgov__buf_init(&pieces, ledger->model.mem);
    cgov__buf_init(&order, ledger->model.mem);
    if (seq == 0)
        status = gather_all(ledger, &pieces);
    else
        status = gather_one(ledger, seq, (uint32_t)cgov__detail_number(command, COMMAND_FIELD_FIELD), &pieces);
    if (!status) status = put_groups(ledger, &pieces, &order);
    cgov__buf_free(&pieces);
    cgov__buf_free(&order);
    return status;
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
    cgov__buf_wipe(&ledger->journal.pending.bytes);
    cgov__buf_wipe(&ledger->plan.words);
    cgov__buf_wipe(&ledger->lines);
    ledger->encoded = false;
    cgov__buf_wipe(&ledger->facts);
    cgov__buf_wipe(&ledger->words);
}

/* The row is as its record has it: asked before anything is destroyed. */
static int32_t confirm(const struct cgov_ledger *ledger, const struct erasure *row) {
    uint8_t buf[STORED_SIZE];
    struct stored stored;
    struct erased_line line;
    int32_t status = cgov__stored_follow(ledger, row->by, buf, &stored);
    if (status) return status;
    const bool same = cgov__erased_line(&stored.record, row->seq, row->field, &line) && line.at == row->at &&
                      line.len + SALT_SIZE == row->size;
    return same ? CGOV_OK : CGOV_E_CORRUPT;
}

bool cgov__erased_confirm(const struct cgov_ledger *ledger) {
    uint64_t at;
    for (uint64_t n = 1; n <= ledger->model.erasures.count; n++) {
        const struct erasure *row = cgov__erasure(&ledger->model, n);
        if (place_of(ledger, row, &at) || confirm(ledger, row)) return false;
    }
    return true;
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
