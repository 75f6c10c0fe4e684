/* Who is charged as another takes the lead: with runs of clocks that are late by then. */
#ifndef CGOV_SRC_CHARGES_H
#define CGOV_SRC_CHARGES_H

#include "model/charge_rows.h"

/* After reserve, a row for each clock. Another is about to lead the item: each last run that is late at that time, and
 * is nobody's so far, is who led's. */
void cgov__charge_late(struct model *model, struct item *item, uint32_t organization, int64_t time);

#endif
