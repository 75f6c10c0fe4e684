/* The one judgement of records: what all kinds have in common here, the rest by their rows.
 *
 * Invariant: nothing of it hangs on what a rule says, so that a stricter library still opens yesterday's ledger. */
#include "entities/details.h"
#include "entities/entities.h"
#include "model/overlay.h"
#include "store/frame.h"

/* It holds what its kind must hold. */
static bool is_whole(const struct record *record) {
    switch (record->kind) {
#define K(value, number, KIND, name, about)                                                                            \
    case value:                                                                                                        \
        return cgov__##name##_whole(record);
        CGOV_RECORDS(K)
#undef K
    default:
        return false;
    }
}

/* And that is as its kind asks. */
static bool kind_valid(const struct overlay *overlay, const struct subject *subject, const struct record *record) {
    return is_whole(record) && overlay->model->kinds[record->kind]->valid(overlay, subject, record);
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
