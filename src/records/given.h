/* The details of a record that texts declare, by the ledger's numbers.
 *
 *   details := ((number << 2 | form):varint value)*     numbers rising; of one that repeats, in the order given
 *   value   := zigzag (form 0: numbers, days, places) | bytes (1: a choice's name) | a packed id (2)
 *              | nothing (3: words, which stand in the frame under this number) */
#ifndef CGOV_SRC_GIVEN_H
#define CGOV_SRC_GIVEN_H

#include "base/bytes.h"
#include "rules/rulebook.h"

enum given_form { GIVEN_NUMBER, GIVEN_CHOICE, GIVEN_ID, GIVEN_WORDS };

struct given {
    uint32_t number;
    uint8_t form; /* enum given_form */
    int64_t value;
    struct blob name; /* of a choice */
};

/* How a detail of that type stands. */
enum given_form cgov__given_form(uint32_t type);
/* The next one; false at the end, and where the bytes are none (cursor->bad). */
bool cgov__given_next(struct cursor *cursor, struct given *out);
/* Appends one. */
void cgov__given_put(struct buf *buf, const struct given *given);

#endif
