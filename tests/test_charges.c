/* What is late when another takes the lead stays with who led until then: each run once, late for good, wherever the
 * issue goes from there. */
#include "support/bulletin.h"
#include "support/hall.h"
#include "support/test.h"

#include <stdlib.h>
#include <string.h>

static cgov_figure_query of_clock(const char *clock) {
    return (cgov_figure_query){.clock = {clock, CGOV_NUL_TERMINATED}};
}

static void lead_again(struct town *town, cgov_id issue, const struct office *lead) {
    const cgov_detail to = town_number(CGOV_FIELD_LEAD, (int64_t)lead->id);
    town_move(town, town->centre.officers[DISPATCHER], issue, "dispatch", &to, 1);
}

static void take_over(struct town *town, cgov_id issue, const struct office *lead) {
    const cgov_detail details[] = {town_number(CGOV_FIELD_LEAD, (int64_t)lead->id),
                                   town_text(CGOV_FIELD_REASON, "改派")};
    town_move(town, town->centre.officers[HEAD], issue, "reassign", details, 2);
}

static void handle(struct town *town, cgov_id issue, const struct office *lead) {
    const cgov_detail result = town_text(CGOV_FIELD_RESULT, "solved");
    town_move(town, lead->officers[CONTACT], issue, "sign", NULL, 0);
    town_move(town, lead->officers[CONTACT], issue, "start", NULL, 0);
    town_move(town, lead->officers[CONTACT], issue, "done", &result, 1);
}

static void assert_led(struct town *town, const char *clock, const struct office *lead, uint64_t due, uint64_t ended,
                       uint64_t on_time) {
    cgov_figure_query query = of_clock(clock);
    query.organization = lead->id;
    const cgov_figure_view all = bulletin_all(town, query);
    if (all.due != due || all.ended != ended || all.on_time != on_time)
        fail_msg("`%s`: %d due, %d ended, %d on time", clock, (int)all.due, (int)all.ended, (int)all.on_time);
}

/* The street is late and the bureau handles it instead: the bureau was punctual, the street was not, also once it leads
 * again and is punctual itself. */
static void what_was_late_stays_with_who_led(void **state) {
    (void)state;
    struct town town;
    town_found(&town, NULL);
    const cgov_id issue = town_issue_in(&town, "handling");
    cgov_run_view views[4];
    cgov_figure_query street = of_clock("handle");
    street.organization = town.street.id;
    assert_led(&town, "handle", &town.street, 0, 0, 0);
    town.now = town_clock(&town, town.auditor, issue, "handle").due + 1;
    assert_led(&town, "handle", &town.street, 1, 0, 0);
    take_over(&town, issue, &town.bureau);
    assert_led(&town, "handle", &town.street, 1, 1, 0);
    assert_led(&town, "handle", &town.bureau, 0, 0, 0);
    assert_int_equal(bulletin_runs(&town, town.auditor, street, views, 4), 1);
    handle(&town, issue, &town.bureau);
    assert_led(&town, "handle", &town.street, 1, 1, 0);
    assert_led(&town, "handle", &town.bureau, 1, 1, 1);
    take_over(&town, issue, &town.street);
    assert_led(&town, "handle", &town.bureau, 0, 0, 0); /* what was on time is of the last handling */
    handle(&town, issue, &town.street);
    assert_led(&town, "handle", &town.street, 2, 2, 1);
    assert_int_equal(bulletin_runs(&town, town.auditor, street, views, 4), 2);
    assert_true(!views[0].late && views[1].late && views[1].key == 0 && views[1].due + 1 == views[1].stopped_at);
    const cgov_figure_view all = bulletin_all(&town, of_clock("handle"));
    assert_true(all.issues == 1 && all.due == 2 && all.ended == 2 && all.on_time == 1);
    town_close(&town);
}

/* At the due nothing is late yet, and who takes over begins anew. */
static void what_was_not_late_stays_with_nobody(void **state) {
    (void)state;
    struct town town;
    town_found(&town, NULL);
    const cgov_id issue = town_issue_in(&town, "handling");
    town.now = town_clock(&town, town.auditor, issue, "handle").due;
    take_over(&town, issue, &town.bureau);
    handle(&town, issue, &town.bureau);
    assert_led(&town, "handle", &town.street, 0, 0, 0);
    assert_led(&town, "handle", &town.bureau, 1, 1, 1);
    town_close(&town);
}

/* So it is where a lead hands it back; and of a promise that runs on through it all, once and against the first. */
static void what_runs_on_stays_with_who_was_late(void **state) {
    (void)state;
    const struct town_options options = {.profile = "HOTLINE_BJ"};
    struct town town;
    town_found(&town, &options);
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "不属本单位职责"),
                      text = town_text(CGOV_FIELD_TEXT, "已办。");
    const cgov_detail critical = town_text(CGOV_FIELD_URGENCY, "critical");
    cgov_id issue = 0;
    assert_int_equal(town_try_report(&town, town.resident, &critical, 1, &issue), CGOV_OK);
    town_move(&town, town.centre.officers[CLERK], issue, "accept", NULL, 0);
    lead_again(&town, issue, &town.street);
    town.now = town_clock(&town, town.auditor, issue, "sign").due + 1;
    town_move(&town, town.street.officers[CONTACT], issue, "object", &reason, 1);
    town_move(&town, town.centre.officers[DISPATCHER], issue, "return", NULL, 0);
    lead_again(&town, issue, &town.bureau);
    assert_led(&town, "sign", &town.street, 1, 1, 0);
    assert_led(&town, "feedback", &town.street, 1, 0, 0);
    assert_led(&town, "feedback", &town.bureau, 0, 0, 0);
    take_over(&town, issue, &town.village);
    handle(&town, issue, &town.village);
    town_move(&town, town.village.officers[CONTACT], issue, "answer", &text, 1);
    assert_led(&town, "feedback", &town.bureau, 0, 0, 0);
    assert_led(&town, "sign", &town.village, 1, 1, 1);
    const cgov_figure_query by_lead = {.clock = {"feedback", CGOV_NUL_TERMINATED}, .group = CGOV_GROUP_ORGANIZATION};
    cgov_figure_view groups[4];
    const uint32_t count = bulletin_groups(&town, by_lead, groups, 4);
    const cgov_figure_view *first = bulletin_keyed(groups, count, town.street.id),
                           *last = bulletin_keyed(groups, count, town.village.id);
    assert_true(first->issues == 0 && first->due == 1 && first->ended == 1 && first->on_time == 0);
    assert_true(last->issues == 1 && last->due == 0);
    cgov_run_view views[4];
    assert_int_equal(bulletin_runs(&town, town.auditor, by_lead, views, 4), 1);
    assert_true(views[0].late && views[0].key == town.street.id);
    town_close(&town);
}

/* Also under a newer text, in which another clock stands before it. */
static void what_was_late_is_carried(void **state) {
    (void)state;
    static const char line[] = "  clock handle ", before[] =
                                                      "  clock warm \"预热\" from sign until done reassign withdraw\n"
                                                      "    for 90 days\n    late tell head of lead\n";
    struct town town;
    town_found(&town, NULL);
    const cgov_id issue = town_issue_in(&town, "handling");
    town.now = town_clock(&town, town.auditor, issue, "handle").due + 1;
    take_over(&town, issue, &town.bureau);
    const cgov_text shipped = town_shipped("standard");
    const char *at = strstr(shipped.ptr, line);
    char *text = calloc(1, (size_t)shipped.len + sizeof before);
    assert_true(at && text);
    memcpy(text, shipped.ptr, (size_t)(at - shipped.ptr));
    strcat(text, before);
    strcat(text, at);
    hall_adopt(&town, text, "issue reassigned -> reassigned\n");
    free(text);
    assert_int_equal(town_item(&town, town.auditor, issue).rulebook, 2);
    assert_led(&town, "warm", &town.street, 0, 0, 0);
    assert_led(&town, "handle", &town.street, 1, 1, 0);
    handle(&town, issue, &town.bureau);
    assert_led(&town, "handle", &town.street, 1, 1, 0);
    assert_led(&town, "handle", &town.bureau, 1, 1, 1);
    town_close(&town);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_late_stays_with_who_led),
        cmocka_unit_test(what_was_not_late_stays_with_nobody),
        cmocka_unit_test(what_runs_on_stays_with_who_was_late),
        cmocka_unit_test(what_was_late_is_carried),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
