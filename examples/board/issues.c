/* Every message as an issue, in the order of its real instants: reported, accepted, dispatched, signed and started when
 * the message was written; done, answered and passed when the reply was.
 *
 * The messages of all years and the meetings of their months are one line of events, sorted by instant. Nothing is made
 * up that the file does not tell: no rating, no remedy, no evidence; the result is `explained` throughout. Archiving is
 * left to time itself: commands make happen what fell due before them, and the last tick what fell due after all. */
#define _POSIX_C_SOURCE 200809L
#include "board.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 512, NOTICE_DAYS = 3, SITS_AT = 9 };

/* What happens at one instant happens in this order. */
enum what { REPORT, REPLY, NOTICE, SITTING };

struct event {
    cgov_time at;
    enum what what;
    uint32_t row; /* of a report or a reply */
};

/* A move, the officer of the place who makes it, and the one detail it takes. */
struct step {
    const char *move;
    enum office by;
    uint32_t field;
};

static const struct step at_report[] = {
    {"accept", CLERK, 0}, {"dispatch", DISPATCHER, CGOV_FIELD_LEAD}, {"sign", CONTACT, 0}, {"start", CONTACT, 0}, {0},
};
static const struct step at_reply[] = {
    {"done", CONTACT, CGOV_FIELD_RESULT},
    {"answer", CONTACT, CGOV_FIELD_TEXT},
    {"pass", CHECKER, 0},
    {0},
};

static int by_instant(const void *left_event, const void *right_event) {
    const struct event *left = left_event, *right = right_event;
    if (left->at != right->at) return left->at < right->at ? -1 : 1;
    if (left->what != right->what) return left->what < right->what ? -1 : 1;
    return left->row < right->row ? -1 : 1;
}

/* The failures after which there is no point in going on: all others are the row's. */
static bool ends_all(int32_t status) {
    return status == CGOV_E_NOMEM || status == CGOV_E_STORAGE || status == CGOV_E_CORRUPT || status == CGOV_E_POISONED;
}

static int32_t report(struct job *job, struct row *row, const char **what) {
    cgov_id resident = 0;
    *what = "the place";
    int32_t status = place_find(job, row);
    if (status != CGOV_OK) return status;
    *what = "the resident";
    status = resident_find(job, row, &resident);
    if (status != CGOV_OK) return status;
    *what = "report";
    const struct place *place = &job->places.place[row->place];
    cgov_detail details[] = {
        detail_number(CGOV_FIELD_PLACE, (int64_t)place->region),
        detail_number(CGOV_FIELD_INTAKE, (int64_t)place->organization),
        detail_number(CGOV_FIELD_BEHALF, (int64_t)resident),
        detail_words(CGOV_FIELD_EXTERNAL, row->id),
        detail_words(CGOV_FIELD_TEXT, row->text),
        detail_words(CGOV_FIELD_TITLE, row->title),
        detail_words(CGOV_FIELD_TITLE, row->title), /* room for the matter */
    };
    char matter[32];
    uint32_t count = sizeof details / sizeof *details - 1 - !row->title.len;
    if (row->matter_number) {
        matter_name(row->matter_number, matter);
        details[count++] = detail_words(CGOV_FIELD_MATTER, text_of(matter));
    }
    cgov_act act;
    status = act_begin(job, place->officer[OPERATOR], row->reported_at, &act);
    return status == CGOV_OK ? act_end(job, cgov_item_report(job->ledger, &act, details, count, &row->issue)) : status;
}

static int32_t walk(struct job *job, const struct row *row, cgov_time at, const struct step *step, const char **what) {
    const struct place *place = &job->places.place[row->place];
    for (; step->move; step++) {
        cgov_detail detail = detail_number(step->field, 0);
        if (step->field == CGOV_FIELD_LEAD) detail.number = (int64_t)place->organization;
        if (step->field == CGOV_FIELD_RESULT) detail.number = CGOV_RESULT_EXPLAINED;
        if (step->field == CGOV_FIELD_TEXT) detail.text = row->reply;
        uint64_t seq;
        cgov_act act;
        *what = step->move;
        int32_t status = act_begin(job, place->officer[step->by], at, &act);
        if (status != CGOV_OK) return status;
        status =
            act_end(job, cgov_item_move(job->ledger, &act, row->issue, step->move, &detail, step->field != 0, &seq));
        if (status != CGOV_OK) return status;
    }
    return CGOV_OK;
}

/* A bar on a terminal, nothing elsewhere. */
static void progress(size_t done, size_t all, cgov_time at) {
    enum { WIDTH = 40 };
    size_t each = all / 200 + 1;
    if ((done % each != 0 && done != all) || !isatty(STDERR_FILENO)) return;
    char bar[WIDTH + 1] = {0};
    memset(bar, '.', WIDTH);
    memset(bar, '#', done * WIDTH / all);
    struct date date = local_date(at);
    fprintf(stderr, "\r[%s] %3zu%%  %04lld-%02lld%s", bar, done * 100 / all, (long long)date.year,
            (long long)date.month, done == all ? "\n" : "");
}

/* Lets time pass until the last archive. */
static bool archive(struct job *job, cgov_time last) {
    const struct date end = {9999, 12, 31};
    const cgov_time latest = local_instant(end, 0);
    cgov_time until = last + (ARCHIVED_AFTER_DAYS + 1) * DAY_MS;
    uint64_t fired;
    cgov_act act;
    const char *what = "the last tick";
    int32_t status = act_begin(job, 0, until < latest ? until : latest, &act);
    if (status == CGOV_OK) status = act_end(job, cgov_ledger_tick(job->ledger, &act, &fired));
    if (status == CGOV_OK) {
        what = "the last flush";
        status = cgov_ledger_flush(job->ledger, &fired);
    }
    if (status == CGOV_OK) return true;
    char line[LINE_MAX_BYTES];
    why_not(job, what, status, line, sizeof line);
    fprintf(stderr, "%s\n", line);
    return false;
}

/* Names what failed; true if the ledger can go on. A row that was refused is left alone from there on. */
static bool event_failed(struct job *job, struct row *row, const char *what, int32_t status) {
    char line[LINE_MAX_BYTES];
    why_not(job, what, status, line, sizeof line);
    if (isatty(STDERR_FILENO)) fputs("\r\033[K", stderr); /* not behind the bar */
    if (!row) return fprintf(stderr, "a meeting: %s\n", line), false;
    row_broken(&job->rows, row, line);
    return !ends_all(status);
}

/* What a message or its reply makes happen. */
static bool message_run(struct job *job, const struct event *event) {
    struct row *row = &job->rows.row[event->row];
    const char *what = "";
    if (row->broken) return true;
    bool reply = event->what == REPLY;
    int32_t status = reply ? CGOV_OK : report(job, row, &what);
    if (status == CGOV_OK) status = walk(job, row, event->at, reply ? at_reply : at_report, &what);
    if (status == CGOV_OK && reply) status = meeting_answer(job, row, event->at, &what);
    if (status != CGOV_OK) return event_failed(job, row, what, status);
    if (!reply) meetings_reported(job, event->row);
    return true;
}

static bool event_run(struct job *job, const struct event *event) {
    const char *what = "";
    if (event->what == REPORT || event->what == REPLY) return message_run(job, event);
    int32_t status = event->what == NOTICE ? meeting_call(job, event->at, &what) : meeting_hold(job, event->at, &what);
    return status == CGOV_OK || event_failed(job, NULL, what, status);
}

static bool events_run(struct job *job, const struct event *events, size_t count) {
    if (count) progress(0, count, events[0].at);
    for (size_t i = 0; i < count; i++) {
        if (!event_run(job, &events[i])) return false;
        progress(i + 1, count, events[i].at);
    }
    return count == 0 || archive(job, events[count - 1].at);
}

/* A meeting in each month that has a message: notice at nine, three days before its last day, on which it sits. Events
 * are sorted; the meetings come after them. */
static size_t meetings_add(struct event *events, size_t count) {
    size_t all = count;
    struct date last = {0};
    for (size_t i = 0; i < count; i++) {
        const struct date end = month_end(local_date(events[i].at));
        if (events[i].what != REPORT || (end.year == last.year && end.month == last.month)) continue;
        last = end;
        events[all++] = (struct event){local_instant(days_later(end, -NOTICE_DAYS), SITS_AT), NOTICE, 0};
        events[all++] = (struct event){local_instant(end, SITS_AT), SITTING, 0};
    }
    return all;
}

bool issues_run(struct job *job) {
    const struct rows *rows = &job->rows;
    struct event *events = malloc((rows->count * 4 + 1) * sizeof *events);
    job->meetings.reported = malloc((rows->count + 1) * sizeof *job->meetings.reported);
    bool ran = events && job->meetings.reported;
    if (!ran) fprintf(stderr, "no memory\n");
    size_t count = 0;
    for (uint32_t i = 0; i < rows->count && ran; i++) {
        if (rows->row[i].broken) continue;
        events[count++] = (struct event){rows->row[i].reported_at, REPORT, i};
        if (rows->row[i].answered) events[count++] = (struct event){rows->row[i].replied_at, REPLY, i};
    }
    if (ran) {
        qsort(events, count, sizeof *events, by_instant);
        count = meetings_add(events, count);
        qsort(events, count, sizeof *events, by_instant);
    }
    ran = ran && events_run(job, events, count);
    free(events);
    return ran;
}
