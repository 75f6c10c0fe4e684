/* What confidential ballots say, read back where a command hangs on it. */
#ifndef CGOV_SRC_SECRETS_H
#define CGOV_SRC_SECRETS_H

#include "ledger/handle.h"

/* Reads back what the plan asks for. CGOV_OK, CGOV_E_NOMEM, CGOV_E_CORRUPT, CGOV_E_STORAGE, CGOV_E_ERASED. */
int32_t cgov__secrets_gather(struct cgov_ledger *ledger);

#endif
