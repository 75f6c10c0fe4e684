/* The story of ways to vote. A village scores, ranks by transfers and by pairs, and shares points out over what its
 * budget can pay: some vote again, one takes theirs back, paper is entered twice and brought in a bundle, what is no
 * ballot is refused. The first motion has a winner by each way, and a tie; nobody votes in the second. In the third
 * they vote confidentially, on paper and in a bundle too; one changes their mind, and a retry with another choice is
 * one. In the fourth their ballots are sealed: one is copied, one changed, one taken back, one entered by two; a result
 * ends with a ballot more, and is entered anew. */
#include "support/story.h"

#include "support/details.h"

static const char asking[] = "rulebook 1\n"
                             "role secretary \"秘书\"\n"
                             "rule best \"评分\" from 2020-01-01\n"
                             "  source \"章程\" verified\n"
                             "  ask score 5\n"
                             "  seats 1\n"
                             "  quorum cast at least 2\n"
                             "  passes yes at least 1\n"
                             "rule order \"排序\"\n"
                             "  ask rank stv\n"
                             "  seats given\n"
                             "  quorum cast at least 2\n"
                             "rule pairs \"两两对决\"\n"
                             "  ask rank schulze\n"
                             "  seats given\n"
                             "rule dots \"投点\"\n"
                             "  ask share 4\n"
                             "  seats within budget\n"
                             "  passes yes at least 1\n"
                             "procedure poll \"民主评选\" motion\n"
                             "  public\n"
                             "  detail seats \"名额\" number\n"
                             "  detail budget \"预算\" number\n"
                             "  detail cost \"造价\" number\n"
                             "  party village \"村\" organization\n"
                             "  roll electors \"村民\"\n"
                             "    of residents of village\n"
                             "    filled by begin\n"
                             "  roll candidates \"候选人\"\n"
                             "    of electors\n"
                             "    by secretary of village\n"
                             "    in voting\n"
                             "  roll options \"项目\"\n"
                             "    of residents of village\n"
                             "    by secretary of village\n"
                             "    out by secretary of village\n"
                             "    in voting\n"
                             "    many\n"
                             "    needs cost\n"
                             "  roll chosen \"入选\"\n"
                             "    of electors\n"
                             "  roll marks \"领票\"\n"
                             "    of electors\n"
                             "    by secretary of village\n"
                             "    in voting\n"
                             "  roll scores \"评分票\"\n"
                             "    of electors\n"
                             "    by secretary of village twice\n"
                             "    by self again\n"
                             "    out by self\n"
                             "    in voting\n"
                             "    ballot from candidates\n"
                             "    secrecy open\n"
                             "  roll orders \"排序票\"\n"
                             "    of electors\n"
                             "    not marks\n"
                             "    by self again\n"
                             "    in voting\n"
                             "    ballot from candidates\n"
                             "    secrecy open\n"
                             "    bundle for marks exactly by secretary of village twice in counting\n"
                             "  roll ranks \"对决票\"\n"
                             "    of electors\n"
                             "    by self again\n"
                             "    in voting\n"
                             "    ballot from candidates\n"
                             "    secrecy open\n"
                             "  roll points \"点数票\"\n"
                             "    of electors\n"
                             "    by self again\n"
                             "    in voting\n"
                             "    ballot from options\n"
                             "    secrecy open\n"
                             "  stage all \"全程\"\n"
                             "    state listed \"拟定\" held by village\n"
                             "    state voting \"投票\" held by village\n"
                             "    state counting \"计票\" held by village\n"
                             "    state scored \"已评\" held by village\n"
                             "    state ranked \"已排\" held by village\n"
                             "    state paired \"已比\" held by village\n"
                             "    state done \"已决\" final\n"
                             "  clock run from start until spend drop\n"
                             "    for 90 days\n"
                             "    late tell secretary of village\n"
                             "  clock poll from begin until close drop\n"
                             "    for 7 days\n"
                             "    late tell secretary of village\n"
                             "  clock count from close until spend drop\n"
                             "    for 7 days\n"
                             "    late tell secretary of village\n"
                             "  open start \"发起\" -> listed\n"
                             "    by secretary of village\n"
                             "    needs organization seats budget text\n"
                             "    sets village to given\n"
                             "  move begin \"投票\" listed -> voting\n"
                             "    by secretary of village\n"
                             "  move close \"截止\" voting -> counting\n"
                             "    by secretary of village\n"
                             "  move rank \"排序\" counting\n"
                             "    by secretary of village\n"
                             "    decides order over orders into chosen\n"
                             "    passed -> ranked\n"
                             "    unfilled -> ranked\n"
                             "    no_quorum -> ranked\n"
                             "    tells electors\n"
                             "  move score \"评分\" ranked\n"
                             "    by secretary of village\n"
                             "    decides best over scores into chosen\n"
                             "    passed -> scored\n"
                             "    unfilled -> scored\n"
                             "    no_quorum -> scored\n"
                             "    tells electors\n"
                             "  move pair \"对决\" scored\n"
                             "    by secretary of village\n"
                             "    decides pairs over ranks\n"
                             "    passed -> paired\n"
                             "    unfilled -> paired\n"
                             "    tells electors\n"
                             "  move spend \"定项目\" paired\n"
                             "    by secretary of village\n"
                             "    decides dots over points\n"
                             "    passed -> done\n"
                             "    unfilled -> done\n"
                             "    tells electors\n"
                             "  move drop \"撤销\" listed voting counting scored ranked paired -> done\n"
                             "    by secretary of village\n"
                             "    tells electors\n";

static const char quietly[] = "rulebook 1\n"
                              "role secretary \"秘书\"\n"
                              "rule half \"过半\"\n"
                              "  ask yes_no\n"
                              "  passes yes more than 1/2 of cast\n"
                              "rule best \"评分\"\n"
                              "  ask score 5\n"
                              "  seats 1\n"
                              "  quorum cast at least 2\n"
                              "  passes yes at least 1\n"
                              "procedure quiet \"不公开表决\" motion\n"
                              "  public\n"
                              "  party village \"村\" organization\n"
                              "  roll electors \"村民\"\n"
                              "    of residents of village\n"
                              "    filled by begin\n"
                              "  roll candidates \"候选人\"\n"
                              "    of electors\n"
                              "    by secretary of village\n"
                              "    in voting\n"
                              "  roll marks \"领票\"\n"
                              "    of electors\n"
                              "    by secretary of village\n"
                              "    in voting\n"
                              "  roll ballots \"表决票\"\n"
                              "    of electors\n"
                              "    not marks\n"
                              "    by secretary of village twice\n"
                              "    by self again\n"
                              "    out by self\n"
                              "    in voting\n"
                              "    ballot\n"
                              "    secrecy confidential groups of 2\n"
                              "    bundle for marks exactly by secretary of village twice in counting\n"
                              "  roll scores \"评分票\"\n"
                              "    of electors\n"
                              "    by self again\n"
                              "    in voting\n"
                              "    ballot from candidates\n"
                              "    secrecy confidential groups of 2\n"
                              "  stage all \"全程\"\n"
                              "    state listed \"拟定\" held by village\n"
                              "    state voting \"投票\" held by village\n"
                              "    state counting \"计票\" held by village\n"
                              "    state counted \"已计\" held by village\n"
                              "    state done \"已决\" final\n"
                              "  clock run from start until score drop\n"
                              "    for 90 days\n"
                              "    late tell secretary of village\n"
                              "  open start \"发起\" -> listed\n"
                              "    by secretary of village\n"
                              "    needs organization text\n"
                              "    sets village to given\n"
                              "  move begin \"投票\" listed -> voting\n"
                              "    by secretary of village\n"
                              "  move close \"截止\" voting -> counting\n"
                              "    by secretary of village\n"
                              "  move count \"计票\" counting\n"
                              "    by secretary of village\n"
                              "    decides half over ballots\n"
                              "    passed -> counted\n"
                              "    failed -> counted\n"
                              "    tells electors\n"
                              "  move score \"评分\" counted\n"
                              "    by secretary of village\n"
                              "    decides best over scores\n"
                              "    passed -> done\n"
                              "    unfilled -> done\n"
                              "    no_quorum -> done\n"
                              "    tells electors\n"
                              "  move drop \"撤销\" listed voting counting counted -> done\n"
                              "    by secretary of village\n"
                              "    tells electors\n";

static const char sealing[] = "rulebook 1\n"
                              "role secretary \"秘书\"\n"
                              "rule half \"过半\"\n"
                              "  ask yes_no\n"
                              "  passes yes more than 1/2 of cast\n"
                              "procedure seal \"密封表决\" motion\n"
                              "  public\n"
                              "  party village \"村\" organization\n"
                              "  roll electors \"村民\"\n"
                              "    of residents of village\n"
                              "    filled by begin\n"
                              "  roll ballots \"表决票\"\n"
                              "    of electors\n"
                              "    by secretary of village twice\n"
                              "    by self again\n"
                              "    out by self\n"
                              "    in voting\n"
                              "    ballot\n"
                              "    secrecy sealed\n"
                              "    bundle for ballots exactly by secretary of village twice in counting\n"
                              "  stage all \"全程\"\n"
                              "    state listed \"拟定\" held by village\n"
                              "    state voting \"投票\" held by village\n"
                              "    state counting \"计票\" held by village\n"
                              "    state done \"已决\" final\n"
                              "  clock run from start until count drop\n"
                              "    for 90 days\n"
                              "    late tell secretary of village\n"
                              "  open start \"发起\" -> listed\n"
                              "    by secretary of village\n"
                              "    needs organization text\n"
                              "    sets village to given\n"
                              "  move begin \"投票\" listed -> voting\n"
                              "    by secretary of village\n"
                              "  move close \"截止\" voting -> counting\n"
                              "    by secretary of village\n"
                              "  move reopen \"再投\" counting -> voting\n"
                              "    by secretary of village\n"
                              "    at most 1\n"
                              "  move count \"计票\" counting\n"
                              "    by secretary of village\n"
                              "    decides half over ballots\n"
                              "    passed -> done\n"
                              "    failed -> done\n"
                              "    tells electors\n"
                              "  move drop \"撤销\" listed voting counting -> done\n"
                              "    by secretary of village\n"
                              "    tells electors\n";

/* Ids in the order in which they are made. */
#define FOUNDER R(1)
#define AUDITOR R(2)
#define SECRETARY R(3)
#define SECOND R(4)
#define LI R(5) /* the village's */
#define WANG R(6)
#define ZHANG R(7)
#define LIU R(8)
#define CHEN R(9)
#define DISTRICT O(1)
#define VILLAGE O(2)
#define CGOV_FIELD_seats FIRST_DETAIL
#define CGOV_FIELD_budget (FIRST_DETAIL + 1)
#define CGOV_FIELD_cost (FIRST_DETAIL + 2)
#define POLL(n)                                                                                                        \
    { N(ORGANIZATION, VILLAGE), N(seats, n), N(budget, 100), T(TEXT, "评选。") }
#define PROOF "0f3c5a7e9b1d2f4a6c8e0b3d5f7a9c1e2b4d6f8a0c2e4b6d8f1a3c5e7b9d0f2a"
#define CHOICE(c)                                                                                                      \
    { T(CHOICE, c) }

/* clang-format off */
static const struct step steps[] = {
    {0, ADD, FOUNDER, DISTRICT, .name = "审计员"},
    {0, APPOINT, FOUNDER, AUDITOR, .at = DISTRICT, .name = "auditor"},
    {0, ADOPT, FOUNDER, .name = asking},
    {0, ADD, FOUNDER, DISTRICT, .name = "桂花村", .type = "village"},
    {0, ADD, FOUNDER, DISTRICT, .name = "孙秘书"},
    {0, ADD, FOUNDER, DISTRICT, .name = "周秘书"},
    {0, ADD, FOUNDER, VILLAGE, .name = "李某"},
    {0, ADD, FOUNDER, VILLAGE, .name = "王某"},
    {0, ADD, FOUNDER, VILLAGE, .name = "张某"},
    {0, ADD, FOUNDER, VILLAGE, .name = "刘某"},
    {0, ADD, FOUNDER, VILLAGE, .name = "陈某"},
    {0, APPOINT, FOUNDER, SECRETARY, .at = VILLAGE, .name = "secretary"},
    {0, APPOINT, FOUNDER, SECOND, .at = VILLAGE, .name = "secretary"},

    {5, OPEN, SECRETARY, .name = "poll", .details = POLL(2), .key = 1},
    {1, MOVE, SECRETARY, M(1), .name = "begin"},
    {0, ENTER, SECRETARY, M(1), .name = "candidates", .who = LI},
    {0, ENTER, SECRETARY, M(1), .name = "candidates", .who = WANG},
    {0, ENTER, SECRETARY, M(1), .name = "candidates", .who = ZHANG},
    {0, ENTER, SECRETARY, M(1), .name = "options", .who = LIU, .details = {N(cost, 60)}},
    {0, ENTER, SECRETARY, M(1), .name = "options", .who = LIU, .details = {N(cost, 40)}},
    {0, ENTER, SECRETARY, M(1), .name = "options", .who = CHEN, .details = {N(cost, 1)}},

    {1, ENTER, LI, M(1), .name = "scores", .who = LI, .details = CHOICE("1:5 3:2"), .key = 2},
    {0, ENTER, LI, M(1), .name = "scores", .who = LI, .details = CHOICE("1:5 3:2"), .key = 2, .status = CGOV_REPEAT},
    {0, ENTER, WANG, M(1), .name = "scores", .who = WANG, .details = CHOICE("1:6"), .status = CGOV_E_REFUSED,
     .reason = CGOV_R_CHOICE},
    {0, ENTER, WANG, M(1), .name = "scores", .who = WANG, .details = CHOICE("2:4 1:1")},
    {0, ENTER, WANG, M(1), .name = "scores", .who = WANG, .details = CHOICE("2:4"), .key = 3}, /* the last one counts */
    {0, ENTER, ZHANG, M(1), .name = "scores", .who = ZHANG, .details = CHOICE("3:5")},
    {0, LEAVE, ZHANG, M(1), .name = "scores", .who = ZHANG},
    {0, ENTER, SECRETARY, M(1), .name = "scores", .who = LIU, .details = CHOICE("3:1 2:2")},
    {0, ENTER, SECOND, M(1), .name = "scores", .who = LIU, .details = CHOICE("2:2 3:1")}, /* the same */
    {0, ENTER, SECOND, M(1), .name = "scores", .who = CHEN, .details = CHOICE("1:1")}, /* waits, and is not counted */
    {0, ENTER, CHEN, M(1), .name = "scores", .who = CHEN, .details = CHOICE("invalid")},

    {0, ENTER, LI, M(1), .name = "orders", .who = LI, .details = CHOICE("1 1"), .status = CGOV_E_REFUSED,
     .reason = CGOV_R_CHOICE},
    {0, ENTER, LI, M(1), .name = "orders", .who = LI, .details = CHOICE("1 2"), .key = 4},
    {0, ENTER, WANG, M(1), .name = "orders", .who = WANG, .details = CHOICE("1 2")},
    {0, ENTER, ZHANG, M(1), .name = "orders", .who = ZHANG, .details = CHOICE("3")},
    {0, ENTER, LIU, M(1), .name = "orders", .who = LIU, .details = CHOICE("2 3")},
    {0, ENTER, SECRETARY, M(1), .name = "marks", .who = LIU}, /* paper instead */
    {0, ENTER, SECRETARY, M(1), .name = "marks", .who = CHEN},
    {0, ENTER, LI, M(1), .name = "ranks", .who = LI, .details = CHOICE("1 2 3")},
    {0, ENTER, WANG, M(1), .name = "ranks", .who = WANG, .details = CHOICE("2 3 1")},
    {0, ENTER, ZHANG, M(1), .name = "ranks", .who = ZHANG, .details = CHOICE("2 1")},
    {0, ENTER, CHEN, M(1), .name = "ranks", .who = CHEN, .details = CHOICE("blank")},
    {0, ENTER, LI, M(1), .name = "points", .who = LI, .details = CHOICE("1:3 3:1")},
    {0, ENTER, WANG, M(1), .name = "points", .who = WANG, .details = CHOICE("1:3 2:2"), .status = CGOV_E_REFUSED,
     .reason = CGOV_R_CHOICE},
    {0, ENTER, WANG, M(1), .name = "points", .who = WANG, .details = CHOICE("2:4")},

    {1, MOVE, SECRETARY, M(1), .name = "close"},
    {0, MOVE, SECRETARY, M(1), .name = "rank", .status = CGOV_E_REFUSED, .reason = CGOV_R_BUNDLE},
    {0, BUNDLE, SECRETARY, M(1), .name = "orders", .number = 2, .order = "2 1"},
    {0, BUNDLE, SECOND, M(1), .name = "orders", .number = 2, .order = "2 1", .key = 5},
    {1, MOVE, SECRETARY, M(1), .name = "rank", .key = 6},
    {1, MOVE, SECRETARY, M(1), .name = "score"}, /* who is seated is no candidate any more */
    {1, MOVE, SECRETARY, M(1), .name = "pair"},
    {1, MOVE, SECRETARY, M(1), .name = "spend"},

    {5, OPEN, SECRETARY, .name = "poll", .details = POLL(1)},
    {0, MOVE, SECRETARY, M(2), .name = "begin"},
    {0, MOVE, SECRETARY, M(2), .name = "close"},
    {0, MOVE, SECRETARY, M(2), .name = "rank"},
    {0, MOVE, SECRETARY, M(2), .name = "score"},
    {0, MOVE, SECRETARY, M(2), .name = "pair"},
    {0, MOVE, SECRETARY, M(2), .name = "spend"},

    {0, ADOPT, FOUNDER, .name = quietly},
    {5, OPEN, SECRETARY, .name = "quiet", .details = {N(ORGANIZATION, VILLAGE), T(TEXT, "不公开。")}},
    {0, MOVE, SECRETARY, M(3), .name = "begin"},
    {0, ENTER, SECRETARY, M(3), .name = "candidates", .who = LI},
    {0, ENTER, SECRETARY, M(3), .name = "candidates", .who = WANG},
    {0, ENTER, LI, M(3), .name = "ballots", .who = LI, .details = CHOICE("yes"), .key = 7},
    {0, ENTER, LI, M(3), .name = "ballots", .who = LI, .details = CHOICE("no"), .key = 7, .status = CGOV_REPEAT},
    {0, ENTER, WANG, M(3), .name = "ballots", .who = WANG, .details = CHOICE("no"), .key = 8},
    {0, ENTER, WANG, M(3), .name = "ballots", .who = WANG, .details = CHOICE("yes")}, /* the last one counts */
    {0, ENTER, WANG, M(3), .name = "ballots", .who = WANG, .details = CHOICE("block"), .status = CGOV_E_REFUSED,
     .reason = CGOV_R_CHOICE},
    {0, ENTER, ZHANG, M(3), .name = "ballots", .who = ZHANG, .details = CHOICE("abstain")},
    {0, LEAVE, ZHANG, M(3), .name = "ballots", .who = ZHANG},
    {0, ENTER, SECRETARY, M(3), .name = "ballots", .who = ZHANG, .details = CHOICE("no")},
    {0, ENTER, SECOND, M(3), .name = "ballots", .who = ZHANG, .details = CHOICE("yes")}, /* differs, so both wait */
    {0, ENTER, SECRETARY, M(3), .name = "ballots", .who = ZHANG, .details = CHOICE("yes")}, /* the same */
    {0, ENTER, SECRETARY, M(3), .name = "marks", .who = LIU},
    {0, ENTER, SECRETARY, M(3), .name = "marks", .who = CHEN},
    {0, ENTER, LI, M(3), .name = "scores", .who = LI, .details = CHOICE("1:5 2:1")},
    {0, ENTER, CHEN, M(3), .name = "scores", .who = CHEN, .details = CHOICE("2:6"), .status = CGOV_E_REFUSED,
     .reason = CGOV_R_CHOICE},
    {0, ENTER, CHEN, M(3), .name = "scores", .who = CHEN, .details = CHOICE("2:3")},
    {0, MOVE, SECRETARY, M(3), .name = "close"},
    {0, MOVE, SECRETARY, M(3), .name = "count", .status = CGOV_E_REFUSED, .reason = CGOV_R_BUNDLE},
    {0, BUNDLE, SECRETARY, M(3), .name = "ballots", .number = 2},
    {0, BUNDLE, SECOND, M(3), .name = "ballots", .number = 2, .key = 9},
    {1, MOVE, SECRETARY, M(3), .name = "count", .key = 10},
    {1, MOVE, SECRETARY, M(3), .name = "score"},

    {0, ADOPT, FOUNDER, .name = sealing},
    {5, OPEN, SECRETARY, .name = "seal", .details = {N(ORGANIZATION, VILLAGE), T(TEXT, "密封。")}},
    {0, MOVE, SECRETARY, M(4), .name = "begin"},
    {0, ENTER, LI, M(4), .name = "ballots", .who = LI, .details = CHOICE("8a1f"), .key = 11},
    {0, ENTER, LI, M(4), .name = "ballots", .who = LI, .details = CHOICE("0000"), .key = 11, .status = CGOV_REPEAT},
    {0, ENTER, WANG, M(4), .name = "ballots", .who = WANG, .details = CHOICE("8a1f"), .status = CGOV_E_REFUSED,
     .reason = CGOV_R_COPY},
    {0, ENTER, WANG, M(4), .name = "ballots", .who = WANG, .details = CHOICE("77c0")},
    {0, ENTER, WANG, M(4), .name = "ballots", .who = WANG, .details = CHOICE("51d2")}, /* the last one counts */
    {0, ENTER, ZHANG, M(4), .name = "ballots", .who = ZHANG, .details = CHOICE("e3b4")},
    {0, LEAVE, ZHANG, M(4), .name = "ballots", .who = ZHANG},
    {0, ENTER, SECRETARY, M(4), .name = "ballots", .who = LIU, .details = CHOICE("b00c")},
    {0, ENTER, SECOND, M(4), .name = "ballots", .who = LIU, .details = CHOICE("b00d")}, /* differs, so both wait */
    {0, ENTER, SECOND, M(4), .name = "ballots", .who = LIU, .details = CHOICE("b00c")}, /* the same */
    {0, MOVE, SECRETARY, M(4), .name = "close"},
    {0, BUNDLE, SECRETARY, M(4), .name = "ballots", .number = 3, .proof = PROOF},
    {0, BUNDLE, SECOND, M(4), .name = "ballots", .number = 3, .proof = PROOF},
    {0, MOVE, SECRETARY, M(4), .name = "reopen"},
    {0, ENTER, CHEN, M(4), .name = "ballots", .who = CHEN, .details = CHOICE("c4c4")}, /* ends the result */
    {0, MOVE, SECRETARY, M(4), .name = "close"},
    {0, MOVE, SECRETARY, M(4), .name = "count", .status = CGOV_E_REFUSED, .reason = CGOV_R_BUNDLE},
    {0, BUNDLE, SECRETARY, M(4), .name = "ballots", .number = 3, .proof = PROOF, .status = CGOV_E_REFUSED,
     .reason = CGOV_R_BUNDLE},
    {0, BUNDLE, SECRETARY, M(4), .name = "ballots", .number = 4, .proof = PROOF},
    {0, BUNDLE, SECOND, M(4), .name = "ballots", .number = 4, .proof = PROOF, .key = 12},
    {1, MOVE, SECRETARY, M(4), .name = "count", .key = 13},
    {DAYS(400), TICK, .key = 0},
};
/* clang-format on */

const struct story ways_story = {"ways", steps, sizeof steps / sizeof steps[0]};
