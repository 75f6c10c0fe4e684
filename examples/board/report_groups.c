/* The sections of the page on groups of issues: the places with most of them, those that answer least on time, and the
 * months. Each ends with the whole table, folded. */
#include "page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 10, FEWEST = 5 };

void key_of_answers(FILE *out) {
    key_begin(out);
    key(out, "ok", "按期", "on time");
    key(out, "late", "逾期或未答", "late or not answered");
    key_end(out);
}

/* All groups, as the tables have them. */
static void every_group(FILE *out, const struct survey *survey, const struct groups *groups, const char *id) {
    bool months = groups == &survey->months;
    fputs("<details><summary>", out);
    if (months)
        say(out, "span", "全部 %llu 个月", "All %llu months", num(groups->count));
    else
        say(out, "span", "全部 %llu 个地区", "All %llu places", num(groups->count));
    fprintf(out, "</summary><table id=\"%s\"><thead><tr>", id);
    head(out, "", months ? "月份" : "地区", months ? "month" : "place");
    head(out, "n", "件数", "issues");
    head(out, "n", "按期", "on time");
    head(out, "n", "按期率", "share");
    head(out, "n", "中位数（天）", "median (days)");
    fputs("</tr></thead><tbody>\n", out);
    for (size_t i = 0; i < groups->count; i++) {
        const struct group *group = &groups->at[i];
        char month[16];
        month_title(group->key, month, sizeof month);
        fputs("<tr><th scope=\"row\">", out);
        put_text(out, months ? month : region_title(survey, group->key));
        fputs("</th>", out);
        number(out, group->issues);
        number(out, group->on_time);
        fprintf(out, "<td class=\"n\">%s</td>", percent(group->on_time, group->issues).text);
        fprintf(out, "<td class=\"n\">%s</td></tr>\n", in_days(group->median).text);
    }
    fputs("</tbody></table></details>", out);
}

static int by_issues(const void *left_group, const void *right_group) {
    const struct group *left = left_group, *right = right_group;
    if (left->issues != right->issues) return left->issues > right->issues ? -1 : 1;
    return left->key < right->key ? -1 : left->key > right->key;
}

/* The lowest share first. */
static int by_share(const void *left_group, const void *right_group) {
    const struct group *left = left_group, *right = right_group;
    uint64_t a = left->on_time * right->issues, b = right->on_time * left->issues;
    return a != b ? (a < b ? -1 : 1) : by_issues(left_group, right_group);
}

/* A group's bar and numbers, in the row that its title begins. */
static void group_cells(FILE *out, const struct group *group, uint64_t whole, uint64_t mark) {
    fputs("</th><td class=\"bar\">", out);
    const struct bar bar = {
        .on_time = group->on_time, .late = group->issues - group->on_time, .whole = whole, .mark = mark};
    chart_bar(out, &bar);
    fputs("</td>", out);
    number(out, group->issues);
    fprintf(out, "<td class=\"n\">%s</td>", percent(group->on_time, group->issues).text);
}

static void place_row(FILE *out, const struct survey *survey, const struct group *place, uint64_t whole,
                      uint64_t mark) {
    fputs("<tr><th scope=\"row\">", out);
    put_text(out, region_title(survey, place->key));
    group_cells(out, place, whole, mark);
    fputs("</tr>\n", out);
}

static void place_table(FILE *out, const char *id) {
    fprintf(out, "<table id=\"%s\"><thead><tr>", id);
    head(out, "", "地区", "place");
    head(out, "bar", "", "");
    head(out, "n", "件数", "issues");
    head(out, "n", "按期率", "on time");
    fputs("</tr></thead><tbody>\n", out);
}

/* Sorts the places given; so does the next. */
static void most_issues(FILE *out, const struct survey *survey, struct groups *places) {
    fputs("<section id=\"most\">", out);
    title(out, "h2", "诉求最多的地区", "Places with most issues");
    key_of_answers(out);
    place_table(out, "most-places");
    if (places->count) qsort(places->at, places->count, sizeof *places->at, by_issues);
    for (size_t i = 0; i < places->count && i < ROWS; i++) {
        place_row(out, survey, &places->at[i], places->at[0].issues, 0);
    }
    fputs("</tbody></table>", out);
    every_group(out, survey, &survey->places, "places");
    fputs("</section>\n", out);
}

/* Of the places of some size those below the share of all; the others are dropped from the places given. */
static void least_on_time(FILE *out, const struct survey *survey, struct groups *places) {
    const struct group *all = &survey->all;
    uint64_t fewest = all->issues / 100 > FEWEST ? all->issues / 100 : FEWEST;
    uint64_t mean = all->issues ? all->on_time * 100 / all->issues : 0;
    size_t count = 0;
    for (size_t i = 0; i < places->count; i++) {
        const struct group place = places->at[i];
        if (place.issues >= fewest && place.on_time * 100 / place.issues < mean) places->at[count++] = place;
    }
    if (count) qsort(places->at, count, sizeof *places->at, by_share);
    fputs("<section id=\"worst\">", out);
    title(out, "h2", "按期率最低的地区", "Places least on time");
    fputs("<p>", out);
    say(out, "span", "满 %llu 件、低于总体 %llu%%（竖线）的地区：%zu 个。",
        "Places with %llu issues or more, below the %llu%% of all (the stroke): %zu.", num(fewest), num(mean), count);
    fputs("</p>\n", out);
    if (count) {
        place_table(out, "worst-places");
        for (size_t i = 0; i < count && i < ROWS; i++) {
            place_row(out, survey, &places->at[i], places->at[i].issues, mean);
        }
        fputs("</tbody></table>", out);
    }
    fputs("</section>\n", out);
}

/* The share of the twelve months that end with the last, or of the twelve before them. */
static struct group year_of(const struct groups *months, bool before) {
    struct group year = {0};
    uint64_t end = months->at[months->count - 1].key + 1 - (before ? 12 : 0);
    for (size_t i = 0; i < months->count; i++) {
        if (months->at[i].key >= end || months->at[i].key + 12 < end) continue;
        year.issues += months->at[i].issues;
        year.on_time += months->at[i].on_time;
    }
    return year;
}

void report_months(FILE *out, const struct survey *survey) {
    const struct groups *months = &survey->months;
    fputs("<section id=\"trend\" class=\"both\">", out);
    title(out, "h2", "逐月", "Month by month");
    if (months->count && months->at[months->count - 1].key >= months->at[0].key + 23) {
        struct group now = year_of(months, false), before = year_of(months, true);
        fputs("<p>", out);
        say(out, "span", "最近十二个月按期率 %s，之前十二个月 %s。",
            "On time in the last twelve months: %s; in the twelve before: %s.", percent(now.on_time, now.issues).text,
            percent(before.on_time, before.issues).text);
        fputs("</p>\n", out);
    }
    chart_months(out, months);
    key_of_answers(out);
    every_group(out, survey, months, "months");
    fputs("</section>\n", out);
}

int32_t report_places(FILE *out, const struct survey *survey) {
    struct groups places = {.at = malloc((survey->places.count + 1) * sizeof *places.at),
                            .count = survey->places.count};
    if (!places.at) return CGOV_E_NOMEM;
    memcpy(places.at, survey->places.at, places.count * sizeof *places.at);
    most_issues(out, survey, &places);
    least_on_time(out, survey, &places);
    free(places.at);
    return CGOV_OK;
}

static void matter_row(FILE *out, const struct survey *survey, const struct group *matter, uint64_t whole) {
    fputs("<tr><th scope=\"row\">", out);
    if (matter->key) {
        char title[TITLE_BYTES];
        const cgov_text *named = &survey->job->matters.title[matter->key - 1];
        snprintf(title, sizeof title, "%.*s", (int)named->len, named->ptr);
        put_text(out, title);
    } else {
        label(out, "未填", "not given");
    }
    group_cells(out, matter, whole, 0);
    fprintf(out, "<td class=\"n\">%s</td></tr>\n", in_days(matter->median).text);
}

/* All of them: a board has some dozens. */
int32_t report_matters(FILE *out, const struct survey *survey) {
    const struct groups *matters = &survey->matters;
    if (matters->count == 0) return CGOV_OK;
    struct group *sorted = malloc(matters->count * sizeof *sorted);
    if (!sorted) return CGOV_E_NOMEM;
    memcpy(sorted, matters->at, matters->count * sizeof *sorted);
    qsort(sorted, matters->count, sizeof *sorted, by_issues);
    fputs("<section id=\"matters\">", out);
    title(out, "h2", "按事项", "By matter");
    key_of_answers(out);
    fputs("<table id=\"by-matter\"><thead><tr>", out);
    head(out, "", "事项", "matter");
    head(out, "bar", "", "");
    head(out, "n", "件数", "issues");
    head(out, "n", "按期率", "on time");
    head(out, "n", "中位数（天）", "median (days)");
    fputs("</tr></thead><tbody>\n", out);
    for (size_t i = 0; i < matters->count; i++) matter_row(out, survey, &sorted[i], sorted[0].issues);
    fputs("</tbody></table></section>\n", out);
    free(sorted);
    return CGOV_OK;
}
