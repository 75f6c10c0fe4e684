/* A dense table of fixed-size rows found by number, in chunks so that growing moves nothing: a row's address is stable
 * for the table's life. Rows are zeroed when added. Add only what was reserved. */
#ifndef CGOV_SRC_ROWS_H
#define CGOV_SRC_ROWS_H

#include "base/mem.h"

#define ROWS_PER_CHUNK 512u

struct rows {
    struct mem *mem;
    uint8_t **chunks;
    uint32_t chunk_count, chunk_cap;
    uint32_t count;
    uint32_t row_size;
};

void cgov__rows_init(struct rows *rows, struct mem *mem, uint32_t row_size);
void cgov__rows_free(struct rows *rows);
bool cgov__rows_grow(struct rows *rows, uint32_t more); /* the slow way of reserve */
static inline bool cgov__rows_have(const struct rows *rows, uint32_t more) {
    return (uint64_t)rows->count + more <= (uint64_t)rows->chunk_count * ROWS_PER_CHUNK;
}
/* False without memory; no row changes then. */
static inline bool cgov__rows_reserve(struct rows *rows, uint32_t more) {
    return cgov__rows_have(rows, more) || cgov__rows_grow(rows, more);
}
void *cgov__rows_add(struct rows *rows); /* the zeroed new row, number count - 1; never fails after reserve */

static inline void *cgov__rows_edit(struct rows *rows, uint32_t number) {
    return rows->chunks[number / ROWS_PER_CHUNK] + (size_t)(number % ROWS_PER_CHUNK) * rows->row_size;
}
static inline const void *cgov__rows_at(const struct rows *rows, uint32_t number) {
    return rows->chunks[number / ROWS_PER_CHUNK] + (size_t)(number % ROWS_PER_CHUNK) * rows->row_size;
}

/* As add, of a row that is written whole at once. */
static inline void *cgov__rows_next(struct rows *rows) {
    return cgov__rows_edit(rows, rows->count++);
}

#endif
