/* Lines of an erasure. */
#include "records/erased_lines.h"

void cgov__erased_put(struct buf *lines, const struct erased_line *line) {
    cgov__buf_varint(lines, line->seq);
    cgov__buf_varint(lines, line->field);
    cgov__buf_varint(lines, line->at);
    cgov__buf_varint(lines, line->len);
    cgov__buf_put(lines, line->digest, sizeof line->digest);
}

bool cgov__erased_next(struct cursor *cursor, struct erased_line *out) {
    if (cursor->at >= cursor->end || cursor->bad) return false;
    out->seq = cgov__get_varint(cursor);
    const uint64_t field = cgov__get_varint(cursor), at = cgov__get_varint(cursor), len = cgov__get_varint(cursor);
    const uint8_t *digest = cgov__get_bytes(cursor, sizeof out->digest);
    cursor->bad |= field == 0 || field > UINT32_MAX || at > UINT32_MAX || len > UINT32_MAX - SALT_SIZE;
    if (cursor->bad) return false;
    out->field = (uint32_t)field;
    out->at = (uint32_t)at;
    out->len = (uint32_t)len;
    memcpy(out->digest, digest, sizeof out->digest);
    return true;
}
