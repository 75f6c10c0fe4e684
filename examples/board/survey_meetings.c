/* What the meetings came to, read back from the ledger alone: how many sat, what they assigned, how long that took. */
#include "survey.h"

#include <stdlib.h>
#include <string.h>

enum { PAGE = 32 };

/* The year of the meeting: it assigned at the instant at which the duty was opened. */
static uint64_t year_of(const struct fact *duty) {
    return (uint64_t)local_date(duty->opened).year;
}

/* How long the duty took is what its clock `due` says. */
static int32_t duty_read(struct survey *survey, const cgov_item_view *view) {
    struct met *met = &survey->meetings;
    struct fact duty = {.issue = view->id, .opened = view->opened_at, .waited = NEVER, .open = !view->answers};
    cgov_clock_view page[PAGE] = {{.size = sizeof *page}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    int32_t status;
    while ((status = cgov_clock_list(survey->job->ledger, &survey->reader, view->id, &cursor, page, PAGE, &count)) ==
           CGOV_OK) {
        for (uint32_t i = 0; i < count; i++) {
            const cgov_clock_view *clock = &page[i];
            if (strcmp(clock->name, "due") != 0) continue;
            met->limit_days = local_days(clock->started_at, clock->due);
            if (clock->state != CGOV_CLOCK_STOPPED) continue;
            duty.waited = clock->stopped_at - clock->started_at;
            duty.days = local_days(clock->started_at, clock->stopped_at);
            duty.on_time = clock->stopped_at <= clock->due;
        }
    }
    if (status != CGOV_DONE) return status;
    struct fact *grown = survey_grow(met->duties, met->count, &met->cap, sizeof *grown);
    if (!grown) return CGOV_E_NOMEM;
    met->duties = grown;
    met->duties[met->count++] = duty;
    return CGOV_OK;
}

static bool is_in(const cgov_item_view *view, const char *state) {
    return strcmp(view->state, state) == 0;
}

static int32_t topic_read(struct survey *survey, const cgov_item_view *view) {
    survey->meetings.assigned += is_in(view, "assigned") || is_in(view, "done");
    return CGOV_OK;
}

/* Counts a meeting that sat; into its year too, once the years are known. */
static int32_t session_read(struct survey *survey, const cgov_item_view *view) {
    struct met *met = &survey->meetings;
    const struct fact opened = {.opened = view->opened_at};
    met->cancelled += is_in(view, "cancelled");
    if (is_in(view, "called") || is_in(view, "noticed") || is_in(view, "cancelled")) return CGOV_OK;
    met->sat++;
    met->ended += is_in(view, "done");
    for (size_t i = 0; i < met->years.count; i++) met->sat_in[i] += met->years.at[i].key == year_of(&opened);
    return CGOV_OK;
}

static int32_t each(struct survey *survey, const char *procedure,
                    int32_t (*read)(struct survey *, const cgov_item_view *)) {
    const cgov_item_query query = {.size = sizeof query, .procedure = text_of(procedure)};
    cgov_item_view page[PAGE] = {{.size = sizeof *page}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    int32_t status;
    while ((status = cgov_item_list(survey->job->ledger, &survey->reader, &query, &cursor, page, PAGE, &count)) ==
           CGOV_OK) {
        for (uint32_t i = 0; i < count; i++) {
            int32_t one = read(survey, &page[i]);
            if (one != CGOV_OK) return one;
        }
    }
    return status == CGOV_DONE ? CGOV_OK : status;
}

int32_t survey_meetings(struct survey *survey) {
    struct met *met = &survey->meetings;
    int32_t status = each(survey, "duty", duty_read);
    if (status == CGOV_OK) status = survey_groups(met->duties, met->count, year_of, &met->years);
    if (status != CGOV_OK) return status;
    met->sat_in = calloc(met->years.count + 1, sizeof *met->sat_in);
    if (!met->sat_in) return CGOV_E_NOMEM;
    status = each(survey, "joint_meeting", session_read);
    if (status == CGOV_OK) status = each(survey, "topic", topic_read);
    for (size_t i = 0; i < met->count; i++) met->duties[i].group = 0;
    survey_sort(met->duties, met->count);
    met->all = survey_group(met->duties, met->count);
    return status;
}
