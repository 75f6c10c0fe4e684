/* Region codes: GB/T 2260 (6 digits: 2 of a province, 2 of a city, 2 of a county), with 3 digits each of a township and
 * a village 12, and with 3 more of a grid (网格) 15. What stands above is the prefix, filled with zeros. */
#ifndef CGOV_SRC_REGION_H
#define CGOV_SRC_REGION_H

#include <stdbool.h>
#include <stdint.h>

enum level { LEVEL_NONE, LEVEL_PROVINCE = 1, LEVEL_CITY, LEVEL_COUNTY, LEVEL_TOWNSHIP, LEVEL_VILLAGE, LEVEL_GRID };

/* The level a code is of: XX0000 a province, XXXX00 a city, XXXXXX a county, and of 12 digits with these for a prefix
 * the township that ends in 000, else the village; of 15 the grid. LEVEL_NONE for what is no code of 6, 12 or 15. */
enum level cgov__region_level(uint64_t region);
/* The one way in which a ledger has the code, its shortest: without the zeros of levels below its own, in 6, 12 or 15
 * digits. 0 for what is no code. */
uint64_t cgov__region_plain(uint64_t region);
/* True if region is above itself or lies in it, either of 6, 12 or 15 digits. */
bool cgov__region_covers(uint64_t above, uint64_t region);
/* What a region covers, as codes of 15 digits: of two regions one lies in the other, or no code is in both. No code at
 * all covers everything. */
struct region_span {
    uint64_t first, last;
};
struct region_span cgov__region_span(uint64_t region);
/* With 12 digits, of a grid with 15, and nothing but zeros below the level; 0 for what is no code. */
uint64_t cgov__region_at(uint64_t region, enum level level);

#endif
