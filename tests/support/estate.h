/* An estate of owners that decides together by the shipped text `owners`: 312 dwellings, of which a developer holds ten
 * unsold ones and one buyer three, 27,360.00 square metres; so 301 are heads. Beside it a building of 24 owners. */
#ifndef TESTS_ESTATE_H
#define TESTS_ESTATE_H

#include "support/town.h"

#include <stdbool.h>

#define ESTATE_HEADS 301u
#define ESTATE_UNITS 312u
#define ESTATE_AREA INT64_C(2736000)
#define BUILDING_HEADS 24u

struct estate {
    struct town town;
    cgov_id association; /* whose officers these are */
    cgov_id place, building;
    cgov_id secretary, registrar, head, teller, second;
    cgov_id owners[ESTATE_HEADS]; /* the developer first, then the buyer */
    cgov_id units[ESTATE_UNITS];  /* ten of the developer, three of the buyer, one of each else */
    cgov_id boss;                 /* the developer's head */
    cgov_id neighbours[BUILDING_HEADS];
};

/* So many owners who do the same, and own so much together. */
struct group {
    uint32_t heads;
    int64_t area;
    const char *choice; /* NULL: none */
    bool delivered;     /* without a choice: a ballot was handed to them */
};

/* Founds it with that text beside the standard one; unverified: its rules may be. */
void estate_found(struct estate *estate, const cgov_storage *storage_or_null, const char *text, bool unverified);
/* The owners come to own this, one group after the other; the last one is all that is left. */
void estate_areas(struct estate *estate, const struct group *groups, uint32_t count);
/* A decision on a matter, its list shown; organization: the place that it is about. */
cgov_id estate_draft(struct estate *estate, const char *matter, cgov_id organization);
/* And its notice given on 2026-06-15 for 2026-06-30, and begun on that day. */
cgov_id estate_begin(struct estate *estate, const char *matter, cgov_id organization);
/* What of that comes after the list: noticed on 2026-06-15, begun on 2026-06-30. */
void estate_announce(struct estate *estate, cgov_id decision);
/* Who votes does: the developer by its head. */
int32_t estate_try_vote(struct estate *estate, cgov_id decision, uint32_t owner, const char *choice);
void estate_votes(struct estate *estate, cgov_id decision, const struct group *groups, uint32_t count);
int32_t estate_enter(struct estate *estate, cgov_id actor, cgov_id decision, const char *roll, cgov_id elector,
                     const char *choice_or_null);
int32_t estate_try_move(struct estate *estate, cgov_id actor, cgov_id decision, const char *move);
void estate_move(struct estate *estate, cgov_id actor, cgov_id decision, const char *move);
/* Voting ends by time, and a teller counts: what the count left in the history. */
cgov_history_view estate_count(struct estate *estate, cgov_id decision);
/* All of it, from the draft on. */
cgov_history_view estate_decide(struct estate *estate, const char *matter, const struct group *groups, uint32_t count);

#endif
