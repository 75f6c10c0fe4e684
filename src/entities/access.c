/* Access follows from three things alone: appointments in term, the tree of organizations, and what the rulebook names at an
 * item's present state. Nothing is cached, so nothing can be stale.
 *
 * The accused come first: whoever a report accuses, and whoever stands under them, never sees it, whatever else they hold. */
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
    while (steps-- > 0 && organization != 0) organization = cgov__organization(model, organization)->parent;
    return organization;
}

bool cgov__below(const struct model *model, uint32_t organization, uint32_t above) {
    while (organization != 0 && organization != above) organization = cgov__organization(model, organization)->parent;
    return organization != 0 && organization == above;
}

const struct role *cgov__role_in_force(const struct model *model, const char *name, int64_t at) {
    for (uint32_t version = model->adoption_count; version > 0; version--) {
        const struct adoption *adoption = model->adoptions[version - 1];
        if (adoption->from > at) continue;
        int32_t role = cgov__role_find(&adoption->rulebook, name);
        if (role >= 0) return &adoption->rulebook.roles[role];
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
        const struct role *role = cgov__role_in_force(model, cgov__symbol_name(model, held->role), at);
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

bool cgov__accused(const struct model *model, uint64_t against, uint32_t intake, uint32_t organization, int64_t at) {
    if (against == 0 || organization == 0) return false;
    if (cgov__id_kind(against) == CGOV_KIND_RESIDENT) return holds_any(model, against, organization, at);
    uint32_t accused = (uint32_t)cgov__id_number(against);
    if (cgov__below(model, organization, accused)) return true;
    return intake != 0 && intake != organization && cgov__below(model, accused, organization) &&
           cgov__below(model, organization, intake);
}

uint32_t cgov__who_organization(const struct model *model, const struct item *item, const struct who *who) {
    uint8_t party = who->party;
    if (who->of_parent) {
        item = cgov__item(model, item->parent);
        if (item == NULL) return 0;
        party = cgov__party_find(cgov__procedure_of(model, item), who->parent_party);
    }
    return party == NONE ? 0 : cgov__superior(model, item->parties[party], who->superiors);
}

/* Whether a party of this item, or of its parent, is an organization or a resident. */
static bool party_is(const struct model *model, const struct item *item, const struct who *who, uint64_t actor) {
    uint8_t party = who->party;
    if (who->of_parent) {
        item = cgov__item(model, item->parent);
        if (item == NULL) return false;
        party = cgov__party_find(cgov__procedure_of(model, item), who->parent_party);
    }
    if (party == NONE || cgov__procedure_of(model, item)->parties[party].organization) return false;
    return item->parties[party] != 0 && item->parties[party] == cgov__id_number(actor);
}

bool cgov__is_who(const struct model *model, const struct item *item, const struct who *who, uint64_t actor, int64_t at) {
    if (actor == 0) return false;
    if (who->kind == WHO_ANYONE) return true;
    if (who->kind == WHO_PARTY) return party_is(model, item, who, actor);
    if (who->kind != WHO_ROLE) return false;
    uint32_t role = model->adoptions[item->rulebook - 1]->roles[who->role];
    return cgov__holds(model, (uint32_t)cgov__id_number(actor), role, cgov__who_organization(model, item, who), at);
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
    const struct role *role = cgov__role_in_force(model, cgov__symbol_name(model, held->role), at);
    if (role == NULL || !role->sees_all) return false;
    const struct procedure *procedure = cgov__procedure_of(model, item);
    for (uint8_t p = 0; p < procedure->party_count; p++)
        if (procedure->parties[p].organization && cgov__below(model, item->parties[p], held->organization)) return true;
    return false;
}

/* The item, or for a part the issue it belongs to, accuses the reader or their office. */
static bool reader_accused(const struct model *model, const struct item *item, uint64_t reader, uint32_t organization,
                           int64_t at) {
    for (; item != NULL; item = cgov__item(model, item->parent)) {
        if (item->against == 0) continue;
        if (item->against == reader) return true;
        if (organization != 0 && cgov__accused(model, item->against, 0, organization, at)) return true;
    }
    return false;
}

bool cgov__sees(const struct model *model, const struct item *item, uint64_t reader, int64_t at) {
    if (cgov__id_kind(reader) != CGOV_KIND_RESIDENT) return false;
    const struct resident *row = cgov__resident(model, cgov__id_number(reader));
    if (row == NULL || reader_accused(model, item, reader, 0, at)) return false;
    const struct procedure *procedure = cgov__procedure_of(model, item);
    for (uint8_t p = 0; p < procedure->party_count; p++)
        if (!procedure->parties[p].organization && item->parties[p] == cgov__id_number(reader)) return true;
    const struct appointment *held;
    for (uint32_t n = row->appointments; (held = cgov__appointment(model, n)) != NULL; n = held->next_of_resident) {
        if (!cgov__in_term(held, at) || reader_accused(model, item, reader, held->organization, at)) continue;
        if (is_party(procedure, item, held->organization) || audits(model, item, held, at)) return true;
        if (named_by_move(model, item, held) || named_by_tell(model, item, held)) return true;
    }
    return false;
}

bool cgov__sees_reporter(const struct model *model, const struct item *item, uint64_t reader, int64_t at) {
    if (!item->masked) return true;
    const struct procedure *procedure = cgov__procedure_of(model, item);
    uint64_t number = cgov__id_number(reader);
    if (procedure->reporter != NONE && item->parties[procedure->reporter] == number) return true;
    uint8_t intake = cgov__party_find(procedure, "intake");
    const struct resident *row = cgov__resident(model, number);
    const struct appointment *held;
    for (uint32_t n = row == NULL ? 0 : row->appointments; (held = cgov__appointment(model, n)) != NULL;
         n = held->next_of_resident) {
        if (!cgov__in_term(held, at)) continue;
        if (intake != NONE && item->parties[intake] == held->organization) return true;
        if (audits(model, item, held, at)) return true;
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
