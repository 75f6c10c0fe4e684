/* cgov/rule.h - rules of deciding (表决规则): what given tallies come to by a rule, and the arithmetic that shows it.
 *
 * Caveats first:
 *   - But for cgov_decision_try nothing here knows a ledger: who counted, and whether that is true, is for others to
 * say.
 *   - A rule names rolls; a try gives the sums of each roll that it names.
 *   - The day chooses among rules of one name: that on which the list of electors was closed.
 */
#ifndef CGOV_RULE_H
#define CGOV_RULE_H

#include "cgov/roll.h"
#include "cgov/rulebook.h"

#ifdef __cplusplus
extern "C" {
#endif

/* cgov_tally_row.flags; names of rolls are as the rule writes them, and sums of an axis that it does not ask by may be
 * left 0. block: where the rule says `yes_no block`; silent: delivered and not returned, where it says `silent of
 * ROLL`. */
#define CGOV_ROW_KEPT_FOR 1u /* the candidate stands on the roll that seats are kept for */

/* What is asked of a rule. 64 bytes. */
typedef struct cgov_rule_query {
    uint32_t size;
    uint32_t flags; /* must be 0 */
    cgov_text rule; /* its name */
    uint32_t day;   /* 20260315: which of the rules of that name; 0: the only one */
    uint32_t seats; /* where the rule says `seats given`: how many, 1 to 255; else 0 */
    uint32_t
        casting; /* the deciding vote where the rule says `tie casting`: CGOV_CHOICE_YES or _NO; 0: none was given */
    uint32_t reserved0;
    int64_t budget; /* where the rule says `seats within budget`: what options may cost together; else 0 */
    cgov_text lots; /* where it says `rank stv`: numbers of candidates as they were drawn, "3 1 2", for who is equal at
                     * all stages: the first drawn is excluded first, and has a surplus passed on first; or empty */
} cgov_rule_query;

/* What a tally comes to. */
enum {
    CGOV_OUTCOME_PASSED = 1,    /* or all seats are taken */
    CGOV_OUTCOME_FAILED = 2,    /* enough took part, and too few said yes */
    CGOV_OUTCOME_NO_QUORUM = 3, /* too few took part */
    CGOV_OUTCOME_UNFILLED = 4   /* a seat is left */
};

/* What whoever reads the outcome is to be told besides, as bits. */
enum {
    CGOV_WARNING_UNVERIFIED = 1, /* nobody has verified the rule's source */
    CGOV_WARNING_SILENT = 2,     /* silent ones were counted */
    CGOV_WARNING_CASTING = 4,    /* yes equalled no, and the deciding vote decided */
    CGOV_WARNING_TIED = 8,       /* some tie over the last seat, which none of them has */
    CGOV_WARNING_WITHHELD = 16 /* of confidential ballots: so few said one thing that auditors alone see the tallies */
};

/* An outcome, or why there is none. 2,040 bytes. */
typedef struct cgov_outcome {
    uint32_t size;
    int32_t status;   /* as the call answers */
    uint32_t reason;  /* CGOV_R_* */
    uint32_t row;     /* the row at fault, from 1; 0: none is */
    uint32_t line;    /* the rule's; or where the text is at fault */
    uint32_t outcome; /* CGOV_OUTCOME_*; 0: none */
    uint32_t way;     /* which alternative a quorum held by, from 1, and passing was counted; 0: there are none */
    uint32_t warnings;
    uint32_t joined;   /* the choice that silent ones were counted to, or CGOV_CHOICE_NONE */
    uint32_t from, to; /* days the rule is in force, as 20260315; 0: no first one, no last one */
    uint32_t seats, winners, tied;
    uint32_t numbers[256];     /* of candidates: winners by their votes, then those who tie */
    char name[32], title[128]; /* the rule's */
    char citation[256], source[256];
    char message[256]; /* a sentence, where there is no outcome */
    uint64_t reserved[4];
} cgov_outcome;

/* One line of a rule, as it was compared: left * d >= n * right, or > where more is 1; where d is 0, left >= n, or >.
 * Of nothing (right 0) no share holds. 240 bytes. */
typedef struct cgov_comparison_view {
    uint32_t size;
    uint32_t line;      /* the rulebook's */
    uint32_t quorum;    /* 1: of a quorum; 0: of what passes */
    uint32_t negated;   /* 1: the rule wants it not to hold */
    uint32_t way;       /* which alternative of the line, from 1; 0: it has none */
    uint32_t candidate; /* whose number this is about; 0: all */
    uint32_t axis;      /* CGOV_AXIS_* */
    uint32_t more;
    uint32_t n, d;
    uint32_t holds;
    uint32_t reserved0;
    uint64_t left, right;
    uint64_t needed;  /* the least left that would do beside this right; UINT64_MAX: none would, for it is of nothing */
    uint64_t lacking; /* needed - left, 0 where it holds */
    char part[64];    /* what left counts, as the rule says it: "electors", "yes", "cast not abstain" */
    char whole[64];   /* what right counts; "" where a number is asked */
    uint64_t reserved[4];
} cgov_comparison_view;

/* What these tallies would come to by a rule of this text, without a ledger: the outcome, and each comparison it hangs
 * on, in the order of the rule's lines, of candidates one after the other. The text is read and not checked. allocator
 * may be NULL (libc).
 *
 * Status:   CGOV_OK; CGOV_E_BUFFER (there is an outcome, and more comparisons than capacity; *needed_out says how many);
 *           CGOV_E_ARG (outcome->message says which row, or which member of the query), CGOV_E_RULEBOOK (the text does
 *           not parse), CGOV_E_NOT_FOUND (no rule of that name), CGOV_E_REFUSED (CGOV_R_RULE: none in force that day),
 *           CGOV_E_NOMEM, CGOV_E_ABI_SIZE, CGOV_E_ABI_NEWER.
 * Lifetime: nothing is kept.
 * Thread:   any.
 * Since:    0.1
 */
CGOV_API int32_t cgov_rule_try(const cgov_text *text, const cgov_allocator *allocator, const cgov_rule_query *query,
                               const cgov_tally_row *rows, uint32_t count, cgov_outcome *outcome_out,
                               cgov_comparison_view *comparisons, uint32_t capacity, uint32_t *needed_out);

/* The same as text, a fact a line: the rule, what was counted, each comparison, the outcome, warnings; in
 * docs/format.md. What somebody tries says so in its first line: it is no certificate of a decision.
 *
 * Status:   as cgov_rule_try; CGOV_E_BUFFER (there is an outcome, and nothing is written: *needed_out says how long the
 *           text is).
 * Lifetime: copied into the caller's buffer, NUL-terminated; the NUL is not counted in *needed_out.
 * Thread:   any.
 * Since:    0.1
 */
CGOV_API int32_t cgov_rule_explain(const cgov_text *text, const cgov_allocator *allocator, const cgov_rule_query *query,
                                   const cgov_tally_row *rows, uint32_t count, cgov_outcome *outcome_out, char *into,
                                   uint64_t cap, uint64_t *needed_out);

/* What a move of the item that decides would come to were it counted now, with all that stands: the rule, the outcome,
 * and each comparison with what is lacking. Whoever sees the item reads it, at any time, as its tallies. The rule is
 * the one in force on the day the list of those who decide was closed; while it is open, on the day of reader->at.
 * Whether the move may be made, and is the reader's, is cgov_move_list's to say.
 *
 * Status:   CGOV_OK; CGOV_E_BUFFER (there is an outcome, and more comparisons than capacity; *needed_out says how many);
 *           CGOV_E_REFUSED (CGOV_R_RULE: none in force that day; CGOV_R_BUNDLE: a bundle that was brought is of others
 *           than who is there now; outcome->message says so), CGOV_E_NOT_FOUND (the item, or it has no such move, or
 *           that one decides nothing, or over confidential ballots), CGOV_E_ARG, CGOV_E_KIND, CGOV_E_NOMEM (where a
 *           rule counts silent households, which are sorted), CGOV_E_ABI_SIZE, CGOV_E_ABI_NEWER.
 * Lifetime: nothing is kept.
 * Thread:   may run with other readers where the allocator may be asked by several.
 * Since:    0.1
 */
CGOV_API int32_t cgov_decision_try(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id item, const char *move,
                                   cgov_outcome *outcome_out, cgov_comparison_view *comparisons, uint32_t capacity,
                                   uint32_t *needed_out);

#ifdef __cplusplus
}
#endif

#endif
