/* An allocator for tests: it counts what is alive, checks the old sizes it is told, moves every block it resizes, fills
 * fresh memory with rubbish, and fails when asked. Zero it to begin, or with fail_at set. */
#ifndef CGOV_TESTS_ALLOC_H
#define CGOV_TESTS_ALLOC_H

#include "cgov/base.h"

#include <stdbool.h>

struct test_alloc {
    uint64_t live_bytes, live_blocks;
    uint64_t calls;    /* allocations and resizes asked for so far; freeing is not counted and never fails */
    uint64_t fail_at;  /* the call that fails, from 1; 0 for none */
    bool for_ever;     /* and all calls after it fail too */
    uint64_t failures; /* how many failed */
};

cgov_allocator test_alloc_table(struct test_alloc *alloc);

/* Fails the nth call from now on (1 is the next), once or for ever. */
void test_alloc_fail(struct test_alloc *alloc, uint64_t nth, bool for_ever);

/* Fails the test if anything is alive. */
void test_alloc_is_empty(const struct test_alloc *alloc);

#endif
