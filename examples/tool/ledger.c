/* A ledger in a directory: opened beside its writer, to read alone, or as its writer; and what is read again and again.
 */
#include "tool.h"

#include <errno.h>
#include <sys/stat.h>

static _Noreturn void die_no_ledger(const char *path) {
    die(TOOL_USAGE,
        T("%s holds no ledger (no `journal` in it; `cgov new` makes one)",
          "%s 中没有台账（没有 journal；用 cgov new 建立）"),
        shown(path));
}

/* The library makes a directory where there is none, and a lock in one that is empty: no verb must. */
static void check_directory(const char *path) {
    struct stat found;
    size_t length = strlen(path) + sizeof "/journal";
    char *journal = malloc(length);
    if (!journal) die(TOOL_DAMAGE, "%s", T("no memory", "内存不足"));
    snprintf(journal, length, "%s/journal", path);
    bool none = stat(journal, &found) != 0 && errno == ENOENT;
    free(journal);
    if (stat(path, &found) != 0) die(TOOL_USAGE, "%s: %s", shown(path), strerror(errno));
    if (!S_ISDIR(found.st_mode))
        die(TOOL_USAGE, T("%s is no directory: a ledger is one", "%s 不是目录：台账是一个目录"), shown(path));
    if (none) die_no_ledger(path);
}

/* Somebody who holds the role `auditor` in the root now, and reads everything; else the founder. */
static cgov_id reader_otherwise(void) {
    cgov_appointment_view views[64] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    while (cgov_appointment_list(tool.ledger, &tool.reader, tool.info.root, &cursor, views, 64, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++)
            if (strcmp(views[i].role, "auditor") == 0 && views[i].from <= tool.reader.at &&
                (!views[i].until || tool.reader.at < views[i].until))
                return views[i].resident;
    return tool.info.founder;
}

static void reader_set(bool to_write) {
    const char *as = tool.given[OPT_AS];
    tool.error.size = sizeof tool.error;
    tool.reader = (cgov_reader){.size = sizeof tool.reader, .error_out = &tool.error};
    tool.reader.at = option_instant(OPT_AT, tool.info.utc_offset, now_of_system());
    if (!as)
        tool.reader.actor = to_write ? tool.info.founder : reader_otherwise();
    else if (strcmp(as, "public") != 0)
        tool.reader.actor = parse_id(as, CGOV_KIND_RESIDENT);
}

void ledger_open(const char *path, uint32_t flags) {
    cgov_error error = {.size = sizeof error};
    cgov_ledger_options options = {.size = sizeof options, .storage = &tool.storage, .error_out = &error};
    options.flags = flags;
    check_directory(path);
    tool.storage.size = sizeof tool.storage;
    int32_t status = cgov_storage_files(path, NULL, &tool.storage, &error);
    if (status == CGOV_OK) status = cgov_ledger_open(&options, &tool.ledger);
    if (status == CGOV_E_NOT_FOUND) die_no_ledger(path);
    if (status != CGOV_OK) die_of(status, &error, shown(path));
    tool.info.size = sizeof tool.info;
    check_reading(cgov_ledger_get(tool.ledger, &tool.info), shown(path));
    reader_set(!(flags & CGOV_OPEN_READ));
}

void ledger_close(void) {
    cgov_ledger_close(tool.ledger);
    tool.ledger = NULL;
    if (tool.storage.user) cgov_storage_close(&tool.storage);
}

char *words_of(cgov_id of, uint64_t seq, uint32_t field) {
    uint64_t needed = 0;
    int32_t status = cgov_text_get(tool.ledger, &tool.reader, of, seq, field, NULL, 0, &needed);
    char *into = calloc(1, (size_t)needed + 1);
    if (!into) die(TOOL_DAMAGE, "%s", T("no memory", "内存不足"));
    if (status == CGOV_E_BUFFER)
        status = cgov_text_get(tool.ledger, &tool.reader, of, seq, field, into, needed + 1, &needed);
    if (end_of(status) == TOOL_DAMAGE) {
        char id[40];
        die_of(status, &tool.error, id_text(of, id));
    }
    if (status != CGOV_OK) into[0] = '\0';
    if (status == CGOV_E_ERASED && !output_json() && !tool.csv) {
        char *said = realloc(into, 32);
        if (!said) die(TOOL_DAMAGE, "%s", T("no memory", "内存不足"));
        snprintf(said, 32, "%s", T("(erased)", "（已删除）"));
        return said;
    }
    return into;
}

/* The record that opened an item: the last page of its history ends with it. */
static uint64_t opening_of(cgov_id item) {
    enum { PAGE = 32 };
    cgov_history_view views[PAGE] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0, seq = 0;
    uint32_t count = 0;
    while (cgov_history_list(tool.ledger, &tool.reader, item, &cursor, views, PAGE, &count) == CGOV_OK)
        seq = views[count - 1].seq;
    return seq;
}

char *about_of(cgov_id item) {
    char *words = words_of(item, 0, CGOV_FIELD_TITLE);
    if (words[0]) return words;
    free(words);
    return words_of(item, opening_of(item), CGOV_FIELD_TEXT);
}

const char *who_text(cgov_id id, char *into, size_t cap) {
    char number[40];
    char *name = id ? words_of(id, 0, CGOV_FIELD_NAME) : NULL;
    snprintf(into, cap, name && name[0] ? "%s %s" : "%s", id_text(id, number), name ? name : "");
    free(name);
    return into;
}

uint32_t rules_read(uint32_t version, uint32_t rule, const char *procedure, cgov_rule_view **views_out) {
    enum { PAGE = 128 };
    uint64_t cursor = 0;
    uint32_t total = 0, count = 0;
    cgov_rule_view *views = NULL;
    for (;;) {
        views = realloc(views, (total + PAGE) * sizeof *views);
        if (!views) die(TOOL_DAMAGE, "%s", T("no memory", "内存不足"));
        views[total].size = sizeof *views;
        int32_t status =
            cgov_rule_list(tool.ledger, &tool.reader, version, rule, procedure, &cursor, views + total, PAGE, &count);
        if (status == CGOV_DONE || status == CGOV_E_NOT_FOUND) break;
        check_reading(status, procedure);
        total += count;
    }
    *views_out = views;
    return total;
}

char *rulebook_read(uint64_t version, const char *given) {
    uint64_t needed = 0;
    int32_t status = version > UINT32_MAX
                         ? CGOV_E_NOT_FOUND
                         : cgov_rulebook_text(tool.ledger, &tool.reader, (uint32_t)version, NULL, 0, &needed);
    if (status == CGOV_E_NOT_FOUND)
        die(TOOL_NO, T("%s: there are %u texts", "%s：共有 %u 个版本"), shown(given), tool.info.rulebooks);
    char *into = malloc((size_t)needed + 1);
    if (!into) die(TOOL_DAMAGE, "%s", T("no memory", "内存不足"));
    check_reading(cgov_rulebook_text(tool.ledger, &tool.reader, (uint32_t)version, into, needed + 1, &needed),
                  shown(given));
    return into;
}

/* What was asked last is kept: a list asks for the same things row after row. */
const char *rule_title(uint32_t version, uint32_t rule, const char *procedure, const char *name) {
    static struct kept {
        uint32_t version, rule, count;
        char procedure[32];
        cgov_rule_view *views;
    } kept[8];
    static unsigned turn;
    struct kept *at = kept;
    for (; at < kept + LENGTH_OF(kept); at++)
        if (at->views && at->version == version && at->rule == rule && strcmp(at->procedure, procedure) == 0) break;
    if (at == kept + LENGTH_OF(kept)) {
        at = &kept[turn++ % LENGTH_OF(kept)];
        free(at->views);
        *at = (struct kept){.version = version, .rule = rule};
        snprintf(at->procedure, sizeof at->procedure, "%s", procedure);
        at->count = rules_read(version, rule, procedure, &at->views);
    }
    for (uint32_t i = 0; i < at->count; i++)
        if (strcmp(at->views[i].name, name) == 0 && at->views[i].title[0]) return at->views[i].title;
    return name;
}
