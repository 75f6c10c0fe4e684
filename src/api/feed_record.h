/* One record as the feed tells it: what its slots say, and where a position stands in it. */
#ifndef CGOV_SRC_FEED_RECORD_H
#define CGOV_SRC_FEED_RECORD_H

#include "api/page.h"
#include "cgov/feed.h"
#include "ledger/locate.h"

/* One for each word of a `tells`; then those on the roll `followers`; then the issues merged into it. Those of
 * calendars come after a record's own: see feed_calendar.h. */
enum slot {
    SLOT_HOLDER,
    SLOT_FORMER,
    SLOT_REPORTER,
    SLOT_PARENT, /* the holder of what it is a part of */
    SLOT_ASKER,  /* who asked for it, in person */
    SLOT_TOLD,
    SLOT_FOLLOWING = SLOT_TOLD + MAX_TOLD,
    SLOT_FOLLOWERS,
    SLOT_CALENDARS
};

struct telling {
    const cgov_ledger *ledger;
    const struct model *model;
    struct record record;
    const struct item *item;
    const struct procedure *procedure; /* it ran under then */
    const struct move *move;           /* NULL where none was made */
    uint8_t state;                     /* after it */
    uint64_t as_of;                    /* the last record of its frame: rolls are told as that leaves them */
    uint32_t follower;                 /* the one its slot speaks of */
    struct roll_ref following;         /* the roll of those who follow it */
    uint64_t entry;                    /* the last one told: see cgov__feed_entry */
};

/* Never 0, which is all that a record tells; of one slot items are told apart, of calendars which it is. */
static inline uint64_t cgov__feed_entry(uint32_t slot, uint64_t item) {
    return (uint64_t)slot << ID_BITS | item;
}

/* What a record about an item, or about words that are gone, has to tell, after an entry of it (0: from its first), as
 * far as the page has room. */
int32_t cgov__tell_record(struct telling *telling, uint64_t entry, const cgov_reader *reader, struct window *window,
                          const struct place *place, struct page *page);

#endif
