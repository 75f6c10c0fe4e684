/* Rows: a table on a terminal, aligned by what characters take there and cut to its width; tabs or JSON lines where the
 * output is read by a program. Tabs, line feeds and backslashes inside a cell are then written \t, \n and \\. */
#include "tool.h"

#include <stdarg.h>
#include <unistd.h>
#ifndef _WIN32
#include <sys/ioctl.h>
#endif

enum { NARROWEST = 6, GAP = 2, STATIC_CELL = 1024 };

static bool begun; /* a table was written before */

bool output_json(void) {
    return tool.given[OPT_JSON] != NULL;
}

static bool output_table(void) {
    return !tool.csv && (tool.given[OPT_TABLE] != NULL || (!output_json() && isatty(STDOUT_FILENO)));
}

/* One character of UTF-8 from *text; what is none is one byte. */
static uint32_t next_character(const char **text) {
    const unsigned char *at = (const unsigned char *)*text;
    unsigned more = at[0] >= 0xF0 ? 3 : at[0] >= 0xE0 ? 2 : at[0] >= 0xC0 ? 1 : 0;
    uint32_t value = more ? at[0] & (0x3Fu >> more) : at[0];
    for (unsigned i = 1; i <= more; i++) {
        if ((at[i] & 0xC0) != 0x80) return (*text)++, at[0];
        value = value << 6 | (at[i] & 0x3F);
    }
    *text += more + 1;
    return value;
}

/* Columns that a character takes: none if it joins the one before, two for those of Chinese. */
static size_t character_width(uint32_t character) {
    static const uint32_t wide[][2] = {{0x1100, 0x115F}, {0x2E80, 0x303E},   {0x3041, 0x4DBF},   {0x4E00, 0xA4CF},
                                       {0xAC00, 0xD7A3}, {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},
                                       {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};
    if ((character >= 0x300 && character <= 0x36F) || (character >= 0x200B && character <= 0x200F) ||
        (character >= 0xFE00 && character <= 0xFE0F))
        return 0;
    for (size_t i = 0; i < LENGTH_OF(wide); i++)
        if (character >= wide[i][0] && character <= wide[i][1]) return 2;
    return 1;
}

size_t display_width(const char *text) {
    size_t width = 0;
    while (*text) width += character_width(next_character(&text));
    return width;
}

static size_t terminal_width(void) {
    uint64_t columns = 0;
    const char *asked = getenv("COLUMNS");
    if (asked && parse_number(asked, 100000, &columns) && columns) return (size_t)columns;
#ifdef TIOCGWINSZ
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col) return size.ws_col;
#endif
    return tool.given[OPT_TABLE] ? 100000 : 80;
}

/* A cell in so many columns: cut with an ellipsis where it is longer, filled with blanks where it is shorter. */
static void print_cell(const char *text, size_t width, bool right, bool fill) {
    size_t own = display_width(text), room = width > own ? width - own : 0;
    if (right) printf("%*s", (int)room, "");
    if (own <= width) {
        for (; *text; text++) putchar(*text == '\n' || *text == '\t' ? ' ' : *text);
    } else {
        size_t used = 0;
        for (const char *at = text; *at;) {
            const char *before = at;
            size_t more = character_width(next_character(&at));
            if (used + more > width - 1) break;
            for (; before < at; before++) putchar(*before == '\n' || *before == '\t' ? ' ' : *before);
            used += more;
        }
        fputs("…", stdout);
        room = width - 1 - used;
    }
    if (!right && fill) printf("%*s", (int)room, "");
}

void json_string(FILE *file, const char *text) {
    fputc('"', file);
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte == '"' || byte == '\\')
            fprintf(file, "\\%c", byte);
        else if (byte == '\n')
            fputs("\\n", file);
        else if (byte < ' ')
            fprintf(file, "\\u%04x", byte);
        else
            fputc(byte, file);
    }
    fputc('"', file);
}

static void print_tabbed(const char *text) {
    for (; *text; text++) {
        if (*text == '\t')
            fputs("\\t", stdout);
        else if (*text == '\n')
            fputs("\\n", stdout);
        else if (*text == '\\')
            fputs("\\\\", stdout);
        else
            putchar(*text);
    }
}

static void print_json(const struct table *table) {
    printf("{\"is\":\"%s\"", table->is);
    for (size_t c = 0; c < table->count; c++) {
        const char *cell = table->cells[c];
        printf(",\"%s\":", table->columns[c].key);
        if (table->columns[c].type == 'n')
            fputs(cell[0] ? cell : "null", stdout);
        else
            json_string(stdout, cell);
    }
    puts("}");
}

/* RFC 4180: in quotes where it has to be. */
static void print_csv(const char *text) {
    bool quoted = strpbrk(text, ",\"\r\n") != NULL;
    if (quoted) putchar('"');
    for (; *text; text++) {
        if (*text == '"') putchar('"');
        putchar(*text);
    }
    if (quoted) putchar('"');
}

static char between_columns(void) {
    return tool.csv ? ',' : '\t';
}

static void print_head(const struct table *table) {
    for (size_t c = 0; c < table->count; c++)
        printf("%s%c", table->columns[c].key, c + 1 < table->count ? between_columns() : '\n');
}

void table_head(struct table *table) {
    if (table->headed || output_json() || output_table()) return;
    print_head(table);
    table->headed = true;
}

/* Writes the row that is complete, where rows need not wait for each other. */
static void row_out(struct table *table) {
    if (output_json()) {
        print_json(table);
    } else if (table->upright && !tool.csv) {
        for (size_t c = 0; c < table->count; c++) {
            printf("%s\t", table->columns[c].key);
            print_tabbed(table->cells[c]);
            putchar('\n');
        }
    } else {
        table_head(table);
        for (size_t c = 0; c < table->count; c++) {
            if (tool.csv)
                print_csv(table->cells[c]);
            else
                print_tabbed(table->cells[c]);
            putchar(c + 1 < table->count ? between_columns() : '\n');
        }
    }
    for (size_t c = 0; c < table->count; c++) free(table->cells[c]);
    table->at = 0;
}

void table_begin(struct table *table, const char *is, const struct column *columns, size_t count) {
    *table = (struct table){.is = is, .columns = columns, .count = count};
}

/* Tables after one another have an empty line between. */
static void separate(const struct table *table) {
    if (table->rows == 0 && table->at == 0 && begun && !output_json()) putchar('\n');
    begun = true;
}

void table_cell(struct table *table, const char *format, ...) {
    char near[STATIC_CELL];
    va_list arguments;
    separate(table);
    va_start(arguments, format);
    int length = vsnprintf(near, sizeof near, format, arguments);
    va_end(arguments);
    char *cell = malloc((size_t)length + 1);
    if (table->at == table->room) {
        table->room = table->room ? table->room * 2 : 64;
        table->cells = realloc(table->cells, table->room * sizeof *table->cells);
    }
    if (!cell || !table->cells) die(TOOL_DAMAGE, "%s", T("no memory", "内存不足"));
    va_start(arguments, format);
    vsnprintf(cell, (size_t)length + 1, format, arguments);
    va_end(arguments);
    table->cells[table->at++] = cell;
    if (table->at % table->count != 0) return;
    if (!output_table()) row_out(table);
    table->rows++;
}

static const char *title_of(const struct column *column) {
    return tool.chinese ? column->zh : column->key;
}

/* How wide each column is to be: as its widest cell, until the line is too long; then the widest that may gives way. */
static void widths_of(const struct table *table, size_t *widths) {
    size_t sum = 0, most = terminal_width();
    for (size_t c = 0; c < table->count; c++) {
        widths[c] = display_width(title_of(&table->columns[c]));
        for (size_t r = 0; r < table->rows; r++) {
            size_t own = display_width(table->cells[r * table->count + c]);
            if (own > widths[c]) widths[c] = own;
        }
        sum += widths[c] + (c ? GAP : 0);
    }
    for (; sum > most; sum--) {
        size_t widest = table->count;
        for (size_t c = 0; c < table->count; c++)
            if (table->columns[c].type != 'n' && widths[c] > NARROWEST &&
                (widest == table->count || widths[c] + (table->columns[c].type == 'w' ? 1000000 : 0) >
                                               widths[widest] + (table->columns[widest].type == 'w' ? 1000000 : 0)))
                widest = c;
        if (widest == table->count) break;
        widths[widest]--;
    }
}

static void print_upright(const struct table *table) {
    size_t most = 0, room = terminal_width();
    for (size_t c = 0; c < table->count; c++) {
        size_t own = display_width(title_of(&table->columns[c]));
        if (own > most) most = own;
    }
    for (size_t c = 0; c < table->count; c++) {
        if (!table->cells[c][0]) continue; /* what is not there need not be looked at */
        print_cell(title_of(&table->columns[c]), most, false, true);
        printf("  ");
        print_cell(table->cells[c], room > most + GAP + NARROWEST ? room - most - GAP : NARROWEST, false, false);
        putchar('\n');
    }
}

static void print_rows(const struct table *table) {
    size_t widths[32];
    widths_of(table, widths);
    for (size_t r = 0; r <= table->rows; r++) {
        size_t filled = table->count; /* what follows is empty */
        while (r && filled > 1 && !table->cells[(r - 1) * table->count + filled - 1][0]) filled--;
        for (size_t c = 0; c < filled; c++) {
            const char *cell = r ? table->cells[(r - 1) * table->count + c] : title_of(&table->columns[c]);
            printf("%*s", c ? GAP : 0, "");
            print_cell(cell, widths[c], table->columns[c].type == 'n', c + 1 < filled);
        }
        putchar('\n');
    }
}

void table_end(struct table *table) {
    if (output_table() && table->rows) {
        if (table->upright)
            print_upright(table);
        else
            print_rows(table);
    }
    if (output_table())
        for (size_t i = 0; i < table->rows * table->count; i++) free(table->cells[i]);
    free(table->cells);
    *table = (struct table){0};
}
