/* The survey as tables on standard output: by place, by month, the meetings, the longest waits, and who was told how
 * often that something was due or late. */
#include "survey.h"

#include <stdio.h>

enum { LONGEST = 10 };

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

static void print_groups(const struct survey *survey, const struct groups *groups, const char *title) {
    putchar('\n');
    print_left(title, 10);
    print_right("issues 件数", 14);
    print_right("on time 按期", 14);
    print_right("share 按期率", 14);
    print_right("median 中位数", 15);
    putchar('\n');
    for (size_t i = 0; i < groups->count; i++) {
        const struct group *group = &groups->at[i];
        char month[16];
        month_title(group->key, month, sizeof month);
        print_left(groups == &survey->months ? month : region_title(survey, group->key), 10);
        printf("%14llu%14llu%13llu%%", (unsigned long long)group->issues, (unsigned long long)group->on_time,
               (unsigned long long)(group->on_time * 100 / group->issues));
        if (group->median != NEVER) print_days(group->median, 15);
        putchar('\n');
    }
}

static int32_t print_longest(const struct survey *survey) {
    size_t answered = (size_t)survey->all.answered;
    printf("\n days 天数  reported 登记  place 地区  the longest waits 等候最久\n");
    for (size_t i = 0; i < LONGEST && i < answered; i++) {
        const struct fact *fact = &survey->facts[answered - 1 - i];
        const struct date date = local_date(fact->opened);
        char title[TITLE_BYTES];
        int32_t status = survey_words(survey, fact->issue, CGOV_FIELD_TITLE, title, sizeof title);
        if (status != CGOV_OK) return status;
        print_days(fact->waited, 10);
        printf("  %04d-%02d-%02d     ", (int)date.year, (int)date.month, (int)date.day);
        print_left(region_title(survey, fact->region), 12);
        printf("%s\n", title);
    }
    return CGOV_OK;
}

static int32_t print_tallies(const struct survey *survey) {
    printf("\nlateness: of all clocks, so more than `late`  逾期：各项时限都计，故多于 late\n\n");
    printf("  reminders 催办   lateness 逾期  told to 告知\n");
    for (size_t i = 0; i < survey->tally_count; i++) {
        const struct tally *row = &survey->tallies[i];
        char name[TITLE_BYTES];
        int32_t status = survey_words(survey, row->told, CGOV_FIELD_NAME, name, sizeof name);
        if (status != CGOV_OK) return status;
        printf("%16llu%16llu  %s\n", (unsigned long long)row->reminders, (unsigned long long)row->late, name);
    }
    return CGOV_OK;
}

static void print_meetings(const struct met *met) {
    putchar('\n');
    print_left("year 年份", 10);
    print_right("sat 开会", 14);
    print_right("assigned 交办", 15);
    print_right("on time 按期", 14);
    print_right("share 按期率", 14);
    print_right("median 中位数", 15);
    putchar('\n');
    for (size_t i = 0; i < met->years.count; i++) {
        const struct group *year = &met->years.at[i];
        printf("%04llu      %14llu%15llu%14llu%13llu%%", (unsigned long long)year->key,
               (unsigned long long)met->sat_in[i], (unsigned long long)year->issues, (unsigned long long)year->on_time,
               (unsigned long long)(year->on_time * 100 / year->issues));
        if (year->median != NEVER) print_days(year->median, 15);
        putchar('\n');
    }
}

int32_t tables_print(const struct survey *survey) {
    printf("on time: by the profile BOARD's clock `feedback`, 15 natural days  按期：自登记起十五个自然日内答复\n"
           "median: days from report to answer  中位数：从登记到答复的天数\n");
    print_groups(survey, &survey->places, "place 地区");
    print_groups(survey, &survey->months, "month 月份");
    print_meetings(&survey->meetings);
    int32_t status = print_longest(survey);
    return status == CGOV_OK ? print_tallies(survey) : status;
}
