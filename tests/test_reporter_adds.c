/* What the reporter adds: words of their own accord (补充材料), told to who holds the issue and read by who works on
 * it; urging (催办); and what they are asked for, with clocks that rest meanwhile and a due of their own. */
#include "support/on_a_town.h"
#include "support/test.h"

#define MORE "楼道里还有一处漏水"

static const char *words_in(cgov_id reader_id, cgov_id item, uint32_t field) {
    static char words[256];
    cgov_reader reader = town_reader(&town, reader_id);
    uint64_t needed = 0;
    int32_t status = cgov_text_get(town.ledger, &reader, item, 0, field, words, sizeof words, &needed);
    assert_true(status == CGOV_OK || status == CGOV_E_NOT_FOUND);
    words[status == CGOV_OK ? needed : 0] = 0;
    return words;
}

/* How often somebody is told that of a move. */
static uint32_t told(cgov_id to, cgov_id item, uint32_t what, const char *move) {
    cgov_reader reader = town_reader(&town, town.auditor);
    cgov_feed_view views[16] = {{.size = sizeof views[0]}};
    uint64_t seq = 0, entry = 0;
    uint32_t count = 0, found = 0;
    while (cgov_feed_list(town.ledger, &reader, &seq, &entry, views, 16, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++)
            found +=
                views[i].item == item && views[i].what == what && views[i].to == to && strcmp(views[i].move, move) == 0;
    return found;
}

static int32_t try_words(cgov_id actor, cgov_id item, const char *move) {
    const cgov_detail text = town_text(CGOV_FIELD_TEXT, MORE);
    return town_try_move(&town, actor, item, move, &text, 1);
}

static void add(cgov_id item, const char *move) {
    assert_int_equal(try_words(town.resident, item, move), CGOV_OK);
}

static void ask(cgov_id actor, cgov_id item, const char *move, int days) {
    const cgov_detail details[] = {town_text(CGOV_FIELD_REASON, "缺少产权证明"), town_number(CGOV_FIELD_DAYS, days)};
    town_move(&town, actor, item, move, details, days != 0 ? 2 : 1);
}

static void ends_at(cgov_id item, const char *clock, cgov_time due) {
    const cgov_clock_view view = town_clock(&town, town.auditor, item, clock);
    if (view.due != due) fail_msg("%s due %lld, not %lld", clock, (long long)view.due, (long long)due);
}

static void make(cgov_id actor, cgov_id item, const char *move) {
    town_move(&town, actor, item, move, NULL, 0);
}

/* ---- of their own accord ---- */

static void what_is_added_is_told_to_the_holder_and_read(void **state) {
    (void)state;
    cgov_id item = town_issue_in(&town, "accepted");
    add(item, "supplement");
    assert_int_equal(told(town.centre.id, item, CGOV_NEWS_TOLD, "supplement"), 1);
    const cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)town.street.id);
    town_move(&town, town.centre.officers[DISPATCHER], item, "dispatch", &lead, 1);
    assert_int_equal(told(town.street.id, item, CGOV_NEWS_TOLD, "supplement"), 0); /* that was before their time */
    assert_string_equal(words_in(town.street.officers[CONTACT], item, CGOV_FIELD_TEXT), MORE); /* and can be read */
    add(item, "supplement");
    assert_int_equal(told(town.street.id, item, CGOV_NEWS_TOLD, "supplement"), 1);
    assert_int_equal(told(town.centre.id, item, CGOV_NEWS_TOLD, "supplement"), 1);
    assert_string_equal(words_in(town.centre.officers[CLERK], item, CGOV_FIELD_TEXT), MORE);
    assert_string_equal(words_in(town.bureau.officers[CONTACT], item, CGOV_FIELD_TEXT), ""); /* it is not theirs */
    town_assert_state(&town, item, "dispatched");
}

static void so_often_and_no_oftener(void **state) {
    (void)state;
    cgov_id item = town_issue_in(&town, "handling");
    town_assert_refused(&town, try_words(town.neighbour, item, "supplement"), CGOV_E_NOT_FOUND, CGOV_R_NONE);
    town_assert_refused(&town, try_words(town.street.officers[CONTACT], item, "supplement"), CGOV_E_REFUSED,
                        CGOV_R_ACTOR);
    town_assert_refused(&town, town_try_move(&town, town.resident, item, "supplement", NULL, 0), CGOV_E_REFUSED,
                        CGOV_R_NEEDS);
    for (int i = 0; i < 5; i++) add(item, "supplement");
    town_assert_refused(&town, try_words(town.resident, item, "supplement"), CGOV_E_REFUSED, CGOV_R_AT_MOST);
    for (int i = 0; i < 3; i++) make(town.resident, item, "urge");
    assert_int_equal(told(town.street.id, item, CGOV_NEWS_TOLD, "urge"), 3);
    town_assert_refused(&town, town_try_move(&town, town.resident, item, "urge", NULL, 0), CGOV_E_REFUSED,
                        CGOV_R_AT_MOST);
}

/* By telephone, whoever it was reported for. */
static void the_operator_enters_it_too(void **state) {
    (void)state;
    cgov_id item = town_issue_in(&town, "handling");
    make(town.centre.officers[OPERATOR], item, "urge");
    assert_int_equal(try_words(town.centre.officers[OPERATOR], item, "supplement"), CGOV_OK);
    assert_int_equal(told(town.street.id, item, CGOV_NEWS_TOLD, "supplement"), 1);
    assert_string_equal(words_in(town.resident, item, CGOV_FIELD_TEXT), MORE);
}

/* ---- what is asked ---- */

static void asked_before_it_is_accepted(void **state) {
    (void)state;
    cgov_id item = town_report(&town, town.resident);
    ends_at(item, "forward", town_at(2026, 2, 24, 24, 0) - 1);
    town.now += 2 * DAY;
    ask(town.centre.officers[CLERK], item, "ask_more", 5);
    town_assert_state(&town, item, "awaiting");
    assert_int_equal(town_item(&town, town.auditor, item).holder, town.resident);
    assert_int_equal(told(town.resident, item, CGOV_NEWS_ASSIGNED, "ask_more"), 1);
    ends_at(item, "complete", town_at(2026, 2, 13, 24, 0) - 1);
    assert_int_equal(town_clock(&town, town.auditor, item, "forward").state, CGOV_CLOCK_PAUSED);
    assert_string_equal(words_in(town.resident, item, CGOV_FIELD_REASON), "缺少产权证明");
    town.now += 5 * DAY;
    add(item, "complete");
    town_assert_state(&town, item, "registered");
    assert_int_equal(told(town.centre.id, item, CGOV_NEWS_ASSIGNED, "complete"), 1);
    ends_at(item, "forward", town_at(2026, 2, 26, 24, 0) - 1);      /* from 02-21, before rolling */
    assert_int_equal(town_item(&town, town.auditor, item).owed, 1); /* who does what was asked claims nothing more */
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "还缺一份");
    town_assert_refused(&town, town_try_move(&town, town.centre.officers[CLERK], item, "ask_more", &reason, 1),
                        CGOV_E_REFUSED, CGOV_R_AT_MOST);
}

/* Who does not answer loses nothing: on the last instant they still can, one past it the intake goes on. */
static void who_does_not_answer_is_gone_on_without(void **state) {
    (void)state;
    cgov_id one = town_report(&town, town.resident), other = town_report(&town, town.resident);
    ask(town.centre.officers[CLERK], one, "ask_more", 0);
    ask(town.centre.officers[CLERK], other, "ask_more", 15);
    const cgov_time due = town_clock(&town, town.auditor, one, "complete").due;
    assert_true(due == town_at(2026, 2, 16, 24, 0) - 1);
    ends_at(other, "complete", town_at(2026, 2, 21, 24, 0) - 1);
    town.now = due;
    town_tick(&town);
    town_assert_state(&town, one, "awaiting");
    town.now = due + 1;
    town_tick(&town);
    town_assert_state(&town, one, "registered");
    assert_int_equal(told(town.centre.id, one, CGOV_NEWS_ASSIGNED, "lapse"), 1);
    assert_int_equal(told(town.resident, one, CGOV_NEWS_RESUMED, "lapse"), 1);
    assert_true(town_clock(&town, town.auditor, one, "forward").state == CGOV_CLOCK_RUNNING);
    make(town.centre.officers[CLERK], one, "accept");
    const cgov_detail days[] = {town_text(CGOV_FIELD_REASON, "缺少"), town_number(CGOV_FIELD_DAYS, 16)};
    cgov_id third = town_report(&town, town.resident);
    town_assert_refused(&town, town_try_move(&town, town.centre.officers[CLERK], third, "ask_more", days, 2),
                        CGOV_E_REFUSED, CGOV_R_DETAIL);
}

static void asked_while_it_is_handled(void **state) {
    (void)state;
    cgov_id item = town_issue_in(&town, "handling");
    const cgov_time feedback = town_clock(&town, town.auditor, item, "feedback").due;
    ask(town.street.officers[CONTACT], item, "inquire", 6);
    town_assert_state(&town, item, "inquiring");
    assert_int_equal(told(town.resident, item, CGOV_NEWS_ASSIGNED, "inquire"), 1);
    assert_int_equal(town_clock(&town, town.auditor, item, "handle").state, CGOV_CLOCK_PAUSED);
    town.now += 4 * DAY;
    assert_int_equal(try_words(town.street.officers[CONTACT], item, "supply"), CGOV_E_REFUSED);
    add(item, "supply");
    town_assert_state(&town, item, "handling");
    assert_int_equal(told(town.street.id, item, CGOV_NEWS_ASSIGNED, "supply"), 1);
    assert_string_equal(words_in(town.street.officers[CONTACT], item, CGOV_FIELD_TEXT), MORE);
    ends_at(item, "handle", town_at(2026, 4, 13, 24, 0) - 1); /* 04-11 is a Saturday */
    ends_at(item, "feedback", feedback != 0 ? feedback + 4 * DAY : 0);
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "还缺一份");
    town_assert_refused(&town, town_try_move(&town, town.street.officers[CONTACT], item, "inquire", &reason, 1),
                        CGOV_E_REFUSED, CGOV_R_AT_MOST);
}

/* It goes on by itself; and who waits for the reporter keeps nobody from taking it away, nor from withdrawing it. */
static void what_is_asked_holds_nothing_up(void **state) {
    (void)state;
    cgov_id silent = town_issue_in(&town, "handling"), taken = town_issue_in(&town, "handling"),
            withdrawn = town_issue_in(&town, "handling");
    const cgov_time handle = town_clock(&town, town.auditor, silent, "handle").due;
    ask(town.street.officers[CONTACT], silent, "inquire", 0);
    ask(town.street.officers[CONTACT], taken, "inquire", 0);
    ask(town.street.officers[CONTACT], withdrawn, "inquire", 0);
    const cgov_detail away[] = {town_number(CGOV_FIELD_LEAD, (int64_t)town.bureau.id),
                                town_text(CGOV_FIELD_REASON, "无人办理")};
    town_move(&town, town.centre.officers[HEAD], taken, "reassign", away, 2);
    town_assert_state(&town, taken, "reassigned");
    make(town.resident, withdrawn, "withdraw");
    town_assert_state(&town, withdrawn, "withdrawn");
    town.now = town_clock(&town, town.auditor, silent, "supply").due + 1;
    assert_true(town.now == town_at(2026, 2, 13, 24, 0));
    town_tick(&town);
    town_assert_state(&town, silent, "handling");
    ends_at(silent, "handle", handle + 8 * DAY); /* the dates it rested from and to */
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, found, leave)

int main(void) {
    static const struct CMUnitTest tests[] = {
        TEST(what_is_added_is_told_to_the_holder_and_read),
        TEST(so_often_and_no_oftener),
        TEST(the_operator_enters_it_too),
        TEST(asked_before_it_is_accepted),
        TEST(who_does_not_answer_is_gone_on_without),
        TEST(asked_while_it_is_handled),
        TEST(what_is_asked_holds_nothing_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
