/* Which worklists a frame of several records brings its items to, as the overlay has them by then. */
#include "model/postings.h"

void cgov__worklists_note(struct buf *postings, const struct overlay *overlay, const struct record *record) {
    const bool opened = record->kind == CGOV_RECORD_OPENED, moved = record->kind == CGOV_RECORD_MOVED;
    struct overlay_item item;
    if (!opened && !moved && record->kind != CGOV_RECORD_MIGRATED) return;
    const struct overlay_item *before = !opened && cgov__overlay_item(overlay, record->id, &item) ? &item : NULL;
    if (moved && record->state - 1 == before->state && record->parties.set == 0) return;
    uint32_t room[MAX_PARTIES];
    const uint32_t *parties = cgov__overlay_parties(overlay, before, record, room);
    const struct procedure *procedure = moved ? before->procedure : cgov__overlay_procedure(overlay, record);
    const struct adoption *adoption = cgov__overlay_adoption(overlay, moved ? before->rulebook : record->rulebook);
    struct listing listing;
    cgov__list_under(&listing, &adoption->labels[procedure - adoption->rulebook.procedures].states[record->state - 1],
                     parties);
    for (uint32_t i = 0; i < listing.count; i++) {
        const struct posting to = {listing.organizations[i], listing.state};
        cgov__buf_put(postings, &to, sizeof to);
    }
}
