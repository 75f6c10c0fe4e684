/* A storage, called with care.
 *
 * The table is the host's and runs its code. What it returns is believed only together with the out value that only
 * success can know: the end of what was written, the count of what was read. A callback that raised in a language where
 * that becomes a 0 leaves the poison standing, and is a failure like any other.
 *
 * A table is copied when it is taken, so that a host that changes its own later changes nothing here. */
#include "store/storage.h"

#include "base/abi.h"
#include "base/text.h"

/* No length, count or answer can be this. */
#define POISON UINT64_MAX

static bool is_ready_made(const cgov_storage *storage) {
    return cgov__storage_in_memory(storage) || cgov__storage_in_files(storage);
}

int32_t cgov__storage_copy(cgov_storage *into, const cgov_storage *given) {
    cgov_storage copy;
    int32_t status = cgov__abi_in_copy(&copy, given, ABI_FIRST(copy), sizeof copy);
    if (status) return status;
    bool complete = copy.list && copy.length && copy.read && copy.append && copy.overwrite && copy.cut && copy.sync &&
                    copy.put && copy.remove && copy.lock;
    if (copy.flags || !complete) return CGOV_E_ARG;
    *into = copy;
    return CGOV_OK;
}

struct storage_fault cgov__storage_fault(const cgov_storage *storage, int64_t code, const char *did,
                                         const char *object) {
    struct storage_fault fault = {.os_code = code, .did = did, .errnos = is_ready_made(storage)};
    cgov__text_copy(fault.object, sizeof fault.object, object, strlen(object));
    return fault;
}

/* The one judgement: did the storage return 0, and does the out value agree? */
static int32_t judge(const cgov_storage *storage, int32_t code, bool confirmed, const char *did, const char *object,
                     struct storage_fault *fault) {
    if (code == 0 && confirmed) return CGOV_OK;
    *fault = cgov__storage_fault(storage, code, did, object);
    return CGOV_E_STORAGE;
}

void cgov__storage_say(const struct storage_fault *fault, char *into, size_t cap) {
    if (!fault->did) {
        cgov__format(into, cap, "the storage failed");
        return;
    }
    cgov__format(into, cap,
                 fault->object[0] ? "the storage failed to %s `%s`: " : "the storage failed to %s%s: ", fault->did,
                 fault->object);
    const size_t used = strlen(into);
    const char *why = fault->errnos ? cgov__errno_text(fault->os_code) : "its code";
    if (fault->os_code == 0)
        cgov__format(into + used, cap - used, "it did not confirm that it had");
    else
        cgov__format(into + used, cap - used, "%s (%d)", why, fault->os_code);
}

int32_t cgov__storage_list(const cgov_storage *storage, uint32_t index, char name[32], struct storage_fault *fault) {
    uint32_t found = UINT32_MAX;
    memset(name, 0, 32);
    int32_t code = storage->list(storage->user, index, name, &found);
    bool ended = memchr(name, 0, 32);
    int32_t status =
        judge(storage, code, found == 0 || (found == 1 && ended && name[0]), "list the objects", "", fault);
    return status ? status : found ? CGOV_OK : CGOV_DONE;
}

int32_t cgov__storage_length(const cgov_storage *storage, const char *name, uint64_t *length_out,
                             struct storage_fault *fault) {
    *length_out = POISON;
    int32_t code = storage->length(storage->user, name, length_out);
    return judge(storage, code, *length_out != POISON, "look at", name, fault);
}

int32_t cgov__storage_read(const cgov_storage *storage, const char *name, uint64_t offset, void *into, uint64_t len,
                           struct storage_fault *fault) {
    uint64_t got = POISON;
    int32_t code = storage->read(storage->user, name, offset, into, len, &got);
    return judge(storage, code, got == len, "read", name, fault);
}

int32_t cgov__storage_append(const cgov_storage *storage, const char *name, uint64_t offset, const void *bytes,
                             uint64_t len, struct storage_fault *fault) {
    uint64_t end = POISON;
    int32_t code = storage->append(storage->user, name, offset, bytes, len, &end);
    return judge(storage, code, end == offset + len, "append to", name, fault);
}

int32_t cgov__storage_overwrite(const cgov_storage *storage, const char *name, uint64_t offset, const void *bytes,
                                uint64_t len, struct storage_fault *fault) {
    uint64_t end = POISON;
    int32_t code = storage->overwrite(storage->user, name, offset, bytes, len, &end);
    return judge(storage, code, end == offset + len, "overwrite", name, fault);
}

int32_t cgov__storage_cut(const cgov_storage *storage, const char *name, uint64_t length, struct storage_fault *fault) {
    uint64_t now = POISON;
    int32_t code = storage->cut(storage->user, name, length, &now);
    return judge(storage, code, now == length, "cut", name, fault);
}

int32_t cgov__storage_sync(const cgov_storage *storage, const char *name, struct storage_fault *fault) {
    uint64_t synced = POISON;
    int32_t code = storage->sync(storage->user, name, &synced);
    return judge(storage, code, synced == 1, "sync", name, fault);
}

int32_t cgov__storage_put(const cgov_storage *storage, const char *name, const void *bytes, uint64_t len,
                          struct storage_fault *fault) {
    uint64_t end = POISON;
    int32_t code = storage->put(storage->user, name, bytes, len, &end);
    return judge(storage, code, end == len, "put", name, fault);
}

int32_t cgov__storage_remove(const cgov_storage *storage, const char *name, struct storage_fault *fault) {
    uint64_t removed = POISON;
    int32_t code = storage->remove(storage->user, name, &removed);
    return judge(storage, code, removed == 1, "remove", name, fault);
}

int32_t cgov__storage_drop(const cgov_storage *storage, const char *name, struct storage_fault *fault) {
    uint64_t length;
    int32_t status = cgov__storage_length(storage, name, &length, fault);
    return status || length == STORAGE_ABSENT ? status : cgov__storage_remove(storage, name, fault);
}

int32_t cgov__storage_lock(const cgov_storage *storage, struct storage_fault *fault) {
    uint64_t held = POISON;
    int32_t code = storage->lock(storage->user, 1, &held);
    int32_t status = judge(storage, code, held <= 1, "lock", "", fault);
    return status ? status : held ? CGOV_OK : CGOV_E_BUSY;
}

int32_t cgov__storage_unlock(const cgov_storage *storage, struct storage_fault *fault) {
    uint64_t held = POISON;
    int32_t code = storage->lock(storage->user, 0, &held);
    return judge(storage, code, held == 0, "unlock", "", fault);
}

int32_t cgov_storage_close(cgov_storage *storage) {
    if (!storage) return CGOV_OK;
    int32_t status = cgov__abi_in(storage, ABI_FIRST(*storage), sizeof *storage);
    if (status) return status;
    if (!cgov__storage_memory_close(storage) && !cgov__storage_files_close(storage)) return CGOV_E_ARG;
    cgov_storage closed = {0}; /* so that closing twice is an answer and not a crash */
    return cgov__abi_out(storage, &closed, ABI_FIRST(closed), sizeof closed);
}

int32_t cgov_storage_salt(const cgov_storage *storage, uint64_t salt_out[2]) {
    if (salt_out) memset(salt_out, 0, 2 * sizeof *salt_out);
    cgov_storage copy;
    int32_t status = cgov__storage_copy(&copy, storage);
    if (status) return status;
    if (!salt_out) return CGOV_E_ARG;
    if (!copy.salt) return CGOV_E_STORAGE;

    uint64_t salt[2] = {0, 0}, filled = POISON;
    int32_t code = copy.salt(copy.user, salt, &filled);
    if (code || filled != 1 || !(salt[0] | salt[1])) return CGOV_E_STORAGE;
    memcpy(salt_out, salt, sizeof salt);
    return CGOV_OK;
}
