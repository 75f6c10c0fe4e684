/* The bytes at the start of the journal and of each frame; journal.h draws them. */
#ifndef CGOV_SRC_FRAME_H
#define CGOV_SRC_FRAME_H

#include "base/bytes.h"
#include "base/hash.h"

#define JOURNAL_OBJECT "journal" /* its name in the storage */
#define JOURNAL_HEADER 32u
#define JOURNAL_FORMAT 1u

#define FRAME_HEADER 24u                        /* without a floor */
#define FRAME_HEADER_MAX 32u                    /* with one */
#define FRAME_SEQ_MAX ((UINT64_C(1) << 48) - 1) /* the last record a journal can have */
#define FRAME_FLOOR 1u                          /* flag: a floor follows the header */
#define FRAME_SEVERAL 2u    /* flag: it holds several records, each with its own checksum before it */
#define FRAME_CHECKSUMS 16u /* where both stand in a header */
#define RECORD_CRC 4u       /* that checksum's bytes */

struct frame_header {
    uint64_t seq;
    uint64_t floor; /* with FRAME_FLOOR */
    uint32_t records_len, words_len;
    uint32_t payload_crc;
    uint8_t kind, flags;
};

static inline uint32_t cgov__frame_header_len(const struct frame_header *header) {
    return header->flags & FRAME_FLOOR ? FRAME_HEADER_MAX : FRAME_HEADER;
}

/* Of a header's first 20 bytes, as words, and its floor, from the object's seed on, without which no header can be made
 * or believed. */
static inline uint32_t cgov__frame_crc(uint64_t seed, uint64_t lengths, uint64_t about, uint32_t payload_crc,
                                       const uint8_t *floor_or_null) {
    const uint32_t crc = cgov__crc32c_words(seed, lengths, about, payload_crc);
    return floor_or_null ? cgov__crc32c(crc, floor_or_null, 8) : crc;
}
/* Answers the two checksums, as they stand at FRAME_CHECKSUMS. */
static inline uint64_t cgov__frame_encode(uint8_t into[FRAME_HEADER_MAX], const struct frame_header *header,
                                          uint64_t seed) {
    const uint64_t lengths = header->records_len | (uint64_t)header->words_len << 32;
    const uint64_t about = header->seq | (uint64_t)header->kind << 48 | (uint64_t)header->flags << 56;
    const bool with_floor = header->flags & FRAME_FLOOR;
    if (with_floor) cgov__store64(into + FRAME_HEADER, header->floor);
    const uint32_t crc =
        cgov__frame_crc(seed, lengths, about, header->payload_crc, with_floor ? into + FRAME_HEADER : NULL);
    const uint64_t checksums = header->payload_crc | (uint64_t)crc << 32;
    cgov__store64(into, lengths);
    cgov__store64(into + 8, about);
    cgov__store64(into + FRAME_CHECKSUMS, checksums);
    return checksums;
}
/* False when the len bytes are too few or the header's checksum does not hold; kind and flags may be unknown ones. */
bool cgov__frame_decode(struct frame_header *header, const uint8_t *bytes, uint64_t len, uint64_t seed);

/* Is there a header here, perhaps, whose floor is first or later and whose seq is last or earlier? A quick no for
 * nearly all bytes, so that a scan need not compute a checksum at each. bytes has FRAME_HEADER_MAX of them. */
static inline bool cgov__frame_plausible(const uint8_t *bytes, uint64_t first, uint64_t last) {
    uint64_t word = cgov__load64(bytes + 8), seq = word & FRAME_SEQ_MAX;
    if (!(word >> 56 & FRAME_FLOOR) || seq > last) return false;
    uint64_t floor = cgov__load64(bytes + FRAME_HEADER);
    return floor >= first && floor < seq;
}

/* Where a record's own checksum begins: at the seed too, so that no text in a record can pass for one, and at its seq,
 * so that none can stand for another. */
uint32_t cgov__record_crc_start(uint64_t seed, uint64_t seq);
/* Fills in the checksums of several records, the first being seq: room of RECORD_CRC bytes, then length:varint and so
 * many bytes, again and again. */
void cgov__records_seal(uint8_t *records, size_t len, uint64_t seed, uint64_t seq);

void cgov__journal_header_encode(uint8_t into[JOURNAL_HEADER], uint64_t seed);
/* Whether so many bytes could be how one begins. */
bool cgov__journal_begins(const uint8_t *bytes, uint64_t len);
/* CGOV_E_FORMAT when it is something else or of a newer format, CGOV_E_CORRUPT when it is damaged. */
int32_t cgov__journal_header_decode(const uint8_t bytes[JOURNAL_HEADER], uint64_t *seed_out);

#endif
