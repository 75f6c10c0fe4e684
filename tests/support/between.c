/* A storage between whose calls somebody acts. Each call is passed on; what is written goes in two halves, as a system
 * may do it. */
#include "support/between.h"

#include "support/fault.h"

static void act(struct between *between, uint32_t op, const char *name) {
    between->calls++;
    if (!between->act || between->inside) return;
    between->inside = true;
    between->act(between->user, op, name);
    between->inside = false;
}

#define PASS(op, name, call)                                                                                           \
    struct between *between = user;                                                                                    \
    const cgov_storage *inner = &between->inner;                                                                       \
    act(between, op, name);                                                                                            \
    int32_t code = call;                                                                                               \
    act(between, op, name);                                                                                            \
    return code

static int32_t between_list(void *user, uint32_t index, char name_out[32], uint32_t *found_out) {
    PASS(FAULT_LIST, "", inner->list(inner->user, index, name_out, found_out));
}

static int32_t between_length(void *user, const char *name, uint64_t *length_out) {
    PASS(FAULT_LENGTH, name, inner->length(inner->user, name, length_out));
}

static int32_t between_read(void *user, const char *name, uint64_t offset, void *into, uint64_t len, uint64_t *got) {
    PASS(FAULT_READ, name, inner->read(inner->user, name, offset, into, len, got));
}

typedef int32_t write_call(void *, const char *, uint64_t, const void *, uint64_t, uint64_t *);

static int32_t halves(struct between *between, write_call *call, uint32_t op, const char *name, uint64_t offset,
                      const void *bytes, uint64_t len, uint64_t *end) {
    uint64_t half = len / 2;
    int32_t code = call(between->inner.user, name, offset, bytes, half, end);
    if (code || *end != offset + half) return code;
    act(between, op, name);
    return call(between->inner.user, name, offset + half, (const char *)bytes + half, len - half, end);
}

static int32_t between_append(void *user, const char *name, uint64_t offset, const void *bytes, uint64_t len,
                              uint64_t *end) {
    PASS(FAULT_APPEND, name, halves(between, inner->append, FAULT_APPEND, name, offset, bytes, len, end));
}

static int32_t between_overwrite(void *user, const char *name, uint64_t offset, const void *bytes, uint64_t len,
                                 uint64_t *end) {
    PASS(FAULT_OVERWRITE, name, halves(between, inner->overwrite, FAULT_OVERWRITE, name, offset, bytes, len, end));
}

static int32_t between_cut(void *user, const char *name, uint64_t length, uint64_t *length_out) {
    PASS(FAULT_CUT, name, inner->cut(inner->user, name, length, length_out));
}

static int32_t between_sync(void *user, const char *name, uint64_t *synced_out) {
    PASS(FAULT_SYNC, name, inner->sync(inner->user, name, synced_out));
}

static int32_t between_put(void *user, const char *name, const void *bytes, uint64_t len, uint64_t *end_out) {
    PASS(FAULT_PUT, name, inner->put(inner->user, name, bytes, len, end_out));
}

static int32_t between_remove(void *user, const char *name, uint64_t *removed_out) {
    PASS(FAULT_REMOVE, name, inner->remove(inner->user, name, removed_out));
}

static int32_t between_lock(void *user, uint32_t take, uint64_t *held_out) {
    PASS(FAULT_LOCK, "", inner->lock(inner->user, take, held_out));
}

static int32_t between_salt(void *user, uint64_t salt_out[2], uint64_t *filled_out) {
    PASS(FAULT_SALT, "", inner->salt(inner->user, salt_out, filled_out));
}

cgov_storage between_open(struct between *between, const cgov_storage *inner) {
    *between = (struct between){.inner = *inner};
    return (cgov_storage){
        .size = sizeof(cgov_storage),
        .user = between,
        .list = between_list,
        .length = between_length,
        .read = between_read,
        .append = between_append,
        .overwrite = between_overwrite,
        .cut = between_cut,
        .sync = between_sync,
        .put = between_put,
        .remove = between_remove,
        .lock = between_lock,
        .salt = between_salt,
    };
}
