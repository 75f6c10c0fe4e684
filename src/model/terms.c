/* A tree of appointments, balanced by height (AVL), whose links stand in the appointments' rows; each row knows how far
 * the terms at and below it reach. Rows are only ever added, in any order of their terms, so there is no removal.
 *
 * Invariant: the heights of a row's two sides differ by one at most, so no way down is longer than DEEPEST; `reach` is
 * the latest end of all terms at and below, as ends_of tells it. */
#include "model/terms.h"

#include <assert.h>

#define DEEPEST 48u /* the rows of a tree are numbered in 32 bits: 1.45 times as many steps at most */

/* The first instant at which it is over; in term never: over from the beginning of time. */
static int64_t end_of(const struct appointment *row) {
    if (row->until == 0) return INT64_MAX;
    return row->until <= row->from ? INT64_MIN : row->until;
}

/* No row was there. */
static uint8_t height_of(const struct model *model, int whose, uint32_t number) {
    return number == 0 ? 0 : cgov__appointment(model, number)->height[whose];
}

static int64_t reach_of(const struct model *model, int whose, uint32_t number) {
    return number == 0 ? INT64_MIN : cgov__appointment(model, number)->reach[whose];
}

/* What a row says of all that stands below it, after that has changed. */
static void refresh(struct model *model, int whose, uint32_t number) {
    struct appointment *row = cgov__edit_appointment(model, number);
    row->height[whose] = 1;
    row->reach[whose] = end_of(row);
    for (int side = 0; side < 2; side++) {
        uint32_t below = row->below[whose][side];
        uint8_t height = height_of(model, whose, below);
        int64_t reach = reach_of(model, whose, below);
        if (height >= row->height[whose]) row->height[whose] = (uint8_t)(height + 1);
        if (reach > row->reach[whose]) row->reach[whose] = reach;
    }
}

/* The row below on that side comes up, and the top goes down on the other; answers the new top. */
static uint32_t rotate(struct model *model, int whose, uint32_t top, int side) {
    struct appointment *row = cgov__edit_appointment(model, top);
    uint32_t up = row->below[whose][side];
    struct appointment *next = cgov__edit_appointment(model, up);
    row->below[whose][side] = next->below[whose][!side];
    next->below[whose][!side] = top;
    refresh(model, whose, top);
    refresh(model, whose, up);
    return up;
}

static uint32_t balance(struct model *model, int whose, uint32_t top) {
    struct appointment *row = cgov__edit_appointment(model, top);
    for (int side = 0; side < 2; side++) {
        uint32_t *below = row->below[whose];
        if (height_of(model, whose, below[side]) <= height_of(model, whose, below[!side]) + 1) continue;
        const uint32_t *inner = cgov__appointment(model, below[side])->below[whose];
        if (height_of(model, whose, inner[!side]) > height_of(model, whose, inner[side]))
            below[side] = rotate(model, whose, below[side], !side);
        return rotate(model, whose, top, side);
    }
    refresh(model, whose, top);
    return top;
}

/* Which side of a row another stands on; they are two. */
static int side_of(const struct model *model, const struct appointment *row, uint32_t number, uint32_t other) {
    const struct appointment *sought = cgov__appointment(model, other);
    if (sought->organization != row->organization) return sought->organization > row->organization;
    if (sought->role != row->role) return sought->role > row->role;
    if (sought->from != row->from) return sought->from > row->from;
    return other > number;
}

static const uint32_t *tree_of(const struct model *model, int whose, const struct appointment *row) {
    return whose == TERMS_OF_RESIDENT ? &cgov__resident(model, row->resident)->appointments
                                      : &cgov__organization(model, row->organization)->appointments;
}

/* The same, to be changed. */
static uint32_t *edit_tree(struct model *model, int whose, const struct appointment *row) {
    return (uint32_t *)tree_of(model, whose, row);
}

/* The links from the top to where a row stands or would stand, that one included; answers how many there are before it.
 */
static uint32_t way_to(struct model *model, int whose, uint32_t number, uint32_t *links[DEEPEST + 1]) {
    uint32_t steps = 0;
    links[0] = edit_tree(model, whose, cgov__appointment(model, number));
    while (*links[steps] != 0 && *links[steps] != number) {
        assert(steps < DEEPEST);
        struct appointment *row = cgov__edit_appointment(model, *links[steps]);
        uint32_t *link = &row->below[whose][side_of(model, row, *links[steps], number)];
        links[++steps] = link;
    }
    return steps;
}

bool cgov__term_sound(const struct model *model, int whose, uint32_t number) {
    const struct appointment *row = cgov__appointment(model, number), *at;
    const uint32_t *below = row->below[whose];
    const uint8_t height[2] = {height_of(model, whose, below[0]), height_of(model, whose, below[1])};
    const uint8_t most = height[height[1] > height[0]], least = height[height[1] <= height[0]];
    int64_t reach = end_of(row);
    for (int side = 0; side < 2; side++)
        if (reach_of(model, whose, below[side]) > reach) reach = reach_of(model, whose, below[side]);
    if (row->reach[whose] != reach || row->height[whose] != most + 1 || most > least + 1 || most >= DEEPEST)
        return false;
    uint32_t found = *tree_of(model, whose, row), steps = 0;
    while ((at = cgov__appointment(model, found)) && found != number && steps++ < DEEPEST)
        found = at->below[whose][side_of(model, at, found, number)];
    return found == number;
}

void cgov__terms_add(struct model *model, uint32_t number) {
    uint32_t *links[DEEPEST + 1];
    for (int whose = 0; whose < TERMS_TREES; whose++) {
        uint32_t steps = way_to(model, whose, number, links);
        *links[steps] = number;
        refresh(model, whose, number);
        while (steps-- > 0) *links[steps] = balance(model, whose, *links[steps]);
    }
}

void cgov__terms_end(struct model *model, uint32_t number) {
    uint32_t *links[DEEPEST + 1];
    for (int whose = 0; whose < TERMS_TREES; whose++) {
        uint32_t steps = way_to(model, whose, number, links);
        for (uint32_t step = steps + 1; step-- > 0;) refresh(model, whose, *links[step]);
    }
}

uint32_t cgov__terms_find(const struct model *model, int whose, const struct appointment *top, uint32_t organization,
                          uint32_t role, int64_t at) {
    uint32_t found = 0, number = *tree_of(model, whose, top);
    const struct appointment *row;
    while ((row = cgov__appointment(model, number)) && row->reach[whose] > at) {
        bool early = cgov__terms_early(row, organization, role);
        if (!early && (end_of(row) > at || reach_of(model, whose, row->below[whose][1]) > at)) found = number;
        number = row->below[whose][early ? 1 : 0];
    }
    /* It is that row, or the first that is later and stands below it. */
    row = cgov__appointment(model, found);
    if (!row || end_of(row) > at) return found;
    for (found = row->below[whose][1];;) {
        row = cgov__appointment(model, found);
        if (reach_of(model, whose, row->below[whose][0]) > at)
            found = row->below[whose][0];
        else if (end_of(row) > at)
            return found;
        else
            found = row->below[whose][1];
    }
}

void cgov__terms_each(const struct model *model, int whose, uint32_t number, const struct terms_walk *walk) {
    const struct appointment *row = cgov__appointment(model, number);
    if (!row || row->reach[whose] <= walk->at) return;
    const bool there = row->organization == walk->organization && row->role == walk->role;
    const bool early = cgov__terms_early(row, walk->organization, walk->role);
    if (!early) cgov__terms_each(model, whose, row->below[whose][0], walk);
    if (there && end_of(row) > walk->at) walk->visit(walk->user, number, row);
    if (early || there) cgov__terms_each(model, whose, row->below[whose][1], walk);
}
