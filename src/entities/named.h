/* Parties named from those in office at another (`resident of PARTY`): they are so as long as they hold some office
 * there, and no more once they left. */
#ifndef CGOV_SRC_NAMED_H
#define CGOV_SRC_NAMED_H

#include "entities/guards.h"

/* That party of the item, where it is one of these, is in office where it must be since it was named; of others, true.
 */
bool cgov__named_stands(const struct model *model, const struct item *item, uint8_t party, int64_t at);
/* Whom the move is given to put there is in office where they must be. */
int32_t cgov__named_check(const struct attempt *attempt, const struct item *after, struct refusal *why);

#endif
