/* What the readings share: names copied into views, paging by a cursor. */
#ifndef CGOV_SRC_PAGE_H
#define CGOV_SRC_PAGE_H

#include "base/abi.h"
#include "base/text.h"
#include "ledger/handle.h"

#include <assert.h>

/* The border for readings: what they are handed is checked here, once, and what is wrong with it said here.
 *
 * An id is of one of these kinds (see OF; NO_ID: or 0), else CGOV_E_KIND; name is the argument's or member's. One whose
 * number no row can have is nobody's: it becomes NOBODY of its kind, so that 32 bits of its number tell it whole, and
 * none is taken for another or for what is not set. */
#define NO_ID UINT64_C(1)
#define NOBODY UINT32_MAX
int32_t cgov__id_check(const cgov_reader *reader, uint64_t *id, uint64_t kinds, const char *name);
/* A text that names something, of so many bytes at most, or none; name is the member's. */
int32_t cgov__text_of(const cgov_reader *reader, cgov_text *text, uint64_t most, const char *name);
/* From 1970, 0 itself included, to the end of 9999. */
static inline bool cgov__is_instant(int64_t at) {
    return at >= 0 && at < END_OF_TIME;
}

/* Of 1970, given by somebody who reads later: milliseconds were meant. */
static inline bool cgov__in_seconds(const cgov_reader *reader, int64_t at) {
    return at > 0 && at < SECONDS_END && reader->at >= SECONDS_END;
}
#define IN_SECONDS "an instant is in 1970: milliseconds are meant, not seconds"

/* How many. */
static inline uint32_t cgov__bits(uint64_t set) {
    uint32_t count = 0;
    for (; set != 0; set &= set - 1) count++;
    return count;
}

/* A page being filled: the caller's array, whose stride is its first element's size. */
struct page {
    char *at;
    uint32_t stride, capacity, count;
    uint32_t copied; /* of each view: what caller and library both know */
};

/* Checks the array; v1 is the view's size in its first version, known in this library. */
int32_t cgov__page_begin(struct page *page, const cgov_reader *reader, void *views, uint32_t capacity, uint64_t *cursor,
                         uint32_t *count_out, uint32_t v1, uint32_t known);
static inline bool cgov__page_full(const struct page *page) {
    return page->count == page->capacity;
}
void cgov__page_add(struct page *page, const void *view);
/* CGOV_OK with rows, CGOV_DONE without. */
int32_t cgov__page_end(const struct page *page, uint32_t *count_out);

static inline void cgov__name_copy(char *into, size_t cap, const char *name) {
    cgov__text_copy(into, cap, name, strlen(name));
}
/* Copies what a text says, of at most so many bytes, into a view's array: one that would cut it does not compile. */
#define COPY_WHOLE(into, most, from)                                                                                   \
    do {                                                                                                               \
        static_assert(sizeof(into) > (most), "a view has room for the longest, so that none is shown cut");            \
        const struct span *whole = (from);                                                                             \
        cgov__text_copy(into, sizeof(into), whole->ptr, whole->len);                                                   \
    } while (0)

/* Checks what every reading is given, and copies the reader; its error says CGOV_OK until something else is said. Where
 * the reader cannot be read the copy has no error, and nobody is told. */
int32_t cgov__reader_check(const cgov_ledger *ledger, const cgov_reader *reader, cgov_reader *copy);
/* The same for what is public: without a reader, the public's copy. */
int32_t cgov__public_check(const cgov_ledger *ledger, const cgov_reader *reader, cgov_reader *copy);
/* Says why not, in the reader's error: the status, the item or entity spoken of, a sentence. Answers the status. What
 * was said first stays. */
int32_t cgov__say(const cgov_reader *reader, int32_t status, cgov_id item, const char *message);
/* The same of something that has a name or an id: what is said as cgov__format says it. */
int32_t cgov__say_of(const cgov_reader *reader, int32_t status, cgov_id item, const char *format, ...);
/* A reading's last word: of what failed without a word, its status is said; of a storage that failed, what it said.
 * Answers the status. */
int32_t cgov__answer(const struct cgov_ledger *ledger, const cgov_reader *reader, int32_t status);
/* Writes a view that is alone. */
int32_t cgov__view_out(const cgov_reader *reader, void *given, const void *view, uint32_t v1, uint32_t known);

#endif
