/* What whoever holds an item cannot do alone, by any text: keep what it was given to lead, let its own clock rest with
 * nobody else told; and what is handled again is promised again. Each old mistake of the shipped text is refused. */
#include "support/bent.h"
#include "support/test.h"

#define KEPT(state) "in `" state "` nobody but `lead` can move it on: where nobody is left there, nothing takes it back"
#define RESTS(clock)                                                                                                   \
    "by `suspend`, `lead` lets its own clock `" clock "` rest in `suspended`, and nobody else is told when that is "   \
    "over"

static void refused(const struct edit *edits, size_t count, uint32_t check, const char *at, const char *message,
                    const char *path) {
    char *text = bent_by(bent_standard(), edits, count);
    bent_refused(text, check, at, message, path);
    free(text);
}

static void passes(const struct edit *edits, size_t count) {
    cgov_check_view report;
    char *text = bent_by(bent_standard(), edits, count);
    bent_passes(text, &report);
    free(text);
}

/* In each state that it holds somebody else can move it on, or name another: the reporter who withdraws does not. */
static void what_a_lead_holds_can_be_taken_back(void **state) {
    (void)state;
    const struct edit handled = {"move reassign", "move", " handled ->", " ->"}, /* after all was done */
        stays = {"move reassign", "sets", NULL, NULL}, leaves = {"move reassign", "move", "-> reassigned", "-> same"};
    const struct edit taken[] = {handled, {"move replace", "move", " handled ->", " ->"}};
    refused(taken, 2, 2, "handled", KEPT("handled"), "");
    const struct edit none[] = {leaves, stays, {"move reassign", "when other", NULL, NULL}};
    refused(none, 3, 2, "dispatched", KEPT("dispatched"), ""); /* what only stays takes nothing back */
    const struct bent_row rows[] = {
        {{"move answer", "by head", NULL, NULL}, 2, "work", KEPT("work"), ""},
    };
    EACH_REFUSED(bent_small, rows);
    const struct edit time[] = {{"move answer", "by head", "head of superior of lead", "head of intake"}};
    cgov_check_view report;
    char *text = bent_by(bent_small, time, 1);
    bent_passes(text, &report);
    free(text);
}

static void nobody_lets_their_own_clock_rest_unheard(void **state) {
    (void)state;
    static const char one[] = "head of superior of lead";
    const struct edit own = {"move suspend", "by head of superior of lead", "superior of lead", "lead"},
                      alone = {"clock resume", "late tell", one, "head of lead"},
                      colleague = {"clock resume", "late tell", one, "contact of lead"},
                      shelf = {"clock resume", "for", "given days at most 90 days", "90 days\n    paused in suspended"};
    const struct edit silent = {"clock pause", "for", NULL, NULL}; /* it makes its move under a profile alone */
    const struct edit old[] = {own, silent, alone}, heard[] = {own, silent}, beside[] = {own, silent, colleague},
                      moved[] = {own, alone},
                      above[] = {silent, alone}; /* whoever stands above grants it, and the lead is told */
    refused(old, 3, 2, "by head of lead", RESTS("feedback"), "");
    passes(heard, 2);
    passes(beside, 3);
    passes(moved, 2);
    passes(above, 2);
    const struct edit unheard[] = {own, silent, shelf}; /* what rests itself tells nobody */
    refused(unheard, 3, 2, "by head of lead", RESTS("feedback"), "");
}

/* Who holds it acts; what is taken from them goes to others; nobody with two offices grants themselves a rest, nor is
 * named to look at their own work; and who reported does not check it. */
static void the_old_mistakes_are_refused(void **state) {
    (void)state;
    const struct bent_row rows[] = {
        {{"move reassign", "when other", NULL, NULL},
         2,
         "lead to given",
         "`reassign` could give it to `lead` anew, whose `sign` it ends: it must say `when other lead`",
         ""},
        {{"move name_reviewer", "when other", " and lead", ""},
         5,
         "reviewer to given",
         "`name_reviewer` could name `lead` as `reviewer`, which stands above it: it must say `when other reviewer and "
         "lead`",
         ""},
        {{"state objected", "state", "intake", "lead"},
         2,
         "objected",
         "by `object`, `lead` leads it to `objected`, has no move there and holds it still: who makes `return` must",
         ""},
        {{"move suspend", "by head of superior of lead", " not lead", ""},
         2,
         "by head of superior of lead    #",
         "by `suspend`, who holds an office in `lead` too lets its own clock `handle` rest: it must say `not lead`",
         ""},
        {{"move rework", "by", " not reporter", ""},
         5,
         "checker of",
         "`checker` checks: in `rework` it must say `not reporter`",
         ""},
    };
    EACH_REFUSED(bent_standard(), rows);
}

/* A clock by which an answer was promised runs again where a move counts as a reopening. */
static void what_is_handled_again_is_promised_again(void **state) {
    (void)state;
    const struct edit reopen = {"clock feedback", "clock", " reopen", ""},
                      overturn = {"clock feedback", "clock", " overturn2", ""};
    refused(&reopen, 1, 3, "reopen \"",
            "after `reopen` the item is handled again, and `feedback`, by which an answer was promised, does not run, "
            "under profile `HOTLINE_BJ`",
            "report direct done answer pass reopen");
    refused(
        &overturn, 1, 3, "overturn2 \"",
        "after `overturn2` the item is handled again, and `feedback`, by which an answer was promised, does not run, "
        "under profile `HOTLINE_BJ`",
        "report direct done answer pass ask_review uphold ask_recheck overturn2");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_lead_holds_can_be_taken_back),
        cmocka_unit_test(nobody_lets_their_own_clock_rest_unheard),
        cmocka_unit_test(the_old_mistakes_are_refused),
        cmocka_unit_test(what_is_handled_again_is_promised_again),
    };
    return cmocka_run_group_tests_name("checks_held", tests, NULL, NULL);
}
