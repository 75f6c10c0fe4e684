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
    if ((changed & procedure->machine->naming) == 0) return;
    for (uint8_t p = 0; p < procedure->party_count; p++)
        if (procedure->parties[p].of != NONE && (changed >> procedure->parties[p].of & 1) != 0) parties[p] = 0;
}

/* Sets what the list sets, which is what changes. */
static inline void cgov__parties_apply(const struct procedure *procedure, uint32_t *parties,
                                       const struct party_list *list) {
    if (list->set != 0) cgov__named_forget(procedure, parties, list->set);
    for (uint32_t left = list->set; left != 0; left &= left - 1) {
        const uint32_t p = cgov__bits_first(left);
        parties[p] = cgov__id_row(list->ids[p]);
    }
}

/* Of those parties, whoever is named from those in office is so from that instant on. */
static inline void cgov__named_begin(const struct procedure *procedure, struct item *item, uint32_t set, int64_t at) {
    set &= procedure->machine->named;
    for (uint32_t p = 0; set != 0; p++, set >>= 1)
        if ((set & 1) != 0) cgov__timer_set(procedure, item, procedure->parties[p].since, at);
}

/* It is that party before and after; the same person, named anew, is not. */
static inline bool cgov__party_alike(const struct procedure *procedure, const struct item *before,
                                     const struct item *after, uint8_t party) {
    if (before->parties[party] != after->parties[party]) return false;
    if ((procedure->machine->named >> party & 1) == 0) return true;
    const uint8_t of = procedure->parties[party].of, since = procedure->parties[party].since;
    return before->parties[of] == after->parties[of] &&
           cgov__timer(procedure, before, since) == cgov__timer(procedure, after, since);
}

#endif
