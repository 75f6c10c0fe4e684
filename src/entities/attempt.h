/* A move as it is judged: what is asked of it, by whom, and how the item would stand. */
#ifndef CGOV_SRC_ATTEMPT_H
#define CGOV_SRC_ATTEMPT_H

#include "entities/access.h"
#include "model/overlay.h"
#include "records/command.h"

struct deciding;
struct fills;

/* A move about to be made, or only asked about. */
struct attempt {
    const struct model *model;
    const struct item *before; /* parties as they are; for an open move, as its `sets` make them */
    const struct item *after;  /* parties as the move's `sets` make them */
    const struct procedure *procedure;
    const struct move *move;
    const struct machine_move *row; /* the move's, as the machine has it */
    const struct command *command;  /* NULL: no details are known, and none is held against the move */
    uint64_t actor;
    int64_t time;
    struct fills *fills;       /* rolls as the move fills them: from first_fill on; NULL: only asked about */
    struct deciding *deciding; /* where the move decides: room for what it comes to, and that; NULL: only asked about */
    uint32_t number;           /* the item's; 0 when it is being opened */
    uint32_t first_fill;
    int64_t received;              /* of an opening: before that time, where its details say so; 0 otherwise */
    const struct item *parent;     /* as the frame leaves it, where that is not as its row says; else NULL */
    const struct overlay *overlay; /* how its children stand by now; NULL: as their rows say */
    uint64_t given;                /* bit d: details that the command brings, once they have been gone through */
    uint32_t organization;         /* a child is opened for this one; 0 otherwise */
    uint32_t offices;              /* of an opening, bit b: the actor holds the office that its b-th `by` line names */
    uint32_t known;                /* only asked about: parties that stand before there are details, a bit each */
    bool complete;                 /* no detail that is needed is wanting */
};

#endif
