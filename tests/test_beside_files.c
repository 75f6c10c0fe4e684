/* Reading beside the writer, in files: other processes that are killed, copies taken while somebody writes, directories
 * that may not be written, workers that fork. */
#define _DEFAULT_SOURCE 1

#include "support/fault.h"
#include "support/random.h"
#include "support/test.h"
#include "support/town.h"

#include "base/hash.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct home {
    char path[64];
    cgov_storage storage; /* the writer's */
    struct town town;
};

static cgov_storage files_at(const char *path) {
    cgov_storage storage = {.size = sizeof storage};
    assert_int_equal(cgov_storage_files(path, NULL, &storage, NULL), CGOV_OK);
    return storage;
}

static void empty_directory(const char *path) {
    DIR *dir = opendir(path);
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        char file[512];
        snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
        if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..")) assert_int_equal(unlink(file), 0);
    }
    if (dir) closedir(dir);
}

static int set_up(void **state) {
    struct home *home = calloc(1, sizeof *home);
    strcpy(home->path, P_tmpdir "/cgov-beside-XXXXXX");
    assert_non_null(mkdtemp(home->path));
    home->storage = files_at(home->path);
    const struct town_options options = {.storage = &home->storage, .flags = CGOV_ACT_DEFER};
    town_found(&home->town, &options);
    assert_int_equal(cgov_ledger_flush(home->town.ledger, NULL), CGOV_OK);
    home->town.flags = 0;
    *state = home;
    return 0;
}

static int tear_down(void **state) {
    struct home *home = *state;
    town_close(&home->town);
    assert_int_equal(cgov_storage_close(&home->storage), CGOV_OK);
    empty_directory(home->path);
    assert_int_equal(rmdir(home->path), 0);
    free(home);
    return 0;
}

/* Closed, so that a child can write. */
static void leave_to_others(struct home *home) {
    town_close(&home->town);
}

static void open_again(struct home *home) {
    const cgov_ledger_options options = {.size = sizeof options, .storage = &home->storage};
    assert_int_equal(cgov_ledger_open(&options, &home->town.ledger), CGOV_OK);
}

static int32_t try_read(const cgov_storage *storage, cgov_ledger **out) {
    const cgov_ledger_options options = {.size = sizeof options, .flags = CGOV_OPEN_READ, .storage = storage};
    return cgov_ledger_open(&options, out);
}

static cgov_ledger_view info_of(const cgov_ledger *ledger) {
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(ledger, &info), CGOV_OK);
    return info;
}

static uint64_t refresh(cgov_ledger *reader) {
    uint64_t seq = 0;
    assert_int_equal(cgov_ledger_refresh(reader, &seq), CGOV_OK);
    return seq;
}

static uint64_t reports(const cgov_ledger *ledger, const struct town *town) {
    const cgov_reader eyes = town_reader(town, town->auditor);
    const cgov_item_query query = {.size = sizeof query};
    cgov_item_view views[64] = {{.size = sizeof *views}};
    uint64_t cursor = 0, all = 0;
    uint32_t count = 0;
    int32_t status;
    while ((status = cgov_item_list(ledger, &eyes, &query, &cursor, views, 64, &count)) == CGOV_OK) all += count;
    assert_int_equal(status, CGOV_DONE);
    return all + count;
}

/* ---- nothing is written ---- */

/* Every file's name, length, times and bytes, as one digest. */
static void picture(const char *path, uint8_t out[32]) {
    struct sha256 sha;
    uint8_t each[32] = {0}, all[32] = {0};
    DIR *dir = opendir(path);
    assert_non_null(dir);
    for (struct dirent *entry; (entry = readdir(dir));) { /* in any order: they are added up */
        char file[512], bytes[4096];
        struct stat about;
        if (strcmp(entry->d_name, "..") == 0) continue;
        snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
        assert_int_equal(stat(file, &about), 0);
        cgov__sha256_init(&sha);
        cgov__sha256_add(&sha, entry->d_name, strlen(entry->d_name));
        cgov__sha256_u64(&sha, (uint64_t)about.st_size);
        cgov__sha256_u64(&sha, (uint64_t)about.st_mtim.tv_sec);
        cgov__sha256_u64(&sha, (uint64_t)about.st_mtim.tv_nsec);
        int fd = open(file, O_RDONLY);
        for (ssize_t n; S_ISREG(about.st_mode) && (n = read(fd, bytes, sizeof bytes)) > 0;)
            cgov__sha256_add(&sha, bytes, (size_t)n);
        close(fd);
        cgov__sha256_end(&sha, each);
        for (uint32_t i = 0; i < 32; i++) all[i] = (uint8_t)(all[i] + each[i]);
    }
    closedir(dir);
    memcpy(out, all, 32);
}

static void a_reader_writes_nothing(void **state) {
    struct home *home = *state;
    char path[96];
    uint8_t before[32], after[32];
    cgov_ledger *reader = NULL;
    (void)town_report(&home->town, home->town.resident);
    leave_to_others(home);
    snprintf(path, sizeof path, "%s/lock", home->path);
    assert_int_equal(unlink(path), 0); /* a copy has none, and needs none */
    picture(home->path, before);
    cgov_storage storage = files_at(home->path);
    assert_int_equal(try_read(&storage, &reader), CGOV_OK);
    (void)refresh(reader);
    assert_int_equal(reports(reader, &home->town), 1);
    uint8_t digest[32];
    assert_int_equal(cgov_journal_digest(reader, digest), CGOV_OK);
    cgov_ledger_close(reader);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
    picture(home->path, after);
    assert_memory_equal(before, after, 32);

    snprintf(path, sizeof path, "%s/nowhere", home->path); /* a path that is misspelt makes nothing */
    storage = files_at(path);
    assert_int_equal(try_read(&storage, &reader), CGOV_E_NOT_FOUND);
    assert_int_equal(access(path, F_OK), -1);
    assert_int_equal(mkdir(path, 0700), 0); /* somebody else makes it */
    assert_int_equal(try_read(&storage, &reader), CGOV_E_NOT_FOUND);
    assert_int_equal(rmdir(path), 0);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
    picture(home->path, after);
}

/* Who may read and not write, in a directory that nobody may write. */
static void read_as_nobody(const struct home *home) {
    if (geteuid() == 0 && setuid(65534)) _exit(77);
    char file[96];
    cgov_ledger *reader = NULL;
    cgov_storage storage = {.size = sizeof storage};
    snprintf(file, sizeof file, "%s/journal", home->path);
    if (open(file, O_RDWR) >= 0) _exit(77); /* permissions bind nobody here */
    snprintf(file, sizeof file, "%s/new", home->path);
    if (open(file, O_RDWR | O_CREAT, 0600) >= 0) _exit(77);
    if (cgov_storage_files(home->path, NULL, &storage, NULL) != CGOV_OK) _exit(1);
    const cgov_ledger_options write = {.size = sizeof write, .storage = &storage};
    if (cgov_ledger_open(&write, &reader) != CGOV_E_STORAGE) _exit(2);
    if (try_read(&storage, &reader) != CGOV_OK) _exit(3);
    if (cgov_ledger_refresh(reader, NULL) != CGOV_OK) _exit(4);
    if (reports(reader, &home->town) != 1) _exit(5);
    cgov_ledger_close(reader);
    _exit(cgov_storage_close(&storage) == CGOV_OK ? 0 : 6);
}

static void read_only_media(void **state) {
    struct home *home = *state;
    static const char *const names[] = {"journal", "ack", "lock"};
    char file[96];
    int ended = 0;
    (void)town_report(&home->town, home->town.resident);
    leave_to_others(home);
    for (uint32_t i = 0; i < 3; i++) {
        snprintf(file, sizeof file, "%s/%s", home->path, names[i]);
        assert_int_equal(chmod(file, 0444), 0);
    }
    assert_int_equal(chmod(home->path, 0555), 0);
    pid_t child = fork();
    if (child == 0) read_as_nobody(home);
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_int_equal(chmod(home->path, 0755), 0);
    for (uint32_t i = 0; i < 3; i++) {
        snprintf(file, sizeof file, "%s/%s", home->path, names[i]);
        assert_int_equal(chmod(file, 0600), 0);
    }
    assert_true(WIFEXITED(ended));
    if (WEXITSTATUS(ended) == 77)
        print_message("# permissions bind nobody here: media that cannot be written are not tried\n");
    else
        assert_int_equal(WEXITSTATUS(ended), 0);
}

/* ---- another process writes ---- */

struct writer {
    pid_t child;
    int told; /* the end of a pipe on which it tells what it has answered for */
    uint64_t seq;
};

/* Reports, each answered for or some together, until it is killed. */
static void write_for_ever(struct home *home, int told, uint64_t seed) {
    struct town *town = &home->town;
    home->storage = files_at(home->path); /* its own; the parent's is the parent's */
    open_again(home);
    town->now = info_of(town->ledger).now;
    for (;;) {
        town->flags = random_below(&seed, 3) ? CGOV_ACT_DEFER : 0;
        town->now += MINUTE;
        town->salt = seed;
        if (town_try_report(town, town->resident, NULL, 0, NULL) != CGOV_OK) _exit(1);
        uint64_t seq = info_of(town->ledger).durable_seq;
        if (write(told, &seq, sizeof seq) != sizeof seq) _exit(2);
    }
}

static struct writer start_writer(struct home *home, uint64_t seed) {
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    struct writer writer = {.child = fork(), .told = ends[0]};
    if (writer.child == 0) {
        close(ends[0]);
        write_for_ever(home, ends[1], seed);
    }
    close(ends[1]);
    assert_true(writer.child > 0);
    assert_int_equal(fcntl(writer.told, F_SETFL, O_NONBLOCK), 0);
    return writer;
}

/* What it has answered for so far. */
static uint64_t told(struct writer *writer) {
    uint64_t seqs[64];
    for (ssize_t n; (n = read(writer->told, seqs, sizeof seqs)) > 0;) writer->seq = seqs[(size_t)n / sizeof *seqs - 1];
    return writer->seq;
}

static void kill_writer(struct writer *writer) {
    int ended = 0;
    assert_int_equal(kill(writer->child, SIGKILL), 0);
    assert_int_equal(waitpid(writer->child, &ended, 0), writer->child);
    assert_true(WIFSIGNALED(ended)); /* not by itself */
    (void)told(writer);
    close(writer->told);
}

/* What was shown at some time: the digest of all records up to seq. */
struct shown {
    uint64_t seq;
    uint8_t digest[32];
};
#define SHOWN 4096u

static void note(struct shown *shown, uint32_t *count, const cgov_ledger *reader) {
    if (*count == SHOWN || (*count > 0 && shown[*count - 1].seq == info_of(reader).seq)) return;
    shown[*count].seq = info_of(reader).seq;
    assert_int_equal(cgov_journal_digest(reader, shown[(*count)++].digest), CGOV_OK);
}

/* All that was ever shown is a beginning of what there is. */
static void assert_beginnings(const cgov_ledger *ledger, const struct shown *shown, uint32_t count) {
    static uint8_t bytes[1 << 20];
    struct sha256 sha, now;
    uint8_t digest[32];
    uint64_t seq = 0, needed;
    cgov__sha256_init(&sha);
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0) assert_true(shown[i].seq >= shown[i - 1].seq);
        for (; seq < shown[i].seq; seq++) {
            assert_int_equal(cgov_record_get(ledger, seq + 1, bytes, sizeof bytes, &needed), CGOV_OK);
            cgov__sha256_add(&sha, bytes, (size_t)needed);
        }
        now = sha;
        cgov__sha256_end(&now, digest);
        assert_memory_equal(digest, shown[i].digest, 32);
    }
}

static void a_writer_is_killed_while_others_read(void **state) {
    struct home *home = *state;
    static struct shown shown[SHOWN];
    uint64_t seed = random_seed(UINT64_C(0xf11e5));
    uint32_t count = 0, rounds = getenv("CGOV_FULL") ? 1000 : 8, news = 0;
    cgov_storage storage = files_at(home->path);
    cgov_ledger *reader = NULL, *fresh = NULL;
    leave_to_others(home);
    assert_int_equal(try_read(&storage, &reader), CGOV_OK);
    for (uint32_t round = 0; round < rounds; round++) {
        struct writer writer = start_writer(home, random_next(&seed));
        uint32_t turns = 20 + random_below(&seed, 200);
        uint64_t before = 0;
        for (uint32_t i = 0; i < turns || told(&writer) == 0; i++) {
            uint64_t least = told(&writer), seq = refresh(reader);
            assert_true(seq >= least);
            news += seq > before;
            before = seq;
            note(shown, &count, reader);
        }
        kill_writer(&writer);
        assert_int_equal(try_read(&storage, &fresh), CGOV_OK);
        assert_true(info_of(fresh).seq >= writer.seq && info_of(fresh).seq == refresh(reader));
        note(shown, &count, fresh);
        cgov_ledger_close(fresh);
    }
    open_again(home);
    assert_int_equal(refresh(reader), info_of(home->town.ledger).seq);
    note(shown, &count, reader);
    assert_beginnings(home->town.ledger, shown, count);
    print_message("# %u kills, %u refreshes with news\n", rounds, news);
    assert_true(news > rounds);
    cgov_ledger_close(reader);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
}

/* ---- a backup taken meanwhile ---- */

static void copy_file(const char *from, const char *to, const char *name) {
    char path[96], bytes[4096];
    snprintf(path, sizeof path, "%s/%s", from, name);
    int in = open(path, O_RDONLY);
    snprintf(path, sizeof path, "%s/%s", to, name);
    int out = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(in >= 0 && out >= 0);
    for (ssize_t n; (n = read(in, bytes, sizeof bytes)) > 0;) assert_int_equal(write(out, bytes, (size_t)n), n);
    close(in);
    close(out);
}

static void a_copy_taken_while_it_is_written_is_a_backup(void **state) {
    struct home *home = *state;
    static struct shown shown[SHOWN];
    char path[80];
    uint32_t count = 0, copies = getenv("CGOV_FULL") ? 200 : 12;
    cgov_ledger *copy = NULL;
    snprintf(path, sizeof path, "%s.copy", home->path);
    assert_int_equal(mkdir(path, 0700), 0);
    leave_to_others(home);
    struct writer writer = start_writer(home, 1);
    while (told(&writer) == 0) usleep(1000);
    for (uint32_t i = 0; i < copies; i++) {
        uint64_t least = told(&writer);
        empty_directory(path);
        copy_file(home->path, path, "ack"); /* in this order */
        copy_file(home->path, path, "journal");
        cgov_storage storage = files_at(path);
        assert_int_equal(try_read(&storage, &copy), CGOV_OK);
        assert_true(info_of(copy).seq >= least && !info_of(copy).ack_missing);
        note(shown, &count, copy);
        cgov_ledger_close(copy);
        const cgov_ledger_options write = {.size = sizeof write, .storage = &storage};
        assert_int_equal(cgov_ledger_open(&write, &copy), CGOV_OK); /* restored, and written on */
        assert_true(info_of(copy).seq >= least);
        struct town town = home->town;
        town.ledger = copy;
        town.now = info_of(copy).now;
        (void)town_report(&town, town.resident);
        cgov_ledger_close(copy);
        assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
        usleep(5000);
    }
    kill_writer(&writer);
    open_again(home);
    assert_beginnings(home->town.ledger, shown, count);
    empty_directory(path);
    assert_int_equal(rmdir(path), 0);
}

/* ---- several workers ---- */

/* A worker that was forked with a reader open goes on by itself. */
static void a_reader_that_was_forked_goes_on(void **state) {
    struct home *home = *state;
    cgov_storage storage = files_at(home->path);
    cgov_ledger *reader = NULL;
    int ended = 0, ends[2];
    pid_t workers[3];
    char go = 'g';
    assert_int_equal(try_read(&storage, &reader), CGOV_OK);
    assert_int_equal(pipe(ends), 0);
    leave_to_others(home); /* no fork while it is open to be written */
    for (uint32_t i = 0; i < 3; i++) {
        workers[i] = fork();
        if (workers[i] == 0) {
            uint64_t seq = 0, before = info_of(reader).seq;
            if (read(ends[0], &go, 1) != 1) _exit(1);
            if (cgov_ledger_refresh(reader, &seq) != CGOV_OK || seq <= before) _exit(2);
            _exit(reports(reader, &home->town) == 1 ? 0 : 3);
        }
    }
    open_again(home);
    (void)town_report(&home->town, home->town.resident);
    assert_int_equal(write(ends[1], "ggg", 3), 3);
    for (uint32_t i = 0; i < 3; i++) {
        assert_int_equal(waitpid(workers[i], &ended, 0), workers[i]);
        assert_true(WIFEXITED(ended) && WEXITSTATUS(ended) == 0);
    }
    (void)refresh(reader);
    assert_int_equal(reports(reader, &home->town), 1);
    close(ends[0]);
    close(ends[1]);
    cgov_ledger_close(reader);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
}

struct reading {
    struct home *home;
    const cgov_ledger *ledger; /* shared by two */
    cgov_ledger *own;          /* or refreshed by one */
    uint64_t least;
};

static void *read_on(void *user) {
    struct reading *reading = user;
    for (uint32_t i = 0; i < 60; i++) {
        if (reading->own && cgov_ledger_refresh(reading->own, NULL)) return "refresh";
        const uint64_t count = reports(reading->own ? reading->own : reading->ledger, &reading->home->town);
        if (count < reading->least) return "fewer";
        if (reading->own) reading->least = count;
    }
    return NULL;
}

/* Threads read one handle together, another refreshes its own, while a writer writes. */
static void threads_read_while_another_writes(void **state) {
    struct home *home = *state;
    cgov_storage storages[2] = {files_at(home->path), files_at(home->path)};
    cgov_ledger *readers[2];
    pthread_t threads[3];
    void *wrong = NULL;
    (void)town_report(&home->town, home->town.resident);
    for (uint32_t i = 0; i < 2; i++) assert_int_equal(try_read(&storages[i], &readers[i]), CGOV_OK);
    struct home others = *home; /* the town's clock and salt are the writer's alone */
    struct reading readings[3] = {
        {&others, readers[0], NULL, 1}, {&others, readers[0], NULL, 1}, {&others, NULL, readers[1], 1}};
    for (uint32_t i = 0; i < 3; i++) assert_int_equal(pthread_create(&threads[i], NULL, read_on, &readings[i]), 0);
    for (uint32_t i = 0; i < 40; i++) (void)town_report(&home->town, home->town.resident);
    for (uint32_t i = 0; i < 3; i++) {
        assert_int_equal(pthread_join(threads[i], &wrong), 0);
        if (wrong) fail_msg("%s", (const char *)wrong);
    }
    (void)refresh(readers[1]);
    assert_int_equal(reports(readers[1], &home->town), 41);
    for (uint32_t i = 0; i < 2; i++) {
        cgov_ledger_close(readers[i]);
        assert_int_equal(cgov_storage_close(&storages[i]), CGOV_OK);
    }
}

int main(void) {
#define AT_HOME(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        AT_HOME(a_reader_writes_nothing),
        AT_HOME(read_only_media),
        AT_HOME(a_writer_is_killed_while_others_read),
        AT_HOME(a_copy_taken_while_it_is_written_is_a_backup),
        AT_HOME(a_reader_that_was_forked_goes_on),
        AT_HOME(threads_read_while_another_writes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
