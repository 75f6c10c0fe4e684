/* Filing across courts (跨域立案), the scenario's figures: what was transmitted at 10:40 is on time until 10:55, and
 * overdue at 10:56; the competent court stays the one that was said, and the assisting one never comes to be the
 * handler. */
#include "support/town.h"

#include "support/test.h"

#include <string.h>

static struct town town;
static cgov_id assisting, competent, clerk, judge, chief;

static int found(void **state) {
    (void)state;
    town_found(&town, NULL);
    town_adopt(&town, town_shipped("filing"));
    assisting = town_organization(&town, "青浦法院", "court", town.root);
    competent = town_organization(&town, "吴江法院", "court", town.root);
    clerk = town_resident(&town, "窗口", assisting);
    judge = town_resident(&town, "立案法官", competent);
    chief = town_resident(&town, "院长", competent);
    town_appoint(&town, clerk, assisting, "clerk");
    town_appoint(&town, judge, competent, "filing_judge");
    town_appoint(&town, chief, competent, "head");
    return 0;
}

static int leave(void **state) {
    (void)state;
    town_close(&town);
    return 0;
}

static cgov_id submitted(void) {
    const cgov_detail details[] = {town_text(CGOV_FIELD_TEXT, "请求支付拖欠的工资。"),
                                   town_number(CGOV_FIELD_INTAKE, (int64_t)assisting),
                                   town_number(CGOV_FIELD_LEAD, (int64_t)competent)};
    cgov_act act = town_act(&town, town.resident);
    cgov_id id = 0;
    if (cgov_item_open(town.ledger, &act, "filing", details, 3, &id) != CGOV_OK)
        fail_msg("%s", town_error(&town).message);
    return id;
}

static cgov_id transmitted(cgov_time at) {
    town.now = at - 40 * MINUTE;
    const cgov_id id = submitted();
    town.now = at;
    town_move(&town, clerk, id, "transmit", NULL, 0);
    return id;
}

static cgov_id party(cgov_id item, const char *name) {
    cgov_reader reader = town_reader(&town, judge);
    cgov_party_view views[8] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_party_list(town.ledger, &reader, item, &cursor, views, 8, &count), CGOV_OK);
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(views[i].name, name) == 0) return views[i].id;
    return 0;
}

static const cgov_figure_view *figures(void) {
    static cgov_figure_view view;
    const cgov_figure_query query = {.size = sizeof query, .procedure = {"filing", 6}, .clock = {"file", 4}};
    cgov_reader reader = town_reader(&town, town.auditor);
    uint64_t cursor = 0;
    uint32_t count = 0;
    view = (cgov_figure_view){.size = sizeof view};
    assert_int_equal(cgov_figure_list(town.ledger, &reader, &query, &cursor, &view, 1, &count), CGOV_OK);
    return &view;
}

static void accepted(cgov_id id, int minute) {
    const cgov_detail text = town_text(CGOV_FIELD_TEXT, "已立案，案号另附。");
    town.now = town_at(2026, 3, 24, 10, minute);
    town_move(&town, judge, id, "file", &text, 1);
}

static void fifteen_minutes_and_not_one_more(void **state) {
    (void)state;
    const cgov_time begun = town_at(2026, 3, 24, 10, 40);
    town.now = town_at(2026, 3, 24, 10, 0);
    const cgov_id first = submitted(), second = submitted();
    town.now = begun;
    town_move(&town, clerk, first, "transmit", NULL, 0);
    town_move(&town, clerk, second, "transmit", NULL, 0);
    assert_true(town_clock(&town, judge, first, "file").due == begun + 15 * MINUTE);
    accepted(first, 55);
    assert_int_equal(town_clock(&town, judge, first, "file").late, 0);
    accepted(second, 56);
    assert_int_equal(town_clock(&town, judge, second, "file").late, 1);
    const cgov_figure_view *counted = figures();
    assert_true(counted->issues == 2 && counted->due == 2 && counted->ended == 2 && counted->on_time == 1);
}

/* Overdue is told where it can be mended: to who files, then to who heads them, then above. */
static void lateness_is_told_upwards(void **state) {
    (void)state;
    const cgov_id id = transmitted(town_at(2026, 3, 24, 10, 40));
    town.now = town_at(2026, 3, 24, 10, 56);
    town_tick(&town);
    cgov_history_view views[8] = {{.size = sizeof views[0]}};
    assert_int_equal(town_history(&town, judge, id, views, 8), 3);
    assert_true(views[2].record == CGOV_RECORD_LATE && views[2].told == competent);
    assert_string_equal(views[2].role, "filing_judge");
    town.now = town_at(2026, 3, 24, 11, 56);
    town_tick(&town);
    assert_int_equal(town_history(&town, judge, id, views, 8), 5);
    assert_string_equal(views[3].role, "head");
    assert_true(views[3].told == competent && views[4].told == town.root);
}

static void assisting_moves_no_jurisdiction(void **state) {
    (void)state;
    const cgov_detail other = town_number(CGOV_FIELD_LEAD, (int64_t)assisting),
                      reason = town_text(CGOV_FIELD_REASON, "缺身份证明"),
                      text = town_text(CGOV_FIELD_TEXT, "已立案。");
    const cgov_id id = transmitted(town_at(2026, 3, 24, 10, 40));
    town_assert_refused(&town, town_try_move(&town, clerk, id, "file", &text, 1), CGOV_E_REFUSED, CGOV_R_ACTOR);
    town_assert_refused(&town, town_try_move(&town, judge, id, "ask_more", &other, 1), CGOV_E_REFUSED, CGOV_R_TAKES);
    town_move(&town, judge, id, "ask_more", &reason, 1);
    town_move(&town, town.resident, id, "supply", &text, 1);
    town_move(&town, clerk, id, "transmit", NULL, 0);
    town_move(&town, clerk, id, "recall", &reason, 1);
    town_move(&town, clerk, id, "transmit", NULL, 0);
    assert_true(party(id, "lead") == competent && party(id, "handler") == 0);
    accepted(id, 50);
    assert_true(party(id, "lead") == competent && party(id, "handler") == judge && party(id, "intake") == assisting);
    const cgov_detail receipt = town_text(CGOV_FIELD_EVIDENCE, "送达回证");
    town_move(&town, clerk, id, "serve", &receipt, 1);
    assert_true(party(id, "handler") == judge && party(id, "lead") == competent);
    town_assert_state(&town, id, "served");
}

/* What was asked for and never came holds nothing up for ever, and is asked for once by each. */
static void what_is_missing_is_asked_for_once(void **state) {
    (void)state;
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "缺证据目录"),
                      refusal[] = {town_text(CGOV_FIELD_REASON, "不属受案范围"),
                                   town_text(CGOV_FIELD_CHANNEL, "litigation")};
    const cgov_id id = transmitted(town_at(2026, 3, 24, 10, 40));
    town_move(&town, judge, id, "ask_more", &reason, 1);
    assert_int_equal(town_clock(&town, judge, id, "file").state, CGOV_CLOCK_STOPPED);
    town.now = town_at(2026, 4, 1, 0, 0);
    town_tick(&town);
    town_assert_state(&town, id, "submitted");
    town_move(&town, clerk, id, "transmit", NULL, 0);
    assert_true(town_clock(&town, judge, id, "file").due == town.now + 15 * MINUTE);
    town_assert_refused(&town, town_try_move(&town, judge, id, "ask_more", &reason, 1), CGOV_E_REFUSED, CGOV_R_AT_MOST);
    town_move(&town, judge, id, "refuse", refusal, 2);
    town_assert_state(&town, id, "refused");
    assert_int_equal(town_item(&town, town.resident, id).owed, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(fifteen_minutes_and_not_one_more, found, leave),
        cmocka_unit_test_setup_teardown(lateness_is_told_upwards, found, leave),
        cmocka_unit_test_setup_teardown(assisting_moves_no_jurisdiction, found, leave),
        cmocka_unit_test_setup_teardown(what_is_missing_is_asked_for_once, found, leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
