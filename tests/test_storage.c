/* The two storages that come ready-made: one table of cases that each must pass, what only files have, and the care
 * with which any storage is called. */
#define _DEFAULT_SOURCE 1

#include "support/alloc.h"
#include "support/fault.h"
#include "support/test.h"

#include "base/abi.h"
#include "store/storage.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

struct place {
    cgov_storage storage;
    char path[80]; /* "" for memory */
};

static const char *const junk[] = {"lock", ".put", ".hidden", "with space", "a",       "b",
                                   "c",    "d",    "e",       "f",          "journal", "torn-1-20"};

static void open_place(struct place *place) {
    place->storage = (cgov_storage){.size = sizeof place->storage};
    assert_int_equal(place->path[0] ? cgov_storage_files(place->path, NULL, &place->storage, NULL)
                                    : cgov_storage_memory(NULL, &place->storage),
                     CGOV_OK);
}

static int set_up_memory(void **state) {
    struct place *place = calloc(1, sizeof *place);
    open_place(place);
    *state = place;
    return 0;
}

static int set_up_files(void **state) {
    struct place *place = calloc(1, sizeof *place);
    strcpy(place->path, P_tmpdir "/cgov-storage-XXXXXX");
    assert_non_null(mkdtemp(place->path));
    strcat(place->path, "/ledger");
    open_place(place);
    *state = place;
    return 0;
}

static int tear_down(void **state) {
    struct place *place = *state;
    assert_int_equal(cgov_storage_close(&place->storage), CGOV_OK);
    for (size_t i = 0; place->path[0] && i < sizeof junk / sizeof *junk; i++) {
        char file[128];
        snprintf(file, sizeof file, "%s/%s", place->path, junk[i]);
        remove(file);
    }
    if (place->path[0]) {
        assert_true(rmdir(place->path) == 0 || errno == ENOENT); /* where nothing was written, none was made */
        *strrchr(place->path, '/') = 0;
        assert_int_equal(rmdir(place->path), 0);
    }
    free(place);
    return 0;
}

/* --- calls that must succeed, and what is there --- */

static void append(const cgov_storage *s, const char *name, uint64_t offset, const void *bytes, uint64_t len) {
    uint64_t end = UINT64_MAX;
    assert_int_equal(s->append(s->user, name, offset, bytes, len, &end), 0);
    assert_int_equal(end, offset + len);
}

static void put(const cgov_storage *s, const char *name, const void *bytes, uint64_t len) {
    uint64_t end = UINT64_MAX;
    assert_int_equal(s->put(s->user, name, bytes, len, &end), 0);
    assert_int_equal(end, len);
}

static void holds(const cgov_storage *s, const char *name, const char *text) {
    uint64_t len = 0;
    uint8_t *bytes = fault_object(s, name, &len);
    assert_non_null(bytes);
    assert_int_equal(len, strlen(text));
    assert_memory_equal(bytes, text, len);
    free(bytes);
}

static void lacks(const cgov_storage *s, const char *name) {
    uint64_t length = 0;
    assert_int_equal(s->length(s->user, name, &length), 0);
    assert_true(length == STORAGE_ABSENT);
}

static uint32_t count(const cgov_storage *s) {
    for (uint32_t i = 0;; i++) {
        char name[32] = "";
        uint32_t found = UINT32_MAX;
        assert_int_equal(s->list(s->user, i, name, &found), 0);
        if (!found) return i;
        assert_int_equal(found, 1);
        assert_true(cgov__storage_name(name));
    }
}

/* --- the table of cases --- */

static void nothing_there(void **state) {
    const cgov_storage *s = &((struct place *)*state)->storage;
    uint64_t out = UINT64_MAX;
    uint8_t byte;
    assert_int_equal(count(s), 0);
    lacks(s, "a");
    assert_int_equal(s->read(s->user, "a", 0, &byte, 1, &out), ENOENT);
    assert_int_equal(s->overwrite(s->user, "a", 0, "x", 1, &out), ENOENT);
    assert_int_equal(s->cut(s->user, "a", 0, &out), ENOENT);
    assert_int_equal(s->sync(s->user, "a", &out), ENOENT);
    assert_true(out == UINT64_MAX);
    assert_int_equal(s->remove(s->user, "a", &out), 0);
    assert_int_equal(out, 1);
}

static void appends(void **state) {
    const cgov_storage *s = &((struct place *)*state)->storage;
    uint64_t end = UINT64_MAX;
    assert_int_equal(s->append(s->user, "a", 1, "x", 1, &end), EINVAL);
    assert_true(end == UINT64_MAX);
    lacks(s, "a");
    append(s, "a", 0, "", 0);
    holds(s, "a", "");
    append(s, "a", 0, "one", 3);
    append(s, "a", 3, " two", 4);
    assert_int_equal(s->append(s->user, "a", 3, "x", 1, &end), EINVAL);
    assert_int_equal(s->append(s->user, "a", 0, "x", 1, &end), EINVAL);
    assert_int_equal(s->append(s->user, "a", 8, "x", 1, &end), EINVAL);
    assert_true(end == UINT64_MAX);
    holds(s, "a", "one two");
}

static void reads(void **state) {
    const cgov_storage *s = &((struct place *)*state)->storage;
    append(s, "a", 0, "0123456789", 10);
    const struct {
        uint64_t offset, len, got;
    } cases[] = {{0, 10, 10}, {3, 4, 4}, {8, 5, 2}, {10, 1, 0}, {99, 1, 0}, {UINT64_MAX, 9, 0}, {4, 0, 0}, {0, 99, 10}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char into[100];
        uint64_t got = UINT64_MAX;
        memset(into, '#', sizeof into);
        assert_int_equal(s->read(s->user, "a", cases[i].offset, into, cases[i].len, &got), 0);
        assert_int_equal(got, cases[i].got);
        assert_memory_equal(into, &"0123456789"[got ? cases[i].offset : 0], got);
        assert_int_equal(into[got], '#');
    }
}

static void overwrites(void **state) {
    const cgov_storage *s = &((struct place *)*state)->storage;
    uint64_t end = UINT64_MAX;
    append(s, "a", 0, "0123456789", 10);
    assert_int_equal(s->overwrite(s->user, "a", 8, "abc", 3, &end), EINVAL);
    assert_int_equal(s->overwrite(s->user, "a", 11, "", 0, &end), EINVAL);
    assert_int_equal(s->overwrite(s->user, "a", UINT64_MAX, "ab", 2, &end), EINVAL);
    holds(s, "a", "0123456789");
    assert_int_equal(s->overwrite(s->user, "a", 3, "abc", 3, &end), 0);
    assert_int_equal(end, 6);
    assert_int_equal(s->overwrite(s->user, "a", 9, "z", 1, &end), 0);
    holds(s, "a", "012abc678z");
    append(s, "a", 10, "!", 1);
    holds(s, "a", "012abc678z!");
}

static void cuts(void **state) {
    const cgov_storage *s = &((struct place *)*state)->storage;
    uint64_t length = UINT64_MAX;
    append(s, "a", 0, "0123456789", 10);
    assert_int_equal(s->cut(s->user, "a", 11, &length), EINVAL);
    assert_int_equal(s->cut(s->user, "a", 10, &length), 0);
    assert_int_equal(length, 10);
    assert_int_equal(s->cut(s->user, "a", 4, &length), 0);
    assert_int_equal(length, 4);
    holds(s, "a", "0123");
    append(s, "a", 4, "x", 1);
    holds(s, "a", "0123x");
    assert_int_equal(s->cut(s->user, "a", 0, &length), 0);
    holds(s, "a", "");
}

static void puts_whole(void **state) {
    const cgov_storage *s = &((struct place *)*state)->storage;
    uint64_t synced = 0;
    put(s, "a", "first", 5);
    holds(s, "a", "first");
    put(s, "a", "2nd", 3);
    holds(s, "a", "2nd");
    append(s, "a", 3, "!", 1);
    assert_int_equal(s->sync(s->user, "a", &synced), 0);
    assert_int_equal(synced, 1);
    put(s, "a", NULL, 0);
    holds(s, "a", "");
    assert_int_equal(count(s), 1);
}

static void removes(void **state) {
    const cgov_storage *s = &((struct place *)*state)->storage;
    uint64_t removed = 0;
    put(s, "a", "1", 1);
    put(s, "b", "2", 1);
    put(s, "c", "3", 1);
    assert_int_equal(count(s), 3);
    assert_int_equal(s->remove(s->user, "a", &removed), 0);
    assert_int_equal(s->remove(s->user, "a", &removed), 0);
    assert_int_equal(removed, 1);
    assert_int_equal(count(s), 2);
    lacks(s, "a");
    holds(s, "b", "2");
    holds(s, "c", "3");
    append(s, "a", 0, "new", 3);
    holds(s, "a", "new");
}

static void side_by_side(void **state) {
    const cgov_storage *s = &((struct place *)*state)->storage;
    for (uint64_t i = 0; i < 20; i++) {
        append(s, "a", i, "a", 1);
        append(s, "b", i * 2, "bb", 2);
    }
    holds(s, "a", "aaaaaaaaaaaaaaaaaaaa");
    holds(s, "b", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb");
}

static void large(void **state) {
    const cgov_storage *s = &((struct place *)*state)->storage;
    uint64_t size = (uint64_t)3 << 20, len = 0;
    uint8_t *bytes = malloc(size);
    for (uint64_t i = 0; i < size; i++) bytes[i] = (uint8_t)(i * 7 + (i >> 9));
    append(s, "a", 0, bytes, size / 2 + 1);
    append(s, "a", size / 2 + 1, bytes + size / 2 + 1, size - size / 2 - 1);
    uint8_t *back = fault_object(s, "a", &len);
    assert_int_equal(len, size);
    assert_true(memcmp(bytes, back, size) == 0);
    free(back);

    uint64_t end = 0, length = 0, got = 0; /* across whatever pieces it may lie in */
    for (uint64_t at = size - 100000; at < size; at++) bytes[at] ^= 0xff;
    assert_int_equal(s->overwrite(s->user, "a", size - 100000, bytes + size - 100000, 100000, &end), 0);
    assert_int_equal(s->cut(s->user, "a", size - 50001, &length), 0);
    append(s, "a", size - 50001, bytes, 70000);
    memmove(bytes, bytes + size - 200000, 149999);
    back = malloc(300000);
    assert_int_equal(s->read(s->user, "a", size - 200000, back, 300000, &got), 0);
    assert_int_equal(got, 149999 + 70000);
    assert_true(memcmp(bytes, back, 149999) == 0);
    for (uint64_t i = 0; i < 70000; i++) assert_int_equal(back[149999 + i], (uint8_t)(i * 7 + (i >> 9)));
    put(s, "a", back, 100);
    append(s, "a", 100, back + 100, 100000);
    assert_int_equal(s->read(s->user, "a", 0, bytes, size, &got), 0);
    assert_int_equal(got, 100100);
    assert_true(memcmp(bytes, back, 100100) == 0);
    free(back);
    free(bytes);
}

static void names(void **state) {
    const cgov_storage *s = &((struct place *)*state)->storage;
    static const char *const bad[] = {"",   ".a",  ".",  "..",   "a/b", "../a",
                                      "/a", "a b", "a_", "lock", "é",   "12345678901234567890123456789012"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        uint64_t out = UINT64_MAX;
        uint8_t byte;
        assert_int_not_equal(s->length(s->user, bad[i], &out), 0);
        assert_int_not_equal(s->read(s->user, bad[i], 0, &byte, 1, &out), 0);
        assert_int_not_equal(s->append(s->user, bad[i], 0, "x", 1, &out), 0);
        assert_int_not_equal(s->overwrite(s->user, bad[i], 0, "x", 0, &out), 0);
        assert_int_not_equal(s->cut(s->user, bad[i], 0, &out), 0);
        assert_int_not_equal(s->sync(s->user, bad[i], &out), 0);
        assert_int_not_equal(s->put(s->user, bad[i], "x", 1, &out), 0);
        assert_int_not_equal(s->remove(s->user, bad[i], &out), 0);
        assert_true(out == UINT64_MAX);
    }
    static const char *const good[] = {"A-z.09", "1234567890123456789012345678901", "-"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        uint64_t removed = 0;
        put(s, good[i], "x", 1);
        holds(s, good[i], "x");
        assert_int_equal(s->remove(s->user, good[i], &removed), 0);
    }
    assert_int_equal(count(s), 0);
}

static void locks(void **state) {
    const cgov_storage *s = &((struct place *)*state)->storage;
    for (int i = 0; i < 2; i++) {
        uint64_t held = UINT64_MAX;
        assert_int_equal(s->lock(s->user, 1, &held), 0);
        assert_int_equal(held, 1);
        assert_int_equal(s->lock(s->user, 1, &held), 0);
        assert_int_equal(held, 0); /* there is another: this very one */
        held = UINT64_MAX;
        assert_int_equal(s->lock(s->user, 0, &held), 0);
        assert_int_equal(held, 0);
    }
    assert_int_equal(count(s), 0);
}

static void salts(void **state) {
    const cgov_storage *s = &((struct place *)*state)->storage;
    uint64_t one[2] = {0, 0}, two[2] = {0, 0};
    assert_int_equal(cgov_storage_salt(s, one), CGOV_OK);
    assert_int_equal(cgov_storage_salt(s, two), CGOV_OK);
    assert_true(one[0] | one[1]);
    assert_true(memcmp(one, two, sizeof one) != 0);
}

/* --- readings together --- */

#define TURNS 3000u

/* Reads one object again and again, beside another thread that reads another. */
struct reading {
    const cgov_storage *storage;
    const char *name;
    char byte;
    uint64_t length;
    uint32_t wrong;
};

static void *read_on(void *user) {
    struct reading *reading = user;
    const cgov_storage *s = reading->storage;
    for (uint32_t i = 0; i < TURNS; i++) {
        uint64_t got = 0, length = 0;
        char into[3] = "";
        bool good = s->length(s->user, reading->name, &length) == 0 && length == reading->length &&
                    s->read(s->user, reading->name, i % 5, into, 3, &got) == 0 && got == 3 &&
                    into[0] == reading->byte && into[2] == reading->byte;
        if (!good) reading->wrong++;
    }
    return NULL;
}

/* What the storage's contract lets run together: read and length, of objects written lately and of others. */
static void readings_together(void **state) {
    const cgov_storage *s = &((struct place *)*state)->storage;
    static const char *const names_of[] = {"a", "b", "c", "d", "e", "f"};
    for (uint32_t i = 0; i < 6; i++) append(s, names_of[i], 0, i % 2 ? "bbbbbbbb" : "aaaaaaaaa", i % 2 ? 8 : 9);
    for (uint32_t first = 0; first < 6; first += 2) {
        struct reading readings[2] = {{s, names_of[first], 'a', 9, 0}, {s, names_of[first + 1], 'b', 8, 0}};
        pthread_t threads[2];
        for (int i = 0; i < 2; i++) assert_int_equal(pthread_create(&threads[i], NULL, read_on, &readings[i]), 0);
        for (int i = 0; i < 2; i++) assert_int_equal(pthread_join(threads[i], NULL), 0);
        assert_int_equal(readings[0].wrong, 0);
        assert_int_equal(readings[1].wrong, 0);
    }
}

/* --- files alone --- */

static void files_last(void **state) {
    struct place *place = *state;
    append(&place->storage, "a", 0, "kept", 4);
    put(&place->storage, "b", "whole", 5);
    assert_int_equal(cgov_storage_close(&place->storage), CGOV_OK);
    open_place(place);
    holds(&place->storage, "a", "kept");
    holds(&place->storage, "b", "whole");
    append(&place->storage, "a", 4, "!", 1);
    holds(&place->storage, "a", "kept!");
}

static void files_are_private(void **state) {
    struct place *place = *state;
    uint64_t held = 0;
    umask(0);
    append(&place->storage, "a", 0, "x", 1);
    put(&place->storage, "b", "x", 1);
    place->storage.lock(place->storage.user, 1, &held);
    static const char *const made[] = {"a", "b", "lock"};
    for (size_t i = 0; i < 3; i++) {
        char file[128];
        struct stat about;
        snprintf(file, sizeof file, "%s/%s", place->path, made[i]);
        assert_int_equal(stat(file, &about), 0);
        assert_int_equal(about.st_mode & 0777, 0600);
    }
    struct stat about;
    assert_int_equal(stat(place->path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0700);
}

static void one_writer(void **state) {
    struct place *place = *state;
    struct place other = *place;
    uint64_t held = 0;
    open_place(&other);
    assert_int_equal(place->storage.lock(place->storage.user, 1, &held), 0);
    assert_int_equal(held, 1);
    assert_int_equal(other.storage.lock(other.storage.user, 1, &held), 0);
    assert_int_equal(held, 0);
    assert_int_equal(cgov_storage_close(&place->storage), CGOV_OK); /* as when its process dies */
    assert_int_equal(other.storage.lock(other.storage.user, 1, &held), 0);
    assert_int_equal(held, 1);
    assert_int_equal(cgov_storage_close(&other.storage), CGOV_OK);
    open_place(place);
}

static void make_file(const struct place *place, const char *name) {
    char file[128];
    snprintf(file, sizeof file, "%s/%s", place->path, name);
    assert_true(mkdir(place->path, 0700) == 0 || errno == EEXIST);
    int fd = open(file, O_WRONLY | O_CREAT, 0600);
    assert_true(fd >= 0);
    close(fd);
}

static void others_files(void **state) {
    struct place *place = *state;
    const cgov_storage *s = &place->storage;
    make_file(place, ".put"); /* a put that was cut short */
    make_file(place, ".hidden");
    make_file(place, "with space");
    make_file(place, "lock");
    assert_int_equal(count(s), 0);
    put(s, "a", "x", 1);
    assert_int_equal(count(s), 1);
    char directory[128], path[128];
    uint64_t out = UINT64_MAX;
    snprintf(directory, sizeof directory, "%s/b", place->path);
    assert_int_equal(mkdir(directory, 0700), 0);
    assert_int_equal(s->length(s->user, "b", &out), EISDIR);
    assert_int_equal(s->append(s->user, "b", 0, "x", 1, &out), EISDIR);
    assert_int_not_equal(s->put(s->user, "b", "x", 1, &out), 0);
    assert_true(out == UINT64_MAX);
    snprintf(path, sizeof path, "%s/.put", place->path);
    assert_int_equal(access(path, F_OK), -1);
}

/* A disk that is full in the middle of an append. */
static void half_an_append(void **state) {
    const cgov_storage *s = &((struct place *)*state)->storage;
    struct rlimit before, small;
    uint64_t out = UINT64_MAX, length = 0;
    append(s, "a", 0, "0123456789", 10);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = before;
    small.rlim_cur = 15;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    assert_int_equal(s->append(s->user, "a", 10, "abcdefghij", 10, &out), EFBIG);
    assert_true(out == UINT64_MAX);
    assert_int_equal(s->length(s->user, "a", &length), 0);
    assert_int_equal(length, 15);
    assert_int_equal(s->put(s->user, "b", "abcdefghijklmnopqrst", 20, &out), EFBIG);
    lacks(s, "b");
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(s->cut(s->user, "a", 10, &length), 0);
    append(s, "a", 10, "!", 1);
    holds(s, "a", "0123456789!");
}

static void bad_paths(void **state) {
    struct place *place = *state;
    cgov_storage storage = {.size = sizeof storage};
    char path[128];
    make_file(place, "a");
    cgov_error error = {.size = sizeof error, .status = 1};
    assert_int_equal(cgov_storage_files(NULL, NULL, &storage, NULL), CGOV_E_ARG);
    assert_int_equal(cgov_storage_files("", NULL, &storage, &error), CGOV_E_TEXT);
    assert_true(error.status == CGOV_E_TEXT && error.os_code == 0);
    snprintf(path, sizeof path, "%s/a", place->path);
    errno = 0; /* which nothing hangs on, and nothing is told by */
    assert_int_equal(cgov_storage_files(path, NULL, &storage, &error), CGOV_E_STORAGE);
    assert_true(error.status == CGOV_E_STORAGE && error.os_code == ENOTDIR && error.size == sizeof error);
    assert_string_equal(error.message, "the directory can be neither made nor opened: not a directory (20)");
    snprintf(path, sizeof path, "%s/no/parent", place->path);
    assert_int_equal(cgov_storage_files(path, NULL, &storage, &error), CGOV_E_STORAGE);
    assert_int_equal(error.os_code, ENOENT);
    assert_int_equal(cgov_storage_files(path, NULL, &storage, NULL), CGOV_E_STORAGE);
    assert_int_equal(cgov_storage_close(&storage), CGOV_E_ARG);
}

/* --- making and closing --- */

static void makes_and_closes(void **state) {
    (void)state;
    struct test_alloc alloc = {.fail_at = 1, .for_ever = true};
    cgov_allocator allocator = test_alloc_table(&alloc);
    struct {
        cgov_storage storage;
        uint64_t tail;
    } newer = {{.size = sizeof newer}, 1};
    cgov_storage storage = {.size = sizeof storage - 1};

    assert_int_equal(cgov_storage_memory(NULL, NULL), CGOV_E_ARG);
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_E_ABI_SIZE);
    assert_int_equal(cgov_storage_files(P_tmpdir "/cgov-not-made", NULL, &storage, NULL), CGOV_E_ABI_SIZE);
    assert_int_equal(access(P_tmpdir "/cgov-not-made", F_OK), -1);
    storage.size = UINT32_MAX;
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_E_ABI_NEWER);
    storage.size = sizeof storage;
    assert_int_equal(cgov_storage_memory(&allocator, &storage), CGOV_E_NOMEM);
    assert_int_equal(cgov_storage_files(P_tmpdir "/cgov-not-made", &allocator, &storage, NULL), CGOV_E_NOMEM);
    assert_null(storage.list);
    allocator.size = 8;
    assert_int_equal(cgov_storage_memory(&allocator, &storage), CGOV_E_ABI_SIZE);
    allocator.size = sizeof allocator;
    allocator.reserved = 1;
    assert_int_equal(cgov_storage_memory(&allocator, &storage), CGOV_E_ARG);
    allocator.reserved = 0;

    alloc.fail_at = 0;
    assert_int_equal(cgov_storage_memory(&allocator, &newer.storage), CGOV_OK);
    assert_int_equal(newer.storage.size, sizeof newer);
    assert_int_equal(newer.tail, 0);
    put(&newer.storage, "a", "x", 1);
    put(&newer.storage, "b", "x", 1);
    assert_int_equal(cgov_storage_close(&newer.storage), CGOV_OK);
    test_alloc_is_empty(&alloc);
    assert_int_equal(cgov_storage_close(&newer.storage), CGOV_E_ARG);
    assert_int_equal(cgov_storage_close(NULL), CGOV_OK);
}

/* Without memory nothing changes, whichever allocation fails. */
static void memory_runs_out(void **state) {
    (void)state;
    struct test_alloc alloc = {0};
    cgov_allocator allocator = test_alloc_table(&alloc);
    cgov_storage s = {.size = sizeof s};
    uint64_t end = UINT64_MAX;
    assert_int_equal(cgov_storage_memory(&allocator, &s), CGOV_OK);
    static const uint64_t fails[] = {1, 2, 2}; /* the objects; what the first one's pieces hang on; its first piece */
    for (size_t i = 0; i < sizeof fails / sizeof *fails; i++) {
        test_alloc_fail(&alloc, fails[i], true);
        assert_int_equal(s.append(s.user, "a", 0, "x", 1, &end), ENOMEM);
        lacks(&s, "a");
    }
    alloc.fail_at = 0;
    append(&s, "a", 0, "x", 1);
    test_alloc_fail(&alloc, 1, true);
    static uint8_t bytes[100000];
    assert_int_equal(s.append(s.user, "a", 1, bytes, sizeof bytes, &end), ENOMEM);
    assert_int_equal(s.put(s.user, "a", bytes, sizeof bytes, &end), ENOMEM);
    holds(&s, "a", "x");
    append(&s, "a", 1, "y", 1);
    assert_int_equal(cgov_storage_close(&s), CGOV_OK);
    test_alloc_is_empty(&alloc);
}

/* --- the care with which a storage is called --- */

static void tables_are_checked(void **state) {
    const cgov_storage *good = &((struct place *)*state)->storage;
    cgov_storage copy, bad = *good;
    assert_int_equal(cgov__storage_copy(&copy, NULL), CGOV_E_ARG);
    bad.flags = 1;
    assert_int_equal(cgov__storage_copy(&copy, &bad), CGOV_E_ARG);
    bad = *good;
    bad.size = 16;
    assert_int_equal(cgov__storage_copy(&copy, &bad), CGOV_E_ABI_SIZE);
    bad = *good;
    bad.lock = NULL;
    assert_int_equal(cgov__storage_copy(&copy, &bad), CGOV_E_ARG);
    bad = *good;
    bad.list = NULL;
    assert_int_equal(cgov__storage_copy(&copy, &bad), CGOV_E_ARG);
    bad = *good;
    bad.salt = NULL;
    assert_int_equal(cgov__storage_copy(&copy, &bad), CGOV_OK);

    uint64_t salt[2] = {1, 2};
    assert_int_equal(cgov_storage_salt(&bad, salt), CGOV_E_STORAGE);
    assert_true(!salt[0] && !salt[1]);
    assert_int_equal(cgov_storage_salt(good, NULL), CGOV_E_ARG);
    assert_int_equal(cgov_storage_salt(NULL, salt), CGOV_E_ARG);
}

static void success_is_confirmed(void **state) {
    struct fault fault;
    cgov_storage s;
    fault_open(&fault, &((struct place *)*state)->storage, &s);
    for (enum fault_kind kind = FAULT_ERROR; kind < FAULT_KINDS; kind++) {
        int64_t expected = kind < FAULT_SILENT ? FAULT_CODE : 0;
        char name[32], bytes[2];
        uint64_t length = 0, salt[2];
        fault_arm(&fault, FAULT_ANY, 0, false, kind);
        put(&s, "a", "0123", 4);
        fault_arm(&fault, FAULT_ANY, 1, true, kind);
        for (int call = 0; call < 11; call++) {
            struct storage_fault code = {.os_code = 99};
            int32_t status = CGOV_OK;
            switch (call) {
            case 0:
                status = cgov__storage_list(&s, 0, name, &code);
                break;
            case 1:
                status = cgov__storage_length(&s, "a", &length, &code);
                break;
            case 2:
                status = cgov__storage_read(&s, "a", 0, bytes, 2, &code);
                break;
            case 3:
                status = cgov__storage_append(&s, "a", 4, "45", 2, &code);
                break;
            case 4:
                status = cgov__storage_overwrite(&s, "a", 0, "ab", 2, &code);
                break;
            case 5:
                status = cgov__storage_cut(&s, "a", 1, &code);
                break;
            case 6:
                status = cgov__storage_sync(&s, "a", &code);
                break;
            case 7:
                status = cgov__storage_put(&s, "a", "x", 1, &code);
                break;
            case 8:
                status = cgov__storage_lock(&s, &code);
                break;
            case 9:
                status = cgov__storage_unlock(&s, &code);
                break;
            default:
                status = cgov__storage_remove(&s, "a", &code);
                break;
            }
            assert_int_equal(status, CGOV_E_STORAGE);
            assert_int_equal(code.os_code, expected);
        }
        assert_int_equal(cgov_storage_salt(&s, salt), CGOV_E_STORAGE);
        assert_int_equal(fault.calls, 12);
    }
    fault_close(&fault);
}

static void short_reads_fail(void **state) {
    const cgov_storage *s = &((struct place *)*state)->storage;
    char bytes[4];
    struct storage_fault code = {.os_code = 99};
    char said[96];
    put(s, "a", "012", 3);
    assert_int_equal(cgov__storage_read(s, "a", 0, bytes, 4, &code), CGOV_E_STORAGE);
    assert_int_equal(code.os_code, 0);
    cgov__storage_say(&code, said, sizeof said);
    assert_string_equal(said, "the storage failed to read `a`: it did not confirm that it had");
    assert_int_equal(cgov__storage_read(s, "a", 0, bytes, 3, &code), CGOV_OK);
}

static void structs_grow(void **state) {
    (void)state;
    struct {
        uint32_t size, a, b, c;
    } given = {16, 1, 2, 0}, known = {12, 7, 8, 9}, into;
    assert_int_equal(cgov__abi_in(NULL, 8, 12), CGOV_E_ARG);
    assert_int_equal(cgov__abi_in(&given, 8, 12), CGOV_OK);
    given.c = 3;
    assert_int_equal(cgov__abi_in(&given, 8, 12), CGOV_E_ABI_NEWER);
    assert_int_equal(cgov__abi_in(&given, 8, 16), CGOV_OK);
    given.size = 7;
    assert_int_equal(cgov__abi_in(&given, 8, 12), CGOV_E_ABI_SIZE);
    assert_int_equal(cgov__abi_out(&given, &known, 8, 12), CGOV_E_ABI_SIZE);
    given.size = UINT32_MAX;
    assert_int_equal(cgov__abi_in(&given, 8, 12), CGOV_E_ABI_NEWER);
    assert_int_equal(cgov__abi_out(&given, &known, 8, 12), CGOV_E_ABI_NEWER);
    given.size = 8;
    memset(&into, 0xff, sizeof into);
    assert_int_equal(cgov__abi_in_copy(&into, &given, 8, 12), CGOV_OK);
    assert_true(into.size == 12 && into.a == 1 && into.b == 0 && into.c == UINT32_MAX);
    given.size = 12;
    assert_int_equal(cgov__abi_in_copy(&into, &given, 8, 12), CGOV_OK);
    assert_true(into.size == 12 && into.a == 1 && into.b == 2 && into.c == UINT32_MAX);
    given.size = 16;
    given.b = 4;
    assert_int_equal(cgov__abi_in_copy(&into, &given, 8, 12), CGOV_E_ABI_NEWER);
    assert_int_equal(cgov__abi_in_copy(&into, NULL, 8, 12), CGOV_E_ARG);
    assert_true(into.size == 12 && into.a == 1 && into.b == 2 && into.c == UINT32_MAX);
    given.size = 8;
    assert_int_equal(cgov__abi_out(&given, &known, 8, 12), CGOV_OK);
    assert_true(given.size == 8 && given.a == 7 && given.b == 4 && given.c == 3);
    given.size = 16;
    assert_int_equal(cgov__abi_out(&given, &known, 8, 12), CGOV_OK);
    assert_true(given.size == 16 && given.a == 7 && given.b == 8 && given.c == 0);
}

#define IN_MEMORY(test)                                                                                                \
    { "memory: " #test, test, set_up_memory, tear_down, NULL }
#define IN_FILES(test)                                                                                                 \
    { "files: " #test, test, set_up_files, tear_down, NULL }
#define IN_BOTH(test) IN_MEMORY(test), IN_FILES(test)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_BOTH(nothing_there),
        IN_BOTH(appends),
        IN_BOTH(reads),
        IN_BOTH(overwrites),
        IN_BOTH(cuts),
        IN_BOTH(puts_whole),
        IN_BOTH(removes),
        IN_BOTH(side_by_side),
        IN_BOTH(large),
        IN_BOTH(readings_together),
        IN_BOTH(names),
        IN_BOTH(locks),
        IN_BOTH(salts),
        IN_BOTH(tables_are_checked),
        IN_BOTH(success_is_confirmed),
        IN_BOTH(short_reads_fail),
        IN_FILES(files_last),
        IN_FILES(files_are_private),
        IN_FILES(one_writer),
        IN_FILES(others_files),
        IN_FILES(half_an_append),
        IN_FILES(bad_paths),
        cmocka_unit_test(makes_and_closes),
        cmocka_unit_test(memory_runs_out),
        cmocka_unit_test(structs_grow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
