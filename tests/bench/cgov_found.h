/* A ledger of cgov founded as both workloads have it. */
#ifndef BENCH_CGOV_FOUND_H
#define BENCH_CGOV_FOUND_H

#include "cgov/cgov.h"
#include "work.h"

#include <stdio.h>
#include <string.h>

static inline cgov_text text_of(const char *text) {
    return (cgov_text){text, text == NULL ? 0 : strlen(text)};
}

static inline bool cgov_told(const cgov_ledger *ledger, const char *what, int32_t status) {
    cgov_error error = {.size = sizeof error};
    if (status == CGOV_OK) return true;
    if (ledger != NULL) cgov_ledger_error(ledger, &error);
    fprintf(stderr, "cgov: %s: %s %s\n", what, cgov_status_name(status), error.message);
    return false;
}

/* On the text in that file, or on the word `shipped` the standard one. id: the first half of the ledger's. */
static inline bool cgov_found(const cgov_ledger_options *options, const char *rules_path, uint64_t id,
                              const char *profile, const cgov_act *act, cgov_ledger **ledger) {
    static char rules[16384];
    cgov_text name, text = {rules, 0};
    bool shipped = strcmp(rules_path, "shipped") == 0;
    FILE *file = shipped ? NULL : fopen(rules_path, "rb");
    if (shipped ? cgov_rulebook_shipped(0, &name, &text) != CGOV_OK : file == NULL)
        return cgov_told(NULL, rules_path, CGOV_E_NOT_FOUND);
    if (file != NULL) {
        text.len = fread(rules, 1, sizeof rules, file);
        fclose(file);
    }
    cgov_genesis genesis = {.size = sizeof genesis,
                            .ledger_id = {id, 1},
                            .utc_offset = (int32_t)(UTC_OFFSET / 60000),
                            .rulebook = text,
                            .profile = text_of(profile),
                            .organization = text_of("某区"),
                            .organization_kind = text_of("government"),
                            .resident = text_of("创建人"),
                            .key_window = KEY_WINDOW};
    cgov_error error = {.size = sizeof error};
    cgov_ledger_options with_error = *options;
    with_error.error_out = &error;
    int32_t status = cgov_ledger_create(&with_error, &genesis, act, ledger);
    if (status != CGOV_OK) fprintf(stderr, "cgov: %u:%u: %s\n", error.line, error.column, error.message);
    return status == CGOV_OK;
}

#endif
