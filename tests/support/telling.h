/* One reader's feed, kept as it was told: read on from where it was, and from the beginning again, when it must be the
 * same word for word. */
#ifndef TESTS_TELLING_H
#define TESTS_TELLING_H

#include "support/town.h"

enum { TELLING_MOST = 6000 };

struct telling {
    cgov_feed_view told[TELLING_MOST];
    uint32_t count;
    uint64_t seq, entry; /* the position */
};

/* Reads on to the end, `page` entries a call. */
void telling_read_on(struct telling *telling, const struct town *town, cgov_id reader, uint32_t page);
/* Reads all of it anew, and fails where an entry is another. */
void telling_assert_same(struct telling *telling, const struct town *town, cgov_id reader, uint32_t page);
/* Closes the town's ledger and opens it again from that storage, by a snapshot and by replaying: its state is the same.
 */
void telling_reopen(struct town *town, const cgov_storage *storage);

#endif
