/* A storage that lets somebody else act between any two of its calls, and in the middle of a write: another process, as
 * it were, always at the worst moment. */
#ifndef CGOV_TESTS_BETWEEN_H
#define CGOV_TESTS_BETWEEN_H

#include "cgov/storage.h"

#include <stdbool.h>

struct between {
    cgov_storage inner;
    void (*act)(void *user, uint32_t op, const char *name); /* NULL: nobody does. op: a FAULT_ bit, of the call */
    void *user;
    bool inside; /* somebody is acting: what they do is their own */
    uint64_t calls;
};

/* inner is still the caller's to close. */
cgov_storage between_open(struct between *between, const cgov_storage *inner);

#endif
