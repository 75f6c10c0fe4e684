/* The storage in files on whatever system this runs: founding, locking, tearing, replacing, reading beside, dying.
 * Plain C and the public headers, for where there is no cmocka. Prints TAP.
 *
 *   files             runs it, in a directory of its own below the current one
 *   files VERB PATH   what it has other processes do: see as_another */
#include <cgov/easy.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>

#ifdef _WIN32
#include <process.h>
#endif

#define PLACE "cgov-files-\xe6\xa1\xa5\xe4\xb8\x9c" /* 桥东 */
#define NOW cgov_easy_instant(480, 2026, 3, 2, 9, 0)

static unsigned cases, failed;
static const char *self;

static void check(bool good, const char *name) {
    printf("%sok %u - %s\n", good ? "" : "not ", ++cases, name);
    failed += !good;
}

static int32_t open_files(const char *path, cgov_storage *storage, cgov_error *error) {
    memset(storage, 0, sizeof *storage);
    memset(error, 0, sizeof *error);
    storage->size = sizeof *storage;
    error->size = sizeof *error;
    return cgov_storage_files(path, NULL, storage, error);
}

static int32_t open_ledger(cgov_storage *storage, cgov_ledger **ledger) {
    const cgov_genesis genesis = {.utc_offset = 480,
                                  .organization = cgov_easy_text("town"),
                                  .organization_kind = cgov_easy_text("government"),
                                  .resident = cgov_easy_text("founder")};
    return cgov_easy_open(storage, &genesis, NOW, NULL, ledger);
}

static int32_t add_resident(cgov_storage *storage, cgov_ledger *ledger, const char *name) {
    cgov_ledger_view info = {.size = sizeof info};
    cgov_ledger_get(ledger, &info);
    const cgov_act act = cgov_easy_act(storage, info.founder, info.now);
    const cgov_entity_draft draft = {.size = sizeof draft, .kind = CGOV_KIND_RESIDENT, .name = cgov_easy_text(name)};
    return cgov_entity_add(ledger, &act, &draft, NULL);
}

static uint64_t residents(const cgov_ledger *ledger) {
    cgov_ledger_view info = {.size = sizeof info};
    return cgov_ledger_get(ledger, &info) ? 0 : info.residents;
}

/* In a process of its own: `busy`: 0 if the ledger is another's; `die`: adds a resident and ends without closing;
 * `read`: how many residents there are, read beside the writer. */
static int as_another(const char *verb, const char *path) {
    cgov_storage storage;
    cgov_error error;
    cgov_ledger *ledger;
    if (open_files(path, &storage, &error)) return 90;
    if (strcmp(verb, "read") == 0) {
        const cgov_ledger_options options = {.size = sizeof options, .flags = CGOV_OPEN_READ, .storage = &storage};
        if (cgov_ledger_open(&options, &ledger)) return 91;
        const uint64_t found = residents(ledger);
        cgov_ledger_close(ledger);
        cgov_storage_close(&storage);
        return (int)found;
    }
    int32_t status = open_ledger(&storage, &ledger);
    if (strcmp(verb, "busy") == 0) {
        cgov_storage_close(&storage);
        return status == CGOV_E_BUSY ? 0 : 92;
    }
    if (status || add_resident(&storage, ledger, "who dies")) return 93;
    _Exit(0);
}

static int another(const char *verb) {
#ifdef _WIN32
    return (int)_spawnl(_P_WAIT, self, self, verb, PLACE, NULL);
#else
    char command[512];
    snprintf(command, sizeof command, "'%s' %s '%s'", self, verb, PLACE);
    int status = system(command);
    return status < 0 ? -1 : status / 256;
#endif
}

static void a_ledger(void) {
    cgov_storage storage;
    cgov_error error;
    cgov_ledger *ledger = NULL;
    uint8_t before[32], after[32];
    check(open_files(PLACE, &storage, &error) == CGOV_OK, "a directory is taken, its name in Chinese");
    check(open_ledger(&storage, &ledger) == CGOV_OK, "a ledger is founded there");
    check(add_resident(&storage, ledger, "first") == CGOV_OK, "a change is kept, with a salt of the system's");
    check(another("busy") == 0, "another process finds it busy");
    check(another("read") == 2, "and reads it beside the writer");
    check(add_resident(&storage, ledger, "second") == CGOV_OK && another("read") == 3, "and again what came since");
    cgov_state_digest(ledger, before);
    cgov_ledger_close(ledger);
    check(another("die") == 0, "another process writes, and dies without closing");
    check(open_ledger(&storage, &ledger) == CGOV_OK && residents(ledger) == 4,
          "its lock is free, what it wrote is there");
    cgov_state_digest(ledger, after);
    check(memcmp(before, after, sizeof after) != 0, "and the state is another");
    cgov_ledger_close(ledger);

    uint64_t length = 0, end = 0;
    storage.length(storage.user, "journal", &length);
    check(storage.append(storage.user, "journal", length, "torn", 4, &end) == 0 && end == length + 4, "an end is torn");
    cgov_ledger_view info = {.size = sizeof info};
    check(open_ledger(&storage, &ledger) == CGOV_OK && !cgov_ledger_get(ledger, &info) && info.torn_bytes == 4,
          "it is cut when the ledger is opened");
    cgov_state_digest(ledger, before);
    check(memcmp(before, after, sizeof after) == 0 && info.torn_objects == 1, "kept aside, and nothing is lost");
    cgov_ledger_close(ledger);
    check(cgov_storage_close(&storage) == CGOV_OK, "the storage is closed");
}

static bool holds(cgov_storage *storage, const char *name, const char *bytes) {
    char found[16] = "";
    uint64_t got = 0, length = 0;
    if (storage->length(storage->user, name, &length) || length != strlen(bytes)) return false;
    return !storage->read(storage->user, name, 0, found, sizeof found, &got) && got == length &&
           memcmp(found, bytes, (size_t)got) == 0;
}

static void objects(void) {
    cgov_storage storage, beside;
    cgov_error error;
    uint64_t end = 0, out = 0;
    open_files(PLACE, &storage, &error);
    open_files(PLACE, &beside, &error);
    check(!storage.put(storage.user, "x.1", "one", 3, &end) && end == 3 && holds(&beside, "x.1", "one"),
          "a put is read");
    check(!beside.append(beside.user, "x.1", 3, "!", 1, &end) && end == 4, "another appends to it, and keeps it open");
    int32_t over = storage.put(storage.user, "x.1", "two", 3, &end);
#ifdef _WIN32
    check(over == EACCES && holds(&storage, "x.1", "one!"), "where it stays as it was, until that is closed");
    cgov_storage_close(&beside);
    over = storage.put(storage.user, "x.1", "two", 3, &end);
    open_files(PLACE, &beside, &error);
#endif
    check(!over && end == 3 && holds(&storage, "x.1", "two"), "and it is put anew");
    check(storage.append(storage.user, "x.1", 2, "x", 1, &end) == EINVAL, "nothing is appended but at the end");
    check(!storage.overwrite(storage.user, "x.1", 1, "oo", 2, &end) && end == 3 && holds(&storage, "x.1", "too"),
          "bytes are written over");
    check(storage.overwrite(storage.user, "x.1", 2, "xx", 2, &end) == EINVAL, "but not past the end");
    check(!storage.cut(storage.user, "x.1", 1, &out) && out == 1 && holds(&storage, "x.1", "t"), "it is cut");
    check(storage.cut(storage.user, "x.1", 2, &out) == EINVAL, "and not made longer");
    check(!storage.sync(storage.user, "x.1", &out) && out == 1, "it is synced");
    cgov_storage_close(&beside);
    check(!storage.remove(storage.user, "x.1", &out) && out == 1, "it is removed");
    out = 0;
    check(!storage.remove(storage.user, "x.1", &out) && out == 1, "twice");
    check(!storage.length(storage.user, "x.1", &out) && out == UINT64_MAX - 1, "and is not there");
    check(storage.put(storage.user, "../x", "x", 1, &end) == EINVAL, "no name leads out of the directory");
    check(!storage.lock(storage.user, 1, &out) && out == 1 && !storage.lock(storage.user, 1, &out) && out == 0,
          "a lock is held once");
    check(!storage.lock(storage.user, 0, &out) && out == 0, "and given up");

    char name[32];
    uint32_t found = 1, count = 0;
    bool journal = false;
    for (; !storage.list(storage.user, count, name, &found) && found; count++) journal |= strcmp(name, "journal") == 0;
    check(journal && count >= 2 && count <= 4, "the objects are listed, and neither lock nor what is half put");
    while (!storage.list(storage.user, 0, name, &found) && found) storage.remove(storage.user, name, &out);
    cgov_storage_close(&storage);
}

static void faults(void) {
    cgov_storage storage;
    cgov_error error;
    check(open_files("no-such-parent/ledger", &storage, &error) == CGOV_E_STORAGE && error.os_code == ENOENT &&
              strstr(error.message, "no such file"),
          "no parent: the error says so");
    check(open_files(self, &storage, &error) == CGOV_E_STORAGE && error.os_code == ENOTDIR, "a file is no directory");
}

int main(int count, char **words) {
    self = words[0];
    if (count == 3) return as_another(words[1], words[2]);
    a_ledger();
    objects();
    faults();
    printf("1..%u\n", cases);
    return failed != 0;
}
