/* A database of SQLite as both workloads have it: WAL, exclusive locking, a page cache that holds all, one thread, no
 * memory statistics, no secure deletion; as durable as the mode asks. */
#ifndef BENCH_SQLITE_OPEN_H
#define BENCH_SQLITE_OPEN_H

#include "work.h"

#include <sqlite3.h>
#include <stdio.h>

static inline bool sqlite_execute(sqlite3 *db, const char *sql) {
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK) return true;
    fprintf(stderr, "sqlite: %s: %s\n", sql, sqlite3_errmsg(db));
    return false;
}

static inline bool sqlite_open(enum mode mode, const char *path, sqlite3 **db) {
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
    if (sqlite3_open(mode == MODE_MEMORY ? ":memory:" : path, db) != SQLITE_OK) return false;
    if (!sqlite_execute(*db, "PRAGMA locking_mode=EXCLUSIVE; PRAGMA cache_size=-4194304; PRAGMA temp_store=MEMORY;"
                             "PRAGMA secure_delete=OFF; PRAGMA cache_spill=OFF"))
        return false;
    if (mode != MODE_MEMORY && !sqlite_execute(*db, "PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=10000"))
        return false;
    return sqlite_execute(*db, mode == MODE_OS ? "PRAGMA synchronous=NORMAL" : "PRAGMA synchronous=FULL");
}

#endif
