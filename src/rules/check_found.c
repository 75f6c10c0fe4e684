/* What a check found: which it is, the place in the text, the path that leads there; and the steps it may take. */
#include "rules/check.h"

#include "base/text.h"

static bool is_name_char(char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

void cgov__check_at(struct check *check, uint32_t number, uint32_t line, const char *word) {
    const struct rulebook *rulebook = check->rulebook;
    const char *start = rulebook->text, *end = start + rulebook->text_len;
    for (uint32_t l = 1; l < line && start < end; l++) {
        while (start < end && *start++ != '\n') continue;
    }
    const char *at = start;
    while (at < end && (*at == ' ' || *at == '\t')) at++;

    size_t len = strlen(word);
    for (const char *c = at; c < end && *c != '\n' && len <= (size_t)(end - c); c++) {
        bool starts = c == start || !is_name_char(c[-1]), ends = len == (size_t)(end - c) || !is_name_char(c[len]);
        if (!starts || !ends || memcmp(c, word, len) != 0) continue;
        at = c;
        break;
    }
    uint32_t column = 1;
    for (; start < at; start++) column += ((uint8_t)*start & 0xc0) != 0x80; /* characters, not bytes */

    check->report->check = number;
    check->report->line = line;
    check->report->column = column;
    check->report->path[0] = 0; /* the longest walk so far gives way to the fault's */
}

int32_t cgov__check_steps(struct check *check, const struct procedure *procedure, uint64_t steps) {
    const uint64_t own_steps = check->own_steps + steps;
    const bool own = own_steps > MAX_STEPS;
    if (!own && check->terms->steps + own_steps <= MAX_TEXT_STEPS) {
        check->own_steps = own_steps;
        return CGOV_OK;
    }
    const char *what = own ? "`%s` takes more than %u steps to check: fewer states, moves or limits make it checkable"
                           : "with `%s` the procedures take more than %u steps to check: fewer make them checkable";
    return TOO_LARGE(check, procedure->line, procedure->name, what, procedure->name,
                     (uint64_t)(own ? MAX_STEPS : MAX_TEXT_STEPS));
}

bool cgov__check_path(struct check *check, const char *name) {
    static const char cut[] = " ...";
    char *path = check->report->path;
    size_t used = strlen(path), room = sizeof check->report->path - used;
    const char *more = strlen(name) + 1 + sizeof cut <= room ? name : cut + 1;
    cgov__format(path + used, room, "%s%s", used ? " " : "", more);
    return more == name;
}
