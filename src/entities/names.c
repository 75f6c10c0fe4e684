/* Names made numbers (symbols), and external keys: what must never come twice carries one, unique per kind for ever.
 *
 * Both tables are reached by a hash under the model's secret, so that strangers cannot flood one bucket. */
#include "base/hash.h"
#include "entities/model.h"

uint32_t cgov__symbol_find(const struct model *model, const char *name, uint32_t len) {
    uint64_t hash = cgov__siphash(model->secret, name, len);
    uint32_t slot = MAP_NONE;
    for (;;) {
        uint32_t number = cgov__map_next(&model->symbol_map, hash, &slot);
        if (number == MAP_NONE) return 0;
        const struct symbol *symbol = cgov__rows_at(&model->symbols, number);
        if (strlen(symbol->name) == len && memcmp(symbol->name, name, len) == 0) return number + 1;
    }
}

uint32_t cgov__symbol_make(struct model *model, const char *name, uint32_t len) {
    uint32_t found = cgov__symbol_find(model, name, len);
    if (found != 0 || len == 0 || len >= NAME_SIZE) return found;
    struct symbol *symbol = cgov__rows_add(&model->symbols);
    memcpy(symbol->name, name, len);
    cgov__map_add(&model->symbol_map, cgov__siphash(model->secret, name, len), model->symbols.count - 1);
    return model->symbols.count;
}

const char *cgov__symbol_name(const struct model *model, uint32_t symbol) {
    if (symbol == 0) return "";
    const struct symbol *row = cgov__rows_at(&model->symbols, symbol - 1);
    return row->name;
}

static uint64_t external_hash(const struct model *model, uint32_t kind, const void *key, uint32_t len) {
    const uint64_t seed[2] = {model->secret[0], model->secret[1] ^ kind};
    return cgov__siphash(seed, key, len);
}

/* A key's piece: the packed id, little-endian in 6 bytes, then the key with its NUL. */
#define PACKED 6u

static uint64_t id_at(const uint8_t *piece) {
    uint64_t packed = 0;
    for (uint32_t i = 0; i < PACKED; i++) packed |= (uint64_t)piece[i] << (8 * i);
    return cgov__id_unpack(packed);
}

uint64_t cgov__external_find(const struct model *model, uint32_t kind, const char *key, uint32_t len) {
    uint64_t hash = external_hash(model, kind, key, len);
    uint32_t slot = MAP_NONE;
    for (;;) {
        uint32_t number = cgov__map_next(&model->external_map, hash, &slot);
        if (number == MAP_NONE) return 0;
        const uint8_t *piece = cgov__arena_at(&model->pieces, number);
        uint64_t id = id_at(piece);
        const char *there = (const char *)piece + PACKED;
        if (cgov__id_kind(id) == kind && strlen(there) == len && memcmp(there, key, len) == 0) return id;
    }
}

uint32_t cgov__external_make(struct model *model, uint64_t id, const struct blob *key) {
    if (key->len == 0 || key->len > EXTERNAL_MAX) return 0;
    uint32_t handle;
    uint8_t *piece = cgov__arena_add(&model->pieces, PACKED + key->len + 1, &handle);
    uint64_t packed = cgov__id_pack(id);
    for (uint32_t i = 0; i < PACKED; i++) piece[i] = (uint8_t)(packed >> (8 * i));
    memcpy(piece + PACKED, key->ptr, key->len);
    cgov__map_add(&model->external_map, external_hash(model, cgov__id_kind(id), key->ptr, key->len), handle);
    return handle;
}

const char *cgov__external_key(const struct model *model, uint32_t external) {
    return external == 0 ? "" : (const char *)cgov__arena_at(&model->pieces, external) + PACKED;
}
