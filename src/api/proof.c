/* Proofs, checked: without a ledger, and without memory.
 *
 * Invariant: each byte of a text that passes is hashed into the root, or compared with what is expected there. */
#include "cgov/proof.h"

#include "api/fill.h"
#include "base/text.h"
#include "records/root_lines.h"

#include <string.h>

struct text {
    const char *at, *end;
};

/* The next line, with its end: its length; 0: there is none. */
static size_t line_of(const struct text *text) {
    const char *end = text->at == text->end ? NULL : memchr(text->at, '\n', (size_t)(text->end - text->at));
    return end ? (size_t)(end - text->at) + 1 : 0;
}

/* Passes over a word at the beginning. */
static bool takes(struct text *text, const char *word) {
    const size_t len = strlen(word);
    if ((size_t)(text->end - text->at) < len || memcmp(text->at, word, len) != 0) return false;
    text->at += len;
    return true;
}

/* "WORD DIGITS\n", so many bytes of them. */
static bool takes_hex(struct text *text, const char *word, uint8_t *into, size_t len) {
    struct text next = *text;
    if (!takes(&next, word) || line_of(&next) != 2 * len + 1 || !cgov__hex_get(next.at, into, len)) return false;
    next.at += 2 * len + 1;
    *text = next;
    return true;
}

/* A number, up to that byte. */
static bool takes_number(struct text *text, char end, uint64_t *into) {
    for (*into = 0; text->at < text->end && *text->at >= '0' && *text->at <= '9' && *into <= UINT32_MAX; text->at++)
        *into = *into * 10 + (uint64_t)(*text->at - '0');
    return text->at < text->end && *text->at++ == end && *into - 1 < UINT32_MAX;
}

/* The head, two lines: how many lines there are is said last. */
static bool takes_head(struct text *text, uint64_t *lines) {
    static const char word[] = " lines ";
    for (uint32_t l = 0; l < 2; l++) {
        const size_t len = line_of(text);
        if (len == 0) return false;
        struct text tail = {text->at + len - 1, text->at + len};
        text->at += len;
        if (l == 0) continue;
        while (tail.at > text->at - len && tail.at[-1] >= '0' && tail.at[-1] <= '9') tail.at--;
        const size_t before = (size_t)(tail.at - (text->at - len));
        if (before < sizeof word - 1 || memcmp(tail.at - (sizeof word - 1), word, sizeof word - 1) != 0 ||
            !takes_number(&tail, '\n', lines))
            return false;
    }
    return true;
}

static bool holds(struct text text, const uint8_t root[MERKLE_HASH]) {
    uint8_t blind[MERKLE_BLIND], beside[MERKLE_HASH], made[MERKLE_HASH], said[MERKLE_HASH];
    struct merkle_way way;
    uint64_t lines = 0, place = 0;
    if (!takes(&text, "cgov proof 1\n")) return false;
    const char *head = text.at;
    if (!takes_head(&text, &lines)) return false;
    const char *line = text.at;
    struct text number = text;
    text.at += line_of(&text);
    if (text.at == line || !takes(&number, "line ") || !takes_number(&number, ' ', &place) || place > lines)
        return false;
    const size_t head_len = (size_t)(line - head), line_len = (size_t)(text.at - line);
    if (!takes_hex(&text, "blind ", blind, sizeof blind)) return false;
    way.at = place - 1;
    way.last = lines - 1;
    cgov__merkle_leaf(blind, line, line_len, way.hash);
    while (takes_hex(&text, "node ", beside, sizeof beside))
        if (!cgov__merkle_up(&way, beside)) return false;
    if (way.last != 0 || !takes_hex(&text, "root ", said, sizeof said) || text.at != text.end) return false;
    cgov__merkle_root(head, head_len, way.hash, made);
    return memcmp(made, said, sizeof made) == 0 && memcmp(made, root, sizeof made) == 0;
}

int32_t cgov_proof_check(const cgov_text *proof, const cgov_text *root) {
    cgov_text text, digits;
    uint8_t expected[MERKLE_HASH];
    if (!proof || !root || !cgov__text_resolve(proof, &text) || !cgov__text_resolve(root, &digits)) return CGOV_E_ARG;
    if (digits.len != 2 * sizeof expected || !cgov__hex_get(digits.ptr, expected, sizeof expected)) return CGOV_E_ARG;
    return text.len > 0 && holds((struct text){text.ptr, text.ptr + text.len}, expected) ? CGOV_OK : CGOV_E_CORRUPT;
}
