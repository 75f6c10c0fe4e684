/* Details shown: what one record of an item holds that a reader reads. */
#ifndef CGOV_SRC_READ_DETAILS_H
#define CGOV_SRC_READ_DETAILS_H

#include "entities/details.h"

/* How many; masters: it is an answer of the item's that is a master. */
uint32_t cgov__details_shown(const struct model *model, const struct item *item, enum view view, bool known,
                             bool masters, const struct record *record);

#endif
