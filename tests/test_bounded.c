/* Any text is checked in bounded work: texts made to cost most are checked or refused as too large, at the limit and
 * one past it, and the refusal says where. Work is counted in steps, the same on every machine; what a step costs is
 * counted apart, by valgrind. CGOV_FULL=1 makes texts as large as they may be. And what is known is not checked again:
 * a text pays for what it adds, and a line changed anywhere that matters is found. CGOV_WRITE_VERDICTS=1 writes
 * src/rules/verdicts.c anew. */
#include "rules/check.h"
#include "rules/shipped.h"
#include "support/bent.h"
#include "support/test.h"
#include "support/town.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>

#define ROOM (MAX_RULEBOOK_BYTES + 65536u)

static char *text; /* what is being made, and how long it is */
static size_t text_len;

static void start(void) {
    text_len = 0;
    text[0] = 0;
}

__attribute__((format(printf, 1, 2))) static void add(const char *format, ...) {
    va_list list;
    va_start(list, format);
    text_len += (size_t)vsnprintf(text + text_len, ROOM - text_len, format, list);
    va_end(list);
    assert_true(text_len < ROOM);
}

static int make_room(void **state) {
    (void)state;
    text = malloc(ROOM);
    return text == NULL;
}

static int give_room_back(void **state) {
    (void)state;
    free(text);
    return 0;
}

/* ---- texts that cost ---- */

struct shape {
    const char *name;
    int procedures, states, limited, most, clauses, clocks, rungs;
    bool kinds, in_turn;
    uint32_t line; /* where it is too large; 0: it is checked */
};

static void add_states(int first, int count) {
    for (int s = first; s < count - 1; s++) add(" s%d", s);
}

static void add_clauses(const struct shape *shape, int m) {
    static const char *const tracks[] = {"consult", "complaint", "suggestion", "petition", "help"};
    static const char *const channels[] = {"public", "media", "patrol", "hotline", "web", "visit", "letter"};
    for (int i = 0; i < shape->clauses; i++) add("when not track other\n");
    if (shape->kinds)
        add("when track %s\nwhen channel %s\nwhen %smatter direct\nwhen %spublic_safety\n", tracks[m % 5],
            channels[m % 7], m % 2 ? "not " : "", m % 3 ? "not " : "");
}

/* A procedure with as many moves as it may have: those with a limit from every state, and from each state one to every
 * later one, so that none of these can be made twice. */
static void add_procedure(const struct shape *shape, int p) {
    const int live = shape->states - 1;
    add("procedure p%d \"\"\nparty h \"\" organization\nstage q \"\"\n", p);
    for (int s = 0; s < live; s++) add("state s%d \"\" held by h\n", s);
    add("state s%d \"\" final\n", live);
    for (int c = 0; c < shape->clocks; c++) {
        add("clock c%d from o until e\nfor 5 days\nlate tell c of h", c);
        for (int r = 1; r < shape->rungs; r++) add(" then c of h after %d days", r);
        add("\n");
    }
    add("open o -> s0\nby c of h\nneeds organization\nsets h to given\nmove e");
    add_states(0, shape->states);
    add(" -> s%d\nby c of h\nanswers\n", live);
    for (int m = 0; m < shape->limited; m++) {
        add("move l%d", m);
        add_states(0, shape->states);
        add(" -> %s\nby c of h\nat most %d\n", shape->in_turn ? "same" : "s1", shape->most);
        add_clauses(shape, m);
        if (shape->in_turn && m) add("when used_up l%d\n", m - 1);
    }
    for (int s = 1; s < live && s + shape->limited < 62; s++) {
        add("move m%d", s);
        add_states(0, s + 1);
        add(" -> s%d\nby c of h\n", s);
        add_clauses(shape, s);
    }
}

/* Checks the text, and leaves it read. */
static int32_t check_read(struct terms *terms, cgov_check_view *report, struct mem *mem, struct rulebook *rulebook) {
    struct fault fault;
    cgov__mem_init(mem, NULL);
    memset(report, 0, sizeof *report);
    report->size = sizeof *report;
    int32_t status = cgov__rulebook_read(mem, text, text_len, rulebook, &fault);
    if (status) fail_msg("line %u:%u: %s", fault.line, fault.column, fault.message);
    return cgov__rulebook_checks(rulebook, mem, terms, report);
}

static int32_t check(struct terms *terms, cgov_check_view *report) {
    struct mem mem;
    struct rulebook rulebook;
    *terms = (struct terms){.children = DEFAULT_CHILDREN};
    int32_t status = check_read(terms, report, &mem, &rulebook);
    cgov__rulebook_free(&rulebook);
    return status;
}

static void texts_made_to_cost_are_checked_in_bounded_work(void **state) {
    (void)state;
    static const struct shape shapes[] = {
        {.name = "limits", .procedures = 1, .states = 42, .limited = 20, .most = 5, .clocks = 1, .line = 3},
        {.name = "limits in turn",
         .procedures = 1,
         .states = 42,
         .limited = 20,
         .most = 255,
         .clocks = 1,
         .in_turn = true,
         .line = 3},
        {.name = "conditions",
         .procedures = 1,
         .states = 55,
         .limited = 8,
         .most = 5,
         .clauses = 22,
         .clocks = 1,
         .line = 3},
        {.name = "clocks", .procedures = 1, .states = 55, .limited = 8, .most = 5, .clocks = 32, .rungs = 8, .line = 3},
        {.name = "kinds",
         .procedures = 1,
         .states = 50,
         .limited = 3,
         .most = 9,
         .clocks = 1,
         .kinds = true,
         .line = 3},
        {.name = "procedures", .procedures = 32, .states = 58, .limited = 4, .most = 3, .clocks = 1, .line = 3},
        {.name = "procedures of kinds",
         .procedures = 32,
         .states = 58,
         .limited = 3,
         .most = 3,
         .clocks = 4,
         .kinds = true,
         .clauses = 10,
         .line = 3},
    };
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        const struct shape *shape = &shapes[i];
        struct terms terms;
        cgov_check_view report;
        start();
        add("rulebook 1\nrole c \"\"\n");
        for (int p = 0; p < shape->procedures; p++) add_procedure(shape, p);
        int32_t status = check(&terms, &report);
        print_message("# %-20s %7zu bytes %8" PRIu64 " steps %7" PRIu64 " configurations: %u %s\n", shape->name,
                      text_len, terms.steps, report.configurations, report.line, report.message);
        if (status) assert_int_equal(report.reason, CGOV_R_TOO_LARGE);
        assert_true(terms.steps <= MAX_TEXT_STEPS + 1024u); /* the edges of one configuration */
    }
}

/* ---- texts that are long ---- */

static bool has_room(size_t size) {
    return text_len + 8192 < size;
}

static void fill_matters(size_t size) {
    for (int m = 0; m < MAX_MATTERS && has_room(size); m++) add("matter %x \"\"\n", (unsigned)m);
}

/* No two leads of a matter for one place. */
static void fill_leads(size_t size) {
    for (unsigned m = 0; has_room(size); m++) {
        add("matter m%u \"\"\n", m);
        for (int d = 0; d < MAX_DUTIES; d++) add("lead a in %d\n", 110101 + d / 99 * 100 + d % 99);
    }
}

static void fill_helpers(size_t size) {
    for (unsigned m = 0; has_room(size); m++) {
        add("matter m%u \"\"\nlead a\n", m);
        for (int d = 1; d < MAX_DUTIES; d++) add("with %c%c\n", 'a' + d / 26, 'a' + d % 26);
    }
}

/* Forty years of weekdays that are named one by one, in each block. */
static void fill_days(size_t size) {
    for (int c = 0; c < MAX_CALENDARS && has_room(size); c++) {
        add("calendar c%d covers 2000-01-01 2039-12-31\n", c);
        for (int y = 2000; y < 2040; y++)
            for (int d = 0; d < 12 * 28 && has_room(size); d++) add("off %d-%02d-%02d\n", y, 1 + d / 28, 1 + d % 28);
    }
}

static void fill_words(size_t size) {
    add("# ");
    while (has_room(size)) add("%s", "字字字字字字字字字字字字字字字字字字字字字字字字");
    add("\n");
}

/* Two procedures that take all steps there are, behind as much text as there may be. */
static void long_texts_are_checked_or_too_large(void **state) {
    (void)state;
    static void (*const fills[])(size_t) = {fill_matters, fill_leads, fill_helpers, fill_days, fill_words};
    static const struct shape in_turn = {.states = 42, .limited = 20, .most = 60, .clocks = 1, .in_turn = true};
    static const struct shape conditions = {.states = 55, .limited = 8, .most = 5, .clauses = 22, .clocks = 1};
    const size_t size = getenv("CGOV_FULL") ? MAX_RULEBOOK_BYTES : MAX_RULEBOOK_BYTES / 8;
    for (size_t i = 0; i < sizeof fills / sizeof fills[0]; i++) {
        struct terms terms;
        cgov_check_view report;
        start();
        add("rulebook 1\nrole c \"\"\n");
        fills[i](size - 65536);
        assert_int_equal(check(&terms, &report), CGOV_OK);
        add_procedure(&in_turn, 0);
        if (check(&terms, &report)) fail_msg("%s", report.message);
        const uint64_t first = terms.steps;
        add_procedure(&conditions, 1);
        assert_true(text_len <= size);
        assert_int_equal(check(&terms, &report), CGOV_E_RULEBOOK);
        assert_int_equal(report.reason, CGOV_R_TOO_LARGE);
        assert_true(terms.steps <= MAX_TEXT_STEPS + 1024u);
        print_message("# %zu bytes, %" PRIu64 " and %" PRIu64 " steps: %s\n", text_len, first, terms.steps - first,
                      report.message);
    }
}

/* ---- limits ---- */

/* 250 * 249 * 4 configurations here, then one and a row of so many there, and the end: beside a procedure of two. */
static void count_to(int rest) {
    start();
    add("rulebook 1\nrole c \"\"\nprocedure other \"\"\nparty h \"\" organization\nstage q \"\"\n"
        "state here \"\" held by h\nstate over \"\" final\nclock t from o until e\nfor 5 days\nlate tell c of h\n"
        "open o -> here\nby c of h\nneeds organization\nsets h to given\nmove e here -> over\nby c of h\nanswers\n"
        "procedure issue \"\"\nparty h \"\" organization\nstage q \"\"\n"
        "state here \"\" held by h\nstate there \"\" held by h\nstate over \"\" final\n"
        "clock t from o until e\nfor 5 days\nlate tell c of h\n"
        "open o -> here\nby c of h\nneeds organization\nsets h to given\n"
        "move a here -> same\nby c of h\nat most 249\nmove b here -> same\nby c of h\nat most 248\n"
        "move d here -> same\nby c of h\nat most 3\n"
        "move on here -> there\nby c of h\nwhen used_up a\nwhen used_up b\nwhen used_up d\n");
    int last = 0;
    for (int left = rest; left > 0; left -= 255, last++) {
        add("move r%d there -> same\nby c of h\nat most %d\n", last, left < 255 ? left : 255);
        if (last) add("when used_up r%d\n", last - 1);
    }
    add("move e there -> over\nby c of h\nwhen used_up r%d\nanswers\n", last - 1);
}

static void configurations_at_and_past_their_limit(void **state) {
    (void)state;
    struct terms terms;
    cgov_check_view report;
    const int rest = MAX_CONFIGURATIONS - 250 * 249 * 4 - 2;
    count_to(rest);
    assert_int_equal(check(&terms, &report), CGOV_OK);
    assert_int_equal(report.configurations, 2 + MAX_CONFIGURATIONS); /* the limit is each procedure's */
    count_to(rest + 1);
    assert_int_equal(check(&terms, &report), CGOV_E_RULEBOOK);
    assert_int_equal(report.reason, CGOV_R_TOO_LARGE);
    assert_int_equal(report.check, 0);
    assert_int_equal(report.line, 18);
    assert_string_equal(report.message,
                        "`issue` has more than 250000 configurations: fewer or lower limits make it checkable");
}

static void steps_at_and_past_their_limit(void **state) {
    (void)state;
    struct rulebook rulebook = {.text = text};
    struct terms terms = {.steps = MAX_TEXT_STEPS - MAX_STEPS};
    cgov_check_view report;
    const struct procedure procedure = {.name = "issue", .line = 7};
    struct check one = {.rulebook = &rulebook, .report = &report, .terms = &terms};
    assert_int_equal(cgov__check_steps(&one, &procedure, MAX_STEPS), CGOV_OK);
    assert_int_equal(cgov__check_steps(&one, &procedure, 1), CGOV_E_RULEBOOK);
    assert_int_equal(report.reason, CGOV_R_TOO_LARGE);
    assert_int_equal(report.check, 0);
    assert_int_equal(report.line, 7);
    assert_string_equal(
        report.message,
        "`issue` takes more than 18000000 steps to check: fewer states, moves or limits make it checkable");
    one.own_steps = 0;
    terms.steps++;
    assert_int_equal(cgov__check_steps(&one, &procedure, MAX_STEPS), CGOV_E_RULEBOOK);
    assert_int_equal(report.reason, CGOV_R_TOO_LARGE);
    assert_string_equal(
        report.message,
        "with `issue` the procedures take more than 20000000 steps to check: fewer make them checkable");
    assert_int_equal(cgov__check_steps(&one, &procedure, MAX_STEPS - 1), CGOV_OK);
}

/* ---- what is known ---- */

static void write_verdict(FILE *file, const struct verdict *verdict) {
    fputs("    {{", file);
    for (size_t i = 0; i < sizeof verdict->digest; i++) fprintf(file, i ? ", %u" : "%u", verdict->digest[i]);
    fprintf(file, "},\n     %u, %u, %u, %u,\n", verdict->steps, verdict->configurations, verdict->changes,
            verdict->stays);
    for (const char *at = verdict->path; *at || at == verdict->path;) {
        size_t len = strlen(at) < 100 ? strlen(at) : 100;
        fprintf(file, "     \"%.*s\"\n", (int)len, at);
        at += len;
        if (!*at) break;
    }
    fputs("    },\n", file);
}

static void write_verdicts(const struct verdict *verdicts, uint32_t count) {
    FILE *file = fopen("src/rules/verdicts.c", "w");
    assert_non_null(file);
    fputs("/* Made by CGOV_WRITE_VERDICTS=1 build/tests/test_bounded: what the procedures of the shipped rulebooks "
          "come to. */\n"
          "/* clang-format off */\n#include \"rules/shipped.h\"\n\n"
          "const struct verdict cgov__shipped_verdicts[] = {\n",
          file);
    for (uint32_t i = 0; i < count; i++) write_verdict(file, &verdicts[i]);
    fprintf(file, "};\nconst uint32_t cgov__shipped_verdict_count = %u;\n", count);
    fclose(file);
}

/* Of all but one procedure it is known that they come to nothing. */
static const struct verdict *all_but(const void *context, const uint8_t digest[32]) {
    static const struct verdict nothing = {.configurations = 1, .path = ""};
    return memcmp(context, digest, 32) == 0 ? NULL : &nothing;
}

/* The verdict on a procedure, checked anew, with its longest walk. */
static void judge_alone(const char *rulebook, uint32_t p, struct verdict *verdict, cgov_check_view *report) {
    struct mem mem;
    struct rulebook read;
    struct terms terms = {.children = DEFAULT_CHILDREN, .anew = true};
    start();
    add("%s", rulebook);
    assert_int_equal(check_read(&terms, report, &mem, &read), CGOV_OK);
    *verdict = read.procedures[p].verdict;
    cgov__rulebook_free(&read);
    terms.known = all_but;
    terms.context = verdict->digest;
    assert_int_equal(check_read(&terms, report, &mem, &read), CGOV_OK);
    verdict->path = report->path;
    cgov__rulebook_free(&read);
}

/* A procedure that stands in two texts alike has one verdict. */
static bool is_judged(const struct verdict *verdicts, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (memcmp(verdicts[i].digest, verdicts[count].digest, 32) == 0) return true;
    return false;
}

/* The table in src/rules/verdicts.c is what checking each shipped procedure anew gives, and holds no other. */
static void what_is_shipped_is_known(void **state) {
    (void)state;
    enum { TEXTS = 4 };
    static struct verdict verdicts[TEXTS * MAX_PROCEDURES];
    static cgov_check_view reports[TEXTS * MAX_PROCEDURES];
    const bool writing = getenv("CGOV_WRITE_VERDICTS") != NULL;
    uint32_t count = 0;
    for (uint32_t i = 0; i < cgov__shipped_count; i++) {
        cgov_check_view whole = {.size = sizeof whole};
        const cgov_text rulebook = {cgov__shipped[i].text, cgov__shipped[i].len};
        assert_int_equal(cgov_rulebook_check(&rulebook, NULL, &whole), CGOV_OK);
        for (uint32_t p = 0; p < whole.procedures; p++) {
            assert_true(count < TEXTS * MAX_PROCEDURES);
            judge_alone(cgov__shipped[i].text, p, &verdicts[count], &reports[count]);
            count += !is_judged(verdicts, count);
        }
    }
    if (writing) write_verdicts(verdicts, count);
    for (uint32_t i = 0; i < count && !writing; i++) {
        const struct verdict *shipped = &cgov__shipped_verdicts[i];
        bool same = i < cgov__shipped_verdict_count && memcmp(shipped->digest, verdicts[i].digest, 32) == 0 &&
                    shipped->steps == verdicts[i].steps && shipped->configurations == verdicts[i].configurations &&
                    shipped->changes == verdicts[i].changes && shipped->stays == verdicts[i].stays &&
                    strcmp(shipped->path, verdicts[i].path) == 0;
        if (!same) fail_msg("src/rules/verdicts.c is not current: run CGOV_WRITE_VERDICTS=1 build/tests/test_bounded");
    }
    if (!writing) assert_int_equal(cgov__shipped_verdict_count, count);
}

static void add_extra(void) {
    add("procedure extra \"\"\nparty h \"\" organization\nstage q \"\"\nstate a \"\" held by h\nstate b \"\" final\n"
        "clock t from o until e\nfor 5 days\nlate tell clerk of h\nopen o -> a\nby clerk of h\nneeds organization\n"
        "sets h to given\nmove e a -> b\nby clerk of h\nanswers\n");
}

/* One procedure beside the shipped ones, and a line of it in a shipped profile. */
static void a_text_pays_for_what_it_adds(void **state) {
    (void)state;
    struct terms terms;
    cgov_check_view shipped, more;
    start();
    add("rulebook 1\nrole clerk \"\"\n");
    add_extra();
    assert_int_equal(check(&terms, &shipped), CGOV_OK);
    const uint64_t extra = terms.done;
    assert_true(extra > 0 && terms.steps == extra);
    start();
    add("%s", bent_standard());
    assert_int_equal(check(&terms, &shipped), CGOV_OK);
    assert_int_equal(terms.done, 0);
    const uint64_t all = terms.steps;
    assert_true(all > 1000000);
    char *line = bent(bent_standard(), &(struct edit){"profile BOARD", "profile", "BOARD", "BOARD\n  extra.t 9 days"});
    start();
    add("%s", line);
    free(line);
    add_extra();
    assert_int_equal(check(&terms, &more), CGOV_OK);
    assert_int_equal(terms.done, extra);
    assert_int_equal(terms.steps, all + extra);
    assert_true(more.configurations > shipped.configurations);
    assert_string_equal(more.path, shipped.path);
}

/* What is changed stands in other lines than those of the procedure that is refused then. Each text is checked anew,
 * and by all that was found before. */
static void what_matters_elsewhere_is_seen(void **state) {
    (void)state;
    static const struct edit told[] = {
        {"clock start", "clock", "clock start",
         "clock told from report until withdraw\n    late tell head of intake\n  clock start"},
        {"role head", "role", "负责人\"", "负责人\"\nprofile TOLD\n  issue.told 2 days"}};
    static const struct edit waits[] = {{"clock share", "clock", "until report drop", "until drop"},
                                        {"move report", "move", "asked -> ready", "asked -> same"},
                                        {"move report", "answers", "answers", "at most 1"},
                                        {"move drop", "by contact", NULL, NULL},
                                        {"move pass", "by", "handler", "handler\n    when children done"}};
    static const struct edit asks = {"clock share", "late", "parent.lead", "parent.upper"};
    cgov_check_view report;
    bent_passes(bent_small, &report);
    char *text_before = bent_by(bent_small, told, 1), *text_after = bent_by(bent_small, told, 2);
    bent_passes(text_before, &report); /* a profile gives a clock its length */
    bent_refused(text_after, 1, "told from", "clock `told` still runs in the final state `done`, under profile `TOLD`",
                 "report take answer pass");
    free(text_before);
    free(text_after);
    text_before = bent_by(bent_small, waits, 4);
    text_after = bent_by(bent_small, waits, 5);
    bent_passes(text_before, &report); /* a parent waits for its children */
    bent_refused(text_after, 1, "asked", "from `asked` no final state can surely be reached", "ask");
    free(text_before);
    free(text_after);
    text_after = bent(bent_small, &asks); /* a child asks for another party of its parent */
    bent_refused(text_after, 5, "take fresh", "`take` opens `part`, which names `upper`, who is not set on this path",
                 "report take");
    free(text_after);
}

static uint64_t asked_for; /* bytes, since it was set to 0 */

static void *count_bytes(void *user, void *ptr, size_t old_size, size_t new_size) {
    (void)user;
    (void)old_size;
    asked_for += new_size;
    if (new_size) return realloc(ptr, new_size);
    free(ptr);
    return NULL;
}

static int32_t adopt(struct town *town, const char *rulebook) {
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(town->ledger, &info), CGOV_OK);
    cgov_adoption_draft adoption = {.size = sizeof adoption, .text = {rulebook, CGOV_NUL_TERMINATED}};
    cgov_act act = town_act(town, info.founder);
    asked_for = 0;
    return cgov_rulebook_adopt(town->ledger, &act, &adoption, NULL);
}

/* A ledger on a text of its own knows what it runs: memory tells how much of it was explored. */
static void a_ledger_knows_what_it_runs(void **state) {
    (void)state;
    static const struct edit own = {"move reopen", "at most", "1", "2"};
    const cgov_allocator allocator = {.size = sizeof allocator, .resize = count_bytes};
    struct town town;
    asked_for = 0;
    town_found(&town, &(struct town_options){.allocator = &allocator});
    const uint64_t founding = asked_for;
    char *mine = bent(bent_standard(), &own);
    assert_int_equal(adopt(&town, mine), CGOV_OK);
    const uint64_t first = asked_for;
    start();
    add("%s", mine);
    add_extra();
    free(mine);
    assert_int_equal(adopt(&town, text), CGOV_OK);
    print_message("# bytes asked for: founding %" PRIu64 ", a changed text %" PRIu64 ", one procedure more %" PRIu64
                  "\n",
                  founding, first, asked_for);
    assert_true(founding < 4000000 && first > 10000000 && asked_for < 1000000);
    town_close(&town);
}

/* ---- what a ledger's own limit says to a text ---- */

static int32_t found(uint32_t children, const char *rulebook, struct town *town) {
    cgov_genesis genesis = {.size = sizeof genesis,
                            .ledger_id = {1, 2},
                            .rulebook = {rulebook, CGOV_NUL_TERMINATED},
                            .organization = {"区", 3},
                            .organization_kind = {"government", 10},
                            .resident = {"人", 3},
                            .limit_children = children};
    cgov_error error = {.size = sizeof error};
    cgov_ledger_options options = {.size = sizeof options, .error_out = &error};
    cgov_act act = {.size = sizeof act, .now = TOWN_START, .salt = {1, 1}};
    *town = (struct town){.now = TOWN_START, .salt = 5};
    int32_t status = cgov_ledger_create(&options, &genesis, &act, &town->ledger);
    if (status) {
        assert_int_equal(error.reason, CGOV_R_CHECK);
        assert_non_null(strstr(error.message, "it may have"));
    }
    return status;
}

/* The standard lets an issue open three orders and whistle five times. */
static void children_are_those_of_the_ledger(void **state) {
    (void)state;
    static const struct edit six = {"move whistle", "at most", "5", "6"},
                             many = {"move whistle", "at most", "5", "255"};
    char *more = bent(bent_standard(), &six), *most = bent(bent_standard(), &many);
    struct town town;
    assert_int_equal(found(7, bent_standard(), &town), CGOV_E_RULEBOOK);
    assert_int_equal(found(8, bent_standard(), &town), CGOV_OK);
    cgov_error error = {.size = sizeof error};
    assert_int_equal(adopt(&town, bent_standard()), CGOV_OK);
    assert_int_equal(adopt(&town, more), CGOV_E_RULEBOOK);
    assert_int_equal(cgov_ledger_error(town.ledger, &error), CGOV_OK);
    assert_int_equal(error.reason, CGOV_R_CHECK);
    uint32_t line = 1;
    for (const char *at = more; at < strstr(more, "move whistle"); at++) line += *at == '\n';
    assert_int_equal(error.line, line);
    assert_string_equal(error.message,
                        "with `whistle`, `at most` lets `issue` open 9 children of one item or more: it may have 8");
    cgov_ledger_close(town.ledger);
    assert_int_equal(found(257, most, &town), CGOV_E_RULEBOOK);
    assert_int_equal(found(258, most, &town), CGOV_OK);
    cgov_ledger_close(town.ledger);
    assert_int_equal(found(0, most, &town), CGOV_OK); /* 1,024 */
    cgov_ledger_close(town.ledger);
    free(more);
    free(most);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_made_to_cost_are_checked_in_bounded_work),
        cmocka_unit_test(long_texts_are_checked_or_too_large),
        cmocka_unit_test(configurations_at_and_past_their_limit),
        cmocka_unit_test(steps_at_and_past_their_limit),
        cmocka_unit_test(what_is_shipped_is_known),
        cmocka_unit_test(a_text_pays_for_what_it_adds),
        cmocka_unit_test(what_matters_elsewhere_is_seen),
        cmocka_unit_test(a_ledger_knows_what_it_runs),
        cmocka_unit_test(children_are_those_of_the_ledger),
    };
    return cmocka_run_group_tests_name("bounded", tests, make_room, give_room_back);
}
