/* What each entity's room offers the road: what it admits, whether a stranger's record can be applied, how it applies,
 * how its rows are digested. One file per entity; nothing here is called from below. */
#ifndef CGOV_SRC_ENTITIES_H
#define CGOV_SRC_ENTITIES_H

#include "base/hash.h"
#include "entities/plan.h"

/* Admit: from the model and a well-formed command to records, or a refusal. Pure but for the plan's memory. */
int32_t cgov__genesis_admit(const struct model *model, const struct command *command, struct plan *plan,
                            struct refusal *why);
int32_t cgov__resident_admit(const struct model *model, const struct command *command, struct plan *plan,
                             struct refusal *why);
int32_t cgov__organization_admit(const struct model *model, const struct command *command, struct plan *plan,
                                 struct refusal *why);
int32_t cgov__appointment_admit(const struct model *model, const struct command *command, struct plan *plan,
                                struct refusal *why);
int32_t cgov__adoption_admit(const struct model *model, const struct command *command, struct plan *plan,
                             struct refusal *why);
/* Reads and checks the text a command brings, for the plan. */
int32_t cgov__adoption_read(const struct command *command, struct plan *plan, struct refusal *why);
int32_t cgov__report_admit(const struct model *model, const struct command *command, struct plan *plan,
                           struct refusal *why);
int32_t cgov__move_admit(const struct model *model, const struct command *command, struct plan *plan,
                         struct refusal *why);
/* What time makes due first, at or before now: one event's records; CGOV_DONE when there is none. */
int32_t cgov__due_admit(const struct model *model, int64_t now, struct plan *plan);

/* Whether a record that claims to follow can be applied: what applying relies on in form and reference, and never what
 * a rule says, so that a stricter library still opens yesterday's ledger. The one judgement, asked of every record
 * before it is appended and of every record read from a journal, which may come from anybody. */
bool cgov__record_valid(const struct overlay *overlay, const struct record *record);
/* What it asks of each kind. */
bool cgov__genesis_valid(const struct overlay *overlay, const struct record *record);
bool cgov__resident_valid(const struct overlay *overlay, const struct record *record);
bool cgov__organization_valid(const struct overlay *overlay, const struct record *record);
bool cgov__appointment_valid(const struct overlay *overlay, const struct record *record);
bool cgov__opened_valid(const struct overlay *overlay, const struct record *record);
bool cgov__moved_valid(const struct overlay *overlay, const struct record *record);
bool cgov__clock_record_valid(const struct overlay *overlay, const struct record *record);
bool cgov__carried_valid(const struct overlay *overlay, const struct record *record);
bool cgov__adoption_valid(const struct overlay *overlay, const struct record *record);
/* A text read, not yet judged: CGOV_OK, CGOV_E_RULEBOOK (fault filled), CGOV_E_NOMEM. */
int32_t cgov__adoption_prepare(struct mem *mem, const struct blob *text, struct fault *fault,
                               struct adoption **adoption_out);
/* Room for one adoption more; false without memory. */
bool cgov__adoption_reserve(struct model *model, const struct rulebook *rulebook);

/* Apply: cannot fail. */
void cgov__genesis_apply(struct model *model, const struct record *record);
void cgov__resident_apply(struct model *model, const struct record *record);
void cgov__organization_apply(struct model *model, const struct record *record);
void cgov__appointment_apply(struct model *model, const struct record *record);
void cgov__adoption_apply(struct model *model, const struct record *record);
void cgov__opened_apply(struct model *model, const struct record *record);
void cgov__moved_apply(struct model *model, const struct record *record);
void cgov__clock_record_apply(struct model *model, const struct record *record);
void cgov__carried_apply(struct model *model, const struct record *record);

/* Digest: every row, fixed width, in id order. */
void cgov__resident_digest(const struct model *model, struct sha256 *digest);
void cgov__organization_digest(const struct model *model, struct sha256 *digest);
void cgov__appointment_digest(const struct model *model, struct sha256 *digest);
void cgov__adoption_digest(const struct model *model, struct sha256 *digest);
void cgov__item_digest(const struct model *model, struct sha256 *digest);

#endif
