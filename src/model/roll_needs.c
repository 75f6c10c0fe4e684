/* Room for entries, asked for before anything is written: for each what it can use up, and of columns the span of rows
 * that may come to have a value there. */
#include "model/roll_rows.h"

void cgov__roll_need(struct need *need) {
    need->extras++;
    need->roll_rows++;
}

void cgov__beside_span(struct need *need, uint32_t first, uint32_t last) {
    if (first == 0) return;
    if (need->beside_last == 0 || first < need->beside_first) need->beside_first = first;
    if (last > need->beside_last) need->beside_last = last;
}

void cgov__beside_need(struct need *need, uint32_t entry, enum beside what) {
    need->beside |= UINT32_C(1) << what;
    cgov__beside_span(need, entry, entry);
}

void cgov__weight_need(struct need *need, uint32_t entry, uint64_t area, uint64_t weight) {
    if (area != 0) cgov__beside_need(need, entry, BESIDE_AREA);
    if (area > UINT32_MAX) cgov__beside_need(need, entry, BESIDE_AREA_HIGH);
    if (weight != 0) cgov__beside_need(need, entry, BESIDE_WEIGHT);
    if (weight > UINT32_MAX) cgov__beside_need(need, entry, BESIDE_WEIGHT_HIGH);
}
