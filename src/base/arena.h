/* Small pieces of bytes that stay where they are until all are freed, in chunks. A piece is found by its address, or by
 * a 32-bit handle that counts in units of 4 bytes. */
#ifndef CGOV_SRC_ARENA_H
#define CGOV_SRC_ARENA_H

#include "base/mem.h"

#define ARENA_CHUNK 65536u
#define ARENA_ROOM (ARENA_CHUNK - 16) /* for pieces; zeros follow them, so a text in the last one ends */
#define ARENA_PIECE 384u              /* the most one piece can have */

struct arena {
    struct mem *mem;
    uint8_t **chunks;
    uint32_t chunk_count, chunk_cap;
    uint32_t current, used; /* the chunk being filled, and how far */
};

void cgov__arena_init(struct arena *arena, struct mem *mem);
void cgov__arena_free(struct arena *arena);
/* Room for pieces of that many bytes together, each rounded up to 4; false without memory, no piece changes then. */
bool cgov__arena_grow(struct arena *arena, size_t bytes); /* the slow way of it */
static inline bool cgov__arena_reserve(struct arena *arena, size_t bytes) {
    return bytes == 0 || (arena->chunk_count > 0 && bytes <= ARENA_ROOM - arena->used) ||
           cgov__arena_grow(arena, bytes);
}
/* A zeroed piece; its handle is set, from 1. Never fails after reserve. */
void *cgov__arena_add(struct arena *arena, size_t size, uint32_t *handle_out);

/* Exactly so many chunks, of one that has fewer; false without memory. */
bool cgov__arena_chunks(struct arena *arena, uint32_t count);
/* Whether a piece may lie there; then a text in it ends within its chunk, and so many bytes are left to that. */
static inline bool cgov__arena_has(const struct arena *arena, uint32_t handle) {
    const uint32_t unit = handle - 1;
    return unit / (ARENA_CHUNK / 4) < arena->chunk_count && unit % (ARENA_CHUNK / 4) * 4 <= ARENA_ROOM;
}
static inline uint32_t cgov__arena_left(uint32_t handle) {
    return ARENA_CHUNK - (handle - 1) % (ARENA_CHUNK / 4) * 4;
}

static inline void *cgov__arena_at(const struct arena *arena, uint32_t handle) {
    uint32_t unit = handle - 1;
    return arena->chunks[unit / (ARENA_CHUNK / 4)] + (size_t)(unit % (ARENA_CHUNK / 4)) * 4;
}

#endif
