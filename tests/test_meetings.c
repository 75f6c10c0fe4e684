/* The shipped meetings, adopted beside the standard: a joint meeting from call to report; a talk whose needs all come
 * to an end; members who sit for their term. */
#include "support/bent.h"
#include "support/on_a_meeting.h"

#include <stdio.h>
#include <stdlib.h>

static cgov_roll_view roll_of(cgov_id reader, const char *name) {
    const cgov_reader who = town_reader(&town, reader);
    cgov_roll_view views[16] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_roll_list(town.ledger, &who, session, &cursor, views, 16, &count), CGOV_OK);
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(views[i].name, name) == 0) return views[i];
    fail_msg("no roll %s", name);
    return views[0];
}

/* ---- */

/* The line of a role, and what stands indented below it. */
static void role_of(const char *text, const char *name, char into[256]) {
    char head[64];
    into[0] = '\0';
    assert_true(snprintf(head, sizeof head, "\nrole %s ", name) < (int)sizeof head);
    const char *at = strstr(text, head);
    if (!at) return;
    const char *end = strchr(++at, '\n');
    while (end[1] == ' ') end = strchr(end + 1, '\n');
    assert_true(end - at < 256);
    memcpy(into, at, (size_t)(end - at));
    into[end - at] = '\0';
}

static void offices_of_both_texts_are_the_same(void **state) {
    (void)state;
    const char *standard = town_shipped("standard").ptr, *meetings = town_shipped("meetings").ptr;
    uint32_t same = 0;
    for (const char *at = strstr(meetings, "\nrole "); at; at = strstr(at + 1, "\nrole ")) {
        char name[32], here[256], there[256];
        assert_int_equal(sscanf(at, "\nrole %31s", name), 1);
        role_of(meetings, name, here);
        role_of(standard, name, there);
        if (there[0]) {
            assert_string_equal(here, there);
            same++;
        }
    }
    assert_int_equal(same, 3); /* head, contact, clerk */
}

/* 24 needs: 9 answered where they were raised, 15 assigned and followed to their end. */
static void every_need_of_a_talk_comes_to_its_end(void **state) {
    (void)state;
    cgov_act act = town_act(&town, secretary);
    const cgov_detail details[] = {town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town.street.id),
                                   town_text(CGOV_FIELD_TEXT, "民情恳谈"), town_number(field("day"), 20260110),
                                   town_number(field("chair"), (int64_t)member[0])};
    assert_int_equal(cgov_item_open(town.ledger, &act, "talk", details, 4, &session), CGOV_OK);
    enter(town.resident, "joined", town.resident, NULL);
    REFUSED(town_try_move(&town, member[0], session, "start", NULL, 0), DAY);
    town.now = town_at(2026, 1, 10, 9, 0);
    town_move(&town, member[0], session, "start", NULL, 0);
    enter(town.resident, "present", town.resident, NULL);
    for (int i = 0; i < 24; i++) say(town.resident, session, "ask", "需求");
    assert_int_equal(child(session, 24), 0);
    town_move(&town, member[0], session, "close", NULL, 0);
    for (uint32_t i = 0; i < 9; i++) say(member[0], child(session, i), "answer", "当场答复");
    for (uint32_t i = 9; i < 24; i++) assign(secretary, child(session, i), 20260125);
    for (uint32_t i = 9; i < 24; i++) {
        REFUSED(try_say(secretary, session, "publish", "反馈"), CHILDREN);
        do_duty(child(session, i));
    }
    uint32_t answered = 0, followed = 0;
    for (uint32_t i = 0; i < 24; i++) {
        const cgov_item_view need = town_item(&town, secretary, child(session, i));
        answered += strcmp(need.state, "answered") == 0;
        followed += strcmp(need.state, "followed") == 0;
        assert_int_equal(need.owed, 0);
    }
    assert_int_equal(answered, 9);
    assert_int_equal(followed, 15);
    say(secretary, session, "publish", "反馈");
    town_assert_state(&town, session, "done");
}

static void members_sit_for_their_term(void **state) {
    (void)state;
    town.flags |= CGOV_ACT_LONG_JUMP;
    town.now = town_at(2028, 12, 20, 9, 0);
    call();
    assert_int_equal(try_notify(20281231), CGOV_OK);
    assert_int_equal(roll_of(secretary, "members").heads, MEMBERS);
    town.now = town_at(2028, 12, 31, 23, 59);
    enter(member[1], "present", member[1], NULL);
    const cgov_id before = session;
    call();
    assert_int_equal(try_notify(20290103), CGOV_OK);
    assert_int_equal(roll_of(secretary, "members").heads, MEMBERS); /* who sat then stays on that list */
    town.now = town_at(2029, 1, 3, 0, 0) - 1;
    assert_int_equal(roll_of(secretary, "members").heads, MEMBERS);
    REFUSED(try_enter(recorder, "present", member[1], NULL), DAY);
    town.now++;
    REFUSED(try_enter(recorder, "present", member[1], NULL), ELECTOR); /* but does not sit any more */
    session = before;
    REFUSED(try_enter(recorder, "present", member[2], NULL), DAY);
    assert_int_equal(roll_of(secretary, "present").heads, 1);
    call();
    assert_int_equal(try_notify(20290106), CGOV_OK);
    assert_int_equal(roll_of(secretary, "members").heads, 0);
}

/* How much of an item's words of a field anybody reads, by what somebody wrote last. */
static int32_t anybody_reads(cgov_id item, uint32_t of) {
    const cgov_reader anybody = town_reader(&town, 0);
    char text[64];
    uint64_t needed = 0;
    return cgov_text_get(town.ledger, &anybody, item, 0, of, text, sizeof text, &needed);
}

/* What was drafted is read by members; what is published, by anybody. */
static void publish_minutes(void) {
    const cgov_detail words = town_text(field("minutes"), "纪要公布稿");
    assert_int_equal(anybody_reads(session, field("minutes")), CGOV_E_NOT_FOUND);
    REFUSED(town_try_move(&town, recorder, session, "publish", &words, 1), ACTOR);
    town_move(&town, secretary, session, "publish", &words, 1);
    assert_int_equal(anybody_reads(session, field("minutes")), CGOV_OK);
    assert_int_equal(anybody_reads(session, CGOV_FIELD_TEXT), CGOV_E_NOT_FOUND);
    assert_int_equal(anybody_reads(child(session, 1), CGOV_FIELD_TEXT), CGOV_E_NOT_FOUND);
    REFUSED(town_try_move(&town, secretary, session, "publish", &words, 1), AT_MOST);
}

/* Who was called to preside and to record at once signs nothing: another has to draft. */
static void the_chair_does_not_sign_their_own_draft(void **state) {
    (void)state;
    const cgov_id apart = recorder;
    recorder = member[0]; /* who presides */
    notified_for(20260108, 1, 8);
    attend(0, 5);
    town_move(&town, member[0], session, "sit", NULL, 0);
    const cgov_detail why = town_text(CGOV_FIELD_REASON, "缓议");
    town_move(&town, member[0], child(session, 0), "defer", &why, 1);
    town_move(&town, member[0], session, "close", NULL, 0);
    say(recorder, session, "draft", "纪要");
    REFUSED(town_try_move(&town, member[0], session, "sign", NULL, 0), SELF);
    recorder = apart;
    const cgov_detail other = town_number(field("recorder"), (int64_t)recorder);
    town_move(&town, secretary, session, "replace", &other, 1);
    say(recorder, session, "draft", "纪要");
    town_move(&town, member[0], session, "sign", NULL, 0);
}

static void a_joint_meeting_from_call_to_report(void **state) {
    (void)state;
    cgov_act act = town_act(&town, town.resident);
    const cgov_detail report[] = {town_number(CGOV_FIELD_PLACE, 990101001201), town_text(CGOV_FIELD_TEXT, "污水外溢"),
                                  town_number(CGOV_FIELD_INTAKE, (int64_t)town.street.id)};
    assert_int_equal(cgov_item_report(town.ledger, &act, report, 3, NULL), CGOV_OK);
    town.now = town_at(2026, 3, 2, 9, 0);
    call();
    REFUSED(try_notify(20260304), NOTICE);
    assert_int_equal(try_notify(20260305), CGOV_OK);
    const cgov_id first = child(session, 0);
    assert_true(first != 0 && child(session, 1) == 0);
    for (int i = 0; i < 3; i++) say(member[i], session, "raise", "议题");
    const cgov_detail proxy = town_number(field("proxy"), (int64_t)town.neighbour);
    enter(member[7], "proxies", member[7], &proxy);
    REFUSED(try_enter(member[6], "proxies", member[6], &proxy), AT_MOST);
    REFUSED(town_try_move(&town, member[0], session, "sit", NULL, 0), DAY);
    town.now = town_at(2026, 3, 5, 9, 0);
    const cgov_detail online = town_text(field("channel_of"), "online"),
                      onsite = town_text(field("channel_of"), "onsite");
    assert_true(roll_of(recorder, "present").others && roll_of(recorder, "present").removes);
    assert_true(!roll_of(member[0], "present").others && !roll_of(member[0], "present").leaves);
    enter(recorder, "present", member[0], &onsite);
    assert_true(roll_of(member[0], "present").leaves);
    enter(member[1], "present", member[1], &online);
    enter(town.neighbour, "present", member[7], NULL);
    enter(member[2], "present", member[2], NULL);
    REFUSED(town_try_move(&town, member[0], session, "sit", NULL, 0), SHARE); /* 4 of 8 */
    enter(member[3], "present", member[3], NULL);
    town_move(&town, member[0], session, "sit", NULL, 0);
    town_move(&town, member[0], first, "put", NULL, 0);
    assign(member[0], first, 20260320);
    leave_present(member[3]); /* between two topics */
    REFUSED(town_try_move(&town, member[0], child(session, 1), "put", NULL, 0), SHARE);
    enter(member[3], "present", member[3], NULL);
    town_move(&town, member[0], child(session, 1), "put", NULL, 0);
    say(member[0], child(session, 1), "answer", "当场答复");
    REFUSED(town_try_move(&town, member[0], session, "close", NULL, 0), CHILD);
    const cgov_detail why = town_text(CGOV_FIELD_REASON, "下次再议");
    town_move(&town, member[0], child(session, 2), "defer", &why, 1);
    town_move(&town, member[0], child(session, 3), "defer", &why, 1);
    town_move(&town, member[0], session, "close", NULL, 0);
    REFUSED(try_say(member[0], session, "draft", "纪要"), ACTOR);
    say(recorder, session, "draft", "纪要");
    REFUSED(town_try_move(&town, recorder, session, "sign", NULL, 0), ACTOR);
    town_move(&town, member[0], session, "sign", NULL, 0);
    publish_minutes();
    REFUSED(try_say(secretary, session, "report_back", "反馈"), CHILDREN);
    town.now = town_at(2026, 3, 20, 12, 0);
    town_tick(&town);
    assert_int_equal(town_clock(&town, secretary, child(first, 0), "due").late, 0);
    town.now = town_at(2026, 3, 21, 12, 0);
    town_tick(&town);
    assert_true(town_clock(&town, secretary, child(first, 0), "due").late != 0);
    do_duty(first);
    say(secretary, session, "report_back", "反馈");
    town_assert_state(&town, session, "done");
}

/* A second call: a third of those called again is enough, to open and to put a topic; less is not. */
static void a_second_call_has_its_own_bar(void **state) {
    (void)state;
    notified_for(20260108, 1, 8);
    const cgov_detail day = town_number(field("day"), 20260112);
    attend(0, 5);
    town.now = town_at(2026, 1, 9, 0, 0) - 1;
    REFUSED(town_try_move(&town, member[0], session, "second_call", &day, 1), DAY); /* it still can sit */
    town.now++;
    REFUSED(town_try_move(&town, member[0], session, "second_call", &day, 1), SHARE); /* it could have */
    REFUSED(town_try_move(&town, member[0], session, "sit", NULL, 0), DAY);
    for (int i = 2; i < 5; i++) leave_present(member[i]);
    town_move(&town, member[0], session, "second_call", &day, 1);
    REFUSED(try_enter(member[0], "present", member[0], NULL), DAY);
    town.now = town_at(2026, 1, 12, 9, 0);
    attend(0, 2);
    REFUSED(town_try_move(&town, member[0], session, "sit_again", NULL, 0), SHARE); /* 2 of 8 */
    enter(member[2], "present", member[2], NULL);
    town_move(&town, member[0], session, "sit_again", NULL, 0);
    leave_present(member[2]);
    REFUSED(town_try_move(&town, member[0], child(session, 0), "put", NULL, 0), SHARE);
    enter(member[2], "present", member[2], NULL);
    town_move(&town, member[0], child(session, 0), "put", NULL, 0);
}

static void adjourned_it_resumes_by_its_own_bar(void **state) {
    (void)state;
    notified_for(20260108, 1, 8);
    attend(0, 5);
    town_move(&town, member[0], session, "sit", NULL, 0);
    for (int n = 0; n < 2; n++) {
        const cgov_detail why[] = {town_text(CGOV_FIELD_REASON, "天色已晚"), town_number(field("day"), 20260109 + n)};
        town_move(&town, member[0], session, "adjourn", why, 2);
        REFUSED(town_try_move(&town, member[0], session, "resume", NULL, 0), DAY);
        town.now = town_at(2026, 1, 9 + n, 9, 0);
        attend(0, 4);                                                                /* who comes back signs in again */
        REFUSED(town_try_move(&town, member[0], session, "resume", NULL, 0), SHARE); /* 4 of 8: no second call */
        enter(member[4], "present", member[4], NULL);
        town_move(&town, member[0], session, "resume", NULL, 0);
    }
    const cgov_detail why[] = {town_text(CGOV_FIELD_REASON, "再休"), town_number(field("day"), 20260115)};
    REFUSED(town_try_move(&town, member[0], session, "adjourn", why, 2), AT_MOST);
}

/* ---- what is late comes up again ---- */

enum { DUTIES = 11 }; /* one more than a notice takes up */

/* A meeting of three, held on the 8th, that gives the village a duty for each of its topics, and is signed. */
static void assign_duties(void) {
    call();
    assert_int_equal(try_notify(20260108), CGOV_OK);
    for (int d = 0; d < DUTIES; d++) say(member[0], session, "raise", "议题");
    town.now = town_at(2026, 1, 8, 9, 0);
    attend(0, 5);
    town_move(&town, member[0], session, "sit", NULL, 0);
    for (uint32_t d = 0; d < DUTIES; d++) {
        const cgov_detail details[] = {town_number(CGOV_FIELD_LEAD, (int64_t)town.village.id),
                                       town_text(CGOV_FIELD_TEXT, "请办理"), town_number(field("day"), 20260120)};
        town_move(&town, member[0], child(session, d), "put", NULL, 0);
        town_move(&town, member[0], child(session, d), "assign", details, 3);
    }
    town_move(&town, member[0], session, "close", NULL, 0);
    say(recorder, session, "draft", "纪要");
    town_move(&town, member[0], session, "sign", NULL, 0);
}

/* How many topics of the meeting are about it. */
static uint32_t topics_about(cgov_id item) {
    cgov_item_view view = {.size = sizeof view};
    const cgov_reader reader = town_reader(&town, secretary);
    const cgov_item_query query = {.size = sizeof query, .parent = session, .mentions = item};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_true(cgov_item_list(town.ledger, &reader, &query, &cursor, &view, 1, &count) >= CGOV_OK);
    return count;
}

/* A meeting called and noticed now: of the duties it takes up those from one to before another, and nothing else. */
static void assert_taken_up(const cgov_id *duties, uint32_t from, uint32_t until) {
    call();
    assert_int_equal(try_notify(20260126), CGOV_OK);
    for (uint32_t d = 0; d < DUTIES; d++) assert_int_equal(topics_about(duties[d]), d >= from && d < until);
    assert_int_equal(child(session, until - from), 0);
}

/* At the last instant on time a duty is no topic; a millisecond later ten of eleven are, the oldest, each in one
 * meeting until it has been settled there. */
static void late_duties_are_topics_of_the_next_meeting(void **state) {
    (void)state;
    cgov_id duties[DUTIES];
    assign_duties();
    for (uint32_t d = 0; d < DUTIES; d++) duties[d] = child(child(session, d), 0);
    town.now = town_at(2026, 1, 21, 0, 0) - 1;
    assert_taken_up(duties, 0, 0);
    town.now++;
    assert_taken_up(duties, 0, 10);
    const cgov_id second = session;
    assert_taken_up(duties, 10, 11);
    town.now = town_at(2026, 1, 26, 9, 0);
    const cgov_detail why = town_text(CGOV_FIELD_REASON, "缓议");
    town_move(&town, member[0], child(second, 3), "defer", &why, 1);
    call();
    assert_int_equal(try_notify(20260131), CGOV_OK);
    assert_int_equal(topics_about(duties[3]), 1);
    assert_int_equal(child(session, 1), 0);
}

/* A clock's title is the text's, and nothing where that gives none. */
static void clocks_are_called_as_the_text_calls_them(void **state) {
    (void)state;
    call();
    assert_string_equal(town_clock(&town, secretary, session, "prepare").title, "筹备");
    const struct edit none = {"procedure joint_meeting", "clock prepare", "\"筹备\" ", ""},
                      long_one = {"procedure joint_meeting", "clock prepare", "筹备",
                                  "0123456789012345678901234567890123456789012345678901234567890123"
                                  "012345678901234567890123456789012345678901234567890123456789012"};
    for (int longest = 0; longest < 2; longest++) { /* 127 bytes are shown whole */
        char *const text = bent(town_shipped("meetings").ptr, longest ? &long_one : &none);
        town_adopt(&town, text_of(text));
        free(text);
        call();
        const cgov_reader reader = town_reader(&town, secretary);
        cgov_rule_view rule = {.size = sizeof rule};
        uint64_t cursor = 0;
        uint32_t count = 0;
        assert_int_equal(
            cgov_rule_list(town.ledger, &reader, 0, CGOV_RULE_CLOCK, "joint_meeting", &cursor, &rule, 1, &count),
            CGOV_OK);
        assert_string_equal(rule.title, town_clock(&town, secretary, session, "prepare").title);
        assert_int_equal(strlen(rule.title), longest ? 127 : 0);
    }
}

/* ---- how many ---- */

/* Of its members, of residents: so many topics, and not one more. */
static void so_many_topics_are_raised_and_no_more(void **state) {
    (void)state;
    call();
    assert_int_equal(try_notify(20260108), CGOV_OK);
    for (int i = 0; i < 60; i++) say(member[i % MEMBERS], session, "raise", "议题");
    REFUSED(try_say(member[1], session, "raise", "议题"), AT_MOST);
    REFUSED(try_say(secretary, session, "raise", "议题"), AT_MOST);
    REFUSED(try_say(town.resident, session, "raise", "议题"), ACTOR);
    for (int i = 0; i < 20; i++) say(town.resident, session, "propose", "议题");
    REFUSED(try_say(town.neighbour, session, "propose", "议题"), AT_MOST);
    assert_true(child(session, 79) != 0 && child(session, 80) == 0);
}

static void so_many_needs_are_asked_and_no_more(void **state) {
    (void)state;
    cgov_act act = town_act(&town, secretary);
    const cgov_detail details[] = {town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town.street.id),
                                   town_text(CGOV_FIELD_TEXT, "民情恳谈"), town_number(field("day"), 20260103),
                                   town_number(field("chair"), (int64_t)member[0])};
    REFUSED(cgov_item_open(town.ledger, &act, "talk", details, 4, &session), NOTICE); /* two days ahead */
    act = town_act(&town, secretary);
    const cgov_detail later[] = {details[0], details[1], town_number(field("day"), 20260104), details[3]};
    assert_int_equal(cgov_item_open(town.ledger, &act, "talk", later, 4, &session), CGOV_OK);
    for (int i = 0; i < 200; i++) say(town.resident, session, "ask", "需求");
    REFUSED(try_say(town.neighbour, session, "ask", "需求"), AT_MOST);
    assert_true(child(session, 199) != 0 && child(session, 200) == 0);
}

/* ---- who counts, and in which body ---- */

/* Eight members: an adviser is told, and counts for nothing; two delegates count as members do. */
static void advisers_are_told_and_not_counted(void **state) {
    (void)state;
    const cgov_id adviser = town_resident(&town, "列席", town.root);
    seat(adviser, "advisory", town.now, 0);
    notified_for(20260108, 1, 8);
    assert_int_equal(roll_of(secretary, "members").heads, MEMBERS);
    assert_int_equal(roll_of(secretary, "advisers").heads, 1);
    REFUSED(try_enter(recorder, "present", adviser, NULL), ELECTOR);
    REFUSED(try_say(adviser, session, "raise", "议题"), ACTOR);
    attend(0, 4);
    REFUSED(town_try_move(&town, member[0], session, "sit", NULL, 0), SHARE); /* 4 of 8, whoever else is there */
    attend(4, 5);
    town_move(&town, member[0], session, "sit", NULL, 0);
}

static void delegates_count_as_members(void **state) {
    (void)state;
    cgov_id delegate[2];
    for (int d = 0; d < 2; d++) {
        delegate[d] = town_resident(&town, "代表", town.root);
        seat(delegate[d], "delegate", town.now, 0);
    }
    notified_for(20260108, 1, 8);
    assert_int_equal(roll_of(secretary, "members").heads, MEMBERS + 2);
    attend(0, 5);
    REFUSED(town_try_move(&town, member[0], session, "sit", NULL, 0), SHARE); /* 5 of 10 */
    enter(delegate[1], "present", delegate[1], NULL);
    town_move(&town, member[0], session, "sit", NULL, 0);
}

/* Who is a member of one body is none of another's, above it or below: there they neither are called nor count. */
static void members_are_those_of_the_body_that_convenes(void **state) {
    (void)state;
    const cgov_id above = town_resident(&town, "区委员", town.root), below = town_resident(&town, "村委员", town.root);
    town_appoint(&town, above, town.root, "member");
    town_appoint(&town, below, town.village.id, "member");
    notified_for(20260108, 1, 8);
    assert_int_equal(roll_of(secretary, "members").heads, MEMBERS);
    REFUSED(try_enter(recorder, "present", above, NULL), ELECTOR);
    REFUSED(try_enter(recorder, "present", below, NULL), ELECTOR);
    REFUSED(try_say(below, session, "raise", "议题"), ACTOR);
    seat(below, "member", town.now, 0); /* of this one too, after the notice: that stands as it was */
    REFUSED(try_enter(recorder, "present", below, NULL), ELECTOR);
    assert_int_equal(roll_of(secretary, "members").heads, MEMBERS);
}

int main(void) {
#define ON(test) cmocka_unit_test_setup_teardown(test, with_meetings, leave)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(offices_of_both_texts_are_the_same),
        ON(every_need_of_a_talk_comes_to_its_end),
        ON(members_sit_for_their_term),
        ON(a_joint_meeting_from_call_to_report),
        ON(a_second_call_has_its_own_bar),
        ON(adjourned_it_resumes_by_its_own_bar),
        ON(the_chair_does_not_sign_their_own_draft),
        ON(late_duties_are_topics_of_the_next_meeting),
        ON(clocks_are_called_as_the_text_calls_them),
        ON(so_many_topics_are_raised_and_no_more),
        ON(so_many_needs_are_asked_and_no_more),
        ON(advisers_are_told_and_not_counted),
        ON(delegates_count_as_members),
        ON(members_are_those_of_the_body_that_convenes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
