/* Indexes, each made in one pass over the rows, items in the order of their numbers: so what is kept in that order is
 * only appended to. */
#include "model/index.h"

#include "model/clock_rows.h"
#include "model/overdue.h"
#include "model/retry.h"
#include "model/worklists.h"

static bool index_items(struct model *model) {
    const struct clock_row *row;
    if (!cgov__queue_reserve(&model->due, model->clocks.count) ||
        !cgov__overdue_reserve(model, model->items.count, model->clocks.count))
        return false;
    for (uint32_t number = 1; number <= model->items.count; number++) {
        const struct item *item = cgov__item(model, number);
        for (uint32_t n = cgov__clocks_live(model, item); (row = cgov__clock_row(model, n)); n = row->next_live)
            if (row->state == CLOCK_RUNNING) cgov__clock_schedule(model, n);
        if (item->clocks != 0) cgov__overdue_item(model, item, number);
        if (!cgov__worklists_ready(model) && !cgov__worklists_make_room(model)) return false;
        cgov__worklists_enter(model, item, number);
    }
    return true;
}

int32_t cgov__model_index(struct model *model) {
    model->replaying = false;
    model->roomy = 0; /* that was for rows alone */
    bool done = index_items(model) && cgov__retry_index(model);
    return done ? CGOV_OK : CGOV_E_NOMEM;
}
