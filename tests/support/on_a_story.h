/* The story recorded once for a group of tests, and an empty storage in memory: set_up and tear_down, for
 * cmocka_run_group_tests. */
#ifndef TESTS_ON_A_STORY_H
#define TESTS_ON_A_STORY_H

#include "support/scenario.h"

static struct recording *recorded;
static cgov_storage storage;

static inline int set_up(void **state) {
    (void)state;
    recorded = scenario_record(SCENARIO_SEED);
    storage.size = sizeof storage;
    return cgov_storage_memory(NULL, &storage);
}

static inline int tear_down(void **state) {
    (void)state;
    recording_free(recorded);
    return cgov_storage_close(&storage);
}

#endif
