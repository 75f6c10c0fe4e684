/* cgov/storage.h - bytes that last: for hosts that bring their own storage, and the two that come ready-made.
 *
 * Caveats first:
 *   - Success is confirmed by the out value, not by the returned 0 alone: each out value is preset to an invalid
 *     value, so a callback that raises in a foreign language cannot pass for success.
 *   - Callbacks must not call the ledger they serve, unwind or longjmp.
 *   - The storage is full trust: whoever can write it can rewrite the past, short of the checkpoints others hold.
 *   - Files: not on NFS, and no fork while the ledger is open; docs/platforms.md says what differs on Windows.
 */
#ifndef CGOV_STORAGE_H
#define CGOV_STORAGE_H

#include "cgov/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The longest object name, without its NUL: letters, digits, '-' and '.', which is not first; never "lock". */
#define CGOV_STORAGE_NAME_MAX 31

/* A storage: functions over named objects, each a row of bytes. Every function returns 0 for success or a code of the
 * storage's own (reported as cgov_error.os_code). All are needed but salt. Threads: `read` and `length` may run
 * together, for readings of a ledger may; every other function runs alone, with no call beside it. */
typedef struct cgov_storage {
    uint32_t size;
    uint32_t flags; /* must be 0 */
    void *user;
    /* The index-th object's name, NUL-terminated, in any stable order; *found_out = 1, or 0 past the last. */
    int32_t (*list)(void *user, uint32_t index, char name_out[32], uint32_t *found_out);
    /* *length_out = the object's length, or UINT64_MAX - 1 where there is none. Where a storage made room ahead of what
     * was appended, it may be counted after a crash, and beside the writer; it reads as zeros. */
    int32_t (*length)(void *user, const char *name, uint64_t *length_out);
    /* Reads len bytes at offset; *got_out = len, or less at the object's end only. */
    int32_t (*read)(void *user, const char *name, uint64_t offset, void *into, uint64_t len, uint64_t *got_out);
    /* Appends at offset, which must be the object's length (0 creates it); *end_out = offset + len. All or nothing
     * where the storage can; where it cannot, the library cuts what was half written. */
    int32_t (*append)(void *user, const char *name, uint64_t offset, const void *bytes, uint64_t len,
                      uint64_t *end_out);
    /* Writes over existing bytes: erased words, a slot of "ack" after each sync, and on opening the same bytes again
     * where an earlier sync may have failed; *end_out = offset + len. */
    int32_t (*overwrite)(void *user, const char *name, uint64_t offset, const void *bytes, uint64_t len,
                         uint64_t *end_out);
    /* Cuts the object to length; *length_out = length. Used for torn ends and half appends only. */
    int32_t (*cut)(void *user, const char *name, uint64_t length, uint64_t *length_out);
    /* Returns when everything written to the object, and its being there, survives a power cut; *synced_out = 1. */
    int32_t (*sync)(void *user, const char *name, uint64_t *synced_out);
    /* Puts a whole object at once: after a crash the old or the new one is there, durable; *end_out = len. */
    int32_t (*put)(void *user, const char *name, const void *bytes, uint64_t len, uint64_t *end_out);
    /* Removes an object, if it is there; *removed_out = 1. */
    int32_t (*remove)(void *user, const char *name, uint64_t *removed_out);
    /* take = 1: becomes the one writer, *held_out = 1, or 0 where there is another (this very table included).
     * take = 0: gives it up, *held_out = 0. */
    int32_t (*lock)(void *user, uint32_t take, uint64_t *held_out);
    /* May be NULL: fills salt_out with two unpredictable numbers, not both zero; *filled_out = 1. */
    int32_t (*salt)(void *user, uint64_t salt_out[2], uint64_t *filled_out);
} cgov_storage;

/* Fills a table with a storage in memory, for tests and scratch ledgers. It lives until cgov_storage_close.
 *
 * Where it fails the table is empty: closing it is CGOV_E_ARG, and so is a ledger on it.
 * A ledger that is given no storage at all makes one of these itself and drops it when closed.
 * Its salts are a counter, not random: for a ledger of real words bring your own.
 *
 * Status:   CGOV_OK, CGOV_E_ARG, CGOV_E_NOMEM, CGOV_E_ABI_SIZE, CGOV_E_ABI_NEWER.
 * Lifetime: allocator may be NULL (libc); it is copied and must serve until cgov_storage_close.
 * Thread:   one at a time per storage.
 * Since:    0.1
 */
CGOV_API int32_t cgov_storage_memory(const cgov_allocator *allocator, cgov_storage *storage_out);

/* Fills a table with a storage in a directory of files, which is made where it is not there (its parent must be).
 *
 * Files are made for their owner alone (0600). One process at a time may write: lock takes an exclusive lock on the
 * file "lock". sync is fdatasync, and after creating, putting or removing also fsync of the directory. Its codes are
 * errno's. Where it fails the table is empty, and *error_out, which may be NULL, is filled.
 *
 * Status:   CGOV_OK, CGOV_E_ARG, CGOV_E_TEXT (an empty path), CGOV_E_NOMEM, CGOV_E_STORAGE (error_out: os_code),
 *           CGOV_E_ABI_SIZE, CGOV_E_ABI_NEWER.
 * Lifetime: nothing is kept from path; allocator as in cgov_storage_memory.
 * Thread:   one at a time per storage.
 * Since:    0.1
 */
CGOV_API int32_t cgov_storage_files(const char *path, const cgov_allocator *allocator, cgov_storage *storage_out,
                                    cgov_error *error_out);

/* Releases what cgov_storage_memory or cgov_storage_files made, after the ledger on it is closed; NULL is fine.
 *
 * Status:   CGOV_OK, CGOV_E_ARG (a table of another make).
 * Thread:   one at a time per storage.
 * Since:    0.1
 */
CGOV_API int32_t cgov_storage_close(cgov_storage *storage);

/* Fills salt_out from the storage: what an act with words needs. The file storage draws from the system.
 *
 * Status:   CGOV_OK, CGOV_E_ARG, CGOV_E_STORAGE (it has none to give).
 * Thread:   one at a time per storage.
 * Since:    0.1
 */
CGOV_API int32_t cgov_storage_salt(const cgov_storage *storage, uint64_t salt_out[2]);

#ifdef __cplusplus
}
#endif

#endif
