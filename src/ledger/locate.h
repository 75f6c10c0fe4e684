/* Where records stand: by seq, from the marks the model keeps; and their bytes, held against the checksum that covers
 * them. */
#ifndef CGOV_SRC_LOCATE_H
#define CGOV_SRC_LOCATE_H

#include "base/hash.h"
#include "ledger/handle.h"

/* Bytes of the journal from a position on, read at once. */
struct window {
    const struct journal *journal;
    uint64_t at;
    uint32_t len;
    uint8_t bytes[4096];
};

/* A record's place in the journal. */
struct place {
    uint64_t at, body, end;  /* its length's position, its body's, and what comes after it */
    struct frame frame;      /* the frame it stands in */
    uint32_t ordinal;        /* its place in the frame */
    uint32_t crc_start, crc; /* of the bytes from at to end: where their checksum begins, and what it must come to */
};

/* The wanted bytes at a position, as many as there are, WINDOW_MAX at most; NULL with *status where reading fails. */
const uint8_t *cgov__window_at(struct window *window, uint64_t at, uint32_t wanted, uint32_t *len, int32_t *status);
#define WINDOW_MAX 4096u
/* Room for a record: most are smaller; only adoptions are not. */
#define STORED_SIZE 12288u

/* CGOV_E_NOT_FOUND where there is no such record; CGOV_E_STORAGE, CGOV_E_CORRUPT. What a place says comes from bytes
 * that are not yet held against their checksum, and says nothing of the record before they are. */
int32_t cgov__locate(const cgov_ledger *ledger, uint64_t seq, struct window *window, struct place *place);
/* Goes on to the record after it, which the ledger must have. */
int32_t cgov__locate_next(struct window *window, struct place *place);
/* Passes over a record's bytes, its length included, and holds them against their checksum: CGOV_E_CORRUPT. They are
 * added to sha where it is not NULL. */
int32_t cgov__place_check(struct window *window, const struct place *place, struct sha256 *sha);
/* The body of a record just located, checked, into a buffer long enough; nothing stands there where it fails. */
int32_t cgov__place_read(struct window *window, const struct place *place, uint8_t *buf);

#endif
