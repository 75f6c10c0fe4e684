/* Erasing: what a command names is found in the journal, and once its record is durable zeroed there. */
#ifndef CGOV_SRC_ERASE_H
#define CGOV_SRC_ERASE_H

#include "ledger/handle.h"

/* Before the command is admitted: the texts it names, with their digests, are put into the plan, and there is room for
 * what zeroing needs. */
int32_t cgov__erase_gather(struct cgov_ledger *ledger);
/* Asked of what a snapshot brought: does a record say of each text that it was erased, as its row has it? */
bool cgov__erased_confirm(const struct cgov_ledger *ledger);
/* Zeroes the texts erased from that one on, which count from 0, that are not yet. All that was appended is durable.
 * What fails is done when the ledger is opened next. */
int32_t cgov__erase_zero(struct cgov_ledger *ledger, uint32_t first);

#endif
