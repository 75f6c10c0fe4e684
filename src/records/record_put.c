/* Records written, straight: a writer for each kind, made from what kinds.def says it holds, so that nothing is asked
 * of what it does not.
 *
 * Invariant: what is written is what the table of all fields says, of a record that holds nothing foreign to its kind:
 * a test writes random ones both ways. */
#include "records/wire_forms.h"

#include <assert.h>

/* ---- an empty record ---- */

#define EMPTY_U(member) record->member = 0
#define EMPTY_Z(member) record->member = 0
#define EMPTY_ID(member) record->member = 0
#define EMPTY_X64(member) record->member = 0
#define EMPTY_B(member) record->member = cgov__blob(NULL, 0)
#define EMPTY_CLOCKS(member) record->member.count = 0
#define EMPTY_PARTIES(member) record->member.set = 0
#define F(tag, member, type)                                                                                           \
    static inline void empty_##member(struct record *record) {                                                         \
        EMPTY_##type(member);                                                                                          \
    }
RECORD_FIELDS(F)
#undef F

/* Parts of a record, as their tags lie: what stands before what the command brings; that; what was decided, of which
 * there is nothing without an outcome; else what came later. A bare record has the first two alone. */
#define IN_START(member) (TAG_##member < TAG_texts)
#define IN_COMMAND(member) (TAG_##member >= TAG_texts && TAG_##member <= TAG_fingerprint)
#define IN_DECISION(member)                                                                                            \
    ((TAG_##member >= TAG_rule && TAG_##member <= TAG_held) ||                                                         \
     (TAG_##member >= TAG_budget && TAG_##member < TAG_commitment))
#define IN_GIVEN(member) (TAG_##member > TAG_fingerprint && TAG_##member < TAG_rule)
#define IN_LATER(member) (!IN_DECISION(member) && TAG_##member > TAG_held)

static inline void empty_start(struct record *record, uint32_t kind) {
    record->kind = kind;
    record->foreign = record->bare = false;
    record->key_hash = record->entry = record->roll_row = record->met = record->slot = record->seq = record->previous =
        0;
    record->time = 0;
#define F(tag, member, type) empty_##member(record);
    RECORD_FIELDS_MOVE(F)
    RECORD_FIELDS_COMMAND(F)
#undef F
}

/* Of the other parts what its kind may hold. */
static void empty_rest(struct record *record) {
    const bool decided = record->outcome != 0;
    switch (record->kind) {
#define EMPTY_OTHER(member)                                                                                            \
    if (IN_GIVEN(member) || IN_LATER(member)) empty_##member(record);
#define EMPTY_DECISION(member)                                                                                         \
    if (IN_DECISION(member)) empty_##member(record);
#define K(value, number, KIND, name, about)                                                                            \
    case value:                                                                                                        \
        FIELDS_OF_##KIND(EMPTY_OTHER, EMPTY_OTHER, EMPTY_OTHER);                                                       \
        if (decided) { FIELDS_OF_##KIND(EMPTY_DECISION, EMPTY_DECISION, EMPTY_DECISION) }                              \
        break;
        CGOV_RECORDS(K)
#undef K
#undef EMPTY_DECISION
#undef EMPTY_OTHER
    default: /* its kind was never told: it may hold anything */
        cgov__record_clear(record, 0);
    }
}

void cgov__record_reuse(struct record *record, uint32_t kind) {
    if (!record->bare) empty_rest(record);
    empty_start(record, kind);
}

/* ---- a field ---- */

#define IS_THERE_U(n) ((n) != 0)
#define IS_THERE_Z(n) ((n) != 0)
#define IS_THERE_ID(n) ((n) != 0)
#define IS_THERE_X64(n) ((n) != 0)
#define IS_THERE_B(blob) ((blob).len > 0)
#define IS_THERE_CLOCKS(list) ((list).count > 0)
#define IS_THERE_PARTIES(list) ((list).set != 0)
#define HEAD(tag, form) ((uint64_t)(tag) << 2 | (form))

/* One byte or two: a constant. */
static inline uint8_t *put_head(uint8_t *at, uint64_t head) {
    at[0] = (uint8_t)(head < 0x80 ? head : head | 0x80);
    if (head >= 0x80) at[1] = (uint8_t)(head >> 7);
    return at + (head < 0x80 ? 1 : 2);
}
static_assert(HEAD(127, 3) < 0x80 * 0x80, "a tag with its form takes two bytes at most");

static inline uint8_t *put_U(uint8_t *at, uint64_t head, uint64_t n) {
    return cgov__put_varint(put_head(at, head), n);
}
static inline uint8_t *put_X64(uint8_t *at, uint64_t head, uint64_t n) {
    at = put_head(at, head);
    cgov__store64(at, n);
    return at + 8;
}
static inline uint8_t *put_B(uint8_t *at, uint64_t head, struct blob blob) {
    at = cgov__put_varint(put_head(at, head), blob.len);
    memcpy(at, blob.ptr, blob.len);
    return at + blob.len;
}

/* A list was written where there is one byte for its length, as most need; a longer one is moved. */
static inline uint8_t *put_len(uint8_t *list, uint8_t *end) {
    const size_t len = (size_t)(end - list), size = cgov__varint_size(len);
    if (size > 1) memmove(list - 1 + size, list, len);
    cgov__put_varint(list - 1, len);
    return list - 1 + size + len;
}
static inline uint8_t *put_CLOCKS(uint8_t *at, uint64_t head, const struct clock_list *list, int64_t time) {
    at = put_head(at, head) + 1;
    return put_len(at, cgov__put_clocks(at, list, time));
}
static inline uint8_t *put_PARTIES(uint8_t *at, uint64_t head, const struct party_list *list) {
    at = put_head(at, head) + 1;
    return put_len(at, cgov__put_parties(at, list));
}
#define PUT_U(at, head, record, member) put_U(at, head, record->member)
#define PUT_Z(at, head, record, member) put_U(at, head, cgov__zigzag(record->member))
#define PUT_ID(at, head, record, member) put_U(at, head, cgov__id_pack(record->member))
#define PUT_X64(at, head, record, member) put_X64(at, head, record->member)
#define PUT_B(at, head, record, member) put_B(at, head, record->member)
#define PUT_CLOCKS(at, head, record, member) put_CLOCKS(at, head, &record->member, record->time)
#define PUT_PARTIES(at, head, record, member) put_PARTIES(at, head, &record->member)
#define F(tag, member, type)                                                                                           \
    static inline uint8_t *put_##member(uint8_t *at, const struct record *record) {                                    \
        return IS_THERE_##type(record->member) ? PUT_##type(at, HEAD(tag, FORM_OF_##type), record, member) : at;       \
    }
RECORD_FIELDS(F)
#undef F

/* At most: a tag of two bytes and a number of ten, and the bytes of those that are bytes. */
#define MOST_U(member) 0
#define MOST_Z(member) 0
#define MOST_ID(member) 0
#define MOST_X64(member) 0
#define MOST_B(member) record->member.len
#define MOST_CLOCKS(member) CLOCK_LIST_BYTES
#define MOST_PARTIES(member) PARTY_LIST_BYTES
#define F(tag, member, type)                                                                                           \
    static inline size_t most_##member(const struct record *record) {                                                  \
        (void)record;                                                                                                  \
        return (size_t)12 + MOST_##type(member);                                                                       \
    }
RECORD_FIELDS(F)
#undef F
#define MOST_HEAD ((size_t)50)
#define MOST(member) +most_##member(record)
#define MOST_START(member) +(IN_START(member) ? most_##member(record) : 0)
#define MOST_OTHER(member) +(IN_GIVEN(member) || IN_LATER(member) ? most_##member(record) : 0)
#define MOST_DECIDED(member) +(IN_DECISION(member) ? most_##member(record) : 0)

/* ---- a record ---- */

/* What stands before the fields. */
static IN_LINE uint8_t *put_start(uint8_t *at, const struct record *record, uint8_t kind) {
    *at++ = kind; /* a varint of one byte */
    at = cgov__put_varint(at, record->seq);
    at = cgov__put_large_varint(at, cgov__zigzag(record->time));
    return cgov__put_varint(at, record->previous == 0 ? 0 : record->seq - record->previous);
}

/* True where it is read again. */
static inline bool put_end(struct buf *buf, uint8_t *body, uint8_t *at, bool is_text) {
    const uint8_t *end = put_len(body, at);
    buf->len = (size_t)(end - buf->data);
    return (size_t)(at - body) <= RECORD_MAX || is_text;
}

#define START(member) at = IN_START(member) ? put_##member(at, record) : at;
#define BROUGHT(member) at = IN_COMMAND(member) ? put_##member(at, record) : at;
#define GIVEN(member) at = IN_GIVEN(member) ? put_##member(at, record) : at;
#define DECIDED(member) at = IN_DECISION(member) ? put_##member(at, record) : at;
#define LATER(member) at = IN_LATER(member) ? put_##member(at, record) : at;
#define K(value, number, KIND, name, about)                                                                            \
    static IN_LINE bool put_##name##_record(struct buf *buf, const struct record *record, bool bare) {                 \
        static_assert((value) < 0x80, "a kind takes one byte");                                                        \
        size_t most = MOST_HEAD COMMAND_FIELDS(MOST) FIELDS_OF_##KIND(MOST_START, MOST_START, MOST_START);             \
        if (!bare) most += 0 FIELDS_OF_##KIND(MOST_OTHER, MOST_OTHER, MOST_OTHER);                                     \
        if (!bare && record->outcome != 0) most += 0 FIELDS_OF_##KIND(MOST_DECIDED, MOST_DECIDED, MOST_DECIDED);       \
        if (!cgov__buf_reserve(buf, most)) return true;                                                                \
        uint8_t *body = buf->data + buf->len + 1, *at = put_actor(put_start(body, record, value), record);             \
        FIELDS_OF_##KIND(START, START, START) COMMAND_FIELDS(BROUGHT);                                                 \
        if (bare) return put_end(buf, body, at, false);                                                                \
        FIELDS_OF_##KIND(GIVEN, GIVEN, GIVEN);                                                                         \
        if (record->outcome != 0) { FIELDS_OF_##KIND(DECIDED, DECIDED, DECIDED) }                                      \
        FIELDS_OF_##KIND(LATER, LATER, LATER);                                                                         \
        return put_end(buf, body, at, ABOUT_##about == ABOUT_TEXT);                                                    \
    }                                                                                                                  \
    static bool put_record_##name(struct buf *buf, const struct record *record) {                                      \
        return put_##name##_record(buf, record, false);                                                                \
    }
CGOV_RECORDS(K)
#undef K

bool cgov__record_put_bare(struct buf *buf, const struct record *record) {
    return put_moved_record(buf, record, true);
}

bool cgov__record_put_any(struct buf *buf, const struct record *record) {
    static bool (*const writers[])(struct buf *, const struct record *) = {
#define K(value, number, KIND, name, about) [value] = put_record_##name,
        CGOV_RECORDS(K)
#undef K
    };
    return writers[record->kind](buf, record);
}
