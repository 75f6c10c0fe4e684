/* Which organization should lead an issue (派单), by seven rules over the catalogue, the tree and what has happened to
 * the issue so far. Pure: a suggestion, or what the guard `routed` insists on. */
#ifndef CGOV_SRC_ROUTE_H
#define CGOV_SRC_ROUTE_H

#include "cgov/route.h"
#include "model/model.h"

/* Numbers are organizations'; 0: none. */
struct route {
    uint32_t rule; /* CGOV_ROUTE_* */
    uint32_t lead;
    uint32_t territory; /* the territorial organization */
    uint32_t arbiter;   /* the nearest superior of all that could lead, where several could */
    uint32_t rivals;    /* how many, then */
    uint32_t line;      /* of the rulebook that the issue runs under */
    struct span cites;
    bool urgent; /* critical: whatever is in dispute waits */
};

/* The issue as it is; or as it would be opened, for one not reported yet. at: when terms of office count. */
void cgov__route(const struct model *model, const struct item *item, int64_t at, struct route *route);
/* True where the rule binds: territory, a first receiver and an emergency only suggest. */
bool cgov__route_binds(const struct route *route);
/* Fills in who helps, the lead left out; how many, at most cap, and whether there are more. */
uint32_t cgov__route_others(const struct model *model, const struct item *item, const struct route *route, int64_t at,
                            uint32_t *others, uint32_t cap, bool *more);

#endif
