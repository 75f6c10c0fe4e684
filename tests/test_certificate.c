/* Certificates: the text of a judged rule, to the letter, and a buffer that is too small by one. */
#include "support/alloc.h"
#include "support/tally.h"
#include "support/test.h"

#include <stdlib.h>

static struct tally tally;

static const char text[] = "rulebook 1\n"
                           "rule board \"理事会\" from 2025-01-01 to 2025-12-31\nask yes_no block\n"
                           "source \"章程 # 9\" unverified # nobody asked\nsilent of sent joins majority\n"
                           "tie casting chair\nquorum cast at least 3\npasses yes more than 1/2 of cast by area\n"
                           "rule pair \"P\"\nask yes_no block\n"
                           "quorum here more than 1/2 of all or here at least 2/3 of all by units\n"
                           "passes yes more than 1/2 of here or yes more than 1/2 of here by units\n"
                           "passes not block at least 1\npasses yes at least 1/10 of cast not abstain no yes\n"
                           "rule pick \"P\"\nask choose 2\nseats given 1 from women\ncites \"条 3\"\n"
                           "passes yes at least 1/10 of cast\n";

static void reads(const char *wanted) {
    tally_try(&tally);
    char *got = tally_explain(&tally);
    assert_string_equal(got, wanted);
    free(got);
}

/* 民法典 278 at its border: 201 of 301 owners, three quarters of 1,824,000. */
static void owners_decide(void **state) {
    (void)state;
    cgov_text name = {0}, shipped = {0};
    for (uint32_t i = 0; cgov_rulebook_shipped(i, &name, &shipped) == CGOV_OK; i++)
        if (strcmp(name.ptr, "deciding") == 0) break;
    tally_begin(&tally, shipped.ptr, "owners_special", 0);
    tally_choice(&tally, CGOV_CHOICE_NO, 50, 456000);
    tally_choice(&tally, CGOV_CHOICE_YES, 151, 1368000);
    tally_roll(&tally, "electors", 301, 2736000)->units = 312;
    reads("cgov ruling 1\n"
          "rule owners_special line 16 from 2021-01-01 verified \"民法典，2021-01-01起施行\" cites \"民法典 "
          "278；法释〔2009〕7号 8, 9\"\n"
          "roll electors heads 301 units 312 area 2736000\n"
          "tally yes heads 151 area 1368000\n"
          "tally no heads 50 area 456000\n"
          "tally cast heads 201 area 1824000\n"
          "quorum line 20 by area 1824000 * 3 >= 2 * 2736000 holds\n"
          "quorum line 21 by heads 201 * 3 >= 2 * 301 holds\n"
          "passes line 22 by area 1368000 * 4 >= 3 * 1824000 holds\n"
          "passes line 23 by heads 151 * 4 >= 3 * 201 holds\n"
          "outcome passed\n");
}

static void whatever_is_unusual_warns(void **state) {
    (void)state;
    tally_begin(&tally, text, "board", 20250701);
    tally.query.casting = CGOV_CHOICE_YES;
    tally_choice(&tally, CGOV_CHOICE_YES, 2, 100);
    tally_choice(&tally, CGOV_CHOICE_NO, 3, 100);
    tally_choice(&tally, CGOV_CHOICE_BLOCK, 1, 0);
    tally_row(&tally, CGOV_TALLY_SILENT, 0, 4, 0)->weight = 7;
    reads("cgov ruling 1\n"
          "rule board line 2 from 2025-01-01 to 2025-12-31 unverified \"章程 # 9\"\n"
          "casting chair yes\n"
          "tally yes heads 2 area 100\n"
          "tally no heads 3 area 100\n"
          "tally block heads 1 area 0\n"
          "tally cast heads 6 area 200\n"
          "tally silent heads 4 area 0 weight 7\n"
          "joined none\n"
          "quorum line 7 by heads 10 >= 3 holds\n"
          "passes line 8 by area 100 * 2 > 1 * 200 fails\n"
          "outcome passed\n"
          "warning unverified: nobody has verified the source of this rule\n"
          "warning silent: silent ones were counted\n"
          "warning casting: yes equalled no, and the deciding vote decided\n");
    tally_begin(&tally, text, "board", 20250701);
    reads("cgov ruling 1\n"
          "rule board line 2 from 2025-01-01 to 2025-12-31 unverified \"章程 # 9\"\n"
          "casting chair none\n"
          "tally yes heads 0 area 0\n"
          "tally no heads 0 area 0\n"
          "tally cast heads 0 area 0\n"
          "tally silent heads 0 area 0\n"
          "joined none\n"
          "quorum line 7 by heads 0 >= 3 fails\n"
          "passes line 8 by area 0 * 2 > 1 * 0 fails of nothing\n"
          "outcome no_quorum\n"
          "warning unverified: nobody has verified the source of this rule\n");
}

static void each_way_is_shown(void **state) {
    (void)state;
    tally_begin(&tally, text, "pair", 0);
    tally_roll(&tally, "all", 10, 0)->units = 6;
    tally_roll(&tally, "here", 5, 0)->units = 4;
    tally_choice(&tally, CGOV_CHOICE_YES, 2, 0);
    tally.rows[2].units = 3;
    reads("cgov ruling 1\n"
          "rule pair line 9\n"
          "roll here heads 5 units 4\n"
          "roll all heads 10 units 6\n"
          "tally yes heads 2 units 3\n"
          "tally no heads 0 units 0\n"
          "tally cast heads 2 units 3\n"
          "quorum line 11 way 1 by heads 5 * 2 > 1 * 10 fails\n"
          "quorum line 11 way 2 by units 4 * 3 >= 2 * 6 holds\n"
          "passes line 12 way 1 by heads 2 * 2 > 1 * 5 fails\n"
          "passes line 12 way 2 by units 3 * 2 > 1 * 4 holds\n"
          "passes line 13 by heads not 0 >= 1 fails\n"
          "passes line 14 by heads 2 * 10 >= 1 * 0 fails of nothing\n"
          "outcome failed way 2\n");
}

static void candidates_are_numbers(void **state) {
    (void)state;
    tally_begin(&tally, text, "pick", 0);
    tally.query.seats = 2;
    tally_row(&tally, CGOV_TALLY_CAST, 0, 20, 0);
    tally_row(&tally, CGOV_TALLY_CANDIDATE, 9, 7, 0);
    tally_row(&tally, CGOV_TALLY_CANDIDATE, 2, 1, 0);
    tally_row(&tally, CGOV_TALLY_CANDIDATE, 3, 7, 0);
    tally_row(&tally, CGOV_TALLY_CANDIDATE, 4, 8, 0)->flags = CGOV_ROW_KEPT_FOR;
    tally_choice(&tally, CGOV_CHOICE_INVALID, 1, 0);
    reads("cgov ruling 1\n"
          "rule pick line 15 cites \"条 3\"\n"
          "seats 2 kept 1 from women\n"
          "tally 9 heads 7\n"
          "tally 2 heads 1\n"
          "tally 3 heads 7\n"
          "tally 4 heads 8 kept\n"
          "tally invalid heads 1\n"
          "tally cast heads 20\n"
          "passes line 19 candidate 9 by heads 7 * 10 >= 1 * 20 holds\n"
          "passes line 19 candidate 2 by heads 1 * 10 >= 1 * 20 fails\n"
          "passes line 19 candidate 3 by heads 7 * 10 >= 1 * 20 holds\n"
          "passes line 19 candidate 4 by heads 8 * 10 >= 1 * 20 holds\n"
          "outcome unfilled\n"
          "winner 4\n"
          "tied 3\n"
          "tied 9\n"
          "warning tied: some tie over the last seat, which none of them has\n");
}

/* Nothing is written where one byte is lacking, and the length is told. */
static void buffers_are_exact(void **state) {
    (void)state;
    const cgov_text given = {text, CGOV_NUL_TERMINATED};
    cgov_outcome out = {.size = sizeof out};
    uint64_t needed = 9, again = 9;
    char into[1024];
    tally_begin(&tally, text, "board", 20250701);
#define EXPLAINS(status, ...)                                                                                          \
    assert_int_equal(cgov_rule_explain(&given, NULL, &tally.query, tally.rows, tally.count, __VA_ARGS__), status)
    EXPLAINS(CGOV_E_ARG, &out, NULL, 1, &needed);
    assert_string_equal(out.message, "`into` is NULL, and `cap` not 0");
    assert_true(needed == 0);
    EXPLAINS(CGOV_E_ARG, &out, into, 1, NULL);
    EXPLAINS(CGOV_E_ARG, NULL, into, 1, &needed);
    EXPLAINS(CGOV_E_BUFFER, &out, NULL, 0, &needed);
    assert_true(out.outcome == CGOV_OUTCOME_NO_QUORUM && out.status == CGOV_E_BUFFER && needed < sizeof into);
    memset(into, '?', sizeof into);
    EXPLAINS(CGOV_E_BUFFER, &out, into, needed, &again);
    assert_true(again == needed && into[0] == '?' && into[needed - 1] == '?');
    EXPLAINS(CGOV_OK, &out, into, needed + 1, &again);
    assert_true(again == needed && strlen(into) == needed && into[needed + 1] == '?');
    tally.query.day = 20260101;
    EXPLAINS(CGOV_E_REFUSED, &out, into, sizeof into, &needed);
    assert_true(needed == 0 && out.reason == CGOV_R_RULE && out.message[0]);
}

static void memory_may_run_out(void **state) {
    (void)state;
    const cgov_text given = {text, CGOV_NUL_TERMINATED};
    cgov_outcome out = {.size = sizeof out};
    uint64_t needed = 0;
    char into[1024];
    tally_begin(&tally, text, "board", 20250701);
    int32_t status = CGOV_E_NOMEM;
    for (uint64_t n = 1; status; n++) {
        struct test_alloc alloc = {.fail_at = n};
        const cgov_allocator table = test_alloc_table(&alloc);
        status =
            cgov_rule_explain(&given, &table, &tally.query, tally.rows, tally.count, &out, into, sizeof into, &needed);
        test_alloc_is_empty(&alloc);
        if (status) assert_true(status == CGOV_E_NOMEM && out.status == status && out.message[0] && needed == 0);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(owners_decide),     cmocka_unit_test(whatever_is_unusual_warns),
        cmocka_unit_test(each_way_is_shown), cmocka_unit_test(candidates_are_numbers),
        cmocka_unit_test(buffers_are_exact), cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
