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

void cgov__buf_wipe(struct buf *buf) {
    if (buf->cap > 0) memset(buf->data, 0, buf->cap);
    cgov__buf_clear(buf);
}

bool cgov__buf_grow(struct buf *buf, size_t more) {
    if (buf->failed) return false;
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

/* With eight bytes at hand no end can be run past, and what most long numbers need is read at once: the groups of seven
 * bits are pushed together in pairs, then in fours, then in eights. */
static bool get_quick(struct cursor *cursor, uint64_t *n_out) {
    uint64_t word = cgov__load64(cursor->at), ends = ~word & UINT64_C(0x8080808080808080);
    if (ends == 0) return false;
    uint64_t kept = ends ^ (ends - 1); /* all bits up to the end of the last byte */
    word &= kept & UINT64_C(0x7f7f7f7f7f7f7f7f);
    word = (word & UINT64_C(0x007f007f007f007f)) | (word & UINT64_C(0x7f007f007f007f00)) >> 1;
    word = (word & UINT64_C(0x00003fff00003fff)) | (word & UINT64_C(0x3fff00003fff0000)) >> 2;
    word = (word & UINT64_C(0x000000000fffffff)) | (word & UINT64_C(0x0fffffff00000000)) >> 4;
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint32_t len = (uint32_t)((kept & ones) * ones >> 56);     /* one of each byte, added up in the last */
    if (len > 1 && word >> (7 * (len - 1)) == 0) return false; /* a shorter form says the same */
    cursor->at += len;
    *n_out = word;
    return true;
}

uint64_t cgov__get_long_varint(struct cursor *cursor) {
    uint64_t n = 0;
    if (!cursor->bad && cgov__cursor_left(cursor) >= 8 && get_quick(cursor, &n)) return n;
    n = 0;
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
