/* An owners' decision is what lets a renovation go on (民法典 278, item 7): none is built before it, nor after one that
 * failed. By the shipped text `owners`. */
#include "support/estate.h"

#include "support/bent.h"
#include "support/test.h"

static struct estate estate;

static int owners(void **state) {
    (void)state;
    estate_found(&estate, NULL, "owners", false);
    return 0;
}

static int leave(void **state) {
    (void)state;
    town_close(&estate.town);
    return 0;
}

static uint32_t field(const char *name) {
    uint32_t number = 0;
    assert_int_equal(cgov_field_find(estate.town.ledger, name, &number), CGOV_OK);
    return number;
}

static int32_t try_say(cgov_id actor, cgov_id item, const char *move) {
    const cgov_detail words = town_text(CGOV_FIELD_TEXT, "内容");
    return town_try_move(&estate.town, actor, item, move, &words, 1);
}

static void say(cgov_id actor, cgov_id item, const char *move) {
    assert_int_equal(try_say(actor, item, move), CGOV_OK);
}

static cgov_id child(cgov_id item, uint32_t place) {
    cgov_item_view views[8] = {{.size = sizeof views[0]}};
    const cgov_reader reader = town_reader(&estate.town, estate.secretary);
    const cgov_item_query query = {.size = sizeof query, .parent = item};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_true(cgov_item_list(estate.town.ledger, &reader, &query, &cursor, views, 8, &count) >= CGOV_OK);
    assert_true(place < count);
    return views[place].id;
}

static void details_of(cgov_detail details[3]) {
    details[0] = town_number(field("organizer"), (int64_t)estate.association);
    details[1] = town_number(field("estate"), (int64_t)estate.place);
    details[2] = town_text(CGOV_FIELD_TEXT, "外墙保温与管网改造");
}

/* Put to the owners: the decision that it waits for. */
static cgov_id put(cgov_id renovation, uint32_t place) {
    cgov_detail details[3];
    details_of(details);
    say(estate.secretary, renovation, "design");
    town_move(&estate.town, estate.secretary, renovation, "decide", details, 3);
    return child(renovation, place);
}

static void vote(cgov_id decision, int64_t day, int month, const struct group *groups) {
    const cgov_detail notice[] = {town_number(field("day"), day), town_text(CGOV_FIELD_TEXT, "公告")};
    estate_move(&estate, estate.registrar, decision, "list");
    estate.town.now += 6 * DAY; /* while it is shown it may be objected to */
    town_move(&estate.town, estate.head, decision, "announce", notice, 2);
    estate.town.now = town_at(2026, month, 30, 9, 0);
    estate_move(&estate, estate.head, decision, "begin");
    estate_votes(&estate, decision, groups, 2);
    estate.town.now = town_at(2026, month, 30, 9, 0) + 8 * DAY;
    estate_move(&estate, estate.teller, decision, "count");
}

#define REFUSED(status, reason) town_assert_refused(&estate.town, status, CGOV_E_REFUSED, CGOV_R_##reason)

/* 201 take part by 18,240.00 m2: 151 by 13,680.00 are three quarters, 150 are not. */
static void nobody_builds_before_the_owners_decided(void **state) {
    (void)state;
    static const struct group passes[] = {{151, 1368000, "yes", false}, {50, 456000, "no", false}};
    static const struct group fails[] = {{150, 1368000, "yes", false}, {51, 456000, "no", false}};
    cgov_detail details[3];
    cgov_id renovation = 0;
    details_of(details);
    estate_areas(&estate, passes, 2);
    estate.town.now = town_at(2026, 6, 1, 9, 0);
    cgov_act act = town_act(&estate.town, estate.secretary);
    assert_int_equal(cgov_item_open(estate.town.ledger, &act, "renovation", details, 3, &renovation), CGOV_OK);
    const cgov_id first = put(renovation, 0);
    REFUSED(try_say(estate.secretary, renovation, "start"), CHILD);
    vote(first, 20260630, 6, fails);
    town_assert_state(&estate.town, first, "failed");
    REFUSED(try_say(estate.secretary, renovation, "start"), CHILD);
    const cgov_detail why = town_text(CGOV_FIELD_REASON, "修改方案");
    town_move(&estate.town, estate.secretary, renovation, "redo", &why, 1);
    const cgov_id second = put(renovation, 1);
    vote(second, 20260730, 7, passes);
    town_assert_state(&estate.town, second, "passed");
    REFUSED(try_say(estate.secretary, renovation, "start"), CHILD); /* it is not published */
    say(estate.head, second, "publish");
    say(estate.secretary, renovation, "start");
    say(estate.head, renovation, "accept");
    say(estate.head, renovation, "hand_over");
    town_assert_state(&estate.town, renovation, "handed_over");
}

/* The owners of another estate do not decide for this one. */
static void its_own_owners_decide(void **state) {
    (void)state;
    cgov_detail details[3];
    cgov_id renovation = 0;
    details_of(details);
    cgov_act act = town_act(&estate.town, estate.secretary);
    assert_int_equal(cgov_item_open(estate.town.ledger, &act, "renovation", details, 3, &renovation), CGOV_OK);
    say(estate.secretary, renovation, "design");
    details[1].number = (int64_t)estate.association;
    REFUSED(town_try_move(&estate.town, estate.secretary, renovation, "decide", details, 3), OTHER);
    details_of(details);
    town_move(&estate.town, estate.secretary, renovation, "decide", details, 3);
}

/* What a renovation opens is judged as its line says (`under`); whatever else is decided is judged by its matter. */
static void whatever_else_is_drafted_names_its_matter(void **state) {
    (void)state;
    cgov_detail details[4];
    cgov_id decision = 0;
    details_of(details);
    estate.town.now = town_at(2026, 6, 1, 9, 0);
    cgov_act act = town_act(&estate.town, estate.secretary);
    REFUSED(cgov_item_open(estate.town.ledger, &act, "owners_decision", details, 3, &decision), NEEDS);
    details[3] = town_text(CGOV_FIELD_MATTER, "owners_other");
    act = town_act(&estate.town, estate.secretary);
    assert_int_equal(cgov_item_open(estate.town.ledger, &act, "owners_decision", details, 4, &decision), CGOV_OK);
    static const struct bent_row rows[] = {
        {{"procedure renovation", "opens", " under OWNERS_SPECIAL", ""},
         6,
         "matter ",
         "`draft` needs `matter`, and `decide` of `renovation` opens `owners_decision` without",
         ""}};
    EACH_REFUSED(town_shipped("owners").ptr, rows);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(whatever_else_is_drafted_names_its_matter, owners, leave),
        cmocka_unit_test_setup_teardown(nobody_builds_before_the_owners_decided, owners, leave),
        cmocka_unit_test_setup_teardown(its_own_owners_decide, owners, leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
