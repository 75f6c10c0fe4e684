/* Bytes out and in.
 *
 * Both ends are sticky: a writer puts everything and asks failed once, a reader gets everything and asks bad once.
 * After the first failure nothing is put and every get answers 0, so code between need not check, and cannot act on
 * garbage for long: a length that was read is 0 then.
 *
 * One number has one form. A varint whose last byte is 0 has a shorter form, and one past 64 bits has none: both are
 * bad. So what decodes encodes to the same bytes again, and a record has exactly one hash. */
#include "base/bytes.h"

void cgov__buf_init(struct buf *buf, struct mem *mem) {
    memset(buf, 0, sizeof *buf);
    buf->mem = mem;
}

void cgov__buf_free(struct buf *buf) {
    cgov__mem_resize(buf->mem, buf->data, buf->cap, 0);
    cgov__buf_init(buf, buf->mem);
}

void cgov__buf_clear(struct buf *buf) {
    buf->len = 0;
    buf->failed = false;
}

bool cgov__buf_reserve(struct buf *buf, size_t more) {
    if (buf->failed) return false;
    if (more <= buf->cap - buf->len) return true;

    size_t cap = buf->cap > SIZE_MAX / 2 ? SIZE_MAX : 2 * buf->cap;
    if (cap < 64) cap = 64;
    if (more > SIZE_MAX - buf->len) {
        buf->failed = true;
        return false;
    }
    if (cap < buf->len + more) cap = buf->len + more;

    uint8_t *data = cgov__mem_resize(buf->mem, buf->data, buf->cap, cap);
    if (!data) {
        buf->failed = true;
        return false;
    }
    buf->data = data;
    buf->cap = cap;
    return true;
}

void cgov__buf_put(struct buf *buf, const void *bytes, size_t len) {
    if (!len || !cgov__buf_reserve(buf, len)) return;
    memcpy(buf->data + buf->len, bytes, len);
    buf->len += len;
}

void cgov__buf_u8(struct buf *buf, uint8_t n) {
    cgov__buf_put(buf, &n, 1);
}

void cgov__buf_u32(struct buf *buf, uint32_t n) {
    uint8_t bytes[4];
    cgov__store32(bytes, n);
    cgov__buf_put(buf, bytes, sizeof bytes);
}

void cgov__buf_u64(struct buf *buf, uint64_t n) {
    uint8_t bytes[8];
    cgov__store64(bytes, n);
    cgov__buf_put(buf, bytes, sizeof bytes);
}

void cgov__buf_varint(struct buf *buf, uint64_t n) {
    uint8_t bytes[10];
    size_t len = 0;
    for (; n >= 0x80; n >>= 7) bytes[len++] = (uint8_t)(n | 0x80);
    bytes[len++] = (uint8_t)n;
    cgov__buf_put(buf, bytes, len);
}

void cgov__buf_zigzag(struct buf *buf, int64_t n) {
    cgov__buf_varint(buf, cgov__zigzag(n));
}

const uint8_t *cgov__get_bytes(struct cursor *cursor, size_t len) {
    if (cursor->bad || len > cgov__cursor_left(cursor)) {
        cursor->bad = true;
        return NULL;
    }
    const uint8_t *at = cursor->at;
    cursor->at += len;
    return at;
}

uint8_t cgov__get_u8(struct cursor *cursor) {
    const uint8_t *at = cgov__get_bytes(cursor, 1);
    return at ? *at : 0;
}

uint32_t cgov__get_u32(struct cursor *cursor) {
    const uint8_t *at = cgov__get_bytes(cursor, 4);
    return at ? cgov__load32(at) : 0;
}

uint64_t cgov__get_u64(struct cursor *cursor) {
    const uint8_t *at = cgov__get_bytes(cursor, 8);
    return at ? cgov__load64(at) : 0;
}

uint64_t cgov__get_varint(struct cursor *cursor) {
    uint64_t n = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        uint8_t byte = cgov__get_u8(cursor);
        if (cursor->bad) return 0;
        if (shift == 63 && byte > 1) break; /* the tenth byte has room for one bit */
        n |= (uint64_t)(byte & 0x7f) << shift;
        if (byte & 0x80) continue;
        if (byte == 0 && shift > 0) break; /* a shorter form says the same */
        return n;
    }
    cursor->bad = true;
    return 0;
}

int64_t cgov__get_zigzag(struct cursor *cursor) {
    return cgov__unzigzag(cgov__get_varint(cursor));
}
