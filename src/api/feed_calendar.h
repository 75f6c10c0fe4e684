/* The calendar's end, told before it comes: a year that is covered runs out, and what ends in working days after it has
 * no due until another is adopted. Like all of the feed it follows from the records: the first one that stands so near
 * to the end of what was covered by then tells of it. */
#ifndef CGOV_SRC_FEED_CALENDAR_H
#define CGOV_SRC_FEED_CALENDAR_H

#include "api/feed_record.h"

/* What the record before the next came to. */
struct calendar_watch {
    const struct model *model;
    uint64_t seq;       /* its own; 0: there is none */
    int64_t time;       /* and its time */
    uint32_t adoptions; /* that stand by then */
    int64_t next;       /* until then none comes nearer to its end, but by an adoption */
};

/* After that record. */
void cgov__calendar_watch(struct calendar_watch *watch, const struct model *model, uint64_t seq, int64_t time);
/* What telling->record tells of calendars, after an entry of it (0: from its first), as far as the page has room. */
void cgov__tell_calendars(const struct calendar_watch *watch, struct telling *telling, uint64_t entry,
                          const cgov_reader *reader, struct page *page);

#endif
