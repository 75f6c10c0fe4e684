/* Refusals watched: that one has the status and reason it should, that it leaves ledger and journal as they were, and
 * which numbers have been given so far. */
#ifndef TESTS_WATCH_H
#define TESTS_WATCH_H

#include "support/town.h"

#include <stdbool.h>

/* What must not change. */
struct watch_mark {
    uint8_t state[32], journal[32];
    uint64_t seq, bytes;
};

struct watch_mark watch_mark(const cgov_ledger *ledger);
/* Fails unless the call gave, and the ledger's last error says, this status and reason. */
void watch_refused(const cgov_ledger *ledger, int32_t got, int32_t status, uint32_t reason, const char *call, int line);
/* Fails unless the call gave this status: a reading's, or that of a call without a ledger. */
void watch_answered(int32_t got, int32_t status, const char *call, int line);
/* A status and reason were given; whether one was, so far. */
void watch_saw(int32_t status, uint32_t reason);
bool watch_status_seen(int32_t status);
bool watch_reason_seen(uint32_t reason);

/* A changing call on a ledger that is refused. What time makes due is to have happened before: tick first. */
#define REFUSED_ON(ledger, status, reason, call)                                                                       \
    do {                                                                                                               \
        struct watch_mark was = watch_mark(ledger);                                                                    \
        watch_refused((ledger), (call), (status), (reason), #call, __LINE__);                                          \
        struct watch_mark is_now = watch_mark(ledger);                                                                 \
        assert_memory_equal(&was, &is_now, sizeof was);                                                                \
    } while (0)
/* The same on the file's `town`, ticked. */
#define REFUSES(status, reason, call)                                                                                  \
    do {                                                                                                               \
        town_tick(&town);                                                                                              \
        REFUSED_ON(town.ledger, status, reason, call);                                                                 \
    } while (0)
#define ANSWERS(status, call) watch_answered((call), (status), #call, __LINE__)

#endif
