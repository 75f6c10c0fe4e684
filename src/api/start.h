/* A ledger whose first record is not 1, so that tests reach numbers that would take years. base: the seq before it.
 * What such a ledger writes, only cgov__open_after the same base reads. */
#ifndef CGOV_SRC_START_H
#define CGOV_SRC_START_H

#include "cgov/ledger.h"

int32_t cgov__create_after(const cgov_options *given, const cgov_genesis *genesis, const cgov_act *act, uint64_t base,
                           cgov_ledger **ledger_out);
int32_t cgov__open_after(const cgov_options *given, uint64_t base, cgov_ledger **ledger_out);

#endif
