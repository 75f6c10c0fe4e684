/* Bundles of ballots (汇总票) as a command brings them: read row by row, and whether they add up. */
#ifndef CGOV_SRC_BUNDLE_H
#define CGOV_SRC_BUNDLE_H

#include "entities/ballot.h"

/* What a bundle is held against: the roll, the axes that are asked by, how many candidates a ballot may name. */
struct bundle_asked {
    const struct roll *roll;
    uint8_t axes;
    uint64_t most;
};

/* All rows by their choices. Heads of 0 stand for no row. */
struct bundle_read {
    struct bundle_line lines[CHOICE_LAST + 1];
    uint64_t said; /* bit choice - 1 */
    bool cast;
    struct order *orders; /* rising */
    uint32_t order_count;
    uint64_t ranked; /* ballots */
};

/* False, and which row is at fault. */
bool cgov__bundle_read(struct blob text, const struct bundle_asked *asked, struct plan *plan, struct bundle_read *read,
                       char *why, size_t cap);
/* How many ballots there are. False, and which numbers do not go together. */
bool cgov__bundle_adds_up(const struct bundle_read *read, const struct bundle_asked *asked, struct bundle_line *cast,
                          char *why, size_t cap);

#endif
