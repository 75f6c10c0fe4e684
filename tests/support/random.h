/* Random numbers for tests (SplitMix64): the same seed gives the same numbers everywhere. */
#ifndef CGOV_TESTS_RANDOM_H
#define CGOV_TESTS_RANDOM_H

#include "support/test.h"

/* The seed of this run, printed: CGOV_TEST_SEED from the environment, or the one given. */
static inline uint64_t random_seed(uint64_t usual) {
    const char *asked = getenv("CGOV_TEST_SEED");
    uint64_t seed = asked ? strtoull(asked, NULL, 0) : usual;
    print_message("# seed 0x%llx (CGOV_TEST_SEED sets another)\n", (unsigned long long)seed);
    return seed;
}

static inline uint64_t random_next(uint64_t *state) {
    uint64_t n = *state += UINT64_C(0x9E3779B97F4A7C15);
    n = (n ^ n >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    n = (n ^ n >> 27) * UINT64_C(0x94D049BB133111EB);
    return n ^ n >> 31;
}

/* 0 to below - 1. */
static inline uint32_t random_below(uint64_t *state, uint32_t below) {
    return (uint32_t)((random_next(state) >> 32) * below >> 32);
}

/* A number whose length in bits is random too, so that small and huge ones both come. */
static inline uint64_t random_sized(uint64_t *state) {
    return random_next(state) >> random_below(state, 64);
}

#endif
