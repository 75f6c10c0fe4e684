/* Which of many blocks of one size an address lies in, and how far. */
#ifndef CGOV_SRC_BLOCKS_H
#define CGOV_SRC_BLOCKS_H

#include "base/mem.h"

struct blocks {
    struct mem *mem;
    uint64_t *starts; /* rising */
    uint32_t *which;  /* beside it: the block's index */
    uint32_t count, starts_cap, which_cap;
    uint32_t last; /* where the last was found: the next one is there too, as a rule */
    uint32_t size;
};

/* False without memory. */
bool cgov__blocks_make(struct blocks *blocks, struct mem *mem, uint8_t *const *starts, uint32_t count, uint32_t size);
void cgov__blocks_free(struct blocks *blocks);
/* The index of the block that an address lies in, which it does. */
uint32_t cgov__blocks_find(struct blocks *blocks, const void *address, uint32_t *at_out);

#endif
