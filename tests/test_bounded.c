/* Any text is checked in bounded work: texts made to cost most are checked or refused as too large, at the limit and
 * one past it, and the refusal says where. Work is counted in steps, the same on every machine; what a step costs is
 * counted apart, by valgrind. CGOV_FULL=1 makes the texts as large as a text may be. */
#include "rules/exploration.h"
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

static int32_t check(struct terms *terms, cgov_check_report *report) {
    struct mem mem;
    struct rulebook rulebook;
    struct fault fault;
    cgov__mem_init(&mem, NULL);
    memset(report, 0, sizeof *report);
    report->size = sizeof *report;
    int32_t status = cgov__rulebook_read(&mem, text, text_len, &rulebook, &fault);
    if (status) fail_msg("line %u:%u: %s", fault.line, fault.column, fault.message);
    *terms = (struct terms){.children = DEFAULT_CHILDREN};
    status = cgov__rulebook_checks(&rulebook, &mem, terms, report);
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
        cgov_check_report report;
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
    cgov_check_report report;
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
    cgov_check_report report;
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
        "with `issue` the procedures take more than 24000000 steps to check: fewer make them checkable");
    assert_int_equal(cgov__check_steps(&one, &procedure, MAX_STEPS - 1), CGOV_OK);
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
    cgov_options options = {.size = sizeof options, .error_out = &error};
    cgov_act act = {.size = sizeof act, .now = TOWN_START, .salt = {1, 1}};
    *town = (struct town){.now = TOWN_START, .salt = 5};
    int32_t status = cgov_create(&options, &genesis, &act, &town->ledger);
    if (status) {
        assert_int_equal(error.reason, CGOV_R_CHECK);
        assert_non_null(strstr(error.message, "it may have"));
    }
    return status;
}

static int32_t adopt(struct town *town, const char *rulebook) {
    cgov_info info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(town->ledger, &info), CGOV_OK);
    cgov_adoption adoption = {.size = sizeof adoption, .text = {rulebook, CGOV_NUL_TERMINATED}};
    cgov_act act = town_act(town, info.founder);
    return cgov_adopt(town->ledger, &act, &adoption, NULL);
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
    assert_int_equal(cgov_last_error(town.ledger, &error), CGOV_OK);
    assert_int_equal(error.reason, CGOV_R_CHECK);
    uint32_t line = 1;
    for (const char *at = more; at < strstr(more, "move whistle"); at++) line += *at == '\n';
    assert_int_equal(error.line, line);
    assert_string_equal(error.message,
                        "with `whistle`, `at most` lets `issue` open 9 children of one item or more: it may have 8");
    cgov_close(town.ledger);
    assert_int_equal(found(257, most, &town), CGOV_E_RULEBOOK);
    assert_int_equal(found(258, most, &town), CGOV_OK);
    cgov_close(town.ledger);
    assert_int_equal(found(0, most, &town), CGOV_OK); /* 1,024 */
    cgov_close(town.ledger);
    free(more);
    free(most);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_made_to_cost_are_checked_in_bounded_work),
        cmocka_unit_test(configurations_at_and_past_their_limit),
        cmocka_unit_test(steps_at_and_past_their_limit),
        cmocka_unit_test(children_are_those_of_the_ledger),
    };
    return cmocka_run_group_tests_name("bounded", tests, make_room, give_room_back);
}
