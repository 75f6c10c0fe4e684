/* What the storage in files asks of a system, by Windows: storage_posix.c's, as far as the system has it.
 * docs/platforms.md says which promise stands there.
 *
 * Every file is opened so that others may read, write, rename and delete it meanwhile: readers beside the writer are
 * promised, and one writer holds the range lock on "lock". Reading and writing name their offset, so readings run
 * together on one handle. sync is FlushFileBuffers; there is no flush of a directory, and NTFS writes what it logged of
 * names with the next flush. put writes ".put", flushes it and moves it over with MOVEFILE_WRITE_THROUGH; whoever has
 * the old one open in that instant is waited for. */
#include "store/storage_system.h"

#ifdef _WIN32
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include "store/storage_own.h"

#include <errno.h>
#include <ntsecapi.h>

#define CHUNK ((uint64_t)1 << 30) /* what one system call is asked to move at most */
#define TRIES 200u                /* of a move or a removal that a reader stands in the way of, a millisecond each */

struct folder {
    WCHAR *path; /* of an object: the directory with its separator, room for a name */
    size_t path_size, dir_len;
    HANDLE lock; /* NULL when not held */
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

int32_t cgov__file_read(intptr_t file, uint8_t *into, uint64_t len, uint64_t offset, uint64_t *got_out) {
    uint64_t got = 0;
    while (got < len) {
        OVERLAPPED where;
        DWORD some = share(len, got, offset, &where), n = 0;
        if (!ReadFile((HANDLE)file, into + got, some, &n, &where) && GetLastError() != ERROR_HANDLE_EOF)
            return last_error();
        if (n == 0) break;
        got += n;
    }
    *got_out = got;
    return 0;
}

int32_t cgov__file_write(intptr_t file, const uint8_t *bytes, uint64_t len, uint64_t offset) {
    uint64_t put = 0;
    while (put < len) {
        OVERLAPPED where;
        DWORD some = share(len, put, offset, &where), n = 0;
        if (!WriteFile((HANDLE)file, bytes + put, some, &n, &where)) return last_error();
        if (n == 0) return EIO;
        put += n;
    }
    return 0;
}

void cgov__file_close(intptr_t file) {
    CloseHandle((HANDLE)file);
}

int32_t cgov__file_cut(intptr_t file, uint64_t length) {
    LARGE_INTEGER to = {.QuadPart = (LONGLONG)length};
    return SetFilePointerEx((HANDLE)file, to, NULL, FILE_BEGIN) && SetEndOfFile((HANDLE)file) ? 0 : last_error();
}

int32_t cgov__file_sync(intptr_t file) {
    return FlushFileBuffers((HANDLE)file) ? 0 : last_error();
}

/* The path of what lies in the directory; a name is ASCII, and in room for one. */
struct path {
    WCHAR at[MAX_PATH * 4];
};

static const WCHAR *path_of(const struct folder *folder, const char *name, struct path *into) {
    memcpy(into->at, folder->path, folder->dir_len * sizeof(WCHAR));
    size_t i = 0;
    do { into->at[folder->dir_len + i] = (WCHAR)(unsigned char)name[i]; } while (name[i++]);
    return into->at;
}

static int32_t open_in(const struct folder *folder, const char *name, DWORD access, DWORD how, HANDLE *file_out) {
    struct path path;
    HANDLE file =
        CreateFileW(path_of(folder, name, &path), access, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL,
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
static int32_t be_there(const struct folder *folder) {
    struct path path;
    path_of(folder, "", &path);
    return CreateDirectoryW(path.at, NULL) || GetLastError() == ERROR_ALREADY_EXISTS ? 0 : last_error();
}

/* What was opened, and its length. */
static int32_t open_file(const struct folder *folder, const char *name, DWORD access, DWORD how, intptr_t *file_out,
                         uint64_t *length_out) {
    HANDLE file;
    LARGE_INTEGER length;
    int32_t code = open_in(folder, name, access, how, &file);
    if (code) return code;
    if (!GetFileSizeEx(file, &length)) {
        code = last_error();
        CloseHandle(file);
        return code;
    }
    *file_out = (intptr_t)file;
    *length_out = (uint64_t)length.QuadPart;
    return 0;
}

int32_t cgov__folder_file(const struct folder *folder, const char *name, bool to_write, intptr_t *file_out,
                          uint64_t *length_out) {
    return open_file(folder, name, GENERIC_READ | (to_write ? GENERIC_WRITE : 0), OPEN_EXISTING, file_out, length_out);
}

int32_t cgov__folder_make(struct folder *folder, const char *name, intptr_t *file_out, uint64_t *length_out) {
    int32_t code = be_there(folder);
    return code ? code : open_file(folder, name, GENERIC_READ | GENERIC_WRITE, OPEN_ALWAYS, file_out, length_out);
}

int32_t cgov__folder_sync(struct folder *folder) {
    (void)folder;
    return 0;
}

/* A file's name, where it is an object's. */
static bool name_of(const WIN32_FIND_DATAW *file, char name_out[32]) {
    uint32_t i = 0;
    for (; file->cFileName[i] && i < CGOV_STORAGE_NAME_MAX && file->cFileName[i] < 128; i++)
        name_out[i] = (char)file->cFileName[i];
    name_out[i] = 0;
    return !file->cFileName[i] && cgov__storage_name(name_out);
}

int32_t cgov__folder_list(const struct folder *folder, uint32_t index, char name_out[32], uint32_t *found_out) {
    struct path path;
    WIN32_FIND_DATAW file;
    char name[32];
    *found_out = 0;
    HANDLE all = FindFirstFileW(path_of(folder, "*", &path), &file);
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

/* Whether somebody only stands in the way for the moment. */
static bool in_the_way(uint32_t tried) {
    DWORD why = GetLastError();
    if (tried >= TRIES || (why != ERROR_ACCESS_DENIED && why != ERROR_SHARING_VIOLATION)) return false;
    Sleep(1);
    return true;
}

int32_t cgov__folder_put(struct folder *folder, const char *name, const void *bytes, uint64_t len) {
    struct path from, to;
    HANDLE file;
    int32_t code = be_there(folder);
    if (!code) code = open_in(folder, ".put", GENERIC_WRITE, CREATE_ALWAYS, &file);
    if (code) return code;
    code = cgov__file_write((intptr_t)file, bytes, len, 0);
    if (!code) code = cgov__file_sync((intptr_t)file);
    CloseHandle(file);
    path_of(folder, ".put", &from);
    path_of(folder, name, &to);
    bool moved = false;
    for (uint32_t i = 0; !code && !moved; i++) {
        moved = MoveFileExW(from.at, to.at, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH);
        if (!moved && !in_the_way(i)) code = last_error();
    }
    if (code) DeleteFileW(from.at);
    return code;
}

int32_t cgov__folder_remove(struct folder *folder, const char *name) {
    struct path path;
    path_of(folder, name, &path);
    for (uint32_t i = 0; !DeleteFileW(path.at); i++) {
        if (last_error() == ENOENT) break;
        if (!in_the_way(i)) return last_error();
    }
    return 0;
}

int32_t cgov__folder_lock(struct folder *folder, bool *got_out) {
    HANDLE file;
    OVERLAPPED where = {0};
    int32_t code = be_there(folder);
    if (!code) code = open_in(folder, "lock", GENERIC_READ | GENERIC_WRITE, OPEN_ALWAYS, &file);
    if (code) return code;
    *got_out = LockFileEx(file, LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &where);
    if (*got_out) {
        folder->lock = file;
        return 0;
    }
    DWORD why = GetLastError();
    CloseHandle(file);
    SetLastError(why);
    return why == ERROR_LOCK_VIOLATION || why == ERROR_IO_PENDING ? 0 : last_error();
}

void cgov__folder_unlock(struct folder *folder) {
    CloseHandle(folder->lock);
    folder->lock = NULL;
}

int32_t cgov__system_salt(uint64_t salt_out[2]) {
    uint64_t salt[2] = {0, 0};
    if (!RtlGenRandom(salt, sizeof salt) || !(salt[0] | salt[1])) return EIO;
    memcpy(salt_out, salt, sizeof salt);
    return 0;
}

/* ---- making it and closing it ---- */

static bool is_directory(const WCHAR *path, bool *there_out) {
    DWORD is = GetFileAttributesW(path);
    *there_out = is != INVALID_FILE_ATTRIBUTES;
    return *there_out && is & FILE_ATTRIBUTE_DIRECTORY;
}

/* The directory, or what it shall be made in, must be there. */
static int32_t open_directory(struct folder *folder, const char *path, struct mem *mem) {
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
    folder->dir_len = end + 1;
    folder->path_size = folder->dir_len * sizeof(WCHAR);
    folder->path = cgov__mem_resize(mem, NULL, 0, folder->path_size);
    if (!folder->path) return NO_MEMORY;
    memcpy(folder->path, whole.at, folder->path_size);
    return 0;
}

int32_t cgov__folder_open(const char *path, struct mem *mem, struct folder **folder_out) {
    struct folder *folder = cgov__mem_resize(mem, NULL, 0, sizeof *folder);
    if (!folder) return NO_MEMORY;
    *folder = (struct folder){0};
    int32_t code = open_directory(folder, path, mem);
    if (code)
        cgov__folder_close(folder, mem);
    else
        *folder_out = folder;
    return code;
}

void cgov__folder_close(struct folder *folder, struct mem *mem) {
    if (folder->lock) CloseHandle(folder->lock);
    cgov__mem_resize(mem, folder->path, folder->path_size, 0);
    cgov__mem_resize(mem, folder, sizeof *folder, 0);
}
#endif
