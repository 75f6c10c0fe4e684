/* A topic of a shipped joint meeting is put to the vote: by those who are there when it is, by the meeting's own
 * numbers; what is carried is done or decided before the meeting closes. Each number at its boundary and one past it.
 */
#include "support/on_a_meeting.h"

static cgov_id topic;

static int32_t try_vote(cgov_id actor, cgov_id elector, const char *choice) {
    cgov_act act = town_act(&town, actor);
    const cgov_detail detail = town_text(CGOV_FIELD_CHOICE, choice);
    return cgov_roll_enter(town.ledger, &act, topic, "ballots", elector, &detail, 1, NULL);
}

static void votes(int from, int until, const char *choice) {
    for (int i = from; i < until; i++) assert_int_equal(try_vote(member[i], member[i], choice), CGOV_OK);
}

#define SUM(what, of, count)                                                                                           \
    { .size = sizeof(cgov_tally_row), .tally = CGOV_TALLY_##what, .number = of, .heads = count }

static int32_t try_hands(cgov_id actor, int64_t yes, int64_t no) {
    cgov_act act = town_act(&town, actor);
    const cgov_tally_row rows[] = {SUM(CHOICE, CGOV_CHOICE_YES, yes), SUM(CHOICE, CGOV_CHOICE_NO, no)};
    return cgov_roll_bundle(town.ledger, &act, topic, "ballots", rows, 2, NULL);
}

static uint64_t votes_for(uint32_t choice) {
    const cgov_reader anybody = town_reader(&town, 0); /* a joint meeting is public, and so are its sums */
    cgov_tally_view views[16] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_tally_list(town.ledger, &anybody, topic, "ballots", &cursor, views, 16, &count), CGOV_OK);
    for (uint32_t i = 0; i < count; i++)
        if (views[i].tally == CGOV_TALLY_CHOICE && views[i].number == choice) return views[i].heads;
    return 0;
}

/* What the vote came to, and where that led. */
static void assert_counted(uint32_t outcome, const char *state) {
    const cgov_reader reader = town_reader(&town, secretary);
    cgov_history_view entries[64] = {{.size = sizeof entries[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_history_list(town.ledger, &reader, topic, &cursor, entries, 64, &count), CGOV_OK);
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(entries[i].move, "count") == 0) {
            assert_int_equal(entries[i].outcome, outcome);
            assert_string_equal(entries[i].rule, "meeting");
            town_assert_state(&town, topic, state);
            return;
        }
    fail_msg("nothing was counted");
}

/* So many of eight are there, and its one topic is put. */
static void sits_with(int there) {
    notified_for(20260108, 1, 8);
    topic = child(session, 0);
    attend(0, there);
    town_move(&town, member[0], session, "sit", NULL, 0);
    town_move(&town, member[0], topic, "put", NULL, 0);
}

static void begin(void) {
    say(member[0], topic, "vote", "同意加装路灯");
}

static void count(void) {
    town_move(&town, recorder, topic, "count", NULL, 0);
}

static int32_t try_close(void) {
    return town_try_move(&town, member[0], session, "close", NULL, 0);
}

static int32_t try_assign(void) {
    const cgov_detail details[] = {town_number(CGOV_FIELD_LEAD, (int64_t)town.bureau.id),
                                   town_text(CGOV_FIELD_TEXT, "请办理"), town_number(field("day"), 20260120)};
    return town_try_move(&town, member[0], topic, "assign", details, 3);
}

/* ---- */

static void of_five_there_three_carry_it(void **state) {
    (void)state;
    sits_with(5);
    REFUSED(town_try_move(&town, member[0], topic, "vote", NULL, 0), NEEDS); /* what is voted on is said */
    REFUSED(try_say(member[1], topic, "vote", "表决"), ACTOR);
    REFUSED(try_vote(member[1], member[1], "yes"), ROLL); /* not before it is put to the vote */
    begin();
    REFUSED(try_vote(member[5], member[5], "yes"), ELECTOR); /* who is not there */
    votes(0, 3, "yes");
    votes(3, 5, "no");
    REFUSED(town_try_move(&town, member[0], topic, "count", NULL, 0), ACTOR);
    count();
    assert_counted(CGOV_OUTCOME_PASSED, "carried");
    assert_int_equal(votes_for(CGOV_CHOICE_YES), 3);
    assert_int_equal(votes_for(CGOV_CHOICE_NO), 2);
    REFUSED(try_vote(member[4], member[4], "yes"), ROLL); /* nor after the count */
}

static void of_five_there_two_do_not(void **state) {
    (void)state;
    sits_with(5);
    begin();
    votes(0, 2, "yes");
    votes(2, 3, "abstain");
    count();
    assert_counted(CGOV_OUTCOME_FAILED, "rejected");
    REFUSED(try_assign(), STATE);
    assert_int_equal(try_close(), CGOV_OK);
}

/* Half is not more than half. */
static void of_six_there_three_do_not(void **state) {
    (void)state;
    sits_with(6);
    begin();
    votes(0, 3, "yes");
    count();
    assert_counted(CGOV_OUTCOME_FAILED, "rejected");
}

/* Who went since it was put is not counted, and who came since is. */
static void those_vote_who_are_there_then(void **state) {
    (void)state;
    sits_with(5);
    leave_present(member[4]);
    REFUSED(try_say(member[0], topic, "vote", "表决"), QUORUM); /* 4 of 8 */
    enter(member[5], "present", member[5], NULL);
    begin();
    REFUSED(try_vote(member[4], member[4], "no"), ELECTOR);
    votes(0, 2, "yes");
    votes(5, 6, "yes");
    count();
    assert_counted(CGOV_OUTCOME_PASSED, "carried"); /* 3 of 5 */
}

/* Called again, a third of eight is three. */
static void called_again_a_third_may_vote(void **state) {
    (void)state;
    notified_for(20260108, 1, 8);
    topic = child(session, 0);
    const cgov_detail day = town_number(field("day"), 20260112);
    town.now = town_at(2026, 1, 9, 0, 0);
    town_move(&town, member[0], session, "second_call", &day, 1);
    town.now = town_at(2026, 1, 12, 9, 0);
    attend(0, 3);
    town_move(&town, member[0], session, "sit_again", NULL, 0);
    town_move(&town, member[0], topic, "put", NULL, 0);
    leave_present(member[2]);
    REFUSED(try_say(member[0], topic, "vote", "表决"), QUORUM); /* 2 of 8 */
    enter(member[2], "present", member[2], NULL);
    begin();
    votes(0, 2, "yes");
    count();
    assert_counted(CGOV_OUTCOME_PASSED, "carried"); /* 2 of 3 */
}

/* Hands are brought as sums by who records, for those without a ballot of their own and no more. */
static void hands_are_the_recorders_sums(void **state) {
    (void)state;
    sits_with(5);
    begin();
    votes(0, 1, "yes");
    REFUSED(try_hands(recorder, 3, 2), BUNDLE);
    REFUSED(try_hands(member[0], 2, 2), ACTOR);
    assert_int_equal(try_hands(recorder, 2, 2), CGOV_OK);
    REFUSED(try_vote(member[1], member[1], "no"), BUNDLE);
    count();
    assert_counted(CGOV_OUTCOME_PASSED, "carried");
}

/* A proxy's ballot is the member's, and gives way to their own; the last of their own counts; what the recorder enters
 * stands above both. */
static void ones_own_ballot_beats_a_proxys(void **state) {
    (void)state;
    notified_for(20260108, 1, 8);
    topic = child(session, 0);
    const cgov_detail proxy = town_number(field("proxy"), (int64_t)town.neighbour);
    enter(member[4], "proxies", member[4], &proxy);
    attend(0, 4);
    enter(town.neighbour, "present", member[4], NULL);
    town_move(&town, member[0], session, "sit", NULL, 0);
    town_move(&town, member[0], topic, "put", NULL, 0);
    begin();
    REFUSED(try_vote(town.neighbour, member[3], "yes"), ACTOR);
    assert_int_equal(try_vote(town.neighbour, member[4], "yes"), CGOV_OK);
    assert_int_equal(try_vote(town.neighbour, member[4], "no"), CGOV_OK);
    assert_int_equal(votes_for(CGOV_CHOICE_NO), 1);
    assert_int_equal(try_vote(member[4], member[4], "yes"), CGOV_OK);
    REFUSED(try_vote(town.neighbour, member[4], "no"), AGAIN);
    assert_int_equal(try_vote(member[4], member[4], "abstain"), CGOV_OK);
    assert_int_equal(try_vote(recorder, member[4], "yes"), CGOV_OK);
    REFUSED(try_vote(member[4], member[4], "no"), AGAIN);
    assert_int_equal(votes_for(CGOV_CHOICE_YES), 1);
    assert_int_equal(votes_for(CGOV_CHOICE_NO), 0);
}

/* Whose proxies this reader is shown: their names, of the entries in order. */
static void assert_shown(cgov_id reader, cgov_id first, cgov_id second) {
    const cgov_reader who = town_reader(&town, reader);
    cgov_entry_view entries[4] = {{.size = sizeof entries[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_entry_list(town.ledger, &who, session, "proxies", &cursor, entries, 4, &count), CGOV_OK);
    assert_int_equal(count, 2);
    assert_int_equal(entries[0].elector, first);
    assert_int_equal(entries[1].elector, second);
    for (uint32_t i = 0; i < 2; i++)
        assert_int_equal(entries[i].named != 0, entries[i].elector != 0 && entries[i].standing);
}

static int32_t reads_topic(cgov_id reader) {
    const cgov_reader who = town_reader(&town, reader);
    char text[64];
    uint64_t needed = 0;
    return cgov_text_get(town.ledger, &who, topic, 0, CGOV_FIELD_TEXT, text, sizeof text, &needed);
}

/* Who named whom is shown to the two of them, to the other members, and to who records and who enters; to nobody else,
 * though the meeting is public. A proxy reads what they vote on. */
static void a_proxy_is_shown_who_named_them(void **state) {
    (void)state;
    notified_for(20260108, 1, 8);
    topic = child(session, 0);
    const cgov_id other = town_resident(&town, "另一受托人", town.root);
    const cgov_detail named[] = {town_number(field("proxy"), (int64_t)town.neighbour),
                                 town_number(field("proxy"), (int64_t)other)};
    assert_int_equal(reads_topic(town.neighbour), CGOV_E_NOT_FOUND);
    enter(member[4], "proxies", member[4], &named[0]);
    enter(secretary, "proxies", member[5], &named[1]);
    assert_shown(town.neighbour, member[4], 0);
    assert_shown(other, 0, member[5]);
    assert_shown(member[0], member[4], member[5]);
    assert_shown(recorder, member[4], member[5]);
    assert_shown(secretary, member[4], member[5]);
    assert_shown(town.resident, 0, 0);
    assert_shown(0, 0, 0);
    assert_int_equal(reads_topic(town.neighbour), CGOV_OK);
    assert_int_equal(reads_topic(town.resident), CGOV_E_NOT_FOUND);
    cgov_act act = town_act(&town, member[4]);
    assert_int_equal(cgov_roll_leave(town.ledger, &act, session, "proxies", member[4], 0, NULL, 0, NULL), CGOV_OK);
    assert_shown(town.neighbour, 0, 0);
    assert_int_equal(reads_topic(town.neighbour), CGOV_E_NOT_FOUND);
}

static void sit_on_two_topics(void) {
    notified_for(20260108, 1, 8);
    say(member[1], session, "raise", "议题二");
    attend(0, 5);
    town_move(&town, member[0], session, "sit", NULL, 0);
}

static void put_to_the_vote(uint32_t number) {
    topic = child(session, number);
    town_move(&town, member[0], topic, "put", NULL, 0);
    begin();
}

/* What is carried is the meeting's: nobody defers it, and it is settled before the meeting closes. */
static void what_is_carried_is_done_or_decided(void **state) {
    (void)state;
    sit_on_two_topics();
    for (uint32_t t = 0; t < 2; t++) {
        put_to_the_vote(t);
        const cgov_detail why = town_text(CGOV_FIELD_REASON, "缓议");
        REFUSED(town_try_move(&town, member[0], topic, "defer", &why, 1), STATE);
        votes(0, 5, "yes");
        count();
        REFUSED(town_try_move(&town, member[0], topic, "defer", &why, 1), STATE);
        REFUSED(try_close(), CHILD);
        if (t > 0) continue;
        assert_int_equal(try_assign(), CGOV_OK);
        REFUSED(town_try_move(&town, member[0], topic, "defer", &why, 1), STATE); /* nor once somebody is to do it */
    }
    REFUSED(try_say(member[1], topic, "decide", "议决"), ACTOR);
    say(member[0], topic, "decide", "决定加装");
    town_assert_state(&town, topic, "decided");
    assert_int_equal(try_close(), CGOV_OK);
    do_duty(child(session, 0));
    town_assert_state(&town, child(session, 0), "done");
}

/* A carried topic that nobody carries on is late after seven days; the last instant on time is not. */
static void what_is_carried_is_late_after_seven_days(void **state) {
    (void)state;
    sits_with(5);
    begin();
    votes(0, 5, "yes");
    count();
    town.now = town_at(2026, 1, 16, 0, 0) - 1;
    town_tick(&town);
    assert_int_equal(town_clock(&town, secretary, topic, "carry").late, 0);
    town.now++;
    town_tick(&town);
    assert_true(town_clock(&town, secretary, topic, "carry").late != 0);
}

static int32_t try_adjourn(void) {
    const cgov_detail why[] = {town_text(CGOV_FIELD_REASON, "停电"), town_number(field("day"), 20260109)};
    return town_try_move(&town, member[0], session, "adjourn", why, 2);
}

static int32_t try_reason(cgov_id actor, cgov_id item, const char *move) {
    const cgov_detail why = town_text(CGOV_FIELD_REASON, "停电");
    return town_try_move(&town, actor, item, move, &why, 1);
}

/* A meeting that is called off while it is adjourned, and has decided nothing, ends its topics. */
static void a_meeting_called_off_ends_them(void **state) {
    (void)state;
    sit_on_two_topics();
    town_move(&town, member[0], child(session, 0), "put", NULL, 0);
    assert_int_equal(try_adjourn(), CGOV_OK);
    REFUSED(try_reason(secretary, session, "cancel"), STATE);
    assert_int_equal(try_reason(secretary, session, "call_off"), CGOV_OK);
    for (uint32_t t = 0; t < 2; t++) town_assert_state(&town, child(session, t), "deferred");
}

/* It adjourns while none is voted on; what is carried then stands, and is decided before the meeting is closed. */
static void what_is_carried_stands_though_nobody_comes_back(void **state) {
    (void)state;
    sit_on_two_topics();
    put_to_the_vote(1);
    REFUSED(try_adjourn(), CHILD);
    votes(0, 5, "yes");
    count();
    assert_int_equal(try_adjourn(), CGOV_OK);
    REFUSED(try_reason(secretary, session, "call_off"), CHILD);
    assert_int_equal(try_reason(member[0], child(session, 0), "defer"), CGOV_OK);
    REFUSED(try_close(), CHILD);
    say(member[0], topic, "decide", "决定加装");
    assert_int_equal(try_close(), CGOV_OK);
    town_assert_state(&town, topic, "decided");
}

/* Where the meeting sits, a topic is put, answered on the spot and put to the vote: not before its day, nor while it is
 * adjourned. */
static void a_topic_is_put_where_the_meeting_sits(void **state) {
    (void)state;
    notified_for(20260108, 1, 7);
    say(member[1], session, "raise", "议题二");
    topic = child(session, 0);
    REFUSED(town_try_move(&town, member[0], topic, "put", NULL, 0), PARENT);
    town.now = town_at(2026, 1, 8, 0, 0);
    attend(0, 5);
    REFUSED(town_try_move(&town, member[0], topic, "put", NULL, 0), PARENT);
    town_move(&town, member[0], session, "sit", NULL, 0);
    town_move(&town, member[0], topic, "put", NULL, 0);
    assert_int_equal(try_adjourn(), CGOV_OK);
    REFUSED(try_say(member[0], topic, "vote", "表决"), PARENT);
    assert_string_equal(town_error(&town).message,
                        "the `joint_meeting` that it is of stands in `adjourned`, not in `sitting`");
    REFUSED(try_say(member[0], topic, "answer", "当场"), PARENT);
    REFUSED(town_try_move(&town, member[0], child(session, 1), "put", NULL, 0), PARENT);
    town.now = town_at(2026, 1, 9, 0, 0);
    attend(0, 5);
    town_move(&town, member[0], session, "resume", NULL, 0);
    begin();
    town_move(&town, member[0], child(session, 1), "put", NULL, 0);
    say(member[0], child(session, 1), "answer", "当场答复");
}

/* A rulebook's adoption may follow what the meeting carried, not what it rejected. */
static void an_adoption_may_follow_it(void **state) {
    (void)state;
    for (int passed = 0; passed < 2; passed++) {
        sits_with(5);
        begin();
        votes(0, 5, passed ? "yes" : "no");
        count();
        cgov_act act = town_act(&town, town.founder);
        const cgov_adoption_draft draft = {.size = sizeof draft, .text = town_shipped("deciding"), .motion = topic};
        const int32_t status = cgov_rulebook_adopt(town.ledger, &act, &draft, NULL);
        if (passed)
            assert_int_equal(status, CGOV_OK);
        else
            REFUSED(status, DETAIL);
        town.now = town_at(2026, 1, 5, 9, 0);
        if (!passed) (void)leave(state), (void)with_meetings(state);
    }
}

int main(void) {
#define ON(test) cmocka_unit_test_setup_teardown(test, with_meetings, leave)
    const struct CMUnitTest tests[] = {
        ON(of_five_there_three_carry_it),
        ON(of_five_there_two_do_not),
        ON(of_six_there_three_do_not),
        ON(those_vote_who_are_there_then),
        ON(called_again_a_third_may_vote),
        ON(hands_are_the_recorders_sums),
        ON(ones_own_ballot_beats_a_proxys),
        ON(a_proxy_is_shown_who_named_them),
        ON(what_is_carried_is_done_or_decided),
        ON(what_is_carried_is_late_after_seven_days),
        ON(a_meeting_called_off_ends_them),
        ON(an_adoption_may_follow_it),
        ON(a_topic_is_put_where_the_meeting_sits),
        ON(what_is_carried_stands_though_nobody_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
