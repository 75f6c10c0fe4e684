/* Time: what the clocks of an item do, by a small procedure whose one clock has a length of each unit, chosen by class;
 * and by the shipped procedures. Due is the last instant on time; what time makes due is told once, at its own instant.
 */
#include "support/town.h"

#include "support/test.h"

#include <stdbool.h>

static const char duty[] = "\n"
                           "procedure duty \"值守\"\n"
                           "  party reporter \"反映人\" resident\n"
                           "  party intake \"受理单位\" organization\n"
                           "  stage all \"全程\"\n"
                           "    state open \"办理中\" held by intake\n"
                           "    state rest \"暂停中\" held by intake\n"
                           "    state closed \"已结\" final\n"
                           "  clock main from begin again until finish\n"
                           "    for 10 days\n"
                           "    paused in rest\n"
                           "    remind 50 80\n"
                           "    late tell head of intake then head of superior of intake after 2 hours"
                           " then head of superior of superior of intake after 1 days\n"
                           "  clock watch from stop turn until go\n"
                           "    for given days at most 90 days\n"
                           "    late tell head of intake\n"
                           "  open begin \"开始\" -> open\n"
                           "    by any resident\n"
                           "    needs place text intake\n"
                           "    takes class matter against\n"
                           "    sets intake to given\n"
                           "    when unaccused intake\n"
                           "  move again open -> same\n"
                           "    by clerk of intake\n"
                           "    at most 3\n"
                           "  move stop open -> rest\n"
                           "    by clerk of intake\n"
                           "    needs days\n"
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
                           "    needs days\n"
                           "    before main\n"
                           "    extends main at most 5 days\n"
                           "    at most 2\n"
                           "  move turn open -> rest\n"
                           "    by clerk of intake\n"
                           "    needs days\n"
                           "    takes class\n"
                           "    reclasses\n"
                           "    extends main at most 5 days\n"
                           "    at most 4\n"
                           "  move finish open -> closed\n"
                           "    by clerk of intake\n"
                           "    answers\n"
                           "profile DUTY\n"
                           "  duty.main 3 days if class days\n"
                           "  duty.main 3 days rolled if class rolled\n"
                           "  duty.main 3 workdays if class workdays\n"
                           "  duty.main 3 workdays until close if class close\n"
                           "  duty.main 5 hours if class hours\n"
                           "  duty.main 90 minutes if class minutes\n"
                           "  duty.main 8 workhours if class workhours\n"
                           "  duty.main 1 months if class months\n"
                           "matter duty \"值守\"\n"
                           "  procedure duty\n"
                           "  profile DUTY\n";

static struct town town;

static void found_on(const cgov_storage *storage) {
    static char text[65536];
    cgov_text name, standard;
    assert_int_equal(cgov_rulebook_shipped(0, &name, &standard), CGOV_OK);
    assert_true(standard.len + sizeof duty <= sizeof text);
    memcpy(text, standard.ptr, standard.len);
    memcpy(text + standard.len, duty, sizeof duty);
    const struct town_options options = {.rulebook = text, .storage = storage};
    town_found(&town, &options);
}

static int found(void **state) {
    (void)state;
    found_on(NULL);
    return 0;
}

static int leave(void **state) {
    (void)state;
    town_close(&town);
    return 0;
}

/* ---- short ways ---- */

/* 2026-month-day, in minutes of the day as people write them: 930 is half past nine. */
static cgov_time at(int month, int day, int clock) {
    return town_at(2026, month, day, clock / 100, clock % 100);
}
static cgov_time end_of(int month, int day) {
    return at(month, day, 2400) - 1;
}

static cgov_id begin_under(const struct office *intake, const char *class_name, cgov_id against) {
    cgov_detail details[] = {town_number(CGOV_FIELD_PLACE, 990101),
                             town_text(CGOV_FIELD_TEXT, "值守"),
                             town_number(CGOV_FIELD_INTAKE, (int64_t)intake->id),
                             town_text(CGOV_FIELD_MATTER, "duty"),
                             town_text(CGOV_FIELD_CLASS, class_name),
                             town_number(CGOV_FIELD_AGAINST, (int64_t)against)};
    cgov_act act = town_act(&town, town.resident);
    cgov_id id = 0;
    assert_int_equal(cgov_item_report(town.ledger, &act, details, against == 0 ? 5 : 6, &id), CGOV_OK);
    return id;
}

static cgov_id begin(const char *class_name) {
    return begin_under(&town.centre, class_name, 0);
}

static void make(cgov_id id, const char *move) {
    town_move(&town, town.centre.officers[CLERK], id, move, NULL, 0);
}

static void make_days(cgov_id id, const char *move, int days) {
    cgov_detail detail = town_number(CGOV_FIELD_DAYS, days);
    town_move(&town, town.centre.officers[CLERK], id, move, &detail, 1);
}

static void classify(cgov_id id, const char *class_name) {
    cgov_detail detail = town_text(CGOV_FIELD_CLASS, class_name);
    town_move(&town, town.centre.officers[CLERK], id, "classify", &detail, 1);
}

static cgov_clock_view clock_of(cgov_id id, const char *name) {
    return town_clock(&town, town.auditor, id, name);
}
static cgov_time due_of(cgov_id id) {
    return clock_of(id, "main").due;
}

/* A tick at an instant: how many records it made. */
static uint64_t tick_at(cgov_time now) {
    cgov_act act = {.size = sizeof act, .flags = CGOV_ACT_LONG_JUMP, .now = now};
    uint64_t fired = 99;
    town.now = now;
    assert_int_equal(cgov_ledger_tick(town.ledger, &act, &fired), CGOV_OK);
    return fired;
}

static cgov_time next_due(void) {
    cgov_time due = 0;
    int32_t status = cgov_ledger_next_due(town.ledger, &due);
    assert_true(status == CGOV_OK || status == CGOV_DONE);
    return status == CGOV_OK ? due : 0;
}

/* The item's entries of one kind of record; how many. */
static uint32_t told(cgov_id id, uint32_t record, cgov_history_view *entries) {
    cgov_history_view all[64];
    uint32_t count = town_history(&town, town.auditor, id, all, 64), found_count = 0;
    for (uint32_t i = 0; i < count; i++)
        if (all[i].record == record) entries[found_count++] = all[i];
    return found_count;
}

static cgov_ledger_view info_of(void) {
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(town.ledger, &info), CGOV_OK);
    return info;
}

/* ---- lengths ---- */

static void each_unit_counts_its_own_way(void **state) {
    (void)state;
    const struct {
        cgov_time start;
        const char *class_name;
        cgov_time due;
    } rows[] = {
        {at(2, 6, 1630), "days", end_of(2, 9)},
        {at(2, 6, 1630), "workdays", end_of(2, 11)},
        {at(2, 6, 1630), "close", at(2, 11, 1730)},
        {at(2, 6, 1630), "hours", at(2, 6, 2130)},
        {at(2, 6, 1630), "minutes", at(2, 6, 1800)},
        {at(2, 6, 1630), "workhours", at(2, 9, 1730)},
        {at(2, 6, 1630), "months", end_of(3, 6)},
        {at(2, 6, 1630), "other", end_of(2, 16)}, /* the procedure's own */
        {at(2, 7, 0), "days", end_of(2, 10)},     /* day 0 is excluded, early or late in it */
        {at(2, 7, 2400) - 1, "days", end_of(2, 10)},
        {at(2, 12, 900), "days", end_of(2, 15)},     /* a day of rest */
        {at(2, 12, 900), "rolled", end_of(2, 24)},   /* the next working day: the festival ends on 02-23 */
        {at(2, 12, 900), "workdays", end_of(2, 24)}, /* 02-13, 02-14 made up, 02-24 */
        {at(2, 12, 900), "close", at(2, 24, 1730)},
        {at(2, 14, 1630), "workhours", at(2, 24, 1730)}, /* an hour of the Saturday made up, seven after the festival */
        {at(2, 15, 300), "workhours", at(2, 25, 930)},
        {at(3, 2, 1130), "workhours", at(3, 3, 1430)}, /* over noon: 0.5 + 3.5 hours, and 3.5 + 0.5 */
        {at(3, 31, 900), "months", end_of(4, 30)},     /* the month's last day */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        town.now = rows[i].start;
        cgov_id id = begin(rows[i].class_name);
        cgov_clock_view clock = clock_of(id, "main");
        if (clock.due != rows[i].due)
            fail_msg("row %zu, %s: due %lld, not %lld", i, rows[i].class_name, (long long)clock.due,
                     (long long)rows[i].due);
        assert_true(clock.started_at == rows[i].start && clock.state == CGOV_CLOCK_RUNNING && clock.late == 0);
        assert_true(town_item(&town, town.auditor, id).next_due == rows[i].due);
        bool asks = strchr("wrc", rows[i].class_name[0]) != NULL; /* workdays, workhours, rolled, close */
        assert_string_equal(clock.calendar, asks ? "cn" : "");
    }
}

static void days_given_by_the_move(void **state) {
    (void)state;
    cgov_id id = begin("days");
    cgov_detail days = town_number(CGOV_FIELD_DAYS, 91);
    town_assert_refused(&town, town_try_move(&town, town.centre.officers[CLERK], id, "stop", &days, 1), CGOV_E_REFUSED,
                        CGOV_R_DETAIL);
    make_days(id, "stop", 10);
    assert_true(clock_of(id, "watch").due == end_of(2, 16));
}

/* ---- pauses, restarts, extensions ---- */

static void a_pause_keeps_what_was_used(void **state) {
    (void)state;
    const struct {
        cgov_time start, pause, go;
        const char *class_name;
        cgov_time due;
    } rows[] = {
        {at(3, 2, 900), at(3, 2, 1000), at(3, 2, 1330), "hours", at(3, 2, 1730)},
        {at(3, 2, 900), at(3, 2, 1000), at(3, 2, 1001), "minutes", at(3, 2, 1031)},
        {at(3, 2, 900), at(3, 2, 1100), at(3, 2, 1500), "workhours", at(3, 3, 1200)}, /* two hours of it are business */
        {at(3, 2, 900), at(3, 2, 1000), at(3, 2, 2300), "days", end_of(3, 5)},        /* the same date adds nothing */
        {at(3, 2, 900), at(3, 3, 1500), at(3, 8, 1000), "days", end_of(3, 10)},       /* 03-03 to 03-08: five */
        {at(3, 2, 900), at(3, 3, 1500), at(3, 9, 1000), "workdays", end_of(3, 11)},   /* 03-04, 05, 06, 09: four */
        {at(3, 4, 900), at(3, 5, 900), at(3, 6, 900), "rolled", end_of(3, 9)},        /* 03-07 and a day, then rolled */
        {at(3, 4, 900), at(3, 5, 900), at(3, 8, 900), "rolled", end_of(3, 10)},
        {at(3, 2, 900), at(3, 3, 900), at(3, 5, 900), "months", end_of(4, 4)},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (i > 0) leave(NULL), found(NULL); /* each in a town of its own, for time runs one way */
        town.now = rows[i].start;
        cgov_id id = begin(rows[i].class_name);
        town.now = rows[i].pause;
        make_days(id, "stop", 9);
        assert_int_equal(clock_of(id, "main").state, CGOV_CLOCK_PAUSED);
        tick_at(rows[i].go); /* a paused clock is not late and tells nothing */
        cgov_history_view entries[8];
        assert_int_equal(told(id, CGOV_RECORD_LATE, entries), 0);
        assert_true(town_item(&town, town.auditor, id).late == 0 && clock_of(id, "main").late == 0);
        make(id, "go");
        if (due_of(id) != rows[i].due)
            fail_msg("row %zu: due %lld, not %lld", i, (long long)due_of(id), (long long)rows[i].due);
        assert_true(clock_of(id, "main").started_at == rows[i].start);
    }
}

static void pauses_add_up(void **state) {
    (void)state;
    town.now = at(3, 2, 900);
    cgov_id id = begin("hours");
    for (int i = 0; i < 3; i++) {
        town.now += 30 * MINUTE;
        make_days(id, "stop", 9);
        town.now += 10 * MINUTE;
        make(id, "go");
    }
    assert_true(due_of(id) == at(3, 2, 1430));
    town.now = at(3, 2, 1200);
    make(id, "again"); /* restarts: nothing is left of the run before */
    assert_true(due_of(id) == at(3, 2, 1700) && clock_of(id, "main").started_at == town.now);
}

static void a_clock_spans_states_until_a_move_stops_it(void **state) {
    (void)state;
    cgov_id id = town_issue_in(&town, "accepted");
    cgov_clock_view forward = clock_of(id, "forward");
    assert_true(forward.due == end_of(2, 24) && forward.state == CGOV_CLOCK_RUNNING);
    cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)town.street.id);
    town.now += DAY;
    town_move(&town, town.centre.officers[DISPATCHER], id, "dispatch", &lead, 1);
    forward = clock_of(id, "forward");
    assert_true(forward.state == CGOV_CLOCK_STOPPED && forward.stopped_at == town.now && forward.due == end_of(2, 24));
    assert_true(clock_of(id, "sign").started_at == town.now);
}

static void an_extension_counts_from_before_rolling(void **state) {
    (void)state;
    town.now = at(3, 4, 900); /* due Saturday 03-07, rolled to Monday */
    cgov_id id = begin("rolled");
    assert_true(due_of(id) == end_of(3, 9));
    make_days(id, "more", 1);
    assert_true(due_of(id) == end_of(3, 9)); /* Sunday */
    make_days(id, "more", 2);
    assert_true(due_of(id) == end_of(3, 10)); /* Tuesday */

    /* Restarted, it has none. */
    make(id, "again");
    assert_true(due_of(id) == end_of(3, 9));
    id = begin("hours");
    cgov_detail days = town_number(CGOV_FIELD_DAYS, 6);
    town_assert_refused(&town, town_try_move(&town, town.centre.officers[CLERK], id, "more", &days, 1), CGOV_E_REFUSED,
                        CGOV_R_DETAIL);
    make_days(id, "more", 1); /* of a clock in hours: to the end of the day after its due's */
    assert_true(due_of(id) == end_of(3, 5));
}

/* ---- changes of class ---- */

static void a_change_of_class_keeps_the_start(void **state) {
    (void)state;
    town.now = at(3, 2, 900);
    cgov_id id = begin("minutes");
    town.now = at(3, 2, 1000);
    classify(id, "days");
    assert_true(due_of(id) == end_of(3, 5));
    classify(id, "hours");
    assert_true(due_of(id) == at(3, 2, 1400) && clock_of(id, "main").started_at == at(3, 2, 900));
    make_days(id, "stop", 9);
    town.now = at(3, 2, 1300);
    classify(id, "minutes"); /* paused: the new length waits with it */
    assert_int_equal(clock_of(id, "main").state, CGOV_CLOCK_PAUSED);
    town.now = at(3, 2, 1500);
    make(id, "go"); /* an hour was used of ninety minutes */
    assert_true(due_of(id) == at(3, 2, 1530));
    classify(id, "hours");
    assert_true(due_of(id) == at(3, 2, 1900));
    make_days(id, "more", 1);
    classify(id, "days"); /* and the extension stays */
    assert_true(due_of(id) == end_of(3, 6));
}

static void a_due_that_a_class_puts_in_the_past_is_late_then(void **state) {
    (void)state;
    town.now = at(3, 2, 900);
    cgov_id id = begin("days");
    town.now = at(3, 2, 1100);
    classify(id, "minutes"); /* due at 10:30 */
    assert_int_equal(clock_of(id, "main").late, 1);
    assert_true(next_due() == at(3, 2, 1100));
    assert_int_equal(tick_at(at(3, 2, 1400)), 4); /* two shares, lateness, and the rung two hours after the due */
    cgov_history_view entries[8];
    assert_int_equal(told(id, CGOV_RECORD_REMINDED, entries), 2);
    assert_true(entries[0].at == at(3, 2, 1100) && entries[1].at == at(3, 2, 1100));
    assert_int_equal(told(id, CGOV_RECORD_LATE, entries), 1);
    assert_true(entries[0].at == at(3, 2, 1100) && entries[0].due == at(3, 2, 1030) && entries[0].actor == 0);
    assert_int_equal(told(id, CGOV_RECORD_RUNG, entries), 1);
    assert_true(entries[0].at == at(3, 2, 1230) + 1);
    classify(id, "days"); /* a due ahead is another: what is told of it is told anew */
    tick_at(end_of(3, 5) + 1);
    assert_int_equal(told(id, CGOV_RECORD_REMINDED, entries), 4);
    assert_int_equal(told(id, CGOV_RECORD_LATE, entries), 2);
}

static cgov_id report_as(const char *matter, const char *class_name) {
    const cgov_detail details[] = {town_text(CGOV_FIELD_MATTER, matter), town_text(CGOV_FIELD_CLASS, class_name)};
    cgov_id id = 0;
    assert_int_equal(town_try_report(&town, town.resident, details, 2, &id), CGOV_OK);
    return id;
}

/* CITY gives the clock feedback a length for one class, and none for others. */
static void a_class_wakes_a_clock_and_lays_it_down(void **state) {
    (void)state;
    town.now = at(3, 2, 900);
    cgov_id id = report_as("pothole", "tree");
    assert_int_equal(clock_of(id, "feedback").state, 0);
    town.now = at(3, 2, 1000);
    classify(id, "pothole");
    cgov_clock_view clock = clock_of(id, "feedback");
    assert_true(clock.state == CGOV_CLOCK_RUNNING && clock.started_at == at(3, 2, 900) && clock.due == at(3, 2, 1500));
    uint64_t running = info_of().running_clocks;
    classify(id, "tree");
    assert_int_not_equal(clock_of(id, "feedback").state, CGOV_CLOCK_RUNNING);
    assert_int_equal(info_of().running_clocks, running - 1);
    town.now = at(3, 2, 1400);
    classify(id, "pothole"); /* from the report, as if it had run on */
    clock = clock_of(id, "feedback");
    assert_true(clock.state == CGOV_CLOCK_RUNNING && clock.started_at == at(3, 2, 900) && clock.due == at(3, 2, 1500));
    assert_int_equal(info_of().running_clocks, running);
}

/* Time in which it would have been paused does not count against a clock that a class wakes later. */
static void a_clock_laid_down_is_paused_all_the_same(void **state) {
    (void)state;
    town.now = at(3, 2, 900);
    cgov_id id = report_as("pothole", "tree");
    make(id, "accept");
    cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)town.street.id);
    town_move(&town, town.centre.officers[DISPATCHER], id, "dispatch", &lead, 1);
    town_move(&town, town.street.officers[CONTACT], id, "sign", NULL, 0);
    town_move(&town, town.street.officers[CONTACT], id, "start", NULL, 0);
    town.now = at(3, 2, 1000);
    town_suspend(&town, id, 9, "等雨停");
    assert_int_equal(clock_of(id, "feedback").state, 0);
    town.now = at(3, 4, 1000);
    town_move(&town, town.street.officers[CONTACT], id, "resume", NULL, 0);
    classify(id, "pothole"); /* an hour was used on 03-02; two of the working days rest */
    assert_true(clock_of(id, "feedback").due == at(3, 4, 1500));
}

/* What a move does to one clock at once stands in the journal and is replayed. */
static void a_move_reclasses_extends_and_pauses(void **state) {
    (void)state;
    leave(NULL);
    cgov_storage storage = {.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    const cgov_ledger_options options = {.size = sizeof options, .storage = &storage};
    found_on(&storage);
    town.now = at(3, 2, 900);
    cgov_id timed = begin("hours"), idle = report_as("pothole", "pothole");
    cgov_detail details[] = {town_number(CGOV_FIELD_DAYS, 1), town_text(CGOV_FIELD_CLASS, "days")};
    town_move(&town, town.centre.officers[CLERK], timed, "turn", details, 2);
    classify(idle, "tree");
    uint8_t digests[2][32];
    assert_int_equal(cgov_state_digest(town.ledger, digests[0]), CGOV_OK);
    cgov_ledger_close(town.ledger);
    assert_int_equal(cgov_ledger_open(&options, &town.ledger), CGOV_OK);
    assert_int_equal(cgov_state_digest(town.ledger, digests[1]), CGOV_OK);
    assert_memory_equal(digests[0], digests[1], 32);
    classify(idle, "pothole");
    town.now = at(3, 4, 900);
    make(timed, "go");
    assert_true(due_of(timed) == end_of(3, 8)); /* three days, two of rest, one more */
    assert_true(clock_of(idle, "feedback").due == at(3, 2, 1500));
    leave(NULL);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
    found(NULL);
}

/* ---- what is told, and when ---- */

static void due_is_the_last_instant_on_time(void **state) {
    (void)state;
    town.now = at(3, 2, 900);
    cgov_id id = begin("minutes");
    cgov_time due = due_of(id);
    tick_at(due - 1);
    assert_int_equal(clock_of(id, "main").late, 0);
    assert_int_equal(tick_at(due), 0);
    assert_true(clock_of(id, "main").late == 0 && town_item(&town, town.auditor, id).late == 0);
    assert_int_equal(tick_at(due + 1), 1);
    assert_true(clock_of(id, "main").late == 1 && town_item(&town, town.auditor, id).late == 1);
    cgov_history_view entries[8];
    assert_int_equal(told(id, CGOV_RECORD_LATE, entries), 1);
    assert_true(entries[0].at == due + 1 && entries[0].due == due && entries[0].rung == 1);
    assert_true(entries[0].told == town.centre.id);
    assert_string_equal(entries[0].role, "head");
    assert_string_equal(entries[0].clock, "main");
    assert_int_equal(clock_of(id, "main").state, CGOV_CLOCK_RUNNING); /* lateness tells; it stops nothing */
    town_assert_state(&town, id, "open");
}

static void within_and_before_have_the_same_border(void **state) {
    (void)state;
    cgov_id clerk = town.centre.officers[CLERK];
    const cgov_detail days = town_number(CGOV_FIELD_DAYS, 1), reason = town_text(CGOV_FIELD_REASON, "又堵了");
    town.now = at(3, 2, 900);
    cgov_id early = begin("minutes"), late = begin("minutes");
    cgov_id closed_early = town_issue_in(&town, "closed"), closed_late = town_issue_in(&town, "closed");
    town.now = due_of(early);
    assert_int_equal(town_try_move(&town, clerk, early, "more", &days, 1), CGOV_OK);
    town.now++;
    town_assert_refused(&town, town_try_move(&town, clerk, late, "more", &days, 1), CGOV_E_REFUSED, CGOV_R_BEFORE);
    town.now = end_of(3, 17); /* reopen: within 15 days of pass */
    assert_int_equal(town_try_move(&town, town.resident, closed_early, "reopen", &reason, 1), CGOV_OK);
    town.now++;
    town_assert_refused(&town, town_try_move(&town, town.resident, closed_late, "reopen", &reason, 1), CGOV_E_REFUSED,
                        CGOV_R_WITHIN);
}

static void reminders_come_at_their_shares_once(void **state) {
    (void)state;
    town.now = at(3, 2, 900);
    cgov_id id = begin("hours");
    cgov_time half = at(3, 2, 1130), most = at(3, 2, 1300);
    cgov_history_view entries[8];
    assert_int_equal(tick_at(half - 1), 0);
    assert_int_equal(tick_at(half), 1);
    assert_int_equal(tick_at(half), 0);
    assert_int_equal(clock_of(id, "main").reminders, 1);
    assert_int_equal(tick_at(at(3, 2, 1359)), 1); /* found later, told at its own instant */
    assert_int_equal(told(id, CGOV_RECORD_REMINDED, entries), 2);
    assert_true(entries[0].at == half && entries[0].share == 50 && entries[1].at == most && entries[1].share == 80);
    assert_true(entries[0].told == town.centre.id && entries[0].role[0] == '\0'); /* the holder */
    make(id, "again");                                                            /* a new run has its own */
    assert_int_equal(clock_of(id, "main").reminders, 0);
    tick_at(at(3, 2, 1829));
    assert_int_equal(told(id, CGOV_RECORD_REMINDED, entries), 4);
    make(id, "finish");

    /* The share of a length that does not divide: start + floor((due - start) * share / 100). */
    town.now = at(3, 3, 900) + 7;
    id = begin("days");
    cgov_time span = end_of(3, 6) - town.now;
    assert_int_equal(tick_at(town.now + span * 80 / 100), 2);
    assert_int_equal(told(id, CGOV_RECORD_REMINDED, entries), 2);
    assert_true(entries[0].at == at(3, 3, 900) + 7 + span * 50 / 100 && entries[1].at == town.now);
}

static void assert_rung(const cgov_history_view *entry, uint32_t rung, cgov_time when, cgov_id told_id,
                        const char *role) {
    assert_int_equal(entry->rung, rung);
    assert_true(entry->at == when && entry->told == told_id);
    assert_string_equal(entry->role, role);
}

static void a_ladder_tells_each_rung_once(void **state) {
    (void)state;
    town.now = at(3, 2, 900);
    cgov_id id = begin_under(&town.village, "minutes", 0);
    cgov_time due = due_of(id);
    assert_int_equal(tick_at(due + 2 * HOUR), 3);
    assert_int_equal(tick_at(due + 2 * HOUR + 1), 1);
    assert_int_equal(tick_at(end_of(3, 3)), 0);
    assert_int_equal(tick_at(end_of(3, 3) + 1), 1); /* a day after the due: the end of that day */
    assert_int_equal(tick_at(at(6, 1, 0)), 0);
    assert_int_equal(clock_of(id, "main").rungs, 3);
    cgov_history_view entries[8];
    assert_int_equal(told(id, CGOV_RECORD_LATE, entries), 1);
    assert_rung(&entries[0], 1, due + 1, town.village.id, "head");
    assert_int_equal(told(id, CGOV_RECORD_RUNG, entries), 2);
    assert_rung(&entries[0], 2, due + 2 * HOUR + 1, town.street.id, "head");
    assert_rung(&entries[1], 3, end_of(3, 3) + 1, town.root, "head");
}

static void a_ladder_past_the_root_tells_nobody(void **state) {
    (void)state;
    town.now = at(3, 2, 900);
    cgov_id id = begin("minutes"); /* the centre stands below the root: there is no third */
    cgov_time due = due_of(id);
    tick_at(at(6, 1, 0));
    cgov_history_view entries[8];
    uint32_t rungs = told(id, CGOV_RECORD_RUNG, entries);
    assert_true(rungs >= 1);
    assert_rung(&entries[0], 2, due + 2 * HOUR + 1, town.root, "head");
    for (uint32_t i = 1; i < rungs; i++) assert_true(entries[i].told == 0 && entries[i].role[0] == '\0');
}

static void an_empty_office_and_an_accused_one(void **state) {
    (void)state;
    town.now = at(3, 2, 900);
    cgov_act act = town_act(&town, town.founder);
    cgov_appointment_draft end = {.size = sizeof end,
                                  .flags = CGOV_APPOINT_END,
                                  .resident = town.village.officers[HEAD],
                                  .organization = town.village.id,
                                  .until = at(3, 2, 1000),
                                  .role = {"head", 4}};
    assert_int_equal(cgov_appointment_add(town.ledger, &act, &end, NULL), CGOV_OK);
    cgov_id id = begin_under(&town.village, "minutes", town.street.officers[HEAD]);
    cgov_time due = due_of(id);
    tick_at(at(6, 1, 0));
    cgov_history_view entries[8];
    assert_int_equal(told(id, CGOV_RECORD_LATE, entries), 1);
    assert_rung(&entries[0], 1, due + 1, town.village.id, ""); /* nobody in office: the organization */
    assert_int_equal(told(id, CGOV_RECORD_RUNG, entries), 2);
    assert_rung(&entries[0], 2, due + 2 * HOUR + 1, town.root, "head"); /* the street's head is accused: up past them */
    assert_rung(&entries[1], 3, end_of(3, 3) + 1, town.root, "head");
}

static void time_makes_moves_too(void **state) {
    (void)state;
    cgov_id id = town_issue_in(&town, "dispatched"), closed = town_issue_in(&town, "closed");
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "不归我管");
    town_move(&town, town.street.officers[CONTACT], id, "object", &reason, 1);
    cgov_time due = clock_of(id, "object").due;
    assert_true(due == end_of(2, 13));
    tick_at(due);
    town_assert_state(&town, id, "objected");
    tick_at(due + 1);
    town_assert_state(&town, id, "dispatched");
    cgov_history_view entries[64];
    uint32_t moved = told(id, CGOV_RECORD_MOVED, entries);
    assert_string_equal(entries[moved - 1].move, "arbitrate_late");
    assert_true(entries[moved - 1].at == due + 1 && entries[moved - 1].actor == 0);
    assert_true(clock_of(id, "sign").started_at == due + 1);
    tick_at(end_of(3, 23)); /* 45 days after it was passed */
    town_assert_state(&town, closed, "closed");
    tick_at(end_of(3, 23) + 1);
    town_assert_state(&town, closed, "archived");
}

/* ---- hosts that like to sleep ---- */

static void the_next_due_is_when_a_tick_does_something(void **state) {
    (void)state;
    town.now = at(3, 2, 900);
    begin("minutes");
    town_issue_in(&town, "handling");
    int instants = 0;
    for (cgov_time due; (due = next_due()) != 0; instants++) {
        assert_true(due > town.now);
        assert_int_equal(tick_at(due - 1), 0);
        assert_true(next_due() == due);
        assert_true(tick_at(due) >= 1);
    }
    assert_true(instants >= 8); /* shares, lateness and rungs of two clocks */
    leave(NULL);
    found(NULL);
    assert_int_equal(next_due(), 0); /* nothing is waiting */
    cgov_id id = begin("minutes");
    assert_true(next_due() != 0);
    make(id, "finish");
    assert_int_equal(next_due(), 0);
}

static void a_tick_with_nothing_due_leaves_no_trace(void **state) {
    (void)state;
    begin("days");
    cgov_ledger_view before = info_of(), after;
    uint8_t digests[4][32];
    assert_int_equal(cgov_state_digest(town.ledger, digests[0]), CGOV_OK);
    assert_int_equal(cgov_journal_digest(town.ledger, digests[1]), CGOV_OK);
    for (int i = 0; i < 100; i++) assert_int_equal(tick_at(town.now + MINUTE), 0);
    after = info_of();
    assert_int_equal(cgov_state_digest(town.ledger, digests[2]), CGOV_OK);
    assert_int_equal(cgov_journal_digest(town.ledger, digests[3]), CGOV_OK);
    assert_memory_equal(digests[0], digests[2], 32);
    assert_memory_equal(digests[1], digests[3], 32);
    assert_true(before.seq == after.seq && before.now == after.now && before.journal_bytes == after.journal_bytes);
}

/* ---- open clocks ---- */

static uint32_t listed_open(void) {
    cgov_reader reader = town_reader(&town, town.auditor);
    cgov_item_query filter = {.size = sizeof filter, .undated_clocks = 1};
    cgov_item_view views[8];
    uint64_t cursor = 0;
    uint32_t count = 0;
    views[0].size = sizeof views[0];
    int32_t status = cgov_item_list(town.ledger, &reader, &filter, &cursor, views, 8, &count);
    assert_int_equal(status, count > 0 ? CGOV_OK : CGOV_DONE);
    return count;
}

static void adopt(const char *text) {
    town_adopt(&town, (cgov_text){text, strlen(text)});
}

static void assert_due_entry(cgov_id id, cgov_time due, const char *old_due) {
    cgov_history_view entries[8];
    assert_int_equal(told(id, CGOV_RECORD_DUE, entries), 1);
    assert_true(entries[0].due == due && entries[0].at == town.now && entries[0].actor == town.founder);
    assert_string_equal(entries[0].clock, "main");
    char line[512];
    uint64_t needed = 0;
    assert_int_equal(cgov_record_text(town.ledger, entries[0].seq, line, sizeof line, &needed), CGOV_OK);
    const char *old = strstr(line, "old_due");
    if (old_due == NULL)
        assert_null(old);
    else
        assert_true(old != NULL && strncmp(old + 8, old_due, strlen(old_due)) == 0);
}

static void a_clock_past_the_calendar_is_open_until_one_is_adopted(void **state) {
    (void)state;
    town.now = at(12, 25, 900); /* a Friday */
    cgov_id known = begin("workdays"), days = begin("days");
    town.now = at(12, 30, 900);
    tick_at(town.now);
    cgov_id open = begin("workdays"), rest = begin("workdays");
    make_days(rest, "stop", 9);
    assert_true(due_of(known) == end_of(12, 30));
    cgov_clock_view clock = clock_of(open, "main");
    assert_true(clock.state == CGOV_CLOCK_RUNNING && clock.due == 0 && clock.missing_year == 2027 && clock.late == 0);
    assert_string_equal(clock.calendar, "cn");
    assert_int_equal(listed_open(), 1); /* the paused one does not run */
    assert_int_equal(info_of().undated_clocks, 1);
    assert_true(clock_of(days, "main").missing_year == 0);

    town.now = at(12, 30, 1000);
    adopt("rulebook 1\ncalendar cn covers 2026-12-26 2027-12-31\n  source \"预告\" unverified\n"
          "  workdays mon tue wed thu fri\n  hours 08:30-12:00 14:00-17:30\n"
          "  off 2026-12-31..2027-01-03\n  make_up 2026-12-26 2026-12-27\n");
    assert_true(due_of(open) == town_at(2027, 1, 6, 24, 0) - 1); /* 01-04, 05, 06 */
    assert_int_equal(listed_open(), 0);
    assert_int_equal(info_of().undated_clocks, 0);
    assert_due_entry(open, town_at(2027, 1, 6, 24, 0) - 1, NULL);
    /* The working days made up bring another's due into the past: late now. */
    assert_due_entry(known, end_of(12, 28), "1798646399999");
    cgov_history_view entries[8];
    assert_int_equal(told(days, CGOV_RECORD_DUE, entries), 0);
    tick_at(town.now);
    assert_int_equal(told(known, CGOV_RECORD_LATE, entries), 1);
    assert_true(entries[0].at == at(12, 30, 1000) && entries[0].due == end_of(12, 28));
    town.now = at(12, 30, 1100);
    make(rest, "go"); /* computed over the calendar there is now */
    assert_true(due_of(rest) == town_at(2027, 1, 6, 24, 0) - 1);
    tick_at(town_at(2027, 1, 7, 0, 0));
    assert_int_equal(told(open, CGOV_RECORD_LATE, entries), 1);
    assert_true(entries[0].at == town_at(2027, 1, 7, 0, 0));
}

static void no_calendar_at_all(void **state) {
    (void)state;
    leave(NULL);
    const struct town_options options = {.rulebook = NULL};
    town_found(&town, &options);
    town.now = town_at(2027, 1, 4, 9, 0);
    cgov_id id = town_issue_in(&town, "dispatched"); /* sign: one working day of an unknown year */
    cgov_clock_view sign = clock_of(id, "sign");
    assert_true(sign.due == 0 && sign.missing_year == 2027);
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "不归我管");
    town.now = town_at(2027, 3, 1, 9, 0);
    town_move(&town, town.street.officers[CONTACT], id, "object", &reason,
              1); /* within: it holds where it cannot be known */
}

/* Its pauses have moved the due of a clock that ends while it rests. */
static void a_clock_that_ends_while_it_rests_is_on_time(void **state) {
    (void)state;
    cgov_id id = town_issue_in(&town, "handling");
    town_suspend(&town, id, 90, "等汛期过去");
    cgov_time due = clock_of(id, "handle").due;
    town.now += 80 * DAY;
    assert_true(town.now > due);
    town_move(&town, town.resident, id, "withdraw", NULL, 0);
    cgov_clock_view handle = clock_of(id, "handle");
    assert_int_equal(handle.state, CGOV_CLOCK_STOPPED);
    assert_int_equal(handle.late, 0);
    assert_true(handle.due == due + 80 * DAY && handle.stopped_at == town.now);
}

#define IN_TOWN(test) cmocka_unit_test_setup_teardown(test, found, leave)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_TOWN(each_unit_counts_its_own_way),
        IN_TOWN(days_given_by_the_move),
        IN_TOWN(a_pause_keeps_what_was_used),
        IN_TOWN(pauses_add_up),
        IN_TOWN(a_clock_that_ends_while_it_rests_is_on_time),
        IN_TOWN(a_clock_spans_states_until_a_move_stops_it),
        IN_TOWN(an_extension_counts_from_before_rolling),
        IN_TOWN(a_change_of_class_keeps_the_start),
        IN_TOWN(a_due_that_a_class_puts_in_the_past_is_late_then),
        IN_TOWN(a_class_wakes_a_clock_and_lays_it_down),
        IN_TOWN(a_clock_laid_down_is_paused_all_the_same),
        IN_TOWN(a_move_reclasses_extends_and_pauses),
        IN_TOWN(due_is_the_last_instant_on_time),
        IN_TOWN(within_and_before_have_the_same_border),
        IN_TOWN(reminders_come_at_their_shares_once),
        IN_TOWN(a_ladder_tells_each_rung_once),
        IN_TOWN(a_ladder_past_the_root_tells_nobody),
        IN_TOWN(an_empty_office_and_an_accused_one),
        IN_TOWN(time_makes_moves_too),
        IN_TOWN(the_next_due_is_when_a_tick_does_something),
        IN_TOWN(a_tick_with_nothing_due_leaves_no_trace),
        IN_TOWN(a_clock_past_the_calendar_is_open_until_one_is_adopted),
        IN_TOWN(no_calendar_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
