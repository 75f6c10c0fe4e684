/* Inside the six checks: what a procedure can come to.
 *
 * A configuration is all that decides what an item can still do: its state, which parties are set, the limits used up,
 * the clocks that run, whether an answer is owed, whether it was checked, which rolls were filled or open, whose
 * people wait to be told. The graph holds every configuration
 * that can be reached under one profile, and the moves between them; the checks are statements about its nodes, its
 * edges and its walks. */
#ifndef CGOV_SRC_CHECK_H
#define CGOV_SRC_CHECK_H

#include "rules/rulebook.h"

/* Of one procedure, under all profiles. A step is a piece of work of some seventy instructions, counted
 * where it is done and the same on every machine: so a text is judged by all, or too large for all. */
#define MAX_CONFIGURATIONS 250000u
#define MAX_STEPS 18000000u
/* Of all procedures of a text. */
#define MAX_TEXT_STEPS 20000000u

/* What a configuration takes, but for its moves and clocks: a step each; and an edge, but for its `sets` and what it
 * meets while it looks for the configuration it leads to. A walk over the graph, and a sweep, by nodes and edges; what
 * a sweep asks of the kinds of items, and of each condition. */
enum { STEPS_NODE = 10, STEPS_EDGE = 6, STEPS_WALK = 2, STEPS_SWEEP = 1, STEPS_KINDS = 500, STEPS_CONDITION = 8 };

struct check { /* one run over one rulebook */
    const struct rulebook *rulebook;
    struct mem *mem;
    cgov_check_view *report;
    struct terms *terms;
    uint64_t own_steps;      /* of the procedure being checked: those before it are in the terms; */
    uint32_t configurations; /* and how many it has come to; */
    uint32_t changes, stays; /* its longest walk, whose path is the report's while it is checked */
    uint32_t at;             /* the node that the fault's path leads to */
    bool walked;             /* some procedure's longest walk is known: */
    char longest[sizeof((cgov_check_view *)NULL)->path]; /* the longest of all */
};

/* Says what failed and where: the word on that line, or the line's first; the message is made by cgov__format. */
#define FAILS(check, number, line, word, ...)                                                                          \
    (cgov__check_at(check, number, line, word), (check)->report->reason = CGOV_R_CHECK,                                \
     cgov__format((check)->report->message, sizeof((check)->report->message), __VA_ARGS__), CGOV_E_RULEBOOK)
void cgov__check_at(struct check *check, uint32_t number, uint32_t line, const char *word);
/* Says the same of what is too large to be checked. */
#define TOO_LARGE(check, line, word, ...) cgov__too_large(check, FAILS(check, 0, line, word, __VA_ARGS__))
static inline int32_t cgov__too_large(struct check *check, int32_t status) {
    check->report->reason = CGOV_R_TOO_LARGE;
    return status;
}
/* Counts steps of the work on a procedure: CGOV_OK, or CGOV_E_RULEBOOK where it takes more than it may. */
int32_t cgov__check_steps(struct check *check, const struct procedure *procedure, uint64_t steps);
/* Adds a name to the report's path; false once the path is full, and ends with "...". */
bool cgov__check_path(struct check *check, const char *name);

struct config {                /* compared and hashed as bytes: no padding */
    uint8_t used[MAX_LIMITED]; /* by counter */
    uint32_t running;          /* bit c: clock c runs, paused or not */
    party_set set;             /* these are set; */
    party_set superior;        /* to the superior of another */
    uint8_t state;
    uint8_t timed;   /* bit t: the move with timer t was made */
    uint8_t owed;    /* 1: an answer is owed */
    uint8_t days;    /* bit d: the day d, of those kept, is given */
    uint16_t rolls;  /* bit r: roll r was filled, or open; of those that shares are of */
    uint16_t waits;  /* bit r: roll r was open, and nobody has told who entered themselves */
    uint8_t checked; /* 1: somebody who did none of the work has checked it since */
    uint8_t zero[3];
};

struct edge {
    uint32_t to;
    uint8_t move;
    uint8_t clock;   /* whose lateness makes the move, or NONE: somebody makes it */
    uint8_t outcome; /* of a move that decides, whose edges stand one after the other; else 0 */
};

struct node {
    struct config config;
    uint32_t from, edges; /* the node it was first reached from; its first edge, the next node's ends them */
    uint8_t via, outcome; /* the move that led here, and what it came to */
};

/* Guards tell items apart by what hardly ever changes: as many traits as there are such guards. */
enum {
    TRAITS = 0
#define G(name, word, more, arguments, assumed, ...) +TELLS_KINDS(ASSUMED_##assumed)
#include "rules/guards.def"
#undef G
};
#define VALUES 32u
struct kinds {
    struct trait {
        uint8_t guard, count, values[VALUES]; /* one value of each set that no guard tells apart */
    } traits[TRAITS];
    bool changes[TRAITS]; /* some move changes it */
    uint32_t count;       /* kinds of items */
};

/* What no configuration changes of a procedure's moves and clocks: found once, and asked in each. Parties are bits. */
struct facts {
    uint8_t leaving[MAX_STATES][MAX_MOVES], leaving_count[MAX_STATES]; /* the moves that leave a state */
    uint8_t limits[MAX_LIMITED];                                       /* by counter */
    struct asked_after { /* in the state, or in those that come after it: only this is kept there */
        uint32_t counters;
        party_set set; /* parties, and whether they were set to a superior */
        uint8_t timed, days;
    } asked[MAX_STATES];
    uint32_t quiet;     /* bit c: runs under a profile alone, makes no move, and no guard asks for it: it only tells */
    uint64_t idle;      /* bit m: stays and changes no configuration: it has no edges */
    uint64_t somebody;  /* bit m: can be made by somebody or the parent: not by time alone */
    uint64_t claims;    /* bit m: owes an answer */
    uint64_t reporters; /* bit m: only the reporter makes it */
    uint64_t officers;  /* bit m: an officer may make it, who may have handled the item */
    bool checked;       /* some move is made by a role that checks: what ends has passed one */
    uint64_t checks;    /* bit m: only roles that check make it, and it passes what they check; */
    uint64_t works;     /* what was checked is to be checked anew: somebody handles it, or it is handled again; */
    uint64_t unchecked; /* it ends what nobody need check: by refusal, withdrawal or merger */
    uint64_t finals;    /* bit s */
    uint64_t dated;     /* bit m: starts a clock that runs to a day given, its own or that of a child it opens; */
    uint64_t dated_child; /* the latter */
    uint64_t nameable;    /* bit m: its days come, or whoever makes it can name others; clocks and guards let them */
    uint64_t certain;     /* bit m: made by time, no condition and no effect can refuse it */
    bool families;        /* some move asks about its children by name */
    uint64_t comes;       /* bit m: its children surely come to what each `every` of it asks, but for that of a half */
    uint64_t halves;      /* bit m: an `every` of it, or its `not`, need not come true */
    const struct clause *half[MAX_MOVES]; /* that one */
    uint64_t asks_last;                   /* bit m: it has a `last` */
    uint64_t stranded[MAX_STATES];        /* bit m: by child alone, and no child is surely on its way there */
    struct last {
        uint8_t procedure;     /* that the move's one `last` asks about, and some of it is surely opened; or NONE */
        uint64_t states, ends; /* what it asks, and what that procedure can end in; bit s */
    } last[MAX_MOVES];
    uint64_t lasts[MAX_STATES]; /* bit m: it leaves the state and has a `last` that is relied on */
    uint32_t heard;             /* bit c: with a length of its own it tells somebody, or makes a move */
    uint32_t promised;          /* bit c: an answer was promised by it */
    party_set told[MAX_CLOCKS];
    bool waited_for;                /* some parent waits for its children */
    bool merges;                    /* some move follows another item */
    uint16_t bases;                 /* bit r: some share is of this base: configurations keep it */
    uint16_t waiting[MAX_STATES];   /* rolls that people enter themselves on in a state */
    uint16_t opened[MAX_STATES];    /* of them those that are open in a state */
    party_set entering[MAX_STATES]; /* named by rolls where somebody can be entered */
    uint32_t conditions;            /* of all moves */
    struct kinds kinds;
    struct asks {                /* of a move */
        party_set before, after; /* named by `by`, `not` and `sets`; by guards, and by the children it opens */
        party_set wants;         /* to be set, or time could not make it */
        uint8_t timed;           /* timers it counts from */
        uint8_t gives, days;     /* the kept days it surely gives; those it asks for besides */
        uint32_t running;        /* clocks that must run */
        uint32_t full, room;     /* counters that must be used up, and must not be */
        uint32_t fired;          /* clocks whose lateness makes it */
        uint16_t tells;          /* rolls that it tells, or tells what they are of */
        uint16_t fills, bases; /* rolls that it fills; bases that shares are of, its own and of the children it opens */
    } asks[MAX_MOVES];
};

struct graph {
    struct check *check;
    const struct procedure *procedure;
    const struct facts *facts;
    uint32_t clocks;    /* bit c: clock c has a length, its own or the profile's */
    uint64_t may;       /* bit m: move m may be made in the node expanded last */
    struct node *nodes; /* in the order of exploration, the opened item first; one row more ends the last one's edges */
    struct edge *edges;
    struct place {
        uint32_t hash, node; /* node + 1; 0 is free */
    } * places;              /* where a configuration stands: by open addressing, at most half taken */
    uint32_t node_count, node_cap, edge_count, edge_cap, place_cap;
    /* What items are carried to: the first nodes; none: all begin at the opened one. */
    struct begun {
        uint32_t item, node, kind;
    } * begun;
    uint32_t begun_count, begun_cap, begun_nodes;
};

/* An item that is to be carried, as the newer text has it: with all its limits, clocks and days. */
struct carried {
    uint8_t profile;           /* index, or NONE */
    uint8_t values[GUARD_END]; /* what guards that tell kinds of items apart find */
    struct config config;
};
/* Whom to ask: false where the item of that number is not carried to the procedure. */
struct carrier {
    bool (*find)(const void *context, uint32_t item, struct carried *carried);
    const void *context;
    uint32_t items;
};
/* Asks of all that are carried to the procedure what is asked of those that are opened, from where they come to stand.
 * CGOV_OK, CGOV_E_NOMEM, or CGOV_E_RULEBOOK with the fault reported and an item that meets it. */
int32_t cgov__check_carried(const struct rulebook *rulebook, uint8_t procedure, struct mem *mem,
                            const struct carrier *carrier, cgov_check_view *report, uint32_t *item);

/* The digest of all that exploring a procedure looks at, and the verdict found under it before, or NULL. clocks: those
 * that run without a profile, and under each. */
void cgov__verdict_digest(const struct procedure *procedure, const struct facts *facts, const uint32_t *clocks,
                          uint32_t count, uint8_t digest[32]);
const struct verdict *cgov__verdict_find(const struct terms *terms, const uint8_t digest[32]);

/* Fills what is asked of a procedure in every configuration. */
void cgov__facts_find(struct facts *facts, const struct rulebook *rulebook, const struct procedure *procedure);
void cgov__families_find(struct facts *facts, const struct rulebook *rulebook, const struct procedure *procedure);
void cgov__kinds_find(struct kinds *kinds, const struct rulebook *rulebook, const struct procedure *procedure);
/* The kind of an item of which those guards find these values. */
uint32_t cgov__kind_of(const struct kinds *kinds, const struct procedure *procedure, const uint8_t values[GUARD_END]);
/* The clocks that run without a profile, which comes first, and under each: those with a length of their own, and those
 * it gives one. */
void cgov__clocks_under(const struct rulebook *rulebook, uint8_t procedure, uint32_t under[1 + MAX_PROFILES]);
/* The first of those under which the same clocks run. */
static inline uint32_t cgov__clocks_same(const uint32_t under[1 + MAX_PROFILES], uint32_t nth) {
    uint32_t same = 0;
    while (under[same] != under[nth]) same++;
    return same;
}

/* Begins without a node, opens with the first move made, and node by node adds the edges of one and the nodes they
 * reach; to be freed also after a failure. */
void cgov__graph_begin(struct graph *graph, struct check *check, const struct procedure *procedure,
                       const struct facts *facts, uint32_t clocks);
int32_t cgov__graph_open(struct graph *graph);
/* The node of a configuration that items are carried to. */
int32_t cgov__graph_put(struct graph *graph, const struct config *config, uint32_t *node);
int32_t cgov__graph_expand(struct graph *graph, uint32_t node);
void cgov__graph_free(struct graph *graph);
/* Bit m: move m leaves the configuration's state, has uses left, and needs no earlier move that was not made. */
uint64_t cgov__graph_may(const struct graph *graph, const struct config *config);
/* Puts the moves that led to a node into the report's path, and one more unless it is NULL. */
void cgov__graph_path(const struct graph *graph, uint32_t node, const struct move *last);

/* Two edges of one making: the world chooses between them. */
static inline bool cgov__edges_alike(const struct edge *edge, const struct edge *other) {
    return edge->move == other->move && edge->clock == other->clock;
}
/* Adds a move, and what it came to, to the report's path; false once that is full. */
bool cgov__graph_tell(const struct graph *graph, uint8_t move, uint8_t outcome);

static inline bool cgov__ticks(const struct graph *graph, const struct config *config, uint8_t clock) {
    const struct clock *row = &graph->procedure->clocks[clock];
    return (config->running >> clock & 1) && !(row->paused >> config->state & 1);
}

/* Some move is made by a role that checks: who does what is kept apart. */
bool cgov__is_checked(const struct rulebook *rulebook, const struct procedure *procedure);
/* Of these clocks, which may run in each state; or, always: which run there on every way. */
void cgov__clocks_running(const struct procedure *procedure, uint32_t clocks, bool always,
                          uint32_t running[MAX_STATES]);
/* Fills what rolls ask, and shares. */
void cgov__roll_facts(struct facts *facts, const struct rulebook *rulebook, const struct procedure *procedure);
/* The line of the move's that asks for a share of that base, or decides by one; 0: its children do. */
uint32_t cgov__share_line(const struct rulebook *rulebook, const struct procedure *procedure, const struct move *move,
                          uint8_t base);
/* The bases, of this procedure, of what it decides over and of the rolls that its rules name: bit r. */
uint16_t cgov__decision_bases(const struct rulebook *rulebook, const struct procedure *procedure,
                              const struct decision *decision);
/* The first roll of these lines that names a party not set, of those open in a state or filled by a move (the other is
 * NONE): its line, and the party. */
struct roll_naming {
    const struct roll *roll;
    uint32_t line;
    uint8_t party;
};
uint8_t cgov__roll_days(const struct procedure *procedure, uint8_t state); /* that rolls which are open in it are on */
bool cgov__roll_names(const struct procedure *procedure, uint8_t state, uint8_t move, party_set set,
                      struct roll_naming *named);

/* The first move of a procedure that opens that child; NULL: none does. */
const struct move *cgov__opening_of(const struct procedure *procedure, uint8_t child);

/* The first line of what the move does to people that names a party not set. */
bool cgov__effect_names(const struct procedure *procedure, const struct move *move, party_set set,
                        struct roll_naming *named);

/* The parties of a parent that a child's text asks for. */
party_set cgov__parent_parties(const struct procedure *parent, const struct procedure *child);

/* Why a move could be refused that nobody makes but time or a parent (WHO_TIME, WHO_PARENT), who have no details to
 * give: a phrase, or NULL. What configurations decide is left to them: limits, `used_up` of a move by time. set: the
 * parties set before. */
const char *cgov__conditions_refuse(const struct move *move, enum who_kind by);
const char *cgov__set_refuses(const struct procedure *procedure, const struct set *set, enum who_kind by); /* a line */
const char *cgov__sets_refuse(const struct procedure *procedure, const struct move *move, enum who_kind by,
                              party_set set);
const char *cgov__effects_refuse(const struct rulebook *rulebook, const struct procedure *procedure,
                                 const struct move *move, enum who_kind by);

/* The statements. Each is CGOV_OK, CGOV_E_NOMEM, or CGOV_E_RULEBOOK with check, place, message and path reported. */
int32_t cgov__check_text(struct check *check);                                         /* what the text alone shows */
int32_t cgov__check_rules(struct check *check);                                        /* of rules */
int32_t cgov__check_rolls(struct check *check, const struct procedure *procedure);     /* and of rolls */
int32_t cgov__check_decisions(struct check *check, const struct procedure *procedure); /* moves that decide */
int32_t cgov__check_proofs(struct check *check, const struct procedure *procedure);    /* rolls with `proofs` */
int32_t cgov__check_held(struct check *check, const struct procedure *procedure);      /* what its holder does alone */
int32_t cgov__check_families(struct check *check, const struct procedure *procedure);  /* parents and children */
int32_t cgov__check_fields(struct check *check, const struct procedure *procedure);    /* what moves take */
int32_t cgov__check_opening(const struct graph *graph);                                /* of the first move */
int32_t cgov__check_configuration(const struct graph *graph, uint32_t node); /* of a node expanded, and its moves */
int32_t cgov__check_walks(const struct graph *graph); /* each can be finished; fills in the longest, if it is longer */

#endif
