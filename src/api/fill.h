/* A command's details from a caller's texts and numbers. */
#ifndef CGOV_SRC_FILL_H
#define CGOV_SRC_FILL_H

#include "ledger/handle.h"
#include "records/command.h"

/* Fill a command with what the host gave: what is absent, or 0, is left out; false where a text cannot be read. */
bool cgov__fill_text(struct command *command, uint32_t field, const cgov_text *text);
void cgov__fill_number(struct command *command, uint32_t field, uint64_t number);
/* A caller's details, and the name of a move or a roll: CGOV_OK, or the error, which is told. */
int32_t cgov__fill_some(cgov_ledger *ledger, const cgov_detail *details, uint32_t count);
static inline int32_t cgov__fill_details(cgov_ledger *ledger, const cgov_detail *details, uint32_t count) {
    return count == 0 ? CGOV_OK : cgov__fill_some(ledger, details, count);
}
int32_t cgov__fill_name(cgov_ledger *ledger, const char *name);
/* How long a name is: at most NAME_SIZE, which no name is. */
uint32_t cgov__fill_name_len(const char *name);
/* Down the road, unless filling failed; and what it gave, 0 where it failed. Written last: a host may have its outputs
 * where its inputs are. */
static inline int32_t cgov__fill_run(cgov_ledger *ledger, int32_t filled, cgov_id *id_out, uint64_t *seq_out) {
    cgov_result result = {0};
    const int32_t status = filled ? filled : cgov__road_run(ledger, &result);
    if (id_out) *id_out = status < 0 ? 0 : result.id;
    if (seq_out) *seq_out = status < 0 ? 0 : result.seq;
    return status;
}

#endif
