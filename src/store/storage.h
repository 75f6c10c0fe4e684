/* A storage, called with care. Its functions are foreign: they may be another language's, raising where we cannot see.
 * So each out value is preset to one that cannot be, and only the right one counts as success.
 *
 * All answer CGOV_OK or CGOV_E_STORAGE, and then fill *fault: what the storage returned, where 0 means that it claimed
 * success and did not confirm it; what it was to do, and with which object. *fault is left alone on success. */
#ifndef CGOV_SRC_STORAGE_H
#define CGOV_SRC_STORAGE_H

#include "base/mem.h"
#include "store/storage_own.h"

struct storage_fault {
    int64_t os_code;
    const char *did; /* NULL: no call of it failed */
    bool errnos;     /* os_code is one: the storage came ready-made */
    char object[32]; /* "": none in particular */
};

struct storage_fault cgov__storage_fault(const cgov_storage *storage, int64_t code, const char *did,
                                         const char *object);
/* "the storage failed to append to `journal`: no space left on the device (28)". */
void cgov__storage_say(const struct storage_fault *fault, char *into, size_t cap);

/* Copies a host's table once its size, flags and functions are checked: CGOV_E_ARG, _E_ABI_SIZE, _E_ABI_NEWER. */
int32_t cgov__storage_copy(cgov_storage *into, const cgov_storage *given);

/* CGOV_DONE past the last object. */
int32_t cgov__storage_list(const cgov_storage *storage, uint32_t index, char name[32], struct storage_fault *fault);
int32_t cgov__storage_length(const cgov_storage *storage, const char *name, uint64_t *length_out,
                             struct storage_fault *fault);
/* All len bytes, or it failed. */
int32_t cgov__storage_read(const cgov_storage *storage, const char *name, uint64_t offset, void *into, uint64_t len,
                           struct storage_fault *fault);
int32_t cgov__storage_append(const cgov_storage *storage, const char *name, uint64_t offset, const void *bytes,
                             uint64_t len, struct storage_fault *fault);
int32_t cgov__storage_overwrite(const cgov_storage *storage, const char *name, uint64_t offset, const void *bytes,
                                uint64_t len, struct storage_fault *fault);
int32_t cgov__storage_cut(const cgov_storage *storage, const char *name, uint64_t length, struct storage_fault *fault);
int32_t cgov__storage_sync(const cgov_storage *storage, const char *name, struct storage_fault *fault);
int32_t cgov__storage_put(const cgov_storage *storage, const char *name, const void *bytes, uint64_t len,
                          struct storage_fault *fault);
int32_t cgov__storage_remove(const cgov_storage *storage, const char *name, struct storage_fault *fault);
/* Removes it where it is there; where it is not, that it is gone is not made durable either. */
int32_t cgov__storage_drop(const cgov_storage *storage, const char *name, struct storage_fault *fault);
/* CGOV_E_BUSY where another holds it. */
int32_t cgov__storage_lock(const cgov_storage *storage, struct storage_fault *fault);
int32_t cgov__storage_unlock(const cgov_storage *storage, struct storage_fault *fault);

#endif
