/* Bytes out and in: a growing buffer that is written to, a bounded cursor that is read from. Little-endian fixed
 * numbers; varints are LEB128 in their shortest form (a longer form is refused); signed varints are zigzag. */
#ifndef CGOV_SRC_BYTES_H
#define CGOV_SRC_BYTES_H

#include "base/mem.h"

struct blob { /* bytes in somebody else's memory: a record's, a command's */
    const uint8_t *ptr;
    uint32_t len;
};

static inline struct blob cgov__blob(const void *ptr, uint32_t len) {
    struct blob blob = {(const uint8_t *)ptr, len};
    return blob;
}

static inline uint32_t cgov__bits_count(uint64_t bits) {
    bits -= bits >> 1 & UINT64_C(0x5555555555555555); /* of two, of four, of eight; and all of these added */
    bits = (bits & UINT64_C(0x3333333333333333)) + (bits >> 2 & UINT64_C(0x3333333333333333));
    bits = (bits + (bits >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
    return (uint32_t)(bits * UINT64_C(0x0101010101010101) >> 56);
}
/* The place of the lowest bit that is set, of some that are. Of a set of bits each is met without a guess by
 * `for (uint32_t left = set; left != 0; left &= left - 1)`. */
static inline uint32_t cgov__bits_first(uint32_t bits) {
#if defined(__GNUC__)
    return (uint32_t)__builtin_ctz(bits);
#else
    uint32_t place = 0;
    while ((bits >> place & 1) == 0) place++;
    return place;
#endif
}
/* Numbers at any address, little-endian on every machine. Of shifts compilers do not always make one move; where memory
 * is little-endian anyway it is one. */
#if defined(__BYTE_ORDER__) && defined(__ORDER_LITTLE_ENDIAN__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define LOAD(n, at) memcpy(&(n), at, sizeof(n))
#define STORE(at, n) memcpy(at, &(n), sizeof(n))
#else
#define LOAD(n, at)                                                                                                    \
    for (size_t i = sizeof(n); i-- > 0;) (n) = (n) << 8 | (at)[i]
#define STORE(at, n)                                                                                                   \
    for (size_t i = 0; i < sizeof(n); i++) (at)[i] = (uint8_t)((n) >> 8 * i)
#endif
static inline uint32_t cgov__load32(const uint8_t *at) {
    uint32_t n = 0;
    LOAD(n, at);
    return n;
}
static inline uint64_t cgov__load64(const uint8_t *at) {
    uint64_t n = 0;
    LOAD(n, at);
    return n;
}
/* Fewer than 8 bytes, as the low ones of a word: four at each end that may be the same, or one by one. */
static inline uint64_t cgov__load_few(const uint8_t *at, size_t len) {
    if (len >= 4) return cgov__load32(at) | (uint64_t)cgov__load32(at + len - 4) << 8 * (len - 4);
    uint64_t n = 0;
    for (size_t i = 0; i < len; i++) n |= (uint64_t)at[i] << 8 * i;
    return n;
}
static inline void cgov__store32(uint8_t *at, uint32_t n) {
    STORE(at, n);
}
static inline void cgov__store64(uint8_t *at, uint64_t n) {
    STORE(at, n);
}
#undef LOAD
#undef STORE

struct buf {
    struct mem *mem;
    uint8_t *data;
    size_t cap, len;
    size_t failed; /* not 0, and sticky: an allocation failed; what was put since is missing, until it is cleared */
};

void cgov__buf_init(struct buf *buf, struct mem *mem);
void cgov__buf_free(struct buf *buf);
void cgov__buf_wipe(struct buf *buf);              /* emptied, and its memory zeroed */
bool cgov__buf_grow(struct buf *buf, size_t more); /* the slow way of reserve */

static inline void cgov__buf_clear(struct buf *buf) { /* memory kept */
    buf->len = buf->failed = 0;
}
/* Cleared; memory kept where it is no more than most. */
static inline void cgov__buf_rest(struct buf *buf, size_t most) {
    cgov__buf_clear(buf);
    if (buf->cap > most) cgov__buf_free(buf);
}
static inline uint64_t cgov__zigzag(int64_t n) {
    return ((uint64_t)n << 1) ^ (UINT64_C(0) - (n < 0));
}
static inline int64_t cgov__unzigzag(uint64_t n) {
    return (int64_t)(n >> 1) ^ -(int64_t)(n & 1);
}
static inline size_t cgov__varint_size(uint64_t n) {
    size_t size = 1;
    while (n >= 0x80) {
        n >>= 7;
        size++;
    }
    return size;
}

/* Room for more bytes; false (and failed) without memory. */
static inline bool cgov__buf_reserve(struct buf *buf, size_t more) {
    return !buf->failed && more <= buf->cap - buf->len ? true : cgov__buf_grow(buf, more);
}
static inline void cgov__buf_put(struct buf *buf, const void *bytes, size_t len) {
    if (!len || !cgov__buf_reserve(buf, len)) return;
    memcpy(buf->data + buf->len, bytes, len);
    buf->len += len;
}
static inline void cgov__buf_u8(struct buf *buf, uint8_t n) {
    if (cgov__buf_reserve(buf, 1)) buf->data[buf->len++] = n;
}
static inline void cgov__buf_u32(struct buf *buf, uint32_t n) {
    if (!cgov__buf_reserve(buf, 4)) return;
    cgov__store32(buf->data + buf->len, n);
    buf->len += 4;
}
static inline void cgov__buf_u64(struct buf *buf, uint64_t n) {
    if (!cgov__buf_reserve(buf, 8)) return;
    cgov__store64(buf->data + buf->len, n);
    buf->len += 8;
}
/* Where the number is written, and past it; at most 10 bytes. */
static inline uint8_t *cgov__put_varint(uint8_t *at, uint64_t n) {
    for (; n >= 0x80; n >>= 7) *at++ = (uint8_t)(n | 0x80);
    *at++ = (uint8_t)n;
    return at;
}
/* The same of one that is large as a rule, an instant: four bytes at once, of seven bits each. */
static inline uint8_t *cgov__put_large_varint(uint8_t *at, uint64_t n) {
    if (n >= 0x10000000) {
        uint32_t four = (uint32_t)n & 0x0fffffff;
        four += four & ~UINT32_C(0x7f);
        four += four & ~UINT32_C(0x7fff);
        four += four & ~UINT32_C(0x7fffff);
        cgov__store32(at, four | UINT32_C(0x80808080));
        at += 4;
        n >>= 28;
    }
    return cgov__put_varint(at, n);
}
static inline void cgov__buf_varint(struct buf *buf, uint64_t n) {
    if (!cgov__buf_reserve(buf, 10)) return;
    buf->len = (size_t)(cgov__put_varint(buf->data + buf->len, n) - buf->data);
}
static inline void cgov__buf_zigzag(struct buf *buf, int64_t n) {
    cgov__buf_varint(buf, cgov__zigzag(n));
}

struct cursor {
    const uint8_t *at, *end;
    bool bad; /* sticky: ran past the end or met a form that is not canonical; all reads then give 0 */
};

/* bytes may be NULL when len is 0. */
static inline struct cursor cgov__cursor(const void *bytes, size_t len) {
    const uint8_t *at = bytes ? (const uint8_t *)bytes : (const uint8_t *)"";
    struct cursor cursor = {at, at + len, false};
    return cursor;
}
static inline size_t cgov__cursor_left(const struct cursor *cursor) {
    return (size_t)(cursor->end - cursor->at);
}
uint64_t cgov__get_long_varint(struct cursor *cursor); /* of any length */

/* NULL when bad. */
static inline const uint8_t *cgov__get_bytes(struct cursor *cursor, size_t len) {
    if (cursor->bad || len > cgov__cursor_left(cursor)) {
        cursor->bad = true;
        return NULL;
    }
    const uint8_t *at = cursor->at;
    cursor->at += len;
    return at;
}
static inline uint8_t cgov__get_u8(struct cursor *cursor) {
    const uint8_t *at = cgov__get_bytes(cursor, 1);
    return at ? *at : 0;
}
static inline uint32_t cgov__get_u32(struct cursor *cursor) {
    const uint8_t *at = cgov__get_bytes(cursor, 4);
    return at ? cgov__load32(at) : 0;
}
static inline uint64_t cgov__get_u64(struct cursor *cursor) {
    const uint8_t *at = cgov__get_bytes(cursor, 8);
    return at ? cgov__load64(at) : 0;
}
static inline uint64_t cgov__get_varint(struct cursor *cursor) {
    if (cursor->bad || cursor->at == cursor->end || *cursor->at >= 0x80) return cgov__get_long_varint(cursor);
    return *cursor->at++;
}
static inline int64_t cgov__get_zigzag(struct cursor *cursor) {
    return cgov__unzigzag(cgov__get_varint(cursor));
}

#endif
