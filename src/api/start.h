/* How a ledger is begun that is not as others are, for tests: far from its first record, or by a library that decides
 * otherwise. What one with a base writes, only one with the same base reads. */
#ifndef CGOV_SRC_START_H
#define CGOV_SRC_START_H

#include "cgov/ledger.h"

struct start {
    uint64_t base;      /* the seq before the first record */
    uint32_t decisions; /* the library's number; 0: DECISIONS */
};

int32_t cgov__create_from(const cgov_ledger_options *given, const cgov_genesis *genesis, const cgov_act *act,
                          const struct start *start, cgov_ledger **ledger_out);
int32_t cgov__open_from(const cgov_ledger_options *given, const struct start *start, cgov_ledger **ledger_out);

#endif
