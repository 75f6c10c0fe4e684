/* A record, given to its entity's room: to be judged when it comes from a journal, to be applied, to be digested.
 *
 * Invariant: the model is a function of the records applied, in order; nothing else changes it. */
#include "entities/entities.h"
#include "model/late.h"
#include "model/overlay.h"

static bool fits_kind(const struct overlay *overlay, const struct record *record) {
    switch (record->kind) {
    case CGOV_RECORD_GENESIS:
        return cgov__genesis_valid(overlay, record);
    case CGOV_RECORD_RESIDENT:
        return cgov__resident_valid(overlay, record);
    case CGOV_RECORD_ORGANIZATION:
        return cgov__organization_valid(overlay, record);
    case CGOV_RECORD_APPOINTED:
        return cgov__appointment_valid(overlay, record);
    case CGOV_RECORD_ADOPTED:
        return cgov__adoption_valid(overlay, record);
    case CGOV_RECORD_OPENED:
        return cgov__opened_valid(overlay, record);
    case CGOV_RECORD_MOVED:
        return cgov__moved_valid(overlay, record);
    case CGOV_RECORD_CARRIED:
        return cgov__carried_valid(overlay, record);
    case CGOV_RECORD_REMINDED:
    case CGOV_RECORD_LATE:
    case CGOV_RECORD_RUNG:
    case CGOV_RECORD_DUE:
        return cgov__clock_record_valid(overlay, record);
    default:
        return false;
    }
}

bool cgov__record_valid(const struct overlay *overlay, const struct record *record) {
    return !record->foreign && record->seq == overlay->seq + 1 && record->seq < UINT32_MAX &&
           record->time >= overlay->now && record->time < END_OF_TIME &&
           (record->kind == CGOV_RECORD_GENESIS) == (overlay->seq == 0) &&
           record->previous == cgov__overlay_last_seq(overlay, record->id) && fits_kind(overlay, record);
}

void cgov__model_apply(struct model *model, const struct record *record, uint64_t frame) {
    if ((record->seq - 1) % RECORDS_PER_MARK == 0) *(struct mark *)cgov__rows_add(&model->marks) = (struct mark){frame};
    model->seq = record->seq;
    model->now = record->time;
    cgov__late_advance(model);
    switch (record->kind) {
    case CGOV_RECORD_GENESIS:
        cgov__genesis_apply(model, record);
        break;
    case CGOV_RECORD_RESIDENT:
        cgov__resident_apply(model, record);
        break;
    case CGOV_RECORD_ORGANIZATION:
        cgov__organization_apply(model, record);
        break;
    case CGOV_RECORD_APPOINTED:
        cgov__appointment_apply(model, record);
        break;
    case CGOV_RECORD_ADOPTED:
        cgov__adoption_apply(model, record);
        break;
    case CGOV_RECORD_OPENED:
        cgov__opened_apply(model, record);
        break;
    case CGOV_RECORD_MOVED:
        cgov__moved_apply(model, record);
        break;
    case CGOV_RECORD_CARRIED:
        cgov__carried_apply(model, record);
        break;
    default: /* reminded, late, rung, due: no other is valid */
        cgov__clock_record_apply(model, record);
        break;
    }
    cgov__retry_apply(model, record);
}

void cgov__model_digest(const struct model *model, uint8_t out[32]) {
    struct sha256 digest;
    cgov__sha256_init(&digest);
    const uint64_t head[] = {model->ledger_id[0],   model->ledger_id[1], (uint64_t)model->offset,
                             model->limit_ahead,    model->key_window,   model->limit_items,
                             model->limit_entities, model->limit_title,  model->limit_text,
                             model->limit_children, model->limit_depth,  model->seq,
                             (uint64_t)model->now,  model->founder,      model->root};
    for (size_t i = 0; i < sizeof head / sizeof head[0]; i++) cgov__sha256_u64(&digest, head[i]);
    cgov__sha256_text(&digest, model->calendar);
    cgov__adoption_digest(model, &digest);
    cgov__resident_digest(model, &digest);
    cgov__organization_digest(model, &digest);
    cgov__appointment_digest(model, &digest);
    cgov__item_digest(model, &digest);
    for (uint32_t n = model->retry_first; n != model->retry_end; n++) {
        const struct retry *retry = &model->retries[n & (model->retry_cap - 1)];
        const uint64_t row[] = {retry->actor,          retry->key[0], retry->key[1], retry->fingerprint,
                                (uint64_t)retry->time, retry->seq,    retry->id};
        for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) cgov__sha256_u64(&digest, row[i]);
    }
    cgov__sha256_end(&digest, out);
}
