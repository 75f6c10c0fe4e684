/* Where records stand: by seq, from the marks the model keeps. */
#ifndef CGOV_SRC_LOCATE_H
#define CGOV_SRC_LOCATE_H

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
    uint64_t at, body, end; /* its length's position, its body's, and what comes after it */
    struct frame frame;     /* the frame it stands in */
    uint32_t ordinal;       /* its place in the frame */
};

/* CGOV_E_NOT_FOUND where there is no such record; CGOV_E_STORAGE, CGOV_E_CORRUPT. */
int32_t cgov__locate(const cgov_ledger *ledger, uint64_t seq, struct window *window, struct place *place);
/* Goes on to the record after it, which the ledger must have. */
int32_t cgov__locate_next(struct window *window, struct place *place);
/* Holds the records of the frame of a record just located against their checksum: CGOV_E_CORRUPT. Not asked of a short
 * record in a frame longer than a window, which would cost a pass over all the frame for each. */
int32_t cgov__place_check(struct window *window, const struct place *place);
/* The body of a record just located, checked so, into a buffer long enough. */
int32_t cgov__place_read(struct window *window, const struct place *place, uint8_t *buf);
/* The frame whose header stands at a position. */
int32_t cgov__frame_at(const cgov_ledger *ledger, uint64_t at, struct frame *frame);

#endif
