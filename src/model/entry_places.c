/* Where entries are. A base of a thousand has one level of ways above its places, a million two: what is met on them
 * stays at hand while people enter, one after the other, where one map of all rolls' entries would be met somewhere
 * else by each of them, and be grown by all. */
#include "model/entry_places.h"

/* ---- by counting ---- */

/* Where the elector's row is if a move put those on it first whose numbers follow one another: theirs rise as those do.
 * 0: there it is not. What it says of a row is so for good, so what it leads to is not in the map. */
static inline uint32_t entry_guess(const struct roll_row *row, uint64_t elector) {
    if (!row->filled) return 0;
    const uint64_t guess = cgov__line_place(row->first, row->first_elector, elector);
    return guess >= row->first && guess <= row->last ? (uint32_t)guess : 0;
}

static inline bool is_entry(const struct model *model, uint32_t at, uint32_t roll_row, uint64_t elector,
                            uint32_t number) {
    const struct entry *entry = cgov__entry(model, at);
    return entry && entry->roll == roll_row && cgov__entry_elector(entry) == elector &&
           (entry->numbered ? cgov__entry_beside(model, at, BESIDE_NUMBER) : 0) == number;
}

/* ---- by places ---- */

#define PLACE_BITS 4u /* of a number, within a place */
#define STEP_BITS 8u  /* and on each level above */
#define WORD_BITS 32u

/* Places pay where the people of the base are at least half of those whose numbers they span. */
#define SPAN_LEAST PLACES
#define SPAN_MOST (UINT32_C(1) << (PLACE_BITS + WAY_LEVELS * STEP_BITS))

void cgov__places_begin(const struct model *model, struct roll_row *row) {
    const struct roll_row *base = cgov__roll_row(model, row->base);
    if (!base || base == row) return;
    const struct entry *first = cgov__entry(model, base->first), *last = cgov__entry(model, base->last);
    if (!first || !last || first->organization || last->organization || last->elector < first->elector) return;
    const uint64_t span = (uint64_t)last->elector - first->elector + 1;
    if (span < SPAN_LEAST || span > SPAN_MOST || span > UINT64_C(2) * base->heads) return;
    row->place_from = first->elector;
    row->place_span = (uint32_t)span;
    row->way_levels = 1;
    while (span > UINT64_C(1) << (PLACE_BITS + row->way_levels * STEP_BITS)) row->way_levels++;
}

/* They have a place: *way is the one from the first. */
static inline bool has_place(const struct roll_row *row, uint64_t elector, uint32_t number, uint32_t *way) {
    *way = cgov__id_row(elector) - row->place_from;
    return *way < row->place_span && number == 0 && cgov__id_kind(elector) == CGOV_KIND_RESIDENT;
}

static inline uint32_t bits_below(uint32_t level) {
    return PLACE_BITS + (level - 1) * STEP_BITS;
}

/* Which of the steps of the level, all of them in rows of ways one after the other. */
static inline uint32_t step_on(const struct roll_row *row, uint32_t level, uint32_t way) {
    const uint32_t step = way >> bits_below(level);
    return level == row->way_levels ? step : step & ((1u << STEP_BITS) - 1);
}

/* So many steps are on the level, where all of them may be. */
static inline uint32_t steps_on(const struct roll_row *row, uint32_t level) {
    return level == row->way_levels ? step_on(row, level, row->place_span - 1) + 1 : 1u << STEP_BITS;
}

/* Before the steps to places stand the bits of who has an entry there, in so many rows. */
static inline uint32_t bit_rows(const struct roll_row *row) {
    return (steps_on(row, 1) * PLACES + WORD_BITS * STEPS - 1) / (WORD_BITS * STEPS);
}

/* A number in rows of ways that begin with that one; NULL: there is no such row. */
static inline const uint32_t *way_at(const struct model *model, uint64_t first, uint32_t number) {
    const struct way_row *ways = cgov__way_row(model, first + number / STEPS);
    return !ways ? NULL : &ways->to[number % STEPS];
}

static inline uint32_t *edit_way(struct model *model, uint64_t first, uint32_t number) {
    struct way_row *ways = cgov__edit_way_row(model, first + number / STEPS);
    return !ways ? NULL : &ways->to[number % STEPS];
}

/* The first of the rows whose steps lead to places, their own among them; 0: no way leads there yet. */
static inline uint32_t last_ways(const struct model *model, const struct roll_row *row, uint32_t way) {
    uint32_t first = row->ways;
    for (uint32_t level = row->way_levels; level > 1 && first != 0; level--) {
        const uint32_t *to = way_at(model, first, step_on(row, level, way));
        first = !to ? 0 : *to;
    }
    return first;
}

/* ---- who has an entry, and where ---- */

/* Who has an entry is told by a bit for each, apart from where it is, so that who comes on a roll for the first time
 * does not wait for where they will be: the bits of a million are at hand. */
static inline uint32_t bit_on(const struct roll_row *row, uint32_t way) {
    return row->way_levels == 1 ? way : way % (PLACES << STEP_BITS);
}

static inline bool has_entry(const struct model *model, const struct roll_row *row, uint32_t first, uint32_t way) {
    const uint32_t bit = bit_on(row, way), *bits = way_at(model, first, bit / WORD_BITS);
    return bits && (*bits >> bit % WORD_BITS & 1) != 0;
}

static inline uint32_t to_place(const struct model *model, const struct roll_row *row, uint32_t first, uint32_t way) {
    const uint32_t *to = way_at(model, (uint64_t)first + bit_rows(row), step_on(row, 1, way));
    return !to ? 0 : *to;
}

/* The first of as many new rows. */
static uint32_t ways_make(struct model *model, uint32_t rows) {
    const uint32_t first = model->ways.count + 1;
    while (rows-- > 0) cgov__rows_add(&model->ways);
    return first;
}

/* The level's rows for them are there. */
static inline bool is_made(const struct model *model, const struct roll_row *row, uint32_t first, uint32_t level,
                           uint32_t way) {
    if (first == 0) return false;
    return way_at(model, (uint64_t)first + (level > 1 ? 0 : bit_rows(row)), step_on(row, level, way)) != NULL;
}

static inline uint32_t *step_to_place(struct model *model, const struct roll_row *row, uint32_t first, uint32_t way) {
    return edit_way(model, (uint64_t)first + bit_rows(row), step_on(row, 1, way));
}

/* As last_ways, made where they are not there. What leads to rows that are not there, as a snapshot may have it, leads
 * nowhere. */
static uint32_t last_ways_made(struct model *model, struct roll_row *row, uint32_t way) {
    uint32_t *leads = &row->ways;
    for (uint32_t level = row->way_levels;; level--) {
        if (!is_made(model, row, *leads, level, way)) {
            const uint32_t rows = (steps_on(row, level) + STEPS - 1) / STEPS + (level == 1 ? bit_rows(row) : 0);
            *leads = ways_make(model, rows);
        }
        if (level == 1) return *leads;
        leads = edit_way(model, *leads, step_on(row, level, way));
    }
}

static void place(struct model *model, struct roll_row *row, uint32_t first, uint32_t way, uint32_t entry) {
    uint32_t *to = first == 0 ? NULL : step_to_place(model, row, first, way);
    if (!to) {
        first = last_ways_made(model, row, way);
        to = step_to_place(model, row, first, way);
    }
    struct place_row *at = cgov__edit_place_row(model, *to);
    if (!at) {
        at = cgov__rows_add(&model->places);
        *to = model->places.count;
    }
    at->to[way % PLACES] = entry;
    const uint32_t bit = bit_on(row, way);
    *edit_way(model, first, bit / WORD_BITS) |= UINT32_C(1) << bit % WORD_BITS;
}

/* ---- in the map ---- */

/* Electors whose numbers are near stand near on each roll: one that fills up is on an eighth of the pages. */
static uint64_t elector_hash(uint32_t roll_row, uint64_t elector) {
    const uint64_t organization = cgov__id_kind(elector) == CGOV_KIND_ORGANIZATION ? UINT64_C(1) << 63 : 0;
    const uint32_t row = cgov__id_row(elector);
    return cgov__map_hash_near(((uint64_t)roll_row << 32 | row >> 3) ^ organization, row);
}

/* A number alone says which entry of the roll it is. */
static uint64_t number_hash(uint32_t roll_row, uint32_t number) {
    return cgov__map_hash_near((((uint64_t)roll_row << 32 | number >> 3) ^ UINT64_C(1) << 62), number);
}

static uint64_t entry_hash(uint32_t roll_row, uint64_t elector, uint32_t number) {
    return number != 0 ? number_hash(roll_row, number) : elector_hash(roll_row, elector);
}

static uint32_t find_in_map(const struct model *model, uint32_t roll_row, uint64_t elector, uint32_t number,
                            uint64_t *place) {
    const uint64_t hash = entry_hash(roll_row, elector, number);
    uint32_t slot = MAP_NONE, index;
    while ((index = cgov__map_next(&model->entry_map, hash, &slot)) != MAP_NONE)
        if (is_entry(model, index + 1, roll_row, elector, number)) return index + 1;
    if (place && slot != MAP_NONE) *place = cgov__map_place(&model->entry_map, slot);
    return 0;
}

uint32_t cgov__entry_numbered(const struct model *model, uint32_t roll_row, uint32_t number) {
    uint32_t slot = MAP_NONE, index;
    if (number == 0) return 0;
    while ((index = cgov__map_next(&model->entry_map, number_hash(roll_row, number), &slot)) != MAP_NONE) {
        const struct entry *entry = cgov__entry(model, index + 1);
        if (is_entry(model, index + 1, roll_row, cgov__entry_elector(entry), number)) return index + 1;
    }
    return 0;
}

/* ---- all of them ---- */

/* Who has a place has their entry there, or none. *ways: the last on the way to it, by which a new entry is going to be
 * written. */
static inline uint32_t find_in_places(const struct model *model, const struct roll_row *row, uint32_t roll_row,
                                      uint64_t elector, uint32_t way, uint32_t *ways) {
    *ways = last_ways(model, row, way);
    if (*ways == 0 || !has_entry(model, row, *ways, way)) return 0;
    const struct place_row *at = cgov__place_row(model, to_place(model, row, *ways, way));
    const uint32_t found = !at ? 0 : at->to[way % PLACES];
    return found != 0 && is_entry(model, found, roll_row, elector, 0) ? found : 0;
}

uint32_t cgov__entry_seek_on(const struct model *model, const struct roll_row *row, uint32_t roll_row, uint64_t elector,
                             uint32_t number, uint64_t *place) {
    const uint32_t guess = entry_guess(row, elector);
    uint32_t way;
    if (guess != 0 && is_entry(model, guess, roll_row, elector, number)) return guess;
    if (has_place(row, elector, number, &way)) {
        uint32_t ways;
        const uint32_t found = find_in_places(model, row, roll_row, elector, way, &ways);
        if (found != 0) return found;
        if (place) *place = ways;
        if (!row->filled) return 0; /* a fill's lines have no place */
    }
    return find_in_map(model, roll_row, elector, number, place);
}

uint32_t cgov__entry_seek(const struct model *model, uint32_t roll_row, uint64_t elector, uint32_t number,
                          uint64_t *place) {
    const struct roll_row *row = cgov__roll_row(model, roll_row);
    return row ? cgov__entry_seek_on(model, row, roll_row, elector, number, place) : 0;
}

void cgov__entry_placed(struct model *model, struct roll_row *row, uint32_t roll_row, uint32_t entry,
                        const struct entered *entered) {
    uint32_t way;
    if (entered->line != 0 && has_place(row, entered->elector, entered->number, &way)) {
        place(model, row, row->filled ? 0 : (uint32_t)entered->place, way, entry);
    } else if (entry_guess(row, entered->elector) != entry) {
        cgov__map_add_at(&model->entry_map, entry_hash(roll_row, entered->elector, entered->number), entry - 1,
                         entered->place);
    }
}

void cgov__entry_fetch(const struct model *model, const struct roll_row *row, uint32_t roll_row, uint64_t elector) {
    uint32_t way;
    if (row->way_levels > 1 && has_place(row, elector, 0, &way)) { /* of more than one the last is not at hand */
        const uint32_t first = last_ways(model, row, way);
        cgov__fetch(way_at(model, first, bit_on(row, way) / WORD_BITS));
        cgov__fetch(way_at(model, (uint64_t)first + bit_rows(row), step_on(row, 1, way)));
    }
    if (row->way_levels != 0 || cgov__line_of_all(row, elector) != 0) return; /* the row tells by itself */
    const struct entry *guess = cgov__entry(model, entry_guess(row, elector));
    if (guess)
        cgov__fetch(guess);
    else
        cgov__map_fetch(&model->entry_map, entry_hash(roll_row, elector, 0));
}
