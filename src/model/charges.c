/* Charges: a chain of an item's, the latest first. */
#include "model/charges.h"

#include "model/clock_rows.h"
#include "model/item_rows.h"

static struct charge *add_row(struct model *model, struct item *item, uint32_t organization) {
    struct extra *extra = cgov__extra(model, item);
    struct charge *charge = cgov__rows_add(&model->charges);
    *charge = (struct charge){.organization = organization, .next = extra->charges};
    extra->charges = model->charges.count;
    return charge;
}

void cgov__charge_add(struct model *model, struct item *item, uint32_t organization, uint8_t counts) {
    add_row(model, item, organization)->counts = counts;
}

/* Its last run, ended or not, was late by then. */
static bool was_late(const struct model *model, const struct item *item, uint8_t clock, int64_t time) {
    const struct clock_row *row = cgov__clock_live(model, item, clock);
    if (row) return row->late || cgov__clock_past(model, row, time);
    return (item->ran & item->late) >> clock & 1;
}

void cgov__charge_late(struct model *model, struct item *item, uint32_t organization, int64_t time) {
    const uint32_t charged = cgov__charged(model, item);
    const uint8_t count = cgov__procedure_of(model, item)->clock_count;
    for (uint8_t c = 0; c < count; c++)
        if ((charged >> c & 1) == 0 && was_late(model, item, c, time))
            add_row(model, item, organization)->clock = (uint8_t)(c + 1);
}

static struct charge *last_of(struct model *model, const struct item *item, uint8_t clock) {
    struct charge *charge = cgov__edit_charge(model, item->extra->charges);
    while (charge && (charge->clock != clock + 1 || !cgov__charge_is_last(charge)))
        charge = cgov__edit_charge(model, charge->next);
    return charge;
}

void cgov__charge_followed(struct model *model, struct item *item, const struct clock_row *row, int64_t time) {
    struct charge *charge = last_of(model, item, row->clock);
    if (!charge) return;
    charge->start = row->start;
    charge->due = row->due;
    charge->stopped = row->state == CLOCK_STOPPED ? row->stopped : time;
    charge->rested = cgov__clock_rested(model, row, charge->stopped);
}

void cgov__charges_renumbered(struct model *model, const struct item *item, const struct procedure *old,
                              const struct procedure *renumbered) {
    struct charge *charge = cgov__edit_charge(model, item->extra->charges);
    for (; charge; charge = cgov__edit_charge(model, charge->next)) {
        if (charge->clock == 0 || charge->clock > old->clock_count) continue;
        const uint8_t clock = cgov__clock_find(renumbered, old->clocks[charge->clock - 1].name);
        charge->clock = clock == NONE ? 0 : (uint8_t)(clock + 1);
    }
}

uint32_t cgov__charged_with(const struct model *model, const struct item *item, uint8_t clock, uint32_t lead) {
    const struct charge *charge = cgov__charge(model, item->extra->charges);
    for (; charge; charge = cgov__charge(model, charge->next))
        if (charge->clock == clock + 1 && cgov__charge_is_last(charge)) return charge->organization;
    return lead;
}

uint32_t cgov__charged(const struct model *model, const struct item *item) {
    uint32_t clocks = 0;
    const struct charge *charge = cgov__charge(model, item->extra->charges);
    for (; charge; charge = cgov__charge(model, charge->next))
        if (cgov__charge_is_last(charge)) clocks |= UINT32_C(1) << (charge->clock - 1);
    return clocks;
}

static bool is_run(const struct charge *charge) {
    return charge->start <= charge->stopped && charge->rested >= 0 && charge->rested <= charge->stopped - charge->start;
}

bool cgov__charge_holds(const struct model *model, const struct charge *charge) {
    if (charge->organization > model->organizations.count) return false;
    if (charge->counts != COUNTS_NONE) return cgov__comes_back(charge->counts) && charge->clock == 0;
    return charge->clock <= MAX_CLOCKS && (charge->stopped == 0 || is_run(charge));
}
