/* Rolls as rows.
 *
 * Invariant: a roll's sums are those of its entries that stand; an entry's base is a row of the base of its roll, which
 * stands while the entry does; rows never go away, so whoever was on a roll keeps their place in it. */
#include "model/roll_rows.h"

#include "model/bundle_rows.h"
#include "model/entry_places.h"
#include "model/item_rows.h"
#include "model/row_facts.h"
#include "model/sayings.h"
#include "model/stays.h"
#include "model/tally_rows.h"

/* ---- what is counted by value ---- */

bool cgov__stands_as(const struct model *model, const struct roll_at *roll, uint64_t elector, uint32_t *met) {
    uint32_t number;
    const struct roll_row *row = cgov__roll_row_seek(model, roll, &number);
    const uint32_t found = row ? cgov__entry_seek_on(model, row, number, elector, 0, NULL) : 0;
    const struct entry *entry = cgov__entry(model, found);
    if (met && entry) *met = found;
    if ((entry && entry->standing) || !roll->roll->many) return entry && entry->standing;
    return cgov__tally_of(&model->counted[cgov__counted_as(elector)], number, cgov__id_row(elector)) > 0;
}

uint32_t cgov__roll_kept(const struct model *model, uint32_t roll_row, uint32_t value) {
    return cgov__tally_of(&model->counted[COUNTED_KEPT], roll_row, value);
}

/* ---- sums ---- */

/* Of what has two columns. */
static uint64_t beside_both(const struct model *model, uint32_t entry, enum beside low) {
    return (uint64_t)cgov__entry_beside(model, entry, low + 1) << 32 | cgov__entry_beside(model, entry, low);
}

static inline void put_beside(struct model *model, uint32_t entry, enum beside what, uint32_t value) {
    if (value == 0 && model->beside[what].chunk_cap == 0) return; /* no entry has one */
    cgov__column_set(&model->beside[what], entry - 1, value);
}

static void put_both(struct model *model, uint32_t entry, enum beside low, uint64_t value) {
    put_beside(model, entry, low, (uint32_t)value);
    put_beside(model, entry, low + 1, (uint32_t)(value >> 32));
}

uint64_t cgov__entry_choice(const struct model *model, uint32_t number) {
    const struct entry *entry = cgov__entry(model, number);
    if (!entry || !cgov__roll_row(model, entry->roll)->ballot) return 0;
    const struct saying *saying = cgov__saying(model, cgov__entry_beside(model, number, BESIDE_SAID));
    if (!saying) return beside_both(model, number, BESIDE_KEPT);
    const struct blob said = cgov__saying_said(model, saying);
    return cgov__said_choices(&said, saying->kind);
}

/* Some entry has an area or a weight of its own. */
static inline bool any_weighs(const struct model *model) {
    return (model->beside[BESIDE_AREA].chunk_cap | model->beside[BESIDE_AREA + 1].chunk_cap |
            model->beside[BESIDE_WEIGHT].chunk_cap | model->beside[BESIDE_WEIGHT + 1].chunk_cap) != 0;
}

static struct weight line_weight(const struct model *model, uint32_t line) {
    const struct entry *entry = cgov__entry(model, line);
    if (!entry) return (struct weight){0, 0, 0};
    return (struct weight){beside_both(model, line, BESIDE_AREA), beside_both(model, line, BESIDE_WEIGHT), entry->base};
}

struct weight cgov__entry_weight(const struct model *model, uint32_t number) {
    const struct entry *entry = cgov__entry(model, number);
    const struct roll_row *row = cgov__roll_row(model, entry->roll);
    return line_weight(model, row->base == entry->roll ? number : entry->base);
}

static bool count(struct model *model, enum counted what, uint32_t roll_row, uint32_t value, bool in) {
    struct tally *tally = &model->counted[what];
    return in ? cgov__tally_add(tally, roll_row, value) : cgov__tally_take(tally, roll_row, value);
}

/* No line of the base is of a unit or of a household, for all of them stand and none is counted. */
static inline bool are_bare(const struct roll_row *base, const struct roll_row *row) {
    return base && base != row && base->units == 0 && cgov__all_stand(base);
}

/* What sealed ballots came to, or one of two says that they do, is of those that stood then. */
static void count_said(struct model *model, struct roll_row *row, uint32_t roll_row, uint32_t said, uint32_t entry,
                       const struct weight *weight, bool in) {
    const bool sealed = cgov__saying(model, said)->kind == SAID_SEALED;
    if (sealed && (row->bundled || cgov__wait_first(model, roll_row, 0) != 0)) cgov__bundle_end(model, roll_row);
    cgov__saying_count(model, row, roll_row, said, entry, weight, in);
}

/* What it says is a ballot's choices, else the value that it is counted by. Sums are exact within what judgement lets
 * in; beyond, they wrap, and no rule reads them. */
static IN_LINE void count_on(struct model *model, struct roll_row *row, const struct roll_row *base,
                             const struct entry *entry, uint32_t number, uint64_t says, bool in) {
    const uint32_t line = row->base == entry->roll ? number : entry->base;
    const bool weighs = any_weighs(model);
    const struct entry *of = !weighs && are_bare(base, row) ? NULL : cgov__entry(model, line);
    struct weight weight = {0, 0, !of ? 0 : of->base};
    if (of && weighs) weight = line_weight(model, line);
    uint64_t units = weight.units;
    const uint32_t said = row->ballot ? cgov__entry_beside(model, number, BESIDE_SAID) : 0;
    if (said != 0)
        count_said(model, row, entry->roll, said, number, &weight, in);
    else if (row->ballot)
        cgov__choices_count(model, row, entry->roll, says, &weight, in);
    else if (says != 0)
        count(model, COUNTED_KEPT, entry->roll, (uint32_t)says, in);
    if (entry->numbered) count(model, cgov__counted_as(cgov__entry_elector(entry)), entry->roll, entry->elector, in);
    if (!row->owned && units != 0) units = count(model, COUNTED_HOUSEHOLD, entry->roll, weight.units, in);
    row->heads += in ? 1 : UINT32_MAX;
    row->units += in ? units : 0 - units;
    row->area += in ? weight.area : 0 - weight.area;
    row->weight += in ? weight.weight : 0 - weight.weight;
}

static void count_entry(struct model *model, uint32_t number, bool in) {
    const struct entry *entry = cgov__entry(model, number);
    struct roll_row *row = cgov__edit_roll_row(model, entry->roll);
    const uint64_t says =
        row->ballot ? beside_both(model, number, BESIDE_KEPT) : cgov__entry_beside(model, number, BESIDE_KEPT);
    count_on(model, row, cgov__roll_row(model, row->base), entry, number, says, in);
}

/* ---- changed ---- */

static bool at_row(const struct model *model, const struct roll_row *row, struct roll_at *out) {
    return cgov__roll_at(model, cgov__item(model, row->item), row->item, row->roll, out);
}

void cgov__roll_describe(struct roll_row *row, const struct roll *roll) {
    row->ballot = roll->ballot;
    row->yields = roll->ballots != 0;
}

static void leave_base(struct model *model, uint32_t number) {
    struct roll_row *row = cgov__edit_roll_row(model, number), *base = cgov__edit_roll_row(model, row->base);
    uint32_t *link = !base || base == row ? NULL : &base->based;
    while (link && *link != number) link = &cgov__edit_roll_row(model, *link)->next_based;
    if (link) *link = row->next_based;
    row->base = row->next_based = row->led = 0;
}

/* As soon as its base is there; and while nobody stands on it, for a text that an item was carried to may have put
 * another in its place. */
static void join_base(struct model *model, uint32_t number) {
    struct roll_row *row = cgov__edit_roll_row(model, number);
    struct roll_at roll, base;
    if (!at_row(model, row, &roll) || !cgov__roll_base(model, &roll, &base)) return;
    row->owned = cgov__roll_owned(base.roll);
    const uint32_t base_row = cgov__roll_row_of(model, &base);
    if (base_row == row->base) return;
    leave_base(model, number);
    row->base = base_row;
    struct roll_row *of = cgov__edit_roll_row(model, base_row);
    if (!of || of == row) return;
    row->next_based = of->based;
    of->based = number;
}

#define LED_BITS 24

/* Asked once, and again after an item was carried to another text. */
static inline void note_led(struct model *model, struct roll_row *row) {
    const uint64_t now = cgov__led_as_of(model);
    struct roll_at roll, other;
    if ((row->led | UINT32_C(1)) == (now | 1) || now >> LED_BITS != 0) return;
    const bool known = row->base != 0 && at_row(model, row, &roll) && roll.roll->of_count == 1;
    const struct roll_of *of = !known ? NULL : &roll.roll->of[0];
    const bool straight = of && of->kind == OF_ROLL && !of->still &&
                          cgov__roll_named(model, roll.item, roll.number, &of->roll, &other) &&
                          cgov__roll_row_of(model, &other) == row->base;
    row->led = (uint32_t)(now | straight) & ((UINT32_C(1) << LED_BITS) - 1);
}

uint32_t cgov__roll_row_make(struct model *model, const struct roll_at *roll) {
    uint32_t number = cgov__roll_row_of(model, roll);
    if (number != 0) return number;
    struct roll_row *row = cgov__rows_add(&model->roll_rows);
    number = model->roll_rows.count;
    struct extra *extra = cgov__extra(model, cgov__edit_item(model, roll->number));
    *row = (struct roll_row){.item = roll->number, .next = extra->rolls, .roll = roll->index};
    extra->rolls = number;
    cgov__roll_describe(row, roll->roll);
    join_base(model, number);
    return number;
}

static void count_out(struct model *model, uint32_t entry) {
    if (cgov__entry(model, entry)->standing) count_entry(model, entry, false);
}

static void count_in(struct model *model, uint32_t entry) {
    if (cgov__entry(model, entry)->standing) count_entry(model, entry, true);
}

static void stop_waiting(struct model *model, uint32_t number) {
    const uint32_t waits = cgov__entry_beside(model, number, BESIDE_WAITS);
    if (waits == 0) return;
    cgov__waits_end(model, cgov__entry(model, number)->roll, waits);
    put_beside(model, number, BESIDE_WAITS, 0);
}

/* What waits for a second person goes on waiting. */
static void stand_down(struct model *model, uint32_t entry) {
    if (!cgov__entry(model, entry)->standing) return;
    cgov__stay_over(model, entry);
    count_entry(model, entry, false);
    cgov__edit_entry(model, entry)->standing = false;
}

static void leave(struct model *model, uint32_t entry) {
    stop_waiting(model, entry);
    stand_down(model, entry);
}

typedef void on_entry(struct model *model, uint32_t entry);

/* The elector's, or everybody's. */
static void on_all(struct model *model, uint32_t roll_row, const struct entry *whose_or_null, on_entry *act) {
    const struct entry *entry;
    for (uint32_t n = cgov__roll_row(model, roll_row)->first; (entry = cgov__entry(model, n)); n = entry->next)
        if (!whose_or_null || cgov__entry_elector(entry) == cgov__entry_elector(whose_or_null)) act(model, n);
}

/* The first roll, from that row of the same base on, that is made from a roll; 0: there is none. */
static uint32_t next_made(const struct model *model, uint32_t n, const struct roll_row *row) {
    const struct roll_row *base = cgov__roll_row(model, row->base), *of;
    struct roll_at roll, other;
    bool known = base != row && at_row(model, row, &roll);
    for (; (of = cgov__roll_row(model, n)); n = of->next_based)
        if (base == row || (known && at_row(model, of, &other) && cgov__roll_leads(model, &other, &roll))) return n;
    return 0;
}

static uint32_t first_made(const struct model *model, const struct roll_row *row) {
    const struct roll_row *base = cgov__roll_row(model, row->base);
    return !base ? 0 : next_made(model, base->based, row);
}

/* Whom a fill of their roll has put off, and may put there again. */
static void put_off(struct model *model, uint32_t number) {
    struct entry *entry = cgov__edit_entry(model, number);
    stop_waiting(model, number);
    if (!entry->standing) return;
    count_entry(model, number, false);
    entry->standing = false;
    entry->gone = ROW_SEQ(entry, last_seq) < model->frame_seq;
}

/* Nobody stands on it, nor on what is made from it; below: in items below too. */
static void empty(struct model *model, uint32_t roll_row, on_entry *act, bool below) {
    const struct roll_row *row = cgov__roll_row(model, roll_row);
    if (row->first == 0) return;
    for (uint32_t n = first_made(model, row); n != 0; n = next_made(model, cgov__roll_row(model, n)->next_based, row)) {
        if (!below && cgov__roll_row(model, n)->item != row->item) continue;
        on_all(model, n, NULL, leave);
        if (cgov__roll_row(model, n)->ballot) cgov__bundle_end(model, n);
    }
    on_all(model, roll_row, NULL, act);
}

void cgov__roll_empty(struct model *model, uint32_t roll_row) {
    empty(model, roll_row, leave, true);
}

uint32_t cgov__roll_emptied(const struct model *model, uint32_t roll_row) {
    const struct roll_row *row = cgov__roll_row(model, roll_row), *of;
    uint32_t count = 0;
    for (uint32_t n = !row ? 0 : first_made(model, row); n != 0; n = next_made(model, of->next_based, row))
        count += (of = cgov__roll_row(model, n))->heads;
    return count;
}

uint32_t cgov__entry_left(const struct model *model, uint32_t entry) {
    const struct entry *whose = cgov__entry(model, entry);
    const struct roll_row *row = !whose ? NULL : cgov__roll_row(model, whose->roll), *of;
    const struct roll_row *base = !row ? NULL : cgov__roll_row(model, row->base);
    uint32_t count = 1;
    for (uint32_t n = !base ? 0 : base->based; (of = cgov__roll_row(model, n)); n = of->next_based) {
        const enum counted counted = cgov__counted_as(cgov__entry_elector(whose));
        count += of->heads == 0     ? 0
                 : of->numbers == 0 ? 1
                                    : cgov__tally_of(&model->counted[counted], n, whose->elector);
    }
    return count;
}

/* The elector's entries on one roll. */
static void on_theirs(struct model *model, uint32_t roll_row, const struct entry *whose, on_entry *act) {
    const uint32_t theirs = cgov__entry_find(model, roll_row, cgov__entry_elector(whose), 0);
    if (theirs != 0) act(model, theirs);
    if (cgov__roll_row(model, roll_row)->numbers != 0) on_all(model, roll_row, whose, act);
}

/* And on the rolls of a base. */
static void on_based(struct model *model, const struct roll_row *base, const struct entry *whose, on_entry *act) {
    const struct roll_row *of;
    for (uint32_t n = base->based; (of = cgov__roll_row(model, n)); n = of->next_based) on_theirs(model, n, whose, act);
}

uint32_t cgov__roll_based(const struct model *model, uint32_t roll_row) {
    const struct roll_row *row = cgov__roll_row(model, roll_row), *of;
    uint32_t count = 0;
    for (uint32_t n = !row ? 0 : row->based; (of = cgov__roll_row(model, n)); n = of->next_based) count++;
    return count;
}

void cgov__roll_begin(struct model *model, uint32_t roll_row, bool goes_on, uint64_t seq) {
    struct roll_row *row = cgov__edit_roll_row(model, roll_row);
    if (!goes_on && row->first != 0) {
        cgov__roll_refilled(model, row);
        empty(model, roll_row, put_off, true);
    }
    row->filled = true;
    ROW_SEQ_SET(row, last_seq, seq);
}

void cgov__roll_next_day(struct model *model, uint32_t roll_row) {
    struct roll_row *row = cgov__edit_roll_row(model, roll_row);
    if (!row || row->first == 0) return;
    cgov__roll_refilled(model, row);
    empty(model, roll_row, put_off, false);
}

/* Some line of the roll has them on it yet, as it has whoever is on a roll that is made from no other; or a move has
 * put them there: that list is of who there was then. */
static bool is_held(const struct model *model, const struct roll_at *roll, uint32_t row, uint64_t elector) {
    const struct entry *entry = cgov__entry(model, cgov__entry_find(model, row, elector, 0));
    struct roll_at other;
    if (entry && entry->standing && entry->line == 0) return true;
    for (uint8_t i = 0; i < roll->roll->of_count; i++) {
        const struct roll_of *of = &roll->roll->of[i];
        if (of->kind != OF_ROLL || (cgov__roll_named(model, roll->item, roll->number, &of->roll, &other) &&
                                    cgov__stands_on(model, &other, elector)))
            return true;
    }
    return false;
}

/* Who is on a roll no more is on none that is made from it, but where another line has them there, or a move has put
 * them: a roll at a time, until nothing is left to take. An item without children is the only one with such rolls. */
static void leave_made(struct model *model, const struct roll_row *from, const struct entry *whose) {
    const uint64_t elector = cgov__entry_elector(whose);
    const struct item *item = cgov__item(model, from->item);
    const struct roll_row *base = cgov__roll_row(model, from->base), *of;
    const bool alone = item->extra->children == 0;
    struct roll_at roll, other;
    bool known = base && base != from && at_row(model, from, &roll), again = known;
    while (again) {
        again = false;
        for (uint32_t n = alone ? item->extra->rolls : base->based; (of = cgov__roll_row(model, n));
             n = alone ? of->next : of->next_based) {
            if (of->heads == 0 || of->base != from->base || !at_row(model, of, &other) ||
                !cgov__stands_on(model, &other, elector) || !cgov__roll_leads(model, &other, &roll) ||
                is_held(model, &other, n, elector))
                continue;
            on_theirs(model, n, whose, leave);
            again = true;
        }
    }
}

static void said_by(struct entry *entry, uint64_t seq) {
    ROW_SEQ_SET(entry, last_seq, seq);
    entry->kept_by = 0;
}

void cgov__entry_take(struct model *model, uint32_t number, uint64_t seq) {
    struct entry *entry = cgov__edit_entry(model, number);
    const struct roll_row *row = cgov__roll_row(model, entry->roll);
    on_based(model, row, entry, leave);
    cgov__stay_settle(model, number);
    leave(model, number);
    leave_made(model, row, entry);
    said_by(entry, seq);
}

static IN_LINE struct entry *entry_make(struct model *model, struct roll_row *row, uint32_t roll_row,
                                        const struct entered *entered, uint32_t *number_out) {
    const uint64_t elector = entered->elector;
    const uint32_t number = entered->number;
    uint32_t found = entered->entry != 0 ? (uint32_t)(entered->entry - 1)
                                         : cgov__entry_seek_on(model, row, roll_row, elector, number, NULL);
    *number_out = found;
    if (found != 0) return cgov__edit_entry(model, found);
    struct entry *entry = cgov__rows_next(&model->entries), *last = cgov__edit_entry(model, row->last);
    *number_out = found = model->entries.count;
    *entry = (struct entry){.roll = roll_row, .elector = cgov__id_row(elector), .numbered = number != 0};
    entry->organization = cgov__id_kind(elector) == CGOV_KIND_ORGANIZATION;
    put_beside(model, found, BESIDE_NUMBER, number);
    if (last) {
        last->next = found;
    } else {
        row->first = found;
        row->first_elector = entry->elector;
        if (entered->line != 0) cgov__places_begin(model, row);
    }
    const bool follows = !last || (row->unbroken && entry->elector == last->elector + 1);
    row->unbroken = follows && !entry->organization && !entry->numbered;
    row->last = found;
    cgov__entry_placed(model, row, roll_row, found, entered);
    if (number > row->numbers) row->numbers = number;
    return entry;
}

/* A line of a base. Where it weighs otherwise now than it did, the elector's entries on the rolls of it weigh so too.
 */
static void weigh(struct model *model, const struct roll_row *row, uint32_t number, const struct entered *entered) {
    struct entry *entry = cgov__edit_entry(model, number);
    const struct weight was = line_weight(model, number);
    if (was.units == entered->units && was.area == entered->area && was.weight == entered->weight) return;
    const bool told = row->based != 0 && ROW_SEQ(entry, last_seq) != 0;
    if (told) on_based(model, row, entry, count_out);
    entry->base = entered->units;
    put_both(model, number, BESIDE_AREA, entered->area);
    put_both(model, number, BESIDE_WEIGHT, entered->weight);
    if (told) on_based(model, row, entry, count_in);
}

/* What was met on a roll that leads straight to its base was met there. */
static inline uint32_t base_entry(const struct model *model, const struct roll_row *row, const struct roll_row *base,
                                  const struct entered *entered) {
    if (entered->met != 0 && cgov__roll_straight(model, row)) return entered->met;
    const uint32_t line = !base ? 0 : cgov__line_of_all(base, entered->elector);
    if (line != 0) return line;
    const struct entry *met = cgov__entry(model, entered->met);
    return met && met->roll == row->base ? entered->met : cgov__entry_find(model, row->base, entered->elector, 0);
}

/* By that line one enters who agrees with another. */
static bool is_agreed(const struct model *model, const struct roll_row *row, uint8_t line) {
    struct roll_at roll;
    return line != 0 && at_row(model, row, &roll) && roll.roll->by[line - 1].twice;
}

/* Ballots give way to who stands on another roll now. */
static void yield(struct model *model, const struct roll_row *row, uint64_t elector) {
    struct roll_at roll;
    if (!at_row(model, row, &roll)) return;
    const struct procedure *procedure = cgov__procedure_of(model, roll.item);
    for (uint8_t b = 0; roll.roll->ballots >> b != 0; b++) {
        const struct roll_at ballots = {roll.item, roll.number, &procedure->rolls[b], b};
        if ((roll.roll->ballots >> b & 1) == 0) continue;
        const uint32_t theirs = cgov__entry_find(model, cgov__roll_row_of(model, &ballots), elector, 0);
        if (theirs != 0) leave(model, theirs);
    }
}

uint32_t cgov__entry_touch(struct model *model, uint32_t roll_row, const struct entered *entered) {
    uint32_t number;
    struct entry *entry = entry_make(model, cgov__edit_roll_row(model, roll_row), roll_row, entered, &number);
    if (entry->standing)
        cgov__stay_over(model, number);
    else
        entry->line = entered->line;
    cgov__stay_settle(model, number);
    said_by(entry, entered->seq);
    return number;
}

void cgov__entry_put(struct model *model, uint32_t roll_row, const struct entered *entered) {
    struct roll_row *row = cgov__edit_roll_row(model, roll_row);
    uint32_t number;
    struct entry *entry = entry_make(model, row, roll_row, entered, &number);
    const bool fresh = ROW_SEQ(entry, last_seq) == 0; /* nobody has said anything of it */
    if (row->base == 0 || row->heads == 0) join_base(model, roll_row);
    note_led(model, row);
    const struct roll_row *base = cgov__roll_row(model, row->base);
    if (!fresh && cgov__entry_beside(model, number, BESIDE_WAITS) != 0 && is_agreed(model, row, entered->line))
        stop_waiting(model, number);
    if (entry->standing) stand_down(model, number);
    const bool stays = !fresh && cgov__stay_again(model, number, entered->line);
    if (row->base != roll_row)
        entry->base = base_entry(model, row, base, entered);
    else
        weigh(model, row, number, entered);
    entry->line = entered->line;
    row->decided = 0;
    if (row->ballot)
        put_both(model, number, BESIDE_KEPT, entered->choice);
    else
        put_beside(model, number, BESIDE_KEPT, entered->kept);
    put_beside(model, number, BESIDE_SAID, entered->said);
    put_beside(model, number, BESIDE_COST, entered->cost);
    entry->standing = true;
    if (!stays) said_by(entry, entered->seq);
    count_on(model, row, base, entry, number, row->ballot ? entered->choice : entered->kept, true);
    if (row->yields) yield(model, row, entered->elector);
}

/* ---- room, digest ---- */

void cgov__choices_based_need(const struct model *model, uint32_t roll_row, uint64_t elector, struct need *need) {
    const struct roll_row *row = cgov__roll_row(model, roll_row), *of;
    for (uint32_t n = !row ? 0 : row->based; (of = cgov__roll_row(model, n)); n = of->next_based)
        if (of->ballot)
            need->counted[COUNTED_CHOICE] +=
                cgov__bits_count(cgov__entry_choice(model, cgov__entry_find(model, n, elector, 0)));
}

static void digest_choices(const struct model *model, struct sha256 *digest) {
    if (model->choice_rows.count == 0 && model->waits.count == 0) return; /* as before there were ballots */
    cgov__sha256_u64(digest, model->choice_rows.count);
    for (uint32_t n = 1; n <= model->choice_rows.count; n++)
        cgov__digest_choice_row(model, digest, cgov__choice_row(model, n));
    for (uint32_t n = 1; n <= model->waits.count; n++) cgov__digest_wait(model, digest, cgov__wait(model, n));
}

void cgov__rolls_digest(const struct model *model, struct sha256 *digest) {
    if (model->roll_rows.count == 0) return; /* as before there were rolls */
    cgov__sha256_u64(digest, model->roll_rows.count);
    for (uint32_t n = 1; n <= model->roll_rows.count; n++)
        cgov__digest_roll_row(model, digest, cgov__roll_row(model, n));
    for (uint32_t n = 1; n <= model->entries.count; n++) {
        cgov__digest_entry(model, digest, cgov__entry(model, n));
        for (uint32_t b = 0; b < BESIDE_COST; b++)
            cgov__sha256_u64(digest, cgov__entry_beside(model, n, (enum beside)b));
        const uint32_t cost = cgov__entry_beside(model, n, BESIDE_COST);
        if (cost != 0) cgov__sha256_u64(digest, cost);
    }
    for (uint32_t n = 1; n <= model->stays.count; n++) cgov__digest_stay(model, digest, cgov__stay(model, n));
    for (uint32_t n = 1; n <= model->refills.count; n++) cgov__digest_refill(model, digest, cgov__refill(model, n));
    digest_choices(model, digest);
    cgov__sayings_digest(model, digest);
}
