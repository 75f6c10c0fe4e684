/* Everything a host can ask, asked of a ledger that may have been forged: what it says is not looked at. */
#ifndef CGOV_TESTS_ASKED_H
#define CGOV_TESTS_ASKED_H

#include "cgov/cgov.h"

void asked_item(cgov_ledger *ledger, const cgov_reader *reader, cgov_id id);
/* All items, records, people. */
void asked_read(cgov_ledger *ledger, const cgov_reader *reader);
/* Lets time pass, and makes whatever moves anybody could. */
void asked_change(cgov_ledger *ledger, cgov_time now);

#endif
