/* Roots of rolls, as records hold them, and the texts that a root is made of.
 *
 *   roots := (roll:varint lines:varint root[32])*   by rising rolls, index + 1
 *   head  := "ledger HEX\nitem ID roll NAME seq SEQ lines N\n"
 *   line  := "line PLACE elector ID[ units N| household ID][ area N][ weight N][ choice TEXT| commitment HEX]\n"
 *
 * Of sums that are 0 nothing stands there. What a proof is: see proof.h. */
#ifndef CGOV_SRC_ROOT_LINES_H
#define CGOV_SRC_ROOT_LINES_H

#include "base/bytes.h"
#include "base/merkle.h"

struct root {
    uint64_t roll, lines;
    const uint8_t *root; /* 32 bytes */
};
/* The next after *root, which before the first is nothing; false at the end, and where the bytes are none or do not
 * rise (cursor->bad). */
bool cgov__root_next(struct cursor *cursor, struct root *root);
void cgov__root_put(struct buf *roots, const struct root *root);

#define ROOT_HEAD 192u /* bytes at most, with the zero at the end */
uint32_t cgov__root_head(char into[ROOT_HEAD], const uint64_t ledger[2], uint64_t item, const char *roll, uint64_t seq,
                         uint64_t lines);
/* Lowercase digits, and a zero behind them. */
void cgov__hex_put(char *into, const uint8_t *bytes, size_t len);
/* Reads them back; false where they are none. */
bool cgov__hex_get(const char *text, uint8_t *into, size_t len);

#endif
