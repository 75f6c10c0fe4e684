/* Bundles: the sums that stand beside those of ballots, and those of orders. */
#include "model/bundle_rows.h"

#include "model/sayings.h"
#include "model/tally_rows.h"

static void set_bundled(struct choice_row *of, const struct bundle_line *line) {
    of->bundled_heads = line->heads;
    of->bundled_units = line->units;
    of->bundled_area = line->area;
    of->bundled_weight = line->weight;
}

void cgov__bundle_end(struct model *model, uint32_t roll_row) {
    static const struct bundle_line none = {0};
    struct choice_row *of;
    for (uint32_t n = cgov__roll_row(model, roll_row)->choices; (of = cgov__edit_choice_row(model, n)); n = of->next) {
        cgov__waits_end(model, roll_row, of->waits);
        of->waits = 0;
        set_bundled(of, &none);
    }
    cgov__orders_bundle(model, roll_row, &(struct blob){NULL, 0});
    cgov__edit_roll_row(model, roll_row)->bundled = false;
}

/* Where it does not say how many ballots there are, they are what its choices add up to. */
void cgov__bundle_put(struct model *model, uint32_t roll_row, const struct blob *lines, const struct blob *orders) {
    struct cursor cursor = cgov__cursor(lines->ptr, lines->len);
    struct bundle_line line = {0}, cast = {0};
    bool says = false;
    cgov__bundle_end(model, roll_row);
    for (bool first = true; cgov__bundle_next(&cursor, first, line.choice, &line); first = false) {
        says = says || line.choice == CHOICE_CAST;
        set_bundled(cgov__choice_make(model, roll_row, line.choice), &line);
        cgov__bundle_add(&cast, &line);
    }
    cgov__orders_bundle(model, roll_row, orders);
    if (!says) set_bundled(cgov__choice_make(model, roll_row, CHOICE_CAST), &cast);
    struct roll_row *row = cgov__edit_roll_row(model, roll_row);
    row->bundled = true;
    row->decided = 0;
}

/* A line takes five bytes at least. */
void cgov__bundle_need(struct need *need, const struct blob *lines, const struct blob *orders, bool waits) {
    cgov__orders_need(need, orders);
    cgov__roll_need(need);
    need->choice_rows += lines->len / 5 + 1;
    need->waits += waits;
}
