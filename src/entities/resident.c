/* Residents (居民): a person who takes part. Their name is words; the row keeps where they are registered, their
 * region, and the unit they belong to as their household.
 *
 * Invariant: the organization that registers a resident exists; the root where none was named. */
#include "entities/entities.h"
#include "entities/in_office.h"
#include "entities/owners.h"
#include "entities/say_who.h"
#include "model/row_facts.h"
#include "model/symbols.h"

static int32_t resident_admit(const struct model *model, const struct command *command, struct plan *plan,
                              struct refusal *why) {
    const cgov_act *act = &command->act;
    bool adding = command->verb == COMMAND_ADD;
    uint64_t parent = cgov__id_number((uint64_t)cgov__detail_number(command, COMMAND_FIELD_PARENT));
    struct record *record = cgov__plan_record(plan, CGOV_RECORD_RESIDENT);
    record->id = command->id;
    if (parent != 0 && !cgov__organization(model, parent))
        return cgov__fault_of(why, CGOV_E_NOT_FOUND, CGOV_R_NONE, "there is no organization %u to register with",
                              cgov__id(CGOV_KIND_ORGANIZATION, parent));
    if (adding) {
        if (model->residents.count >= model->limit_entities)
            return cgov__fault(why, CGOV_E_LIMIT, CGOV_R_LIMIT, "the ledger holds as many residents as it may");
        if (parent == 0) parent = cgov__id_number(model->root);
        record->id = cgov__id(CGOV_KIND_RESIDENT, model->residents.count + 1);
        record->external = cgov__detail_text(command, CGOV_FIELD_EXTERNAL);
    } else {
        const struct resident *row = cgov__resident(model, cgov__id_number(command->id));
        if (!row) return cgov__fault_of(why, CGOV_E_NOT_FOUND, CGOV_R_NONE, "there is no resident %u", command->id);
        if (act->expect != 0 && act->expect != ROW_SEQ(row, last_seq))
            return cgov__fault(why, CGOV_E_CONFLICT, CGOV_R_VERSION, "the resident has changed since");
        if (!cgov__may(model, act->actor, VERB_CHANGE, row->parent, act->now))
            return cgov__refuse_may(model, VERB_CHANGE, act->now, "change a resident there", why);
    }
    enum verb verb = adding ? VERB_ADD : VERB_CHANGE;
    if (parent != 0 && !cgov__may(model, act->actor, verb, (uint32_t)parent, act->now))
        return cgov__refuse_may(model, verb, act->now, "add or change a resident there", why);
    if (record->external.len > 0 && cgov__external_find(model, CGOV_KIND_RESIDENT, (uint32_t)parent,
                                                        (const char *)record->external.ptr, record->external.len) != 0)
        return cgov__fault(why, CGOV_E_CONFLICT, CGOV_R_EXTERNAL,
                           "a resident added there carries this external key already");
    int32_t status = cgov__household_admit(model, command, verb, record, why);
    if (status) return status;
    record->parent = parent == 0 ? 0 : cgov__id(CGOV_KIND_ORGANIZATION, parent);
    record->place = (uint64_t)cgov__detail_number(command, CGOV_FIELD_PLACE);
    plan->result = record->id;
    cgov__plan_add(plan, record);
    return CGOV_OK;
}

static bool resident_valid(const struct overlay *overlay, const struct subject *subject, const struct record *record) {
    (void)subject;
    uint64_t number = cgov__id_number(record->id);
    bool adding = number == overlay->residents + UINT64_C(1);
    if (cgov__id_kind(record->id) != CGOV_KIND_RESIDENT || number == 0 || number > overlay->residents + UINT64_C(1))
        return false;
    if (record->place >> HOME_REGION_BITS != 0) return false;
    if (record->external.len > EXTERNAL_MAX || (!adding && record->external.len > 0)) return false;
    if (!cgov__household_valid(overlay, record, adding)) return false;
    return record->parent == 0 ||
           (cgov__id_kind(record->parent) == CGOV_KIND_ORGANIZATION && cgov__overlay_party(overlay, record->parent));
}

static void resident_apply(struct model *model, const struct record *record) {
    uint64_t number = cgov__id_number(record->id);
    struct resident *row = cgov__edit_resident(model, number);
    if (!row) row = cgov__rows_add(&model->residents);
    if (record->external.len > 0)
        row->external = cgov__external_make(model, record->id, cgov__id_row(record->parent), &record->external, 0);
    if (record->parent != 0) row->parent = cgov__id_row(record->parent);
    if (record->place != 0) row->region = record->place & ((UINT64_C(1) << HOME_REGION_BITS) - 1);
    row->household = cgov__household_after(row->household, record);
    ROW_SEQ_SET(row, last_seq, record->seq);
}

static void resident_digest(const struct model *model, struct sha256 *digest) {
    cgov__sha256_u64(digest, model->residents.count);
    for (uint32_t n = 1; n <= model->residents.count; n++)
        cgov__digest_resident(model, digest, cgov__resident(model, n));
}

static void resident_need(struct plan *plan, const struct subject *subject, const struct record *record) {
    (void)subject;
    plan->need.residents++;
    cgov__need_external(&plan->need, &record->external);
}

const struct entity cgov__entity_resident = {resident_admit, resident_valid, resident_need, resident_apply,
                                             resident_digest};
