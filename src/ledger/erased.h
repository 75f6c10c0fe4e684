/* Whether a record that stands further on erases a text that is read back. */
#ifndef CGOV_SRC_ERASED_H
#define CGOV_SRC_ERASED_H

#include "ledger/handle.h"
#include "records/erased_lines.h"

/* The line of an erasure's record that names the text; false where none does. */
bool cgov__erased_line(const struct record *record, uint64_t seq, uint32_t field, struct erased_line *line);
/* Of a text that does not hold, in a ledger that is read alone: a record that stands past all that this reader has gone
 * to says that it was erased. What is zeroed is durable by then, acknowledged or not. */
bool cgov__erased_ahead(const struct cgov_ledger *ledger, uint64_t seq, uint32_t field);
/* The digest of a piece of the frame being replayed that does not hold, where a record from there on says that it was
 * erased. */
bool cgov__erased_later(const struct cgov_ledger *ledger, const struct frame *frame, uint64_t seq, uint32_t field,
                        uint8_t digest[32]);

#endif
