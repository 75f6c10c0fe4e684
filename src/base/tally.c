/* Counts of pairs by open addressing.
 *
 * Invariant: as a map's. A pair lies at its home slot or after it, and no slot between is free; at most 3/4 are taken.
 */
#include "base/tally.h"

#include <assert.h>

static uint32_t home_of(const struct tally *tally, uint32_t group, uint32_t value) {
    return cgov__slot_home(cgov__map_spread((uint64_t)group << 32 | value), tally->cap);
}

static uint32_t after(const struct tally *tally, uint32_t slot) {
    return cgov__slot_after(slot, tally->cap);
}

/* The pair's slot, else the free one where it would stand; some are free. */
static uint32_t slot_of(const struct tally *tally, uint32_t group, uint32_t value) {
    const struct tally_slot *slots = tally->slots;
    uint32_t at = home_of(tally, group, value);
    while (slots[at].count != 0 && (slots[at].value != value || slots[at].group != group)) at = after(tally, at);
    return at;
}

void cgov__tally_init(struct tally *tally, struct mem *mem) {
    memset(tally, 0, sizeof *tally);
    tally->mem = mem;
}

void cgov__tally_free(struct tally *tally) {
    cgov__slots_free(tally->mem, tally->slots, tally->cap, sizeof *tally->slots);
    cgov__tally_init(tally, tally->mem);
}

bool cgov__tally_grow(struct tally *tally, uint32_t more) {
    struct tally grown = {.mem = tally->mem, .count = tally->count};
    const uint32_t cap = cgov__slots_for(tally->cap, (uint64_t)tally->count + more);
    if (cap == 0) return false;
    if (cap == tally->cap) return true;
    grown.slots = cgov__slots_make(grown.mem, cap, sizeof *grown.slots);
    if (!grown.slots) return false;
    grown.cap = cap;
    for (uint32_t i = 0; i < tally->cap; i++) {
        const struct tally_slot *slot = &tally->slots[i];
        if (slot->count != 0) grown.slots[slot_of(&grown, slot->group, slot->value)] = *slot;
    }
    cgov__tally_free(tally);
    *tally = grown;
    return true;
}

uint32_t cgov__tally_of(const struct tally *tally, uint32_t group, uint32_t value) {
    return tally->count == 0 ? 0 : tally->slots[slot_of(tally, group, value)].count;
}

bool cgov__tally_add(struct tally *tally, uint32_t group, uint32_t value) {
    struct tally_slot *slot = &tally->slots[slot_of(tally, group, value)];
    if (slot->count++ != 0) return false;
    assert(tally->count < cgov__slots_room(tally->cap));
    slot->group = group;
    slot->value = value;
    tally->count++;
    return true;
}

/* Later pairs of the run move back into the gap, those whose home is not after it. */
static void free_slot(struct tally *tally, uint32_t gap) {
    for (uint32_t at = after(tally, gap); tally->slots[at].count != 0; at = after(tally, at)) {
        const uint32_t home = home_of(tally, tally->slots[at].group, tally->slots[at].value);
        if (cgov__slot_way(home, at, tally->cap) < cgov__slot_way(gap, at, tally->cap)) continue;
        tally->slots[gap] = tally->slots[at];
        gap = at;
    }
    tally->slots[gap].count = 0;
    tally->count--;
}

bool cgov__tally_take(struct tally *tally, uint32_t group, uint32_t value) {
    if (tally->count == 0) return false;
    const uint32_t at = slot_of(tally, group, value);
    struct tally_slot *slot = &tally->slots[at];
    if (slot->count == 0 || --slot->count != 0) return false;
    free_slot(tally, at);
    return true;
}
