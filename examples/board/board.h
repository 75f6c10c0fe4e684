/* A message board's years run through a ledger: what the files of this example share. See main.c. */
#ifndef BOARD_H
#define BOARD_H

#include "cgov/cgov.h"

#include <stdbool.h>

/* instants.c: local time is China's everywhere in this example. */
enum { UTC_OFFSET_MINUTES = 480 };
#define DAY_MS INT64_C(86400000)

struct date {
    int64_t year, month, day;
};

bool instant_read(cgov_text text, cgov_time *out); /* "2019-04-25T09:32:09+08:00" */
struct date local_date(cgov_time instant);
int64_t local_days(cgov_time from, cgov_time to); /* from one date to the other */

/* csv.c: one message, its texts pointing into the file's bytes. */
struct row {
    uint64_t line; /* where it starts, from 1 */
    cgov_text id, resident, title, text, reply;
    cgov_time reported_at, replied_at;
    bool answered;  /* reply and replied_at are given */
    bool broken;    /* named already; nothing more is done for it */
    uint32_t place; /* index, once known */
    cgov_id issue;  /* once reported */
};

struct rows {
    char *bytes;
    struct row *row;
    size_t count, broken;
};

bool rows_read(const char *path, struct rows *out); /* false, and said why: no such file, another, or no message */
void rows_free(struct rows *rows);
void row_broken(struct rows *rows, struct row *row, const char *why);

/* places.c: organizations with their officers, found by the place codes in messages. */
enum office { OPERATOR, CLERK, DISPATCHER, CONTACT, CHECKER, HEAD, OFFICES };

struct place {
    char name[8]; /* "A3区"; "" for the province */
    uint64_t region;
    cgov_id organization;
    cgov_id officer[OFFICES];
};

struct places {
    struct place *place; /* [0] is the province */
    uint32_t count, capacity;
};

/* main.c: the job. What may go wrong in the library comes back as its status, unless a comment says otherwise. */
struct job {
    cgov_storage storage;
    cgov_ledger *ledger;
    cgov_id founder;
    uint32_t grouped; /* commands since the last flush */
    struct rows rows;
    struct places places;
};

static inline cgov_text text_of(const char *text) {
    return (cgov_text){text, CGOV_NUL_TERMINATED};
}

int32_t act_begin(struct job *job, cgov_id actor, cgov_time now, cgov_act *act_out);
int32_t act_end(struct job *job, int32_t status); /* the command's status; flushes after every some hundred of them */
/* Why the last call failed, in a line: status, reason, rule, message. */
void why_not(const struct job *job, const char *what, int32_t status, char *into, size_t cap);

int32_t places_found(struct job *job, cgov_id province, cgov_time now);
int32_t place_find(struct job *job, struct row *row); /* sets row->place, founding it if it is new */
int32_t resident_find(struct job *job, const struct row *row, cgov_id *id_out);
const struct place *place_in(const struct places *places, uint64_t region);
const char *place_title(const struct place *place);
void places_free(struct places *places);

/* issues.c: every message in the order of its real instants. False, and said why, if the ledger can go on no more. */
bool issues_run(struct job *job);

#endif
