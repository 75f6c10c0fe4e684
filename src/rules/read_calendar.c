/* Reading a calendar: which days it covers, which of them are working days, when business is open.
 *
 * The covered days stand in an array from the first on, filled by the weekdays as soon as the coverage is known. A day
 * that `off` or `make_up` names is marked, so that the weekdays cannot overrule it, whichever line comes first, and so
 * that no day is named twice; the marks go when all is read. */
#include "base/civil.h"
#include "rules/reader.h"

#define NAMED 2u /* a mark in calendar_part.work */
#define MONDAY_TO_FRIDAY 0x1fu

static bool digits(const char *ptr, uint32_t count, uint32_t *into) {
    *into = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (ptr[i] < '0' || ptr[i] > '9') return false;
        *into = *into * 10 + (uint32_t)(ptr[i] - '0');
    }
    return true;
}

#define DATE_LEN 10u
static bool parse_date(const char *ptr, int32_t *day) {
    uint32_t year, month, day_of_month;
    if (!digits(ptr, 4, &year) || ptr[4] != '-' || !digits(ptr + 5, 2, &month) || ptr[7] != '-' ||
        !digits(ptr + 8, 2, &day_of_month)) {
        return false;
    }
    struct civil date = {(int32_t)year, month, day_of_month};
    if (!cgov__civil_valid(date)) return false;
    *day = cgov__day_of(date);
    return true;
}

/* DATE, or DATE..DATE where a stretch may stand. */
static bool read_dates(struct reader *reader, bool stretch, int32_t *from, int32_t *to) {
    const struct token *token = &reader->lexer.token;
    const char *ptr = token->text.ptr;
    if (token->kind != TOKEN_WORD) return cgov__expected(reader, "a date");
    bool two = stretch && token->text.len == 2 * DATE_LEN + 2 && memcmp(ptr + DATE_LEN, "..", 2) == 0;
    if (!two && token->text.len != DATE_LEN) return cgov__expected(reader, "a date, as 2026-02-15");
    if (!parse_date(ptr, from) || !parse_date(two ? ptr + DATE_LEN + 2 : ptr, to)) {
        return FAULT(reader, token, "expected a date of the calendar, as 2026-02-15, found `%t`", &token->text);
    }
    if (*to < *from) return FAULT(reader, token, "`%t` ends before it starts", &token->text);
    cgov__lexer_next(&reader->lexer);
    return true;
}

bool cgov__read_date(struct reader *reader, int32_t *day) {
    int32_t same;
    return read_dates(reader, false, day, &same);
}

static bool declare_calendar(struct reader *reader) {
    struct rulebook *book = reader->book;
    if (!GROW(reader, book->calendars, &book->calendar_cap, book->calendar_count, MAX_CALENDARS, "calendars"))
        return false;
    reader->calendar = &book->calendars[book->calendar_count];
    reader->calendar->line = reader->lexer.line;
    if (!cgov__read_name(reader, "the calendar's name", reader->calendar->name)) return false;
    book->calendar_count++;
    return true;
}

static void fill_weekdays(struct calendar_part *calendar, uint64_t weekdays) {
    uint32_t weekday = cgov__weekday(calendar->from);
    for (int32_t i = 0; i <= calendar->to - calendar->from; i++, weekday = (weekday + 1) % 7) {
        if (!(calendar->work[i] & NAMED)) calendar->work[i] = weekdays >> weekday & 1;
    }
}

static bool define_calendar(struct reader *reader) {
    struct rulebook *book = reader->book;
    struct calendar_part *calendar = reader->calendar ? reader->calendar + 1 : book->calendars;
    int32_t from, to, unused;
    reader->calendar = calendar;
    const struct token name = cgov__take(reader);
    if (!cgov__expect(reader, "covers") || !read_dates(reader, false, &from, &unused)) return false;
    const struct token last = reader->lexer.token;
    if (!read_dates(reader, false, &to, &unused)) return false;
    if (to < from) return FAULT(reader, &last, "`%t` is before the first day covered", &last.text);
    if (to - from >= MAX_COVERED) {
        return FAULT(reader, &last, "a calendar covers at most %u days", (uint64_t)MAX_COVERED);
    }
    for (const struct calendar_part *other = book->calendars; other < calendar; other++) {
        if (strcmp(other->name, calendar->name) == 0 && other->from <= to && from <= other->to) {
            return FAULT(reader, &name, "calendar `%t` covers some of these days already, from line %u on", &name.text,
                         (uint64_t)other->line);
        }
    }
    size_t days = (size_t)(to - from) + 1;
    calendar->work = cgov__mem_resize(book->mem, NULL, 0, days);
    if (!calendar->work) return cgov__no_memory(reader);
    memset(calendar->work, 0, days);
    calendar->from = from;
    calendar->to = to;
    fill_weekdays(calendar, MONDAY_TO_FRIDAY);
    return true;
}

static bool define_workdays(struct reader *reader) {
    static const char weekdays[][NAME_SIZE] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    struct names names = NAMES("weekday", "the language's", weekdays, sizeof weekdays / sizeof weekdays[0]);
    uint64_t set;
    if (!cgov__read_list(reader, &names, "", &set)) return false;
    fill_weekdays(reader->calendar, set);
    return true;
}

static bool name_days(struct reader *reader, bool work) {
    struct calendar_part *calendar = reader->calendar;
    do {
        const struct token token = reader->lexer.token;
        int32_t from, to;
        if (!read_dates(reader, true, &from, &to)) return false;
        if (from < calendar->from || to > calendar->to) {
            return FAULT(reader, &token, "`%t` is not within the days this calendar covers", &token.text);
        }
        for (int32_t day = from; day <= to; day++) {
            uint8_t *mark = &calendar->work[day - calendar->from];
            if (*mark & NAMED) return FAULT(reader, &token, "`%t` holds a day that is named already", &token.text);
            *mark = (uint8_t)(NAMED | work);
        }
    } while (reader->lexer.token.kind != TOKEN_END);
    return true;
}

static bool define_off(struct reader *reader) {
    return name_days(reader, false);
}

static bool define_make_up(struct reader *reader) {
    return name_days(reader, true);
}

static bool parse_minute(const char *ptr, uint16_t *minute) {
    uint32_t hours, minutes;
    if (!digits(ptr, 2, &hours) || ptr[2] != ':' || !digits(ptr + 3, 2, &minutes)) return false;
    *minute = (uint16_t)(hours * 60 + minutes);
    return minutes < 60 && *minute <= 24 * 60;
}

static bool define_hours(struct reader *reader) {
    struct calendar_part *calendar = reader->calendar;
    do {
        const struct token token = reader->lexer.token;
        const char *ptr = token.text.ptr;
        uint8_t n = calendar->window_count;
        uint16_t from, to;
        if (token.kind != TOKEN_WORD) return cgov__expected(reader, "business hours, as 08:30-12:00");
        if (token.text.len != 11 || ptr[5] != '-' || !parse_minute(ptr, &from) || !parse_minute(ptr + 6, &to)) {
            return cgov__expected(reader, "business hours, as 08:30-12:00");
        }
        if (!cgov__room(reader, &token, n, MAX_WINDOWS, "stretches of business hours")) return false;
        if (to <= from) return FAULT(reader, &token, "`%t` does not end after it starts", &token.text);
        if (n && from <= calendar->window_to[n - 1]) {
            return FAULT(reader, &token, "`%t` does not start after the hours before it end", &token.text);
        }
        calendar->window_from[n] = from;
        calendar->window_to[n] = to;
        calendar->window_count++;
        cgov__lexer_next(&reader->lexer);
    } while (reader->lexer.token.kind != TOKEN_END);
    return true;
}

static bool define_source(struct reader *reader) {
    return cgov__read_source(reader, MAX_TITLE, &reader->calendar->source, &reader->calendar->verified);
}

const struct line cgov__calendar_lines[] = {
    {"calendar", IN_ANY, BLOCK_CALENDAR, false, declare_calendar, define_calendar},
    {"workdays", IN(CALENDAR), BLOCK_NONE, true, NULL, define_workdays},
    {"hours", IN(CALENDAR), BLOCK_NONE, true, NULL, define_hours},
    {"off", IN(CALENDAR), BLOCK_NONE, false, NULL, define_off},
    {"make_up", IN(CALENDAR), BLOCK_NONE, false, NULL, define_make_up},
    {"source", IN(CALENDAR), BLOCK_NONE, true, NULL, define_source},
    {"", 0, BLOCK_NONE, false, NULL, NULL},
};

void cgov__calendar_link(struct calendar_part *calendar) {
    for (int32_t i = 0; i <= calendar->to - calendar->from; i++) calendar->work[i] &= (uint8_t)~NAMED;
}
