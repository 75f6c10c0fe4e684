/* The lengths that the petition rules give (信访工作条例 22, 34-36) end on a working day (民法典 203) whatever profile
 * an issue has. Where no calendar covers the day, a clock that tells keeps the due before rolling until one is adopted;
 * one that makes a move waits. */
#include "support/bent.h"
#include "support/bulletin.h"
#include "support/on_a_town.h"
#include "support/test.h"

#define CALENDAR                                                                                                       \
    "rulebook 1\ncalendar cn covers 2027-01-01 2027-12-31\n  source \"通知\" unverified\n"                           \
    "  workdays mon tue wed thu fri\n"

static cgov_time end_of(int year, int month, int day) {
    return town_at(year, month, day, 24, 0) - 1;
}

/* A petition that comes in then. */
static cgov_id petition(cgov_time at) {
    const cgov_detail details[] = {town_number(CGOV_FIELD_TRACK, CGOV_TRACK_PETITION)};
    cgov_id id = 0;
    town.flags = CGOV_ACT_LONG_JUMP;
    town.now = at;
    assert_int_equal(town_try_report(&town, town.resident, details, 1, &id), CGOV_OK);
    return id;
}

static cgov_clock_view clock_of(cgov_id id, const char *clock) {
    return town_clock(&town, town.auditor, id, clock);
}

static cgov_time due_of(cgov_id id, const char *clock) {
    return clock_of(id, clock).due;
}

static void make(cgov_id actor, cgov_id id, const char *move, cgov_detail detail) {
    town_move(&town, actor, id, move, &detail, detail.field != 0);
}

static const cgov_detail nothing;

/* A7's days, without its profile. */
static void a_petition_is_rolled_whatever_its_profile(void **state) {
    (void)state;
    cgov_id id = petition(town_at(2026, 2, 6, 9, 0));
    if (due_of(id, "forward") > end_of(2026, 2, 7)) /* 02-21, a Saturday of the festival */
        assert_true(due_of(id, "forward") == end_of(2026, 2, 24));
    town.now = town_at(2026, 2, 10, 9, 0);
    make(town.centre.officers[CLERK], id, "accept", nothing);
    make(town.centre.officers[DISPATCHER], id, "dispatch", town_number(CGOV_FIELD_LEAD, (int64_t)town.street.id));
    make(town.street.officers[CONTACT], id, "sign", nothing);
    make(town.street.officers[CONTACT], id, "start", nothing);
    assert_true(due_of(id, "handle") == end_of(2026, 4, 13)); /* 04-11, a Saturday */
    const cgov_detail done[] = {town_text(CGOV_FIELD_RESULT, "solved"), town_text(CGOV_FIELD_EVIDENCE, "照片")};
    town_move(&town, town.street.officers[CONTACT], id, "done", done, 2);
    make(town.street.officers[CONTACT], id, "answer", town_text(CGOV_FIELD_TEXT, "已办结。"));
    make(town.centre.officers[CHECKER], id, "pass", nothing);
    town.now = town_at(2026, 2, 26, 9, 0);
    make(town.resident, id, "ask_review", nothing);
    assert_true(due_of(id, "review") == end_of(2026, 3, 30)); /* 03-28, a Saturday */
    make(town.district.officers[HEAD], id, "uphold", town_text(CGOV_FIELD_TEXT, "维持。"));
}

/* No calendar covers 2027: the due is the one before rolling, says so, and is told; the calendar that comes rolls it.
 */
static void without_a_calendar_it_is_told_unrolled(void **state) {
    (void)state;
    cgov_id id = petition(town_at(2027, 1, 1, 9, 0)), other = petition(town_at(2027, 1, 8, 9, 0));
    cgov_clock_view forward = clock_of(id, "forward");
    assert_true(forward.due == end_of(2027, 1, 16) && forward.missing_year == 2027 && forward.late == 0);
    town.now = town_at(2027, 1, 17, 0, 0); /* a Sunday */
    town_tick(&town);
    forward = clock_of(id, "forward");
    assert_true(forward.late == 1 && forward.rungs == 1);
    town_adopt(&town, text_of(CALENDAR));
    forward = clock_of(id, "forward");
    assert_true(forward.due == end_of(2027, 1, 18) && forward.missing_year == 0 && forward.late == 0);
    assert_true(forward.rungs == 0); /* told anew, once that is past */
    assert_true(due_of(other, "forward") == end_of(2027, 1, 25));
    town.now = town_at(2027, 1, 19, 0, 0);
    town_tick(&town);
    assert_true(clock_of(id, "forward").rungs == 1);
}

/* What was past by the day as it stands, and not by the calendar that came, was never late. */
static void what_no_calendar_had_fixed_was_not_late(void **state) {
    (void)state;
    petition(town_at(2027, 1, 1, 9, 0));
    const cgov_figure_query query = {.clock = text_of("forward")};
    town.now = town_at(2027, 1, 17, 0, 0);
    town_tick(&town);
    assert_int_equal(bulletin_all(&town, query).due, 1);
    town_adopt(&town, text_of(CALENDAR));
    assert_int_equal(bulletin_all(&town, query).due, 0);
}

/* An extension and a pause that end where none covers it keep telling too. */
static void what_moves_it_past_the_calendar_leaves_it_told(void **state) {
    (void)state;
    town.flags = CGOV_ACT_LONG_JUMP;
    town.now = town_at(2026, 11, 1, 9, 0);
    cgov_id id = town_issue_in(&town, "handling");
    assert_true(due_of(id, "handle") == end_of(2026, 12, 31));
    const cgov_detail extend[] = {town_text(CGOV_FIELD_REASON, "案情复杂。"), town_number(CGOV_FIELD_DAYS, 30)};
    town_move(&town, town.street.officers[HEAD], id, "extend", extend, 2);
    assert_true(due_of(id, "handle") == end_of(2027, 1, 30) && clock_of(id, "handle").missing_year == 2027);
    town_suspend(&town, id, 5, "等待鉴定。");
    town.now += 5 * DAY;
    make(town.street.officers[CONTACT], id, "resume", nothing);
    assert_true(due_of(id, "handle") == end_of(2027, 2, 4));
}

/* What a clock does by itself would come too early: it waits for the calendar. */
static void what_makes_a_move_waits(void **state) {
    (void)state;
    char *text = bent(bent_standard(), &(struct edit){"clock shelf", "for 45", "45 days", "45 days rolled"});
    const struct town_options options = {.rulebook = text, .start = town_at(2027, 1, 1, 9, 0)};
    town_found(&town, &options);
    cgov_id id = town_issue_in(&town, "closed");
    assert_true(due_of(id, "shelf") == 0 && clock_of(id, "shelf").missing_year == 2027);
    town.flags = CGOV_ACT_LONG_JUMP;
    town.now = town_at(2027, 3, 1, 9, 0);
    town_tick(&town);
    town_assert_state(&town, id, "closed");
    town_close(&town);
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_petition_is_rolled_whatever_its_profile, found, leave),
        cmocka_unit_test_prestate_setup_teardown(a_petition_is_rolled_whatever_its_profile, found_under, leave,
                                                 "PETITION"),
        cmocka_unit_test_prestate_setup_teardown(a_petition_is_rolled_whatever_its_profile, found_under, leave, "CITY"),
        cmocka_unit_test_prestate_setup_teardown(a_petition_is_rolled_whatever_its_profile, found_under, leave,
                                                 "HOTLINE_BJ"),
        cmocka_unit_test_prestate_setup_teardown(a_petition_is_rolled_whatever_its_profile, found_under, leave,
                                                 "BOARD"),
        cmocka_unit_test_setup_teardown(without_a_calendar_it_is_told_unrolled, found, leave),
        cmocka_unit_test_setup_teardown(what_no_calendar_had_fixed_was_not_late, found, leave),
        cmocka_unit_test_setup_teardown(what_moves_it_past_the_calendar_leaves_it_told, found, leave),
        cmocka_unit_test(what_makes_a_move_waits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
