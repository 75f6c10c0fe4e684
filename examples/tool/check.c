/* check: all that is wrong with a text, at once. The library names the first fault; with that line left out it names
 * the next, and so on. What a later fault owes to a line that was left out is not said: a fault that names something
 * which such a line had named. Where it reads, the six checks are made, and made again without the procedure that
 * failed. */
#include "tool.h"

#include <ctype.h>

enum { ROUNDS = 200, MOST_WORDS = 4096 };

struct checking {
    struct texts texts;
    char *at_work; /* the text, with lines left out */
    char left_out[MOST_WORDS][32];
    uint32_t left_count;
    uint32_t faults, unused;
    uint32_t mended[ROUNDS], mended_count; /* lines that are read as they were meant */
    size_t room;                           /* of at_work */
    cgov_check_view found[ROUNDS];
};

static const struct column fault_columns[] = {{"file", "文件", 't'},    {"line", "行", 'n'},
                                              {"column", "列", 'n'},    {"check", "检查", 'n'},
                                              {"message", "说明", 'w'}, {"path", "示例路径", 'w'}};

static char *line_begin(char *text, uint32_t line) {
    while (line > 1 && (text = strchr(text, '\n')) != NULL) text++, line--;
    return text;
}

static bool is_name(char byte) {
    return isalnum((unsigned char)byte) || byte == '_';
}

/* The next name of a line, outside strings and comments; its length, 0 at the line's end. */
static size_t next_name(const char **at) {
    const char *p = *at;
    while (*p && *p != '\n' && *p != '#' && !is_name(*p)) {
        if (*p++ != '"') continue;
        while (*p && *p != '\n' && *p != '"') p++;
        if (*p == '"') p++;
    }
    const char *begin = p;
    if (is_name(*p))
        while (is_name(*p)) p++;
    *at = begin;
    return (size_t)(p - begin);
}

/* What a line declares is its second name: later faults that name it follow from this one. */
static void keep_declared(struct checking *checking, const char *line) {
    line += next_name(&line);
    size_t length = next_name(&line);
    if (!length || length > 31 || checking->left_count == MOST_WORDS) return;
    memcpy(checking->left_out[checking->left_count++], line, length);
}

static size_t indent_of(const char *line) {
    return strspn(line, " \t");
}

static bool is_blank(const char *line) {
    line += indent_of(line);
    return *line == '\n' || *line == '\r' || *line == '#' || !*line;
}

static void blank_line(struct checking *checking, char *line) {
    keep_declared(checking, line);
    for (char *p = line; *p && *p != '\n'; p++) *p = ' ';
    if (*line == ' ') *line = '#';
}

/* Leaves a line out, with all that stands deeper below it. Lines keep their numbers. */
static bool leave_out(struct checking *checking, uint32_t number) {
    char *line = line_begin(checking->at_work, number);
    if (!line || is_blank(line) || number == 1) return false;
    size_t indent = indent_of(line);
    do {
        blank_line(checking, line);
        line = strchr(line, '\n');
        if (line) line++;
    } while (line && *line && (is_blank(line) || indent_of(line) > indent));
    return true;
}

static size_t name_length(const char *at) {
    size_t length = 0;
    while (is_name(at[length])) length++;
    return length;
}

/* The one of the names listed from `at` on, with commas between, that is nearest to what stands there; or, where any
 * will do, the first. */
static bool listed(const char *at, const char *given, bool any, char into[32]) {
    static char names[64][32];
    struct nearest near = {.given = given};
    uint32_t count = 0;
    for (size_t length; count < LENGTH_OF(names) && (length = name_length(at)) != 0; at += 2) {
        if (length > 31) return false;
        memcpy(names[count], at, length);
        names[count][length] = '\0';
        nearest_take(&near, names[count++]);
        at += length;
        if (strncmp(at, ", ", 2) != 0) break;
    }
    if (!near.best && (!any || !count)) return false;
    snprintf(into, 32, "%s", near.best ? near.best : names[0]);
    return true;
}

/* What was meant where `given` stands, as the fault says or lets guess: into[32]; false: nothing is known. */
static bool meant(const char *message, const char *given, char into[32]) {
    const char *at;
    if ((at = strstr(message, "the nearest is `")) != NULL) return listed(at + 16, given, true, into);
    if ((at = strstr(message, "these do: ")) != NULL) return listed(at + 10, given, false, into);
    if (strncmp(message, "expected `", 10) == 0) return listed(message + 10, given, false, into);
    if (strstr(message, " is not one of ") && (at = strstr(message, ": ")) != NULL)
        return listed(at + 2, given, true, into);
    return false;
}

static bool was_mended(const struct checking *checking, uint32_t line) {
    for (uint32_t i = 0; i < checking->mended_count; i++)
        if (checking->mended[i] == line) return true;
    return false;
}

/* Puts what was meant where the fault stands, once a line: what follows is then read as it was meant. */
static bool mend(struct checking *checking, const cgov_check_view *found) {
    char name[32], given[32];
    char *at = line_begin(checking->at_work, found->line);
    if (!at || was_mended(checking, found->line)) return false;
    for (uint32_t column = 1; column < found->column && *at && *at != '\n'; column++) do
            at++;
        while (((unsigned char)*at & 0xC0) == 0x80);
    size_t old = name_length(at), rest = strlen(at);
    snprintf(given, sizeof given, "%.*s", (int)(old < 31 ? old : 31), at);
    if (!old || !meant(found->message, given, name)) return false;
    size_t length = strlen(name);
    if (strlen(checking->at_work) + length >= checking->room) return false;
    memmove(at + length, at + old, rest - old + 1);
    memcpy(at, name, length);
    checking->mended[checking->mended_count++] = found->line;
    return true;
}

/* The line that opens the procedure a line stands in; 0: it stands in none. */
static uint32_t procedure_line(struct checking *checking, uint32_t number) {
    uint32_t found = 0, at = 1;
    for (char *line = checking->at_work; line && at <= number; at++) {
        if (strncmp(line, "procedure ", 10) == 0) found = at;
        line = strchr(line, '\n');
        if (line) line++;
    }
    return found;
}

/* Does the fault name something that a line left out had named? */
static bool owed(const struct checking *checking, const char *message) {
    for (const char *open = strchr(message, '`'); open; open = strchr(open, '`')) {
        const char *close = strchr(++open, '`');
        if (!close) return false;
        for (uint32_t i = 0; i < checking->left_count; i++)
            if (strlen(checking->left_out[i]) == (size_t)(close - open) &&
                memcmp(checking->left_out[i], open, (size_t)(close - open)) == 0)
                return true;
        open = close + 1;
    }
    return false;
}

static void say_row(const char *is, const char *file, uint32_t line, const cgov_check_view *report) {
    struct table table;
    table_begin(&table, is, fault_columns, LENGTH_OF(fault_columns));
    table_cell(&table, "%s", file);
    table_cell(&table, "%u", line);
    table_cell(&table, "%u", report->column);
    table_cell(&table, "%u", report->check);
    table_cell(&table, "%s", report->message);
    table_cell(&table, "%s", report->path);
    table_end(&table);
}

/* A name that is missing is missed on many lines: they are named with the first. */
static bool said_before(const struct checking *checking, const cgov_check_view *report) {
    for (const cgov_check_view *before = checking->found; before < report; before++)
        if (strcmp(before->message, report->message) == 0) return true;
    return false;
}

static void say_likewise(const struct checking *checking, const cgov_check_view *report) {
    uint32_t some = 0;
    for (const cgov_check_view *after = report + 1; after < checking->found + checking->faults; after++) {
        uint32_t line;
        if (strcmp(after->message, report->message) != 0) continue;
        texts_place(&checking->texts, after->line, &line);
        printf("%s %u", some++ ? "," : T("    likewise on line", "    同样的错误还在第"), line);
    }
    if (some) printf("%s\n", T("", " 行"));
}

/* FILE:LINE:COLUMN: what it is, as compilers say it, and the line itself. */
static void say_fault(const struct checking *checking, const cgov_check_view *report) {
    uint32_t line;
    const char *file = texts_place(&checking->texts, report->line, &line);
    if (output_json()) {
        say_row("fault", file, line, report);
        return;
    }
    if (said_before(checking, report)) return;
    printf("%s:%u:%u: ", shown(file), line, report->column);
    if (report->check) printf(T("check %u: ", "检查 %u："), report->check);
    printf("%s\n", report->message);
    const char *text = line_begin(checking->texts.text, report->line);
    char cited[128] = "";
    if (report->line && text) snprintf(cited, sizeof cited, "%.*s", (int)strcspn(text, "\r\n"), text);
    if (cited[0]) printf("    %s\n", shown(cited + indent_of(cited)));
    say_likewise(checking, report);
    if (report->path[0]) printf(T("    on the way: %s\n", "    示例路径：%s\n"), report->path);
}

/* Looks until nothing is wrong with what is left, or nothing more can be left out. */
static void find_faults(struct checking *checking, cgov_check_view *report) {
    for (int round = 0; round < ROUNDS; round++) {
        cgov_check_view found = {.size = sizeof found};
        const cgov_text text = {checking->at_work, round ? strlen(checking->at_work) : checking->texts.len};
        int32_t status = cgov_rulebook_check(&text, NULL, &found);
        if (status != CGOV_OK && status != CGOV_E_RULEBOOK) die_of(status, NULL, T("the text", "制度"));
        if (status == CGOV_OK || found.reason == CGOV_R_TOO_LARGE) {
            if (round == 0) *report = found;
            if (status != CGOV_OK) checking->found[checking->faults++] = found;
            return;
        }
        if (round == 0) *report = found;
        /* the six checks of what is left say nothing of a text that does not read */
        if (found.check && report->check == 0) return;
        if (round == 0 || !(owed(checking, found.message) || was_mended(checking, found.line)))
            checking->found[checking->faults++] = found;
        if (!found.check && mend(checking, &found)) continue;
        uint32_t line = found.check ? procedure_line(checking, found.line) : found.line;
        if (!line || !leave_out(checking, line)) return;
    }
}

/* Words that declare a name which something else has to name, or it is for nothing. */
enum { ROLE = 0, CALENDAR = 4 };
static const char *const declaring[] = {"role", "party", "rule", "detail", "calendar"};

struct declared {
    char name[32];
    uint32_t word, line; /* which of declaring */
    bool used;
};

static uint32_t word_of(const char *at, size_t length) {
    uint32_t word = 0;
    while (word < LENGTH_OF(declaring) &&
           (strlen(declaring[word]) != length || memcmp(declaring[word], at, length) != 0))
        word++;
    return word;
}

/* Roles that may do something, or see, are there for verbs that no text names. */
static bool role_stands_alone(const char *line) {
    for (line = strchr(line, '\n'); line && indent_of(line + 1) > 0; line = strchr(line + 1, '\n')) {
        const char *at = line + 1 + indent_of(line + 1);
        if (strncmp(at, "may ", 4) == 0 || strncmp(at, "sees ", 5) == 0) return true;
    }
    return false;
}

static uint32_t gather_declared(const char *text, struct declared *into, uint32_t most) {
    uint32_t count = 0, number = 1;
    char first_calendar[32] = ""; /* is the ledger's own, where no other is asked for */
    for (const char *line = text; line && count < most; number++) {
        const char *at = line;
        size_t length = next_name(&at);
        uint32_t word = length ? word_of(at, length) : LENGTH_OF(declaring);
        const char *name = at + length;
        size_t name_length = word < LENGTH_OF(declaring) ? next_name(&name) : 0;
        if (word == CALENDAR && indent_of(line) > 0) name_length = 0; /* a profile's, which names one */
        if (word == CALENDAR && name_length && name_length < 32 && !first_calendar[0])
            memcpy(first_calendar, name, name_length);
        if (word == CALENDAR && strlen(first_calendar) == name_length && memcmp(first_calendar, name, name_length) == 0)
            name_length = 0;
        if (name_length && name_length < 32 && !(word == ROLE && role_stands_alone(line))) {
            struct declared *row = &into[count++];
            *row = (struct declared){.word = word, .line = number};
            memcpy(row->name, name, name_length);
        }
        line = strchr(line, '\n');
        if (line) line++;
    }
    return count;
}

/* What is for others to name: rules of a text that has rules alone, and the parties that the library itself knows. */
static bool for_others(const struct checking *checking, const struct declared *row) {
    static const char *const known[] = {"reporter", "intake", "first", "lead", "handler"};
    bool rule = strcmp(declaring[row->word], "rule") == 0;
    for (size_t i = 0; i < LENGTH_OF(known); i++)
        if (strcmp(row->name, known[i]) == 0) return true;
    return rule && strncmp(checking->texts.text, "procedure ", 10) != 0 &&
           !strstr(checking->texts.text, "\nprocedure ");
}

/* Every name that stands anywhere but where it is declared counts as used. */
static void mark_used(const char *text, struct declared *rows, uint32_t count) {
    for (const char *line = text; line;) {
        const char *at = line;
        size_t length = next_name(&at), place = 0;
        uint32_t word = length ? word_of(at, length) : LENGTH_OF(declaring);
        if (word == CALENDAR && indent_of(line) > 0) word = LENGTH_OF(declaring);
        for (; length; at += length, length = next_name(&at), place++) {
            for (uint32_t i = 0; i < count; i++)
                if (strlen(rows[i].name) == length && memcmp(rows[i].name, at, length) == 0 &&
                    !(place == 1 && word == rows[i].word) && place > 0)
                    rows[i].used = true;
        }
        line = strchr(line, '\n');
        if (line) line++;
    }
}

static void find_unused(struct checking *checking) {
    enum { MOST = 2048 };
    static struct declared rows[MOST];
    uint32_t count = gather_declared(checking->texts.text, rows, MOST);
    mark_used(checking->texts.text, rows, count);
    for (uint32_t i = 0; i < count; i++) {
        if (rows[i].used || for_others(checking, &rows[i])) continue;
        uint32_t line;
        const char *file = texts_place(&checking->texts, rows[i].line, &line);
        cgov_check_view report = {.size = sizeof report};
        snprintf(report.message, sizeof report.message, T("%s `%s` is named nowhere else", "%s “%s” 未在别处使用"),
                 declaring[rows[i].word], rows[i].name);
        checking->unused++;
        if (output_json())
            say_row("unused", file, line, &report);
        else
            printf(T("%s:%u: unused: %s\n", "%s:%u：未使用：%s\n"), shown(file), line, report.message);
    }
}

/* Lengths that a calendar makes: without one their dues stay unknown. */
static bool asks_calendar(const char *line) {
    static const char *const units[] = {"workday", "workdays", "workhour", "workhours"};
    const char *at = line;
    for (size_t length = next_name(&at); length; at += length, length = next_name(&at))
        for (size_t i = 0; i < LENGTH_OF(units); i++)
            if (strlen(units[i]) == length && memcmp(at, units[i], length) == 0) return true;
    return false;
}

static bool has_calendar(const char *text) {
    return strncmp(text, "calendar ", 9) == 0 || strstr(text, "\ncalendar ") != NULL;
}

/* Said once, of the first line that asks. */
static void find_no_calendar(struct checking *checking) {
    uint32_t number = 1, line;
    cgov_check_view report = {.size = sizeof report};
    const char *at = checking->texts.text;
    if (has_calendar(at)) return;
    while (at && !asks_calendar(at)) {
        at = strchr(at, '\n');
        if (at) at++, number++;
    }
    if (!at) return;
    const char *file = texts_place(&checking->texts, number, &line);
    snprintf(
        report.message, sizeof report.message, "%s",
        T("it counts in working days, and no calendar stands in the text: where the ledger has none either, such dues "
          "stay unknown (calendar_cn ships)",
          "以工作日计，而文本中没有日历：台账中若也没有，期限无法算出（随附 calendar_cn）"));
    if (output_json())
        say_row("calendar", file, line, &report);
    else
        printf(T("%s:%u: note: %s\n", "%s:%u：注意：%s\n"), shown(file), line, report.message);
}

static void say_passed(const struct checking *checking, const cgov_check_view *report) {
    static const struct column columns[] = {
        {"result", "结果", 't'},      {"procedures", "程序", 'n'}, {"states", "状态", 'n'},
        {"moves", "办理步骤", 'n'},   {"clocks", "时限", 'n'},     {"configurations", "查过的情形", 'n'},
        {"longest", "最长路径", 'n'}, {"unused", "未使用", 'n'},   {"unverified", "来源未核实的规则", 'n'},
        {"digest", "摘要", 't'}};
    struct table table;
    char digest[65];
    for (int i = 0; i < 32; i++) snprintf(digest + 2 * i, 3, "%02x", report->digest[i]);
    table_begin(&table, "passed", columns, LENGTH_OF(columns));
    table.upright = true;
    table_cell(&table, "%s", T("passes the six checks", "通过六项检查"));
    table_cell(&table, "%u", report->procedures);
    table_cell(&table, "%u", report->states);
    table_cell(&table, "%u", report->moves);
    table_cell(&table, "%u", report->clocks);
    table_cell(&table, "%" PRIu64, report->configurations);
    table_cell(&table, "%u", report->longest_changes);
    table_cell(&table, "%u", checking->unused);
    table_cell(&table, "%u", report->unverified);
    table_cell(&table, "%s", digest);
    table_end(&table);
}

static int by_line(const void *a, const void *b) {
    const cgov_check_view *one = a, *other = b;
    return one->line < other->line ? -1 : one->line > other->line;
}

int run_check(void) {
    static struct checking checking;
    cgov_check_view report = {.size = sizeof report};
    texts_read(&checking.texts, tool.words, tool.count);
    checking.room = checking.texts.len + 1 + ROUNDS * 32;
    checking.at_work = malloc(checking.room);
    if (!checking.at_work) die(TOOL_DAMAGE, "%s", T("no memory", "内存不足"));
    memcpy(checking.at_work, checking.texts.text, checking.texts.len + 1);
    find_faults(&checking, &report);
    qsort(checking.found, checking.faults, sizeof checking.found[0], by_line);
    for (uint32_t i = 0; i < checking.faults; i++) say_fault(&checking, &checking.found[i]);
    if (checking.faults == 0 || report.check) {
        find_unused(&checking);
        find_no_calendar(&checking);
    }
    if (checking.faults == 0)
        say_passed(&checking, &report);
    else if (!output_json())
        printf(T("%u at fault; it cannot be adopted\n", "%u 处有误，不能采纳\n"), checking.faults);
    free(checking.at_work);
    free(checking.texts.text);
    return checking.faults ? TOOL_NO : TOOL_OK;
}
