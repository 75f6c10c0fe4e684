/* Inside the linking of rolls, shares and decisions: rolls of any procedure, and where `of` leads. */
#ifndef CGOV_SRC_LINK_H
#define CGOV_SRC_LINK_H

#include "rules/reader.h"

#include <assert.h>

/* Rolls of any procedure: bit r of the p-th. */
struct roll_set {
    uint16_t rolls[MAX_PROCEDURES];
};
static_assert(MAX_ROLLS <= 16, "a bit for each");

struct base { /* where `of` leads in its procedure */
    uint8_t seen;
    const struct roll_of *above; /* the line that leads above, or NULL: the roll's `base` */
};

struct link {
    struct reader *reader;
    struct rulebook *book;
    uint32_t parents[MAX_PROCEDURES];
    struct base bases[MAX_PROCEDURES][MAX_ROLLS];
    uint8_t deep_seen[MAX_PROCEDURES][MAX_ROLLS];
    struct roll_set deep[MAX_PROCEDURES][MAX_ROLLS];     /* the bases, above as well */
    const struct rule *asked[MAX_PROCEDURES][MAX_ROLLS]; /* a rule that decides over it, or NULL */
};

/* The rolls that are named, on all ways up. */
bool cgov__link_find(struct link *link, uint32_t p, const struct roll_ref *ref, struct roll_set *found);
/* Calls for each roll of a set, until one is at fault. */
typedef bool each_roll(struct link *link, uint32_t p, uint8_t r, const void *context);
bool cgov__link_each(struct link *link, const struct roll_set *set, each_roll *each, const void *context);
/* Whether a roll can be asked by the share's axis; ref: what names it. */
bool cgov__link_ask(struct link *link, uint32_t p, uint8_t r, const struct share *share, const struct roll_ref *ref);
/* Whether what is named can be asked by the share's axis; and the bases it has, above as well. */
bool cgov__link_tally(struct link *link, uint32_t p, const struct share *share, const struct roll_ref *ref,
                      struct roll_set *bases);
/* A share that a procedure asks, by a guard or by a rule: both of it can be compared. */
bool cgov__link_share(struct link *link, uint32_t p, const struct share *share);
/* The place of the detail of that name and type that an entry may bring one of, or NONE. */
uint8_t cgov__roll_asks(const struct procedure *procedure, const struct roll *roll, const char *name, uint8_t type);
/* The rolls of its procedure that a roll is made from, as bits. */
uint32_t cgov__rolls_made_from(const struct procedure *procedure, uint8_t roll);
/* The place of the number `cost` that entries on that roll need, or NONE. */
uint8_t cgov__roll_cost(const struct procedure *procedure, uint8_t r);
/* The procedure asks of these bases, which are not to change below what opens it. */
bool cgov__link_below(struct link *link, uint32_t p, const struct roll_set *bases);
/* No ballot outlives the day of a roll above that it is of. */
bool cgov__ballot_days_link(struct link *link, uint32_t p, uint8_t r);
/* The decisions of a procedure, after all rolls and rules: which rules can stand there, and that they can be judged. */
bool cgov__decisions_link(struct link *link, uint32_t p);

#endif
