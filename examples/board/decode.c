/* A file of messages as UTF-8, whatever it was saved in: UTF-8 with or without a mark, UTF-16 in either order, GB18030
 * (with GBK and GB2312 in it). libc's iconv converts; what is no character becomes a byte that is no UTF-8, so that its
 * row is broken and named, and all others run. */
#define _POSIX_C_SOURCE 200809L
#include "board.h"

#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NO_CHARACTER '\xFF' /* stands in no UTF-8 */

/* The bytes of the character at `at`, 0 if it is no UTF-8. */
static size_t character_at(const char *at, const char *end) {
    unsigned char first = (unsigned char)*at;
    size_t len = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (len > (size_t)(end - at)) return 0;
    for (size_t i = 1; i < len; i++) {
        if (((unsigned char)at[i] & 0xC0) != 0x80) return 0;
    }
    return len;
}

/* 0 if at least as many lines that hold more than ASCII are UTF-8 as are not: the few are broken rows. Else the first
 * that is not: the file was saved in another encoding. */
static uint64_t not_utf8(const char *at, const char *end) {
    uint64_t sound = 0, broken = 0, first = 0;
    for (uint64_t line = 1; at < end; line++) {
        const char *next = memchr(at, '\n', (size_t)(end - at));
        next = next ? next + 1 : end;
        bool ascii = true;
        for (size_t len; at < next && (len = character_at(at, next)) != 0; at += len) ascii = ascii && len == 1;
        sound += at == next && !ascii;
        broken += at != next;
        if (broken == 1 && !first) first = line;
        at = next;
    }
    return broken <= sound ? 0 : first;
}

/* The bytes in UTF-8, to be freed; NULL without memory, or where libc does not know the encoding. `unit`: the bytes
 * that are passed over where no character stands. */
static char *converted(const char *encoding, const char *from, size_t len, size_t unit, size_t *len_out) {
    iconv_t by = iconv_open("UTF-8", encoding);
    if (by == (iconv_t)-1) return NULL;
    size_t room = len * 3 + 16; /* no character of these takes more */
    char *bytes = malloc(room), *into = bytes, *at = malloc(len + 1), *kept = at;
    if (bytes && at) memcpy(at, from, len);
    while (bytes && kept && len) {
        if (iconv(by, &at, &len, &into, &room) != (size_t)-1) break;
        if (errno == E2BIG) break; /* there is room for all */
        size_t passed = len < unit ? len : unit;
        *into++ = NO_CHARACTER;
        room--;
        at += passed;
        len -= passed;
    }
    iconv_close(by);
    free(kept);
    *len_out = (size_t)(into - bytes);
    return bytes;
}

/* What it starts with, or its first character in two bytes, tells UTF-16; NULL: it is none. */
static const char *utf16_of(const char *bytes, size_t len, size_t *mark) {
    *mark = 2;
    if (len < 2) return NULL;
    if (memcmp(bytes, "\xFF\xFE", 2) == 0) return "UTF-16LE";
    if (memcmp(bytes, "\xFE\xFF", 2) == 0) return "UTF-16BE";
    *mark = 0;
    if (bytes[0] && !bytes[1]) return "UTF-16LE";
    return !bytes[0] && bytes[1] ? "UTF-16BE" : NULL;
}

/* Marks of the encoding say nothing; files that were joined have several. */
static void drop_marks(char *bytes, size_t *len) {
    size_t marks = 0;
    while (*len - marks >= 3 && memcmp(bytes + marks, "\xEF\xBB\xBF", 3) == 0) marks += 3;
    memmove(bytes, bytes + marks, *len -= marks);
}

/* Takes the converted bytes for the file's, and says as what it was read. */
static bool take(const char *path, const char *encoding, char *bytes, size_t len, char **into, size_t *len_out) {
    fprintf(stderr, "%s is read as %s\n", path, encoding);
    free(*into);
    *into = bytes;
    drop_marks(bytes, &len);
    *len_out = len;
    return true;
}

bool text_decode(const char *path, char **bytes, size_t *len) {
    size_t mark, got = 0;
    const char *utf16 = utf16_of(*bytes, *len, &mark);
    if (utf16) {
        char *text = converted(utf16, *bytes + mark, *len - mark, 2, &got);
        if (text) return take(path, utf16, text, got, bytes, len);
        return fprintf(stderr, "%s is %s, which cannot be read here; save it as UTF-8\n", path, utf16), false;
    }
    drop_marks(*bytes, len);
    uint64_t line = not_utf8(*bytes, *bytes + *len);
    if (!line) return true;
    char *text = converted("GB18030", *bytes, *len, 1, &got);
    if (text && !not_utf8(text, text + got)) return take(path, "GB18030", text, got, bytes, len);
    free(text);
    fprintf(stderr, "%s is not UTF-8, see line %llu; save it as UTF-8 (in Excel: CSV UTF-8, 另存为 CSV UTF-8)\n", path,
            (unsigned long long)line);
    return false;
}
