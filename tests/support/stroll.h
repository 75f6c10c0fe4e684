/* Random ledgers, small and quickly made: a town in which whoever may do something does it, in any order, while time
 * passes. All begin from one founding, which is made once and opened anew for each. */
#ifndef CGOV_TESTS_STROLL_H
#define CGOV_TESTS_STROLL_H

#include "support/town.h"

#include <stdbool.h>

#define STROLL_OFFICES 8u

struct stroll {
    struct town town;
    cgov_storage storage;
    uint64_t random;
    uint64_t items; /* items so far: numbers 1 to items */
    struct office offices[STROLL_OFFICES];
    cgov_id everyone, another, judge; /* each holds every office: what is done, given back and checked wants three */
    struct town founded;              /* as the founding left it */
    uint8_t *founding;                /* its journal */
    uint64_t founding_len;
};

/* Founds the town under a profile (NULL: none), and nothing is open afterwards. */
void stroll_found(struct stroll *stroll, const char *profile);
void stroll_free(struct stroll *stroll);

/* A ledger just founded; and its end. */
void stroll_begin(struct stroll *stroll, uint64_t seed);
void stroll_end(struct stroll *stroll);

/* One attempt: a report, a move, a while; true if something was done. */
bool stroll_step(struct stroll *stroll);
/* The same text is adopted again, and most of what runs is carried over. */
void stroll_adopt(struct stroll *stroll);

/* The actor is that resident, or acts for that organization: those who act for one act for each. */
bool stroll_acts_for(const struct stroll *stroll, cgov_id actor, cgov_id id);
/* Who takes an item in, reviews it, and reviews it again. */
void stroll_answering(const struct stroll *stroll, cgov_id item, cgov_id out[3]);

/* A detail of that field of the library's, with something in it that may fit. */
cgov_detail stroll_say(struct stroll *stroll, uint32_t field);
cgov_id stroll_issue(struct stroll *stroll); /* any, or one that is not there yet */

#endif
