/* Ballots (选票) on rolls: what one says, what waits for a second person, and bundles of them. */
#ifndef CGOV_SRC_BALLOT_H
#define CGOV_SRC_BALLOT_H

#include "entities/secret.h"
#include "model/sayings.h"
#include "model/tally_rows.h"
#include "records/ballot_lines.h"

static inline bool cgov__from_candidates(const struct roll *roll) {
    return cgov__names_roll(&roll->from);
}

/* The rules over these ballots ask for this choice, which names nobody: for `block` where they say so alone. */
static inline bool cgov__is_asked(const struct roll *roll, uint32_t choice) {
    return (roll->choices >> (choice - 1) & 1) != 0;
}
/* These as a sentence has them, `last` (and, or) before the last one. */
void cgov__choices_list(const struct roll *roll, const char *last, char *into, size_t cap);
/* A number without leading zeros that ends the text or stands before `end`; false: there is none, or it is above most.
 */
bool cgov__number_read(struct blob *text, char end, uint64_t most, uint64_t *into);
/* What stands before the separator, which is passed over. */
struct blob cgov__word_next(struct blob *text, char end);
/* A named choice, as its number; 0: none of ballots of this kind. */
uint32_t cgov__choice_named(const struct blob *word, bool from_candidates);
/* What the command's `choice` says, on a roll of ballots: as bits, or where these do not hold it as bytes, which are
 * appended to said. */
int32_t cgov__choice_read(const struct asking *asking, const struct command *command, uint64_t *choice_out,
                          struct buf *said, struct refusal *why);
/* What a choice is as bits, of a text as cgov__choice_text has it; 0: it is none. */
uint64_t cgov__choice_of_text(const struct roll *roll, const struct blob *text);
/* The one text of a choice, MAX_CHOICE_TEXT bytes at most: its length. */
uint32_t cgov__choice_text(uint64_t choice, char into[MAX_CHOICE_TEXT + 1]);
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
/* A checksum of all that an entered record says of its entry. */
uint64_t cgov__same_entry(const struct record *record);
/* What is kept of one that waits: that, or of a confidential one where it stands. */
uint64_t cgov__wait_same(const struct record *record);

#endif
