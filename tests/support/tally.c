/* Rows of a tally, and the one call that they are for. */
#include "support/tally.h"

#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>

void tally_begin(struct tally *tally, const char *text, const char *rule, uint32_t day) {
    tally->text = text;
    tally->count = 0;
    tally->query = (cgov_rule_query){.size = sizeof tally->query, .rule = {rule, CGOV_NUL_TERMINATED}, .day = day};
}

cgov_tally_row *tally_row(struct tally *tally, uint32_t what, uint32_t number, int64_t heads, int64_t area) {
    assert_true(tally->count < TALLY_ROWS);
    cgov_tally_row *row = &tally->rows[tally->count++];
    *row = (cgov_tally_row){.size = sizeof *row, .tally = what, .number = number, .heads = heads, .area = area};
    return row;
}

cgov_tally_row *tally_roll(struct tally *tally, const char *name, int64_t heads, int64_t area) {
    cgov_tally_row *row = tally_row(tally, CGOV_TALLY_ROLL, 0, heads, area);
    row->name = (cgov_text){name, CGOV_NUL_TERMINATED};
    return row;
}

void tally_choice(struct tally *tally, uint32_t choice, int64_t heads, int64_t area) {
    tally_row(tally, CGOV_TALLY_CHOICE, choice, heads, area);
}

int32_t tally_status(struct tally *tally) {
    const cgov_text text = {tally->text, CGOV_NUL_TERMINATED};
    tally->out.size = sizeof tally->out;
    tally->made[0].size = sizeof tally->made[0];
    int32_t status = cgov_rule_try(&text, NULL, &tally->query, tally->rows, tally->count, &tally->out, tally->made,
                                   TALLY_COMPARISONS, &tally->made_count);
    assert_int_equal(tally->out.status, status);
    assert_int_equal(tally->out.outcome == 0, status != CGOV_OK);
    assert_int_equal(tally->out.message[0] == 0, status == CGOV_OK);
    return status;
}

uint32_t tally_try(struct tally *tally) {
    int32_t status = tally_status(tally);
    if (status) fprintf(stderr, "%s: %s\n", cgov_status_name(status), tally->out.message);
    assert_int_equal(status, CGOV_OK);
    return tally->out.outcome;
}

char *tally_explain(struct tally *tally) {
    const cgov_text text = {tally->text, CGOV_NUL_TERMINATED};
    cgov_outcome out = {.size = sizeof out};
    uint64_t needed = 0, again = 0;
    assert_int_equal(cgov_rule_explain(&text, NULL, &tally->query, tally->rows, tally->count, &out, NULL, 0, &needed),
                     CGOV_E_BUFFER);
    char *into = malloc((size_t)needed + 1);
    assert_non_null(into);
    assert_int_equal(
        cgov_rule_explain(&text, NULL, &tally->query, tally->rows, tally->count, &out, into, needed + 1, &again),
        CGOV_OK);
    assert_true(again == needed && strlen(into) == needed);
    tally->out.size = sizeof tally->out;
    assert_memory_equal(&out, &tally->out, sizeof out);
    return into;
}
