/* Access follows from three things alone: appointments in term, the tree of organizations, and what the rulebook names
 * at an item's present state. Nothing is cached, so nothing can be stale.
 *
 * The accused come first: whoever a report accuses, and whoever holds office with or under them, never sees it,
 * whatever else they hold; but a party in person does: the reporter may be one of them. */
#include "entities/access.h"

bool cgov__in_term(const struct appointment *appointment, int64_t at) {
    return appointment->from <= at && (appointment->until == 0 || at < appointment->until);
}

bool cgov__holds(const struct model *model, uint32_t resident, uint32_t role, uint32_t organization, int64_t at) {
    const struct resident *row = cgov__resident(model, resident);
    if (row == NULL || role == 0 || organization == 0) return false;
    const struct appointment *held;
    for (uint32_t n = row->appointments; (held = cgov__appointment(model, n)) != NULL; n = held->next_of_resident)
        if (held->organization == organization && held->role == role && cgov__in_term(held, at)) return true;
    return false;
}

bool cgov__staffed(const struct model *model, uint32_t role, uint32_t organization, int64_t at) {
    const struct organization *row = cgov__organization(model, organization);
    if (row == NULL || role == 0) return false;
    const struct appointment *held;
    for (uint32_t n = row->appointments; (held = cgov__appointment(model, n)) != NULL; n = held->next_of_organization)
        if (held->role == role && cgov__in_term(held, at)) return true;
    return false;
}

uint32_t cgov__superior(const struct model *model, uint32_t organization, uint32_t steps) {
    const struct organization *row = cgov__organization(model, organization);
    for (; steps > 0 && row != NULL; steps--) row = cgov__organization(model, organization = row->parent);
    return row == NULL ? 0 : organization;
}

bool cgov__below(const struct model *model, uint32_t organization, uint32_t above) {
    while (organization != 0 && organization != above) organization = cgov__superior(model, organization, 1);
    return organization != 0;
}

const struct role *cgov__role_in_force(const struct model *model, const char *name, int64_t at, uint32_t *version_out) {
    for (uint32_t version = model->adoption_count; version > 0; version--) {
        const struct adoption *adoption = model->adoptions[version - 1];
        if (adoption->from > at) continue;
        int32_t role = cgov__role_find(&adoption->rulebook, name);
        if (role < 0) continue;
        if (version_out != NULL) *version_out = version;
        return &adoption->rulebook.roles[role];
    }
    return NULL;
}

bool cgov__may(const struct model *model, uint64_t actor, enum verb verb, uint32_t organization, int64_t at) {
    if (cgov__id_kind(actor) != CGOV_KIND_RESIDENT) return false;
    const struct resident *row = cgov__resident(model, cgov__id_number(actor));
    if (row == NULL) return false;
    const struct appointment *held;
    for (uint32_t n = row->appointments; (held = cgov__appointment(model, n)) != NULL; n = held->next_of_resident) {
        if (!cgov__in_term(held, at) || !cgov__below(model, organization, held->organization)) continue;
        const struct role *role = cgov__role_in_force(model, cgov__symbol_name(model, held->role), at, NULL);
        if (role != NULL && (role->may >> verb & 1) != 0) return true;
    }
    return false;
}

static bool holds_any(const struct model *model, uint64_t resident, uint32_t organization, int64_t at) {
    const struct resident *row = cgov__resident(model, cgov__id_number(resident));
    const struct appointment *held;
    for (uint32_t n = row == NULL ? 0 : row->appointments; (held = cgov__appointment(model, n)) != NULL;
         n = held->next_of_resident)
        if (held->organization == organization && cgov__in_term(held, at)) return true;
    return false;
}

/* What a part is a part of, in the end: the issue. What it accuses and masks holds for all its parts. */
static const struct item *issue_of(const struct model *model, const struct item *item) {
    for (const struct item *above = item; above != NULL; above = cgov__item(model, above->extra->parent)) item = above;
    return item;
}

static uint32_t intake_of(const struct model *model, const struct item *issue) {
    uint8_t intake = cgov__party_find(cgov__procedure_of(model, issue), "intake");
    return intake == NONE ? 0 : issue->parties[intake];
}

bool cgov__accused(const struct model *model, const struct item *item, uint32_t organization, int64_t at) {
    const struct item *issue = issue_of(model, item);
    if (issue->extra->against == 0 || organization == 0) return false;
    if (cgov__id_kind(issue->extra->against) == CGOV_KIND_RESIDENT) return holds_any(model, issue->extra->against, organization, at);
    uint32_t accused = (uint32_t)cgov__id_number(issue->extra->against), intake = intake_of(model, issue);
    if (cgov__below(model, organization, accused)) return true;
    return intake != 0 && intake != organization && cgov__below(model, accused, organization) &&
           cgov__below(model, organization, intake);
}

uint32_t cgov__who_party(const struct model *model, const struct item *item, const struct who *who,
                         bool *organization) {
    uint8_t party = who->party;
    if (who->of_parent) {
        item = cgov__item(model, item->extra->parent);
        if (item == NULL) return 0;
        party = cgov__party_find(cgov__procedure_of(model, item), who->parent_party);
    }
    if (party == NONE) return 0;
    *organization = cgov__procedure_of(model, item)->parties[party].organization;
    return item->parties[party];
}

uint32_t cgov__who_organization(const struct model *model, const struct item *item, const struct who *who) {
    bool organization = false;
    uint32_t party = cgov__who_party(model, item, who, &organization);
    return organization ? cgov__superior(model, party, who->superiors) : 0;
}

bool cgov__is_who(const struct model *model, const struct item *item, const struct who *who, uint64_t actor,
                  int64_t at) {
    uint32_t number = (uint32_t)cgov__id_number(actor);
    bool organization = false;
    if (actor == 0) return false;
    if (who->kind == WHO_ANYONE) return true;
    if (who->kind == WHO_PARTY) return cgov__who_party(model, item, who, &organization) == number && !organization;
    if (who->kind != WHO_ROLE) return false;
    uint32_t role = model->adoptions[item->rulebook - 1]->roles[who->role];
    return cgov__holds(model, number, role, cgov__who_organization(model, item, who), at);
}

/* The organization is a party of the item. */
static bool is_party(const struct procedure *procedure, const struct item *item, uint32_t organization) {
    for (uint8_t p = 0; p < procedure->party_count; p++)
        if (procedure->parties[p].organization && item->parties[p] == organization) return true;
    return false;
}

/* This very office is the one `who` speaks of. */
static bool is_office(const struct model *model, const struct item *item, const struct who *who,
                      const struct appointment *held) {
    return who->kind == WHO_ROLE && model->adoptions[item->rulebook - 1]->roles[who->role] == held->role &&
           cgov__who_organization(model, item, who) == held->organization;
}

static bool named_by_move(const struct model *model, const struct item *item, const struct appointment *held) {
    const struct procedure *procedure = cgov__procedure_of(model, item);
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct move *move = &procedure->moves[m];
        if ((move->from >> item->state & 1) == 0) continue;
        for (uint8_t b = 0; b < move->by_count; b++)
            if (is_office(model, item, &move->by[b], held)) return true;
    }
    return false;
}

static bool named_by_tell(const struct model *model, const struct item *item, const struct appointment *held) {
    const struct procedure *procedure = cgov__procedure_of(model, item);
    const struct clock_row *row;
    for (uint32_t n = item->first_clock; (row = cgov__clock_row(model, n)) != NULL; n = row->next) {
        if (row->state != CLOCK_RUNNING && row->state != CLOCK_PAUSED) continue;
        const struct clock *clock = &procedure->clocks[row->clock];
        for (uint8_t r = 0; r < clock->rung_count; r++)
            if (is_office(model, item, &clock->rungs[r].who, held)) return true;
    }
    return false;
}

/* An auditor: holds a role that sees all, at or above an organization that is a party. */
static bool audits(const struct model *model, const struct item *item, const struct appointment *held, int64_t at) {
    const struct role *role = cgov__role_in_force(model, cgov__symbol_name(model, held->role), at, NULL);
    if (role == NULL || !role->sees_all) return false;
    const struct procedure *procedure = cgov__procedure_of(model, item);
    for (uint8_t p = 0; p < procedure->party_count; p++)
        if (procedure->parties[p].organization && cgov__below(model, item->parties[p], held->organization)) return true;
    return false;
}

bool cgov__reader_accused(const struct model *model, const struct item *item, uint64_t reader, int64_t at) {
    const struct item *issue = issue_of(model, item);
    if (issue->extra->against == 0) return false;
    if (issue->extra->against == reader) return true;
    const struct resident *row = cgov__resident(model, cgov__id_number(reader));
    const struct appointment *held;
    for (uint32_t n = row == NULL ? 0 : row->appointments; (held = cgov__appointment(model, n)) != NULL;
         n = held->next_of_resident)
        if (cgov__in_term(held, at) && cgov__accused(model, item, held->organization, at)) return true;
    return false;
}

static bool party_in_person(const struct procedure *procedure, const struct item *item, uint64_t reader) {
    for (uint8_t p = 0; p < procedure->party_count; p++)
        if (!procedure->parties[p].organization && item->parties[p] == cgov__id_number(reader)) return true;
    return false;
}

bool cgov__sees(const struct model *model, const struct item *item, uint64_t reader, int64_t at) {
    if (cgov__id_kind(reader) != CGOV_KIND_RESIDENT) return false;
    const struct resident *row = cgov__resident(model, cgov__id_number(reader));
    if (row == NULL || issue_of(model, item)->extra->against == reader) return false;
    const struct procedure *procedure = cgov__procedure_of(model, item);
    if (party_in_person(procedure, item, reader)) return true;
    if (cgov__reader_accused(model, item, reader, at)) return false;
    const struct appointment *held;
    for (uint32_t n = row->appointments; (held = cgov__appointment(model, n)) != NULL; n = held->next_of_resident) {
        if (!cgov__in_term(held, at)) continue;
        if (is_party(procedure, item, held->organization) || audits(model, item, held, at)) return true;
        if (named_by_move(model, item, held) || named_by_tell(model, item, held)) return true;
    }
    return false;
}

uint32_t cgov__reporter_of(const struct model *model, const struct item *item) {
    const struct item *issue = issue_of(model, item);
    uint8_t reporter = cgov__procedure_of(model, issue)->reporter;
    return reporter == NONE ? 0 : issue->parties[reporter];
}

uint32_t cgov__reported_by(const struct model *model, const struct item *item) {
    return issue_of(model, item)->reported_by;
}

bool cgov__sees_reporter(const struct model *model, const struct item *item, uint64_t reader, int64_t at) {
    const struct item *issue = issue_of(model, item);
    if (!issue->masked) return true;
    uint64_t number = cgov__id_number(reader);
    if (number != 0 && cgov__reporter_of(model, issue) == number) return true;
    uint32_t intake = intake_of(model, issue);
    const struct resident *row = cgov__resident(model, number);
    const struct appointment *held;
    for (uint32_t n = row == NULL ? 0 : row->appointments; (held = cgov__appointment(model, n)) != NULL;
         n = held->next_of_resident) {
        if (!cgov__in_term(held, at)) continue;
        if (intake == held->organization || audits(model, issue, held, at)) return true;
    }
    return false;
}

bool cgov__sees_resident(const struct model *model, uint32_t resident, uint64_t reader, int64_t at) {
    if (cgov__id_kind(reader) != CGOV_KIND_RESIDENT) return false;
    const struct resident *row = cgov__resident(model, cgov__id_number(reader));
    if (row == NULL) return false;
    if (resident == cgov__id_number(reader)) return true;
    uint32_t home = cgov__resident(model, resident)->parent;
    const struct appointment *held;
    for (uint32_t n = row->appointments; (held = cgov__appointment(model, n)) != NULL; n = held->next_of_resident)
        if (cgov__in_term(held, at) && cgov__below(model, home, held->organization)) return true;
    return false;
}
