/* Untrusted text, checked once at the border.
 *
 * The check decodes strictly: the shortest form only, no surrogates, nothing above U+10FFFF, so equal texts are equal
 * bytes and no reader after this one can see another text in them. Controls and bidi controls are refused because what
 * is stored is shown: a line must stay one line, and read in the order it was written. Unicode grows; these rules name
 * code points that are fixed for ever, so every version of the library gives the same answer. */
#include "base/text.h"

#include "base/bytes.h"
#include "base/civil.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

uint32_t cgov__text_next(const uint8_t **at, const uint8_t *end) {
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000}; /* by length; below it a shorter form exists */
    uint32_t code = *(*at)++;
    if (code < 0x80) return code;

    int len = code >= 0xf0 ? 4 : code >= 0xe0 ? 3 : 2;
    if (code < 0xc0 || code > 0xf7 || end - *at < len - 1) return NOT_UTF8;
    code &= 0x7fu >> len;
    for (int i = 1; i < len; i++) {
        uint32_t byte = *(*at)++;
        if ((byte & 0xc0) != 0x80) return NOT_UTF8;
        code = code << 6 | (byte & 0x3f);
    }
    bool surrogate = code >= 0xd800 && code <= 0xdfff;
    return code < least[len] || surrogate || code > 0x10ffff ? NOT_UTF8 : code;
}

static bool is_control(uint32_t code) {
    return code < 0x20 || (code >= 0x7f && code <= 0x9f);
}

static bool is_bidi_control(uint32_t code) {
    return code == 0x061c || code == 0x200e || code == 0x200f || (code >= 0x202a && code <= 0x202e) ||
           (code >= 0x2066 && code <= 0x2069);
}

static bool is_symbol(const char *ptr, uint64_t len) {
    for (uint64_t i = 0; i < len; i++) {
        char c = ptr[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) return false;
    }
    return len >= 1 && len <= 31;
}

#define ONES UINT64_C(0x0101010101010101)
#define TOPS (128 * ONES)
/* Of eight characters of three bytes each, in three words: where each of them begins, a 1 for each. */
static const uint64_t firsts[3] = {UINT64_C(0x0001000001000001), UINT64_C(0x0100000100000100),
                                   UINT64_C(0x0000010000010000)};

/* What a word of them differs in from bytes 10000000, and 11101111 where a character begins. */
static inline uint64_t apart(const uint8_t *at, uint64_t first) {
    return cgov__load64(at) ^ (TOPS + 111 * first);
}

/* They are eight characters U+3000 to U+CFFF or U+E000 to U+FFFF. Their first bytes, which lie at eight different
 * places of the three words, are apart from the last of these by 0 to 12, but not by 2; no other bit is amiss. */
static inline bool are_letters(const uint8_t *at) {
    const uint64_t a = apart(at, firsts[0]), b = apart(at + 8, firsts[1]), c = apart(at + 16, firsts[2]);
    const uint64_t by = (a & 255 * firsts[0]) | (b & 255 * firsts[1]) | (c & 255 * firsts[2]);
    const uint64_t none = (by + (128 - 13) * ONES) | (TOPS - (by ^ 2 * ONES));
    return (((a | b | c) & 192 * ONES) | (none & TOPS)) == 0;
}

/* The first byte of one of these characters. */
static inline bool is_letter(uint8_t byte) {
    return byte >= 0xe3 && byte != 0xed && byte <= 0xef;
}

static inline const uint8_t *past_letters(const uint8_t *at, const uint8_t *end) {
    const uint8_t *const from = at;
    while (end - at >= 24 && are_letters(at)) at += 24;
    const bool few = at != from && at != end && end - at < 24;
    if (few && are_letters(end - 24)) return end; /* the last eight, some of them once more */
    while (end - at >= 3 && is_letter(*at) && (at[1] & 0xc0) == 0x80 && (at[2] & 0xc0) == 0x80) at += 3;
    return at;
}

/* Eight bytes of printable ASCII. */
static inline bool are_ascii(const uint8_t *at) {
    const uint64_t word = cgov__load64(at);
    return ((word | (word + ONES) | (word - 32 * ONES)) & TOPS) == 0;
}

static inline const uint8_t *past_ascii(const uint8_t *at, const uint8_t *end) {
    while (end - at >= 8 && are_ascii(at)) at += 8;
    while (at < end && *at >= 0x20 && *at < 0x7f) at++;
    return at;
}

/* Past the printable ASCII and these letters and signs from here on, of which none is forbidden anywhere. */
static const uint8_t *past_plain(const uint8_t *at, const uint8_t *end) {
    const uint8_t *from;
    do {
        from = at;
        at = past_letters(at, end);
        if (at < end) at = past_ascii(at, end);
    } while (at < end && at != from);
    return at;
}

bool cgov__text_is_plain(const char *ptr, uint64_t len) {
    const uint8_t *end = (const uint8_t *)ptr + len, *at = past_ascii((const uint8_t *)ptr, end); /* as names are */
    return at == end || past_plain(at, end) == end;
}

static const char *fault_of(const char *ptr, uint64_t len, enum text_form form, uint64_t max) {
    if (len > max || len > SIZE_MAX) return "is too long";
    if (form == TEXT_SYMBOL) return is_symbol(ptr, len) ? NULL : "is not a symbol (1 to 31 of a-z, 0-9 and _)";
    if (len == 0) return NULL;

    const uint8_t *at = (const uint8_t *)ptr, *end = at + len;
    while ((at = past_plain(at, end)) < end) {
        uint32_t code = cgov__text_next(&at, end);
        if (code == NOT_UTF8) return "is not UTF-8";
        if (code == 0) return "holds a NUL";
        if (form == TEXT_BODY && (code == '\n' || code == '\t')) continue;
        if (code == '\r') return "holds a carriage return (lines end with LF alone)";
        if (is_control(code)) return "holds a control character";
        if (is_bidi_control(code)) return "holds a bidi control character";
    }
    return NULL;
}

bool cgov__text_check(const char *ptr, uint64_t len, enum text_form form, uint64_t max, const char **why) {
    const char *fault = fault_of(ptr, len, form, max);
    if (fault) *why = fault;
    return !fault;
}

/* The length of the text up to most bytes, cut at a character's border. */
static size_t cut_at(const char *text, size_t most) {
    while (most > 0 && ((uint8_t)text[most] & 0xc0) == 0x80) most--;
    return most;
}

/* Appends it, or what fits before cap - 1, which then says that it was cut; false when something was. */
static inline bool append(char *into, size_t cap, size_t *used, const char *ptr, size_t len) {
    static const char mark[] = "...";
    size_t room = cap - 1 - *used, fits = len <= room ? len : room;
    if (fits) memcpy(into + *used, ptr, fits);
    *used += fits;
    if (fits == len) {
        into[*used] = 0;
        return true;
    }
    size_t tail = cap > sizeof mark ? sizeof mark - 1 : 0;
    into[*used] = ptr[fits]; /* what a border is told by; there is room, where the NUL will stand */
    *used = cut_at(into, cap - 1 - tail);
    memcpy(into + *used, mark, tail);
    *used += tail;
    into[*used] = 0;
    return false;
}

void cgov__text_copy(char *into, size_t cap, const char *ptr, size_t len) {
    size_t used = 0;
    if (cap) append(into, cap, &used, ptr, len);
}

#define DIGITS_MAX 20 /* of UINT64_MAX, or of INT64_MIN and its sign */
#define QUOTED_MAX 31 /* a name's longest */
#define MADE_MAX (QUOTED_MAX + 2)

/* The number, written at the end of digits. */
static cgov_text number(char digits[DIGITS_MAX], uint64_t n, bool negative) {
    char *end = digits + DIGITS_MAX, *at = end;
    do { *--at = (char)('0' + n % 10); } while (n /= 10);
    if (negative) *--at = '-';
    return (cgov_text){at, (uint64_t)(end - at)};
}

static cgov_text quoted(char made[MADE_MAX], const char *name) {
    const char *why;
    size_t len = strlen(name);
    if (len == 0 || !cgov__text_check(name, len, TEXT_NAME, QUOTED_MAX, &why)) return (cgov_text){"of that name", 12};
    made[0] = made[len + 1] = '`';
    memcpy(made + 1, name, len);
    return (cgov_text){made, len + 2};
}

/* N digits, with zeros before. */
static char *digits_at(char *at, uint64_t n, uint32_t digits) {
    for (uint32_t d = digits; d-- > 0; n /= 10) at[d] = (char)('0' + n % 10);
    return at + digits;
}

/* As RFC 3339 writes it, with the offset of local time. */
static cgov_text instant(char made[MADE_MAX], int64_t at, int64_t offset) {
    const int32_t day = cgov__local_day(at, offset);
    const struct civil civil = cgov__civil_of(day);
    const uint64_t ms = (uint64_t)(at - cgov__day_start(day, offset));
    const uint64_t apart = (uint64_t)(offset < 0 ? -offset : offset) / (uint64_t)MS_PER_MINUTE;
    const struct {
        uint64_t n;
        uint32_t digits;
        char after;
    } parts[] = {{(uint64_t)civil.year, 4, '-'},
                 {civil.month, 2, '-'},
                 {civil.day, 2, 'T'},
                 {ms / 3600000, 2, ':'},
                 {ms / 60000 % 60, 2, ':'},
                 {ms / 1000 % 60, 2, '.'},
                 {ms % 1000, 3, offset < 0 ? '-' : '+'},
                 {apart / 60, 2, ':'},
                 {apart % 60, 2, 0}};
    char *to = made;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        to = digits_at(to, parts[i].n, parts[i].digits);
        if (parts[i].after != 0) *to++ = parts[i].after;
    }
    return (cgov_text){made, (uint64_t)(to - made)};
}

/* 20260302 as people write it. */
static cgov_text day(char made[MADE_MAX], uint64_t date) {
    char *to = digits_at(made, date / 10000, 4);
    *to++ = '-';
    to = digits_at(to, date / 100 % 100, 2);
    *to++ = '-';
    to = digits_at(to, date % 100, 2);
    return (cgov_text){made, (uint64_t)(to - made)};
}

/* In the greatest unit that it is whole ones of. */
static cgov_text length(char made[MADE_MAX], uint64_t ms) {
    static const struct {
        uint64_t ms;
        const char *name;
    } units[] = {{(uint64_t)MS_PER_DAY, " day"},
                 {(uint64_t)MS_PER_HOUR, " hour"},
                 {(uint64_t)MS_PER_MINUTE, " minute"},
                 {1000, " second"},
                 {1, " ms"}};
    char digits[DIGITS_MAX];
    size_t u = 0, used = 0;
    while (ms % units[u].ms != 0) u++;
    if (ms == 0) u = sizeof units / sizeof units[0] - 1;
    const cgov_text n = number(digits, ms / units[u].ms, false);
    made[0] = 0;
    append(made, MADE_MAX, &used, n.ptr, (size_t)n.len);
    append(made, MADE_MAX, &used, units[u].name, strlen(units[u].name));
    if (ms != units[u].ms && units[u].ms != 1) append(made, MADE_MAX, &used, "s", 1);
    return (cgov_text){made, used};
}

/* What a conversion stands for, taken from the arguments. */
static cgov_text converted(char conversion, va_list *args, char made[MADE_MAX]) {
    cgov_text text = {"", 0};
    switch (conversion) {
    case 's':
        text.ptr = va_arg(*args, const char *);
        text.len = strlen(text.ptr);
        return text;
    case 't':
        cgov__text_resolve(va_arg(*args, const cgov_text *), &text);
        return text;
    case 'u':
        return number(made, va_arg(*args, uint64_t), false);
    case 'd': {
        int64_t n = va_arg(*args, int64_t);
        return number(made, n < 0 ? 0 - (uint64_t)n : (uint64_t)n, n < 0);
    }
    case 'i': {
        const int64_t at = va_arg(*args, int64_t);
        return instant(made, at, va_arg(*args, int64_t));
    }
    case 'l':
        return length(made, va_arg(*args, uint64_t));
    case 'y':
        return day(made, va_arg(*args, uint64_t));
    case 'q':
        return quoted(made, va_arg(*args, const char *));
    default:
        assert(conversion == '%');
        return (cgov_text){"%", 1};
    }
}

void cgov__format_list(char *into, size_t cap, const char *format, va_list args) {
    if (!cap) return;
    into[0] = 0;
    size_t used = 0;
    va_list rest; /* args may be an array, of which there is no pointer to hand on */
    va_copy(rest, args);
    for (bool fits = true; fits && *format;) {
        char made[MADE_MAX];
        cgov_text piece = {format, strcspn(format, "%")};
        if (piece.len == 0) {
            piece = converted(format[1], &rest, made);
            format += 2;
        } else {
            format += piece.len;
        }
        fits = append(into, cap, &used, piece.ptr, (size_t)piece.len);
    }
    va_end(rest);
}

void cgov__format(char *into, size_t cap, const char *format, ...) {
    va_list args;
    va_start(args, format);
    cgov__format_list(into, cap, format, args);
    va_end(args);
}
