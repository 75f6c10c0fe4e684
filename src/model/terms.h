/* Terms: the appointments of a resident, and those in an organization, each in a tree of their own, by organization,
 * role and beginning. So who holds what at an instant is found without those that are over. A cache: it follows from
 * the appointments. */
#ifndef CGOV_SRC_TERMS_H
#define CGOV_SRC_TERMS_H

#include "model/model.h"

/* Whose appointments: each is in the trees of both. */
enum { TERMS_OF_RESIDENT, TERMS_OF_ORGANIZATION, TERMS_TREES };

/* Puts a new appointment, its row filled, into the two trees. */
void cgov__terms_add(struct model *model, uint32_t number);
/* The appointment's `until` has changed. */
void cgov__terms_end(struct model *model, uint32_t number);
/* Whether a row from outside stands in the tree where it would be looked for, and knows what is below it. Its own
 * numbers lead to rows that are there. */
bool cgov__term_sound(const struct model *model, int whose, uint32_t number);
/* The top of a tree, by its number in the resident's or organization's row; NULL: there is none, or all are over. */
static inline const struct appointment *cgov__terms_top(const struct model *model, int whose, uint32_t number,
                                                        int64_t at) {
    const struct appointment *top = cgov__appointment(model, number);
    return top && top->reach[whose] > at ? top : NULL;
}
/* Of a resident, by their number. */
static inline const struct appointment *cgov__terms_of(const struct model *model, uint64_t resident, int64_t at) {
    const struct resident *row = cgov__resident(model, resident);
    return !row ? NULL : cgov__terms_top(model, TERMS_OF_RESIDENT, row->appointments, at);
}

/* The first appointment at and below the top that is not over at that instant, from this organization and role on: by
 * organization, role, and the beginning of its term, which may be to come. 0: none. */
uint32_t cgov__terms_find(const struct model *model, int whose, const struct appointment *top, uint32_t organization,
                          uint32_t role, int64_t at);

/* Those of one organization and role that are not over at an instant, and what is done with each. */
struct terms_walk {
    uint32_t organization, role;
    int64_t at;
    void (*visit)(void *user, uint32_t number, const struct appointment *row);
    void *user;
};
/* Visits each at and below that row of a tree, in their order. */
void cgov__terms_each(const struct model *model, int whose, uint32_t number, const struct terms_walk *walk);

/* It stands before all of this organization and role. */
static inline bool cgov__terms_early(const struct appointment *row, uint32_t organization, uint32_t role) {
    return row->organization < organization || (row->organization == organization && row->role < role);
}

/* The same, its row; NULL: none. Most trees are of one row. */
static inline const struct appointment *cgov__terms_next(const struct model *model, int whose,
                                                         const struct appointment *top, uint32_t organization,
                                                         uint32_t role, int64_t at) {
    if (top->height[whose] > 1)
        return cgov__appointment(model, cgov__terms_find(model, whose, top, organization, role, at));
    return cgov__terms_early(top, organization, role) ? NULL : top;
}

#endif
