/* What the two storages that come ready-made share: an object's name, how a missing one is told, how each is closed. */
#ifndef CGOV_SRC_STORAGE_OWN_H
#define CGOV_SRC_STORAGE_OWN_H

#include "base/mem.h"
#include "cgov/storage.h"

/* As an object's length: there is none. */
#define STORAGE_ABSENT (UINT64_MAX - 1)

/* A name of 1 to 31 letters, digits, '-' and '.', no '.' first, and not "lock". */
static inline bool cgov__storage_name(const char *name) {
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.";
    if (!name) return false;
    size_t len = strspn(name, allowed);
    return len > 0 && len <= CGOV_STORAGE_NAME_MAX && !name[len] && name[0] != '.' && strcmp(name, "lock") != 0;
}

/* Fills a table with the system's own storage in files: 0, a code of errno's, or NO_MEMORY; nothing is left where it
 * fails. */
#define NO_MEMORY (-1)
int32_t cgov__storage_files_make(const char *path, const struct mem *mem, cgov_storage *storage_out);

/* Each answers whether the table is of its make, and frees what it made then. */
bool cgov__storage_memory_close(cgov_storage *storage);
bool cgov__storage_files_close(cgov_storage *storage);
bool cgov__storage_in_memory(const cgov_storage *storage);
bool cgov__storage_in_files(const cgov_storage *storage);
/* What their codes say, in English whatever the locale: "no space left on the device". */
const char *cgov__errno_text(int64_t code);

#endif
