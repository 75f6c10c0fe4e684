/* Charges as rows: what counts against who led an item then, whoever leads it since: that it came back, and that a run
 * of a clock was late when another took the lead. */
#ifndef CGOV_SRC_CHARGE_ROWS_H
#define CGOV_SRC_CHARGE_ROWS_H

#include "model/model.h"

static inline bool cgov__charge_is_last(const struct charge *charge) {
    return charge->clock != 0 && charge->stopped == 0;
}
/* After reserve: the latest of the item, of that organization, to be filled. */
struct charge *cgov__charge_row(struct model *model, struct item *item, uint32_t organization);
/* After reserve, one row. It came back: enum counts says how. */
void cgov__charge_add(struct model *model, struct item *item, uint32_t organization, uint8_t counts);
/* The run that a clock's row tells of is about to be followed by another: where somebody is charged with it, the charge
 * keeps it, with when it ended and how long it had rested. */
void cgov__charge_followed(struct model *model, struct item *item, const struct clock_row *row, int64_t until,
                           int64_t rested);
/* The item's clocks are of another procedure now. */
void cgov__charges_renumbered(struct model *model, const struct item *item, const struct procedure *old,
                              const struct procedure *renumbered);
/* What a row of a snapshot says can be so. */
bool cgov__charge_holds(const struct model *model, const struct charge *charge);
/* Whose the last run of a clock is; lead: who leads the item. */
uint32_t cgov__charged_with(const struct model *model, const struct item *item, uint8_t clock, uint32_t lead);
/* Bit c: somebody is charged with the last run of clock c. */
uint32_t cgov__charged(const struct model *model, const struct item *item);

#endif
