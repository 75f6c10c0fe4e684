/* That somebody is left who may adopt and appoint: no command takes that away, now or on a later day. */
#ifndef CGOV_SRC_SUCCESSION_H
#define CGOV_SRC_SUCCESSION_H

#include "model/model.h"

/* What a command would change of it. */
struct succession {
    const struct rulebook *text; /* adopted, in force from that instant on; NULL: none is */
    int64_t from;
    uint32_t resident, role; /* whose office as that in the root is over at `until`; 0: nobody's */
    int64_t until;
};

/* At every instant from `at` on, one resident's offices in the root, in term then, may adopt and may appoint. */
bool cgov__succession_holds(const struct model *model, const struct succession *change, int64_t at);

/* A role that may do something by itself, or will, and that moves of a procedure give or end. */
struct keys {
    const char *role, *procedure;
    uint32_t line; /* of the text to be adopted; 0: of none of its own */
};

/* With the text adopted no move that can still be made, under whichever text, gives or ends such a role. */
bool cgov__keys_kept(const struct model *model, const struct succession *change, int64_t at, struct keys *lost);

#endif
