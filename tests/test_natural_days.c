/* Under BOARD days are natural ones, the window of the objection too; a profile gives a move's `within` another length.
 */
#include "support/bent.h"
#include "support/on_a_town.h"
#include "support/test.h"

/* Dispatched on the last of September, before eight days off. */
static cgov_id dispatched(void) {
    town.flags = CGOV_ACT_LONG_JUMP;
    town.now = town_at(2026, 9, 30, 9, 0);
    return town_issue_in(&town, "dispatched");
}

static int32_t object(cgov_id id, cgov_time at) {
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "不属本单位职责。");
    town.now = at;
    return town_try_move(&town, town.street.officers[CONTACT], id, "object", &reason, 1);
}

static void the_boards_are_natural(void **state) {
    (void)state;
    cgov_id id = dispatched(), other = town_issue_in(&town, "dispatched");
    assert_int_equal(object(id, town_at(2026, 10, 5, 24, 0) - 1), CGOV_OK);
    town_assert_refused(&town, object(other, town_at(2026, 10, 6, 0, 0)), CGOV_E_REFUSED, CGOV_R_WITHIN);
}

static cgov_time answer_due(void) {
    town.flags = CGOV_ACT_LONG_JUMP;
    town.now = town_at(2026, 9, 30, 9, 0);
    return town_clock(&town, town.auditor, town_issue_in(&town, "handled"), "answer").due;
}

/* So is the answer's day, after the work is done. */
static void so_is_the_answer(void **state) {
    (void)state;
    assert_true(answer_due() == town_at(2026, 10, 5, 24, 0) - 1);
}

static void elsewhere_it_is_in_working_days(void **state) {
    (void)state;
    assert_true(answer_due() == town_at(2026, 10, 13, 24, 0) - 1);
}

/* Without it, the regulation's five working days: 10-08 is the first of them. */
static void others_are_working_days(void **state) {
    (void)state;
    cgov_id id = dispatched(), other = town_issue_in(&town, "dispatched");
    assert_int_equal(object(id, town_at(2026, 10, 13, 24, 0) - 1), CGOV_OK);
    town_assert_refused(&town, object(other, town_at(2026, 10, 14, 0, 0)), CGOV_E_REFUSED, CGOV_R_WITHIN);
}

static void a_profile_changes_what_is_there(void **state) {
    (void)state;
#define LINE(find, replace)                                                                                            \
    { "profile BOARD", "issue.object   within", find, replace }
    const struct bent_row rows[] = {
        {LINE("issue.object ", "issue.accept "), 0, "accept   within", "move `accept` has no `within` to change", ""},
        {LINE("issue.object ", "issue.obj "), 0, "obj   within",
         "move `obj` is not one of this procedure's: report, ask_more, complete, lapse, "
         "verify, "
         "verified, unfounded, direct, accept, reject, merge, classify, mask, supplement, urge, dispatch, object, "
         "return, "
         "uphold_order, arbitrate, confer, assign, ...",
         ""},
        {LINE("within 5 days", "within 5 days\n  issue.object within 6 days"), 0, "object within 6",
         "move `object` stands twice", ""},
    };
    EACH_REFUSED(bent_standard(), rows);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate_setup_teardown(the_boards_are_natural, found_under, leave, "BOARD"),
        cmocka_unit_test_prestate_setup_teardown(so_is_the_answer, found_under, leave, "BOARD"),
        cmocka_unit_test_setup_teardown(elsewhere_it_is_in_working_days, found, leave),
        cmocka_unit_test_setup_teardown(others_are_working_days, found, leave),
        cmocka_unit_test(a_profile_changes_what_is_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
