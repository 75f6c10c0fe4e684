/* The guards, a closed list: each is one small question about the item, the command and the ledger. A rulebook combines
 * them; it cannot add one.
 *
 * Invariant: a guard reads and answers; it never changes anything, and the same state and command give the same answer.
 */
#include "entities/guards.h"

#include "base/civil.h"
#include "base/geo.h"
#include "base/region.h"
#include "entities/access.h"
#include "entities/certain.h"
#include "entities/days.h"
#include "entities/route.h"
#include "entities/sets.h"
#include "entities/share.h"
#include "model/clock_rows.h"
#include "model/track.h"
#include "model/worklists.h"

/* The number of a detail by its place. */
static uint32_t number_of(const struct attempt *attempt, uint8_t place) {
    return attempt->procedure->details[place].number;
}

bool cgov__is_excluded(const struct attempt *attempt, const struct who *who) {
    for (uint8_t p = 0; p < attempt->procedure->party_count; p++) {
        if ((who->excluded >> p & 1) != 0 && cgov__leaves_out(attempt->model, attempt->before, attempt->procedure, p,
                                                              cgov__id_row(attempt->actor), attempt->time))
            return true;
    }
    return false;
}

/* ---- the guards ---- */

typedef bool question(const struct attempt *, const struct clause *);

static bool one_of(const struct clause *clause, uint32_t value) {
    return value < 32 && (clause->values >> value & 1) != 0;
}

static bool track(const struct attempt *attempt, const struct clause *clause) {
    return one_of(clause, cgov__track(attempt->after));
}

static bool channel(const struct attempt *attempt, const struct clause *clause) {
    return one_of(clause, attempt->after->channel);
}

static bool urgency(const struct attempt *attempt, const struct clause *clause) {
    return one_of(clause, attempt->after->urgency);
}

static bool matter_direct(const struct attempt *attempt, const struct clause *clause) {
    (void)clause;
    const struct matter *matter = cgov__matter_of(attempt->model, attempt->after);
    return matter && matter->direct;
}

static bool matter_proof(const struct attempt *attempt, const struct clause *clause) {
    (void)clause;
    const struct matter *matter = cgov__matter_of(attempt->model, attempt->after);
    return matter && matter->proof;
}

/* The item runs under the text whose guards name them. */
static bool matter(const struct attempt *attempt, const struct clause *clause) {
    const struct procedure *procedure = attempt->procedure;
    for (uint8_t n = 0; n < procedure->named_count; n++)
        if (procedure->named[n] + 1u == attempt->after->matter) return one_of(clause, n + 1u);
    return false;
}

static bool public_safety(const struct attempt *attempt, const struct clause *clause) {
    (void)clause;
    return attempt->after->public_safety;
}

typedef bool fitness(const struct attempt *, uint32_t organization);

/* Of a party, or of each organization in a detail. */
static bool all_fit(const struct attempt *attempt, const struct clause *clause, fitness *fits) {
    if (clause->party != NONE) return fits(attempt, attempt->after->parties[clause->party]);
    for (uint32_t i = 0; i < attempt->command->count; i++) {
        const struct detail *detail = &attempt->command->details[i];
        if (detail->field == number_of(attempt, clause->field) &&
            !fits(attempt, cgov__id_row((uint64_t)detail->number)))
            return false;
    }
    return true;
}

static bool has_contact(const struct attempt *attempt, uint32_t organization) {
    return cgov__staffed(attempt->model, attempt->model->known.contact, organization, attempt->time);
}

static bool contact(const struct attempt *attempt, const struct clause *clause) {
    return all_fit(attempt, clause, has_contact);
}

static bool is_unaccused(const struct attempt *attempt, uint32_t organization) {
    return !cgov__accused(attempt->model, attempt->after, organization, attempt->time);
}

static bool unaccused(const struct attempt *attempt, const struct clause *clause) {
    return cgov__accuses_nobody(attempt->model, attempt->after) || all_fit(attempt, clause, is_unaccused);
}

static const struct item *item_given(const struct attempt *attempt, uint8_t place) {
    return cgov__item_by_id(attempt->model, (uint64_t)cgov__detail_number(attempt->command, number_of(attempt, place)));
}

const char *cgov__owes_not(const struct attempt *attempt, const struct clause *clause) {
    const struct item *master = item_given(attempt, clause->field);
    const uint64_t id = (uint64_t)cgov__detail_number(attempt->command, number_of(attempt, clause->field));
    if (!master) return "no item of this ledger";
    if (cgov__id_number(id) == attempt->number) return "this very item";
    if (cgov__procedure_of(attempt->model, master) != attempt->procedure)
        return "of another procedure, or of another text";
    if (master->extra->master != 0) return "merged into another itself: name that one";
    if (master->final) return "over";
    return master->owed == 0 ? "answered already" : NULL;
}

static bool owing(const struct attempt *attempt, const struct clause *clause) {
    return !cgov__owes_not(attempt, clause);
}

bool cgov__same_place(const struct item *a, const struct item *b, uint32_t meters) {
    if (a->place != 0 && a->place == b->place) return true;
    return meters > 0 && a->extra->point != 0 && b->extra->point != 0 &&
           cgov__points_near(a->extra->point, b->extra->point, meters);
}

static bool same_place(const struct attempt *attempt, const struct clause *clause) {
    const struct item *other = item_given(attempt, clause->field);
    return other && cgov__same_place(attempt->after, other, clause->number);
}

static bool same_matter(const struct attempt *attempt, const struct clause *clause) {
    const struct item *other = item_given(attempt, clause->field);
    return other &&
           strcmp(cgov__matter_code(attempt->model, attempt->after), cgov__matter_code(attempt->model, other)) == 0;
}

/* What the move brings says one of these; not where it brings nothing of it. */
static bool says(const struct attempt *attempt, const struct clause *clause) {
    const struct detail *detail = cgov__detail_find(attempt->command, number_of(attempt, clause->field));
    return detail && one_of(clause, (uint32_t)detail->number);
}

/* Each item that it has mentioned so, or that it was merged into, owes no answer. */
static bool answered(const struct attempt *attempt, const struct clause *clause) {
    const struct model *model = attempt->model;
    const struct mention *mention = cgov__mention(model, attempt->before->extra->mentions);
    for (; mention; mention = cgov__mention(model, mention->next)) {
        const struct item *item = cgov__item(model, mention->item);
        while (item->extra->master != 0) item = cgov__item(model, item->extra->master);
        if (mention->number == number_of(attempt, (uint8_t)clause->number) && item->owed > 0) return false;
    }
    return true;
}

static bool unfollowed(const struct attempt *attempt, const struct clause *clause) {
    (void)clause;
    return attempt->after->extra->followers == 0;
}

static bool delegates(const struct attempt *attempt, const struct clause *clause) {
    return attempt->after->extra->delegates <= clause->number;
}

static bool children_done(const struct attempt *attempt, const struct clause *clause) {
    (void)clause;
    uint32_t ended = attempt->overlay ? cgov__overlay_ended(attempt->overlay, attempt->number) : 0;
    return attempt->after->extra->open_children == ended;
}

/* A child may run under another version than its parent: there procedures and states are found by name. */
static bool is_child_of(const struct attempt *attempt, const struct clause *clause, const struct item *child) {
    const struct rulebook *rulebook = cgov__rulebook_of(attempt->model, attempt->after);
    const struct procedure *is = cgov__procedure_of(attempt->model, child);
    for (uint8_t p = 0; p < rulebook->procedure_count; p++) {
        const struct procedure *asked = &rulebook->procedures[p];
        if (cgov__asks_children_of(clause, p) && (is == asked || strcmp(is->name, asked->name) == 0)) return true;
    }
    return false;
}

/* By now. */
static bool stands_in(const struct attempt *attempt, const struct clause *clause, uint32_t number) {
    const struct item *child = cgov__item(attempt->model, number);
    const struct procedure *asked = &cgov__rulebook_of(attempt->model, attempt->after)->procedures[clause->procedure];
    const struct procedure *is = cgov__procedure_of(attempt->model, child);
    uint8_t state = child->state;
    struct overlay_item now;
    if (attempt->overlay && cgov__overlay_item(attempt->overlay, cgov__item_id(attempt->model, number), &now))
        state = now.state;
    if (is != asked) state = cgov__state_find(asked, is->states[state].name);
    return state != NONE && (clause->states >> state & 1) != 0;
}

/* The first child of these procedures that stands in none of these states; 0: each does. */
static uint32_t first_elsewhere(const struct attempt *attempt, const struct clause *clause) {
    const struct item *child;
    uint32_t n = attempt->after->extra->children_first;
    for (; (child = cgov__item(attempt->model, n)); n = child->extra->sibling)
        if (is_child_of(attempt, clause, child) && !stands_in(attempt, clause, n)) return n;
    return 0;
}

static uint32_t latest_child(const struct attempt *attempt, const struct clause *clause) {
    const struct item *child;
    uint32_t latest = 0;
    for (uint32_t n = attempt->after->extra->children_first; (child = cgov__item(attempt->model, n));
         n = child->extra->sibling)
        if (is_child_of(attempt, clause, child)) latest = n;
    return latest;
}

static bool every(const struct attempt *attempt, const struct clause *clause) {
    return first_elsewhere(attempt, clause) == 0;
}

static bool last(const struct attempt *attempt, const struct clause *clause) {
    const uint32_t latest = latest_child(attempt, clause);
    return latest != 0 && stands_in(attempt, clause, latest);
}

/* Whoever makes a move that opens a child is its reporter: where it has one, they are counted by it. */
static bool fewer(const struct attempt *attempt, const struct clause *clause) {
    const struct model *model = attempt->model;
    const uint32_t actor = cgov__id_row(attempt->actor);
    const struct item *child;
    uint32_t asked = 0;
    for (uint32_t n = attempt->after->extra->children_first; (child = cgov__item(model, n));
         n = child->extra->sibling) {
        const uint8_t reporter = cgov__procedure_of(model, child)->reporter;
        asked += reporter != NONE && child->parties[reporter] == actor && is_child_of(attempt, clause, child);
    }
    return actor == 0 || asked < clause->number;
}

const struct procedure *cgov__item_now(const struct attempt *attempt, uint32_t number, const char **state) {
    const struct model *model = attempt->model;
    const struct item *row = cgov__item(model, number);
    struct overlay_item now = {.procedure = row ? cgov__procedure_of(model, row) : NULL,
                               .state = row ? row->state : NONE};
    if (attempt->overlay && number != 0)
        cgov__overlay_item(attempt->overlay, cgov__overlay_item_id(attempt->overlay, number), &now);
    if (now.procedure) *state = now.procedure->states[now.state].name;
    return now.procedure;
}

const struct procedure *cgov__parent_now(const struct attempt *attempt, const char **state) {
    const struct item *parent = attempt->parent;
    if (!parent) return cgov__item_now(attempt, attempt->after->extra->parent, state);
    const struct procedure *procedure = cgov__procedure_of(attempt->model, parent);
    *state = procedure->states[parent->state].name;
    return procedure;
}

/* By name: it may run under another text. */
static bool parent_in(const struct attempt *attempt, const struct clause *clause) {
    const char *state = "";
    if (!cgov__parent_now(attempt, &state)) return false;
    for (uint8_t n = 0; n < attempt->procedure->above_count; n++)
        if (strcmp(attempt->procedure->above[n].name, state) == 0) return one_of(clause, n);
    return false;
}

uint32_t cgov__child_amiss(const struct attempt *attempt, const struct clause *clause) {
    const struct model *model = attempt->model;
    if (clause->guard != GUARD_CHILDREN_DONE)
        return clause->guard == GUARD_LAST ? latest_child(attempt, clause) : first_elsewhere(attempt, clause);
    const struct item *child;
    for (uint32_t n = attempt->after->extra->children_first; (child = cgov__item(model, n));
         n = child->extra->sibling) {
        struct overlay_item now = {.final = child->final};
        if (attempt->overlay) cgov__overlay_item(attempt->overlay, cgov__item_id(model, n), &now);
        if (!now.final) return n;
    }
    return 0;
}

bool cgov__is_settled(const struct model *model, const struct item *item) {
    if (item && item->extra->master != 0) item = cgov__item(model, item->extra->master);
    return item && item->final && item->state == cgov__procedure_of(model, item)->settled;
}

/* Of the same matter at the same place, under this procedure. */
static bool is_same(const struct attempt *attempt, const struct item *before) {
    const struct model *model = attempt->model;
    return before->place == attempt->after->place &&
           strcmp(cgov__procedure_of(model, before)->name, attempt->procedure->name) == 0 &&
           strcmp(cgov__matter_code(model, before), cgov__matter_code(model, attempt->after)) == 0;
}

static bool is_theirs(const struct attempt *attempt, const struct item *before) {
    const uint8_t reporter = cgov__procedure_of(attempt->model, before)->reporter;
    return reporter != NONE && before->parties[reporter] == attempt->after->parties[attempt->procedure->reporter];
}

/* What the same resident reported before, or what theirs was merged into: settled for them all. */
static bool is_repeated(const struct attempt *attempt, const struct item *before) {
    const struct model *model = attempt->model;
    const bool same = is_same(attempt, before);
    if (!cgov__is_settled(model, before)) return false;
    if (same && is_theirs(attempt, before)) return true;
    const struct item *follower = cgov__item(model, before->extra->follower);
    for (; follower; follower = cgov__item(model, follower->extra->next_follower))
        if (is_theirs(attempt, follower) && (same || is_same(attempt, follower))) return true;
    return false;
}

bool cgov__was_settled(const struct attempt *attempt) {
    const uint8_t reporter = attempt->procedure->reporter;
    if (reporter == NONE || attempt->after->parties[reporter] == 0) return false;
    const struct worklist *list = NULL;
    while ((list = cgov__worklist_settled(attempt->model, list)))
        for (uint32_t i = 0; i < list->count; i++)
            if (is_repeated(attempt, cgov__item(attempt->model, cgov__worklist_items(list)[i]))) return true;
    return false;
}

/* Whoever enters it by office, and names what is settled, lets new facts through. */
static bool unsettled(const struct attempt *attempt, const struct clause *clause) {
    const bool named = cgov__is_settled(attempt->model, item_given(attempt, clause->field));
    if (!attempt->move->opens_item) return !named;
    return named ? cgov__by_offices(attempt) != 0 : !cgov__was_settled(attempt);
}

static bool used_up(const struct attempt *attempt, const struct clause *clause) {
    const struct move *move = &attempt->procedure->moves[clause->move];
    return move->counter != NONE && cgov__counters(attempt->procedure, attempt->after)[move->counter] >= move->limit;
}

/* Whoever the party is now, and before the move: routing goes by the issue as it lies. */
static bool routed(const struct attempt *attempt, const struct clause *clause) {
    struct route route;
    cgov__route(attempt->model, attempt->before, attempt->time, &route);
    return !cgov__route_binds(&route) || route.lead == attempt->after->parties[clause->party];
}

static bool share(const struct attempt *attempt, const struct clause *clause) {
    return cgov__share_holds(attempt, clause->share);
}

static bool quorum(const struct attempt *attempt, const struct clause *clause) {
    return cgov__quorum_met(attempt, clause);
}

static bool certain(const struct attempt *attempt, const struct clause *clause) {
    return cgov__outcome_certain(attempt, clause);
}

static bool superior(const struct attempt *attempt, const struct clause *clause) {
    const struct item *item = attempt->after;
    return cgov__above_all(attempt->model, item, item->parties[clause->party], 1, clause->values) != 0;
}

/* By its region's code; one without a region is of none. */
static bool level(const struct attempt *attempt, const struct clause *clause) {
    const struct organization *row = cgov__organization(attempt->model, attempt->after->parties[clause->party]);
    return row && one_of(clause, cgov__region_level(row->region));
}

uint8_t cgov__named_before(const struct attempt *attempt, const struct clause *clause) {
    const struct item *before = attempt->before;
    uint32_t named = 0; /* where the detail is wanting, nobody */
    for (uint8_t i = 0; i < attempt->move->set_count; i++)
        if (attempt->move->sets[i].party == clause->party && attempt->move->sets[i].source == SOURCE_GIVEN)
            named = cgov__set_given(attempt, &attempt->move->sets[i]);
    if (named == 0) return NONE;
    if (named == before->parties[clause->party]) return clause->party;
    for (uint8_t p = 0; p < attempt->procedure->party_count; p++)
        if ((clause->values >> p & 1) != 0 && before->parties[p] != 0 &&
            cgov__below(attempt->model, named, before->parties[p]))
            return p;
    return NONE;
}

static bool other(const struct attempt *attempt, const struct clause *clause) {
    return cgov__named_before(attempt, clause) == NONE;
}

uint8_t cgov__lies_elsewhere(const struct attempt *attempt, const struct clause *clause) {
    const uint32_t *parties = attempt->after->parties;
    const uint32_t above = cgov__superior(attempt->model, parties[clause->party], clause->number);
    const uint32_t in = above != 0 ? above : parties[clause->party]; /* nothing stands above the root */
    for (uint8_t p = 0; p < attempt->procedure->party_count; p++)
        if (clause->values >> p & 1 && !cgov__below(attempt->model, parties[p], in)) return p;
    return NONE;
}

static bool lie(const struct attempt *attempt, const struct clause *clause) {
    return cgov__lies_elsewhere(attempt, clause) == NONE;
}

/* One of its parties is to be named by a detail. */
static bool awaits_any(const struct attempt *attempt, const struct clause *clause) {
    for (uint8_t p = 0; p < attempt->procedure->party_count && clause->guard == GUARD_LIE; p++)
        if (clause->values >> p & 1 && cgov__awaits_party(attempt, p)) return true;
    return cgov__awaits_party(attempt, clause->party);
}

static uint32_t kept(const struct attempt *attempt, const struct clause *clause) {
    return cgov__kept(attempt->procedure, attempt->before, clause->day);
}

/* Notice is counted where it is given: to the day that the move names, else to the one that stands. */
static bool ahead(const struct attempt *attempt, const struct clause *clause) {
    uint32_t date = cgov__day_given(attempt->procedure, attempt->command, clause->day);
    if (date == 0) date = kept(attempt, clause);
    int32_t today = cgov__local_day(attempt->time, attempt->model->offset);
    const struct calendar *calendar = cgov__item_calendar(attempt->model, attempt->before, NULL);
    const struct length *length = &clause->length;
    return date != 0 && cgov__days_ahead(calendar, length->unit, today, cgov__date_day(date), length->n) >= length->n;
}

/* The day that stood before the move, which may name the next one; where none stood, the one that it names. */
static uint32_t stood(const struct attempt *attempt, const struct clause *clause) {
    const uint32_t date = kept(attempt, clause);
    return date != 0 ? date : cgov__day_given(attempt->procedure, attempt->command, clause->day);
}

static bool come(const struct attempt *attempt, const struct clause *clause) {
    return cgov__day_has_come(attempt->model, stood(attempt, clause), attempt->time);
}

static bool over(const struct attempt *attempt, const struct clause *clause) {
    return cgov__day_is_over(attempt->model, stood(attempt, clause), attempt->time);
}

static bool given(const struct attempt *attempt, const struct clause *clause);

static const struct {
    question *holds;
    uint32_t reason;
} guards[] = {
    {NULL, CGOV_R_NONE},
#define G(name, word, more, arguments, assumed, reason, question, ...) {question, CGOV_R_##reason},
#include "rules/guards.def"
#undef G
};

bool cgov__guard_wants(const struct attempt *attempt, const struct clause *clause) {
    return clause->guard == GUARD_GIVEN && guards[clause->of].holds(attempt, clause);
}

static bool given(const struct attempt *attempt, const struct clause *clause) {
    return cgov__detail_find(attempt->command, number_of(attempt, clause->field)) ||
           !cgov__guard_wants(attempt, clause);
}

/* An opening that is only asked about: nobody has said yet what it would be told. */
static bool awaits_fact(const struct attempt *attempt, const struct clause *clause) {
    const uint32_t fact = cgov__guard(clause->guard)->field;
    return fact != 0 && !attempt->fills && attempt->move->opens_item &&
           cgov__move_gets(attempt->move, cgov__place_of(attempt->procedure, fact));
}

/* Without details a guard that asks for one is not held against the move. */
static bool answerable(const struct attempt *attempt, const struct clause *clause) {
    if (attempt->command) return true;
    if (awaits_fact(attempt, clause)) return false;
    if (clause->day != NONE && (clause->guard == GUARD_AHEAD || kept(attempt, clause) == 0))
        return !cgov__move_gets(attempt->move, attempt->procedure->kept[clause->day]);
    if (clause->field != NONE) return false;
    if (clause->guard == GUARD_SHARE) return !cgov__shares_await(attempt, clause->share);
    if (clause->guard == GUARD_QUORUM) return !cgov__fills_await(attempt);
    return clause->party == NONE || !awaits_any(attempt, clause);
}

bool cgov__guard_holds(const struct attempt *attempt, const struct clause *clause) {
    return guards[clause->guard].holds(attempt, clause);
}

bool cgov__guard_answerable(const struct attempt *attempt, const struct clause *clause) {
    return answerable(attempt, clause);
}

uint32_t cgov__guard_reason(uint8_t guard) {
    return guards[guard].reason;
}
