/* Access follows from three things alone: appointments in term, the tree of organizations, and what the rulebook names
 * at an item's present state. What is asked is computed anew, so nothing can be stale.
 *
 * What a reader is to an item gives one view of it, and the view says what is shown. The accused come first: whoever a
 * report accuses, and whoever holds office with or under them, never sees it, whatever else they hold; but a party in
 * person does: the reporter may be one of them. What an issue accuses, masks or keeps confidential holds for its parts
 * too. docs/views.md has these rules as tables. */
#include "entities/access.h"

#include "entities/in_office.h"
#include "entities/tree.h"
#include "model/clock_rows.h"
#include "model/terms.h"
#include "model/track.h"

/* What a part is a part of, in the end: the issue. */
static const struct item *issue_of(const struct model *model, const struct item *item) {
    for (const struct item *above = item; above; above = cgov__item(model, above->extra->parent)) item = above;
    return item;
}

bool cgov__accused(const struct model *model, const struct item *item, uint32_t organization, int64_t at) {
    const struct item *issue = issue_of(model, item);
    if (issue->extra->against == 0 || organization == 0) return false;
    uint32_t accused = cgov__id_row(issue->extra->against), intake = cgov__intake_of(model, issue);
    if (cgov__id_kind(issue->extra->against) == CGOV_KIND_RESIDENT)
        return cgov__works_in(model, organization, cgov__terms_of(model, accused, at), at);
    if (cgov__below(model, organization, accused)) return true;
    return intake != 0 && intake != organization && cgov__below(model, accused, organization) &&
           cgov__below(model, organization, intake);
}

bool cgov__reader_accused(const struct model *model, const struct item *item, uint64_t reader, int64_t at) {
    const struct item *issue = issue_of(model, item);
    if (issue->extra->against == 0) return false;
    if (issue->extra->against == reader) return true;
    const struct appointment *offices = cgov__terms_of(model, cgov__id_number(reader), at);
    if (!offices) return false;
    if (cgov__id_kind(issue->extra->against) == CGOV_KIND_RESIDENT)
        return cgov__work_together(model, offices, cgov__terms_of(model, cgov__id_row(issue->extra->against), at), at);
    /* Many may stand below the accused: so all are read that the reader holds now. */
    const struct appointment *held = cgov__office_from(model, offices, 1, at);
    for (; held; held = cgov__office_from(model, offices, held->organization + 1, at))
        if (cgov__accused(model, issue, held->organization, at)) return true;
    return false;
}

uint32_t cgov__fit_from(const struct model *model, const struct item *item, uint32_t organization, int64_t at) {
    for (; organization != 0; organization = cgov__superior(model, organization, 1))
        if (cgov__attended(model, organization, at) && !cgov__accused(model, item, organization, at)) break;
    return organization;
}

uint32_t cgov__fit_above(const struct model *model, const struct item *item, uint32_t organization, uint32_t steps,
                         int64_t at) {
    for (; steps > 0 && organization != 0; steps--)
        organization = cgov__fit_from(model, item, cgov__superior(model, organization, 1), at);
    return organization;
}

uint32_t cgov__who_party(const struct model *model, const struct item *item, const struct who *who,
                         bool *organization) {
    uint8_t party = who->party;
    if (who->of_parent) {
        item = cgov__item(model, item->extra->parent);
        if (!item) return 0;
        party = cgov__parents_party(cgov__procedure_of(model, item), item->state, who);
    }
    if (party == NONE) return 0;
    *organization = cgov__procedure_of(model, item)->parties[party].organization;
    return item->parties[party];
}

uint32_t cgov__who_organization(const struct model *model, const struct item *item, const struct who *who) {
    bool organization = false;
    uint32_t party = cgov__who_party(model, item, who, &organization);
    return organization ? cgov__above_all(model, item, party, who->superiors, who->also) : 0;
}

/* An office, or a party in person, that a move of the parent names which opens such children. Both may run under texts
 * of their own, so it is found by name. */
static bool may_ask(const struct model *model, const struct item *child, uint64_t actor, int64_t at) {
    const struct item *parent = cgov__item(model, child->extra->parent);
    if (!parent) return false;
    const struct rulebook *rulebook = cgov__rulebook_of(model, parent);
    const struct procedure *procedure = cgov__procedure_of(model, parent);
    const char *const name = cgov__procedure_of(model, child)->name;
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct move *move = &procedure->moves[m];
        if (move->opens == NONE || strcmp(rulebook->procedures[move->opens].name, name) != 0) continue;
        for (uint8_t b = 0; b < move->by_count; b++) {
            const struct who *who = &move->by[b];
            if ((who->kind == WHO_ROLE || who->kind == WHO_PARTY) && cgov__is_who(model, parent, who, actor, at))
                return true;
        }
    }
    return false;
}

/* Whoever asked for the child, or may ask for one like it. */
static bool is_asker(const struct model *model, const struct item *item, uint64_t actor, int64_t at) {
    if (item->extra->parent == 0) return false;
    return item->reported_by == cgov__id_row(actor) || may_ask(model, item, actor, at);
}

/* Whoever reported what was merged into it. */
static bool is_follower(const struct model *model, const struct item *item, uint64_t actor) {
    const struct item *follower = cgov__item(model, item->extra->follower);
    for (; follower; follower = cgov__item(model, follower->extra->next_follower)) {
        const uint8_t reporter = cgov__procedure_of(model, follower)->reporter;
        if (reporter != NONE && follower->parties[reporter] == cgov__id_number(actor)) return true;
    }
    return false;
}

bool cgov__is_who(const struct model *model, const struct item *item, const struct who *who, uint64_t actor,
                  int64_t at) {
    uint32_t number = cgov__id_row(actor);
    bool organization = false;
    if (number == 0) return false; /* as a party not set has it */
    if (who->kind == WHO_ANYONE) return true;
    if (who->kind == WHO_PARTY)
        return cgov__who_party(model, item, who, &organization) == number && !organization &&
               (who->of_parent || cgov__named_stands(model, item, who->party, at));
    if (who->kind == WHO_ASKER) return is_asker(model, item, actor, at);
    if (who->kind == WHO_FOLLOWER) return is_follower(model, item, actor);
    if (who->kind != WHO_ROLE) return false;
    uint32_t role = model->adoptions[item->rulebook - 1]->roles[who->role];
    if (who->superiors != ANY_SUPERIOR)
        return cgov__holds(model, number, role, cgov__who_organization(model, item, who), at);
    uint32_t above = cgov__who_party(model, item, who, &organization);
    while ((above = cgov__superior(model, above, 1)) != 0)
        if (cgov__holds(model, number, role, above, at)) return true;
    return false;
}

bool cgov__is_party_ever(const struct model *model, const struct item *item, const struct procedure *procedure,
                         uint8_t party, uint32_t resident) {
    if (item->parties[party] == resident) return resident != 0;
    /* Of nobody that is named as its reporter they entered it: it may well be their own. */
    if (party == procedure->reporter && item->parties[party] == 0)
        return resident != 0 && item->reported_by == resident;
    if (party != procedure->handler) return false;
    if (item->worker == resident) return resident != 0;
    const struct worker *worker = cgov__worker(model, item->extra->workers);
    while (worker && worker->resident != resident) worker = cgov__worker(model, worker->next);
    return worker != NULL;
}

bool cgov__leaves_out(const struct model *model, const struct item *item, const struct procedure *procedure,
                      uint8_t party, uint32_t resident, int64_t at) {
    if (!procedure->parties[party].organization) return cgov__is_party_ever(model, item, procedure, party, resident);
    return resident != 0 && (cgov__offices_at(model, item->parties[party], resident, at) & OFFICE_HERE) != 0;
}

/* ---- what a reader can be to an item ---- */

bool cgov__part_accuses_nobody(const struct model *model, const struct item *part) {
    return issue_of(model, part)->extra->against == 0;
}

bool cgov__is_confidential(const struct model *model, const struct item *issue) {
    return issue->matter != 0 && cgov__matter_of(model, issue)->confidential;
}

bool cgov__is_told_apart(const struct model *model, const struct item *item) {
    const struct item *issue = issue_of(model, item);
    return issue->extra->against != 0 || issue->masked || cgov__is_confidential(model, issue);
}

/* The reader is a party in person. */
static bool is_party(const struct model *model, const struct item *item, uint64_t reader) {
    const struct procedure *procedure = cgov__procedure_of(model, item);
    for (uint8_t p = 0; p < procedure->party_count; p++)
        if (item->parties[p] == cgov__id_number(reader) && !procedure->parties[p].organization &&
            !cgov__is_named(procedure, p)) /* they read by their office */
            return true;
    return false;
}

/* They hold some office in an organization that is a party. */
static bool works_for_party(const struct model *model, const struct item *item, const struct appointment *offices,
                            int64_t at) {
    const struct procedure *procedure = cgov__procedure_of(model, item);
    for (uint8_t p = 0; p < procedure->party_count; p++)
        if (procedure->parties[p].organization && cgov__works_in(model, item->parties[p], offices, at)) return true;
    return false;
}

/* Who is named from those in office somewhere is so by their office. */
static inline bool names_as(const struct procedure *procedure, const struct who *who, enum who_kind kind) {
    const bool office = who->kind == WHO_PARTY && !who->of_parent && cgov__is_named(procedure, who->party);
    return (office ? WHO_ROLE : (enum who_kind)who->kind) == kind;
}

/* A move, or a clock that has started, names the reader: as WHO_PARTY in person, as WHO_ROLE by an office. In whatever
 * state: what may be seen does not end with what may still be done. But of what is confidential nobody reads who would
 * only have been told, and was not. */
static bool is_named(const struct model *model, const struct item *item, bool confidential, enum who_kind kind,
                     uint64_t reader, int64_t at) {
    const struct procedure *procedure = cgov__procedure_of(model, item);
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct move *move = &procedure->moves[m];
        for (uint8_t b = 0; !move->opens_item && b < move->by_count; b++) {
            const struct who *who = &move->by[b];
            if (names_as(procedure, who, kind) && !who->again && cgov__is_who(model, item, who, reader, at))
                return true;
        }
    }
    const struct clock_row *row;
    for (uint32_t n = cgov__clocks_first(model, item); (row = cgov__clock_row(model, n));
         n = cgov__clocks_next(item, n, row)) {
        if (row->clock == NONE) continue; /* a newer text has it no more */
        const struct clock *clock = &procedure->clocks[row->clock];
        const bool over = confidential && row->state != CLOCK_RUNNING && row->state != CLOCK_PAUSED;
        for (uint8_t r = 0; r < clock->rung_count && (!over || r < row->rungs); r++) {
            const struct who *who = &clock->rungs[r].who;
            if (who->kind == kind && cgov__is_who(model, item, who, reader, at)) return true;
        }
    }
    return false;
}

/* They hold such a role at or above an organization that is a party. */
static bool oversees(const struct model *model, const struct item *item, bool auditors,
                     const struct appointment *offices, int64_t at) {
    const struct procedure *procedure = cgov__procedure_of(model, item);
    for (uint8_t p = 0; offices && p < procedure->party_count; p++) {
        const uint32_t organization = procedure->parties[p].organization ? item->parties[p] : 0;
        if (cgov__oversees(model, organization, auditors, offices, at)) return true;
    }
    return false;
}

/* The next of all that is below an item, parts and their parts; 0: none is left. A journal may nest them deeply. */
static uint32_t next_below(const struct model *model, const struct item *top, const struct item *item) {
    if (item->extra->children_first != 0) return item->extra->children_first;
    while (item != top && item->extra->sibling == 0) item = cgov__item(model, item->extra->parent);
    return item == top ? 0 : item->extra->sibling;
}

/* They hold office in an organization that helps with it: it is a party of a part. A part of what is confidential is
 * helped with while it is open, by the offices it names. */
static bool helps(const struct model *model, const struct item *item, bool confidential, uint64_t reader, int64_t at) {
    const struct appointment *offices = cgov__terms_of(model, cgov__id_number(reader), at);
    const struct item *part = item;
    while (offices && (part = cgov__item(model, next_below(model, item, part))))
        if (works_for_party(model, part, offices, at) &&
            (!confidential || (!part->final && is_named(model, part, true, WHO_ROLE, reader, at))))
            return true;
    return false;
}

/* ---- the view ---- */

bool cgov__is_secret(const struct model *model, const struct item *item) {
    const struct item *issue = issue_of(model, item);
    return cgov__is_told_apart(model, issue) || cgov__track_is_secret(cgov__track(issue));
}

static enum view view_of_anybody(const struct model *model, const struct item *issue) {
    bool open = cgov__procedure_of(model, issue)->is_public && !cgov__is_secret(model, issue);
    return open ? VIEW_PUBLIC : VIEW_NONE;
}

static bool works_on(const struct model *model, const struct item *item, bool confidential,
                     const struct appointment *offices, uint64_t reader, int64_t at) {
    if (confidential ? cgov__works_in(model, cgov__intake_of(model, item), offices, at)
                     : works_for_party(model, item, offices, at))
        return true;
    return oversees(model, item, confidential, offices, at) ||
           is_named(model, item, confidential, WHO_ROLE, reader, at);
}

/* Who works on what the item was merged into: what was said there is theirs to know. */
static bool works_on_master(const struct model *model, const struct item *item, bool confidential,
                            const struct appointment *offices, uint64_t reader, int64_t at) {
    const struct item *master = cgov__item(model, item->extra->master);
    if (!master || cgov__reader_accused(model, master, reader, at)) return false;
    return works_on(model, master, confidential || cgov__is_confidential(model, master), offices, reader, at);
}

/* By an office they hold; and by one that works on what the item is a child of, for there it was asked for, and there
 * its answer is read; or on what it was merged into. */
static bool sees_by_office(const struct model *model, const struct item *item, bool confidential, uint64_t reader,
                           int64_t at) {
    const struct appointment *offices = cgov__terms_of(model, cgov__id_number(reader), at);
    bool sees = false;
    for (; offices && item && !sees; item = cgov__item(model, item->extra->parent))
        sees = works_on(model, item, confidential, offices, reader, at) ||
               works_on_master(model, item, confidential, offices, reader, at);
    return sees;
}

static bool sees_in_person(const struct model *model, const struct item *item, bool confidential, uint64_t reader,
                           int64_t at) {
    return (!confidential && is_party(model, item, reader)) ||
           is_named(model, item, confidential, WHO_PARTY, reader, at) ||
           (item->extra->parent != 0 && is_named(model, item, confidential, WHO_ASKER, reader, at));
}

enum view cgov__view_rolls_apart(const struct model *model, const struct item *item, uint64_t reader, int64_t at) {
    const struct item *issue = issue_of(model, item);
    if (reader == 0) return view_of_anybody(model, issue);
    uint64_t number = cgov__id_number(reader);
    if (cgov__id_kind(reader) != CGOV_KIND_RESIDENT || !cgov__resident(model, number)) return VIEW_NONE;
    if (issue->extra->against == reader) return VIEW_NONE;
    uint8_t reporter = cgov__procedure_of(model, item)->reporter;
    if (reporter != NONE && item->parties[reporter] == number) return VIEW_REPORTER;
    bool confidential = cgov__is_confidential(model, issue), accused = cgov__reader_accused(model, issue, reader, at);
    if (!accused && sees_by_office(model, item, confidential, reader, at)) return VIEW_OFFICE;
    if (sees_in_person(model, item, confidential, reader, at)) return VIEW_REPORTER;
    if (accused) return VIEW_NONE;
    bool apart = issue->masked && item->extra->parent == 0; /* who asked for a child is not who reported */
    if (item->reported_by == number && !apart && !confidential) return VIEW_REPORTER;
    return helps(model, item, confidential, reader, at) ? VIEW_PARTNER : view_of_anybody(model, issue);
}

#define WORDS(field) (UINT64_C(1) << CGOV_FIELD_##field)

/* What was not public when it was written does not become so by a newer text: neither what its procedure kept to itself
 * nor what its matter kept confidential. */
bool cgov__public_since(const struct model *model, const struct item *item, uint64_t seq) {
    const struct passage *passage = cgov__passage(model, issue_of(model, item)->extra->passages);
    for (; passage && passage->seq > seq; passage = cgov__passage(model, passage->next)) {
        const struct rulebook *left = &model->adoptions[passage->rulebook - 1]->rulebook;
        if (!left->procedures[passage->procedure].is_public) return false;
        if (passage->matter != 0 && left->matters[passage->matter - 1].confidential) return false;
    }
    return true;
}

static uint64_t public_words(const struct model *model, const struct item *item, uint64_t seq) {
    if (!cgov__public_since(model, item, seq)) return 0;
    uint64_t words = cgov__procedure_of(model, item)->public_words;
    const struct passage *passage = cgov__passage(model, item->extra->passages);
    for (; passage && passage->seq > seq; passage = cgov__passage(model, passage->next))
        words &= model->adoptions[passage->rulebook - 1]->rulebook.procedures[passage->procedure].public_words;
    return words;
}

uint64_t cgov__readable(const struct model *model, const struct item *item, enum view view, bool opening,
                        uint64_t seq) {
    if (view == VIEW_PUBLIC) return item->extra->parent == 0 ? public_words(model, item, seq) : 0;
    if (view == VIEW_PARTNER) return opening ? WORDS(TITLE) | WORDS(TEXT) : 0;
    if (view == VIEW_REPORTER) return ~(WORDS(NOTE) | WORDS(CHOICE)); /* what is confidential is nobody's to read */
    return view == VIEW_OFFICE ? ~WORDS(CHOICE) : 0;
}

uint64_t cgov__readable_answer(const struct model *model, const struct item *master, enum view view, uint64_t seq) {
    return cgov__readable(model, master, view, false, seq) & ~(WORDS(NOTE) | WORDS(EVIDENCE));
}

/* ---- who reported ---- */

uint32_t cgov__reporter_of(const struct model *model, const struct item *item) {
    const struct item *issue = issue_of(model, item);
    uint8_t reporter = cgov__procedure_of(model, issue)->reporter;
    return reporter == NONE ? 0 : issue->parties[reporter];
}

uint32_t cgov__reported_by(const struct model *model, const struct item *item) {
    return issue_of(model, item)->reported_by;
}

bool cgov__knows_reporter(const struct model *model, const struct item *item, enum view view, uint64_t reader,
                          int64_t at) {
    const struct item *issue = issue_of(model, item);
    if (view <= VIEW_PUBLIC || !issue->masked) return view > VIEW_PUBLIC;
    uint64_t number = cgov__id_number(reader);
    if (cgov__reporter_of(model, issue) == number) return true;
    const struct appointment *offices = cgov__terms_of(model, number, at);
    return cgov__works_in(model, cgov__intake_of(model, issue), offices, at) ||
           oversees(model, issue, true, offices, at);
}

bool cgov__is_reporter(const struct model *model, const struct item *item, uint64_t id) {
    uint64_t number = cgov__id_number(id);
    return cgov__id_kind(id) == CGOV_KIND_RESIDENT &&
           (number == cgov__reporter_of(model, item) || number == cgov__reported_by(model, item));
}

/* The unit is the resident's household, or one that it belongs to. */
static bool lives_in(const struct model *model, uint32_t number, const struct resident *row) {
    uint32_t household = row->household;
    while (household != 0 && household != number) household = cgov__unit(model, household)->household;
    return household != 0;
}

static bool sees_unit(const struct model *model, uint32_t number, uint32_t reader, int64_t at) {
    const struct unit *unit = cgov__unit(model, number);
    bool organization = unit->owner_kind == CGOV_KIND_ORGANIZATION;
    if ((!organization && unit->owner == reader) || lives_in(model, number, cgov__resident(model, reader))) return true;
    const struct appointment *offices = cgov__terms_of(model, reader, at);
    return (organization && cgov__works_in(model, unit->owner, offices, at)) ||
           cgov__works_above(model, unit->parent, offices, at);
}

bool cgov__sees_entity(const struct model *model, uint64_t id, uint64_t reader, int64_t at) {
    uint64_t number = cgov__id_number(id), whose = cgov__id_number(reader);
    if (cgov__id_kind(id) == CGOV_KIND_ORGANIZATION) return cgov__organization(model, number) != NULL;
    if (cgov__id_kind(reader) != CGOV_KIND_RESIDENT || !cgov__resident(model, whose)) return false;
    if (cgov__id_kind(id) == CGOV_KIND_UNIT)
        return cgov__unit(model, number) && sees_unit(model, cgov__id_row(id), cgov__id_row(reader), at);
    const struct resident *row = cgov__id_kind(id) == CGOV_KIND_RESIDENT ? cgov__resident(model, number) : NULL;
    return row && (id == reader || cgov__works_above(model, row->parent, cgov__terms_of(model, whose, at), at));
}
