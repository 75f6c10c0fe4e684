/* Bytes out and in: a growing buffer that is written to, a bounded cursor that is read from. Little-endian fixed
 * numbers; varints are LEB128 in their shortest form (a longer form is refused); signed varints are zigzag. */
#ifndef CGOV_SRC_BYTES_H
#define CGOV_SRC_BYTES_H

#include "base/mem.h"

struct buf {
    struct mem *mem;
    uint8_t *data;
    size_t len, cap;
    bool failed; /* sticky: an allocation failed, what was put since is missing */
};

void cgov__buf_init(struct buf *buf, struct mem *mem);
void cgov__buf_free(struct buf *buf);
void cgov__buf_clear(struct buf *buf); /* len 0, failed false, memory kept */
bool cgov__buf_reserve(struct buf *buf, size_t more); /* room for more bytes; false (and failed) without memory */
void cgov__buf_put(struct buf *buf, const void *bytes, size_t len);
void cgov__buf_u8(struct buf *buf, uint8_t n);
void cgov__buf_u32(struct buf *buf, uint32_t n);
void cgov__buf_u64(struct buf *buf, uint64_t n);
void cgov__buf_varint(struct buf *buf, uint64_t n);
void cgov__buf_zigzag(struct buf *buf, int64_t n);

static inline uint64_t cgov__zigzag(int64_t n) { return ((uint64_t)n << 1) ^ (uint64_t)(n >> 63); }
static inline int64_t cgov__unzigzag(uint64_t n) { return (int64_t)(n >> 1) ^ -(int64_t)(n & 1); }
static inline size_t cgov__varint_size(uint64_t n) {
    size_t size = 1;
    while (n >= 0x80) { n >>= 7; size++; }
    return size;
}

struct cursor {
    const uint8_t *at, *end;
    bool bad; /* sticky: ran past the end or met a form that is not canonical; all reads then give 0 */
};

static inline struct cursor cgov__cursor(const void *bytes, size_t len) {
    struct cursor cursor = {(const uint8_t *)bytes, (const uint8_t *)bytes + len, false};
    return cursor;
}
uint8_t cgov__get_u8(struct cursor *cursor);
uint32_t cgov__get_u32(struct cursor *cursor);
uint64_t cgov__get_u64(struct cursor *cursor);
uint64_t cgov__get_varint(struct cursor *cursor);
int64_t cgov__get_zigzag(struct cursor *cursor);
const uint8_t *cgov__get_bytes(struct cursor *cursor, size_t len); /* NULL when bad */

#endif
