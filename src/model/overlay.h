/* The overlay: the model as the records of a frame so far would have left it. The frame is decided and judged over it,
 * and no row is written by it: rows are written by apply alone, once the frame stands in the journal.
 *
 * Only what a judgement asks of is kept: how many there are of each kind, and for each thing that the frame speaks of
 * its last record, what stands above it, and of an item its state and how its clocks stand. An overlay that has taken
 * nothing is the model itself. */
#ifndef CGOV_SRC_OVERLAY_H
#define CGOV_SRC_OVERLAY_H

#include "model/clock_rows.h"

/* What the frame has made of one thing: of what has an id; of somebody's entry on a roll of an item, or of a roll as a
 * move fills it; or of a text that it erases. */
struct change {
    uint64_t id, seq;
    uint64_t on; /* of an entry: its roll, from 1, << ID_BITS | the elector's id, none of a roll being filled; of a text
                  * that the frame erases all ones, id its record's seq; else 0 */
    uint64_t number; /* of an entry, where its roll has many; of a text its field */
    uint32_t parent; /* number: of the organization or the item above, of a unit's household */
    uint16_t rulebook;
    uint8_t procedure, state;
    bool final;
    uint32_t parties[MAX_PARTIES];
    size_t at; /* of an item: where its clocks stand in the overlay's; of an appointment: its term among the terms */
};

/* An appointment that the frame has made or ended, as it leaves it. */
struct overlay_term {
    uint32_t number, resident, organization, role; /* its symbol */
    int64_t from, until;
};

/* A record that filled a roll, with the lines it holds. */
struct overlay_fill {
    uint64_t id, roll, seq;
    size_t at, len; /* among the overlay's lines */
};

struct overlay {
    const struct model *model;
    const struct adoption *prepared; /* read, for the adopted record to come; NULL: none */
    uint64_t seq;
    int64_t now;
    uint32_t residents, organizations, appointments, items, units;
    uint32_t change_count, adopted_count;
    bool touched;       /* it has taken something */
    struct buf changes; /* struct change, one a thing, by first meeting */
    struct buf clocks;  /* struct standing */
    struct buf adopted; /* const struct adoption *: by the frame itself */
    struct buf terms;   /* struct overlay_term */
    struct buf fills;   /* struct overlay_fill, in their order */
    struct buf lines;   /* of those records: who the frame put on its rolls */
    uint32_t term_count;
    struct map by_id, by_office; /* by_office: one that it has made, by resident, organization and role */
};

/* An item as the overlay has it. */
struct overlay_item {
    const struct item *row; /* NULL: opened in this frame */
    const struct procedure *procedure;
    const uint32_t *parties;       /* as many as its procedure has */
    const struct standing *clocks; /* NULL: as its rows say */
    uint32_t parent;
    uint16_t rulebook;
    uint8_t state;
    bool final;
};

/* What a record is about, as the overlay has it: looked up once, for its judgement and for what follows. */
struct subject {
    uint64_t last_seq; /* of the last record about it, so far; 0: none */
    bool is_item;      /* that is there: then `item` is filled */
    bool goes_on;      /* and it has not ended */
    struct overlay_item item;
};

void cgov__overlay_init(struct overlay *overlay, struct mem *mem);
void cgov__overlay_free(struct overlay *overlay);
/* What it has taken is forgotten. */
void cgov__overlay_forget(struct overlay *overlay);
/* Begins anew over the model as it is. */
static inline void cgov__overlay_begin(struct overlay *overlay, const struct model *model,
                                       const struct adoption *prepared) {
    overlay->model = model;
    overlay->prepared = prepared;
    overlay->seq = model->seq;
    overlay->now = model->now;
    overlay->residents = model->residents.count;
    overlay->organizations = model->organizations.count;
    overlay->appointments = model->appointments.count;
    overlay->items = model->items.count;
    overlay->units = model->units.count;
    if (overlay->touched) cgov__overlay_forget(overlay);
}

/* Takes a valid record in. False without memory. */
bool cgov__overlay_take(struct overlay *overlay, const struct record *record);

/* An item that the frame has not changed, as its row has it. False where there is none of that id. */
static inline bool cgov__overlay_unchanged(const struct overlay *overlay, uint64_t id, struct overlay_item *out) {
    const struct item *row = cgov__item_by_id(overlay->model, id);
    if (!row) return false;
    *out = (struct overlay_item){.row = row,
                                 .procedure = cgov__procedure_of(overlay->model, row),
                                 .parties = row->parties,
                                 .parent = row->extra->parent,
                                 .rulebook = row->rulebook,
                                 .state = row->state,
                                 .final = row->final};
    return true;
}
/* What a record is about. */
void cgov__overlay_any_subject(const struct overlay *overlay, const struct record *record, struct subject *out);
/* The same: most are the first of their frame, and move an item. */
static inline void cgov__overlay_subject(const struct overlay *overlay, const struct record *record,
                                         struct subject *out) {
    if (overlay->change_count != 0 || record->kind != CGOV_RECORD_MOVED ||
        !cgov__overlay_unchanged(overlay, record->id, &out->item)) {
        cgov__overlay_any_subject(overlay, record, out);
        return;
    }
    out->last_seq = ROW_SEQ(out->item.row, last_seq);
    out->is_item = true;
    out->goes_on = !out->item.final;
}
/* False where there is no item of that id. */
bool cgov__overlay_item(const struct overlay *overlay, uint64_t id, struct overlay_item *out);
/* How many children of the item of that number the frame has ended, that were there before. */
uint32_t cgov__overlay_ended(const struct overlay *overlay, uint32_t parent);
/* The next child that the frame has opened for the item of that number, from the at-th change on, at going past it. 0:
 * there is none. */
uint64_t cgov__overlay_opened(const struct overlay *overlay, uint32_t parent, uint32_t *at);
/* The id of the item of that number; 0: none. */
uint64_t cgov__overlay_item_id(const struct overlay *overlay, uint32_t number);
/* Its parties after a valid record, under the procedure it runs under then; in room where they are not what they were.
 * before: NULL where the record opens it. */
const uint32_t *cgov__overlay_parties(const struct overlay *overlay, const struct overlay_item *before_or_null,
                                      const struct record *record, uint32_t room[MAX_PARTIES]);
/* The at-th term that the frame has made or ended; NULL: there are no more. */
const struct overlay_term *cgov__overlay_term(const struct overlay *overlay, uint32_t at);
/* What it has made of the appointment of that number; NULL: nothing. */
const struct overlay_term *cgov__overlay_term_of(const struct overlay *overlay, uint32_t number);
/* The latest one that it has made for that resident, organization and role; NULL: none. */
const struct overlay_term *cgov__overlay_given(const struct overlay *overlay, uint32_t resident, uint32_t organization,
                                               uint32_t role);
/* How one of its clocks stands. */
struct standing cgov__overlay_clock(const struct overlay *overlay, const struct overlay_item *item, uint8_t clock);
/* Whether an untrusted list can be applied at that time. */
bool cgov__overlay_clocks_valid(const struct overlay *overlay, const struct overlay_item *item,
                                const struct record *record);
/* The same, and it leaves no clock unstopped; none of these, a bit each. */
bool cgov__overlay_clocks_end(const struct overlay *overlay, const struct overlay_item *item,
                              const struct record *record);
bool cgov__overlay_clocks_follow(const struct overlay *overlay, const struct overlay_item *item,
                                 const struct record *record, uint32_t must_stop);
/* True where the id is a resident's or an organization's that is there. */
bool cgov__overlay_party(const struct overlay *overlay, uint64_t id);
/* True where the organization, or one above it, is the one asked for. */
bool cgov__overlay_below(const struct overlay *overlay, uint64_t organization, uint64_t above);
/* True where the text of that record was erased, the frame's own erasures included. */
bool cgov__overlay_erased(const struct overlay *overlay, uint64_t seq, uint32_t field);
/* True where the id is a unit's that is there. */
bool cgov__overlay_unit(const struct overlay *overlay, uint64_t id);
/* True where the unit is that household, or belongs to it, or to one that does. */
bool cgov__overlay_belongs(const struct overlay *overlay, uint64_t unit, uint64_t household);
/* What an opened or carried item runs under from this record on; NULL: no version there is has it. */
const struct procedure *cgov__overlay_procedure(const struct overlay *overlay, const struct record *record);
/* NULL: no such version, the frame's own included. */
const struct adoption *cgov__overlay_adoption(const struct overlay *overlay, uint64_t version);

#endif
