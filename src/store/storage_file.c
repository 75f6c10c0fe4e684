/* A storage in a directory: each object a file of its name. What the system does of it is in storage_posix.c and
 * storage_windows.c.
 *
 * Objects that were written lately stay open, with their length each, so an append is one write, whichever of them it
 * goes to. Only what runs alone keeps or forgets one: reading changes nothing here, and an object that none is kept for
 * is opened for that reading. After a failed write the length is not known, and both are forgotten.
 *
 * Where a file grows, its length has to be made durable as well, which costs a sync a quarter and more of its time. So
 * what is appended to and synced again and again gets zeros behind its end, some syncs' worth at a time, and is written
 * into them. They count in no length told here, and are cut off where the object is closed; after a crash they are what
 * cgov/storage.h says of `length`. Where there is no room for them, there are none. */
#include "store/storage_own.h"
#include "store/storage_system.h"

#ifndef __wasi__
#include <errno.h>

#define KEPT_MAX 4u /* the journal, what is written beside it, one more in recovery */
#define BLOCK UINT64_C(4096)
#define ROOM_SYNCS 16u                  /* for so many syncs room is made at once, */
#define ROOM_MIN (UINT64_C(64) << 10)   /* from this */
#define ROOM_MAX (UINT64_C(1) << 20)    /* to this */
#define ROOM_NONE (UINT64_C(256) << 10) /* where more than this comes with each, syncing is not what it waits for */

struct open_object {
    intptr_t file; /* NO_FILE for none */
    char name[CGOV_STORAGE_NAME_MAX + 1];
    uint64_t length;
    uint64_t end;    /* of the file: its length, and the room behind it */
    uint64_t synced; /* the length that was synced last, 0 for none */
    bool no_room;    /* there was none for it */
    uint64_t used;   /* when, by the storage's count */
};

struct files {
    struct mem mem;
    struct folder *folder;
    bool locked;
    struct open_object kept[KEPT_MAX];
    uint64_t uses;
};

/* ---- the objects that are open ---- */

static void close_object(struct open_object *object) {
    if (object->file != NO_FILE && object->end > object->length) (void)cgov__file_cut(object->file, object->length);
    if (object->file != NO_FILE) cgov__file_close(object->file);
    *object = (struct open_object){.file = NO_FILE};
}

static void close_all(struct files *files) {
    for (uint32_t i = 0; i < KEPT_MAX; i++) close_object(&files->kept[i]);
}

/* Where an object is kept, KEPT_MAX for nowhere. */
static uint32_t kept_at(const struct files *files, const char *name) {
    uint32_t i = 0;
    while (i < KEPT_MAX && (files->kept[i].file == NO_FILE || strcmp(files->kept[i].name, name) != 0)) i++;
    return i;
}

static void forget(struct files *files, const char *name) {
    uint32_t i = kept_at(files, name);
    if (i < KEPT_MAX) close_object(&files->kept[i]);
}

/* Opens an object and keeps it, in the place of the one that was not used for longest; it may be made where it is not
 * there. For what runs alone. */
static int32_t use(struct files *files, const char *name, bool make, struct open_object **object_out) {
    if (!cgov__storage_name(name)) return EINVAL;
    uint32_t i = kept_at(files, name);
    if (i == KEPT_MAX) {
        struct open_object object = {.file = NO_FILE};
        int32_t code = make ? cgov__folder_make(files->folder, name, &object.file, &object.length)
                            : cgov__folder_file(files->folder, name, true, &object.file, &object.length);
        if (code) return code;
        memcpy(object.name, name, strlen(name) + 1);
        object.end = object.length;
        i = 0;
        for (uint32_t k = 1; k < KEPT_MAX; k++)
            if (files->kept[k].used < files->kept[i].used) i = k;
        close_object(&files->kept[i]);
        files->kept[i] = object;
    }
    files->kept[i].used = ++files->uses;
    *object_out = &files->kept[i];
    return 0;
}

/* Finds an object, or opens it, and changes nothing: for what may run together. The caller closes it where it is not a
 * kept one. */
static int32_t look_at(const struct files *files, const char *name, struct open_object *object_out, bool *kept_out) {
    if (!cgov__storage_name(name)) return EINVAL;
    uint32_t i = kept_at(files, name);
    *kept_out = i < KEPT_MAX;
    if (!*kept_out) return cgov__folder_file(files->folder, name, false, &object_out->file, &object_out->length);
    *object_out = files->kept[i];
    return 0;
}

/* ---- the table ---- */

static int32_t files_list(void *user, uint32_t index, char name_out[32], uint32_t *found_out) {
    const struct files *files = user;
    return cgov__folder_list(files->folder, index, name_out, found_out);
}

static int32_t files_length(void *user, const char *name, uint64_t *length_out) {
    struct open_object object = {0};
    bool kept = false;
    int32_t code = look_at(user, name, &object, &kept);
    if (code && code != ENOENT) return code;
    *length_out = code ? STORAGE_ABSENT : object.length;
    if (!code && !kept) cgov__file_close(object.file);
    return 0;
}

static int32_t files_read(void *user, const char *name, uint64_t offset, void *into, uint64_t len, uint64_t *got_out) {
    struct open_object object = {0};
    bool kept = false;
    int32_t code = look_at(user, name, &object, &kept);
    if (code) return code;
    uint64_t left = offset < object.length ? object.length - offset : 0;
    code = cgov__file_read(object.file, into, len < left ? len : left, offset, got_out);
    if (!kept) cgov__file_close(object.file);
    return code;
}

/* Writes at offset, which both append and overwrite have checked against the length. */
static int32_t write_at(struct open_object *object, uint64_t offset, const void *bytes, uint64_t len,
                        uint64_t *end_out) {
    if (len > (uint64_t)INT64_MAX - offset) return EFBIG;
    int32_t code = cgov__file_write(object->file, bytes, len, offset);
    if (code) {
        close_object(object);
        return code;
    }
    *end_out = offset + len;
    if (object->length < *end_out) object->length = *end_out;
    if (object->end < object->length) object->end = object->length;
    return 0;
}

static int32_t files_append(void *user, const char *name, uint64_t offset, const void *bytes, uint64_t len,
                            uint64_t *end_out) {
    struct open_object *object;
    int32_t code = use(user, name, false, &object);
    if (code == ENOENT) code = offset ? EINVAL : use(user, name, true, &object);
    if (code) return code;
    return offset == object->length ? write_at(object, offset, bytes, len, end_out) : EINVAL;
}

static int32_t files_overwrite(void *user, const char *name, uint64_t offset, const void *bytes, uint64_t len,
                               uint64_t *end_out) {
    struct open_object *object;
    int32_t code = use(user, name, false, &object);
    if (code) return code;
    if (offset > object->length || len > object->length - offset) return EINVAL;
    return write_at(object, offset, bytes, len, end_out);
}

static int32_t files_cut(void *user, const char *name, uint64_t length, uint64_t *length_out) {
    struct open_object *object;
    int32_t code = use(user, name, false, &object);
    if (code) return code;
    if (length > object->length) return EINVAL;
    code = cgov__file_cut(object->file, length);
    if (code) {
        close_object(object);
        return code;
    }
    *length_out = object->length = object->end = length;
    return 0;
}

/* Zeros behind the end, where those that are there will not do for what comes with a sync. Whatever stays of zeros that
 * could not all be written, and not be cut either, is room. */
static void make_room(struct open_object *object) {
    static const uint8_t zeros[4 * BLOCK] = {0};
    const uint64_t since = object->synced > 0 && object->synced < object->length ? object->length - object->synced : 0;
    if (object->no_room || since == 0 || since > ROOM_NONE || object->end - object->length >= since) return;
    uint64_t room = since * ROOM_SYNCS < ROOM_MAX ? since * ROOM_SYNCS : ROOM_MAX;
    if (room < ROOM_MIN) room = ROOM_MIN;
    const uint64_t to = (object->length + room) / BLOCK * BLOCK;
    while (object->end < to && !object->no_room) {
        const uint64_t some = to - object->end < sizeof zeros ? to - object->end : sizeof zeros;
        object->no_room = cgov__file_write(object->file, zeros, some, object->end) != 0;
        object->end += some;
    }
    if (object->no_room && cgov__file_cut(object->file, object->length) == 0) object->end = object->length;
}

static int32_t files_sync(void *user, const char *name, uint64_t *synced_out) {
    struct files *files = user;
    struct open_object *object;
    int32_t code = use(files, name, false, &object);
    if (!code) make_room(object);
    if (!code) code = cgov__file_sync(object->file);
    if (!code) object->synced = object->length;
    if (!code) code = cgov__folder_sync(files->folder);
    if (!code) *synced_out = 1;
    return code;
}

static int32_t files_put(void *user, const char *name, const void *bytes, uint64_t len, uint64_t *end_out) {
    struct files *files = user;
    if (!cgov__storage_name(name)) return EINVAL;
    if (len > (uint64_t)INT64_MAX) return EFBIG;
    forget(files, name);
    int32_t code = cgov__folder_put(files->folder, name, bytes, len);
    if (!code) *end_out = len;
    return code;
}

static int32_t files_remove(void *user, const char *name, uint64_t *removed_out) {
    struct files *files = user;
    if (!cgov__storage_name(name)) return EINVAL;
    forget(files, name);
    int32_t code = cgov__folder_remove(files->folder, name);
    if (!code) *removed_out = 1;
    return code;
}

static int32_t files_lock(void *user, uint32_t take, uint64_t *held_out) {
    struct files *files = user;
    bool got = false;
    if (take && !files->locked) {
        int32_t code = cgov__folder_lock(files->folder, &got);
        if (code) return code;
        files->locked = got;
    } else if (!take && files->locked) { /* others may write from here on, and no length that is kept is so any more */
        close_all(files);
        cgov__folder_unlock(files->folder);
        files->locked = false;
    }
    *held_out = got;
    return 0;
}

static int32_t files_salt(void *user, uint64_t salt_out[2], uint64_t *filled_out) {
    (void)user;
    int32_t code = cgov__system_salt(salt_out);
    if (!code) *filled_out = 1;
    return code;
}

/* ---- making it and closing it ---- */

int32_t cgov__storage_files_make(const char *path, const struct mem *mem, cgov_storage *storage_out) {
    struct mem own = *mem;
    struct folder *folder;
    int32_t code = cgov__folder_open(path, &own, &folder);
    if (code) return code;
    struct files *files = cgov__mem_resize(&own, NULL, 0, sizeof *files);
    if (!files) {
        cgov__folder_close(folder, &own);
        return NO_MEMORY;
    }
    *files = (struct files){.mem = own, .folder = folder};
    for (uint32_t i = 0; i < KEPT_MAX; i++) files->kept[i].file = NO_FILE;
    *storage_out = (cgov_storage){
        .size = sizeof *storage_out,
        .user = files,
        .list = files_list,
        .length = files_length,
        .read = files_read,
        .append = files_append,
        .overwrite = files_overwrite,
        .cut = files_cut,
        .sync = files_sync,
        .put = files_put,
        .remove = files_remove,
        .lock = files_lock,
        .salt = files_salt,
    };
    return 0;
}

bool cgov__storage_in_files(const cgov_storage *storage) {
    return storage->list == files_list;
}

bool cgov__storage_files_close(cgov_storage *storage) {
    if (!cgov__storage_in_files(storage) || !storage->user) return false;
    struct files *files = storage->user;
    close_all(files);
    cgov__folder_close(files->folder, &files->mem);
    struct mem mem = files->mem; /* the block that holds it is freed by it */
    cgov__mem_resize(&mem, files, sizeof *files, 0);
    return true;
}
#endif
