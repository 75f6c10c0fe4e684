/* Who says who leads (24): of those that have been said to lead, the nearest organization above; where none is, a joint
 * conference. */
#include "support/bent.h"
#include "support/on_a_town.h"
#include "support/test.h"

#define DISPATCHERS (town.centre.officers[DISPATCHER])
static const cgov_id a_conference = (cgov_id)CGOV_KIND_SESSION << 44 | 2;

static int32_t arbitrate(cgov_id actor, cgov_id id, cgov_id lead) {
    const cgov_detail detail = town_number(CGOV_FIELD_LEAD, (int64_t)lead);
    return town_try_move(&town, actor, id, "arbitrate", &detail, 1);
}

static int32_t by_reason(cgov_id actor, cgov_id id, const char *move) {
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "不属本单位职责。");
    return town_try_move(&town, actor, id, move, &reason, 1);
}

/* The first has given it back, the second objects; or the first alone. */
static cgov_id disputed(const struct office *first, const struct office *second) {
    cgov_id id = town_issue_in(&town, "accepted");
    const struct office *const leads[] = {first, second};
    for (int i = 0; i < 2 && leads[i]; i++) {
        const cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)leads[i]->id);
        if (i > 0) town_move(&town, DISPATCHERS, id, "return", NULL, 0);
        town_move(&town, DISPATCHERS, id, "dispatch", &lead, 1);
        assert_int_equal(by_reason(leads[i]->officers[CONTACT], id, "object"), CGOV_OK);
    }
    return id;
}

static void assert_arbiter(cgov_id id, const struct office *is, const struct office * not ) {
    if (not ) {
        town_assert_refused(&town, arbitrate(not ->officers[HEAD], id, town.bureau.id), CGOV_E_REFUSED, CGOV_R_ACTOR);
        assert_string_equal(town_error(&town).message, "`arbitrate` is for head of superior of lead and first");
    }
    assert_int_equal(arbitrate(is->officers[HEAD], id, town.bureau.id), CGOV_OK);
    town_assert_state(&town, id, "dispatched");
}

static void the_nearest_above_both_arbitrates(void **state) {
    (void)state;
    const struct office hamlet = town_office(&town, "另一村", "village", town.street.id);
    assert_arbiter(disputed(&town.village, NULL), &town.street, &town.district);
    assert_arbiter(disputed(&town.village, &hamlet), &town.street, &town.district);
    assert_arbiter(disputed(&town.bureau, &town.village), &town.district, &town.street);
    assert_arbiter(disputed(&town.village, &town.bureau), &town.district, NULL);
    /* Who is in dispute is no judge of it, though it stands above the other. */
    assert_arbiter(disputed(&town.street, &town.village), &town.district, &town.street);
    assert_arbiter(disputed(&town.village, &town.street), &town.district, NULL);
}

/* Nobody stands above the root: those who sent it there call a conference, and do as it says. */
static void where_none_is_a_conference_says(void **state) {
    (void)state;
    const cgov_id id = disputed(&town.bureau, &town.district), plain = disputed(&town.bureau, NULL);
    const cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)town.street.id);
    const cgov_detail agreed[] = {lead, town_text(CGOV_FIELD_TEXT, "由街道主办。")};
    for (int officer = 0; officer < OFFICERS; officer++)
        assert_int_not_equal(arbitrate(town.district.officers[officer], id, town.bureau.id), CGOV_OK);
    town_assert_refused(&town, by_reason(DISPATCHERS, plain, "confer"), CGOV_E_REFUSED, CGOV_R_PARTY);
    assert_string_equal(town_error(&town).message, "there is a superior of lead and first");
    assert_int_equal(by_reason(DISPATCHERS, id, "confer"), CGOV_OK);
    town_assert_state(&town, id, "conferring");
    const cgov_id conference = a_conference + 1; /* after two issues */
    assert_string_equal(town_item(&town, DISPATCHERS, conference).procedure, "conference");
    town_assert_refused(&town, town_try_move(&town, DISPATCHERS, id, "assign", &lead, 1), CGOV_E_REFUSED, CGOV_R_CHILD);
    town_assert_refused(&town, town_try_move(&town, DISPATCHERS, conference, "decide", agreed, 2), CGOV_E_REFUSED,
                        CGOV_R_ACTOR);
    town_move(&town, town.centre.officers[HEAD], conference, "decide", agreed, 2);
    town_move(&town, DISPATCHERS, id, "assign", &lead, 1);
    town_assert_state(&town, id, "dispatched");
    assert_true(town_item(&town, DISPATCHERS, id).holder == town.street.id);
}

/* It has five working days, as who arbitrates: then who had it first leads, and what was called is over, so that the
 * work does not wait for it; an order that was given then is owed still. */
static void it_has_its_time(void **state) {
    (void)state;
    const cgov_id id = disputed(&town.bureau, &town.district);
    const cgov_time began = town.now += DAY;
    assert_int_equal(by_reason(DISPATCHERS, id, "confer"), CGOV_OK);
    const cgov_time due = town_clock(&town, DISPATCHERS, id, "object").due;
    assert_true(town_clock(&town, DISPATCHERS, id, "object").started_at == began);
    const cgov_id lead = town.bureau.officers[CONTACT], an_order = (cgov_id)CGOV_KIND_PART << 44 | 3;
    const cgov_detail order[] = {town_text(CGOV_FIELD_REASON, "何时定主办？"),
                                 town_number(CGOV_FIELD_ORGANIZATIONS, (int64_t)town.village.id)};
    town_move(&town, town.centre.officers[HEAD], id, "supervise", order, 2);
    town.now = due;
    town_tick(&town);
    town_assert_state(&town, id, "conferring");
    town.now++;
    town_tick(&town);
    town_assert_state(&town, id, "dispatched");
    assert_true(town_item(&town, DISPATCHERS, id).holder == town.bureau.id);
    town_assert_state(&town, a_conference, "dropped");
    const cgov_detail result = town_text(CGOV_FIELD_RESULT, "solved"), accounts = town_text(CGOV_FIELD_TEXT, "已办。");
    town_move(&town, lead, id, "sign", NULL, 0);
    town_move(&town, lead, id, "start", NULL, 0);
    town_assert_refused(&town, town_try_move(&town, lead, id, "done", &result, 1), CGOV_E_REFUSED, CGOV_R_CHILDREN);
    town_move(&town, town.village.officers[CONTACT], an_order, "report_back", &accounts, 1);
    town_move(&town, lead, id, "done", &result, 1);
}

static void what_stands_above_is_said_once(void **state) {
    (void)state;
#define BY(find, replace)                                                                                              \
    { "move arbitrate", "by head of superior", find, replace }
    const struct bent_row rows[] = {
        {BY("and first", "and lead"), 0, "lead    #", "party `lead` stands twice", ""},
        {BY("and first", "and handler"), 0, "handler    #", "party `handler` is a resident: it has no superior", ""},
        {BY("superior of lead and", "lead and"), 0, "and first", "expected the end of the line, found `and`", ""},
        {{"move confer", "when not superior", "of lead and first", "of reporter"},
         0,
         "reporter",
         "party `reporter` is a resident, no organization",
         ""},
        {{"move confer", "when not superior", "superior of", "superior"},
         0,
         "lead and",
         "expected `of`, found `lead`",
         ""},
        {{"move arbitrate_late", "drops", "conference", "question"},
         6,
         "arbitrate_late \"",
         "`arbitrate_late` drops children of `question`, and no move of `issue` opens one",
         ""},
        {{"move arbitrate_late", "drops", "conference", "conferences"},
         0,
         "conferences",
         "procedure `conferences` is not one of this rulebook's: issue, part, order, conference, question",
         ""},
        /* In a state where nobody was said to lead. */
        {{"move reject", "by clerk of intake", "clerk of intake", "clerk of superior of intake and lead"},
         5,
         "lead\n",
         "`reject` names `lead`, who is not set on this path",
         "report reject"},
    };
    EACH_REFUSED(bent_standard(), rows);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_nearest_above_both_arbitrates, found, leave),
        cmocka_unit_test_setup_teardown(where_none_is_a_conference_says, found, leave),
        cmocka_unit_test_setup_teardown(it_has_its_time, found, leave),
        cmocka_unit_test(what_stands_above_is_said_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
