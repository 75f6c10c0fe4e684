/* What is not decided is not carried: nobody changes the rule between the day a list of those who decide is closed and
 * the count. */
#ifndef CGOV_SRC_UNDECIDED_H
#define CGOV_SRC_UNDECIDED_H

#include "entities/clocks.h"
#include "entities/state_map.h"

/* Whether the item may be carried so, as far as deciding goes. CGOV_OK, or the refusal. */
int32_t cgov__undecided_check(const struct carrying *carrying, const struct clock_migration *migration, uint32_t number,
                              struct refusal *why);

#endif
