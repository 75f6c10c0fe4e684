/* Text from strangers: the grammar of RFC 3629 at all its borders, what each form refuses and why, copies cut at
 * characters, and the formatter. */
#include "base/text.h"

#include "support/test.h"

/* The grammar as RFC 3629, section 4 writes it: first byte, second byte; what follows is 80-BF. */
static const struct sequence {
    size_t len;
    uint8_t first_low, first_high, second_low, second_high;
} grammar[] = {
    {1, 0x00, 0x7f, 0, 0},       {2, 0xc2, 0xdf, 0x80, 0xbf}, {3, 0xe0, 0xe0, 0xa0, 0xbf},
    {3, 0xe1, 0xec, 0x80, 0xbf}, {3, 0xed, 0xed, 0x80, 0x9f}, {3, 0xee, 0xef, 0x80, 0xbf},
    {4, 0xf0, 0xf0, 0x90, 0xbf}, {4, 0xf1, 0xf3, 0x80, 0xbf}, {4, 0xf4, 0xf4, 0x80, 0x8f},
};

/* How many bytes the character at the start takes; 0 if there is none. */
static size_t character(const uint8_t *bytes, size_t len) {
    for (size_t i = 0; i < sizeof grammar / sizeof *grammar; i++) {
        const struct sequence *s = &grammar[i];
        if (bytes[0] < s->first_low || bytes[0] > s->first_high || s->len > len) continue;
        if (s->len > 1 && (bytes[1] < s->second_low || bytes[1] > s->second_high)) continue;
        size_t tail = 2;
        while (tail < s->len && bytes[tail] >= 0x80 && bytes[tail] <= 0xbf) tail++;
        if (tail >= s->len) return s->len;
    }
    return 0;
}

/* Refused in a name, as bytes: controls below 20 and 7F, U+0080-009F, U+061C, U+200E-200F, U+202A-202E, U+2066-2069. */
static bool refused(const uint8_t *c, size_t len) {
    if (len == 1) return c[0] < 0x20 || c[0] == 0x7f;
    if (len == 2) return (c[0] == 0xc2 && c[1] < 0xa0) || (c[0] == 0xd8 && c[1] == 0x9c);
    if (len == 4 || c[0] != 0xe2) return false;
    if (c[1] == 0x80) return c[2] == 0x8e || c[2] == 0x8f || (c[2] >= 0xaa && c[2] <= 0xae);
    return c[1] == 0x81 && c[2] >= 0xa6 && c[2] <= 0xa9;
}

static bool expected(const uint8_t *bytes, size_t len, enum text_form form) {
    for (size_t at = 0; at < len;) {
        size_t size = character(bytes + at, len - at);
        if (size == 0) return false;
        bool line = form == TEXT_BODY && (bytes[at] == '\n' || bytes[at] == '\t');
        if (!line && refused(bytes + at, size)) return false;
        at += size;
    }
    return true;
}

static bool check(const void *bytes, size_t len, enum text_form form) {
    const char *why = "";
    return cgov__text_check(bytes, len, form, 1000, &why);
}

/* Every string of up to four bytes out of those at which the grammar or a rule changes its mind. */
static void the_check_is_the_grammar(void **state) {
    (void)state;
    static const uint8_t borders[] = {0x00, 0x09, 0x0a, 0x1f, 0x20, 0x61, 0x7e, 0x7f, 0x80, 0x81, 0x8e,
                                      0x8f, 0x90, 0x9c, 0x9f, 0xa0, 0xa6, 0xaa, 0xaf, 0xbf, 0xc0, 0xc1,
                                      0xc2, 0xd8, 0xdf, 0xe0, 0xe1, 0xe2, 0xec, 0xed, 0xee, 0xef, 0xf0,
                                      0xf1, 0xf3, 0xf4, 0xf5, 0xf7, 0xf8, 0xfc, 0xfe, 0xff};
    enum { N = sizeof borders };
    uint32_t strings = 1;
    for (size_t len = 1; len <= 4; len++) {
        strings *= N;
        uint8_t *bytes = malloc(len); /* exactly, so that a read past it is seen */
        for (uint32_t i = 0; i < strings; i++) {
            uint32_t rest = i;
            for (size_t j = 0; j < len; j++, rest /= N) bytes[j] = borders[rest % N];
            bool name = check(bytes, len, TEXT_NAME), body = check(bytes, len, TEXT_BODY);
            if (name != expected(bytes, len, TEXT_NAME)) fail_msg("name, string %u of length %u", i, (unsigned)len);
            if (body != expected(bytes, len, TEXT_BODY)) fail_msg("body, string %u of length %u", i, (unsigned)len);
        }
        free(bytes);
    }
}

static size_t encode(uint8_t *into, uint32_t code) {
    size_t len = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const uint8_t leads[] = {0, 0, 0xc0, 0xe0, 0xf0};
    for (size_t i = len - 1; i > 0; i--, code >>= 6) into[i] = (uint8_t)(0x80 | (code & 0x3f));
    into[0] = (uint8_t)(leads[len] | code);
    return len;
}

/* Nothing but printable ASCII, U+3000 to U+CFFF and U+E000 to U+FFFF. */
static bool is_plain(const uint8_t *bytes, size_t len) {
    for (size_t at = 0, size; at < len; at += size) {
        size = character(bytes + at, len - at);
        if (size == 1 ? bytes[at] < 0x20 || bytes[at] > 0x7e : size != 3 || bytes[at] < 0xe3 || bytes[at] == 0xed)
            return false;
    }
    return true;
}

static void every_code_point(void **state) {
    (void)state;
    uint32_t taken = 0;
    for (uint32_t code = 0; code < 0x120000; code++) {
        uint8_t bytes[4];
        size_t len = encode(bytes, code);
        bool name = check(bytes, len, TEXT_NAME);
        if (name != expected(bytes, len, TEXT_NAME)) fail_msg("U+%X", (unsigned)code);
        if (cgov__text_is_plain((const char *)bytes, len) != is_plain(bytes, len)) fail_msg("U+%X", (unsigned)code);
        taken += name;
    }
    /* All but surrogates, C0 and DEL and C1, bidi controls. */
    assert_int_equal(taken, 0x110000 - 2048 - 65 - 12);
}

/* Long stretches of letters are passed over eight at a time: whatever stands among them is found at every place. */
static void one_among_letters(void **state) {
    (void)state;
    static const char *const others[] = {"\xe3\x80\x80", "\xec\xbf\xbf",
                                         "\xe2\xbf\xbf", "\xed\x80\x80",
                                         "\xed\xa0\x80", "\xee\x80\x80",
                                         "\xef\xbb\xbf", "\xe1\x80\x80",
                                         "\xe2\x80\xa8", "a",
                                         "\x7f",         "\xe2\x80\xae",
                                         "\xef\xbf\xbd", "\xf0\x9f\x98\x80",
                                         "\xe4\xb8",     "\xe4\xb8\x41",
                                         "\xe4\x41\x80", "\xb8\xad",
                                         "\xe4",         "\n",
                                         "\xe3\x7f\x80", "\xe3\xc0\x80",
                                         "\xe3\x80\xc0"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        for (size_t before = 0; before < 20; before++)
            for (size_t after = 0; after < 20; after++) {
                char text[256] = "";
                for (size_t n = 0; n < before; n++) strcat(text, "\xe4\xb8\xad");
                strcat(text, others[i]);
                for (size_t n = 0; n < after; n++) strcat(text, "\xe8\xb7\xaf");
                size_t len = strlen(text);
                assert_int_equal(check(text, len, TEXT_NAME), expected((const uint8_t *)text, len, TEXT_NAME));
                assert_int_equal(check(text, len, TEXT_BODY), expected((const uint8_t *)text, len, TEXT_BODY));
                assert_int_equal(cgov__text_is_plain(text, len), is_plain((const uint8_t *)text, len));
            }
}

static void each_fault_has_its_words(void **state) {
    (void)state;
    static const struct {
        const char *text;
        uint64_t len;
        enum text_form form;
        const char *why; /* NULL: good */
    } cases[] = {
        {"", 0, TEXT_NAME, NULL},
        {NULL, 0, TEXT_BODY, NULL},
        {"朝阳门街道", 15, TEXT_NAME, NULL},
        {"路灯 💡", 11, TEXT_NAME, NULL},
        {"12345678901234567", 17, TEXT_NAME, "is too long"},
        {"1234567890123456", 16, TEXT_NAME, NULL},
        {"a\0b", 3, TEXT_NAME, "holds a NUL"},
        {"a\0b", 3, TEXT_BODY, "holds a NUL"},
        {"a\nb\tc", 5, TEXT_BODY, NULL},
        {"a\nb", 3, TEXT_NAME, "holds a control character"},
        {"a\tb", 3, TEXT_NAME, "holds a control character"},
        {"a\rb", 3, TEXT_BODY, "holds a carriage return (lines end with LF alone)"},
        {"\xc2\x85", 2, TEXT_BODY, "holds a control character"},
        {"\xe2\x80\xae", 3, TEXT_NAME, "holds a bidi control character"},
        {"\xe2\x81\xa6", 3, TEXT_BODY, "holds a bidi control character"},
        {"\xd8\x9c", 2, TEXT_NAME, "holds a bidi control character"},
        {"a\xc0\x80", 3, TEXT_NAME, "is not UTF-8"},
        {"\xed\xa0\x80", 3, TEXT_NAME, "is not UTF-8"},
        {"\xf4\x90\x80\x80", 4, TEXT_NAME, "is not UTF-8"},
        {"朝", 2, TEXT_NAME, "is not UTF-8"},
        {"on_time_2", 9, TEXT_SYMBOL, NULL},
        {"_", 1, TEXT_SYMBOL, NULL},
        {"", 0, TEXT_SYMBOL, "is not a symbol (1 to 31 of a-z, 0-9 and _)"},
        {"Upper", 5, TEXT_SYMBOL, "is not a symbol (1 to 31 of a-z, 0-9 and _)"},
        {"a-b", 3, TEXT_SYMBOL, "is not a symbol (1 to 31 of a-z, 0-9 and _)"},
        {"a\0b", 3, TEXT_SYMBOL, "is not a symbol (1 to 31 of a-z, 0-9 and _)"},
        {"路", 3, TEXT_SYMBOL, "is not a symbol (1 to 31 of a-z, 0-9 and _)"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *why = NULL;
        bool good = cgov__text_check(cases[i].text, cases[i].len, cases[i].form, 16, &why);
        assert_int_equal(good, cases[i].why == NULL);
        if (cases[i].why) assert_string_equal(why, cases[i].why);
    }
    const char *why = NULL, *letters = "abcdefghijklmnopqrstuvwxyz012345";
    assert_true(cgov__text_check(letters, 31, TEXT_SYMBOL, 100, &why));
    assert_false(cgov__text_check(letters, 32, TEXT_SYMBOL, 100, &why));
    assert_false(cgov__text_check(letters, UINT64_MAX, TEXT_NAME, 100, &why));
}

static void lengths_are_resolved(void **state) {
    (void)state;
    cgov_text out = {NULL, 7};
    assert_true(cgov__text_resolve(&(cgov_text){"诉求", CGOV_NUL_TERMINATED}, &out));
    assert_int_equal(out.len, 6);
    assert_true(cgov__text_resolve(&(cgov_text){"abcdef", 3}, &out));
    assert_int_equal(out.len, 3);
    assert_true(cgov__text_resolve(&(cgov_text){NULL, 0}, &out));
    assert_true(out.ptr == NULL && out.len == 0);
    assert_false(cgov__text_resolve(&(cgov_text){NULL, 1}, &out));
    assert_false(cgov__text_resolve(&(cgov_text){NULL, CGOV_NUL_TERMINATED}, &out));
    cgov_text text = {"x", CGOV_NUL_TERMINATED}; /* in place */
    assert_true(cgov__text_resolve(&text, &text));
    assert_int_equal(text.len, 1);
}

/* And end with "..." from the smallest that has room for it and one character. */
static void copies_are_cut_at_a_character(void **state) {
    (void)state;
    static const char text[] = "aé朝💡z"; /* characters start at 0 1 3 6 10, the end is 11 */
    static const size_t kept[] = {0, 0, 1, 1, 3, 1, 1, 3, 3, 3, 6, 6, 11, 11};
    for (size_t cap = 1; cap < sizeof kept / sizeof *kept; cap++) {
        char *into = malloc(cap);
        memset(into, '#', cap);
        cgov__text_copy(into, cap, text, sizeof text - 1);
        const char *tail = cap > 4 && cap < sizeof text ? "..." : "";
        assert_memory_equal(into, text, kept[cap]);
        assert_string_equal(into + kept[cap], tail);

        memset(into, '#', cap);
        cgov__format(into, cap, "%s", text);
        assert_memory_equal(into, text, kept[cap]);
        assert_string_equal(into + kept[cap], tail);
        free(into);
    }
    char untouched = '#';
    cgov__text_copy(&untouched, 0, "abc", 3);
    cgov__format(&untouched, 0, "abc");
    assert_int_equal(untouched, '#');
    cgov__text_copy(&untouched, 1, NULL, 0);
    assert_int_equal(untouched, 0);
    char small[3] = "##";
    cgov__text_copy(small, sizeof small, "\x80\x80\x80\x80", 4); /* no border to cut at */
    assert_string_equal(small, "");
}

static void messages_are_put_together(void **state) {
    (void)state;
    char into[100];
    cgov_text whole = {"网格员", CGOV_NUL_TERMINATED}, part = {"abcdef", 3}, none = {NULL, 0}, bad = {NULL, 4};
    cgov__format(into, sizeof into, "%s holds %t|%t|%t|%t, 100%%", "role", &whole, &part, &none, &bad);
    assert_string_equal(into, "role holds 网格员|abc||, 100%");
    cgov__format(into, sizeof into, "%u %u %u", UINT64_C(0), UINT64_C(10), UINT64_MAX);
    assert_string_equal(into, "0 10 18446744073709551615");
    cgov__format(into, sizeof into, "%d,%d,%d,%d", INT64_C(0), INT64_C(-1), INT64_MAX, INT64_MIN);
    assert_string_equal(into, "0,-1,9223372036854775807,-9223372036854775808");
    cgov__format(into, sizeof into, "%i|%i|%i", INT64_C(1772413200000), INT64_C(28800000), INT64_C(0),
                 INT64_C(-12600000), INT64_C(253402300799999), INT64_C(0));
    assert_string_equal(into, "2026-03-02T09:00:00.000+08:00|1969-12-31T20:30:00.000-03:30|"
                              "9999-12-31T23:59:59.999+00:00");
    cgov__format(into, sizeof into, "%l, %l, %l, %l, %l, %l", UINT64_C(0), UINT64_C(86400000), UINT64_C(2678400000),
                 UINT64_C(90000), UINT64_C(3600000), UINT64_C(1001));
    assert_string_equal(into, "0 ms, 1 day, 31 days, 90 seconds, 1 hour, 1001 ms");
    cgov__format(into, sizeof into, "%y %y", UINT64_C(20260303), UINT64_C(99991231));
    assert_string_equal(into, "2026-03-03 9999-12-31");
    cgov__format(into, sizeof into, "");
    assert_string_equal(into, "");
    cgov__format(into, sizeof into, "%s%%", "");
    assert_string_equal(into, "%");

    char short_one[8];
    cgov__format(short_one, sizeof short_one, "abc%tde%d", &(cgov_text){"朝阳", 6}, INT64_C(1));
    assert_string_equal(short_one, "abc..."); /* nothing follows a cut, even what would fit */
    cgov__format(short_one, sizeof short_one, "%s%d", "abc", INT64_C(-1234));
    assert_string_equal(short_one, "abc-...");
    cgov__format(short_one, sizeof short_one, "1234567");
    assert_string_equal(short_one, "1234567");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_check_is_the_grammar),  cmocka_unit_test(every_code_point),
        cmocka_unit_test(one_among_letters),         cmocka_unit_test(each_fault_has_its_words),
        cmocka_unit_test(lengths_are_resolved),      cmocka_unit_test(copies_are_cut_at_a_character),
        cmocka_unit_test(messages_are_put_together),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
