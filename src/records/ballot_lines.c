/* Choices of ballots, and lines of bundles. */
#include "records/ballot_lines.h"

bool cgov__choice_valid(uint64_t choices, bool from_candidates) {
    const uint64_t named = cgov__choice_bit(CHOICE_FIRST_CANDIDATE) - 1;
    const uint64_t nobody = cgov__choice_bit(CGOV_CHOICE_BLANK) | cgov__choice_bit(CGOV_CHOICE_INVALID);
    const bool one = choices != 0 && (choices & (choices - 1)) == 0;
    if (!from_candidates) return one && choices <= named;
    return choices != 0 && ((choices & named) == 0 || (one && (choices & nobody) != 0));
}

/* ---- said ---- */

void cgov__said_put(struct buf *said, enum said_kind kind, const struct said_one *one) {
    cgov__buf_varint(said, one->place);
    if (kind == SAID_POINTS || one->place == 0) cgov__buf_varint(said, one->points);
}

bool cgov__said_next(struct cursor *cursor, enum said_kind kind, struct said_one *one) {
    if (cursor->at >= cursor->end || cursor->bad || kind == SAID_SEALED) return false;
    const uint64_t place = cgov__get_varint(cursor), last = one->place;
    const uint64_t points = kind == SAID_POINTS || place == 0 ? cgov__get_varint(cursor) : 1;
    const bool nobody = place == 0 && one->met == 0 && cursor->at == cursor->end;
    const bool named = points == CGOV_CHOICE_BLANK || points == CGOV_CHOICE_INVALID;
    const bool given = place - 1 < MAX_CANDIDATES && points - 1 < SAID_MOST && (one->met >> (place - 1) & 1) == 0;
    cursor->bad |= nobody ? !named : !given || (kind == SAID_POINTS && place < last);
    if (cursor->bad) return false;
    *one = (struct said_one){(uint32_t)place, (uint32_t)points, one->met};
    if (place != 0) one->met |= UINT64_C(1) << (place - 1);
    return true;
}

bool cgov__said_valid(const struct blob *said, enum said_kind kind) {
    struct cursor cursor = cgov__cursor(said->ptr, said->len);
    struct said_one one = {0, 0, 0};
    if (kind == SAID_SEALED) return said->len == SAID_DIGEST;
    while (cgov__said_next(&cursor, kind, &one)) continue;
    return kind != SAID_NONE && said->len > 0 && !cursor.bad;
}

uint64_t cgov__said_choices(const struct blob *said, enum said_kind kind) {
    struct cursor cursor = cgov__cursor(said->ptr, said->len);
    struct said_one one = {0, 0, 0};
    while (cgov__said_next(&cursor, kind, &one)) continue;
    return said->len == 0 || kind == SAID_SEALED ? 0
           : one.place == 0                      ? cgov__choice_bit(one.points)
                                                 : one.met << CGOV_CHOICE_INVALID;
}

/* ---- orders ---- */

int cgov__order_compare(const struct order *one, const struct order *other) {
    const uint32_t both = one->count < other->count ? one->count : other->count;
    const int differ = both == 0 ? 0 : memcmp(one->numbers, other->numbers, both);
    return differ != 0 ? differ : one->count < other->count ? -1 : one->count > other->count;
}

/* Of a heap whose greatest stands first, all but that one being in place. */
static void sink(struct order *orders, uint32_t at, uint32_t count) {
    const struct order moved = orders[at];
    for (uint32_t below; (below = 2 * at + 1) < count; at = below) {
        if (below + 1 < count && cgov__order_compare(&orders[below], &orders[below + 1]) < 0) below++;
        if (cgov__order_compare(&moved, &orders[below]) >= 0) break;
        orders[at] = orders[below];
    }
    orders[at] = moved;
}

void cgov__orders_sort(struct order *orders, uint32_t count) {
    for (uint32_t at = count / 2; at > 0; at--) sink(orders, at - 1, count);
    for (uint32_t left = count; left > 1; left--) {
        const struct order last = orders[left - 1];
        orders[left - 1] = orders[0];
        orders[0] = last;
        sink(orders, 0, left - 1);
    }
}

void cgov__orders_put(struct buf *orders, const struct order *order) {
    cgov__buf_varint(orders, order->count);
    cgov__buf_put(orders, order->numbers, order->count);
    cgov__buf_varint(orders, order->ballots);
}

/* A place takes one byte. */
bool cgov__orders_next(struct cursor *cursor, struct order *order) {
    if (cursor->at >= cursor->end || cursor->bad) return false;
    const struct order last = *order;
    const uint64_t count = cgov__get_varint(cursor);
    const uint8_t *numbers = count - 1 < MAX_CANDIDATES ? cgov__get_bytes(cursor, (size_t)count) : NULL;
    const uint64_t ballots = cgov__get_varint(cursor);
    const struct blob said = cgov__blob(numbers, numbers ? (uint32_t)count : 0);
    *order = (struct order){.numbers = numbers, .count = said.len, .ballots = ballots};
    const bool valid = said.len > 0 && numbers[0] != 0 && cgov__said_valid(&said, SAID_ORDER) &&
                       ballots - 1 < UINT32_MAX && (last.count == 0 || cgov__order_compare(&last, order) < 0);
    cursor->bad |= !valid;
    return !cursor->bad;
}

bool cgov__orders_valid(const struct blob *orders) {
    struct cursor cursor = cgov__cursor(orders->ptr, orders->len);
    struct order order = {0};
    while (cgov__orders_next(&cursor, &order)) continue;
    return !cursor.bad;
}

/* ---- bundles ---- */

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
