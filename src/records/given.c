/* Declared details as they stand in a record. */
#include "records/given.h"

#include "records/ids.h"

enum given_form cgov__given_form(uint32_t type) {
    switch (type) {
    case CGOV_DETAIL_WORDS:
        return GIVEN_WORDS;
    case CGOV_DETAIL_CHOICE:
        return GIVEN_CHOICE;
    case CGOV_DETAIL_RESIDENT:
    case CGOV_DETAIL_ORGANIZATION:
    case CGOV_DETAIL_ITEM:
        return GIVEN_ID;
    default:
        return GIVEN_NUMBER;
    }
}

bool cgov__given_next(struct cursor *cursor, struct given *out) {
    if (cursor->at >= cursor->end || cursor->bad) return false;
    uint64_t head = cgov__get_varint(cursor), number = head >> 2;
    *out = (struct given){.number = (uint32_t)number, .form = (uint8_t)(head & 3)};
    cursor->bad |= number > UINT32_MAX;
    if (out->form == GIVEN_NUMBER) {
        out->value = cgov__get_zigzag(cursor);
    } else if (out->form == GIVEN_ID) {
        uint64_t packed = cgov__get_varint(cursor);
        cursor->bad |= packed >> ID_BITS != 0;
        out->value = (int64_t)cgov__id_unpack(packed);
    } else if (out->form == GIVEN_CHOICE) {
        uint64_t len = cgov__get_varint(cursor);
        cursor->bad |= len == 0 || len >= NAME_SIZE;
        const uint8_t *at = cursor->bad ? NULL : cgov__get_bytes(cursor, (size_t)len);
        out->name = cgov__blob(at, !at ? 0 : (uint32_t)len);
    }
    return !cursor->bad;
}

void cgov__given_put(struct buf *buf, const struct given *given) {
    cgov__buf_varint(buf, (uint64_t)given->number << 2 | given->form);
    if (given->form == GIVEN_NUMBER) cgov__buf_zigzag(buf, given->value);
    if (given->form == GIVEN_ID) cgov__buf_varint(buf, cgov__id_pack((uint64_t)given->value));
    if (given->form != GIVEN_CHOICE) return;
    cgov__buf_varint(buf, given->name.len);
    cgov__buf_put(buf, given->name.ptr, given->name.len);
}
