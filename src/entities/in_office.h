/* Who holds what office, and may do a verb where: terms of appointments that count at an instant. All numbers, not ids;
 * a role is a symbol; `offices` is the top of what somebody holds then (terms.h), NULL: nothing. Pure. */
#ifndef CGOV_SRC_IN_OFFICE_H
#define CGOV_SRC_IN_OFFICE_H

#include "model/model.h"

/* A resident holds a role in exactly this organization. */
bool cgov__holds(const struct model *model, uint32_t resident, uint32_t role, uint32_t organization, int64_t at);
/* The first organization, of those of this number and up, where a resident holds any office; 0: none. */
uint32_t cgov__works_from(const struct model *model, uint32_t resident, uint32_t organization, int64_t at);
/* Somebody holds the role there. */
bool cgov__staffed(const struct model *model, uint32_t role, uint32_t organization, int64_t at);
/* Somebody holds any office there. */
bool cgov__attended(const struct model *model, uint32_t organization, int64_t at);
/* An actor holds, in the organization or above it, a role that may do the verb. */
bool cgov__may(const struct model *model, uint64_t actor, enum verb verb, uint32_t organization, int64_t at);
/* The role as the first rulebook in force then that declares it has it; NULL: none does. */
const struct role *cgov__role_at(const struct model *model, uint32_t symbol, int64_t at, uint32_t *version_or_null);
/* By its name. */
const struct role *cgov__role_in_force(const struct model *model, const char *name, int64_t at, uint32_t *version_out);

/* Of what they hold, the first in any organization from this one on; NULL: none. */
const struct appointment *cgov__office_from(const struct model *model, const struct appointment *offices,
                                            uint32_t organization, int64_t at);
/* They hold some office in this organization; the same in it or above it; both hold office in one organization. */
bool cgov__works_in(const struct model *model, uint32_t organization, const struct appointment *offices, int64_t at);
bool cgov__works_above(const struct model *model, uint32_t organization, const struct appointment *offices, int64_t at);
bool cgov__work_together(const struct model *model, const struct appointment *offices, const struct appointment *others,
                         int64_t at);
/* They hold, there or above, a role that sees what is below, or all that is. */
bool cgov__oversees(const struct model *model, uint32_t organization, bool auditors, const struct appointment *offices,
                    int64_t at);
/* What a resident's offices are to an organization that is a party: in it; at or above it one that sees below; or that
 * audits. */
enum { OFFICE_HERE = 1, OFFICE_ABOVE = 2, OFFICE_AUDITS = 4 };
uint8_t cgov__offices_at(const struct model *model, uint32_t organization, uint64_t resident, int64_t at);
/* A party of the item that is named from those in office at another (`resident of PARTY`) has held some office there
 * since it was named; of other parties, true. */
bool cgov__named_stands(const struct model *model, const struct item *item, uint8_t party, int64_t at);

#endif
