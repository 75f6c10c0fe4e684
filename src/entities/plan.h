/* A plan: the records a command, or time, is about to write, encoded as they are added. It is appended as one frame,
 * and then applied by the code that replays it: a frame of one record, as most are, as it stands here, which is what
 * its bytes decode to; a longer one read back from its bytes. */
#ifndef CGOV_SRC_PLAN_H
#define CGOV_SRC_PLAN_H

#include "entities/command.h"

struct plan {
    struct buf records, words;
    struct buf lists;   /* the clock and party lists of the record being made; has room for any, so it never moves */
    struct record only; /* the first record */
    struct need need;
    struct model *model;          /* what the records are about to change */
    uint64_t first_seq, last_seq; /* last_seq = first_seq - 1 while empty */
    uint64_t last_id;             /* of the last record added */
    int64_t time;
    uint64_t actor;
    uint64_t texts;               /* words that come with the first record */
    uint64_t key[2], fingerprint; /* put on the first record, where not zero */
    uint64_t result;              /* the id made or moved */
    uint32_t item_count;          /* items so far, those planned included */
};

void cgov__plan_init(struct plan *plan, struct model *model);
void cgov__plan_free(struct plan *plan);
/* Begins anew, after the model's last record. */
void cgov__plan_begin(struct plan *plan, int64_t time, uint64_t actor);
/* Adds a record: seq, previous, time and actor are set here, and on the first one what the command brings. All records
 * about one thing must be added one after another. */
void cgov__plan_add(struct plan *plan, struct record *record);
/* What stands in lists from start on. */
struct blob cgov__plan_list(const struct plan *plan, size_t start);
bool cgov__plan_failed(const struct plan *plan); /* memory ran out on the way */

#endif
