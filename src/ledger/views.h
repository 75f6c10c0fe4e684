/* What the readings share: names copied into views, paging by a cursor. */
#ifndef CGOV_SRC_VIEWS_H
#define CGOV_SRC_VIEWS_H

#include "base/abi.h"
#include "base/text.h"
#include "ledger/handle.h"

/* A page being filled: the caller's array, whose stride is its first element's size. */
struct page {
    char *at;
    uint32_t stride, capacity, count;
    uint32_t copied; /* of each view: what caller and library both know */
};

/* Checks the array; v1 is the view's size in its first version, known in this library. */
int32_t cgov__page_begin(struct page *page, void *views, uint32_t capacity, uint64_t *cursor, uint32_t *count_out,
                         uint32_t v1, uint32_t known);
static inline bool cgov__page_full(const struct page *page) {
    return page->count == page->capacity;
}
void cgov__page_add(struct page *page, const void *view);
/* CGOV_OK with rows, CGOV_DONE without. */
int32_t cgov__page_end(const struct page *page, uint32_t *count_out);

static inline void cgov__name_copy(char *into, size_t cap, const char *name) {
    cgov__text_copy(into, cap, name, strlen(name));
}
static inline void cgov__span_copy(char *into, size_t cap, const struct span *span) {
    cgov__text_copy(into, cap, span->ptr, span->len);
}

#endif
