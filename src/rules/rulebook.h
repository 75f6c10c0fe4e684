/* A rulebook read: the closed lists of the language, and the tables its text fills. Pure data: nothing here knows a
 * ledger. Everything points into the rulebook's own copy of the text or stands in arrays it owns; freed as a whole. */
#ifndef CGOV_SRC_RULEBOOK_H
#define CGOV_SRC_RULEBOOK_H

#include "base/map.h"
#include "base/region.h"
#include "cgov/rulebook.h"
#include "rules/decision.h"
#include "rules/items.h"
#include "rules/rolls.h"

/* The guards, from their list. */
enum guard {
    GUARD_NONE,
#define G(name, ...) GUARD_##name,
#include "rules/guards.def"
#undef G
    GUARD_END
};

/* What the checks may assume of a guard's answer, whatever an item comes to. */
enum assumed {
    ASSUMED_WORLD,  /* nothing: it is the world's */
    ASSUMED_TOLD,   /* it tells kinds of items apart, and stays as the opening told it until a move takes the field; */
    ASSUMED_CLASS,  /* or until one takes it that reclasses */
    ASSUMED_CHOSEN, /* the actor names whom it asks about, and can name another */
    ASSUMED_COMES,  /* it comes true by itself; its opposite need not */
    ASSUMED_DAY,    /* the day comes and goes, or the actor can name another one; its opposite need not */
    ASSUMED_CHILD,  /* what its children surely come to */
    ASSUMED_GRAPH   /* a configuration decides it */
};

#define TELLS_KINDS(assumed) ((assumed) >= ASSUMED_TOLD && (assumed) <= ASSUMED_CLASS)
enum { MATTERS = UINT8_MAX };

struct guard_row {
    const char *word, *more;
    uint8_t assumed; /* enum assumed */
    uint8_t field;   /* CGOV_FIELD_*: the fact it asks about; 0: of the library's none */
    uint8_t values;  /* the list of them, CGOV_ENUM_*; MATTERS: those that guards name; 0: a yes or a no */
};
/* In lists.c. */
const struct guard_row *cgov__guard(uint8_t guard);
static inline enum assumed cgov__guard_assumed(uint8_t guard) {
    return (enum assumed)cgov__guard(guard)->assumed;
}

enum clause_kind { CLAUSE_NEEDS = 1, CLAUSE_WHEN, CLAUSE_WITHIN, CLAUSE_AFTER, CLAUSE_BEFORE, CLAUSE_AT_MOST };

/* One condition of a move, in the order of the text. A `needs` line with several fields gives a clause each. */
struct clause {
    uint8_t kind;         /* enum clause_kind */
    uint8_t guard;        /* CLAUSE_WHEN: enum guard */
    bool negated;         /* CLAUSE_WHEN: `when not` */
    uint8_t field;        /* NEEDS, WHEN: its place among the procedure's details, or NONE */
    uint8_t party;        /* WHEN: index or NONE */
    uint8_t day;          /* AHEAD, COME, OVER: which of the days kept, or NONE */
    uint8_t move;         /* WITHIN, AFTER, USED_UP: index of a move; QUORUM, CERTAIN: of one that decides */
    uint8_t clock;        /* BEFORE: index of a clock */
    uint8_t share;        /* SHARE: index of the first alternative */
    uint8_t of;           /* GIVEN: the guard of an item that is asked for it; its values are in `values` */
    uint32_t number;      /* AT_MOST, DELEGATES, SAME_PLACE: N; LIE: steps above the party */
    uint32_t values;      /* TRACK, CHANNEL, URGENCY, SAYS: bit v; MATTER: bit 1 + n, the n-th that is named;
                             SUPERIOR, OTHER: bit p: party p besides; LIE: bit p: party p, which lies in the other;
                             LEVEL: levels; PARENT: bit n, the n-th state above that is named */
    uint8_t procedure;    /* EVERY, LAST, FEWER: index of the children's; EVERY: `values` has those besides */
    uint64_t states;      /* EVERY, LAST: bit s: of its states */
    struct length length; /* WITHIN, AFTER, AHEAD */
    uint32_t line;
};

/* A guard about children asks of those of that procedure. */
static inline bool cgov__asks_children_of(const struct clause *clause, uint8_t procedure) {
    return procedure == clause->procedure || (clause->guard == GUARD_EVERY && clause->values >> procedure & 1);
}

/* `counts`: what a move adds to in figures, or how it says that an item ended. */
enum counts { COUNTS_NONE, COUNTS_RETURN, COUNTS_REWORK, COUNTS_REOPEN, COUNTS_REFUSAL, COUNTS_WITHDRAWAL };
/* A return, a rework, a reopening. */
static inline bool cgov__comes_back(uint32_t counts) {
    return counts >= COUNTS_RETURN && counts <= COUNTS_REOPEN;
}

enum source { SOURCE_GIVEN = 1, SOURCE_ACTOR, SOURCE_PARTY, SOURCE_PARENT };

struct set { /* `sets PARTY to ...` */
    uint8_t party;
    uint8_t source;    /* enum source */
    uint8_t field;     /* SOURCE_GIVEN: the place of the detail named as the party, else of ORGANIZATION or RESIDENT by
                          the party's type; in a child's first move that does not ask for it, and of ORGANIZATION
                          there, the organization it is opened for */
    uint8_t from;      /* SOURCE_PARTY: index */
    uint8_t superiors; /* SOURCE_PARTY */
    bool once;         /* only where it is not set yet */
    uint32_t line, column;
    char parent_party[NAME_SIZE]; /* SOURCE_PARENT: named, for the parent's procedure is known only at run time */
};

/* What a move opens children for. */
enum opens_for { OPENS_ONE, OPENS_DETAIL /* each organization in it */, OPENS_PARTY, OPENS_LATE };

struct move {
    char name[NAME_SIZE];
    struct span title, cites; /* cites: the nearest citation: the move's, else the procedure's */
    uint32_t line;
    uint64_t from;    /* bit s: leaves state s; 0 for the open move */
    uint8_t to;       /* state, or NONE: for `same`, and where its outcomes say */
    uint8_t decision; /* index, or NONE */
    bool opens_item;  /* the `open` move */
    /* Some `by` line says so; others: it names somebody besides the parent. */
    bool by_time, by_parent, by_child, by_others;
    struct who by[MAX_BY];
    uint8_t by_count;
    uint64_t needs, takes; /* bit d: the procedure's detail d; takes does not repeat needs */
    struct clause clauses[MAX_CLAUSES];
    uint8_t clause_count;
    uint32_t limit;            /* at most N; 0 without */
    uint8_t counter;           /* which of the item's counters counts it (moves with a limit), or NONE */
    uint8_t timer;             /* which of the item's instants keeps it (moves a `within` or `after` counts from), or
                                  NONE */
    struct set sets[MAX_SETS]; /* made in this order, each sees the ones before */
    uint8_t set_count;
    uint16_t first_told, first_office; /* in the procedure's; done in this order */
    uint8_t told_count, office_count;
    bool appoints; /* one of its offices is given */
    bool answers, follows, reclasses;
    uint32_t drops;   /* bit p: its open children of procedure p end; all bits: whatever they are */
    bool dated;       /* it starts a clock that runs to a day given */
    uint8_t counts;   /* enum counts */
    uint32_t extends; /* bit c: clocks that it extends */
    struct length extends_most;
    uint8_t opens;          /* index of a procedure, or NONE */
    uint8_t opens_profile;  /* index of a profile, or NONE */
    uint8_t opens_for;      /* enum opens_for */
    uint8_t opens_field;    /* DETAIL: its place, or NONE */
    uint8_t opens_party;    /* PARTY, LATE: index, or NONE */
    uint32_t opens_most;    /* LATE: so many at once */
    uint32_t starts, stops; /* bit c: clocks with this move in `from`, in `until` (filled by the reader's last pass);
                               of a move that decides each outcome has its own, and these are empty */
};

struct rung {
    struct who who;
    struct length after; /* n 0 for the first: at lateness */
};

struct clock {
    char name[NAME_SIZE];
    struct span title, cites;
    uint32_t line;
    uint64_t from, until; /* bit m: moves; `until` holds the late move too, written there or not */
    struct clock_outcomes {
        uint64_t from, until; /* bit m: moves, where that is their outcome; of those that decide */
    } by_outcome[OUTCOME_KINDS];
    struct length length;             /* n 0: only under a profile that gives its length */
    struct length otherwise;          /* `else`: where no days are given; n 0: they must be */
    uint8_t day;                      /* `for given DAY`: which of the days kept, or NONE */
    uint64_t paused;                  /* bit s: states */
    uint8_t reminders[MAX_REMINDERS]; /* percent, rising */
    uint8_t reminder_count;
    struct rung rungs[MAX_RUNGS];
    uint8_t rung_count;
    uint8_t late_move; /* `late do`: move index, or NONE; it ends the clock, which then has no rungs */
};

struct state {
    char name[NAME_SIZE];
    struct span title, cites;
    uint32_t line;
    uint8_t stage, holder; /* holder: party, or NONE when final */
    bool final;
};

struct stage {
    char name[NAME_SIZE];
    struct span title;
    uint32_t line;
};

struct party {
    char name[NAME_SIZE];
    struct span title;
    uint32_t line;
    bool organization; /* else a resident */
    uint8_t of;        /* a resident named from those in office at this party, and nobody once they left; or NONE */
    uint8_t since;     /* which of the item's instants keeps when they were named; or NONE */
};

/* A state of what opens it that guards ask for by name, and where first: one of each parent, under its own text. */
struct state_above {
    char name[NAME_SIZE];
    uint32_t line, column;
};

/* What a procedure that passes its checks was found to come to, under the digest of all that decides that. */
struct verdict {
    uint8_t digest[32];
    uint32_t steps, configurations, changes, stays; /* configurations 0: there is no verdict */
    const char *path;                               /* its longest walk; NULL: not kept */
};

/* What a detail is called is one thing in the whole text, and in a ledger for ever: a name and a type. */
struct detail_name {
    char name[NAME_SIZE];
    uint8_t type;    /* CGOV_DETAIL_* */
    uint32_t line;   /* where it is declared first */
    uint32_t single; /* the line of a procedure's that takes one value; 0: none does */
    uint32_t number; /* the ledger's, once the text is adopted; else 0 */
};

struct choice {
    char name[NAME_SIZE];
    struct span title;
};

/* A detail that a procedure's moves, or a matter's report, ask for: one the text declares, or a field of the library's.
 */
struct declared {
    char name[NAME_SIZE];
    struct span title;
    uint32_t line, column; /* of its declaration, a party's where its name stands for it; 0: the library's */
    uint32_t number;       /* CGOV_FIELD_*, or the ledger's, once the text is adopted; 0 before */
    uint16_t name_index;   /* among the rulebook's detail names; of one the text declares */
    uint8_t type;          /* CGOV_DETAIL_*; 0: asked for and not declared */
    uint8_t readers;       /* CGOV_READ_*: the view that begins to read it; of the library's 0 */
    bool repeats;
    int64_t min, max;                    /* NUMBER, DATE */
    struct roll_ref on;                  /* NUMBER: that of an entry on this roll; line 0: of nothing */
    uint32_t first_choice, choice_count; /* in the rulebook's choices */
    uint32_t needed_line;                /* a matter's own: the line that says `needs`; 0: it may be left out */
};

struct machine; /* machine.h */

struct procedure {
    char name[NAME_SIZE];
    struct span title, cites, lines; /* lines: all of its block */
    uint32_t line;
    struct declared *details; /* what its moves ask for, in the order they are met */
    uint8_t detail_count;
    uint8_t places[MAX_DETAILS]; /* of CGOV_FIELD_f in details, or NONE */
    uint32_t detail_cap;
    struct party parties[MAX_PARTIES];
    struct stage stages[MAX_STAGES];
    struct state *states;
    struct clock *clocks;
    struct move *moves; /* moves[open] is the open move */
    struct roll *rolls;
    struct share *shares; /* of its guards, in the text's order */
    struct hearer *told;  /* by its moves, one after the other */
    struct tenure *offices;
    struct decision *decisions; /* in the text's order */
    uint32_t told_count, told_cap, office_count, office_cap;
    uint8_t party_count, stage_count, state_count, clock_count, move_count, roll_count, share_count, decision_count;
    uint32_t state_cap, clock_cap, move_cap, roll_cap, share_cap, decision_cap; /* rows allocated */
    uint8_t kind;                                                               /* CGOV_KIND_* of the items it makes */
    uint8_t open;                                                               /* index of the open move */
    /* The parties, the state, the roll and the detail (its place) that the library knows, or NONE: see known.def. */
#define PARTY(name, ...) uint8_t name;
#define STATE(name, ...) uint8_t name;
#define DETAIL(name, ...) uint8_t name;
#define ROLL(name, ...) uint8_t name;
#include "rules/known.def"
    uint32_t closes; /* bit r: the base of ballots that are decided over, here or by what is opened below */
    uint32_t daily;  /* bit r: the roll is on a day */
    uint8_t counter_count, timer_count; /* timers: of moves, then of parties that are named */
    uint8_t kept[MAX_KEPT]; /* the days that guards and clocks ask for: places of details, kept by the item; */
    uint8_t kept_count;
    uint8_t seats_kept;  /* and which of them is how many seats a rule fills, or NONE; */
    uint8_t budget_kept; /* or what options may cost together */
    uint8_t named_count;
    uint8_t above_count;
    uint16_t named[MAX_NAMED]; /* matters that guards name: indices */
    struct state_above above[MAX_ABOVE];
    bool is_child;           /* some procedure `opens` it: its open move is `by parent`, */
    bool only_child;         /* and by nobody else */
    bool by_child;           /* some move of it is */
    bool is_public;          /* `public`: anybody may see its items' facts, */
    struct verdict verdict;  /* found by the checks */
    struct machine *machine; /* as it runs; NULL: the text is not to be adopted */
    uint64_t public_words;   /* and of their words these: bit f: CGOV_FIELD_f, of the library's */
};

struct role {
    char name[NAME_SIZE];
    struct span title, cites;
    uint32_t line;
    struct span held_in; /* the kinds as written: symbols between blanks; empty: any */
    uint32_t may;        /* bit v: enum verb */
    bool sees_all;       /* `sees auditor`: everything at and below its organization, masked reporters included */
    bool sees_below;     /* `sees below`: everything below its organization, masked reporters excepted */
    bool checks;         /* `checks` */
    uint8_t needs;       /* 1 + which role must be held first; 0: none */
};

/* What `may` can say. */
enum verb { VERB_NONE, VERB_ADD, VERB_CHANGE, VERB_APPOINT, VERB_ADOPT, VERB_ERASE, VERB_COUNT };

enum condition { IF_ALWAYS, IF_URGENCY, IF_CLASS };

struct profile_line {
    uint8_t procedure, clock; /* clock NONE: of a move, */
    uint8_t move;             /* whose `within` has this length there */
    uint8_t condition;        /* enum condition */
    uint8_t urgency;
    char class_name[NAME_SIZE];
    struct length length;
    uint32_t line, column; /* of the name */
};

struct profile {
    char name[NAME_SIZE];
    struct span cites;
    uint32_t line;
    char calendar[NAME_SIZE]; /* "" for the ledger's */
    struct profile_line *lines;
    struct profile_rule *rules;
    uint16_t line_count, rule_count;
    uint32_t line_cap, rule_cap;
};

/* Who leads a matter (主责), or helps with it (配合): a kind of organization, or one by its external key. Of two leads
 * of a matter no two can be asked for one place at one level. */
struct duty {
    bool lead;            /* else it helps */
    uint8_t level;        /* enum level; LEVEL_NONE: any */
    char name[NAME_SIZE]; /* the kind; "" where a key stands */
    struct span key;      /* the external key, at most MAX_KEY bytes; empty where a kind stands */
    uint64_t region;      /* 0: any */
    uint32_t line;
};

struct matter {
    char code[NAME_SIZE];
    struct span title, cites, source; /* source: where its duties come from; empty where it does not say */
    uint32_t line;
    uint32_t first_duty, duty_count; /* in the rulebook's duties, in the text's order */
    uint32_t first_detail;           /* in the rulebook's matter details: what its reports are asked besides */
    uint8_t detail_count;
    uint32_t forms;             /* bit f: CGOV_FORM_f */
    uint8_t procedure, profile; /* or NONE */
    uint8_t track;              /* its reports come on it, where none is given; 0: it says none */
    bool direct, proof, confidential, verified;
    bool led; /* some duty leads */
};

/* One stretch of days a rulebook's calendar covers: its rest days and make-up days are already told apart. Several may
 * carry one name, as a year each; in one rulebook they cover no day twice. */
struct calendar_part {
    char name[NAME_SIZE];
    struct span source, cites;
    uint32_t line;
    bool verified;
    int32_t from, to;                                          /* days since 1970-01-01, both covered */
    uint8_t *work;                                             /* by day - from: 1 a working day, 0 a rest day */
    uint16_t window_from[MAX_WINDOWS], window_to[MAX_WINDOWS]; /* minutes of the day; to after from, rising, apart */
    uint8_t window_count;                                      /* 0: no business hours */
};

struct rulebook {
    struct mem *mem;
    char *text;
    uint32_t text_len;
    uint8_t digest[32];
    struct role *roles;
    struct calendar_part *calendars;
    struct profile *profiles;
    struct matter *matters;
    struct duty *duties;
    struct procedure *procedures;
    struct rule *rules;
    struct declared *matter_details;
    struct detail_name *detail_names; /* in the order that a ledger numbers them in */
    struct choice *choices;
    struct span territory; /* the kinds as written, as in a role's held_in; empty: none */
    uint32_t role_count, calendar_count, profile_count, matter_count, duty_count, procedure_count, rule_count;
    uint32_t matter_detail_count, detail_name_count, choice_count;
    uint32_t role_cap, calendar_cap, profile_cap, matter_cap, duty_cap, procedure_cap, rule_cap; /* rows allocated */
    uint32_t matter_detail_cap, detail_name_cap, choice_cap;
#define PROCEDURE(name, ...) uint8_t name; /* known.def, or NONE */
#include "rules/known.def"
    struct map matters_by_code, details_by_name; /* hashed under the text's digest: cgov__name_hash */
};

/* What the library knows by name: KNOWN_reporter and so on. */
enum known {
#define PARTY(name, ...) KNOWN_##name,
#define STATE(name, ...) KNOWN_##name,
#define ROLL(name, ...) KNOWN_##name,
#define PROCEDURE(name, ...) KNOWN_##name,
#define ROLE(name, ...) KNOWN_##name,
#define DETAIL(name, ...) KNOWN_DETAIL_##name,
#include "rules/known.def"
};
const char *cgov__known(enum known known); /* the name */

/* Where a text is at fault. */
struct fault {
    uint32_t line, column; /* from 1; column in characters */
    char message[256];     /* a sentence */
};

/* Reads a text. CGOV_OK, CGOV_E_RULEBOOK (fault filled), CGOV_E_NOMEM; on failure *out is zeroed and nothing is held.
 */
int32_t cgov__rulebook_read(struct mem *mem, const char *text, uint64_t len, struct rulebook *out,
                            struct fault *fault_or_null);
/* Frees what a reading filled; a zeroed rulebook is fine. */
void cgov__rulebook_free(struct rulebook *rulebook);

/* By name; NONE or -1 where there is none. */
uint8_t cgov__procedure_find(const struct rulebook *rulebook, const char *name);
int32_t cgov__role_find(const struct rulebook *rulebook, const char *name);
uint8_t cgov__profile_find(const struct rulebook *rulebook, const char *name);
int32_t cgov__matter_find(const struct rulebook *rulebook, const char *code);
/* The rule of that name that is in force on that day (since 1970); NULL. */
const struct rule *cgov__rule_find(const struct rulebook *rulebook, const char *name, int32_t day);
/* How many rules have a source that nobody has verified; *first_out the first of them. */
uint32_t cgov__rules_unverified(const struct rulebook *rulebook, const struct rule **first_out);
/* What the party is: CGOV_KIND_ORGANIZATION or CGOV_KIND_RESIDENT. */
static inline uint32_t cgov__party_kind(const struct procedure *procedure, uint32_t party) {
    return procedure->parties[party].organization ? CGOV_KIND_ORGANIZATION : CGOV_KIND_RESIDENT;
}
uint8_t cgov__party_find(const struct procedure *procedure, const char *name);
/* The party of a parent in that state that `parent.PARTY` names; `parent.holder`: the one that holds it there. */
uint8_t cgov__parents_party(const struct procedure *parent, uint8_t state, const struct who *who);
/* The older procedure's party that a party of the newer one goes on from, when an item is carried: of the same name, an
 * organization where it is one; NONE. */
uint8_t cgov__party_before(const struct procedure *old, const struct procedure *new, uint8_t party);
uint8_t cgov__state_find(const struct procedure *procedure, const char *name);
/* Whose the figures say an item is: the party `lead`, or in a procedure without one whoever holds it as it is opened;
 * NONE: no organization. */
uint8_t cgov__figured_party(const struct procedure *procedure);
/* The party is named from those in office at another: whether anybody is changes from day to day. */
static inline bool cgov__is_named(const struct procedure *procedure, uint8_t party) {
    return procedure->parties[party].of != NONE;
}
/* It has a handler in person: who did any of the work is kept. */
static inline bool cgov__has_workers(const struct procedure *procedure) {
    return procedure->handler != NONE && !procedure->parties[procedure->handler].organization;
}
uint8_t cgov__clock_find(const struct procedure *procedure, const char *name);
uint8_t cgov__move_find(const struct procedure *procedure, const char *name);
/* Both names stand in NAME_SIZE bytes, zero behind their ends. */
static inline bool cgov__same_name(const char a[NAME_SIZE], const char b[NAME_SIZE]) {
    uint64_t x[NAME_SIZE / 8], y[NAME_SIZE / 8];
    memcpy(x, a, sizeof x);
    memcpy(y, b, sizeof y);
    return x[0] == y[0] && ((x[1] ^ y[1]) | (x[2] ^ y[2]) | (x[3] ^ y[3])) == 0;
}
uint8_t cgov__roll_find(const struct procedure *procedure, const char *name);
/* The same, of a name that stands so. */
static inline uint8_t cgov__roll_of_name(const struct procedure *procedure, const char name[NAME_SIZE]) {
    for (uint8_t r = 0; r < procedure->roll_count; r++)
        if (cgov__same_name(procedure->rolls[r].name, name)) return r;
    return NONE;
}
/* True if an organization of that kind can hold the role. */
bool cgov__role_held_in(const struct role *role, const char *kind);

/* The length a clock has under a profile (NONE: none), for an item's urgency and class; n 0: it does not run. */
/* What a `within` of the move has in that profile; NULL: what the text says. */
const struct length *cgov__within_of(const struct rulebook *rulebook, uint8_t procedure, uint8_t move, uint8_t profile);
struct length cgov__length_of(const struct rulebook *rulebook, uint8_t procedure, uint8_t clock, uint8_t profile,
                              uint32_t urgency, const char *class_name);

/* The decision of a move, or NULL: it decides nothing. */
static inline const struct decision *cgov__decision_of(const struct procedure *procedure, const struct move *move) {
    return move->decision == NONE ? NULL : &procedure->decisions[move->decision];
}
/* The roll that a rule names, where the procedure decides by it: its own, else of the nearest item above. */
struct roll_ref cgov__decision_roll(const struct procedure *procedure, const struct rule *rule, uint8_t named);
/* The rule can stand there: by its name, or because a profile puts it. */
bool cgov__decision_may(const struct rulebook *rulebook, const struct procedure *procedure,
                        const struct decision *decision, const struct rule *rule);
/* The ways of a move, as bits: by outcome, or 0 where it decides nothing. */
uint32_t cgov__move_ways(const struct procedure *procedure, const struct move *move);
/* One of them. */
struct move_way {
    uint8_t to;             /* state, or NONE: it stays */
    uint32_t starts, stops; /* bit c: clocks */
};
struct move_way cgov__move_way(const struct procedure *procedure, const struct move *move, uint8_t outcome);
/* The states that it can lead to from that one. */
uint64_t cgov__move_leads(const struct procedure *procedure, const struct move *move, uint8_t from);
/* The states that an item can come to from these, themselves included, before one of its moves is made (NONE: by all).
 */
uint64_t cgov__states_after(const struct procedure *procedure, uint64_t states, uint8_t before);
/* The clocks that it can start. */
uint32_t cgov__move_starts(const struct procedure *procedure, const struct move *move);
/* It leads from any state to that one again. */
static inline bool cgov__move_stays(const struct move *move) {
    return move->to == NONE && move->decision == NONE;
}
/* The clause asks what such a move would decide. */
static inline bool cgov__asks_decision(const struct clause *clause) {
    return clause->kind == CLAUSE_WHEN && (clause->guard == GUARD_QUORUM || clause->guard == GUARD_CERTAIN);
}
/* The name of the rule that it decides by under a profile (NONE: none). */
const char *cgov__decision_rule(const struct rulebook *rulebook, uint8_t procedure, const struct decision *decision,
                                uint8_t profile);

/* Bit c: clocks by which an answer was promised: they begin with the opening, and each move that stops one answers, or
 * ends the item. */
uint32_t cgov__promises(const struct procedure *procedure);
/* The reporter must act in the state. */
static inline bool cgov__reporter_holds(const struct procedure *procedure, uint8_t state) {
    return procedure->reporter != NONE && procedure->states[state].holder == procedure->reporter;
}
/* It leaves such states alone. */
static inline bool cgov__move_replies(const struct procedure *procedure, const struct move *move) {
    for (uint8_t s = 0; s < procedure->state_count; s++)
        if (move->from >> s & 1 && !cgov__reporter_holds(procedure, s)) return false;
    return true;
}

/* The item's own reporter. */
static inline bool cgov__who_reports(const struct procedure *procedure, const struct who *who) {
    return who->kind == WHO_PARTY && !who->of_parent && who->party == procedure->reporter;
}

/* A claim: the reporter's own move to a state (NONE: it stays) that is not final. Each owes an answer; doing what the
 * reporter was asked to do claims nothing. */
static inline bool cgov__move_claims(const struct procedure *procedure, const struct move *move, uint8_t to) {
    if (to == NONE || procedure->states[to].final || procedure->reporter == NONE) return false;
    if (cgov__move_replies(procedure, move)) return false;
    for (uint8_t b = 0; b < move->by_count; b++)
        if (cgov__who_reports(procedure, &move->by[b])) return true;
    return false;
}

/* What a text is checked by that does not stand in it, and the work that took. */
struct terms {
    uint32_t children; /* that an item may have */
    bool anew;         /* without the verdicts on what is shipped */
    /* A verdict found before, or NULL; may be NULL itself. */
    const struct verdict *(*known)(const void *context, const uint8_t digest[32]);
    const void *context;
    uint64_t steps, done; /* filled: what checking all procedures takes, and what was done now */
};

/* The six checks. CGOV_OK, CGOV_E_RULEBOOK or CGOV_E_NOMEM; fills the report's reason, check, message, path and
 * figures, and the verdicts of the procedures that pass. */
int32_t cgov__rulebook_checks(struct rulebook *rulebook, struct mem *mem, struct terms *terms, cgov_check_view *report);

/* The first number that a ledger gives to a detail declared by a text; the library's fields stay below 512. */
#define DETAIL_FIRST 1024u
#define DETAIL_LAST 65535u /* a number has two bytes where words are sealed */
/* Numbers that any reader of JSON holds exactly. */
#define NUMBER_MAX INT64_C(9007199254740991)

/* The place of a detail of that number; NONE: no move of the procedure asks for it. */
uint8_t cgov__declared_place(const struct procedure *procedure, uint32_t number);
static inline uint8_t cgov__place_of(const struct procedure *procedure, uint32_t number) {
    return number < MAX_DETAILS ? procedure->places[number] : cgov__declared_place(procedure, number);
}
/* The move asks for that field of the library's. */
static inline bool cgov__move_needs(const struct procedure *procedure, const struct move *move, uint32_t field) {
    uint8_t place = procedure->places[field];
    return place != NONE && (move->needs >> place & 1) != 0;
}
static inline bool cgov__move_takes(const struct procedure *procedure, const struct move *move, uint32_t field) {
    uint8_t place = procedure->places[field];
    return place != NONE && ((move->needs | move->takes) >> place & 1) != 0;
}
/* It needs or takes the detail of that place. */
static inline bool cgov__move_gets(const struct move *move, uint8_t place) {
    return place != NONE && ((move->needs | move->takes) >> place & 1) != 0;
}
/* The roll is on a day, which the move may bring: then it begins anew, where it is open after that. */
static inline bool cgov__roll_begins(const struct procedure *procedure, const struct roll *roll,
                                     const struct move *move) {
    return roll->day != NONE && !move->opens_item && cgov__move_gets(move, procedure->kept[roll->day]);
}
/* A `sets ... to given` is of a detail that the move asks for by name. (In a child's first move it may be the
 * organization that it is opened for.) */
static inline bool cgov__set_named(const struct procedure *procedure, const struct move *move, const struct set *set) {
    if (set->field == NONE || (move->opens_item && procedure->details[set->field].number == CGOV_FIELD_ORGANIZATION))
        return false;
    return ((move->needs | move->takes) >> set->field & 1) != 0;
}
/* The declaration of a detail that a report of the matter (or NULL) or a move of the procedure brings: the matter's own
 * goes first. NULL: neither declares that number. */
const struct declared *cgov__declared_find(const struct rulebook *rulebook, const struct procedure *procedure,
                                           const struct matter *matter_or_null, uint32_t number);
/* The choice of that name; NULL: it is none of them. */
const struct choice *cgov__choice_find(const struct rulebook *rulebook, const struct declared *detail, const char *name,
                                       uint32_t len);
/* The text is adopted: each of its declarations takes the number that its name has been given. */
void cgov__details_number(struct rulebook *rulebook);

/* The closed lists by name, as the language writes them. In lists.c. */
uint32_t cgov__field_find(const char *name, uint32_t len);               /* CGOV_FIELD_*, 0: unknown */
const char *cgov__field_name(uint32_t field);                            /* "" : unknown */
uint32_t cgov__field_type(uint32_t field);                               /* CGOV_DETAIL_*, 0: unknown */
uint32_t cgov__field_values(uint32_t field);                             /* CGOV_ENUM_*, 0: no choice from a list */
int32_t cgov__value_find(uint32_t list, const char *name, uint32_t len); /* list: CGOV_ENUM_*; -1: unknown */
const char *cgov__value_name(uint32_t list, uint32_t value);             /* "": unknown */

#endif
