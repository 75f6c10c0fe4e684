/* Figures as a line of CSV or JSON: every member by its name, in the struct's order. */
#include "base/abi.h"
#include "base/text.h"
#include "cgov/figures.h"

#include <assert.h>

static const char *const names[] = {
    "issues",   "open",        "closed",    "refused",   "withdrawn",  "merged", "answered", "due",       "ended",
    "on_time",  "paused",      "revisited", "contacted", "assessable", "solved", "rated",    "satisfied", "returned",
    "returns",  "reworked",    "reworks",   "reopened",  "reopens",    "tiered", "at_tier",  "open_7d",   "open_30d",
    "open_90d", "open_longer", "expected",  "attended",  "entitled",   "voted",
};
#define FIGURES (sizeof names / sizeof names[0])
static_assert(offsetof(cgov_figure_view, reserved) == offsetof(cgov_figure_view, issues) + FIGURES * sizeof(uint64_t),
              "each figure has a name");

/* What has been written of what is needed. */
struct line {
    char *into;
    uint64_t cap, needed;
};

static void put(struct line *line, const char *text) {
    for (; *text != 0; text++, line->needed++)
        if (line->needed + 1 < line->cap) line->into[line->needed] = *text;
}

static void put_number(struct line *line, uint64_t number) {
    char digits[24];
    cgov__format(digits, sizeof digits, "%u", number);
    put(line, digits);
}

/* In quotes, a quote within them as the form has it: twice (RFC 4180), or after a backslash (RFC 8259). */
static void put_name(struct line *line, const char *name, uint32_t form) {
    put(line, "\"");
    for (; *name != 0; name++) {
        const char one[] = {*name, 0};
        if (*name == '"') put(line, form == CGOV_LINE_CSV ? "\"" : "\\");
        if (*name == '\\' && form == CGOV_LINE_JSON) put(line, "\\");
        put(line, one);
    }
    put(line, "\"");
}

static void put_head(struct line *line) {
    put(line, "group,key,name");
    for (size_t i = 0; i < FIGURES; i++) {
        put(line, ",");
        put(line, names[i]);
    }
}

static void put_figures(struct line *line, const cgov_figure_view *view, uint32_t form) {
    bool json = form == CGOV_LINE_JSON;
    uint64_t numbers[FIGURES];
    memcpy(numbers, (const char *)view + offsetof(cgov_figure_view, issues), sizeof numbers);
    put(line, json ? "{\"group\":\"" : "");
    put(line, cgov_enum_name(CGOV_ENUM_GROUP, view->group));
    put(line, json ? "\",\"key\":" : ",");
    put_number(line, view->key);
    put(line, json ? ",\"name\":" : ",");
    put_name(line, view->name, form);
    for (size_t i = 0; i < FIGURES; i++) {
        put(line, json ? ",\"" : ",");
        put(line, json ? names[i] : "");
        put(line, json ? "\":" : "");
        put_number(line, numbers[i]);
    }
    put(line, json ? "}" : "");
}

int32_t cgov_figure_line(const cgov_figure_view *given, uint32_t form, char *into, uint64_t cap, uint64_t *needed_out) {
    ABI_CLEAR(needed_out);
    cgov_figure_view view = {.size = 0};
    const char *why;
    if (!needed_out || (!into && cap > 0) || (form != CGOV_LINE_CSV && form != CGOV_LINE_JSON)) return CGOV_E_ARG;
    if (!given && form != CGOV_LINE_CSV) return CGOV_E_ARG;
    if (given) {
        int32_t status = cgov__abi_in_copy(&view, given, ABI_FIRST(view), sizeof view);
        if (status) return status;
        if (cgov_enum_name(CGOV_ENUM_GROUP, view.group)[0] == 0) return CGOV_E_ARG;
        const char *end = memchr(view.name, 0, sizeof view.name);
        if (!end) return CGOV_E_TEXT;
        if (end != view.name &&
            !cgov__text_check(view.name, (uint64_t)(end - view.name), TEXT_NAME, sizeof view.name, &why))
            return CGOV_E_TEXT;
    }
    struct line line = {into, cap, 0};
    if (given)
        put_figures(&line, &view, form);
    else
        put_head(&line);
    *needed_out = line.needed;
    if (line.needed >= cap) return CGOV_E_BUFFER;
    into[line.needed] = 0;
    return CGOV_OK;
}
