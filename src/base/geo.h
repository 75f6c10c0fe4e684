/* Points on earth, without floating point. A point is latitude << 32 | longitude, both in 1e-7 degrees. */
#ifndef CGOV_SRC_GEO_H
#define CGOV_SRC_GEO_H

#include <stdbool.h>
#include <stdint.h>

/* The two points are at most so many meters apart; meters up to 10,000, where a plane is as good as the sphere. */
bool cgov__points_near(uint64_t a, uint64_t b, uint32_t meters);

#endif
