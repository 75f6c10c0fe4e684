/* Supervision: an order (督办) to an organization is a part with its own answer and its own clock, and whoever gave it
 * may take it back; a question (问询) of a resident is an issue under a procedure of its own. */
#include "support/on_a_town.h"
#include "support/test.h"

static void order(cgov_id head, cgov_id issue, cgov_id organization) {
    const cgov_detail details[2] = {town_text(CGOV_FIELD_REASON, "久拖不决"),
                                    town_number(CGOV_FIELD_ORGANIZATIONS, (int64_t)organization)};
    town_move(&town, head, issue, "supervise", details, 2);
}

static int32_t try_say(cgov_id actor, cgov_id item, const char *move, uint32_t field, const char *words) {
    const cgov_detail said = town_text(field, words);
    return town_try_move(&town, actor, item, move, &said, 1);
}

static void say(cgov_id actor, cgov_id item, const char *move, uint32_t field, const char *words) {
    assert_int_equal(try_say(actor, item, move, field, words), CGOV_OK);
}

/* The newest child of an issue. */
static cgov_id child_of(cgov_id issue) {
    cgov_reader reader = town_reader(&town, town.auditor);
    cgov_item_query filter = {.size = sizeof filter, .parent = issue};
    cgov_item_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count = 0;
    cgov_id last = 0;
    while (cgov_item_list(town.ledger, &reader, &filter, &cursor, &view, 1, &count) == CGOV_OK) last = view.id;
    assert_true(last != 0);
    return last;
}

static cgov_item_view look(cgov_id item) {
    return town_item(&town, town.auditor, item);
}

/* Orders. */

static void an_order_is_a_part_with_an_answer_of_its_own(void **state) {
    (void)state;
    cgov_id issue = town_issue_in(&town, "handling");
    order(town.centre.officers[HEAD], issue, town.street.id);
    cgov_id part = child_of(issue);
    cgov_item_view view = look(part);
    assert_string_equal(view.procedure, "order");
    assert_string_equal(view.state, "asked");
    assert_true(view.kind == CGOV_KIND_PART && view.parent == issue && view.holder == town.street.id);
    assert_true(view.owed == 1 && view.answers == 0 && look(issue).open_children == 1);
    town_assert_state(&town, issue, "handling"); /* supervision moves nothing and takes nothing away */
    assert_true(look(issue).holder == town.street.id);

    const cgov_detail solved = town_text(CGOV_FIELD_RESULT, "solved");
    cgov_id contact = town.street.officers[CONTACT];
    town_assert_refused(&town, town_try_move(&town, contact, issue, "done", &solved, 1), CGOV_E_REFUSED,
                        CGOV_R_CHILDREN);
    town_assert_refused(&town, try_say(town.street.officers[HEAD], part, "report_back", CGOV_FIELD_TEXT, "在办"),
                        CGOV_E_REFUSED, CGOV_R_ACTOR);
    say(contact, part, "report_back", CGOV_FIELD_TEXT, "三日内办结");
    view = look(part);
    assert_true(view.final == 1 && view.owed == 0 && view.answers == 1 && look(issue).open_children == 0);
    assert_int_equal(look(issue).owed, 1); /* the reporter's answer is another */
    town_move(&town, contact, issue, "done", &solved, 1);
}

static void an_order_has_a_clock_of_its_own(void **state) {
    (void)state;
    cgov_id issue = town_issue_in(&town, "handling");
    order(town.centre.officers[HEAD], issue, town.village.id);
    cgov_id part = child_of(issue);
    cgov_clock_view clock = town_clock(&town, town.auditor, part, "reply");
    assert_int_equal(clock.state, CGOV_CLOCK_RUNNING);
    assert_true(clock.due == town_at(2026, 2, 13, 24, 0) - 1); /* five working days, of Monday to Friday */
    town.now = clock.due + 6 * DAY;
    town_tick(&town);
    cgov_history_view entries[8];
    uint32_t count = town_history(&town, town.auditor, part, entries, 8);
    assert_int_equal(count, 3); /* then whoever asked, for the lead waits for it */
    town.now = clock.due + 11 * DAY;
    town_tick(&town);
    count = town_history(&town, town.auditor, part, entries, 8);
    assert_int_equal(count, 4);
    assert_true(entries[3].record == CGOV_RECORD_RUNG && entries[3].told == town.centre.id);
    assert_true(entries[1].record == CGOV_RECORD_LATE && entries[1].told == town.village.id);
    assert_string_equal(entries[1].role, "head");
    assert_true(entries[2].record == CGOV_RECORD_RUNG && entries[2].told == town.street.id);
    say(town.village.officers[CONTACT], part, "report_back", CGOV_FIELD_TEXT, "已办");
    assert_int_equal(town_clock(&town, town.auditor, part, "reply").state, CGOV_CLOCK_STOPPED);
}

static void heads_above_order_and_take_back(void **state) {
    (void)state;
    cgov_id above = town.district.officers[HEAD], centre = town.centre.officers[HEAD];
    cgov_id issue = town_issue_in(&town, "signed");
    order(above, issue, town.bureau.id);
    cgov_id part = child_of(issue);
    const cgov_id others[] = {town.street.officers[CONTACT], town.bureau.officers[CONTACT], town.bureau.officers[HEAD],
                              town.street.officers[HEAD]};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        int32_t status = try_say(others[i], part, "drop", CGOV_FIELD_REASON, "算了");
        assert_true(status == CGOV_E_REFUSED || status == CGOV_E_NOT_FOUND);
    }
    say(centre, part, "drop", CGOV_FIELD_REASON, "已说明");
    town_assert_state(&town, part, "dropped");
    order(centre, issue, town.bureau.id);
    say(above, child_of(issue), "drop", CGOV_FIELD_REASON, "已说明");
    order(centre, issue, town.bureau.id);
    const cgov_detail more[2] = {town_text(CGOV_FIELD_REASON, "再督"),
                                 town_number(CGOV_FIELD_ORGANIZATIONS, (int64_t)town.bureau.id)};
    town_assert_refused(&town, town_try_move(&town, above, issue, "supervise", more, 2), CGOV_E_REFUSED,
                        CGOV_R_AT_MOST);
}

static void orders_go_to_those_who_can_receive_them(void **state) {
    (void)state;
    cgov_id head = town.centre.officers[HEAD], empty = town_organization(&town, "空壳办", "office", town.root);
    const cgov_detail against = town_number(CGOV_FIELD_AGAINST, (int64_t)town.bureau.id);
    cgov_id issue = 0;
    assert_int_equal(town_try_report(&town, town.resident, &against, 1, &issue), CGOV_OK);
    town_move(&town, town.centre.officers[CLERK], issue, "accept", NULL, 0);
    const cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)town.street.id);
    town_move(&town, town.centre.officers[DISPATCHER], issue, "dispatch", &lead, 1);
    const struct {
        cgov_id organization;
        uint32_t reason;
    } rows[] = {{empty, CGOV_R_CONTACT}, {town.bureau.id, CGOV_R_ACCUSED}};
    for (size_t i = 0; i < 2; i++) {
        const cgov_detail details[2] = {town_text(CGOV_FIELD_REASON, "督办"),
                                        town_number(CGOV_FIELD_ORGANIZATIONS, (int64_t)rows[i].organization)};
        town_assert_refused(&town, town_try_move(&town, head, issue, "supervise", details, 2), CGOV_E_REFUSED,
                            rows[i].reason);
    }
    order(head, issue, town.street.id);
    assert_true(look(child_of(issue)).holder == town.street.id);
}

static void an_issue_that_ends_ends_its_orders(void **state) {
    (void)state;
    static const char *const states[] = {"dispatched", "signed", "handling"};
    for (size_t i = 0; i < 3; i++) {
        cgov_id issue = town_issue_in(&town, states[i]);
        order(town.centre.officers[HEAD], issue, town.street.id);
        town_move(&town, town.resident, issue, "withdraw", NULL, 0);
        town_assert_state(&town, child_of(issue), "dropped");
    }
}

/* Questions. */

static cgov_id ask(cgov_id actor, cgov_id organization) {
    const cgov_detail details[3] = {town_text(CGOV_FIELD_PROCEDURE, "question"),
                                    town_text(CGOV_FIELD_TEXT, "低保怎么申请？"),
                                    town_number(CGOV_FIELD_INTAKE, (int64_t)organization)};
    cgov_act act = town_act(&town, actor);
    cgov_id id = 0;
    assert_int_equal(cgov_item_report(town.ledger, &act, details, 3, &id), CGOV_OK);
    return id;
}

/* Who works where they ask is answered by somebody else there. */
static void nobody_answers_their_own_question(void **state) {
    (void)state;
    const cgov_id asks = town.bureau.officers[CONTACT];
    cgov_id id = ask(asks, town.bureau.id);
    town_assert_refused(&town, try_say(asks, id, "reply", CGOV_FIELD_TEXT, "见附件"), CGOV_E_REFUSED, CGOV_R_SELF);
    say(town.bureau.officers[CLERK], id, "reply", CGOV_FIELD_TEXT, "见附件");

    /* Entered there by office, of nobody named: whoever did may have asked it themselves. */
    const cgov_id enters = town.bureau.officers[CLERK];
    town_appoint(&town, enters, town.bureau.id, "operator");
    id = ask(enters, town.bureau.id);
    assert_true(look(id).reporter == 0 && look(id).reported_by == enters);
    town_assert_refused(&town, try_say(enters, id, "reply", CGOV_FIELD_TEXT, "见附件"), CGOV_E_REFUSED, CGOV_R_SELF);
    assert_string_equal(town_error(&town).message,
                        "`reply` leaves out `reporter`, and the actor entered it for nobody named");
    say(asks, id, "reply", CGOV_FIELD_TEXT, "见附件");
}

static void a_question_is_answered_by_whom_it_asks(void **state) {
    (void)state;
    cgov_id id = ask(town.resident, town.bureau.id);
    cgov_item_view view = look(id);
    assert_string_equal(view.procedure, "question");
    assert_string_equal(view.state, "asked");
    assert_true(view.kind == CGOV_KIND_ISSUE && view.holder == town.bureau.id && view.owed == 1);
    assert_true(view.reporter == town.resident);
    cgov_reader other = town_reader(&town, town.street.officers[CLERK]);
    assert_int_equal(cgov_item_get(town.ledger, &other, id, &view), CGOV_E_NOT_FOUND);
    town_assert_refused(&town, try_say(town.bureau.officers[HEAD], id, "reply", CGOV_FIELD_TEXT, "见附件"),
                        CGOV_E_REFUSED, CGOV_R_ACTOR);
    say(town.bureau.officers[CLERK], id, "reply", CGOV_FIELD_TEXT, "到村里填表。");
    view = look(id);
    assert_true(view.owed == 0 && view.answers == 1 && view.final == 0);

    say(town.resident, id, "again", CGOV_FIELD_TEXT, "村里说不归他们？");
    assert_true(look(id).owed == 1);
    assert_int_equal(town_clock(&town, town.auditor, id, "shelf").state, CGOV_CLOCK_STOPPED);
    say(town.bureau.officers[CONTACT], id, "reply", CGOV_FIELD_TEXT, "已告知村委会。");
    town_assert_refused(&town, try_say(town.resident, id, "again", CGOV_FIELD_TEXT, "还有？"), CGOV_E_REFUSED,
                        CGOV_R_AT_MOST);
    town_assert_refused(&town, town_try_move(&town, town.bureau.officers[CLERK], id, "rate", NULL, 0), CGOV_E_REFUSED,
                        CGOV_R_ACTOR);
    const cgov_detail rating = town_number(CGOV_FIELD_RATING, 4);
    town_move(&town, town.resident, id, "rate", &rating, 1);
    view = look(id);
    assert_true(view.final == 1 && view.rating == 4 && view.answers == 2);
    town_assert_state(&town, id, "closed");
}

static void a_question_left_alone_is_heard_and_closed_by_time(void **state) {
    (void)state;
    cgov_id id = ask(town.resident, town.bureau.id);
    cgov_clock_view reply = town_clock(&town, town.auditor, id, "reply");
    assert_true(reply.due == town_at(2026, 2, 21, 24, 0) - 1);
    town.now = reply.due + 6 * DAY;
    town_tick(&town);
    cgov_history_view entries[8];
    assert_int_equal(town_history(&town, town.auditor, id, entries, 8), 5);
    static const uint32_t records[] = {CGOV_RECORD_OPENED, CGOV_RECORD_REMINDED, CGOV_RECORD_REMINDED, CGOV_RECORD_LATE,
                                       CGOV_RECORD_RUNG};
    for (size_t i = 0; i < 5; i++) assert_int_equal(entries[i].record, records[i]);
    assert_true(entries[3].told == town.bureau.id && entries[4].told == town.root);

    say(town.bureau.officers[CONTACT], id, "reply", CGOV_FIELD_TEXT, "迟复为歉。");
    town.now = town_clock(&town, town.auditor, id, "shelf").due;
    town_tick(&town);
    town_assert_state(&town, id, "answered");
    town.now++;
    town_tick(&town);
    town_assert_state(&town, id, "closed");
}

static void a_question_can_be_taken_back(void **state) {
    (void)state;
    cgov_id id = ask(town.resident, town.bureau.id);
    town_move(&town, town.resident, id, "withdraw", NULL, 0);
    town_assert_state(&town, id, "withdrawn");
    id = ask(town.bureau.officers[OPERATOR], town.bureau.id); /* asked at the counter, by nobody named */
    assert_true(look(id).reporter == 0);
    say(town.bureau.officers[CLERK], id, "reply", CGOV_FIELD_TEXT, "已当面答复。");
    town_assert_refused(&town, town_try_move(&town, town.bureau.officers[OPERATOR], id, "rate", NULL, 0),
                        CGOV_E_REFUSED, CGOV_R_ACTOR);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, found, leave)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(an_order_is_a_part_with_an_answer_of_its_own),
        TEST(an_order_has_a_clock_of_its_own),
        TEST(heads_above_order_and_take_back),
        TEST(orders_go_to_those_who_can_receive_them),
        TEST(an_issue_that_ends_ends_its_orders),
        TEST(nobody_answers_their_own_question),
        TEST(a_question_is_answered_by_whom_it_asks),
        TEST(a_question_left_alone_is_heard_and_closed_by_time),
        TEST(a_question_can_be_taken_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
