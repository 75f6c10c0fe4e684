/* Ballots (选票) on rolls: what one says, what waits for a second person, and bundles of them. */
#ifndef CGOV_SRC_BALLOT_H
#define CGOV_SRC_BALLOT_H

#include "entities/choice.h"
#include "entities/secret.h"
#include "model/sayings.h"
#include "model/tally_rows.h"
#include "records/ballot_lines.h"

/* What the command's `choice` says, on a roll of ballots: as bits, or where these do not hold it as bytes, which are
 * appended to said. */
int32_t cgov__choice_read(const struct asking *asking, const struct command *command, uint64_t *choice_out,
                          struct buf *said, struct refusal *why);
/* A ballot that is not open: what the record says of its choice goes into the words, whether it waits is told; of a
 * sealed one the record says the digest, and a copy is refused. */
int32_t cgov__ballot_hide(const struct asking *asking, const struct command *command, uint32_t entry, uint8_t line,
                          struct plan *plan, struct record *record, struct refusal *why);
/* That no bundle counts the elector already, who has no ballot of their own. */
int32_t cgov__bundle_check(const struct asking *asking, uint32_t roll_row, const struct entry *entry,
                           struct refusal *why);
/* What the bundle of those ballots says, where one stands, is still at most those whom it is for who have none of their
 * own: some of them may have left since. */
bool cgov__bundle_within(const struct model *model, const struct roll_at *ballots);

#endif
