/* Reading back what was written: records by seq, their words by position, with the checksum that covers them. Each
 * reading is a positioned read into the caller's own memory; nothing is allocated.
 *
 * Invariant: words are never handed out unless their checksum holds; zeroed ones are damage, for nothing erases yet.
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
    bool found;
    uint32_t crc;
    uint64_t at; /* what was read last: len bytes from here on */
    uint32_t len;
    uint8_t piece[4096];
};

static int32_t scan_words(const cgov_ledger *ledger, const struct stored *stored, struct scan *scan) {
    uint64_t end = stored->words_at + stored->words_len;
    for (scan->at = stored->words_at;; scan->at += scan->len) {
        uint64_t left = end - scan->at;
        scan->len = left < sizeof scan->piece ? (uint32_t)left : (uint32_t)sizeof scan->piece;
        int32_t status = cgov__journal_read(&ledger->journal, scan->at, scan->piece, scan->len);
        if (status != CGOV_OK) return status;
        scan->crc = cgov__crc32c(scan->crc, scan->piece, scan->len);
        if (scan->len == left) return CGOV_OK;
    }
}

/* Words just scanned: short ones are still there. */
static int32_t words_at(const cgov_ledger *ledger, const struct scan *scan, uint64_t at, void *into, uint32_t len) {
    if (at < scan->at || at + len > scan->at + scan->len) return cgov__journal_read(&ledger->journal, at, into, len);
    memcpy(into, scan->piece + (at - scan->at), len);
    return CGOV_OK;
}

/* Walks the directory of texts; only heads are read, and of the one asked for, its bytes. */
static int32_t find_words(const cgov_ledger *ledger, const struct stored *stored, struct scan *scan) {
    uint64_t at = stored->words_at + SALT_SIZE, end = stored->words_at + stored->words_len;
    while (at < end) {
        uint8_t head[24];
        uint32_t len = end - at < sizeof head ? (uint32_t)(end - at) : (uint32_t)sizeof head;
        int32_t status = words_at(ledger, scan, at, head, len);
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
            status = words_at(ledger, scan, at, scan->into, (uint32_t)size);
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
    if (scan.crc != crc) return CGOV_E_CORRUPT;
    status = find_words(ledger, stored, &scan);
    *needed = scan.needed;
    return status;
}

/* ---- whose words ---- */

/* The records about a thing, back from its last, and whether a reader may read the words of one field in them. */
struct shelf {
    uint64_t id;             /* what all of them are about */
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

static bool is_on(const struct shelf *shelf, const struct record *record) {
    return (record->texts >> shelf->field & 1) != 0 && (!shelf->answers_alone || record->answers != 0) &&
           (record->kind == CGOV_RECORD_OPENED ? shelf->opening : shelf->later);
}

/* A record by its seq, which says itself what it is about. CGOV_E_NOT_FOUND: it is not on the shelf. */
static int32_t find_one(const cgov_ledger *ledger, const struct shelf *shelf, uint64_t seq, struct stored *out) {
    uint8_t buf[STORED_SIZE];
    if (seq > shelf->last) return CGOV_E_NOT_FOUND;
    int32_t status = cgov__stored_read(ledger, seq, buf, sizeof buf, out);
    if (status == CGOV_E_BUFFER) return CGOV_E_NOT_FOUND; /* a rulebook's: no other is so long */
    if (status != CGOV_OK) return status;
    return out->record.id == shelf->id && is_on(shelf, &out->record) ? CGOV_OK : CGOV_E_NOT_FOUND;
}

/* The record wanted, or where wanted is 0 the latest that has the field, going back from the last. Of what is found,
 * nothing may be read that lies in the record's bytes. */
static int32_t find_back(const cgov_ledger *ledger, const struct shelf *shelf, uint64_t wanted, struct stored *out) {
    if (wanted != 0) return find_one(ledger, shelf, wanted, out);
    for (uint64_t seq = shelf->last; seq != 0; seq = out->record.previous) {
        uint8_t buf[STORED_SIZE];
        int32_t status = cgov__stored_read(ledger, seq, buf, sizeof buf, out);
        if (status != CGOV_OK || is_on(shelf, &out->record)) return status;
    }
    return CGOV_E_NOT_FOUND;
}

/* A merged issue's reader reads its master's answers, and nothing else of it. */
static int32_t find_answer(const cgov_ledger *ledger, const cgov_reader *reader, const struct shelf *own,
                           uint64_t wanted, struct stored *out) {
    const struct model *model = &ledger->model;
    const struct item *master =
        own->item == NULL ? NULL : cgov__master_of(model, own->item, own->view, reader->actor, reader->at);
    if (master == NULL || (cgov__readable_answer(model, master, own->view) >> own->field & 1) == 0)
        return CGOV_E_NOT_FOUND;
    const struct shelf answers = {cgov__item_id(model, own->item->extra->master),
                                  master,
                                  own->view,
                                  master->last_seq,
                                  own->field,
                                  true,
                                  true,
                                  true};
    return find_back(ledger, &answers, wanted, out);
}

/* The master's answer is the later one. */
static int32_t find_words_of(const cgov_ledger *ledger, const cgov_reader *reader, const struct shelf *shelf,
                             uint64_t wanted, struct stored *out) {
    struct stored own;
    int32_t mine = find_back(ledger, shelf, wanted, &own);
    int32_t status = CGOV_E_NOT_FOUND;
    if (mine == CGOV_E_NOT_FOUND || (mine == CGOV_OK && wanted == 0))
        status = find_answer(ledger, reader, shelf, wanted, out);
    if (status != CGOV_E_NOT_FOUND) return status;
    if (mine == CGOV_OK) *out = own;
    return mine;
}

int32_t cgov_text_get(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id of, uint64_t seq, uint32_t field,
                      char *into, uint64_t cap, uint64_t *needed_out) {
    cgov_reader copy;
    int32_t status = cgov__reader_check(ledger, reader, &copy);
    if (status != CGOV_OK) return status;
    if (needed_out == NULL || (into == NULL && cap > 0) || field >= 64 || !cgov__field_is_words(field))
        return CGOV_E_ARG;
    *needed_out = 0;
    struct stored stored;
    status = cgov__id_check(&of, OF(RESIDENT) | OF(ORGANIZATION) | OF(ISSUE) | OF(PART));
    struct shelf shelf = {.id = of, .field = field};
    if (status == CGOV_OK) status = find_shelf(ledger, &copy, of, &shelf);
    if (status == CGOV_OK) status = find_words_of(ledger, &copy, &shelf, seq, &stored);
    return status == CGOV_OK ? read_words(ledger, &stored, field, into, cap, needed_out) : status;
}
