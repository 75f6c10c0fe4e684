/* The storage in files as a host makes it, on whatever system: what is told where it cannot be made. */
#include "store/storage_own.h"

#include "base/abi.h"
#include "base/text.h"

static int32_t fail(cgov_error *error_out, int32_t status, int64_t os_code, const char *message) {
    cgov_error error = {.status = status, .os_code = os_code};
    cgov__text_copy(error.message, sizeof error.message, message, strlen(message));
    if (error_out) cgov__abi_out(error_out, &error, ABI_FIRST(error), sizeof error);
    return status;
}

int32_t cgov_storage_files(const char *path, const cgov_allocator *allocator, cgov_storage *storage_out,
                           cgov_error *error_out) {
    cgov_storage storage = {0};
    struct mem mem;
    int32_t status = cgov__abi_out(storage_out, &storage, ABI_FIRST(storage), sizeof storage);
    if (!status) status = cgov__abi_mem(&mem, allocator);
    if (status) return fail(error_out, status, 0, "the table, or the allocator, is none of this version");
    if (!path) return fail(error_out, CGOV_E_ARG, 0, "path is NULL");
    if (!*path) return fail(error_out, CGOV_E_TEXT, 0, "the path is empty");
    int32_t code = cgov__storage_files_make(path, &mem, &storage);
    if (code == NO_MEMORY) return fail(error_out, CGOV_E_NOMEM, 0, "memory ran out");
    if (code) {
        char message[160];
        cgov__format(message, sizeof message, "the directory can be neither made nor opened: %s (%d)",
                     cgov__errno_text(code), (int64_t)code);
        return fail(error_out, CGOV_E_STORAGE, code, message);
    }
    return cgov__abi_out(storage_out, &storage, ABI_FIRST(storage), sizeof storage);
}

#ifdef __wasi__
/* A program in a browser has no files that last, and what has some under WASI has no lock on them: a storage in memory,
 * or one of the host's own. */
#include <errno.h>

int32_t cgov__storage_files_make(const char *path, const struct mem *mem, cgov_storage *storage_out) {
    (void)path, (void)mem, (void)storage_out;
    return ENOSYS;
}

bool cgov__storage_in_files(const cgov_storage *storage) {
    (void)storage;
    return false;
}

bool cgov__storage_files_close(cgov_storage *storage) {
    (void)storage;
    return false;
}
#endif
