/* Memory: the host's allocator or libc's, behind one function that counts.
 *
 * Every block of a ledger goes through cgov__mem_resize with its true old size, so used is exact without headers of our
 * own before the blocks, and is 0 when all is freed. Nothing is ever half done: a resize that fails leaves block and
 * count as they were. cgov__mem_grow is the one place where arrays learn how much to grow by. */
#include "base/mem.h"

#include <assert.h>
#include <stdlib.h>

static void *libc_resize(void *user, void *ptr, size_t old, size_t now) {
    (void)user;
    (void)old;
    if (now) return realloc(ptr, now);
    free(ptr);
    return NULL;
}

void cgov__mem_init(struct mem *mem, const cgov_allocator *allocator) {
    memset(mem, 0, sizeof *mem);
    if (allocator) mem->allocator = *allocator;
    if (!mem->allocator.resize) mem->allocator.resize = libc_resize;
}

void *cgov__mem_resize(struct mem *mem, void *ptr, size_t old, size_t now) {
    if (!ptr && !now) return NULL;
    assert(ptr ? old > 0 && old <= mem->used : old == 0);

    void *block = mem->allocator.resize(mem->allocator.user, ptr, old, now);
    if (!now) {
        mem->used -= old;
        return NULL;
    }
    if (block) mem->used = mem->used - old + now;
    return block;
}

void *cgov__mem_grow(struct mem *mem, void *array, uint32_t *cap, size_t item_size, uint32_t need) {
    assert(need > 0);
    if (need <= *cap) return array;

    uint32_t room = *cap > UINT32_MAX / 2 ? UINT32_MAX : 2 * *cap;
    if (room < 8) room = 8;
    if (room < need) room = need;
    if (room > SIZE_MAX / item_size) return NULL;

    uint8_t *grown = cgov__mem_resize(mem, array, *cap * item_size, room * item_size);
    if (!grown) return NULL;
    memset(grown + *cap * item_size, 0, (room - *cap) * item_size);
    *cap = room;
    return grown;
}
