/* Who wins among candidates: by votes or points, by what fits into a budget, by an order of preference. Pure: from what
 * was counted to the winners, and who ties over a last seat, which none of them has. No memory is taken. */
#ifndef CGOV_SRC_ELECT_H
#define CGOV_SRC_ELECT_H

#include "rules/rule.h"

/* Candidates whom `passes` lets through, most votes first. */
struct list_standing {
    const struct candidate *by_votes[MAX_OPTIONS];
    bool taken[MAX_OPTIONS], tied[MAX_OPTIONS];
    uint32_t count;
    uint8_t axis; /* that votes are ordered by */
};
/* Of equal votes the lower number stands first: it has no advantage by that. */
void cgov__standing_put(struct list_standing *standing, const struct candidate *candidate);

/* Candidates that are ranked, by their numbers. */
struct ranked {
    const struct candidate *by_number[MAX_RANKED];
    uint32_t count;
    uint8_t places[MAX_OPTIONS + 1]; /* by number: 1 + where they stand; 0: nobody stands by it */
};
void cgov__rank_candidates(const struct count *count, struct ranked *out);

/* Each fills out->winners, tied and numbers. */
void cgov__elect_by_votes(const struct rule *rule, const struct count *count, struct list_standing *standing,
                          struct ruling *out);
/* Single transferable votes (单记可转移票), as Scotland counts them. */
void cgov__elect_by_transfers(const struct count *count, const struct comparisons *told_or_null, struct ruling *out);
/* Pairs (两两对决), by Schulze's method with winning votes. */
void cgov__elect_by_pairs(const struct count *count, const struct comparisons *told_or_null, struct ruling *out);

#endif
