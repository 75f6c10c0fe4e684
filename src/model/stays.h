/* Stays: since when, and until when, somebody stood on a roll before they stood there as they do now, or left it for
 * good. So it can be asked who stood there at a record of years ago. An entry that stands as it was made has none: it
 * stands since its last record; nor has one that a fill of its roll has put off, for the fills are known: so a register
 * that is filled again and again takes no more room. */
#ifndef CGOV_SRC_STAYS_H
#define CGOV_SRC_STAYS_H

#include "model/roll_rows.h"

/* So many fills a row tells of; at the next one what they kept is a stay. */
#define KEPT_MOST 15u

/* After reserve, all of these, by the record being applied. An entry that stands is about to be left, or entered anew;
 * what begins and ends in one frame was never so. */
void cgov__stay_over(struct model *model, uint32_t entry);
/* Somebody was on the roll that is about to be filled anew. */
void cgov__roll_refilled(struct model *model, struct roll_row *row);
/* It is about to stand again, by that line, or 0, put there by a fill. Had it been left in the same frame, it never was
 * away: then true where that fill only says again what one before it has said, and the entry goes on from there. */
bool cgov__stay_again(struct model *model, uint32_t entry, uint8_t line);
/* Where a fill has put it off, its stay is one of its own from now on. */
void cgov__stay_settle(struct model *model, uint32_t entry);

/* Whether the entry stood after the frame that ended with that record. */
bool cgov__entry_stood(const struct model *model, uint32_t entry, uint64_t seq);
/* Whether the elector stood on a roll then, or, 0, anybody. */
bool cgov__stood_on(const struct model *model, const struct roll_at *roll, uint64_t elector_or_0, uint64_t seq);

#endif
