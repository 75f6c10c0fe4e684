/* The overdue items, at any instant, without a pass over all open ones. A cache: it follows from the clocks. */
#ifndef CGOV_SRC_OVERDUE_H
#define CGOV_SRC_OVERDUE_H

#include "model/model.h"

bool cgov__overdue_grow(struct model *model, uint32_t clocks); /* the slow way of reserve */
/* Room for that many clock rows; false without memory. */
static inline bool cgov__overdue_reserve(struct model *model, uint32_t clocks) {
    return clocks <= model->overdue.cap ? cgov__queue_reserve(&model->overdue.not_due, clocks)
                                        : cgov__overdue_grow(model, clocks);
}
/* Room in both queues of clocks. */
static inline bool cgov__clock_queues_reserve(struct model *model, uint32_t clocks) {
    return cgov__queue_reserve(&model->due, clocks) && cgov__overdue_reserve(model, clocks);
}
void cgov__overdue_free(struct model *model);
/* The first that is not due has become so. */
void cgov__overdue_move(struct model *model, uint32_t handle);
/* The ledger's now has moved on. */
static inline void cgov__overdue_advance(struct model *model) {
    const struct queue_entry *first;
    while ((first = cgov__queue_first(&model->overdue.not_due)) && first->at < model->now)
        cgov__overdue_move(model, first->handle);
}
/* The clock has changed; its item's other clocks have not. */
void cgov__overdue_clock(struct model *model, uint32_t number);
/* The item's clocks have changed. */
void cgov__overdue_item(struct model *model, uint32_t item);
/* The smallest numbers, after this one, of items with a clock that may be late at that instant: at most cap, in rising
 * order; answers how many. */
uint32_t cgov__overdue_after(const struct model *model, uint32_t item, int64_t at, uint32_t *items, uint32_t cap);

#endif
