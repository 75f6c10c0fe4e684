/* Civil dates: a walk over every day of years 1 to 9999 by a calendar that only counts, known days, borders of int32_t,
 * and local days. */
#include "base/civil.h"

#include "support/random.h"
#include "support/test.h"

static bool same(struct civil a, struct civil b) {
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

/* One day after another; February is longer when 4 divides the year, but 100 does not, unless 400 does. */
static void every_day_of_ten_thousand_years(void **state) {
    (void)state;
    static const uint32_t lengths[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int32_t day = -719162;
    uint32_t weekday = 0; /* 0001-01-01 was a Monday */
    for (int32_t year = 1; year <= 9999; year++) {
        bool leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
        for (uint32_t month = 1; month <= 12; month++) {
            uint32_t length = lengths[month - 1] + (leap && month == 2);
            assert_int_equal(cgov__month_days(year, month), length);
            for (uint32_t n = 1; n <= length; n++, day++, weekday = (weekday + 1) % 7) {
                struct civil date = {year, month, n};
                if (cgov__day_of(date) != day || !same(cgov__civil_of(day), date) || cgov__weekday(day) != weekday ||
                    !cgov__civil_valid(date)) {
                    fail_msg("%d-%u-%u", (int)year, (unsigned)month, (unsigned)n);
                }
            }
            assert_false(cgov__civil_valid((struct civil){year, month, length + 1}));
            assert_false(cgov__civil_valid((struct civil){year, month, 0}));
        }
    }
    assert_int_equal(day, 2932897); /* 10000-01-01 */
}

static void known_days(void **state) {
    (void)state;
    static const struct {
        struct civil date;
        int32_t day;
        uint32_t weekday;
    } known[] = {
        {{1970, 1, 1}, 0, 3},       {{1969, 12, 31}, -1, 2},      {{2000, 2, 29}, 11016, 1}, {{2000, 3, 1}, 11017, 2},
        {{1900, 2, 28}, -25509, 2}, {{1900, 3, 1}, -25508, 3},    {{2024, 2, 29}, 19782, 3}, {{2026, 10, 1}, 20727, 3},
        {{1, 1, 1}, -719162, 0},    {{9999, 12, 31}, 2932896, 4},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        assert_int_equal(cgov__day_of(known[i].date), known[i].day);
        assert_true(same(cgov__civil_of(known[i].day), known[i].date));
        assert_int_equal(cgov__weekday(known[i].day), known[i].weekday);
    }
}

static void what_is_no_date(void **state) {
    (void)state;
    static const struct civil wrong[] = {
        {0, 12, 31},  {10000, 1, 1}, {-1, 1, 1},    {2023, 2, 29},         {1900, 2, 29},         {2024, 2, 30},
        {2024, 0, 1}, {2024, 13, 1}, {2024, 4, 31}, {2024, UINT32_MAX, 1}, {2024, 1, UINT32_MAX}, {INT32_MIN, 1, 1},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) assert_false(cgov__civil_valid(wrong[i]));
    assert_int_equal(cgov__month_days(2024, 0), 0);
    assert_int_equal(cgov__month_days(2024, 13), 0);
}

static void every_int32_is_a_day(void **state) {
    (void)state;
    uint64_t seed = random_seed(4);
    for (int i = 0; i < 200000; i++) {
        int32_t day = i == 0 ? INT32_MIN : i == 1 ? INT32_MAX : (int32_t)(uint32_t)random_next(&seed);
        struct civil date = cgov__civil_of(day);
        assert_true(date.month >= 1 && date.month <= 12 && date.day >= 1);
        assert_true(date.day <= cgov__month_days(date.year, date.month));
        assert_int_equal(cgov__day_of(date), day);
        if (day < INT32_MAX) assert_int_equal(cgov__weekday(day + 1), (cgov__weekday(day) + 1) % 7);
    }
    assert_int_equal(cgov__day_of((struct civil){INT32_MAX, 1, 1}), INT32_MAX);
    assert_int_equal(cgov__day_of((struct civil){INT32_MIN, 1, 1}), INT32_MIN);
}

static void local_days_start_at_local_midnight(void **state) {
    (void)state;
    const int64_t beijing = 8 * MS_PER_HOUR;
    assert_int_equal(cgov__local_day(0, beijing), 0);
    assert_int_equal(cgov__local_day(16 * MS_PER_HOUR - 1, beijing), 0);
    assert_int_equal(cgov__local_day(16 * MS_PER_HOUR, beijing), 1);
    assert_int_equal(cgov__day_start(1, beijing), 16 * MS_PER_HOUR);
    assert_int_equal(cgov__local_day(-1, 0), -1);

    uint64_t seed = random_seed(5);
    for (int i = 0; i < 200000; i++) {
        int32_t day = (int32_t)random_below(&seed, 3652059) - 719162;
        int64_t offset = ((int64_t)random_below(&seed, 2881) - 1440) * MS_PER_MINUTE;
        int64_t start = cgov__day_start(day, offset);
        assert_int_equal(cgov__local_day(start, offset), day);
        assert_int_equal(cgov__local_day(start - 1, offset), day - 1);
        assert_int_equal(cgov__local_day(start + MS_PER_DAY - 1, offset), day);
    }
    assert_int_equal(cgov__local_day(INT64_MAX, beijing), INT32_MAX);
    assert_int_equal(cgov__local_day(INT64_MIN, -beijing), INT32_MIN);
    assert_int_equal(cgov__local_day(cgov__day_start(INT32_MAX, beijing), beijing), INT32_MAX);
    assert_int_equal(cgov__local_day(cgov__day_start(INT32_MIN, beijing), beijing), INT32_MIN);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_of_ten_thousand_years),
        cmocka_unit_test(known_days),
        cmocka_unit_test(what_is_no_date),
        cmocka_unit_test(every_int32_is_a_day),
        cmocka_unit_test(local_days_start_at_local_midnight),
    };
    return cmocka_run_group_tests_name("civil", tests, NULL, NULL);
}
