/* Offices that a move gives and ends (任免). A vote gives work, not keys: the text's own check keeps roles that may do
 * anything out of it.
 *
 * Invariant: what a move appoints begins at its instant, and whatever the same resident held of the same there ends
 * then. */
#include "entities/office.h"

#include "entities/access.h"
#include "model/clock_rows.h"
#include "model/roll_rows.h"
#include "model/terms.h"

static uint32_t organization_of(const struct attempt *attempt, const struct tenure *tenure) {
    return cgov__who_organization(attempt->model, attempt->after, &tenure->in);
}

static const struct role *role_of(const struct attempt *attempt, const struct tenure *tenure) {
    return &cgov__rulebook_of(attempt->model, attempt->after)->roles[tenure->role];
}

/* The role's name in the ledger. */
static uint32_t symbol_of(const struct attempt *attempt, const struct tenure *tenure) {
    return attempt->model->adoptions[attempt->after->rulebook - 1]->roles[tenure->role];
}

/* The first instant no longer in term; 0: without end, DUE_UNKNOWN where no calendar tells. */
static int64_t until(const struct attempt *attempt, const struct tenure *tenure) {
    if (tenure->length.n == 0) return 0;
    const struct term term = {attempt->time, tenure->length, NULL, 0, {0, 0, false, false, false}};
    const struct calendar *calendar = cgov__item_calendar(attempt->model, attempt->after, NULL);
    int64_t due = cgov__due(calendar, attempt->model->offset, &term).at;
    return due == DUE_UNKNOWN ? due : due + 1;
}

static const struct roll_row *roll_of(const struct attempt *attempt, const struct tenure *tenure) {
    struct roll_at roll;
    if (!cgov__roll_named(attempt->model, attempt->after, attempt->number, &tenure->roll, &roll)) return NULL;
    return cgov__roll_row(attempt->model, cgov__roll_row_of(attempt->model, &roll));
}

/* given: appointments that there are by then. */
static int32_t check_one(const struct attempt *attempt, const struct tenure *tenure, uint32_t given,
                         struct refusal *why) {
    const struct model *model = attempt->model;
    const struct role *role = role_of(attempt, tenure);
    const struct organization *organization = cgov__organization(model, organization_of(attempt, tenure));
    const struct roll_row *row = roll_of(attempt, tenure);
    const char *what = NULL;
    uint32_t reason = CGOV_R_ROLE;
    if (!organization)
        reason = CGOV_R_PARTY, what = "the organization it appoints in is not set";
    else if (!cgov__role_held_in(role, cgov__symbol_name(model, organization->type)))
        what = "the role that it appoints to is not held in this kind of organization";
    else if (until(attempt, tenure) == DUE_UNKNOWN)
        reason = CGOV_R_TERM, what = "no calendar tells when the term would end";
    else if (row && row->heads > model->limit_entities - given)
        return cgov__fault(why, CGOV_E_LIMIT, CGOV_R_LIMIT, "the ledger holds as many appointments as it may");
    return !what ? CGOV_OK
                 : cgov__refuse_rule(why, reason, attempt->after->rulebook, tenure->line, attempt->move->cites, what);
}

int32_t cgov__offices_check(const struct attempt *attempt, struct refusal *why) {
    uint32_t given = attempt->overlay ? attempt->overlay->appointments : attempt->model->appointments.count;
    for (uint8_t o = 0; o < attempt->move->office_count; o++) {
        const struct tenure *tenure = &attempt->procedure->offices[attempt->move->first_office + o];
        int32_t status = tenure->ends ? CGOV_OK : check_one(attempt, tenure, given, why);
        if (status) return status;
        const struct roll_row *row = tenure->ends ? NULL : roll_of(attempt, tenure);
        if (row) given += row->heads;
    }
    return CGOV_OK;
}

/* ---- written ---- */

/* At that instant; one that was to begin later never does. */
static void end_one(const struct model *model, struct plan *plan, uint32_t number) {
    const struct appointment *held = cgov__appointment(model, number);
    struct record *record = cgov__plan_record(plan, CGOV_RECORD_APPOINTED);
    record->id = cgov__id(CGOV_KIND_APPOINTMENT, number);
    record->until = held->from > plan->time ? held->from : plan->time;
    record->ends = 1;
    cgov__plan_add(plan, record);
}

/* What is to be over: of one role in one organization. */
struct ending {
    const struct model *model;
    struct plan *plan;
    uint32_t organization, role;
    bool running; /* and nothing that is to begin later */
};

/* Each that is not over at and below a row of a tree of terms, in their order. */
static void end_below(const struct ending *ending, int whose, uint32_t number) {
    const struct appointment *held = cgov__appointment(ending->model, number);
    const int64_t at = ending->plan->time;
    if (!held || held->reach[whose] <= at) return;
    const bool there = held->organization == ending->organization && held->role == ending->role;
    const bool early = cgov__terms_early(held, ending->organization, ending->role);
    if (!early) end_below(ending, whose, held->below[whose][0]);
    const bool lasts = held->until == 0 || (held->until > at && held->until > held->from);
    if (there && lasts && (!ending->running || held->from <= at)) end_one(ending->model, ending->plan, number);
    if (early || there) end_below(ending, whose, held->below[whose][1]);
}

static void end_of(const struct attempt *attempt, struct plan *plan, const struct tenure *tenure, uint32_t resident) {
    const struct resident *row = cgov__resident(attempt->model, resident);
    const struct ending ending = {attempt->model, plan, organization_of(attempt, tenure), symbol_of(attempt, tenure),
                                  !tenure->ends};
    end_below(&ending, TERMS_OF_RESIDENT, !row ? 0 : row->appointments);
}

static void end_all(const struct attempt *attempt, struct plan *plan, const struct tenure *tenure) {
    const struct organization *row = cgov__organization(attempt->model, organization_of(attempt, tenure));
    const struct ending ending = {attempt->model, plan, organization_of(attempt, tenure), symbol_of(attempt, tenure),
                                  false};
    end_below(&ending, TERMS_OF_ORGANIZATION, !row ? 0 : row->appointments);
}

static void appoint(const struct attempt *attempt, struct plan *plan, const struct tenure *tenure, uint32_t resident) {
    end_of(attempt, plan, tenure, resident);
    const struct role *role = role_of(attempt, tenure);
    struct record *record = cgov__plan_record(plan, CGOV_RECORD_APPOINTED);
    record->id = cgov__id(CGOV_KIND_APPOINTMENT, cgov__plan_overlay(plan)->appointments + UINT64_C(1));
    record->resident = cgov__id(CGOV_KIND_RESIDENT, resident);
    record->organization = cgov__id(CGOV_KIND_ORGANIZATION, organization_of(attempt, tenure));
    record->role = cgov__blob(role->name, (uint32_t)strlen(role->name));
    record->from = plan->time;
    record->until = until(attempt, tenure);
    cgov__plan_add(plan, record);
}

static void of_roll(const struct attempt *attempt, struct plan *plan, const struct tenure *tenure) {
    const struct roll_row *row = roll_of(attempt, tenure);
    const struct entry *entry;
    for (uint32_t n = !row ? 0 : row->first; (entry = cgov__entry(attempt->model, n)); n = entry->next) {
        if (!entry->standing || entry->organization) continue;
        if (tenure->ends)
            end_of(attempt, plan, tenure, entry->elector);
        else
            appoint(attempt, plan, tenure, entry->elector);
    }
}

void cgov__offices_write(const struct attempt *attempt, struct plan *plan) {
    for (uint8_t o = 0; o < attempt->move->office_count; o++) {
        const struct tenure *tenure = &attempt->procedure->offices[attempt->move->first_office + o];
        bool everybody = tenure->ends && tenure->of == NONE && tenure->roll.roll == NONE && tenure->roll.above[0] == 0;
        if (everybody)
            end_all(attempt, plan, tenure);
        else if (tenure->ends && tenure->of != NONE)
            end_of(attempt, plan, tenure, attempt->after->parties[tenure->of]);
        else
            of_roll(attempt, plan, tenure);
    }
}
