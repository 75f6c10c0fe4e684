/* Mutations of the shipped meetings: with a bar, an answer, a limit, what is told or what must be known by then taken
 * away, the check that guards it refuses the text. */
#include "support/bent.h"
#include "support/test.h"
#include "support/town.h"

/* No need of a talk can be dropped: nothing ends it but its answer, and the talk waits for each. */
static void a_need_that_could_be_dropped_is_found(void **state) {
    (void)state;
    /* clang-format off */
    static const struct bent_row rows[] = {
        {{"move publish \"公布反馈\"", "when children", NULL, NULL}, 6, "raised   \"待答\"",
         "the parent cannot end `need` in `raised`: no move by parent leads to a final state", ""},
        {{"procedure need", "answers", NULL, NULL}, 3, "answer \"当场答复\" raised -> answered",
         "`answer` leads to the final state `answered` with an answer owed", "ask answer"},
    };
    /* clang-format on */
    EACH_REFUSED(town_shipped("meetings").ptr, rows);
}

static void what_nobody_would_wait_for_is_found(void **state) {
    (void)state;
    /* clang-format off */
    static const struct bent_row rows[] = {
        {{"clock reply", "late", NULL, NULL}, 2, "raised   \"待答\"", NO_CLOCK("raised"), "ask"},
        {{"procedure duty", "late", NULL, NULL}, 2, "assigned \"待办\"", NO_CLOCK("assigned"), "assign"},
        {{"move close \"闭会\"", "when every", " deferred", ""}, 1, "sitting",
         "from `sitting` no final state can surely be reached", "call notify sit adjourn resume adjourn resume"},
        {{"move report \"总结\"", "when children", NULL, NULL}, 6, "called    \"拟召开\"",
         "the parent cannot end `joint_meeting` in `called`: no move by parent leads to a final state", ""},
        {{"move drop \"免除\"", "by parent", "parent", "secretary of convenor"}, 6, "assigned \"待办\"",
         "the parent cannot end `duty` in `assigned`: no move by parent leads to a final state", ""},
        {{"move drop \"随会取消\"", "by parent", "parent", "parent.chair"}, 6, "voting   \"表决中\"",
         "the parent cannot end `topic` in `voting`: no move by parent leads to a final state", ""},
        {{"move close \"闭会\"", "when every", " rejected", ""}, 1, "sitting",
         "from `sitting` no final state can surely be reached", "call notify sit adjourn resume adjourn resume"},
    };
    /* clang-format on */
    EACH_REFUSED(town_shipped("meetings").ptr, rows);
}

static void what_would_go_on_for_ever_is_found(void **state) {
    (void)state;
    /* clang-format off */
    static const struct bent_row rows[] = {
        {{"move raise", "at most", NULL, NULL}, 4, "raise \"提议题\"",
         "`raise` stays in `recalled` and has no limit: it could go on for ever", "raise"},
        {{"move adjourn", "at most", NULL, NULL}, 4, "adjourn \"休会\"",
         "from `sitting`, `adjourn` starts a circle of moves without a limit: it could go on for ever", "adjourn resume"},
        {{"move correct", "at most", NULL, NULL}, 4, "reach \"达成意见\"",
         "from `deliberating`, `reach` starts a circle of moves without a limit: it could go on for ever",
         "reach correct"},
        {{"move vote \"付表决\"", "at most", NULL, NULL}, 4, "vote \"付表决\"",
         "from `put`, `vote` starts a circle of moves without a limit: it could go on for ever", "vote count"},
        {{"move convene", "at most", NULL, NULL}, 4, "convene \"召开\"",
         "`convene` stays in `running` and has no limit: it could go on for ever", "convene"},
    };
    /* clang-format on */
    EACH_REFUSED(town_shipped("meetings").ptr, rows);
}

static void who_took_part_and_is_not_told_is_found(void **state) {
    (void)state;
    /* clang-format off */
    static const struct bent_row rows[] = {
        {{"move certify", "tells", NULL, NULL}, 3, "certify \"发证\"",
         "`certify` leads to the final state `done`, and those on roll `enrolled` are not told",
         "announce start assess certify"},
        {{"move summarise", "tells", " posts", ""}, 3, "summarise \"归纳\"",
         "`summarise` leads to the final state `done`, and those on roll `posts` are not told", "start summarise"},
        {{"move count \"计票\"", "tells", NULL, NULL}, 3, "count \"计票\"",
         "`count` leads to the final state `rejected`, and those on roll `seconds` are not told", "raise put vote count"},
    };
    /* clang-format on */
    EACH_REFUSED(town_shipped("meetings").ptr, rows);
}

/* Rolls, shares, days and offices ask for who and what is known by then. */
static void what_is_not_known_by_then_is_found(void **state) {
    (void)state;
    /* clang-format off */
    static const struct bent_row rows[] = {
        {{"open call", "sets chair", NULL, NULL}, 5, "notify \"发通知\"",
         "`notify` opens `topic`, which names `chair`, who is not set on this path", "call notify"},
        {{"open call", "sets recorder", NULL, NULL}, 5, "notify \"发通知\"",
         "`notify` opens `topic`, which names `recorder`, who is not set on this path", "call notify"},
        {{"move notify", "needs day", " day", ""}, 5, "day at least 3 days ahead\n    opens",
         "`notify` asks for the day `day`, which is not given on this path", "call notify"},
        {{"roll electors", "filled", "ask", "convene"}, 5, "electors\n    tells signed",
         "`reach` asks for a share of `electors`, which was neither filled nor open on this path", "ask reach"},
        {{"roll electors", "filled", "filled by ask", "by secretary of convenor\n    in open"}, 5,
         "electors\n    tells signed", "`reach` asks for a share of `electors` in `open`, where that is open", ""},
        {{"roll members", "filled", "filled by notify", "by secretary of convenor\n    in noticed sitting"}, 5,
         "notify \"发通知\"", "`notify` opens what asks for a share of `members`, which can be open after it, in `noticed`",
         ""},
        {{"move report \"回告\"", "sets handler", NULL, NULL}, 5, "handler\n  move again",
         "`pass` names `handler`, who is not set on this path", "assign report pass"},
        {{"open announce \"招生\"", "sets trainer", NULL, NULL}, 5, "trainer\n    when day come",
         "`start` names `trainer`, who is not set on this path", "announce start"},
    };
    /* clang-format on */
    EACH_REFUSED(town_shipped("meetings").ptr, rows);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_need_that_could_be_dropped_is_found),
        cmocka_unit_test(what_nobody_would_wait_for_is_found),
        cmocka_unit_test(what_would_go_on_for_ever_is_found),
        cmocka_unit_test(who_took_part_and_is_not_told_is_found),
        cmocka_unit_test(what_is_not_known_by_then_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
