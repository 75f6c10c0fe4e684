/* Each kind of record is a row of functions: what decides on it, judges it, makes room for it and applies it, and what
 * digests the rows it makes. The functions are the entity's own file's. What is below reaches them by the model alone,
 * which is given them all. */
#ifndef CGOV_SRC_ENTITIES_H
#define CGOV_SRC_ENTITIES_H

#include "base/hash.h"
#include "entities/plan.h"

struct entity {
    /* From the model and a well-formed command to records, or a refusal. Pure but for the plan's memory. NULL: no
     * command writes such a record first. */
    int32_t (*admit)(const struct model *model, const struct command *command, struct plan *plan, struct refusal *why);
    /* Whether a record that claims to follow can be applied: what applying relies on in form and reference, and never
     * what a rule says. subject: what it is about. */
    bool (*valid)(const struct overlay *overlay, const struct subject *subject, const struct record *record);
    /* Adds what applying the valid record can use up. NULL: nothing. */
    void (*need)(struct plan *plan, const struct subject *subject, const struct record *record);
    /* Cannot fail. */
    void (*apply)(struct model *model, const struct record *record);
    /* Every row, fixed width, in id order. NULL: another kind's row does it. */
    void (*digest)(const struct model *model, struct sha256 *digest);
};

/* cgov__entity_genesis, cgov__entity_resident, ...: a kind of record without its row does not link. */
#define K(value, number, KIND, name, about) extern const struct entity cgov__entity_##name;
CGOV_RECORDS(K)
#undef K

/* All of them, by the kind; of a number that is none, NULL. The model is given it. */
extern const struct entity *const cgov__kinds[];

/* The row of the record that a command of that verb writes first; NULL: a tick writes none. */
static inline const struct entity *cgov__entity_of(const struct command *command, uint32_t verb) {
    static const struct entity *const rows[COMMAND_VERBS] = {
        NULL,
#define VERB(NAME, name, row, declared) &cgov__entity_##row,
#include "records/verbs.def"
    };
    if (rows[verb] != &cgov__entity_resident) return rows[verb];
    const int64_t kind = cgov__detail_number(command, COMMAND_FIELD_KIND);
    if (kind == CGOV_KIND_UNIT) return &cgov__entity_unit;
    return kind == CGOV_KIND_ORGANIZATION ? &cgov__entity_organization : &cgov__entity_resident;
}

/* The one judgement, asked of every record before it is appended and of every record read from a journal, which may
 * come from anybody; a stricter library still opens yesterday's ledger. */
bool cgov__record_valid(const struct overlay *overlay, const struct subject *subject, const struct record *record);
/* Adds to the plan what applying this valid record can use up. */
void cgov__record_need(struct plan *plan, const struct subject *subject, const struct record *record);

/* What time has made due first, of the clock with that handle in the queue: one event's records. */
int32_t cgov__due_admit(const struct model *model, uint32_t handle, struct plan *plan);

/* Reads and checks the text a command brings, for the plan; children: that an item of the ledger may have. */
int32_t cgov__adoption_read(const struct command *command, struct plan *plan, uint32_t children, struct refusal *why);
/* A text read, not yet judged: CGOV_OK, CGOV_E_RULEBOOK (fault filled), CGOV_E_NOMEM. */
int32_t cgov__adoption_prepare(const struct model *model, const struct blob *text, struct fault *fault,
                               struct adoption **adoption_out);
/* Room for one adoption more; false without memory. */
bool cgov__adoption_reserve(struct model *model, const struct adoption *adoption);

#endif
