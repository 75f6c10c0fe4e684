/* The pieces an item's row is made of: its tail (parties, counters, instants), as long as its procedure says, and the
 * extra row that few items need. So an item that is over costs what it is, not what it might have been.
 *
 * Invariant: parties points into the model's arena, or into a draft's own tail; extra is never NULL. */
#include "model/item_rows.h"

#include "model/row_facts.h"
#include "rules/machine.h"

#include <assert.h>

/* Every bit of a row is in its list; where addresses have 64 bits, for those that hold some. */
#define BITS_OF(what, member, bits) +(bits)*BITS_##what
#define BITS_NUMBER 1
#define BITS_SEQ 1
#define BITS_SYMBOL 1
#define BITS_KEY 1
#define BITS_EXTRA 0
#define BITS_EXTRA_LATER 0
#define BITS_ENDED 1
#define BITS_LATER 1
#define BITS_LINK 1
#define BITS_PADDING 1
#define EXTRA_BITS_OF(what, member, bits) +(bits) * (1 - BITS_##what)
#define DESCRIBED(sum, type)                                                                                           \
    static_assert(sizeof(void *) != 8 || (sum) == 8 * sizeof(struct type), "a member that its list does not have")
#define DESCRIBED_ROW(name, type, LIST) DESCRIBED(0 LIST(BITS_OF), type);
ROW_LISTS(DESCRIBED_ROW)
DESCRIBED(0 ITEM_ROW(BITS_OF) ITEM_NAMES(BITS_OF), item);
DESCRIBED(0 ITEM_ROW(EXTRA_BITS_OF) EXTRA_LINKS(EXTRA_BITS_OF), extra);

const struct extra cgov__no_extra = {0};

void cgov__tail_make(struct model *model, struct item *item) {
    static_assert(TAIL_MAX <= ARENA_PIECE && EXTERNAL_PIECE + EXTERNAL_MAX <= ARENA_PIECE, "each is one piece");
    uint32_t handle;
    item->parties = cgov__arena_add(&model->pieces, cgov__procedure_of(model, item)->machine->tail_size, &handle);
}

void cgov__draft(const struct model *model, struct draft *draft, const struct item *item) {
    if (!item) {
        memset(draft->tail, 0, sizeof draft->tail);
        draft->item = (struct item){.extra = &cgov__no_extra};
    } else {
        draft->item = *item;
        memcpy(draft->tail, item->parties, cgov__procedure_of(model, item)->machine->tail_size);
    }
    draft->item.parties = draft->tail;
}

struct extra *cgov__extra(struct model *model, struct item *item) {
    if (item->extra != &cgov__no_extra) return (struct extra *)item->extra;
    struct extra *extra = cgov__rows_add(&model->extras);
    extra->number = model->extras.count;
    item->extra = extra;
    return extra;
}
