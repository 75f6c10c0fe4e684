/* Untrusted text: strict UTF-8 (RFC 3629), no NUL. Bytes are kept as given: no normalisation, no folding. */
#ifndef CGOV_SRC_TEXT_H
#define CGOV_SRC_TEXT_H

#include "cgov/base.h"

#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

enum text_form {
    TEXT_NAME,  /* one line: no controls (C0, DEL, C1), no bidi controls (U+202A-202E, 2066-2069, 200E, 200F, 061C) */
    TEXT_BODY,  /* as a name, but LF and TAB may stand in it */
    TEXT_SYMBOL /* a-z 0-9 _ and 1 to 31 of them */
};

/* The text with CGOV_NUL_TERMINATED made its length; false when ptr is NULL and len is not 0. */
static inline bool cgov__text_resolve(const cgov_text *text, cgov_text *out) {
    if (!text->ptr && text->len) return false;
    out->ptr = text->ptr;
    out->len = text->len == CGOV_NUL_TERMINATED ? strlen(text->ptr) : text->len;
    return true;
}
/* True when well-formed and at most max bytes; else *why is a static phrase: "is not UTF-8", "holds a NUL", ... */
bool cgov__text_check(const char *ptr, uint64_t len, enum text_form form, uint64_t max, const char **why);
#define NOT_UTF8 UINT32_MAX
/* The code point at *at, which is before end, and *at moved past it; or NOT_UTF8. */
uint32_t cgov__text_next(const uint8_t **at, const uint8_t *end);
/* Well-formed, and no character of it is one that any line of text may not hold, or that ends a line: the quick yes. */
bool cgov__text_is_plain(const char *ptr, uint64_t len);
/* Copies at most cap - 1 bytes, cut at a character's border, always NUL-terminated. */
void cgov__text_copy(char *into, size_t cap, const char *ptr, size_t len);
/* A tiny formatter for messages, without stdio: %s (NUL-terminated), %t (const cgov_text *), %u (uint64_t),
 * %d (int64_t), %i (an instant and the local time's offset, int64_t in ms: 2026-03-02T09:00:00.000+08:00), %l (uint64_t
 * ms, as "31 days"), %y (uint64_t 20260302, as 2026-03-02), %q (an untrusted NUL-terminated name, "`name`", or "of that
 * name" where it could be none), %% (itself). No compiler checks the arguments: cast numbers to exactly these types.
 * Always NUL-terminated; the whole is cut at a character's border, and nothing follows a cut. */
void cgov__format(char *into, size_t cap, const char *format, ...);
void cgov__format_list(char *into, size_t cap, const char *format, va_list args);

#endif
