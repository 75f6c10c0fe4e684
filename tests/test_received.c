/* When a report really came in: who enters for its intake says so, within bounds. Its first clocks run from then; what
 * fell due before it was filed is told at the instant of filing, the oldest first, and no reminder that would have come
 * before; whether anybody ticks makes no difference. Both instants are shown, and figures count by either. */
#include "support/place.h"
#include "support/test.h"

#include <string.h>

/* Two clocks that a letter starts, of which one is over sooner and tells twice, and moves by time. */
static const char letters[] = "\n"
                              "procedure letter \"来信\"\n"
                              "  party reporter \"来信人\" resident\n"
                              "  party intake \"受理单位\" organization\n"
                              "  stage all \"全程\"\n"
                              "    state open \"办理中\" held by intake\n"
                              "    state closed \"已结\" final\n"
                              "  clock long from arrive until finish\n"
                              "    for 4 hours\n"
                              "    remind 25 75\n"
                              "    late tell head of superior of intake\n"
                              "  clock short from arrive until finish\n"
                              "    for 2 hours\n"
                              "    remind 50\n"
                              "    late tell head of intake then head of superior of intake after 1 hours\n"
                              "  open arrive \"登记\" -> open\n"
                              "    by any resident\n"
                              "    by clerk of intake\n"
                              "    needs place text intake\n"
                              "    takes behalf matter\n"
                              "    sets intake to given\n"
                              "  move finish \"办结\" open -> closed\n"
                              "    by clerk of intake\n"
                              "    answers\n"
                              "matter letter \"来信\"\n"
                              "  procedure letter\n";

static struct town town;

static int found(void **state) {
    (void)state;
    town_found_with(&town, letters);
    town.now += DAY;
    return 0;
}

static int leave(void **state) {
    (void)state;
    town_close(&town);
    return 0;
}

static int32_t try_file(cgov_id actor, int64_t received, cgov_id *id) {
    const cgov_detail details[] = {town_text(CGOV_FIELD_MATTER, "letter"), town_number(CGOV_FIELD_RECEIVED, received)};
    return town_try_report(&town, actor, details, 2, id);
}

static cgov_id file(int64_t received) {
    cgov_id id = 0;
    if (try_file(town.centre.officers[CLERK], received, &id)) fail_msg("%s", town_error(&town).message);
    return id;
}

static cgov_history_view entries[32];

static uint32_t history(cgov_id id) {
    return town_history(&town, town.auditor, id, entries, 32);
}

/* A day to which a clock runs is asked as of when it came: what is said is not that this were today. */
static void a_day_refused_says_when_it_came(void **state) {
    (void)state;
    static const char works[] = "rulebook 1\n"
                                "role clerk \"受理员\"\nrole head \"负责人\"\n"
                                "procedure works \"报建\"\n"
                                "  detail day \"完工日期\" date\n"
                                "  party reporter \"来信人\" resident\n"
                                "  party intake \"受理单位\" organization\n"
                                "  stage all \"全程\"\n"
                                "    state open \"办理中\" held by intake\n"
                                "    state closed \"已结\" final\n"
                                "  clock due from arrive until finish\n"
                                "    for given day at most 30 days\n"
                                "    late tell head of intake\n"
                                "  open arrive \"登记\" -> open\n"
                                "    by clerk of intake\n"
                                "    needs place text intake day\n"
                                "    takes behalf\n"
                                "    sets intake to given\n"
                                "  move finish \"办结\" open -> closed\n"
                                "    by clerk of intake\n"
                                "    answers\n";
    town_adopt(&town, (cgov_text){works, strlen(works)});
    uint32_t day = 0;
    cgov_id id = 0;
    assert_int_equal(cgov_field_find(town.ledger, "day", &day), CGOV_OK);
    const cgov_detail details[] = {town_text(CGOV_FIELD_PROCEDURE, "works"), town_number(day, 20260202),
                                   town_number(CGOV_FIELD_RECEIVED, town_at(2026, 2, 3, 9, 0))};
    const cgov_id clerk = town.centre.officers[CLERK];
    assert_int_equal(town_try_report(&town, clerk, details, 3, &id), CGOV_E_REFUSED);
    town_assert_refused(&town, CGOV_E_REFUSED, CGOV_E_REFUSED, CGOV_R_DAY);
    assert_string_equal(town_error(&town).message,
                        "`day`, 2026-02-02, the day that `due` runs to, is over: it was received on 2026-02-03");
    assert_int_equal(town_try_report(&town, clerk, details, 2, &id), CGOV_E_REFUSED);
    assert_string_equal(town_error(&town).message,
                        "`day`, 2026-02-02, the day that `due` runs to, is over: today is 2026-02-07");
}

/* ---- clocks, and what is shown ---- */

static void clocks_run_from_when_it_came(void **state) {
    (void)state;
    const int64_t came = town.now - HOUR / 2;
    cgov_id id = file(came);
    cgov_item_view view = town_item(&town, town.auditor, id);
    assert_true(view.opened_at == town.now && view.received_at == came && view.moved_at == town.now);
    cgov_clock_view clock = town_clock(&town, town.auditor, id, "long");
    assert_true(clock.started_at == came && clock.due == came + 4 * HOUR);
    assert_int_equal(history(id), 1);
    assert_true(entries[0].at == town.now && entries[0].received_at == came);
    town.now += HOUR;
    town_move(&town, town.centre.officers[CLERK], id, "finish", NULL, 0);
    clock = town_clock(&town, town.auditor, id, "long"); /* read back from the records */
    assert_true(clock.started_at == came && clock.due == came + 4 * HOUR && clock.state == CGOV_CLOCK_STOPPED);
    uint32_t count = history(id);
    assert_true(entries[0].received_at == came && entries[count - 1].received_at == 0);
}

static void what_does_not_say_came_as_it_was_filed(void **state) {
    (void)state;
    cgov_id id = town_report(&town, town.resident);
    cgov_item_view view = town_item(&town, town.auditor, id);
    assert_true(view.received_at == town.now && view.opened_at == town.now);
    assert_int_equal(history(id), 1);
    assert_true(entries[0].received_at == town.now);
}

/* ---- who may say it, and what ---- */

static void only_who_enters_for_the_intake(void **state) {
    (void)state;
    cgov_id id = 0;
    town_assert_refused(&town, try_file(town.resident, town.now, &id), CGOV_E_REFUSED, CGOV_R_MAY);
    town_assert_refused(&town, try_file(town.street.officers[CLERK], town.now, &id), CGOV_E_REFUSED, CGOV_R_MAY);
    town_assert_refused(&town, try_file(town.resident, town.now + 1, &id), CGOV_E_REFUSED, CGOV_R_MAY);
    assert_non_null(strstr(town_error(&town).message, "`received`"));
    id = town_issue_in(&town, "registered");
    const cgov_detail detail = town_number(CGOV_FIELD_RECEIVED, town.now);
    town_assert_refused(&town, town_try_move(&town, town.centre.officers[CLERK], id, "accept", &detail, 1), CGOV_E_ARG,
                        CGOV_R_DETAIL);
}

static void not_after_now(void **state) {
    (void)state;
    cgov_id id = 0;
    const cgov_id clerk = town.centre.officers[CLERK];
    town_assert_refused(&town, try_file(clerk, town.now + 1, &id), CGOV_E_REFUSED, CGOV_R_DETAIL);
    assert_string_equal(town_error(&town).message, "`received` is after now");
    assert_int_equal(try_file(clerk, town.now, &id), CGOV_OK);
    assert_true(town_item(&town, town.auditor, id).received_at == town.now);
    town_assert_refused(&town, try_file(clerk, 0, &id), CGOV_E_ARG, CGOV_R_DETAIL);
    town_assert_refused(&town, try_file(clerk, -1, &id), CGOV_E_ARG, CGOV_R_DETAIL);
    town_assert_refused(&town, try_file(clerk, INT64_MAX, &id), CGOV_E_ARG, CGOV_R_DETAIL);
    town_assert_refused(&town, try_file(clerk, 9999999999, &id), CGOV_E_ARG, CGOV_R_DETAIL); /* of 2286, in seconds */
    assert_string_equal(town_error(&town).message, "detail `received` is in 1970: milliseconds are meant, not seconds");
    town_assert_refused(&town, try_file(clerk, 10000000000, &id), CGOV_E_REFUSED, CGOV_R_DETAIL);
    const int64_t first = town.now - 3653 * (int64_t)DAY; /* ten years, where the founding says nothing */
    town_assert_refused(&town, try_file(clerk, first - 1, &id), CGOV_E_REFUSED, CGOV_R_DETAIL);
    assert_non_null(strstr(town_error(&town).message, "farther behind now"));
    assert_int_equal(try_file(clerk, first, &id), CGOV_OK);
    assert_true(town_item(&town, town.auditor, id).received_at == first);
}

static void found_limited(uint64_t behind) {
    cgov_text name, standard;
    char *text = malloc(1 << 17);
    assert_non_null(text);
    assert_int_equal(cgov_rulebook_shipped(0, &name, &standard), CGOV_OK);
    memcpy(text, standard.ptr, standard.len);
    memcpy(text + standard.len, letters, sizeof letters);
    town = (struct town){.now = TOWN_START, .salt = 7};
    const cgov_genesis genesis = {.size = sizeof genesis,
                                  .ledger_id = {1, 2},
                                  .utc_offset = 480,
                                  .organization = {"区", CGOV_NUL_TERMINATED},
                                  .organization_kind = {"government", CGOV_NUL_TERMINATED},
                                  .resident = {"甲", CGOV_NUL_TERMINATED},
                                  .rulebook = {text, CGOV_NUL_TERMINATED},
                                  .limit_ahead = 366 * (uint64_t)DAY,
                                  .limit_behind = behind};
    const cgov_act act = {.size = sizeof act, .now = town.now, .salt = {1, 1}};
    assert_int_equal(cgov_ledger_create(NULL, &genesis, &act, &town.ledger), CGOV_OK);
    free(text);
    town.founder = place_info(&town).founder;
    town.root = place_info(&town).root;
    town.centre.id = town.root;
    town.centre.officers[CLERK] = town_resident(&town, "乙", town.root);
    town_appoint(&town, town.centre.officers[CLERK], town.root, "clerk");
}

static void not_farther_behind_than_the_ledger_allows(void **state) {
    (void)state;
    const uint64_t limits[] = {1, 30 * (uint64_t)DAY};
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
        leave(NULL);
        found_limited(limits[i]);
        town.now += 60 * DAY;
        cgov_id id = 0;
        const cgov_id clerk = town.centre.officers[CLERK];
        const int64_t first = town.now - (int64_t)limits[i];
        town_assert_refused(&town, try_file(clerk, first - 1, &id), CGOV_E_REFUSED, CGOV_R_DETAIL);
        assert_non_null(strstr(town_error(&town).message, "farther behind now"));
        assert_int_equal(try_file(clerk, first, &id), CGOV_OK);
        assert_true(town_item(&town, clerk, id).received_at == first);
    }
}

/* ---- what fell due before ---- */

/* The clock, what was told of it, and when, from the second entry on. */
struct told {
    const char *clock;
    uint32_t record, rung;
    int64_t at;
};

static void assert_told(cgov_id id, const struct told *told, uint32_t count) {
    assert_int_equal(history(id), count + 1);
    for (uint32_t i = 0; i < count; i++) {
        const cgov_history_view *entry = &entries[i + 1];
        assert_string_equal(entry->clock, told[i].clock);
        assert_int_equal(entry->record, told[i].record);
        assert_int_equal(entry->rung, told[i].rung);
        assert_true(entry->at == told[i].at);
    }
}

static void what_fell_due_before_is_told_as_it_is_filed(void **state) {
    (void)state;
    const int64_t filed = town.now;
    cgov_id id = file(filed - 10 * HOUR);
    cgov_time due = 0;
    assert_int_equal(cgov_ledger_next_due(town.ledger, &due), CGOV_OK);
    assert_true(due == filed);
    town.now += 5 * DAY;
    town_tick(&town);
    const struct told told[] = {{"short", CGOV_RECORD_LATE, 1, filed},
                                {"short", CGOV_RECORD_RUNG, 2, filed},
                                {"long", CGOV_RECORD_LATE, 1, filed}};
    assert_told(id, told, 3);
    cgov_clock_view clock = town_clock(&town, town.auditor, id, "long");
    assert_true(clock.late == 1 && clock.reminders == 0 && clock.rungs == 1);
    assert_int_equal(town_item(&town, town.auditor, id).late, 2);
}

static void reminders_of_before_are_left_out(void **state) {
    (void)state;
    const int64_t filed = town.now;
    cgov_id id = file(filed - 2 * HOUR); /* of `long` a quarter is over, of `short` all but the last instant */
    town_tick(&town);
    assert_told(id, NULL, 0);
    town.now += 1;
    town_tick(&town);
    const struct told late[] = {{"short", CGOV_RECORD_LATE, 1, filed + 1}};
    assert_told(id, late, 1);
    town.now = filed + 2 * HOUR;
    town_tick(&town);
    const struct told all[] = {{"short", CGOV_RECORD_LATE, 1, filed + 1},
                               {"long", CGOV_RECORD_REMINDED, 0, filed + HOUR},
                               {"short", CGOV_RECORD_RUNG, 2, filed + HOUR + 1}};
    assert_told(id, all, 3);
    assert_int_equal(entries[2].share, 75);
}

/* One that comes at the very instant of filing is told then; a millisecond before, it is over. */
static void a_reminder_of_the_instant_is_told(void **state) {
    (void)state;
    const int64_t filed = town.now;
    cgov_id id = file(filed - HOUR), over = file(filed - HOUR - 1);
    town_tick(&town);
    const struct told told[] = {{"long", CGOV_RECORD_REMINDED, 0, filed}, {"short", CGOV_RECORD_REMINDED, 0, filed}};
    assert_told(id, told, 2);
    assert_told(over, NULL, 0);
}

static void the_due_is_the_last_instant_on_time(void **state) {
    (void)state;
    cgov_id on_time = file(town.now - 2 * HOUR), late = file(town.now - 2 * HOUR - 1);
    town_tick(&town);
    assert_told(on_time, NULL, 0);
    const struct told told[] = {{"short", CGOV_RECORD_LATE, 1, town.now}};
    assert_told(late, told, 1);
    assert_int_equal(town_item(&town, town.auditor, on_time).late, 0);
    assert_int_equal(town_item(&town, town.auditor, late).late, 1);
}

/* ---- whether anybody ticks, and what the journal keeps ---- */

/* Three that came in earlier, a day on a move; the journal's digest. */
static void story(struct place *place, int ticks, uint8_t digest[32]) {
    struct town *at = &place->town;
    const int64_t before[] = {30 * HOUR, 3 * HOUR + 1, 20 * 60 * MINUTE, 1, 0};
    cgov_id last = 0;
    at->now += 2 * DAY;
    for (size_t i = 0; i < sizeof before / sizeof before[0]; i++) {
        const cgov_detail details[] = {town_number(CGOV_FIELD_RECEIVED, at->now - before[i]),
                                       town_text(CGOV_FIELD_URGENCY, i == 1 ? "critical" : "normal")};
        assert_int_equal(town_try_report(at, at->centre.officers[OPERATOR], details, 2, &last), CGOV_OK);
        for (int t = 0; t < ticks; t++) town_tick(at);
        at->now += (int64_t)i * HOUR;
        for (int t = 0; t < ticks; t++) town_tick(at);
    }
    at->now += DAY;
    town_move(at, at->centre.officers[CLERK], last, "accept", NULL, 0);
    assert_int_equal(cgov_journal_digest(at->ledger, digest), CGOV_OK);
}

static void ticks_make_no_difference(void **state) {
    uint8_t digests[3][32], states[2][32];
    (void)state;
    for (int ticks = 0; ticks < 3; ticks++) {
        struct place *place = place_make(0);
        story(place, ticks, digests[ticks]);
        assert_memory_equal(digests[0], digests[ticks], 32);
        assert_int_equal(cgov_state_digest(place->town.ledger, states[0]), CGOV_OK);
        place_reopen(place); /* and it is read back as it was written */
        assert_int_equal(cgov_state_digest(place->town.ledger, states[1]), CGOV_OK);
        assert_memory_equal(states[0], states[1], 32);
        place_free(place);
    }
}

/* ---- the rest that goes by it ---- */

static void the_feed_tells_it_as_it_is_filed(void **state) {
    (void)state;
    const int64_t filed = town.now;
    cgov_id id = file(filed - 10 * HOUR);
    town.now += DAY;
    town_tick(&town);
    cgov_reader reader = town_reader(&town, town.auditor);
    cgov_feed_view news[16] = {{.size = sizeof news[0]}};
    uint64_t seq = 0, entry = 0;
    uint32_t count = 0, late = 0;
    while (cgov_feed_list(town.ledger, &reader, &seq, &entry, news, 16, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++) {
            if (news[i].item != id || news[i].rung == 0) continue;
            assert_true(news[i].at == filed && news[i].to == (late == 0 ? town.centre.id : town.district.id));
            late++;
        }
    assert_int_equal(late, 3);
}

static void an_import_says_it(void **state) {
    (void)state;
    const cgov_detail details[] = {
        town_number(CGOV_FIELD_PLACE, 990101001201), town_text(CGOV_FIELD_TEXT, "路灯不亮。"),
        town_number(CGOV_FIELD_INTAKE, (int64_t)town.centre.id), town_text(CGOV_FIELD_EXTERNAL, "12345-1"),
        town_number(CGOV_FIELD_RECEIVED, town.now - 9 * HOUR)};
    const cgov_import_draft row = {.size = sizeof row, .details = details, .detail_count = 5};
    cgov_import_view view = {.size = sizeof view};
    cgov_act act = town_act(&town, town.centre.officers[OPERATOR]);
    uint64_t fresh = 0, old = 0;
    for (int again = 0; again < 2; again++) {
        assert_int_equal(cgov_item_import(town.ledger, &act, &row, 1, &view, &fresh, &old), CGOV_OK);
        assert_true(fresh == (again == 0) && old == (again == 1));
    }
    assert_true(town_item(&town, town.auditor, view.id).received_at == town.now - 9 * HOUR);
    assert_true(town_item(&town, town.auditor, view.id).opened_at == town.now);
}

static cgov_figure_view counted(const cgov_figure_query *query, uint32_t *count) {
    cgov_reader reader = town_reader(&town, town.auditor);
    cgov_figure_view views[4] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    *count = 0;
    cgov_figure_list(town.ledger, &reader, query, &cursor, views, 4, count);
    return views[0];
}

static void figures_count_by_either(void **state) {
    (void)state;
    const int64_t filed = town.now, came = filed - 40 * DAY; /* a month before, and of another age */
    file(came);
    for (uint32_t since = CGOV_SINCE_RECEIVED; since <= CGOV_SINCE_FILED; since++) {
        const int64_t at = since == CGOV_SINCE_FILED ? filed : came;
        cgov_figure_query query = {.size = sizeof query,
                                   .procedure = {"letter", CGOV_NUL_TERMINATED},
                                   .group = CGOV_GROUP_MONTH,
                                   .since = since,
                                   .from = at,
                                   .until = at + 1};
        uint32_t count;
        cgov_figure_view view = counted(&query, &count);
        assert_true(count == 1 && view.issues == 1);
        assert_string_equal(view.name, since == CGOV_SINCE_FILED ? "2026-02" : "2025-12");
        assert_true(view.open_by_age[0] == (since == CGOV_SINCE_FILED) && view.open_by_age[2] == !view.open_by_age[0]);
        assert_true(view.due == 2 && view.ended == 0); /* late, whichever it is counted by */
        query.from = at + 1;
        query.until = 0;
        counted(&query, &count);
        assert_int_equal(count, 0);
        query.from = 0;
        query.until = at;
        counted(&query, &count);
        assert_int_equal(count, 0);
    }
}

static void on_time_is_measured_from_when_it_came(void **state) {
    (void)state;
    cgov_id in_time = file(town.now - HOUR), too_late = file(town.now - 3 * HOUR);
    town.now += HOUR / 2;
    town_move(&town, town.centre.officers[CLERK], in_time, "finish", NULL, 0);
    town_move(&town, town.centre.officers[CLERK], too_late, "finish", NULL, 0);
    const cgov_figure_query query = {
        .size = sizeof query, .procedure = {"letter", CGOV_NUL_TERMINATED}, .clock = {"short", CGOV_NUL_TERMINATED}};
    uint32_t count;
    cgov_figure_view view = counted(&query, &count);
    assert_true(count == 1 && view.ended == 2 && view.on_time == 1);
}

int main(void) {
#define IN_TOWN(name) cmocka_unit_test_setup_teardown(name, found, leave)
    const struct CMUnitTest tests[] = {
        IN_TOWN(a_day_refused_says_when_it_came),
        IN_TOWN(clocks_run_from_when_it_came),
        IN_TOWN(what_does_not_say_came_as_it_was_filed),
        IN_TOWN(only_who_enters_for_the_intake),
        IN_TOWN(not_after_now),
        IN_TOWN(not_farther_behind_than_the_ledger_allows),
        IN_TOWN(what_fell_due_before_is_told_as_it_is_filed),
        IN_TOWN(reminders_of_before_are_left_out),
        IN_TOWN(a_reminder_of_the_instant_is_told),
        IN_TOWN(the_due_is_the_last_instant_on_time),
        cmocka_unit_test(ticks_make_no_difference),
        IN_TOWN(the_feed_tells_it_as_it_is_filed),
        IN_TOWN(an_import_says_it),
        IN_TOWN(figures_count_by_either),
        IN_TOWN(on_time_is_measured_from_when_it_came),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
