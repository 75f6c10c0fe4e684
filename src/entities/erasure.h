/* Erasures (删除): who may, of what; whose words a record brought. */
#ifndef CGOV_SRC_ERASURE_H
#define CGOV_SRC_ERASURE_H

#include "entities/plan.h"

/* The command names something there is, and the actor may erase: asked before anything is read. */
int32_t cgov__erasure_check(const struct model *model, const struct command *command, struct refusal *why);
/* What the texts of a record are of: the thing it is about; an erasure's own reason is of what was erased there. */
static inline uint64_t cgov__texts_of(const struct record *record) {
    return record->kind == CGOV_RECORD_ERASED ? record->whose : record->id;
}
/* The words that a record brought are the resident's: their name; what they reported, or was reported for them; what
 * they wrote on such an item afterwards; their entry on a roll, and what they wrote when they left it. What they wrote
 * in office is the office's. */
bool cgov__wrote(const struct model *model, uint32_t resident, const struct record *record);

#endif
