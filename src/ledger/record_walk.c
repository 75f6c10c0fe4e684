/* Going back along an item's records, to go forward again from a place. */
#include "ledger/record_walk.h"

bool cgov__record_moves(const struct record *record) {
    return cgov__record_about(record->kind) == ABOUT_MOVE;
}

bool cgov__record_shown(enum view view, bool masters, const struct record *record) {
    if (masters) return record->answers != 0;
    if (record->kind == CGOV_RECORD_JOINED) return view == VIEW_OFFICE; /* that others ask is theirs */
    return view >= VIEW_REPORTER || cgov__record_moves(record);
}

bool cgov__record_stands(const struct procedure *procedure, const struct record *record) {
    switch (cgov__record_about(record->kind)) {
    case ABOUT_MOVE:
        return record->state - 1 < procedure->state_count && record->move <= procedure->move_count;
    case ABOUT_CLOCK:
        return record->clock - 1 < procedure->clock_count;
    case ABOUT_ERASURE:
        return true;
    case ABOUT_NOTHING:
    case ABOUT_LEDGER:
    case ABOUT_PERSON:
    case ABOUT_TEXT:
    case ABOUT_ENTRY: /* none of an item's */
        break;
    }
    return false;
}

bool cgov__record_sets_procedure(const struct record *record) {
    return record->procedure != 0; /* another kind may not hold it */
}

const struct procedure *cgov__record_procedure(const struct model *model, const struct record *record) {
    return cgov__adoption_procedure(cgov__adoption(model, record->rulebook), record);
}

const struct rulebook *cgov__rulebook_with(const struct model *model, const struct procedure *procedure) {
    for (uint32_t version = 1; version <= model->adoption_count; version++) {
        const struct rulebook *rulebook = &cgov__adoption(model, version)->rulebook;
        for (uint32_t p = 0; p < rulebook->procedure_count; p++)
            if (procedure == &rulebook->procedures[p]) return rulebook;
    }
    return NULL;
}

/* Keeps the record's bytes too, where there is room. */
static void mark(struct record_walk *walk, uint64_t seq, const uint8_t *bytes, uint32_t len) {
    uint32_t i = walk->met++ % MARKS;
    if (len > sizeof walk->bytes - walk->used) len = 0;
    memcpy(walk->bytes + walk->used, bytes, len);
    walk->marks[i].seq = seq;
    walk->marks[i].at = (uint16_t)walk->used;
    walk->marks[i].len = (uint16_t)len;
    walk->used += len;
}

int32_t cgov__record_walk_begin(const cgov_ledger *ledger, uint64_t last, uint64_t cursor, struct record_walk *walk) {
    walk->met = walk->taken = walk->used = 0;
    walk->state = walk->state_before = NONE;
    walk->procedure = walk->procedure_before = NULL;
    uint64_t about = 0; /* what all of them are about */
    for (uint64_t seq = last; seq != 0 && !walk->procedure;) {
        uint8_t buf[STORED_SIZE];
        struct stored stored;
        int32_t status = cgov__stored_follow(ledger, seq, buf, &stored);
        if (status) return status;
        const struct record record = stored.record;
        if (about == 0) about = record.id;
        if (record.id != about) return CGOV_E_CORRUPT; /* what was led back to is another's */
        if (seq > cursor) {
            mark(walk, seq, buf, stored.len);
        } else if (cgov__record_moves(&record)) {
            if (walk->state == NONE) walk->state = (uint8_t)(record.state - 1);
            if (cgov__record_sets_procedure(&record)) walk->procedure = cgov__record_procedure(&ledger->model, &record);
        }
        seq = record.previous;
    }
    bool stands = !walk->procedure ? walk->state == NONE : walk->state < walk->procedure->state_count;
    return stands ? CGOV_OK : CGOV_E_CORRUPT;
}

/* The place of the oldest not yet taken; MARKS: none. */
static uint32_t oldest(const struct record_walk *walk) {
    uint32_t kept = walk->met < MARKS ? walk->met : MARKS;
    return walk->taken == kept ? MARKS : (walk->met - 1 - walk->taken) % MARKS;
}

uint64_t cgov__record_walk_next(const struct record_walk *walk) {
    uint32_t i = oldest(walk);
    return i == MARKS ? UINT64_MAX : walk->marks[i].seq;
}

/* Goes on to what the record says; false where that cannot be. */
static bool follow(const struct model *model, struct record_walk *walk, const struct record *record) {
    walk->state_before = walk->state;
    walk->procedure_before = walk->procedure;
    if (cgov__record_sets_procedure(record)) walk->procedure = cgov__record_procedure(model, record);
    const struct procedure *procedure = walk->procedure;
    if (!procedure) return false;
    if (cgov__record_moves(record)) walk->state = (uint8_t)(record->state - 1);
    return cgov__record_stands(procedure, record);
}

int32_t cgov__record_walk_take(const cgov_ledger *ledger, struct record_walk *walk, uint8_t buf[STORED_SIZE],
                               struct record *record) {
    uint32_t i = oldest(walk);
    struct stored stored;
    int32_t status = CGOV_OK;
    if (walk->marks[i].len > 0) {
        struct cursor body = cgov__cursor(walk->bytes + walk->marks[i].at, walk->marks[i].len);
        status = cgov__record_body(&body, record);
    } else {
        status = cgov__stored_follow(ledger, walk->marks[i].seq, buf, &stored);
        if (!status) *record = stored.record;
    }
    walk->taken++;
    return !status && !follow(&ledger->model, walk, record) ? CGOV_E_CORRUPT : status;
}

int32_t cgov__procedure_at(const cgov_ledger *ledger, const struct item *item, uint64_t seq,
                           const struct procedure **procedure) {
    *procedure = cgov__procedure_of(&ledger->model, item);
    if (cgov__adoption(&ledger->model, item->rulebook)->seq <= seq) return CGOV_OK;
    uint64_t last = ROW_SEQ(item, last_seq);
    while (last > seq) {
        uint8_t buf[STORED_SIZE];
        struct stored stored;
        int32_t status = cgov__stored_follow(ledger, last, buf, &stored);
        if (status) return status;
        last = stored.record.previous;
    }
    struct record_walk walk;
    int32_t status = cgov__record_walk_begin(ledger, last, last, &walk);
    *procedure = walk.procedure;
    return status || walk.procedure ? status : CGOV_E_CORRUPT;
}
