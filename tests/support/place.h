/* A town on a storage of its own, whose bytes can be looked at, and which fails when told to. */
#ifndef CGOV_TESTS_PLACE_H
#define CGOV_TESTS_PLACE_H

#include "support/fault.h"
#include "support/town.h"

struct place {
    cgov_storage memory, storage; /* what holds the bytes; what the ledger is given */
    struct fault fault;           /* between them */
    struct town town;
};

struct place *place_make(uint32_t flags);
void place_free(struct place *place);
/* As a test's fixture: a place without flags. */
int place_set_up(void **state);
int place_tear_down(void **state);

void place_reopen(struct place *place);
cgov_ledger_view place_info(const struct town *town);

/* All that a refusal must leave as it was: the journal's bytes, and both digests. */
struct still {
    uint8_t *bytes, state[32], journal[32];
    uint64_t len;
};

struct still place_still(const struct place *place);
/* Compares, and frees what was before. */
void place_assert_still(const struct place *place, struct still before);

#endif
