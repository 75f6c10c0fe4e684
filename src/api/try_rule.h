/* A try of a rule, while it is read. */
#ifndef CGOV_SRC_TRY_RULE_H
#define CGOV_SRC_TRY_RULE_H

#include "api/page.h"
#include "cgov/rule.h"
#include "rules/rulebook.h"

struct try {
    struct mem mem;
    struct rulebook book;
    const struct rule *rule;
    cgov_rule_query query;
    struct sums rolls[MAX_RULE_ROLLS];
    struct candidate candidates[MAX_OPTIONS];
    uint8_t lots[MAX_OPTIONS];
    struct count count;
    struct order *orders; /* with room for so many, and what they name */
    uint8_t *named;
    size_t order_room, named_room, named_used;
    uint32_t rolls_given, choices_given; /* bits */
    bool cast_given, silent_given;
    cgov_outcome out;
};

/* Says why there is no outcome; row: the one at fault, from 1, or 0. Answers the status. */
int32_t cgov__try_fails(struct try *try, int32_t status, uint32_t row, const char *format, ...);
/* What was counted, as far as it adds up; the rule is known, and the query read. */
int32_t cgov__try_rows(struct try *try, const cgov_tally_row *rows, uint32_t count);
void cgov__try_orders_free(struct try *try);

#endif
