/* A clock that runs is in `not_due` until the ledger's now has passed its due; from then on its item is among the late,
 * until no clock of it runs late. So what is late at an instant is among the late and, where the instant lies ahead of
 * the ledger, among the first of the not_due. */
#include "model/overdue.h"

bool cgov__overdue_grow(struct model *model, uint32_t clocks) {
    struct overdue *overdue = &model->overdue;
    struct overdue_item *items = cgov__mem_grow(model->mem, overdue->items, &overdue->cap, sizeof *items, clocks);
    if (!items) return false;
    overdue->items = items;
    return cgov__queue_reserve(&overdue->not_due, clocks);
}

void cgov__overdue_free(struct model *model) {
    struct overdue *overdue = &model->overdue;
    cgov__mem_resize(model->mem, overdue->items, overdue->cap * sizeof *overdue->items, 0);
    cgov__queue_free(&overdue->not_due);
}

static struct overdue_item *items_of(const struct overdue *overdue) {
    return overdue->items + overdue->first;
}

/* The place of the first item that is not before this one. */
static uint32_t place_of(const struct overdue *overdue, uint32_t item) {
    uint32_t low = 0, left = overdue->count;
    while (left > 0) {
        uint32_t half = left / 2;
        if (items_of(overdue)[low + half].item < item) {
            low += half + 1;
            left -= half + 1;
        } else {
            left = half;
        }
    }
    return low;
}

static void add(struct overdue *overdue, const struct clock_row *row) {
    struct overdue_item *items = items_of(overdue);
    uint32_t place = place_of(overdue, row->item);
    if (place < overdue->count && items[place].item == row->item) {
        if (row->due < items[place].due) items[place].due = row->due;
        return;
    }
    if (overdue->first + overdue->count == overdue->cap) {
        memmove(overdue->items, items, overdue->count * sizeof *items);
        overdue->first = 0;
        items = overdue->items;
    }
    memmove(&items[place + 1], &items[place], (overdue->count - place) * sizeof *items);
    items[place] = (struct overdue_item){row->due, row->item, 0};
    overdue->count++;
}

/* Moves the shorter side: what is late is often worked off from the oldest on. */
static void take(struct overdue *overdue, uint32_t place) {
    struct overdue_item *items = items_of(overdue);
    overdue->count--;
    if (place < overdue->count / 2) {
        memmove(items + 1, items, place * sizeof *items);
        overdue->first++;
    } else {
        memmove(&items[place], &items[place + 1], (overdue->count - place) * sizeof *items);
    }
}

void cgov__overdue_move(struct model *model, uint32_t handle) {
    add(&model->overdue, cgov__clock_row(model, handle + UINT64_C(1)));
    cgov__queue_remove(&model->overdue.not_due, handle);
}

static bool runs(const struct clock_row *row) {
    return row->state == CLOCK_RUNNING && row->due != DUE_UNKNOWN;
}

void cgov__overdue_clock(struct model *model, uint32_t number) {
    struct clock_row *row = cgov__edit_clock_row(model, number);
    bool open = row->state == CLOCK_RUNNING && row->due == DUE_UNKNOWN;
    if (open && !row->open) model->undated_clocks++;
    if (!open && row->open) model->undated_clocks--;
    row->open = open;
    if (runs(row) && row->due >= model->now)
        cgov__queue_set(&model->overdue.not_due, number - 1, row->due, number);
    else
        cgov__queue_remove(&model->overdue.not_due, number - 1);
    if (runs(row) && row->due < model->now) add(&model->overdue, row);
}

void cgov__overdue_item(struct model *model, uint32_t number) {
    struct overdue *overdue = &model->overdue;
    if (overdue->count == 0) return;
    uint32_t place = place_of(overdue, number);
    if (place == overdue->count || items_of(overdue)[place].item != number) return;
    int64_t first = INT64_MAX;
    const struct clock_row *row;
    for (uint32_t n = cgov__item(model, number)->first_clock; (row = cgov__clock_row(model, n)); n = row->next)
        if (runs(row) && row->due < model->now && row->due < first) first = row->due;
    items_of(overdue)[place].due = first;
    if (first == INT64_MAX) take(overdue, place);
}

/* The smallest numbers met, in rising order, each once. */
struct pick {
    uint32_t *items;
    uint32_t count, cap;
};

static void pick(struct pick *pick, uint32_t item) {
    uint32_t place = pick->count;
    if (pick->count == pick->cap && item >= pick->items[place - 1]) return;
    while (place > 0 && pick->items[place - 1] > item) place--;
    if (place > 0 && pick->items[place - 1] == item) return;
    if (pick->count < pick->cap) pick->count++;
    memmove(&pick->items[place + 1], &pick->items[place], (pick->count - 1 - place) * sizeof *pick->items);
    pick->items[place] = item;
}

/* The heap's entries that are before `at` stand at its top: no entry comes before its parent. */
static void pick_falling(const struct model *model, uint32_t index, int64_t at, uint32_t after, struct pick *into) {
    const struct queue *not_due = &model->overdue.not_due;
    while (index < not_due->count && not_due->entries[index].at < at) {
        uint32_t item = cgov__clock_row(model, not_due->entries[index].handle + UINT64_C(1))->item;
        if (item > after) pick(into, item);
        pick_falling(model, 2 * index + 2, at, after, into);
        index = 2 * index + 1;
    }
}

uint32_t cgov__overdue_after(const struct model *model, uint32_t item, int64_t at, uint32_t *items, uint32_t cap) {
    const struct overdue *overdue = &model->overdue;
    struct pick picked = {items, 0, cap};
    uint32_t place = item == UINT32_MAX ? overdue->count : place_of(overdue, item + 1);
    for (; place < overdue->count && picked.count < cap; place++)
        if (items_of(overdue)[place].due < at) items[picked.count++] = items_of(overdue)[place].item;
    if (at > model->now) pick_falling(model, 0, at, item, &picked);
    return picked.count;
}
