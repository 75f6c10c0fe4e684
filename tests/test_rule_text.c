/* Rules of deciding in the language: what texts say, every fault at its place, every limit; which ballots check 6 looks
 * for; and who adopts what is unverified. */
#include "base/civil.h"
#include "support/alloc.h"
#include "support/bent.h"
#include "support/reading.h"
#include "support/test.h"
#include "support/town.h"

#include <stdio.h>

#define RULE "rulebook 1\nrule r \"R\""
#define YES RULE "\nask yes_no\n"
#define RANK RULE "\nask rank stv\n"
#define FOUR RULE "\nask choose\nseats 4\n"
#define PASS "passes yes more than 1/2 of cast\n"

/* ---- what is read ---- */

static const char whole[] =
    "rulebook 1\nrule vote \"表决\" from 2018-12-29 to 2025-12-31\n  cites \"法 1\"\n  source \"法 2018\" verified\n"
    "  ask yes_no block\n  silent of delivered joins majority\n"
    "  quorum present more than 1/2 of electors or cast not abstain blank at least 2/3 of electors by units\n"
    "  passes yes more than 1/2 of cast not abstain\n  passes not block at least 1\n  quorum electors at least "
    "10000000\n"
    "rule vote \"表决\" from 2026-01-01\n  source \"法 2026\" unverified\n  ask choose 2\n  seats given 1 from women\n"
    "  passes yes at least 9999/10000 of cast by weight\n"
    "rule always \"A\"\n  ask choose\n  seats 255\n  passes yes at least 1\n"
    "rule tied \"T\"\n  ask yes_no\n  tie casting chair\n  quorum cast at least 1\n  passes yes more than 1/2 of cast "
    "not blank\n";

static void texts_are_read(void **state) {
    (void)state;
    struct reading read = {0};
    reading_ok(&read, whole);
    assert_int_equal(read.book.rule_count, 4);
    const struct rule *vote = &read.book.rules[0], *next = &read.book.rules[1], *always = &read.book.rules[2];
    assert_true(span_is(vote->title, "表决") && span_is(vote->cites, "法 1") && span_is(vote->source, "法 2018"));
    assert_true(vote->ask == ASK_YES_NO && vote->block && !vote->unverified && vote->ways == 2 && vote->line == 2);
    assert_string_equal(vote->casting, "");
    assert_string_equal(read.book.rules[3].casting, "chair");
    assert_int_equal(vote->roll_count, 3);
    assert_string_equal(vote->rolls[vote->silent], "delivered");
    assert_int_equal(vote->line_count, 4);
    assert_true(vote->lines[0].quorum && vote->lines[0].count == 2 && !vote->lines[0].negated);
    assert_true(!vote->lines[2].quorum && vote->lines[2].negated && vote->lines[2].line == 9);
    const struct share *or_cast = &vote->shares[1], *passes = &vote->shares[2], *block = &vote->shares[3];
    assert_string_equal(vote->rolls[vote->shares[0].part.roll], "present");
    assert_true(or_cast->part_cast.kind == BALLOTS_CAST && or_cast->axis == AXIS_UNITS && !or_cast->more);
    assert_int_equal(or_cast->part_cast.choices, 1u << CHOICE_ABSTAIN | 1u << CHOICE_BLANK);
    assert_true(passes->part_cast.kind == BALLOTS_CHOICE && passes->part_cast.choices == 1u << CHOICE_YES);
    assert_true(passes->whole_cast.kind == BALLOTS_CAST && passes->more && passes->n == 1 && passes->d == 2);
    assert_true(block->d == 0 && block->n == 1 && vote->shares[4].n == 10000000);
    assert_true(next->unverified && next->ask == ASK_CHOOSE && next->most == 2 && next->seats_given && next->kept == 1);
    assert_string_equal(next->rolls[next->kept_for], "women");
    assert_true(next->from == vote->to + 1 && next->to == INT32_MAX && always->from == INT32_MIN);
    assert_true(always->seats == 255 && always->most == 0 && always->ways == 1);

    const int32_t last = cgov__day_of((struct civil){2025, 12, 31});
    assert_ptr_equal(cgov__rule_find(&read.book, "vote", last), vote);
    assert_ptr_equal(cgov__rule_find(&read.book, "vote", last + 1), next);
    assert_null(cgov__rule_find(&read.book, "vote", cgov__day_of((struct civil){2018, 12, 28})));
    assert_ptr_equal(cgov__rule_find(&read.book, "vote", cgov__day_of((struct civil){2018, 12, 29})), vote);
    assert_ptr_equal(cgov__rule_find(&read.book, "always", INT32_MIN + 1), always);
    const struct rule *first;
    assert_int_equal(cgov__rules_unverified(&read.book, &first), 1);
    assert_ptr_equal(first, next);
    reading_done(&read);
}

/* ---- faults ---- */

static void ways_to_ask_have_their_lines(void **state) {
    (void)state;
    static const struct faulty rows[] = {
        {RULE "\nask maybe\n", 3, 5, "expected `yes_no`, `choose`, `score`, `share` or `rank`, found `maybe`"},
        {RULE "\nask score\n", 3, 10,
         "expected how many points a ballot may give each, from 1 to 1000, found the end of the line"},
        {RULE "\nask score 1001\n", 3, 11,
         "expected how many points a ballot may give each, from 1 to 1000, found `1001`"},
        {RULE "\nask share 0\n", 3, 11, "expected how many points a ballot shares out, from 1 to 1000, found `0`"},
        {RULE "\nask rank\n", 3, 9, "expected `stv` or `schulze`, found the end of the line"},
        {RULE "\nask rank borda\n", 3, 10, "expected `stv` or `schulze`, found `borda`"},
        {RULE "\nask rank stv\n", 2, 6, "rule `r` asks `rank`, and does not say how many `seats`"},
        {RULE "\nask score 5\nseats 2\n", 2, 6, "rule `r` does not say when something `passes`"},
        {RANK "seats within budget\n", 2, 6, "rule `r` asks `rank`: its seats are a number, and none is kept for some"},
        {RANK "seats 2 1 from women\n", 2, 6,
         "rule `r` asks `rank`: its seats are a number, and none is kept for some"},
        {RANK "seats 2\nquorum cast at least 1\npasses yes at least 1\n", 6, 8,
         "rule `r` asks `rank`: who wins is what the count of orders says, and no line `passes`"},
        {RANK "seats 2\nquorum yes at least 1\n", 5, 8,
         "`yes` is a candidate's votes: a quorum is asked of all ballots together"},
        {RANK "seats 2\nquorum no at least 1\n", 5, 8, "no ballot says `no` where `rank` is asked"},
    };
    EACH_FAULTY(rows);
}

static void every_fault_has_its_place(void **state) {
    (void)state;
    static const struct faulty rows[] = {
        {"rulebook 1\nrule\n", 2, 5, "expected the rule's name, found the end of the line"},
        {"rulebook 1\nrule cast \"C\"\n", 2, 6, "`cast` is a word of the language: it cannot be a name"},
        {"rulebook 1\nrule r\n", 2, 7, "expected the rule's title in quotes, found the end of the line"},
        {RULE " to 2026-01-01\n", 2, 12, "expected the end of the line, found `to`"},
        {RULE " from 2026-02-30\n", 2, 17, "expected a date of the calendar, as 2026-02-15, found `2026-02-30`"},
        {RULE " from 2026-01-02 to 2026-01-01\n", 2, 31, "`2026-01-01` is before the first day in force"},
        {RULE "\n" PASS, 2, 6, "rule `r` does not say what it asks: `ask`"},
        {YES, 2, 6, "rule `r` does not say when something `passes`"},
        {YES "quorum cast at least 1\n", 2, 6, "rule `r` does not say when something `passes`"},
        {RULE "\nask choose 256\n", 3, 12, "expected how many names a ballot may give, from 1 to 255, found `256`"},
        {RULE "\nask choose 0\n", 3, 12, "expected how many names a ballot may give, from 1 to 255, found `0`"},
        {YES "ask yes_no\n", 4, 1, "`ask` stands twice in its block"},
        {RULE "\nask choose\n" PASS, 2, 6, "rule `r` asks `choose`, and does not say how many `seats`"},
        {YES "seats 1\n" PASS, 2, 6, "rule `r` asks yes or no: it has no seats"},
        {YES "seats given\n" PASS, 2, 6, "rule `r` asks yes or no: it has no seats"},
        {YES "seats within budget\n" PASS, 2, 6, "rule `r` asks yes or no: it has no seats"},
        {RULE "\nseats within\n", 3, 13, "expected `budget`, found the end of the line"},
        {RULE "\nseats within budget 2\n", 3, 21, "expected the end of the line, found `2`"},
        {RULE "\nseats 256\n", 3, 7,
         "expected `given`, `within budget`, or how many seats, from 1 to 255, found `256`"},
        {RULE "\nseats 2 3 from women\n", 3, 9, "`3` seats are more than there are"},
        {RULE "\nseats 2 1 of women\n", 3, 11, "expected `from`, found `of`"},
        {RULE "\nseats 2 1 from yes\n", 3, 16, "`yes` is a word of the language: it cannot be a name"},
        {FOUR "silent of all joins majority\n" PASS, 2, 6, "rule `r` asks `choose`: `silent` is of yes and no"},
        {FOUR "tie casting chair\n" PASS, 2, 6, "rule `r` asks `choose`: `tie casting` is of yes and no"},
        {RULE "\nsilent of all joins yes\n", 3, 21, "expected `majority`, found `yes`"},
        {RULE "\nsource \"S\"\n", 3, 11, "expected `verified` or `unverified`, found the end of the line"},
        {YES "passes at least 1\n", 4, 8, "`at` is a word of the language: it cannot be a name"},
        {YES "passes parent.a at least 1\n", 4, 8,
         "expected the roll's name, of 1 to 31 letters a-z A-Z, digits and _, found `parent.a`"},
        {YES "passes yes at least 1/10001 of cast\n", 4, 23,
         "expected of how many parts from 1 to 10000, found `10001`"},
        {YES "passes yes at least 3/2 of cast\n", 4, 21,
         "`3/2` of a whole is more than there is: no share is ever that"},
        {YES "passes yes at least 1/2 of cast not\n", 4, 36, "expected a choice, found the end of the line"},
        {YES "passes yes at least 1/2 of cast not yes yes\n", 4, 41, "choice `yes` stands twice"},
        {YES "passes yes at least 1/2 of cast by head\n", 4, 36,
         "axis `head` is not one of the language's: heads, units, area, weight"},
        {YES "passes block at least 1\n", 4, 8, "no ballot says `block` where `yes_no` is asked"},
        {YES "passes yes at least 1/2 of cast not block\n", 4, 28, "no ballot says `block` where `yes_no` is asked"},
        {FOUR "passes no at least 1\n", 5, 8, "no ballot says `no` where `choose` is asked"},
        {FOUR "quorum yes at least 1\n" PASS, 5, 8,
         "`yes` is a candidate's votes: a quorum is asked of all ballots together"},
        {FOUR "passes yes at least 1/2 of cast not yes\n", 5, 28,
         "`yes` is a candidate's votes: `cast not yes` leaves out nobody"},
        {FOUR "passes yes at least 1 or yes at least 2\n", 5, 8, "candidates are counted one way: no `or`"},
        {YES "passes not yes at least 1 or no at least 1\n", 4, 8,
         "`not` stands before one share alone: say each in a line of its own"},
        {YES "quorum a at least 1 or b at least 1\npasses yes at least 1 or yes at least 2 or yes at least 3\n", 5, 8,
         "this line has 3 alternatives, and one above 2: they are pairs"},
        {YES "tie casting chair\npasses yes at least 2/3 of cast\n", 5, 8,
         "`tie casting` is where `yes more than 1/2 of cast` passes: this line asks for something else"},
        {YES "tie casting chair\npasses yes more than 1/2 of electors\n", 5, 8,
         "`tie casting` is where `yes more than 1/2 of cast` passes: this line asks for something else"},
        {YES PASS "rule r \"R\"\nask yes_no\n" PASS, 5, 6,
         "rule `r` is in force on some of these days already, by line 2"},
        {RULE " from 2025-01-01 to 2025-12-31\nask yes_no\n" PASS "rule r \"R\" from 2025-12-31\nask yes_no\n" PASS, 5,
         6, "rule `r` is in force on some of these days already, by line 2"},
    };
    EACH_FAULTY(rows);
}

/* ---- limits: at each, and one past it ---- */

static void repeat(char *into, size_t cap, const char *head, const char *line, uint32_t count) {
    size_t used = (size_t)snprintf(into, cap, "%s", head);
    for (uint32_t i = 0; i < count; i++) used += (size_t)snprintf(into + used, cap - used, line, i, i, i, i);
    assert_true(used < cap);
}

static void limits(void **state) {
    (void)state;
    static char text[1 << 15];
    static const struct {
        const char *head, *line, *message;
        uint32_t most;
    } rows[] = {
        {"rulebook 1\n", "rule r%u \"R\"\nask yes_no\npasses yes at least 1\n", "there can be at most 256 rules", 256},
        {YES, "passes yes at least 1\n", "there can be at most 16 lines `quorum` and `passes` of a rule", 16},
        {YES "passes yes at least 1\nquorum r at least 1 ", "or r%u at least 1 ",
         "there can be at most 16 rolls that a rule names", 15},
        {YES "passes yes at least 1\nquorum yes at least 1 ", "or yes at least 2 ",
         "there can be at most 32 shares in the lines of a rule", 30},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct reading read = {0};
        repeat(text, sizeof text, rows[i].head, rows[i].line, rows[i].most);
        reading_ok(&read, text);
        reading_done(&read);
        repeat(text, sizeof text, rows[i].head, rows[i].line, rows[i].most + 1);
        reading_of(&read, text, strlen(text));
        assert_int_equal(read.status, CGOV_E_RULEBOOK);
        assert_string_equal(read.fault.message, rows[i].message);
        reading_done(&read);
    }
}

static void no_memory_at_each_step(void **state) {
    (void)state;
    struct reading read = {0};
    for (uint32_t n = 1;; n++) {
        memset(&read, 0, sizeof read);
        read.alloc.fail_at = n;
        reading_go(&read, whole, sizeof whole - 1);
        if (!read.status) break;
        assert_int_equal(read.status, CGOV_E_NOMEM);
        reading_done(&read);
    }
    reading_done(&read);
}

/* ---- check 6: some ballots pass, and some fail ---- */

static void rules_that_decide_pass(void **state) {
    (void)state;
    static const char *const lines[] = {
        PASS,
        "passes yes at least 1/1 of electors\n",
        "passes yes at least 9/10 of cast\npasses no at least 1/10 of cast\n",
        "passes yes at least 1/3 of cast\npasses no at least 1/3 of cast\npasses abstain at least 1/3 of cast\n",
        ("quorum women at least 1/3 of electors\nquorum not women more than 2/3 of electors\n" PASS),
        "passes yes at least 4294967295\n",
        "passes yes at least 9999/10000 of cast\npasses no at least 1/10000 of cast\n",
        "passes not invalid at least 1/1 of cast\n",
        "quorum cast more than 9973/10000 of electors by area\npasses yes more than 9949/9967 of cast by weight\n",
    };
    char text[512];
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        cgov_check_view report = {.size = sizeof report};
        snprintf(text, sizeof text, YES "%s", lines[i]);
        bent_passes(text, &report);
        assert_int_equal(report.rules, 1);
    }
}

static void rules_that_decide_nothing_are_refused(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool passes;
    } rows[] = {
        {YES PASS "passes no more than 1/2 of cast\n", false},
        {YES "passes yes more than 9/10 of cast\npasses no at least 1/10 of cast\n", false},
        {YES "passes yes at least 5\npasses not yes at least 3\n", false},
        {YES "passes cast not yes no abstain blank invalid at least 1\n", false},
        {YES "quorum yes more than 1/2 of cast\npasses not yes at least 1\n", false},
        {YES "passes electors at least 1/2 of electors\n", true},
        {YES "passes electors at least 1\n", true},
        {RULE "\nask choose 1\nseats 3\n" PASS, false}, /* three of them cannot each have over half of single votes */
        {RULE "\nask choose 1\nseats 2\npasses yes more than 2/5 of cast\npasses not yes at least 2/5 of cast\n",
         false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cgov_check_view report = {.size = sizeof report};
        assert_int_equal(bent_check(NULL, rows[i].text, &report), CGOV_E_RULEBOOK);
        if (report.check != 6) fail_msg("row %zu: %s", i, report.message);
        assert_true(report.check == 6 && report.reason == CGOV_R_CHECK && report.line == 2 && report.column == 6);
        assert_string_equal(report.message, rows[i].passes ? "no ballots were found that fail by rule `r`"
                                                           : "no ballots were found that pass by rule `r`");
    }
    cgov_check_view report = {.size = sizeof report};
    bent_passes(RULE "\nask choose 2\nseats 3\n" PASS, &report); /* with two names on a ballot each can */
}

/* ---- what is unverified ---- */

static const char doubtful[] = "rulebook 1\nrule sure \"S\"\nsource \"S\" verified\nask yes_no\npasses yes at least 1\n"
                               "rule r \"R\"\nsource \"S\" unverified\nask yes_no\npasses yes at least 1\n";

static void who_adopts_the_unverified_says_so(void **state) {
    (void)state;
    struct town town;
    town_found(&town, NULL);
    cgov_act act = town_act(&town, town.founder);
    cgov_adoption_draft adoption = {.size = sizeof adoption, .text = {doubtful, CGOV_NUL_TERMINATED}};
    uint32_t version = 7;
    assert_int_equal(cgov_rulebook_adopt(town.ledger, &act, &adoption, &version), CGOV_E_REFUSED);
    cgov_error error = {.size = sizeof error};
    assert_int_equal(cgov_ledger_error(town.ledger, &error), CGOV_OK);
    assert_true(version == 0 && error.reason == CGOV_R_RULE && error.line == 6);
    assert_string_equal(error.message,
                        "the source of rule `r` is unverified, and `flags` do not say that this is known");
    adoption.flags = CGOV_ADOPT_UNVERIFIED;
    assert_int_equal(cgov_rulebook_adopt(town.ledger, &act, &adoption, &version), CGOV_OK);
    assert_int_equal(version, 2);
    adoption.text.ptr = "rulebook 1\nrule sure \"S\"\nask yes_no\npasses yes at least 1\n"; /* it may be said in vain */
    assert_int_equal(cgov_rulebook_adopt(town.ledger, &act, &adoption, &version), CGOV_OK);
    adoption.flags = 0;
    assert_int_equal(cgov_rulebook_adopt(town.ledger, &act, &adoption, &version), CGOV_OK);
    town_close(&town);
}

static void who_founds_by_the_unverified_says_so(void **state) {
    (void)state;
    cgov_text name, standard;
    assert_int_equal(cgov_rulebook_shipped(0, &name, &standard), CGOV_OK);
    const size_t size = (size_t)standard.len + sizeof doubtful;
    char *text = malloc(size);
    assert_non_null(text);
    snprintf(text, size, "%s%s", standard.ptr, doubtful + sizeof "rulebook 1");
    const cgov_text place = {"某区", CGOV_NUL_TERMINATED}, kind = {"government", CGOV_NUL_TERMINATED};
    cgov_error error = {.size = sizeof error};
    const cgov_ledger_options options = {.size = sizeof options, .error_out = &error};
    cgov_genesis genesis = {.size = sizeof genesis,
                            .ledger_id = {1, 2},
                            .rulebook = {text, CGOV_NUL_TERMINATED},
                            .organization = place,
                            .organization_kind = kind,
                            .resident = place};
    const cgov_act act = {.size = sizeof act, .now = TOWN_START, .salt = {1, 2}};
    cgov_ledger *ledger;
    assert_int_equal(cgov_ledger_create(&options, &genesis, &act, &ledger), CGOV_E_REFUSED);
    assert_int_equal(error.reason, CGOV_R_RULE);
    genesis.flags = CGOV_ADOPT_UNVERIFIED;
    assert_int_equal(cgov_ledger_create(&options, &genesis, &act, &ledger), CGOV_OK);
    cgov_ledger_close(ledger);
    free(text);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_read),
        cmocka_unit_test(ways_to_ask_have_their_lines),
        cmocka_unit_test(every_fault_has_its_place),
        cmocka_unit_test(limits),
        cmocka_unit_test(no_memory_at_each_step),
        cmocka_unit_test(rules_that_decide_pass),
        cmocka_unit_test(rules_that_decide_nothing_are_refused),
        cmocka_unit_test(who_adopts_the_unverified_says_so),
        cmocka_unit_test(who_founds_by_the_unverified_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
