/* Charges: what counts against who led an item then, whoever leads it since: that it came back, and that a run of a
 * clock was late when another took the lead. */
#ifndef CGOV_SRC_CHARGES_H
#define CGOV_SRC_CHARGES_H

#include "model/charge_rows.h"

/* After reserve, a row for each clock. Another is about to lead the item: each last run that is late at that time, and
 * is nobody's so far, is who led's. */
void cgov__charge_late(struct model *model, struct item *item, uint32_t organization, int64_t time);

#endif
