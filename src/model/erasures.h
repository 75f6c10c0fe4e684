/* Which texts were erased: of a record a field, and by which record. */
#ifndef CGOV_SRC_ERASURES_H
#define CGOV_SRC_ERASURES_H

#include "model/model.h"
#include "records/erased_lines.h"

/* NULL: it was not. */
const struct erasure *cgov__erasure_find(const struct model *model, uint64_t seq, uint32_t field);
/* The rows are there and not yet to be found: false without memory. */
bool cgov__erasures_index(struct model *model);
/* Adds one that there is room for. */
void cgov__erasure_add(struct model *model, const struct erased_line *line, uint64_t by);

#endif
