/* A storage in a directory, by Windows: storage_file.c's, as far as the system has it. docs/platforms.md says which
 * promise stands there.
 *
 * Every file is opened so that others may read, write, rename and delete it meanwhile: readers beside the writer are
 * promised, and one writer holds the range lock on "lock". Reading and writing name their offset, so readings run
 * together on one handle. sync is FlushFileBuffers; there is no flush of a directory, and NTFS writes what it logged of
 * names with the next flush. put writes ".put", flushes it and moves it over with MOVEFILE_WRITE_THROUGH; whoever has
 * the old one open in that instant is waited for. Codes are errno's. */
#include "store/storage_own.h"

#ifdef _WIN32
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <errno.h>
#include <ntsecapi.h>

#define CHUNK ((uint64_t)1 << 30) /* what one system call is asked to move at most */
#define TRIES 200u                /* of a move or a removal that a reader stands in the way of, a millisecond each */
#define KEPT_MAX 4u

struct open_object {
    HANDLE file; /* NULL for none */
    char name[CGOV_STORAGE_NAME_MAX + 1];
    uint64_t length;
    uint64_t used; /* when, by the storage's count */
};

struct files {
    struct mem mem;
    WCHAR *path; /* of an object: the directory with its separator, room for a name */
    size_t path_size, dir_len;
    HANDLE lock; /* NULL when not held */
    struct open_object kept[KEPT_MAX];
    uint64_t uses;
};

/* ---- system calls ---- */

static int32_t last_error(void) {
    switch (GetLastError()) {
    case ERROR_FILE_NOT_FOUND:
    case ERROR_PATH_NOT_FOUND:
    case ERROR_INVALID_NAME:
    case ERROR_BAD_NETPATH:
        return ENOENT;
    case ERROR_ACCESS_DENIED:
    case ERROR_SHARING_VIOLATION:
    case ERROR_LOCK_VIOLATION:
        return EACCES;
    case ERROR_WRITE_PROTECT:
        return EROFS;
    case ERROR_DISK_FULL:
    case ERROR_HANDLE_DISK_FULL:
        return ENOSPC;
    case ERROR_FILE_TOO_LARGE:
        return EFBIG;
    case ERROR_TOO_MANY_OPEN_FILES:
        return EMFILE;
    case ERROR_NOT_ENOUGH_MEMORY:
    case ERROR_OUTOFMEMORY:
        return ENOMEM;
    case ERROR_DIRECTORY:
        return ENOTDIR;
    case ERROR_FILENAME_EXCED_RANGE:
        return ENAMETOOLONG;
    default:
        return EIO;
    }
}

/* One call's share of len bytes, at offset. */
static DWORD share(uint64_t len, uint64_t done, uint64_t offset, OVERLAPPED *where_out) {
    const uint64_t at = offset + done;
    *where_out = (OVERLAPPED){0};
    where_out->Offset = (DWORD)at;
    where_out->OffsetHigh = (DWORD)(at >> 32);
    return (DWORD)(len - done < CHUNK ? len - done : CHUNK);
}

static int32_t read_all(HANDLE file, uint8_t *into, uint64_t len, uint64_t offset, uint64_t *got_out) {
    uint64_t got = 0;
    while (got < len) {
        OVERLAPPED where;
        DWORD some = share(len, got, offset, &where), n = 0;
        if (!ReadFile(file, into + got, some, &n, &where) && GetLastError() != ERROR_HANDLE_EOF) return last_error();
        if (n == 0) break;
        got += n;
    }
    *got_out = got;
    return 0;
}

static int32_t write_all(HANDLE file, const uint8_t *bytes, uint64_t len, uint64_t offset) {
    uint64_t put = 0;
    while (put < len) {
        OVERLAPPED where;
        DWORD some = share(len, put, offset, &where), n = 0;
        if (!WriteFile(file, bytes + put, some, &n, &where)) return last_error();
        if (n == 0) return EIO;
        put += n;
    }
    return 0;
}

/* The path of what lies in the directory; a name is ASCII, and in room for one. */
struct path {
    WCHAR at[MAX_PATH * 4];
};

static const WCHAR *path_of(const struct files *files, const char *name, struct path *into) {
    memcpy(into->at, files->path, files->dir_len * sizeof(WCHAR));
    size_t i = 0;
    do { into->at[files->dir_len + i] = (WCHAR)(unsigned char)name[i]; } while (name[i++]);
    return into->at;
}

static int32_t open_in(const struct files *files, const char *name, DWORD access, DWORD how, HANDLE *file_out) {
    struct path path;
    HANDLE file =
        CreateFileW(path_of(files, name, &path), access, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL,
                    how, FILE_ATTRIBUTE_NORMAL, NULL);
    if (file == INVALID_HANDLE_VALUE) {
        DWORD is = GetFileAttributesW(path.at);
        if (is != INVALID_FILE_ATTRIBUTES && is & FILE_ATTRIBUTE_DIRECTORY) return EISDIR;
        SetLastError(is == INVALID_FILE_ATTRIBUTES && how == OPEN_EXISTING ? GetLastError() : ERROR_ACCESS_DENIED);
        return last_error();
    }
    *file_out = file;
    return 0;
}

/* Makes the directory where it is not there. */
static int32_t be_there(const struct files *files) {
    struct path path;
    path_of(files, "", &path);
    return CreateDirectoryW(path.at, NULL) || GetLastError() == ERROR_ALREADY_EXISTS ? 0 : last_error();
}

/* ---- the objects that are open ---- */

static void close_object(struct open_object *object) {
    if (object->file) CloseHandle(object->file);
    *object = (struct open_object){0};
}

static int32_t open_object(const struct files *files, const char *name, DWORD access, DWORD how,
                           struct open_object *object_out) {
    HANDLE file;
    LARGE_INTEGER length;
    int32_t code = open_in(files, name, access, how, &file);
    if (code) return code;
    if (!GetFileSizeEx(file, &length)) {
        code = last_error();
        CloseHandle(file);
        return code;
    }
    *object_out = (struct open_object){.file = file, .length = (uint64_t)length.QuadPart};
    memcpy(object_out->name, name, strlen(name) + 1);
    return 0;
}

static uint32_t kept_at(const struct files *files, const char *name) {
    uint32_t i = 0;
    while (i < KEPT_MAX && (!files->kept[i].file || strcmp(files->kept[i].name, name) != 0)) i++;
    return i;
}

static void forget(struct files *files, const char *name) {
    uint32_t i = kept_at(files, name);
    if (i < KEPT_MAX) close_object(&files->kept[i]);
}

/* Opens an object and keeps it, in the place of the one that was not used for longest. For what runs alone. */
static int32_t use(struct files *files, const char *name, DWORD how, struct open_object **object_out) {
    if (!cgov__storage_name(name)) return EINVAL;
    uint32_t i = kept_at(files, name);
    if (i == KEPT_MAX) {
        struct open_object object;
        int32_t code = open_object(files, name, GENERIC_READ | GENERIC_WRITE, how, &object);
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

/* Finds an object, or opens it, and changes nothing: for what may run together. */
static int32_t look_at(const struct files *files, const char *name, struct open_object *object_out, bool *kept_out) {
    if (!cgov__storage_name(name)) return EINVAL;
    uint32_t i = kept_at(files, name);
    *kept_out = i < KEPT_MAX;
    if (!*kept_out) return open_object(files, name, GENERIC_READ, OPEN_EXISTING, object_out);
    *object_out = files->kept[i];
    return 0;
}

/* ---- the table ---- */

/* A file's name, where it is an object's. */
static bool name_of(const WIN32_FIND_DATAW *file, char name_out[32]) {
    uint32_t i = 0;
    for (; file->cFileName[i] && i < CGOV_STORAGE_NAME_MAX && file->cFileName[i] < 128; i++)
        name_out[i] = (char)file->cFileName[i];
    name_out[i] = 0;
    return !file->cFileName[i] && cgov__storage_name(name_out);
}

static int32_t files_list(void *user, uint32_t index, char name_out[32], uint32_t *found_out) {
    struct path path;
    WIN32_FIND_DATAW file;
    char name[32];
    *found_out = 0;
    HANDLE all = FindFirstFileW(path_of(user, "*", &path), &file);
    if (all == INVALID_HANDLE_VALUE) return last_error() == ENOENT ? 0 : last_error();
    do {
        if (!name_of(&file, name) || index-- > 0) continue;
        memcpy(name_out, name, sizeof name);
        *found_out = 1;
    } while (!*found_out && FindNextFileW(all, &file));
    int32_t code = *found_out || GetLastError() == ERROR_NO_MORE_FILES ? 0 : last_error();
    FindClose(all);
    return code;
}

static int32_t files_length(void *user, const char *name, uint64_t *length_out) {
    struct open_object object;
    bool kept;
    int32_t code = look_at(user, name, &object, &kept);
    if (code && code != ENOENT) return code;
    *length_out = code ? STORAGE_ABSENT : object.length;
    if (!code && !kept) close_object(&object);
    return 0;
}

static int32_t files_read(void *user, const char *name, uint64_t offset, void *into, uint64_t len, uint64_t *got_out) {
    struct open_object object;
    bool kept;
    int32_t code = look_at(user, name, &object, &kept);
    if (code) return code;
    uint64_t left = offset < object.length ? object.length - offset : 0;
    code = read_all(object.file, into, len < left ? len : left, offset, got_out);
    if (!kept) close_object(&object);
    return code;
}

static int32_t write_at(struct open_object *object, uint64_t offset, const void *bytes, uint64_t len,
                        uint64_t *end_out) {
    if (len > (uint64_t)INT64_MAX - offset) return EFBIG;
    int32_t code = write_all(object->file, bytes, len, offset);
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
    int32_t code = use(files, name, OPEN_EXISTING, &object);
    if (code == ENOENT) {
        if (offset) return EINVAL;
        code = be_there(files);
        if (!code) code = use(files, name, OPEN_ALWAYS, &object);
    }
    if (code) return code;
    return offset == object->length ? write_at(object, offset, bytes, len, end_out) : EINVAL;
}

static int32_t files_overwrite(void *user, const char *name, uint64_t offset, const void *bytes, uint64_t len,
                               uint64_t *end_out) {
    struct open_object *object;
    int32_t code = use(user, name, OPEN_EXISTING, &object);
    if (code) return code;
    if (offset > object->length || len > object->length - offset) return EINVAL;
    return write_at(object, offset, bytes, len, end_out);
}

static int32_t files_cut(void *user, const char *name, uint64_t length, uint64_t *length_out) {
    struct open_object *object;
    int32_t code = use(user, name, OPEN_EXISTING, &object);
    if (code) return code;
    if (length > object->length) return EINVAL;
    LARGE_INTEGER to = {.QuadPart = (LONGLONG)length};
    if (!SetFilePointerEx(object->file, to, NULL, FILE_BEGIN) || !SetEndOfFile(object->file)) {
        code = last_error();
        close_object(object);
        return code;
    }
    *length_out = object->length = length;
    return 0;
}

static int32_t files_sync(void *user, const char *name, uint64_t *synced_out) {
    struct open_object *object;
    int32_t code = use(user, name, OPEN_EXISTING, &object);
    if (!code && !FlushFileBuffers(object->file)) code = last_error();
    if (!code) *synced_out = 1;
    return code;
}

/* Whether somebody only stands in the way for the moment. */
static bool in_the_way(uint32_t tried) {
    DWORD why = GetLastError();
    if (tried >= TRIES || (why != ERROR_ACCESS_DENIED && why != ERROR_SHARING_VIOLATION)) return false;
    Sleep(1);
    return true;
}

static int32_t files_put(void *user, const char *name, const void *bytes, uint64_t len, uint64_t *end_out) {
    struct files *files = user;
    struct path from, to;
    HANDLE file;
    if (!cgov__storage_name(name)) return EINVAL;
    if (len > (uint64_t)INT64_MAX) return EFBIG;
    forget(files, name);
    int32_t code = be_there(files);
    if (!code) code = open_in(files, ".put", GENERIC_WRITE, CREATE_ALWAYS, &file);
    if (code) return code;
    code = write_all(file, bytes, len, 0);
    if (!code && !FlushFileBuffers(file)) code = last_error();
    CloseHandle(file);
    path_of(files, ".put", &from);
    path_of(files, name, &to);
    bool moved = false;
    for (uint32_t i = 0; !code && !moved; i++) {
        moved = MoveFileExW(from.at, to.at, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH);
        if (!moved && !in_the_way(i)) code = last_error();
    }
    if (code) {
        DeleteFileW(from.at);
        return code;
    }
    *end_out = len;
    return 0;
}

static int32_t files_remove(void *user, const char *name, uint64_t *removed_out) {
    struct path path;
    if (!cgov__storage_name(name)) return EINVAL;
    forget(user, name);
    path_of(user, name, &path);
    for (uint32_t i = 0; !DeleteFileW(path.at); i++) {
        if (last_error() == ENOENT) break;
        if (!in_the_way(i)) return last_error();
    }
    *removed_out = 1;
    return 0;
}

static int32_t files_lock(void *user, uint32_t take, uint64_t *held_out) {
    struct files *files = user;
    if (!take && files->lock) { /* others may write from here on, and no length that is kept is so any more */
        for (uint32_t i = 0; i < KEPT_MAX; i++) close_object(&files->kept[i]);
        CloseHandle(files->lock);
        files->lock = NULL;
    }
    bool had = files->lock;
    if (take && !had) {
        HANDLE file;
        OVERLAPPED where = {0};
        int32_t code = be_there(files);
        if (!code) code = open_in(files, "lock", GENERIC_READ | GENERIC_WRITE, OPEN_ALWAYS, &file);
        if (code) return code;
        if (!LockFileEx(file, LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &where)) {
            DWORD why = GetLastError();
            CloseHandle(file);
            SetLastError(why);
            if (why != ERROR_LOCK_VIOLATION && why != ERROR_IO_PENDING) return last_error();
            *held_out = 0;
            return 0;
        }
        files->lock = file;
    }
    *held_out = take && !had;
    return 0;
}

static int32_t files_salt(void *user, uint64_t salt_out[2], uint64_t *filled_out) {
    (void)user;
    uint64_t salt[2] = {0, 0};
    if (!RtlGenRandom(salt, sizeof salt) || !(salt[0] | salt[1])) return EIO;
    memcpy(salt_out, salt, sizeof salt);
    *filled_out = 1;
    return 0;
}

/* ---- making it and closing it ---- */

static bool is_directory(const WCHAR *path, bool *there_out) {
    DWORD is = GetFileAttributesW(path);
    *there_out = is != INVALID_FILE_ATTRIBUTES;
    return *there_out && is & FILE_ATTRIBUTE_DIRECTORY;
}

/* The directory, or what it shall be made in, must be there. */
static int32_t open_directory(struct files *files, const char *path) {
    struct path whole;
    int len = MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, path, -1, whole.at,
                                  (int)(sizeof whole.at / sizeof *whole.at - CGOV_STORAGE_NAME_MAX - 2));
    if (len <= 0) return GetLastError() == ERROR_INSUFFICIENT_BUFFER ? ENAMETOOLONG : EINVAL;
    size_t end = (size_t)len - 1;
    while (end > 1 && (whole.at[end - 1] == L'/' || whole.at[end - 1] == L'\\')) end--;
    whole.at[end] = 0;
    bool there;
    if (!is_directory(whole.at, &there)) {
        if (there) return ENOTDIR;
        size_t from = end;
        while (from > 0 && whole.at[from - 1] != L'/' && whole.at[from - 1] != L'\\') from--;
        WCHAR first = whole.at[from];
        whole.at[from] = 0;
        if (!is_directory(from ? whole.at : L".", &there)) return there ? ENOTDIR : ENOENT;
        whole.at[from] = first;
    }
    whole.at[end] = L'\\';
    files->dir_len = end + 1;
    files->path_size = files->dir_len * sizeof(WCHAR);
    files->path = cgov__mem_resize(&files->mem, NULL, 0, files->path_size);
    if (!files->path) return ENOMEM;
    memcpy(files->path, whole.at, files->path_size);
    return 0;
}

int32_t cgov__storage_files_make(const char *path, const struct mem *mem, cgov_storage *storage_out) {
    struct mem own = *mem;
    struct files *files = cgov__mem_resize(&own, NULL, 0, sizeof *files);
    if (!files) return NO_MEMORY;
    *files = (struct files){.mem = own};
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
    if (files->lock) CloseHandle(files->lock);
    cgov__mem_resize(&files->mem, files->path, files->path_size, 0);
    struct mem last = files->mem; /* the block that holds it is freed by it */
    cgov__mem_resize(&last, files, sizeof *files, 0);
    return true;
}
#endif
