/* What a text says of people together: rolls and shares of them, whom a move tells, and the offices that it gives and
 * ends. Rows of a procedure. */
#ifndef CGOV_SRC_ROLLS_H
#define CGOV_SRC_ROLLS_H

#include "rules/language.h"

/* A roll as a word names it. */
struct roll_ref {
    uint8_t roll;          /* index; NONE where it is of an item above: */
    char above[NAME_SIZE]; /* `parent.ROLL`: of the nearest item above that has one of this name; else empty */
    uint32_t line, column;
};
static inline bool cgov__names_roll(const struct roll_ref *ref) {
    return ref->roll != NONE || ref->above[0] != 0;
}

/* `tells ROLL`, `tells WHO`, `tells holder`. */
struct hearer {
    struct roll_ref roll; /* named nowhere where another is told */
    struct who who;       /* kind 0: a roll is told, or the holder */
    bool holder;          /* whoever holds the state that the move leads to, if any does */
};

/* `appoints ROLE in PARTY from ROLL [for LENGTH]`, `ends ROLE in PARTY [of (PARTY | ROLL)]`. */
struct tenure {
    bool ends;            /* else it appoints */
    uint8_t role;         /* neither may be one that `may` do anything: votes give work, not keys */
    uint8_t of;           /* ends: of whom, a party, or NONE: of a roll, or of all who hold it */
    struct who in;        /* the organization: a party with its superiors */
    struct roll_ref roll; /* who is appointed; or whose offices end */
    struct length length; /* appoints: n 0: without end */
    uint32_t line, column;
};

/* What an entry counts for. */
enum axis { AXIS_HEADS, AXIS_UNITS, AXIS_AREA, AXIS_WEIGHT, AXES };

/* Who may be on a roll: a line `of`. */
enum of_kind { OF_ANYONE = 1 /* any resident */, OF_RESIDENTS, OF_OWNERS, OF_ROLE, OF_ROLL };
struct roll_of {
    uint8_t kind;   /* enum of_kind */
    bool still;     /* OF_ROLL: asked again of that roll's own `of`, down the chain */
    struct who who; /* RESIDENTS, OWNERS: of which party, with its superiors (and no role); ROLE: which role of it */
    struct roll_ref roll;
    uint32_t line, column;
};

/* Who enters somebody, or takes them out: a line `by` or `out by`. */
enum maker_kind {
    MAKER_SELF = 1,
    MAKER_ROLE_OF_SELF,
    MAKER_PROXY /* whom their entry on that roll names */,
    MAKER_WHO
};
struct maker {
    uint8_t kind;   /* enum maker_kind */
    bool again;     /* an entry by this line gives way to another one by it */
    bool twice;     /* it stands once a second person by this line has entered the same */
    struct who who; /* WHO; ROLE_OF_SELF: its role; and `not PARTY` of all */
    struct roll_ref roll;
    uint64_t in; /* bit s: states; 0: those of the roll */
    uint32_t line, column;
};

/* `bundle for ROLL [exactly] by MAKER [twice] in STATE…`: ballots brought as sums. */
struct bundle {
    struct maker by; /* kind 0: the roll has none */
    uint8_t of;      /* the roll that it is for */
    bool exactly;    /* it equals that roll's sums; else at most those of it without a ballot of their own */
};

/* A roll (名册): who is on it, entered how. Rows of a procedure, in the text's order. */
struct roll {
    char name[NAME_SIZE];
    struct span title, cites; /* cites: the nearest citation: the roll's, else the procedure's */
    uint32_t line, column;
    struct roll_of of[MAX_OF];
    struct maker by[MAX_BY], out[MAX_BY];
    uint8_t of_count, by_count, out_count;
    party_set not_parties;
    uint32_t not_line;
    uint32_t not_rolls;    /* bit r */
    uint8_t filled_by;     /* index of a move, or NONE */
    uint64_t won_by;       /* bit m: moves whose winners come on it */
    uint8_t day;           /* of those kept the one that it is on, or NONE */
    uint64_t in;           /* bit s: states it is open in */
    uint64_t needs, takes; /* as a move's */
    uint32_t most;         /* entries that stand at once; 0: no limit; */
    uint8_t each;          /* of one value of the detail of this place, or NONE: in all, */
    bool each_household;   /* or of one household */
    uint8_t weight;        /* the place of the number `weight`, where the entries of a base bring it; or NONE */
    uint8_t cost;          /* the place of the number `cost`, where entries are options within a budget; or NONE */
    uint8_t kept;          /* the place of the detail that is counted by value, or NONE */
    uint8_t base;          /* where `of` leads in the end: an index, its own where it is one; NONE: above the item */
    uint8_t axes;          /* bit a: some share asks it by that axis; of a base also what rolls of it are asked by */
    uint32_t below;        /* bit p: shares of procedure p are of this base, which is above them */
    bool many, is_public;
    bool proofs;          /* moves that fill it, or count by it, bind who stands there */
    bool ballot;          /* an entry is a ballot, and brings a choice; it keeps no other detail */
    uint8_t secrecy;      /* enum secrecy; of a ballot */
    uint8_t groups;       /* confidential: where fewer say one thing, no tally is shown; else 0 */
    struct roll_ref from; /* a ballot names entries of that roll; named nowhere: it is yes or no */
    struct bundle bundle; /* of a ballot */
    uint8_t choices;      /* of a ballot, bit c of enum ballot_choice: what it can say */
    uint8_t names;        /* of candidates: so many at most; 0: as many as seats are given, or nobody says */
    uint8_t ask;          /* of a ballot, enum ask: what the rules over it ask; 0: none is over it */
    bool options;         /* of a ballot: they are to fit into a budget */
    uint16_t points;      /* of a ballot: so many for each at most, or in all */
    uint32_t ballots;     /* bit r: ballots of this procedure that leave out who is on this roll */
    bool same;            /* the list of its only `of ROLL`: it has no rows of its own */
    uint8_t counts;       /* enum roll_counts */
};
/* The states in which somebody can be entered on it, or taken out: a bit each. */
uint64_t cgov__roll_open_in(const struct roll *roll);
enum secrecy { SECRECY_UNSAID, SECRECY_OPEN, SECRECY_CONFIDENTIAL, SECRECY_SEALED };
enum roll_counts { ROLL_COUNTS_NONE, ROLL_COUNTS_ATTENDANCE, ROLL_COUNTS_TURNOUT };

/* `cast not CHOICE...`, `CHOICE`: ballots that are counted. */
enum ballots_kind { BALLOTS_NONE /* a roll is counted */, BALLOTS_CAST, BALLOTS_CHOICE };
struct ballots {
    uint8_t kind;    /* enum ballots_kind */
    uint8_t choices; /* bit c of enum ballot_choice. CAST: all but these; CHOICE: this one */
};

/* It is of owners: its units are those that its electors own. */
static inline bool cgov__roll_owned(const struct roll *roll) {
    for (uint8_t i = 0; i < roll->of_count; i++)
        if (roll->of[i].kind == OF_OWNERS) return true;
    return false;
}

/* `ROLL at least N/D of ROLL by AXIS`, or `ROLL at least N by AXIS`. Alternatives stand one after the other. */
struct share {
    struct roll_ref part, whole;          /* whole.roll NONE and no name: of nothing, n is the number itself */
    struct ballots part_cast, whole_cast; /* in a rule alone: counted are ballots, no roll */
    uint32_t n, d;                        /* d 0: a number */
    uint8_t axis;                         /* enum axis */
    bool more;                            /* more than; else at least */
    bool or_next;                         /* the next one is an alternative to it */
    uint32_t line, column;
};

#endif
