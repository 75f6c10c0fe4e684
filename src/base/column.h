/* A number beside each row of a table, for what few rows have: 0 but where it was set. Room is taken by whole chunks of
 * rows, and only for those in which some row may have one. */
#ifndef CGOV_SRC_COLUMN_H
#define CGOV_SRC_COLUMN_H

#include "base/rows.h"

#include <assert.h>

struct column {
    struct mem *mem;
    uint32_t **chunks; /* NULL: none has one there */
    uint32_t chunk_cap;
};

void cgov__column_init(struct column *column, struct mem *mem);
void cgov__column_free(struct column *column);
bool cgov__column_grow(struct column *column, uint32_t first, uint32_t count); /* the slow way of reserve */
/* There is room for that row. */
static inline bool cgov__column_has(const struct column *column, uint32_t row) {
    const uint32_t chunk = row / ROWS_PER_CHUNK;
    return chunk < column->chunk_cap && column->chunks[chunk];
}
/* Room for rows count from first on. False without memory; no number changes then. */
static inline bool cgov__column_reserve(struct column *column, uint32_t first, uint32_t count) {
    if (count == 0 || (count == 1 && cgov__column_has(column, first))) return true;
    return cgov__column_grow(column, first, count);
}
/* After reserve, but to 0. */
static inline void cgov__column_set(struct column *column, uint32_t row, uint32_t number) {
    const bool there = cgov__column_has(column, row);
    assert(there || number == 0);
    if (there) column->chunks[row / ROWS_PER_CHUNK][row % ROWS_PER_CHUNK] = number;
}

static inline uint32_t cgov__column_get(const struct column *column, uint32_t row) {
    return cgov__column_has(column, row) ? column->chunks[row / ROWS_PER_CHUNK][row % ROWS_PER_CHUNK] : 0;
}

#endif
