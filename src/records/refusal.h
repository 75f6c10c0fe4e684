/* Why not: what admit answers where it does not answer with records. Filled once, by the first thing that refuses. */
#ifndef CGOV_SRC_REFUSAL_H
#define CGOV_SRC_REFUSAL_H

#include "rules/nearest.h"

struct refusal {
    int32_t status;
    uint32_t reason, version, line, column;
    uint64_t item;
    struct span cites;
    char message[208];
};

/* These fill *why and answer the status. */
COLD int32_t cgov__fault(struct refusal *why, int32_t status, uint32_t reason, const char *message);
COLD int32_t cgov__refuse(struct refusal *why, uint32_t reason, const char *message);
/* As fault, of something that has a name or an id: what is said as cgov__format says it. */
COLD int32_t cgov__fault_of(struct refusal *why, int32_t status, uint32_t reason, const char *format, ...);
/* As refuse, of a name that a text has not, with the nearest that it has; format as fault_of's, with one %q. */
COLD int32_t cgov__refuse_name(struct refusal *why, uint32_t reason, const struct rulebook *rulebook, enum named what,
                               const char *name, const char *format);
/* "is an id of the wrong kind: resident, not organization"; kinds: a bit for each that is wanted. */
COLD void cgov__say_kinds(uint64_t id, uint64_t kinds, char *into, size_t cap);
/* As refuse, naming the rule: its version and line, and the citation nearest to it. */
COLD int32_t cgov__refuse_rule(struct refusal *why, uint32_t reason, uint32_t version, uint32_t line, struct span cites,
                               const char *message);

#endif
