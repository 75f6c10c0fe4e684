/* Whether a move may be made: who, then its clauses as they stand. The closed list of guards lives here. */
#ifndef CGOV_SRC_GUARDS_H
#define CGOV_SRC_GUARDS_H

#include "entities/attempt.h"

/* What a move's `by` lines say of its actor. */
struct may {
    bool may;              /* one of them names the actor, and does not leave them out */
    bool named;            /* one names them as a party in person or by an office, left out or not */
    const struct by *self; /* the last one that leaves them out; NULL: none */
};
void cgov__who_may(const struct attempt *attempt, struct may *out);
/* The same of an opening, once attempt->offices is known. */
void cgov__who_opens(const struct attempt *attempt, struct may *out);
/* Bit b: the actor holds the office that the b-th of them names; whom it leaves out is not asked. */
uint32_t cgov__by_offices(const struct attempt *attempt);

/* Two items are about one place: their places are of one code, or their points so many meters apart (0: the codes). */
bool cgov__same_place(const struct item *a, const struct item *b, uint32_t meters);
/* What the item is that `owing` names, where nothing can be merged into it; NULL: nothing of that. */
const char *cgov__owes_not(const struct attempt *attempt, const struct clause *clause);
/* The actor is a party that this `by` line leaves out. */
bool cgov__is_excluded(const struct attempt *attempt, const struct who *who);
/* Of what is known already of who may. */
COLD int32_t cgov__refuse_actor(const struct attempt *attempt, const struct may *may, struct refusal *why);
static inline int32_t cgov__guard_may(const struct attempt *attempt, const struct may *may, struct refusal *why) {
    return may->may ? CGOV_OK : cgov__refuse_actor(attempt, may, why);
}
/* The number of the child that a guard about children does not like: one still open, or in no state it asks for; 0:
 * there is none, or it asks the contrary. */
uint32_t cgov__child_amiss(const struct attempt *attempt, const struct clause *clause);
/* Of the item of that number the procedure, and the state that it has come to by now; NULL: there is none. */
const struct procedure *cgov__item_now(const struct attempt *attempt, uint32_t number, const char **state);
/* Of what it was opened by the procedure, and the state that it has come to by now; NULL: it has no parent. */
const struct procedure *cgov__parent_now(const struct attempt *attempt, const char **state);
/* What a command brings is taken, and as its declarations say. */
int32_t cgov__guard_details(struct attempt *attempt, struct refusal *why);
/* The same, but for what a matter asks of its reports. Most commands need not be looked at one detail after another. */
static inline int32_t cgov__guard_brought(struct attempt *attempt, struct refusal *why) {
    const struct command *command = attempt->command;
    const struct machine_move *row = attempt->row;
    const uint64_t odd = (command->fields & ~row->takes) | (row->needs & ~command->fields);
    if (odd != 0 || (command->brings & BRINGS_DECLARED) != 0) return cgov__guard_details(attempt, why);
    attempt->complete = true;
    return CGOV_OK;
}
/* In the text's order. Where nothing that is needed is wanting, those that ask for it are passed over. */
int32_t cgov__guard_gates(const struct attempt *attempt, const struct gate *gate, uint32_t count, struct refusal *why);
static inline int32_t cgov__guard_clauses(const struct attempt *attempt, struct refusal *why) {
    const struct machine_move *row = attempt->row;
    const bool all = !attempt->command || attempt->complete;
    const uint32_t count = all ? row->rest_count : row->gate_count;
    if (count == 0) return CGOV_OK;
    return cgov__guard_gates(attempt, attempt->procedure->machine->gates + row->first_gate + (all ? row->rest : 0),
                             count, why);
}
/* `given`, and the item is one that is asked for the detail. */
bool cgov__guard_wants(const struct attempt *attempt, const struct clause *clause);
/* What a `when` asks of the item as the move would leave it, before any `not`; whether it can be answered as long as no
 * details are known; and what is told where it fails. */
bool cgov__guard_holds(const struct attempt *attempt, const struct clause *clause);
bool cgov__guard_answerable(const struct attempt *attempt, const struct clause *clause);
uint32_t cgov__guard_reason(uint8_t guard);
/* `other`: as which of its parties the move names whom it had before; NONE: another. */
uint8_t cgov__named_before(const struct attempt *attempt, const struct clause *clause);
/* `PARTY in PARTY`: the first that, as the move leaves it, is neither that organization nor lies below it; NONE: each
 * is. */
uint8_t cgov__lies_elsewhere(const struct attempt *attempt, const struct clause *clause);
/* The item itself, or what it was merged into, is settled. */
bool cgov__is_settled(const struct model *model, const struct item *item);
/* What `after` says was settled for its reporter before: that matter at that place. */
bool cgov__was_settled(const struct attempt *attempt);

#endif
