/* The pieces an item's row is made of, and items apart from the table. */
#ifndef CGOV_SRC_ITEM_ROWS_H
#define CGOV_SRC_ITEM_ROWS_H

#include "model/model.h"

/* An item apart from the table, to be changed freely. */
struct draft {
    struct item item;
    uint32_t tail[TAIL_MAX / sizeof(uint32_t)];
    struct extra extra;
};
extern const struct extra cgov__no_extra;
/* The item as it is, no more of its tail than there is; or NULL: an empty one. */
void cgov__draft(const struct model *model, struct draft *draft, const struct item *item);
/* Gives a new item's row its tail; never fails after reserve. */
void cgov__tail_make(struct model *model, struct item *item);
/* The item's own extra row, to be written; never fails after reserve. */
struct extra *cgov__extra(struct model *model, struct item *item);

#endif
