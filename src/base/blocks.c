/* Blocks in the order of their addresses: a search by halves, begun where the last one ended. */
#include "base/blocks.h"

#include "base/sort.h"

#include <assert.h>

/* The place of the last start that is not after it. */
static uint32_t place_of(const struct blocks *blocks, uint64_t address) {
    uint32_t low = 0;
    for (uint32_t left = blocks->count; left > 1;) {
        const uint32_t half = left / 2;
        if (blocks->starts[low + half] <= address) low += half;
        left -= half;
    }
    return low;
}

bool cgov__blocks_make(struct blocks *blocks, struct mem *mem, uint8_t *const *starts, uint32_t count, uint32_t size) {
    memset(blocks, 0, sizeof *blocks);
    blocks->mem = mem;
    blocks->count = count;
    blocks->size = size;
    if (count == 0) return true;
    blocks->starts = cgov__mem_grow(mem, NULL, &blocks->starts_cap, sizeof *blocks->starts, count);
    blocks->which = cgov__mem_grow(mem, NULL, &blocks->which_cap, sizeof *blocks->which, count);
    if (!blocks->starts || !blocks->which) {
        cgov__blocks_free(blocks);
        return false;
    }
    for (uint32_t i = 0; i < count; i++) blocks->starts[i] = (uintptr_t)starts[i];
    cgov__sort(blocks->starts, count);
    for (uint32_t i = 0; i < count; i++) blocks->which[place_of(blocks, (uintptr_t)starts[i])] = i;
    return true;
}

void cgov__blocks_free(struct blocks *blocks) {
    cgov__mem_resize(blocks->mem, blocks->starts, blocks->starts_cap * sizeof *blocks->starts, 0);
    cgov__mem_resize(blocks->mem, blocks->which, blocks->which_cap * sizeof *blocks->which, 0);
    blocks->count = 0;
}

uint32_t cgov__blocks_find(struct blocks *blocks, const void *address, uint32_t *at_out) {
    const uint64_t at = (uintptr_t)address;
    assert(blocks->count > 0);
    if (at - blocks->starts[blocks->last] >= blocks->size) blocks->last = place_of(blocks, at);
    *at_out = (uint32_t)(at - blocks->starts[blocks->last]);
    return blocks->which[blocks->last];
}
