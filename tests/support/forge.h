/* Records as a forger writes them: one fact of a record changed, so that its bytes are still a record's. */
#ifndef CGOV_TESTS_FORGE_H
#define CGOV_TESTS_FORGE_H

#include "support/random.h"

#include "records/record.h"

/* For bytes that a changed field holds; they stand there until the record is encoded. */
#define FORGE_ROOM 32768u

/* Its kind, its time, a field it has, or one it has not. */
void forge_record(uint64_t *seed, struct record *record, uint8_t room[FORGE_ROOM]);

/* The record as the next frame of the ledger's journal, judged and applied as on opening; the status. */
int32_t forge_replay(cgov_ledger *ledger, const struct record *record);

#endif
