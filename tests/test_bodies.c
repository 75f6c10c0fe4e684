/* Bodies in session, by the shipped text: the party's members, the two committees, the residents' representatives. Each
 * number at its boundary and one past it. Nobody has verified them, which each count says. */
#include "support/on_an_assembly.h"

static void bodies_of(cgov_time start) {
    found_with_assemblies(start, "assemblies_unverified", CGOV_ADOPT_UNVERIFIED, REPRESENTATIVES);
    people_bodies();
    seat(secretary, "secretary");
}

static int in_2025(void **state) {
    (void)state;
    bodies_of(INT64_C(1745197200000)); /* 2025-04-21T09:00:00+08:00 */
    return 0;
}

static int in_2026(void **state) {
    (void)state;
    bodies_of(INT64_C(1767603600000)); /* 2026-01-05T17:00:00+08:00 */
    return 0;
}

/* Called for today, with two topics. */
static cgov_id noticed(cgov_id body, const char *matter, const char *notify, const char *other, int64_t day) {
    const cgov_detail details[] = {town_number(CGOV_FIELD_ORGANIZATION, (int64_t)body),
                                   town_text(CGOV_FIELD_MATTER, matter), town_text(CGOV_FIELD_TEXT, "年度计划"),
                                   town_number(field("chair"), (int64_t)adult[0]),
                                   town_number(field("recorder"), (int64_t)adult[1])};
    cgov_act act = town_act(&town, secretary);
    cgov_id meeting = 0;
    const int32_t status = cgov_item_open(town.ledger, &act, "body_meeting", details, 5, &meeting);
    if (status) fail_msg("%s", town_error(&town).message);
    do_move(secretary, meeting, "list");
    REFUSED(try_day(secretary, meeting, other, day), MATTER);
    assert_int_equal(try_day(secretary, meeting, notify, day), CGOV_OK);
    for (int t = 0; t < 2; t++) say(secretary, meeting, "raise");
    return meeting;
}

/* It sits with so many, and not with one fewer. */
static void sits_with(cgov_id meeting, int present) {
    import_by(secretary, meeting, "present", 0, present - 1);
    REFUSED(try_do(adult[0], meeting, "sit"), SHARE);
    enter(adult[present - 1], meeting, "present", adult[present - 1]);
    REFUSED(try_do(adult[0], meeting, "lapse"), DAY);
    do_move(adult[0], meeting, "sit");
}

/* Its first topic has so many votes, and passes; its second has one fewer, and does not. */
static void passes_by(cgov_id meeting, const char *rule, int present, int yes) {
    for (int t = 0; t < 2; t++) {
        const cgov_id topic = child(meeting, (uint32_t)t);
        do_move(adult[0], topic, "put");
        votes(topic, 0, yes - t, "yes");
        votes(topic, yes - t, present, "no");
        do_move(adult[1], topic, "count");
        assert_decided(topic, "count", rule, t ? CGOV_OUTCOME_FAILED : CGOV_OUTCOME_PASSED);
        assert_int_equal(warnings_of(topic), CGOV_WARNING_UNVERIFIED);
        town_assert_state(&town, topic, t ? "rejected" : "passed");
    }
}

/* 45 members: 30 are two thirds, 23 half of all. Adjourned it is resumed with as many; it closes when each topic is
 * settled, and is over when what was carried is published. */
static void of_45_party_members_30_sit_and_23_pass(void **state) {
    (void)state;
    const cgov_id meeting = noticed(branch, "party_meeting", "notify_two_thirds", "notify", 20250421);
    sits_with(meeting, 30);
    const cgov_detail why[] = {town_text(CGOV_FIELD_REASON, "天色已晚"), town_number(field("day"), 20250422)};
    town_move(&town, adult[0], meeting, "adjourn", why, 2);
    REFUSED(try_do(adult[0], meeting, "resume"), DAY);
    town.now = town_at(2025, 4, 22, 9, 0);
    import_by(secretary, meeting, "present", 0, 29);
    REFUSED(try_do(adult[0], meeting, "resume"), SHARE);
    enter(adult[30], meeting, "present", adult[30]);
    do_move(adult[0], meeting, "resume");
    REFUSED(try_do(adult[0], meeting, "close"), CHILD);
    passes_by(meeting, "party_review", 29, 23);
    do_move(adult[0], meeting, "close");
    const cgov_detail minutes = town_text(field("minutes"), "会议记录");
    town_move(&town, adult[1], meeting, "publish", &minutes, 1);
    REFUSED(try_say(secretary, meeting, "finish"), CHILDREN);
    say(secretary, child(meeting, 0), "publish");
    say(secretary, meeting, "finish");
    town_assert_state(&town, meeting, "done");
}

/* By another local text it is half of those present: of 30, fifteen. */
static void of_30_there_15_pass_by_another_text(void **state) {
    (void)state;
    const cgov_id meeting = noticed(branch, "party_meeting_present", "notify_two_thirds", "notify", 20250421);
    sits_with(meeting, 30);
    passes_by(meeting, "party_review_present", 30, 15);
}

/* Ten members: six are there, and it takes six. What is resolved is given to somebody to do. */
static void of_ten_committee_members_six_sit_and_pass(void **state) {
    (void)state;
    const cgov_id meeting = noticed(joint, "committees_meeting", "notify", "notify_two_thirds", 20250421);
    sits_with(meeting, 6);
    passes_by(meeting, "committees_consult", 6, 6);
    const cgov_detail given[] = {town_number(CGOV_FIELD_LEAD, (int64_t)town.bureau.id),
                                 town_text(CGOV_FIELD_TEXT, "请办理"), town_number(field("day"), 20250601)};
    const cgov_id topic = child(meeting, 0);
    town_move(&town, secretary, topic, "assign", given, 3);
    say(town.bureau.officers[CONTACT], child(topic, 0), "report");
    do_move(secretary, child(topic, 0), "pass");
    say(secretary, topic, "report");
    town_assert_state(&town, topic, "done");
}

/* With five it lapses, once the day is over. */
static void with_five_of_ten_it_lapses(void **state) {
    (void)state;
    const cgov_id meeting = noticed(joint, "committees_meeting", "notify", "notify_two_thirds", 20250421);
    import_by(secretary, meeting, "present", 0, 5);
    town.now = town_at(2025, 4, 22, 0, 0);
    do_move(adult[0], meeting, "lapse");
    town_assert_state(&town, meeting, "void");
    town_assert_state(&town, child(meeting, 0), "dropped");
}

/* 居民代表会议, a body of the text of 2026: of 55 representatives 28 sit, and fifteen of them decide. */
static void of_55_residents_representatives_28_sit_and_15_pass(void **state) {
    (void)state;
    const cgov_id meeting =
        noticed(town.village.id, "residents_delegates_meeting", "notify", "notify_two_thirds", 20260105);
    sits_with(meeting, 28);
    passes_by(meeting, "residents_representatives", 28, 15);
}

int main(void) {
#define IN(year, test) cmocka_unit_test_setup_teardown(test, in_##year, leave)
    const struct CMUnitTest tests[] = {
        IN(2025, of_45_party_members_30_sit_and_23_pass),
        IN(2025, of_30_there_15_pass_by_another_text),
        IN(2025, of_ten_committee_members_six_sit_and_pass),
        IN(2025, with_five_of_ten_it_lapses),
        IN(2026, of_55_residents_representatives_28_sit_and_15_pass),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
