/* What time itself makes due: reminders, lateness, the rungs of a ladder, moves by time, dues that a calendar fixes.
 * Each is told exactly once, at its own instant, whenever the ledger is next looked at.
 *
 * Invariant: a record made by time carries its own instant and neither actor nor key, so that ticking each second, each
 * month or never gives the same journal. */
#include "entities/access.h"
#include "entities/entities.h"
#include "entities/move.h"
#include "model/clock_rows.h"
#include "model/overdue.h"
#include "model/symbols.h"

#include <assert.h>

/* The organization, or the nearest above it, that is not the accused and where anybody holds office: what nobody hears
 * goes up the tree. Where there is none, the organization itself as long as it is not the accused; else 0. */
static uint32_t hears(const struct model *model, const struct item *item, uint32_t organization, int64_t at) {
    const uint32_t fit = cgov__fit_from(model, item, organization, at);
    return fit != 0 || cgov__accused(model, item, organization, at) ? fit : organization;
}

/* Past the root there is nobody to judge it but the accused: then its reporter hears that it is late. */
static void tell_reporter(const struct item *item, const struct procedure *procedure, struct record *record) {
    const bool late = record->kind == CGOV_RECORD_LATE || record->kind == CGOV_RECORD_RUNG;
    if (late && procedure->reporter != NONE && item->parties[procedure->reporter] != 0)
        record->told = cgov__id(CGOV_KIND_RESIDENT, item->parties[procedure->reporter]);
}

/* Who hears of it: the party, or the office; the organization where nobody holds that; what stands above where nobody
 * is there, or they are the accused. Where that leaves none, the reporter, or nobody. */
static void tell(const struct model *model, const struct item *item, const struct who *who, int64_t at,
                 struct record *record) {
    bool is_organization = false;
    uint32_t party = cgov__who_party(model, item, who, &is_organization);
    if (party != 0 && !is_organization) {
        uint64_t id = cgov__id(CGOV_KIND_RESIDENT, party);
        if (!cgov__reader_accused(model, item, id, at)) record->told = id;
        return;
    }
    const uint32_t named = cgov__who_organization(model, item, who);
    uint32_t organization = hears(model, item, named, at);
    if (organization == 0) {
        if (named != 0) tell_reporter(item, cgov__procedure_of(model, item), record);
        return;
    }
    record->told = cgov__id(CGOV_KIND_ORGANIZATION, organization);
    if (who->kind != WHO_ROLE) return;
    uint32_t role = model->adoptions[item->rulebook - 1]->roles[who->role];
    const char *name = cgov__symbol_name(model, role);
    if (cgov__staffed(model, role, organization, at)) record->role = cgov__blob(name, (uint32_t)strlen(name));
}

/* Of a clock that runs, as its row says: nothing is left to judge. */
static void plan_event(const struct item *item, struct plan *plan, struct record *record) {
    plan->plain = cgov__plan_own(plan, record, ROW_SEQ(item, last_seq), true);
    plan->workers = 0;
}

static void plan_reminder(const struct model *model, const struct clock_row *row, uint32_t which, struct plan *plan,
                          struct record *record) {
    const struct item *item = cgov__item(model, row->item);
    const struct procedure *procedure = cgov__procedure_of(model, item);
    uint8_t holder = procedure->states[item->state].holder;
    const bool awake = (procedure->clocks[row->clock].paused >> item->state & 1) != 0; /* by a merge: the office's */
    if (awake && holder == procedure->reporter)
        holder = procedure->lead != NONE && item->parties[procedure->lead] != 0 ? procedure->lead : procedure->intake;
    record->kind = CGOV_RECORD_REMINDED;
    record->share = procedure->clocks[row->clock].reminders[which];
    if (holder != NONE) {
        struct who who = {.kind = WHO_PARTY, .party = holder};
        tell(model, item, &who, plan->time, record);
    }
    plan_event(item, plan, record);
}

/* Which clock a record is about. */
static void put_clock(const struct model *model, const struct clock_row *row, struct record *record) {
    record->id = cgov__item_id(model, row->item);
    record->clock = row->clock + UINT64_C(1);
    record->due = row->due;
}

static void plan_late(const struct model *model, const struct clock_row *row, uint32_t rung, struct plan *plan,
                      struct record *record) {
    const struct item *item = cgov__item(model, row->item);
    const struct procedure *procedure = cgov__procedure_of(model, item);
    const struct clock *clock = &procedure->clocks[row->clock];
    if (rung == 1 && clock->late_move != NONE) {
        if (cgov__move_by_time(model, row->item, &procedure->moves[clock->late_move], plan)) return;
        cgov__plan_begin(plan, plan->time, 0); /* the move may have begun one */
        record = cgov__plan_record(plan, 0);
        put_clock(model, row, record);
    }
    record->kind = rung == 1 ? CGOV_RECORD_LATE : CGOV_RECORD_RUNG;
    record->rung = rung;
    if (rung <= clock->rung_count) tell(model, item, &clock->rungs[rung - 1].who, plan->time, record);
    plan_event(item, plan, record);
}

int32_t cgov__due_admit(const struct model *model, uint32_t handle, struct plan *plan) {
    const struct queue_entry *first = &model->due.entries[handle];
    const struct clock_row *row = cgov__clock_row(model, handle + UINT64_C(1));
    int64_t at = 0;
    uint32_t which = 0;
    enum clock_event event = cgov__clock_next(model, row, &at, &which);
    /* What the last change made due in the past is told at the instant of that change. */
    cgov__plan_begin(plan, first->at < model->now ? model->now : first->at, 0);
    struct record *record = cgov__plan_record(plan, 0);
    put_clock(model, row, record);
    assert(event != EVENT_NONE); /* or the row would not be in the queue */
    if (event == EVENT_REMINDER)
        plan_reminder(model, row, which, plan, record);
    else
        plan_late(model, row, which, plan, record);
    return cgov__plan_failed(plan) ? CGOV_E_NOMEM : CGOV_OK;
}

/* ---- reminded, late, rung, due ---- */

static bool is_share(const struct clock *clock, uint64_t share) {
    for (uint8_t r = 0; r < clock->reminder_count; r++)
        if (clock->reminders[r] == share) return true;
    return false;
}

/* The clock that the record speaks of runs: how it stands, and what the procedure says of it. */
static bool clock_valid(const struct overlay *overlay, const struct subject *subject, const struct record *record,
                        struct standing *stands, const struct clock **clock_out) {
    const struct overlay_item *item = &subject->item;
    if (!subject->goes_on || record->role.len >= NAME_SIZE) return false;
    if (record->clock > item->procedure->clock_count) return false;
    *stands = cgov__overlay_clock(overlay, item, (uint8_t)(record->clock - 1));
    *clock_out = &item->procedure->clocks[record->clock - 1];
    return stands->state == CLOCK_RUNNING && !stands->rests;
}

static bool reminded_valid(const struct overlay *overlay, const struct subject *subject, const struct record *record) {
    struct standing stands;
    const struct clock *clock;
    return clock_valid(overlay, subject, record, &stands, &clock) && is_share(clock, record->share);
}

static bool late_valid(const struct overlay *overlay, const struct subject *subject, const struct record *record) {
    struct standing stands;
    const struct clock *clock;
    return clock_valid(overlay, subject, record, &stands, &clock) && record->rung == 1 && stands.rungs == 0;
}

static bool rung_valid(const struct overlay *overlay, const struct subject *subject, const struct record *record) {
    struct standing stands;
    const struct clock *clock;
    return clock_valid(overlay, subject, record, &stands, &clock) && record->rung == stands.rungs + UINT64_C(1) &&
           record->rung <= clock->rung_count;
}

static bool due_valid(const struct overlay *overlay, const struct subject *subject, const struct record *record) {
    struct standing stands;
    const struct clock *clock;
    return clock_valid(overlay, subject, record, &stands, &clock) &&
           (record->due == 0 || (record->due >= stands.start && record->due <= 2 * END_OF_TIME));
}

/* The row of the clock that the record speaks of. */
static struct clock_row *row_of(struct model *model, const struct record *record, uint32_t *number_out) {
    struct clock_row *row;
    uint32_t number = cgov__clocks_live(model, cgov__item(model, cgov__id_number(record->id)));
    while ((row = cgov__edit_clock_row(model, number)) && row->clock != record->clock - 1) number = row->next_live;
    *number_out = number;
    return row;
}

/* The row was changed as the record says. */
static void changed(struct model *model, const struct record *record, uint32_t number) {
    struct item *item = cgov__edit_item(model, cgov__id_number(record->id));
    ROW_SEQ_SET(item, last_seq, record->seq);
    cgov__clock_schedule(model, number);
    cgov__overdue_item(model, item, cgov__id_row(record->id));
}

static void reminded_apply(struct model *model, const struct record *record) {
    uint32_t number;
    struct clock_row *row = row_of(model, record, &number);
    const struct item *item = cgov__item(model, cgov__id_number(record->id));
    const struct clock *clock = &cgov__procedure_of(model, item)->clocks[record->clock - 1];
    for (uint8_t r = 0; r < clock->reminder_count; r++)
        if (clock->reminders[r] == record->share) row->reminded |= (uint8_t)(1u << r);
    row->told = (uint8_t)(row->told + (row->told < clock->reminder_count)) & 15u;
    changed(model, record, number);
}

static void rung_apply(struct model *model, const struct record *record) {
    uint32_t number;
    row_of(model, record, &number)->rungs = (uint8_t)record->rung;
    changed(model, record, number);
}

static void due_apply(struct model *model, const struct record *record) {
    uint32_t number;
    struct clock_row *row = row_of(model, record, &number);
    if (record->old_due != 0 && cgov__clock_past(model, row, record->time)) row->late = 1;
    cgov__clock_moved(model, row, record->due == 0 ? DUE_UNKNOWN : record->due, record->time);
    changed(model, record, number);
}

const struct entity cgov__entity_reminded = {NULL, reminded_valid, NULL, reminded_apply, NULL};
const struct entity cgov__entity_late = {NULL, late_valid, NULL, rung_apply, NULL};
const struct entity cgov__entity_rung = {NULL, rung_valid, NULL, rung_apply, NULL};
const struct entity cgov__entity_due = {NULL, due_valid, NULL, due_apply, NULL};
