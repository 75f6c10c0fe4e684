/* What the fuzz targets share: a small town to begin from, everything read, and a ledger reopened to the same state.
 *
 * A target is one LLVMFuzzerTestOneInput. With libFuzzer it is given bytes without end (tests/nightly.sh); with
 * replay.c it is given the committed corpus, in every run. Nothing here needs cmocka. */
#ifndef CGOV_TESTS_FUZZ_H
#define CGOV_TESTS_FUZZ_H

#include "cgov/cgov.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What must hold: otherwise the program ends, which libFuzzer and the runner of the tests both take for a failure. */
#define MUST(what) ((what) ? (void)0 : fuzz_failed(#what, __FILE__, __LINE__))
_Noreturn void fuzz_failed(const char *what, const char *file, int line);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

#define FUZZ_START INT64_C(1772413200000) /* 2026-03-02T09:00:00+08:00 */
#define FUZZ_PEOPLE 4u                    /* residents of the town: the founder first, then clerk, head, anyone */

/* A storage in memory with the journal of a founded town, and the ledger opened on it. */
struct fuzz_town {
    cgov_storage storage;
    cgov_ledger *ledger;
    cgov_id root;
    cgov_time now;
    uint64_t salt;
    uint32_t flags; /* of each act */
};

extern const char fuzz_rules[]; /* the town's rulebook */
/* Founds the town; flags of each act. */
cgov_ledger *fuzz_found(const cgov_storage *storage, uint32_t flags);
/* The same as bytes, founded once and kept. */
const uint8_t *fuzz_journal(uint64_t *len_out);
void fuzz_open(struct fuzz_town *town);
/* Reads all there is, as the founder sees it. */
void fuzz_read_all(const cgov_ledger *ledger);
/* Closes, opens anew by its journal, and then by a snapshot: both digests must be what they were. */
void fuzz_reopen(cgov_ledger **ledger, const cgov_storage *storage);
/* Reopens, reads, and gives all back. */
void fuzz_close(struct fuzz_town *town);

cgov_id fuzz_resident(uint32_t number);
cgov_act fuzz_act(struct fuzz_town *town, cgov_id actor);
/* A report with place, text and intake; 0 where it was refused. */
cgov_id fuzz_report(struct fuzz_town *town, cgov_id actor);

#endif
