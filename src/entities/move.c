/* Opening and moving: one procedure for every change of an item, whoever makes it. The guards say whether; this file
 * says what is written, and children.c what of its children and of its parent.
 *
 * Invariant: a move writes one record for the item, then one for each child it ends and one for each it opens, then
 * those of the move that its parent makes; all results (state, parties, dues, answers owed) stand in them. */
#include "entities/move.h"
#include "entities/named.h"

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
#include "entities/subject.h"
#include "entities/why_not.h"
#include "model/item_rows.h"
#include "model/symbols.h"
#include "model/track.h"
#include "records/given.h"
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

int32_t cgov__open_clocks(const struct attempt *attempt, const char *class_name, struct clock_list *out,
                          struct refusal *why) {
    const struct clock_step step = {.after = attempt->after,
                                    .procedure = attempt->procedure,
                                    .move = attempt->move,
                                    .row = attempt->row,
                                    .class_name = class_name,
                                    .time = attempt->received != 0 ? attempt->received : attempt->time,
                                    .received = attempt->received != 0,
                                    .command = attempt->command};
    return cgov__clocks_plan(attempt->model, &step, out, why);
}

COLD static int32_t refuse_party(const struct attempt *attempt, uint8_t unset, struct refusal *why) {
    char message[sizeof why->message];
    cgov__say_unset(attempt, unset, message, sizeof message);
    return cgov__refuse_rule(why, CGOV_R_PARTY, attempt->after->rulebook, attempt->move->line, attempt->move->cites,
                             message);
}

static void who_may(const struct attempt *attempt, struct may *may) {
    cgov__who_may(attempt->model, attempt->before, attempt->procedure->machine, attempt->row, attempt->actor,
                  attempt->time, may);
}

/* ---- opening ---- */

static int32_t refuse_opening(const struct model *model, int64_t at, const char *procedure, const char *matter,
                              struct refusal *why) {
    char message[sizeof why->message];
    struct lack lack;
    cgov__lack_begin(&lack, procedure, matter);
    for (uint32_t rank = 0, version; (version = cgov__in_force(model, &rank, at)) != 0;)
        cgov__lack_take(&lack, &cgov__adoption(model, version)->rulebook);
    cgov__lack_say(&lack, message, sizeof message, "no rulebook in force");
    return cgov__refuse(why, CGOV_R_DETAIL, message);
}

int32_t cgov__choose_procedure(const struct model *model, const struct command *command, int64_t at, struct item *item,
                               struct refusal *why) {
    char matter[NAME_SIZE], procedure[NAME_SIZE];
    struct blob text = cgov__detail_text(command, CGOV_FIELD_MATTER);
    cgov__text_copy(matter, sizeof matter, (const char *)text.ptr, text.len);
    text = cgov__detail_text(command, CGOV_FIELD_PROCEDURE);
    cgov__text_copy(procedure, sizeof procedure, (const char *)text.ptr, text.len);
    for (uint32_t rank = 0, version; (version = cgov__in_force(model, &rank, at)) != 0;) {
        const struct adoption *adoption = cgov__adoption(model, version);
        const struct rulebook *rulebook = &adoption->rulebook;
        int32_t m = matter[0] == 0 ? -1 : cgov__matter_find(rulebook, matter);
        if (matter[0] != 0 && m < 0) continue;
        uint8_t found = m >= 0 && procedure[0] == 0 ? rulebook->matters[m].procedure : NONE;
        if (found == NONE) found = procedure[0] == 0 ? rulebook->issue : cgov__procedure_find(rulebook, procedure);
        if (found == NONE) continue;
        item->rulebook = (uint16_t)version;
        item->procedure = found;
        item->kind = rulebook->procedures[found].kind;
        item->matter = (uint16_t)(m + 1);
        item->profile =
            m >= 0 && rulebook->matters[m].profile != NONE ? rulebook->matters[m].profile : adoption->profile;
        cgov__track_apply(item, cgov__track_said(item, cgov__track_given(item), m >= 0 ? &rulebook->matters[m] : NULL));
        return m >= 0 ? cgov__matter_fits(rulebook, (uint16_t)m, found, why) : CGOV_OK;
    }
    return refuse_opening(model, at, procedure, matter, why);
}

/* The actor holds an office that the opening names, whatever other line names them too. */
bool cgov__enters_by_office(const struct attempt *attempt) {
    for (uint8_t b = 0; b < attempt->move->by_count; b++)
        if (attempt->move->by[b].kind == WHO_ROLE &&
            cgov__is_who(attempt->model, attempt->after, &attempt->move->by[b], attempt->actor, attempt->time))
            return true;
    return false;
}

/* The resident reported for; none where an officer named by the move reports for somebody unknown. */
static uint32_t reporter_of(const struct attempt *attempt) {
    int64_t behalf = cgov__detail_number(attempt->command, CGOV_FIELD_BEHALF);
    if (behalf != 0) return cgov__id_row((uint64_t)behalf);
    return cgov__enters_by_office(attempt) ? 0 : cgov__id_row(attempt->actor);
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

/* Who reports for another enters it by an office that the opening names; anybody else speaks for themselves. */
static int32_t guard_behalf(const struct attempt *attempt, struct refusal *why) {
    const uint64_t behalf = (uint64_t)cgov__detail_number(attempt->command, CGOV_FIELD_BEHALF);
    uint32_t line = attempt->move->line;
    if (behalf == 0 || behalf == attempt->actor || cgov__enters_by_office(attempt)) return CGOV_OK;
    for (uint8_t b = attempt->move->by_count; b-- > 0;)
        if (attempt->move->by[b].kind == WHO_ROLE) line = attempt->move->by[b].line;
    return cgov__refuse_rule(why, CGOV_R_MAY, attempt->after->rulebook, line, attempt->move->cites,
                             "only who enters reports by office reports on behalf of another");
}

/* What is said of a report that did not come in as it is filed is the intake's: who enters there by office gives it,
 * nobody else. */
static int32_t guard_intakes(const struct attempt *attempt, const struct may *may, const char *whose,
                             struct refusal *why) {
    uint8_t intake = attempt->procedure->intake;
    if (intake != NONE && may->by && may->by->kind == BY_ROLE && may->by->party == intake) return CGOV_OK;
    uint32_t line = attempt->move->line;
    for (uint8_t b = 0; intake != NONE && b < attempt->move->by_count; b++) {
        const struct who *who = &attempt->move->by[b];
        if (who->kind != WHO_ROLE || who->party != intake) continue;
        if (cgov__is_who(attempt->model, attempt->before, who, attempt->actor, attempt->time)) return CGOV_OK;
        if (line == attempt->move->line) line = who->line;
    }
    return cgov__refuse_rule(why, CGOV_R_MAY, attempt->after->rulebook, line, attempt->move->cites, whose);
}

/* An external key is another system's number. Asked before any key is looked up, so that nobody learns by trying which
 * there are. */
static int32_t guard_external(const struct attempt *attempt, const struct may *may, struct refusal *why) {
    if (!cgov__detail_find(attempt->command, CGOV_FIELD_EXTERNAL)) return CGOV_OK;
    return guard_intakes(attempt, may, "an external key is given by those who enter for the intake by office", why);
}

static int32_t guard_received(const struct attempt *attempt, const struct may *may, struct refusal *why) {
    const struct model *model = attempt->model;
    if (attempt->received == 0) return CGOV_OK;
    int32_t status =
        guard_intakes(attempt, may, "`received` is given by those who enter for the intake by office", why);
    if (status) return status;
    switch (cgov__received_late(model, attempt->received, attempt->time)) {
    case RECEIVED_AFTER:
        return cgov__refuse(why, CGOV_R_DETAIL, "`received` is after now");
    case RECEIVED_BEHIND:
        return cgov__fault_of(why, CGOV_E_REFUSED, CGOV_R_DETAIL,
                              "`received` is farther behind now than the ledger allows, %l: `limit_behind`",
                              model->limit_behind);
    case RECEIVED_IN_TIME:
        break;
    }
    return CGOV_OK;
}

static uint64_t external_there(const struct attempt *attempt) {
    const struct blob key = cgov__detail_text(attempt->command, CGOV_FIELD_EXTERNAL);
    return cgov__external_find(attempt->model, attempt->after->kind, cgov__intake_of(attempt->model, attempt->after),
                               (const char *)key.ptr, key.len);
}

static int32_t check_opening(struct attempt *attempt, struct refusal *why, uint8_t unset) {
    struct may may;
    who_may(attempt, &may);
    int32_t status = cgov__guard_may(attempt, &may, why);
    if (!status) status = guard_behalf(attempt, why);
    if (!status) status = guard_external(attempt, &may, why);
    if (!status) status = guard_received(attempt, &may, why);
    if (!status) status = cgov__guard_details(attempt, why);
    if (!status) status = cgov__subject_check(attempt, NULL, why);
    if (!status) status = cgov__fills_find(attempt, why);
    if (!status) status = cgov__guard_clauses(attempt, why);
    if (!status) status = cgov__move_decides(attempt, why);
    if (!status && unset != NONE) return refuse_party(attempt, unset, why);
    if (!status) status = cgov__offices_check(attempt, why);
    if (!status && attempt->after->channel >= CGOV_CHANNEL_LITIGATION)
        return cgov__refuse(why, CGOV_R_DETAIL,
                            "this channel is advice where else to turn, not one a report comes in by");
    if (!status && external_there(attempt) != 0)
        return cgov__fault(why, CGOV_E_CONFLICT, CGOV_R_EXTERNAL,
                           "what was opened there carries this external key already");
    return status;
}

/* What is opened: under which procedure, from whom, to whom. The first party that cannot be set is *unset. */
static int32_t prepare_opening(struct attempt *attempt, struct draft *draft, uint8_t *unset, struct refusal *why) {
    struct item *item = &draft->item;
    int32_t status = cgov__choose_procedure(attempt->model, attempt->command, attempt->time, item, why);
    if (status) return status;
    const struct procedure *procedure = cgov__procedure_of(attempt->model, item);
    attempt->procedure = procedure;
    attempt->move = &procedure->moves[procedure->open];
    attempt->row = &procedure->machine->moves[procedure->open];
    item->state = attempt->move->to;
    *unset = NONE;
    cgov__sets_apply(attempt, item, unset);
    if (procedure->reporter == NONE) return CGOV_OK;
    /* Who reports can depend on the intake given, and a party to be set can depend on who reports. */
    cgov__edit_parties(item)[procedure->reporter] = reporter_of(attempt);
    *unset = NONE;
    cgov__sets_apply(attempt, item, unset);
    return CGOV_OK;
}

uint64_t cgov__open_there(const struct model *model, const struct command *command, int64_t at) {
    struct draft draft;
    struct item *item = &draft.item;
    struct refusal unused = {0};
    uint8_t unset;
    cgov__draft(model, &draft, NULL);
    struct attempt attempt = {
        .model = model, .before = item, .after = item, .command = command, .actor = command->act.actor, .time = at};
    if (prepare_opening(&attempt, &draft, &unset, &unused)) return 0;
    struct may may;
    who_may(&attempt, &may);
    bool entitled = may.may && !guard_external(&attempt, &may, &unused);
    return entitled ? external_there(&attempt) : 0;
}

int32_t cgov__open_admit(const struct model *model, const struct command *command, struct plan *plan,
                         struct refusal *why) {
    const cgov_act *act = &command->act;
    struct draft draft;
    struct item *item = &draft.item;
    cgov__draft(model, &draft, NULL);
    struct record *record = cgov__plan_record(plan, CGOV_RECORD_OPENED);
    cgov__facts_put(record, command);
    cgov__details_put(model, command, plan, record);
    cgov__fill_item(&draft, record);
    struct attempt attempt = {.model = model,
                              .before = item,
                              .after = item,
                              .command = command,
                              .actor = act->actor,
                              .time = act->now,
                              .received = record->received,
                              .fills = &plan->fills};
    uint8_t unset = NONE;
    int32_t status = cgov__ids_check(model, command, why);
    if (!status) status = prepare_opening(&attempt, &draft, &unset, why);
    if (status) return status;
    const struct procedure *procedure = attempt.procedure;
    const struct move *open = attempt.move;
    if ((status = check_opening(&attempt, why, unset)) != CGOV_OK) return status;
    if (cgov__plan_overlay(plan)->items >= model->limit_items)
        return cgov__fault(why, CGOV_E_LIMIT, CGOV_R_LIMIT, "the ledger holds as many items as it may");
    uint32_t number = cgov__plan_overlay(plan)->items + 1;
    record->id = plan->result = cgov__id(item->kind, number);
    record->move = procedure->open + UINT64_C(1);
    record->state = open->to + UINT64_C(1);
    record->rulebook = item->rulebook;
    record->procedure = item->procedure + UINT64_C(1);
    record->profile = item->profile == NONE ? 0 : item->profile + UINT64_C(1);
    record->matter = item->matter;
    if (cgov__track_brought(item) != 0) record->track = TRACK_BROUGHT | cgov__track_brought(item);
    record->owed = procedure->reporter == NONE ? 0 : 1;
    char class_name[NAME_SIZE];
    cgov__text_copy(class_name, sizeof class_name, (const char *)record->class_name.ptr, record->class_name.len);
    cgov__move_parties(procedure, NULL, item, &record->parties);
    status = cgov__open_clocks(&attempt, class_name, &record->clocks, why);
    if (!status && (attempt.row->does & DOES_BIND) != 0) status = cgov__roots_put(&attempt, plan, record, why);
    if (status) return status;
    cgov__plan_add(plan, record);
    cgov__fills_write(&attempt, plan, plan->result);
    cgov__offices_write(&attempt, plan, plan->result);
    attempt.number = number;
    return cgov__children_open(&attempt, plan, why);
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

static uint64_t id_of(const struct attempt *attempt) {
    return cgov__id(attempt->before->kind, attempt->number);
}

/* What follows from the move's own record: others of its frame. */
static int32_t write_others(const struct attempt *attempt, const struct item *after, struct plan *plan,
                            struct refusal *why) {
    const uint32_t does = attempt->row->does;
    const bool moves_on = after->state != attempt->before->state && attempt->before->extra->parent != 0;
    if ((does & DOES_OTHERS) == 0 && !after->final)
        return moves_on ? cgov__parent_follows(attempt, plan, why) : CGOV_OK;
    if ((does & (DOES_FILL | DOES_DECIDE)) != 0)
        cgov__fills_write(attempt, plan, id_of(attempt)); /* and those who win */
    if ((does & DOES_OFFICES) != 0 && cgov__decided_for(attempt)) cgov__offices_write(attempt, plan, id_of(attempt));
    if (after->final || (does & DOES_DROP) != 0) cgov__children_end(plan, attempt->number, after, attempt->move->drops);
    if ((does & DOES_FOLLOW) != 0 && attempt->command)
        cgov__merge_write(after, id_of(attempt), (uint64_t)cgov__detail_number(attempt->command, CGOV_FIELD_MASTER),
                          plan);
    int32_t status = (does & DOES_OPEN) != 0 ? open_children(attempt, plan, why) : CGOV_OK;
    return status || !moves_on ? status : cgov__parent_follows(attempt, plan, why);
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

/* The records of a move all of whose guards hold. after's parties are set; state, class and the rest are set here. */
int32_t cgov__move_write(const struct attempt *attempt, struct item *after, struct plan *plan, struct refusal *why) {
    const struct model *model = attempt->model;
    const struct item *before = attempt->before;
    const struct move *move = attempt->move;
    const struct machine_move *row = attempt->row;
    struct record *record = cgov__plan_record(plan, CGOV_RECORD_MOVED);
    record->id = id_of(attempt);
    record->move = (uint64_t)(row - attempt->procedure->machine->moves) + 1;
    record->answers = (row->does & DOES_ANSWER) != 0;
    record->bare = (row->does & (DOES_RECLASS | DOES_FOLLOW)) == 0;
    if (attempt->command && attempt->command->count > 0) {
        if ((attempt->command->brings & BRINGS_FACTS) != 0 && cgov__facts_put(record, attempt->command)) {
            record->bare = false;
            record->external = cgov__blob(NULL, 0);
        }
        cgov__details_put(model, attempt->command, plan, record);
        if (record->details.len > 0) record->bare = false;
    }
    after->state = state_after(attempt);
    after->final = (attempt->procedure->machine->final >> after->state & 1) != 0;
    char room[NAME_SIZE];
    const char *class_name = cgov__symbol_name(model, before->class_name);
    int32_t status = CGOV_OK;
    if ((row->does & (DOES_BIND | DOES_DECIDE | DOES_RECLASS | DOES_FOLLOW)) != 0)
        status = put_more(attempt, after, plan, record, &class_name, room, why);
    if (status) return status;
    record->state = after->state + UINT64_C(1);
    record->owed = (row->does & DOES_ANSWER) != 0 || after->final ? 0 : before->owed;
    if (claims(attempt, after)) record->owed++;
    if (row->sets != 0) cgov__set_parties(attempt->procedure, row, before, after, &record->parties);
    const struct clock_step step = {.before = before,
                                    .after = after,
                                    .procedure = attempt->procedure,
                                    .move = move,
                                    .row = row,
                                    .outcome =
                                        (row->does & DOES_DECIDE) == 0 ? 0 : (uint8_t)attempt->deciding->ruling.kind,
                                    .class_name = class_name,
                                    .time = attempt->time,
                                    .command = attempt->command};
    status = cgov__clocks_plan(model, &step, &record->clocks, why);
    if (status) return status;
    cgov__plan_move(plan, before, attempt->procedure, row, record);
    return write_others(attempt, after, plan, why);
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

/* What a move has to do with deciding: it counts, or closes the list of those who decide. What a decision does was
 * asked then. */
int32_t cgov__move_decides(struct attempt *attempt, struct refusal *why) {
    if (attempt->move->decision == NONE) return cgov__closing_check(attempt, state_after(attempt), why);
    return attempt->deciding ? cgov__decide(attempt, why) : cgov__decide_explain(attempt, why);
}

/* What comes after the state and who: what the details name, which are taken, and the clauses as they stand. */
static int32_t check_rest(struct attempt *attempt, struct item *after, struct refusal *why) {
    const struct command *command = attempt->command;
    const uint32_t does = attempt->row->does;
    uint8_t unset = NONE;
    int32_t status = CGOV_OK;
    if (command && (command->brings & BRINGS_IDS) != 0) status = cgov__ids_check(attempt->model, command, why);
    if (status) return status;
    const bool set = attempt->row->set_count == 0 || cgov__sets_apply(attempt, after, &unset);
    attempt->given = 0;
    if (command && (command->count > 0 || (does & DOES_APPLY) != 0)) status = cgov__guard_details(attempt, why);
    if (!status && (does & DOES_CORRECT) != 0) status = cgov__correct_check(attempt, why);
    if (!status && attempt->fills) attempt->first_fill = attempt->fills->count;
    if (!status && (does & DOES_FILL) != 0) status = cgov__fills_find(attempt, why);
    if (!status) status = cgov__guard_clauses(attempt, why);
    if (!status && (does & (DOES_DECIDE | DOES_CLOSE)) != 0) status = cgov__move_decides(attempt, why);
    if (status || (does & DOES_DECIDE) != 0) return status;
    if (!set) return refuse_party(attempt, unset, why);
    if ((does & DOES_NAME) != 0 && (status = cgov__named_check(attempt, after, why)) != CGOV_OK) return status;
    return (does & DOES_OFFICES) != 0 ? cgov__offices_check(attempt, why) : CGOV_OK;
}

/* The order of refusal: the state, who, then the rest. */
static int32_t check_move(struct attempt *attempt, const struct may *may, struct item *after, struct refusal *why) {
    int32_t status = check_state(attempt, why);
    if (!status) status = cgov__guard_may(attempt, may, why);
    return status ? status : check_rest(attempt, after, why);
}

/* The move that a command asks for, of the item as it is; none where the text has none of that name. */
static void find_move(struct attempt *attempt, const struct command *command) {
    const struct procedure *procedure = attempt->procedure;
    const uint8_t index = cgov__machine_find(procedure->machine, command->move);
    if (index == NONE || (procedure->machine->moves[index].does & DOES_BEGIN) != 0) return;
    attempt->move = &procedure->moves[index];
    attempt->row = &procedure->machine->moves[index];
}

/* One walk over what the actor holds: whom a move of the present state names by office or in person, they see the item,
 * unless somebody is accused. Everybody else is asked. */
static bool sees(const struct attempt *attempt, struct may *may) {
    if (attempt->move) {
        who_may(attempt, may);
        const bool leaves = (attempt->row->from >> attempt->before->state & 1) != 0;
        if (leaves && may->named && cgov__is_named_seen(attempt->model, attempt->before)) return true;
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

int32_t cgov__move_admit(const struct model *model, const struct command *command, struct plan *plan,
                         struct refusal *why) {
    const cgov_act *act = &command->act;
    why->item = command->id;
    const struct item *named = cgov__item_by_id(model, command->id);
    const struct item *master = cgov__merge_asked(model, named, command->move, act->actor);
    const struct item *item = master ? master : named;
    struct attempt attempt = {.model = model,
                              .number = master ? named->extra->master : cgov__id_row(command->id),
                              .before = item,
                              .command = command,
                              .actor = act->actor,
                              .time = act->now,
                              .fills = &plan->fills,
                              .deciding = &plan->deciding};
    struct may may;
    if (item) attempt.procedure = cgov__procedure_of(model, item);
    if (item) find_move(&attempt, command);
    if (!item || (!sees(&attempt, &may) && !master)) return refuse_item(command, why);
    if (act->expect != 0 && act->expect != ROW_SEQ(named, version)) return refuse_version(command, named, why);
    if (!attempt.move) return refuse_name(&attempt, command, why);
    struct draft after;
    if ((attempt.row->does & (uint32_t) ~(DOES_WORK | DOES_CLAIM | DOES_COUNT | DOES_DAY | DOES_ANSWER)) == 0 &&
        attempt.row->set_count == 0)
        after.item = *item; /* but for its state it stays as it is, its parties where they are */
    else
        cgov__draft(model, &after, item);
    attempt.after = &after.item;
    int32_t status = check_move(&attempt, &may, &after.item, why);
    if (status) return status;
    plan->result = command->id;
    return cgov__move_write(&attempt, &after.item, plan, why);
}

int32_t cgov__move_refused(struct attempt *attempt, struct item *after, struct refusal *why) {
    const bool decides = attempt->move->decision != NONE;
    uint8_t unset = NONE;
    if (!cgov__sets_apply(attempt, after, &unset) && !decides) return refuse_party(attempt, unset, why);
    int32_t status = cgov__fills_find(attempt, why);
    if (!status) status = cgov__guard_clauses(attempt, why);
    if (!status) status = cgov__move_decides(attempt, why);
    return status || decides ? status : cgov__offices_check(attempt, why);
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
    if (cgov__move_refused(&attempt, &after.item, &why)) return false;
    return !cgov__move_write(&attempt, &after.item, plan, &why);
}

int32_t cgov__move_explain(const struct model *model, uint32_t number, const struct move *move, uint64_t actor,
                           int64_t at, struct refusal *why) {
    struct draft after;
    struct attempt attempt = cgov__attempt(model, number, &after, move);
    attempt.actor = actor;
    attempt.time = at;
    struct may may;
    who_may(&attempt, &may);
    int32_t status = check_move(&attempt, &may, &after.item, why);
    if (status || !move->dated || move->decision != NONE) return status;
    if (move->to != NONE) after.item.state = move->to;
    const struct clock_step step = {.before = attempt.before,
                                    .after = &after.item,
                                    .procedure = attempt.procedure,
                                    .move = move,
                                    .row = attempt.row,
                                    .class_name = cgov__symbol_name(model, after.item.class_name),
                                    .time = at};
    return cgov__clocks_explain(model, &step, why);
}
