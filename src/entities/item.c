/* Items (办件): issues, parts, sessions, motions, moved by one machine. How records change their rows; what an
 * untrusted record must satisfy.
 *
 * Invariant: open_children of a parent counts its children that are not final; followers of an issue counts those
 * merged into it; the model's open_items counts items not final; a final item's clocks have all stopped. */
#include "entities/item.h"
#include "entities/access.h"
#include "entities/details.h"
#include "entities/entities.h"
#include "entities/roots.h"
#include "entities/secret.h"
#include "model/charges.h"
#include "model/clock_rows.h"
#include "model/item_rows.h"
#include "model/parties.h"
#include "model/roll_close.h"
#include "model/row_facts.h"
#include "model/symbols.h"
#include "model/track.h"
#include "model/worklists.h"

/* ---- parties ---- */

static inline bool parties_valid(const struct overlay *overlay, const struct procedure *procedure,
                                 const struct party_list *list) {
    if (list->set >> procedure->party_count != 0) return false;
    for (uint32_t left = list->set; left != 0; left &= left - 1) {
        const uint32_t p = cgov__bits_first(left);
        uint64_t first = cgov__id(cgov__party_kind(procedure, p), 1);
        if (list->ids[p] - first >= (procedure->parties[p].organization ? overlay->organizations : overlay->residents))
            return false;
    }
    return true;
}

void cgov__fill_item(struct draft *draft, const struct record *record) {
    struct item *item = &draft->item;
    draft->extra =
        (struct extra){.point = record->point, .against = record->against, .delegates = (uint32_t)record->delegates};
    item->extra = &draft->extra;
    item->place = record->place;
    item->channel = (uint8_t)record->channel;
    cgov__track_apply(item, record->track);
    item->urgency = record->urgency == 0 ? 0 : (record->urgency - 1) & 7;
    item->public_safety = record->public_safety != 0;
    item->masked = record->masked != 0;
}

void cgov__move_parties(const struct procedure *procedure, const struct item *before, const struct item *after,
                        struct party_list *out) {
    for (uint8_t p = 0; p < procedure->party_count; p++) {
        if (after->parties[p] == 0 || (before && cgov__party_alike(procedure, before, after, p))) continue;
        out->set |= 1u << p;
        out->ids[p] = cgov__id(cgov__party_kind(procedure, p), after->parties[p]);
    }
}

/* Without roots its decision, where it is one, has said what its commitment is for. */
static bool roots_valid(const struct procedure *procedure, const struct record *record) {
    if (record->roots.len == 0) return record->outcome != 0;
    return cgov__secret_valid(record, true) && cgov__roots_valid(procedure, record);
}

/* ---- facts ---- */

static inline bool facts_valid(const struct record *record) {
    return (record->channel | record->result) <= UINT8_MAX && record->track <= (TRACK_BROUGHT | CGOV_TRACK_OTHER) &&
           (record->delegates | record->days) <= UINT32_MAX && record->owed <= UINT16_MAX && record->urgency <= 8 &&
           record->rating <= 5 && record->contacted <= 2 && record->solved <= 2 && record->class_name.len < NAME_SIZE;
}

/* What a report or a move says of the item; the channel, the matter and the class only where the record's kind and move
 * say so. */
static void apply_facts(struct model *model, struct item *item, const struct record *record) {
    if (record->place != 0) item->place = record->place;
    if (record->point != 0) cgov__extra(model, item)->point = record->point;
    cgov__track_apply(item, record->track);
    if (record->result != 0) item->result = (uint8_t)record->result;
    if (record->rating != 0) item->rating = record->rating & 7;
    if (record->contacted != 0) item->contacted = record->contacted & 3;
    if (record->solved != 0) item->solved = record->solved & 3;
    if (record->against != 0) cgov__extra(model, item)->against = record->against;
    if (record->public_safety != 0) item->public_safety = true;
    if (record->masked != 0) item->masked = true;
    if (record->delegates != 0) cgov__extra(model, item)->delegates = (uint32_t)record->delegates;
}

/* What a report or a move can use up: both ends of a link have extra rows. */
static void need_facts(struct need *need, const struct record *record) {
    if ((record->parent | record->master | record->against | record->earlier | record->point | record->delegates) != 0)
        need->extras += 2;
    need->symbols += record->class_name.len > 0 ? 1 : 0;
    if (record->details.len > 0) cgov__details_need(need, record);
    cgov__clocks_need(need, &record->clocks);
}

static void apply_class(struct model *model, struct item *item, const struct record *record) {
    if (record->urgency != 0) item->urgency = (record->urgency - 1) & 7;
    const struct blob *name = &record->class_name;
    if (name->len > 0) item->class_name = cgov__symbol_make(model, (const char *)name->ptr, name->len);
}

/* The channel that an answer names is advice. What was written while another matter was its own keeps that one's
 * readers. */
COLD static void apply_corrections(struct model *model, struct item *item, const struct machine_move *row,
                                   const struct record *record) {
    if (record->channel != 0 && record->answers == 0) item->channel = (uint8_t)record->channel;
    if ((row->does & DOES_RECLASS) == 0) return;
    if (record->matter != 0) {
        cgov__passage_apply(model, item, record->seq);
        item->matter = (uint16_t)record->matter;
        item->profile = record->profile == 0 ? NONE : (uint8_t)(record->profile - 1);
    }
    apply_class(model, item, record);
}

static void count_move(const struct procedure *procedure, struct item *item, const struct machine_move *row,
                       int64_t time) {
    if (row->counter != NONE) {
        uint8_t *counter = &cgov__edit_counters(procedure, item)[row->counter];
        if (*counter < UINT8_MAX) ++*counter;
    }
    if (row->timer != NONE) cgov__timer_set(procedure, item, row->timer, time);
}

/* ---- opened ---- */

/* Procedures that open each other form no circle (check 4), so no item stands deeper than there are procedures. */
static bool parent_valid(const struct overlay *overlay, const struct record *record) {
    if (record->parent == 0) return true;
    struct overlay_item parent;
    uint32_t depth = 1;
    if (!cgov__overlay_item(overlay, record->parent, &parent)) return false;
    for (; parent.parent != 0; depth++)
        if (!cgov__overlay_item(overlay, cgov__overlay_item_id(overlay, parent.parent), &parent)) return false;
    return depth < MAX_PROCEDURES;
}

/* A child is opened when its parent moves, and never before. */
static inline bool received_valid(const struct overlay *overlay, const struct record *record) {
    if (record->received == 0) return true;
    return record->parent == 0 && record->received > 0 &&
           cgov__received_late(overlay->model, record->received, record->time) == RECEIVED_IN_TIME;
}

bool cgov__opened_valid(const struct overlay *overlay, const struct subject *subject, const struct record *record) {
    (void)subject;
    const struct adoption *adoption = cgov__overlay_adoption(overlay, record->rulebook);
    if (!adoption || record->procedure - 1 >= adoption->rulebook.procedure_count) return false;
    const struct rulebook *rulebook = &adoption->rulebook;
    const struct procedure *procedure = &rulebook->procedures[record->procedure - 1];
    if (cgov__id_kind(record->id) != procedure->kind || !facts_valid(record)) return false;
    if (record->parent == 0 ? procedure->only_child : !procedure->is_child) return false;
    if (record->external.len > EXTERNAL_MAX || !received_valid(overlay, record)) return false;
    if (cgov__id_number(record->id) != overlay->items + UINT64_C(1)) return false;
    if (record->profile > rulebook->profile_count || record->matter > rulebook->matter_count) return false;
    if (record->move != procedure->open + UINT64_C(1) || record->state > procedure->state_count) return false;
    if ((record->roots.len | record->commitment.len) != 0 && !roots_valid(procedure, record)) return false;
    if (procedure->states[record->state - 1].final || !parent_valid(overlay, record)) return false;
    struct overlay_item opened = {.procedure = procedure};
    return parties_valid(overlay, procedure, &record->parties) && cgov__overlay_clocks_valid(overlay, &opened, record);
}

static void need_opening(struct need *need, const struct procedure *procedure, const struct record *record) {
    need->items++;
    need->pieces += TAIL_MAX;
    need->extras += record->received != 0;
    need_facts(need, record);
    cgov__rolls_close_need(need, procedure);
    cgov__need_external(need, &record->external);
}

void cgov__opened_need(struct plan *plan, const struct subject *subject, const struct record *record) {
    (void)subject;
    need_opening(&plan->need, cgov__overlay_procedure(&plan->overlay, record), record);
}

static void join_parent(struct model *model, struct item *item, uint32_t number, uint64_t parent_id) {
    struct item *parent = cgov__edit_item(model, cgov__id_number(parent_id));
    if (!parent) return;
    cgov__extra(model, item)->parent = cgov__id_row(parent_id);
    struct extra *extra = cgov__extra(model, parent);
    if (extra->children_last == 0)
        extra->children_first = number;
    else
        cgov__extra(model, cgov__edit_item(model, extra->children_last))->sibling = number;
    extra->children_last = number;
    extra->children++;
    extra->open_children++;
}

void cgov__opened_apply(struct model *model, const struct record *record) {
    struct item *item = cgov__rows_add(&model->items);
    uint32_t number = model->items.count;
    item->kind = (uint8_t)cgov__id_kind(record->id);
    item->extra = &cgov__no_extra;
    item->rulebook = (uint16_t)record->rulebook;
    item->procedure = (uint8_t)(record->procedure - 1);
    cgov__tail_make(model, item);
    item->profile = record->profile == 0 ? NONE : (uint8_t)(record->profile - 1);
    item->matter = (uint16_t)record->matter;
    item->state = (uint8_t)(record->state - 1);
    ROW_INSTANT_SET(item, opened_at, record->time);
    ROW_INSTANT_SET(item, moved_at, record->time);
    ROW_SEQ_SET(item, version, record->seq);
    item->owed = (uint16_t)record->owed;
    item->channel = (uint8_t)record->channel;
    if (record->earlier != 0) cgov__extra(model, item)->earlier = cgov__id_row(record->earlier);
    if (record->received != 0) cgov__extra(model, item)->received = record->received;
    item->reported_by = cgov__id_row(record->actor);
    model->items_of[item->kind]++;
    model->open_items++;
    apply_facts(model, item, record);
    if (record->details.len > 0) cgov__details_apply(model, item, record);
    apply_class(model, item, record);
    cgov__parties_apply(cgov__procedure_of(model, item), cgov__edit_parties(item), &record->parties);
    cgov__named_begin(cgov__procedure_of(model, item), item, record->parties.set, record->time);
    if (record->external.len > 0)
        item->external =
            cgov__external_make(model, record->id, cgov__intake_of(model, item), &record->external, record->slot);
    join_parent(model, item, number, record->parent);
    ROW_SEQ_SET(item, last_seq, record->seq);
    const struct procedure *procedure = cgov__procedure_of(model, item);
    count_move(procedure, item, &procedure->machine->moves[procedure->open], record->time);
    cgov__clocks_apply(model, item, number, record);
    if (record->received != 0) cgov__clocks_passed(model, item, record->time);
    if (procedure->closes != 0) cgov__rolls_close(model, item, number, &procedure->moves[procedure->open], NONE);
    cgov__worklists_enter(model, item, number);
    if (number % ROWS_PER_CHUNK != 0) { /* the next one is to stand behind it: from its first byte to its last */
        cgov__fetch(item + 1);
        cgov__fetch((const char *)(item + 2) - 1);
    }
}

/* ---- moved ---- */

/* Where it leads, of a move that decides or gives another matter: that is one of the text that the item runs under. */
static bool leads_valid(const struct overlay *overlay, const struct overlay_item *item, const struct machine_move *row,
                        const struct record *record) {
    const struct rulebook *rulebook = &cgov__overlay_adoption(overlay, item->rulebook)->rulebook;
    const bool matters = (row->does & DOES_RECLASS) != 0;
    if (matters && (record->matter > rulebook->matter_count || record->profile > rulebook->profile_count)) return false;
    if ((row->does & DOES_DECIDE) != 0) return cgov__decision_valid(rulebook, item->procedure, record);
    return record->state - 1 == (row->to == NONE ? item->state : row->to) && record->outcome == 0;
}

bool cgov__moved_valid(const struct overlay *overlay, const struct subject *subject, const struct record *record) {
    const struct overlay_item *item = &subject->item;
    if (!subject->goes_on || !facts_valid(record)) return false;
    const struct procedure *procedure = item->procedure;
    if (record->parties.set != 0 && !parties_valid(overlay, procedure, &record->parties)) return false;
    uint64_t number = record->move - 1, state = record->state - 1;
    if (number >= procedure->move_count || state >= procedure->state_count) return false;
    const struct machine_move *row = &procedure->machine->moves[number];
    if ((row->from >> item->state & 1) == 0) return false;
    if ((row->does & (DOES_DECIDE | DOES_RECLASS)) != 0) {
        if (!leads_valid(overlay, item, row, record)) return false;
    } else if (((state ^ (row->to == NONE ? item->state : row->to)) | record->outcome) != 0) {
        return false;
    }
    if ((record->roots.len | record->commitment.len) != 0 && !roots_valid(procedure, record)) return false;
    bool final = (procedure->machine->final >> state & 1) != 0;
    /* What it is merged into is another item, which ends it. */
    if (record->master != 0 && (!final || record->master == record->id)) return false;
    return final ? cgov__overlay_clocks_end(overlay, item, record) : cgov__overlay_clocks_valid(overlay, item, record);
}

/* Somebody did some of the work, besides whoever is its handler: once each. */
static void add_worker(struct model *model, struct item *item, const struct procedure *procedure, uint32_t resident) {
    if (resident == 0 || cgov__is_party_ever(model, item, procedure, procedure->handler, resident)) return;
    if (item->worker == 0) {
        item->worker = resident;
        return;
    }
    struct extra *extra = cgov__extra(model, item);
    struct worker *worker = cgov__rows_add(&model->workers);
    *worker = (struct worker){resident, extra->workers};
    extra->workers = model->workers.count;
}

/* What is done on a part is done on what it is part of. */
COLD static void note_above(struct model *model, const struct item *item, uint32_t handler) {
    for (struct item *above = cgov__edit_item(model, item->extra->parent); above;
         above = cgov__edit_item(model, above->extra->parent)) {
        const struct procedure *whole = cgov__procedure_of(model, above);
        if (cgov__has_workers(whole)) add_worker(model, above, whole, handler);
    }
}

/* Who handled it until now is kept, and who makes a move of the lead's. */
static void note_work(struct model *model, struct item *item, const struct procedure *procedure, bool works,
                      const struct record *record, uint32_t before) {
    const uint8_t handler = procedure->handler;
    add_worker(model, item, procedure, before);
    if (works) add_worker(model, item, procedure, cgov__id_row(record->actor));
    if ((record->parties.set >> handler & 1) != 0 && item->extra->parent != 0)
        note_above(model, item, item->parties[handler]);
}

static bool may_work(const struct procedure *procedure, const struct machine_move *row, const struct record *record) {
    return ((record->parties.set & procedure->machine->worker) | (row->does & DOES_WORK)) != 0;
}

/* Two of its own, and one of each that it is part of. */
static void need_workers(struct plan *plan, const struct overlay_item *item) {
    uint32_t count = 2;
    struct overlay_item above = *item;
    while (above.parent != 0 &&
           cgov__overlay_item(&plan->overlay, cgov__overlay_item_id(&plan->overlay, above.parent), &above))
        count++;
    plan->need.workers += count;
    plan->need.extras += count;
}

/* The record says anew who leads it, which may be another. */
static inline bool names_lead(const struct procedure *procedure, const struct record *record) {
    return (record->parties.set & procedure->machine->figured) != 0;
}

void cgov__moved_need(struct plan *plan, const struct subject *subject, const struct record *record) {
    const struct procedure *procedure = subject->item.procedure;
    const struct machine_move *row = &procedure->machine->moves[record->move - 1];
    need_facts(&plan->need, record);
    if (record->matter != 0) cgov__passage_need(&plan->need);
    if (may_work(procedure, row, record)) need_workers(plan, &subject->item);
    if (cgov__comes_back(row->counts)) {
        plan->need.extras++;
        plan->need.charges++;
    }
    if (names_lead(procedure, record)) {
        plan->need.extras++;
        plan->need.charges += procedure->clock_count;
    }
    if (procedure->closes != 0) cgov__rolls_close_need(&plan->need, procedure);
    if (procedure->daily != 0) cgov__rolls_day_need(&plan->need, plan->model, subject->item.row, record);
}

/* ---- as its own process has planned it ---- */

/* What it brings or counts up, and whom it names. */
static inline bool stands(const struct plan *plan, const struct procedure *procedure, const struct record *record) {
    return (record->bare ? record->owed <= UINT16_MAX : facts_valid(record)) &&
           (record->parties.set == 0 || parties_valid(&plan->overlay, procedure, &record->parties));
}

/* Nothing of it is of another time, of other items, or of the text's own details, and it binds no rolls: then its
 * place in the text, its clocks and its number were taken from what a judgement would ask. */
static inline bool is_simple(const struct plan *plan, const struct procedure *procedure, const struct record *record) {
    return plan->last_seq < plan->first_seq && !procedure->only_child && record->received == 0 &&
           (record->details.len | record->against | record->earlier | record->roots.len) == 0;
}

void cgov__plan_opening(struct plan *plan, const struct procedure *procedure, struct record *record) {
    if (plan->invalid || !is_simple(plan, procedure, record)) {
        cgov__plan_add(plan, record);
        return;
    }
    if (!cgov__plan_own(plan, record, 0, stands(plan, procedure, record))) return;
    cgov__plan_count(plan, record);
    need_opening(&plan->need, procedure, record);
}

/* Two of its own, and one of each that it is part of. */
static uint32_t workers_of(const struct model *model, const struct item *item) {
    uint32_t count = 2;
    for (uint32_t above = item->extra->parent; above != 0; above = cgov__item(model, above)->extra->parent) count++;
    return count;
}

/* Another leads it from here on than until now: then who led it; 0: nobody did, or they go on. */
static uint32_t led_until_now(const struct item *item, const struct procedure *procedure, const struct record *record) {
    if (!names_lead(procedure, record)) return 0;
    const uint8_t lead = cgov__figured_party(procedure);
    return item->parties[lead] == cgov__id_row(record->parties.ids[lead]) ? 0 : item->parties[lead];
}

static inline void need_move(struct plan *plan, const struct item *item, const struct procedure *procedure,
                             const struct machine_move *row, const struct record *record) {
    const bool facts = !record->bare && (record->point | record->delegates | record->class_name.len) != 0;
    plan->workers = may_work(procedure, row, record) ? workers_of(plan->model, item) : 0;
    plan->plain = !facts && record->clocks.count <= PLAIN_CLOCKS &&
                  (row->does & (DOES_CLOSE | DOES_DAY | DOES_BACK)) == 0 &&
                  procedure->machine->pausing[record->state - 1] == 0 &&
                  (!names_lead(procedure, record) || led_until_now(item, procedure, record) == 0);
    if (plan->plain) return;
    const struct subject subject = {.item = {.row = item, .procedure = procedure, .parent = item->extra->parent}};
    cgov__record_need(plan, &subject, record);
}

void cgov__plan_move(struct plan *plan, const struct item *item, const struct procedure *procedure,
                     const struct machine_move *row, struct record *record) {
    if (plan->invalid || plan->last_seq >= plan->first_seq || !cgov__move_is_simple(row, record)) {
        cgov__plan_add(plan, record);
        return;
    }
    if (cgov__plan_own(plan, record, ROW_SEQ(item, last_seq), stands(plan, procedure, record)))
        need_move(plan, item, procedure, row, record);
}

COLD static void follow(struct model *model, struct item *item, uint32_t number, uint32_t master) {
    struct extra *extra = cgov__extra(model, item), *of_master = cgov__extra(model, cgov__edit_item(model, master));
    extra->master = master;
    extra->next_follower = of_master->follower;
    of_master->follower = number;
    of_master->followers++;
}

/* It comes back, which counts against who led it until now. A move that names who leads returns it where that is
 * another: then its record says whom. */
COLD static void come_back(struct model *model, struct item *item, const struct procedure *procedure,
                           const struct machine_move *row, const struct record *record) {
    const uint8_t lead = cgov__figured_party(procedure), counts = row->counts;
    const bool stays = counts == COUNTS_RETURN && lead != NONE && (row->sets & ~record->parties.set) >> lead & 1;
    uint8_t *const times = counts == COUNTS_RETURN   ? &item->returns
                           : counts == COUNTS_REWORK ? &item->reworks
                                                     : &item->reopens;
    if (*times == UINT8_MAX || stays) return;
    ++*times;
    cgov__charge_add(model, item, lead == NONE ? 0 : item->parties[lead], counts);
}

/* Whoever has an answer opened again says that it solved nothing, and will rate what comes of it. */
static void call_unsolved(struct item *item) {
    item->solved = 2;
    item->rating = 0;
}

COLD static void leave_parent(struct model *model, const struct item *item) {
    cgov__extra(model, cgov__edit_item(model, item->extra->parent))->open_children--;
    struct item *subject = cgov__edit_item(model, item->extra->subject);
    if (subject) cgov__extra(model, subject)->taken_up--;
}

static void end_item(struct model *model, struct item *item, uint8_t counts) {
    item->final = true;
    item->refused = counts == COUNTS_REFUSAL;
    item->withdrawn = counts == COUNTS_WITHDRAWAL;
    model->open_items--;
    if (item->extra->parent != 0) leave_parent(model, item);
    cgov__clocks_free(model, item);
}

/* The ballots it counted may be carried to another text from here on. What was counted of confidential ones stands in
 * no row: two ledgers that differ in it are told apart by what their records committed to. */
static void apply_decision(struct model *model, const struct item *item, uint32_t number, const struct move *move,
                           const struct record *record) {
    struct roll_at ballots;
    const struct decision *decision = cgov__decision_of(cgov__procedure_of(model, item), move);
    if (!decision || !cgov__roll_at(model, item, number, decision->over, &ballots)) return;
    struct roll_row *row = cgov__edit_roll_row(model, cgov__roll_row_of(model, &ballots));
    if (!row) return;
    row->decided = record->outcome & 7;
    row->committed = cgov__ballots_hidden(ballots.roll) ? cgov__load64(record->commitment.ptr) : 0;
}

/* What it does to the item's rolls; it came from that state. */
COLD static void apply_to_rolls(struct model *model, struct item *item, uint32_t number, const struct record *record,
                                uint8_t from) {
    const struct procedure *procedure = cgov__procedure_of(model, item);
    const struct move *move = &procedure->moves[record->move - 1];
    if (procedure->closes != 0) cgov__rolls_close(model, item, number, move, from);
    if (procedure->daily != 0 && !record->bare) cgov__rolls_day(model, item, record);
    if (move->decision != NONE) apply_decision(model, item, number, move, record);
}

/* Where another leads it from here on, what is late by now stays with who led. */
COLD static void hand_over(struct model *model, struct item *item, const struct procedure *procedure,
                           const struct record *record) {
    const uint32_t led = led_until_now(item, procedure, record);
    if (led != 0) cgov__charge_late(model, item, led, record->time);
}

/* Who its parties are from here on, and who did the work. */
static inline void apply_parties(struct model *model, struct item *item, const struct procedure *procedure,
                                 const struct machine_move *row, const struct record *record) {
    const bool works = may_work(procedure, row, record);
    const uint32_t handler = works ? item->parties[procedure->handler] : 0;
    if (record->parties.set != 0) {
        cgov__parties_apply(procedure, cgov__edit_parties(item), &record->parties);
        cgov__named_begin(procedure, item, record->parties.set, record->time);
    }
    if (works) note_work(model, item, procedure, (row->does & DOES_WORK) != 0, record, handler);
}

/* What is merged into another ends. */
void cgov__moved_apply(struct model *model, const struct record *record) {
    const uint32_t number = cgov__id_row(record->id);
    struct item *item = cgov__edit_item(model, number);
    const struct procedure *procedure = cgov__procedure_of(model, item);
    const struct machine_move *row = &procedure->machine->moves[record->move - 1];
    const uint32_t does = row->does;
    const uint8_t from = item->state, to = (uint8_t)(record->state - 1);
    struct relisting relisting;
    cgov__relist(&relisting, model, item, to, record->parties.set);
    if ((does & DOES_BACK) != 0) come_back(model, item, procedure, row, record);
    if (names_lead(procedure, record)) hand_over(model, item, procedure, record);
    item->state = to;
    ROW_INSTANT_SET(item, moved_at, record->time);
    ROW_SEQ_SET(item, version, record->seq);
    ROW_SEQ_SET(item, last_seq, record->seq);
    item->owed = (uint16_t)record->owed;
    if (record->answers != 0 && item->answers < UINT16_MAX) item->answers++;
    if (!record->bare) {
        apply_facts(model, item, record);
        if (record->details.len > 0) cgov__details_apply(model, item, record);
    }
    if ((does & (DOES_RECLASS | DOES_CORRECT)) != 0) apply_corrections(model, item, row, record);
    apply_parties(model, item, procedure, row, record);
    if ((does & DOES_COUNT) != 0) {
        count_move(procedure, item, row, record->time);
        if (row->counts == COUNTS_REOPEN) call_unsolved(item);
    }
    cgov__clocks_apply(model, item, number, record);
    if ((does & (DOES_CLOSE | DOES_DAY | DOES_DECIDE)) != 0) apply_to_rolls(model, item, number, record, from);
    if ((procedure->machine->final >> to & 1) != 0) {
        if (record->master != 0) follow(model, item, number, cgov__id_row(record->master));
        end_item(model, item, row->counts);
    }
    if (relisting.from) cgov__worklists_relist(model, item, number, &relisting);
}

/* ---- digest ---- */

static void digest_clock(const struct model *model, struct sha256 *digest, const struct clock_row *row) {
    cgov__digest_clock_row(model, digest, row);
    const struct pause_row *pause;
    for (uint32_t n = row->pauses; (pause = cgov__pause_row(model, n)); n = pause->next)
        cgov__digest_pause_row(model, digest, pause);
}

static void digest_item(const struct model *model, struct sha256 *digest, const struct item *item) {
    cgov__digest_item(model, digest, item);
    const struct procedure *procedure = cgov__procedure_of(model, item);
    for (uint8_t i = 0; i < procedure->party_count; i++) cgov__sha256_u64(digest, item->parties[i]);
    for (uint8_t i = 0; i < procedure->counter_count; i++) cgov__sha256_u64(digest, cgov__counters(procedure, item)[i]);
    for (uint8_t i = 0; i < procedure->timer_count; i++)
        cgov__sha256_u64(digest, (uint64_t)cgov__timer(procedure, item, i));
    for (uint8_t i = 0; i < procedure->kept_count; i++) cgov__sha256_u64(digest, cgov__kept(procedure, item, i));
    cgov__digest_item_names(model, digest, item);
    const struct clock_row *row;
    for (uint32_t n = cgov__clocks_first(model, item); (row = cgov__clock_row(model, n));
         n = cgov__clocks_next(item, n, row))
        digest_clock(model, digest, row);
    const struct passage *passage = cgov__passage(model, item->extra->passages);
    for (; passage; passage = cgov__passage(model, passage->next)) cgov__digest_passage(model, digest, passage);
    const struct charge *charge = cgov__charge(model, item->extra->charges);
    for (; charge; charge = cgov__charge(model, charge->next)) cgov__digest_charge(model, digest, charge);
    const struct worker *worker = cgov__worker(model, item->extra->workers);
    for (; worker; worker = cgov__worker(model, worker->next)) cgov__digest_worker(model, digest, worker);
    const struct worker first = {.resident = item->worker};
    if (first.resident != 0) cgov__digest_worker(model, digest, &first);
    const struct mention *mention = cgov__mention(model, item->extra->mentions);
    for (; mention; mention = cgov__mention(model, mention->next)) cgov__digest_mention(model, digest, mention);
}

void cgov__items_digest(const struct model *model, struct sha256 *digest) {
    cgov__sha256_u64(digest, model->items.count);
    for (uint32_t n = 1; n <= model->items.count; n++) digest_item(model, digest, cgov__item(model, n));
}
