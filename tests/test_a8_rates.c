/* A8, the figures: the three rates of a hotline, a digital city's month with what it left out, the whistle's arrivals.
 * And the other bulletins that domain.md reconciles. Whole numbers in, whole numbers out; only here are they rounded.
 */
#include "support/bulletin.h"
#include "support/test.h"

/* ---- 响应率、解决率、满意率 ---- */

/* Of 200 revisited, 198 reached; 170 said whether it is solved, 136 that it is; 150 rated, 120 with 4 or 5. */
static void load_revisits(struct town *town) {
    static const struct kind kind = {.channel = CGOV_CHANNEL_HOTLINE};
    for (uint32_t i = 0; i < 230; i++) {
        cgov_detail facts[3];
        uint32_t count = 0;
        cgov_id issue = bulletin_report(town, &kind);
        bulletin_file(town, issue, town->street.id);
        if (i < 200) facts[count++] = town_number(CGOV_FIELD_CONTACTED, i < 198 ? 1 : 2);
        if (i < 170) facts[count++] = town_number(CGOV_FIELD_SOLVED, i < 136 ? 1 : 2);
        if (i < 150) facts[count++] = town_number(CGOV_FIELD_RATING, i < 90 ? 5 : i < 120 ? 4 : 1 + i % 3);
        bulletin_close(town, issue, &town->street, facts, count);
    }
}

static void the_three_rates(void **state) {
    (void)state;
    struct town town;
    bulletin_found(&town);
    load_revisits(&town);
    cgov_figure_query query = {.group = 0};
    cgov_figure_view all = bulletin_all(&town, query);
    assert_int_equal(all.revisited, 200);
    assert_int_equal(all.contacted, 198);
    assert_int_equal(all.assessable, 170);
    assert_int_equal(all.solved, 136);
    assert_int_equal(all.rated, 150);
    assert_int_equal(all.satisfied, 120);
    assert_int_equal(bulletin_percent(all.contacted, all.revisited), 9900);
    assert_int_equal(bulletin_percent(all.solved, all.assessable), 8000);
    query.satisfied = 5;
    assert_int_equal(bulletin_all(&town, query).satisfied, 90);
    town_close(&town);
}

/* Closed and reopened is not solved, until the reporter says that it is now. */
static void reopened_is_not_solved(void **state) {
    (void)state;
    struct town town;
    const cgov_detail solved = town_number(CGOV_FIELD_SOLVED, 1);
    const cgov_id first = (uint64_t)CGOV_KIND_ISSUE << 44 | 1, silent = (uint64_t)CGOV_KIND_ISSUE << 44 | 230;
    bulletin_found(&town);
    load_revisits(&town);
    town_move(&town, town.resident, first, "reopen", NULL, 0);
    cgov_figure_view all = bulletin_all(&town, (cgov_figure_query){.group = 0});
    assert_int_equal(all.solved, 135);
    assert_int_equal(all.assessable, 170);
    assert_int_equal(all.reopened, 1);
    assert_int_equal(all.open, 1);
    bulletin_close(&town, first, &town.street, NULL, 0);
    assert_int_equal(bulletin_all(&town, (cgov_figure_query){.group = 0}).solved, 135);
    town_move(&town, town.resident, silent, "reopen", NULL, 0); /* who was never asked says it so */
    bulletin_close(&town, silent, &town.street, &solved, 1);
    all = bulletin_all(&town, (cgov_figure_query){.group = 0});
    assert_int_equal(all.solved, 136);
    assert_int_equal(all.assessable, 171);
    assert_int_equal(all.reopened, 2);
    town_close(&town);
}

/* ---- 天门 2016-12 ---- */

/* How many of each: accepted are all of them. */
struct sort {
    struct kind kind;
    uint32_t refused, not_due, on_time, late, running;
};

/* 1054 accepted, 58 of them not filed; of the 996 filed 24 are not due yet; of the 972 due 911 have been closed, 737 of
 * them on time. Events 971 and parts 25; by collectors 953 and by the public 43: the table's cells are any that sum so.
 */
static const struct sort tianmen[] = {
    {{"event", NULL, 0, CGOV_CHANNEL_PATROL}, 50, 15, 700, 170, 50},
    {{"event", NULL, 0, CGOV_CHANNEL_PUBLIC}, 4, 0, 30, 2, 4},
    {{"part", NULL, 0, CGOV_CHANNEL_PATROL}, 3, 8, 4, 1, 5},
    {{"part", NULL, 0, CGOV_CHANNEL_PUBLIC}, 1, 1, 3, 1, 2},
};
#define SORTS (sizeof tianmen / sizeof tianmen[0])
#define FILED_MOST 1000u

struct month {
    struct town town;
    cgov_id late[FILED_MOST], running[FILED_MOST];
    uint32_t late_count, running_count;
};

static cgov_id file_one(struct month *month, const struct kind *kind) {
    cgov_id issue = bulletin_report(&month->town, kind);
    bulletin_file(&month->town, issue, month->town.bureau.id);
    return issue;
}

/* Filed on the first day, with five days' time; some close in time, some too late, some not, of which so many are
 * suspended on that day. The 24 come at the end. */
static void live_the_month(struct month *month, uint32_t suspended) {
    struct town *town = &month->town;
    const cgov_time start = town->now;
    for (uint32_t s = 0; s < SORTS; s++) {
        const struct sort *sort = &tianmen[s];
        for (uint32_t i = 0; i < sort->refused; i++) bulletin_refuse(town, bulletin_report(town, &sort->kind));
        for (uint32_t i = 0; i < sort->on_time; i++)
            bulletin_close(town, file_one(month, &sort->kind), &town->bureau, NULL, 0);
        for (uint32_t i = 0; i < sort->late; i++) month->late[month->late_count++] = file_one(month, &sort->kind);
        for (uint32_t i = 0; i < sort->running; i++)
            month->running[month->running_count++] = file_one(month, &sort->kind);
    }
    for (uint32_t i = 0; i < suspended; i++) bulletin_suspend(town, month->running[i]);
    town->now = start + 10 * DAY;
    for (uint32_t i = 0; i < month->late_count; i++) bulletin_close(town, month->late[i], &town->bureau, NULL, 0);
    town->now = start + 25 * DAY;
    for (uint32_t s = 0; s < SORTS; s++)
        for (uint32_t i = 0; i < tianmen[s].not_due; i++) file_one(month, &tianmen[s].kind);
}

static const cgov_figure_query of_finish = {.clock = {"finish", CGOV_NUL_TERMINATED}};

static cgov_figure_query by(uint32_t group) {
    cgov_figure_query query = of_finish;
    query.group = group;
    return query;
}

static void tianmens_month(void **state) {
    (void)state;
    struct month *month = calloc(1, sizeof *month);
    bulletin_found(&month->town);
    live_the_month(month, 0);
    cgov_figure_view all = bulletin_all(&month->town, of_finish);
    assert_int_equal(all.issues, 1054);
    assert_int_equal(all.refused, 58);
    assert_int_equal(all.issues - all.refused, 996);
    assert_int_equal(all.due, 972);
    assert_int_equal(all.ended, 911);
    assert_int_equal(all.on_time, 737);
    assert_int_equal(all.closed, 911);
    assert_int_equal(all.open, 61 + 24);
    assert_int_equal(bulletin_percent(all.ended, all.due), 9372);   /* 结案率 */
    assert_int_equal(bulletin_percent(all.on_time, all.due), 7582); /* 按期结案率 */

    cgov_figure_view groups[4];
    uint32_t count = bulletin_groups(&month->town, by(CGOV_GROUP_CLASS), groups, 4);
    const cgov_figure_view *events = bulletin_named(groups, count, "event"),
                           *parts = bulletin_named(groups, count, "part");
    assert_int_equal(count, 2);
    assert_int_equal(events->due, 956);
    assert_int_equal(events->ended, 902);
    assert_int_equal(bulletin_percent(events->ended, events->due), 9435);
    assert_int_equal(parts->due, 16);
    assert_int_equal(parts->ended, 9);
    assert_int_equal(bulletin_percent(parts->ended, parts->due), 5625);
    assert_int_equal(events->issues - events->refused, 971);
    assert_int_equal(parts->issues - parts->refused, 25);

    count = bulletin_groups(&month->town, by(CGOV_GROUP_CHANNEL), groups, 4);
    const cgov_figure_view *patrol = bulletin_named(groups, count, "patrol"),
                           *public = bulletin_named(groups, count, "public");
    assert_int_equal(count, 2);
    assert_int_equal(patrol->issues - patrol->refused, 953);
    assert_int_equal(public->issues - public->refused, 43);

    /* Those that run late by now stay in the base, whoever suspends them. */
    for (uint32_t i = 0; i < 12; i++) bulletin_suspend(&month->town, month->running[i]);
    all = bulletin_all(&month->town, of_finish);
    assert_int_equal(all.due, 972);
    assert_int_equal(all.paused, 0);
    town_close(&month->town);
    free(month);
}

/* 缓办: twelve are suspended before they are late, and leave the base by name. */
static void tianmens_month_with_twelve_suspended(void **state) {
    (void)state;
    struct month *month = calloc(1, sizeof *month);
    bulletin_found(&month->town);
    live_the_month(month, 12);
    cgov_figure_view all = bulletin_all(&month->town, of_finish);
    assert_int_equal(all.due, 960);
    assert_int_equal(all.ended, 911);
    assert_int_equal(all.paused, 12);
    assert_int_equal(bulletin_percent(all.ended, all.due), 9490);
    town_close(&month->town);
    free(month);
}

/* ---- 吹哨 ---- */

/* Whistled at 14:00; they come at 14:10, 14:25, 14:30 and 14:31. */
static void three_arrivals_of_four(void **state) {
    (void)state;
    static const int32_t minutes[] = {10, 25, 30, 31};
    struct town town;
    struct office offices[4];
    cgov_detail details[6] = {town_text(CGOV_FIELD_REASON, "联合执法")};
    town_found(&town, NULL);
    details[5] = town_choice(&town, "occasion", "joint");
    for (uint32_t o = 0; o < 4; o++) {
        offices[o] = town_office(&town, "部门", "department", town.root);
        details[1 + o] = town_number(CGOV_FIELD_ORGANIZATIONS, (int64_t)offices[o].id);
    }
    cgov_id issue = town_issue_in(&town, "handling");
    const cgov_time whistled = town.now = town_at(2026, 3, 2, 14, 0);
    const cgov_figure_query query = {.procedure = {"part", CGOV_NUL_TERMINATED},
                                     .clock = {"arrive", CGOV_NUL_TERMINATED}};
    town_move(&town, town.street.officers[HEAD], issue, "whistle", details, 6);
    for (uint32_t o = 0; o < 4; o++) {
        cgov_figure_view parts = bulletin_all(&town, query);
        assert_int_equal(parts.issues, 4);
        assert_int_equal(parts.due, o);
        town.now = whistled + minutes[o] * MINUTE;
        town_move(&town, offices[o].officers[CONTACT], (uint64_t)CGOV_KIND_PART << 44 | (2 + o), "arrive", NULL, 0);
    }
    cgov_figure_view parts = bulletin_all(&town, query);
    assert_int_equal(parts.due, 4);
    assert_int_equal(parts.ended, 4);
    assert_int_equal(parts.on_time, 3);
    town_close(&town);
}

/* ---- the other bulletins ---- */

/* 梁村镇: of 105 disputes 86 were settled in their village, 19 came to the town's court: 小矛盾不出村. */
static void disputes_of_a_town(void **state) {
    (void)state;
    static const struct kind kind = {.class_name = "dispute"};
    struct town town;
    bulletin_found(&town);
    struct office village = town_office(&town, "调解室", "committee", town.village.id);
    const uint64_t regions[] = {990101001000, 990101001201};
    const cgov_id where[] = {town.street.id, village.id};
    for (uint32_t i = 0; i < 2; i++) {
        cgov_entity_draft entity = {.size = sizeof entity, .kind = CGOV_KIND_ORGANIZATION, .region = regions[i]};
        cgov_act act = town_act(&town, town.founder);
        assert_int_equal(cgov_entity_change(town.ledger, &act, where[i], &entity, NULL), CGOV_OK);
    }
    for (uint32_t i = 0; i < 105; i++) {
        const struct office *lead = i < 86 ? &village : &town.street;
        cgov_id issue = bulletin_report(&town, &kind);
        bulletin_file(&town, issue, lead->id);
        bulletin_close(&town, issue, lead, NULL, 0);
    }
    cgov_figure_view all = bulletin_all(&town, (cgov_figure_query){.group = 0});
    assert_int_equal(all.tiered, 105);
    assert_int_equal(all.at_tier, 86);
    assert_int_equal(bulletin_percent(all.at_tier, all.tiered), 8190);
    cgov_figure_query led = {.organization = village.id};
    assert_int_equal(bulletin_all(&town, led).closed, 86);
    led.organization = town.street.id; /* and what stands below it */
    assert_int_equal(bulletin_all(&town, led).closed, 105);
    town_close(&town);
}

/* A county's hotline: 506 = 495 assigned + 11 answered directly = 460+38+3+4+1; the first three matters 172+80+50. */
static void calls_of_a_hotline(void **state) {
    (void)state;
    static const uint32_t tracks[] = {460, 38, 3, 4, 1}, matters[] = {172, 80, 50};
    static const char *const codes[] = {"first", "second", "third", NULL};
    struct town town;
    bulletin_found(&town);
    for (uint32_t i = 0, t = 0, m = 0, in_track = 0, in_matter = 0; i < 506; i++, in_track++, in_matter++) {
        if (in_track == tracks[t]) t++, in_track = 0;
        if (m < 3 && in_matter == matters[m]) m++, in_matter = 0;
        const struct kind kind = {.matter = codes[m], .track = 1 + t};
        cgov_id issue = bulletin_report(&town, &kind);
        bulletin_file(&town, issue, i < 495 ? town.street.id : town.centre.id);
    }
    cgov_figure_view groups[8];
    assert_int_equal(bulletin_all(&town, (cgov_figure_query){.group = 0}).issues, 506);
    assert_int_equal(bulletin_groups(&town, by(CGOV_GROUP_TRACK), groups, 8), 5);
    for (uint32_t t = 0; t < 5; t++) assert_int_equal(groups[t].issues, tracks[t]);
    uint32_t count = bulletin_groups(&town, by(CGOV_GROUP_MATTER), groups, 8);
    assert_int_equal(count, 4);
    uint64_t three = 0;
    for (uint32_t m = 0; m < 3; m++) {
        assert_int_equal(bulletin_named(groups, count, codes[m])->issues, matters[m]);
        three += matters[m];
    }
    assert_int_equal(bulletin_named(groups, count, "")->issues, 506 - three);
    assert_int_equal(bulletin_percent(three, 506), 5968);
    assert_int_equal(bulletin_groups(&town, by(CGOV_GROUP_ORGANIZATION), groups, 8), 2);
    assert_int_equal(groups[0].key, town.centre.id);
    assert_int_equal(groups[0].issues, 11);
    assert_int_equal(groups[1].issues, 495);
    town_close(&town);
}

/* 滨江: 5266 accepted, 2300 settled. */
static void disputes_by_one_code(void **state) {
    (void)state;
    static const struct kind kind = {.channel = CGOV_CHANNEL_WEB};
    struct town town;
    bulletin_found(&town);
    for (uint32_t i = 0; i < 5266; i++) {
        cgov_id issue = bulletin_report(&town, &kind);
        if (i >= 2300) continue;
        bulletin_file(&town, issue, town.bureau.id);
        bulletin_close(&town, issue, &town.bureau, NULL, 0);
    }
    cgov_figure_view all = bulletin_all(&town, (cgov_figure_query){.group = 0});
    assert_int_equal(all.issues, 5266);
    assert_int_equal(all.closed, 2300);
    assert_int_equal(bulletin_percent(all.closed, all.issues), 4368);
    town_close(&town);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_three_rates),        cmocka_unit_test(reopened_is_not_solved),
        cmocka_unit_test(tianmens_month),         cmocka_unit_test(tianmens_month_with_twelve_suspended),
        cmocka_unit_test(three_arrivals_of_four), cmocka_unit_test(disputes_of_a_town),
        cmocka_unit_test(calls_of_a_hotline),     cmocka_unit_test(disputes_by_one_code)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
