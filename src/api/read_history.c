/* An item's whole history, newest first, as its records lead back: each entry is the record that made it. A merged
 * issue's history holds its master's answers too, and nothing else of the master. What clocks told is for those who
 * work on the item and those it is about; to others its history is its moves.
 *
 * Invariant: a page reads the records it shows and what lies between them, wherever it begins, and seldom more: for
 * where a move came from that can leave several states, and under what an item ran before it was carried. The cursor
 * is the seq of the next entry, so it tells of nothing that is not shown. */
#include "base/abi.h"
#include "cgov/item.h"
#include "entities/view.h"

#include "api/page.h"
#include "api/read_details.h"
#include "api/read_item.h"
#include "ledger/read_back.h"
#include "ledger/record_walk.h"

#define AT_END UINT64_MAX /* the cursor when all is shown */

/* A record read back, in memory of its own. */
struct met {
    uint64_t seq; /* 0: nothing is here */
    struct record record;
    uint8_t bytes[STORED_SIZE];
};

/* Going back along the records of one thing. */
struct chain {
    const cgov_ledger *ledger;
    const struct item *item;
    cgov_id id;
    const cgov_reader *reader;
    enum view view;                    /* theirs, of the item whose history it is */
    bool known;                        /* they may know who reported it */
    bool masters;                      /* of the master: what answers, whoever gave it, and nothing else */
    uint64_t next;                     /* the seq to show next, if it is to be shown at all; 0: none is left */
    const struct procedure *procedure; /* what that record was made under; NULL: not known yet */
    struct met met[2], *here, *ahead;  /* here: the record at next; ahead: one before it, read to know it by */
};

static void begin_chain(struct chain *chain, const cgov_ledger *ledger, const struct item *item, cgov_id id) {
    chain->ledger = ledger;
    chain->item = item;
    chain->id = id;
    chain->next = !item ? 0 : ROW_SEQ(item, last_seq);
    chain->procedure = NULL;
    chain->here = &chain->met[0];
    chain->ahead = &chain->met[1];
    chain->here->seq = chain->ahead->seq = 0;
}

static int32_t read_any(const cgov_ledger *ledger, uint64_t seq, struct met *met) {
    struct stored stored;
    met->seq = 0;
    int32_t status = cgov__stored_read(ledger, seq, met->bytes, STORED_SIZE, &stored);
    if (status) return status;
    met->record = stored.record;
    met->seq = seq;
    return CGOV_OK;
}

static int32_t read_met(const struct chain *chain, uint64_t seq, struct met *met) {
    if (met->seq == seq) return CGOV_OK;
    int32_t status = read_any(chain->ledger, seq, met);
    if (status) return status == CGOV_E_BUFFER ? CGOV_E_CORRUPT : status; /* no record of an item is so long */
    return met->record.id == chain->id ? CGOV_OK : CGOV_E_CORRUPT;        /* else it was led back to another's */
}

static int32_t read_here(struct chain *chain) {
    if (chain->ahead->seq == chain->next) {
        struct met *swap = chain->here;
        chain->here = chain->ahead;
        chain->ahead = swap;
    }
    return read_met(chain, chain->next, chain->here);
}

/* The latest record before this one that says what is asked: a state, or what the item ran under. */
typedef bool says(const struct record *record);

static int32_t look_back(struct chain *chain, const struct record *record, says *wanted, struct record *out) {
    uint64_t seq = record->previous;
    do {
        if (seq == 0) return CGOV_E_CORRUPT; /* the first of an item says both */
        int32_t status = read_met(chain, seq, chain->ahead);
        if (status) return status;
        *out = chain->ahead->record;
        seq = out->previous;
    } while (!wanted(out));
    return CGOV_OK;
}

/* What the item ran under after a record. A version that was adopted before it, and that the item runs under now, is
 * the one it ran under then: items are carried with the adoption or not at all. */
static int32_t find_procedure(struct chain *chain, const struct record *record, const struct procedure **procedure) {
    const struct model *model = &chain->ledger->model;
    struct record found = *record;
    if (!cgov__record_sets_procedure(record)) {
        *procedure = cgov__procedure_of(model, chain->item);
        if (cgov__adoption(model, chain->item->rulebook)->seq < record->seq) return CGOV_OK;
        int32_t status = look_back(chain, record, cgov__record_sets_procedure, &found);
        if (status) return status;
    }
    *procedure = cgov__record_procedure(model, &found);
    return !*procedure ? CGOV_E_CORRUPT : CGOV_OK;
}

/* Where a move left the item from: its procedure and its state. Most moves tell by themselves. */
static int32_t find_before(struct chain *chain, const struct procedure **procedure, uint64_t *state) {
    const struct record *record = &chain->here->record;
    *procedure = chain->procedure;
    *state = record->state - 1;
    if (record->kind == CGOV_RECORD_MOVED && record->move != 0) {
        const struct move *move = &chain->procedure->moves[record->move - 1];
        if (cgov__move_stays(move)) return CGOV_OK;
        bool one = move->from != 0 && (move->from & (move->from - 1)) == 0;
        for (*state = 0; one && (move->from >> *state & 1) == 0;) ++*state;
        if (one) return CGOV_OK;
    }
    struct record before;
    int32_t status = look_back(chain, record, cgov__record_moves, &before);
    if (!status && record->kind == CGOV_RECORD_MIGRATED) status = find_procedure(chain, &before, procedure);
    *state = before.state - 1;
    return status || *state < (*procedure)->state_count ? status : CGOV_E_CORRUPT;
}

static void clock_entry(const struct chain *chain, const struct record *record, cgov_history_view *view) {
    memcpy(view->clock, chain->procedure->clocks[record->clock - 1].name, NAME_SIZE);
    view->told = record->told;
    view->due = record->due;
    view->share = (uint32_t)record->share;
    view->rung = (uint32_t)record->rung;
    cgov__text_copy(view->role, sizeof view->role, (const char *)record->role.ptr, record->role.len);
}

/* What it was decided by, and what that came to. */
static int32_t decision_entry(const struct chain *chain, const struct record *record, cgov_history_view *view) {
    const struct rulebook *text = cgov__rulebook_with(&chain->ledger->model, chain->procedure);
    view->outcome = (uint32_t)record->outcome;
    if (record->outcome == 0) return CGOV_OK;
    if (record->rule - 1 >= text->rule_count) return CGOV_E_CORRUPT;
    memcpy(view->rule, text->rules[record->rule - 1].name, NAME_SIZE);
    return CGOV_OK;
}

static int32_t move_entry(struct chain *chain, const struct record *record, cgov_history_view *view) {
    const struct procedure *before;
    uint64_t state;
    if (record->kind != CGOV_RECORD_OPENED) {
        int32_t status = find_before(chain, &before, &state);
        if (status) return status;
        memcpy(view->from, before->states[state].name, NAME_SIZE);
    }
    if (record->kind == CGOV_RECORD_OPENED) view->received_at = cgov__record_from(record);
    if (record->move != 0) memcpy(view->move, chain->procedure->moves[record->move - 1].name, NAME_SIZE);
    memcpy(view->to, chain->procedure->states[record->state - 1].name, NAME_SIZE);
    view->result = (uint32_t)record->result;
    view->merged = cgov__seen_follower(&chain->ledger->model, record, chain->reader->actor, chain->reader->at);
    uint8_t lead = chain->procedure->lead;
    if (lead != NONE && (record->parties.set >> lead & 1) != 0) view->lead = record->parties.ids[lead];
    int32_t status = decision_entry(chain, record, view);
    if (status || chain->view == VIEW_PUBLIC) return status;
    view->channel = (uint32_t)record->channel;
    view->rating = (uint32_t)record->rating;
    view->days = (uint32_t)record->days;
    return CGOV_OK;
}

/* The id of somebody who acted or was told; 0 where this reader may not know. */
static uint64_t known_id(const struct chain *chain, uint64_t id) {
    if (chain->view == VIEW_PUBLIC) return 0;
    if (chain->known) return id;
    return cgov__is_reporter(&chain->ledger->model, chain->item, id) ? 0 : id;
}

static bool shows_all(const struct chain *chain) {
    return !chain->masters &&
           (chain->view >= VIEW_OFFICE || (chain->view == VIEW_REPORTER && chain->item->extra->followers == 0));
}

static bool is_shown(const struct chain *chain, const struct record *record) {
    return cgov__record_shown(chain->view, chain->masters, record);
}

static void step_back(struct chain *chain) {
    chain->next = chain->here->record.previous;
    if (cgov__record_sets_procedure(&chain->here->record)) chain->procedure = NULL;
}

/* Goes back to the next record that is shown. */
static int32_t settle(struct chain *chain) {
    while (chain->next != 0 && !shows_all(chain)) {
        int32_t status = read_here(chain);
        if (status || is_shown(chain, &chain->here->record)) return status;
        step_back(chain);
    }
    return CGOV_OK;
}

/* Adds the record at chain->next, and goes back. */
static int32_t add_entry(struct chain *chain, const struct chain *own, struct page *page) {
    const struct model *model = &chain->ledger->model;
    int32_t status = read_here(chain);
    if (!status && !chain->procedure) status = find_procedure(chain, &chain->here->record, &chain->procedure);
    if (status) return status;
    const struct record *record = &chain->here->record;
    if (!cgov__record_stands(chain->procedure, record)) return CGOV_E_CORRUPT;
    cgov_history_view view = {.size = sizeof view,
                              .record = record->kind,
                              .seq = record->seq,
                              .at = record->time,
                              .actor = known_id(chain, record->actor)};
    bool moves = cgov__record_moves(record);
    if (moves) status = move_entry(chain, record, &view);
    if (status) return status;
    if (cgov__record_about(record->kind) == ABOUT_CLOCK) clock_entry(chain, record, &view);
    view.told = known_id(chain, view.told);
    view.details = cgov__details_shown(model, chain->item, own->view, own->known, chain->masters, record);
    if (chain->masters) view.actor = 0;
    cgov__page_add(page, &view);
    step_back(chain);
    return CGOV_OK;
}

/* Goes back past what comes after the cursor, in the chain that it is not of. */
static int32_t skip(struct chain *chain, uint64_t cursor) {
    while (chain->next > cursor) {
        int32_t status = read_here(chain);
        if (status) return status;
        step_back(chain);
    }
    return CGOV_OK;
}

/* To where the page before ended: an entry that this reader is shown. Anything else is no cursor of this history, and
 * one answer for all of it, so that none can be tried. */
static int32_t go_to(struct chain *own, struct chain *master, uint64_t cursor) {
    const struct record *record = &own->here->record;
    int32_t status = read_any(own->ledger, cursor, own->here);
    if (status == CGOV_E_NOT_FOUND || status == CGOV_E_BUFFER) return CGOV_E_ARG;
    if (status) return status;
    struct chain *chain = master->next != 0 && record->id == master->id ? master : own;
    if (record->id != chain->id || !is_shown(chain, record)) return CGOV_E_ARG;
    if (chain == master) own->here->seq = 0; /* it is read again, in its own memory */
    chain->next = cursor;
    return skip(chain == own ? master : own, cursor);
}

static int32_t fill_page(struct chain *own, struct chain *master, struct page *page, uint64_t *cursor) {
    for (;;) {
        int32_t status = settle(own);
        if (!status) status = settle(master);
        if (status) return status;
        struct chain *later = master->next > own->next ? master : own;
        *cursor = later->next == 0 ? AT_END : later->next;
        if (later->next == 0 || cgov__page_full(page)) return CGOV_OK;
        status = add_entry(later, own, page);
        if (status) return status;
    }
}

int32_t cgov_history_list(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id id, uint64_t *cursor,
                          cgov_history_view *views, uint32_t capacity, uint32_t *count_out) {
    ABI_CLEAR(count_out);
    cgov_reader copy;
    const struct item *item = NULL;
    struct page page;
    struct chain own, answers;
    int32_t status = cgov__item_begin_view(ledger, reader, id, &copy, &item, &own.view);
    if (!status)
        status = cgov__page_begin(&page, &copy, views, capacity, cursor, count_out, ABI_FIRST(*views), sizeof *views);
    if (status) return status;
    if (*cursor == AT_END) return CGOV_DONE;
    const struct model *model = &ledger->model;
    const struct item *master = cgov__master_of(model, item, own.view, copy.actor, copy.at);
    begin_chain(&own, ledger, item, id);
    begin_chain(&answers, ledger, master, !master ? 0 : cgov__item_id(model, item->extra->master));
    own.known = cgov__knows_reporter(model, item, own.view, copy.actor, copy.at);
    own.masters = answers.known = false;
    own.reader = answers.reader = &copy;
    answers.masters = true;
    answers.view = own.view;
    uint64_t at = *cursor;
    if (at != 0) status = go_to(&own, &answers, at);
    if (status == CGOV_E_ARG) cgov__say(&copy, status, id, "no page of this history left such a cursor");
    if (!status) status = fill_page(&own, &answers, &page, &at);
    if (status) return cgov__answer(ledger, &copy, status); /* what is not handed out is not passed */
    *cursor = at;
    return cgov__page_end(&page, count_out);
}
