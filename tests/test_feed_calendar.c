/* The calendar's end in the feed: told to the root 60 days before, 14 days before, and where it has come, once each,
 * under clocks that ask it; the same live and read again, in pages of any size; and again where an adoption moves it
 * and it is near still. */
#include "support/on_a_town.h"

#include "support/test.h"

#define YEAR(days)                                                                                                     \
    "rulebook 1\ncalendar cn covers " days "\n  source \"通知\" verified\n  workdays mon tue wed thu fri\n"

static cgov_time end_of(int year, int month, int day) {
    return town_at(year, month, day, 24, 0) - 1;
}

/* A record that tells nobody else anything: somebody new. */
static void act_at(cgov_time now) {
    town.now = now;
    cgov_entity_draft draft = {
        .size = sizeof draft, .kind = CGOV_KIND_RESIDENT, .name = {"新来的", CGOV_NUL_TERMINATED}};
    cgov_act act = town_act(&town, town.founder);
    act.flags |= CGOV_ACT_LONG_JUMP;
    assert_int_equal(cgov_entity_add(town.ledger, &act, &draft, NULL), CGOV_OK);
}

/* What the feed says of calendars to that reader, from the beginning, in pages of so many. */
static uint32_t told(cgov_id actor, uint32_t page, cgov_feed_view *out) {
    cgov_reader reader = town_reader(&town, actor);
    cgov_feed_view views[16];
    uint64_t seq = 0, entry = 0;
    uint32_t count, found = 0;
    int32_t status;
    for (uint32_t v = 0; v < 16; v++) views[v].size = sizeof views[v];
    while ((status = cgov_feed_list(town.ledger, &reader, &seq, &entry, views, page, &count)) == CGOV_OK)
        for (uint32_t v = 0; v < count; v++)
            if (views[v].what == CGOV_NEWS_CALENDAR_ENDS) {
                assert_true(found < 16 && views[v].item == 0 && views[v].to == town.root);
                assert_string_equal(views[v].calendar, "cn");
                out[found++] = views[v];
            }
    assert_int_equal(status, CGOV_DONE);
    return found;
}

static void assert_told(uint32_t count, cgov_time at, cgov_time due) {
    cgov_feed_view views[16], others[16];
    const uint32_t pages[] = {16, 1, 3};
    assert_int_equal(told(town.founder, 16, views), count);
    for (uint32_t p = 0; p < 3; p++) {
        assert_int_equal(told(town.founder, pages[p], others), count);
        for (uint32_t v = 0; v < count; v++) assert_memory_equal(&views[v], &others[v], sizeof views[v]);
    }
    if (count == 0) return;
    assert_true(views[count - 1].at == at);
    assert_true(views[count - 1].due == due);
}

static void it_is_told_ahead_of_the_end_once_each(void **state) {
    (void)state;
    const cgov_time end = end_of(2026, 12, 31);
    assert_told(0, 0, 0);
    act_at(town_at(2026, 10, 31, 24, 0) - 1); /* 60 days are left from the first of November on */
    assert_told(0, 0, 0);
    act_at(town_at(2026, 11, 1, 0, 0));
    assert_told(1, town.now, end);
    act_at(town_at(2026, 12, 16, 24, 0) - 1);
    assert_told(1, town_at(2026, 11, 1, 0, 0), end);
    act_at(town_at(2026, 12, 17, 0, 0));
    assert_told(2, town.now, end);
    act_at(end);
    assert_told(2, town_at(2026, 12, 17, 0, 0), end);
    act_at(end + 1);
    assert_told(3, town.now, 0);
    act_at(end + DAY);
    assert_told(3, end + 1, 0);
}

/* Nobody did anything for months: the first record after says it, once. */
static void a_leap_over_it_tells_once(void **state) {
    (void)state;
    act_at(town_at(2026, 12, 20, 9, 0));
    assert_told(1, town.now, end_of(2026, 12, 31));
}

static void where_it_is_moved_and_near_still_it_is_told_again(void **state) {
    (void)state;
    act_at(town_at(2026, 11, 20, 9, 0));
    assert_told(1, town.now, end_of(2026, 12, 31));
    town_adopt(&town, (cgov_text){YEAR("2027-01-01 2027-01-10"), CGOV_NUL_TERMINATED});
    act_at(town.now);
    assert_told(2, town.now, end_of(2027, 1, 10));
    town_adopt(&town, (cgov_text){YEAR("2027-01-01 2027-12-31"), CGOV_NUL_TERMINATED});
    act_at(town_at(2027, 10, 31, 24, 0) - 1);
    assert_told(2, town_at(2026, 11, 20, 9, 0), end_of(2027, 1, 10));
    act_at(town_at(2027, 11, 1, 0, 0));
    assert_told(3, town.now, end_of(2027, 12, 31));
}

/* Who holds no office at the root is told of no calendar, nor is the public. */
static void only_the_root_reads_it(void **state) {
    (void)state;
    cgov_feed_view views[16];
    act_at(town_at(2026, 12, 1, 9, 0));
    assert_int_equal(told(town.district.officers[HEAD], 16, views), 1);
    assert_int_equal(told(town.street.officers[HEAD], 16, views), 0);
    assert_int_equal(told(town.resident, 16, views), 0);
    assert_int_equal(told(0, 16, views), 0);
}

/* A calendar that no clock asks may end unheard; from the text on that has one that does, it is told of. */
static void a_calendar_that_no_clock_asks_is_not_told_of(void **state) {
    (void)state;
    static const char plain[] = "calendar cn covers 2026-01-01 2026-12-31\n"
                                "  source \"通知\" verified\n"
                                "  workdays mon tue wed thu fri\n"
                                "procedure duty \"值守\"\n"
                                "  party reporter \"反映人\" resident\n"
                                "  party intake \"受理单位\" organization\n"
                                "  stage all \"全程\"\n"
                                "    state open \"办理中\" held by intake\n"
                                "    state closed \"已结\" final\n"
                                "  clock main from begin until finish\n"
                                "    for 10 days\n"
                                "    late tell head of intake\n"
                                "  open begin \"开始\" -> open\n"
                                "    by any resident\n"
                                "    needs place text intake\n"
                                "    sets intake to given\n"
                                "  move finish open -> closed\n"
                                "    by clerk of intake\n"
                                "    needs text\n"
                                "    answers\n";
    char text[16384], more[16500];
    const cgov_text standard = town_shipped("standard"); /* its roles come first */
    const int roles = (int)(strstr(standard.ptr, "\ncalendar ") - standard.ptr);
    town_close(&town);
    snprintf(text, sizeof text, "%.*s\n%s", roles, standard.ptr, plain);
    town_found(&town, &(struct town_options){.rulebook = text});
    act_at(town_at(2026, 12, 1, 9, 0));
    assert_told(0, 0, 0);
    snprintf(more, sizeof more, "%s%s", text, "profile WORK\n  calendar other\n  duty.main 5 workdays\n");
    town_adopt(&town, (cgov_text){more, CGOV_NUL_TERMINATED});
    act_at(town.now);
    assert_told(0, 0, 0); /* it asks another */
    snprintf(more, sizeof more, "%s%s", text, "profile WORK\n  duty.main 5 workdays\n");
    town_adopt(&town, (cgov_text){more, CGOV_NUL_TERMINATED});
    act_at(town.now);
    assert_told(1, town.now, end_of(2026, 12, 31));
}

#define IN_TOWN(test) cmocka_unit_test_setup_teardown(test, found, leave)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_TOWN(it_is_told_ahead_of_the_end_once_each),
        IN_TOWN(a_leap_over_it_tells_once),
        IN_TOWN(where_it_is_moved_and_near_still_it_is_told_again),
        IN_TOWN(only_the_root_reads_it),
        IN_TOWN(a_calendar_that_no_clock_asks_is_not_told_of),
    };
    return cmocka_run_group_tests_name("the calendar's end in the feed", tests, NULL, NULL);
}
