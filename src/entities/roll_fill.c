/* Filling rolls.
 *
 * Invariant: what stands in the plan's fills is sorted by elector, each once, and is written as it stands; whoever is
 * found is weighed at once, so the sums that guards see are those that applying makes. */
#include "entities/roll_fill.h"

#include "base/sort.h"
#include "entities/access.h"
#include "entities/owners.h"
#include "entities/roll_frame.h"
#include "model/terms.h"
#include "records/roll_lines.h"

/* ---- who there is ---- */

void cgov__fill_found(struct buf *electors, uint64_t id) {
    const uint64_t elector = cgov__fill_elector(id);
    cgov__buf_put(electors, &elector, sizeof elector);
}

static void find_residents(const struct model *model, uint32_t below, struct buf *into) {
    for (uint32_t n = 1; n <= model->residents.count; n++)
        if (below == 0 || cgov__below(model, cgov__resident(model, n)->parent, below))
            cgov__fill_found(into, cgov__id(CGOV_KIND_RESIDENT, n));
}

static void find_owners(const struct model *model, uint32_t organization, struct buf *into) {
    struct owned owned = {.owner = 0};
    while (cgov__owner_next(model, organization, &owned)) cgov__fill_found(into, owned.owner);
}

/* Of the organization's tree of terms, those of that role in term; it is as deep as the logarithm of what it holds. */
static void find_holders(const struct model *model, uint32_t number, uint32_t role, int64_t time, struct buf *into) {
    const struct appointment *held = cgov__appointment(model, number);
    if (!held || held->reach[TERMS_OF_ORGANIZATION] <= time) return;
    const uint32_t *below = held->below[TERMS_OF_ORGANIZATION];
    if (role <= held->role) find_holders(model, below[0], role, time, into);
    if (held->role == role && held->from <= time && (held->until == 0 || time < held->until))
        cgov__fill_found(into, cgov__id(CGOV_KIND_RESIDENT, held->resident));
    if (role >= held->role) find_holders(model, below[1], role, time, into);
}

/* Whom the frame has put on it may be on it yet. */
static void find_on_roll(const struct attempt *attempt, const struct roll_at *roll, const struct roll_of *of,
                         struct buf *into) {
    const struct model *model = attempt->model;
    struct roll_at other;
    if (!cgov__frame_named(attempt, roll, &of->roll, &other)) return;
    const struct filled *filled = cgov__frame_filled(attempt, &other);
    for (uint32_t i = 0; filled && i < filled->count; i++)
        cgov__fill_found(into, cgov__fill_id(cgov__fills_elector(attempt->fills, filled, i)));
    if (filled || cgov__frame_anew(attempt, &other)) return;
    const struct roll_row *row = cgov__roll_row(model, cgov__roll_row_of(model, &other));
    const struct entry *entry;
    for (uint32_t n = !row ? 0 : row->first; (entry = cgov__entry(model, n)); n = entry->next) {
        uint64_t elector = cgov__entry_elector(entry);
        if (entry->standing && (!of->still || cgov__may_still(model, &other, elector, attempt->time)))
            cgov__fill_found(into, elector);
    }
}

static void find(const struct attempt *attempt, const struct roll_at *roll, const struct roll_of *of,
                 struct buf *into) {
    const struct model *model = attempt->model;
    uint32_t organization =
        of->kind == OF_ANYONE || of->kind == OF_ROLL ? 0 : cgov__who_organization(model, roll->item, &of->who);
    if (of->kind == OF_ROLL)
        find_on_roll(attempt, roll, of, into);
    else if (of->kind == OF_ANYONE)
        find_residents(model, 0, into);
    else if (organization == 0)
        return; /* its party is not set */
    else if (of->kind == OF_RESIDENTS)
        find_residents(model, organization, into);
    else if (of->kind == OF_OWNERS)
        find_owners(model, organization, into);
    else
        find_holders(model, cgov__organization(model, organization)->appointments,
                     model->adoptions[roll->item->rulebook - 1]->roles[of->who.role], attempt->time, into);
}

/* ---- one roll filled ---- */

static bool is_left_out(const struct attempt *attempt, const struct roll_at *roll, uint64_t elector) {
    struct roll_ref ref = {.roll = 0};
    struct roll_at other;
    if (cgov__left_out_as_party(attempt->model, roll, elector)) return true;
    for (; roll->roll->not_rolls >> ref.roll != 0; ref.roll++)
        if ((roll->roll->not_rolls >> ref.roll & 1) != 0 && cgov__frame_named(attempt, roll, &ref, &other) &&
            cgov__frame_stands(attempt, &other, elector))
            return true;
    return false;
}

/* What stands from start on in the plan's electors: sorted, without those left out. */
static uint32_t settle(const struct attempt *attempt, const struct roll_at *roll, struct buf *electors, size_t start) {
    uint64_t *ids = (uint64_t *)(void *)(electors->data + start);
    uint32_t count = cgov__sort_unique(ids, (uint32_t)((electors->len - start) / sizeof *ids)), kept = 0;
    bool leaves_out = roll->roll->not_parties != 0 || roll->roll->not_rolls != 0;
    for (uint32_t i = 0; i < count; i++)
        if (!leaves_out || !is_left_out(attempt, roll, cgov__fill_id(ids[i]))) ids[kept++] = ids[i];
    electors->len = start + kept * sizeof *ids;
    return kept;
}

/* By the elector's line on the base of a roll that has another; filled: as the frame fills it, or NULL. */
static struct weight weight_on(const struct attempt *attempt, uint32_t base_row, const struct filled *filled,
                               uint64_t elector) {
    const struct model *model = attempt->model;
    if (filled) {
        const uint32_t at = cgov__filled_at(attempt->fills, filled, elector);
        if (!filled->weighed || at == filled->count) return (struct weight){0, 0, 0};
        const struct fill_line *line = cgov__fills_weight(attempt->fills, filled, at);
        return (struct weight){line->amount, 0, (uint32_t)line->units};
    }
    const uint32_t line = cgov__entry_find(model, base_row, cgov__fill_id(elector), 0);
    return line == 0 ? (struct weight){0, 0, 0} : cgov__entry_weight(model, line);
}

struct weight cgov__fill_weight(const struct attempt *attempt, const struct roll_at *base, const struct filled *filled,
                                uint32_t i) {
    const struct fill_line *line = filled->weighed ? cgov__fills_weight(attempt->fills, filled, i) : NULL;
    if (line) return (struct weight){line->amount, 0, (uint32_t)line->units};
    if (base->number == filled->item && base->index == filled->roll) return (struct weight){0, 0, 0};
    return weight_on(attempt, cgov__roll_row_of(attempt->model, base), cgov__frame_filled(attempt, base),
                     cgov__fills_elector(attempt->fills, filled, i));
}

/* Households are counted once each. */
static bool count_households(struct fills *fills, struct filled *filled, size_t start) {
    struct buf *buf = &fills->households;
    if (buf->failed) return false;
    filled->units = 0;
    if (buf->len == start) return true; /* of none there may be no memory */
    uint64_t *households = (uint64_t *)(void *)(buf->data + start);
    filled->units = cgov__sort_unique(households, (uint32_t)((buf->len - start) / sizeof *households));
    buf->len = start;
    return true;
}

/* Weighed one by one: on a base as things are now, else as the base has them. */
static bool weigh(const struct attempt *attempt, const struct roll_at *roll, const struct roll_at *base,
                  struct filled *filled) {
    struct fills *fills = attempt->fills;
    bool own = base->item == roll->item && base->index == roll->index;
    bool asked = (base->roll->axes & ~(1u << AXIS_HEADS)) != 0, owned = cgov__roll_owned(base->roll);
    const struct filled *of_base = own ? NULL : cgov__frame_filled(attempt, base);
    const uint32_t base_row = own ? 0 : cgov__roll_row_of(attempt->model, base);
    size_t start = fills->households.len;
    for (uint32_t i = 0; asked && i < filled->count; i++) {
        uint64_t elector = cgov__fills_elector(fills, filled, i), units = 0, area = 0;
        if (own) {
            cgov__weigh(attempt->model, base, cgov__fill_id(elector), &units, &area);
            cgov__buf_put(&fills->weights, &(struct fill_line){elector, units, area}, sizeof(struct fill_line));
        } else {
            const struct weight weight = weight_on(attempt, base_row, of_base, elector);
            units = weight.units;
            area = weight.area;
            filled->weight += weight.weight;
        }
        filled->area += area;
        if (owned) filled->units += units;
        if (!owned && units != 0) cgov__buf_put(&fills->households, &units, sizeof units);
    }
    filled->weighed = own && asked;
    return owned || count_households(fills, filled, start);
}

/* With those who stand in the fills' electors from start on. */
int32_t cgov__fill_with(const struct attempt *attempt, const struct roll_at *roll, size_t start, struct refusal *why) {
    struct fills *fills = attempt->fills;
    struct filled *filled = &fills->each[fills->count];
    struct roll_at base;
    if (fills->electors.failed) return CGOV_E_NOMEM;
    if (fills->count == MAX_FILLS)
        return cgov__fault(why, CGOV_E_LIMIT, CGOV_R_LIMIT, "one command fills more rolls than it may");
    *filled =
        (struct filled){.item = roll->number, .roll = roll->index, .first = start, .first_weight = fills->weights.len};
    if (!cgov__frame_base(attempt, roll, &base)) return CGOV_OK;
    filled->count = settle(attempt, roll, &fills->electors, start);
    fills->count++;
    return weigh(attempt, roll, &base, filled) && !fills->weights.failed ? CGOV_OK : CGOV_E_NOMEM;
}

/* A roll that a move fills has no limit: link_filled has seen to that. */
static int32_t fill(const struct attempt *attempt, const struct roll_at *roll, struct refusal *why) {
    struct buf *electors = &attempt->fills->electors;
    const size_t start = electors->len;
    struct roll_at base;
    if (!cgov__frame_base(attempt, roll, &base)) return CGOV_OK;
    for (uint8_t i = 0; i < roll->roll->of_count; i++) find(attempt, roll, &roll->roll->of[i], electors);
    return cgov__fill_with(attempt, roll, start, why);
}

int32_t cgov__fills_find(struct attempt *attempt, struct refusal *why) {
    if (!attempt->fills) return CGOV_OK;
    attempt->first_fill = attempt->fills->count;
    uint8_t index = (uint8_t)(attempt->move - attempt->procedure->moves);
    for (uint8_t r = 0; r < attempt->procedure->roll_count; r++) {
        if (attempt->procedure->rolls[r].filled_by != index) continue;
        const struct roll_at roll = {attempt->after, attempt->number, &attempt->procedure->rolls[r], r};
        int32_t status = fill(attempt, &roll, why);
        if (status) return status;
    }
    return CGOV_OK;
}

/* ---- written ---- */

/* Bytes of lines in one record: a line takes 30 at most, and a record has few besides. */
#define LINES_MAX (RECORD_MAX - 256u)

static void write_one(const struct fills *fills, const struct filled *filled, struct plan *plan, uint64_t item) {
    uint8_t flags = filled->weighed ? FILL_UNITS | FILL_AMOUNTS : 0;
    uint32_t i = 0;
    do {
        struct record *record = cgov__plan_record(plan, CGOV_RECORD_FILLED); /* what it takes in is read before: */
        struct buf *lines = &plan->fills.lines;
        cgov__buf_clear(lines);
        cgov__buf_u8(lines, flags);
        for (uint64_t last = 0; i < filled->count && lines->len < LINES_MAX; i++) {
            struct fill_line line = {cgov__fills_elector(fills, filled, i), 0, 0};
            if (filled->weighed) line = *cgov__fills_weight(fills, filled, i);
            cgov__fill_put(lines, flags, last, &line);
            last = line.elector;
        }
        if (lines->failed) plan->frame->bytes.failed = true;
        record->id = item;
        record->roll = filled->roll + UINT64_C(1);
        record->lines = cgov__blob(lines->data, (uint32_t)lines->len);
        cgov__plan_add(plan, record);
        flags |= FILL_GOES_ON;
    } while (i < filled->count && !plan->invalid && !cgov__plan_failed(plan));
}

void cgov__fills_write(const struct attempt *attempt, struct plan *plan, uint64_t item) {
    struct fills *fills = attempt->fills;
    for (uint32_t f = attempt->first_fill; f < fills->count; f++) {
        fills->each[f].item = cgov__id_row(item);
        write_one(fills, &fills->each[f], plan, item);
    }
}
