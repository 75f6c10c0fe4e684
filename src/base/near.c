/* Which name was meant: an edit distance over short names, in three rows of a table.
 *
 * Invariant: what is further than a third of the name asked for is not near it. */
#include "base/near.h"

#include "base/text.h"

#include <string.h>

static uint32_t least_of(uint32_t a, uint32_t b) {
    return a < b ? a : b;
}

static uint32_t distance(const char *a, size_t a_len, const char *b, size_t b_len) {
    uint32_t rows[3][NEAR_NAME];
    for (uint32_t j = 0; j <= b_len; j++) rows[0][j] = j;
    for (size_t i = 1; i <= a_len; i++) {
        uint32_t *row = rows[i % 3];
        const uint32_t *above = rows[(i - 1) % 3], *two = rows[(i + 1) % 3];
        row[0] = (uint32_t)i;
        for (size_t j = 1; j <= b_len; j++) {
            row[j] = least_of(above[j - 1] + (a[i - 1] != b[j - 1]), least_of(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least_of(row[j], two[j - 2] + 1);
        }
    }
    return rows[a_len % 3][b_len];
}

static char small(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* They differ in capitals alone. */
static bool same_letters(const char *a, const char *b) {
    while (*a != 0 && small(*a) == small(*b)) a++, b++;
    return *a == *b;
}

void cgov__near_begin(struct near *near, const char *name, size_t len) {
    memset(near, 0, sizeof *near);
    cgov__text_copy(near->asked, sizeof near->asked, name, len);
    near->least = (uint32_t)strlen(near->asked) / 3 + 1;
    if (near->least < 2) near->least = 2;
    near->left = NEAR_MOST;
}

bool cgov__near_take(struct near *near, const char *name) {
    size_t len = strlen(name), asked = strlen(near->asked);
    if (len == asked && memcmp(near->asked, name, len) == 0) return true;
    if (len == 0 || len >= NEAR_NAME || near->left == 0) return false;
    if ((len > asked ? len - asked : asked - len) >= near->least) return false;
    near->left--;
    uint32_t found = same_letters(near->asked, name) ? 0 : distance(near->asked, asked, name, len);
    if (found >= near->least || found >= len) return false;
    near->least = found;
    memcpy(near->best, name, len + 1);
    return false;
}

void cgov__near_end(const struct near *near, char *message, size_t cap) {
    static const char lead[] = "; the nearest is `";
    const size_t used = strlen(message);
    if (near->best[0] == 0 || used + strlen(lead) + strlen(near->best) + 1 >= cap) return;
    cgov__format(message + used, cap - used, "%s%s`", lead, near->best);
}
