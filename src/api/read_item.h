/* What the readings of one item share. */
#ifndef CGOV_SRC_READ_ITEM_H
#define CGOV_SRC_READ_ITEM_H

#include "entities/view.h"
#include "ledger/handle.h"

/* The item of an id, where this reader sees it, and how; CGOV_E_NOT_FOUND, CGOV_E_KIND are said. */
int32_t cgov__seen_item(const cgov_ledger *ledger, const cgov_reader *reader, uint64_t id, const struct item **item,
                        enum view *view);
/* Checks the reader, copies it, and finds the item where this reader sees it. */
int32_t cgov__item_begin(const cgov_ledger *ledger, const cgov_reader *reader, uint64_t id, cgov_reader *copy,
                         const struct item **item);
/* The same, and how they see it. */
int32_t cgov__item_begin_view(const cgov_ledger *ledger, const cgov_reader *reader, uint64_t id, cgov_reader *copy,
                              const struct item **item, enum view *view);
/* What a reader who has this view is shown. */
void cgov__view_item(const struct model *model, const struct item *item, uint32_t number, const cgov_reader *reader,
                     enum view view, cgov_item_view *out);
/* At that instant, or when it stopped, the row's due was past. */
bool cgov__row_late(const struct clock_row *row, int64_t at);

#endif
