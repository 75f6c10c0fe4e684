/* Rolls under a newer text: who is on one goes on by its name, where its rows mean the same; else the map is refused,
 * and the item stays where it was. Who is on none of them is in nobody's way. */
#include "support/on_a_town.h"

#include "ledger/handle.h"
#include "model/roll_rows.h"
#include "support/test.h"

static const char TEXT[] = "rulebook 1\n"
                           "role clerk \"经办\"\n"
                           "procedure talk \"恳谈\" session\n"
                           "  public\n"
                           "  detail view \"意见\" choice good \"赞成\" bad \"反对\"\n"
                           "  detail kind \"类别\" choice road \"路\" lamp \"灯\"\n"
                           "  detail weight \"份额\" number 1 to 100\n"
                           "  party place \"地方\" organization\n"
                           "  roll owners_of \"业主\"\n"
                           "    of owners of place\n"
                           "    by clerk of place again\n"
                           "    in listed\n"
                           "  roll register \"名册\"\n"
                           "    of any resident\n"
                           "    by clerk of place again\n"
                           "    out by clerk of place\n"
                           "    in listed\n"
                           "    takes weight\n"
                           "  roll signed \"签名\"\n"
                           "    of register\n"
                           "    by clerk of place\n"
                           "    by self\n"
                           "    out by self\n"
                           "    in listed open\n"
                           "    needs view\n"
                           "  roll posts \"发言\"\n"
                           "    of any resident\n"
                           "    by self\n"
                           "    out by self\n"
                           "    in listed open\n"
                           "    many\n"
                           "    needs kind\n"
                           "  stage all \"全程\"\n"
                           "    state listed \"登记\" held by place\n"
                           "    state open \"进行\" held by place\n"
                           "    state done \"结束\" final\n"
                           "  clock run from call until close drop\n"
                           "    for 90 days\n"
                           "    late tell clerk of place\n"
                           "  open call \"召集\" -> listed\n"
                           "    by clerk of place\n"
                           "    needs text organization\n"
                           "    sets place to given\n"
                           "  move begin \"开始\" listed -> open\n"
                           "    by clerk of place\n"
                           "  move close \"结束\" open -> done\n"
                           "    by clerk of place\n"
                           "    tells register owners_of signed posts\n"
                           "    when signed at least 1/2 of register or signed at least 9\n"
                           "  move drop \"撤销\" listed open -> done\n"
                           "    by clerk of place\n"
                           "    tells register owners_of signed posts\n";

static cgov_id clerk, talk;
static char newer[sizeof TEXT + 512];

/* The text with one thing otherwise, wherever it stands. */
static const char *with(const char *was, const char *is) {
    const char *from = TEXT, *at = strstr(TEXT, was);
    size_t len = 0;
    assert_non_null(at);
    for (; at; from = at + strlen(was), at = strstr(from, was))
        len += (size_t)snprintf(newer + len, sizeof newer - len, "%.*s%s", (int)(at - from), from, is);
    snprintf(newer + len, sizeof newer - len, "%s", from);
    return newer;
}

static int32_t adopt(const char *text, const char *map) {
    cgov_act act = town_act(&town, town.founder);
    cgov_adoption_draft adoption = {.size = sizeof adoption, .text = text_of(text), .map = text_of(map)};
    return cgov_rulebook_adopt(town.ledger, &act, &adoption, NULL);
}

static uint32_t field(const char *name) {
    uint32_t number = 0;
    assert_int_equal(cgov_field_find(town.ledger, name, &number), CGOV_OK);
    return number;
}

static int32_t enter(cgov_id actor, const char *roll, cgov_id who, const char *detail, const char *value) {
    cgov_act act = town_act(&town, actor);
    const cgov_detail details = detail ? town_text(field(detail), value) : (cgov_detail){.size = sizeof details};
    return cgov_roll_enter(town.ledger, &act, talk, roll, who, &details, detail ? 1 : 0, NULL);
}

static cgov_roll_view roll_of(const char *name) {
    cgov_reader who = town_reader(&town, clerk);
    cgov_roll_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count;
    while (cgov_roll_list(town.ledger, &who, talk, &cursor, &view, 1, &count) == CGOV_OK)
        if (strcmp(view.name, name) == 0) return view;
    fail_msg("no roll %s", name);
    return view;
}

static int with_a_talk(void **state) {
    (void)state;
    town_found(&town, NULL);
    int32_t status = adopt(TEXT, NULL);
    if (status) fail_msg("%s", town_error(&town).message);
    clerk = town_resident(&town, "经办", town.root);
    town_appoint(&town, clerk, town.village.id, "clerk");
    cgov_act act = town_act(&town, clerk);
    const cgov_detail details[] = {town_text(CGOV_FIELD_TEXT, "修路"),
                                   town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town.village.id)};
    assert_int_equal(cgov_item_open(town.ledger, &act, "talk", details, 2, &talk), CGOV_OK);
    assert_int_equal(enter(clerk, "register", town.resident, NULL, NULL), CGOV_OK);
    assert_int_equal(enter(clerk, "register", town.neighbour, NULL, NULL), CGOV_OK);
    assert_int_equal(enter(town.resident, "signed", town.resident, "view", "good"), CGOV_OK);
    assert_int_equal(enter(town.resident, "posts", town.resident, "kind", "lamp"), CGOV_OK);
    return 0;
}

#define MAP "talk listed -> listed\n"

static void carried(const char *text) {
    int32_t status = adopt(text, MAP);
    if (status) fail_msg("%s", town_error(&town).message);
    assert_int_equal(cgov_ledger_flush(town.ledger, NULL), CGOV_OK);
}

static void not_carried(const char *text) {
    uint8_t before[32], after[32];
    assert_int_equal(cgov_state_digest(town.ledger, before), CGOV_OK);
    town_assert_refused(&town, adopt(text, MAP), CGOV_E_REFUSED, CGOV_R_MAP);
    assert_true(town_error(&town).item == talk);
    assert_int_equal(cgov_state_digest(town.ledger, after), CGOV_OK);
    assert_memory_equal(before, after, sizeof after);
    assert_int_equal(roll_of("signed").heads, 1);
}

/* ---- */

static void rolls_go_on_by_name(void **state) {
    (void)state;
    carried(
        with("  roll owners_of", "  roll first \"先\"\n    of register\n    by self\n    in open\n  roll owners_of"));
    assert_int_equal(roll_of("register").heads, 2);
    assert_int_equal(roll_of("signed").heads, 1);
    assert_int_equal(roll_of("posts").heads, 1);
    assert_int_equal(roll_of("first").heads, 0);
    assert_int_equal(enter(town.neighbour, "signed", town.neighbour, "view", "bad"), CGOV_OK);
    town_assert_refused(&town, enter(town.resident, "signed", town.resident, "view", "bad"), CGOV_E_REFUSED,
                        CGOV_R_AGAIN);
    cgov_act act = town_act(&town, clerk);
    const cgov_detail why = town_text(CGOV_FIELD_REASON, "误列");
    assert_int_equal(cgov_roll_leave(town.ledger, &act, talk, "register", town.resident, 0, &why, 1, NULL), CGOV_OK);
    assert_int_equal(roll_of("signed").heads, 1);
    town_move(&town, clerk, talk, "begin", NULL, 0);
    town_move(&town, clerk, talk, "close", NULL, 0); /* one of one */
}

static void what_lacks_one_that_somebody_is_on(void **state) {
    (void)state;
    not_carried(with(" posts", " speeches"));
    cgov_act act = town_act(&town, town.resident);
    assert_int_equal(cgov_roll_leave(town.ledger, &act, talk, "posts", town.resident, 1, NULL, 0, NULL), CGOV_OK);
    carried(with(" posts", " speeches"));
    assert_int_equal(roll_of("speeches").heads, 0);
    assert_int_equal(enter(town.resident, "speeches", town.resident, "kind", "road"), CGOV_OK);
    assert_int_equal(roll_of("speeches").heads, 1);
}

/* Who stands on the list it is made from stays there, and is asked what the newer line asks. */
static void a_line_that_asks_further(void **state) {
    (void)state;
    carried(with("    of any resident\n    by clerk of place again\n    out by clerk of place\n    in listed\n"
                 "    takes weight\n  roll signed \"签名\"\n    of register\n",
                 "    of clerk of place\n    by clerk of place again\n    out by clerk of place\n    in listed\n"
                 "    takes weight\n  roll signed \"签名\"\n    of register still\n"));
    assert_int_equal(roll_of("register").heads, 2);
    town_assert_refused(&town, enter(town.neighbour, "signed", town.neighbour, "view", "good"), CGOV_E_REFUSED,
                        CGOV_R_ELECTOR);
    assert_int_equal(enter(clerk, "register", clerk, NULL, NULL), CGOV_OK);
    assert_int_equal(enter(clerk, "signed", clerk, "view", "good"), CGOV_OK);
    assert_int_equal(roll_of("signed").heads, 2);
}

/* Where nobody is on it, it can be anything. */
static void one_that_nobody_is_on(void **state) {
    (void)state;
    carried(with("of owners of place\n    by clerk of place again", "of residents of place\n    by self"));
    assert_int_equal(roll_of("owners_of").heads, 0);
}

static void what_has_it_otherwise(void **state) {
    (void)state;
    not_carried(with("    many\n", ""));
    not_carried(with("    needs view\n", "    needs kind\n"));
    not_carried(with("    needs view\n", ""));
    not_carried(with("    of register\n    by clerk of place\n", "    of any resident\n    by clerk of place\n"));
    not_carried(with(
        "    of register\n    by clerk of place\n    by self\n    out by self\n    in listed open\n    needs view\n",
        "    of register\n"));
    not_carried(with("    of any resident\n    by clerk of place again\n    out",
                     "    of owners of place\n    by clerk of place again\n    out"));
    /* Nobody has weighed them, nor asked of which household they are. */
    not_carried(with("of register or signed at least 9", "of register by units"));
    not_carried(with("of register or signed at least 9", "of register by weight"));
    carried(with("of register or signed at least 9", "of register by heads"));
}

/* Who was entered by a line that the newer text has no more would be outranked by nobody knows whom. */
static void lines_that_are_no_more(void **state) {
    (void)state;
    assert_int_equal(enter(clerk, "signed", town.neighbour, "view", "good"), CGOV_OK);
    cgov_act act = town_act(&town, town.neighbour);
    assert_int_equal(cgov_roll_leave(town.ledger, &act, talk, "signed", town.neighbour, 0, NULL, 0, NULL), CGOV_OK);
    not_carried(with("    by clerk of place\n    by self\n", "    by clerk of place\n"));
    carried(with("    by clerk of place\n    by self\n", "    by self\n")); /* the clerk's stands no more */
    cgov_reader who = town_reader(&town, clerk);
    cgov_entry_view entries[2] = {{.size = sizeof *entries}};
    uint64_t cursor = 0;
    uint32_t count;
    assert_int_equal(cgov_entry_list(town.ledger, &who, talk, "signed", &cursor, entries, 2, &count), CGOV_OK);
    assert_int_equal(count, 2);
    assert_true(entries[0].line != 0 && entries[0].standing == 1);
    assert_true(entries[1].line == 0 && entries[1].filled == 0 && entries[1].standing == 0);
    carried(TEXT); /* and is not known again */
    assert_int_equal(enter(clerk, "signed", town.resident, "view", "bad"), CGOV_OK);
    town_assert_refused(&town, enter(town.resident, "signed", town.resident, "view", "good"), CGOV_E_REFUSED,
                        CGOV_R_AGAIN);
    assert_int_equal(roll_of("signed").heads, 1);
}

/* What a journal that nobody judged by rules may hold: the newer text has it otherwise, and nobody is on it. */
static void carried_all_the_same(void **state) {
    (void)state;
    struct model *model = &town.ledger->model;
    struct item *item = cgov__edit_item(model, (uint32_t)talk);
    assert_int_equal(adopt(with("roll register", "roll renamed"), NULL), CGOV_E_RULEBOOK);
    char *at;
    assert_int_equal(adopt(TEXT, NULL), CGOV_OK);
    with("roll register \"名册\"\n    of any", "roll renamed \"名册\"\n    of any");
    while ((at = strstr(newer, "of register")))
        memcpy(at, "of renamed ", 11), memmove(at + 10, at + 11, strlen(at + 10));
    while ((at = strstr(newer, "tells register"))) memcpy(at, "tells renamed ", 14);
    assert_int_equal(adopt(newer, NULL), CGOV_OK);
    const struct rulebook *book = cgov__rulebook_of(model, item);
    const struct procedure *old = cgov__procedure_of(model, item);
    item->rulebook = (uint16_t)model->adoption_count;
    item->procedure = cgov__procedure_find(&model->adoptions[model->adoption_count - 1]->rulebook, "talk");
    const struct roll_text from = {book, old}, to = {cgov__rulebook_of(model, item), cgov__procedure_of(model, item)};
    assert_non_null(cgov__roll_lost(model, item, &from, &to));
    const struct need need = {.stays = cgov__rolls_dropped(model, item, old, cgov__procedure_of(model, item))};
    assert_in_range(need.stays, 2, 9); /* who is on it, and on what is made from it */
    assert_int_equal(cgov__model_reserve(model, &need), CGOV_OK);
    cgov__rolls_carry(model, item, &from, &to);
    assert_int_equal(roll_of("renamed").heads, 0);
    assert_int_equal(roll_of("signed").heads, 0);
    assert_int_equal(roll_of("posts").heads, 1);
    assert_int_equal(enter(clerk, "renamed", town.resident, NULL, NULL), CGOV_OK);
    assert_int_equal(enter(town.resident, "signed", town.resident, "view", "good"), CGOV_OK);
    assert_int_equal(roll_of("signed").heads, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, with_a_talk, leave)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(rolls_go_on_by_name),   TEST(what_lacks_one_that_somebody_is_on),
        TEST(one_that_nobody_is_on), TEST(a_line_that_asks_further),
        TEST(what_has_it_otherwise), TEST(lines_that_are_no_more),
        TEST(carried_all_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
