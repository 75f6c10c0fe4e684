/* A rulebook's text under test: bent by an edit, then read and checked, with the sentence that must come of it. */
#ifndef CGOV_TEST_BENT_H
#define CGOV_TEST_BENT_H

#include "rules/rulebook.h"

/* A change to a text: in the block that begins with these words, in its first line that begins with those, `find` is
 * replaced; without `find` the whole line goes. */
struct edit {
    const char *block, *line, *find, *replace;
};

/* An edit, and the check that must refuse it, at what, with which sentence and path. check 0: the reader. */
struct bent_row {
    struct edit edit;
    uint32_t check;
    const char *at, *message, *path;
};

/* The shipped standard, and a small rulebook with a bit of everything. */
const char *bent_standard(void);
extern const char bent_small[];

/* Each gives a new text, to be freed. `at` points into the text. */
char *bent_at(const char *text, const char *at, size_t out, const char *in);
char *bent(const char *text, const struct edit *edit);
char *bent_by(const char *text, const struct edit *edits, size_t count);

/* Lines of a text. */
bool bent_begins(const char *line, const char *end, const char *words);
const char *bent_line(const char *from, const char *stop, const char *words); /* the first that begins so */
const char *bent_line_end(const char *line);
size_t bent_indent(const char *line);

/* Reads and checks. Nothing is held after it. */
int32_t bent_check(const cgov_allocator *allocator_or_null, const char *text, cgov_check_view *report);
void bent_passes(const char *text, cgov_check_view *report);
void bent_refused(const char *text, uint32_t check, const char *at, const char *message, const char *path);
void bent_each_refused(const char *text, const struct bent_row *rows, size_t count);
#define EACH_REFUSED(text, rows) bent_each_refused(text, rows, sizeof rows / sizeof rows[0])

#define NO_CLOCK(state) "in `" state "` no clock runs on this path whose lateness tells somebody or makes a move"

#endif
