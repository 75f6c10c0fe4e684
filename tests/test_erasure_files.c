/* Words erased in files: a process that dies before any call of the system, or in the middle of one that writes; what
 * it leaves in a directory that may not be written; words on rolls, names of units, texts longer than is put aside at
 * once. */
#define _DEFAULT_SOURCE 1

#include "support/fault.h"
#include "support/test.h"
#include "support/town.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define SECRET "my neighbour of number 17 beats his dog"

static const cgov_text why = {"asked for by the resident", CGOV_NUL_TERMINATED};

/* ---- the system's calls, of which one is the last ---- */

static struct {
    uint32_t calls, last; /* last: the one that is not made; 0: all are */
    bool halfway;         /* but where it writes, half of its bytes are written */
} dying;

/* True where this is the last. */
static bool dies(void) {
    return dying.last != 0 && ++dying.calls == dying.last;
}

ssize_t pwrite(int fd, const void *bytes, size_t len, off_t at) {
    if (dies()) {
        if (dying.halfway) syscall(SYS_pwrite64, fd, bytes, len / 2, at);
        _exit(7);
    }
    return (ssize_t)syscall(SYS_pwrite64, fd, bytes, len, at);
}

int fsync(int fd) {
    if (dies()) _exit(7);
    return (int)syscall(SYS_fsync, fd);
}

int fdatasync(int fd) {
    if (dies()) _exit(7);
    return (int)syscall(SYS_fdatasync, fd);
}

int ftruncate(int fd, off_t len) {
    if (dies()) _exit(7);
    return (int)syscall(SYS_ftruncate, fd, len);
}

int renameat(int from, const char *name, int to, const char *other) {
    if (dies()) _exit(7);
    return (int)syscall(SYS_renameat2, from, name, to, other, 0);
}

int unlinkat(int fd, const char *name, int flags) {
    if (dies()) _exit(7);
    return (int)syscall(SYS_unlinkat, fd, name, flags);
}

/* ---- a town in a directory ---- */

struct home {
    char path[64];
    cgov_storage storage;
    struct town town;
    cgov_id item;
    uint64_t seq;
};

static void empty_directory(const char *path) {
    DIR *dir = opendir(path);
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        char file[512];
        snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
        if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..")) assert_int_equal(unlink(file), 0);
    }
    if (dir) closedir(dir);
}

static void open_home(struct home *home) {
    strcpy(home->path, P_tmpdir "/cgov-erase-XXXXXX");
    assert_non_null(mkdtemp(home->path));
    home->storage = (cgov_storage){.size = sizeof home->storage};
    assert_int_equal(cgov_storage_files(home->path, NULL, &home->storage, NULL), CGOV_OK);
    const struct town_options options = {.storage = &home->storage, .flags = CGOV_ACT_DEFER};
    town_found(&home->town, &options);
    town_adopt(&home->town, town_shipped("erasing"));
    town_appoint(&home->town, home->town.founder, home->town.root, "protector");
    const cgov_detail title = town_text(CGOV_FIELD_TITLE, SECRET);
    assert_int_equal(town_try_report(&home->town, home->town.resident, &title, 1, &home->item), CGOV_OK);
    home->seq = town_opened(&home->town, home->town.resident, home->item);
    assert_int_equal(cgov_ledger_flush(home->town.ledger, NULL), CGOV_OK);
    home->town.flags = 0;
}

static void close_home(struct home *home) {
    town_close(&home->town);
    assert_int_equal(cgov_storage_close(&home->storage), CGOV_OK);
    empty_directory(home->path);
    assert_int_equal(rmdir(home->path), 0);
}

/* How many files hold these bytes, the journal apart or not. */
static uint32_t grep(const char *path, const char *wanted, bool journal) {
    DIR *dir = opendir(path);
    uint32_t found = 0;
    assert_non_null(dir);
    for (struct dirent *entry; (entry = readdir(dir));) {
        static char bytes[1 << 22];
        char file[512];
        snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
        FILE *in = entry->d_name[0] == '.' && strlen(entry->d_name) < 3 ? NULL : fopen(file, "rb");
        if (!in || (!journal && strcmp(entry->d_name, "journal") == 0)) {
            if (in) fclose(in);
            continue;
        }
        const size_t len = fread(bytes, 1, sizeof bytes, in);
        assert_true(len < sizeof bytes);
        fclose(in);
        bool here = false;
        for (size_t at = 0; at + strlen(wanted) <= len && !here; at++)
            here = memcmp(bytes + at, wanted, strlen(wanted)) == 0;
        found += here;
    }
    closedir(dir);
    return found;
}

static int32_t title_of(const cgov_ledger *ledger, const struct home *home) {
    const cgov_reader reader = town_reader(&home->town, home->town.resident);
    char into[128];
    uint64_t needed;
    return cgov_text_get(ledger, &reader, home->item, home->seq, CGOV_FIELD_TITLE, into, sizeof into, &needed);
}

static int32_t erase_title(struct home *home) {
    const cgov_act act = town_act(&home->town, home->town.founder);
    return cgov_text_erase(home->town.ledger, &act, home->item, home->seq, CGOV_FIELD_TITLE, &why, NULL);
}

/* ---- a process that dies ---- */

/* It opens the ledger, erases, and dies at the call of that number. False: it did not come to it. */
static bool die_at(struct home *home, uint32_t call, bool halfway) {
    int how = 0;
    fflush(NULL);
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        cgov_storage storage = {.size = sizeof storage};
        const cgov_ledger_options options = {.size = sizeof options, .storage = &storage};
        if (cgov_storage_files(home->path, NULL, &storage, NULL) != CGOV_OK) _exit(1);
        if (cgov_ledger_open(&options, &home->town.ledger) != CGOV_OK) _exit(2);
        dying.calls = 0;
        dying.halfway = halfway;
        dying.last = call;
        _exit(erase_title(home) == CGOV_OK ? 0 : 3);
    }
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_true(WIFEXITED(how) && (WEXITSTATUS(how) == 0 || WEXITSTATUS(how) == 7));
    return WEXITSTATUS(how) == 7;
}

/* What lies there is read by who may not write, and nothing is written; then it is opened, and finished. */
static void look(struct home *home, uint32_t call, bool died, uint32_t *finished) {
    const cgov_ledger_options reading = {.size = sizeof reading, .flags = CGOV_OPEN_READ, .storage = &home->storage};
    const cgov_ledger_options writing = {.size = sizeof writing, .storage = &home->storage};
    cgov_ledger *beside;
    assert_int_equal(grep(home->path, SECRET, false), 0); /* what is put aside is as it shall be */
    const uint32_t before = grep(home->path, SECRET, true);
    assert_int_equal(chmod(home->path, 0500), 0);
    assert_int_equal(cgov_ledger_open(&reading, &beside), CGOV_OK);
    const int32_t shown = title_of(beside, home);
    cgov_ledger_close(beside);
    assert_int_equal(chmod(home->path, 0700), 0);
    assert_int_equal(grep(home->path, SECRET, true), before);
    if (shown != CGOV_OK && shown != CGOV_E_ERASED) fail_msg("call %u: shown %d", call, shown);
    assert_int_equal(cgov_ledger_open(&writing, &home->town.ledger), CGOV_OK);
    const int32_t read = title_of(home->town.ledger, home);
    assert_true(read == shown || read == CGOV_E_ERASED);
    assert_true(died || read == CGOV_E_ERASED);
    assert_int_equal(grep(home->path, SECRET, true), read == CGOV_OK);
    *finished += before > 0 && read == CGOV_E_ERASED;
}

static void a_process_that_dies_leaves_it_to_be_finished(void **state) {
    (void)state;
    uint32_t finished = 0, deaths = 0;
    for (int halfway = 0; halfway < 2; halfway++)
        for (uint32_t call = 1, more = 1; more; call++) {
            static struct home home;
            open_home(&home);
            assert_int_equal(cgov_ledger_snapshot(home.town.ledger, NULL), CGOV_OK);
            cgov_ledger_close(home.town.ledger);
            more = die_at(&home, call, halfway != 0);
            deaths += more;
            look(&home, call, more != 0, &finished);
            close_home(&home);
        }
    print_message("# %u deaths, %u of them finished on opening\n", deaths, finished);
    assert_true(deaths > 20 && finished > 3);
}

/* ---- what else has words ---- */

static cgov_text text_of(const char *text) {
    return (cgov_text){text, CGOV_NUL_TERMINATED};
}

static cgov_id report_text(struct town *town, const char *text) {
    const cgov_detail details[] = {town_number(CGOV_FIELD_PLACE, 990102),
                                   town_number(CGOV_FIELD_INTAKE, (int64_t)town->street.id),
                                   town_text(CGOV_FIELD_TEXT, text)};
    const cgov_act act = town_act(town, town->resident);
    cgov_id item = 0;
    assert_int_equal(cgov_item_report(town->ledger, &act, details, 3, &item), CGOV_OK);
    return item;
}

/* Longer than is put aside at once; its neighbours, in its first sector and its last, stay. */
static void a_text_longer_than_is_put_aside_at_once(void **state) {
    (void)state;
    enum { LENGTH = 700000 };
    static char text[LENGTH + 1];
    static struct town town;
    cgov_storage storage = {.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    town_found(&town, &(struct town_options){.storage = &storage, .limit_text = LENGTH});
    town_adopt(&town, town_shipped("erasing"));
    town_appoint(&town, town.founder, town.root, "protector");
    for (uint32_t i = 0; i < LENGTH; i++) text[i] = (char)('a' + i % 23);
    const cgov_id before = report_text(&town, "before"), one = report_text(&town, text);
    const cgov_id after = report_text(&town, "after");
    const cgov_act act = town_act(&town, town.founder);
    assert_int_equal(
        cgov_text_erase(town.ledger, &act, one, town_opened(&town, town.resident, one), CGOV_FIELD_TEXT, &why, NULL),
        CGOV_OK);
    uint64_t len = 0, needed = 0;
    uint8_t *bytes = fault_object(&storage, "journal", &len);
    for (uint64_t at = 0; at + 23 <= len; at++) assert_true(memcmp(bytes + at, "abcdefghijklmnopqrstuvw", 23) != 0);
    free(bytes);
    const cgov_ledger_options options = {.size = sizeof options, .storage = &storage};
    const cgov_reader reader = town_reader(&town, town.resident);
    for (int again = 0; again < 2; again++) {
        const cgov_id items[] = {before, after, one};
        static const char *const texts[] = {"before", "after", NULL};
        for (uint32_t i = 0; i < 3; i++) {
            char into[64];
            assert_int_equal(
                cgov_text_get(town.ledger, &reader, items[i], 0, CGOV_FIELD_TEXT, into, sizeof into, &needed),
                texts[i] ? CGOV_OK : CGOV_E_ERASED);
            if (texts[i]) assert_string_equal(into, texts[i]);
        }
        cgov_ledger_close(town.ledger);
        assert_int_equal(cgov_ledger_open(&options, &town.ledger), CGOV_OK);
    }
    town_close(&town);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
}

/* ---- rolls and units ---- */

static const char register_rules[] = "procedure register \"登记\"\n"
                                     "  detail remark \"备注\" words\n"
                                     "  party intake \"受理单位\" organization\n"
                                     "  roll signed \"签名\"\n"
                                     "    of any resident\n"
                                     "    by self\n"
                                     "    out by self\n"
                                     "    in open\n"
                                     "    takes remark\n"
                                     "  stage all \"办理\"\n"
                                     "    state open \"登记中\" held by intake\n"
                                     "    state ended \"结束\" final\n"
                                     "  open begin \"开始\" -> open\n"
                                     "    by clerk of intake\n"
                                     "    needs intake text\n"
                                     "    sets intake to given\n"
                                     "  move finish \"结束\" open -> ended\n"
                                     "    by clerk of intake\n"
                                     "    tells signed\n"
                                     "  clock wait from begin until finish\n"
                                     "    for 30 days\n"
                                     "    late tell clerk of intake\n";

/* What somebody writes on a roll is theirs, by one text or with all they wrote; they hear of it, and who may not see
 * that they stand there does not. */
static void words_on_a_roll_are_erased(void **state) {
    (void)state;
    static struct town town;
    cgov_storage storage = {.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    town_found(&town, &(struct town_options){.storage = &storage});
    static char rules[4096];
    snprintf(rules, sizeof rules, "rulebook 1\nrole clerk \"受理员\"\n%s", register_rules);
    town_adopt(&town, text_of(rules));
    town_adopt(&town, town_shipped("erasing"));
    town_appoint(&town, town.founder, town.root, "protector");
    cgov_act act = town_act(&town, town.centre.officers[CLERK]);
    const cgov_detail opening[] = {town_number(CGOV_FIELD_INTAKE, (int64_t)town.centre.id),
                                   town_text(CGOV_FIELD_TEXT, "sign here")};
    cgov_id item = 0;
    assert_int_equal(cgov_item_open(town.ledger, &act, "register", opening, 2, &item), CGOV_OK);
    uint32_t field = 0;
    assert_int_equal(cgov_field_find(town.ledger, "remark", &field), CGOV_OK);
    const cgov_detail remark = town_text(field, SECRET);
    const cgov_id people[] = {town.resident, town.neighbour};
    uint64_t seqs[2] = {0};
    for (uint32_t i = 0; i < 2; i++) {
        cgov_result result = {.size = sizeof result};
        act = town_act(&town, people[i]);
        act.result_out = &result;
        const int32_t status = cgov_roll_enter(town.ledger, &act, item, "signed", people[i], &remark, 1, NULL);
        if (status) fail_msg("%s", town_error(&town).message);
        seqs[i] = result.seq;
    }
    act = town_act(&town, town.founder);
    assert_int_equal(cgov_text_erase(town.ledger, &act, item, seqs[0], field, &why, NULL), CGOV_OK);
    act = town_act(&town, town.founder);
    assert_int_equal(cgov_resident_erase(town.ledger, &act, town.neighbour, &why, NULL), CGOV_OK);
    uint64_t len = 0;
    uint8_t *bytes = fault_object(&storage, "journal", &len);
    for (uint64_t at = 0; at + 8 <= len; at++) assert_true(memcmp(bytes + at, "my neigh", 8) != 0);
    free(bytes);
    for (uint32_t i = 0; i < 2; i++) {
        const cgov_reader reader = town_reader(&town, people[i]);
        char into[64];
        uint64_t needed, seq = 0, entry = 0;
        uint32_t count = 0, heard = 0;
        assert_int_equal(cgov_text_get(town.ledger, &reader, item, seqs[i], field, into, sizeof into, &needed),
                         CGOV_E_ERASED);
        cgov_feed_view news[16] = {{.size = sizeof news[0]}};
        while (cgov_feed_list(town.ledger, &reader, &seq, &entry, news, 16, &count) == CGOV_OK)
            for (uint32_t n = 0; n < count; n++)
                if (news[n].what == CGOV_NEWS_ERASED && news[n].item == item) heard += news[n].to == people[i];
        assert_int_equal(heard, 1);
    }
    town_close(&town);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
}

/* A unit's name is its text, whose it is hears nothing; supervision has the record. */
static void a_units_name_is_erased(void **state) {
    (void)state;
    static struct home home;
    open_home(&home);
    struct town *town = &home.town;
    cgov_result result = {.size = sizeof result};
    cgov_act act = town_act(town, town->founder);
    act.result_out = &result;
    const cgov_entity_draft unit = {.size = sizeof unit,
                                    .kind = CGOV_KIND_UNIT,
                                    .parent = town->village.id,
                                    .type = text_of("dwelling"),
                                    .owner = town->resident,
                                    .name = text_of("the house of Zhao with the dog")};
    assert_int_equal(cgov_entity_add(town->ledger, &act, &unit, NULL), CGOV_OK);
    act = town_act(town, town->founder);
    assert_int_equal(cgov_text_erase(town->ledger, &act, result.id, result.seq, CGOV_FIELD_NAME, &why, NULL), CGOV_OK);
    assert_int_equal(grep(home.path, "house of Zhao", true), 0);
    const cgov_reader reader = town_reader(town, town->founder);
    char into[64];
    uint64_t needed;
    assert_int_equal(cgov_text_get(town->ledger, &reader, result.id, 0, CGOV_FIELD_NAME, into, sizeof into, &needed),
                     CGOV_E_ERASED);
    close_home(&home);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_process_that_dies_leaves_it_to_be_finished),
        cmocka_unit_test(a_text_longer_than_is_put_aside_at_once),
        cmocka_unit_test(words_on_a_roll_are_erased),
        cmocka_unit_test(a_units_name_is_erased),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
