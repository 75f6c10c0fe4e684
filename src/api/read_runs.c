/* How long clocks ran: the runs that figures count as ended, one by one. Rows have them while an item is open; of one
 * that has ended they are read back from its records. */
#include "base/abi.h"

#include "api/figures.h"
#include "api/page.h"
#include "api/read_clocks.h"
#include "model/clock_rows.h"

/* A place in the reading: an item, and which of its clocks comes next. */
#define CLOCK_BITS 8u
static_assert(2 * MAX_CLOCKS < 1u << CLOCK_BITS, "a cursor has room for each of an item's clocks");

/* Of a run that is kept in a row. */
static int64_t rested(const struct model *model, const struct clock_row *row) {
    const struct pause_row *pause;
    int64_t rested = 0;
    for (uint32_t n = row->pauses; (pause = cgov__pause_row(model, n)); n = pause->next)
        rested += (pause->to == 0 || pause->to > row->stopped ? row->stopped : pause->to) - pause->from;
    return rested;
}

/* The item's clocks, of either source, as those of one that has ended. */
static int32_t clocks_of(const cgov_ledger *ledger, const struct item *item, struct told *told) {
    if (item->final) return cgov__told_clocks(ledger, item, told);
    const struct model *model = &ledger->model;
    const struct clock_row *row;
    told->count = 0;
    for (uint32_t n = cgov__clocks_first(model, item);
         (row = cgov__clock_row(model, n)) && told->count < 2 * MAX_CLOCKS; n = cgov__clocks_next(item, n, row)) {
        told->pauses[told->count].rested = rested(model, row);
        told->rows[told->count++] = *row;
    }
    return CGOV_OK;
}

/* The last run of a clock that is asked for has ended, and it was one. */
static bool is_run(const struct item *item, const struct lens *lens, const struct clock_row *row) {
    return row->state == CLOCK_STOPPED && row->clock < MAX_CLOCKS &&
           (item->ran & lens->clocks & UINT32_C(1) << row->clock) != 0;
}

static void view_run(const struct lens *lens, const struct told *told, uint32_t place, cgov_run_view *view) {
    const struct clock_row *row = &told->rows[place];
    view->size = sizeof *view;
    view->started_at = row->start;
    view->stopped_at = row->stopped;
    view->due = row->due == DUE_UNKNOWN ? 0 : row->due;
    view->late = row->late;
    view->rested = (uint64_t)told->pauses[place].rested;
    memcpy(view->name, lens->procedure->clocks[row->clock].name, NAME_SIZE);
}

/* Adds the item's runs from that place on; false where the page is full before their end. */
static int32_t list_item(const cgov_ledger *ledger, const struct item *item, const struct lens *lens,
                         const cgov_run_view *whose, struct page *page, uint64_t *place) {
    struct told told;
    int32_t status = clocks_of(ledger, item, &told);
    for (; !status && *place < told.count; ++*place) {
        if (!is_run(item, lens, &told.rows[*place])) continue;
        if (cgov__page_full(page)) return CGOV_OK;
        cgov_run_view view = *whose;
        view_run(lens, &told, (uint32_t)*place, &view);
        cgov__page_add(page, &view);
    }
    if (!status) *place = 1u << CLOCK_BITS;
    return status;
}

static int32_t list_runs(const cgov_ledger *ledger, const struct asked *asked, uint64_t *cursor, struct page *page) {
    const struct model *model = &ledger->model;
    struct lens lens = {.procedure = NULL};
    uint64_t number = *cursor >> CLOCK_BITS, place = *cursor & ((1u << CLOCK_BITS) - 1);
    const struct item *item;
    for (number += number == 0; (item = cgov__item(model, number)); number++, place = 0) {
        cgov__lens_to(model, item, asked, &lens);
        uint32_t lead = lens.lead == NONE ? 0 : item->parties[lens.lead];
        enum view seen;
        if ((item->ran & lens.clocks) == 0 || !cgov__is_judged(item) || !cgov__figured(model, item, &lens, asked) ||
            !cgov__figured_of(model, lead, asked) ||
            (seen = cgov__view(model, item, asked->reader.actor, asked->reader.at)) == VIEW_NONE)
            continue;
        const cgov_run_view whose = {.item = cgov__id(item->kind, number),
                                     .key = cgov__group_key(model, item, lead, &lens, &asked->query, seen)};
        int32_t status = list_item(ledger, item, &lens, &whose, page, &place);
        if (status) return status;
        if (place != 1u << CLOCK_BITS) break;
    }
    *cursor = number << CLOCK_BITS | (item ? place : 0);
    return CGOV_OK;
}

int32_t cgov_run_list(const cgov_ledger *ledger, const cgov_reader *reader, const cgov_figure_query *query,
                      uint64_t *cursor, cgov_run_view *views, uint32_t capacity, uint32_t *count_out) {
    ABI_CLEAR(count_out);
    struct asked asked;
    struct page page;
    int32_t status = cgov__figures_ask(ledger, reader, query, &asked);
    if (!status)
        status = cgov__page_begin(&page, &asked.reader, views, capacity, cursor, count_out, ABI_FIRST(*views),
                                  sizeof *views);
    if (!status) status = list_runs(ledger, &asked, cursor, &page);
    if (status) return cgov__answer(ledger, &asked.reader, status);
    return cgov__page_end(&page, count_out);
}
