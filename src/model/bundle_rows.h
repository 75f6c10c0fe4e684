/* A bundle (打包计票) of a roll of ballots, as the choices and the orders of the roll have it beside their own. */
#ifndef CGOV_SRC_BUNDLE_ROWS_H
#define CGOV_SRC_BUNDLE_ROWS_H

#include "model/roll_rows.h"

/* The bundle that stands from now on, instead of any before; and none, nor one that waits. */
void cgov__bundle_put(struct model *model, uint32_t roll_row, const struct blob *lines, const struct blob *orders);
void cgov__bundle_end(struct model *model, uint32_t roll_row);
/* Adds what it can use up, or one that waits for a second person. */
void cgov__bundle_need(struct need *need, const struct blob *lines, const struct blob *orders, bool waits);

#endif
