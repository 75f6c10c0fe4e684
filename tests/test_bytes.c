/* Memory that counts, bytes out and in: exact forms, borders, refusals, and no memory at every step. */
#include "base/bytes.h"

#include "base/among.h"

#include "support/alloc.h"
#include "support/random.h"
#include "support/test.h"

static void mem_counts_every_byte(void **state) {
    (void)state;
    struct test_alloc alloc = {0};
    cgov_allocator table = test_alloc_table(&alloc);
    struct mem mem;
    cgov__mem_init(&mem, &table);

    assert_null(cgov__mem_resize(&mem, NULL, 0, 0));
    uint8_t *block = cgov__mem_resize(&mem, NULL, 0, 10);
    memcpy(block, "0123456789", 10);
    test_alloc_fail(&alloc, 1, false);
    assert_null(cgov__mem_resize(&mem, block, 10, 20));
    assert_int_equal(mem.used, 10);
    assert_memory_equal(block, "0123456789", 10);

    block = cgov__mem_resize(&mem, block, 10, 20);
    assert_memory_equal(block, "0123456789", 10);
    assert_int_equal(mem.used, 20);
    assert_int_equal(alloc.live_bytes, 20);
    block = cgov__mem_resize(&mem, block, 20, 3);
    assert_int_equal(mem.used, 3);
    assert_null(cgov__mem_resize(&mem, block, 3, 0));
    assert_int_equal(mem.used, 0);
    test_alloc_is_empty(&alloc);
}

static void mem_takes_libc_by_default(void **state) {
    (void)state;
    cgov_allocator empty = {0};
    const cgov_allocator *given[] = {NULL, &empty};
    for (size_t i = 0; i < 2; i++) {
        struct mem mem;
        cgov__mem_init(&mem, given[i]);
        void *block = cgov__mem_resize(&mem, NULL, 0, 100);
        assert_non_null(block);
        block = cgov__mem_resize(&mem, block, 100, 100000);
        assert_int_equal(mem.used, 100000);
        cgov__mem_resize(&mem, block, 100000, 0);
        assert_int_equal(mem.used, 0);
    }
}

static void mem_grows_by_doubling_and_zeroes(void **state) {
    (void)state;
    struct test_alloc alloc = {0};
    cgov_allocator table = test_alloc_table(&alloc);
    struct mem mem;
    cgov__mem_init(&mem, &table);
    uint32_t *numbers = NULL, cap = 0;
    for (uint32_t need = 1; need <= 1000; need++) {
        numbers = cgov__mem_grow(&mem, numbers, &cap, sizeof *numbers, need);
        assert_true(cap >= need && numbers[need - 1] == 0);
        numbers[need - 1] = need;
    }
    for (uint32_t i = 0; i < 1000; i++) assert_int_equal(numbers[i], i + 1);
    assert_int_equal(cap, 1024);
    assert_int_equal(alloc.calls, 8); /* 8, 16 ... 1024 */

    test_alloc_fail(&alloc, 1, false);
    assert_null(cgov__mem_grow(&mem, numbers, &cap, sizeof *numbers, 1025));
    assert_int_equal(cap, 1024);
    assert_null(cgov__mem_grow(&mem, numbers, &cap, SIZE_MAX / 2, 1025)); /* would overflow */
    cgov__mem_resize(&mem, numbers, cap * sizeof *numbers, 0);
    assert_int_equal(mem.used, 0);
    test_alloc_is_empty(&alloc);
}

static void numbers_have_one_exact_form(void **state) {
    (void)state;
    static const uint8_t expected[] = {
        0xab,                                                       /* u8 */
        0x04, 0x03, 0x02, 0x01,                                     /* u32 */
        0x08, 0x07, 0x06, 0x05, 0x04, 0x03, 0x02, 0x01,             /* u64 */
        0x00,                                                       /* varint 0 */
        0x7f,                                                       /* varint 127 */
        0x80, 0x01,                                                 /* varint 128 */
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01, /* varint UINT64_MAX */
        0x00, 0x01, 0x02, 0x03,                                     /* zigzag 0, -1, 1, -2 */
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01, /* zigzag INT64_MIN */
        'h',  'i',
    };
    struct mem mem;
    struct buf buf;
    cgov__mem_init(&mem, NULL);
    cgov__buf_init(&buf, &mem);
    cgov__buf_u8(&buf, 0xab);
    cgov__buf_u32(&buf, 0x01020304);
    cgov__buf_u64(&buf, UINT64_C(0x0102030405060708));
    cgov__buf_varint(&buf, 0);
    cgov__buf_varint(&buf, 127);
    cgov__buf_varint(&buf, 128);
    cgov__buf_varint(&buf, UINT64_MAX);
    static const int64_t near_zero[] = {0, -1, 1, -2};
    for (int i = 0; i < 4; i++) cgov__buf_zigzag(&buf, near_zero[i]);
    cgov__buf_zigzag(&buf, INT64_MIN);
    cgov__buf_put(&buf, "hi", 2);
    cgov__buf_put(&buf, NULL, 0);
    assert_false(buf.failed);
    assert_int_equal(buf.len, sizeof expected);
    assert_memory_equal(buf.data, expected, sizeof expected);

    struct cursor cursor = cgov__cursor(buf.data, buf.len);
    assert_int_equal(cgov__get_u8(&cursor), 0xab);
    assert_int_equal(cgov__get_u32(&cursor), 0x01020304);
    assert_true(cgov__get_u64(&cursor) == UINT64_C(0x0102030405060708));
    assert_int_equal(cgov__get_varint(&cursor), 0);
    assert_int_equal(cgov__get_varint(&cursor), 127);
    assert_int_equal(cgov__get_varint(&cursor), 128);
    assert_true(cgov__get_varint(&cursor) == UINT64_MAX);
    for (int i = 0; i < 4; i++) assert_true(cgov__get_zigzag(&cursor) == near_zero[i]);
    assert_true(cgov__get_zigzag(&cursor) == INT64_MIN);
    assert_memory_equal(cgov__get_bytes(&cursor, 2), "hi", 2);
    assert_int_equal(cgov__cursor_left(&cursor), 0);
    assert_non_null(cgov__get_bytes(&cursor, 0));
    assert_false(cursor.bad);

    cgov__buf_free(&buf);
    assert_int_equal(mem.used, 0);
}

static void varints_round_trip(void **state) {
    (void)state;
    uint64_t seed = random_seed(1);
    struct mem mem;
    struct buf buf;
    cgov__mem_init(&mem, NULL);
    cgov__buf_init(&buf, &mem);
    for (int i = 0; i < 100000; i++) {
        unsigned bit = (unsigned)i % 64;
        uint64_t n = i < 192 ? (UINT64_C(1) << bit) + (uint64_t)(i / 64) - 1 : random_sized(&seed);
        cgov__buf_clear(&buf);
        cgov__buf_varint(&buf, n);
        assert_int_equal(buf.len, cgov__varint_size(n));
        cgov__buf_zigzag(&buf, (int64_t)n);
        struct cursor cursor = cgov__cursor(buf.data, buf.len);
        assert_true(cgov__get_varint(&cursor) == n);
        assert_true(cgov__get_zigzag(&cursor) == (int64_t)n);
        assert_true(!cursor.bad && cursor.at == cursor.end);
        assert_true(cgov__unzigzag(cgov__zigzag((int64_t)n)) == (int64_t)n);
    }
    cgov__buf_free(&buf);
}

/* A varint that reads well is the one form of its number: all of one, two and three bytes, and all tenth bytes. */
static void longer_varints_are_refused(void **state) {
    (void)state;
    for (uint32_t form = 0; form < UINT32_C(1) << 24; form += form < 70000 ? 1 : 37) {
        uint8_t bytes[3] = {(uint8_t)form, (uint8_t)(form >> 8), (uint8_t)(form >> 16)};
        size_t len = bytes[0] < 0x80 ? 1 : bytes[1] < 0x80 ? 2 : 3;
        bool good = len == 1 || (bytes[len - 1] != 0 && bytes[len - 1] < 0x80);
        struct cursor cursor = cgov__cursor(bytes, sizeof bytes);
        uint64_t n = cgov__get_varint(&cursor);
        assert_int_equal(cursor.bad, !good);
        if (good) assert_int_equal(cgov__varint_size(n), len);
        if (good) assert_int_equal(cgov__cursor_left(&cursor), 3 - len);
        if (!good) assert_int_equal(n, 0);
    }
    for (int tenth = 0; tenth < 256; tenth++) {
        uint8_t bytes[11] = {0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, (uint8_t)tenth, 0};
        struct cursor cursor = cgov__cursor(bytes, sizeof bytes);
        uint64_t n = cgov__get_varint(&cursor);
        assert_int_equal(cursor.bad, tenth != 1);
        assert_true(n == (tenth == 1 ? UINT64_C(1) << 63 : 0));
    }
}

static void a_cursor_stops_at_the_end_for_good(void **state) {
    (void)state;
    static const uint8_t bytes[8] = {0x81, 0x81, 0x81, 0x81, 0x81, 0x81, 0x81, 0x81};
    for (size_t len = 0; len <= 8; len++) {
        /* A block of exactly len bytes, so that a read past it is seen. */
        uint8_t *block = malloc(len ? len : 1);
        memcpy(block, bytes, len);
        struct cursor start = cgov__cursor(len ? block : NULL, len), cursor;

        assert_int_equal(((cursor = start), cgov__get_u8(&cursor), cursor.bad), len < 1);
        assert_int_equal(((cursor = start), cgov__get_u32(&cursor), cursor.bad), len < 4);
        assert_int_equal(((cursor = start), cgov__get_u64(&cursor), cursor.bad), len < 8);
        cursor = start;
        assert_non_null(cgov__get_bytes(&cursor, len));
        assert_null(cgov__get_bytes(&cursor, SIZE_MAX));
        assert_true(cursor.bad);

        cursor = start;
        assert_int_equal(cgov__get_varint(&cursor), 0);
        assert_true(cursor.bad);
        cursor.at = start.at; /* even with bytes left again, bad stays */
        assert_int_equal(cgov__get_u8(&cursor), 0);
        assert_int_equal(cgov__get_u32(&cursor), 0);
        assert_int_equal(cgov__get_u64(&cursor), 0);
        assert_int_equal(cgov__get_zigzag(&cursor), 0);
        assert_null(cgov__get_bytes(&cursor, 0));
        free(block);
    }
}

static void write_much(struct buf *buf) {
    for (uint32_t i = 0; i < 500; i++) {
        cgov__buf_varint(buf, i * UINT64_C(1000003));
        cgov__buf_u32(buf, i);
        cgov__buf_put(buf, "0123456789", i % 11);
    }
}

static void a_buffer_fails_once_and_says_so(void **state) {
    (void)state;
    struct mem plain;
    struct buf whole;
    cgov__mem_init(&plain, NULL);
    cgov__buf_init(&whole, &plain);
    write_much(&whole);

    for (int for_ever = 0; for_ever < 2; for_ever++) {
        bool done = false;
        for (uint64_t nth = 1; !done; nth++) {
            struct test_alloc alloc = {.fail_at = nth, .for_ever = for_ever};
            cgov_allocator table = test_alloc_table(&alloc);
            struct mem mem;
            struct buf buf;
            cgov__mem_init(&mem, &table);
            cgov__buf_init(&buf, &mem);
            write_much(&buf);
            done = alloc.failures == 0;
            assert_int_equal(buf.failed, !done);
            assert_int_equal(alloc.failures, !done); /* sticky: it does not ask again */
            assert_true(buf.len <= whole.len && (done || buf.len < whole.len));
            if (buf.len) assert_memory_equal(buf.data, whole.data, buf.len);
            assert_int_equal(cgov__buf_reserve(&buf, 0), done);

            alloc.fail_at = 0;
            cgov__buf_clear(&buf);
            write_much(&buf);
            assert_false(buf.failed);
            assert_int_equal(buf.len, whole.len);
            assert_memory_equal(buf.data, whole.data, whole.len);
            assert_int_equal(mem.used, alloc.live_bytes);
            cgov__buf_free(&buf);
            assert_int_equal(mem.used, 0);
            test_alloc_is_empty(&alloc);
        }
    }
    cgov__buf_free(&whole);
}

static void a_buffer_refuses_what_no_size_can_hold(void **state) {
    (void)state;
    struct test_alloc alloc = {0};
    cgov_allocator table = test_alloc_table(&alloc);
    struct mem mem;
    struct buf buf;
    cgov__mem_init(&mem, &table);
    cgov__buf_init(&buf, &mem);
    cgov__buf_u8(&buf, 1);
    assert_false(cgov__buf_reserve(&buf, SIZE_MAX));
    assert_true(buf.failed);
    cgov__buf_clear(&buf);
    assert_false(cgov__buf_reserve(&buf, SIZE_MAX)); /* the allocator says no */
    cgov__buf_clear(&buf);
    assert_true(cgov__buf_reserve(&buf, 1000));
    uint64_t calls = alloc.calls;
    for (int i = 0; i < 1000; i++) cgov__buf_u8(&buf, 7);
    assert_int_equal(alloc.calls, calls);
    cgov__buf_free(&buf);
    cgov__buf_free(&buf);
    test_alloc_is_empty(&alloc);
}

/* A number that is large as a rule is written as any: at each length, and one past it. */
static void large_numbers_are_written_alike(void **state) {
    (void)state;
    uint64_t seed = random_seed(28);
    for (uint32_t bits = 0; bits <= 64; bits++) {
        const uint64_t border = bits == 64 ? 0 : UINT64_C(1) << bits;
        const uint64_t numbers[] = {border - 1, border, border + random_below(&seed, 1u << 20)};
        for (size_t i = 0; i < 3; i++) {
            uint8_t one[10] = {0}, other[10] = {0};
            const ptrdiff_t length = cgov__put_varint(one, numbers[i]) - one;
            assert_int_equal(cgov__put_large_varint(other, numbers[i]) - other, length);
            assert_memory_equal(one, other, sizeof one);
        }
    }
}

/* At each place, its neighbours a bit away, the highest bit set or not, and none or all alike. */
static void numbers_are_found_together_as_one_by_one(void **state) {
    (void)state;
    static const uint32_t sought[] = {1, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, UINT32_MAX};
    for (size_t s = 0; s < sizeof sought / sizeof *sought; s++)
        for (uint32_t bit = 0; bit < 32; bit++) {
            uint32_t numbers[AMONG];
            for (uint32_t i = 0; i < AMONG; i++) numbers[i] = sought[s] ^ UINT32_C(1) << (bit + i) % 32;
            assert_int_equal(cgov__alike(numbers, sought[s]), 0);
            uint32_t alike = 0;
            for (uint32_t i = 0; i < AMONG; i++) {
                const uint32_t place = i * 5 % AMONG;
                numbers[place] = sought[s];
                alike |= UINT32_C(1) << place;
                assert_int_equal(cgov__alike(numbers, sought[s]), alike);
                assert_int_equal(cgov__alike_each(numbers, sought[s]), alike);
            }
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_found_together_as_one_by_one),
        cmocka_unit_test(large_numbers_are_written_alike),
        cmocka_unit_test(mem_counts_every_byte),
        cmocka_unit_test(mem_takes_libc_by_default),
        cmocka_unit_test(mem_grows_by_doubling_and_zeroes),
        cmocka_unit_test(numbers_have_one_exact_form),
        cmocka_unit_test(varints_round_trip),
        cmocka_unit_test(longer_varints_are_refused),
        cmocka_unit_test(a_cursor_stops_at_the_end_for_good),
        cmocka_unit_test(a_buffer_fails_once_and_says_so),
        cmocka_unit_test(a_buffer_refuses_what_no_size_can_hold),
    };
    return cmocka_run_group_tests_name("bytes", tests, NULL, NULL);
}
