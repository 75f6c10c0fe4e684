/* Choices of ballots, and lines of bundles. */
#include "records/ballot_lines.h"

bool cgov__choice_valid(uint64_t choices, bool from_candidates) {
    const uint64_t named = cgov__choice_bit(CHOICE_FIRST_CANDIDATE) - 1;
    const uint64_t nobody = cgov__choice_bit(CGOV_CHOICE_BLANK) | cgov__choice_bit(CGOV_CHOICE_INVALID);
    const bool one = choices != 0 && (choices & (choices - 1)) == 0;
    if (!from_candidates) return one && choices <= named;
    return choices != 0 && ((choices & named) == 0 || (one && (choices & nobody) != 0));
}

void cgov__bundle_put_line(struct buf *lines, const struct bundle_line *line) {
    cgov__buf_varint(lines, line->choice);
    cgov__buf_varint(lines, line->heads);
    cgov__buf_varint(lines, line->units);
    cgov__buf_varint(lines, line->area);
    cgov__buf_varint(lines, line->weight);
}

bool cgov__bundle_next(struct cursor *cursor, bool is_first, uint32_t last, struct bundle_line *out) {
    if (cursor->at >= cursor->end || cursor->bad) return false;
    const uint64_t choice = cgov__get_varint(cursor);
    *out = (struct bundle_line){.heads = cgov__get_varint(cursor)};
    out->units = cgov__get_varint(cursor);
    out->area = cgov__get_varint(cursor);
    out->weight = cgov__get_varint(cursor);
    cursor->bad |= choice > CHOICE_LAST || (!is_first && choice <= last) || out->heads > UINT32_MAX ||
                   out->units > INT64_MAX || out->area > INT64_MAX || out->weight > INT64_MAX;
    out->choice = (uint32_t)choice;
    return !cursor->bad;
}

bool cgov__bundle_valid(const struct blob *lines, bool from_candidates) {
    struct cursor cursor = cgov__cursor(lines->ptr, lines->len);
    struct bundle_line line = {0};
    for (bool first = true; cgov__bundle_next(&cursor, first, line.choice, &line); first = false)
        if (line.choice == CHOICE_CAST ? !from_candidates
                                       : !cgov__choice_valid(cgov__choice_bit(line.choice), from_candidates))
            return false;
    return !cursor.bad;
}
