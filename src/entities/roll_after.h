/* Rolls as an adoption will leave them: whether what it carries changes what the rolls of other items are made from. */
#ifndef CGOV_SRC_ROLL_AFTER_H
#define CGOV_SRC_ROLL_AFTER_H

#include "entities/state_map.h"

/* Whether the item's rolls, and those of the items below it that are not carried themselves, keep the bases that their
 * people stand on, and find what their shares ask. CGOV_OK, or the refusal. */
int32_t cgov__rolls_after(const struct carrying *carrying, uint32_t number, struct refusal *why);

#endif
