/* cgov/easy.h - what every host in C writes around the calls: acts, readers, details, instants, why something was
 * refused, titles, pages. Header-only, C99 and C++; no part of the library's ABI, and cgov/cgov.h does not include it.
 *
 *   cgov_storage storage = {sizeof storage};
 *   cgov_storage_files("ledger", NULL, &storage, NULL);
 *   cgov_easy_open(&storage, &genesis, now, &error, &ledger);         opens, or founds
 *   cgov_act act = cgov_easy_act(&storage, clerk, now);               with a salt
 *   if (cgov_item_move(ledger, &act, issue, "accept", NULL, 0, NULL)) puts(cgov_easy_why(ledger, why));
 *
 * Functions here keep nothing and may be called from any thread; one that takes a ledger keeps to the thread rule of
 * the calls it makes, which its comment names.
 */
#ifndef CGOV_EASY_H
#define CGOV_EASY_H

#include "cgov/cgov.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- ids ---- */

/* What an id names, CGOV_KIND_*; its number, as "issue 12" says it; and the id of a kind and a number. */
static inline uint32_t cgov_easy_kind(cgov_id id) {
    return (uint32_t)(id >> 44);
}

static inline uint64_t cgov_easy_number_of(cgov_id id) {
    return id & ((UINT64_C(1) << 44) - 1);
}

static inline cgov_id cgov_easy_id(uint32_t kind, uint64_t number) {
    return (cgov_id)kind << 44 | number;
}

/* ---- what calls take ---- */

/* A C string as a text; NULL is "not given". It lasts as long as the string. */
static inline cgov_text cgov_easy_text(const char *words) {
    cgov_text out;
    out.ptr = words;
    out.len = words ? CGOV_NUL_TERMINATED : 0;
    return out;
}

/* Who acts, and when. The salt is drawn from the storage; where there is none, or it has none to give, it is {0, 0},
 * and a command that brings words answers CGOV_E_SALT. Calls cgov_storage_salt. */
static inline cgov_act cgov_easy_act(const cgov_storage *storage, cgov_id actor, cgov_time now) {
    cgov_act out;
    memset(&out, 0, sizeof out);
    out.size = sizeof out;
    out.actor = actor;
    out.now = now;
    if (storage && cgov_storage_salt(storage, out.salt)) out.salt[0] = out.salt[1] = 0;
    return out;
}

/* Gives an act the retry key that stands for a token of the host's, as a form's number or HTTP's Idempotency-Key: the
 * same token of the same actor is the same key. NULL or "": none. */
static inline void cgov_easy_key(cgov_act *act, const char *token) {
    uint64_t one = UINT64_C(14695981039346656037), other = UINT64_C(1099511628211); /* FNV-1a, and another beginning */
    act->key[0] = act->key[1] = 0;
    if (!token || !*token) return;
    for (; *token; token++) {
        one = (one ^ (unsigned char)*token) * UINT64_C(1099511628211);
        other = (other ^ (one >> 29) ^ (unsigned char)*token) * UINT64_C(1099511628211);
    }
    act->key[0] = one;
    act->key[1] = other | 1; /* {0, 0} would be none */
}

/* Who reads, and when. */
static inline cgov_reader cgov_easy_reader(cgov_id actor, cgov_time at) {
    cgov_reader out;
    memset(&out, 0, sizeof out);
    out.size = sizeof out;
    out.actor = actor;
    out.at = at;
    return out;
}

/* A detail that is a number, an id, a place or an instant; one that is words, or a name. */
static inline cgov_detail cgov_easy_number(uint32_t field, uint64_t value) {
    cgov_detail out;
    memset(&out, 0, sizeof out);
    out.size = sizeof out;
    out.field = field;
    out.number = (int64_t)value;
    return out;
}

static inline cgov_detail cgov_easy_words(uint32_t field, const char *words) {
    cgov_detail out = cgov_easy_number(field, 0);
    out.text = cgov_easy_text(words);
    return out;
}

/* ---- instants ---- */

#define CGOV_EASY_MINUTE INT64_C(60000)
#define CGOV_EASY_HOUR INT64_C(3600000)
#define CGOV_EASY_DAY INT64_C(86400000)

/* The instant of a civil date and time, from the year 0 on; the offset is local time minus UTC in minutes, China's 480.
 * A month, day, hour or minute past its end goes on in the next one. */
static inline cgov_time cgov_easy_instant(int32_t offset, int year, int month, int day, int hour, int minute) {
    int64_t months = ((int64_t)year + 400) * 12 + month - 3, y = months / 12, m = months % 12; /* from 1 March on */
    return (y * 365 + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719468 - 146097) * CGOV_EASY_DAY +
           hour * CGOV_EASY_HOUR + (minute - (int64_t)offset) * CGOV_EASY_MINUTE;
}

/* "2026-03-02 09:00:00", in into[20], of the years 0 to 9999; answers into. */
static inline char *cgov_easy_show(int32_t offset, cgov_time at, char into[20]) {
    int64_t local = at + offset * CGOV_EASY_MINUTE + 719468 * CGOV_EASY_DAY; /* from 1 March of the year 0 on */
    int64_t rest = (local % CGOV_EASY_DAY + CGOV_EASY_DAY) % CGOV_EASY_DAY;
    int64_t day = (local - rest) / CGOV_EASY_DAY + 146097, era = day / 146097 - 1;
    int64_t of_era = day % 146097, of_year, year, month, date;
    char made[48];
    year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    of_year = of_era - (365 * year + year / 4 - year / 100);
    month = (5 * of_year + 2) / 153;
    date = of_year - (153 * month + 2) / 5 + 1;
    year += era * 400 + (month >= 10);
    snprintf(made, sizeof made, "%04d-%02d-%02d %02d:%02d:%02d", (int)year, (int)(month < 10 ? month + 3 : month - 9),
             (int)date, (int)(rest / CGOV_EASY_HOUR), (int)(rest / CGOV_EASY_MINUTE % 60), (int)(rest / 1000 % 60));
    memcpy(into, made, 19);
    into[19] = '\0';
    return into;
}

/* ---- ledgers ---- */

/* The shipped rulebook of a name, "standard" being the institutions in one; not given where none has it. Lifetime:
 * static. */
static inline cgov_text cgov_easy_shipped(const char *name) {
    cgov_text found, text;
    uint32_t index;
    for (index = 0; cgov_rulebook_shipped(index, &found, &text) == CGOV_OK; index++)
        if (found.len == strlen(name) && memcmp(found.ptr, name, (size_t)found.len) == 0) return text;
    return cgov_easy_text(NULL);
}

/* Opens the ledger that a storage holds, or founds one there. Of the genesis, without its size, what is 0 is filled in:
 * a ledger_id drawn from the storage, and `standard` as its rulebook; what a ledger that is there was founded with
 * stays.
 * error_out may be NULL. Status: as cgov_ledger_open and cgov_ledger_create, one of which it calls. */
static inline int32_t cgov_easy_open(const cgov_storage *storage, const cgov_genesis *genesis, cgov_time now,
                                     cgov_error *error_out, cgov_ledger **ledger_out) {
    cgov_ledger_options options;
    cgov_genesis founded = *genesis;
    cgov_act act;
    int32_t status;
    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.storage = storage;
    options.error_out = error_out;
    if (error_out) error_out->size = sizeof *error_out;
    status = cgov_ledger_open(&options, ledger_out);
    if (status != CGOV_E_NOT_FOUND) return status;

    founded.size = sizeof founded;
    if (!founded.rulebook.ptr) founded.rulebook = cgov_easy_shipped("standard");
    if (!founded.ledger_id[0] && !founded.ledger_id[1]) cgov_storage_salt(storage, founded.ledger_id);
    act = cgov_easy_act(storage, 0, now);
    return cgov_ledger_create(&options, &founded, &act, ledger_out);
}

/* ---- why not ---- */

#define CGOV_EASY_WHY 640 /* bytes that the longest one needs */

/* "CGOV_E_REFUSED: `accept` is for clerk of intake (CGOV_R_ACTOR; rulebook 1, line 212; ...)": an error in a line, in
 * into[CGOV_EASY_WHY]; answers into. */
static inline char *cgov_easy_why_of(const cgov_error *error, char into[CGOV_EASY_WHY]) {
    const char *message = error->message[0] ? error->message : cgov_status_text(error->status);
    const char *reason = error->reason ? cgov_reason_name(error->reason) : "";
    char place[64] = "", *at = into + snprintf(into, CGOV_EASY_WHY, "%s: %s", cgov_status_name(error->status), message);
    const char *parts[3], *before = " (";
    size_t i;
    if (error->version)
        snprintf(place, sizeof place, "rulebook %" PRIu32 ", line %" PRIu32, error->version, error->line);
    else if (error->line)
        snprintf(place, sizeof place, "line %" PRIu32 ", column %" PRIu32, error->line, error->column);
    parts[0] = reason;
    parts[1] = place;
    parts[2] = error->citation;
    for (i = 0; i < 3; i++) {
        if (!parts[i][0]) continue;
        at += snprintf(at, (size_t)(into + CGOV_EASY_WHY - at), "%s%s", before, parts[i]);
        before = "; ";
    }
    if (before[0] == ';') snprintf(at, (size_t)(into + CGOV_EASY_WHY - at), ")");
    return into;
}

/* Why the ledger's last change failed, likewise. Calls cgov_ledger_error. */
static inline char *cgov_easy_why(const cgov_ledger *ledger, char into[CGOV_EASY_WHY]) {
    cgov_error error;
    memset(&error, 0, sizeof error);
    error.size = sizeof error;
    error.status = cgov_ledger_error(ledger, &error) == CGOV_OK ? error.status : CGOV_E_ARG;
    return cgov_easy_why_of(&error, into);
}

/* ---- titles ---- */

/* What a rulebook calls one of its things (CGOV_RULE_*) by: its title, or where it gives none, or has no such thing,
 * the name itself; in into[128], answers into. version 0: the latest; procedure "" for roles, profiles, matters,
 * calendars and procedures. Calls cgov_rule_list, so ask once and keep it where many are shown. */
static inline char *cgov_easy_title(const cgov_ledger *ledger, uint32_t version, const char *procedure, uint32_t rule,
                                    const char *name, char into[128]) {
    cgov_rule_view rows[4];
    uint64_t cursor = 0;
    uint32_t count = 0, i;
    snprintf(into, 128, "%s", name);
    rows[0].size = sizeof rows[0];
    while (cgov_rule_list(ledger, NULL, version, rule, procedure, &cursor, rows, 4, &count) == CGOV_OK)
        for (i = 0; i < count; i++)
            if (strcmp(rows[i].name, name) == 0) {
                if (rows[i].title[0]) memcpy(into, rows[i].title, sizeof rows[i].title);
                return into;
            }
    return into;
}

/* The title of the state that an item is in, under the rulebook it runs under. */
static inline char *cgov_easy_state(const cgov_ledger *ledger, const cgov_item_view *item, char into[128]) {
    return cgov_easy_title(ledger, item->rulebook, item->procedure, CGOV_RULE_STATE, item->state, into);
}

/* ---- lists, a row at a time ---- */

#define CGOV_EASY_PAGE 16

/* Zero one to begin: `cgov_easy_items walk = {0};`. A walk that is over says in status why: CGOV_DONE, or what failed.
 * Rows last until the next call. */
#define CGOV_EASY_WALK(NAME, VIEW)                                                                                     \
    typedef struct NAME {                                                                                              \
        uint64_t cursor;                                                                                               \
        uint32_t count, at;                                                                                            \
        int32_t status;                                                                                                \
        VIEW rows[CGOV_EASY_PAGE];                                                                                     \
    } NAME

CGOV_EASY_WALK(cgov_easy_items, cgov_item_view);
CGOV_EASY_WALK(cgov_easy_entries, cgov_history_view);
CGOV_EASY_WALK(cgov_easy_moves, cgov_move_view);
CGOV_EASY_WALK(cgov_easy_entities, cgov_entity_view);

/* The next row of a walk, after a call that fills its page where it has none left. */
#define CGOV_EASY_NEXT(walk, ...)                                                                                      \
    do {                                                                                                               \
        if ((walk)->status) return NULL;                                                                               \
        if ((walk)->at == (walk)->count) {                                                                             \
            (walk)->at = (walk)->count = 0;                                                                            \
            (walk)->rows[0].size = sizeof(walk)->rows[0];                                                              \
            (walk)->status = __VA_ARGS__;                                                                              \
            if ((walk)->status || !(walk)->count) return NULL;                                                         \
        }                                                                                                              \
        return &(walk)->rows[(walk)->at++];                                                                            \
    } while (0)

/* The next item of a filter (cgov_item_list), entry of an item's history, newest first (cgov_history_list), move of an
 * item (cgov_move_list), entity of a kind, below an organization or 0 (cgov_entity_list); NULL at the end. */
static inline const cgov_item_view *cgov_easy_next_item(const cgov_ledger *ledger, const cgov_reader *reader,
                                                        const cgov_item_query *filter, cgov_easy_items *walk) {
    CGOV_EASY_NEXT(walk,
                   cgov_item_list(ledger, reader, filter, &walk->cursor, walk->rows, CGOV_EASY_PAGE, &walk->count));
}

static inline const cgov_history_view *cgov_easy_next_entry(const cgov_ledger *ledger, const cgov_reader *reader,
                                                            cgov_id item, cgov_easy_entries *walk) {
    CGOV_EASY_NEXT(walk,
                   cgov_history_list(ledger, reader, item, &walk->cursor, walk->rows, CGOV_EASY_PAGE, &walk->count));
}

static inline const cgov_move_view *cgov_easy_next_move(const cgov_ledger *ledger, const cgov_reader *reader,
                                                        cgov_id item, cgov_easy_moves *walk) {
    CGOV_EASY_NEXT(walk, cgov_move_list(ledger, reader, item, &walk->cursor, walk->rows, CGOV_EASY_PAGE, &walk->count));
}

static inline const cgov_entity_view *cgov_easy_next_entity(const cgov_ledger *ledger, const cgov_reader *reader,
                                                            uint32_t kind, cgov_id below, cgov_easy_entities *walk) {
    CGOV_EASY_NEXT(
        walk, cgov_entity_list(ledger, reader, kind, below, &walk->cursor, walk->rows, CGOV_EASY_PAGE, &walk->count));
}

/* The id of what has an external key, of those the reader sees: an item, which a table finds, or else the first of the
 * entities of a kind, which are all passed over. Status: CGOV_OK, CGOV_E_NOT_FOUND, and those of cgov_item_list and
 * cgov_entity_list, one of which it calls. */
static inline int32_t cgov_easy_find(const cgov_ledger *ledger, const cgov_reader *reader, uint32_t kind,
                                     const char *external, cgov_id *id_out) {
    *id_out = 0;
    if (kind == CGOV_KIND_RESIDENT || kind == CGOV_KIND_ORGANIZATION || kind == CGOV_KIND_UNIT) {
        cgov_easy_entities walk;
        const cgov_entity_view *row;
        memset(&walk, 0, sizeof walk);
        while ((row = cgov_easy_next_entity(ledger, reader, kind, 0, &walk)) != NULL)
            if (strcmp(row->external_key, external) == 0) break;
        if (row) *id_out = row->id;
        return row ? CGOV_OK : walk.status == CGOV_DONE ? CGOV_E_NOT_FOUND : walk.status;
    } else {
        cgov_item_query filter;
        cgov_easy_items walk;
        const cgov_item_view *row;
        memset(&filter, 0, sizeof filter);
        memset(&walk, 0, sizeof walk);
        filter.size = sizeof filter;
        filter.kind = kind;
        filter.external = cgov_easy_text(external);
        row = cgov_easy_next_item(ledger, reader, &filter, &walk);
        if (row) *id_out = row->id;
        return row ? CGOV_OK : walk.status == CGOV_DONE ? CGOV_E_NOT_FOUND : walk.status;
    }
}

#ifdef __cplusplus
}
#endif

#endif
