/* What a story is made of: its commands as rows. */
#ifndef CGOV_TESTS_STORY_H
#define CGOV_TESTS_STORY_H

#include "support/scenario.h"

#define ID(kind, n) ((cgov_id)CGOV_KIND_##kind << 44 | (n))
#define R(n) ID(RESIDENT, n)
#define O(n) ID(ORGANIZATION, n)
#define I(n) ID(ISSUE, n)
#define P(n) ID(PART, n)
#define U(n) ID(UNIT, n)
#define S(n) ID(SESSION, n)
#define M(n) ID(MOTION, n)

/* Minutes. */
#define DAYS(n) ((n)*1440u)

enum verb { ADD, CHANGE, APPOINT, END, ADOPT, REPORT, OPEN, MOVE, ENTER, LEAVE, BUNDLE, ERASE, TICK };

struct step {
    uint32_t after; /* minutes since the step before */
    enum verb verb;
    cgov_id actor, of;        /* of: the item, the organization, or the resident it is about */
    cgov_id at;               /* an appointment's organization */
    cgov_id owner, household; /* of units */
    int64_t area;
    cgov_id who;       /* entered on a roll, or taken out, */
    uint32_t number;   /* and of several entries which; of a bundle, how many say yes; erased: of which record, */
    uint32_t field;    /* and which text; 0: all of a resident's */
    const char *order; /* which so many of a bundle give */
    const char *proof; /* of one of sealed ballots */
    const char *name, *type;
    cgov_detail details[7];
    uint32_t key;
    uint64_t expect; /* version */
    int32_t status;
    uint32_t reason;
};

#define N(f, n)                                                                                                        \
    { .size = sizeof(cgov_detail), .field = CGOV_FIELD_##f, .number = (int64_t)(n) }
#define T(f, t)                                                                                                        \
    {                                                                                                                  \
        .size = sizeof(cgov_detail), .field = CGOV_FIELD_##f, .text = { t, CGOV_NUL_TERMINATED }                       \
    }

struct story {
    const char *name;
    const struct step *steps;
    uint32_t count;
};
extern const struct story meeting_story, decision_story, ways_story, erasing_story;

#endif
