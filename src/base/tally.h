/* How many there are of each pair of numbers: a table by open addressing, as map.h has it, whose slots are the pairs
 * themselves. Of what there are none takes no slot. */
#ifndef CGOV_SRC_TALLY_H
#define CGOV_SRC_TALLY_H

#include "base/map.h"

struct tally_slot {
    uint32_t group, value;
    uint32_t count; /* 0: the slot is free */
};

struct tally {
    struct mem *mem;
    struct tally_slot *slots;
    uint32_t cap, count; /* cap as a map's; how many slots are taken */
};

void cgov__tally_init(struct tally *tally, struct mem *mem);
void cgov__tally_free(struct tally *tally);
bool cgov__tally_grow(struct tally *tally, uint32_t more); /* the slow way of reserve */
static inline bool cgov__tally_has_room(const struct tally *tally, uint32_t more) {
    return (uint64_t)tally->count + more <= cgov__slots_room(tally->cap);
}
/* Room for pairs that are counted for the first time. False without memory; nothing changes then. */
static inline bool cgov__tally_reserve(struct tally *tally, uint32_t more) {
    return cgov__tally_has_room(tally, more) || cgov__tally_grow(tally, more);
}
uint32_t cgov__tally_of(const struct tally *tally, uint32_t group, uint32_t value);
bool cgov__tally_add(struct tally *tally, uint32_t group, uint32_t value);  /* after reserve; true: the first */
bool cgov__tally_take(struct tally *tally, uint32_t group, uint32_t value); /* true: the last; fine if there is none */

#endif
