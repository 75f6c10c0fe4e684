/* The pieces an item's row is made of: its tail (parties, counters, instants), as long as its procedure says, and the
 * extra row that few items need. So an item that is over costs what it is, not what it might have been.
 *
 * Invariant: parties points into the model's arena, or into a draft's own tail; extra is never NULL. */
#include "model/model.h"

#include <assert.h>

const struct extra cgov__no_extra = {0};

void cgov__tail_make(struct model *model, struct item *item) {
    static_assert(TAIL_MAX <= ARENA_PIECE && EXTERNAL_PIECE + EXTERNAL_MAX <= ARENA_PIECE, "each is one piece");
    uint32_t handle;
    item->parties = cgov__arena_add(&model->pieces, cgov__tail_size(cgov__procedure_of(model, item)), &handle);
}

void cgov__draft(const struct model *model, struct draft *draft, const struct item *item) {
    memset(draft->tail, 0, sizeof draft->tail);
    if (item == NULL) {
        draft->item = (struct item){.extra = &cgov__no_extra};
    } else {
        draft->item = *item;
        memcpy(draft->tail, item->parties, cgov__tail_size(cgov__procedure_of(model, item)));
    }
    draft->item.parties = draft->tail;
}

struct extra *cgov__extra(struct model *model, struct item *item) {
    if (item->extra == &cgov__no_extra) item->extra = cgov__rows_add(&model->extras);
    return (struct extra *)item->extra;
}
