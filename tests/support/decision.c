/* The story of decisions. A village closes its list, votes online and on paper, and decides; a closing too early is
 * refused, and one made in time is not; what passed opens what is to be done, and elects, once with a seat left, who
 * then hold office. Owners are asked by area, and the silent ones are counted. One motion has no quorum, one is decided
 * by the chair, one fails. */
#include "support/story.h"

#include "support/details.h"

static const char deciding[] = "rulebook 1\n"
                               "role secretary \"秘书\"\n"
                               "role member \"委员\"\n"
                               "rule plain \"表决\" from 2018-01-01\n"
                               "  source \"章程\" verified\n"
                               "  ask yes_no\n"
                               "  tie casting chair\n"
                               "  quorum cast at least 1/2 of electors\n"
                               "  passes yes more than 1/2 of cast\n"
                               "rule pick \"选举\"\n"
                               "  ask choose 2\n"
                               "  seats given 1 from women\n"
                               "  quorum cast at least 1/2 of electors\n"
                               "  passes yes at least 1/3 of cast\n"
                               "procedure vote \"村民表决\" motion\n"
                               "  public\n"
                               "  detail seats \"名额\" number\n"
                               "  party village \"村\" organization\n"
                               "  party chair \"主持人\" resident\n"
                               "  roll electors \"选民\"\n"
                               "    of residents of village\n"
                               "    by secretary of village\n"
                               "    out by secretary of village\n"
                               "    in listing\n"
                               "    proofs\n"
                               "  roll candidates \"候选人\"\n"
                               "    of electors\n"
                               "    by secretary of village\n"
                               "    in listing\n"
                               "  roll women \"妇女\"\n"
                               "    of candidates\n"
                               "    by secretary of village\n"
                               "    in listing\n"
                               "  roll marks \"领票\"\n"
                               "    of electors\n"
                               "    by secretary of village twice\n"
                               "    in voting\n"
                               "  roll ballots \"表决票\"\n"
                               "    of electors\n"
                               "    not marks\n"
                               "    by secretary of village twice\n"
                               "    by self again\n"
                               "    in voting\n"
                               "    ballot\n"
                               "    secrecy open\n"
                               "    bundle for marks exactly by secretary of village twice in voting\n"
                               "    counts turnout\n"
                               "    proofs\n"
                               "  roll picks \"选票\"\n"
                               "    of electors\n"
                               "    by secretary of village\n"
                               "    by self\n"
                               "    in picking\n"
                               "    ballot from candidates\n"
                               "    secrecy open\n"
                               "  roll elected \"当选人\"\n"
                               "    of candidates\n"
                               "    proofs\n"
                               "  stage all \"全程\"\n"
                               "    state listing \"登记\" held by village\n"
                               "    state voting \"表决\" held by village\n"
                               "    state picking \"选举\" held by village\n"
                               "    state picked \"待计票\" held by village\n"
                               "    state short \"未满\" held by village\n"
                               "    state done \"已完成\" final\n"
                               "    state lost \"未通过\" held by village\n"
                               "    state failed \"已否决\" final\n"
                               "    state void \"参与不足\" final\n"
                               "  clock run from call until leave reject pick.passed pick.no_quorum\n"
                               "    for 60 days\n"
                               "    late tell secretary of village\n"
                               "  clock poll from count.passed until early over expire\n"
                               "    for 7 days\n"
                               "    late do expire\n"
                               "  clock fill_up from pick.unfilled until leave\n"
                               "    for 10 days\n"
                               "    late do leave\n"
                               "  open call \"启动\" -> listing\n"
                               "    by secretary of village\n"
                               "    needs organization resident seats text\n"
                               "    sets village to given\n"
                               "    sets chair to given\n"
                               "  move close \"截止登记\" listing -> voting\n"
                               "    by secretary of village\n"
                               "    when electors at least 3\n"
                               "    tells electors\n"
                               "  move count \"计票\" voting\n"
                               "    by secretary of village\n"
                               "    takes text\n"
                               "    decides plain over ballots\n"
                               "    passed -> picking\n"
                               "    failed -> lost\n"
                               "    no_quorum -> lost\n"
                               "    opens duty\n"
                               "    answers\n"
                               "    tells electors\n"
                               "  move reject \"归档\" listing lost -> failed\n"
                               "    by secretary of village\n"
                               "    tells electors\n"
                               "  move early \"提前截止\" picking -> picked\n"
                               "    by secretary of village\n"
                               "    when certain pick\n"
                               "  move over \"截止\" picking -> picked\n"
                               "    by secretary of village\n"
                               "    when quorum pick\n"
                               "  move expire \"时间到\" picking -> picked\n"
                               "    by time\n"
                               "  move pick \"选举计票\" picked\n"
                               "    by secretary of village\n"
                               "    decides pick over picks into elected\n"
                               "    passed -> done\n"
                               "    unfilled -> short\n"
                               "    no_quorum -> void\n"
                               "    appoints member in village from elected for 12 months\n"
                               "    answers\n"
                               "    tells electors\n"
                               "  move leave \"名额暂缺\" short -> done\n"
                               "    by time\n"
                               "    by secretary of village\n"
                               "    tells electors\n"
                               "procedure duty \"落实\" motion\n"
                               "  party village \"村\" organization\n"
                               "  stage all \"全程\"\n"
                               "    state asked \"待办\" held by village\n"
                               "    state done \"已办\" final\n"
                               "  clock run from ask until reply drop\n"
                               "    for 5 days\n"
                               "    late tell secretary of village\n"
                               "  open ask \"交办\" -> asked\n"
                               "    by parent\n"
                               "    takes text\n"
                               "    sets village to parent.village\n"
                               "  move reply \"反馈\" asked -> done\n"
                               "    by secretary of village\n"
                               "    answers\n"
                               "  move drop \"撤销\" asked -> done\n"
                               "    by parent\n"
                               "    answers\n";

static const char asking[] = "rulebook 1\n"
                             "role secretary \"秘书\"\n"
                             "role head \"负责人\"\n"
                             "rule silence \"默示\" from 2020-01-01\n"
                             "  source \"章程\" verified\n"
                             "  ask yes_no\n"
                             "  silent of delivered joins majority\n"
                             "  quorum cast at least 2/3 of lords by area or cast at least 2/3 of lords\n"
                             "  passes yes more than 1/2 of cast by area or yes more than 1/2 of cast\n"
                             "procedure poll \"业主表决\" motion\n"
                             "  party village \"小区\" organization\n"
                             "  roll lords \"业主\"\n"
                             "    of owners of village\n"
                             "    filled by list\n"
                             "  roll delivered \"已送达\"\n"
                             "    of lords\n"
                             "    by secretary of village\n"
                             "    in listed\n"
                             "  roll ballots \"表决票\"\n"
                             "    of lords\n"
                             "    by head of self\n"
                             "    by self\n"
                             "    in voting\n"
                             "    ballot\n"
                             "    secrecy open\n"
                             "  stage all \"全程\"\n"
                             "    state called \"拟定\" held by village\n"
                             "    state listed \"送达\" held by village\n"
                             "    state voting \"表决\" held by village\n"
                             "    state counting \"计票\" held by village\n"
                             "    state passed \"通过\" final\n"
                             "    state failed \"未通过\" final\n"
                             "    state void \"参与不足\" final\n"
                             "  clock run from call until count\n"
                             "    for 60 days\n"
                             "    late tell secretary of village\n"
                             "  clock poll from begin until early close\n"
                             "    for 7 days\n"
                             "    late do close\n"
                             "  open call \"启动\" -> called\n"
                             "    by secretary of village\n"
                             "    needs organization text\n"
                             "    sets village to given\n"
                             "  move list \"名册\" called -> listed\n"
                             "    by secretary of village\n"
                             "  move begin \"开始\" listed -> voting\n"
                             "    by secretary of village\n"
                             "  move early \"提前截止\" voting -> counting\n"
                             "    by secretary of village\n"
                             "    when certain count\n"
                             "  move close \"截止\" voting -> counting\n"
                             "    by time\n"
                             "  move count \"计票\" counting\n"
                             "    by secretary of village\n"
                             "    decides silence over ballots\n"
                             "    passed -> passed\n"
                             "    failed -> failed\n"
                             "    no_quorum -> void\n"
                             "    answers\n"
                             "    tells lords\n";

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
#define BOSS R(10)
#define DISTRICT O(1)
#define VILLAGE O(2)
#define BUILDER O(3)
#define CGOV_FIELD_seats FIRST_DETAIL
#define CALL(chair, n)                                                                                                 \
    { N(ORGANIZATION, VILLAGE), N(RESIDENT, chair), N(seats, n), T(TEXT, "议事。") }
#define CHOICE(c)                                                                                                      \
    { T(CHOICE, c) }

/* clang-format off */
static const struct step steps[] = {
    {0, ADD, FOUNDER, DISTRICT, .name = "审计员"},
    {0, APPOINT, FOUNDER, AUDITOR, .at = DISTRICT, .name = "auditor"},
    {0, ADOPT, FOUNDER, .name = deciding},
    {0, ADD, FOUNDER, DISTRICT, .name = "桂花村", .type = "village"},
    {0, ADD, FOUNDER, DISTRICT, .name = "某开发商", .type = "company"},
    {0, ADD, FOUNDER, DISTRICT, .name = "孙秘书"},
    {0, ADD, FOUNDER, DISTRICT, .name = "周秘书"},
    {0, ADD, FOUNDER, VILLAGE, .name = "李某"},
    {0, ADD, FOUNDER, VILLAGE, .name = "王某"},
    {0, ADD, FOUNDER, VILLAGE, .name = "张某"},
    {0, ADD, FOUNDER, VILLAGE, .name = "刘某"},
    {0, ADD, FOUNDER, VILLAGE, .name = "陈某"},
    {0, ADD, FOUNDER, DISTRICT, .name = "经理"},
    {0, APPOINT, FOUNDER, SECRETARY, .at = VILLAGE, .name = "secretary"},
    {0, APPOINT, FOUNDER, SECOND, .at = VILLAGE, .name = "secretary"},
    {0, APPOINT, FOUNDER, BOSS, .at = BUILDER, .name = "head"},
    {0, ADD, FOUNDER, VILLAGE, .name = "一号", .type = "dwelling", .owner = CHEN, .area = 9000},
    {0, ADD, FOUNDER, VILLAGE, .name = "二号", .type = "dwelling", .owner = BUILDER, .area = 5000},
    {0, ADD, FOUNDER, VILLAGE, .name = "三号", .type = "dwelling", .owner = LI, .area = 3000},
    {0, ADD, FOUNDER, VILLAGE, .name = "四号", .type = "dwelling", .owner = WANG, .area = 3000},

    /* motion 1: the list is closed, and nobody comes on it any more */
    {5, OPEN, SECRETARY, .name = "vote", .details = CALL(LI, 2), .key = 1},
    {1, MOVE, SECRETARY, M(1), .name = "close", .status = CGOV_E_REFUSED, .reason = CGOV_R_SHARE},
    {0, ENTER, SECRETARY, M(1), .name = "electors", .who = CHEN},
    {0, LEAVE, SECRETARY, M(1), .name = "electors", .who = CHEN, .details = {T(REASON, "误登。")}},
    {0, ENTER, SECRETARY, M(1), .name = "electors", .who = LI},
    {0, ENTER, SECRETARY, M(1), .name = "electors", .who = WANG},
    {0, ENTER, SECRETARY, M(1), .name = "electors", .who = ZHANG},
    {0, ENTER, SECRETARY, M(1), .name = "electors", .who = LIU},
    {0, ENTER, SECRETARY, M(1), .name = "electors", .who = CHEN},
    {0, ENTER, SECRETARY, M(1), .name = "candidates", .who = LI},
    {0, ENTER, SECRETARY, M(1), .name = "candidates", .who = WANG},
    {0, ENTER, SECRETARY, M(1), .name = "candidates", .who = ZHANG},
    {0, ENTER, SECRETARY, M(1), .name = "women", .who = ZHANG},
    {1, MOVE, SECRETARY, M(1), .name = "count", .status = CGOV_E_REFUSED, .reason = CGOV_R_STATE},
    {1, MOVE, SECRETARY, M(1), .name = "close"},
    {0, ENTER, SECRETARY, M(1), .name = "electors", .who = BOSS, .status = CGOV_E_REFUSED, .reason = CGOV_R_ROLL},
    {1, MOVE, SECRETARY, M(1), .name = "count"}, /* nobody came */

    /* motion 2: online and on paper; the count waits for the bundle */
    {DAYS(1), OPEN, SECRETARY, .name = "vote", .details = CALL(LI, 2)},
    {0, ENTER, SECRETARY, M(2), .name = "electors", .who = LI},
    {0, ENTER, SECRETARY, M(2), .name = "electors", .who = WANG},
    {0, ENTER, SECRETARY, M(2), .name = "electors", .who = ZHANG},
    {0, ENTER, SECRETARY, M(2), .name = "electors", .who = LIU},
    {0, ENTER, SECRETARY, M(2), .name = "electors", .who = CHEN},
    {0, ENTER, SECRETARY, M(2), .name = "candidates", .who = LI},
    {0, ENTER, SECRETARY, M(2), .name = "candidates", .who = WANG},
    {0, ENTER, SECRETARY, M(2), .name = "candidates", .who = ZHANG},
    {0, ENTER, SECRETARY, M(2), .name = "women", .who = ZHANG},
    {1, MOVE, SECRETARY, M(2), .name = "close"},
    {1, ENTER, LI, M(2), .name = "ballots", .who = LI, .details = CHOICE("no"), .key = 2},
    {0, ENTER, LI, M(2), .name = "ballots", .who = LI, .details = CHOICE("yes")},
    {0, ENTER, ZHANG, M(2), .name = "ballots", .who = ZHANG, .details = CHOICE("abstain")},
    {0, ENTER, SECRETARY, M(2), .name = "marks", .who = WANG},
    {0, ENTER, SECOND, M(2), .name = "marks", .who = WANG},
    {0, MOVE, SECRETARY, M(2), .name = "count", .status = CGOV_E_REFUSED, .reason = CGOV_R_BUNDLE},
    {0, BUNDLE, SECRETARY, M(2), .name = "ballots", .number = 1},
    {0, BUNDLE, SECOND, M(2), .name = "ballots", .number = 1},
    {1, MOVE, SECRETARY, M(2), .name = "count", .details = {T(TEXT, "尽快办理。")}, .key = 3},
    {0, MOVE, SECRETARY, M(2), .name = "count", .details = {T(TEXT, "尽快办理。")}, .key = 3, .status = CGOV_REPEAT},
    {1, MOVE, SECRETARY, M(3), .name = "reply"},

    /* and elects: a third has the first seat, who ties has none */
    {1, MOVE, SECRETARY, M(2), .name = "over", .status = CGOV_E_REFUSED, .reason = CGOV_R_QUORUM},
    {0, ENTER, LI, M(2), .name = "picks", .who = LI, .details = CHOICE("1 3")},
    {0, ENTER, WANG, M(2), .name = "picks", .who = WANG, .details = CHOICE("2 3")},
    {0, ENTER, ZHANG, M(2), .name = "picks", .who = ZHANG, .details = CHOICE("4"), .status = CGOV_E_REFUSED,
     .reason = CGOV_R_CHOICE},
    {0, ENTER, ZHANG, M(2), .name = "picks", .who = ZHANG, .details = CHOICE("blank")},
    {1, MOVE, SECRETARY, M(2), .name = "early", .status = CGOV_E_REFUSED, .reason = CGOV_R_CERTAIN},
    {1, MOVE, SECRETARY, M(2), .name = "over"},
    {1, MOVE, SECRETARY, M(2), .name = "pick", .key = 4},
    {DAYS(20), ADD, FOUNDER, VILLAGE, .name = "吴某"}, /* and time has left the seat */

    /* motion 4: the chair decides */
    {1, OPEN, SECRETARY, .name = "vote", .details = CALL(WANG, 1)},
    {0, ENTER, SECRETARY, M(4), .name = "electors", .who = LI},
    {0, ENTER, SECRETARY, M(4), .name = "electors", .who = WANG},
    {0, ENTER, SECRETARY, M(4), .name = "electors", .who = ZHANG},
    {0, ENTER, SECRETARY, M(4), .name = "electors", .who = LIU},
    {0, ENTER, SECRETARY, M(4), .name = "electors", .who = CHEN},
    {0, ENTER, SECRETARY, M(4), .name = "candidates", .who = LIU},
    {0, ENTER, SECRETARY, M(4), .name = "women", .who = LIU},
    {1, MOVE, SECRETARY, M(4), .name = "close"},
    {0, ENTER, LI, M(4), .name = "ballots", .who = LI, .details = CHOICE("no")},
    {0, ENTER, WANG, M(4), .name = "ballots", .who = WANG, .details = CHOICE("yes")},
    {0, ENTER, SECRETARY, M(4), .name = "ballots", .who = ZHANG, .details = CHOICE("no")}, /* waits, and is not counted */
    {0, ENTER, LIU, M(4), .name = "ballots", .who = LIU, .details = CHOICE("abstain")},
    {1, MOVE, SECRETARY, M(4), .name = "count"},
    {0, MOVE, SECRETARY, M(4), .name = "over", .status = CGOV_E_REFUSED, .reason = CGOV_R_QUORUM},

    {0, MOVE, SECRETARY, M(4), .name = "expire", .status = CGOV_E_REFUSED, .reason = CGOV_R_ACTOR},
    {1, MOVE, SECRETARY, M(5), .name = "reply"},
    {0, ENTER, SECRETARY, M(4), .name = "picks", .who = LI, .details = CHOICE("1")},
    {0, ENTER, SECRETARY, M(4), .name = "picks", .who = ZHANG, .details = CHOICE("1")},
    {0, ENTER, SECRETARY, M(4), .name = "picks", .who = LIU, .details = CHOICE("1")},
    {1, MOVE, SECRETARY, M(4), .name = "early"}, /* by a line that outranks theirs: one for one seat: whatever the others say */
    {1, MOVE, SECRETARY, M(4), .name = "pick"},
    {1, MOVE, SECRETARY, M(1), .name = "reject"},

    /* motion 6: owners, by area, and who is silent joins */
    {1, ADOPT, FOUNDER, .name = asking},
    {1, OPEN, SECRETARY, .name = "poll", .details = {N(ORGANIZATION, VILLAGE), T(TEXT, "换电梯。")}},
    {0, MOVE, SECRETARY, M(6), .name = "list"},
    {0, ENTER, SECRETARY, M(6), .name = "delivered", .who = WANG},
    {0, ENTER, SECRETARY, M(6), .name = "delivered", .who = CHEN},
    {1, MOVE, SECRETARY, M(6), .name = "begin"},
    {0, ENTER, BOSS, M(6), .name = "ballots", .who = BUILDER, .details = CHOICE("no")},
    {0, MOVE, SECRETARY, M(6), .name = "early", .status = CGOV_E_REFUSED, .reason = CGOV_R_CERTAIN},
    {0, ENTER, LI, M(6), .name = "ballots", .who = LI, .details = CHOICE("yes"), .key = 5},
    {0, ENTER, CHEN, M(6), .name = "ballots", .who = CHEN, .details = CHOICE("yes")},
    {1, MOVE, SECRETARY, M(6), .name = "early"},
    {1, MOVE, SECRETARY, M(6), .name = "count"},

    /* motion 7: it fails, and is certain to as soon as most of them have said no */
    {1, OPEN, SECRETARY, .name = "poll", .details = {N(ORGANIZATION, VILLAGE), T(TEXT, "涨物业费。")}},
    {0, MOVE, SECRETARY, M(7), .name = "list"},
    {1, MOVE, SECRETARY, M(7), .name = "begin"},
    {0, ENTER, BOSS, M(7), .name = "ballots", .who = BUILDER, .details = CHOICE("no")},
    {0, ENTER, CHEN, M(7), .name = "ballots", .who = CHEN, .details = CHOICE("no")},
    {0, ENTER, LI, M(7), .name = "ballots", .who = LI, .details = CHOICE("no")},
    {1, MOVE, SECRETARY, M(7), .name = "early"},
    {1, MOVE, SECRETARY, M(7), .name = "count"},
    {DAYS(400), TICK, .key = 0},
};
/* clang-format on */

const struct story decision_story = {"decision", steps, sizeof steps / sizeof steps[0]};
