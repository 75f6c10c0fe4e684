/* A town for each test: found, or found_under for one under the profile that its state names, and leave, for
 * cmocka_unit_test_prestate_setup_teardown and the like. */
#ifndef TESTS_ON_A_TOWN_H
#define TESTS_ON_A_TOWN_H

#include "support/town.h"

#include <string.h>

static struct town town;

static inline int found(void **state) {
    (void)state;
    town_found(&town, NULL);
    return 0;
}

static inline int found_under(void **state) {
    const struct town_options options = {.profile = *state};
    town_found(&town, &options);
    return 0;
}

static inline int leave(void **state) {
    (void)state;
    town_close(&town);
    return 0;
}

static inline cgov_text text_of(const char *text) {
    return (cgov_text){text, text ? strlen(text) : 0};
}

#endif
