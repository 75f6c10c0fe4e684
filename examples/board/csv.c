/* The messages, read from CSV (RFC 4180) by the names of their columns.
 *
 * A record is checked whole before its fields are cut out, in place. A record with a broken quote may have swallowed
 * lines that are sound: reading goes on at the line after the one it started in. Any other broken row is skipped as a
 * whole. Each is named by its line. Columns are separated by commas, or where the first line has none by tabs or
 * semicolons, as spreadsheets write them. */
#include "board.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MATTER = 7, COLUMNS, FIELDS = 64 }; /* the matter may be left out */
static const char *const column_names[COLUMNS] = {"id",   "resident", "title",      "reported_at",
                                                  "text", "reply",    "replied_at", "matter"};

struct csv {
    char *at, *end;
    uint64_t line;
    char comma;
};

void row_broken(struct rows *rows, struct row *row, const char *why) {
    fprintf(stderr, "line %llu: %s; the row is skipped\n", (unsigned long long)row->line, why);
    row->broken = true;
    rows->broken++;
}

/* The end of the field at `at`, or NULL and why it is none. */
static char *field_end(char *at, char *end, char comma, const char **why) {
    if (at == end || *at != '"') {
        while (at < end && *at != comma && *at != '\n') {
            if (*at++ == '"') return *why = "a quote stands inside a field that is not quoted", NULL;
        }
        return at;
    }
    do { /* to the quote that no other follows */
        at = memchr(at + 1, '"', (size_t)(end - at - 1));
        if (!at) return *why = "a quote is not closed", NULL;
        at++;
    } while (at < end && *at == '"');
    if (end - at > 1 && at[0] == '\r' && at[1] == '\n') at++;
    if (at < end && *at != comma && *at != '\n') return *why = "a closing quote does not end its field", NULL;
    return at;
}

/* Cuts the field between at and end out of its quotes, in place. */
static cgov_text field_text(char *at, char *end) {
    if (end > at && end[-1] == '\r') end--;
    if (at == end || *at != '"') return (cgov_text){at, (uint64_t)(end - at)};
    char *into = ++at, *begin = at;
    for (end--; at < end; at++) {
        *into++ = *at;
        if (*at == '"') at++; /* the second of a pair */
    }
    return (cgov_text){begin, (uint64_t)(into - begin)};
}

/* Reads one record: true with its fields or with why it is broken, false at the end. */
static bool record_read(struct csv *csv, cgov_text fields[FIELDS], uint32_t *count, const char **why) {
    char *ends[FIELDS], *at = csv->at;
    uint32_t n = 0;
    if (at == csv->end) return false;
    for (*why = NULL;; at++) {
        char *stop = field_end(at, csv->end, csv->comma, why);
        if (!stop || n == FIELDS) {
            if (stop) *why = "it has too many columns";
            char *next = memchr(csv->at, '\n', (size_t)(csv->end - csv->at));
            csv->at = next ? next + 1 : csv->end;
            csv->line++;
            return true;
        }
        ends[n++] = at = stop;
        if (at == csv->end || *at == '\n') break;
    }
    char *begin = csv->at, *next = at < csv->end ? at + 1 : at;
    for (char *byte = begin; byte < next; byte++) csv->line += *byte == '\n';
    for (*count = 0; *count < n; begin = ends[(*count)++] + 1) fields[*count] = field_text(begin, ends[*count]);
    csv->at = next;
    return true;
}

/* Lines that end by CR alone end by LF. */
static void one_line_end(char *at, size_t len) {
    if (memchr(at, '\n', len)) return;
    for (char *end = at + len; (at = memchr(at, '\r', (size_t)(end - at))) != NULL;) *at = '\n';
}

/* A first line `sep=;` says what stands between the columns. */
static void read_separator(struct csv *csv) {
    if (csv->end - csv->at < 6 || memcmp(csv->at, "sep=", 4) != 0) return;
    char *line_end = memchr(csv->at, '\n', (size_t)(csv->end - csv->at));
    if (!line_end) return;
    csv->comma = csv->at[4];
    csv->at = line_end + 1;
    csv->line++;
}

/* What stands between the columns. */
static char comma_of(const char *at, const char *end) {
    const char *line_end = memchr(at, '\n', (size_t)(end - at));
    size_t len = (size_t)((line_end ? line_end : end) - at);
    return memchr(at, ',', len) ? ',' : memchr(at, '\t', len) ? '\t' : memchr(at, ';', len) ? ';' : ',';
}

/* The blank that begins or ends a value as other programs leave it there, in bytes; 0: none. What no text may hold is
 * not cut off, but refused. */
static size_t blank_of(cgov_text text, bool at_end) {
    static const char *const blanks[] = {" ",        "\t",           "\r",           "\n",
                                         "\xc2\xa0", "\xe3\x80\x80", "\xe2\x80\x8b", "\xef\xbb\xbf"};
    for (size_t b = 0; b < sizeof blanks / sizeof *blanks; b++) {
        const size_t len = strlen(blanks[b]);
        if (len <= text.len && !memcmp(text.ptr + (at_end ? text.len - len : 0), blanks[b], len)) return len;
    }
    return 0;
}

static cgov_text trimmed(cgov_text text) {
    for (size_t len; (len = blank_of(text, false)) != 0; text.len -= len) text.ptr += len;
    for (size_t len; (len = blank_of(text, true)) != 0;) text.len -= len;
    return text;
}

/* A column's name as it was found, in quotes; what is long is cut, what is no text is left out. */
static void print_name(cgov_text name, bool first) {
    enum { LONGEST = 40 };
    fputs(first ? " \"" : ", \"", stderr);
    for (uint64_t i = 0; i < name.len && (i < LONGEST || (name.ptr[i] & 0xC0) == 0x80); i++) {
        if ((unsigned char)name.ptr[i] >= ' ') fputc(name.ptr[i], stderr);
    }
    fputs(name.len > LONGEST ? "...\"" : "\"", stderr);
}

/* Which of the fields, from that one on, is of that name; width: none. */
static uint32_t column_from(const cgov_text *fields, uint32_t from, uint32_t width, const char *name) {
    for (; from < width; from++)
        if (fields[from].len == strlen(name) && memcmp(fields[from].ptr, name, (size_t)fields[from].len) == 0) break;
    return from;
}

/* Where each column stands; false, and said why, if one is missing, or there twice: which of two was meant? */
static bool header_read(struct csv *csv, const char *path, uint32_t where[COLUMNS], uint32_t *width) {
    cgov_text fields[FIELDS];
    const char *why = NULL;
    *width = 0;
    bool found = record_read(csv, fields, width, &why) && !why;
    if (!found) return fprintf(stderr, "%s does not start with the names of its columns\n", path), false;
    for (uint32_t field = 0; field < *width; field++) fields[field] = trimmed(fields[field]);
    for (uint32_t i = 0; i < COLUMNS; i++) {
        where[i] = column_from(fields, 0, *width, column_names[i]);
        if (where[i] < *width && column_from(fields, where[i] + 1, *width, column_names[i]) < *width)
            return fprintf(stderr, "%s has two columns \"%s\"\n", path, column_names[i]), false;
        if (where[i] < *width || i == MATTER) continue;
        fprintf(stderr, "%s has no column \"%s\"; its first line names", path, column_names[i]);
        for (uint32_t field = 0; field < *width; field++) print_name(fields[field], field == 0);
        fputc('\n', stderr);
        return false;
    }
    return true;
}

/* Why an instant cannot be, or NULL. */
static const char *instant_fault(struct rows *rows, const char *column, cgov_text text, cgov_time *out) {
    bool read = instant_read(text, out);
    if (read && instant_holds(*out)) return NULL;
    int shown = text.len < 40 ? (int)text.len : 40;
    snprintf(rows->why, sizeof rows->why,
             read
                 ? "%s lies outside the years 1970 to 9999: \"%.*s\""
                 : "%s is no instant, as 2026-03-02T09:00:00+08:00; 2026/3/2 9:00 and a spreadsheet's 46083.375 are of "
                   "China's time: \"%.*s\"",
             column, shown, text.len ? text.ptr : "");
    return rows->why;
}

/* As the ledger asks it; what is no UTF-8 is refused there, and named. */
static bool is_blank(cgov_text text) {
    uint32_t blank = 0;
    return cgov_text_blank(&text, &blank) == CGOV_OK && blank == 1;
}

/* Fills a row from its fields; why not, or NULL. */
static const char *row_fill(struct rows *rows, struct row *row, const cgov_text *fields,
                            const uint32_t where[COLUMNS]) {
    if (rows->has_matter) row->matter = trimmed(fields[where[MATTER]]);
    row->id = trimmed(fields[where[0]]); /* one id is one, whatever stands around it */
    row->resident = trimmed(fields[where[1]]);
    row->title = fields[where[2]];
    row->text = fields[where[4]];
    row->reply = fields[where[5]];
    cgov_text replied_at = fields[where[6]];
    if (is_blank(row->title)) row->title.len = 0;
    row->answered = !is_blank(row->reply) || !is_blank(replied_at);
    if (is_blank(row->id) || is_blank(row->resident) || is_blank(row->text)) return "id, resident or text is empty";
    const char *why = instant_fault(rows, "reported_at", fields[where[3]], &row->reported_at);
    if (why || !row->answered) return why;
    if (is_blank(row->reply)) return "it has the time of a reply and no reply";
    why = instant_fault(rows, "replied_at", replied_at, &row->replied_at);
    if (why) return why;
    return row->replied_at < row->reported_at ? "it is replied to before it is reported" : NULL;
}

/* The whole file, which may be a pipe. */
static bool file_read(const char *path, char **bytes_out, size_t *len_out) {
    FILE *file = fopen(path, "rb");
    size_t len = 0, capacity = 0, got = 0;
    char *bytes = NULL;
    do {
        if (len == capacity) {
            char *grown = file ? realloc(bytes, capacity = capacity ? capacity * 2 : 65536) : NULL;
            if (!grown) break;
            bytes = grown;
        }
        got = fread(bytes + len, 1, capacity - len, file);
        len += got;
    } while (got);
    bool read = file && feof(file) && !ferror(file);
    if (!read) perror(path);
    if (file) fclose(file);
    *bytes_out = bytes;
    *len_out = len;
    return read;
}

bool rows_read(const char *path, struct rows *out) {
    size_t len, capacity = 0;
    uint32_t where[COLUMNS], width, count = 0;
    cgov_text fields[FIELDS];
    const char *why;
    *out = (struct rows){0};
    if (!file_read(path, &out->bytes, &len)) return false;
    if (!text_decode(path, &out->bytes, &len)) return false;
    one_line_end(out->bytes, len);
    struct csv csv = {out->bytes, out->bytes + len, 1, comma_of(out->bytes, out->bytes + len)};
    read_separator(&csv);
    if (!header_read(&csv, path, where, &width)) return false;
    out->has_matter = where[MATTER] < width;
    for (uint64_t line = csv.line; record_read(&csv, fields, &count, &why); line = csv.line) {
        struct row row = {.line = line};
        if (!why && count == 1 && !fields[0].len) continue; /* an empty line */
        if (!why && count != width) why = "it has not as many columns as the first row";
        if (!why) why = row_fill(out, &row, fields, where);
        if (why) {
            row_broken(out, &row, why);
            continue;
        }
        if (out->count == capacity) {
            capacity = capacity ? capacity * 2 : 256;
            struct row *grown = realloc(out->row, capacity * sizeof *grown);
            if (!grown) return fprintf(stderr, "no memory\n"), false;
            out->row = grown;
        }
        out->row[out->count++] = row;
    }
    if (out->count == 0) fprintf(stderr, "%s holds no message\n", path);
    return out->count != 0;
}

void rows_free(struct rows *rows) {
    free(rows->row);
    free(rows->bytes);
    *rows = (struct rows){0};
}
