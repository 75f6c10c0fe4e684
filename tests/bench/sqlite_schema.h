/* The tables of the SQLite side, and every statement it makes once they stand.
 *
 * desk: whose page an issue is on in its state: while it is open the organization that must act, in the end its lead.
 * So one index serves both pages. due0 to due3: the dues of its running clocks, which find their rows in `clock`. */
#ifndef BENCH_SQLITE_SCHEMA_H
#define BENCH_SQLITE_SCHEMA_H

#include "work.h"

static const char schema[] =
    "CREATE TABLE organization(id INTEGER PRIMARY KEY, parent INT NOT NULL, name TEXT NOT NULL);"
    "CREATE TABLE resident(id INTEGER PRIMARY KEY, home INT NOT NULL, name TEXT NOT NULL);"
    "CREATE TABLE appointment(id INTEGER PRIMARY KEY, resident INT NOT NULL, organization INT NOT NULL,"
    " role INT NOT NULL, since INT NOT NULL, until INT NOT NULL);"
    "CREATE TABLE issue(id INTEGER PRIMARY KEY, external TEXT NOT NULL UNIQUE, state INT NOT NULL, desk INT NOT NULL,"
    " intake INT NOT NULL, lead INT, handler INT, reporter INT NOT NULL, place INT NOT NULL, urgent INT NOT NULL,"
    " rating INT, late INT NOT NULL, owed INT NOT NULL, opened INT NOT NULL, moved INT NOT NULL, version INT NOT NULL,"
    " due0 INT, due1 INT, due2 INT, due3 INT);"
    "CREATE INDEX issue_desk ON issue(desk, state);"
    "CREATE TABLE clock(due INT, issue INT, clock INT, start INT NOT NULL, next INT,"
    " PRIMARY KEY(due, issue, clock)) WITHOUT ROWID;"
    "CREATE INDEX clock_next ON clock(next, issue, clock) WHERE next IS NOT NULL;"
    "CREATE TABLE history(seq INTEGER PRIMARY KEY, issue INT NOT NULL, at INT NOT NULL, kind INT NOT NULL,"
    " what INT NOT NULL, actor INT, share INT, told INT, role INT, text TEXT);"
    "CREATE INDEX history_issue ON history(issue);"
    "CREATE TABLE retry(key0 INT, key1 INT, actor INT, print INT NOT NULL, at INT NOT NULL, issue INT NOT NULL,"
    " seq INT NOT NULL, PRIMARY KEY(key0, key1, actor)) WITHOUT ROWID;";

enum statement {
    BEGIN,
    COMMIT,
    CLAIM_KEY,
    FIND_KEY,
    RENEW_KEY,
    DROP_KEY,
    SWEEP_KEYS,
    ADD_ISSUE,
    GET_ISSUE,
    MOVE_ISSUE, /* and, for each but REPORT, the move's number */
    MARK_LATE = MOVE_ISSUE + MOVES,
    ADD_HISTORY,
    ADD_CLOCK,
    DROP_CLOCK,
    FIRST_CLOCK,
    TELL_CLOCK,
    FIND_EXTERNAL,
    PAGE,
    PAGE_LATE,
    GET_HISTORY,
    STATEMENTS
};
#define PAGE_COLUMNS "i.id, i.external, i.state, i.desk, i.intake, i.lead, i.reporter, i.moved, i.version"
static const char *const texts[STATEMENTS] = {
    [BEGIN] = "BEGIN IMMEDIATE",
    [COMMIT] = "COMMIT",
    [CLAIM_KEY] = "INSERT OR IGNORE INTO retry VALUES(?1,?2,?3,?4,?5,?6,?7)",
    [FIND_KEY] = "SELECT print, at, issue, seq FROM retry WHERE key0=?1 AND key1=?2 AND actor=?3",
    [RENEW_KEY] = "INSERT OR REPLACE INTO retry VALUES(?1,?2,?3,?4,?5,?6,?7)",
    [DROP_KEY] = "DELETE FROM retry WHERE key0=?1 AND key1=?2 AND actor=?3",
    [SWEEP_KEYS] = "DELETE FROM retry WHERE at<?1",
    [ADD_ISSUE] = "INSERT INTO issue VALUES(?1,?2,0,?3,?3,NULL,NULL,?4,?5,?6,NULL,0,1,?7,?7,?8,?9,NULL,NULL,NULL)",
    [GET_ISSUE] =
        "SELECT state, desk, intake, lead, handler, reporter, urgent, due0, due1, due2, due3 FROM issue WHERE id=?1",
    [MOVE_ISSUE + ACCEPT] = "UPDATE issue SET state=1, moved=?2, version=?3, due1=?4 WHERE id=?1",
    [MOVE_ISSUE + DISPATCH] = "UPDATE issue SET state=2, moved=?2, version=?3, due0=NULL, lead=?4, desk=?4 WHERE id=?1",
    [MOVE_ISSUE + SIGN] = "UPDATE issue SET state=3, moved=?2, version=?3, due1=NULL, due2=?4, handler=?5 WHERE id=?1",
    [MOVE_ISSUE + DONE] =
        "UPDATE issue SET state=4, moved=?2, version=?3, due3=?4, handler=?5, owed=0, desk=intake WHERE id=?1",
    [MOVE_ISSUE + CHECK] = "UPDATE issue SET state=5, moved=?2, version=?3, due2=NULL WHERE id=?1",
    [MOVE_ISSUE + PASS] = "UPDATE issue SET state=6, moved=?2, version=?3, due3=NULL, rating=?4, desk=lead WHERE id=?1",
    [MARK_LATE] = "UPDATE issue SET late=late|?2 WHERE id=?1",
    [ADD_HISTORY] = "INSERT INTO history VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)",
    [ADD_CLOCK] = "INSERT INTO clock VALUES(?1,?2,?3,?4,?5)",
    [DROP_CLOCK] = "DELETE FROM clock WHERE due=?1 AND issue=?2 AND clock=?3",
    [FIRST_CLOCK] =
        "SELECT next, issue, clock, due, start FROM clock WHERE next IS NOT NULL ORDER BY next, issue, clock "
        "LIMIT 1",
    [TELL_CLOCK] = "UPDATE clock SET next=?4 WHERE due=?1 AND issue=?2 AND clock=?3",
    [FIND_EXTERNAL] = "SELECT id, state, lead, rating, late, due0, due1, due2, due3 FROM issue WHERE external=?1",
    [PAGE] = "SELECT " PAGE_COLUMNS " FROM issue i WHERE desk=?1 AND state=?2 ORDER BY id LIMIT 50",
    [PAGE_LATE] =
        "SELECT " PAGE_COLUMNS " FROM (SELECT DISTINCT issue FROM clock WHERE due<?1 ORDER BY issue LIMIT 50) c "
        "JOIN issue i ON i.id=c.issue ORDER BY i.id",
    [GET_HISTORY] = "SELECT at, kind, what, actor, share, told, text FROM history WHERE issue=?1 ORDER BY seq",
};

#endif
