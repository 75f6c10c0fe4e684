/* A meeting at its edges: every list of rolls and items by pages of any size and from any cursor; batches at instants
 * that cannot be; days at the ends of months, years and of time itself, replayed. */
#include "support/bent.h"
#include "support/on_a_meeting.h"
#include "support/telling.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- lists ---- */

enum { MOST = 64, WIDEST = 2048 };

typedef int32_t lister(const cgov_reader *reader, uint64_t *cursor, void *views, uint32_t capacity, uint32_t *count);
static const char *roll_asked;
static uint64_t seq_asked;

static int32_t rolls(const cgov_reader *reader, uint64_t *cursor, void *views, uint32_t capacity, uint32_t *count) {
    return cgov_roll_list(town.ledger, reader, session, cursor, views, capacity, count);
}

static int32_t entries(const cgov_reader *reader, uint64_t *cursor, void *views, uint32_t capacity, uint32_t *count) {
    return cgov_entry_list(town.ledger, reader, session, roll_asked, cursor, views, capacity, count);
}

static int32_t tallies(const cgov_reader *reader, uint64_t *cursor, void *views, uint32_t capacity, uint32_t *count) {
    return cgov_tally_list(town.ledger, reader, session, roll_asked, cursor, views, capacity, count);
}

static int32_t shares(const cgov_reader *reader, uint64_t *cursor, void *views, uint32_t capacity, uint32_t *count) {
    return cgov_share_list(town.ledger, reader, session, cursor, views, capacity, count);
}

static int32_t moves(const cgov_reader *reader, uint64_t *cursor, void *views, uint32_t capacity, uint32_t *count) {
    return cgov_move_list(town.ledger, reader, session, cursor, views, capacity, count);
}

static int32_t clocks(const cgov_reader *reader, uint64_t *cursor, void *views, uint32_t capacity, uint32_t *count) {
    return cgov_clock_list(town.ledger, reader, session, cursor, views, capacity, count);
}

static int32_t parties(const cgov_reader *reader, uint64_t *cursor, void *views, uint32_t capacity, uint32_t *count) {
    return cgov_party_list(town.ledger, reader, session, cursor, views, capacity, count);
}

static int32_t history(const cgov_reader *reader, uint64_t *cursor, void *views, uint32_t capacity, uint32_t *count) {
    return cgov_history_list(town.ledger, reader, session, cursor, views, capacity, count);
}

static int32_t given(const cgov_reader *reader, uint64_t *cursor, void *views, uint32_t capacity, uint32_t *count) {
    return cgov_detail_list(town.ledger, reader, session, seq_asked, cursor, views, capacity, count);
}

static int32_t items(const cgov_reader *reader, uint64_t *cursor, void *views, uint32_t capacity, uint32_t *count) {
    const cgov_item_query query = {.size = sizeof query, .parent = session};
    return cgov_item_list(town.ledger, reader, &query, cursor, views, capacity, count);
}

/* A list's rows as far as they go from a cursor, `capacity` a call; how many. */
static uint32_t gather(lister *list, uint32_t size, uint64_t *cursor, uint32_t capacity, uint8_t rows[MOST][WIDEST]) {
    static uint8_t page[MOST * WIDEST];
    const cgov_reader reader = town_reader(&town, secretary);
    uint32_t sum = 0, count = 0;
    int32_t status;
    memcpy(page, &size, sizeof size);
    while ((status = list(&reader, cursor, page, capacity, &count)) == CGOV_OK) {
        assert_true(count > 0 && count <= capacity && sum + count <= MOST);
        for (uint32_t r = 0; r < count; r++) memcpy(rows[sum++], page + (size_t)r * size, size);
    }
    assert_true(status == CGOV_DONE || (status == CGOV_E_ARG && sum == 0));
    assert_int_equal(count, 0);
    return sum;
}

static bool is_among(const uint8_t *row, uint32_t size, uint8_t rows[MOST][WIDEST], uint32_t count) {
    for (uint32_t r = 0; r < count; r++)
        if (memcmp(row, rows[r], size) == 0) return true;
    return false;
}

static void by_pages(lister *list, uint32_t size, uint32_t least) {
    static uint8_t all[MOST][WIDEST], again[MOST][WIDEST];
    static const uint64_t odd[] = {UINT64_C(1) << 31,       UINT32_MAX,        UINT64_C(1) << 32,
                                   (UINT64_C(1) << 32) + 1, UINT64_C(1) << 44, INT64_MAX,
                                   UINT64_C(1) << 63,       UINT64_MAX - 1,    UINT64_MAX};
    const cgov_reader reader = town_reader(&town, secretary);
    uint64_t cursor = 0;
    uint32_t none = 7;
    const uint32_t count = gather(list, size, &cursor, MOST, all);
    assert_true(size <= WIDEST && count >= least);
    cursor = 0;
    assert_int_equal(list(&reader, &cursor, again, 0, &none), CGOV_E_ARG);
    assert_true(cursor == 0 && none == 0);
    for (uint32_t capacity = 1; capacity <= count + 1; capacity++) {
        cursor = 0;
        assert_int_equal(gather(list, size, &cursor, capacity, again), count);
        for (uint32_t r = 0; r < count; r++)
            if (memcmp(all[r], again[r], size) != 0)
                fail_msg("size %u row %u of %u, capacity %u", size, r, count, capacity);
        assert_int_equal(gather(list, size, &cursor, capacity, again), 0); /* the end stays the end */
    }
    cursor = 0;
    for (uint32_t r = 0; r <= count; r++) { /* from the middle, as often as somebody likes */
        uint64_t from = cursor;
        assert_int_equal(gather(list, size, &from, 2, again), count - r);
        for (uint32_t i = r; i < count; i++) assert_memory_equal(all[i], again[i - r], size);
        memcpy(again, &size, sizeof size);
        assert_int_equal(list(&reader, &cursor, again, 1, &none), r < count ? CGOV_OK : CGOV_DONE);
    }
    for (uint64_t c = 0; c < 70 + sizeof odd / sizeof *odd; c++) { /* cursors that nobody was given show nothing else */
        cursor = c < 70 ? c : odd[c - 70];
        const uint32_t found = gather(list, size, &cursor, 3, again);
        for (uint32_t r = 0; r < found; r++) assert_true(is_among(again[r], size, all, count));
    }
}

static void every_list_goes_by_pages_of_any_size(void **state) {
    (void)state;
    notified_for(20260108, 1, 8);
    say(member[1], session, "raise", "另一议题");
    attend(0, 5);
    leave_present(member[2]);
    enter(recorder, "present", member[2], NULL);
    const cgov_reader reader = town_reader(&town, secretary);
    cgov_history_view first[MOST] = {{.size = sizeof first[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    town_move(&town, member[0], session, "sit", NULL, 0);
    assert_int_equal(cgov_history_list(town.ledger, &reader, session, &cursor, first, MOST, &count), CGOV_OK);
    seq_asked = first[count - 1].seq; /* it was opened with four */
    by_pages(rolls, sizeof(cgov_roll_view), 5);
    by_pages(shares, sizeof(cgov_share_view), 0);
    by_pages(moves, sizeof(cgov_move_view), 10);
    by_pages(clocks, sizeof(cgov_clock_view), 3);
    by_pages(parties, sizeof(cgov_party_view), 3);
    by_pages(history, sizeof(cgov_history_view), 4);
    by_pages(given, sizeof(cgov_detail_view), 2);
    by_pages(items, sizeof(cgov_item_view), 2);
    static const char *const names[] = {"members", "again", "advisers", "proxies", "present"};
    for (int n = 0; n < 5; n++) {
        roll_asked = names[n];
        by_pages(entries, sizeof(cgov_entry_view), n == 0 ? 8 : n == 4 ? 5 : 0);
    }
}

static const char poll[] = "rulebook 1\n"
                           "role member \"成员\"\n"
                           "role secretary \"秘书\"\n"
                           "procedure poll \"表决\" session\n"
                           "  party convenor \"召集单位\" organization\n"
                           "  roll electors \"名册\"\n"
                           "    of member of convenor\n"
                           "    filled by start\n"
                           "  roll votes \"选票\"\n"
                           "    of electors\n"
                           "    ballot\n"
                           "    secrecy open\n"
                           "    by self again\n"
                           "    in open\n"
                           "  stage all \"全程\"\n"
                           "    state open \"投票\" held by convenor\n"
                           "    state done \"结束\" final\n"
                           "  clock run from start until close\n"
                           "    for 30 days\n"
                           "    late tell secretary of convenor\n"
                           "  open start \"开始\" -> open\n"
                           "    by secretary of convenor\n"
                           "    needs organization\n"
                           "    sets convenor to given\n"
                           "  move close \"结束\" open -> done\n"
                           "    by secretary of convenor\n"
                           "    tells votes\n"
                           "  move note \"公布\" open -> same\n"
                           "    by secretary of convenor\n"
                           "    when votes at least 1/2 of electors\n"
                           "    at most 2\n";

static void tallies_go_by_pages_too(void **state) {
    (void)state;
    town_adopt(&town, text_of(poll));
    cgov_act act = town_act(&town, secretary);
    const cgov_detail where = town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town.street.id);
    assert_int_equal(cgov_item_open(town.ledger, &act, "poll", &where, 1, &session), CGOV_OK);
    roll_asked = "votes";
    by_pages(tallies, sizeof(cgov_tally_view), 0);
    static const char *const choices[] = {"yes", "no", "abstain", "yes", "blank"};
    for (int m = 0; m < 5; m++) {
        const cgov_detail choice = town_text(CGOV_FIELD_CHOICE, choices[m]);
        enter(member[m], "votes", member[m], &choice);
    }
    by_pages(tallies, sizeof(cgov_tally_view), 4);
    by_pages(entries, sizeof(cgov_entry_view), 5);
    by_pages(shares, sizeof(cgov_share_view), 1);
    by_pages(rolls, sizeof(cgov_roll_view), 2);
}

/* ---- instants of a batch ---- */

static void a_batch_keeps_to_the_time(void **state) {
    (void)state;
    notified_for(20260108, 1, 8);
    const cgov_time now = town.now;
    enter(recorder, "present", member[7], NULL); /* the ledger's time is now */
    cgov_act act = town_act(&town, recorder);
    cgov_import_draft rows[6] = {0};
    cgov_import_view views[6] = {{.size = sizeof views[0]}};
    const cgov_time at[] = {now - 1, 1, now, now + HOUR, now + MINUTE, INT64_C(253402300800000)};
    for (int r = 0; r < 6; r++)
        rows[r] = (cgov_import_draft){.size = sizeof rows[0], .elector = member[r], .actor = recorder, .at = at[r]};
    uint64_t entered = 7;
    act.now = now;
    assert_int_equal(cgov_roll_import(town.ledger, &act, session, "present", rows, 6, views, &entered),
                     CGOV_E_TIME_BACKWARDS);
    static const int32_t expected[] = {
        CGOV_E_TIME_BACKWARDS, CGOV_E_TIME_BACKWARDS, CGOV_OK, CGOV_OK, CGOV_E_TIME_BACKWARDS, CGOV_E_ARG};
    for (int r = 0; r < 6; r++) assert_int_equal(views[r].status, expected[r]);
    assert_int_equal(entered, 2);
}

/* ---- what is late ---- */

/* The shipped text, taking up so many. */
static char *taking_up(const char *most) {
    char line[64];
    assert_true(snprintf(line, sizeof line, "late %s of convenor", most) < (int)sizeof line);
    const struct edit edit = {"move notify \"发通知\" called -> noticed", "opens topic for", "late 10 of convenor",
                              line};
    return bent(town_shipped("meetings").ptr, &edit);
}

static void how_many_can_be_taken_up(void **state) {
    (void)state;
    static const struct {
        const char *most;
        int32_t status;
    } rows[] = {{"0", CGOV_E_RULEBOOK}, {"1", CGOV_OK}, {"255", CGOV_OK}, {"1024", CGOV_OK}, {"1025", CGOV_E_RULEBOOK}};
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        char *const text = taking_up(rows[r].most);
        const cgov_text whole = text_of(text);
        cgov_check_view view = {.size = sizeof view};
        assert_int_equal(cgov_rulebook_check(&whole, NULL, &view), rows[r].status);
        free(text);
    }
}

/* Three that were late at one instant: of one place the oldest, of 255 all three, the oldest first. */
static void of_one_instant_the_oldest_first(void **state) {
    (void)state;
    cgov_id issues[3];
    cgov_act act = town_act(&town, town.resident);
    const cgov_detail report[] = {town_number(CGOV_FIELD_PLACE, 990101001201), town_text(CGOV_FIELD_TEXT, "污水外溢"),
                                  town_number(CGOV_FIELD_INTAKE, (int64_t)town.street.id)};
    for (int i = 0; i < 3; i++) assert_int_equal(cgov_item_report(town.ledger, &act, report, 3, &issues[i]), CGOV_OK);
    town.now += 60 * DAY;
    static const struct {
        const char *most;
        uint32_t first, count;
    } rows[] = {{"1", 0, 1}, {"255", 1, 2}, {"255", 3, 0}};
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        char *const text = taking_up(rows[r].most);
        town_adopt(&town, text_of(text));
        free(text);
        call();
        assert_int_equal(try_notify(20260310), CGOV_OK);
        for (uint32_t t = 0; t < rows[r].count; t++) {
            const cgov_reader reader = town_reader(&town, secretary);
            const cgov_item_query about = {
                .size = sizeof about, .parent = session, .mentions = issues[rows[r].first + t]};
            cgov_item_view view = {.size = sizeof view};
            uint64_t cursor = 0;
            uint32_t count = 0;
            assert_int_equal(cgov_item_list(town.ledger, &reader, &about, &cursor, &view, 1, &count), CGOV_OK);
            assert_int_equal(view.id, child(session, t));
        }
        assert_int_equal(child(session, rows[r].count), 0);
    }
}

/* ---- days ---- */

static cgov_storage storage;

static void begin_at(cgov_time start) {
    storage = (cgov_storage){.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    found_with_meetings_at(&storage, start);
}

static void end(void) {
    telling_reopen(&town, &storage);
    town_close(&town);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
}

/* A day that is noticed and met on, to its last millisecond; the day after, the clock is late. */
static void meet_on(int64_t day, cgov_time first, cgov_time last) {
    call();
    assert_int_equal(try_notify(day), CGOV_OK);
    town.now = first - 1;
    REFUSED(town_try_move(&town, member[0], session, "sit", NULL, 0), DAY);
    REFUSED(try_enter(recorder, "present", member[0], NULL), DAY);
    town.now = first;
    for (int i = 0; i < 5; i++) enter(member[i], "present", member[i], NULL);
    town.now = last;
    town_tick(&town);
    const cgov_clock_view clock = town_clock(&town, secretary, session, "hold");
    assert_true(clock.due == last && clock.late == 0);
    const cgov_id met = session;
    call();
    session = met;
    town_move(&town, member[0], session, "sit", NULL, 0);
}

static void leap_days_and_the_ends_of_years(void **state) {
    (void)state;
    begin_at(town_at(2028, 2, 20, 9, 0));
    meet_on(20280229, town_at(2028, 2, 29, 0, 0), town_at(2028, 3, 1, 0, 0) - 1);
    call();
    assert_int_equal(try_notify(20270229), CGOV_E_ARG); /* no such day */
    assert_int_equal(try_notify(20280230), CGOV_E_ARG);
    assert_int_equal(try_notify(20280431), CGOV_E_ARG);
    REFUSED(try_notify(20280219), NOTICE); /* the day before it was founded */
    REFUSED(try_notify(10101), NOTICE);
    REFUSED(try_notify(99991231), DAY);
    end();
    begin_at(town_at(2026, 12, 20, 9, 0)); /* the last year that a calendar covers */
    meet_on(20261231, town_at(2026, 12, 31, 0, 0), town_at(2027, 1, 1, 0, 0) - 1);
    end();
    begin_at(town_at(2026, 12, 30, 9, 0));
    call();
    REFUSED(try_notify(20270101), NOTICE);
    assert_int_equal(try_notify(20270102), CGOV_OK);
    end();
}

static void the_last_days_of_all(void **state) {
    (void)state;
    begin_at(town_at(9999, 12, 20, 9, 0));
    meet_on(99991231, town_at(9999, 12, 31, 0, 0), town_at(9999, 12, 31, 23, 59) + MINUTE - 1);
    end();
    begin_at(town_at(9999, 12, 20, 9, 0)); /* dues of the year 10000, and the last millisecond there is */
    call();
    assert_int_equal(try_notify(99991224), CGOV_OK);
    say(member[0], session, "raise", "议题");
    town.now = town_at(9999, 12, 24, 9, 0);
    attend(0, 5);
    town_move(&town, member[0], session, "sit", NULL, 0);
    town_move(&town, member[0], child(session, 0), "put", NULL, 0);
    assign(member[0], child(session, 0), 99991231);
    town_move(&town, member[0], session, "close", NULL, 0);
    say(recorder, session, "draft", "纪要");
    town_move(&town, member[0], session, "sign", NULL, 0);
    telling_reopen(&town, &storage);
    town.now = INT64_C(253402300799999); /* 07:59:59.999 of the next day in China */
    town.flags |= CGOV_ACT_LONG_JUMP;
    town_tick(&town);
    const cgov_id topic = child(session, 0), duty = child(topic, 0);
    assert_true(town_clock(&town, secretary, duty, "due").late != 0);
    assert_int_equal(town_clock(&town, secretary, session, "track").late, 0);
    call();
    REFUSED(try_notify(99991231), NOTICE);
    session = 0;
    do_duty(topic);
    town.now++;
    cgov_act act = town_act(&town, secretary);
    assert_int_equal(cgov_ledger_tick(town.ledger, &act, NULL), CGOV_E_ARG);
    end();
}

int main(void) {
#define ON(test) cmocka_unit_test_setup_teardown(test, with_meetings, leave)
    const struct CMUnitTest tests[] = {
        ON(every_list_goes_by_pages_of_any_size),
        ON(tallies_go_by_pages_too),
        ON(a_batch_keeps_to_the_time),
        cmocka_unit_test(how_many_can_be_taken_up),
        ON(of_one_instant_the_oldest_first),
        cmocka_unit_test(leap_days_and_the_ends_of_years),
        cmocka_unit_test(the_last_days_of_all),
    };
    return cmocka_run_group_tests_name("meeting edges", tests, NULL, NULL);
}
