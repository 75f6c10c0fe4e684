/* Units (户): what somebody owns, a dwelling, a household, a share. Its name is words; the row keeps where it lies,
 * what it is, whose it is, how large it is, and the unit it belongs to.
 *
 * Invariant: the organization it lies in and its owner exist; going from household to household from it comes to an
 * end. It is on the chain of its owner, and on no other. */
#include "entities/access.h"
#include "entities/entities.h"
#include "entities/owners.h"
#include "entities/say_who.h"
#include "model/row_facts.h"
#include "model/symbols.h"
#include "model/unit_rows.h"

/* The unit is that household, or would come to belong to itself. */
static bool is_circle(const struct model *model, uint32_t household, uint32_t unit) {
    while (household != 0 && household != unit) household = cgov__unit(model, household)->household;
    return household != 0;
}

static int32_t admit_add(const struct model *model, const struct command *command, uint64_t *parent,
                         struct record *record, struct refusal *why) {
    if (model->units.count >= model->limit_entities)
        return cgov__fault(why, CGOV_E_LIMIT, CGOV_R_LIMIT, "the ledger holds as many units as it may");
    if (*parent == 0) *parent = cgov__id_number(model->root);
    record->id = cgov__id(CGOV_KIND_UNIT, model->units.count + 1);
    record->external = cgov__detail_text(command, CGOV_FIELD_EXTERNAL);
    return CGOV_OK;
}

static int32_t admit_change(const struct model *model, const struct command *command, struct refusal *why) {
    const cgov_act *act = &command->act;
    const struct unit *row = cgov__unit(model, cgov__id_number(command->id));
    if (!row) return cgov__fault_of(why, CGOV_E_NOT_FOUND, CGOV_R_NONE, "there is no unit %u", command->id);
    if (act->expect != 0 && act->expect != ROW_SEQ(row, last_seq))
        return cgov__fault(why, CGOV_E_CONFLICT, CGOV_R_VERSION, "the unit has changed since");
    if (!cgov__may(model, act->actor, VERB_CHANGE, row->parent, act->now))
        return cgov__refuse_may(model, VERB_CHANGE, act->now, "change a unit there", why);
    return CGOV_OK;
}

/* Whom it names: whose it is to be, and what it belongs to. */
static int32_t admit_names(const struct model *model, const struct command *command, enum verb verb,
                           struct record *record, struct refusal *why) {
    record->owner = (uint64_t)cgov__detail_number(command, COMMAND_FIELD_OWNER);
    if (record->owner != 0 && !cgov__party_there(model, record->owner))
        return cgov__fault_of(why, CGOV_E_NOT_FOUND, CGOV_R_NONE, "there is no resident or organization %u to own it",
                              record->owner);
    int32_t status = cgov__household_admit(model, command, verb, record, why);
    if (status) return status;
    if (verb == VERB_CHANGE && is_circle(model, cgov__id_row(record->household), cgov__id_row(record->id)))
        return cgov__refuse(why, CGOV_R_CIRCLE, "the unit would belong to itself");
    return CGOV_OK;
}

static int32_t unit_admit(const struct model *model, const struct command *command, struct plan *plan,
                          struct refusal *why) {
    const cgov_act *act = &command->act;
    bool adding = command->verb == COMMAND_ADD;
    enum verb verb = adding ? VERB_ADD : VERB_CHANGE;
    uint64_t parent = cgov__id_number((uint64_t)cgov__detail_number(command, COMMAND_FIELD_PARENT));
    struct record *record = cgov__plan_record(plan, CGOV_RECORD_UNIT);
    record->id = command->id;
    if (parent != 0 && !cgov__organization(model, parent))
        return cgov__fault_of(why, CGOV_E_NOT_FOUND, CGOV_R_NONE, "there is no organization %u to lie in",
                              cgov__id(CGOV_KIND_ORGANIZATION, parent));
    int32_t status = adding ? admit_add(model, command, &parent, record, why) : admit_change(model, command, why);
    if (status) return status;
    if (parent != 0 && !cgov__may(model, act->actor, verb, (uint32_t)parent, act->now))
        return cgov__refuse_may(model, verb, act->now, "add or change a unit there", why);
    if (record->external.len > 0 && cgov__external_find(model, CGOV_KIND_UNIT, (uint32_t)parent,
                                                        (const char *)record->external.ptr, record->external.len) != 0)
        return cgov__fault(why, CGOV_E_CONFLICT, CGOV_R_EXTERNAL,
                           "a unit added there carries this external key already");
    status = admit_names(model, command, verb, record, why);
    if (status) return status;
    record->parent = parent == 0 ? 0 : cgov__id(CGOV_KIND_ORGANIZATION, parent);
    record->type = cgov__detail_text(command, COMMAND_FIELD_TYPE);
    record->area = (uint64_t)cgov__detail_number(command, COMMAND_FIELD_AREA);
    plan->result = record->id;
    cgov__plan_add(plan, record);
    return CGOV_OK;
}

static bool unit_valid(const struct overlay *overlay, const struct subject *subject, const struct record *record) {
    (void)subject;
    uint64_t number = cgov__id_number(record->id);
    bool adding = number == overlay->units + UINT64_C(1);
    if (cgov__id_kind(record->id) != CGOV_KIND_UNIT || number == 0 || number > overlay->units + UINT64_C(1))
        return false;
    if (record->external.len > EXTERNAL_MAX || (!adding && record->external.len > 0)) return false;
    if (record->type.len >= NAME_SIZE || record->area > AREA_MAX) return false;
    if (record->owner != 0 && !cgov__overlay_party(overlay, record->owner)) return false;
    if (record->parent != 0 &&
        (cgov__id_kind(record->parent) != CGOV_KIND_ORGANIZATION || !cgov__overlay_party(overlay, record->parent)))
        return false;
    if (!cgov__household_valid(overlay, record, adding)) return false;
    return adding || !cgov__overlay_belongs(overlay, cgov__id_number(record->household), number);
}

static void unit_apply(struct model *model, const struct record *record) {
    struct unit *row = cgov__edit_unit(model, cgov__id_number(record->id));
    if (!row) row = cgov__rows_add(&model->units);
    if (record->external.len > 0)
        row->external = cgov__external_make(model, record->id, cgov__id_row(record->parent), &record->external, 0);
    if (record->parent != 0) row->parent = cgov__id_row(record->parent);
    if (record->type.len > 0) row->type = cgov__symbol_make(model, (const char *)record->type.ptr, record->type.len);
    if (record->area != 0) row->area = (uint32_t)record->area;
    if (record->owner != 0) cgov__unit_give(model, cgov__id_row(record->id), record->owner);
    row->household = cgov__household_after(row->household, record);
    ROW_SEQ_SET(row, last_seq, record->seq);
}

/* A ledger without units is digested as it was before there were any. */
static void unit_digest(const struct model *model, struct sha256 *digest) {
    if (model->units.count == 0) return;
    cgov__sha256_text(digest, "units");
    cgov__sha256_u64(digest, model->units.count);
    for (uint32_t n = 1; n <= model->units.count; n++) cgov__digest_unit(model, digest, cgov__unit(model, n));
}

static void unit_need(struct plan *plan, const struct subject *subject, const struct record *record) {
    (void)subject;
    plan->need.units++;
    plan->need.symbols++; /* its type */
    cgov__need_external(&plan->need, &record->external);
}

const struct entity cgov__entity_unit = {unit_admit, unit_valid, unit_need, unit_apply, unit_digest};
