/* The clocks of an item that has ended, read back from its records. */
#ifndef CGOV_SRC_READ_CLOCKS_H
#define CGOV_SRC_READ_CLOCKS_H

#include "ledger/handle.h"

/* Its clocks, in the order they first started. */
struct told {
    struct clock_row rows[2 * MAX_CLOCKS];
    struct {
        int64_t since, rested; /* since: it is paused, 0 where it is not; rested: ms that it was, in this run */
    } pauses[2 * MAX_CLOCKS];
    uint32_t count;
};

int32_t cgov__told_clocks(const cgov_ledger *ledger, const struct item *item, struct told *told);
/* A clock that never had a length never ran; one that a newer rulebook dropped has no name left. */
static inline bool cgov__is_shown(const struct clock_row *row) {
    return row->length != 0 && row->clock != NONE;
}

#endif
