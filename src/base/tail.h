/* Bytes that stay, and behind them one piece that is being written where it is to stand: it is kept, or the next one is
 * begun in its place and it has never been. */
#ifndef CGOV_SRC_TAIL_H
#define CGOV_SRC_TAIL_H

#include "base/bytes.h"

struct tail {
    struct buf bytes; /* those that stay, room for the piece's head, the piece */
    size_t kept;      /* so many stay */
    uint32_t head;    /* bytes of a head, which who keeps the piece fills in */
};

/* Without memory the buffer has failed, until the next piece is begun. */
static inline void cgov__tail_begin(struct tail *tail) {
    struct buf *bytes = &tail->bytes;
    bytes->len = tail->kept;
    bytes->failed = false;
    if (cgov__buf_reserve(bytes, tail->head)) bytes->len += tail->head;
}
/* Where the piece begins, and how long it is, of one that has been begun with memory. */
static inline uint8_t *cgov__tail_piece(const struct tail *tail) {
    return tail->bytes.data + tail->kept + tail->head;
}
static inline size_t cgov__tail_len(const struct tail *tail) {
    return tail->bytes.len - tail->kept - tail->head;
}

#endif
