/* Lines of a roll that a move fills. */
#include "records/roll_lines.h"

void cgov__fill_put(struct buf *lines, uint8_t flags, uint64_t last, const struct fill_line *line) {
    cgov__buf_varint(lines, line->elector - last);
    if ((flags & FILL_UNITS) != 0) cgov__buf_varint(lines, line->units);
    if ((flags & FILL_AMOUNTS) != 0) cgov__buf_varint(lines, line->amount);
}

bool cgov__fill_next(struct cursor *cursor, uint8_t flags, uint64_t last, struct fill_line *out) {
    if (cursor->at >= cursor->end || cursor->bad) return false;
    uint64_t step = cgov__get_varint(cursor);
    *out = (struct fill_line){.elector = last + step};
    if ((flags & FILL_UNITS) != 0) out->units = cgov__get_varint(cursor);
    if ((flags & FILL_AMOUNTS) != 0) out->amount = cgov__get_varint(cursor);
    cursor->bad |= step == 0 || out->elector < last || out->units > UINT32_MAX || out->amount > INT64_MAX;
    return !cursor->bad;
}
