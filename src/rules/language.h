/* What all of a rulebook is written in: its limits, and how it names spans of its text, lengths and people. */
#ifndef CGOV_SRC_LANGUAGE_H
#define CGOV_SRC_LANGUAGE_H

#include <stdbool.h>
#include <stdint.h>

/* Limits of one rulebook; one past is a fault with its line. */
enum {
    MAX_RULEBOOK_BYTES = 1 << 20,
    MAX_ROLES = 64,
    MAX_CALENDARS = 32,
    MAX_PROFILES = 64,
    MAX_PROFILE_LINES = 256, /* in one profile */
    MAX_MATTERS = 65535,
    MAX_DUTIES = 256, /* of one matter */
    MAX_KEY = 64,     /* bytes of an external key */
    MAX_TITLE = 127,  /* bytes of a title; as the next, what a view has room for, so that none is shown cut */
    MAX_CITES = 255,  /* bytes of a citation or source */
    MAX_PROCEDURES = 32,
    MAX_DETAIL_NAMES = 1024, /* that one text declares */
    MAX_MATTER_DETAILS = 64, /* of one matter */
    MAX_CHOICES = 64,        /* of one detail */
    MAX_PARTIES = 16,        /* of one procedure, as are all below */
    MAX_DETAILS = 64,        /* that its moves ask for: a bit each */
    MAX_STAGES = 16,
    MAX_STATES = 64,
    MAX_CLOCKS = 32,
    MAX_MOVES = 64,    /* the open move included */
    MAX_LIMITED = 32,  /* moves with a limit */
    MAX_TIMED = 8,     /* moves a `within` or an `after` counts from */
    MAX_KEPT = 8,      /* days that guards and clocks ask for */
    MAX_NAMED = 31,    /* matters that guards name: a bit each, and one for all others */
    MAX_ABOVE = 16,    /* states of what opens it that guards name */
    MAX_REMINDERS = 8, /* shares of one clock */
    MAX_RUNGS = 8,     /* of one ladder */
    MAX_BY = 8,        /* lines of one move */
    MAX_CLAUSES = 24,  /* of one move */
    MAX_SETS = 8,      /* of one move */
    MAX_TOLD = 8,      /* by one move */
    MAX_OFFICES = 8,   /* that one move gives or ends */
    MAX_ROLLS = 16,
    MAX_SHARES = 64,        /* in the guards of one procedure */
    MAX_PARTS = 10000,      /* D in `at least N/D` */
    MAX_DECISIONS = 16,     /* moves of one procedure that decide */
    MAX_PROFILE_RULES = 64, /* that one profile puts for others */
    MAX_RULES = 256,
    MAX_RULE_LINES = 16,     /* `quorum` and `passes` */
    MAX_RULE_SHARES = 32,    /* in them */
    MAX_RULE_ROLLS = 16,     /* that they name */
    MAX_SEATS = 255,         /* and names on a ballot */
    MAX_POINTS = 1000,       /* that a ballot gives each candidate, or shares out */
    MAX_OF = 4,              /* lines `of` of one roll */
    MAX_GROUPS = 255,        /* in `secrecy confidential groups of N` */
    MAX_ENTRIES = 16777215,  /* in a roll's `at most N` */
    MAX_SUPERIORS = 3,       /* "superior of superior of superior of" */
    MAX_WINDOWS = 4,         /* of business hours in a day */
    MAX_COVERED = 36600,     /* days of one calendar block */
    MAX_TIMES = 255,         /* in `at most N`: a byte counts them */
    MAX_LATE = 1024,         /* N of `late N of`, where an item may have as many children */
    DEFAULT_CHILDREN = 1024, /* of one item, unless a ledger says otherwise */
    MAX_DELEGATES = 9999,
    MAX_METERS = 10000,
    MAX_LENGTH = 36600, /* in any unit but minutes */
    MAX_LENGTH_MINUTES = 527040
};

#define NAME_SIZE 32u  /* a name with its NUL: A-Z a-z 0-9 _, at most 31 */
#define NONE UINT8_MAX /* as an index: nothing named */

struct span { /* a piece of the text */
    const char *ptr;
    uint32_t len;
};

/* The last one is of no text: a clock runs to the end of a day given, n - 1 days after the one it starts on. */
enum length_unit { UNIT_DAYS = 1, UNIT_WORKDAYS, UNIT_HOURS, UNIT_MINUTES, UNIT_WORKHOURS, UNIT_MONTHS, UNIT_TO_DAY };

struct length {
    uint32_t n;   /* 0: no length */
    uint8_t unit; /* enum length_unit */
    bool rolled;  /* a due on a rest day moves to the next working day */
    bool close;   /* ends at close of business, not at the day's end */
    bool given;   /* n is the most; the detail `days`, or the clock's day, gives the number */
};

/* Who: in `by` and in `tell`. The asker of a child is who opened it, or may open one like it. */
enum who_kind {
    WHO_ANYONE = 1, /* any resident */
    WHO_PARTY,
    WHO_ROLE,
    WHO_TIME,
    WHO_PARENT,
    WHO_CHILD,
    WHO_ASKER,
    WHO_FOLLOWER /* who reported what was merged into it */
};

enum { ANY_SUPERIOR = UINT8_MAX }; /* `any superior of`, in `by` alone */

typedef uint16_t party_set; /* bit p: party p */

struct who {
    uint8_t kind;      /* enum who_kind */
    uint8_t role;      /* WHO_ROLE: index of a role */
    uint8_t superiors; /* how many `superior of`; ANY_SUPERIOR: whatever stands above */
    uint8_t party;     /* WHO_PARTY, WHO_ROLE: index of a party, of the parent's procedure where of_parent */
    bool of_parent; /* `parent.PARTY`; the party is then named, for the parent's procedure is known only at run time */
    bool of_holder; /* `parent.holder` */
    party_set excluded; /* `not` these */
    party_set also;     /* `and` these: the nearest organization above all of these is meant */
    bool again;         /* in `by`: a move before it names the same, whoever is excluded */
    char parent_party[NAME_SIZE];
    uint32_t line, column;
};

#endif
