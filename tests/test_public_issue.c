/* Discussion, support and following: an issue that is public, whose residents second it, say what they think until that
 * is summarised, and follow it; a topic that members second; a talk, a matter and a place that are followed. */
#include "support/bent.h"
#include "support/on_a_town.h"

#include "support/test.h"

#include <stdbool.h>
#include <stdlib.h>

static cgov_storage storage;
static cgov_id clerk, issue;

static int with_meetings(void **state) {
    (void)state;
    storage = (cgov_storage){.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    const struct town_options options = {.storage = &storage};
    town_found(&town, &options);
    town_adopt(&town, town_shipped("meetings"));
    clerk = town.centre.officers[CLERK];
    return 0;
}

static int and_leave(void **state) {
    leave(state);
    return cgov_storage_close(&storage);
}

static uint32_t field(const char *name) {
    uint32_t number = 0;
    assert_int_equal(cgov_field_find(town.ledger, name, &number), CGOV_OK);
    return number;
}

static cgov_id reported(void) {
    cgov_act act = town_act(&town, town.resident);
    const cgov_detail details[] = {town_text(CGOV_FIELD_PROCEDURE, "public_issue"),
                                   town_text(CGOV_FIELD_TITLE, "加装路灯"), town_text(CGOV_FIELD_TEXT, "巷口太暗"),
                                   town_number(CGOV_FIELD_PLACE, 990101001001),
                                   town_number(CGOV_FIELD_INTAKE, (int64_t)town.centre.id)};
    cgov_id id = 0;
    assert_int_equal(cgov_item_report(town.ledger, &act, details, 5, &id), CGOV_OK);
    return id;
}

static int32_t try_enter(cgov_id who, const char *roll, const cgov_detail *detail) {
    cgov_act act = town_act(&town, who);
    return cgov_roll_enter(town.ledger, &act, issue, roll, who, detail, detail != NULL, NULL);
}

static void enter(cgov_id who, const char *roll, const cgov_detail *detail) {
    const int32_t status = try_enter(who, roll, detail);
    if (status) print_error("%s: %s\n", roll, town_error(&town).message);
    assert_int_equal(status, CGOV_OK);
}

static cgov_roll_view roll_of(cgov_id who, const char *roll) {
    const cgov_reader reader = town_reader(&town, who);
    cgov_roll_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count = 0;
    while (cgov_roll_list(town.ledger, &reader, issue, &cursor, &view, 1, &count) == CGOV_OK)
        if (strcmp(view.name, roll) == 0) return view;
    fail_msg("no roll %s", roll);
    return view;
}

static uint64_t heads(const char *roll) {
    return roll_of(clerk, roll).heads;
}

/* How often this reader is told of the move by that roll of theirs. */
static uint32_t told(cgov_id who, cgov_id item, const char *move, const char *roll) {
    const cgov_reader reader = town_reader(&town, who);
    cgov_feed_view news[16] = {{.size = sizeof news[0]}};
    uint64_t seq = 0, entry = 0;
    uint32_t count = 0, times = 0;
    while (cgov_feed_list(town.ledger, &reader, &seq, &entry, news, 16, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++)
            times += news[i].item == item && news[i].what == CGOV_NEWS_TOLD && news[i].to == who &&
                     strcmp(news[i].move, move) == 0 && strcmp(news[i].roll, roll) == 0;
    return times;
}

static void say(cgov_id who, const char *move, uint32_t of, const char *words) {
    const cgov_detail text = town_text(of, words);
    town_move(&town, who, issue, move, &text, 1);
}

#define REFUSED(status, reason) town_assert_refused(&town, status, CGOV_E_REFUSED, CGOV_R_##reason)

/* ---- */

static void an_issue_is_discussed_seconded_and_followed(void **state) {
    (void)state;
    const cgov_detail support = town_text(field("position"), "support"),
                      oppose = town_text(field("position"), "oppose");
    const cgov_detail post = town_text(CGOV_FIELD_TEXT, "早该装了");
    const cgov_id someone = town_resident(&town, "又一居民", town.village.id);
    issue = reported();
    REFUSED(try_enter(town.resident, "seconds", NULL), EXCLUDED); /* one's own */
    enter(town.neighbour, "seconds", NULL);
    REFUSED(try_enter(town.neighbour, "seconds", NULL), AGAIN);
    enter(town.neighbour, "positions", &support);
    enter(town.neighbour, "positions", &oppose); /* changed, and still one */
    assert_int_equal(heads("positions"), 1);
    enter(town.neighbour, "posts", &post);
    enter(town.neighbour, "posts", &post); /* as many as they like */
    enter(someone, "followers", NULL);
    say(clerk, "summarise", CGOV_FIELD_TEXT, "多数赞成");
    assert_int_equal(told(town.neighbour, issue, "summarise", "seconds"), 1);
    assert_int_equal(told(someone, issue, "summarise", "followers"), 1);
    REFUSED(try_enter(town.neighbour, "positions", &support), ROLL); /* the thread is closed */
    REFUSED(try_enter(someone, "seconds", NULL), ROLL);
    enter(town.neighbour, "followers", NULL); /* but who follows may begin, and stop, at any time */
    cgov_act act = town_act(&town, town.neighbour);
    assert_int_equal(cgov_roll_leave(town.ledger, &act, issue, "followers", town.neighbour, 0, NULL, 0, NULL), CGOV_OK);
    const cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)town.street.id);
    town_move(&town, clerk, issue, "dispatch", &lead, 1);
    say(town.street.officers[CONTACT], "answer", CGOV_FIELD_TEXT, "已装");
    town_move(&town, clerk, issue, "pass", NULL, 0);
    town_assert_state(&town, issue, "closed");
    assert_int_equal(told(someone, issue, "answer", "followers"), 1);
    assert_int_equal(told(someone, issue, "pass", "followers"), 1);
    assert_int_equal(told(town.neighbour, issue, "pass", "followers"), 0);
    assert_int_equal(told(town.neighbour, issue, "answer", "seconds"), 1);
    REFUSED(try_enter(town.neighbour, "followers", NULL), ROLL);
}

static void a_follower_is_told_what_they_may_see(void **state) {
    (void)state;
    const cgov_reader anybody = town_reader(&town, 0);
    cgov_item_view view = {.size = sizeof view};
    issue = reported();
    enter(town.neighbour, "followers", NULL);
    assert_int_equal(cgov_item_get(town.ledger, &anybody, issue, &view), CGOV_OK);
    assert_true(view.reporter == 0); /* the public's view names nobody */
    const cgov_detail confidential[] = {town_text(CGOV_FIELD_PROCEDURE, "public_issue"),
                                        town_text(CGOV_FIELD_TITLE, "加装路灯"), town_number(CGOV_FIELD_MASKED, 1)};
    cgov_act act = town_act(&town, town.resident);
    cgov_id id = 0;
    REFUSED(cgov_item_report(town.ledger, &act, confidential, 3, &id), TAKES); /* nothing secret is public */
    say(clerk, "refuse", CGOV_FIELD_REASON, "不属职责");
    assert_int_equal(told(town.neighbour, issue, "refuse", "followers"), 1);
    assert_int_equal(told(town.auditor, issue, "refuse", "followers"), 0);
}

static void a_moderator_hides_with_a_reason(void **state) {
    (void)state;
    const cgov_detail post = town_text(CGOV_FIELD_TEXT, "骂人"), why = town_text(CGOV_FIELD_REASON, "违规");
    issue = reported();
    enter(town.neighbour, "posts", &post);
    cgov_act act = town_act(&town, clerk);
    REFUSED(cgov_roll_leave(town.ledger, &act, issue, "posts", town.neighbour, 1, NULL, 0, NULL), NEEDS);
    act = town_act(&town, clerk);
    assert_int_equal(cgov_roll_leave(town.ledger, &act, issue, "posts", town.neighbour, 1, &why, 1, NULL), CGOV_OK);
    assert_int_equal(heads("posts"), 0);
    /* Who may do so is read, and not of a closed roll. */
    enter(town.neighbour, "posts", &post);
    assert_true(roll_of(clerk, "posts").removes && !roll_of(clerk, "posts").others);
    assert_true(!roll_of(town.neighbour, "posts").removes && roll_of(town.neighbour, "posts").leaves);
    assert_true(!roll_of(clerk, "posts").leaves && !roll_of(0, "posts").removes);
    say(clerk, "summarise", CGOV_FIELD_TEXT, "归纳");
    assert_true(!roll_of(clerk, "posts").removes && !roll_of(town.neighbour, "posts").leaves);
}

/* What a post brought besides its words: the number of the post that it answers; 0: it answers none. */
static int64_t replies_to(cgov_id who, uint64_t post) {
    const cgov_reader reader = town_reader(&town, who);
    cgov_detail_view given[4] = {{.size = sizeof given[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_detail_list(town.ledger, &reader, issue, post, &cursor, given, 4, &count), CGOV_OK);
    for (uint32_t i = 0; i < count; i++)
        if (given[i].field == field("reply_to")) return given[i].number;
    return 0;
}

static int32_t try_reply(int64_t to) {
    const cgov_detail post[] = {town_text(CGOV_FIELD_TEXT, "附议"), town_number(field("reply_to"), to)};
    cgov_act act = town_act(&town, town.resident);
    return cgov_roll_enter(town.ledger, &act, issue, "posts", town.resident, post, 2, NULL);
}

static void a_post_answers_another(void **state) {
    (void)state;
    const cgov_id someone = town_resident(&town, "又一居民", town.village.id);
    cgov_detail post[] = {town_text(CGOV_FIELD_TEXT, "早该装了"), town_number(field("reply_to"), 0)};
    issue = reported();
    uint64_t seqs[2] = {0};
    for (uint32_t i = 0; i < 2; i++) {
        cgov_act act = town_act(&town, i ? someone : town.neighbour);
        post[1].number = i;
        assert_int_equal(cgov_roll_enter(town.ledger, &act, issue, "posts", act.actor, post, 1 + i, &seqs[i]), CGOV_OK);
    }
    const cgov_id readers[] = {town.neighbour, someone, clerk};
    for (int r = 0; r < 3; r++)
        assert_true(replies_to(readers[r], seqs[0]) == 0 && replies_to(readers[r], seqs[1]) == 1);
    REFUSED(try_reply(0), DETAIL); /* there is no such post */
    REFUSED(try_reply(3), DETAIL);
    assert_string_equal(town_error(&town).message, "detail `reply_to` is 3, and no entry on `posts` has that number");
    /* Its answer stays where what it answers is taken out, and is the last. */
    const cgov_detail why = town_text(CGOV_FIELD_REASON, "违规");
    cgov_act act = town_act(&town, clerk);
    assert_int_equal(cgov_roll_leave(town.ledger, &act, issue, "posts", town.neighbour, 1, &why, 1, NULL), CGOV_OK);
    assert_int_equal(heads("posts"), 1);
    assert_int_equal(replies_to(clerk, seqs[1]), 1);
    for (int again = 0; again < 2; again++) {
        REFUSED(try_reply(1), DETAIL);
        assert_string_equal(town_error(&town).message,
                            "detail `reply_to` is 1, and no entry on `posts` has that number any more");
        town_replay(&town, &storage);
    }
    assert_int_equal(try_reply(2), CGOV_OK);
    /* Numbers are each item's own. */
    const cgov_id other = issue;
    issue = reported();
    REFUSED(try_reply(1), DETAIL);
    enter(town.neighbour, "posts", post);
    assert_int_equal(try_reply(1), CGOV_OK);
    issue = other;
    assert_int_equal(try_reply(3), CGOV_OK);
}

static void who_withdraws(void **state) {
    (void)state;
    issue = reported();
    town_move(&town, town.resident, issue, "withdraw", NULL, 0);
    town_assert_state(&town, issue, "withdrawn");
}

static cgov_id started(const cgov_detail *about) {
    cgov_act act = town_act(&town, clerk);
    const cgov_detail details[] = {town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town.centre.id),
                                   town_text(CGOV_FIELD_TITLE, "道路坑洼"), *about};
    cgov_id id = 0;
    assert_int_equal(cgov_item_open(town.ledger, &act, "watch", details, 3, &id), CGOV_OK);
    return id;
}

/* Following a matter or a place is an item of its own. */
static void a_matter_and_a_place_are_followed(void **state) {
    (void)state;
    const cgov_detail matter = town_text(field("matter_of"), "pothole"),
                      place = town_number(CGOV_FIELD_PLACE, 990101001001);
    const cgov_id items[] = {started(&matter), started(&place)};
    for (int i = 0; i < 2; i++) {
        issue = items[i];
        enter(town.neighbour, "followers", NULL);
        say(clerk, "tell", CGOV_FIELD_TEXT, "下周修补");
        assert_int_equal(told(town.neighbour, issue, "tell", "followers"), 1);
        assert_int_equal(told(town.resident, issue, "tell", "followers"), 0);
        cgov_act act = town_act(&town, town.neighbour);
        assert_int_equal(cgov_roll_leave(town.ledger, &act, issue, "followers", town.neighbour, 0, NULL, 0, NULL),
                         CGOV_OK);
        say(clerk, "tell", CGOV_FIELD_TEXT, "已修补");
        assert_int_equal(told(town.neighbour, issue, "tell", "followers"), 0); /* who follows no more sees it no more */
        town_move(&town, clerk, issue, "close", NULL, 0);
    }
}

/* An item that is named in what followers are told is shown to those alone who see it. */
static void what_is_told_shows_nobody_more_than_they_may_see(void **state) {
    (void)state;
    const cgov_detail matter = town_text(field("matter_of"), "pothole");
    issue = started(&matter);
    enter(town.neighbour, "followers", NULL);
    const cgov_id secret = town_report(&town, town.resident);
    const cgov_detail details[] = {town_text(CGOV_FIELD_TEXT, "见事项"), town_number(field("issue"), (int64_t)secret)};
    town_move(&town, clerk, issue, "tell", details, 2);
    const cgov_reader reader = town_reader(&town, town.neighbour);
    cgov_item_view view = {.size = sizeof view};
    assert_int_equal(told(town.neighbour, issue, "tell", "followers"), 1);
    assert_int_equal(cgov_item_get(town.ledger, &reader, secret, &view), CGOV_E_NOT_FOUND);
}

static void a_talk_is_followed_to_its_end(void **state) {
    (void)state;
    const cgov_id secretary = town_resident(&town, "秘书", town.street.id);
    town_appoint(&town, secretary, town.street.id, "secretary");
    cgov_act act = town_act(&town, secretary);
    const cgov_detail details[] = {town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town.street.id),
                                   town_text(CGOV_FIELD_TEXT, "恳谈"), town_number(field("day"), 20260210),
                                   town_number(field("chair"), (int64_t)secretary)};
    assert_int_equal(cgov_item_open(town.ledger, &act, "talk", details, 4, &issue), CGOV_OK);
    enter(town.neighbour, "followers", NULL);
    town.now = town_at(2026, 2, 10, 9, 0);
    town_move(&town, secretary, issue, "start", NULL, 0);
    town_move(&town, secretary, issue, "close", NULL, 0);
    enter(town.resident, "followers", NULL);
    say(secretary, "publish", CGOV_FIELD_TEXT, "反馈");
    assert_int_equal(told(town.neighbour, issue, "publish", "followers"), 1);
    assert_int_equal(told(town.resident, issue, "publish", "followers"), 1);
}

/* A text that says itself that followers are told does not tell them twice. */
static void who_is_told_by_name_is_told_once(void **state) {
    (void)state;
    const struct edit edit = {"move summarise \"归纳\"", "tells", "posts", "posts followers"};
    char *text = bent(town_shipped("meetings").ptr, &edit);
    town_adopt(&town, text_of(text));
    free(text);
    cgov_act act = town_act(&town, clerk);
    const cgov_detail details[] = {town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town.centre.id),
                                   town_text(CGOV_FIELD_TEXT, "讨论")};
    assert_int_equal(cgov_item_open(town.ledger, &act, "discussion", details, 2, &issue), CGOV_OK);
    enter(town.neighbour, "followers", NULL);
    say(clerk, "summarise", CGOV_FIELD_TEXT, "归纳");
    assert_int_equal(told(town.neighbour, issue, "summarise", "followers"), 1);
}

static bool may_open(cgov_id who, const char *procedure) {
    const cgov_reader reader = town_reader(&town, who);
    cgov_rule_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count = 0;
    bool may = false;
    while (cgov_rule_list(town.ledger, who ? &reader : NULL, 0, CGOV_RULE_MOVE, procedure, &cursor, &view, 1, &count) ==
           CGOV_OK) {
        assert_true(view.opens || !view.may);
        may = may || view.may;
    }
    return may;
}

/* Who could open what: any resident, or who holds an office that its text names, somewhere and in term. */
static void who_could_open_what(void **state) {
    (void)state;
    assert_true(may_open(town.resident, "public_issue") && !may_open(0, "public_issue"));
    assert_true(may_open(clerk, "watch") && !may_open(town.resident, "watch"));
    assert_true(!may_open(clerk, "joint_meeting") && !may_open(clerk, "need")); /* that one a parent opens */
    cgov_act act = town_act(&town, town.founder);
    const cgov_appointment_draft term = {.size = sizeof term,
                                         .resident = town.resident,
                                         .organization = town.village.id,
                                         .from = town.now + DAY,
                                         .until = town.now + 2 * DAY,
                                         .role = text_of("secretary")};
    assert_int_equal(cgov_appointment_add(town.ledger, &act, &term, NULL), CGOV_OK);
    assert_false(may_open(town.resident, "joint_meeting"));
    town.now += DAY;
    assert_true(may_open(town.resident, "joint_meeting"));
    town.now += DAY;
    assert_false(may_open(town.resident, "joint_meeting"));
}

int main(void) {
#define ON(test) cmocka_unit_test_setup_teardown(test, with_meetings, and_leave)
    const struct CMUnitTest tests[] = {
        ON(an_issue_is_discussed_seconded_and_followed),
        ON(a_follower_is_told_what_they_may_see),
        ON(a_moderator_hides_with_a_reason),
        ON(a_post_answers_another),
        ON(who_withdraws),
        ON(who_could_open_what),
        ON(a_matter_and_a_place_are_followed),
        ON(what_is_told_shows_nobody_more_than_they_may_see),
        ON(a_talk_is_followed_to_its_end),
        ON(who_is_told_by_name_is_told_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
