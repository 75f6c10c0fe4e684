/* What a refusal says beyond its reason where a `when` does not hold: which day it was, how many are lacking, which
 * child. */
#ifndef CGOV_SRC_WHY_NOT_H
#define CGOV_SRC_WHY_NOT_H

#include "entities/guards.h"

/* A `when` that does not let it: its reason's sentence, or what that was asked of. */
void cgov__say_when(const struct attempt *attempt, const struct clause *clause, uint32_t reason, char *into,
                    size_t cap);

#endif
