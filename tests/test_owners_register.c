/* The owners' list of a decision while it is shown: who may object, until when, and that it is not closed before the
 * time is over and each objection is answered. */
#include "support/estate.h"

#include "support/test.h"

static struct estate estate;
static cgov_id clerk, decision;

static int found(const char *text, bool unverified) {
    estate_found(&estate, NULL, text, unverified);
    clerk = town_resident(&estate.town, "受理", estate.town.root);
    town_appoint(&estate.town, clerk, estate.association, "clerk");
    decision = estate_draft(&estate, "owners_other", estate.place); /* its list is shown on 06-01 */
    return 0;
}

static int owners(void **state) {
    (void)state;
    return found("owners", false);
}

static int silent_owners(void **state) {
    (void)state;
    return found("owners_silent", true);
}

static int leave(void **state) {
    (void)state;
    town_close(&estate.town);
    return 0;
}

#define REFUSED(status, why) town_assert_refused(&estate.town, status, CGOV_E_REFUSED, CGOV_R_##why)

static void at(int month, int day) {
    estate.town.now = town_at(2026, month, day, 0, 0);
}

static int32_t try_object(cgov_id who) {
    const cgov_detail text = town_text(CGOV_FIELD_TEXT, "漏了我家");
    return town_try_move(&estate.town, who, decision, "object", &text, 1);
}

static int32_t try_announce(int64_t day) {
    uint32_t number = 0;
    assert_int_equal(cgov_field_find(estate.town.ledger, "day", &number), CGOV_OK);
    const cgov_detail notice[] = {town_number(number, day), town_text(CGOV_FIELD_TEXT, "公告")};
    return town_try_move(&estate.town, estate.head, decision, "announce", notice, 2);
}

static cgov_id objection(uint32_t which) {
    cgov_item_view views[8] = {{.size = sizeof views[0]}};
    const cgov_item_query all = {.size = sizeof all, .parent = decision};
    const cgov_reader reader = town_reader(&estate.town, estate.secretary);
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_item_list(estate.town.ledger, &reader, &all, &cursor, views, 8, &count), CGOV_OK);
    assert_true(which < count);
    return views[which].id;
}

static int32_t try_decide(cgov_id who, cgov_id item) {
    const cgov_detail text = town_text(CGOV_FIELD_TEXT, "已补登");
    return town_try_move(&estate.town, who, item, "decide", &text, 1);
}

/* To the end of the fifth day after it was shown; and whoever is not on it is heard by the clerk. */
static void the_list_is_objected_to_within_five_days(void **state) {
    (void)state;
    at(6, 7);
    estate.town.now--;
    assert_int_equal(try_object(estate.owners[5]), CGOV_OK);
    assert_int_equal(try_object(clerk), CGOV_OK);
    town_assert_refused(&estate.town, try_object(estate.town.neighbour), CGOV_E_NOT_FOUND, CGOV_R_NONE);
    estate.town.now++;
    REFUSED(try_object(estate.owners[6]), WITHIN);
}

/* Not before the time is over, nor while one of them waits. */
static void notice_waits_until_all_are_answered(void **state) {
    (void)state;
    assert_int_equal(try_object(estate.owners[5]), CGOV_OK);
    assert_int_equal(try_object(estate.owners[6]), CGOV_OK);
    const cgov_id first = objection(0), second = objection(1);
    REFUSED(try_decide(estate.owners[5], first), ACTOR);
    assert_int_equal(try_decide(clerk, first), CGOV_OK);
    at(6, 7);
    estate.town.now--;
    REFUSED(try_announce(20260630), AFTER);
    estate.town.now++;
    REFUSED(try_announce(20260630), CHILDREN);
    town_tick(&estate.town);
    assert_true(town_clock(&estate.town, estate.head, second, "decide").late != 0); /* after three days */
    assert_int_equal(try_decide(estate.head, second), CGOV_OK);
    assert_int_equal(try_announce(20260630), CGOV_OK);
    REFUSED(try_object(estate.owners[7]), STATE);
}

/* Who was left off is put on it, and decides; the list cannot be changed once it is closed. */
static void what_is_granted_is_put_right_before_the_close(void **state) {
    (void)state;
    cgov_act act = town_act(&estate.town, estate.registrar);
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "误列");
    assert_int_equal(
        cgov_roll_leave(estate.town.ledger, &act, decision, "electors", estate.owners[5], 0, &reason, 1, NULL),
        CGOV_OK);
    assert_int_equal(try_object(estate.owners[5]), CGOV_OK);
    assert_int_equal(estate_enter(&estate, estate.registrar, decision, "electors", estate.owners[5], NULL), CGOV_OK);
    assert_int_equal(try_decide(clerk, objection(0)), CGOV_OK);
    at(6, 8);
    assert_int_equal(try_announce(20260623), CGOV_OK);
    REFUSED(estate_enter(&estate, estate.registrar, decision, "electors", estate.owners[6], NULL), ROLL);
    at(6, 23);
    estate_move(&estate, estate.head, decision, "begin");
    assert_int_equal(estate_try_vote(&estate, decision, 5, "yes"), CGOV_OK);
}

/* Made anew, it is shown anew: who bought meanwhile may object as long as others could. */
static void a_list_made_anew_is_shown_anew(void **state) {
    (void)state;
    at(6, 10);
    REFUSED(try_object(estate.owners[5]), WITHIN);
    estate_move(&estate, estate.registrar, decision, "list");
    at(6, 16);
    estate.town.now--;
    assert_int_equal(try_object(estate.owners[5]), CGOV_OK);
    assert_int_equal(try_decide(clerk, objection(0)), CGOV_OK);
    REFUSED(try_announce(20260701), AFTER);
    estate.town.now++;
    assert_int_equal(try_announce(20260701), CGOV_OK);
}

/* A decision that is called off takes its objections along, each with its answer. */
static void one_that_is_called_off_ends_its_objections(void **state) {
    (void)state;
    assert_int_equal(try_object(estate.owners[5]), CGOV_OK);
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "改日再议");
    town_move(&estate.town, estate.head, decision, "cancel", &reason, 1);
    town_assert_state(&estate.town, objection(0), "dropped");
}

int main(void) {
#define ON(test) cmocka_unit_test_setup_teardown(test, owners, leave)
    const struct CMUnitTest tests[] = {
        ON(the_list_is_objected_to_within_five_days),
        ON(notice_waits_until_all_are_answered),
        cmocka_unit_test_setup_teardown(notice_waits_until_all_are_answered, silent_owners, leave),
        ON(what_is_granted_is_put_right_before_the_close),
        ON(a_list_made_anew_is_shown_anew),
        ON(one_that_is_called_off_ends_its_objections),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
