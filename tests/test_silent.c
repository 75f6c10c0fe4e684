/* Mistakes that would be silent speak: an instant in seconds, a calendar misspelt, a clock far ahead, an error of the
 * call before. */
#include "support/place.h"
#include "support/test.h"
#include "support/town.h"

/* It has no calendar. */
static const char plain[] =
    "rulebook 1\nrole founder \"创建人\"\n  may add change appoint adopt\nprocedure issue \"事\"\n"
    "  party reporter \"人\" resident\n  party intake \"单位\" organization\n  stage all \"全程\"\n"
    "    state open \"办理中\" held by intake\n    state closed \"已结\" final\n"
    "  clock wait from report until finish\n    for 10 days\n    late tell founder of intake\n"
    "  open report \"登记\" -> open\n    by any resident\n    needs text intake\n    sets intake to given\n"
    "  move finish open -> closed\n    by founder of intake\n    answers\n";

static cgov_error error;
static const cgov_ledger_options told = {.size = sizeof told, .error_out = &error};

static cgov_genesis sound(void) {
    cgov_genesis genesis = {.size = sizeof genesis,
                            .ledger_id = {1, 2},
                            .utc_offset = 480,
                            .organization = {"甲", CGOV_NUL_TERMINATED},
                            .organization_kind = {"government", CGOV_NUL_TERMINATED},
                            .resident = {"乙", CGOV_NUL_TERMINATED}};
    genesis.rulebook = town_shipped("standard");
    return genesis;
}

static int32_t found(const cgov_genesis *genesis, cgov_time now, uint32_t flags, cgov_ledger **ledger) {
    const cgov_act act = {.size = sizeof act, .flags = flags, .now = now, .salt = {1, 2}};
    error = (cgov_error){.size = sizeof error};
    return cgov_ledger_create(&told, genesis, &act, ledger);
}

static void assert_founds(const cgov_genesis *genesis, cgov_time now, uint32_t flags) {
    cgov_ledger *ledger = NULL;
    assert_int_equal(found(genesis, now, flags, &ledger), CGOV_OK);
    cgov_ledger_close(ledger);
}

static void assert_says(int32_t status, int32_t wanted, const char *message) {
    assert_int_equal(status, wanted);
    assert_int_equal(error.status, wanted);
    assert_string_equal(error.message, message);
}

static void an_instant_in_seconds(void **state) {
    (void)state;
    const cgov_genesis genesis = sound();
    cgov_ledger *ledger;
    assert_says(
        found(&genesis, TOWN_START / 1000, 0, &ledger), CGOV_E_ARG,
        "now, 1770339600, is in 1970: milliseconds are meant, not seconds (or with CGOV_ACT_LONG_JUMP, that year)");
    assert_int_equal(found(&genesis, 9999999999, 0, &ledger), CGOV_E_ARG);
    assert_founds(&genesis, 10000000000, 0);
    assert_founds(&genesis, 1, CGOV_ACT_LONG_JUMP); /* who insists */
}

static void a_calendar_that_the_text_has_not(void **state) {
    (void)state;
    cgov_genesis genesis = sound();
    cgov_ledger *ledger;
    genesis.calendar = (cgov_text){"chn", 3};
    assert_says(found(&genesis, TOWN_START, 0, &ledger), CGOV_E_REFUSED,
                "the rulebook has calendars, and none named `chn`; the nearest is `cn`");
    genesis.calendar = (cgov_text){"china", 5};
    assert_says(found(&genesis, TOWN_START, 0, &ledger), CGOV_E_REFUSED,
                "the rulebook has calendars, and none named `china`");
    assert_int_equal(error.reason, CGOV_R_DETAIL);
    genesis.calendar = (cgov_text){"cn", 2};
    assert_founds(&genesis, TOWN_START, 0);
    genesis.rulebook = (cgov_text){plain, sizeof plain - 1}; /* which has none: a later text may bring it */
    genesis.calendar = (cgov_text){"china", 5};
    assert_founds(&genesis, TOWN_START, 0);
}

static void a_clock_far_ahead(void **state) {
    (void)state;
    const cgov_genesis genesis = sound();
    cgov_ledger *ledger = NULL;
    assert_int_equal(found(&genesis, TOWN_START, 0, &ledger), CGOV_OK);
    cgov_act act = {.size = sizeof act, .now = TOWN_START + 31 * DAY + 1};
    assert_int_equal(cgov_ledger_tick(ledger, &act, NULL), CGOV_E_TIME_AHEAD);
    assert_int_equal(cgov_ledger_error(ledger, &error), CGOV_OK);
    assert_non_null(strstr(error.message, "limit_ahead"));
    act.now--;
    assert_int_equal(cgov_ledger_tick(ledger, &act, NULL), CGOV_OK);
    act.now += 300 * DAY;
    assert_int_equal(cgov_ledger_tick(ledger, &act, NULL), CGOV_E_TIME_AHEAD);
    act.flags = CGOV_ACT_LONG_JUMP;
    assert_int_equal(cgov_ledger_tick(ledger, &act, NULL), CGOV_OK);
    cgov_ledger_close(ledger);
}

static void the_error_of_a_call_before(void **state) {
    (void)state;
    cgov_storage storage = {.size = sizeof storage};
    const cgov_genesis genesis = sound();
    cgov_ledger *ledger = NULL;
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    const cgov_ledger_options on = {.size = sizeof on, .storage = &storage, .error_out = &error};
    const cgov_act act = {.size = sizeof act, .now = TOWN_START, .salt = {1, 2}};
    error = (cgov_error){.size = sizeof error};
    assert_int_equal(cgov_ledger_open(&on, &ledger), CGOV_E_NOT_FOUND);
    assert_int_equal(error.status, CGOV_E_NOT_FOUND);
    assert_int_equal(cgov_ledger_create(&on, &genesis, &act, &ledger), CGOV_OK);
    assert_true(error.status == CGOV_OK && error.message[0] == '\0' && error.size == sizeof error);
    cgov_ledger_close(ledger);
    assert_int_equal(cgov_ledger_create(&on, &genesis, &act, &ledger), CGOV_E_EXISTS);
    assert_int_equal(error.status, CGOV_E_EXISTS);
    assert_int_equal(cgov_ledger_open(&on, &ledger), CGOV_OK);
    assert_true(error.status == CGOV_OK && error.message[0] == '\0');
    cgov_ledger_close(ledger);
    cgov_storage_close(&storage);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_instant_in_seconds),
        cmocka_unit_test(a_calendar_that_the_text_has_not),
        cmocka_unit_test(a_clock_far_ahead),
        cmocka_unit_test(the_error_of_a_call_before),
    };
    return cmocka_run_group_tests_name("silent", tests, NULL, NULL);
}
