/* Worklists: for each organization and state, the items listed there, so that a page of them is found without a
 * pass over all. An item is listed with its holder, its intake and its lead. A cache: it follows from the items. */
#ifndef CGOV_SRC_WORKLISTS_H
#define CGOV_SRC_WORKLISTS_H

#include "model/model.h"

/* The items that lie with an organization in a state. */
struct worklist {
    uint32_t *items; /* numbers: count of them, from the first on; of one in order a 0 is before that */
    uint32_t first, count, cap;
    uint32_t next;     /* worklist of the organization */
    uint32_t promised; /* while room is asked for: to come in this frame; else 0 */
    uint32_t alike;    /* of those of the state `settled`: the next, another organization's */
    bool is_full;      /* there is no room for one more: it is among the model's full ones */
    struct worklist *next_full;
};

/* The worklist of an organization and state, which a record's item comes to. */
struct posting {
    uint32_t organization, state;
};

/* So many as its count, in an order of their own. */
static inline uint32_t *cgov__worklist_items(const struct worklist *worklist) {
    return worklist->items + worklist->first;
}

/* States have labels by their names, from 0 on, given as texts come. Labels of a text's states that are new go on from
 * the model's last; they are the model's once the text is adopted. False without memory. */
bool cgov__labels_make(const struct model *model, struct adoption *adoption);
bool cgov__labels_reserve(struct model *model, const struct adoption *adoption);
void cgov__labels_adopt(struct model *model, const struct adoption *adoption);
/* The label of a state's name; UINT32_MAX: no text has it. */
uint32_t cgov__label_find(const struct model *model, const char *name, size_t len);

/* Where an item is listed. */
struct listing {
    uint32_t organizations[3];
    uint32_t count;
    uint32_t state; /* label */
};
/* An item with these parties, in the state of that label. */
static inline void cgov__list_under(struct listing *out, const struct label *label, const uint32_t *parties) {
    const uint32_t first = label->count > 0 ? parties[label->parties[0]] : 0;
    const uint32_t second = label->count > 1 ? parties[label->parties[1]] : 0;
    out->state = label->state;
    out->organizations[0] = first;
    uint32_t count = first != 0;
    if (second != 0 && second != first) out->organizations[count++] = second;
    if (label->count > 2) {
        const uint32_t third = parties[label->parties[2]];
        if (third != 0 && third != first && third != second) out->organizations[count++] = third;
    }
    out->count = count;
}
static inline void cgov__list_item(struct listing *out, const struct model *model, const struct item *item) {
    const struct labels *labels = &model->adoptions[item->rulebook - 1]->labels[item->procedure];
    cgov__list_under(out, &labels->states[item->state], item->parties);
}

/* An item about to come to that state, some of its parties set. */
struct relisting {
    const struct label *from, *to; /* from NULL: it stays where it is */
    bool as_before;                /* whom it lies with stays the same; else */
    struct listing before;         /* how it lay */
};
static inline void cgov__relist(struct relisting *out, const struct model *model, const struct item *item,
                                uint8_t state, uint32_t set) {
    const struct labels *labels = &model->adoptions[item->rulebook - 1]->labels[item->procedure];
    const struct label *from = &labels->states[item->state];
    out->to = &labels->states[state];
    out->as_before = from->listed == out->to->listed && (from->listed & set) == 0;
    out->from = model->replaying || (from == out->to && out->as_before) ? NULL : from;
    if (!out->as_before) cgov__list_under(&out->before, from, item->parties);
}

/* Each worklist has room for one more, and what new ones are made of is there for as many as an item comes to: so a
 * frame of one record asks for no room, only whether what the one before it used up is there again. False: it is to be
 * made, first. */
static inline bool cgov__worklists_ready(const struct model *model) {
    return !model->full && model->spare_count == MAX_LISTED && model->organizations.count <= model->desk_cap &&
           model->listed_labels == model->label_count;
}
bool cgov__worklists_make_room(struct model *model); /* false without memory */
/* Room on all these worklists at once; false without memory. */
bool cgov__worklists_reserve(struct model *model, const struct buf *postings);
void cgov__worklists_free(struct model *model);
/* A new item of that number comes to its worklists; another has changed, and this is where it was listed. While
 * none is kept, neither does anything. */
void cgov__worklists_enter(struct model *model, const struct item *item, uint32_t number);
void cgov__worklists_shift(struct model *model, const struct item *item, uint32_t number, const struct listing *before);
/* It has come there: of one that does not stay where it was. */
void cgov__worklists_relist(struct model *model, const struct item *item, uint32_t number,
                            const struct relisting *relisting);

/* The first worklist of an organization (NULL: none) and the next. */
const struct worklist *cgov__worklist_first(const struct model *model, uint32_t organization);
const struct worklist *cgov__worklist_next(const struct model *model, const struct worklist *worklist);
/* The first worklist of what is `settled` (NULL: none) and the next, organization by organization. */
const struct worklist *cgov__worklist_settled(const struct model *model, const struct worklist *before_or_null);
/* The worklist of an organization for a state; NULL: none. */
const struct worklist *cgov__worklist_find(const struct model *model, uint32_t organization, uint32_t state);
/* The smallest numbers on the worklist after this one, at most cap, in rising order; answers how many. */
uint32_t cgov__worklist_after(const struct worklist *worklist, uint32_t number, uint32_t *items, uint32_t cap);

#endif
