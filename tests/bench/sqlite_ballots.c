/* The work on ballots through SQLite, as one who knows it well would do it, with the settings of sqlite_open.h, in
 * memory: who is on the register and what each said on each motion are tables by their primary keys, without rowid; a
 * motion's row keeps how many said what. Whether the motion is open, whether they are on the register and whether they
 * have voted is asked by the statement that enters the ballot. The log is the outbox. */
#include "ballots.h"
#include "sqlite_open.h"

#include <stdio.h>
#include <string.h>

#define SWEEP_EVERY (KEY_WINDOW / 2)
enum { GROUP = 1000 }; /* commands of a transaction */

static const char schema[] =
    "CREATE TABLE resident(id INTEGER PRIMARY KEY, home INT NOT NULL, name TEXT NOT NULL);"
    "CREATE TABLE elector(resident INTEGER PRIMARY KEY);"
    "CREATE TABLE motion(id INTEGER PRIMARY KEY, state INT NOT NULL, yes INT NOT NULL, no INT NOT NULL,"
    " abstain INT NOT NULL, version INT NOT NULL);"
    "CREATE TABLE ballot(motion INT, elector INT, choice INT NOT NULL, seq INT NOT NULL,"
    " PRIMARY KEY(motion, elector)) WITHOUT ROWID;"
    "CREATE TABLE log(seq INTEGER PRIMARY KEY, motion INT NOT NULL, at INT NOT NULL, kind INT NOT NULL, elector INT,"
    " choice INT, actor INT NOT NULL);"
    "CREATE TABLE retry(key0 INT, key1 INT, actor INT, print INT NOT NULL, at INT NOT NULL, seq INT NOT NULL,"
    " PRIMARY KEY(key0, key1, actor)) WITHOUT ROWID;";

enum statement {
    BEGIN,
    COMMIT,
    ADD_RESIDENT,
    ADD_ELECTOR,
    CLAIM_KEY,
    FIND_KEY,
    DROP_KEY,
    SWEEP_KEYS,
    PUT,
    VOTE,
    TALLY,
    LOG,
    COUNTED,
    DECIDE,
    STATEMENTS
};
enum { LOG_PUT, LOG_VOTED, LOG_DECIDED };
static const char *const texts[STATEMENTS] = {
    [BEGIN] = "BEGIN IMMEDIATE",
    [COMMIT] = "COMMIT",
    [ADD_RESIDENT] = "INSERT INTO resident VALUES(?1,?2,'某人')",
    [ADD_ELECTOR] = "INSERT INTO elector VALUES(?1)",
    [CLAIM_KEY] = "INSERT OR IGNORE INTO retry VALUES(?1,?2,?3,?4,?5,?6)",
    [FIND_KEY] = "SELECT print, seq FROM retry WHERE key0=?1 AND key1=?2 AND actor=?3",
    [DROP_KEY] = "DELETE FROM retry WHERE key0=?1 AND key1=?2 AND actor=?3",
    [SWEEP_KEYS] = "DELETE FROM retry WHERE at<?1",
    [PUT] = "INSERT INTO motion VALUES(?1,0,0,0,0,?2)",
    [VOTE] = ("INSERT OR IGNORE INTO ballot SELECT m.id, ?2, ?3, ?4 FROM motion m WHERE m.id=?1 AND m.state=0 AND"
              " EXISTS(SELECT 1 FROM elector e WHERE e.resident=?2)"),
    [TALLY] = "UPDATE motion SET yes=yes+(?2=1), no=no+(?2=2), abstain=abstain+(?2=3) WHERE id=?1",
    [LOG] = "INSERT INTO log VALUES(?1,?2,?3,?4,?5,?6,?7)",
    [COUNTED] = "SELECT yes, yes+no+abstain FROM motion WHERE id=?1",
    [DECIDE] = "UPDATE motion SET state=?2, version=?3 WHERE id=?1 AND state=0",
};

struct bench {
    sqlite3 *db;
    sqlite3_stmt *statements[STATEMENTS];
    int64_t swept_at, last_seq, motion, electors;
    uint32_t open; /* commands of the transaction, that it is open for */
};

static bool told(struct bench *bench, const char *what, bool done) {
    if (!done) fprintf(stderr, "sqlite: %s: %s\n", what, sqlite3_errmsg(bench->db));
    return done;
}

static sqlite3_stmt *bind(struct bench *bench, enum statement which, const int64_t *values, int count) {
    sqlite3_stmt *statement = bench->statements[which];
    for (int i = 0; i < count; i++) sqlite3_bind_int64(statement, i + 1, values[i]);
    return statement;
}

static bool run(struct bench *bench, enum statement which, const int64_t *values, int count) {
    sqlite3_stmt *statement = bind(bench, which, values, count);
    const int status = sqlite3_step(statement);
    sqlite3_reset(statement);
    return told(bench, texts[which], status == SQLITE_DONE);
}

static bool look(struct bench *bench, enum statement which, const int64_t *values, int count, int64_t out[2]) {
    sqlite3_stmt *statement = bind(bench, which, values, count);
    const bool found = sqlite3_step(statement) == SQLITE_ROW;
    for (int c = 0; found && c < 2; c++) out[c] = sqlite3_column_int64(statement, c);
    sqlite3_reset(statement);
    return found;
}

/* A transaction for so many commands: nothing is waited for in memory. */
static bool begin(struct bench *bench) {
    if (bench->open == GROUP && !run(bench, COMMIT, NULL, 0)) return false;
    if (bench->open == GROUP) bench->open = 0;
    return bench->open++ > 0 || run(bench, BEGIN, NULL, 0);
}

static bool open_database(void *self, uint32_t electors, uint32_t others) {
    struct bench *bench = self;
    if (!sqlite_open(MODE_MEMORY, NULL, &bench->db) || !sqlite_execute(bench->db, schema)) return false;
    for (int s = 0; s < STATEMENTS; s++)
        if (!told(bench, texts[s],
                  sqlite3_prepare_v3(bench->db, texts[s], -1, SQLITE_PREPARE_PERSISTENT, &bench->statements[s], NULL) ==
                      SQLITE_OK))
            return false;
    bench->swept_at = WORK_START;
    bench->electors = electors;
    for (int64_t e = 1; e <= (int64_t)electors + others; e++)
        if (!begin(bench) || !run(bench, ADD_RESIDENT, (int64_t[]){e, e > electors}, 2) ||
            (e <= electors && !run(bench, ADD_ELECTOR, &e, 1)))
            return false;
    return true;
}

static bool note(struct bench *bench, int64_t now, int kind, int64_t elector, int64_t choice) {
    return run(bench, LOG, (int64_t[]){++bench->last_seq, bench->motion, now, kind, elector, choice, elector}, 7);
}

static bool put(void *self, int64_t now) {
    struct bench *bench = self;
    bench->motion++;
    return begin(bench) && run(bench, PUT, (int64_t[]){bench->motion, bench->last_seq + 1}, 2) &&
           note(bench, now, LOG_PUT, 0, 0);
}

/* Keys are dropped by the sweep before they could be sent anew. */
static enum outcome claim(struct bench *bench, const struct ballot *ballot, const int64_t row[6]) {
    int64_t first[2];
    if (ballot->key[0] == 0 && ballot->key[1] == 0) return APPLIED;
    if (ballot->now - bench->swept_at >= SWEEP_EVERY) {
        bench->swept_at = ballot->now;
        if (!run(bench, SWEEP_KEYS, (int64_t[]){ballot->now - KEY_WINDOW}, 1)) return WRONG;
    }
    if (!run(bench, CLAIM_KEY, row, 6)) return WRONG;
    if (sqlite3_changes(bench->db) > 0) return APPLIED;
    if (!look(bench, FIND_KEY, row, 3, first)) return WRONG;
    return first[0] == row[3] ? REPEATED : REFUSED;
}

static enum outcome vote(void *self, const struct ballot *ballot) {
    struct bench *bench = self;
    const int64_t elector = ballot->elector + INT64_C(1), motion = bench->motion, next = bench->last_seq + 1;
    const int64_t print = (int64_t)work_mix((uint64_t)motion << 33 ^ (uint64_t)elector << 2 ^ ballot->choice);
    const int64_t key[6] = {(int64_t)ballot->key[0], (int64_t)ballot->key[1], elector, print, ballot->now, next};
    if (!begin(bench)) return WRONG;
    const enum outcome outcome = claim(bench, ballot, key);
    if (outcome != APPLIED) return outcome;
    if (!run(bench, VOTE, (int64_t[]){motion, elector, ballot->choice, next}, 4)) return WRONG;
    if (sqlite3_changes(bench->db) == 0) return key[1] == 0 || run(bench, DROP_KEY, key, 3) ? REFUSED : WRONG;
    return run(bench, TALLY, (int64_t[]){motion, ballot->choice}, 2) &&
                   note(bench, ballot->now, LOG_VOTED, elector, ballot->choice)
               ? APPLIED
               : WRONG;
}

static bool count(void *self, int64_t now, uint32_t *outcome) {
    struct bench *bench = self;
    int64_t counted[2]; /* yes, and all */
    if (!begin(bench) || !look(bench, COUNTED, &bench->motion, 1, counted)) return false;
    *outcome = counted[1] * 2 < bench->electors ? NO_QUORUM : counted[0] * 2 > counted[1] ? PASSED : FAILED;
    return run(bench, DECIDE, (int64_t[]){bench->motion, *outcome, bench->last_seq + 1}, 3) &&
           sqlite3_changes(bench->db) == 1 && note(bench, now, LOG_DECIDED, 0, *outcome);
}

static bool memory_of(void *self, uint64_t *bytes) {
    (void)self;
    *bytes = 0;
    return true;
}

static bool close_database(void *self) {
    struct bench *bench = self;
    const bool done = bench->open == 0 || run(bench, COMMIT, NULL, 0);
    for (int s = 0; s < STATEMENTS; s++) sqlite3_finalize(bench->statements[s]);
    return sqlite3_close(bench->db) == SQLITE_OK && done;
}

int main(int argc, char **argv) {
    static struct bench bench;
    static const struct ballots_engine engine = {"sqlite", &bench, open_database, put,
                                                 vote,     count,  memory_of,     close_database};
    return ballots_main(&engine, argc, argv);
}
