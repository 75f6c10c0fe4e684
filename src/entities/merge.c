/* Merging (并案): what the issue becomes that another follows. What the follower was promised is promised by its master
 * from then on: the more urgent's urgency, public safety, that it is a petition, and of each clock that both run the
 * earlier due. The master's record of it is its history's, and tells whoever works on it.
 *
 * Invariant: a due that is carried is the follower's own, with the start and the length it follows from; so nothing is
 * reckoned anew. A clock of the master's that is late keeps its own. One that rests goes on where what follows is more
 * urgent, or public safety: what is urgent does not wait behind a pause that was granted to something else; and rests
 * on where it is not, or whoever files the same again could end what was granted. Where it rests because its reporter
 * is asked, time makes at once the move that it would make when that is over: the office that the urgent work is for
 * has the master again. */
#include "entities/merge.h"

#include "entities/access.h"
#include "entities/clocks.h"
#include "entities/entities.h"
#include "model/item_rows.h"
#include "model/symbols.h"
#include "model/track.h"

/* The follower's promise by that clock; NULL: none that runs since it came in, and ran on. */
static const struct clock_row *promise_of(const struct model *model, const struct item *follower, uint8_t clock) {
    const struct clock_row *row = cgov__clock_of(model, follower, clock);
    bool plain = row && row->state == CLOCK_RUNNING && row->due != DUE_UNKNOWN &&
                 row->start == cgov__received_at(follower) && row->pauses == 0 && row->extension == 0;
    return plain ? row : NULL;
}

/* A clock of the master's, and what is carried to it. */
struct carried {
    const struct model *model;
    const struct item *after; /* the master, with its new urgency */
    const struct clock_row *row;
    int64_t time;
    bool more_urgent, rests;
    bool wakes; /* it rests, and is not to any more */
};

/* The due that follows from a row, were it to go on now. */
static int64_t reckoned(const struct carried *carried, const struct clock_row *row) {
    const struct calendar *calendar = cgov__item_calendar(carried->model, carried->after, NULL);
    return cgov__clock_due(carried->model, row, calendar, carried->rests ? carried->time : 0).at;
}

static bool is_sooner(int64_t due, int64_t than) {
    return due != DUE_UNKNOWN && (than == DUE_UNKNOWN || due < than);
}

/* The more urgent class shortens what the follower has no clock for; its due then. */
static int64_t shorten(const struct carried *carried, int64_t due, struct clock_list *list) {
    const struct item *after = carried->after;
    const struct procedure *procedure = cgov__procedure_of(carried->model, after);
    struct clock_row shorter = *carried->row;
    const struct length length =
        cgov__length_of(cgov__rulebook_of(carried->model, after), after->procedure, shorter.clock, after->profile,
                        after->urgency, cgov__symbol_name(carried->model, after->class_name));
    if (length.n == 0 || length.given || procedure->clocks[shorter.clock].otherwise.n > 0) return due;
    shorter.length = length.n;
    shorter.unit = length.unit;
    shorter.rolled = length.rolled;
    shorter.close = length.close;
    const int64_t sooner = reckoned(carried, &shorter);
    if (!is_sooner(sooner, due)) return due;
    cgov__clocks_put(list, shorter.clock, OP_LENGTH, &length, sooner);
    return sooner;
}

static void carry_clock(const struct carried *carried, const struct item *follower, struct record *record) {
    const struct clock_row *row = carried->row, *promise = promise_of(carried->model, follower, row->clock);
    int64_t due = row->state != CLOCK_IDLE && carried->rests ? reckoned(carried, row) : row->due;
    const bool late = due != DUE_UNKNOWN && due < record->time;
    if (!late && !promise && carried->more_urgent) due = shorten(carried, due, &record->clocks);
    if (carried->wakes) cgov__clocks_go_on(&record->clocks, row->clock, due);
    if (late || !promise || (carried->rests && !carried->wakes) || !is_sooner(promise->due, due)) return;
    const struct length length = {promise->length, promise->unit, promise->rolled != 0, promise->close != 0, false};
    cgov__clocks_put(&record->clocks, row->clock, OP_START, &length, promise->due);
    record->received = promise->start;
}

/* The clock of what the master's reporter is asked runs until now, and lateness makes the move that takes it from them.
 */
static bool cut_short(const struct model *model, const struct item *master, const struct clock_row *row, int64_t time,
                      struct clock_list *list) {
    const struct procedure *procedure = cgov__procedure_of(model, master);
    const uint8_t move = procedure->clocks[row->clock].late_move;
    const bool asked = procedure->reporter != NONE && procedure->states[master->state].holder == procedure->reporter;
    if (!asked || move == NONE || (procedure->moves[move].from >> master->state & 1) == 0) return false;
    if (row->state != CLOCK_RUNNING || row->due <= time) return false;
    const struct length length = {row->length, row->unit, row->rolled != 0, row->close != 0, false};
    cgov__clocks_put(list, row->clock, OP_LENGTH, &length, time);
    return true;
}

/* What follows is urgent, and something of the master's rests. */
static bool wakes_any(const struct model *model, const struct item *master, bool urgent) {
    const struct clock_row *row;
    bool rests = false;
    for (uint32_t n = urgent ? cgov__clocks_live(model, master) : 0; (row = cgov__clock_row(model, n)) && !rests;
         n = row->next_live)
        rests = cgov__clock_rests(model, row);
    return rests;
}

/* In the order of the procedure's clocks, as a record lists them. */
static void carry_clocks(const struct model *model, const struct item *follower, const struct item *master,
                         const struct item *after, struct record *record) {
    const struct procedure *procedure = cgov__procedure_of(model, master);
    const bool more_urgent = after->urgency > master->urgency, urgent = more_urgent || record->public_safety != 0;
    const bool wakes = wakes_any(model, master, urgent);
    for (uint8_t c = 0; c < procedure->clock_count; c++) {
        const struct clock_row *row = cgov__clock_of(model, master, c);
        if (!row || row->state == CLOCK_STOPPED) continue;
        const bool rests = cgov__clock_rests(model, row);
        if (wakes && cut_short(model, master, row, record->time, &record->clocks)) continue;
        const struct carried carried = {model, after, row, record->time, more_urgent, rests, rests && urgent};
        carry_clock(&carried, follower, record);
    }
}

bool cgov__merge_accuses(const struct item *follower, const struct item *master) {
    return follower->extra->against != 0 && follower->extra->against != master->extra->against;
}

/* Whoever reported it would hear nothing of what it follows, and have a say in it. */
static bool is_by_accused(const struct attempt *attempt, const struct item *master) {
    const uint32_t reporter = cgov__reporter_of(attempt->model, attempt->before);
    return reporter != 0 &&
           cgov__reader_accused(attempt->model, master, cgov__id(CGOV_KIND_RESIDENT, reporter), attempt->time);
}

int32_t cgov__merge_check(const struct attempt *attempt, uint64_t id, struct refusal *why) {
    const struct move *move = attempt->move;
    const struct item *master = cgov__item_by_id(attempt->model, id);
    if (cgov__id_row(id) == attempt->number)
        return cgov__refuse_rule(why, CGOV_R_OWING, attempt->before->rulebook, move->line, move->cites,
                                 "an issue does not follow itself");
    if (is_by_accused(attempt, master))
        return cgov__refuse_rule(why, CGOV_R_ACCUSED, attempt->before->rulebook, move->line, move->cites,
                                 "whoever reported it is accused by the other issue, or holds office there");
    if (!cgov__merge_accuses(attempt->before, master)) return CGOV_OK;
    return cgov__refuse_rule(why, CGOV_R_ACCUSED, attempt->before->rulebook, move->line, move->cites,
                             "it accuses somebody whom the other issue does not");
}

const struct item *cgov__merge_asks(const struct model *model, const struct item *item, const char *move,
                                    uint64_t actor) {
    const struct item *master = cgov__item(model, item->extra->master);
    const struct procedure *own = cgov__procedure_of(model, item), *procedure = cgov__procedure_of(model, master);
    const uint8_t index = cgov__machine_find(procedure->machine, move);
    if (index == NONE || own->reporter == NONE || item->parties[own->reporter] != cgov__id_number(actor)) return NULL;
    for (uint8_t b = 0; b < procedure->moves[index].by_count; b++)
        if (procedure->moves[index].by[b].kind == WHO_FOLLOWER) return master;
    return NULL;
}

void cgov__merge_write(const struct item *follower, uint64_t follower_id, uint64_t master_id, struct plan *plan) {
    const struct model *model = plan->model;
    const struct item *master = cgov__item_by_id(model, master_id);
    if (!master || master->final) return;
    struct item after = *master;
    if (follower->urgency > master->urgency) after.urgency = follower->urgency & 7;
    struct record *record = cgov__plan_record(plan, CGOV_RECORD_JOINED);
    record->time = plan->time;
    record->id = master_id;
    record->state = master->state + UINT64_C(1);
    record->follower = follower_id;
    if (after.urgency != master->urgency) record->urgency = after.urgency + UINT64_C(1);
    record->public_safety = follower->public_safety && !master->public_safety;
    const bool petition =
        cgov__track_given(master) == CGOV_TRACK_PETITION && cgov__track(master) == CGOV_TRACK_PETITION;
    if (cgov__track(follower) == CGOV_TRACK_PETITION && !petition)
        record->track =
            CGOV_TRACK_PETITION; /* whoever petitions keeps review and recheck, whatever the matter comes to be */
    carry_clocks(model, follower, master, &after, record);
    cgov__plan_add(plan, record);
}

/* ---- the record ---- */

static bool joined_valid(const struct overlay *overlay, const struct subject *subject, const struct record *record) {
    const struct overlay_item *item = &subject->item;
    struct overlay_item follower;
    if (!subject->goes_on || record->state - 1 != item->state || record->urgency > 8 ||
        record->track > CGOV_TRACK_OTHER)
        return false;
    if (record->follower == record->id || !cgov__overlay_item(overlay, record->follower, &follower)) return false;
    if (record->received < 0 || record->received > record->time) return false;
    return follower.final && cgov__overlay_clocks_follow(overlay, item, record, 0);
}

static void joined_need(struct plan *plan, const struct subject *subject, const struct record *record) {
    (void)subject;
    cgov__clocks_need(&plan->need, &record->clocks);
}

/* Of a clock that was cut short no reminder is told. */
static void pass_by(struct model *model, const struct item *item, int64_t time) {
    const struct procedure *procedure = cgov__procedure_of(model, item);
    struct clock_row *row;
    for (uint32_t n = cgov__clocks_live(model, item); (row = cgov__edit_clock_row(model, n)); n = row->next_live) {
        if (row->due != time || row->state != CLOCK_RUNNING) continue;
        for (uint8_t r = 0; r < procedure->clocks[row->clock].reminder_count; r++) row->reminded |= (uint8_t)(1u << r);
        cgov__clock_schedule(model, n);
    }
}

static void joined_apply(struct model *model, const struct record *record) {
    const uint32_t number = cgov__id_row(record->id);
    struct item *item = cgov__edit_item(model, number);
    ROW_INSTANT_SET(item, moved_at, record->time);
    ROW_SEQ_SET(item, version, record->seq);
    ROW_SEQ_SET(item, last_seq, record->seq);
    if (record->urgency != 0) item->urgency = (record->urgency - 1) & 7;
    if (record->public_safety != 0) item->public_safety = true;
    cgov__track_apply(item, record->track);
    cgov__clocks_apply(model, item, number, record);
    if (record->received != 0) cgov__clocks_passed(model, item, record->time);
    pass_by(model, item, record->time);
}

const struct entity cgov__entity_joined = {NULL, joined_valid, joined_need, joined_apply, NULL};
