/* The kinds of item, as data. A kind says in which list and count an item stands, and whether its text may ask what
 * reports bring; how it moves, and whose child it can be, is its procedure's alone. A new kind is a line here and its
 * number in cgov/base.h. */
#ifndef CGOV_SRC_ITEMS_H
#define CGOV_SRC_ITEMS_H

#include "cgov/item.h"

#include <stdbool.h>

/* K(KIND, name, reports): CGOV_KIND_KIND; what it is in a text; reports: what reports bring can come with it. */
#define ITEM_KINDS(K)                                                                                                  \
    K(ISSUE, issue, true)                                                                                              \
    K(PART, part, true)                                                                                                \
    K(SESSION, session, false)                                                                                         \
    K(MOTION, motion, false)

/* A set of kinds of ids: a bit each. */
#define OF(kind) (UINT64_C(1) << CGOV_KIND_##kind)
#define ITEM_KIND_OF(KIND, name, reports) | OF(KIND)
#define OF_ITEMS (UINT64_C(0) ITEM_KINDS(ITEM_KIND_OF))
#define OF_ENTITIES (OF(RESIDENT) | OF(ORGANIZATION) | OF(UNIT))
#define KIND_END 64u /* above all kinds: an id has six bits for its kind */

/* What a procedure makes that does not say. */
#define ITEM_KIND_DEFAULT CGOV_KIND_ISSUE

static inline bool cgov__is_item(uint64_t kind) {
    return kind < KIND_END && (OF_ITEMS >> kind & 1) != 0;
}

bool cgov__item_reports(uint32_t kind);
bool cgov__field_of_reports(uint32_t field);     /* only reports bring it: see cgov__item_reports */
bool cgov__field_own(uint32_t field);            /* no child has it from its parent's move */
const char *cgov__item_kind_name(uint32_t kind); /* "": no item's */

#endif
