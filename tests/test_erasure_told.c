/* Who hears that words were erased: whose they were, and supervision, by whose order and why; and what an item's
 * history says of it, to whom. */
#include "support/matrix.h"
#include "support/place.h"
#include "support/test.h"

#define SECRET "my neighbour of number 17 beats his dog"
#define WHY "asked for by letter"

static const cgov_text why = {WHY, CGOV_NUL_TERMINATED};

static int set_up(void **state) {
    place_set_up(state);
    struct town *town = &((struct place *)*state)->town;
    town_adopt(town, town_shipped("erasing"));
    town_appoint(town, town->founder, town->root, "protector");
    return 0;
}

static uint64_t erase(struct town *town, cgov_id of, uint64_t seq, uint32_t field) {
    const cgov_act act = town_act(town, town->founder);
    uint64_t by = 0;
    assert_int_equal(cgov_text_erase(town->ledger, &act, of, seq, field, &why, &by), CGOV_OK);
    return by;
}

static uint64_t erase_all(struct town *town, cgov_id resident) {
    const cgov_act act = town_act(town, town->founder);
    uint64_t by = 0;
    assert_int_equal(cgov_resident_erase(town->ledger, &act, resident, &why, &by), CGOV_OK);
    return by;
}

static cgov_id report(struct town *town, cgov_id who) {
    const cgov_detail title = town_text(CGOV_FIELD_TITLE, SECRET);
    cgov_id item;
    assert_int_equal(town_try_report(town, who, &title, 1, &item), CGOV_OK);
    return item;
}

static uint64_t opened(const struct town *town, cgov_id who, cgov_id item) {
    cgov_history_view views[32];
    assert_true(town_history(town, who, item, views, 32) > 0);
    return views[0].seq;
}

/* The feed's words of erasures, to this reader; how many. */
static uint32_t heard(const struct town *town, cgov_id who, cgov_feed_view *out, uint32_t capacity) {
    const cgov_reader reader = town_reader(town, who);
    uint64_t seq = 0, entry = 0;
    uint32_t count = 0, found = 0;
    cgov_feed_view views[3] = {{.size = sizeof views[0]}};
    while (cgov_feed_list(town->ledger, &reader, &seq, &entry, views, 3, &count) == CGOV_OK)
        for (uint32_t v = 0; v < count; v++)
            if (views[v].what == CGOV_NEWS_ERASED && found < capacity) out[found++] = views[v];
    return found;
}

static int32_t reason(const struct town *town, cgov_id who, cgov_id of, uint64_t seq) {
    const cgov_reader reader = town_reader(town, who);
    char into[64] = "";
    uint64_t needed;
    const int32_t status = cgov_text_get(town->ledger, &reader, of, seq, CGOV_FIELD_REASON, into, sizeof into, &needed);
    if (!status) assert_string_equal(into, WHY);
    return status;
}

/* How many entries of its history say that words were erased. */
static uint32_t erasures(const struct town *town, cgov_id who, cgov_id item, cgov_history_view *last) {
    cgov_history_view views[32];
    uint32_t found = 0;
    const uint32_t count = town_history(town, who, item, views, 32);
    for (uint32_t v = 0; v < count; v++)
        if (views[v].record == CGOV_RECORD_ERASED) {
            *last = views[v];
            found++;
        }
    return found;
}

/* ---- the feed ---- */

static void who_wrote_it_hears_by_whose_order_and_why(void **state) {
    struct town *town = &((struct place *)*state)->town;
    const cgov_id item = report(town, town->resident);
    const uint64_t by = erase(town, item, opened(town, town->resident, item), CGOV_FIELD_TITLE);
    const cgov_id readers[] = {town->resident, town->auditor};
    for (uint32_t r = 0; r < 2; r++) {
        cgov_feed_view news;
        assert_int_equal(heard(town, readers[r], &news, 1), 1);
        assert_true(news.seq == by && news.item == item && news.to == town->resident && news.by == town->founder);
        assert_true(news.at == town->now && news.record == CGOV_RECORD_ERASED);
        assert_string_equal(news.state, "registered");
        assert_string_equal(news.move, "");
        assert_int_equal(reason(town, readers[r], news.item, news.seq), CGOV_OK);
    }
    cgov_feed_view news;
    assert_int_equal(heard(town, town->neighbour, &news, 1), 0);
    assert_int_equal(heard(town, 0, &news, 1), 0);
}

/* What was written in office is whose hand it was; and nobody hears of what they erased of their own. */
static void an_officer_hears_and_nobody_of_their_own_act(void **state) {
    struct town *town = &((struct place *)*state)->town;
    const cgov_id item = town_issue_in(town, "checking");
    cgov_history_view views[32];
    cgov_feed_view news;
    const uint32_t count = town_history(town, town->auditor, item, views, 32);
    assert_string_equal(views[count - 1].move, "answer");
    erase(town, item, views[count - 1].seq, CGOV_FIELD_TEXT);
    assert_int_equal(heard(town, town->auditor, &news, 1), 1);
    assert_true(news.to == town->street.officers[CONTACT] && news.item == item);
    assert_string_equal(news.state, "checking");
    const cgov_id own = report(town, town->founder);
    erase(town, own, opened(town, town->founder, own), CGOV_FIELD_TITLE);
    assert_int_equal(heard(town, town->auditor, &news, 1), 1);
    cgov_history_view entry;
    assert_int_equal(erasures(town, town->auditor, own, &entry), 1);
}

static void a_name_that_is_gone_is_told_of_no_item(void **state) {
    struct town *town = &((struct place *)*state)->town;
    const cgov_id one = town_resident(town, "Zhao Quanjia", town->street.id);
    const uint64_t by = erase_all(town, one);
    const cgov_id readers[] = {one, town->founder, town->district.officers[HEAD]};
    for (uint32_t r = 0; r < 3; r++) {
        cgov_feed_view news;
        assert_int_equal(heard(town, readers[r], &news, 1), 1);
        assert_true(news.seq == by && news.item == 0 && news.to == one && news.by == town->founder);
    }
    assert_int_equal(reason(town, one, one, by), CGOV_OK);
    cgov_feed_view news;
    assert_int_equal(heard(town, town->neighbour, &news, 1), 0);
}

/* ---- histories ---- */

static void an_items_history_has_it(void **state) {
    struct town *town = &((struct place *)*state)->town;
    const cgov_id item = report(town, town->resident);
    const uint64_t version = town_item(town, town->auditor, item).version;
    town->now += HOUR;
    const uint64_t by = erase(town, item, opened(town, town->resident, item), CGOV_FIELD_TITLE);
    const cgov_id readers[] = {town->resident, town->auditor, town->centre.officers[CLERK]};
    for (uint32_t r = 0; r < 3; r++) {
        cgov_history_view entry;
        assert_int_equal(erasures(town, readers[r], item, &entry), 1);
        assert_true(entry.seq == by && entry.at == town->now && entry.actor == town->founder);
        assert_string_equal(entry.clock, "");
        assert_string_equal(entry.move, "");
    }
    /* It is no move: who expects the version they saw is not in the way of it. */
    assert_true(town_item(town, town->auditor, item).version == version);
    town_move(town, town->centre.officers[CLERK], item, "accept", NULL, 0);
    cgov_history_view entry;
    assert_int_equal(erasures(town, town->auditor, item, &entry), 1);
}

/* The latest reason of an item is its own moves', whatever was erased since. */
static void its_reason_is_asked_for_by_its_record_alone(void **state) {
    struct town *town = &((struct place *)*state)->town;
    const cgov_id item = report(town, town->resident);
    const uint64_t by = erase(town, item, opened(town, town->resident, item), CGOV_FIELD_TITLE);
    assert_int_equal(reason(town, town->auditor, item, 0), CGOV_E_NOT_FOUND);
    assert_int_equal(reason(town, town->auditor, item, by), CGOV_OK);
}

/* All of somebody's are an entry of each thing they were of, and each leads to the one reason. */
static void all_of_a_residents_are_told_thing_by_thing(void **state) {
    struct town *town = &((struct place *)*state)->town;
    const cgov_id one = town_resident(town, "Zhao Quanjia", town->street.id);
    cgov_id items[3];
    for (uint32_t i = 0; i < 3; i++) items[i] = report(town, one);
    const uint64_t by = erase_all(town, one);
    assert_int_equal(place_info(town).seq, by + 3);
    assert_int_equal(reason(town, one, one, by), CGOV_OK);
    cgov_feed_view news[8];
    assert_int_equal(heard(town, town->auditor, news, 8), 4);
    for (uint32_t i = 0; i < 3; i++) {
        cgov_history_view entry;
        assert_int_equal(erasures(town, town->auditor, items[i], &entry), 1);
        assert_true(entry.seq == by + 1 + i && news[1 + i].seq == entry.seq && news[1 + i].item == items[i]);
        assert_int_equal(reason(town, town->auditor, items[i], entry.seq), CGOV_OK);
        assert_int_equal(reason(town, town->auditor, one, entry.seq), CGOV_E_NOT_FOUND);
    }
    /* Afterwards as before. */
    place_reopen(*state);
    cgov_history_view entry;
    assert_int_equal(erasures(town, town->auditor, items[2], &entry), 1);
}

/* Why a masked report lost its words may say who made it: for those who know them. */
static void a_masked_report_hides_why_and_whom(void **state) {
    struct town *town = &((struct place *)*state)->town;
    const cgov_detail details[] = {town_text(CGOV_FIELD_TITLE, SECRET), town_number(CGOV_FIELD_MASKED, 1)};
    cgov_id item;
    assert_int_equal(town_try_report(town, town->resident, details, 2, &item), CGOV_OK);
    const cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)town->street.id);
    town_move(town, town->centre.officers[CLERK], item, "accept", NULL, 0);
    town_move(town, town->centre.officers[DISPATCHER], item, "dispatch", &lead, 1);
    const uint64_t by = erase(town, item, opened(town, town->resident, item), CGOV_FIELD_TITLE);
    const cgov_id office = town->street.officers[HEAD];
    cgov_feed_view news;
    assert_int_equal(heard(town, office, &news, 1), 1);
    assert_true(news.to == 0 && news.by == town->founder);
    assert_int_equal(reason(town, office, item, by), CGOV_E_NOT_FOUND);
    assert_int_equal(heard(town, town->auditor, &news, 1), 1);
    assert_true(news.to == town->resident);
    assert_int_equal(reason(town, town->auditor, item, by), CGOV_OK);
}

/* ---- the cells of tests/views/matrix.txt ---- */

static const char letters[] = "ghwfn";
enum { CELLS = sizeof letters - 1 };

static void look(const struct town *town, cgov_id item, uint64_t by, cgov_id who, char cells[CELLS + 1]) {
    const cgov_reader reader = town_reader(town, who);
    cgov_item_view view = {.size = sizeof view};
    cgov_history_view entry;
    cgov_feed_view news[32];
    const bool got = cgov_item_get(town->ledger, &reader, item, &view) == CGOV_OK;
    const uint32_t count = heard(town, who, news, 32);
    bool told = false, named = false;
    for (uint32_t n = 0; n < count; n++) {
        told |= news[n].item == item;
        named |= news[n].item == item && news[n].to == town->resident;
    }
    const bool seen[CELLS] = {got, got && erasures(town, who, item, &entry) == 1,
                              reason(town, who, item, by) == CGOV_OK, told, named};
    for (int c = 0; c < CELLS; c++) cells[c] = seen[c] ? letters[c] : '.';
    cells[CELLS] = 0;
}

static void every_cell(void **state) {
    struct town *town = &((struct place *)*state)->town;
    const struct {
        const char *name;
        cgov_id id;
    } readers[] = {{"public", 0},
                   {"stranger", town->neighbour},
                   {"reporter", town->resident},
                   {"clerk", town->centre.officers[CLERK]},
                   {"desk", town->street.officers[HEAD]},
                   {"above", town->district.officers[HEAD]},
                   {"accused", town->bureau.officers[CONTACT]},
                   {"auditor", town->auditor}};
    const struct {
        const char *name;
        cgov_detail more;
    } kinds[] = {{"plain", town_text(CGOV_FIELD_TITLE, SECRET)},
                 {"masked", town_number(CGOV_FIELD_MASKED, 1)},
                 {"accusing", town_number(CGOV_FIELD_AGAINST, (int64_t)town->bureau.id)}};
    const cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)town->street.id);
    uint32_t met = 0;
    const uint32_t rows = matrix_read("erasures", letters);
    for (size_t k = 0; k < 3; k++) {
        cgov_id item = 0;
        assert_int_equal(town_try_report(town, town->resident, &kinds[k].more, 1, &item), CGOV_OK);
        town_move(town, town->centre.officers[CLERK], item, "accept", NULL, 0);
        if (k < 2) town_move(town, town->centre.officers[DISPATCHER], item, "dispatch", &lead, 1);
        const uint64_t by = erase(town, item, opened(town, town->resident, item), CGOV_FIELD_TEXT);
        for (size_t r = 0; r < sizeof readers / sizeof readers[0]; r++) {
            char cells[CELLS + 1];
            const char *expected = matrix_cells(kinds[k].name, readers[r].name);
            if (!expected) continue;
            met++;
            look(town, item, by, readers[r].id, cells);
            if (strcmp(cells, expected) != 0)
                fail_msg("%s, %s: %s, not %s", kinds[k].name, readers[r].name, cells, expected);
        }
    }
    assert_int_equal(met, rows);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
#define IN_A_PLACE(test) cmocka_unit_test_setup_teardown(test, set_up, place_tear_down)
        IN_A_PLACE(who_wrote_it_hears_by_whose_order_and_why),
        IN_A_PLACE(an_officer_hears_and_nobody_of_their_own_act),
        IN_A_PLACE(a_name_that_is_gone_is_told_of_no_item),
        IN_A_PLACE(an_items_history_has_it),
        IN_A_PLACE(its_reason_is_asked_for_by_its_record_alone),
        IN_A_PLACE(all_of_a_residents_are_told_thing_by_thing),
        IN_A_PLACE(a_masked_report_hides_why_and_whom),
        IN_A_PLACE(every_cell),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
