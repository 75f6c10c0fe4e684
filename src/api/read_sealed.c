/* Sealed ballots, for those who open them.
 *
 * Invariant: they are given without their electors, by their digests and not as they came, and not before the roll is
 * closed: whoever opens ballots learns from here what was said, and never by whom. Nothing is allocated, so other
 * readers may run. */
#include "api/page.h"
#include "api/read_item.h"
#include "api/read_roll.h"
#include "cgov/cgov.h"
#include "entities/sealed.h"
#include "ledger/read_back.h"

/* By which they are ordered, and told apart. */
static uint64_t begins(const uint8_t *digest) {
    uint64_t number = 0;
    for (uint32_t i = 0; i < 8; i++) number = number << 8 | digest[i];
    return number;
}

/* Who brings what they come to, where that can be brought; and auditors, where the roll is not open. */
static bool may_read(const struct model *model, const struct roll_at *at, const cgov_reader *reader) {
    const struct roll *roll = at->roll;
    const uint64_t in = UINT64_C(1) << at->item->state;
    const struct asking asking = {model, *at, reader->actor, reader->actor, reader->at, 0, 0, NULL};
    uint32_t excluded;
    if ((cgov__roll_open_in(roll) & in) != 0) return false;
    return ((roll->bundle.by.in & in) != 0 && cgov__maker_of(&asking, &roll->bundle.by, 1, &excluded) != NONE) ||
           cgov__audits(model, at->item, reader->actor, reader->at);
}

/* The entry whose ballot is the next behind that digest's beginning; 0: there is none. */
static uint32_t next_entry(const struct model *model, uint32_t roll_row, uint64_t behind, uint64_t *begin_out) {
    const struct roll_row *row = cgov__roll_row(model, roll_row);
    const struct entry *entry;
    uint32_t found = 0;
    for (uint32_t n = !row ? 0 : row->first; (entry = cgov__entry(model, n)); n = entry->next) {
        const struct saying *saying = cgov__saying(model, cgov__entry_beside(model, n, BESIDE_SAID));
        if (!entry->standing || !saying || saying->kind != SAID_SEALED) continue;
        const uint64_t begin = begins(cgov__saying_said(model, saying).ptr);
        if (begin <= behind || (found != 0 && begin >= *begin_out)) continue;
        found = n;
        *begin_out = begin;
    }
    return found;
}

/* The record by which it stands has its digest. */
static int32_t read_ballot(const cgov_ledger *ledger, uint32_t number, char *into, uint64_t cap, uint64_t *needed) {
    const struct model *model = &ledger->model;
    const struct saying *saying = cgov__saying(model, cgov__entry_beside(model, number, BESIDE_SAID));
    const struct blob said = cgov__saying_said(model, saying);
    uint8_t buf[STORED_SIZE];
    struct stored stored = {.record = {.previous = ROW_SEQ(cgov__entry(model, number), last_seq)}};
    int32_t status;
    do status = cgov__stored_follow(ledger, stored.record.previous, buf, &stored);
    while (!status && (stored.record.waits != 0 || stored.record.said.len != said.len ||
                       memcmp(stored.record.said.ptr, said.ptr, said.len) != 0));
    if (!status) status = cgov__words_read(ledger, &stored, SECRET_FIELD, into, cap, needed);
    return status == CGOV_E_NOT_FOUND ? CGOV_E_CORRUPT : status;
}

static bool is_asked(const struct model *model, const struct roll_at *at, enum axis axis) {
    struct roll_at base;
    return cgov__roll_base(model, at, &base) && (base.roll->axes >> axis & 1) != 0;
}

/* By the axes that are asked, and no others: what one owns is nearly a name. */
static cgov_tally_row weight_of(const struct model *model, const struct roll_at *at, uint32_t number) {
    const struct weight weight = cgov__entry_weight(model, number);
    const struct roll_row *row = cgov__roll_row(model, cgov__roll_row_of(model, at));
    cgov_tally_row out = {.size = sizeof out, .tally = CGOV_TALLY_CAST, .heads = 1};
    if (row->owned && is_asked(model, at, AXIS_UNITS)) out.units = (int64_t)weight.units;
    if (is_asked(model, at, AXIS_AREA)) out.area = (int64_t)weight.area;
    if (is_asked(model, at, AXIS_WEIGHT)) out.weight = (int64_t)weight.weight;
    return out;
}

int32_t cgov_sealed_get(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id item, const char *roll,
                        uint64_t *cursor, cgov_tally_row *weighs_out_or_null, char *into, uint64_t cap,
                        uint64_t *needed_out) {
    cgov_reader copy;
    const struct item *row;
    struct roll_at at;
    uint64_t begin = 0;
    ABI_CLEAR(needed_out);
    int32_t status = cgov__item_begin(ledger, reader, item, &copy, &row);
    if (!status) status = cgov__roll_by_name(&ledger->model, &copy, row, item, roll, &at);
    if (status) return status;
    if (!cursor || !needed_out || (!into && cap > 0))
        return cgov__say(&copy, CGOV_E_ARG, item, "`cursor` or `needed_out` is NULL, or `into` is and `cap` not 0");
    if (!cgov__ballots_sealed(at.roll) || !may_read(&ledger->model, &at, &copy))
        return cgov__say(&copy, CGOV_E_NOT_FOUND, item,
                         "the roll has no sealed ballots that this reader opens in the item's present state");
    const uint32_t found = next_entry(&ledger->model, cgov__roll_row_of(&ledger->model, &at), *cursor, &begin);
    if (found == 0) return CGOV_DONE;
    status = read_ballot(ledger, found, into, cap, needed_out);
    if (!status && weighs_out_or_null) {
        const cgov_tally_row row_out = weight_of(&ledger->model, &at, found);
        status = cgov__abi_out(weighs_out_or_null, &row_out, ABI_FIRST(row_out), sizeof row_out);
    }
    if (!status) *cursor = begin;
    return cgov__answer(ledger, &copy, status);
}
