/* Any bytes as a rulebook: read and checked, or refused with a line and a sentence; and a tally tried by its rule r. */
#include "fuzz.h"

static void try_rule(const cgov_text *text, uint32_t day, uint32_t seats) {
    const cgov_rule_query query = {.size = sizeof query, .rule = {"r", 1}, .day = day, .seats = seats};
    const cgov_tally_row rows[] = {
        {.size = sizeof rows[0], .tally = CGOV_TALLY_CHOICE, .number = CGOV_CHOICE_YES, .heads = 4, .units = 4},
        {.size = sizeof rows[0], .tally = CGOV_TALLY_ROLL, .name = {"b", 1}, .heads = 5, .units = 5, .area = 9},
        {.size = sizeof rows[0], .tally = CGOV_TALLY_ROLL, .name = {"a", 1}, .heads = 9, .units = 7, .area = 9},
        {.size = sizeof rows[0], .tally = CGOV_TALLY_CAST, .heads = 4, .area = 9, .weight = INT64_MAX},
        {.size = sizeof rows[0], .tally = CGOV_TALLY_CANDIDATE, .number = 1, .heads = 3, .weight = INT64_MAX},
    };
    cgov_outcome out = {.size = sizeof out};
    cgov_comparison_view made[4] = {{.size = sizeof made[0]}};
    uint32_t needed = 0;
    int32_t status = cgov_rule_try(text, NULL, &query, seats ? rows + 2 : rows, 3, &out, made, 4, &needed);
    MUST((status == CGOV_OK || status == CGOV_E_BUFFER) == (out.outcome != 0));
    MUST(status == CGOV_OK || status == CGOV_E_BUFFER || out.message[0]);
    char into[256];
    uint64_t length = 0;
    status = cgov_rule_explain(text, NULL, &query, seats ? rows + 2 : rows, 3, &out, into, sizeof into, &length);
    MUST((status == CGOV_OK || status == CGOV_E_BUFFER) == (out.outcome != 0) && (length > 0) == (out.outcome != 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    cgov_check_view report = {.size = sizeof report};
    cgov_text text = {(const char *)bytes, len};
    int32_t status = cgov_rulebook_check(&text, NULL, &report);
    MUST(status == CGOV_OK || status == CGOV_E_RULEBOOK || (status == CGOV_E_ARG && !len));
    MUST(status != CGOV_E_RULEBOOK || report.message[0]);
    if (!len) return 0;
    try_rule(&text, 0, 0);
    try_rule(&text, 20250601, 0);
    try_rule(&text, 20260601, 2);
    return 0;
}
