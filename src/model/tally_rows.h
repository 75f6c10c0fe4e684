/* Tallies (计票) as rows: how often each choice stands on a roll of ballots, on each axis, so that a count costs the
 * same at any size. A ballot itself is an entry, and no more than one; what somebody entered that waits for a second
 * person is a row of its own until then. */
#ifndef CGOV_SRC_TALLY_ROWS_H
#define CGOV_SRC_TALLY_ROWS_H

#include "model/roll_rows.h"

/* Of one choice, as ballot_lines.h numbers them; NULL: none was ever counted. CHOICE_CAST has what a bundle adds to the
 * roll's own sums. */
const struct choice_row *cgov__choice_of(const struct model *model, uint32_t roll_row, uint32_t choice);
/* After reserve: its row, made where there is none. */
struct choice_row *cgov__choice_make(struct model *model, uint32_t roll_row, uint32_t choice);
/* A ballot with these choices stands on that roll, or does no more. */
void cgov__choices_count(struct model *model, struct roll_row *row, uint32_t roll_row, uint64_t choices,
                         const struct weight *weight, bool in);
/* And with points for one candidate. */
void cgov__points_count(struct model *model, struct roll_row *row, uint32_t roll_row, uint32_t choice, uint32_t points,
                        const struct weight *times, bool in);

/* What waits for a second person: on a roll, of an entry; of 0, of the roll's bundle. same: a checksum of what was
 * entered; where that is confidential, the seq of its record. */
uint32_t cgov__wait_first(const struct model *model, uint32_t roll_row, uint32_t entry);
/* Who else entered the same: a resident's row; 0: nobody. */
uint32_t cgov__wait_agrees(const struct model *model, uint32_t roll_row, uint32_t entry, uint32_t actor, uint64_t same);
void cgov__wait_put(struct model *model, uint32_t roll_row, uint32_t entry, uint32_t actor, uint64_t same);
/* All from that row on is over. */
void cgov__waits_end(struct model *model, uint32_t roll_row, uint32_t first);

#endif
