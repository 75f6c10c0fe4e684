/* A clock that runs is in `falling` until the ledger's now has passed its due; from then on its item is among the late,
 * until no clock of it runs late. So what is late at an instant is among the late and, where the instant lies ahead of
 * the ledger, among the first of the falling. */
#include "model/late.h"

bool cgov__late_grow(struct model *model, uint32_t clocks) {
    struct late *late = &model->late;
    struct late_item *items = cgov__mem_grow(model->mem, late->items, &late->cap, sizeof *items, clocks);
    if (items == NULL) return false;
    late->items = items;
    return cgov__queue_reserve(&late->falling, clocks);
}

void cgov__late_free(struct model *model) {
    struct late *late = &model->late;
    cgov__mem_resize(model->mem, late->items, late->cap * sizeof *late->items, 0);
    cgov__queue_free(&late->falling);
}

static struct late_item *items_of(const struct late *late) {
    return late->items + late->first;
}

/* The place of the first item that is not before this one. */
static uint32_t place_of(const struct late *late, uint32_t item) {
    uint32_t low = 0, left = late->count;
    while (left > 0) {
        uint32_t half = left / 2;
        if (items_of(late)[low + half].item < item) {
            low += half + 1;
            left -= half + 1;
        } else {
            left = half;
        }
    }
    return low;
}

static void add(struct late *late, const struct clock_row *row) {
    struct late_item *items = items_of(late);
    uint32_t place = place_of(late, row->item);
    if (place < late->count && items[place].item == row->item) {
        if (row->due < items[place].due) items[place].due = row->due;
        return;
    }
    if (late->first + late->count == late->cap) {
        memmove(late->items, items, late->count * sizeof *items);
        late->first = 0;
        items = late->items;
    }
    memmove(&items[place + 1], &items[place], (late->count - place) * sizeof *items);
    items[place] = (struct late_item){row->due, row->item, 0};
    late->count++;
}

/* Moves the shorter side: what is late is often worked off from the oldest on. */
static void take(struct late *late, uint32_t place) {
    struct late_item *items = items_of(late);
    late->count--;
    if (place < late->count / 2) {
        memmove(items + 1, items, place * sizeof *items);
        late->first++;
    } else {
        memmove(&items[place], &items[place + 1], (late->count - place) * sizeof *items);
    }
}

void cgov__late_advance(struct model *model) {
    struct late *late = &model->late;
    const struct queue_entry *first;
    while ((first = cgov__queue_first(&late->falling)) != NULL && first->at < model->now) {
        uint32_t handle = first->handle;
        add(late, cgov__clock_row(model, handle + UINT64_C(1)));
        cgov__queue_remove(&late->falling, handle);
    }
}

static bool runs(const struct clock_row *row) {
    return row->state == CLOCK_RUNNING && row->due != DUE_UNKNOWN;
}

void cgov__late_clock(struct model *model, uint32_t number) {
    struct clock_row *row = cgov__clock_row(model, number);
    bool open = row->state == CLOCK_RUNNING && row->due == DUE_UNKNOWN;
    if (open && !row->open) model->open_clocks++;
    if (!open && row->open) model->open_clocks--;
    row->open = open;
    if (runs(row) && row->due >= model->now)
        cgov__queue_set(&model->late.falling, number - 1, row->due, number);
    else
        cgov__queue_remove(&model->late.falling, number - 1);
    if (runs(row) && row->due < model->now) add(&model->late, row);
}

void cgov__late_item(struct model *model, uint32_t number) {
    struct late *late = &model->late;
    if (late->count == 0) return;
    uint32_t place = place_of(late, number);
    if (place == late->count || items_of(late)[place].item != number) return;
    int64_t first = INT64_MAX;
    const struct clock_row *row;
    for (uint32_t n = cgov__item(model, number)->first_clock; (row = cgov__clock_row(model, n)) != NULL; n = row->next)
        if (runs(row) && row->due < model->now && row->due < first) first = row->due;
    items_of(late)[place].due = first;
    if (first == INT64_MAX) take(late, place);
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
    const struct queue *falling = &model->late.falling;
    while (index < falling->count && falling->entries[index].at < at) {
        uint32_t item = cgov__clock_row(model, falling->entries[index].handle + UINT64_C(1))->item;
        if (item > after) pick(into, item);
        pick_falling(model, 2 * index + 2, at, after, into);
        index = 2 * index + 1;
    }
}

uint32_t cgov__late_after(const struct model *model, uint32_t item, int64_t at, uint32_t *items, uint32_t cap) {
    const struct late *late = &model->late;
    struct pick picked = {items, 0, cap};
    uint32_t place = item == UINT32_MAX ? late->count : place_of(late, item + 1);
    for (; place < late->count && picked.count < cap; place++)
        if (items_of(late)[place].due < at) items[picked.count++] = items_of(late)[place].item;
    if (at > model->now) pick_falling(model, 0, at, item, &picked);
    return picked.count;
}
