/* Opening and moving: one procedure for every change of an item, whoever makes it. The guards say whether; this file
 * says what is written, and children.c what of its children and of its parent.
 *
 * Invariant: a move writes one record for the item, then one for each child it ends and one for each it opens, then
 * those of the move that its parent makes; all results (state, parties, dues, answers owed) stand in them. */
#include "entities/move.h"

#include "entities/children.h"
#include "entities/clocks.h"
#include "entities/correct.h"
#include "entities/decide.h"
#include "entities/details.h"
#include "entities/entities.h"
#include "entities/item.h"
#include "entities/merge.h"
#include "entities/office.h"
#include "entities/roll_fill.h"
#include "entities/roots.h"
#include "entities/sets.h"
#include "entities/view.h"
#include "model/item_rows.h"
#include "rules/nearest.h"

/* ---- what is common to all ---- */

struct attempt cgov__attempt(const struct model *model, uint32_t number, struct draft *after, const struct move *move) {
    const struct item *item = cgov__item(model, number);
    cgov__draft(model, after, item);
    return (struct attempt){.model = model,
                            .number = number,
                            .before = item,
                            .after = &after->item,
                            .procedure = cgov__procedure_of(model, item),
                            .move = move,
                            .row = cgov__machine_row(cgov__procedure_of(model, item), move)};
}

/* ---- moving ---- */

static uint8_t state_after(const struct attempt *attempt) {
    if ((attempt->row->does & DOES_DECIDE) != 0) return cgov__decided_to(attempt);
    return attempt->row->to == NONE ? attempt->before->state : attempt->row->to;
}

/* Of a decision nothing refuses what it opens: check 1 has seen to that, and no limit holds it up. */
static int32_t open_children(const struct attempt *attempt, struct plan *plan, struct refusal *why) {
    struct refusal unused = {0};
    if (attempt->move->decision == NONE) return cgov__children_open(attempt, plan, why);
    if (!cgov__decided_for(attempt)) return CGOV_OK;
    const int32_t status = cgov__children_open(attempt, plan, &unused);
    return status == CGOV_E_NOMEM ? status : CGOV_OK;
}

static bool claims(const struct attempt *attempt, const struct item *after) {
    if ((attempt->row->does & DOES_DECIDE) == 0) return (attempt->row->does & DOES_CLAIM) != 0;
    return cgov__move_claims(attempt->procedure, attempt->move, after->state);
}

/* Where it leads; no move leaves what is final (check 1). */
static inline void lead(const struct attempt *attempt, struct item *after) {
    const uint32_t does = attempt->row->does;
    after->state = state_after(attempt);
    after->final = (does & DOES_DECIDE) == 0 ? (does & DOES_END) != 0
                                             : (attempt->procedure->machine->final >> after->state & 1) != 0;
}

static uint64_t id_of(const struct attempt *attempt) {
    return cgov__id(attempt->before->kind, attempt->number);
}

/* The item has changed its state: its parent makes the first of its moves `by child` that nothing refuses; else it
 * waits. */
static int32_t parent_follows(const struct attempt *attempt, struct plan *plan, struct refusal *why);

/* What follows from the move's own record: others of its frame. */
static IN_LINE int32_t write_others(const struct attempt *attempt, const struct item *after, struct plan *plan,
                                    struct refusal *why) {
    const uint32_t does = attempt->row->does;
    const bool moves_on = attempt->before->extra->parent != 0 && after->state != attempt->before->state;
    if ((does & (DOES_OTHERS | DOES_END)) == 0) return moves_on ? parent_follows(attempt, plan, why) : CGOV_OK;
    if ((does & (DOES_FILL | DOES_DECIDE)) != 0)
        cgov__fills_write(attempt, plan, id_of(attempt)); /* and those who win */
    if ((does & DOES_OFFICES) != 0 && cgov__decided_for(attempt)) cgov__offices_write(attempt, plan, id_of(attempt));
    if (after->final || (does & DOES_DROP) != 0) cgov__children_end(plan, attempt->number, after, attempt->move->drops);
    if ((does & DOES_FOLLOW) != 0 && attempt->command)
        cgov__merge_write(after, id_of(attempt), (uint64_t)cgov__detail_number(attempt->command, CGOV_FIELD_MASTER),
                          plan);
    int32_t status = (does & DOES_OPEN) != 0 ? open_children(attempt, plan, why) : CGOV_OK;
    return status || !moves_on ? status : parent_follows(attempt, plan, why);
}

/* What few moves say in their record. */
static int32_t put_more(const struct attempt *attempt, struct item *after, struct plan *plan, struct record *record,
                        const char **class_name, char room[NAME_SIZE], struct refusal *why) {
    const uint32_t does = attempt->row->does;
    int32_t status = (does & DOES_BIND) != 0 ? cgov__roots_put(attempt, plan, record, why) : CGOV_OK;
    if (status) return status;
    if ((does & DOES_DECIDE) != 0) cgov__decision_put(attempt, plan, record);
    if ((does & DOES_RECLASS) != 0) cgov__reclass(attempt, record, after, class_name, room);
    if ((does & DOES_FOLLOW) != 0 && attempt->command)
        record->master = (uint64_t)cgov__detail_number(attempt->command, CGOV_FIELD_MASTER);
    return record->master != 0 ? cgov__merge_check(attempt, record->master, why) : CGOV_OK;
}

/* What its command brings. */
static inline void put_brought(const struct attempt *attempt, struct plan *plan, struct record *record) {
    const struct command *command = attempt->command;
    if ((command->brings & BRINGS_FACTS) != 0 && cgov__facts_put(record, command)) {
        record->bare = false;
        record->external = cgov__blob(NULL, 0);
    }
    cgov__details_put(attempt->model, command, plan, record);
    if (record->details.len > 0) record->bare = false;
}

static inline uint64_t owed_after(const struct attempt *attempt, const struct item *after) {
    const bool answers = (attempt->row->does & DOES_ANSWER) != 0;
    return (answers || after->final ? 0u : attempt->before->owed) + (claims(attempt, after) ? 1u : 0u);
}

static IN_LINE int32_t write(const struct attempt *attempt, struct item *after, struct plan *plan,
                             struct refusal *why) {
    const struct item *before = attempt->before;
    const struct machine_move *row = attempt->row;
    const uint32_t does = row->does;
    struct record *record = cgov__plan_record(plan, CGOV_RECORD_MOVED);
    record->id = id_of(attempt);
    record->move = row->number;
    record->answers = (does & DOES_ANSWER) != 0;
    record->bare = (does & DOES_SAY) == 0;
    if (attempt->command && attempt->command->count > 0) put_brought(attempt, plan, record);
    lead(attempt, after);
    char room[NAME_SIZE];
    const char *class_name = NULL;
    int32_t status = CGOV_OK;
    if ((does & DOES_SAY) != 0) status = put_more(attempt, after, plan, record, &class_name, room, why);
    if (status) return status;
    record->state = after->state + UINT64_C(1);
    record->owed = owed_after(attempt, after);
    if (row->sets != 0) cgov__set_parties(attempt->procedure, row, before, after, &record->parties);
    const struct clock_step step = {.before = before,
                                    .after = after,
                                    .procedure = attempt->procedure,
                                    .move = attempt->move,
                                    .row = row,
                                    .outcome = (does & DOES_DECIDE) == 0 ? 0 : (uint8_t)attempt->deciding->ruling.kind,
                                    .class_name = class_name,
                                    .time = attempt->time,
                                    .command = attempt->command};
    status = cgov__clocks_plan(attempt->model, &step, &record->clocks, why);
    if (status) return status;
    cgov__plan_move(plan, before, attempt->procedure, row, record);
    return write_others(attempt, after, plan, why);
}

static int32_t write_move(const struct attempt *attempt, struct item *after, struct plan *plan, struct refusal *why) {
    return write(attempt, after, plan, why);
}

COLD static int32_t refuse_state(const struct attempt *attempt, struct refusal *why) {
    const struct move *move = attempt->move;
    char message[128];
    cgov__format(message, sizeof message, "`%s` does not leave the state `%s`", move->name,
                 attempt->procedure->states[attempt->before->state].name);
    return cgov__refuse_rule(why, CGOV_R_STATE, attempt->before->rulebook, move->line, move->cites, message);
}

static inline int32_t check_state(const struct attempt *attempt, struct refusal *why) {
    return (attempt->row->from >> attempt->before->state & 1) != 0 ? CGOV_OK : refuse_state(attempt, why);
}

/* What few moves ask besides, in the order of their refusals; unset: a party that must be set and cannot be. */
static int32_t check_more(struct attempt *attempt, const struct item *after, uint8_t unset, struct refusal *why) {
    const uint32_t does = attempt->row->does;
    int32_t status = (does & DOES_CORRECT) != 0 ? cgov__correct_check(attempt, why) : CGOV_OK;
    if (!status && attempt->fills) attempt->first_fill = attempt->fills->count;
    if (!status && (does & DOES_FILL) != 0) status = cgov__fills_find(attempt, why);
    if (!status) status = cgov__guard_clauses(attempt, why);
    if (!status && (does & (DOES_DECIDE | DOES_CLOSE)) != 0) status = cgov__move_decides(attempt, why);
    if (status || (does & DOES_DECIDE) != 0) return status;
    if (unset != NONE) return cgov__refuse_unset(attempt, unset, why);
    if ((does & DOES_NAME) != 0 && (status = cgov__named_check(attempt, after, why)) != CGOV_OK) return status;
    return (does & DOES_OFFICES) != 0 ? cgov__offices_check(attempt, why) : CGOV_OK;
}

/* What comes after the state and who: what the details name, which are taken, and the clauses as they stand. */
static IN_LINE int32_t check_rest(struct attempt *attempt, struct item *after, struct refusal *why) {
    const struct command *command = attempt->command;
    const struct machine_move *row = attempt->row;
    uint8_t unset = NONE;
    int32_t status = CGOV_OK;
    if (command && (command->brings & BRINGS_IDS) != 0) status = cgov__ids_check(attempt->model, command, why);
    if (status) return status;
    if (row->set_count > 0) cgov__sets_apply(attempt, after, &unset);
    if (command && (status = cgov__guard_brought(attempt, why)) != CGOV_OK) return status;
    if ((row->does & DOES_ASK) != 0) return check_more(attempt, after, unset, why);
    status = cgov__guard_clauses(attempt, why);
    return status || unset == NONE ? status : cgov__refuse_unset(attempt, unset, why);
}

/* The order of refusal: the state, who, then the rest. */
static IN_LINE int32_t check_move(struct attempt *attempt, const struct may *may, struct item *after,
                                  struct refusal *why) {
    int32_t status = check_state(attempt, why);
    if (!status) status = cgov__guard_may(attempt, may, why);
    return status ? status : check_rest(attempt, after, why);
}

/* The move that a command asks for; NULL: the text has none of that name, or it opens items. */
static inline const struct machine_move *find_move(const struct machine *machine, const struct command *command) {
    const uint8_t index = cgov__machine_find(machine, command->move);
    const struct machine_move *row = index == NONE ? NULL : &machine->moves[index];
    return row && (row->does & DOES_BEGIN) == 0 ? row : NULL;
}

/* One walk over what the actor holds: whom a move of the present state names by office or in person, they see the item,
 * unless somebody is accused. Everybody else is asked. */
static bool sees(const struct attempt *attempt, struct may *may) {
    if (attempt->move) {
        cgov__who_may(attempt, may);
        const bool leaves = (attempt->row->from >> attempt->before->state & 1) != 0;
        if (leaves && may->named && cgov__accuses_nobody(attempt->model, attempt->before)) return true;
    }
    return cgov__sees(attempt->model, attempt->before, attempt->actor, attempt->time);
}

COLD static int32_t refuse_name(const struct attempt *attempt, const struct command *command, struct refusal *why) {
    const struct procedure *procedure = attempt->procedure;
    char message[sizeof why->message];
    struct near near;
    cgov__near_begin(&near, command->move, strlen(command->move));
    cgov__nearest_moves(&near, procedure);
    cgov__format(message, sizeof message, "procedure `%s` has no move %q", procedure->name, command->move);
    cgov__near_end(&near, message, sizeof message);
    return cgov__refuse_rule(why, CGOV_R_MOVE, attempt->before->rulebook, procedure->line, procedure->cites, message);
}

COLD static int32_t refuse_item(const struct command *command, struct refusal *why) {
    return cgov__fault_of(why, CGOV_E_NOT_FOUND, CGOV_R_NONE, "there is no item %u for this actor", command->id);
}

COLD static int32_t refuse_version(const struct command *command, const struct item *item, struct refusal *why) {
    return cgov__fault_of(why, CGOV_E_CONFLICT, CGOV_R_VERSION, "the item is at version %u, not at %u as expected",
                          ROW_SEQ(item, version), command->act.expect);
}

static int32_t move_admit(const struct model *model, const struct command *command, struct plan *plan,
                          struct refusal *why) {
    const cgov_act *act = &command->act;
    why->item = command->id;
    const struct item *named = cgov__item_by_id(model, command->id);
    const struct item *master = cgov__merge_asked(model, named, command->move, act->actor);
    const struct item *item = master ? master : named;
    if (!item) return refuse_item(command, why);
    cgov__clocks_fetch_live(model, item);
    const struct procedure *procedure = cgov__procedure_of(model, item);
    const struct machine_move *row = find_move(procedure->machine, command);
    struct attempt attempt = {.model = model,
                              .before = item,
                              .procedure = procedure,
                              .move = row ? &procedure->moves[row->number - 1] : NULL,
                              .row = row,
                              .command = command,
                              .actor = act->actor,
                              .time = act->now,
                              .fills = &plan->fills,
                              .deciding = &plan->deciding,
                              .number = master ? named->extra->master : cgov__id_row(command->id)};
    struct may may;
    if (!sees(&attempt, &may) && !master) return refuse_item(command, why);
    if (act->expect != 0 && act->expect != ROW_SEQ(named, version)) return refuse_version(command, named, why);
    if (!row) return refuse_name(&attempt, command, why);
    struct draft after;
    if ((row->does & (uint32_t)~DOES_PASS) == 0 && row->set_count == 0)
        after.item = *item; /* but for its state it stays as it is, its parties where they are */
    else
        cgov__draft(model, &after, item);
    attempt.after = &after.item;
    int32_t status = check_move(&attempt, &may, &after.item, why);
    if (status) return status;
    plan->result = command->id;
    return write(&attempt, &after.item, plan, why);
}

/* What a move nobody asks for, with no details, is refused by, but who and the state it leaves; after's parties are
 * set. */
static int32_t refused(struct attempt *attempt, struct item *after, struct refusal *why) {
    const bool decides = attempt->move->decision != NONE;
    uint8_t unset = NONE;
    if (!cgov__sets_apply(attempt, after, &unset) && !decides) return cgov__refuse_unset(attempt, unset, why);
    int32_t status = cgov__fills_find(attempt, why);
    if (!status) status = cgov__guard_clauses(attempt, why);
    if (!status) status = cgov__move_decides(attempt, why);
    return status || decides ? status : cgov__offices_check(attempt, why);
}

/* Makes the move where nothing refuses it; what stands in the plan then is whole. */
static int32_t try_move(uint32_t number, const struct move *move, struct plan *plan, bool *made, struct refusal *why) {
    struct draft after;
    struct refusal unused = {0};
    struct attempt attempt = cgov__attempt(plan->model, number, &after, move);
    attempt.time = plan->time;
    attempt.fills = &plan->fills;
    attempt.overlay = cgov__plan_overlay(plan);
    attempt.deciding = &plan->deciding;
    int32_t status = refused(&attempt, &after.item, &unused);
    if (!status && move->decision == NONE) status = cgov__children_can_open(&attempt, plan, &unused);
    if (status) return status == CGOV_E_NOMEM ? status : CGOV_OK;
    const uint64_t actor = plan->actor, last = plan->last_seq;
    plan->actor = 0;
    status = write_move(&attempt, &after.item, plan, why);
    plan->actor = actor;
    *made = !status || plan->last_seq != last;
    return *made ? status : CGOV_OK;
}

static int32_t parent_follows(const struct attempt *attempt, struct plan *plan, struct refusal *why) {
    uint32_t number = attempt->before->extra->parent;
    const struct item *parent = cgov__item(plan->model, number);
    const struct procedure *procedure = parent ? cgov__procedure_of(plan->model, parent) : NULL;
    bool made = false;
    if (!parent || parent->final || !procedure->by_child) return CGOV_OK;
    for (uint8_t m = 0; m < procedure->move_count && !made; m++) {
        const struct move *move = &procedure->moves[m];
        if (!move->by_child || (move->from >> parent->state & 1) == 0) continue;
        int32_t status = try_move(number, move, plan, &made, why);
        if (status) return status;
    }
    return CGOV_OK;
}

bool cgov__move_by_time(const struct model *model, uint32_t number, const struct move *move, struct plan *plan) {
    const struct item *item = cgov__item(model, number);
    struct draft after;
    struct refusal why = {0};
    struct attempt attempt = cgov__attempt(model, number, &after, move);
    attempt.time = plan->time;
    attempt.fills = &plan->fills;
    attempt.deciding = &plan->deciding;
    if (!move->by_time || (move->from >> item->state & 1) == 0 || move->opens_item) return false;
    if (refused(&attempt, &after.item, &why)) return false;
    return !write_move(&attempt, &after.item, plan, &why);
}

int32_t cgov__move_explain(const struct model *model, uint32_t number, const struct move *move, uint64_t actor,
                           int64_t at, struct refusal *why) {
    struct draft after;
    struct attempt attempt = cgov__attempt(model, number, &after, move);
    attempt.actor = actor;
    attempt.time = at;
    struct may may;
    cgov__who_may(&attempt, &may);
    int32_t status = check_move(&attempt, &may, &after.item, why);
    if (status || !move->dated || move->decision != NONE) return status;
    if (move->to != NONE) after.item.state = move->to;
    const struct clock_step step = {.before = attempt.before,
                                    .after = &after.item,
                                    .procedure = attempt.procedure,
                                    .move = move,
                                    .row = attempt.row,
                                    .time = at};
    return cgov__clocks_explain(model, &step, why);
}

const struct entity cgov__entity_moved = {move_admit, cgov__moved_valid, cgov__moved_need, cgov__moved_apply, NULL};
