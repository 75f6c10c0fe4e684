/* An item's whole history, oldest first, from the journal itself: each entry is the record that made it. A merged
 * issue's history holds its master's answers too, and nothing else of the master. What clocks told is for those who
 * work on the item and those it is about; to others its history is its moves. */
#include "base/abi.h"
#include "cgov/item.h"

#include "api/page.h"
#include "api/read_item.h"
#include "ledger/read_back.h"
#include "ledger/trail.h"

/* Walking an item's records, whatever it has come to since. */
struct walk {
    const struct model *model;
    const struct item *item;
    enum view view; /* the reader's, of the item whose history it is */
    bool known;     /* they may know who reported it */
    uint64_t last;  /* seq of its last record */
    struct trail trail;
};

/* The trail is laid later, and is too long to be cleared for nothing. */
static void begin_walk(struct walk *walk, const struct model *model, const struct item *item, enum view view,
                       bool known) {
    walk->model = model;
    walk->item = item;
    walk->view = view;
    walk->known = known;
    walk->last = item == NULL ? 0 : item->last_seq;
}

static void clock_entry(const struct walk *walk, const struct record *record, cgov_history_view *view) {
    memcpy(view->clock, walk->trail.procedure->clocks[record->clock - 1].name, NAME_SIZE);
    view->told = record->told;
    view->due = record->due;
    view->share = (uint32_t)record->share;
    view->rung = (uint32_t)record->rung;
    cgov__text_copy(view->role, sizeof view->role, (const char *)record->role.ptr, record->role.len);
}

static void move_entry(const struct walk *walk, const struct record *record, cgov_history_view *view) {
    const struct trail *trail = &walk->trail;
    if (trail->procedure_before != NULL)
        memcpy(view->from, trail->procedure_before->states[trail->state_before].name, NAME_SIZE);
    if (record->move != 0) memcpy(view->move, trail->procedure->moves[record->move - 1].name, NAME_SIZE);
    memcpy(view->to, trail->procedure->states[trail->state].name, NAME_SIZE);
    view->result = (uint32_t)record->result;
    if (walk->view == VIEW_PUBLIC) return;
    view->rating = (uint32_t)record->rating;
    view->days = (uint32_t)record->days;
}

/* The id of somebody who acted or was told; 0 where this reader may not know. */
static uint64_t known_id(const struct walk *walk, uint64_t id) {
    if (walk->view == VIEW_PUBLIC) return 0;
    if (walk->known) return id;
    return cgov__is_reporter(walk->model, walk->item, id) ? 0 : id;
}

static bool is_shown(const struct walk *walk, const struct record *record, bool masters) {
    if (masters) return record->answers != 0;
    return walk->view >= VIEW_REPORTER || cgov__record_moves(record);
}

static void fill(const struct walk *walk, const struct record *record, cgov_history_view *view) {
    *view = (cgov_history_view){.size = sizeof *view,
                                .record = record->kind,
                                .seq = record->seq,
                                .at = record->time,
                                .actor = known_id(walk, record->actor),
                                .texts = record->texts};
    switch (cgov__record_about(record->kind)) {
    case ABOUT_MOVE:
        move_entry(walk, record, view);
        break;
    case ABOUT_CLOCK:
        clock_entry(walk, record, view);
        break;
    case ABOUT_NOTHING:
    case ABOUT_LEDGER:
    case ABOUT_PERSON:
    case ABOUT_TEXT: /* none of an item's */
        break;
    }
    view->told = known_id(walk, view->told);
}

/* Adds the oldest record that a walk has left; of a master only what answers, whoever gave it. */
static int32_t add_entry(const cgov_ledger *ledger, struct walk *walk, bool masters, uint64_t *cursor,
                         struct page *page) {
    uint8_t buf[STORED_SIZE];
    struct record record;
    cgov_history_view view;
    uint64_t seq = cgov__trail_next(&walk->trail);
    int32_t status = cgov__trail_take(ledger, &walk->trail, buf, &record);
    if (status != CGOV_OK) return status;
    fill(walk, &record, &view);
    if (!is_shown(walk, &record, masters)) return CGOV_OK;
    bool opening = record.kind == CGOV_RECORD_OPENED;
    view.texts &= masters ? cgov__readable_answer(walk->model, walk->item, walk->view)
                          : cgov__readable(walk->model, walk->item, walk->view, opening);
    if (masters) view.actor = 0;
    cgov__page_add(page, &view);
    *cursor = seq;
    return CGOV_OK;
}

/* As far as the trails reach from *at: the item's records and its master's answers, by seq. *cursor follows what is
 * shown alone. */
static int32_t read_round(const cgov_ledger *ledger, struct walk *own, struct walk *master, uint64_t *at,
                          uint64_t *cursor, struct page *page, bool *more) {
    int32_t status = cgov__trail_lay(ledger, own->last, *at, &own->trail);
    if (status == CGOV_OK) status = cgov__trail_lay(ledger, master->last, *at, &master->trail);
    *more = false;
    while (status == CGOV_OK && !cgov__page_full(page) && !*more) {
        uint64_t mine = cgov__trail_next(&own->trail), theirs = cgov__trail_next(&master->trail);
        if (mine == UINT64_MAX && theirs == UINT64_MAX) break;
        struct walk *walk = theirs < mine ? master : own;
        *at = theirs < mine ? theirs : mine;
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
    enum view view;
    int32_t status = cgov__item_begin_view(ledger, reader, id, &copy, &item, &view);
    if (status == CGOV_OK)
        status = cgov__page_begin(&page, views, capacity, cursor, count_out, ABI_FIRST(*views), sizeof *views);
    if (status != CGOV_OK) return status;
    const struct model *model = &ledger->model;
    const struct item *master = cgov__master_of(model, item, view, copy.actor, copy.at);
    bool known = cgov__knows_reporter(model, item, view, copy.actor, copy.at);
    struct walk own, answers;
    begin_walk(&own, model, item, view, known);
    begin_walk(&answers, model, master, view, false);
    uint64_t at = *cursor, shown = *cursor;
    for (bool more = true; status == CGOV_OK && more && !cgov__page_full(&page);)
        status = read_round(ledger, &own, &answers, &at, &shown, &page, &more);
    if (status != CGOV_OK) return status; /* what is not handed out is not passed */
    *cursor = shown;
    return cgov__page_end(&page, count_out);
}
