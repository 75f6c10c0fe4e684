/* What a move puts right of what was filed: its matter with its profile, its class, the channel it came by. */
#ifndef CGOV_SRC_CORRECT_H
#define CGOV_SRC_CORRECT_H

#include "entities/guards.h"

/* What a move that corrects (DOES_CORRECT) brings can stand: CGOV_OK or the refusal. */
int32_t cgov__correct_check(const struct attempt *attempt, struct refusal *why);
/* What a move that reclasses brings, in its record and in `after`; *class_name is the item's until then, and room for
 * another. */
void cgov__reclass(const struct attempt *attempt, struct record *record, struct item *after, const char **class_name,
                   char room[NAME_SIZE]);

#endif
