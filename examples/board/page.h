/* Writing the page: words in two languages, data escaped, shares, and the charts. See page.c, report_groups.c,
 * report_meetings.c and chart.c. */
#ifndef PAGE_H
#define PAGE_H

#include "survey.h"

#include <stdio.h>

#if defined(__GNUC__)
#define SAYS(zh, en) __attribute__((format(printf, zh, 5), format(printf, en, 5)))
#else
#define SAYS(zh, en)
#endif

/* page.c. What is printed as it stands, through say or fprintf, is this example's own words and numbers; whatever came
 * with the data goes through put_text, and stands between tags only. */
void page_begin(FILE *out);
void page_end(FILE *out);
void say(FILE *out, const char *element, const char *zh, const char *en, ...) SAYS(3, 4);
void label(FILE *out, const char *zh, const char *en); /* say in a span, of nothing but words */
void title(FILE *out, const char *element, const char *zh, const char *en);
void head(FILE *out, const char *class, const char *zh, const char *en); /* of a column */
void number(FILE *out, uint64_t value);                                  /* a cell */
void key_begin(FILE *out);                                               /* what the colours mean */
void key(FILE *out, const char *class, const char *zh, const char *en);
void key_end(FILE *out);
void put_text(FILE *out, const char *data);

struct written {
    char text[24];
};

struct written percent(uint64_t part, uint64_t whole); /* "42%", rounded down; "-" of nothing */
struct written length(uint64_t part, uint64_t whole);  /* "42.35%", for a chart */
struct written in_days(int64_t ms);                    /* "6.9" */
struct written day_of(cgov_time instant);              /* "2019-04-25" */

static inline unsigned long long num(uint64_t number) {
    return number;
}

/* report_groups.c */
int32_t report_places(FILE *out, const struct survey *survey);  /* the places with most issues, those least on time */
int32_t report_matters(FILE *out, const struct survey *survey); /* where the messages name any */
void report_months(FILE *out, const struct survey *survey);
void key_of_answers(FILE *out);

/* report_meetings.c */
void report_meetings(FILE *out, const struct survey *survey);
int64_t wait_of(const struct fact *facts, uint64_t ended,
                uint64_t share); /* that so many of a hundred did not outlast */

/* chart.c: drawings that fill the width they are given. */
struct bar {
    uint64_t on_time, other, late, whole; /* the parts, and what fills the width */
    uint64_t mark;                        /* a stroke at so many percent; 0: none */
};

void chart_bar(FILE *out, const struct bar *bar);
void chart_months(FILE *out, const struct groups *months);
/* How many days things took, one column for each day. */
struct waits {
    const char *name; /* what it shows, in both languages */
    const struct fact *facts;
    uint64_t ended; /* of the facts, the first: those that came to an end */
    int64_t limit_days;
    bool duties; /* from the meeting to the report of what it assigned; else from the report to the answer */
};

void chart_waits(FILE *out, const struct waits *waits);

#endif
