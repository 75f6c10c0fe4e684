/* Figures case by case: what stands where, at which instant a clock counts, who counts what, groups and their pages.
 * The sums of bulletins are in test_a2.c and test_a8_rates.c, random ledgers in test_ledgers.c. */
#include "support/bulletin.h"
#include "support/test.h"

#include <stdbool.h>

static const cgov_figure_query everything = {.size = sizeof everything};

static cgov_figure_query of_clock(const char *clock) {
    return (cgov_figure_query){.size = sizeof everything, .clock = {clock, CGOV_NUL_TERMINATED}};
}

/* ---- standing ---- */

static void one_of_five(void **state) {
    struct town *town = *state;
    const cgov_detail refusal[] = {town_text(CGOV_FIELD_REASON, "属于法院"),
                                   town_text(CGOV_FIELD_CHANNEL, "litigation")};
    const cgov_detail master = town_number(CGOV_FIELD_MASTER, (int64_t)town_report(town, town->resident));
    cgov_id refused = town_report(town, town->resident), withdrawn = town_report(town, town->resident);
    cgov_id merged = town_report(town, town->neighbour);
    town_issue_in(town, "checking");
    town_issue_in(town, "closed");
    town_move(town, town->centre.officers[CLERK], refused, "reject", refusal, 2);
    town_move(town, town->resident, withdrawn, "withdraw", NULL, 0);
    town_move(town, town->centre.officers[CLERK], merged, "merge", &master, 1);
    cgov_figure_view all = bulletin_all(town, everything);
    assert_int_equal(all.issues, 6);
    assert_int_equal(all.open, 2); /* answered and not yet checked is open still */
    assert_int_equal(all.closed, 1);
    assert_int_equal(all.refused, 1);
    assert_int_equal(all.withdrawn, 1);
    assert_int_equal(all.merged, 1);
    assert_int_equal(all.answered, 3);
    town->now += 46 * DAY; /* the shelf is over: archived, and closed as before */
    town_tick(town);
    assert_int_equal(bulletin_all(town, everything).closed, 1);
    town_move(town, town->centre.officers[CLERK], (cgov_id)master.number, "reject", refusal, 2);
    assert_int_equal(bulletin_all(town, everything).answered, 5); /* the one merged into it too */
}

/* What a move counts is one word of five. */
static void counts_has_five_words(void **state) {
    (void)state;
    static const struct {
        const char *words, *message;
    } rows[] = {
        {"counts ending", "count `ending` is not one of the language's: return, rework, reopen, refusal, withdrawal"},
        {"counts reopen rework", "expected the end of the line, found `rework`"},
        {"counts", "expected the count's name, found the end of the line"},
        {"counts rework\n    counts rework", "`counts` stands twice in its block"}};
    const char *at = strstr(bulletin_rules, "counts reopen");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[8192];
        snprintf(text, sizeof text, "%.*s%s%s", (int)(at - bulletin_rules), bulletin_rules, rows[i].words,
                 at + strlen("counts reopen"));
        const cgov_text given = {text, CGOV_NUL_TERMINATED};
        cgov_check_view report = {.size = sizeof report};
        assert_int_equal(cgov_rulebook_check(&given, NULL, &report), CGOV_E_RULEBOOK);
        assert_string_equal(report.message, rows[i].message);
    }
}

/* Time would end it, but an answer is owed: it is open. */
static void who_is_owed_is_not_closed(void **state) {
    (void)state;
    static const char rules[] = "role contact \"专员\"\n"
                                "procedure query \"咨询\"\n"
                                "  party reporter \"咨询人\" resident\n"
                                "  party intake \"受理单位\" organization\n"
                                "  stage all \"全部\"\n"
                                "    state asked \"待补充\" held by intake\n"
                                "    state answered \"已答\" held by intake\n"
                                "    state closed \"已结\" final\n"
                                "  clock term from ask until lapse answer\n"
                                "    for 10 days\n"
                                "    late do lapse\n"
                                "  clock shelf from answer until lapse2\n"
                                "    for 10 days\n"
                                "    late do lapse2\n"
                                "  open ask \"咨询\" -> asked\n"
                                "    by any resident\n"
                                "    needs place text intake\n"
                                "    sets intake to given\n"
                                "  move answer \"答复\" asked -> answered\n"
                                "    by contact of intake\n"
                                "    needs text\n"
                                "    answers\n"
                                "  move lapse \"视为撤回\" asked -> closed\n"
                                "    by time\n"
                                "    answers\n"
                                "    counts withdrawal\n"
                                "  move lapse2 \"期满\" answered -> closed\n"
                                "    by time\n";
    const char *more = strchr(rules, '\n') + 1; /* the role stands in the bulletins' rules */
    char *text = calloc(1, strlen(bulletin_rules) + sizeof rules);
    strcat(strcpy(text, bulletin_rules), more);
    struct town town;
    const struct town_options options = {.rulebook = text};
    town_found(&town, &options);
    const cgov_detail procedure = town_text(CGOV_FIELD_PROCEDURE, "query"), answer = town_text(CGOV_FIELD_TEXT, "是。");
    const cgov_figure_query query = {.procedure = {"query", CGOV_NUL_TERMINATED},
                                     .clock = {"term", CGOV_NUL_TERMINATED}};
    cgov_id first, second;
    assert_int_equal(town_try_report(&town, town.resident, &procedure, 1, &first), CGOV_OK);
    assert_int_equal(town_try_report(&town, town.resident, &procedure, 1, &second), CGOV_OK);
    cgov_figure_view all = bulletin_all(&town, query);
    assert_int_equal(all.open, 2);
    assert_int_equal(all.closed, 0);
    town_move(&town, town.centre.officers[CONTACT], first, "answer", &answer, 1);
    all = bulletin_all(&town, query);
    assert_int_equal(all.open, 1);
    assert_int_equal(all.closed, 1);
    assert_int_equal(all.on_time, 1);
    town.now += 30 * DAY;
    town_tick(&town);
    all = bulletin_all(&town, query);
    assert_int_equal(all.closed, 1);
    assert_int_equal(all.withdrawn, 1);
    assert_int_equal(all.due, 1);
    assert_int_equal(bulletin_all(&town, everything).issues, 0); /* of the other procedure there are none */
    town_close(&town);
    free(text);
}

/* ---- clocks ---- */

static void on_time_to_the_last_instant(void **state) {
    struct town *town = *state;
    cgov_id issue = town_issue_in(town, "dispatched");
    cgov_time due = town_clock(town, town->auditor, issue, "sign").due;
    const cgov_figure_query sign = of_clock("sign");
    town->now = due;
    assert_int_equal(bulletin_all(town, sign).due, 0);
    town->now = due + 1;
    cgov_figure_view all = bulletin_all(town, sign);
    assert_int_equal(all.due, 1);
    assert_int_equal(all.ended, 0);
    town->now = due;
    town_move(town, town->street.officers[CONTACT], issue, "sign", NULL, 0);
    all = bulletin_all(town, sign);
    assert_int_equal(all.due, 1);
    assert_int_equal(all.ended, 1);
    assert_int_equal(all.on_time, 1);
    issue = town_issue_in(town, "dispatched");
    town->now = town_clock(town, town->auditor, issue, "sign").due + 1;
    town_move(town, town->street.officers[CONTACT], issue, "sign", NULL, 0);
    all = bulletin_all(town, sign);
    assert_int_equal(all.due, 2);
    assert_int_equal(all.ended, 2);
    assert_int_equal(all.on_time, 1);
}

/* Its last run counts; while it runs again it has not ended. */
static void the_last_run_counts(void **state) {
    struct town *town = *state;
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "未解决");
    const cgov_figure_query handle = of_clock("handle");
    cgov_id issue = town_issue_in(town, "checking");
    assert_int_equal(bulletin_all(town, handle).on_time, 1);
    town_move(town, town->centre.officers[CHECKER], issue, "rework", &reason, 1);
    cgov_figure_view all = bulletin_all(town, handle);
    assert_int_equal(all.due, 0);
    assert_int_equal(all.reworked, 1);
    town_suspend(town, issue, 10, "等材料");
    all = bulletin_all(town, handle);
    assert_int_equal(all.due, 0);
    assert_int_equal(all.paused, 1);
}

/* No clock named: each that tells somebody of its lateness, counted for itself; terms that only end something are not
 * anybody's lateness. */
static void every_clock_together(void **state) {
    struct town *town = *state;
    town_issue_in(town, "closed");
    cgov_figure_view all = bulletin_all(town, everything);
    assert_int_equal(all.due, 5); /* forward, sign, handle, answer, check */
    assert_int_equal(all.on_time, 5);
    town->now += 46 * DAY;
    town_tick(town);
    assert_int_equal(bulletin_all(town, everything).due, 5);
    all = bulletin_all(town, of_clock("shelf"));
    assert_int_equal(all.ended, 1);
    assert_int_equal(all.on_time, 0);
}

/* ---- ages, tiers ---- */

static void ages(void **state) {
    struct town *town = *state;
    const cgov_time start = town->now + DAY;
    static const struct {
        int64_t age;
        uint32_t row;
    } rows[] = {{0, 0},        {7 * DAY - 1, 0},  {7 * DAY, 1}, {30 * DAY - 1, 1},
                {30 * DAY, 2}, {90 * DAY - 1, 2}, {90 * DAY, 3}};
    town->now = start;
    town_report(town, town->resident);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        town->now = start + rows[i].age;
        cgov_figure_view all = bulletin_all(town, everything);
        for (uint32_t row = 0; row < 4; row++) assert_int_equal(all.open_by_age[row], row == rows[i].row);
    }
    town->now = start - DAY; /* looked at from before */
    assert_int_equal(bulletin_all(town, everything).open_by_age[0], 1);
}

static void change_region(struct town *town, cgov_id organization, uint64_t region) {
    cgov_entity_draft entity = {.size = sizeof entity, .kind = CGOV_KIND_ORGANIZATION, .region = region};
    cgov_act act = town_act(town, town->founder);
    assert_int_equal(cgov_entity_change(town->ledger, &act, organization, &entity, NULL), CGOV_OK);
}

/* The catalogue says at which level a matter is led: the lowest there counts; without it, the place. */
static void tiers(void **state) {
    (void)state;
    static const char head[] = "rulebook 1\n";
    static const char catalogue[] = "rulebook 1\n"
                                    "matter drains \"排水\"\n"
                                    "  procedure issue\n"
                                    "  lead government at township\n"
                                    "  lead department at county\n"
                                    "matter heating \"供热\"\n"
                                    "  procedure issue\n"
                                    "  lead department at county\n";
    char *text = calloc(1, strlen(bulletin_rules) + sizeof catalogue);
    strcat(strcpy(text, catalogue), bulletin_rules + strlen(head));
    struct town town;
    const struct town_options options = {.rulebook = text};
    town_found(&town, &options);
    change_region(&town, town.street.id, 990101001000);
    change_region(&town, town.bureau.id, 990101);
    static const struct {
        const char *matter;
        bool bureau, at_tier;
    } rows[] = {{"drains", false, true}, {"drains", true, false}, {"heating", false, true},
                {"heating", true, true}, {"first", false, false}, {NULL, true, false}}; /* the place is a village's */
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct kind kind = {.matter = rows[i].matter};
        const struct office *lead = rows[i].bureau ? &town.bureau : &town.street;
        uint64_t before = bulletin_all(&town, everything).at_tier;
        cgov_id issue = bulletin_report(&town, &kind);
        bulletin_file(&town, issue, lead->id);
        assert_int_equal(bulletin_all(&town, everything).tiered, i);
        bulletin_close(&town, issue, lead, NULL, 0);
        cgov_figure_view all = bulletin_all(&town, everything);
        assert_int_equal(all.tiered, i + 1);
        assert_int_equal(all.at_tier - before, rows[i].at_tier);
    }
    /* The village below the street has no region of its own: it stands where the street does. */
    const struct kind kind = {.matter = "drains"};
    cgov_id issue = bulletin_report(&town, &kind);
    bulletin_file(&town, issue, town.village.id);
    bulletin_close(&town, issue, &town.village, NULL, 0);
    assert_int_equal(bulletin_all(&town, everything).at_tier, 4);
    town_close(&town);
    free(text);
}

/* ---- groups ---- */

static void regions_by_level(void **state) {
    (void)state;
    struct town town;
    bulletin_found(&town);
    static const uint64_t places[] = {990101001201, 990101001202, 990101002201, 990102001201, 990102};
    for (uint32_t i = 0; i < 5; i++) {
        const cgov_detail details[] = {town_number(CGOV_FIELD_PLACE, (int64_t)places[i]),
                                       town_text(CGOV_FIELD_TEXT, "路灯不亮。"),
                                       town_number(CGOV_FIELD_INTAKE, (int64_t)town.centre.id)};
        cgov_act act = town_act(&town, town.resident);
        assert_int_equal(cgov_item_report(town.ledger, &act, details, 3, NULL), CGOV_OK);
    }
    static const struct {
        uint32_t level, count;
        uint64_t first;
    } rows[] = {{0, 5, 990101001201},
                {CGOV_LEVEL_VILLAGE, 5, 990101001201},
                {CGOV_LEVEL_TOWNSHIP, 4, 990101001000},
                {CGOV_LEVEL_COUNTY, 2, 990101000000},
                {CGOV_LEVEL_CITY, 1, 990100000000},
                {CGOV_LEVEL_PROVINCE, 1, 990000000000}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cgov_figure_view views[8];
        char name[32];
        cgov_figure_query query = {.group = CGOV_GROUP_REGION, .level = rows[i].level};
        assert_int_equal(bulletin_groups(&town, query, views, 8), rows[i].count);
        assert_int_equal(views[0].key, rows[i].first);
        snprintf(name, sizeof name, "%llu", (unsigned long long)rows[i].first);
        assert_string_equal(views[0].name, name);
    }
    cgov_figure_query county = {.region = 990102};
    assert_int_equal(bulletin_all(&town, county).issues, 2);
    town_close(&town);
}

/* A month is the ledger's own: the last hours of a month in UTC are the first of the next in China. */
static void months_are_local(void **state) {
    struct town *town = *state;
    cgov_figure_view views[4];
    town->now = town_at(2026, 3, 31, 23, 59);
    town_report(town, town->resident);
    town->now = town_at(2026, 4, 1, 0, 0);
    town_report(town, town->resident);
    cgov_figure_query query = {.group = CGOV_GROUP_MONTH, .from = town_at(2026, 3, 1, 0, 0)};
    assert_int_equal(bulletin_groups(town, query, views, 4), 2);
    assert_string_equal(views[0].name, "2026-03");
    assert_int_equal(views[1].key, 202604);
    query.until = town->now;
    assert_int_equal(bulletin_groups(town, query, views, 4), 1);
    query.from = town->now;
    query.until = 0;
    assert_int_equal(bulletin_groups(town, query, views, 4), 1);
}

/* The same matter under another version of the catalogue, where it has another number. */
static void matters_across_versions(void **state) {
    (void)state;
    static const char head[] = "rulebook 1\n", other[] = "rulebook 1\nmatter new \"新\"\n  procedure issue\n";
    char *text = calloc(1, strlen(bulletin_rules) + sizeof other);
    strcat(strcpy(text, other), bulletin_rules + strlen(head));
    struct town town;
    bulletin_found(&town);
    static const struct kind kinds[] = {{.matter = "second"}, {.matter = "third"}, {.matter = "new"}, {.matter = NULL}};
    bulletin_report(&town, &kinds[0]);
    town_adopt(&town, (cgov_text){text, CGOV_NUL_TERMINATED});
    free(text);
    for (uint32_t i = 0; i < 4; i++) bulletin_report(&town, &kinds[i]);
    cgov_figure_view views[8];
    cgov_figure_query query = {.group = CGOV_GROUP_MATTER};
    uint32_t count = bulletin_groups(&town, query, views, 8);
    assert_int_equal(count, 4);
    assert_int_equal(bulletin_named(views, count, "second")->issues, 2);
    assert_int_equal(bulletin_named(views, count, "third")->issues, 1);
    assert_int_equal(bulletin_named(views, count, "new")->issues, 1);
    assert_int_equal(bulletin_named(views, count, "")->issues, 1);
    assert_string_equal(views[0].name, "");
    query.matter = (cgov_text){"second", 6};
    assert_int_equal(bulletin_groups(&town, query, views, 8), 1);
    assert_int_equal(views[0].issues, 2);
    town_close(&town);
}

/* More groups than a page holds, met in an order that makes each page give up what it began with. */
static void many_groups_on_small_pages(void **state) {
    (void)state;
    struct town town;
    bulletin_found(&town);
    for (uint32_t i = 0; i < 600; i++) {
        char name[32];
        snprintf(name, sizeof name, "c%u", i * 7 % 150);
        const struct kind kind = {.class_name = name, .track = 1 + i % 7};
        cgov_id issue = bulletin_report(&town, &kind);
        if (i % 3 == 0) bulletin_refuse(&town, issue);
    }
    static const uint32_t groups[] = {CGOV_GROUP_CLASS, CGOV_GROUP_TRACK};
    for (uint32_t g = 0; g < 2; g++)
        for (uint32_t capacity = 1; capacity < 200; capacity += 1 + capacity / 3) {
            cgov_figure_view views[200], whole[200];
            cgov_figure_query query = {.size = sizeof query, .group = groups[g]};
            uint32_t all = bulletin_groups(&town, query, whole, 200), count = 0, got = 0;
            assert_int_equal(all, g == 0 ? 150 : 7);
            uint64_t cursor = 0;
            cgov_reader reader = town_reader(&town, town.auditor);
            for (;;) {
                views[0].size = sizeof views[0];
                int32_t status = cgov_figure_list(town.ledger, &reader, &query, &cursor, views, capacity, &count);
                if (status == CGOV_DONE) break;
                assert_int_equal(status, CGOV_OK);
                assert_memory_equal(views, &whole[got], count * sizeof views[0]);
                got += count;
            }
            assert_int_equal(got, all);
        }
    town_close(&town);
}

/* ---- who counts ---- */

static uint64_t counted_by(const struct town *town, cgov_id who, cgov_figure_query query) {
    cgov_reader reader = town_reader(town, who);
    cgov_figure_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count = 0;
    query.size = sizeof query;
    int32_t status = cgov_figure_list(town->ledger, &reader, &query, &cursor, &view, 1, &count);
    assert_int_equal(status, count > 0 ? CGOV_OK : CGOV_DONE);
    return count > 0 ? view.issues : 0;
}

static void only_what_is_seen_is_counted(void **state) {
    struct town *town = *state;
    const cgov_detail against = town_number(CGOV_FIELD_AGAINST, (int64_t)town->bureau.id);
    cgov_id accusing = 0;
    town_issue_in(town, "dispatched");
    town_report(town, town->neighbour);
    assert_int_equal(town_try_report(town, town->resident, &against, 1, &accusing), CGOV_OK);
    assert_int_equal(counted_by(town, town->auditor, everything), 3);
    assert_int_equal(counted_by(town, town->centre.officers[CLERK], everything), 3);
    assert_int_equal(counted_by(town, town->street.officers[CONTACT], everything), 1);
    assert_int_equal(counted_by(town, town->bureau.officers[HEAD], everything), 0);
    assert_int_equal(counted_by(town, town->resident, everything), 2);
    assert_int_equal(counted_by(town, town->neighbour, everything), 1);
    assert_int_equal(counted_by(town, 0, everything), 0);
    cgov_figure_query led = {.organization = town->street.id};
    assert_int_equal(counted_by(town, town->auditor, led), 1);
    led.organization = town->root;
    assert_int_equal(counted_by(town, town->auditor, led), 1); /* two have no lead yet */
}

/* Where a procedure is public anybody counts, but not what anybody is not shown: ratings, revisits, channels. */
static void the_public_counts_what_it_sees(void **state) {
    (void)state;
    static const char head[] = "procedure issue \"案卷\"\n", line[] = "  public text\n";
    const size_t before = (size_t)(strstr(bulletin_rules, head) - bulletin_rules) + strlen(head);
    char *text = calloc(1, strlen(bulletin_rules) + sizeof line);
    memcpy(text, bulletin_rules, before);
    strcat(strcat(text, line), bulletin_rules + before);
    struct town town;
    const struct town_options options = {.rulebook = text};
    town_found(&town, &options);
    free(text);
    static const struct kind kinds[] = {{.channel = CGOV_CHANNEL_WEB}, {.channel = CGOV_CHANNEL_VISIT}};
    const cgov_detail facts[] = {town_number(CGOV_FIELD_RATING, 5), town_number(CGOV_FIELD_SOLVED, 1),
                                 town_number(CGOV_FIELD_CONTACTED, 1)};
    for (uint32_t i = 0; i < 2; i++) {
        cgov_id issue = bulletin_report(&town, &kinds[i]);
        bulletin_file(&town, issue, town.street.id);
        bulletin_close(&town, issue, &town.street, facts, 3);
    }
    cgov_reader readers[] = {town_reader(&town, 0), town_reader(&town, town.auditor)};
    for (uint32_t r = 0; r < 2; r++) {
        cgov_figure_query query = {.size = sizeof query, .group = CGOV_GROUP_CHANNEL};
        cgov_figure_view views[4] = {{.size = sizeof views[0]}};
        uint64_t cursor = 0;
        uint32_t count = 0;
        assert_int_equal(cgov_figure_list(town.ledger, &readers[r], &query, &cursor, views, 4, &count), CGOV_OK);
        assert_int_equal(count, r == 0 ? 1 : 2);
        assert_int_equal(views[0].key, r == 0 ? 0 : CGOV_CHANNEL_WEB);
        assert_string_equal(views[0].name, r == 0 ? "none" : "web");
        assert_int_equal(views[0].closed, r == 0 ? 2 : 1);
        assert_int_equal(views[0].rated, r);
        assert_int_equal(views[0].assessable, r);
        assert_int_equal(views[0].revisited, r);
    }
    town_close(&town);
}

/* ---- arguments ---- */

static int32_t try_query(const struct town *town, const cgov_figure_query *query) {
    cgov_reader reader = town_reader(town, town->auditor);
    cgov_figure_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count;
    return cgov_figure_list(town->ledger, &reader, query, &cursor, &view, 1, &count);
}

static void queries_that_cannot_be(void **state) {
    struct town *town = *state;
#define WITH(...)                                                                                                      \
    &(const cgov_figure_query) {                                                                                       \
        .size = sizeof(cgov_figure_query), __VA_ARGS__                                                                 \
    }
#define TEXT(words)                                                                                                    \
    { words, sizeof words - 1 }
    const struct {
        const cgov_figure_query *query;
        int32_t status;
    } rows[] = {
        {NULL, CGOV_E_ARG},
        {WITH(.group = 10), CGOV_E_ARG},
        {WITH(.level = 1), CGOV_E_ARG},
        {WITH(.group = CGOV_GROUP_REGION, .level = 7), CGOV_E_ARG},
        {WITH(.satisfied = 6), CGOV_E_ARG},
        {WITH(.region = 99), CGOV_E_ARG},
        {WITH(.since = CGOV_SINCE_FILED), CGOV_OK},
        {WITH(.since = CGOV_SINCE_FILED + 1), CGOV_E_ARG},
        {WITH(.reserved0 = 1), CGOV_E_ARG},
        {WITH(.reserved = {0, 0, 0, 1}), CGOV_E_ARG},
        {WITH(.organization = town->resident), CGOV_E_KIND},
        {WITH(.matter = {NULL, 3}), CGOV_E_ARG},
        {WITH(.matter = TEXT("a matter's code that is far too long to be one")), CGOV_E_TEXT},
        {WITH(.clock = TEXT("\xff")), CGOV_E_TEXT},
        {WITH(.procedure = TEXT("none_such")), CGOV_E_NOT_FOUND},
        {WITH(.clock = TEXT("none_such")), CGOV_E_NOT_FOUND},
        {WITH(.procedure = TEXT("part"), .clock = TEXT("handle")), CGOV_E_NOT_FOUND},
        {WITH(.matter = TEXT("none_such")), CGOV_E_NOT_FOUND},
        {WITH(.group = CGOV_GROUP_REGION, .level = 6), CGOV_OK},
        {&(const cgov_figure_query){.size = 8}, CGOV_E_ABI_SIZE},
    };
    town_report(town, town->resident);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_int_equal(try_query(town, rows[i].query), rows[i].status);
}

static void pages_that_cannot_be(void **state) {
    struct town *town = *state;
    cgov_reader reader = town_reader(town, town->auditor), resident = reader;
    cgov_figure_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count = 0;
    resident.actor = town->root;
    assert_int_equal(cgov_figure_list(NULL, &reader, &everything, &cursor, &view, 1, &count), CGOV_E_ARG);
    assert_int_equal(cgov_figure_list(town->ledger, NULL, &everything, &cursor, &view, 1, &count), CGOV_E_ARG);
    assert_int_equal(cgov_figure_list(town->ledger, &resident, &everything, &cursor, &view, 1, &count), CGOV_E_KIND);
    assert_int_equal(cgov_figure_list(town->ledger, &reader, &everything, NULL, &view, 1, &count), CGOV_E_ARG);
    assert_int_equal(cgov_figure_list(town->ledger, &reader, &everything, &cursor, NULL, 1, &count), CGOV_E_ARG);
    assert_int_equal(cgov_figure_list(town->ledger, &reader, &everything, &cursor, &view, 0, &count), CGOV_E_ARG);
    assert_int_equal(cgov_figure_list(town->ledger, &reader, &everything, &cursor, &view, 1, NULL), CGOV_E_ARG);
    view.size = 16;
    assert_int_equal(cgov_figure_list(town->ledger, &reader, &everything, &cursor, &view, 1, &count), CGOV_E_ABI_SIZE);
    view.size = sizeof view + 4; /* no struct of this kind can be so long */
    assert_int_equal(cgov_figure_list(town->ledger, &reader, &everything, &cursor, &view, 1, &count), CGOV_E_ABI_NEWER);
}

/* Rows of a later version, with more at their end: what is not known here is zero. */
static void longer_rows(void **state) {
    struct town *town = *state;
    struct {
        cgov_figure_view view;
        uint64_t later[3];
    } rows[2];
    cgov_reader reader = town_reader(town, town->auditor);
    const cgov_figure_query query = {.size = sizeof query, .group = CGOV_GROUP_INTAKE};
    uint64_t cursor = 0;
    uint32_t count = 0;
    const cgov_detail intake = town_number(CGOV_FIELD_INTAKE, (int64_t)town->street.id);
    const cgov_detail details[] = {town_number(CGOV_FIELD_PLACE, 990101001201),
                                   town_text(CGOV_FIELD_TEXT, "路灯不亮。"), intake};
    cgov_act act = town_act(town, town->resident);
    assert_int_equal(cgov_item_report(town->ledger, &act, details, 3, NULL), CGOV_OK);
    town_report(town, town->resident); /* of the smaller key: the first row moves */
    memset(rows, 0xaa, sizeof rows);
    rows[0].view.size = sizeof rows[0];
    assert_int_equal(cgov_figure_list(town->ledger, &reader, &query, &cursor, &rows[0].view, 2, &count), CGOV_OK);
    assert_int_equal(count, 2);
    assert_int_equal(rows[0].view.key, town->centre.id);
    assert_int_equal(rows[1].view.key, town->street.id);
    for (uint32_t i = 0; i < 2; i++) {
        assert_int_equal(rows[i].view.size, sizeof rows[0]);
        assert_int_equal(rows[i].view.issues, 1);
        for (uint32_t l = 0; l < 3; l++) assert_int_equal(rows[i].later[l], 0);
    }
}

static int set_up(void **state) {
    struct town *town = calloc(1, sizeof *town);
    town_found(town, NULL);
    *state = town;
    return 0;
}

static int tear_down(void **state) {
    town_close(*state);
    free(*state);
    return 0;
}

#define IN_TOWN(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_TOWN(one_of_five),
        cmocka_unit_test(counts_has_five_words),
        cmocka_unit_test(who_is_owed_is_not_closed),
        IN_TOWN(on_time_to_the_last_instant),
        IN_TOWN(the_last_run_counts),
        IN_TOWN(every_clock_together),
        IN_TOWN(ages),
        cmocka_unit_test(tiers),
        cmocka_unit_test(regions_by_level),
        IN_TOWN(months_are_local),
        cmocka_unit_test(matters_across_versions),
        cmocka_unit_test(many_groups_on_small_pages),
        IN_TOWN(only_what_is_seen_is_counted),
        cmocka_unit_test(the_public_counts_what_it_sees),
        IN_TOWN(queries_that_cannot_be),
        IN_TOWN(pages_that_cannot_be),
        IN_TOWN(longer_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
