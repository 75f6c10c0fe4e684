/* A storage in memory: an array of named buffers, for tests and scratch ledgers.
 *
 * It behaves like the storage in files, codes (errno's) included, so that what is tested on one holds on the other;
 * only that nothing can tear and sync has nothing to do. Each call is all or nothing: memory is found before bytes
 * change. */
#include "store/storage_own.h"

#include "base/abi.h"
#include "base/bytes.h"

#include <errno.h>

struct object {
    char name[CGOV_STORAGE_NAME_MAX + 1];
    struct buf bytes;
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
    memcpy(object->name, name, strlen(name) + 1);
    cgov__buf_init(&object->bytes, &memory->mem);
    *object_out = object;
    return 0;
}

static void drop(struct memory *memory, struct object *object) {
    cgov__buf_free(&object->bytes);
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
    *length_out = object ? object->bytes.len : STORAGE_ABSENT;
    return 0;
}

static int32_t memory_read(void *user, const char *name, uint64_t offset, void *into, uint64_t len, uint64_t *got_out) {
    const struct object *object = find(user, name);
    if (!object) return ENOENT;
    uint64_t left = offset < object->bytes.len ? object->bytes.len - offset : 0;
    *got_out = len < left ? len : left;
    if (*got_out) memcpy(into, object->bytes.data + offset, (size_t)*got_out);
    return 0;
}

static int32_t memory_append(void *user, const char *name, uint64_t offset, const void *bytes, uint64_t len,
                             uint64_t *end_out) {
    struct memory *memory = user;
    const struct object *there = find(memory, name);
    if (offset != (there ? there->bytes.len : 0)) return EINVAL;
    if (len > SIZE_MAX) return ENOMEM;
    struct object *object;
    int32_t code = find_or_make(memory, name, &object);
    if (code) return code;
    if (!cgov__buf_reserve(&object->bytes, (size_t)len)) {
        object->bytes.failed = false;
        if (!there) drop(memory, object);
        return ENOMEM;
    }
    cgov__buf_put(&object->bytes, bytes, (size_t)len);
    *end_out = offset + len;
    return 0;
}

static int32_t memory_overwrite(void *user, const char *name, uint64_t offset, const void *bytes, uint64_t len,
                                uint64_t *end_out) {
    struct object *object = find(user, name);
    if (!object) return ENOENT;
    if (offset > object->bytes.len || len > object->bytes.len - offset) return EINVAL;
    if (len) memcpy(object->bytes.data + offset, bytes, (size_t)len);
    *end_out = offset + len;
    return 0;
}

static int32_t memory_cut(void *user, const char *name, uint64_t length, uint64_t *length_out) {
    struct object *object = find(user, name);
    if (!object) return ENOENT;
    if (length > object->bytes.len) return EINVAL;
    object->bytes.len = (size_t)length;
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
    struct buf fresh;
    cgov__buf_init(&fresh, &memory->mem);
    if (len > SIZE_MAX || !cgov__buf_reserve(&fresh, (size_t)len)) return ENOMEM;
    cgov__buf_put(&fresh, bytes, (size_t)len);

    struct object *object;
    int32_t code = find_or_make(memory, name, &object);
    if (code) {
        cgov__buf_free(&fresh);
        return code;
    }
    cgov__buf_free(&object->bytes);
    object->bytes = fresh;
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
