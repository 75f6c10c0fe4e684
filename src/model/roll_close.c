/* Lists that a move closes, and those that it begins anew, for another day.
 *
 * Invariant: a base that something is decided over has the day it was closed from the move on that closed it, until it
 * is open again. */
#include "model/roll_close.h"

#include "base/civil.h"
#include "records/given.h"

uint32_t cgov__rolls_closed_by(const struct procedure *procedure, const struct move *move, uint8_t from, uint8_t to) {
    uint32_t closed = 0;
    for (uint8_t r = 0; procedure->closes >> r != 0; r++) {
        const struct roll *roll = &procedure->rolls[r];
        const uint64_t open = cgov__roll_open_in(roll);
        if ((procedure->closes >> r & 1) == 0 || (open >> to & 1) != 0) continue;
        if (roll->filled_by == move - procedure->moves || (from != NONE && (open >> from & 1) != 0))
            closed |= UINT32_C(1) << r;
    }
    return closed;
}

void cgov__rolls_close_need(struct need *need, const struct procedure *procedure) {
    for (uint32_t closes = procedure->closes; closes != 0; closes &= closes - 1) cgov__roll_need(need);
}

void cgov__rolls_close(struct model *model, const struct item *item, uint32_t number, const struct move *move,
                       uint8_t from) {
    const struct procedure *procedure = cgov__procedure_of(model, item);
    const uint32_t closed = cgov__rolls_closed_by(procedure, move, from, item->state);
    const int32_t day = cgov__local_day(ROW_INSTANT(item, moved_at), model->offset);
    for (uint8_t r = 0; procedure->closes >> r != 0; r++) {
        const struct roll_at roll = {item, number, &procedure->rolls[r], r};
        const uint32_t row = cgov__roll_row_of(model, &roll);
        if ((closed >> r & 1) != 0)
            cgov__edit_roll_row(model, row ? row : cgov__roll_row_make(model, &roll))->closed =
                (uint32_t)cgov__date_number(cgov__civil_of(day));
        else if (row != 0 && (procedure->closes >> r & 1) != 0 &&
                 (cgov__roll_open_in(roll.roll) >> item->state & 1) != 0)
            cgov__edit_roll_row(model, row)->closed = 0;
    }
}

static bool brings(const struct procedure *procedure, const struct record *record, uint8_t day) {
    struct cursor cursor = cgov__cursor(record->details.ptr, record->details.len);
    struct given given;
    while (cgov__given_next(&cursor, &given))
        if (given.number == procedure->details[procedure->kept[day]].number) return true;
    return false;
}

static uint32_t next_day(const struct model *model, const struct item *item, uint32_t number, uint8_t r,
                         const struct record *record) {
    const struct procedure *procedure = cgov__procedure_of(model, item);
    const struct roll_at roll = {item, number, &procedure->rolls[r], r};
    if ((procedure->daily >> r & 1) == 0 || (cgov__roll_open_in(roll.roll) >> (record->state - 1) & 1) == 0 ||
        !brings(procedure, record, roll.roll->day))
        return 0;
    return cgov__roll_row_of(model, &roll);
}

void cgov__rolls_day_need(struct need *need, const struct model *model, const struct item *item,
                          const struct record *record) {
    const struct procedure *procedure = !item ? NULL : cgov__procedure_of(model, item);
    for (uint8_t r = 0; procedure && procedure->daily >> r != 0; r++) {
        const uint32_t row = next_day(model, item, cgov__id_row(record->id), r, record);
        need->refills += row != 0;
        need->stays += cgov__roll_emptied(model, row);
    }
}

void cgov__rolls_day(struct model *model, const struct item *item, const struct record *record) {
    const struct procedure *procedure = cgov__procedure_of(model, item);
    for (uint8_t r = 0; procedure->daily >> r != 0; r++)
        cgov__roll_next_day(model, next_day(model, item, cgov__id_row(record->id), r, record));
}

uint32_t cgov__roll_came(const struct model *model, const struct roll_row *row) {
    const struct entry *entry;
    uint32_t came = 0;
    if (row->refills == 0) return row->heads;
    for (uint32_t n = row->first; (entry = cgov__entry(model, n)); n = entry->next)
        came += entry->standing || entry->gone;
    return came;
}

uint32_t cgov__roll_closed(const struct model *model, const struct roll_at *base) {
    const struct roll_row *row = cgov__roll_row(model, cgov__roll_row_of(model, base));
    return row ? row->closed : 0;
}
