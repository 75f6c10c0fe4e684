/* cgov/easy.h: does each of its helpers do what its comment says, at its edges? tests/scripts/check_headers.py compiles
 * it as C99 and as C++. */
#include "cgov/easy.h"

#include "../examples/example.h"
#include "base/civil.h"
#include "support/test.h"
#include "support/town.h"

static struct town town;

static int found(void **state) {
    (void)state;
    town_found(&town, NULL);
    return 0;
}

static int leave(void **state) {
    (void)state;
    town_close(&town);
    return 0;
}

static void instants_are_those_of_the_library_on_each_day_of_the_years_0_to_9999(void **state) {
    (void)state;
    char shown[20], wanted[24];
    for (int32_t day = -719528; day < 2932897; day++) { /* 0000-01-01 to 9999-12-31 */
        const struct civil date = cgov__civil_of(day);
        const int64_t at = cgov_easy_instant(480, date.year, (int)date.month, (int)date.day, 23, 59);
        if (at != (day * 1440LL + 1439 - 480) * CGOV_EASY_MINUTE)
            fail_msg("%d-%u-%u is %lld", date.year, date.month, date.day, (long long)at);
        snprintf(wanted, sizeof wanted, "%04d-%02u-%02u 23:59:59", date.year % 10000, date.month % 100, date.day % 100);
        assert_string_equal(cgov_easy_show(480, at + 59999, shown), wanted);
    }
    assert_int_equal(cgov_easy_instant(0, 1970, 1, 1, 0, 0), 0);
    assert_int_equal(cgov_easy_instant(480, 2026, 3, 2, 9, 0), INT64_C(1772413200000));
    assert_int_equal(cgov_easy_instant(480, 2026, 14, 0, 24, 60), cgov_easy_instant(480, 2027, 2, 1, 1, 0));
    assert_string_equal(cgov_easy_show(0, -1, shown), "1969-12-31 23:59:59");
}

static void an_id_is_its_kind_and_its_number(void **state) {
    (void)state;
    const cgov_id issue = town_report(&town, town.resident), next = town_report(&town, town.resident);
    assert_int_equal(cgov_easy_kind(issue), CGOV_KIND_ISSUE);
    assert_int_equal(cgov_easy_number_of(next), cgov_easy_number_of(issue) + 1);
    assert_int_equal(cgov_easy_id(CGOV_KIND_ISSUE, cgov_easy_number_of(issue)), issue);
    assert_int_equal(cgov_easy_id(CGOV_KIND_UNIT, 0), CGOV_NO_HOUSEHOLD);
}

static void a_storage_is_founded_once_and_opened_from_then_on(void **state) {
    (void)state;
    cgov_storage storage = {.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    cgov_genesis genesis = {.utc_offset = 480, .organization_kind = cgov_easy_text("government")};
    cgov_ledger *ledger = NULL;
    cgov_error error;
    char why[CGOV_EASY_WHY];
    assert_int_equal(cgov_easy_open(&storage, &genesis, TOWN_START, &error, &ledger), CGOV_E_ARG); /* no name yet */
    assert_non_null(strstr(cgov_easy_why_of(&error, why), "CGOV_E_ARG: "));
    assert_null(ledger);

    genesis.organization = cgov_easy_text("桥东区");
    genesis.resident = cgov_easy_text("王某");
    cgov_ledger_view first = {.size = sizeof first}, again = {.size = sizeof again};
    assert_int_equal(cgov_easy_open(&storage, &genesis, TOWN_START, &error, &ledger), CGOV_OK);
    assert_int_equal(cgov_ledger_get(ledger, &first), CGOV_OK);
    assert_true(first.ledger_id[0] || first.ledger_id[1]);
    cgov_ledger_close(ledger);
    assert_int_equal(cgov_easy_open(&storage, &genesis, TOWN_START + DAY, NULL, &ledger), CGOV_OK);
    assert_int_equal(cgov_ledger_get(ledger, &again), CGOV_OK);
    assert_memory_equal(first.ledger_id, again.ledger_id, sizeof first.ledger_id);
    assert_int_equal(again.now, TOWN_START);
    cgov_ledger *other = NULL;
    assert_int_equal(cgov_easy_open(&storage, &genesis, TOWN_START, &error, &other), CGOV_E_BUSY);

    /* Its salts serve, fresh each time; without a storage there is none, and words want one. */
    cgov_act one = cgov_easy_act(&storage, again.founder, TOWN_START + DAY);
    const cgov_act two = cgov_easy_act(&storage, again.founder, TOWN_START + DAY);
    const cgov_act none = cgov_easy_act(NULL, again.founder, TOWN_START + DAY);
    assert_memory_not_equal(one.salt, two.salt, sizeof one.salt);
    const cgov_entity_draft person = {
        .size = sizeof person, .kind = CGOV_KIND_RESIDENT, .name = cgov_easy_text("赵某")};
    cgov_id id = 0, same = 0;
    assert_int_equal(cgov_entity_add(ledger, &none, &person, &id), CGOV_E_SALT);
    cgov_easy_key(&one, "form 17");
    assert_int_equal(cgov_entity_add(ledger, &one, &person, &id), CGOV_OK);
    assert_int_equal(cgov_entity_add(ledger, &one, &person, &same), CGOV_REPEAT);
    assert_int_equal(same, id);
    cgov_ledger_close(ledger);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
}

static void a_token_is_a_key_and_no_token_none(void **state) {
    (void)state;
    cgov_act one = {.size = sizeof one}, other = one;
    cgov_easy_key(&one, "a");
    cgov_easy_key(&other, "b");
    assert_memory_not_equal(one.key, other.key, sizeof one.key);
    cgov_easy_key(&other, "a");
    assert_memory_equal(one.key, other.key, sizeof one.key);
    cgov_easy_key(&one, "");
    cgov_easy_key(&other, NULL);
    assert_true(!one.key[0] && !one.key[1] && !other.key[0] && !other.key[1]);
}

static void a_refusal_is_one_line_with_all_that_is_known(void **state) {
    (void)state;
    const cgov_id issue = town_report(&town, town.resident);
    const cgov_act act = town_act(&town, town.resident);
    char why[CGOV_EASY_WHY], wanted[64];
    assert_int_equal(cgov_item_move(town.ledger, &act, issue, "accept", NULL, 0, NULL), CGOV_E_REFUSED);
    snprintf(wanted, sizeof wanted, "(CGOV_R_ACTOR; rulebook 1, line %u; ", town_error(&town).line);
    cgov_easy_why(town.ledger, why);
    assert_ptr_equal(strstr(why, "CGOV_E_REFUSED: `accept` is for clerk of intake "), why);
    assert_non_null(strstr(why, wanted));
    assert_int_equal(why[strlen(why) - 1], ')');
    assert_int_equal(cgov_item_move(town.ledger, &act, issue, "no_such", NULL, 0, NULL), CGOV_E_REFUSED);
    assert_non_null(strstr(cgov_easy_why(town.ledger, why), "CGOV_E_REFUSED: "));
    assert_non_null(strstr(cgov_easy_why(NULL, why), "CGOV_E_ARG: "));

    cgov_error longest = {.size = sizeof longest,
                          .status = CGOV_E_RULEBOOK,
                          .reason = CGOV_R_DETAIL,
                          .line = UINT32_MAX,
                          .column = UINT32_MAX};
    memset(longest.message, 'm', sizeof longest.message - 1);
    memset(longest.citation, 'c', sizeof longest.citation - 1);
    cgov_easy_why_of(&longest, why);
    assert_non_null(strstr(why, "; line 4294967295, column 4294967295; ccc"));
    assert_non_null(strstr(why, "c)")); /* nothing is cut off */
}

static void states_have_their_titles_and_what_has_none_its_name(void **state) {
    (void)state;
    const cgov_item_view item = town_item(&town, town.resident, town_report(&town, town.resident));
    char title[128];
    cgov_rule_view row = {.size = sizeof row};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_rule_list(town.ledger, NULL, 1, CGOV_RULE_STATE, "issue", &cursor, &row, 1, &count), CGOV_OK);
    assert_string_equal(row.name, item.state); /* the first of them is where a report begins */
    assert_string_equal(cgov_easy_state(town.ledger, &item, title), row.title);
    assert_string_not_equal(title, item.state);
    assert_string_equal(cgov_easy_title(town.ledger, 1, "issue", CGOV_RULE_STATE, "no_such", title), "no_such");
    assert_string_equal(cgov_easy_title(town.ledger, 99, "issue", CGOV_RULE_STATE, "closed", title), "closed");
    assert_string_not_equal(cgov_easy_title(town.ledger, 0, "issue", CGOV_RULE_MOVE, "accept", title), "accept");
}

static void a_walk_meets_each_row_once_over_all_pages(void **state) {
    (void)state;
    enum { ISSUES = 2 * CGOV_EASY_PAGE }; /* the last page is a full one */
    cgov_id reported[ISSUES];
    for (int i = 0; i < ISSUES; i++) reported[i] = town_report(&town, town.resident);
    const cgov_reader reader = cgov_easy_reader(town.resident, town.now);
    const cgov_item_query mine = {.size = sizeof mine, .reporter = town.resident};
    cgov_easy_items walk = {0};
    for (int i = 0; i < ISSUES; i++)
        assert_int_equal(cgov_easy_next_item(town.ledger, &reader, &mine, &walk)->id, reported[i]);
    assert_null(cgov_easy_next_item(town.ledger, &reader, &mine, &walk));
    assert_int_equal(walk.status, CGOV_DONE);
    town_report(&town, town.resident);
    assert_null(cgov_easy_next_item(town.ledger, &reader, &mine, &walk)); /* and stays at its end */

    cgov_easy_entries entries = {0};
    assert_string_equal(cgov_easy_next_entry(town.ledger, &reader, reported[0], &entries)->move, "report");
    assert_null(cgov_easy_next_entry(town.ledger, &reader, reported[0], &entries));
    cgov_easy_moves moves = {0};
    unsigned count = 0;
    while (cgov_easy_next_move(town.ledger, &reader, reported[0], &moves)) count++;
    assert_true(count > CGOV_EASY_PAGE && moves.status == CGOV_DONE);
    const cgov_reader nobody = cgov_easy_reader(0, town.now);
    cgov_easy_moves refused = {0};
    assert_null(cgov_easy_next_move(town.ledger, &nobody, reported[0], &refused));
    assert_int_equal(refused.status, CGOV_E_NOT_FOUND);
}

static void what_has_an_external_key_is_found_by_it(void **state) {
    (void)state;
    const cgov_reader reader = cgov_easy_reader(town.centre.officers[OPERATOR], town.now),
                      public = cgov_easy_reader(0, town.now);
    cgov_id id = 0, court = 0;
    for (int i = 0; i < CGOV_EASY_PAGE; i++) town_resident(&town, "某", town.root);
    cgov_act act = town_act(&town, town.founder);
    cgov_entity_draft draft = {.size = sizeof draft,
                               .kind = CGOV_KIND_ORGANIZATION,
                               .name = cgov_easy_text("法院"),
                               .type = cgov_easy_text("court"),
                               .external = cgov_easy_text("C-1")};
    assert_int_equal(cgov_entity_add(town.ledger, &act, &draft, &court), CGOV_OK);
    assert_int_equal(cgov_easy_find(town.ledger, &public, CGOV_KIND_ORGANIZATION, "C-1", &id), CGOV_OK);
    assert_int_equal(id, court);
    assert_int_equal(cgov_easy_find(town.ledger, &public, CGOV_KIND_ORGANIZATION, "C-2", &id), CGOV_E_NOT_FOUND);
    assert_int_equal(id, 0);

    const cgov_detail key[] = {cgov_easy_words(CGOV_FIELD_EXTERNAL, "H-7")};
    cgov_id issue = 0;
    assert_int_equal(town_try_report(&town, town.centre.officers[OPERATOR], key, 1, &issue), CGOV_OK);
    assert_int_equal(cgov_easy_find(town.ledger, &reader, CGOV_KIND_ISSUE, "H-7", &id), CGOV_OK);
    assert_int_equal(id, issue);
    assert_int_equal(cgov_easy_find(town.ledger, &reader, CGOV_KIND_ISSUE, "H-8", &id), CGOV_E_NOT_FOUND);
    assert_int_equal(cgov_easy_find(town.ledger, &reader, 99, "H-7", &id), CGOV_E_KIND);
}

static void a_shipped_text_is_found_by_its_whole_name(void **state) {
    (void)state;
    assert_non_null(cgov_easy_shipped("standard").ptr);
    assert_null(cgov_easy_shipped("standar").ptr);
    assert_null(cgov_easy_shipped("").ptr);
}

static void a_failed_reading_is_not_explained_by_the_last_change(void **state) {
    (void)state;
    const cgov_id nothing = cgov_easy_id(CGOV_KIND_ISSUE, 77);
    const cgov_reader silent = cgov_easy_reader(town.founder, town.now), eyes = reading(town.founder, town.now);
    cgov_item_view view = {.size = sizeof view};
    char why[CGOV_EASY_WHY], wanted[CGOV_EASY_WHY];
    int32_t status = cgov_item_get(town.ledger, &silent, nothing, &view); /* the last change went well */
    snprintf(wanted, sizeof wanted, "CGOV_E_NOT_FOUND: %s", cgov_status_text(CGOV_E_NOT_FOUND));
    assert_string_equal(why_failed(town.ledger, status, why), wanted);
    assert_string_equal(why_failed(NULL, status, why), wanted);
    status = cgov_item_get(town.ledger, &eyes, nothing, &view);
    assert_string_equal(why_failed(town.ledger, status, why), cgov_easy_why_of(&read_error, wanted));
    assert_int_equal(read_error.status, status);
    assert_true(read_error.message[0] != 0);
    const cgov_id issue = town_report(&town, town.resident);
    const cgov_act acting = cgov_easy_act(NULL, town.resident, town.now); /* and a change by what the ledger says */
    status = cgov_item_move(town.ledger, &acting, issue, "accept", NULL, 0, NULL);
    assert_int_equal(status, CGOV_E_REFUSED);
    assert_string_equal(why_failed(town.ledger, status, why), cgov_easy_why(town.ledger, wanted));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(instants_are_those_of_the_library_on_each_day_of_the_years_0_to_9999),
        cmocka_unit_test_setup_teardown(an_id_is_its_kind_and_its_number, found, leave),
        cmocka_unit_test(a_storage_is_founded_once_and_opened_from_then_on),
        cmocka_unit_test(a_token_is_a_key_and_no_token_none),
        cmocka_unit_test_setup_teardown(a_refusal_is_one_line_with_all_that_is_known, found, leave),
        cmocka_unit_test_setup_teardown(a_failed_reading_is_not_explained_by_the_last_change, found, leave),
        cmocka_unit_test_setup_teardown(states_have_their_titles_and_what_has_none_its_name, found, leave),
        cmocka_unit_test_setup_teardown(a_walk_meets_each_row_once_over_all_pages, found, leave),
        cmocka_unit_test_setup_teardown(what_has_an_external_key_is_found_by_it, found, leave),
        cmocka_unit_test(a_shipped_text_is_found_by_its_whole_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
