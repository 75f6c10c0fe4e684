/* An item's whole history, oldest first, from the journal itself: each entry is the record that made it. A merged issue's
 * history goes on with its master's answers, and nothing else of the master. */
#include "cgov/item.h"

#include "entities/access.h"
#include "ledger/views.h"

static void clock_entry(const struct model *model, const struct item *item, const struct record *record,
                        cgov_history_view *view) {
    const struct procedure *procedure = cgov__procedure_of(model, item);
    if (record->clock != 0 && record->clock <= procedure->clock_count)
        memcpy(view->clock, procedure->clocks[record->clock - 1].name, NAME_SIZE);
    view->told = record->told;
    view->due = record->due;
    view->share = (uint32_t)record->share;
    view->rung = (uint32_t)record->rung;
    cgov__text_copy(view->role, sizeof view->role, (const char *)record->role.ptr, record->role.len);
}

static void move_entry(const struct procedure *procedure, const struct record *record, uint8_t *state,
                       cgov_history_view *view) {
    if (record->move != 0 && record->move <= procedure->move_count)
        memcpy(view->move, procedure->moves[record->move - 1].name, NAME_SIZE);
    if (*state != NONE) memcpy(view->from, procedure->states[*state].name, NAME_SIZE);
    if (record->state != 0 && record->state <= procedure->state_count) {
        *state = (uint8_t)(record->state - 1);
        memcpy(view->to, procedure->states[*state].name, NAME_SIZE);
    }
    view->result = (uint32_t)record->result;
    view->rating = (uint32_t)record->rating;
    view->days = (uint32_t)record->days;
}

/* Walking an item's records; the procedure and state follow what the records say. */
struct walk {
    const struct procedure *procedure;
    uint8_t state;
    bool hidden; /* who reported is not this reader's to know */
    uint32_t reported_by;
};

static void fill(const struct model *model, const struct item *item, const struct record *record, struct walk *walk,
                 cgov_history_view *view) {
    *view = (cgov_history_view){.size = sizeof *view,
                                .record = record->kind,
                                .seq = record->seq,
                                .at = record->time,
                                .actor = record->actor,
                                .texts = record->texts};
    if (record->kind == CGOV_RECORD_OPENED || record->kind == CGOV_RECORD_CARRIED) {
        const struct adoption *adoption = cgov__adoption(model, record->rulebook);
        const struct procedure *next = &adoption->rulebook.procedures[record->procedure - 1];
        if (record->kind == CGOV_RECORD_CARRIED) {
            memcpy(view->from, walk->procedure->states[walk->state].name, NAME_SIZE);
            walk->state = NONE;
        }
        walk->procedure = next;
    }
    if (record->kind == CGOV_RECORD_OPENED || record->kind == CGOV_RECORD_MOVED) move_entry(walk->procedure, record, &walk->state, view);
    else if (record->kind == CGOV_RECORD_CARRIED) {
        char from[NAME_SIZE];
        memcpy(from, view->from, NAME_SIZE);
        move_entry(walk->procedure, record, &walk->state, view);
        memcpy(view->from, from, NAME_SIZE);
    } else clock_entry(model, item, record, view);
    if (walk->hidden && walk->reported_by != 0 && cgov__id_number(view->actor) == walk->reported_by) view->actor = 0;
}

static bool reporter_is(const struct model *model, const struct item *item, uint64_t actor) {
    const struct procedure *procedure = cgov__procedure_of(model, item);
    uint32_t reporter = procedure->reporter == NONE ? 0 : item->parties[procedure->reporter];
    return reporter != 0 && actor == cgov__id(CGOV_KIND_RESIDENT, reporter);
}

static int32_t read_own(const cgov_ledger *ledger, const cgov_reader *reader, const struct item *item, uint64_t *cursor,
                        struct page *page) {
    const struct model *model = &ledger->model;
    struct walk walk = {NULL, NONE, !cgov__sees_reporter(model, item, reader->actor, reader->at), item->reported_by};
    for (uint64_t seq = item->first_seq; seq != 0; seq = cgov__history(model, seq)->next) {
        uint8_t buf[STORED_SIZE];
        struct stored stored;
        cgov_history_view view;
        if (cgov__page_full(page)) return CGOV_OK;
        int32_t status = cgov__stored_read(ledger, seq, buf, sizeof buf, &stored);
        if (status != CGOV_OK) return status;
        fill(model, item, &stored.record, &walk, &view);
        if (seq <= *cursor) continue;
        if (walk.hidden && reporter_is(model, item, view.actor)) view.actor = 0;
        if (walk.hidden && reporter_is(model, item, view.told)) view.told = 0;
        cgov__page_add(page, &view);
        *cursor = seq;
    }
    return CGOV_OK;
}

/* After its own last record: the master's answers, whoever gave them. */
static int32_t read_master(const cgov_ledger *ledger, const struct item *item, uint64_t *cursor, struct page *page) {
    const struct model *model = &ledger->model;
    const struct item *master = cgov__item(model, item->master);
    if (master == NULL || *cursor < item->last_seq) return CGOV_OK;
    struct walk walk = {NULL, NONE, false, 0};
    for (uint64_t seq = master->first_seq; seq != 0 && !cgov__page_full(page); seq = cgov__history(model, seq)->next) {
        uint8_t buf[STORED_SIZE];
        struct stored stored;
        cgov_history_view view;
        int32_t status = cgov__stored_read(ledger, seq, buf, sizeof buf, &stored);
        if (status != CGOV_OK) return status;
        fill(model, master, &stored.record, &walk, &view);
        if (seq <= *cursor || stored.record.answers == 0) continue;
        view.actor = 0;
        view.texts &= UINT64_C(1) << CGOV_FIELD_TEXT | UINT64_C(1) << CGOV_FIELD_REMEDY;
        cgov__page_add(page, &view);
        *cursor = seq;
    }
    return CGOV_OK;
}

int32_t cgov_history(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id id, uint64_t *cursor,
                     cgov_history_view *views, uint32_t capacity, uint32_t *count_out) {
    cgov_reader copy;
    const struct item *item = NULL;
    struct page page;
    int32_t status = cgov__reader_check(ledger, reader, &copy);
    if (status == CGOV_OK) status = cgov__seen_item(ledger, &copy, id, &item);
    if (status == CGOV_OK) status = cgov__page_begin(&page, views, capacity, cursor, count_out, sizeof *views);
    if (status != CGOV_OK) return status;
    status = read_own(ledger, &copy, item, cursor, &page);
    if (status == CGOV_OK) status = read_master(ledger, item, cursor, &page);
    return status == CGOV_OK ? cgov__page_end(&page, count_out) : status;
}
