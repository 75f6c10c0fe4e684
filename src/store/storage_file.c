/* A storage in a directory, by POSIX: each object a file of its name; the only room with system calls
 * (storage_windows.c has Windows's).
 *
 * Objects that were written lately keep a descriptor and their length each, so an append is one pwrite, whichever of
 * them it goes to. Only what runs alone keeps or forgets one: reading changes nothing here, and an object that none is
 * kept for is opened for that reading. After a failed write the length is not known, and both are forgotten.
 *
 * Who reads writes nothing: what is looked at is opened to be read, and a directory that is not there yet is made by
 * the first that writes to it, or takes its lock, under the parent that was there when the storage was made.
 *
 * sync is fdatasync, and also fsync of the directory unless that has been done since a name was last made: true from
 * the start, for an earlier process may have died in between. put writes ".put", syncs it and renames it, so no reader
 * meets half an object. No sync is ever tried twice: after a failed one the system calls the pages clean, and the
 * second try would answer 0 for bytes that are not there. Codes are errno's. */
#define _FILE_OFFSET_BITS 64
#define _DEFAULT_SOURCE 1

#include "store/storage_own.h"

#if !defined(_WIN32) && !defined(__wasi__)
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK ((uint64_t)1 << 30) /* what one system call is asked to move at most */
#define PUT_NAME ".put"
#define LOCK_NAME "lock"

#define KEPT_MAX 4u /* the journal, what is written beside it, one more in recovery */

struct open_object {
    int fd; /* -1 for none */
    char name[CGOV_STORAGE_NAME_MAX + 1];
    uint64_t length;
    uint64_t used; /* when, by the storage's count */
};

struct files {
    struct mem mem;
    int dir;        /* -1 while it is not there, */
    int parent;     /* and then where it shall be, */
    char *dir_name; /* under this name, of name_size bytes */
    size_t name_size;
    int lock; /* -1 when not held */
    struct open_object kept[KEPT_MAX];
    uint64_t uses;
    bool names_due; /* a name may not be durable yet */
};

/* ---- system calls, each until it is done, but for the syncs ---- */

static int32_t read_all(int fd, uint8_t *into, uint64_t len, uint64_t offset, uint64_t *got_out) {
    uint64_t got = 0;
    while (got < len) {
        size_t some = (size_t)(len - got < CHUNK ? len - got : CHUNK);
        ssize_t n = pread(fd, into + got, some, (off_t)(offset + got));
        if (n < 0 && errno != EINTR) return errno;
        if (n == 0) break;
        if (n > 0) got += (uint64_t)n;
    }
    *got_out = got;
    return 0;
}

static int32_t write_all(int fd, const uint8_t *bytes, uint64_t len, uint64_t offset) {
    uint64_t put = 0;
    while (put < len) {
        size_t some = (size_t)(len - put < CHUNK ? len - put : CHUNK);
        ssize_t n = pwrite(fd, bytes + put, some, (off_t)(offset + put));
        if (n < 0 && errno != EINTR) return errno;
        if (n == 0) return EIO;
        if (n > 0) put += (uint64_t)n;
    }
    return 0;
}

static int open_in(int dir, const char *name, int flags) {
    int fd;
    do { fd = openat(dir, name, flags | O_CLOEXEC, 0600); } while (fd < 0 && errno == EINTR);
    return fd;
}

static int32_t sync_data(int fd) {
#ifdef F_FULLFSYNC
    return fcntl(fd, F_FULLFSYNC) < 0 ? errno : 0;
#else
    return fdatasync(fd) ? errno : 0;
#endif
}

/* The directory's own name, durable in its parent: whoever made it may have died before. A parent that may not be read
 * can only be passed over where the directory was there before. */
static int32_t sync_parent(struct files *files) {
    int parent = files->parent >= 0 ? files->parent : open_in(files->dir, "..", O_RDONLY | O_DIRECTORY);
    if (parent < 0) return 0;
    int32_t code = fsync(parent) ? errno : 0;
    close(parent);
    files->parent = -1;
    return code;
}

static int32_t sync_names(struct files *files) {
    if (fsync(files->dir)) return errno;
    files->names_due = false;
    return 0;
}

/* ---- the directory ---- */

/* Makes it where it is not there. */
static int32_t be_there(struct files *files) {
    if (files->dir >= 0) return 0;
    if (mkdirat(files->parent, files->dir_name, 0700) && errno != EEXIST) return errno;
    files->dir = open_in(files->parent, files->dir_name, O_RDONLY | O_DIRECTORY);
    return files->dir < 0 ? errno : sync_parent(files);
}

/* Opens what lies in it; somebody else may have made it. */
static int open_there(const struct files *files, const char *name, int flags) {
    if (files->dir >= 0) return open_in(files->dir, name, flags);
    int dir = open_in(files->parent, files->dir_name, O_RDONLY | O_DIRECTORY);
    if (dir < 0) return -1;
    int fd = open_in(dir, name, flags), code = errno;
    close(dir);
    errno = code;
    return fd;
}

/* ---- the objects that are open ---- */

static void close_object(struct open_object *object) {
    if (object->fd >= 0) close(object->fd);
    *object = (struct open_object){.fd = -1};
}

static int32_t open_object(const struct files *files, const char *name, int flags, struct open_object *object_out) {
    int fd = open_there(files, name, flags);
    if (fd < 0) return errno;
    struct stat about;
    int32_t code = fstat(fd, &about) ? errno : S_ISREG(about.st_mode) ? 0 : S_ISDIR(about.st_mode) ? EISDIR : EINVAL;
    if (code) {
        close(fd);
        return code;
    }
    *object_out = (struct open_object){.fd = fd, .length = (uint64_t)about.st_size};
    memcpy(object_out->name, name, strlen(name) + 1);
    return 0;
}

/* Where an object is kept, KEPT_MAX for nowhere. */
static uint32_t kept_at(const struct files *files, const char *name) {
    uint32_t i = 0;
    while (i < KEPT_MAX && (files->kept[i].fd < 0 || strcmp(files->kept[i].name, name) != 0)) i++;
    return i;
}

static void forget(struct files *files, const char *name) {
    uint32_t i = kept_at(files, name);
    if (i < KEPT_MAX) close_object(&files->kept[i]);
}

/* Opens an object and keeps it, in the place of the one that was not used for longest; with O_CREAT it is made where it
 * is not there. For what runs alone. */
static int32_t use(struct files *files, const char *name, int flags, struct open_object **object_out) {
    if (!cgov__storage_name(name)) return EINVAL;
    uint32_t i = kept_at(files, name);
    if (i == KEPT_MAX) {
        struct open_object object;
        int32_t code = open_object(files, name, O_RDWR | flags, &object);
        if (code) return code;
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
    if (!*kept_out) return open_object(files, name, O_RDONLY | O_NONBLOCK, object_out);
    *object_out = files->kept[i];
    return 0;
}

/* ---- the table ---- */

static int32_t files_list(void *user, uint32_t index, char name_out[32], uint32_t *found_out) {
    const struct files *files = user;
    *found_out = 0;
    int fd = open_there(files, ".", O_RDONLY | O_DIRECTORY);
    if (fd < 0 && errno == ENOENT) return 0;
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (!dir) {
        int32_t code = errno;
        if (fd >= 0) close(fd);
        return code;
    }
    errno = 0;
    for (struct dirent *entry; !*found_out && (entry = readdir(dir));) {
        if (!cgov__storage_name(entry->d_name) || index-- > 0) continue;
        memcpy(name_out, entry->d_name, strlen(entry->d_name) + 1);
        *found_out = 1;
    }
    int32_t code = *found_out ? 0 : errno;
    closedir(dir);
    return code;
}

static int32_t files_length(void *user, const char *name, uint64_t *length_out) {
    struct open_object object;
    bool kept;
    int32_t code = look_at(user, name, &object, &kept);
    if (code && code != ENOENT) return code;
    *length_out = code ? STORAGE_ABSENT : object.length;
    if (!code && !kept) close(object.fd);
    return 0;
}

static int32_t files_read(void *user, const char *name, uint64_t offset, void *into, uint64_t len, uint64_t *got_out) {
    struct open_object object;
    bool kept;
    int32_t code = look_at(user, name, &object, &kept);
    if (code) return code;
    uint64_t left = offset < object.length ? object.length - offset : 0;
    code = read_all(object.fd, into, len < left ? len : left, offset, got_out);
    if (!kept) close(object.fd);
    return code;
}

/* Writes at offset, which both append and overwrite have checked against the length. */
static int32_t write_at(struct open_object *object, uint64_t offset, const void *bytes, uint64_t len,
                        uint64_t *end_out) {
    if (len > (uint64_t)INT64_MAX - offset) return EFBIG;
    int32_t code = write_all(object->fd, bytes, len, offset);
    if (code) {
        close_object(object);
        return code;
    }
    *end_out = offset + len;
    if (object->length < *end_out) object->length = *end_out;
    return 0;
}

static int32_t files_append(void *user, const char *name, uint64_t offset, const void *bytes, uint64_t len,
                            uint64_t *end_out) {
    struct files *files = user;
    struct open_object *object;
    int32_t code = use(files, name, 0, &object);
    if (code == ENOENT) {
        if (offset) return EINVAL;
        files->names_due = true;
        code = be_there(files);
        if (code) return code;
        code = use(files, name, O_CREAT, &object);
    }
    if (code) return code;
    return offset == object->length ? write_at(object, offset, bytes, len, end_out) : EINVAL;
}

static int32_t files_overwrite(void *user, const char *name, uint64_t offset, const void *bytes, uint64_t len,
                               uint64_t *end_out) {
    struct open_object *object;
    int32_t code = use(user, name, 0, &object);
    if (code) return code;
    if (offset > object->length || len > object->length - offset) return EINVAL;
    return write_at(object, offset, bytes, len, end_out);
}

static int32_t files_cut(void *user, const char *name, uint64_t length, uint64_t *length_out) {
    struct open_object *object;
    int32_t code = use(user, name, 0, &object);
    if (code) return code;
    if (length > object->length) return EINVAL;
    int cut;
    do { cut = ftruncate(object->fd, (off_t)length); } while (cut && errno == EINTR);
    if (cut) {
        code = errno;
        close_object(object);
        return code;
    }
    *length_out = object->length = length;
    return 0;
}

static int32_t files_sync(void *user, const char *name, uint64_t *synced_out) {
    struct files *files = user;
    struct open_object *object;
    int32_t code = use(files, name, 0, &object);
    if (!code) code = sync_data(object->fd);
    if (!code && files->names_due) code = sync_names(files);
    if (!code) *synced_out = 1;
    return code;
}

static int32_t files_put(void *user, const char *name, const void *bytes, uint64_t len, uint64_t *end_out) {
    struct files *files = user;
    if (!cgov__storage_name(name)) return EINVAL;
    if (len > (uint64_t)INT64_MAX) return EFBIG;
    forget(files, name);
    int32_t code = be_there(files);
    if (code) return code;
    int fd = open_in(files->dir, PUT_NAME, O_RDWR | O_CREAT | O_TRUNC);
    if (fd < 0) return errno;
    code = write_all(fd, bytes, len, 0);
    if (!code) code = sync_data(fd);
    if (close(fd) && !code) code = errno;
    if (!code && renameat(files->dir, PUT_NAME, files->dir, name)) code = errno;
    if (code) {
        unlinkat(files->dir, PUT_NAME, 0);
        return code;
    }
    files->names_due = true;
    code = sync_names(files);
    if (!code) *end_out = len;
    return code;
}

static int32_t files_remove(void *user, const char *name, uint64_t *removed_out) {
    struct files *files = user;
    if (!cgov__storage_name(name)) return EINVAL;
    forget(files, name);
    if (files->dir < 0) {
        *removed_out = 1;
        return 0;
    }
    if (unlinkat(files->dir, name, 0) && errno != ENOENT) return errno;
    files->names_due = true;
    int32_t code = sync_names(files);
    if (!code) *removed_out = 1;
    return code;
}

static int32_t files_lock(void *user, uint32_t take, uint64_t *held_out) {
    struct files *files = user;
    if (!take && files->lock >= 0) { /* others may write from here on, and no length that is kept is so any more */
        for (uint32_t i = 0; i < KEPT_MAX; i++) close_object(&files->kept[i]);
        close(files->lock);
        files->lock = -1;
    }
    bool had = files->lock >= 0;
    if (take && !had) {
        int32_t there = files->dir < 0 ? be_there(files) : sync_parent(files);
        if (there) return there;
        int fd = open_in(files->dir, LOCK_NAME, O_RDWR | O_CREAT);
        if (fd < 0) return errno;
        if (flock(fd, LOCK_EX | LOCK_NB)) {
            int32_t code = errno == EWOULDBLOCK ? 0 : errno;
            close(fd);
            if (!code) *held_out = 0;
            return code;
        }
        files->lock = fd;
    }
    *held_out = take && !had;
    return 0;
}

static int32_t files_salt(void *user, uint64_t salt_out[2], uint64_t *filled_out) {
    (void)user;
    int fd = open_in(AT_FDCWD, "/dev/urandom", O_RDONLY);
    if (fd < 0) return errno;
    uint64_t salt[2] = {0, 0};
    ssize_t n;
    do { n = read(fd, salt, sizeof salt); } while (n < 0 && errno == EINTR);
    int32_t code = n < 0 ? errno : n == sizeof salt && (salt[0] | salt[1]) ? 0 : EIO;
    close(fd);
    if (code) return code;
    memcpy(salt_out, salt, sizeof salt);
    *filled_out = 1;
    return 0;
}

/* ---- making it and closing it ---- */

/* The directory; or where it shall be, and under which name. */
static int32_t open_directory(struct files *files, const char *path) {
    files->dir = open_in(AT_FDCWD, path, O_RDONLY | O_DIRECTORY);
    if (files->dir >= 0) return 0;
    if (errno != ENOENT) return errno;
    size_t end = strlen(path);
    while (end > 1 && path[end - 1] == '/') end--;
    size_t from = end;
    while (from > 0 && path[from - 1] != '/') from--;
    files->name_size = end + 1;
    files->dir_name = cgov__mem_resize(&files->mem, NULL, 0, files->name_size);
    if (!files->dir_name) return ENOMEM;
    memcpy(files->dir_name, path, from);
    files->dir_name[from] = 0;
    files->parent = open_in(AT_FDCWD, from ? files->dir_name : ".", O_RDONLY | O_DIRECTORY);
    if (files->parent < 0) return errno;
    memcpy(files->dir_name, path + from, end - from);
    files->dir_name[end - from] = 0;
    return 0;
}

int32_t cgov__storage_files_make(const char *path, const struct mem *mem, cgov_storage *storage_out) {
    struct mem own = *mem;
    struct files *files = cgov__mem_resize(&own, NULL, 0, sizeof *files);
    if (!files) return NO_MEMORY;
    *files = (struct files){.mem = own, .dir = -1, .parent = -1, .lock = -1, .names_due = true};
    for (uint32_t i = 0; i < KEPT_MAX; i++) files->kept[i].fd = -1;

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
    int32_t code = open_directory(files, path);
    if (code) cgov__storage_files_close(storage_out);
    return code;
}

bool cgov__storage_in_files(const cgov_storage *storage) {
    return storage->list == files_list;
}

bool cgov__storage_files_close(cgov_storage *storage) {
    if (!cgov__storage_in_files(storage) || !storage->user) return false;
    struct files *files = storage->user;
    for (uint32_t i = 0; i < KEPT_MAX; i++) close_object(&files->kept[i]);
    if (files->lock >= 0) close(files->lock);
    if (files->dir >= 0) close(files->dir);
    if (files->parent >= 0) close(files->parent);
    cgov__mem_resize(&files->mem, files->dir_name, files->name_size, 0);
    struct mem mem = files->mem; /* the block that holds it is freed by it */
    cgov__mem_resize(&mem, files, sizeof *files, 0);
    return true;
}
#endif
