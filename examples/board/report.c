/* The page a district head reads on a phone: the survey's figures as one file, a section to each question. The numbers
 * are those of the tables, from the same survey; every text that came with the data is escaped. */
#include "page.h"

enum { ROWS = 10 };

static void heading(FILE *out, const struct survey *survey) {
    fputs("<header><p>", out);
    put_text(out, place_title(&survey->job->places.place[0]));
    fputs("</p><h1>", out);
    label(out, "诉求办理情况", "How issues were handled");
    fputs("</h1><nav><a href=\"#zh\" hreflang=\"zh\">中文</a><a href=\"#en\" hreflang=\"en\">English</a></nav>\n<p>",
          out);
    if (survey->months.count) {
        char first[16], last[16];
        month_title(survey->months.at[0].key, first, sizeof first);
        month_title(survey->months.at[survey->months.count - 1].key, last, sizeof last);
        struct written now = day_of(survey->reader.at);
        say(out, "span", "登记于 <time>%s</time> 至 <time>%s</time>，截至 <time>%s</time>",
            "Reported <time>%s</time> to <time>%s</time>, as of <time>%s</time>", first, last, now.text);
    }
    fputs("</p></header>\n", out);
}

static void tile(FILE *out, const char *zh, const char *en, const char *class, const char *much) {
    fputs("<div><dt>", out);
    label(out, zh, en);
    fprintf(out, "</dt><dd class=\"much %s\">%s</dd><dd>", class, much);
}

static void tiles(FILE *out, const struct survey *survey) {
    const struct group *all = &survey->all;
    uint64_t reminders = 0, late = 0, open = all->issues - survey->reach[CLOSED].issues;
    char much[24];
    for (size_t i = 0; i < survey->tally_count; i++) {
        reminders += survey->tallies[i].reminders;
        late += survey->tallies[i].late;
    }
    fputs("<dl class=\"tiles\">\n", out);
    tile(out, "按期答复率", "Answered on time", "good", percent(all->on_time, all->issues).text);
    say(out, "span", "按期 %llu，逾期 %llu", "%llu on time, %llu late", num(all->on_time), num(survey->late));
    fputs("</dd></div>\n", out);
    snprintf(much, sizeof much, "%llu", num(all->issues));
    tile(out, "诉求", "Issues", "", much);
    say(out, "span", "办结 %llu，未结 %llu", "%llu closed, %llu not", num(survey->reach[CLOSED].issues), num(open));
    fputs("</dd></div>\n", out);
    tile(out, "等候中位数（天）", "Median wait (days)", "", in_days(all->median).text);
    int64_t most = all->answered ? survey->facts[all->answered - 1].waited : NEVER;
    say(out, "span", "最久 %s 天", "the longest: %s days", in_days(most).text);
    fputs("</dd></div>\n", out);
    snprintf(much, sizeof much, "%llu", num(reminders));
    tile(out, "催办（次）", "Reminders", "", much);
    say(out, "span", "另告知逾期 %llu 次", "lateness told: %llu", num(late));
    fputs("</dd></div>\n</dl>\n", out);
}

static void loop(FILE *out, const struct survey *survey) {
    static const char *const names[STEPS][2] = {
        [FOUND] = {"发现登记", "Found"},   [DISPATCHED] = {"派单", "Dispatched"}, [HANDLED] = {"办理完毕", "Handled"},
        [ANSWERED] = {"答复", "Answered"}, [CLOSED] = {"结案", "Closed"},
    };
    fputs("<section id=\"loop\">", out);
    title(out, "h2", "闭环", "The loop");
    title(out, "p", "每一步走到多少件，其中按期多少。",
          "How many issues came to each step, and how many of them on time.");
    key_begin(out);
    key(out, "ok", "按期", "on time");
    key(out, "late", "逾期", "late");
    key(out, "other", "不计时限", "without a time");
    key_end(out);
    fputs("<table id=\"loop-steps\"><thead><tr>", out);
    head(out, "", "环节", "step");
    head(out, "bar", "", "");
    head(out, "n", "件数", "issues");
    head(out, "n", "按期率", "on time");
    fputs("</tr></thead><tbody>\n", out);
    for (int step = 0; step < STEPS; step++) {
        const struct reach *reach = &survey->reach[step];
        fputs("<tr><th scope=\"row\">", out);
        label(out, names[step][0], names[step][1]);
        fputs("</th><td class=\"bar\">", out);
        const struct bar bar = {.on_time = reach->on_time,
                                .late = reach->timed - reach->on_time,
                                .other = reach->issues > reach->timed ? reach->issues - reach->timed : 0,
                                .whole = survey->all.issues};
        chart_bar(out, &bar);
        fputs("</td>", out);
        number(out, reach->issues);
        fprintf(out, "<td class=\"n\">%s", percent(reach->on_time, reach->timed).text);
        if (reach->timed) fprintf(out, "<small>%llu/%llu</small>", num(reach->on_time), num(reach->timed));
        fputs("</td></tr>\n", out);
    }
    fputs("</tbody></table></section>\n", out);
}

static void waits(FILE *out, const struct survey *survey) {
    fputs("<section id=\"waits\">", out);
    title(out, "h2", "等候多久", "How long people waited");
    if (!survey->all.answered) {
        title(out, "p", "还没有答复过。", "Nothing has been answered yet.");
        fputs("</section>\n", out);
        return;
    }
    fputs("<p>", out);
    say(out, "span", "一半在 %s 天内得到答复，九成在 %s 天内。",
        "Half were answered within %s days, nine in ten within %s.", in_days(survey->all.median).text,
        in_days(wait_of(survey->facts, survey->all.answered, 90)).text);
    fputs("</p>\n", out);
    key_begin(out);
    key(out, "ok", "按期", "on time");
    key(out, "late", "逾期", "late");
    key_end(out);
    const struct waits chart = {.name = "等候天数分布 · how many days the answers took",
                                .facts = survey->facts,
                                .ended = survey->all.answered,
                                .limit_days = survey->limit_days};
    chart_waits(out, &chart);
    fputs("</section>\n", out);
}

static int32_t wait_row(FILE *out, const struct survey *survey, const struct fact *fact) {
    char words[TITLE_BYTES];
    int32_t status = survey_words(survey, fact->issue, CGOV_FIELD_TITLE, words, sizeof words);
    if (fact->waited == NEVER)
        fprintf(out, "<tr><td class=\"n\">%lld</td>", (long long)fact->days);
    else
        fprintf(out, "<tr><td class=\"n\">%s</td>", in_days(fact->waited).text);
    fputs("<td class=\"words\">", out);
    put_text(out, words);
    fputs("<small>", out);
    put_text(out, region_title(survey, fact->region));
    fprintf(out, " · <time>%s</time></small></td></tr>\n", day_of(fact->opened).text);
    return status;
}

static void wait_table(FILE *out, const char *id) {
    fprintf(out, "<table id=\"%s\"><thead><tr>", id);
    head(out, "n", "天数", "days");
    head(out, "", "标题、地区、登记日", "title, place, reported");
    fputs("</tr></thead><tbody>\n", out);
}

static int32_t longest(FILE *out, const struct survey *survey) {
    size_t answered = (size_t)survey->all.answered, shown = 0;
    uint64_t open = 0;
    int32_t status = CGOV_OK;
    for (size_t i = answered; i < survey->fact_count; i++) open += survey->facts[i].open;
    fputs("<section id=\"longest\">", out);
    title(out, "h2", "等得最久的", "The longest waits");
    if (open) {
        fputs("<h3>", out);
        say(out, "span", "仍在等候答复：%llu 件", "Still waiting for an answer: %llu", num(open));
        fputs("</h3>", out);
        wait_table(out, "still-open");
        for (size_t i = answered; i < survey->fact_count && shown < ROWS && status == CGOV_OK; i++) {
            if (!survey->facts[i].open) continue;
            status = wait_row(out, survey, &survey->facts[i]); /* in the order they came, so the oldest first */
            shown++;
        }
        fputs("</tbody></table>", out);
        title(out, "h3", "已经答复", "Answered");
    } else {
        title(out, "p", "没有仍在等候答复的诉求。", "No issue still waits for an answer.");
    }
    wait_table(out, "longest-waits");
    for (size_t i = 0; i < ROWS && i < answered && status == CGOV_OK; i++) {
        status = wait_row(out, survey, &survey->facts[answered - 1 - i]);
    }
    fputs("</tbody></table></section>\n", out);
    return status;
}

static int32_t tally_rows(FILE *out, const struct survey *survey, size_t from, size_t to) {
    int32_t status = CGOV_OK;
    uint64_t most = survey->tally_count ? survey->tallies[0].reminders + survey->tallies[0].late : 0;
    for (size_t i = from; i < to && i < survey->tally_count && status == CGOV_OK; i++) {
        const struct tally *row = &survey->tallies[i];
        char name[TITLE_BYTES];
        status = survey_words(survey, row->told, CGOV_FIELD_NAME, name, sizeof name);
        fputs("<tr><th scope=\"row\">", out);
        put_text(out, name);
        fputs("</th><td class=\"bar\">", out);
        const struct bar bar = {.other = row->reminders, .late = row->late, .whole = most};
        chart_bar(out, &bar);
        fputs("</td>", out);
        number(out, row->reminders);
        number(out, row->late);
        fputs("</tr>\n", out);
    }
    return status;
}

static void tally_table(FILE *out, const char *id) {
    fprintf(out, "<table id=\"%s\"><thead><tr>", id);
    head(out, "", "单位", "office");
    head(out, "bar", "", "");
    head(out, "n", "催办", "reminders");
    head(out, "n", "逾期", "lateness");
    fputs("</tr></thead><tbody>\n", out);
}

static int32_t reminded(FILE *out, const struct survey *survey) {
    fputs("<section id=\"reminded\">", out);
    title(out, "h2", "催办了谁", "Who was reminded");
    title(
        out, "p", "时限过半、过八成时催办，逾期时告知；各项时限都计，故逾期多于逾期答复的件数。",
        "Told when half and four fifths of a time had passed, and when it was over; of all clocks, so lateness counts "
        "more than late answers.");
    key_begin(out);
    key(out, "other", "催办", "reminders");
    key(out, "late", "逾期告知", "lateness told");
    key_end(out);
    tally_table(out, "most-reminded");
    int32_t status = tally_rows(out, survey, 0, ROWS);
    fputs("</tbody></table>", out);
    if (survey->tally_count > ROWS) {
        fputs("<details><summary>", out);
        say(out, "span", "其余 %llu 个单位", "The other %llu offices", num(survey->tally_count - ROWS));
        fputs("</summary>", out);
        tally_table(out, "others-reminded");
        if (status == CGOV_OK) status = tally_rows(out, survey, ROWS, survey->tally_count);
        fputs("</tbody></table></details>", out);
    }
    fputs("</section>\n", out);
    return status;
}

static void notes(FILE *out, const struct proof *proof) {
    fputs("<footer>", out);
    title(out, "h2", "怎样算的", "How this is counted");
    title(out, "p",
          "按期：答复以制度里的时限 feedback 为准，自登记起十五个自然日；派单看 forward，办理看 handle，结案看 "
          "check。百分数舍去小数。"
          "数据只给出留言与答复两个时刻：登记到开始办理记在留言时，办毕到结案记在答复时。",
          "On time: an answer by the rulebook's clock feedback, fifteen calendar days from the report; dispatch by "
          "forward, handling by handle, closing by check. Percentages are rounded down. The data give two instants, "
          "the message's and the reply's: all up to the start of handling stands at the first, all from its end to "
          "closing at the second.");
    title(out, "p", "联席会议由本程序按规则召开，数据里没有；交办事项的回告即该留言的答复。",
          "The joint meetings are held by this program, by their rules, and are not in the data; what they assign is "
          "answered by the reply to its message.");
    title(out, "p", "只有标题来自留言；不含姓名、正文与答复。",
          "Of the messages only titles are shown: no name, no text, no reply.");
    fputs("<p>", out);
    say(out, "span", "台账共 %llu 条记录，已从文件重新打开，状态摘要一致：",
        "The ledger has %llu records; opened again from its files its state has the same digest:", num(proof->records));
    fputs("</p><p><code>", out);
    for (size_t i = 0; i < sizeof proof->digest; i++) fprintf(out, "%02x", proof->digest[i]);
    fputs("</code></p></footer>\n", out);
}

static int32_t page(FILE *out, const struct survey *survey, const struct proof *proof) {
    page_begin(out);
    heading(out, survey);
    fputs("<main>\n", out);
    tiles(out, survey);
    loop(out, survey);
    waits(out, survey);
    report_months(out, survey);
    int32_t status = report_places(out, survey);
    if (status == CGOV_OK) status = report_matters(out, survey);
    if (status == CGOV_OK) status = longest(out, survey);
    if (status == CGOV_OK) status = reminded(out, survey);
    report_meetings(out, survey);
    fputs("</main>\n", out);
    notes(out, proof);
    page_end(out);
    return status;
}

bool report_write(const struct survey *survey, const struct proof *proof, const char *path) {
    FILE *out = fopen(path, "wb");
    if (!out) return perror(path), false;
    int32_t status = page(out, survey, proof);
    bool lost = ferror(out) != 0;
    lost = fclose(out) != 0 || lost;
    if (status == CGOV_OK && !lost) return true;
    if (status == CGOV_OK)
        perror(path);
    else
        fprintf(stderr, "%s: %s\n", path, cgov_status_text(status));
    remove(path); /* half a page is none */
    return false;
}
