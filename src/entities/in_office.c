/* Terms of office as they count at an instant. What is asked is computed anew, so nothing can be stale. No question
 * reads the appointments that are over, nor, but for one, those elsewhere: it goes up the tree of organizations, and
 * looks up what is held in each.
 *
 * Who is named is asked anew at each use: an office that ends names nobody any more, and no record says so; who comes
 * back into it is not named again. So it is kept when they were, and since then they must have held some office there,
 * one term beginning at the latest where another ended. An item that is handed over forgets them. Whoever is named
 * later is so by a move of its own. */
#include "entities/in_office.h"

#include "entities/tree.h"
#include "model/symbols.h"
#include "model/terms.h"

/* ---- one office after another ---- */

/* The next office held, from this organization and role on, by organization and role; each of them once. NULL: none, up
 * to the last organization. */
static const struct appointment *office(const struct model *model, const struct appointment *offices,
                                        uint32_t organization, uint32_t role, uint32_t last, int64_t at) {
    const struct appointment *held;
    for (;; organization = held->organization, role = held->role + 1) { /* those to come are passed over */
        held = cgov__terms_next(model, TERMS_OF_RESIDENT, offices, organization, role, at);
        if (!held || held->organization > last) return NULL;
        if (held->from <= at) return held;
    }
}

/* The next in the same organization. */
static const struct appointment *next_office(const struct model *model, const struct appointment *offices,
                                             const struct appointment *held, int64_t at) {
    return office(model, offices, held->organization, held->role + 1, held->organization, at);
}

/* The first in exactly this organization. */
static inline const struct appointment *first_office(const struct model *model, const struct appointment *offices,
                                                     uint32_t organization, int64_t at) {
    const struct appointment *held = cgov__terms_next(model, TERMS_OF_RESIDENT, offices, organization, 0, at);
    if (!held || held->organization != organization) return NULL;
    return held->from <= at ? held : next_office(model, offices, held, at);
}

const struct appointment *cgov__office_from(const struct model *model, const struct appointment *offices,
                                            uint32_t organization, int64_t at) {
    return office(model, offices, organization, 0, UINT32_MAX, at);
}

/* ---- who is in office ---- */

static inline bool holds(const struct model *model, int whose, uint32_t tree, uint32_t role, uint32_t organization,
                         int64_t at) {
    const struct appointment *top = cgov__terms_top(model, whose, tree, at);
    const struct appointment *held = !top ? NULL : cgov__terms_next(model, whose, top, organization, role, at);
    return held && held->organization == organization && held->role == role && held->from <= at;
}

bool cgov__holds(const struct model *model, uint32_t resident, uint32_t role, uint32_t organization, int64_t at) {
    const struct resident *row = cgov__resident(model, resident);
    return row && role != 0 && holds(model, TERMS_OF_RESIDENT, row->appointments, role, organization, at);
}

bool cgov__staffed(const struct model *model, uint32_t role, uint32_t organization, int64_t at) {
    const struct organization *row = cgov__organization(model, organization);
    return row && role != 0 && holds(model, TERMS_OF_ORGANIZATION, row->appointments, role, organization, at);
}

bool cgov__attended(const struct model *model, uint32_t organization, int64_t at) {
    const struct organization *row = cgov__organization(model, organization);
    const struct appointment *held,
        *top = !row ? NULL : cgov__terms_top(model, TERMS_OF_ORGANIZATION, row->appointments, at);
    for (uint32_t role = 0; top; role = held->role + 1) { /* those to come are passed over */
        held = cgov__terms_next(model, TERMS_OF_ORGANIZATION, top, organization, role, at);
        if (!held || held->from <= at) return held != NULL;
    }
    return false;
}

uint32_t cgov__works_from(const struct model *model, uint32_t resident, uint32_t organization, int64_t at) {
    const struct appointment *offices = cgov__terms_of(model, resident, at);
    const struct appointment *held = !offices ? NULL : cgov__office_from(model, offices, organization, at);
    return !held ? 0 : held->organization;
}

/* ---- what offices let them do ---- */

const struct role *cgov__role_at(const struct model *model, uint32_t symbol, int64_t at, uint32_t *version_or_null) {
    for (uint32_t rank = 0, version; (version = cgov__in_force(model, &rank, at)) != 0;) {
        const struct adoption *adoption = cgov__adoption(model, version);
        for (uint32_t r = 0; r < adoption->rulebook.role_count; r++) {
            if (adoption->roles[r] != symbol) continue;
            if (version_or_null) *version_or_null = version;
            return &adoption->rulebook.roles[r];
        }
    }
    return NULL;
}

const struct role *cgov__role_in_force(const struct model *model, const char *name, int64_t at, uint32_t *version_out) {
    uint32_t symbol = cgov__symbol_find(model, name, (uint32_t)strlen(name));
    return symbol == 0 ? NULL : cgov__role_at(model, symbol, at, version_out);
}

bool cgov__may(const struct model *model, uint64_t actor, enum verb verb, uint32_t organization, int64_t at) {
    if (cgov__id_kind(actor) != CGOV_KIND_RESIDENT) return false;
    const struct appointment *offices = cgov__terms_of(model, cgov__id_number(actor), at);
    for (; offices && organization != 0; organization = cgov__superior(model, organization, 1)) {
        const struct appointment *held = first_office(model, offices, organization, at);
        for (; held; held = next_office(model, offices, held, at)) {
            const struct role *role = cgov__role_at(model, held->role, at, NULL);
            if (role && (role->may >> verb & 1) != 0) return true;
        }
    }
    return false;
}

bool cgov__works_in(const struct model *model, uint32_t organization, const struct appointment *offices, int64_t at) {
    return offices && first_office(model, offices, organization, at);
}

/* Each one's are read no further than the other's go. */
bool cgov__work_together(const struct model *model, const struct appointment *offices, const struct appointment *others,
                         int64_t at) {
    const struct appointment *held = !others ? NULL : cgov__office_from(model, offices, 1, at);
    while (held) {
        const struct appointment *beside = cgov__office_from(model, others, held->organization, at);
        if (!beside || beside->organization == held->organization) return beside != NULL;
        held = cgov__office_from(model, offices, beside->organization, at);
    }
    return false;
}

/* They hold, in this organization, a role that sees what is below, or all that is. */
static bool sees_below(const struct model *model, uint32_t organization, bool auditors,
                       const struct appointment *offices, int64_t at) {
    const struct appointment *held = first_office(model, offices, organization, at);
    for (; held; held = next_office(model, offices, held, at)) {
        const struct role *role = cgov__role_at(model, held->role, at, NULL);
        if (role && (role->sees_all || (role->sees_below && !auditors))) return true;
    }
    return false;
}

bool cgov__works_above(const struct model *model, uint32_t organization, const struct appointment *offices,
                       int64_t at) {
    while (offices && organization != 0 && !cgov__works_in(model, organization, offices, at))
        organization = cgov__superior(model, organization, 1);
    return offices && organization != 0;
}

bool cgov__oversees(const struct model *model, uint32_t organization, bool auditors, const struct appointment *offices,
                    int64_t at) {
    for (; offices && organization != 0; organization = cgov__superior(model, organization, 1))
        if (sees_below(model, organization, auditors, offices, at)) return true;
    return false;
}

uint8_t cgov__offices_at(const struct model *model, uint32_t organization, uint64_t resident, int64_t at) {
    const struct appointment *offices = cgov__terms_of(model, resident, at);
    uint8_t found = cgov__works_in(model, organization, offices, at) ? OFFICE_HERE : 0;
    for (; offices && organization != 0; organization = cgov__superior(model, organization, 1)) {
        if (sees_below(model, organization, true, offices, at)) return found | OFFICE_ABOVE | OFFICE_AUDITS;
        if (sees_below(model, organization, false, offices, at)) found |= OFFICE_ABOVE;
    }
    return found;
}

/* ---- named from those in office ---- */

/* The end of the terms, if it goes on from there. */
static void go_on(void *user, uint32_t number, const struct appointment *held) {
    int64_t *end = user;
    const int64_t until = held->until == 0 ? INT64_MAX : held->until;
    (void)number;
    if (held->from <= *end && until > *end) *end = until;
}

/* In office there at that instant, and all the time since then. */
static bool has_stayed(const struct model *model, uint32_t resident, uint32_t organization, int64_t since, int64_t at) {
    const struct resident *row = cgov__resident(model, resident);
    const struct appointment *held,
        *top = !row ? NULL : cgov__terms_top(model, TERMS_OF_RESIDENT, row->appointments, since);
    int64_t end = since, before;
    do {
        before = end;
        for (uint32_t role = 0; top && end <= at; role = held->role + 1) {
            held = cgov__terms_next(model, TERMS_OF_RESIDENT, top, organization, role, since);
            if (!held || held->organization != organization) break;
            const struct terms_walk walk = {organization, held->role, since, go_on, &end};
            cgov__terms_each(model, TERMS_OF_RESIDENT, row->appointments, &walk);
        }
    } while (end != before && end <= at);
    return end > at;
}

bool cgov__named_stands(const struct model *model, const struct item *item, uint8_t party, int64_t at) {
    const struct procedure *procedure = cgov__procedure_of(model, item);
    const uint8_t of = procedure->parties[party].of;
    if (of == NONE) return true;
    const uint32_t resident = item->parties[party];
    const int64_t since = cgov__timer(procedure, item, procedure->parties[party].since);
    return resident != 0 && has_stayed(model, resident, item->parties[of], since < at ? since : at, at);
}
