/* Region codes: the level each is of, and which stands in which. */
#include "base/region.h"

#include "support/test.h"

static void every_code_has_its_level(void **state) {
    (void)state;
    static const struct {
        uint64_t code;
        enum level level;
    } rows[] = {
        {990000, LEVEL_PROVINCE},
        {130000, LEVEL_PROVINCE},
        {990100, LEVEL_CITY},
        {130400, LEVEL_CITY},
        {130402, LEVEL_COUNTY},
        {990001, LEVEL_COUNTY},
        {990001005000, LEVEL_TOWNSHIP},
        {990001005003, LEVEL_VILLAGE},
        {999999999999, LEVEL_VILLAGE},
        {100000000001, LEVEL_VILLAGE}, /* what is above it may be no code in use: the digits say village */
        {990001000000, LEVEL_COUNTY},
        {990100000000, LEVEL_CITY},
        {990000000000, LEVEL_PROVINCE},
        {100000, LEVEL_PROVINCE},
        {999999, LEVEL_COUNTY},
        {0, LEVEL_NONE},
        {99999, LEVEL_NONE},
        {1000000, LEVEL_NONE},
        {99999999999, LEVEL_NONE},
        {1000000000000, LEVEL_NONE},
        {99999999999999, LEVEL_NONE},
        {100000000000000, LEVEL_PROVINCE},
        {990001005003000, LEVEL_VILLAGE},
        {990001005000000, LEVEL_TOWNSHIP},
        {990001000000000, LEVEL_COUNTY},
        {990001005003001, LEVEL_GRID},
        {999999999999999, LEVEL_GRID},
        {1000000000000000, LEVEL_NONE},
        {UINT64_MAX, LEVEL_NONE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (cgov__region_level(rows[i].code) != rows[i].level) fail_msg("%llu", (unsigned long long)rows[i].code);
    }
}

static void a_prefix_covers(void **state) {
    (void)state;
    static const struct {
        uint64_t above, region;
        bool covers;
    } rows[] = {
        {990001, 990001005000, true},
        {990001, 990001005003, true},
        {990001005000, 990001005003, true},
        {990001, 990001, true},
        {990001, 990001000000, true},
        {990001000000, 990001, true},
        {990000, 990001, true},
        {990000, 990123456789, true},
        {990100, 990101, true},
        {990100, 990101001201, true},
        {990001005003, 990001005003, true},
        {990001005000, 990001, false},
        {990001005003, 990001005000, false},
        {990001005003, 990001005004, false},
        {990001005000, 990001006003, false},
        {990001005003, 990001005003007, true},
        {990001, 990001005003007, true},
        {990001005003000, 990001005003, true},
        {990001005003007, 990001005003007, true},
        {990001005003007, 990001005003, false},
        {990001005003007, 990001005003008, false},
        {990001005004, 990001005003007, false},
        {990001, 990002, false},
        {990001, 990000, false},
        {990100, 990001, false},
        {990100, 990200, false},
        {990000, 980001, false},
        {990001, 990010, false},
        {0, 990001, false},
        {990001, 0, false},
        {0, 0, false},
        {990001, 9900010, false},
        {9900010, 990001, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (cgov__region_covers(rows[i].above, rows[i].region) != rows[i].covers) {
            fail_msg("%llu, %llu", (unsigned long long)rows[i].above, (unsigned long long)rows[i].region);
        }
    }
}

/* By the digits: the code above, its zeros at the end of a level cut off, is how the other one begins. */
static void digits_say_the_same(void **state) {
    (void)state;
    static const uint32_t ends[] = {2, 4, 6, 9, 12, 15};
    static const uint64_t codes[] = {110000,       110100,          110101,          110101001000,    110101001001,
                                     110101001002, 110101002000,    110101002001,    110102,          110102001001,
                                     110200,       120000,          120101001001,    110101000000,    110100000000,
                                     110000000000, 110101001001001, 110101001001002, 110101001001000, 110101001000000};
    enum { COUNT = sizeof codes / sizeof codes[0] };
    for (size_t a = 0; a < COUNT; a++) {
        for (size_t b = 0; b < COUNT; b++) {
            char above[20], below[20];
            snprintf(above, sizeof above, "%-15llu", (unsigned long long)codes[a]);
            snprintf(below, sizeof below, "%-15llu", (unsigned long long)codes[b]);
            for (int i = 6; i < 15; i++) {
                if (above[i] == ' ') above[i] = '0';
                if (below[i] == ' ') below[i] = '0';
            }
            uint32_t end = 0;
            while (strspn(above + ends[end], "0") < 15 - ends[end]) end++;
            assert_int_equal(cgov__region_covers(codes[a], codes[b]), memcmp(above, below, ends[end]) == 0);
            assert_int_equal(cgov__region_level(codes[a]), end + 1);
            /* As spans: they meet where one region lies in the other, and no region meets all. */
            struct region_span one = cgov__region_span(codes[a]), other = cgov__region_span(codes[b]);
            bool meet = one.first <= other.last && other.first <= one.last;
            assert_int_equal(meet, cgov__region_covers(codes[a], codes[b]) || cgov__region_covers(codes[b], codes[a]));
            struct region_span all = cgov__region_span(0);
            assert_true(all.first <= one.first && one.last <= all.last && one.first <= one.last);
        }
    }
}

/* However a place is written it is one. */
static void a_code_is_plain(void **state) {
    (void)state;
    static const uint64_t rows[][2] = {
        {130702, 130702},
        {130702000000, 130702},
        {130702000000000, 130702},
        {990001005000, 990001005000},
        {990001005000000, 990001005000},
        {990001005003000, 990001005003},
        {990001005003001, 990001005003001},
        {130000000000000, 130000},
        {99999, 0},
        {1000000, 0},
        {0, 0},
        {UINT64_MAX, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(cgov__region_plain(rows[i][0]), rows[i][1]);
        assert_int_equal(cgov__region_level(rows[i][0]), cgov__region_level(rows[i][1]));
        if (rows[i][1] != 0)
            assert_true(cgov__region_covers(rows[i][0], rows[i][1]) && cgov__region_covers(rows[i][1], rows[i][0]));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_has_its_level),
        cmocka_unit_test(a_prefix_covers),
        cmocka_unit_test(digits_say_the_same),
        cmocka_unit_test(a_code_is_plain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
