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

/* By which they are ordered, and told apart: how the digest begins. */
static uint64_t tag_of(const uint8_t *digest) {
    uint64_t tag = 0;
    for (uint32_t i = 0; i < SEALED_BEGINS; i++) tag = tag << 8 | digest[i];
    return tag;
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

/* The largest first: what is put in the place of the first sinks to where it belongs. */
static void sink(uint64_t *heap, uint32_t count, uint64_t tag) {
    uint32_t at = 0;
    for (uint32_t below; (below = 2 * at + 1) < count; at = below) {
        if (below + 1 < count && heap[below + 1] > heap[below]) below++;
        if (heap[below] <= tag) break;
        heap[at] = heap[below];
    }
    heap[at] = tag;
}

static void rise(uint64_t *heap, uint32_t at, uint64_t tag) {
    for (uint32_t above; at > 0 && heap[above = (at - 1) / 2] < tag; at = above) heap[at] = heap[above];
    heap[at] = tag;
}

/* The least of those behind: as many as there is room for, rising. Each that was ever cast is looked at once. */
static uint32_t next_tags(const struct model *model, uint32_t roll_row, uint64_t behind, uint64_t *tags, uint32_t cap) {
    const struct roll_row *row = cgov__roll_row(model, roll_row);
    const struct saying *saying;
    uint32_t count = 0;
    for (uint32_t n = !row ? 0 : row->sayings; (saying = cgov__saying(model, n)); n = saying->next) {
        if (saying->kind != SAID_SEALED || saying->beside == 0) continue;
        const uint64_t tag = tag_of(cgov__saying_said(model, saying).ptr);
        if (tag <= behind) continue;
        if (count < cap)
            rise(tags, count++, tag);
        else if (tag < tags[0])
            sink(tags, count, tag);
    }
    for (uint32_t left = count; left > 1;) {
        const uint64_t last = tags[--left];
        tags[left] = tags[0];
        sink(tags, left, last);
    }
    return count;
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

/* Who reads, what: the roll, where its sealed ballots are this reader's to open. */
static int32_t begin(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id item, const char *roll,
                     cgov_reader *copy, struct roll_at *at) {
    const struct item *row;
    int32_t status = cgov__item_begin(ledger, reader, item, copy, &row);
    if (!status) status = cgov__roll_by_name(&ledger->model, copy, row, item, roll, at);
    if (!status && (!cgov__ballots_sealed(at->roll) || !may_read(&ledger->model, at, copy)))
        status = cgov__say(copy, CGOV_E_NOT_FOUND, item,
                           "the roll has no sealed ballots that this reader opens in the item's present state");
    return status;
}

int32_t cgov_sealed_list(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id item, const char *roll,
                         uint64_t *cursor, uint64_t *tags, uint32_t capacity, uint32_t *count_out) {
    cgov_reader copy;
    struct roll_at at;
    ABI_CLEAR(count_out);
    int32_t status = begin(ledger, reader, item, roll, &copy, &at);
    if (status) return status;
    if (!cursor || !tags || !count_out || capacity == 0)
        return cgov__say(&copy, CGOV_E_ARG, item, "`cursor`, `tags` or `count_out` is NULL, or `capacity` 0");
    *count_out = next_tags(&ledger->model, cgov__roll_row_of(&ledger->model, &at), *cursor, tags, capacity);
    if (*count_out == 0) return CGOV_DONE;
    *cursor = tags[*count_out - 1];
    return CGOV_OK;
}

int32_t cgov_sealed_get(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id item, const char *roll,
                        uint64_t tag, cgov_tally_row *weighs_out_or_null, char *into, uint64_t cap,
                        uint64_t *needed_out) {
    cgov_reader copy;
    struct roll_at at;
    uint8_t begins[SEALED_BEGINS];
    ABI_CLEAR(needed_out);
    int32_t status = begin(ledger, reader, item, roll, &copy, &at);
    if (status) return status;
    if (!needed_out || (!into && cap > 0))
        return cgov__say(&copy, CGOV_E_ARG, item, "`needed_out` is NULL, or `into` is and `cap` not 0");
    for (uint32_t i = 0; i < SEALED_BEGINS; i++) begins[i] = (uint8_t)(tag >> (56 - 8 * i));
    const struct blob said = {begins, sizeof begins};
    const struct saying *saying = cgov__sealed_find(&ledger->model, cgov__roll_row_of(&ledger->model, &at), &said);
    if (!saying || saying->beside == 0)
        return cgov__say(&copy, CGOV_E_NOT_FOUND, item, "no ballot stands on the roll by that tag");
    const uint32_t found = saying->beside;
    status = read_ballot(ledger, found, into, cap, needed_out);
    if (!status && weighs_out_or_null) {
        const cgov_tally_row row_out = weight_of(&ledger->model, &at, found);
        status = cgov__abi_out(weighs_out_or_null, &row_out, ABI_FIRST(row_out), sizeof row_out);
        if (status) *needed_out = 0;
    }
    return cgov__answer(ledger, &copy, status);
}
