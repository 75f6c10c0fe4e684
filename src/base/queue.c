/* A binary heap that knows where each handle is, of what comes soon; doubly linked lists by stretches of time of the
 * rest.
 *
 * heap[0 .. count) is a heap: no entry comes before its parent (i - 1) / 2. An entry's place is its handle's index in
 * it plus 1, 0, or QUEUE_FAR: whoever writes the heap writes the place, and only put does. Entries that are equal in
 * instant and tie come in any order; a caller who replays gives ties that differ. Invariant: what comes before `until`
 * is in the heap, and nothing else is. */
#include "base/queue.h"

#include <assert.h>

#define STRETCH (INT64_C(1) << QUEUE_SHIFT)

static bool comes_before(const struct queue *queue, uint32_t a, uint32_t b) {
    const struct queue_entry *one = &queue->entries[a], *other = &queue->entries[b];
    return one->at != other->at ? one->at < other->at : one->tie < other->tie;
}

static void put(struct queue *queue, uint32_t index, uint32_t handle) {
    queue->heap[index] = handle;
    queue->entries[handle].place = index + 1;
}

/* Finds the handle its place, from a hole at index upwards, then downwards. */
static void settle(struct queue *queue, uint32_t index, uint32_t handle) {
    while (index > 0 && comes_before(queue, handle, queue->heap[(index - 1) / 2])) {
        put(queue, index, queue->heap[(index - 1) / 2]);
        index = (index - 1) / 2;
    }
    for (uint64_t child; (child = 2 * (uint64_t)index + 1) < queue->count; index = (uint32_t)child) {
        if (child + 1 < queue->count && comes_before(queue, queue->heap[child + 1], queue->heap[child])) child++;
        if (!comes_before(queue, queue->heap[child], handle)) break;
        put(queue, index, queue->heap[child]);
    }
    put(queue, index, handle);
}

void cgov__queue_init(struct queue *queue, struct mem *mem) {
    memset(queue, 0, sizeof *queue);
    queue->mem = mem;
}

void cgov__queue_free(struct queue *queue) {
    cgov__mem_resize(queue->mem, queue->entries, queue->cap * sizeof *queue->entries, 0);
    cgov__mem_resize(queue->mem, queue->heap, queue->heap_cap * sizeof *queue->heap, 0);
    cgov__queue_init(queue, queue->mem);
}

bool cgov__queue_grow(struct queue *queue, uint32_t handles) {
    if (handles == 0) return true;
    struct queue_entry *entries =
        cgov__mem_grow(queue->mem, queue->entries, &queue->cap, sizeof *queue->entries, handles);
    if (!entries) return false;
    queue->entries = entries;

    uint32_t *heap = cgov__mem_grow(queue->mem, queue->heap, &queue->heap_cap, sizeof *heap, handles);
    if (!heap) return false;
    queue->heap = heap;
    return true;
}

static uint32_t *list_of(struct queue *queue, int64_t at) {
    return &queue->lists[(uint64_t)at >> QUEUE_SHIFT & (QUEUE_LISTS - 1)];
}

static void unlink_far(struct queue *queue, const struct queue_entry *entry) {
    if (entry->last != 0)
        queue->entries[entry->last - 1].next = entry->next;
    else
        *list_of(queue, entry->at) = entry->next;
    /* Written either way, for which it is nobody can guess. */
    uint32_t nowhere, *const back = entry->next != 0 ? &queue->entries[entry->next - 1].last : &nowhere;
    *back = entry->last;
    queue->far_count--;
}

static void link_far(struct queue *queue, struct queue_entry *entry, uint32_t handle) {
    uint32_t *list = list_of(queue, entry->at);
    entry->last = 0;
    entry->next = *list;
    if (*list != 0) queue->entries[*list - 1].last = handle + 1;
    *list = handle + 1;
    entry->place = QUEUE_FAR;
    queue->far_count++;
}

COLD static void take_near(struct queue *queue, uint32_t hole) {
    queue->count--;
    if (hole < queue->count) settle(queue, hole, queue->heap[queue->count]);
}

COLD static void put_near(struct queue *queue, uint32_t handle) {
    settle(queue, queue->count++, handle);
}

/* Of one that is queued. */
COLD static void set_again(struct queue *queue, uint32_t handle, int64_t at, uint64_t tie) {
    cgov__queue_remove(queue, handle);
    cgov__queue_set(queue, handle, at, tie);
}

void cgov__queue_set(struct queue *queue, uint32_t handle, int64_t at, uint64_t tie) {
    assert(handle < queue->heap_cap);
    struct queue_entry *entry = &queue->entries[handle];
    if (entry->place != 0) {
        set_again(queue, handle, at, tie);
        return;
    }
    entry->at = at;
    entry->tie = tie;
    if (at >= queue->until)
        link_far(queue, entry, handle);
    else
        put_near(queue, handle);
}

void cgov__queue_remove(struct queue *queue, uint32_t handle) {
    if (handle >= queue->heap_cap) return;
    struct queue_entry *entry = &queue->entries[handle];
    const uint32_t place = entry->place;
    entry->place = 0;
    if (place == QUEUE_FAR)
        unlink_far(queue, entry);
    else if (place != 0)
        take_near(queue, place - 1);
}

/* Each list is met once a turn; what is of a later turn stays. */
void cgov__queue_move(struct queue *queue, int64_t now) {
    const int64_t from = queue->until, until = ((now >> QUEUE_SHIFT) + 1) << QUEUE_SHIFT;
    int64_t steps = (until - from) >> QUEUE_SHIFT;
    queue->until = until;
    if (steps > (int64_t)QUEUE_LISTS) steps = QUEUE_LISTS;
    for (int64_t step = 1; step <= steps && queue->far_count != 0; step++) {
        uint32_t next, n = *list_of(queue, until - step * STRETCH);
        for (; n != 0; n = next) {
            next = queue->entries[n - 1].next;
            if (queue->entries[n - 1].at >= until) continue;
            unlink_far(queue, &queue->entries[n - 1]);
            settle(queue, queue->count++, n - 1);
        }
    }
}

int64_t cgov__queue_earliest(const struct queue *queue) {
    int64_t first = queue->count != 0 ? queue->entries[queue->heap[0]].at : INT64_MAX;
    if (queue->count != 0 || queue->far_count == 0) return first;
    for (uint32_t step = 0; step < QUEUE_LISTS; step++) {
        const uint64_t from = (uint64_t)queue->until + ((uint64_t)step << QUEUE_SHIFT);
        uint32_t n = queue->lists[from >> QUEUE_SHIFT & (QUEUE_LISTS - 1)];
        for (; n != 0; n = queue->entries[n - 1].next)
            if (queue->entries[n - 1].at < first) first = queue->entries[n - 1].at;
        if (first < (int64_t)from + STRETCH) break;
    }
    return first;
}
