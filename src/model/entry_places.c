/* Where entries are. A base of a thousand has three levels of places: what is met on the way stays in the nearest
 * cache while people enter, one after the other, where one map of all rolls' entries would be met somewhere else by
 * each of them, and be grown by all. */
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

#define PLACE_BITS 4u /* of a number, on each level */

/* Places pay where the people of the base are at least half of those whose numbers they span. */
#define SPAN_LEAST PLACES
#define SPAN_MOST (UINT32_C(1) << PLACE_LEVELS * PLACE_BITS)

void cgov__places_begin(const struct model *model, struct roll_row *row) {
    const struct roll_row *base = cgov__roll_row(model, row->base);
    if (!base || base == row) return;
    const struct entry *first = cgov__entry(model, base->first), *last = cgov__entry(model, base->last);
    if (!first || !last || first->organization || last->organization || last->elector < first->elector) return;
    const uint64_t span = (uint64_t)last->elector - first->elector + 1;
    if (span < SPAN_LEAST || span > SPAN_MOST || span > UINT64_C(2) * base->heads) return;
    row->place_from = first->elector;
    row->place_span = (uint32_t)span;
    row->place_levels = 1;
    while (span > UINT64_C(1) << row->place_levels * PLACE_BITS) row->place_levels++;
}

/* They have a place: *way is the one from the first. */
static inline bool has_place(const struct roll_row *row, uint64_t elector, uint32_t number, uint32_t *way) {
    *way = cgov__id_row(elector) - row->place_from;
    return *way < row->place_span && number == 0 && cgov__id_kind(elector) == CGOV_KIND_RESIDENT;
}

static inline uint32_t on_level(uint32_t way, uint32_t level) {
    return way >> (level - 1) * PLACE_BITS & (PLACES - 1);
}

/* From a topmost place on the way down to that level; 0: it is not there yet. */
static inline uint32_t place_on(const struct model *model, uint32_t at, uint32_t levels, uint32_t way, uint32_t level) {
    for (; levels > level && at != 0; levels--) {
        const struct place_row *place = cgov__place_row(model, at);
        at = !place ? 0 : place->to[on_level(way, levels)];
    }
    return at;
}

static inline uint32_t lowest_of(const struct model *model, const struct roll_row *row, uint32_t way) {
    return place_on(model, row->places, row->place_levels, way, 1);
}

static uint32_t lowest_make(struct model *model, uint32_t *at, uint32_t level, uint32_t way) {
    for (;; level--) {
        struct place_row *place = cgov__edit_place_row(model, *at);
        if (!place) {
            place = cgov__rows_add(&model->places);
            *at = model->places.count;
        }
        if (level == 1) return *at;
        at = &place->to[on_level(way, level)];
    }
}

/* ---- who has one ---- */

/* Of a roll as small all is at hand where one comes after the other. Of a larger one, who has an entry is a bit each,
 * in places of 512 that stay at hand: so who comes on it for the first time does not wait for where they will be. */
#define LEVELS_AT_HAND 3u
#define MARK_BITS 5u /* in what a place leads to */

static inline bool has_marks(const struct roll_row *row) {
    return row->place_levels > LEVELS_AT_HAND;
}

static inline uint32_t marks_of(const struct model *model, const struct roll_row *row, uint32_t way) {
    return place_on(model, row->marks, row->place_levels - 1u, way >> MARK_BITS, 1);
}

static inline uint32_t mark_of(uint32_t way) {
    return UINT32_C(1) << (way & ((1u << MARK_BITS) - 1));
}

static inline bool is_marked(const struct model *model, uint32_t marks, uint32_t way) {
    const struct place_row *at = cgov__place_row(model, marks);
    return at && (at->to[on_level(way >> MARK_BITS, 1)] & mark_of(way)) != 0;
}

static inline void mark(struct model *model, struct roll_row *row, uint32_t marks, uint32_t way) {
    struct place_row *at = cgov__edit_place_row(model, marks);
    if (!at)
        at = cgov__edit_place_row(model, lowest_make(model, &row->marks, row->place_levels - 1u, way >> MARK_BITS));
    at->to[on_level(way >> MARK_BITS, 1)] |= mark_of(way);
}

/* ---- in the map ---- */

/* Electors whose numbers are near stand near on each roll: one that fills up is on an eighth of the pages. */
static uint64_t entry_hash(uint32_t roll_row, uint64_t elector, uint32_t number) {
    const uint64_t organization = cgov__id_kind(elector) == CGOV_KIND_ORGANIZATION ? UINT64_C(1) << 63 : 0;
    const uint32_t row = cgov__id_row(elector);
    return cgov__map_hash_near(
        ((uint64_t)roll_row << 32 | row >> 3) ^ organization ^ number * UINT64_C(0x9e3779b97f4a7c15), row);
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

/* ---- all of them ---- */

/* Who has a place has their entry there, or none. *place: the lowest on their way, which a new entry is going to be
 * written to, and above that, where many have one, the marks. */
static inline uint32_t find_in_places(const struct model *model, const struct roll_row *row, uint32_t roll_row,
                                      uint64_t elector, uint32_t way, uint64_t *place) {
    const uint32_t lowest = lowest_of(model, row, way), marks = has_marks(row) ? marks_of(model, row, way) : 0;
    const struct place_row *at = cgov__place_row(model, lowest);
    *place = (uint64_t)marks << 32 | lowest;
    if (has_marks(row) && !is_marked(model, marks, way)) {
        cgov__fetch_to_write(at);
        return 0;
    }
    const uint32_t found = !at ? 0 : at->to[on_level(way, 1)];
    return found != 0 && is_entry(model, found, roll_row, elector, 0) ? found : 0;
}

uint32_t cgov__entry_seek_on(const struct model *model, const struct roll_row *row, uint32_t roll_row, uint64_t elector,
                             uint32_t number, uint64_t *place) {
    const uint32_t guess = entry_guess(row, elector);
    uint32_t way;
    if (guess != 0 && is_entry(model, guess, roll_row, elector, number)) return guess;
    if (has_place(row, elector, number, &way)) {
        uint64_t places;
        const uint32_t found = find_in_places(model, row, roll_row, elector, way, &places);
        if (found != 0) return found;
        if (place) *place = places;
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
        const uint64_t known = row->filled ? 0 : entered->place;
        struct place_row *place = cgov__edit_place_row(model, (uint32_t)known);
        if (!place) place = cgov__edit_place_row(model, lowest_make(model, &row->places, row->place_levels, way));
        place->to[on_level(way, 1)] = entry;
        if (has_marks(row)) mark(model, row, (uint32_t)(known >> 32), way);
    } else if (entry_guess(row, entered->elector) != entry) {
        cgov__map_add_at(&model->entry_map, entry_hash(roll_row, entered->elector, entered->number), entry - 1,
                         entered->place);
    }
}

/* Of a roll as small all is at hand where one comes after the other. */
#define AT_HAND 4096u

void cgov__entries_fetch(const struct model *model, const struct item *item, uint64_t elector) {
    const struct roll_row *row;
    for (uint32_t n = item->extra->rolls; (row = cgov__roll_row(model, n)); n = row->next) {
        const bool at_hand = row->place_levels != 0 || (row->filled && row->heads < AT_HAND);
        if (at_hand || cgov__line_of_all(row, elector) != 0) continue; /* the row tells by itself */
        const struct entry *guess = cgov__entry(model, entry_guess(row, elector));
        if (guess)
            cgov__fetch(guess);
        else
            cgov__map_fetch(&model->entry_map, entry_hash(n, elector, 0));
    }
}
