/* Charges for runs that were late, as their clocks tell. */
#include "model/charges.h"

#include "model/clock_rows.h"

/* Its last run, ended or not, was late by then. */
static bool was_late(const struct model *model, const struct item *item, uint8_t clock, int64_t time) {
    const struct clock_row *row = cgov__clock_live(model, item, clock);
    if (row) return row->late || cgov__clock_past(model, row, time);
    return (item->ran & item->late) >> clock & 1;
}

void cgov__charge_late(struct model *model, struct item *item, uint32_t organization, int64_t time) {
    const uint32_t charged = cgov__charged(model, item);
    const uint8_t count = cgov__procedure_of(model, item)->clock_count;
    for (uint8_t c = 0; c < count; c++)
        if ((charged >> c & 1) == 0 && was_late(model, item, c, time))
            cgov__charge_row(model, item, organization)->clock = (uint8_t)(c + 1);
}
