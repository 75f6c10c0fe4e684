/* An item's whole history, oldest first, from the journal itself: each entry is the record that made it. A merged
 * issue's history holds its master's answers too, and nothing else of the master. */
#include "cgov/item.h"

#include "entities/access.h"
#include "ledger/trail.h"
#include "ledger/views.h"

/* Walking an item's records: procedure and state follow what they say, whatever the item has come to since. */
struct walk {
    const struct model *model;
    uint64_t last; /* seq of its last record */
    struct trail trail;
    uint32_t reporter, reported_by; /* residents this reader may not know; 0: none */
};

static void clock_entry(const struct walk *walk, const struct record *record, cgov_history_view *view) {
    if (record->clock != 0 && record->clock <= walk->trail.procedure->clock_count)
        memcpy(view->clock, walk->trail.procedure->clocks[record->clock - 1].name, NAME_SIZE);
    view->told = record->told;
    view->due = record->due;
    view->share = (uint32_t)record->share;
    view->rung = (uint32_t)record->rung;
    cgov__text_copy(view->role, sizeof view->role, (const char *)record->role.ptr, record->role.len);
}

static void move_entry(struct walk *walk, const struct record *record, cgov_history_view *view) {
    if (walk->trail.state != NONE) memcpy(view->from, walk->trail.procedure->states[walk->trail.state].name, NAME_SIZE);
    if (record->kind != CGOV_RECORD_MOVED) walk->trail.procedure = cgov__record_procedure(walk->model, record);
    if (record->move != 0) memcpy(view->move, walk->trail.procedure->moves[record->move - 1].name, NAME_SIZE);
    walk->trail.state = (uint8_t)(record->state - 1);
    memcpy(view->to, walk->trail.procedure->states[walk->trail.state].name, NAME_SIZE);
    view->result = (uint32_t)record->result;
    view->rating = (uint32_t)record->rating;
    view->days = (uint32_t)record->days;
}

static uint64_t masked(const struct walk *walk, uint64_t id) {
    uint64_t number = cgov__id_kind(id) == CGOV_KIND_RESIDENT ? cgov__id_number(id) : 0;
    return number != 0 && (number == walk->reporter || number == walk->reported_by) ? 0 : id;
}

static void fill(struct walk *walk, const struct record *record, cgov_history_view *view) {
    *view = (cgov_history_view){.size = sizeof *view,
                                .record = record->kind,
                                .seq = record->seq,
                                .at = record->time,
                                .actor = masked(walk, record->actor),
                                .texts = record->texts};
    if (cgov__record_moves(record))
        move_entry(walk, record, view);
    else
        clock_entry(walk, record, view);
    view->told = masked(walk, view->told);
}

/* Adds the oldest record that a walk has left; of a master only what answers, whoever gave it. */
static int32_t add_entry(const cgov_ledger *ledger, struct walk *walk, bool masters, uint64_t *cursor,
                         struct page *page) {
    uint8_t buf[STORED_SIZE];
    struct stored stored;
    cgov_history_view view;
    uint64_t seq = cgov__trail_next(&walk->trail);
    int32_t status = cgov__stored_read(ledger, seq, buf, sizeof buf, &stored);
    if (status != CGOV_OK) return status;
    cgov__trail_take(&walk->trail);
    *cursor = seq;
    fill(walk, &stored.record, &view);
    if (masters && stored.record.answers == 0) return CGOV_OK;
    if (masters) {
        view.actor = 0;
        view.texts &= UINT64_C(1) << CGOV_FIELD_TEXT | UINT64_C(1) << CGOV_FIELD_REMEDY;
    }
    cgov__page_add(page, &view);
    return CGOV_OK;
}

/* As far as the trails reach: the item's records and its master's answers, by seq. */
static int32_t read_round(const cgov_ledger *ledger, struct walk *own, struct walk *master, uint64_t *cursor,
                          struct page *page, bool *more) {
    int32_t status = cgov__trail_lay(ledger, own->last, *cursor, &own->trail);
    if (status == CGOV_OK) status = cgov__trail_lay(ledger, master->last, *cursor, &master->trail);
    *more = false;
    while (status == CGOV_OK && !cgov__page_full(page) && !*more) {
        uint64_t mine = cgov__trail_next(&own->trail), theirs = cgov__trail_next(&master->trail);
        if (mine == UINT64_MAX && theirs == UINT64_MAX) break;
        struct walk *walk = theirs < mine ? master : own;
        status = add_entry(ledger, walk, walk == master, cursor, page);
        *more = cgov__trail_short(&walk->trail);
    }
    return status;
}

int32_t cgov_history(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id id, uint64_t *cursor,
                     cgov_history_view *views, uint32_t capacity, uint32_t *count_out) {
    cgov_reader copy;
    const struct item *item = NULL;
    struct page page;
    int32_t status = cgov__reader_check(ledger, reader, &copy);
    if (status == CGOV_OK) status = cgov__seen_item(ledger, &copy, id, &item);
    if (status == CGOV_OK)
        status = cgov__page_begin(&page, views, capacity, cursor, count_out, sizeof *views, sizeof *views);
    if (status != CGOV_OK) return status;
    const struct model *model = &ledger->model;
    const struct item *master = cgov__item(model, item->extra->master);
    if (master != NULL && cgov__reader_accused(model, master, copy.actor, copy.at)) master = NULL;
    struct walk own = {.model = model, .last = item->last_seq};
    struct walk answers = {.model = model, .last = master == NULL ? 0 : master->last_seq};
    if (!cgov__sees_reporter(model, item, copy.actor, copy.at)) {
        own.reporter = cgov__reporter_of(model, item);
        own.reported_by = cgov__reported_by(model, item);
    }
    for (bool more = true; status == CGOV_OK && more && !cgov__page_full(&page);)
        status = read_round(ledger, &own, &answers, cursor, &page, &more);
    return status == CGOV_OK ? cgov__page_end(&page, count_out) : status;
}
