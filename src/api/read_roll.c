/* Rolls as a reader sees them, and the two verbs that change them.
 *
 * Who is on a roll is a name of a person: shown to whoever works on the item or enters others there, to those on the
 * roll's base, who are the others' equals there, to all who see the item whose list it is where the text says `public`;
 * and of oneself, of one's organization, and of whom one stands in for always.
 */
#include "api/read_roll.h"
#include "api/fill.h"
#include "api/page.h"
#include "api/read_item.h"
#include "cgov/cgov.h"
#include "entities/ballot.h"
#include "entities/share.h"
#include "entities/view.h"
#include "ledger/record_walk.h"
#include "model/symbols.h"

/* ---- the verbs ---- */

static int32_t begin(cgov_ledger *ledger, uint32_t verb, const cgov_act *act, cgov_id item, const char *roll,
                     cgov_id elector) {
    int32_t status = cgov__road_begin(ledger, verb, act);
    if (!status) status = cgov__fill_name(ledger, roll);
    if (status) return status;
    ledger->command.id = item;
    cgov__command_number(&ledger->command, COMMAND_FIELD_ELECTOR, (int64_t)elector);
    return CGOV_OK;
}

int32_t cgov_roll_enter(cgov_ledger *ledger, const cgov_act *act, cgov_id item, const char *roll, cgov_id elector,
                        const cgov_detail *details, uint32_t count, uint64_t *seq_out) {
    int32_t status = begin(ledger, COMMAND_ENTER, act, item, roll, elector);
    if (!status) status = cgov__fill_details(ledger, details, count);
    return cgov__fill_run(ledger, status, NULL, seq_out);
}

int32_t cgov_roll_leave(cgov_ledger *ledger, const cgov_act *act, cgov_id item, const char *roll, cgov_id elector,
                        uint32_t number, const cgov_detail *details, uint32_t count, uint64_t *seq_out) {
    int32_t status = begin(ledger, COMMAND_LEAVE, act, item, roll, elector);
    if (!status) cgov__fill_number(&ledger->command, COMMAND_FIELD_NUMBER, number);
    if (!status) status = cgov__fill_details(ledger, details, count);
    return cgov__fill_run(ledger, status, NULL, seq_out);
}

/* ---- the rolls ---- */

static void view_sums(const struct model *model, const struct roll_at *roll, const cgov_reader *reader,
                      cgov_roll_view *view) {
    const struct roll_row *row = cgov__roll_row(model, cgov__roll_row_of(model, roll));
    view->of = cgov__id(roll->item->kind, roll->number);
    view->most = roll->roll->each == NONE && !roll->roll->each_household ? roll->roll->most : 0;
    if (!row) return;
    view->filled = row->filled;
    view->bundled = row->bundled;
    view->waiting = row->waiting;
    view->heads = row->heads;
    view->units = row->units;
    view->area = row->area;
    view->weight = row->weight;
    view->entered = reader->actor != 0 && cgov__stands_on(model, roll, reader->actor);
}

/* What this reader could do there besides entering themselves. */
static void view_makers(const struct asking *asking, cgov_roll_view *view) {
    const struct roll *roll = asking->roll.roll;
    uint32_t excluded;
    if (asking->actor == 0) return;
    view->others = cgov__roll_day_is(asking->model, &asking->roll, asking->time) &&
                   cgov__maker_of_others(asking, roll->by, roll->by_count);
    view->leaves = view->entered && cgov__maker_of(asking, roll->out, roll->out_count, &excluded) != NONE;
    view->removes = cgov__maker_of_others(asking, roll->out, roll->out_count);
}

static void view_roll(const struct model *model, const struct item *item, uint32_t number, uint8_t index,
                      const cgov_reader *reader, cgov_roll_view *view) {
    const struct roll *roll = &cgov__procedure_of(model, item)->rolls[index];
    *view = (cgov_roll_view){.size = sizeof *view, .needs = cgov__bits(roll->needs), .takes = cgov__bits(roll->takes)};
    memcpy(view->name, roll->name, NAME_SIZE);
    COPY_WHOLE(view->title, MAX_TITLE, &roll->title);
    COPY_WHOLE(view->citation, MAX_CITES, &roll->cites);
    const struct roll_at own = {item, number, roll, index};
    struct roll_at at;
    if (cgov__roll_at(model, item, number, index, &at)) view_sums(model, &at, reader, view);
    view->reason = CGOV_R_ROLL;
    view->line = roll->line;
    if (roll->same) return;
    struct asking asking = {model, own, reader->actor, reader->actor, reader->at, 0, 0, NULL};
    struct refusal why = {0};
    uint8_t line;
    view->groups = roll->groups;
    view->secrecy = roll->secrecy;
    view->proofs = roll->proofs;
    view->ballot = !roll->ballot ? 0 : cgov__from_candidates(roll) ? 2 : 1;
    view->open = cgov__roll_open(&own) && cgov__roll_day_is(model, &own, reader->at);
    view_makers(&asking, view);
    view->allowed =
        reader->actor != 0 && !cgov__enter_explain(&asking, &line, &why) && !cgov__enter_room(&asking, line, &why);
    view->reason = view->allowed ? CGOV_R_NONE : reader->actor == 0 ? CGOV_R_ACTOR : why.reason;
    view->line = view->allowed ? 0 : reader->actor == 0 ? roll->line : why.line;
}

int32_t cgov_roll_list(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id id, uint64_t *cursor,
                       cgov_roll_view *views, uint32_t capacity, uint32_t *count_out) {
    cgov_reader copy;
    const struct item *item;
    struct page page;
    ABI_CLEAR(count_out);
    int32_t status = cgov__item_begin(ledger, reader, id, &copy, &item);
    if (!status)
        status = cgov__page_begin(&page, &copy, views, capacity, cursor, count_out, ABI_FIRST(*views), sizeof *views);
    if (status) return status;
    uint8_t count = cgov__procedure_of(&ledger->model, item)->roll_count;
    for (; *cursor < count && !cgov__page_full(&page); (*cursor)++) {
        cgov_roll_view row;
        view_roll(&ledger->model, item, cgov__id_row(id), (uint8_t)*cursor, &copy, &row);
        cgov__page_add(&page, &row);
    }
    return cgov__page_end(&page, count_out);
}

/* ---- the entries ---- */

bool cgov__knows_roll(const struct model *model, const struct roll_at *roll, enum view view,
                      const cgov_reader *reader) {
    struct roll_at base;
    if (view == VIEW_OFFICE || (roll->roll->is_public && view != VIEW_NONE)) return true;
    if (cgov__roll_base(model, roll, &base) &&
        cgov__stands_for(model, &base, reader->actor, reader->at, UINT64_MAX) != 0)
        return true;
    return view != VIEW_NONE && cgov__records_on(model, roll, reader->actor, reader->at);
}

/* The roll is found by its name: the text it was entered under may be another than today's. */
int32_t cgov__entry_view(const cgov_ledger *ledger, const cgov_reader *reader, const struct item *item,
                         const struct record *record, enum view *view) {
    const struct model *model = &ledger->model;
    const struct procedure *procedure;
    struct roll_at roll;
    enum view seen = cgov__view(model, item, reader->actor, reader->at);
    *view = seen;
    if (seen == VIEW_NONE || seen == VIEW_OFFICE) return CGOV_OK;
    *view = cgov__acts_for(model, record->elector, reader->actor, reader->at) ? VIEW_REPORTER : VIEW_NONE;
    int32_t status = *view != VIEW_NONE ? CGOV_OK : cgov__procedure_at(ledger, item, record->seq, &procedure);
    if (status || *view != VIEW_NONE) return status;
    if (record->roll - 1 >= procedure->roll_count) return CGOV_E_CORRUPT;
    uint8_t index = cgov__roll_find(cgov__procedure_of(model, item), procedure->rolls[record->roll - 1].name);
    if (index == NONE || !cgov__roll_at(model, item, cgov__id_row(record->id), index, &roll)) return CGOV_OK;
    const uint32_t number =
        cgov__entry_find(model, cgov__roll_row_of(model, &roll), record->elector, (uint32_t)record->number);
    const struct entry *entry = cgov__entry(model, number);
    if (!entry) return CGOV_OK;
    if (roll.item != item) seen = cgov__view(model, roll.item, reader->actor, reader->at);
    const bool last = record->seq == ROW_SEQ(entry, last_seq); /* an older one may name another */
    if ((entry->standing && cgov__knows_roll(model, &roll, seen, reader)) ||
        (last && cgov__entry_names(model, &roll, number, reader->actor)))
        *view = VIEW_REPORTER;
    return CGOV_OK;
}

static void view_choice(const struct model *model, uint32_t number, cgov_entry_view *view) {
    const uint64_t choice = cgov__entry_choice(model, number);
    view->places = choice >> CGOV_CHOICE_INVALID;
    for (uint32_t named = CGOV_CHOICE_YES; named <= CGOV_CHOICE_INVALID; named++)
        if (choice == cgov__choice_bit(named))
            cgov__name_copy(view->choice, sizeof view->choice, cgov__value_name(CGOV_ENUM_CHOICE, named));
}

static void view_kept(const struct model *model, const struct roll_at *roll, uint32_t number, cgov_entry_view *view) {
    const uint32_t kept = cgov__entry_beside(model, number, BESIDE_KEPT);
    if (kept == 0 || roll->roll->kept == NONE) return;
    uint8_t type = cgov__procedure_of(model, roll->item)->details[roll->roll->kept].type;
    if (type == CGOV_DETAIL_CHOICE)
        cgov__name_copy(view->choice, sizeof view->choice, cgov__symbol_name(model, kept));
    else
        view->named = cgov__id(type == CGOV_DETAIL_RESIDENT ? CGOV_KIND_RESIDENT : CGOV_KIND_ORGANIZATION, kept);
}

static void view_entry(const struct model *model, const struct roll_at *roll, uint32_t number, bool named,
                       cgov_entry_view *view) {
    const struct entry *entry = cgov__entry(model, number);
    *view = (cgov_entry_view){
        .size = sizeof *view,
        .standing = entry->standing,
        .waiting = cgov__entry_beside(model, number, BESIDE_WAITS) != 0,
        .number = cgov__entry_beside(model, number, BESIDE_NUMBER),
        .filled = entry->line == 0,
        .line = entry->line == 0 || entry->line > roll->roll->by_count ? 0 : roll->roll->by[entry->line - 1].line};
    if (!named) return;
    view->elector = cgov__entry_elector(entry);
    view->seq = ROW_SEQ(entry, last_seq);
    if (entry->standing && roll->roll->ballot) view_choice(model, number, view);
    if (!roll->roll->ballot) view_kept(model, roll, number, view);
    const struct weight weight = cgov__entry_weight(model, number);
    view->units = cgov__roll_row(model, entry->roll)->owned ? weight.units : weight.units != 0;
    view->area = weight.area;
    view->weight = weight.weight;
}

/* Beyond those that a ballot can name it does not matter. */
static uint32_t place_of(const struct model *model, const struct roll_row *row, const struct entry *entry) {
    uint32_t place = 1;
    const struct entry *at = cgov__entry(model, row->first);
    for (; at && at != entry && place <= MAX_CANDIDATES; at = cgov__entry(model, at->next)) place++;
    return place;
}

int32_t cgov__roll_by_name(const struct model *model, const cgov_reader *reader, const struct item *item, cgov_id id,
                           const char *name, struct roll_at *roll) {
    uint8_t index = !name ? NONE : cgov__roll_find(cgov__procedure_of(model, item), name);
    if (index != NONE && cgov__roll_at(model, item, cgov__id_row(id), index, roll)) return CGOV_OK;
    if (!name) return cgov__say(reader, CGOV_E_ARG, id, "no roll is named");
    char message[208];
    struct near near;
    cgov__near_begin(&near, name, strlen(name));
    cgov__nearest_rolls(&near, cgov__procedure_of(model, item));
    cgov__format(message, sizeof message, "procedure `%s` has no roll %q", cgov__procedure_of(model, item)->name, name);
    cgov__near_end(&near, message, sizeof message);
    return cgov__say(reader, CGOV_E_NOT_FOUND, id, message);
}

int32_t cgov_entry_list(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id id, const char *name,
                        uint64_t *cursor, cgov_entry_view *views, uint32_t capacity, uint32_t *count_out) {
    cgov_reader copy;
    const struct item *item;
    struct roll_at roll;
    struct page page;
    enum view view;
    ABI_CLEAR(count_out);
    int32_t status = cgov__item_begin_view(ledger, reader, id, &copy, &item, &view);
    if (status) return status;
    const struct model *model = &ledger->model;
    status = cgov__page_begin(&page, &copy, views, capacity, cursor, count_out, ABI_FIRST(*views), sizeof *views);
    if (!status) status = cgov__roll_by_name(model, &copy, item, id, name, &roll);
    if (status) return status;
    /* What a list of an item above shows is as the reader sees that one. */
    if (roll.item != item) view = cgov__view(model, roll.item, copy.actor, copy.at);
    bool named = cgov__knows_roll(model, &roll, view, &copy);
    uint32_t number = cgov__roll_row_of(model, &roll);
    const struct roll_row *row = cgov__roll_row(model, number);
    const struct entry *entry = *cursor > UINT32_MAX ? NULL : cgov__entry(model, *cursor);
    if (*cursor != 0 && (!entry || entry->roll != number))
        return cgov__say(&copy, CGOV_E_ARG, id, "the cursor is none of this roll's");
    uint32_t place = entry ? place_of(model, row, entry) : 0;
    for (uint32_t n = entry ? entry->next : !row ? 0 : row->first; !cgov__page_full(&page); n = entry->next) {
        if (!(entry = cgov__entry(model, n))) break;
        cgov_entry_view out;
        place += place <= MAX_CANDIDATES;
        const bool shown = named || cgov__acts_for(model, cgov__entry_elector(entry), copy.actor, copy.at) ||
                           cgov__entry_names(model, &roll, n, copy.actor);
        view_entry(model, &roll, n, shown, &out);
        out.place = place <= MAX_CANDIDATES ? place : 0;
        cgov__page_add(&page, &out);
        *cursor = n;
    }
    return cgov__page_end(&page, count_out);
}

/* ---- shares ---- */

static const char *name_of(const struct procedure *procedure, const struct roll_ref *ref) {
    return ref->roll == NONE ? ref->above : procedure->rolls[ref->roll].name;
}

static void view_share(const struct attempt *attempt, const struct clause *clause, const struct share *share,
                       bool alternative, cgov_share_view *view) {
    struct standing_share stands = cgov__share_stands(attempt, share);
    *view = (cgov_share_view){.size = sizeof *view,
                              .holds = stands.holds,
                              .negated = clause->negated,
                              .alternative = alternative,
                              .axis = share->axis,
                              .line = share->line,
                              .have = stands.have,
                              .of = stands.of,
                              .needed = stands.needed,
                              .lacking = stands.holds ? 0 : stands.needed - stands.have};
    memcpy(view->move, attempt->move->name, NAME_SIZE);
    cgov__name_copy(view->roll, NAME_SIZE, name_of(attempt->procedure, &share->part));
    if (share->d != 0) cgov__name_copy(view->whole, NAME_SIZE, name_of(attempt->procedure, &share->whole));
}

/* A share's place among the procedure's, from the first clause that asks it. */
static const struct clause *clause_of(const struct procedure *procedure, uint8_t state, uint32_t index, uint8_t *move,
                                      bool *alternative) {
    for (*move = 0; *move < procedure->move_count; ++*move) {
        const struct move *of = &procedure->moves[*move];
        for (uint8_t c = 0; c < of->clause_count && (of->from >> state & 1) != 0; c++) {
            if (of->clauses[c].kind != CLAUSE_WHEN || of->clauses[c].guard != GUARD_SHARE) continue;
            uint32_t last = of->clauses[c].share;
            while (procedure->shares[last].or_next) last++;
            *alternative = index > of->clauses[c].share;
            if (index >= of->clauses[c].share && index <= last) return &of->clauses[c];
        }
    }
    return NULL;
}

int32_t cgov_share_list(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id id, uint64_t *cursor,
                        cgov_share_view *views, uint32_t capacity, uint32_t *count_out) {
    cgov_reader copy;
    const struct item *item;
    struct page page;
    ABI_CLEAR(count_out);
    int32_t status = cgov__item_begin(ledger, reader, id, &copy, &item);
    if (!status)
        status = cgov__page_begin(&page, &copy, views, capacity, cursor, count_out, ABI_FIRST(*views), sizeof *views);
    if (status) return status;
    const struct procedure *procedure = cgov__procedure_of(&ledger->model, item);
    for (; *cursor < procedure->share_count && !cgov__page_full(&page); (*cursor)++) {
        uint8_t move;
        bool alternative;
        const struct clause *clause = clause_of(procedure, item->state, (uint32_t)*cursor, &move, &alternative);
        if (!clause) continue;
        const struct attempt attempt = {.model = &ledger->model,
                                        .number = cgov__id_row(id),
                                        .before = item,
                                        .after = item,
                                        .procedure = procedure,
                                        .move = &procedure->moves[move],
                                        .row = &procedure->machine->moves[move],
                                        .time = copy.at};
        cgov_share_view row;
        view_share(&attempt, clause, &procedure->shares[*cursor], alternative, &row);
        cgov__page_add(&page, &row);
    }
    return cgov__page_end(&page, count_out);
}
