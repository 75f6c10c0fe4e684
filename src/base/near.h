/* The nearest of the names there are to one that is not there: by how many bytes are to be changed, put in or taken
 * out, or two neighbours exchanged. */
#ifndef CGOV_SRC_NEAR_H
#define CGOV_SRC_NEAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NEAR_NAME 64u   /* bytes of a name, with its NUL */
#define NEAR_MOST 4096u /* names that are weighed */

struct near {
    char asked[NEAR_NAME], best[NEAR_NAME]; /* best: "" while none is near */
    uint32_t least, left;                   /* what a nearer one must be below; names that may yet be weighed */
};

void cgov__near_begin(struct near *near, const char *name, size_t len);
/* Takes a name there is; true: it is the one asked for. */
bool cgov__near_take(struct near *near, const char *name);
/* Adds "; the nearest is `x`" to a message, where one is near and there is room for all of it. */
void cgov__near_end(const struct near *near, char *message, size_t cap);

#endif
