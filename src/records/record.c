/* The one table of record fields at work: encoding, decoding, and the line of text an auditor reads.
 *
 * Invariant: encode(decode(bytes)) = bytes. A decoder that would accept a second spelling of the same facts (tags out
 * of order, a zero written out, a varint too long) refuses it, so a record has exactly one hash. */
#include "records/record.h"

#include "base/text.h"

enum form { FORM_VARINT, FORM_BYTES, FORM_64, FORM_32 };
enum type { TYPE_U, TYPE_Z, TYPE_ID, TYPE_X64, TYPE_X32, TYPE_B };

struct field {
    const char *name;
    uint16_t offset;
    uint8_t tag, type;
};

static const struct field fields[] = {
#define F(tag, member, type) {#member, (uint16_t)offsetof(struct record, member), tag, TYPE_##type},
    RECORD_FIELDS(F)
#undef F
};
#define FIELD_COUNT (sizeof fields / sizeof fields[0])

#define FORM_OF_U FORM_VARINT
#define FORM_OF_Z FORM_VARINT
#define FORM_OF_ID FORM_VARINT
#define FORM_OF_X64 FORM_64
#define FORM_OF_X32 FORM_32
#define FORM_OF_B FORM_BYTES

enum {
#define F(tag, member, type) TAG_##member = tag,
    RECORD_FIELDS(F)
#undef F
};

struct kind {
    const char *name;
    uint8_t about;
    uint64_t low, high; /* bit t: it may hold tag t, tag 64 + t */
};

#define LOW(member) | (TAG_##member < 64 ? UINT64_C(1) << (TAG_##member & 63) : 0)
#define HIGH(member) | (TAG_##member < 64 ? 0 : UINT64_C(1) << (TAG_##member & 63))
static const struct kind kinds[] = {{"", ABOUT_NOTHING, 0, 0},
#define K(KIND, name, about)                                                                                           \
    [CGOV_RECORD_##KIND] = {#name, ABOUT_##about, 0 COMMAND_FIELDS(LOW) FIELDS_OF_##KIND(LOW),                         \
                            0 COMMAND_FIELDS(HIGH) FIELDS_OF_##KIND(HIGH)},
                                    RECORD_KINDS(K)
#undef K
};
#define KIND_COUNT (sizeof kinds / sizeof kinds[0])

const char *cgov__record_name(uint32_t kind) {
    return kind < KIND_COUNT ? kinds[kind].name : "";
}

enum about cgov__record_about(uint32_t kind) {
    return kind < KIND_COUNT ? (enum about)kinds[kind].about : ABOUT_NOTHING;
}

/* True where a record of the kind does not hold this field. */
static bool is_foreign(const struct kind *kind, uint64_t tag) {
    return ((tag < 64 ? kind->low : kind->high) >> (tag & 63) & 1) == 0;
}

static uint64_t number_at(const struct record *record, const struct field *field) {
    uint64_t n;
    memcpy(&n, (const char *)record + field->offset, sizeof n);
    return n;
}

static const struct blob *blob_at(const struct record *record, const struct field *field) {
    return (const struct blob *)(const void *)((const char *)record + field->offset);
}

/* ---- encoding: the table unrolled, so that a field that is not there costs one comparison ---- */

#define IS_THERE_U(n) ((n) != 0)
#define IS_THERE_Z(n) ((n) != 0)
#define IS_THERE_ID(n) ((n) != 0)
#define IS_THERE_X64(n) ((n) != 0)
#define IS_THERE_X32(n) ((n) != 0)
#define IS_THERE_B(blob) ((blob).len > 0)
#define HEAD(tag, form) ((uint64_t)(tag) << 2 | (form))

static inline uint8_t *put_U(uint8_t *at, uint64_t head, uint64_t n) {
    return n == 0 ? at : cgov__put_varint(cgov__put_varint(at, head), n);
}
static inline uint8_t *put_Z(uint8_t *at, uint64_t head, int64_t n) {
    return put_U(at, head, cgov__zigzag(n));
}
static inline uint8_t *put_ID(uint8_t *at, uint64_t head, uint64_t id) {
    return put_U(at, head, cgov__id_pack(id));
}
static inline uint8_t *put_X64(uint8_t *at, uint64_t head, uint64_t n) {
    if (n == 0) return at;
    at = cgov__put_varint(at, head);
    cgov__store64(at, n);
    return at + 8;
}
static inline uint8_t *put_X32(uint8_t *at, uint64_t head, uint64_t n) {
    if (n == 0) return at;
    at = cgov__put_varint(at, head);
    cgov__store32(at, (uint32_t)n);
    return at + 4;
}
static inline uint8_t *put_B(uint8_t *at, uint64_t head, struct blob blob) {
    if (blob.len == 0) return at;
    at = cgov__put_varint(cgov__put_varint(at, head), blob.len);
    memcpy(at, blob.ptr, blob.len);
    return at + blob.len;
}

/* At most: a tag of two bytes and a number of ten for each field, the bytes of those that are bytes, and the head. */
static size_t most_bytes(const struct record *record) {
    size_t most = FIELD_COUNT * 12 + 50;
#define LEN_U(member)
#define LEN_Z(member)
#define LEN_ID(member)
#define LEN_X64(member)
#define LEN_X32(member)
#define LEN_B(member) most += record->member.len;
#define F(tag, member, type) LEN_##type(member)
    RECORD_FIELDS(F)
#undef F
    return most;
}

bool cgov__record_encode(struct buf *buf, const struct record *record) {
    if (!cgov__buf_reserve(buf, most_bytes(record))) return true;
    /* One byte is left for the length, as most records need; the body of a longer one is moved. */
    uint8_t *start = buf->data + buf->len, *body = start + 1;
    uint8_t *at = cgov__put_varint(body, record->kind);
    at = cgov__put_varint(at, record->seq);
    at = cgov__put_varint(at, cgov__zigzag(record->time));
    at = cgov__put_varint(at, record->previous == 0 ? 0 : record->seq - record->previous);
    uint64_t low = 0, high = 0; /* tags that are there */
#define F(tag, member, type)                                                                                           \
    if (IS_THERE_##type(record->member)) {                                                                             \
        if (tag < 64)                                                                                                  \
            low |= UINT64_C(1) << (tag & 63);                                                                          \
        else                                                                                                           \
            high |= UINT64_C(1) << (tag & 63);                                                                         \
        at = put_##type(at, HEAD(tag, FORM_OF_##type), record->member);                                                \
    }
    RECORD_FIELDS(F)
#undef F
    size_t len = (size_t)(at - body), head = cgov__varint_size(len);
    if (head > 1) memmove(start + head, body, len);
    cgov__put_varint(start, len);
    buf->len += head + len;
    const struct kind *kind = &kinds[record->kind];
    return (low & ~kind->low) == 0 && (high & ~kind->high) == 0;
}

/* ---- decoding ---- */

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
static inline uint64_t get_X32(struct cursor *cursor) {
    uint64_t n = cgov__get_u32(cursor);
    cursor->bad |= n == 0;
    return n;
}
static inline struct blob get_B(struct cursor *cursor) {
    uint64_t len = get_U(cursor);
    if (len > UINT32_MAX) cursor->bad = true;
    const uint8_t *at = cgov__get_bytes(cursor, (size_t)len);
    return cgov__blob(at, at == NULL ? 0 : (uint32_t)len);
}

/* The next field, of a higher tag than the one before. */
static int32_t get_field(struct cursor *cursor, struct record *out, uint64_t *last_tag) {
    uint64_t head = cgov__get_varint(cursor), tag = head >> 2;
    if (cursor->bad || tag <= *last_tag) return CGOV_E_CORRUPT;
    *last_tag = tag;
    switch (tag) {
#define F(tag, member, type)                                                                                           \
    case tag:                                                                                                          \
        if ((head & 3) != FORM_OF_##type) return CGOV_E_CORRUPT;                                                       \
        out->member = get_##type(cursor);                                                                              \
        break;
        RECORD_FIELDS(F)
#undef F
    default:
        return CGOV_E_FORMAT;
    }
    return cursor->bad ? CGOV_E_CORRUPT : CGOV_OK;
}

int32_t cgov__record_body(struct cursor *body, struct record *out) {
    memset(out, 0, sizeof *out);
    uint64_t kind = cgov__get_varint(body);
    out->seq = cgov__get_varint(body);
    out->time = cgov__get_zigzag(body);
    uint64_t back = cgov__get_varint(body);
    if (body->bad || (back != 0 && back >= out->seq)) return CGOV_E_CORRUPT;
    if (back != 0) out->previous = out->seq - back;
    if (kind == 0 || kind >= KIND_COUNT) return CGOV_E_FORMAT;
    out->kind = (uint32_t)kind;
    uint64_t last_tag = 0;
    while (body->at < body->end) {
        int32_t status = get_field(body, out, &last_tag);
        if (status != CGOV_OK) return status;
        out->foreign |= is_foreign(&kinds[kind], last_tag);
    }
    return CGOV_OK;
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
    case FORM_32:
        cgov__get_u32(&cursor);
        break;
    default:
        break;
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
                memchr(blob->ptr, '"', blob->len) == NULL;
    if (!text) {
        line_hex(line, "0x", blob);
        return;
    }
    line_put(line, "\"", 1);
    line_put(line, (const char *)blob->ptr, blob->len);
    line_put(line, "\"", 1);
}

void cgov__record_text(char *into, uint64_t cap, uint64_t *needed, const struct record *record, uint64_t digested) {
    struct line line = {into, cap, 0};
    line_format(&line, "%u ", record->seq);
    line_put(&line, kinds[record->kind].name, strlen(kinds[record->kind].name));
    line_format(&line, " time=%d", (uint64_t)record->time);
    if (record->previous != 0) line_format(&line, " previous=%u", record->previous);
    for (size_t i = 0; i < FIELD_COUNT; i++) {
        const struct field *field = &fields[i];
        bool bytes = field->type == TYPE_B;
        if (bytes ? blob_at(record, field)->len == 0 : number_at(record, field) == 0) continue;
        line_put(&line, " ", 1);
        line_put(&line, field->name, strlen(field->name));
        line_put(&line, "=", 1);
        if (bytes && field->tag <= 64 && (digested >> (field->tag - 1) & 1) != 0)
            line_hex(&line, "sha256:", blob_at(record, field));
        else if (bytes)
            line_blob(&line, blob_at(record, field));
        else
            line_format(&line, field->type == TYPE_Z ? "%d" : "%u", number_at(record, field));
    }
    if (cap > 0) into[line.len < cap ? line.len : cap - 1] = '\0';
    *needed = line.len;
}
