/* What is told of a due that moves: whatever moves it ahead (a class, a pause, an extension, a calendar, carrying)
 * makes its reminders and its ladder new facts, each told once for that due; and reminders come in the clock's own
 * time, at the boundary and one ms before it. */
#include "support/bulletin.h"
#include "support/on_a_town.h"
#include "support/test.h"

static const char duty[] = "calendar desk covers 2026-01-01 2026-12-31\n"
                           "  workdays mon tue wed thu fri sat sun\n"
                           "  hours 07:00-22:00\n"
                           "  source \"物业公约\" verified\n"
                           "procedure duty \"值守\"\n"
                           "  party reporter \"反映人\" resident\n"
                           "  party intake \"受理单位\" organization\n"
                           "  stage all \"全程\"\n"
                           "    state open \"办理中\" held by intake\n"
                           "    state rest \"暂停中\" held by intake\n"
                           "    state closed \"已结\" final\n"
                           "  clock main from begin until finish\n"
                           "    for 10 days\n"
                           "    paused in rest\n"
                           "    remind 50 80\n"
                           "    late tell head of intake then head of superior of intake after 2 hours\n"
                           "  clock watch from stop until go\n"
                           "    for 90 days\n"
                           "    late tell head of intake\n"
                           "  open begin \"开始\" -> open\n"
                           "    by any resident\n"
                           "    needs place text intake\n"
                           "    takes class matter\n"
                           "    sets intake to given\n"
                           "  move stop open -> rest\n"
                           "    by clerk of intake\n"
                           "    at most 9\n"
                           "  move go rest -> open\n"
                           "    by clerk of intake\n"
                           "  move classify open rest -> same\n"
                           "    by clerk of intake\n"
                           "    takes class\n"
                           "    reclasses\n"
                           "    at most 9\n"
                           "  move more open -> same\n"
                           "    by clerk of intake\n"
                           "    takes days\n"
                           "    extends main at most 5 days\n"
                           "    at most 4\n"
                           "  move finish open -> closed\n"
                           "    by clerk of intake\n"
                           "    answers\n"
                           "profile DUTY\n"
                           "  duty.main 3 hours if class critical\n"
                           "  duty.main 10 hours if class hours\n"
                           "  duty.main 2 workdays if class workdays\n"
                           "  duty.main 7 workhours if class workhours\n"
                           "profile DESK\n"
                           "  calendar desk\n"
                           "  duty.main 2 workhours\n"
                           "matter duty \"值守\"\n"
                           "  procedure duty\n"
                           "  profile DUTY\n"
                           "matter desk \"物业前台\"\n"
                           "  procedure duty\n"
                           "  profile DESK\n";

static int found_duty(void **state) {
    (void)state;
    town_found_with(&town, duty);
    return 0;
}

static cgov_time at(int month, int day, int clock) {
    return town_at(2026, month, day, clock / 100, clock % 100);
}
static cgov_time end_of(int month, int day) {
    return at(month, day, 2400) - 1;
}

static cgov_id begin(cgov_time now, const char *matter, const char *class_name) {
    cgov_detail details[] = {town_number(CGOV_FIELD_PLACE, 990101), town_text(CGOV_FIELD_TEXT, "值守"),
                             town_number(CGOV_FIELD_INTAKE, (int64_t)town.centre.id),
                             town_text(CGOV_FIELD_MATTER, matter), town_text(CGOV_FIELD_CLASS, class_name)};
    cgov_id id = 0;
    town.now = now;
    cgov_act act = town_act(&town, town.resident);
    assert_int_equal(cgov_item_report(town.ledger, &act, details, class_name[0] == '\0' ? 4 : 5, &id), CGOV_OK);
    return id;
}

static void make(cgov_time now, cgov_id id, const char *move) {
    town.now = now;
    town_move(&town, town.centre.officers[CLERK], id, move, NULL, 0);
}

static void classify(cgov_time now, cgov_id id, const char *class_name) {
    cgov_detail detail = town_text(CGOV_FIELD_CLASS, class_name);
    town.now = now;
    town_move(&town, town.centre.officers[CLERK], id, "classify", &detail, 1);
}

static cgov_clock_view clock_of(cgov_id id) {
    return town_clock(&town, town.auditor, id, "main");
}

static void tick_at(cgov_time now) {
    town.now = now;
    cgov_act act = {.size = sizeof act, .flags = CGOV_ACT_LONG_JUMP, .now = now};
    assert_int_equal(cgov_ledger_tick(town.ledger, &act, NULL), CGOV_OK);
}

/* The n-th entry of this kind told of the clock main, which was told at that instant, of that due; and how many. */
static uint32_t told(cgov_id id, uint32_t record, uint32_t n, cgov_time when, cgov_time due) {
    cgov_history_view all[64];
    uint32_t count = town_history(&town, town.auditor, id, all, 64), seen = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (all[i].record != record || strcmp(all[i].clock, "main") != 0) continue;
        if (seen++ != n) continue;
        if (all[i].at != when || all[i].due != due)
            fail_msg("told at %lld of %lld, not at %lld of %lld", (long long)all[i].at, (long long)all[i].due,
                     (long long)when, (long long)due);
    }
    return seen;
}

static uint32_t reminded(cgov_id id) {
    return told(id, CGOV_RECORD_REMINDED, UINT32_MAX, 0, 0);
}
static uint32_t late(cgov_id id) {
    return told(id, CGOV_RECORD_LATE, UINT32_MAX, 0, 0);
}

/* One that was late before its due moved is late in figures, whatever comes of it. */
static void stays_late(void) {
    const cgov_figure_query query = {.procedure = text_of("duty"), .clock = text_of("main")};
    const cgov_figure_view all = bulletin_all(&town, query);
    assert_true(all.due == 1 && all.on_time == 0 && all.paused == 0);
}

/* ---- a due that moves ahead ---- */

static void a_class_that_gives_more_time_begins_the_ladder_anew(void **state) {
    (void)state;
    cgov_id id = begin(at(3, 2, 900), "duty", "critical");
    tick_at(at(3, 2, 1700)); /* both reminders, lateness at 12:00, the rung two hours after */
    assert_int_equal(reminded(id), 2);
    assert_int_equal(clock_of(id).rungs, 2);
    classify(at(3, 2, 1730), id, "hours"); /* due 19:00: half was at 14:00, 80 % will be at 17:00: both passed */
    assert_true(clock_of(id).due == at(3, 2, 1900) && clock_of(id).rungs == 0 && clock_of(id).reminders == 0);
    stays_late();
    tick_at(at(3, 2, 1900));
    assert_int_equal(reminded(id), 2);
    assert_int_equal(late(id), 1);
    tick_at(at(3, 2, 2101));
    assert_int_equal(told(id, CGOV_RECORD_LATE, 1, at(3, 2, 1900) + 1, at(3, 2, 1900)), 2);
    assert_int_equal(told(id, CGOV_RECORD_RUNG, 1, at(3, 2, 2100) + 1, at(3, 2, 1900)), 2);
    classify(at(3, 2, 2130), id, "none"); /* 10 days: everything is ahead */
    cgov_time due = end_of(3, 12), span = due - at(3, 2, 900);
    tick_at(end_of(3, 13));
    assert_int_equal(told(id, CGOV_RECORD_REMINDED, 2, at(3, 2, 900) + span / 2, due), 4);
    assert_int_equal(told(id, CGOV_RECORD_REMINDED, 3, at(3, 2, 900) + span / 100 * 80 + span % 100 * 80 / 100, due),
                     4);
    assert_int_equal(told(id, CGOV_RECORD_LATE, 2, due + 1, due), 3);
    assert_int_equal(clock_of(id).reminders, 2);
    assert_int_equal(clock_of(id).rungs, 2);
}

/* The due's own instant is on time still; one ms later it lies behind, and what was told stays told. */
static void a_due_moved_to_this_very_instant_is_ahead(void **state) {
    (void)state;
    cgov_id ahead = begin(at(3, 2, 900), "duty", "critical"), behind = begin(at(3, 2, 900), "duty", "critical");
    tick_at(at(3, 2, 1500));
    classify(at(3, 2, 1900), ahead, "hours");
    classify(at(3, 2, 1900) + 1, behind, "hours");
    tick_at(at(3, 2, 1901));
    assert_int_equal(told(ahead, CGOV_RECORD_LATE, 1, at(3, 2, 1900) + 1, at(3, 2, 1900)), 2);
    assert_int_equal(late(behind), 1);
}

static void an_extension_and_a_pause_do_the_same(void **state) {
    (void)state;
    cgov_id id = begin(at(3, 2, 0), "duty", "none");
    cgov_time due = end_of(3, 12);
    assert_true(clock_of(id).due == due);
    make(at(3, 11, 900), id, "more"); /* five days more: half is over, 80 % is ahead again */
    due = end_of(3, 17);
    cgov_time span = due - at(3, 2, 0), most = at(3, 2, 0) + span / 100 * 80 + span % 100 * 80 / 100;
    tick_at(most - 1);
    assert_int_equal(reminded(id), 2);
    tick_at(most);
    assert_int_equal(told(id, CGOV_RECORD_REMINDED, 2, most, due), 3);
    tick_at(end_of(3, 17) + 1);
    assert_int_equal(late(id), 1);
    make(at(3, 18, 800), id, "more");
    stays_late();
    make(at(3, 18, 900), id, "stop");
    stays_late();
    make(at(3, 18, 900), id, "go");
    tick_at(end_of(3, 22) + 1);
    assert_int_equal(told(id, CGOV_RECORD_LATE, 1, end_of(3, 22) + 1, end_of(3, 22)), 2);
    make(at(3, 23, 0), id, "stop");
    make(at(3, 27, 0), id, "go"); /* late before it rested: late it is still */
    tick_at(end_of(3, 28));
    assert_int_equal(late(id), 2);
}

static void a_calendar_does_the_same(void **state) {
    (void)state;
    cgov_id id = begin(at(3, 6, 1000), "duty", "workdays");
    tick_at(at(3, 11, 900));
    assert_int_equal(told(id, CGOV_RECORD_LATE, 0, end_of(3, 10) + 1, end_of(3, 10)), 1);
    static const char more[] = "rulebook 1\ncalendar cn covers 2026-03-09 2026-03-31\n  source \"通知\" verified\n"
                               "  workdays mon tue wed thu fri\n  hours 08:30-12:00 14:00-17:30\n"
                               "  off 2026-03-09..2026-03-11\n";
    town_adopt(&town, (cgov_text){more, sizeof more - 1});
    assert_true(clock_of(id).due == end_of(3, 13) && clock_of(id).rungs == 0);
    stays_late();
    tick_at(end_of(3, 13) + 1);
    /* 14 hours of Friday, 48 of Thursday and Friday: half is 31 hours in. */
    assert_int_equal(told(id, CGOV_RECORD_REMINDED, 2, at(3, 12, 1700) - 1, end_of(3, 13)), 4);
    assert_int_equal(told(id, CGOV_RECORD_LATE, 1, end_of(3, 13) + 1, end_of(3, 13)), 2);
}

static void carrying_does_the_same(void **state) {
    (void)state;
    static char text[98304], more[sizeof duty];
    cgov_id id = begin(at(3, 2, 900), "duty", "hours");
    tick_at(at(3, 2, 1850));
    make(at(3, 2, 1855), id, "stop");
    assert_int_equal(reminded(id), 2);
    memcpy(more, duty, sizeof duty);
    memcpy(strstr(more, "remind 50 80"), "remind 80 95", 12);
    cgov_text standard = town_shipped("standard");
    memcpy(text, standard.ptr, standard.len);
    memcpy(text + standard.len, more, sizeof more);
    town.now = at(3, 3, 900);
    cgov_act act = town_act(&town, town.founder);
    cgov_adoption_draft draft = {
        .size = sizeof draft, .text = {text, standard.len + sizeof more - 1}, .map = {"duty rest -> open", 17}};
    assert_int_equal(cgov_rulebook_adopt(town.ledger, &act, &draft, NULL), CGOV_OK);
    assert_true(clock_of(id).due == at(3, 3, 905));
    tick_at(at(3, 3, 906)); /* 80 % was told; 95 % fell into the time before the pause, and is told when carried */
    assert_int_equal(told(id, CGOV_RECORD_REMINDED, 2, at(3, 3, 900), at(3, 3, 905)), 3);
    assert_int_equal(told(id, CGOV_RECORD_LATE, 0, at(3, 3, 905) + 1, at(3, 3, 905)), 1);
}

/* Told live, and by the records of an item that has ended. */
static void an_ended_item_counts_what_was_told_of_its_last_due(void **state) {
    (void)state;
    cgov_id id = begin(at(3, 2, 900), "duty", "critical");
    tick_at(at(3, 2, 1500));
    classify(at(3, 2, 1530), id, "none");
    tick_at(at(3, 8, 900));
    cgov_clock_view before = clock_of(id);
    assert_true(before.reminders == 1 && before.rungs == 0);
    make(at(3, 8, 901), id, "finish");
    assert_int_equal(clock_of(id).reminders, 1);
    assert_int_equal(clock_of(id).rungs, 0);
    stays_late();
    const cgov_reader reader = town_reader(&town, town.auditor);
    const cgov_figure_query query = {.size = sizeof query, .procedure = text_of("duty")};
    cgov_run_view run = {.size = sizeof run};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_run_list(town.ledger, &reader, &query, &cursor, &run, 1, &count), CGOV_OK);
    assert_true(count == 1 && run.late == 1 && run.stopped_at < run.due); /* by the due it had */
}

/* ---- reminders in the clock's own time ---- */

static void a_reminder_rings_in_business_hours(void **state) {
    (void)state;
    cgov_id id = begin(at(3, 2, 2200), "desk", "");
    assert_true(clock_of(id).due == at(3, 3, 900));
    tick_at(at(3, 3, 800) - 1);
    assert_int_equal(reminded(id), 0);
    tick_at(at(3, 3, 900));
    assert_int_equal(told(id, CGOV_RECORD_REMINDED, 0, at(3, 3, 800), at(3, 3, 900)), 2);
    assert_int_equal(told(id, CGOV_RECORD_REMINDED, 1, at(3, 3, 836), at(3, 3, 900)), 2);
    assert_int_equal(late(id), 0);
    tick_at(at(3, 3, 901));
    assert_int_equal(late(id), 1);
}

static void a_share_of_workdays_passes_on_workdays(void **state) {
    (void)state;
    cgov_id id = begin(at(3, 6, 1000), "duty", "workdays"); /* a Friday: 14, 24 and 24 hours, less one ms */
    tick_at(end_of(3, 10));
    assert_int_equal(told(id, CGOV_RECORD_REMINDED, 0, at(3, 9, 1700) - 1, end_of(3, 10)), 2);
    cgov_time own = 62 * HOUR - 1, most = own / 100 * 80 + own % 100 * 80 / 100;
    assert_int_equal(told(id, CGOV_RECORD_REMINDED, 1, at(3, 9, 0) + most - 14 * HOUR, end_of(3, 10)), 2);
}

static void a_pause_is_none_of_the_clocks_time(void **state) {
    (void)state;
    cgov_id desk = begin(at(3, 2, 830), "duty", "workhours"), id = begin(at(3, 2, 900), "duty", "hours");
    make(at(3, 2, 1100), id, "stop");
    make(at(3, 2, 1100), desk, "stop");
    make(at(3, 4, 1000), id, "go"); /* 2 of 10 hours are used */
    make(at(3, 4, 1000), desk, "go");
    tick_at(end_of(3, 5));
    assert_int_equal(told(id, CGOV_RECORD_REMINDED, 0, at(3, 4, 1300), at(3, 4, 1800)), 2);
    assert_int_equal(told(id, CGOV_RECORD_REMINDED, 1, at(3, 4, 1600), at(3, 4, 1800)), 2);
    assert_int_equal(told(desk, CGOV_RECORD_REMINDED, 0, at(3, 4, 1100), at(3, 4, 1630)), 2);
    assert_int_equal(told(desk, CGOV_RECORD_REMINDED, 1, at(3, 4, 1506), at(3, 4, 1630)), 2);
}

/* An extension in days of a clock in workhours may end where no calendar reaches: then all time counts. */
static void past_the_calendar_all_time_counts(void **state) {
    (void)state;
    cgov_id id = begin(at(12, 31, 830), "duty", "workhours");
    tick_at(at(12, 31, 900));
    make(at(12, 31, 901), id, "more");
    cgov_time due = town_at(2027, 1, 5, 24, 0) - 1;
    assert_true(clock_of(id).due == due);
    tick_at(due);
    assert_int_equal(told(id, CGOV_RECORD_REMINDED, 0, at(12, 31, 830) + (due - at(12, 31, 830)) / 2, due), 2);
}

/* ---- the calendar's end ---- */

static cgov_time covered_until(void) {
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(town.ledger, &info), CGOV_OK);
    return info.calendar_until;
}

/* Before it runs out under clocks in working days, the ledger says where it ends: the last day without a gap. */
static void the_ledger_says_where_its_calendar_ends(void **state) {
    (void)state;
    static const char gap[] = "rulebook 1\ncalendar cn covers 2027-01-02 2027-06-30\n  source \"通知\" verified\n"
                              "  workdays mon tue wed thu fri\n",
                      day[] = "rulebook 1\ncalendar cn covers 2027-01-01 2027-01-01\n  source \"通知\" verified\n"
                              "  workdays mon tue wed thu fri\n";
    assert_true(covered_until() == end_of(12, 31));
    begin(at(12, 31, 900), "duty", "workdays");
    assert_true(covered_until() == end_of(12, 31));
    town_adopt(&town, (cgov_text){gap, sizeof gap - 1});
    assert_true(covered_until() == end_of(12, 31)); /* the first of January is not covered */
    town_adopt(&town, (cgov_text){day, sizeof day - 1});
    assert_true(covered_until() == town_at(2027, 6, 30, 24, 0) - 1);
    begin(town_at(2027, 7, 1, 0, 0), "duty", "workdays");
    assert_true(covered_until() == 0);
}

#define IN_TOWN(test) cmocka_unit_test_setup_teardown(test, found_duty, leave)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_TOWN(a_class_that_gives_more_time_begins_the_ladder_anew),
        IN_TOWN(a_due_moved_to_this_very_instant_is_ahead),
        IN_TOWN(an_extension_and_a_pause_do_the_same),
        IN_TOWN(a_calendar_does_the_same),
        IN_TOWN(carrying_does_the_same),
        IN_TOWN(an_ended_item_counts_what_was_told_of_its_last_due),
        IN_TOWN(a_reminder_rings_in_business_hours),
        IN_TOWN(a_share_of_workdays_passes_on_workdays),
        IN_TOWN(a_pause_is_none_of_the_clocks_time),
        IN_TOWN(past_the_calendar_all_time_counts),
        IN_TOWN(the_ledger_says_where_its_calendar_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
