/* Up the tree of organizations, whose parents lead to the root in few steps: organization.c keeps it so. */
#include "entities/tree.h"

uint32_t cgov__superior(const struct model *model, uint32_t organization, uint32_t steps) {
    const struct organization *row = cgov__organization(model, organization);
    for (; steps > 0 && row; steps--) row = cgov__organization(model, organization = row->parent);
    return !row ? 0 : organization;
}

bool cgov__below(const struct model *model, uint32_t organization, uint32_t above) {
    while (organization != 0 && organization != above) organization = cgov__superior(model, organization, 1);
    return organization != 0;
}

uint32_t cgov__superior_of_both(const struct model *model, uint32_t common, uint32_t organization) {
    uint32_t above = cgov__superior(model, organization, 1);
    while (common != 0 && !cgov__below(model, above, common)) common = cgov__superior(model, common, 1);
    return common;
}

uint32_t cgov__above_all(const struct model *model, const struct item *item, uint32_t organization, uint32_t steps,
                         uint32_t also) {
    uint32_t above = cgov__superior(model, organization, steps);
    for (uint8_t p = 0; also >> p != 0; p++)
        if ((also >> p & 1) != 0 && item->parties[p] != 0)
            above = cgov__superior_of_both(model, above, item->parties[p]);
    return above;
}
