/* A binary heap that knows where each handle is.
 *
 * entries[0 .. count) is a heap: no entry comes before its parent (i - 1) / 2. places[handle] is the handle's index in
 * entries plus 1, or 0: whoever writes an entry writes its place, and only put does. Entries that are equal in instant
 * and tie come in any order; a caller who replays gives ties that differ. */
#include "base/queue.h"

#include <assert.h>

static bool comes_before(const struct queue_entry *a, const struct queue_entry *b) {
    return a->at != b->at ? a->at < b->at : a->tie < b->tie;
}

static void put(struct queue *queue, uint32_t index, struct queue_entry entry) {
    queue->entries[index] = entry;
    queue->places[entry.handle] = index + 1;
}

/* Finds the entry its place, from a hole at index upwards, then downwards. */
static void settle(struct queue *queue, uint32_t index, struct queue_entry entry) {
    while (index > 0 && comes_before(&entry, &queue->entries[(index - 1) / 2])) {
        put(queue, index, queue->entries[(index - 1) / 2]);
        index = (index - 1) / 2;
    }
    for (uint64_t child; (child = 2 * (uint64_t)index + 1) < queue->count; index = (uint32_t)child) {
        if (child + 1 < queue->count && comes_before(&queue->entries[child + 1], &queue->entries[child])) child++;
        if (!comes_before(&queue->entries[child], &entry)) break;
        put(queue, index, queue->entries[child]);
    }
    put(queue, index, entry);
}

void cgov__queue_init(struct queue *queue, struct mem *mem) {
    memset(queue, 0, sizeof *queue);
    queue->mem = mem;
}

void cgov__queue_free(struct queue *queue) {
    cgov__mem_resize(queue->mem, queue->entries, queue->cap * sizeof *queue->entries, 0);
    cgov__mem_resize(queue->mem, queue->places, queue->handle_cap * sizeof *queue->places, 0);
    cgov__queue_init(queue, queue->mem);
}

bool cgov__queue_grow(struct queue *queue, uint32_t handles) {
    if (handles == 0) return true;
    struct queue_entry *entries =
        cgov__mem_grow(queue->mem, queue->entries, &queue->cap, sizeof *queue->entries, handles);
    if (!entries) return false;
    queue->entries = entries;

    uint32_t *places = cgov__mem_grow(queue->mem, queue->places, &queue->handle_cap, sizeof *queue->places, handles);
    if (!places) return false;
    queue->places = places;
    return true;
}

void cgov__queue_set(struct queue *queue, uint32_t handle, int64_t at, uint64_t tie) {
    assert(handle < queue->handle_cap && handle < queue->cap);
    uint32_t place = queue->places[handle];
    struct queue_entry entry = {at, tie, handle, 0};
    settle(queue, place ? place - 1 : queue->count++, entry);
}

void cgov__queue_remove(struct queue *queue, uint32_t handle) {
    if (handle >= queue->handle_cap || !queue->places[handle]) return;
    uint32_t hole = queue->places[handle] - 1;
    queue->places[handle] = 0;
    queue->count--;
    if (hole < queue->count) settle(queue, hole, queue->entries[queue->count]);
}
