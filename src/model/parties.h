/* The parties of an item, as its records change them. */
#ifndef CGOV_SRC_PARTIES_H
#define CGOV_SRC_PARTIES_H

#include "model/model.h"
#include "rules/machine.h"

/* What carrying an item makes of its parties: those that both procedures name alike go on. */
static inline void cgov__parties_migrate(const struct procedure *old, const uint32_t *were, const struct procedure *new,
                                         uint32_t *parties) {
    for (uint8_t p = 0; p < new->party_count; p++) {
        uint8_t was = cgov__party_before(old, new, p);
        if (was != NONE) parties[p] = were[was];
    }
}

/* Whoever was named from an organization's offices is nobody once another is that party. */
static inline void cgov__named_forget(const struct procedure *procedure, uint32_t *parties, uint32_t changed) {
    if (procedure->machine->named == 0) return;
    for (uint8_t p = 0; p < procedure->party_count; p++)
        if (procedure->parties[p].of != NONE && (changed >> procedure->parties[p].of & 1) != 0) parties[p] = 0;
}

/* Sets what the list sets, which is what changes. */
static inline void cgov__parties_apply(const struct procedure *procedure, uint32_t *parties,
                                       const struct party_list *list) {
    if (list->set != 0) cgov__named_forget(procedure, parties, list->set);
    for (uint32_t p = 0, set = list->set; set != 0; p++, set >>= 1)
        if ((set & 1) != 0) parties[p] = cgov__id_row(list->ids[p]);
}

#endif
