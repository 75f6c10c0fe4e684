/* Sealed ballots (密封选票): bytes of the host's scheme, which nobody here can read. What one says lies in a piece of
 * words, its digest in its record; a copy is refused, and what they come to is brought as a bundle for the roll itself,
 * by two persons, and must add up to them. */
#ifndef CGOV_SRC_SEALED_H
#define CGOV_SRC_SEALED_H

#include "entities/ballot.h"

/* The digest of what the command brings, appended to said. */
int32_t cgov__sealed_read(const struct blob *text, uint64_t *choice_out, struct buf *said);
/* What cgov__ballot_hide does, of a sealed one. */
int32_t cgov__sealed_hide(const struct asking *asking, const struct command *command, uint32_t entry, uint8_t line,
                          struct plan *plan, struct record *record, struct refusal *why);
/* The digest of the proof that a bundle brings, appended to `bytes`, where it is of sealed ballots; refused where it
 * brings none, or is of others. */
int32_t cgov__sealed_proof(const struct asking *asking, const struct command *command, struct buf *bytes,
                           struct refusal *why);
/* Whether a bundle waits for a second person is told; of sealed ballots also who the first was. */
void cgov__bundle_agrees(const struct asking *asking, struct record *record);
/* Whether a bundled record says of a proof, and who agreed, what it may. */
bool cgov__sealed_bundle_valid(const struct overlay *overlay, const struct roll *roll, const struct record *record);
/* The refusal of what does not add up to the ballots that stand. */
int32_t cgov__sealed_misfit(const struct asking *asking, const struct bundle_line *cast, uint8_t axes,
                            struct refusal *why);

#endif
