/* cgov/base.h - the words every other header uses: ids, time, text, acts, readers, statuses, reasons.
 *
 * Caveats first:
 *   - The library has no clock and no entropy: time and salt come in by the act.
 *   - The host authenticates (who is calling), the library authorizes (what they may do and see).
 *   - One ledger, one thread at a time; const calls may run together while no changing call runs.
 *   - Expect enum values you do not know: numbers are appended, never reused.
 *
 * Every struct starts with its own size, set by the caller. Zero is the default of every other field.
 */
#ifndef CGOV_BASE_H
#define CGOV_BASE_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define CGOV_API __attribute__((visibility("default")))
#else
#define CGOV_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* kind << 44 | number, below 2^52 so that JSON and spreadsheets can hold it; 0 is "none". */
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
    CGOV_KIND_RULEBOOK = 6      /* 制度, by version */
};

/* What a call answers. 0 is success, positive a normal outcome that is not plain success, negative an error. */
enum {
    CGOV_OK = 0,
    CGOV_DONE = 1,   /* a reading has reached its end */
    CGOV_REPEAT = 2, /* this command was done before; its first result is returned, nothing was written */

    /* The caller's fault: nothing was written but, where the command had to be looked up, what time itself made due. */
    CGOV_E_ARG = -1,            /* a NULL, or an invalid flag, number or enum value */
    CGOV_E_KIND = -2,           /* an id of the wrong kind */
    CGOV_E_BUFFER = -3,         /* the buffer is too small; the needed size is set */
    CGOV_E_TIME_BACKWARDS = -4, /* now is before the ledger's time */
    CGOV_E_TIME_AHEAD = -5,     /* now is farther ahead than the ledger allows without CGOV_ACT_LONG_JUMP */
    CGOV_E_ABI_SIZE = -6,       /* a struct is shorter than its first version */
    CGOV_E_ABI_NEWER = -7,      /* a struct is longer than this library knows, and its tail is not zero */
    CGOV_E_REENTER = -8,        /* called from inside one of this ledger's callbacks */
    CGOV_E_TEXT = -9,           /* not UTF-8, a NUL, a control or bidi character, too long, not of the form asked */
    CGOV_E_NOT_FOUND = -10,     /* no such thing, or the reader may not see it */
    CGOV_E_CONFLICT = -11,      /* the retry key stands for another command; the version or external key differs */
    CGOV_E_RULEBOOK = -12,      /* the rulebook's text does not parse or does not pass its checks */
    CGOV_E_SALT = -13,          /* the act brings words and no salt */

    /* The world's fault. */
    CGOV_E_NOMEM = -20,    /* no memory; state and journal are unchanged */
    CGOV_E_STORAGE = -21,  /* the storage failed; state and journal are unchanged, or the ledger is poisoned */
    CGOV_E_CORRUPT = -22,  /* damage to what was acknowledged: the message says where */
    CGOV_E_POISONED = -23, /* after a failed sync: reading goes on, writing needs a reopened ledger */
    CGOV_E_LIMIT = -24,    /* a limit in the ledger is reached */
    CGOV_E_FORMAT = -25,   /* not a journal, or a journal of a newer format */
    CGOV_E_BUSY = -26,     /* another writer holds the storage */
    CGOV_E_EXISTS = -27,   /* cgov_create on a storage that holds a ledger */

    /* The rules' answer: see cgov_error.reason, .line and .citation. */
    CGOV_E_REFUSED = -40
};

/* Why a command was refused, one per kind of guard. */
enum {
    CGOV_R_NONE = 0,
    CGOV_R_MAY = 1,            /* no role of the actor, in term, may do this verb there */
    CGOV_R_STATE = 2,          /* the move does not leave this state */
    CGOV_R_MOVE = 3,           /* the procedure has no such move */
    CGOV_R_ACTOR = 4,          /* the actor is none of those the move names */
    CGOV_R_SELF = 5,           /* the actor is the one the move excludes (自查自办) */
    CGOV_R_NEEDS = 6,          /* a detail the move needs is missing */
    CGOV_R_TAKES = 7,          /* a detail the move does not take */
    CGOV_R_DETAIL = 8,         /* a detail with an invalid value */
    CGOV_R_WITHIN = 9,         /* too late: the time allowed after an earlier move is over */
    CGOV_R_BEFORE = 10,        /* too late: the clock has fallen due, or does not run */
    CGOV_R_AT_MOST = 11,       /* the move's limit over the item's life is used up */
    CGOV_R_TRACK = 12,         /* when track */
    CGOV_R_CHANNEL = 13,       /* when channel */
    CGOV_R_MATTER = 14,        /* when matter */
    CGOV_R_URGENCY = 15,       /* when urgency */
    CGOV_R_CONTACT = 16,       /* when contact: the organization has nobody in office to receive it */
    CGOV_R_ACCUSED = 17,       /* when unaccused: it would reach whom the report accuses */
    CGOV_R_SAME_PLACE = 18,    /* when same_place */
    CGOV_R_OWING = 19,         /* when owing: the other is not a fit master */
    CGOV_R_FOLLOWED = 20,      /* when unfollowed: other issues follow this one */
    CGOV_R_DELEGATES = 21,     /* when delegates: too many delegates of one group */
    CGOV_R_CHILDREN = 22,      /* when children: a child is still open */
    CGOV_R_USED_UP = 23,       /* when used_up: the other move can still be made */
    CGOV_R_PUBLIC_SAFETY = 24, /* when not public_safety */
    CGOV_R_UNSETTLED = 25,     /* when unsettled: the earlier issue is settled for good */
    CGOV_R_CIRCLE = 26,        /* the organization tree would have a circle */
    CGOV_R_VERSION = 27,       /* the item's version is not the one expected */
    CGOV_R_KEY = 28,           /* the retry key stands for another command */
    CGOV_R_EXTERNAL = 29,      /* the external key is taken */
    CGOV_R_ROLE = 30,          /* the rulebook has no such role, or it is not held in this kind of organization */
    CGOV_R_TERM = 31,          /* a term that ends before it starts, or an appointment that is not there */
    CGOV_R_CHECK = 32,         /* the rulebook fails one of its six checks */
    CGOV_R_SYNTAX = 33,        /* the rulebook does not parse */
    CGOV_R_MAP = 34,           /* the map of states names what is not there */
    CGOV_R_PARTY = 35,         /* a party to be set cannot be: no superior, nobody given */
    CGOV_R_LIMIT = 36,         /* a limit in the ledger */
    CGOV_R_ROUTED = 37         /* when routed: routing binds, and names another organization */
};

/* cgov_act.flags */
#define CGOV_ACT_LONG_JUMP 1u /* now may be farther ahead of the ledger than its limit */
#define CGOV_ACT_ENCODE 2u    /* do not run the command: keep its bytes for cgov_encoded */
#define CGOV_ACT_IMPORT 4u    /* cgov_report, cgov_add: what carries this external key there already is the answer */

/* Who changes something, and when (行为): first argument of every change. 72 bytes. */
typedef struct cgov_act {
    uint32_t size;
    uint32_t flags;
    cgov_id actor;    /* the resident acting; 0 is the public, which can only tick */
    cgov_time now;    /* at or after the ledger's time */
    uint64_t key[2];  /* retry key of this actor; {0, 0} is none */
    uint64_t expect;  /* version of the item the writer has seen; 0 is any */
    uint64_t salt[2]; /* random; must not be {0, 0} where the command brings words */
    uint64_t reserved;
} cgov_act;

/* Who reads, and when (查阅): first argument of every reading. 24 bytes. */
typedef struct cgov_reader {
    uint32_t size;
    uint32_t flags; /* must be 0 */
    cgov_id actor;  /* 0 is the public */
    cgov_time at;   /* terms of office count at this instant: from 0 to the end of 9999, else CGOV_E_ARG */
} cgov_reader;

/* One detail of a report or move. 40 bytes; the stride of an array is its first element's size. */
typedef struct cgov_detail {
    uint32_t size;
    uint32_t field; /* CGOV_FIELD_* */
    int64_t number; /* for numbers, ids, instants and enum values */
    cgov_text text; /* for words, and for names of enum values */
    uint64_t reserved;
} cgov_detail;

/* What went wrong, copied out by cgov_last_error. 376 bytes. */
typedef struct cgov_error {
    uint32_t size;
    int32_t status;
    uint32_t reason;    /* CGOV_R_*: always with CGOV_E_REFUSED, with other errors where one fits, else 0 */
    uint32_t version;   /* the rulebook's version, 0 where no rule spoke */
    uint32_t line;      /* the line in that rulebook, from 1 */
    uint32_t column;    /* with CGOV_E_RULEBOOK, from 1; counted in characters */
    cgov_id item;       /* the item or entity spoken of */
    int64_t os_code;    /* what the storage said, or the offset of the damage with CGOV_E_CORRUPT */
    char citation[128]; /* the citation nearest to the line */
    char message[208];
} cgov_error;

/* Memory for one ledger: resize(user, NULL, 0, n) allocates, (p, old, n) resizes, (p, old, 0) frees and answers NULL.
 * On failure it answers NULL and leaves p as it was. 24 bytes. */
typedef struct cgov_allocator {
    uint32_t size;
    uint32_t reserved;
    void *user;
    void *(*resize)(void *user, void *ptr, size_t old_size, size_t new_size);
} cgov_allocator;

/* What cgov_struct_size and cgov_enum_name know by number. */
enum {
    CGOV_STRUCT_ACT = 1,
    CGOV_STRUCT_READER = 2,
    CGOV_STRUCT_DETAIL = 3,
    CGOV_STRUCT_ERROR = 4,
    CGOV_STRUCT_ALLOCATOR = 5,
    CGOV_STRUCT_STORAGE = 6,
    CGOV_STRUCT_OPTIONS = 7,
    CGOV_STRUCT_GENESIS = 8,
    CGOV_STRUCT_INFO = 9,
    CGOV_STRUCT_RESULT = 10,
    CGOV_STRUCT_ENTITY = 11,
    CGOV_STRUCT_APPOINTMENT = 12,
    CGOV_STRUCT_ADOPTION = 13,
    CGOV_STRUCT_ITEM_VIEW = 14,
    CGOV_STRUCT_CLOCK_VIEW = 15,
    CGOV_STRUCT_PARTY_VIEW = 16,
    CGOV_STRUCT_MOVE_VIEW = 17,
    CGOV_STRUCT_HISTORY_VIEW = 18,
    CGOV_STRUCT_FILTER = 19,
    CGOV_STRUCT_CHECK_REPORT = 20,
    CGOV_STRUCT_RULE_VIEW = 21,
    CGOV_STRUCT_EDGE_VIEW = 22,
    CGOV_STRUCT_DUTY_VIEW = 23,
    CGOV_STRUCT_ROUTE_QUERY = 24,
    CGOV_STRUCT_ROUTE_VIEW = 25,
    CGOV_STRUCT_IMPORT_ROW = 26,
    CGOV_STRUCT_FEED_VIEW = 27,
    CGOV_STRUCT_FIGURE_QUERY = 28,
    CGOV_STRUCT_FIGURE_VIEW = 29
};

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
    CGOV_ENUM_GROUP = 14
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
