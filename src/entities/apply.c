/* The rows of all kinds of records; a record given to its kind's to be applied, and what all of them digest.
 *
 * Invariant: the model is a function of the records applied, in order; nothing else changes it. */
#include "entities/entities.h"
#include "model/retry.h"

const struct entity *const cgov__kinds[] = {NULL,
#define K(value, number, KIND, name, about) [value] = &cgov__entity_##name,
                                            CGOV_RECORDS(K)
#undef K
};

void cgov__model_apply(struct model *model, const struct record *record, uint64_t frame) {
    if (record->seq == cgov__mark_first(model, cgov__mark_of(model, record->seq)))
        *(struct mark *)cgov__rows_add(&model->marks) = (struct mark){frame};
    if (model->frame != frame) model->frame_seq = record->seq;
    model->frame = frame;
    model->seq = record->seq;
    model->now = record->time;
    cgov__kinds[record->kind]->apply(model, record);
    if (model->retry_first != model->retry_end || (record->key0 | record->key1) != 0) cgov__retry_apply(model, record);
}

void cgov__model_digest(const struct model *model, uint8_t out[32]) {
    struct sha256 digest;
    cgov__sha256_init(&digest);
    for (size_t kind = 1; kind < sizeof cgov__kinds / sizeof cgov__kinds[0]; kind++)
        if (cgov__kinds[kind]->digest) cgov__kinds[kind]->digest(model, &digest);
    cgov__retry_digest(model, &digest);
    cgov__sha256_end(&digest, out);
}
