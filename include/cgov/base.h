/* cgov/base.h - the words every other header uses: ids, time, text, acts, readers, statuses, reasons.
 *
 * Caveats first:
 *   - The library has no clock and no entropy: time and salt come in by the act.
 *   - The host authenticates (who is calling), the library authorizes (what they may do and see).
 *   - One ledger, one thread at a time; const calls may run together while no changing call runs (cgov_decision_try
 *     where the ledger's allocator may be asked by several).
 *   - Expect enum values you do not know: numbers are appended, never reused.
 *
 * Every struct starts with its own size, set by the caller. Zero is the default of every other field.
 *
 * What a call that fails (a status below 0) leaves behind: each number, id, digest, pointer or text it was to write, by
 * a parameter that ends with _out or _needed, is 0 or NULL, so that nothing of an earlier call is taken for its answer;
 * a cursor is where it was, so that the same page can be asked again; a struct of its own is as it was, what lies in a
 * page or a buffer says nothing. A function says where it is otherwise: sizes needed with CGOV_E_BUFFER, what was done
 * before it failed, reports on what is wrong.
 */
#ifndef CGOV_BASE_H
#define CGOV_BASE_H

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32) && defined(CGOV_DLL) /* where the library itself is made */
#define CGOV_API __declspec(dllexport)
#elif defined(__GNUC__) && !defined(_WIN32)
#define CGOV_API __attribute__((visibility("default")))
#else
#define CGOV_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* kind << 44 | number, below 2^50 so that JSON and spreadsheets can hold it; 0 is "none". */
typedef uint64_t cgov_id;

/* Milliseconds since 1970-01-01T00:00:00Z, given by the caller. */
typedef int64_t cgov_time;

/* The handle of one ledger (台账). */
typedef struct cgov_ledger cgov_ledger;

/* As a text's length: the text ends at its NUL. */
#define CGOV_NUL_TERMINATED UINT64_MAX

/* UTF-8 text, not necessarily NUL-terminated; {NULL, 0} is "not given". */
typedef struct cgov_text {
    const char *ptr;
    uint64_t len;
} cgov_text;

/* What an id names. */
enum {
    CGOV_KIND_NONE = 0,
    CGOV_KIND_RESIDENT = 1,     /* 居民 */
    CGOV_KIND_ORGANIZATION = 2, /* 组织 */
    CGOV_KIND_ISSUE = 3,        /* 诉求 */
    CGOV_KIND_PART = 4,         /* 协办件 */
    CGOV_KIND_APPOINTMENT = 5,  /* 任职 */
    CGOV_KIND_RULEBOOK = 6,     /* 制度, by version */
    CGOV_KIND_SESSION = 7,      /* 会议 */
    CGOV_KIND_MOTION = 8,       /* 议题 */
    CGOV_KIND_UNIT = 9          /* 户 */
};

#define CGOV_NUMBERED(name, number, ...) name = number,

/* What a call answers: CGOV_OK, CGOV_E_ARG and their like. */
#include "cgov/statuses.def"
enum { CGOV_STATUSES(CGOV_NUMBERED) };

/* Why a command was refused: CGOV_R_MAY and its like. */
#include "cgov/reasons.def"
enum { CGOV_REASONS(CGOV_NUMBERED) };

/* cgov_act.flags */
#define CGOV_ACT_LONG_JUMP 1u /* now may be farther ahead than the limit; instants of 1970 are meant */
#define CGOV_ACT_ENCODE 2u    /* do not run the command: keep its bytes for cgov_command_get */
#define CGOV_ACT_IMPORT 4u    /* item_open, entity_add: what has this external key already is the answer */
#define CGOV_ACT_DEFER 8u     /* may return before it is durable: see cgov_result.durable_seq, cgov_ledger_flush */

/* What a change gave, also when it was a repeat. It is durable where durable_seq is seq or more. 48 bytes. */
typedef struct cgov_result {
    uint32_t size;
    int32_t status;       /* as the verb returned */
    cgov_id id;           /* what was made or moved */
    uint64_t seq;         /* of the command's first record; the item's version after a move */
    uint64_t fired;       /* records that time itself made due before it */
    uint64_t durable_seq; /* of the last record known to be durable when it returned */
    uint64_t reserved;
} cgov_result;

/* Who changes something, and when (行为): first argument of every change. 72 bytes. */
typedef struct cgov_act {
    uint32_t size;
    uint32_t flags;
    cgov_id actor;           /* the resident acting; 0 is the public, which can only tick */
    cgov_time now;           /* at or after the ledger's time */
    uint64_t key[2];         /* retry key of this actor; {0, 0} is none */
    uint64_t expect;         /* version of the item the writer has seen; 0 is any */
    uint64_t salt[2];        /* random; must not be {0, 0} where the command brings words, or its move hides or binds */
    cgov_result *result_out; /* may be NULL; written by every change whose act can be read */
} cgov_act;

/* What went wrong: of the last change by cgov_ledger_error, of a reading by cgov_reader.error_out. 504 bytes. */
typedef struct cgov_error {
    uint32_t size;
    int32_t status;
    uint32_t reason;    /* CGOV_R_*: always with CGOV_E_REFUSED, with other errors where one fits, else 0 */
    uint32_t version;   /* the rulebook's version, 0 where no rule spoke */
    uint32_t line;      /* the line in that rulebook, from 1 */
    uint32_t column;    /* with CGOV_E_RULEBOOK, from 1; counted in characters */
    cgov_id item;       /* the item or entity spoken of */
    int64_t os_code;    /* what the storage said, or the offset of the damage with CGOV_E_CORRUPT */
    char citation[256]; /* the citation nearest to the line */
    char message[208];  /* a sentence; one too long ends with "..." */
} cgov_error;

/* Who reads, and when (查阅): first argument of every reading. 32 bytes. */
typedef struct cgov_reader {
    uint32_t size;
    uint32_t flags;        /* must be 0 */
    cgov_id actor;         /* 0 is the public */
    cgov_time at;          /* terms of office count at this instant: to the end of 9999, else CGOV_E_ARG; 0, or one of
                            * 1970 (in seconds), for what is public alone */
    cgov_error *error_out; /* may be NULL; written by each reading that is given this reader: why not, or CGOV_OK.
                            * Readings that run together have one each */
} cgov_reader;

/* One detail of a report or move. 40 bytes; the stride of an array is its first element's size. */
typedef struct cgov_detail {
    uint32_t size;
    uint32_t field; /* CGOV_FIELD_* */
    int64_t number; /* for numbers, ids, instants and enum values */
    cgov_text text; /* for words, and for names of enum values */
    uint64_t reserved;
} cgov_detail;

/* Memory for one ledger: resize(user, NULL, 0, n) allocates, (p, old, n) resizes, (p, old, 0) frees and answers NULL.
 * On failure it answers NULL and leaves p as it was. Of calls that may run together cgov_decision_try alone asks it.
 * 24 bytes. */
typedef struct cgov_allocator {
    uint32_t size;
    uint32_t reserved;
    void *user;
    void *(*resize)(void *user, void *ptr, size_t old_size, size_t new_size);
} cgov_allocator;

/* What cgov_struct_size knows by number: CGOV_STRUCT_ACT and its like. */
#include "cgov/structs.def"
enum { CGOV_STRUCTS(CGOV_NUMBERED) };

/* What cgov_enum_name knows by number. */
enum {
    CGOV_ENUM_KIND = 1,
    CGOV_ENUM_FIELD = 2,
    CGOV_ENUM_TRACK = 3,
    CGOV_ENUM_CHANNEL = 4,
    CGOV_ENUM_URGENCY = 5,
    CGOV_ENUM_RESULT = 6,
    CGOV_ENUM_RECORD = 7,
    CGOV_ENUM_CLOCK_STATE = 8,
    CGOV_ENUM_LEVEL = 9,
    CGOV_ENUM_FORM = 10,
    CGOV_ENUM_DUTY = 11,
    CGOV_ENUM_ROUTE = 12,
    CGOV_ENUM_NEWS = 13,
    CGOV_ENUM_GROUP = 14,
    CGOV_ENUM_AXIS = 15,
    CGOV_ENUM_CHOICE = 16,
    CGOV_ENUM_OUTCOME = 17
};

/* The status's name, "CGOV_E_STORAGE"; "CGOV_E_UNKNOWN" for a number this library does not know.
 *
 * Lifetime: static.
 * Thread:   any.
 * Since:    0.1
 */
CGOV_API const char *cgov_status_name(int32_t status);

/* The status in a sentence.
 *
 * Lifetime: static.
 * Thread:   any.
 * Since:    0.1
 */
CGOV_API const char *cgov_status_text(int32_t status);

/* The reason's name, "CGOV_R_ACTOR"; "CGOV_R_UNKNOWN" for a number this library does not know.
 *
 * Lifetime: static.
 * Thread:   any.
 * Since:    0.1
 */
CGOV_API const char *cgov_reason_name(uint32_t reason);

/* The reason in a sentence.
 *
 * Lifetime: static.
 * Thread:   any.
 * Since:    0.1
 */
CGOV_API const char *cgov_reason_text(uint32_t reason);

/* The name of an enum's value as rulebooks and journals write it, "petition"; "" for one unknown.
 *
 * Lifetime: static.
 * Thread:   any.
 * Since:    0.1
 */
CGOV_API const char *cgov_enum_name(uint32_t which, uint32_t value);

/* Whether every character of a text shows nothing by itself, as blanks, line ends and joiners of any script: what a
 * ledger refuses as no answer. *blank_out: 1 yes, also of none; 0 no.
 *
 * Status:   CGOV_OK, CGOV_E_TEXT (it is not UTF-8), CGOV_E_ARG.
 * Lifetime: nothing is kept from the argument.
 * Thread:   any.
 * Since:    0.1
 */
CGOV_API int32_t cgov_text_blank(const cgov_text *text, uint32_t *blank_out);

/* The size of a struct in this library (CGOV_STRUCT_*), for bindings to assert; 0 for one unknown.
 *
 * Thread:   any.
 * Since:    0.1
 */
CGOV_API uint32_t cgov_struct_size(uint32_t which);

#ifdef __cplusplus
}
#endif

#endif
