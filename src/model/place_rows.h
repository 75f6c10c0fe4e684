/* The rows by which entries are found by their electors, see entry_places.h. */
#ifndef CGOV_SRC_PLACE_ROWS_H
#define CGOV_SRC_PLACE_ROWS_H

#include <stdint.h>

/* Steps on the way to places: each leads to the first of more, or to one place, and then its bits from 32 on say who
 * has an entry there. */
#define STEPS 8u
struct way_row {
    uint64_t to[STEPS]; /* 0: nowhere yet */
};

/* The entries of electors whose numbers follow one another. */
#define PLACES 16u
struct place_row {
    uint32_t to[PLACES]; /* 0: nothing there */
};

#endif
