/* A rulebook's text read under test, with an allocator that fails a test where a size is wrong or something leaks. */
#ifndef CGOV_TEST_READING_H
#define CGOV_TEST_READING_H

#include "rules/rulebook.h"
#include "support/alloc.h"

struct reading {
    struct test_alloc alloc;
    struct mem mem;
    struct rulebook book;
    struct fault fault;
    int32_t status;
};

/* Zeroed, it may have been told to fail an allocation. */
void reading_go(struct reading *reading, const char *text, size_t len);
void reading_of(struct reading *reading, const char *text, size_t len); /* of anything */
void reading_ok(struct reading *reading, const char *text);             /* of a text that reads */
void reading_done(struct reading *reading);                             /* frees it; nothing may be left */

/* A text, and the fault that must be found in it. */
struct faulty {
    const char *text;
    uint32_t line, column;
    const char *message;
};
void reading_faults(const struct faulty *rows, size_t count);
#define EACH_FAULTY(rows) reading_faults(rows, sizeof rows / sizeof rows[0])

/* Places in a procedure's list of details, as the library's fields they are of: bit f. */
uint64_t fields_at(const struct procedure *procedure, uint64_t places);
uint32_t field_at(const struct procedure *procedure, uint8_t place);

bool span_is(struct span span, const char *text);

#endif
