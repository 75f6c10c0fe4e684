/* Rolls as an adoption will leave them, asked of every text that an item will run under.
 *
 * Names that lead above are found again each time somebody is entered, so carrying one item can change what another's
 * rolls are made from. Where people stand on such a roll, or a share asks it, nothing may change under them. */
#include "entities/roll_after.h"

#include "base/text.h"
#include "model/roll_rows.h"

/* A roll, and the text that its item will run under. */
struct place {
    const struct item *item;
    uint32_t number;
    const struct procedure *procedure;
    uint8_t roll;
};

static const struct roll *roll_at(const struct place *place) {
    return &place->procedure->rolls[place->roll];
}

/* What a word names, seen from an item: as cgov__roll_named. */
static bool named(const struct carrying *carrying, const struct roll_ref *ref, struct place *place) {
    for (;;) {
        if (ref->roll != NONE) {
            place->roll = ref->roll;
        } else {
            do {
                place->number = place->item->extra->parent;
                place->item = cgov__item(carrying->model, place->number);
                if (!place->item) return false;
                place->procedure = cgov__procedure_after(carrying, place->item);
                place->roll = cgov__roll_find(place->procedure, ref->above);
            } while (place->roll == NONE);
        }
        if (!roll_at(place)->same) return true;
        ref = &roll_at(place)->of[0].roll;
    }
}

static bool find_base(const struct carrying *carrying, struct place *place) {
    for (uint8_t i = 0; i < roll_at(place)->of_count;) {
        const struct roll_of *of = &roll_at(place)->of[i++];
        if (of->kind != OF_ROLL) continue;
        if (!named(carrying, &of->roll, place)) return false;
        i = 0;
    }
    return true;
}

/* Who stands on the roll weighs there on a line of this row: the place is its own yet. */
static bool keeps_base(const struct carrying *carrying, const struct roll_row *row, struct place place) {
    const struct model *model = carrying->model;
    const struct roll_row *base = cgov__roll_row(model, row->base);
    if (!base) return true; /* nobody was on it */
    if (base->roll == NONE || !find_base(carrying, &place) || place.number != base->item) return false;
    return cgov__roll_after(cgov__procedure_of(model, place.item), base->roll, place.procedure) == place.roll;
}

static bool is_weighed(const struct carrying *carrying, const struct roll_ref *ref, uint8_t axis, struct place place) {
    return named(carrying, ref, &place) && find_base(carrying, &place) &&
           (axis == AXIS_HEADS || (roll_at(&place)->axes >> axis & 1) != 0);
}

static int32_t refuse(struct refusal *why, const struct roll *roll, const char *what) {
    char message[160];
    cgov__format(message, sizeof message, "roll `%s` of an item %s", roll->name, what);
    return cgov__refuse(why, CGOV_R_MAP, message);
}

static int32_t check_shares(const struct carrying *carrying, const struct place *place, struct refusal *why) {
    for (uint8_t s = 0; s < place->procedure->share_count; s++) {
        const struct share *share = &place->procedure->shares[s];
        if (is_weighed(carrying, &share->part, share->axis, *place) &&
            (share->d == 0 || is_weighed(carrying, &share->whole, share->axis, *place)))
            continue;
        char message[160];
        cgov__format(
            message, sizeof message,
            "a share of procedure `%s`, line %u of its text, would ask a roll above that is not there, or whose "
            "people are weighed otherwise",
            place->procedure->name, (uint64_t)share->line);
        return cgov__refuse(why, CGOV_R_MAP, message);
    }
    return CGOV_OK;
}

static int32_t check_one(const struct carrying *carrying, uint32_t number, struct refusal *why) {
    const struct model *model = carrying->model;
    const struct item *item = cgov__item(model, number);
    const struct procedure *now = cgov__procedure_of(model, item);
    struct place place = {item, number, cgov__procedure_after(carrying, item), 0};
    const struct roll_row *row;
    for (uint32_t n = item->extra->rolls; (row = cgov__roll_row(model, n)); n = row->next) {
        if (row->heads == 0) continue;
        place.roll = cgov__roll_after(now, row->roll, place.procedure);
        if (place.roll == NONE || !keeps_base(carrying, row, place))
            return refuse(why, &now->rolls[row->roll], "would be made from another than its people stand on");
    }
    return check_shares(carrying, &place, why);
}

/* What is carried itself is asked by itself, with what lies below it; what has ended is as it was. */
static bool is_asked(const struct carrying *carrying, const struct item *item) {
    return !item->final && cgov__procedure_after(carrying, item) == cgov__procedure_of(carrying->model, item);
}

int32_t cgov__rolls_after(const struct carrying *carrying, uint32_t number, struct refusal *why) {
    const struct model *model = carrying->model;
    const struct item *child;
    int32_t status = check_one(carrying, number, why);
    uint32_t n = cgov__item(model, number)->extra->children_first;
    for (; !status && (child = cgov__item(model, n)); n = child->extra->sibling)
        if (is_asked(carrying, child)) status = cgov__rolls_after(carrying, n, why);
    return status;
}
