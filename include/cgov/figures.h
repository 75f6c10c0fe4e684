/* cgov/figures.h - what a district head reads (指标): exact counts and pairs, by group, with what is left out named.
 *
 * Caveats first:
 *   - A pair is a base and a part of it. A base of 0 has no share: never print it as 0 or 100 %.
 *   - Only what the reader sees is counted. Figures of a place or an office are read by whoever sees all of it.
 *   - They say how it stands now, except that clocks that run, and ages, are taken at reader.at.
 *   - Rounding, weights and grades are the host's: nothing here is a percentage.
 */
#ifndef CGOV_FIGURES_H
#define CGOV_FIGURES_H

#include "cgov/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What figures are told apart by. */
enum {
    CGOV_GROUP_NONE = 0,         /* all in one */
    CGOV_GROUP_ORGANIZATION = 1, /* the lead: see cgov_figure_query.organization */
    CGOV_GROUP_INTAKE = 2,
    CGOV_GROUP_MATTER = 3,
    CGOV_GROUP_REGION = 4, /* the place's, at cgov_figure_query.level */
    CGOV_GROUP_MONTH = 5,  /* the local month it came in, or was filed: cgov_figure_query.since */
    CGOV_GROUP_CLASS = 6,
    CGOV_GROUP_TRACK = 7,
    CGOV_GROUP_CHANNEL = 8,
    CGOV_GROUP_WEEK = 9 /* the local week, likewise: ISO 8601 */
};

/* Which instant of an item `from`, `until`, months, weeks and ages go by. */
enum {
    CGOV_SINCE_RECEIVED = 0, /* when it came in */
    CGOV_SINCE_FILED = 1     /* when it was opened */
};

/* What to count. Zero is "any"; what is given must all hold. 136 bytes. */
typedef struct cgov_figure_query {
    uint32_t size;
    uint32_t group;       /* CGOV_GROUP_* */
    uint32_t level;       /* with CGOV_GROUP_REGION: CGOV_LEVEL_*; 0: the place as it is */
    uint32_t satisfied;   /* a rating of so many or more is satisfied; 0: 4 */
    cgov_id organization; /* it leads, or one below it does: the party `lead`, or in a procedure without one whoever
                             holds an item as it is opened */
    cgov_text procedure;  /* its items are counted; none: "issue" */
    cgov_text matter;     /* a matter's code */
    cgov_text clock;      /* on time by this one; none: by each that tells somebody of its lateness */
    uint64_t region;      /* the place is in it or below it */
    cgov_time from;       /* not 0: since then; this and the next at most the end of 9999 */
    cgov_time until;      /* not 0: before it */
    uint32_t since;       /* CGOV_SINCE_* */
    uint32_t reserved0;   /* must be 0 */
    uint64_t reserved[4];
} cgov_figure_query;

/* The figures of one group. 328 bytes. */
typedef struct cgov_figure_view {
    uint32_t size;
    uint32_t group; /* CGOV_GROUP_* */
    uint64_t key;   /* the group's id, year * 100 + month, region code, or number; 0: where there is none of it */
    char
        name[32]; /* the matter's code, the class, the track's or channel's name, "2026-02", the region code; else "" */

    uint64_t issues; /* = open + closed + refused + withdrawn + merged */
    uint64_t open;
    uint64_t closed;    /* 结案: owes no answer, and has ended, or time alone will end it */
    uint64_t refused;   /* 不予受理: ended by a move that `counts refusal` */
    uint64_t withdrawn; /* 撤回: ended by a move that `counts withdrawal` */
    uint64_t merged;    /* 并案: another answers for it */
    uint64_t answered;  /* given an answer: its own, or its master's */

    /* By the clock asked for. Those refused, withdrawn or merged are left out, and so is what is paused. */
    uint64_t due;     /* base: its clock has ended, or runs and was due before reader.at; and what was late when
                         another took the lead, of who led it until then */
    uint64_t ended;   /* of them: has ended */
    uint64_t on_time; /* of them: ended no later than it was due */
    uint64_t paused;  /* left out: its clock rests now (缓办) */

    uint64_t revisited;  /* base: on the revisit somebody tried to reach the reporter */
    uint64_t contacted;  /* 响应: of them, reached */
    uint64_t assessable; /* base: the reporter has said whether it is solved, or has had it opened again */
    uint64_t solved;     /* 解决: of them, solved, and not opened again since */
    uint64_t rated;      /* base: rated */
    uint64_t satisfied;  /* 满意: of them, with so many or more */

    uint64_t returned, returns; /* 退单: how many, and how often in all */
    uint64_t reworked, reworks; /* 返工 */
    uint64_t reopened, reopens; /* 重办 */

    uint64_t tiered;         /* base: closed, and it is known at which tier it belongs and who led it */
    uint64_t at_tier;        /* 小矛盾不出村: of them, led there or closer to the people */
    uint64_t open_by_age[4]; /* open for less than 7 days, 30, 90, longer */

    /* Rolls of the items, each entry once. A roll made from no other list has no base. */
    uint64_t expected; /* base, 应到: on the lists that rolls which `counts attendance` are made from */
    uint64_t attended; /* 实到: of them, on those rolls; of one on a day, on any of its days */
    uint64_t entitled; /* base: the same of rolls which `counts turnout` */
    uint64_t voted;    /* 参与: of them, on those rolls */
    uint64_t reserved[2];
} cgov_figure_view;

/* Figures by group, in order of their keys, a page a call; *cursor is 0 to begin. Each call passes over all items.
 *
 * Status:   CGOV_OK (with *count_out rows), CGOV_DONE (no more groups: nothing was counted in them), CGOV_E_ARG,
 *           CGOV_E_KIND, CGOV_E_TEXT, CGOV_E_NOT_FOUND (no rulebook has such a procedure, with such a clock),
 *           CGOV_E_ABI_SIZE, CGOV_E_ABI_NEWER.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_figure_list(const cgov_ledger *ledger, const cgov_reader *reader, const cgov_figure_query *query,
                                  uint64_t *cursor, cgov_figure_view *views, uint32_t capacity, uint32_t *count_out);

/* Forms of a line: RFC 4180, and an object of RFC 8259 (JSON lines). */
enum { CGOV_LINE_CSV = 1, CGOV_LINE_JSON = 2 };

/* Every figure of a group in one line, by name, in the order of the struct; ages are open_7d, open_30d, open_90d and
 * open_longer. With NULL, the head of a table in CSV. No line end is written. Keys are up to 2^50: as JSON numbers
 * exact.
 *
 * Status:   CGOV_OK, CGOV_E_BUFFER (*needed_out is set), CGOV_E_ARG (a group or form that is none), CGOV_E_TEXT (an
 *           invalid name), CGOV_E_ABI_SIZE, CGOV_E_ABI_NEWER.
 * Lifetime: copied into the caller's buffer, NUL-terminated, the NUL not counted in *needed_out.
 * Thread:   any.
 * Since:    0.1
 */
CGOV_API int32_t cgov_figure_line(const cgov_figure_view *view_or_null, uint32_t form, char *into, uint64_t cap,
                                  uint64_t *needed_out);

/* How long a clock ran (用时), the last time it did, or late before another took the lead. 112 bytes. */
typedef struct cgov_run_view {
    uint32_t size;
    uint32_t late; /* 1: it ended past its due, or was past one that was moved */
    cgov_id item;
    uint64_t key; /* of the group it counts in, as in cgov_figure_view */
    cgov_time started_at, stopped_at;
    cgov_time due;   /* the last instant on time; 0: it had none yet, for no calendar covers it */
    uint64_t rested; /* milliseconds between the two instants that it was paused (缓办) */
    char name[32];   /* the clock's */
    uint64_t reserved[3];
} cgov_run_view;

/* The runs behind the figures, for medians and other quantiles: each clock that has ended, of each item that is judged
 * by clocks of its own, so as many as `ended` counts of those not merged; runs that others followed under another lead
 * come behind the item's last ones. By item, as the query asks for them; one that
 * is over is read back from its records. *cursor is 0 to begin.
 *
 * Status:   as cgov_figure_list, and CGOV_E_STORAGE, CGOV_E_CORRUPT.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_run_list(const cgov_ledger *ledger, const cgov_reader *reader, const cgov_figure_query *query,
                               uint64_t *cursor, cgov_run_view *views, uint32_t capacity, uint32_t *count_out);

#ifdef __cplusplus
}
#endif

#endif
