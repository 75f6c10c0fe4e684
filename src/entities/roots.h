/* Roots (默克尔根) of rolls: a move that fills one, or counts the ballots on one, binds who stands there and what each
 * line says, so that an elector can be shown their own, and anybody that none was changed since. Lines are blinded
 * under a key of the move's own, which lies with its words: a root tells nothing to whom it is unknown. */
#ifndef CGOV_SRC_ROOTS_H
#define CGOV_SRC_ROOTS_H

#include "entities/guards.h"
#include "entities/plan.h"
#include "entities/secret.h"
#include "model/roll_rows.h"
#include "records/root_lines.h"

#define ROOT_LINE 1024u /* bytes at most */

/* A root being made, line by line; what stands here of one is of the line that came last. */
struct rooting {
    struct merkle merkle;
    uint64_t key[2];
    uint8_t roll;
    uint32_t len;
    uint8_t blind[MERKLE_BLIND];
    char line[ROOT_LINE];
};
/* wanted: the place from 0 of the line whose path is kept; UINT64_MAX: none. */
void cgov__rooting_begin(struct rooting *rooting, const uint8_t key[ROOT_KEY], uint8_t roll, uint64_t wanted);
/* Adds somebody's entry. commitment: of a confidential ballot; else NULL. */
void cgov__rooting_entry(struct rooting *rooting, const struct model *model, uint32_t entry, const uint8_t *commitment);
void cgov__rooting_end(struct rooting *rooting, const char *head, uint32_t len, uint8_t root[MERKLE_HASH]);

/* The roots of the move about to be written, of rolls that say `proofs`, stand in its record, and their key in its
 * words: CGOV_E_SALT, where its act has no salt; of what is no act, or follows from one, there are none. The key of a
 * count of confidential ballots is still to be hidden with what was counted. */
int32_t cgov__roots_put(const struct attempt *attempt, struct plan *plan, struct record *record, struct refusal *why);
/* Whether a record of a move of that procedure says of roots what it may. */
bool cgov__roots_valid(const struct procedure *procedure, const struct record *record);

#endif
