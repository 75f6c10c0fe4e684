/* The bytes at the start of the journal and of each frame, and the checksums of a frame's records.
 *
 * A frame header's checksum begins with the object's seed. People write words, and words lie between frames; whoever
 * does not know the seed cannot write bytes that pass for a header when damage makes us look for headers among words. A
 * record's own checksum begins so too, in a frame of several: where damage makes us step into a text of the records, no
 * record can be met there.
 *
 * Decoding tells damage (the checksum does not hold) from the future (it holds, and kind, flags or format are unknown):
 * the first may be a torn end that is cut, the second never. */
#include "store/frame.h"

#include "store/journal.h"

static const char magic[8] = {'c', 'g', 'o', 'v', 'j', 'r', 'n', 'l'};

bool cgov__frame_decode(struct frame_header *header, const uint8_t *bytes, uint64_t len, uint64_t seed) {
    memset(header, 0, sizeof *header);
    if (len < FRAME_HEADER) return false;
    uint64_t word = cgov__load64(bytes + 8);
    header->records_len = cgov__load32(bytes);
    header->words_len = cgov__load32(bytes + 4);
    header->seq = word & FRAME_SEQ_MAX;
    header->kind = (uint8_t)(word >> 48);
    header->flags = (uint8_t)(word >> 56);
    header->payload_crc = cgov__load32(bytes + 16);
    bool with_floor = header->flags & FRAME_FLOOR;
    if (with_floor && len < FRAME_HEADER_MAX) return false;
    if (with_floor) header->floor = cgov__load64(bytes + FRAME_HEADER);
    return cgov__load32(bytes + 20) == cgov__frame_crc(seed, cgov__load64(bytes), word, header->payload_crc,
                                                       with_floor ? bytes + FRAME_HEADER : NULL);
}

uint32_t cgov__record_crc_start(uint64_t seed, uint64_t seq) {
    uint8_t start[16];
    cgov__store64(start, seed);
    cgov__store64(start + 8, seq);
    return cgov__crc32c(0, start, sizeof start);
}

void cgov__records_seal(uint8_t *records, size_t len, uint64_t seed, uint64_t seq) {
    for (struct cursor cursor = cgov__cursor(records, len); cursor.at < cursor.end;) {
        uint8_t *crc = records + (cursor.at - records), *record = crc + RECORD_CRC;
        cgov__get_bytes(&cursor, RECORD_CRC);
        cgov__get_bytes(&cursor, (size_t)cgov__get_varint(&cursor));
        if (cursor.bad) return; /* these are no records */
        cgov__store32(crc, cgov__crc32c(cgov__record_crc_start(seed, seq++), record, (size_t)(cursor.at - record)));
    }
}

int32_t cgov__frame_record(const struct frame *frame, uint64_t seed, uint64_t seq, struct cursor *records,
                           struct cursor *record) {
    const uint8_t *start = records->at;
    uint32_t crc = frame->several ? cgov__get_u32(records) : 0;
    *record = cgov__cursor(records->at, cgov__cursor_left(records));
    cgov__get_bytes(records, (size_t)cgov__get_varint(records));
    record->end = records->at;
    bool alone = start == frame->records && records->at == records->end;
    if (records->bad || alone == frame->several || (!alone && !frame->several)) return CGOV_E_CORRUPT;
    bool holds = alone || cgov__crc32c(cgov__record_crc_start(seed, seq), record->at, cgov__cursor_left(record)) == crc;
    return holds ? CGOV_OK : CGOV_E_CORRUPT;
}

void cgov__journal_header_encode(uint8_t into[JOURNAL_HEADER], uint64_t seed) {
    memset(into, 0, JOURNAL_HEADER);
    memcpy(into, magic, sizeof magic);
    cgov__store32(into + 8, JOURNAL_FORMAT);
    cgov__store64(into + 16, seed);
    cgov__store32(into + 24, cgov__crc32c(0, into, 24));
}

bool cgov__journal_begins(const uint8_t *bytes, uint64_t len) {
    return memcmp(bytes, magic, len < sizeof magic ? (size_t)len : sizeof magic) == 0;
}

int32_t cgov__journal_header_decode(const uint8_t bytes[JOURNAL_HEADER], uint64_t *seed_out) {
    *seed_out = cgov__load64(bytes + 16);
    if (memcmp(bytes, magic, sizeof magic) != 0) return CGOV_E_FORMAT;
    if (cgov__load32(bytes + 24) != cgov__crc32c(0, bytes, 24)) return CGOV_E_CORRUPT;
    if (cgov__load32(bytes + 8) != JOURNAL_FORMAT || cgov__load32(bytes + 12)) return CGOV_E_FORMAT;
    return cgov__load32(bytes + 28) ? CGOV_E_CORRUPT : CGOV_OK;
}
