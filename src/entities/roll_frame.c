/* Rolls as the frame has them so far.
 *
 * Invariant: what is asked here is what rows say once the frame's records so far are applied. */
#include "entities/roll_frame.h"

/* The item above: its row; else the one that the frame opens, and this is opened by. */
static const struct item *above(const struct attempt *attempt, const struct item *item, uint32_t *number) {
    *number = item->extra->parent;
    const struct item *row = cgov__item(attempt->model, *number);
    return row || item != attempt->after ? row : attempt->parent;
}

bool cgov__frame_named(const struct attempt *attempt, const struct roll_at *from, const struct roll_ref *ref,
                       struct roll_at *out) {
    const struct item *item = from->item;
    uint32_t number = from->number;
    for (;;) {
        uint8_t index = ref->roll;
        while (index == NONE) {
            item = above(attempt, item, &number);
            if (!item) return false;
            index = cgov__roll_find(cgov__procedure_of(attempt->model, item), ref->above);
        }
        *out = (struct roll_at){item, number, &cgov__procedure_of(attempt->model, item)->rolls[index], index};
        if (!out->roll->same) return true;
        ref = &out->roll->of[0].roll;
    }
}

bool cgov__frame_base(const struct attempt *attempt, const struct roll_at *roll, struct roll_at *out) {
    struct roll_at at = *roll, next;
    for (uint8_t i = 0; i < at.roll->of_count;) {
        if (at.roll->of[i].kind != OF_ROLL) {
            i++;
            continue;
        }
        if (!cgov__frame_named(attempt, &at, &at.roll->of[i].roll, &next)) return false;
        at = next;
        i = 0;
    }
    *out = at;
    return true;
}

/* One of the frame's fills, from that one on, is of a roll that it is made from. */
static bool begins_anew(const struct attempt *attempt, const struct roll_at *roll, uint32_t first) {
    const struct model *model = attempt->model;
    const struct fills *fills = attempt->fills;
    for (uint32_t f = first; fills && f < fills->count; f++) {
        const struct filled *filled = &fills->each[f];
        struct roll_at to = {cgov__item(model, filled->item), filled->item, NULL, filled->roll};
        if (filled->item == attempt->number) to.item = attempt->after;
        if (!to.item) continue;
        to.roll = &cgov__procedure_of(model, to.item)->rolls[to.index];
        if (cgov__roll_leads(model, roll, &to)) return true;
    }
    return false;
}

const struct filled *cgov__frame_filled(const struct attempt *attempt, const struct roll_at *roll) {
    const struct fills *fills = attempt->fills;
    for (uint32_t f = !fills ? 0 : fills->count; f > 0; f--)
        if (fills->each[f - 1].item == roll->number && fills->each[f - 1].roll == roll->index)
            return begins_anew(attempt, roll, f) ? NULL : &fills->each[f - 1];
    return NULL;
}

bool cgov__frame_anew(const struct attempt *attempt, const struct roll_at *roll) {
    return begins_anew(attempt, roll, 0);
}

struct sums cgov__frame_sums(const struct attempt *attempt, const struct roll_at *roll) {
    const struct filled *filled = cgov__frame_filled(attempt, roll);
    if (filled) return (struct sums){{filled->count, filled->units, filled->area, filled->weight}};
    if (cgov__frame_anew(attempt, roll)) return (struct sums){{0}};
    const struct roll_row *row = cgov__roll_row(attempt->model, cgov__roll_row_of(attempt->model, roll));
    return row ? (struct sums){{row->heads, row->units, row->area, row->weight}} : (struct sums){{0}};
}

uint32_t cgov__filled_at(const struct fills *fills, const struct filled *filled, uint64_t elector) {
    uint32_t low = 0, high = filled->count;
    while (low < high) {
        const uint32_t at = low + (high - low) / 2;
        if (cgov__fills_elector(fills, filled, at) < elector)
            low = at + 1;
        else
            high = at;
    }
    return low < filled->count && cgov__fills_elector(fills, filled, low) == elector ? low : filled->count;
}

bool cgov__frame_stands(const struct attempt *attempt, const struct roll_at *roll, uint64_t elector) {
    const struct filled *filled = cgov__frame_filled(attempt, roll);
    if (filled) return cgov__filled_at(attempt->fills, filled, cgov__fill_elector(elector)) != filled->count;
    return cgov__stands_on(attempt->model, roll, elector) && !cgov__frame_anew(attempt, roll);
}
