/* How far apart two points are, on a sphere of the earth's mean radius, 6,371,008.8 m (IUGG): a ten-millionth of a
 * degree is 11.1195 mm along a meridian, and that times the cosine of the latitude across it. The cosine comes from a
 * table of whole degrees, straight between them: off by less than 4 parts in 100,000. */
#include "base/geo.h"

/* cos(degree) * 2^30 */
static const uint32_t cosines[91] = {
    1073741824, 1073578288, 1073087729, 1072270298, 1071126243, 1069655912, 1067859754, 1065738315, 1063292242,
    1060522280, 1057429273, 1054014162, 1050277989, 1046221891, 1041847103, 1037154959, 1032146887, 1026824413,
    1021189159, 1015242840, 1008987269, 1002424350, 995556083,  988384560,  980911966,  973140576,  965072759,
    956710970,  948057759,  939115760,  929887697,  920376381,  910584710,  900515665,  890172315,  879557810,
    868675383,  857528349,  846120104,  834454122,  822533958,  810363241,  797945680,  785285058,  772385229,
    759250125,  745883746,  732290163,  718473518,  704438018,  690187940,  675727625,  661061475,  646193961,
    631129609,  615873009,  600428808,  584801711,  568996477,  553017922,  536870912,  520560366,  504091252,
    487468587,  470697435,  453782903,  436730145,  419544355,  402230767,  384794656,  367241333,  349576144,
    331804471,  313931728,  295963357,  277904834,  259761657,  241539355,  223243478,  204879599,  186453311,
    167970228,  149435979,  130856211,  112236583,  93582766,   74900443,   56195305,   37473049,   18739379,
    0,
};

#define UNIT_UM 11119u /* micrometers of 1e-7 degrees along a meridian, and UNIT_REST hundredths of one */
#define UNIT_REST 51u

static int64_t latitude_of(uint64_t point) {
    return (int32_t)(uint32_t)(point >> 32);
}
static int64_t longitude_of(uint64_t point) {
    return (int32_t)(uint32_t)point;
}
static uint64_t apart(int64_t a, int64_t b) {
    return (uint64_t)(a < b ? b - a : a - b);
}

static uint64_t cosine(uint64_t latitude) {
    uint64_t degree = latitude / 10000000, rest = latitude % 10000000;
    if (degree >= 90) return 0;
    return cosines[degree] - (uint64_t)(cosines[degree] - cosines[degree + 1]) * rest / 10000000;
}

/* Units of 1e-7 degrees of a meridian to millimeters. */
static uint64_t millimeters(uint64_t units) {
    return (units * UNIT_UM + units * UNIT_REST / 100) / 1000;
}

bool cgov__points_near(uint64_t a, uint64_t b, uint32_t meters) {
    uint64_t north = apart(latitude_of(a), latitude_of(b)), east = apart(longitude_of(a), longitude_of(b));
    uint64_t limit = (uint64_t)meters * 1000;
    if (east > 1800000000) east = 3600000000 - east; /* across the date line */
    uint64_t middle = apart(latitude_of(a), -latitude_of(b)) / 2;
    uint64_t y = millimeters(north), x = millimeters(east * cosine(middle) >> 30);
    return y <= limit && x <= limit && y * y + x * x <= limit * limit;
}
