/* The overdue items, at any instant, past or to come, without a pass over all open ones. An index: it follows from the
 * clocks. */
#ifndef CGOV_SRC_OVERDUE_H
#define CGOV_SRC_OVERDUE_H

#include "model/clock_rows.h"

/* Room for that many items and clock rows; false without memory. */
static inline bool cgov__overdue_reserve(struct model *model, uint64_t items, uint32_t clocks) {
    return items <= UINT32_MAX && cgov__dues_reserve(&model->dues, (uint32_t)items, clocks);
}
/* The earliest due of the clocks that run, from this live one of an item on; DUES_NONE: none is known. */
static inline int64_t cgov__next_due(const struct model *model, uint32_t live) {
    int64_t first = DUES_NONE;
    for (const struct clock_row *row; live != 0; live = row->next_live) {
        row = cgov__linked_clock(model, live);
        if (row->state == CLOCK_RUNNING && row->due < first) first = row->due;
    }
    return first;
}
/* The item's clocks have changed. */
static inline void cgov__overdue_item(struct model *model, const struct item *item, uint32_t number) {
    if (model->replaying) return;
    cgov__dues_set(&model->dues, number - 1, cgov__next_due(model, cgov__clocks_live(model, item)));
}
/* The smallest numbers, after this one, of items with a clock that may be late at that instant: at most cap, in rising
 * order; answers how many. */
uint32_t cgov__overdue_after(const struct model *model, uint32_t item, int64_t at, uint32_t *items, uint32_t cap);

#endif
