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

struct waits {
    struct wait {
        uint64_t key;
        int64_t ms; /* from start to end, without what it rested */
    } * at;         /* by key, then by time */
    size_t count, cap;
};

static int by_key(const void *left_wait, const void *right_wait) {
    const struct wait *left = left_wait, *right = right_wait;
    if (left->key != right->key) return left->key < right->key ? -1 : 1;
    return (left->ms > right->ms) - (left->ms < right->ms);
}

/* How long that clock ran in each issue that it has ended in. */
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
            out->at[out->count++] =
                (struct wait){page[i].key, page[i].stopped_at - page[i].started_at - (int64_t)page[i].rested};
        }
    }
    if (out->count) qsort(out->at, out->count, sizeof *out->at, by_key);
    return status == CGOV_DONE ? CGOV_OK : status;
}

/* The median of a group, of two in the middle the mean; NEVER where none has ended. */
static int64_t median_of(const struct waits *waits, uint64_t key) {
    size_t first = 0, end;
    while (first < waits->count && waits->at[first].key < key) first++;
    for (end = first; end < waits->count && waits->at[end].key == key;) end++;
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

static int32_t put_grouping(const struct survey *survey, uint32_t grouping, const char *clock, FILE *csv, FILE *json) {
    cgov_figure_query query = {.size = sizeof query, .group = grouping, .clock = text_of(clock)};
    cgov_figure_view page[GROUPS_A_PAGE] = {{.size = sizeof *page}};
    struct waits waits = {0};
    uint64_t cursor = 0;
    uint32_t count = 0;
    int32_t status = *clock ? read_waits(survey, &query, &waits) : CGOV_OK;
    while (status == CGOV_OK && (status = cgov_figure_list(survey->job->ledger, &survey->reader, &query, &cursor, page,
                                                           GROUPS_A_PAGE, &count)) == CGOV_OK) {
        for (uint32_t i = 0; i < count && status == CGOV_OK; i++)
            status = put_group(survey, &page[i], clock, median_of(&waits, page[i].key), csv, json);
    }
    free(waits.at);
    return status == CGOV_DONE ? CGOV_OK : status;
}

static int32_t put_all(const struct survey *survey, FILE *csv, FILE *json) {
    char head[LINE];
    uint64_t needed;
    int32_t status = cgov_figure_line(NULL, CGOV_LINE_CSV, head, sizeof head, &needed);
    if (status == CGOV_OK) fprintf(csv, "title,clock,median_ms,%s\n", head);
    for (size_t g = 0; g < sizeof groupings / sizeof *groupings; g++)
        for (size_t c = 0; c < sizeof clocks / sizeof *clocks && status == CGOV_OK; c++)
            status = put_grouping(survey, groupings[g], clocks[c], csv, json);
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
