/* What the numbered examples share besides cgov/easy.h, so that each shows only what it introduces: a stop at the first
 * call that fails, and acts in scratch ledgers. */
#ifndef EXAMPLE_H
#define EXAMPLE_H

#include <cgov/easy.h>
#include <stdlib.h>

/* What the last reading by reading() said. */
static cgov_error read_error = {.size = sizeof read_error};

/* Who reads, and when; a reading that fails says why there, and not to the ledger. */
static inline cgov_reader reading(cgov_id actor, cgov_time at) {
    cgov_reader out = cgov_easy_reader(actor, at);
    out.error_out = &read_error;
    return out;
}

/* Why a call failed, in into[CGOV_EASY_WHY]: what the reader was told, or the ledger says of its last change, where
 * that is of this status; else the status alone, for neither speaks of this call. ledger may be NULL. */
static inline char *why_failed(const cgov_ledger *ledger, int32_t status, char into[CGOV_EASY_WHY]) {
    cgov_error error = {.size = sizeof error};
    if (read_error.status == status) return cgov_easy_why_of(&read_error, into);
    if (ledger == NULL || cgov_ledger_error(ledger, &error) != CGOV_OK || error.status != status)
        error = (cgov_error){.size = sizeof error, .status = status};
    return cgov_easy_why_of(&error, into);
}

/* Ends the program, saying why, where a call did not go well. */
static inline void must(const cgov_ledger *ledger, int32_t status, const char *what) {
    char why[CGOV_EASY_WHY];
    if (status == CGOV_OK || status == CGOV_DONE) return;
    fprintf(stderr, "%s: %s\n", what, why_failed(ledger, status, why));
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
