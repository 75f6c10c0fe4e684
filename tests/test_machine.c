/* The machine where one item is not enough, or one step: parts and their parents, arbitration, merging, checks and
 * reviews, limits over a whole life, items carried to a newer rulebook. What single moves and guards do, for every
 * state and actor, is tested through tests/python/test_machine.py. */
#include "support/fields.h"
#include "support/town.h"

#include "support/test.h"

#include <stdbool.h>

#define PARTS 8u

static cgov_item_view look(const struct town *town, cgov_id id) {
    cgov_reader reader = town_reader(town, town->auditor);
    cgov_item_view view = {.size = sizeof view};
    assert_int_equal(cgov_item_get(town->ledger, &reader, id, &view), CGOV_OK);
    return view;
}

static cgov_id party(const struct town *town, cgov_id id, const char *name) {
    cgov_reader reader = town_reader(town, town->auditor);
    cgov_party_view views[8] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_party_list(town->ledger, &reader, id, &cursor, views, 8, &count), CGOV_OK);
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(views[i].name, name) == 0) return views[i].id;
    fail_msg("no party %s", name);
    return 0;
}

static cgov_move_view move_view(const struct town *town, cgov_id reader_id, cgov_id id, const char *name) {
    cgov_reader reader = town_reader(town, reader_id);
    cgov_move_view views[64] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_move_list(town->ledger, &reader, id, &cursor, views, 64, &count), CGOV_OK);
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(views[i].name, name) == 0) return views[i];
    fail_msg("no move %s", name);
    return views[0];
}

static uint32_t parts_of(const struct town *town, cgov_id parent, cgov_id parts[PARTS]) {
    cgov_reader reader = town_reader(town, town->auditor);
    cgov_item_query filter = {.size = sizeof filter, .kind = CGOV_KIND_PART, .parent = parent};
    cgov_item_view views[PARTS] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    int32_t status = cgov_item_list(town->ledger, &reader, &filter, &cursor, views, PARTS, &count);
    assert_true(status == CGOV_OK || (status == CGOV_DONE && count == 0));
    for (uint32_t i = 0; i < count; i++) parts[i] = views[i].id;
    return count;
}

/* Moves with one detail of words, with an organization, with none. */
static void say(struct town *town, cgov_id actor, cgov_id item, const char *move, uint32_t field, const char *text) {
    cgov_detail detail = town_text(field, text);
    town_move(town, actor, item, move, &detail, 1);
}

static void send(struct town *town, cgov_id actor, cgov_id item, const char *move, cgov_id lead) {
    cgov_detail detail = town_number(CGOV_FIELD_LEAD, (int64_t)lead);
    town_move(town, actor, item, move, &detail, 1);
}

static void make(struct town *town, cgov_id actor, cgov_id item, const char *move) {
    town_move(town, actor, item, move, NULL, 0);
}

static void refused(struct town *town, cgov_id actor, cgov_id item, const char *move, const cgov_detail *details,
                    uint32_t count, uint32_t reason) {
    town_assert_refused(town, town_try_move(town, actor, item, move, details, count), CGOV_E_REFUSED, reason);
}

/* From handling to checking, by an office's contact. */
static void answer(struct town *town, const struct office *lead, cgov_id issue) {
    const cgov_detail shown[] = {town_text(CGOV_FIELD_RESULT, "solved"), town_text(CGOV_FIELD_EVIDENCE, "照片。")};
    town_move(town, lead->officers[CONTACT], issue, "done", shown, 2);
    say(town, lead->officers[CONTACT], issue, "answer", CGOV_FIELD_TEXT, "已处理。");
}

static void whistle(struct town *town, cgov_id issue, cgov_id first, cgov_id second) {
    cgov_detail details[4] = {town_choice(town, "occasion", "joint"), town_text(CGOV_FIELD_REASON, "需协同"),
                              town_number(CGOV_FIELD_ORGANIZATIONS, (int64_t)first),
                              town_number(CGOV_FIELD_ORGANIZATIONS, (int64_t)second)};
    town_move(town, town->street.officers[HEAD], issue, "whistle", details, second == 0 ? 3 : 4);
}

static void dispatch_with(struct town *town, cgov_id issue, cgov_id first, cgov_id second) {
    cgov_detail details[3] = {town_number(CGOV_FIELD_LEAD, (int64_t)town->street.id),
                              town_number(CGOV_FIELD_ORGANIZATIONS, (int64_t)first),
                              town_number(CGOV_FIELD_ORGANIZATIONS, (int64_t)second)};
    town_move(town, town->centre.officers[DISPATCHER], issue, "dispatch", details, second == 0 ? 2 : 3);
}

/* ---- parts ---- */

static void test_co_handlers_are_parts(void **state) {
    (void)state;
    struct town town;
    struct town_options options = {.profile = "BOARD"};
    town_found(&town, &options);
    cgov_id issue = town_issue_in(&town, "accepted"), parts[PARTS];
    dispatch_with(&town, issue, town.bureau.id, town.village.id);
    assert_int_equal(parts_of(&town, issue, parts), 2);
    cgov_item_view part = look(&town, parts[0]);
    assert_string_equal(part.procedure, "part");
    assert_string_equal(part.state, "asked");
    assert_string_equal(part.profile, "BOARD"); /* the parent's */
    assert_true(part.holder == town.bureau.id && part.parent == issue && part.owed == 1);
    assert_true(look(&town, parts[1]).holder == town.village.id);
    assert_int_equal(town_clock(&town, town.auditor, parts[0], "arrive").state, 0);
    cgov_clock_view share = town_clock(&town, town.auditor, parts[0], "share");
    /* BOARD's 10 natural days, the holiday notwithstanding */
    assert_int_equal(share.due, town_at(2026, 2, 17, 0, 0) - 1);
    assert_int_equal(look(&town, issue).open_children, 2);

    make(&town, town.street.officers[CONTACT], issue, "sign");
    make(&town, town.street.officers[CONTACT], issue, "start");
    cgov_detail solved = town_text(CGOV_FIELD_RESULT, "solved");
    refused(&town, town.street.officers[CONTACT], issue, "done", &solved, 1, CGOV_R_CHILDREN);
    assert_int_equal(move_view(&town, town.street.officers[CONTACT], issue, "done").reason, CGOV_R_CHILDREN);
    say(&town, town.bureau.officers[CONTACT], parts[0], "report_back", CGOV_FIELD_TEXT, "已配合。");
    assert_int_equal(look(&town, parts[0]).owed, 0);
    refused(&town, town.street.officers[CONTACT], issue, "done", &solved, 1, CGOV_R_CHILDREN);
    make(&town, town.village.officers[CONTACT], parts[1], "arrive");
    say(&town, town.street.officers[CONTACT], parts[1], "drop", CGOV_FIELD_REASON, "不再需要。");
    assert_int_equal(look(&town, issue).open_children, 0);
    answer(&town, &town.street, issue);
    town_close(&town);
}

static void test_whistled_parts_run_under_their_own_profile(void **state) {
    (void)state;
    struct town town;
    town_found(&town, NULL);
    cgov_id issue = town_issue_in(&town, "handling"), parts[PARTS];
    whistle(&town, issue, town.bureau.id, town.village.id);
    assert_int_equal(parts_of(&town, issue, parts), 2);
    assert_string_equal(look(&town, parts[0]).profile, "WHISTLE");
    assert_int_equal(town_clock(&town, town.auditor, parts[0], "arrive").due, town.now + 30 * MINUTE);
    town.now += 30 * MINUTE + 1;
    make(&town, town.bureau.officers[CONTACT], parts[0], "arrive");
    assert_int_equal(town_clock(&town, town.auditor, parts[0], "arrive").late, 1);
    assert_int_equal(town_clock(&town, town.auditor, parts[0], "share").state, CGOV_CLOCK_RUNNING);

    /* A second whistle opens more; the same organization twice at once is a slip. */
    cgov_detail twice[4] = {town_choice(&town, "occasion", "joint"), town_text(CGOV_FIELD_REASON, "需协同"),
                            town_number(CGOV_FIELD_ORGANIZATIONS, (int64_t)town.bureau.id),
                            town_number(CGOV_FIELD_ORGANIZATIONS, (int64_t)town.bureau.id)};
    refused(&town, town.street.officers[HEAD], issue, "whistle", twice, 4, CGOV_R_DETAIL);
    whistle(&town, issue, town.bureau.id, 0);
    assert_int_equal(parts_of(&town, issue, parts), 3);
    assert_int_equal(move_view(&town, town.street.officers[HEAD], issue, "whistle").left, 3);
    town_close(&town);
}

/* A part is dropped by whoever leads the parent now, and by the parent's own end, wherever it stands. */
static void test_parents_end_their_parts(void **state) {
    (void)state;
    struct town town;
    town_found(&town, NULL);
    cgov_id issue = town_issue_in(&town, "accepted"), parts[PARTS];
    dispatch_with(&town, issue, town.village.id, 0);
    assert_int_equal(parts_of(&town, issue, parts), 1);
    say(&town, town.street.officers[CONTACT], issue, "object", CGOV_FIELD_REASON, "不属本街道。");
    town_assert_state(&town, parts[0], "asked");
    make(&town, town.centre.officers[DISPATCHER], issue, "return"); /* drops */
    town_assert_state(&town, parts[0], "dropped");
    assert_int_equal(look(&town, issue).open_children, 0);

    dispatch_with(&town, issue, town.village.id, town.bureau.id);
    assert_int_equal(parts_of(&town, issue, parts), 3);
    say(&town, town.street.officers[CONTACT], issue, "object", CGOV_FIELD_REASON, "不属本街道。");
    send(&town, town.district.officers[HEAD], issue, "arbitrate", town.bureau.id);
    cgov_detail reason = town_text(CGOV_FIELD_REASON, "不再需要。");
    town_assert_refused(&town, town_try_move(&town, town.street.officers[CONTACT], parts[1], "drop", &reason, 1),
                        CGOV_E_REFUSED, CGOV_R_ACTOR); /* led it, reads it, has it no more */
    town_move(&town, town.bureau.officers[CONTACT], parts[1], "drop", &reason, 1);
    make(&town, town.bureau.officers[CONTACT], parts[2], "arrive");
    make(&town, town.resident, issue, "withdraw");
    town_assert_state(&town, issue, "withdrawn");
    cgov_item_view part = look(&town, parts[2]);
    assert_string_equal(part.state, "dropped");
    assert_true(part.owed == 0 && part.final == 1);
    assert_int_equal(town_clock(&town, town.auditor, parts[2], "share").state, CGOV_CLOCK_STOPPED);
    cgov_ledger_view info = {.size = sizeof info};
    cgov_ledger_get(town.ledger, &info);
    assert_int_equal(info.open_items, 0);
    assert_int_equal(info.running_clocks, 0);
    town_close(&town);
}

/* ---- who leads ---- */

static void test_the_first_receiver_stays_first(void **state) {
    (void)state;
    struct town town;
    town_found(&town, NULL);
    cgov_id issue = town_issue_in(&town, "dispatched");
    say(&town, town.street.officers[CONTACT], issue, "object", CGOV_FIELD_REASON, "不属本街道。");
    make(&town, town.centre.officers[DISPATCHER], issue, "return");
    send(&town, town.centre.officers[DISPATCHER], issue, "dispatch", town.bureau.id);
    assert_true(party(&town, issue, "lead") == town.bureau.id && party(&town, issue, "first") == town.street.id);
    say(&town, town.bureau.officers[CONTACT], issue, "object", CGOV_FIELD_REASON, "不属本局。");
    make(&town, town.centre.officers[DISPATCHER], issue, "uphold_order");
    assert_true(look(&town, issue).holder == town.bureau.id);

    /* Nobody arbitrates in five working days: it falls back to who had it first. */
    say(&town, town.bureau.officers[CONTACT], issue, "object", CGOV_FIELD_REASON, "不属本局。");
    cgov_time due = town_clock(&town, town.auditor, issue, "object").due;
    assert_int_equal(due, town_at(2026, 2, 14, 0, 0) - 1);
    town.now = due;
    town_tick(&town);
    town_assert_state(&town, issue, "objected");
    town.now = due + 1;
    town_tick(&town);
    town_assert_state(&town, issue, "dispatched");
    assert_true(party(&town, issue, "lead") == town.street.id && look(&town, issue).holder == town.street.id);
    assert_int_equal(town_clock(&town, town.auditor, issue, "sign").started_at, due + 1);

    /* The five days to object still count from the last `dispatch`. */
    cgov_detail reason = town_text(CGOV_FIELD_REASON, "再议。");
    refused(&town, town.street.officers[CONTACT], issue, "object", &reason, 1, CGOV_R_WITHIN);
    town_close(&town);
}

/* Whoever leads, and however often it is sent out again: three objections in an item's whole life. */
static void test_limits_count_over_a_whole_life(void **state) {
    (void)state;
    struct town town;
    town_found(&town, NULL);
    cgov_id issue = town_issue_in(&town, "accepted"), dispatcher = town.centre.officers[DISPATCHER];
    struct office *leads[3] = {&town.street, &town.bureau, &town.village};
    for (uint32_t i = 0; i < 3; i++) {
        send(&town, dispatcher, issue, "dispatch", leads[i]->id);
        assert_int_equal(move_view(&town, leads[i]->officers[CONTACT], issue, "object").left, 3 - i);
        say(&town, leads[i]->officers[CONTACT], issue, "object", CGOV_FIELD_REASON, "不属本单位。");
        if (i < 2) make(&town, dispatcher, issue, "return");
    }
    refused(&town, dispatcher, issue, "return", NULL, 0, CGOV_R_AT_MOST); /* twice: then it is arbitrated */
    send(&town, town.district.officers[HEAD], issue, "arbitrate", town.street.id);
    cgov_detail reason = town_text(CGOV_FIELD_REASON, "再议。");
    refused(&town, town.street.officers[CONTACT], issue, "object", &reason, 1, CGOV_R_AT_MOST);
    assert_int_equal(move_view(&town, town.street.officers[CONTACT], issue, "object").left, 0);
    town_close(&town);
}

static void test_a_direct_matter_is_dealt_with_at_the_counter(void **state) {
    (void)state;
    struct town town;
    town_found(&town, NULL);
    cgov_detail matter = town_text(CGOV_FIELD_MATTER, "consultation");
    cgov_id issue = 0;
    assert_int_equal(town_try_report(&town, town.resident, &matter, 1, &issue), CGOV_OK);
    make(&town, town.centre.officers[CLERK], issue, "direct");
    assert_true(party(&town, issue, "lead") == town.centre.id &&
                party(&town, issue, "handler") == town.centre.officers[CLERK]);
    assert_true(party(&town, issue, "first") == 0);
    assert_int_equal(town_clock(&town, town.auditor, issue, "handle").state, CGOV_CLOCK_RUNNING);
    assert_int_equal(town_clock(&town, town.auditor, issue, "forward").state, CGOV_CLOCK_STOPPED);
    answer(&town, &town.centre, issue);
    make(&town, town.centre.officers[CHECKER], issue, "pass");
    refused(&town, town.centre.officers[CLERK], town_issue_in(&town, "registered"), "direct", NULL, 0, CGOV_R_MATTER);
    town_close(&town);
}

/* ---- merging ---- */

/* Who reads the merged issue reads the master's answers and nothing else of it. */
static void test_a_merged_issue_is_answered_by_its_master(void **state) {
    (void)state;
    struct town town;
    town_found(&town, NULL);
    cgov_id master = town_issue_in(&town, "handling"), merged = town_report(&town, town.neighbour);
    cgov_detail into = town_number(CGOV_FIELD_MASTER, (int64_t)master);
    town_move(&town, town.centre.officers[CLERK], merged, "merge", &into, 1);
    assert_int_equal(look(&town, merged).owed, 1);
    assert_true(look(&town, merged).master == master);
    refused(&town, town.resident, master, "withdraw", NULL, 0, CGOV_R_FOLLOWED);
    town.now += HOUR;
    cgov_detail done[2] = {town_text(CGOV_FIELD_RESULT, "solved"), town_text(CGOV_FIELD_TEXT, "内部记录")};
    town_move(&town, town.street.officers[CONTACT], master, "done", done, 2);
    cgov_reader reader = town_reader(&town, town.neighbour);
    char text[64];
    uint64_t needed = 0, cursor = 0;
    assert_int_equal(cgov_text_get(town.ledger, &reader, merged, 0, CGOV_FIELD_REMEDY, text, sizeof text, &needed),
                     CGOV_E_NOT_FOUND);
    cgov_detail said[2] = {town_text(CGOV_FIELD_TEXT, "统一答复"), town_text(CGOV_FIELD_REMEDY, "可申请复查")};
    town_move(&town, town.street.officers[CONTACT], master, "answer", said, 2);

    cgov_item_view view = {.size = sizeof view};
    assert_int_equal(cgov_item_get(town.ledger, &reader, master, &view), CGOV_E_NOT_FOUND);
    assert_int_equal(cgov_item_get(town.ledger, &reader, merged, &view), CGOV_OK);
    assert_true(view.owed == 0 && view.answers == 1 && view.final == 1);
    cgov_history_view entries[16] = {{.size = sizeof entries[0]}};
    uint32_t count = 0;
    assert_int_equal(cgov_history_list(town.ledger, &reader, merged, &cursor, entries, 16, &count), CGOV_OK);
    assert_int_equal(count, 3);
    assert_string_equal(entries[2].move, "report");
    assert_string_equal(entries[1].move, "merge");
    assert_string_equal(entries[0].move, "answer");
    assert_true(entries[0].actor == 0 && entries[0].seq > entries[1].seq);
    assert_int_equal(
        cgov_text_get(town.ledger, &reader, merged, entries[0].seq, CGOV_FIELD_TEXT, text, sizeof text, &needed),
        CGOV_OK);
    assert_string_equal(text, "统一答复");
    assert_int_equal(cgov_text_get(town.ledger, &reader, merged, 0, CGOV_FIELD_REMEDY, text, sizeof text, &needed),
                     CGOV_OK);
    assert_string_equal(text, "可申请复查");
    uint64_t kept_inside = look(&town, master).version - 1; /* `done` */
    assert_int_equal(
        cgov_text_get(town.ledger, &reader, merged, kept_inside, CGOV_FIELD_TEXT, text, sizeof text, &needed),
        CGOV_E_NOT_FOUND);
    town_close(&town);
}

/* ---- checks, reviews, ends ---- */

static void test_a_superior_concludes_when_rework_is_used_up(void **state) {
    (void)state;
    struct town town;
    town_found(&town, NULL);
    cgov_id issue = town_issue_in(&town, "checking"), superior = town.district.officers[HEAD];
    cgov_detail text = town_text(CGOV_FIELD_TEXT, "上级了结。");
    for (int i = 0; i < 3; i++) {
        refused(&town, superior, issue, "conclude", &text, 1, CGOV_R_USED_UP);
        say(&town, town.centre.officers[CHECKER], issue, "rework", CGOV_FIELD_REASON, "未解决。");
        answer(&town, &town.street, issue);
    }
    assert_int_equal(look(&town, issue).answers, 4);
    cgov_detail reason = town_text(CGOV_FIELD_REASON, "未解决。");
    refused(&town, town.centre.officers[CHECKER], issue, "rework", &reason, 1, CGOV_R_AT_MOST);
    town_appoint(&town, town.street.officers[HEAD], town.district.id, "head"); /* of what it is about, too */
    refused(&town, town.street.officers[HEAD], issue, "conclude", &text, 1, CGOV_R_SELF);
    town_move(&town, superior, issue, "conclude", &text, 1);
    town_assert_state(&town, issue, "checking"); /* as any answer is */
    refused(&town, superior, issue, "conclude", &text, 1, CGOV_R_SELF);
    town_appoint(&town, superior, town.centre.id, "checker");
    refused(&town, superior, issue, "pass", NULL, 0, CGOV_R_SELF);
    town.now += 46 * DAY;
    town_tick(&town);
    town_assert_state(&town, issue, "checking"); /* nothing ends unchecked */
    make(&town, town.centre.officers[CHECKER], issue, "pass");
    town_assert_state(&town, issue, "closed");
    town.now += 46 * DAY;
    town_tick(&town);
    town_assert_state(&town, issue, "archived");
    town_close(&town);
}

static void test_who_handled_does_not_check(void **state) {
    (void)state;
    struct town town;
    town_found(&town, NULL);
    cgov_id issue = town_issue_in(&town, "handling"), both = town.centre.officers[CHECKER];
    town_appoint(&town, both, town.street.id, "contact");
    say(&town, both, issue, "done", CGOV_FIELD_RESULT, "solved");
    say(&town, both, issue, "answer", CGOV_FIELD_TEXT, "已处理。");
    refused(&town, both, issue, "pass", NULL, 0, CGOV_R_SELF);
    cgov_move_view pass = move_view(&town, both, issue, "pass");
    assert_true(!pass.allowed && pass.reason == CGOV_R_SELF && pass.line == town_error(&town).line);
    town_close(&town);
}

static void test_a_petition_goes_up_twice(void **state) {
    (void)state;
    struct town town;
    town_found(&town, NULL);
    cgov_detail track = town_text(CGOV_FIELD_TRACK, "petition"), text = town_text(CGOV_FIELD_TEXT, "复查意见。");
    cgov_id issue = 0;
    assert_int_equal(town_try_report(&town, town.resident, &track, 1, &issue), CGOV_OK);
    make(&town, town.centre.officers[CLERK], issue, "accept");
    send(&town, town.centre.officers[DISPATCHER], issue, "dispatch", town.village.id);
    make(&town, town.village.officers[CONTACT], issue, "sign");
    make(&town, town.village.officers[CONTACT], issue, "start");
    answer(&town, &town.village, issue);
    refused(&town, town.resident, issue, "ask_review", NULL, 0, CGOV_R_STATE); /* nobody has checked it */
    make(&town, town.centre.officers[CHECKER], issue, "pass");
    make(&town, town.resident, issue, "ask_review");
    assert_true(party(&town, issue, "reviewer") == town.street.id && look(&town, issue).holder == town.street.id);
    assert_int_equal(look(&town, issue).owed, 1);
    refused(&town, town.village.officers[HEAD], issue, "uphold", &text, 1, CGOV_R_ACTOR);
    town_move(&town, town.street.officers[HEAD], issue, "uphold", &text, 1);
    assert_true(look(&town, issue).holder == town.centre.id && look(&town, issue).owed == 0);
    make(&town, town.resident, issue, "ask_recheck");
    assert_true(party(&town, issue, "checker2") == town.root && look(&town, issue).holder == town.root);

    /* A hearing does not count: from Sunday 03-08, and with its six days from Saturday 03-14, to the Monday after. */
    assert_int_equal(town_clock(&town, town.auditor, issue, "recheck").due, town_at(2026, 3, 9, 24, 0) - 1);
    cgov_detail days = town_number(CGOV_FIELD_DAYS, 6);
    town_move(&town, town.district.officers[HEAD], issue, "hear", &days, 1);
    assert_int_equal(town_clock(&town, town.auditor, issue, "recheck").state, CGOV_CLOCK_PAUSED);
    town.now += 6 * DAY;
    make(&town, town.district.officers[HEAD], issue, "heard");
    assert_int_equal(town_clock(&town, town.auditor, issue, "recheck").due, town_at(2026, 3, 16, 24, 0) - 1);
    town_move(&town, town.district.officers[HEAD], issue, "settle", &text, 1);
    cgov_item_view view = look(&town, issue);
    assert_true(view.final && view.holder == 0 && view.owed == 0);
    assert_string_equal(view.state, "settled");

    cgov_detail again = town_number(CGOV_FIELD_EARLIER, (int64_t)issue);
    town_assert_refused(&town, town_try_report(&town, town.resident, &again, 1, &issue), CGOV_E_REFUSED,
                        CGOV_R_UNSETTLED);
    town_close(&town);
}

static void test_reopened_once(void **state) {
    (void)state;
    struct town town;
    town_found(&town, NULL);
    cgov_id issue = town_issue_in(&town, "closed");
    assert_int_equal(look(&town, issue).owed, 0);
    say(&town, town.resident, issue, "reopen", CGOV_FIELD_REASON, "又坏了。");
    assert_int_equal(look(&town, issue).owed, 1);
    assert_int_equal(town_clock(&town, town.auditor, issue, "shelf").state, CGOV_CLOCK_STOPPED);
    say(&town, town.street.officers[CONTACT], issue, "done", CGOV_FIELD_RESULT, "solved");
    say(&town, town.street.officers[CONTACT], issue, "answer", CGOV_FIELD_TEXT, "已重修。");
    make(&town, town.centre.officers[CHECKER], issue, "pass");
    cgov_detail reason = town_text(CGOV_FIELD_REASON, "还是坏。");
    refused(&town, town.resident, issue, "reopen", &reason, 1, CGOV_R_AT_MOST);
    town_close(&town);
}

static void test_public_safety_is_not_withdrawn(void **state) {
    (void)state;
    struct town town;
    town_found(&town, NULL);
    cgov_detail safety = town_number(CGOV_FIELD_PUBLIC_SAFETY, 1);
    cgov_id issue = 0;
    assert_int_equal(town_try_report(&town, town.resident, &safety, 1, &issue), CGOV_OK);
    refused(&town, town.resident, issue, "withdraw", NULL, 0, CGOV_R_PUBLIC_SAFETY);
    refused(&town, town.centre.officers[CLERK], issue, "withdraw", NULL, 0, CGOV_R_ACTOR);
    make(&town, town.resident, town_report(&town, town.resident), "withdraw");
    town_close(&town);
}

/* ---- what could be done ---- */

static void test_moves_tell_what_they_want(void **state) {
    (void)state;
    struct town town;
    town_found(&town, NULL);
    cgov_id issue = town_issue_in(&town, "accepted");
    cgov_move_view dispatch = move_view(&town, town.centre.officers[DISPATCHER], issue, "dispatch");
    assert_int_equal(dispatch.allowed, 1); /* its details are not given yet: nothing speaks against it */
    assert_true(dispatch.needs == 1 && dispatch.takes == 4);
    assert_true(fields_needed(town.ledger, 0, "issue", "dispatch") == UINT64_C(1) << CGOV_FIELD_LEAD);
    assert_true(fields_taken(town.ledger, 0, "issue", "dispatch") ==
                (UINT64_C(1) << CGOV_FIELD_ORGANIZATIONS | UINT64_C(1) << CGOV_FIELD_TEXT |
                 UINT64_C(1) << CGOV_FIELD_DAYS | UINT64_C(1) << CGOV_FIELD_NOTE));
    assert_true(dispatch.left == UINT32_MAX && dispatch.reason == 0 && dispatch.line == 0);
    assert_string_equal(dispatch.title, "派单");
    assert_string_equal(dispatch.to, "dispatched");
    assert_string_equal(dispatch.citation, "信访工作条例 22(1); 30 (unverified)");
    cgov_move_view classify = move_view(&town, town.centre.officers[CLERK], issue, "classify");
    assert_true(classify.allowed && classify.left == 3);
    assert_string_equal(classify.to, "accepted");
    cgov_move_view accept = move_view(&town, town.centre.officers[CLERK], issue, "accept");
    assert_true(!accept.allowed && accept.reason == CGOV_R_STATE && accept.line > 0);
    cgov_move_view other = move_view(&town, town.centre.officers[CLERK], issue, "dispatch");
    assert_true(!other.allowed && other.reason == CGOV_R_ACTOR);
    send(&town, town.centre.officers[DISPATCHER], issue, "dispatch", town.street.id);
    town.now += 30 * DAY;
    cgov_move_view object = move_view(&town, town.street.officers[CONTACT], issue, "object");
    assert_true(!object.allowed && object.reason == CGOV_R_WITHIN);
    cgov_detail reason = town_text(CGOV_FIELD_REASON, "太晚。");
    refused(&town, town.street.officers[CONTACT], issue, "object", &reason, 1, CGOV_R_WITHIN);
    assert_int_equal(town_error(&town).line, object.line);
    assert_string_equal(town_error(&town).citation, object.citation);
    town_close(&town);
}

/* ---- a newer rulebook ---- */

/* The standard rulebook with one word for another, everywhere it stands alone. */
static char *rewritten(const char *from, const char *to) {
    cgov_text name, text;
    assert_int_equal(cgov_rulebook_shipped(0, &name, &text), CGOV_OK);
    char *out = malloc((size_t)text.len * 2), *at = out;
    assert_non_null(out);
    for (uint64_t i = 0; i < text.len;) {
        uint64_t end = i;
        while (end < text.len && ((text.ptr[end] >= 'a' && text.ptr[end] <= 'z') || text.ptr[end] == '_')) end++;
        bool same = end - i == strlen(from) && strncmp(text.ptr + i, from, strlen(from)) == 0;
        size_t len = same ? strlen(to) : (size_t)(end > i ? end - i : 1);
        memcpy(at, same ? to : text.ptr + i, len);
        at += len;
        i = end > i ? end : i + 1;
    }
    *at = '\0';
    return out;
}

static void test_items_are_carried_by_a_map(void **state) {
    (void)state;
    struct town town;
    town_found(&town, NULL);
    cgov_id carried = town_issue_in(&town, "handling"), stays = town_issue_in(&town, "accepted");
    make(&town, town.street.officers[CONTACT], carried, "contact");
    char *text = rewritten("handling", "at_work");
    cgov_act act = town_act(&town, town.founder);
    cgov_adoption_draft adoption = {.size = sizeof adoption,
                                    .text = {text, CGOV_NUL_TERMINATED},
                                    .map = {"issue handling -> nowhere", CGOV_NUL_TERMINATED}};
    town_assert_refused(&town, cgov_rulebook_adopt(town.ledger, &act, &adoption, NULL), CGOV_E_REFUSED, CGOV_R_MAP);
    adoption.map.ptr = "issue handling -> at_work";
    uint32_t version = 0;
    assert_int_equal(cgov_rulebook_adopt(town.ledger, &act, &adoption, &version), CGOV_OK);
    free(text);
    assert_int_equal(version, 2);
    cgov_item_view view = look(&town, carried);
    assert_int_equal(view.rulebook, 2);
    assert_string_equal(view.state, "at_work");
    assert_int_equal(look(&town, stays).rulebook, 1);

    /* Parties, clocks and what is used up came along. */
    assert_true(view.holder == town.street.id && party(&town, carried, "handler") == town.street.officers[CONTACT]);
    assert_int_equal(move_view(&town, town.street.officers[CONTACT], carried, "contact").left, 19);
    assert_int_equal(town_clock(&town, town.auditor, carried, "handle").state, CGOV_CLOCK_RUNNING);
    answer(&town, &town.street, carried);
    cgov_id fresh = town_issue_in(&town, "accepted");
    assert_int_equal(look(&town, fresh).rulebook, 2);
    send(&town, town.centre.officers[DISPATCHER], stays, "dispatch", town.street.id);
    make(&town, town.street.officers[CONTACT], stays, "sign");
    make(&town, town.street.officers[CONTACT], stays, "start");
    town_assert_state(&town, stays, "handling");
    town_close(&town);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_co_handlers_are_parts),
        cmocka_unit_test(test_whistled_parts_run_under_their_own_profile),
        cmocka_unit_test(test_parents_end_their_parts),
        cmocka_unit_test(test_the_first_receiver_stays_first),
        cmocka_unit_test(test_limits_count_over_a_whole_life),
        cmocka_unit_test(test_a_direct_matter_is_dealt_with_at_the_counter),
        cmocka_unit_test(test_a_merged_issue_is_answered_by_its_master),
        cmocka_unit_test(test_a_superior_concludes_when_rework_is_used_up),
        cmocka_unit_test(test_who_handled_does_not_check),
        cmocka_unit_test(test_a_petition_goes_up_twice),
        cmocka_unit_test(test_reopened_once),
        cmocka_unit_test(test_public_safety_is_not_withdrawn),
        cmocka_unit_test(test_moves_tell_what_they_want),
        cmocka_unit_test(test_items_are_carried_by_a_map),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
