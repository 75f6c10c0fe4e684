/* Codes: the vectors of their standards, and that any one character changed is found. */
#include "cgov/people.h"
#include "support/test.h"

static int32_t check(uint32_t kind, const char *code) {
    cgov_text text = {code, CGOV_NUL_TERMINATED};
    return cgov_code_check(kind, &text);
}

static const char *const credit[] = {"91350100M000100Y43", "91110000600037341L", "549999990000A00058",
                                     "519999990000B0000R", "92999999MA00000076", "N2999999MF0000005W",
                                     "12999999MJ000000X3"};
static const char *const residents[] = {"11010519491231002X", "440524188001010014", "999999200002290131",
                                        "999999198512318886", "999999197005150017", "999999199911111115",
                                        "99999919800101002X"};

static void vectors_hold(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof credit / sizeof credit[0]; i++)
        assert_int_equal(check(CGOV_CODE_CREDIT, credit[i]), CGOV_OK);
    for (size_t i = 0; i < sizeof residents / sizeof residents[0]; i++)
        assert_int_equal(check(CGOV_CODE_RESIDENT, residents[i]), CGOV_OK);
    assert_int_equal(check(CGOV_CODE_ORGANIZATION, "D2143569X"), CGOV_OK);
    static const char *const regions[] = {"130402", "130702", "130926", "430121", "360702", "990101001201"};
    for (size_t i = 0; i < sizeof regions / sizeof regions[0]; i++)
        assert_int_equal(check(CGOV_CODE_REGION, regions[i]), CGOV_OK);
}

/* Every place, every other character of the alphabet. */
static void one_character_changed_is_found(void **state) {
    (void)state;
    static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    for (size_t i = 0; i < sizeof credit / sizeof credit[0]; i++) {
        for (size_t at = 0; at < 18; at++) {
            for (const char *c = alphabet; *c != '\0'; c++) {
                char code[19];
                memcpy(code, credit[i], sizeof code);
                if (code[at] == *c) continue;
                code[at] = *c;
                assert_int_equal(check(CGOV_CODE_CREDIT, code), CGOV_E_TEXT);
            }
        }
    }
    for (size_t i = 0; i < sizeof residents / sizeof residents[0]; i++) {
        for (size_t at = 0; at < 17; at++) {
            for (char c = '0'; c <= '9'; c++) {
                char code[19];
                memcpy(code, residents[i], sizeof code);
                if (code[at] == c) continue;
                code[at] = c;
                assert_int_equal(check(CGOV_CODE_RESIDENT, code), CGOV_E_TEXT);
            }
        }
    }
}

static void what_is_no_code(void **state) {
    (void)state;
    assert_int_equal(check(CGOV_CODE_ORGANIZATION, "D21435690"), CGOV_E_TEXT);
    assert_int_equal(check(CGOV_CODE_RESIDENT, "999999190002290016"), CGOV_E_TEXT); /* 1900 had no 29 February */
    assert_int_equal(check(CGOV_CODE_CREDIT, "91350100M000100Y4"), CGOV_E_TEXT);
    assert_int_equal(check(CGOV_CODE_CREDIT, "91350100M000100Y43 "), CGOV_E_TEXT);
    assert_int_equal(check(CGOV_CODE_REGION, "030402"), CGOV_E_TEXT);
    assert_int_equal(check(CGOV_CODE_REGION, "1304020"), CGOV_E_TEXT);
    assert_int_equal(check(CGOV_CODE_REGION, ""), CGOV_E_TEXT);
    assert_int_equal(check(0, "130402"), CGOV_E_ARG);
    assert_int_equal(check(5, "130402"), CGOV_E_ARG);
    assert_int_equal(cgov_code_check(CGOV_CODE_REGION, NULL), CGOV_E_ARG);
    const cgov_text missing = {NULL, 6}, none = {NULL, 0};
    assert_int_equal(cgov_code_check(CGOV_CODE_REGION, &missing), CGOV_E_ARG);
    assert_int_equal(cgov_code_check(CGOV_CODE_CREDIT, &none), CGOV_E_TEXT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vectors_hold),
        cmocka_unit_test(one_character_changed_is_found),
        cmocka_unit_test(what_is_no_code),
    };
    return cmocka_run_group_tests_name("codes", tests, NULL, NULL);
}
