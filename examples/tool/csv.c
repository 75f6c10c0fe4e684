/* CSV (RFC 4180), read by the names of its columns: commas, or where the first line has none tabs or semicolons. A
 * record is checked whole before its fields are cut out, in place. Where a quote is not closed reading goes on at the
 * next line. */
#include "csv.h"

static char *field_end(char *at, char *end, char comma, const char **why) {
    if (at == end || *at != '"') {
        while (at < end && *at != comma && *at != '\n')
            if (*at++ == '"')
                return *why = T("a quote stands inside a field that is not quoted", "未加引号的字段内有引号"), NULL;
        return at;
    }
    do { /* to the quote that no other follows */
        at = memchr(at + 1, '"', (size_t)(end - at - 1));
        if (!at) return *why = T("a quote is not closed", "引号未闭合"), NULL;
        at++;
    } while (at < end && *at == '"');
    if (end - at > 1 && at[0] == '\r' && at[1] == '\n') at++;
    if (at < end && *at != comma && *at != '\n')
        return *why = T("a closing quote does not end its field", "引号闭合后仍有内容"), NULL;
    return at;
}

/* Cuts the field between at and end out of its quotes, in place, and ends it with a NUL. */
static char *field_text(char *at, char *end) {
    if (end > at && end[-1] == '\r') end--;
    if (at < end && *at == '"') {
        char *into = at, *from = at + 1;
        for (end--; from < end; from++) {
            *into++ = *from;
            if (*from == '"') from++; /* the second of a pair */
        }
        end = into;
    }
    *end = '\0';
    return at;
}

/* The next record, an empty line too; false: there is none. */
static bool read_record(struct csv *csv, const char **why) {
    char *ends[CSV_FIELDS], *at = csv->at;
    uint32_t n = 0;
    if (at >= csv->end) return false;
    csv->line = csv->next_line;
    for (*why = NULL;; at++) {
        char *stop = field_end(at, csv->end, csv->comma, why);
        if (!stop || n == CSV_FIELDS) {
            if (stop) *why = T("it has too many columns", "列太多");
            char *next = memchr(csv->at, '\n', (size_t)(csv->end - csv->at));
            csv->at = next ? next + 1 : csv->end;
            csv->next_line++;
            return true;
        }
        ends[n++] = at = stop;
        if (at >= csv->end || *at == '\n') break;
    }
    char *begin = csv->at, *next = at < csv->end ? at + 1 : csv->end;
    for (char *byte = begin; byte < next; byte++) csv->next_line += *byte == '\n';
    for (csv->count = 0; csv->count < n; csv->count++) {
        csv->fields[csv->count] = field_text(begin, ends[csv->count]);
        begin = ends[csv->count] + 1;
    }
    csv->at = next;
    return true;
}

bool csv_next(struct csv *csv, const char **why) {
    do {
        if (!read_record(csv, why)) return false;
    } while (!*why && csv->count == 1 && !csv->fields[0][0]); /* an empty line */
    if (!*why && csv->names_count && csv->count != csv->names_count)
        *why = T("it has not as many columns as the first row", "列数与首行不同");
    return true;
}

void csv_open(struct csv *csv, const char *path) {
    size_t len = 0;
    const char *why = NULL;
    *csv = (struct csv){.next_line = 1};
    char *bytes = file_read(path, &len);
    csv->bytes = bytes;
    if (len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) csv->at = bytes + 3;
    if (!csv->at) csv->at = bytes;
    csv->end = bytes + len;
    size_t first = strcspn(csv->at, "\n");
    csv->comma = memchr(csv->at, ',', first) ? ',' : memchr(csv->at, '\t', first) ? '\t' : ';';
    if (!csv_next(csv, &why) || why)
        die(TOOL_USAGE, T("%s does not start with the names of its columns", "%s 的首行不是列名"), shown(path));
    csv->names_count = csv->count;
    memcpy(csv->names, csv->fields, sizeof csv->names);
    for (uint32_t i = 0; i < csv->count; i++)
        for (uint32_t j = 0; j < i; j++)
            if (strcmp(csv->names[i], csv->names[j]) == 0)
                die(TOOL_USAGE, T("%s has two columns `%s`", "%s 有两列“%s”"), shown(path), shown(csv->names[i]));
}

const char *csv_get(const struct csv *csv, const char *name) {
    for (uint32_t i = 0; i < csv->names_count; i++)
        if (strcmp(csv->names[i], name) == 0) return csv->fields[i][0] ? csv->fields[i] : NULL;
    return NULL;
}
