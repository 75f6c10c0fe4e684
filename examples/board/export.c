/* The figures as tables for other programs: FILE.csv for a spreadsheet, FILE.jsonl, an object a line. A row is a group
 * and a clock, or all clocks together: every figure of the library, and before them the clock and the median of its
 * runs. */
#include "survey.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GROUPS_A_PAGE = 64, LINE = 2048 };

/* What the rows are grouped by, one after the other, and the clocks of the loop that are asked for, each and all. */
static const uint32_t groupings[] = {CGOV_GROUP_NONE,    CGOV_GROUP_ORGANIZATION, CGOV_GROUP_MATTER,
                                     CGOV_GROUP_REGION,  CGOV_GROUP_MONTH,        CGOV_GROUP_WEEK,
                                     CGOV_GROUP_CHANNEL, CGOV_GROUP_TRACK,        CGOV_GROUP_CLASS};
static const char *const clocks[] = {"", "forward", "sign", "handle", "answer", "feedback", "check"};
enum { CLOCKS = sizeof clocks / sizeof *clocks };

/* How long a clock ran, in a group. */
struct wait {
    uint64_t key;
    size_t clock; /* index in clocks */
    int64_t ms;   /* from start to end, without what it rested */
};

struct waits {
    struct wait *at; /* by clock, key, and time */
    size_t count, cap;
};

static int by_group(const struct wait *left, const struct wait *right) {
    if (left->clock != right->clock) return left->clock < right->clock ? -1 : 1;
    return (left->key > right->key) - (left->key < right->key);
}

static int by_time(const void *left_wait, const void *right_wait) {
    const struct wait *left = left_wait, *right = right_wait;
    int group = by_group(left, right);
    return group ? group : (left->ms > right->ms) - (left->ms < right->ms);
}

static size_t clock_of(const char *name) {
    size_t clock = 0;
    while (clock < CLOCKS && strcmp(clocks[clock], name) != 0) clock++;
    return clock;
}

/* How long each clock ran in each issue that it has ended in. */
static int32_t read_waits(const struct survey *survey, const cgov_figure_query *query, struct waits *out) {
    cgov_run_view page[GROUPS_A_PAGE] = {{.size = sizeof *page}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    int32_t status;
    while ((status = cgov_run_list(survey->job->ledger, &survey->reader, query, &cursor, page, GROUPS_A_PAGE,
                                   &count)) == CGOV_OK) {
        for (uint32_t i = 0; i < count; i++) {
            struct wait *grown = survey_grow(out->at, out->count, &out->cap, sizeof *grown);
            if (!grown) return CGOV_E_NOMEM;
            out->at = grown;
            out->at[out->count++] = (struct wait){page[i].key, clock_of(page[i].name),
                                                  page[i].stopped_at - page[i].started_at - (int64_t)page[i].rested};
        }
    }
    if (out->count) qsort(out->at, out->count, sizeof *out->at, by_time);
    return status == CGOV_DONE ? CGOV_OK : status;
}

/* The first wait of that group, or the first past it. */
static size_t bound(const struct waits *waits, const struct wait *group, int past) {
    size_t low = 0, left = waits->count;
    while (left > 0) {
        size_t half = left / 2;
        if (by_group(&waits->at[low + half], group) < past) {
            low += half + 1;
            left -= half + 1;
        } else {
            left = half;
        }
    }
    return low;
}

/* The median of a clock in a group, of two in the middle the mean; NEVER where none has ended. */
static int64_t median_of(const struct waits *waits, size_t clock, uint64_t key) {
    const struct wait group = {key, clock, 0};
    size_t first = bound(waits, &group, 0), end = bound(waits, &group, 1);
    if (first == end) return NEVER;
    size_t middle = first + (end - first) / 2;
    return (end - first) % 2 ? waits->at[middle].ms : (waits->at[middle - 1].ms + waits->at[middle].ms) / 2;
}

/* In quotes, those within it doubled or after a backslash. */
static void put_quoted(FILE *out, const char *text, char before_quote) {
    putc('"', out);
    for (; *text; text++) {
        if (*text == '"' || (*text == '\\' && before_quote == '\\')) putc(before_quote, out);
        putc(*text, out);
    }
    putc('"', out);
}

/* What people call the group: an organization by its name, a place by its title. */
static int32_t title_of(const struct survey *survey, const cgov_figure_view *group, char title[TITLE_BYTES]) {
    const char *name = group->group == CGOV_GROUP_REGION ? region_title(survey, group->key) : group->name;
    snprintf(title, TITLE_BYTES, "%s", name);
    if (group->group != CGOV_GROUP_ORGANIZATION || group->key == 0) return CGOV_OK;
    return survey_words(survey, group->key, CGOV_FIELD_NAME, title, TITLE_BYTES);
}

static int32_t put_group(const struct survey *survey, const cgov_figure_view *group, const char *clock, int64_t median,
                         FILE *csv, FILE *json) {
    char line[LINE], title[TITLE_BYTES], number[24] = "";
    uint64_t needed;
    if (median != NEVER) snprintf(number, sizeof number, "%" PRId64, median);
    int32_t status = title_of(survey, group, title);
    if (status == CGOV_OK) status = cgov_figure_line(group, CGOV_LINE_CSV, line, sizeof line, &needed);
    if (status != CGOV_OK) return status;
    put_quoted(csv, title, '"');
    fprintf(csv, ",%s,%s,%s\n", clock, number, line);
    status = cgov_figure_line(group, CGOV_LINE_JSON, line, sizeof line, &needed);
    if (status != CGOV_OK) return status;
    fputs("{\"title\":", json);
    put_quoted(json, title, '\\');
    fprintf(json, ",\"clock\":\"%s\",\"median_ms\":%s,%s\n", clock, *number ? number : "null", line + 1);
    return CGOV_OK;
}

static int32_t put_clock(const struct survey *survey, cgov_figure_query query, size_t clock, const struct waits *waits,
                         FILE *csv, FILE *json) {
    cgov_figure_view page[GROUPS_A_PAGE] = {{.size = sizeof *page}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    int32_t status = CGOV_OK;
    query.clock = text_of(clocks[clock]);
    while (status == CGOV_OK && (status = cgov_figure_list(survey->job->ledger, &survey->reader, &query, &cursor, page,
                                                           GROUPS_A_PAGE, &count)) == CGOV_OK) {
        for (uint32_t i = 0; i < count && status == CGOV_OK; i++)
            status = put_group(survey, &page[i], clocks[clock], median_of(waits, clock, page[i].key), csv, json);
    }
    return status == CGOV_DONE ? CGOV_OK : status;
}

static int32_t put_grouping(const struct survey *survey, uint32_t grouping, FILE *csv, FILE *json) {
    const cgov_figure_query query = {.size = sizeof query, .group = grouping};
    struct waits waits = {0};
    int32_t status = read_waits(survey, &query, &waits);
    for (size_t c = 0; c < CLOCKS && status == CGOV_OK; c++) status = put_clock(survey, query, c, &waits, csv, json);
    free(waits.at);
    return status;
}

static int32_t put_all(const struct survey *survey, FILE *csv, FILE *json) {
    char head[LINE];
    uint64_t needed;
    int32_t status = cgov_figure_line(NULL, CGOV_LINE_CSV, head, sizeof head, &needed);
    if (status == CGOV_OK) fprintf(csv, "title,clock,median_ms,%s\n", head);
    for (size_t g = 0; g < sizeof groupings / sizeof *groupings && status == CGOV_OK; g++)
        status = put_grouping(survey, groupings[g], csv, json);
    return status;
}

static FILE *create(const char *path, const char *extension) {
    char name[4096];
    FILE *file = NULL;
    if (snprintf(name, sizeof name, "%s%s", path, extension) < (int)sizeof name)
        file = fopen(name, "w");
    else
        errno = ENAMETOOLONG;
    if (!file) fprintf(stderr, "%s%s: %s\n", path, extension, strerror(errno));
    return file;
}

static bool finish(FILE *file, const char *path, const char *extension) {
    if (!file) return false;
    bool whole = !ferror(file);
    if (fclose(file) == 0 && whole) return true;
    fprintf(stderr, "%s%s: it could not be written whole\n", path, extension);
    return false;
}

bool export_write(const struct survey *survey, const char *path) {
    FILE *csv = create(path, ".csv"), *json = create(path, ".jsonl");
    int32_t status = csv && json ? put_all(survey, csv, json) : CGOV_OK;
    if (status != CGOV_OK) fprintf(stderr, "reading the figures: %s\n", cgov_status_name(status));
    bool written = finish(csv, path, ".csv");
    return finish(json, path, ".jsonl") && written && status == CGOV_OK;
}
