/* Charges: what counts against who led an item then, whoever leads it since: that it came back, and that a run of a
 * clock was late when another took the lead. */
#ifndef CGOV_SRC_CHARGES_H
#define CGOV_SRC_CHARGES_H

#include "model/model.h"

/* After reserve, one row. It came back: enum counts says how. */
void cgov__charge_add(struct model *model, struct item *item, uint32_t organization, uint8_t counts);
/* After reserve, a row for each clock. Another is about to lead the item: each last run that is late at that time, and
 * is nobody's so far, is who led's. */
void cgov__charge_late(struct model *model, struct item *item, uint32_t organization, int64_t time);
/* The run that a clock's row tells of is about to be followed by another: where somebody is charged with it, the charge
 * keeps it. */
void cgov__charge_followed(struct model *model, struct item *item, const struct clock_row *row, int64_t time);
/* The item's clocks are of another procedure now. */
void cgov__charges_renumbered(struct model *model, const struct item *item, const struct procedure *old,
                              const struct procedure *renumbered);

/* What a row of a snapshot says can be so. */
bool cgov__charge_holds(const struct model *model, const struct charge *charge);

static inline bool cgov__charge_is_last(const struct charge *charge) {
    return charge->clock != 0 && charge->stopped == 0;
}
/* Whose the last run of a clock is; lead: who leads the item. */
uint32_t cgov__charged_with(const struct model *model, const struct item *item, uint8_t clock, uint32_t lead);
/* Bit c: somebody is charged with the last run of clock c. */
uint32_t cgov__charged(const struct model *model, const struct item *item);

#endif
