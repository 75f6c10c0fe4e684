/* Deciding (表决): a move that decides counts the ballots of a roll, judges them by its rule, and leads where the
 * outcome says. All of that stands in its record; replay decides nothing.
 *
 * What can be refused is refused when the list of those who decide is closed: that day chooses the rule, and what its
 * outcomes do is asked then. At the count nothing of that is asked again. */
#ifndef CGOV_SRC_DECIDE_H
#define CGOV_SRC_DECIDE_H

#include "entities/guards.h"
#include "model/roll_rows.h"
#include "records/decision_lines.h"

struct plan;
struct secrets;

/* A decision about to be written. */
struct deciding {
    const struct rule *rule;
    uint32_t closed;  /* the day, as 20260315 */
    uint32_t waiting; /* ballots that no second person has entered */
    struct decided counted;
    struct ruling ruling;
    struct secrets *secrets; /* what confidential ballots say; NULL: it is only tried */
};

/* The rule that the move decides by, of the day that its list was closed (*closed), else (*closed 0) of today; and the
 * ballots. NULL: there is none. */
const struct rule *cgov__decide_by(const struct attempt *attempt, struct roll_at *ballots, uint32_t *closed);
/* How many a rule which asks for candidates elects: what it says, or what was given. */
uint32_t cgov__seats_of(const struct attempt *attempt, const struct rule *rule);
/* What a move has to do with deciding: it counts, into attempt->deciding, where the list is closed, a rule was in force
 * on that day, and all that is to be counted is there; winners come on their roll; without attempt->deciding it is
 * asked alone whether that could be. Or it closes lists of those who decide: then on this day a rule is in force for
 * each decision, and what those do can be done. CGOV_OK, CGOV_E_NOMEM, or the refusal. */
int32_t cgov__move_decides(struct attempt *attempt, struct refusal *why);
/* What it would come to now, into attempt->deciding; made: where the comparisons go. While the list is open the rule is
 * that of `today`, as 20260315. CGOV_OK, CGOV_E_NOMEM, or the refusal where no rule is in force. */
int32_t cgov__decide_try(const struct attempt *attempt, uint32_t today, struct comparisons *made, struct refusal *why);
/* The state that the decision leads to. */
uint8_t cgov__decided_to(const struct attempt *attempt);
/* The effects of the move are made: it decides nothing, or somebody or something was passed or elected. */
bool cgov__decided_for(const struct attempt *attempt);
/* What the move's record says of it. */
void cgov__decision_put(const struct attempt *attempt, struct plan *plan, struct record *record);

/* Whether an item opened below a list that is closed finds a rule of that day for each decision over it. */
int32_t cgov__closed_check(const struct attempt *attempt, struct refusal *why);

/* Whether a record of a move says of a decision what it must, in form and reference. */
bool cgov__decision_valid(const struct rulebook *book, const struct procedure *procedure, const struct record *record);

#endif
