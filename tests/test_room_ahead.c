/* Room that the storage in files makes ahead of what is synced again and again: who sees it, when it goes, and what a
 * ledger makes of it after a crash. */
#define _DEFAULT_SOURCE 1

#include "support/fault.h"
#include "support/test.h"
#include "support/town.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct there {
    cgov_storage storage;
    char path[80];
};

static void open_there(struct there *there) {
    there->storage = (cgov_storage){.size = sizeof there->storage};
    assert_int_equal(cgov_storage_files(there->path, NULL, &there->storage, NULL), CGOV_OK);
}

static int set_up(void **state) {
    struct there *there = calloc(1, sizeof *there);
    strcpy(there->path, P_tmpdir "/cgov-room-XXXXXX");
    assert_non_null(mkdtemp(there->path));
    open_there(there);
    *state = there;
    return 0;
}

static int tear_down(void **state) {
    struct there *there = *state;
    char name[32], file[128];
    uint32_t found = 0;
    uint64_t removed;
    const cgov_storage *s = &there->storage;
    while (s->list(s->user, 0, name, &found) == 0 && found) s->remove(s->user, name, &removed);
    assert_int_equal(cgov_storage_close(&there->storage), CGOV_OK);
    snprintf(file, sizeof file, "%s/lock", there->path);
    remove(file);
    assert_int_equal(rmdir(there->path), 0);
    free(there);
    return 0;
}

/* The file's own. */
static uint64_t size_of(const struct there *there, const char *name) {
    char file[128];
    struct stat about;
    snprintf(file, sizeof file, "%s/%s", there->path, name);
    assert_int_equal(stat(file, &about), 0);
    return (uint64_t)about.st_size;
}

static void append(const cgov_storage *s, const char *name, uint64_t at, uint64_t len) {
    uint64_t end = 0;
    uint8_t *bytes = malloc((size_t)len);
    memset(bytes, 'x', (size_t)len);
    assert_int_equal(s->append(s->user, name, at, bytes, len, &end), 0);
    assert_int_equal(end, at + len);
    free(bytes);
}

/* Appends so many bytes, none of them zero, and syncs; where the object ends then. */
static uint64_t append_synced(const cgov_storage *s, uint64_t at, uint64_t len) {
    uint64_t length = 0, synced = 0;
    append(s, "a", at, len);
    assert_int_equal(s->sync(s->user, "a", &synced), 0);
    assert_int_equal(synced, 1);
    assert_int_equal(s->length(s->user, "a", &length), 0);
    assert_int_equal(length, at + len);
    return at + len;
}

/* ---- the storage ---- */

/* Nobody who asks here sees it, who comes from elsewhere sees zeros, and closing takes it away. */
static void room_is_made_ahead(void **state) {
    struct there *there = *state;
    const cgov_storage *s = &there->storage;
    uint64_t at = append_synced(s, 0, 700), length = 0;
    uint8_t bytes[2000];
    assert_int_equal(size_of(there, "a"), at); /* once is not again */
    at = append_synced(s, at, 700);
    const uint64_t end = size_of(there, "a");
    assert_int_equal(end, (at + (64 << 10)) / 4096 * 4096);
    while (at + 1400 <= end) { /* as long as there is some for the next */
        at = append_synced(s, at, 700);
        assert_int_equal(size_of(there, "a"), end);
    }
    assert_int_equal(s->read(s->user, "a", at - 5, bytes, sizeof bytes, &length), 0);
    assert_int_equal(length, 5);
    assert_int_equal(s->append(s->user, "a", at + 1, "x", 1, &length), EINVAL);
    struct there other = *there;
    open_there(&other);
    assert_int_equal(other.storage.length(other.storage.user, "a", &length), 0);
    assert_int_equal(length, end);
    memset(bytes, 'x', sizeof bytes);
    assert_int_equal(other.storage.read(other.storage.user, "a", at, bytes, end - at, &length), 0);
    for (uint64_t i = 0; i < end - at; i++) assert_int_equal(bytes[i], 0);
    assert_int_equal(cgov_storage_close(&other.storage), CGOV_OK);
    assert_int_equal(size_of(there, "a"), end);
    at = append_synced(s, at, 700); /* it will not do: there is more */
    assert_int_equal(size_of(there, "a"), (at + (64 << 10)) / 4096 * 4096);
    assert_int_equal(cgov_storage_close(&there->storage), CGOV_OK);
    assert_int_equal(size_of(there, "a"), at);
    open_there(there);
}

static void room_is_for_small_syncs(void **state) {
    struct there *there = *state;
    const cgov_storage *s = &there->storage;
    uint64_t at = append_synced(s, 0, 700), length = 0;
    at = append_synced(s, at, (256 << 10) + 1);
    assert_int_equal(size_of(there, "a"), at);
    at = append_synced(s, at, 256 << 10);
    assert_int_equal(size_of(there, "a"), (at + (1 << 20)) / 4096 * 4096);
    assert_int_equal(s->cut(s->user, "a", 100, &length), 0);
    assert_int_equal(size_of(there, "a"), 100);
    append_synced(s, 100, 700); /* shorter than when it was synced */
    assert_int_equal(size_of(there, "a"), 800);
    at = append_synced(s, 800, 700);
    assert_true(size_of(there, "a") > at);
    static const char *const more[] = {"b", "c", "d", "e"}; /* as many as stay open, so that this one is closed */
    for (int i = 0; i < 4; i++) append(s, more[i], 0, 1);
    assert_int_equal(size_of(there, "a"), at);
    append_synced(s, at, 1);
}

/* A disk without a place for it: the sync answers well, nothing of it stays, and it is not tried again. */
static void room_fails_nothing(void **state) {
    struct there *there = *state;
    const cgov_storage *s = &there->storage;
    struct rlimit before, small;
    uint64_t at = append_synced(s, 0, 700);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = before;
    small.rlim_cur = 30000;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    while (at + 700 <= 30000) {
        at = append_synced(s, at, 700);
        assert_int_equal(size_of(there, "a"), at);
    }
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    at = append_synced(s, at, 700);
    assert_int_equal(size_of(there, "a"), at);
}

/* ---- a ledger on it ---- */

/* A process that reports ten times, each synced, and dies. */
static void report_and_die(const struct there *there) {
    const pid_t child = fork();
    if (child == 0) {
        struct there own = *there;
        struct town town;
        open_there(&own);
        const struct town_options options = {.storage = &own.storage};
        town_found(&town, &options);
        for (int i = 0; i < 10; i++) town_report(&town, town.resident);
        _exit(0);
    }
    int how = 1;
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_true(WIFEXITED(how) && WEXITSTATUS(how) == 0);
}

/* Room that a dead writer left is seen by nobody, whether `ack` is there or not, and the next writer goes on. */
static void a_ledger_goes_on_after_a_crash(void **state) {
    struct there *there = *state;
    const cgov_storage *s = &there->storage;
    uint64_t seq = 0, removed = 0, length = 0;
    cgov_ledger *ledger;
    report_and_die(there);
    const uint64_t left = size_of(there, "journal");
    for (int how = 0; how < 4; how++) {
        const cgov_ledger_options options = {
            .size = sizeof options, .flags = how < 3 ? CGOV_OPEN_READ : 0, .storage = s};
        cgov_ledger_view info = {.size = sizeof info};
        if (how == 1) assert_int_equal(s->remove(s->user, "ack", &removed), 0);
        assert_int_equal(cgov_ledger_open(&options, &ledger), CGOV_OK);
        assert_int_equal(cgov_ledger_refresh(ledger, NULL), CGOV_OK);
        assert_int_equal(cgov_ledger_get(ledger, &info), CGOV_OK);
        if (how == 0) seq = info.seq;
        assert_int_equal(info.seq, seq);
        assert_int_equal(info.torn_bytes, 0);
        assert_int_equal(info.torn_objects, 0);
        assert_true(info.journal_bytes < left);
        cgov_ledger_close(ledger);
        assert_int_equal(s->length(s->user, "journal", &length), 0);
        assert_int_equal(length, how < 3 ? left : info.journal_bytes);
    }
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    static const struct CMUnitTest tests[] = {
        TEST(room_is_made_ahead),
        TEST(room_is_for_small_syncs),
        TEST(room_fails_nothing),
        TEST(a_ledger_goes_on_after_a_crash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
