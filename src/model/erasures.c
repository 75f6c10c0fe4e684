/* Which texts were erased; few ledgers have any. */
#include "model/erasures.h"

static uint64_t hash_of(uint64_t seq, uint32_t field) {
    return seq << 16 ^ field;
}

const struct erasure *cgov__erasure_find(const struct model *model, uint64_t seq, uint32_t field) {
    uint32_t slot = MAP_NONE, number;
    while ((number = cgov__map_next(&model->erasure_map, hash_of(seq, field), &slot)) != MAP_NONE) {
        const struct erasure *row = cgov__erasure(model, number + UINT64_C(1));
        if (row->seq == seq && row->field == field) return row;
    }
    return NULL;
}

bool cgov__erasures_index(struct model *model) {
    if (!cgov__map_reserve(&model->erasure_map, model->erasures.count)) return false;
    for (uint32_t n = 0; n < model->erasures.count; n++) {
        const struct erasure *row = cgov__rows_at(&model->erasures, n);
        cgov__map_add(&model->erasure_map, hash_of(row->seq, row->field), n);
    }
    return true;
}

void cgov__erasure_add(struct model *model, const struct erased_line *line, uint64_t by) {
    struct erasure *row = cgov__rows_add(&model->erasures);
    row->seq = line->seq;
    row->by = by;
    row->field = line->field;
    row->at = line->at;
    row->size = SALT_SIZE + line->len;
    cgov__map_add(&model->erasure_map, hash_of(line->seq, line->field), model->erasures.count - 1);
}
