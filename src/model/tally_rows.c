/* Tallies as rows.
 *
 * Invariant: a choice's sums are those of the ballots that stand with it, and of the bundle that stands; by households
 * each is counted once in a choice. Rows of choices never go away; those of what waits are used again. */
#include "model/tally_rows.h"

#include "records/ballot_lines.h"

/* ---- choices ---- */

/* Its row, and its number; NULL: none was ever counted. */
static inline const struct choice_row *find(const struct model *model, const struct roll_row *row, uint32_t choice,
                                            uint32_t *number) {
    const struct choice_row *of;
    for (*number = row->choices; (of = cgov__choice_row(model, *number)) && of->choice != choice;) *number = of->next;
    return of;
}

const struct choice_row *cgov__choice_of(const struct model *model, uint32_t roll_row, uint32_t choice) {
    const struct roll_row *row = cgov__roll_row(model, roll_row);
    uint32_t number;
    return !row ? NULL : find(model, row, choice, &number);
}

/* *number: the row's. */
static inline struct choice_row *make(struct model *model, struct roll_row *row, uint32_t roll_row, uint32_t choice,
                                      uint32_t *number) {
    if (find(model, row, choice, number)) return cgov__edit_choice_row(model, *number);
    struct choice_row *of = cgov__rows_add(&model->choice_rows);
    *number = model->choice_rows.count;
    *of = (struct choice_row){.roll = roll_row, .next = row->choices, .choice = choice};
    row->choices = *number;
    return of;
}

struct choice_row *cgov__choice_make(struct model *model, uint32_t roll_row, uint32_t choice) {
    uint32_t number;
    return make(model, cgov__edit_roll_row(model, roll_row), roll_row, choice, &number);
}

/* Sums are exact within what judgement lets in; beyond, they wrap, as a roll's do. */
static inline void count_one(struct model *model, struct roll_row *row, uint32_t roll_row, uint32_t choice,
                             const struct weight *weight, bool in) {
    uint32_t number;
    struct choice_row *of = make(model, row, roll_row, choice, &number);
    struct tally *households = &model->counted[COUNTED_CHOICE];
    uint64_t units = weight->units;
    if (!row->owned && units != 0)
        units = in ? cgov__tally_add(households, number, weight->units)
                   : cgov__tally_take(households, number, weight->units);
    of->heads += in ? 1 : UINT64_MAX;
    of->units += in ? units : 0 - units;
    of->area += in ? weight->area : 0 - weight->area;
    of->weight += in ? weight->weight : 0 - weight->weight;
}

void cgov__choices_count(struct model *model, struct roll_row *row, uint32_t roll_row, uint64_t choices,
                         const struct weight *weight, bool in) {
    for (uint32_t choice = 1; choices != 0; choice++, choices >>= 1)
        if ((choices & 1) != 0) count_one(model, row, roll_row, choice, weight, in);
}

void cgov__points_count(struct model *model, struct roll_row *row, uint32_t roll_row, uint32_t choice, uint32_t points,
                        const struct weight *times, bool in) {
    uint32_t number;
    struct choice_row *of = make(model, row, roll_row, choice, &number);
    of->heads += in ? points : 0 - (uint64_t)points;
    of->area += in ? times->area : 0 - times->area;
    of->weight += in ? times->weight : 0 - times->weight;
}

/* ---- what waits ---- */

uint32_t cgov__wait_first(const struct model *model, uint32_t roll_row, uint32_t entry) {
    if (entry != 0) return cgov__entry_beside(model, entry, BESIDE_WAITS);
    const struct choice_row *cast = cgov__choice_of(model, roll_row, CHOICE_CAST);
    return cast ? cast->waits : 0;
}

uint32_t cgov__wait_agrees(const struct model *model, uint32_t roll_row, uint32_t entry, uint32_t actor,
                           uint64_t same) {
    const struct wait *wait;
    for (uint32_t n = cgov__wait_first(model, roll_row, entry); (wait = cgov__wait(model, n)); n = wait->next)
        if (wait->actor != actor && wait->same == same) return wait->actor;
    return 0;
}

void cgov__wait_put(struct model *model, uint32_t roll_row, uint32_t entry, uint32_t actor, uint64_t same) {
    const uint32_t first = cgov__wait_first(model, roll_row, entry);
    uint32_t number = first;
    struct wait *wait;
    while ((wait = cgov__edit_wait(model, number)) && wait->actor != actor) number = wait->next;
    if (wait) {
        wait->same = same; /* what they entered before was another try */
        return;
    }
    number = model->free_wait;
    wait = cgov__edit_wait(model, number);
    if (wait) {
        model->free_wait = wait->next;
    } else {
        wait = cgov__rows_add(&model->waits);
        number = model->waits.count;
    }
    *wait = (struct wait){actor, first, same};
    cgov__edit_roll_row(model, roll_row)->decided = 0;
    if (first == 0) cgov__edit_roll_row(model, roll_row)->waiting++;
    if (entry != 0)
        cgov__column_set(&model->beside[BESIDE_WAITS], entry - 1, number);
    else
        cgov__choice_make(model, roll_row, CHOICE_CAST)->waits = number;
}

void cgov__waits_end(struct model *model, uint32_t roll_row, uint32_t first) {
    struct wait *wait;
    if (first != 0) cgov__edit_roll_row(model, roll_row)->waiting--;
    for (uint32_t n = first; (wait = cgov__edit_wait(model, n));) {
        const uint32_t next = wait->next;
        *wait = (struct wait){.next = model->free_wait};
        model->free_wait = n;
        n = next;
    }
}
