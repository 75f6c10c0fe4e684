/* Rows that lead where nothing is, or where something else leads already: each is refused for itself, item by item, of
 * a ledger that is sound without it. */
#include "support/scenario.h"
#include "support/test.h"

#include "ledger/handle.h"
#include "model/charge_rows.h"
#include "model/item_rows.h"
#include "model/snapshot.h"
#include "model/sound_pieces.h"

static cgov_storage memory = {.size = sizeof memory};
static struct scenario live;
static struct model *model;

static int set_up(void **state) {
    (void)state;
    int32_t said;
    struct scenario_options options = {.storage = &memory, .seed = SCENARIO_SEED};
    assert_int_equal(cgov_storage_memory(NULL, &memory), CGOV_OK);
    assert_int_equal(scenario_found(&live, &options), CGOV_OK);
    while (live.step + 8 < scenario_steps()) assert_true(scenario_next(&live, &said));
    model = &live.ledger->model;
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    cgov_ledger_close(live.ledger);
    return cgov_storage_close(&memory);
}

static bool is_sound(void) {
    bool had_memory;
    const bool sound = cgov__model_sound(model, &had_memory);
    assert_true(had_memory);
    return sound;
}

static struct extra *extra_of(uint32_t item) {
    const uint32_t number = cgov__item(model, item)->extra->number;
    return number ? cgov__rows_edit(&model->extras, number - 1) : NULL;
}

/* The first and the second item that have this in their rows beside; 0 for none. */
#define FIND(one, two, member)                                                                                         \
    uint32_t one = 0, two = 0;                                                                                         \
    for (uint32_t n = 1; n <= model->items.count; n++)                                                                 \
        if (extra_of(n) && extra_of(n)->member != 0) {                                                                 \
            two = one ? two ? two : n : 0;                                                                             \
            one = one ? one : n;                                                                                       \
        }                                                                                                              \
    assert_true(one != 0)

/* Sets it, looks, and puts back what was there. */
#define REFUSED(row, member, value)                                                                                    \
    do {                                                                                                               \
        const __typeof__((row)->member) there = (row)->member;                                                         \
        (row)->member = (value);                                                                                       \
        assert_false(is_sound());                                                                                      \
        (row)->member = there;                                                                                         \
        assert_true(is_sound());                                                                                       \
    } while (0)

static void a_child_that_its_parent_does_not_lead_to(void **state) {
    (void)state;
    FIND(parent, other, children_first);
    (void)other;
    struct extra *row = extra_of(parent);
    const struct extra was = *row;
    row->children_first = row->children_last = row->children = row->open_children = 0;
    assert_false(is_sound());
    *row = was;
    REFUSED(row, children, row->children + 1);
    REFUSED(row, open_children, row->open_children + 1);
    REFUSED(extra_of(row->children_first), parent, row->children_first);
}

static void one_merged_that_its_master_does_not_lead_to(void **state) {
    (void)state;
    FIND(master, other, follower);
    (void)other;
    struct extra *row = extra_of(master);
    const struct extra was = *row;
    row->follower = row->followers = 0;
    assert_false(is_sound());
    *row = was;
    REFUSED(row, followers, row->followers + 1);
    REFUSED(extra_of(row->follower), master, 0);
}

static void masters_of_each_other(void **state) {
    (void)state;
    FIND(master, other, follower);
    (void)other;
    struct extra *row = extra_of(master), *last = extra_of(row->follower);
    const struct extra was = *row, last_was = *last;
    assert_int_equal(last->follower, 0);
    assert_int_equal(was.followers, 1);
    row->master = row->follower;
    last->follower = master;
    last->followers = 1;
    assert_false(is_sound());
    *row = was;
    *last = last_was;
    assert_true(is_sound());
}

static void what_two_lead_to(void **state) {
    (void)state;
    FIND(one, second, workers);
    (void)second;
    FIND(parent, child, children_first);
    (void)child;
    const uint32_t two = parent != one ? parent : extra_of(one)->children_first;
    REFUSED(extra_of(two), workers, extra_of(one)->workers);
    REFUSED(extra_of(two), workers, (uint32_t)model->workers.count + 1);
    struct item *item = cgov__edit_item(model, two);
    const struct extra *beside = item->extra;
    item->extra = cgov__item(model, one)->extra;
    assert_false(is_sound());
    item->extra = beside;
    assert_true(is_sound());
    REFUSED(item, worker, (uint32_t)model->residents.count + 1);
}

static void a_clock_of_two(void **state) {
    (void)state;
    uint32_t one = 0, two = 0;
    for (uint32_t n = 1; n <= model->items.count; n++)
        if (cgov__item(model, n)->clocks != 0) {
            two = one;
            one = n;
        }
    assert_true(two != 0);
    struct item *item = cgov__edit_item(model, two);
    REFUSED(item, clocks, cgov__item(model, one)->clocks);
    REFUSED(item, clocks, 0);
    REFUSED(item, clocks, (uint32_t)model->clocks.count + 1);
}

/* Its rows would be given back without a look, and their pauses never. */
static void a_pause_of_what_never_rested(void **state) {
    (void)state;
    uint32_t found = 0;
    for (uint32_t n = 1; n <= model->items.count; n++) {
        struct item *item = cgov__edit_item(model, n);
        if (item->clocks == 0 || !item->rested) continue;
        item->rested = false;
        assert_false(is_sound());
        item->rested = true;
        assert_true(is_sound());
        found++;
    }
    assert_true(found > 0);
}

/* It would fall due for an item that it is none of. */
static void a_free_clock_that_runs(void **state) {
    (void)state;
    assert_true(model->free_clock != 0);
    struct clock_row *row = cgov__edit_clock_row(model, model->free_clock);
    assert_int_equal(row->state, CLOCK_STOPPED);
    for (uint8_t stands = CLOCK_IDLE; stands < CLOCK_STOPPED; stands++) {
        row->state = stands;
        assert_false(is_sound());
    }
    row->state = CLOCK_STOPPED;
    assert_true(is_sound());
}

/* Nobody could ever give them back: those of a clock that is taken anew, and those that none leads to. */
static void pauses_that_would_be_lost(void **state) {
    (void)state;
    assert_true(model->free_clock != 0 && model->free_pause != 0);
    const uint32_t pause = model->free_pause;
    struct pause_row *row = cgov__edit_pause_row(model, pause);
    const struct pause_row was = *row;
    model->free_pause = was.next;
    model->free_pauses--;
    row->next = 0;
    assert_false(is_sound()); /* nothing leads to it */
    struct clock_row *clock = cgov__edit_clock_row(model, model->free_clock);
    clock->pauses = pause;
    assert_false(is_sound()); /* a free clock does */
    clock->pauses = 0;
    *row = was;
    model->free_pause = pause;
    model->free_pauses++;
    assert_true(is_sound());
}

/* A move of the one would write what the other lies with; and what is cut next would write it too. */
static void a_tail_of_two(void **state) {
    (void)state;
    struct item *item = cgov__edit_item(model, 2);
    const uint32_t *const tail = item->parties;
    item->parties = cgov__item(model, 1)->parties;
    assert_false(is_sound());
    item->parties = tail - 1;
    assert_false(is_sound());
    item->parties = tail;
    assert_true(is_sound());
    const uint32_t used = model->pieces.used;
    model->pieces.used = 0;
    assert_false(is_sound());
    model->pieces.used = used;
    assert_true(is_sound());
}

/* From its clock's beginning on, none of what is to come: else it would be due before it began. */
static void pauses_that_cannot_have_been(void **state) {
    (void)state;
    uint32_t found = 0;
    for (uint32_t n = 1; n <= model->clocks.count; n++) {
        const struct clock_row *row = cgov__clock_row(model, n);
        struct pause_row *pause = cgov__edit_pause_row(model, row->pauses);
        if (!pause || pause->next != 0) continue;
        REFUSED(pause, from, row->start - 1);
        REFUSED(pause, from, model->now + 1);
        REFUSED(pause, from, INT64_MIN);
        REFUSED(pause, to, model->now + 1);
        REFUSED(pause, to, pause->from - 1);
        found++;
    }
    assert_true(found > 0);
}

static void a_charge_of_no_instants(void **state) {
    (void)state;
    assert_true(cgov__rows_reserve(&model->charges, 1));
    struct item *item = cgov__edit_item(model, 1);
    struct extra *extra = cgov__extra(model, item);
    const uint32_t first = extra->charges;
    struct charge *charge = cgov__charge_row(model, item, 1);
    charge->clock = 1;
    charge->start = 1000;
    charge->due = charge->stopped = 3000;
    charge->rested = 2000;
    assert_true(is_sound());
    REFUSED(charge, start, INT64_MIN);
    REFUSED(charge, start, -1);
    REFUSED(charge, start, 1001);
    REFUSED(charge, start, 3001);
    REFUSED(charge, rested, -1);
    extra->charges = first;
    model->charges.count--;
    assert_true(is_sound());
}

static bool pieces_hold(void) {
    bool had = false;
    const bool holds = cgov__pieces_hold(model, &had);
    assert_true(had);
    return holds;
}

/* Long ones, to their last byte. */
static void a_saying_in_another(void **state) {
    (void)state;
    struct saying *sayings[2];
    uint32_t handle;
    assert_true(cgov__rows_reserve(&model->sayings, 2) && cgov__arena_reserve(&model->pieces, 300));
    (void)cgov__arena_add(&model->pieces, 300, &handle);
    for (int i = 0; i < 2; i++) sayings[i] = cgov__rows_add(&model->sayings);
    *sayings[0] = (struct saying){.piece = handle, .len = 299};
    for (uint32_t units = 1; units <= 75; units++) {
        *sayings[1] = (struct saying){.piece = handle + 75 - units, .len = 1};
        assert_false(pieces_hold());
        sayings[0]->len = (uint16_t)(300 - 4 * units);
        assert_true(pieces_hold());
        sayings[0]->len = 299;
    }
    sayings[1]->piece = handle + 75; /* not cut yet */
    assert_false(pieces_hold());
    model->sayings.count -= 2;
    assert_true(is_sound());
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_child_that_its_parent_does_not_lead_to),
        cmocka_unit_test(one_merged_that_its_master_does_not_lead_to),
        cmocka_unit_test(masters_of_each_other),
        cmocka_unit_test(what_two_lead_to),
        cmocka_unit_test(a_clock_of_two),
        cmocka_unit_test(a_pause_of_what_never_rested),
        cmocka_unit_test(a_free_clock_that_runs),
        cmocka_unit_test(pauses_that_would_be_lost),
        cmocka_unit_test(a_tail_of_two),
        cmocka_unit_test(a_saying_in_another),
        cmocka_unit_test(pauses_that_cannot_have_been),
        cmocka_unit_test(a_charge_of_no_instants),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
