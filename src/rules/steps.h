/* How a count of orders came to its winners, in bytes. */
#ifndef CGOV_SRC_STEPS_H
#define CGOV_SRC_STEPS_H

#include "rules/rule.h"

/* What a count of orders came to, so that who has no orders finds who won by it.
 *
 *   steps := valid:varint (votes:varint for each candidate, in 1/100,000)*   of transfers, a row for each stage
 *          | valid:varint (before:varint behind:varint)*                     of pairs, as they are told
 *
 * Candidates by their numbers; nothing where no ballot ranks anybody. */
void cgov__steps_put(struct buf *steps, const struct rule *rule, const struct count *count, uint64_t valid);
/* They can be read for so many candidates. */
bool cgov__steps_valid(const struct blob *steps, enum ranking ranking, uint32_t candidates);

#endif
