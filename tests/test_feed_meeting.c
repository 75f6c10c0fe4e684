/* A joint meeting's feed, from call to report: who is told of each step, in which words, and nobody else; the same from
 * the beginning, and from a ledger opened again. */
#include "support/on_a_meeting.h"
#include "support/telling.h"

#include <stdbool.h>
#include <stdio.h>

enum { LETTERS = 2000 };
static cgov_storage storage;
static cgov_id adviser, outsider;

/* Whoever reads: a letter each. */
static const char letters[] = "01234567SRAPCHOYV-";
#define READERS (sizeof letters - 1)
static struct telling tellings[READERS];

static cgov_id reader_of(char letter) {
    const char *at = strchr(letters, letter);
    const cgov_id ids[] = {member[0],
                           member[1],
                           member[2],
                           member[3],
                           member[4],
                           member[5],
                           member[6],
                           member[7],
                           secretary,
                           recorder,
                           adviser,
                           town.neighbour,
                           town.bureau.officers[CONTACT],
                           town.bureau.officers[HEAD],
                           outsider,
                           town.resident,
                           town.auditor,
                           0};
    return ids[at - letters];
}

static int with_a_meeting(void **state) {
    (void)state;
    storage = (cgov_storage){.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    found_with_meetings(&storage);
    adviser = town_resident(&town, "列席", town.root);
    outsider = town_resident(&town, "路人", town.root);
    town_appoint(&town, adviser, town.street.id, "advisory");
    memset(tellings, 0, sizeof tellings);
    return 0;
}

static int and_leave(void **state) {
    leave(state);
    return cgov_storage_close(&storage);
}

/* ---- what was told, in words ---- */

/* The meeting, its topics and their duties. */
static void item_word(cgov_id item, char into[16]) {
    int size = snprintf(into, 16, item == session ? "meeting" : "?");
    for (uint32_t t = 0; t < 5 && size == 1; t++) {
        if (child(session, t) == item) size = snprintf(into, 16, "topic %u", t);
        if (item != 0 && child(session, t) != 0 && child(child(session, t), 0) == item)
            size = snprintf(into, 16, "duty of %u", t);
    }
}

static void to_word(const cgov_feed_view *view, char into[64]) {
    const char *place = view->to == town.street.id ? "street" : view->to == town.bureau.id ? "bureau" : NULL;
    if (view->roll[0] && view->what == CGOV_NEWS_TOLD)
        assert_true(snprintf(into, 64, "%s", view->roll) < 64);
    else if (place)
        assert_true(snprintf(into, 64, "%s%s%s", view->role, view->role[0] ? " of " : "", place) < 64);
    for (const char *letter = letters; !place && view->what != CGOV_NEWS_TOLD && *letter; letter++)
        if (reader_of(*letter) == view->to)
            assert_true(snprintf(into, 64, "%c%s%s", *letter, view->roll[0] ? " on " : "", view->roll) < 64);
}

/* One entry as all readers were told of it: their letters, with `!` where it is to them in person. */
static void add_line(const cgov_feed_view *view, const char *readers, char *into) {
    static const char *const news[] = {
        [CGOV_NEWS_ASSIGNED] = "assigned",   [CGOV_NEWS_ASKED] = "asked", [CGOV_NEWS_RECEIVED] = "received",
        [CGOV_NEWS_ANSWERED] = "answered",   [CGOV_NEWS_ENDED] = "ended", [CGOV_NEWS_REMINDED] = "reminded",
        [CGOV_NEWS_LATE] = "late",           [CGOV_NEWS_TOLD] = "told",   [CGOV_NEWS_ENTERED] = "entered",
        [CGOV_NEWS_TAKEN_OUT] = "taken out",
    };
    char item[16], to[64] = "nobody";
    item_word(view->item, item);
    to_word(view, to);
    size_t used = strlen(into);
    assert_true(view->what < sizeof news / sizeof *news && news[view->what]);
    const int size = snprintf(into + used, LETTERS - used, "%s %s %s %s: %s\n",
                              view->move[0] ? view->move : view->clock, item, news[view->what], to, readers);
    assert_true(size > 0 && (size_t)size < LETTERS - used);
}

static bool same_entry(const cgov_feed_view *one, const cgov_feed_view *other) {
    return one->seq == other->seq && one->entry == other->entry;
}

static bool comes_before(const cgov_feed_view *one, const cgov_feed_view *other) {
    return one->seq != other->seq ? one->seq < other->seq : one->entry < other->entry;
}

/* The first of those that each reader has from its own place on; NULL: there is none. */
static const cgov_feed_view *next_entry(const uint32_t *at) {
    const cgov_feed_view *first = NULL;
    for (size_t r = 0; r < READERS; r++)
        if (at[r] < tellings[r].count && (!first || comes_before(&tellings[r].told[at[r]], first)))
            first = &tellings[r].told[at[r]];
    return first;
}

/* What all of them were told from there on, in the order it came about. */
static void in_words(uint32_t *at, char into[LETTERS]) {
    into[0] = '\0';
    for (const cgov_feed_view *entry; (entry = next_entry(at));) {
        const cgov_feed_view copy = *entry;
        char readers[2 * READERS + 1] = "";
        cgov_feed_view plain = copy;
        for (size_t r = 0; r < READERS; r++) {
            if (at[r] == tellings[r].count || !same_entry(&tellings[r].told[at[r]], &copy)) continue;
            const cgov_feed_view *view = &tellings[r].told[at[r]++];
            const size_t used = strlen(readers);
            assert_true(snprintf(readers + used, sizeof readers - used, "%c%s", letters[r],
                                 view->to != 0 && view->to == reader_of(letters[r]) ? "!" : "") > 0);
            assert_string_equal(view->roll, plain.roll);
        }
        add_line(&plain, readers, into);
    }
}

/* Everybody reads on: together they were told this, line by line, since they last read. */
static void assert_told(const char *expected) {
    uint32_t at[READERS];
    char words[LETTERS];
    for (size_t r = 0; r < READERS; r++) {
        at[r] = tellings[r].count;
        telling_read_on(&tellings[r], &town, reader_of(letters[r]), 1 + (uint32_t)r % 5);
    }
    in_words(at, words);
    assert_string_equal(words, expected);
}

/* ---- the story ---- */

static void take_out(cgov_id actor, const char *roll, cgov_id elector) {
    cgov_act act = town_act(&town, actor);
    const cgov_detail why = town_text(CGOV_FIELD_REASON, "更正");
    assert_int_equal(cgov_roll_leave(town.ledger, &act, session, roll, elector, 0, &why, 1, NULL), CGOV_OK);
}

static void called_and_noticed(void) {
    town_tick(&town);
    for (size_t r = 0; r < READERS; r++) telling_read_on(&tellings[r], &town, reader_of(letters[r]), 50);
    call();
    assert_told("call meeting assigned street: 01234567SRAV\n");
    assert_int_equal(try_notify(20260305), CGOV_OK);
    assert_told("notify meeting told members: 0!1!2!3!4!5!6!7!SRAV\n"
                "notify meeting told advisers: 01234567SRA!V\n"
                "raise topic 0 asked street: 01234567SRAV\n");
    say(member[1], session, "raise", "议题");
    assert_told("raise topic 1 asked street: 01234567SRAV\n");
    say(town.neighbour, session, "propose", "议题");
    assert_told("raise topic 2 asked street: 01234567SRAPV\n");
    say(member[2], session, "raise", "议题");
    assert_told("raise topic 3 asked street: 01234567SRAV\n");
    cgov_act act = town_act(&town, member[5]);
    assert_int_equal(cgov_roll_enter(town.ledger, &act, child(session, 1), "seconds", member[5], NULL, 0, NULL),
                     CGOV_OK);
    assert_told(""); /* their own deed */
    const cgov_detail proxy = town_number(field("proxy"), (int64_t)town.resident);
    enter(secretary, "proxies", member[7], &proxy);
    assert_told(" meeting entered 7 on proxies: 01234567!SRAYV\n");
}

static void attended_and_opened(void) {
    town.now = town_at(2026, 3, 5, 9, 0);
    enter(recorder, "present", member[0], NULL);
    enter(member[1], "present", member[1], NULL);
    enter(town.resident, "present", member[7], NULL);
    for (int i = 2; i < 5; i++) enter(recorder, "present", member[i], NULL);
    assert_told(" meeting entered 0 on present: 0!1234567SRAYV\n"
                " meeting entered 7 on present: 01234567!SRAYV\n"
                " meeting entered 2 on present: 012!34567SRAYV\n"
                " meeting entered 3 on present: 0123!4567SRAYV\n"
                " meeting entered 4 on present: 01234!567SRAYV\n");
    take_out(recorder, "present", member[4]);
    take_out(member[1], "present", member[1]);
    assert_told(" meeting taken out 4 on present: 01234!567SRAYV\n");
    enter(member[1], "present", member[1], NULL);
    town_move(&town, member[0], session, "sit", NULL, 0);
    assert_told("");
}

static void vote_on(cgov_id topic, cgov_id actor, cgov_id elector) {
    cgov_act act = town_act(&town, actor);
    const cgov_detail yes = town_text(CGOV_FIELD_CHOICE, "yes");
    assert_int_equal(cgov_roll_enter(town.ledger, &act, topic, "ballots", elector, &yes, 1, NULL), CGOV_OK);
}

/* The proxy votes for the seventh, who is told; what it comes to is told to who was there, and to nobody who was not.
 */
static void voted_on(void) {
    const cgov_id topic = child(session, 3);
    town_move(&town, member[0], topic, "put", NULL, 0);
    say(member[0], topic, "vote", "表决事项");
    assert_told("");
    for (int m = 0; m < 3; m++) vote_on(topic, member[m], member[m]);
    vote_on(topic, town.resident, member[7]);
    assert_told(" topic 3 entered 7 on ballots: 01234567!SRAYV\n");
    town_move(&town, recorder, topic, "count", NULL, 0);
    assert_told("count topic 3 assigned street: 01234567SRAYV\n"
                "count topic 3 answered 2: 012!34567SRAYV\n"
                "count topic 3 answered street: 01234567SRAYV\n"
                "count topic 3 told voters: 0!1!2!3!4567!SRAYV\n");
    say(member[0], topic, "decide", "议决");
    assert_told("decide topic 3 ended street: 01234567SRAYV\n"
                "decide topic 3 ended 2: 012!34567SRAYV\n"
                "decide topic 3 told voters: 0!1!2!3!4567!SRAYV\n");
}

static void settled_and_closed(void) {
    const cgov_detail why = town_text(CGOV_FIELD_REASON, "下次再议");
    for (uint32_t t = 0; t < 2; t++) town_move(&town, member[0], child(session, t), "put", NULL, 0);
    assert_told("");
    assign(member[0], child(session, 0), 20260320);
    assert_told("assign topic 0 assigned bureau: 01234567SRACHYV\n"
                "assign topic 0 told present: 0!1!2!3!4567!SRACHYV\n"
                "assign duty of 0 asked bureau: 01234567SACHV\n");
    say(member[0], child(session, 1), "answer", "当场答复");
    assert_told("answer topic 1 ended street: 01234567SRAYV\n"
                "answer topic 1 answered 1: 01!234567SRAYV\n"
                "answer topic 1 answered street: 01234567SRAYV\n"
                "answer topic 1 told present: 0!1!2!3!4567!SRAYV\n"
                "answer topic 1 told seconds: 012345!67SRAYV\n");
    town_move(&town, member[0], child(session, 2), "defer", &why, 1);
    assert_told("defer topic 2 ended street: 01234567SRAPYV\n"
                "defer topic 2 answered P: 01234567SRAP!YV\n");
    voted_on();
    town_move(&town, member[0], session, "close", NULL, 0);
    say(recorder, session, "draft", "纪要");
    assert_told("draft meeting assigned street: 01234567SRAYV\n");
    town_move(&town, member[0], session, "sign", NULL, 0);
    assert_told("sign meeting told members: 0!1!2!3!4!5!6!7!SRAYV\n"
                "sign meeting told advisers: 01234567SRA!YV\n");
    const cgov_detail words = town_text(field("minutes"), "纪要公布稿");
    town_move(&town, secretary, session, "publish", &words, 1);
    assert_told("");
}

static void carried_out_and_over(void) {
    const cgov_id duty = child(child(session, 0), 0);
    town.now = town_at(2026, 3, 21, 12, 0);
    town_tick(&town);
    assert_told("due duty of 0 reminded bureau: 01234567SACHV\n"
                "due duty of 0 reminded bureau: 01234567SACHV\n"
                "due duty of 0 late head of bureau: 01234567SACHV\n");
    say(town.bureau.officers[CONTACT], duty, "report", "已办");
    assert_told("report duty of 0 assigned street: 01234567SACHV\n"
                "report duty of 0 answered bureau: 01234567SACHV\n"
                "report duty of 0 answered 0: 0!1234567SACHV\n"); /* who assigned it */
    town_move(&town, secretary, duty, "pass", NULL, 0);
    assert_told("pass duty of 0 ended 0: 0!1234567SACHV\n");
    say(secretary, child(session, 0), "report", "已办");
    assert_told("report topic 0 ended bureau: 01234567SRACHYV\n"
                "report topic 0 answered street: 01234567SRACHYV\n"
                "report topic 0 told present: 0!1!2!3!4567!SRACHYV\n");
    say(secretary, session, "report_back", "反馈");
    assert_told("report_back meeting told members: 0!1!2!3!4!5!6!7!SRAYV\n"
                "report_back meeting told advisers: 01234567SRA!YV\n");
}

static void tell_the_story(void) {
    cgov_act act = town_act(&town, town.resident);
    const cgov_detail report[] = {town_number(CGOV_FIELD_PLACE, 990101001201), town_text(CGOV_FIELD_TEXT, "污水外溢"),
                                  town_number(CGOV_FIELD_INTAKE, (int64_t)town.street.id)};
    assert_int_equal(cgov_item_report(town.ledger, &act, report, 3, NULL), CGOV_OK);
    town.now = town_at(2026, 3, 2, 9, 0);
    called_and_noticed();
    attended_and_opened();
    settled_and_closed();
    carried_out_and_over();
}

static void each_step_is_told_to_whom_it_concerns(void **state) {
    (void)state;
    tell_the_story();
}

/* Years later, from the beginning, by pages of any size: word for word what was told as it came about. Whom it
 * concerned only later reads what was before, too: the bureau that its topic was raised, the proxy how the meeting was
 * called. */
static void the_same_when_it_is_read_again(void **state) {
    (void)state;
    static const struct {
        char letter;
        uint32_t earlier; /* entries */
    } late[] = {{'C', 1}, {'H', 1}, {'Y', 7}};
    tell_the_story();
    for (size_t l = 0; l < sizeof late / sizeof *late; l++) {
        struct telling *telling = &tellings[strchr(letters, late[l].letter) - letters];
        const uint32_t before = telling->count;
        memset(telling, 0, sizeof *telling);
        telling_read_on(telling, &town, reader_of(late[l].letter), 4);
        assert_int_equal(telling->count, before + late[l].earlier);
    }
    for (uint32_t page = 1; page < 60; page += 1 + page / 2) {
        for (size_t r = 0; r < READERS; r++) telling_assert_same(&tellings[r], &town, reader_of(letters[r]), page);
        telling_reopen(&town, &storage);
    }
    assert_int_equal(tellings[strchr(letters, 'O') - letters].count, 0);
    assert_int_equal(tellings[READERS - 1].count, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_step_is_told_to_whom_it_concerns, with_a_meeting, and_leave),
        cmocka_unit_test_setup_teardown(the_same_when_it_is_read_again, with_a_meeting, and_leave),
    };
    return cmocka_run_group_tests_name("feed of a meeting", tests, NULL, NULL);
}
