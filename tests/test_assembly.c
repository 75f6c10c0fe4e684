/* The shipped assemblies, up to the vote: called by counted signatures, on a register, noticed, constituted and
 * adjourned. Each number at its boundary and one past it, by the article it stands in. */
#include "support/on_an_assembly.h"

#include <stdbool.h>

static void chaired(cgov_detail details[2]) {
    details[0] = town_number(field("chair"), (int64_t)adult[0]);
    details[1] = town_number(field("recorder"), (int64_t)adult[1]);
}

static cgov_id called(const char *procedure) {
    cgov_detail details[2];
    chaired(details);
    return open_item(clerk, procedure, details, 2);
}

/* ---- who calls ---- */

static cgov_id asked(const char *procedure, int registered) {
    const cgov_id call = open_item(adult[0], procedure, NULL, 0);
    REFUSED(try_do(clerk, call, "list"), SHARE); /* nobody stands on the register */
    import(call, "electors", 0, registered);
    do_move(clerk, call, "list");
    return call;
}

static void sign(cgov_id call, const char *roll, int from, int until) {
    for (int i = from; i < until; i++) enter(adult[i], call, roll, adult[i]);
}

/* 村民委员会组织法 21: a tenth of the villagers, or a third of the representatives. */
static void a_village_assembly_is_called_by_a_tenth(void **state) {
    (void)state;
    const char *article = "村民委员会组织法 21";
    const cgov_id call = asked("village_call", ADULTS);
    sign(call, "signatures", 0, 120);
    REFUSED_BY(article, try_do(clerk, call, "reach"), SHARE);
    sign(call, "signatures", 120, 121);
    take_out(adult[5], call, "signatures", adult[5]); /* who signs may take it back */
    REFUSED_BY(article, try_do(clerk, call, "reach"), SHARE);
    sign(call, "signatures", 5, 6);
    do_move(clerk, call, "reach");
    town_assert_state(&town, call, "called");
    const cgov_id even = asked("village_call", 1200);
    sign(even, "signatures", 0, 119);
    REFUSED_BY(article, try_do(clerk, even, "reach"), SHARE);
    sign(even, "signatures", 119, 120); /* a tenth is enough */
    do_move(clerk, even, "reach");
}

static void a_village_assembly_is_called_by_a_third_of_the_representatives(void **state) {
    (void)state;
    const cgov_id call = asked("village_call", ADULTS);
    REFUSED(try_enter(adult[60], call, "rep_signatures", adult[60]), ELECTOR);
    sign(call, "rep_signatures", 0, 18);
    REFUSED_BY("村民委员会组织法 21", try_do(clerk, call, "reach"), SHARE);
    sign(call, "rep_signatures", 18, 19);
    do_move(adult[0], call, "reach");
}

/* Called, it is convened: late, that is told; held, the call has its answer. */
static void what_was_called_is_convened(void **state) {
    (void)state;
    const cgov_id call = asked("village_call", ADULTS);
    sign(call, "signatures", 0, 121);
    do_move(clerk, call, "reach");
    const cgov_time reached = town.now;
    town.now = reached + 31 * DAY;
    town_tick(&town);
    assert_true(town_clock(&town, clerk, call, "convene").late != 0);
    cgov_detail details[3] = {town_text(CGOV_FIELD_TEXT, "召集村民会议")};
    chaired(details + 1);
    town_move(&town, clerk, call, "convene", details, 3);
    const cgov_id assembly = child(call, 0);
    town_assert_state(&town, assembly, "called");
    const cgov_detail why = town_text(CGOV_FIELD_REASON, "洪水");
    town_move(&town, clerk, assembly, "cancel", &why, 1);
    town_assert_state(&town, call, "called"); /* cancelled it was not held: it is owed still */
    assert_true(town_item(&town, clerk, call).owed != 0);
    town_move(&town, clerk, call, "convene", details, 3);
    town_assert_state(&town, call, "convened");
}

static void too_few_signatures_lapse(void **state) {
    (void)state;
    const cgov_id call = asked("village_call", ADULTS);
    sign(call, "signatures", 0, 120);
    town.now = town_at(2025, 5, 22, 0, 0) - 1; /* thirty days after 04-21 */
    town_tick(&town);
    town_assert_state(&town, call, "signing");
    town.now++;
    town_tick(&town);
    town_assert_state(&town, call, "lapsed");
}

/* 村民委员会组织法 26: a fifth of the representatives. */
static void representatives_are_called_by_a_fifth(void **state) {
    (void)state;
    const cgov_id call = open_item(adult[0], "representatives_call", NULL, 0);
    sign(call, "signatures", 0, 10);
    REFUSED_BY("村民委员会组织法 26", try_do(clerk, call, "reach"), SHARE);
    sign(call, "signatures", 10, 11);
    do_move(adult[0], call, "reach");
}

/* 城市居民委员会组织法 10: a fifth of the residents, a fifth of the households, or a third of the groups. */
static void a_residents_meeting_is_called_three_ways(void **state) {
    (void)state;
    const char *article = "城市居民委员会组织法 10";
    for (int g = 0; g < 7; g++) seat(adult[g], "group_head");
    cgov_id call[3];
    for (int c = 0; c < 3; c++) { /* 100 residents: 40 of ten households, 60 of sixty */
        call[c] = open_item(adult[0], "residents_call", NULL, 0);
        for (int a = 0; a < 40; a++) enter(clerk, call[c], "electors", adult[a % 10 + a / 10 * HOUSEHOLDS]);
        import(call[c], "electors", 10, 70);
        do_move(clerk, call[c], "list");
    }
    for (int s = 0; s < 19; s++)
        enter(adult[s % 5 + s / 5 * HOUSEHOLDS], call[0], "signatures", adult[s % 5 + s / 5 * HOUSEHOLDS]);
    REFUSED_BY(article, try_do(clerk, call[0], "reach"), SHARE);
    enter(adult[4 + 3 * HOUSEHOLDS], call[0], "signatures", adult[4 + 3 * HOUSEHOLDS]);
    do_move(clerk, call[0], "reach");
    sign(call[1], "signatures", 10, 23);
    REFUSED_BY(article, try_do(clerk, call[1], "reach"), SHARE);
    sign(call[1], "signatures", 23, 24);
    do_move(clerk, call[1], "reach");
    sign(call[2], "group_signatures", 0, 2);
    REFUSED_BY(article, try_do(clerk, call[2], "reach"), SHARE);
    sign(call[2], "group_signatures", 2, 3);
    do_move(clerk, call[2], "reach");
}

/* ---- how it is constituted ---- */

/* 村民委员会组织法 21: noticed ten days ahead. */
static void an_assembly_is_noticed_ten_days_ahead(void **state) {
    (void)state;
    const cgov_id assembly = called("village_assembly");
    REFUSED(try_day(clerk, assembly, "notify", 20250520), SHARE);
    import(assembly, "electors", 0, ADULTS);
    town.now = town_at(2025, 5, 11, 0, 0);
    REFUSED_BY("村民委员会组织法 21", try_day(clerk, assembly, "notify", 20250520), NOTICE);
}

static void on_the_tenth_day_it_is_in_time(void **state) {
    (void)state;
    const cgov_id assembly = called("village_assembly");
    import(assembly, "electors", 0, ADULTS);
    town.now = town_at(2025, 5, 11, 0, 0) - 1;
    assert_int_equal(try_day(clerk, assembly, "notify", 20250520), CGOV_OK);
    REFUSED(try_enter(clerk, assembly, "electors", town.resident), ROLL); /* the register is closed */
}

static cgov_id noticed(void) {
    const cgov_id assembly = called("village_assembly");
    import(assembly, "electors", 0, ADULTS);
    assert_int_equal(try_day(clerk, assembly, "notify", 20250520), CGOV_OK);
    REFUSED(try_do(adult[0], assembly, "sit"), DAY);
    say(clerk, assembly, "raise");
    town.now = town_at(2025, 5, 20, 9, 0);
    return assembly;
}

/* 村民委员会组织法 22: more than half of the adults. */
static void half_of_the_adults_and_one_are_enough(void **state) {
    (void)state;
    const char *article = "村民委员会组织法 22";
    const cgov_id assembly = noticed();
    int there = 0; /* the first households whole: 601 people of fewer than 200 */
    for (int h = 0; there < 601; h++)
        for (int a = h; a < ADULTS && there < 601; a += HOUSEHOLDS, there++)
            enter(clerk, assembly, "present", adult[a]);
    REFUSED_BY(article, try_do(adult[0], assembly, "sit"), SHARE);
    enter(clerk, assembly, "present", adult[HOUSEHOLDS - 1]);
    town.now = town_at(2025, 5, 21, 0, 0) - 1;
    REFUSED_BY(article, try_do(adult[0], assembly, "lapse"), DAY); /* it still can sit */
    do_move(adult[0], assembly, "sit");
}

/* 村民委员会组织法 22: or two thirds of the households, whose 254 representatives suffice. */
static void two_thirds_of_the_households_are_enough(void **state) {
    (void)state;
    const cgov_id assembly = noticed();
    import(assembly, "present", 0, 253);
    import(assembly, "deputies", 0, 253);
    for (int a = HOUSEHOLDS; a < HOUSEHOLDS + 40; a++) enter(adult[a], assembly, "present", adult[a]); /* of the same */
    REFUSED(try_enter(adult[HOUSEHOLDS], assembly, "deputies", adult[HOUSEHOLDS]), AT_MOST);
    REFUSED_BY("村民委员会组织法 22", try_do(adult[0], assembly, "sit"), SHARE);
    enter(adult[253], assembly, "present", adult[253]);
    REFUSED_BY("村民委员会组织法 22", try_do(adult[0], assembly, "sit"), SHARE); /* nobody is named for it */
    enter(adult[253], assembly, "deputies", adult[253]);
    do_move(adult[0], assembly, "sit");
    const cgov_detail why[] = {town_text(CGOV_FIELD_REASON, "天色已晚"), town_number(field("day"), 20250521)};
    town_move(&town, adult[0], assembly, "adjourn", why, 2);
    town.now = town_at(2025, 5, 21, 9, 0);
    import(assembly, "present", 0, 253);
    REFUSED(try_enter(clerk, assembly, "deputies", adult[253]),
            ELECTOR); /* who spoke for a household has not come back */
    import(assembly, "deputies", 0, 253);
    REFUSED_BY("村民委员会组织法 22", try_do(adult[0], assembly, "resume"), SHARE);
    REFUSED_BY("村民委员会组织法 22", try_do(adult[0], assembly, "lapse"), DAY);
    town.now = town_at(2025, 5, 22, 0, 0);
    REFUSED(try_enter(adult[253], assembly, "present", adult[253]), DAY);
    do_move(adult[0], assembly, "lapse");
    town_assert_state(&town, assembly, "void");
}

/* 村民委员会组织法 25: of sixty members 48 represent, and 20 are women; not one fewer. */
static int with_few_representatives(void **state) {
    (void)state;
    found_with_assemblies(INT64_C(1745197200000), "assemblies", 0, 47);
    return 0;
}

/* Of a session, else of one matter; so many women are on the list. */
static cgov_id made_up(bool session, int women) {
    const cgov_id assembly =
        session ? called("representatives_assembly") : open_item(clerk, "representatives_vote", NULL, 0);
    do_move(clerk, assembly, "list");
    for (int w = 0; w < women; w++) enter(clerk, assembly, "women", adult[w]);
    return assembly;
}

static int32_t try_notice(bool session, cgov_id assembly) {
    const cgov_detail notice[] = {town_number(field("day"), 20250520), town_text(CGOV_FIELD_TEXT, "通知"),
                                  town_number(field("chair"), (int64_t)adult[0])};
    return town_try_move(&town, clerk, assembly, "notify", notice, session ? 2 : 3);
}

static void four_fifths_represent_and_a_third_are_women(void **state) {
    (void)state;
    for (int c = 0; c < 7; c++) seat(adult[100 + c], "committee");
    seat(adult[110], "committee"); /* 47 and 13 */
    for (int session = 0; session < 2; session++)
        REFUSED_BY("村民委员会组织法 25", try_notice(session, made_up(session, 20)), SHARE);
}

static void of_sixty_48_and_20_are_enough(void **state) {
    (void)state;
    for (int c = 0; c < 7; c++) seat(adult[100 + c], "committee");
    seat(adult[47], "representative"); /* 48 and 12 */
    for (int session = 0; session < 2; session++) {
        const cgov_id assembly = made_up(session, 19);
        REFUSED_BY("村民委员会组织法 25", try_notice(session, assembly), SHARE);
        enter(clerk, assembly, "women", adult[19]);
        assert_int_equal(try_notice(session, assembly), CGOV_OK);
    }
}

/* 村民委员会组织法 26: two thirds of the members. */
static void forty_of_sixty_members_are_enough(void **state) {
    (void)state;
    const cgov_id assembly = called("representatives_assembly");
    do_move(clerk, assembly, "list");
    for (int w = 0; w < 20; w++) enter(clerk, assembly, "women", adult[w]);
    assert_int_equal(try_day(clerk, assembly, "notify", 20250425), CGOV_OK);
    town.now = town_at(2025, 4, 25, 9, 0);
    for (int p = 0; p < 39; p++) enter(adult[p], assembly, "present", adult[p]);
    REFUSED_BY("村民委员会组织法 26", try_do(adult[0], assembly, "sit"), SHARE);
    enter(clerk, assembly, "present", committee[0]);
    REFUSED(try_do(adult[0], assembly, "sit"), CHILD); /* over nothing it is no assembly */
    for (int t = 0; t < 2; t++) say(clerk, assembly, "raise");
    do_move(adult[0], assembly, "sit");
    const cgov_detail later = town_text(CGOV_FIELD_REASON, "材料不全");
    town_move(&town, adult[0], child(assembly, 0), "defer", &later, 1);
    do_move(adult[0], child(assembly, 1), "put");
    REFUSED(try_do(adult[0], assembly, "break_up"), CHILD);
    do_move(adult[1], child(assembly, 1), "count");
    do_move(adult[0], assembly, "close");
    const cgov_detail minutes = town_text(field("minutes"), "会议记录");
    REFUSED(town_try_move(&town, adult[0], assembly, "publish", &minutes, 1), ACTOR);
    town_move(&town, adult[1], assembly, "publish", &minutes, 1);
    say(clerk, assembly, "finish");
    town_assert_state(&town, assembly, "done");
}

/* 城市居民委员会组织法 9: more than half of those who belong to it. */
static void more_than_half_make_a_residents_meeting(void **state) {
    (void)state;
    const cgov_id meeting = called("residents_meeting");
    import(meeting, "electors", 0, 60);
    assert_int_equal(try_day(clerk, meeting, "notify", 20250425), CGOV_OK);
    town.now = town_at(2025, 4, 25, 9, 0);
    import(meeting, "present", 0, 30);
    REFUSED_BY("城市居民委员会组织法 9", try_do(adult[0], meeting, "sit"), SHARE);
    enter(adult[30], meeting, "present", adult[30]);
    say(clerk, meeting, "raise");
    do_move(adult[0], meeting, "sit");
}

/* 城市居民委员会组织法 9: of one for each household, where that is how it is made up: all of its electors are. */
static void a_residents_meeting_of_one_for_each_household(void **state) {
    (void)state;
    static const char *const procedures[] = {"residents_meeting", "residents_vote"};
    for (int p = 0; p < 2; p++) {
        const cgov_detail chaired[] = {town_number(field("chair"), (int64_t)adult[0]),
                                       town_number(field("recorder"), (int64_t)adult[1])};
        const cgov_detail notice[] = {town_number(field("day"), 20250501), town_text(CGOV_FIELD_TEXT, "通知"),
                                      chaired[0]};
        const uint32_t brought = p ? 3 : 2;
        const cgov_id meeting = open_item(clerk, procedures[p], chaired, p ? 0 : 2);
        import(meeting, "electors", 0, 3);
        enter(clerk, meeting, "electors", adult[HOUSEHOLDS]);
        do_move(clerk, meeting, "by_households");
        import(meeting, "homes", 0, 3);
        REFUSED_BY("城市居民委员会组织法 9", town_try_move(&town, clerk, meeting, "notify_households", notice, brought),
                   SHARE);
        REFUSED(try_enter(clerk, meeting, "homes", adult[HOUSEHOLDS]), AT_MOST); /* of the first one's household */
        do_move(clerk, meeting, "back");
        take_out(clerk, meeting, "electors", adult[HOUSEHOLDS]);
        do_move(clerk, meeting, "by_households");
        town_move(&town, clerk, meeting, "notify_households", notice, brought);
        town_assert_state(&town, meeting, "noticed");
    }
}

int main(void) {
#define ON(test) cmocka_unit_test_setup_teardown(test, with_assemblies, leave)
    const struct CMUnitTest tests[] = {
        ON(a_village_assembly_is_called_by_a_tenth),
        ON(a_village_assembly_is_called_by_a_third_of_the_representatives),
        ON(what_was_called_is_convened),
        ON(too_few_signatures_lapse),
        ON(representatives_are_called_by_a_fifth),
        ON(a_residents_meeting_is_called_three_ways),
        ON(an_assembly_is_noticed_ten_days_ahead),
        ON(on_the_tenth_day_it_is_in_time),
        ON(half_of_the_adults_and_one_are_enough),
        ON(two_thirds_of_the_households_are_enough),
        cmocka_unit_test_setup_teardown(four_fifths_represent_and_a_third_are_women, with_few_representatives, leave),
        cmocka_unit_test_setup_teardown(of_sixty_48_and_20_are_enough, with_few_representatives, leave),
        ON(forty_of_sixty_members_are_enough),
        ON(more_than_half_make_a_residents_meeting),
        ON(a_residents_meeting_of_one_for_each_household),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
