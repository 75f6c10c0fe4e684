/* An item's instant among the dues is the earliest due of its clocks that run. */
#include "model/overdue.h"

#include "model/clock_rows.h"

int64_t cgov__next_due(const struct model *model, const struct item *item) {
    int64_t first = DUES_NONE;
    for (uint32_t n = cgov__clocks_live(model, item); n != 0;) {
        const struct clock_row *row = cgov__linked_clock(model, n);
        if (row->state == CLOCK_RUNNING && row->due < first) first = row->due;
        n = row->next_live;
    }
    return first;
}

void cgov__overdue_item(struct model *model, const struct item *item, uint32_t number) {
    if (model->replaying) return;
    cgov__dues_set(&model->dues, number - 1, cgov__next_due(model, item));
}

uint32_t cgov__overdue_after(const struct model *model, uint32_t item, int64_t at, uint32_t *items, uint32_t cap) {
    const uint32_t count = cgov__dues_before(&model->dues, item, at, items, cap);
    for (uint32_t i = 0; i < count; i++) items[i]++; /* the item after `item` has its number here */
    return count;
}
