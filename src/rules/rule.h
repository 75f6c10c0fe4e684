/* A rule of deciding: what is asked, when enough take part, and what passes. Law apart from procedures: it names rolls,
 * which the procedure that decides by it must have, and says by source and dates whose law it is.
 *
 * Judging is pure and exact: from sums, given by whoever counted, to the outcome and the comparisons it hangs on. */
#ifndef CGOV_SRC_RULE_H
#define CGOV_SRC_RULE_H

#include "base/bytes.h"
#include "rules/rolls.h"

/* What a ballot is asked: yes or no; or of candidates some names, points for each, points shared out among them, or an
 * order of them. */
enum ask { ASK_YES_NO = 1, ASK_CHOOSE, ASK_SCORE, ASK_SHARE, ASK_RANK };

/* How an order of candidates is counted. */
enum ranking { RANKING_NONE, RANKING_STV, RANKING_SCHULZE };

/* What it says: in the order of CGOV_CHOICE_*, which begin with 1. Where candidates are asked for, YES is a candidate's
 * own votes. */
enum ballot_choice {
    CHOICE_YES,
    CHOICE_NO,
    CHOICE_ABSTAIN,
    CHOICE_BLOCK,
    CHOICE_BLANK,
    CHOICE_INVALID,
    CHOICES,
    CHOICE_NONE = CHOICES
};

/* A line `quorum` or `passes`: one share, or alternatives one after the other. */
struct rule_line {
    bool quorum, negated;
    uint8_t first, count; /* in the rule's shares */
    uint32_t line;
};

struct rule {
    char name[NAME_SIZE]; /* several may have one: the day chooses */
    struct span title, cites, source;
    uint32_t line, column;
    int32_t from, to; /* days since 1970, both in force; INT32_MIN, INT32_MAX where nothing is said */
    bool unverified;  /* its source says so */
    uint8_t ask;      /* enum ask */
    uint8_t ranking;  /* enum ranking; of ASK_RANK */
    bool block;       /* `yes_no block`: a ballot may block */
    uint8_t silent;   /* those on this roll without a ballot join the majority; an index, or NONE */
    uint8_t kept_for; /* of the seats so many as `kept` are for those on this roll; an index, or NONE */
    uint8_t axes;     /* bit a: some share asks by it */
    uint8_t ways;     /* so many alternatives; 1: none */
    uint32_t most;  /* names on a ballot; 0: as many as there are seats; or points that one gives, to each or in all */
    uint32_t seats; /* 0: given, or none */
    bool seats_given;
    bool within_budget; /* no seats: options that cost, as many as fit */
    uint32_t kept;
    char casting[NAME_SIZE];                /* the party whose vote decides a tie, or "" */
    char rolls[MAX_RULE_ROLLS][NAME_SIZE];  /* that it names; in its shares, roll_ref.roll is an index here */
    struct rule_line lines[MAX_RULE_LINES]; /* in the text's order */
    struct share shares[MAX_RULE_SHARES];
    uint8_t roll_count, line_count, share_count;
};

/* A sum on each axis, each below 2^63. */
struct sums {
    uint64_t by[AXES];
};

struct candidate {
    struct sums votes; /* or points; of an order none */
    uint64_t cost;     /* where options must fit into a budget */
    uint32_t number;
    bool kept_for; /* stands on the roll that seats are kept for */
};

/* Ballots that say one order, the first preference first: numbers of candidates, each once. Who does not stand is
 * passed over. */
struct order {
    const uint8_t *numbers;
    uint32_t count;
    uint64_t ballots;
    uint32_t value, at; /* the judge's: what one is worth, in 1/100,000, and who has them, count: nobody */
};
#define MAX_RANKED 58u                         /* candidates that are ranked */
#define MAX_RANKED_BALLOTS (UINT64_C(1) << 28) /* so that no product of a count is 2^63 or more */

/* What was counted. */
struct count {
    const struct sums *rolls;           /* by the rule's rolls */
    struct sums choices[CHOICES];       /* of candidates' ballots those that name nobody */
    struct sums cast;                   /* all that stand: of yes_no, what the choices add up to */
    struct sums silent;                 /* delivered, and not returned */
    const struct candidate *candidates; /* each number once */
    struct order *orders;               /* where one is asked; the judge works in them */
    uint32_t order_count;
    struct blob steps;   /* or what their count came to at each step, as cgov__steps_put has it: then there are none */
    struct blob digest;  /* and of the orders, SHA-256 */
    uint64_t budget;     /* where options must fit into one */
    const uint8_t *lots; /* numbers of candidates as they were drawn: who stands first is taken first */
    uint32_t lot_count;
    uint32_t candidate_count, seats; /* seats: to be filled, where candidates are asked for */
    uint32_t held;                   /* of the seats kept for some, so many are taken by such already */
    enum ballot_choice casting;      /* the deciding vote, yes or no, or NONE */
};

enum outcome_kind { OUTCOME_PASSED = 1, OUTCOME_FAILED, OUTCOME_NO_QUORUM, OUTCOME_UNFILLED, OUTCOME_KINDS };

/* One share judged: left * d >= n * right, or > where it says more; d 0: left >= n, or >. */
struct comparison {
    uint64_t left, right;
    const struct rule_line *line;
    const struct share *share;
    uint32_t candidate; /* its number; 0: of all */
    uint8_t way;        /* which alternative, from 1; 0: the line has none */
    bool holds;         /* before any `not` */
};

#define MAX_OPTIONS 255u

struct ruling {
    enum outcome_kind kind;
    uint8_t way;               /* by which alternative a quorum held and, where it passed, it did; 0: by none */
    enum ballot_choice joined; /* what the silent ones joined, or NONE */
    bool silent, cast_decided; /* some were silent and counted; yes equalled no, and the casting vote decided */
    uint32_t seats;
    uint64_t valid;                /* ballots that rank somebody who stands */
    uint32_t winners, tied;        /* so many won; so many tie over a last seat, which none of them has */
    uint32_t numbers[MAX_OPTIONS]; /* of candidates: the winners by their votes, then those who tie */
};

/* A stage of a count by transfers, as it ended. Votes are in 1/100,000. */
enum stage_kind { STAGE_FIRST, STAGE_SURPLUS, STAGE_EXCLUDED };
struct count_stage {
    enum stage_kind kind;
    uint32_t number;             /* from 1 */
    uint32_t of;                 /* whose surplus went on, or who was excluded; of the first 0 */
    uint64_t quota;              /* ballots */
    const struct ranked *ranked; /* the candidates: elect.h */
    const uint64_t *votes;       /* by them */
    uint64_t lost;               /* so much nobody has, for it went to nobody or was cut off */
};

/* Two candidates by pairs: so many ballots put each before the other, and how strong the strongest path is either way.
 */
struct count_pair {
    uint32_t one, other; /* numbers */
    uint64_t before, behind;
    uint64_t path, back;
};

/* Where comparisons go: as many as there is room for, and how many there are; each is told besides, where somebody asks
 * to be, and so are the steps of a count of orders. */
struct comparisons {
    struct comparison *rows;
    uint32_t room, count;
    void (*told)(void *context, const struct comparison *made);
    void (*told_stage)(void *context, const struct count_stage *stage);
    void (*told_pair)(void *context, const struct count_pair *pair);
    void *context;
};

/* A ballot names candidates, in whatever way. */
static inline bool cgov__asks_candidates(const struct rule *rule) {
    return rule->ask != ASK_YES_NO;
}
/* Or gives them points. */
static inline bool cgov__asks_points(const struct rule *rule) {
    return rule->ask == ASK_SCORE || rule->ask == ASK_SHARE;
}
/* "choose" */
const char *cgov__ask_name(enum ask ask);

/* left * d >= n * right, or > where more; d 0: left >= n, or >. Of nothing no share holds. */
bool cgov__share_compare(const struct share *share, uint64_t left, uint64_t right);
/* The count must add up: no candidate has more votes than there are ballots, and no sum passes 2^63 - 1. */
void cgov__rule_judge(const struct rule *rule, const struct count *count, struct comparisons *comparisons_or_null,
                      struct ruling *out);
/* Of its rolls those that a share counts: bit r. */
uint32_t cgov__rule_rolls(const struct rule *rule);
/* Choices that a ballot of the rule can say, as bits. */
uint8_t cgov__rule_choices(const struct rule *rule);
/* Bit k of enum outcome_kind: what it can come to. */
uint32_t cgov__rule_outcomes(const struct rule *rule);
/* "yes" */
const char *cgov__ballot_choice_name(enum ballot_choice choice);

#endif
