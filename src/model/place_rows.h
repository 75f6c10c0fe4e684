/* The rows by which entries are found by their electors, see entry_places.h. */
#ifndef CGOV_SRC_PLACE_ROWS_H
#define CGOV_SRC_PLACE_ROWS_H

#include <stdint.h>

/* A part of what leads to places, 16 to a row: bits that say who has an entry, then steps, each to the first row of
 * further parts or to one place. */
#define STEPS 16u
struct way_row {
    uint32_t to[STEPS]; /* 0: nobody, nowhere yet */
};

/* The entries of electors whose numbers follow one another. */
#define PLACES 16u
struct place_row {
    uint32_t to[PLACES]; /* 0: nothing there */
};

#endif
