/* A roll as a move fills it (填册): its record judged, given room, and applied. Whom it puts there, roll_fill.c finds.
 */
#include "entities/filled.h"

#include "model/entry_places.h"
#include "model/stays.h"
#include "records/roll_lines.h"

/* ---- judged ---- */

/* Who it puts there rises. What goes on does so at once, after a record that filled the same roll. */
static bool filled_valid(const struct overlay *overlay, const struct subject *subject, const struct record *record) {
    if (!cgov__roll_valid(subject, record)) return false;
    struct cursor cursor = cgov__cursor(record->lines.ptr, record->lines.len);
    uint8_t flags = cgov__get_u8(&cursor);
    bool follows = (flags & FILL_GOES_ON) == 0 || subject->last_seq + 1 == record->seq;
    if (cursor.bad || flags > (FILL_GOES_ON | FILL_UNITS | FILL_AMOUNTS) || !follows) return false;
    struct fill_line line = {.elector = 0};
    while (cgov__fill_next(&cursor, flags, line.elector, &line)) {
        uint64_t number = line.elector >> 1;
        if (number == 0 || number > ((line.elector & 1) != 0 ? overlay->organizations : overlay->residents))
            return false;
    }
    return !cursor.bad;
}

/* ---- room ---- */

struct filling cgov__filling_of(const struct model *model, const struct subject *subject, const struct record *record) {
    const struct item *item = subject->item.row;
    struct filling filling = {model, false, 0, 0};
    struct roll_at roll, base;
    if (!item || cgov__procedure_of(model, item) != subject->item.procedure ||
        !cgov__roll_at(model, item, cgov__id_row(record->id), (uint8_t)(record->roll - 1), &roll))
        return filling;
    filling.row = cgov__roll_row_of(model, &roll);
    filling.known = cgov__roll_base(model, &roll, &base);
    filling.base_row = filling.known ? cgov__roll_row_of(model, &base) : 0;
    return filling;
}

void cgov__beside_carried(struct need *need, const struct filling *filling, const struct subject *subject) {
    const struct roll_row *row;
    if (filling->known || !subject->item.row || need->beside == 0) return;
    for (uint32_t n = subject->item.row->extra->rolls; (row = cgov__roll_row(filling->model, n)); n = row->next)
        cgov__beside_span(need, row->first, row->last);
}

/* Somebody put on a roll by a move may be the first of their household there: by what their line weighs, or weighs on
 * the base, whatever today's text asks of it. Where that cannot be told, a base above being another item's, or lines of
 * bases having come in this frame, there is room for everybody. */
static bool counts_household(const struct subject *subject, const struct record *record, const struct filling *filling,
                             const struct fill_line *line, bool lines_came) {
    const struct procedure *procedure = subject->item.procedure;
    const uint8_t index = (uint8_t)(record->roll - 1), base = procedure->rolls[index].base;
    const struct model *model = filling->model;
    if (base == index) return line->units != 0 && !cgov__roll_owned(&procedure->rolls[base]);
    if (base == NONE || !filling->known) return true;
    if (cgov__roll_owned(&procedure->rolls[base])) return false;
    if (lines_came) return true;
    const uint32_t number = cgov__entry_find(model, filling->base_row, cgov__fill_id(line->elector), 0);
    return number != 0 && cgov__entry_weight(model, number).units != 0;
}

/* Where a new line will be is known while nothing but lines comes in the frame, and what it is counted from where the
 * frame does not carry the item to another text. Whose line is where counting leads is not in the map. */
static void first_line(struct need *need, const struct filling *filling, const struct subject *subject) {
    const struct roll_row *row = cgov__roll_row(filling->model, filling->row);
    need->counts_on = filling->known || !subject->item.row;
    need->first_line = !row ? 0 : row->first;
    need->first_elector = !row ? 0 : row->first_elector;
}

static bool is_sought(struct need *need, uint64_t number, uint64_t elector) {
    if (!need->counts_on || need->entries != need->lines) return true;
    if (need->first_line == 0) {
        need->first_line = (uint32_t)number;
        need->first_elector = cgov__id_row(elector);
    }
    return number != cgov__line_place(need->first_line, need->first_elector, elector);
}

/* Who was on the roll before has their row. */
static void filled_need(struct plan *plan, const struct subject *subject, const struct record *record) {
    const struct model *model = plan->model;
    const struct filling filling = cgov__filling_of(model, subject, record);
    struct cursor cursor = cgov__cursor(record->lines.ptr, record->lines.len);
    uint8_t flags = cgov__get_u8(&cursor);
    struct fill_line line = {.elector = 0};
    uint32_t fresh = 0, sought = 0, counted = 0, lines = 0;
    if ((flags & FILL_GOES_ON) == 0 || plan->need.records == 1) first_line(&plan->need, &filling, subject);
    if ((flags & FILL_GOES_ON) == 0) {
        plan->need.refills++;
        plan->need.stays += cgov__roll_emptied(model, filling.row);
    }
    const bool lines_came = plan->need.counted[COUNTED_HOUSEHOLD] != 0;
    while (cgov__fill_next(&cursor, flags, line.elector, &line)) {
        const uint64_t elector = cgov__fill_id(line.elector);
        const uint32_t found = cgov__entry_find(model, filling.row, elector, 0);
        const struct entry *entry = cgov__entry(model, found);
        lines++;
        if (!entry) fresh++;
        if (!entry && is_sought(&plan->need, (uint64_t)model->entries.count + plan->need.entries + fresh, elector))
            sought++;
        if (entry && (entry->gone || entry->kept_by == KEPT_MOST || (entry->standing && entry->line != 0)))
            plan->need.stays++;
        cgov__weight_need(&plan->need, found, line.amount, 0);
        if (counts_household(subject, record, &filling, &line, lines_came)) counted++;
    }
    plan->need.stays += lines * cgov__bits_count(subject->item.procedure->rolls[record->roll - 1].ballots);
    cgov__entries_need(&plan->need, fresh, sought, counted);
    plan->need.lines += fresh;
    cgov__roll_need(&plan->need);
    cgov__beside_carried(&plan->need, &filling, subject);
}

/* ---- applied ---- */

static void filled_apply(struct model *model, const struct record *record) {
    struct roll_at roll;
    if (!cgov__roll_applied(model, record, &roll)) return;
    struct cursor cursor = cgov__cursor(record->lines.ptr, record->lines.len);
    uint8_t flags = cgov__get_u8(&cursor);
    uint32_t row = cgov__roll_row_make(model, &roll);
    cgov__roll_begin(model, row, (flags & FILL_GOES_ON) != 0, record->seq);
    struct fill_line line = {.elector = 0};
    while (cgov__fill_next(&cursor, flags, line.elector, &line)) {
        const struct entered entered = {.elector = cgov__fill_id(line.elector),
                                        .seq = record->seq,
                                        .area = line.amount,
                                        .units = (uint32_t)line.units};
        cgov__entry_put(model, row, &entered);
    }
}

const struct entity cgov__entity_filled = {NULL, filled_valid, filled_need, filled_apply, NULL};
