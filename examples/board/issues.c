/* Every message as an issue, in the order of its real instants: reported, accepted, dispatched, signed and started when
 * the message was written; done, answered and passed when the reply was.
 *
 * The messages of all years are one line of events, sorted by instant. Nothing is made up that the file does not tell:
 * no rating, no remedy, no evidence; the result is `explained` throughout. Archiving is left to time itself: commands
 * make happen what fell due before them, and the last tick what fell due after all. */
#define _POSIX_C_SOURCE 200809L
#include "board.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ARCHIVED_AFTER_DAYS = 45, LINE_MAX_BYTES = 512 };

struct event {
    cgov_time at;
    uint32_t reply; /* after a report at the same instant */
    uint32_t row;
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
    if (left->reply != right->reply) return left->reply < right->reply ? -1 : 1;
    return left->row < right->row ? -1 : 1;
}

/* The failures after which there is no point in going on: all others are the row's. */
static bool ends_all(int32_t status) {
    return status == CGOV_E_NOMEM || status == CGOV_E_STORAGE || status == CGOV_E_CORRUPT || status == CGOV_E_POISONED;
}

static cgov_detail number(uint32_t field, int64_t value) {
    return (cgov_detail){.size = sizeof(cgov_detail), .field = field, .number = value};
}

static cgov_detail words(uint32_t field, cgov_text text) {
    return (cgov_detail){.size = sizeof(cgov_detail), .field = field, .text = text};
}

/* A ledger wants a key to be new where the issue is reported; the board's ids are to be new in all its places. */
static int32_t id_is_new(const struct job *job, const struct row *row) {
    for (uint32_t i = 0; i < job->places.count; i++) {
        const struct place *place = &job->places.place[i];
        const cgov_reader reader = {.size = sizeof reader, .actor = place->officer[OPERATOR], .at = row->reported_at};
        cgov_id id;
        int32_t status = cgov_external_find(job->ledger, &reader, CGOV_KIND_ISSUE, place->organization, &row->id, &id);
        if (status != CGOV_E_NOT_FOUND) return status == CGOV_OK ? CGOV_E_CONFLICT : status;
    }
    return CGOV_OK;
}

static int32_t report(struct job *job, struct row *row, const char **what) {
    cgov_id resident = 0;
    *what = "a message has this id already";
    int32_t status = id_is_new(job, row);
    if (status != CGOV_OK) return status;
    *what = "the place";
    status = place_find(job, row);
    if (status != CGOV_OK) return status;
    *what = "the resident";
    status = resident_find(job, row, &resident);
    if (status != CGOV_OK) return status;
    *what = "report";
    const struct place *place = &job->places.place[row->place];
    cgov_detail details[] = {
        number(CGOV_FIELD_PLACE, (int64_t)place->region),
        number(CGOV_FIELD_INTAKE, (int64_t)place->organization),
        number(CGOV_FIELD_BEHALF, (int64_t)resident),
        words(CGOV_FIELD_EXTERNAL, row->id),
        words(CGOV_FIELD_TEXT, row->text),
        words(CGOV_FIELD_TITLE, row->title),
    };
    uint32_t count = sizeof details / sizeof *details - !row->title.len;
    cgov_act act;
    status = act_begin(job, place->officer[OPERATOR], row->reported_at, &act);
    return status == CGOV_OK ? act_end(job, cgov_item_report(job->ledger, &act, details, count, &row->issue)) : status;
}

static int32_t walk(struct job *job, const struct row *row, cgov_time at, const struct step *step, const char **what) {
    const struct place *place = &job->places.place[row->place];
    for (; step->move; step++) {
        cgov_detail detail = number(step->field, 0);
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
    uint64_t fired;
    cgov_act act;
    const char *what = "the last tick";
    int32_t status = act_begin(job, 0, last + (ARCHIVED_AFTER_DAYS + 1) * DAY_MS, &act);
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

/* What a message or its reply makes happen. A row that was refused is named and left alone from there on. */
static bool event_run(struct job *job, const struct event *event) {
    struct row *row = &job->rows.row[event->row];
    const char *what = "";
    if (row->broken) return true;
    int32_t status = event->reply ? CGOV_OK : report(job, row, &what);
    if (status == CGOV_OK) status = walk(job, row, event->at, event->reply ? at_reply : at_report, &what);
    if (status == CGOV_OK) return true;
    char line[LINE_MAX_BYTES];
    int named = 0;
    if (status == CGOV_E_CONFLICT) named = snprintf(line, sizeof line, "id %.*s: ", (int)row->id.len, row->id.ptr);
    why_not(job, what, status, line + named, sizeof line - (size_t)named);
    if (isatty(STDERR_FILENO)) fputs("\r\033[K", stderr); /* not behind the bar */
    row_broken(&job->rows, row, line);
    return !ends_all(status);
}

static bool events_run(struct job *job, const struct event *events, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (!event_run(job, &events[i])) return false;
        progress(i + 1, count, events[i].at);
    }
    return count == 0 || archive(job, events[count - 1].at);
}

bool issues_run(struct job *job) {
    const struct rows *rows = &job->rows;
    struct event *events = malloc((rows->count * 2 + 1) * sizeof *events);
    if (!events) {
        fprintf(stderr, "no memory\n");
        return false;
    }
    size_t count = 0;
    for (uint32_t i = 0; i < rows->count; i++) {
        events[count++] = (struct event){rows->row[i].reported_at, 0, i};
        if (rows->row[i].answered) events[count++] = (struct event){rows->row[i].replied_at, 1, i};
    }
    qsort(events, count, sizeof *events, by_instant);
    bool ran = events_run(job, events, count);
    free(events);
    return ran;
}
