/* What the storage in files asks of a system, by POSIX.
 *
 * Who reads writes nothing: what is looked at is opened to be read, and a directory that is not there yet is made by
 * the first that writes to it, or takes its lock, under the parent that was there when the storage was made.
 *
 * sync is fdatasync, and also fsync of the directory unless that has been done since a name was last made: true from
 * the start, for an earlier process may have died in between. put writes ".put", syncs it and renames it, so no reader
 * meets half an object. After a failed sync the system calls the pages clean, and a second try would answer 0 for bytes
 * that are not there. */
#define _FILE_OFFSET_BITS 64
#define _DEFAULT_SOURCE 1

#include "store/storage_system.h"

#if !defined(_WIN32) && !defined(__wasi__)
#include "store/storage_own.h"

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

struct folder {
    int dir;        /* -1 while it is not there, */
    int parent;     /* and then where it shall be, */
    char *dir_name; /* under this name, of name_size bytes */
    size_t name_size;
    int lock;       /* -1 when not held */
    bool names_due; /* a name may not be durable yet */
};

/* ---- files ---- */

void cgov__file_close(intptr_t file) {
    close((int)file);
}

int32_t cgov__file_read(intptr_t file, uint8_t *into, uint64_t len, uint64_t offset, uint64_t *got_out) {
    uint64_t got = 0;
    while (got < len) {
        size_t some = (size_t)(len - got < CHUNK ? len - got : CHUNK);
        ssize_t n = pread((int)file, into + got, some, (off_t)(offset + got));
        if (n < 0 && errno != EINTR) return errno;
        if (n == 0) break;
        if (n > 0) got += (uint64_t)n;
    }
    *got_out = got;
    return 0;
}

int32_t cgov__file_write(intptr_t file, const uint8_t *bytes, uint64_t len, uint64_t offset) {
    uint64_t put = 0;
    while (put < len) {
        size_t some = (size_t)(len - put < CHUNK ? len - put : CHUNK);
        ssize_t n = pwrite((int)file, bytes + put, some, (off_t)(offset + put));
        if (n < 0 && errno != EINTR) return errno;
        if (n == 0) return EIO;
        if (n > 0) put += (uint64_t)n;
    }
    return 0;
}

int32_t cgov__file_cut(intptr_t file, uint64_t length) {
    int cut;
    do { cut = ftruncate((int)file, (off_t)length); } while (cut && errno == EINTR);
    return cut ? errno : 0;
}

int32_t cgov__file_sync(intptr_t file) {
#ifdef F_FULLFSYNC
    return fcntl((int)file, F_FULLFSYNC) < 0 ? errno : 0;
#else
    return fdatasync((int)file) ? errno : 0;
#endif
}

/* ---- the directory ---- */

static int open_in(int dir, const char *name, int flags) {
    int fd;
    do { fd = openat(dir, name, flags | O_CLOEXEC, 0600); } while (fd < 0 && errno == EINTR);
    return fd;
}

/* The directory's own name, durable in its parent: whoever made it may have died before. A parent that may not be read
 * can only be passed over where the directory was there before. */
static int32_t sync_parent(struct folder *folder) {
    int parent = folder->parent >= 0 ? folder->parent : open_in(folder->dir, "..", O_RDONLY | O_DIRECTORY);
    if (parent < 0) return 0;
    int32_t code = fsync(parent) ? errno : 0;
    close(parent);
    folder->parent = -1;
    return code;
}

int32_t cgov__folder_sync(struct folder *folder) {
    if (!folder->names_due) return 0;
    if (fsync(folder->dir)) return errno;
    folder->names_due = false;
    return 0;
}

/* Makes it where it is not there. */
static int32_t be_there(struct folder *folder) {
    if (folder->dir >= 0) return 0;
    if (mkdirat(folder->parent, folder->dir_name, 0700) && errno != EEXIST) return errno;
    folder->dir = open_in(folder->parent, folder->dir_name, O_RDONLY | O_DIRECTORY);
    return folder->dir < 0 ? errno : sync_parent(folder);
}

/* Opens what lies in it; somebody else may have made it. */
static int open_there(const struct folder *folder, const char *name, int flags) {
    if (folder->dir >= 0) return open_in(folder->dir, name, flags);
    int dir = open_in(folder->parent, folder->dir_name, O_RDONLY | O_DIRECTORY);
    if (dir < 0) return -1;
    int fd = open_in(dir, name, flags), code = errno;
    close(dir);
    errno = code;
    return fd;
}

/* What was opened, where it is a file. */
static int32_t opened(int fd, intptr_t *file_out, uint64_t *length_out) {
    if (fd < 0) return errno;
    struct stat about;
    int32_t code = fstat(fd, &about) ? errno : S_ISREG(about.st_mode) ? 0 : S_ISDIR(about.st_mode) ? EISDIR : EINVAL;
    if (code) {
        close(fd);
        return code;
    }
    *file_out = fd;
    *length_out = (uint64_t)about.st_size;
    return 0;
}

int32_t cgov__folder_file(const struct folder *folder, const char *name, bool to_write, intptr_t *file_out,
                          uint64_t *length_out) {
    return opened(open_there(folder, name, to_write ? O_RDWR : O_RDONLY | O_NONBLOCK), file_out, length_out);
}

int32_t cgov__folder_make(struct folder *folder, const char *name, intptr_t *file_out, uint64_t *length_out) {
    folder->names_due = true;
    int32_t code = be_there(folder);
    return code ? code : opened(open_in(folder->dir, name, O_RDWR | O_CREAT), file_out, length_out);
}

int32_t cgov__folder_list(const struct folder *folder, uint32_t index, char name_out[32], uint32_t *found_out) {
    *found_out = 0;
    int fd = open_there(folder, ".", O_RDONLY | O_DIRECTORY);
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

int32_t cgov__folder_put(struct folder *folder, const char *name, const void *bytes, uint64_t len) {
    int32_t code = be_there(folder);
    if (code) return code;
    int fd = open_in(folder->dir, PUT_NAME, O_RDWR | O_CREAT | O_TRUNC);
    if (fd < 0) return errno;
    code = cgov__file_write(fd, bytes, len, 0);
    if (!code) code = cgov__file_sync(fd);
    if (close(fd) && !code) code = errno;
    if (!code && renameat(folder->dir, PUT_NAME, folder->dir, name)) code = errno;
    if (code) {
        unlinkat(folder->dir, PUT_NAME, 0);
        return code;
    }
    folder->names_due = true;
    return cgov__folder_sync(folder);
}

int32_t cgov__folder_remove(struct folder *folder, const char *name) {
    if (folder->dir < 0) return 0;
    if (unlinkat(folder->dir, name, 0) && errno != ENOENT) return errno;
    folder->names_due = true;
    return cgov__folder_sync(folder);
}

int32_t cgov__folder_lock(struct folder *folder, bool *got_out) {
    int32_t code = folder->dir < 0 ? be_there(folder) : sync_parent(folder);
    if (code) return code;
    int fd = open_in(folder->dir, LOCK_NAME, O_RDWR | O_CREAT);
    if (fd < 0) return errno;
    *got_out = !flock(fd, LOCK_EX | LOCK_NB);
    if (*got_out) {
        folder->lock = fd;
        return 0;
    }
    code = errno == EWOULDBLOCK ? 0 : errno;
    close(fd);
    return code;
}

void cgov__folder_unlock(struct folder *folder) {
    close(folder->lock);
    folder->lock = -1;
}

/* The directory; or where it shall be, and under which name. */
static int32_t open_directory(struct folder *folder, const char *path, struct mem *mem) {
    folder->dir = open_in(AT_FDCWD, path, O_RDONLY | O_DIRECTORY);
    if (folder->dir >= 0) return 0;
    if (errno != ENOENT) return errno;
    size_t end = strlen(path);
    while (end > 1 && path[end - 1] == '/') end--;
    size_t from = end;
    while (from > 0 && path[from - 1] != '/') from--;
    folder->name_size = end + 1;
    folder->dir_name = cgov__mem_resize(mem, NULL, 0, folder->name_size);
    if (!folder->dir_name) return NO_MEMORY;
    memcpy(folder->dir_name, path, from);
    folder->dir_name[from] = 0;
    folder->parent = open_in(AT_FDCWD, from ? folder->dir_name : ".", O_RDONLY | O_DIRECTORY);
    if (folder->parent < 0) return errno;
    memcpy(folder->dir_name, path + from, end - from);
    folder->dir_name[end - from] = 0;
    return 0;
}

int32_t cgov__folder_open(const char *path, struct mem *mem, struct folder **folder_out) {
    struct folder *folder = cgov__mem_resize(mem, NULL, 0, sizeof *folder);
    if (!folder) return NO_MEMORY;
    *folder = (struct folder){.dir = -1, .parent = -1, .lock = -1, .names_due = true};
    int32_t code = open_directory(folder, path, mem);
    if (code)
        cgov__folder_close(folder, mem);
    else
        *folder_out = folder;
    return code;
}

void cgov__folder_close(struct folder *folder, struct mem *mem) {
    if (folder->lock >= 0) close(folder->lock);
    if (folder->dir >= 0) close(folder->dir);
    if (folder->parent >= 0) close(folder->parent);
    cgov__mem_resize(mem, folder->dir_name, folder->name_size, 0);
    cgov__mem_resize(mem, folder, sizeof *folder, 0);
}

int32_t cgov__system_salt(uint64_t salt_out[2]) {
    int fd = open_in(AT_FDCWD, "/dev/urandom", O_RDONLY);
    if (fd < 0) return errno;
    uint64_t salt[2] = {0, 0};
    ssize_t n;
    do { n = read(fd, salt, sizeof salt); } while (n < 0 && errno == EINTR);
    int32_t code = n < 0 ? errno : n == sizeof salt && (salt[0] | salt[1]) ? 0 : EIO;
    close(fd);
    if (!code) memcpy(salt_out, salt, sizeof salt);
    return code;
}
#endif
