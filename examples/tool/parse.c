/* Numbers, instants and ids, as people write them and as they are shown. */
#include "tool.h"

#include <time.h>

bool parse_number(const char *text, uint64_t most, uint64_t *out) {
    uint64_t value = 0;
    if (!*text) return false;
    for (; *text; text++) {
        if (*text < '0' || *text > '9') return false;
        uint64_t digit = (uint64_t)(*text - '0');
        if (value > (most - digit) / 10 || digit > most) return false;
        value = value * 10 + digit;
    }
    *out = value;
    return true;
}

bool parse_area(const char *text, int64_t *out) {
    uint64_t whole = 0, rest = 0;
    char digits[24];
    const size_t before = strcspn(text, ".");
    const char *after = text[before] ? text + before + 1 : "";
    snprintf(digits, sizeof digits, "%.*s", (int)before, text);
    if (before >= sizeof digits || !parse_number(digits, 20000000, &whole) || strlen(after) > 2 ||
        (text[before] && !parse_number(after, 99, &rest)))
        return false;
    *out = (int64_t)(whole * 100 + (strlen(after) == 1 ? rest * 10 : rest));
    return true;
}

/* Days from 1970-01-01, after Fliegel and Van Flandern. */
static int64_t days_of(int64_t year, int64_t month, int64_t day) {
    int64_t late = (month - 14) / 12;
    return day - 32075 + 1461 * (year + 4800 + late) / 4 + 367 * (month - 2 - late * 12) / 12 -
           3 * ((year + 4900 + late) / 100) / 4 - 2440588;
}

static bool real_day(int64_t year, int64_t month, int64_t day) {
    static const int lengths[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return year >= 1970 && month >= 1 && month <= 12 && day >= 1 && day <= lengths[month - 1] &&
           (month != 2 || day < 29 || leap);
}

/* The zone at the end: Z, +08:00 or nothing, which is the ledger's. */
static bool read_zone(const char *at, int32_t *offset) {
    int hours, minutes, end = 0;
    char sign;
    if (!*at) return true;
    if (strcmp(at, "Z") == 0) return *offset = 0, true;
    if (sscanf(at, "%c%2d:%2d%n", &sign, &hours, &minutes, &end) != 3 || at[end] || (sign != '+' && sign != '-'))
        return false;
    if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59) return false;
    *offset = (sign == '-' ? -1 : 1) * (hours * 60 + minutes);
    return true;
}

bool parse_instant(const char *text, int32_t offset, cgov_time *out) {
    int year, month, day, hour = 0, minute = 0, second = 0, end = 0, more = 0;
    char between;
    if (strspn(text, "0123456789") < 4) return false;
    if (sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &end) != 3) return false;
    const char *at = text + end;
    if (*at) {
        if (sscanf(at, "%c%2d:%2d%n", &between, &hour, &minute, &more) != 3 || (between != 'T' && between != ' '))
            return false;
        at += more;
        if (*at == ':') {
            if (sscanf(at, ":%2d%n", &second, &more) != 1) return false;
            at += more;
        }
    }
    if (!read_zone(at, &offset) || !real_day(year, month, day)) return false;
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return false;
    *out = days_of(year, month, day) * DAY + hour * HOUR + minute * MINUTE + second * 1000 - offset * MINUTE;
    return true;
}

cgov_time option_instant(int option, int32_t offset, cgov_time otherwise) {
    cgov_time at = otherwise;
    const char *given = tool.given[option];
    if (given && !parse_instant(given, offset, &at))
        die(TOOL_USAGE,
            T("--%s: `%s` is no instant, as 2026-03-02T09:00 or 2026-03-02",
              "--%s：“%s”不是时刻，应如 2026-03-02T09:00 或 2026-03-02"),
            option_rows[option].word, shown(given));
    return at;
}

uint64_t option_number(int option, uint64_t most, uint64_t otherwise) {
    uint64_t value = otherwise;
    const char *given = tool.given[option];
    if (given && !parse_number(given, most, &value))
        die(TOOL_USAGE, T("--%s: `%s` is no number from 0 to %" PRIu64, "--%s：“%s”不是 0 到 %" PRIu64 " 的数"),
            option_rows[option].word, shown(given), most);
    return value;
}

bool read_id(const char *text, uint32_t kind, cgov_id *out) {
    const char *colon = strchr(text, ':'), *digits = colon ? colon + 1 : text;
    const uint64_t most = (UINT64_C(1) << 44) - 1;
    uint64_t number = 0;
    if (colon) {
        size_t length = (size_t)(colon - text);
        for (kind = CGOV_KIND_UNIT; kind; kind--) {
            const char *name = cgov_enum_name(CGOV_ENUM_KIND, kind);
            if (strlen(name) == length && memcmp(name, text, length) == 0) break;
        }
    } else if (parse_number(digits, UINT64_C(1) << 50, &number) && number >> 44) {
        return *out = number, true;
    }
    if (!kind || !parse_number(digits, most, &number) || !number) return false;
    *out = ((cgov_id)kind << 44) | number;
    return true;
}

cgov_id parse_id(const char *text, uint32_t kind) {
    cgov_id id;
    char word[32];
    struct nearest near = {.given = word};
    const char *colon = strchr(text, ':');
    if (read_id(text, kind, &id)) return id;
    snprintf(word, sizeof word, "%.*s", colon ? (int)(colon - text > 31 ? 31 : colon - text) : 0, text);
    for (kind = CGOV_KIND_UNIT; kind && colon; kind--) {
        if (strcmp(cgov_enum_name(CGOV_ENUM_KIND, kind), word) == 0) break;
        nearest_take(&near, cgov_enum_name(CGOV_ENUM_KIND, kind));
    }
    if (colon && !kind)
        die(TOOL_USAGE,
            near.best ? T("`%s` is no id: there is no kind `%s`; the nearest is `%s`",
                          "“%s”不是编号：没有种类“%s”，最接近的是“%s”")
                      : T("`%s` is no id: there is no kind `%s`%s", "“%s”不是编号：没有种类“%s”%s"),
            shown(text), shown(word), near.best ? near.best : "");
    die(TOOL_USAGE, T("`%s` is no id, as issue:12 or 12", "“%s”不是编号，应如 issue:12 或 12"), shown(text));
}

const char *id_text(cgov_id id, char into[40]) {
    into[0] = '\0';
    if (id)
        snprintf(into, 40, "%s:%" PRIu64, cgov_enum_name(CGOV_ENUM_KIND, (uint32_t)(id >> 44)),
                 id & ((UINT64_C(1) << 44) - 1));
    return into;
}

const char *instant_text(cgov_time at, int32_t offset, char into[24]) {
    into[0] = '\0';
    if (!at) return into;
    time_t local = (time_t)((at + offset * MINUTE) / 1000);
    const struct tm *parts = gmtime(&local);
    if (parts) strftime(into, 24, parts->tm_sec ? "%Y-%m-%d %H:%M:%S" : "%Y-%m-%d %H:%M", parts);
    return into;
}

cgov_time now_of_system(void) {
    return (cgov_time)time(NULL) * 1000;
}
