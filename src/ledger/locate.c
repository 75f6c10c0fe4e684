/* Finding a record by its seq. The model marks the frame of each eighth; from a mark the journal is walked, frame by
 * frame and record by record, over a window of bytes that is read at once: two readings of the storage, as a rule, and
 * no memory for each record. */
#include "ledger/locate.h"

#include "base/hash.h"
#include "store/frame.h"

/* The wanted bytes at a position, as many as there are; NULL with *status where reading fails. */
static const uint8_t *bytes_at(struct window *window, uint64_t at, uint32_t wanted, uint32_t *len, int32_t *status) {
    if (at < window->at || at - window->at + wanted > window->len) {
        uint64_t left = cgov__journal_end(window->journal) - at;
        window->at = at;
        window->len = left < sizeof window->bytes ? (uint32_t)left : (uint32_t)sizeof window->bytes;
        *status = cgov__journal_read(window->journal, at, window->bytes, window->len);
        if (*status != CGOV_OK) return NULL;
    }
    uint64_t left = window->at + window->len - at;
    *len = left < wanted ? (uint32_t)left : wanted;
    return window->bytes + (at - window->at);
}

static int32_t frame_at(struct window *window, uint64_t at, struct frame *frame) {
    int32_t status = CGOV_OK;
    uint32_t len = 0;
    if (at >= cgov__journal_end(window->journal)) return CGOV_E_CORRUPT;
    const uint8_t *bytes = bytes_at(window, at, FRAME_HEADER_MAX, &len, &status);
    return bytes == NULL ? status : cgov__journal_frame(window->journal, at, bytes, len, frame);
}

/* The record at place->at, in its frame. */
static int32_t record_at(struct window *window, struct place *place) {
    uint64_t end = place->frame.records_at + place->frame.records_len;
    if (place->at < place->frame.records_at || place->at >= end) return CGOV_E_CORRUPT;
    int32_t status = CGOV_OK;
    uint32_t len = 0;
    const uint8_t *bytes = bytes_at(window, place->at, 10, &len, &status);
    if (bytes == NULL) return status;
    struct cursor cursor = cgov__cursor(bytes, len);
    uint64_t body = cgov__get_varint(&cursor);
    place->body = place->at + (uint64_t)(cursor.at - bytes);
    place->end = place->body + body;
    return cursor.bad || body == 0 || place->body > end || body > end - place->body ? CGOV_E_CORRUPT : CGOV_OK;
}

int32_t cgov__locate_next(struct window *window, struct place *place) {
    place->at = place->end;
    place->ordinal++;
    if (place->end == place->frame.records_at + place->frame.records_len) {
        uint64_t seq = place->frame.seq + place->ordinal;
        int32_t status = frame_at(window, place->frame.words_at + place->frame.words_len, &place->frame);
        if (status != CGOV_OK) return status;
        if (place->frame.seq != seq) return CGOV_E_CORRUPT;
        place->at = place->frame.records_at;
        place->ordinal = 0;
    }
    return record_at(window, place);
}

int32_t cgov__locate(const cgov_ledger *ledger, uint64_t seq, struct window *window, struct place *place) {
    const struct model *model = &ledger->model;
    if (seq == 0 || seq > model->seq) return CGOV_E_NOT_FOUND;
    const struct mark *mark = cgov__rows_at(&model->marks, (uint32_t)((seq - 1) / RECORDS_PER_MARK));
    window->journal = &ledger->journal;
    window->at = window->len = 0;
    int32_t status = frame_at(window, mark->frame, &place->frame);
    if (status != CGOV_OK) return status;
    if (place->frame.seq > (seq - 1) / RECORDS_PER_MARK * RECORDS_PER_MARK + 1) return CGOV_E_CORRUPT;
    place->at = place->frame.records_at;
    place->ordinal = 0;
    status = record_at(window, place);
    while (status == CGOV_OK && place->frame.seq + place->ordinal < seq) status = cgov__locate_next(window, place);
    return status;
}

int32_t cgov__place_check(struct window *window, const struct place *place) {
    const struct frame *frame = &place->frame;
    const uint32_t most = sizeof window->bytes;
    uint32_t crc = 0;
    if (frame->records_len > most && place->end - place->at <= most) return CGOV_OK;
    for (uint64_t done = 0; done < frame->records_len;) {
        uint64_t left = frame->records_len - done;
        int32_t status = CGOV_OK;
        uint32_t len = 0, wanted = left < most ? (uint32_t)left : most;
        const uint8_t *bytes = bytes_at(window, frame->records_at + done, wanted, &len, &status);
        if (bytes == NULL) return status;
        if (len != wanted) return CGOV_E_CORRUPT;
        crc = cgov__crc32c(crc, bytes, len);
        done += len;
    }
    return crc == frame->payload_crc ? CGOV_OK : CGOV_E_CORRUPT;
}

int32_t cgov__place_read(struct window *window, const struct place *place, uint8_t *buf) {
    uint32_t len = (uint32_t)(place->end - place->body);
    int32_t status = cgov__place_check(window, place);
    if (status != CGOV_OK) return status;
    if (place->body >= window->at && place->end <= window->at + window->len) {
        memcpy(buf, window->bytes + (place->body - window->at), len);
        return CGOV_OK;
    }
    return cgov__journal_read(window->journal, place->body, buf, len);
}

int32_t cgov__frame_at(const cgov_ledger *ledger, uint64_t at, struct frame *frame) {
    uint8_t bytes[FRAME_HEADER_MAX];
    uint64_t left = cgov__journal_end(&ledger->journal) - at;
    uint32_t len = left < sizeof bytes ? (uint32_t)left : (uint32_t)sizeof bytes;
    int32_t status = cgov__journal_read(&ledger->journal, at, bytes, len);
    return status == CGOV_OK ? cgov__journal_frame(&ledger->journal, at, bytes, len, frame) : status;
}
