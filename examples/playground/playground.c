/* The playground's own calls, for playground.js: a rulebook's text goes in, what the library says of it comes out as
 * JSON. Built for wasm32-wasi as a reactor by build.sh; nothing of it is asked of the system. */
#include <cgov/easy.h>

#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>

#define EXPORT(name) __attribute__((export_name(#name))) name

static char *said; /* the answer, until the next one */
static size_t said_len, said_room;
static char *given;
static uint32_t given_len;
static cgov_ledger *ledger; /* founded on the text, where it passes */
static uint32_t version;    /* as which it was adopted there */

static void put(const char *bytes, size_t len) {
    if (said_len + len + 1 > said_room) {
        said_room = (said_len + len + 1) * 2;
        said = realloc(said, said_room);
        if (!said) abort();
    }
    memcpy(said + said_len, bytes, len);
    said_len += len;
    said[said_len] = '\0';
}

static void say(const char *format, ...) {
    char piece[256];
    va_list values;
    va_start(values, format);
    int len = vsnprintf(piece, sizeof piece, format, values);
    va_end(values);
    put(piece, (size_t)len < sizeof piece ? (size_t)len : sizeof piece - 1);
}

/* "name":"text", escaped, and a comma before what is not first. */
static void say_text(const char *name, const char *text) {
    if (said_len && said[said_len - 1] != '{' && said[said_len - 1] != '[') put(",", 1);
    if (name) say("\"%s\":", name);
    put("\"", 1);
    for (; *text; text++) {
        if ((unsigned char)*text < 32)
            say("\\u%04x", (unsigned)*text);
        else {
            if (*text == '"' || *text == '\\') put("\\", 1);
            put(text, 1);
        }
    }
    put("\"", 1);
}

static void say_number(const char *name, uint64_t number) {
    say("%s\"%s\":%" PRIu64, said[said_len - 1] == '{' ? "" : ",", name, number);
}

static void begin_row(void) {
    put(said[said_len - 1] == '[' ? "{" : ",{", said[said_len - 1] == '[' ? 1 : 2);
}

/* Room for a text of so many bytes, which the caller fills before it asks for anything. */
char *EXPORT(room)(uint32_t len) {
    free(given);
    given = malloc((size_t)len + 1);
    given_len = given ? len : 0;
    return given;
}

/* The names of the texts that ship. */
const char *EXPORT(shipped_names)(void) {
    cgov_text name, text;
    said_len = 0;
    put("[", 1);
    for (uint32_t i = 0; cgov_rulebook_shipped(i, &name, &text) == CGOV_OK; i++) {
        char copy[64];
        snprintf(copy, sizeof copy, "%.*s", (int)name.len, name.ptr);
        say_text(NULL, copy);
    }
    put("]", 1);
    return said;
}

/* The text of one, by its place in that list; "" past the last. */
const char *EXPORT(shipped_text)(uint32_t index) {
    cgov_text name, text;
    said_len = 0;
    put("", 0);
    if (cgov_rulebook_shipped(index, &name, &text) == CGOV_OK) put(text.ptr, (size_t)text.len);
    return said;
}

/* Founds a scratch ledger on the text; or, where it is one to be adopted beside others, on `standard` with it. */
static bool found(cgov_text text) {
    cgov_genesis genesis = {
        .size = sizeof genesis, .flags = CGOV_ADOPT_UNVERIFIED, .ledger_id = {1, 1}, .rulebook = text};
    genesis.organization = genesis.resident = cgov_easy_text("-");
    genesis.organization_kind = cgov_easy_text("government");
    cgov_act act = {.size = sizeof act, .now = cgov_easy_instant(0, 2026, 1, 1, 0, 0), .salt = {1, 1}};
    cgov_ledger_close(ledger);
    ledger = NULL;
    version = 1;
    if (cgov_ledger_create(NULL, &genesis, &act, &ledger) == CGOV_OK) return true;
    genesis.rulebook = cgov_easy_shipped("standard");
    if (cgov_ledger_create(NULL, &genesis, &act, &ledger) != CGOV_OK) return false;
    cgov_ledger_view info = {.size = sizeof info};
    cgov_ledger_get(ledger, &info);
    const cgov_adoption_draft adoption = {.size = sizeof adoption, .flags = CGOV_ADOPT_UNVERIFIED, .text = text};
    act.actor = info.founder;
    return cgov_rulebook_adopt(ledger, &act, &adoption, &version) == CGOV_OK;
}

/* Each row of a kind, given to show. */
static void each_rule(uint32_t rule, const char *procedure, void (*show)(const cgov_rule_view *)) {
    cgov_rule_view rows[8];
    uint64_t cursor = 0;
    uint32_t count = 0;
    rows[0].size = sizeof rows[0];
    while (cgov_rule_list(ledger, NULL, version, rule, procedure, &cursor, rows, 8, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++) {
            begin_row();
            show(&rows[i]);
            put("}", 1);
        }
}

static void show_named(const cgov_rule_view *row) {
    say_text("name", row->name);
    say_text("title", row->title[0] ? row->title : row->name);
    say_number("line", row->line);
}

static void show_procedure(const cgov_rule_view *row) {
    show_named(row);
    say_text("kind", cgov_enum_name(CGOV_ENUM_KIND, row->kind));
}

static void show_state(const cgov_rule_view *row) {
    show_named(row);
    say_text("stage", row->stage);
    say_text("holder", row->holder);
    say_number("final", row->final);
}

/* What the library says of the text: its first fault, or that it passes, with what is in it. */
const char *EXPORT(look)(void) {
    static cgov_check_view report;
    const cgov_text text = {given, given_len};
    report.size = sizeof report;
    const int32_t status = cgov_rulebook_check(&text, NULL, &report);
    said_len = 0;
    put("{", 1);
    say_text("status", cgov_status_name(status));
    say_text("message", report.message);
    say_text("path", report.path);
    say_number("check", report.check);
    say_number("line", report.line);
    say_number("column", report.column);
    say_number("states", report.states);
    say_number("moves", report.moves);
    say_number("clocks", report.clocks);
    say_number("configurations", report.configurations);
    say_number("rules", report.rules);
    say_number("unverified", report.unverified);
    say(",\"procedures\":[");
    if (status == CGOV_OK && found(text)) each_rule(CGOV_RULE_PROCEDURE, "", show_procedure);
    say("]}");
    return said;
}

static void show_edges(const char *procedure) {
    cgov_edge_view rows[8];
    uint64_t cursor = 0;
    uint32_t count = 0;
    rows[0].size = sizeof rows[0];
    while (cgov_edge_list(ledger, NULL, version, procedure, &cursor, rows, 8, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++) {
            char title[128];
            begin_row();
            say_text("move", rows[i].move);
            say_text("title", cgov_easy_title(ledger, version, procedure, CGOV_RULE_MOVE, rows[i].move, title));
            say_text("from", rows[i].from);
            say_text("to", rows[i].to);
            say_text("outcome", rows[i].outcome ? cgov_enum_name(CGOV_ENUM_OUTCOME, rows[i].outcome) : "");
            say_number("line", rows[i].line);
            say_number("by_time", rows[i].by_time);
            say_number("answers", rows[i].answers);
            put("}", 1);
        }
}

/* The graph of a procedure, whose name is what was given, of the text that was looked at last. */
const char *EXPORT(draw)(void) {
    char name[32];
    snprintf(name, sizeof name, "%.*s", (int)given_len, given);
    said_len = 0;
    say("{\"stages\":[");
    if (ledger) each_rule(CGOV_RULE_STAGE, name, show_named);
    say("],\"states\":[");
    if (ledger) each_rule(CGOV_RULE_STATE, name, show_state);
    say("],\"edges\":[");
    if (ledger) show_edges(name);
    say("]}");
    return said;
}
