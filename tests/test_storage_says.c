/* A storage that fails is told of by what it was to do, with which object, and what the system says; something else
 * that lies where a journal should is told too. */
#define _POSIX_C_SOURCE 200809L
#include "support/fault.h"
#include "support/place.h"
#include "support/test.h"
#include "support/town.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static cgov_error error = {.size = sizeof error};

static int32_t open_on(const cgov_storage *storage, cgov_ledger **ledger) {
    const cgov_ledger_options options = {.size = sizeof options, .storage = storage, .error_out = &error};
    error = (cgov_error){.size = sizeof error};
    return cgov_ledger_open(&options, ledger);
}

static void put(cgov_storage *storage, const char *name, const char *text) {
    uint64_t end = 0;
    assert_int_equal(storage->put(storage->user, name, text, strlen(text), &end), 0);
}

static void which_call_and_object(void **state) {
    (void)state;
    cgov_storage memory = {.size = sizeof memory}, bad;
    struct fault fault;
    struct town town;
    assert_int_equal(cgov_storage_memory(NULL, &memory), CGOV_OK);
    fault_open(&fault, &memory, &bad);
    town_found(&town, &(struct town_options){.storage = &bad});
    fault_arm(&fault, FAULT_ANY, 1, false, FAULT_ERROR);
    assert_int_equal(town_try_report(&town, town.resident, NULL, 0, NULL), CGOV_E_STORAGE);
    char wanted[96];
    snprintf(wanted, sizeof wanted, "the storage failed to append to `journal`: its code (%d)", FAULT_CODE);
    assert_string_equal(town_error(&town).message, wanted);
    fault_arm(&fault, FAULT_ANY, 1, false, FAULT_SILENT);
    assert_int_equal(town_try_report(&town, town.resident, NULL, 0, NULL), CGOV_E_STORAGE);
    assert_string_equal(town_error(&town).message,
                        "the storage failed to append to `journal`: it did not confirm that it had");
    town_close(&town);
    fault_arm(&fault, FAULT_ANY, 1, true, FAULT_ERROR);
    cgov_ledger *ledger;
    assert_int_equal(open_on(&bad, &ledger), CGOV_E_STORAGE);
    snprintf(wanted, sizeof wanted, "the storage failed to lock: its code (%d)", FAULT_CODE);
    assert_string_equal(error.message, wanted);
    fault_close(&fault);
    cgov_storage_close(&memory);
}

static void what_the_system_says(void **state) {
    (void)state;
    char root[] = "/tmp/cgov-says-XXXXXX", path[64];
    cgov_storage files = {.size = sizeof files};
    cgov_ledger *ledger;
    assert_non_null(mkdtemp(root));
    snprintf(path, sizeof path, "%s/none/ledger", root);
    error = (cgov_error){.size = sizeof error};
    assert_int_equal(cgov_storage_files(path, NULL, &files, &error), CGOV_E_STORAGE);
    assert_string_equal(error.message, "the directory can be neither made nor opened: no such file or directory (2)");
    snprintf(path, sizeof path, "%s/journal", root);
    assert_int_equal(mkdir(path, 0700), 0); /* a directory where a file should be */
    assert_int_equal(cgov_storage_files(root, NULL, &files, NULL), CGOV_OK);
    assert_int_equal(open_on(&files, &ledger), CGOV_E_STORAGE);
    assert_true(strncmp(error.message, "the storage failed to look at `journal`: ", 41) == 0);
    assert_true(error.os_code == EINVAL || error.os_code == EISDIR);
    cgov_storage_close(&files);
    rmdir(path);
    snprintf(path, sizeof path, "%s/lock", root);
    unlink(path);
    rmdir(root);
}

static void something_else_lies_there(void **state) {
    (void)state;
    cgov_storage memory = {.size = sizeof memory};
    cgov_ledger *ledger;
    assert_int_equal(cgov_storage_memory(NULL, &memory), CGOV_OK);
    static const char *const others[] = {"hello", "h", "something that is no journal, and longer than a header"};
    for (uint32_t i = 0; i < 3; i++) {
        put(&memory, "journal", others[i]);
        assert_int_equal(open_on(&memory, &ledger), CGOV_E_FORMAT);
        assert_string_equal(error.message, "the object `journal` is no journal, or holds what a newer library wrote");
    }
    put(&memory, "journal", "cgovj"); /* one that was cut off */
    assert_int_equal(open_on(&memory, &ledger), CGOV_E_CORRUPT);
    cgov_storage_close(&memory);
}

static void an_ack_that_says_nothing(void **state) {
    (void)state;
    cgov_storage memory = {.size = sizeof memory};
    struct town town;
    cgov_ledger_view view = {.size = sizeof view};
    assert_int_equal(cgov_storage_memory(NULL, &memory), CGOV_OK);
    town_found(&town, &(struct town_options){.storage = &memory});
    town_close(&town);
    put(&memory, "ack", "hello");
    assert_int_equal(open_on(&memory, &town.ledger), CGOV_OK);
    assert_int_equal(cgov_ledger_get(town.ledger, &view), CGOV_OK);
    assert_int_equal(view.ack_missing, 2);
    cgov_ledger_close(town.ledger);
    uint64_t removed;
    assert_int_equal(memory.remove(memory.user, "ack", &removed), 0);
    assert_int_equal(open_on(&memory, &town.ledger), CGOV_OK);
    assert_int_equal(cgov_ledger_get(town.ledger, &view), CGOV_OK);
    assert_int_equal(view.ack_missing, 1);
    cgov_ledger_close(town.ledger);
    cgov_storage_close(&memory);
}

/* A reading says in its reader's error what a command would say: the call, the object, the storage's code. */
static void of_readings_too(void **state) {
    (void)state;
    cgov_storage memory = {.size = sizeof memory}, bad;
    struct fault fault;
    struct town town;
    char wanted[96], words[64];
    uint64_t cursor = 0, seq = 0, entry = 0, needed = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_storage_memory(NULL, &memory), CGOV_OK);
    fault_open(&fault, &memory, &bad);
    town_found(&town, &(struct town_options){.storage = &bad});
    const cgov_id issue = town_report(&town, town.resident);
    cgov_reader reader = town_reader(&town, town.auditor);
    reader.error_out = &error;
    cgov_history_view history = {.size = sizeof history};
    cgov_feed_view news = {.size = sizeof news};
    snprintf(wanted, sizeof wanted, "the storage failed to read `journal`: its code (%d)", FAULT_CODE);
    for (uint32_t reading = 0; reading < 3; reading++) {
        error = (cgov_error){.size = sizeof error};
        fault_arm(&fault, FAULT_READ, 1, true, FAULT_ERROR);
        const int32_t status =
            reading == 0 ? cgov_history_list(town.ledger, &reader, issue, &cursor, &history, 1, &count)
            : reading == 1
                ? cgov_text_get(town.ledger, &reader, issue, 0, CGOV_FIELD_TEXT, words, sizeof words, &needed)
                : cgov_feed_list(town.ledger, &reader, &seq, &entry, &news, 1, &count);
        assert_int_equal(status, CGOV_E_STORAGE);
        assert_int_equal(error.status, CGOV_E_STORAGE);
        assert_int_equal(error.os_code, FAULT_CODE);
        assert_string_equal(error.message, wanted);
    }
    fault_arm(&fault, FAULT_ANY, 0, false, FAULT_ERROR);
    assert_int_equal(cgov_history_list(town.ledger, &reader, issue, &cursor, &history, 1, &count), CGOV_OK);
    assert_int_equal(error.status, CGOV_OK);
    assert_int_equal(error.os_code, 0);
    fault_arm(&fault, FAULT_READ, 1, true, FAULT_SILENT);
    error = (cgov_error){.size = sizeof error};
    assert_int_equal(cgov_text_get(town.ledger, &reader, issue, 0, CGOV_FIELD_TEXT, words, sizeof words, &needed),
                     CGOV_E_STORAGE);
    assert_int_equal(error.os_code, 0); /* and none of before */
    assert_string_equal(error.message, "the storage failed to read `journal`: it did not confirm that it had");
    town_close(&town);
    fault_close(&fault);
    cgov_storage_close(&memory);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(which_call_and_object),    cmocka_unit_test(what_the_system_says),
        cmocka_unit_test(of_readings_too),          cmocka_unit_test(something_else_lies_there),
        cmocka_unit_test(an_ack_that_says_nothing),
    };
    return cmocka_run_group_tests_name("storage says", tests, NULL, NULL);
}
