/* What confidential ballots say, read back from the pieces that it lies in, for the command that asks.
 *
 * Invariant: what is read back is what stands, the record by which an entry stands and no other; it goes into the
 * plan's own memory, which is wiped when the command is done. */
#include "ledger/secrets.h"

#include "entities/ballot.h"
#include "ledger/read_back.h"

/* From that record back to the first that is asked for: the one that waits, or by which something stands. */
static int32_t take(struct cgov_ledger *ledger, uint64_t seq, uint32_t entry) {
    struct secrets *secrets = &ledger->plan.secrets;
    uint8_t buf[STORED_SIZE];
    char text[SECRET_MAX + 1];
    struct stored stored = {.record = {.previous = seq}};
    uint64_t len = 0;
    int32_t status;
    do status = cgov__stored_follow(ledger, stored.record.previous, buf, &stored);
    while (!status && !secrets->waiting && (stored.record.waits != 0 || stored.record.commitment.len == 0));
    if (!status && stored.record.commitment.len != sizeof((struct said *)0)->commitment) status = CGOV_E_CORRUPT;
    if (!status) status = cgov__words_read(ledger, &stored, SECRET_FIELD, text, sizeof text, &len);
    if (status) return status == CGOV_E_NOT_FOUND || status == CGOV_E_BUFFER ? CGOV_E_CORRUPT : status;
    struct said said = {.same = cgov__same_entry(&stored.record),
                        .entry = entry,
                        .actor = cgov__id_row(stored.record.actor),
                        .at = (uint32_t)secrets->bytes.len,
                        .len = (uint32_t)len};
    memcpy(said.commitment, stored.record.commitment.ptr, sizeof said.commitment);
    cgov__buf_put(&secrets->said, &said, sizeof said);
    cgov__buf_put(&secrets->bytes, text, (size_t)len);
    memset(text, 0, sizeof text);
    return secrets->said.failed || secrets->bytes.failed ? CGOV_E_NOMEM : CGOV_OK;
}

static int32_t take_waiting(struct cgov_ledger *ledger) {
    const struct secrets *secrets = &ledger->plan.secrets;
    const struct wait *wait;
    uint32_t n = cgov__wait_first(&ledger->model, secrets->roll, secrets->entry);
    for (; (wait = cgov__wait(&ledger->model, n)); n = wait->next) {
        int32_t status = take(ledger, wait->same, secrets->entry);
        if (status) return status;
    }
    return CGOV_OK;
}

static int32_t take_standing(struct cgov_ledger *ledger) {
    const struct model *model = &ledger->model;
    const struct roll_row *row = cgov__roll_row(model, ledger->plan.secrets.roll);
    const struct entry *entry;
    int32_t status = CGOV_OK;
    for (uint32_t n = row->first; !status && (entry = cgov__entry(model, n)); n = entry->next)
        if (entry->standing) status = take(ledger, ROW_SEQ(entry, last_seq), n);
    return status || !row->bundled ? status : take(ledger, ROW_SEQ(row, last_seq), 0);
}

int32_t cgov__secrets_gather(struct cgov_ledger *ledger) {
    struct secrets *secrets = &ledger->plan.secrets;
    cgov__buf_clear(&secrets->said);
    cgov__buf_clear(&secrets->bytes);
    int32_t status = secrets->waiting ? take_waiting(ledger) : take_standing(ledger);
    secrets->there = !status;
    return status;
}
