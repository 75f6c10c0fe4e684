/* Texts that an erasure names, as its record holds them.
 *
 *   lines := (seq:varint field:varint at:varint len:varint digest[32])*
 *
 * seq is the record's whose text it was. at is where its salt begins among the words of that record's frame, len the
 * text's length as it lies, its zeros included: what is zeroed is found without reading anything beside it. digest is
 * SHA-256 over salt and text as they stood. */
#ifndef CGOV_SRC_ERASED_LINES_H
#define CGOV_SRC_ERASED_LINES_H

#include "records/words.h"

#define ERASED_LINES 200u /* of one record: more are several */

struct erased_line {
    uint64_t seq;
    uint32_t field, at, len;
    uint8_t digest[32];
};

void cgov__erased_put(struct buf *lines, const struct erased_line *line);
/* The next line; false at the end, and where the bytes are none (cursor->bad). */
bool cgov__erased_next(struct cursor *cursor, struct erased_line *out);

#endif
