/* Roots as a record holds them, and what their heads say. */
#include "records/root_lines.h"

#include "base/text.h"

#include <string.h>

bool cgov__root_next(struct cursor *cursor, struct root *root) {
    const uint64_t last = root->roll;
    if (cursor->at >= cursor->end || cursor->bad) return false;
    root->roll = cgov__get_varint(cursor);
    root->lines = cgov__get_varint(cursor);
    root->root = cgov__get_bytes(cursor, MERKLE_HASH);
    cursor->bad |= root->roll <= last || root->lines > UINT32_MAX;
    return !cursor->bad;
}

void cgov__root_put(struct buf *roots, const struct root *root) {
    cgov__buf_varint(roots, root->roll);
    cgov__buf_varint(roots, root->lines);
    cgov__buf_put(roots, root->root, MERKLE_HASH);
}

void cgov__hex_put(char *into, const uint8_t *bytes, size_t len) {
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < len; i++) {
        into[2 * i] = digits[bytes[i] >> 4];
        into[2 * i + 1] = digits[bytes[i] & 15];
    }
    into[2 * len] = 0;
}

static int32_t digit(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool cgov__hex_get(const char *text, uint8_t *into, size_t len) {
    for (size_t i = 0; i < len; i++) {
        const int32_t high = digit(text[2 * i]), low = digit(text[2 * i + 1]);
        if (high < 0 || low < 0) return false;
        into[i] = (uint8_t)(high << 4 | low);
    }
    return true;
}

uint32_t cgov__root_head(char into[ROOT_HEAD], const uint64_t ledger[2], uint64_t item, const char *roll, uint64_t seq,
                         uint64_t lines) {
    uint8_t bytes[16];
    char hex[33];
    for (uint32_t i = 0; i < 8; i++) {
        bytes[i] = (uint8_t)(ledger[1] >> (56 - 8 * i));
        bytes[8 + i] = (uint8_t)(ledger[0] >> (56 - 8 * i));
    }
    cgov__hex_put(hex, bytes, sizeof bytes);
    cgov__format(into, ROOT_HEAD, "ledger %s\nitem %u roll %s seq %u lines %u\n", hex, item, roll, seq, lines);
    return (uint32_t)strlen(into);
}
