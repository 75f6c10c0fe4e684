/* Reading back what was written: records by seq, their words by position, with the checksum that covers them. Each
 * reading is a positioned read into the caller's own memory; nothing is allocated.
 *
 * Invariant: words are never handed out unless their checksum holds; erased ones (all zero) are told apart from damage.
 */
#include "base/hash.h"
#include "base/text.h"
#include "cgov/cgov.h"
#include "entities/entities.h"
#include "ledger/locate.h"
#include "ledger/read_item.h"
#include "ledger/views.h"

int32_t cgov__stored_read(const cgov_ledger *ledger, uint64_t seq, uint8_t *buf, uint64_t cap, struct stored *out) {
    struct place place;
    struct window window;
    int32_t status = cgov__locate(ledger, seq, &window, &place);
    if (status != CGOV_OK) return status;
    if (place.end - place.body > cap) return CGOV_E_BUFFER;
    uint32_t len = (uint32_t)(place.end - place.body);
    status = cgov__place_read(&window, &place, buf);
    if (status != CGOV_OK) return status;
    struct cursor body = cgov__cursor(buf, len);
    if (cgov__record_body(&body, &out->record) != CGOV_OK || out->record.seq != seq) return CGOV_E_CORRUPT;
    out->words_at = place.frame.words_len == 0 ? 0 : place.frame.words_at;
    out->words_len = place.frame.words_len;
    out->ordinal = place.ordinal;
    out->words_crc = (uint32_t)out->record.words_crc;
    return CGOV_OK;
}

/* The checksum of a frame's words stands in its first record. */
static int32_t words_checksum(const cgov_ledger *ledger, const struct stored *stored, uint32_t *crc) {
    *crc = stored->words_crc;
    if (stored->ordinal == 0) return CGOV_OK;
    uint8_t buf[STORED_SIZE];
    struct stored first;
    int32_t status = cgov__stored_read(ledger, stored->record.seq - stored->ordinal, buf, sizeof buf, &first);
    if (status == CGOV_OK) *crc = first.words_crc;
    return status;
}

/* One pass over a frame's words in small pieces: checks them all, finds one text, copies what the caller has room for.
 */
struct scan {
    uint32_t ordinal, field;
    char *into;
    uint64_t cap, needed;
    bool found, zero;
    uint32_t crc;
};

static int32_t scan_words(const cgov_ledger *ledger, const struct stored *stored, struct scan *scan) {
    uint8_t piece[4096];
    scan->zero = true;
    for (uint64_t at = 0; at < stored->words_len; at += sizeof piece) {
        uint64_t left = stored->words_len - at;
        uint32_t len = left < sizeof piece ? (uint32_t)left : (uint32_t)sizeof piece;
        int32_t status = cgov__journal_read(&ledger->journal, stored->words_at + at, piece, len);
        if (status != CGOV_OK) return status;
        scan->crc = cgov__crc32c(scan->crc, piece, len);
        for (uint32_t i = 0; scan->zero && i < len; i++) scan->zero = piece[i] == 0;
    }
    return CGOV_OK;
}

/* Walks the directory of texts; only heads are read, and of the one asked for, its bytes. */
static int32_t find_words(const cgov_ledger *ledger, const struct stored *stored, struct scan *scan) {
    uint64_t at = stored->words_at + SALT_SIZE, end = stored->words_at + stored->words_len;
    while (at < end) {
        uint8_t head[24];
        uint32_t len = end - at < sizeof head ? (uint32_t)(end - at) : (uint32_t)sizeof head;
        int32_t status = cgov__journal_read(&ledger->journal, at, head, len);
        if (status != CGOV_OK) return status;
        struct cursor cursor = cgov__cursor(head, len);
        uint64_t ordinal = cgov__get_varint(&cursor), field = cgov__get_varint(&cursor),
                 size = cgov__get_varint(&cursor);
        if (cursor.bad || size > end - at) return CGOV_E_CORRUPT;
        at += (uint64_t)(cursor.at - head);
        if (ordinal == scan->ordinal && field == scan->field) {
            scan->found = true;
            scan->needed = size;
            if (size >= scan->cap) return CGOV_E_BUFFER;
            status = cgov__journal_read(&ledger->journal, at, scan->into, (uint32_t)size);
            if (status == CGOV_OK) scan->into[size] = '\0';
            return status;
        }
        at += size;
    }
    return CGOV_E_NOT_FOUND;
}

static int32_t read_words(const cgov_ledger *ledger, const struct stored *stored, uint32_t field, char *into,
                          uint64_t cap, uint64_t *needed) {
    if ((stored->record.texts >> field & 1) == 0 || stored->words_at == 0) return CGOV_E_NOT_FOUND;
    struct scan scan = {.ordinal = stored->ordinal, .field = field, .into = into, .cap = cap};
    uint32_t crc = 0;
    int32_t status = words_checksum(ledger, stored, &crc);
    if (status == CGOV_OK) status = scan_words(ledger, stored, &scan);
    if (status != CGOV_OK) return status;
    if (scan.crc != crc) return scan.zero ? CGOV_E_NOT_FOUND : CGOV_E_CORRUPT;
    status = find_words(ledger, stored, &scan);
    *needed = scan.needed;
    return status;
}

/* ---- whose words ---- */

/* The records about a thing, back from its last, and whether a reader may read the words of one field in them. */
struct shelf {
    const struct item *item; /* NULL: of a resident or an organization */
    enum view view;
    uint64_t last;
    uint32_t field;
    bool opening, later; /* in the record that opened it; in others */
    bool answers_alone;
};

/* What an id names, where the reader sees it. */
static int32_t find_shelf(const cgov_ledger *ledger, const cgov_reader *reader, uint64_t id, struct shelf *shelf) {
    const struct model *model = &ledger->model;
    shelf->opening = shelf->later = true;
    uint64_t number = cgov__id_number(id);
    switch (cgov__id_kind(id)) {
    case CGOV_KIND_RESIDENT:
        if (cgov__resident(model, number) == NULL ||
            !cgov__sees_resident(model, (uint32_t)number, reader->actor, reader->at))
            return CGOV_E_NOT_FOUND;
        shelf->last = cgov__resident(model, number)->last_seq;
        return CGOV_OK;
    case CGOV_KIND_ORGANIZATION:
        if (cgov__organization(model, number) == NULL) return CGOV_E_NOT_FOUND;
        shelf->last = cgov__organization(model, number)->last_seq;
        return CGOV_OK;
    case CGOV_KIND_ISSUE:
    case CGOV_KIND_PART:
        shelf->item = cgov__item_by_id(model, id);
        if (shelf->item == NULL) return CGOV_E_NOT_FOUND;
        shelf->view = cgov__view(model, shelf->item, reader->actor, reader->at);
        shelf->last = shelf->item->last_seq;
        shelf->opening = cgov__readable(model, shelf->item, shelf->view, true) >> shelf->field & 1;
        shelf->later = cgov__readable(model, shelf->item, shelf->view, false) >> shelf->field & 1;
        return shelf->view == VIEW_NONE ? CGOV_E_NOT_FOUND : CGOV_OK;
    default:
        return CGOV_E_KIND;
    }
}

static int32_t text_at(const cgov_ledger *ledger, uint64_t seq, uint32_t field, char *into, uint64_t cap,
                       uint64_t *needed) {
    uint8_t buf[STORED_SIZE];
    struct stored stored;
    int32_t status = cgov__stored_read(ledger, seq, buf, sizeof buf, &stored);
    return status == CGOV_OK ? read_words(ledger, &stored, field, into, cap, needed) : status;
}

static bool is_on(const struct shelf *shelf, const struct record *record) {
    return (record->texts >> shelf->field & 1) != 0 && (!shelf->answers_alone || record->answers != 0) &&
           (record->kind == CGOV_RECORD_OPENED ? shelf->opening : shelf->later);
}

/* Going back from the last: the record wanted, or where wanted is 0 the latest that has the field. 0: none. */
static int32_t find_back(const cgov_ledger *ledger, const struct shelf *shelf, uint64_t wanted, uint64_t *seq_out) {
    *seq_out = 0;
    for (uint64_t seq = shelf->last; seq != 0 && seq >= wanted;) {
        uint8_t buf[STORED_SIZE];
        struct stored stored;
        int32_t status = cgov__stored_read(ledger, seq, buf, sizeof buf, &stored);
        if (status != CGOV_OK) return status;
        if ((wanted == 0 || wanted == seq) && is_on(shelf, &stored.record)) {
            *seq_out = seq;
            return CGOV_OK;
        }
        seq = stored.record.previous;
    }
    return CGOV_OK;
}

/* A merged issue's reader reads its master's answers, and nothing else of it. 0: there is none. */
static int32_t find_answer(const cgov_ledger *ledger, const cgov_reader *reader, const struct shelf *own,
                           uint64_t wanted, uint64_t *seq_out) {
    const struct model *model = &ledger->model;
    const struct item *master =
        own->item == NULL ? NULL : cgov__master_of(model, own->item, own->view, reader->actor, reader->at);
    *seq_out = 0;
    if (master == NULL || (cgov__readable_answer(model, master, own->view) >> own->field & 1) == 0) return CGOV_OK;
    const struct shelf answers = {master, own->view, master->last_seq, own->field, true, true, true};
    return find_back(ledger, &answers, wanted, seq_out);
}

/* The master's answer is the later one. */
static int32_t find_seq(const cgov_ledger *ledger, const cgov_reader *reader, const struct shelf *shelf,
                        uint64_t wanted, uint64_t *seq_out) {
    uint64_t own = 0, masters = 0;
    int32_t status = find_back(ledger, shelf, wanted, &own);
    if (status == CGOV_OK && (own == 0 || wanted == 0)) status = find_answer(ledger, reader, shelf, wanted, &masters);
    *seq_out = masters != 0 ? masters : own;
    if (status != CGOV_OK) return status;
    return *seq_out == 0 ? CGOV_E_NOT_FOUND : CGOV_OK;
}

int32_t cgov_text_get(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id of, uint64_t seq, uint32_t field,
                      char *into, uint64_t cap, uint64_t *needed_out) {
    cgov_reader copy;
    int32_t status = cgov__reader_check(ledger, reader, &copy);
    if (status != CGOV_OK) return status;
    if (needed_out == NULL || (into == NULL && cap > 0) || field >= 64 || !cgov__field_is_words(field))
        return CGOV_E_ARG;
    *needed_out = 0;
    struct shelf shelf = {.field = field};
    status = cgov__id_check(&of, OF(RESIDENT) | OF(ORGANIZATION) | OF(ISSUE) | OF(PART));
    if (status == CGOV_OK) status = find_shelf(ledger, &copy, of, &shelf);
    if (status == CGOV_OK) status = find_seq(ledger, &copy, &shelf, seq, &seq);
    return status == CGOV_OK ? text_at(ledger, seq, field, into, cap, needed_out) : status;
}
