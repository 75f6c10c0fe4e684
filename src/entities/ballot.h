/* Ballots (选票) on rolls: what one says, what waits for a second person, and bundles of them. */
#ifndef CGOV_SRC_BALLOT_H
#define CGOV_SRC_BALLOT_H

#include "entities/roll.h"
#include "model/sayings.h"
#include "model/tally_rows.h"
#include "records/ballot_lines.h"

static inline bool cgov__from_candidates(const struct roll *roll) {
    return cgov__names_roll(&roll->from);
}

/* What the command's `choice` says, on a roll of ballots: as bits, or where these do not hold it as bytes, which are
 * appended to said. */
int32_t cgov__choice_read(const struct asking *asking, const struct command *command, uint64_t *choice_out,
                          struct buf *said, struct refusal *why);
/* That no bundle counts the elector already, who has no ballot of their own. */
int32_t cgov__bundle_check(const struct asking *asking, uint32_t roll_row, const struct entry *entry,
                           struct refusal *why);
/* A checksum of all that an entered record says of its entry. */
uint64_t cgov__same_entry(const struct record *record);

#endif
