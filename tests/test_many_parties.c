/* A procedure of as many parties as there can be: the last of them acts, is left out, holds, is told and set, as the
 * first is; in the ledger that wrote it, and in one that is read again. One party more is refused in test_rulebook. */
#include "support/place.h"
#include "support/test.h"

static const char wide[] =
    "\nprocedure wide \"多方\"\n"
    "  party reporter \"反映人\" resident\n  party intake \"受理单位\" organization\n"
    "  party p3 \"三\" resident\n  party p4 \"四\" resident\n  party p5 \"五\" resident\n"
    "  party p6 \"六\" resident\n  party p7 \"七\" resident\n  party p8 \"八\" resident\n"
    "  party p9 \"九\" resident\n  party p10 \"十\" resident\n"
    "  party p12 \"十二\" resident\n  party p13 \"十三\" organization\n"
    "  party p14 \"十四\" organization\n  party assignee \"承办人\" resident of p13\n  party above \"十五\" "
    "organization\n"
    "  party p16 \"十六\" resident\n"
    "  stage all \"全程\"\n    state begun \"已开始\" held by intake\n"
    "    state with_last \"在末位\" held by p16\n    state over \"已结\" final\n"
    "  clock wait from begin until finish stop\n    for 9 days\n    late tell p16\n"
    "  open begin \"开始\" -> begun\n    by any resident\n    needs text intake resident\n"
    "    sets intake to given\n    sets p12 to actor\n    sets p16 to given\n    sets p13 to intake\n"
    "    sets p14 to intake\n    sets above to superior of p14\n"
    "  move put \"指派\" begun -> begun\n    by clerk of intake\n    needs assignee\n    sets assignee to given\n    "
    "at most 3\n"
    "  move hand \"移交\" begun -> begun\n    by clerk of intake\n    needs organization\n    sets p13 to given\n    "
    "at most 3\n"
    "  move pass_on \"交末位\" begun -> with_last\n    by clerk of intake not p16\n"
    "  move back \"交回\" with_last -> begun\n    by p16\n    sets p12 to actor\n    at most 1\n"
    "  move stop \"停办\" begun with_last -> over\n    by clerk of intake\n    needs text\n    answers\n"
    "  move finish \"办结\" begun with_last -> over\n    by head of superior of p13 and p14 not p12\n"
    "    when superior of p13 and p14\n    needs text\n    answers\n";

static cgov_text standard_and_wide(void) {
    static char text[1 << 18];
    const cgov_text standard = town_shipped("standard");
    memcpy(text, standard.ptr, (size_t)standard.len);
    memcpy(text + standard.len, wide, sizeof wide - 1);
    return (cgov_text){text, standard.len + sizeof wide - 1};
}

static cgov_id begin(struct town *town, cgov_id last) {
    const cgov_act act = town_act(town, town->resident);
    const cgov_detail details[] = {town_text(CGOV_FIELD_TEXT, "多方事项。"),
                                   town_number(CGOV_FIELD_INTAKE, (int64_t)town->centre.id),
                                   town_number(CGOV_FIELD_RESIDENT, (int64_t)last)};
    cgov_id id = 0;
    assert_int_equal(cgov_item_open(town->ledger, &act, "wide", details, 3, &id), CGOV_OK);
    return id;
}

static void assert_parties(const struct town *town, cgov_id id, cgov_id p12, cgov_id last) {
    assert_true(town_party(town, id, "p12") == p12);
    assert_true(town_party(town, id, "p13") == town->centre.id && town_party(town, id, "p14") == town->centre.id);
    assert_true(town_party(town, id, "above") == town->root);
    assert_true(town_party(town, id, "p16") == last);
}

static void the_last_is_as_the_first(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    town_adopt(town, standard_and_wide());
    const cgov_id last = town->neighbour, clerk = town->centre.officers[CLERK], head = town->district.officers[HEAD];
    const cgov_id id = begin(town, last), own = begin(town, clerk);
    assert_parties(town, id, town->resident, last);
    town_assert_refused(town, town_try_move(town, clerk, own, "pass_on", NULL, 0), CGOV_E_REFUSED, CGOV_R_SELF);
    town_move(town, clerk, id, "pass_on", NULL, 0);
    assert_true(town_item(town, town->auditor, id).holder == last);
    town_assert_refused(town, town_try_move(town, town->resident, id, "back", NULL, 0), CGOV_E_REFUSED, CGOV_R_ACTOR);
    town_move(town, last, id, "back", NULL, 0);
    assert_parties(town, id, last, last);
    place_reopen(place);
    assert_parties(town, id, last, last);
    assert_parties(town, own, town->resident, clerk);
    town->now += 10 * DAY;
    town_tick(town);
    cgov_history_view history[16];
    const uint32_t entries = town_history(town, town->auditor, id, history, 16);
    assert_true(history[entries - 1].record == CGOV_RECORD_LATE && history[entries - 1].told == last);
    const cgov_detail text = town_text(CGOV_FIELD_TEXT, "已办结。");
    town_assert_refused(town, town_try_move(town, clerk, id, "finish", &text, 1), CGOV_E_REFUSED, CGOV_R_ACTOR);
    town_move(town, head, id, "finish", &text, 1);
    place_reopen(place);
    town_assert_state(town, id, "over");
}

/* Whoever is named is asked for, and forgotten as it is handed over, past the eighth party too. */
static void whoever_is_named_is_forgotten(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    const cgov_id clerk = town->centre.officers[CLERK];
    town_adopt(town, standard_and_wide());
    const cgov_id id = begin(town, town->neighbour);
    uint32_t field = 0;
    assert_int_equal(cgov_field_find(town->ledger, "assignee", &field), CGOV_OK);
    const cgov_detail who = town_number(field, (int64_t)clerk), none = town_number(who.field, (int64_t)town->neighbour),
                      other = town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town->street.id),
                      back = town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town->centre.id);
    town_assert_refused(town, town_try_move(town, clerk, id, "put", &none, 1), CGOV_E_REFUSED, CGOV_R_ROLE);
    town_move(town, clerk, id, "put", &who, 1);
    assert_true(town_party(town, id, "assignee") == clerk);
    town_move(town, clerk, id, "hand", &other, 1);
    town_move(town, clerk, id, "hand", &back, 1);
    assert_true(town_party(town, id, "assignee") == 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_last_is_as_the_first, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(whoever_is_named_is_forgotten, place_set_up, place_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
