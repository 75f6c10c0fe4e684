/* Routing: who leads, and which of the seven rules says so.
 *
 * A claim gathers the organizations that one source lets lead, the catalogue or the territory, of the lowest level that
 * has any: regions tell the level, for what covers one place lies each in the other. Whom the report accuses makes no
 * claim; but a claim remembers the lowest it has left out, for that one would have led.
 *
 * Invariant: nothing is allocated; kinds are compared as symbols, in a pass over the organizations for each. */
#include "entities/route.h"

#include "entities/access.h"
#include "model/symbols.h"

struct claim {
    const struct model *model;
    const struct item *item;
    int64_t at;
    enum level level;
    uint32_t count;    /* organizations of that level */
    uint32_t first;    /* of them, in the order of ids */
    uint32_t common;   /* the nearest superior of all of them */
    uint32_t line;     /* what lets them lead */
    uint32_t excluded; /* left out as accused: the first of the lowest level that has one */
    enum level excluded_level;
    uint32_t excluded_line;
};

/* ---- claims ---- */

static void consider(struct claim *claim, uint32_t organization, uint32_t line) {
    enum level level = cgov__region_level(cgov__organization(claim->model, organization)->region);
    if (cgov__accused(claim->model, claim->item, organization, claim->at)) {
        if (claim->excluded != 0 && level <= claim->excluded_level) return;
        claim->excluded = organization;
        claim->excluded_level = level;
        claim->excluded_line = line;
        return;
    }
    if (claim->count > 0 && level < claim->level) return;
    if (level > claim->level) claim->count = 0;
    claim->level = level;
    claim->line = line;
    if (claim->count++ > 0) {
        claim->common = cgov__superior_of_both(claim->model, claim->common, organization);
    } else {
        claim->first = organization;
        claim->common = cgov__superior(claim->model, organization, 1);
    }
}

/* The first organization after that number, of a kind and level (LEVEL_NONE: any), whose region covers the place. */
static uint32_t next_of(const struct model *model, uint32_t number, uint32_t type, enum level level, uint64_t place) {
    while (++number <= model->organizations.count) {
        const struct organization *row = cgov__organization(model, number);
        if (row->type != type || !cgov__region_covers(row->region, place)) continue;
        if (level == LEVEL_NONE || level == cgov__region_level(row->region)) return number;
    }
    return 0;
}

static void claim_kind(struct claim *claim, const char *kind, uint32_t len, enum level level, uint32_t line) {
    uint32_t type = cgov__symbol_find(claim->model, kind, len);
    for (uint32_t n = 0; type != 0 && (n = next_of(claim->model, n, type, level, claim->item->place)) != 0;)
        consider(claim, n, line);
}

static bool applies(const struct duty *duty, bool lead, uint64_t place) {
    return duty->lead == lead && (duty->region == 0 || cgov__region_covers(duty->region, place));
}

static const struct duty *duties_of(const struct model *model, const struct item *item) {
    return &cgov__rulebook_of(model, item)->duties[cgov__matter_of(model, item)->first_duty];
}

static void claim_by_catalogue(struct claim *claim) {
    const struct matter *matter = cgov__matter_of(claim->model, claim->item);
    for (uint32_t i = 0; matter && i < matter->duty_count; i++) {
        const struct duty *duty = &duties_of(claim->model, claim->item)[i];
        if (!applies(duty, true, claim->item->place)) continue;
        if (duty->key.len == 0) {
            claim_kind(claim, duty->name, (uint32_t)strlen(duty->name), duty->level, duty->line);
        } else {
            uint64_t id = cgov__external_find(claim->model, CGOV_KIND_ORGANIZATION, 0, duty->key.ptr, duty->key.len);
            if (id != 0) consider(claim, cgov__id_row(id), duty->line);
        }
    }
}

static uint32_t line_of(const struct rulebook *rulebook, const char *at) {
    uint32_t line = 1;
    for (const char *c = rulebook->text; c < at; c++) line += *c == '\n';
    return line;
}

static bool blank(char c) {
    return c == ' ' || c == '\t';
}

static void claim_by_territory(struct claim *claim) {
    const struct rulebook *rulebook = cgov__rulebook_of(claim->model, claim->item);
    if (rulebook->territory.len == 0) return;
    const char *at = rulebook->territory.ptr, *end = at + rulebook->territory.len;
    uint32_t line = line_of(rulebook, at);
    while (at < end) {
        const char *kind = at;
        while (at < end && !blank(*at)) at++;
        claim_kind(claim, kind, (uint32_t)(at - kind), LEVEL_NONE, line);
        while (at < end && blank(*at)) at++;
    }
}

/* Somebody accused would have led. */
static bool excluded(const struct claim *claim) {
    return claim->excluded != 0 && (claim->count == 0 || claim->excluded_level >= claim->level);
}

/* ---- the item's own ways ---- */

static uint32_t first_receiver(const struct model *model, const struct item *item) {
    uint8_t party = cgov__procedure_of(model, item)->first;
    uint32_t first = party == NONE ? 0 : item->parties[party];
    return first != 0 ? first : cgov__intake_of(model, item);
}

/* The first above it that is not accused; past the root, the intake. */
static uint32_t climb(const struct model *model, const struct item *item, uint32_t organization, int64_t at) {
    while (organization != 0 && cgov__accused(model, item, organization, at))
        organization = cgov__superior(model, organization, 1);
    return organization != 0 ? organization : cgov__intake_of(model, item);
}

/* A return `counts return`, and leads to where a lead is given anew. The last of them, where each has been made as
 * often as it may, one that decides with any of its outcomes; NULL: there is none, or one is still to be had. */
static const struct move *last_return(const struct procedure *procedure, const struct item *item) {
    uint8_t lead = procedure->lead;
    uint64_t given = 0;
    const struct move *last = NULL;
    for (uint8_t m = 0; m < procedure->move_count; m++)
        for (uint8_t i = 0; i < procedure->moves[m].set_count; i++)
            if (procedure->moves[m].sets[i].party == lead && procedure->moves[m].sets[i].source == SOURCE_GIVEN)
                given |= procedure->moves[m].from;
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct move *move = &procedure->moves[m];
        if (move->counts != COUNTS_RETURN || move->counter == NONE || cgov__move_stays(move)) continue;
        /* It leaves where it stands, so where it leads is the same from each state. */
        if (!(given & cgov__move_leads(procedure, move, 0))) continue;
        if (cgov__counters(procedure, item)[move->counter] < move->limit) return NULL;
        last = move;
    }
    return last;
}

/* ---- the rules ---- */

static void settle(struct route *route, uint32_t rule, uint32_t lead) {
    route->rule = rule;
    route->lead = lead;
}

/* Rule 4, and 6 where it cannot wait. */
static void dispute(struct route *route, const struct claim *claim, const struct claim *territory) {
    route->rivals = claim->count;
    for (route->arbiter = claim->common;
         route->arbiter != 0 && cgov__accused(claim->model, claim->item, route->arbiter, claim->at);)
        route->arbiter = cgov__superior(claim->model, route->arbiter, 1);
    if (route->urgent)
        settle(route, CGOV_ROUTE_URGENT, territory->count > 0 ? territory->first : claim->first);
    else
        settle(route, CGOV_ROUTE_RECEIVER, first_receiver(claim->model, claim->item));
}

static void by_claims(struct route *route, const struct claim *catalogue, const struct claim *territory) {
    bool named = catalogue->count > 0 || catalogue->excluded != 0;
    const struct claim *claim = named ? catalogue : territory;
    const struct matter *matter = cgov__matter_of(claim->model, claim->item);
    route->line = excluded(claim) ? claim->excluded_line : claim->line;
    if (matter && (named || route->line == 0)) {
        route->cites = matter->cites;
        if (route->line == 0) route->line = matter->line;
    }
    uint32_t rule = CGOV_ROUTE_TERRITORY;
    if (named) rule = territory->count > 0 ? CGOV_ROUTE_BOTH : CGOV_ROUTE_MATTER;
    if (excluded(claim)) rule = CGOV_ROUTE_ACCUSED;
    if (claim->count > 1)
        dispute(route, claim, territory);
    else if (claim->count == 1)
        settle(route, rule, claim->first);
    else if (claim->excluded != 0)
        settle(route, rule, climb(claim->model, claim->item, claim->excluded, claim->at));
    else
        settle(route, CGOV_ROUTE_RECEIVER, first_receiver(claim->model, claim->item));
}

void cgov__route(const struct model *model, const struct item *item, int64_t at, struct route *route) {
    struct claim catalogue = {.model = model, .item = item, .at = at}, territory = catalogue;
    const struct move *returned = last_return(cgov__procedure_of(model, item), item);
    claim_by_catalogue(&catalogue);
    claim_by_territory(&territory);
    *route = (struct route){.territory = territory.count > 0 ? territory.first : 0,
                            .urgent = item->urgency == CGOV_URGENCY_CRITICAL};
    if (!returned) {
        by_claims(route, &catalogue, &territory);
    } else {
        settle(route, CGOV_ROUTE_RETURNED, first_receiver(model, item));
        route->line = returned->line;
        route->cites = returned->cites;
    }
    if (route->lead != 0 && cgov__accused(model, item, route->lead, at))
        settle(route, CGOV_ROUTE_ACCUSED, climb(model, item, route->lead, at));
}

bool cgov__route_binds(const struct route *route) {
    return route->rule != CGOV_ROUTE_TERRITORY && route->rule != CGOV_ROUTE_RECEIVER &&
           route->rule != CGOV_ROUTE_URGENT;
}

/* ---- who helps ---- */

static uint32_t add_other(uint32_t *others, uint32_t count, uint32_t cap, uint32_t organization, bool *more) {
    for (uint32_t i = 0; i < count; i++)
        if (others[i] == organization) return count;
    if (count == cap) {
        *more = true;
        return count;
    }
    others[count] = organization;
    return count + 1;
}

uint32_t cgov__route_others(const struct model *model, const struct item *item, const struct route *route, int64_t at,
                            uint32_t *others, uint32_t cap, bool *more) {
    *more = false;
    const struct matter *matter = cgov__matter_of(model, item);
    uint32_t count = 0;
    for (uint32_t i = 0; matter && i < matter->duty_count; i++) {
        const struct duty *duty = &duties_of(model, item)[i];
        if (!applies(duty, false, item->place)) continue;
        /* Of each kind those of its lowest level: more stand above every place than can help there. */
        struct claim claim = {.model = model, .item = item, .at = at};
        uint32_t len = (uint32_t)strlen(duty->name), type = cgov__symbol_find(model, duty->name, len);
        claim_kind(&claim, duty->name, len, duty->level, duty->line);
        for (uint32_t n = 0; claim.count > 0 && (n = next_of(model, n, type, claim.level, item->place)) != 0;)
            if (n != route->lead && !cgov__accused(model, item, n, at)) count = add_other(others, count, cap, n, more);
    }
    if (count == 0 && route->territory != 0 && route->territory != route->lead)
        count = add_other(others, count, cap, route->territory, more);
    return count;
}
