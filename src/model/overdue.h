/* The overdue items, at any instant, past or to come, without a pass over all open ones. An index: it follows from the
 * clocks. */
#ifndef CGOV_SRC_OVERDUE_H
#define CGOV_SRC_OVERDUE_H

#include "model/model.h"

/* Room for that many items and clock rows; false without memory. */
static inline bool cgov__overdue_reserve(struct model *model, uint64_t items, uint32_t clocks) {
    return items <= UINT32_MAX && cgov__dues_reserve(&model->dues, (uint32_t)items, clocks);
}
/* The earliest due of its clocks that run; DUES_NONE: none is known. */
int64_t cgov__next_due(const struct model *model, const struct item *item);
/* The item's clocks have changed. */
void cgov__overdue_item(struct model *model, const struct item *item, uint32_t number);
/* The smallest numbers, after this one, of items with a clock that may be late at that instant: at most cap, in rising
 * order; answers how many. */
uint32_t cgov__overdue_after(const struct model *model, uint32_t item, int64_t at, uint32_t *items, uint32_t cap);

#endif
