/* What a reader is to an item, by office, in person, and by the item's rolls: one view of it, or none. Pure. */
#ifndef CGOV_SRC_VIEW_H
#define CGOV_SRC_VIEW_H

#include "entities/access.h"
#include "records/record.h"

/* The strongest that the reader has a right to; but the reporter's own is the reporter's, whatever office they hold. */
enum view cgov__view(const struct model *model, const struct item *item, uint64_t reader, int64_t at);
/* A reader of many items, who is asked once what their offices are to each organization: the answer is that of
 * cgov__view, item by item. */
struct sight {
    uint64_t reader;
    int64_t at;
    struct {
        uint32_t organization;
        uint8_t offices;
    } asked[16]; /* by organization, each at one place alone */
};
static inline void cgov__sight_begin(struct sight *sight, uint64_t reader, int64_t at) {
    memset(sight, 0, sizeof *sight);
    sight->reader = reader;
    sight->at = at;
}
enum view cgov__view_of(const struct model *model, const struct item *item, struct sight *sight);
/* Any view at all. */
bool cgov__sees(const struct model *model, const struct item *item, uint64_t reader, int64_t at);
/* The id of the issue that a record says was merged into its item, where this reader sees it; 0: none. */
uint64_t cgov__seen_follower(const struct model *model, const struct record *record, uint64_t reader, int64_t at);
/* The issue this one was merged into, whose answers are its own; NULL: none that concerns this reader. */
const struct item *cgov__master_of(const struct model *model, const struct item *item, enum view view, uint64_t reader,
                                   int64_t at);

#endif
