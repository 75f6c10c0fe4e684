/* The two lists a record can hold, typed: bytes only where a record is encoded, read once where it is decoded.
 *
 *   clocks  := operation*
 *   operation := clock:u8 op:u8 then  start, length: n:varint unit:u8 flags:u8 [due]
 *                                     resume:        flags:u8 [due]
 *                                     extend:        n:varint unit:u8 flags:u8 [due]
 *                                     stop, pause, idle: nothing
 *   flags: 1 rolled, 2 until close, 4 due not yet known, 8 (of a length) later than it was before;
 *   due := zigzag(due - record's time) unless flag 4
 *   parties := (party:u8 id:varint)*
 *
 * Clocks and parties are spoken of by their index in the version the item runs under before the record. Operations
 * stand in the order of their clocks, parties rise, each once. */
#ifndef CGOV_SRC_RECORD_LISTS_H
#define CGOV_SRC_RECORD_LISTS_H

#include "base/bytes.h"

enum clock_op { OP_START = 1, OP_IDLE, OP_STOP, OP_PAUSE, OP_RESUME, OP_EXTEND, OP_LENGTH };
enum { FLAG_ROLLED = 1, FLAG_CLOSE = 2, FLAG_UNKNOWN = 4, FLAG_LATER = 8 };

/* due: DUE_UNKNOWN where it gives none. */
struct clock_operation {
    uint8_t clock, op, unit, flags;
    uint32_t n;
    int64_t due;
};

/* For each clock of a procedure: stop, idle and pause it, or give it a length, extend and pause it; nothing does more.
 */
#define MAX_OPERATIONS 96u
/* As many as a procedure has. */
#define LIST_PARTIES 16u

struct clock_list {
    uint32_t count;
    struct clock_operation at[MAX_OPERATIONS];
};

struct party_list {
    uint32_t set;               /* bit p: party p is set */
    uint64_t ids[LIST_PARTIES]; /* to this */
};

/* True where the operation gives a length: a start, an extension, a change of class. */
static inline bool cgov__gives_length(const struct clock_operation *operation) {
    return ((1u << OP_START | 1u << OP_LENGTH | 1u << OP_EXTEND) >> (operation->op & 31) & 1) != 0;
}

/* The most bytes that either list takes. */
#define CLOCK_LIST_BYTES (MAX_OPERATIONS * 24u)
#define PARTY_LIST_BYTES (LIST_PARTIES * 11u)

/* Written from at on; past it. time: the record's. */
uint8_t *cgov__put_clocks(uint8_t *at, const struct clock_list *list, int64_t time);
uint8_t *cgov__put_parties(uint8_t *at, const struct party_list *list);
/* All the bytes, read; false where they are no such list. */
bool cgov__get_clocks(struct cursor *cursor, int64_t time, struct clock_list *out);
bool cgov__get_parties(struct cursor *cursor, struct party_list *out);

#endif
