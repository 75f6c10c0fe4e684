/* A move of an item that this process has just planned over the item's row: what of its judgement, and of the room it
 * needs, is left to be asked. */
#ifndef CGOV_SRC_ITEM_H
#define CGOV_SRC_ITEM_H

#include "entities/plan.h"
#include "model/item_rows.h"
#include "model/parties.h"
#include "rules/machine.h"

/* The parties that its record sets, of those that the move can set: whom setting one forgets is nobody by now. */
static inline void cgov__set_parties(const struct procedure *procedure, const struct machine_move *row,
                                     const struct item *before, const struct item *after, struct party_list *out) {
    for (uint32_t left = row->sets; left != 0; left &= left - 1) {
        const uint8_t p = (uint8_t)cgov__bits_first(left);
        if (after->parties[p] == 0 || cgov__party_alike(procedure, before, after, p)) continue;
        out->set |= 1u << p;
        out->ids[p] = cgov__id(cgov__party_kind(procedure, p), after->parties[p]);
    }
}

/* The parties that the record of any move sets, where before is NULL all of them. */
void cgov__move_parties(const struct procedure *procedure, const struct item *before_or_null, const struct item *after,
                        struct party_list *out);
/* An item about to be opened, as the facts in its record make it. */
void cgov__fill_item(struct draft *draft, const struct record *record);

/* Where it leads, what it leaves and what it does to clocks, admit has taken from the row and from the machine: so a
 * judgement over that same row could say nothing else. Of other moves all is asked: they decide, bind rolls, are about
 * other items or another matter, or bring details. */
static inline bool cgov__move_is_simple(const struct machine_move *row, const struct record *record) {
    return (row->does & (DOES_SAY | DOES_CORRECT)) == 0 &&
           (record->bare || (record->details.len | record->against | record->earlier | record->master) == 0);
}

/* The rows of what opens and moves an item (entities.h), but for what decides on it. */
bool cgov__opened_valid(const struct overlay *overlay, const struct subject *subject, const struct record *record);
void cgov__opened_need(struct plan *plan, const struct subject *subject, const struct record *record);
void cgov__opened_apply(struct model *model, const struct record *record);
bool cgov__moved_valid(const struct overlay *overlay, const struct subject *subject, const struct record *record);
void cgov__moved_need(struct plan *plan, const struct subject *subject, const struct record *record);
void cgov__moved_apply(struct model *model, const struct record *record);
void cgov__items_digest(const struct model *model, struct sha256 *digest);

#endif
