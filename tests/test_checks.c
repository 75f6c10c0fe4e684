/* The six checks: the shipped standard passes; the same text with a clock, a limit, an answer, a holder taken away is
 * refused by the check that guards it, or stays sound for a reason that stands beside it; and a small rulebook is bent
 * once for each sentence that a check can say. */
#include "rules/rulebook.h"
#include "rules/shipped.h"

#include "support/alloc.h"
#include "support/test.h"

/* A change to a text: in the block that begins with these words, in its first line that begins with those, `find` is
 * replaced; without `find` the whole line goes. */
struct edit {
    const char *block, *line, *find, *replace;
};

static bool begins(const char *line, const char *end, const char *words) {
    while (line < end && *line == ' ') line++;
    size_t len = strlen(words);
    if ((size_t)(end - line) < len || memcmp(line, words, len) != 0) return false;
    return line + len == end || line[len] == ' ' || words[len - 1] == ' ';
}

static size_t indent(const char *line) {
    return strspn(line, " ");
}

static const char *end_of_line(const char *line) {
    return line + strcspn(line, "\n");
}

/* The first line from here on that begins with the words; it ends before `stop`. */
static const char *find_line(const char *from, const char *stop, const char *words) {
    for (const char *line = from; line < stop; line = end_of_line(line) + 1) {
        if (begins(line, end_of_line(line), words)) return line;
    }
    fail_msg("no line begins with: %s", words);
    return NULL;
}

static const char *end_of_block(const char *block) {
    const char *line = block;
    do {
        line = end_of_line(line);
        if (*line) line++;
    } while (*line && (*line == '\n' || *line == '#' || indent(line) > indent(block)));
    return line;
}

static char *spliced(const char *text, const char *at, size_t out, const char *in) {
    size_t before = (size_t)(at - text), added = strlen(in), after = strlen(at + out);
    char *made = malloc(before + added + after + 1);
    assert_non_null(made);
    memcpy(made, text, before);
    memcpy(made + before, in, added);
    memcpy(made + before + added, at + out, after + 1);
    return made;
}

static char *edited(const char *text, const struct edit *edit) {
    const char *block = find_line(text, text + strlen(text), edit->block);
    const char *line = find_line(block, end_of_block(block), edit->line);
    size_t len = (size_t)(end_of_line(line) - line);
    if (!edit->find) return spliced(text, line, len + 1, "");
    const char *at = strstr(line, edit->find);
    if (!at || at + strlen(edit->find) > line + len) fail_msg("not in `%s`: %s", edit->line, edit->find);
    return spliced(text, at, strlen(edit->find), edit->replace);
}

static int32_t check_with(const cgov_allocator *allocator, const char *text, cgov_check_report *report) {
    struct mem mem;
    struct rulebook rulebook;
    struct fault fault;
    cgov__mem_init(&mem, allocator);
    memset(report, 0xa5, sizeof *report);
    report->size = sizeof *report;
    int32_t status = cgov__rulebook_read(&mem, text, strlen(text), &rulebook, &fault);
    if (status == CGOV_E_RULEBOOK) { /* a fault of the language, told as one */
        report->check = 0;
        report->line = fault.line;
        report->column = fault.column;
        memcpy(report->message, fault.message, sizeof fault.message);
        report->path[0] = 0;
    }
    if (!status) status = cgov__rulebook_checks(&rulebook, &mem, report);
    cgov__rulebook_free(&rulebook);
    assert_int_equal(mem.used, 0);
    return status;
}

static int32_t check(const char *text, cgov_check_report *report) {
    return check_with(NULL, text, report);
}

static void assert_passes(const char *text, cgov_check_report *report) {
    if (check(text, report)) {
        fail_msg("check %u, line %u:%u: %s (%s)", report->check, report->line, report->column, report->message,
                 report->path);
    }
}

/* What stands at a report's line and column. */
static const char *at_fault(const char *text, const cgov_check_report *report) {
    for (uint32_t line = 1; line < report->line; line++) text = end_of_line(text) + 1;
    for (uint32_t column = 1; column < report->column; column++) {
        do { text++; } while (((uint8_t)*text & 0xc0) == 0x80);
    }
    return text;
}

static void assert_refused(const char *text, uint32_t number, const char *at, const char *message, const char *path) {
    cgov_check_report report;
    if (!check(text, &report)) fail_msg("passes; expected: %s", message);
    assert_string_equal(report.message, message);
    assert_int_equal(report.status, CGOV_E_RULEBOOK);
    assert_int_equal(report.reason, CGOV_R_CHECK);
    assert_string_equal(report.path, path);
    assert_int_equal(report.check, number);
    assert_memory_equal(at_fault(text, &report), at, strlen(at));
}

static const char *standard(void) {
    for (uint32_t i = 0; i < cgov__shipped_count; i++) {
        if (strcmp(cgov__shipped[i].name, "standard") == 0) return cgov__shipped[i].text;
    }
    fail_msg("no rulebook is named standard");
    return NULL;
}

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
    cgov_check_report report;
    assert_passes(standard(), &report);
    assert_int_equal(report.status, CGOV_OK);
    assert_int_equal(report.reason, CGOV_R_NONE);
    assert_int_equal(report.check, 0);
    assert_string_equal(report.message, "");
    assert_int_equal(report.procedures, 2);
    assert_int_equal(report.states, 20 + 4);
    assert_int_equal(report.moves, 39 + 4); /* the first ones included */
    assert_int_equal(report.clocks, 15 + 2);
    /* The walk is printed whole: after the first move every other is a change of state or a move that stays. */
    assert_int_equal(report.longest_changes, 46);
    assert_int_equal(report.longest_stays, 3 + 20 + 5 + 1); /* classify, contact, whistle, extend */
    assert_int_equal(count_words(report.path), 1 + report.longest_changes + report.longest_stays);
    assert_memory_equal(report.path, "report classify classify classify verify ", 41);
    /* Both procedures twice: some profile gives a length to a clock without one. */
    assert_in_range(report.configurations, 20000, 200000);
    print_message("# %u configurations, longest walk %u changes and %u stays\n", (unsigned)report.configurations,
                  report.longest_changes, report.longest_stays);
}

struct refusal {
    struct edit edit;
    uint32_t check;
    const char *at, *message, *path;
};

static void assert_each_refused(const char *text, const struct refusal *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        char *bent = edited(text, &rows[i].edit);
        assert_refused(bent, rows[i].check, rows[i].at, rows[i].message, rows[i].path);
        free(bent);
    }
}

#define EACH_REFUSED(text, rows) assert_each_refused(text, rows, sizeof rows / sizeof rows[0])

#define NO_CLOCK(state) "in `" state "` no clock runs on this path whose lateness tells somebody or makes a move"

static void a_clock_misplaced_is_found(void **state) {
    (void)state;
    /* clang-format off */
    static const struct refusal rows[] = {
        {{"clock sign", "clock", " arbitrate_late", ""}, 2, "dispatched",
         NO_CLOCK("dispatched"), "report accept dispatch object arbitrate_late"},
        {{"clock handle", "clock", " overturn2", ""}, 2, "handling",
         NO_CLOCK("handling"), "report direct done answer ask_review uphold ask_recheck overturn2"},
        {{"clock answer", "late", NULL, NULL}, 2, "handled",
         NO_CLOCK("handled"), "report direct done"},
        {{"clock share", "for", NULL, NULL}, 2, "asked",
         NO_CLOCK("asked"), "ask"},
        {{"clock handle", "paused", "suspended", "handling"}, 2, "handling",
         NO_CLOCK("handling"), "report direct"},
        {{"clock resume", "clock", "until resume withdraw", "until done"}, 1, "resume from",
         "clock `resume` still runs in the final state `withdrawn`", "report direct suspend withdraw"},
        {{"clock forward", "clock", " merge", ""}, 1, "forward from",
         "clock `forward` still runs in the final state `merged`", "report merge"},
        {{"clock feedback", "clock", " reject", ""}, 1, "feedback from",
         "clock `feedback` still runs in the final state `refused`, under profile `HOTLINE_BJ`", "report reject"},
        {{"clock object", "clock", " return", ""}, 2, "object from",
         "clock `object` can fall due in `accepted` where `arbitrate_late` could be refused: it does not leave this state",
         "report accept dispatch object return"},
        {{"move archive", "by", "by time", "by time\n    within 45 days of pass"}, 2, "shelf from",
         "clock `shelf` can fall due in `closed` where `archive` could be refused: its own time may be over",
         "report direct done answer pass"},
    };
    /* clang-format on */
    EACH_REFUSED(standard(), rows);
}

static void a_limit_taken_away_is_found(void **state) {
    (void)state;
    /* clang-format off */
    static const struct refusal rows[] = {
        {{"move verify", "at most", NULL, NULL}, 4, "verify \"",
         "from `registered`, `verify` starts a circle of moves without a limit: it could go on for ever",
         "verify verified"},
        {{"move contact", "at most", NULL, NULL}, 4, "contact \"",
         "`contact` stays in `handling` and has no limit: it could go on for ever", "contact"},
        {{"move reopen", "at most", NULL, NULL}, 4, "done \"",
         "from `handling`, `done` starts a circle of moves without a limit: it could go on for ever",
         "done answer pass reopen"},
        {{"move suspend", "at most", NULL, NULL}, 4, "suspend \"",
         "from `handling`, `suspend` starts a circle of moves without a limit: it could go on for ever",
         "suspend resume"},
    };
    /* clang-format on */
    EACH_REFUSED(standard(), rows);
}

static void an_answer_taken_away_is_found(void **state) {
    (void)state;
    /* clang-format off */
    static const struct refusal rows[] = {
        {{"move settle", "answers", NULL, NULL}, 3, "settle \"",
         "`settle` leads to the final state `settled` with an answer owed",
         "report direct done answer ask_review uphold ask_recheck settle"},
        {{"move reject", "answers", NULL, NULL}, 3, "reject \"",
         "`reject` leads to the final state `refused` with an answer owed", "report reject"},
        {{"move answer", "answers", NULL, NULL}, 3, "archive \"",
         "`archive` leads to the final state `archived` with an answer owed",
         "report direct done answer pass archive"},
        {{"move uphold", "answers", NULL, NULL}, 3, "archive2 \"",
         "`archive2` leads to the final state `archived` with an answer owed",
         "report direct done answer ask_review uphold archive2"},
        {{"move drop", "answers", NULL, NULL}, 3, "drop \"",
         "`drop` leads to the final state `dropped` with an answer owed", "ask drop"},
        {{"move withdraw", "by", "by reporter", "by reporter\n    by clerk of intake"}, 3, "withdraw \"",
         "`withdraw` leads to the final state `withdrawn` with an answer owed", "report withdraw"},
        {{"move merge", "follows", NULL, NULL}, 3, "merge \"",
         "`merge` leads to the final state `merged` with an answer owed", "report merge"},
    };
    /* clang-format on */
    EACH_REFUSED(standard(), rows);
}

static void a_holder_misplaced_is_found(void **state) {
    (void)state;
    /* clang-format off */
    static const struct refusal rows[] = {
        {{"state registered", "state", "intake", "lead"}, 2, "registered",
         "`registered` is held by `lead`, who is not set on this path", "report"},
        {{"state handling", "state", "lead", "first"}, 2, "handling",
         "`handling` is held by `first`, who is not set on this path", "report direct"},
        {{"state review", "state", "reviewer", "checker2"}, 2, "review",
         "`review` is held by `checker2`, who is not set on this path", "report direct done answer ask_review"},
        {{"move direct", "sets lead", NULL, NULL}, 2, "handling",
         "`handling` is held by `lead`, who is not set on this path", "report direct"},
        {{"state asked", "state", "held by partner", "final"}, 1, "asked ->",
         "`arrive` leaves the final state `asked`", ""},
        {{"state reviewed", "state", "held by intake", "final"}, 1, "reviewed ->",
         "`ask_recheck` leaves the final state `reviewed`", ""},
    };
    /* clang-format on */
    EACH_REFUSED(standard(), rows);
}

/* Changes after which every promise still stands, each with the reason. */
static void what_stays_sound_passes(void **state) {
    (void)state;
    /* clang-format off */
    static const struct {
        struct edit edit;
        const char *reason;
    } rows[] = {
        {{"state handling", "state", "lead", "intake"}, "intake is set: which party must act is the text's to say"},
        {{"state registered", "state", "intake", "reporter"}, "a reporter counts as set"},
        {{"move done", "sets handler", NULL, NULL}, "who signed, or answered at the counter, is the handler"},
        {{"move sign", "sets handler", NULL, NULL}, "done sets the handler before anybody checks"},
        {{"move conclude", "by", " not handler", ""}, "head is no role that checks, and no superior holds what is checked"},
        {{"clock handle", "paused", NULL, NULL}, "the clock runs on, and so is heard"},
        {{"move object", "within", NULL, NULL}, "limits alone bound the walk"},
        {{"move ask_review", "when", NULL, NULL}, "archive2 and uphold are open to every track"},
        {{"move drop", "by contact", NULL, NULL}, "the partner ends it, or the parent by ending"},
    };
    /* clang-format on */
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cgov_check_report report;
        char *bent = edited(standard(), &rows[i].edit);
        assert_passes(bent, &report);
        free(bent);
    }
}

/* What can be taken from the standard's clocks, limits and answers, and leave it sound. */
static const struct {
    const char *block, *taken, *reason;
} spare[] = {
    {"clock verify", "for", "forward runs on while an issue is verified"},
    {"clock verify", "late", "forward is heard while an issue is verified"},
    {"clock feedback", "late", "a clock without a length of its own is not counted"},
    {"clock arrive", "late", "a clock without a length of its own is not counted"},
    {"clock arrive", "arrive", "the clock runs to the part's end, where it is stopped"},
    {"clock object", "arbitrate_late", "`late do` has ended the clock"},
    {"clock shelf", "archive", "`late do` has ended the clock"},
    {"clock shelf2", "archive2", "`late do` has ended the clock"},
    {"move return", "at most", "object, which must come before, has a limit"},
    {"move overturn2", "at most", "ask_review, which must come before, has a limit"},
    {"move conclude", "answers", "answer has paid before an issue is checked"},
};

static bool is_spare(const char *block, const char *end, const char *taken, size_t len) {
    for (size_t i = 0; i < sizeof spare / sizeof spare[0]; i++) {
        if (begins(block, end, spare[i].block) && strlen(spare[i].taken) == len &&
            memcmp(spare[i].taken, taken, len) == 0) {
            return true;
        }
    }
    return false;
}

/* Takes a piece out of the standard: it is refused by one of two checks, or the piece is spare. */
static void take(const char *block, const char *at, size_t out, const char *name, size_t len, uint32_t a, uint32_t b) {
    cgov_check_report report;
    char *bent = spliced(standard(), at, out, "");
    bool passes = check(bent, &report) == CGOV_OK, expected = is_spare(block, end_of_line(block), name, len);
    if (passes != expected) fail_msg("without `%.*s`: %.60s", (int)len, name, block);
    bool syntax = report.check == 0; /* `used_up` asks for a limit before any check does */
    if (!passes && !syntax && report.check != a && report.check != b) {
        fail_msg("without `%.*s`: %.60s: check %u: %s", (int)len, name, block, report.check, report.message);
    }
    free(bent);
}

/* Each move that starts or stops a clock, where it is not the only one. */
static uint32_t take_each_move(const char *clock) {
    const char *list = strstr(clock, " from ") + 5, *until = strstr(clock, " until "), *end = end_of_line(clock);
    const char *comment = memchr(clock, '#', (size_t)(end - clock));
    uint32_t taken = 0, stop = 2;
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
    const char *text = standard(), *block = text;
    uint32_t taken = 0;
    for (const char *line = find_line(text, text + strlen(text), "procedure"); *line; line = end_of_line(line) + 1) {
        const char *end = end_of_line(line);
        if (begins(line, end, "profile")) break;
        if (indent(line) == 2 && line[2] != '#') block = line;
        if (begins(line, end, "clock")) taken += take_each_move(line);
        for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
            if (!begins(line, end, lines[i].words)) continue;
            take(block, line, (size_t)(end - line) + 1, lines[i].words, strlen(lines[i].words), lines[i].check, 0);
            taken++;
        }
    }
    assert_true(taken > 100);
    print_message("# %u pieces taken out one by one\n", taken);
}

/* clang-format off */
static const char small[] =
    "rulebook 1\n"
    "role clerk \"受理员\"\nrole contact \"联系人\"\nrole head \"负责人\"\n"
    "role checker \"核查员\"\n  checks\n"
    "procedure issue \"诉求\"\n"
    "  party reporter \"反映人\" resident\n"
    "  party intake \"受理单位\" organization\n"
    "  party lead \"主办单位\" organization\n"
    "  party upper \"上级单位\" organization\n"
    "  party handler \"经办人\" resident\n"
    "  stage all \"全程\"\n    state fresh \"已登记\" held by intake\n"
    "    state work \"办理中\" held by lead\n"
    "    state check \"核查中\" held by intake\n"
    "    state appeal \"复查中\" held by upper\n"
    "    state done \"已办结\" final\n    state gone \"已撤回\" final\n"
    "  clock start from report until take withdraw\n    for 5 days\n    late tell head of intake\n"
    "  clock work from take rework overturn until answer\n    for 5 days\n    late tell head of lead\n"
    "  clock check from answer until pass rework complain\n    for 5 days\n    late do pass_late\n"
    "  clock appeal from complain until uphold overturn\n    for 5 days\n    late tell head of upper\n"
    "  open report -> fresh\n    by any resident\n    needs text intake\n    takes track earlier\n"
    "    sets intake to given\n"
    "  move take fresh -> work\n    by clerk of intake\n    needs lead\n    takes organizations\n"
    "    sets lead to given\n    opens part for organizations\n"
    "  move call work -> same\n    by contact of lead\n    at most 9\n"
    "  move answer work -> check\n    by contact of lead\n    needs text\n    sets handler to actor\n    answers\n"
    "  move pass check -> done\n    by checker of intake not handler\n"
    "  move pass_late check -> done\n    by time\n"
    "  move rework check -> work\n    by checker of intake not handler\n    at most 2\n"
    "  move complain check -> appeal\n    by reporter\n    sets upper to superior of lead\n    at most 1\n"
    "  move uphold appeal -> done\n    by head of upper not handler\n    answers\n"
    "  move overturn appeal -> work\n    by head of upper not handler\n"
    "  move withdraw fresh -> gone\n    by reporter\n    when unfollowed\n"
    "procedure part \"协办\"\n"
    "  party partner \"协办单位\" organization\n"
    "  stage all \"全程\"\n    state asked \"待办\" held by partner\n    state ready \"已办\" final\n"
    "  clock share from ask until report drop\n    for 5 days\n"
    "    late tell head of partner then head of parent.lead after 2 days\n"
    "  open ask -> asked\n    by parent\n    sets partner to given\n"
    "  move report asked -> ready\n    by contact of partner\n    answers\n"
    "  move drop asked -> ready\n    by contact of parent.lead\n    by parent\n    answers\n";
/* clang-format on */

static void the_small_one_passes(void **state) {
    (void)state;
    cgov_check_report report;
    assert_passes(small, &report);
    assert_int_equal(report.longest_changes, 10);
    assert_int_equal(report.longest_stays, 9);
    assert_string_equal(report.path, "report take call call call call call call call call call answer rework answer "
                                     "rework answer complain overturn answer pass");
}

static void check_1_says(void **state) {
    (void)state;
    /* clang-format off */
    static const struct refusal rows[] = {
        {{"move withdraw", "move", "fresh", "done"}, 1, "done -> gone", "`withdraw` leaves the final state `done`",
         ""},
        {{"stage all", "state gone", "final", "final\n    state lost \"无\" held by intake"}, 1, "lost \"",
         "no path leads to `lost`", ""},
        {{"clock start", "clock", " withdraw", ""}, 1, "start from",
         "clock `start` still runs in the final state `gone`", "report withdraw"},
    };
    /* clang-format on */
    EACH_REFUSED(small, rows);
    assert_refused("rulebook 1\n"
                   "procedure part \"协办\"\n"
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
    static const struct refusal rows[] = {
        {{"state work", "state", "lead", "upper"}, 2, "work",
         "`work` is held by `upper`, who is not set on this path", "report take"},
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
    EACH_REFUSED(small, rows);
}

static void check_3_says(void **state) {
    (void)state;
    /* clang-format off */
    static const struct refusal rows[] = {
        {{"move answer", "answers", NULL, NULL}, 3, "pass check",
         "`pass` leads to the final state `done` with an answer owed", "report take answer pass"},
        {{"move uphold", "answers", NULL, NULL}, 3, "uphold appeal",
         "`uphold` leads to the final state `done` with an answer owed", "report take answer complain uphold"},
    };
    /* clang-format on */
    EACH_REFUSED(small, rows);
    assert_refused("rulebook 1\n"
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
    static const struct refusal rows[] = {
        {{"move call", "at most", NULL, NULL}, 4, "call work",
         "`call` stays in `work` and has no limit: it could go on for ever", "call"},
        {{"move complain", "at most", NULL, NULL}, 4, "answer work",
         "from `work`, `answer` starts a circle of moves without a limit: it could go on for ever",
         "answer complain overturn"},
    };
    /* clang-format on */
    EACH_REFUSED(small, rows);
    assert_refused("rulebook 1\n"
                   "procedure one \"甲\"\n"
                   "  stage all \"全程\"\n"
                   "    state over \"结束\" final\n"
                   "  open first -> over\n"
                   "    by parent\n"
                   "    takes organizations\n"
                   "    opens two for organizations\n"
                   "    answers\n"
                   "procedure two \"乙\"\n"
                   "  stage all \"全程\"\n"
                   "    state over \"结束\" final\n"
                   "  open second -> over\n"
                   "    by parent\n"
                   "    takes organizations\n"
                   "    opens one for organizations\n"
                   "    answers\n",
                   4, "first ->",
                   "`first` of `one` starts a circle of procedures that open each other: it could go on for ever",
                   "first second");
}

static void check_5_says(void **state) {
    (void)state;
    /* clang-format off */
    static const struct refusal rows[] = {
        {{"move pass", "by", " not handler", ""}, 5, "checker of",
         "`checker` checks: in `pass` it must say `not handler`", ""},
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
        {{"open report", "sets", "given", "superior of lead"}, 5, "lead",
         "`report` names `lead`, who is not set on this path", "report"},
        {{"move take", "by", "intake", "intake\n    when contact upper"}, 5, "upper",
         "`take` names `upper`, who is not set on this path", "report take"},
        {{"move call", "by", "lead", "lead\n    when unaccused upper"}, 5, "upper",
         "`call` names `upper`, who is not set on this path", "report take call"},
        {{"clock start", "late", "intake", "intake then head of lead after 3 days"}, 5, "lead after",
         "clock `start` tells `lead`, who is not set on this path", "report"},
        {{"clock share", "late", "parent.lead", "parent.upper"}, 5, "take fresh",
         "`take` opens `part`, which names `upper`, who is not set on this path", "report take"},
        {{"move take", "needs", "lead", "text\n    takes lead"}, 5, "take fresh",
         "`take` opens `part`, which names `lead`, who is not set on this path", "report take"},
    };
    /* clang-format on */
    EACH_REFUSED(small, rows);
}

static void check_6_says(void **state) {
    (void)state;
    /* clang-format off */
    static const struct refusal rows[] = {
        {{"open ask", "by", "parent", "parent\n    by any resident"}, 6, "ask ->",
         "`part` is opened as a child: `ask` must be by parent alone", ""},
        {{"move drop", "by parent", NULL, NULL}, 6, "asked",
         "the parent cannot end `part` in `asked`: no move by parent leads to a final state", ""},
        {{"move drop", "by parent", "parent", "parent\n    when unfollowed"}, 6, "drop asked",
         "the parent ends `part` by `drop`, which could be refused", ""},
        {{"move drop", "by parent", "parent", "parent\n    sets partner to superior of partner"}, 6, "drop asked",
         "the parent ends `part` by `drop`, which could be refused", ""},
        {{"open report", "by", "resident", "resident\n    when unsettled earlier"}, 6, "unsettled",
         "`unsettled` asks about the final state `settled`, which `issue` does not have", ""},
    };
    /* clang-format on */
    EACH_REFUSED(small, rows);
}

static char *edited_by(const char *text, const struct edit *edits, size_t count) {
    char *made = spliced(text, text, 0, "");
    for (size_t i = 0; i < count && edits[i].block; i++) {
        char *next = edited(made, &edits[i]);
        free(made);
        made = next;
    }
    return made;
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
        {{{"move answer", "sets", "actor", "actor\n    sets upper to superior of lead"}}, "work", STUCK("work"),
         "report take"},
        /* What the actor chooses can be chosen otherwise; children can be ended. */
        {{{"move take", "sets", "given", "given\n    when unaccused lead\n    when contact organizations"}}, NULL,
         NULL, NULL},
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
        /* An urgency can change on the way: those that come with one must be able to leave with another. */
        {{{"move complain", "by", "reporter", "reporter\n    when urgency urgent"}, {"move uphold", "by", "handler",
         "handler\n    when urgency urgent"}, {"move overturn", "by", "handler", "handler\n    when urgency urgent"}},
         NULL, NULL, NULL},
    };
    /* clang-format on */
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cgov_check_report report;
        char *bent = edited_by(small, rows[i].edits, 4);
        if (rows[i].at) {
            assert_refused(bent, 1, rows[i].at, rows[i].message, rows[i].path);
        } else {
            assert_passes(bent, &report);
        }
        free(bent);
    }
}
/* A child that only its parent ends cannot be what the parent waits for. */
static void nobody_waits_for_whom_it_must_end(void **state) {
    (void)state;
    static const struct edit edits[] = {{"clock share", "clock", "until report drop", "until drop"},
                                        {"move report", "move", "asked -> ready", "asked -> same"},
                                        {"move report", "answers", "answers", "at most 1"},
                                        {"move drop", "by contact", NULL, NULL},
                                        {"move pass", "by", "handler", "handler\n    when children done"}};
    cgov_check_report report;
    char *bent = edited_by(small, edits, 4);
    assert_passes(bent, &report);
    free(bent);
    bent = edited_by(small, edits, 5);
    assert_refused(bent, 1, "asked", STUCK("asked"), "ask");
    free(bent);
}

/* Profiles matter where they give a length to a clock without one, and each set of clocks is explored once. */
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
    cgov_check_report none, some;
    char *bent = edited_by(small, &edits[1], 1);
    assert_passes(bent, &none);
    free(bent);
    bent = edited_by(small, edits, 2);
    assert_passes(bent, &some);
    free(bent);
    assert_true(some.configurations > none.configurations && some.configurations < 3 * none.configurations);
    bent = edited_by(small, edits, 3);
    assert_refused(bent, 1, "told from", "clock `told` still runs in the final state `done`, under profile `TOLD`",
                   "report take answer pass");
    free(bent);
}

static void a_long_walk_is_cut(void **state) {
    (void)state;
    static const struct edit edit = {"move call", "at most", "9",
                                     "255\n  move a_call_with_a_long_name work -> same\n"
                                     "    by contact of lead\n    at most 255"};
    cgov_check_report report;
    char *bent = edited(small, &edit);
    assert_passes(bent, &report);
    free(bent);
    assert_int_equal(report.longest_changes, 10);
    assert_int_equal(report.longest_stays, 510);
    size_t len = strlen(report.path);
    assert_in_range(len, sizeof report.path - NAME_SIZE - 5, sizeof report.path - 1);
    assert_string_equal(report.path + len - 4, " ...");
}

/* What multiplies beyond measure is refused, with a sentence; memory is given back. */
static void more_configurations_than_fit_are_refused(void **state) {
    (void)state;
    char text[8192];
    int len =
        snprintf(text, sizeof text,
                 "rulebook 1\nrole clerk \"受理员\"\nprocedure issue \"诉求\"\n  party host \"主办\" organization\n"
                 "  stage all \"全程\"\n    state here \"此\" held by host\n    state there \"彼\" held by host\n"
                 "    state over \"结束\" final\n  clock all from ask until end\n    for 5 days\n"
                 "    late tell clerk of host\n  open ask -> here\n    by clerk of host\n    needs organization\n"
                 "    sets host to given\n  move back there -> here\n    by clerk of host\n"
                 "  move end here there -> over\n    by clerk of host\n");
    for (int i = 0; i < 20; i++) {
        len += snprintf(text + len, sizeof text - (size_t)len,
                        "  move go%d here -> there\n    by clerk of host\n    at most 9\n", i);
    }
    assert_refused(text, 4, "issue \"",
                   "the procedures have more than 1000000 configurations: fewer or lower limits make them checkable",
                   "");
}

static void no_memory_is_told(void **state) {
    (void)state;
    uint64_t allocations = 0;
    for (uint64_t n = 1;; n++) {
        struct test_alloc alloc = {0};
        cgov_allocator table = test_alloc_table(&alloc);
        cgov_check_report report;
        test_alloc_fail(&alloc, n, n % 2);
        int32_t status = check_with(&table, small, &report);
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
        cmocka_unit_test(a_clock_misplaced_is_found),
        cmocka_unit_test(a_limit_taken_away_is_found),
        cmocka_unit_test(an_answer_taken_away_is_found),
        cmocka_unit_test(a_holder_misplaced_is_found),
        cmocka_unit_test(what_stays_sound_passes),
        cmocka_unit_test(every_clock_limit_and_answer_is_needed),
        cmocka_unit_test(the_small_one_passes),
        cmocka_unit_test(check_1_says),
        cmocka_unit_test(check_2_says),
        cmocka_unit_test(check_3_says),
        cmocka_unit_test(check_4_says),
        cmocka_unit_test(check_5_says),
        cmocka_unit_test(check_6_says),
        cmocka_unit_test(every_kind_of_item_can_end),
        cmocka_unit_test(nobody_waits_for_whom_it_must_end),
        cmocka_unit_test(profiles_are_told_apart_by_their_clocks),
        cmocka_unit_test(a_long_walk_is_cut),
        cmocka_unit_test(more_configurations_than_fit_are_refused),
        cmocka_unit_test(no_memory_is_told),
    };
    return cmocka_run_group_tests_name("checks", tests, NULL, NULL);
}
