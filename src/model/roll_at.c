/* Rolls as texts name them, seen from an item, here and above; and what the details of an entry say that a roll keeps.
 *
 * Invariant: a roll that is the same list as another is that other, so no row is ever made of it. */
#include "model/roll_rows.h"

#include "records/given.h"

/* ---- which roll ---- */

bool cgov__roll_at(const struct model *model, const struct item *item, uint32_t number, uint8_t roll,
                   struct roll_at *out) {
    const struct procedure *procedure = cgov__procedure_of(model, item);
    if (roll >= procedure->roll_count) return false;
    *out = (struct roll_at){item, number, &procedure->rolls[roll], roll};
    return !out->roll->same || cgov__roll_named(model, item, number, &out->roll->of[0].roll, out);
}

bool cgov__roll_named(const struct model *model, const struct item *item, uint32_t number, const struct roll_ref *ref,
                      struct roll_at *out) {
    if (ref->roll != NONE) return cgov__roll_at(model, item, number, ref->roll, out);
    while ((item = cgov__item(model, number = item->extra->parent))) {
        uint8_t roll = cgov__roll_of_name(cgov__procedure_of(model, item), ref->above);
        if (roll != NONE) return cgov__roll_at(model, item, number, roll, out);
    }
    return false;
}

/* Lines `of ROLL` form no circle, and items above are fewer than there are procedures. */
bool cgov__roll_base(const struct model *model, const struct roll_at *roll, struct roll_at *out) {
    struct roll_at at = *roll;
    for (uint8_t i = 0; i < at.roll->of_count;) {
        if (at.roll->of[i].kind != OF_ROLL) {
            i++;
        } else if (!cgov__roll_named(model, at.item, at.number, &at.roll->of[i].roll, &at)) {
            return false;
        } else {
            i = 0;
        }
    }
    *out = at;
    return true;
}

/* Lines that lead above all name the same roll there, so each item on the way up has one to go on from. */
bool cgov__roll_leads(const struct model *model, const struct roll_at *roll, const struct roll_at *to) {
    struct roll_at at = *roll;
    for (;;) {
        const struct procedure *procedure = cgov__procedure_of(model, at.item);
        const struct roll_ref *above = NULL;
        uint32_t seen = UINT32_C(1) << at.index, next = seen;
        while (next != 0) {
            uint8_t r = 0;
            while ((next >> r & 1) == 0) r++;
            next &= next - 1;
            for (uint8_t i = 0; i < procedure->rolls[r].of_count; i++) {
                const struct roll_of *of = &procedure->rolls[r].of[i];
                if (of->kind != OF_ROLL) continue;
                if (of->roll.roll == NONE) above = &of->roll;
                if (of->roll.roll == NONE || (seen >> of->roll.roll & 1) != 0) continue;
                if (at.item == to->item && of->roll.roll == to->index) return true;
                next |= UINT32_C(1) << of->roll.roll;
                seen |= next;
            }
        }
        if (!above || !cgov__roll_named(model, at.item, at.number, above, &at)) return false;
        if (at.item == to->item && at.index == to->index) return true;
    }
}

uint32_t cgov__roll_row_of(const struct model *model, const struct roll_at *roll) {
    uint32_t number;
    cgov__roll_row_seek(model, roll, &number);
    return number;
}

/* ---- what an entry says ---- */

bool cgov__kept_of(const struct model *model, const struct roll_at *roll, const struct blob *details,
                   uint32_t *value_out, struct blob *symbol_out) {
    *value_out = 0;
    *symbol_out = cgov__blob(NULL, 0);
    if (roll->roll->kept == NONE) return false;
    uint32_t number = cgov__procedure_of(model, roll->item)->details[roll->roll->kept].number;
    struct cursor cursor = cgov__cursor(details->ptr, details->len);
    struct given given;
    while (cgov__given_next(&cursor, &given)) {
        if (given.number != number) continue;
        if (given.form == GIVEN_CHOICE) *symbol_out = given.name;
        if (given.form == GIVEN_ID) *value_out = cgov__id_row((uint64_t)given.value);
        return given.form == GIVEN_CHOICE || given.form == GIVEN_ID;
    }
    return false;
}

/* The number that the detail of this place says, where it is above 0. */
static uint64_t number_of(const struct procedure *procedure, uint8_t place, const struct blob *details) {
    struct cursor cursor = cgov__cursor(details->ptr, details->len);
    struct given given;
    while (cgov__given_next(&cursor, &given))
        if (given.number == procedure->details[place].number && given.form == GIVEN_NUMBER)
            return given.value > 0 ? (uint64_t)given.value : 0;
    return 0;
}

uint64_t cgov__weight_of(const struct procedure *procedure, uint8_t index, const struct blob *details) {
    const struct roll *roll = &procedure->rolls[index];
    const bool weighs = roll->base == index && (roll->axes >> AXIS_WEIGHT & 1) != 0;
    return weighs ? number_of(procedure, roll->weight, details) : 0;
}

uint32_t cgov__cost_of(const struct procedure *procedure, uint8_t index, const struct blob *details) {
    const uint8_t cost = procedure->rolls[index].cost;
    const uint64_t number = cost == NONE ? 0 : number_of(procedure, cost, details);
    return number <= UINT32_MAX ? (uint32_t)number : UINT32_MAX;
}
