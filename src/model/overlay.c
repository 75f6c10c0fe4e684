/* What a frame's records so far have made of the model, kept beside it.
 *
 * Invariant: for each record the overlay answers as the model would, had the records taken been applied; a test judges
 * frames both ways. */
#include "model/overlay.h"

#include "model/erasures.h"
#include "model/parties.h"
#include "model/roll_rows.h"
#include "model/symbols.h"
#include "records/roll_lines.h"

void cgov__overlay_init(struct overlay *overlay, struct mem *mem) {
    memset(overlay, 0, sizeof *overlay);
    cgov__buf_init(&overlay->changes, mem);
    cgov__buf_init(&overlay->clocks, mem);
    cgov__buf_init(&overlay->adopted, mem);
    cgov__buf_init(&overlay->terms, mem);
    cgov__buf_init(&overlay->fills, mem);
    cgov__buf_init(&overlay->lines, mem);
    cgov__map_init(&overlay->by_id, mem);
    cgov__map_init(&overlay->by_office, mem);
}

void cgov__overlay_free(struct overlay *overlay) {
    cgov__buf_free(&overlay->changes);
    cgov__buf_free(&overlay->clocks);
    cgov__buf_free(&overlay->adopted);
    cgov__buf_free(&overlay->terms);
    cgov__buf_free(&overlay->fills);
    cgov__buf_free(&overlay->lines);
    cgov__map_free(&overlay->by_id);
    cgov__map_free(&overlay->by_office);
}

void cgov__overlay_forget(struct overlay *overlay) {
    overlay->touched = false;
    overlay->change_count = overlay->adopted_count = overlay->term_count = 0;
    cgov__buf_clear(&overlay->adopted); /* and what failed is forgotten */
    cgov__buf_clear(&overlay->changes);
    cgov__buf_clear(&overlay->clocks);
    cgov__buf_clear(&overlay->terms);
    cgov__buf_clear(&overlay->fills);
    cgov__buf_free(&overlay->lines); /* they may be of a million */
    cgov__map_clear(&overlay->by_id);
    cgov__map_clear(&overlay->by_office);
}

/* ---- asking ---- */

static struct change *change_at(const struct overlay *overlay, uint32_t index) {
    return (struct change *)(void *)overlay->changes.data + index;
}

static struct overlay_term *term_at(const struct overlay *overlay, size_t index) {
    return (struct overlay_term *)(void *)overlay->terms.data + index;
}

static uint64_t office_hash(uint32_t resident, uint32_t organization, uint32_t role) {
    return ((uint64_t)resident << 32 | organization) ^ role * UINT64_C(0x9e3779b97f4a7c15);
}

#define OF_TEXT UINT64_MAX /* in a thing's `on`: it is a text, its id the record's seq, its number the field */

/* What a change is found by. */
struct thing {
    uint64_t id, on, number;
};

static uint64_t hash_of(const struct thing *thing) {
    return thing->id ^ thing->on * UINT64_C(0x9e3779b97f4a7c15) ^ thing->number << 48;
}

static struct change *find_change(const struct overlay *overlay, const struct thing *thing) {
    uint32_t slot = MAP_NONE, index;
    while ((index = cgov__map_next(&overlay->by_id, hash_of(thing), &slot)) != MAP_NONE) {
        struct change *change = change_at(overlay, index);
        if (change->id == thing->id && change->on == thing->on && change->number == thing->number) return change;
    }
    return NULL;
}

static inline struct change *change_to(const struct overlay *overlay, const struct thing *thing) {
    return overlay->change_count == 0 ? NULL : find_change(overlay, thing);
}

static inline struct change *change_of(const struct overlay *overlay, uint64_t id) {
    const struct thing thing = {id, 0, 0};
    return change_to(overlay, &thing);
}

static struct thing thing_of(const struct record *record, bool entry) {
    struct thing thing = {record->id, 0, 0};
    if (!entry) return thing;
    thing.on = record->roll << ID_BITS | (record->elector & ((UINT64_C(1) << ID_BITS) - 1));
    thing.number = record->number;
    return thing;
}

/* A text that the frame erases: a thing of its own. */
static struct thing text_of(uint64_t seq, uint32_t field) {
    return (struct thing){seq, OF_TEXT, field};
}

bool cgov__overlay_erased(const struct overlay *overlay, uint64_t seq, uint32_t field) {
    const struct thing text = text_of(seq, field);
    return cgov__erasure_find(overlay->model, seq, field) || change_to(overlay, &text);
}

const struct adoption *cgov__overlay_adoption(const struct overlay *overlay, uint64_t version) {
    uint64_t before = overlay->model->adoption_count;
    if (version <= before || version > before + overlay->adopted_count) return cgov__adoption(overlay->model, version);
    return ((const struct adoption *const *)(const void *)overlay->adopted.data)[version - before - 1];
}

const struct procedure *cgov__overlay_procedure(const struct overlay *overlay, const struct record *record) {
    return cgov__adoption_procedure(cgov__overlay_adoption(overlay, record->rulebook), record);
}

static void changed_item(const struct overlay *overlay, const struct change *change, struct overlay_item *out) {
    *out = (struct overlay_item){
        .row = cgov__item_by_id(overlay->model, change->id),
        .procedure = &cgov__overlay_adoption(overlay, change->rulebook)->rulebook.procedures[change->procedure],
        .clocks = overlay->clocks.len == 0 ? NULL
                                           : (const struct standing *)(const void *)(overlay->clocks.data + change->at),
        .parties = change->parties,
        .parent = change->parent,
        .rulebook = change->rulebook,
        .state = change->state,
        .final = change->final,
    };
}

static bool is_item(uint64_t id) {
    return cgov__is_item(cgov__id_kind(id));
}

bool cgov__overlay_item(const struct overlay *overlay, uint64_t id, struct overlay_item *out) {
    if (!is_item(id)) return false;
    const struct change *change = change_of(overlay, id);
    if (!change) return cgov__overlay_unchanged(overlay, id, out);
    changed_item(overlay, change, out);
    return true;
}

static const struct change *change_to_entry(const struct overlay *overlay, const struct record *record) {
    const struct thing thing = thing_of(record, true);
    return find_change(overlay, &thing);
}

static bool holds_line(const struct cursor *lines, uint64_t elector) {
    struct cursor cursor = *lines;
    struct fill_line line = {.elector = 0};
    const uint8_t flags = cgov__get_u8(&cursor);
    while (line.elector < elector && cgov__fill_next(&cursor, flags, line.elector, &line)) {}
    return line.elector == elector;
}

/* The last record of the frame that put the elector there among those it filled the roll with; 0: none. */
static uint64_t filled_seq(const struct overlay *overlay, const struct record *record) {
    const struct overlay_fill *fills = (const struct overlay_fill *)(const void *)overlay->fills.data;
    if (record->number != 0 || record->elector == 0) return 0;
    for (size_t i = overlay->fills.len / sizeof *fills; i-- > 0;) {
        const struct overlay_fill *fill = &fills[i];
        const struct cursor lines = cgov__cursor(overlay->lines.data + fill->at, fill->len);
        if (fill->id == record->id && fill->roll == record->roll &&
            holds_line(&lines, cgov__fill_elector(record->elector)))
            return fill->seq;
    }
    return 0;
}

/* The frame's last record about the entry, or the last one that filled the roll; 0: none. */
static uint64_t changed_entry(const struct overlay *overlay, const struct record *record) {
    const struct change *change = change_to_entry(overlay, record);
    const uint64_t filled = overlay->fills.len == 0 ? 0 : filled_seq(overlay, record);
    return change && change->seq > filled ? change->seq : filled;
}

/* The last record about the entry, or the last one that filled the roll. */
static inline uint64_t entry_seq(const struct overlay *overlay, const struct record *record) {
    const uint64_t changed = overlay->change_count == 0 ? 0 : changed_entry(overlay, record);
    if (changed != 0) return changed;
    if (record->entry != 0) {
        const struct entry *known = cgov__entry(overlay->model, record->entry - 1);
        return !known ? 0 : ROW_SEQ(known, last_seq);
    }
    const struct item *item = cgov__item_by_id(overlay->model, record->id);
    struct roll_at roll;
    if (!item || record->roll == 0 || record->roll > MAX_ROLLS ||
        !cgov__roll_at(overlay->model, item, cgov__id_row(record->id), (uint8_t)(record->roll - 1), &roll))
        return 0;
    uint32_t number = cgov__roll_row_of(overlay->model, &roll);
    if (record->kind == CGOV_RECORD_FILLED || record->kind == CGOV_RECORD_BUNDLED) {
        const struct roll_row *row = cgov__roll_row(overlay->model, number);
        return !row ? 0 : ROW_SEQ(row, last_seq);
    }
    uint64_t found = 0;
    if (record->number <= UINT32_MAX)
        found = cgov__entry_find(overlay->model, number, record->elector, (uint32_t)record->number);
    const struct entry *entry = cgov__entry(overlay->model, found);
    return !entry ? 0 : ROW_SEQ(entry, last_seq);
}

void cgov__overlay_any_subject(const struct overlay *overlay, const struct record *record, struct subject *out) {
    const struct change *change = change_of(overlay, record->id);
    uint64_t id = record->id;
    bool item = is_item(id);
    if (change) {
        out->last_seq = change->seq;
        if (item) changed_item(overlay, change, &out->item);
    } else if (item) {
        item = cgov__overlay_unchanged(overlay, id, &out->item);
        out->last_seq = item ? ROW_SEQ(out->item.row, last_seq) : 0;
    } else {
        out->last_seq = cgov__last_seq(overlay->model, id);
    }
    out->is_item = item;
    out->goes_on = item && !out->item.final;
    if (cgov__record_of_entry(record->kind)) out->last_seq = entry_seq(overlay, record);
}

uint32_t cgov__overlay_ended(const struct overlay *overlay, uint32_t parent) {
    uint32_t ended = 0;
    for (uint32_t i = 0; i < overlay->change_count; i++) {
        const struct change *change = change_at(overlay, i);
        const struct item *row =
            change->on == 0 && is_item(change->id) ? cgov__item_by_id(overlay->model, change->id) : NULL;
        if (row && row->extra->parent == parent && change->final && !row->final) ended++;
    }
    return ended;
}

uint64_t cgov__overlay_opened(const struct overlay *overlay, uint32_t parent, uint32_t *at) {
    while (*at < overlay->change_count) {
        const struct change *change = change_at(overlay, (*at)++);
        if (change->on != 0 || !is_item(change->id) || cgov__item_by_id(overlay->model, change->id)) continue;
        if (change->parent == parent) return change->id;
    }
    return 0;
}

uint64_t cgov__overlay_item_id(const struct overlay *overlay, uint32_t number) {
    if (number <= overlay->model->items.count) return number == 0 ? 0 : cgov__item_id(overlay->model, number);
    for (uint32_t kind = 0; kind < KIND_END; kind++)
        if (cgov__is_item(kind) && change_of(overlay, cgov__id(kind, number))) return cgov__id(kind, number);
    return 0;
}

const struct overlay_term *cgov__overlay_term(const struct overlay *overlay, uint32_t at) {
    return at < overlay->term_count ? term_at(overlay, at) : NULL;
}

const struct overlay_term *cgov__overlay_term_of(const struct overlay *overlay, uint32_t number) {
    const struct change *change = change_of(overlay, cgov__id(CGOV_KIND_APPOINTMENT, number));
    return change ? term_at(overlay, change->at) : NULL;
}

const struct overlay_term *cgov__overlay_given(const struct overlay *overlay, uint32_t resident, uint32_t organization,
                                               uint32_t role) {
    const struct overlay_term *found = NULL;
    uint32_t slot = MAP_NONE, index;
    const uint64_t hash = office_hash(resident, organization, role);
    while ((index = cgov__map_next(&overlay->by_office, hash, &slot)) != MAP_NONE) {
        const struct overlay_term *term = term_at(overlay, index);
        if (term->resident == resident && term->organization == organization && term->role == role &&
            (!found || term->number > found->number))
            found = term;
    }
    return found;
}

static void clocks_of(const struct overlay *overlay, const struct overlay_item *item, struct standing *clocks) {
    uint8_t count = item->procedure->clock_count;
    if (item->clocks)
        memcpy(clocks, item->clocks, count * sizeof *clocks);
    else
        cgov__clocks_stand(overlay->model, item->row, clocks, count);
}

struct standing cgov__overlay_clock(const struct overlay *overlay, const struct overlay_item *item, uint8_t clock) {
    return item->clocks ? item->clocks[clock] : cgov__clock_stands(overlay->model, item->row, clock);
}

static uint32_t live_clocks(const struct overlay *overlay, const struct overlay_item *item) {
    uint32_t live = 0; /* a bit each */
    const struct clock_row *row;
    for (uint8_t c = 0; item->clocks && c < item->procedure->clock_count; c++)
        if (item->clocks[c].state != CLOCK_STOPPED) live |= UINT32_C(1) << c;
    if (item->clocks || !item->row) return live;
    for (uint32_t n = cgov__clocks_live(overlay->model, item->row); n != 0; n = row->next_live)
        live |= UINT32_C(1) << (row = cgov__linked_clock(overlay->model, n))->clock;
    return live;
}

static inline bool is_live(const struct overlay *overlay, const struct overlay_item *item, uint8_t clock) {
    if (item->clocks || !item->row) return item->clocks && item->clocks[clock].state != CLOCK_STOPPED;
    return cgov__clock_live(overlay->model, item->row, clock);
}

/* Each is a clock's only one: a start, which asks nothing of what it was, or a stop, only that it was live. */
static inline bool are_simple(const struct overlay *overlay, const struct overlay_item *item,
                              const struct record *record) {
    const struct clock_operation *at = record->clocks.at;
    for (uint32_t left = record->clocks.count; left > 0; left--, at++) {
        if (at->clock >= item->procedure->clock_count || (left > 1 && at[1].clock == at->clock)) return false;
        if (at->op == OP_STOP ? !is_live(overlay, item, at->clock)
                              : at->op != OP_START || !cgov__clock_starts(at, cgov__record_from(record)))
            return false;
    }
    return true;
}

bool cgov__overlay_clocks_valid(const struct overlay *overlay, const struct overlay_item *item,
                                const struct record *record) {
    return are_simple(overlay, item, record) || cgov__overlay_clocks_follow(overlay, item, record, 0);
}

bool cgov__overlay_clocks_end(const struct overlay *overlay, const struct overlay_item *item,
                              const struct record *record) {
    uint32_t live = live_clocks(overlay, item);
    for (uint32_t i = 0; i < record->clocks.count; i++) {
        const struct clock_operation *at = &record->clocks.at[i];
        if (at->op != OP_STOP || at->clock >= item->procedure->clock_count || (live >> at->clock & 1) == 0)
            return cgov__overlay_clocks_follow(overlay, item, record, UINT32_MAX);
        live &= ~(UINT32_C(1) << at->clock);
    }
    return live == 0;
}

bool cgov__overlay_clocks_follow(const struct overlay *overlay, const struct overlay_item *item,
                                 const struct record *record, uint32_t must_stop) {
    struct standing clocks[MAX_CLOCKS];
    const uint8_t count = item->procedure->clock_count;
    clocks_of(overlay, item, clocks);
    if (!cgov__clocks_follow(record, clocks, count)) return false;
    for (uint8_t c = 0; c < count; c++)
        if ((must_stop >> c & 1) != 0 && clocks[c].state != CLOCK_STOPPED) return false;
    return true;
}

const uint32_t *cgov__overlay_parties(const struct overlay *overlay, const struct overlay_item *before,
                                      const struct record *record, uint32_t room[MAX_PARTIES]) {
    bool migrated = record->kind == CGOV_RECORD_MIGRATED;
    if (before && !migrated && record->parties.set == 0) return before->parties;
    memset(room, 0, MAX_PARTIES * sizeof *room);
    if (before && migrated)
        cgov__parties_migrate(before->procedure, before->parties, cgov__overlay_procedure(overlay, record), room);
    else if (before)
        for (uint8_t p = 0; p < before->procedure->party_count; p++) room[p] = before->parties[p];
    cgov__parties_apply(before && !migrated ? before->procedure : cgov__overlay_procedure(overlay, record), room,
                        &record->parties);
    return room;
}

bool cgov__overlay_party(const struct overlay *overlay, uint64_t id) {
    uint64_t number = cgov__id_number(id);
    switch (cgov__id_kind(id)) {
    case CGOV_KIND_RESIDENT:
        return number > 0 && number <= overlay->residents;
    case CGOV_KIND_ORGANIZATION:
        return number > 0 && number <= overlay->organizations;
    default:
        return false;
    }
}

bool cgov__overlay_below(const struct overlay *overlay, uint64_t organization, uint64_t above) {
    while (organization != 0 && organization != above) {
        const struct change *change = change_of(overlay, cgov__id(CGOV_KIND_ORGANIZATION, organization));
        organization = change ? change->parent : cgov__organization(overlay->model, organization)->parent;
    }
    return organization != 0;
}

bool cgov__overlay_unit(const struct overlay *overlay, uint64_t id) {
    uint64_t number = cgov__id_number(id);
    return cgov__id_kind(id) == CGOV_KIND_UNIT && number > 0 && number <= overlay->units;
}

bool cgov__overlay_belongs(const struct overlay *overlay, uint64_t unit, uint64_t household) {
    while (unit != 0 && unit != household) {
        const struct change *change = change_of(overlay, cgov__id(CGOV_KIND_UNIT, unit));
        unit = change ? change->parent : cgov__unit(overlay->model, unit)->household;
    }
    return unit != 0;
}

/* ---- taking ---- */

/* The change of a thing, made where this is the first; NULL without memory. */
static struct change *meet_thing(struct overlay *overlay, const struct thing *thing) {
    struct change *change = change_to(overlay, thing);
    if (change) return change;
    struct change fresh = {.id = thing->id, .on = thing->on, .number = thing->number};
    if (!cgov__map_reserve(&overlay->by_id, 1)) return NULL;
    cgov__buf_put(&overlay->changes, &fresh, sizeof fresh);
    if (overlay->changes.failed) return NULL;
    cgov__map_add(&overlay->by_id, hash_of(thing), overlay->change_count++);
    return change_at(overlay, overlay->change_count - 1);
}

/* The same of the record's. */
static struct change *meet(struct overlay *overlay, const struct record *record) {
    const struct thing thing = thing_of(record, cgov__record_about(record->kind) == ABOUT_ENTRY);
    return meet_thing(overlay, &thing);
}

static void take_organization(const struct overlay *overlay, const struct record *record, struct change *change) {
    const struct organization *row = cgov__organization(overlay->model, cgov__id_number(record->id));
    if (change->seq == 0 && row) change->parent = row->parent;
    if (record->parent != 0) change->parent = cgov__id_row(record->parent);
}

static void take_unit(const struct overlay *overlay, const struct record *record, struct change *change) {
    const struct unit *row = cgov__unit(overlay->model, cgov__id_number(record->id));
    if (change->seq == 0 && row) change->parent = row->household;
    if (record->household != 0) change->parent = cgov__id_row(record->household);
}

static bool put_clocks(struct overlay *overlay, const struct standing *clocks, uint8_t count, size_t *at) {
    *at = overlay->clocks.len;
    cgov__buf_put(&overlay->clocks, clocks, count * sizeof *clocks);
    return !overlay->clocks.failed;
}

/* Carried clocks go on under the newer procedure's indices; the others have been stopped. */
static void renumber(struct standing *clocks, const struct procedure *old, const struct procedure *new) {
    struct standing were[MAX_CLOCKS];
    memcpy(were, clocks, old->clock_count * sizeof *were);
    for (uint8_t c = 0; c < new->clock_count; c++) clocks[c] = (struct standing){.state = CLOCK_STOPPED};
    for (uint8_t c = 0; c < old->clock_count; c++) {
        uint8_t to = cgov__clock_find(new, old->clocks[c].name);
        if (to != NONE) clocks[to] = were[c];
    }
}

static bool take_item(struct overlay *overlay, const struct record *record) {
    struct overlay_item item = {.state = 0};
    struct standing clocks[MAX_CLOCKS];
    uint32_t room[MAX_PARTIES];
    bool opened = record->kind == CGOV_RECORD_OPENED, migrated = record->kind == CGOV_RECORD_MIGRATED;
    if (opened) {
        item.rulebook = (uint16_t)record->rulebook;
        item.procedure = cgov__overlay_procedure(overlay, record);
        item.parent = cgov__id_row(record->parent);
        cgov__clocks_stand(overlay->model, NULL, clocks, item.procedure->clock_count);
        overlay->items++;
    } else {
        cgov__overlay_item(overlay, record->id, &item);
        clocks_of(overlay, &item, clocks);
    }
    const uint32_t *parties = cgov__overlay_parties(overlay, opened ? NULL : &item, record, room);
    cgov__clocks_follow(record, clocks, item.procedure->clock_count);
    if (migrated) {
        const struct procedure *new = cgov__overlay_procedure(overlay, record);
        renumber(clocks, item.procedure, new);
        item.rulebook = (uint16_t)record->rulebook;
        item.procedure = new;
    }
    if (record->kind == CGOV_RECORD_LATE || record->kind == CGOV_RECORD_RUNG)
        clocks[record->clock - 1].rungs = (uint8_t)record->rung;
    if (record->kind == CGOV_RECORD_DUE)
        cgov__standing_moved(&clocks[record->clock - 1], record->due == 0 ? DUE_UNKNOWN : record->due, record->time);
    if (opened || migrated || record->kind == CGOV_RECORD_MOVED) item.state = (uint8_t)(record->state - 1);
    struct change *change = meet(overlay, record);
    if (!change || !put_clocks(overlay, clocks, item.procedure->clock_count, &change->at)) return false;
    const struct rulebook *rulebook = &cgov__overlay_adoption(overlay, item.rulebook)->rulebook;
    for (uint8_t p = 0; p < item.procedure->party_count; p++) change->parties[p] = parties[p];
    change->seq = record->seq;
    change->parent = item.parent;
    change->rulebook = item.rulebook;
    change->procedure = (uint8_t)(item.procedure - rulebook->procedures);
    change->state = item.state;
    change->final = item.procedure->states[item.state].final;
    return true;
}

/* How many there are of a kind that are counted; NULL: of another. */
static uint32_t *count_of(struct overlay *overlay, uint32_t kind) {
    if (kind == CGOV_KIND_RESIDENT) return &overlay->residents;
    if (kind == CGOV_KIND_ORGANIZATION) return &overlay->organizations;
    if (kind == CGOV_KIND_UNIT) return &overlay->units;
    return kind == CGOV_KIND_APPOINTMENT ? &overlay->appointments : NULL;
}

/* The term that an appointment's record makes, or leaves, at the end of the terms or where it stands. */
static bool take_term(struct overlay *overlay, const struct record *record, struct change *change) {
    const struct appointment *row = cgov__appointment(overlay->model, cgov__id_number(record->id));
    struct overlay_term term = {.number = cgov__id_row(record->id), .from = record->from, .until = record->until};
    if (change->seq != 0) {
        term_at(overlay, change->at)->until = record->until;
        return true;
    }
    if (row) {
        term.resident = row->resident;
        term.organization = row->organization;
        term.role = row->role;
        term.from = row->from;
    } else {
        term.resident = cgov__id_row(record->resident);
        term.organization = cgov__id_row(record->organization);
        term.role = cgov__symbol_find(overlay->model, (const char *)record->role.ptr, record->role.len);
    }
    if (!cgov__map_reserve(&overlay->by_office, 1)) return false;
    cgov__buf_put(&overlay->terms, &term, sizeof term);
    if (overlay->terms.failed) return false;
    const uint64_t hash = office_hash(term.resident, term.organization, term.role);
    if (!row) cgov__map_add(&overlay->by_office, hash, overlay->term_count);
    change->at = overlay->term_count++;
    return true;
}

static bool take_entry(struct overlay *overlay, const struct record *record) {
    struct change *change = meet(overlay, record);
    if (!change) return false;
    change->seq = record->seq;
    if (record->kind != CGOV_RECORD_FILLED) return true;
    const struct overlay_fill fill = {record->id, record->roll, record->seq, overlay->lines.len, record->lines.len};
    cgov__buf_put(&overlay->lines, record->lines.ptr, record->lines.len);
    cgov__buf_put(&overlay->fills, &fill, sizeof fill);
    return !overlay->lines.failed && !overlay->fills.failed;
}

static bool take_entity(struct overlay *overlay, const struct record *record) {
    uint64_t number = cgov__id_number(record->id);
    uint32_t *count = count_of(overlay, cgov__id_kind(record->id));
    struct change *change = meet(overlay, record);
    if (!change) return false;
    if (record->kind == CGOV_RECORD_ORGANIZATION) take_organization(overlay, record, change);
    if (record->kind == CGOV_RECORD_UNIT) take_unit(overlay, record, change);
    if (record->kind == CGOV_RECORD_APPOINTED && !take_term(overlay, record, change)) return false;
    change->seq = record->seq;
    if (count && number > *count) *count = (uint32_t)number;
    return true;
}

static bool take_erased(struct overlay *overlay, const struct record *record) {
    struct cursor cursor = cgov__cursor(record->erased.ptr, record->erased.len);
    struct erased_line line;
    while (cgov__erased_next(&cursor, &line)) {
        const struct thing text = text_of(line.seq, line.field);
        if (!meet_thing(overlay, &text)) return false;
    }
    return true;
}

bool cgov__overlay_take(struct overlay *overlay, const struct record *record) {
    overlay->seq = record->seq;
    overlay->now = record->time;
    overlay->touched = true;
    switch (cgov__record_about(record->kind)) {
    case ABOUT_LEDGER:
        return true;
    case ABOUT_TEXT:
        cgov__buf_put(&overlay->adopted, &overlay->prepared, sizeof overlay->prepared);
        overlay->adopted_count++;
        overlay->prepared = NULL;
        return !overlay->adopted.failed;
    case ABOUT_PERSON:
        return take_entity(overlay, record);
    case ABOUT_ENTRY:
        return take_entry(overlay, record);
    case ABOUT_MOVE:
    case ABOUT_CLOCK:
        return take_item(overlay, record);
    case ABOUT_ERASURE:
        return take_erased(overlay, record) &&
               (is_item(record->id) ? take_item(overlay, record) : take_entity(overlay, record));
    case ABOUT_NOTHING:
        break;
    }
    return false;
}
