/* Who a move puts on a roll, as a record holds them.
 *
 *   lines := flags:u8 (step:varint [units:varint] [amount:varint])*
 *   flags: 1 goes on: more of those that the record before it began; 2 with units; 4 with amounts
 *
 * step is to the elector before, so they rise, each once: the first of a record stands whole. An elector is their
 * number times two, and one more where it is an organization. */
#ifndef CGOV_SRC_ROLL_LINES_H
#define CGOV_SRC_ROLL_LINES_H

#include "base/bytes.h"
#include "records/ids.h"

enum { FILL_GOES_ON = 1, FILL_UNITS = 2, FILL_AMOUNTS = 4 };

struct fill_line {
    uint64_t elector; /* as it stands there */
    uint64_t units, amount;
};

static inline uint64_t cgov__fill_elector(uint64_t id) {
    return cgov__id_number(id) << 1 | (cgov__id_kind(id) == CGOV_KIND_ORGANIZATION ? 1 : 0);
}
static inline uint64_t cgov__fill_id(uint64_t elector) {
    return cgov__id((elector & 1) != 0 ? CGOV_KIND_ORGANIZATION : CGOV_KIND_RESIDENT, elector >> 1);
}

void cgov__fill_put(struct buf *lines, uint8_t flags, uint64_t last, const struct fill_line *line);
/* The next line after last; false at the end, and where the bytes are none (cursor->bad). */
bool cgov__fill_next(struct cursor *cursor, uint8_t flags, uint64_t last, struct fill_line *out);

#endif
