/* The lines of a text that comes in, and whether anything is written in it.
 *
 * One rule for every door: LF, CR LF, CR, U+2028 and U+2029 end a line, and what is kept has LF alone. So a web form, a
 * spreadsheet and a file of another system give the same bytes, and the same digest, as one written here. */
#include "base/lines.h"

#include <string.h>

#define IS(at, a, b, c) ((at)[0] == (a) && (at)[1] == (b) && (at)[2] == (c))

/* The bytes of the line end other than LF that stands there; 0: none. */
static size_t other_end(const uint8_t *at, size_t left) {
    if (*at == '\r') return left > 1 && at[1] == '\n' ? 2 : 1;
    return left > 2 && IS(at, 0xe2, 0x80, at[2]) && (at[2] == 0xa8 || at[2] == 0xa9) ? 3 : 0;
}

bool cgov__lines_other(const char *text, size_t len) {
    const uint8_t *at = (const uint8_t *)text, *end = at + len;
    if (len == 0) return false;
    if (memchr(at, '\r', len)) return true;
    while ((at = memchr(at, 0xe2, (size_t)(end - at))) != NULL) {
        if (other_end(at, (size_t)(end - at)) != 0) return true;
        if (++at == end) return false;
    }
    return false;
}

size_t cgov__lines_copy(char *into, const char *text, size_t len) {
    const uint8_t *at = (const uint8_t *)text, *end = at + len;
    size_t used = 0;
    if (!cgov__lines_other(text, len)) {
        if (into && len > 0) memcpy(into, text, len);
        return len;
    }
    while (at < end) {
        size_t size = other_end(at, (size_t)(end - at));
        char byte = size != 0 ? '\n' : (char)*at;
        if (into) into[used] = byte;
        used++;
        at += size != 0 ? size : 1;
    }
    return used;
}

/* The bytes of the character there that shows nothing; 0: it shows. Those of White_Space in Unicode, and those without
 * a width or a sign of their own: soft hyphen, U+180E, U+200B to U+200D, U+2060 to U+2064, Hangul fillers, the blank
 * Braille cell, U+FEFF. The list is fixed: each version of the library gives the same answer. */
static size_t empty_character(const uint8_t *at, size_t left) {
    if (*at == ' ' || *at == '\n' || *at == '\t' || *at == '\r') return 1;
    if (left > 1 && at[0] == 0xc2 && (at[1] == 0xa0 || at[1] == 0xad)) return 2;
    if (left < 3) return 0;
    if (IS(at, 0xe1, 0x9a, 0x80) || IS(at, 0xe1, 0xa0, 0x8e) || IS(at, 0xe3, 0x80, 0x80) || IS(at, 0xef, 0xbb, 0xbf))
        return 3;
    if (IS(at, 0xe1, 0x85, 0x9f) || IS(at, 0xe1, 0x85, 0xa0) || IS(at, 0xe3, 0x85, 0xa4) || IS(at, 0xef, 0xbe, 0xa0) ||
        IS(at, 0xe2, 0xa0, 0x80))
        return 3;
    if (at[0] != 0xe2) return 0;
    bool space = at[1] == 0x80 && (at[2] <= 0x8d || at[2] == 0xa8 || at[2] == 0xa9 || at[2] == 0xaf);
    bool joins = at[1] == 0x81 && (at[2] == 0x9f || (at[2] >= 0xa0 && at[2] <= 0xa4));
    return space || joins ? 3 : 0;
}

bool cgov__lines_blank(const char *text, size_t len) {
    const uint8_t *at = (const uint8_t *)text, *end = at + len;
    while (at < end) {
        size_t size = empty_character(at, (size_t)(end - at));
        if (size == 0) return false;
        at += size;
    }
    return true;
}
