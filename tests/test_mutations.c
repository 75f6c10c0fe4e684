/* Mutations: the shipped standard with a clock, a limit, an answer, a holder taken away, or with what asks for somebody
 * added to a move that nobody makes, is refused by the check that guards it, or stays sound for a reason that stands
 * beside it; and what lateness does in a text that passes, it does in a ledger. */
#include "support/bent.h"
#include "support/test.h"
#include "support/town.h"

#define UNCHECKED(move, state)                                                                                         \
    "`" move "` leads to the final state `" state "`, and nobody who did none of the work has checked it"

static void a_clock_misplaced_is_found(void **state) {
    (void)state;
    /* clang-format off */
    static const struct bent_row rows[] = {
        {{"clock sign", "clock", " arbitrate_late", ""}, 2, "dispatched",
         NO_CLOCK("dispatched"), "report accept dispatch object arbitrate_late"},
        {{"clock handle", "clock", " overturn2", ""}, 2, "handling",
         NO_CLOCK("handling"), "report direct done answer pass ask_review uphold ask_recheck overturn2"},
        {{"clock answer", "late", NULL, NULL}, 2, "handled",
         NO_CLOCK("handled"), "report direct done"},
        {{"clock share", "for", NULL, NULL}, 2, "asked",
         NO_CLOCK("asked"), "ask"},
        {{"clock handle", "paused", "suspended", "handling"}, 2, "by contact of lead",
         "by `start`, `lead` lets its own clock `handle` rest in `handling`, and nobody else is told when that is over",
         ""},
        {{"clock resume", "clock", "until resume restart reassign withdraw", "until done"}, 1, "resume \"",
         "clock `resume` still runs in the final state `withdrawn`", "report direct suspend withdraw"},
        {{"clock forward", "clock", " merge", ""}, 1, "forward \"",
         "clock `forward` still runs in the final state `merged`", "report merge"},
        {{"clock feedback", "clock", " reject", ""}, 1, "feedback \"",
         "clock `feedback` still runs in the final state `refused`, under profile `HOTLINE_BJ`", "report reject"},
        {{"procedure order", "for", NULL, NULL}, 2, "asked   \"待回复\"", NO_CLOCK("asked"), "ask"},
        {{"procedure question", "clock reply", " again", ""}, 2, "asked    \"待答\"", NO_CLOCK("asked"),
         "ask reply again"},
        {{"procedure question", "clock shelf", "rate ", ""}, 1, "shelf \"自动归档\" from reply",
         "clock `shelf` still runs in the final state `closed`", "ask reply rate"},
        {{"clock object", "clock", " return", ""}, 2, "object \"",
         "clock `object` can fall due in `accepted` where `arbitrate_late` could be refused: it does not leave this state",
         "report accept dispatch object return"},
        {{"move archive", "by", "by time", "by time\n    within 45 days of pass"}, 2, "shelf \"",
         "clock `shelf` can fall due in `closed` where `archive` could be refused: its own time may be over",
         "report direct done answer pass"},
    };
    /* clang-format on */
    EACH_REFUSED(bent_standard(), rows);
}

static void a_limit_taken_away_is_found(void **state) {
    (void)state;
    /* clang-format off */
    static const struct bent_row rows[] = {
        {{"move contact", "at most", NULL, NULL}, 4, "contact \"",
         "`contact` stays in `handling` and has no limit: it could go on for ever", "contact"},
        {{"move reopen", "at most", NULL, NULL}, 4, "done \"",
         "from `handling`, `done` starts a circle of moves without a limit: it could go on for ever",
         "done answer pass reopen"},
        {{"move supervise", "at most", NULL, NULL}, 4, "supervise \"",
         "`supervise` stays in `handling` and has no limit: it could go on for ever", "supervise"},
        {{"move again", "at most", NULL, NULL}, 4, "reply \"",
         "from `asked`, `reply` starts a circle of moves without a limit: it could go on for ever", "reply again"},
        {{"move suspend", "at most", NULL, NULL}, 4, "suspend \"",
         "from `handling`, `suspend` starts a circle of moves without a limit: it could go on for ever",
         "suspend resume"},
    };
    /* clang-format on */
    EACH_REFUSED(bent_standard(), rows);
}

static void an_answer_taken_away_is_found(void **state) {
    (void)state;
    /* clang-format off */
    static const struct bent_row rows[] = {
        {{"move settle", "answers", NULL, NULL}, 3, "settle \"",
         "`settle` leads to the final state `settled` with an answer owed",
         "report direct done answer pass ask_review uphold ask_recheck settle"},
        {{"move reject", "answers", NULL, NULL}, 3, "reject \"",
         "`reject` leads to the final state `refused` with an answer owed", "report reject"},
        {{"move answer", "answers", NULL, NULL}, 3, "archive \"",
         "`archive` leads to the final state `archived` with an answer owed",
         "report direct done answer pass archive"},
        {{"procedure order", "answers", NULL, NULL}, 3, "report_back \"回复\"",
         "`report_back` leads to the final state `done` with an answer owed", "ask report_back"},
        {{"move reply", "answers", NULL, NULL}, 3, "close \"",
         "`close` leads to the final state `closed` with an answer owed", "ask reply close"},
        {{"move uphold", "answers", NULL, NULL}, 3, "archive2 \"",
         "`archive2` leads to the final state `archived` with an answer owed",
         "report direct done answer pass ask_review uphold archive2"},
        {{"move drop", "answers", NULL, NULL}, 3, "drop \"",
         "`drop` leads to the final state `dropped` with an answer owed", "ask drop"},
        {{"move withdraw", "by", "by reporter", "by reporter\n    by clerk of intake"}, 3, "withdraw \"",
         "`withdraw` leads to the final state `withdrawn` with an answer owed", "report withdraw"},
        {{"move merge", "follows", NULL, NULL}, 3, "merge \"",
         "`merge` leads to the final state `merged` with an answer owed", "report merge"},
    };
    /* clang-format on */
    EACH_REFUSED(bent_standard(), rows);
}

/* Every end but refusal, withdrawal and merger has passed a check by a role that checks, since it was handled last. */
static void an_end_unchecked_is_found(void **state) {
    (void)state;
    /* clang-format off */
    static const struct bent_row rows[] = {
        {{"move ask_review", "move", "closed", "checking closed"}, 5, "archive2 \"",
         UNCHECKED("archive2", "archived"), "report direct done answer ask_review uphold archive2"},
        {{"move pass", "by", "    by", "    by head of intake not handler\n    by"}, 5, "archive \"",
         UNCHECKED("archive", "archived"), "report direct done answer pass archive"},
        {{"move pass", "takes", "    takes", "    sets handler to actor\n    takes"}, 5, "archive \"",
         UNCHECKED("archive", "archived"), "report direct done answer pass archive"},
        {{"move pass", "takes", "    takes", "    counts rework\n    takes"}, 5, "archive \"",
         UNCHECKED("archive", "archived"), "report direct done answer pass archive"},
        {{"move pass", "by", " not handler", ""}, 5, "checker of",
         "`checker` checks: in `pass` it must say `not handler`", ""},
        {{"move reject", "counts", NULL, NULL}, 5, "reject \"", UNCHECKED("reject", "refused"), "report reject"},
        {{"move withdraw", "counts", NULL, NULL}, 5, "withdraw \"", UNCHECKED("withdraw", "withdrawn"), "report withdraw"},
    };
    /* clang-format on */
    EACH_REFUSED(bent_standard(), rows);
}

static void a_holder_misplaced_is_found(void **state) {
    (void)state;
    /* clang-format off */
    static const struct bent_row rows[] = {
        {{"state registered", "state", "intake", "lead"}, 2, "registered",
         "`registered` is held by `lead`, who is not set on this path", "report"},
        {{"state handling", "state", "lead", "first"}, 2, "handling",
         "`handling` is held by `first`, who is not set on this path", "report direct"},
        {{"state review", "state", "reviewer", "checker2"}, 2, "review",
         "`review` is held by `checker2`, who is not set on this path", "report direct done answer pass ask_review"},
        {{"move direct", "sets lead", NULL, NULL}, 2, "handling",
         "`handling` is held by `lead`, who is not set on this path", "report direct"},
        {{"state asked", "state", "held by partner", "final"}, 1, "asked ->",
         "`arrive` leaves the final state `asked`", ""},
        {{"state reviewed", "state", "held by intake", "final"}, 1, "reviewed ->",
         "`ask_recheck` leaves the final state `reviewed`", ""},
    };
    /* clang-format on */
    EACH_REFUSED(bent_standard(), rows);
}

/* Changes after which every promise still stands, each with the reason. */
static void what_stays_sound_passes(void **state) {
    (void)state;
    /* clang-format off */
    static const struct {
        struct edit edit;
        const char *reason;
    } rows[] = {
        {{"state dispatched", "state", "lead", "intake"}, "intake is set: which party must act is the text's to say"},
        {{"state registered", "state", "intake", "reporter"}, "a reporter counts as set"},
        {{"move done", "sets handler", NULL, NULL}, "who signed, or answered at the counter, is the handler"},
        {{"move sign", "sets handler", NULL, NULL}, "done sets the handler before anybody checks"},
        {{"move conclude", "by", " not handler", ""}, "head is no role that checks, and no superior holds what is checked"},
        {{"clock handle", "paused", NULL, NULL}, "the clock runs on, and so is heard"},
        {{"move reopen", "within", NULL, NULL}, "limits alone bound the walk"},
        {{"move ask_review", "when", NULL, NULL}, "archive2 and uphold are open to every track"},
        {{"move drop", "by contact", NULL, NULL}, "the partner ends it, or the parent by ending"},
    };
    /* clang-format on */
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cgov_check_view report;
        char *text = bent(bent_standard(), &rows[i].edit);
        bent_passes(text, &report);
        free(text);
    }
}

/* What can be taken from the standard's clocks, limits and answers, and leave it sound. */
static const struct {
    const char *block, *taken, *reason;
} spare[] = {
    {"clock verify", "for", "forward runs on while an issue is verified"},
    {"clock verify", "late", "forward is heard while an issue is verified"},
    {"clock feedback", "report", "nothing is promised by a clock that does not begin with the opening"},
    {"clock feedback", "late", "a clock without a length of its own is not counted"},
    {"clock arrive", "late", "a clock without a length of its own is not counted"},
    {"clock arrive", "arrive", "the clock runs to the part's end, where it is stopped"},
    {"clock object", "arbitrate_late", "`late do` has ended the clock"},
    {"clock object", "confer", "the clock that the objection started runs on"},
    {"clock complete", "lapse", "`late do` has ended the clock"},
    {"clock supply", "go_on", "`late do` has ended the clock"},
    {"clock resume", "for", "pause makes its move by the same day"},
    {"clock resume", "late", "pause makes its move by the same day"},
    {"clock pause", "for", "resume tells who granted it by the same day"},
    {"clock pause", "late", "resume tells who granted it by the same day"},
    {"clock pause", "restart", "`late do` has ended the clock"},
    {"clock shelf", "archive", "`late do` has ended the clock"},
    {"clock shelf2", "archive2", "`late do` has ended the clock"},
    {"clock shelf", "close", "`late do` has ended the clock"},
    {"clock handle", "reassign", "the next lead's signing starts it anew"},
    {"clock reach", "sign", "a clock without a length of its own is not counted"},
    {"clock reach", "direct", "a clock without a length of its own is not counted"},
    {"clock reach", "contact", "a clock without a length of its own is not counted"},
    {"clock reach", "reassign", "a clock without a length of its own is not counted"},
    {"clock reach", "late", "a clock without a length of its own is not counted"},
    {"clock update", "done", "a clock without a length of its own is not counted"},
    {"clock update", "reassign", "a clock without a length of its own is not counted"},
    {"clock update", "withdraw", "a clock without a length of its own is not counted"},
    {"clock update", "late", "a clock without a length of its own is not counted"},
    {"clock check", "conclude", "the clock that the answer started runs on"},
    {"move return", "at most", "object, which must come before, has a limit"},
    {"move conclude", "answers", "answer has paid before an issue is checked"},
};

static bool is_spare(const char *block, const char *end, const char *taken, size_t len) {
    for (size_t i = 0; i < sizeof spare / sizeof spare[0]; i++) {
        if (bent_begins(block, end, spare[i].block) && strlen(spare[i].taken) == len &&
            memcmp(spare[i].taken, taken, len) == 0) {
            return true;
        }
    }
    return false;
}

/* Takes a piece out of the standard: it is refused by one of two checks, or the piece is spare. */
static void take(const char *block, const char *at, size_t out, const char *name, size_t len, uint32_t a, uint32_t b) {
    cgov_check_view report;
    char *text = bent_at(bent_standard(), at, out, "");
    bool passes = bent_check(NULL, text, &report) == CGOV_OK,
         expected = is_spare(block, bent_line_end(block), name, len);
    if (passes != expected) fail_msg("without `%.*s`: %.60s", (int)len, name, block);
    bool syntax = report.check == 0; /* `used_up` asks for a limit before any check does */
    if (!passes && !syntax && report.check != a && report.check != b) {
        fail_msg("without `%.*s`: %.60s: check %u: %s", (int)len, name, block, report.check, report.message);
    }
    free(text);
}

/* Each move that starts or stops a clock, where it is not the only one. */
static uint32_t take_each_move(const char *clock) {
    const char *list = strstr(clock, " from ") + 5, *until = strstr(clock, " until "), *end = bent_line_end(clock);
    const char *comment = memchr(clock, '#', (size_t)(end - clock));
    uint32_t taken = 0, stop = 3; /* what is not promised again: 3 */
    if (comment) end = comment;
    for (int half = 0; half < 2; half++, list = until + 6, stop = 1) {
        const char *stands = half ? end : until;
        size_t first = 1 + strcspn(list + 1, " \n");
        if (list + first + strspn(list + first, " ") >= stands) continue;
        for (const char *at = list; at < stands && at[1] != ' ';) {
            size_t len = strcspn(at + 1, " \n");
            take(clock, at, len + 1, at + 1, len, 2, stop);
            taken++;
            at += len + 1;
        }
    }
    return taken;
}

static void every_clock_limit_and_answer_is_needed(void **state) {
    (void)state;
    static const struct {
        const char *words;
        uint32_t check;
    } lines[] = {{"for", 2}, {"late", 2}, {"at most", 4}, {"answers", 3}};
    const char *text = bent_standard(), *block = text;
    uint32_t taken = 0;
    for (const char *line = bent_line(text, text + strlen(text), "procedure"); *line; line = bent_line_end(line) + 1) {
        const char *end = bent_line_end(line);
        if (bent_begins(line, end, "profile")) break;
        if (bent_indent(line) == 2 && line[2] != '#') block = line;
        if (bent_begins(line, end, "clock")) taken += take_each_move(line);
        for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
            if (!bent_begins(line, end, lines[i].words)) continue;
            take(block, line, (size_t)(end - line) + 1, lines[i].words, strlen(lines[i].words), lines[i].check, 0);
            taken++;
        }
    }
    assert_true(taken > 100);
    print_message("# %u pieces taken out one by one\n", taken);
}

/* What asks for somebody who acts or gives details, or what may fail; and why a move that nobody makes cannot have it.
 */
struct asking {
    const char *lines, *why;
};

/* Adds each to a move, after its line that begins with `by`. The sentence that must come of it begins with `says`. */
static void refuse_each(const char *text, const char *move, const char *by, const struct asking *asking, size_t count,
                        uint32_t number, const char *at, const char *says, const char *path) {
    for (size_t i = 0; i < count; i++) {
        char lines[128], message[256];
        snprintf(lines, sizeof lines, "%s\n    %s", by, asking[i].lines);
        snprintf(message, sizeof message, "%s: %s", says, asking[i].why);
        const struct edit edit = {move, by, by, lines};
        char *made = bent(text, &edit);
        bent_refused(made, number, at, message, path);
        free(made);
    }
}

static void what_asks_is_nothing_for_time(void **state) {
    (void)state;
    static const struct asking asking[] = {
        {"needs text", "time gives no details"},
        {"takes lead\n    sets lead to given", "time gives no details"},
        {"sets handler to actor", "time is no actor"},
        {"sets reviewer to superior of lead", "there may be no superior"},
        {"sets assignee to reporter", "there may be no reporter"},
        {"when unfollowed", "its `when` may fail"},
        {"before handle", "a limit is used up, or what it counts from never was"},
        {"takes master\n    follows", "`follows` asks for a detail, the issue to follow"},
        {"takes urgency class\n    reclasses", "`reclasses` asks for a detail, the urgency or class"},
        {"takes days\n    extends handle at most 5 days", "`extends` asks for a detail, the days"},
        {"takes organizations\n    opens part for organizations", "`opens` asks for a detail, the organizations"},
        {"by clerk of intake\n    takes master\n    follows", "`follows` asks for a detail, the issue to follow"},
    };
    static const struct {
        const char *move, *at, *says, *path;
    } late[] = {
        {"move arbitrate_late", "object \"",
         "clock `object` can fall due in `objected` where `arbitrate_late` could be refused",
         "report accept dispatch object"},
        {"move archive", "shelf \"", "clock `shelf` can fall due in `closed` where `archive` could be refused",
         "report direct done answer pass"},
        {"move archive2", "shelf2 \"", "clock `shelf2` can fall due in `reviewed` where `archive2` could be refused",
         "report direct done answer pass ask_review uphold"},
    };
    /* There is room for no party more: one in person that no move is for. */
    static const struct edit plain[] = {{"party assignee", "party", " of lead", ""},
                                        {"move start", "by assignee", NULL, NULL},
                                        {"move contact", "by assignee", NULL, NULL},
                                        {"move done", "by assignee", NULL, NULL},
                                        {"move inquire", "by assignee", NULL, NULL}};
    char *text = bent_by(bent_standard(), plain, sizeof plain / sizeof plain[0]);
    for (size_t i = 0; i < sizeof late / sizeof late[0]; i++) {
        refuse_each(text, late[i].move, "by time", asking, sizeof asking / sizeof asking[0], 2, late[i].at,
                    late[i].says, late[i].path);
    }
    free(text);
}

static void what_asks_is_nothing_for_a_parent(void **state) {
    (void)state;
    static const struct asking asking[] = {
        {"takes organization\n    sets partner to given", "a parent gives no details"},
        {"sets partner to superior of partner", "there may be no superior"},
        {"when unfollowed", "its `when` may fail"},
        {"before share", "its own time may be over"},
        {"takes master\n    follows", "`follows` asks for a detail, the issue to follow"},
        {"takes urgency class\n    reclasses", "`reclasses` asks for a detail, the urgency or class"},
        {"takes organizations\n    opens part for organizations", "`opens` asks for a detail, the organizations"},
        {"takes days\n    extends share at most 5 days", "`extends` asks for a detail, the days"},
    };
    static const struct asking more[] = {
        /* it takes the days already */
        {"by parent\n    extends share at most 5 days", "`extends` asks for a detail, the days"}};
    size_t count = sizeof asking / sizeof asking[0];
    static const struct edit alone = {"move drop", "by contact", NULL, NULL};
    char *text = bent(bent_standard(), &alone);
    refuse_each(text, "move drop", "by parent", asking, count, 6, "drop \"",
                "the parent ends `part` by `drop`, which could be refused", "");
    refuse_each(text, "open ask", "by parent", asking + 2, count - 3, 6, "ask \"",
                "the parent opens `part` by `ask`, which could be refused", "");
    refuse_each(text, "open ask", "by parent", more, 1, 6, "ask \"",
                "the parent opens `part` by `ask`, which could be refused", "");
    free(text);
}

/* A clock that lateness ends by a move has nobody to tell, and the other way round. */
static void to_do_and_to_tell_is_one_too_many(void **state) {
    (void)state;
    static const struct {
        const char *clock, *does; /* or tells */
    } clocks[] = {{"object", "do"}, {"shelf", "do"}, {"shelf2", "do"}, {"forward", "tell"}, {"handle", "tell"}};
    for (size_t i = 0; i < sizeof clocks / sizeof clocks[0]; i++) {
        char block[64], message[128];
        snprintf(block, sizeof block, "clock %s", clocks[i].clock);
        snprintf(message, sizeof message, "clock `%s` ends with its `late do`: it cannot `late tell` as well",
                 clocks[i].clock);
        bool tells = strcmp(clocks[i].does, "tell") == 0;
        const struct edit edit = {block, "late", "late",
                                  tells ? "late do archive\n    late" : "late tell head of intake\n    late"};
        char *text = bent(bent_standard(), &edit);
        bent_refused(text, 0, clocks[i].does, message, "");
        free(text);
    }
}

/* `late do` ends its clock whether `until` says so or not: the text means the same to the checks, and in a ledger. */
static const struct edit untold[] = {{"clock object", "clock", " arbitrate_late", ""},
                                     {"clock shelf", "clock", "archive ", ""},
                                     {"clock shelf2", "clock", "archive2 ", ""}};
#define UNTOLD (sizeof untold / sizeof untold[0])

static void what_lateness_does_need_not_stand_in_until(void **state) {
    (void)state;
    cgov_check_view whole, report;
    bent_passes(bent_standard(), &whole);
    for (size_t i = 0; i <= UNTOLD; i++) { /* each, and all */
        char *text = i < UNTOLD ? bent(bent_standard(), &untold[i]) : bent_by(bent_standard(), untold, UNTOLD);
        bent_passes(text, &report);
        assert_int_equal(report.configurations, whole.configurations);
        assert_string_equal(report.path, whole.path);
        free(text);
    }
}

static void lateness_ends_the_clock_it_moves_by(void **state) {
    (void)state;
    /* And what needs nobody may stand in a move by time. */
    static const struct edit more[] = {
        {"move arbitrate_late", "by", "time", "time\n    answers"},
        {"move archive", "by", "time", "time\n    drops\n    sets lead to intake\n    at most 1"}};
    char *with = bent_by(bent_standard(), more, 2), *text = bent_by(with, untold, UNTOLD);
    cgov_check_view report;
    bent_passes(text, &report);
    struct town town;
    const struct town_options options = {.rulebook = text};
    town_found(&town, &options);
    cgov_id id = town_issue_in(&town, "dispatched"), closed = town_issue_in(&town, "closed");
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "不属本单位");
    town_move(&town, town.street.officers[CONTACT], id, "object", &reason, 1);
    town.now += 100 * DAY;
    town_tick(&town);
    town_assert_state(&town, id, "dispatched");
    town_assert_state(&town, closed, "archived");
    assert_int_equal(town_clock(&town, town.auditor, id, "object").state, CGOV_CLOCK_STOPPED);
    assert_int_equal(town_clock(&town, town.auditor, closed, "shelf").state, CGOV_CLOCK_STOPPED);
    assert_int_equal(town_clock(&town, town.auditor, id, "sign").state, CGOV_CLOCK_RUNNING);
    town_close(&town);
    free(text);
    free(with);
}

/* What an item cannot come to: opened ended, following another and going on, ended with children to come. */
static void ends_that_cannot_be_are_found(void **state) {
    (void)state;
    /* clang-format off */
    static const struct bent_row rows[] = {
        {{"open report", "open", "registered", "refused"}, 1, "report \"", "`report` opens an item that has ended", ""},
        {{"move merge", "move", "-> merged", "-> handling"}, 3, "merge \"",
         "`merge` follows another issue, and must end this one", ""},
        {{"move merge", "follows", "follows", "follows\n    takes organizations\n    opens part for organizations"}, 6,
         "merge \"", "`merge` ends the item, and opens children for it", ""},
    };
    /* clang-format on */
    EACH_REFUSED(bent_standard(), rows);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ends_that_cannot_be_are_found),
        cmocka_unit_test(a_clock_misplaced_is_found),
        cmocka_unit_test(a_limit_taken_away_is_found),
        cmocka_unit_test(an_answer_taken_away_is_found),
        cmocka_unit_test(an_end_unchecked_is_found),
        cmocka_unit_test(a_holder_misplaced_is_found),
        cmocka_unit_test(what_stays_sound_passes),
        cmocka_unit_test(every_clock_limit_and_answer_is_needed),
        cmocka_unit_test(what_asks_is_nothing_for_time),
        cmocka_unit_test(what_asks_is_nothing_for_a_parent),
        cmocka_unit_test(to_do_and_to_tell_is_one_too_many),
        cmocka_unit_test(what_lateness_does_need_not_stand_in_until),
        cmocka_unit_test(lateness_ends_the_clock_it_moves_by),
    };
    return cmocka_run_group_tests_name("mutations", tests, NULL, NULL);
}
