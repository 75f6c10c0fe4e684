/* Whether the rows of rolls, of their entries and of what ballots say may be read: of sound.c the part that is of
 * rolls. */
#include "model/sound_rolls.h"

#include "base/civil.h"
#include "model/entry_places.h"
#include "model/roll_rows.h"
#include "model/sayings.h"

/* So many levels hold what they span; where a place leads is asked by whoever goes there. */
static bool places_hold(const struct roll_row *row) {
    return row->way_levels <= WAY_LEVELS && (row->place_span == 0 || row->way_levels != 0) &&
           (uint64_t)row->place_span <= PLACES * (UINT64_C(1) << 8 * row->way_levels);
}

static bool roll_holds(const struct model *model, const struct roll_row *row, uint32_t number, uint32_t item) {
    const struct procedure *procedure = cgov__procedure_of(model, cgov__item(model, item));
    const struct roll_row *base = cgov__roll_row(model, row->base);
    return row->item == item && (row->roll == NONE || row->roll < procedure->roll_count) &&
           (row->roll == NONE || row->ballot == procedure->rolls[row->roll].ballot) &&
           cgov__is_there_or_0(row->base, &model->roll_rows) &&
           (!base || base == cgov__roll_row(model, number) || base->base == row->base) &&
           cgov__is_there_or_0(row->first, &model->entries) && cgov__is_there_or_0(row->last, &model->entries) &&
           places_hold(row) && cgov__is_seq(model, ROW_SEQ(row, last_seq)) && row->decided <= CGOV_OUTCOME_UNFILLED &&
           (row->closed == 0 || cgov__date_valid(row->closed));
}

static bool entry_holds(const struct model *model, const struct entry *entry, uint32_t roll,
                        const struct roll_row *row) {
    const bool own = row->base == roll;
    const uint32_t kind = entry->organization ? CGOV_KIND_ORGANIZATION : CGOV_KIND_RESIDENT;
    const struct entry *base = own ? NULL : cgov__entry(model, entry->base);
    return entry->roll == roll && entry->elector != 0 && cgov__is_somebody(model, kind, entry->elector) &&
           (own || cgov__is_there_or_0(entry->base, &model->entries)) && (!base || base->roll == row->base) &&
           cgov__is_seq(model, ROW_SEQ(entry, last_seq));
}

/* The line that it was entered by is one of its roll's. */
static bool line_holds(const struct model *model, const struct entry *entry, const struct roll_row *row) {
    const struct procedure *procedure = cgov__procedure_of(model, cgov__item(model, row->item));
    const uint8_t most = row->roll == NONE ? MAX_BY : procedure->rolls[row->roll].by_count;
    return entry->line == LINE_GONE || entry->line <= most;
}

/* Of a roll that keeps a choice, what is kept is one's name. */
static bool kept_holds(const struct model *model, uint32_t entry, const struct roll_row *row) {
    if (row->roll == NONE || row->ballot) return true;
    const struct procedure *procedure = cgov__procedure_of(model, cgov__item(model, row->item));
    const uint8_t kept = procedure->rolls[row->roll].kept;
    return kept == NONE || procedure->details[kept].type != CGOV_DETAIL_CHOICE ||
           cgov__is_symbol(model, cgov__entry_beside(model, entry, BESIDE_KEPT));
}

static bool entries_hold(struct led *led, uint32_t roll) {
    const struct model *model = led->model;
    const struct roll_row *row = cgov__roll_row(model, roll);
    const struct entry *entry;
    uint32_t last = 0, heads = 0, elector = row->first_elector;
    for (uint32_t n = row->first; (entry = cgov__entry(model, n)); n = entry->next) {
        if (!cgov__lead(led, n) || !entry_holds(model, entry, roll, row) || !line_holds(model, entry, row))
            return false;
        if (!kept_holds(model, n, row)) return false;
        if (entry->numbered && cgov__entry_beside(model, n, BESIDE_NUMBER) - 1 >= row->numbers) return false;
        if (row->unbroken && (n <= last || entry->organization || entry->numbered || entry->elector != elector++))
            return false;
        last = n;
        heads += entry->standing;
    }
    return last == row->last && heads == row->heads;
}

bool cgov__rolls_of_hold(struct led *led, const struct item *item, uint32_t number) {
    const struct model *model = led->model;
    const struct roll_row *row;
    for (uint32_t n = item->extra->rolls; n != 0; n = row->next) {
        row = cgov__roll_row(model, n);
        if (!row || !cgov__lead(led, n) || !roll_holds(model, row, n, number)) return false;
    }
    return true;
}

/* Each roll made from another's people is on the list of that. */
static bool bases_hold(struct led *led) {
    const struct model *model = led->model;
    cgov__led_begin(led, &model->roll_rows);
    for (uint32_t n = 1; n <= model->roll_rows.count; n++) {
        const struct roll_row *of;
        for (uint32_t b = cgov__roll_row(model, n)->based; b != 0; b = of->next_based) {
            of = cgov__roll_row(model, b);
            if (!of || !cgov__lead(led, b) || of->base != n || b == n) return false;
        }
    }
    for (uint32_t n = 1; n <= model->roll_rows.count; n++) {
        const struct roll_row *row = cgov__roll_row(model, n);
        if (row->base != 0 && row->base != n && !cgov__is_led(led, n)) return false;
    }
    return true;
}

static bool choices_hold(struct led *led) {
    const struct model *model = led->model;
    cgov__led_begin(led, &model->choice_rows);
    for (uint32_t n = 1; n <= model->roll_rows.count; n++) {
        const struct choice_row *of;
        for (uint32_t c = cgov__roll_row(model, n)->choices; c != 0; c = of->next) {
            of = cgov__choice_row(model, c);
            if (!of || !cgov__lead(led, c) || of->roll != n || of->choice > 64) return false;
        }
    }
    return true;
}

/* What each says can be read, and is said on its roll. */
static bool sayings_hold(struct led *led) {
    const struct model *model = led->model;
    cgov__led_begin(led, &model->sayings);
    for (uint32_t n = 1; n <= model->roll_rows.count; n++) {
        const struct saying *of;
        for (uint32_t s = cgov__roll_row(model, n)->sayings; s != 0; s = of->next) {
            of = cgov__saying(model, s);
            if (!of || !cgov__lead(led, s) || of->roll != n || !cgov__arena_has(&model->pieces, of->piece) ||
                of->len > cgov__arena_left(of->piece))
                return false;
            const struct blob said = cgov__saying_said(model, of);
            if (!cgov__said_valid(&said, of->kind) || !cgov__sealed_holds(model, s)) return false;
        }
    }
    for (uint32_t n = 1; n <= model->sayings.count; n++)
        if (!cgov__is_led(led, n)) return false;
    for (uint32_t n = 1; n <= model->entries.count; n++)
        if (!cgov__is_there_or_0(cgov__entry_beside(model, n, BESIDE_SAID), &model->sayings)) return false;
    return true;
}

static bool waits_hold(struct led *led) {
    const struct model *model = led->model;
    bool holds = true;
    cgov__led_begin(led, &model->waits);
    holds = cgov__lead(led, model->free_wait);
    for (uint32_t n = 1; holds && n <= model->entries.count; n++)
        holds = cgov__lead(led, cgov__entry_beside(model, n, BESIDE_WAITS));
    for (uint32_t n = 1; holds && n <= model->choice_rows.count; n++)
        holds = cgov__lead(led, cgov__choice_row(model, n)->waits);
    for (uint32_t n = 1; holds && n <= model->waits.count; n++)
        holds = cgov__lead(led, cgov__wait(model, n)->next) &&
                cgov__is_there_or_0(cgov__wait(model, n)->actor, &model->residents);
    return holds;
}

static bool stays_hold(struct led *led) {
    const struct model *model = led->model;
    bool holds = true;
    cgov__led_begin(led, &model->stays);
    for (uint32_t i = 0; holds && i < model->stay_map.cap; i++) holds = cgov__lead(led, model->stay_map.slots[i].value);
    for (uint32_t n = 1; holds && n <= model->stays.count; n++) {
        const struct stay *stay = cgov__stay(model, n);
        holds = cgov__lead(led, stay->next) && cgov__is_there(stay->entry, &model->entries) &&
                cgov__is_seq(model, ROW_SEQ(stay, until)) && cgov__is_seq(model, ROW_SEQ(stay, since));
    }
    cgov__led_begin(led, &model->refills);
    for (uint32_t n = 1; holds && n <= model->roll_rows.count; n++)
        holds = cgov__lead(led, cgov__roll_row(model, n)->refills);
    for (uint32_t n = 1; holds && n <= model->refills.count; n++) holds = cgov__lead(led, cgov__refill(model, n)->next);
    return holds;
}

bool cgov__rolls_hold(struct led *rolls, struct led *led) {
    const struct model *model = led->model;
    bool holds = true;
    for (uint32_t n = 1; holds && n <= model->roll_rows.count; n++) holds = cgov__is_led(rolls, n);
    cgov__led_begin(led, &model->entries);
    for (uint32_t n = 1; holds && n <= model->roll_rows.count; n++) holds = entries_hold(led, n);
    for (uint32_t n = 1; holds && n <= model->entries.count; n++) holds = cgov__is_led(led, n);
    return holds && bases_hold(led) && choices_hold(led) && sayings_hold(led) && waits_hold(led) && stays_hold(led);
}
