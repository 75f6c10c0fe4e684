/* Unsolved leads somewhere: who reported rates and says whether it is solved; found unsolved it is handled a second
 * time, one level up, once; and what a superior concludes is checked as any answer is. */
#include "support/on_a_town.h"

#include "support/test.h"

#include <stdbool.h>

static int32_t rate(cgov_id actor, cgov_id item, int64_t rating, int64_t solved) {
    const cgov_detail details[] = {town_number(CGOV_FIELD_RATING, rating), town_number(CGOV_FIELD_SOLVED, solved)};
    return town_try_move(&town, actor, item, "rate", details, 2);
}

static int32_t escalate(cgov_id actor, cgov_id item, int64_t solved) {
    const cgov_detail details[] = {town_text(CGOV_FIELD_REASON, "仍未解决。"), town_number(CGOV_FIELD_SOLVED, solved)};
    return town_try_move(&town, actor, item, "escalate", details, 2);
}

static void answered(const struct office *lead, cgov_id item) {
    const cgov_detail result = town_text(CGOV_FIELD_RESULT, "solved"), text = town_text(CGOV_FIELD_TEXT, "已处理。");
    town_move(&town, lead->officers[CONTACT], item, "done", &result, 1);
    town_move(&town, lead->officers[CONTACT], item, "answer", &text, 1);
    town_move(&town, town.centre.officers[CHECKER], item, "pass", NULL, 0);
}

static cgov_figure_view figures(void) {
    cgov_reader reader = town_reader(&town, town.auditor);
    const cgov_figure_query query = {.size = sizeof query};
    cgov_figure_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_figure_list(town.ledger, &reader, &query, &cursor, &view, 1, &count), CGOV_OK);
    return view;
}

static void who_reported_has_the_last_word(void **state) {
    (void)state;
    cgov_id checking = town_issue_in(&town, "checking"), item = town_issue_in(&town, "handled");
    const cgov_detail text = town_text(CGOV_FIELD_TEXT, "已处理。");
    const cgov_detail revisit[] = {town_number(CGOV_FIELD_RATING, 5), town_number(CGOV_FIELD_SOLVED, 1)};
    town_move(&town, town.street.officers[CONTACT], item, "answer", &text, 1);
    town_assert_refused(&town, rate(town.resident, checking, 3, 1), CGOV_E_REFUSED, CGOV_R_STATE);
    town_move(&town, town.centre.officers[CHECKER], item, "pass", revisit, 2);
    assert_true(figures().rated == 1 && figures().satisfied == 1 && figures().solved == 1);

    town_assert_refused(&town, rate(town.centre.officers[CHECKER], item, 5, 1), CGOV_E_REFUSED, CGOV_R_ACTOR);
    town_assert_refused(&town, town_try_move(&town, town.resident, item, "rate", &revisit[1], 1), CGOV_E_REFUSED,
                        CGOV_R_NEEDS);
    assert_int_equal(rate(town.resident, item, 1, 2), CGOV_OK);
    assert_true(figures().rated == 1 && figures().satisfied == 0);
    assert_true(figures().assessable == 1 && figures().solved == 0);
    assert_int_equal(rate(town.resident, item, 4, 1), CGOV_OK);
    assert_true(figures().satisfied == 1 && figures().solved == 1);
    assert_int_equal(rate(town.resident, item, 3, 1), CGOV_OK);
    town_assert_refused(&town, rate(town.resident, item, 5, 1), CGOV_E_REFUSED, CGOV_R_AT_MOST);
    assert_true(figures().rated == 1 && figures().satisfied == 0 && figures().solved == 1);
    town_assert_state(&town, item, "closed");
}

/* Fifteen days after the check; by who reported, who says that it is not solved. */
static void unsolved_goes_one_level_up_once(void **state) {
    (void)state;
    cgov_id item = town_issue_in(&town, "closed"), late = town_issue_in(&town, "closed");
    town_assert_refused(&town, escalate(town.resident, item, 1), CGOV_E_REFUSED, CGOV_R_SAYS);
    town_assert_refused(&town, escalate(town.street.officers[HEAD], item, 2), CGOV_E_REFUSED, CGOV_R_ACTOR);
    town.now = town_at(2026, 2, 22, 0, 0) - 1;
    assert_int_equal(escalate(town.resident, item, 2), CGOV_OK);
    town.now++;
    town_assert_refused(&town, escalate(town.resident, late, 2), CGOV_E_REFUSED, CGOV_R_WITHIN);

    cgov_item_view view = town_item(&town, town.resident, item);
    assert_string_equal(view.state, "reassigned");
    assert_true(view.holder == town.district.id && view.owed == 1);
    assert_int_equal(town_clock(&town, town.auditor, item, "sign").state, CGOV_CLOCK_RUNNING);
    assert_true(figures().reopened == 1 && figures().assessable == 1 && figures().solved == 0);
    town_assert_refused(&town, town_try_move(&town, town.street.officers[CONTACT], item, "sign", NULL, 0),
                        CGOV_E_REFUSED, CGOV_R_ACTOR);
    town_move(&town, town.district.officers[CONTACT], item, "sign", NULL, 0);
    town_move(&town, town.district.officers[CONTACT], item, "start", NULL, 0);
    assert_int_equal(town_clock(&town, town.auditor, item, "handle").state, CGOV_CLOCK_RUNNING);
    answered(&town.district, item);
    town_assert_refused(&town, escalate(town.resident, item, 2), CGOV_E_REFUSED, CGOV_R_AT_MOST);
    town.now += 46 * DAY;
    town_tick(&town);
    town_assert_state(&town, item, "archived");
}

static int32_t pass(cgov_id actor, cgov_id item) {
    return town_try_move(&town, actor, item, "pass", NULL, 0);
}

/* Who did any of the work does not check it: neither who only called the reporter, nor who handled it before somebody
 * else did, nor who helped on a part; and an office that looks on is no work. */
static void who_did_any_of_the_work_does_not_check_it(void **state) {
    (void)state;
    const cgov_id checker = town.centre.officers[CHECKER], helper = town.bureau.officers[CONTACT];
    cgov_id called = town_resident(&town, "回访人", town.street.id),
            signed_it = town_resident(&town, "签收人", town.street.id);
    const cgov_detail result = town_text(CGOV_FIELD_RESULT, "solved"), text = town_text(CGOV_FIELD_TEXT, "已处理。");
    const cgov_detail whistled[] = {town_choice(&town, "occasion", "joint"), town_text(CGOV_FIELD_REASON, "需协同"),
                                    town_number(CGOV_FIELD_ORGANIZATIONS, (int64_t)town.bureau.id)};
    town_appoint(&town, called, town.street.id, "contact");
    town_appoint(&town, signed_it, town.street.id, "contact");
    for (int i = 0; i < 3; i++)
        town_appoint(&town, i == 0 ? called : i == 1 ? signed_it : helper, town.centre.id, "checker");
    town_appoint(&town, town.street.officers[HEAD], town.centre.id, "checker");
    town_appoint(&town, town.district.officers[HEAD], town.centre.id, "checker");

    cgov_id item = town_issue_in(&town, "dispatched");
    town_move(&town, signed_it, item, "sign", NULL, 0);
    town_move(&town, town.street.officers[CONTACT], item, "start", NULL, 0);
    town_move(&town, called, item, "contact", NULL, 0);
    town_move(&town, town.street.officers[HEAD], item, "whistle", whistled, 3);
    town_move(&town, helper, UINT64_C(4) << 44 | 2, "report_back", &text, 1);
    town_suspend(&town, item, 5, "等雨停");
    town_move(&town, town.district.officers[HEAD], item, "resume", NULL, 0);
    town_move(&town, town.street.officers[CONTACT], item, "done", &result, 1);
    town_move(&town, town.street.officers[CONTACT], item, "answer", &text, 1);
    const cgov_id workers[] = {signed_it, called, town.street.officers[HEAD], helper};
    for (int i = 0; i < 4; i++) town_assert_refused(&town, pass(workers[i], item), CGOV_E_REFUSED, CGOV_R_SELF);
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "未解决。");
    town_assert_refused(&town, town_try_move(&town, called, item, "rework", &reason, 1), CGOV_E_REFUSED, CGOV_R_SELF);
    town_move(&town, checker, item, "rework", &reason, 1);
    town_move(&town, town.street.officers[CONTACT], item, "done", &result, 1);
    town_move(&town, town.street.officers[CONTACT], item, "answer", &text, 1);
    town_assert_refused(&town, pass(signed_it, item), CGOV_E_REFUSED, CGOV_R_SELF); /* in an earlier handling */
    assert_int_equal(pass(town.district.officers[HEAD], item), CGOV_OK);
}

/* A petition that the street works on. */
static cgov_id petition(void) {
    const cgov_detail track = town_text(CGOV_FIELD_TRACK, "petition"),
                      street = town_number(CGOV_FIELD_LEAD, (int64_t)town.street.id);
    cgov_id item = 0;
    assert_int_equal(town_try_report(&town, town.resident, &track, 1, &item), CGOV_OK);
    town_move(&town, town.centre.officers[CLERK], item, "accept", NULL, 0);
    town_move(&town, town.centre.officers[DISPATCHER], item, "dispatch", &street, 1);
    town_move(&town, town.street.officers[CONTACT], item, "sign", NULL, 0);
    town_move(&town, town.street.officers[CONTACT], item, "start", NULL, 0);
    return item;
}

/* It is answered, by evidence, and not checked yet. */
static void shown(cgov_id item) {
    const cgov_detail details[] = {town_text(CGOV_FIELD_RESULT, "solved"),
                                   town_text(CGOV_FIELD_EVIDENCE, "照片两张。")},
                      text = town_text(CGOV_FIELD_TEXT, "已处理。");
    town_move(&town, town.street.officers[CONTACT], item, "done", details, 2);
    town_move(&town, town.street.officers[CONTACT], item, "answer", &text, 1);
}

static int32_t move(cgov_id actor, cgov_id item, const char *name) {
    const cgov_detail text = town_text(CGOV_FIELD_TEXT, "另行处理。");
    const bool says = strcmp(name, "uphold") == 0 || strcmp(name, "overturn") == 0;
    return town_try_move(&town, actor, item, name, says ? &text : NULL, says);
}

/* Sent back as often as it may be, a checker still says that it is not solved; what comes next is open then. */
static void after_the_last_rework_it_is_found_unsolved(void **state) {
    (void)state;
    const cgov_id checker = town.centre.officers[CHECKER];
    const cgov_detail unsolved[] = {town_number(CGOV_FIELD_SOLVED, 2), town_text(CGOV_FIELD_NOTE, "现场仍未修好。")},
                      reason = town_text(CGOV_FIELD_REASON, "未解决。");
    const cgov_id items[] = {petition(), town_issue_in(&town, "handling")};
    for (int i = 0; i < 2; i++) {
        const cgov_id item = items[i];
        shown(item);
        town_assert_refused(&town, town_try_move(&town, checker, item, "found", unsolved, 2), CGOV_E_REFUSED,
                            CGOV_R_USED_UP);
        for (int r = 0; r < 3; r++) {
            town_move(&town, checker, item, "rework", &reason, 1);
            shown(item);
        }
        town_assert_refused(&town, town_try_move(&town, checker, item, "pass", unsolved, 1), CGOV_E_REFUSED,
                            CGOV_R_SAYS);
        town_move(&town, checker, item, "found", unsolved, 2);
        assert_int_equal(pass(checker, item), CGOV_OK);
    }
    assert_true(figures().assessable == 2 && figures().solved == 0);
    assert_int_equal(move(town.resident, items[0], "ask_review"), CGOV_OK);
    assert_int_equal(escalate(town.resident, items[1], 2), CGOV_OK);
}

/* The thirty days of an answer run while the office checks it: a check that takes them leaves days of its own. */
static void a_late_check_takes_no_review(void **state) {
    (void)state;
    const cgov_id checker = town.centre.officers[CHECKER];
    const cgov_id items[] = {petition(), petition()};
    shown(items[0]);
    shown(items[1]);
    town.now += 40 * DAY;
    for (int i = 0; i < 2; i++) assert_int_equal(pass(checker, items[i]), CGOV_OK);
    town_assert_refused(&town, move(town.resident, items[0], "ask_review"), CGOV_E_REFUSED, CGOV_R_WITHIN);
    assert_int_equal(move(town.resident, items[0], "claim_review"), CGOV_OK);
    town_assert_state(&town, items[0], "review");
    assert_true(town_item(&town, town.auditor, items[0]).holder == town.district.id);
    town.now += 16 * DAY;
    town_assert_refused(&town, move(town.resident, items[1], "claim_review"), CGOV_E_REFUSED, CGOV_R_WITHIN);
}

/* What a review overturned is answered anew, and that answer is reviewed too, up to the recheck. */
static void a_second_answer_is_reviewed_too(void **state) {
    (void)state;
    const cgov_id checker = town.centre.officers[CHECKER], head = town.district.officers[HEAD];
    const cgov_id item = petition();
    for (int i = 0; i < 3; i++) {
        shown(item);
        assert_int_equal(pass(checker, item), CGOV_OK);
        assert_int_equal(move(town.resident, item, "ask_review"), CGOV_OK);
        if (i < 2) assert_int_equal(move(head, item, "overturn"), CGOV_OK);
    }
    town_assert_refused(&town, move(head, item, "overturn"), CGOV_E_REFUSED, CGOV_R_AT_MOST);
    assert_int_equal(move(head, item, "uphold"), CGOV_OK);
    town_assert_state(&town, item, "reviewed");
}

/* A petition's second handling is its review: by that superior, who has had no hand in it. */
static void a_petition_is_reviewed_instead(void **state) {
    (void)state;
    const cgov_detail text = town_text(CGOV_FIELD_TEXT, "上级了结。"),
                      reason = town_text(CGOV_FIELD_REASON, "未解决。");
    const cgov_id item = petition();
    for (int i = 0; i < 4; i++) {
        if (i > 0) town_move(&town, town.centre.officers[CHECKER], item, "rework", &reason, 1);
        shown(item);
    }
    town_assert_refused(&town, town_try_move(&town, town.district.officers[HEAD], item, "conclude", &text, 1),
                        CGOV_E_REFUSED, CGOV_R_TRACK);
    town_move(&town, town.centre.officers[CHECKER], item, "pass", NULL, 0);
    town_assert_refused(&town, escalate(town.resident, item, 2), CGOV_E_REFUSED, CGOV_R_TRACK);
    town_move(&town, town.resident, item, "ask_review", NULL, 0);
    town_move(&town, town.district.officers[HEAD], item, "uphold", &text, 1);
}

static void nobody_stands_above_the_root(void **state) {
    (void)state;
    cgov_id item = town_issue_in(&town, "accepted");
    const cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)town.district.id);
    town_move(&town, town.centre.officers[DISPATCHER], item, "dispatch", &lead, 1);
    town_move(&town, town.district.officers[CONTACT], item, "sign", NULL, 0);
    town_move(&town, town.district.officers[CONTACT], item, "start", NULL, 0);
    answered(&town.district, item);
    town_assert_refused(&town, escalate(town.resident, item, 2), CGOV_E_REFUSED, CGOV_R_PARTY);
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "又堵了。");
    town_move(&town, town.resident, item, "reopen", &reason, 1);
}

static uint32_t desk(cgov_id reader_id, cgov_id person, bool unended) {
    cgov_reader reader = town_reader(&town, reader_id);
    const cgov_item_query query = {.size = sizeof query, .person = person, .unended = unended};
    cgov_item_view rows[8] = {{.size = sizeof rows[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    const int32_t status = cgov_item_list(town.ledger, &reader, &query, &cursor, rows, 8, &count);
    assert_true(status == CGOV_OK || status == CGOV_DONE);
    return count;
}

/* A person's desk: what they handle by now, as far as the reader sees it; nobody is found by having reported. */
static void what_a_person_handles_is_listed(void **state) {
    (void)state;
    const cgov_id contact = town.street.officers[CONTACT], head = town.street.officers[HEAD];
    cgov_id other = town_resident(&town, "另一经办人", town.street.id);
    town_appoint(&town, other, town.street.id, "contact");
    cgov_id closed = town_issue_in(&town, "closed"), item = town_issue_in(&town, "signed");
    assert_int_equal(desk(head, contact, false), 2);
    assert_int_equal(desk(contact, contact, true), 2);
    assert_int_equal(desk(head, town.resident, false), 0);
    assert_int_equal(desk(town.neighbour, contact, false), 0);
    assert_int_equal(desk(0, contact, false), 0);
    const cgov_detail result = town_text(CGOV_FIELD_RESULT, "solved");
    town_move(&town, other, item, "start", NULL, 0);
    assert_int_equal(desk(head, contact, false), 2);
    town_move(&town, other, item, "done", &result, 1);
    assert_int_equal(desk(head, contact, false), 1);
    assert_int_equal(desk(head, other, true), 1);
    town.now += 46 * DAY;
    town_tick(&town);
    town_assert_state(&town, closed, "archived");
    assert_int_equal(desk(head, contact, true), 0);
    assert_int_equal(desk(head, contact, false), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(who_reported_has_the_last_word, found, leave),
        cmocka_unit_test_setup_teardown(unsolved_goes_one_level_up_once, found, leave),
        cmocka_unit_test_setup_teardown(who_did_any_of_the_work_does_not_check_it, found, leave),
        cmocka_unit_test_setup_teardown(what_a_person_handles_is_listed, found, leave),
        cmocka_unit_test_setup_teardown(after_the_last_rework_it_is_found_unsolved, found, leave),
        cmocka_unit_test_setup_teardown(a_late_check_takes_no_review, found, leave),
        cmocka_unit_test_setup_teardown(a_second_answer_is_reviewed_too, found, leave),
        cmocka_unit_test_setup_teardown(a_petition_is_reviewed_instead, found, leave),
        cmocka_unit_test_setup_teardown(nobody_stands_above_the_root, found, leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
