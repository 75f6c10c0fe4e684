/* What a filter lets through, of what a reader sees: candidates in the order of their numbers. */
#ifndef CGOV_SRC_READ_LIST_H
#define CGOV_SRC_READ_LIST_H

#include "api/page.h"
#include "cgov/item.h"
#include "entities/move.h"
#include "entities/view.h"

/* The next candidates, in the order of their numbers. */
struct way {
    uint32_t items[64];
    uint32_t count, next;
};
#define WAY (sizeof((struct way *)0)->items / sizeof(uint32_t))

/* A filter at work. */
struct filtered {
    cgov_reader reader;
    cgov_item_query filter;
    const struct item *like; /* what those listed are to be like; NULL: nothing */
    struct draft draft;      /* where that is a report to come */
    struct sight sight;
    struct way way;
    int64_t due_until; /* not 0: nothing is looked for that has no clock due before then, where that way is short */
};

/* Checks what is asked, and begins before the first. */
int32_t cgov__filter_begin(const cgov_ledger *ledger, const cgov_reader *reader, const cgov_item_query *given,
                           struct filtered *out);
/* The next item after this one that fits; 0: none. */
uint32_t cgov__filter_next(const struct model *model, struct filtered *filtered, uint32_t number);
/* How the reader sees an item that fits, where they are shown all that the filter asks of it; else VIEW_NONE. */
enum view cgov__filter_view(const struct model *model, struct filtered *filtered, uint32_t number);
void cgov__filter_show(const struct model *model, const struct filtered *filtered, uint32_t number, enum view view,
                       struct page *page);

#endif
