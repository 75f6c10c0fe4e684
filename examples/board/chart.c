/* The drawings: inline SVG without a viewBox, so that they fill whatever width a phone or a desk gives them while their
 * letters keep their size. Along the width everything is in percent, along the height in pixels. What a bar stands for
 * is in its title, which a pointer shows and a screen reader reads. */
#include "page.h"

enum { HISTOGRAM_DAYS = 60 };

void chart_bar(FILE *out, const struct bar *bar) {
    const struct {
        const char *class;
        uint64_t part;
    } parts[] = {{"ok", bar->on_time}, {"other", bar->other}, {"late", bar->late}};
    uint64_t at = 0;
    fputs("<svg aria-hidden=\"true\"><rect class=\"rest\" y=\"6\" width=\"100%\" height=\"2\"/>", out);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; at += parts[i++].part) {
        if (!parts[i].part) continue;
        fprintf(out, "<rect class=\"%s\" x=\"%s\" width=\"%s\" height=\"14\"/>", parts[i].class,
                length(at, bar->whole).text, length(parts[i].part, bar->whole).text);
    }
    if (bar->mark) {
        fprintf(out, "<rect class=\"mark\" x=\"%llu%%\" y=\"-3\" width=\"2\" height=\"20\"/>", num(bar->mark));
    }
    fputs("</svg>", out);
}

/* Steps of 1, 2 or 5 times a power of ten, four at most up to the greatest. */
static uint64_t step_for(uint64_t greatest) {
    for (uint64_t ten = 1;; ten *= 10) {
        if (greatest <= 4 * ten) return ten;
        if (greatest <= 8 * ten) return ten * 2;
        if (greatest <= 20 * ten) return ten * 5;
    }
}

/* Horizontal lines from zero at the bottom, each with its number to the left of the plot. */
static void scale(FILE *out, uint64_t bottom, uint64_t height, uint64_t greatest, uint64_t step, const char *unit) {
    for (uint64_t at = 0; at <= greatest; at += step) {
        unsigned long long y = num(bottom - at * height / greatest);
        fprintf(out, "<line class=\"grid\" x1=\"0\" x2=\"100%%\" y1=\"%llu\" y2=\"%llu\"/>", y, y);
        fprintf(out, "<text x=\"-6\" y=\"%llu\" text-anchor=\"end\">%llu%s</text>\n", y + 4, num(at), unit);
    }
}

/* A column of two parts, the lower one on time, in units of the plot's width. */
struct column {
    uint64_t left, width, units; /* hundredths of a unit; units in the whole width */
    uint64_t on_time, late;
};

static void column(FILE *out, const struct column *column, uint64_t bottom, uint64_t height, uint64_t greatest) {
    struct written x = length(column->left, column->units * 100), width = length(column->width, column->units * 100);
    uint64_t low = column->on_time * height / greatest;
    uint64_t all = (column->on_time + column->late) * height / greatest;
    if (column->on_time) {
        fprintf(out, "<rect class=\"ok\" x=\"%s\" width=\"%s\" y=\"%llu\" height=\"%llu\"/>", x.text, width.text,
                num(bottom - low), num(low));
    }
    if (column->late) {
        fprintf(out, "<rect class=\"late\" x=\"%s\" width=\"%s\" y=\"%llu\" height=\"%llu\"/>", x.text, width.text,
                num(bottom - all), num(all - low));
    }
}

/* The months from the first to the last, as a line of time. */
struct span {
    uint64_t first, months;
};

/* Names under the plot, five at most. */
static void month_axis(FILE *out, const struct span *span, uint64_t y) {
    static const uint64_t steps[] = {1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 12000, 120000};
    size_t i = 0;
    while (span->months > steps[i] * 5 && i + 1 < sizeof steps / sizeof *steps) i++;
    uint64_t month = (span->first + steps[i] - 1) / steps[i] * steps[i];
    for (; month < span->first + span->months; month += steps[i]) {
        char title[16];
        month_title(month, title, sizeof title);
        if (steps[i] >= 12) title[4] = '\0'; /* January: the year */
        fprintf(out, "<text x=\"%s\" y=\"%llu\" text-anchor=\"middle\">%s</text>\n",
                length((month - span->first) * 2 + 1, span->months * 2).text, num(y), title);
    }
}

/* The share of each month as a dot, the larger the more issues; the share of the months up to each as a line. */
static void shares(FILE *out, const struct groups *months, const struct span *span, uint64_t window, uint64_t top,
                   uint64_t height) {
    for (size_t i = 0; i < months->count; i++) {
        const struct group *month = &months->at[i];
        uint64_t radius = 15;
        while (radius < 55 && (radius - 10) * (radius - 10) < month->issues * 20) radius += 5;
        char title[16];
        month_title(month->key, title, sizeof title);
        fprintf(out, "<circle class=\"dot\" cx=\"%s\" cy=\"%llu\" r=\"%llu.%llu\"><title>%s: %s</title></circle>\n",
                length((month->key - span->first) * 2 + 1, span->months * 2).text,
                num(top + height - month->on_time * height / month->issues), num(radius / 10), num(radius % 10), title,
                percent(month->on_time, month->issues).text);
    }
    fprintf(out, "<svg y=\"%llu\" width=\"100%%\" height=\"%llu\" viewBox=\"0 0 %llu 1000\"", num(top), num(height),
            num(span->months));
    fputs(" preserveAspectRatio=\"none\"><polyline class=\"trend\" vector-effect=\"non-scaling-stroke\" points=\"",
          out);
    uint64_t issues = 0, on_time = 0;
    for (size_t i = 0, from = 0; i < months->count; i++) {
        const struct group *month = &months->at[i];
        issues += month->issues;
        on_time += month->on_time;
        for (; months->at[from].key + window <= month->key; from++) {
            issues -= months->at[from].issues;
            on_time -= months->at[from].on_time;
        }
        if (month->key - span->first + 1 < window) continue;
        fprintf(out, "%llu.5,%llu ", num(month->key - span->first), num(1000 - on_time * 1000 / issues));
    }
    fputs("\"/></svg>\n", out);
}

static void month_columns(FILE *out, const struct groups *months, const struct span *span, uint64_t bottom,
                          uint64_t height) {
    uint64_t most = 0;
    for (size_t i = 0; i < months->count; i++) most = months->at[i].issues > most ? months->at[i].issues : most;
    uint64_t step = step_for(most), greatest = (most + step - 1) / step * step;
    scale(out, bottom, height, greatest, step, "");
    for (size_t i = 0; i < months->count; i++) {
        const struct group *month = &months->at[i];
        char title[16];
        month_title(month->key, title, sizeof title);
        fprintf(out, "<g><title>%s: %llu 件，按期 %llu · %llu issues, %llu on time</title>", title, num(month->issues),
                num(month->on_time), num(month->issues), num(month->on_time));
        struct column one = {.left = (month->key - span->first) * 100 + 10,
                             .width = 80,
                             .units = span->months,
                             .on_time = month->on_time,
                             .late = month->issues - month->on_time};
        column(out, &one, bottom, height, greatest);
        fputs("</g>\n", out);
    }
}

void chart_months(FILE *out, const struct groups *months) {
    enum { TOP = 26, SHARES = 130, BOTTOM = 272, COLUMNS = 80 };
    if (!months->count) return;
    const struct span span = {months->at[0].key, months->at[months->count - 1].key - months->at[0].key + 1};
    uint64_t window = span.months > 36 ? 12 : 1;
    fputs("<ul class=\"key\"><li><svg><circle class=\"dot\" cx=\"7\" cy=\"6\" r=\"5\"/></svg>", out);
    label(out, "当月按期率（点大件多）", "share of the month (larger: more issues)");
    fputs("</li><li><svg><line class=\"trend\" x1=\"0\" x2=\"14\" y1=\"6\" y2=\"6\"/></svg>", out);
    if (window > 1)
        label(out, "近十二个月按期率", "share of the twelve months up to it");
    else
        label(out, "逐月相连", "from month to month");
    fputs("</li></ul>\n<div class=\"plot\"><svg role=\"img\" height=\"300\">"
          "<title>逐月按期率与件数 · on-time share and issues by month</title>\n",
          out);
    fputs("<text x=\"-34\" y=\"12\">", out);
    say(out, "tspan", "按期率", "on-time share");
    fputs("</text>\n", out);
    scale(out, TOP + SHARES, SHARES, 100, 25, "%");
    shares(out, months, &span, window, TOP, SHARES);
    fprintf(out, "<text x=\"-34\" y=\"%d\">", BOTTOM - COLUMNS - 12);
    say(out, "tspan", "件数", "issues");
    fputs("</text>\n", out);
    month_columns(out, months, &span, BOTTOM, COLUMNS);
    month_axis(out, &span, BOTTOM + 18);
    fputs("</svg></div>\n", out);
}

/* One column for each day, then a wider one for all that took longer. */
void chart_waits(FILE *out, const struct waits *waits) {
    enum { TOP = 30, HEIGHT = 150, BOTTOM = TOP + HEIGHT, UNITS = HISTOGRAM_DAYS + 5 };
    uint64_t on_time[HISTOGRAM_DAYS + 2] = {0}, late[HISTOGRAM_DAYS + 2] = {0}, most = 1;
    for (size_t i = 0; i < waits->ended; i++) {
        const struct fact *fact = &waits->facts[i];
        size_t day = fact->days > HISTOGRAM_DAYS ? HISTOGRAM_DAYS + 1 : (size_t)fact->days;
        *(fact->on_time ? &on_time[day] : &late[day]) += 1;
        if (on_time[day] + late[day] > most) most = on_time[day] + late[day];
    }
    uint64_t step = step_for(most), greatest = (most + step - 1) / step * step;
    fprintf(out, "<div class=\"plot\"><svg role=\"img\" height=\"222\"><title>%s</title>\n<text x=\"-34\" y=\"12\">",
            waits->name);
    say(out, "tspan", "件数", "issues");
    fputs("</text>\n", out);
    scale(out, BOTTOM, HEIGHT, greatest, step, "");
    for (uint64_t day = 0; day <= HISTOGRAM_DAYS + 1; day++) {
        bool longer = day > HISTOGRAM_DAYS;
        if (on_time[day] + late[day] == 0) continue;
        if (longer) {
            fprintf(out, "<g><title>%d 天以上 · more than %d days", HISTOGRAM_DAYS, HISTOGRAM_DAYS);
        } else {
            fprintf(out, "<g><title>%llu 天 · %llu days", num(day), num(day));
        }
        fprintf(out, ": %llu</title>", num(on_time[day] + late[day]));
        struct column one = {.left = day * 100 + (longer ? 100 : 8),
                             .width = longer ? 280 : 84,
                             .units = UNITS,
                             .on_time = on_time[day],
                             .late = late[day]};
        column(out, &one, BOTTOM, HEIGHT, greatest);
        fputs("</g>\n", out);
    }
    for (uint64_t day = 0; day < HISTOGRAM_DAYS; day += 15) {
        fprintf(out, "<text x=\"%s\" y=\"%d\" text-anchor=\"middle\">%llu</text>\n",
                length(day * 2 + 1, UNITS * 2).text, BOTTOM + 16, num(day));
    }
    fprintf(out, "<text x=\"100%%\" y=\"%d\" text-anchor=\"end\">&gt;%d</text>\n", BOTTOM + 16, HISTOGRAM_DAYS);
    fprintf(out, "<text x=\"50%%\" y=\"%d\" text-anchor=\"middle\">", BOTTOM + 36);
    if (waits->duties)
        say(out, "tspan", "从开会到回告的天数（自然日）", "calendar days from meeting to answer");
    else
        say(out, "tspan", "从登记到答复的天数（自然日）", "calendar days from report to answer");
    fputs("</text>\n", out);
    if (waits->limit_days > 0 && waits->limit_days < HISTOGRAM_DAYS) {
        struct written x = length((uint64_t)waits->limit_days + 1, UNITS);
        fprintf(out, "<line class=\"limit\" x1=\"%s\" x2=\"%s\" y1=\"6\" y2=\"%d\"/>", x.text, x.text, BOTTOM);
        fprintf(out, "<text class=\"strong\" x=\"%s\" dx=\"6\" y=\"16\">", x.text);
        say(out, "tspan", "期限 %lld 天", "due: %lld days", (long long)waits->limit_days);
        fputs("</text>\n", out);
    }
    fputs("</svg></div>\n", out);
}
