/* A move that decides: by which rule, over which ballots, and where each outcome leads. The world chooses the outcome,
 * the text says what comes of it. Rows of a procedure. */
#ifndef CGOV_SRC_DECISION_H
#define CGOV_SRC_DECISION_H

#include "rules/rule.h"

/* `decides RULE over ROLL [into ROLL]`, `OUTCOME -> STATE`. By outcome: an enum outcome_kind. */
struct decision {
    char rule[NAME_SIZE]; /* where no profile puts another for it; several rules may have the name, told by the day */
    uint8_t move;         /* whose it is */
    uint8_t over;         /* a roll of ballots */
    uint8_t into;         /* the roll that winners come on, or NONE */
    uint8_t to[OUTCOME_KINDS];      /* a state, or NONE: no line of that outcome */
    uint32_t lines[OUTCOME_KINDS];  /* where it stands; 0: nowhere */
    uint32_t starts[OUTCOME_KINDS]; /* bit c: clocks that the outcome starts, */
    uint32_t stops[OUTCOME_KINDS];  /* and ends (filled by the reader's last pass) */
    uint32_t line, column;          /* of the rule's name */
};

/* `PROCEDURE.MOVE by RULE` in a profile: by which rule the move decides there. */
struct profile_rule {
    uint8_t procedure, move;
    char rule[NAME_SIZE];
    uint32_t line, column; /* of the rule's name */
};

#endif
