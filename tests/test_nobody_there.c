/* Offices that empty, and an accused who gains one: is what nobody there hears told above, and can the intake or what
 * stands above take the item back, with who led before in its history? */
#include "support/on_a_town.h"

#include "support/test.h"

#include <stdbool.h>

static void dismiss(cgov_id resident, cgov_id organization, const char *role) {
    cgov_act act = town_act(&town, town.founder);
    cgov_appointment_draft end = {.size = sizeof end,
                                  .flags = CGOV_APPOINT_END,
                                  .resident = resident,
                                  .organization = organization,
                                  .until = town.now,
                                  .role = {role, strlen(role)}};
    assert_int_equal(cgov_appointment_add(town.ledger, &act, &end, NULL), CGOV_OK);
}

static const char *const roles[] = {"operator", "clerk", "dispatcher", "collector", "contact", "checker", "head"};

static void empty(const struct office *office) {
    for (int r = 0; r < OFFICERS; r++) dismiss(office->officers[r], office->id, roles[r]);
}

static void tick_at(cgov_time now) {
    town.now = now;
    cgov_act act = {.size = sizeof act, .flags = CGOV_ACT_LONG_JUMP, .now = now};
    assert_int_equal(cgov_ledger_tick(town.ledger, &act, NULL), CGOV_OK);
}

/* Whom the last record of this kind about the clock told. */
static cgov_history_view told(cgov_id id, uint32_t record, const char *clock) {
    cgov_history_view all[64], last = {.record = 0};
    uint32_t count = town_history(&town, town.auditor, id, all, 64);
    for (uint32_t i = 0; i < count; i++)
        if (all[i].record == record && strcmp(all[i].clock, clock) == 0) last = all[i];
    assert_int_equal(last.record, record);
    return last;
}

static int32_t try_name(cgov_id actor, cgov_id id, const char *move, uint32_t field, cgov_id organization) {
    const cgov_detail details[] = {town_number(field, (int64_t)organization), town_text(CGOV_FIELD_REASON, "无人办理")};
    return town_try_move(&town, actor, id, move, details, 2);
}

/* Whether the reader's feed has such an entry of the item. */
static bool hears(cgov_id reader_id, cgov_id item, uint32_t what, cgov_id to) {
    cgov_reader reader = town_reader(&town, reader_id);
    uint64_t seq = 0, entry = 0;
    cgov_feed_view views[64];
    uint32_t count = 0;
    bool found_it = false;
    views[0].size = sizeof views[0];
    while (cgov_feed_list(town.ledger, &reader, &seq, &entry, views, 64, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++)
            found_it = found_it || (views[i].item == item && views[i].what == what && views[i].to == to);
    return found_it;
}

/* ---- an office that empties ---- */

static void what_nobody_there_hears_goes_up_the_tree(void **state) {
    (void)state;
    cgov_id id = town_issue_in(&town, "handling");
    empty(&town.street);
    tick_at(town.now + 100 * DAY);
    cgov_history_view late = told(id, CGOV_RECORD_LATE, "handle"), half = told(id, CGOV_RECORD_REMINDED, "handle");
    assert_true(late.told == town.root);
    assert_string_equal(late.role, "head"); /* the office asked for, where there is somebody who holds it */
    assert_true(half.told == town.root && half.role[0] == '\0');
    assert_true(hears(town.district.officers[HEAD], id, CGOV_NEWS_LATE, town.root));
}

/* One person is somebody; nobody at all, up to the root, leaves the organization itself. */
static void one_who_is_left_hears(void **state) {
    (void)state;
    cgov_id id = town_issue_in(&town, "handling");
    for (int r = 0; r < OFFICERS; r++)
        if (r != COLLECTOR) dismiss(town.street.officers[r], town.street.id, roles[r]);
    tick_at(town.now + 100 * DAY);
    cgov_history_view late = told(id, CGOV_RECORD_LATE, "handle");
    assert_true(late.told == town.street.id && late.role[0] == '\0');
}

/* Whoever is to come is not there yet. */
static void who_comes_tomorrow_does_not_hear_today(void **state) {
    (void)state;
    cgov_id id = town_issue_in(&town, "handling");
    empty(&town.street);
    cgov_act act = town_act(&town, town.founder);
    cgov_appointment_draft later = {.size = sizeof later,
                                    .resident = town.street.officers[HEAD],
                                    .organization = town.street.id,
                                    .from = town.now + 200 * DAY,
                                    .role = {"head", 4}};
    assert_int_equal(cgov_appointment_add(town.ledger, &act, &later, NULL), CGOV_OK);
    tick_at(town.now + 100 * DAY);
    assert_true(told(id, CGOV_RECORD_LATE, "handle").told == town.root);
}

/* 改派: from each state that the lead holds, by the intake and by what stands above the lead, nobody else. */
static void an_item_is_taken_back_from_a_lead(void **state) {
    (void)state;
    const char *const states[] = {"dispatched", "signed", "handling", "handled"};
    for (int i = 0; i < 4; i++) {
        cgov_id id = town_issue_in(&town, states[i]);
        empty(&town.street);
        const cgov_id by[] = {town.centre.officers[HEAD], town.centre.officers[DISPATCHER],
                              town.district.officers[HEAD]};
        town_assert_refused(&town,
                            try_name(town.bureau.officers[HEAD], id, "reassign", CGOV_FIELD_LEAD, town.bureau.id),
                            CGOV_E_NOT_FOUND, 0);
        town_assert_refused(&town, try_name(by[i % 3], id, "reassign", CGOV_FIELD_LEAD, town.street.id), CGOV_E_REFUSED,
                            CGOV_R_CONTACT);
        const cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)town.bureau.id);
        town_assert_refused(&town, town_try_move(&town, by[i % 3], id, "reassign", &lead, 1), CGOV_E_REFUSED,
                            CGOV_R_NEEDS);
        assert_int_equal(try_name(by[i % 3], id, "reassign", CGOV_FIELD_LEAD, town.bureau.id), CGOV_OK);
        town_assert_state(&town, id, "reassigned");
        cgov_history_view all[64];
        uint32_t count = town_history(&town, town.auditor, id, all, 64), led = 0;
        cgov_id leads[4] = {0};
        for (uint32_t n = 0; n < count; n++)
            if (all[n].lead != 0) leads[led++] = all[n].lead;
        assert_true(led == 2 && leads[0] == town.street.id && leads[1] == town.bureau.id);
        assert_true(hears(town.auditor, id, CGOV_NEWS_ASSIGNED, town.bureau.id));
        town_move(&town, town.bureau.officers[CONTACT], id, "sign", NULL, 0);
        assert_true(town_clock(&town, town.auditor, id, "handle").started_at == town.now);
        leave(NULL), found(NULL);
    }
}

/* It is final: the new lead cannot object; and it is bounded. */
static void a_reassignment_is_not_objected_to(void **state) {
    (void)state;
    cgov_id id = town_issue_in(&town, "signed"), head = town.centre.officers[HEAD];
    const struct office *leads[] = {&town.street, &town.bureau, &town.street, &town.village};
    for (int i = 0; i < 3; i++) {
        town_assert_refused(&town, try_name(head, id, "reassign", CGOV_FIELD_LEAD, leads[i]->id), CGOV_E_REFUSED,
                            CGOV_R_OTHER); /* whose late run it would take out of the figures */
        assert_string_equal(town_error(&town).message, "`lead` would be whom it is already");
        assert_int_equal(try_name(head, id, "reassign", CGOV_FIELD_LEAD, leads[i + 1]->id), CGOV_OK);
    }
    town_assert_refused(&town, try_name(head, id, "replace", CGOV_FIELD_LEAD, town.village.id), CGOV_E_REFUSED,
                        CGOV_R_OTHER);
    town_assert_refused(&town, try_name(head, id, "reassign", CGOV_FIELD_LEAD, town.bureau.id), CGOV_E_REFUSED,
                        CGOV_R_AT_MOST);
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "不归我管");
    town_assert_refused(&town, town_try_move(&town, town.village.officers[CONTACT], id, "object", &reason, 1),
                        CGOV_E_REFUSED, CGOV_R_STATE);
    const cgov_clock_view sign = town_clock(&town, town.auditor, id, "sign");
    assert_true(sign.state == CGOV_CLOCK_RUNNING && sign.started_at == town.now);
}

/* What an office without its officer does not do is told to who can move it on, not to its head for ever. */
static void what_its_head_cannot_do_is_told_above(void **state) {
    (void)state;
    const struct {
        const char *state, *clock;
        const struct office *office;
        int officer;
    } rows[] = {
        {"registered", "forward", &town.centre, CLERK},
        {"dispatched", "sign", &town.street, CONTACT},
        {"handled", "answer", &town.street, CONTACT},
    };
    for (int i = 0; i < 3; i++) {
        cgov_id id = town_issue_in(&town, rows[i].state);
        dismiss(rows[i].office->officers[rows[i].officer], rows[i].office->id, roles[rows[i].officer]);
        tick_at(town.now + 60 * DAY);
        assert_true(told(id, CGOV_RECORD_RUNG, rows[i].clock).told == town.root);
        leave(NULL), found(NULL);
    }
}

/* A petition that this office led and answered, closed. */
static cgov_id petition_closed(const struct office *office) {
    const cgov_detail track = town_text(CGOV_FIELD_TRACK, "petition"), text = town_text(CGOV_FIELD_TEXT, "已办结。");
    const cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)office->id);
    const cgov_detail done[] = {town_text(CGOV_FIELD_RESULT, "solved"), town_text(CGOV_FIELD_EVIDENCE, "sha256:01")};
    cgov_id id = 0, contact = office->officers[CONTACT];
    assert_int_equal(town_try_report(&town, town.resident, &track, 1, &id), CGOV_OK);
    town_move(&town, town.centre.officers[CLERK], id, "accept", NULL, 0);
    town_move(&town, town.centre.officers[DISPATCHER], id, "dispatch", &lead, 1);
    town_move(&town, contact, id, "sign", NULL, 0);
    town_move(&town, contact, id, "start", NULL, 0);
    town_move(&town, contact, id, "done", done, 2);
    town_move(&town, contact, id, "answer", &text, 1);
    town_move(&town, town.centre.officers[CHECKER], id, "pass", NULL, 0);
    return id;
}

/* The root reviews, and above it is nobody: its own head hears. */
static void a_review_by_the_root_is_heard_when_it_is_late(void **state) {
    (void)state;
    cgov_id id = petition_closed(&town.street);
    town_move(&town, town.resident, id, "ask_review", NULL, 0);
    tick_at(town.now + 120 * DAY);
    cgov_history_view late = told(id, CGOV_RECORD_LATE, "review");
    assert_true(late.told == town.root);
    assert_string_equal(late.role, "head");
    assert_true(hears(town.district.officers[HEAD], id, CGOV_NEWS_LATE, town.root));
}

/* An objection is put to the intake, which has to answer it. */
static void who_answers_an_objection_is_told_of_it(void **state) {
    (void)state;
    cgov_id id = town_issue_in(&town, "dispatched");
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "不归我管");
    town_move(&town, town.street.officers[CONTACT], id, "object", &reason, 1);
    assert_true(town_item(&town, town.auditor, id).holder == town.centre.id);
    assert_true(hears(town.auditor, id, CGOV_NEWS_ASSIGNED, town.centre.id));
}

/* Whoever reported does not say that all is well with it, whatever office they hold. */
static void who_reported_checks_nothing_of_it(void **state) {
    (void)state;
    cgov_id id = town_issue_in(&town, "checking");
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "没修好");
    town_appoint(&town, town.resident, town.centre.id, "checker");
    town_assert_refused(&town, town_try_move(&town, town.resident, id, "pass", NULL, 0), CGOV_E_REFUSED, CGOV_R_SELF);
    assert_string_equal(town_error(&town).message, "`pass` leaves out `reporter`, and that is the actor");
    town_assert_refused(&town, town_try_move(&town, town.resident, id, "rework", &reason, 1), CGOV_E_REFUSED,
                        CGOV_R_SELF);
    town_move(&town, town.centre.officers[CHECKER], id, "pass", NULL, 0);
}

/* Nor who entered it by office for nobody named; who is named is another, and whoever wrote it down for them checks it.
 */
static void who_entered_their_own_checks_nothing_of_it(void **state) {
    (void)state;
    const cgov_id both = town.centre.officers[CHECKER];
    const cgov_detail behalf = town_number(CGOV_FIELD_BEHALF, (int64_t)town.resident);
    town_appoint(&town, both, town.centre.id, "operator");
    for (uint32_t named = 0; named < 2; named++) {
        cgov_id id = 0;
        assert_int_equal(town_try_report(&town, both, &behalf, named, &id), CGOV_OK);
        town_walk(&town, id, "checking");
        const int32_t status = town_try_move(&town, both, id, "pass", NULL, 0);
        town_assert_refused(&town, status, named ? CGOV_OK : CGOV_E_REFUSED, named ? CGOV_R_NONE : CGOV_R_SELF);
    }
}

/* After the last 改派 what stands above names another lead still: the work stays where it is, and its clocks go on. */
static void a_lead_is_replaced_as_long_as_it_takes(void **state) {
    (void)state;
    cgov_id id = town_issue_in(&town, "signed"), head = town.centre.officers[HEAD];
    const struct office *leads[] = {&town.bureau, &town.village, &town.street};
    town_assert_refused(&town, try_name(head, id, "replace", CGOV_FIELD_LEAD, town.bureau.id), CGOV_E_REFUSED,
                        CGOV_R_USED_UP);
    for (int i = 0; i < 3; i++)
        assert_int_equal(try_name(head, id, "reassign", CGOV_FIELD_LEAD, leads[i]->id), CGOV_OK);
    town_move(&town, town.street.officers[CONTACT], id, "sign", NULL, 0);
    const cgov_clock_view handle = town_clock(&town, town.auditor, id, "handle");
    empty(&town.street);
    assert_int_equal(try_name(head, id, "replace", CGOV_FIELD_LEAD, town.bureau.id), CGOV_OK);
    town_assert_state(&town, id, "signed");
    assert_true(town_item(&town, town.auditor, id).holder == town.bureau.id);
    assert_true(town_clock(&town, town.auditor, id, "handle").due == handle.due);
    town_move(&town, town.bureau.officers[CONTACT], id, "start", NULL, 0);
}

/* One person who is head of the lead and of what stands above it rests no clock of their own. */
static void two_offices_do_not_rest_ones_own_clock(void **state) {
    (void)state;
    cgov_id id = town_issue_in(&town, "handling"), both = town.street.officers[HEAD];
    town_appoint(&town, both, town.root, "head");
    const cgov_detail details[] = {town_choice(&town, "cause", "season"), town_text(CGOV_FIELD_REASON, "汛期"),
                                   town_number(CGOV_FIELD_DAYS, 9)};
    town_assert_refused(&town, town_try_move(&town, both, id, "suspend", details, 3), CGOV_E_REFUSED, CGOV_R_SELF);
    assert_string_equal(town_error(&town).message, "`suspend` leaves out `lead`, and the actor holds an office there");
    town_move(&town, town.district.officers[HEAD], id, "suspend", details, 3);
}

/* Neither whoever holds an office in the lead reviews its answer, nor whoever upheld it named to look again, says how
 * it ends. */
static void who_answered_does_not_review_nor_who_upheld_settle(void **state) {
    (void)state;
    const cgov_detail text = town_text(CGOV_FIELD_TEXT, "维持。");
    cgov_id id = petition_closed(&town.village), above = town.district.officers[HEAD];
    town_move(&town, town.resident, id, "ask_review", NULL, 0);
    town_assert_refused(&town, try_name(above, id, "name_reviewer", CGOV_FIELD_ORGANIZATION, town.village.id),
                        CGOV_E_REFUSED, CGOV_R_OTHER);
    town_appoint(&town, town.village.officers[HEAD], town.street.id, "head");
    town_assert_refused(&town, town_try_move(&town, town.village.officers[HEAD], id, "uphold", &text, 1),
                        CGOV_E_REFUSED, CGOV_R_SELF);
    const cgov_id upheld = town.street.officers[HEAD];
    town_move(&town, upheld, id, "uphold", &text, 1);
    town_move(&town, town.resident, id, "ask_recheck", NULL, 0);
    dismiss(upheld, town.street.id, "head");
    town_appoint(&town, upheld, town.root, "head"); /* who went up since is the same person */
    town_assert_refused(&town, town_try_move(&town, upheld, id, "settle", &text, 1), CGOV_E_REFUSED, CGOV_R_SELF);
    town_move(&town, above, id, "settle", &text, 1);
}

/* An objection is granted as a return, which counts; nobody takes the order away beside it. */
static void an_objection_is_answered_as_one(void **state) {
    (void)state;
    cgov_id id = town_issue_in(&town, "dispatched");
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "不归我管");
    town_move(&town, town.street.officers[CONTACT], id, "object", &reason, 1);
    town_assert_refused(&town,
                        try_name(town.centre.officers[DISPATCHER], id, "reassign", CGOV_FIELD_LEAD, town.bureau.id),
                        CGOV_E_REFUSED, CGOV_R_STATE);
    town_move(&town, town.centre.officers[DISPATCHER], id, "return", NULL, 0);
}

/* ---- an accused who gains office ---- */

/* Whoever appoints the accused to the intake hides the case from it, and from nobody above. */
static void an_accused_who_gains_office_buries_nothing(void **state) {
    (void)state;
    const cgov_detail against = town_number(CGOV_FIELD_AGAINST, (int64_t)town.neighbour);
    cgov_id id = 0, above = town.district.officers[HEAD];
    assert_int_equal(town_try_report(&town, town.resident, &against, 1, &id), CGOV_OK);
    town_move(&town, town.centre.officers[CLERK], id, "accept", NULL, 0);
    town_appoint(&town, town.neighbour, town.centre.id, "operator");
    town_assert_refused(&town,
                        try_name(town.centre.officers[DISPATCHER], id, "dispatch", CGOV_FIELD_LEAD, town.street.id),
                        CGOV_E_NOT_FOUND, 0);
    tick_at(town.now + 19 * DAY);
    cgov_history_view late = told(id, CGOV_RECORD_LATE, "forward");
    assert_true(late.told == town.root);
    assert_string_equal(late.role, "head");
    assert_true(told(id, CGOV_RECORD_REMINDED, "forward").told == town.root);
    assert_true(hears(above, id, CGOV_NEWS_LATE, town.root));
    town_assert_refused(&town, try_name(above, id, "entrust", CGOV_FIELD_INTAKE, town.centre.id), CGOV_E_REFUSED,
                        CGOV_R_ACCUSED);
    assert_int_equal(try_name(above, id, "entrust", CGOV_FIELD_INTAKE, town.bureau.id), CGOV_OK);
    town_assert_state(&town, id, "accepted");
    assert_true(town_item(&town, above, id).holder == town.bureau.id);
    assert_true(hears(town.auditor, id, CGOV_NEWS_ASSIGNED, town.bureau.id));
    const cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)town.street.id);
    town_move(&town, town.bureau.officers[DISPATCHER], id, "dispatch", &lead, 1);
}

/* Nothing stands above the root: who reported hears that it is late there, and can take it elsewhere. */
static void an_accused_at_the_root_is_not_silent(void **state) {
    (void)state;
    const cgov_detail against[] = {town_number(CGOV_FIELD_AGAINST, (int64_t)town.neighbour),
                                   town_number(CGOV_FIELD_INTAKE, (int64_t)town.root),
                                   town_number(CGOV_FIELD_PLACE, 990101001201), town_text(CGOV_FIELD_TEXT, "举报")};
    cgov_act act = town_act(&town, town.resident);
    cgov_id id = 0;
    assert_int_equal(cgov_item_report(town.ledger, &act, against, 4, &id), CGOV_OK);
    town_appoint(&town, town.neighbour, town.root, "operator");
    tick_at(town.now + 19 * DAY);
    assert_false(hears(town.resident, id, CGOV_NEWS_REMINDED, town.resident));
    assert_true(hears(town.resident, id, CGOV_NEWS_LATE, town.resident));
    town_move(&town, town.resident, id, "withdraw", NULL, 0);
}

/* So does who reported what was merged into it. */
static void an_accused_at_the_root_is_not_silent_to_others(void **state) {
    (void)state;
    const cgov_detail against[] = {town_number(CGOV_FIELD_AGAINST, (int64_t)town.neighbour),
                                   town_number(CGOV_FIELD_INTAKE, (int64_t)town.root),
                                   town_number(CGOV_FIELD_PLACE, 990101001201), town_text(CGOV_FIELD_TEXT, "举报")};
    const cgov_id who[] = {town.resident, town_resident(&town, "另一居民", town.street.id)};
    cgov_id ids[2] = {0, 0};
    for (int i = 0; i < 2; i++) {
        cgov_act act = town_act(&town, who[i]);
        assert_int_equal(cgov_item_report(town.ledger, &act, against, 4, &ids[i]), CGOV_OK);
    }
    const cgov_detail master = town_number(CGOV_FIELD_MASTER, (int64_t)ids[0]);
    town_move(&town, town.district.officers[CLERK], ids[1], "merge", &master, 1);
    town_appoint(&town, town.neighbour, town.root, "operator");
    tick_at(town.now + 19 * DAY);
    for (int i = 0; i < 2; i++) {
        assert_false(hears(who[i], ids[i], CGOV_NEWS_REMINDED, who[i]));
        assert_true(hears(who[i], ids[i], CGOV_NEWS_LATE, who[i]));
    }
}

/* In the lead: the lead's clocks tell past it, and the intake takes the item back. */
static void an_accused_who_gains_office_in_the_lead(void **state) {
    (void)state;
    const cgov_detail against = town_number(CGOV_FIELD_AGAINST, (int64_t)town.neighbour);
    cgov_id id = 0;
    assert_int_equal(town_try_report(&town, town.resident, &against, 1, &id), CGOV_OK);
    town_move(&town, town.centre.officers[CLERK], id, "accept", NULL, 0);
    const cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)town.street.id);
    town_move(&town, town.centre.officers[DISPATCHER], id, "dispatch", &lead, 1);
    town_move(&town, town.street.officers[CONTACT], id, "sign", NULL, 0);
    town_appoint(&town, town.neighbour, town.street.id, "contact");
    tick_at(town.now + 61 * DAY);
    assert_true(told(id, CGOV_RECORD_LATE, "handle").told == town.root);
    assert_int_equal(try_name(town.centre.officers[HEAD], id, "reassign", CGOV_FIELD_LEAD, town.bureau.id), CGOV_OK);
}

/* A question nobody is left to answer is handed to another office. */
static void a_question_is_handed_on(void **state) {
    (void)state;
    const cgov_detail details[] = {town_text(CGOV_FIELD_TEXT, "何时开门"),
                                   town_number(CGOV_FIELD_INTAKE, (int64_t)town.street.id),
                                   town_text(CGOV_FIELD_PROCEDURE, "question")};
    cgov_act act = town_act(&town, town.resident);
    cgov_id id = 0;
    assert_int_equal(cgov_item_report(town.ledger, &act, details, 3, &id), CGOV_OK);
    empty(&town.street);
    tick_at(town.now + 20 * DAY);
    assert_true(told(id, CGOV_RECORD_LATE, "reply").told == town.root);
    assert_int_equal(try_name(town.district.officers[HEAD], id, "entrust", CGOV_FIELD_INTAKE, town.bureau.id), CGOV_OK);
    const cgov_detail text = town_text(CGOV_FIELD_TEXT, "九点");
    town_move(&town, town.bureau.officers[CONTACT], id, "reply", &text, 1);
}

#define IN_TOWN(test) cmocka_unit_test_setup_teardown(test, found, leave)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_TOWN(what_nobody_there_hears_goes_up_the_tree),
        IN_TOWN(one_who_is_left_hears),
        IN_TOWN(who_comes_tomorrow_does_not_hear_today),
        IN_TOWN(an_item_is_taken_back_from_a_lead),
        IN_TOWN(a_reassignment_is_not_objected_to),
        IN_TOWN(an_accused_who_gains_office_buries_nothing),
        IN_TOWN(an_accused_who_gains_office_in_the_lead),
        IN_TOWN(an_accused_at_the_root_is_not_silent),
        IN_TOWN(an_accused_at_the_root_is_not_silent_to_others),
        IN_TOWN(a_question_is_handed_on),
        IN_TOWN(what_its_head_cannot_do_is_told_above),
        IN_TOWN(a_review_by_the_root_is_heard_when_it_is_late),
        IN_TOWN(who_answers_an_objection_is_told_of_it),
        IN_TOWN(who_reported_checks_nothing_of_it),
        IN_TOWN(who_entered_their_own_checks_nothing_of_it),
        IN_TOWN(a_lead_is_replaced_as_long_as_it_takes),
        IN_TOWN(two_offices_do_not_rest_ones_own_clock),
        IN_TOWN(who_answered_does_not_review_nor_who_upheld_settle),
        IN_TOWN(an_objection_is_answered_as_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
