/* Runs the conformance cases through the public C API: tests/conformance/README.md has their language.
 *
 * Each *.txt file of the directory (CGOV_CONFORMANCE in the environment, else CONFORMANCE_DIR given by the build) is
 * one test. A line is read into words, its act is taken off the end, and what is left is a step or an expectation.
 * Structs are filled from `name=value` pairs, and compared with words, through one kind of table: a field's name, where
 * it stands, and what it holds. A line that does not hold fails the test with the file and the line. */
#define _POSIX_C_SOURCE 200809L
#include "support/test.h"

#include <cgov/cgov.h>
#include <dirent.h>
#include <stdbool.h>

#include "conformance/fields.h"
#include "conformance/words.h"

#ifndef CONFORMANCE_DIR
#define CONFORMANCE_DIR "tests/conformance"
#endif

enum { MAX_LINE = 4096, MAX_NAMES = 128, MAX_CASES = 256, MAX_PATH = 1024 };

struct name { /* $name */
    char name[64];
    int64_t value;
};

struct run {
    char file[128];
    uint32_t line;
    cgov_storage storage;
    cgov_ledger *ledger;
    cgov_id actor;
    cgov_time now;
    int32_t status; /* of the last step */
    bool pending;   /* it failed, and no line has expected that yet */
    uint64_t fired;
    struct name names[MAX_NAMES];
    uint32_t name_count;
};

_Noreturn static void fail_at(const struct run *run, const char *format, ...) {
    char message[1024];
    va_list list;
    va_start(list, format);
    vsnprintf(message, sizeof message, format, list);
    va_end(list);
    fail_msg("%s:%u: %s", run->file, run->line, message);
    exit(1);
}

/* ---- words and values ---- */

/* Splits a line in place; quotes hold a word together, and stay. */
static struct words split(const struct run *run, char *line) {
    struct words words = {0};
    char *p = line;
    for (;;) {
        while (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\n') p++;
        if (*p == 0 || *p == '#') return words;
        if (words.count == MAX_WORDS) fail_at(run, "too many words");
        words.word[words.count++] = p;
        bool quoted = false;
        for (; *p && (quoted || !strchr(" \t\r\n#", *p)); p++) {
            if (quoted && *p == '\\' && p[1])
                p++;
            else if (*p == '"')
                quoted = !quoted;
        }
        if (quoted) fail_at(run, "a quote is not closed");
        char end = *p;
        *p = 0;
        if (end == 0 || end == '#') return words;
        p++;
    }
}

static bool is(const char *a, const char *b) {
    return strcmp(a, b) == 0;
}

static int64_t lookup(const struct run *run, const char *name) {
    for (uint32_t i = 0; i < run->name_count; i++) {
        if (is(run->names[i].name, name)) return run->names[i].value;
    }
    fail_at(run, "%s is not bound", name);
}

static void bind(struct run *run, const char *name, uint64_t value) {
    struct name *at = run->names;
    while (at < run->names + run->name_count && !is(at->name, name)) at++;
    if (at == run->names + MAX_NAMES) fail_at(run, "too many names");
    if (at == run->names + run->name_count) run->name_count++;
    snprintf(at->name, sizeof at->name, "%s", name);
    at->value = (int64_t)value;
}

/* What a word stands for; a quoted one is unescaped in place. */
static struct value value_of(const struct run *run, char *word) {
    struct value value = {.text = ""};
    char *end = NULL;
    if (word[0] == '$') {
        value.number = lookup(run, word);
    } else if (word[0] == '"') {
        char *to = word, *from = word + 1;
        for (; *from && *from != '"'; from++) *to++ = *from == '\\' && from[1] ? *++from : *from;
        *to = 0;
        value = (struct value){.is_text = true, .text = word};
    } else if (!is(word, "none") && !is(word, "public") && !read_instant(word, &value.number)) {
        value.number = strtoll(word, &end, 10);
        if (*word == 0 || *end) value = (struct value){.is_text = true, .text = word};
    }
    return value;
}

static int64_t number_of(const struct run *run, char *word) {
    struct value value = value_of(run, word);
    if (value.is_text) fail_at(run, "%s is no number", word);
    return value.number;
}

/* Cuts "name=value" and answers the value. */
static char *pair_value(const struct run *run, char *word) {
    char *equals = strchr(word, '=');
    if (!equals) fail_at(run, "%s is no pair", word);
    *equals = 0;
    return equals + 1;
}

static char *word_at(const struct run *run, const struct words *words, uint32_t i) {
    if (i >= words->count) fail_at(run, "a word is missing");
    return words->word[i];
}

/* ---- structs by name ---- */

static const struct field *field_named(const struct run *run, const struct field *fields, const char *name) {
    for (; fields->name; fields++) {
        if (is(fields->name, name)) return fields;
    }
    fail_at(run, "no field is called %s", name);
}

static int64_t enum_value(const struct run *run, uint32_t list, const char *name) {
    for (uint32_t value = 0; value < 64; value++) {
        if (is(cgov_enum_name(list, value), name)) return value;
    }
    fail_at(run, "no value is called %s", name);
}

static cgov_text text_of(const char *text) {
    return (cgov_text){text, CGOV_NUL_TERMINATED};
}

/* Sets a field of a struct that goes in. */
static void set_field(const struct run *run, const struct field *fields, void *into, char *word) {
    char *right = pair_value(run, word);
    const struct field *field = field_named(run, fields, word);
    struct value value = value_of(run, right);
    char *at = (char *)into + field->offset;
    if (value.is_text && field->list) value.number = enum_value(run, field->list, value.text);
    uint32_t narrow = (uint32_t)value.number;
    cgov_text text = value.is_text ? text_of(value.text) : (cgov_text){0};
    switch (field->type) {
    case AS_TEXT:
        memcpy(at, &text, sizeof text);
        break;
    case AS_U64:
        memcpy(at, &value.number, sizeof value.number);
        break;
    default:
        memcpy(at, &narrow, sizeof narrow);
    }
}

static void set_fields(const struct run *run, const struct field *fields, void *into, const struct words *words,
                       uint32_t from) {
    for (uint32_t i = from; i < words->count; i++) set_field(run, fields, into, words->word[i]);
}

static void same_number(const struct run *run, const char *what, uint64_t got, int64_t wanted) {
    if (got != (uint64_t)wanted) fail_at(run, "%s is %lld, not %lld", what, (long long)got, (long long)wanted);
}

static void same_text(const struct run *run, const char *what, const char *got, const char *wanted) {
    if (!is(got, wanted)) fail_at(run, "%s is '%s', not '%s'", what, got, wanted);
}

/* Compares a field of a struct that came out with a word; a number may be written by its name. */
static void same_field(const struct run *run, const struct field *fields, const void *view, const char *name,
                       char *word) {
    const struct field *field = field_named(run, fields, name);
    const char *at = (const char *)view + field->offset;
    struct value wanted = value_of(run, word);
    uint64_t wide;
    uint32_t narrow;
    switch (field->type) {
    case AS_CHARS:
        same_text(run, name, at, wanted.text);
        return;
    case AS_U64:
        memcpy(&wide, at, sizeof wide);
        same_number(run, name, wide, wanted.number);
        return;
    default:
        memcpy(&narrow, at, sizeof narrow);
    }
    if (!wanted.is_text)
        same_number(run, name, narrow, wanted.number);
    else if (field->type == AS_REASON)
        same_text(run, name, cgov_reason_name(narrow) + strlen("CGOV_R_"), wanted.text);
    else
        same_text(run, name, cgov_enum_name(field->list, narrow), wanted.text);
}

/* ---- steps ---- */

/* What one line asks for: its act, its words without the act's, and the names to bind. */
struct step {
    cgov_act act;
    struct words words;
    struct words bound;
};

static struct step read_step(struct run *run, const struct words *line) {
    struct step step = {.act = {.size = sizeof step.act, .actor = run->actor, .salt = {run->line, 1}}};
    for (uint32_t i = 1; i < line->count; i++) {
        char *word = line->word[i];
        if (is(word, "->")) {
            while (++i < line->count) step.bound.word[step.bound.count++] = line->word[i];
        } else if (is(word, "long")) {
            step.act.flags |= CGOV_ACT_LONG_JUMP;
        } else if (is(word, "by")) {
            step.act.actor = (cgov_id)number_of(run, word_at(run, line, ++i));
        } else if (is(word, "at")) {
            run->now = number_of(run, word_at(run, line, ++i));
        } else if (is(word, "key")) {
            step.act.key[0] = (uint64_t)number_of(run, word_at(run, line, ++i));
            step.act.key[1] = 1;
        } else if (is(word, "version")) {
            step.act.expect = (uint64_t)number_of(run, word_at(run, line, ++i));
        } else {
            step.words.word[step.words.count++] = word;
        }
    }
    step.act.now = run->now;
    return step;
}

static void shipped(const struct run *run, const char *wanted, cgov_text *text_out) {
    cgov_text name;
    for (uint32_t i = 0; cgov_rulebook_shipped(i, &name, text_out) == CGOV_OK; i++) {
        if (name.len == strlen(wanted) && memcmp(name.ptr, wanted, name.len) == 0) return;
    }
    fail_at(run, "no shipped rulebook is called %s", wanted);
}

static int32_t step_ledger(struct run *run, struct step *step, uint64_t *made) {
    cgov_genesis genesis = {.size = sizeof genesis, .ledger_id = {1, 0}, .utc_offset = 480};
    genesis.rulebook = text_of("standard");
    genesis.organization = text_of("root");
    genesis.organization_kind = text_of("government");
    genesis.resident = text_of("founder");
    genesis.limit_ahead = UINT64_C(366) * 86400000; /* cases leap */
    set_fields(run, genesis_fields, &genesis, &step->words, 0);
    shipped(run, genesis.rulebook.ptr, &genesis.rulebook);
    cgov_error error = {.size = sizeof error};
    cgov_ledger_options options = {.size = sizeof options, .storage = &run->storage, .error_out = &error};
    step->act.actor = 0;
    int32_t status = cgov_ledger_create(&options, &genesis, &step->act, &run->ledger);
    if (status < 0) fail_at(run, "%s: %s (line %u)", cgov_status_name(status), error.message, error.line);
    cgov_ledger_view info = {.size = sizeof info};
    cgov_ledger_get(run->ledger, &info);
    bind(run, "$root", info.root);
    bind(run, "$founder", info.founder);
    *made = 0;
    return status;
}

static int32_t step_entity(struct run *run, struct step *step, uint32_t kind, uint64_t *made) {
    cgov_entity_draft entity = {.size = sizeof entity, .kind = kind};
    entity.name = text_of(word_at(run, &step->bound, 0) + 1);
    set_fields(run, entity_fields, &entity, &step->words, 0);
    return cgov_entity_add(run->ledger, &step->act, &entity, made);
}

static int32_t step_resident(struct run *run, struct step *step, uint64_t *made) {
    return step_entity(run, step, CGOV_KIND_RESIDENT, made);
}

static int32_t step_organization(struct run *run, struct step *step, uint64_t *made) {
    return step_entity(run, step, CGOV_KIND_ORGANIZATION, made);
}

static int32_t step_change(struct run *run, struct step *step, uint64_t *made) {
    cgov_id id = (cgov_id)number_of(run, word_at(run, &step->words, 0));
    cgov_entity_draft entity = {.size = sizeof entity, .kind = (uint32_t)(id >> 44)};
    set_fields(run, entity_fields, &entity, &step->words, 1);
    return cgov_entity_change(run->ledger, &step->act, id, &entity, made);
}

static int32_t appoint(struct run *run, struct step *step, uint32_t flags, uint64_t *made) {
    cgov_appointment_draft appointment = {.size = sizeof appointment, .flags = flags};
    appointment.resident = (cgov_id)number_of(run, word_at(run, &step->words, 0));
    appointment.role = text_of(word_at(run, &step->words, 1));
    appointment.organization = (cgov_id)number_of(run, word_at(run, &step->words, 2));
    set_fields(run, appointment_fields, &appointment, &step->words, 3);
    return cgov_appointment_add(run->ledger, &step->act, &appointment, made);
}

static int32_t step_appoint(struct run *run, struct step *step, uint64_t *made) {
    return appoint(run, step, 0, made);
}

static int32_t step_dismiss(struct run *run, struct step *step, uint64_t *made) {
    return appoint(run, step, CGOV_APPOINT_END, made);
}

static int32_t step_adopt(struct run *run, struct step *step, uint64_t *made) {
    cgov_adoption_draft adoption = {.size = sizeof adoption};
    uint32_t version = 0;
    shipped(run, word_at(run, &step->words, 0), &adoption.text);
    set_fields(run, adoption_fields, &adoption, &step->words, 1);
    int32_t status = cgov_rulebook_adopt(run->ledger, &step->act, &adoption, &version);
    *made = version;
    return status;
}

/* The library's, or what a text declares. */
static uint32_t field_of(const struct run *run, const char *name) {
    uint32_t field = 0;
    if (cgov_field_find(run->ledger, name, &field)) fail_at(run, "no detail is called %s", name);
    return field;
}

/* Adds the details of one word, "name=value,value". */
static uint32_t read_details(const struct run *run, char *word, cgov_detail *details, uint32_t count) {
    char *right = pair_value(run, word);
    uint32_t field = field_of(run, word);
    while (right) {
        char *comma = *right == '"' ? NULL : strchr(right, ',');
        if (comma) *comma = 0;
        if (count == MAX_WORDS) fail_at(run, "too many details");
        struct value value = value_of(run, right);
        details[count] = (cgov_detail){.size = sizeof *details, .field = field, .number = value.number};
        if (value.is_text) details[count].text = text_of(value.text);
        count++;
        right = comma ? comma + 1 : NULL;
    }
    return count;
}

/* The details from this word on. */
static uint32_t details_from(const struct run *run, struct step *step, uint32_t first, cgov_detail *details) {
    uint32_t count = 0;
    for (uint32_t i = first; i < step->words.count; i++) count = read_details(run, step->words.word[i], details, count);
    return count;
}

static int32_t step_report(struct run *run, struct step *step, uint64_t *made) {
    cgov_detail details[MAX_WORDS];
    uint32_t count = details_from(run, step, 0, details);
    return cgov_item_report(run->ledger, &step->act, details, count, made);
}

static int32_t step_open(struct run *run, struct step *step, uint64_t *made) {
    cgov_detail details[MAX_WORDS];
    const char *procedure = word_at(run, &step->words, 0);
    uint32_t count = details_from(run, step, 1, details);
    return cgov_item_open(run->ledger, &step->act, procedure, details, count, made);
}

static int32_t step_move(struct run *run, struct step *step, uint64_t *made) {
    cgov_detail details[MAX_WORDS];
    cgov_id item = (cgov_id)number_of(run, word_at(run, &step->words, 0));
    const char *move = word_at(run, &step->words, 1);
    uint32_t count = details_from(run, step, 2, details);
    return cgov_item_move(run->ledger, &step->act, item, move, details, count, made);
}

/* Onto a roll, or off it. */
static int32_t step_roll(struct run *run, struct step *step, bool enters, uint64_t *made) {
    cgov_detail details[MAX_WORDS];
    cgov_id item = (cgov_id)number_of(run, word_at(run, &step->words, 0));
    const char *roll = word_at(run, &step->words, 1);
    cgov_id elector = (cgov_id)number_of(run, word_at(run, &step->words, 2));
    uint32_t count = details_from(run, step, 3, details);
    if (enters) return cgov_roll_enter(run->ledger, &step->act, item, roll, elector, details, count, made);
    return cgov_roll_leave(run->ledger, &step->act, item, roll, elector, 0, details, count, made);
}

static int32_t step_enter(struct run *run, struct step *step, uint64_t *made) {
    return step_roll(run, step, true, made);
}

static int32_t step_leave(struct run *run, struct step *step, uint64_t *made) {
    return step_roll(run, step, false, made);
}

static int32_t step_tick(struct run *run, struct step *step, uint64_t *made) {
    *made = 0;
    return cgov_ledger_tick(run->ledger, &step->act, &run->fired);
}

static int32_t step_children(struct run *run, struct step *step, uint64_t *made) {
    cgov_reader reader = {.size = sizeof reader, .actor = step->act.actor, .at = run->now};
    cgov_item_query filter = {.size = sizeof filter};
    filter.parent = (cgov_id)number_of(run, word_at(run, &step->words, 0));
    cgov_item_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t found = 0, count;
    for (; cgov_item_list(run->ledger, &reader, &filter, &cursor, &view, 1, &count) == CGOV_OK; found++) {
        if (found < step->bound.count) bind(run, step->bound.word[found], view.id);
    }
    if (found != step->bound.count) fail_at(run, "%u children, not %u", found, step->bound.count);
    step->bound.count = 0;
    *made = 0;
    return CGOV_OK;
}

static void digests(const struct run *run, uint8_t out[64]) {
    if (cgov_state_digest(run->ledger, out) || cgov_journal_digest(run->ledger, out + 32)) fail_at(run, "no digest");
}

/* Closes and opens: what is replayed must be what was live. */
static int32_t step_reopen(struct run *run, struct step *step, uint64_t *made) {
    uint8_t live[64], replayed[64];
    cgov_error error = {.size = sizeof error};
    cgov_ledger_options options = {.size = sizeof options, .storage = &run->storage, .error_out = &error};
    (void)step;
    digests(run, live);
    cgov_ledger_close(run->ledger);
    run->ledger = NULL;
    if (cgov_ledger_open(&options, &run->ledger) != CGOV_OK) fail_at(run, "it does not open: %s", error.message);
    digests(run, replayed);
    if (memcmp(live, replayed, sizeof live) != 0) fail_at(run, "the replayed ledger is not the live one");
    *made = 0;
    return CGOV_OK;
}

static int32_t step_act(struct run *run, struct step *step, uint64_t *made) {
    run->actor = (cgov_id)number_of(run, word_at(run, &step->words, 0));
    *made = 0;
    return CGOV_OK;
}

static const struct {
    const char *name;
    int32_t (*run)(struct run *, struct step *, uint64_t *);
} steps[] = {{"ledger", step_ledger},     {"organization", step_organization},
             {"resident", step_resident}, {"act", step_act},
             {"change", step_change},     {"appoint", step_appoint},
             {"dismiss", step_dismiss},   {"adopt", step_adopt},
             {"report", step_report},     {"move", step_move},
             {"tick", step_tick},         {"reopen", step_reopen},
             {"children", step_children}, {"open", step_open},
             {"enter", step_enter},       {"leave", step_leave}};

static void settle(struct run *run) {
    if (!run->pending) return;
    cgov_error error = {.size = sizeof error};
    cgov_ledger_error(run->ledger, &error);
    fail_at(run, "the step before: %s: %s (%s; rulebook %u, line %u; %s)", cgov_status_name(run->status), error.message,
            cgov_reason_name(error.reason), error.version, error.line, error.citation);
}

static void do_step(struct run *run, struct words *line) {
    settle(run);
    if (is(line->word[0], "at")) {
        run->now = number_of(run, word_at(run, line, 1));
        return;
    }
    uint32_t i = 0;
    while (i < sizeof steps / sizeof *steps && !is(steps[i].name, line->word[0])) i++;
    if (i == sizeof steps / sizeof *steps) fail_at(run, "no step is called %s", line->word[0]);
    struct step step = read_step(run, line);
    uint64_t made = 0;
    run->status = steps[i].run(run, &step, &made);
    run->pending = run->status < 0;
    if (!run->pending && step.bound.count) bind(run, step.bound.word[0], made);
}

/* ---- expectations ---- */

union row {
    cgov_item_view item;
    cgov_clock_view clock;
    cgov_party_view party;
    cgov_move_view move;
    cgov_history_view entry;
    cgov_roll_view roll;
    cgov_share_view share;
};

struct asked { /* of one item, by one reader */
    const cgov_ledger *ledger;
    const cgov_reader *reader;
    cgov_id item;
};

/* One row of a paged reading. */
typedef int32_t next_row(const struct asked *asked, uint64_t *cursor, union row *row);

static int32_t next_clock(const struct asked *asked, uint64_t *cursor, union row *row) {
    uint32_t count;
    row->clock.size = sizeof row->clock;
    return cgov_clock_list(asked->ledger, asked->reader, asked->item, cursor, &row->clock, 1, &count);
}

static int32_t next_party(const struct asked *asked, uint64_t *cursor, union row *row) {
    uint32_t count;
    row->party.size = sizeof row->party;
    return cgov_party_list(asked->ledger, asked->reader, asked->item, cursor, &row->party, 1, &count);
}

static int32_t next_move(const struct asked *asked, uint64_t *cursor, union row *row) {
    uint32_t count;
    row->move.size = sizeof row->move;
    return cgov_move_list(asked->ledger, asked->reader, asked->item, cursor, &row->move, 1, &count);
}

static int32_t next_roll(const struct asked *asked, uint64_t *cursor, union row *row) {
    uint32_t count;
    row->roll.size = sizeof row->roll;
    return cgov_roll_list(asked->ledger, asked->reader, asked->item, cursor, &row->roll, 1, &count);
}

static int32_t next_share(const struct asked *asked, uint64_t *cursor, union row *row) {
    uint32_t count;
    row->share.size = sizeof row->share;
    return cgov_share_list(asked->ledger, asked->reader, asked->item, cursor, &row->share, 1, &count);
}

enum { HISTORY = 128 };

/* The whole history, oldest first. */
static int32_t read_history(const struct asked *asked, cgov_history_view entries[HISTORY], uint32_t *count) {
    uint64_t cursor = 0;
    entries[0].size = sizeof entries[0];
    int32_t status = cgov_history_list(asked->ledger, asked->reader, asked->item, &cursor, entries, HISTORY, count);
    assert_true(*count < HISTORY);
    for (uint32_t i = 0; i < *count / 2; i++) {
        cgov_history_view newer = entries[i];
        entries[i] = entries[*count - 1 - i];
        entries[*count - 1 - i] = newer;
    }
    return status;
}

static const struct reading {
    const char *name;
    next_row *next;
    const struct field *fields;
} readings[] = {{"clock", next_clock, clock_fields},
                {"party", next_party, party_fields},
                {"move", next_move, move_fields},
                {"roll", next_roll, roll_fields},
                {"share", next_share, share_fields}};

/* expect $x clock NAME FIELD VALUE; a party's only field is its id. */
static void expect_row(const struct run *run, const struct asked *asked, const struct reading *reading,
                       const struct words *words) {
    char *name = word_at(run, words, 3), *field = word_at(run, words, 4);
    bool party = reading->next == next_party;
    const struct field *named = field_named(run, reading->fields, reading->next == next_share ? "move" : "name");
    union row row = {0};
    uint64_t cursor = 0;
    int32_t status;
    while ((status = reading->next(asked, &cursor, &row)) == CGOV_OK) {
        if (is((const char *)&row + named->offset, name)) break;
    }
    if (status < 0) fail_at(run, "%s", cgov_status_name(status));
    bool there = status == CGOV_OK, absent = !party && is(field, "none");
    if (there == absent) fail_at(run, "%s %s is %sthere", reading->name, name, there ? "" : "not ");
    if (party)
        same_field(run, reading->fields, &row, "id", field);
    else if (there)
        same_field(run, reading->fields, &row, field, word_at(run, words, 5));
}

static void join(char into[MAX_LINE], const char *word, const char *more) {
    size_t used = strlen(into);
    snprintf(into + used, MAX_LINE - used, "%s%s%s%s", used ? " " : "", word, *more ? ":" : "", more);
}

static int32_t join_moves(const struct asked *asked, char got[MAX_LINE]) {
    union row row = {0};
    uint64_t cursor = 0;
    int32_t status;
    while ((status = next_move(asked, &cursor, &row)) == CGOV_OK)
        if (row.move.allowed) join(got, row.move.name, "");
    return status;
}

static int32_t join_history(const struct asked *asked, char got[MAX_LINE]) {
    cgov_history_view entries[HISTORY];
    uint32_t count = 0;
    int32_t status = read_history(asked, entries, &count);
    for (uint32_t i = 0; i < count; i++) {
        bool moved = entries[i].record == CGOV_RECORD_OPENED || entries[i].record == CGOV_RECORD_MOVED;
        if (moved)
            join(got, entries[i].move, "");
        else
            join(got, cgov_enum_name(CGOV_ENUM_RECORD, entries[i].record), entries[i].clock);
    }
    return status;
}

/* expect $x moves NAME..., expect $x history WORD... */
static void expect_list(const struct run *run, const struct asked *asked, const struct words *words) {
    char got[MAX_LINE] = "", wanted[MAX_LINE] = "";
    int32_t status = is(words->word[2], "moves") ? join_moves(asked, got) : join_history(asked, got);
    if (status < 0) fail_at(run, "%s", cgov_status_name(status));
    for (uint32_t i = 3; i < words->count; i++) join(wanted, words->word[i], "");
    same_text(run, words->word[2], *got ? got : "none", wanted);
}

/* expect $x entry N FIELD VALUE */
static void expect_entry(const struct run *run, const struct asked *asked, const struct words *words) {
    int64_t number = number_of(run, word_at(run, words, 3));
    cgov_history_view entries[HISTORY];
    uint32_t count = 0;
    read_history(asked, entries, &count);
    int64_t wanted = number < 0 ? count + number + 1 : number;
    if (wanted < 1 || wanted > count) fail_at(run, "there are %lu entries", (unsigned long)count);
    union row row = {.entry = entries[wanted - 1]};
    same_field(run, entry_fields, &row, word_at(run, words, 4), word_at(run, words, 5));
}

static void expect_text(const struct run *run, const struct asked *asked, const struct words *words) {
    char text[MAX_LINE] = "";
    uint64_t needed;
    uint32_t field = field_of(run, word_at(run, words, 3));
    int32_t status = cgov_text_get(run->ledger, asked->reader, asked->item, 0, field, text, sizeof text, &needed);
    if (status < 0 && status != CGOV_E_NOT_FOUND) fail_at(run, "%s", cgov_status_name(status));
    same_text(run, "text", status ? "" : text, value_of(run, word_at(run, words, 4)).text);
}

static void expect_item(const struct run *run, const cgov_reader *reader, const struct words *words) {
    struct asked asked = {run->ledger, reader, (cgov_id)number_of(run, words->word[1])};
    const char *what = word_at(run, words, 2);
    for (uint32_t i = 0; i < sizeof readings / sizeof *readings; i++) {
        if (!is(what, readings[i].name)) continue;
        expect_row(run, &asked, &readings[i], words);
        return;
    }
    if (is(what, "moves") || is(what, "history")) {
        expect_list(run, &asked, words);
    } else if (is(what, "entry")) {
        expect_entry(run, &asked, words);
    } else if (is(what, "text")) {
        expect_text(run, &asked, words);
    } else {
        cgov_item_view view = {.size = sizeof view};
        int32_t status = cgov_item_get(run->ledger, reader, asked.item, &view);
        if (is(what, "hidden") != (status == CGOV_E_NOT_FOUND))
            fail_at(run, "reading it: %s", cgov_status_name(status));
        if (status == CGOV_OK) same_field(run, item_fields, &view, what, word_at(run, words, 3));
    }
}

/* expect status NAME [reason NAME] [cites TEXT] */
static void expect_status(struct run *run, const struct words *words) {
    cgov_error error = {.size = sizeof error};
    cgov_ledger_error(run->ledger, &error);
    run->pending = false;
    const char *name = cgov_status_name(run->status) + strlen("CGOV_");
    if (strncmp(name, "E_", 2) == 0) name += 2;
    same_text(run, "status", name, word_at(run, words, 2));
    for (uint32_t i = 3; i < words->count; i += 2) {
        char *word = words->word[i], *wanted = word_at(run, words, i + 1);
        if (is(word, "reason")) {
            same_text(run, "reason", cgov_reason_name(error.reason) + strlen("CGOV_R_"), wanted);
        } else if (!is(word, "cites")) {
            fail_at(run, "a status has no %s", word);
        } else if (!strstr(error.citation, value_of(run, wanted).text)) {
            fail_at(run, "the citation is '%s'", error.citation);
        }
    }
}

static void expect_count(const struct run *run, const cgov_reader *reader, const struct words *words) {
    cgov_item_query filter = {.size = sizeof filter};
    set_fields(run, filter_fields, &filter, words, 3);
    cgov_item_view view = {.size = sizeof view};
    uint64_t cursor = 0, found = 0;
    uint32_t count;
    int32_t status;
    while ((status = cgov_item_list(run->ledger, reader, &filter, &cursor, &view, 1, &count)) == CGOV_OK)
        found += count;
    if (status < 0) fail_at(run, "%s", cgov_status_name(status));
    same_number(run, "count", found, number_of(run, word_at(run, words, 2)));
}

static void expect(struct run *run, struct words *words) {
    cgov_reader reader = {.size = sizeof reader, .actor = run->actor, .at = run->now};
    if (words->count > 3 && is(words->word[words->count - 2], "for")) {
        reader.actor = (cgov_id)number_of(run, words->word[words->count - 1]);
        words->count -= 2;
    }
    char *what = word_at(run, words, 1);
    if (is(what, "status")) {
        expect_status(run, words);
        return;
    }
    settle(run);
    cgov_ledger_view info = {.size = sizeof info};
    cgov_time due = 0;
    if (*what == '$') {
        expect_item(run, &reader, words);
    } else if (is(what, "count")) {
        expect_count(run, &reader, words);
    } else if (is(what, "fired")) {
        same_number(run, what, run->fired, number_of(run, word_at(run, words, 2)));
    } else if (is(what, "next")) {
        int32_t status = cgov_ledger_next_due(run->ledger, &due);
        same_number(run, what, status == CGOV_OK ? (uint64_t)due : 0, number_of(run, word_at(run, words, 2)));
    } else if (is(what, "equal")) {
        same_number(run, what, (uint64_t)number_of(run, word_at(run, words, 2)),
                    number_of(run, word_at(run, words, 3)));
    } else if (is(what, "info")) {
        cgov_ledger_get(run->ledger, &info);
        same_field(run, info_fields, &info, word_at(run, words, 2), word_at(run, words, 3));
    } else {
        fail_at(run, "nothing is called %s", what);
    }
}

/* ---- cases ---- */

static char paths[MAX_CASES][MAX_PATH];

static void run_case(void **state) {
    const char *path = *state;
    struct run *run = calloc(1, sizeof *run);
    char line[MAX_LINE];
    assert_non_null(run);
    snprintf(run->file, sizeof run->file, "%s", strrchr(path, '/') + 1);
    run->storage.size = sizeof run->storage;
    assert_int_equal(cgov_storage_memory(NULL, &run->storage), CGOV_OK);
    FILE *file = fopen(path, "rb");
    if (!file) fail_at(run, "it cannot be read");
    while (fgets(line, sizeof line, file)) {
        run->line++;
        struct words words = split(run, line);
        if (!words.count) continue;
        if (!run->ledger && !is(words.word[0], "ledger")) fail_at(run, "there is no ledger yet");
        if (is(words.word[0], "expect"))
            expect(run, &words);
        else
            do_step(run, &words);
    }
    fclose(file);
    settle(run);
    uint64_t made;
    step_reopen(run, NULL, &made);
    uint8_t digest[64];
    digests(run, digest);
    printf("# journal %.*s ", (int)(strlen(run->file) - strlen(".txt")), run->file);
    for (int i = 32; i < 64; i++) printf("%02x", digest[i]);
    printf("\n");
    fflush(stdout);
    cgov_ledger_close(run->ledger);
    assert_int_equal(cgov_storage_close(&run->storage), CGOV_OK);
    free(run);
}

static int by_name(const void *a, const void *b) {
    return strcmp(a, b);
}

static size_t find_cases(const char *directory) {
    size_t count = 0;
    DIR *dir = opendir(directory);
    if (!dir) return 0;
    for (struct dirent *entry; (entry = readdir(dir)) && count < MAX_CASES;) {
        size_t len = strlen(entry->d_name);
        if (len < 5 || !is(entry->d_name + len - 4, ".txt")) continue;
        snprintf(paths[count++], MAX_PATH, "%.700s/%.255s", directory, entry->d_name);
    }
    closedir(dir);
    qsort(paths, count, sizeof *paths, by_name);
    return count;
}

int main(void) {
    const char *named = getenv("CGOV_CONFORMANCE");
    size_t count = find_cases(named ? named : CONFORMANCE_DIR);
    if (!count) {
        fprintf(stderr, "no cases: CGOV_CONFORMANCE names their directory\n");
        return 1;
    }
    static struct CMUnitTest tests[MAX_CASES];
    for (size_t i = 0; i < count; i++) {
        tests[i] = (struct CMUnitTest){strrchr(paths[i], '/') + 1, run_case, NULL, NULL, paths[i]};
    }
    return _cmocka_run_group_tests("conformance", tests, count, NULL, NULL);
}
