/* What a move, or being carried, does to an item's clocks: the operations that a record will hold. */
#ifndef CGOV_SRC_CLOCKS_H
#define CGOV_SRC_CLOCKS_H

#include "entities/plan.h"
#include "model/clock_rows.h"

/* A move as it bears on clocks. */
struct clock_step {
    const struct item *before; /* NULL when the item is being opened */
    const struct item *after;  /* with the new state, urgency and class */
    const struct procedure *procedure;
    const struct move *move;
    const struct machine_move *row; /* the move's */
    uint8_t outcome;                /* enum outcome_kind, where the move decides */
    const char *class_name;         /* after, where it is given anew; NULL: the item's */
    int64_t time;                   /* what clocks start from; */
    bool received;                  /* that is when it came in, and today is later */
    const struct command *command;  /* gives the days that clocks run, or run to; NULL: nothing more is given */
};

/* An item as it is carried to a state of a newer procedure. */
struct clock_migration {
    const struct item *item;           /* as it is */
    const struct procedure *procedure; /* the newer one */
    const struct calendar *calendar;   /* that it will ask */
    int64_t time;
    uint8_t state;
};

/* Adds one that gives a clock a length, and the due that follows from it. */
void cgov__clocks_put(struct clock_list *list, uint8_t clock, enum clock_op op, const struct length *length,
                      int64_t due);
/* Adds one by which a clock that rests goes on. */
void cgov__clocks_go_on(struct clock_list *list, uint8_t clock, int64_t due);
/* Adds the operations to the list. CGOV_OK; the refusal where `days` is more than the rulebook allows, or the day a
 * clock is to run to is over, too far off or not given; CGOV_E_LIMIT. */
int32_t cgov__clocks_plan(const struct model *model, const struct clock_step *step, struct clock_list *list,
                          struct refusal *why);
/* Adds those that stop all clocks of an item that ends, as the frame's records so far have left them; item: the same,
 * for its calendar. */
void cgov__clocks_plan_end(const struct overlay *overlay, const struct overlay_item *now, const struct item *item,
                           int64_t time, struct clock_list *list);
/* Likewise: clocks the newer procedure does not have stop, the others pause or go on as it says of the state. */
int32_t cgov__clocks_plan_migration(const struct model *model, const struct clock_migration *migration,
                                    struct clock_list *list, struct refusal *why);
/* The refusal of a day that stands, which the move does not give anew; as far as is known without details. */
int32_t cgov__clocks_explain(const struct model *model, const struct clock_step *step, struct refusal *why);
/* What an opening does to clocks, into its record. */
int32_t cgov__open_clocks(const struct attempt *attempt, struct record *record, struct refusal *why);

#endif
