/* cgov/rulebook.h - institutions as text (制度): checking one, adopting one, looking into those adopted, those shipped.
 *
 * Caveats first:
 *   - Adopted text stays in the journal for ever; a running item stays under its version unless a map takes it along.
 *   - Lines and columns count from 1, columns in characters.
 */
#ifndef CGOV_RULEBOOK_H
#define CGOV_RULEBOOK_H

#include "cgov/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What the check of a rulebook found. 1 check of six failed, or all passed. 2,664 bytes. */
typedef struct cgov_check_view {
    uint32_t size;
    int32_t status;  /* CGOV_OK, or CGOV_E_RULEBOOK */
    uint32_t reason; /* CGOV_R_SYNTAX, CGOV_R_CHECK or CGOV_R_TOO_LARGE */
    uint32_t check;  /* 1 to 6: the check that failed; 0 for syntax, too large or none */
    uint32_t line, column;
    uint32_t procedures, states, moves, clocks;
    uint64_t configurations;  /* explored, over all procedures and profiles */
    uint32_t longest_changes; /* the longest walk: changes of state */
    uint32_t longest_stays;   /* and moves that stay */
    uint8_t digest[32];       /* SHA-256 of the text */
    char message[256];        /* a sentence */
    char path[2304];          /* an example path, "report accept dispatch ...", or the longest walk when all passed */
    uint64_t kinds;           /* bit k: some procedure makes items of CGOV_KIND_k */
    uint32_t rules;           /* of deciding */
    uint32_t unverified;      /* of these, so many of a source that is unverified: message names the first of them, and
                               * such a text is adopted with CGOV_ADOPT_UNVERIFIED alone */
} cgov_check_view;

/* Of an adoption, cgov_adoption_draft.flags, and of a genesis. */
#define CGOV_ADOPT_UNVERIFIED 1u /* it is known that the source of some rule of deciding is unverified */

/* An adoption. 72 bytes. */
typedef struct cgov_adoption_draft {
    uint32_t size;
    uint32_t flags;    /* CGOV_ADOPT_* */
    cgov_text text;    /* the rulebook */
    cgov_time from;    /* in force for items opened at or after it; 0: now; not before now */
    cgov_text profile; /* default for items whose matter names none; empty: the one in force, where the text has
                          a profile of that name; "none": there is none */
    cgov_text map;  /* lines "PROCEDURE OLD -> NEW": running items of those states are carried over; none: they stay */
    cgov_id motion; /* whose decision it follows: one that has passed, and that the actor sees; 0: none */
} cgov_adoption_draft;

/* What cgov_rule_list lists. */
enum {
    CGOV_RULE_PROCEDURE = 1,
    CGOV_RULE_PARTY = 2,
    CGOV_RULE_STAGE = 3,
    CGOV_RULE_STATE = 4,
    CGOV_RULE_CLOCK = 5,
    CGOV_RULE_MOVE = 6,
    CGOV_RULE_ROLE = 7,
    CGOV_RULE_PROFILE = 8,
    CGOV_RULE_MATTER = 9,
    CGOV_RULE_CALENDAR = 10,
    CGOV_RULE_ROLL = 11
};

/* What a detail is. The first eight are those that a text can declare; the rest are the library's fields' alone. */
enum {
    CGOV_DETAIL_WORDS = 1,        /* words: erasable text */
    CGOV_DETAIL_NUMBER = 2,       /* a number */
    CGOV_DETAIL_DATE = 3,         /* a civil day, as the number 20260315 */
    CGOV_DETAIL_CHOICE = 4,       /* one of a list: its name, as text */
    CGOV_DETAIL_RESIDENT = 5,     /* a resident's id */
    CGOV_DETAIL_ORGANIZATION = 6, /* an organization's */
    CGOV_DETAIL_ITEM = 7,         /* of any item: an issue, a part, a session or a motion */
    CGOV_DETAIL_PLACE = 8,        /* a region code of 6, 12 or 15 digits */
    CGOV_DETAIL_NAME = 9,         /* a name or a key, as text */
    CGOV_DETAIL_POINT = 10,       /* a point, see CGOV_FIELD_POINT */
    CGOV_DETAIL_ISSUE = 11,       /* an issue's id */
    CGOV_DETAIL_ACCUSED = 12      /* a resident's or an organization's id */
};

/* Who reads a detail that the text declares: the view it begins with (docs/views.md). */
enum { CGOV_READ_PUBLIC = 1, CGOV_READ_PARTNER = 2, CGOV_READ_REPORTER = 3, CGOV_READ_OFFICE = 4 };

/* One named thing of a rulebook. Titles, citations and sources are whole: no text may hold longer ones. 568 bytes. */
typedef struct cgov_rule_view {
    uint32_t size;
    uint32_t rule;  /* CGOV_RULE_* */
    uint32_t index; /* among its kind, in its procedure */
    uint32_t line;
    uint32_t final;   /* states: 1 if final */
    uint32_t by_time; /* moves: 1 if time makes it */
    uint32_t opens;   /* moves: 1 for the first move */
    uint32_t limit;   /* moves and rolls: at most; 0 without limit */
    char name[32];
    char title[128];
    char holder[32]; /* states: the holding party */
    char stage[32];  /* states: their stage */
    char to[32];     /* moves: the state led to; "" for the same, and where `outcomes` is not 0 */
    char citation[256];
    uint32_t needs, takes; /* moves, entries of rolls: how many details one needs, and takes besides */
    uint32_t kind;         /* procedures: CGOV_KIND_* of the items it makes */
    uint32_t may; /* the first move: 1 if the reader could open one now, by some details: a `by` line names them, or an
                     office that they hold somewhere, and no guard refuses what stands before details are given. 0
                     under a text that is not the newest in force with this procedure */
    uint32_t outcomes; /* moves that decide: bits 1 << CGOV_OUTCOME_*, each leads to a state of its own, see
                          cgov_edge_list; 0: it decides nothing */
    uint32_t reserved0;
} cgov_rule_view;

/* A detail that can be asked for: what a form needs to know. 240 bytes. */
typedef struct cgov_field_view {
    uint32_t size;
    uint32_t field;   /* CGOV_FIELD_*, or the ledger's number, from 1,024, of one that a text declares */
    uint32_t type;    /* CGOV_DETAIL_* */
    uint32_t needed;  /* 1: it must be given; 0: it may */
    uint32_t repeats; /* 1: it may be given several times, each value once */
    uint32_t readers; /* CGOV_READ_*: the view that begins to read it; 0: the library's, see docs/views.md */
    uint32_t choices; /* how many: see cgov_choice_list */
    uint32_t line;    /* of the declaration; 0: the library's */
    uint32_t matters; /* 1: the matter asks it, of a report */
    uint32_t reserved0;
    int64_t min, max; /* numbers and days; both 0: any */
    char name[32], title[128];
    uint64_t reserved[3];
} cgov_field_view;

/* One of the choices of a detail. 184 bytes. */
typedef struct cgov_choice_view {
    uint32_t size;
    uint32_t value; /* of the library's fields: the number of the name; else 0 */
    char name[32], title[128];
    uint64_t reserved[2];
} cgov_choice_view;

/* One edge of a procedure's graph: a move from a state to a state; of a move that decides, one of its outcomes.
 * 144 bytes. */
typedef struct cgov_edge_view {
    uint32_t size;
    uint32_t line; /* the move's, or its outcome's */
    uint32_t by_time;
    uint32_t answers; /* 1: pays an answer */
    char from[32];    /* "" for the first move */
    char move[32];
    char to[32];      /* the same as from where it stays */
    uint32_t outcome; /* CGOV_OUTCOME_*; 0: the move decides nothing */
    uint32_t reserved0;
    uint64_t reserved[3];
} cgov_edge_view;

/* The catalogue of powers and duties (权责清单): who has which duty in a matter, at which level of region codes, and
 * how the public takes part. */
enum { CGOV_DUTY_LEAD = 1 /* 主责 */, CGOV_DUTY_WITH = 2 /* 配合 */ };
enum {
    CGOV_LEVEL_PROVINCE = 1,
    CGOV_LEVEL_CITY = 2,
    CGOV_LEVEL_COUNTY = 3,
    CGOV_LEVEL_TOWNSHIP = 4,
    CGOV_LEVEL_VILLAGE = 5,
    CGOV_LEVEL_GRID = 6 /* 网格: 15 digits */
};
enum {
    CGOV_FORM_INFORM = 1,     /* 知情 */
    CGOV_FORM_CONSULT = 2,    /* 征询 */
    CGOV_FORM_DELIBERATE = 3, /* 协商 */
    CGOV_FORM_VOTE = 4,       /* 表决 */
    CGOV_FORM_SUPERVISE = 5   /* 监督 */
};

/* One row of the catalogue: a duty, with what is said of its matter; or a matter that has none. 640 bytes. */
typedef struct cgov_duty_view {
    uint32_t size;
    uint32_t duty;   /* CGOV_DUTY_*; 0: the matter names no lead */
    uint32_t level;  /* CGOV_LEVEL_*; 0: any */
    uint32_t line;   /* the duty's, or the matter's where it has none */
    uint64_t region; /* 0: any */
    uint32_t forms;  /* how the public takes part: bit f: CGOV_FORM_f */
    uint32_t direct; /* 1: may be answered at the counter */
    uint32_t confidential;
    uint32_t verified; /* 1: the source was */
    char matter[32], title[128];
    char name[32];         /* the kind of organization whose duty it is; "" where */
    char external_key[72]; /* it is the organization's of this key */
    char procedure[32], profile[32];
    char source[256];
    uint64_t reserved[2];
} cgov_duty_view;

/* Parses and checks a rulebook with every profile that can be chosen, without a ledger: an item may have 1,024
 * children, as a ledger's may by default. The work is bounded: docs/rulebook.md, The six checks.
 *
 * Status:   CGOV_OK, CGOV_E_RULEBOOK (the report says which line, which check, an example path), CGOV_E_ARG,
 *           CGOV_E_NOMEM, CGOV_E_ABI_SIZE, CGOV_E_ABI_NEWER.
 * Lifetime: nothing is kept; allocator may be NULL (libc).
 * Thread:   any.
 * Since:    0.1
 */
CGOV_API int32_t cgov_rulebook_check(const cgov_text *text, const cgov_allocator *allocator,
                                     cgov_check_view *report_out);

/* Adopts a rulebook. Needs a role that may adopt, in the root organization.
 *
 * The clocks that a new calendar fixes or moves are recorded, old due and new.
 *
 * Journal:  one adopted record; due and migrated records for what it touches.
 * Status:   CGOV_OK, CGOV_REPEAT, CGOV_E_ARG, CGOV_E_TEXT, CGOV_E_RULEBOOK (CGOV_R_SYNTAX, CGOV_R_CHECK,
 *           CGOV_R_TOO_LARGE), CGOV_E_CONFLICT, CGOV_E_LIMIT, CGOV_E_REFUSED (CGOV_R_MAY, CGOV_R_TERM, CGOV_R_TYPE,
 *           CGOV_R_DETAIL (no such profile; the motion has not passed), CGOV_R_MAP, CGOV_R_RULE), CGOV_E_NOT_FOUND
 *           (the motion), and those of every change (see cgov_entity_add).
 * Lifetime: nothing is kept from the arguments.
 * Thread:   exclusive use of ledger.
 * Since:    0.1
 */
CGOV_API int32_t cgov_rulebook_adopt(cgov_ledger *ledger, const cgov_act *act, const cgov_adoption_draft *adoption,
                                     uint32_t *version_out);

/* An adopted rulebook's text; public.
 *
 * Status:   CGOV_OK, CGOV_E_NOT_FOUND, CGOV_E_BUFFER (*needed_out is set), CGOV_E_ARG.
 * Lifetime: copied into the caller's buffer, NUL-terminated; the NUL is not counted in *needed_out.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_rulebook_text(const cgov_ledger *ledger, const cgov_reader *reader, uint32_t version, char *into,
                                    uint64_t cap, uint64_t *needed_out);

/* The named things of one kind in an adopted rulebook; procedure is "" for roles, profiles, matters, calendars and
 * procedures. version 0 is the latest in force that has it. *cursor is 0 to begin. Rulebooks are public: reader may be
 * NULL.
 *
 * Status:   CGOV_OK (with *count_out rows), CGOV_DONE, CGOV_E_ARG, CGOV_E_NOT_FOUND, CGOV_E_ABI_SIZE.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_rule_list(const cgov_ledger *ledger, const cgov_reader *reader, uint32_t version, uint32_t rule,
                                const char *procedure, uint64_t *cursor, cgov_rule_view *views, uint32_t capacity,
                                uint32_t *count_out);

/* The edges of a procedure's graph, in the text's order: for diagrams and exhaustive tests. A move that decides has one
 * from each state for each outcome, in the order of CGOV_OUTCOME_*. As cgov_rule_list.
 *
 * Since:    0.1
 */
CGOV_API int32_t cgov_edge_list(const cgov_ledger *ledger, const cgov_reader *reader, uint32_t version,
                                const char *procedure, uint64_t *cursor, cgov_edge_view *views, uint32_t capacity,
                                uint32_t *count_out);

/* The catalogue of an adopted rulebook, in the text's order: a row for each duty, and one with duty 0 for a matter that
 * names no lead. matter is "" for all of them. version 0 is the latest in force that has the matter, or any. *cursor is
 * 0 to begin. The catalogue is public: reader may be NULL.
 *
 * Status:   CGOV_OK (with *count_out rows), CGOV_DONE, CGOV_E_ARG, CGOV_E_NOT_FOUND (no such version or matter),
 *           CGOV_E_ABI_SIZE, CGOV_E_ABI_NEWER.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_duty_list(const cgov_ledger *ledger, const cgov_reader *reader, uint32_t version,
                                const char *matter, uint64_t *cursor, cgov_duty_view *views, uint32_t capacity,
                                uint32_t *count_out);

/* What a move asks for, in the order the procedure first names it; a report's matter's own go first. move: of a roll's
 * name, where no move has it, what an entry on the roll asks for; "" is all that the procedure asks. procedure "": the
 * matter's, or "issue". matter "": none. version 0 is the latest in force that has the procedure and the matter.
 * *cursor is 0 to begin. Rulebooks are public: reader may be NULL.
 *
 * Status:   CGOV_OK (with *count_out rows), CGOV_DONE, CGOV_E_ARG, CGOV_E_NOT_FOUND (no such version, procedure,
 *           matter, move or roll), CGOV_E_ABI_SIZE, CGOV_E_ABI_NEWER.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_field_list(const cgov_ledger *ledger, const cgov_reader *reader, uint32_t version,
                                 const char *procedure, const char *matter, const char *move, uint64_t *cursor,
                                 cgov_field_view *views, uint32_t capacity, uint32_t *count_out);

/* What can be chosen for a detail of them, in the text's order; CGOV_E_NOT_FOUND too where none asks for that field.
 * As cgov_field_list.
 *
 * Since:    0.1
 */
CGOV_API int32_t cgov_choice_list(const cgov_ledger *ledger, const cgov_reader *reader, uint32_t version,
                                  const char *procedure, const char *matter, uint32_t field, uint64_t *cursor,
                                  cgov_choice_view *views, uint32_t capacity, uint32_t *count_out);

/* The number of a detail by its name: of the library's CGOV_FIELD_*, of those that an adopted text declares the
 * ledger's, the same for ever.
 *
 * Status:   CGOV_OK, CGOV_E_NOT_FOUND, CGOV_E_ARG.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_field_find(const cgov_ledger *ledger, const char *name, uint32_t *number_out);

/* The index-th rulebook that comes with the library: its name and its text. Several texts can be joined: the first line
 * `rulebook 1` stands once, at the top. "standard" holds issues and what belongs to them; sessions, assemblies, rules
 * of deciding and the owners' decisions are texts of their own, adopted beside it (docs/rulebook.md, "What ships").
 *
 * Status:   CGOV_OK, CGOV_DONE (no such index), CGOV_E_ARG.
 * Lifetime: static.
 * Thread:   any.
 * Since:    0.1
 */
CGOV_API int32_t cgov_rulebook_shipped(uint32_t index, cgov_text *name_out, cgov_text *text_out);

#ifdef __cplusplus
}
#endif

#endif
