/* Erasures (删除): who may, of what; whose words a record brought. */
#ifndef CGOV_SRC_ERASURE_H
#define CGOV_SRC_ERASURE_H

#include "entities/plan.h"

/* The command names something there is, and the actor may erase: asked before anything is read. */
int32_t cgov__erasure_check(const struct model *model, const struct command *command, struct refusal *why);
/* The words that a record brought are the resident's: their name; what they reported, or was reported for them; what
 * they wrote on such an item afterwards; their entry on a roll, and what they wrote when they left it. What they wrote
 * in office is the office's. */
bool cgov__wrote(const struct model *model, uint32_t resident, const struct record *record);
/* Whom it concerns that words of a record are gone: who wrote them, or whom they were written for; whose name they
 * were; 0: nobody. */
uint64_t cgov__writer(const struct model *model, const struct record *record);
/* Texts to be erased, as a plan holds them: groups of ERASED_LINES at most of one thing, each its id, how many, and its
 * lines. */
void cgov__erasure_put(struct buf *groups, uint64_t of, uint32_t count);

#endif
