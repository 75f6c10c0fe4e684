/* Declared details at work: held to their declarations, written, judged, applied; and who reads them. */
#ifndef CGOV_SRC_ENTITIES_DETAILS_H
#define CGOV_SRC_ENTITIES_DETAILS_H

#include "entities/access.h"
#include "entities/guards.h"
#include "entities/plan.h"
#include "model/details.h"

/* What a command's details are held to. */
struct held {
    const struct item *item; /* whose text declares them */
    const struct procedure *procedure;
    const struct command *command;
    struct span cites;
    bool opening; /* its matter asks too */
};
/* Each declared detail of the command is as its declaration says; and what the matter needs of a report is there. After
 * it was asked whether the move, or the roll, takes it. */
int32_t cgov__details_check(const struct model *model, const struct held *held, struct refusal *why);
/* A matter that names its procedure opens that one, and others whose guards ask for it by name. */
int32_t cgov__matter_fits(const struct rulebook *rulebook, uint16_t matter, uint8_t procedure, struct refusal *why);
/* Every id in the details is of something there; items only where the actor sees them. */
int32_t cgov__ids_check(const struct model *model, const struct command *command, struct refusal *why);
/* They go into the item's record. */
void cgov__details_write(const struct model *model, const struct command *command, struct plan *plan,
                         struct record *record);
static inline void cgov__details_put(const struct model *model, const struct command *command_or_null,
                                     struct plan *plan, struct record *record) {
    if (command_or_null && (command_or_null->brings & BRINGS_DECLARED) != 0)
        cgov__details_write(model, command_or_null, plan, record);
}
/* Whether a record's can be applied: numbers that the ledger has given, each in its form, its ids of what is there. */
bool cgov__details_valid(const struct overlay *overlay, const struct record *record);
/* Adds what applying them can use up. Asked, as applying and judging, where a record has some. */
void cgov__details_need(struct need *need, const struct record *record);
void cgov__details_apply(struct model *model, struct item *item, const struct record *record);
/* The item leaves its text; seq is the record's that carries it. Before anything of its row has changed. */
void cgov__passage_need(struct need *need);
void cgov__passage_apply(struct model *model, struct item *item, uint64_t seq);

/* True if the view shows a declared detail written at seq: to the narrowest readers of the texts the item has run under
 * since. */
bool cgov__reads_detail(const struct model *model, const struct item *item, enum view view, uint64_t seq,
                        uint32_t number);
/* The same of what an answer of its master brought, to whoever has this view of an issue merged into it: words, and no
 * more of them than a reporter reads. */
bool cgov__reads_answer(const struct model *model, const struct item *master, enum view view, uint64_t seq,
                        uint32_t number);
/* The item mentions that one, as far as the view shows. */
bool cgov__mentions(const struct model *model, const struct item *item, enum view view, uint32_t mentioned);

#endif
