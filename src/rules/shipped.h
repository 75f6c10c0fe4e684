/* The rulebooks that come with the library, made from src/rulebooks by src/rulebooks/embed.py; and the verdicts on
 * their procedures, in verdicts.c, which tests/test_bounded.c holds to what checking them anew gives. */
#ifndef CGOV_SRC_SHIPPED_H
#define CGOV_SRC_SHIPPED_H

#include "rules/rulebook.h"

extern const struct shipped {
    const char *name;
    const char *text; /* NUL-terminated as well; its lines are the ones a refusal names */
    uint32_t len;
} cgov__shipped[];
extern const uint32_t cgov__shipped_count;

extern const struct verdict cgov__shipped_verdicts[];
extern const uint32_t cgov__shipped_verdict_count;

#endif
