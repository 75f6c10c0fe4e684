/* The shipped rules of deciding, each at its boundary and one past it, by the article its numbers stand in. */
#include "support/tally.h"
#include "support/test.h"

#include <stdbool.h>

#define PASSED CGOV_OUTCOME_PASSED
#define FAILED CGOV_OUTCOME_FAILED
#define NO_QUORUM CGOV_OUTCOME_NO_QUORUM
#define UNFILLED CGOV_OUTCOME_UNFILLED
#define IN_2025 20250601
#define IN_2026 20260601

static const char *deciding, *unverified;
static struct tally tally;

static int read_shipped(void **state) {
    (void)state;
    cgov_text name, text;
    for (uint32_t i = 0; cgov_rulebook_shipped(i, &name, &text) == CGOV_OK; i++) {
        if (strcmp(name.ptr, "deciding") == 0) deciding = text.ptr;
        if (strcmp(name.ptr, "deciding_unverified") == 0) unverified = text.ptr;
    }
    return deciding && unverified ? 0 : -1;
}

/* ---- owners: 民法典 278 ---- */

#define ELECTORS 301          /* of 312 units */
#define ELECTORS_AREA 2736000 /* 27,360.00 m2 */

struct votes {
    int64_t heads, area;
};

static void owners(const char *rule, struct votes yes, struct votes no, struct votes abstain) {
    tally_begin(&tally, unverified, rule, IN_2026);
    tally_roll(&tally, "electors", ELECTORS, ELECTORS_AREA);
    tally_choice(&tally, CGOV_CHOICE_YES, yes.heads, yes.area);
    tally_choice(&tally, CGOV_CHOICE_NO, no.heads, no.area);
    tally_choice(&tally, CGOV_CHOICE_ABSTAIN, abstain.heads, abstain.area);
}

static uint32_t owners_come_to(const char *rule, struct votes yes, struct votes no, struct votes abstain) {
    owners(rule, yes, no, abstain);
    const uint32_t outcome = tally_try(&tally);
    assert_string_equal(tally.out.citation, "民法典 278；法释〔2009〕7号 8, 9");
    return outcome;
}

static const struct votes none;

/* 民法典 278 ¶2: two thirds take part, by area and by heads; three quarters of these for items 6 to 8. */
static void article_278_items_6_to_8(void **state) {
    (void)state;
    const char *rule = "owners_special";
    assert_int_equal(owners_come_to(rule, (struct votes){151, 1368000}, (struct votes){50, 456000}, none), PASSED);
    assert_int_equal(owners_come_to(rule, (struct votes){150, 1368000}, (struct votes){51, 456000}, none), FAILED);
    assert_int_equal(owners_come_to(rule, (struct votes){151, 1367999}, (struct votes){50, 456001}, none), FAILED);
    assert_int_equal(owners_come_to(rule, (struct votes){151, 1367999}, (struct votes){50, 456000}, none), NO_QUORUM);
}

/* ¶2: over half of these for all other items. */
static void article_278_other_items(void **state) {
    (void)state;
    const char *rule = "owners_general";
    assert_int_equal(owners_come_to(rule, (struct votes){101, 912001}, (struct votes){100, 911999}, none), PASSED);
    assert_int_equal(owners_come_to(rule, (struct votes){101, 912000}, (struct votes){100, 912000}, none), FAILED);
    assert_int_equal(owners_come_to(rule, (struct votes){100, 1200000}, (struct votes){101, 624000}, none), FAILED);
    assert_int_equal(owners_come_to(rule, (struct votes){200, 2000000}, none, none), NO_QUORUM);
    assert_int_equal(owners_come_to(rule, (struct votes){201, 1824000}, none, none), PASSED);
    assert_int_equal(owners_come_to(rule, (struct votes){201, 1823999}, none, none), NO_QUORUM);
    assert_int_equal(owners_come_to(rule, (struct votes){201, 1824000}, none, none), PASSED);
    assert_int_equal(tally.out.warnings, 0);
    assert_int_equal(tally.out.from, 20210101);
    assert_int_equal(tally.out.to, 0);
}

/* By heads too, where a share comes out even: two thirds and three quarters are enough, a half is not. */
static void article_278_where_heads_come_out_even(void **state) {
    (void)state;
    owners("owners_general", (struct votes){200, 2000000}, none, none);
    tally.rows[0].heads = 300;
    assert_int_equal(tally_try(&tally), PASSED);
    owners("owners_special", (struct votes){200, 2000000}, none, none);
    tally.rows[0].heads = 300;
    assert_int_equal(tally_try(&tally), PASSED);
    assert_int_equal(owners_come_to("owners_general", (struct votes){101, 1000000}, (struct votes){101, 824000}, none),
                     FAILED);
    assert_int_equal(owners_come_to("owners_special", (struct votes){153, 1400000}, (struct votes){51, 424000}, none),
                     PASSED);
}

/* Who abstains takes part. */
static void article_278_abstentions(void **state) {
    (void)state;
    const struct votes yes = {120, 1100000}, no = {31, 280000}, abstain = {50, 444000};
    assert_int_equal(owners_come_to("owners_general", yes, no, abstain), PASSED);
    assert_int_equal(owners_come_to("owners_special", yes, no, abstain), FAILED);
}

/* 建房〔2009〕274号 26: only a charter counts those who got a ballot and did not return it. */
static void silent_owners_by_a_charter(void **state) {
    (void)state;
    const struct votes yes = {100, 1000000}, no = {50, 500000};
    assert_int_equal(owners_come_to("owners_general", yes, no, none), NO_QUORUM);
    owners("owners_general_silent", yes, no, none);
    tally_roll(&tally, "delivered", 201, 1824000);
    tally_row(&tally, CGOV_TALLY_SILENT, 0, 51, 324000);
    assert_int_equal(tally_try(&tally), PASSED);
    assert_int_equal(tally.out.joined, CGOV_CHOICE_YES);
    assert_int_equal(tally.out.warnings, CGOV_WARNING_SILENT | CGOV_WARNING_UNVERIFIED);
    assert_int_equal(tally.made[1].left, 201);
    assert_int_equal(tally.made[3].left, 151);
    tally.rows[tally.count - 1].heads = 50;
    assert_int_equal(tally_try(&tally), NO_QUORUM);
    tally.rows[tally.count - 1].heads = 51;
    tally.rows[tally.count - 1].area = 323999;
    assert_int_equal(tally_try(&tally), NO_QUORUM);
}

/* They join what leads on every axis; where heads and area lead differently they join neither, and take part. */
static void silent_owners_join_neither(void **state) {
    (void)state;
    owners("owners_general_silent", (struct votes){80, 1000000}, (struct votes){70, 500000}, none);
    tally_row(&tally, CGOV_TALLY_SILENT, 0, 51, 324000);
    assert_int_equal(tally_try(&tally), PASSED);
    assert_int_equal(tally.out.joined, CGOV_CHOICE_YES);
    owners("owners_general_silent", (struct votes){70, 1000000}, (struct votes){80, 500000}, none);
    tally_row(&tally, CGOV_TALLY_SILENT, 0, 51, 324000);
    assert_int_equal(tally_try(&tally), FAILED);
    assert_int_equal(tally.out.joined, CGOV_CHOICE_NONE);
    assert_int_equal(tally.out.warnings & CGOV_WARNING_SILENT, CGOV_WARNING_SILENT);
    owners("owners_general_silent", (struct votes){75, 1000000}, (struct votes){75, 500000}, none); /* heads tie */
    tally_row(&tally, CGOV_TALLY_SILENT, 0, 51, 324000);
    assert_int_equal(tally_try(&tally), FAILED);
    assert_int_equal(tally.out.joined, CGOV_CHOICE_NONE);
    owners("owners_special_silent", (struct votes){40, 400000}, (struct votes){110, 1100000}, none);
    tally_row(&tally, CGOV_TALLY_SILENT, 0, 51, 324000);
    assert_int_equal(tally_try(&tally), FAILED);
    assert_int_equal(tally.out.joined, CGOV_CHOICE_NO);
}

/* 民法典 279: all who are concerned. */
static void article_279_unanimity(void **state) {
    (void)state;
    for (int64_t yes = 23; yes <= 24; yes++) {
        tally_begin(&tally, deciding, "owners_neighbours", IN_2026);
        tally_roll(&tally, "electors", 24, 0);
        tally_choice(&tally, CGOV_CHOICE_YES, yes, 0);
        assert_int_equal(tally_try(&tally), yes == 24 ? PASSED : FAILED);
        assert_string_equal(tally.out.citation, "民法典 279");
    }
}

/* ---- those present decide ---- */

struct sitting {
    const char *rule, *article;
    uint32_t day;
    int64_t electors, present, yes;
    uint32_t outcome;
};

static void each_sits(const char *text, const struct sitting *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const struct sitting *row = &rows[i];
        tally_begin(&tally, text, row->rule, row->day);
        tally_roll(&tally, "electors", row->electors, 0);
        if (row->present >= 0) tally_roll(&tally, "present", row->present, 0);
        tally_choice(&tally, CGOV_CHOICE_YES, row->yes, 0);
        if (row->present > row->yes) tally_choice(&tally, CGOV_CHOICE_NO, row->present - row->yes, 0);
        const uint32_t outcome = tally_try(&tally);
        if (outcome != row->outcome) fail_msg("%s, row %zu: %u", row->rule, i, outcome);
        assert_string_equal(tally.out.citation, row->article);
        const bool known = strstr(tally.out.source, "2018") || row->day == IN_2026;
        assert_true(known || strstr(tally.out.source, "农村") || strstr(tally.out.source, "地方"));
    }
}
#define EACH_SITS(text, rows) each_sits(text, rows, sizeof rows / sizeof rows[0])

/* 村民委员会组织法 26: two thirds of its members, over half of those present. */
static void village_representatives_26(void **state) {
    (void)state;
    static const struct sitting rows[] = {
        {"village_representatives", "村民委员会组织法 26", IN_2025, 60, 40, 21, PASSED},
        {"village_representatives", "村民委员会组织法 26", IN_2025, 60, 40, 20, FAILED},
        {"village_representatives", "村民委员会组织法 26", IN_2025, 60, 39, 39, NO_QUORUM},
    };
    EACH_SITS(deciding, rows);
}

/* 城市居民委员会组织法 9, and 10: over half of them, over half of those present. */
static void residents_9_and_10(void **state) {
    (void)state;
    static const struct sitting rows[] = {
        {"residents_meeting", "城市居民委员会组织法 9", IN_2025, 400, 201, 101, PASSED},
        {"residents_meeting", "城市居民委员会组织法 9", IN_2025, 400, 201, 100, FAILED},
        {"residents_meeting", "城市居民委员会组织法 9", IN_2025, 400, 200, 200, NO_QUORUM},
        {"residents_meeting", "城市居民委员会组织法 9", IN_2025, 400, 202, 101, FAILED},
        {"residents_removal", "城市居民委员会组织法 10, 9", IN_2025, 401, 201, 101, PASSED},
        {"residents_removal", "城市居民委员会组织法 10, 9", IN_2025, 401, 202, 101, FAILED},
        {"residents_removal", "城市居民委员会组织法 10, 9", IN_2025, 401, 200, 200, NO_QUORUM},
        {"residents_removal", "城市居民委员会组织法 10, 9", IN_2025, 400, 200, 200, NO_QUORUM},
    };
    EACH_SITS(deciding, rows);
    for (int64_t votes = 100; votes <= 101; votes++) { /* 10: the same majority fills a seat */
        tally_begin(&tally, deciding, "residents_filling", IN_2025);
        tally.query.seats = 1;
        tally_roll(&tally, "electors", 400, 0);
        tally_roll(&tally, "present", 201, 0);
        tally_row(&tally, CGOV_TALLY_CAST, 0, 201, 0);
        tally_row(&tally, CGOV_TALLY_CANDIDATE, 1, votes, 0);
        assert_int_equal(tally_try(&tally), votes == 101 ? PASSED : UNFILLED);
        assert_string_equal(tally.out.citation, "城市居民委员会组织法 10, 9");
        tally.rows[1].heads = tally.rows[2].heads = 2 * votes; /* a half is not over half, of those there or of all */
        assert_int_equal(tally_try(&tally), votes == 101 ? UNFILLED : NO_QUORUM);
    }
}

/* 农村土地承包法 28: two thirds of all members of the assembly, or of all representatives. */
static void land_28_both_ways(void **state) {
    (void)state;
    static const struct sitting rows[] = {
        {"land_adjustment", "农村土地承包法 28", IN_2026, 1203, -1, 802, PASSED},
        {"land_adjustment", "农村土地承包法 28", IN_2026, 1203, -1, 801, FAILED},
        {"land_adjustment_representatives", "农村土地承包法 28", IN_2026, 55, -1, 37, PASSED},
        {"land_adjustment_representatives", "农村土地承包法 28", IN_2026, 55, -1, 36, FAILED},
    };
    EACH_SITS(deciding, rows);
    for (int r = 0; r < 4; r += 2) { /* the article is that of the text in force since 2019 */
        tally_begin(&tally, deciding, rows[r].rule, 20190101);
        tally_roll(&tally, "electors", 3, 0);
        assert_int_equal(tally_status(&tally), CGOV_OK);
        tally.query.day = 20181231;
        assert_int_equal(tally_status(&tally), CGOV_E_REFUSED);
    }
}

/* 农村集体经济组织法 27, 28, 31: of all members, representatives, directors. */
static void collective_27_28_31(void **state) {
    (void)state;
    static const struct sitting rows[] = {
        {"collective_members", "农村集体经济组织法 27", IN_2026, 300, 200, 200, PASSED},
        {"collective_members", "农村集体经济组织法 27", IN_2026, 300, 200, 199, FAILED},
        {"collective_members", "农村集体经济组织法 27", IN_2026, 300, 199, 199, NO_QUORUM},
        {"collective_representatives", "农村集体经济组织法 28", IN_2026, 30, -1, 20, PASSED},
        {"collective_representatives", "农村集体经济组织法 28", IN_2026, 30, -1, 19, FAILED},
        {"collective_council", "农村集体经济组织法 31", IN_2026, 15, 10, 8, PASSED},
        {"collective_council", "农村集体经济组织法 31", IN_2026, 15, 10, 7, FAILED},
        {"collective_council", "农村集体经济组织法 31", IN_2026, 15, 9, 9, NO_QUORUM},
        {"collective_council", "农村集体经济组织法 31", IN_2026, 16, 11, 8, FAILED},
    };
    EACH_SITS(deciding, rows);
}

/* 四议两公开: two thirds of the members come; half of all of them, or of those who came, by the local text. */
static void party_members_review(void **state) {
    (void)state;
    static const struct sitting rows[] = {
        {"party_review", "四议两公开", IN_2026, 45, 30, 23, PASSED},
        {"party_review", "四议两公开", IN_2026, 45, 30, 22, FAILED},
        {"party_review", "四议两公开", IN_2026, 45, 29, 29, NO_QUORUM},
        {"party_review_present", "四议两公开", IN_2026, 45, 30, 22, PASSED},
        {"party_review_present", "四议两公开", IN_2026, 45, 30, 15, PASSED},
        {"party_review_present", "四议两公开", IN_2026, 45, 30, 14, FAILED},
    };
    EACH_SITS(unverified, rows);
}

/* ---- the village ---- */

struct assembly {
    int64_t present, households, yes, yes_households;
    uint32_t outcome, way;
};

static void each_assembles(const char *text, const char *rule, uint32_t day, int64_t electors, int64_t households,
                           const struct assembly *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const struct assembly *row = &rows[i];
        tally_begin(&tally, text, rule, day);
        tally_roll(&tally, "electors", electors, 0)->units = households;
        tally_roll(&tally, "present", row->present, 0);
        tally_roll(&tally, "speakers", row->households, 0)->units = row->households;
        tally_row(&tally, CGOV_TALLY_CHOICE, CGOV_CHOICE_YES, row->yes, 0)->units = row->yes_households;
        if (tally_try(&tally) != row->outcome) fail_msg("row %zu: %u", i, tally.out.outcome);
        assert_int_equal(tally.out.way, row->way);
    }
}
#define EACH_ASSEMBLES(text, rule, day, electors, households, rows)                                                    \
    each_assembles(text, rule, day, electors, households, rows, sizeof rows / sizeof rows[0])

/* 村民委员会组织法 22: over half of those of 18 and over, or two thirds of the households by who speaks for each; over
 * half of those present, by the way that the quorum held. */
static const struct assembly assemblies[] = {
    {602, 200, 302, 100, PASSED, 1}, {602, 200, 301, 200, FAILED, 1}, {601, 253, 601, 253, NO_QUORUM, 0},
    {254, 254, 128, 128, PASSED, 2}, {254, 254, 127, 127, FAILED, 2}, {253, 253, 253, 253, NO_QUORUM, 0},
    {400, 260, 390, 130, FAILED, 2}, {400, 260, 131, 131, PASSED, 2}, {400, 253, 400, 253, NO_QUORUM, 0},
    {700, 300, 351, 100, PASSED, 1}, {700, 300, 350, 151, PASSED, 2}, {700, 300, 350, 150, FAILED, 1},
};

static void village_assembly_22(void **state) {
    (void)state;
    static const struct assembly even[] = {
        {601, 200, 601, 200, NO_QUORUM, 0}, {602, 200, 301, 200, FAILED, 1}, {254, 254, 128, 128, PASSED, 2}};
    EACH_ASSEMBLES(deciding, "village_assembly", IN_2025, 1203, 380, assemblies);
    EACH_ASSEMBLES(deciding, "village_assembly", IN_2025, 1202, 381, even); /* shares that come out even */
    assert_string_equal(tally.out.citation, "村民委员会组织法 22");
}

/* 28: two thirds of those of 18 and over, or of the households. */
static void village_group_28(void **state) {
    (void)state;
    static const struct assembly rows[] = {
        {60, 20, 31, 0, PASSED, 1},  {60, 20, 30, 0, FAILED, 1},  {59, 19, 59, 19, NO_QUORUM, 0},
        {40, 20, 11, 11, PASSED, 2}, {40, 20, 39, 10, FAILED, 2},
    };
    EACH_ASSEMBLES(deciding, "village_group", IN_2025, 90, 30, rows);
    assert_string_equal(tally.out.citation, "村民委员会组织法 28");
}

/* 16: over half of those registered vote, and over half of these for the recall. */
static void village_recall_16(void **state) {
    (void)state;
    static const struct {
        int64_t yes, no;
        uint32_t outcome;
    } rows[] = {{289, 287, PASSED}, {288, 288, FAILED}, {289, 286, NO_QUORUM}, {575, 0, NO_QUORUM}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        tally_begin(&tally, deciding, "village_recall", IN_2025);
        tally_roll(&tally, "electors", 1150, 0);
        tally_choice(&tally, CGOV_CHOICE_YES, rows[i].yes, 0);
        tally_choice(&tally, CGOV_CHOICE_NO, rows[i].no, 0);
        assert_int_equal(tally_try(&tally), rows[i].outcome);
        assert_string_equal(tally.out.citation, "村民委员会组织法 16");
    }
}

static void election(const char *text, const char *rule, uint32_t day, uint32_t seats, int64_t cast) {
    tally_begin(&tally, text, rule, day);
    tally.query.seats = seats;
    if (strcmp(rule, "village_election") == 0) tally_roll(&tally, "electors", 1150, 0);
    tally_row(&tally, CGOV_TALLY_CAST, 0, cast, 0);
}

static void stands(uint32_t number, int64_t votes, bool woman) {
    tally_row(&tally, CGOV_TALLY_CANDIDATE, number, votes, 0)->flags = woman ? CGOV_ROW_KEPT_FOR : 0;
}

static void elected(uint32_t outcome, uint32_t count, const uint32_t *numbers) {
    assert_int_equal(tally_try(&tally), outcome);
    assert_int_equal(tally.out.winners, count);
    assert_string_equal(tally.out.citation, "村民委员会组织法 15, 6");
    for (uint32_t i = 0; i < count; i++) assert_int_equal(tally.out.numbers[i], numbers[i]);
}
#define ELECTED(outcome, ...)                                                                                          \
    elected(outcome, sizeof((uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t), (uint32_t[]){__VA_ARGS__})

/* 15: over half of those registered vote; elected is who has over half of these ballots. */
static void village_election_15(void **state) {
    (void)state;
    election(deciding, "village_election", IN_2025, 3, 600);
    stands(1, 400, false);
    stands(2, 301, false);
    stands(3, 500, true);
    stands(4, 300, false);
    ELECTED(PASSED, 3, 1, 2);
    tally.rows[3].heads = 300;
    ELECTED(UNFILLED, 3, 1);
    election(deciding, "village_election", IN_2025, 1, 575);
    stands(1, 575, true);
    assert_int_equal(tally_try(&tally), NO_QUORUM);
    tally.rows[1].heads = 576;
    assert_int_equal(tally_try(&tally), PASSED);
}

/* 15: in the run-off a third of the ballots, 194 of 580 and not 193; the order does the rest. */
static void village_run_off_15(void **state) {
    (void)state;
    election(deciding, "village_run_off", IN_2025, 1, 580);
    stands(1, 193, false);
    stands(2, 194, false);
    ELECTED(PASSED, 2);
    tally.rows[2].heads = 193;
    assert_int_equal(tally_try(&tally), UNFILLED);
    election(deciding, "village_run_off", IN_2025, 1, 579); /* a third that comes out even is enough */
    stands(1, 192, false);
    stands(2, 193, false);
    ELECTED(PASSED, 2);
    tally.rows[1].heads = tally.rows[2].heads = 200;
    assert_int_equal(tally_try(&tally), UNFILLED);
    assert_int_equal(tally.out.tied, 2);
    assert_int_equal(tally.out.warnings, CGOV_WARNING_TIED);
}

/* 6: there must be women; where there would be none, the last seat is theirs. */
static void village_women_6(void **state) {
    (void)state;
    election(deciding, "village_election", IN_2025, 3, 600);
    stands(1, 450, false);
    stands(2, 380, false);
    stands(3, 340, false);
    stands(4, 301, true);
    stands(5, 310, true);
    ELECTED(PASSED, 1, 2, 5);
    tally.rows[6].heads = 301; /* two of them tie over that seat: nobody has it */
    ELECTED(UNFILLED, 1, 2);
    assert_int_equal(tally.out.tied, 2);
    tally.rows[5].heads = tally.rows[6].heads = 300; /* none of them is elected: none can be kept a seat */
    ELECTED(PASSED, 1, 2, 3);
    tally.rows[5].heads = 345;
    tally.rows[6].heads = 200;
    ELECTED(PASSED, 1, 2, 4);
    tally.rows[4].heads = 345; /* a man and the woman tie over the last seat: the last seat is hers */
    ELECTED(PASSED, 1, 2, 4);
    tally.rows[4].heads = 379; /* one vote more than half of 600 for each of three, and no more than ballots may give */
    tally.rows[6].heads = 246;
    ELECTED(PASSED, 1, 2, 4);
    tally.rows[6].heads = 247;
    assert_int_equal(tally_status(&tally), CGOV_E_ARG);
}

/* ---- by the day ---- */

/* The texts of 2026 are unverified, with the numbers of 2018: the day chooses. */
static void the_day_chooses(void **state) {
    (void)state;
    EACH_ASSEMBLES(unverified, "village_assembly", 20260102, 1203, 380, assemblies);
    assert_int_equal(tally.out.warnings, CGOV_WARNING_UNVERIFIED);
    assert_int_equal(tally.out.from, 20260101);
    EACH_ASSEMBLES(unverified, "village_assembly", 20251231, 1203, 380, assemblies);
    assert_int_equal(tally.out.warnings, 0);
    assert_int_equal(tally.out.to, 20251231);
    assert_string_equal(tally.out.citation, "村民委员会组织法 22");
    tally.query.day = 20181228;
    assert_int_equal(tally_status(&tally), CGOV_E_REFUSED);
    assert_int_equal(tally.out.reason, CGOV_R_RULE);
    assert_string_equal(tally.out.message, "no rule `village_assembly` is in force on 2018-12-28");
    tally.text = deciding;
    tally.query.day = 20260101;
    assert_int_equal(tally_status(&tally), CGOV_E_REFUSED);
}

/* What each shipped text says of its rules. */
static void shipped_texts_pass_the_checks(void **state) {
    (void)state;
    static cgov_check_view report;
    report.size = sizeof report;
    cgov_text text = {deciding, CGOV_NUL_TERMINATED};
    assert_int_equal(cgov_rulebook_check(&text, NULL, &report), CGOV_OK);
    assert_int_equal(report.rules, 17);
    assert_int_equal(report.unverified, 0);
    assert_string_equal(report.message, "");
    text.ptr = unverified;
    assert_int_equal(cgov_rulebook_check(&text, NULL, &report), CGOV_OK);
    assert_int_equal(report.rules, 30);
    assert_int_equal(report.unverified, 13);
    assert_non_null(strstr(report.message, "the source of rule `village_election`, line "));
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(article_278_items_6_to_8),
        cmocka_unit_test(article_278_other_items),
        cmocka_unit_test(article_278_where_heads_come_out_even),
        cmocka_unit_test(article_278_abstentions),
        cmocka_unit_test(silent_owners_by_a_charter),
        cmocka_unit_test(silent_owners_join_neither),
        cmocka_unit_test(article_279_unanimity),
        cmocka_unit_test(village_representatives_26),
        cmocka_unit_test(residents_9_and_10),
        cmocka_unit_test(land_28_both_ways),
        cmocka_unit_test(collective_27_28_31),
        cmocka_unit_test(party_members_review),
        cmocka_unit_test(village_assembly_22),
        cmocka_unit_test(village_group_28),
        cmocka_unit_test(village_recall_16),
        cmocka_unit_test(village_election_15),
        cmocka_unit_test(village_run_off_15),
        cmocka_unit_test(village_women_6),
        cmocka_unit_test(the_day_chooses),
        cmocka_unit_test(shipped_texts_pass_the_checks),
    };
    return cmocka_run_group_tests(tests, read_shipped, NULL);
}
