/* Opening an item: under which procedure, from whom and to whom; who may, with what; and what is written.
 *
 * Invariant: whether the actor holds an office that the opening names is asked once, and what is said here about who
 * enters by office goes by that. (A guard about what is settled, which a child's opening has too, asks for itself.) */
#include "entities/opening.h"

#include "entities/children.h"
#include "entities/clocks.h"
#include "entities/details.h"
#include "entities/entities.h"
#include "entities/item.h"
#include "entities/office.h"
#include "entities/roll_fill.h"
#include "entities/roots.h"
#include "entities/sets.h"
#include "entities/subject.h"
#include "model/symbols.h"
#include "model/track.h"
#include "rules/nearest.h"

/* ---- what is opened ---- */

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

/* Empty where it is not given. */
static void name_given(const struct command *command, uint32_t field, char into[NAME_SIZE]) {
    const struct blob text = cgov__detail_text(command, field);
    into[0] = 0;
    if (text.len > 0) cgov__text_copy(into, NAME_SIZE, (const char *)text.ptr, text.len);
}

int32_t cgov__choose_procedure(const struct model *model, const struct command *command, int64_t at, struct item *item,
                               struct refusal *why) {
    char matter[NAME_SIZE], procedure[NAME_SIZE];
    name_given(command, CGOV_FIELD_MATTER, matter);
    name_given(command, CGOV_FIELD_PROCEDURE, procedure);
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

/* The resident reported for; none where an officer named by the move reports for somebody unknown. */
static uint32_t reporter_of(const struct attempt *attempt) {
    const int64_t behalf = cgov__detail_number(attempt->command, CGOV_FIELD_BEHALF);
    if (behalf != 0) return cgov__id_row((uint64_t)behalf);
    return attempt->offices != 0 ? 0 : cgov__id_row(attempt->actor);
}

/* Who reports for another enters it by an office that the opening names; anybody else speaks for themselves. */
static int32_t guard_behalf(const struct attempt *attempt, struct refusal *why) {
    const uint64_t behalf = (uint64_t)cgov__detail_number(attempt->command, CGOV_FIELD_BEHALF);
    if (behalf == 0 || behalf == attempt->actor || attempt->offices != 0) return CGOV_OK;
    uint32_t line = attempt->move->line;
    for (uint8_t b = attempt->move->by_count; b-- > 0;)
        if (attempt->move->by[b].kind == WHO_ROLE) line = attempt->move->by[b].line;
    return cgov__refuse_rule(why, CGOV_R_MAY, attempt->after->rulebook, line, attempt->move->cites,
                             "only who enters reports by office reports on behalf of another");
}

COLD static int32_t refuse_intakes(const struct attempt *attempt, const char *whose, struct refusal *why) {
    const struct move *move = attempt->move;
    const uint8_t intake = attempt->procedure->intake;
    uint32_t line = move->line;
    for (uint8_t b = move->by_count; intake != NONE && b-- > 0;)
        if (move->by[b].kind == WHO_ROLE && move->by[b].party == intake) line = move->by[b].line;
    return cgov__refuse_rule(why, CGOV_R_MAY, attempt->after->rulebook, line, move->cites, whose);
}

/* What is said of a report that did not come in as it is filed is the intake's: who enters there by office gives it,
 * nobody else. */
static int32_t guard_intakes(const struct attempt *attempt, const char *whose, struct refusal *why) {
    const uint8_t intake = attempt->procedure->intake;
    for (uint32_t left = intake == NONE ? 0 : attempt->offices; left != 0; left &= left - 1)
        if (attempt->move->by[cgov__bits_first(left)].party == intake) return CGOV_OK;
    return refuse_intakes(attempt, whose, why);
}

/* An external key is another system's number. Asked before any key is looked up, so that nobody learns by trying which
 * there are. */
static int32_t guard_external(const struct attempt *attempt, struct refusal *why) {
    if (!cgov__detail_find(attempt->command, CGOV_FIELD_EXTERNAL)) return CGOV_OK;
    return guard_intakes(attempt, "an external key is given by those who enter for the intake by office", why);
}

static int32_t guard_received(const struct attempt *attempt, struct refusal *why) {
    const struct model *model = attempt->model;
    if (attempt->received == 0) return CGOV_OK;
    const int32_t status =
        guard_intakes(attempt, "`received` is given by those who enter for the intake by office", why);
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

/* An external key that is given, to be looked for; without length: none is. */
struct sought {
    struct blob key;
    uint32_t intake;
    uint64_t hash;
};

/* Where it will be looked for is fetched meanwhile. */
static struct sought seek_external(const struct attempt *attempt) {
    const struct item *item = attempt->after;
    struct sought sought = {.key = cgov__detail_text(attempt->command, CGOV_FIELD_EXTERNAL)};
    if (sought.key.len == 0) return sought;
    sought.intake = cgov__intake_of(attempt->model, item);
    sought.hash = cgov__external_expect(attempt->model, item->kind, sought.intake, &sought.key);
    return sought;
}

/* What carries the key there already; 0: nothing does, or none is given. */
static uint64_t external_there(const struct attempt *attempt, const struct sought *sought) {
    if (sought->key.len == 0) return 0;
    return cgov__external_seek(attempt->model, attempt->after->kind, sought->intake, &sought->key, sought->hash);
}

/* What it takes, rolls that it fills, and its clauses. */
static int32_t check_asked(struct attempt *attempt, struct refusal *why) {
    const bool matters = attempt->after->matter != 0; /* which asks for details of its own */
    int32_t status = matters ? cgov__guard_details(attempt, why) : cgov__guard_brought(attempt, why);
    if (!status && attempt->procedure->issue != NONE) status = cgov__subject_check(attempt, NULL, why);
    attempt->first_fill = attempt->fills->count;
    if (!status && (attempt->row->does & DOES_FILL) != 0) status = cgov__fills_find(attempt, why);
    return status ? status : cgov__guard_clauses(attempt, why);
}

static int32_t check_opening(struct attempt *attempt, uint8_t unset, const struct sought *sought, struct refusal *why) {
    const uint32_t does = attempt->row->does;
    struct may may;
    cgov__who_opens(attempt, &may);
    int32_t status = cgov__guard_may(attempt, &may, why);
    if (!status) status = guard_behalf(attempt, why);
    if (!status) status = guard_external(attempt, why);
    if (!status) status = guard_received(attempt, why);
    if (!status) status = check_asked(attempt, why);
    if (!status && (does & (DOES_DECIDE | DOES_CLOSE)) != 0) status = cgov__move_decides(attempt, why);
    if (!status && unset != NONE) return cgov__refuse_unset(attempt, unset, why);
    if (!status && (does & DOES_OFFICES) != 0) status = cgov__offices_check(attempt, why);
    if (!status && attempt->after->channel >= CGOV_CHANNEL_LITIGATION)
        return cgov__refuse(why, CGOV_R_DETAIL,
                            "this channel is advice where else to turn, not one a report comes in by");
    if (!status && external_there(attempt, sought) != 0)
        return cgov__fault(why, CGOV_E_CONFLICT, CGOV_R_EXTERNAL,
                           "what was opened there carries this external key already");
    return status;
}

/* Parties are set, and known is which offices that the opening names the actor holds. */
static void set_parties(struct attempt *attempt, struct item *item, uint8_t *unset) {
    *unset = NONE;
    cgov__sets_apply(attempt, item, unset);
    attempt->offices = cgov__by_offices(attempt);
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
    set_parties(attempt, item, unset);
    if (procedure->reporter == NONE) return CGOV_OK;
    /* Who reports can depend on the intake given, and a party to be set can depend on who reports. */
    cgov__edit_parties(item)[procedure->reporter] = reporter_of(attempt);
    if ((attempt->row->does & DOES_AGAIN) != 0) set_parties(attempt, item, unset);
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
    cgov__who_opens(&attempt, &may);
    bool entitled = may.may && !guard_external(&attempt, &unused);
    if (!entitled) return 0;
    const struct sought sought = seek_external(&attempt);
    return external_there(&attempt, &sought);
}

static int32_t open_admit(const struct model *model, const struct command *command, struct plan *plan,
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
    const struct sought sought = seek_external(&attempt);
    record->slot = sought.hash;
    if ((status = check_opening(&attempt, unset, &sought, why)) != CGOV_OK) return status;
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
    cgov__move_parties(procedure, NULL, item, &record->parties);
    status = cgov__open_clocks(&attempt, record, why);
    if (!status && (attempt.row->does & DOES_BIND) != 0) status = cgov__roots_put(&attempt, plan, record, why);
    if (status) return status;
    cgov__plan_opening(plan, procedure, record);
    if ((attempt.row->does & DOES_OTHERS) == 0) return CGOV_OK;
    cgov__fills_write(&attempt, plan, plan->result);
    cgov__offices_write(&attempt, plan, plan->result);
    attempt.number = number;
    return cgov__children_open(&attempt, plan, why);
}

const struct entity cgov__entity_opened = {open_admit, cgov__opened_valid, cgov__opened_need, cgov__opened_apply,
                                           cgov__items_digest};
