/* A hash map by open addressing.
 *
 * An entry lies at its home slot or after it, and no slot between is free: so a search from home ends at the first free
 * slot. At most 3/4 are taken, so there is one. Nothing is removed. */
#include "base/map.h"

#include <assert.h>

#define CAP_FIRST 16u
#define CAP_DOUBLED 1024u /* up to there it doubles */
#define CAP_LAST (UINT32_C(1) << 31)

/* A large one grows by five sixteenths at most, to a multiple of 16. */
uint32_t cgov__slots_for(uint32_t cap, uint64_t count) {
    if (count > cgov__slots_room(CAP_LAST)) return 0;
    if (cap == 0) cap = CAP_FIRST;
    while (cgov__slots_room(cap) < count) {
        uint32_t more = cap < CAP_DOUBLED ? cap : cap / 256 * 80;
        cap = more < CAP_LAST - cap ? cap + more : CAP_LAST;
    }
    return cap;
}

void *cgov__slots_make(struct mem *mem, uint32_t cap, size_t size) {
    if (cap > SIZE_MAX / size) return NULL;
    void *slots = cgov__mem_chunk(mem, cap * size);
    return slots ? memset(slots, 0, cap * size) : NULL;
}

void cgov__slots_free(struct mem *mem, void *slots, uint32_t cap, size_t size) {
    if (slots) cgov__mem_unchunk(mem, slots, cap * size);
}

void cgov__map_init(struct map *map, struct mem *mem) {
    memset(map, 0, sizeof *map);
    map->mem = mem;
}

void cgov__map_free(struct map *map) {
    cgov__slots_free(map->mem, map->slots, map->cap, sizeof *map->slots);
    cgov__map_init(map, map->mem);
}

void cgov__map_clear(struct map *map) {
    if (map->count > 0) memset(map->slots, 0, map->cap * sizeof *map->slots);
    map->count = 0;
}

static inline struct map_slot *free_slot(struct map_slot *slots, uint32_t cap, uint32_t hash) {
    struct map_slot *slot = slots + cgov__slot_home(hash, cap);
    while (slot->value) slot = slot + 1 == slots + cap ? slots : slot + 1;
    return slot;
}

static void add(struct map *map, uint32_t hash, uint32_t value) {
    *free_slot(map->slots, map->cap, hash) = (struct map_slot){hash, value};
    map->count++;
}

bool cgov__map_grow(struct map *map, uint32_t more) {
    const uint32_t cap = cgov__slots_for(map->cap, (uint64_t)map->count + more);
    if (cap == 0) return false;
    if (cap == map->cap) return true;

    struct map grown = {map->mem, NULL, cap, map->count};
    grown.slots = cgov__slots_make(map->mem, cap, sizeof *grown.slots);
    if (!grown.slots) return false;
    for (uint32_t i = 0; i < map->cap; i++) {
        const struct map_slot *from = &map->slots[i];
        if (from->value) *free_slot(grown.slots, grown.cap, from->hash) = *from;
    }
    cgov__map_free(map);
    *map = grown;
    return true;
}

void cgov__map_add(struct map *map, uint64_t hash, uint32_t number) {
    assert(number != MAP_NONE && map->count < cgov__slots_room(map->cap));
    add(map, cgov__map_spread(hash), number + 1);
}

void cgov__map_add_at(struct map *map, uint64_t hash, uint32_t number, uint64_t place) {
    const uint32_t slot = (uint32_t)place - 1;
    assert(number != MAP_NONE && map->count < cgov__slots_room(map->cap));
    if (place >> 32 != map->cap || slot >= map->cap || map->slots[slot].value) {
        add(map, cgov__map_spread(hash), number + 1);
        return;
    }
    map->slots[slot] = (struct map_slot){cgov__map_spread(hash), number + 1};
    map->count++;
}
