/* Whether rows that came from outside may be read at all: every number in them that leads somewhere leads to something
 * that is there, every chain of them ends, and what is walked upwards has a top. What the rows say besides is not
 * asked: a snapshot that lies is believed, as the journal beside it would be. A chain ends where nothing in it is led
 * to twice, its beginnings included: for a circle that can be entered has a place that is. Items are millions, and are
 * gone through once; each asks all that is asked of it then. */
#include "model/snapshot.h"

#include "base/civil.h"
#include "model/charge_rows.h"
#include "model/clock_rows.h"
#include "model/sound_pieces.h"
#include "model/sound_rolls.h"
#include "model/terms.h"
#include "model/track.h"

#define INSTANT_LAST (2 * END_OF_TIME) /* a due may lie past the end of time */
#define ITEMS_DEEPEST MAX_PROCEDURES   /* each item above another is of another procedure */

/* What is led to by items. */
struct from_items {
    struct led extras, children, followers, clocks, rolls, passages, mentions, charges, workers;
    uint64_t parented, merged; /* items that have a parent, a master; as many are led to */
    uint64_t found, followed;
    bool ways; /* some have a master and followers too, so ways up may be longer than a step */
};
#define LED_AT_ONCE 9u

static bool is_instant(int64_t at) {
    return at >= 0 && at <= INSTANT_LAST;
}

static bool is_key(const struct model *model, uint32_t external) {
    return external == 0 || cgov__arena_has(&model->pieces, external);
}

/* ---- people ---- */

static bool resident_holds(const struct model *model, const struct resident *row) {
    const struct unit *unit = cgov__unit(model, row->units);
    return cgov__is_there(row->parent, &model->organizations) && is_key(model, row->external) &&
           cgov__is_seq(model, ROW_SEQ(row, last_seq)) &&
           cgov__is_there_or_0(row->appointments, &model->appointments) &&
           cgov__is_there_or_0(row->household, &model->units) && cgov__is_there_or_0(row->units, &model->units) &&
           (!unit || unit->prior_of_owner == 0);
}

static bool organization_holds(const struct model *model, const struct organization *row) {
    const struct unit *unit = cgov__unit(model, row->units);
    return cgov__is_there_or_0(row->parent, &model->organizations) && cgov__is_symbol(model, row->type) &&
           is_key(model, row->external) && cgov__is_seq(model, ROW_SEQ(row, last_seq)) &&
           cgov__is_there_or_0(row->appointments, &model->appointments) &&
           cgov__is_there_or_0(row->units, &model->units) && (!unit || unit->prior_of_owner == 0);
}

/* The unit before it, or its owner, leads to it. */
static bool is_owned(const struct model *model, const struct unit *row, uint32_t number) {
    const struct unit *prior = cgov__unit(model, row->prior_of_owner), *next = cgov__unit(model, row->next_of_owner);
    if (next && next->prior_of_owner != number) return false;
    if (row->owner == 0) return row->prior_of_owner == 0 && !next;
    if (prior) return prior->next_of_owner == number;
    if (row->owner_kind == CGOV_KIND_RESIDENT) return cgov__resident(model, row->owner)->units == number;
    return cgov__organization(model, row->owner)->units == number;
}

static bool unit_holds(const struct model *model, const struct unit *row, uint32_t number) {
    return cgov__is_there(row->parent, &model->organizations) && cgov__is_symbol(model, row->type) &&
           is_key(model, row->external) && cgov__is_seq(model, ROW_SEQ(row, last_seq)) &&
           cgov__is_there_or_0(row->household, &model->units) &&
           cgov__is_there_or_0(row->next_of_owner, &model->units) &&
           cgov__is_there_or_0(row->prior_of_owner, &model->units) &&
           cgov__is_somebody(model, row->owner_kind, row->owner) && is_owned(model, row, number);
}

static bool appointment_holds(const struct model *model, const struct appointment *row) {
    return cgov__is_there(row->resident, &model->residents) &&
           cgov__is_there(row->organization, &model->organizations) && cgov__is_symbol(model, row->role) &&
           cgov__is_seq(model, row->last_seq) && is_instant(row->from) && is_instant(row->until);
}

static bool terms_hold(struct led *led) {
    const struct model *model = led->model;
    bool holds = true;
    for (int whose = 0; holds && whose < TERMS_TREES; whose++) {
        const struct rows *rows = whose == TERMS_OF_RESIDENT ? &model->residents : &model->organizations;
        cgov__led_begin(led, &model->appointments);
        for (uint32_t n = 1; holds && n <= rows->count; n++)
            holds = cgov__lead(led, whose == TERMS_OF_RESIDENT ? cgov__resident(model, n)->appointments
                                                               : cgov__organization(model, n)->appointments);
        for (uint32_t n = 1; holds && n <= model->appointments.count; n++) {
            const uint32_t *below = cgov__appointment(model, n)->below[whose];
            holds = cgov__lead(led, below[0]) && cgov__lead(led, below[1]);
        }
        for (uint32_t n = 1; holds && n <= model->appointments.count; n++) holds = cgov__term_sound(model, whose, n);
    }
    return holds;
}

typedef uint32_t above_of(const struct model *model, uint32_t number);

static uint32_t parent_of(const struct model *model, uint32_t number) {
    return cgov__organization(model, number)->parent;
}

static uint32_t household_of(const struct model *model, uint32_t number) {
    return cgov__unit(model, number)->household;
}

static uint32_t master_of(const struct model *model, uint32_t number) {
    return cgov__item(model, number)->extra->master;
}

/* Every way up has an end: one step for each row, for what was found to end is not walked again. */
static bool ways_end(struct led *led, const struct rows *rows, above_of *above) {
    const struct model *model = led->model;
    cgov__led_begin(led, rows);
    for (uint32_t n = 1; n <= rows->count; n++) {
        uint64_t steps = 0;
        for (uint32_t at = n; at != 0 && !cgov__is_led(led, at); at = above(model, at))
            if (++steps > rows->count) return false;
        for (uint32_t at = n; at != 0 && cgov__lead(led, at); at = above(model, at)) continue;
    }
    return true;
}

static bool people_hold(struct led *led) {
    const struct model *model = led->model;
    bool holds = model->organizations.count > 0 && model->residents.count > 0;
    for (uint32_t n = 1; holds && n <= model->residents.count; n++)
        holds = resident_holds(model, cgov__resident(model, n));
    for (uint32_t n = 1; holds && n <= model->organizations.count; n++)
        holds = organization_holds(model, cgov__organization(model, n));
    for (uint32_t n = 1; holds && n <= model->units.count; n++) holds = unit_holds(model, cgov__unit(model, n), n);
    for (uint32_t n = 1; holds && n <= model->appointments.count; n++)
        holds = appointment_holds(model, cgov__appointment(model, n));
    return holds && terms_hold(led) && ways_end(led, &model->organizations, parent_of) &&
           ways_end(led, &model->units, household_of);
}

/* ---- items ---- */

static bool tail_holds(const struct model *model, const struct procedure *procedure, const struct item *item) {
    for (uint8_t p = 0; p < procedure->party_count; p++) {
        const bool organization = procedure->parties[p].organization;
        if (!cgov__is_there_or_0(item->parties[p], organization ? &model->organizations : &model->residents))
            return false;
    }
    for (uint8_t t = 0; t < procedure->timer_count; t++)
        if (!is_instant(cgov__timer(procedure, item, t))) return false;
    for (uint8_t d = 0; d < procedure->kept_count; d++) {
        const uint32_t date = cgov__kept(procedure, item, d);
        const bool number = d == procedure->seats_kept || d == procedure->budget_kept;
        if (date != 0 && !number && !cgov__date_valid(date)) return false;
    }
    return true;
}

static bool extra_holds(const struct model *model, const struct extra *row, uint32_t number) {
    const struct rows *items = &model->items;
    return row->parent < number && cgov__is_there_or_0(row->children_first, items) &&
           cgov__is_there_or_0(row->children_last, items) && cgov__is_there_or_0(row->sibling, items) &&
           cgov__is_there_or_0(row->master, items) && cgov__is_there_or_0(row->earlier, items) &&
           cgov__is_there_or_0(row->follower, items) && cgov__is_there_or_0(row->next_follower, items) &&
           cgov__is_there_or_0(row->subject, items) && cgov__is_there_or_0(row->passages, &model->passages) &&
           cgov__is_there_or_0(row->mentions, &model->mentions) && cgov__is_there_or_0(row->charges, &model->charges) &&
           cgov__is_there_or_0(row->workers, &model->workers) && cgov__is_there_or_0(row->rolls, &model->roll_rows) &&
           cgov__is_somebody(model, cgov__id_kind(row->against), cgov__id_row(row->against)) &&
           is_instant(row->received) && (row->sibling == 0 || row->parent != 0);
}

static bool item_holds(const struct model *model, const struct item *item) {
    const struct procedure *procedure = cgov__procedure_of(model, item);
    const struct rulebook *rulebook = cgov__rulebook_of(model, item);
    return item->kind == procedure->kind && item->state < procedure->state_count &&
           (item->profile == NONE || item->profile < rulebook->profile_count) &&
           item->matter <= rulebook->matter_count && cgov__is_symbol(model, item->class_name) &&
           is_key(model, item->external) && cgov__is_there_or_0(item->reported_by, &model->residents) &&
           cgov__is_there_or_0(item->worker, &model->residents) && cgov__is_there_or_0(item->clocks, &model->clocks) &&
           cgov__is_seq(model, ROW_SEQ(item, last_seq)) && cgov__is_seq(model, ROW_SEQ(item, version)) &&
           cgov__track_valid(item) && item->urgency <= CGOV_URGENCY_CRITICAL &&
           is_instant(ROW_INSTANT(item, opened_at)) && is_instant(ROW_INSTANT(item, moved_at)) &&
           tail_holds(model, procedure, item);
}

static bool is_deep(const struct model *model, const struct item *item) {
    uint32_t depth = 0;
    while ((item = cgov__item(model, item->extra->parent)))
        if (++depth > ITEMS_DEEPEST) return true;
    return false;
}

static bool children_hold(struct from_items *from, const struct item *parent, uint32_t number) {
    const struct model *model = from->children.model;
    uint32_t last = 0, count = 0, open = 0;
    for (uint32_t n = parent->extra->children_first; n != 0; n = cgov__item(model, n)->extra->sibling) {
        if (!cgov__lead(&from->children, n) || cgov__item(model, n)->extra->parent != number) return false;
        last = n;
        count++;
        open += !cgov__item(model, n)->final;
    }
    from->found += count;
    return last == parent->extra->children_last && count == parent->extra->children &&
           open == parent->extra->open_children;
}

static bool followers_hold(struct from_items *from, const struct item *master, uint32_t number) {
    const struct model *model = from->followers.model;
    uint32_t count = 0;
    for (uint32_t n = master->extra->follower; n != 0; n = cgov__item(model, n)->extra->next_follower, count++)
        if (!cgov__lead(&from->followers, n) || cgov__item(model, n)->extra->master != number) return false;
    from->followed += count;
    return count == master->extra->followers;
}

static bool passage_holds(const struct model *model, const struct passage *row) {
    const struct adoption *adoption = cgov__adoption(model, row->rulebook);
    return adoption && row->procedure < adoption->rulebook.procedure_count &&
           row->matter <= adoption->rulebook.matter_count && cgov__is_seq(model, row->seq);
}

/* Rows that items lead to lead to one another. */
#define CHAIN_HOLDS(led, table, name)                                                                                  \
    for (uint32_t n = 1; holds && n <= model->table.count; n++) holds = cgov__lead(led, cgov__##name(model, n)->next);

static bool chains_hold(struct from_items *from) {
    const struct model *model = from->extras.model;
    bool holds = true;
    CHAIN_HOLDS(&from->passages, passages, passage)
    CHAIN_HOLDS(&from->mentions, mentions, mention)
    CHAIN_HOLDS(&from->charges, charges, charge)
    CHAIN_HOLDS(&from->workers, workers, worker)
    for (uint32_t n = 1; holds && n <= model->passages.count; n++)
        holds = passage_holds(model, cgov__passage(model, n));
    for (uint32_t n = 1; holds && n <= model->mentions.count; n++)
        holds = cgov__is_there(cgov__mention(model, n)->item, &model->items) &&
                cgov__is_seq(model, cgov__mention(model, n)->seq);
    for (uint32_t n = 1; holds && n <= model->charges.count; n++)
        holds = cgov__charge_holds(model, cgov__charge(model, n));
    for (uint32_t n = 1; holds && n <= model->workers.count; n++)
        holds = cgov__is_there(cgov__worker(model, n)->resident, &model->residents);
    return holds;
}

/* ---- clocks ---- */

static bool is_length(uint32_t length, uint8_t unit) {
    return length == 0 || (unit - 1u < UNIT_TO_DAY && length <= cgov__longest(unit));
}

/* It is the item's, and as its procedure has it; one of a clock that a later text dropped has stopped. */
static bool clock_holds(const struct model *model, const struct clock_row *row, uint32_t item) {
    const struct procedure *procedure = cgov__procedure_of(model, cgov__item(model, item));
    return row->item == item &&
           (row->clock < procedure->clock_count || (row->clock == NONE && row->state == CLOCK_STOPPED)) &&
           row->state <= CLOCK_STOPPED && is_length(row->length, row->unit) &&
           is_length(row->extension, row->extension_unit) && is_instant(row->start) &&
           (row->due == DUE_UNKNOWN || (is_instant(row->due) && row->due >= row->start)) && is_instant(row->stopped) &&
           (row->length != 0 || row->state == CLOCK_IDLE || row->state == CLOCK_STOPPED);
}

/* The item's ring, the last first; *there: the clocks that have a row. */
static bool ring_holds(struct led *led, const struct item *item, uint32_t number, uint32_t *there, uint32_t *live) {
    const struct model *model = led->model;
    uint32_t n = item->clocks;
    do {
        const struct clock_row *row = cgov__clock_row(model, n);
        if (!row || !cgov__lead(led, n) || !clock_holds(model, row, number)) return false;
        const uint32_t bit = row->clock == NONE ? 0 : UINT32_C(1) << row->clock;
        if ((*there & bit) != 0 || (!item->rested && (bit == 0 || row->pauses != 0))) return false;
        *there |= bit;
        *live += row->state != CLOCK_STOPPED;
        n = row->next;
    } while (n != item->clocks);
    return true;
}

/* What has not stopped is on the list of those, in the order of the ring, and nothing else is. */
static bool clocks_of_hold(struct led *led, const struct item *item, uint32_t number) {
    const struct model *model = led->model;
    uint32_t there = 0, live = 0;
    if (item->clocks == 0) return true;
    if (!ring_holds(led, item, number, &there, &live)) return false;
    const struct clock_row *last = cgov__clock_row(model, item->clocks), *row;
    uint32_t at = last->live;
    for (uint32_t n = last->next;; n = row->next) {
        row = cgov__clock_row(model, n);
        if (row->state != CLOCK_STOPPED) {
            if (at != n) return false;
            at = row->next_live;
        }
        if (n == item->clocks) break;
    }
    return at == 0 && there == last->there;
}

/* Pauses of a clock's row, one after another, none of which begins before it or is of what is to come: so what it has
 * rested is never less than nothing. The last may be open. */
static bool pauses_hold(struct led *led, const struct clock_row *row) {
    const struct model *model = led->model;
    uint32_t count = 0;
    int64_t over = row->start;
    for (uint32_t n = row->pauses; n != 0; count++) {
        const struct pause_row *pause = cgov__pause_row(model, n);
        const int64_t to = pause && pause->to != 0 ? pause->to : model->now;
        if (!cgov__lead(led, n) || pause->from < over || to < pause->from || to > model->now ||
            (pause->to == 0 && pause->next != 0))
            return false;
        over = to;
        n = pause->next;
    }
    return count == row->pause_count && count <= MAX_PAUSES;
}

static bool free_hold(struct led *led, uint32_t first, uint32_t count, bool clocks) {
    const struct model *model = led->model;
    for (uint32_t n = first; n != 0; count--) {
        if (!cgov__lead(led, n) || count == 0) return false;
        const struct clock_row *row = clocks ? cgov__clock_row(model, n) : NULL;
        if (row && (row->state != CLOCK_STOPPED || row->pauses != 0))
            return false; /* it would fall due, or lose them */
        n = clocks ? cgov__clock_row(model, n)->next : cgov__pause_row(model, n)->next;
    }
    return count == 0;
}

/* Each row is an item's, or free. */
static bool clocks_hold(struct led *led, struct led *pauses) {
    const struct model *model = led->model;
    bool holds = free_hold(led, model->free_clock, model->free_clocks, true);
    cgov__led_begin(pauses, &model->pauses);
    for (uint32_t n = 1; holds && n <= model->clocks.count; n++) {
        const struct clock_row *row = cgov__clock_row(model, n);
        holds = cgov__is_led(led, n) && pauses_hold(pauses, row);
    }
    holds = holds && free_hold(pauses, model->free_pause, model->free_pauses, false);
    for (uint32_t n = 1; holds && n <= model->pauses.count; n++) holds = cgov__is_led(pauses, n);
    return holds;
}

/* ---- all ---- */

/* An item's row beside its own, and all that it leads to. */
static bool beside_holds(struct from_items *from, const struct item *item, uint32_t number) {
    const struct extra *extra = item->extra;
    if (!extra_holds(from->extras.model, extra, number) || !cgov__lead(&from->extras, extra->number) ||
        !cgov__lead(&from->passages, extra->passages) || !cgov__lead(&from->mentions, extra->mentions) ||
        !cgov__lead(&from->charges, extra->charges) || !cgov__lead(&from->workers, extra->workers))
        return false;
    from->parented += extra->parent != 0;
    from->merged += extra->master != 0;
    from->ways = from->ways || (extra->master != 0 && extra->follower != 0);
    return children_hold(from, item, number) && !is_deep(from->extras.model, item) &&
           followers_hold(from, item, number) && cgov__rolls_of_hold(&from->rolls, item, number);
}

static bool items_hold(struct from_items *from) {
    const struct model *model = from->extras.model;
    for (uint32_t n = 1; n <= model->items.count; n++) {
        const struct item *item = cgov__item(model, n);
        if (!item_holds(model, item) || !clocks_of_hold(&from->clocks, item, n)) return false;
        if (item->extra->number != 0 && !beside_holds(from, item, n)) return false;
    }
    return from->parented == from->found && from->merged == from->followed && chains_hold(from);
}

static bool all_hold(const struct model *model, uint8_t *bits, size_t size) {
    struct from_items from = {0};
    struct led led = {.model = model, .bits = bits};
    struct led *const each[] = {&from.extras,   &from.children, &from.followers, &from.clocks, &from.rolls,
                                &from.passages, &from.mentions, &from.charges,   &from.workers};
    const struct rows *const of[] = {&model->extras,   &model->items,     &model->items,
                                     &model->clocks,   &model->roll_rows, &model->passages,
                                     &model->mentions, &model->charges,   &model->workers};
    if (!people_hold(&led)) return false;
    for (uint32_t i = 0; i < LED_AT_ONCE; i++) {
        *each[i] = (struct led){.model = model, .bits = bits + (i + 1) * size};
        cgov__led_begin(each[i], of[i]);
    }
    if (!items_hold(&from) || !clocks_hold(&from.clocks, &led) || !cgov__rolls_hold(&from.rolls, &led)) return false;
    return !from.ways || ways_end(&led, &model->items, master_of);
}

bool cgov__model_sound(const struct model *model, bool *memory_out) {
    uint32_t most = 0;
#define TABLE(table, row)                                                                                              \
    if (model->table.count > most) most = model->table.count;
#include "model/tables.def"
    TABLE(clocks, clock_row)
    TABLE(pauses, pause_row)
#undef TABLE
    const size_t size = most / 8 + (size_t)1, all = (LED_AT_ONCE + 1) * size;
    uint8_t *bits = cgov__mem_resize(model->mem, NULL, 0, all);
    *memory_out = bits != NULL;
    if (!bits) return false;
    const bool holds = all_hold(model, bits, size);
    cgov__mem_resize(model->mem, bits, all, 0);
    return holds && cgov__pieces_hold(model, memory_out);
}
