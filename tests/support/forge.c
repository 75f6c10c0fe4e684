/* Changing a record's facts at random, each kind of field in the ways that have hurt. */
#include "support/forge.h"

struct field {
    uint32_t offset;
    char type;
};

#define TYPE_U 'u'
#define TYPE_Z 'z'
#define TYPE_ID 'i'
#define TYPE_X64 'u'
#define TYPE_X32 'x'
#define TYPE_B 'b'
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
        return cgov__id(random_below(seed, 8), random_below(seed, 20));
    case 1:
        return cgov__id(cgov__id_kind(was), random_below(seed, 16));
    case 2:
        return cgov__id(random_below(seed, 8), cgov__id_number(was));
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

static bool has(const struct record *record, const struct field *field) {
    const char *at = (const char *)record + field->offset;
    if (field->type == 'b') return ((const struct blob *)(const void *)at)->len > 0;
    return *(const uint64_t *)(const void *)at != 0;
}

static void change_field(uint64_t *seed, struct record *record, const struct field *field, uint8_t *room) {
    char *at = (char *)record + field->offset;
    if (field->type == 'b') {
        struct blob *blob = (struct blob *)(void *)at;
        *blob = some_bytes(seed, *blob, room, FORGE_ROOM);
        return;
    }
    uint64_t *n = (uint64_t *)(void *)at;
    *n = field->type == 'i' ? some_id(seed, *n) : some_number(seed, *n);
    if (field->type == 'x') *n &= UINT32_MAX;
}

void forge_record(uint64_t *seed, struct record *record, uint8_t room[FORGE_ROOM]) {
    uint32_t which[FIELDS], count = 0;
    for (uint32_t f = 0; f < FIELDS; f++)
        if (has(record, &fields[f])) which[count++] = f;
    switch (random_below(seed, 16)) {
    case 0:
        record->kind = 1 + random_below(seed, 12);
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
