/* cgov/cgov.h - community governance (基层社会治理) as a library: the whole of it.
 *
 * No globals. One ledger: one thread at a time. Const calls on one ledger may run together while no changing call runs.
 * Different ledgers are independent.
 */
#ifndef CGOV_CGOV_H
#define CGOV_CGOV_H

#include "cgov/base.h"
#include "cgov/erasure.h"
#include "cgov/feed.h"
#include "cgov/figures.h"
#include "cgov/item.h"
#include "cgov/ledger.h"
#include "cgov/people.h"
#include "cgov/proof.h"
#include "cgov/roll.h"
#include "cgov/route.h"
#include "cgov/rule.h"
#include "cgov/rulebook.h"
#include "cgov/storage.h"
#include "cgov/version.h"

#endif
