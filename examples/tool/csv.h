/* A file of rows, read one after the other by the names of its columns. */
#ifndef TOOL_CSV_H
#define TOOL_CSV_H

#include "tool.h"

enum { CSV_FIELDS = 64 };

struct csv {
    char *bytes, *at, *end;
    uint64_t line, next_line; /* where this row, and the next one, begin */
    char comma;
    char *names[CSV_FIELDS], *fields[CSV_FIELDS];
    uint32_t names_count, count;
};

/* Reads the file and its first row, the names; dies. */
void csv_open(struct csv *csv, const char *path);
/* The next row; *why is not NULL where it is broken. False: there is none. */
bool csv_next(struct csv *csv, const char **why);
/* A field of this row; NULL where it is empty, or there is no such column. */
const char *csv_get(const struct csv *csv, const char *name);

#endif
