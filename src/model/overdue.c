/* An item's instant among the dues is the earliest due of its clocks that run. */
#include "model/overdue.h"

uint32_t cgov__overdue_after(const struct model *model, uint32_t item, int64_t at, uint32_t *items, uint32_t cap) {
    const uint32_t count = cgov__dues_before(&model->dues, item, at, items, cap);
    for (uint32_t i = 0; i < count; i++) items[i]++; /* the item after `item` has its number here */
    return count;
}
