/* Figures of random ledgers. As a test: whatever they are grouped by, the groups add up to the whole, each is a whole
 * of its own kinds, and pages of one size say what pages of another do. With a number: so many ledgers are printed,
 * each with its journal and with figures by every grouping, for tests/python/count_figures.py to count again. */
#include "support/random.h"
#include "support/stroll.h"

#define GROUPS 200u
#define FIRST offsetof(cgov_figure_view, issues)
#define NUMBERS ((offsetof(cgov_figure_view, reserved) - FIRST) / sizeof(uint64_t))

static const char *const profiles[] = {NULL, "PETITION", "HOTLINE_BJ", "CITY", "BOARD"};
#define PROFILES (sizeof profiles / sizeof profiles[0])

static const uint64_t *numbers_of(const cgov_figure_view *view) {
    return &view->issues;
}

static void walk(struct stroll *stroll, uint64_t seed) {
    stroll_begin(stroll, seed);
    uint32_t steps = 20 + random_below(&stroll->random, 200);
    bool adopts = random_below(&stroll->random, 16) == 0;
    for (uint32_t attempts = 0; steps > 0 && attempts < 4000; attempts++) {
        if (stroll_step(stroll)) steps--;
        if (adopts && steps == 20) {
            stroll_adopt(stroll);
            steps--;
        }
    }
}

/* All groups, a page after the other. */
static uint32_t read_all(const struct stroll *stroll, const cgov_figure_query *query, uint32_t capacity,
                         cgov_figure_view *views) {
    cgov_reader reader = town_reader(&stroll->town, stroll->town.auditor);
    uint64_t cursor = 0;
    uint32_t all = 0, count = 0;
    for (;;) {
        assert_true(all + capacity <= GROUPS);
        views[all].size = sizeof views[all];
        int32_t status = cgov_figure_list(stroll->town.ledger, &reader, query, &cursor, &views[all], capacity, &count);
        if (status == CGOV_DONE) return all;
        assert_int_equal(status, CGOV_OK);
        all += count;
    }
}

static cgov_text text_of(const char *text) {
    return (cgov_text){text, strlen(text)};
}

/* Something or other is asked. */
static cgov_figure_query ask(struct stroll *stroll, uint32_t group) {
    static const char *const clocks[] = {"", "", "feedback", "handle", "forward", "sign", "check", "object", "shelf"};
    static const char *const part_clocks[] = {"", "share", "arrive"};
    static const char *const matters[] = {"consultation", "pothole", "petition"};
    static const uint64_t regions[] = {990000, 990101, 990101001000, 990101001201, 990102};
    uint64_t *random = &stroll->random;
    cgov_figure_query query = {.size = sizeof query, .group = group};
    if (group == CGOV_GROUP_REGION) query.level = random_below(random, 6);
    query.satisfied = random_below(random, 6);
    query.since = random_below(random, 2);
    query.clock = text_of(clocks[random_below(random, sizeof clocks / sizeof clocks[0])]);
    if (random_below(random, 8) == 0) {
        query.procedure = text_of("part");
        query.clock = text_of(part_clocks[random_below(random, 3)]);
    }
    if (random_below(random, 6) == 0) query.organization = stroll->offices[random_below(random, STROLL_OFFICES)].id;
    if (random_below(random, 6) == 0) query.matter = text_of(matters[random_below(random, 3)]);
    if (random_below(random, 6) == 0) query.region = regions[random_below(random, 5)];
    if (random_below(random, 6) == 0) query.from = TOWN_START + (int64_t)random_below(random, 60) * DAY;
    if (random_below(random, 6) == 0) query.until = TOWN_START + (int64_t)random_below(random, 60) * DAY;
    return query;
}

/* ---- the test ---- */

static void check_group(const cgov_figure_view *view) {
    assert_true(view->issues + view->returns + view->reworks + view->reopens + view->due > 0);
    assert_int_equal(view->issues, view->open + view->closed + view->refused + view->withdrawn + view->merged);
    assert_int_equal(view->open,
                     view->open_by_age[0] + view->open_by_age[1] + view->open_by_age[2] + view->open_by_age[3]);
    assert_true(view->on_time <= view->ended && view->ended <= view->due);
    assert_true(view->contacted <= view->revisited && view->revisited <= view->issues);
    assert_true(view->solved <= view->assessable && view->assessable <= view->issues);
    assert_true(view->satisfied <= view->rated && view->rated <= view->issues);
    assert_true(view->at_tier <= view->tiered && view->tiered <= view->closed);
    assert_true(view->returned <= view->returns && view->reworked <= view->reworks && view->reopened <= view->reopens);
}

/* The runs of a group are as many as have ended, and those in time as many as were on time, but for what is judged by
 * what it was merged into; and pages of any size have the same. */
static void check_runs(const struct stroll *stroll, const cgov_figure_query *query, const cgov_figure_view *groups,
                       uint32_t count) {
    cgov_reader reader = town_reader(&stroll->town, stroll->town.auditor);
    uint32_t capacity = 1 + count % 7, got = 0;
    uint64_t cursor = 0, ended[GROUPS] = {0}, on_time[GROUPS] = {0};
    cgov_run_view runs[7] = {{.size = sizeof runs[0]}};
    int32_t status;
    while ((status = cgov_run_list(stroll->town.ledger, &reader, query, &cursor, runs, capacity, &got)) == CGOV_OK)
        for (uint32_t i = 0; i < got; i++) {
            uint32_t g = 0;
            while (groups[g].key != runs[i].key) assert_true(++g < count);
            ended[g]++;
            on_time[g] += !runs[i].late;
            assert_true(runs[i].started_at + (int64_t)runs[i].rested <= runs[i].stopped_at);
            assert_true(runs[i].late || runs[i].due == 0 || runs[i].stopped_at <= runs[i].due);
        }
    assert_int_equal(status, CGOV_DONE);
    for (uint32_t g = 0; g < count; g++) {
        assert_true(groups[g].merged > 0 ? ended[g] <= groups[g].ended : ended[g] == groups[g].ended);
        assert_true(groups[g].merged > 0 ? on_time[g] <= groups[g].on_time : on_time[g] == groups[g].on_time);
    }
}

static void check_query(const struct stroll *stroll, const cgov_figure_query *query) {
    static cgov_figure_view whole[GROUPS], groups[GROUPS], pages[GROUPS];
    cgov_figure_query all = *query;
    all.group = CGOV_GROUP_NONE;
    all.level = 0;
    uint64_t sums[NUMBERS] = {0};
    uint32_t wholes = read_all(stroll, &all, 8, whole), count = read_all(stroll, query, 50, groups);
    assert_true(wholes <= 1);
    for (uint32_t g = 0; g < count; g++) {
        check_group(&groups[g]);
        assert_int_equal(groups[g].group, query->group);
        assert_true(g == 0 || groups[g].key > groups[g - 1].key);
        for (uint32_t n = 0; n < NUMBERS; n++) sums[n] += numbers_of(&groups[g])[n];
    }
    assert_int_equal(count > 0, wholes);
    if (wholes > 0) assert_memory_equal(sums, numbers_of(&whole[0]), sizeof sums);
    check_runs(stroll, query, groups, count);
    for (uint32_t capacity = 1; capacity < 6; capacity++) {
        assert_int_equal(read_all(stroll, query, capacity, pages), count);
        assert_memory_equal(pages, groups, count * sizeof groups[0]);
    }
}

static void groups_add_up(void **state) {
    (void)state;
    struct stroll stroll;
    uint64_t seed = random_seed(0x66696775726573);
    uint32_t ledgers = getenv("CGOV_FULL") != NULL ? 200 : 8;
    for (uint32_t p = 0; p < PROFILES; p++) {
        stroll_found(&stroll, profiles[p]);
        for (uint32_t l = 0; l < ledgers; l++) {
            walk(&stroll, random_next(&seed));
            for (uint32_t group = 0; group <= CGOV_GROUP_WEEK; group++)
                for (uint32_t i = 0; i < 3; i++) {
                    cgov_figure_query query = ask(&stroll, group);
                    check_query(&stroll, &query);
                }
            stroll_end(&stroll);
        }
        stroll_free(&stroll);
    }
}

/* ---- printed ---- */

static void print_journal(const struct stroll *stroll) {
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(stroll->town.ledger, &info), CGOV_OK);
    for (uint64_t seq = 1; seq <= info.seq; seq++) {
        static char line[65536];
        uint64_t needed = 0;
        assert_int_equal(cgov_record_text(stroll->town.ledger, seq, line, sizeof line, &needed), CGOV_OK);
        if (strstr(line, " resident ") == NULL && strstr(line, " appointed ") == NULL) puts(line);
    }
}

static void print_query(const struct stroll *stroll, const cgov_figure_query *query) {
    static cgov_figure_view views[GROUPS];
    printf("query at=%lld group=%u level=%u satisfied=%u organization=%llu procedure=%.*s matter=%.*s clock=%.*s "
           "region=%llu from=%lld until=%lld since=%u\n",
           (long long)stroll->town.now, query->group, query->level, query->satisfied,
           (unsigned long long)query->organization, (int)query->procedure.len, query->procedure.ptr,
           (int)query->matter.len, query->matter.ptr, (int)query->clock.len, query->clock.ptr,
           (unsigned long long)query->region, (long long)query->from, (long long)query->until, query->since);
    uint32_t count = read_all(stroll, query, 50, views);
    for (uint32_t g = 0; g < count; g++) {
        printf("figures key=%llu name=%s", (unsigned long long)views[g].key, views[g].name);
        for (uint32_t n = 0; n < NUMBERS; n++) printf(" %llu", (unsigned long long)numbers_of(&views[g])[n]);
        putchar('\n');
    }
}

static int print_ledgers(uint32_t count, uint64_t seed) {
    struct stroll stroll = {.founding = NULL};
    for (uint32_t l = 0; l < count; l++) {
        uint32_t profile = (uint32_t)((uint64_t)l * PROFILES / count);
        if (l == 0 || profile != (uint32_t)((uint64_t)(l - 1) * PROFILES / count)) {
            stroll_free(&stroll);
            stroll_found(&stroll, profiles[profile]);
        }
        uint64_t own = random_next(&seed);
        printf("ledger %llu\n", (unsigned long long)own);
        walk(&stroll, own);
        print_journal(&stroll);
        for (uint32_t group = 0; group <= CGOV_GROUP_WEEK; group++)
            for (uint32_t i = 0; i < 2; i++) {
                cgov_figure_query query = ask(&stroll, group);
                print_query(&stroll, &query);
            }
        stroll_end(&stroll);
    }
    stroll_free(&stroll);
    puts("end");
    return 0;
}

int main(int argc, char **argv) {
    if (argc > 2) return print_ledgers((uint32_t)strtoul(argv[1], NULL, 0), strtoull(argv[2], NULL, 0));
    const struct CMUnitTest tests[] = {cmocka_unit_test(groups_add_up)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
