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

/* The room of a plain entry: a new one, on a roll that somebody was on before, of which nothing is counted or kept but
 * what it chooses, if it is a ballot: one choice, or, 0, none. How many more such there is room for is known until
 * anything else has been given some. CGOV_E_NOMEM leaves the model as it was. */
int32_t cgov__entry_make_room(struct model *model, uint64_t choice);
static inline int32_t cgov__entry_reserve(struct model *model, uint64_t choice) {
    const uint32_t left = choice != 0 ? model->room_ballots : model->room_entries;
    if (model->roomy == 0 || left == 0 || !cgov__rows_have(&model->ways, WAYS_ADDED))
        return cgov__entry_make_room(model, choice);
    model->roomy--;
    model->room_entries--;
    model->room_ballots -= model->room_ballots != 0;
    return CGOV_OK;
}

/* The elector's entries on the item's rolls will be looked for. Of a roll as small, or with one level of ways, all is
 * at hand where one comes after the other. */
#define AT_HAND 4096u
void cgov__entry_fetch(const struct model *model, const struct roll_row *row, uint32_t roll_row, uint64_t elector);
static inline void cgov__entries_fetch(const struct model *model, const struct item *item, uint64_t elector) {
    const struct roll_row *row;
    for (uint32_t n = item->extra->rolls; (row = cgov__roll_row(model, n)); n = row->next)
        if (row->way_levels == 0 ? !row->filled || row->heads >= AT_HAND : row->way_levels > 1)
            cgov__entry_fetch(model, row, n, elector);
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
