/* As the head of record.h draws it. */
#include "support/encode.h"

static void put_head(struct buf *body, uint32_t tag, uint32_t form) {
    cgov__buf_varint(body, (uint64_t)tag << 2 | form);
}

static void put_number(struct buf *body, uint32_t tag, uint64_t n) {
    if (n == 0) return;
    put_head(body, tag, 0);
    cgov__buf_varint(body, n);
}

static void put_bytes(struct buf *body, uint32_t tag, const uint8_t *bytes, size_t len) {
    if (len == 0) return;
    put_head(body, tag, 1);
    cgov__buf_varint(body, len);
    cgov__buf_put(body, bytes, len);
}

static void put_64(struct buf *body, uint32_t tag, uint64_t n) {
    if (n == 0) return;
    put_head(body, tag, 2);
    cgov__buf_u64(body, n);
}

static void put_clocks(struct buf *body, uint32_t tag, const struct clock_list *list, int64_t time) {
    uint8_t bytes[CLOCK_LIST_BYTES];
    put_bytes(body, tag, bytes, (size_t)(cgov__put_clocks(bytes, list, time) - bytes));
}

static void put_parties(struct buf *body, uint32_t tag, const struct party_list *list) {
    uint8_t bytes[PARTY_LIST_BYTES];
    put_bytes(body, tag, bytes, (size_t)(cgov__put_parties(bytes, list) - bytes));
}

#define PUT_U(tag, member) put_number(&body, tag, record->member)
#define PUT_Z(tag, member) put_number(&body, tag, cgov__zigzag(record->member))
#define PUT_ID(tag, member) put_number(&body, tag, cgov__id_pack(record->member))
#define PUT_X64(tag, member) put_64(&body, tag, record->member)
#define PUT_B(tag, member) put_bytes(&body, tag, record->member.ptr, record->member.len)
#define PUT_CLOCKS(tag, member) put_clocks(&body, tag, &record->member, record->time)
#define PUT_PARTIES(tag, member) put_parties(&body, tag, &record->member)

bool encode_record(struct buf *buf, const struct record *record) {
    struct buf body;
    bool foreign = false;
    cgov__buf_init(&body, buf->mem);
    cgov__buf_varint(&body, record->kind);
    cgov__buf_varint(&body, record->seq);
    cgov__buf_zigzag(&body, record->time);
    cgov__buf_varint(&body, record->previous == 0 ? 0 : record->seq - record->previous);
#define F(tag, member, type)                                                                                           \
    foreign |= cgov__is_given(&record->member, TYPE_##type) && !cgov__record_holds(record->kind, tag);                 \
    PUT_##type(tag, member);
    RECORD_FIELDS(F)
#undef F
    cgov__buf_varint(buf, body.len);
    cgov__buf_put(buf, body.data, body.len);
    bool fits = body.len <= RECORD_MAX || cgov__record_about(record->kind) == ABOUT_TEXT;
    cgov__buf_free(&body);
    return fits && !foreign;
}
