/* Where a roll's entries are, by their electors. Three ways, asked in this order:
 *
 * - a line of a fill, by counting from the roll's first, where their numbers follow one another;
 * - who was entered on a roll whose base is a list of people whose numbers lie near: by places, a tree of arrays
 *   from the number of the base's first on to that of its last, as they were when the first was entered;
 * - anybody else by roll, elector and number in one map.
 *
 * What a roll's row says of its places is so for good, so nobody is looked for in the wrong one. */
#ifndef CGOV_SRC_ENTRY_PLACES_H
#define CGOV_SRC_ENTRY_PLACES_H

#include "model/roll_rows.h"

#define WAY_LEVELS 3u                                               /* at most */
#define WAYS_ADDED (WAY_LEVELS * (256u / STEPS) + 256u / STEPS / 2) /* at most, by an entry, which has one place */

/* Room for who is entered. */
static inline void cgov__place_need(struct need *need) {
    need->ways += WAYS_ADDED;
    need->places++;
}

/* As cgov__entry_seek, of the roll's row at hand. */
uint32_t cgov__entry_seek_on(const struct model *model, const struct roll_row *row, uint32_t roll_row, uint64_t elector,
                             uint32_t number, uint64_t *place_or_null);
/* The first is entered on a roll. */
void cgov__places_begin(const struct model *model, struct roll_row *row);
/* The entry was made, and will be found. */
void cgov__entry_placed(struct model *model, struct roll_row *row, uint32_t roll_row, uint32_t entry,
                        const struct entered *entered);

#endif
