/* Rolls as rows: who stands on which roll of an item, and how many that makes on each axis. Sums are kept, so that a
 * share costs the same on any size; no rule is asked here.
 *
 * What an entry weighs is its line on the base of its roll, so a part and its whole cannot disagree: who is taken out
 * of a base is taken out of the rolls of it, and who is entered on it anew weighs there as they weigh now. */
#ifndef CGOV_SRC_ROLL_ROWS_H
#define CGOV_SRC_ROLL_ROWS_H

#include "model/model.h"

/* A roll of an item. */
struct roll_at {
    const struct item *item;
    uint32_t number; /* the item's; 0: it is being opened */
    const struct roll *roll;
    uint8_t index; /* of the roll, in the item's procedure */
};

/* Where the elector's line is, counted from the roll's first, where their numbers follow one another. */
static inline uint64_t cgov__line_place(uint32_t first, uint32_t first_elector, uint64_t elector) {
    return (uint64_t)first + cgov__id_row(elector) - first_elector;
}

/* The elector's line on a roll where all stand who were ever on it, and their numbers follow one another: the roll's
 * row tells it, and no line is asked. 0: that does not tell. */
static inline bool cgov__all_stand(const struct roll_row *row) {
    return row->unbroken && row->last - row->first + 1 == row->heads;
}
static inline uint32_t cgov__line_of_all(const struct roll_row *row, uint64_t elector) {
    if (!cgov__all_stand(row) || cgov__id_kind(elector) != CGOV_KIND_RESIDENT) return 0;
    const uint64_t line = cgov__line_place(row->first, row->first_elector, elector);
    return line >= row->first && line <= row->last ? (uint32_t)line : 0;
}

/* What an entry is entered with. */
struct entered {
    uint64_t elector, seq;
    uint64_t area, weight;
    uint32_t units;  /* that it owns; else the household it is of */
    uint32_t number; /* of a roll with `many`; else 0 */
    uint32_t kept;   /* the value counted: a symbol, or a row's number */
    uint64_t choice; /* of a ballot: see ballot_lines.h; */
    uint32_t said;   /* or a saying */
    uint32_t cost;   /* of an option */
    uint64_t entry;  /* of its row, as a record has it */
    uint64_t place;  /* in the map, as cgov__entry_seek had it; 0: not known, or not there */
    uint32_t met;    /* an entry of the elector's, it may be that on the base; 0: none is known */
    uint8_t line;    /* 0: put on by the move that fills */
};

/* The roll that a word names, seen from an item (a draft too; number 0: one to be opened): its own, or that of the
 * nearest item above that has one; a roll that is the same list as another is that other. False: nowhere above is one.
 */
bool cgov__roll_named(const struct model *model, const struct item *item, uint32_t number, const struct roll_ref *ref,
                      struct roll_at *out);
bool cgov__roll_at(const struct model *model, const struct item *item, uint32_t number, uint8_t roll,
                   struct roll_at *out);
/* Where its lines `of ROLL` lead in the end; itself where it has none. False: nowhere. */
bool cgov__roll_base(const struct model *model, const struct roll_at *roll, struct roll_at *out);

/* Its only line says that who stands on its base may be on it: so it was as its last entry was put there, and no item
 * has been carried to another text since. */
static inline uint64_t cgov__led_as_of(const struct model *model) {
    return (uint64_t)(model->passages.count + UINT64_C(1)) << 1;
}
static inline bool cgov__roll_straight(const struct model *model, const struct roll_row *row) {
    return row->led == (cgov__led_as_of(model) | 1);
}

/* Some line `of` leads to that roll, which is the list of no other, in the end. */
bool cgov__roll_leads(const struct model *model, const struct roll_at *roll, const struct roll_at *to);

/* Its row, and its number; NULL, 0: nobody was ever on it. */
static inline const struct roll_row *cgov__roll_row_seek(const struct model *model, const struct roll_at *roll,
                                                         uint32_t *number) {
    const struct roll_row *row;
    for (*number = roll->item->extra->rolls; (row = cgov__roll_row(model, *number)); *number = row->next)
        if (row->roll == roll->index) return row;
    *number = 0;
    return NULL;
}
uint32_t cgov__roll_row_of(const struct model *model, const struct roll_at *roll);
/* The number of an elector's entry, standing or not; 0: none. number: of a roll with `many`; else 0. */
uint32_t cgov__entry_seek(const struct model *model, uint32_t roll_row, uint64_t elector, uint32_t number,
                          uint64_t *place_or_null); /* where it would be added, if it was sought in the map */
static inline uint32_t cgov__entry_find(const struct model *model, uint32_t roll_row, uint64_t elector,
                                        uint32_t number) {
    return cgov__entry_seek(model, roll_row, elector, number, NULL);
}
/* The entry of that number, whosoever, standing or not; 0: none. */
uint32_t cgov__entry_numbered(const struct model *model, uint32_t roll_row, uint32_t number);
/* How many stand on the rolls that are made from one, who leave where that is filled anew; and how many entries of an
 * elector leave, at most, where one is taken out. */
uint32_t cgov__roll_emptied(const struct model *model, uint32_t roll_row);
uint32_t cgov__entry_left(const struct model *model, uint32_t entry);
/* How many rolls are made from that base. */
uint32_t cgov__roll_based(const struct model *model, uint32_t roll_row);
/* True where the elector stands on it; *met: their entry there, where each has one. */
bool cgov__stands_as(const struct model *model, const struct roll_at *roll, uint64_t elector, uint32_t *met_or_null);
static inline bool cgov__stands_on(const struct model *model, const struct roll_at *roll, uint64_t elector) {
    return cgov__stands_as(model, roll, elector, NULL);
}
/* How many that stand have this value of the detail it keeps. */
uint32_t cgov__roll_kept(const struct model *model, uint32_t roll_row, uint32_t value);
/* The id of whom it is. */
static inline uint64_t cgov__entry_elector(const struct entry *entry) {
    return cgov__id(entry->organization ? CGOV_KIND_ORGANIZATION : CGOV_KIND_RESIDENT, entry->elector);
}
/* What its entries on a roll with `many` are counted as. */
static inline enum counted cgov__counted_as(uint64_t elector) {
    return cgov__id_kind(elector) == CGOV_KIND_ORGANIZATION ? COUNTED_ORGANIZATION : COUNTED_RESIDENT;
}
/* What an entry has in that column; 0: nothing. */
static inline uint32_t cgov__entry_beside(const struct model *model, uint32_t entry, enum beside what) {
    return cgov__column_get(&model->beside[what], entry - 1);
}
/* What a ballot says: a bit for each choice, and whoever it names, see ballot_lines.h; 0: it is none. */
uint64_t cgov__entry_choice(const struct model *model, uint32_t entry);
/* What it weighs besides one head: its line on the base. */
struct weight {
    uint64_t area, weight;
    uint32_t units; /* owned; else the household */
};
struct weight cgov__entry_weight(const struct model *model, uint32_t entry);
/* The value that is kept of a record's details; *symbol: it is a choice's name instead. */
bool cgov__kept_of(const struct model *model, const struct roll_at *roll, const struct blob *details,
                   uint32_t *value_out, struct blob *symbol_out);

/* What its text says of it is noted in the row. */
void cgov__roll_describe(struct roll_row *row, const struct roll *roll);
/* After reserve, all of these. The row is made where there is none. */
uint32_t cgov__roll_row_make(struct model *model, const struct roll_at *roll);
/* A move fills it: it begins anew, with nobody on it, and so do the rolls of it; unless this goes on with the record
 * before. */
void cgov__roll_begin(struct model *model, uint32_t roll_row, bool goes_on, uint64_t seq);
/* Another day is named for it: nobody is on it, nor on the rolls of its item that are made from it. 0: no row. */
void cgov__roll_next_day(struct model *model, uint32_t roll_row_or_0);
/* How many stand there, or did when another day was named. */
uint32_t cgov__roll_came(const struct model *model, const struct roll_row *row);
/* Nobody stands on it, nor on what is made from it. */
void cgov__roll_empty(struct model *model, uint32_t roll_row);
void cgov__entry_put(struct model *model, uint32_t roll_row, const struct entered *entered);
/* The entry, made where there is none, and left as it stands: somebody has entered what waits for a second person. */
uint32_t cgov__entry_touch(struct model *model, uint32_t roll_row, const struct entered *entered);
void cgov__entry_take(struct model *model, uint32_t entry, uint64_t seq);
/* The weight that an entry's details say: 0 where nobody asks for it. */
uint64_t cgov__weight_of(const struct procedure *procedure, uint8_t roll, const struct blob *details);
/* Adds what so many new entries on one roll can use up, so many of them in the map, and households that may be counted
 * for the first time, on it and on the rolls of it. */
static inline void cgov__entries_need(struct need *need, uint32_t count, uint32_t sought, uint32_t households) {
    need->entries += count;
    need->sought += sought;
    need->counted[COUNTED_HOUSEHOLD] += households;
}
/* What an option costs, as its entry's details say: 0 where it is none. */
uint32_t cgov__cost_of(const struct procedure *procedure, uint8_t roll, const struct blob *details);
/* Adds what an entry that weighs so much has beside it. entry: its number; 0: it is new. */
void cgov__weight_need(struct need *need, uint32_t entry, uint64_t area, uint64_t weight);
void cgov__beside_need(struct need *need, uint32_t entry, enum beside what);
/* And some of those entries, where there are any, may come to have it. */
void cgov__beside_span(struct need *need, uint32_t first, uint32_t last);
/* Adds what a ballot with these choices can use up. entry: its number; 0: it is new. */
void cgov__choices_need(struct need *need, uint32_t entry, uint64_t choices);
/* And the elector's ballots on rolls of a base, where they come to weigh otherwise. */
void cgov__choices_based_need(const struct model *model, uint32_t roll_row, uint64_t elector, struct need *need);

/* Adds what a roll that nobody was on so far can use up. */
void cgov__roll_need(struct need *need);

/* A procedure, and the text that it is of. */
struct roll_text {
    const struct rulebook *book;
    const struct procedure *procedure;
};
#define LINE_GONE UINT8_MAX /* of an entry: by a line that the text has no more; it gives way to any */

/* The roll of that name under a newer text, where its rows mean the same there; NONE: there is none. */
uint8_t cgov__roll_after(const struct procedure *old, uint8_t roll, const struct procedure *new);
/* The first of an item's rolls with somebody on it that is not the same under a newer text, or that lacks the line by
 * which one of them was entered; NULL: none. */
const struct roll *cgov__roll_lost(const struct model *model, const struct item *item, const struct roll_text *old,
                                   const struct roll_text *new);
/* How many would stand there no more were it carried all the same, as a journal may say. */
uint32_t cgov__rolls_dropped(const struct model *model, const struct item *item, const struct procedure *old,
                             const struct procedure *new);
/* A text it is carried to: rolls of the same name go on where their rows mean the same, their entries by the line of
 * the same maker; nobody is on the others. */
void cgov__rolls_carry(struct model *model, const struct item *item, const struct roll_text *old,
                       const struct roll_text *new);
void cgov__rolls_digest(const struct model *model, struct sha256 *digest);

#endif
