/* An item's whole history, oldest first, from the journal itself: each entry is the record that made it. A merged
 * issue's history holds its master's answers too, and nothing else of the master. */
#include "cgov/item.h"

#include "entities/access.h"
#include "ledger/views.h"

/* Walking an item's records: procedure and state follow what they say, whatever the item has come to since. */
struct walk {
    const struct model *model;
    uint64_t last; /* seq of its last record */
    const struct procedure *procedure;
    uint8_t state;
    uint32_t reporter, reported_by; /* residents this reader may not know; 0: none */
};

static void clock_entry(const struct walk *walk, const struct record *record, cgov_history_view *view) {
    if (record->clock != 0 && record->clock <= walk->procedure->clock_count)
        memcpy(view->clock, walk->procedure->clocks[record->clock - 1].name, NAME_SIZE);
    view->told = record->told;
    view->due = record->due;
    view->share = (uint32_t)record->share;
    view->rung = (uint32_t)record->rung;
    cgov__text_copy(view->role, sizeof view->role, (const char *)record->role.ptr, record->role.len);
}

/* What an opened or carried item runs under from then on. */
static const struct procedure *procedure_at(const struct model *model, const struct record *record) {
    return &cgov__adoption(model, record->rulebook)->rulebook.procedures[record->procedure - 1];
}

static bool moves(const struct record *record) {
    return record->kind == CGOV_RECORD_OPENED || record->kind == CGOV_RECORD_MOVED ||
           record->kind == CGOV_RECORD_CARRIED;
}

static void move_entry(struct walk *walk, const struct record *record, cgov_history_view *view) {
    if (walk->state != NONE) memcpy(view->from, walk->procedure->states[walk->state].name, NAME_SIZE);
    if (record->kind != CGOV_RECORD_MOVED) walk->procedure = procedure_at(walk->model, record);
    if (record->move != 0) memcpy(view->move, walk->procedure->moves[record->move - 1].name, NAME_SIZE);
    walk->state = (uint8_t)(record->state - 1);
    memcpy(view->to, walk->procedure->states[walk->state].name, NAME_SIZE);
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
    if (moves(record))
        move_entry(walk, record, view);
    else
        clock_entry(walk, record, view);
    view->told = masked(walk, view->told);
}

/* ---- going back, and forward again ---- */

/* Records name the one before them, so the way to the oldest of a page leads back from the last. The ring keeps those
 * met last: the oldest after the cursor. */
#define RING 64u

struct ring {
    uint64_t seqs[RING];
    uint32_t met, taken; /* met: in all, the newest first */
};

static int32_t read_record(const cgov_ledger *ledger, uint64_t seq, uint8_t buf[STORED_SIZE], struct record *record) {
    struct stored stored;
    int32_t status = cgov__stored_read(ledger, seq, buf, STORED_SIZE, &stored);
    *record = stored.record;
    return status;
}

/* Fills the ring with what comes after the cursor, and the walk with what stood at the cursor. */
static int32_t go_back(const cgov_ledger *ledger, struct walk *walk, uint64_t last, uint64_t cursor,
                       struct ring *ring) {
    ring->met = ring->taken = 0;
    walk->state = NONE;
    walk->procedure = NULL;
    for (uint64_t seq = last; seq != 0 && walk->procedure == NULL;) {
        uint8_t buf[STORED_SIZE];
        struct record record;
        int32_t status = read_record(ledger, seq, buf, &record);
        if (status != CGOV_OK) return status;
        if (seq > cursor) {
            ring->seqs[ring->met++ % RING] = seq;
        } else if (moves(&record)) {
            if (walk->state == NONE) walk->state = (uint8_t)(record.state - 1);
            if (record.kind != CGOV_RECORD_MOVED) walk->procedure = procedure_at(walk->model, &record);
        }
        seq = record.previous;
    }
    return CGOV_OK;
}

static bool emptied(const struct ring *ring) {
    return ring->taken == (ring->met < RING ? ring->met : RING);
}

/* The oldest not yet taken; UINT64_MAX: none. */
static uint64_t oldest(const struct ring *ring) {
    return emptied(ring) ? UINT64_MAX : ring->seqs[(ring->met - 1 - ring->taken) % RING];
}

/* Adds the oldest record that a walk has left; of a master only what answers, whoever gave it. */
static int32_t add_entry(const cgov_ledger *ledger, struct walk *walk, struct ring *ring, bool masters,
                         uint64_t *cursor, struct page *page) {
    uint8_t buf[STORED_SIZE];
    struct record record;
    cgov_history_view view;
    uint64_t seq = oldest(ring);
    int32_t status = read_record(ledger, seq, buf, &record);
    if (status != CGOV_OK) return status;
    ring->taken++;
    *cursor = seq;
    fill(walk, &record, &view);
    if (masters && record.answers == 0) return CGOV_OK;
    if (masters) {
        view.actor = 0;
        view.texts &= UINT64_C(1) << CGOV_FIELD_TEXT | UINT64_C(1) << CGOV_FIELD_REMEDY;
    }
    cgov__page_add(page, &view);
    return CGOV_OK;
}

/* One round of the rings: the item's records and its master's answers, by seq. */
static int32_t read_round(const cgov_ledger *ledger, struct walk *own, struct walk *master, uint64_t *cursor,
                          struct page *page, bool *more) {
    struct ring rings[2];
    int32_t status = go_back(ledger, own, own->last, *cursor, &rings[0]);
    if (status == CGOV_OK) status = go_back(ledger, master, master->last, *cursor, &rings[1]);
    *more = false;
    while (status == CGOV_OK && !cgov__page_full(page) && !*more) {
        uint64_t mine = oldest(&rings[0]), theirs = oldest(&rings[1]);
        if (mine == UINT64_MAX && theirs == UINT64_MAX) break;
        bool masters = theirs < mine;
        status = add_entry(ledger, masters ? master : own, &rings[masters], masters, cursor, page);
        *more = emptied(&rings[masters]) && rings[masters].met > RING;
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
    const struct item *master = cgov__item(model, item->master);
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
