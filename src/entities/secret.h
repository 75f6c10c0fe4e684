/* What ballots say that are not open: confidential ones (不公开选票), and sealed ones (密封选票), of which nobody here
 * can read it. It lies in pieces of words and in no row, so no reading, digest or snapshot can give it away. Where
 * admitting hangs on it, to count, or to hold two tellers against each other, it is asked for; the road reads it back
 * and admits again. */
#ifndef CGOV_SRC_SECRET_H
#define CGOV_SRC_SECRET_H

#include "entities/choice.h"
#include "entities/roll.h"
#include "records/words.h"

static inline bool cgov__ballots_hidden(const struct roll *roll) {
    return roll->secrecy == SECRECY_CONFIDENTIAL;
}
static inline bool cgov__ballots_sealed(const struct roll *roll) {
    return roll->secrecy == SECRECY_SEALED;
}
/* What one says lies in a piece of words, and in no record. */
static inline bool cgov__ballots_apart(const struct roll *roll) {
    return roll->secrecy > SECRECY_OPEN;
}
/* The command enters a ballot, or brings a bundle, on a roll that is. */
bool cgov__ballot_is_confidential(const struct model *model, const struct command *command);
/* One length for all that a ballot of the roll can say, and for all that a bundle or a count can. */
uint32_t cgov__secret_round(const struct roll *roll, bool counted);

/* The command's words anew, with that among them, and what the record says of it. Refused without a salt. */
int32_t cgov__secret_hide(struct plan *plan, const struct command *command, const struct secret *secret,
                          struct record *record, struct refusal *why);
/* CGOV_E_SALT, where the act has none. */
int32_t cgov__secret_salted(const struct secrets *secrets, struct refusal *why);
/* A record that has a commitment has its piece, and one alone; hidden: what it should have one for. */
static inline bool cgov__secret_valid(const struct record *record, bool hidden) {
    return record->commitment.len == (hidden ? 32 : 0) && (record->texts >> SECRET_FIELD & 1) == (hidden ? 1 : 0);
}

/* What the ballots that stand on a roll say; or what waits there, of an entry or (0) of the bundle. CGOV_OK where it is
 * there, else PLAN_ASKS. */
int32_t cgov__secrets_ask(struct secrets *secrets, uint32_t roll_row, uint32_t entry, bool waiting);
/* Somebody else has entered the same, as has been asked. */
bool cgov__secret_agreed(const struct secrets *secrets, uint32_t actor, const struct secret *secret, uint64_t same);
/* What the i-th of those that were read back committed to. */
const uint8_t *cgov__secret_commitment(const struct secrets *secrets, uint32_t i);
/* A confidential ballot: what the record says of its choice goes into the words, whether it waits is told. */
int32_t cgov__confidential_hide(const struct asking *asking, const struct command *command, uint32_t entry,
                                uint8_t line, struct plan *plan, struct record *record, struct refusal *why);
/* Whether one that a second person must enter too waits, of an entry or (0) of the bundle: CGOV_OK, or PLAN_ASKS. */
int32_t cgov__secret_waits(const struct asking *asking, uint32_t entry, const struct secret *secret, struct plan *plan,
                           struct record *record);
/* Counts what has been read back into secrets->sums. households: room to tell them apart. CGOV_OK, CGOV_E_NOMEM,
 * CGOV_E_CORRUPT. */
int32_t cgov__secrets_count(const struct model *model, const struct roll *roll, uint32_t roll_row,
                            struct buf *households, struct secrets *secrets);

#define ROOT_KEY 16u
#define ROOT_KEY_END 17u /* as it lies: a byte 1 behind it */
/* The key under which roots (roots.h) are blinded that the frame of that seal binds. */
void cgov__root_key_draw(const struct seal *seal, uint8_t key[ROOT_KEY]);
/* Appends that key, and a byte 1, to what is hidden, of which so much is made up with zeros that the whole is a
 * multiple of `round`: reading the key takes the same, whatever stands before it. */
void cgov__root_key_put(const struct seal *seal, uint32_t round, struct buf *secret);

/* What the record of a decision over such a roll says of how it came about is hidden, but how many ballots there were,
 * on which rolls, of which candidates; winners, and who ties, stand by their places. */
void cgov__decision_hide(const struct attempt *attempt, const struct roll *over, struct plan *plan,
                         struct record *record);
/* Reads that into the record again, from a piece as it stands; false where it is none. */
bool cgov__decision_show(const char *said, uint64_t len, struct record *record);

#define SECRET_MAX 4096u /* bytes of what is hidden */

/* They see the item by an office that audits one of its organizations. */
bool cgov__audits(const struct model *model, const struct item *item, uint64_t reader, int64_t at);

#endif
