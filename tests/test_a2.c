/* A2, 长沙县: three years of messages, ninety a day and not one less; and weekly bulletins, loaded as issues by class,
 * whose sums come out as printed, until one of them is of another class. */
#include "support/bulletin.h"
#include "support/test.h"

#include <stdbool.h>

/* 2017-05-28T00:00:00+08:00 */
static cgov_time first_day(void) {
    return town_at(2017, 5, 28, 0, 0);
}

/* "Ninety a day or more", over whole days: exactly, without a division. */
static bool ninety_a_day(const struct town *town, cgov_time from, uint32_t days) {
    cgov_figure_query query = {.from = from, .until = from + (int64_t)days * DAY};
    return bulletin_all(town, query).issues >= UINT64_C(90) * days;
}

static void messages_of_1222_days(void **state) {
    (void)state;
    struct town town;
    static const struct kind kind = {.class_name = "message"};
    const struct town_options options = {.rulebook = bulletin_rules, .flags = CGOV_ACT_DEFER, .start = first_day()};
    town_found(&town, &options);
    for (int64_t day = 0; day < 1222; day++)
        for (int64_t n = 0; n < 90 + (day < 20); n++) {
            town.now = first_day() + day * DAY + n * 15 * MINUTE;
            bulletin_report(&town, &kind);
        }
    assert_int_equal(bulletin_all(&town, (cgov_figure_query){.group = 0}).issues, 110000);
    assert_true(first_day() + 1221 * DAY == town_at(2020, 9, 30, 0, 0));
    assert_true(ninety_a_day(&town, first_day(), 1222));
    assert_int_equal(UINT64_C(110000) * 1000 / 1222, 90016); /* 90.016 a day */
    assert_false(ninety_a_day(&town, first_day(), 1223));
    assert_int_equal(UINT64_C(110000) * 1000 / 1223, 89942);
    /* Month by month, none is lost: from 2017-05 to 2020-09. */
    cgov_figure_view months[64];
    uint32_t count = bulletin_groups(&town, (cgov_figure_query){.group = CGOV_GROUP_MONTH}, months, 64);
    assert_int_equal(count, 41);
    assert_int_equal(months[0].key, 201705);
    assert_string_equal(months[0].name, "2017-05");
    assert_int_equal(months[0].issues, 4 * 91);
    assert_int_equal(months[1].issues, 30 * 90 + 16);
    assert_int_equal(months[40].key, 202009);
    assert_int_equal(months[40].issues, 30 * 90);
    uint64_t sum = 0;
    for (uint32_t i = 0; i < count; i++) sum += months[i].issues;
    assert_int_equal(sum, 110000);
    town_close(&town);
}

/* ---- the weekly bulletins ---- */

#define CLASSES 4u
static const char *const classes[CLASSES] = {"first", "second", "third", "fourth"};

struct week {
    uint32_t total, parts[CLASSES];
};

/* A week's issues, at its first instant. */
static cgov_time load(struct town *town, const struct week *week, int32_t number) {
    town->now = TOWN_START + number * 7 * DAY;
    for (uint32_t c = 0; c < CLASSES; c++) {
        const struct kind kind = {.class_name = classes[c]};
        for (uint32_t i = 0; i < week->parts[c]; i++) bulletin_report(town, &kind);
    }
    return town->now;
}

static struct week read_week(const struct town *town, cgov_time from) {
    cgov_figure_view views[CLASSES];
    cgov_figure_query query = {.group = CGOV_GROUP_CLASS, .from = from, .until = from + 7 * DAY};
    struct week week = {.total = (uint32_t)bulletin_all(town, query).issues};
    uint32_t count = bulletin_groups(town, query, views, CLASSES);
    assert_int_equal(count, CLASSES);
    for (uint32_t c = 0; c < CLASSES; c++) week.parts[c] = (uint32_t)bulletin_named(views, count, classes[c])->issues;
    return week;
}

/* As printed: each class, and the sum. */
static bool reconciles(const struct week *printed, const struct week *loaded) {
    uint32_t sum = 0;
    for (uint32_t c = 0; c < CLASSES; c++) {
        if (printed->parts[c] != loaded->parts[c]) return false;
        sum += loaded->parts[c];
    }
    return sum == printed->total && loaded->total == printed->total;
}

static void weekly_bulletins(void **state) {
    (void)state;
    static const struct week printed[] = {
        {1873, {1696, 150, 24, 3}}, {1808, {1614, 168, 24, 2}}, {1746, {1577, 136, 31, 2}}};
    struct town town;
    cgov_time from[3];
    bulletin_found(&town);
    for (int32_t w = 0; w < 3; w++) from[w] = load(&town, &printed[w], w);
    for (uint32_t w = 0; w < 3; w++) {
        struct week loaded = read_week(&town, from[w]);
        assert_true(reconciles(&printed[w], &loaded));
    }
    /* One issue is found to be of another class: the total stands, the classes no longer sum to what was printed. */
    const cgov_detail other = town_text(CGOV_FIELD_CLASS, classes[1]);
    const cgov_id first = (uint64_t)CGOV_KIND_ISSUE << 44 | 1;
    town_move(&town, town.centre.officers[CLERK], first, "classify", &other, 1);
    struct week loaded = read_week(&town, from[0]);
    assert_int_equal(loaded.total, 1873);
    assert_int_equal(loaded.parts[0], 1695);
    assert_int_equal(loaded.parts[1], 151);
    assert_false(reconciles(&printed[0], &loaded));
    town_close(&town);
}

/* 1696 printed as 1697: what is loaded by it does not sum to the printed total. */
static void a_wrong_class_breaks_the_sum(void **state) {
    (void)state;
    static const struct week wrong = {1873, {1697, 150, 24, 3}};
    struct town town;
    bulletin_found(&town);
    cgov_time from = load(&town, &wrong, 0);
    struct week loaded = read_week(&town, from);
    assert_int_equal(loaded.total, 1874);
    assert_false(reconciles(&wrong, &loaded));
    town_close(&town);
}

/* −6 on the week before = −45 + 35 + 3 + 1. */
static void week_over_week(void **state) {
    (void)state;
    static const struct week before = {1879, {1741, 115, 21, 2}}, after = {1873, {1696, 150, 24, 3}};
    static const int32_t deltas[CLASSES] = {-45, 35, 3, 1};
    struct town town;
    bulletin_found(&town);
    cgov_time then = load(&town, &before, 0), now = load(&town, &after, 1);
    struct week old = read_week(&town, then), new = read_week(&town, now);
    int32_t sum = 0;
    for (uint32_t c = 0; c < CLASSES; c++) {
        assert_int_equal((int32_t) new.parts[c] - (int32_t)old.parts[c], deltas[c]);
        sum += deltas[c];
    }
    assert_int_equal(sum, -6);
    assert_int_equal((int32_t) new.total - (int32_t)old.total, -6);
    town_close(&town);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(messages_of_1222_days), cmocka_unit_test(weekly_bulletins),
                                       cmocka_unit_test(a_wrong_class_breaks_the_sum),
                                       cmocka_unit_test(week_over_week)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
