/* Records as they stand, for audits: their bytes, their facts as a line, their digest. Full trust: no reader is asked
 * for.
 *
 * A line must fit a buffer, and a record need not: what is too long to be read in a line is replaced by its SHA-256,
 * computed as it is read. So nothing is allocated here, and no fact is left out; each byte is read once, into the
 * checksum and what is shown alike. */
#include "base/abi.h"
#include "base/hash.h"
#include "cgov/ledger.h"
#include "entities/entities.h"
#include "ledger/locate.h"
#include "ledger/read_back.h"

int32_t cgov_record_get(const cgov_ledger *ledger, uint64_t seq, void *into, uint64_t cap, uint64_t *needed_out) {
    ABI_CLEAR(needed_out);
    if (!ledger || !needed_out || (!into && cap > 0)) return CGOV_E_ARG;
    struct place place;
    struct window window;
    int32_t status = cgov__locate(ledger, seq, &window, &place);
    if (status) return status;
    uint8_t *bytes = into;
    uint64_t needed = place.end - place.at;
    bool fits = needed <= cap;
    status = fits ? cgov__place_read(&window, &place, bytes + (place.body - place.at))
                  : cgov__place_check(&window, &place, NULL);
    if (status) return status;
    *needed_out = needed;
    if (fits) cgov__put_varint(bytes, place.end - place.body);
    return fits ? CGOV_OK : CGOV_E_BUFFER;
}

/* A record's body as a line shows it: whatever is too long for one replaced by its digest. */
struct abridged {
    struct window *window;
    uint64_t at;  /* what comes next of the body */
    uint32_t crc; /* of what came, the record's length included */
    uint8_t bytes[STORED_SIZE];
    uint64_t len;
    uint64_t digested[2]; /* bit tag % 64 of word tag / 64 */
};

/* The next bytes of the body, to where they are kept, or into a digest. Each is read once. */
static int32_t take(struct abridged *out, uint64_t len, uint8_t *into, struct sha256 *sha) {
    while (len > 0) {
        int32_t status = CGOV_OK;
        uint32_t some = 0, wanted = len < WINDOW_MAX ? (uint32_t)len : WINDOW_MAX;
        uint64_t there = out->window->at + out->window->len - out->at;
        if (there > 0 && there < wanted) wanted = (uint32_t)there;
        const uint8_t *bytes = cgov__window_at(out->window, out->at, wanted, &some, &status);
        if (!bytes) return status;
        if (some != wanted) return CGOV_E_CORRUPT;
        out->crc = cgov__crc32c(out->crc, bytes, some);
        if (sha) cgov__sha256_add(sha, bytes, some);
        if (into) memcpy(into, bytes, some);
        if (into) into += some;
        out->at += some;
        len -= some;
    }
    return CGOV_OK;
}

static int32_t keep(struct abridged *out, uint64_t len) {
    if (len > sizeof out->bytes - out->len) return CGOV_E_CORRUPT; /* no admit writes so many short values */
    out->len += len;
    return take(out, len, out->bytes + out->len - len, NULL);
}

static int32_t keep_digest(struct abridged *out, const struct record_field *field) {
    uint8_t head[RECORD_HEAD];
    struct sha256 sha;
    if (field->tag == 0 || field->tag > 127 || sizeof out->bytes - out->len < RECORD_HEAD + 32) return CGOV_E_CORRUPT;
    out->digested[field->tag / 64] |= UINT64_C(1) << (field->tag & 63);
    uint8_t *to = cgov__put_varint(out->bytes + out->len, field->tag << 2 | 1);
    to = cgov__put_varint(to, 32);
    out->len = (uint64_t)(to - out->bytes) + 32;
    cgov__sha256_init(&sha);
    int32_t status = take(out, field->value_at, head, NULL);
    if (!status) status = take(out, field->value_len, NULL, &sha);
    cgov__sha256_end(&sha, to);
    return status;
}

/* The next field, or with first what comes before the fields: kind, seq, time and back. */
static int32_t abridge_one(struct abridged *out, uint64_t end, bool first) {
    int32_t status = CGOV_OK;
    uint32_t len = 0, most = 40; /* four varints; RECORD_HEAD is less */
    if (end - out->at < most) most = (uint32_t)(end - out->at);
    const uint8_t *head = cgov__window_at(out->window, out->at, most, &len, &status);
    if (!head) return status;
    struct cursor cursor = cgov__cursor(head, len);
    struct record_field field = {0};
    for (int i = 0; first && i < 4; i++) cgov__get_varint(&cursor);
    if (first)
        field.value_at = (uint64_t)(cursor.at - head);
    else
        status = cgov__record_field(cursor, &field);
    if (status || cursor.bad || field.value_at > end - out->at || field.value_len > end - out->at - field.value_at)
        return CGOV_E_CORRUPT;
    return field.value_len > RECORD_LINE_BYTES ? keep_digest(out, &field) : keep(out, field.value_at + field.value_len);
}

static int32_t abridge(struct window *window, const struct place *place, struct abridged *out) {
    uint8_t head[10];
    size_t head_len = (size_t)(cgov__put_varint(head, place->end - place->body) - head);
    out->window = window;
    out->at = place->body;
    out->crc = cgov__crc32c(place->crc_start, head, head_len);
    out->len = out->digested[0] = out->digested[1] = 0;
    int32_t status = CGOV_OK;
    while (!status && out->at < place->end) status = abridge_one(out, place->end, out->at == place->body);
    return !status && out->crc != place->crc ? CGOV_E_CORRUPT : status;
}

int32_t cgov_record_text(const cgov_ledger *ledger, uint64_t seq, char *into, uint64_t cap, uint64_t *needed_out) {
    ABI_CLEAR(needed_out);
    if (!ledger || !needed_out || (!into && cap > 0)) return CGOV_E_ARG;
    struct place place;
    struct window window;
    struct abridged abridged;
    int32_t status = cgov__locate(ledger, seq, &window, &place);
    if (!status) status = abridge(&window, &place, &abridged);
    if (status) return status;
    struct cursor body = cgov__cursor(abridged.bytes, (size_t)abridged.len);
    status = cgov__record_text(into, cap, needed_out, body, seq, abridged.digested);
    if (status) return status;
    return *needed_out < cap ? CGOV_OK : CGOV_E_BUFFER;
}

int32_t cgov_journal_digest(const cgov_ledger *ledger, uint8_t digest_out[32]) {
    if (digest_out) memset(digest_out, 0, 32);
    if (!ledger || !digest_out) return CGOV_E_ARG;
    struct sha256 sha;
    cgov__sha256_init(&sha);
    struct place place;
    struct window window;
    uint64_t seq = ledger->model.base + 1;
    int32_t status = cgov__locate(ledger, seq, &window, &place);
    for (; !status; seq++) {
        status = cgov__place_check(&window, &place, &sha);
        if (seq == ledger->model.seq) break;
        if (!status) status = cgov__locate_next(&window, &place);
    }
    if (status) return status;
    cgov__sha256_end(&sha, digest_out);
    return CGOV_OK;
}
