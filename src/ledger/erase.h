/* Erasing: what a command names is found in the journal, and once its record is durable zeroed there. */
#ifndef CGOV_SRC_ERASE_H
#define CGOV_SRC_ERASE_H

#include "ledger/handle.h"

/* Before the command is admitted: the texts it names, with their digests, are put into the plan, and there is room for
 * what zeroing needs. */
int32_t cgov__erase_gather(struct cgov_ledger *ledger);
/* Of a text that does not hold, in a ledger that is read alone: a record that stands past all that this reader has gone
 * to says that it was erased. What is zeroed is durable by then, acknowledged or not. */
bool cgov__erased_ahead(const struct cgov_ledger *ledger, uint64_t seq, uint32_t field);
/* The digest of a piece of the frame being replayed that does not hold, where a record from there on says that it was
 * erased. */
bool cgov__erased_later(const struct cgov_ledger *ledger, const struct frame *frame, uint64_t seq, uint32_t field,
                        uint8_t digest[32]);
/* Asked of what a snapshot brought: does a record say of each text that it was erased, as its row has it? */
bool cgov__erased_confirm(const struct cgov_ledger *ledger);
/* Zeroes the texts erased from that one on, which count from 0, that are not yet. All that was appended is durable.
 * What fails is done when the ledger is opened next. */
int32_t cgov__erase_zero(struct cgov_ledger *ledger, uint32_t first);

#endif
