/* A hash map from a 64-bit hash to a 32-bit number; several numbers may share a hash, the caller compares. Open
 * addressing, linear probing; it grows by so much that of a large one four slots in seven are taken at least. Order of
 * iteration means nothing. The map spreads hashes itself, so ids can stand as their own hashes; what comes from outside
 * needs cgov__siphash. */
#ifndef CGOV_SRC_MAP_H
#define CGOV_SRC_MAP_H

#include "base/mem.h"

struct map_slot {
    uint32_t hash;  /* spread */
    uint32_t value; /* number + 1; 0 is free */
};

struct map {
    struct mem *mem;
    struct map_slot *slots;
    uint32_t cap, count; /* cap is 0 or a multiple of 16, at most 3/4 full */
};

#define MAP_NONE UINT32_MAX

void cgov__map_init(struct map *map, struct mem *mem);
void cgov__map_free(struct map *map);
void cgov__map_clear(struct map *map);                               /* memory kept */
bool cgov__map_grow(struct map *map, uint32_t more);                 /* the slow way of reserve */
void cgov__map_add(struct map *map, uint64_t hash, uint32_t number); /* never fails after reserve */
/* The same at the place where a search for that hash ended; by adding alone it can have been taken, by growing moved.
 */
void cgov__map_add_at(struct map *map, uint64_t hash, uint32_t number, uint64_t place_or_0);
/* What so many slots may hold: a quarter stays free. */
static inline uint32_t cgov__slots_room(uint32_t cap) {
    return cap / 4 * 3;
}
static inline bool cgov__map_has_room(const struct map *map, uint32_t more) {
    return (uint64_t)map->count + more <= cgov__slots_room(map->cap);
}
/* False without memory; nothing changes then. */
static inline bool cgov__map_reserve(struct map *map, uint32_t more) {
    return cgov__map_has_room(map, more) || cgov__map_grow(map, more);
}

/* A hash may be a plain number: the multiplication spreads it, its upper half is spread best, and all that is kept. */
static inline uint32_t cgov__map_spread(uint64_t hash) {
    return (uint32_t)(hash * UINT64_C(0x9E3779B97F4A7C15) >> 32);
}
/* The hash of one of eight neighbours, by its last bits: a search for any of one group begins at the same slot, or at
 * the next, so who follows another of them finds the line and the page at hand. */
static inline uint64_t cgov__map_hash_near(uint64_t group, uint32_t one) {
    const uint32_t spread = (cgov__map_spread(group) & ~UINT32_C(7)) | (one & 7);
    return (uint64_t)spread * (UINT64_C(0xf1de83e19937733d) << 32); /* times what it is spread by: spread << 32 */
}
/* Where a search for a spread hash begins: by its upper bits, so slots lie in the order of their hashes. */
static inline uint32_t cgov__slot_home(uint32_t hash, uint32_t cap) {
    return (uint32_t)((uint64_t)hash * cap >> 32);
}
static inline uint32_t cgov__slot_after(uint32_t slot, uint32_t cap) {
    return slot + 1 == cap ? 0 : slot + 1;
}
/* How many slots after one another is. */
static inline uint32_t cgov__slot_way(uint32_t from, uint32_t to, uint32_t cap) {
    return to >= from ? to - from : to + (cap - from);
}
/* The slots to grow to for so many; 0: more than there can be. */
uint32_t cgov__slots_for(uint32_t cap, uint64_t count);
/* So many free ones, where pages may be large: a search lands on any of them. NULL without memory. */
void *cgov__slots_make(struct mem *mem, uint32_t cap, size_t size);
void cgov__slots_free(struct mem *mem, void *slots, uint32_t cap, size_t size);

/* A hash will be looked for: in a large map it is not at hand. */
static inline void cgov__map_fetch(const struct map *map, uint64_t hash) {
    if (map->cap != 0) cgov__fetch(&map->slots[cgov__slot_home(cgov__map_spread(hash), map->cap)]);
}
/* Where a search ended that found nothing more, for cgov__map_add_at; never 0. */
static inline uint64_t cgov__map_place(const struct map *map, uint32_t slot) {
    return (uint64_t)map->cap << 32 | (slot + UINT64_C(1));
}
/* The first number under hash, then the next: *slot is the iterator, preset to MAP_NONE. MAP_NONE at the end. */
static inline uint32_t cgov__map_next(const struct map *map, uint64_t hash, uint32_t *slot) {
    if (map->count == 0) return MAP_NONE;
    uint32_t kept = cgov__map_spread(hash), cap = map->cap;
    uint32_t at = *slot == MAP_NONE ? cgov__slot_home(kept, cap) : cgov__slot_after(*slot, cap);
    while (map->slots[at].value && map->slots[at].hash != kept) at = cgov__slot_after(at, cap);
    *slot = at;
    return map->slots[at].value - 1; /* of a free one: MAP_NONE */
}

#endif
