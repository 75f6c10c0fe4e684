/* What ballots say, as records hold it.
 *
 *   said   := (place:varint points:varint)*   points for candidates, none of them 0, by rising places
 *           | place:varint*                   an order of them, the first preference first, each once
 *           | 0 choice:varint                 of such ballots one that names nobody: blank or invalid
 *           | digest[32]                      of a sealed one: SHA-256 of what was cast
 *   choice := a bit for each choice: 0 yes, 1 no, 2 abstain, 3 block, 4 blank, 5 invalid; 5 + n the candidate whose
 *             place on the list is n
 *   orders := (count:varint place:varint* heads:varint)*   of a bundle, rising as cgov__order_compare has it
 *   lines  := (choice:varint heads:varint units:varint area:varint weight:varint)*   of a bundle, by rising choice
 *
 * In lines, and wherever one choice is told, it is the number of its bit and 1: yes is 1, as CGOV_CHOICE_YES; 0 are all
 * ballots, which a bundle of ballots from candidates says. */
#ifndef CGOV_SRC_BALLOT_LINES_H
#define CGOV_SRC_BALLOT_LINES_H

#include "base/bytes.h"
#include "cgov/roll.h"
#include "rules/rule.h"

enum { CHOICE_CAST = 0, CHOICE_FIRST_CANDIDATE = CGOV_CHOICE_INVALID + 1, CHOICE_LAST = 64 };
#define MAX_CANDIDATES (CHOICE_LAST - CGOV_CHOICE_INVALID)

/* What a ballot says where one number does not hold it. */
enum said_kind { SAID_NONE, SAID_POINTS, SAID_ORDER, SAID_SEALED };
#define SAID_DIGEST 32u
#define SAID_MOST 1000u                  /* points for one candidate */
#define SAID_BYTES (MAX_CANDIDATES * 3u) /* at most */
struct said_one {
    uint32_t place;  /* 0: nobody is named, */
    uint32_t points; /* and this is the choice */
    uint64_t met;    /* places so far, as bits */
};

struct bundle_line {
    uint32_t choice;
    uint64_t heads, units, area, weight;
};

static inline uint64_t cgov__choice_bit(uint32_t choice) {
    return UINT64_C(1) << (choice - 1);
}
/* One choice of those that are named, or of candidates any number, and nothing besides. */
bool cgov__choice_valid(uint64_t choices, bool from_candidates);

/* Adds its sums. */
static inline void cgov__bundle_add(struct bundle_line *to, const struct bundle_line *line) {
    to->heads += line->heads;
    to->units += line->units;
    to->area += line->area;
    to->weight += line->weight;
}
/* It is no more than that by any sum. */
static inline bool cgov__line_within(const struct bundle_line *line, const struct bundle_line *all) {
    return line->heads <= all->heads && line->units <= all->units && line->area <= all->area &&
           line->weight <= all->weight;
}
void cgov__said_put(struct buf *said, enum said_kind kind, const struct said_one *one);
/* The next after *one, which before the first is nothing; false at the end, and where the bytes are none (cursor->bad).
 */
bool cgov__said_next(struct cursor *cursor, enum said_kind kind, struct said_one *one);
bool cgov__said_valid(const struct blob *said, enum said_kind kind);
/* The same as bits: the choice, or whoever is named. */
uint64_t cgov__said_choices(const struct blob *said, enum said_kind kind);
/* By the first place in which they differ; below 0, 0, above 0. */
int cgov__order_compare(const struct order *one, const struct order *other);
/* Rising, in place. */
void cgov__orders_sort(struct order *orders, uint32_t count);
void cgov__orders_put(struct buf *orders, const struct order *order);
/* The next one after *order, which before the first is nothing; false at the end, and where the bytes are none or do
 * not rise (cursor->bad). */
bool cgov__orders_next(struct cursor *cursor, struct order *order);
bool cgov__orders_valid(const struct blob *orders);
void cgov__bundle_put_line(struct buf *lines, const struct bundle_line *line);
/* The next line after the choice last, none before the first being 0 and is_first; false at the end, and where the
 * bytes are none (cursor->bad). */
bool cgov__bundle_next(struct cursor *cursor, bool is_first, uint32_t last, struct bundle_line *out);
/* All lines are, each of a choice that ballots of this kind have. */
bool cgov__bundle_valid(const struct blob *lines, bool from_candidates);

#endif
