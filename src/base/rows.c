/* A dense table in chunks, whose rows begin where a line of the cache does: a row then touches as few as its size
 * allows. The byte before the first row says how far that is from what was allocated.
 *
 * Only the list of chunks is ever moved; a chunk stays where it was allocated until the table is freed, and so does
 * every row in it. Reserve is what can fail. When it fails half way, the chunks it has got stay as room for the next
 * attempt: no row is touched. Invariant: count <= chunk_count * ROWS_PER_CHUNK. */
#include "base/rows.h"

#include <assert.h>

#define LINE 64u

static size_t chunk_size(const struct rows *rows) {
    return (size_t)ROWS_PER_CHUNK * rows->row_size + LINE;
}

static uint8_t *make_chunk(struct rows *rows) {
    uint8_t *block = cgov__mem_chunk(rows->mem, chunk_size(rows));
    if (!block) return NULL;
    const uint32_t shift = LINE - (uint32_t)((uintptr_t)block % LINE);
    block[shift - 1] = (uint8_t)shift;
    return block + shift;
}

void cgov__rows_init(struct rows *rows, struct mem *mem, uint32_t row_size) {
    memset(rows, 0, sizeof *rows);
    rows->mem = mem;
    rows->row_size = row_size;
}

void cgov__rows_free(struct rows *rows) {
    for (uint32_t i = 0; i < rows->chunk_count; i++) {
        uint8_t *chunk = rows->chunks[i];
        cgov__mem_unchunk(rows->mem, chunk - chunk[-1], chunk_size(rows));
    }
    cgov__mem_resize(rows->mem, rows->chunks, rows->chunk_cap * sizeof *rows->chunks, 0);
    cgov__rows_init(rows, rows->mem, rows->row_size);
}

bool cgov__rows_grow(struct rows *rows, uint32_t more) {
    if (more > UINT32_MAX - rows->count) return false;
    uint64_t rows_needed = (uint64_t)rows->count + more;
    uint32_t needed = (uint32_t)((rows_needed + ROWS_PER_CHUNK - 1) / ROWS_PER_CHUNK);
    if (needed <= rows->chunk_count) return true;

    uint8_t **chunks = cgov__mem_grow(rows->mem, rows->chunks, &rows->chunk_cap, sizeof *chunks, needed);
    if (!chunks) return false;
    rows->chunks = chunks;
    while (rows->chunk_count < needed) {
        uint8_t *chunk = make_chunk(rows);
        if (!chunk) return false;
        rows->chunks[rows->chunk_count++] = chunk;
    }
    return true;
}

void *cgov__rows_add(struct rows *rows) {
    assert(rows->count < (uint64_t)rows->chunk_count * ROWS_PER_CHUNK);
    void *row = cgov__rows_edit(rows, rows->count++);
    return memset(row, 0, rows->row_size);
}
