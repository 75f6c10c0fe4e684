/* Mutations of the shipped texts that decide: with an outcome's line, the closing of a list, who answers for a count,
 * or what cannot be refused taken away, the check that guards it refuses the text; and so with guards that ask what a
 * decision would come to, put where nobody can know. */
#include "support/bent.h"
#include "support/test.h"
#include "support/town.h"

/* Each outcome that a rule can come to has its line, and no other has. */
static void an_outcome_that_leads_nowhere_is_found(void **state) {
    (void)state;
    /* clang-format off */
    static const struct bent_row owners[] = {
        {{"procedure owners_decision", "failed", "failed    -> failed", "failed    -> failed\n    unfilled -> passed"}, 5,
         "unfilled -> passed", "no rule that `count` decides by can come to `unfilled`", ""},
    }, votes[] = {
        {{"procedure residents_vote", "no_quorum", NULL, NULL}, 5, "residents_meeting over ballots",
         "`count` decides by rule `residents_meeting`, which can come to `no_quorum`: no line says where that leads", ""},
    };
    /* clang-format on */
    EACH_REFUSED(town_shipped("owners").ptr, owners);
    EACH_REFUSED(town_shipped("assemblies").ptr, votes);
}

/* What is counted is closed, and stays so. */
static void a_list_left_open_is_found(void **state) {
    (void)state;
    /* clang-format off */
    static const struct bent_row owners[] = {
        {{"procedure owners_decision", "in listed", "listed", "listed counting"}, 5, "owners_general over",
         "`count` decides in `counting`, where roll `electors` is open", ""},
    };
    /* clang-format on */
    EACH_REFUSED(town_shipped("owners").ptr, owners);
    static const struct edit again[] = {
        {"procedure owners_decision", "no_quorum", "-> void", "-> voting\n    at most 2"},
        {"procedure owners_decision", "move cancel", "  move cancel",
         "  move lapse \"期满\" voting counting -> void\n    by head of organizer\n    answers\n    tells electors\n  "
         "move "
         "cancel"},
        {"procedure owners_decision", "clock poll", "from begin until close",
         "from begin count.no_quorum until close lapse"},
        {"procedure owners_decision", "clock begin", "cancel", "cancel lapse"},
        {"procedure owners_decision", "clock finish", "drop", "drop lapse"}};
    char *text = bent_by(town_shipped("owners").ptr, again, 5);
    bent_refused(text, 5, "voting\n", "`count` decides over roll `ballots`, and leads to `voting`, where that is open",
                 "");
    free(text);
}

static void a_count_that_nobody_answers_for_is_found(void **state) {
    (void)state;
    /* clang-format off */
    static const struct bent_row rows[] = {
        {{"procedure assembly_topic", "decides", "decides", "by child\n    decides"}, 2, "count \"",
         "`count` decides: no child makes it, for somebody answers for a count", ""},
        {{"procedure assembly_topic", "decides", "decides", "by parent\n    decides"}, 2, "count \"",
         "`count` decides: no parent makes it, for somebody answers for a count", ""},
    };
    /* clang-format on */
    EACH_REFUSED(town_shipped("assemblies").ptr, rows);
    static const struct edit timed = {"procedure village_election", "decides", "decides", "by time\n    decides"};
    char *text = bent(town_shipped("assemblies").ptr, &timed);
    bent_refused(text, 2, "ballots into elected",
                 "`count` decides over roll `ballots`, whose bundle may be missing: time does not wait for it", "");
    free(text);
}

/* At the count nothing refuses what it does. */
static void an_effect_that_could_be_refused_is_found(void **state) {
    (void)state;
    /* clang-format off */
    static const struct bent_row rows[] = {
        {{"procedure member_filling", "appoints", "months", "workdays"}, 1, "count \"",
         "`count` decides, and could be refused: no calendar may tell when the office ends", ""},
        {{"clock publish from count.passed", "for", "7 days", "given day at most 7 days"}, 1, "count \"",
         "`count` decides, and could be refused: the day that an outcome's clock runs to may be over", ""},
    };
    /* clang-format on */
    EACH_REFUSED(town_shipped("assemblies").ptr, rows);
}

/* ---- guards that ask what would be decided ---- */

#define EARLY                                                                                                          \
    "  move early \"提前截止\" voting -> same\n    by clerk of village\n    when certain count\n    at most 1\n"

static void a_guard_that_asks_too_early_is_found(void **state) {
    (void)state;
    /* clang-format off */
    static const struct bent_row owners[] = {
        {{"procedure owners_decision", "when day at least", "when day", "when quorum count\n    when day"}, 5, "quorum count",
         "`announce` asks what `count` would decide in `listed`, where roll `electors` is open", ""},
        {{"procedure owners_decision", "move close", "  move close",
          "  move early \"提前截止\" voting -> counting\n    by head of organizer\n    when certain count\n  move close"}, 6,
         "certain count", "`early` asks whether what `count` decides is certain, and ballots on roll `ballots` can be cast again",
         ""},
    };
    /* clang-format on */
    EACH_REFUSED(town_shipped("owners").ptr, owners);
    static const struct edit sound[] = {{"procedure village_vote", "move count", "  move count", EARLY "  move count"},
                                        {"procedure village_vote", "in noticed", "noticed", "noticed voting"}};
    char *text = bent_by(town_shipped("assemblies").ptr, sound, 1);
    cgov_check_view report;
    bent_passes(text, &report);
    free(text);
    text = bent_by(town_shipped("assemblies").ptr, sound, 2);
    bent_refused(text, 5, "certain count",
                 "`early` asks whether what `count` decides is certain, and roll `present` can change yet, in `voting`",
                 "");
    free(text);
    static const struct edit silent[] = {
        {"procedure village_vote", "move count", "  move count", EARLY "  move count"},
        {"rule village_assembly", "ask", "yes_no", "yes_no\n  silent of present joins majority"}};
    text = bent_by(town_shipped("assemblies").ptr, silent, 2);
    bent_refused(
        text, 6, "certain count",
        "`early` asks about rule `village_assembly`, which counts silent ones by households: only its count can", "");
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_outcome_that_leads_nowhere_is_found),
        cmocka_unit_test(a_list_left_open_is_found),
        cmocka_unit_test(a_count_that_nobody_answers_for_is_found),
        cmocka_unit_test(an_effect_that_could_be_refused_is_found),
        cmocka_unit_test(a_guard_that_asks_too_early_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
