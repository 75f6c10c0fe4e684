/* The workload through SQLite, as one who knows it well would do it, keeping the promises cgov keeps.
 *
 * One writer, so what seldom changes is held in C: the appointments (with their terms) and the instant of the next
 * reminder, both read from the tables on opening. What must last is in tables: issues by integer key, with one index by
 * whose desk they are on; clocks by due, with a partial index over what they tell next; retry keys by key, taken and
 * looked up in one descent, and swept twice in a window (they grow, so a B-tree takes them at its right end). The
 * history is the outbox too: its rows stand in the order of seq and say who is to be told, so that a consumer keeps a
 * position and nothing is written twice; words are inline there, where they are written once and at the end.
 *
 * Every statement is prepared once; 1,000 moves to a transaction, one in sync1. The settings are in sqlite_open.h. */
#include "sqlite_open.h"
#include "sqlite_schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NONE INT64_MIN /* bound as NULL */
#define SWEEP_EVERY (KEY_WINDOW / 2)

/* Appointments by whom they are of: residents, or organizations. */
struct appointment {
    uint32_t with, role; /* the organization, or the resident */
    int64_t since, until;
};
struct offices {
    struct appointment *rows;
    uint32_t first[PEOPLE + 1]; /* of each: from here up to the next one's */
};

struct bench {
    sqlite3 *db;
    sqlite3_stmt *statements[STATEMENTS];
    struct offices of_residents, of_organizations;
    int64_t next_due; /* nothing tells before it */
    int64_t swept_at; /* retry keys */
    int64_t last_seq, last_issue;
    bool in_transaction;
};

/* An issue as a move needs it; numbers in the order of GET_ISSUE. */
enum { AT_STATE, AT_DESK, AT_INTAKE, AT_LEAD, AT_HANDLER, AT_REPORTER, AT_URGENT, AT_DUE, COLUMNS = AT_DUE + CLOCKS };
struct issue {
    int64_t id;
    int64_t at[COLUMNS];
};

/* ---- statements ---- */

static void complain(struct bench *bench, const char *what) {
    fprintf(stderr, "sqlite: %s: %s\n", what, sqlite3_errmsg(bench->db));
}

static sqlite3_stmt *bind(struct bench *bench, enum statement which, const int64_t *values, int count) {
    sqlite3_stmt *statement = bench->statements[which];
    for (int i = 0; i < count; i++)
        if (values[i] == NONE)
            sqlite3_bind_null(statement, i + 1);
        else
            sqlite3_bind_int64(statement, i + 1, values[i]);
    return statement;
}

static bool finish(struct bench *bench, sqlite3_stmt *statement) {
    int status = sqlite3_step(statement);
    if (status != SQLITE_DONE) complain(bench, sqlite3_sql(statement));
    sqlite3_reset(statement);
    return status == SQLITE_DONE;
}

static bool run(struct bench *bench, enum statement which, const int64_t *values, int count) {
    return finish(bench, bind(bench, which, values, count));
}

/* The first row's numbers; false where there is none. */
static bool look(struct bench *bench, enum statement which, const int64_t *values, int count, int64_t *out,
                 int columns) {
    sqlite3_stmt *statement = bind(bench, which, values, count);
    bool found = sqlite3_step(statement) == SQLITE_ROW;
    for (int c = 0; found && c < columns; c++)
        out[c] = sqlite3_column_type(statement, c) == SQLITE_NULL ? NONE : sqlite3_column_int64(statement, c);
    sqlite3_reset(statement);
    return found;
}

static bool execute(struct bench *bench, const char *sql) {
    return sqlite_execute(bench->db, sql);
}

static int64_t number(struct bench *bench, const char *sql) {
    sqlite3_stmt *statement;
    int64_t value = NONE;
    if (sqlite3_prepare_v2(bench->db, sql, -1, &statement, NULL) != SQLITE_OK) complain(bench, sql);
    if (sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_type(statement, 0) != SQLITE_NULL)
        value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return value;
}

/* ---- founding, opening ---- */

static bool found(struct bench *bench) {
    char sql[256];
    bool done = execute(bench, schema) && execute(bench, "BEGIN");
    for (uint32_t o = 0; done && o < ORGANIZATIONS; o++) {
        snprintf(sql, sizeof sql, "INSERT INTO organization VALUES(%u,%u,'单位')", o, work_parent(o));
        done = execute(bench, sql);
    }
    for (uint32_t p = 0; done && p < PEOPLE; p++) {
        struct office office = work_office(p);
        uint32_t home = p < OFFICERS ? office.organization : FIRST_LEAD + p % LEADS;
        snprintf(sql, sizeof sql, "INSERT INTO resident VALUES(%u,%u,'某人')", p, home);
        done = execute(bench, sql);
        if (p >= OFFICERS) continue;
        snprintf(sql, sizeof sql, "INSERT INTO appointment VALUES(NULL,%u,%u,%u,%lld,%lld)", p, office.organization,
                 office.role, (long long)WORK_START, (long long)office.until);
        done = done && execute(bench, sql);
    }
    return done && execute(bench, "COMMIT");
}

/* sql gives whom they are of, in order, then the rest. */
static bool load(struct bench *bench, const char *sql, struct offices *offices) {
    sqlite3_stmt *statement;
    uint32_t row = 0, of = 0;
    offices->rows = calloc((size_t)number(bench, "SELECT count(*) FROM appointment"), sizeof *offices->rows);
    if (offices->rows == NULL || sqlite3_prepare_v2(bench->db, sql, -1, &statement, NULL) != SQLITE_OK) return false;
    for (; sqlite3_step(statement) == SQLITE_ROW; row++) {
        while (of <= (uint32_t)sqlite3_column_int(statement, 0)) offices->first[of++] = row;
        offices->rows[row].with = (uint32_t)sqlite3_column_int(statement, 1);
        offices->rows[row].role = (uint32_t)sqlite3_column_int(statement, 2);
        offices->rows[row].since = sqlite3_column_int64(statement, 3);
        offices->rows[row].until = sqlite3_column_int64(statement, 4);
    }
    while (of <= PEOPLE) offices->first[of++] = row;
    return sqlite3_finalize(statement) == SQLITE_OK;
}

static bool prepare(struct bench *bench) {
    for (int s = 0; s < STATEMENTS; s++)
        if (texts[s] != NULL && sqlite3_prepare_v3(bench->db, texts[s], -1, SQLITE_PREPARE_PERSISTENT,
                                                   &bench->statements[s], NULL) != SQLITE_OK) {
            complain(bench, texts[s]);
            return false;
        }
    return true;
}

/* What is held in C beside the tables. */
static bool remember(struct bench *bench) {
    bench->next_due = number(bench, "SELECT ifnull(min(next), 0x7fffffffffffffff) FROM clock WHERE next IS NOT NULL");
    bench->last_seq = number(bench, "SELECT ifnull(max(seq), 0) FROM history");
    bench->last_issue = number(bench, "SELECT ifnull(max(id), 0) FROM issue");
    bench->swept_at = WORK_START;
    return load(bench, "SELECT resident, organization, role, since, until FROM appointment ORDER BY 1",
                &bench->of_residents) &&
           load(bench, "SELECT organization, resident, role, since, until FROM appointment ORDER BY 1",
                &bench->of_organizations);
}

static bool open_database(void *self, enum mode mode, const char *path, bool fresh) {
    struct bench *bench = self;
    if (!sqlite_open(mode, path, &bench->db)) return false;
    if (fresh && !found(bench)) return false;
    if (fresh && mode != MODE_MEMORY && !execute(bench, "PRAGMA wal_checkpoint(TRUNCATE)")) return false;
    return prepare(bench) && remember(bench);
}

static bool flush(void *self) {
    struct bench *bench = self;
    if (!bench->in_transaction) return true;
    bench->in_transaction = false;
    return run(bench, COMMIT, NULL, 0);
}

static bool close_database(void *self) {
    struct bench *bench = self;
    bool done = flush(bench);
    for (int s = 0; s < STATEMENTS; s++) sqlite3_finalize(bench->statements[s]);
    free(bench->of_residents.rows);
    free(bench->of_organizations.rows);
    return sqlite3_close(bench->db) == SQLITE_OK && done;
}

/* ---- who may ---- */

/* with: NOBODY for anyone. */
static bool in_office(const struct offices *offices, uint32_t of, uint32_t role, int64_t with, int64_t now) {
    for (uint32_t i = offices->first[of]; i < offices->first[of + 1]; i++) {
        const struct appointment *a = &offices->rows[i];
        if (a->role == role && (with == NOBODY || a->with == with) && a->since <= now && now < a->until) return true;
    }
    return false;
}

static bool holds(const struct bench *bench, uint32_t resident, uint32_t role, int64_t organization, int64_t now) {
    return in_office(&bench->of_residents, resident, role, organization, now);
}

static bool allowed(const struct bench *bench, const struct command *command, const struct issue *issue) {
    const int64_t *at = issue->at;
    uint32_t actor = command->actor;
    int64_t now = command->now;
    if (at[AT_STATE] + 1 != command->move) return false;
    switch (command->move) {
    case ACCEPT:
        return holds(bench, actor, CLERK, at[AT_INTAKE], now);
    case DISPATCH:
        return holds(bench, actor, DISPATCHER, at[AT_INTAKE], now) && command->lead < ORGANIZATIONS &&
               in_office(&bench->of_organizations, command->lead, CONTACT, NOBODY, now);
    case SIGN:
        return holds(bench, actor, CONTACT, at[AT_LEAD], now);
    case DONE:
        return holds(bench, actor, CONTACT, at[AT_LEAD], now) && command->text_len > 0;
    case PASS:
        if (command->rating < 1 || command->rating > 5) return false;
        /* fall through */
    default:
        return holds(bench, actor, CHECKER, at[AT_INTAKE], now) && at[AT_HANDLER] != actor;
    }
}

/* ---- clocks ---- */

static int64_t end_of_day(int64_t start, int64_t days) {
    return ((start + UTC_OFFSET) / DAY + days + 1) * DAY - 1 - UTC_OFFSET;
}

static int64_t due_of(uint32_t clock, int64_t start, bool urgent) {
    switch (clock) {
    case FORWARD:
        return end_of_day(start, 5);
    case SIGNING:
        return start + 96 * HOUR;
    case HANDLE:
        return urgent ? start + 40 * HOUR : end_of_day(start, 5);
    default:
        return end_of_day(start, 6);
    }
}

/* When the clock next tells after an instant; NONE: never again. */
static int64_t next_after(int64_t start, int64_t due, int64_t instant) {
    int64_t half = start + (due - start) * 50 / 100, most = start + (due - start) * 80 / 100;
    return instant < half ? half : instant < most ? most : instant <= due ? due + 1 : NONE;
}

static bool start_clock(struct bench *bench, struct issue *issue, uint32_t clock, int64_t now) {
    int64_t due = due_of(clock, now, issue->at[AT_URGENT] != 0), next = next_after(now, due, now);
    issue->at[AT_DUE + clock] = due;
    if (next < bench->next_due) bench->next_due = next;
    return run(bench, ADD_CLOCK, (int64_t[]){due, issue->id, clock, now, next}, 5);
}

static bool stop_clock(struct bench *bench, struct issue *issue, uint32_t clock) {
    int64_t due = issue->at[AT_DUE + clock];
    issue->at[AT_DUE + clock] = NONE;
    return run(bench, DROP_CLOCK, (int64_t[]){due, issue->id, clock}, 3);
}

static bool move_clocks(struct bench *bench, struct issue *issue, uint32_t move, int64_t now) {
    switch (move) {
    case ACCEPT:
        return start_clock(bench, issue, SIGNING, now);
    case DISPATCH:
        return stop_clock(bench, issue, FORWARD);
    case SIGN:
        return stop_clock(bench, issue, SIGNING) && start_clock(bench, issue, HANDLE, now);
    case DONE:
        return start_clock(bench, issue, CONFIRM, now);
    case CHECK:
        return stop_clock(bench, issue, HANDLE);
    default:
        return stop_clock(bench, issue, CONFIRM);
    }
}

/* Everything due up to an instant is told, each at its own. */
static bool let_time_pass(struct bench *bench, int64_t now) {
    while (bench->next_due <= now) {
        int64_t clock[5] = {INT64_MAX}, row[COLUMNS];
        if (!look(bench, FIRST_CLOCK, NULL, 0, clock, 5)) clock[0] = INT64_MAX;
        bench->next_due = clock[0];
        if (bench->next_due > now) break;
        int64_t at = clock[0], issue = clock[1], which = clock[2], due = clock[3], start = clock[4];
        bool is_late = at > due;
        int64_t share = is_late ? NONE : at == start + (due - start) * 50 / 100 ? 50 : 80;
        if (!look(bench, GET_ISSUE, &issue, 1, row, COLUMNS)) return false;
        int64_t told = !is_late ? row[AT_DESK] : which == HANDLE ? row[AT_LEAD] : row[AT_INTAKE];
        const int64_t entry[10] = {
            ++bench->last_seq,     issue, at, is_late ? ENTRY_LATE : ENTRY_REMINDED, which, NONE, share, told,
            is_late ? HEAD : NONE, NONE};
        if (!run(bench, ADD_HISTORY, entry, 10) ||
            !run(bench, TELL_CLOCK, (int64_t[]){due, issue, which, next_after(start, due, at)}, 4) ||
            (is_late && !run(bench, MARK_LATE, (int64_t[]){issue, INT64_C(1) << which}, 2)))
            return false;
    }
    return true;
}

/* ---- moves ---- */

/* What makes two commands the same: all but the instant. */
static int64_t print_of(const struct command *command) {
    uint64_t hash = command->item * 8 + command->move;
    uint64_t more[4] = {command->actor, (uint64_t)command->intake << 32 | command->lead, command->place,
                        (uint64_t)command->urgent << 32 | command->rating};
    if (command->move != REPORT) more[1] &= command->move == DISPATCH ? UINT32_MAX : 0;
    if (command->move != REPORT) more[2] = more[3] = command->move == PASS ? command->rating : 0;
    for (int i = 0; i < 4; i++) hash = (hash ^ more[i]) * 0x9e3779b97f4a7c15, hash ^= hash >> 29;
    for (uint32_t at = 0; at + 8 <= command->text_len; at += 8) {
        uint64_t word;
        memcpy(&word, command->text + at, 8);
        hash = (hash ^ word) * 0x9e3779b97f4a7c15, hash ^= hash >> 29;
    }
    return (int64_t)hash;
}

static bool sweep(struct bench *bench, int64_t now) {
    if (now - bench->swept_at < SWEEP_EVERY) return true;
    bench->swept_at = now;
    return run(bench, SWEEP_KEYS, (int64_t[]){now - KEY_WINDOW}, 1);
}

static bool write_history(struct bench *bench, const struct command *command, const struct issue *issue) {
    /* Who is to be told: the one who must act now, in the end the reporter (people below zero). */
    int64_t told = command->move == PASS ? -1 - issue->at[AT_REPORTER] : issue->at[AT_DESK];
    const int64_t entry[9] = {++bench->last_seq, issue->id, command->now, ENTRY_MOVE, command->move,
                              command->actor,    NONE,      told,         NONE};
    sqlite3_stmt *statement = bind(bench, ADD_HISTORY, entry, 9);
    if (command->text_len > 0)
        sqlite3_bind_text(statement, 10, command->text, (int)command->text_len, SQLITE_STATIC);
    else
        sqlite3_bind_null(statement, 10);
    return finish(bench, statement);
}

static bool report(struct bench *bench, const struct command *command) {
    struct issue issue = {.id = ++bench->last_issue};
    int64_t *at = issue.at, now = command->now;
    at[AT_DESK] = at[AT_INTAKE] = command->intake;
    if (!start_clock(bench, &issue, FORWARD, now) || !write_history(bench, command, &issue)) return false;
    const int64_t values[9] = {issue.id,        NONE, command->intake, command->reporter,   (int64_t)command->place,
                               command->urgent, now,  bench->last_seq, at[AT_DUE + FORWARD]};
    sqlite3_stmt *statement = bind(bench, ADD_ISSUE, values, 9);
    sqlite3_bind_text(statement, 2, command->external, -1, SQLITE_STATIC);
    return finish(bench, statement);
}

static bool move(struct bench *bench, const struct command *command, struct issue *issue) {
    int64_t *at = issue->at, more[2] = {NONE, command->actor};
    if (!move_clocks(bench, issue, command->move, command->now)) return false;
    if (command->move == ACCEPT) more[0] = at[AT_DUE + SIGNING];
    if (command->move == DISPATCH) more[0] = at[AT_DESK] = command->lead;
    if (command->move == SIGN) more[0] = at[AT_DUE + HANDLE];
    if (command->move == DONE) more[0] = at[AT_DUE + CONFIRM], at[AT_DESK] = at[AT_INTAKE];
    if (command->move == PASS) more[0] = command->rating;
    if (!write_history(bench, command, issue)) return false;
    static const int bound[MOVES] = {0, 4, 4, 5, 5, 3, 4};
    const int64_t values[5] = {issue->id, command->now, bench->last_seq, more[0], more[1]};
    return run(bench, (enum statement)(MOVE_ISSUE + command->move), values, bound[command->move]);
}

/* The key is taken at once, for a command that will most likely be new and will most likely work: one descent of the
 * tree instead of two. WRONG: an engine that broke; REFUSED: the key stands for another command. */
static enum outcome claim(struct bench *bench, const struct command *command, struct result *result) {
    int64_t first[4];
    const int64_t row[7] = {(int64_t)command->key[0],
                            (int64_t)command->key[1],
                            command->actor,
                            print_of(command),
                            command->now,
                            command->move == REPORT ? bench->last_issue + 1 : (int64_t)command->item,
                            bench->last_seq + 1};
    if (!run(bench, CLAIM_KEY, row, 7)) return WRONG;
    if (sqlite3_changes(bench->db) == 1) return APPLIED;
    if (!look(bench, FIND_KEY, row, 3, first, 4)) return WRONG;
    if (command->now - first[1] > KEY_WINDOW) return run(bench, RENEW_KEY, row, 7) ? APPLIED : WRONG;
    *result = (struct result){(uint64_t)first[2], command->move == REPORT ? 0 : (uint64_t)first[3]};
    return first[0] == row[3] ? REPEATED : REFUSED;
}

static enum outcome refuse(struct bench *bench, const struct command *command) {
    const int64_t key[3] = {(int64_t)command->key[0], (int64_t)command->key[1], command->actor};
    return run(bench, DROP_KEY, key, 3) ? REFUSED : WRONG;
}

static enum outcome apply(void *self, const struct command *command, struct result *result) {
    struct bench *bench = self;
    struct issue issue = {.id = (int64_t)command->item};
    if (!bench->in_transaction && !run(bench, BEGIN, NULL, 0)) return WRONG;
    bench->in_transaction = true;
    if (!let_time_pass(bench, command->now) || !sweep(bench, command->now)) return WRONG;
    enum outcome outcome = claim(bench, command, result);
    if (outcome != APPLIED) return outcome;
    if (command->move == REPORT) {
        if (command->actor >= PEOPLE || command->intake >= ORGANIZATIONS || command->text_len == 0)
            return refuse(bench, command);
        if (!report(bench, command)) return WRONG;
        result->item = (uint64_t)bench->last_issue;
        return APPLIED;
    }
    if (!look(bench, GET_ISSUE, &issue.id, 1, issue.at, COLUMNS) || !allowed(bench, command, &issue))
        return refuse(bench, command);
    if (!move(bench, command, &issue)) return WRONG;
    *result = (struct result){command->item, (uint64_t)bench->last_seq};
    return APPLIED;
}

/* ---- reading ---- */

/* In the order of FIND_EXTERNAL. */
enum { FOUND_ID, FOUND_STATE, FOUND_LEAD, FOUND_RATING, FOUND_LATE, FOUND_DUE, FOUND = FOUND_DUE + CLOCKS };

static bool find_external(struct bench *bench, const char *external, int64_t out[FOUND]) {
    sqlite3_bind_text(bench->statements[FIND_EXTERNAL], 1, external, -1, SQLITE_STATIC);
    return look(bench, FIND_EXTERNAL, NULL, 0, out, FOUND);
}

static bool item_of(void *self, const char *external, uint64_t *item) {
    int64_t found[FOUND];
    if (!find_external(self, external, found)) return false;
    *item = (uint64_t)found[FOUND_ID];
    return true;
}

static bool facts_of(void *self, const char *external, bool with_texts, struct facts *facts) {
    struct bench *bench = self;
    int64_t found[FOUND];
    if (!find_external(bench, external, found)) return false;
    facts->state = (uint32_t)found[FOUND_STATE];
    facts->lead = found[FOUND_LEAD] == NONE ? 0 : (uint32_t)found[FOUND_LEAD];
    facts->rating = found[FOUND_RATING] == NONE ? 0 : (uint32_t)found[FOUND_RATING];
    for (int c = FOUND_DUE; c < FOUND; c++)
        if (found[c] != NONE && (facts->next_due == 0 || found[c] < facts->next_due)) facts->next_due = found[c];
    sqlite3_stmt *statement = bind(bench, GET_HISTORY, found, 1);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        bool by_time = sqlite3_column_type(statement, 3) == SQLITE_NULL;
        struct entry entry = {.kind = (enum entry_kind)sqlite3_column_int(statement, 1),
                              .what = (uint32_t)sqlite3_column_int(statement, 2),
                              .at = sqlite3_column_int64(statement, 0),
                              .actor = by_time ? NOBODY : (uint32_t)sqlite3_column_int(statement, 3),
                              .share = (uint32_t)sqlite3_column_int(statement, 4),
                              .told = by_time ? (uint32_t)sqlite3_column_int(statement, 5) : 0};
        work_entry(facts, &entry);
        if (with_texts && sqlite3_column_bytes(statement, 6) > 0)
            work_text(facts, (const char *)sqlite3_column_text(statement, 6),
                      (uint64_t)sqlite3_column_bytes(statement, 6));
    }
    sqlite3_reset(statement);
    return facts->late == (uint32_t)found[FOUND_LATE];
}

static bool sizes_of(void *self, struct sizes *sizes) {
    struct bench *bench = self;
    int64_t pages = number(bench, "PRAGMA page_count"), size = number(bench, "PRAGMA page_size");
    *sizes = (struct sizes){.disk = (uint64_t)(pages * size)};
    return pages != NONE && size != NONE;
}

/* Reads every column, as a page's reader would. */
static void read_rows(sqlite3_stmt *statement, bool history, struct rows *rows) {
    for (; sqlite3_step(statement) == SQLITE_ROW; rows->count++) {
        rows->sum += (uint64_t)sqlite3_column_int64(statement, 0) - (history ? 0 : 1);
        for (int c = 1; c < sqlite3_column_count(statement); c++)
            if (sqlite3_column_type(statement, c) == SQLITE_TEXT) (void)sqlite3_column_text(statement, c);
    }
    sqlite3_reset(statement);
}

static bool page(void *self, uint32_t organization, uint32_t state, int64_t now, struct rows *rows) {
    const int64_t values[2] = {organization, state};
    (void)now;
    read_rows(bind(self, PAGE, values, 2), false, rows);
    return true;
}

static bool late(void *self, int64_t at, int64_t now, struct rows *rows) {
    (void)now;
    read_rows(bind(self, PAGE_LATE, &at, 1), false, rows);
    return true;
}

static bool history(void *self, uint64_t item, int64_t now, struct rows *rows) {
    const int64_t id = (int64_t)item;
    (void)now;
    read_rows(bind(self, GET_HISTORY, &id, 1), true, rows);
    return true;
}

int main(int argc, char **argv) {
    static struct bench bench;
    static const struct engine engine = {"sqlite",       &bench,   open_database, apply,   flush,
                                         close_database, facts_of, sizes_of,      item_of, page,
                                         late,           history,  NULL};
    return work_main(&engine, argc, argv);
}
