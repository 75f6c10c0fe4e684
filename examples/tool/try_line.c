/* A line of `try`, cut to words, and the details that it gives: NAME=VALUE, by their types; what is needed and not
 * given is made up, and said. */
#include "town.h"

#include <stddef.h>

enum { PAGE = 64 };

const char *words[WORDS]; /* of the line, the command first */
uint32_t word_count;

/* Cuts a line at blanks outside double quotes, which go. */
void cut_line(char *line) {
    char *into = line;
    for (word_count = 0; *line && word_count < WORDS;) {
        while (*line == ' ' || *line == '\t' || *line == '\n' || *line == '\r') line++;
        if (!*line || *line == '#') break;
        words[word_count++] = into;
        bool quoted = false;
        for (; *line && (quoted || !strchr(" \t\r\n", *line)); line++) {
            if (*line == '"')
                quoted = !quoted;
            else
                *into++ = *line;
        }
        if (*line) line++;
        *into++ = '\0';
    }
}

void drop_word(uint32_t at) {
    for (word_count--; at < word_count; at++) words[at] = words[at + 1];
}

bool name_in_turn(const char *word, uint32_t turn, char into[64]) {
    const char *dots = strstr(word, "..");
    size_t stem = dots ? (size_t)(dots - word) : 0;
    char digits[8];
    uint64_t first = 0, last = 0;
    while (stem > 0 && word[stem - 1] >= '0' && word[stem - 1] <= '9') stem--;
    snprintf(digits, sizeof digits, "%.*s", dots ? (int)(dots - word - (ptrdiff_t)stem) : 0, word + stem);
    if (!dots || stem > 48 || !parse_number(digits, 999, &first) || !parse_number(dots + 2, 999, &last) || last < first)
        return snprintf(into, 64, "%.63s", word), turn == 0;
    return snprintf(into, 64, "%.*s%" PRIu64, (int)stem, word, first + turn), first + turn <= last;
}

const char *given_value(const char *name) {
    size_t length = strlen(name);
    for (uint32_t w = 1; w < word_count; w++)
        if (strncmp(words[w], name, length) == 0 && words[w][length] == '=') return words[w] + length + 1;
    return NULL;
}

/* What is made up for a detail that is needed, and not given. */
static const char *made_up(const cgov_field_view *field, const char *procedure, char into[64]) {
    static cgov_choice_view choices[PAGE] = {{.size = sizeof choices[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    switch (field->type) {
    case CGOV_DETAIL_CHOICE:
        if (cgov_choice_list(tool.ledger, NULL, 0, procedure, "", field->field, &cursor, choices, PAGE, &count) !=
                CGOV_OK ||
            !count)
            return NULL;
        for (uint32_t i = 0; i < count; i++)
            if (choices[i].name[0] && strcmp(choices[i].name, "none") != 0)
                return snprintf(into, 64, "%s", choices[i].name), into;
        return NULL;
    case CGOV_DETAIL_NUMBER:
        return snprintf(into, 64, "%" PRId64, field->min > 1 ? field->min : 1), into;
    case CGOV_DETAIL_DATE: {
        char day[24];
        instant_text(town.now + 21 * DAY, tool.info.utc_offset, day);
        return snprintf(into, 64, "%.10s", day), into;
    }
    case CGOV_DETAIL_RESIDENT:
    case CGOV_DETAIL_ACCUSED:
        return "resident";
    case CGOV_DETAIL_ORGANIZATION:
        return field->field == CGOV_FIELD_INTAKE ? "office" : "office2";
    case CGOV_DETAIL_PLACE:
        return "130702";
    case CGOV_DETAIL_WORDS:
        return "…";
    default:
        return NULL;
    }
}

/* A detail from its text; false, and said. */
static bool read_detail(const cgov_field_view *field, const char *given, cgov_detail *out) {
    uint64_t number = 0;
    cgov_time at;
    const struct named *named = town_find(given);
    *out = (cgov_detail){.size = sizeof *out, .field = field->field};
    switch (field->type) {
    case CGOV_DETAIL_RESIDENT:
    case CGOV_DETAIL_ORGANIZATION:
    case CGOV_DETAIL_ACCUSED:
        if (!named)
            return say_no(T("%s: nobody here is called `%s` (who lists them)", "%s：没有“%s”（who 列出全部）"),
                          field->name, shown(given)),
                   false;
        number = named->id;
        break;
    case CGOV_DETAIL_ISSUE:
    case CGOV_DETAIL_ITEM:
        if (!read_id(given, CGOV_KIND_ISSUE, &number))
            return say_no(T("%s: `%s` is no id, as issue:1", "%s：“%s”不是编号，应如 issue:1"), field->name,
                          shown(given)),
                   false;
        break;
    case CGOV_DETAIL_DATE:
        if (!parse_instant(given, 0, &at) || strlen(given) < 10)
            return say_no(T("%s: `%s` is no day, as 2026-03-03", "%s：“%s”不是日期，应如 2026-03-03"), field->name,
                          shown(given)),
                   false;
        number =
            strtoull(given, NULL, 10) * 10000 + strtoull(given + 5, NULL, 10) * 100 + strtoull(given + 8, NULL, 10);
        break;
    case CGOV_DETAIL_NUMBER:
    case CGOV_DETAIL_PLACE:
    case CGOV_DETAIL_POINT:
        if (!parse_number(given, INT64_MAX, &number))
            return say_no(T("%s: `%s` is no number", "%s：“%s”不是数"), field->name, shown(given)), false;
        break;
    default:
        out->text = (cgov_text){given, CGOV_NUL_TERMINATED};
        return true;
    }
    out->number = (int64_t)number;
    return true;
}

/* Is each word of the line a detail that can be given here? */
static bool all_known(const cgov_field_view *fields, uint32_t count) {
    for (uint32_t w = 2; w < word_count; w++) {
        struct nearest near = {.given = words[w]};
        char name[64];
        bool known = false;
        snprintf(name, sizeof name, "%.*s", (int)strcspn(words[w], "="), words[w]);
        near.given = name;
        for (uint32_t f = 0; f < count && !known; f++) {
            known = strcmp(fields[f].name, name) == 0;
            nearest_take(&near, fields[f].name);
        }
        if (known && strchr(words[w], '=')) continue;
        say_no(near.best ? T("`%s`: details are NAME=VALUE; the nearest is `%s`", "“%s”：应为 名称=值，最接近的是“%s”")
                         : T("`%s`: details are NAME=VALUE%s", "“%s”：应为 名称=值%s"),
               shown(words[w]), near.best ? near.best : "");
        printf("  %s:", T("it takes", "可填"));
        for (uint32_t f = 0; f < count; f++) printf(" %s", fields[f].name);
        putchar('\n');
        return false;
    }
    return true;
}

/* What the line gives, and what is made up, for a move; false, and said. */
bool gather(struct details *details, uint32_t version, const char *procedure, const char *move) {
    static cgov_field_view fields[256] = {{.size = sizeof fields[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    const cgov_reader reader = town_reader(tool.info.founder);
    details->count = 0;
    int32_t status =
        cgov_field_list(tool.ledger, &reader, version, procedure, "", move, &cursor, fields, LENGTH_OF(fields), &count);
    if (status == CGOV_DONE) count = 0;
    if (status < 0) return say_no("%s", tool.error.message), false;
    if (!all_known(fields, count)) return false;
    for (uint32_t f = 0; f < count && details->count < WORDS; f++) {
        const char *given = given_value(fields[f].name);
        char *made = details->made[details->count];
        if (!given && fields[f].needed) {
            given = made_up(&fields[f], procedure, made);
            if (given) printf(T("  (made up: %s=%s)\n", "  （代填：%s=%s）\n"), fields[f].name, given);
        }
        if (given && !read_detail(&fields[f], given, &details->at[details->count++])) return false;
    }
    return true;
}
