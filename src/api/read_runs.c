/* How long clocks ran: the runs that figures count as ended, one by one. Rows have them while an item is open; of one
 * that has ended they are read back from its records. */
#include "base/abi.h"

#include "api/figures.h"
#include "api/page.h"
#include "api/read_clocks.h"
#include "model/charge_rows.h"
#include "model/clock_rows.h"

/* A place in the reading: an item, and which of its clocks, then of its charges, comes next. */
#define PLACE_BITS 31u
#define ALL_LISTED ((UINT64_C(1) << PLACE_BITS) - 1)
#define FIRST_CHARGE (UINT64_C(2) * MAX_CLOCKS)

/* The item's clocks, of either source, as those of one that has ended. */
static int32_t clocks_of(const cgov_ledger *ledger, const struct item *item, struct told *told) {
    if (item->final) return cgov__told_clocks(ledger, item, told);
    const struct model *model = &ledger->model;
    const struct clock_row *row;
    told->count = 0;
    for (uint32_t n = cgov__clocks_first(model, item);
         (row = cgov__clock_row(model, n)) && told->count < 2 * MAX_CLOCKS; n = cgov__clocks_next(item, n, row)) {
        told->pauses[told->count].rested = cgov__clock_rested(model, row, row->stopped);
        told->rows[told->count++] = *row;
    }
    return CGOV_OK;
}

/* The last run of a clock that is asked for has ended, and it was one. */
static bool is_run(const struct item *item, const struct lens *lens, const struct clock_row *row) {
    return row->state == CLOCK_STOPPED && row->clock < MAX_CLOCKS &&
           (item->ran & lens->clocks & UINT32_C(1) << row->clock) != 0;
}

/* The item whose runs are listed, and through what it is seen. */
struct runs {
    const cgov_ledger *ledger;
    const struct asked *asked;
    const struct item *item;
    uint64_t number;
    struct lens lens;
    enum view seen;
};

/* Adds a run of a clock, of that organization's, if it is asked for; false where the page is full. */
static bool add_run(const struct runs *runs, uint32_t lead, uint8_t clock, cgov_run_view *view, struct page *page) {
    const struct model *model = &runs->ledger->model;
    if (!cgov__figured_of(model, lead, runs->asked)) return true;
    if (cgov__page_full(page)) return false;
    view->size = sizeof *view;
    view->item = cgov__id(runs->item->kind, runs->number);
    view->key = cgov__group_key(model, runs->item, lead, &runs->lens, &runs->asked->query, runs->seen);
    view->due = view->due == DUE_UNKNOWN ? 0 : view->due;
    memcpy(view->name, runs->lens.procedure->clocks[clock].name, NAME_SIZE);
    cgov__page_add(page, view);
    return true;
}

static uint32_t led_by(const struct runs *runs) {
    return runs->lens.lead == NONE ? 0 : runs->item->parties[runs->lens.lead];
}

static bool add_told(const struct runs *runs, const struct told *told, uint32_t place, struct page *page) {
    const struct clock_row *row = &told->rows[place];
    if (!is_run(runs->item, &runs->lens, row)) return true;
    cgov_run_view view = {.started_at = row->start,
                          .stopped_at = row->stopped,
                          .due = row->due,
                          .late = row->late,
                          .rested = (uint64_t)told->pauses[place].rested};
    const uint32_t lead = cgov__charged_with(&runs->ledger->model, runs->item, row->clock, led_by(runs));
    return add_run(runs, lead, row->clock, &view, page);
}

/* A late run that another has followed under another lead. */
static bool add_charged(const struct runs *runs, const struct charge *charge, struct page *page) {
    const uint8_t clock = (uint8_t)(charge->clock - 1);
    if (charge->stopped == 0 || charge->clock == 0 || (runs->lens.clocks >> clock & 1) == 0) return true;
    cgov_run_view view = {.started_at = charge->start,
                          .stopped_at = charge->stopped,
                          .due = charge->due,
                          .late = 1,
                          .rested = (uint64_t)charge->rested};
    return add_run(runs, charge->organization, clock, &view, page);
}

/* Adds the item's runs from that place on: those of its clocks, then those that others followed. */
static int32_t list_item(const struct runs *runs, struct page *page, uint64_t *place) {
    struct told told;
    const struct model *model = &runs->ledger->model;
    const int32_t status = *place < FIRST_CHARGE ? clocks_of(runs->ledger, runs->item, &told) : CGOV_OK;
    for (; !status && *place < FIRST_CHARGE; ++*place)
        if (*place < told.count && !add_told(runs, &told, (uint32_t)*place, page)) return CGOV_OK;
    const struct charge *charge = cgov__charge(model, runs->item->extra->charges);
    for (uint64_t at = FIRST_CHARGE; !status && charge; at++, charge = cgov__charge(model, charge->next)) {
        if (at < *place) continue;
        if (!add_charged(runs, charge, page)) return CGOV_OK;
        ++*place;
    }
    if (!status) *place = ALL_LISTED;
    return status;
}

static int32_t list_runs(struct runs *runs, uint64_t *cursor, struct page *page) {
    const struct model *model = &runs->ledger->model;
    const cgov_reader *reader = &runs->asked->reader;
    uint64_t number = *cursor >> PLACE_BITS, place = *cursor & ALL_LISTED;
    for (number += number == 0; (runs->item = cgov__item(model, number)); number++, place = 0) {
        const struct item *item = runs->item;
        cgov__lens_to(model, item, runs->asked, &runs->lens);
        if (((item->ran & runs->lens.clocks) == 0 && item->extra->charges == 0) || !cgov__is_judged(item) ||
            !cgov__figured(model, item, &runs->lens, runs->asked) ||
            (runs->seen = cgov__view(model, item, reader->actor, reader->at)) == VIEW_NONE)
            continue;
        runs->number = number;
        int32_t status = list_item(runs, page, &place);
        if (status) return status;
        if (place != ALL_LISTED) break;
    }
    *cursor = number << PLACE_BITS | (runs->item ? place : 0);
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
    struct runs runs = {.ledger = ledger, .asked = &asked};
    if (!status) status = list_runs(&runs, cursor, &page);
    if (status) return cgov__answer(ledger, &asked.reader, status);
    return cgov__page_end(&page, count_out);
}
