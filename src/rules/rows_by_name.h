/* Rows that are found by name: any array of structs whose first member is `char name[NAME_SIZE]`. The rulebook's tables
 * and the language's closed lists are all of this shape, so one walk finds in them, and one sentence lists them. */
#ifndef CGOV_SRC_ROWS_BY_NAME_H
#define CGOV_SRC_ROWS_BY_NAME_H

#include "rules/rulebook.h"

struct names {
    const char *what;  /* "state" */
    const char *whose; /* "this procedure's" */
    const void *rows;
    size_t stride;
    uint32_t count;
};

#define NAMES(what, whose, rows, count) ((struct names){what, whose, rows, sizeof *(rows), count})
#define NAMES_NONE UINT32_MAX

static inline const char *cgov__names_at(const struct names *names, uint32_t index) {
    return (const char *)names->rows + (size_t)index * names->stride;
}
/* NAMES_NONE where there is none. */
uint32_t cgov__names_find(const struct names *names, const char *name, size_t len);

/* The closed list CGOV_ENUM_KIND (of items), _FIELD, _TRACK, _CHANNEL, _URGENCY, _RESULT, _LEVEL, _FORM or _DUTY, and
 * the number its
 * index-th name stands for. */
struct names cgov__list(uint32_t list);
uint32_t cgov__list_number(const struct names *names, uint32_t index);

#endif
