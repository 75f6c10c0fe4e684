/* What a district head would ask for, read back from the ledger alone: by place, by month, the longest waits, and who
 * was told how often that something was due or late. */
#include "board.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE = 32, LONGEST = 10, NEVER = -1 };

/* What the tables need of one issue. */
struct fact {
    cgov_id issue;
    uint64_t group; /* what the table at hand groups by */
    uint64_t region;
    cgov_time opened;
    int64_t waited; /* from the report to the answer, in ms; NEVER */
    bool on_time;
};

/* How often somebody was told something. */
struct tally {
    cgov_id told;
    uint64_t reminders, late;
};

struct survey {
    const struct job *job;
    cgov_reader reader;
    struct fact *facts;
    struct tally *tallies;
    size_t fact_count, fact_cap, tally_count, tally_cap;
    struct totals totals;
};

/* The element after the last, room made for it; NULL for want of memory. */
static void *grow(void *array, size_t count, size_t *cap, size_t size) {
    if (count < *cap) return array;
    *cap = *cap ? *cap * 2 : 256;
    return realloc(array, *cap * size);
}

static int32_t tally(struct survey *survey, const cgov_history_view *entry) {
    if (!entry->told) return CGOV_OK; /* a ladder that ends at the root tells nobody */
    size_t i = 0;
    while (i < survey->tally_count && survey->tallies[i].told != entry->told) i++;
    if (i == survey->tally_count) {
        struct tally *grown = grow(survey->tallies, i, &survey->tally_cap, sizeof *grown);
        if (!grown) return CGOV_E_NOMEM;
        survey->tallies = grown;
        survey->tallies[survey->tally_count++] = (struct tally){.told = entry->told};
    }
    if (entry->record == CGOV_RECORD_REMINDED)
        survey->tallies[i].reminders++;
    else
        survey->tallies[i].late++;
    return CGOV_OK;
}

static int32_t survey_history(struct survey *survey, cgov_id issue) {
    cgov_history_view page[PAGE] = {{.size = sizeof *page}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    int32_t status;
    while ((status = cgov_history(survey->job->ledger, &survey->reader, issue, &cursor, page, PAGE, &count)) ==
           CGOV_OK) {
        for (uint32_t i = 0; i < count; i++) {
            if (page[i].record != CGOV_RECORD_REMINDED && page[i].record != CGOV_RECORD_LATE &&
                page[i].record != CGOV_RECORD_RUNG) {
                continue;
            }
            status = tally(survey, &page[i]);
            if (status != CGOV_OK) return status;
        }
    }
    return status == CGOV_DONE ? CGOV_OK : status;
}

/* The clock that runs from the report to the answer says whether the answer came in time. */
static int32_t survey_clocks(struct survey *survey, struct fact *fact) {
    cgov_clock_view page[PAGE] = {{.size = sizeof *page}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    int32_t status;
    while ((status = cgov_clocks(survey->job->ledger, &survey->reader, fact->issue, &cursor, page, PAGE, &count)) ==
           CGOV_OK) {
        for (uint32_t i = 0; i < count; i++) {
            const cgov_clock_view *clock = &page[i];
            if (strcmp(clock->name, "feedback") != 0) continue;
            survey->totals.late += clock->late;
            if (clock->state != CGOV_CLOCK_STOPPED) continue;
            fact->waited = clock->stopped_at - clock->started_at;
            fact->on_time = clock->stopped_at <= clock->due;
            survey->totals.on_time += fact->on_time;
        }
    }
    return status == CGOV_DONE ? CGOV_OK : status;
}

static int32_t survey_issue(struct survey *survey, const cgov_item_view *view) {
    struct fact fact = {.issue = view->id, .region = view->place, .opened = view->opened_at, .waited = NEVER};
    survey->totals.issues++;
    survey->totals.closed += !strcmp(view->state, "closed") || !strcmp(view->state, "archived");
    survey->totals.answered += view->answers != 0;
    int32_t status = survey_clocks(survey, &fact);
    if (status == CGOV_OK) status = survey_history(survey, fact.issue);
    if (status != CGOV_OK) return status;
    struct fact *grown = grow(survey->facts, survey->fact_count, &survey->fact_cap, sizeof *grown);
    if (!grown) return CGOV_E_NOMEM;
    survey->facts = grown;
    survey->facts[survey->fact_count++] = fact;
    return CGOV_OK;
}

static int32_t survey_all(struct survey *survey) {
    const cgov_filter issues = {.size = sizeof issues, .kind = CGOV_KIND_ISSUE};
    cgov_item_view page[PAGE] = {{.size = sizeof *page}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    int32_t status;
    while ((status = cgov_list(survey->job->ledger, &survey->reader, &issues, &cursor, page, PAGE, &count)) ==
           CGOV_OK) {
        for (uint32_t i = 0; i < count; i++) {
            status = survey_issue(survey, &page[i]);
            if (status != CGOV_OK) return status;
        }
    }
    return status == CGOV_DONE ? CGOV_OK : status;
}

/* By group, then by waiting time, those never answered last. */
static int by_group(const void *left_fact, const void *right_fact) {
    const struct fact *left = left_fact, *right = right_fact;
    if (left->group != right->group) return left->group < right->group ? -1 : 1;
    uint64_t a = (uint64_t)left->waited, b = (uint64_t)right->waited; /* NEVER is the greatest */
    if (a != b) return a < b ? -1 : 1;
    return left->issue < right->issue ? -1 : left->issue > right->issue;
}

static int by_count(const void *left_tally, const void *right_tally) {
    const struct tally *left = left_tally, *right = right_tally;
    uint64_t a = left->reminders + left->late, b = right->reminders + right->late;
    if (a != b) return a > b ? -1 : 1;
    return left->told < right->told ? -1 : left->told > right->told;
}

/* Blanks where a text leaves room in a column so many Latin letters wide; a character of three bytes is as wide as two.
 */
static void print_room(const char *text, int width) {
    for (const char *at = text; *at; at++) width -= ((unsigned char)*at & 0xC0) != 0x80;
    for (const char *at = text; *at; at++) width -= ((unsigned char)*at & 0xF0) == 0xE0;
    for (; width > 0; width--) putchar(' ');
}

static void print_left(const char *text, int width) {
    fputs(text, stdout);
    print_room(text, width);
}

static void print_right(const char *text, int width) {
    print_room(text, width);
    fputs(text, stdout);
}

static void print_days(int64_t ms, int width) {
    int64_t tenths = ms * 10 / DAY_MS;
    printf("%*lld.%lld", width - 2, (long long)(tenths / 10), (long long)(tenths % 10));
}

/* One row: the facts of a group, sorted by waiting time. */
static void print_group(const char *title, const struct fact *facts, size_t count) {
    size_t answered = 0, on_time = 0;
    for (size_t i = 0; i < count; i++) {
        answered += facts[i].waited != NEVER;
        on_time += facts[i].on_time;
    }
    print_left(title, 10);
    printf("%14zu%14zu%13zu%%", count, on_time, on_time * 100 / count);
    if (answered) print_days((facts[(answered - 1) / 2].waited + facts[answered / 2].waited) / 2, 15);
    putchar('\n');
}

static void month_title(uint64_t group, char *into, size_t cap) {
    snprintf(into, cap, "%04u-%02u", (unsigned)(group / 12), (unsigned)(group % 12 + 1));
}

/* A table of the facts grouped by place, or by the month of the report. */
static void print_groups(struct survey *survey, bool by_place) {
    struct fact *facts = survey->facts;
    for (size_t i = 0; i < survey->fact_count; i++) {
        struct date date = local_date(facts[i].opened);
        facts[i].group = by_place ? facts[i].region : (uint64_t)(date.year * 12 + date.month - 1);
    }
    if (survey->fact_count) qsort(facts, survey->fact_count, sizeof *facts, by_group);
    putchar('\n');
    print_left(by_place ? "place 地区" : "month 月份", 10);
    print_right("issues 件数", 14);
    print_right("on time 按期", 14);
    print_right("share 按期率", 14);
    print_right("median 中位数", 15);
    putchar('\n');
    for (size_t first = 0, next; first < survey->fact_count; first = next) {
        for (next = first; next < survey->fact_count && facts[next].group == facts[first].group;) next++;
        char month[16];
        month_title(facts[first].group, month, sizeof month);
        const struct place *place = place_in(&survey->job->places, facts[first].region);
        print_group(!by_place ? month : place ? place_title(place) : "?", facts + first, next - first);
    }
}

/* Words of an issue, resident or organization, cut where they are long. */
static int32_t words_of(const struct survey *survey, cgov_id of, uint32_t field, char *into, uint64_t cap) {
    uint64_t needed = 0;
    int32_t status = cgov_text_get(survey->job->ledger, &survey->reader, of, 0, field, into, cap, &needed);
    if (status == CGOV_OK) return CGOV_OK;
    snprintf(into, (size_t)cap, "-");
    return status == CGOV_E_NOT_FOUND || status == CGOV_E_BUFFER ? CGOV_OK : status;
}

static int32_t print_longest(const struct survey *survey) {
    const struct fact *facts = survey->facts; /* one group, sorted by waiting time */
    size_t answered = 0;
    while (answered < survey->fact_count && facts[answered].waited != NEVER) answered++;
    printf("\n days 天数  reported 登记  place 地区  the longest waits 等候最久\n");
    for (size_t i = 0; i < LONGEST && i < answered; i++) {
        const struct fact *fact = &facts[answered - 1 - i];
        const struct date date = local_date(fact->opened);
        const struct place *place = place_in(&survey->job->places, fact->region);
        char title[1025];
        int32_t status = words_of(survey, fact->issue, CGOV_FIELD_TITLE, title, sizeof title);
        if (status != CGOV_OK) return status;
        print_days(fact->waited, 10);
        printf("  %04d-%02d-%02d     ", (int)date.year, (int)date.month, (int)date.day);
        print_left(place ? place_title(place) : "?", 12);
        printf("%s\n", title);
    }
    return CGOV_OK;
}

static int32_t print_tallies(struct survey *survey) {
    if (survey->tally_count) qsort(survey->tallies, survey->tally_count, sizeof *survey->tallies, by_count);
    printf("\nlateness: of all clocks, so more than `late`  逾期：各项时限都计，故多于 late\n\n");
    printf("  reminders 催办   lateness 逾期  told to 告知\n");
    for (size_t i = 0; i < survey->tally_count; i++) {
        const struct tally *row = &survey->tallies[i];
        char name[1025];
        int32_t status = words_of(survey, row->told, CGOV_FIELD_NAME, name, sizeof name);
        if (status != CGOV_OK) return status;
        printf("%16llu%16llu  %s\n", (unsigned long long)row->reminders, (unsigned long long)row->late, name);
    }
    return CGOV_OK;
}

static int32_t print_all(struct survey *survey) {
    int32_t status = survey_all(survey);
    if (status != CGOV_OK) return status;
    printf("on time: by the profile BOARD's clock `feedback`, 15 natural days  按期：自登记起十五个自然日内答复\n"
           "median: days from report to answer  中位数：从登记到答复的天数\n");
    print_groups(survey, true);
    print_groups(survey, false);
    for (size_t i = 0; i < survey->fact_count; i++) survey->facts[i].group = 0;
    if (survey->fact_count) qsort(survey->facts, survey->fact_count, sizeof *survey->facts, by_group);
    status = print_longest(survey);
    return status == CGOV_OK ? print_tallies(survey) : status;
}

bool tables_print(const struct job *job, struct totals *totals_out) {
    cgov_info info = {.size = sizeof info};
    int32_t status = cgov_ledger_get(job->ledger, &info);
    struct survey survey = {.job = job,
                            .reader = {.size = sizeof survey.reader, .actor = job->founder, .at = info.now}};
    if (status == CGOV_OK) status = print_all(&survey);
    free(survey.facts);
    free(survey.tallies);
    *totals_out = survey.totals;
    if (status == CGOV_OK) return true;
    fprintf(stderr, "reading the ledger: %s: %s\n", cgov_status_name(status), cgov_status_text(status));
    return false;
}
