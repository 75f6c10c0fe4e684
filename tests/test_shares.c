/* Who weighs what: owners, units, households, weights given; and shares by each axis, at the boundary and one past it.
 * A part weighs what its base says, whatever is sold, entered anew or filled again between. */
#include "support/on_a_town.h"

#include "support/test.h"

static const char OWNERS[] = "rulebook 1\n"
                             "role clerk \"经办\"\n"
                             "role head \"负责人\"\n"
                             "procedure decision \"共同决定\" motion\n"
                             "  public\n"
                             "  detail weight \"份额\" number 1 to 1000000\n"
                             "  party estate \"小区\" organization\n"
                             "  party annex \"附属\" organization\n"
                             "  roll electors \"业主\"\n"
                             "    of owners of estate\n"
                             "    of owners of annex\n"
                             "    filled by list\n"
                             "    by clerk of estate again\n"
                             "    out by clerk of estate\n"
                             "    in listed\n"
                             "  roll signed \"签名\"\n"
                             "    of electors\n"
                             "    by self\n"
                             "    by head of self\n"
                             "    out by self\n"
                             "    in listed voting\n"
                             "  roll copied \"到场\"\n"
                             "    of signed\n"
                             "    filled by copy\n"
                             "  roll families \"住户\"\n"
                             "    of residents of estate\n"
                             "    filled by list\n"
                             "    by clerk of estate again\n"
                             "    in listed\n"
                             "  roll came \"来人\"\n"
                             "    of families\n"
                             "    by self\n"
                             "    out by self\n"
                             "    in listed voting\n"
                             "  roll seen \"见到\"\n"
                             "    of came\n"
                             "    filled by copy\n"
                             "  roll holders \"股东\"\n"
                             "    of any resident\n"
                             "    by clerk of estate again\n"
                             "    out by clerk of estate\n"
                             "    in listed\n"
                             "    needs weight\n"
                             "  roll backed \"赞成\"\n"
                             "    of holders\n"
                             "    by self\n"
                             "    in listed voting\n"
                             "  stage all \"全程\"\n"
                             "    state listed \"公示\" held by estate\n"
                             "    state voting \"表决\" held by estate\n"
                             "    state done \"已决\" final\n"
                             "  clock run from start until heads units area weight either homes many drop\n"
                             "    for 90 days\n"
                             "    late tell clerk of estate\n"
                             "  open start \"发起\" -> listed\n"
                             "    by clerk of estate\n"
                             "    needs estate annex text\n"
                             "    sets estate to given\n"
                             "    sets annex to given\n"
                             "  move list \"列名\" listed -> listed\n"
                             "    by clerk of estate\n"
                             "    at most 9\n"
                             "  move begin \"表决\" listed -> voting\n"
                             "    by clerk of estate\n"
                             "  move copy \"点名\" voting -> voting\n"
                             "    by clerk of estate\n"
                             "    at most 9\n"
                             "  move back \"退回\" voting -> listed\n"
                             "    by clerk of estate\n"
                             "    at most 9\n"
                             "  move heads \"人数\" voting -> done\n"
                             "    by clerk of estate\n"
                             "    tells electors families holders\n"
                             "    when signed more than 1/2 of electors by heads\n"
                             "  move units \"户数\" voting -> done\n"
                             "    by clerk of estate\n"
                             "    tells electors families holders\n"
                             "    when signed at least 3/4 of electors by units\n"
                             "  move area \"面积\" voting -> done\n"
                             "    by clerk of estate\n"
                             "    tells electors families holders\n"
                             "    when signed at least 2/3 of electors by area\n"
                             "  move weight \"份额\" voting -> done\n"
                             "    by clerk of estate\n"
                             "    tells electors families holders\n"
                             "    when backed more than 2/3 of holders by weight\n"
                             "  move either \"其一\" voting -> done\n"
                             "    by clerk of estate\n"
                             "    tells electors families holders\n"
                             "    when copied at least 2/3 of electors by area or signed at least 3 by units\n"
                             "  move homes \"家庭\" voting -> done\n"
                             "    by clerk of estate\n"
                             "    tells electors families holders\n"
                             "    when came at least 1/2 of families by units\n"
                             "  move many \"人家\" voting -> done\n"
                             "    by clerk of estate\n"
                             "    tells electors families holders\n"
                             "    when seen at least 2 by units\n"
                             "  move drop \"撤销\" voting listed -> done\n"
                             "    by clerk of estate\n"
                             "    tells electors families holders\n";

static cgov_id clerk, decision, builder, boss;

static int with_a_text(void **state) {
    (void)state;
    const struct town_options options = {.rulebook = NULL};
    town_found(&town, &options);
    town_adopt(&town, text_of(OWNERS));
    clerk = town_resident(&town, "经办", town.root);
    town_appoint(&town, clerk, town.village.id, "clerk");
    builder = town_organization(&town, "开发商", "company", town.root);
    boss = town_resident(&town, "经理", town.root);
    town_appoint(&town, boss, builder, "head");
    return 0;
}

static cgov_id unit(cgov_id parent, cgov_id owner, int64_t area) {
    cgov_act act = town_act(&town, town.founder);
    cgov_id id = 0;
    const cgov_entity_draft draft = {.size = sizeof draft,
                                     .kind = CGOV_KIND_UNIT,
                                     .parent = parent,
                                     .name = text_of("一单元"),
                                     .type = text_of("dwelling"),
                                     .owner = owner,
                                     .area = area};
    assert_int_equal(cgov_entity_add(town.ledger, &act, &draft, &id), CGOV_OK);
    return id;
}

static void change(cgov_id id, cgov_id owner, int64_t area, cgov_id household) {
    cgov_act act = town_act(&town, town.founder);
    const cgov_entity_draft draft = {
        .size = sizeof draft, .kind = (uint32_t)(id >> 44), .owner = owner, .area = area, .household = household};
    assert_int_equal(cgov_entity_change(town.ledger, &act, id, &draft, NULL), CGOV_OK);
}

static uint32_t field(const char *name) {
    uint32_t number = 0;
    assert_int_equal(cgov_field_find(town.ledger, name, &number), CGOV_OK);
    return number;
}

static void start_at(cgov_id annex) {
    cgov_act act = town_act(&town, clerk);
    cgov_detail details[] = {town_number(field("estate"), (int64_t)town.village.id),
                             town_number(field("annex"), (int64_t)annex), town_text(CGOV_FIELD_TEXT, "换电梯")};
    assert_int_equal(cgov_item_open(town.ledger, &act, "decision", details, 3, &decision), CGOV_OK);
}

static void move(const char *name) {
    town_move(&town, clerk, decision, name, NULL, 0);
}

static void listed(void) {
    start_at(town.village.id);
    move("list");
}

static int32_t enter_with(cgov_id actor, const char *roll, cgov_id elector, int64_t weight) {
    cgov_act act = town_act(&town, actor);
    const cgov_detail detail = town_number(field("weight"), weight);
    return cgov_roll_enter(town.ledger, &act, decision, roll, elector, &detail, weight != 0, NULL);
}

static void enter(cgov_id actor, const char *roll, cgov_id elector) {
    assert_int_equal(enter_with(actor, roll, elector, 0), CGOV_OK);
}

static void take_out(cgov_id elector, const char *roll) {
    cgov_act act = town_act(&town, elector);
    assert_int_equal(cgov_roll_leave(town.ledger, &act, decision, roll, elector, 0, NULL, 0, NULL), CGOV_OK);
}

/* How the roll stands: heads, units, area or weight. */
static void assert_sums(const char *name, uint64_t heads, uint64_t units, uint64_t amount) {
    cgov_reader who = town_reader(&town, clerk);
    cgov_roll_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count;
    do {
        assert_int_equal(cgov_roll_list(town.ledger, &who, decision, &cursor, &view, 1, &count), CGOV_OK);
    } while (strcmp(view.name, name) != 0);
    if (view.heads != heads || view.units != units || view.area + view.weight != amount)
        fail_msg("%s: %llu heads, %llu units, %llu", name, (unsigned long long)view.heads,
                 (unsigned long long)view.units, (unsigned long long)view.area + view.weight);
}

static void assert_short(const char *name) {
    town_assert_refused(&town, town_try_move(&town, clerk, decision, name, NULL, 0), CGOV_E_REFUSED, CGOV_R_SHARE);
}

static void assert_holds(const char *name) {
    move(name);
    town_assert_state(&town, decision, "done");
}

/* ---- owners ---- */

/* A developer's ten unsold dwellings are one head, a buyer's three are one. */
static void an_owner_is_one_head_whatever_they_own(void **state) {
    (void)state;
    for (int i = 0; i < 10; i++) unit(town.village.id, builder, 5000);
    for (int i = 0; i < 3; i++) unit(town.village.id, town.resident, 8000);
    unit(town.village.id, town.neighbour, 9000);
    unit(town.street.id, town.neighbour, 7000); /* above the estate: not of it */
    listed();
    assert_sums("electors", 3, 14, 50000 + 24000 + 9000);
    town_assert_refused(&town, enter_with(builder, "signed", builder, 0), CGOV_E_KIND, CGOV_R_NONE);
    town_assert_refused(&town, enter_with(town.resident, "signed", builder, 0), CGOV_E_REFUSED, CGOV_R_ACTOR);
    enter(boss, "signed", builder);
    assert_sums("signed", 1, 10, 50000);
    enter(town.resident, "signed", town.resident);
    assert_sums("signed", 2, 13, 74000);
    take_out(town.resident, "signed");
    assert_sums("signed", 1, 10, 50000);
}

/* Joint owners act through the one they named: the other owns nothing. */
static void joint_owners_act_through_the_one_named(void **state) {
    (void)state;
    cgov_id home = unit(town.village.id, town.resident, 8000);
    change(town.resident, 0, 0, home);
    change(town.neighbour, 0, 0, home);
    listed();
    assert_sums("electors", 1, 1, 8000);
    town_assert_refused(&town, enter_with(town.neighbour, "signed", town.neighbour, 0), CGOV_E_REFUSED, CGOV_R_ELECTOR);
    town_assert_refused(&town, enter_with(town.neighbour, "signed", town.resident, 0), CGOV_E_REFUSED, CGOV_R_ACTOR);
    enter(town.resident, "signed", town.resident);
    change(home, town.neighbour, 0, 0); /* they name the other: as of the next list */
    town_assert_refused(&town, enter_with(town.neighbour, "signed", town.neighbour, 0), CGOV_E_REFUSED, CGOV_R_ELECTOR);
    move("list");
    assert_sums("signed", 0, 0, 0);
    enter(town.neighbour, "signed", town.neighbour);
    assert_sums("signed", 1, 1, 8000);
}

static void what_is_sold_between_two_fills(void **state) {
    (void)state;
    cgov_id first = unit(town.village.id, town.resident, 8000), second = unit(town.village.id, town.resident, 1000);
    listed();
    change(first, town.neighbour, 0, 0);
    change(second, 0, 2000, 0);
    assert_sums("electors", 1, 2, 9000); /* as of the list */
    enter(town.resident, "signed", town.resident);
    assert_sums("signed", 1, 2, 9000);
    move("list");
    assert_sums("electors", 2, 2, 10000);
    assert_sums("signed", 0, 0, 0);
    enter(town.resident, "signed", town.resident);
    assert_sums("signed", 1, 1, 2000);
}

/* The clerk enters an owner anew: who signed weighs what the base says now, also when they leave. */
static void a_base_entered_anew_weighs_anew_everywhere(void **state) {
    (void)state;
    cgov_id first = unit(town.village.id, town.resident, 8000), second = unit(town.village.id, town.resident, 1000);
    unit(town.village.id, town.neighbour, 500);
    start_at(town.village.id);
    enter(clerk, "electors", town.resident);
    enter(clerk, "electors", town.neighbour);
    enter(town.resident, "signed", town.resident);
    enter(town.neighbour, "signed", town.neighbour);
    move("begin");
    move("copy");
    assert_sums("copied", 2, 3, 9500);
    move("back");
    change(first, town.neighbour, 0, 0);
    enter(clerk, "electors", town.resident);
    assert_sums("electors", 2, 2, 1500);
    assert_sums("signed", 2, 2, 1500);
    assert_sums("copied", 2, 2, 1500);
    take_out(town.resident, "signed");
    assert_sums("signed", 1, 1, 500);
    change(second, town.neighbour, 0, 0);
    town_assert_refused(&town, enter_with(clerk, "electors", town.resident, 0), CGOV_E_REFUSED, CGOV_R_ELECTOR);
    enter(clerk, "electors", town.neighbour);
    assert_sums("electors", 2, 4, 10500); /* the resident's line stays as it was entered last */
    assert_sums("signed", 1, 3, 9500);
}

/* Owners of either of two: what lies in both, or below, counts once. */
static void owners_of_two_places_are_weighed_by_both(void **state) {
    (void)state;
    unit(town.village.id, town.resident, 100);
    unit(town.bureau.id, town.resident, 20);
    unit(town.bureau.id, town.neighbour, 3);
    start_at(town.bureau.id);
    move("list");
    assert_sums("electors", 2, 3, 123);
    start_at(town.village.id);
    enter(clerk, "electors", town.resident);
    assert_sums("electors", 1, 1, 100);
    enter(clerk, "electors", town.resident);
    assert_sums("electors", 1, 1, 100);
}

/* ---- households ---- */

static void five_residents_of_one_household_are_one(void **state) {
    (void)state;
    cgov_id home = unit(town.village.id, town.resident, 8000), room = unit(town.village.id, town.resident, 0),
            attic = unit(town.village.id, town.resident, 0), other = unit(town.village.id, town.neighbour, 0);
    cgov_id of_home[5], alone = town_resident(&town, "独居", town.village.id);
    change(attic, 0, 0, room); /* a household of a household of one */
    change(room, 0, 0, home);
    for (int i = 0; i < 5; i++) {
        of_home[i] = town_resident(&town, "家人", town.village.id);
        change(of_home[i], 0, 0, i < 3 ? home : i == 3 ? room : attic);
    }
    cgov_id guest = town_resident(&town, "租客", town.village.id);
    change(guest, 0, 0, other);
    start_at(town.village.id);
    for (int i = 0; i < 5; i++) enter(clerk, "families", of_home[i]);
    assert_sums("families", 5, 1, 0);
    enter(clerk, "families", alone);
    assert_sums("families", 6, 1, 0); /* who is of no household is no household */
    enter(clerk, "families", guest);
    assert_sums("families", 7, 2, 0);
    for (int i = 0; i < 5; i++) enter(of_home[i], "came", of_home[i]);
    assert_sums("came", 5, 1, 0);
    enter(alone, "came", alone);
    assert_sums("came", 6, 1, 0);
    for (int i = 0; i < 4; i++) take_out(of_home[i], "came");
    assert_sums("came", 2, 1, 0);
    take_out(of_home[4], "came");
    assert_sums("came", 1, 0, 0);
    enter(of_home[2], "came", of_home[2]);
    enter(guest, "came", guest);
    assert_sums("came", 3, 2, 0);
    change(of_home[2], 0, 0, other);
    enter(clerk, "families", of_home[2]); /* they moved: of the other household now, here as there */
    assert_sums("came", 3, 1, 0);
    assert_sums("families", 7, 2, 0);
    move("begin");
    move("copy");
    assert_sums("seen", 3, 1, 0);
    assert_short("many");
    assert_holds("homes"); /* 1 of 2 */
}

/* More households than a first table of them has room for. */
static void as_many_households_as_there_are(void **state) {
    (void)state;
    enum { MANY = 1200 };
    for (int i = 0; i < MANY; i++) {
        cgov_id home = unit(town.village.id, town.resident, 1);
        change(town_resident(&town, "住户", town.village.id), 0, 0, home);
    }
    listed();
    cgov_reader who = town_reader(&town, clerk);
    cgov_roll_view view = {.size = sizeof view};
    uint64_t cursor = 3;
    uint32_t count;
    assert_int_equal(cgov_roll_list(town.ledger, &who, decision, &cursor, &view, 1, &count), CGOV_OK);
    assert_string_equal(view.name, "families");
    assert_true(view.units == MANY && view.heads >= MANY);
    assert_sums("electors", 1, MANY, MANY);
    move("begin");
    assert_short("homes");
}

/* ---- shares ---- */

static void heads_at_the_boundary(void **state) {
    (void)state;
    cgov_id owner[4];
    for (int i = 0; i < 4; i++) {
        owner[i] = town_resident(&town, "业主", town.village.id);
        unit(town.village.id, owner[i], 100);
    }
    listed();
    for (int i = 0; i < 2; i++) enter(owner[i], "signed", owner[i]);
    move("begin");
    assert_short("heads"); /* 2 of 4 are not more than half */
    enter(owner[2], "signed", owner[2]);
    assert_holds("heads");
}

static void units_at_the_boundary(void **state) {
    (void)state;
    for (int i = 0; i < 2; i++) unit(town.village.id, town.resident, 100);
    unit(town.village.id, town.neighbour, 900);
    unit(town.village.id, builder, 1);
    listed();
    enter(town.resident, "signed", town.resident);
    move("begin");
    assert_short("units"); /* 2 of 4 */
    enter(boss, "signed", builder);
    assert_short("area");  /* 201 of 1101 */
    assert_holds("units"); /* 3 of 4 are at least three quarters */
}

static void area_at_the_boundary(void **state) {
    (void)state;
    cgov_id rest = unit(town.village.id, town.neighbour, 1001);
    unit(town.village.id, town.resident, 2000);
    listed();
    enter(town.resident, "signed", town.resident);
    move("begin");
    assert_short("area"); /* 2000 of 3001 */
    change(rest, 0, 1000, 0);
    assert_short("area"); /* it was not so when they were listed */
    listed();
    enter(town.resident, "signed", town.resident);
    move("begin");
    assert_holds("area"); /* 2000 of 3000 */
}

static void weight_at_the_boundary(void **state) {
    (void)state;
    start_at(town.village.id);
    town_assert_refused(&town, enter_with(clerk, "holders", town.resident, 0), CGOV_E_REFUSED, CGOV_R_NEEDS);
    assert_int_equal(enter_with(clerk, "holders", town.resident, 200), CGOV_OK);
    assert_int_equal(enter_with(clerk, "holders", town.neighbour, 99), CGOV_OK);
    enter(town.resident, "backed", town.resident);
    assert_sums("backed", 1, 0, 200);
    assert_int_equal(enter_with(clerk, "holders", town.neighbour, 100), CGOV_OK); /* again: another weight */
    assert_sums("holders", 2, 0, 300);
    move("begin");
    assert_short("weight"); /* 200 of 300 are not more than two thirds */
    move("back");
    assert_int_equal(enter_with(clerk, "holders", town.resident, 201), CGOV_OK);
    assert_sums("backed", 1, 0, 201);
    move("begin");
    assert_holds("weight"); /* 201 of 301 */
}

static void one_of_two_is_enough(void **state) {
    (void)state;
    for (int i = 0; i < 2; i++) unit(town.village.id, town.resident, 100);
    unit(town.village.id, town.neighbour, 9000);
    listed();
    enter(town.resident, "signed", town.resident);
    move("begin");
    move("copy");
    assert_short("either"); /* 200 of 9200, 2 of 3 units */
    cgov_reader who = town_reader(&town, clerk);
    cgov_share_view rows[12] = {{.size = sizeof rows[0]}}, *shares = NULL;
    uint64_t cursor = 0;
    uint32_t count;
    assert_int_equal(cgov_share_list(town.ledger, &who, decision, &cursor, rows, 12, &count), CGOV_OK);
    for (uint32_t i = 0; i + 1 < count && !shares; i++)
        if (strcmp(rows[i].move, "either") == 0) shares = &rows[i];
    assert_non_null(shares);
    assert_true(shares[0].have == 200 && shares[0].of == 9200 && shares[0].needed == 6134 && shares[0].lacking == 5934);
    assert_true(!shares[0].alternative && shares[1].alternative && shares[1].lacking == 1 && shares[1].of == 0);
    enter(town.neighbour, "signed", town.neighbour);
    assert_holds("either"); /* 3 units have signed, though nobody copied them */
}

static void of_nothing_none_holds(void **state) {
    (void)state;
    start_at(town.village.id);
    move("list"); /* nobody owns anything here */
    assert_sums("electors", 0, 0, 0);
    move("begin");
    assert_short("heads");
    assert_short("units");
    assert_short("area");
    assert_short("weight");
    assert_short("homes");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, with_a_text, leave)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(an_owner_is_one_head_whatever_they_own),
        TEST(joint_owners_act_through_the_one_named),
        TEST(what_is_sold_between_two_fills),
        TEST(a_base_entered_anew_weighs_anew_everywhere),
        TEST(owners_of_two_places_are_weighed_by_both),
        TEST(five_residents_of_one_household_are_one),
        TEST(as_many_households_as_there_are),
        TEST(heads_at_the_boundary),
        TEST(units_at_the_boundary),
        TEST(area_at_the_boundary),
        TEST(weight_at_the_boundary),
        TEST(one_of_two_is_enough),
        TEST(of_nothing_none_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
