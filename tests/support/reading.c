/* Reading under test: what is read is held in the struct, and done with before the next. */
#include "support/reading.h"

#include "support/test.h"

void reading_go(struct reading *reading, const char *text, size_t len) {
    cgov_allocator table = test_alloc_table(&reading->alloc);
    cgov__mem_init(&reading->mem, &table);
    reading->status = cgov__rulebook_read(&reading->mem, text, len, &reading->book, &reading->fault);
}

void reading_of(struct reading *reading, const char *text, size_t len) {
    memset(reading, 0, sizeof *reading);
    reading_go(reading, text, len);
}

void reading_ok(struct reading *reading, const char *text) {
    reading_of(reading, text, strlen(text));
    const struct fault *fault = &reading->fault;
    if (reading->status) fail_msg("%u:%u %s", (unsigned)fault->line, (unsigned)fault->column, fault->message);
}

void reading_done(struct reading *reading) {
    cgov__rulebook_free(&reading->book);
    test_alloc_is_empty(&reading->alloc);
    assert_int_equal(reading->mem.used, 0);
}

void reading_faults(const struct faulty *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct reading reading;
        reading_of(&reading, rows[i].text, strlen(rows[i].text));
        assert_string_equal(reading.fault.message, rows[i].message);
        assert_int_equal(reading.status, CGOV_E_RULEBOOK);
        assert_int_equal(reading.fault.line, rows[i].line);
        assert_int_equal(reading.fault.column, rows[i].column);
        assert_null(reading.book.text);
        reading_done(&reading);
    }
}

bool span_is(struct span span, const char *text) {
    return span.len == strlen(text) && (!span.len || memcmp(span.ptr, text, span.len) == 0);
}

uint64_t fields_at(const struct procedure *procedure, uint64_t places) {
    uint64_t fields = 0;
    for (uint8_t d = 0; d < procedure->detail_count; d++)
        if (places >> d & 1) fields |= UINT64_C(1) << procedure->details[d].number;
    return fields;
}

uint32_t field_at(const struct procedure *procedure, uint8_t place) {
    assert_true(place < procedure->detail_count);
    return procedure->details[place].number;
}
