/* Changing a record's facts at random, each kind of field in the ways that have hurt. */
#include "support/forge.h"
#include "support/encode.h"

#include "ledger/handle.h"
#include "support/encode.h"
#include "support/test.h"

struct field {
    uint32_t offset;
    char type;
};

#define TYPE_U 'u'
#define TYPE_Z 'z'
#define TYPE_ID 'i'
#define TYPE_X64 'u'
#define TYPE_B 'b'
#define TYPE_CLOCKS 'c'
#define TYPE_PARTIES 'p'
static const struct field fields[] = {
#define F(tag, member, type) {(uint32_t)offsetof(struct record, member), TYPE_##type},
    RECORD_FIELDS(F)
#undef F
};
#define FIELDS (uint32_t)(sizeof fields / sizeof fields[0])

static uint64_t some_number(uint64_t *seed, uint64_t was) {
    switch (random_below(seed, 8)) {
    case 0:
        return 0;
    case 1:
        return was + 1;
    case 2:
        return was - 1;
    case 3:
        return random_below(seed, 4);
    case 4:
        return random_below(seed, 64);
    case 5:
        return UINT64_C(255) << random_below(seed, 57);
    case 6:
        return was ^ UINT64_C(1) << random_below(seed, 64);
    default:
        return random_sized(seed);
    }
}

static uint64_t some_id(uint64_t *seed, uint64_t was) {
    switch (random_below(seed, 4)) {
    case 0:
        return cgov__id(random_below(seed, 10), random_below(seed, 20));
    case 1:
        return cgov__id(cgov__id_kind(was), random_below(seed, 16));
    case 2:
        return cgov__id(random_below(seed, 10), cgov__id_number(was));
    default:
        return cgov__id(cgov__id_kind(was), random_sized(seed) >> 20);
    }
}

/* Other bytes, in room that lasts until the record is encoded. */
static struct blob some_bytes(uint64_t *seed, struct blob was, uint8_t *room, uint32_t cap) {
    uint32_t len = was.len < cap ? was.len : cap;
    if (len > 0) memcpy(room, was.ptr, len);
    switch (random_below(seed, 4)) {
    case 0:
        len = random_below(seed, len + 1);
        break;
    case 1:
        for (uint32_t more = random_below(seed, 40); more > 0 && len < cap; more--)
            room[len++] = (uint8_t)random_next(seed);
        break;
    default:
        for (uint32_t n = 1 + random_below(seed, 3); len > 0 && n > 0; n--)
            room[random_below(seed, len)] = (uint8_t)random_below(seed, random_below(seed, 2) ? 16 : 256);
    }
    return cgov__blob(room, len);
}

/* One more operation, one fewer, or one of them other than it was. */
static void change_clocks(uint64_t *seed, struct clock_list *list) {
    if (list->count < MAX_OPERATIONS && random_below(seed, 4) == 0)
        list->at[list->count++] = (struct clock_operation){(uint8_t)random_below(seed, 6), OP_START, 1, 0, 1, 0};
    if (list->count == 0) return;
    struct clock_operation *operation = &list->at[random_below(seed, list->count)];
    switch (random_below(seed, 7)) {
    case 0:
        *operation = list->at[--list->count];
        break;
    case 1:
        operation->clock = (uint8_t)random_below(seed, random_below(seed, 2) ? 8 : 256);
        break;
    case 2:
        operation->op = (uint8_t)random_below(seed, 9);
        break;
    case 3:
        operation->unit = (uint8_t)random_below(seed, 8);
        break;
    case 4:
        operation->flags = (uint8_t)random_below(seed, 9);
        break;
    case 5:
        operation->n = (uint32_t)some_number(seed, operation->n);
        break;
    default:
        operation->due = (int64_t)some_number(seed, (uint64_t)operation->due);
        break;
    }
}

static void change_parties(uint64_t *seed, struct party_list *list) {
    uint32_t party = random_below(seed, LIST_PARTIES);
    if (random_below(seed, 3) == 0) {
        list->set ^= 1u << party;
        list->ids[party] = cgov__id(random_below(seed, 4), random_below(seed, 20));
        return;
    }
    for (uint32_t p = 0; p < LIST_PARTIES; p++)
        if ((list->set >> p & 1) != 0) list->ids[p] = some_id(seed, list->ids[p]);
}

static bool has(const struct record *record, const struct field *field) {
    const char *at = (const char *)record + field->offset;
    if (field->type == 'c') return record->clocks.count > 0;
    if (field->type == 'p') return record->parties.set != 0;
    if (field->type == 'b') return ((const struct blob *)(const void *)at)->len > 0;
    return *(const uint64_t *)(const void *)at != 0;
}

static void change_field(uint64_t *seed, struct record *record, const struct field *field, uint8_t *room) {
    char *at = (char *)record + field->offset;
    if (field->type == 'c') {
        change_clocks(seed, &record->clocks);
        return;
    }
    if (field->type == 'p') {
        change_parties(seed, &record->parties);
        return;
    }
    if (field->type == 'b') {
        struct blob *blob = (struct blob *)(void *)at;
        *blob = some_bytes(seed, *blob, room, FORGE_ROOM);
        return;
    }
    uint64_t *n = (uint64_t *)(void *)at;
    *n = field->type == 'i' ? some_id(seed, *n) : some_number(seed, *n);
}

void forge_record(uint64_t *seed, struct record *record, uint8_t room[FORGE_ROOM]) {
    uint32_t which[FIELDS], count = 0;
    for (uint32_t f = 0; f < FIELDS; f++)
        if (has(record, &fields[f])) which[count++] = f;
    switch (random_below(seed, 16)) {
    case 0:
        record->kind = 1 + random_below(seed, CGOV_RECORD_UNIT);
        break;
    case 1:
        record->time = (int64_t)some_number(seed, (uint64_t)record->time);
        break;
    case 2:
    case 3:
    case 4:
        change_field(seed, record, &fields[random_below(seed, FIELDS)], room);
        break;
    default:
        change_field(seed, record, &fields[which[random_below(seed, count)]], room);
        break;
    }
}

int32_t forge_replay(cgov_ledger *ledger, const struct record *record) {
    struct mem mem;
    struct buf bytes;
    cgov__mem_init(&mem, NULL);
    cgov__buf_init(&bytes, &mem);
    encode_record(&bytes, record);
    assert_false(bytes.failed);
    const struct frame frame = {.at = cgov__journal_end(&ledger->journal),
                                .seq = record->seq,
                                .kind = FRAME_COMMAND,
                                .records_len = (uint32_t)bytes.len,
                                .records = bytes.data};
    const int32_t status = cgov__road_replay(ledger, &frame);
    cgov__buf_free(&bytes);
    return status;
}
