/* Records as they stand, for audits: their bytes, their facts as a line, their digest. Full trust: no reader is asked
 * for.
 *
 * A line must fit a buffer, and a record need not: what is too long to be read in a line is replaced by its SHA-256,
 * computed in pieces. So nothing is allocated here, and no fact is left out. */
#include "base/hash.h"
#include "cgov/ledger.h"
#include "entities/entities.h"
#include "ledger/locate.h"
#include "ledger/read_back.h"

int32_t cgov_record_get(const cgov_ledger *ledger, uint64_t seq, void *into, uint64_t cap, uint64_t *needed_out) {
    if (ledger == NULL || needed_out == NULL || (into == NULL && cap > 0)) return CGOV_E_ARG;
    *needed_out = 0;
    struct place place;
    struct window window;
    int32_t status = cgov__locate(ledger, seq, &window, &place);
    if (status != CGOV_OK) return status;
    *needed_out = place.end - place.at;
    if (*needed_out > cap) return CGOV_E_BUFFER;
    status = cgov__place_check(&window, &place);
    if (status != CGOV_OK) return status;
    return cgov__journal_read(&ledger->journal, place.at, into, (uint32_t)*needed_out);
}

static int32_t digest_of(const cgov_ledger *ledger, uint64_t at, uint64_t len, uint8_t digest[32]) {
    uint8_t piece[1024];
    struct sha256 sha;
    cgov__sha256_init(&sha);
    for (uint64_t done = 0; done < len; done += sizeof piece) {
        uint32_t some = len - done < sizeof piece ? (uint32_t)(len - done) : (uint32_t)sizeof piece;
        int32_t status = cgov__journal_read(&ledger->journal, at + done, piece, some);
        if (status != CGOV_OK) return status;
        cgov__sha256_add(&sha, piece, some);
    }
    cgov__sha256_end(&sha, digest);
    return CGOV_OK;
}

/* A record's body as a line shows it: whatever is too long for one replaced by its digest. */
struct abridged {
    uint8_t bytes[STORED_SIZE];
    uint64_t len;
    uint64_t digested; /* bit tag - 1 */
};

static int32_t keep(const cgov_ledger *ledger, uint64_t at, uint64_t len, struct abridged *out) {
    if (len > sizeof out->bytes - out->len) return CGOV_E_CORRUPT; /* no admit writes so many short values */
    int32_t status = cgov__journal_read(&ledger->journal, at, out->bytes + out->len, (uint32_t)len);
    out->len += len;
    return status;
}

static int32_t keep_digest(const cgov_ledger *ledger, uint64_t at, const struct record_field *field,
                           struct abridged *out) {
    if (field->tag == 0 || field->tag > 64 || sizeof out->bytes - out->len < RECORD_HEAD + 32) return CGOV_E_CORRUPT;
    out->digested |= UINT64_C(1) << (field->tag - 1);
    uint8_t *to = cgov__put_varint(out->bytes + out->len, field->tag << 2 | 1);
    to = cgov__put_varint(to, 32);
    out->len = (uint64_t)(to - out->bytes) + 32;
    return digest_of(ledger, at + field->value_at, field->value_len, to);
}

/* The field at *at, or with first what comes before the fields: kind, seq, time and back. */
static int32_t abridge_one(const cgov_ledger *ledger, uint64_t *at, uint64_t end, bool first, struct abridged *out) {
    uint8_t head[40]; /* four varints; RECORD_HEAD is less */
    uint32_t len = end - *at < sizeof head ? (uint32_t)(end - *at) : (uint32_t)sizeof head;
    int32_t status = cgov__journal_read(&ledger->journal, *at, head, len);
    if (status != CGOV_OK) return status;
    struct cursor cursor = cgov__cursor(head, len);
    struct record_field field = {0};
    for (int i = 0; first && i < 4; i++) cgov__get_varint(&cursor);
    if (first)
        field.value_at = (uint64_t)(cursor.at - head);
    else
        status = cgov__record_field(cursor, &field);
    if (status != CGOV_OK || cursor.bad || field.value_len > end - *at - field.value_at) return CGOV_E_CORRUPT;
    uint64_t whole = field.value_at + field.value_len;
    status =
        field.value_len > RECORD_LINE_BYTES ? keep_digest(ledger, *at, &field, out) : keep(ledger, *at, whole, out);
    *at += whole;
    return status;
}

static int32_t abridge(const cgov_ledger *ledger, const struct place *place, struct abridged *out) {
    out->len = out->digested = 0;
    int32_t status = CGOV_OK;
    for (uint64_t at = place->body; status == CGOV_OK && at < place->end;)
        status = abridge_one(ledger, &at, place->end, at == place->body, out);
    return status;
}

int32_t cgov_record_text(const cgov_ledger *ledger, uint64_t seq, char *into, uint64_t cap, uint64_t *needed_out) {
    if (ledger == NULL || needed_out == NULL || (into == NULL && cap > 0)) return CGOV_E_ARG;
    *needed_out = 0;
    struct place place;
    struct window window;
    struct abridged abridged;
    struct record record;
    int32_t status = cgov__locate(ledger, seq, &window, &place);
    if (status == CGOV_OK) status = cgov__place_check(&window, &place);
    if (status == CGOV_OK) status = abridge(ledger, &place, &abridged);
    if (status != CGOV_OK) return status;
    struct cursor body = cgov__cursor(abridged.bytes, (size_t)abridged.len);
    if (cgov__record_body(&body, &record) != CGOV_OK || record.seq != seq) return CGOV_E_CORRUPT;
    cgov__record_text(into, cap, needed_out, &record, abridged.digested);
    return *needed_out < cap ? CGOV_OK : CGOV_E_BUFFER;
}

static int32_t digest_frame(const cgov_ledger *ledger, const struct frame *frame, struct sha256 *sha) {
    uint8_t piece[4096];
    uint32_t crc = 0;
    for (uint64_t at = 0; at < frame->records_len; at += sizeof piece) {
        uint64_t left = frame->records_len - at;
        uint32_t len = left < sizeof piece ? (uint32_t)left : (uint32_t)sizeof piece;
        int32_t status = cgov__journal_read(&ledger->journal, frame->records_at + at, piece, len);
        if (status != CGOV_OK) return status;
        cgov__sha256_add(sha, piece, len);
        crc = cgov__crc32c(crc, piece, len);
    }
    return crc == frame->payload_crc ? CGOV_OK : CGOV_E_CORRUPT;
}

int32_t cgov_journal_digest(const cgov_ledger *ledger, uint8_t digest_out[32]) {
    if (ledger == NULL || digest_out == NULL) return CGOV_E_ARG;
    struct sha256 sha;
    cgov__sha256_init(&sha);
    struct place place;
    struct window window;
    int32_t status = cgov__locate(ledger, 1, &window, &place);
    uint64_t at = place.frame.at;
    for (; status == CGOV_OK && at < cgov__journal_end(&ledger->journal);) {
        struct frame frame;
        status = cgov__frame_at(ledger, at, &frame);
        if (status == CGOV_OK) status = digest_frame(ledger, &frame, &sha);
        at = frame.words_at + frame.words_len;
    }
    if (status != CGOV_OK) return status;
    cgov__sha256_end(&sha, digest_out);
    return CGOV_OK;
}
