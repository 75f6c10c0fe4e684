/* When a list of those who decide is closed (名册截止): a base that some move decides over, once nobody can be entered
 * on it. That day chooses the rule, and none that comes later. */
#ifndef CGOV_SRC_ROLL_CLOSE_H
#define CGOV_SRC_ROLL_CLOSE_H

#include "model/roll_rows.h"

/* The rolls of those decided over (bit r) that a move closes which leads from a state, NONE where it opens the item, to
 * another: who was entered there is entered no more, or all are put there at once. */
uint32_t cgov__rolls_closed_by(const struct procedure *procedure, const struct move *move, uint8_t from, uint8_t to);
/* Room for that, where there are such rolls at all. */
void cgov__rolls_close_need(struct need *need, const struct procedure *procedure);
/* The item has made the move, and stands in that state; one that is open there has no such day any more. */
void cgov__rolls_close(struct model *model, const struct item *item, uint32_t number, const struct move *move,
                       uint8_t from);
/* Rolls that are on a day which the move brings, and open where it leads, begin anew, and those of the item that are
 * made from them: room for it, and that. */
void cgov__rolls_day_need(struct need *need, const struct model *model, const struct item *item_or_null,
                          const struct record *record);
void cgov__rolls_day(struct model *model, const struct item *item, const struct record *record);
/* The day, as 20260315, that a base was closed; 0: it is not. */
uint32_t cgov__roll_closed(const struct model *model, const struct roll_at *base);

#endif
