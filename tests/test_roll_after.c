/* Rolls of several items under a newer text: what lies above may be carried, or what lies below, alone or together.
 * Whoever stands on a roll stands there on the base they came by, outranked by the same makers; where that cannot be,
 * the map is refused. */
#include "support/on_a_town.h"

#include "ledger/handle.h"
#include "model/roll_rows.h"
#include "support/alloc.h"
#include "support/test.h"

/* A meeting, in it a group, in it a topic. */
#define CLOCK(ends)                                                                                                    \
    "  stage all \"全程\"\n"                                                                                         \
    "    state called \"召集\" held by place\n"                                                                      \
    "    state done \"结束\" final\n"                                                                                \
    "  clock run from raise until " ends "drop end\n"                                                                  \
    "    for 90 days\n"                                                                                                \
    "    late tell clerk of place\n"                                                                                   \
    "  open raise \"提出\" -> called\n"                                                                              \
    "    by parent\n"                                                                                                  \
    "    sets place to parent.place\n"
#define END(tells)                                                                                                     \
    "  move drop \"撤销\" called -> done\n"                                                                          \
    "    by clerk of place\n" tells "    answers\n"                                                                    \
    "  move end \"终止\" called -> done\n"                                                                           \
    "    by parent\n" tells "    answers\n"
#define TEXT(group_rolls, makers, axis)                                                                                \
    "rulebook 1\n"                                                                                                     \
    "role clerk \"经办\"\n"                                                                                          \
    "role head \"负责人\"\n"                                                                                        \
    "procedure meet \"会议\" session\n"                                                                              \
    "  public\n"                                                                                                       \
    "  party place \"地方\" organization\n"                                                                          \
    "  roll members \"成员\"\n"                                                                                      \
    "    of owners of place\n"                                                                                         \
    "    by clerk of place\n"                                                                                          \
    "    out by clerk of place\n"                                                                                      \
    "    in called\n"                                                                                                  \
    "  stage all \"全程\"\n"                                                                                         \
    "    state called \"召集\" held by place\n"                                                                      \
    "    state open \"进行\" held by place\n"                                                                        \
    "    state done \"结束\" final\n"                                                                                \
    "  clock run from call until drop\n"                                                                               \
    "    for 90 days\n"                                                                                                \
    "    late tell clerk of place\n"                                                                                   \
    "  open call \"召集\" -> called\n"                                                                               \
    "    by clerk of place\n"                                                                                          \
    "    needs text organization\n"                                                                                    \
    "    sets place to given\n"                                                                                        \
    "  move begin \"开始\" called -> open\n"                                                                         \
    "    by clerk of place\n"                                                                                          \
    "    opens group\n"                                                                                                \
    "  move drop \"撤销\" called open -> done\n"                                                                     \
    "    by clerk of place\n"                                                                                          \
    "    tells members\n"                                                                                              \
    "procedure group \"小组\" motion\n"                                                                              \
    "  party place \"地方\" organization\n" group_rolls CLOCK(                                                         \
        "") "  move sub \"下设\" called -> same\n"                                                                   \
            "    by clerk of place\n"                                                                                  \
            "    opens topic\n"                                                                                        \
            "    at most 3\n" END("") "procedure topic \"议题\" motion\n"                                            \
                                      "  party place \"地方\" organization\n"                                        \
                                      "  roll signed \"签名\"\n"                                                     \
                                      "    of parent.members\n" makers "    out by clerk of place\n"                   \
                                      "    in called\n" CLOCK(                                                         \
                                          "pass ") "  move pass \"通过\" called -> done\n"                           \
                                                   "    by clerk of place\n"                                           \
                                                   "    tells signed\n"                                                \
                                                   "    answers\n"                                                     \
                                                   "    when signed at least 1/2 of parent.members" axis               \
                                                   "\n" END("    tells signed\n")

#define MAKERS "    by head of place\n    by clerk of place\n    by self again\n"
#define OWN_MEMBERS "  roll members \"组员\"\n    of head of place\n    filled by sub\n"

static cgov_id clerk, meet, group, topic, owner[2];

static int32_t adopt(const char *text, const char *map) {
    cgov_act act = town_act(&town, town.founder);
    const cgov_adoption_draft adoption = {.size = sizeof adoption, .text = text_of(text), .map = text_of(map)};
    return cgov_rulebook_adopt(town.ledger, &act, &adoption, NULL);
}

static void carried(const char *text, const char *map) {
    if (adopt(text, map)) fail_msg("%s", town_error(&town).message);
    assert_int_equal(cgov_ledger_flush(town.ledger, NULL), CGOV_OK);
}

static void not_carried(const char *text, const char *map) {
    uint8_t before[32], after[32];
    assert_int_equal(cgov_state_digest(town.ledger, before), CGOV_OK);
    town_assert_refused(&town, adopt(text, map), CGOV_E_REFUSED, CGOV_R_MAP);
    assert_int_equal(cgov_state_digest(town.ledger, after), CGOV_OK);
    assert_memory_equal(before, after, sizeof after);
}

static int32_t enter(cgov_id actor, cgov_id item, const char *roll, cgov_id who) {
    cgov_act act = town_act(&town, actor);
    return cgov_roll_enter(town.ledger, &act, item, roll, who, NULL, 0, NULL);
}

static int32_t take_out(cgov_id item, const char *roll, cgov_id who) {
    cgov_act act = town_act(&town, clerk);
    const cgov_detail why = town_text(CGOV_FIELD_REASON, "误列");
    return cgov_roll_leave(town.ledger, &act, item, roll, who, 0, &why, 1, NULL);
}

static cgov_share_view share(void) {
    cgov_reader who = town_reader(&town, clerk);
    cgov_share_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t got;
    assert_int_equal(cgov_share_list(town.ledger, &who, topic, &cursor, &view, 1, &got), CGOV_OK);
    return view;
}

static cgov_id unit(cgov_id of, int64_t area) {
    cgov_act act = town_act(&town, town.founder);
    cgov_id id = 0;
    const cgov_entity_draft draft = {.size = sizeof draft,
                                     .kind = CGOV_KIND_UNIT,
                                     .parent = town.village.id,
                                     .name = text_of("户"),
                                     .type = text_of("dwelling"),
                                     .owner = of,
                                     .area = area};
    assert_int_equal(cgov_entity_add(town.ledger, &act, &draft, &id), CGOV_OK);
    return id;
}

static cgov_id last_item(void) {
    return cgov__item_id(&town.ledger->model, town.ledger->model.items.count);
}

static void begin(const char *text, int members) {
    carried(text, NULL);
    clerk = town_resident(&town, "经办", town.root);
    town_appoint(&town, clerk, town.village.id, "clerk");
    owner[0] = town.resident;
    owner[1] = town.neighbour;
    for (int i = 0; i < 2; i++) unit(owner[i], i ? 90000 : 10);
    cgov_act act = town_act(&town, clerk);
    const cgov_detail details[] = {town_text(CGOV_FIELD_TEXT, "修路"),
                                   town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town.village.id)};
    assert_int_equal(cgov_item_open(town.ledger, &act, "meet", details, 2, &meet), CGOV_OK);
    for (int i = 0; i < members; i++) assert_int_equal(enter(clerk, meet, "members", owner[i]), CGOV_OK);
    town_move(&town, clerk, meet, "begin", NULL, 0);
    group = last_item();
    town_move(&town, clerk, group, "sub", NULL, 0);
    topic = last_item();
}

#define ALL_THREE "meet open -> open\ngroup called -> called\ntopic called -> called\n"

/* ---- */

/* A roll of the name that a child looks for above would come between. */
static void a_nearer_roll_of_that_name(void **state) {
    (void)state;
    begin(TEXT("", MAKERS, ""), 2);
    assert_int_equal(enter(owner[0], topic, "signed", owner[0]), CGOV_OK);
    not_carried(TEXT(OWN_MEMBERS, MAKERS, ""), "group called -> called\n");
    not_carried(TEXT(OWN_MEMBERS, MAKERS, ""), "group called -> called\ntopic called -> called\n");
    not_carried(TEXT(OWN_MEMBERS, MAKERS, ""), ALL_THREE);
    carried(TEXT("", MAKERS, ""), ALL_THREE);
    assert_true(share().have == 1 && share().of == 2);
    /* With nobody on it, it may be made from another; what was made from the old one is not. */
    assert_int_equal(take_out(topic, "signed", owner[0]), CGOV_OK);
    carried(TEXT(OWN_MEMBERS, MAKERS, ""), "group called -> called\n");
    town_move(&town, clerk, group, "sub", NULL, 0);
    town_assert_refused(&town, enter(owner[0], topic, "signed", owner[0]), CGOV_E_REFUSED, CGOV_R_ELECTOR);
    const cgov_id head = town.village.officers[HEAD];
    assert_int_equal(enter(clerk, topic, "signed", head), CGOV_OK);
    assert_true(share().have == 1 && share().of == 1);
    const struct model *model = &town.ledger->model;
    const uint32_t nearer = cgov__item_by_id(model, group)->extra->rolls;
    assert_int_equal(cgov__roll_row(model, cgov__item_by_id(model, topic)->extra->rolls)->base, nearer);
    assert_int_equal(cgov__roll_based(model, nearer), 1);
    assert_int_equal(cgov__roll_based(model, cgov__item_by_id(model, meet)->extra->rolls), 0);
    assert_int_equal(take_out(topic, "signed", head), CGOV_OK);
    not_carried(TEXT("", MAKERS, ""), "group called -> called\n"); /* its own people stand there now */
}

/* A share asks an axis by which nobody of the base is weighed, whichever of the two is carried. */
static void a_share_by_what_nobody_is_weighed_by(void **state) {
    (void)state;
    begin(TEXT("", MAKERS, ""), 2);
    not_carried(TEXT("", MAKERS, " by area"), "topic called -> called\n");
    not_carried(TEXT("", MAKERS, " by area"), "meet open -> open\ntopic called -> called\n");
}

/* Nor is it where nobody stands on the base yet: its own text weighs who comes. */
static void a_share_by_what_nobody_will_be_weighed_by(void **state) {
    (void)state;
    begin(TEXT("", MAKERS, ""), 0);
    not_carried(TEXT("", MAKERS, " by area"), "topic called -> called\n");
    carried(TEXT("", MAKERS, " by area"), "meet open -> open\ntopic called -> called\n");
    not_carried(TEXT("", MAKERS, ""), "meet open -> open\n"); /* the topic, below, asks it yet */
    carried(TEXT("", MAKERS, ""), ALL_THREE);
    carried(TEXT("", MAKERS, " by area"), "meet open -> open\n");
    carried(TEXT("", MAKERS, " by area"), "topic called -> called\n");
}

/* An entry goes on by the line of the same maker, wherever that stands in the newer text. */
static void lines_go_on_by_their_maker(void **state) {
    (void)state;
    begin(TEXT("", MAKERS, ""), 2);
    assert_int_equal(enter(clerk, topic, "signed", owner[0]), CGOV_OK);
    assert_int_equal(enter(owner[1], topic, "signed", owner[1]), CGOV_OK);
    carried(TEXT("", "    by clerk of place\n    by self again\n", ""), "topic called -> called\n");
    town_assert_refused(&town, enter(owner[0], topic, "signed", owner[0]), CGOV_E_REFUSED, CGOV_R_AGAIN);
    assert_int_equal(enter(owner[1], topic, "signed", owner[1]), CGOV_OK);
    carried(TEXT("", "    by self again\n    by head of place\n    by clerk of place\n", ""),
            "topic called -> called\n");
    town_assert_refused(&town, enter(clerk, topic, "signed", owner[1]), CGOV_E_REFUSED, CGOV_R_AGAIN);
    cgov_reader who = town_reader(&town, clerk);
    cgov_entry_view entries[2] = {{.size = sizeof *entries}};
    uint64_t cursor = 0;
    uint32_t got;
    assert_int_equal(cgov_entry_list(town.ledger, &who, topic, "signed", &cursor, entries, 2, &got), CGOV_OK);
    assert_true(entries[0].line == entries[1].line + 2);
    assert_int_equal(enter(owner[0], topic, "signed", owner[0]), CGOV_OK); /* now the line above */
    /* Who was entered by a line that the text would have no more is in the way. */
    not_carried(TEXT("", "    by clerk of place\n", ""), "topic called -> called\n");
    for (int i = 0; i < 2; i++) assert_int_equal(take_out(topic, "signed", owner[i]), CGOV_OK);
    carried(TEXT("", "    by clerk of place\n", ""), "topic called -> called\n");
    assert_int_equal(enter(clerk, topic, "signed", owner[1]), CGOV_OK);
}

/* ---- households ---- */

#define COUNT(axis)                                                                                                    \
    "rulebook 1\n"                                                                                                     \
    "role clerk \"经办\"\n"                                                                                          \
    "procedure count \"清点\" session\n"                                                                             \
    "  party place \"地方\" organization\n"                                                                          \
    "  roll electors \"选民\"\n"                                                                                     \
    "    of residents of place\n"                                                                                      \
    "    filled by list\n"                                                                                             \
    "  roll voters \"票\"\n"                                                                                          \
    "    of electors\n"                                                                                                \
    "    filled by start\n"                                                                                            \
    "  roll signed \"签名\"\n"                                                                                       \
    "    of electors\n"                                                                                                \
    "    by self\n"                                                                                                    \
    "    in open\n"                                                                                                    \
    "  stage all \"全程\"\n"                                                                                         \
    "    state called \"召集\" held by place\n"                                                                      \
    "    state open \"进行\" held by place\n"                                                                        \
    "    state done \"结束\" final\n"                                                                                \
    "  clock run from call until close drop\n"                                                                         \
    "    for 90 days\n"                                                                                                \
    "    late tell clerk of place\n"                                                                                   \
    "  open call \"召集\" -> called\n"                                                                               \
    "    by clerk of place\n"                                                                                          \
    "    needs text organization\n"                                                                                    \
    "    sets place to given\n"                                                                                        \
    "  move list \"列名\" called -> open\n"                                                                          \
    "    by clerk of place\n"                                                                                          \
    "  move start \"开始\" open -> same\n"                                                                           \
    "    by clerk of place\n"                                                                                          \
    "    at most 3\n"                                                                                                  \
    "  move close \"结束\" open -> done\n"                                                                           \
    "    by clerk of place\n"                                                                                          \
    "    tells signed voters\n"                                                                                        \
    "    when signed at least 1/2 of electors" axis "\n"                                                               \
    "  move drop \"撤销\" called open -> done\n"                                                                     \
    "    by clerk of place\n"                                                                                          \
    "    tells signed voters\n"

enum { HOMES = 600 };

/* What stands on a base weighs there by the text of then, and there is room for it on the rolls that are filled. */
static void a_base_weighed_under_an_earlier_text(void **state) {
    (void)state;
    carried(COUNT(" by units"), NULL);
    clerk = town_resident(&town, "经办", town.root);
    town_appoint(&town, clerk, town.village.id, "clerk");
    for (int i = 0; i < HOMES; i++) {
        const cgov_entity_draft draft = {.size = sizeof draft,
                                         .kind = CGOV_KIND_RESIDENT,
                                         .parent = town.village.id,
                                         .name = text_of("居民"),
                                         .household = unit(town.resident, 1)};
        cgov_act act = town_act(&town, town.founder);
        assert_int_equal(cgov_entity_add(town.ledger, &act, &draft, NULL), CGOV_OK);
    }
    cgov_act act = town_act(&town, clerk);
    cgov_id count;
    const cgov_detail details[] = {town_text(CGOV_FIELD_TEXT, "清点"),
                                   town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town.village.id)};
    assert_int_equal(cgov_item_open(town.ledger, &act, "count", details, 2, &count), CGOV_OK);
    town_move(&town, clerk, count, "list", NULL, 0);
    carried(COUNT(""), "count open -> open\n");
    for (int i = 0; i < 3; i++) town_move(&town, clerk, count, "start", NULL, 0);
    cgov_reader who = town_reader(&town, clerk);
    cgov_roll_view views[3] = {{.size = sizeof *views}};
    uint64_t cursor = 0;
    uint32_t got;
    assert_int_equal(cgov_roll_list(town.ledger, &who, count, &cursor, views, 3, &got), CGOV_OK);
    assert_true(views[1].units == HOMES && views[1].heads == views[0].heads);
}

/* ---- without memory ---- */

/* Wherever memory runs out on the way, everything is as it was, and the same carries once there is some. */
static void no_memory_at_any_point(void **state) {
    (void)state;
    struct test_alloc alloc = {0};
    const cgov_allocator allocator = test_alloc_table(&alloc);
    const struct town_options options = {.allocator = &allocator};
    town_found(&town, &options);
    begin(TEXT("", MAKERS, ""), 2);
    assert_int_equal(enter(clerk, topic, "signed", owner[0]), CGOV_OK);
    uint8_t before[32], after[32];
    assert_int_equal(cgov_state_digest(town.ledger, before), CGOV_OK);
    int32_t status = CGOV_E_NOMEM;
    uint64_t nth = 1;
    for (; status == CGOV_E_NOMEM; nth++) {
        alloc.failures = 0;
        test_alloc_fail(&alloc, nth, false);
        status = adopt(TEXT("", "    by self again\n    by clerk of place\n", ""), ALL_THREE);
        alloc.fail_at = 0;
        if (status == CGOV_OK) break;
        assert_true(status == CGOV_E_NOMEM && alloc.failures == 1);
        assert_int_equal(cgov_state_digest(town.ledger, after), CGOV_OK);
        assert_memory_equal(before, after, sizeof after);
        assert_int_equal(cgov_ledger_flush(town.ledger, NULL), CGOV_OK);
    }
    assert_true(status == CGOV_OK && nth > 10);
    assert_true(share().have == 1 && share().of == 2);
    town_assert_refused(&town, enter(clerk, topic, "signed", owner[0]), CGOV_E_REFUSED, CGOV_R_AGAIN);
    town_close(&town);
    test_alloc_is_empty(&alloc);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, found, leave)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_nearer_roll_of_that_name),
        TEST(a_share_by_what_nobody_is_weighed_by),
        TEST(a_share_by_what_nobody_will_be_weighed_by),
        TEST(lines_go_on_by_their_maker),
        TEST(a_base_weighed_under_an_earlier_text),
        cmocka_unit_test(no_memory_at_any_point),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
