/* The matters that the messages name, in an optional column: each becomes one of the ledger's text, called by a number
 * of its own and titled as the column has it. */
#include "board.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 1000, LINE_BYTES = 192, TITLE_MOST = 127 };
static const char prefix[] = "board_";

/* Why it cannot be the title of a matter, or NULL; that it is a line of words was asked before. */
static const char *title_fault(cgov_text title) {
    if (title.len > TITLE_MOST) return "matter is longer than 127 bytes";
    return memchr(title.ptr, '"', (size_t)title.len) ? "matter holds a quote" : NULL;
}

static uint32_t find(const struct matters *matters, cgov_text title) {
    uint32_t m = 0;
    while (m < matters->count &&
           (matters->title[m].len != title.len || memcmp(matters->title[m].ptr, title.ptr, (size_t)title.len) != 0))
        m++;
    return m;
}

bool matters_read(struct job *job, cgov_text *rulebook) {
    struct matters *matters = &job->matters;
    if (!job->rows.has_matter) return true;
    matters->title = malloc(MOST * sizeof *matters->title);
    matters->text = malloc((size_t)rulebook->len + MOST * LINE_BYTES);
    if (!matters->title || !matters->text) return fprintf(stderr, "no memory\n"), false;
    memcpy(matters->text, rulebook->ptr, (size_t)rulebook->len);
    size_t len = (size_t)rulebook->len;
    for (size_t i = 0; i < job->rows.count; i++) {
        struct row *row = &job->rows.row[i];
        if (row->broken || row->matter.len == 0) continue;
        const uint32_t m = find(matters, row->matter);
        const char *why = title_fault(row->matter);
        if (!why && m == MOST) why = "a thousand other matters came before its own";
        if (why) {
            row_broken(&job->rows, row, why);
            continue;
        }
        row->matter_number = m + 1;
        if (m < matters->count) continue;
        matters->title[matters->count++] = row->matter;
        len += (size_t)snprintf(matters->text + len, LINE_BYTES, "\nmatter %s%u \"%.*s\"\n", prefix, m + 1,
                                (int)row->matter.len, row->matter.ptr);
    }
    *rulebook = (cgov_text){matters->text, len};
    return true;
}

void matter_name(uint32_t number, char into[32]) {
    snprintf(into, 32, "%s%u", prefix, number);
}

uint32_t matter_number(const char *name) {
    const size_t len = sizeof prefix - 1;
    return strncmp(name, prefix, len) == 0 ? (uint32_t)strtoul(name + len, NULL, 10) : 0;
}

void matters_free(struct matters *matters) {
    free(matters->title);
    free(matters->text);
    *matters = (struct matters){0};
}
