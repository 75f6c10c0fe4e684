/* What comes first: instants, earliest first, ties by a number, smallest first. A handle is a small dense number chosen
 * by the caller; its place can be changed or removed at any time. Time goes on only: what lies far ahead of it waits in
 * lists by the stretch of time it falls into, and is put in order when that begins; most of it is taken out before. */
#ifndef CGOV_SRC_QUEUE_H
#define CGOV_SRC_QUEUE_H

#include "base/mem.h"

#define QUEUE_LISTS 1024u
#define QUEUE_SHIFT 22 /* a list is for 2^22 ms, 70 minutes, and for those a turn of all lists later, 50 days */

struct queue_entry {
    int64_t at;
    uint64_t tie;
    uint32_t next, last; /* of its list: handles + 1; 0: none */
    uint32_t place, pad; /* in the heap + 1; 0: it is not queued; or QUEUE_FAR */
};

struct queue {
    struct mem *mem;
    struct queue_entry *entries; /* by handle */
    uint32_t *heap;              /* handles that come before `until`, count of them */
    uint32_t count, far_count;
    uint32_t cap, heap_cap;
    int64_t until;               /* what comes before it is in the heap: a multiple of a list's stretch */
    uint32_t lists[QUEUE_LISTS]; /* the first of each: a handle + 1 */
};
#define QUEUE_FAR UINT32_MAX
#define QUEUE_NONE UINT32_MAX /* no handle */

void cgov__queue_init(struct queue *queue, struct mem *mem);
void cgov__queue_free(struct queue *queue);
bool cgov__queue_grow(struct queue *queue, uint32_t handles); /* the slow way of reserve */
/* Room for handles 0 .. handles - 1; false without memory. */
static inline bool cgov__queue_reserve(struct queue *queue, uint32_t handles) {
    return handles <= queue->heap_cap || cgov__queue_grow(queue, handles);
}
/* Adds or moves; never fails after reserve. */
void cgov__queue_set(struct queue *queue, uint32_t handle, int64_t at, uint64_t tie);
void cgov__queue_remove(struct queue *queue, uint32_t handle); /* fine if not queued */
void cgov__queue_move(struct queue *queue, int64_t now);       /* the slow way of advance */
/* The first handle of those at or before now; QUEUE_NONE: there is none. */
static inline uint32_t cgov__queue_first(struct queue *queue, int64_t now) {
    if (now >= queue->until) cgov__queue_move(queue, now);
    return queue->count != 0 && queue->entries[queue->heap[0]].at <= now ? queue->heap[0] : QUEUE_NONE;
}
/* The earliest instant of all; INT64_MAX: nothing is queued. */
int64_t cgov__queue_earliest(const struct queue *queue);

#endif
