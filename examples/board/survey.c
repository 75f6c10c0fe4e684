/* The figures, read back from the ledger alone: by place, by month, along the loop, and who was told how often that
 * something was due or late.
 *
 * Each issue is read once, with its clocks and its history, and becomes a fact; the groups are counted from the facts.
 * Where a figure comes from is one function each: survey_clocks, survey_history, survey_groups;
 * what the meetings came to is in survey_meetings.c. */
#include "survey.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE = 32 };

/* The move that takes an issue to a step, and the clock that says by when. */
static const struct {
    const char *move, *clock;
} steps[STEPS] = {
    [FOUND] = {"report", ""},       [DISPATCHED] = {"dispatch", "forward"},
    [HANDLED] = {"done", "handle"}, [ANSWERED] = {"", "feedback"}, /* the view knows */
    [CLOSED] = {"", "check"},
};

/* The element after the last, room made for it; NULL for want of memory. */
void *survey_grow(void *array, size_t count, size_t *cap, size_t size) {
    if (count < *cap) return array;
    *cap = *cap ? *cap * 2 : 256;
    return realloc(array, *cap * size);
}

static int32_t tally(struct survey *survey, const cgov_history_view *entry) {
    if (!entry->told) return CGOV_OK; /* a ladder that ends at the root tells nobody */
    size_t i = 0;
    while (i < survey->tally_count && survey->tallies[i].told != entry->told) i++;
    if (i == survey->tally_count) {
        struct tally *grown = survey_grow(survey->tallies, i, &survey->tally_cap, sizeof *grown);
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

/* Who was told, and which steps the issue came to. */
static int32_t survey_history(struct survey *survey, cgov_id issue) {
    cgov_history_view page[PAGE] = {{.size = sizeof *page}};
    bool reached[STEPS] = {false};
    uint64_t cursor = 0;
    uint32_t count = 0;
    int32_t status;
    while ((status = cgov_history_list(survey->job->ledger, &survey->reader, issue, &cursor, page, PAGE, &count)) ==
           CGOV_OK) {
        for (uint32_t i = 0; i < count; i++) {
            switch (page[i].record) {
            case CGOV_RECORD_OPENED:
            case CGOV_RECORD_MOVED:
                for (int step = 0; step < STEPS; step++) reached[step] |= !strcmp(page[i].move, steps[step].move);
                break;
            case CGOV_RECORD_REMINDED:
            case CGOV_RECORD_LATE:
            case CGOV_RECORD_RUNG:
                status = tally(survey, &page[i]);
                if (status != CGOV_OK) return status;
                break;
            default:
                break;
            }
        }
    }
    for (int step = 0; step < STEPS; step++) survey->reach[step].issues += reached[step];
    return status == CGOV_DONE ? CGOV_OK : status;
}

/* The clock that runs from the report to the answer says whether the answer came in time. */
static void feedback(struct survey *survey, struct fact *fact, const cgov_clock_view *clock) {
    survey->late += clock->late;
    if (clock->due && !survey->limit_days) survey->limit_days = local_days(clock->started_at, clock->due);
    if (clock->state != CGOV_CLOCK_STOPPED) return;
    fact->waited = clock->stopped_at - clock->started_at;
    fact->days = local_days(clock->started_at, clock->stopped_at);
    fact->on_time = clock->stopped_at <= clock->due;
}

static int32_t survey_clocks(struct survey *survey, struct fact *fact) {
    cgov_clock_view page[PAGE] = {{.size = sizeof *page}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    int32_t status;
    while ((status = cgov_clock_list(survey->job->ledger, &survey->reader, fact->issue, &cursor, page, PAGE, &count)) ==
           CGOV_OK) {
        for (uint32_t i = 0; i < count; i++) {
            const cgov_clock_view *clock = &page[i];
            bool in_time = clock->state == CGOV_CLOCK_STOPPED && clock->stopped_at <= clock->due;
            for (int step = 0; step < STEPS; step++) {
                if (strcmp(clock->name, steps[step].clock) != 0) continue;
                survey->reach[step].timed += in_time || clock->late;
                survey->reach[step].on_time += in_time;
            }
            if (strcmp(clock->name, steps[ANSWERED].clock) == 0) feedback(survey, fact, clock);
        }
    }
    return status == CGOV_DONE ? CGOV_OK : status;
}

static int32_t survey_issue(struct survey *survey, const cgov_item_view *view) {
    struct fact fact = {.issue = view->id,
                        .region = view->place,
                        .matter = matter_number(view->matter),
                        .opened = view->opened_at,
                        .waited = NEVER,
                        .days = local_days(view->opened_at, survey->reader.at),
                        .open = !view->answers && !view->final};
    survey->reach[ANSWERED].issues += view->answers != 0;
    survey->reach[CLOSED].issues += !strcmp(view->state, "closed") || !strcmp(view->state, "archived");
    int32_t status = survey_clocks(survey, &fact);
    if (status == CGOV_OK) status = survey_history(survey, fact.issue);
    if (status != CGOV_OK) return status;
    struct fact *grown = survey_grow(survey->facts, survey->fact_count, &survey->fact_cap, sizeof *grown);
    if (!grown) return CGOV_E_NOMEM;
    survey->facts = grown;
    survey->facts[survey->fact_count++] = fact;
    return CGOV_OK;
}

/* The messages' own: what meetings assign are issues too, of a procedure of their own. */
static int32_t survey_issues(struct survey *survey) {
    const cgov_item_query issues = {.size = sizeof issues, .kind = CGOV_KIND_ISSUE, .procedure = text_of("issue")};
    cgov_item_view page[PAGE] = {{.size = sizeof *page}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    int32_t status;
    while ((status = cgov_item_list(survey->job->ledger, &survey->reader, &issues, &cursor, page, PAGE, &count)) ==
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

/* One group of facts, sorted by waiting time. */
struct group survey_group(const struct fact *facts, size_t count) {
    struct group group = {.key = count ? facts[0].group : 0, .issues = count, .median = NEVER};
    for (size_t i = 0; i < count; i++) {
        group.answered += facts[i].waited != NEVER;
        group.on_time += facts[i].on_time;
    }
    if (group.answered) {
        group.median = (facts[(group.answered - 1) / 2].waited + facts[group.answered / 2].waited) / 2;
    }
    return group;
}

static uint64_t region_of(const struct fact *fact) {
    return fact->region;
}

static uint64_t matter_of(const struct fact *fact) {
    return fact->matter;
}

/* The month of the report. */
static uint64_t month_of(const struct fact *fact) {
    const struct date date = local_date(fact->opened);
    return (uint64_t)(date.year * 12 + date.month - 1);
}

void survey_sort(struct fact *facts, size_t count) {
    if (count) qsort(facts, count, sizeof *facts, by_group);
}

int32_t survey_groups(struct fact *facts, size_t count, uint64_t (*key_of)(const struct fact *), struct groups *out) {
    for (size_t i = 0; i < count; i++) facts[i].group = key_of(&facts[i]);
    survey_sort(facts, count);
    *out = (struct groups){.at = malloc((count + 1) * sizeof *out->at)};
    if (!out->at) return CGOV_E_NOMEM;
    for (size_t first = 0, next; first < count; first = next) {
        for (next = first; next < count && facts[next].group == facts[first].group;) next++;
        out->at[out->count++] = survey_group(facts + first, next - first);
    }
    return CGOV_OK;
}

int32_t survey_read(const struct job *job, struct survey *out) {
    cgov_ledger_view info = {.size = sizeof info};
    int32_t status = cgov_ledger_get(job->ledger, &info);
    *out = (struct survey){.job = job, .reader = {.size = sizeof out->reader, .actor = job->founder, .at = info.now}};
    if (status == CGOV_OK) status = survey_issues(out);
    if (status == CGOV_OK) status = survey_groups(out->facts, out->fact_count, region_of, &out->places);
    if (status == CGOV_OK) status = survey_groups(out->facts, out->fact_count, month_of, &out->months);
    if (status == CGOV_OK && job->matters.count)
        status = survey_groups(out->facts, out->fact_count, matter_of, &out->matters);
    if (status != CGOV_OK) return status;
    for (size_t i = 0; i < out->fact_count; i++) out->facts[i].group = 0;
    survey_sort(out->facts, out->fact_count);
    if (out->tally_count) qsort(out->tallies, out->tally_count, sizeof *out->tallies, by_count);
    out->all = survey_group(out->facts, out->fact_count);
    return survey_meetings(out);
}

void survey_free(struct survey *survey) {
    free(survey->facts);
    free(survey->tallies);
    free(survey->places.at);
    free(survey->months.at);
    free(survey->matters.at);
    free(survey->meetings.duties);
    free(survey->meetings.years.at);
    free(survey->meetings.sat_in);
    *survey = (struct survey){0};
}

int32_t survey_words(const struct survey *survey, cgov_id of, uint32_t field, char *into, uint64_t cap) {
    uint64_t needed = 0;
    int32_t status = cgov_text_get(survey->job->ledger, &survey->reader, of, 0, field, into, cap, &needed);
    if (status == CGOV_OK) return CGOV_OK;
    snprintf(into, (size_t)cap, "-");
    return status == CGOV_E_NOT_FOUND || status == CGOV_E_BUFFER ? CGOV_OK : status;
}

const char *region_title(const struct survey *survey, uint64_t region) {
    const struct place *place = place_in(&survey->job->places, region);
    return place ? place_title(place) : "?";
}

void month_title(uint64_t month, char *into, size_t cap) {
    snprintf(into, cap, "%04u-%02u", (unsigned)(month / 12), (unsigned)(month % 12 + 1));
}
