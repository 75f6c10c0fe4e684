/* Rolls in the six checks: a small text passes, and is bent once for each sentence; what configurations keep of rolls.
 */
#include "support/bent.h"
#include "support/test.h"

static const char call[] = "rulebook 1\n"
                           "role head \"负责人\"\n"
                           "role member \"成员\"\n"
                           "procedure call \"联名提议\" motion\n"
                           "  party estate \"小区\" organization\n"
                           "  party board \"委员会\" organization\n"
                           "  party keeper \"保管人\" resident\n"
                           "  party spare \"备选\" resident\n"
                           "  roll electors \"业主\"\n"
                           "    of member of estate\n"
                           "    filled by propose\n"
                           "  roll added \"补充\"\n"
                           "    of member of estate\n"
                           "    filled by list\n"
                           "  roll signatures \"附议\"\n"
                           "    of electors\n"
                           "    by keeper\n"
                           "    by self\n"
                           "    out by self\n"
                           "    in signing\n"
                           "  stage all \"全程\"\n"
                           "    state opened \"待启动\" held by estate\n"
                           "    state signing \"联名中\" held by estate\n"
                           "    state owed \"应召集\" held by estate\n"
                           "    state done \"已办结\" final\n"
                           "  clock run from propose until report lapse\n"
                           "    for 60 days\n"
                           "    late tell head of estate\n"
                           "  clock sign from name until reach lapse\n"
                           "    for 30 days\n"
                           "    late do lapse\n"
                           "  open propose \"提议\" -> opened\n"
                           "    by head of estate\n"
                           "    needs organization\n"
                           "    sets estate to given\n"
                           "  move list \"补充名册\" opened -> same\n"
                           "    by head of estate\n"
                           "    at most 1\n"
                           "  move name \"指定\" opened -> signing\n"
                           "    by head of estate\n"
                           "    needs resident\n"
                           "    sets keeper to given\n"
                           "  move reach \"达到\" signing -> owed\n"
                           "    by keeper\n"
                           "    when signatures at least 1/5 of electors or signatures at least 9\n"
                           "  move lapse \"人数不足\" signing -> done\n"
                           "    by time\n"
                           "    tells electors\n"
                           "  move hear \"听取\" owed -> same\n"
                           "    by head of estate\n"
                           "    needs organizations\n"
                           "    opens hearing for organizations\n"
                           "    at most 2\n"
                           "  move report \"告知\" owed -> done\n"
                           "    by head of estate\n"
                           "    when children done\n"
                           "    tells signatures\n"
                           "    appoints member in estate from signatures for 24 months\n"
                           "    ends member in estate of keeper\n"
                           "procedure hearing \"听取意见\" motion\n"
                           "  party body \"单位\" organization\n"
                           "  roll heard \"到场\"\n"
                           "    of parent.electors still\n"
                           "    by head of parent.estate\n"
                           "    by self\n"
                           "    in asked\n"
                           "  stage all \"全程\"\n"
                           "    state asked \"待听取\" held by body\n"
                           "    state over \"已听取\" final\n"
                           "  clock hear from ask until answer close drop\n"
                           "    for 15 days\n"
                           "    late tell head of body\n"
                           "  open ask \"听取\" -> asked\n"
                           "    by parent\n"
                           "    sets body to given\n"
                           "  move answer \"答复\" asked -> over\n"
                           "    by head of body\n"
                           "    when heard more than 1/2 of parent.signatures\n"
                           "    answers\n"
                           "    tells parent.electors\n"
                           "  move close \"结束\" asked -> over\n"
                           "    by head of body\n"
                           "    answers\n"
                           "    tells heard\n"
                           "  move drop \"撤销\" asked -> over\n"
                           "    by parent\n"
                           "    answers\n"
                           "    tells heard\n";

static void the_small_one_passes(void **state) {
    (void)state;
    cgov_check_view report;
    bent_passes(call, &report);
    assert_int_equal(report.procedures, 2);
    /* opened, and listed; signing; owed, and heard; over, by either way: list and hear change nothing that is asked. */
    assert_int_equal(report.configurations, 4 + 2);
}

static void check_1_says(void **state) {
    (void)state;
    static const struct bent_row rows[] = {
        {{"roll signatures", "in", "signing", "signing done"},
         1,
         "signatures \"",
         "roll `signatures` is open in the final state `done`",
         ""},
        {{"roll signatures", "by self", "self", "self in done"},
         1,
         "signatures \"",
         "roll `signatures` is open in the final state `done`",
         ""},
    };
    EACH_REFUSED(call, rows);
}

static void check_3_says(void **state) {
    (void)state;
#define UNTOLD(move, state, roll)                                                                                      \
    "`" move "` leads to the final state `" state "`, and those on roll `" roll "` are not told"
    static const struct bent_row rows[] = {
        {{"move lapse", "tells", NULL, NULL},
         3,
         "lapse \"",
         UNTOLD("lapse", "done", "signatures"),
         "propose name lapse"},
        {{"move lapse", "tells", "electors", "added"},
         3,
         "lapse \"",
         UNTOLD("lapse", "done", "signatures"),
         "propose name lapse"},
        {{"move report", "tells", NULL, NULL},
         3,
         "report \"",
         UNTOLD("report", "done", "signatures"),
         "propose name reach report"},
        {{"move answer", "tells", NULL, NULL}, 3, "answer \"", UNTOLD("answer", "over", "heard"), "ask answer"},
        {{"move drop", "tells", "heard", "parent.signatures"},
         3,
         "drop \"",
         UNTOLD("drop", "over", "heard"),
         "ask drop"},
    };
    EACH_REFUSED(call, rows);
}

static void check_5_says_of_effects(void **state) {
    (void)state;
#define NAMED(move, party) "`" move "` names `" party "`, who is not set on this path"
    static const struct bent_row rows[] = {
        {{"move lapse", "tells", "electors", "electors head of board"},
         5,
         "board\n",
         NAMED("lapse", "board"),
         "propose name lapse"},
        {{"move report", "appoints", "estate", "superior of board"},
         5,
         "board from",
         NAMED("report", "board"),
         "propose name reach report"},
        {{"move report", "ends", "estate", "board"},
         5,
         "board of",
         NAMED("report", "board"),
         "propose name reach report"},
        {{"move report", "ends", "keeper", "spare"},
         5,
         "spare\n",
         NAMED("report", "spare"),
         "propose name reach report"},
    };
    EACH_REFUSED(call, rows);
}

static void check_5_says_of_parties(void **state) {
    (void)state;
    static const struct bent_row rows[] = {
        {{"roll signatures", "in", "signing", "opened signing"},
         5,
         "keeper\n    by self",
         "roll `signatures` names `keeper`, who is not set on this path",
         "propose"},
        {{"roll signatures", "by self", "self", "self not keeper in opened"},
         5,
         "keeper in opened",
         "roll `signatures` names `keeper`, who is not set on this path",
         "propose"},
        {{"roll signatures", "out by", "self", "head of board"},
         5,
         "board\n    in",
         "roll `signatures` names `board`, who is not set on this path",
         "propose name"},
        {{"roll signatures", "of", "electors", "member of board"},
         5,
         "board\n    by",
         "roll `signatures` names `board`, who is not set on this path",
         "propose name"},
        {{"roll electors", "of", "estate", "board"},
         5,
         "board\n    filled",
         "roll `electors` names `board`, who is not set on this path",
         "propose"},
        {{"roll added", "of", "estate", "estate\n    not keeper"},
         5,
         "keeper\n    filled",
         "roll `added` names `keeper`, who is not set on this path",
         "propose list"},
        {{"roll heard", "by head", "estate", "board"},
         5,
         "hear \"听取\" owed",
         "`hear` opens `hearing`, which names `board`, who is not set on this path",
         "propose name reach hear"},
    };
    EACH_REFUSED(call, rows);
}

static void check_5_says_of_shares(void **state) {
    (void)state;
    static const struct bent_row rows[] = {
        {{"roll electors", "filled", "propose", "list"},
         5,
         "electors or",
         "`reach` asks for a share of `electors`, which was neither filled nor open on this path",
         "propose name reach"},
        {{"move reach", "when", "or signatures at least 9", "or added at least 1"},
         5,
         "added at",
         "`reach` asks for a share of `added`, which was neither filled nor open on this path",
         "propose name reach"},
        {{"roll electors", "filled", "propose", "propose\n    out by head of estate\n    in signing"},
         5,
         "electors or",
         "`reach` asks for a share of `electors` in `signing`, where that is open",
         ""},
        {{"roll electors", "filled", "propose", "propose\n    by head of estate in owed"},
         5,
         "hear \"听取\" owed",
         "`hear` opens what asks for a share of `electors`, which can be open after it, in `owed`",
         ""},
        {{"move answer", "when", "parent.signatures", "parent.added"},
         5,
         "hear \"听取\" owed",
         "`hear` opens what asks for a share of `added`, which was neither filled nor open on this path",
         "propose name reach hear"},
    };
    EACH_REFUSED(call, rows);
}

/* What is open where a number of it is asked, a part, or before: all that is as it should be. */
static void what_stands_may_be_asked(void **state) {
    (void)state;
    static const struct edit edits[] = {
        {"roll electors", "filled", "propose", "propose\n    by head of estate\n    in opened"},
        {"roll electors", "filled", "filled by propose", "by head of estate\n    in opened"},
        {"move reach", "when", "of electors or signatures", "of electors or electors"},
        {"roll signatures", "of", "electors", "electors still"},
    };
    for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++) {
        char *text = bent(call, &edits[i]);
        cgov_check_view report;
        bent_passes(text, &report);
        free(text);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_small_one_passes),
        cmocka_unit_test(check_1_says),
        cmocka_unit_test(check_3_says),
        cmocka_unit_test(check_5_says_of_effects),
        cmocka_unit_test(check_5_says_of_parties),
        cmocka_unit_test(check_5_says_of_shares),
        cmocka_unit_test(what_stands_may_be_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
