/* The owners meet (业主大会会议) by the shipped text: called by a fifth of them, told fifteen days ahead, adjourned and
 * resumed; a topic is decided by 民法典 278, of those who are there. (test_decide.c has what they decide by written
 * ballots.) */
#include "support/estate.h"

#include "support/bent.h"
#include "support/test.h"

static struct estate estate;
static cgov_storage storage;
static struct town *const town = &estate.town;

#define REFUSED(status, reason) town_assert_refused(town, status, CGOV_E_REFUSED, CGOV_R_##reason)

static int owners(void **state) {
    (void)state;
    storage.size = sizeof storage;
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    estate_found(&estate, &storage, "owners", false);
    town->now = town_at(2026, 6, 1, 9, 0);
    return 0;
}

static int leave(void **state) {
    (void)state;
    assert_int_equal(cgov_ledger_flush(town->ledger, NULL), CGOV_OK);
    town_replay(town, &storage);
    town_close(town);
    return cgov_storage_close(&storage);
}

static cgov_detail party(const char *name, cgov_id id) {
    uint32_t number = 0;
    assert_int_equal(cgov_field_find(town->ledger, name, &number), CGOV_OK);
    return town_number(number, (int64_t)id);
}

static void say(cgov_id actor, cgov_id item, const char *move) {
    const cgov_detail text = town_text(CGOV_FIELD_TEXT, "内容");
    town_move(town, actor, item, move, &text, 1);
}

static cgov_id child(cgov_id item, uint32_t place) {
    cgov_item_view views[8] = {{.size = sizeof *views}};
    const cgov_reader reader = town_reader(town, estate.secretary);
    const cgov_item_query query = {.size = sizeof query, .parent = item};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_true(cgov_item_list(town->ledger, &reader, &query, &cursor, views, 8, &count) >= CGOV_OK);
    assert_true(place < count);
    return views[place].id;
}

static cgov_id called(void) {
    const cgov_detail details[] = {town_number(CGOV_FIELD_ORGANIZATION, (int64_t)estate.association),
                                   party("estate", estate.place), town_text(CGOV_FIELD_TEXT, "年度会议"),
                                   party("chair", estate.head), party("recorder", estate.secretary)};
    cgov_act act = town_act(town, estate.secretary);
    cgov_id meeting = 0;
    const int32_t status = cgov_item_open(town->ledger, &act, "owners_meeting", details, 5, &meeting);
    if (status) fail_msg("%s", town_error(town).message);
    return meeting;
}

static int32_t try_announce(cgov_id meeting) {
    const cgov_detail notice[] = {party("day", 20260630), town_text(CGOV_FIELD_TEXT, "公告")};
    return town_try_move(town, estate.head, meeting, "announce", notice, 2);
}

/* The list is shown on 06-01; told on 06-15 of 06-30, which it is then, with topics. */
static void convene(cgov_id meeting, const char *raise, int topics) {
    estate_move(&estate, estate.registrar, meeting, "list");
    town->now = town_at(2026, 6, 15, 23, 59);
    assert_int_equal(try_announce(meeting), CGOV_OK);
    for (int t = 0; t < topics; t++) say(estate.secretary, meeting, raise);
    REFUSED(estate_try_move(&estate, estate.head, meeting, "sit"), DAY);
    town->now = town_at(2026, 6, 30, 9, 0);
}

static void come(cgov_id meeting, uint32_t from, uint32_t until) {
    for (uint32_t i = from; i < until; i++) {
        const cgov_id owner = estate.owners[i];
        assert_int_equal(estate_enter(&estate, i ? owner : estate.boss, meeting, "present", owner, NULL), CGOV_OK);
    }
}

/* Of those who are there so many say yes, the first ones, and the rest no; the developer's is entered by who records.
 */
static void decide(cgov_id topic, uint32_t present, uint32_t yes, const char *rule, const char *state) {
    static cgov_history_view entries[16];
    estate_move(&estate, estate.head, topic, "put");
    for (uint32_t i = 0; i < present; i++) {
        const cgov_id owner = estate.owners[i], by = i ? owner : estate.secretary;
        assert_int_equal(estate_enter(&estate, by, topic, "ballots", owner, i < yes ? "yes" : "no"), CGOV_OK);
    }
    estate_move(&estate, estate.secretary, topic, "count");
    town_assert_state(town, topic, state);
    const uint32_t count = town_history(town, estate.secretary, topic, entries, 16);
    assert_string_equal(entries[count - 1].rule, rule);
}

#define SIT(raise, topics, ...)                                                                                        \
    const struct group groups[] = {__VA_ARGS__};                                                                       \
    estate_areas(&estate, groups, sizeof groups / sizeof *groups);                                                     \
    const cgov_id meeting = called();                                                                                  \
    convene(meeting, raise, topics)

/* 物业管理条例 14: fifteen days. */
static void on_the_sixteenth_it_is_too_late_for_the_thirtieth(void **state) {
    (void)state;
    const cgov_id meeting = called();
    estate_move(&estate, estate.registrar, meeting, "list");
    town->now = town_at(2026, 6, 16, 0, 0);
    REFUSED(try_announce(meeting), NOTICE);
    assert_string_equal(town_error(town).citation, "物业管理条例 14");
}

/* Five days from the day it is shown; it is closed when they are over and each objection is answered. */
static void the_list_is_objected_to_while_it_is_shown(void **state) {
    (void)state;
    const cgov_id meeting = called();
    const cgov_detail missing = town_text(CGOV_FIELD_TEXT, "漏了我家"), answer = town_text(CGOV_FIELD_TEXT, "已补登");
    estate_move(&estate, estate.registrar, meeting, "list");
    town->now = town_at(2026, 6, 7, 0, 0) - 1;
    REFUSED(try_announce(meeting), AFTER);
    assert_int_equal(town_try_move(town, estate.owners[5], meeting, "object", &missing, 1), CGOV_OK);
    town->now++;
    REFUSED(town_try_move(town, estate.owners[6], meeting, "object", &missing, 1), WITHIN);
    REFUSED(try_announce(meeting), CHILDREN);
    town_move(town, estate.head, child(meeting, 0), "decide", &answer, 1);
    assert_int_equal(try_announce(meeting), CGOV_OK);
}

/* 民法典 278: items 6 to 8 by 151 of the 201 who are there; with 150 it fails. Whatever other text is in force. */
static void of_201_there_151_pass_what_is_special(void **state) {
    (void)state;
    cgov_act act = town_act(town, town->founder);
    const cgov_adoption_draft assemblies = {.size = sizeof assemblies, .text = town_shipped("assemblies")};
    assert_int_equal(cgov_rulebook_adopt(town->ledger, &act, &assemblies, NULL), CGOV_OK);
    SIT("raise_special", 2, {150, 1368000, NULL, 0}, {51, 456000, NULL, 0});
    come(meeting, 0, 201);
    estate_move(&estate, estate.head, meeting, "sit");
    decide(child(meeting, 0), 201, 151, "owners_special", "passed");
    decide(child(meeting, 1), 201, 150, "owners_special", "rejected");
}

/* The others by more than half, by heads and by area. */
static void of_201_there_101_pass_what_is_general(void **state) {
    (void)state;
    SIT("raise", 2, {101, 912001, NULL, 0}, {100, 911999, NULL, 0});
    come(meeting, 0, 201);
    estate_move(&estate, estate.head, meeting, "sit");
    decide(child(meeting, 0), 201, 101, "owners_general", "passed");
    decide(child(meeting, 1), 201, 100, "owners_general", "rejected");
}

static void half_of_the_area_passes_nothing(void **state) {
    (void)state;
    SIT("raise", 1, {101, 912000, NULL, 0}, {100, 912000, NULL, 0});
    come(meeting, 0, 201);
    estate_move(&estate, estate.head, meeting, "sit");
    decide(child(meeting, 0), 201, 101, "owners_general", "rejected");
}

static int32_t hands(cgov_id topic, int64_t yes, int64_t yes_area, int64_t no, int64_t no_area) {
    cgov_act act = town_act(town, estate.secretary);
    const cgov_tally_row rows[] = {
        {.size = sizeof rows[0], .tally = CGOV_TALLY_CHOICE, .number = CGOV_CHOICE_YES, .heads = yes, .area = yes_area},
        {.size = sizeof rows[0], .tally = CGOV_TALLY_CHOICE, .number = CGOV_CHOICE_NO, .heads = no, .area = no_area}};
    return cgov_roll_bundle(town->ledger, &act, topic, "ballots", rows, 2, NULL);
}

/* 150 with 9000 each, 51 with 10000: so many hands have no less than the smallest of those left, and no more than the
 * largest; all of them have what is left. */
static void hands_have_the_area_of_somebody_there(void **state) {
    (void)state;
    SIT("raise_special", 1, {150, 1350000, NULL, 0}, {51, 510000, NULL, 0});
    come(meeting, 0, 201);
    estate_move(&estate, estate.head, meeting, "sit");
    const cgov_id topic = child(meeting, 0);
    estate_move(&estate, estate.head, topic, "put");
    assert_int_equal(estate_enter(&estate, estate.owners[1], topic, "ballots", estate.owners[1], "yes"), CGOV_OK);
    REFUSED(hands(topic, 149, 1341000, 51, 0), BUNDLE); /* of the noes no area: it would pass */
    REFUSED(hands(topic, 149, 1851000, 51, 0), BUNDLE);
    assert_string_equal(town_error(town).message, "`yes` has 1851000 of area for 149 ballots, and so many of those on "
                                                  "`present` without a ballot of their own cannot have that");
    REFUSED(hands(topic, 149, 1341000, 51, 509999), BUNDLE);
    REFUSED(hands(topic, 149, 1341000, 51, 510001), BUNDLE);
    REFUSED(hands(topic, 0, 1, 51, 510000), BUNDLE); /* of nobody */
    REFUSED(hands(topic, 5, 44999, 1, 9500), BUNDLE);
    REFUSED(hands(topic, 5, 50001, 1, 9500), BUNDLE);
    REFUSED(hands(topic, 5, 45000, 1, 8999), BUNDLE);
    assert_int_equal(hands(topic, 5, 45000, 1, 9000), CGOV_OK);
    assert_int_equal(hands(topic, 5, 50000, 1, 10000), CGOV_OK);
    REFUSED(hands(topic, 51, 510000, 1, 10000), BUNDLE); /* there are 51 */
    assert_int_equal(hands(topic, 51, 510000, 1, 9000), CGOV_OK);
    assert_int_equal(hands(topic, 0, 0, 0, 0), CGOV_OK);
    assert_int_equal(hands(topic, 149, 1341000, 51, 510000), CGOV_OK);
    estate_move(&estate, estate.secretary, topic, "count");
    town_assert_state(town, topic, "rejected"); /* 150 of 201, with 1350000 of 1860000 */
}

/* With 200 it may sit, and decides nothing; adjourned and resumed with one more it does. */
static void two_hundred_sit_and_decide_nothing(void **state) {
    (void)state;
    SIT("raise", 2, {200, 1824000, NULL, 0}, {1, 10000, NULL, 0});
    REFUSED(estate_try_move(&estate, estate.head, meeting, "sit"), SHARE); /* nobody is there */
    come(meeting, 0, 200);
    REFUSED(estate_try_move(&estate, estate.head, child(meeting, 0), "put"), PARENT); /* it does not sit yet */
    estate_move(&estate, estate.head, meeting, "sit");
    decide(child(meeting, 0), 200, 200, "owners_general", "void");
    const cgov_detail why[] = {town_text(CGOV_FIELD_REASON, "人数不足"), party("day", 20260702)};
    town_move(town, estate.head, meeting, "adjourn", why, 2);
    REFUSED(estate_try_move(&estate, estate.head, child(meeting, 1), "put"), PARENT);
    REFUSED(estate_try_move(&estate, estate.head, meeting, "resume"), DAY);
    REFUSED(estate_enter(&estate, estate.owners[1], meeting, "present", estate.owners[1], NULL), DAY);
    town->now = town_at(2026, 7, 2, 9, 0);
    REFUSED(estate_try_move(&estate, estate.head, meeting, "resume"), SHARE); /* nobody has signed in again */
    come(meeting, 0, 201);
    estate_move(&estate, estate.head, meeting, "resume");
    REFUSED(estate_try_move(&estate, estate.head, meeting, "close"), CHILD);
    decide(child(meeting, 1), 201, 200, "owners_general", "passed");
    estate_move(&estate, estate.head, meeting, "close");
}

/* 物业管理条例 12: by a written proxy, who stands for one. */
static void a_proxy_stands_for_one_owner(void **state) {
    (void)state;
    const cgov_id meeting = called();
    convene(meeting, "raise", 1);
    for (uint32_t i = 0; i < 2; i++) {
        cgov_act act = town_act(town, estate.owners[4 + i]);
        const cgov_detail proxy = party("proxy", estate.owners[9]);
        const int32_t status =
            cgov_roll_enter(town->ledger, &act, meeting, "proxies", estate.owners[4 + i], &proxy, 1, NULL);
        if (i)
            REFUSED(status, AT_MOST);
        else
            assert_int_equal(status, CGOV_OK);
    }
    assert_int_equal(estate_enter(&estate, estate.owners[9], meeting, "present", estate.owners[4], NULL), CGOV_OK);
    assert_true(estate_enter(&estate, estate.owners[9], meeting, "present", estate.owners[5], NULL) != CGOV_OK);
}

/* Five of one, and what others say has room: the sixth is refused, whether the five are answered or not. */
static void one_owner_uses_up_nobody_elses_objections(void **state) {
    (void)state;
    const cgov_id meeting = called();
    const cgov_detail missing = town_text(CGOV_FIELD_TEXT, "漏了我家"), answer = town_text(CGOV_FIELD_TEXT, "已补登");
    const cgov_id clerk = town_resident(town, "受理员", town->root);
    town_appoint(town, clerk, estate.association, "clerk");
    estate_move(&estate, estate.registrar, meeting, "list");
    for (uint32_t i = 0; i < 5; i++) say(estate.owners[5], meeting, "object");
    town_move(town, estate.head, child(meeting, 0), "decide", &answer, 1);
    REFUSED(town_try_move(town, estate.owners[5], meeting, "object", &missing, 1), AT_MOST);
    assert_string_equal(town_error(town).message,
                        "the actor has asked for 5 `register_objection` here already, as many as one may");
    for (uint32_t i = 0; i < 6; i++) say(clerk, meeting, "object_for");
    say(estate.owners[6], meeting, "object");
    REFUSED(town_try_move(town, estate.owners[6], meeting, "object_for", &missing, 1), ACTOR);
}

static void what_is_asked_of_whoever_asked_is_checked(void **state) {
    (void)state;
    static const char asks[] = "when fewer than 5 register_objection";
    static const struct bent_row rows[] = {
        {{"procedure owners_decision", asks, "register_objection", "owners_decision"},
         6,
         "owners_decision by",
         "`object` asks whose `owners_decision` are, and that has no party `reporter`, who asked for it",
         ""},
        {{"procedure owners_decision", asks, "register_objection", "owners_call"},
         6,
         "owners_call by",
         "`object` asks about children of `owners_call`, and no move of `owners_decision` opens one",
         ""},
        {{"procedure owners_decision", asks, "5", "0"},
         0,
         "0 register",
         "expected a number of children, from 1 to 255, found `0`",
         ""},
        {{"procedure owners_decision", asks, "5", "256"},
         0,
         "256 register",
         "expected a number of children, from 1 to 255, found `256`",
         ""},
        {{"procedure owners_decision", asks, "by actor", "by any"}, 0, "any", "expected `actor`, found `any`", ""},
    };
    EACH_REFUSED(town_shipped("owners").ptr, rows);
}

static cgov_id reached(void) {
    const cgov_detail details[] = {party("organizer", estate.association), party("estate", estate.place),
                                   town_text(CGOV_FIELD_TEXT, "提议")};
    cgov_act act = town_act(town, estate.owners[20]);
    cgov_id call = 0;
    assert_int_equal(cgov_item_open(town->ledger, &act, "owners_call", details, 3, &call), CGOV_OK);
    for (uint32_t i = 20; i < 81; i++)
        assert_int_equal(estate_enter(&estate, estate.owners[i], call, "signatures", estate.owners[i], NULL), CGOV_OK);
    estate_move(&estate, estate.owners[20], call, "reach");
    return call;
}

/* What a fifth called is convened, late or not, and answered when it was held. */
static void what_was_called_is_held(void **state) {
    (void)state;
    const cgov_id call = reached();
    town->now = town_at(2026, 7, 2, 0, 0) - 1;
    town_tick(town);
    assert_int_equal(town_clock(town, estate.secretary, call, "convene").late, 0);
    town->now++;
    town_tick(town);
    assert_true(town_clock(town, estate.secretary, call, "convene").late != 0);
    cgov_detail details[] = {party("estate", estate.building), town_text(CGOV_FIELD_TEXT, "召集"),
                             party("chair", estate.head), party("recorder", estate.secretary)};
    REFUSED(town_try_move(town, estate.secretary, call, "convene", details, 4), OTHER); /* not who called */
    details[0] = party("estate", estate.place);
    town_move(town, estate.secretary, call, "convene", details, 4);
    const cgov_id meeting = child(call, 0);
    estate_move(&estate, estate.registrar, meeting, "list");
    town->now = town_at(2026, 7, 8, 0, 0);
    const cgov_detail notice[] = {party("day", 20260723), town_text(CGOV_FIELD_TEXT, "公告")};
    town_move(town, estate.head, meeting, "announce", notice, 2);
    town->now = town_at(2026, 7, 23, 9, 0);
    come(meeting, 0, 1);
    REFUSED(estate_try_move(&estate, estate.head, meeting, "sit"), CHILD); /* over nothing nobody meets */
    say(estate.secretary, meeting, "raise");
    const cgov_detail why = town_text(CGOV_FIELD_REASON, "缓议");
    town_move(town, estate.head, child(meeting, 0), "defer", &why, 1);
    REFUSED(estate_try_move(&estate, estate.head, meeting, "sit"), CHILD);
    say(estate.secretary, meeting, "raise");
    estate_move(&estate, estate.head, meeting, "sit");
    decide(child(meeting, 1), 1, 1, "owners_general", "void");
    estate_move(&estate, estate.head, meeting, "close");
    const cgov_detail minutes = party("minutes", 0);
    const cgov_detail words = town_text(minutes.field, "会议记录");
    town_move(town, estate.secretary, meeting, "publish", &words, 1);
    assert_true(town_item(town, estate.secretary, call).owed != 0);
    say(estate.secretary, meeting, "finish");
    town_assert_state(town, call, "met");
    assert_int_equal(town_item(town, estate.secretary, call).owed, 0);
}

/* Cancelled it was not held, and is owed still; and an organizer may ask for written ballots instead, which are
 * drafted. */
static void what_was_called_is_cancelled_or_written(void **state) {
    (void)state;
    const cgov_id call = reached(), other = reached();
    const cgov_detail details[] = {party("estate", estate.place), town_text(CGOV_FIELD_TEXT, "召集"),
                                   party("chair", estate.head), party("recorder", estate.secretary)};
    town_move(town, estate.secretary, call, "convene", details, 4);
    const cgov_detail why = town_text(CGOV_FIELD_REASON, "台风");
    town_move(town, estate.head, child(call, 0), "cancel", &why, 1);
    town_assert_state(town, call, "called"); /* who must convene is not rid of it by cancelling */
    assert_true(town_item(town, estate.secretary, call).owed != 0);
    town_move(town, estate.secretary, call, "convene", details, 4);
    cgov_detail written[] = {party("organizer", estate.association), party("estate", estate.building),
                             town_text(CGOV_FIELD_TEXT, "书面征求意见")};
    REFUSED(town_try_move(town, estate.head, other, "write_special", written, 3), OTHER); /* not who called */
    written[1] = party("estate", estate.place);
    town_move(town, estate.head, other, "write_special", written, 3);
    town_assert_state(town, other, "writing");
    town_move(town, estate.head, child(other, 0), "cancel", &why, 1);
    town_assert_state(town, other, "called");
    town_move(town, estate.head, other, "write", written, 3);
    const cgov_id decision = child(other, 1);
    estate_move(&estate, estate.registrar, decision, "list");
    estate_announce(&estate, decision);
    town->now = town_at(2026, 7, 8, 9, 0);
    estate_move(&estate, estate.teller, decision, "count");
    town_assert_state(town, decision, "void");
    town_assert_state(town, other, "written"); /* it was asked, by the rule that decides */
    assert_int_equal(town_item(town, estate.secretary, other).owed, 0);
}

/* What is put off while it sits is no meeting held: it breaks up, and the call waits for another. */
static void a_meeting_that_put_nothing_to_the_vote_answers_no_call(void **state) {
    (void)state;
    const cgov_id call = reached();
    const cgov_detail details[] = {party("estate", estate.place), town_text(CGOV_FIELD_TEXT, "召集"),
                                   party("chair", estate.head), party("recorder", estate.secretary)};
    town_move(town, estate.secretary, call, "convene", details, 4);
    const cgov_id meeting = child(call, 0);
    convene(meeting, "raise", 1);
    come(meeting, 0, 1);
    estate_move(&estate, estate.head, meeting, "sit");
    REFUSED(estate_try_move(&estate, estate.head, meeting, "break_up"), CHILD); /* it can still be voted on */
    const cgov_detail why = town_text(CGOV_FIELD_REASON, "缓议");
    town_move(town, estate.head, child(meeting, 0), "defer", &why, 1);
    REFUSED(estate_try_move(&estate, estate.head, meeting, "close"), CHILD);
    estate_move(&estate, estate.head, meeting, "break_up");
    town_assert_state(town, meeting, "cancelled");
    town_assert_state(town, call, "called");
}

/* An association of another place names no estate of this one. */
static void who_organizes_is_of_the_place(void **state) {
    (void)state;
    estate.association = town_organization(town, "外村业委会", "owners", town->village.id);
    estate.registrar = town_resident(town, "登记", town->root);
    town_appoint(town, estate.registrar, estate.association, "registrar");
    estate.secretary = town_resident(town, "秘书", town->root);
    town_appoint(town, estate.secretary, estate.association, "secretary");
    const cgov_id meeting = called();
    REFUSED(estate_try_move(&estate, estate.registrar, meeting, "list"), OTHER);
    assert_string_equal(town_error(town).message, "`estate` is not what stands above `village`, nor lies below that");
    cgov_detail details[] = {party("organizer", estate.association), party("estate", estate.place),
                             town_text(CGOV_FIELD_TEXT, "内容"), town_text(CGOV_FIELD_MATTER, "owners_other")};
    cgov_act act = town_act(town, estate.secretary);
    cgov_id item = 0;
    REFUSED(cgov_item_open(town->ledger, &act, "owners_call", details, 3, &item), OTHER);
    REFUSED(cgov_item_open(town->ledger, &act, "renovation", details, 3, &item), OTHER);
    assert_int_equal(cgov_item_open(town->ledger, &act, "owners_decision", details, 4, &item), CGOV_OK);
    REFUSED(estate_try_move(&estate, estate.registrar, item, "list"), OTHER);
    details[1] = party("estate", town->village.id);
    assert_int_equal(cgov_item_open(town->ledger, &act, "owners_call", details, 3, &item), CGOV_OK);
}

/* Who stands above entrusts a call to somebody else of the place alone: nobody elsewhere could list its owners. */
static void who_is_entrusted_is_of_the_place(void **state) {
    (void)state;
    const cgov_id call = reached(), elsewhere = town_organization(town, "外村业委会", "owners", town->village.id),
                  beside = town_organization(town, "业委会筹备组", "owners", town->root),
                  head = town_resident(town, "负责人", town->root);
    town_appoint(town, head, town->root, "head");
    cgov_detail named[] = {party("organizer", elsewhere), town_text(CGOV_FIELD_REASON, "换届")};
    REFUSED(town_try_move(town, head, call, "entrust", named, 2), OTHER);
    named[0] = party("organizer", beside);
    town_move(town, head, call, "entrust", named, 2);
}

static int32_t decline(cgov_id actor, cgov_id item, cgov_id elector) {
    cgov_act act = town_act(town, actor);
    const cgov_detail why = town_text(CGOV_FIELD_REASON, "本人不愿受托");
    return cgov_roll_leave(town->ledger, &act, item, "proxies", elector, 0, &why, 1, NULL);
}

/* Who was named declines: they enter nobody, and who named them goes themselves. */
static void a_proxy_declines(void **state) {
    (void)state;
    const cgov_id meeting = called(), owner = estate.owners[4], proxy = estate.owners[9];
    convene(meeting, "raise", 1);
    cgov_act act = town_act(town, owner);
    const cgov_detail named = party("proxy", proxy);
    assert_int_equal(cgov_roll_enter(town->ledger, &act, meeting, "proxies", owner, &named, 1, NULL), CGOV_OK);
    REFUSED(decline(estate.owners[10], meeting, owner), ACTOR); /* not somebody else */
    assert_int_equal(decline(proxy, meeting, owner), CGOV_OK);
    REFUSED(estate_enter(&estate, proxy, meeting, "present", owner, NULL), ACTOR);
    assert_int_equal(estate_enter(&estate, owner, meeting, "present", owner, NULL), CGOV_OK);
    estate_move(&estate, estate.head, meeting, "sit");
    const cgov_id topic = child(meeting, 0);
    estate_move(&estate, estate.head, topic, "put");
    REFUSED(estate_enter(&estate, proxy, topic, "ballots", owner, "yes"), ACTOR);
    assert_int_equal(estate_enter(&estate, owner, topic, "ballots", owner, "yes"), CGOV_OK);
}

/* 物业管理条例 12: who was entrusted votes too, and gives way to who entrusted them; a company's head votes for it. */
static void a_proxy_votes_on_a_topic(void **state) {
    (void)state;
    const cgov_id meeting = called(), owner = estate.owners[4], proxy = estate.owners[9];
    convene(meeting, "raise", 1);
    cgov_act act = town_act(town, owner);
    const cgov_detail named = party("proxy", proxy);
    assert_int_equal(cgov_roll_enter(town->ledger, &act, meeting, "proxies", owner, &named, 1, NULL), CGOV_OK);
    assert_int_equal(estate_enter(&estate, proxy, meeting, "present", owner, NULL), CGOV_OK);
    come(meeting, 0, 1);
    estate_move(&estate, estate.head, meeting, "sit");
    const cgov_id topic = child(meeting, 0);
    estate_move(&estate, estate.head, topic, "put");
    assert_int_equal(estate_enter(&estate, proxy, topic, "ballots", owner, "yes"), CGOV_OK);
    assert_int_equal(estate_enter(&estate, owner, topic, "ballots", owner, "no"), CGOV_OK);
    REFUSED(estate_enter(&estate, proxy, topic, "ballots", owner, "yes"), AGAIN);
    assert_int_equal(estate_enter(&estate, estate.boss, topic, "ballots", estate.owners[0], "yes"), CGOV_OK);
}

static void what_a_place_and_several_procedures_ask_is_read(void **state) {
    (void)state;
    static const char lies[] = "when estate in superior of village", *const list = "procedure owners_meeting";
    static const struct bent_row rows[] = {
        {{list, lies, "superior of village", "chair"},
         0,
         "chair",
         "party `chair` is a resident: nothing lies below it",
         ""},
        {{list, lies, "superior of village", "estate"}, 0, "estate  ", "party `estate` stands twice", ""},
        {{list, lies, "estate in", "estate and estate in"}, 0, "estate in", "party `estate` stands twice", ""},
        {{list, lies, "estate in", "chair in"}, 0, "chair in", "party `chair` is a resident, no organization", ""},
    };
    EACH_REFUSED(town_shipped("owners").ptr, rows);
    static const char some[] = "when not every assembly_topic and", *const residents = "procedure residents_meeting";
    static const struct bent_row asked[] = {
        {{residents, some, "member_removal", "assembly_topic"},
         0,
         "assembly_topic and",
         "procedure `assembly_topic` stands twice",
         ""},
        {{residents, some, "member_removal", "village_vote"},
         0,
         "deferred",
         "procedure `village_vote` has no state `deferred`",
         ""},
        {{residents, some, "member_removal", "village_topic"},
         6,
         "village_topic",
         "`sit` asks about children of `village_topic`, and no move of `residents_meeting` opens one",
         ""},
        /* of two halves one alone leads nowhere */
        {{residents, "move break_up", "sitting adjourned", "adjourned"},
         1,
         "sitting",
         "from `sitting` no final state can surely be reached",
         "call notify sit replace replace replace replace replace"},
    };
    EACH_REFUSED(town_shipped("assemblies").ptr, asked);
}

int main(void) {
#define ON(test) cmocka_unit_test_setup_teardown(test, owners, leave)
    const struct CMUnitTest tests[] = {
        ON(the_list_is_objected_to_while_it_is_shown),
        ON(on_the_sixteenth_it_is_too_late_for_the_thirtieth),
        ON(of_201_there_151_pass_what_is_special),
        ON(of_201_there_101_pass_what_is_general),
        ON(half_of_the_area_passes_nothing),
        ON(hands_have_the_area_of_somebody_there),
        ON(two_hundred_sit_and_decide_nothing),
        ON(a_proxy_stands_for_one_owner),
        ON(one_owner_uses_up_nobody_elses_objections),
        ON(what_is_asked_of_whoever_asked_is_checked),
        ON(what_was_called_is_held),
        ON(what_was_called_is_cancelled_or_written),
        ON(a_meeting_that_put_nothing_to_the_vote_answers_no_call),
        ON(who_organizes_is_of_the_place),
        ON(who_is_entrusted_is_of_the_place),
        ON(a_proxy_declines),
        ON(a_proxy_votes_on_a_topic),
        ON(what_a_place_and_several_procedures_ask_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
