/* A priority queue of handles by (instant, tie): the smallest comes first. A handle is a small dense number chosen by
 * the caller; its place can be changed or removed at any time. */
#ifndef CGOV_SRC_QUEUE_H
#define CGOV_SRC_QUEUE_H

#include "base/mem.h"

struct queue_entry {
    int64_t at;
    uint64_t tie;
    uint32_t handle;
    uint32_t pad;
};

struct queue {
    struct mem *mem;
    struct queue_entry *entries;
    uint32_t count, cap;
    uint32_t *places; /* by handle: place + 1, 0 is "not queued" */
    uint32_t handle_cap;
};

void cgov__queue_init(struct queue *queue, struct mem *mem);
void cgov__queue_free(struct queue *queue);
bool cgov__queue_grow(struct queue *queue, uint32_t handles); /* the slow way of reserve */
/* Room for handles 0 .. handles - 1; false without memory. */
static inline bool cgov__queue_reserve(struct queue *queue, uint32_t handles) {
    return (handles <= queue->cap && handles <= queue->handle_cap) || cgov__queue_grow(queue, handles);
}
/* Adds or moves; never fails after reserve. */
void cgov__queue_set(struct queue *queue, uint32_t handle, int64_t at, uint64_t tie);
void cgov__queue_remove(struct queue *queue, uint32_t handle); /* fine if not queued */
/* NULL when empty. */
static inline const struct queue_entry *cgov__queue_first(const struct queue *queue) {
    return queue->count ? &queue->entries[0] : NULL;
}

#endif
