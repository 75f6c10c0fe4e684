/* A record, given to its kind's row: to be judged when it comes from a journal, to be applied, to be digested.
 *
 * Invariant: the model is a function of the records applied, in order; nothing else changes it. */
#include "entities/details.h"
#include "entities/entities.h"
#include "model/overlay.h"
#include "model/retry.h"
#include "store/frame.h"

static const struct entity *const entities[] = {NULL,
#define K(value, number, KIND, name, about) [value] = &cgov__entity_##name,
                                                CGOV_RECORDS(K)
#undef K
};

/* It holds what its kind must hold, and that is as its kind asks. */
static bool kind_valid(const struct overlay *overlay, const struct subject *subject, const struct record *record) {
    switch (record->kind) {
#define K(value, number, KIND, name, about)                                                                            \
    case value:                                                                                                        \
        return cgov__##name##_whole(record) && cgov__entity_##name.valid(overlay, subject, record);
        CGOV_RECORDS(K)
#undef K
    default:
        return false;
    }
}

/* What few records bring: details of the text, whom it is against, what it names of items. */
static bool linked_valid(const struct overlay *overlay, const struct subject *subject, const struct record *record) {
    struct overlay_item item;
    return (record->details.len == 0 || cgov__details_valid(overlay, record)) &&
           (record->against == 0 || cgov__overlay_party(overlay, record->against)) &&
           (record->earlier == 0 || cgov__overlay_item(overlay, record->earlier, &item)) &&
           (record->master == 0 || cgov__overlay_item(overlay, record->master, &item)) &&
           kind_valid(overlay, subject, record);
}

bool cgov__record_valid(const struct overlay *overlay, const struct subject *subject, const struct record *record) {
    bool first = overlay->seq == overlay->model->base, genesis = record->kind == CGOV_RECORD_GENESIS;
    bool follows = record->seq == overlay->seq + 1 && record->seq <= FRAME_SEQ_MAX && first == genesis &&
                   record->previous == subject->last_seq && record->time >= overlay->now && record->time < END_OF_TIME;
    if (record->foreign || !follows) return false;
    bool links = (record->details.len | record->against | record->earlier | record->master) != 0;
    bool (*valid)(const struct overlay *, const struct subject *, const struct record *) =
        links ? linked_valid : kind_valid;
    return valid(overlay, subject, record);
}

void cgov__record_need(struct plan *plan, const struct subject *subject, const struct record *record) {
    const struct entity *entity = entities[record->kind];
    cgov__plan_count(plan, record);
    if (entity->need) entity->need(plan, subject, record);
}

void cgov__model_apply(struct model *model, const struct record *record, uint64_t frame) {
    if (record->seq == cgov__mark_first(model, cgov__mark_of(model, record->seq)))
        *(struct mark *)cgov__rows_add(&model->marks) = (struct mark){frame};
    if (model->frame != frame) model->frame_seq = record->seq;
    model->frame = frame;
    model->seq = record->seq;
    model->now = record->time;
    entities[record->kind]->apply(model, record);
    if (model->retry_first != model->retry_end || (record->key0 | record->key1) != 0) cgov__retry_apply(model, record);
}

void cgov__model_digest(const struct model *model, uint8_t out[32]) {
    struct sha256 digest;
    cgov__sha256_init(&digest);
    for (size_t kind = 1; kind < sizeof entities / sizeof entities[0]; kind++)
        if (entities[kind]->digest) entities[kind]->digest(model, &digest);
    cgov__retry_digest(model, &digest);
    cgov__sha256_end(&digest, out);
}
