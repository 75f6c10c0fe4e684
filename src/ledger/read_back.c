/* Each reading is a positioned read into the caller's own memory; nothing is allocated.
 *
 * Invariant: words are never handed out unless their checksum holds; zeroed ones are damage, for nothing erases yet. */
#include "ledger/read_back.h"

#include "base/hash.h"
#include "ledger/locate.h"

int32_t cgov__stored_read(const cgov_ledger *ledger, uint64_t seq, uint8_t *buf, uint64_t cap, struct stored *out) {
    struct place place;
    struct window window;
    int32_t status = cgov__locate(ledger, seq, &window, &place);
    if (status != CGOV_OK) return status;
    uint32_t len = (uint32_t)(place.end - place.body);
    bool fits = len <= cap;
    status = fits ? cgov__place_read(&window, &place, buf) : cgov__place_check(&window, &place, NULL);
    if (status == CGOV_OK && !fits) status = CGOV_E_BUFFER;
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

int32_t cgov__words_read(const cgov_ledger *ledger, const struct stored *stored, uint32_t field, char *into,
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
