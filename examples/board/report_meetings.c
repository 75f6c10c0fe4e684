/* The section of the page on the meetings: how many sat, what they assigned, how long that took, year by year. */
#include "page.h"

int64_t wait_of(const struct fact *facts, uint64_t ended, uint64_t share) {
    return facts[(ended * share + 99) / 100 - 1].waited;
}

static void how_long(FILE *out, const struct met *met) {
    if (!met->all.answered) return;
    fputs("<p>", out);
    say(out, "span", "一半在 %s 天内回告，九成在 %s 天内；期限 %lld 天。",
        "Half were answered within %s days, nine in ten within %s; due: %lld days.", in_days(met->all.median).text,
        in_days(wait_of(met->duties, met->all.answered, 90)).text, (long long)met->limit_days);
    fputs("</p>\n", out);
    const struct waits chart = {.name = "交办事项所用天数分布 · how many days what was assigned took",
                                .facts = met->duties,
                                .ended = met->all.answered,
                                .limit_days = met->limit_days,
                                .duties = true};
    chart_waits(out, &chart);
    key_of_answers(out);
}

static void years(FILE *out, const struct met *met) {
    uint64_t most = 0;
    for (size_t i = 0; i < met->years.count; i++)
        most = met->years.at[i].issues > most ? met->years.at[i].issues : most;
    fputs("<table id=\"meeting-years\"><thead><tr>", out);
    head(out, "", "年份", "year");
    head(out, "bar", "", "");
    head(out, "n", "开会", "sat");
    head(out, "n", "交办", "assigned");
    head(out, "n", "按期率", "on time");
    head(out, "n", "中位数（天）", "median (days)");
    fputs("</tr></thead><tbody>\n", out);
    for (size_t i = 0; i < met->years.count; i++) {
        const struct group *year = &met->years.at[i];
        const struct bar bar = {.on_time = year->on_time, .late = year->issues - year->on_time, .whole = most};
        fprintf(out, "<tr><th scope=\"row\">%04llu</th><td class=\"bar\">", num(year->key));
        chart_bar(out, &bar);
        fputs("</td>", out);
        number(out, met->sat_in[i]);
        number(out, year->issues);
        fprintf(out, "<td class=\"n\">%s</td>", percent(year->on_time, year->issues).text);
        fprintf(out, "<td class=\"n\">%s</td></tr>\n", in_days(year->median).text);
    }
    fputs("</tbody></table>", out);
}

void report_meetings(FILE *out, const struct survey *survey) {
    const struct met *met = &survey->meetings;
    fputs("<section id=\"meetings\" class=\"both\">", out);
    title(out, "h2", "联席会议", "Joint meetings");
    title(out, "p", "每月最后一天，各单位到会，把当月登记而尚未答复的最早十件交办给承办单位。",
          "On the last day of each month the offices meet: the ten earliest issues of the month that have no reply yet "
          "are assigned to those who lead them.");
    fputs("<p id=\"meetings-held\">", out);
    say(out, "span",
        "开会 %llu 次，其中 %llu 次已全部办结，无事可议而取消 %llu 次；交办 %llu 件，已回告 %llu 件，其中按期 %llu "
        "件。",
        "%llu sat, %llu of them are over, all answered; %llu were cancelled as nothing was open; assigned: %llu, "
        "answered: %llu, of them on time: %llu.",
        num(met->sat), num(met->ended), num(met->cancelled), num(met->assigned), num(met->all.answered),
        num(met->all.on_time));
    fputs("</p>\n", out);
    how_long(out, met);
    if (met->years.count) years(out, met);
    fputs("</section>\n", out);
}
