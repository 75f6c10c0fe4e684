/* Ways to ask that name candidates: points for each, points shared out, costs within a budget, orders by transfers and
 * by pairs. Numbers are small enough to be counted on paper, and some are counted there. */
#include "support/tally.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>

static const char text[] = "rulebook 1\n"
                           "rule points \"打分\"\nask score 5\nseats 2\npasses yes at least 1/2 of cast\n"
                           "rule dots \"投点\"\nask share 3\nseats 1\nquorum cast at least 2\npasses yes at least 1\n"
                           "rule budget \"参与式预算\"\nask choose 3\nseats within budget\npasses yes at least 2\n"
                           "rule stv \"单记可转移票\"\nask rank stv\nseats given\nquorum cast at least 3\n"
                           "rule schulze \"两两对决\"\nask rank schulze\nseats given\n";

static struct tally tally;

static void begin(const char *rule, uint32_t seats) {
    tally_begin(&tally, text, rule, 0);
    tally.query.seats = seats;
}

static void candidate(uint32_t number, int64_t votes) {
    tally_row(&tally, CGOV_TALLY_CANDIDATE, number, votes, 0);
}

static void option(uint32_t number, int64_t votes, int64_t cost) {
    tally_row(&tally, CGOV_TALLY_CANDIDATE, number, votes, 0)->cost = cost;
}

/* Candidates 1 to count. */
static void ranked(const char *rule, uint32_t seats, uint32_t count) {
    begin(rule, seats);
    tally_row(&tally, CGOV_TALLY_CAST, 0, 0, 0);
    for (uint32_t c = 1; c <= count; c++) candidate(c, 0);
}

static void order(const char *names, int64_t ballots) {
    tally_row(&tally, CGOV_TALLY_ORDER, 0, ballots, 0)->name = (cgov_text){names, CGOV_NUL_TERMINATED};
    tally.rows[0].heads += ballots;
}

/* "3 1 | 2": the winners in their order, then who ties. */
static void comes_to(uint32_t outcome, const char *numbers) {
    char said[128] = "";
    size_t used = 0;
    assert_int_equal(tally_try(&tally), outcome);
    for (uint32_t i = 0; i < tally.out.winners + tally.out.tied; i++)
        used += (size_t)snprintf(said + used, sizeof said - used, "%s%s%u", i > 0 ? " " : "",
                                 i == tally.out.winners ? "| " : "", tally.out.numbers[i]);
    assert_string_equal(said, numbers);
}

static void explains(const char *line) {
    char *explained = tally_explain(&tally);
    if (!strstr(explained, line)) fprintf(stderr, "%s\nhas no line: %s\n", explained, line);
    assert_non_null(strstr(explained, line));
    free(explained);
}

static void fails(uint32_t row, const char *message) {
    assert_int_equal(tally_status(&tally), CGOV_E_ARG);
    assert_string_equal(tally.out.message, message);
    assert_int_equal(tally.out.row, row);
}

/* ---- points ---- */

static void points_are_votes(void **state) {
    (void)state;
    begin("points", 0);
    tally_row(&tally, CGOV_TALLY_CAST, 0, 10, 0);
    candidate(1, 50); /* ten ballots give five each, and no more */
    candidate(2, 4);  /* half of ten are five */
    candidate(3, 5);
    comes_to(CGOV_OUTCOME_PASSED, "1 3");
    tally.rows[1].heads = 51;
    fails(0, "candidate 1 has more points than ballots may give");
    tally.rows[1].heads = 50;
    tally_choice(&tally, CGOV_CHOICE_BLANK, 1, 0);
    fails(0, "candidate 1 has more points than ballots may give");
}

static void shared_points_add_up(void **state) {
    (void)state;
    begin("dots", 0);
    tally_row(&tally, CGOV_TALLY_CAST, 0, 2, 0);
    candidate(1, 4);
    candidate(2, 2);
    comes_to(CGOV_OUTCOME_PASSED, "1");
    tally.rows[2].heads = 3;
    fails(0, "candidates have more votes together than ballots may give");
    tally.rows[1].heads = 3;
    comes_to(CGOV_OUTCOME_UNFILLED, "| 1 2");
    tally.rows[0].heads = 1;
    tally.rows[1].heads = 3;
    tally.rows[2].heads = 0;
    comes_to(CGOV_OUTCOME_NO_QUORUM, "");
}

/* ---- within a budget ---- */

static void what_still_fits_is_taken(void **state) {
    (void)state;
    begin("budget", 0);
    tally.query.budget = 100;
    tally_row(&tally, CGOV_TALLY_CAST, 0, 9, 0);
    option(1, 9, 60);
    option(2, 8, 41); /* one more than is left */
    option(3, 7, 40);
    option(4, 1, 1); /* not let through */
    comes_to(CGOV_OUTCOME_PASSED, "1 3");
    tally.rows[2].cost = 40;
    comes_to(CGOV_OUTCOME_PASSED, "1 2");
    tally.query.budget = 59;
    comes_to(CGOV_OUTCOME_PASSED, "2");
    tally.query.budget = 0;
    comes_to(CGOV_OUTCOME_UNFILLED, "");
    explains("budget 0\n");
}

static void equals_fit_together_or_tie(void **state) {
    (void)state;
    begin("budget", 0);
    tally.query.budget = 100;
    tally_row(&tally, CGOV_TALLY_CAST, 0, 9, 0);
    option(1, 5, 50);
    option(2, 5, 50);
    option(3, 4, 1);
    comes_to(CGOV_OUTCOME_PASSED, "1 2");
    tally.rows[2].cost = 51;
    comes_to(CGOV_OUTCOME_UNFILLED, "| 1 2");
    tally.rows[2].cost = 101; /* does not fit by itself: no equal of the other */
    comes_to(CGOV_OUTCOME_PASSED, "1 3");
}

/* ---- transfers ---- */

/* 20 ballots, three seats, quota 6: 12 for the first leave a surplus of 6, half a vote each. */
static void surplus_goes_on(void **state) {
    (void)state;
    ranked("stv", 3, 5);
    order("1", 4);
    order("2 1", 2);
    order("3 4", 8);
    order("3 5", 4);
    order("4", 1);
    order("5", 1);
    comes_to(CGOV_OUTCOME_PASSED, "3 1 4");
    explains("stage 1 first quota 6 votes 1 4.00000 2 2.00000 3 12.00000 4 1.00000 5 1.00000 lost 0.00000\n"
             "stage 2 surplus 3 quota 6 votes 1 4.00000 2 2.00000 3 6.00000 4 5.00000 5 3.00000 lost 0.00000\n"
             "stage 3 excluded 2 quota 6 votes 1 6.00000 2 0.00000 3 6.00000 4 5.00000 5 3.00000 lost 0.00000\n"
             "stage 4 excluded 5 quota 6 votes 1 6.00000 2 0.00000 3 6.00000 4 5.00000 5 0.00000 lost 3.00000\n"
             "outcome passed\nwinner 3\nwinner 1\nwinner 4\n");
}

/* Of 7 votes, 3 over a quota of 4: 3/7 is 0.42857 and some; the rest is cut off, of seven papers 0.00001 in all. */
static void values_are_cut_off(void **state) {
    (void)state;
    ranked("stv", 2, 3);
    order("1 2", 7);
    order("2", 1);
    order("3", 3);
    comes_to(CGOV_OUTCOME_PASSED, "1 2");
    explains("stage 2 surplus 1 quota 4 votes 1 4.00000 2 3.99999 3 3.00000 lost 0.00001\n");
    ranked("stv", 2, 3); /* of 6, 1 over a quota of 5: a sixth is 0.16666, though 0.16667 were nearer */
    order("1 2", 6);
    order("2", 3);
    order("3", 3);
    comes_to(CGOV_OUTCOME_PASSED, "1 2");
    explains("stage 2 surplus 1 quota 5 votes 1 5.00000 2 3.99996 3 3.00000 lost 0.00004\n");
}

static void the_quota_is_reached_exactly(void **state) {
    (void)state;
    ranked("stv", 1, 3); /* seven ballots: quota 4 */
    order("1", 4);
    order("2", 2);
    order("3", 1);
    comes_to(CGOV_OUTCOME_PASSED, "1");
    explains("stage 1 first quota 4");
    tally.rows[0].heads--;
    tally.rows[4].heads = 3; /* six: quota 4 still, and nobody has it */
    comes_to(CGOV_OUTCOME_PASSED, "1");
    explains("stage 2 excluded 3");
}

/* 1 and 2 are equal when one of them is to be excluded; 2 had fewer at the stage before. */
static void an_earlier_stage_decides(void **state) {
    (void)state;
    ranked("stv", 1, 5);
    order("1", 5);
    order("2", 4);
    order("3", 9);
    order("4", 8);
    order("5 2", 1);
    comes_to(CGOV_OUTCOME_PASSED, "3");
    explains("stage 2 excluded 5 quota 14 votes 1 5.00000 2 5.00000");
    explains("stage 3 excluded 2 ");
}

static void lots_decide_last(void **state) {
    (void)state;
    ranked("stv", 1, 3);
    order("1 3", 4);
    order("2", 4);
    order("3", 5);
    comes_to(CGOV_OUTCOME_UNFILLED, "| 1 2");
    assert_int_equal(tally.out.warnings, CGOV_WARNING_TIED);
    tally.query.lots = (cgov_text){"2", 1};
    comes_to(CGOV_OUTCOME_UNFILLED, "| 1 2"); /* both must be drawn */
    tally.query.lots = (cgov_text){"2 1", 3};
    comes_to(CGOV_OUTCOME_PASSED, "3");
    explains("lots 2 1\n");
    explains("stage 2 excluded 2 ");
    tally.query.lots = (cgov_text){"1 2", 3};
    comes_to(CGOV_OUTCOME_PASSED, "3");
    explains("stage 2 excluded 1 ");
}

static void who_has_nothing_needs_no_lot(void **state) {
    (void)state;
    ranked("stv", 1, 4);
    order("1", 2);
    order("2", 3);
    comes_to(CGOV_OUTCOME_PASSED, "2");
    ranked("stv", 1, 4);
    order("1", 2);
    order("2", 2);
    comes_to(CGOV_OUTCOME_UNFILLED, "| 1 2");
    explains("stage 3 excluded 4 ");
}

static void too_few_stand_or_vote(void **state) {
    (void)state;
    ranked("stv", 3, 2);
    order("1", 3);
    comes_to(CGOV_OUTCOME_UNFILLED, "1 2");
    ranked("stv", 1, 2);
    order("1", 2);
    comes_to(CGOV_OUTCOME_NO_QUORUM, "");
    ranked("stv", 1, 2);
    tally_choice(&tally, CGOV_CHOICE_BLANK, 3, 0);
    tally.rows[0].heads = 3;
    comes_to(CGOV_OUTCOME_UNFILLED, "");
    ranked("schulze", 1, 2);
    comes_to(CGOV_OUTCOME_UNFILLED, "");
}

/* ---- pairs ---- */

/* Schulze's example of 45 voters: E before A before C before B before D. */
static void schulzes_own_example(void **state) {
    (void)state;
    ranked("schulze", 5, 5);
    order("1 3 2 5 4", 5);
    order("1 4 5 3 2", 5);
    order("2 5 4 1 3", 8);
    order("3 1 2 5 4", 3);
    order("3 1 5 2 4", 7);
    order("3 2 1 4 5", 2);
    order("4 3 5 2 1", 7);
    order("5 2 1 4 3", 8);
    comes_to(CGOV_OUTCOME_PASSED, "5 1 3 2 4");
    explains("pair 1 2 votes 20 25 paths 28 25\npair 1 3 votes 26 19 paths 28 25\npair 1 4 votes 30 15 paths 30 25\n"
             "pair 1 5 votes 22 23 paths 24 25\npair 2 3 votes 16 29 paths 28 29\npair 2 4 votes 33 12 paths 33 28\n"
             "pair 2 5 votes 18 27 paths 24 28\npair 3 4 votes 17 28 paths 29 28\npair 3 5 votes 24 21 paths 24 28\n"
             "pair 4 5 votes 14 31 paths 24 31\n");
    tally.query.seats = 1;
    comes_to(CGOV_OUTCOME_PASSED, "5");
}

static void who_is_not_ranked_stands_behind(void **state) {
    (void)state;
    ranked("schulze", 1, 3);
    order("3", 2);
    order("1 2", 1);
    comes_to(CGOV_OUTCOME_PASSED, "3");
    explains("pair 1 2 votes 1 0 paths 1 0\npair 1 3 votes 1 2 paths 0 2\n");
    ranked("schulze", 2, 3);
    order("3", 1);
    comes_to(CGOV_OUTCOME_UNFILLED, "3 | 1 2");
}

/* ---- hostile ---- */

static void orders_are_read_strictly(void **state) {
    (void)state;
    static const char *const none[] = {"",    " ",  "0",   "1 ",         " 1", "1  2", "1 1",
                                       "1,2", "01", "256", "4294967297", "-1", "x"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        ranked("stv", 1, 2);
        order(none[i], 1);
        fails(4, "`name` of an order is numbers of candidates, \"3 1 2\", each once, the first preference first");
    }
    ranked("stv", 1, 2);
    order("1 3", 1);
    fails(0, "an order names candidate 3, who does not stand");
    ranked("stv", 1, 2);
    order("1", 3);
    tally.rows[0].heads = 4;
    fails(0, "orders are not as many as ballots that rank");
    tally.rows[3].area = 1;
    fails(4, "orders are counted by heads");
    begin("points", 0);
    tally_row(&tally, CGOV_TALLY_CAST, 0, 1, 0);
    order("1", 1);
    fails(2, "rule `points` asks for no order");
}

/* As many bytes as a million candidates would take: told, and nothing is kept of it. */
static void a_long_order_is_none(void **state) {
    (void)state;
    enum { LEN = 8000000 };
    char *names = malloc(LEN);
    assert_non_null(names);
    for (uint32_t i = 0; i < LEN; i++) names[i] = i % 4 == 3 ? ' ' : '7';
    ranked("schulze", 1, 2);
    order("1", 1);
    tally.rows[3].name = (cgov_text){names, LEN - 1};
    fails(4, "`name` of an order is numbers of candidates, \"3 1 2\", each once, the first preference first");
    free(names);
}

static void ballots_and_candidates_have_bounds(void **state) {
    (void)state;
    ranked("schulze", 1, 58);
    order("58 1", (INT64_C(1) << 28) - 1);
    order("2", 1);
    comes_to(CGOV_OUTCOME_PASSED, "58");
    tally.rows[tally.count - 1].heads++;
    tally.rows[0].heads++;
    fails(0, "more than 268435456 ballots are ranked");
    ranked("stv", 1, 59);
    fails(60, "there can be at most 58 candidates");
    ranked("stv", 1, 1);
    tally.rows[1].number = 256;
    fails(2, "candidates that are ranked are numbered from 1 to 255");
    ranked("stv", 1, 1);
    tally.rows[1].heads = 1;
    fails(2, "a candidate that is ranked has no sums: orders have them");
}

static void members_of_other_ways_are_zero(void **state) {
    (void)state;
    begin("budget", 0);
    tally.query.budget = -1;
    fails(0, "`budget` is below 0");
    begin("budget", 0);
    tally_row(&tally, CGOV_TALLY_CAST, 0, 1, 0);
    option(1, 1, 0);
    fails(2, "`cost` of an option is above 0");
    tally.rows[1].cost = -1;
    fails(2, "`cost` of an option is above 0");
    begin("points", 0);
    tally_row(&tally, CGOV_TALLY_CAST, 0, 1, 0)->cost = 1;
    fails(1, "a member that this row does not use is not 0");
    tally.rows[0] =
        (cgov_tally_row){.size = sizeof tally.rows[0], .tally = CGOV_TALLY_CANDIDATE, .number = 1, .cost = 1};
    fails(1, "the rule does not say `seats within budget`: `cost` is 0");
    tally.query.budget = 1;
    fails(0, "the rule does not say `seats within budget`: `budget` is 0");
    ranked("schulze", 1, 2);
    tally.query.lots = (cgov_text){"1", 1};
    fails(0, "only `rank stv` draws lots: `lots` is empty");
    ranked("stv", 1, 2);
    tally.query.lots = (cgov_text){"1 1", 3};
    fails(0, "`lots` are numbers of candidates as they were drawn, \"3 1 2\", each once");
    tally.query.lots = (cgov_text){NULL, 3};
    fails(0, "`lots` cannot be read");
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_are_votes),
        cmocka_unit_test(shared_points_add_up),
        cmocka_unit_test(what_still_fits_is_taken),
        cmocka_unit_test(equals_fit_together_or_tie),
        cmocka_unit_test(surplus_goes_on),
        cmocka_unit_test(values_are_cut_off),
        cmocka_unit_test(the_quota_is_reached_exactly),
        cmocka_unit_test(an_earlier_stage_decides),
        cmocka_unit_test(lots_decide_last),
        cmocka_unit_test(who_has_nothing_needs_no_lot),
        cmocka_unit_test(too_few_stand_or_vote),
        cmocka_unit_test(schulzes_own_example),
        cmocka_unit_test(who_is_not_ranked_stands_behind),
        cmocka_unit_test(orders_are_read_strictly),
        cmocka_unit_test(a_long_order_is_none),
        cmocka_unit_test(ballots_and_candidates_have_bounds),
        cmocka_unit_test(members_of_other_ways_are_zero),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
