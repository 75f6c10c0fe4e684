/* Queues: soonest due first, of equals by number, what has no due known last; held against all rows of cgov_item_list,
 * sorted by this test, over random towns, filters, readers and sizes of pages. */
#include "support/fields.h"
#include "support/on_a_town.h"
#include "support/random.h"
#include "support/stroll.h"

#include <stdbool.h>
#include <stdlib.h>

#define MOST 512u

struct line {
    cgov_time due;
    cgov_id id;
};

static int by_due(const void *a, const void *b) {
    const struct line *one = a, *other = b;
    if (one->due != other->due) return one->due < other->due ? -1 : 1;
    return one->id < other->id ? -1 : one->id > other->id;
}

static struct line line_of(const cgov_item_view *view) {
    return (struct line){view->next_due != 0 ? view->next_due : CGOV_NO_DUE, view->id & 0xfffffffffff};
}

static uint32_t sorted(const cgov_ledger *ledger, const cgov_reader *reader, const cgov_item_query *filter,
                       struct line *lines) {
    static cgov_item_view views[64];
    uint64_t cursor = 0;
    uint32_t count = 0, all = 0;
    views[0].size = sizeof views[0];
    while (cgov_item_list(ledger, reader, filter, &cursor, views, 64, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++) lines[all++] = line_of(&views[i]);
    qsort(lines, all, sizeof *lines, by_due);
    return all;
}

static uint32_t queued(const cgov_ledger *ledger, const cgov_reader *reader, const cgov_item_query *filter,
                       uint32_t size, struct line *lines) {
    static cgov_item_view views[MOST];
    cgov_time due = 0;
    uint64_t cursor = 0;
    uint32_t count = 0, all = 0;
    int32_t status;
    views[0].size = sizeof views[0];
    while ((status = cgov_item_queue(ledger, reader, filter, &due, &cursor, views, size, &count)) == CGOV_OK) {
        assert_true(count > 0 && count <= size && all + count <= MOST);
        for (uint32_t i = 0; i < count; i++) lines[all++] = line_of(&views[i]);
        assert_true(due == lines[all - 1].due && cursor == lines[all - 1].id);
    }
    assert_int_equal(status, CGOV_DONE);
    return all;
}

static uint32_t dated, undated; /* rows met */

static void assert_queue(const cgov_ledger *ledger, const cgov_reader *reader, const cgov_item_query *filter) {
    static const uint32_t sizes[] = {1, 3, 64, 65, MOST};
    static struct line wanted[MOST], got[MOST];
    const uint32_t count = sorted(ledger, reader, filter, wanted);
    for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
        assert_int_equal(queued(ledger, reader, filter, sizes[s], got), count);
        for (uint32_t i = 0; i < count; i++) {
            assert_true(got[i].id == wanted[i].id && got[i].due == wanted[i].due);
            *(got[i].due == CGOV_NO_DUE ? &undated : &dated) += 1;
        }
    }
}

/* ---- at random ---- */

static cgov_item_query any_filter(struct stroll *stroll) {
    uint64_t *random = &stroll->random;
    const cgov_id office = stroll->offices[random_below(random, STROLL_OFFICES)].id;
    cgov_item_query filter = {.size = sizeof filter, .unended = random_below(random, 2)};
    switch (random_below(random, 8)) {
    case 0:
        filter.organization = office;
        filter.below = random_below(random, 2);
        break;
    case 1:
        filter.lead = office;
        break;
    case 2:
        filter.late_at = stroll->town.now;
        break;
    case 3:
        filter.due_before = stroll->town.now + (int64_t)random_below(random, 30) * DAY;
        break;
    case 4:
        filter.parent = stroll_issue(stroll);
        break;
    case 5:
        filter.state = (cgov_text){"handling", 8};
        break;
    default:
        break;
    }
    return filter;
}

static void queues_are_sorted_lists(void **state) {
    (void)state;
    static const char *const profiles[] = {NULL, "HOTLINE_BJ", "PETITION"};
    static struct stroll stroll;
    uint64_t seed = random_seed(0x7175657565);
    for (size_t p = 0; p < sizeof profiles / sizeof profiles[0]; p++) {
        stroll_found(&stroll, profiles[p]);
        for (uint32_t walks = 0; walks < 16; walks++) {
            stroll_begin(&stroll, random_next(&seed));
            for (uint32_t steps = 0; steps < 400; steps++) stroll_step(&stroll);
            const cgov_id who[] = {stroll.town.auditor, stroll.everyone, stroll.town.resident, stroll.town.neighbour};
            for (uint32_t f = 0; f < 8; f++) {
                const cgov_item_query filter = any_filter(&stroll);
                const cgov_reader reader = town_reader(&stroll.town, who[random_below(&stroll.random, 4)]);
                assert_queue(stroll.town.ledger, &reader, &filter);
            }
            stroll_end(&stroll);
        }
        stroll_free(&stroll);
    }
    assert_true(dated > 1000 && undated > 1000);
}

/* ---- while dues move ---- */

/* What was shown is met again only if its due went to later; nobody else's place changes. */
static void a_place_is_kept_while_others_move(void **state) {
    (void)state;
    cgov_id ids[4];
    cgov_time due = 0;
    uint64_t cursor = 0;
    uint32_t count = 0;
    cgov_item_view views[2] = {{.size = sizeof views[0]}};
    const cgov_reader reader = town_reader(&town, town.auditor);
    const cgov_item_query all = {.size = sizeof all};
    for (uint32_t i = 0; i < 4; i++) ids[i] = town_issue_in(&town, "handling");
    assert_int_equal(cgov_item_queue(town.ledger, &reader, &all, &due, &cursor, views, 2, &count), CGOV_OK);
    assert_true(count == 2 && views[0].id == ids[0] && views[1].id == ids[1]);
    const cgov_detail more[] = {town_text(CGOV_FIELD_REASON, "情况复杂。"), town_number(CGOV_FIELD_DAYS, 10)};
    town_move(&town, town.street.officers[HEAD], ids[1], "extend", more, 2);
    town_move(&town, town.street.officers[HEAD], ids[2], "extend", more, 2);
    const cgov_reader later = town_reader(&town, town.auditor);
    assert_int_equal(cgov_item_queue(town.ledger, &later, &all, &due, &cursor, views, 2, &count), CGOV_OK);
    assert_true(count == 2 && views[0].id == ids[3] && views[1].id == ids[1]);
    assert_int_equal(cgov_item_queue(town.ledger, &later, &all, &due, &cursor, views, 2, &count), CGOV_OK);
    assert_true(count == 1 && views[0].id == ids[2]);
    assert_int_equal(cgov_item_queue(town.ledger, &later, &all, &due, &cursor, views, 2, &count), CGOV_DONE);
}

static void a_place_is_a_due_and_a_number(void **state) {
    (void)state;
    const cgov_id id = town_issue_in(&town, "handling");
    cgov_time due = -1;
    uint64_t cursor = 0;
    uint32_t count = 7;
    cgov_item_view view = {.size = sizeof view};
    cgov_error error = {.size = sizeof error};
    cgov_reader reader = town_reader(&town, town.auditor);
    reader.error_out = &error;
    const cgov_item_query all = {.size = sizeof all};
    assert_int_equal(cgov_item_queue(town.ledger, &reader, &all, &due, &cursor, &view, 1, &count), CGOV_E_ARG);
    assert_int_equal(count, 0);
    assert_string_equal(error.message, "`due` is NULL, or neither an instant nor CGOV_NO_DUE");
    assert_int_equal(cgov_item_queue(town.ledger, &reader, &all, NULL, &cursor, &view, 1, &count), CGOV_E_ARG);
    due = CGOV_NO_DUE - 1;
    assert_int_equal(cgov_item_queue(town.ledger, &reader, &all, &due, &cursor, &view, 1, &count), CGOV_E_ARG);
    due = 0;
    cursor = UINT64_MAX;
    assert_int_equal(cgov_item_queue(town.ledger, &reader, &all, &due, &cursor, &view, 1, &count), CGOV_OK);
    assert_true(view.id == id && due == view.next_due);
    due = CGOV_NO_DUE;
    cursor = 0;
    assert_int_equal(cgov_item_queue(town.ledger, &reader, &all, &due, &cursor, &view, 1, &count), CGOV_DONE);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(queues_are_sorted_lists),
        cmocka_unit_test_setup_teardown(a_place_is_kept_while_others_move, found, leave),
        cmocka_unit_test_setup_teardown(a_place_is_a_due_and_a_number, found, leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
