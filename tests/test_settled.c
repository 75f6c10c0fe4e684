/* What is settled (终结) is not taken up again: the same resident, matter and place, whether or not they name the
 * earlier issue; new facts come in by an office of the intake, which names it. */
#include "support/on_a_town.h"
#include "support/test.h"

#define CLERKS (town.centre.officers[CLERK])
#define PLACE INT64_C(990101001201)

static int32_t report(cgov_id actor, const char *matter, int64_t place, cgov_id behalf, cgov_id earlier, cgov_id *id) {
    static const char text[] = "同一事项。";
    cgov_act act = town_act(&town, actor);
    cgov_detail details[6] = {town_text(CGOV_FIELD_TEXT, text), town_number(CGOV_FIELD_PLACE, place),
                              town_number(CGOV_FIELD_INTAKE, (int64_t)town.centre.id)};
    uint32_t count = 3;
    if (matter) details[count++] = town_text(CGOV_FIELD_MATTER, matter);
    if (behalf) details[count++] = town_number(CGOV_FIELD_BEHALF, (int64_t)behalf);
    if (earlier) details[count++] = town_number(CGOV_FIELD_EARLIER, (int64_t)earlier);
    return cgov_item_report(town.ledger, &act, details, count, id);
}

static void make(cgov_id actor, cgov_id id, const char *move, uint32_t field, const char *text) {
    const cgov_detail detail = town_text(field, text);
    town_move(&town, actor, id, move, &detail, field != 0);
}

static void close_it(cgov_id id) {
    const cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)town.village.id);
    const cgov_detail shown[] = {town_text(CGOV_FIELD_RESULT, "refused"), town_text(CGOV_FIELD_EVIDENCE, "笔录")};
    make(CLERKS, id, "accept", 0, "");
    town_move(&town, town.centre.officers[DISPATCHER], id, "dispatch", &lead, 1);
    make(town.village.officers[CONTACT], id, "sign", 0, "");
    make(town.village.officers[CONTACT], id, "start", 0, "");
    town_move(&town, town.village.officers[CONTACT], id, "done", shown, 2);
    make(town.village.officers[CONTACT], id, "answer", CGOV_FIELD_TEXT, "不予支持。");
    make(town.centre.officers[CHECKER], id, "pass", 0, "");
    make(town.resident, id, "ask_review", 0, "");
    make(town.street.officers[HEAD], id, "uphold", CGOV_FIELD_TEXT, "维持。");
    make(town.resident, id, "ask_recheck", 0, "");
}

static void settle(cgov_id id) {
    make(town.district.officers[HEAD], id, "settle", CGOV_FIELD_TEXT, "终结。");
}

static void assert_same(int32_t got) {
    town_assert_refused(&town, got, CGOV_E_REFUSED, CGOV_R_UNSETTLED);
    assert_non_null(strstr(town_error(&town).message, "this matter at this place was settled for this reporter"));
}

static void the_same_is_refused_unnamed(void **state) {
    (void)state;
    cgov_id id, other;
    assert_int_equal(report(town.resident, "petition", PLACE, 0, 0, &id), CGOV_OK);
    close_it(id);
    assert_int_equal(report(town.resident, "petition", PLACE, 0, 0, &other), CGOV_OK); /* not settled yet */
    settle(id);
    assert_same(report(town.resident, "petition", PLACE, 0, 0, &other));
    assert_same(report(town.resident, "petition", PLACE, 0, id, &other));
    /* Another of the three, and it is another issue. */
    assert_int_equal(report(town.resident, "consultation", PLACE, 0, 0, &other), CGOV_OK);
    assert_int_equal(report(town.resident, NULL, PLACE, 0, 0, &other), CGOV_OK);
    assert_int_equal(report(town.resident, "petition", PLACE + 1, 0, 0, &other), CGOV_OK);
    assert_int_equal(report(town.neighbour, "petition", PLACE, 0, 0, &other), CGOV_OK);
}

/* Of several, and as they are found again when the ledger is opened: each of them. */
static void each_of_several(void **state) {
    (void)state;
    cgov_id ids[20];
    cgov_storage storage = {.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    const struct town_options options = {.storage = &storage};
    town_found(&town, &options);
    for (int i = 0; i < 20; i++) {
        assert_int_equal(report(town.resident, "petition", PLACE + i, 0, 0, &ids[i]), CGOV_OK);
        close_it(ids[i]);
        settle(ids[i]);
    }
    cgov_id other;
    cgov_ledger_close(town.ledger);
    const cgov_ledger_options opening = {.size = sizeof opening, .storage = &storage};
    assert_int_equal(cgov_ledger_open(&opening, &town.ledger), CGOV_OK);
    for (int i = 0; i < 20; i++) assert_same(report(town.resident, "petition", PLACE + i, 0, 0, &other));
    assert_int_equal(report(town.resident, "petition", PLACE + 20, 0, 0, &other), CGOV_OK);
    leave(NULL);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
}

static void new_facts_are_let_through_by_office(void **state) {
    (void)state;
    cgov_id id, other;
    assert_int_equal(report(town.resident, "petition", PLACE, 0, 0, &id), CGOV_OK);
    close_it(id);
    settle(id);
    const cgov_id operator= town.centre.officers[OPERATOR];
    assert_same(report(operator, "petition", PLACE, town.resident, 0, &other)); /* unsaid, it is the same */
    assert_int_equal(report(operator, "petition", PLACE, town.resident, id, &other), CGOV_OK);
    assert_true(town_item(&town, CLERKS, other).reporter == town.resident);
    assert_int_equal(report(operator, "petition", PLACE, 0, 0, &other), CGOV_OK); /* for somebody unknown */
    /* Who reports for themselves does not judge whether they are new. */
    assert_same(report(town.resident, "petition", PLACE, 0, id, &other));
}

/* Nor by being filed as another matter, or elsewhere, and put right. */
static void what_is_put_right_is_asked_again(void **state) {
    (void)state;
    const cgov_detail matter = town_text(CGOV_FIELD_MATTER, "petition"), place = town_number(CGOV_FIELD_PLACE, PLACE),
                      elsewhere = town_number(CGOV_FIELD_PLACE, PLACE + 1);
    cgov_id id, other, third;
    assert_int_equal(report(town.resident, "petition", PLACE, 0, 0, &id), CGOV_OK);
    close_it(id);
    settle(id);
    assert_int_equal(report(town.resident, NULL, PLACE, 0, 0, &other), CGOV_OK);
    assert_same(town_try_move(&town, CLERKS, other, "classify", &matter, 1));
    town_move(&town, CLERKS, other, "classify", &elsewhere, 1);
    town_move(&town, CLERKS, other, "classify", &matter, 1);
    assert_same(town_try_move(&town, CLERKS, other, "classify", &place, 1));
    assert_int_equal(report(town.neighbour, NULL, PLACE, 0, 0, &third), CGOV_OK); /* another's */
    town_move(&town, CLERKS, third, "classify", &matter, 1);
    assert_int_equal(report(town.centre.officers[OPERATOR], NULL, PLACE, town.resident, id, &third), CGOV_OK);
    town_move(&town, CLERKS, third, "classify", &matter, 1); /* named as it was entered */
}

/* Whose petition was merged into what was settled had theirs settled, whoever of them asked. */
static void what_was_merged_was_settled_with_it(void **state) {
    (void)state;
    cgov_id id, merged, other;
    const cgov_id operator= town.centre.officers[OPERATOR];
    assert_int_equal(report(town.resident, "petition", PLACE, 0, 0, &id), CGOV_OK);
    assert_int_equal(report(town.neighbour, "petition", PLACE, 0, 0, &merged), CGOV_OK);
    const cgov_detail master = town_number(CGOV_FIELD_MASTER, (int64_t)id);
    town_move(&town, CLERKS, merged, "merge", &master, 1);
    close_it(id);
    assert_int_equal(report(town.neighbour, "petition", PLACE, 0, 0, &other), CGOV_OK); /* not settled yet */
    settle(id);
    assert_same(report(town.neighbour, "petition", PLACE, 0, 0, &other));
    assert_same(report(town.neighbour, "petition", PLACE, 0, merged, &other));
    assert_same(report(operator, "petition", PLACE, town.neighbour, 0, &other));
    assert_int_equal(report(town.neighbour, "petition", PLACE + 1, 0, 0, &other), CGOV_OK);
    assert_int_equal(report(operator, "petition", PLACE, town.neighbour, merged, &other), CGOV_OK);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_same_is_refused_unnamed, found, leave),
        cmocka_unit_test(each_of_several),
        cmocka_unit_test_setup_teardown(new_facts_are_let_through_by_office, found, leave),
        cmocka_unit_test_setup_teardown(what_was_merged_was_settled_with_it, found, leave),
        cmocka_unit_test_setup_teardown(what_is_put_right_is_asked_again, found, leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
