/* Guards that ask what a decision would come to: `quorum` as of now, and `certain` where nothing still to come changes
 * it. Every state of a small vote, against every way that it can go on; what is still to be brought; what can still
 * change; what the reason says. (test_foresee.c has rules alone.) */
#include "support/on_a_town.h"

#include "support/bent.h"
#include "support/test.h"

#include <time.h>

/* MAKERS: who enters a ballot, from above. MORE: lines of the ballots, in the end. */
#define VOTE(MAKERS, MORE)                                                                                             \
    "rulebook 1\n"                                                                                                     \
    "role clerk \"经办\"\n"                                                                                          \
    "rule half \"过半\"\n"                                                                                           \
    "  source \"章程\" verified\n"                                                                                   \
    "  ask yes_no\n"                                                                                                   \
    "  quorum cast more than 1/2 of electors\n"                                                                        \
    "  passes yes more than 1/2 of cast\n"                                                                             \
    "procedure vote \"表决\" motion\n"                                                                               \
    "  public\n"                                                                                                       \
    "  party village \"村\" organization\n"                                                                           \
    "  roll electors \"选民\"\n"                                                                                     \
    "    of residents of village\n"                                                                                    \
    "    by clerk of village\n"                                                                                        \
    "    in listing\n"                                                                                                 \
    "  roll marks \"领票\"\n"                                                                                        \
    "    of electors\n"                                                                                                \
    "    by clerk of village\n"                                                                                        \
    "    in listed\n"                                                                                                  \
    "  roll ballots \"表决票\"\n"                                                                                   \
    "    of electors\n" MAKERS "    in voting\n"                                                                       \
    "    ballot\n"                                                                                                     \
    "    secrecy open\n" MORE "  stage all \"全程\"\n"                                                               \
    "    state listing \"登记\" held by village\n"                                                                   \
    "    state listed \"已登记\" held by village\n"                                                                 \
    "    state voting \"投票\" held by village\n"                                                                    \
    "    state counting \"计票\" held by village\n"                                                                  \
    "    state passed \"通过\" final\n"                                                                              \
    "    state failed \"否决\" final\n"                                                                              \
    "    state void \"无效\" final\n"                                                                                \
    "  clock run from start until count\n"                                                                             \
    "    for 200 days\n"                                                                                               \
    "    late tell clerk of village\n"                                                                                 \
    "  open start \"启动\" -> listing\n"                                                                             \
    "    by clerk of village\n"                                                                                        \
    "    needs village text\n"                                                                                         \
    "    sets village to given\n"                                                                                      \
    "  move list \"公示\" listing -> listed\n"                                                                       \
    "    by clerk of village\n"                                                                                        \
    "    tells electors\n"                                                                                             \
    "  move begin \"开始\" listed -> voting\n"                                                                       \
    "    by clerk of village\n"                                                                                        \
    "  move early \"提前截止\" voting -> counting\n"                                                               \
    "    by clerk of village\n"                                                                                        \
    "    when certain count\n"                                                                                         \
    "  move enough \"人数已够\" voting -> same\n"                                                                  \
    "    by clerk of village\n"                                                                                        \
    "    when quorum count\n"                                                                                          \
    "    at most 1\n"                                                                                                  \
    "  move call_up \"催票\" voting -> same\n"                                                                       \
    "    by clerk of village\n"                                                                                        \
    "    when not quorum count\n"                                                                                      \
    "    when not certain count\n"                                                                                     \
    "    at most 1\n"                                                                                                  \
    "  move close \"截止\" voting -> counting\n"                                                                     \
    "    by clerk of village\n"                                                                                        \
    "  move count \"计票\" counting\n"                                                                               \
    "    by clerk of village\n"                                                                                        \
    "    decides half over ballots\n"                                                                                  \
    "    passed -> passed\n"                                                                                           \
    "    failed -> failed\n"                                                                                           \
    "    no_quorum -> void\n"                                                                                          \
    "    answers\n"                                                                                                    \
    "    tells electors\n"

#define SELF "    by self\n"
#define CLERK "    by clerk of village\n"
static const char once[] = VOTE(SELF, ""), on_paper[] = VOTE("    by clerk of village twice\n", ""),
                  overruled[] = VOTE(CLERK SELF, ""),
                  in_hands[] = VOTE("    not marks\n" SELF,
                                    "    bundle for marks exactly by clerk of village in voting counting\n"),
                  by_hall[] = VOTE(SELF, "    bundle for electors by clerk of village in voting\n");

#define PEOPLE 3u
enum { NOBODY, SELF_YES, SELF_NO, SELF_ABSTAIN, CLERK_YES, CLERK_NO, CLERK_ABSTAIN, STANDS };
static const char *const choices[] = {"", "yes", "no", "abstain", "yes", "no", "abstain"};

static cgov_id clerk, people[PEOPLE], vote;

static void adopt(const char *text) {
    town_adopt(&town, text_of(text));
    clerk = town_resident(&town, "经办", town.root);
    town_appoint(&town, clerk, town.village.id, "clerk");
    for (uint32_t i = 0; i < PEOPLE; i++) people[i] = town_resident(&town, "村民", town.village.id);
}

static int32_t enter(cgov_id actor, const char *roll, cgov_id elector, const char *choice) {
    cgov_act act = town_act(&town, actor);
    const cgov_detail detail = town_text(CGOV_FIELD_CHOICE, choice ? choice : "");
    return cgov_roll_enter(town.ledger, &act, vote, roll, elector, &detail, choice ? 1 : 0, NULL);
}

static void move(const char *name) {
    town_move(&town, clerk, vote, name, NULL, 0);
}

/* One that stands before its ballots. marked: so many of the list, from the last, are given paper. */
static void open_vote(uint32_t marked) {
    uint32_t number = 0;
    assert_int_equal(cgov_field_find(town.ledger, "village", &number), CGOV_OK);
    cgov_act act = town_act(&town, clerk);
    const cgov_detail details[] = {town_number(number, (int64_t)town.village.id), town_text(CGOV_FIELD_TEXT, "修路")};
    assert_int_equal(cgov_item_open(town.ledger, &act, "vote", details, 2, &vote), CGOV_OK);
    for (uint32_t i = 0; i < PEOPLE; i++) assert_int_equal(enter(clerk, "electors", people[i], NULL), CGOV_OK);
    move("list");
    for (uint32_t i = 0; i < marked; i++)
        assert_int_equal(enter(clerk, "marks", people[PEOPLE - 1 - i], NULL), CGOV_OK);
    move("begin");
}

/* 0: the clerk can make the move; else why not. */
static uint32_t why_not(const char *name) {
    const cgov_reader reader = town_reader(&town, clerk);
    cgov_move_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count = 0;
    while (!cgov_move_list(town.ledger, &reader, vote, &cursor, &view, 1, &count) && count == 1)
        if (strcmp(view.name, name) == 0) return view.allowed ? 0 : view.reason;
    fail_msg("no move %s", name);
    return 0;
}

static uint32_t judge(uint32_t yes, uint32_t cast) {
    return 2 * cast <= PEOPLE ? CGOV_OUTCOME_NO_QUORUM : 2 * yes > cast ? CGOV_OUTCOME_PASSED : CGOV_OUTCOME_FAILED;
}

/* The outcomes of all that can come, as bits. clerks: theirs is a line above. */
static uint32_t outcomes(const uint32_t *states, uint32_t person, uint32_t yes, uint32_t cast, bool clerks) {
    if (person == PEOPLE) return 1u << judge(yes, cast);
    const uint32_t state = states[person];
    const bool is_yes = state == SELF_YES || state == CLERK_YES, changes = state < CLERK_YES && clerks;
    uint32_t found =
        state != NOBODY && changes ? 0 : outcomes(states, person + 1, yes + is_yes, cast + (state != 0), clerks);
    if (state == NOBODY || changes)
        found |= outcomes(states, person + 1, yes + 1, cast + 1, clerks) |
                 outcomes(states, person + 1, yes, cast + 1, clerks);
    return found;
}

static void vote_as(const uint32_t *states) {
    for (uint32_t i = 0; i < PEOPLE; i++)
        if (states[i] != NOBODY)
            assert_int_equal(enter(states[i] < CLERK_YES ? people[i] : clerk, "ballots", people[i], choices[states[i]]),
                             CGOV_OK);
}

static void each_state(const char *text, uint32_t states, bool clerks) {
    adopt(text);
    uint32_t seen[2] = {0};
    for (uint32_t n = 0; n < states * states * states; n++) {
        const uint32_t each[PEOPLE] = {n % states, n / states % states, n / states / states};
        const uint32_t cast = (each[0] != 0u) + 0u + (each[1] != 0u) + (each[2] != 0u);
        open_vote(0);
        vote_as(each);
        const uint32_t can = outcomes(each, 0, 0, 0, clerks);
        const bool certain = (can & (can - 1)) == 0;
        seen[certain]++;
        if (why_not("early") != (certain ? 0 : CGOV_R_CERTAIN))
            fail_msg("%u %u %u: outcomes %x, reason %u", each[0], each[1], each[2], can, why_not("early"));
        assert_int_equal(why_not("enough"), 2 * cast > PEOPLE ? 0 : CGOV_R_QUORUM);
        assert_int_equal(why_not("call_up"), 2 * cast > PEOPLE ? CGOV_R_QUORUM : certain ? CGOV_R_CERTAIN : 0);
        const int32_t status = town_try_move(&town, clerk, vote, "early", NULL, 0);
        if (!certain) {
            town_assert_refused(&town, status, CGOV_E_REFUSED, CGOV_R_CERTAIN);
            continue;
        }
        assert_int_equal(status, CGOV_OK);
        move("count");
        town_assert_state(&town, vote,
                          can >> CGOV_OUTCOME_PASSED & 1   ? "passed"
                          : can >> CGOV_OUTCOME_FAILED & 1 ? "failed"
                                                           : "void");
    }
    assert_true(seen[0] > 0 && seen[1] > 0);
}

static void what_stands_stands(void **state) {
    (void)state;
    each_state(once, CLERK_YES, false);
}

static void a_line_above_can_change_it(void **state) {
    (void)state;
    each_state(overruled, STANDS, true);
}

/* ---- bundles ---- */

static int32_t bundle(uint32_t yes, uint32_t no) {
    cgov_act act = town_act(&town, clerk);
    const cgov_tally_row rows[] = {{.size = sizeof rows[0],
                                    .tally = CGOV_TALLY_CHOICE,
                                    .number = yes ? CGOV_CHOICE_YES : CGOV_CHOICE_NO,
                                    .heads = yes + no}};
    return cgov_roll_bundle(town.ledger, &act, vote, "ballots", rows, 1, NULL);
}

static void paper_is_still_to_be_brought(void **state) {
    (void)state;
    adopt(in_hands);
    open_vote(1);
    assert_int_equal(enter(people[0], "ballots", people[0], "yes"), CGOV_OK);
    assert_int_equal(why_not("early"), CGOV_R_CERTAIN);
    assert_int_equal(enter(people[1], "ballots", people[1], "yes"), CGOV_OK);
    assert_int_equal(why_not("early"), 0); /* 2 of 3, whatever the paper says */
    open_vote(2);
    assert_int_equal(enter(people[0], "ballots", people[0], "yes"), CGOV_OK);
    assert_int_equal(bundle(2, 0), CGOV_OK);
    assert_int_equal(why_not("early"), CGOV_R_CERTAIN); /* another can be brought instead */
    assert_int_equal(why_not("enough"), 0);
    open_vote(3);
    assert_int_equal(why_not("early"), CGOV_R_CERTAIN);
    assert_int_equal(bundle(3, 0), CGOV_OK);
    assert_int_equal(why_not("early"), CGOV_R_CERTAIN);
}

static void hands_are_of_who_has_no_ballot(void **state) {
    (void)state;
    adopt(by_hall);
    open_vote(0);
    assert_int_equal(enter(people[0], "ballots", people[0], "no"), CGOV_OK);
    assert_int_equal(bundle(0, 2), CGOV_OK);
    assert_int_equal(why_not("early"), CGOV_R_CERTAIN);
    open_vote(0);
    assert_int_equal(enter(people[0], "ballots", people[0], "no"), CGOV_OK);
    assert_int_equal(enter(people[1], "ballots", people[1], "no"), CGOV_OK);
    assert_int_equal(why_not("early"), 0);
    assert_int_equal(bundle(1, 0), CGOV_OK);
    assert_int_equal(why_not("early"), 0);
}

/* ---- silent ones ---- */

/* Who was handed a ballot and says nothing takes part; whose paper waits for a second clerk does not. */
static void paper_that_can_come_to_wait_is_not_silence(void **state) {
    (void)state;
    static const struct edit edits[] = {
        {"rule half", "quorum", "quorum cast more than 1/2",
         "silent of marks joins majority\n  quorum cast at least 1/1"},
        {"rule half", "passes", "more than 1/2 of cast", "at least 1"},
    };
    char *text = bent_by(on_paper, edits, 2);
    adopt(text);
    const cgov_id second = town_resident(&town, "经办", town.root);
    town_appoint(&town, second, town.village.id, "clerk");
    open_vote(PEOPLE);
    assert_int_equal(enter(clerk, "ballots", people[0], "yes"), CGOV_OK);
    assert_int_equal(why_not("enough"), CGOV_R_QUORUM); /* two are silent, and one is not yet anything */
    assert_int_equal(enter(second, "ballots", people[0], "yes"), CGOV_OK);
    assert_int_equal(why_not("enough"), 0);
    assert_int_equal(why_not("early"), CGOV_R_CERTAIN); /* a clerk can enter paper that nobody else does */
    for (uint32_t i = 1; i < PEOPLE; i++) {
        assert_int_equal(enter(clerk, "ballots", people[i], "no"), CGOV_OK);
        assert_int_equal(why_not("enough"), CGOV_R_QUORUM);
        assert_int_equal(enter(second, "ballots", people[i], "no"), CGOV_OK);
        assert_int_equal(why_not("early"), i + 1 == PEOPLE ? 0 : CGOV_R_CERTAIN);
    }
    free(text);
}

/* ---- what it says ---- */

static void assert_says(const char *name, uint32_t reason, const char *message) {
    town_assert_refused(&town, town_try_move(&town, clerk, vote, name, NULL, 0), CGOV_E_REFUSED, reason);
    assert_string_equal(town_error(&town).message, message);
}

static void the_reason_has_numbers(void **state) {
    (void)state;
    adopt(overruled);
    open_vote(0);
    assert_int_equal(enter(people[0], "ballots", people[0], "yes"), CGOV_OK);
    assert_says("enough", CGOV_R_QUORUM,
                "the quorum of `count` by rule `half` is not met: `cast` has 1 of 3 by heads, more than 1/2 needed");
    assert_says(
        "early", CGOV_R_CERTAIN,
        "what `count` decides is open: 2 can vote yet and 1 otherwise than they have; it can be passed, failed, "
        "no_quorum");
    assert_int_equal(enter(clerk, "ballots", people[0], "yes"), CGOV_OK);
    assert_int_equal(enter(clerk, "ballots", people[1], "yes"), CGOV_OK);
    assert_says("call_up", CGOV_R_QUORUM, "the quorum of `count` is met, and this move is for when it is not");
}

/* ---- what it costs ---- */

enum { FEW = 500, TIMES = 8, ROUNDS = 9, TRIES = 20 };

static void open_large_vote(const cgov_id *voters, uint32_t count) {
    static cgov_import_draft rows[FEW * TIMES];
    uint32_t number = 0;
    assert_int_equal(cgov_field_find(town.ledger, "village", &number), CGOV_OK);
    cgov_act act = town_act(&town, clerk);
    const cgov_detail details[] = {town_number(number, (int64_t)town.village.id), town_text(CGOV_FIELD_TEXT, "修路")};
    assert_int_equal(cgov_item_open(town.ledger, &act, "vote", details, 2, &vote), CGOV_OK);
    for (uint32_t i = 0; i < count; i++) rows[i] = (cgov_import_draft){.size = sizeof *rows, .elector = voters[i]};
    act = town_act(&town, clerk);
    assert_int_equal(cgov_roll_import(town.ledger, &act, vote, "electors", rows, count, NULL, NULL), CGOV_OK);
    move("list");
    move("begin");
}

/* Of one try that is refused, in processor time; the least of several rounds. */
static double cost_of(const char *name, uint32_t reason) {
    double least = 1e12;
    for (int round = 0; round < ROUNDS; round++) {
        const clock_t start = clock();
        for (int i = 0; i < TRIES; i++)
            town_assert_refused(&town, town_try_move(&town, clerk, vote, name, NULL, 0), CGOV_E_REFUSED, reason);
        const double cost = (double)(clock() - start) / CLOCKS_PER_SEC / TRIES;
        if (cost < least) least = cost;
    }
    return least;
}

/* `quorum` asks sums that are kept: the same for eight times as many. `certain` asks each elector once: eight times as
 * much, and nothing quadratic. */
static void quorum_asks_sums_and_certain_each_elector(void **state) {
    (void)state;
    static cgov_id voters[FEW * TIMES];
    double quorum[2], certain[2];
    adopt(once);
    for (uint32_t i = 0; i < FEW * TIMES; i++) voters[i] = town_resident(&town, "村民", town.village.id);
    for (uint32_t large = 0; large < 2; large++) {
        open_large_vote(voters, large ? FEW * TIMES : FEW);
        quorum[large] = cost_of("enough", CGOV_R_QUORUM);
        certain[large] = cost_of("early", CGOV_R_CERTAIN);
    }
    if (quorum[1] > 4 * quorum[0]) fail_msg("quorum: %g s of few, %g s of many", quorum[0], quorum[1]);
    if (certain[1] > 3 * TIMES * certain[0]) fail_msg("certain: %g s of few, %g s of many", certain[0], certain[1]);
    assert_true(certain[1] < 0.05);
}

/* ---- the text ---- */

static void texts_are_read(void **state) {
    (void)state;
    static const struct bent_row rows[] = {
        {{"move enough", "when quorum", "count", "close"}, 0, "close\n    at", "move `close` decides nothing", ""},
        {{"move enough", "when quorum", "count", "fly"},
         0,
         "fly",
         "move `fly` is not one of this procedure's: start, list, begin, early, enough, call_up, close, count",
         ""},
        {{"open start", "needs", "needs", "when quorum count\n    needs"},
         0,
         "count\n    needs",
         "`start` opens an item: nobody has voted yet",
         ""},
    };
    EACH_REFUSED(once, rows);
}

static void texts_are_checked(void **state) {
    (void)state;
    static const struct bent_row rows[] = {
        {{"roll ballots", "by self", "self", "self again"},
         6,
         "certain count",
         "`early` asks whether what `count` decides is certain, and ballots on roll `ballots` can be cast again",
         ""},
        {{"roll ballots", "by self", "by self", "by self\n    out by self"},
         6,
         "certain count",
         "`early` asks whether what `count` decides is certain, and ballots on roll `ballots` can be taken out",
         ""},
        {{"roll electors", "in", "listing", "listing voting"},
         5,
         "certain count",
         "`early` asks what `count` would decide in `voting`, where roll `electors` is open",
         ""},
    };
    EACH_REFUSED(once, rows);
    static const struct bent_row marked[] = {
        {{"roll marks", "in", "listed", "listed voting"},
         5,
         "certain count",
         "`early` asks whether what `count` decides is certain, and roll `marks` can change yet, in `voting`",
         ""},
        {{"roll marks", "in", "listed", "counting"},
         5,
         "certain count",
         "`early` asks whether what `count` decides is certain, and roll `marks` can change yet, in `counting`",
         ""},
    };
    EACH_REFUSED(in_hands, marked);
    cgov_check_view report;
    bent_passes(once, &report);
    bent_passes(overruled, &report);
    bent_passes(in_hands, &report);
    bent_passes(by_hall, &report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_stands_stands, found, leave),
        cmocka_unit_test_setup_teardown(a_line_above_can_change_it, found, leave),
        cmocka_unit_test_setup_teardown(paper_is_still_to_be_brought, found, leave),
        cmocka_unit_test_setup_teardown(hands_are_of_who_has_no_ballot, found, leave),
        cmocka_unit_test_setup_teardown(paper_that_can_come_to_wait_is_not_silence, found, leave),
        cmocka_unit_test_setup_teardown(the_reason_has_numbers, found, leave),
        cmocka_unit_test_setup_teardown(quorum_asks_sums_and_certain_each_elector, found, leave),
        cmocka_unit_test(texts_are_read),
        cmocka_unit_test(texts_are_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
