/* Where a map may carry what runs: from there the newer text must lead on as it leads on from an opening. What is owed
 * is answered, an end can be reached by the items that are carried, and somebody is told on each way. */
#include "support/on_a_town.h"

#include "support/test.h"

#include <stdio.h>

/* The standard with a role more, from now on. */
static int32_t try_carry(const char *map) {
    static char text[262144];
    const cgov_text standard = town_shipped("standard");
    snprintf(text, sizeof text, "%.*s\nrole guest_of_today \"来宾\"\n", (int)standard.len, standard.ptr);
    const cgov_adoption_draft adoption = {.size = sizeof adoption, .text = text_of(text), .map = text_of(map)};
    cgov_act act = town_act(&town, town.founder);
    return cgov_rulebook_adopt(town.ledger, &act, &adoption, NULL);
}

static void assert_refused(const char *map, cgov_id item, const char *message) {
    town_assert_refused(&town, try_carry(map), CGOV_E_REFUSED, CGOV_R_MAP);
    const cgov_error error = town_error(&town);
    if (strncmp(error.message, message, strlen(message)) != 0) fail_msg("%s", error.message);
    assert_true(error.item == item && error.line != 0);
    town_assert_state(&town, item, "handling");
}

static void an_answer_owed_is_not_carried_past_its_answer(void **state) {
    (void)state;
    const cgov_id id = town_issue_in(&town, "handling");
    assert_refused("issue handling -> reviewed", id,
                   "`issue handling -> reviewed`: from `reviewed` no final state can surely be reached (track none, "
                   "channel none, not matter direct, not public_safety)");
    assert_refused("issue handling -> closed", id,
                   "`issue handling -> closed`: from `closed` no final state can surely be reached");
    assert_refused(
        "issue handling -> awaiting", id,
        "`issue handling -> awaiting`: clock `complete`, which moves on whatever stands there, would not run");
    if (try_carry("issue handling -> dispatched")) fail_msg("%s", town_error(&town).message);
    town_assert_state(&town, id, "dispatched");
}

/* Each where it stands. */
static void what_stays_where_it_is_is_carried(void **state) {
    (void)state;
    static const char *const states[] = {"registered", "accepted", "dispatched", "signed",
                                         "handling",   "handled",  "checking",   "closed"};
    char map[1024] = "";
    for (size_t s = 0; s < sizeof states / sizeof *states; s++) {
        (void)town_issue_in(&town, states[s]);
        snprintf(map + strlen(map), sizeof map - strlen(map), "issue %s -> %s\n", states[s], states[s]);
    }
    if (try_carry(map)) fail_msg("%s", town_error(&town).message);
}

static void a_map_is_lines_of_its_form(void **state) {
    (void)state;
    static const char *const odd[] = {
        "issue registered -> registered more",
        "issue registered -> registered aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaissue handling -> handling",
        "issue registered -> registered\raaa",
        "issue registered ->\nissue handling -> handling",
        "issue registered registered",
        "issue registered -> aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
    (void)town_issue_in(&town, "registered");
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        town_assert_refused(&town, try_carry(odd[i]), CGOV_E_REFUSED, CGOV_R_MAP);
    if (try_carry("\n\tissue  registered\t-> registered \t\n \nissue handling -> handling"))
        fail_msg("%s", town_error(&town).message);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_answer_owed_is_not_carried_past_its_answer, found, leave),
        cmocka_unit_test_setup_teardown(what_stays_where_it_is_is_carried, found, leave),
        cmocka_unit_test_setup_teardown(a_map_is_lines_of_its_form, found, leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
