/* A problem shared (每月一题): issues named by a detail that repeats, each answered for itself, and an end that waits
 * until all are. No merge: nothing of them changes hands. */
#include "support/town.h"

#include "support/test.h"

static struct town town;
static uint32_t about;

static int found(void **state) {
    (void)state;
    town_found(&town, NULL);
    town_adopt(&town, town_shipped("shared"));
    assert_int_equal(cgov_field_find(town.ledger, "about", &about), CGOV_OK);
    return 0;
}

static int leave(void **state) {
    (void)state;
    town_close(&town);
    return 0;
}

static int32_t raise(cgov_id actor, cgov_id first, cgov_id second, cgov_id *id) {
    cgov_act act = town_act(&town, actor);
    const cgov_detail details[] = {town_text(CGOV_FIELD_TITLE, "物业费公示"),
                                   town_text(CGOV_FIELD_TEXT, "多件诉求同一问题。"),
                                   town_number(CGOV_FIELD_INTAKE, (int64_t)town.centre.id),
                                   town_number(about, (int64_t)first), town_number(about, (int64_t)second)};
    return cgov_item_open(town.ledger, &act, "shared", details, second == 0 ? 4 : 5, id);
}

static uint32_t themes_of(cgov_id reader_id, cgov_id item) {
    cgov_reader reader = town_reader(&town, reader_id);
    const cgov_item_query query = {.size = sizeof query, .mentions = item};
    cgov_item_view rows[4] = {{.size = sizeof rows[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    cgov_item_list(town.ledger, &reader, &query, &cursor, rows, 4, &count);
    return count;
}

static int32_t answer(cgov_id item) {
    const cgov_detail result = town_text(CGOV_FIELD_RESULT, "solved"), text = town_text(CGOV_FIELD_TEXT, "已处理。");
    town_move(&town, town.street.officers[CONTACT], item, "done", &result, 1);
    return town_try_move(&town, town.street.officers[CONTACT], item, "answer", &text, 1);
}

static void it_waits_until_each_is_answered(void **state) {
    (void)state;
    const cgov_id clerk = town.centre.officers[CLERK], contact = town.bureau.officers[CONTACT],
                  checker = town.centre.officers[CHECKER];
    cgov_id first = town_issue_in(&town, "handling"), second = town_issue_in(&town, "handling"),
            merged = town_report(&town, town.neighbour), theme = 0;
    const cgov_detail more = town_number(about, (int64_t)merged),
                      master = town_number(CGOV_FIELD_MASTER, (int64_t)second);
    const cgov_detail order[] = {town_number(CGOV_FIELD_LEAD, (int64_t)town.bureau.id),
                                 town_number(CGOV_FIELD_DAYS, 60)};
    const cgov_detail text = town_text(CGOV_FIELD_TEXT, "已建立公示制度。");
    town_assert_refused(&town, raise(town.resident, first, 0, &theme), CGOV_E_REFUSED, CGOV_R_ACTOR);
    assert_int_equal(raise(clerk, first, second, &theme), CGOV_OK);
    town_move(&town, clerk, theme, "gather", &more, 1);
    assert_int_equal(themes_of(clerk, first), 1);
    assert_int_equal(themes_of(clerk, merged), 1);
    assert_int_equal(themes_of(town.resident, first), 0); /* offices alone read what is named */

    /* Nothing of the issues changes hands. */
    assert_true(town_item(&town, town.auditor, first).holder == town.street.id);
    assert_true(town_item(&town, town.auditor, first).master == 0);
    town_move(&town, clerk, merged, "merge", &master, 1);
    town_move(&town, town.centre.officers[HEAD], theme, "hand_over", order, 2);
    town_move(&town, contact, theme, "report", &text, 1);
    town_assert_refused(&town, town_try_move(&town, checker, theme, "accept", NULL, 0), CGOV_E_REFUSED,
                        CGOV_R_UNANSWERED);
    assert_int_equal(answer(first), CGOV_OK);
    town_assert_refused(&town, town_try_move(&town, checker, theme, "accept", NULL, 0), CGOV_E_REFUSED,
                        CGOV_R_UNANSWERED); /* the second, and what was merged into it */
    assert_int_equal(answer(second), CGOV_OK);
    town_appoint(&town, contact, town.centre.id, "checker");
    town_assert_refused(&town, town_try_move(&town, contact, theme, "accept", NULL, 0), CGOV_E_REFUSED, CGOV_R_SELF);
    town_move(&town, checker, theme, "accept", NULL, 0);
    town_assert_state(&town, theme, "solved");
}

/* Where the one office that could act is empty, who can name another is told. */
static void who_can_move_it_on_hears(void **state) {
    (void)state;
    cgov_id issue = town_issue_in(&town, "handling"), theme = 0;
    assert_int_equal(raise(town.centre.officers[CLERK], issue, 0, &theme), CGOV_OK);
    town.now += 16 * INT64_C(86400000);
    town_tick(&town);
    cgov_history_view entries[8];
    const uint32_t count = town_history(&town, town.auditor, theme, entries, 8);
    assert_int_equal(entries[count - 1].record, CGOV_RECORD_RUNG);
    assert_true(entries[count - 1].told == town.district.id);
}

/* One that is reopened owes an answer anew. */
static void what_is_reopened_is_waited_for(void **state) {
    (void)state;
    cgov_id closed = town_issue_in(&town, "closed"), theme = 0;
    const cgov_detail order[] = {town_number(CGOV_FIELD_LEAD, (int64_t)town.bureau.id),
                                 town_number(CGOV_FIELD_DAYS, 60)};
    const cgov_detail text = town_text(CGOV_FIELD_TEXT, "已治理。"), reason = town_text(CGOV_FIELD_REASON, "又来了。");
    assert_int_equal(raise(town.centre.officers[HEAD], closed, 0, &theme), CGOV_OK);
    town_move(&town, town.centre.officers[HEAD], theme, "hand_over", order, 2);
    town_move(&town, town.bureau.officers[CONTACT], theme, "report", &text, 1);
    town_move(&town, town.resident, closed, "reopen", &reason, 1);
    town_assert_refused(&town, town_try_move(&town, town.centre.officers[CHECKER], theme, "accept", NULL, 0),
                        CGOV_E_REFUSED, CGOV_R_UNANSWERED);
    assert_int_equal(answer(closed), CGOV_OK);
    town_move(&town, town.centre.officers[CHECKER], theme, "accept", NULL, 0);
}

static int32_t gather(cgov_id theme, cgov_id named) {
    const cgov_detail detail = town_number(about, (int64_t)named);
    return town_try_move(&town, town.centre.officers[CLERK], theme, "gather", &detail, 1);
}

static void assert_circle(int32_t got, const char *said) {
    town_assert_refused(&town, got, CGOV_E_REFUSED, CGOV_R_DETAIL);
    assert_string_equal(town_error(&town).message, said);
}

/* It would wait for itself; another theme it may name, unless that one waits for it. */
static void themes_do_not_wait_for_each_other(void **state) {
    (void)state;
    static const char back[] = "detail `about` names an item that waits for this one: each would wait for the other";
    const cgov_id clerk = town.centre.officers[CLERK];
    cgov_id issue = town_issue_in(&town, "handling"), theme[3] = {0};
    assert_int_equal(raise(clerk, issue, 0, &theme[0]), CGOV_OK);
    assert_int_equal(raise(clerk, theme[0], issue, &theme[1]), CGOV_OK); /* one issue is named by two */
    assert_int_equal(raise(clerk, theme[1], 0, &theme[2]), CGOV_OK);
    assert_circle(gather(theme[0], theme[0]),
                  "detail `about` names the item itself, which would wait for its own answer");
    assert_circle(gather(theme[0], theme[1]), back);
    assert_circle(gather(theme[0], theme[2]), back); /* through the second */
    assert_int_equal(gather(theme[2], theme[0]), CGOV_OK);
    assert_int_equal(answer(issue), CGOV_OK);
    for (int t = 0; t < 3; t++) { /* nothing holds any of them up */
        const cgov_detail order[] = {town_number(CGOV_FIELD_LEAD, (int64_t)town.bureau.id),
                                     town_number(CGOV_FIELD_DAYS, 60)};
        const cgov_detail text = town_text(CGOV_FIELD_TEXT, "已治理。");
        town_move(&town, town.centre.officers[HEAD], theme[t], "hand_over", order, 2);
        town_move(&town, town.bureau.officers[CONTACT], theme[t], "report", &text, 1);
        town_move(&town, town.centre.officers[CHECKER], theme[t], "accept", NULL, 0);
        town_assert_state(&town, theme[t], "solved");
    }
}

/* Nor is a way followed that is longer than this: what names others so deep, or so many, is named by none. */
static void themes_stand_so_deep(void **state) {
    (void)state;
    static const char far[] = "detail `about` names an item that names others more than 16 deep, or over 65536 of them";
    const cgov_id clerk = town.centre.officers[CLERK];
    cgov_id issue = town_issue_in(&town, "handling"), theme[18] = {0}, pair[16][2] = {{0}}, above = 0;
    assert_int_equal(raise(clerk, issue, 0, &theme[0]), CGOV_OK);
    for (int t = 1; t < 18; t++) assert_int_equal(raise(clerk, theme[t - 1], 0, &theme[t]), CGOV_OK);
    assert_int_equal(raise(clerk, issue, 0, &above), CGOV_OK);
    assert_circle(gather(above, theme[16]), far);
    assert_int_equal(gather(above, theme[15]), CGOV_OK);
    assert_circle(gather(theme[0], theme[16]),
                  "detail `about` names an item that waits for this one: each would wait for the other");

    /* Two that each name the two before: 2, 4, 8 ways and so on. */
    for (int t = 0; t < 16; t++)
        for (int i = 0; i < 2; i++)
            assert_int_equal(raise(clerk, t == 0 ? issue : pair[t - 1][0], t == 0 ? 0 : pair[t - 1][1], &pair[t][i]),
                             CGOV_OK);
    assert_circle(gather(above, pair[15][0]), far);
    assert_int_equal(gather(above, pair[14][0]), CGOV_OK);
}

static void dismiss(const struct office *office, const char *role, int officer) {
    cgov_act act = town_act(&town, town.founder);
    const cgov_appointment_draft end = {.size = sizeof end,
                                        .flags = CGOV_APPOINT_END,
                                        .resident = office->officers[officer],
                                        .organization = office->id,
                                        .until = town.now,
                                        .role = {role, strlen(role)}};
    assert_int_equal(cgov_appointment_add(town.ledger, &act, &end, NULL), CGOV_OK);
}

/* A lead that empties, and one that raised it, keep no theme. */
static void a_theme_is_handed_on(void **state) {
    (void)state;
    cgov_id issue = town_issue_in(&town, "closed"), theme = 0;
    const cgov_id above = town.district.officers[HEAD];
    const cgov_detail order[] = {town_number(CGOV_FIELD_LEAD, (int64_t)town.bureau.id),
                                 town_number(CGOV_FIELD_DAYS, 60)};
    const cgov_detail street[] = {town_number(CGOV_FIELD_LEAD, (int64_t)town.street.id),
                                  town_text(CGOV_FIELD_REASON, "无人办理")};
    const cgov_detail intake[] = {town_number(CGOV_FIELD_INTAKE, (int64_t)town.village.id), street[1]};
    const cgov_detail text = town_text(CGOV_FIELD_TEXT, "已治理。");
    assert_int_equal(raise(town.centre.officers[CLERK], issue, 0, &theme), CGOV_OK);
    town_move(&town, town.centre.officers[HEAD], theme, "hand_over", order, 2);
    dismiss(&town.bureau, "contact", CONTACT);
    dismiss(&town.bureau, "head", HEAD);
    town_assert_refused(&town, town_try_move(&town, above, theme, "reassign", order, 1), CGOV_E_REFUSED, CGOV_R_NEEDS);
    town_move(&town, above, theme, "reassign", street, 2);
    town_move(&town, town.street.officers[CONTACT], theme, "report", &text, 1);
    dismiss(&town.centre, "checker", CHECKER);
    town_move(&town, above, theme, "entrust", intake, 2);
    town_move(&town, town.village.officers[CHECKER], theme, "accept", NULL, 0);
    town_assert_state(&town, theme, "solved");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(it_waits_until_each_is_answered, found, leave),
        cmocka_unit_test_setup_teardown(who_can_move_it_on_hears, found, leave),
        cmocka_unit_test_setup_teardown(what_is_reopened_is_waited_for, found, leave),
        cmocka_unit_test_setup_teardown(themes_do_not_wait_for_each_other, found, leave),
        cmocka_unit_test_setup_teardown(themes_stand_so_deep, found, leave),
        cmocka_unit_test_setup_teardown(a_theme_is_handed_on, found, leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
