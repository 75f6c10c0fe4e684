/* What figures and runs are asked for: the query checked, and how an item is seen through it. */
#ifndef CGOV_SRC_FIGURES_H
#define CGOV_SRC_FIGURES_H

#include "cgov/figures.h"
#include "entities/view.h"
#include "ledger/handle.h"

/* The query, its names as the tables have them, and who asks. */
struct asked {
    cgov_reader reader;
    cgov_figure_query query;
    char procedure[NAME_SIZE], matter[NAME_SIZE], clock[NAME_SIZE];
};

/* What is asked of a procedure, found once for all its items that follow one another. */
struct lens {
    const struct procedure *procedure;
    bool counted;         /* it is the one asked for */
    uint8_t lead, intake; /* parties, or NONE */
    uint32_t clocks;      /* bit c: on time by clock c */
    uint64_t shelved;     /* bit s: time alone ends what is in state s */
};

/* Checks reader and query; what is wrong with them is said. */
int32_t cgov__figures_ask(const cgov_ledger *ledger, const cgov_reader *reader, const cgov_figure_query *query,
                          struct asked *asked);
/* Sets the lens to the item's procedure, where it is not that already. */
void cgov__lens_to(const struct model *model, const struct item *item, const struct asked *asked, struct lens *lens);
/* Whether the item is asked for, whoever leads it. */
bool cgov__figured(const struct model *model, const struct item *item, const struct lens *lens,
                   const struct asked *asked);
/* Whether the query asks for what is of this organization, 0 for what is nobody's. */
bool cgov__figured_of(const struct model *model, uint32_t organization, const struct asked *asked);
/* The key of the item's group, where that organization leads it. */
uint64_t cgov__group_key(const struct model *model, const struct item *item, uint32_t lead, const struct lens *lens,
                         const cgov_figure_query *query, enum view view);
/* It is judged by clocks of its own: not refused, withdrawn or merged. */
bool cgov__is_judged(const struct item *item);

#endif
