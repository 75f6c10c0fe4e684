/* The lines of a text that comes in, and whether anything is written in it.
 *
 * One rule for every door: LF, CR LF, CR, U+2028 and U+2029 end a line, and what is kept has LF alone. So a web form, a
 * spreadsheet and a file of another system give the same bytes, and the same digest, as one written here. */
#include "base/lines.h"

#include "base/text.h"

#include <string.h>

#define IS(at, a, b, c) ((at)[0] == (a) && (at)[1] == (b) && (at)[2] == (c))

/* The bytes of the line end other than LF that stands there; 0: none. */
static size_t other_end(const uint8_t *at, size_t left) {
    if (*at == '\r') return left > 1 && at[1] == '\n' ? 2 : 1;
    return left > 2 && IS(at, 0xe2, 0x80, at[2]) && (at[2] == 0xa8 || at[2] == 0xa9) ? 3 : 0;
}

bool cgov__lines_other(const char *text, size_t len) {
    if (len == 0) return false; /* and there may be no text */
    const uint8_t *at = (const uint8_t *)text, *end = at + len;
    if (memchr(at, '\r', len)) return true;
    while ((at = memchr(at, 0xe2, (size_t)(end - at))) != NULL) {
        if (other_end(at, (size_t)(end - at)) != 0) return true;
        if (++at == end) return false;
    }
    return false;
}

size_t cgov__lines_copy(char *into, const char *text, size_t len) {
    if (!cgov__lines_other(text, len)) {
        if (into && len > 0) memcpy(into, text, len);
        return len;
    }
    const uint8_t *at = (const uint8_t *)text, *end = at + len;
    size_t used = 0;
    while (at < end) {
        size_t size = other_end(at, (size_t)(end - at));
        char byte = size != 0 ? '\n' : (char)*at;
        if (into) into[used] = byte;
        used++;
        at += size != 0 ? size : 1;
    }
    return used;
}

/* What shows nothing by itself, by the tables of Unicode 17.0, in rising order: White_Space (PropList), with the
 * controls that are no text; Default_Ignorable_Code_Point (DerivedCoreProperties); noncharacters, of which the last two
 * of each plane are asked apart; format characters (Cf) but those that are drawn around what follows them
 * (Prepended_Concatenation_Mark). Beside them two signs that are drawn empty: a Braille cell without dots, and a note
 * without its head. */
static const struct {
    uint32_t first, last;
} empty[] = {
    {0x9, 0xd},         {0x20, 0x20},       {0x85, 0x85},       {0xa0, 0xa0},       {0xad, 0xad},
    {0x34f, 0x34f},     {0x61c, 0x61c},     {0x115f, 0x1160},   {0x1680, 0x1680},   {0x17b4, 0x17b5},
    {0x180b, 0x180f},   {0x2000, 0x200f},   {0x2028, 0x202f},   {0x205f, 0x206f},   {0x2800, 0x2800},
    {0x3000, 0x3000},   {0x3164, 0x3164},   {0xfdd0, 0xfdef},   {0xfe00, 0xfe0f},   {0xfeff, 0xfeff},
    {0xffa0, 0xffa0},   {0xfff0, 0xfffb},   {0x13430, 0x1343f}, {0x1bca0, 0x1bca3}, {0x1d159, 0x1d159},
    {0x1d173, 0x1d17a}, {0xe0000, 0xe0fff},
};

static bool shows(uint32_t code) {
    size_t from = 0, to = sizeof empty / sizeof *empty;
    if (code >= 0x4000 && code <= 0xcfff) return true; /* between two of them, and most of what is written here */
    if ((code & 0xfffe) == 0xfffe) return false;
    while (from < to) {
        const size_t middle = (from + to) / 2;
        if (code > empty[middle].last)
            from = middle + 1;
        else
            to = middle;
    }
    return from == sizeof empty / sizeof *empty || code < empty[from].first;
}

int32_t cgov_text_blank(const cgov_text *text, uint32_t *blank_out) {
    cgov_text whole;
    if (blank_out) *blank_out = 0;
    if (!text || !blank_out || !cgov__text_resolve(text, &whole)) return CGOV_E_ARG;
    const uint8_t *at = (const uint8_t *)whole.ptr, *end = whole.len > 0 ? at + whole.len : at;
    uint32_t blank = 1;
    while (at < end) {
        const uint32_t code = cgov__text_next(&at, end);
        if (code == NOT_UTF8) return CGOV_E_TEXT;
        if (shows(code)) blank = 0;
    }
    *blank_out = blank;
    return CGOV_OK;
}

bool cgov__lines_all_blank(const char *text, size_t len) {
    const uint8_t *at = (const uint8_t *)text, *end = at + len;
    while (at < end)
        if (shows(cgov__text_next(&at, end))) return false;
    return true;
}
