/* What is asked of a child: it carries the words, the days and the reason; whoever asked reads the answer and is told
 * of it, also when all is over; any procedure can ask for a part, and a text cannot lose what is asked. */
#include "support/on_a_town.h"
#include "support/test.h"

#include <stdio.h>

#define WHISTLED "占道经营,需联合执法"
#define ORDERED "久拖不决,限期回告"
#define ANSWERED "已到场清理完毕"

static cgov_id child_of(cgov_id issue, cgov_id reader_id) {
    cgov_reader reader = town_reader(&town, reader_id);
    cgov_item_query filter = {.size = sizeof filter, .parent = issue};
    cgov_item_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count = 0;
    cgov_id last = 0;
    while (cgov_item_list(town.ledger, &reader, &filter, &cursor, &view, 1, &count) == CGOV_OK) last = view.id;
    return last;
}

/* What the reader reads there, the latest; "" for nothing. */
static const char *words_in(cgov_id reader_id, cgov_id item, uint32_t field) {
    static char words[256];
    cgov_reader reader = town_reader(&town, reader_id);
    uint64_t needed = 0;
    int32_t status = cgov_text_get(town.ledger, &reader, item, 0, field, words, sizeof words, &needed);
    assert_true(status == CGOV_OK || status == CGOV_E_NOT_FOUND);
    return status == CGOV_OK ? words : "";
}

static uint32_t news_to(cgov_id reader_id, cgov_id item, uint32_t what, cgov_id to) {
    cgov_reader reader = town_reader(&town, reader_id);
    cgov_feed_view views[8] = {{.size = sizeof views[0]}};
    uint64_t seq = 0, entry = 0;
    uint32_t count = 0, found = 0;
    while (cgov_feed_list(town.ledger, &reader, &seq, &entry, views, 8, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++)
            found += views[i].item == item && views[i].what == what && views[i].to == to;
    return found;
}

static void ask_with(cgov_id actor, cgov_id issue, const char *move, const char *reason, cgov_id whom, int64_t days) {
    cgov_detail details[4] = {town_text(CGOV_FIELD_REASON, reason),
                              town_number(CGOV_FIELD_ORGANIZATIONS, (int64_t)whom)};
    uint32_t count = 2;
    if (strcmp(move, "whistle") == 0) details[count++] = town_choice(&town, "occasion", "joint");
    if (days != 0) details[count++] = town_number(CGOV_FIELD_DAYS, days);
    town_move(&town, actor, issue, move, details, count);
}

static void report_back(cgov_id actor, cgov_id part) {
    const cgov_detail text = town_text(CGOV_FIELD_TEXT, ANSWERED);
    town_move(&town, actor, part, "report_back", &text, 1);
}

/* ---- carried ---- */

static void whoever_is_asked_reads_why(void **state) {
    (void)state;
    cgov_id issue = town_issue_in(&town, "handling"), contact = town.bureau.officers[CONTACT];
    ask_with(town.street.officers[HEAD], issue, "whistle", WHISTLED, town.bureau.id, 0);
    assert_string_equal(words_in(contact, child_of(issue, contact), CGOV_FIELD_REASON), WHISTLED);
    ask_with(town.centre.officers[HEAD], issue, "supervise", ORDERED, town.village.id, 0);
    contact = town.village.officers[CONTACT];
    assert_string_equal(words_in(contact, child_of(issue, contact), CGOV_FIELD_REASON), ORDERED);

    cgov_id helped = town_issue_in(&town, "accepted");
    const cgov_detail dispatch[] = {town_number(CGOV_FIELD_LEAD, (int64_t)town.street.id),
                                    town_number(CGOV_FIELD_ORGANIZATIONS, (int64_t)town.bureau.id),
                                    town_text(CGOV_FIELD_TEXT, "请查管线图"), town_number(CGOV_FIELD_DAYS, 3)};
    town_move(&town, town.centre.officers[DISPATCHER], helped, "dispatch", dispatch, 4);
    contact = town.bureau.officers[CONTACT];
    cgov_id part = child_of(helped, contact);
    assert_string_equal(words_in(contact, part, CGOV_FIELD_TEXT), "请查管线图");
    assert_true(town_clock(&town, contact, part, "share").due == town_at(2026, 2, 9, 24, 0) - 1);
}

/* Days that are given are the child's due, whatever a profile says; where none are, there is a length all the same. */
static void days_are_the_childs_due(void **state) {
    (void)state;
    const cgov_id head = town.centre.officers[HEAD];
    cgov_id issue = town_issue_in(&town, "handling");
    ask_with(head, issue, "supervise", ORDERED, town.village.id, 30);
    cgov_clock_view clock = town_clock(&town, town.auditor, child_of(issue, head), "reply");
    assert_true(clock.due == town_at(2026, 3, 8, 24, 0) - 1);
    const cgov_detail details[] = {town_text(CGOV_FIELD_REASON, ORDERED),
                                   town_number(CGOV_FIELD_ORGANIZATIONS, (int64_t)town.bureau.id),
                                   town_number(CGOV_FIELD_DAYS, 31)};
    town_assert_refused(&town, town_try_move(&town, head, issue, "supervise", details, 3), CGOV_E_REFUSED,
                        CGOV_R_DETAIL);
    ask_with(head, issue, "supervise", ORDERED, town.bureau.id, 0);
    clock = town_clock(&town, town.auditor, child_of(issue, head), "reply");
    assert_true(clock.due == town_at(2026, 2, 13, 24, 0) - 1); /* five working days */
}

/* ---- read and told ---- */

static void assert_read_by(const cgov_id *readers, size_t count, cgov_id part) {
    for (size_t i = 0; i < count; i++) assert_string_equal(words_in(readers[i], part, CGOV_FIELD_TEXT), ANSWERED);
}

static void whoever_asked_reads_the_answer(void **state) {
    (void)state;
    const cgov_id above = town.district.officers[HEAD];
    cgov_id issue = town_issue_in(&town, "handling");
    ask_with(town.street.officers[HEAD], issue, "whistle", WHISTLED, town.bureau.id, 0);
    cgov_id part = child_of(issue, town.street.officers[HEAD]);
    ask_with(above, issue, "supervise", ORDERED, town.village.id, 0);
    cgov_id order = child_of(issue, above);
    assert_true(part != 0 && order != 0 && part != order);
    report_back(town.bureau.officers[CONTACT], part);
    report_back(town.village.officers[CONTACT], order);
    const cgov_id readers[] = {town.street.officers[CONTACT], town.street.officers[HEAD], town.centre.officers[CLERK],
                               town.centre.officers[HEAD], above};
    assert_read_by(readers, 5, part);
    assert_read_by(readers, 5, order);
    /* Not each other: who helps reads of their own share. */
    assert_string_equal(words_in(town.village.officers[CONTACT], part, CGOV_FIELD_TEXT), "");
    assert_string_equal(words_in(town.bureau.officers[HEAD], order, CGOV_FIELD_TEXT), "");
    assert_string_equal(words_in(town.resident, part, CGOV_FIELD_TEXT), "");

    /* Told: the lead as a whole, and in person who asked. */
    assert_int_equal(news_to(town.street.officers[CONTACT], part, CGOV_NEWS_ANSWERED, town.street.id), 1);
    assert_int_equal(news_to(town.street.officers[HEAD], part, CGOV_NEWS_ANSWERED, town.street.officers[HEAD]), 1);
    assert_int_equal(news_to(above, order, CGOV_NEWS_ANSWERED, above), 1);
    assert_int_equal(news_to(town.village.officers[CONTACT], part, CGOV_NEWS_ANSWERED, town.street.id), 0);

    /* All is over: nothing can be done any more, and everything can still be read. */
    town_move(&town, town.resident, issue, "withdraw", NULL, 0);
    town.now += 400 * DAY;
    assert_read_by(readers, 5, part);
    assert_read_by(readers, 5, order);
    assert_int_equal(news_to(above, order, CGOV_NEWS_ANSWERED, above), 1);
}

/* What ends with the issue is no answer; whoever asked hears that it ended. */
static void whoever_asked_hears_of_the_end(void **state) {
    (void)state;
    const cgov_id head = town.centre.officers[HEAD];
    cgov_id issue = town_issue_in(&town, "handling");
    ask_with(head, issue, "supervise", ORDERED, town.village.id, 0);
    cgov_id order = child_of(issue, head);
    town_move(&town, town.resident, issue, "withdraw", NULL, 0);
    town_assert_state(&town, order, "dropped");
    assert_int_equal(news_to(head, order, CGOV_NEWS_ENDED, head), 1);
    assert_int_equal(news_to(head, order, CGOV_NEWS_ANSWERED, head), 0);
}

/* An item is seen by whom it names in every state: also once nothing is left for them to do. */
static void what_is_seen_does_not_end_with_what_can_be_done(void **state) {
    (void)state;
    const cgov_id above = town.district.officers[HEAD];
    cgov_id issue = town_issue_in(&town, "closed");
    cgov_item_view view = {.size = sizeof view};
    cgov_reader reader = town_reader(&town, above);
    assert_int_equal(cgov_item_get(town.ledger, &reader, issue, &view), CGOV_OK);
    town.now += 60 * DAY;
    town_tick(&town);
    town_assert_state(&town, issue, "archived");
    reader = town_reader(&town, above);
    assert_int_equal(cgov_item_get(town.ledger, &reader, issue, &view), CGOV_OK);
    assert_string_equal(words_in(above, issue, CGOV_FIELD_TEXT), "已疏通。");
}

/* ---- who takes it back ---- */

static int32_t try_drop(cgov_id actor, cgov_id part) {
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "不再需要");
    return town_try_move(&town, actor, part, "drop", &reason, 1);
}

static void whoever_may_ask_takes_it_back(void **state) {
    (void)state;
    cgov_id issue = town_issue_in(&town, "handling"), contact = town.street.officers[CONTACT];
    ask_with(town.street.officers[HEAD], issue, "whistle", WHISTLED, town.bureau.id, 0);
    cgov_id part = child_of(issue, contact);
    town_assert_refused(&town, try_drop(town.bureau.officers[HEAD], part), CGOV_E_REFUSED, CGOV_R_ACTOR);
    town_assert_refused(&town, try_drop(town.centre.officers[CLERK], part), CGOV_E_REFUSED, CGOV_R_ACTOR);
    assert_int_equal(try_drop(town.street.officers[HEAD], part), CGOV_OK); /* who whistled */
    ask_with(town.street.officers[HEAD], issue, "whistle", WHISTLED, town.bureau.id, 0);
    assert_int_equal(try_drop(contact, child_of(issue, contact)), CGOV_OK); /* of the lead, which holds it */
    ask_with(town.street.officers[HEAD], issue, "whistle", WHISTLED, town.bureau.id, 0);
    assert_int_equal(try_drop(town.centre.officers[DISPATCHER], child_of(issue, contact)), CGOV_OK);
    ask_with(town.centre.officers[HEAD], issue, "supervise", ORDERED, town.bureau.id, 0);
    part = child_of(issue, contact);
    town_assert_refused(&town, try_drop(town.street.officers[HEAD], part), CGOV_E_REFUSED, CGOV_R_ACTOR);
    assert_int_equal(try_drop(town.district.officers[HEAD], part), CGOV_OK);
}

/* ---- any procedure ---- */

#define VISIT                                                                                                          \
    "\nprocedure visit \"走访\"\n"                                                                                   \
    "  party reporter \"住户\" resident\n"                                                                           \
    "  party host \"社区\" organization\n"                                                                           \
    "  stage all \"全程\"\n"                                                                                         \
    "    state open \"待走访\" held by host\n"                                                                      \
    "    state done \"已走访\" final\n"                                                                             \
    "  clock go from open until finish\n"                                                                              \
    "    for 30 days\n"                                                                                                \
    "    late tell head of host\n"                                                                                     \
    "  open open \"登记\" -> open\n"                                                                                 \
    "    by any resident\n"                                                                                            \
    "    needs organization text\n"                                                                                    \
    "    sets host to given\n"                                                                                         \
    "  move invite \"邀请协办\" open -> same\n"                                                                    \
    "    by clerk of host\n"                                                                                           \
    "    needs reason organizations\n"                                                                                 \
    "    opens part for organizations\n"                                                                               \
    "    at most 2\n"                                                                                                  \
    "  move finish \"完成\" open -> done\n"                                                                          \
    "    by clerk of host\n"                                                                                           \
    "    needs text\n"                                                                                                 \
    "    answers\n"

static void any_procedure_asks_for_a_part(void **state) {
    (void)state;
    town_close(&town);
    town_found_with(&town, VISIT);
    const cgov_id clerk = town.centre.officers[CLERK], other = town.centre.officers[OPERATOR];
    const cgov_detail details[] = {town_text(CGOV_FIELD_TEXT, "孤寡老人"),
                                   town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town.centre.id)};
    cgov_act act = town_act(&town, town.resident);
    cgov_id visit = 0;
    assert_int_equal(cgov_item_open(town.ledger, &act, "visit", details, 2, &visit), CGOV_OK);
    ask_with(clerk, visit, "invite", WHISTLED, town.bureau.id, 0);
    cgov_id part = child_of(visit, clerk);
    assert_string_equal(words_in(town.bureau.officers[CONTACT], part, CGOV_FIELD_REASON), WHISTLED);
    assert_int_equal(try_drop(clerk, part), CGOV_OK);
    ask_with(clerk, visit, "invite", WHISTLED, town.bureau.id, 0);
    part = child_of(visit, clerk);
    report_back(town.bureau.officers[CONTACT], part);
    assert_string_equal(words_in(other, part, CGOV_FIELD_TEXT), ANSWERED);
    assert_int_equal(news_to(clerk, part, CGOV_NEWS_ANSWERED, clerk), 1);
}

/* ---- the text ---- */

struct change {
    const char *find, *put;
    uint32_t check;
    const char *message;
};

static void what_a_text_must_say(void **state) {
    (void)state;
    static char changed[65536];
    static const struct change changes[] = {
        {"    takes text reason days               # what is asked, why, by when\n", "    takes days\n", 6,
         "`whistle` of `issue` needs `reason` and opens `part`, whose `ask` does not take it: what is asked would be "
         "lost"},
        {"    takes text reason days               # what is asked, why, by when\n", "    takes reason days\n", 0, ""},
        {"    takes text reason days               # what is asked, why, by when\n", "    takes text reason\n", 0,
         "move `ask` starts this clock, so it must say `takes days`"},
        {"    needs occasion reason organizations\n    takes text days\n    when level lead township\n    when contact "
         "organizations\n"
         "    when unaccused organizations\n    opens part",
         "    needs occasion reason organizations days\n    when contact organizations\n    when unaccused "
         "organizations\n"
         "    opens part",
         0, ""},
        {"    by any resident\n    by operator of intake\n", "    by any resident\n    by asker\n", 0,
         "`report` opens an item: whoever asks for it makes a move of its parent"},
        {"    by any resident\n    by operator of intake\n", "    by any resident\n    by follower\n", 0,
         "`report` opens an item: nothing follows it yet"},
        {"    by checker of intake not handler not reporter\n    takes rating", "    by asker\n    takes rating", 0,
         "no procedure opens `issue`: nobody asks for it"},
        {"at most 60 days else 10 workdays", "at most 60 days else", 0,
         "expected a length from 1 to 527040, found the end of the line"},
        {"party handler  \"经办人\"", "party asker  \"经办人\"", 0,
         "`asker` is a word of the language: it cannot be a name"},
    };
    cgov_text standard = town_shipped("standard");
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        const char *at = strstr(standard.ptr, changes[i].find);
        assert_non_null(at);
        snprintf(changed, sizeof changed, "%.*s%s%s", (int)(at - standard.ptr), standard.ptr, changes[i].put,
                 at + strlen(changes[i].find));
        cgov_check_view report = {.size = sizeof report};
        cgov_text text = {changed, strlen(changed)};
        int32_t status = cgov_rulebook_check(&text, NULL, &report);
        assert_string_equal(report.message, changes[i].message);
        assert_int_equal(status, changes[i].message[0] != '\0' ? CGOV_E_RULEBOOK : CGOV_OK);
        assert_int_equal(report.check, changes[i].check);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, found, leave)

int main(void) {
    static const struct CMUnitTest tests[] = {
        TEST(whoever_is_asked_reads_why),
        TEST(days_are_the_childs_due),
        TEST(whoever_asked_reads_the_answer),
        TEST(whoever_asked_hears_of_the_end),
        TEST(what_is_seen_does_not_end_with_what_can_be_done),
        TEST(whoever_may_ask_takes_it_back),
        TEST(any_procedure_asks_for_a_part),
        TEST(what_a_text_must_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
