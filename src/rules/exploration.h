/* Inside the six checks: what a procedure can come to.
 *
 * A configuration is all that decides what an item can still do: its state, which parties are set, the limits used up,
 * the clocks that run, whether an answer is owed. The graph holds every configuration that can be reached under one
 * profile, and the moves between them; the checks are statements about its nodes, its edges and its walks. */
#ifndef CGOV_SRC_EXPLORATION_H
#define CGOV_SRC_EXPLORATION_H

#include "rules/rulebook.h"

/* Explored in one rulebook, over all procedures and profiles. */
#define MAX_CONFIGURATIONS 250000u

struct check { /* one run over one rulebook */
    const struct rulebook *rulebook;
    struct mem *mem;
    cgov_check_report *report;
};

/* Says what failed and where: the word on that line, or the line's first; the message is made by cgov__format. */
#define FAILS(check, number, line, word, ...)                                                                          \
    (cgov__check_at(check, number, line, word),                                                                        \
     cgov__format((check)->report->message, sizeof((check)->report->message), __VA_ARGS__), CGOV_E_RULEBOOK)
void cgov__check_at(struct check *check, uint32_t number, uint32_t line, const char *word);
/* Adds a name to the report's path; false once the path is full, and ends with "...". */
bool cgov__check_path(struct check *check, const char *name);

struct config {                /* compared and hashed as bytes: no padding */
    uint8_t used[MAX_LIMITED]; /* by counter */
    uint32_t running;          /* bit c: clock c runs, paused or not */
    uint8_t state;
    uint8_t set;      /* bit p: party p is set */
    uint8_t superior; /* bit p: to the superior of another */
    uint8_t timed;    /* bit t: the move with timer t was made */
    uint8_t owed;     /* 1: an answer is owed */
    uint8_t zero[3];
};

struct edge {
    uint32_t to;
    uint8_t move;
    uint8_t clock; /* whose lateness makes the move, or NONE: somebody makes it */
};

struct node {
    struct config config;
    uint32_t from, edges; /* the node it was first reached from; its first edge, the next node's ends them */
    uint8_t via;          /* the move that led here */
};

struct graph {
    struct check *check;
    const struct procedure *procedure;
    uint32_t clocks;    /* bit c: clock c has a length, its own or the profile's */
    uint64_t idle;      /* bit m: move m stays and changes no configuration: it has no edges */
    struct node *nodes; /* in the order of exploration, the opened item first; one row more ends the last one's edges */
    struct edge *edges;
    uint32_t node_count, node_cap, edge_count, edge_cap;
    struct map map;
};

/* Opens with the first move made, and node by node adds the edges of one and the nodes they reach; to be freed also
 * after a failure. */
int32_t cgov__graph_open(struct graph *graph, struct check *check, const struct procedure *procedure, uint32_t clocks);
int32_t cgov__graph_expand(struct graph *graph, uint32_t node);
void cgov__graph_free(struct graph *graph);
/* True if the move leaves the configuration's state, and neither a limit nor what never was keeps it back. */
bool cgov__graph_may(const struct graph *graph, const struct config *config, const struct move *move);
/* Puts the moves that led to a node into the report's path, and one more unless it is NULL. */
void cgov__graph_path(const struct graph *graph, uint32_t node, const struct move *last);

static inline bool cgov__ticks(const struct graph *graph, const struct config *config, uint8_t clock) {
    const struct clock *row = &graph->procedure->clocks[clock];
    return (config->running >> clock & 1) && !(row->paused >> config->state & 1);
}

/* A withdrawal: only the reporter makes it. */
bool cgov__move_is_reporters(const struct procedure *procedure, const struct move *move);

/* The parties of a parent that a child's text asks for. */
uint8_t cgov__parent_parties(const struct procedure *parent, const struct procedure *child);

/* Why a move could be refused that nobody makes but time or a parent (WHO_TIME, WHO_PARENT), who have no details to
 * give: a phrase, or NULL. What configurations decide is left to them: limits, `used_up` of a move by time. set: the
 * parties set before. */
const char *cgov__conditions_refuse(const struct move *move, enum who_kind by);
const char *cgov__sets_refuse(const struct procedure *procedure, const struct move *move, enum who_kind by,
                              uint8_t set);
const char *cgov__effects_refuse(const struct move *move);

/* The statements. Each is CGOV_OK, CGOV_E_NOMEM, or CGOV_E_RULEBOOK with check, place, message and path reported. */
int32_t cgov__check_text(struct check *check);                               /* what the text alone shows */
int32_t cgov__check_opening(const struct graph *graph);                      /* of the first move */
int32_t cgov__check_configuration(const struct graph *graph, uint32_t node); /* of a node expanded, and its moves */
int32_t cgov__check_walks(const struct graph *graph); /* each can be finished; fills in the longest, if it is longer */

#endif
