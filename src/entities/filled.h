/* What records say of somebody's entry, and of a roll as a move fills it: where both are judged, and given room, they
 * ask the same of the roll. */
#ifndef CGOV_SRC_FILLED_H
#define CGOV_SRC_FILLED_H

#include "entities/entities.h"
#include "model/roll_rows.h"

/* The roll of a record, as it is judged; NULL: the item has none there that has rows of its own. */
static inline const struct roll *cgov__roll_valid(const struct subject *subject, const struct record *record) {
    const struct procedure *procedure = !subject->is_item ? NULL : subject->item.procedure;
    if (!procedure || record->roll - 1 >= procedure->roll_count) return NULL;
    const struct roll *roll = &procedure->rolls[record->roll - 1];
    return roll->same ? NULL : roll;
}
/* The same, as it is applied: the item is there. */
static inline bool cgov__roll_applied(const struct model *model, const struct record *record, struct roll_at *out) {
    uint32_t number = cgov__id_row(record->id);
    return cgov__roll_at(model, cgov__item(model, number), number, (uint8_t)(record->roll - 1), out);
}

/* A roll, and its base, as they are before the frame; 0: no row, or the frame carries the item to another
 * text, or opens it. */
struct filling {
    const struct model *model;
    bool known;
    uint32_t row, base_row;
};
struct filling cgov__filling_of(const struct model *model, const struct subject *subject, const struct record *record);
/* Of an item that the frame carries to another text anybody may have their entry already. */
void cgov__beside_carried(struct need *need, const struct filling *filling, const struct subject *subject);

#endif
