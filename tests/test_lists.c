/* A record's two lists, bytes and typed: what is written is read as it was; one list has one spelling, so whatever is
 * read is written as the same bytes, and what would be another spelling is refused. 20,000 lists from a printed seed.
 */
#include "support/random.h"
#include "support/test.h"

#include "records/record.h"
#include "rules/calendar.h"

#define NOW INT64_C(1772413200000)

static bool read_clocks(const uint8_t *bytes, size_t len, struct clock_list *out) {
    struct cursor cursor = cgov__cursor(bytes, len);
    return cgov__get_clocks(&cursor, NOW, out) && cursor.at == cursor.end;
}

static bool read_parties(const uint8_t *bytes, size_t len, struct party_list *out) {
    struct cursor cursor = cgov__cursor(bytes, len);
    return cgov__get_parties(&cursor, out) && cursor.at == cursor.end;
}

static void some_clocks(uint64_t *seed, struct clock_list *list) {
    uint8_t clock = 0;
    for (list->count = random_below(seed, 12); clock < list->count; clock++) {
        struct clock_operation *operation = &list->at[clock];
        *operation = (struct clock_operation){clock, (uint8_t)(1 + random_below(seed, 7)), 0, 0, 0, DUE_UNKNOWN};
        if (cgov__gives_length(operation)) {
            operation->n = random_below(seed, 40000);
            operation->unit = (uint8_t)(1 + random_below(seed, 6));
        }
        if (!cgov__gives_length(operation) && operation->op != OP_RESUME) continue;
        bool known = random_below(seed, 2) == 0;
        operation->flags = (uint8_t)(random_below(seed, 4) | (known ? 0 : FLAG_UNKNOWN));
        if (known) operation->due = NOW + (int64_t)random_below(seed, 1 << 30) - 1000;
    }
}

static void what_is_written_is_read(void **state) {
    (void)state;
    uint64_t seed = random_seed(11);
    for (int run = 0; run < 20000; run++) {
        struct clock_list list, back;
        uint8_t bytes[CLOCK_LIST_BYTES], again[CLOCK_LIST_BYTES];
        some_clocks(&seed, &list);
        size_t len = (size_t)(cgov__put_clocks(bytes, &list, NOW) - bytes);
        assert_true(read_clocks(bytes, len, &back));
        assert_int_equal(back.count, list.count);
        for (uint32_t i = 0; i < list.count; i++) {
            const struct clock_operation *one = &list.at[i], *other = &back.at[i];
            assert_int_equal(one->clock, other->clock);
            assert_int_equal(one->op, other->op);
            assert_int_equal(one->unit, other->unit);
            assert_int_equal(one->flags, other->flags);
            assert_int_equal(one->n, other->n);
            assert_int_equal(one->due, other->due);
        }
        if (len == 0) continue;
        bytes[random_below(&seed, (uint32_t)len)] = (uint8_t)random_next(&seed);
        if (!read_clocks(bytes, len, &back)) continue;
        assert_int_equal(cgov__put_clocks(again, &back, NOW) - again, len);
        assert_memory_equal(bytes, again, len);
    }
}

static void operations_of_a_clock_stand_together(void **state) {
    (void)state;
    static const uint8_t rising[] = {1, OP_STOP, 1, OP_IDLE, 2, OP_STOP}, falling[] = {2, OP_STOP, 1, OP_STOP};
    struct clock_list list;
    assert_true(read_clocks(rising, sizeof rising, &list));
    assert_int_equal(list.count, 3);
    assert_false(read_clocks(falling, sizeof falling, &list));
}

static void as_many_operations_as_there_are(void **state) {
    (void)state;
    uint8_t bytes[2 * MAX_OPERATIONS + 2];
    for (uint32_t i = 0; i <= MAX_OPERATIONS; i++) {
        bytes[2 * i] = (uint8_t)(i / 3);
        bytes[2 * i + 1] = OP_STOP;
    }
    struct clock_list list;
    assert_true(read_clocks(bytes, sizeof bytes - 2, &list));
    assert_int_equal(list.count, MAX_OPERATIONS);
    assert_false(read_clocks(bytes, sizeof bytes, &list));
}

static void what_is_no_operation(void **state) {
    (void)state;
    static const struct {
        uint8_t bytes[16];
        uint8_t len;
    } wrong[] = {
        {{0}, 1},                                                                /* no op */
        {{0, 0}, 2},                                                             /* no such op */
        {{0, 8}, 2},                                                             /* nor this */
        {{0, OP_START, 15, 1}, 4},                                               /* no flags */
        {{0, OP_START, 15, 1, 8}, 5},                                            /* no such flag */
        {{0, OP_START, 15, 1, 0}, 5},                                            /* no due */
        {{0, OP_START, 0x8f, 0, 1, 4}, 6},                                       /* a longer spelling of 15 */
        {{0, OP_START, 0x80, 0x80, 0x80, 0x80, 0x10, 1, 4}, 9},                  /* 2^32 */
        {{0, OP_RESUME, 0, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f}, 11}, /* a due before all time */
    };
    struct clock_list list;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_false(read_clocks(wrong[i].bytes, wrong[i].len, &list));
    static const uint8_t most[] = {0, OP_START, 0xff, 0xff, 0xff, 0xff, 0x0f, 1, 4};
    assert_true(read_clocks(most, sizeof most, &list));
    assert_int_equal(list.at[0].n, UINT32_MAX);
}

static void parties_rise(void **state) {
    (void)state;
    static const uint8_t fine[] = {0, 0x42, 15, 0x83, 1}, twice[] = {1, 0x42, 1, 0x42}, falling[] = {3, 0x42, 1, 0x42};
    static const uint8_t past[] = {16, 0x42}, cut[] = {1};
    struct party_list list = {0};
    assert_true(read_parties(fine, sizeof fine, &list));
    assert_int_equal(list.set, 0x8001);
    assert_int_equal(list.ids[0], cgov__id(2, 1));
    assert_int_equal(list.ids[15], cgov__id(3, 2));
    uint8_t bytes[PARTY_LIST_BYTES];
    assert_int_equal(cgov__put_parties(bytes, &list) - bytes, sizeof fine);
    assert_memory_equal(bytes, fine, sizeof fine);
    assert_false(read_parties(twice, sizeof twice, &list));
    assert_false(read_parties(falling, sizeof falling, &list));
    assert_false(read_parties(past, sizeof past, &list));
    assert_false(read_parties(cut, sizeof cut, &list));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(operations_of_a_clock_stand_together),
        cmocka_unit_test(as_many_operations_as_there_are),
        cmocka_unit_test(what_is_no_operation),
        cmocka_unit_test(parties_rise),
    };
    return cmocka_run_group_tests_name("lists", tests, NULL, NULL);
}
