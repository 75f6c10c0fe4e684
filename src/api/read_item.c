/* Items as a reader sees them: the item itself, its parties, the moves that could be made.
 *
 * Invariant: every reading asks first how the reader sees the item; what they do not see is not there, and is not
 * counted. What is about people, and not about the matter, is not the public's. */
#include "base/abi.h"
#include "cgov/item.h"
#include "entities/view.h"

#include "api/page.h"
#include "api/read_item.h"
#include "entities/merge.h"
#include "entities/move.h"
#include "model/clock_rows.h"
#include "model/symbols.h"
#include "model/track.h"

int32_t cgov__seen_item(const cgov_ledger *ledger, const cgov_reader *reader, uint64_t id, const struct item **item,
                        enum view *view) {
    uint64_t asked = id;
    int32_t status = cgov__id_check(reader, &id, OF_ITEMS, "item");
    if (status) return status;
    *item = cgov__item_by_id(&ledger->model, id);
    *view = *item ? cgov__view(&ledger->model, *item, reader->actor, reader->at) : VIEW_NONE;
    return *view != VIEW_NONE ? CGOV_OK
                              : cgov__say_of(reader, CGOV_E_NOT_FOUND, asked,
                                             "there is no item %u, or the reader may not see it", asked);
}

int32_t cgov__item_begin_view(const cgov_ledger *ledger, const cgov_reader *reader, uint64_t id, cgov_reader *copy,
                              const struct item **item, enum view *view) {
    int32_t status = cgov__reader_check(ledger, reader, copy);
    return status ? status : cgov__seen_item(ledger, copy, id, item, view);
}

int32_t cgov__item_begin(const cgov_ledger *ledger, const cgov_reader *reader, uint64_t id, cgov_reader *copy,
                         const struct item **item) {
    enum view view;
    return cgov__item_begin_view(ledger, reader, id, copy, item, &view);
}

bool cgov__row_late(const struct clock_row *row, int64_t at) {
    if (row->due == DUE_UNKNOWN || row->state == CLOCK_IDLE) return false;
    return (row->state == CLOCK_STOPPED ? row->stopped : at) > row->due;
}

/* ---- the view ---- */

static uint64_t party_id(const struct procedure *procedure, const struct item *item, uint8_t party) {
    if (party == NONE || item->parties[party] == 0) return 0;
    return cgov__id(cgov__party_kind(procedure, party), item->parties[party]);
}

/* That this item belongs to, follows or takes up another is a fact of this one; reading the other is another matter. */
static uint64_t item_id_or_none(const struct model *model, uint32_t number) {
    return number == 0 ? 0 : cgov__item_id(model, number);
}

/* The party, as this reader is shown it: no residents to the public, and not who reported, in whatever place, to those
 * who may not know. */
static uint64_t shown_party(const struct model *model, const struct item *item, uint8_t party, enum view view,
                            bool known) {
    const struct procedure *procedure = cgov__procedure_of(model, item);
    uint64_t id = party_id(procedure, item, party);
    if (known || cgov__id_kind(id) != CGOV_KIND_RESIDENT) return id;
    return view > VIEW_PUBLIC && party != procedure->reporter && !cgov__is_reporter(model, item, id) ? id : 0;
}

static void view_clocks(const struct model *model, const struct item *item, int64_t at, cgov_item_view *view) {
    const struct clock_row *row;
    for (uint32_t n = cgov__clocks_live(model, item); (row = cgov__clock_row(model, n)); n = row->next_live) {
        if (row->state != CLOCK_RUNNING) continue;
        if (cgov__row_late(row, at)) view->late++;
        if (row->due != DUE_UNKNOWN && (view->next_due == 0 || row->due < view->next_due)) view->next_due = row->due;
    }
}

/* A class of which the profile says nothing, though it says something of others: a slip of the pen, it may be. */
static bool is_class_unnamed(const struct model *model, const struct item *item) {
    if (item->profile == NONE || item->class_name == 0) return false;
    const struct profile *profile = &cgov__rulebook_of(model, item)->profiles[item->profile];
    const char *const name = cgov__symbol_name(model, item->class_name);
    bool any = false;
    for (uint32_t l = 0; l < profile->line_count; l++) {
        const struct profile_line *line = &profile->lines[l];
        if (line->condition != IF_CLASS || line->procedure != item->procedure) continue;
        if (strcmp(line->class_name, name) == 0) return false;
        any = true;
    }
    return any;
}

static void view_names(const struct model *model, const struct item *item, cgov_item_view *view) {
    const struct rulebook *rulebook = cgov__rulebook_of(model, item);
    const struct procedure *procedure = &rulebook->procedures[item->procedure];
    const struct state *state = &procedure->states[item->state];
    memcpy(view->procedure, procedure->name, NAME_SIZE);
    memcpy(view->state, state->name, NAME_SIZE);
    if (state->stage < procedure->stage_count) memcpy(view->stage, procedure->stages[state->stage].name, NAME_SIZE);
    if (item->profile != NONE) memcpy(view->profile, rulebook->profiles[item->profile].name, NAME_SIZE);
    cgov__name_copy(view->matter, sizeof view->matter, cgov__matter_code(model, item));
    cgov__name_copy(view->class_name, sizeof view->class_name, cgov__symbol_name(model, item->class_name));
    view->class_unnamed = is_class_unnamed(model, item);
}

/* What is about people, or leads to them. */
static void view_people(const struct model *model, const struct item *item, bool known, cgov_item_view *view) {
    const struct procedure *procedure = cgov__procedure_of(model, item);
    if (known) view->reporter = party_id(procedure, item, procedure->reporter);
    const uint64_t by = cgov__id(CGOV_KIND_RESIDENT, item->reported_by); /* of a child: who asked for it */
    const bool shown = known || (item->extra->parent != 0 && !cgov__is_reporter(model, item, by));
    if (shown && item->reported_by != 0) view->reported_by = by;
    view->against = item->extra->against;
    view->earlier = item_id_or_none(model, item->extra->earlier);
    view->point = (int64_t)item->extra->point;
    view->channel = item->channel;
    view->rating = item->rating;
    view->delegates = item->extra->delegates;
    cgov__name_copy(view->external_key, sizeof view->external_key, cgov__external_key(model, item->external));
}

void cgov__view_item(const struct model *model, const struct item *item, uint32_t number, const cgov_reader *reader,
                     enum view view, cgov_item_view *out) {
    const struct procedure *procedure = cgov__procedure_of(model, item);
    const struct item *master = cgov__master_of(model, item, view, reader->actor, reader->at);
    bool known = cgov__knows_reporter(model, item, view, reader->actor, reader->at);
    *out = (cgov_item_view){.size = sizeof *out,
                            .kind = item->kind,
                            .id = cgov__id(item->kind, number),
                            .version = ROW_SEQ(item, version),
                            .opened_at = ROW_INSTANT(item, opened_at),
                            .moved_at = ROW_INSTANT(item, moved_at),
                            .received_at = cgov__received_at(item),
                            .holder = shown_party(model, item, procedure->states[item->state].holder, view, known),
                            .parent = item_id_or_none(model, item->extra->parent),
                            .master = !master ? 0 : item_id_or_none(model, item->extra->master),
                            .place = item->place,
                            .track = cgov__track(item),
                            .urgency = item->urgency,
                            .result = item->result,
                            .owed = master ? (uint32_t)master->owed : item->owed,
                            .answers = item->answers + (master ? (uint32_t)master->answers : 0),
                            .children = item->extra->children,
                            .open_children = item->extra->open_children,
                            .final = item->final,
                            .masked = item->masked,
                            .public_safety = item->public_safety,
                            .rulebook = item->rulebook};
    if (view > VIEW_PUBLIC) view_people(model, item, known, out);
    view_clocks(model, item, reader->at, out);
    view_names(model, item, out);
}

int32_t cgov_item_get(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id id, cgov_item_view *view_out) {
    cgov_reader copy;
    const struct item *item;
    enum view view;
    int32_t status = cgov__item_begin_view(ledger, reader, id, &copy, &item, &view);
    if (status) return status; /* it was said */
    cgov_item_view out;
    cgov__view_item(&ledger->model, item, cgov__id_row(id), &copy, view, &out);
    return cgov__view_out(&copy, view_out, &out, ABI_FIRST(out), sizeof out);
}

/* ---- parties ---- */

int32_t cgov_party_list(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id id, uint64_t *cursor,
                        cgov_party_view *views, uint32_t capacity, uint32_t *count_out) {
    ABI_CLEAR(count_out);
    cgov_reader copy;
    const struct item *item;
    struct page page;
    enum view view;
    int32_t status = cgov__item_begin_view(ledger, reader, id, &copy, &item, &view);
    if (!status)
        status = cgov__page_begin(&page, &copy, views, capacity, cursor, count_out, ABI_FIRST(*views), sizeof *views);
    if (status) return status;
    const struct procedure *procedure = cgov__procedure_of(&ledger->model, item);
    bool known = cgov__knows_reporter(&ledger->model, item, view, copy.actor, copy.at);
    for (; *cursor < procedure->party_count && !cgov__page_full(&page); (*cursor)++) {
        uint8_t p = (uint8_t)*cursor;
        cgov_party_view row = {.size = sizeof row,
                               .holds = procedure->states[item->state].holder == p,
                               .id = shown_party(&ledger->model, item, p, view, known)};
        memcpy(row.name, procedure->parties[p].name, NAME_SIZE);
        cgov__page_add(&page, &row);
    }
    return cgov__page_end(&page, count_out);
}

/* ---- moves ---- */

/* The details that the move needs of this item: those that it asks of some items alone too. */
static uint64_t needs_of(const struct model *model, uint32_t number, const struct move *move) {
    struct draft after;
    const struct attempt attempt = cgov__attempt(model, number, &after, move);
    uint64_t needs = move->needs;
    for (uint8_t c = 0; c < move->clause_count; c++)
        if (move->clauses[c].kind == CLAUSE_WHEN && !move->clauses[c].negated &&
            cgov__guard_wants(&attempt, &move->clauses[c]))
            needs |= UINT64_C(1) << move->clauses[c].field;
    return needs;
}

static void view_move(const struct model *model, const struct item *item, uint32_t number, const struct move *move,
                      const cgov_reader *reader, cgov_move_view *view) {
    const struct procedure *procedure = cgov__procedure_of(model, item);
    struct refusal why = {0};
    uint32_t used = move->counter == NONE ? 0 : cgov__counters(procedure, item)[move->counter];
    const uint64_t needs = needs_of(model, number, move);
    *view = (cgov_move_view){.size = sizeof *view,
                             .needs = cgov__bits(needs),
                             .takes = cgov__bits(move->takes & ~needs),
                             .left = move->limit == 0 || move->counter == NONE ? UINT32_MAX
                                     : used >= move->limit                     ? 0
                                                                               : move->limit - used};
    view->allowed = !cgov__move_explain(model, number, move, reader->actor, reader->at, &why);
    view->reason = why.reason;
    view->line = why.line;
    COPY_WHOLE(view->citation, MAX_CITES, view->allowed ? &move->cites : &why.cites);
    if (!view->allowed) memcpy(view->message, why.message, sizeof view->message);
    memcpy(view->name, move->name, NAME_SIZE);
    COPY_WHOLE(view->title, MAX_TITLE, &move->title);
    if (move->decision == NONE)
        memcpy(view->to, procedure->states[move->to == NONE ? item->state : move->to].name, NAME_SIZE);
}

/* What its reporter asks of the master that it was merged into, by that name. */
static bool view_asked(const struct model *model, const struct item *item, const struct move *move,
                       const cgov_reader *reader, cgov_move_view *view) {
    const struct item *master = cgov__merge_asked(model, item, move->name, reader->actor);
    if (!master) return false;
    const struct procedure *procedure = cgov__procedure_of(model, master);
    const uint8_t index = cgov__machine_find(procedure->machine, move->name);
    view_move(model, master, item->extra->master, &procedure->moves[index], reader, view);
    return true;
}

int32_t cgov_move_list(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id id, uint64_t *cursor,
                       cgov_move_view *views, uint32_t capacity, uint32_t *count_out) {
    ABI_CLEAR(count_out);
    cgov_reader copy;
    const struct item *item;
    struct page page;
    enum view view;
    int32_t status = cgov__item_begin_view(ledger, reader, id, &copy, &item, &view);
    if (!status)
        status = cgov__page_begin(&page, &copy, views, capacity, cursor, count_out, ABI_FIRST(*views), sizeof *views);
    if (status) return status;
    const struct procedure *procedure = cgov__procedure_of(&ledger->model, item);
    for (uint64_t at = *cursor; at < procedure->move_count && !cgov__page_full(&page); at++) {
        const struct move *move = &procedure->moves[at];
        if (move->opens_item) continue;
        cgov_move_view row;
        if (!view_asked(&ledger->model, item, move, &copy, &row))
            view_move(&ledger->model, item, cgov__id_row(id), move, &copy, &row);
        if (view == VIEW_PUBLIC && !row.allowed) continue;
        cgov__page_add(&page, &row);
        *cursor = at + 1;
    }
    return cgov__page_end(&page, count_out);
}
