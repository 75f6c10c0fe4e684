/* Ballots that give points or rank, in a ledger: what is none is told, one stands for each elector, tellers agree on
 * the same, sums follow whoever comes and goes; options within a budget; all of it replayed, and read back from a
 * snapshot. */
#include "support/bent.h"
#include "support/on_a_town.h"

#include "support/alloc.h"
#include "support/test.h"

static const char POLL[] = "rulebook 1\n"
                           "role clerk \"经办\"\n"
                           "role teller \"计票人\"\n"
                           "rule best \"评分\"\n"
                           "  ask score 5\n"
                           "  seats given\n"
                           "  quorum cast at least 3\n"
                           "  passes yes at least 1 by area\n"
                           "rule order \"排序\"\n"
                           "  ask rank stv\n"
                           "  seats given\n"
                           "rule dots \"投点\"\n"
                           "  ask share 4\n"
                           "  seats within budget\n"
                           "  passes yes at least 1\n"
                           "procedure poll \"民主评选\" motion\n"
                           "  public\n"
                           "  detail seats \"名额\" number\n"
                           "  detail budget \"预算\" number\n"
                           "  detail cost \"造价\" number\n"
                           "  party estate \"小区\" organization\n"
                           "  roll electors \"业主\"\n"
                           "    of owners of estate\n"
                           "    filled by begin\n"
                           "    by clerk of estate\n"
                           "    out by clerk of estate\n"
                           "    in voting\n"
                           "  roll candidates \"候选人\"\n"
                           "    of electors\n"
                           "    by clerk of estate\n"
                           "    out by clerk of estate\n"
                           "    in voting\n"
                           "  roll options \"项目\"\n"
                           "    of owners of estate\n"
                           "    by clerk of estate\n"
                           "    out by clerk of estate\n"
                           "    in voting\n"
                           "    many\n"
                           "    needs cost\n"
                           "  roll chosen \"入选\"\n"
                           "    of electors\n"
                           "  roll scores \"评分票\"\n"
                           "    of electors\n"
                           "    by teller of estate twice in voting counting\n"
                           "    by self again\n"
                           "    out by self\n"
                           "    in voting\n"
                           "    ballot from candidates\n"
                           "    secrecy open\n"
                           "    bundle for electors by teller of estate in counting\n"
                           "  roll orders \"排序票\"\n"
                           "    of electors\n"
                           "    by teller of estate twice in voting counting\n"
                           "    by self again\n"
                           "    in voting\n"
                           "    ballot from candidates\n"
                           "    secrecy open\n"
                           "    bundle for electors by teller of estate twice in counting\n"
                           "  roll points \"点数票\"\n"
                           "    of electors\n"
                           "    by self again\n"
                           "    in voting\n"
                           "    ballot from options\n"
                           "    secrecy open\n"
                           "    bundle for electors by teller of estate in counting\n"
                           "  stage all \"全程\"\n"
                           "    state listed \"拟定\" held by estate\n"
                           "    state voting \"投票\" held by estate\n"
                           "    state counting \"计票\" held by estate\n"
                           "    state scored \"已评\" held by estate\n"
                           "    state ranked \"已排\" held by estate\n"
                           "    state done \"已决\" final\n"
                           "  clock run from start until spend drop\n"
                           "    for 90 days\n"
                           "    late tell clerk of estate\n"
                           "  open start \"发起\" -> listed\n"
                           "    by clerk of estate\n"
                           "    needs estate seats budget text\n"
                           "    sets estate to given\n"
                           "  move begin \"投票\" listed -> voting\n"
                           "    by clerk of estate\n"
                           "  move close \"截止\" voting -> counting\n"
                           "    by clerk of estate\n"
                           "  move score \"评分\" counting\n"
                           "    by teller of estate\n"
                           "    decides best over scores into chosen\n"
                           "    passed -> scored\n"
                           "    unfilled -> scored\n"
                           "    no_quorum -> scored\n"
                           "    tells electors\n"
                           "  move rank \"排序\" scored\n"
                           "    by teller of estate\n"
                           "    decides order over orders\n"
                           "    passed -> ranked\n"
                           "    unfilled -> ranked\n"
                           "    tells electors\n"
                           "  move spend \"定项目\" ranked\n"
                           "    by teller of estate\n"
                           "    decides dots over points\n"
                           "    passed -> done\n"
                           "    unfilled -> done\n"
                           "    tells electors\n"
                           "  move drop \"撤销\" listed voting counting scored ranked -> done\n"
                           "    by clerk of estate\n"
                           "    tells electors\n";

#define OWNERS 6u
static cgov_id clerk, teller, second, poll, owners[OWNERS];
static cgov_storage storage;
static struct test_alloc alloc;

static uint32_t field(const char *name) {
    uint32_t number = 0;
    assert_int_equal(cgov_field_find(town.ledger, name, &number), CGOV_OK);
    return number;
}

static void unit(cgov_id owner, int64_t area) {
    cgov_act act = town_act(&town, town.founder);
    cgov_id id = 0;
    const cgov_entity_draft draft = {.size = sizeof draft,
                                     .kind = CGOV_KIND_UNIT,
                                     .parent = town.village.id,
                                     .name = text_of("一户"),
                                     .type = text_of("dwelling"),
                                     .owner = owner,
                                     .area = area};
    assert_int_equal(cgov_entity_add(town.ledger, &act, &draft, &id), CGOV_OK);
}

static int32_t enter(const char *roll, cgov_id actor, cgov_id elector, const cgov_detail *detail) {
    cgov_act act = town_act(&town, actor);
    return cgov_roll_enter(town.ledger, &act, poll, roll, elector, detail, detail ? 1 : 0, NULL);
}

static int32_t vote(const char *roll, cgov_id actor, cgov_id elector, const char *choice) {
    const cgov_detail detail = town_text(CGOV_FIELD_CHOICE, choice);
    return enter(roll, actor, elector, &detail);
}

static void move(cgov_id actor, const char *name) {
    town_move(&town, actor, poll, name, NULL, 0);
}

/* The first of the owners stand. */
static void open_poll(int64_t seats, uint32_t standing) {
    cgov_act act = town_act(&town, clerk);
    const cgov_detail details[] = {town_number(field("estate"), (int64_t)town.village.id),
                                   town_number(field("seats"), seats), town_number(field("budget"), 100),
                                   town_text(CGOV_FIELD_TEXT, "评选")};
    assert_int_equal(cgov_item_open(town.ledger, &act, "poll", details, 4, &poll), CGOV_OK);
    move(clerk, "begin");
    for (uint32_t i = 0; i < standing; i++) assert_int_equal(enter("candidates", clerk, owners[i], NULL), CGOV_OK);
}

/* Six owners of 100.00, 200.00, ... square metres; the first three stand; four options. */
static int with_a_poll(void **state) {
    (void)state;
    storage.size = sizeof storage;
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    const cgov_allocator allocator = test_alloc_table(&alloc);
    const struct town_options options = {.storage = &storage, .allocator = &allocator};
    town_found(&town, &options);
    town_adopt(&town, text_of(POLL));
    cgov_id *const people[] = {&clerk, &teller, &second};
    for (int i = 0; i < 3; i++) {
        *people[i] = town_resident(&town, "工作人员", town.root);
        town_appoint(&town, *people[i], town.village.id, i == 0 ? "clerk" : "teller");
    }
    for (uint32_t i = 0; i < OWNERS; i++)
        unit(owners[i] = town_resident(&town, "业主", town.village.id), 10000 * (i + 1));
    open_poll(2, 3);
    static const int64_t costs[] = {60, 41, 40, 1};
    for (int i = 0; i < 4; i++) {
        const cgov_detail cost = town_number(field("cost"), costs[i]);
        assert_int_equal(enter("options", clerk, owners[i / 2], &cost), CGOV_OK);
    }
    return 0;
}

static int without_it(void **state) {
    (void)state;
    town_replay(&town, &storage);
    town_close(&town);
    return cgov_storage_close(&storage);
}

/* Heads and area of a candidate on that roll, or of a choice. */
static void assert_tally(const char *roll, uint32_t tally, uint32_t number, uint64_t heads, uint64_t area) {
    const cgov_reader who = town_reader(&town, clerk);
    cgov_tally_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count;
    while (cgov_tally_list(town.ledger, &who, poll, roll, &cursor, &view, 1, &count) == CGOV_OK)
        if (view.tally == tally && view.number == number) break;
    if (view.heads != heads || view.area != area)
        fail_msg("%s %u: %u heads, %u", roll, number, (uint32_t)view.heads, (uint32_t)view.area);
}

#define CANDIDATE(number, heads, area) assert_tally("scores", CGOV_TALLY_CANDIDATE, number, heads, area)

static void points_are_summed(void **state) {
    (void)state;
    assert_int_equal(vote("scores", owners[0], owners[0], "1:5 3:2"), CGOV_OK);
    assert_int_equal(vote("scores", owners[1], owners[1], "3:4 1:1"), CGOV_OK); /* in any order */
    CANDIDATE(1, 6, 70000);
    CANDIDATE(3, 6, 100000);
    assert_int_equal(vote("scores", owners[1], owners[1], "2:1"), CGOV_OK); /* the last one counts */
    CANDIDATE(1, 5, 50000);
    CANDIDATE(2, 1, 20000);
    CANDIDATE(3, 2, 20000);
    assert_int_equal(vote("scores", owners[2], owners[2], "blank"), CGOV_OK);
    assert_tally("scores", CGOV_TALLY_CHOICE, CGOV_CHOICE_BLANK, 1, 30000);
    assert_tally("scores", CGOV_TALLY_CAST, 0, 3, 60000);
    cgov_act act = town_act(&town, owners[0]);
    assert_int_equal(cgov_roll_leave(town.ledger, &act, poll, "scores", owners[0], 0, NULL, 0, NULL), CGOV_OK);
    CANDIDATE(1, 0, 0);
    assert_tally("scores", CGOV_TALLY_CAST, 0, 2, 50000);
    unit(owners[1], 10000); /* and weighs so on the list, once entered anew */
    act = town_act(&town, clerk);
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "重登。");
    assert_int_equal(cgov_roll_leave(town.ledger, &act, poll, "electors", owners[1], 0, &reason, 1, NULL), CGOV_OK);
    CANDIDATE(2, 0, 0);
}

static void tellers_agree_on_the_same(void **state) {
    (void)state;
    assert_int_equal(vote("scores", owners[0], owners[0], "1:5"), CGOV_OK);
    assert_int_equal(vote("scores", teller, owners[0], "2:3 1:1"), CGOV_OK);
    assert_int_equal(vote("scores", second, owners[0], "2:3 1:2"), CGOV_OK); /* they differ */
    CANDIDATE(1, 5, 50000);
    town_replay(&town, &storage);
    assert_int_equal(vote("scores", second, owners[0], "1:1 2:3"), CGOV_OK); /* the same, said the other way round */
    CANDIDATE(1, 1, 10000);
    CANDIDATE(2, 3, 30000);
    town_assert_refused(&town, vote("scores", owners[0], owners[0], "1:5"), CGOV_E_REFUSED, CGOV_R_AGAIN);
}

static void what_is_none_is_told(void **state) {
    (void)state;
    static const char *const wrong[] = {"1",    "1:",           ":1",      "1:0",          "0:1", "01:1", "1:01",
                                        "1:1 ", " 1:1",         "1:1 1:2", "1:1  2:1",     "1;1", "59:1", "1:1001",
                                        "-1:1", "4294967297:1", "1:1,2:1", "1:4294967297", "yes", "1 2",  "1:1:1",
                                        "x"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        town_assert_refused(&town, vote("scores", owners[0], owners[0], wrong[i]), CGOV_E_REFUSED, CGOV_R_CHOICE);
        assert_non_null(strstr(town_error(&town).message, "points by places on the roll of candidates, as `1:5 4:2`"));
    }
    town_assert_refused(&town, vote("scores", owners[0], owners[0], "4:1"), CGOV_E_REFUSED, CGOV_R_CHOICE);
    assert_non_null(strstr(town_error(&town).message, "where no candidate stands"));
    town_assert_refused(&town, vote("scores", owners[0], owners[0], "1:6"), CGOV_E_REFUSED, CGOV_R_CHOICE);
    assert_non_null(strstr(town_error(&town).message, "gives a candidate 6 points, and may give each 5"));
    town_assert_refused(&town, vote("points", owners[0], owners[0], "1:2 2:3"), CGOV_E_REFUSED, CGOV_R_CHOICE);
    assert_non_null(strstr(town_error(&town).message, "gives 5 points, and may give 4 in all"));
    char long_one[513];
    memset(long_one, '1', sizeof long_one - 1);
    long_one[512] = 0;
    town_assert_refused(&town, vote("scores", owners[0], owners[0], long_one), CGOV_E_REFUSED, CGOV_R_CHOICE);
}

/* Its certificate has these lines. */
static void assert_certified(const char *move_name, const char *const *lines, size_t count) {
    char text[8192];
    uint64_t needed = 0;
    const cgov_reader who = town_reader(&town, clerk);
    assert_int_equal(cgov_certificate(town.ledger, &who, poll, move_name, 0, text, sizeof text, &needed), CGOV_OK);
    for (size_t i = 0; i < count; i++)
        if (!strstr(text, lines[i])) fail_msg("%s\n%s", lines[i], text);
}

/* 60 and 41 have as many points, and 100 is too little for both: nothing below them is taken either. */
static void equals_that_do_not_fit_tie(void **state) {
    (void)state;
    static const char *const said[] = {"1:4", "1:1 2:3", "2:2 3:2", "3:1 4:1", "4:1", "blank"};
    for (uint32_t i = 0; i < OWNERS; i++) assert_int_equal(vote("points", owners[i], owners[i], said[i]), CGOV_OK);
    move(clerk, "close");
    move(teller, "score");
    move(teller, "rank");
    move(teller, "spend");
    static const char *const lines[] = {
        "ask share 4\nbudget 100\ntally 1 heads 5 area 60000 cost 60\ntally 2 heads 5 area 120000 cost 41\n",
        "outcome unfilled\ntied 1\ntied 2\nwarning tied", "tally 4 heads 2 area 90000 cost 1\n",
        "tally blank heads 1 area 60000\ntally cast heads 6 area 210000\n"};
    assert_certified("spend", lines, sizeof lines / sizeof *lines);
}

/* ---- bundles ---- */

static int32_t bundle(const char *roll, const cgov_tally_row *rows, uint32_t count) {
    cgov_act act = town_act(&town, teller);
    return cgov_roll_bundle(town.ledger, &act, poll, roll, rows, count, NULL);
}

#define ROW(kind, n, of_heads, of_area)                                                                                \
    { .size = sizeof(cgov_tally_row), .tally = kind, .number = n, .heads = of_heads, .area = of_area }

static void bundles_of_points_add_up(void **state) {
    (void)state;
    assert_int_equal(vote("scores", owners[0], owners[0], "1:5"), CGOV_OK);
    move(clerk, "close");
    cgov_tally_row rows[] = {ROW(CGOV_TALLY_CAST, 0, 3, 120000), ROW(CGOV_TALLY_CHOICE, CGOV_CHOICE_BLANK, 1, 30000),
                             ROW(CGOV_TALLY_CANDIDATE, 1, 10, 450000), ROW(CGOV_TALLY_CANDIDATE, 2, 1, 40000)};
    assert_int_equal(bundle("scores", rows, 4), CGOV_OK);
    CANDIDATE(1, 15, 500000);
    rows[2].heads = 11; /* two ballots give ten at most */
    town_assert_refused(&town, bundle("scores", rows, 4), CGOV_E_REFUSED, CGOV_R_BUNDLE);
    rows[2].heads = 10;
    rows[2].area = 450001;
    town_assert_refused(&town, bundle("scores", rows, 4), CGOV_E_REFUSED, CGOV_R_BUNDLE);
    cgov_tally_row dots[] = {ROW(CGOV_TALLY_CAST, 0, 2, 0), ROW(CGOV_TALLY_CANDIDATE, 1, 5, 0),
                             ROW(CGOV_TALLY_CANDIDATE, 2, 4, 0)};
    town_assert_refused(&town, bundle("points", dots, 3), CGOV_E_REFUSED, CGOV_R_BUNDLE); /* two have eight to share */
    dots[1].heads = 4;
    assert_int_equal(bundle("points", dots, 3), CGOV_OK);
}

/* ---- orders ---- */

static void orders_are_read_strictly(void **state) {
    (void)state;
    static const char *const wrong[] = {"0",  "1 ", " 1",  "1  2",       "1 1",   "1,2", "01",  "59",  "256",
                                        "-1", "x",  "1:1", "4294967297", "1 2 1", "1>2", "yes", "1\t2"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_not_equal(vote("orders", owners[0], owners[0], wrong[i]), CGOV_OK);
        const bool told = strstr(town_error(&town).message, "an order of places on the roll of candidates, as `3 1 2`");
        if (!told && wrong[i][1] != '\t') fail_msg("%s: %s", wrong[i], town_error(&town).message);
    }
    town_assert_refused(&town, vote("orders", owners[0], owners[0], "1 4"), CGOV_E_REFUSED, CGOV_R_CHOICE);
    assert_non_null(strstr(town_error(&town).message, "where no candidate stands"));
    town_assert_refused(&town, vote("orders", owners[0], owners[0], ""), CGOV_E_TEXT, CGOV_R_DETAIL);
    assert_string_equal(town_error(&town).message, "`choice` of an entry is empty");
    enum { MANY = 8000000 }; /* as many bytes as a million candidates would take */
    char *names = malloc(MANY + 1);
    assert_non_null(names);
    for (uint32_t i = 0; i < MANY; i++) names[i] = i % 4 == 3 ? ' ' : '7';
    names[MANY] = 0;
    assert_int_equal(vote("orders", owners[0], owners[0], names), CGOV_E_TEXT);
    free(names);
}

/* Whoever said the same is counted together; tellers agree on an order, not on who stands in it. */
static void orders_are_counted(void **state) {
    (void)state;
    static const char *const said[] = {"2 1", "3 1", "2 1", "2", "blank", "1 3"};
    for (uint32_t i = 0; i < OWNERS; i++) assert_int_equal(vote("orders", owners[i], owners[i], said[i]), CGOV_OK);
    assert_int_equal(vote("orders", owners[5], owners[5], "1 2 3"), CGOV_OK); /* the last one counts */
    assert_int_equal(vote("orders", teller, owners[3], "1 2"), CGOV_OK);
    assert_int_equal(vote("orders", second, owners[3], "2 1"), CGOV_OK); /* another order */
    assert_tally("orders", CGOV_TALLY_CAST, 0, 6, 210000);
    town_replay(&town, &storage);
    assert_int_equal(vote("orders", teller, owners[3], "2 1"), CGOV_OK); /* both say that now */
    move(clerk, "close");
    move(teller, "score");
    move(teller, "rank");
    /* "1 2 3 heads 1\n2 1 heads 3\n3 1 heads 1\n" */
    static const char *const lines[] = {
        "ask rank stv\nseats 2\ntally 1\ntally 2\ntally 3\n"
        "orders sha256 f7d7f9a307144f582f48be0a7e9d01e962bcac18f9deb0f647e0dd14eab8cc50\n",
        "stage 1 first quota 2 votes 1 1.00000 2 3.00000 3 1.00000 lost 0.00000\n"
        "stage 2 surplus 2 quota 2 votes 1 1.99999 2 2.00000 3 1.00000 lost 0.00001\n"
        "stage 3 excluded 3 quota 2 votes 1 2.99999 2 2.00000 3 0.00000 lost 0.00001\n",
        "outcome passed\nwinner 2\nwinner 1\n"};
    assert_certified("rank", lines, sizeof lines / sizeof *lines);
}

/* Two are elected with three votes of a quota of two, and nothing says whose surplus goes first: they win and tie. */
static void winners_tie_over_a_surplus(void **state) {
    (void)state;
    static const char *const said[] = {"1 3", "2 4", "1 3", "2 4", "1 3", "2 4"};
    open_poll(3, 4);
    for (uint32_t i = 0; i < OWNERS; i++) assert_int_equal(vote("orders", owners[i], owners[i], said[i]), CGOV_OK);
    move(clerk, "close");
    move(teller, "score");
    move(teller, "rank");
    static const char *const lines[] = {
        "stage 1 first quota 2 votes 1 3.00000 2 3.00000 3 0.00000 4 0.00000 lost 0.00000\n"
        "outcome unfilled\nwinner 1\nwinner 2\ntied 1\ntied 2\nwarning tied"};
    assert_certified("rank", lines, 1);
}

#define ORDER(text, of_heads)                                                                                          \
    {                                                                                                                  \
        .size = sizeof(cgov_tally_row), .tally = CGOV_TALLY_ORDER, .heads = of_heads, .name = {                        \
            text,                                                                                                      \
            sizeof text - 1                                                                                            \
        }                                                                                                              \
    }

static int32_t bundle_by(cgov_id actor, const cgov_tally_row *rows, uint32_t count) {
    cgov_act act = town_act(&town, actor);
    return cgov_roll_bundle(town.ledger, &act, poll, "orders", rows, count, NULL);
}

static void bundles_of_orders_add_up(void **state) {
    (void)state;
    assert_int_equal(vote("orders", owners[0], owners[0], "3"), CGOV_OK);
    move(clerk, "close");
    cgov_tally_row rows[] = {ROW(CGOV_TALLY_CAST, 0, 4, 0), ROW(CGOV_TALLY_CHOICE, CGOV_CHOICE_INVALID, 1, 0),
                             ORDER("2 1", 2), ORDER("1", 1)};
    const cgov_tally_row turned[] = {rows[3], rows[2], rows[1], rows[0]};
    assert_int_equal(bundle_by(teller, rows, 4), CGOV_OK);
    assert_int_equal(bundle_by(second, turned, 4), CGOV_OK); /* the same, in another order of rows: it stands */
    assert_tally("orders", CGOV_TALLY_CAST, 0, 5, 10000);
    rows[3].heads = 2;
    town_assert_refused(&town, bundle_by(teller, rows, 4), CGOV_E_REFUSED, CGOV_R_BUNDLE); /* more than rank */
    rows[3] = (cgov_tally_row)ORDER("2 1", 1);
    town_assert_refused(&town, bundle_by(teller, rows, 4), CGOV_E_REFUSED, CGOV_R_BUNDLE); /* one twice */
    rows[3] = (cgov_tally_row)ORDER("1 4", 1);
    town_assert_refused(&town, bundle_by(teller, rows, 4), CGOV_E_REFUSED, CGOV_R_CHOICE); /* nobody stands there */
    rows[3] = (cgov_tally_row)ORDER("1 1", 1);
    town_assert_refused(&town, bundle_by(teller, rows, 4), CGOV_E_REFUSED, CGOV_R_BUNDLE);
    rows[3] = (cgov_tally_row)ORDER("1", 1);
    rows[3].area = 1;
    town_assert_refused(&town, bundle_by(teller, rows, 4), CGOV_E_REFUSED, CGOV_R_BUNDLE); /* by heads alone */
    rows[3] = (cgov_tally_row)ROW(CGOV_TALLY_CANDIDATE, 1, 1, 0);
    rows[3].area = 1;
    town_assert_refused(&town, bundle_by(teller, rows, 4), CGOV_E_REFUSED, CGOV_R_BUNDLE);
    enum { MANY = 8000000 }; /* as many bytes as a million candidates would take */
    char *names = malloc(MANY + 1);
    assert_non_null(names);
    for (uint32_t i = 0; i < MANY; i++) names[i] = i % 4 == 3 ? ' ' : '7';
    names[MANY] = 0;
    rows[3] = (cgov_tally_row)ORDER("1", 1);
    rows[3].name = text_of(names);
    assert_int_equal(bundle_by(teller, rows, 4), CGOV_E_ARG);
    free(names);
    static const char *const wrong[] = {"", "1\n2", "1 x", "1>2;"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        rows[3] = (cgov_tally_row)ORDER("1", 1);
        rows[3].name = text_of(wrong[i]);
        assert_int_equal(bundle_by(teller, rows, 4), CGOV_E_ARG);
    }
    move(teller, "score");
    move(teller, "rank");
    static const char *const lines[] = {"tally invalid heads 1\ntally cast heads 5 area 10000\n",
                                        "stage 1 first quota 2 votes 1 1.00000 2 2.00000 3 1.00000 lost 0.00000\n"};
    assert_certified("rank", lines, 2);
}

/* ---- texts ---- */

static const struct {
    struct edit edit;
    const char *message;
} faults[] = {
    {{"rule best", "passes", "at least 1 by area", "at least 1/2 of cast by units"},
     "rule `best` counts points by units: they are counted by heads, by area or by weight"},
    {{"procedure poll", "needs estate", "budget ", ""},
     "`spend` decides by what `budget` says, which is not given on this path"},
    {{"roll options", "needs", "cost", "text"},
     "rule `dots` keeps within a budget: its options stand on a roll of `poll` that needs `cost`, a number"},
    {{"move spend", "decides", "points", "points into chosen"},
     "rule `dots` keeps within a budget: options win, and nobody comes `into` a roll"},
    {{"detail budget", "detail", "number", "number 4294967296 to 4294967300"},
     "detail `budget` is none of 1 to 4294967295, which it is here"},
    {{"detail cost", "detail", "number", "number 0 to 0"},
     "detail `cost` is none of 1 to 4294967295, which it is here"},
};

static void texts_are_asked(void **state) {
    (void)state;
    cgov_check_view report;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        char *text = bent(POLL, &faults[i].edit);
        assert_int_equal(bent_check(NULL, text, &report), CGOV_E_RULEBOOK);
        if (!strstr(report.message, faults[i].message)) fail_msg("%s\n%s", report.message, faults[i].message);
        free(text);
    }
}

int main(void) {
#define ON(test) cmocka_unit_test_setup_teardown(test, with_a_poll, without_it)
    const struct CMUnitTest tests[] = {
        ON(points_are_summed),        ON(tellers_agree_on_the_same),
        ON(what_is_none_is_told),     ON(equals_that_do_not_fit_tie),
        ON(bundles_of_points_add_up), ON(orders_are_read_strictly),
        ON(orders_are_counted),       ON(winners_tie_over_a_surplus),
        ON(bundles_of_orders_add_up), cmocka_unit_test(texts_are_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
