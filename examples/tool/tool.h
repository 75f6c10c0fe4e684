/* cgov, the command: what its verbs share. Each verb is one function in a file of its own or of its family; verbs.c has
 * the one table of them. What fails is said and ends the program where it fails (die): a command is over then. */
#ifndef TOOL_H
#define TOOL_H

#include <cgov/cgov.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How the program ends. */
enum { TOOL_OK = 0, TOOL_NO = 1, TOOL_USAGE = 2, TOOL_DAMAGE = 3 };

#define MINUTE INT64_C(60000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define LENGTH_OF(array) (sizeof(array) / sizeof *(array))

/* Options: O(NAME, its word, what it takes or "", English, Chinese). A verb names those that it takes. */
#define TOOL_OPTIONS(O)                                                                                                \
    O(HELP, "help", "", "say what this verb does", "说明这个动词")                                                     \
    O(LANG, "lang", "en|zh", "the language of help and messages; else by LANG", "帮助与提示的语言；默认按 LANG")       \
    O(JSON, "json", "", "JSON lines", "每行一个 JSON 对象")                                                            \
    O(TABLE, "table", "", "a table, also where the output is no terminal", "输出不是终端时也用表格")                   \
    O(AS, "as", "WHO",                                                                                                 \
      "who reads or acts: an id as resident:2, or `public`; else an auditor in office, or the founder",                \
      "以谁的身份：编号如 resident:2，或 public；默认为在任审计员，否则为建账人")                                      \
    O(AT, "at", "TIME", "at this instant, as 2026-03-02T09:00 by the ledger's own local time; else now",               \
      "时刻，如 2026-03-02T09:00（台账所在地时间）；默认为现在")                                                       \
    O(PROCEDURE, "procedure", "NAME", "of this procedure", "程序名")                                                   \
    O(FORMAT, "format", "NAME", "the form of what is written", "输出格式")                                             \
    O(KIND, "kind", "KIND", "of this kind", "种类")                                                                    \
    O(STATE, "state", "NAME", "in this state", "状态名")                                                               \
    O(MATTER, "matter", "CODE", "of this matter", "事项代码")                                                          \
    O(ORGANIZATION, "organization", "X", "an organization: its id, as organization:2 (for `new`: its name)",           \
      "组织：编号如 organization:2（new：名称）")                                                                      \
    O(BELOW, "below", "", "what lies below that organization too", "包括其下级组织")                                   \
    O(REPORTER, "reporter", "ID", "reported by this resident", "反映人")                                               \
    O(PARENT, "parent", "ID", "children of this item", "上级事项的子件")                                               \
    O(REGION, "region", "CODE", "a region code of 6, 12 or 15 digits", "区划代码")                                     \
    O(LATE, "late", "", "late at that instant", "已逾期")                                                              \
    O(DUE, "due", "", "soonest due first; what has no due last", "按期限先后排列，无期限的在后")                       \
    O(OPEN, "open", "", "not ended", "未办结")                                                                         \
    O(SINCE, "since", "TIME", "opened at or after", "此时起登记的")                                                    \
    O(UNTIL, "until", "TIME", "before this instant", "此时之前")                                                       \
    O(LIMIT, "limit", "N", "at most so many rows", "最多行数")                                                         \
    O(FOUNDER, "founder", "NAME", "the founder's name", "建账人姓名")                                                  \
    O(GROUP, "group", "BY", "organization, intake, matter, region, month, week, class, track or channel", "分组依据")  \
    O(LEVEL, "level", "LEVEL", "of regions: province, city, county, township, village or grid", "区划层级")            \
    O(CLOCK, "clock", "NAME", "on time by this clock", "按此时限计按期")                                               \
    O(REASON, "reason", "TEXT", "why", "理由")                                                                         \
    O(LONG_JUMP, "long-jump", "", "the instant may be more than the ledger's limit ahead of its last record",          \
      "时刻可超前于最后一条记录的限度")                                                                                \
    O(MAP, "map", "FILE", "lines `PROCEDURE OLD -> NEW`; `same`: every state to itself",                               \
      "对照表，每行“程序 旧状态 -> 新状态”；same 为各状态不变")                                                        \
    O(LEDGER, "ledger", "DIRECTORY", "count what stands there in each state", "统计该台账中各状态的件数")              \
    O(PROFILE, "profile", "NAME", "the profile of lengths", "时限方案")                                                \
    O(CALENDAR, "calendar", "NAME", "the ledger's calendar; else the text's first", "日历；默认为制度中的第一个")      \
    O(OFFSET, "offset", "MINUTES", "local time minus UTC; else 480, China", "当地时间减 UTC 的分钟数；默认 480")       \
    O(AUDITOR, "auditor", "", "appoint the founder auditor, who reads everything", "任命建账人为审计员（可查阅全部）") \
    O(UNVERIFIED, "unverified", "", "known: the source of a rule of deciding is unverified",                           \
      "已知悉：有表决规则来源未经核实")                                                                                \
    O(DRY_RUN, "dry-run", "", "show what would change, and adopt nothing", "只显示变动，不采纳")                       \
    O(EXPECT, "expect", "DIGEST", "the journal's digest, as another copy has it", "应有的日志摘要")                    \
    O(LEAST, "at-least", "SEQ", "the last record is this one or later", "最后一条记录至少为此号")

#define TOOL_OPTION_NUMBER(name, word, takes, en, zh) OPT_##name,
enum { TOOL_OPTIONS(TOOL_OPTION_NUMBER) OPT_COUNT };
#define OPT(name) (UINT64_C(1) << OPT_##name)

struct option_row {
    const char *word, *takes, *en, *zh;
};
extern const struct option_row option_rows[OPT_COUNT];

/* What was given on the command line, and what is open. One for the program. */
struct tool {
    const char *verb;
    bool chinese, csv;            /* csv: rows are written as CSV */
    const char *given[OPT_COUNT]; /* an option's value; "" for one without; NULL: not given */
    char **words;                 /* what is no option */
    int count;
    cgov_ledger *ledger;
    cgov_storage storage;
    cgov_ledger_view info;
    cgov_reader reader;
    cgov_error error; /* of its readings */
};
extern struct tool tool;

/* The table of verbs. */
struct verb {
    const char *name;
    int (*run)(void);            /* answers how the program ends */
    int least, most;             /* words it takes */
    uint64_t options;            /* OPT(...) besides help and lang */
    const char *kinds, *formats; /* what --kind and --format take, where it takes them */
    const char *usage, *en, *zh;
    const char *more_en, *more_zh; /* the rest of its help: an example first */
};
extern const struct verb verbs[];
extern const size_t verb_count;

int run_check(void), run_diagram(void), run_new(void), run_list(void), run_show(void), run_history(void),
    run_verify(void);
int run_why(void), run_figures(void), run_meetings(void), run_certificate(void);
int run_import(void), run_export(void), run_try(void), run_diff(void), run_snapshot(void), run_erase(void),
    run_adopt(void), run_upgrade(void);
/* Of a person or an organization, or with 0 all, at most so many. */
void list_appointments(cgov_id of, uint64_t most);

/* say.c: words for people. */
#define T(en, zh) (tool.chinese ? (zh) : (en))
#if defined(__GNUC__)
#define TOOL_FORMAT(at) __attribute__((format(printf, at, at + 1)))
#else
#define TOOL_FORMAT(at)
#endif
_Noreturn void die(int how, const char *format, ...) TOOL_FORMAT(2);
/* Ends the program with what the library said of a failed reading (by tool.reader), opening or change. */
_Noreturn void die_of(int32_t status, const cgov_error *error, const char *what);
/* messages.py, of docs/errors.md: in Chinese; NULL: not known. */
const char *status_zh(int32_t status);
const char *reason_zh(uint32_t reason);
/* What the library said of a failure, in the language that is asked for: in Chinese the status and the reason, with the
 * library's English sentence behind them; into, which is the answer. */
const char *said_of(int32_t status, const cgov_error *error, char into[512]);
const char *said_of_move(const cgov_move_view *move, char into[512]); /* why it cannot be made, as it would itself */
/* What the command has for a status, or a reason, that the library names its own way out of; else "". */
const char *hint_of(int32_t status, uint32_t reason);
/* How the program ends by a status of the library. */
int end_of(int32_t status);
void check_reading(int32_t status, const char *what);
void check_change(int32_t status, const char *what);
/* The nearest of some names to one given, or NULL. Begin with best NULL. */
struct nearest {
    const char *given, *best;
    size_t least;
};
void nearest_take(struct nearest *nearest, const char *name);
/* A piece of what was given, fit to be shown: at most some 60 characters, controls as `?`. In turns of 8 buffers. */
const char *shown(const char *given);

/* parse.c: numbers, instants, ids. */
bool parse_number(const char *text, uint64_t most, uint64_t *out);
/* Square metres with at most two decimals, as 0.01 of them. */
bool parse_area(const char *text, int64_t *out);
bool parse_instant(const char *text, int32_t offset, cgov_time *out);
cgov_time option_instant(int option, int32_t offset, cgov_time otherwise);
uint64_t option_number(int option, uint64_t most, uint64_t otherwise);
/* "issue:12"; 12 alone is of the kind given; dies where it is none. */
bool read_id(const char *text, uint32_t kind, cgov_id *out);
cgov_id parse_id(const char *text, uint32_t kind);
const char *id_text(cgov_id id, char into[40]); /* "" for 0 */
const char *instant_text(cgov_time at, int32_t offset,
                         char into[24]); /* "2026-03-02 09:00", with seconds where any; "" for 0 */
cgov_time now_of_system(void);

/* texts.c: rulebooks, from files and by the names they ship under, joined into one. */
struct texts {
    char *text; /* NUL-terminated */
    size_t len;
    struct text_piece {
        const char *name;
        uint32_t first; /* its first line in the joined text, from 1 */
    } pieces[32];
    int count;
};
char *file_read(const char *path, size_t *len_out); /* "-" is standard input; dies */
void texts_read(struct texts *texts, char **names, int count);
/* Which file a line of the joined text is of, and which line there. */
const char *texts_place(const struct texts *texts, uint32_t line, uint32_t *line_out);
bool shipped_find(const char *wanted, cgov_text *out);
/* A ledger in memory under a text, to look into: where no role may found one, a role `founder` stands behind the text.
 */
void scratch_found(const char *text, size_t len, const char *profile, cgov_time now);

/* ledger.c: opening one, and reading by it. */
#define TO_WRITE 0u
void ledger_open(const char *path, uint32_t flags); /* CGOV_OPEN_*, or TO_WRITE */
void ledger_close(void);
/* A name or other words of somebody, or an item's; "" where there are none to be read. Must be freed. */
char *words_of(cgov_id of, uint64_t seq, uint32_t field);
/* What an item is about: its title, else the words it was opened with. Must be freed. */
char *about_of(cgov_id item);
/* "organization:2 民呼回应中心", in into. */
const char *who_text(cgov_id id, char *into, size_t cap);
/* The title of a state, move or clock by the text an item runs under; the name where it has none. */
const char *rule_title(uint32_t version, uint32_t rule, const char *procedure, const char *name);
/* The text of a version; dies where there is none. */
char *rulebook_read(uint64_t version, const char *given);
/* meetings.c: the certificate of an item, of seq or else the last by that move, as tool.reader reads it; NULL where
 * there is none, and *status_out says why. Must be freed. */
char *certificate_of(cgov_id item, const char *move, uint64_t seq, int32_t *status_out);
/* The move that decided last, by the item's history; false: none did. */
bool deciding_move(cgov_id item, char into[32]);
uint32_t rules_read(uint32_t version, uint32_t rule, const char *procedure, cgov_rule_view **views_out);

/* diff.c: says what the later of two texts changes, where there is an earlier one; then --map, read, which the library
 * is asked about where it is to be tried, and where it leads the items of each state, counted in the ledger that is
 * open. */
void texts_compare(const struct texts *before_or_null, const struct texts *after);
char *map_read(bool tried);
void say_carried(const char *map, bool counted);

/* table.c: rows for people, as a table; for a pipe, separated by tabs, or as JSON lines. */
struct column {
    const char *key; /* of tabs and JSON */
    const char *zh;
    char type; /* 't' text, 'n' number, 'w' words, which give way where a line is too long */
};
struct table {
    const char *is; /* what a row is: `"is"` of JSON */
    const struct column *columns;
    size_t count, at, rows, room;
    bool upright; /* one row, shown as lines of name and value */
    bool headed;  /* its columns' names are written */
    char **cells;
};
void table_begin(struct table *table, const char *is, const struct column *columns, size_t count);
void table_cell(struct table *table, const char *format, ...) TOOL_FORMAT(2);
/* The names of its columns, of CSV also where no row follows. */
void table_head(struct table *table);
void table_end(struct table *table);
bool output_json(void);
void json_string(FILE *file, const char *text);
/* Columns of a terminal that a text takes. */
size_t display_width(const char *text);

#endif
