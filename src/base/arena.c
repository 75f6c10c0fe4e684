/* An arena: pieces are cut from the current chunk, and from the next where it is too short. Reserve counts on the
 * worst: each chunk may end in a rest shorter than the longest piece. */
#include "base/arena.h"

#include <assert.h>

void cgov__arena_init(struct arena *arena, struct mem *mem) {
    memset(arena, 0, sizeof *arena);
    arena->mem = mem;
}

void cgov__arena_free(struct arena *arena) {
    for (uint32_t i = 0; i < arena->chunk_count; i++) cgov__mem_unchunk(arena->mem, arena->chunks[i], ARENA_CHUNK);
    cgov__mem_resize(arena->mem, arena->chunks, arena->chunk_cap * sizeof *arena->chunks, 0);
    cgov__arena_init(arena, arena->mem);
}

bool cgov__arena_grow(struct arena *arena, size_t bytes) {
    uint32_t spare = arena->chunk_count == 0 ? 0 : arena->chunk_count - 1 - arena->current;
    uint32_t left = arena->chunk_count == 0 ? 0 : ARENA_ROOM - arena->used;
    if (bytes <= left) return true;
    size_t more = bytes / (ARENA_ROOM - ARENA_PIECE) + 1;
    if (more <= spare) return true;
    uint64_t wanted = arena->chunk_count + more - spare;
    return wanted <= UINT32_MAX / (ARENA_CHUNK / 4) &&
           cgov__arena_chunks(arena, (uint32_t)wanted); /* handles end there */
}

bool cgov__arena_chunks(struct arena *arena, uint32_t count) {
    if (count == 0) return true;
    uint8_t **chunks = cgov__mem_grow(arena->mem, arena->chunks, &arena->chunk_cap, sizeof *chunks, count);
    if (!chunks) return false;
    arena->chunks = chunks;
    while (arena->chunk_count < count) {
        uint8_t *chunk = cgov__mem_chunk(arena->mem, ARENA_CHUNK);
        if (!chunk) return false;
        memset(chunk, 0, ARENA_CHUNK);
        arena->chunks[arena->chunk_count++] = chunk;
    }
    return true;
}

void *cgov__arena_add(struct arena *arena, size_t size, uint32_t *handle_out) {
    uint32_t len = (uint32_t)((size + 3) & ~(size_t)3);
    assert(len <= ARENA_PIECE && arena->chunk_count > 0);
    if (len > ARENA_ROOM - arena->used) {
        arena->current++;
        arena->used = 0;
    }
    assert(arena->current < arena->chunk_count);
    uint8_t *piece = arena->chunks[arena->current] + arena->used;
    *handle_out = arena->current * (ARENA_CHUNK / 4) + arena->used / 4 + 1;
    arena->used += len;
    return piece; /* as its chunk was made */
}
