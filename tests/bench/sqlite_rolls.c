/* The work on rolls through SQLite, as one who knows it well would do it, with the settings of sqlite_open.h.
 *
 * Who is on which register, and who was entered on which roll, are tables by their primary keys, without rowid; a
 * roll's row keeps how many stand. Whether the meeting takes entries, whether the elector is on the register, and
 * whether they are entered already is asked by the statement that enters them, in one go: the tables are two, so that
 * it need not put its answer by. The log is the outbox: what was taken out stays in it. The retry key is looked up and
 * taken in one descent, and dropped again where the command is refused. */
#include "rolls.h"
#include "sqlite_open.h"

#include <stdio.h>
#include <string.h>

#define SWEEP_EVERY (KEY_WINDOW / 2)

static const char schema[] =
    "CREATE TABLE resident(id INTEGER PRIMARY KEY, home INT NOT NULL, name TEXT NOT NULL);"
    "CREATE TABLE meeting(id INTEGER PRIMARY KEY, convenor INT NOT NULL, state INT NOT NULL, register INT NOT NULL,"
    " present INT NOT NULL, version INT NOT NULL);"
    "CREATE TABLE roll(id INTEGER PRIMARY KEY, heads INT NOT NULL);"
    "CREATE TABLE elector(roll INT, resident INT, PRIMARY KEY(roll, resident)) WITHOUT ROWID;"
    "CREATE TABLE entry(roll INT, elector INT, standing INT NOT NULL, line INT NOT NULL, seq INT NOT NULL,"
    " PRIMARY KEY(roll, elector)) WITHOUT ROWID;"
    "CREATE TABLE log(seq INTEGER PRIMARY KEY, meeting INT NOT NULL, at INT NOT NULL, kind INT NOT NULL,"
    " roll INT, elector INT, actor INT NOT NULL);"
    "CREATE TABLE retry(key0 INT, key1 INT, actor INT, print INT NOT NULL, at INT NOT NULL, seq INT NOT NULL,"
    " PRIMARY KEY(key0, key1, actor)) WITHOUT ROWID;";

enum statement {
    BEGIN,
    COMMIT,
    ADD_RESIDENT,
    CLAIM_KEY,
    FIND_KEY,
    DROP_KEY,
    SWEEP_KEYS,
    ADD_MEETING,
    ADD_ROLL,
    MOVE_MEETING,
    FILL,
    FILLED,
    ENTER,
    LEAVE,
    COUNT,
    LOG,
    SHARE,
    SIT,
    PRESENT,
    STATEMENTS
};
enum { CALLED, NOTICED, SITTING };
enum { LOG_CALLED, LOG_MOVED, LOG_FILLED, LOG_ENTERED, LOG_LEFT };
enum { CONVENOR, ELSEWHERE, SECRETARY = 0 };
static const char *const texts[STATEMENTS] = {
    [BEGIN] = "BEGIN IMMEDIATE",
    [COMMIT] = "COMMIT",
    [ADD_RESIDENT] = "INSERT INTO resident VALUES(?1,?2,'某人')",
    [CLAIM_KEY] = "INSERT OR IGNORE INTO retry VALUES(?1,?2,?3,?4,?5,?6)",
    [FIND_KEY] = "SELECT print, seq FROM retry WHERE key0=?1 AND key1=?2 AND actor=?3",
    [DROP_KEY] = "DELETE FROM retry WHERE key0=?1 AND key1=?2 AND actor=?3",
    [SWEEP_KEYS] = "DELETE FROM retry WHERE at<?1",
    [ADD_MEETING] = "INSERT INTO meeting VALUES(?1,?2,0,?3,?4,?5)",
    [ADD_ROLL] = "INSERT INTO roll VALUES(?1,0)",
    [MOVE_MEETING] = "UPDATE meeting SET state=?2, version=?3 WHERE id=?1",
    [FILL] = "INSERT INTO elector SELECT ?1, id FROM resident WHERE home=?2 ORDER BY id",
    [FILLED] = "UPDATE roll SET heads=?2 WHERE id=?1",
    [ENTER] = "INSERT INTO entry SELECT m.present, ?2, 1, 1, ?3 FROM meeting m WHERE m.id=?1 AND m.state=1 AND"
              " EXISTS(SELECT 1 FROM elector e WHERE e.roll=m.register AND e.resident=?2)"
              " ON CONFLICT(roll, elector) DO UPDATE SET standing=1, line=1, seq=?3 WHERE standing=0",
    [LEAVE] = "UPDATE entry SET standing=0, seq=?3 WHERE elector=?2 AND standing=1 AND"
              " roll=(SELECT m.present FROM meeting m WHERE m.id=?1 AND m.state=1)",
    [COUNT] = "UPDATE roll SET heads=heads+?2 WHERE id=?1",
    [LOG] = "INSERT INTO log VALUES(?1,?2,?3,?4,?5,?6,?7)",
    [SHARE] = "SELECT p.heads, r.heads FROM meeting m JOIN roll p ON p.id=m.present JOIN roll r ON r.id=m.register"
              " WHERE m.id=?1",
    [SIT] = "UPDATE meeting SET state=2, version=?2 WHERE id=?1 AND state=1 AND"
            " (SELECT heads FROM roll WHERE id=present)*2>(SELECT heads FROM roll WHERE id=register)",
    [PRESENT] = "SELECT e.elector, e.standing FROM meeting m JOIN entry e ON e.roll=m.present WHERE m.id=?1",
};

struct bench {
    sqlite3 *db;
    sqlite3_stmt *statements[STATEMENTS];
    int64_t swept_at, last_seq, meeting;
    bool in_transaction;
};

/* ---- statements ---- */

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
    int status = sqlite3_step(statement);
    sqlite3_reset(statement);
    return told(bench, texts[which], status == SQLITE_DONE);
}

/* The first row's two numbers; false where there is none. */
static bool look(struct bench *bench, enum statement which, const int64_t *values, int count, int64_t out[2]) {
    sqlite3_stmt *statement = bind(bench, which, values, count);
    bool found = sqlite3_step(statement) == SQLITE_ROW;
    for (int c = 0; found && c < 2; c++) out[c] = sqlite3_column_int64(statement, c);
    sqlite3_reset(statement);
    return found;
}

static bool changed(struct bench *bench) {
    return sqlite3_changes(bench->db) > 0;
}

static bool begin(struct bench *bench) {
    bool done = bench->in_transaction || run(bench, BEGIN, NULL, 0);
    bench->in_transaction = done;
    return done;
}

static bool execute(struct bench *bench, const char *sql) {
    return sqlite_execute(bench->db, sql);
}

/* ---- founding ---- */

static bool flush(void *self) {
    struct bench *bench = self;
    if (!bench->in_transaction) return true;
    bench->in_transaction = false;
    return run(bench, COMMIT, NULL, 0);
}

static bool found_people(struct bench *bench, uint32_t electors, uint32_t others) {
    bool done = begin(bench);
    for (uint32_t e = 0; done && e < electors + others; e++)
        done = run(bench, ADD_RESIDENT, (int64_t[]){e + 1, e < electors ? CONVENOR : ELSEWHERE}, 2);
    return done && flush(bench);
}

static bool open_database(void *self, enum mode mode, const char *path, uint32_t electors, uint32_t others) {
    struct bench *bench = self;
    if (!sqlite_open(mode, path, &bench->db) || !execute(bench, schema)) return false;
    for (int s = 0; s < STATEMENTS; s++)
        if (!told(bench, texts[s],
                  sqlite3_prepare_v3(bench->db, texts[s], -1, SQLITE_PREPARE_PERSISTENT, &bench->statements[s], NULL) ==
                      SQLITE_OK))
            return false;
    bench->swept_at = WORK_START;
    if (!found_people(bench, electors, others)) return false;
    return mode == MODE_MEMORY || execute(bench, "PRAGMA wal_checkpoint(TRUNCATE)");
}

static bool close_database(void *self) {
    struct bench *bench = self;
    bool done = flush(bench);
    for (int s = 0; s < STATEMENTS; s++) sqlite3_finalize(bench->statements[s]);
    return sqlite3_close(bench->db) == SQLITE_OK && done;
}

/* ---- the work ---- */

static int64_t register_of(int64_t meeting) {
    return meeting * 2;
}
static int64_t present_of(int64_t meeting) {
    return meeting * 2 + 1;
}

static bool note(struct bench *bench, int64_t now, int kind, int64_t roll, int64_t elector, int64_t actor) {
    return run(bench, LOG, (int64_t[]){++bench->last_seq, bench->meeting, now, kind, roll, elector, actor}, 7);
}

static bool meet(void *self, int64_t now) {
    struct bench *bench = self;
    int64_t id = ++bench->meeting;
    return begin(bench) && run(bench, ADD_ROLL, (int64_t[]){register_of(id)}, 1) &&
           run(bench, ADD_ROLL, (int64_t[]){present_of(id)}, 1) &&
           run(bench, ADD_MEETING, (int64_t[]){id, CONVENOR, register_of(id), present_of(id), bench->last_seq + 1},
               5) &&
           note(bench, now, LOG_CALLED, 0, 0, SECRETARY) && flush(bench);
}

static bool fill(void *self, int64_t now) {
    struct bench *bench = self;
    int64_t id = bench->meeting, roll = register_of(id);
    if (!begin(bench) || !run(bench, MOVE_MEETING, (int64_t[]){id, NOTICED, bench->last_seq + 1}, 3) ||
        !note(bench, now, LOG_MOVED, 0, 0, SECRETARY) || !run(bench, FILL, (int64_t[]){roll, CONVENOR}, 2))
        return false;
    return run(bench, FILLED, (int64_t[]){roll, sqlite3_changes(bench->db)}, 2) &&
           note(bench, now, LOG_FILLED, roll, 0, SECRETARY) && flush(bench);
}

static bool sit(void *self, int64_t now) {
    struct bench *bench = self;
    return begin(bench) && run(bench, SIT, (int64_t[]){bench->meeting, bench->last_seq + 1}, 2) && changed(bench) &&
           note(bench, now, LOG_MOVED, 0, 0, SECRETARY) && flush(bench);
}

static bool sweep(struct bench *bench, int64_t now) {
    if (now - bench->swept_at < SWEEP_EVERY) return true;
    bench->swept_at = now;
    return run(bench, SWEEP_KEYS, (int64_t[]){now - KEY_WINDOW}, 1);
}

/* Keys are dropped by the sweep before they could be sent anew. */
static enum outcome claim(struct bench *bench, const struct entering *what, const int64_t row[6], uint64_t *seq) {
    int64_t first[2];
    if (what->key[0] == 0 && what->key[1] == 0) return APPLIED;
    if (!sweep(bench, what->now) || !run(bench, CLAIM_KEY, row, 6)) return WRONG;
    if (changed(bench)) return APPLIED;
    if (!look(bench, FIND_KEY, row, 3, first)) return WRONG;
    *seq = (uint64_t)first[1];
    return first[0] == row[3] ? REPEATED : REFUSED;
}

static enum outcome enter(void *self, const struct entering *what, uint64_t *seq) {
    struct bench *bench = self;
    int64_t elector = what->elector + INT64_C(1), meeting = bench->meeting, next = bench->last_seq + 1;
    int64_t print = (int64_t)work_mix((uint64_t)meeting << 33 ^ (uint64_t)elector << 1 ^ what->leaves);
    const int64_t key[6] = {(int64_t)what->key[0], (int64_t)what->key[1], elector, print, what->now, next};
    if (!begin(bench)) return WRONG;
    enum outcome outcome = claim(bench, what, key, seq);
    if (outcome != APPLIED) return outcome;
    if (!run(bench, what->leaves ? LEAVE : ENTER, (int64_t[]){meeting, elector, next}, 3)) return WRONG;
    if (!changed(bench)) return what->key[1] == 0 || run(bench, DROP_KEY, key, 3) ? REFUSED : WRONG;
    if (!run(bench, COUNT, (int64_t[]){present_of(meeting), what->leaves ? -1 : 1}, 2) ||
        !note(bench, what->now, what->leaves ? LOG_LEFT : LOG_ENTERED, present_of(meeting), elector, elector))
        return WRONG;
    *seq = (uint64_t)next;
    return APPLIED;
}

/* ---- reading ---- */

static bool share_of(void *self, int64_t now, struct share *share) {
    struct bench *bench = self;
    int64_t heads[2];
    (void)now;
    if (!look(bench, SHARE, &bench->meeting, 1, heads)) return false;
    *share = (struct share){(uint64_t)heads[0], (uint64_t)heads[1], (uint64_t)heads[1] / 2 + 1};
    return true;
}

static bool present(void *self, int64_t now, uint8_t *there) {
    struct bench *bench = self;
    sqlite3_stmt *statement = bind(bench, PRESENT, &bench->meeting, 1);
    (void)now;
    while (sqlite3_step(statement) == SQLITE_ROW)
        there[sqlite3_column_int64(statement, 0) - 1] = sqlite3_column_int(statement, 1) != 0;
    return sqlite3_reset(statement) == SQLITE_OK;
}

static bool memory_of(void *self, uint64_t *bytes) {
    (void)self;
    *bytes = 0;
    return true;
}

int main(int argc, char **argv) {
    static struct bench bench;
    static const struct rolls_engine engine = {"sqlite", &bench,   open_database, meet,    fill,      enter,
                                               flush,    share_of, sit,           present, memory_of, close_database};
    return rolls_main(&engine, argc, argv);
}
