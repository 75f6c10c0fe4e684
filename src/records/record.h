/* Records: the facts a command wrote. One table says every field a record can have; encoder, decoder, the line of text
 * for audits and docs/format.md all come from it.
 *
 *   record := length:varint kind:varint seq:varint time:zigzag back:varint field*
 *   back   := seq - the seq of the record before it about the same thing (`id`); 0: it is the first
 *   field  := (tag << 2 | form):varint value        tags rising, zero values left out: one fact, one encoding
 *   form   := 0 varint | 1 length:varint bytes | 2 u64
 *
 * An id is written as number << 6 | kind; lists: see record_lists.h. */
#ifndef CGOV_SRC_RECORD_H
#define CGOV_SRC_RECORD_H

#include "base/civil.h"
#include "cgov/cgov.h"
#include "records/ids.h"
#include "records/record_lists.h"

#include <stddef.h>
#include <string.h>

/* What a record is about: the ledger as a whole, a person or an organization, a rulebook, an item and its moves, an
 * item's clock, an entry of somebody's beside an item, which stands in no item's history, words of a thing that are
 * gone. */
enum about {
    ABOUT_NOTHING,
    ABOUT_LEDGER,
    ABOUT_PERSON,
    ABOUT_TEXT,
    ABOUT_MOVE,
    ABOUT_CLOCK,
    ABOUT_ENTRY,
    ABOUT_ERASURE
};

#include "records/fields.def"
#include "records/kinds.def"

#define RECORD_MEMBER_U(member) uint64_t member;
#define RECORD_MEMBER_Z(member) int64_t member;
#define RECORD_MEMBER_ID(member) uint64_t member;
#define RECORD_MEMBER_X64(member) uint64_t member;
#define RECORD_MEMBER_B(member) struct blob member;
#define RECORD_MEMBER_CLOCKS(member) /* below */
#define RECORD_MEMBER_PARTIES(member)

struct record {
    uint32_t kind;     /* CGOV_RECORD_* */
    bool foreign;      /* it was read with a field that its kind does not hold: see kinds.def */
    bool bare;         /* of a move about to be written: it holds nothing that stands behind what the command brings */
    uint64_t key_hash; /* of its retry key, where that is known already; 0: not */
    uint64_t entry;    /* the number + 1 of the entry it is about, as key_hash; 1: there is none so far */
    uint64_t roll_row, met; /* the row of its roll, and an entry that let them be on it, as key_hash */
    uint64_t slot;          /* of the entry to be in the map, or the hash of an opening's external key, as key_hash */
    uint64_t seq, previous; /* previous: of the record before it about the same thing; 0: none */
    int64_t time;
#define F(tag, member, type) RECORD_MEMBER_##type(member)
    RECORD_FIELDS(F)
#undef F
    /* Last, for only as much of them is written as is there: see cgov__record_clear. */
    struct party_list parties;
    struct clock_list clocks;
};

/* The instant that clocks which it starts run from: an item's first ones from when it was received. */
static inline int64_t cgov__record_from(const struct record *record) {
    return record->received != 0 ? record->received : record->time;
}

/* The instant of one of its operations: what it starts, idle or at rest at once, from then; all else as it is made. */
static inline int64_t cgov__operation_at(const struct clock_operation *operation, int64_t from, int64_t time) {
    return ((1u << OP_START | 1u << OP_IDLE | 1u << OP_PAUSE) >> (operation->op & 31) & 1) != 0 ? from : time;
}

/* A record that holds nothing. */
static inline void cgov__record_clear(struct record *record, uint32_t kind) {
    memset(record, 0, offsetof(struct record, parties));
    record->kind = kind;
    record->parties.set = 0;
    record->clocks.count = 0;
}

/* The same of a record that holds nothing foreign to its kind, which may be none: what no record of its kind holds is
 * not cleared. */
void cgov__record_reuse(struct record *record, uint32_t kind);

#define EXTERNAL_MAX 64u              /* bytes of an external key */
#define AREA_MAX UINT32_C(2000000000) /* of a unit, in 0.01 square metres: those of 2^32 units add up below 2^63 */

/* Raised whenever admit could answer differently on the same state and command: execute needs the same number. */
#define DECISIONS 1u

/* Bytes of a record, without its length, that is no rulebook's: what needs more is several records in one frame. */
#define RECORD_MAX 65536u

/* Appends the record's bytes; buf->failed tells of memory. False where it is longer than RECORD_MAX, so that nobody
 * would read these bytes. Of what it holds only what its kind may hold is written. */
bool cgov__record_put_any(struct buf *buf, const struct record *record);
/* The same of one that is bare. */
bool cgov__record_put_bare(struct buf *buf, const struct record *record);
static inline bool cgov__record_put(struct buf *buf, const struct record *record) {
    return record->bare ? cgov__record_put_bare(buf, record) : cgov__record_put_any(buf, record);
}
/* A record of that kind may hold that tag. */
bool cgov__record_holds(uint32_t kind, uint64_t tag);
/* Reads one record; bytes stay where they are. CGOV_OK, CGOV_E_CORRUPT, or CGOV_E_FORMAT (a kind or field of a newer
 * library). */
int32_t cgov__record_decode(struct cursor *cursor, struct record *out);
/* The same of the bytes after the length; all of them are used. */
int32_t cgov__record_body(struct cursor *body, struct record *out);
/* The record of this body as a line "7 moved time=123 actor=17592186044417 ...", names and order as in the table. Bytes
 * stand in quotes where they are text of one line without a quote, else as 0x and hexadecimal digits; declared details
 * as 1024:20260315,1025:"online",1026:words. digested: bit tag % 64 of word tag / 64 for each field that holds the
 * SHA-256 of what it should hold, shown as sha256: and digits. CGOV_OK or CGOV_E_CORRUPT. */
int32_t cgov__record_text(char *into, uint64_t cap, uint64_t *needed, struct cursor body, uint64_t seq,
                          const uint64_t digested[2]);
/* Bytes longer than this are shown by their digest. */
#define RECORD_LINE_BYTES 256u

enum field_type { TYPE_U, TYPE_Z, TYPE_ID, TYPE_X64, TYPE_B, TYPE_CLOCKS, TYPE_PARTIES };
enum {
#define F(tag, member, type) TYPE_OF_##member = TYPE_##type,
    RECORD_FIELDS(F)
#undef F
};
static inline bool cgov__is_given(const void *member, int type) {
    if (type == TYPE_B) return ((const struct blob *)member)->len > 0;
    if (type == TYPE_CLOCKS) return ((const struct clock_list *)member)->count > 0;
    return type == TYPE_PARTIES ? ((const struct party_list *)member)->set != 0 : *(const uint64_t *)member != 0;
}

/* cgov__genesis_whole, cgov__resident_whole, ...: a record of that kind holds what it must hold. */
#define MAY(member)
#define MUST(member) &&cgov__is_given(&record->member, TYPE_OF_##member)
#define MUST_FIRST(member) &&(record->previous != 0 || cgov__is_given(&record->member, TYPE_OF_##member))
#define K(value, number, KIND, name, about)                                                                            \
    static inline bool cgov__##name##_whole(const struct record *record) {                                             \
        return true FIELDS_OF_##KIND(MAY, MUST, MUST_FIRST);                                                           \
    }
CGOV_RECORDS(K)
#undef K
#undef MUST_FIRST
#undef MUST
#undef MAY

/* The record says that words of that field, or declared detail, stand in its frame. In given.c. */
bool cgov__has_words(const struct record *record, uint32_t field);

/* The next field of a body whose bytes may stand elsewhere: its tag, and how long its value is after *value_at bytes.
 * The cursor needs RECORD_HEAD bytes, or all that is left. CGOV_OK or CGOV_E_CORRUPT. */
struct record_field {
    uint64_t tag, value_at, value_len;
};
int32_t cgov__record_field(struct cursor cursor, struct record_field *out);
#define RECORD_HEAD 20u

const char *cgov__record_name(uint32_t kind); /* "" : unknown */
enum about cgov__record_about(uint32_t kind); /* ABOUT_NOTHING: unknown */
/* Of a kind there is: it is about an entry. */
static inline bool cgov__record_of_entry(uint32_t kind) {
#define K(value, number, KIND, name, about) | (uint64_t)(ABOUT_##about == ABOUT_ENTRY) << (value)
    return ((UINT64_C(0) CGOV_RECORDS(K)) >> kind & 1) != 0;
#undef K
}

#endif
