/* The map of states that an adoption brings, and what it carries where. */
#ifndef CGOV_SRC_STATE_MAP_H
#define CGOV_SRC_STATE_MAP_H

#include "model/model.h"
#include "records/refusal.h"
#include "rules/nearest.h"

/* A line, as the map is read on from `at`. */
struct state_line {
    const char *at, *end;
    char procedure[NAME_SIZE], old[NAME_SIZE], new[NAME_SIZE];
};
/* Before its first line; then on to the next, "PROCEDURE OLD -> NEW": 1, 0 at the end, -1 where it is not of that form.
 */
struct state_line cgov__state_lines(const struct blob *map);
int cgov__state_line_next(struct state_line *line);
/* Of what is wrong with a line; near: what may have been meant, or NULL. */
int32_t cgov__refuse_line(struct refusal *why, const struct state_line *line, const char *what,
                          const struct near *near_or_null);
/* An adoption, and what it carries where. */
struct carrying {
    const struct model *model;
    const struct rulebook *to;
    const struct blob *map;
};
/* Whether the map speaks of what is there. */
int32_t cgov__map_admit(const struct model *model, const struct rulebook *rulebook, const struct blob *map,
                        struct refusal *why);
/* The line that carries the item; false: none does. */
bool cgov__state_line_of(const struct model *model, const struct item *item, const struct blob *map,
                         struct state_line *line);
/* What the item will run under once it is adopted: what it does now, unless the map carries it. */
const struct procedure *cgov__procedure_after(const struct carrying *carrying, const struct item *item);

#endif
