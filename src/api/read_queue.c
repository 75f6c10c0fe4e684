/* Queues: what a filter lets through, soonest due first; of equal dues by number, and what has no due known last.
 *
 * Invariant: a page goes on after a due and a number, so what was shown before is met again only if its due has moved
 * to later. No list is kept: each round is one pass, which keeps the soonest few after that place, and looks, where the
 * filter has no shorter way, at nothing that is due after them. */
#include "api/read_list.h"
#include "model/item_rows.h"
#include "model/overdue.h"

struct place {
    int64_t due; /* DUES_NONE: none is known */
    uint32_t number;
    uint32_t view;
};

/* The soonest after a place that a round has found, in order. */
struct round {
    struct place places[WAY];
    uint32_t count, room;
};

static bool is_before(const struct place *one, const struct place *other) {
    return one->due < other->due || (one->due == other->due && one->number < other->number);
}

static void keep(struct round *round, const struct place *found) {
    uint32_t at = round->count < round->room ? round->count++ : round->room - 1;
    for (; at > 0 && is_before(found, &round->places[at - 1]); at--) round->places[at] = round->places[at - 1];
    round->places[at] = *found;
}

static bool is_full(const struct round *round) {
    return round->count == round->room;
}

/* Those with a due, or those without, as `after` has one; true: some were found. */
static bool find(const struct model *model, struct filtered *filtered, const struct place *after, uint32_t room,
                 struct round *round) {
    const bool dated = after->due != DUES_NONE;
    uint32_t number = dated ? 0 : after->number;
    round->count = 0;
    round->room = room < WAY ? room : (uint32_t)WAY;
    filtered->due_until = dated ? DUES_NONE - 1 : 0;
    filtered->way.count = filtered->way.next = 0;
    while ((dated || !is_full(round)) && (number = cgov__filter_next(model, filtered, number)) != 0) {
        const uint32_t live = cgov__clocks_live(model, cgov__item(model, number));
        struct place found = {.due = cgov__next_due(model, live), .number = number};
        if ((found.due != DUES_NONE) != dated || !is_before(after, &found)) continue;
        if (is_full(round) && !is_before(&found, &round->places[round->count - 1])) continue;
        found.view = cgov__filter_view(model, filtered, number);
        if (found.view != VIEW_NONE) keep(round, &found);
        if (dated && is_full(round)) filtered->due_until = round->places[round->count - 1].due + 1;
    }
    return round->count > 0;
}

int32_t cgov_item_queue(const cgov_ledger *ledger, const cgov_reader *reader, const cgov_item_query *given,
                        cgov_time *due, uint64_t *cursor, cgov_item_view *views, uint32_t capacity,
                        uint32_t *count_out) {
    ABI_CLEAR(count_out);
    struct filtered filtered;
    struct page page;
    struct round round;
    int32_t status = cgov__filter_begin(ledger, reader, given, &filtered);
    if (!status)
        status = cgov__page_begin(&page, &filtered.reader, views, capacity, cursor, count_out, ABI_FIRST(*views),
                                  sizeof *views);
    if (!status && (!due || (!cgov__is_instant(*due) && *due != CGOV_NO_DUE)))
        status = cgov__say(&filtered.reader, CGOV_E_ARG, 0, "`due` is NULL, or neither an instant nor CGOV_NO_DUE");
    if (status) return status;
    struct place after = {.due = *due, .number = *cursor < UINT32_MAX ? (uint32_t)*cursor : UINT32_MAX};
    while (!cgov__page_full(&page)) {
        if (find(&ledger->model, &filtered, &after, page.capacity - page.count, &round)) {
            for (uint32_t i = 0; i < round.count; i++)
                cgov__filter_show(&ledger->model, &filtered, round.places[i].number, (enum view)round.places[i].view,
                                  &page);
            after = round.places[round.count - 1];
            *due = after.due;
            *cursor = after.number;
        } else if (after.due == DUES_NONE) {
            break;
        } else {
            after = (struct place){.due = DUES_NONE};
        }
    }
    return cgov__page_end(&page, count_out);
}
