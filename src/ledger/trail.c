/* Going back along an item's records, to go forward again from a place. */
#include "ledger/trail.h"

bool cgov__record_moves(const struct record *record) {
    return record->kind == CGOV_RECORD_OPENED || record->kind == CGOV_RECORD_MOVED ||
           record->kind == CGOV_RECORD_CARRIED;
}

const struct procedure *cgov__record_procedure(const struct model *model, const struct record *record) {
    return &cgov__adoption(model, record->rulebook)->rulebook.procedures[record->procedure - 1];
}

int32_t cgov__trail_lay(const cgov_ledger *ledger, uint64_t last, uint64_t cursor, struct trail *trail) {
    trail->met = trail->taken = 0;
    trail->state = NONE;
    trail->procedure = NULL;
    for (uint64_t seq = last; seq != 0 && trail->procedure == NULL;) {
        uint8_t buf[STORED_SIZE];
        struct stored stored;
        int32_t status = cgov__stored_read(ledger, seq, buf, sizeof buf, &stored);
        if (status != CGOV_OK) return status;
        const struct record *record = &stored.record;
        if (seq > cursor) {
            trail->seqs[trail->met++ % TRAIL] = seq;
        } else if (cgov__record_moves(record)) {
            if (trail->state == NONE) trail->state = (uint8_t)(record->state - 1);
            if (record->kind != CGOV_RECORD_MOVED) trail->procedure = cgov__record_procedure(&ledger->model, record);
        }
        seq = record->previous;
    }
    return CGOV_OK;
}

uint64_t cgov__trail_next(const struct trail *trail) {
    uint32_t kept = trail->met < TRAIL ? trail->met : TRAIL;
    return trail->taken == kept ? UINT64_MAX : trail->seqs[(trail->met - 1 - trail->taken) % TRAIL];
}
