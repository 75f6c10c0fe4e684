/* Children: opened with what their parent's move brings, ended with their parent.
 *
 * Invariant: whatever could refuse what a child makes its parent do is asked before the first record of it is planned;
 * so a frame that has begun is finished. What stands in rows is as before the frame: what the frame has made of an
 * item since is asked of the overlay. */
#include "entities/children.h"

#include "entities/clocks.h"
#include "entities/details.h"
#include "entities/item.h"
#include "entities/office.h"
#include "entities/roll_fill.h"
#include "entities/sets.h"
#include "entities/subject.h"
#include "model/item_rows.h"
#include "model/overdue.h"
#include "model/worklists.h"

/* ---- ended ---- */

static const struct move *ending_move(const struct procedure *procedure, uint8_t state) {
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct move *move = &procedure->moves[m];
        if (move->by_parent && (move->from >> state & 1) != 0 && move->to != NONE && procedure->states[move->to].final)
            return move;
    }
    return NULL;
}

/* An item as the frame has left it so far: of one that the frame opened, as much as its ending asks. */
static void draft_now(const struct overlay *overlay, uint64_t id, const struct overlay_item *now, struct draft *draft) {
    cgov__draft(overlay->model, draft, now->row);
    struct item *item = &draft->item;
    const struct rulebook *rulebook = &cgov__overlay_adoption(overlay, now->rulebook)->rulebook;
    if (!now->row) {
        draft->extra = (struct extra){.parent = now->parent};
        item->extra = &draft->extra;
        item->kind = (uint8_t)cgov__id_kind(id);
        item->profile = NONE;
        item->rulebook = now->rulebook;
        item->procedure = (uint8_t)(now->procedure - rulebook->procedures);
    }
    memcpy(cgov__edit_parties(item), now->parties, now->procedure->party_count * sizeof *item->parties);
    item->state = now->state;
}

/* By their names: a child may run under another text than its parent. */
static bool is_dropped(const struct overlay *overlay, const struct item *parent, uint32_t drops,
                       const struct procedure *child) {
    const struct rulebook *rulebook = &cgov__overlay_adoption(overlay, parent->rulebook)->rulebook;
    bool dropped = drops == UINT32_MAX;
    for (uint32_t p = 0; p < rulebook->procedure_count && !dropped; p++)
        dropped = drops >> p & 1 && strcmp(rulebook->procedures[p].name, child->name) == 0;
    return dropped;
}

static void end_child(struct plan *plan, uint64_t id, const struct item *parent, uint32_t drops) {
    const struct overlay *overlay = cgov__plan_overlay(plan);
    struct overlay_item now;
    if (!cgov__overlay_item(overlay, id, &now) || now.final || !is_dropped(overlay, parent, drops, now.procedure))
        return;
    const struct move *move = ending_move(now.procedure, now.state);
    if (!move) return; /* its parent ends only when it has: check 6 has refused other rulebooks */
    struct draft before, after;
    draft_now(overlay, id, &now, &before);
    after = before;
    after.item.parties = after.tail;
    if (!now.row) after.item.extra = &after.extra;
    after.item.state = move->to;
    after.item.final = true;
    struct attempt attempt = {.model = plan->model,
                              .number = cgov__id_row(id),
                              .before = &before.item,
                              .after = &after.item,
                              .procedure = now.procedure,
                              .move = move,
                              .row = cgov__machine_row(now.procedure, move),
                              .actor = plan->actor,
                              .time = plan->time,
                              .parent = parent};
    uint8_t unset = NONE;
    cgov__sets_apply(&attempt, &after.item, &unset);
    struct record *record = cgov__plan_record(plan, CGOV_RECORD_MOVED);
    record->id = id;
    record->move = (uint64_t)(move - now.procedure->moves) + 1;
    record->state = move->to + UINT64_C(1);
    record->answers = move->answers;
    cgov__move_parties(now.procedure, &before.item, &after.item, &record->parties);
    cgov__clocks_plan_end(overlay, &now, &after.item, plan->time, &record->clocks);
    cgov__plan_add(plan, record);
    cgov__offices_write(&attempt, plan, id);
    cgov__children_end(plan, cgov__id_row(id), &after.item, move->drops);
}

/* Those that were there before the frame, then those it opened. */
void cgov__children_end(struct plan *plan, uint32_t number, const struct item *after, uint32_t dropped) {
    const uint32_t drops = after->final ? UINT32_MAX : dropped;
    const struct model *model = plan->model;
    const struct item *row = cgov__item(model, number), *child;
    if ((!row || row->extra->children_first == 0) && plan->last_seq == plan->first_seq) return; /* nor has the frame */
    for (uint32_t n = row ? row->extra->children_first : 0; (child = cgov__item(model, n)); n = child->extra->sibling)
        if (!child->final) end_child(plan, cgov__item_id(model, n), after, drops);
    uint64_t id;
    for (uint32_t at = 0; (id = cgov__overlay_opened(cgov__plan_overlay(plan), number, &at)) != 0;)
        end_child(plan, id, after, drops);
}

/* ---- opened ---- */

static bool asks(const struct procedure *procedure, uint32_t field) {
    uint8_t place = cgov__place_of(procedure, field);
    const struct move *open = &procedure->moves[procedure->open];
    return place != NONE && ((open->needs | open->takes) >> place & 1) != 0;
}

/* The details that the child's opening asks for, by name: a name is one number in the ledger. */
static void pass_down(const struct attempt *parent, const struct procedure *child, struct command *into) {
    static const cgov_act none;
    const struct command *command = parent->command;
    bool late = parent->move->opens_for == OPENS_LATE && child->issue != NONE;
    bool given = parent->move->opens_for == OPENS_DETAIL || parent->move->opens_for == OPENS_PARTY;
    cgov__command_clear(into, COMMAND_OPEN, command ? &command->act : &none);
    for (uint32_t i = 0; command && i < command->count; i++) {
        uint32_t field = command->details[i].field;
        if (cgov__field_own(field) || !asks(child, field) || (given && field == CGOV_FIELD_ORGANIZATION)) continue;
        if (!late || field != child->details[child->issue].number) into->details[into->count++] = command->details[i];
    }
}

/* What one child of several has alone: the organization it is opened for, or the item it is about; 0: none. */
struct target {
    uint32_t organization, about;
};

/* One child to be opened. */
struct child {
    struct command passed; /* what it is opened with; the last of it is its own, see settle */
    uint32_t common;       /* so many of it are common to all */
    const struct procedure *procedure;
    struct draft draft;
    struct attempt attempt;
};

/* Its own detail, where its opening asks for one. */
static void settle(struct child *child, const struct attempt *parent, const struct target *target) {
    const struct procedure *procedure = child->procedure;
    child->passed.count = child->common;
    if (target->organization != 0 && asks(procedure, CGOV_FIELD_ORGANIZATION))
        cgov__command_number(&child->passed, CGOV_FIELD_ORGANIZATION,
                             (int64_t)cgov__id(CGOV_KIND_ORGANIZATION, target->organization));
    if (target->about != 0 && procedure->issue != NONE)
        cgov__command_number(&child->passed, procedure->details[procedure->issue].number,
                             (int64_t)cgov__item_id(parent->model, target->about));
}

static void fill_child(struct child *child, const struct attempt *parent, const struct record *record, uint64_t actor) {
    const struct move *open = &child->procedure->moves[child->procedure->open];
    struct item *item = &child->draft.item;
    cgov__draft(parent->model, &child->draft, NULL);
    cgov__fill_item(&child->draft, record);
    child->draft.extra.parent = parent->number;
    if (record->urgency == 0) item->urgency = parent->after->urgency;
    item->kind = child->procedure->kind;
    item->procedure = parent->move->opens;
    item->state = open->to;
    item->profile = parent->move->opens_profile != NONE ? parent->move->opens_profile : parent->after->profile;
    item->rulebook = parent->after->rulebook;
    if (child->procedure->reporter != NONE) cgov__edit_parties(item)[child->procedure->reporter] = cgov__id_row(actor);
}

/* The child as its opening makes it, and whether that refuses what it is given. */
static int32_t prepare(struct child *child, const struct attempt *parent, const struct target *target,
                       struct record *record, struct plan *plan, struct refusal *why) {
    settle(child, parent, target);
    cgov__facts_put(record, &child->passed);
    fill_child(child, parent, record, plan->actor);
    child->attempt = (struct attempt){.model = parent->model,
                                      .before = &child->draft.item,
                                      .after = &child->draft.item,
                                      .procedure = child->procedure,
                                      .move = &child->procedure->moves[child->procedure->open],
                                      .row = &child->procedure->machine->moves[child->procedure->open],
                                      .command = &child->passed,
                                      .actor = plan->actor,
                                      .time = plan->time,
                                      .organization = target->organization,
                                      .fills = &plan->fills,
                                      .parent = parent->after};
    uint8_t unset = NONE;
    cgov__sets_apply(&child->attempt, &child->draft.item, &unset);
    int32_t status = cgov__guard_details(&child->attempt, why);
    if (!status && target->about == 0)
        status = cgov__subject_check(&child->attempt, parent, why); /* else asked already */
    if (!status) status = cgov__fills_find(&child->attempt, why);
    if (!status) status = cgov__guard_clauses(&child->attempt, why);
    if (!status) status = cgov__move_decides(&child->attempt, why);
    return status ? status : cgov__closed_check(&child->attempt, why);
}

/* What a decision opens passes the ledger's limits: at the count nothing refuses it, and how often that can be is the
 * text's to bound. */
static uint64_t most_items(const struct attempt *attempt) {
    return attempt->move->decision != NONE ? UINT32_MAX : attempt->model->limit_items;
}

static int32_t open_child(struct child *child, const struct attempt *parent, const struct target *target,
                          struct plan *plan, struct refusal *why) {
    const struct procedure *procedure = child->procedure;
    const struct item *item = &child->draft.item;
    if (cgov__plan_overlay(plan)->items >= most_items(parent))
        return cgov__fault(why, CGOV_E_LIMIT, CGOV_R_LIMIT, "the ledger holds as many items as it may");
    struct record *record = cgov__plan_record(plan, CGOV_RECORD_OPENED);
    int32_t status = prepare(child, parent, target, record, plan, why);
    if (status) return status;
    cgov__details_put(plan->model, &child->passed, plan, record);
    cgov__command_pieces(&child->passed, &plan->seal, plan->last_seq + 1 - plan->first_seq, NULL, &plan->words,
                         &record->texts, NULL);
    record->id = cgov__id(item->kind, cgov__plan_overlay(plan)->items + UINT64_C(1));
    record->move = procedure->open + UINT64_C(1);
    record->state = item->state + UINT64_C(1);
    record->rulebook = item->rulebook;
    record->procedure = item->procedure + UINT64_C(1);
    record->profile = item->profile == NONE ? 0 : item->profile + UINT64_C(1);
    record->urgency = item->urgency + UINT64_C(1);
    record->parent = cgov__id(parent->after->kind, parent->number);
    record->owed = 1;
    cgov__move_parties(procedure, NULL, item, &record->parties);
    status = cgov__open_clocks(&child->attempt, record, why);
    if (status) return status;
    const uint64_t id = record->id;
    cgov__plan_add(plan, record);
    cgov__fills_write(&child->attempt, plan, id);
    cgov__offices_write(&child->attempt, plan, id);
    return CGOV_OK;
}

/* ---- late N of PARTY ---- */

struct late {
    int64_t due;
    uint32_t item, pad;
};

/* The first due of its running clocks that is past; INT64_MAX: none is. */
static int64_t late_since(const struct model *model, const struct item *item, int64_t at) {
    int64_t first = INT64_MAX;
    const struct clock_row *row;
    for (uint32_t n = cgov__clocks_live(model, item); (row = cgov__clock_row(model, n)); n = row->next_live)
        if (row->state == CLOCK_RUNNING && row->due != DUE_UNKNOWN && row->due < at && row->due < first)
            first = row->due;
    return first;
}

static bool lies_below(const struct model *model, const struct item *item, uint32_t organization) {
    struct listing listing;
    cgov__list_item(&listing, model, item);
    for (uint32_t i = 0; i < listing.count; i++)
        if (cgov__below(model, listing.organizations[i], organization)) return true;
    return false;
}

/* What opens is not taken up itself, nor what that is a child of. */
static bool is_above(const struct model *model, uint32_t number, uint32_t item) {
    while (number != 0 && number != item) number = cgov__item(model, number)->extra->parent;
    return number != 0;
}

/* Among the most that are longest overdue, in that order; of those due at one instant the older item first. */
static void keep(struct late *kept, uint32_t *count, uint32_t most, struct late late) {
    uint32_t at = *count < most ? *count : most;
    while (at > 0 && (late.due < kept[at - 1].due || (late.due == kept[at - 1].due && late.item < kept[at - 1].item)))
        at--;
    if (at == most) return;
    if (*count < most) ++*count;
    memmove(&kept[at + 1], &kept[at], (*count - at - 1) * sizeof *kept);
    kept[at] = late;
}

/* Asked last, and of what would be kept alone: it reads every member. */
static bool is_for_all(const struct attempt *attempt, const struct item *item) {
    return cgov__may_be_subject(attempt->model, item, attempt->after, attempt->fills, attempt->first_fill,
                                attempt->time);
}

static bool would_keep(const struct late *kept, uint32_t count, uint32_t most, int64_t due) {
    return count < most || due < kept[count - 1].due;
}

/* The items to be taken up, in the plan's buffer; how many. */
static uint32_t find_late(const struct attempt *attempt, struct plan *plan) {
    const struct model *model = attempt->model;
    const struct move *move = attempt->move;
    uint32_t numbers[64], count = 0, found, last = 0, party = attempt->after->parties[move->opens_party];
    cgov__buf_clear(&plan->late);
    if (party == 0 || !cgov__buf_reserve(&plan->late, move->opens_most * sizeof(struct late))) return 0;
    struct late *kept = (struct late *)(void *)plan->late.data;
    while ((found = cgov__overdue_after(model, last, attempt->time, numbers, sizeof numbers / sizeof *numbers)) != 0) {
        last = numbers[found - 1];
        for (uint32_t i = 0; i < found; i++) {
            const struct item *item = cgov__item(model, numbers[i]);
            int64_t due = late_since(model, item, attempt->time);
            bool free = due != INT64_MAX && !item->final && item->extra->taken_up == 0 &&
                        !is_above(model, attempt->number, numbers[i]);
            if (free && lies_below(model, item, party) && would_keep(kept, count, move->opens_most, due) &&
                is_for_all(attempt, item))
                keep(kept, &count, move->opens_most, (struct late){due, numbers[i], 0});
        }
    }
    return count;
}

/* ---- all that a move opens ---- */

COLD static int32_t refuse_twice(const struct attempt *attempt, uint64_t organization, struct refusal *why) {
    const struct move *move = attempt->move;
    char message[sizeof why->message];
    cgov__format(message, sizeof message, "`%s` names organization %u twice",
                 attempt->procedure->details[move->opens_field].name, cgov__id_number(organization));
    return cgov__refuse_rule(why, CGOV_R_DETAIL, attempt->after->rulebook, move->line, move->cites, message);
}

/* How many; fails where one organization is given twice. */
static int32_t count_children(const struct attempt *attempt, struct plan *plan, uint32_t *count, struct refusal *why) {
    const struct move *move = attempt->move;
    const struct command *command = attempt->command;
    *count = move->opens_for == OPENS_LATE ? find_late(attempt, plan) : 1;
    if (move->opens_for == OPENS_PARTY && attempt->after->parties[move->opens_party] == 0) *count = 0;
    if (move->opens_for != OPENS_DETAIL) return CGOV_OK;
    uint32_t field = attempt->procedure->details[move->opens_field].number;
    *count = 0;
    for (uint32_t i = 0; command && i < command->count; i++) {
        if (command->details[i].field != field) continue;
        for (uint32_t j = 0; j < i; j++)
            if (command->details[j].field == field && command->details[j].number == command->details[i].number)
                return refuse_twice(attempt, (uint64_t)command->details[i].number, why);
        ++*count;
    }
    return CGOV_OK;
}

/* Of the first one and each after it, of as many as were counted. */
static struct target next_target(const struct attempt *attempt, const struct plan *plan, uint32_t *at) {
    const struct move *move = attempt->move;
    const struct late *late = (const struct late *)(const void *)plan->late.data;
    if (move->opens_for == OPENS_PARTY) return (struct target){attempt->after->parties[move->opens_party], 0};
    if (move->opens_for == OPENS_LATE) return (struct target){0, late[(*at)++].item};
    if (move->opens_for != OPENS_DETAIL) return (struct target){0, 0};
    const struct detail *details = attempt->command->details;
    while (details[*at].field != attempt->procedure->details[move->opens_field].number) ++*at;
    return (struct target){cgov__id_row((uint64_t)details[(*at)++].number), 0};
}

static int32_t begin(struct child *child, const struct attempt *attempt, uint32_t count, struct plan *plan,
                     struct refusal *why) {
    const struct model *model = attempt->model;
    if (attempt->move->decision == NONE && attempt->after->extra->children + (uint64_t)count > model->limit_children)
        return cgov__fault(why, CGOV_E_LIMIT, CGOV_R_LIMIT, "the item has as many children as it may");
    if (cgov__plan_overlay(plan)->items + (uint64_t)count > most_items(attempt))
        return cgov__fault(why, CGOV_E_LIMIT, CGOV_R_LIMIT, "the ledger holds as many items as it may");
    child->procedure = &cgov__rulebook_of(model, attempt->after)->procedures[attempt->move->opens];
    pass_down(attempt, child->procedure, &child->passed);
    child->common = child->passed.count;
    return CGOV_OK;
}

int32_t cgov__children_open(const struct attempt *attempt, struct plan *plan, struct refusal *why) {
    const struct move *move = attempt->move;
    uint32_t count = 0, at = 0;
    if (move->opens == NONE) return CGOV_OK;
    int32_t status = count_children(attempt, plan, &count, why);
    if (status || count == 0) return status;
    struct child child;
    status = begin(&child, attempt, count, plan, why);
    for (; count > 0 && !status; count--) {
        const struct target target = next_target(attempt, plan, &at);
        status = open_child(&child, attempt, &target, plan, why);
    }
    return status;
}

/* A child gives no details, so what holds for the first of several holds for all. */
int32_t cgov__children_can_open(const struct attempt *attempt, struct plan *plan, struct refusal *why) {
    const struct move *move = attempt->move;
    uint32_t count = 0, at = 0;
    int32_t status = move->opens == NONE ? CGOV_OK : count_children(attempt, plan, &count, why);
    if (status || count == 0) return status;
    struct child child;
    struct record record;
    status = begin(&child, attempt, count, plan, why);
    if (status) return status;
    const struct target first = next_target(attempt, plan, &at);
    cgov__record_clear(&record, CGOV_RECORD_OPENED);
    const uint32_t fills = plan->fills.count;
    status = prepare(&child, attempt, &first, &record, plan, why);
    plan->fills.count = fills; /* found, not to be written yet */
    return status;
}
