/* What a refusal says beyond its reason, in a joint meeting: which party is not set, which day it was, how many are
 * lacking, which child, which choices there are. */
#include "support/on_a_meeting.h"

static void assert_says(int32_t status, const char *message) {
    assert_true(status < 0);
    assert_string_equal(town_error(&town).message, message);
}

static int32_t try_open(const char *procedure, const cgov_detail *details, uint32_t count) {
    cgov_act act = town_act(&town, secretary);
    return cgov_item_open(town.ledger, &act, procedure, details, count, NULL);
}

static void which_party_is_not_set(void **state) {
    (void)state;
    const cgov_detail text = town_text(CGOV_FIELD_TEXT, "例会");
    const cgov_detail where = town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town.village.id);
    assert_says(try_open("joint_meeting", &text, 1),
                "`call` is for secretary of convenor or its parent: party `convenor` is not set, detail `organization` "
                "sets it");
    assert_says(try_open("joint_meeting", &where, 1), /* set, and they hold no office there */
                "`call` is for secretary of convenor or its parent");
    assert_says(try_open("need", &text, 1), "`ask` is for its parent");
    const cgov_detail report[] = {town_number(CGOV_FIELD_PLACE, 990101001201), town_text(CGOV_FIELD_TEXT, "污水外溢"),
                                  town_number(CGOV_FIELD_INTAKE, (int64_t)town.centre.id)};
    const cgov_id desk = town.centre.officers[OPERATOR]; /* enters it for somebody unknown */
    cgov_act act = town_act(&town, desk);
    cgov_id issue;
    assert_int_equal(cgov_item_report(town.ledger, &act, report, 3, &issue), CGOV_OK);
    assert_says(town_try_move(&town, desk, issue, "withdraw", NULL, 0),
                "`withdraw` is for reporter: party `reporter` is not set");
}

static void which_day_it_was(void **state) {
    (void)state;
    call();
    assert_says(try_notify(20260103), "`day`, 2026-01-03, is less than 3 days ahead of today, 2026-01-01");
    const cgov_detail as_text[] = {town_text(field("day"), "20260108"), town_text(field("notice"), "请到会")};
    assert_says(town_try_move(&town, secretary, session, "notify", as_text, 2),
                "detail `day` must be a number, a day as 20260315");
    assert_int_equal(try_notify(20260104), CGOV_OK);
    assert_says(town_try_move(&town, member[0], session, "sit", NULL, 0),
                "`day`, 2026-01-04, is not come: today is 2026-01-01");
    town.now = town_at(2026, 1, 4, 9, 0);
    const cgov_detail today = town_number(field("day"), 20260104), far = town_number(field("day"), 20260307);
    assert_says(town_try_move(&town, member[0], session, "second_call", &far, 1),
                "`day`, 2026-01-04, is not over: today is 2026-01-04");
    town.now = town_at(2026, 1, 5, 0, 0);
    assert_says(town_try_move(&town, member[0], session, "sit", NULL, 0),
                "`day`, 2026-01-04, is over: today is 2026-01-05");
    assert_says(town_try_move(&town, member[0], session, "second_call", &today, 1),
                "`day`, 2026-01-04, is less than 1 days ahead of today, 2026-01-05");
    assert_says(town_try_move(&town, member[0], session, "second_call", &far, 1),
                "`day`, 2026-03-07, the day that `hold` runs to, is farther off than the rulebook allows: today is "
                "2026-01-05");
}

static void how_many_are_lacking(void **state) {
    (void)state;
    notified_for(20260108, 1, 8);
    attend(0, 4);
    assert_says(town_try_move(&town, member[0], session, "sit", NULL, 0),
                "`present` has 4 of 8 on `members`, 5 needed, 1 lacking");
    attend(4, 5);
    town_move(&town, member[0], session, "sit", NULL, 0);
    leave_present(member[4]);
    assert_says(
        town_try_move(&town, member[0], child(session, 0), "put", NULL, 0),
        "`present` has 4 of 8 on `members`, 5 needed, 1 lacking; or `present` has 4 of 0 on `again`, and of nothing "
        "no share is reached");
}

static void how_many_are_too_many(void **state) {
    (void)state;
    notified_for(20260108, 1, 8);
    attend(0, 5);
    town.now = town_at(2026, 1, 9, 0, 0);
    const cgov_detail day = town_number(field("day"), 20260112);
    assert_says(town_try_move(&town, member[0], session, "second_call", &day, 1),
                "`present` has 5 of 8 on `members`, which is enough, and this move is for when it is not");
}

static void which_child_it_was(void **state) {
    (void)state;
    notified_for(20260108, 1, 8);
    attend(0, 5);
    town_move(&town, member[0], session, "sit", NULL, 0);
    assert_says(town_try_move(&town, member[0], session, "close", NULL, 0), "a `topic` of it stands in `raised`");
    town_move(&town, member[0], child(session, 0), "put", NULL, 0);
    assign(member[0], child(session, 0), 20260120);
    town_move(&town, member[0], session, "close", NULL, 0);
    say(recorder, session, "draft", "纪要");
    town_move(&town, member[0], session, "sign", NULL, 0);
    assert_says(try_say(secretary, session, "report_back", "反馈"), "a `topic` of it is still open, in `assigned`");
    assert_says(try_say(secretary, child(session, 0), "report", "反馈"), "a `duty` of it is still open, in `assigned`");
}

static void which_choices_there_are(void **state) {
    (void)state;
    notified_for(20260108, 1, 8);
    const cgov_detail other = town_text(field("channel_of"), "by_phone");
    assert_says(try_enter(member[1], "present", member[1], &other),
                "detail `channel_of` is `by_phone`, none of its choices: onsite, online");
    cgov_act act = town_act(&town, town.resident);
    const cgov_detail urgency = town_text(CGOV_FIELD_URGENCY, "at_once");
    assert_int_equal(cgov_item_report(town.ledger, &act, &urgency, 1, NULL), CGOV_E_ARG);
    assert_string_equal(town_error(&town).message,
                        "detail `urgency` is `at_once`, none of the values known: normal, urgent, critical");
    const cgov_detail channel = town_text(CGOV_FIELD_CHANNEL, "pigeon");
    assert_int_equal(cgov_item_report(town.ledger, &act, &channel, 1, NULL), CGOV_E_ARG);
    assert_string_equal(
        town_error(&town).message,
        "detail `channel` is `pigeon`, none of the values known: none, public, media, patrol, superior, hotline, web, "
        "visit, letter, litigation, arbitration, reconsideration, appeal, elsewhere");
}

int main(void) {
#define ON(test) cmocka_unit_test_setup_teardown(test, with_meetings, leave)
    const struct CMUnitTest tests[] = {
        ON(which_party_is_not_set), ON(which_day_it_was),   ON(how_many_are_lacking),
        ON(how_many_are_too_many),  ON(which_child_it_was), ON(which_choices_there_are),
    };
    return cmocka_run_group_tests_name("why not", tests, NULL, NULL);
}
