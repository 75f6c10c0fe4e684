/* What ballots say that one number does not hold, each once for a roll: a ballot has its number beside it, and how many
 * stand with it is kept, so that a count reads each once. */
#ifndef CGOV_SRC_SAYINGS_H
#define CGOV_SRC_SAYINGS_H

#include "model/roll_rows.h"
#include "records/ballot_lines.h"

/* How a ballot of that roll says what the rules over it ask. */
static inline enum said_kind cgov__asked_kind(const struct roll *roll) {
    return roll->ask == ASK_SCORE || roll->ask == ASK_SHARE ? SAID_POINTS
           : roll->ask == ASK_RANK                          ? SAID_ORDER
                                                            : SAID_NONE;
}
/* How a ballot of that roll says it. */
static inline enum said_kind cgov__said_kind(const struct roll *roll) {
    return roll->secrecy == SECRECY_SEALED ? SAID_SEALED : cgov__asked_kind(roll);
}
struct blob cgov__saying_said(const struct model *model, const struct saying *saying);
/* Adds what a ballot that says so can use up. entry: its number; 0: it is new. */
void cgov__saying_need(struct need *need, uint32_t entry, const struct blob *said);

#define SEALED_BEGINS 8u /* bytes by which sealed ballots are told apart */
/* What was cast sealed on that roll and begins like it, whether it stands or not; NULL: nothing. */
const struct saying *cgov__sealed_find(const struct model *model, uint32_t roll_row, const struct blob *said);

/* After reserve: its number, and a row where there is none. */
uint32_t cgov__saying_make(struct model *model, uint32_t roll_row, enum said_kind kind, const struct blob *said);
/* A ballot, that entry, says so and stands on the roll, or does no more. */
void cgov__saying_count(struct model *model, struct roll_row *row, uint32_t roll_row, uint32_t number, uint32_t entry,
                        const struct weight *weight, bool in);
/* How often each order stands in the bundle that does; of none nothing. */
void cgov__orders_bundle(struct model *model, uint32_t roll_row, const struct blob *orders);
void cgov__orders_need(struct need *need, const struct blob *orders);
/* The map again, of rows that were read. False without memory. */
bool cgov__sayings_index(struct model *model);
/* A sealed one stands with one entry, which says it, or with none. */
bool cgov__sealed_holds(const struct model *model, uint32_t number);
void cgov__sayings_digest(const struct model *model, struct sha256 *digest);

#endif
