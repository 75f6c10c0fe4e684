/* Tallies from outside, tried by a rule: negative, twice, unknown, too much, too few. Each is told by its row, or by
 * what is missing, and nothing is made of it. */
#include "support/alloc.h"
#include "support/tally.h"
#include "support/test.h"

#include <stdio.h>

static const char text[] = "rulebook 1\n"
                           "rule vote \"V\"\nask yes_no\nsilent of sent joins majority\ntie casting chair\n"
                           "quorum cast at least 1/2 of all\npasses yes more than 1/2 of cast not abstain by area\n"
                           "rule stop \"B\"\nask yes_no block\npasses not block at least 1\n"
                           "rule pick \"P\"\nask choose 2\nseats given 1 from women\nquorum cast at least 1\npasses "
                           "yes at least 1/10 of cast\n"
                           "rule three \"T\"\nask choose\nseats 3\npasses yes at least 1\n"
                           "rule two \"T\" from 2026-01-01\nask yes_no\npasses yes at least 1\n"
                           "rule two \"T\" to_be 1\n";

static struct tally tally;

/* The call fails so, and says so; row 0: no row is at fault. */
static void fails(uint32_t row, const char *message) {
    assert_int_equal(tally_status(&tally), CGOV_E_ARG);
    assert_string_equal(tally.out.message, message);
    assert_int_equal(tally.out.row, row);
    assert_int_equal(tally.made_count, 0);
}

static char sound_text[sizeof text];
static int set_up(void **state) {
    (void)state;
    memcpy(sound_text, text, sizeof text);
    char *last = strstr(sound_text, "rule two \"T\" to_be");
    snprintf(last, sizeof text - (size_t)(last - sound_text), "%s", "");
    return 0;
}

static void vote(int64_t yes, int64_t no) {
    tally_begin(&tally, sound_text, "vote", 0);
    tally_roll(&tally, "all", 10, 1000);
    tally_choice(&tally, CGOV_CHOICE_YES, yes, yes * 100);
    tally_choice(&tally, CGOV_CHOICE_NO, no, no * 100);
}

static void pick(uint32_t seats, int64_t cast) {
    tally_begin(&tally, sound_text, "pick", 0);
    tally.query.seats = seats;
    tally_row(&tally, CGOV_TALLY_CAST, 0, cast, 0);
}

static void numbers_are_asked(void **state) {
    (void)state;
    vote(3, 2);
    assert_int_equal(tally_try(&tally), CGOV_OUTCOME_PASSED);
    tally.rows[1].area = -1;
    fails(2, "`area` of a row is below 0");
    tally.rows[1].area = INT64_MIN; /* 2^63 */
    fails(2, "`area` of a row is below 0");
    tally.rows[1].area = INT64_MAX;
    fails(0, "ballots add up to more than 2^63 - 1");
    tally.rows[2].area = 0;
    assert_int_equal(tally_try(&tally), CGOV_OUTCOME_PASSED);
    tally_row(&tally, CGOV_TALLY_SILENT, 0, 1, 1);
    fails(0, "ballots add up to more than 2^63 - 1");
    tally.rows[3].area = 0;
    tally.rows[3].weight = INT64_MIN;
    fails(4, "`weight` of a row is below 0");
    tally.rows[3].weight = 0;
    tally.rows[3].units = -5;
    fails(4, "`units` of a row is below 0");
    tally.rows[3].units = 0;
    tally.rows[0].heads = INT64_MAX;
    assert_int_equal(tally_try(&tally), CGOV_OUTCOME_NO_QUORUM);
    assert_true(tally.made[0].right == INT64_MAX && tally.made[1].left == INT64_MAX && tally.made[1].holds);
}

static void rows_are_told_apart(void **state) {
    (void)state;
    vote(3, 2);
    tally_roll(&tally, "all", 9, 9);
    fails(4, "a roll stands in two rows");
    vote(3, 2);
    tally_choice(&tally, CGOV_CHOICE_YES, 0, 0);
    fails(4, "a choice stands in two rows");
    vote(3, 2);
    tally_row(&tally, CGOV_TALLY_SILENT, 0, 1, 1);
    tally_row(&tally, CGOV_TALLY_SILENT, 0, 1, 1);
    fails(5, "`silent` stands in two rows");
    pick(1, 5);
    tally_row(&tally, CGOV_TALLY_CAST, 0, 5, 0);
    fails(2, "`cast` stands in two rows");
    pick(1, 5);
    tally_row(&tally, CGOV_TALLY_CANDIDATE, 7, 2, 0);
    tally_row(&tally, CGOV_TALLY_CANDIDATE, 7, 2, 0);
    fails(3, "a candidate stands in two rows");
}

static void names_are_looked_for(void **state) {
    (void)state;
    vote(3, 2);
    tally_roll(&tally, "nobody", 1, 1);
    fails(4, "rule `vote` names no roll `nobody`");
    tally.rows[3].name = (cgov_text){"a name that is much longer than a name", CGOV_NUL_TERMINATED};
    fails(4, "rule `vote` names no roll `a name that is much longer t...`");
    tally.rows[3].name = (cgov_text){"al", 2};
    fails(4, "rule `vote` names no roll `al`");
    tally.rows[3].name = (cgov_text){NULL, 0};
    fails(4, "the row of a roll has no name");
    tally.rows[3].name = (cgov_text){NULL, 3};
    fails(4, "the row of a roll has no name");
    vote(3, 2);
    tally_choice(&tally, CGOV_CHOICE_BLOCK, 1, 1);
    fails(4, "no ballot says `block` under rule `vote`");
    tally.rows[3].number = 7;
    fails(4, "`number` of a choice is none of CGOV_CHOICE_*");
    tally.rows[3].number = 0;
    fails(4, "`number` of a choice is none of CGOV_CHOICE_*");
    tally.rows[3].tally = 7;
    fails(4, "`tally` of a row is none of CGOV_TALLY_*");
    tally_begin(&tally, sound_text, "stop", 0);
    tally_row(&tally, CGOV_TALLY_SILENT, 0, 1, 1);
    fails(1, "rule `stop` does not count silent ones");
}

static void members_that_say_nothing_are_zero(void **state) {
    (void)state;
    vote(3, 2);
    tally.rows[0].number = 1;
    fails(1, "a member that this row does not use is not 0");
    vote(3, 2);
    tally.rows[1].reserved = 1;
    fails(2, "a member that this row does not use is not 0");
    vote(3, 2);
    tally.rows[1].name = (cgov_text){"yes", 3};
    fails(2, "only the row of a roll, or of an order, has a name");
    vote(3, 2);
    tally.rows[1].flags = CGOV_ROW_KEPT_FOR;
    fails(2, "`flags` of a row has a bit that this row cannot have");
    tally_begin(&tally, sound_text, "three", 0);
    tally_row(&tally, CGOV_TALLY_CAST, 0, 5, 0);
    tally_row(&tally, CGOV_TALLY_CANDIDATE, 1, 5, 0)->flags = CGOV_ROW_KEPT_FOR; /* no seats are kept */
    fails(2, "`flags` of a row has a bit that this row cannot have");
    tally.rows[1].flags = 0;
    assert_int_equal(tally_try(&tally), CGOV_OUTCOME_UNFILLED);
}

static void votes_fit_the_ballots(void **state) {
    (void)state;
    pick(1, 5);
    tally.count = 0;
    fails(0, "no row says how many ballots were cast");
    pick(1, 5);
    tally_row(&tally, CGOV_TALLY_CANDIDATE, 1, 5, 0);
    assert_int_equal(tally_try(&tally), CGOV_OUTCOME_PASSED);
    tally.rows[1].heads = 6;
    fails(0, "candidate 1 has more votes than ballots name somebody");
    tally.rows[1].heads = 4;
    tally_choice(&tally, CGOV_CHOICE_BLANK, 1, 0);
    assert_int_equal(tally_try(&tally), CGOV_OUTCOME_PASSED);
    tally.rows[1].heads = 5;
    fails(0, "candidate 1 has more votes than ballots name somebody");
    tally.rows[2].heads = 6;
    fails(0, "more ballots name nobody than were cast");
    pick(1, 5);
    tally_row(&tally, CGOV_TALLY_CANDIDATE, 1, 5, 0);
    tally_row(&tally, CGOV_TALLY_CANDIDATE, 2, 4, 0);
    tally_row(&tally, CGOV_TALLY_CANDIDATE, 3, 1, 0);
    assert_int_equal(tally_try(&tally), CGOV_OUTCOME_PASSED); /* two names a ballot, all ten given */
    tally.rows[3].heads = 2;
    fails(0, "candidates have more votes together than ballots may give");
    tally.rows[0].heads = INT64_MAX; /* sums of these are beyond 64 bits */
    tally.rows[1].heads = tally.rows[2].heads = INT64_MAX;
    tally.rows[3].heads = 0;
    assert_int_equal(tally_try(&tally), CGOV_OUTCOME_UNFILLED);
    assert_int_equal(tally.out.tied, 2);
    tally.rows[3].heads = 1;
    fails(0, "candidates have more votes together than ballots may give");
    tally_choice(&tally, CGOV_CHOICE_BLANK, INT64_MAX, 0);
    tally_choice(&tally, CGOV_CHOICE_INVALID, INT64_MAX, 0);
    fails(0, "more ballots name nobody than were cast");
    tally.rows[tally.count - 1].heads = 1;
    tally_choice(&tally, CGOV_CHOICE_ABSTAIN, 1, 0); /* 2^63 with the blank ones, and one more */
    fails(0, "more ballots name nobody than were cast");
    tally_choice(&tally, CGOV_CHOICE_YES, 1, 0);
    fails(8, "no ballot says `yes` under rule `pick`");
}

static void candidates_are_few(void **state) {
    (void)state;
    pick(255, 255);
    for (uint32_t c = 1; c <= 255; c++) tally_row(&tally, CGOV_TALLY_CANDIDATE, c * 2, 2, 0);
    assert_int_equal(tally_try(&tally), CGOV_OUTCOME_UNFILLED);
    assert_int_equal(tally.made_count, 256);
    tally.rows[255].number = 0;
    fails(256, "candidates are numbered from 1");
    tally.rows[255].number = UINT32_MAX;
    assert_int_equal(tally_try(&tally), CGOV_OUTCOME_UNFILLED);
    tally_row(&tally, CGOV_TALLY_CANDIDATE, 1, 2, 0);
    fails(257, "there can be at most 255 candidates");
    vote(3, 2);
    tally_row(&tally, CGOV_TALLY_CANDIDATE, 1, 2, 0);
    fails(4, "rule `vote` asks yes or no: it has no candidates");
    tally.rows[3] = (cgov_tally_row){.size = sizeof tally.rows[3], .tally = CGOV_TALLY_CAST};
    fails(4, "rule `vote` asks yes or no: its ballots are what the choices add up to");
}

static void what_is_missing_is_named(void **state) {
    (void)state;
    vote(3, 2);
    tally.rows[0].name = (cgov_text){"sent", 4}; /* of which none is asked but how many are silent */
    fails(0, "no row says how many are on roll `all`");
    vote(3, 2);
    tally_roll(&tally, "sent", 8, 800);
    tally_row(&tally, CGOV_TALLY_SILENT, 0, 8, 800);
    assert_int_equal(tally_try(&tally), CGOV_OUTCOME_PASSED);
    tally.rows[4].area = 801;
    fails(0, "more are silent than are on roll `sent`");
}

/* Yes equals no: the chair's vote decides, where it was given and enough took part. */
static void a_casting_vote_decides_a_tie(void **state) {
    (void)state;
    static const struct {
        int64_t yes, no;
        uint32_t casting, outcome, warnings;
    } rows[] = {
        {3, 3, 0, CGOV_OUTCOME_FAILED, 0},
        {3, 3, CGOV_CHOICE_YES, CGOV_OUTCOME_PASSED, CGOV_WARNING_CASTING},
        {3, 3, CGOV_CHOICE_NO, CGOV_OUTCOME_FAILED, CGOV_WARNING_CASTING},
        {3, 4, CGOV_CHOICE_YES, CGOV_OUTCOME_FAILED, 0},
        {4, 3, CGOV_CHOICE_NO, CGOV_OUTCOME_PASSED, 0},
        {2, 2, CGOV_CHOICE_YES, CGOV_OUTCOME_NO_QUORUM, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        vote(rows[i].yes, rows[i].no);
        tally.query.casting = rows[i].casting;
        assert_int_equal(tally_try(&tally), rows[i].outcome);
        assert_int_equal(tally.out.warnings, rows[i].warnings);
    }
    vote(0, 0);
    tally_choice(&tally, CGOV_CHOICE_ABSTAIN, 10, 1000);
    tally.query.casting = CGOV_CHOICE_YES;
    assert_int_equal(tally_try(&tally), CGOV_OUTCOME_FAILED); /* nobody voted: that is no tie */
    tally.query.casting = CGOV_CHOICE_ABSTAIN;
    fails(0, "`casting` is yes, no or 0");
    tally_begin(&tally, sound_text, "stop", 0);
    tally.query.casting = CGOV_CHOICE_YES;
    fails(0, "the rule does not say `tie casting`: `casting` is 0");
}

static void one_blocks(void **state) {
    (void)state;
    tally_begin(&tally, sound_text, "stop", 0);
    assert_int_equal(tally_try(&tally), CGOV_OUTCOME_PASSED);
    assert_true(tally.made_count == 1 && tally.made[0].negated && !tally.made[0].holds && tally.made[0].d == 0);
    tally_choice(&tally, CGOV_CHOICE_BLOCK, 1, 0);
    tally_choice(&tally, CGOV_CHOICE_YES, 1000, 0);
    assert_int_equal(tally_try(&tally), CGOV_OUTCOME_FAILED);
}

static void the_query_is_asked(void **state) {
    (void)state;
    pick(0, 5);
    fails(0, "the rule says `seats given`: `seats` is from 1 to 255");
    tally.query.seats = 256;
    fails(0, "the rule says `seats given`: `seats` is from 1 to 255");
    vote(3, 2);
    tally.query.seats = 1;
    fails(0, "the rule does not say `seats given`: `seats` is 0");
    vote(3, 2);
    tally.query.flags = 1;
    fails(0, "`flags` or `reserved0` of the query is not 0");
    vote(3, 2);
    tally.query.day = 20260230;
    fails(0, "`day` is a date, as 20260315, or 0");
    vote(3, 2);
    tally.query.rule = (cgov_text){"", 0};
    fails(0, "`rule` is a name of 1 to 31 characters");
    tally.query.rule = (cgov_text){"votes", 5};
    assert_int_equal(tally_status(&tally), CGOV_E_NOT_FOUND);
    assert_string_equal(tally.out.message, "the text has no rule `votes`; the nearest is `vote`");
    vote(3, 2);
    tally.query.rule = (cgov_text){"two", 3};
    tally.count = 0;
    assert_int_equal(tally_try(&tally), CGOV_OUTCOME_FAILED);
    tally.query.day = 20251231;
    assert_int_equal(tally_status(&tally), CGOV_E_REFUSED);
    assert_string_equal(tally.out.message, "no rule `two` is in force on 2025-12-31");
    tally.text = text;
    assert_int_equal(tally_status(&tally), CGOV_E_RULEBOOK);
    assert_true(tally.out.reason == CGOV_R_SYNTAX && tally.out.line == 23);
    assert_string_equal(tally.out.message, "expected the end of the line, found `to_be`");
    tally.text = "rulebook 1\nrule two \"T\" to 1\n";
    assert_int_equal(tally_status(&tally), CGOV_E_RULEBOOK);
    tally.text = "rulebook 1\nrule two \"T\" from 2026-01-01\nask yes_no\npasses yes at least 1\n"
                 "rule two \"T\" from 2025-01-01 to 2025-01-01\nask yes_no\npasses yes at least 2\n";
    tally.query.day = 0;
    fails(0, "2 rules are called `two`: `day` says which");
    tally.query.day = 20250101;
    tally_choice(&tally, CGOV_CHOICE_YES, 1, 0);
    assert_int_equal(tally_try(&tally), CGOV_OUTCOME_FAILED);
    assert_true(tally.out.from == 20250101 && tally.out.to == 20250101);
}

static void calls_are_asked(void **state) {
    (void)state;
    const cgov_text given = {sound_text, CGOV_NUL_TERMINATED}, broken = {NULL, 5};
    cgov_outcome out = {.size = sizeof out};
    cgov_comparison_view made = {.size = sizeof made};
    uint32_t needed = 9;
    vote(3, 2);
#define TRIES(status, ...)                                                                                             \
    do {                                                                                                               \
        needed = 9;                                                                                                    \
        assert_int_equal(cgov_rule_try(__VA_ARGS__), status);                                                          \
    } while (0)
    TRIES(CGOV_E_ARG, &given, NULL, &tally.query, tally.rows, 3, NULL, &made, 1, &needed);
    assert_int_equal(needed, 0);
    TRIES(CGOV_E_ARG, &given, NULL, &tally.query, tally.rows, 3, &out, &made, 1, NULL);
    TRIES(CGOV_E_ARG, NULL, NULL, &tally.query, tally.rows, 3, &out, &made, 1, &needed);
    TRIES(CGOV_E_ARG, &broken, NULL, &tally.query, tally.rows, 3, &out, &made, 1, &needed);
    TRIES(CGOV_E_ARG, &given, NULL, NULL, tally.rows, 3, &out, &made, 1, &needed);
    TRIES(CGOV_E_ARG, &given, NULL, &tally.query, NULL, 3, &out, &made, 1, &needed);
    assert_string_equal(out.message, "count is not 0 but rows is NULL");
    TRIES(CGOV_E_ARG, &given, NULL, &tally.query, tally.rows, 3, &out, NULL, 1, &needed);
    TRIES(CGOV_OK, &given, NULL, &tally.query, tally.rows, 3, &out, tally.made, 2, &needed);
    assert_int_equal(needed, 2);
    TRIES(CGOV_E_BUFFER, &given, NULL, &tally.query, tally.rows, 3, &out, NULL, 0, &needed);
    assert_true(needed == 2 && out.outcome == CGOV_OUTCOME_PASSED && out.status == CGOV_E_BUFFER);
    TRIES(CGOV_E_BUFFER, &given, NULL, &tally.query, tally.rows, 3, &out, &made, 1, &needed);
    assert_true(needed == 2 && made.quorum && made.left == 5);
    tally.rows[1].size = sizeof tally.rows[1] + 8;
    TRIES(CGOV_E_ABI_SIZE, &given, NULL, &tally.query, tally.rows, 3, &out, &made, 1, &needed);
    assert_int_equal(out.row, 2);
    tally.rows[1].size = sizeof tally.rows[1];
    made.size = 8;
    TRIES(CGOV_E_ABI_SIZE, &given, NULL, &tally.query, tally.rows, 3, &out, &made, 1, &needed);
    tally.query.size = 8;
    TRIES(CGOV_E_ABI_SIZE, &given, NULL, &tally.query, tally.rows, 3, &out, tally.made, 2, &needed);
    out.size = UINT32_MAX;
    TRIES(CGOV_E_ABI_NEWER, &given, NULL, &tally.query, tally.rows, 3, &out, tally.made, 2, &needed);
}

static void no_memory_at_each_step(void **state) {
    (void)state;
    const cgov_text given = {sound_text, CGOV_NUL_TERMINATED};
    cgov_outcome out = {.size = sizeof out};
    uint32_t needed = 0;
    vote(3, 2);
    tally.made[0].size = sizeof tally.made[0];
    int32_t status = CGOV_E_NOMEM;
    for (uint64_t n = 1; status; n++) {
        struct test_alloc alloc = {.fail_at = n};
        const cgov_allocator table = test_alloc_table(&alloc);
        status = cgov_rule_try(&given, &table, &tally.query, tally.rows, tally.count, &out, tally.made,
                               TALLY_COMPARISONS, &needed);
        test_alloc_is_empty(&alloc);
        if (!status) continue;
        assert_true(status == CGOV_E_NOMEM && out.status == status && out.message[0] && needed == 0);
    }
    assert_int_equal(needed, 2);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_asked),
        cmocka_unit_test(rows_are_told_apart),
        cmocka_unit_test(names_are_looked_for),
        cmocka_unit_test(members_that_say_nothing_are_zero),
        cmocka_unit_test(votes_fit_the_ballots),
        cmocka_unit_test(candidates_are_few),
        cmocka_unit_test(what_is_missing_is_named),
        cmocka_unit_test(a_casting_vote_decides_a_tie),
        cmocka_unit_test(one_blocks),
        cmocka_unit_test(the_query_is_asked),
        cmocka_unit_test(calls_are_asked),
        cmocka_unit_test(no_memory_at_each_step),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
