/* Sums in `try`: rows of a tally from a line, `yes=151 yes.area=13680.00 electors=301`, by heads where no axis is said;
 * what a rule makes of them; and the certificate of what was decided. */
#include "town.h"

/* The axis after the dot; heads where there is none. NULL: there is none of that name. */
static int64_t *sum_of(cgov_tally_row *row, const char *axis) {
    return !axis || strcmp(axis, "heads") == 0 ? &row->heads
           : strcmp(axis, "units") == 0        ? &row->units
           : strcmp(axis, "area") == 0         ? &row->area
           : strcmp(axis, "weight") == 0       ? &row->weight
           : strcmp(axis, "cost") == 0         ? &row->cost
                                               : NULL;
}

/* The row of that name: a candidate's number, `cast`, `silent`, a choice, else a roll. */
static cgov_tally_row row_named(const char *name, size_t length, bool rolls) {
    cgov_tally_row row = {.size = sizeof row};
    uint64_t number;
    char word[32];
    snprintf(word, sizeof word, "%.*s", (int)(length > 31 ? 31 : length), name);
    for (uint32_t choice = CGOV_CHOICE_YES; choice <= CGOV_CHOICE_INVALID; choice++)
        if (strcmp(cgov_enum_name(CGOV_ENUM_CHOICE, choice), word) == 0)
            row.tally = CGOV_TALLY_CHOICE, row.number = choice;
    if (strcmp(word, "cast") == 0) row.tally = CGOV_TALLY_CAST;
    if (strcmp(word, "silent") == 0 && rolls) row.tally = CGOV_TALLY_SILENT;
    if (parse_number(word, 1000, &number) && number) row.tally = CGOV_TALLY_CANDIDATE, row.number = (uint32_t)number;
    if (!row.tally && rolls && length) row.tally = CGOV_TALLY_ROLL, row.name = (cgov_text){name, length};
    return row;
}

static bool same_row(const cgov_tally_row *a, const cgov_tally_row *b) {
    return a->tally == b->tally && a->number == b->number && a->name.len == b->name.len &&
           (!a->name.len || memcmp(a->name.ptr, b->name.ptr, (size_t)a->name.len) == 0);
}

static bool is_one_of(const char *word, const char *const *names) {
    for (; *names; names++)
        if (strncmp(word, *names, strlen(*names)) == 0 && word[strlen(*names)] == '=') return true;
    return false;
}

bool read_rows(uint32_t first, const char *const *but, bool rolls, cgov_tally_row rows[ROWS], uint32_t *count) {
    *count = 0;
    for (uint32_t w = first; w < word_count; w++) {
        const char *equals = strchr(words[w], '='), *dot = strchr(words[w], '.');
        char axis[16];
        uint64_t number = 0;
        uint32_t r = 0;
        if (is_one_of(words[w], but)) continue;
        if (!equals) return say_no(T("`%s`: sums are NAME=NUMBER", "“%s”：应为 名称=数"), shown(words[w])), false;
        if (dot > equals) dot = NULL;
        if (dot) snprintf(axis, sizeof axis, "%.*s", (int)(equals - dot - 1), dot + 1);
        cgov_tally_row row = row_named(words[w], (size_t)((dot ? dot : equals) - words[w]), rolls);
        while (r < *count && !same_row(&rows[r], &row)) r++;
        int64_t *sum = r == ROWS || !row.tally ? NULL : sum_of(&row, dot ? axis : NULL);
        if (!sum) return say_no(T("`%s`: nothing is counted by that name", "“%s”：没有这一项"), shown(words[w])), false;
        if (r == *count) rows[(*count)++] = row;
        sum = sum_of(&rows[r], dot ? axis : NULL);
        const bool read =
            sum == &rows[r].area ? parse_area(equals + 1, sum) : parse_number(equals + 1, INT64_MAX, &number);
        if (!read) return say_no(T("`%s` is no number", "“%s”不是数"), shown(equals + 1)), false;
        if (sum != &rows[r].area) *sum = (int64_t)number;
    }
    return true;
}

/* What is asked of a rule besides sums; false, and said. */
static bool read_query(cgov_rule_query *query) {
    const char *day = given_value("day"), *seats = given_value("seats"), *budget = given_value("budget"),
               *casting = given_value("casting"), *lots = given_value("lots");
    uint64_t number = 0;
    cgov_time at;
    if (day && (!parse_instant(day, 0, &at) || strlen(day) != 10))
        return say_no(T("day: `%s` is no day, as 2026-03-03", "day：“%s”不是日期，应如 2026-03-03"), shown(day)), false;
    if (day)
        query->day =
            (uint32_t)(strtoul(day, NULL, 10) * 10000 + strtoul(day + 5, NULL, 10) * 100 + strtoul(day + 8, NULL, 10));
    if (seats && !parse_number(seats, 255, &number))
        return say_no(T("`%s` is no number", "“%s”不是数"), shown(seats)), false;
    query->seats = (uint32_t)number;
    if (budget && !parse_number(budget, INT64_MAX, &number))
        return say_no(T("`%s` is no number", "“%s”不是数"), shown(budget)), false;
    query->budget = budget ? (int64_t)number : 0;
    if (casting) query->casting = strcmp(casting, "yes") == 0 ? CGOV_CHOICE_YES : CGOV_CHOICE_NO;
    if (lots) query->lots = (cgov_text){lots, CGOV_NUL_TERMINATED};
    return true;
}

/* A text of several lines, as what is said of a command. */
static void say_text(const char *text) {
    for (const char *line = text; *line;) {
        const int length = (int)strcspn(line, "\n");
        printf("  %.*s\n", length, line);
        line += length;
        line += *line == '\n';
    }
}

void do_rule(void) {
    static const char *const but[] = {"day", "seats", "budget", "casting", "lots", NULL};
    static cgov_tally_row rows[ROWS];
    static cgov_outcome outcome;
    static char said[65536];
    const cgov_text text = {town.texts->text, town.texts->len};
    cgov_rule_query query = {.size = sizeof query};
    uint32_t count = 0;
    uint64_t needed = 0;
    outcome = (cgov_outcome){.size = sizeof outcome};
    if (word_count < 2 || strchr(words[1], '=')) {
        say_no("%s", T("which rule? rule NAME electors=30 yes=20 no=5", "哪条规则？rule 名称 electors=30 yes=20 no=5"));
        return;
    }
    query.rule = (cgov_text){words[1], CGOV_NUL_TERMINATED};
    if (!read_rows(2, but, true, rows, &count) || !read_query(&query)) return;
    if (cgov_rule_explain(&text, NULL, &query, rows, count, &outcome, said, sizeof said, &needed) != CGOV_OK)
        say_no(T("no: %s", "不可：%s"), outcome.message);
    else
        say_text(said);
}

void do_certificate(void) {
    char move[32];
    int32_t status = CGOV_E_NOT_FOUND;
    tool.reader = town_reader(tool.info.founder);
    char *text = deciding_move(town.item, move) ? certificate_of(town.item, move, 0, &status) : NULL;
    if (text)
        say_text(text);
    else
        say_no("%s", T("nothing was decided of it", "尚未作出决定"));
    free(text);
}
