/* Memory: one allocator per ledger, counted. Room is reserved beforehand, so that applying cannot fail. */
#ifndef CGOV_SRC_MEM_H
#define CGOV_SRC_MEM_H

#include "cgov/base.h"

#include <stdbool.h>
#include <string.h>

#define MEM_ROOMS 8u
struct mem {
    cgov_allocator allocator; /* resize is never NULL after cgov__mem_init */
    uint64_t used;            /* bytes in use */

    /* Of libc's: what chunks are cut from. */
    struct mem_block *blocks;               /* the latest */
    struct mem_free *given_back[MEM_ROOMS]; /* the latest of each few sizes */
    uint8_t *chunk;                         /* the next one's, and how much is left from there on */
    size_t chunk_left, block_size;
    uint64_t chunks; /* in use */
};

/* Takes the host's allocator, or libc's where it is NULL. */
void cgov__mem_init(struct mem *mem, const cgov_allocator *allocator_or_null);
/* NULL on failure (and the old block stays) or when now is 0 (and the old block is freed). */
void *cgov__mem_resize(struct mem *mem, void *ptr, size_t old, size_t now);
/* The array with room for need items: itself where *cap says so, else grown to twice *cap at least, its new items
 * zeroed and *cap raised. NULL on failure (and the array and *cap stay). need is not 0. */
void *cgov__mem_grow(struct mem *mem, void *array, uint32_t *cap, size_t item_size, uint32_t need);
/* One of many chunks of memory that, as a rule, stay until all are freed; where lines of the cache begin, or as the
 * host's allocator has it. NULL on failure. */
void *cgov__mem_chunk(struct mem *mem, size_t size);
void cgov__mem_unchunk(struct mem *mem, void *chunk, size_t size);
/* Of what is seldom called, and kept out of the way of what is: refusals, and what begins with one. */
#if defined(__GNUC__)
#define COLD __attribute__((cold, noinline))
#else
#define COLD
#endif
/* Of what is called from two places, one of which is the road of most commands: a compiler would call it there. */
#if defined(__GNUC__)
#define IN_LINE inline __attribute__((always_inline))
#else
#define IN_LINE inline
#endif

/* What lies there is asked for soon: where it is not at hand it is fetched meanwhile. */
static inline void cgov__fetch(const void *at) {
#if defined(__GNUC__)
    __builtin_prefetch(at);
#else
    (void)at;
#endif
}
static inline void cgov__fetch_to_write(const void *at) {
#if defined(__GNUC__)
    __builtin_prefetch(at, 1);
#else
    (void)at;
#endif
}

#endif
