/* Going back along an item's records, to go forward again from a place. */
#include "ledger/record_walk.h"

#include "ledger/locate.h"

bool cgov__record_moves(const struct record *record) {
    return cgov__record_about(record->kind) == ABOUT_MOVE;
}

bool cgov__record_sets_procedure(const struct record *record) {
    return record->procedure != 0; /* another kind may not hold it */
}

const struct procedure *cgov__record_procedure(const struct model *model, const struct record *record) {
    const struct adoption *adoption = cgov__adoption(model, record->rulebook);
    bool there = adoption && record->procedure - 1 < adoption->rulebook.procedure_count;
    return there ? &adoption->rulebook.procedures[record->procedure - 1] : NULL;
}

/* Reads a record to where there is room to keep it, else into buf; *len: of what was kept. */
static int32_t read_back(const cgov_ledger *ledger, uint64_t seq, struct record_walk *trail, uint8_t buf[STORED_SIZE],
                         struct record *record, uint16_t *len) {
    struct place place;
    struct window window;
    int32_t status = cgov__locate(ledger, seq, &window, &place);
    if (status) return status;
    uint64_t size = place.end - place.body;
    if (size > STORED_SIZE) return CGOV_E_CORRUPT; /* no record of an item is so long */
    bool keep = size <= sizeof trail->bytes - trail->used;
    uint8_t *into = keep ? trail->bytes + trail->used : buf;
    status = cgov__place_read(&window, &place, into);
    struct cursor body = cgov__cursor(into, (size_t)size);
    if (!status && (cgov__record_body(&body, record) || record->seq != seq)) status = CGOV_E_CORRUPT;
    *len = keep ? (uint16_t)size : 0;
    return status;
}

int32_t cgov__record_walk_begin(const cgov_ledger *ledger, uint64_t last, uint64_t cursor, struct record_walk *trail) {
    trail->met = trail->taken = trail->used = 0;
    trail->state = trail->state_before = NONE;
    trail->procedure = trail->procedure_before = NULL;
    uint64_t about = 0; /* what all of them are about */
    for (uint64_t seq = last; seq != 0 && !trail->procedure;) {
        uint8_t buf[STORED_SIZE];
        uint16_t len;
        struct record record;
        int32_t status = read_back(ledger, seq, trail, buf, &record, &len);
        if (status) return status;
        if (about == 0) about = record.id;
        if (record.id != about) return CGOV_E_CORRUPT; /* what was led back to is another's */
        if (seq > cursor) {
            uint32_t i = trail->met++ % TRAIL;
            trail->marks[i].seq = seq;
            trail->marks[i].at = (uint16_t)trail->used;
            trail->marks[i].len = len;
            trail->used += len;
        } else if (cgov__record_moves(&record)) {
            if (trail->state == NONE) trail->state = (uint8_t)(record.state - 1);
            if (cgov__record_sets_procedure(&record))
                trail->procedure = cgov__record_procedure(&ledger->model, &record);
        }
        seq = record.previous;
    }
    bool stands = !trail->procedure ? trail->state == NONE : trail->state < trail->procedure->state_count;
    return stands ? CGOV_OK : CGOV_E_CORRUPT;
}

/* The place of the oldest not yet taken; TRAIL: none. */
static uint32_t oldest(const struct record_walk *trail) {
    uint32_t kept = trail->met < TRAIL ? trail->met : TRAIL;
    return trail->taken == kept ? TRAIL : (trail->met - 1 - trail->taken) % TRAIL;
}

uint64_t cgov__record_walk_next(const struct record_walk *trail) {
    uint32_t i = oldest(trail);
    return i == TRAIL ? UINT64_MAX : trail->marks[i].seq;
}

/* Goes on to what the record says; false where that cannot be. */
static bool follow(const struct model *model, struct record_walk *trail, const struct record *record) {
    trail->state_before = trail->state;
    trail->procedure_before = trail->procedure;
    if (cgov__record_sets_procedure(record)) trail->procedure = cgov__record_procedure(model, record);
    const struct procedure *procedure = trail->procedure;
    if (!procedure) return false;
    switch (cgov__record_about(record->kind)) {
    case ABOUT_MOVE:
        trail->state = (uint8_t)(record->state - 1);
        return record->state - 1 < procedure->state_count && record->move <= procedure->move_count;
    case ABOUT_CLOCK:
        return record->clock - 1 < procedure->clock_count;
    case ABOUT_NOTHING:
    case ABOUT_LEDGER:
    case ABOUT_PERSON:
    case ABOUT_TEXT:
    case ABOUT_ENTRY:
        break;
    }
    return false;
}

int32_t cgov__record_walk_take(const cgov_ledger *ledger, struct record_walk *trail, uint8_t buf[STORED_SIZE],
                               struct record *record) {
    uint32_t i = oldest(trail);
    struct stored stored;
    int32_t status = CGOV_OK;
    if (trail->marks[i].len > 0) {
        struct cursor body = cgov__cursor(trail->bytes + trail->marks[i].at, trail->marks[i].len);
        status = cgov__record_body(&body, record);
    } else {
        status = cgov__stored_follow(ledger, trail->marks[i].seq, buf, &stored);
        *record = stored.record;
    }
    trail->taken++;
    return !status && !follow(&ledger->model, trail, record) ? CGOV_E_CORRUPT : status;
}
