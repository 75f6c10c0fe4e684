/* A town for each test: found and leave, for cmocka_unit_test_setup_teardown. */
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

static inline int leave(void **state) {
    (void)state;
    town_close(&town);
    return 0;
}

static inline cgov_text text_of(const char *text) {
    return (cgov_text){text, text ? strlen(text) : 0};
}

#endif
