/* What the numbered examples share besides cgov/easy.h, so that each shows only what it introduces: a stop at the first
 * call that fails, and acts in scratch ledgers. */
#ifndef EXAMPLE_H
#define EXAMPLE_H

#include <cgov/easy.h>
#include <stdlib.h>

/* Ends the program, with the ledger's own words, where a call did not go well. */
static inline void must(const cgov_ledger *ledger, int32_t status, const char *what) {
    char why[CGOV_EASY_WHY];
    if (status == CGOV_OK || status == CGOV_DONE) return;
    fprintf(stderr, "%s: %s\n", what, ledger ? cgov_easy_why(ledger, why) : cgov_status_name(status));
    exit(1);
}

/* Who, and when. These ledgers are scratch ones, so the salt is a counter's; real words need one that nobody can guess,
 * as cgov_easy_act draws it from a storage. */
static inline cgov_act act(cgov_id actor, cgov_time now) {
    static uint64_t counter;
    cgov_act out = cgov_easy_act(NULL, actor, now);
    out.salt[0] = ++counter;
    out.salt[1] = 1;
    return out;
}

static const cgov_detail NOTHING = {.size = 0};

#endif
