/* What a decision leaves, as a record holds it: what was counted, and who won.
 *
 *   tallies := (tally:varint heads:varint units:varint area:varint weight:varint)*   by rising tally, each once
 *   tally   := 0 all ballots | 1 to 6 a choice | 6 + n the candidate whose place is n | 65 silent ones
 *              | 66 + r the r-th roll that the rule names, from 0
 *   costs   := cost:varint*                  of options within a budget, as they stand in the tallies
 *   counted := SHA-256 of a line for each order that stands, "3 1 2 heads 5" and LF, by rising places
 *   winners := won:varint place:varint*     so many won, by their votes; the rest tie over a last seat
 *
 * All ballots and all rolls always stand there, and each candidate of the list; a choice, and silent ones, where they
 * are not nothing. Of confidential ballots the record has all ballots, the rolls, and candidates with nothing; the rest
 * lies in its piece. Numbers of choices are those of ballot_lines.h. */
#ifndef CGOV_SRC_DECISION_LINES_H
#define CGOV_SRC_DECISION_LINES_H

#include "records/ballot_lines.h"
#include "rules/rule.h"

enum { TALLY_SILENT = CHOICE_LAST + 1, TALLY_ROLL, TALLY_LAST = TALLY_ROLL + MAX_RULE_ROLLS - 1 };

struct record;

/* What the judge was given, as a record has it; `count` leads into the rest of it, so it stays where it is. */
struct decided {
    struct sums rolls[MAX_RULE_ROLLS];
    struct candidate candidates[MAX_CANDIDATES]; /* numbered by their places */
    struct count count;
    uint8_t digest[32]; /* of the orders */
};
/* False where the record has not what the rule asks for: then it is none of a decision by it. */
bool cgov__decided_read(const struct record *record, const struct rule *rule, struct decided *out);

/* Writes the fields of a decision but `closed`: the bytes stand in the buffer, whose failure tells of memory. */
void cgov__decided_write(const struct rule *rule, const struct decided *decided, const struct ruling *ruling,
                         struct buf *bytes, struct record *into);

/* Of the tallies what everybody may know, however the ballots were cast. */
void cgov__decided_open(const struct count *count, uint32_t roll_count, struct buf *bytes);
/* It says nothing else. */
bool cgov__decided_is_open(const struct count *count);

/* The places of who won, then of who ties. */
struct winners {
    uint32_t won, count;
    uint32_t places[2 * MAX_CANDIDATES]; /* who won may tie over whose surplus goes first */
};
bool cgov__winners_read(const struct blob *winners, struct winners *out);

#endif
