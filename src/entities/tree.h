/* The tree of organizations: who stands above whom. All numbers, not ids. */
#ifndef CGOV_SRC_TREE_H
#define CGOV_SRC_TREE_H

#include "model/model.h"

/* The organization that many steps up; 0 past the root. */
uint32_t cgov__superior(const struct model *model, uint32_t organization, uint32_t steps);
/* The same organization, or one below it. */
bool cgov__below(const struct model *model, uint32_t organization, uint32_t above);
/* The nearest that stands above the organization, from `common` upwards; 0: none does. */
uint32_t cgov__superior_of_both(const struct model *model, uint32_t common, uint32_t organization);
/* So many steps above an organization, and from there up to what stands above each other party (bit p of also) that
 * somebody is; 0: nothing does. */
uint32_t cgov__above_all(const struct model *model, const struct item *item, uint32_t organization, uint32_t steps,
                         uint32_t also);

#endif
