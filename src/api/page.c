/* The border of the readings, and paging: a cursor by value, a page a call, nothing to free. */
#include "api/page.h"
#include "base/abi.h"

int32_t cgov__page_begin(struct page *page, void *views, uint32_t capacity, uint64_t *cursor, uint32_t *count_out,
                         uint32_t v1, uint32_t known) {
    if (views == NULL || cursor == NULL || count_out == NULL || capacity == 0) return CGOV_E_ARG;
    *count_out = 0;
    uint32_t stride;
    memcpy(&stride, views, sizeof stride);
    if (stride < v1) return CGOV_E_ABI_SIZE;
    if (stride >= ABI_SIZE_END) return CGOV_E_ABI_NEWER;
    *page = (struct page){views, stride, capacity, 0, known < stride ? known : stride};
    return CGOV_OK;
}

void cgov__page_add(struct page *page, const void *view) {
    memcpy(page->at, view, page->copied);
    memset(page->at + page->copied, 0, page->stride - page->copied);
    memcpy(page->at, &page->stride, sizeof page->stride);
    page->at += page->stride;
    page->count++;
}

int32_t cgov__page_end(const struct page *page, uint32_t *count_out) {
    *count_out = page->count;
    return page->count > 0 ? CGOV_OK : CGOV_DONE;
}

int32_t cgov__id_check(uint64_t *id, uint64_t kinds) {
    uint32_t kind = cgov__id_kind(*id);
    if (kind >= KIND_END || (kinds >> kind & 1) == 0 || (kind == 0 && *id != 0)) return CGOV_E_KIND;
    if (*id != 0 && cgov__id_row(*id) == 0) *id = cgov__id(kind, NOBODY);
    return CGOV_OK;
}

int32_t cgov__reader_check(const cgov_ledger *ledger, const cgov_reader *reader, cgov_reader *copy) {
    if (ledger == NULL) return CGOV_E_ARG;
    if (ledger->busy) return CGOV_E_REENTER;
    int32_t status = cgov__abi_in_copy(copy, reader, ABI_FIRST(*copy), sizeof *copy);
    if (status != CGOV_OK) return status;
    if (copy->flags != 0 || !cgov__is_instant(copy->at)) return CGOV_E_ARG;
    return cgov__id_check(&copy->actor, NO_ID | OF(RESIDENT));
}
