/* Each block is preceded by a head that remembers its size: a caller that gives a wrong old size, or a pointer that was
 * never handed out, fails its test here. Dead memory is overwritten before it is given back to libc. */
#include "support/alloc.h"
#include "support/test.h"

#define ALIVE UINT64_C(0xA11CEA11CEA11CE0)
#define FRESH 0xA5
#define DEAD 0xDD

union head {
    struct {
        uint64_t mark, size;
    } is;
    max_align_t align;
};

static bool fails_now(struct test_alloc *alloc) {
    alloc->calls++;
    if (!alloc->fail_at || alloc->calls < alloc->fail_at) return false;
    if (alloc->calls > alloc->fail_at && !alloc->for_ever) return false;
    alloc->failures++;
    return true;
}

static void *obtain(struct test_alloc *alloc, size_t size) {
    union head *head = size <= SIZE_MAX / 2 ? malloc(sizeof *head + size) : NULL;
    if (!head) return NULL;
    head->is.mark = ALIVE;
    head->is.size = size;
    alloc->live_bytes += size;
    alloc->live_blocks++;
    return memset(head + 1, FRESH, size);
}

static void release(struct test_alloc *alloc, void *ptr) {
    union head *head = (union head *)ptr - 1;
    size_t size = (size_t)head->is.size;
    alloc->live_bytes -= size;
    alloc->live_blocks--;
    memset(head, DEAD, sizeof *head + size);
    free(head);
}

static void *resize(void *user, void *ptr, size_t old, size_t now) {
    struct test_alloc *alloc = user;
    assert_true(ptr || now);
    if (ptr) {
        const union head *head = (const union head *)ptr - 1;
        assert_true(head->is.mark == ALIVE);
        assert_int_equal(head->is.size, old);
    } else {
        assert_int_equal(old, 0);
    }

    void *block = NULL;
    if (now) {
        block = fails_now(alloc) ? NULL : obtain(alloc, now);
        if (!block) return NULL;
        if (ptr) memcpy(block, ptr, old < now ? old : now);
    }
    if (ptr) release(alloc, ptr);
    return block;
}

cgov_allocator test_alloc_table(struct test_alloc *alloc) {
    cgov_allocator table = {sizeof table, 0, alloc, resize};
    return table;
}

void test_alloc_fail(struct test_alloc *alloc, uint64_t nth, bool for_ever) {
    alloc->fail_at = alloc->calls + nth;
    alloc->for_ever = for_ever;
}

void test_alloc_is_empty(const struct test_alloc *alloc) {
    assert_int_equal(alloc->live_blocks, 0);
    assert_int_equal(alloc->live_bytes, 0);
}
