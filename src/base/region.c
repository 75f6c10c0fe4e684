/* Regions stand in each other by their digits alone: no table of names is needed, and none would stay true for long.
 *
 * A code is taken with all its 15 digits; then its level is how far it goes before nothing but zeros follow, and what
 * it covers is whatever agrees with it that far. */
#include "base/region.h"

#define GRIDS UINT64_C(1000)       /* codes of 15 digits to one of 12 */
#define VILLAGES UINT64_C(1000000) /* codes of 12 digits to one of 6 */

/* How many grids' codes one code of each level spans. */
static const uint64_t span[] = {[LEVEL_PROVINCE] = UINT64_C(10000000000000),
                                [LEVEL_CITY] = UINT64_C(100000000000),
                                [LEVEL_COUNTY] = 1000000000,
                                [LEVEL_TOWNSHIP] = 1000000,
                                [LEVEL_VILLAGE] = 1000,
                                [LEVEL_GRID] = 1};

/* With all 15 digits; 0 for what is no code. */
static uint64_t whole(uint64_t region) {
    if (region >= 100000 && region <= 999999) return region * VILLAGES * GRIDS;
    if (region >= UINT64_C(100000000000) && region <= UINT64_C(999999999999)) return region * GRIDS;
    return region >= UINT64_C(100000000000000) && region <= UINT64_C(999999999999999) ? region : 0;
}

uint64_t cgov__region_plain(uint64_t region) {
    uint64_t code = whole(region);
    if (code % GRIDS != 0) return code;
    code /= GRIDS;
    return code % VILLAGES != 0 ? code : code / VILLAGES;
}

enum level cgov__region_level(uint64_t region) {
    uint64_t code = whole(region);
    if (!code) return LEVEL_NONE;
    enum level level = LEVEL_PROVINCE;
    while (code % span[level]) level++;
    return level;
}

bool cgov__region_covers(uint64_t above, uint64_t region) {
    enum level level = cgov__region_level(above);
    return level != LEVEL_NONE && whole(region) / span[level] == whole(above) / span[level];
}

struct region_span cgov__region_span(uint64_t region) {
    enum level level = cgov__region_level(region);
    if (level == LEVEL_NONE) return (struct region_span){0, UINT64_MAX};
    return (struct region_span){whole(region), whole(region) + span[level] - 1};
}

uint64_t cgov__region_at(uint64_t region, enum level level) {
    uint64_t code = whole(region);
    code -= code % span[level];
    return code % GRIDS == 0 ? code / GRIDS : code;
}
