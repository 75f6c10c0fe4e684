/* A message board's years run through a ledger: what the files of this example share. See main.c. */
#ifndef BOARD_H
#define BOARD_H

#include "cgov/cgov.h"

#include <stdbool.h>

/* instants.c: local time is China's everywhere in this example. */
enum { UTC_OFFSET_MINUTES = 480 };
#define DAY_MS INT64_C(86400000)
enum { ARCHIVED_AFTER_DAYS = 45 };

struct date {
    int64_t year, month, day;
};

/* "2019-04-25T09:32:09+08:00"; without an offset, as "2019/4/25 9:32" or a spreadsheet's 43580.397, it is China's. */
bool instant_read(cgov_text text, cgov_time *out);
bool instant_holds(cgov_time instant); /* a ledger can: with the days to its archive it ends by 9999 */
struct date local_date(cgov_time instant);
cgov_time local_instant(struct date date, int64_t hour);
struct date days_later(struct date date, int64_t days);
struct date month_end(struct date date);          /* the last day of its month */
int64_t local_days(cgov_time from, cgov_time to); /* from one date to the other */

/* csv.c: one message, its texts pointing into the file's bytes. */
struct row {
    uint64_t line; /* where it starts, from 1 */
    cgov_text id, resident, title, text, reply, matter;
    cgov_time reported_at, replied_at;
    bool answered;          /* reply and replied_at are given */
    bool broken;            /* named already; nothing more is done for it */
    uint32_t place;         /* index, once known */
    uint32_t matter_number; /* from 1; 0: it names none */
    cgov_id issue;          /* once reported */
    cgov_id topic, duty;    /* once a meeting has assigned it */
};

struct rows {
    char *bytes;
    struct row *row;
    size_t count, broken;
    bool has_matter; /* the file has that column */
    char why[256];   /* room for one reason */
};

bool rows_read(const char *path, struct rows *out); /* false, and said why: no such file, another, or no message */
void rows_free(struct rows *rows);
void row_broken(struct rows *rows, struct row *row, const char *why);

/* decode.c: a file's bytes become UTF-8; false, and said why, where they cannot. */
bool text_decode(const char *path, char **bytes, size_t *len);

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

/* matters.c: what the messages are about, where a column says so. */
struct matters {
    cgov_text *title; /* by number, less 1 */
    char *text;       /* the rulebook with them */
    uint32_t count;
};

/* meetings.c: once a month the offices meet. */
struct meetings {
    cgov_id secretary, recorder; /* of the province */
    cgov_id called;              /* the meeting that was called and has not sat yet; 0: none */
    uint32_t *reported;          /* rows, in the order in which they were reported */
    size_t count;
    uint32_t day, chair, recorder_field, issue; /* numbers of the details that its text declares */
};

/* main.c: the job. What may go wrong in the library comes back as its status, unless a comment says otherwise. */
struct job {
    cgov_storage storage;
    cgov_ledger *ledger;
    cgov_id founder;
    uint32_t grouped; /* commands since the last flush */
    struct rows rows;
    struct places places;
    struct meetings meetings;
    struct matters matters;
};

static inline cgov_text text_of(const char *text) {
    return (cgov_text){text, CGOV_NUL_TERMINATED};
}

cgov_act act_wordless(cgov_id actor, cgov_time now); /* an act that brings no words, and so needs no salt */
int32_t act_begin(struct job *job, cgov_id actor, cgov_time now, cgov_act *act_out);
int32_t act_end(struct job *job, int32_t status); /* the command's status; flushes after every some hundred of them */
/* Why the last call failed, in a line: status, reason, rule, message. */
void why_not(const struct job *job, const char *what, int32_t status, char *into, size_t cap);

static inline cgov_detail detail_number(uint32_t field, int64_t value) {
    return (cgov_detail){.size = sizeof(cgov_detail), .field = field, .number = value};
}

static inline cgov_detail detail_words(uint32_t field, cgov_text text) {
    return (cgov_detail){.size = sizeof(cgov_detail), .field = field, .text = text};
}

int32_t places_found(struct job *job, cgov_id province, cgov_time now);
int32_t place_find(struct job *job, struct row *row); /* sets row->place, founding it if it is new */
int32_t resident_find(struct job *job, const struct row *row, cgov_id *id_out);
const struct place *place_in(const struct places *places, uint64_t region);
const char *place_title(const struct place *place);
void places_free(struct places *places);
/* A resident of the place who holds the role there. */
int32_t officer_add(struct job *job, cgov_time now, const struct place *place, const char *title, const char *role,
                    cgov_id *id_out);

int32_t meetings_adopt(struct job *job, cgov_time now); /* their text, before the places are founded */
int32_t meetings_found(struct job *job, cgov_time now); /* who calls them, and who writes the minutes; after */
void meetings_reported(struct job *job, uint32_t row);
/* Calls the meeting of the month, if it has a message by now, and gives notice. what: the step that failed. */
int32_t meeting_call(struct job *job, cgov_time now, const char **what);
/* Holds the meeting that was called, or cancels it where nothing is open. */
int32_t meeting_hold(struct job *job, cgov_time now, const char **what);
/* The duty on a message that has its reply: reported and checked, its topic reported. */
int32_t meeting_answer(struct job *job, const struct row *row, cgov_time now, const char **what);
void meetings_free(struct meetings *meetings);

/* whole.c: rows that would be refused half way, or whose id came before, are broken before anything of them is done.
 * False, and said why, if nothing can be asked. */
bool rows_whole(struct job *job, const cgov_genesis *genesis);

/* Adds to the rulebook the matters that whole rows name; rows that name what cannot be one are broken. False, and said
 * why: no memory. */
bool matters_read(struct job *job, cgov_text *rulebook);
void matter_name(uint32_t number, char into[32]);
uint32_t matter_number(const char *name); /* 0: it is none of the column's */
void matters_free(struct matters *matters);

/* issues.c: every message in the order of its real instants. False, and said why, if the ledger can go on no more. */
bool issues_run(struct job *job);

#endif
