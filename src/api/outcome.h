/* What a rule comes to, as the public structs show it: of given sums, or of what stands beside an item. */
#ifndef CGOV_SRC_OUTCOME_H
#define CGOV_SRC_OUTCOME_H

#include "cgov/rule.h"
#include "rules/rule.h"

/* By which rule. */
void cgov__outcome_rule(cgov_outcome *out, const struct rule *rule);
/* And what came of it. */
void cgov__outcome_ruling(cgov_outcome *out, const struct ruling *ruling);
/* Writes the i-th of the views, whose stride is the first one's size. */
void cgov__comparison_out(cgov_comparison_view *views, uint32_t i, const struct rule *rule,
                          const struct comparison *made);

#endif
