/* What the reporter hears of what concerns them: suspended, until when and why, resumed, handed over, sent back, given
 * more time; and does an extension move the promise that was made? */
#include "support/on_a_town.h"

#include "support/test.h"

/* The last of what the reporter is told of an item, as they read it themselves. */
static cgov_feed_view heard(cgov_id item) {
    cgov_reader reader = town_reader(&town, town.resident);
    cgov_feed_view views[32], last = {.what = CGOV_NEWS_NONE};
    uint64_t seq = 0, entry = 0;
    uint32_t count = 0;
    views[0].size = sizeof views[0];
    while (cgov_feed_list(town.ledger, &reader, &seq, &entry, views, 32, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++)
            if (views[i].item == item && views[i].to == town.resident) last = views[i];
    return last;
}

static void assert_heard(cgov_id item, uint32_t what, const char *clock, cgov_time due) {
    cgov_feed_view view = heard(item);
    assert_int_equal(view.what, what);
    assert_string_equal(view.clock, clock);
    if (view.due != due) fail_msg("due %lld, not %lld", (long long)view.due, (long long)due);
}

static void make(const struct office *office, int officer, cgov_id id, const char *move) {
    town_move(&town, office->officers[officer], id, move, NULL, 0);
}

static void make_days(cgov_id id, const char *move, int days) {
    const cgov_detail details[] = {town_number(CGOV_FIELD_DAYS, days), town_text(CGOV_FIELD_REASON, "等雨停")};
    town_move(&town, town.street.officers[HEAD], id, move, details, 2);
}

static cgov_time due_of(cgov_id id, const char *clock) {
    return town_clock(&town, town.auditor, id, clock).due;
}

static void each_delay_is_told_with_its_day_and_its_reason(void **state) {
    (void)state;
    cgov_id id = town_issue_in(&town, "dispatched");
    make(&town.street, CONTACT, id, "sign");
    make(&town.street, CONTACT, id, "start");
    assert_int_equal(heard(id).what, CGOV_NEWS_NONE); /* being dispatched, signed and started tells them nothing */
    town.now += DAY;
    town_suspend(&town, id, 10, "等雨停");
    assert_heard(id, CGOV_NEWS_SUSPENDED, "resume", due_of(id, "resume"));
    cgov_reader reader = town_reader(&town, town.resident);
    char why[64];
    uint64_t len = 0;
    assert_int_equal(cgov_text_get(town.ledger, &reader, id, heard(id).seq, CGOV_FIELD_REASON, why, sizeof why, &len),
                     CGOV_OK);
    assert_true(len == strlen("等雨停") && memcmp(why, "等雨停", (size_t)len) == 0);
    town.now += 4 * DAY;
    make(&town.street, CONTACT, id, "resume");
    assert_heard(id, CGOV_NEWS_RESUMED, "handle", due_of(id, "handle"));
    make_days(id, "extend", 20);
    assert_heard(id, CGOV_NEWS_EXTENDED, "handle", due_of(id, "handle"));
    const cgov_detail result = town_number(CGOV_FIELD_RESULT, CGOV_RESULT_SOLVED),
                      text = town_text(CGOV_FIELD_TEXT, "修好了"), reason = town_text(CGOV_FIELD_REASON, "还漏");
    town_move(&town, town.street.officers[CONTACT], id, "done", &result, 1);
    town_move(&town, town.street.officers[CONTACT], id, "answer", &text, 1);
    assert_int_equal(heard(id).what, CGOV_NEWS_ANSWERED);
    town_move(&town, town.centre.officers[CHECKER], id, "rework", &reason, 1);
    assert_heard(id, CGOV_NEWS_SENT_BACK, "handle", due_of(id, "handle"));
    const cgov_detail again[] = {town_number(CGOV_FIELD_LEAD, (int64_t)town.bureau.id), reason};
    town_move(&town, town.centre.officers[HEAD], id, "reassign", again, 2);
    assert_heard(id, CGOV_NEWS_HANDED_OVER, "", 0);
}

/* From the day of `pass` run the days in which they ask for a review, or for another handling. */
static void the_day_of_the_check_is_told(void **state) {
    (void)state;
    cgov_id id = town_issue_in(&town, "checking");
    assert_int_equal(heard(id).what, CGOV_NEWS_ANSWERED);
    town.now += 40 * DAY;
    const cgov_detail note = town_text(CGOV_FIELD_NOTE, "内部意见");
    town_move(&town, town.centre.officers[CHECKER], id, "pass", &note, 1);
    const cgov_feed_view view = heard(id);
    assert_int_equal(view.what, CGOV_NEWS_TOLD);
    assert_string_equal(view.move, "pass");
    assert_true(view.at == town.now);
}

/* Taken over while it rests, it is handed over; withdrawn while it rests, it has ended. */
static void what_ends_a_rest_is_told_as_what_it_is(void **state) {
    (void)state;
    cgov_id one = town_issue_in(&town, "handling"), other = town_issue_in(&town, "handling");
    town_suspend(&town, one, 10, "等雨停");
    town_suspend(&town, other, 10, "等雨停");
    const cgov_detail again[] = {town_number(CGOV_FIELD_LEAD, (int64_t)town.bureau.id),
                                 town_text(CGOV_FIELD_REASON, "无人办理")};
    town_move(&town, town.centre.officers[HEAD], one, "reassign", again, 2);
    assert_int_equal(heard(one).what, CGOV_NEWS_HANDED_OVER);
    make(&town.street, CONTACT, other, "resume");
    assert_int_equal(heard(other).what, CGOV_NEWS_RESUMED);
}

/* On the day that was said it goes on by itself: who granted it is told, the reporter too, and the lead's clock runs.
 */
static void a_rest_is_over_on_its_day(void **state) {
    (void)state;
    cgov_id id = town_issue_in(&town, "handling");
    const cgov_time due = due_of(id, "handle");
    town_suspend(&town, id, 5, "等雨停");
    town.now += 5 * DAY;
    town_tick(&town);
    town_assert_state(&town, id, "suspended");
    town.now += DAY;
    town_tick(&town);
    town_assert_state(&town, id, "handling");
    assert_heard(id, CGOV_NEWS_RESUMED, "handle", due_of(id, "handle"));
    assert_true(due_of(id, "handle") > due);
    assert_int_equal(town_clock(&town, town.auditor, id, "handle").state, CGOV_CLOCK_RUNNING);
    assert_int_equal(town_clock(&town, town.auditor, id, "resume").rungs, 1);
}

/* A move that goes on with one clock that rested, and stops another. */
static const char errand[] = "rulebook 1\n"
                             "role clerk \"经办\"\n"
                             "role head \"负责人\"\n"
                             "procedure errand \"差事\"\n"
                             "  party reporter \"来件人\" resident\n"
                             "  party office \"单位\" organization\n"
                             "  stage all \"全程\"\n"
                             "    state busy \"在办\" held by office\n"
                             "    state rests \"缓办\" held by office\n"
                             "    state turned \"转办\" held by office\n"
                             "    state done \"办结\" final\n"
                             "  clock first from report until turn finish\n"
                             "    for 10 days\n"
                             "    paused in rests\n"
                             "    late tell clerk of office\n"
                             "  clock second from report until finish\n"
                             "    for 20 days\n"
                             "    %s\n"
                             "    late tell clerk of office\n"
                             "  clock wait from rest until turn finish\n"
                             "    for 5 days\n"
                             "    late tell head of superior of office\n"
                             "  open report \"来件\" -> busy\n"
                             "    by any resident\n"
                             "    needs organization\n"
                             "    sets office to given\n"
                             "  move rest \"缓办\" busy -> rests\n"
                             "    by head of superior of office\n"
                             "  move turn \"转办\" rests -> turned\n"
                             "    by clerk of office\n"
                             "  move finish \"办结\" busy rests turned -> done\n"
                             "    by clerk of office\n"
                             "    needs text\n"
                             "    answers\n";

static cgov_id turned(const char *second) {
    char text[2048];
    snprintf(text, sizeof text, errand, second);
    town_adopt(&town, text_of(text));
    const cgov_detail office = town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town.centre.id);
    const cgov_act act = town_act(&town, town.resident);
    cgov_id id = 0;
    assert_int_equal(cgov_item_open(town.ledger, &act, "errand", &office, 1, &id), CGOV_OK);
    make(&town.district, HEAD, id, "rest");
    assert_int_equal(heard(id).what, CGOV_NEWS_SUSPENDED);
    town.now += DAY;
    make(&town.centre, CLERK, id, "turn");
    return id;
}

static void what_is_stopped_does_not_go_on(void **state) {
    (void)state;
    const cgov_id one = turned("paused in rests");
    assert_heard(one, CGOV_NEWS_RESUMED, "second", due_of(one, "second"));
    assert_int_equal(heard(turned("remind 50")).what, CGOV_NEWS_SUSPENDED); /* which never rested: nothing goes on */
}

/* Under HOTLINE_BJ, CITY and BOARD the promise is `feedback`: what is granted moves it too, and that is told. */
static void an_extension_moves_the_promise(void **state) {
    const char *profile = *state;
    cgov_id id = 0;
    const cgov_detail class_name = town_text(CGOV_FIELD_CLASS, "pothole");
    assert_int_equal(town_try_report(&town, town.resident, &class_name, 1, &id), CGOV_OK);
    make(&town.centre, CLERK, id, "accept");
    const cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)town.street.id);
    town_move(&town, town.centre.officers[DISPATCHER], id, "dispatch", &lead, 1);
    make(&town.street, CONTACT, id, "sign");
    make(&town.street, CONTACT, id, "start");
    const cgov_time promised = due_of(id, "feedback"), handle = due_of(id, "handle");
    assert_true(promised != 0);
    make_days(id, "extend", 9);
    /* The end of the ninth day after the day it was due. */
    cgov_time day = (promised + 8 * HOUR) / DAY, moved = (day + 10) * DAY - 8 * HOUR - 1;
    if (strcmp(profile, "HOTLINE_BJ") == 0) moved = town_at(2026, 2, 24, 24, 0) - 1; /* rolled over the festival */
    assert_true(due_of(id, "feedback") == moved && due_of(id, "handle") == handle + 9 * DAY);
    assert_heard(id, CGOV_NEWS_EXTENDED, "feedback", moved);
}

static void classify(cgov_id id, const char *class_name, const char *urgency) {
    const cgov_detail details[] = {town_text(CGOV_FIELD_CLASS, class_name), town_text(CGOV_FIELD_URGENCY, urgency)};
    town_move(&town, town.centre.officers[CLERK], id, "classify", details, 2);
}

/* A longer class is a delay as an extension is: told with the new due. A shorter one is none, nor is the same again. */
static void a_longer_class_is_told(void **state) {
    (void)state;
    cgov_id id = town_issue_in(&town, "handling");
    const cgov_time before = due_of(id, "feedback");
    classify(id, "plain", "normal");
    assert_int_equal(heard(id).what, CGOV_NEWS_NONE);
    classify(id, "complex", "normal");
    assert_true(due_of(id, "feedback") > before);
    assert_heard(id, CGOV_NEWS_DUE_MOVED, "feedback", due_of(id, "feedback"));
    const uint64_t told = heard(id).seq;
    classify(id, "complex", "urgent");
    assert_true(due_of(id, "feedback") < before && heard(id).seq == told);
}

/* A class that leaves the promise without a length is told as one without an end; one that gives it a length is not. */
static void a_class_without_a_length_is_told(void **state) {
    (void)state;
    cgov_id id = 0;
    const cgov_detail class_name = town_text(CGOV_FIELD_CLASS, "pothole");
    assert_int_equal(town_try_report(&town, town.resident, &class_name, 1, &id), CGOV_OK);
    classify(id, "tree", "normal");
    assert_heard(id, CGOV_NEWS_DUE_MOVED, "feedback", 0);
    const uint64_t told = heard(id).seq;
    classify(id, "pothole", "normal");
    assert_true(due_of(id, "feedback") != 0 && heard(id).seq == told);
}

/* Where another promise is longer too, the one that is taken back is what is told. */
static void a_promise_taken_back_is_told_first(void **state) {
    (void)state;
    cgov_id id = 0;
    const cgov_detail critical = town_text(CGOV_FIELD_URGENCY, "critical"),
                      matter = town_text(CGOV_FIELD_MATTER, "pothole");
    assert_int_equal(town_try_report(&town, town.resident, &critical, 1, &id), CGOV_OK);
    make(&town.centre, CLERK, id, "accept");
    const cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)town.street.id);
    town_move(&town, town.centre.officers[DISPATCHER], id, "dispatch", &lead, 1);
    make(&town.street, CONTACT, id, "sign");
    const cgov_time reach = due_of(id, "reach");
    town_move(&town, town.centre.officers[CLERK], id, "classify", &matter, 1);
    assert_true(due_of(id, "reach") > reach);
    assert_heard(id, CGOV_NEWS_DUE_MOVED, "feedback", 0);
}

/* A newer text in which nobody names a profile keeps the one that stands, and with it what was promised. */
static void a_newer_text_promises_as_much(void **state) {
    cgov_id id = 0;
    town_adopt(&town, town_shipped("standard"));
    assert_int_equal(town_try_report(&town, town.resident, NULL, 0, &id), CGOV_OK);
    const cgov_item_view view = town_item(&town, town.auditor, id);
    assert_true(view.rulebook == 2);
    assert_string_equal(view.profile, *state);
    assert_true(due_of(id, "feedback") != 0);
}

/* Who answers becomes another: the intake of a question, or who reviews. Being the first takes it from nobody. */
static void whoever_answers_now_is_told(void **state) {
    (void)state;
    cgov_act act = town_act(&town, town.resident);
    const cgov_detail asked[] = {town_text(CGOV_FIELD_TEXT, "何时开门？"),
                                 town_number(CGOV_FIELD_INTAKE, (int64_t)town.centre.id)},
                      again[] = {town_number(CGOV_FIELD_INTAKE, (int64_t)town.street.id),
                                 town_text(CGOV_FIELD_REASON, "归街道答复")};
    cgov_id id = 0;
    assert_int_equal(cgov_item_open(town.ledger, &act, "question", asked, 2, &id), CGOV_OK);
    assert_int_equal(heard(id).what, CGOV_NEWS_NONE);
    town_move(&town, town.district.officers[HEAD], id, "entrust", again, 2);
    assert_heard(id, CGOV_NEWS_HANDED_OVER, "", 0);
}

/* One that has its procedures, and no profile of that name, takes no promise away in silence. */
static void a_text_without_the_profile_says_so(void **state) {
    static char text[262144];
    const cgov_text standard = town_shipped("standard");
    cgov_act act = town_act(&town, town.founder);
    char word[32], renamed[32], message[256];
    cgov_id id = 0;
    memcpy(text, standard.ptr, (size_t)standard.len);
    snprintf(word, sizeof word, "profile %s", (const char *)*state);
    snprintf(renamed, sizeof renamed, "profile Q%s", (const char *)*state + 1);
    for (char *at = text; (at = strstr(at, word));) memcpy(at, renamed, strlen(renamed));
    cgov_adoption_draft adoption = {.size = sizeof adoption, .text = {text, standard.len}};
    town_assert_refused(&town, cgov_rulebook_adopt(town.ledger, &act, &adoption, NULL), CGOV_E_REFUSED, CGOV_R_DETAIL);
    snprintf(message, sizeof message,
             "`issue` runs by default profile `%s`, which this text lacks: say which is the default, or `none`",
             (const char *)*state);
    assert_string_equal(town_error(&town).message, message);
    assert_true(town_error(&town).line != 0);
    /* What has other procedures alone, or none, replaces nothing that it runs by. */
    town_adopt(&town, (cgov_text){"rulebook 1\nrole guest_of_today \"客\"\n", CGOV_NUL_TERMINATED});
    adoption.profile = (cgov_text){"none", CGOV_NUL_TERMINATED};
    assert_int_equal(cgov_rulebook_adopt(town.ledger, &act, &adoption, NULL), CGOV_OK);
    assert_int_equal(town_try_report(&town, town.resident, NULL, 0, &id), CGOV_OK);
    assert_string_equal(town_item(&town, town.auditor, id).profile, "");
    /* None it stays, until one is said. */
    town_adopt(&town, standard);
    assert_int_equal(town_try_report(&town, town.resident, NULL, 0, &id), CGOV_OK);
    assert_string_equal(town_item(&town, town.auditor, id).profile, "");
}

/* What is handled again was promised again: from the reopening on, under the profile's length. */
static void a_reopened_issue_is_promised_anew(void **state) {
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "又漏了");
    cgov_id id = town_issue_in(&town, "closed");
    assert_int_equal(town_clock(&town, town.auditor, id, "feedback").state, CGOV_CLOCK_STOPPED);
    town.now += DAY;
    town_move(&town, town.resident, id, "reopen", &reason, 1);
    const cgov_clock_view feedback = town_clock(&town, town.auditor, id, "feedback");
    assert_true(feedback.state == CGOV_CLOCK_RUNNING && feedback.started_at == town.now);
    const cgov_time day =
        (town.now + 8 * HOUR) / DAY; /* the fifteenth after, or the seventh, rolled over the festival */
    assert_true(feedback.due ==
                (strcmp(*state, "BOARD") == 0 ? (day + 16) * DAY - 8 * HOUR - 1 : town_at(2026, 2, 14, 24, 0) - 1));
    town.now = feedback.due + 1; /* told as any */
    town_tick(&town);
    assert_int_equal(town_clock(&town, town.auditor, id, "feedback").late, 1);
}

static void clocks_to_the_first_contact_and_between_contacts(void **state) {
    (void)state;
    cgov_id id = town_issue_in(&town, "signed");
    assert_true(due_of(id, "reach") == town.now + DAY);
    make(&town.street, CONTACT, id, "start");
    town.now += HOUR;
    make(&town.street, CONTACT, id, "contact");
    assert_int_equal(town_clock(&town, town.auditor, id, "reach").state, CGOV_CLOCK_STOPPED);
    assert_true(town_clock(&town, town.auditor, id, "update").started_at == town.now);
    town.now += DAY;
    make(&town.street, CONTACT, id, "contact");
    assert_true(town_clock(&town, town.auditor, id, "update").started_at == town.now);
    assert_true(due_of(id, "update") == town_at(2026, 2, 10, 24, 0) - 1);
}

#define UNDER(test, profile)                                                                                           \
    { #test " " profile, test, found_under, leave, (void *)(uintptr_t)profile }
#define IN_TOWN(test) cmocka_unit_test_setup_teardown(test, found, leave)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_TOWN(each_delay_is_told_with_its_day_and_its_reason),
        IN_TOWN(the_day_of_the_check_is_told),
        IN_TOWN(what_ends_a_rest_is_told_as_what_it_is),
        IN_TOWN(a_rest_is_over_on_its_day),
        IN_TOWN(what_is_stopped_does_not_go_on),
        UNDER(an_extension_moves_the_promise, "HOTLINE_BJ"),
        UNDER(an_extension_moves_the_promise, "CITY"),
        UNDER(an_extension_moves_the_promise, "BOARD"),
        UNDER(a_longer_class_is_told, "HOTLINE_BJ"),
        UNDER(a_class_without_a_length_is_told, "CITY"),
        UNDER(a_promise_taken_back_is_told_first, "HOTLINE_BJ"),
        UNDER(a_newer_text_promises_as_much, "HOTLINE_BJ"),
        UNDER(a_newer_text_promises_as_much, "BOARD"),
        IN_TOWN(whoever_answers_now_is_told),
        UNDER(a_text_without_the_profile_says_so, "HOTLINE_BJ"),
        UNDER(a_text_without_the_profile_says_so, "BOARD"),
        UNDER(a_reopened_issue_is_promised_anew, "HOTLINE_BJ"),
        UNDER(a_reopened_issue_is_promised_anew, "BOARD"),
        UNDER(clocks_to_the_first_contact_and_between_contacts, "HOTLINE_BJ"),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
