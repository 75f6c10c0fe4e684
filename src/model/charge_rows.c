/* Charges: a chain of an item's, the latest first. */
#include "model/charge_rows.h"

#include "model/item_rows.h"

struct charge *cgov__charge_row(struct model *model, struct item *item, uint32_t organization) {
    struct extra *extra = cgov__extra(model, item);
    struct charge *charge = cgov__rows_add(&model->charges);
    *charge = (struct charge){.organization = organization, .next = extra->charges};
    extra->charges = model->charges.count;
    return charge;
}

void cgov__charge_add(struct model *model, struct item *item, uint32_t organization, uint8_t counts) {
    cgov__charge_row(model, item, organization)->counts = counts;
}

static struct charge *last_of(struct model *model, const struct item *item, uint8_t clock) {
    struct charge *charge = cgov__edit_charge(model, item->extra->charges);
    while (charge && (charge->clock != clock + 1 || !cgov__charge_is_last(charge)))
        charge = cgov__edit_charge(model, charge->next);
    return charge;
}

void cgov__charge_followed(struct model *model, struct item *item, const struct clock_row *row, int64_t until,
                           int64_t rested) {
    struct charge *charge = last_of(model, item, row->clock);
    if (!charge) return;
    charge->start = row->start;
    charge->due = row->due;
    charge->stopped = until;
    charge->rested = rested;
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
    return charge->start >= 0 && charge->start <= charge->stopped && charge->rested >= 0 &&
           charge->rested <= charge->stopped - charge->start;
}

bool cgov__charge_holds(const struct model *model, const struct charge *charge) {
    if (charge->organization > model->organizations.count) return false;
    if (charge->counts != COUNTS_NONE) return cgov__comes_back(charge->counts) && charge->clock == 0;
    return charge->clock <= MAX_CLOCKS && (charge->stopped == 0 || is_run(charge));
}
