/* cgov/route.h - routing (派单): who should lead an issue, which of seven rules says so, and why.
 *
 * Caveats first:
 *   - It is a suggestion, and changes nothing: moves do. A rulebook can ask for it with the guard `routed`, which
 *     insists where a rule binds.
 *   - It goes by the rulebook the issue runs under, by region codes, and by the tree of organizations as it is now. An
 *     organization without a region stands over no place.
 */
#ifndef CGOV_ROUTE_H
#define CGOV_ROUTE_H

#include "cgov/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Which rule decided. */
enum {
    CGOV_ROUTE_TERRITORY = 1, /* 属地: the catalogue names no lead here; the territorial organization over the place */
    CGOV_ROUTE_MATTER = 2,    /* 主管: the lead that the catalogue names; no territorial organization. Binds */
    CGOV_ROUTE_BOTH = 3,      /* the catalogue's lead, of its lowest level; the others help. Binds */
    CGOV_ROUTE_RECEIVER = 4,  /* 首接: nobody, or several of one level: the first receiver until it is re-assigned */
    CGOV_ROUTE_RETURNED = 5,  /* returned as often as it may: the first receiver, for good. Binds */
    CGOV_ROUTE_URGENT = 6,    /* critical, and several of one level: one of them now, the dispute later */
    CGOV_ROUTE_ACCUSED = 7    /* who would lead is accused: the nearest above that is not. Binds */
};

/* An issue there is, or the facts of a report not made yet. 72 bytes. */
typedef struct cgov_route_query {
    uint32_t size;
    uint32_t urgency; /* CGOV_URGENCY_* */
    cgov_id item;     /* an issue this reader sees; then nothing else is given */
    uint64_t place;   /* region code, needed without an item */
    cgov_text matter; /* its code; {NULL, 0}: none known */
    cgov_id against;  /* the resident or organization accused */
    cgov_id intake;   /* the organization that receives it */
    uint64_t reserved[2];
} cgov_route_query;

/* What routing says. 608 bytes. */
typedef struct cgov_route_view {
    uint32_t size;
    uint32_t rule; /* CGOV_ROUTE_* */
    cgov_id lead;  /* 0: nobody was found, and no intake given */
    cgov_id others[8];
    cgov_id arbiter; /* in a dispute, who decides it: the nearest superior of all; 0: a joint conference (联席会议) */
    cgov_id backstop;     /* who leads when all else fails: the root */
    uint32_t other_count; /* who help: those the catalogue names, else the territorial organization */
    uint32_t rivals;      /* how many could lead; 0 without a dispute */
    uint32_t binding;     /* 1: the guard `routed` insists on it */
    uint32_t urgent;      /* 1: critical: dispatch first, argue later */
    uint32_t staffed;     /* 1: the lead has somebody in the role `contact` in term */
    uint32_t level;       /* CGOV_LEVEL_* of the lead's region; 0: it has none */
    uint32_t version;     /* the rulebook, */
    uint32_t line;        /* and its line that decided; 0: none */
    char citation[256];
    char why[208];        /* a sentence: kinds, codes and levels, no resident's words */
    uint32_t more_others; /* 1: there are others besides the eight */
    uint32_t reserved0;
    uint64_t reserved;
} cgov_route_view;

/* Who should lead: an issue this reader sees, or a report as the facts of it stand, at reader.at.
 *
 * Status:   CGOV_OK, CGOV_E_ARG, CGOV_E_KIND, CGOV_E_TEXT, CGOV_E_NOT_FOUND (no such issue for this reader, no such
 *           organization or resident, no rulebook in force with that matter), CGOV_E_REENTER, CGOV_E_ABI_SIZE,
 *           CGOV_E_ABI_NEWER.
 * Lifetime: nothing is kept from the arguments.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_route_get(const cgov_ledger *ledger, const cgov_reader *reader, const cgov_route_query *query,
                                cgov_route_view *view_out);

#ifdef __cplusplus
}
#endif

#endif
