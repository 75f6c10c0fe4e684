/* The numbers seen are kept for the executable's life: its last test asks for them. */
#include "support/watch.h"

#include "support/test.h"

enum { BELOW = 64, NUMBERS = 128 };

static bool statuses[NUMBERS], reasons[NUMBERS];

struct watch_mark watch_mark(const cgov_ledger *ledger) {
    struct watch_mark now;
    cgov_ledger_view info = {.size = sizeof info};
    memset(&now, 0, sizeof now);
    assert_int_equal(cgov_state_digest(ledger, now.state), CGOV_OK);
    assert_int_equal(cgov_journal_digest(ledger, now.journal), CGOV_OK);
    assert_int_equal(cgov_ledger_get(ledger, &info), CGOV_OK);
    now.seq = info.seq;
    now.bytes = info.journal_bytes;
    return now;
}

void watch_refused(const cgov_ledger *ledger, int32_t got, int32_t status, uint32_t reason, const char *call,
                   int line) {
    cgov_error error = {.size = sizeof error};
    assert_int_equal(cgov_ledger_error(ledger, &error), CGOV_OK);
    if (got != status || error.status != status || error.reason != reason)
        fail_msg("line %d, %s: expected %s %s, got %s, %s %s: %s", line, call, cgov_status_name(status),
                 cgov_reason_name(reason), cgov_status_name(got), cgov_status_name(error.status),
                 cgov_reason_name(error.reason), error.message);
    assert_true(error.message[0] != '\0');
    watch_saw(status, reason);
}

void watch_answered(int32_t got, int32_t status, const char *call, int line) {
    if (got != status)
        fail_msg("line %d, %s: expected %s, got %s", line, call, cgov_status_name(status), cgov_status_name(got));
    watch_saw(status, CGOV_R_NONE);
}

void watch_saw(int32_t status, uint32_t reason) {
    assert_true(status > -BELOW && status < BELOW && reason < NUMBERS);
    statuses[BELOW + status] = true;
    reasons[reason] = true;
}

bool watch_status_seen(int32_t status) {
    return statuses[BELOW + status];
}
bool watch_reason_seen(uint32_t reason) {
    return reasons[reason];
}
