/* The one table of record fields at work: encoding, decoding, and the line of text an auditor reads.
 *
 * Invariant: encode(decode(bytes)) = bytes. A decoder that would accept a second spelling of the same facts (tags out
 * of order, a zero written out, a varint too long) refuses it, so a record has exactly one hash. */
#include "records/record.h"

#include "base/text.h"
#include "records/given.h"

#include <assert.h>

enum wire_form { FORM_VARINT, FORM_BYTES, FORM_64 };

#define FORM_OF_U FORM_VARINT
#define FORM_OF_Z FORM_VARINT
#define FORM_OF_ID FORM_VARINT
#define FORM_OF_X64 FORM_64
#define FORM_OF_B FORM_BYTES
#define FORM_OF_CLOCKS FORM_BYTES
#define FORM_OF_PARTIES FORM_BYTES

struct field {
    const char *name;
    uint8_t tag, type, form;
};

static const struct field fields[] = {
#define F(tag, member, type) {#member, tag, TYPE_##type, FORM_OF_##type},
    RECORD_FIELDS(F)
#undef F
};
#define FIELD_COUNT (sizeof fields / sizeof fields[0])

enum {
#define F(tag, member, type) TAG_##member = tag,
    RECORD_FIELDS(F)
#undef F
};

/* The group of each member, a bit. */
enum {
#define G(group) GROUP_##group,
    RECORD_FIELD_GROUPS(G)
#undef G
};
#define IN_MOVE(tag, member, type) BIT_##member = 1 << GROUP_MOVE,
#define IN_COMMAND(tag, member, type) BIT_##member = 1 << GROUP_COMMAND,
#define IN_CLOCK(tag, member, type) BIT_##member = 1 << GROUP_CLOCK,
#define IN_FACT(tag, member, type) BIT_##member = 1 << GROUP_FACT,
#define IN_OPENING(tag, member, type) BIT_##member = 1 << GROUP_OPENING,
#define IN_RARE(tag, member, type) BIT_##member = 1 << GROUP_RARE,
#define IN_PERSON(tag, member, type) BIT_##member = 1 << GROUP_PERSON,
#define IN_GENESIS(tag, member, type) BIT_##member = 1 << GROUP_GENESIS,
#define IN_LATER(tag, member, type) BIT_##member = 1 << GROUP_LATER,
#define IN_UNIT(tag, member, type) BIT_##member = 1 << GROUP_UNIT,
#define IN_ROLL(tag, member, type) BIT_##member = 1 << GROUP_ROLL,
#define IN_DECISION(tag, member, type) BIT_##member = 1 << GROUP_DECISION,
enum {
#define G(group) RECORD_FIELDS_##group(IN_##group)
    RECORD_FIELD_GROUPS(G)
#undef G
};

struct kind {
    const char *name;
    uint8_t about;
    uint16_t groups;    /* of which it may hold something */
    uint64_t low, high; /* bit t: it may hold tag t, tag 64 + t */
};

#define LOW(member) | (TAG_##member < 64 ? UINT64_C(1) << (TAG_##member & 63) : 0)
#define HIGH(member) | (TAG_##member < 64 ? 0 : UINT64_C(1) << (TAG_##member & 63))
#define GROUP(member) | BIT_##member
/* A record whose kind is not told yet may come to hold anything. */
static const struct kind kinds[] = {{"", ABOUT_NOTHING, UINT16_MAX, UINT64_MAX, UINT64_MAX},
#define K(value, number, KIND, name, about)                                                                            \
    [value] = {#name, ABOUT_##about, 0 COMMAND_FIELDS(GROUP) FIELDS_OF_##KIND(GROUP, GROUP, GROUP),                    \
               0 COMMAND_FIELDS(LOW) FIELDS_OF_##KIND(LOW, LOW, LOW),                                                  \
               0 COMMAND_FIELDS(HIGH) FIELDS_OF_##KIND(HIGH, HIGH, HIGH)},
                                    CGOV_RECORDS(K)
#undef K
};
#define KIND_COUNT (sizeof kinds / sizeof kinds[0])

bool cgov__has_words(const struct record *record, uint32_t field) {
    struct cursor cursor = cgov__cursor(record->details.ptr, record->details.len);
    struct given given;
    if (field < DETAIL_FIRST) return field < 64 && (record->texts >> field & 1) != 0;
    while (cgov__given_next(&cursor, &given))
        if (given.number == field && given.form == GIVEN_WORDS) return true;
    return false;
}

const char *cgov__record_name(uint32_t kind) {
    return kind < KIND_COUNT ? kinds[kind].name : "";
}

enum about cgov__record_about(uint32_t kind) {
    return kind < KIND_COUNT ? (enum about)kinds[kind].about : ABOUT_NOTHING;
}

static bool is_too_long(uint64_t kind, size_t len) {
    return len > RECORD_MAX && kinds[kind].about != ABOUT_TEXT;
}

/* True where a record of the kind does not hold this field. */
static bool is_foreign(const struct kind *kind, uint64_t tag) {
    return ((tag < 64 ? kind->low : kind->high) >> (tag & 63) & 1) == 0;
}

#define HOLDS(groups, group) (((groups) >> GROUP_##group & 1) != 0)

#define EMPTY_U(member) record->member = 0
#define EMPTY_Z(member) record->member = 0
#define EMPTY_ID(member) record->member = 0
#define EMPTY_X64(member) record->member = 0
#define EMPTY_B(member) record->member = cgov__blob(NULL, 0)
#define EMPTY_CLOCKS(member) record->member.count = 0
#define EMPTY_PARTIES(member) record->member.set = 0

void cgov__record_reuse(struct record *record, uint32_t kind) {
    const uint32_t held = kinds[record->kind].groups;
#define F(tag, member, type) EMPTY_##type(member);
#define G(group)                                                                                                       \
    if (HOLDS(held, group)) { RECORD_FIELDS_##group(F) }
    RECORD_FIELD_GROUPS(G)
#undef G
#undef F
    record->kind = kind;
    record->foreign = false;
    record->key_hash = record->entry = record->roll_row = record->met = record->slot = record->seq = record->previous =
        0;
    record->time = 0;
}

/* ---- encoding: the table unrolled, so that a group that is not there costs an instruction or two a field ---- */

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
    return n == 0 ? at : cgov__put_varint(put_head(at, head), n);
}
static inline uint8_t *put_Z(uint8_t *at, uint64_t head, int64_t n) {
    return put_U(at, head, cgov__zigzag(n));
}
static inline uint8_t *put_ID(uint8_t *at, uint64_t head, uint64_t id) {
    return put_U(at, head, cgov__id_pack(id));
}
static inline uint8_t *put_X64(uint8_t *at, uint64_t head, uint64_t n) {
    if (n == 0) return at;
    at = put_head(at, head);
    cgov__store64(at, n);
    return at + 8;
}
static inline uint8_t *put_B(uint8_t *at, uint64_t head, struct blob blob) {
    if (blob.len == 0) return at;
    at = cgov__put_varint(put_head(at, head), blob.len);
    memcpy(at, blob.ptr, blob.len);
    return at + blob.len;
}

/* A list of these bytes was written where there is one byte for its length, as most need; a longer one is moved. */
static uint8_t *put_len(uint8_t *start, uint8_t *end) {
    size_t len = (size_t)(end - start) - 1, size = cgov__varint_size(len);
    if (size > 1) memmove(start + size, start + 1, len);
    cgov__put_varint(start, len);
    return start + size + len;
}
#define PUT_CLOCKS(at, head, record, member)                                                                           \
    put_len(put_head(at, head), cgov__put_clocks(put_head(at, head) + 1, &record->member, record->time))
#define PUT_PARTIES(at, head, record, member)                                                                          \
    put_len(put_head(at, head), cgov__put_parties(put_head(at, head) + 1, &record->member))
#define PUT_U(at, head, record, member) put_U(at, head, record->member)
#define PUT_Z(at, head, record, member) put_Z(at, head, record->member)
#define PUT_ID(at, head, record, member) put_ID(at, head, record->member)
#define PUT_X64(at, head, record, member) put_X64(at, head, record->member)
#define PUT_B(at, head, record, member) put_B(at, head, record->member)

/* At most: a tag of two bytes and a number of ten for each field, the bytes of those that are bytes, and the head. */
static size_t most_bytes(const struct record *record) {
    size_t most = FIELD_COUNT * 12 + 50 + PARTY_LIST_BYTES + record->clocks.count * (size_t)24;
#define LEN_U(member)
#define LEN_Z(member)
#define LEN_ID(member)
#define LEN_X64(member)
#define LEN_B(member) most += record->member.len;
#define LEN_CLOCKS(member)
#define LEN_PARTIES(member)
#define F(tag, member, type) LEN_##type(member)
    RECORD_FIELDS(F)
#undef F
    return most;
}

bool cgov__record_put(struct buf *buf, const struct record *record, bool foreign_too) {
    const struct kind *kind = &kinds[record->kind];
    const uint32_t groups = foreign_too ? UINT32_MAX : kind->groups;
    if (!cgov__buf_reserve(buf, most_bytes(record))) return true;
    /* One byte is left for the length, as most records need; the body of a longer one is moved. */
    uint8_t *start = buf->data + buf->len, *body = start + 1;
    uint8_t *at = cgov__put_varint(body, record->kind);
    at = cgov__put_varint(at, record->seq);
    at = cgov__put_varint(at, cgov__zigzag(record->time));
    at = cgov__put_varint(at, record->previous == 0 ? 0 : record->seq - record->previous);
    uint64_t low = 0, high = 0; /* tags that are there */
#define ANY_U(member) | record->member
#define ANY_Z(member) | (uint64_t)record->member
#define ANY_ID(member) | record->member
#define ANY_X64(member) | record->member
#define ANY_B(member) | record->member.len
#define ANY_CLOCKS(member) | record->member.count
#define ANY_PARTIES(member) | record->member.set
#define ANY(tag, member, type) ANY_##type(member)
#define F(tag, member, type)                                                                                           \
    if (IS_THERE_##type(record->member)) {                                                                             \
        if (tag < 64)                                                                                                  \
            low |= UINT64_C(1) << (tag & 63);                                                                          \
        else                                                                                                           \
            high |= UINT64_C(1) << (tag & 63);                                                                         \
        at = PUT_##type(at, HEAD(tag, FORM_OF_##type), record, member);                                                \
    }
/* A record has something of the first group, and of that of rolls where its kind has. */
#define ALWAYS(group) (GROUP_##group == GROUP_MOVE || GROUP_##group == GROUP_ROLL)
#define G(group)                                                                                                       \
    if (HOLDS(groups, group) && (ALWAYS(group) || (UINT64_C(0) RECORD_FIELDS_##group(ANY)) != 0)) {                    \
        RECORD_FIELDS_##group(F)                                                                                       \
    }
    RECORD_FIELD_GROUPS(G)
#undef G
#undef F
#undef ANY
    size_t len = (size_t)(at - body), head = cgov__varint_size(len);
    if (head > 1) memmove(start + head, body, len);
    cgov__put_varint(start, len);
    buf->len += head + len;
    return (low & ~kind->low) == 0 && (high & ~kind->high) == 0 && !is_too_long(record->kind, len);
}

/* ---- decoding ---- */

struct record_head {
    uint64_t kind, seq, previous;
    int64_t time;
};

static inline uint64_t get_U(struct cursor *cursor) {
    uint64_t n = cgov__get_varint(cursor);
    cursor->bad |= n == 0;
    return n;
}
static inline int64_t get_Z(struct cursor *cursor) {
    return cgov__unzigzag(get_U(cursor));
}
static inline uint64_t get_ID(struct cursor *cursor) {
    uint64_t n = get_U(cursor);
    cursor->bad |= n >> ID_BITS != 0;
    return cgov__id_unpack(n);
}
static inline uint64_t get_X64(struct cursor *cursor) {
    uint64_t n = cgov__get_u64(cursor);
    cursor->bad |= n == 0;
    return n;
}
static inline struct blob get_B(struct cursor *cursor) {
    uint64_t len = get_U(cursor);
    if (len > UINT32_MAX) cursor->bad = true;
    const uint8_t *at = cgov__get_bytes(cursor, (size_t)len);
    return cgov__blob(at, !at ? 0 : (uint32_t)len);
}

static inline void read_clocks(struct cursor *cursor, struct record *out) {
    struct blob bytes = get_B(cursor);
    struct cursor list = cgov__cursor(bytes.ptr, bytes.len);
    if (!cgov__get_clocks(&list, out->time, &out->clocks)) cursor->bad = true;
}
static inline void read_parties(struct cursor *cursor, struct record *out) {
    struct blob bytes = get_B(cursor);
    struct cursor list = cgov__cursor(bytes.ptr, bytes.len);
    if (!cgov__get_parties(&list, &out->parties)) cursor->bad = true;
}
#define READ_U(member) out->member = get_U(cursor)
#define READ_Z(member) out->member = get_Z(cursor)
#define READ_ID(member) out->member = get_ID(cursor)
#define READ_X64(member) out->member = get_X64(cursor)
#define READ_B(member) out->member = get_B(cursor)
#define READ_CLOCKS(member) read_clocks(cursor, out)
#define READ_PARTIES(member) read_parties(cursor, out)

/* The next field, of a higher tag than the one before. */
static int32_t get_field(struct cursor *cursor, struct record *out, uint64_t *last_tag) {
    uint64_t head = cgov__get_varint(cursor), tag = head >> 2;
    if (cursor->bad || tag <= *last_tag) return CGOV_E_CORRUPT;
    *last_tag = tag;
    switch (tag) {
#define F(tag, member, type)                                                                                           \
    case tag:                                                                                                          \
        if ((head & 3) != FORM_OF_##type) return CGOV_E_CORRUPT;                                                       \
        READ_##type(member);                                                                                           \
        break;
        RECORD_FIELDS(F)
#undef F
    default:
        return CGOV_E_FORMAT;
    }
    return cursor->bad ? CGOV_E_CORRUPT : CGOV_OK;
}

/* What stands before the fields. */
static int32_t get_head(struct cursor *body, struct record_head *out) {
    out->kind = cgov__get_varint(body);
    out->seq = cgov__get_varint(body);
    out->time = cgov__get_zigzag(body);
    uint64_t back = cgov__get_varint(body);
    if (body->bad || (back != 0 && back >= out->seq)) return CGOV_E_CORRUPT;
    out->previous = back == 0 ? 0 : out->seq - back;
    return out->kind == 0 || out->kind >= KIND_COUNT ? CGOV_E_FORMAT : CGOV_OK;
}

int32_t cgov__record_body(struct cursor *body, struct record *out) {
    struct record_head head = {0};
    size_t len = cgov__cursor_left(body);
    int32_t status = get_head(body, &head);
    if (!status && is_too_long(head.kind, len)) status = CGOV_E_CORRUPT;
    cgov__record_clear(out, (uint32_t)head.kind);
    out->seq = head.seq;
    out->time = head.time;
    out->previous = head.previous;
    uint64_t last_tag = 0;
    while (!status && body->at < body->end) {
        status = get_field(body, out, &last_tag);
        out->foreign |= is_foreign(&kinds[head.kind], last_tag);
    }
    out->foreign |= last_tag >= TAG_rule && out->outcome == 0; /* the rest of a decision stands with its outcome */
    return status;
}

int32_t cgov__record_decode(struct cursor *cursor, struct record *out) {
    uint64_t len = cgov__get_varint(cursor);
    if (cursor->bad || len > (uint64_t)(cursor->end - cursor->at)) return CGOV_E_CORRUPT;
    struct cursor body = cgov__cursor(cursor->at, (size_t)len);
    cursor->at += len;
    return cgov__record_body(&body, out);
}

int32_t cgov__record_field(struct cursor cursor, struct record_field *out) {
    const uint8_t *start = cursor.at;
    uint64_t head = cgov__get_varint(&cursor);
    uint64_t len = (head & 3) == FORM_BYTES ? cgov__get_varint(&cursor) : 0;
    out->tag = head >> 2;
    out->value_at = (uint64_t)(cursor.at - start);
    switch (head & 3) {
    case FORM_VARINT:
        cgov__get_varint(&cursor);
        break;
    case FORM_64:
        cgov__get_u64(&cursor);
        break;
    case FORM_BYTES:
        break;
    default:
        return CGOV_E_CORRUPT;
    }
    out->value_len = len + (uint64_t)(cursor.at - start) - out->value_at;
    return cursor.bad ? CGOV_E_CORRUPT : CGOV_OK;
}

/* A line being written with the snprintf rule: counts what would be needed, writes what fits. */
struct line {
    char *into;
    uint64_t cap, len;
};

static void line_put(struct line *line, const char *text, uint64_t len) {
    for (uint64_t i = 0; i < len; i++, line->len++)
        if (line->len + 1 < line->cap) line->into[line->len] = text[i];
}

static void line_format(struct line *line, const char *format, uint64_t n) {
    char number[48];
    cgov__format(number, sizeof number, format, n);
    line_put(line, number, strlen(number));
}

static void line_hex(struct line *line, const char *prefix, const struct blob *blob) {
    line_put(line, prefix, strlen(prefix));
    for (uint32_t i = 0; i < blob->len; i++) {
        static const char hex[] = "0123456789abcdef";
        char pair[2] = {hex[blob->ptr[i] >> 4], hex[blob->ptr[i] & 15]};
        line_put(line, pair, 2);
    }
}

static void line_blob(struct line *line, const struct blob *blob) {
    const char *why;
    bool text = cgov__text_check((const char *)blob->ptr, blob->len, TEXT_NAME, blob->len, &why) &&
                !memchr(blob->ptr, '"', blob->len);
    if (!text) {
        line_hex(line, "0x", blob);
        return;
    }
    line_put(line, "\"", 1);
    line_put(line, (const char *)blob->ptr, blob->len);
    line_put(line, "\"", 1);
}

/* What is no list of details is shown as other bytes are. */
static void line_details(struct line *line, const struct blob *blob) {
    struct given given;
    struct cursor check = cgov__cursor(blob->ptr, blob->len), cursor = check;
    while (cgov__given_next(&check, &given)) continue;
    if (check.bad) {
        line_blob(line, blob);
        return;
    }
    for (bool first = true; cgov__given_next(&cursor, &given); first = false) {
        line_format(line, first ? "%u:" : ",%u:", given.number);
        if (given.form == GIVEN_CHOICE)
            line_blob(line, &given.name);
        else if (given.form == GIVEN_WORDS)
            line_put(line, "words", 5);
        else
            line_format(line, "%d", (uint64_t)given.value);
    }
}

static const struct field *field_of(uint64_t tag) {
    for (size_t i = 0; i < FIELD_COUNT; i++)
        if (fields[i].tag == tag) return &fields[i];
    return NULL;
}

static void line_number(struct line *line, const struct field *field, struct cursor *value) {
    uint64_t n = field->form == FORM_64 ? cgov__get_u64(value) : cgov__get_varint(value);
    if (field->type == TYPE_Z) n = (uint64_t)cgov__unzigzag(n);
    if (field->type == TYPE_ID) n = cgov__id_unpack(n);
    line_format(line, field->type == TYPE_Z ? "%d" : "%u", n);
}

/* The field at the cursor, which is moved past it. */
static int32_t line_field(struct line *line, struct cursor *body, const uint64_t digested[2], uint64_t *last_tag) {
    uint64_t head = cgov__get_varint(body), tag = head >> 2;
    const struct field *field = field_of(tag);
    if (body->bad || !field || tag <= *last_tag || (head & 3) != field->form) return CGOV_E_CORRUPT;
    *last_tag = tag;
    line_put(line, " ", 1);
    line_put(line, field->name, strlen(field->name));
    line_put(line, "=", 1);
    if (field->form != FORM_BYTES) {
        line_number(line, field, body);
    } else {
        struct blob blob = get_B(body);
        if (!body->bad && (digested[tag / 64] >> (tag & 63) & 1) != 0)
            line_hex(line, "sha256:", &blob);
        else if (!body->bad && tag == TAG_details)
            line_details(line, &blob);
        else if (!body->bad)
            line_blob(line, &blob);
    }
    return body->bad ? CGOV_E_CORRUPT : CGOV_OK;
}

int32_t cgov__record_text(char *into, uint64_t cap, uint64_t *needed, struct cursor body, uint64_t seq,
                          const uint64_t digested[2]) {
    struct record_head head;
    if (get_head(&body, &head) || head.seq != seq) return CGOV_E_CORRUPT;
    struct line line = {into, cap, 0};
    line_format(&line, "%u ", head.seq);
    line_put(&line, kinds[head.kind].name, strlen(kinds[head.kind].name));
    line_format(&line, " time=%d", (uint64_t)head.time);
    if (head.previous != 0) line_format(&line, " previous=%u", head.previous);
    uint64_t last_tag = 0;
    while (body.at < body.end) {
        int32_t status = line_field(&line, &body, digested, &last_tag);
        if (status) return status;
    }
    if (cap > 0) into[line.len < cap ? line.len : cap - 1] = 0;
    *needed = line.len;
    return CGOV_OK;
}
