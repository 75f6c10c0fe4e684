/* The shipped assemblies decide: villagers, representatives, residents, collectives, on one matter or on topics of a
 * session. Each majority at its boundary and one past it, by the article it stands in. */
#include "support/on_an_assembly.h"

#include <stdbool.h>

static cgov_detail chair_detail(void) {
    return town_number(field("chair"), (int64_t)adult[0]);
}

static cgov_id drafted(const char *procedure, const char *matter) {
    const cgov_detail detail = town_text(CGOV_FIELD_MATTER, matter ? matter : "");
    return open_item(clerk, procedure, &detail, matter ? 1 : 0);
}

static int32_t try_notify(cgov_id vote, int64_t day) {
    const cgov_detail details[] = {town_number(field("day"), day), town_text(CGOV_FIELD_TEXT, "通知"), chair_detail()};
    return town_try_move(&town, clerk, vote, "notify", details, 3);
}

static void notify(cgov_id vote, int64_t day) {
    const int32_t status = try_notify(vote, day);
    if (status) print_error("notify: %s\n", town_error(&town).message);
    assert_int_equal(status, CGOV_OK);
}

/* The 20th of that month of 2025, at nine. */
static cgov_time in_month(int month) {
    return town_at(2025, month, 20, 9, 0);
}

/* Noticed ten days before the 20th of that month, which it is then; nobody has come yet. */
static cgov_id noticed(const char *procedure, int month, int members) {
    town.now = in_month(month) - 10 * DAY;
    const cgov_id vote = drafted(procedure, NULL);
    import(vote, "electors", 0, members);
    notify(vote, 20250020 + month * 100);
    town.now = in_month(month);
    return vote;
}

static void count(cgov_id vote, const char *rule, uint32_t outcome) {
    do_move(clerk, vote, "count");
    assert_decided(vote, "count", rule, outcome);
}

/* Of those present so many vote yes, the rest no. */
static void decide(cgov_id vote, int present, int yes, const char *rule, bool passes) {
    import(vote, "present", 0, present);
    do_move(adult[0], vote, "put");
    votes(vote, 0, yes, "yes");
    votes(vote, yes, present, "no");
    count(vote, rule, passes ? CGOV_OUTCOME_PASSED : CGOV_OUTCOME_FAILED);
    town_assert_state(&town, vote, passes ? "passed" : "failed");
}

/* ---- villagers ---- */

/* Who is there of the first so many households, one of each: they speak for these, and so many of them vote yes. */
static void by_households(int households, int yes, bool passes) {
    const cgov_id vote = noticed("village_vote", 5, ADULTS);
    import(vote, "present", 0, households - 1);
    import(vote, "deputies", 0, households - 1);
    REFUSED_BY("村民委员会组织法 22, 28", try_do(adult[0], vote, "put_households"), SHARE); /* 253 */
    import(vote, "present", households - 1, households);
    import(vote, "deputies", households - 1, households);
    REFUSED_BY("村民委员会组织法 22, 28", try_do(adult[0], vote, "put"), SHARE);
    do_move(adult[0], vote, "put_households");
    votes(vote, 0, yes, "yes");
    votes(vote, yes, households, "no");
    count(vote, "village_assembly", passes ? CGOV_OUTCOME_PASSED : CGOV_OUTCOME_FAILED);
    town_assert_state(&town, vote, passes ? "passed" : "failed");
}

static void villagers_of_254_households_pass_by_128(void **state) {
    (void)state;
    by_households(254, 128, true);
}

static void villagers_of_254_households_fail_by_127(void **state) {
    (void)state;
    by_households(254, 127, false);
}

/* The first 200 households whole, so many of them; two thirds of the households are not there. */
static void by_heads(int present, int yes, bool passes) {
    const cgov_id vote = noticed("village_vote", 5, ADULTS);
    int there[ADULTS], n = 0;
    for (int h = 0; n < present; h++)
        for (int a = h; a < ADULTS && n < present; a += HOUSEHOLDS) there[n++] = a;
    for (int i = 0; i < present; i++) {
        if (i == present - 1) REFUSED_BY("村民委员会组织法 22, 28", try_do(adult[0], vote, "put"), SHARE); /* 601 */
        enter(clerk, vote, "present", adult[there[i]]);
    }
    do_move(adult[0], vote, "put");
    for (int i = 0; i < present; i++) votes(vote, there[i], there[i] + 1, i < yes ? "yes" : "no");
    count(vote, "village_assembly", passes ? CGOV_OUTCOME_PASSED : CGOV_OUTCOME_FAILED);
}

static void of_602_villagers_302_pass(void **state) {
    (void)state;
    by_heads(602, 302, true);
}

static void of_602_villagers_301_fail(void **state) {
    (void)state;
    by_heads(602, 301, false);
}

static int32_t try_ballot(cgov_id vote, int voter, const char *choice) {
    cgov_act act = town_act(&town, adult[voter]);
    const cgov_detail detail = town_text(CGOV_FIELD_CHOICE, choice);
    return cgov_roll_enter(town.ledger, &act, vote, "ballots", adult[voter], &detail, 1, NULL);
}

/* 400 of 260 households: fewer than half of the adults, so households decide, each by whom it names: by 131, not by
 * 130. The others of a household neither speak for it nor vote. */
static void where_households_constitute_it_heads_do_not_decide(void **state) {
    (void)state;
    for (int passes = 0; passes < 2; passes++) {
        const cgov_id vote = noticed("village_vote", 5 + passes, ADULTS);
        import(vote, "present", 0, 260);
        import(vote, "present", HOUSEHOLDS, HOUSEHOLDS + 140);
        const int yes = passes ? 131 : 130;
        import(vote, "deputies", 0, 253);
        REFUSED_BY("村民委员会组织法 22, 28", try_do(adult[0], vote, "put_households"), SHARE);
        import(vote, "deputies", 253, 260);
        do_move(adult[0], vote, "put_households");
        votes(vote, 0, yes, "yes");
        votes(vote, yes, 260, "no");
        REFUSED(try_ballot(vote, HOUSEHOLDS, "yes"), ELECTOR);
        count(vote, "village_assembly", passes ? CGOV_OUTCOME_PASSED : CGOV_OUTCOME_FAILED);
    }
}

/* A household has one voice: a second of it is refused until the first gives way, and so is who belongs to none. Where
 * heads decide each votes, and households do not decide. */
static void a_household_names_one_to_speak_for_it(void **state) {
    (void)state;
    const cgov_id vote = noticed("village_vote", 5, ADULTS), single = town_resident(&town, "无户", town.village.id);
    import(vote, "present", 0, 254);
    REFUSED(try_enter(adult[HOUSEHOLDS], vote, "deputies", adult[HOUSEHOLDS]), ELECTOR); /* who is not there */
    enter(clerk, vote, "present", adult[HOUSEHOLDS]);
    enter(clerk, vote, "deputies", adult[0]);
    REFUSED(try_enter(clerk, vote, "deputies", adult[HOUSEHOLDS]), AT_MOST);
    REFUSED(try_enter(adult[HOUSEHOLDS], vote, "deputies", adult[HOUSEHOLDS]), AT_MOST);
    take_out(adult[0], vote, "deputies", adult[0]);
    enter(adult[HOUSEHOLDS], vote, "deputies", adult[HOUSEHOLDS]);
    REFUSED(try_enter(clerk, vote, "deputies", adult[0]), AT_MOST);
    import(vote, "deputies", 1, 253);
    REFUSED(try_do(adult[0], vote, "put_households"), SHARE); /* 253 households */
    import(vote, "deputies", 253, 254);
    do_move(adult[0], vote, "put_households");
    REFUSED(try_ballot(vote, 0, "yes"), ELECTOR);
    votes(vote, HOUSEHOLDS, HOUSEHOLDS + 1, "yes");
    town.now = in_month(6) - 10 * DAY;
    const cgov_id other = drafted("village_vote", NULL);
    enter(clerk, other, "electors", single);
    notify(other, 20250620);
    town.now = in_month(6);
    enter(clerk, other, "present", single);
    REFUSED(try_enter(clerk, other, "deputies", single), ELECTOR);
}

/* 700 there of 300 households, all spoken for: heads decide, and 350 of them do not pass what 151 households would. */
static void where_heads_decide_households_do_not(void **state) {
    (void)state;
    const cgov_id vote = noticed("village_vote", 5, ADULTS);
    int there[ADULTS], n = 0;
    for (int a = 0; a < ADULTS && n < 700; a++)
        if (a % HOUSEHOLDS < 300) there[n++] = a;
    assert_int_equal(n, 700);
    for (int i = 0; i < n; i++) enter(clerk, vote, "present", adult[there[i]]);
    import(vote, "deputies", 0, 300);
    REFUSED_BY("村民委员会组织法 22, 28", try_do(adult[0], vote, "put_households"), SHARE);
    do_move(adult[0], vote, "put");
    for (int i = 0; i < n; i++) votes(vote, there[i], there[i] + 1, i < 350 ? "yes" : "no");
    count(vote, "village_assembly", CGOV_OUTCOME_FAILED);
}

/* A topic of an assembly that sits by its households: they alone vote on it, until so many heads have come. */
static void a_topic_is_decided_as_the_assembly_sits(void **state) {
    (void)state;
    const cgov_detail details[] = {chair_detail(), town_number(field("recorder"), (int64_t)adult[1])};
    town.now = in_month(5) - 10 * DAY;
    const cgov_id session = open_item(clerk, "village_assembly", details, 2);
    import(session, "electors", 0, ADULTS);
    assert_int_equal(try_day(clerk, session, "notify", 20250520), CGOV_OK);
    for (int t = 0; t < 2; t++) say(clerk, session, "raise");
    town.now = in_month(5);
    import(session, "present", 0, 254);
    import(session, "present", HOUSEHOLDS, HOUSEHOLDS + 100);
    import(session, "deputies", 0, 254);
    do_move(adult[0], session, "sit");
    const cgov_id first = child(session, 0), second = child(session, 1);
    REFUSED_BY("村民委员会组织法 22", try_do(adult[0], first, "put"), SHARE);
    do_move(adult[0], first, "put_households");
    REFUSED(try_ballot(first, HOUSEHOLDS, "yes"), ELECTOR);
    votes(first, 0, 128, "yes");
    do_move(adult[1], first, "count");
    assert_decided(first, "count", "village_assembly", CGOV_OUTCOME_PASSED);
    import(session, "present", 254, HOUSEHOLDS);
    import(session, "present", HOUSEHOLDS + 100, HOUSEHOLDS + 222); /* 602 are there */
    REFUSED_BY("村民委员会组织法 22", try_do(adult[0], second, "put_households"), SHARE);
    do_move(adult[0], second, "put");
    votes(second, 0, 254, "yes");
    votes(second, HOUSEHOLDS, HOUSEHOLDS + 47, "yes");
    do_move(adult[1], second, "count"); /* 301 heads, of 254 households */
    assert_decided(second, "count", "village_assembly", CGOV_OUTCOME_FAILED);
}

/* ---- a group: 村民委员会组织法 28 ---- */

/* Sixty of twenty households: three of each. */
static cgov_id group_noticed(int day) {
    const cgov_id vote = drafted("village_vote", "village_group_meeting");
    for (int of_each = 0; of_each < 3; of_each++)
        import(vote, "electors", of_each * HOUSEHOLDS, of_each * HOUSEHOLDS + 20);
    REFUSED(try_notify(vote, 20250500 + day), MATTER); /* as the whole village is told */
    const cgov_detail details[] = {town_number(field("day"), 20250500 + day), town_text(CGOV_FIELD_TEXT, "通知"),
                                   chair_detail()};
    town_move(&town, clerk, vote, "notify_group", details, 3);
    town.now = town_at(2025, 5, day, 9, 0);
    return vote;
}

/* Two thirds of the villagers, 40, and more than half of these. */
static void of_a_groups_60_villagers_40_decide(void **state) {
    (void)state;
    for (int passes = 0; passes < 2; passes++) {
        const cgov_id vote = group_noticed(5 + passes);
        for (int of_each = 0; of_each < 3; of_each++)
            import(vote, "present", of_each * HOUSEHOLDS, of_each * HOUSEHOLDS + 13);
        REFUSED_BY("村民委员会组织法 22, 28", try_do(adult[0], vote, "put"), SHARE);
        import(vote, "present", 13, 14);
        REFUSED(try_do(adult[0], vote, "put_households"), SHARE);
        do_move(adult[0], vote, "put");
        votes(vote, 0, 14, "yes");
        votes(vote, HOUSEHOLDS, HOUSEHOLDS + 6 + passes, "yes");
        do_move(clerk, vote, "count");
        assert_decided(vote, "count", "village_group", passes ? CGOV_OUTCOME_PASSED : CGOV_OUTCOME_FAILED);
    }
}

/* Or of the households, 14 of 20, by who speaks for each, and more than half of these. */
static void of_a_groups_20_households_14_decide(void **state) {
    (void)state;
    for (int passes = 0; passes < 2; passes++) {
        const cgov_id vote = group_noticed(5 + passes);
        import(vote, "present", 0, 14);
        import(vote, "deputies", 0, 13);
        REFUSED_BY("村民委员会组织法 22, 28", try_do(adult[0], vote, "put_households"), SHARE);
        import(vote, "deputies", 13, 14);
        REFUSED(try_do(adult[0], vote, "put"), SHARE);
        do_move(adult[0], vote, "put_households");
        votes(vote, 0, 7 + passes, "yes");
        do_move(clerk, vote, "count");
        assert_decided(vote, "count", "village_group", passes ? CGOV_OUTCOME_PASSED : CGOV_OUTCOME_FAILED);
    }
}

/* More than half, which would do for the village, is too few: it lapses. */
static void with_39_of_60_a_group_does_not_meet(void **state) {
    (void)state;
    const cgov_id vote = group_noticed(5);
    for (int of_each = 0; of_each < 3; of_each++)
        import(vote, "present", of_each * HOUSEHOLDS, of_each * HOUSEHOLDS + 13);
    REFUSED(try_do(adult[0], vote, "lapse"), DAY);
    town.now += DAY; /* nobody comes any more */
    do_move(adult[0], vote, "lapse");
    town_assert_state(&town, vote, "void");
}

/* ---- representatives ---- */

static cgov_id representatives(const char *procedure) {
    const cgov_id vote = drafted(procedure, NULL);
    do_move(clerk, vote, "list");
    for (int w = 0; w < 20; w++) enter(clerk, vote, "women", adult[w]);
    notify(vote, 20250425);
    town.now = town_at(2025, 4, 25, 9, 0);
    return vote;
}

static void of_40_representatives_21_pass(void **state) {
    (void)state;
    const cgov_id vote = representatives("representatives_vote");
    import(vote, "present", 0, 39);
    REFUSED_BY("村民委员会组织法 26", try_do(adult[0], vote, "put"), SHARE);
    take_out(clerk, vote, "present", adult[38]);
    import(vote, "present", 38, 39);
    enter(clerk, vote, "present", adult[39]);
    do_move(adult[0], vote, "put");
    votes(vote, 0, 21, "yes");
    votes(vote, 21, 40, "no");
    count(vote, "village_representatives", CGOV_OUTCOME_PASSED);
    say(head, vote, "publish");
    town_assert_state(&town, vote, "effective");
}

static void of_40_representatives_20_fail(void **state) {
    (void)state;
    decide(representatives("representatives_vote"), 40, 20, "village_representatives", false);
}

/* A topic is decided by who is there when it is put: 40 of 60 are enough, and 39 are not, though the session sits. */
static void who_leaves_before_a_topic_is_put_is_missing(void **state) {
    (void)state;
    const cgov_detail details[] = {chair_detail(), town_number(field("recorder"), (int64_t)adult[1])};
    const cgov_id session = open_item(clerk, "representatives_assembly", details, 2);
    do_move(clerk, session, "list");
    for (int w = 0; w < 20; w++) enter(clerk, session, "women", adult[w]);
    assert_int_equal(try_day(clerk, session, "notify", 20250421), CGOV_OK);
    for (int t = 0; t < 2; t++) say(clerk, session, "raise");
    import(session, "present", 0, 40);
    do_move(adult[0], session, "sit");
    for (uint32_t t = 0; t < 2; t++) {
        const cgov_id topic = child(session, t);
        do_move(adult[0], topic, "put");
        votes(topic, 0, 21, "yes");
        do_move(adult[1], topic, "count");
        assert_decided(topic, "count", "village_representatives", t ? CGOV_OUTCOME_NO_QUORUM : CGOV_OUTCOME_PASSED);
        town_assert_state(&town, topic, t ? "void" : "passed");
        if (!t) take_out(adult[39], session, "present", adult[39]);
    }
    const cgov_detail why[] = {town_text(CGOV_FIELD_REASON, "人数不足"), town_number(field("day"), 20250421)};
    town_move(&town, adult[0], session, "adjourn", why, 2);
    REFUSED_BY("村民委员会组织法 26", try_do(adult[0], session, "resume"), SHARE);
}

/* 村民委员会组织法 27: a covenant is not theirs. */
static void representatives_make_no_covenant(void **state) {
    (void)state;
    const cgov_id vote = drafted("representatives_vote", "village_covenant");
    REFUSED_BY("村民委员会组织法 27", try_do(clerk, vote, "list"), MATTER);
}

/* ---- residents ---- */

/* 城市居民委员会组织法 9: of 60 who belong to it 31 are there, and 16 of them decide: of one matter, */
static void of_31_residents_16_decide(void **state) {
    (void)state;
    for (int passes = 0; passes < 2; passes++) {
        const cgov_id vote = drafted("residents_vote", NULL);
        import(vote, "electors", 0, 60);
        notify(vote, 20250425 + passes);
        town.now = town_at(2025, 4, 25 + passes, 9, 0);
        import(vote, "present", 0, 30);
        REFUSED_BY("城市居民委员会组织法 9", try_do(adult[0], vote, "put"), SHARE);
        import(vote, "present", 30, 31);
        do_move(adult[0], vote, "put");
        votes(vote, 0, 15 + passes, "yes");
        votes(vote, 15 + passes, 31, "no");
        count(vote, "residents_meeting", passes ? CGOV_OUTCOME_PASSED : CGOV_OUTCOME_FAILED);
        town_assert_state(&town, vote, passes ? "passed" : "failed");
    }
}

/* and on a topic of a session. */
static void on_a_residents_topic_16_of_31_decide(void **state) {
    (void)state;
    const cgov_detail details[] = {chair_detail(), town_number(field("recorder"), (int64_t)adult[1])};
    const cgov_id session = open_item(clerk, "residents_meeting", details, 2);
    import(session, "electors", 0, 60);
    assert_int_equal(try_day(clerk, session, "notify", 20250421), CGOV_OK);
    for (int t = 0; t < 2; t++) say(clerk, session, "raise");
    import(session, "present", 0, 31);
    do_move(adult[0], session, "sit");
    for (int passes = 0; passes < 2; passes++) {
        const cgov_id topic = child(session, (uint32_t)passes);
        do_move(adult[0], topic, "put");
        votes(topic, 0, 15 + passes, "yes");
        do_move(adult[1], topic, "count");
        assert_decided(topic, "count", "residents_meeting", passes ? CGOV_OUTCOME_PASSED : CGOV_OUTCOME_FAILED);
        town_assert_state(&town, topic, passes ? "passed" : "rejected");
    }
}

/* ---- land, by two thirds of all ---- */

/* 农村土地承包法 28: of 60 villagers 40, whoever is there. */
static void land_is_adjusted_by_two_thirds_of_the_members(void **state) {
    (void)state;
    for (int passes = 0; passes < 2; passes++) {
        const cgov_id land = open_item(clerk, "land_adjustment", NULL, 0);
        do_move(clerk, land, "convene_assembly");
        const cgov_id vote = child(land, 0);
        import(vote, "electors", 0, 60);
        notify(vote, 20250520 + passes * 100);
        town.now = in_month(5 + passes);
        decide(vote, 50, passes ? 40 : 39, "land_adjustment", passes);
        town_assert_state(&town, land, passes ? "carried" : "lost");
        if (!passes) continue;
        REFUSED(try_say(town.district.officers[CLERK], land, "approve"), STATE);
        say(town.street.officers[CLERK], land, "forward");
        REFUSED(try_say(clerk, land, "approve"), ACTOR); /* nor does the village say who approves */
        REFUSED(try_say(town.district.officers[CLERK], land, "approve"),
                CHILDREN); /* the resolution is not published */
        say(head, vote, "publish");
        say(town.district.officers[CLERK], land, "approve");
        town_assert_state(&town, land, "approved");
    }
}

static void land_is_adjusted_by_two_thirds_of_the_representatives(void **state) {
    (void)state;
    for (int passes = 0; passes < 2; passes++) {
        const cgov_id land = open_item(clerk, "land_adjustment", NULL, 0);
        do_move(clerk, land, "convene_representatives");
        const cgov_id vote = child(land, 0);
        do_move(clerk, vote, "list");
        for (int w = 0; w < 20; w++) enter(clerk, vote, "women", adult[w]);
        notify(vote, passes ? 20250510 : 20250425);
        town.now = passes ? town_at(2025, 5, 10, 9, 0) : town_at(2025, 4, 25, 9, 0);
        decide(vote, 50, passes ? 40 : 39, "land_adjustment_representatives", passes);
        town_assert_state(&town, land, passes ? "carried" : "lost");
    }
}

/* ---- collectives ---- */

/* 农村集体经济组织法 27: of 300 members 200 are there, and 200 say yes. */
static void of_300_members_200_decide(void **state) {
    (void)state;
    const char *article = "农村集体经济组织法 27";
    for (int passes = 0; passes < 2; passes++) {
        const int64_t day = 20250520 + passes * 100;
        const cgov_id vote = drafted("collective_members", NULL);
        import(vote, "electors", 0, 300);
        town.now = in_month(5 + passes) - 9 * DAY;
        REFUSED_BY(article, try_notify(vote, day), NOTICE);
        notify(vote, day + 1);
        town.now = in_month(5 + passes) + DAY;
        import(vote, "present", 0, 199);
        REFUSED_BY(article, try_do(adult[0], vote, "put"), SHARE);
        import(vote, "present", 199, 200);
        do_move(adult[0], vote, "put");
        votes(vote, 0, 199, "yes");
        votes(vote, 199, 200, passes ? "yes" : "abstain");
        count(vote, "collective_members", passes ? CGOV_OUTCOME_PASSED : CGOV_OUTCOME_FAILED);
    }
}

/* 28: more than twenty representatives; two thirds of all; not what 26 keeps for the members. */
static void of_21_representatives_14_decide(void **state) {
    (void)state;
    const char *article = "农村集体经济组织法 28";
    town.now = in_month(5);
    for (int r = 0; r < 20; r++) town_appoint(&town, adult[r], town.bureau.id, "representative");
    clerk = town.bureau.officers[CLERK];
    const cgov_id village = town.village.id;
    town.village.id = town.bureau.id; /* whose collective it is */
    REFUSED_BY(article, try_notify(drafted("collective_representatives", NULL), 20250525), SHARE);
    town_appoint(&town, adult[20], town.bureau.id, "representative");
    static const char *const kept[] = {"collective_26_1", "collective_26_3", "collective_26_8", "collective_26_10",
                                       "collective_26_12"};
    for (size_t k = 0; k < sizeof kept / sizeof *kept; k++)
        REFUSED_BY(article, try_notify(drafted("collective_representatives", kept[k]), 20250525), MATTER);
    for (int passes = 0; passes < 2; passes++) {
        const cgov_id vote = drafted("collective_representatives", NULL);
        notify(vote, 20250525 + passes);
        town.now = town_at(2025, 5, 25 + passes, 9, 0);
        decide(vote, 14 + 1 - passes, passes ? 14 : 13, "collective_representatives", passes);
    }
    town.village.id = village;
}

/* 31: of 15 directors 10 attend, and 8 decide. */
static void of_15_directors_8_decide(void **state) {
    (void)state;
    const char *article = "农村集体经济组织法 31";
    town.now = in_month(5);
    for (int d = 0; d < 15; d++) seat(adult[d], "director");
    for (int passes = 0; passes < 2; passes++) {
        const cgov_id vote = drafted("collective_council", NULL);
        notify(vote, 20250525 + passes);
        town.now = town_at(2025, 5, 25 + passes, 9, 0);
        import(vote, "present", 0, 9);
        REFUSED_BY(article, try_do(adult[0], vote, "put"), SHARE);
        import(vote, "present", 9, 10);
        do_move(adult[0], vote, "put");
        votes(vote, 0, passes ? 8 : 7, "yes");
        votes(vote, passes ? 8 : 7, 10, "no");
        count(vote, "collective_council", passes ? CGOV_OUTCOME_PASSED : CGOV_OUTCOME_FAILED);
    }
}

int main(void) {
#define ON(test) cmocka_unit_test_setup_teardown(test, with_assemblies, leave)
    const struct CMUnitTest tests[] = {
        ON(villagers_of_254_households_pass_by_128),
        ON(villagers_of_254_households_fail_by_127),
        ON(of_602_villagers_302_pass),
        ON(of_602_villagers_301_fail),
        ON(where_households_constitute_it_heads_do_not_decide),
        ON(a_household_names_one_to_speak_for_it),
        ON(where_heads_decide_households_do_not),
        ON(a_topic_is_decided_as_the_assembly_sits),
        ON(of_a_groups_60_villagers_40_decide),
        ON(of_a_groups_20_households_14_decide),
        ON(with_39_of_60_a_group_does_not_meet),
        ON(of_40_representatives_21_pass),
        ON(of_40_representatives_20_fail),
        ON(who_leaves_before_a_topic_is_put_is_missing),
        ON(representatives_make_no_covenant),
        ON(of_31_residents_16_decide),
        ON(on_a_residents_topic_16_of_31_decide),
        ON(land_is_adjusted_by_two_thirds_of_the_members),
        ON(land_is_adjusted_by_two_thirds_of_the_representatives),
        ON(of_300_members_200_decide),
        ON(of_21_representatives_14_decide),
        ON(of_15_directors_8_decide),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
