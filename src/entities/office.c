/* Offices that a move gives and ends (任免). A vote gives work, not keys: the text's own check keeps roles that may do
 * anything out of it.
 *
 * Invariant: what a move appoints begins at its instant, and whatever the same resident held of the same there ends
 * then. A line sees rolls as the frame fills them, and offices as the frame's records before it have left them. */
#include "entities/office.h"

#include "base/sort.h"
#include "entities/access.h"
#include "entities/roll_frame.h"
#include "entities/sets.h"
#include "model/clock_rows.h"
#include "model/roll_rows.h"
#include "model/symbols.h"
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

/* ---- who is on the roll ---- */

/* A roll as far as the frame has come. */
struct roll_now {
    const struct roll *roll;
    const struct filled *filled; /* as the frame fills it; NULL: it does not */
    const struct roll_row *row;  /* else its row */
};

static bool find_roll(const struct attempt *attempt, const struct tenure *tenure, struct roll_now *out) {
    struct roll_at roll;
    if (!cgov__frame_own(attempt, &tenure->roll, &roll)) return false;
    *out = (struct roll_now){.roll = roll.roll, .filled = cgov__frame_filled(attempt, &roll)};
    if (out->filled) return true;
    if (cgov__frame_anew(attempt, &roll)) return false;
    out->row = cgov__roll_row(attempt->model, cgov__roll_row_of(attempt->model, &roll));
    return out->row != NULL;
}

/* The residents on it, each once, their numbers rising, from an offset of the buffer on; how many. */
static uint32_t gather(const struct model *model, const struct fills *fills, const struct roll_now *roll,
                       struct buf *into) {
    const size_t start = into->len;
    const struct entry *entry;
    for (uint32_t i = 0; roll->filled && i < roll->filled->count; i++) {
        const uint64_t id = cgov__fill_id(cgov__fills_elector(fills, roll->filled, i)), number = cgov__id_row(id);
        if (cgov__id_kind(id) == CGOV_KIND_RESIDENT) cgov__buf_put(into, &number, sizeof number);
    }
    for (uint32_t n = !roll->row ? 0 : roll->row->first; (entry = cgov__entry(model, n)); n = entry->next) {
        const uint64_t number = entry->elector;
        if (entry->standing && !entry->organization) cgov__buf_put(into, &number, sizeof number);
    }
    if (into->failed) return 0;
    uint64_t *numbers = (uint64_t *)(void *)(into->data + start);
    return cgov__sort_unique(numbers, (uint32_t)((into->len - start) / sizeof *numbers));
}

/* How many the line appoints: exactly, or as many as stand on the roll, which are no fewer. Where the move is only
 * asked about there is no room to tell people apart, nor is there what it would fill. */
static uint32_t count_on(const struct attempt *attempt, const struct tenure *tenure, bool exactly) {
    struct roll_now roll;
    struct fills *fills = attempt->fills;
    if (!find_roll(attempt, tenure, &roll)) return 0;
    const struct roll *of = roll.roll;
    const uint32_t heads = roll.filled ? roll.filled->count : roll.row->heads;
    if (!exactly) return heads;
    if (!fills) return of->many || of->filled_by != NONE || roll.row->owned ? 0 : heads;
    const size_t start = fills->electors.len;
    const uint32_t count = gather(attempt->model, fills, &roll, &fills->electors);
    if (!fills->electors.failed) fills->electors.len = start;
    return count;
}

/* That there is room for all whom its lines appoint. */
static bool has_room(const struct attempt *attempt, bool exactly) {
    uint64_t given = attempt->overlay ? attempt->overlay->appointments : attempt->model->appointments.count;
    bool any = false;
    for (uint8_t o = 0; o < attempt->move->office_count; o++) {
        const struct tenure *tenure = &attempt->procedure->offices[attempt->move->first_office + o];
        const uint32_t count = tenure->ends ? 0 : count_on(attempt, tenure, exactly);
        given += count;
        any |= count != 0;
    }
    return !any || given <= attempt->model->limit_entities;
}

/* ---- asked ---- */

static int32_t check_one(const struct attempt *attempt, const struct tenure *tenure, struct refusal *why) {
    const struct model *model = attempt->model;
    const struct role *role = role_of(attempt, tenure);
    const struct organization *organization = cgov__organization(model, organization_of(attempt, tenure));
    const char *what = NULL;
    uint32_t reason = CGOV_R_ROLE;
    if (!organization)
        reason = CGOV_R_PARTY, what = "the organization it appoints in is not set";
    else if (!cgov__role_held_in(role, cgov__symbol_name(model, organization->type)))
        what = "the role that it appoints to is not held in this kind of organization";
    else if (until(attempt, tenure) == DUE_UNKNOWN)
        reason = CGOV_R_TERM, what = "no calendar tells when the term would end";
    return !what ? CGOV_OK
                 : cgov__refuse_rule(why, reason, attempt->after->rulebook, tenure->line, attempt->move->cites, what);
}

int32_t cgov__offices_check(const struct attempt *attempt, struct refusal *why) {
    for (uint8_t o = 0; o < attempt->move->office_count; o++) {
        const struct tenure *tenure = &attempt->procedure->offices[attempt->move->first_office + o];
        const bool asked = !attempt->fills && !tenure->in.of_parent; /* only asked about, not about to be written */
        const bool awaits = asked && cgov__awaits_party(attempt, tenure->in.party);
        int32_t status = tenure->ends || awaits ? CGOV_OK : check_one(attempt, tenure, why);
        if (status) return status;
    }
    if (!attempt->move->appoints || has_room(attempt, false)) return CGOV_OK;
    const bool room = has_room(attempt, true);
    if (attempt->fills && attempt->fills->electors.failed) return CGOV_E_NOMEM;
    return room ? CGOV_OK
                : cgov__fault(why, CGOV_E_LIMIT, CGOV_R_LIMIT, "the ledger holds as many appointments as it may");
}

/* ---- written ---- */

/* At that instant; one that was to begin later never does. */
static void end_one(struct plan *plan, uint32_t number, int64_t from) {
    struct record *record = cgov__plan_record(plan, CGOV_RECORD_APPOINTED);
    record->id = cgov__id(CGOV_KIND_APPOINTMENT, number);
    record->until = from > plan->time ? from : plan->time;
    record->ends = 1;
    cgov__plan_add(plan, record);
}

static bool lasts(int64_t from, int64_t until, int64_t at) {
    return until == 0 || (until > at && until > from);
}

/* What is to be over: of one role in one organization. */
struct ending {
    const struct model *model;
    struct plan *plan;
    uint32_t organization, role;
    bool running; /* and nothing that is to begin later */
};

static void end_held(void *user, uint32_t number, const struct appointment *held) {
    const struct ending *ending = user;
    const int64_t at = ending->plan->time;
    if (ending->running && held->from > at) return;
    const struct overlay_term *now = cgov__overlay_term_of(cgov__plan_overlay(ending->plan), number);
    if (lasts(held->from, now ? now->until : held->until, at)) end_one(ending->plan, number, held->from);
}

/* Each that is not over at and below a row of a tree of terms. */
static void end_below(struct ending *ending, int whose, uint32_t number) {
    const struct terms_walk walk = {ending->organization, ending->role, ending->plan->time, end_held, ending};
    cgov__terms_each(ending->model, whose, number, &walk);
}

/* What the frame itself has given them is the latest of it: what came before, that has ended. */
static void end_of(const struct attempt *attempt, struct plan *plan, const struct tenure *tenure, uint32_t resident) {
    const struct resident *row = cgov__resident(attempt->model, resident);
    struct ending ending = {attempt->model, plan, organization_of(attempt, tenure), symbol_of(attempt, tenure),
                            !tenure->ends};
    end_below(&ending, TERMS_OF_RESIDENT, !row ? 0 : row->appointments);
    const struct overlay_term *given =
        cgov__overlay_given(cgov__plan_overlay(plan), resident, ending.organization, ending.role);
    if (given && lasts(given->from, given->until, plan->time)) end_one(plan, given->number, given->from);
}

static void end_all(const struct attempt *attempt, struct plan *plan, const struct tenure *tenure) {
    const struct model *model = attempt->model;
    const struct organization *row = cgov__organization(model, organization_of(attempt, tenure));
    struct ending ending = {model, plan, organization_of(attempt, tenure), symbol_of(attempt, tenure), false};
    end_below(&ending, TERMS_OF_ORGANIZATION, !row ? 0 : row->appointments);
    const struct overlay_term *given;
    for (uint32_t t = 0; (given = cgov__overlay_term(cgov__plan_overlay(plan), t)) && !plan->invalid; t++)
        if (given->number > model->appointments.count && given->organization == ending.organization &&
            given->role == ending.role && lasts(given->from, given->until, plan->time))
            end_one(plan, given->number, given->from);
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
    struct roll_now roll;
    struct buf *electors = &plan->fills.electors;
    const size_t start = electors->len;
    if (!find_roll(attempt, tenure, &roll)) return;
    const uint32_t count = gather(attempt->model, &plan->fills, &roll, electors);
    for (uint32_t i = 0; i < count && !plan->invalid && !cgov__plan_failed(plan); i++) {
        const uint32_t resident = (uint32_t)((const uint64_t *)(const void *)(electors->data + start))[i];
        if (tenure->ends)
            end_of(attempt, plan, tenure, resident);
        else
            appoint(attempt, plan, tenure, resident);
    }
    if (!electors->failed) electors->len = start;
}

void cgov__offices_write(const struct attempt *attempt, struct plan *plan, uint64_t item) {
    if (attempt->move->office_count == 0) return;
    struct attempt written = *attempt; /* its records and fills stand in the plan by now */
    written.number = cgov__id_row(item);
    written.fills = &plan->fills;
    for (uint8_t o = 0; o < attempt->move->office_count; o++) {
        const struct tenure *tenure = &attempt->procedure->offices[attempt->move->first_office + o];
        bool everybody = tenure->ends && tenure->of == NONE && !cgov__names_roll(&tenure->roll);
        if (everybody)
            end_all(&written, plan, tenure);
        else if (tenure->ends && tenure->of != NONE)
            end_of(&written, plan, tenure, attempt->after->parties[tenure->of]);
        else
            of_roll(&written, plan, tenure);
    }
}
