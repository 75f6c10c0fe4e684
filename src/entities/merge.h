/* What an issue becomes that another follows. */
#ifndef CGOV_SRC_MERGE_H
#define CGOV_SRC_MERGE_H

#include "entities/plan.h"

/* The follower accuses whom its master does not: merged, nobody would hear of it. */
bool cgov__merge_accuses(const struct item *follower, const struct item *master);
/* The master's record of it, after the follower's own: its urgency, public safety and clocks are not less than the
 * follower's. */
void cgov__merge_write(const struct item *follower, uint64_t follower_id, uint64_t master_id, struct plan *plan);

#endif
