/* Line ends of texts that come in, made one; and texts in which nothing is written. */
#ifndef CGOV_SRC_LINES_H
#define CGOV_SRC_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether it has a line end that is not LF: CR LF, CR, U+2028, U+2029. */
bool cgov__lines_other(const char *text, size_t len);
/* Copies it with LF for each line end, never longer than it was; the length. into NULL: the length alone. */
size_t cgov__lines_copy(char *into, const char *text, size_t len);
/* Whether every character of this UTF-8 shows nothing by itself: blanks, line ends, joiners, variation selectors, tags,
 * noncharacters. Among others they are as good as any. Of none, true. */
bool cgov__lines_all_blank(const char *text, size_t len);
static inline bool cgov__lines_blank(const char *text, size_t len) {
    const uint8_t first = len == 0 ? 0 : (uint8_t)*text;
    /* As names and choices begin, and what is written here, U+4000 to U+CFFF: what is there shows. */
    const bool begins = (first > 0x20 && first < 0x7f) || (first >= 0xe4 && first <= 0xec);
    return !begins && cgov__lines_all_blank(text, len);
}

#endif
