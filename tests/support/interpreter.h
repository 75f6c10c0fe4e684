/* The text's tables, walked as they were before procedures were compiled: what a move comes to, line by line. The
 * guards themselves are the library's; who may, which details are taken, the order of the clauses, parties, clocks and
 * what the record says are found here anew, and nothing of a machine is read. */
#ifndef CGOV_TESTS_INTERPRETER_H
#define CGOV_TESTS_INTERPRETER_H

#include "entities/clocks.h"
#include "entities/move.h"

struct interpreted {
    int32_t status;
    struct refusal why;
    bool opens; /* children: what refuses them is not asked here */
    uint64_t id, move, state, owed, answers, master;
    struct party_list parties;
    struct clock_list clocks;
};

/* What a move that this checked command asks for comes to, no time being due. */
void interpret(const struct model *model, const struct command *command, struct interpreted *out);
/* The same as far as is known without details, of a move of that item by whoever it is: CGOV_OK or a refusal. */
int32_t interpret_bare(const struct model *model, uint32_t number, const struct move *move, uint64_t actor, int64_t at,
                       struct refusal *why);

#endif
