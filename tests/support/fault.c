/* A storage that fails when told to.
 *
 * Each function asks next_call what to do, so that the rule of failing is in one place; the rest is passing on. For
 * UNSAID the inner call is given an out value of ours, and the caller's keeps its poison. */
#include "support/fault.h"

#include "support/test.h"

#define LENGTH_ABSENT (UINT64_MAX - 1)

enum verdict { PASS, FAIL, HALF, MUTE, HUSH, GARBLE };

static enum verdict next_call(struct fault *fault, uint32_t op) {
    if (!(fault->ops & op)) return PASS;
    uint32_t call = ++fault->calls;
    bool fails = fault->fail_at && (call == fault->fail_at || (fault->forever && call > fault->fail_at));
    if (!fails) return PASS;
    switch (fault->kind) {
    case FAULT_SHORT:
        return op & (FAULT_APPEND | FAULT_OVERWRITE) ? HALF : FAIL;
    case FAULT_SILENT:
        return MUTE;
    case FAULT_UNSAID:
        return HUSH;
    case FAULT_GARBLE:
        return op & FAULT_OVERWRITE ? GARBLE : FAIL;
    case FAULT_ERROR:
    case FAULT_KINDS:
        break;
    }
    return FAIL;
}

/* The out value a call is given: the caller's, or one that nobody reads. */
#define OUT(out, unread) (verdict == HUSH ? &(unread) : (out))

#define BEGIN(op)                                                                                                      \
    struct fault *fault = user;                                                                                        \
    uint64_t unread = 0;                                                                                               \
    (void)unread;                                                                                                      \
    enum verdict verdict = next_call(fault, op);                                                                       \
    if (verdict == FAIL) return FAULT_CODE;                                                                            \
    if (verdict == MUTE) return 0

uint8_t *fault_object(const cgov_storage *storage, const char *name, uint64_t *len_out) {
    uint64_t len = 0, got = 0;
    assert_int_equal(storage->length(storage->user, name, &len), 0);
    if (len == LENGTH_ABSENT) return NULL;
    uint8_t *bytes = malloc((size_t)len + 1);
    assert_non_null(bytes);
    assert_int_equal(storage->read(storage->user, name, 0, bytes, len, &got), 0);
    assert_int_equal(got, len);
    *len_out = len;
    return bytes;
}

static void put_object(const cgov_storage *storage, const char *name, const uint8_t *bytes, uint64_t len) {
    uint64_t end = 0;
    assert_int_equal(storage->put(storage->user, name, bytes, len, &end), 0);
    assert_int_equal(end, len);
}

/* What the inner storage holds under this name is on the disk now. */
static void settle(struct fault *fault, const char *name) {
    uint64_t len, removed;
    uint8_t *bytes = fault_object(&fault->inner, name, &len);
    if (bytes) {
        bool lost = strcmp(name, fault->lost_name) == 0;
        for (uint64_t i = fault->lost_from; lost && i < fault->lost_end && i < len; i++) bytes[i] = 0;
        put_object(&fault->disk, name, bytes, len);
    } else {
        fault->disk.remove(fault->disk.user, name, &removed);
    }
    free(bytes);
}

/* A sync fails: what it should have brought to the disk stays behind. */
static void lose(struct fault *fault, const char *name) {
    uint64_t synced = 0;
    fault->disk.length(fault->disk.user, name, &synced);
    snprintf(fault->lost_name, sizeof fault->lost_name, "%s", name);
    fault->lost_from = synced == LENGTH_ABSENT ? 0 : synced;
    fault->inner.length(fault->inner.user, name, &fault->lost_end);
}

static int32_t fault_list(void *user, uint32_t index, char name_out[32], uint32_t *found_out) {
    BEGIN(FAULT_LIST);
    uint32_t unread_found;
    return fault->inner.list(fault->inner.user, index, name_out, OUT(found_out, unread_found));
}

static int32_t fault_length(void *user, const char *name, uint64_t *length_out) {
    BEGIN(FAULT_LENGTH);
    return fault->inner.length(fault->inner.user, name, OUT(length_out, unread));
}

static int32_t fault_read(void *user, const char *name, uint64_t offset, void *into, uint64_t len, uint64_t *got_out) {
    BEGIN(FAULT_READ);
    return fault->inner.read(fault->inner.user, name, offset, into, len, OUT(got_out, unread));
}

static int32_t fault_append(void *user, const char *name, uint64_t offset, const void *bytes, uint64_t len,
                            uint64_t *end_out) {
    BEGIN(FAULT_APPEND);
    uint64_t some = verdict == HALF ? len / 2 : len;
    int32_t code = fault->inner.append(fault->inner.user, name, offset, bytes, some, OUT(end_out, unread));
    return verdict == HALF ? FAULT_CODE : code;
}

/* The sectors that these bytes touch, in as far as the object has them. */
static void garble(const cgov_storage *storage, const char *name, uint64_t offset, uint64_t len, uint32_t sector) {
    uint64_t object = 0, end = 0, first = offset - offset % sector;
    uint8_t *bytes = fault_object(storage, name, &object);
    if (!bytes) return;
    uint64_t last = offset + len + sector - 1;
    for (uint64_t at = first; at < last - last % sector && at < object; at++) bytes[at] = (uint8_t)(at * 167 + 89);
    assert_int_equal(storage->put(storage->user, name, bytes, object, &end), 0);
    free(bytes);
}

static int32_t fault_overwrite(void *user, const char *name, uint64_t offset, const void *bytes, uint64_t len,
                               uint64_t *end_out) {
    BEGIN(FAULT_OVERWRITE);
    if (verdict == GARBLE) {
        garble(&fault->inner, name, offset, len, fault->sector);
        garble(&fault->disk, name, offset, len, fault->sector);
        return FAULT_CODE;
    }
    uint64_t some = verdict == HALF ? len / 2 : len;
    int32_t code = fault->inner.overwrite(fault->inner.user, name, offset, bytes, some, OUT(end_out, unread));
    bool again = strcmp(name, fault->lost_name) == 0 && offset <= fault->lost_from && offset + some > fault->lost_from;
    if (again) fault->lost_from = offset + some;
    return verdict == HALF ? FAULT_CODE : code;
}

static int32_t fault_cut(void *user, const char *name, uint64_t length, uint64_t *length_out) {
    BEGIN(FAULT_CUT);
    if (strcmp(name, fault->lost_name) == 0 && length < fault->lost_end) fault->lost_end = length;
    return fault->inner.cut(fault->inner.user, name, length, OUT(length_out, unread));
}

static int32_t fault_sync(void *user, const char *name, uint64_t *synced_out) {
    struct fault *fault = user;
    uint64_t unread;
    enum verdict verdict = next_call(fault, FAULT_SYNC);
    if (verdict == FAIL || verdict == MUTE) {
        lose(fault, name);
        return verdict == FAIL ? FAULT_CODE : 0;
    }
    int32_t code = fault->inner.sync(fault->inner.user, name, OUT(synced_out, unread));
    if (!code) settle(fault, name);
    return code;
}

static int32_t fault_put(void *user, const char *name, const void *bytes, uint64_t len, uint64_t *end_out) {
    BEGIN(FAULT_PUT);
    int32_t code = fault->inner.put(fault->inner.user, name, bytes, len, OUT(end_out, unread));
    if (!code) settle(fault, name);
    return code;
}

static int32_t fault_remove(void *user, const char *name, uint64_t *removed_out) {
    BEGIN(FAULT_REMOVE);
    int32_t code = fault->inner.remove(fault->inner.user, name, OUT(removed_out, unread));
    if (!code) settle(fault, name);
    return code;
}

static int32_t fault_lock(void *user, uint32_t take, uint64_t *held_out) {
    BEGIN(FAULT_LOCK);
    return fault->inner.lock(fault->inner.user, take, OUT(held_out, unread));
}

static int32_t fault_salt(void *user, uint64_t salt_out[2], uint64_t *filled_out) {
    BEGIN(FAULT_SALT);
    return fault->inner.salt(fault->inner.user, salt_out, OUT(filled_out, unread));
}

void fault_open(struct fault *fault, const cgov_storage *inner, cgov_storage *storage_out) {
    *fault = (struct fault){.inner = *inner, .ops = FAULT_ANY, .sector = 512, .disk.size = sizeof fault->disk};
    assert_int_equal(cgov_storage_memory(NULL, &fault->disk), CGOV_OK);
    char name[32];
    uint32_t found = 1;
    for (uint32_t i = 0; inner->list(inner->user, i, name, &found) == 0 && found; i++) settle(fault, name);
    *storage_out = (cgov_storage){
        .size = sizeof *storage_out,
        .user = fault,
        .list = fault_list,
        .length = fault_length,
        .read = fault_read,
        .append = fault_append,
        .overwrite = fault_overwrite,
        .cut = fault_cut,
        .sync = fault_sync,
        .put = fault_put,
        .remove = fault_remove,
        .lock = fault_lock,
        .salt = inner->salt ? fault_salt : NULL,
    };
}

void fault_close(struct fault *fault) {
    assert_int_equal(cgov_storage_close(&fault->disk), CGOV_OK);
}

void fault_arm(struct fault *fault, uint32_t ops, uint32_t fail_at, bool forever, enum fault_kind kind) {
    fault->ops = ops;
    fault->calls = 0;
    fault->fail_at = fail_at;
    fault->forever = forever;
    fault->kind = kind;
}

/* One object, as the disk has it. */
static void lose_unsynced(struct fault *fault, const char *name, uint64_t keep) {
    uint64_t len = 0, synced = 0, removed;
    uint8_t *bytes = fault_object(&fault->inner, name, &len);
    uint8_t *durable = fault_object(&fault->disk, name, &synced);
    uint64_t more = len > synced ? len - synced : 0;
    if (more > keep) more = keep;
    if (durable || more) {
        uint8_t *after = malloc((size_t)(synced + more) + 1);
        assert_non_null(after);
        if (durable) memcpy(after, durable, (size_t)synced);
        if (more) memcpy(after + synced, bytes + synced, (size_t)more);
        put_object(&fault->inner, name, after, synced + more);
        free(after);
    } else {
        assert_int_equal(fault->inner.remove(fault->inner.user, name, &removed), 0);
    }
    free(durable);
    free(bytes);
}

void fault_power_cut(struct fault *fault, uint64_t keep) {
    char names[64][32];
    uint32_t count = 0, found = 0;
    while (count < 64 && fault->inner.list(fault->inner.user, count, names[count], &found) == 0 && found) count++;
    assert_true(count < 64);
    fault->lost_name[0] = 0;
    for (uint32_t i = 0; i < count; i++) lose_unsynced(fault, names[i], keep);
    uint64_t held = 1;
    assert_int_equal(fault->inner.lock(fault->inner.user, 0, &held), 0);
}
