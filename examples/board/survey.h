/* What a district head would ask for, in numbers. See survey.c; tables.c and report.c only show it. */
#ifndef SURVEY_H
#define SURVEY_H

#include "board.h"

enum { NEVER = -1, TITLE_BYTES = 1025 };

/* What is kept of one issue. */
struct fact {
    cgov_id issue;
    uint64_t group; /* the key of the groups at hand */
    uint64_t region;
    uint64_t matter; /* its number; 0: none */
    cgov_time opened;
    int64_t waited; /* from the report to the answer, in ms; NEVER */
    int64_t days;   /* the same in local dates; for one never answered, up to the reader's instant */
    bool on_time, open;
};

struct group {
    uint64_t key; /* a region, a matter's number, or year * 12 + month - 1 */
    uint64_t issues, answered, on_time;
    int64_t median; /* of the waits, in ms; NEVER */
};

struct groups {
    struct group *at; /* by key */
    size_t count;
};

/* How often somebody was told something. */
struct tally {
    cgov_id told;
    uint64_t reminders, late;
};

/* The loop: how many issues came so far, and of those whose time is known, how many in time. */
enum step { FOUND, DISPATCHED, HANDLED, ANSWERED, CLOSED, STEPS };

struct reach {
    uint64_t issues, timed, on_time;
};

/* The meetings, and the duties that they gave. */
struct met {
    uint64_t sat, ended, cancelled, assigned; /* ended: of those that sat, with an answer to all they assigned */
    struct fact *duties; /* by waiting time, those not reported last; waited: from the meeting to the report */
    size_t count, cap;
    struct group all;
    struct groups years; /* duties by the year of their meeting */
    uint64_t *sat_in;    /* meetings that sat in each of these years */
    int64_t limit_days;
};

struct survey {
    const struct job *job;
    cgov_reader reader;
    struct fact *facts; /* by waiting time, those never answered last */
    struct tally *tallies;
    size_t fact_count, fact_cap, tally_count, tally_cap;
    struct group all;
    struct groups places, months, matters; /* matters: empty where the file has none */
    struct reach reach[STEPS];
    uint64_t late;
    int64_t limit_days; /* from the report to the last day on time; 0 if no issue has any */
    struct met meetings;
};

/* Fills the survey from the ledger. What may go wrong in the library comes back; free it in any case. */
int32_t survey_read(const struct job *job, struct survey *out);
void survey_free(struct survey *survey);

/* Words of an issue, resident or organization, "-" where there are none. */
int32_t survey_words(const struct survey *survey, cgov_id of, uint32_t field, char *into, uint64_t cap);
const char *region_title(const struct survey *survey, uint64_t region);
void month_title(uint64_t month, char *into, size_t cap);

/* Shared by survey.c and survey_meetings.c. */
void *survey_grow(void *array, size_t count, size_t *cap, size_t size); /* room for one more; NULL */
void survey_sort(struct fact *facts, size_t count);                     /* by group, then by waiting time */
struct group survey_group(const struct fact *facts, size_t count);      /* of one group's, sorted */
int32_t survey_groups(struct fact *facts, size_t count, uint64_t (*key_of)(const struct fact *), struct groups *out);
int32_t survey_meetings(struct survey *survey);

/* tables.c */
int32_t tables_print(const struct survey *survey);

/* report.c: the same as a page. False, and said why, if it cannot be written. */
struct proof {
    uint64_t records;
    uint8_t digest[32]; /* of the ledger, and of the one opened again from its files */
};

bool report_write(const struct survey *survey, const struct proof *proof, const char *path);

/* export.c: the figures as path.csv and path.jsonl. False, and said why, if they cannot be written. */
bool export_write(const struct survey *survey, const char *path);

#endif
