/* Offices that a move gives and ends: from a roll, for a term to the millisecond, in the move's own frame. */
#include "support/on_a_town.h"

#include "support/test.h"

static const char TEXT[] = "rulebook 1\n"
                           "role clerk \"文书\"\n"
                           "role trained \"学员\"\n"
                           "  held in government\n"
                           "procedure course \"培训\" session\n"
                           "  party place \"单位\" organization\n"
                           "  roll certified \"合格\"\n"
                           "    of any resident\n"
                           "    by clerk of place\n"
                           "    in open\n"
                           "  stage all \"全程\"\n"
                           "    state open \"进行\" held by place\n"
                           "    state done \"结束\" final\n"
                           "  clock run from call until close\n"
                           "    for 90 days\n"
                           "    late tell clerk of place\n"
                           "  open call \"召集\" -> open\n"
                           "    by clerk of place\n"
                           "    needs organization\n"
                           "    sets place to given\n"
                           "  move give \"发证\" open -> open\n"
                           "    by clerk of place\n"
                           "    tells certified\n"
                           "    appoints trained in place from certified for 24 months\n"
                           "    at most 3\n"
                           "  move void \"作废\" open -> open\n"
                           "    by clerk of place\n"
                           "    ends trained in place of certified\n"
                           "    at most 3\n"
                           "  move renew \"换届\" open -> open\n"
                           "    by clerk of place\n"
                           "    ends trained in place\n"
                           "    appoints trained in place from certified\n"
                           "    at most 3\n"
                           "  move close \"结束\" open -> done\n"
                           "    by clerk of place\n";

static cgov_id clerk, course;

static void open_in(cgov_id place) {
    cgov_act act = town_act(&town, clerk);
    const cgov_detail at = town_number(CGOV_FIELD_ORGANIZATION, (int64_t)place);
    assert_int_equal(cgov_item_open(town.ledger, &act, "course", &at, 1, &course), CGOV_OK);
}

static int with_a_course(void **state) {
    (void)state;
    const struct town_options options = {.rulebook = NULL};
    town_found(&town, &options);
    cgov_act act = town_act(&town, town.founder);
    const cgov_adoption_draft adoption = {.size = sizeof adoption, .text = text_of(TEXT)};
    const int32_t status = cgov_rulebook_adopt(town.ledger, &act, &adoption, NULL);
    if (status) print_error("%s\n", town_error(&town).message);
    assert_int_equal(status, CGOV_OK);
    clerk = town_resident(&town, "文书", town.street.id);
    town_appoint(&town, clerk, town.street.id, "clerk");
    town_appoint(&town, clerk, town.village.id, "clerk");
    open_in(town.street.id);
    return 0;
}

static void certify(cgov_id who) {
    cgov_act act = town_act(&town, clerk);
    assert_int_equal(cgov_roll_enter(town.ledger, &act, course, "certified", who, NULL, 0, NULL), CGOV_OK);
}

/* What was held as one trained where the course is, in the order of its making. */
static uint32_t trained(cgov_appointment_view *held, uint32_t cap) {
    const cgov_reader reader = town_reader(&town, town.auditor);
    cgov_appointment_view views[64] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0, found = 0;
    assert_int_equal(cgov_appointment_list(town.ledger, &reader, town.street.id, &cursor, views, 64, &count), CGOV_OK);
    for (uint32_t v = 0; v < count; v++)
        if (strcmp(views[v].role, "trained") == 0 && found < cap) held[found++] = views[v];
    return found;
}

static void for_a_term_from_the_move_on(void **state) {
    (void)state;
    cgov_appointment_view held[8];
    certify(town.resident);
    certify(town.neighbour);
    const cgov_time at = town.now;
    town_move(&town, clerk, course, "give", NULL, 0);
    assert_int_equal(trained(held, 8), 2);
    for (int i = 0; i < 2; i++) assert_true(held[i].from == at && held[i].until > at);
    assert_int_equal((held[0].until + 480 * 60000) % 86400000, 0); /* the last day is whole */
    town.now += 1000;
    const cgov_time again = town.now;
    town_move(&town, clerk, course, "give", NULL, 0);
    assert_int_equal(trained(held, 8), 4);
    assert_true(held[0].until == again && held[1].until == again && held[2].from == again && held[3].from == again);
}

static void ended_of_a_roll_and_of_all(void **state) {
    (void)state;
    cgov_appointment_view held[8];
    town_appoint(&town, town.founder, town.street.id, "trained");
    certify(town.resident);
    town_move(&town, clerk, course, "give", NULL, 0);
    town.now += 1000;
    town_move(&town, clerk, course, "void", NULL, 0);
    assert_int_equal(trained(held, 8), 2);
    assert_true(held[0].until == 0 && held[1].until == town.now);
    town.now += 1000;
    town_move(&town, clerk, course, "renew", NULL, 0);
    assert_int_equal(trained(held, 8), 3);
    assert_true(held[0].until == town.now && held[2].from == town.now && held[2].until == 0);
    assert_true(held[1].until == town.now - 1000);
}

/* Refused with its line before anything is written, where the role is not held in such an organization. */
static void not_where_it_is_not_held(void **state) {
    (void)state;
    uint8_t before[32], after[32];
    open_in(town.village.id);
    certify(town.resident);
    assert_int_equal(cgov_journal_digest(town.ledger, before), CGOV_OK);
    cgov_act act = town_act(&town, clerk);
    town_assert_refused(&town, cgov_item_move(town.ledger, &act, course, "give", NULL, 0, NULL), CGOV_E_REFUSED,
                        CGOV_R_ROLE);
    assert_int_equal(town_error(&town).line, 24);
    assert_int_equal(cgov_journal_digest(town.ledger, after), CGOV_OK);
    assert_memory_equal(before, after, 32);
}

/* Those on it read that they are told; an auditor, that all on the roll are; the public nothing. */
static void a_roll_is_told(void **state) {
    (void)state;
    certify(town.resident);
    town_move(&town, clerk, course, "give", NULL, 0);
    const struct {
        cgov_id reader, to;
        uint32_t told, entered;
    } rows[] = {{town.resident, town.resident, 1, 1}, {town.auditor, 0, 1, 1}, {0, 0, 0, 0}};
    for (int i = 0; i < 3; i++) {
        cgov_reader reader = town_reader(&town, rows[i].reader);
        cgov_feed_view views[32] = {{.size = sizeof views[0]}};
        uint64_t seq = 0, entry = 0;
        uint32_t count = 0, told = 0, entered = 0;
        cgov_feed_list(town.ledger, &reader, &seq, &entry, views, 32, &count);
        for (uint32_t v = 0; v < count; v++) {
            if (views[v].item != course) continue;
            entered += views[v].what == CGOV_NEWS_ENTERED && views[v].to == town.resident;
            if (views[v].what != CGOV_NEWS_TOLD) continue;
            told++;
            assert_int_equal(views[v].to, rows[i].to);
            assert_string_equal(views[v].roll, "certified");
        }
        assert_int_equal(told, rows[i].told);
        assert_int_equal(entered, rows[i].entered);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, with_a_course, leave)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(for_a_term_from_the_move_on),
        TEST(ended_of_a_roll_and_of_all),
        TEST(not_where_it_is_not_held),
        TEST(a_roll_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
