/* Snapshots: written of the ledger as it stands, and looked for when it is opened. */
#ifndef CGOV_SRC_LEDGER_SNAPSHOT_H
#define CGOV_SRC_LEDGER_SNAPSHOT_H

#include "ledger/handle.h"

/* Writes one, of a ledger whose records are all durable. CGOV_E_NOMEM, CGOV_E_STORAGE: then none is left. */
int32_t cgov__snapshot_write(struct cgov_ledger *ledger);
/* As if none had been looked for: the model is empty, and the journal stands at its first frame. */
void cgov__snapshot_forget(struct cgov_ledger *ledger);
/* Looks for one that agrees with the journal, which was just opened and nothing of it replayed. Where there is one, the
 * model is as it was after that record, and the journal stands behind it; else both are as before. Answers
 * CGOV_SNAPSHOT_*. */
uint32_t cgov__snapshot_load(struct cgov_ledger *ledger);

#endif
