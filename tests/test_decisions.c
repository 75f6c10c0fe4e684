/* Decisions of a council and an election: the day a list is closed chooses the rule, what outcomes do happens with
 * them, and seats are taken one count after the other. (What is not decided is not carried: test_decided.c.) */
#include "support/on_a_town.h"

#include "entities/access.h"
#include "entities/entities.h"
#include "ledger/handle.h"
#include "model/overlay.h"
#include "model/symbols.h"
#include "records/decision_lines.h"
#include "support/alloc.h"
#include "support/test.h"

static const char COUNCIL[] = "rulebook 1\n"
                              "role clerk \"经办\"\n"
                              "role member \"成员\"\n"
                              "rule plain \"旧规则\" from 2026-01-01 to 2026-02-28\n"
                              "  source \"章程\" verified\n"
                              "  ask yes_no\n"
                              "  quorum cast more than 1/2 of members\n"
                              "  passes yes more than 1/2 of cast\n"
                              "  tie casting chair\n"
                              "rule plain \"新规则\" from 2026-03-01 to 2026-04-30\n"
                              "  source \"章程\" verified\n"
                              "  ask yes_no\n"
                              "  quorum cast at least 2/3 of members\n"
                              "  passes yes at least 2/3 of cast\n"
                              "rule strict \"特别多数\" from 2026-01-01 to 2026-03-31\n"
                              "  source \"章程\" verified\n"
                              "  ask yes_no\n"
                              "  passes yes at least 1/1 of members\n"
                              "procedure council \"会议\" session\n"
                              "  public\n"
                              "  party village \"村\" organization\n"
                              "  party chair \"主持人\" resident\n"
                              "  roll members \"成员\"\n"
                              "    of member of village\n"
                              "    filled by notify\n"
                              "  stage all \"全程\"\n"
                              "    state called \"待通知\" held by village\n"
                              "    state sitting \"开会\" held by village\n"
                              "    state agreed \"已定\" final\n"
                              "    state ended \"结束\" final\n"
                              "  clock run from call until agree end\n"
                              "    for 200 days\n"
                              "    late tell clerk of village\n"
                              "  open call \"召集\" -> called\n"
                              "    by clerk of village\n"
                              "    needs village chair text\n"
                              "    sets village to given\n"
                              "    sets chair to given\n"
                              "  move notify \"通知\" called -> sitting\n"
                              "    by clerk of village\n"
                              "    tells members\n"
                              "  move put \"提案\" sitting -> same\n"
                              "    by clerk of village\n"
                              "    needs text\n"
                              "    opens bill\n"
                              "    at most 9\n"
                              "  move put_strictly \"提重大案\" sitting -> same\n"
                              "    by clerk of village\n"
                              "    needs text\n"
                              "    opens bill under STRICT\n"
                              "    at most 9\n"
                              "  move agree \"成事\" sitting -> agreed\n"
                              "    by child\n"
                              "    when last bill in passed\n"
                              "    answers\n"
                              "    tells members\n"
                              "  move end \"散会\" called sitting -> ended\n"
                              "    by clerk of village\n"
                              "    needs reason\n"
                              "    answers\n"
                              "    tells members\n"
                              "procedure bill \"提案\" motion\n"
                              "  public\n"
                              "  party village \"村\" organization\n"
                              "  party chair \"主持人\" resident\n"
                              "  roll ballots \"表决\"\n"
                              "    of parent.members\n"
                              "    by self again\n"
                              "    in voting\n"
                              "    ballot\n"
                              "    secrecy open\n"
                              "  stage all \"全程\"\n"
                              "    state voting \"表决\" held by village\n"
                              "    state passed \"通过\" final\n"
                              "    state failed \"否决\" final\n"
                              "    state void \"无效\" final\n"
                              "    state dropped \"撤回\" final\n"
                              "  clock run from put until count drop\n"
                              "    for 200 days\n"
                              "    late tell clerk of village\n"
                              "  open put \"提出\" -> voting\n"
                              "    by parent\n"
                              "    needs text\n"
                              "    sets village to parent.village\n"
                              "    sets chair to parent.chair\n"
                              "  move count \"计票\" voting\n"
                              "    by clerk of village\n"
                              "    decides plain over ballots\n"
                              "    passed -> passed\n"
                              "    failed -> failed\n"
                              "    no_quorum -> void\n"
                              "    answers\n"
                              "    tells parent.members\n"
                              "  move drop \"撤回\" voting -> dropped\n"
                              "    by parent\n"
                              "    answers\n"
                              "    tells parent.members\n"
                              "profile STRICT\n"
                              "  bill.count by strict\n";

static const char ELECTION[] = "rulebook 1\n"
                               "role clerk \"经办\"\n"
                               "role committee \"委员\"\n"
                               "  held in committee\n"
                               "rule seating \"选举\"\n"
                               "  source \"章程\" verified\n"
                               "  ask choose\n"
                               "  seats given 1 from women\n"
                               "  quorum cast more than 1/2 of electors\n"
                               "  passes yes more than 1/2 of cast\n"
                               "rule run_off \"另行选举\"\n"
                               "  source \"章程\" verified\n"
                               "  ask choose\n"
                               "  seats given 1 from women\n"
                               "  passes yes at least 1/3 of cast\n"
                               "procedure election \"选举\" motion\n"
                               "  public\n"
                               "  detail seats \"名额\" number 1 to 9\n"
                               "  party village \"村\" organization\n"
                               "  roll electors \"选民\"\n"
                               "    of residents of village\n"
                               "    by clerk of village\n"
                               "    out by clerk of village\n"
                               "    in listing\n"
                               "  roll women \"妇女\"\n"
                               "    of electors\n"
                               "    by clerk of village\n"
                               "    in naming\n"
                               "  roll candidates \"候选人\"\n"
                               "    of electors\n"
                               "    by clerk of village\n"
                               "    out by clerk of village\n"
                               "    in naming\n"
                               "  roll ballots \"选票\"\n"
                               "    of electors\n"
                               "    by self again\n"
                               "    in voting\n"
                               "    ballot from candidates\n"
                               "    secrecy open\n"
                               "  roll elected \"当选\"\n"
                               "    of candidates\n"
                               "  roll finalists \"另行选举候选人\"\n"
                               "    of candidates\n"
                               "    not elected\n"
                               "    filled by run\n"
                               "  roll ballots2 \"另行选票\"\n"
                               "    of electors\n"
                               "    by self again\n"
                               "    in voting2\n"
                               "    ballot from finalists\n"
                               "    secrecy open\n"
                               "  stage all \"全程\"\n"
                               "    state listing \"登记\" held by village\n"
                               "    state naming \"提名\" held by village\n"
                               "    state voting \"投票\" held by village\n"
                               "    state short \"缺额\" held by village\n"
                               "    state voting2 \"另行投票\" held by village\n"
                               "    state seated \"当选\" final\n"
                               "    state void \"无效\" final\n"
                               "  clock run from start until count count2\n"
                               "    for 200 days\n"
                               "    late tell clerk of village\n"
                               "  clock fill from count.unfilled until count2\n"
                               "    for 10 days\n"
                               "    late tell clerk of village\n"
                               "  open start \"启动\" -> listing\n"
                               "    by clerk of village\n"
                               "    needs village seats text\n"
                               "    sets village to given\n"
                               "  move close \"截止登记\" listing -> naming\n"
                               "    by clerk of village\n"
                               "    tells electors\n"
                               "  move begin \"开始\" naming -> voting\n"
                               "    by clerk of village\n"
                               "  move count \"计票\" voting\n"
                               "    by clerk of village\n"
                               "    decides seating over ballots into elected\n"
                               "    passed -> seated\n"
                               "    unfilled -> short\n"
                               "    no_quorum -> void\n"
                               "    tells electors\n"
                               "    ends committee in village\n"
                               "    appoints committee in village from elected for 36 months\n"
                               "  move run \"另行选举\" short -> voting2\n"
                               "    by clerk of village\n"
                               "    at most 3\n"
                               "  move count2 \"计票\" voting2\n"
                               "    by clerk of village\n"
                               "    decides run_off over ballots2 into elected\n"
                               "    passed -> seated\n"
                               "    unfilled -> seated\n"
                               "    tells electors\n"
                               "    appoints committee in village from elected for 36 months\n";

#define PEOPLE 12u

static cgov_id clerk, people[PEOPLE];
static cgov_storage storage;
static struct test_alloc alloc;

static uint32_t field(const char *name) {
    uint32_t number = 0;
    assert_int_equal(cgov_field_find(town.ledger, name, &number), CGOV_OK);
    return number;
}

static int with_people(void **state) {
    (void)state;
    storage.size = sizeof storage;
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    const cgov_allocator allocator = test_alloc_table(&alloc);
    const struct town_options options = {.storage = &storage, .allocator = &allocator};
    town_found(&town, &options);
    town_adopt(&town, text_of(COUNCIL));
    town_adopt(&town, text_of(ELECTION));
    clerk = town_resident(&town, "经办", town.root);
    town_appoint(&town, clerk, town.village.id, "clerk");
    for (uint32_t i = 0; i < PEOPLE; i++) {
        people[i] = town_resident(&town, "村民", town.village.id);
        if (i < 6) town_appoint(&town, people[i], town.village.id, "member");
    }
    return 0;
}

static int without_them(void **state) {
    (void)state;
    town_replay(&town, &storage);
    town_close(&town);
    return cgov_storage_close(&storage);
}

static void move(cgov_id item, const char *name) {
    town_move(&town, clerk, item, name, NULL, 0);
}

static int32_t enter(cgov_id actor, cgov_id item, const char *roll, cgov_id elector, const char *choice) {
    cgov_act act = town_act(&town, actor);
    const cgov_detail detail = town_text(CGOV_FIELD_CHOICE, choice ? choice : "");
    return cgov_roll_enter(town.ledger, &act, item, roll, elector, &detail, choice ? 1 : 0, NULL);
}

static void vote(cgov_id item, const char *roll, uint32_t voter, const char *choice) {
    if (enter(people[voter], item, roll, people[voter], choice) != CGOV_OK) fail_msg("%s", town_error(&town).message);
}

static cgov_history_view last_of(cgov_id item) {
    static cgov_history_view entries[64];
    const uint32_t count = town_history(&town, clerk, item, entries, 64);
    return entries[count - 1];
}

static void assert_outcome(cgov_id item, const char *move_made, uint32_t outcome, const char *state) {
    const cgov_history_view made = last_of(item);
    assert_string_equal(made.move, move_made);
    if (made.outcome != outcome)
        fail_msg("%s, not %s", cgov_enum_name(CGOV_ENUM_OUTCOME, made.outcome),
                 cgov_enum_name(CGOV_ENUM_OUTCOME, outcome));
    assert_string_equal(made.to, state);
    town_assert_state(&town, item, state);
}

/* ---- a council ---- */

static cgov_id council(void) {
    cgov_act act = town_act(&town, clerk);
    cgov_id id = 0;
    const cgov_detail details[] = {town_number(field("village"), (int64_t)town.village.id),
                                   town_number(field("chair"), (int64_t)people[0]), town_text(CGOV_FIELD_TEXT, "例会")};
    assert_int_equal(cgov_item_open(town.ledger, &act, "council", details, 3, &id), CGOV_OK);
    return id;
}

static int32_t try_put(cgov_id session, const char *name) {
    const cgov_detail text = town_text(CGOV_FIELD_TEXT, "提案");
    return town_try_move(&town, clerk, session, name, &text, 1);
}

/* The bill put last. */
static cgov_id put(cgov_id session, const char *name) {
    cgov_reader who = town_reader(&town, clerk);
    const cgov_item_query query = {.size = sizeof query, .parent = session};
    cgov_item_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count;
    if (try_put(session, name) != CGOV_OK) fail_msg("%s", town_error(&town).message);
    while (cgov_item_list(town.ledger, &who, &query, &cursor, &view, 1, &count) == CGOV_OK) continue;
    return view.id;
}

/* The list is closed in February: the rule of February decides, whenever it is counted. */
static void the_day_of_the_close_chooses(void **state) {
    (void)state;
    const cgov_id session = council();
    town.now = town_at(2026, 2, 28, 23, 59);
    move(session, "notify");
    town.now = town_at(2026, 3, 20, 9, 0);
    const cgov_id bill = put(session, "put");
    for (uint32_t i = 0; i < 4; i++) vote(bill, "ballots", i, i < 3 ? "yes" : "no");
    move(bill, "count"); /* 4 of 6 are enough for both; 3 of 4 too */
    assert_outcome(bill, "count", CGOV_OUTCOME_PASSED, "passed");
    town_assert_state(&town, session, "agreed"); /* by child, with it */
    const cgov_id other = council();
    move(other, "notify");
    const cgov_id later = put(other, "put");
    for (uint32_t i = 0; i < 4; i++) vote(later, "ballots", i, i < 3 ? "yes" : "no");
    vote(later, "ballots", 4, "no");
    move(later, "count"); /* 3 of 5 are no two thirds */
    assert_outcome(later, "count", CGOV_OUTCOME_FAILED, "failed");
    town_assert_state(&town, other, "sitting");
}

static void a_close_without_a_rule_is_refused(void **state) {
    (void)state;
    const cgov_id session = council();
    town.now = town_at(2026, 4, 1, 0, 0); /* the strict rule was in force until yesterday */
    town_assert_refused(&town, town_try_move(&town, clerk, session, "notify", NULL, 0), CGOV_E_REFUSED, CGOV_R_RULE);
    town_assert_state(&town, session, "called");
}

static void the_profile_chooses_among_names(void **state) {
    (void)state;
    const cgov_id session = council();
    move(session, "notify");
    const cgov_id bill = put(session, "put_strictly");
    for (uint32_t i = 0; i < 5; i++) vote(bill, "ballots", i, "yes");
    move(bill, "count");
    assert_outcome(bill, "count", CGOV_OUTCOME_FAILED, "failed");
    assert_string_equal(last_of(bill).rule, "strict");
}

static void the_chair_decides_a_tie(void **state) {
    (void)state;
    const cgov_id session = council();
    move(session, "notify");
    const cgov_id bill = put(session, "put"), other = put(session, "put");
    for (uint32_t i = 0; i < 4; i++) {
        vote(bill, "ballots", i, i % 2 == 0 ? "yes" : "no"); /* people[0] presides */
        vote(other, "ballots", i, i % 2 == 0 ? "no" : "yes");
    }
    move(other, "count");
    assert_outcome(other, "count", CGOV_OUTCOME_FAILED, "failed");
    move(bill, "count");
    assert_outcome(bill, "count", CGOV_OUTCOME_PASSED, "passed");
}

static void too_few_take_part(void **state) {
    (void)state;
    const cgov_id session = council();
    move(session, "notify");
    const cgov_id bill = put(session, "put");
    for (uint32_t i = 0; i < 3; i++) vote(bill, "ballots", i, "yes");
    move(bill, "count");
    assert_outcome(bill, "count", CGOV_OUTCOME_NO_QUORUM, "void");
}

/* ---- an election ---- */

static cgov_id election(int64_t seats, uint32_t candidates) {
    cgov_act act = town_act(&town, clerk);
    cgov_id id = 0;
    const cgov_detail details[] = {town_number(field("village"), (int64_t)town.village.id),
                                   town_number(field("seats"), seats), town_text(CGOV_FIELD_TEXT, "换届")};
    assert_int_equal(cgov_item_open(town.ledger, &act, "election", details, 3, &id), CGOV_OK);
    for (uint32_t i = 0; i < PEOPLE; i++) assert_int_equal(enter(clerk, id, "electors", people[i], NULL), CGOV_OK);
    move(id, "close");
    town_assert_refused(&town, enter(clerk, id, "electors", town.neighbour, NULL), CGOV_E_REFUSED, CGOV_R_ROLL);
    for (uint32_t i = 0; i < candidates; i++)
        assert_int_equal(enter(clerk, id, "candidates", people[i], NULL), CGOV_OK);
    return id;
}

static uint32_t on_roll(cgov_id item, const char *roll, cgov_id *electors) {
    cgov_reader who = town_reader(&town, clerk);
    cgov_entry_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t found = 0, count;
    while (cgov_entry_list(town.ledger, &who, item, roll, &cursor, &view, 1, &count) == CGOV_OK)
        if (view.standing) electors[found++] = view.elector;
    return found;
}

static bool is_in_office(cgov_id resident) {
    const struct model *model = &town.ledger->model;
    return cgov__holds(model, (uint32_t)(resident & UINT32_MAX), cgov__symbol_find(model, "committee", 9),
                       (uint32_t)(town.village.id & UINT32_MAX), town.now);
}

static void all_seats_are_taken(void **state) {
    (void)state;
    town_appoint(&town, people[9], town.village.id, "committee");
    assert_true(is_in_office(people[9]));
    const cgov_id id = election(2, 3);
    move(id, "begin");
    for (uint32_t i = 0; i < 8; i++) vote(id, "ballots", i, i < 5 ? "1 3" : "2 3");
    move(id, "count");
    assert_outcome(id, "count", CGOV_OUTCOME_PASSED, "seated");
    cgov_id elected[PEOPLE];
    assert_int_equal(on_roll(id, "elected", elected), 2);
    assert_true(elected[0] == people[0] && elected[1] == people[2]);
    assert_true(is_in_office(people[0]) && is_in_office(people[2]) && !is_in_office(people[1]));
    assert_false(is_in_office(people[9])); /* in the frame of the count */
}

static void who_ties_over_the_last_seat_has_none(void **state) {
    (void)state;
    const cgov_id id = election(2, 3);
    move(id, "begin");
    for (uint32_t i = 0; i < 9; i++) vote(id, "ballots", i, i < 3 ? "1 2" : i < 6 ? "1 3" : "2 3");
    assert_false(town.ledger->plan.entry); /* that has room for one choice */
    vote(id, "ballots", 9, "1");           /* 7, 6 and 6 of 10: the first is elected, and the others tie */
    assert_true(town.ledger->plan.entry);
    move(id, "count");
    assert_outcome(id, "count", CGOV_OUTCOME_UNFILLED, "short");
    cgov_id elected[PEOPLE];
    assert_int_equal(on_roll(id, "elected", elected), 1);
    assert_true(elected[0] == people[0] && is_in_office(people[0]) && !is_in_office(people[1]));
}

static void a_seat_is_left_and_a_run_off_fills_it(void **state) {
    (void)state;
    const cgov_id id = election(3, 5);
    assert_int_equal(enter(clerk, id, "women", people[4], NULL), CGOV_OK);
    move(id, "begin");
    for (uint32_t i = 0; i < 8; i++) vote(id, "ballots", i, i < 6 ? "1 2" : "3 4");
    move(id, "count");
    assert_outcome(id, "count", CGOV_OUTCOME_UNFILLED, "short");
    cgov_id elected[PEOPLE];
    assert_int_equal(on_roll(id, "elected", elected), 2);
    assert_true(is_in_office(people[0]) && is_in_office(people[1]));
    assert_int_equal(town_clock(&town, clerk, id, "fill").state, CGOV_CLOCK_RUNNING);
    move(id, "run"); /* of candidates not elected: 3, 4 and 5, in that order */
    for (uint32_t i = 0; i < 9; i++) vote(id, "ballots2", i, i < 5 ? "1" : i < 6 ? "2" : "3");
    move(id, "count2"); /* 3 has more votes, and 5 is the woman for whom the last seat is kept: a third of 9 is 3 */
    assert_outcome(id, "count2", CGOV_OUTCOME_PASSED, "seated");
    assert_int_equal(on_roll(id, "elected", elected), 3);
    assert_true(is_in_office(people[4]) && !is_in_office(people[2]));
    assert_true(is_in_office(people[0]) && is_in_office(people[1]));
}

static void nobody_is_elected_without_a_quorum(void **state) {
    (void)state;
    town_appoint(&town, people[9], town.village.id, "committee");
    const cgov_id id = election(1, 2);
    move(id, "begin");
    for (uint32_t i = 0; i < 6; i++) vote(id, "ballots", i, "1"); /* of 12 */
    move(id, "count");
    assert_outcome(id, "count", CGOV_OUTCOME_NO_QUORUM, "void");
    cgov_id elected[PEOPLE];
    assert_int_equal(on_roll(id, "elected", elected), 0);
    assert_true(is_in_office(people[9])); /* whoever was there goes on */
}

/* What the outcomes do is asked when the list is closed: here the office is not one of that kind of organization. At
 * the count nothing refuses it, though the ledger has no room for another appointment by then. */
static void what_the_outcomes_need_is_asked_at_the_close(void **state) {
    (void)state;
    town_appoint(&town, clerk, town.street.id, "clerk");
    cgov_act act = town_act(&town, clerk);
    cgov_id street = 0;
    const cgov_detail details[] = {town_number(field("village"), (int64_t)town.street.id),
                                   town_number(field("seats"), 1), town_text(CGOV_FIELD_TEXT, "换届")};
    assert_int_equal(cgov_item_open(town.ledger, &act, "election", details, 3, &street), CGOV_OK);
    town_assert_refused(&town, town_try_move(&town, clerk, street, "close", NULL, 0), CGOV_E_REFUSED, CGOV_R_ROLE);
    town_assert_state(&town, street, "listing");
    const cgov_id id = election(1, 2);
    move(id, "begin");
    for (uint32_t i = 0; i < 8; i++) vote(id, "ballots", i, "2");
    struct model *model = &town.ledger->model;
    const uint64_t limit = model->limit_entities;
    model->limit_entities = model->appointments.count;
    move(id, "count");
    model->limit_entities = limit;
    assert_outcome(id, "count", CGOV_OUTCOME_PASSED, "seated");
    assert_true(is_in_office(people[1]));
}

#define ON(test) cmocka_unit_test_setup_teardown(test, with_people, without_them)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON(the_day_of_the_close_chooses),
        ON(a_close_without_a_rule_is_refused),
        ON(the_profile_chooses_among_names),
        ON(the_chair_decides_a_tie),
        ON(too_few_take_part),
        ON(all_seats_are_taken),
        ON(who_ties_over_the_last_seat_has_none),
        ON(a_seat_is_left_and_a_run_off_fills_it),
        ON(nobody_is_elected_without_a_quorum),
        ON(what_the_outcomes_need_is_asked_at_the_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
