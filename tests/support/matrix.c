/* Reads parts of the view matrix: blocks of things, rows of readers, one group of cells each. */
#include "support/matrix.h"

#include "support/test.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { ROWS = 128, THINGS = 16, NAME = 32 };

static struct matrix_row { char thing[NAME], reader[NAME], cells[MATRIX_CELLS]; } rows[ROWS];
static uint32_t row_count;

const char *matrix_cells(const char *thing, const char *reader) {
    for (uint32_t i = 0; i < row_count; i++)
        if (strcmp(rows[i].thing, thing) == 0 && strcmp(rows[i].reader, reader) == 0) return rows[i].cells;
    return NULL;
}

static void add(const char *thing, const char *reader, const char *cells, const char *letters) {
    if (matrix_cells(thing, reader)) fail_msg("matrix.txt: `%s` stands twice before `%s`", reader, thing);
    assert_true(row_count < ROWS && strlen(cells) == strlen(letters));
    for (size_t i = 0; cells[i]; i++)
        if (cells[i] != letters[i] && cells[i] != '.') fail_msg("matrix.txt: `%s` are no cells", cells);
    struct matrix_row *row = &rows[row_count++];
    snprintf(row->thing, sizeof row->thing, "%.31s", thing);
    snprintf(row->reader, sizeof row->reader, "%.31s", reader);
    snprintf(row->cells, sizeof row->cells, "%.31s", cells);
}

/* The words of a line up to a comment. */
static uint32_t split(char *line, char *words[THINGS]) {
    uint32_t count = 0;
    line[strcspn(line, "#\n")] = '\0';
    for (char *word = strtok(line, " "); word; word = strtok(NULL, " ")) {
        assert_true(count < THINGS);
        words[count++] = word;
    }
    return count;
}

uint32_t matrix_read(const char *part, const char *letters) {
    FILE *file = fopen("tests/views/matrix.txt", "rb");
    char line[256], things[THINGS][NAME];
    uint32_t thing_count = 0;
    bool in = false;
    assert_non_null(file);
    row_count = 0;
    while (fgets(line, sizeof line, file)) {
        char *words[THINGS];
        const bool row = line[0] == ' ';
        const uint32_t count = split(line, words);
        if (count == 2 && strcmp(words[0], "==") == 0) in = strcmp(words[1], part) == 0;
        if (!in || !count || strcmp(words[0], "==") == 0) continue;
        for (uint32_t w = 0; !row && w < count; w++) {
            words[w][strcspn(words[w], ":")] = '\0';
            snprintf(things[w], NAME, "%.31s", words[w]);
        }
        if (!row) thing_count = count;
        for (uint32_t w = 0; row && w + 1 < count; w++)
            for (uint32_t t = 0; t < thing_count; t++) add(things[t], words[w], words[count - 1], letters);
    }
    fclose(file);
    return row_count;
}
