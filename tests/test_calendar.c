/* Calendars and dues: the vectors of the field's calendars of 2025 and 2026, pauses, extensions, borders, unknown
 * years. */
#include "base/civil.h"
#include "rules/calendar.h"

#include "support/test.h"

#define OFFSET (8 * MS_PER_HOUR) /* China */

/* Dates and instants are written as people write them: 20260206, and 830 for half past eight. */
static int32_t day(int32_t date) {
    struct civil civil = {date / 10000, (uint32_t)(date / 100 % 100), (uint32_t)(date % 100)};
    assert_true(cgov__civil_valid(civil));
    return cgov__day_of(civil);
}

static int32_t date_of(int32_t at) {
    struct civil civil = cgov__civil_of(at);
    return civil.year * 10000 + (int32_t)(civil.month * 100 + civil.day);
}

static int64_t at(int32_t date, int32_t clock) {
    return cgov__day_start(day(date), OFFSET) + clock / 100 * MS_PER_HOUR + clock % 100 * MS_PER_MINUTE;
}

static int64_t end_of(int32_t date) {
    return at(date, 2400) - 1;
}

struct days { /* of which weekdays rest and which weekend days work; from 0 ends the list */
    int32_t from, to;
};

static const struct days off_2025[] = {{20250101, 20250101},
                                       {20250128, 20250204},
                                       {20250404, 20250406},
                                       {20250501, 20250505},
                                       {20250531, 20250602},
                                       {20251001, 20251008},
                                       {0, 0}};
static const struct days make_up_2025[] = {{20250126, 20250126}, {20250208, 20250208}, {20250427, 20250427},
                                           {20250928, 20250928}, {20251011, 20251011}, {0, 0}};
static const struct days off_2026[] = {
    {20260101, 20260103}, {20260215, 20260223}, {20260404, 20260406}, {20260501, 20260505},
    {20260619, 20260621}, {20260925, 20260927}, {20261001, 20261007}, {0, 0}};
static const struct days make_up_2026[] = {{20260104, 20260104},
                                           {20260214, 20260214},
                                           {20260228, 20260228},
                                           {20260509, 20260509},
                                           {20260920, 20260920},
                                           {20261010, 20261010},
                                           {0, 0}};
static const struct days none[] = {{0, 0}};

static void mark(struct calendar_part *part, const struct days *list, bool work) {
    for (; list->from; list++) {
        for (int32_t d = day(list->from); d <= day(list->to); d++) part->work[d - part->from] = work;
    }
}

/* A part over whole days: Monday to Friday but off, and make_up; hours 08:30-12:00 and 14:00-17:30, or none. */
static struct calendar_part *new_part(int32_t from, int32_t to, const struct days *off, const struct days *make_up,
                                      bool hours) {
    struct calendar_part *part = calloc(1, sizeof *part);
    assert_non_null(part);
    part->from = day(from);
    part->to = day(to);
    part->work = calloc(1, (size_t)(part->to - part->from) + 1);
    assert_non_null(part->work);
    for (int32_t d = part->from; d <= part->to; d++) {
        struct days one[] = {{date_of(d), date_of(d)}, {0, 0}};
        mark(part, one, cgov__weekday(d) < 5);
    }
    mark(part, off, false);
    mark(part, make_up, true);
    if (hours) {
        part->window_count = 2;
        part->window_from[0] = 8 * 60 + 30;
        part->window_to[0] = 12 * 60;
        part->window_from[1] = 14 * 60;
        part->window_to[1] = 17 * 60 + 30;
    }
    return part;
}

static void free_parts(struct calendar_part **parts, size_t count) {
    for (size_t i = 0; i < count; i++) {
        free(parts[i]->work);
        free(parts[i]);
    }
}

/* 2025 and 2026 as published, with hours; the group's calendar. */
static struct calendar_part *published[2];
static const struct calendar_part *in_order[2];
static struct calendar china = {"cn", in_order, 2, 2};

static int make_calendar(void **state) {
    (void)state;
    in_order[0] = published[0] = new_part(20250101, 20251231, off_2025, make_up_2025, true);
    in_order[1] = published[1] = new_part(20260101, 20261231, off_2026, make_up_2026, true);
    return 0;
}

static int free_calendar(void **state) {
    (void)state;
    free_parts(published, 2);
    return 0;
}

static struct length length(uint32_t n, uint8_t unit) {
    struct length made = {n, unit, false, false, false};
    return made;
}

static struct length rolled(struct length made) {
    made.rolled = true;
    return made;
}

static struct length until_close(struct length made) {
    made.close = true;
    return made;
}

static struct due due_of(int64_t start, struct length made) {
    struct term term = {start, made, NULL, 0, {0}};
    return cgov__due(&china, OFFSET, &term);
}

static struct due due_with(int64_t start, struct length made, int64_t from, int64_t to, struct length extension) {
    struct pause_span pause = {from, to};
    struct term term = {start, made, &pause, from < to, extension};
    return cgov__due(&china, OFFSET, &term);
}

static const struct length no_extension = {0};

static void months_have_their_working_days(void **state) {
    (void)state;
    static const uint32_t expected[2][12] = {{19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23},
                                             {21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23}};
    for (int32_t year = 2025; year <= 2026; year++) {
        uint32_t sum = 0;
        for (uint32_t month = 1; month <= 12; month++) {
            uint32_t work = 0;
            for (uint32_t d = 1; d <= cgov__month_days(year, month); d++) {
                struct civil date = {year, month, d};
                work += cgov__day_kind(&china, cgov__day_of(date)) == DAY_WORK;
            }
            assert_int_equal(work, expected[year - 2025][month - 1]);
            sum += work;
        }
        assert_int_equal(sum, 248);
    }
}

static void later_parts_win_and_others_are_unknown(void **state) {
    (void)state;
    static const struct days strike[] = {{20260310, 20260311}, {0, 0}};
    struct calendar_part *added = new_part(20260309, 20260313, strike, none, false);
    const struct calendar_part *parts[] = {published[0], published[1], added};
    struct calendar calendar = {"cn", parts, 3, 3};

    assert_int_equal(cgov__day_kind(&calendar, day(20260309)), DAY_WORK);
    assert_int_equal(cgov__day_kind(&calendar, day(20260310)), DAY_REST);
    assert_int_equal(cgov__day_kind(&calendar, day(20260314)), DAY_REST);
    assert_int_equal(cgov__day_kind(&calendar, day(20241231)), DAY_UNKNOWN);
    assert_int_equal(cgov__day_kind(&calendar, day(20250101)), DAY_REST);
    assert_int_equal(cgov__day_kind(&calendar, day(20261231)), DAY_WORK);
    assert_int_equal(cgov__day_kind(&calendar, day(20270101)), DAY_UNKNOWN);
    assert_int_equal(cgov__day_kind(NULL, day(20260309)), DAY_UNKNOWN);

    parts[2] = published[1]; /* adopted again: the two days work again */
    assert_int_equal(cgov__day_kind(&calendar, day(20260310)), DAY_WORK);
    free_parts(&added, 1);
}

static void workdays(void **state) {
    (void)state;
    static const struct {
        int32_t start;
        uint32_t n;
        int32_t due;
    } vectors[] = {{20260209, 5, 20260214}, {20260212, 5, 20260226}, {20260213, 5, 20260227}, {20260214, 1, 20260224},
                   {20260430, 5, 20260511}, {20260918, 3, 20260922}, {20260930, 3, 20261010}, {20260101, 1, 20260104},
                   {20251231, 3, 20260106}, {20250124, 3, 20250205}, {20250127, 2, 20250206}, {20250926, 5, 20251010},
                   {20250930, 3, 20251011}};
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        for (int32_t clock = 0; clock <= 2359; clock += 2359) { /* the hour of the start means nothing */
            struct due due = due_of(at(vectors[i].start, clock), length(vectors[i].n, UNIT_WORKDAYS));
            assert_int_equal(due.at, end_of(vectors[i].due));
            assert_int_equal(due.unrolled, due.at);
            assert_int_equal(due.missing_year, 0);
        }
    }
}

static void days_rolled(void **state) {
    (void)state;
    static const struct {
        int32_t start;
        uint32_t n;
        int32_t unrolled, due;
    } vectors[] = {{20260206, 15, 20260221, 20260224}, {20260204, 60, 20260405, 20260407},
                   {20260302, 60, 20260501, 20260506}, {20260210, 60, 20260411, 20260413},
                   {20260210, 90, 20260511, 20260511}, {20260320, 30, 20260419, 20260420}};
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        int64_t start = at(vectors[i].start, 1642);
        struct due due = due_of(start, rolled(length(vectors[i].n, UNIT_DAYS)));
        assert_int_equal(due.at, end_of(vectors[i].due));
        assert_int_equal(due.unrolled, end_of(vectors[i].unrolled));
        due = due_of(start, length(vectors[i].n, UNIT_DAYS));
        assert_int_equal(due.at, end_of(vectors[i].unrolled));
    }
}

static void workhours(void **state) {
    (void)state;
    static const struct {
        int32_t start, clock;
        uint32_t n;
        int32_t due, due_clock;
    } vectors[] = {{20260930, 1630, 4, 20261008, 1130}, {20260920, 1100, 2, 20260920, 1500},
                   {20260214, 1600, 4, 20260224, 1100}, {20260306, 1700, 2, 20260309, 1000},
                   {20260306, 2000, 1, 20260309, 930},  {20260306, 1230, 7, 20260309, 1200},
                   {20260430, 1730, 2, 20260506, 1030}, {20260306, 830, 7, 20260306, 1730},
                   {20260306, 0, 7, 20260306, 1730},    {20260306, 1400, 14, 20260310, 1200}};
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        struct due due = due_of(at(vectors[i].start, vectors[i].clock), length(vectors[i].n, UNIT_WORKHOURS));
        assert_int_equal(due.at, at(vectors[i].due, vectors[i].due_clock));
        assert_int_equal(due.unrolled, due.at);
    }
}

static void hours_and_minutes_end_at_an_instant(void **state) {
    (void)state;
    int64_t start = at(20260930, 1740) + 123;
    assert_int_equal(due_of(start, length(2, UNIT_HOURS)).at, at(20260930, 1940) + 123);
    assert_int_equal(due_of(start, length(24, UNIT_HOURS)).at, at(20261001, 1740) + 123);
    assert_int_equal(due_of(start, length(30, UNIT_MINUTES)).at, at(20260930, 1810) + 123);
    /* Rolled: the hour means nothing on another day, so the next working day ends it; close says when it ends. */
    struct due due = due_of(start, rolled(length(24, UNIT_HOURS)));
    assert_int_equal(due.at, end_of(20261008));
    assert_int_equal(due.unrolled, at(20261001, 1740) + 123);
    assert_int_equal(due_of(start, until_close(rolled(length(24, UNIT_HOURS)))).at, at(20261008, 1730));
    assert_int_equal(due_of(start, until_close(rolled(length(2, UNIT_HOURS)))).at, at(20260930, 1940) + 123);
}

static void months_end_on_the_day_or_the_last(void **state) {
    (void)state;
    static const struct {
        int32_t start;
        uint32_t n;
        int32_t due;
    } vectors[] = {{20260115, 1, 20260215},  {20260131, 1, 20260228},  {20240131, 1, 20240229},
                   {20251231, 2, 20260228},  {20260228, 1, 20260328},  {20251130, 3, 20260228},
                   {20260630, 12, 20270630}, {20240229, 12, 20250228}, {20240229, 48, 20280229},
                   {20251215, 1, 20260115}};
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        struct due due = due_of(at(vectors[i].start, 900), length(vectors[i].n, UNIT_MONTHS));
        assert_int_equal(due.at, end_of(vectors[i].due));
    }
    assert_int_equal(due_of(at(20260115, 900), rolled(length(1, UNIT_MONTHS))).at, end_of(20260224));
}

static void close_of_business_ends_a_working_day(void **state) {
    (void)state;
    assert_int_equal(due_of(at(20260309, 900), until_close(length(1, UNIT_DAYS))).at, at(20260310, 1730));
    assert_int_equal(due_of(at(20260309, 900), until_close(length(1, UNIT_WORKDAYS))).at, at(20260310, 1730));
    assert_int_equal(due_of(at(20260306, 900), until_close(length(1, UNIT_DAYS))).at, end_of(20260307));
    struct due due = due_of(at(20260306, 900), until_close(rolled(length(1, UNIT_DAYS))));
    assert_int_equal(due.at, at(20260309, 1730));
    assert_int_equal(due.unrolled, end_of(20260307));
    assert_int_equal(due_of(at(20260309, 900), until_close(length(1, UNIT_HOURS))).at, at(20260309, 1000));
}

static void a_calendar_without_hours_ends_its_days_at_midnight(void **state) {
    (void)state;
    struct calendar_part *bare = new_part(20260301, 20260331, none, none, false);
    const struct calendar_part *parts[] = {bare};
    struct calendar calendar = {"bare", parts, 1, 1};
    struct term term = {at(20260309, 900), until_close(length(1, UNIT_WORKDAYS)), NULL, 0, {0}};
    assert_int_equal(cgov__due(&calendar, OFFSET, &term).at, end_of(20260310));
    term.length = length(1, UNIT_WORKHOURS); /* a working day without hours does not say when they are used up */
    assert_int_equal(cgov__due(&calendar, OFFSET, &term).at, DUE_UNKNOWN);
    assert_int_equal(cgov__due(&calendar, OFFSET, &term).missing_year, 2026);
    free_parts(&bare, 1);
}

static void pauses_add_what_they_took(void **state) {
    (void)state;
    /* Days: the difference of the dates, however little of them was paused; the start's day is excluded anyway. */
    struct length days = rolled(length(60, UNIT_DAYS));
    assert_int_equal(due_with(at(20260210, 900), days, at(20260301, 1000), at(20260301, 1700), no_extension).unrolled,
                     end_of(20260411));
    assert_int_equal(due_with(at(20260210, 900), days, at(20260301, 2359), at(20260302, 1), no_extension).unrolled,
                     end_of(20260412));
    struct due due = due_with(at(20260210, 900), days, at(20260301, 1000), at(20260307, 900), no_extension);
    assert_int_equal(due.unrolled, end_of(20260417));
    assert_int_equal(due.at, end_of(20260417));
    /* A pause moves the due before it is rolled. */
    due = due_with(at(20260210, 900), days, at(20260301, 1000), at(20260308, 900), no_extension);
    assert_int_equal(due.unrolled, end_of(20260418));
    assert_int_equal(due.at, end_of(20260420));
    /* Workdays: those after the first date up to the second. 03-06 is a Friday. */
    struct length work = length(5, UNIT_WORKDAYS);
    assert_int_equal(due_with(at(20260302, 900), work, at(20260306, 900), at(20260308, 900), no_extension).at,
                     end_of(20260309));
    assert_int_equal(due_with(at(20260302, 900), work, at(20260306, 900), at(20260309, 900), no_extension).at,
                     end_of(20260310));
    assert_int_equal(due_with(at(20260302, 900), work, at(20260304, 900), at(20260304, 901), no_extension).at,
                     end_of(20260309));
    /* Months: as days. */
    assert_int_equal(
        due_with(at(20260131, 900), length(1, UNIT_MONTHS), at(20260210, 900), at(20260212, 900), no_extension).at,
        end_of(20260302));
    /* Hours and minutes: the time itself. */
    assert_int_equal(
        due_with(at(20260309, 900), length(2, UNIT_HOURS), at(20260309, 1000), at(20260309, 1030) + 7, no_extension).at,
        at(20260309, 1130) + 7);
    assert_int_equal(
        due_with(at(20260309, 900), length(30, UNIT_MINUTES), at(20260309, 901), at(20260309, 911), no_extension).at,
        at(20260309, 940));
    /* Workhours: the working time in it. 11:00 to 15:00 holds two hours of it. */
    assert_int_equal(
        due_with(at(20260309, 900), length(3, UNIT_WORKHOURS), at(20260309, 1100), at(20260309, 1500), no_extension).at,
        at(20260309, 1600));
    assert_int_equal(
        due_with(at(20260306, 1700), length(1, UNIT_WORKHOURS), at(20260306, 1710), at(20260309, 840), no_extension).at,
        at(20260309, 930));
}

/* A pause that began after the due makes nothing on time, whatever it is rolled over. 2026-09-30 is a Wednesday before
 * a holiday until 10-07; 03-06 a Friday. */
static void what_was_late_stays_late(void **state) {
    (void)state;
    const struct length sixty = rolled(length(60, UNIT_DAYS));
    const int64_t start = at(20260801, 900), from = at(20261001, 900), to = at(20261002, 900);
    assert_int_equal(due_with(start, sixty, from, to, no_extension).at, at(20261001, 2400) - 1);
    /* One that began on time is rolled as ever. */
    assert_int_equal(due_with(start, sixty, at(20260930, 2359), to, no_extension).at, end_of(20261008));
    /* Each kind of length that a rest day, a day's end or a close could carry past the pause's end. */
    assert_int_equal(
        due_with(at(20260305, 900), length(1, UNIT_WORKDAYS), at(20260307, 900), at(20260309, 900), no_extension).at,
        at(20260308, 2400) - 1);
    assert_int_equal(due_with(at(20260305, 900), until_close(length(1, UNIT_DAYS)), at(20260306, 2000),
                              at(20260307, 900), no_extension)
                         .at,
                     due_of(at(20260305, 900), until_close(length(1, UNIT_DAYS))).at + (INT64_C(13) * 3600 * 1000));
    const int64_t close = due_of(at(20260306, 830), length(24, UNIT_WORKHOURS)).at;
    assert_true(
        due_with(at(20260306, 830), length(24, UNIT_WORKHOURS), close + 1, close + 2 * 24 * 3600 * 1000, no_extension)
            .at < close + 2 * 24 * 3600 * 1000);
    /* Nor does a second one; and what it is late by stays. */
    const struct pause_span pauses[] = {{from, to}, {to + 1, to + 1001}};
    const struct term term = {start, sixty, pauses, 2, {0}};
    assert_int_equal(cgov__due(&china, OFFSET, &term).at, at(20261001, 2400) - 1 + 1000);
    /* An extension is granted to what is late as well. */
    assert_int_equal(due_with(start, sixty, from, to, length(30, UNIT_DAYS)).at, end_of(20261102));
}

static void several_pauses_add_up(void **state) {
    (void)state;
    const struct pause_span pauses[] = {{at(20260303, 900), at(20260304, 900)}, {at(20260305, 900), at(20260307, 900)}};
    struct term term = {at(20260302, 900), length(10, UNIT_DAYS), pauses, 2, {0}};
    assert_int_equal(cgov__due(&china, OFFSET, &term).at, end_of(20260315));
    term.length = length(48, UNIT_HOURS);
    assert_int_equal(cgov__due(&china, OFFSET, &term).at, at(20260307, 900));
    term.length = length(1, UNIT_WORKDAYS);
    assert_int_equal(cgov__due(&china, OFFSET, &term).at, end_of(20260305));
}

static void an_extension_counts_from_the_unrolled_due(void **state) {
    (void)state;
    struct length days = rolled(length(60, UNIT_DAYS));
    /* 02-10 + 60 = 04-11, a Saturday, rolled to 04-13; 30 more are counted from 04-11. */
    struct due due = due_with(at(20260210, 900), days, 0, 0, length(30, UNIT_DAYS));
    assert_int_equal(due.unrolled, end_of(20260511));
    assert_int_equal(due.at, end_of(20260511));
    /* In its own unit, and rolled when either is. */
    due = due_with(at(20260210, 900), days, 0, 0, length(1, UNIT_WORKDAYS));
    assert_int_equal(due.unrolled, end_of(20260413));
    due = due_with(at(20260302, 900), length(5, UNIT_WORKDAYS), 0, 0, rolled(length(5, UNIT_DAYS)));
    assert_int_equal(due.unrolled, end_of(20260314));
    assert_int_equal(due.at, end_of(20260316));
    /* After a pause as well. */
    due = due_with(at(20260210, 900), days, at(20260301, 1000), at(20260307, 900), length(30, UNIT_DAYS));
    assert_int_equal(due.unrolled, end_of(20260517));
    assert_int_equal(due.at, end_of(20260518));
    /* Units of time go on from the instant, units of days to a day's end. */
    assert_int_equal(due_with(at(20260309, 900), length(2, UNIT_HOURS), 0, 0, length(30, UNIT_MINUTES)).at,
                     at(20260309, 1130));
    assert_int_equal(due_with(at(20260309, 900), length(2, UNIT_WORKHOURS), 0, 0, length(2, UNIT_WORKHOURS)).at,
                     at(20260309, 1500));
    assert_int_equal(due_with(at(20260309, 900), length(2, UNIT_HOURS), 0, 0, length(1, UNIT_DAYS)).at,
                     end_of(20260310));
    assert_int_equal(due_with(at(20260309, 900), length(1, UNIT_MONTHS), 0, 0, length(1, UNIT_MONTHS)).at,
                     end_of(20260509));
}

static void assert_unknown(struct due due, int32_t year) {
    assert_int_equal(due.at, DUE_UNKNOWN);
    assert_int_equal(due.missing_year, year);
}

static void what_no_calendar_covers_is_not_known(void **state) {
    (void)state;
    assert_unknown(due_of(at(20261230, 900), length(2, UNIT_WORKDAYS)), 2027);
    assert_int_equal(due_of(at(20261230, 900), length(1, UNIT_WORKDAYS)).at, end_of(20261231));
    assert_unknown(due_of(at(20261231, 1600), length(2, UNIT_WORKHOURS)), 2027);
    assert_int_equal(due_of(at(20261231, 1530), length(2, UNIT_WORKHOURS)).at, at(20261231, 1730));
    assert_unknown(due_of(at(20240101, 900), length(1, UNIT_WORKDAYS)), 2024);
    assert_int_equal(due_of(at(20241231, 900), length(1, UNIT_WORKDAYS)).at, end_of(20250102));

    struct due due = due_of(at(20261231, 900), rolled(length(15, UNIT_DAYS)));
    assert_unknown(due, 2027);
    assert_int_equal(due.unrolled, end_of(20270115));
    due = due_of(at(20261220, 900), rolled(length(11, UNIT_DAYS)));
    assert_int_equal(due.at, end_of(20261231));
    assert_unknown(due_of(at(20261220, 900), until_close(length(12, UNIT_DAYS))), 2027);
    assert_unknown(due_of(at(20261220, 900), rolled(length(12 * 24, UNIT_HOURS))), 2027);
    /* What asks no calendar is known without one. */
    assert_int_equal(due_of(at(20261231, 900), length(15, UNIT_DAYS)).at, end_of(20270115));
    assert_int_equal(due_of(at(20991231, 900), length(MAX_LENGTH, UNIT_MONTHS)).missing_year, 0);
    /* A pause and an extension must be covered as well; the first gap is told. */
    due = due_with(at(20251230, 900), length(1, UNIT_WORKDAYS), at(20261231, 0), at(20280101, 0), no_extension);
    assert_unknown(due, 2027);
    assert_int_equal(due.unrolled, DUE_UNKNOWN);
    due = due_with(at(20261228, 900), length(2, UNIT_WORKHOURS), at(20261230, 0), at(20270102, 0), no_extension);
    assert_unknown(due, 2027);
    assert_unknown(due_with(at(20261228, 900), length(1, UNIT_DAYS), 0, 0, length(9, UNIT_WORKDAYS)), 2027);

    struct term term = {at(20260309, 900), length(1, UNIT_WORKDAYS), NULL, 0, {0}};
    assert_unknown(cgov__due(NULL, OFFSET, &term), 2026);
    term.length = rolled(length(1, UNIT_DAYS));
    assert_unknown(cgov__due(NULL, OFFSET, &term), 2026);
    term.length = length(1, UNIT_WORKHOURS);
    assert_unknown(cgov__due(NULL, OFFSET, &term), 2026);
    term.length = length(1, UNIT_DAYS);
    assert_int_equal(cgov__due(NULL, OFFSET, &term).at, end_of(20260310));
}

static void a_calendar_that_never_works_ends(void **state) {
    (void)state;
    static const struct days always[] = {{20260101, 20261231}, {0, 0}};
    struct calendar_part *rest = new_part(20260101, 20261231, always, none, true);
    const struct calendar_part *parts[] = {rest};
    struct calendar calendar = {"rest", parts, 1, 1};
    struct term term = {at(20260309, 900), length(1, UNIT_WORKDAYS), NULL, 0, {0}};
    assert_unknown(cgov__due(&calendar, OFFSET, &term), 2027);
    term.length = length(1, UNIT_WORKHOURS);
    assert_unknown(cgov__due(&calendar, OFFSET, &term), 2027);
    term.length = rolled(length(1, UNIT_DAYS));
    assert_unknown(cgov__due(&calendar, OFFSET, &term), 2027);
    free_parts(&rest, 1);
}

static void the_local_day_decides(void **state) {
    (void)state;
    /* 2026-03-09 23:30 in China is 15:30 UTC; one second before and after local midnight are two days. */
    int64_t midnight = at(20260310, 0);
    assert_int_equal(due_of(midnight - 1, length(1, UNIT_DAYS)).at, end_of(20260310));
    assert_int_equal(due_of(midnight, length(1, UNIT_DAYS)).at, end_of(20260311));
    struct term term = {midnight, length(1, UNIT_DAYS), NULL, 0, {0}};
    assert_int_equal(cgov__due(NULL, 0, &term).at, end_of(20260310) + OFFSET);
    term.start = -1; /* before 1970 */
    assert_int_equal(cgov__due(NULL, 0, &term).at, MS_PER_DAY - 1);
}

static void what_asks_a_calendar(void **state) {
    (void)state;
    static const uint8_t asks[] = {UNIT_WORKDAYS, UNIT_WORKHOURS},
                         not [] = {UNIT_DAYS, UNIT_HOURS, UNIT_MINUTES, UNIT_MONTHS};
    for (size_t i = 0; i < sizeof asks; i++) {
        struct length made = length(1, asks[i]);
        assert_true(cgov__asks_calendar(&made));
    }
    for (size_t i = 0; i < sizeof not ; i++) {
        struct length made = length(1, not [i]), moved = rolled(made), closed = until_close(made);
        assert_false(cgov__asks_calendar(&made));
        assert_true(cgov__asks_calendar(&moved));
        assert_int_equal(cgov__asks_calendar(&closed), not [i] == UNIT_DAYS || not [i] == UNIT_MONTHS);
    }
}

static void shares_round_down(void **state) {
    (void)state;
    const struct {
        int64_t start, due;
        uint32_t percent;
        int64_t at;
    } rows[] = {
        {1000, 2000, 50, 1500},
        {0, 99, 50, 49},
        {0, 199, 1, 1},
        {7, 7, 80, 7},
        {-100, 100, 100, 100},
        {0, INT64_MAX - 1, 100, INT64_MAX - 1},
        {0, INT64_MAX - 1, 50, INT64_MAX / 2},
        {0, DUE_UNKNOWN, 50, DUE_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct term term = {.start = rows[i].start, .length = length(1, UNIT_HOURS)};
        assert_int_equal(cgov__share_instant(NULL, OFFSET, &term, rows[i].due, rows[i].percent), rows[i].at);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(months_have_their_working_days),
        cmocka_unit_test(later_parts_win_and_others_are_unknown),
        cmocka_unit_test(workdays),
        cmocka_unit_test(days_rolled),
        cmocka_unit_test(workhours),
        cmocka_unit_test(hours_and_minutes_end_at_an_instant),
        cmocka_unit_test(months_end_on_the_day_or_the_last),
        cmocka_unit_test(close_of_business_ends_a_working_day),
        cmocka_unit_test(a_calendar_without_hours_ends_its_days_at_midnight),
        cmocka_unit_test(pauses_add_what_they_took),
        cmocka_unit_test(what_was_late_stays_late),
        cmocka_unit_test(several_pauses_add_up),
        cmocka_unit_test(an_extension_counts_from_the_unrolled_due),
        cmocka_unit_test(what_no_calendar_covers_is_not_known),
        cmocka_unit_test(a_calendar_that_never_works_ends),
        cmocka_unit_test(the_local_day_decides),
        cmocka_unit_test(what_asks_a_calendar),
        cmocka_unit_test(shares_round_down),
    };
    return cmocka_run_group_tests_name("calendar", tests, make_calendar, free_calendar);
}
