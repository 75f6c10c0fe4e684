/* A base asked by area and by weight: each entry has both, and a share of either counts that alone. What is larger than
 * 32 bits, what comes later and what is taken back: all of it is kept beside the entry, and a replay says the same. */
#include "support/on_a_town.h"

#include "ledger/handle.h"
#include "model/roll_rows.h"
#include "records/roll_lines.h"
#include "support/test.h"

static const char TEXT[] = "rulebook 1\n"
                           "role clerk \"经办\"\n"
                           "procedure pact \"合伙\" motion\n"
                           "  public\n"
                           "  detail weight \"份额\" number 0 to 1000000000000\n"
                           "  party estate \"小区\" organization\n"
                           "  roll partners \"合伙人\"\n"
                           "    of owners of estate\n"
                           "    by clerk of estate again\n"
                           "    out by clerk of estate\n"
                           "    in called\n"
                           "    takes weight\n"
                           "  roll agreed \"同意\"\n"
                           "    of partners\n"
                           "    by self\n"
                           "    out by self\n"
                           "    in called voting\n"
                           "  roll plain \"来客\"\n"
                           "    of any resident\n"
                           "    by clerk of estate again\n"
                           "    in called\n"
                           "    takes weight\n"
                           "  roll families \"住户\"\n"
                           "    of residents of estate\n"
                           "    by clerk of estate\n"
                           "    in called\n"
                           "  roll came \"来人\"\n"
                           "    of families\n"
                           "    by clerk of estate\n"
                           "    in called\n"
                           "  stage all \"全程\"\n"
                           "    state called \"召集\" held by estate\n"
                           "    state voting \"表决\" held by estate\n"
                           "    state done \"结束\" final\n"
                           "  clock run from call until area weight drop\n"
                           "    for 90 days\n"
                           "    late tell clerk of estate\n"
                           "  open call \"召集\" -> called\n"
                           "    by clerk of estate\n"
                           "    needs estate text\n"
                           "    sets estate to given\n"
                           "  move begin \"表决\" called -> voting\n"
                           "    by clerk of estate\n"
                           "  move back \"退回\" voting -> called\n"
                           "    by clerk of estate\n"
                           "    at most 9\n"
                           "  move area \"面积\" voting -> done\n"
                           "    by clerk of estate\n"
                           "    tells partners\n"
                           "    when agreed more than 1/2 of partners by area\n"
                           "  move weight \"份额\" voting -> done\n"
                           "    by clerk of estate\n"
                           "    tells partners\n"
                           "    when agreed more than 1/2 of partners by weight\n"
                           "  move drop \"撤销\" called voting -> done\n"
                           "    by clerk of estate\n"
                           "    tells partners\n";

static cgov_storage storage;
static cgov_id clerk, pact, large, heavy;

static cgov_id unit(cgov_id owner, int64_t area) {
    cgov_act act = town_act(&town, town.founder);
    cgov_id id = 0;
    const cgov_entity_draft draft = {.size = sizeof draft,
                                     .kind = CGOV_KIND_UNIT,
                                     .parent = town.village.id,
                                     .name = text_of("一单元"),
                                     .type = text_of("dwelling"),
                                     .owner = owner,
                                     .area = area};
    assert_int_equal(cgov_entity_add(town.ledger, &act, &draft, &id), CGOV_OK);
    return id;
}

static uint32_t field(const char *name) {
    uint32_t number = 0;
    assert_int_equal(cgov_field_find(town.ledger, name, &number), CGOV_OK);
    return number;
}

static int with_two_partners(void **state) {
    (void)state;
    storage = (cgov_storage){.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    const struct town_options options = {.storage = &storage};
    town_found(&town, &options);
    town_adopt(&town, text_of(TEXT));
    clerk = town_resident(&town, "经办", town.root);
    town_appoint(&town, clerk, town.village.id, "clerk");
    large = town_resident(&town, "大户", town.village.id);
    heavy = town_resident(&town, "重户", town.village.id);
    unit(large, 9000);
    unit(heavy, 1000);
    cgov_act act = town_act(&town, clerk);
    cgov_detail details[] = {town_number(field("estate"), (int64_t)town.village.id),
                             town_text(CGOV_FIELD_TEXT, "合伙")};
    assert_int_equal(cgov_item_open(town.ledger, &act, "pact", details, 2, &pact), CGOV_OK);
    return 0;
}

static int without(void **state) {
    leave(state);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
    return 0;
}

static void reopen(void) {
    uint8_t before[32], after[32];
    assert_int_equal(cgov_ledger_flush(town.ledger, NULL), CGOV_OK);
    assert_int_equal(cgov_state_digest(town.ledger, before), CGOV_OK);
    cgov_ledger_close(town.ledger);
    const cgov_ledger_options options = {.size = sizeof options, .storage = &storage};
    assert_int_equal(cgov_ledger_open(&options, &town.ledger), CGOV_OK);
    assert_int_equal(cgov_state_digest(town.ledger, after), CGOV_OK);
    assert_memory_equal(before, after, sizeof before);
}

static void enter(cgov_id actor, const char *roll, cgov_id elector, int64_t weight) {
    cgov_act act = town_act(&town, actor);
    const cgov_detail detail = town_number(field("weight"), weight);
    assert_int_equal(cgov_roll_enter(town.ledger, &act, pact, roll, elector, &detail, weight != 0, NULL), CGOV_OK);
}

static void move(const char *name) {
    town_move(&town, clerk, pact, name, NULL, 0);
}

/* Of the share by that axis, what is there and of how much. */
static void assert_share(uint32_t axis, uint64_t have, uint64_t of) {
    const cgov_reader who = {.size = sizeof who, .actor = clerk, .at = town.now};
    cgov_share_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count;
    do {
        assert_int_equal(cgov_share_list(town.ledger, &who, pact, &cursor, &view, 1, &count), CGOV_OK);
    } while (view.axis != axis);
    assert_int_equal(view.have, have);
    assert_int_equal(view.of, of);
}

static void each_has_both(void **state) {
    (void)state;
    enter(clerk, "partners", large, 1);
    enter(clerk, "partners", heavy, 99);
    enter(large, "agreed", large, 0);
    move("begin");
    assert_share(CGOV_AXIS_AREA, 9000, 10000);
    assert_share(CGOV_AXIS_WEIGHT, 1, 100);
    town_assert_refused(&town, town_try_move(&town, clerk, pact, "weight", NULL, 0), CGOV_E_REFUSED, CGOV_R_SHARE);
    reopen();
    move("area");
}

/* Entered anew with more, with less, with nothing; those who agreed weigh so too. */
static void entered_anew_both_are_anew(void **state) {
    (void)state;
    static const int64_t weights[] = {0, 7, (INT64_C(5) << 32) + 3, UINT32_MAX, 0, 12};
    enter(clerk, "partners", large, 0);
    enter(large, "agreed", large, 0);
    enter(clerk, "partners", heavy, 2);
    for (uint32_t w = 0; w < sizeof weights / sizeof *weights; w++) {
        unit(large, 1900000000);
        enter(clerk, "partners", large, weights[w]);
        const uint64_t area = 9000 + (w + 1) * UINT64_C(1900000000), weight = (uint64_t)weights[w];
        move("begin");
        assert_share(CGOV_AXIS_AREA, area, area + 1000);
        assert_share(CGOV_AXIS_WEIGHT, weight, weight + 2);
        move("back");
        reopen();
    }
}

static uint32_t chunks_of(enum beside what) {
    const struct column *column = &town.ledger->model.beside[what];
    uint32_t taken = 0;
    for (uint32_t i = 0; i < column->chunk_cap; i++) taken += column->chunks[i] != NULL;
    return taken;
}

/* What nobody asks by takes nothing, given or not; nor does what is 0. */
static void what_nobody_asks_takes_nothing(void **state) {
    (void)state;
    for (uint32_t i = 0; i < 20; i++) enter(clerk, "plain", town_resident(&town, "客", town.root), 1000 + i);
    for (uint32_t b = 0; b < BESIDES; b++) assert_int_equal(chunks_of((enum beside)b), 0);
    enter(clerk, "partners", large, 0);
    for (uint32_t b = 0; b < BESIDES; b++) assert_int_equal(chunks_of((enum beside)b), b == BESIDE_AREA);
    enter(clerk, "partners", heavy, INT64_C(1) << 32);
    for (uint32_t b = 0; b < BESIDES; b++)
        assert_int_equal(chunks_of((enum beside)b), b == BESIDE_AREA || b == BESIDE_WEIGHT || b == BESIDE_WEIGHT_HIGH);
    reopen();
}

/* What no command writes: one frame that fills a base and a roll of it, whose households are new. */
static void room_for_a_base_and_a_roll_of_it_in_one_frame(void **state) {
    (void)state;
    struct plan *plan = &town.ledger->plan;
    const struct model *model = &town.ledger->model;
    const uint8_t with_units[] = {FILL_UNITS, 2, 1, 2, 2, 2, 3}, without_units[] = {0, 2, 2, 2};
    cgov__plan_begin(plan, town.now, clerk);
    for (uint64_t roll = 1; roll <= 2; roll++) {
        struct record *record = cgov__plan_record(plan, CGOV_RECORD_FILLED);
        record->id = pact;
        record->roll =
            cgov__roll_find(cgov__procedure_of(model, cgov__item_by_id(model, pact)), roll == 1 ? "families" : "came") +
            UINT64_C(1);
        record->lines =
            roll == 1 ? cgov__blob(with_units, sizeof with_units) : cgov__blob(without_units, sizeof without_units);
        cgov__plan_add(plan, record);
        assert_false(plan->invalid);
        assert_int_equal(plan->need.counted[COUNTED_HOUSEHOLD], 3 * roll);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_has_both, with_two_partners, without),
        cmocka_unit_test_setup_teardown(entered_anew_both_are_anew, with_two_partners, without),
        cmocka_unit_test_setup_teardown(what_nobody_asks_takes_nothing, with_two_partners, without),
        cmocka_unit_test_setup_teardown(room_for_a_base_and_a_roll_of_it_in_one_frame, with_two_partners, without),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
