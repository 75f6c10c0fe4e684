/* What goes to standard error: one line, which names what was given and, where one is near, what was meant. */
#include "tool.h"

#include <stdarg.h>

void die(int how, const char *format, ...) {
    va_list arguments;
    fflush(stdout);
    fprintf(stderr, tool.verb ? "cgov %s: " : "cgov: ", tool.verb);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    if (how == TOOL_USAGE && tool.verb)
        fprintf(stderr, T("(cgov %s --help says how)\n", "（用法见 cgov %s --help）\n"), tool.verb);
    exit(how);
}

int end_of(int32_t status) {
    switch (status) {
    case CGOV_E_ARG:
    case CGOV_E_KIND:
    case CGOV_E_TEXT:
        return TOOL_USAGE;
    case CGOV_E_NOMEM:
    case CGOV_E_STORAGE:
    case CGOV_E_CORRUPT:
    case CGOV_E_POISONED:
    case CGOV_E_FORMAT:
    case CGOV_E_BUSY:
        return TOOL_DAMAGE;
    default:
        return status < 0 ? TOOL_NO : TOOL_OK;
    }
}

/* Ids as everywhere else: issue:12 for what the library calls by its one number. */
static const char *with_ids(const char *message, char into[400]) {
    size_t at = 0;
    for (const char *from = message; *from && at + 40 < 400;) {
        char id[40], *end = NULL;
        const cgov_id number = *from >= '0' && *from <= '9' ? strtoull(from, &end, 10) : 0;
        if (number >> 44 && cgov_enum_name(CGOV_ENUM_KIND, (uint32_t)(number >> 44))) {
            at += (size_t)snprintf(into + at, 400 - at, "%s", id_text(number, id));
            from = end;
        } else
            do { into[at++] = *from++; } while (end && from < end && at < 399);
    }
    into[at] = 0;
    return into;
}

const char *said_of(int32_t status, const cgov_error *error, char into[512]) {
    const bool told = error && error->status == status;
    char message[400];
    const char *english = told && error->message[0] ? with_ids(error->message, message) : cgov_status_text(status);
    const char *chinese = tool.chinese ? status_zh(status) : NULL;
    const char *reason = tool.chinese && told && error->reason ? reason_zh(error->reason) : NULL;
    if (chinese)
        snprintf(into, 512, "%s%s%s（%s）", chinese, reason ? "：" : "", reason ? reason : "", english);
    else
        snprintf(into, 512, "%s", english);
    return into;
}

const char *said_of_move(const cgov_move_view *move, char into[512]) {
    char message[400];
    const char *chinese = tool.chinese ? reason_zh(move->reason) : NULL;
    with_ids(move->message, message);
    snprintf(into, 512, chinese ? "%s（%s）" : "%s%s", chinese ? chinese : "", message);
    return into;
}

const char *hint_of(int32_t status, uint32_t reason) {
    if (status == CGOV_E_DECISIONS && tool.info.decisions < tool.info.library_decisions)
        return T("; `cgov upgrade` does so", "；请用 cgov upgrade");
    if (status == CGOV_E_REFUSED && reason == CGOV_R_RULE && !tool.given[OPT_UNVERIFIED])
        return T("; `--unverified` says that it is known", "；已知悉的，请加 --unverified");
    if (status == CGOV_E_TIME_AHEAD)
        return T("; `--at` gives another instant, `--long-jump` insists on this one",
                 "；可用 --at 另给时刻，或用 --long-jump 坚持");
    return status == CGOV_E_TIME_BACKWARDS ? T("; `--at` gives another instant", "；可用 --at 另给时刻") : "";
}

void die_of(int32_t status, const cgov_error *error, const char *what) {
    char place[320] = "", said[512];
    if (error && error->status == status && error->line)
        snprintf(place, sizeof place, error->citation[0] ? " (%s; %s %u:%u; %s)" : " (%s; %s %u:%u)",
                 cgov_reason_name(error->reason), T("rulebook", "制度"), error->version, error->line, error->citation);
    die(end_of(status), "%s: %s: %s%s%s", what, cgov_status_name(status), said_of(status, error, said), place,
        hint_of(status, error && error->status == status ? error->reason : 0));
}

void check_reading(int32_t status, const char *what) {
    if (status < 0) die_of(status, &tool.error, what);
}

void check_change(int32_t status, const char *what) {
    cgov_error error = {.size = sizeof error};
    if (status >= 0) return;
    if (cgov_ledger_error(tool.ledger, &error) != CGOV_OK) error.status = 0;
    die_of(status, &error, what);
}

static size_t least_of(size_t a, size_t b) {
    return a < b ? a : b;
}

/* How many bytes are to be changed, put in or taken out, or two neighbours exchanged, to make one of the other. */
static size_t distance(const char *a, const char *b) {
    enum { MOST = 40 };
    size_t rows[3][MOST + 1] = {{0}}, width = strlen(b), height = strlen(a);
    if (width > MOST || height > MOST) return SIZE_MAX;
    for (size_t x = 0; x <= width; x++) rows[0][x] = x;
    for (size_t y = 1; y <= height; y++) {
        size_t *row = rows[y % 3], *above = rows[(y + 2) % 3], *higher = rows[(y + 1) % 3];
        row[0] = y;
        for (size_t x = 1; x <= width; x++) {
            row[x] = least_of(above[x - 1] + (a[y - 1] != b[x - 1]), least_of(above[x], row[x - 1]) + 1);
            if (y > 1 && x > 1 && a[y - 1] == b[x - 2] && a[y - 2] == b[x - 1])
                row[x] = least_of(row[x], higher[x - 2] + 1);
        }
    }
    return rows[height % 3][width];
}

void nearest_take(struct nearest *nearest, const char *name) {
    size_t far = distance(nearest->given, name), length = strlen(name);
    if (far > 2 && far * 3 > length) return;
    if (far >= length || (nearest->best && far >= nearest->least)) return;
    nearest->best = name;
    nearest->least = far;
}

const char *shown(const char *given) {
    static char buffers[8][256];
    static unsigned turn;
    char *into = buffers[turn++ % 8];
    size_t bytes = 0, characters = 0;
    for (; given[bytes] && bytes < 240; bytes++) {
        unsigned char byte = (unsigned char)given[bytes];
        if ((byte & 0xC0) != 0x80 && ++characters > 60) break;
        into[bytes] = given[bytes];
        if (byte < ' ' || byte == 127) into[bytes] = '?';
    }
    into[bytes] = '\0';
    if (given[bytes]) strcpy(into + bytes, "...");
    return into;
}
