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

#include "base/bytes.h"
#include "cgov/cgov.h"
#include "records/record_kinds.h"
#include "records/record_lists.h"
#include "rules/items.h"

#include <stddef.h>
#include <string.h>

struct blob { /* bytes of a record, in its own memory */
    const uint8_t *ptr;
    uint32_t len;
};

/* The kinds as an enumeration, so that a switch over them has to list each (-Wswitch-enum). */
enum record_kind {
    RECORD_NONE,
#define K(KIND, name, about) RECORD_##KIND = CGOV_RECORD_##KIND,
    RECORD_KINDS(K)
#undef K
};

/* F(tag, member, type): U unsigned, Z signed, ID an id, X64 fixed, B bytes, CLOCKS and PARTIES lists; tags 10 and 11
 * are free. They stand in groups that come together, in the order of tags, so that an encoder passes over a group that
 * is not there. */
#define RECORD_FIELDS_MOVE(F)                                                                                          \
    F(1, actor, ID)        /* who; none: time */                                                                       \
    F(2, id, ID)           /* the item, entity or appointment the record is about */                                   \
    F(3, move, U)          /* the move's index + 1 in its procedure */                                                 \
    F(4, state, U)         /* the state's index + 1 after it */                                                        \
    F(5, clocks, CLOCKS)   /* what happened to clocks: see record_lists.h */                                           \
    F(6, parties, PARTIES) /* parties set */                                                                           \
    F(7, owed, U)          /* answers owed after it */                                                                 \
    F(8, answers, U)       /* 1: it paid an answer */
#define RECORD_FIELDS_COMMAND(F)                                                                                       \
    F(9, texts, U)   /* bit f: words of field f stand in the frame */                                                  \
    F(12, key0, X64) /* the retry key */                                                                               \
    F(13, key1, X64)                                                                                                   \
    F(14, fingerprint, X64) /* of the command that carried the key */
#define RECORD_FIELDS_CLOCK(F)                                                                                         \
    F(15, clock, U) /* the clock's index + 1 */                                                                        \
    F(16, due, Z)   /* the clock's due, ms since 1970 */                                                               \
    F(17, told, ID) /* who was told */                                                                                 \
    F(18, role, B)  /* the role told, or appointed to */                                                               \
    F(19, share, U) /* percent of the clock's time that has passed */                                                  \
    F(20, rung, U)  /* of the ladder, from 1 */
#define RECORD_FIELDS_FACT(F)                                                                                          \
    F(21, place, U) /* region code */                                                                                  \
    F(22, channel, U)                                                                                                  \
    F(23, track, U)                                                                                                    \
    F(24, urgency, U) /* + 1 */                                                                                        \
    F(25, result, U)                                                                                                   \
    F(26, class_name, B)                                                                                               \
    F(27, days, U)                                                                                                     \
    F(28, rating, U)
#define RECORD_FIELDS_OPENING(F)                                                                                       \
    F(29, rulebook, U)  /* version */                                                                                  \
    F(30, procedure, U) /* index + 1 */                                                                                \
    F(31, profile, U)   /* index + 1 */                                                                                \
    F(32, matter, U)    /* index + 1 */                                                                                \
    F(33, external, B)                                                                                                 \
    F(34, parent, ID)
#define RECORD_FIELDS_RARE(F)                                                                                          \
    F(35, master, ID)                                                                                                  \
    F(36, point, X64)                                                                                                  \
    F(37, against, ID)                                                                                                 \
    F(38, earlier, ID)                                                                                                 \
    F(39, public_safety, U)                                                                                            \
    F(40, masked, U)                                                                                                   \
    F(41, delegates, U)                                                                                                \
    F(42, old_due, Z) /* before a calendar moved it; 0: not yet known */
#define RECORD_FIELDS_PERSON(F)                                                                                        \
    F(43, type, B) /* an organization's kind */                                                                        \
    F(44, resident, ID)                                                                                                \
    F(45, organization, ID)                                                                                            \
    F(46, from, Z)                                                                                                     \
    F(47, until, Z)                                                                                                    \
    F(48, ends, U) /* 1: ends an appointment at until */                                                               \
    F(49, text, B) /* a rulebook */                                                                                    \
    F(50, default_profile, B)                                                                                          \
    F(51, map, B) /* of states, as adopted */
#define RECORD_FIELDS_GENESIS(F)                                                                                       \
    F(52, ledger0, X64)                                                                                                \
    F(53, ledger1, X64)                                                                                                \
    F(54, utc_offset, Z) /* minutes */                                                                                 \
    F(55, calendar, B)                                                                                                 \
    F(56, limit_ahead, U)                                                                                              \
    F(57, key_window, U)                                                                                               \
    F(58, limit_title, U)                                                                                              \
    F(59, limit_text, U)                                                                                               \
    F(60, limit_children, U)                                                                                           \
    F(61, limit_depth, U)                                                                                              \
    F(62, limit_items, U)                                                                                              \
    F(63, limit_entities, U)                                                                                           \
    F(64, decisions, U) /* the library's number, see DECISIONS */
#define RECORD_FIELDS_LATER(F)                                                                                         \
    F(65, contacted, U) /* on a revisit: 1 the reporter was reached, 2 not */                                          \
    F(66, solved, U)    /* as the reporter says: 1 yes, 2 no */                                                        \
    F(67, limit_behind, U)                                                                                             \
    F(68, details, B) /* those that texts declare: see given.h */
#define RECORD_FIELD_GROUPS(G) G(MOVE) G(COMMAND) G(CLOCK) G(FACT) G(OPENING) G(RARE) G(PERSON) G(GENESIS) G(LATER)
#define RECORD_FIELDS(F)                                                                                               \
    RECORD_FIELDS_MOVE(F)                                                                                              \
    RECORD_FIELDS_COMMAND(F)                                                                                           \
    RECORD_FIELDS_CLOCK(F)                                                                                             \
    RECORD_FIELDS_FACT(F)                                                                                              \
    RECORD_FIELDS_OPENING(F)                                                                                           \
    RECORD_FIELDS_RARE(F)                                                                                              \
    RECORD_FIELDS_PERSON(F)                                                                                            \
    RECORD_FIELDS_GENESIS(F)                                                                                           \
    RECORD_FIELDS_LATER(F)

#define RECORD_MEMBER_U(member) uint64_t member;
#define RECORD_MEMBER_Z(member) int64_t member;
#define RECORD_MEMBER_ID(member) uint64_t member;
#define RECORD_MEMBER_X64(member) uint64_t member;
#define RECORD_MEMBER_B(member) struct blob member;
#define RECORD_MEMBER_CLOCKS(member) /* below */
#define RECORD_MEMBER_PARTIES(member)

struct record {
    uint32_t kind;          /* CGOV_RECORD_* */
    bool foreign;           /* it was read with a field that its kind does not hold: see record_kinds.h */
    uint64_t key_hash;      /* of its retry key, where that is known already; 0: not */
    uint64_t seq, previous; /* previous: of the record before it about the same thing; 0: none */
    int64_t time;
#define F(tag, member, type) RECORD_MEMBER_##type(member)
    RECORD_FIELDS(F)
#undef F
    /* Last, for only as much of them is written as is there: see cgov__record_clear. */
    struct party_list parties;
    struct clock_list clocks;
};

/* A record that holds nothing. */
static inline void cgov__record_clear(struct record *record, uint32_t kind) {
    memset(record, 0, offsetof(struct record, parties));
    record->kind = kind;
    record->parties.set = 0;
    record->clocks.count = 0;
}

#define EXTERNAL_MAX 64u                     /* bytes of an external key */
#define END_OF_TIME INT64_C(253402300800000) /* the year 10000 */

/* Raised whenever admit could answer differently on the same state and command: execute needs the same number. */
#define DECISIONS 1u

static inline struct blob cgov__blob(const void *ptr, uint32_t len) {
    struct blob blob = {(const uint8_t *)ptr, len};
    return blob;
}

/* Bytes of a record, without its length, that is no rulebook's: what needs more is several records in one frame. */
#define RECORD_MAX 65536u

/* Appends the record's bytes; buf->failed tells of memory. False where a field was foreign to the record's kind, or it
 * is longer than RECORD_MAX, so that nobody would read these bytes. */
bool cgov__record_encode(struct buf *buf, const struct record *record);
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

/* An id packed for a record, and back. */
#define ID_KIND_BITS 6u
#define ID_BITS (44u + ID_KIND_BITS)
static inline uint64_t cgov__id_pack(uint64_t id) {
    return (id & ((UINT64_C(1) << 44) - 1)) << ID_KIND_BITS | id >> 44;
}
static inline uint64_t cgov__id_unpack(uint64_t packed) {
    return (packed & (KIND_END - 1)) << 44 | packed >> ID_KIND_BITS;
}
static inline uint64_t cgov__id(uint32_t kind, uint64_t number) {
    return (uint64_t)kind << 44 | number;
}
static inline uint32_t cgov__id_kind(uint64_t id) {
    return (uint32_t)(id >> 44);
}
static inline uint64_t cgov__id_number(uint64_t id) {
    return id & ((UINT64_C(1) << 44) - 1);
}
/* The number of an id's row; 0, which no row has, where 32 bits would cut it. */
static inline uint32_t cgov__id_row(uint64_t id) {
    uint64_t number = cgov__id_number(id);
    return number > UINT32_MAX ? 0 : (uint32_t)number;
}

#endif
