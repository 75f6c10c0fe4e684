/* A storage in memory: named objects of bytes in pieces, none of which is ever moved, for tests and scratch ledgers.
 *
 * It behaves like the storage in files, codes (errno's) included, so that what is tested on one holds on the other;
 * only that nothing can tear and sync has nothing to do. Each call is all or nothing: memory is found before bytes
 * change. */
#include "store/storage_own.h"

#include "base/abi.h"

#include <errno.h>

#define PIECE ((size_t)32 << 10)
#define PIECE_FIRST ((size_t)256)

struct object {
    char name[CGOV_STORAGE_NAME_MAX + 1];
    uint8_t **pieces;
    uint32_t count, cap;
    size_t first; /* bytes of the first piece: fewer where it is the only one, PIECE otherwise */
    uint64_t len;
};

struct memory {
    struct mem mem;
    struct object *objects;
    uint32_t count, cap;
    bool held;
    uint64_t salts; /* given so far */
};

static struct object *find(struct memory *memory, const char *name) {
    for (uint32_t i = 0; cgov__storage_name(name) && i < memory->count; i++) {
        if (strcmp(memory->objects[i].name, name) == 0) return &memory->objects[i];
    }
    return NULL;
}

/* ---- its bytes ---- */

static uint8_t *make_piece(struct mem *mem, size_t size) {
    return size == PIECE ? cgov__mem_chunk(mem, PIECE) : cgov__mem_resize(mem, NULL, 0, size);
}

static void free_piece(struct mem *mem, uint8_t *piece, size_t size) {
    if (size == PIECE)
        cgov__mem_unchunk(mem, piece, PIECE);
    else
        cgov__mem_resize(mem, piece, size, 0);
}

static void empty(struct mem *mem, struct object *object) {
    for (uint32_t p = 0; p < object->count; p++) free_piece(mem, object->pieces[p], p == 0 ? object->first : PIECE);
    cgov__mem_resize(mem, object->pieces, object->cap * sizeof *object->pieces, 0);
    object->pieces = NULL;
    object->count = object->cap = 0;
    object->first = 0;
    object->len = 0;
}

/* The first piece, with room for so much. */
static bool reserve_first(struct mem *mem, struct object *object, uint64_t len) {
    size_t size = object->first == 0 ? PIECE_FIRST : object->first;
    while (size < len && size < PIECE) size *= 2;
    if (object->count > 0 && size == object->first) return true;
    uint8_t *piece = make_piece(mem, size);
    if (!piece) return false;
    if (object->count > 0) {
        memcpy(piece, object->pieces[0], (size_t)object->len);
        free_piece(mem, object->pieces[0], object->first);
    }
    object->pieces[0] = piece;
    object->first = size;
    object->count = 1;
    return true;
}

/* Room for that many bytes in all; what it has got of it when it fails stays as room. */
static bool reserve(struct mem *mem, struct object *object, uint64_t len) {
    const uint64_t count = (len + PIECE - 1) / PIECE;
    if (count > UINT32_MAX) return false;
    uint8_t **pieces = count == 0 ? object->pieces
                                  : cgov__mem_grow(mem, object->pieces, &object->cap, sizeof *pieces, (uint32_t)count);
    if (count == 0) return true;
    if (!pieces) return false;
    object->pieces = pieces;
    if (object->count <= 1 && !reserve_first(mem, object, len)) return false;
    while (object->count < count) {
        uint8_t *piece = make_piece(mem, PIECE);
        if (!piece) return false;
        pieces[object->count++] = piece;
    }
    return true;
}

/* How much of so many bytes lies in the piece that they begin in. */
static size_t in_piece(uint64_t at, uint64_t len) {
    const size_t left = PIECE - (size_t)(at % PIECE);
    return len < left ? (size_t)len : left;
}

static void put_bytes(struct object *object, uint64_t at, const uint8_t *bytes, uint64_t len) {
    for (size_t now; len > 0; at += now, bytes += now, len -= now) {
        now = in_piece(at, len);
        memcpy(object->pieces[at / PIECE] + at % PIECE, bytes, now);
    }
}

static void get(const struct object *object, uint64_t at, uint8_t *into, uint64_t len) {
    for (size_t now; len > 0; at += now, into += now, len -= now) {
        now = in_piece(at, len);
        memcpy(into, object->pieces[at / PIECE] + at % PIECE, now);
    }
}

/* ---- the objects ---- */

/* The object as it is, or a new empty one. */
static int32_t find_or_make(struct memory *memory, const char *name, struct object **object_out) {
    if (!cgov__storage_name(name)) return EINVAL;
    *object_out = find(memory, name);
    if (*object_out) return 0;
    struct object *objects =
        cgov__mem_grow(&memory->mem, memory->objects, &memory->cap, sizeof *objects, memory->count + 1);
    if (!objects) return ENOMEM;
    memory->objects = objects;
    struct object *object = &objects[memory->count++];
    memset(object, 0, sizeof *object);
    memcpy(object->name, name, strlen(name) + 1);
    *object_out = object;
    return 0;
}

static void drop(struct memory *memory, struct object *object) {
    empty(&memory->mem, object);
    struct object *end = memory->objects + memory->count--;
    memmove(object, object + 1, (size_t)(end - (object + 1)) * sizeof *object);
}

static int32_t memory_list(void *user, uint32_t index, char name_out[32], uint32_t *found_out) {
    const struct memory *memory = user;
    *found_out = index < memory->count;
    if (*found_out) memcpy(name_out, memory->objects[index].name, sizeof memory->objects[index].name);
    return 0;
}

static int32_t memory_length(void *user, const char *name, uint64_t *length_out) {
    const struct object *object = find(user, name);
    if (!cgov__storage_name(name)) return EINVAL;
    *length_out = object ? object->len : STORAGE_ABSENT;
    return 0;
}

static int32_t memory_read(void *user, const char *name, uint64_t offset, void *into, uint64_t len, uint64_t *got_out) {
    const struct object *object = find(user, name);
    if (!object) return ENOENT;
    uint64_t left = offset < object->len ? object->len - offset : 0;
    *got_out = len < left ? len : left;
    get(object, offset, into, *got_out);
    return 0;
}

static int32_t memory_append(void *user, const char *name, uint64_t offset, const void *bytes, uint64_t len,
                             uint64_t *end_out) {
    struct memory *memory = user;
    const struct object *there = find(memory, name);
    if (offset != (there ? there->len : 0)) return EINVAL;
    if (len > SIZE_MAX) return ENOMEM;
    struct object *object;
    int32_t code = find_or_make(memory, name, &object);
    if (code) return code;
    if (!reserve(&memory->mem, object, offset + len)) {
        if (!there) drop(memory, object);
        return ENOMEM;
    }
    put_bytes(object, offset, bytes, len);
    object->len = offset + len;
    *end_out = offset + len;
    return 0;
}

static int32_t memory_overwrite(void *user, const char *name, uint64_t offset, const void *bytes, uint64_t len,
                                uint64_t *end_out) {
    struct object *object = find(user, name);
    if (!object) return ENOENT;
    if (offset > object->len || len > object->len - offset) return EINVAL;
    put_bytes(object, offset, bytes, len);
    *end_out = offset + len;
    return 0;
}

static int32_t memory_cut(void *user, const char *name, uint64_t length, uint64_t *length_out) {
    struct object *object = find(user, name);
    if (!object) return ENOENT;
    if (length > object->len) return EINVAL;
    object->len = length;
    *length_out = length;
    return 0;
}

static int32_t memory_sync(void *user, const char *name, uint64_t *synced_out) {
    if (!find(user, name)) return ENOENT;
    *synced_out = 1;
    return 0;
}

static int32_t memory_put(void *user, const char *name, const void *bytes, uint64_t len, uint64_t *end_out) {
    struct memory *memory = user;
    struct object fresh = {.len = 0};
    struct object *object = NULL;
    if (len > SIZE_MAX) return ENOMEM;
    int32_t code = reserve(&memory->mem, &fresh, len) ? find_or_make(memory, name, &object) : ENOMEM;
    if (code) {
        empty(&memory->mem, &fresh);
        return code;
    }
    put_bytes(&fresh, 0, bytes, len);
    fresh.len = len;
    empty(&memory->mem, object);
    memcpy(fresh.name, object->name, sizeof fresh.name);
    *object = fresh;
    *end_out = len;
    return 0;
}

static int32_t memory_remove(void *user, const char *name, uint64_t *removed_out) {
    struct object *object = find(user, name);
    if (!cgov__storage_name(name)) return EINVAL;
    if (object) drop(user, object);
    *removed_out = 1;
    return 0;
}

static int32_t memory_lock(void *user, uint32_t take, uint64_t *held_out) {
    struct memory *memory = user;
    *held_out = take && !memory->held;
    memory->held = take != 0;
    return 0;
}

static int32_t memory_salt(void *user, uint64_t salt_out[2], uint64_t *filled_out) {
    struct memory *memory = user;
    salt_out[0] = ++memory->salts;
    salt_out[1] = 0;
    *filled_out = 1;
    return 0;
}

int32_t cgov_storage_memory(const cgov_allocator *allocator, cgov_storage *storage_out) {
    cgov_storage storage = {0};
    struct mem mem;
    int32_t status = cgov__abi_out(storage_out, &storage, ABI_FIRST(storage), sizeof storage);
    if (!status) status = cgov__abi_mem(&mem, allocator);
    if (status) return status;
    struct memory *memory = cgov__mem_resize(&mem, NULL, 0, sizeof *memory);
    if (!memory) return CGOV_E_NOMEM;
    memset(memory, 0, sizeof *memory);
    memory->mem = mem;

    storage = (cgov_storage){
        .size = sizeof storage,
        .user = memory,
        .list = memory_list,
        .length = memory_length,
        .read = memory_read,
        .append = memory_append,
        .overwrite = memory_overwrite,
        .cut = memory_cut,
        .sync = memory_sync,
        .put = memory_put,
        .remove = memory_remove,
        .lock = memory_lock,
        .salt = memory_salt,
    };
    return cgov__abi_out(storage_out, &storage, ABI_FIRST(storage), sizeof storage);
}

bool cgov__storage_in_memory(const cgov_storage *storage) {
    return storage->list == memory_list;
}

bool cgov__storage_memory_close(cgov_storage *storage) {
    if (!cgov__storage_in_memory(storage) || !storage->user) return false;
    struct memory *memory = storage->user;
    while (memory->count) drop(memory, &memory->objects[memory->count - 1]);
    cgov__mem_resize(&memory->mem, memory->objects, memory->cap * sizeof *memory->objects, 0);
    struct mem mem = memory->mem; /* the block that holds it is freed by it */
    cgov__mem_resize(&mem, memory, sizeof *memory, 0);
    return true;
}
