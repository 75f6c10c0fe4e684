/* The one table of record fields at work: decoding, and the line of text an auditor reads; record_put.c encodes.
 *
 * Invariant: encode(decode(bytes)) = bytes. A decoder that would accept a second spelling of the same facts (tags out
 * of order, a zero written out, a varint too long) refuses it, so a record has exactly one hash. */
#include "records/wire_forms.h"

#include "base/text.h"
#include "records/given.h"

#include <assert.h>

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

struct kind {
    const char *name;
    uint8_t about;
    uint64_t low, high; /* bit t: it may hold tag t, tag 64 + t */
};

#define LOW(member) | (TAG_##member < 64 ? UINT64_C(1) << (TAG_##member & 63) : 0)
#define HIGH(member) | (TAG_##member < 64 ? 0 : UINT64_C(1) << (TAG_##member & 63))
/* A record whose kind is not told yet may come to hold anything. */
static const struct kind kinds[] = {{"", ABOUT_NOTHING, UINT64_MAX, UINT64_MAX},
#define K(value, number, KIND, name, about)                                                                            \
    [value] = {#name, ABOUT_##about, 0 COMMAND_FIELDS(LOW) FIELDS_OF_##KIND(LOW, LOW, LOW),                            \
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

bool cgov__record_holds(uint32_t kind, uint64_t tag) {
    return ((tag < 64 ? kinds[kind].low : kinds[kind].high) >> (tag & 63) & 1) != 0;
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
        out->foreign |= !cgov__record_holds((uint32_t)head.kind, last_tag);
    }
    /* The rest of a decision stands with its outcome. */
    const bool decides = last_tag >= TAG_rule && last_tag <= TAG_held;
    const bool commits = head.kind == CGOV_RECORD_MOVED && out->commitment.len > 0 && out->roots.len == 0;
    out->foreign |= (decides || commits) && out->outcome == 0;
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
struct written_line {
    char *into;
    uint64_t cap, len;
};

static void line_put(struct written_line *line, const char *text, uint64_t len) {
    for (uint64_t i = 0; i < len; i++, line->len++)
        if (line->len + 1 < line->cap) line->into[line->len] = text[i];
}

static void line_format(struct written_line *line, const char *format, uint64_t n) {
    char number[48];
    cgov__format(number, sizeof number, format, n);
    line_put(line, number, strlen(number));
}

static void line_hex(struct written_line *line, const char *prefix, const struct blob *blob) {
    line_put(line, prefix, strlen(prefix));
    for (uint32_t i = 0; i < blob->len; i++) {
        static const char hex[] = "0123456789abcdef";
        char pair[2] = {hex[blob->ptr[i] >> 4], hex[blob->ptr[i] & 15]};
        line_put(line, pair, 2);
    }
}

static void line_blob(struct written_line *line, const struct blob *blob) {
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
static void line_details(struct written_line *line, const struct blob *blob) {
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

static void line_number(struct written_line *line, const struct field *field, struct cursor *value) {
    uint64_t n = field->form == FORM_64 ? cgov__get_u64(value) : cgov__get_varint(value);
    if (field->type == TYPE_Z) n = (uint64_t)cgov__unzigzag(n);
    if (field->type == TYPE_ID) n = cgov__id_unpack(n);
    line_format(line, field->type == TYPE_Z ? "%d" : "%u", n);
}

/* The field at the cursor, which is moved past it. */
static int32_t line_field(struct written_line *line, struct cursor *body, const uint64_t digested[2],
                          uint64_t *last_tag) {
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
    struct written_line line = {into, cap, 0};
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
