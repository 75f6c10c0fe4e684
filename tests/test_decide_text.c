/* Moves that decide in the language: what texts say of them, every fault at its place, the limits, each sentence of the
 * checks, and the institutions that the language was made for. */
#include "support/bent.h"
#include "support/reading.h"
#include "support/test.h"

#include <stdio.h>

static const char vote[] = "rulebook 1\n"
                           "role head \"负责人\"\n"
                           "role member \"成员\"\n"
                           "rule plain \"表决\" from 2018-01-01 to 2025-12-31\n"
                           "  ask yes_no\n"
                           "  quorum cast at least 1/2 of electors\n"
                           "  passes yes more than 1/2 of cast\n"
                           "rule plain \"表决\" from 2026-01-01\n"
                           "  ask yes_no\n"
                           "  passes yes more than 1/2 of cast\n"
                           "rule charter \"章程\"\n"
                           "  ask yes_no\n"
                           "  silent of delivered joins majority\n"
                           "  tie casting chair\n"
                           "  passes yes more than 1/2 of cast\n"
                           "rule pick \"选举\"\n"
                           "  ask choose 2\n"
                           "  seats given 1 from women\n"
                           "  quorum cast at least 1/2 of electors\n"
                           "  passes yes at least 1/3 of cast\n"
                           "profile CHARTER\n"
                           "  vote.run 20 days\n"
                           "  vote.count by charter\n"
                           "procedure vote \"表决\" motion\n"
                           "  detail seats \"名额\" number\n"
                           "  detail day \"日期\" date\n"
                           "  party board \"委员会\" organization\n"
                           "  party chair \"主持人\" resident\n"
                           "  roll electors \"选民\"\n"
                           "    of member of board\n"
                           "    by head of board\n"
                           "    in listing\n"
                           "  roll others \"别人\"\n"
                           "    of any resident\n"
                           "    by head of board\n"
                           "    in listing\n"
                           "  roll candidates \"候选人\"\n"
                           "    of electors\n"
                           "    by head of board\n"
                           "    in listing\n"
                           "  roll women \"妇女\"\n"
                           "    of candidates\n"
                           "    by head of board\n"
                           "    in listing\n"
                           "  roll delivered \"已送达\"\n"
                           "    of electors\n"
                           "    by head of board\n"
                           "    in voting\n"
                           "  roll ballots \"表决票\"\n"
                           "    of electors\n"
                           "    not others\n"
                           "    by self again\n"
                           "    in voting\n"
                           "    ballot\n"
                           "    secrecy open\n"
                           "  roll picks \"选票\"\n"
                           "    of electors\n"
                           "    by self again\n"
                           "    in picking\n"
                           "    ballot from candidates\n"
                           "    secrecy open\n"
                           "  roll elected \"当选人\"\n"
                           "    of candidates\n"
                           "  stage all \"全程\"\n"
                           "    state listing \"名册\" held by board\n"
                           "    state voting \"表决中\" held by board\n"
                           "    state counting \"计票中\" held by board\n"
                           "    state picking \"选举中\" held by board\n"
                           "    state short \"未满\" held by board\n"
                           "    state done \"已完成\" final\n"
                           "    state failed \"未通过\" final\n"
                           "  clock run from call until leave count.failed count.no_quorum pick.passed pick.no_quorum\n"
                           "    for 60 days\n"
                           "    late tell head of board\n"
                           "  clock poll from begin until close\n"
                           "    for 7 days\n"
                           "    late do close\n"
                           "  clock follow from count.passed pick.unfilled until pick leave\n"
                           "    for 30 days\n"
                           "    late tell head of board\n"
                           "  open call \"启动\" -> listing\n"
                           "    by head of board\n"
                           "    needs organization resident seats\n"
                           "    takes day\n"
                           "    sets board to given\n"
                           "    sets chair to given\n"
                           "  move begin \"开始\" listing -> voting\n"
                           "    by head of board\n"
                           "  move close \"截止\" voting -> counting\n"
                           "    by time\n"
                           "  move count \"计票\" counting\n"
                           "    by head of board\n"
                           "    decides plain over ballots\n"
                           "    passed -> picking\n"
                           "    failed -> failed\n"
                           "    no_quorum -> failed\n"
                           "    tells electors\n"
                           "  move pick \"选举计票\" picking\n"
                           "    by head of board\n"
                           "    decides pick over picks into elected\n"
                           "    passed -> done\n"
                           "    unfilled -> short\n"
                           "    no_quorum -> failed\n"
                           "    tells electors\n"
                           "  move leave \"名额暂缺\" short -> done\n"
                           "    by head of board\n"
                           "    tells electors\n";

/* ---- what is read ---- */

static const struct clock *clock_of(const struct procedure *procedure, const char *name) {
    return &procedure->clocks[cgov__clock_find(procedure, name)];
}

static void texts_are_read(void **state) {
    (void)state;
    struct reading read = {0};
    reading_ok(&read, vote);
    const struct procedure *procedure = &read.book.procedures[0];
    assert_int_equal(procedure->decision_count, 2);
    const struct move *count = &procedure->moves[cgov__move_find(procedure, "count")];
    const struct decision *decision = cgov__decision_of(procedure, count), *pick = &procedure->decisions[1];
    assert_ptr_equal(decision, &procedure->decisions[0]);
    assert_true(count->to == NONE && !count->starts && !count->stops);
    assert_null(cgov__decision_of(procedure, &procedure->moves[procedure->open]));
    assert_string_equal(procedure->rolls[decision->over].name, "ballots");
    assert_int_equal(decision->into, NONE);
    assert_string_equal(procedure->rolls[pick->into].name, "elected");
    assert_true(!procedure->rolls[pick->into].same && procedure->rolls[pick->into].won_by == UINT64_C(1) << pick->move);
    assert_string_equal(procedure->states[decision->to[OUTCOME_PASSED]].name, "picking");
    assert_int_equal(decision->to[OUTCOME_UNFILLED], NONE);
    assert_int_equal(cgov__move_ways(procedure, count),
                     1u << OUTCOME_PASSED | 1u << OUTCOME_FAILED | 1u << OUTCOME_NO_QUORUM);
    const uint32_t run = 1u << (clock_of(procedure, "run") - procedure->clocks),
                   follow = 1u << (clock_of(procedure, "follow") - procedure->clocks);
    assert_true(decision->starts[OUTCOME_PASSED] == follow && decision->stops[OUTCOME_PASSED] == 0);
    assert_true(decision->starts[OUTCOME_FAILED] == 0 && decision->stops[OUTCOME_FAILED] == run);
    assert_true(pick->stops[OUTCOME_UNFILLED] == follow && pick->stops[OUTCOME_PASSED] == (run | follow));
    assert_int_equal(pick->starts[OUTCOME_UNFILLED], follow);

    assert_string_equal(cgov__decision_rule(&read.book, 0, decision, NONE), "plain");
    assert_string_equal(cgov__decision_rule(&read.book, 0, decision, 0), "charter");
    assert_string_equal(cgov__decision_rule(&read.book, 0, pick, 0), "pick");
    for (uint32_t r = 0; r < 4; r++)
        assert_int_equal(cgov__decision_may(&read.book, procedure, decision, &read.book.rules[r]), r < 3);
    assert_string_equal(procedure->details[procedure->kept[procedure->seats_kept]].name, "seats");
    assert_true(procedure->details[procedure->seats].min == 1 && procedure->details[procedure->seats].max == MAX_SEATS);
    const struct roll *ballots = &procedure->rolls[decision->over], *picks = &procedure->rolls[pick->over];
    assert_int_equal(ballots->choices, ((1u << CHOICES) - 1) & ~(1u << CHOICE_BLOCK));
    assert_true(picks->choices == (1u << CHOICE_BLANK | 1u << CHOICE_INVALID) && picks->names == 2);
    reading_done(&read);
}

static void axes_of_rules_are_kept(void **state) {
    (void)state;
    static const struct edit edits[] = {{"rule charter", "passes", "cast", "cast by units"},
                                        {"rule charter", "tie", NULL, NULL}};
    char *text = bent_by(vote, edits, 2);
    struct reading read = {0};
    reading_ok(&read, text);
    const struct procedure *procedure = &read.book.procedures[0];
    static const char *const rolls[] = {"electors", "delivered", "ballots"};
    for (size_t i = 0; i < sizeof rolls / sizeof rolls[0]; i++)
        assert_int_equal(procedure->rolls[cgov__roll_find(procedure, rolls[i])].axes,
                         1u << AXIS_HEADS | 1u << AXIS_UNITS);
    assert_int_equal(procedure->rolls[cgov__roll_find(procedure, "picks")].axes, 1u << AXIS_HEADS);
    reading_done(&read);
    free(text);
}

/* Of a household two can be of two minds, and one of them have a ballot of their own. */
static void hands_are_of_no_households(void **state) {
    (void)state;
    static const struct {
        const char *passes, *electors;
        bool reads;
    } rows[] = {
        {"1/2 of cast by units", "member of board", false},
        {"1/2 of electors by units", "member of board", false},
        {"3 by units", "member of board", false},
        {"1/2 of electors", "member of board", true},
        {"1/2 of delivered by units", "member of board", true}, /* others than who raises a hand */
        {"1/2 of electors by units", "owners of board", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct edit edits[] = {
            {"rule charter", "passes", "1/2 of cast", rows[i].passes},
            {"rule charter", "tie", NULL, NULL},
            {"roll electors", "of", "member of board", rows[i].electors},
            {"roll ballots", "secrecy", "secrecy", "bundle for electors by head of board in voting\n    secrecy"}};
        char *text = bent_by(vote, edits, 4);
        struct reading read = {0};
        reading_of(&read, text, strlen(text));
        assert_int_equal(read.status, rows[i].reads ? CGOV_OK : CGOV_E_RULEBOOK);
        if (!rows[i].reads)
            assert_string_equal(read.fault.message,
                                "rule `charter` counts households, and ballots of roll `ballots` take a bundle for "
                                "`electors`, whose sums say nothing of these");
        reading_done(&read);
        free(text);
    }
}

/* ---- faults ---- */

static const struct bent_row faults[] = {
    {{"open call", "takes", "takes day", "decides plain over ballots"},
     0,
     "plain over",
     "`call` opens an item: there is nothing to decide yet",
     ""},
    {{"move count", "move", "counting", "counting -> failed"},
     0,
     "-> failed",
     "move `count` decides: each outcome says where it leads, in a line of its own",
     ""},
    {{"move leave", "tells", "tells electors", "passed -> done"},
     0,
     "passed -> done\n",
     "move `leave` decides nothing: it has no outcomes",
     ""},
    {{"move count", "passed", "passed -> picking", "passed -> picking\n    passed -> short"},
     0,
     "passed -> short",
     "outcome `passed` stands twice",
     ""},
    {{"move count", "passed", "picking", "same"},
     0,
     "same\n",
     "state `same` is not one of this procedure's: listing, voting, counting, picking, short, done, failed",
     ""},
    {{"move count", "decides", "over", "on"}, 0, "on ballots", "expected `over`, found `on`", ""},
    {{"move count", "decides", "plain", "simple"}, 0, "simple over", "rule `simple` is not one of this rulebook's", ""},
    {{"profile CHARTER", "vote.count", "by charter", "by simple"},
     0,
     "simple\n",
     "rule `simple` is not one of this rulebook's",
     ""},
    {{"profile CHARTER", "vote.count", "vote.count", "vote.leave"},
     0,
     "leave by",
     "move `leave` decides nothing: no rule can be put for another",
     ""},
    {{"profile CHARTER", "vote.run", "vote.run 20 days", "vote.count by plain"},
     0,
     "count by charter",
     "profile `CHARTER` says twice by which rule `count` decides",
     ""},
    {{"move count", "decides", "ballots", "electors"},
     0,
     "plain over",
     "roll `electors` is not of ballots: `count` cannot decide over it",
     ""},
    {{"move count", "decides", "ballots", "picks"},
     0,
     "plain over",
     "rule `plain` asks yes or no, and ballots of `picks` name candidates",
     ""},
    {{"move pick", "decides", "picks", "ballots"},
     0,
     "pick over",
     "rule `pick` chooses among candidates, and ballots of `ballots` are `from` none",
     ""},
    {{"move count", "decides", "ballots", "ballots into elected"},
     0,
     "plain over",
     "rule `plain` asks yes or no: nobody wins who could come `into` a roll",
     ""},
    {{"rule pick", "seats", "given 1 from women", "within budget"},
     0,
     "pick over",
     "rule `pick` keeps within a budget: a move of `vote` needs a detail `budget`, a number",
     ""},
    {{"rule charter", "ask", "yes_no", "yes_no block"},
     0,
     "charter\nprocedure",
     "rule `charter` asks other ballots of `ballots` than rule `plain` in line 8, which can decide over it too",
     ""},
    {{"rule charter", "silent", "delivered", "others"},
     0,
     "charter\nprocedure",
     "rolls `others` and `ballots` have two bases: by rule `charter` both are of one",
     ""},
    {{"rule charter", "silent", "delivered", "nobody"},
     0,
     "charter\nprocedure",
     "rule `charter` asks for a roll `nobody`, and `vote` has none",
     ""},
    {{"rule charter", "tie", "chair", "board"},
     0,
     "charter\nprocedure",
     "rule `charter` lets `board` decide a tie: no resident is called so among the parties of `vote`",
     ""},
    {{"rule charter", "tie", "chair", "nobody"},
     0,
     "charter\nprocedure",
     "rule `charter` lets `nobody` decide a tie: no resident is called so among the parties of `vote`",
     ""},
    {{"rule pick", "seats", "women", "others"},
     0,
     "pick over",
     "rolls `others` and `candidates` have two bases: by rule `pick` both are of one",
     ""},
    {{"move pick", "decides", "elected", "ballots"},
     0,
     "pick over",
     "roll `ballots` is of ballots: winners do not come on it",
     ""},
    {{"roll elected", "of", "candidates", "candidates\n    filled by leave"},
     0,
     "pick over",
     "roll `elected` is filled by a move: winners do not come on it",
     ""},
    {{"roll elected", "of", "candidates", "candidates\n    filled by pick"},
     0,
     "pick over",
     "`pick` decides: it fills roll `elected` with nobody but who wins, `into` it",
     ""},
    {{"roll elected", "of", "candidates", "candidates\n    at most 2"},
     0,
     "pick over",
     "roll `elected` has a limit: winners do not come on it",
     ""},
    {{"roll elected", "of", "candidates", "candidates\n    many"},
     0,
     "pick over",
     "roll `elected` is `many`: winners do not come on it",
     ""},
    {{"roll elected", "of", "candidates", "candidates\n    needs text"},
     0,
     "pick over",
     "roll `elected` needs details: winners do not come on it",
     ""},
    {{"roll elected", "of", "candidates", "any resident"},
     0,
     "pick over",
     "rolls `elected` and `candidates` have two bases: by rule `pick` both are of one",
     ""},
    {{"procedure vote", "detail seats", "number", "number 256 to 300"},
     0,
     "seats \"",
     "detail `seats` is none of 1 to 255, which it is here",
     ""},
    {{"clock run", "clock", "count.failed", "count.lost"},
     0,
     "lost",
     "outcome `lost` is not one of the language's: passed, failed, no_quorum, unfilled",
     ""},
    {{"clock run", "clock", "until leave", "until leave.passed"},
     0,
     "leave.passed",
     "move `leave` decides nothing: it has no outcomes",
     ""},
    {{"clock run", "clock", "count.failed", "count count.failed"},
     0,
     "count.failed",
     "move `count.failed` stands twice",
     ""},
    {{"clock run", "clock", "count.no_quorum", "count.failed"},
     0,
     "count.failed pick",
     "move `count.failed` stands twice",
     ""},
};

static void every_fault_has_its_place(void **state) {
    (void)state;
    EACH_REFUSED(vote, faults);
}

static void seats_are_asked_for(void **state) {
    (void)state;
    static const struct edit edits[] = {{"procedure vote", "detail seats", NULL, NULL},
                                        {"open call", "needs", " seats", ""}};
    char *text = bent_by(vote, edits, 2);
    bent_refused(text, 0, "pick over",
                 "rule `pick` is given its seats: a move of `vote` needs a detail `seats`, a number", "");
    free(text);
}

/* ---- limits ---- */

static void limits_hold_to_one(void **state) {
    (void)state;
    static char text[1 << 16];
    struct reading read = {0};
    for (uint32_t most = 16; most <= 17; most++) {
        size_t used = (size_t)snprintf(text, sizeof text, "%s", vote);
        for (uint32_t i = 3; i <= most; i++)
            used += (size_t)snprintf(text + used, sizeof text - used,
                                     "  move count%u \"C\" counting\n    by head of board\n"
                                     "    decides plain over ballots\n    passed -> done\n",
                                     i);
        reading_of(&read, text, used);
        assert_int_equal(read.status, most == 16 ? CGOV_OK : CGOV_E_RULEBOOK);
        if (most == 17)
            assert_string_equal(read.fault.message, "there can be at most 16 moves of a procedure that decide");
        reading_done(&read);
    }
}

static void no_memory_at_each_step(void **state) {
    (void)state;
    struct reading read = {0};
    for (uint32_t n = 1;; n++) {
        memset(&read, 0, sizeof read);
        read.alloc.fail_at = n;
        reading_go(&read, vote, sizeof vote - 1);
        if (!read.status) break;
        assert_int_equal(read.status, CGOV_E_NOMEM);
        reading_done(&read);
    }
    reading_done(&read);
}

/* ---- checks ---- */

static void the_small_one_passes(void **state) {
    (void)state;
    cgov_check_view report;
    bent_passes(vote, &report);
    assert_string_equal(report.path, "call begin close count.passed pick.unfilled leave");
    assert_int_equal(report.longest_changes, 5);
    assert_int_equal(report.configurations, 5 + 2);
}

static void checks_follow_each_outcome(void **state) {
    (void)state;
    static const struct bent_row rows[] = {
        {{"move count", "failed", "failed -> failed", "failed -> voting\n    at most 2"},
         5,
         "voting\n",
         "`count` decides over roll `ballots`, and leads to `voting`, where that is open",
         ""},
        {{"move count", "failed", "failed -> failed", "failed -> listing"},
         4,
         "begin \"",
         "from `listing`, `begin` starts a circle of moves without a limit: it could go on for ever",
         "begin close count"},
        {{"move count", "failed", "failed -> failed", "failed -> counting"},
         4,
         "count \"",
         "from `counting`, `count` starts a circle of moves without a limit: it could go on for ever",
         "count"},
        {{"move count", "no_quorum", NULL, NULL},
         5,
         "plain over",
         "`count` decides by rule `plain`, which can come to `no_quorum`: no line says where that leads",
         ""},
        {{"move pick", "unfilled", NULL, NULL},
         5,
         "pick over",
         "`pick` decides by rule `pick`, which can come to `unfilled`: no line says where that leads",
         ""},
        {{"rule plain", "quorum", NULL, NULL},
         5,
         "no_quorum ->",
         "no rule that `count` decides by can come to `no_quorum`",
         ""},
        {{"move count", "no_quorum", "no_quorum -> failed", "no_quorum -> failed\n    unfilled -> failed"},
         5,
         "unfilled -> failed",
         "no rule that `count` decides by can come to `unfilled`",
         ""},
        {{"move count", "tells", NULL, NULL},
         3,
         "count \"",
         "`count` leads to the final state `failed`, and those on roll `ballots` are not told",
         "call begin close count"},
        {{"clock run", "clock", "count.failed ", ""},
         1,
         "run from",
         "clock `run` still runs in the final state `failed`",
         "call begin close count.failed"},
    };
    EACH_REFUSED(vote, rows);
}

static void what_is_counted_is_closed(void **state) {
    (void)state;
    static const struct bent_row rows[] = {
        {{"roll electors", "in", "listing", "listing counting"},
         5,
         "plain over",
         "`count` decides in `counting`, where roll `electors` is open",
         ""},
        {{"roll electors", "in", "listing", "listing picking"},
         5,
         "pick over",
         "`pick` decides in `picking`, where roll `electors` is open",
         ""},
        {{"roll ballots", "in", "voting", "voting failed"},
         1,
         "ballots \"",
         "roll `ballots` is open in the final state `failed`",
         ""},
        {{"roll ballots", "in", "voting", "voting picking"},
         5,
         "picking\n",
         "`count` decides over roll `ballots`, and leads to `picking`, where that is open",
         ""},
    };
    EACH_REFUSED(vote, rows);
    static const struct edit bundled[] = {
        {"roll ballots", "not", "others", "delivered"},
        {"roll ballots", "secrecy", "secrecy",
         "bundle for delivered exactly by head of board in counting picking\n    secrecy"}};
    char *text = bent_by(vote, bundled, 2);
    bent_refused(text, 5, "picking\n    failed",
                 "`count` decides over roll `ballots`, and leads to `picking`, where that is open", "");
    free(text);
}

/* While they vote, the ballots that are counted may be open: the count itself closes them. */
static void what_may_be_open_while_counting(void **state) {
    (void)state;
    static const struct edit edits[] = {
        {"roll ballots", "in", "voting", "voting counting"},
        {"roll delivered", "in", "voting", "voting counting"},
        {"move count", "by", "by", "by time\n    by"},
        {"roll electors", "in", "listing", "listing voting"},
    };
    for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++) {
        char *text = bent(vote, &edits[i]);
        cgov_check_view report;
        bent_passes(text, &report);
        free(text);
    }
}

/* Where time would close it, nobody sees to what was sold meanwhile. */
static void somebody_closes_a_list_of_owners(void **state) {
    (void)state;
    static const struct edit edits[] = {{"roll electors", "of", "member of board", "owners of board"},
                                        {"roll electors", "in", "listing", "listing voting"}};
    char *text = bent_by(vote, edits, 2);
    bent_refused(text, 2, "close \"",
                 "`close` closes roll `electors`, of owners, who may have sold while it was open: time cannot see to "
                 "that",
                 "");
    free(text);
    static const struct edit passing[][2] = {
        {{"roll electors", "of", "member of board", "owners of board"}, {"roll electors", "in", "listing", "listing"}},
        {{"roll electors", "of", "member", "member"}, {"roll electors", "in", "listing", "listing voting"}}};
    for (size_t i = 0; i < sizeof passing / sizeof passing[0]; i++) {
        cgov_check_view report;
        text = bent_by(vote, passing[i], 2);
        bent_passes(text, &report);
        free(text);
    }
}

static void somebody_answers_for_a_count(void **state) {
    (void)state;
    static const struct bent_row rows[] = {
        {{"move count", "by", "head of board", "child"},
         6,
         "count \"",
         "`count` is made by a child, and `vote` opens none",
         ""},
        {{"clock follow", "for", "30 days", "given day at most 30 days"},
         1,
         "count \"",
         "`count` decides, and could be refused: the day that an outcome's clock runs to may be over",
         ""},
        {{"move pick", "tells", "tells electors",
          "tells electors\n    appoints member in board from elected for 5 workdays"},
         1,
         "pick \"",
         "`pick` decides, and could be refused: no calendar may tell when the office ends",
         ""},
    };
    EACH_REFUSED(vote, rows);
    static const struct edit timed[] = {{"roll ballots", "not", "others", "delivered"},
                                        {"roll ballots", "secrecy", "secrecy",
                                         "bundle for delivered exactly by head of board in counting\n    secrecy"},
                                        {"move count", "by", "head of board", "time"}};
    char *text = bent_by(vote, timed, 3);
    bent_refused(text, 2, "ballots\n    passed",
                 "`count` decides over roll `ballots`, whose bundle may be missing: time does not wait for it", "");
    free(text);
    static const struct edit hands[] = {
        {"roll ballots", "secrecy", "secrecy", "bundle for electors by head of board in voting\n    secrecy"},
        {"move count", "by", "head of board", "time"}};
    text = bent_by(vote, hands, 2); /* and one that may be more than who is there is brought anew */
    bent_refused(text, 2, "ballots\n    passed",
                 "`count` decides over roll `ballots`, whose bundle may be missing: time does not wait for it", "");
    free(text);
    static const struct edit opens[] = {
        {"move count", "failed", "failed -> failed", "failed -> picking"},
        {"move count", "no_quorum", "no_quorum -> failed", "no_quorum -> picking"},
        {"clock run", "clock", "count.failed count.no_quorum ", ""},
        {"move count", "tells", "tells electors", "opens duty\n    tells electors"},
        {"move leave", "tells", "tells electors",
         "tells electors\nprocedure duty \"落实\" motion\n  party board \"委员会\" organization\n  stage all \"全程\"\n"
         "    state asked \"待办\" held by board\n    state over \"已办\" final\n"
         "  clock run from ask until reply\n    for 5 days\n    late tell head of board\n"
         "  open ask \"交办\" -> asked\n    by parent\n    sets board to parent.board\n    when contact board\n"
         "  move reply \"反馈\" asked -> over\n    by head of board\n    by parent"}};
    text = bent_by(vote, opens, 5);
    bent_refused(text, 1, "count \"", "`count` decides, and could be refused: what it opens has a condition of its own",
                 "");
    free(text);
    static const struct edit paid = {"move pick", "tells", "tells electors",
                                     "tells electors\n    appoints member in board from elected for 36 months"};
    text = bent(vote, &paid);
    cgov_check_view report;
    bent_passes(text, &report);
    free(text);
}

/* Where it is passed or unfilled: what ends it else has opened nothing. */
static void what_is_decided_opens_children(void **state) {
    (void)state;
    static const char opened[] =
        "tells electors\nprocedure duty \"落实\" motion\n  party board \"委员会\" organization\n  stage all \"全程\"\n"
        "    state asked \"待办\" held by board\n    state over \"已办\" final\n"
        "  clock run from ask until reply\n    for 5 days\n    late tell head of board\n"
        "  open ask \"交办\" -> asked\n    by parent\n    sets board to parent.board\n"
        "  move reply \"反馈\" asked -> over\n    by head of board\n    by parent\n    answers";
    static const struct {
        const char *move;
        uint32_t check;
    } rows[] = {{"move count", 0}, {"move pick", 6}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct edit edits[] = {{"move leave", "tells", "tells electors", opened},
                                     {rows[i].move, "tells", "tells electors", "opens duty\n    tells electors"}};
        char *text = bent_by(vote, edits, 2);
        cgov_check_view report;
        if (rows[i].check == 0)
            bent_passes(text, &report);
        else
            bent_refused(text, rows[i].check, "pick \"", "`pick` ends the item, and opens children for it", "");
        free(text);
    }
}

static void seats_are_given_before(void **state) {
    (void)state;
    static const struct edit takes[] = {{"open call", "needs", " seats", ""},
                                        {"open call", "takes", "day", "day seats"}};
    char *text = bent_by(vote, takes, 2);
    bent_refused(text, 5, "pick over", "`pick` decides by what `seats` says, which is not given on this path",
                 "call begin close count.passed pick");
    free(text);
    static const struct edit there[] = {{"open call", "needs", " seats", ""},
                                        {"move pick", "by", "by", "needs seats\n    by"}};
    text = bent_by(vote, there, 2);
    cgov_check_view report;
    bent_passes(text, &report);
    free(text);
}

/* The world chooses: it ends surely only where each outcome does. */
static void each_outcome_ends(void **state) {
    (void)state;
    static const struct bent_row rows[] = {
        {{"move leave", "by", "by head of board", "by head of board\n    when elected at least 1"},
         1,
         "short \"",
         "from `short` no final state can surely be reached",
         "call begin close count.passed pick.unfilled"},
    };
    EACH_REFUSED(vote, rows);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_read),
        cmocka_unit_test(axes_of_rules_are_kept),
        cmocka_unit_test(hands_are_of_no_households),
        cmocka_unit_test(every_fault_has_its_place),
        cmocka_unit_test(seats_are_asked_for),
        cmocka_unit_test(limits_hold_to_one),
        cmocka_unit_test(no_memory_at_each_step),
        cmocka_unit_test(the_small_one_passes),
        cmocka_unit_test(checks_follow_each_outcome),
        cmocka_unit_test(what_is_counted_is_closed),
        cmocka_unit_test(what_may_be_open_while_counting),
        cmocka_unit_test(somebody_closes_a_list_of_owners),
        cmocka_unit_test(somebody_answers_for_a_count),
        cmocka_unit_test(what_is_decided_opens_children),
        cmocka_unit_test(seats_are_given_before),
        cmocka_unit_test(each_outcome_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
