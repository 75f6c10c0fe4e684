/* Finding a record by its seq. The model marks the frame of each eighth; from a mark the journal is walked, frame by
 * frame and record by record, over a window of bytes that is read at once: two readings of the storage, as a rule, and
 * no memory for each record.
 *
 * Invariant: headers are believed under their checksum, and no record's bytes are given out that were not held against
 * theirs: the frame's, where it stands alone, or its own. The lengths of those stepped over are not; where one is
 * damaged the way leads to bytes that no checksum for this seq covers. */
#include "ledger/locate.h"

#include "store/frame.h"

const uint8_t *cgov__window_at(struct window *window, uint64_t at, uint32_t wanted, uint32_t *len, int32_t *status) {
    if (at < window->at || at - window->at + wanted > window->len) {
        uint64_t left = cgov__journal_end(window->journal) - at;
        window->at = at;
        window->len = left < sizeof window->bytes ? (uint32_t)left : (uint32_t)sizeof window->bytes;
        *status = cgov__journal_read(window->journal, at, window->bytes, window->len);
        if (*status) {
            window->len = 0;
            return NULL;
        }
    }
    uint64_t left = window->at + window->len - at;
    *len = left < wanted ? (uint32_t)left : wanted;
    return window->bytes + (at - window->at);
}

static int32_t frame_at(struct window *window, uint64_t at, struct frame *frame) {
    int32_t status = CGOV_OK;
    uint32_t len = 0;
    if (at >= cgov__journal_end(window->journal)) return CGOV_E_CORRUPT;
    const uint8_t *bytes = cgov__window_at(window, at, FRAME_HEADER_MAX, &len, &status);
    return !bytes ? status : cgov__journal_frame(window->journal, at, bytes, len, frame);
}

/* The record that begins at `from`, with its checksum where the frame has several. */
static int32_t record_at(struct window *window, uint64_t from, struct place *place) {
    const struct frame *frame = &place->frame;
    uint64_t end = frame->records_at + frame->records_len;
    if (from < frame->records_at || from >= end) return CGOV_E_CORRUPT;
    int32_t status = CGOV_OK;
    uint32_t len = 0;
    const uint8_t *bytes = cgov__window_at(window, from, RECORD_CRC + 10, &len, &status);
    if (!bytes) return status;
    struct cursor cursor = cgov__cursor(bytes, len);
    uint64_t seq = frame->seq + place->ordinal;
    place->crc_start = frame->several ? cgov__record_crc_start(window->journal->seed, seq) : 0;
    place->crc = frame->several ? cgov__get_u32(&cursor) : frame->payload_crc;
    place->at = from + (uint64_t)(cursor.at - bytes);
    uint64_t body = cgov__get_varint(&cursor);
    place->body = from + (uint64_t)(cursor.at - bytes);
    place->end = place->body + body;
    if (cursor.bad || body == 0 || place->body > end || body > end - place->body) return CGOV_E_CORRUPT;
    return frame->several || place->end == end ? CGOV_OK : CGOV_E_CORRUPT;
}

int32_t cgov__locate_next(struct window *window, struct place *place) {
    place->ordinal++;
    if (place->end != place->frame.records_at + place->frame.records_len) return record_at(window, place->end, place);
    uint64_t seq = place->frame.seq + place->ordinal;
    int32_t status = frame_at(window, place->frame.words_at + place->frame.words_len, &place->frame);
    if (status) return status;
    if (place->frame.seq != seq) return CGOV_E_CORRUPT;
    place->ordinal = 0;
    return record_at(window, place->frame.records_at, place);
}

int32_t cgov__locate(const cgov_ledger *ledger, uint64_t seq, struct window *window, struct place *place) {
    const struct model *model = &ledger->model;
    if (seq <= model->base || seq > model->seq) return CGOV_E_NOT_FOUND;
    uint64_t number = cgov__mark_of(model, seq);
    const struct mark *mark = cgov__rows_at(&model->marks, (uint32_t)number);
    window->journal = &ledger->journal;
    window->at = window->len = 0;
    int32_t status = frame_at(window, mark->frame, &place->frame);
    if (status) return status;
    if (place->frame.seq > cgov__mark_first(model, number)) return CGOV_E_CORRUPT;
    place->ordinal = 0;
    status = record_at(window, place->frame.records_at, place);
    while (!status && place->frame.seq + place->ordinal < seq) status = cgov__locate_next(window, place);
    return status;
}

int32_t cgov__place_check(struct window *window, const struct place *place, struct sha256 *sha) {
    uint32_t crc = place->crc_start;
    for (uint64_t at = place->at; at < place->end;) {
        uint64_t left = place->end - at;
        int32_t status = CGOV_OK;
        uint32_t len = 0, wanted = left < WINDOW_MAX ? (uint32_t)left : WINDOW_MAX;
        const uint8_t *bytes = cgov__window_at(window, at, wanted, &len, &status);
        if (!bytes) return status;
        if (len != wanted) return CGOV_E_CORRUPT;
        crc = cgov__crc32c(crc, bytes, len);
        if (sha) cgov__sha256_add(sha, bytes, len);
        at += len;
    }
    return crc == place->crc ? CGOV_OK : CGOV_E_CORRUPT;
}

int32_t cgov__place_read(struct window *window, const struct place *place, uint8_t *buf) {
    uint32_t len = (uint32_t)(place->end - place->body);
    int32_t status = CGOV_OK;
    if (place->body >= window->at && place->end <= window->at + window->len)
        memcpy(buf, window->bytes + (place->body - window->at), len);
    else
        status = cgov__journal_read(window->journal, place->body, buf, len);
    /* The length has one form, so what was read of it need not be kept. */
    uint8_t head[10];
    uint32_t crc = cgov__crc32c(place->crc_start, head, (size_t)(cgov__put_varint(head, len) - head));
    if (!status && cgov__crc32c(crc, buf, len) != place->crc) status = CGOV_E_CORRUPT;
    if (status) memset(buf, 0, len);
    return status;
}
