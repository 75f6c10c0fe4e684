/* Numbers put in order, in place and without memory. */
#ifndef CGOV_SRC_SORT_H
#define CGOV_SRC_SORT_H

#include <stdbool.h>
#include <stdint.h>

/* Rising. */
void cgov__sort(uint64_t *numbers, uint32_t count);
/* Rising, each once; answers how many there are then. */
uint32_t cgov__sort_unique(uint64_t *numbers, uint32_t count);

#endif
