/* The one workload both engines run: a district's issues, seven moves each, from a report to a final state.
 *
 * Each move names an actor who holds office, carries a retry key that is looked up first, starts or stops clocks that
 * remind at 50 and 80 percent, and enters the history and the feed. An engine is a struct of functions; what it
 * is told (struct command) and what it must know in the end (struct facts) is the same for all, and so is the driver,
 * which counts, times, and prints one digest over every issue for run.sh to compare. */
#ifndef BENCH_WORK_H
#define BENCH_WORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HOUR INT64_C(3600000)
#define DAY INT64_C(86400000)
/* 2026-01-05T09:00:00+08:00, and the ledger's local time. */
#define WORK_START INT64_C(1767574800000)
#define UTC_OFFSET (8 * HOUR)
#define KEY_WINDOW (7 * DAY)
/* Terms of office end here; those of each street's former checker, a day after the start. */
#define TERM_END (WORK_START + 40000 * DAY)
#define FORMER_END (WORK_START + DAY)

/* Organization 0 is the district; then streets, where issues come in; then those that lead, ten below each street. */
enum { STREETS = 20, LEADS = 200, FIRST_STREET = 1, FIRST_LEAD = 21, ORGANIZATIONS = 221 };
#define NOBODY UINT32_MAX
enum { REGISTERED, ACCEPTED, DISPATCHED, HANDLING, HANDLED, CHECKED, CLOSED, STATES };
enum { REPORT, ACCEPT, DISPATCH, SIGN, DONE, CHECK, PASS, MOVES };
enum { FORWARD, SIGNING, HANDLE, CONFIRM, CLOCKS };
enum { CLERK, DISPATCHER, CONTACT, CHECKER, HEAD, AUDITOR, ROLES };
extern const char *const state_names[STATES], *const move_names[MOVES], *const clock_names[CLOCKS],
                                                                            *const role_names[ROLES];

/* People: officers first, then the residents who report. */
enum { STREET_OFFICERS = 7, LEAD_OFFICERS = 4, REPORTERS = 20000 };
enum { OFFICERS = 1 + STREETS * STREET_OFFICERS + LEADS * LEAD_OFFICERS, PEOPLE = OFFICERS + REPORTERS };
#define THE_AUDITOR 0u /* the person who sees all */

/* The office a person under OFFICERS holds. */
struct office {
    uint32_t organization, role;
    int64_t until;
};
struct office work_office(uint32_t person);
/* The organization above; the district's is itself. */
uint32_t work_parent(uint32_t organization);
/* The organization to which the issue of an external key was reported. */
uint32_t work_intake(const char *external);

enum { REPORT_TEXT = 120, ANSWER_TEXT = 60, EXTERNAL_SIZE = 16 };

/* One command. item: what the engine called the issue when it was reported. */
struct command {
    uint64_t item;
    int64_t now;
    uint64_t key[2];
    uint64_t salt[2];
    uint64_t place;
    uint32_t move, actor;
    uint32_t reporter;     /* of a report: for whom an officer of the intake enters it */
    uint32_t intake, lead; /* organizations: of a report, of a dispatch */
    uint32_t urgent, rating;
    uint32_t text_len;
    char text[REPORT_TEXT];
    char external[EXTERNAL_SIZE]; /* of a report, NUL-terminated */
};

/* What became of a command; WRONG is an engine that broke. */
enum outcome { APPLIED, REPEATED, REFUSED, WRONG };
/* item: of the issue; seq: of the record. The same for a repeat as for the first time. */
struct result {
    uint64_t item, seq;
};

/* What an engine knows of an issue in the end. history and texts: hashes by work_entry and work_text. */
struct facts {
    uint32_t state, lead, rating, late; /* late: bit c, clock c fell due; lead: 0 for none */
    uint32_t entries, reminded;
    int64_t next_due; /* the earliest due of its running clocks; 0: none runs */
    uint64_t history, texts;
};
/* One entry of a history. */
enum entry_kind { ENTRY_MOVE, ENTRY_REMINDED, ENTRY_LATE };
struct entry {
    enum entry_kind kind;
    uint32_t what; /* the move, or the clock */
    int64_t at;
    uint32_t actor; /* NOBODY: time */
    uint32_t share; /* reminded: percent */
    uint32_t told;  /* reminded, late: the organization */
};
void work_entry(struct facts *facts, const struct entry *entry);
void work_text(struct facts *facts, const char *text, uint64_t len);

enum mode { MODE_MEMORY, MODE_OS, MODE_SYNC1000, MODE_SYNC1 };
struct rows {
    uint64_t count, sum; /* sum: of the issues' numbers, from 0; of a history, its instants */
};
struct sizes {
    uint64_t disk;    /* bytes kept */
    uint64_t memory;  /* bytes in use; 0: not known */
    uint64_t records; /* read again on opening; 0: none */
};

/* An engine; every bool answers true for success. open with fresh: founds the district as work_office says, durable. */
struct engine {
    const char *name;
    void *self;
    bool (*open)(void *self, enum mode mode, const char *path, bool fresh);
    enum outcome (*apply)(void *self, const struct command *command, struct result *result);
    bool (*flush)(void *self); /* what was done is as durable as the mode asks */
    bool (*close)(void *self);
    bool (*facts)(void *self, const char *external, bool texts, struct facts *facts);
    bool (*sizes)(void *self, struct sizes *sizes);
    bool (*item)(void *self, const char *external, uint64_t *item);
    /* A page of at most 50 issues, in the order they were reported in. */
    bool (*page)(void *self, uint32_t organization, uint32_t state, int64_t now, struct rows *rows);
    bool (*late)(void *self, int64_t at, int64_t now, struct rows *rows);
    bool (*history)(void *self, uint64_t item, int64_t now, struct rows *rows);
    bool (*snapshot)(void *self, uint64_t *bytes); /* written, and used from the next opening on; NULL: it has none */
};

/* A number stirred, so that what comes of neighbours looks like chance; and a clock that only goes forward. */
uint64_t work_mix(uint64_t x);
double work_seconds(void);

/* The program around an engine: MODE N [PATH], build N PATH, query N PATH. */
int work_main(const struct engine *engine, int argc, char **argv);

#endif
