/* Whether what a snapshot says of rolls may be read. */
#ifndef CGOV_SRC_SOUND_ROLLS_H
#define CGOV_SRC_SOUND_ROLLS_H

#include "model/led.h"

/* The rolls of an item. */
bool cgov__rolls_of_hold(struct led *led, const struct item *item, uint32_t number);
/* Those of all items, which were led to, and all that they lead to; the second is room to go through tables. */
bool cgov__rolls_hold(struct led *rolls, struct led *led);

#endif
