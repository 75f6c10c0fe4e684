/* What the storage in files (storage_file.c) asks of a system: storage_posix.c, storage_windows.c. Each answers 0 or a
 * code of errno's, and goes on until it is done, but for the syncs: none is ever tried twice. Of what takes a const
 * folder several may run together. */
#ifndef CGOV_SRC_STORAGE_SYSTEM_H
#define CGOV_SRC_STORAGE_SYSTEM_H

#include "base/mem.h"

/* An open file. */
#define NO_FILE ((intptr_t)-1)

/* The directory; it, or what it shall be made in, must be there. NO_MEMORY where there is none. */
struct folder;
int32_t cgov__folder_open(const char *path, struct mem *mem, struct folder **folder_out);
void cgov__folder_close(struct folder *folder, struct mem *mem);

/* Opens a file, to be read alone or written too, and tells its length. */
int32_t cgov__folder_file(const struct folder *folder, const char *name, bool to_write, intptr_t *file_out,
                          uint64_t *length_out);
/* Makes a file, and the directory, where they are not there; it is opened to be written. */
int32_t cgov__folder_make(struct folder *folder, const char *name, intptr_t *file_out, uint64_t *length_out);
/* As a storage's list. */
int32_t cgov__folder_list(const struct folder *folder, uint32_t index, char name_out[32], uint32_t *found_out);
/* As a storage's put and remove, for a name that is not open here. */
int32_t cgov__folder_put(struct folder *folder, const char *name, const void *bytes, uint64_t len);
int32_t cgov__folder_remove(struct folder *folder, const char *name);
/* Names made and taken away are durable. */
int32_t cgov__folder_sync(struct folder *folder);
/* Whether nobody else holds it. */
int32_t cgov__folder_lock(struct folder *folder, bool *got_out);
void cgov__folder_unlock(struct folder *folder);

void cgov__file_close(intptr_t file);
int32_t cgov__file_read(intptr_t file, uint8_t *into, uint64_t len, uint64_t offset, uint64_t *got_out);
int32_t cgov__file_write(intptr_t file, const uint8_t *bytes, uint64_t len, uint64_t offset);
int32_t cgov__file_cut(intptr_t file, uint64_t length);
int32_t cgov__file_sync(intptr_t file);

int32_t cgov__system_salt(uint64_t salt_out[2]);

#endif
