/* What was so when a record was made: found in the record, else in the item's records before it. */
#include "api/feed_then.h"

#include "entities/access.h"
#include "ledger/read_back.h"
#include "ledger/record_walk.h"

uint64_t cgov__set_by(const struct record *record, uint8_t party) {
    return party < MAX_PARTIES && (record->parties.set >> party & 1) != 0 ? record->parties.ids[party] : 0;
}

static bool set_later(const struct procedure *procedure, uint8_t party) {
    for (uint8_t m = 0; m < procedure->move_count; m++)
        for (uint8_t s = 0; s < procedure->moves[m].set_count; s++)
            if (procedure->moves[m].sets[s].party == party && !procedure->moves[m].opens_item) return true;
    return false;
}

/* The older text's party that this one was carried from. */
static int32_t carried_from(const cgov_ledger *ledger, uint64_t seq, const struct procedure **procedure,
                            uint8_t *party) {
    struct record_walk walk;
    int32_t status = cgov__record_walk_begin(ledger, seq, seq, &walk);
    if (status || !walk.procedure) return status;
    *party = cgov__party_before(walk.procedure, *procedure, *party);
    *procedure = walk.procedure;
    return CGOV_OK;
}

int32_t cgov__party_at(const cgov_ledger *ledger, const struct item *item, uint64_t seq,
                       const struct procedure *procedure, uint8_t party, uint64_t *id) {
    *id = 0;
    if (party == NONE) return CGOV_OK;
    bool today = procedure == cgov__procedure_of(&ledger->model, item);
    if (today && (seq == ROW_SEQ(item, last_seq) || !set_later(procedure, party))) {
        if (item->parties[party] != 0) *id = cgov__id(cgov__party_kind(procedure, party), item->parties[party]);
        return CGOV_OK;
    }
    while (seq != 0 && party != NONE) {
        uint8_t buf[STORED_SIZE];
        struct stored stored;
        int32_t status = cgov__stored_follow(ledger, seq, buf, &stored);
        if (status) return status;
        seq = stored.record.previous;
        if ((*id = cgov__set_by(&stored.record, party)) != 0) return CGOV_OK;
        if (stored.record.kind == CGOV_RECORD_MIGRATED) status = carried_from(ledger, seq, &procedure, &party);
        if (status) return status;
    }
    return CGOV_OK;
}

int32_t cgov__party_before_it(const struct telling *telling, uint8_t party, uint64_t *id) {
    return cgov__party_at(telling->ledger, telling->item, telling->record.previous, telling->procedure, party, id);
}

int32_t cgov__party_after_it(const struct telling *telling, uint8_t party, uint64_t *id) {
    *id = cgov__set_by(&telling->record, party);
    return *id != 0
               ? CGOV_OK
               : cgov__party_at(telling->ledger, telling->item, telling->record.seq, telling->procedure, party, id);
}

/* The from states of the move tell, if all of them have the same holder. */
int32_t cgov__held_before(const struct telling *telling, uint8_t *holder) {
    const struct procedure *procedure = telling->procedure;
    uint64_t from = cgov__move_stays(telling->move) ? UINT64_C(1) << telling->state : telling->move->from;
    bool found = false, agreed = true;
    for (uint8_t s = 0; s < procedure->state_count; s++) {
        if ((from >> s & 1) == 0) continue;
        agreed = agreed && (!found || procedure->states[s].holder == *holder);
        *holder = procedure->states[s].holder;
        found = true;
    }
    if (found && agreed) return CGOV_OK;
    struct record_walk walk;
    uint64_t previous = telling->record.previous;
    int32_t status = cgov__record_walk_begin(telling->ledger, previous, previous, &walk);
    *holder = walk.procedure == procedure && walk.state < procedure->state_count ? procedure->states[walk.state].holder
                                                                                 : NONE;
    return status;
}

int32_t cgov__state_left(const struct telling *telling, bool *left) {
    struct record_walk walk;
    const uint64_t previous = telling->record.previous;
    *left = !cgov__move_stays(telling->move);
    if (!*left || (telling->move->from >> telling->state & 1) == 0) return CGOV_OK;
    int32_t status = cgov__record_walk_begin(telling->ledger, previous, previous, &walk);
    *left = status || walk.procedure != telling->procedure || walk.state != telling->state;
    return status;
}

int32_t cgov__last_before(const cgov_ledger *ledger, uint64_t until, uint64_t *seq) {
    while (*seq > until) {
        uint8_t buf[STORED_SIZE];
        struct stored stored;
        int32_t status = cgov__stored_follow(ledger, *seq, buf, &stored);
        if (status) return status;
        *seq = stored.record.previous;
    }
    return CGOV_OK;
}

/* The parent as it was when this record was made: its last record by then, what it ran under, in which state. */
struct parent_then {
    const struct item *item;
    uint64_t seq;
    const struct procedure *procedure; /* NULL: there is none */
    uint8_t state;
};

static int32_t parent_then(const struct telling *telling, struct parent_then *out) {
    *out = (struct parent_then){.item = cgov__item(telling->model, telling->item->extra->parent)};
    if (!out->item) return CGOV_OK;
    struct record_walk walk;
    out->seq = ROW_SEQ(out->item, last_seq);
    int32_t status = cgov__last_before(telling->ledger, telling->record.seq, &out->seq);
    if (!status) status = cgov__record_walk_begin(telling->ledger, out->seq, out->seq, &walk);
    if (status) return status;
    out->procedure = walk.procedure;
    out->state = walk.state;
    return CGOV_OK;
}

int32_t cgov__parents_holder(const struct telling *telling, uint64_t *id) {
    struct parent_then parent;
    int32_t status = parent_then(telling, &parent);
    if (status || !parent.procedure) return status;
    return cgov__party_at(telling->ledger, parent.item, parent.seq, parent.procedure,
                          parent.procedure->states[parent.state].holder, id);
}

/* What an organization lay in by then. */
static int32_t superior_then(const struct telling *telling, uint64_t *id) {
    const struct organization *row = cgov__organization(telling->model, cgov__id_number(*id));
    uint64_t seq = !row ? 0 : ROW_SEQ(row, last_seq);
    *id = 0;
    while (seq != 0) {
        uint8_t buf[STORED_SIZE];
        struct stored stored;
        int32_t status = cgov__stored_follow(telling->ledger, seq, buf, &stored);
        if (status) return status;
        if (seq < telling->record.seq && (*id = stored.record.parent) != 0) return CGOV_OK;
        seq = stored.record.previous;
    }
    return CGOV_OK;
}

int32_t cgov__who_then(const struct telling *telling, const struct who *who, uint64_t *id) {
    struct parent_then parent;
    int32_t status;
    *id = 0;
    if (who->of_parent) {
        status = parent_then(telling, &parent);
        if (status || !parent.procedure) return status;
        const uint8_t party = cgov__parents_party(parent.procedure, parent.state, who);
        status = cgov__party_at(telling->ledger, parent.item, parent.seq, parent.procedure, party, id);
    } else {
        status = cgov__party_after_it(telling, who->party, id);
    }
    for (uint8_t up = 0; up < who->superiors && *id != 0 && !status; up++) status = superior_then(telling, id);
    return status;
}

bool cgov__made_by(const struct telling *telling, uint64_t id) {
    const struct record *record = &telling->record;
    if (record->actor == 0 || record->actor == id) return record->actor != 0;
    return cgov__id_kind(id) == CGOV_KIND_ORGANIZATION &&
           (cgov__offices_at(telling->model, cgov__id_row(id), cgov__id_number(record->actor), record->time) &
            OFFICE_HERE) != 0;
}

int32_t cgov__hears_then(const struct telling *telling, const struct item *item, uint64_t *id) {
    const struct model *model = telling->model;
    const int64_t at = telling->record.time;
    const uint64_t own = *id;
    uint32_t above = model->organizations.count; /* there are no more, whatever the storage gives back */
    int32_t status = CGOV_OK;
    if (cgov__id_kind(own) != CGOV_KIND_ORGANIZATION) return CGOV_OK;
    while (!status && *id != 0 &&
           (!cgov__attended(model, cgov__id_row(*id), at) || cgov__accused(model, item, cgov__id_row(*id), at)))
        status = above-- == 0 ? CGOV_E_CORRUPT : superior_then(telling, id);
    if (*id == 0 && !cgov__accused(model, item, cgov__id_row(own), at)) *id = own;
    return status;
}
