/* The six checks: the shipped standard passes, and a small rulebook is bent once for each sentence that a check can
 * say.
 */
#include "support/alloc.h"
#include "support/bent.h"
#include "support/test.h"

#include <time.h>

static uint32_t count_words(const char *path) {
    uint32_t words = 0;
    for (; *path; path += strspn(path, " ")) {
        path += strcspn(path, " ");
        words++;
    }
    return words;
}

static void the_standard_passes(void **state) {
    (void)state;
    cgov_check_view report;
    bent_passes(bent_standard(), &report);
    assert_int_equal(report.status, CGOV_OK);
    assert_int_equal(report.reason, CGOV_R_NONE);
    assert_int_equal(report.check, 0);
    assert_string_equal(report.message, "");
    assert_int_equal(report.procedures, 5);
    assert_int_equal(report.states, 24 + 4 + 3 + 3 + 4);
    assert_int_equal(report.moves, 62 + 4 + 3 + 3 + 8); /* the first ones included */
    assert_int_equal(report.clocks, 20 + 2 + 1 + 1 + 2);
    /* The walk is printed whole: after the first move every other is a change of state or a move that stays. */
    assert_int_equal(report.longest_changes, 81);
    assert_int_equal(report.longest_stays, 3 + 1 + 5 + 3 + 20 + 20 + 3 + 5 + 20 + 5 + 1 + 3 + 3 + 1 + 20 +
                                               20); /* classify, mask, supplement, urge, replace, entrust,
                                                     * supervise, assign_to, contact, whistle, extend, rate,
                                                     * found, conclude, name_reviewer, name_checker */
    assert_int_equal(count_words(report.path), 1 + report.longest_changes + report.longest_stays);
    assert_memory_equal(report.path, "report classify classify classify mask ", 39);
    /* Each once: to clocks without a length of their own, which only tell, all profiles together are as one. */
    assert_in_range(report.configurations, 50000, 125000);
    print_message("# %u configurations, longest walk %u changes and %u stays\n", (unsigned)report.configurations,
                  report.longest_changes, report.longest_stays);
}

static void the_small_one_passes(void **state) {
    (void)state;
    cgov_check_view report;
    bent_passes(bent_small, &report);
    assert_int_equal(report.longest_changes, 10);
    assert_int_equal(report.longest_stays, 9);
    assert_string_equal(report.path, "report take call call call call call call call call call answer rework answer "
                                     "rework answer complain overturn answer pass");
}

static void check_1_says(void **state) {
    (void)state;
    /* clang-format off */
    static const struct bent_row rows[] = {
        {{"move withdraw", "move", "fresh", "done"}, 1, "done -> gone", "`withdraw` leaves the final state `done`",
         ""},
        {{"stage all", "state gone", "final", "final\n    state lost \"无\" held by intake"}, 1, "lost \"",
         "no path leads to `lost`", ""},
        {{"clock start", "clock", " withdraw", ""}, 1, "start from",
         "clock `start` still runs in the final state `gone`", "report withdraw"},
    };
    /* clang-format on */
    EACH_REFUSED(bent_small, rows);
    bent_refused("rulebook 1\n"
                 "procedure part \"协办\" part\n"
                 "  stage all \"全程\"\n"
                 "    state over \"结束\" final\n"
                 "  open ask -> over\n"
                 "    by parent\n"
                 "    answers\n",
                 1, "ask ->", "`ask` is made by a parent, and no procedure opens `part`", "");
}

static void check_2_says(void **state) {
    (void)state;
#define LATE(why) "clock `check` can fall due in `check` where `pass_late` could be refused: " why
    /* clang-format off */
    static const struct bent_row rows[] = {
        {{"state work", "state", "lead", "handler"}, 2, "work",
         "`work` is held by `handler`, who is not set on this path", "report take"},
        {{"clock work", "clock", " overturn", ""}, 2, "work",
         NO_CLOCK("work"), "report take answer complain overturn"},
        {{"move pass_late", "move", "check ->", "fresh ->"}, 2, "check from", LATE("it does not leave this state"),
         "report take answer"},
        {{"move pass_late", "by", "time", "time\n    needs text"}, 2, "check from", LATE("time gives no details"),
         "report take answer"},
        {{"move pass_late", "by", "time", "time\n    takes lead\n    sets lead to given"}, 2, "check from",
         LATE("time gives no details"), "report take answer"},
        {{"move pass_late", "by", "time", "time\n    sets handler to actor"}, 2, "check from",
         LATE("time is no actor"), "report take answer"},
        {{"move pass_late", "by", "time", "time\n    takes master\n    follows"}, 2, "check from",
         LATE("`follows` asks for a detail, the issue to follow"), "report take answer"},
        {{"move pass_late", "by", "time", "time\n    takes class\n    reclasses"}, 2, "check from",
         LATE("`reclasses` asks for a detail, the urgency or class"), "report take answer"},
        {{"move pass_late", "by", "time", "time\n    takes days\n    extends work at most 5 days"}, 2, "check from",
         LATE("`extends` asks for a detail, the days"), "report take answer"},
        {{"move pass_late", "by", "time", "time\n    takes organizations\n    opens part for organizations"}, 2,
         "check from", LATE("`opens` asks for a detail, the organizations"), "report take answer"},
        {{"move pass_late", "by", "time", "time\n    sets upper to superior of lead"}, 2, "check from",
         LATE("there may be no superior"), "report take answer"},
        {{"move pass_late", "by", "time", "time\n    when children done"}, 2, "check from",
         LATE("its `when` may fail"), "report take answer"},
        {{"move pass_late", "by", "time", "time\n    before check"}, 2, "check from",
         LATE("its own time may be over"), "report take answer"},
        {{"move pass_late", "by", "time", "time\n    within 9 days of rework"}, 2, "check from",
         LATE("a limit is used up, or what it counts from never was"), "report take answer"},
        {{"move pass_late", "by", "time", "time\n    when used_up rework"}, 2, "check from",
         LATE("a limit is used up, or what it counts from never was"), "report take answer"},
    };
    /* clang-format on */
    EACH_REFUSED(bent_small, rows);
}

static void check_3_says(void **state) {
    (void)state;
    /* clang-format off */
    static const struct bent_row rows[] = {
        {{"open ask", "by", "parent", "parent\n    by any resident\n    takes organization"}, 3, "ask ->",
         "any resident makes `ask`, and no party `reporter` is answered", ""},
        {{"move answer", "answers", NULL, NULL}, 3, "pass check",
         "`pass` leads to the final state `done` with an answer owed", "report take answer pass"},
        {{"move uphold", "answers", NULL, NULL}, 3, "uphold appeal",
         "`uphold` leads to the final state `done` with an answer owed", "report take answer complain uphold"},
    };
    /* clang-format on */
    EACH_REFUSED(bent_small, rows);
    bent_refused("rulebook 1\n"
                 "procedure poll \"征询\"\n"
                 "  party host \"主办\" organization\n"
                 "  stage all \"全程\"\n"
                 "    state over \"结束\" final\n"
                 "  open ask -> over\n"
                 "    by any resident\n",
                 3, "ask ->", "any resident makes `ask`, and no party `reporter` is answered", "");
}

static void check_4_says(void **state) {
    (void)state;
    /* clang-format off */
    static const struct bent_row rows[] = {
        {{"move call", "at most", NULL, NULL}, 4, "call work",
         "`call` stays in `work` and has no limit: it could go on for ever", "call"},
        {{"move complain", "at most", NULL, NULL}, 4, "answer work",
         "from `work`, `answer` starts a circle of moves without a limit: it could go on for ever",
         "answer complain overturn"},
    };
    /* clang-format on */
    EACH_REFUSED(bent_small, rows);
#define OPENS_EACH_OTHER(name, other)                                                                                  \
    "procedure " name " \"甲\"\n  party host \"主办\" organization\n  stage all \"全程\"\n"                       \
    "    state here \"此\" held by host\n    state over \"结束\" final\n"                                           \
    "  open open_" name " -> here\n    by parent\n    sets host to given\n"                                            \
    "  move end_" name " here -> over\n    by parent\n    answers\n"                                                   \
    "  move share_" name " here -> same\n    by clerk of host\n    at most 1\n    takes organizations\n"               \
    "    opens " other " for organizations\n"
    bent_refused("rulebook 1\nrole clerk \"受理员\"\n" OPENS_EACH_OTHER("one", "two") OPENS_EACH_OTHER("two", "one"), 4,
                 "share_one",
                 "`share_one` of `one` starts a circle of procedures that open each other: it could go on for ever",
                 "share_one share_two");
}

static void check_5_says(void **state) {
    (void)state;
    /* clang-format off */
    static const struct bent_row rows[] = {
        {{"move answer", "sets handler", "actor", "reporter"}, 5, "handler to",
         "`handler` is who handled: `answer` can set it to the actor only", ""},
        {{"move overturn", "by", " not handler", ""}, 5, "by head of",
         "`overturn` leaves `appeal`, held by a superior: it must say `not handler`",
         "report take answer complain overturn"},
        {{"move call", "by", "lead", "upper"}, 5, "upper", "`call` names `upper`, who is not set on this path",
         "report take call"},
        {{"move call", "by", "lead", "lead not handler"}, 5, "handler",
         "`call` names `handler`, who is not set on this path", "report take call"},
        {{"move answer", "sets handler", NULL, NULL}, 5, "handler",
         "`pass` names `handler`, who is not set on this path", "report take answer pass"},
        {{"open report", "by", "any resident", "clerk of lead"}, 5, "lead",
         "`report` names `lead`, who is not set on this path", "report"},
        {{"open report", "sets", "given", "lead"}, 5, "lead",
         "`report` names `lead`, who is not set on this path", "report"},
        {{"move take", "by", "intake", "intake\n    when contact upper"}, 5, "upper",
         "`take` names `upper`, who is not set on this path", "report take"},
        {{"move call", "by", "lead", "lead\n    when unaccused upper"}, 5, "upper",
         "`call` names `upper`, who is not set on this path", "report take call"},
        {{"move call", "by", "lead", "lead\n    when routed upper"}, 5, "upper",
         "`call` names `upper`, who is not set on this path", "report take call"},
        {{"clock start", "late", "intake", "intake then head of lead after 3 days"}, 5, "lead after",
         "clock `start` tells `lead`, who is not set on this path", "report"},
        {{"clock share", "late", "parent.lead", "parent.upper"}, 5, "take fresh",
         "`take` opens `part`, which names `upper`, who is not set on this path", "report take"},
        {{"move take", "needs", "lead", "result\n    takes lead"}, 5, "take fresh",
         "`take` opens `part`, which names `lead`, who is not set on this path", "report take"},
    };
    /* clang-format on */
    EACH_REFUSED(bent_small, rows);
}

static void check_6_says(void **state) {
    (void)state;
#define ENDS(why) "the parent ends `part` by `drop`, which could be refused: " why
#define OPENS(why) "the parent opens `part` by `ask`, which could be refused: " why
    /* clang-format off */
    static const struct bent_row rows[] = {
        {{"move drop", "by parent", NULL, NULL}, 6, "asked",
         "the parent cannot end `part` in `asked`: no move by parent leads to a final state", ""},
        {{"move drop", "by parent", "parent", "parent\n    when unfollowed"}, 6, "drop asked",
         ENDS("its `when` may fail"), ""},
        {{"move drop", "by parent", "parent", "parent\n    at most 1\n    when used_up drop"}, 6, "drop asked",
         ENDS("its `when` may fail"), ""},
        {{"move drop", "by parent", "parent", "parent\n    within 3 days of ask"}, 6, "drop asked",
         ENDS("its own time may be over"), ""},
        {{"move drop", "by parent", "parent", "parent\n    sets partner to superior of partner"}, 6, "drop asked",
         ENDS("there may be no superior"), ""},
        {{"move drop", "by parent", "parent", "parent\n    needs organization\n    sets partner to given"}, 6,
         "drop asked", ENDS("a parent gives no details"), ""},
        {{"move drop", "by parent", "parent", "parent\n    takes master\n    follows"}, 6, "drop asked",
         ENDS("`follows` asks for a detail, the issue to follow"), ""},
        {{"move drop", "by parent", "parent", "parent\n    takes urgency\n    reclasses"}, 6, "drop asked",
         ENDS("`reclasses` asks for a detail, the urgency or class"), ""},
        {{"move drop", "by parent", "parent", "parent\n    needs days\n    extends share at most 5 days"}, 6,
         "drop asked", ENDS("`extends` asks for a detail, the days"), ""},
        {{"open ask", "by parent", "parent", "parent\n    when urgency normal"}, 6, "ask ->",
         OPENS("its `when` may fail"), ""},
        {{"open report", "by", "resident", "resident\n    when unsettled earlier"}, 6, "unsettled",
         "`unsettled` asks about the final state `settled`, which `issue` does not have", ""},
    };
    /* clang-format on */
    EACH_REFUSED(bent_small, rows);
    static const struct edit actors[] = {{"party partner", "party", "party",
                                          "party worker \"经办\" resident\n  party reporter \"人\" resident\n  party"},
                                         {"move drop", "by parent", "parent", "parent\n    sets worker to actor"},
                                         {"move drop", "sets", "actor", "reporter"}};
    char *text = bent_by(bent_small, actors, 2);
    bent_refused(text, 6, "drop asked", ENDS("a parent is no actor"), "");
    free(text);
    text = bent_by(bent_small, actors, 3);
    bent_refused(text, 6, "drop asked", ENDS("there may be no reporter"), "");
    free(text);
    /* What is waived or asks for nothing does not keep a parent from it. */
    static const struct edit waived = {"move drop", "by parent", "parent",
                                       "parent\n    needs reason\n    takes text\n    drops\n    at most 1"};
    cgov_check_view report;
    text = bent(bent_small, &waived);
    bent_passes(text, &report);
    free(text);
}

/* Where the text says who opens a procedure, the reader asks each of these for the party of the parent. */
static void a_parents_party_is_there_and_fits(void **state) {
    (void)state;
    /* clang-format off */
    static const struct bent_row rows[] = {
        {{"clock share", "late", "parent.lead", "parent.boss"}, 0, "parent.boss",
         "party `boss` is not one of `issue`, which opens this procedure", ""},
        {{"clock share", "late", "head of parent.lead", "parent.boss"}, 0, "parent.boss",
         "party `boss` is not one of `issue`, which opens this procedure", ""},
        {{"clock share", "late", "parent.lead", "superior of parent.reporter"}, 0, "parent.reporter",
         "party `reporter` of `issue` is a resident: nobody holds a role in it", ""},
        {{"clock start", "late", "head of intake", "parent.lead"}, 0, "parent.lead",
         "no procedure opens `issue`: it has no parent", ""},
        {{"move drop", "by contact", "parent.lead", "parent.handler"}, 0, "parent.handler",
         "party `handler` of `issue` is a resident: nobody holds a role in it", ""},
        {{"move drop", "by contact", "contact of ", ""}, 0, "parent.lead",
         "party `lead` of `issue` is an organization: say which role of it makes the move", ""},
        {{"open ask", "sets", "partner to given", "worker to given"}, 0, "given",
         "party `worker` is a resident: a child is opened for an organization", ""},
        {{"procedure visit", "party lead", "organization", "resident"}, 0, "parent.lead",
         "party `lead` of `visit` is a resident: nobody holds a role in it", ""},
        {{"procedure visit", "party lead", "lead", "leader"}, 0, "parent.lead",
         "party `lead` is not one of `visit`, which opens this procedure", ""},
    };
    static const struct edit more[] = {
        {"party partner", "party", "party", "party worker \"经办\" resident\n  party"},
        {"procedure part", "procedure", "procedure", "procedure visit \"走访\"\n"
         "  party lead \"牵头\" organization\n  stage all \"全程\"\n    state over \"结束\" final\n"
         "  open visit -> over\n    by any resident\n    needs organizations\n"
         "    opens part for organizations\nprocedure"}};
    static const struct edit fits[] = {{"clock share", "late", "head of parent.lead", "parent.reporter"},
                                       {"clock share", "late", "head of parent.lead", "parent.lead"},
                                       {"move drop", "by contact", "contact of parent.lead", "parent.reporter"}};
    /* clang-format on */
    char *both = bent_by(bent_small, more, 2);
    EACH_REFUSED(both, rows);
    free(both);
    for (size_t i = 0; i < sizeof fits / sizeof fits[0]; i++) {
        cgov_check_view report;
        char *made = bent(bent_small, &fits[i]);
        bent_passes(made, &report);
        free(made);
    }
}

/* Each kind of item that guards tell apart comes to an end by moves that nothing can refuse for good. */
static void every_kind_of_item_can_end(void **state) {
    (void)state;
#define STUCK(state) "from `" state "` no final state can surely be reached"
    /* clang-format off */
    static const struct {
        struct edit edits[4];
        const char *at, *message, *path; /* at NULL: it passes */
    } rows[] = {
        {{{"move answer", "by", "lead", "lead\n    when not track petition"}}, "work",
         STUCK("work") " (track petition)", "report take"},
        {{{"move answer", "by", "lead", "lead\n    when channel web letter"}}, "work",
         STUCK("work") " (channel none)", "report take"},
        {{{"move answer", "by", "lead", "lead\n    when urgency normal"}}, "work", STUCK("work") " (urgency urgent)",
         "report take"},
        {{{"move answer", "by", "lead", "lead\n    when matter direct\n    when not public_safety"}}, "work",
         STUCK("work") " (not matter direct, not public_safety)", "report take"},
        {{{"move answer", "by", "lead", "lead\n    within 5 days of take"}}, "work", STUCK("work"), "report take"},
        {{{"move answer", "by", "lead", "lead\n    before work"}}, "work", STUCK("work"), "report take"},
        {{{"move answer", "by", "lead", "lead\n    when unaccused lead"}}, "work", STUCK("work"), "report take"},
        {{{"move answer", "by", "lead", "lead\n    when routed lead"}}, "work", STUCK("work"), "report take"},
        {{{"move answer", "sets", "actor", "actor\n    sets upper to superior of lead"}}, "work", STUCK("work"),
         "report take"},
        /* What the actor chooses can be chosen otherwise; children can be ended. */
        {{{"move take", "sets", "given", "given\n    when unaccused lead\n    when contact organizations"}}, NULL,
         NULL, NULL},
        {{{"move take", "sets", "given", "given\n    when routed lead"}}, NULL, NULL, NULL},
        {{{"move answer", "by", "lead", "lead\n    when children done"}}, NULL, NULL, NULL},
        /* Two moves that share out all tracks. A track that must be given is not none. */
        {{{"clock work", "clock", "until answer", "until answer reply"}, {"clock check", "clock", "from answer",
         "from answer reply"}, {"move answer", "answers", "answers", "answers\n    when track petition"},
         {"move pass", "move", "move",
         "move reply work -> check\n    by contact of lead\n    sets handler to actor\n    when not track petition\n    answers\n  move"}},
         NULL, NULL, NULL},
        {{{"open report", "takes", "track earlier", "earlier\n    needs track"},
          {"move answer", "by", "lead", "lead\n    when track consult complaint suggestion petition accusation help other"}},
         NULL, NULL, NULL},
        {{{"move overturn", "by", "handler", "handler\n    when track petition"}}, NULL, NULL, NULL},
        /* None but petitions come here, so none but petitions must leave. */
        {{{"move overturn", "by", "handler", "handler\n    when track petition"}, {"move uphold", "by", "handler",
         "handler\n    when track petition"}, {"move complain", "by", "reporter",
         "reporter\n    when track petition"}}, NULL, NULL, NULL},
        {{{"move overturn", "by", "handler", "handler\n    when track petition"}, {"move uphold", "by", "handler",
         "handler\n    when track petition"}}, "appeal", STUCK("appeal") " (track none)",
         "report take answer complain"},
        {{{"move overturn", "by", "handler", "handler\n    when track petition"}, {"move uphold", "by", "handler",
         "handler\n    when track petition"}, {"move complain", "by", "reporter",
         "reporter\n    when track petition"}, {"move rework", "by", "handler", "handler\n    takes track"}}, "appeal",
         STUCK("appeal") " (track none)", "report take answer complain"},
        /* An urgency can change on the way: those that come with one must be able to leave with another. */
        {{{"move complain", "by", "reporter", "reporter\n    when urgency urgent"}, {"move uphold", "by", "handler",
         "handler\n    when urgency urgent"}, {"move overturn", "by", "handler", "handler\n    when urgency urgent"}},
         NULL, NULL, NULL},
    };
    /* clang-format on */
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cgov_check_view report;
        char *text = bent_by(bent_small, rows[i].edits, 4);
        if (rows[i].at) {
            bent_refused(text, 1, rows[i].at, rows[i].message, rows[i].path);
        } else {
            bent_passes(text, &report);
        }
        free(text);
    }
}

/* Of petitions alone, until a matter is put right that brings another track. */
static void a_matter_can_bring_a_track(void **state) {
    (void)state;
    struct edit edits[] = {
        {"move overturn", "by", "handler", "handler\n    when track petition"},
        {"move uphold", "by", "handler", "handler\n    when track petition"},
        {"move complain", "by", "reporter", "reporter\n    when track petition"},
        {"move rework", "by", "handler", "handler\n    takes matter\n    reclasses"},
        {"role head", "role", "负责人\"", "负责人\"\nmatter noise \"噪声\"\n  track help"},
    };
    cgov_check_view report;
    char *text = bent_by(bent_small, edits, 5);
    bent_refused(text, 1, "appeal", STUCK("appeal") " (track none)", "report take answer complain");
    free(text);
    edits[4].replace = "负责人\"\nmatter noise \"噪声\"";
    text = bent_by(bent_small, edits, 5);
    bent_passes(text, &report);
    free(text);
}

/* A child that only its parent ends cannot be what the parent waits for. */
static void nobody_waits_for_whom_it_must_end(void **state) {
    (void)state;
    static const struct edit edits[] = {{"clock share", "clock", "until report drop", "until drop"},
                                        {"move report", "move", "asked -> ready", "asked -> same"},
                                        {"move report", "answers", "answers", "at most 1"},
                                        {"move drop", "by contact", NULL, NULL},
                                        {"move pass", "by", "handler", "handler\n    when children done"}};
    cgov_check_view report;
    char *text = bent_by(bent_small, edits, 4);
    bent_passes(text, &report);
    free(text);
    text = bent_by(bent_small, edits, 5);
    bent_refused(text, 1, "asked", STUCK("asked"), "ask");
    free(text);
}

/* What nothing asks about any more tells no configurations apart; where something does, whatever asks is heard. */
static void what_nobody_asks_about_is_forgotten(void **state) {
    (void)state;
    static const struct edit edits[] = {
        {"clock work", "clock", "take rework", "take direct rework"},
        {"clock start", "clock", "until take", "until take direct"},
        {"move call", "move", "move call",
         "move direct fresh -> work\n    by clerk of intake\n    sets lead to intake\n  move call"},
        {"party handler", "party", "party handler", "party first \"首接\" organization\n  party handler"},
        {"move take", "opens", "opens", "sets first to lead\n    opens"},
        {"clock appeal", "late", "head of upper", "head of first"}};
    static const struct edit asks[] = {{"move uphold", "by", "not handler", "not handler not first"},
                                       {"move call", "by", "contact of lead", "contact of first"}};
    cgov_check_view unset, set;
    char *text = bent_by(bent_small, edits, 4);
    bent_passes(text, &unset);
    free(text);
    text = bent_by(bent_small, edits, 5);
    bent_passes(text, &set);
    assert_int_equal(set.configurations, unset.configurations);
    assert_string_equal(set.path, unset.path);
    for (size_t i = 0; i < sizeof asks / sizeof asks[0]; i++) {
        char *asking = bent(text, &asks[i]);
        bent_refused(asking, 5, "first\n",
                     i ? "`call` names `first`, who is not set on this path"
                       : "`uphold` names `first`, who is not set on this path",
                     i ? "report direct call" : "report direct answer complain uphold");
        free(asking);
    }
    free(text);
    text = bent_by(bent_small, edits, 6);
    bent_refused(text, 5, "first\n", "clock `appeal` tells `first`, who is not set on this path",
                 "report direct answer complain");
    free(text);
}

/* Profiles matter where they give a length to a clock without one that does more than tell. */
static void profiles_are_told_apart_by_their_clocks(void **state) {
    (void)state;
    static const struct edit edits[] = {
        {"role head", "role", "负责人\"",
         "负责人\"\nprofile SHORT\n  issue.start 1 days\nprofile TOLD\n  issue.told 2 days\n"
         "profile TOO\n  issue.told 9 days if urgency urgent"},
        {"clock start", "clock", "clock start",
         "clock told from report until answer withdraw\n    late tell head of intake\n"
         "  clock start"},
        {"clock told", "clock", " answer", ""}};
    cgov_check_view none, some;
    char *text = bent_by(bent_small, &edits[1], 1);
    bent_passes(text, &none);
    free(text);
    text = bent_by(bent_small, edits, 2);
    bent_passes(text, &some);
    assert_int_equal(some.configurations, none.configurations);
    char *asking = bent(text, &(struct edit){"move call", "at most", "9", "9\n    before told"});
    free(text);
    bent_passes(asking, &some);
    free(asking);
    assert_true(some.configurations > none.configurations && some.configurations < 3 * none.configurations);
    text = bent_by(bent_small, edits, 3);
    bent_refused(text, 1, "told from", "clock `told` still runs in the final state `done`, under profile `TOLD`",
                 "report take answer pass");
    free(text);
}

static void a_long_walk_is_cut(void **state) {
    (void)state;
    static const struct edit edit = {"move call", "at most", "9",
                                     "255\n  move a_call_with_a_long_name work -> same\n"
                                     "    by contact of lead\n    at most 255"};
    cgov_check_view report;
    char *text = bent(bent_small, &edit);
    bent_passes(text, &report);
    free(text);
    assert_int_equal(report.longest_changes, 10);
    assert_int_equal(report.longest_stays, 510);
    size_t len = strlen(report.path);
    assert_in_range(len, sizeof report.path - NAME_SIZE - 5, sizeof report.path - 1);
    assert_string_equal(report.path + len - 4, " ...");
}

/* 1,024 makings that open children pass this check, 1,025 do not; without `at most` nothing is counted. */
static char *children(const uint32_t *most, uint32_t count) {
    char *text = malloc(16384);
    assert_non_null(text);
    int len =
        snprintf(text, 16384,
                 "rulebook 1\nrole clerk \"受理员\"\nprocedure issue \"诉求\"\n  party host \"主办\" organization\n"
                 "  stage all \"全程\"\n    state here \"此\" held by host\n    state over \"结束\" final\n"
                 "  clock all from ask until end\n    for 5 days\n    late tell clerk of host\n"
                 "  open ask -> here\n    by clerk of host\n    needs organization\n    sets host to given\n"
                 "  move end here -> over\n    by clerk of host\n    answers\n");
    for (uint32_t i = 0; i < count; i++) {
        len += snprintf(text + len, 16384 - (size_t)len,
                        "  move o%u here -> same\n    by clerk of host\n    needs organizations\n"
                        "    opens part for organizations\n",
                        i);
        if (most[i]) len += snprintf(text + len, 16384 - (size_t)len, "    at most %u\n", most[i]);
    }
    snprintf(text + len, 16384 - (size_t)len,
             "procedure part \"协办\" part\n  party to \"协办单位\" organization\n  stage all \"全程\"\n"
             "    state asked \"待办\" held by to\n    state closed \"办结\" final\n  clock all from put until drop\n"
             "    for 5 days\n    late tell clerk of to\n  open put -> asked\n    by parent\n    sets to to given\n"
             "  move drop asked -> closed\n    by parent\n    answers\n");
    return text;
}

static void children_are_no_more_than_an_item_may_have(void **state) {
    (void)state;
    static const uint32_t fits[] = {255, 255, 255, 255, 4}, past[] = {255, 255, 255, 255, 5}, none[] = {0};
    cgov_check_view report;
    char *text = children(fits, 5);
    bent_passes(text, &report);
    free(text);
    text = children(past, 5);
    bent_refused(text, 4, "o4 here",
                 "with `o4`, `at most` lets `issue` open 1025 children of one item or more: it may have 1024", "");
    free(text);
    text = children(none, 1); /* refused, but for going on for ever */
    bent_refused(text, 4, "o0 here", "`o0` stays in `here` and has no limit: it could go on for ever", "o0");
    free(text);
}

/* Moves that wait for each other's limits, through a row of states: a quarter of a million configurations, and one at
 * the end of a path of thousands that cannot be left. Telling the path must not cost more than finding it:
 * a text that differs in its last line alone, and passes, is the measure. */
static void chain(char *text, size_t size, bool ends) {
    enum { STATES = 40, MOVES = 23 };
    int len =
        snprintf(text, size,
                 "rulebook 1\nrole clerk \"受理员\"\nprocedure issue \"诉求\"\n  party host \"主办\" organization\n"
                 "  stage all \"全程\"\n");
    for (int i = 0; i < STATES; i++)
        len += snprintf(text + len, size - (size_t)len, "    state s%d \"此\" held by host\n", i);
    len += snprintf(text + len, size - (size_t)len,
                    "    state over \"结束\" final\n  clock all from ask until end\n    for 5 days\n"
                    "    late tell clerk of host\n  open ask -> s0\n    by clerk of host\n    needs organization\n"
                    "    sets host to given\n");
    for (int i = 1; i < STATES; i++)
        len += snprintf(text + len, size - (size_t)len, "  move n%d s%d -> s%d\n    by clerk of host\n", i, i - 1, i);
    for (int i = 0; i < MOVES; i++) {
        len += snprintf(text + len, size - (size_t)len, "  move g%d", i);
        for (int s = 0; s < STATES; s++) len += snprintf(text + len, size - (size_t)len, " s%d", s);
        len += snprintf(text + len, size - (size_t)len, " -> same\n    by clerk of host\n    at most 255\n");
        if (i > 0) len += snprintf(text + len, size - (size_t)len, "    when used_up g%d\n", i - 1);
    }
    len += snprintf(text + len, size - (size_t)len, "  move end");
    for (int s = 0; s < STATES; s++) len += snprintf(text + len, size - (size_t)len, " s%d", s);
    len += snprintf(text + len, size - (size_t)len, " -> over\n    by clerk of host\n    answers\n");
    if (!ends) len += snprintf(text + len, size - (size_t)len, "    when not used_up g%d\n", MOVES - 1);
    assert_true((size_t)len < size);
}

static double seconds_to_check(const char *text, int32_t status, cgov_check_view *report) {
    cgov_text whole = {text, strlen(text)};
    clock_t start = clock();
    report->size = sizeof *report;
    assert_int_equal(cgov_rulebook_check(&whole, NULL, report), status);
    return (double)(clock() - start) / CLOCKS_PER_SEC;
}

static void a_long_path_is_told_in_linear_work(void **state) {
    (void)state;
    char text[16384];
    cgov_check_view report;
    chain(text, sizeof text, true);
    double passing = seconds_to_check(text, CGOV_OK, &report);
    uint64_t configurations = report.configurations;
    chain(text, sizeof text, false);
    double failing = seconds_to_check(text, CGOV_E_RULEBOOK, &report);
    print_message("# %u configurations pass in %.2f s and fail in %.2f s\n", (unsigned)report.configurations, passing,
                  failing);
    assert_int_equal(report.check, 1);
    assert_string_equal(report.message, "from `s39` no final state can surely be reached");
    assert_memory_equal(report.path, "ask n1 n2 n3 ", 13);
    assert_in_range(report.configurations, 200000, 250000);
    assert_in_range(configurations, 200000, 250000);
    assert_true(failing < 4 * passing);
}

static void no_memory_is_told(void **state) {
    (void)state;
    uint64_t allocations = 0;
    for (uint64_t n = 1;; n++) {
        struct test_alloc alloc = {0};
        cgov_allocator table = test_alloc_table(&alloc);
        cgov_check_view report;
        test_alloc_fail(&alloc, n, n % 2);
        int32_t status = bent_check(&table, bent_small, &report);
        test_alloc_is_empty(&alloc);
        if (!alloc.failures) {
            assert_int_equal(status, CGOV_OK);
            break;
        }
        assert_int_equal(status, CGOV_E_NOMEM);
        allocations++;
    }
    assert_true(allocations > 20);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_standard_passes),
        cmocka_unit_test(the_small_one_passes),
        cmocka_unit_test(check_1_says),
        cmocka_unit_test(check_2_says),
        cmocka_unit_test(check_3_says),
        cmocka_unit_test(check_4_says),
        cmocka_unit_test(check_5_says),
        cmocka_unit_test(check_6_says),
        cmocka_unit_test(a_parents_party_is_there_and_fits),
        cmocka_unit_test(every_kind_of_item_can_end),
        cmocka_unit_test(a_matter_can_bring_a_track),
        cmocka_unit_test(nobody_waits_for_whom_it_must_end),
        cmocka_unit_test(what_nobody_asks_about_is_forgotten),
        cmocka_unit_test(profiles_are_told_apart_by_their_clocks),
        cmocka_unit_test(a_long_walk_is_cut),
        cmocka_unit_test(children_are_no_more_than_an_item_may_have),
        cmocka_unit_test(a_long_path_is_told_in_linear_work),
        cmocka_unit_test(no_memory_is_told),
    };
    return cmocka_run_group_tests_name("checks", tests, NULL, NULL);
}
