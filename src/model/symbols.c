/* Names made numbers (symbols), and external keys: what must never come twice carries one, unique for ever in
 * its kind, within the organization it was given in: see cgov__key_home.
 *
 * Both tables are reached by a hash under the model's secret, so that nobody outside can flood one bucket. */
#include "model/symbols.h"

#include "base/bytes.h"
#include "base/hash.h"
#include "model/model.h"

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

/* Where a key is one of a kind: the kind, and the organization it was given in. */
static uint64_t external_hash(const struct model *model, uint32_t kind, uint32_t home, const void *key, uint32_t len) {
    const uint64_t seed[2] = {model->secret[0], model->secret[1] ^ ((uint64_t)home << 32 | kind)};
    return cgov__siphash(seed, key, len);
}

/* A key's piece: the packed id in 6 bytes and its home in 4, little-endian, then the key with its NUL. */
#define PACKED 6u
#define HEAD (PACKED + 4u)

uint64_t cgov__external_expect(const struct model *model, uint32_t kind, uint32_t home, const struct blob *key) {
    const uint64_t hash = external_hash(model, kind, home, key->ptr, key->len);
    cgov__map_fetch(&model->external_map, hash);
    return hash;
}

uint64_t cgov__external_seek(const struct model *model, uint32_t kind, uint32_t home, const struct blob *key,
                             uint64_t hash) {
    uint32_t slot = MAP_NONE;
    for (;;) {
        uint32_t number = cgov__map_next(&model->external_map, hash, &slot);
        if (number == MAP_NONE) return 0;
        const uint8_t *piece = cgov__arena_at(&model->pieces, number);
        uint64_t id = cgov__id_unpack(cgov__load64(piece) & ((UINT64_C(1) << 8 * PACKED) - 1));
        const char *there = (const char *)piece + HEAD;
        bool same = cgov__id_kind(id) == kind && cgov__load32(piece + PACKED) == home;
        if (same && strlen(there) == key->len && memcmp(there, key->ptr, key->len) == 0) return id;
    }
}

uint64_t cgov__external_find(const struct model *model, uint32_t kind, uint32_t home, const char *key, uint32_t len) {
    const struct blob blob = cgov__blob(key, len);
    return cgov__external_seek(model, kind, home, &blob, external_hash(model, kind, home, key, len));
}

uint32_t cgov__external_make(struct model *model, uint64_t id, uint32_t home, const struct blob *key, uint64_t hash) {
    if (key->len == 0 || key->len > EXTERNAL_MAX) return 0;
    uint32_t handle;
    uint8_t *piece = cgov__arena_add(&model->pieces, HEAD + key->len + 1, &handle);
    cgov__store64(piece, cgov__id_pack(id)); /* all that is beyond its 6 bytes is written over */
    cgov__store32(piece + PACKED, home);
    memcpy(piece + HEAD, key->ptr, key->len);
    if (hash == 0) hash = external_hash(model, cgov__id_kind(id), home, key->ptr, key->len);
    cgov__map_add(&model->external_map, hash, handle);
    return handle;
}

const char *cgov__external_key(const struct model *model, uint32_t external) {
    return external == 0 ? "" : (const char *)cgov__arena_at(&model->pieces, external) + HEAD;
}
