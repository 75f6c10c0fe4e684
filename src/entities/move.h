/* Making a move: the records it writes for the item, for the children it opens and those it ends, and for the parent
 * that moves with it. */
#ifndef CGOV_SRC_MOVE_H
#define CGOV_SRC_MOVE_H

#include "entities/guards.h"
#include "entities/plan.h"
#include "model/item_rows.h"

int32_t cgov__open_admit(const struct model *model, const struct command *command, struct plan *plan,
                         struct refusal *why);
int32_t cgov__move_admit(const struct model *model, const struct command *command, struct plan *plan,
                         struct refusal *why);
/* The rulebook, procedure, matter and profile a report is opened under: the first in force that has them. */
int32_t cgov__choose_procedure(const struct model *model, const struct command *command, int64_t at, struct item *item,
                               struct refusal *why);
/* The issue that a report's external key is of, where the actor at that instant is one who may give it; 0: none, or
 * not theirs to ask. */
uint64_t cgov__open_there(const struct model *model, const struct command *command, int64_t at);
/* A move of an item about to be asked for: nobody's yet, without details. after: filled as the item is. */
struct attempt cgov__attempt(const struct model *model, uint32_t number, struct draft *after, const struct move *move);
/* A party that must be set cannot be. */
COLD int32_t cgov__refuse_unset(const struct attempt *attempt, uint8_t unset, struct refusal *why);
/* The records of a move all of whose guards hold. after's parties are set; state, class and the rest are set here. */
int32_t cgov__move_write(const struct attempt *attempt, struct item *after, struct plan *plan, struct refusal *why);
/* What a move nobody asks for, with no details, is refused by, but who and the state it leaves; after's parties are
 * set.
 */
int32_t cgov__move_refused(struct attempt *attempt, struct item *after, struct refusal *why);
/* What of it has to do with deciding: it counts, or closes the list of those who do. CGOV_OK, CGOV_E_NOMEM or a
 * refusal.
 */
int32_t cgov__move_decides(struct attempt *attempt, struct refusal *why);
/* A move made by time on an item: its records, at plan->time. False where the move could not be made. */
bool cgov__move_by_time(const struct model *model, uint32_t number, const struct move *move, struct plan *plan);
/* Why an actor could not make a move now, details not given not held against it; CGOV_OK: nothing known speaks against.
 */
int32_t cgov__move_explain(const struct model *model, uint32_t number, const struct move *move, uint64_t actor,
                           int64_t at, struct refusal *why);

/* Whether that actor could open an item of a text's procedure now by some details or other: what nobody has said yet is
 * not held against it. */
bool cgov__open_may(const struct model *model, uint32_t version, uint8_t procedure, uint64_t actor, int64_t at);

/* The parties that the record of any move sets, where before is NULL all of them. */
void cgov__move_parties(const struct procedure *procedure, const struct item *before_or_null, const struct item *after,
                        struct party_list *out);
/* What an opening does to clocks, into its record. */
int32_t cgov__open_clocks(const struct attempt *attempt, struct record *record, struct refusal *why);
/* An item about to be opened, as the facts in its record make it. */
void cgov__fill_item(struct draft *draft, const struct record *record);

#endif
