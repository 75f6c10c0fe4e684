/* Days of an item: how far ahead one is given, whether it has come, a clock that runs to its end, the time that has to
 * pass after a move; kept by the item, replayed and carried. And guards that name matters. */
#include "support/hall.h"

#include "rules/rulebook.h"
#include "support/bent.h"
#include "support/reading.h"
#include "support/test.h"

/* Nothing but `sit` leads on from `noticed`, and nothing but what comes after a time from `held`: the checks count on
 * days, and on time. */
#define MEETING(details, noticed)                                                                                      \
    "rulebook 1\n"                                                                                                     \
    "role clerk \"经办\"\n"                                                                                          \
    "role head \"负责人\"\n"                                                                                        \
    "procedure meeting \"会议\" session\n" details "  party intake \"召集单位\" organization\n"                    \
    "  stage all \"全程\"\n"                                                                                         \
    "    state called \"拟召开\" held by intake\n"                                                                  \
    "    state " noticed " \"已通知\" held by intake\n"                                                             \
    "    state held \"已召开\" held by intake\n"                                                                    \
    "    state over \"已结束\" final\n"                                                                             \
    "  clock prepare from call until notify\n"                                                                         \
    "    for 15 workdays\n"                                                                                            \
    "    late tell head of intake\n"                                                                                   \
    "  clock hold from notify fix redo until sit cancel\n"                                                             \
    "    for given day at most 60 days\n"                                                                              \
    "    remind 50\n"                                                                                                  \
    "    late tell head of intake\n"                                                                                   \
    "  clock follow from sit until file close\n"                                                                       \
    "    for 30 days\n"                                                                                                \
    "    late do file\n"                                                                                               \
    "  open call \"召集\" -> called\n"                                                                               \
    "    by clerk of intake\n"                                                                                         \
    "    needs intake text\n"                                                                                          \
    "    takes matter\n"                                                                                               \
    "    sets intake to given\n"                                                                                       \
    "  move notify \"通知\" called -> " noticed "\n"                                                                   \
    "    by clerk of intake\n"                                                                                         \
    "    needs day\n"                                                                                                  \
    "    when day at least 15 days ahead\n"                                                                            \
    "  move soon called -> called\n"                                                                                   \
    "    by clerk of intake\n"                                                                                         \
    "    needs day\n"                                                                                                  \
    "    when day at least 3 workdays ahead\n"                                                                         \
    "    at most 9\n"                                                                                                  \
    "  move fix " noticed " -> same\n"                                                                                 \
    "    by clerk of intake\n"                                                                                         \
    "    takes day\n"                                                                                                  \
    "    at most 9\n"                                                                                                  \
    "  move redo " noticed " -> same\n"                                                                                \
    "    by clerk of intake\n"                                                                                         \
    "    at most 9\n"                                                                                                  \
    "  move sit \"开会\" " noticed " -> held\n"                                                                        \
    "    by clerk of intake\n"                                                                                         \
    "    when day come\n"                                                                                              \
    "  move cancel " noticed " -> over\n"                                                                              \
    "    by clerk of intake\n"                                                                                         \
    "    when not day come\n"                                                                                          \
    "  move early held -> same\n"                                                                                      \
    "    by clerk of intake\n"                                                                                         \
    "    after 48 hours of sit\n"                                                                                      \
    "    at most 1\n"                                                                                                  \
    "  move prompt held -> same\n"                                                                                     \
    "    by clerk of intake\n"                                                                                         \
    "    within 48 hours of sit\n"                                                                                     \
    "    at most 9\n"                                                                                                  \
    "  move close held -> over\n"                                                                                      \
    "    by clerk of intake\n"                                                                                         \
    "    after 5 workdays of sit\n"                                                                                    \
    "  move file held -> over\n"                                                                                       \
    "    by time\n"
#define DAY_DETAIL "  detail day \"召开日期\" date\n"
static const char meeting[] = MEETING(DAY_DETAIL, "noticed");
/* Another text of the same: the day is the second that it keeps, and its state is called otherwise. */
static const char newer[] =
    MEETING("  detail filed \"归档日\" date\n" DAY_DETAIL, "announced") "  move shelve held -> same\n"
                                                                        "    by clerk of intake\n"
                                                                        "    needs filed\n"
                                                                        "    when filed come\n"
                                                                        "    at most 1\n";

struct place {
    cgov_storage storage;
    struct town town;
};

static void take(struct place *place) {
    *place = (struct place){.storage = {.size = sizeof place->storage}};
    assert_int_equal(cgov_storage_memory(NULL, &place->storage), CGOV_OK);
    const struct town_options options = {.storage = &place->storage};
    town_found(&place->town, &options);
    place->town.now = town_at(2026, 6, 1, 9, 0);
    hall_adopt(&place->town, meeting, NULL);
}

static void give_back(struct place *place) {
    town_close(&place->town);
    assert_int_equal(cgov_storage_close(&place->storage), CGOV_OK);
}

static void reopen(struct place *place) {
    cgov_ledger_options options = {.size = sizeof options, .storage = &place->storage};
    town_close(&place->town);
    assert_int_equal(cgov_ledger_open(&options, &place->town.ledger), CGOV_OK);
}

static struct place here;

static int found(void **state) {
    take(&here);
    *state = &here;
    return 0;
}

static int leave(void **state) {
    give_back(*state);
    return 0;
}

static cgov_id called(struct town *town) {
    cgov_act act = town_act(town, town->centre.officers[CLERK]);
    const cgov_detail details[] = {town_number(CGOV_FIELD_INTAKE, (int64_t)town->centre.id),
                                   town_text(CGOV_FIELD_TEXT, "第三季度")};
    cgov_id id = 0;
    assert_int_equal(cgov_item_open(town->ledger, &act, "meeting", details, 2, &id), CGOV_OK);
    return id;
}

static int32_t try_day(struct town *town, cgov_id item, const char *move, int64_t date) {
    const cgov_detail day = hall_fact(town, "day", date);
    return town_try_move(town, town->centre.officers[CLERK], item, move, &day, date ? 1 : 0);
}

static void make(struct town *town, cgov_id item, const char *move, int64_t date) {
    int32_t status = try_day(town, item, move, date);
    if (status) fail_msg("%s: %s", move, town_error(town).message);
}

/* The line of a text with these words. */
static uint32_t line_of(const char *words) {
    const char *at = strstr(meeting, words);
    uint32_t line = 1;
    for (const char *c = meeting; c < at; c++) line += *c == '\n';
    return line;
}

static void refused(struct town *town, cgov_id item, const char *move, int64_t date, uint32_t reason,
                    const char *line) {
    town_assert_refused(town, try_day(town, item, move, date), CGOV_E_REFUSED, reason);
    assert_int_equal(town_error(town).line, line_of(line));
}

/* Why a move could not be made, as far as is known before there are details. */
static uint32_t why_not(const struct town *town, cgov_id item, const char *move) {
    cgov_reader reader = town_reader(town, town->centre.officers[CLERK]);
    cgov_move_view views[16];
    uint64_t cursor = 0;
    uint32_t count = 0;
    views[0].size = sizeof views[0];
    assert_int_equal(cgov_move_list(town->ledger, &reader, item, &cursor, views, 16, &count), CGOV_OK);
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(views[i].name, move) == 0) return views[i].reason;
    fail_msg("no move %s", move);
    return 0;
}

static cgov_clock_view hold_of(const struct town *town, cgov_id item) {
    return town_clock(town, town->centre.officers[CLERK], item, "hold");
}

#define MIDNIGHT(month, day) town_at(2026, month, day, 0, 0) /* the first instant of that day, where the town lies */

static void notice_is_counted_to_the_day(void **state) {
    struct town *town = &((struct place *)*state)->town;
    cgov_id one = called(town), two = called(town);
    town->now = MIDNIGHT(6, 16) - 1;
    assert_int_equal(why_not(town, one, "notify"), CGOV_R_NONE);
    refused(town, one, "notify", 20260629, CGOV_R_NOTICE, "when day at least 15");
    make(town, one, "notify", 20260630);
    town->now = MIDNIGHT(6, 16);
    refused(town, two, "notify", 20260630, CGOV_R_NOTICE, "when day at least 15");
    make(town, two, "notify", 20260701);
    town_assert_refused(town, try_day(town, two, "notify", 0), CGOV_E_REFUSED, CGOV_R_STATE);
}

static void workdays_are_counted_by_the_calendar(void **state) {
    struct town *town = &((struct place *)*state)->town;
    cgov_id id = called(town);
    town->now = MIDNIGHT(6, 15); /* a Monday; the Friday is a holiday */
    refused(town, id, "soon", 20260617, CGOV_R_NOTICE, "when day at least 3");
    make(town, id, "soon", 20260618);
    town->now = MIDNIGHT(6, 16);
    refused(town, id, "soon", 20260621, CGOV_R_NOTICE, "when day at least 3");
    make(town, id, "soon", 20260622);
    /* A day that no calendar covers counts: it holds nothing up. */
    town->flags |= CGOV_ACT_LONG_JUMP;
    town->now = town_at(2040, 6, 15, 9, 0);
    id = called(town);
    refused(town, id, "soon", 20400617, CGOV_R_NOTICE, "when day at least 3");
    make(town, id, "soon", 20400618);
}

static void a_day_comes_at_its_midnight(void **state) {
    struct town *town = &((struct place *)*state)->town;
    cgov_id one = called(town), two = called(town), three = called(town);
    make(town, one, "notify", 20260620);
    make(town, two, "notify", 20260620);
    make(town, three, "notify", 20260620);
    town->now = MIDNIGHT(6, 20) - 1;
    refused(town, one, "sit", 0, CGOV_R_DAY, "when day come");
    assert_int_equal(why_not(town, one, "sit"), CGOV_R_DAY);
    assert_int_equal(why_not(town, one, "cancel"), CGOV_R_NONE);
    make(town, two, "cancel", 0);
    town->now = MIDNIGHT(6, 20);
    refused(town, three, "cancel", 0, CGOV_R_DAY, "when not day come");
    assert_int_equal(why_not(town, one, "cancel"), CGOV_R_DAY);
    assert_int_equal(why_not(town, one, "sit"), CGOV_R_NONE);
    make(town, one, "sit", 0);
    /* A day given anew counts from then on. */
    make(town, three, "fix", 20260622);
    refused(town, three, "sit", 0, CGOV_R_DAY, "when day come");
    make(town, three, "fix", 0); /* the one that stands stays */
    town->now = MIDNIGHT(6, 22);
    make(town, three, "sit", 0);
}

static void a_clock_runs_to_the_end_of_a_day(void **state) {
    struct town *town = &((struct place *)*state)->town;
    const char *clock = "clock hold";
    cgov_id id = called(town);
    refused(town, id, "notify", 20260801, CGOV_R_DAY, clock);
    make(town, id, "notify", 20260731);
    assert_true(hold_of(town, id).due == MIDNIGHT(8, 1) - 1);
    town->now = MIDNIGHT(6, 20);
    refused(town, id, "fix", 20260619, CGOV_R_DAY, clock);
    make(town, id, "fix", 20260620); /* today */
    assert_true(hold_of(town, id).due == MIDNIGHT(6, 21) - 1 && !hold_of(town, id).late);
    make(town, id, "redo", 0);
    assert_true(hold_of(town, id).due == MIDNIGHT(6, 21) - 1);
    town->now = MIDNIGHT(6, 21) - 1;
    assert_true(!hold_of(town, id).late && hold_of(town, id).rungs == 0);
    town->now++;
    assert_true(hold_of(town, id).late);
    town_tick(town);
    assert_int_equal(hold_of(town, id).rungs, 1);
    /* What stands is over; another day can be given. */
    refused(town, id, "redo", 0, CGOV_R_DAY, clock);
    refused(town, id, "fix", 0, CGOV_R_DAY, clock);
    assert_int_equal(why_not(town, id, "redo"), CGOV_R_DAY);
    assert_int_equal(why_not(town, id, "fix"), CGOV_R_NONE);
    make(town, id, "fix", 20260622);
    assert_true(hold_of(town, id).due == MIDNIGHT(6, 23) - 1 && hold_of(town, id).rungs == 0);
}

static void time_has_to_pass_after_a_move(void **state) {
    struct town *town = &((struct place *)*state)->town;
    cgov_id one = called(town), two = called(town);
    make(town, one, "notify", 20260616);
    make(town, two, "notify", 20260616);
    town->now = town_at(2026, 6, 17, 10, 0); /* a Wednesday, before a holiday on Friday */
    make(town, one, "sit", 0);
    make(town, two, "sit", 0);
    town->now += 48 * HOUR;
    refused(town, one, "early", 0, CGOV_R_AFTER, "after 48 hours");
    assert_int_equal(why_not(town, one, "early"), CGOV_R_AFTER);
    make(town, one, "prompt", 0);
    town->now++;
    assert_int_equal(try_day(town, one, "prompt", 0), CGOV_E_REFUSED);
    make(town, one, "early", 0);
    town->now = MIDNIGHT(6, 26) - 1; /* 18, 22, 23, 24 and 25 are five */
    refused(town, one, "close", 0, CGOV_R_AFTER, "after 5 workdays");
    town->now++;
    make(town, one, "close", 0);
    /* Time makes its move where nobody does. */
    town->now = town_at(2026, 7, 18, 0, 0);
    town_tick(town);
    town_assert_state(town, two, "over");
    town_appoint(town, town->neighbour, town->root, "clerk"); /* no record after it tells of the clock that made it */
}

static void what_is_kept_is_replayed(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    cgov_id id = called(town);
    make(town, id, "notify", 20260620);
    uint8_t before[32], after[32];
    assert_int_equal(cgov_state_digest(town->ledger, before), CGOV_OK);
    reopen(place);
    assert_int_equal(cgov_state_digest(town->ledger, after), CGOV_OK);
    assert_memory_equal(before, after, 32);
    assert_true(hold_of(town, id).due == MIDNIGHT(6, 21) - 1);
    refused(town, id, "sit", 0, CGOV_R_DAY, "when day come");
    town->now = MIDNIGHT(6, 20);
    make(town, id, "sit", 0);
}

/* Two ledgers that differ in a day alone differ. */
static void what_is_kept_is_in_the_digest(void **state) {
    struct town *town = &((struct place *)*state)->town;
    uint8_t digests[2][32];
    struct place other;
    take(&other);
    struct town *towns[2] = {town, &other.town};
    for (int i = 0; i < 2; i++) {
        make(towns[i], called(towns[i]), "soon", 20260620 + i);
        assert_int_equal(cgov_state_digest(towns[i]->ledger, digests[i]), CGOV_OK);
    }
    assert_memory_not_equal(digests[0], digests[1], 32);
    give_back(&other);
}

static void what_is_kept_is_carried(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    cgov_id id = called(town);
    make(town, id, "notify", 20260620);
    hall_adopt(town, newer, "meeting noticed -> announced\n");
    town_assert_state(town, id, "announced");
    town->now = MIDNIGHT(6, 20) - 1;
    town_assert_refused(town, try_day(town, id, "sit", 0), CGOV_E_REFUSED, CGOV_R_DAY);
    assert_true(hold_of(town, id).due == MIDNIGHT(6, 21) - 1);
    reopen(place);
    town->now++;
    make(town, id, "sit", 0);
    /* Of what was never given, what a move brings is asked; until it does, that is not held against the move. */
    assert_int_equal(why_not(town, id, "shelve"), CGOV_R_NONE);
    cgov_detail filed = hall_fact(town, "filed", 20260621);
    cgov_id clerk = town->centre.officers[CLERK];
    town_assert_refused(town, town_try_move(town, clerk, id, "shelve", &filed, 1), CGOV_E_REFUSED, CGOV_R_DAY);
    filed = hall_fact(town, "filed", 20260620);
    town_move(town, clerk, id, "shelve", &filed, 1);
}

/* ---- children ---- */

#define CLERK_OF_INTAKE "    by clerk of intake\n"
static const char duties[] = "rulebook 1\n"
                             "role clerk \"经办\"\n"
                             "role head \"负责人\"\n"
                             "procedure meeting \"会议\" session\n"
                             "  detail day \"完成日期\" date\n"
                             "  party intake \"召集单位\" organization\n"
                             "  stage all \"全程\"\n"
                             "    state called \"开会中\" held by intake\n"
                             "    state tracked \"落实中\" held by intake\n"
                             "    state over \"已结束\" final\n"
                             "  clock run from call until close\n"
                             "    for 300 days\n"
                             "    late tell head of intake\n"
                             "  open call \"召集\" -> called\n" CLERK_OF_INTAKE "    needs intake text\n"
                             "    sets intake to given\n"
                             "  move assign called -> tracked\n" CLERK_OF_INTAKE "    needs organization day\n"
                             "    opens duty for organization\n"
                             "  move close tracked -> over\n" CLERK_OF_INTAKE "    when children done\n"
                             "procedure duty \"交办事项\"\n"
                             "  detail day \"完成日期\" date\n"
                             "  party lead \"承办单位\" organization\n"
                             "  stage work \"办理\"\n"
                             "    state assigned \"待办\" held by lead\n"
                             "    state done \"已办\" final\n"
                             "  clock due from begin until report drop\n"
                             "    for given day at most 30 days\n"
                             "    late tell head of lead\n"
                             "  open begin \"交办\" -> assigned\n"
                             "    by parent\n"
                             "    needs day\n"
                             "    sets lead to given\n"
                             "  move report assigned -> done\n"
                             "    by head of lead\n"
                             "    when day come\n"
                             "    answers\n"
                             "  move drop assigned -> done\n"
                             "    by parent\n"
                             "    answers\n";

static int32_t try_assign(struct town *town, cgov_id meeting_id, int64_t date) {
    const cgov_detail details[] = {hall_fact(town, "day", date),
                                   town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town->street.id)};
    return town_try_move(town, town->centre.officers[CLERK], meeting_id, "assign", details, 2);
}

static void a_child_is_opened_with_its_day(void **state) {
    struct town *town = &((struct place *)*state)->town;
    hall_adopt(town, duties, NULL);
    cgov_id parent = called(town), child = (cgov_id)CGOV_KIND_ISSUE << 44 | 2, head = town->street.officers[HEAD];
    town_assert_refused(town, try_assign(town, parent, 20260531), CGOV_E_REFUSED, CGOV_R_DAY);
    assert_int_equal(town_error(town).line, 31); /* of the child's clock */
    town_assert_refused(town, try_assign(town, parent, 20260702), CGOV_E_REFUSED, CGOV_R_DAY);
    town_assert_state(town, parent, "called");
    assert_int_equal(try_assign(town, parent, 20260701), CGOV_OK);
    assert_true(town_clock(town, head, child, "due").due == MIDNIGHT(7, 2) - 1);
    town->now = MIDNIGHT(7, 1) - 1;
    town_assert_refused(town, town_try_move(town, head, child, "report", NULL, 0), CGOV_E_REFUSED, CGOV_R_DAY);
    town->now++;
    town_move(town, head, child, "report", NULL, 0);
}

static void the_checks_ask_whether_a_child_can_have_its_day(void **state) {
    (void)state;
    cgov_check_view report = {.size = sizeof report};
    bent_passes(duties, &report);
    static const struct bent_row rows[] = {
        {{"move assign", "needs", "organization day", "organization"},
         6,
         "day",
         "`begin` needs `day`, and `assign` of `meeting` opens `duty` without",
         ""},
        {{"detail day", "detail", "date", "date 2026-01-01 to 2026-12-31"},
         1,
         "called",
         "from `called` no final state can surely be reached",
         "call"},
        {{"move assign", "needs", "day", "day\n    when day at least 31 days ahead"},
         1,
         "called",
         "from `called` no final state can surely be reached",
         "call"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *text = bent(duties, &rows[i].edit);
        bent_refused(text, rows[i].check, rows[i].at, rows[i].message, rows[i].path);
        free(text);
    }
    const struct edit by_child[] = {{"clock run", "clock", "from call", "from call close"},
                                    {"clock run", "for", "300 days", "given day at most 60 days"},
                                    {"move close", "by", "clerk of intake", "child"}};
    char *named = bent_by(duties, by_child, 3);
    bent_refused(named, 6, "close",
                 "`close` starts a clock that runs to a day given, which may be over: a child names none", "");
    free(named);
    const struct edit as_far = {"move assign", "needs", "day", "day\n    when day at least 30 days ahead"};
    char *text = bent(duties, &as_far);
    bent_passes(text, &report);
    free(text);
}

/* ---- matters that guards name ---- */

static const char alarms[] = "rulebook 1\n"
                             "role clerk \"经办\"\n"
                             "role head \"负责人\"\n"
                             "procedure alarm \"警情\"\n"
                             "  party reporter \"反映人\" resident\n"
                             "  party intake \"受理单位\" organization\n"
                             "  stage all \"全程\"\n"
                             "    state open \"办理中\" held by intake\n"
                             "    state closed \"已结\" final\n"
                             "  clock run from ring until rush talk hint\n"
                             "    for 30 days\n"
                             "    late tell head of intake\n"
                             "  open ring \"报警\" -> open\n"
                             "    by any resident\n"
                             "    needs text intake\n"
                             "    takes matter\n"
                             "    sets intake to given\n"
                             "  move rush open -> closed\n"
                             "    by clerk of intake\n"
                             "    when matter fire flood\n"
                             "    answers\n"
                             "  move talk open -> closed\n"
                             "    by clerk of intake\n"
                             "    when not matter fire flood\n"
                             "    answers\n"
                             "  move hint open -> closed\n"
                             "    by clerk of intake\n"
                             "    when matter direct\n"
                             "    answers\n"
                             "matter noise \"噪声\"\n"
                             "  procedure alarm\n"
                             "matter direct \"直办\"\n"
                             "  procedure alarm\n"
                             "matter flood \"内涝\"\n"
                             "  procedure alarm\n"
                             "  direct\n"
                             "matter fire \"火警\"\n"
                             "  procedure alarm\n";

static void a_guard_names_matters(void **state) {
    struct town *town = &((struct place *)*state)->town;
    hall_adopt(town, alarms, NULL);
    static const struct {
        const char *matter;
        bool rush, talk, hint;
    } rows[] = {{"fire", true, false, false},
                {"flood", true, false, true},
                {"noise", false, true, false},
                {"direct", false, true, false},
                {NULL, false, true, false}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const cgov_detail details[] = {town_number(CGOV_FIELD_INTAKE, (int64_t)town->centre.id),
                                       town_text(CGOV_FIELD_TEXT, "响了"),
                                       town_text(rows[i].matter ? CGOV_FIELD_MATTER : CGOV_FIELD_PROCEDURE,
                                                 rows[i].matter ? rows[i].matter : "alarm")};
        cgov_act act = town_act(town, town->resident);
        cgov_id id = 0;
        assert_int_equal(cgov_item_report(town->ledger, &act, details, 3, &id), CGOV_OK);
        assert_int_equal(why_not(town, id, "rush"), rows[i].rush ? CGOV_R_NONE : CGOV_R_MATTER);
        assert_int_equal(why_not(town, id, "talk"), rows[i].talk ? CGOV_R_NONE : CGOV_R_MATTER);
        assert_int_equal(why_not(town, id, "hint"), rows[i].hint ? CGOV_R_NONE : CGOV_R_MATTER);
    }
}

static void the_checks_tell_matters_apart(void **state) {
    (void)state;
    cgov_check_view report = {.size = sizeof report};
    bent_passes(alarms, &report);
    static const struct bent_row rows[] = {
        {{"move talk", "when", "fire flood", "fire flood noise"},
         1,
         "open",
         "from `open` no final state can surely be reached (not matter direct, matter noise)",
         "ring"},
        {{"move talk", "when", "not matter fire flood", "matter noise direct"},
         1,
         "open",
         "from `open` no final state can surely be reached (not matter direct, matter of another code)",
         "ring"},
        {{"move rush", "when", "fire flood", "fire floods"},
         0,
         "floods",
         "matter `floods` is not in this rulebook's catalogue",
         ""},
        {{"move rush", "when", "fire flood", "fire flood fire"}, 0, "fire", "matter `fire` stands twice", ""},
        {{"move hint", "when", "direct", "direct fire"}, 0, "fire", "expected the end of the line, found `fire`", ""},
        {{"move rush", "when", "fire flood", "fire \"x\""}, 0, "\"x\"", "expected a matter's code, found \"x\"", ""},
    };
    EACH_REFUSED(alarms, rows);
}

/* So many codes can be named in one procedure. */
static void so_many_matters_are_named(void **state) {
    (void)state;
    char text[4096], codes[512] = "", catalogue[2048] = "";
    for (int n = 0; n <= MAX_NAMED; n++) {
        snprintf(codes + strlen(codes), sizeof codes - strlen(codes), " m%d", n);
        snprintf(catalogue + strlen(catalogue), sizeof catalogue - strlen(catalogue), "matter m%d \"\"\n", n);
        if (n < MAX_NAMED - 1) continue;
        snprintf(text, sizeof text,
                 "rulebook 1\nprocedure p \"\"\nparty intake \"\" organization\nstage s \"\"\nstate a \"\" held by "
                 "intake\nstate b \"\" final\nopen o -> a\nby any resident\nneeds intake\nsets intake to given\nmove e "
                 "a -> b\nby any resident\nwhen matter%s\n%s",
                 codes, catalogue);
        struct reading reading = {0};
        reading_of(&reading, text, strlen(text));
        assert_int_equal(reading.status, n == MAX_NAMED ? CGOV_E_RULEBOOK : CGOV_OK);
        if (n == MAX_NAMED)
            assert_string_equal(reading.fault.message,
                                "there can be at most 31 matters that guards of a procedure name");
        reading_done(&reading);
    }
}

/* ---- the language ---- */

static void a_text_says_days(void **state) {
    (void)state;
    static const struct bent_row rows[] = {
        {{"move sit", "when", "day come", "dy come"},
         0,
         "dy",
         "guard `dy` is not one of the language's: track, channel, urgency, matter, contact, unaccused, same_place, "
         "same_matter, owing, unfollowed, delegates, children, used_up, unsettled, public_safety, routed, says, "
         "given, answered, superior, level, other, ...",
         ""},
        {{"move sit", "when", "come", "gone"},
         0,
         "gone",
         "expected `come`, `over`, or `at least` and how far ahead, found `gone`",
         ""},
        {{"move notify", "when", "15 days", "15 hours"},
         0,
         "15",
         "how far off a day is, is counted in days or workdays, and no more is said",
         ""},
        {{"clock hold", "for", "60 days", "60 days rolled"},
         0,
         "60",
         "how far off a day is, is counted in days or workdays, and no more is said",
         ""},
        {{"clock hold", "for", "day", "dy"}, 0, "dy", "`dy` is no detail of this procedure that is a date", ""},
        {{"detail day", "detail", "date", "date repeats"},
         0,
         "day",
         "detail `day` repeats: one day is asked for here",
         ""},
        {{"move close", "after", "sit", "st"},
         0,
         "st",
         "move `st` is not one of this procedure's: call, notify, soon, fix, redo, sit, cancel, early, prompt, close, "
         "file",
         ""},
    };
    EACH_REFUSED(meeting, rows);
}

/* One day more than an item keeps is a fault, at the word that asks for it. */
static void so_many_days_are_kept(void **state) {
    (void)state;
    char text[4096], details[1024] = "", guards[1024] = "";
    for (int days = MAX_KEPT; days <= MAX_KEPT + 1; days++) {
        details[0] = guards[0] = 0;
        for (int d = 0; d < days; d++) {
            snprintf(details + strlen(details), sizeof details - strlen(details), "detail d%d \"\" date\n", d);
            snprintf(guards + strlen(guards), sizeof guards - strlen(guards), "when not d%d come\n", d);
        }
        snprintf(text, sizeof text,
                 "rulebook 1\nprocedure p \"\"\n%sparty intake \"\" organization\nstage s \"\"\nstate a \"\" held by "
                 "intake\nstate b \"\" final\nopen o -> a\nby any resident\nneeds intake\nsets intake to given\nmove e "
                 "a -> b\nby any resident\n%s",
                 details, guards);
        struct reading reading = {0};
        reading_of(&reading, text, strlen(text));
        assert_int_equal(reading.status, days > MAX_KEPT ? CGOV_E_RULEBOOK : CGOV_OK);
        if (days > MAX_KEPT)
            assert_string_equal(reading.fault.message, "there can be at most 8 days that guards and clocks ask for");
        reading_done(&reading);
    }
}

/* ---- the checks ---- */

#define USED_UP "call notify fix fix fix fix fix fix fix fix fix redo redo redo redo redo redo redo redo redo"
#define SOON "call soon soon soon soon soon soon soon soon soon"
static void the_checks_count_on_days(void **state) {
    (void)state;
    cgov_check_view report = {.size = sizeof report};
    bent_passes(meeting, &report);
    bent_passes(newer, &report);
    static const struct bent_row rows[] = {
        /* What must not have come, or not be over, is the world's. */
        {{"move sit", "when", "day come", "not day come"},
         1,
         "noticed",
         "from `noticed` no final state can surely be reached",
         USED_UP},
        {{"move sit", "when", "day come", "not day over"},
         1,
         "noticed",
         "from `noticed` no final state can surely be reached",
         USED_UP},
        /* A day that stands comes nearer, and no other is given. */
        {{"move sit", "when", "day come", "day at least 2 days ahead"},
         1,
         "noticed",
         "from `noticed` no final state can surely be reached",
         USED_UP},
        /* No day is so far ahead and so near. */
        {{"clock hold", "for", "60 days", "14 days"},
         1,
         "called",
         "from `called` no final state can surely be reached",
         SOON},
        {{"move notify", "when", "15 days", "15 workdays"},
         1,
         "called",
         "from `called` no final state can surely be reached",
         SOON},
        /* Days of a range end. */
        {{"detail day", "detail", "date", "date 2026-01-01 to 2026-12-31"},
         1,
         "called",
         "from `called` no final state can surely be reached",
         SOON},
        /* What time makes waits for nothing, and starts no clock that a day could refuse. */
        {{"move file", "by", "time", "time\n    after 1 hours of sit"},
         2,
         "follow",
         "clock `follow` can fall due in `held` where `file` could be refused: its time may not be over yet",
         "call notify sit"},
        {{"move file", "by", "time", "time\n    when day come"},
         2,
         "follow",
         "clock `follow` can fall due in `held` where `file` could be refused: its `when` may fail",
         "call notify sit"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *text = bent(meeting, &rows[i].edit);
        bent_refused(text, rows[i].check, rows[i].at, rows[i].message, rows[i].path);
        free(text);
    }
}

static void time_and_days_that_pass_are_told_apart(void **state) {
    (void)state;
    cgov_check_view report = {.size = sizeof report};
    /* Time starts no clock that runs to a day: the one it has run to is over. */
    const struct edit by_time[] = {{"clock hold", "late", "tell head of intake", "do redo"},
                                   {"move redo", "by", "clerk of intake", "time"}};
    char *timed = bent_by(meeting, by_time, 2);
    bent_refused(timed, 2, "hold",
                 "clock `hold` can fall due in `noticed` where `redo` could be refused: the day that its clock runs to "
                 "may be over",
                 "call notify");
    free(timed);
    /* What has to pass passes; what may be over is the world's. */
    const struct edit after[] = {{"clock follow", "late", "do file", "tell head of intake"},
                                 {"move close", "after", "after", "within"}};
    for (size_t count = 1; count <= 2; count++) {
        char *made = bent_by(meeting, after, count);
        if (count == 1)
            bent_passes(made, &report);
        else
            bent_refused(made, 1, "held", "from `held` no final state can surely be reached", "call notify sit");
        free(made);
    }
    /* As far ahead as it may be is far enough. */
    const struct edit as_far = {"clock hold", "for", "60 days", "15 days"};
    char *text = bent(meeting, &as_far);
    bent_passes(text, &report);
    free(text);
}

static void days_are_given_on_each_path(void **state) {
    (void)state;
    static const struct edit unasked[] = {{"move notify", "needs", "needs day", "takes day"},
                                          {"move notify", "when", NULL, NULL}};
    char *text = bent_by(meeting, unasked, 2);
    bent_refused(text, 5, "hold", "`notify` asks for the day `day`, which is not given on this path", "call notify");
    free(text);
    static const struct edit guarded[] = {{"clock hold", "for", "given day at most 60 days", "60 days"},
                                          {"move notify", "needs", "needs day", "takes day"},
                                          {"move notify", "when", NULL, NULL}};
    text = bent_by(meeting, guarded, 3);
    bent_refused(text, 5, "day", "`sit` asks for the day `day`, which is not given on this path", "call notify sit");
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
#define ON_A_PLACE(test) cmocka_unit_test_setup_teardown(test, found, leave)
        ON_A_PLACE(notice_is_counted_to_the_day),
        ON_A_PLACE(workdays_are_counted_by_the_calendar),
        ON_A_PLACE(a_day_comes_at_its_midnight),
        ON_A_PLACE(a_clock_runs_to_the_end_of_a_day),
        ON_A_PLACE(time_has_to_pass_after_a_move),
        ON_A_PLACE(what_is_kept_is_replayed),
        ON_A_PLACE(what_is_kept_is_in_the_digest),
        ON_A_PLACE(what_is_kept_is_carried),
        ON_A_PLACE(a_child_is_opened_with_its_day),
        cmocka_unit_test(the_checks_ask_whether_a_child_can_have_its_day),
        ON_A_PLACE(a_guard_names_matters),
        cmocka_unit_test(the_checks_tell_matters_apart),
        cmocka_unit_test(so_many_matters_are_named),
        cmocka_unit_test(a_text_says_days),
        cmocka_unit_test(so_many_days_are_kept),
        cmocka_unit_test(the_checks_count_on_days),
        cmocka_unit_test(time_and_days_that_pass_are_told_apart),
        cmocka_unit_test(days_are_given_on_each_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
