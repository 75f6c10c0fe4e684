/* Tallies under test: rows put one after the other, and a rule tried on them. */
#ifndef CGOV_TEST_TALLY_H
#define CGOV_TEST_TALLY_H

#include "cgov/rule.h"

#define TALLY_ROWS 320u
#define TALLY_COMPARISONS 8192u

struct tally {
    const char *text; /* the rulebook */
    cgov_rule_query query;
    cgov_tally_row rows[TALLY_ROWS];
    uint32_t count;
    cgov_outcome out; /* of the last try; */
    cgov_comparison_view made[TALLY_COMPARISONS];
    uint32_t made_count;
};

/* A try begins: no rows. */
void tally_begin(struct tally *tally, const char *text, const char *rule, uint32_t day);
/* A row; its sums are heads, units, area and weight. */
cgov_tally_row *tally_row(struct tally *tally, uint32_t what, uint32_t number, int64_t heads, int64_t area);
cgov_tally_row *tally_roll(struct tally *tally, const char *name, int64_t heads, int64_t area);
void tally_choice(struct tally *tally, uint32_t choice, int64_t heads, int64_t area);
/* The outcome, CGOV_OUTCOME_*; the call must succeed, with room for all comparisons. */
uint32_t tally_try(struct tally *tally);
/* The same as text, which is the caller's to free; it must say of the outcome what a try says. */
char *tally_explain(struct tally *tally);
/* The call's status, whatever it is. */
int32_t tally_status(struct tally *tally);

#endif
