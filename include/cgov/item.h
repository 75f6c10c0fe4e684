/* cgov/item.h - what is governed: issues (诉求), their parts (协办件), sessions (会议), motions (议题). Opening,
 * moving, asking why not, reading.
 *
 * Caveats first:
 *   - What a reader may not see does not exist for them: CGOV_E_NOT_FOUND, and absent from lists, counts and history.
 *   - Every reading also answers CGOV_E_REENTER from inside one of the ledger's callbacks, and one that fills a page
 *     CGOV_E_ABI_NEWER for an invalid struct size.
 *   - States, moves and clocks are names of the rulebook, not enums of this library.
 *   - A merged issue is answered by its master's answers.
 */
#ifndef CGOV_ITEM_H
#define CGOV_ITEM_H

#include "cgov/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The details a report, a move, or a text may be about. The rulebook's `needs` and `takes` say which. */
#include "cgov/fields.def"
enum { CGOV_FIELD_NONE = 0, CGOV_FIELDS(CGOV_NUMBERED) };

enum {
    CGOV_TRACK_NONE = 0,
    CGOV_TRACK_CONSULT = 1,
    CGOV_TRACK_COMPLAINT = 2,
    CGOV_TRACK_SUGGESTION = 3,
    CGOV_TRACK_PETITION = 4,
    CGOV_TRACK_ACCUSATION = 5,
    CGOV_TRACK_HELP = 6,
    CGOV_TRACK_OTHER = 7
};
enum {
    CGOV_CHANNEL_NONE = 0,
    CGOV_CHANNEL_PUBLIC = 1,
    CGOV_CHANNEL_MEDIA = 2,
    CGOV_CHANNEL_PATROL = 3,
    CGOV_CHANNEL_SUPERIOR = 4,
    CGOV_CHANNEL_HOTLINE = 5,
    CGOV_CHANNEL_WEB = 6,
    CGOV_CHANNEL_VISIT = 7,
    CGOV_CHANNEL_LETTER = 8,
    /* advice, where a refused report belongs */
    CGOV_CHANNEL_LITIGATION = 16,
    CGOV_CHANNEL_ARBITRATION = 17,
    CGOV_CHANNEL_RECONSIDERATION = 18,
    CGOV_CHANNEL_APPEAL = 19,
    CGOV_CHANNEL_ELSEWHERE = 20
};
enum { CGOV_URGENCY_NORMAL = 0, CGOV_URGENCY_URGENT = 1, CGOV_URGENCY_CRITICAL = 2 };
enum {
    CGOV_RESULT_NONE = 0,
    CGOV_RESULT_SOLVED = 1,
    CGOV_RESULT_EXPLAINED = 2,
    CGOV_RESULT_PLANNED = 3,
    CGOV_RESULT_REFUSED = 4
};
enum { CGOV_CLOCK_RUNNING = 1, CGOV_CLOCK_PAUSED = 2, CGOV_CLOCK_STOPPED = 3 };

/* What a record is. */
#include "cgov/records.def"
enum { CGOV_RECORDS(CGOV_NUMBERED) };

/* An item as a reader sees it. 456 bytes. */
typedef struct cgov_item_view {
    uint32_t size;
    uint32_t kind; /* CGOV_KIND_ISSUE, _PART, _SESSION, _MOTION: its procedure's */
    cgov_id id;
    uint64_t version;    /* seq of its last move: what act.expect compares */
    cgov_time opened_at; /* when it was filed */
    cgov_time moved_at;
    cgov_id reporter;       /* 0: unknown, or masked for this reader */
    cgov_id reported_by;    /* who entered it; 0 for a child, or masked for this reader */
    cgov_id holder;         /* the party that must act; 0 in a final state */
    cgov_id parent, master; /* that there is one; reading it is another matter */
    cgov_id against;        /* whom it accuses; they never see the item */
    cgov_id earlier;
    uint64_t place;
    int64_t point;
    uint32_t track, channel, urgency, result;
    uint32_t rating; /* of the last pass, 0: none */
    uint32_t delegates;
    uint32_t owed;    /* answers owed */
    uint32_t answers; /* answers given, the master's for a merged issue */
    uint32_t children, open_children;
    uint32_t final; /* 1: ended */
    uint32_t late;  /* clocks of it past their due at reader.at */
    uint32_t masked, public_safety;
    uint32_t rulebook;      /* version it runs under */
    uint32_t class_unnamed; /* 1: its profile gives lengths to classes of its procedure, and names not this one */
    cgov_time next_due;     /* the earliest due of its running clocks, 0: none known */
    char procedure[32], stage[32], state[32], profile[32], matter[32], class_name[32];
    char external_key[72];
    cgov_time received_at; /* when it came in, as CGOV_FIELD_RECEIVED said; else opened_at */
} cgov_item_view;

/* A clock of an item. 256 bytes. */
typedef struct cgov_clock_view {
    uint32_t size;
    uint32_t state; /* CGOV_CLOCK_* */
    cgov_time started_at;
    cgov_time due;         /* the last instant on time; 0: not yet known, see missing_year */
    cgov_time stopped_at;  /* 0 while it runs or is paused */
    uint32_t late;         /* 1: at reader.at (or when it stopped) the due was past */
    uint32_t missing_year; /* the first year no calendar covers, where due is 0, or stands unrolled until one does */
    uint32_t reminders;    /* told so far of this due; of one it had before, the history tells */
    uint32_t rungs;        /* of the ladder, likewise */
    char name[32];
    char calendar[32]; /* the calendar it asks, "" for none */
    char title[128];   /* "" where the text gives none */
    uint64_t reserved[2];
} cgov_clock_view;

/* A party of an item. 48 bytes. */
typedef struct cgov_party_view {
    uint32_t size;
    uint32_t holds; /* 1: must act now */
    cgov_id id;     /* 0: not set, or masked for this reader */
    char name[32];
} cgov_party_view;

/* A move of an item's procedure, and whether this reader could make it now. 688 bytes. */
typedef struct cgov_move_view {
    uint32_t size;
    uint32_t allowed; /* 1: nothing known speaks against it; details not given yet are not held against it */
    uint32_t reason;  /* else why not: CGOV_R_* */
    uint32_t line;    /* the rulebook's line that says so */
    uint32_t needs;   /* how many details it needs: cgov_field_list says which */
    uint32_t takes;   /* how many it takes besides */
    uint32_t left;    /* times it may still be made; UINT32_MAX without limit */
    uint32_t reserved0;
    char name[32], title[128];
    char to[32]; /* the state it leads to; "": what is decided says which */
    char citation[256];
    char message[208]; /* why not, as the move itself would say it to this reader; "" where it is allowed */
} cgov_move_view;

/* One entry of an item's history. 296 bytes. */
typedef struct cgov_history_view {
    uint32_t size;
    uint32_t record; /* CGOV_RECORD_* */
    uint64_t seq;
    cgov_time at;
    cgov_id actor;    /* 0: time, or masked for this reader */
    uint32_t details; /* how many of it this reader can read: cgov_detail_list says which */
    uint32_t outcome; /* of a move that decides, CGOV_OUTCOME_*; else 0 */
    cgov_id told;     /* reminded, late, rung: the organization or resident told */
    cgov_time due;    /* late, due: the clock's due */
    uint32_t share;   /* reminded: percent */
    uint32_t rung;    /* late: 1, rung: 2 and up */
    uint32_t result, rating, days;
    uint32_t channel; /* CGOV_CHANNEL_*: by which it came, or as it was put right; of an answer where else to turn */
    char move[32], from[32], to[32]; /* opened, moved, migrated (from and to only) */
    char clock[32], role[32];        /* reminded, late, rung, due; the role told, "" for the organization itself */
    cgov_id lead;  /* opened, moved: the party `lead`, where this set it; the entries before it say who led before */
    char rule[32]; /* by which a move decided; else "" */
    cgov_time received_at; /* opened: when it came in; else 0 */
    cgov_id merged;        /* joined: the issue that follows this one from here on; 0: not shown to this reader */
} cgov_history_view;

/* A detail that one entry of a history holds. 104 bytes. */
typedef struct cgov_detail_view {
    uint32_t size;
    uint32_t field;  /* CGOV_FIELD_*, or the ledger's number of one that a text declares */
    uint32_t type;   /* CGOV_DETAIL_* */
    uint32_t words;  /* 1: words, which cgov_text_get reads by field and seq; 2: words that were erased */
    int64_t number;  /* numbers, days as 20260315, ids, region codes */
    char name[32];   /* what it is called */
    char choice[32]; /* CGOV_DETAIL_CHOICE: the name of what was chosen */
    uint64_t reserved[2];
} cgov_detail_view;

/* What to list. Zero is "any"; what is given must all hold. Instants are from 0 to the end of 9999. 216 bytes. */
typedef struct cgov_item_query {
    uint32_t size;
    uint32_t kind;        /* CGOV_KIND_ISSUE, _PART, _SESSION or _MOTION; 0: all */
    cgov_id organization; /* holder, intake or lead; with below: or of one in its subtree */
    cgov_id lead;         /* the party `lead` */
    cgov_id reporter;
    cgov_id parent;
    cgov_id like;            /* an issue this reader sees: those it could be merged into, see meters and opened_since */
    cgov_text state;         /* a state's name */
    cgov_text procedure;     /* a procedure's name */
    cgov_text matter;        /* a matter's code */
    cgov_text external;      /* the external key: of one item of each kind and intake, at most */
    uint64_t region;         /* region code: the place is in it or below it */
    cgov_time late_at;       /* not 0: with a clock that runs and was due before this instant */
    cgov_time due_before;    /* not 0: with a clock that runs, due at or after reader.at and before this instant */
    cgov_time updated_since; /* not 0: moved at or after it */
    cgov_time opened_since;  /* not 0: opened at or after it */
    uint32_t meters; /* with like, like_place: points so far apart are one place; places of one code always are */
    uint32_t below;  /* 1: the organization's subtree too */
    uint32_t undated_clocks; /* 1: with a clock whose due is not yet known */
    uint32_t unended;        /* 1: not in a final state */
    cgov_id mentions;        /* an item this reader sees: those that mention it, by a detail of theirs that repeats */
    cgov_id master;          /* an issue this reader sees: those merged into it */
    uint64_t like_place;     /* for `like`, where nothing is reported yet: the region code; `matter` and `procedure` are
                                then the report's, and none where none is given */
    int64_t like_point;      /* and the point, 0: none */
    cgov_id person;          /* a resident who is a party of it in person, other than its reporter: handler, assignee */
    uint64_t reserved[1];
} cgov_item_query;

/* Opens an item by a procedure's first move; what kind of item the procedure makes (an issue, a session, a motion),
 * and what its opening asks, its text says. procedure NULL: as the detail CGOV_FIELD_PROCEDURE says, which is the same.
 *
 * Journal:  one opened record, and one for each child it opens.
 * Status:   CGOV_OK, CGOV_REPEAT, CGOV_E_ARG, CGOV_E_KIND, CGOV_E_TEXT, CGOV_E_SALT, CGOV_E_NOT_FOUND, CGOV_E_CONFLICT,
 *           CGOV_E_LIMIT, CGOV_E_REFUSED (the guard's reason), and those of every change (see cgov_entity_add).
 * Lifetime: nothing is kept from the arguments.
 * Thread:   exclusive use of ledger.
 * Since:    0.1
 */
CGOV_API int32_t cgov_item_open(cgov_ledger *ledger, const cgov_act *act, const char *procedure,
                                const cgov_detail *details, uint32_t count, cgov_id *id_out);

/* Reports an issue: cgov_item_open without a procedure, so that the details or the matter name it, else it is "issue".
 *
 * Journal:  as cgov_item_open.
 * Status:   as cgov_item_open.
 * Lifetime: nothing is kept from the arguments.
 * Thread:   exclusive use of ledger.
 * Since:    0.1
 */
CGOV_API int32_t cgov_item_report(cgov_ledger *ledger, const cgov_act *act, const cgov_detail *details, uint32_t count,
                                  cgov_id *id_out);

/* A report to be imported: its details, an external key (CGOV_FIELD_EXTERNAL) among them, and when it was made; or
 * somebody to be entered on a roll (cgov_roll_import). 48 bytes; the stride of an array is its first element's size. */
typedef struct cgov_import_draft {
    uint32_t size;
    uint32_t reserved0; /* must be 0 */
    cgov_time at;       /* at or after the ledger's time, as act.now is; 0: the act's */
    const cgov_detail *details;
    uint32_t detail_count;
    uint32_t reserved; /* must be 0 */
    cgov_id actor;     /* who reports it, or enters them; 0: the act's */
    cgov_id elector;   /* whom it enters; of a report must be 0 */
} cgov_import_draft;

/* What became of one. 16 bytes; the stride of an array is its first element's size. */
typedef struct cgov_import_view {
    uint32_t size;
    int32_t status; /* what cgov_item_report, or cgov_roll_enter, answered */
    cgov_id id;     /* of a report, the issue; 0: none, or one that the actor may not see; or it was an entry */
} cgov_import_view;

/* Reports many issues, each at its own instant, as cgov_item_report does under CGOV_ACT_IMPORT: one whose external key
 * is there already is left as it is, and answers CGOV_REPEAT. So the same batch twice changes nothing. One flush at the
 * end, unless the act may be deferred. A row that fails is passed over; the first failure is what is answered, and what
 * cgov_ledger_error says. Where it is the world that fails (no memory, the storage), the rows after it have that status
 * too and are not tried, so that the batch can be sent again as it is.
 *
 * act.key and act.expect must be 0. act.salt stands for the batch: each row's own salt is drawn from it, and it is not
 * written, so that a row erased leaves no trace in the others. act.result_out is the batch's: its status, and what is
 * durable. views_out may be NULL; else it has room for count, one a row.
 *
 * Journal:  as cgov_item_report, for each row that is new.
 * Status:   CGOV_OK, the first failing row's, or that of the flush; *new_out rows were reported, *old_out were there.
 * Lifetime: nothing is kept from the arguments.
 * Thread:   exclusive use of ledger.
 * Since:    0.1
 */
CGOV_API int32_t cgov_item_import(cgov_ledger *ledger, const cgov_act *act, const cgov_import_draft *rows,
                                  uint32_t count, cgov_import_view *views_out, uint64_t *new_out, uint64_t *old_out);

/* Moves an item: every change to an item goes through it.
 *
 * Order of refusal: the actor sees the item, the version, the move, the state, who, then what the details name, which
 * of them the move takes, what they may say, its clauses as they stand in the rulebook, and what it would do: parties,
 * offices, clocks, children. docs/rulebook.md has each row, and an opening's.
 *
 * Journal:  one moved record, and one for each child opened or ended with it.
 * Status:   as cgov_item_report.
 * Lifetime: nothing is kept from the arguments.
 * Thread:   exclusive use of ledger.
 * Since:    0.1
 */
CGOV_API int32_t cgov_item_move(cgov_ledger *ledger, const cgov_act *act, cgov_id item, const char *move,
                                const cgov_detail *details, uint32_t count, uint64_t *seq_out);

/* Every move of the item's procedure but the first: what this reader could do now, and for the rest why not.
 * *cursor is 0 to begin.
 *
 * Status:   CGOV_OK (with *count_out rows), CGOV_DONE, CGOV_E_ARG, CGOV_E_KIND, CGOV_E_NOT_FOUND, CGOV_E_ABI_SIZE.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_move_list(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id item, uint64_t *cursor,
                                cgov_move_view *views, uint32_t capacity, uint32_t *count_out);

/* An item as this reader sees it.
 *
 * Status:   CGOV_OK, CGOV_E_ARG, CGOV_E_KIND, CGOV_E_NOT_FOUND, CGOV_E_ABI_SIZE.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_item_get(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id item,
                               cgov_item_view *view_out);

/* The item's clocks, in the order they first started. Status and thread as cgov_move_list. Since: 0.1 */
CGOV_API int32_t cgov_clock_list(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id item, uint64_t *cursor,
                                 cgov_clock_view *views, uint32_t capacity, uint32_t *count_out);

/* The item's parties, in the procedure's order. Status and thread as cgov_move_list. Since: 0.1 */
CGOV_API int32_t cgov_party_list(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id item, uint64_t *cursor,
                                 cgov_party_view *views, uint32_t capacity, uint32_t *count_out);

/* The item's whole history, newest first, as its records lead back: a page costs what it shows, wherever it begins. A
 * cursor is one that an earlier page of the same item and reader left, or 0.
 *
 * Status:   as cgov_move_list, and CGOV_E_ARG for a cursor that is none, CGOV_E_STORAGE, CGOV_E_CORRUPT.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_history_list(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id item, uint64_t *cursor,
                                   cgov_history_view *views, uint32_t capacity, uint32_t *count_out);

/* What one entry of the item's history, or of its master's answers there, holds and this reader reads: words of every
 * field, and of those that texts declare the facts too, by field, those that repeat in the order given. *cursor is 0 to
 * begin.
 *
 * Status:   as cgov_history_list; CGOV_E_NOT_FOUND where this reader's history has no such entry.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_detail_list(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id item, uint64_t seq,
                                  uint64_t *cursor, cgov_detail_view *views, uint32_t capacity, uint32_t *count_out);

/* Words of an item, resident or organization: those of field written at seq; seq 0 is the latest that has the field.
 *
 * Damaged words are found here, by their checksum; zeroed ones too, unless a record says that they were erased: of
 * these cgov_erasure_get says when and by whose order.
 *
 * Status:   CGOV_OK, CGOV_E_BUFFER (*needed_out is set), CGOV_E_NOT_FOUND, CGOV_E_CORRUPT, CGOV_E_STORAGE, CGOV_E_ARG,
 *           CGOV_E_KIND, CGOV_E_ERASED.
 * Lifetime: copied into the caller's buffer, NUL-terminated; the NUL is not counted in *needed_out.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_text_get(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id of, uint64_t seq,
                               uint32_t field, char *into, uint64_t cap, uint64_t *needed_out);

/* The items a filter lets through, of those this reader sees, in id order, a page a call; *cursor is 0 to begin. Stable
 * across changes: a row is met once at most, new ones appear at the end.
 *
 * By organization (without below), late_at, due_before, opened_since, parent and external key it goes from row to row;
 * else it passes over all. docs/listing.md says what each member costs.
 *
 * Status:   CGOV_OK (with *count_out rows), CGOV_DONE, CGOV_E_ARG, CGOV_E_KIND, CGOV_E_TEXT, CGOV_E_NOT_FOUND (like; a
 *           state, procedure or matter that no text has), CGOV_E_ABI_SIZE, CGOV_E_ABI_NEWER.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_item_list(const cgov_ledger *ledger, const cgov_reader *reader, const cgov_item_query *filter,
                                uint64_t *cursor, cgov_item_view *views, uint32_t capacity, uint32_t *count_out);

/* *due of a queue that has come to what has no due known. */
#define CGOV_NO_DUE INT64_MAX

/* A queue: the same, soonest due first (cgov_item_view.next_due, in ms), of equal dues in id order, and what has no due
 * known last. *due and *cursor are 0 to begin, and belong together: both are moved on, and may be kept and sent about.
 * What was shown is met again only if its due has moved to later meanwhile; what has come to be due sooner than the
 * page's place is met when the queue is begun anew. Made for its first pages: a page costs what the filter costs, or
 * without a shorter way what is due before its end. For all there are, in any order, cgov_item_list is made.
 *
 * Status:   as cgov_item_list; CGOV_E_ARG also where *due is neither an instant nor CGOV_NO_DUE.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_item_queue(const cgov_ledger *ledger, const cgov_reader *reader, const cgov_item_query *filter,
                                 cgov_time *due, uint64_t *cursor, cgov_item_view *views, uint32_t capacity,
                                 uint32_t *count_out);

#ifdef __cplusplus
}
#endif

#endif
