/* Numbers beside rows, in chunks. A chunk stays where it was allocated until the column is freed. */
#include "base/column.h"

#define CHUNK_SIZE (ROWS_PER_CHUNK * sizeof(uint32_t))

void cgov__column_init(struct column *column, struct mem *mem) {
    memset(column, 0, sizeof *column);
    column->mem = mem;
}

void cgov__column_free(struct column *column) {
    for (uint32_t i = 0; i < column->chunk_cap; i++)
        if (column->chunks[i]) cgov__mem_unchunk(column->mem, column->chunks[i], CHUNK_SIZE);
    cgov__mem_resize(column->mem, column->chunks, column->chunk_cap * sizeof *column->chunks, 0);
    cgov__column_init(column, column->mem);
}

bool cgov__column_grow(struct column *column, uint32_t first, uint32_t count) {
    const uint32_t last = (uint32_t)(((uint64_t)first + count - 1) / ROWS_PER_CHUNK);
    uint32_t **chunks = cgov__mem_grow(column->mem, column->chunks, &column->chunk_cap, sizeof *chunks, last + 1);
    if (!chunks) return false;
    column->chunks = chunks;
    for (uint32_t i = first / ROWS_PER_CHUNK; i <= last; i++) {
        if (chunks[i]) continue;
        chunks[i] = cgov__mem_chunk(column->mem, CHUNK_SIZE);
        if (!chunks[i]) return false;
        memset(chunks[i], 0, CHUNK_SIZE);
    }
    return true;
}
