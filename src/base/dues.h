/* Dues: an instant for some of many that are numbered, from 0: which of them have one before a given instant is found
 * in the order of the numbers, past or to come, at the cost of what is found. Instants are kept to 65 seconds, so what
 * is found may have its own just after, the caller asks it; and those after 2^48, in the year 10889, are as one. */
#ifndef CGOV_SRC_DUES_H
#define CGOV_SRC_DUES_H

#include "base/rows.h"

#define DUES_LEVELS 3u
#define DUES_NONE INT64_MAX /* an instant that none is before */

struct dues {
    struct rows leaves;              /* struct due_leaf */
    struct rows leaf_of;             /* by group: its leaf + 1; 0: nobody of it has an instant */
    struct rows levels[DUES_LEVELS]; /* the earliest of each group; of 64 groups; of 64 of those */
    uint32_t free_leaf, free_leaves; /* the first free leaf + 1, how many */
};

void cgov__dues_init(struct dues *dues, struct mem *mem);
void cgov__dues_free(struct dues *dues);
bool cgov__dues_grow(struct dues *dues, uint32_t numbers, uint32_t held); /* the slow way of reserve */
/* Room for those below `numbers`, of which so many may have an instant at once. False without memory. */
static inline bool cgov__dues_reserve(struct dues *dues, uint32_t numbers, uint32_t held) {
    const uint64_t leaves = (uint64_t)dues->leaves.chunk_count * ROWS_PER_CHUNK;
    const uint64_t groups = (uint64_t)dues->leaf_of.chunk_count * ROWS_PER_CHUNK;
    return (numbers <= groups * 16 && (held <= leaves || numbers <= leaves * 16)) ||
           cgov__dues_grow(dues, numbers, held);
}
/* Its instant from here on; DUES_NONE: it has none. Never fails after reserve. */
void cgov__dues_set(struct dues *dues, uint32_t number, int64_t at);
/* The smallest numbers from this one on whose instant may be before `at`: at most cap, rising; answers how many. */
uint32_t cgov__dues_before(const struct dues *dues, uint64_t number, int64_t at, uint32_t *numbers, uint32_t cap);

#endif
