/* Organizations (组织): government offices, committees, social organizations, courts; a node in a tree over region
 * codes.
 *
 * Invariant: one root; every other organization's parents lead to it in fewer steps than the ledger's limit. */
#include "entities/entities.h"
#include "entities/in_office.h"
#include "entities/say_who.h"
#include "model/row_facts.h"
#include "model/symbols.h"

/* ---- the tree ---- */

static uint32_t depth_of(const struct model *model, uint32_t organization) {
    uint32_t depth = 0;
    for (; organization != 0; organization = cgov__organization(model, organization)->parent) depth++;
    return depth;
}

/* How many levels stand in the subtree, the organization's own included. */
static uint32_t height_of(const struct model *model, uint32_t organization) {
    uint32_t base = depth_of(model, organization), deepest = base;
    for (uint32_t n = 1; n <= model->organizations.count; n++) {
        if (!cgov__below(model, n, organization)) continue;
        uint32_t depth = depth_of(model, n);
        if (depth > deepest) deepest = depth;
    }
    return deepest - base + 1;
}

static int32_t admit_change(const struct model *model, const struct command *command, uint32_t parent,
                            struct refusal *why) {
    const cgov_act *act = &command->act;
    uint32_t number = cgov__id_row(command->id);
    const struct organization *row = cgov__organization(model, number);
    if (!row) return cgov__fault_of(why, CGOV_E_NOT_FOUND, CGOV_R_NONE, "there is no organization %u", command->id);
    if (act->expect != 0 && act->expect != ROW_SEQ(row, last_seq))
        return cgov__fault(why, CGOV_E_CONFLICT, CGOV_R_VERSION, "the organization has changed since");
    if (!cgov__may(model, act->actor, VERB_CHANGE, number, act->now))
        return cgov__refuse_may(model, VERB_CHANGE, act->now, "change this organization", why);
    if (parent == 0) return CGOV_OK;
    if (row->parent == 0 || cgov__below(model, parent, number))
        return cgov__refuse(why, CGOV_R_CIRCLE, "the organization would stand below itself");
    if (depth_of(model, parent) + height_of(model, number) > model->limit_depth)
        return cgov__fault(why, CGOV_E_LIMIT, CGOV_R_LIMIT, "the tree of organizations would be too deep");
    return CGOV_OK;
}

static int32_t admit_add(const struct model *model, uint32_t parent, struct refusal *why) {
    if (model->organizations.count >= model->limit_entities)
        return cgov__fault(why, CGOV_E_LIMIT, CGOV_R_LIMIT, "the ledger holds as many organizations as it may");
    if (depth_of(model, parent) + 1 > model->limit_depth)
        return cgov__fault(why, CGOV_E_LIMIT, CGOV_R_LIMIT, "the tree of organizations would be too deep");
    return CGOV_OK;
}

static int32_t organization_admit(const struct model *model, const struct command *command, struct plan *plan,
                                  struct refusal *why) {
    const cgov_act *act = &command->act;
    bool adding = command->verb == COMMAND_ADD;
    uint64_t parent = cgov__id_number((uint64_t)cgov__detail_number(command, COMMAND_FIELD_PARENT));
    struct record *record = cgov__plan_record(plan, CGOV_RECORD_ORGANIZATION);
    record->id = command->id;
    if (adding && parent == 0) parent = cgov__id_number(model->root);
    if (parent != 0 && !cgov__organization(model, parent))
        return cgov__fault_of(why, CGOV_E_NOT_FOUND, CGOV_R_NONE, "there is no organization %u to stand below",
                              cgov__id(CGOV_KIND_ORGANIZATION, parent));
    enum verb verb = adding ? VERB_ADD : VERB_CHANGE;
    if (parent != 0 && !cgov__may(model, act->actor, verb, (uint32_t)parent, act->now))
        return cgov__refuse_may(model, verb, act->now, "add or change an organization there", why);
    int32_t status =
        adding ? admit_add(model, (uint32_t)parent, why) : admit_change(model, command, (uint32_t)parent, why);
    if (status) return status;
    if (adding) {
        record->id = cgov__id(CGOV_KIND_ORGANIZATION, model->organizations.count + 1);
        record->external = cgov__detail_text(command, CGOV_FIELD_EXTERNAL);
    }
    if (record->external.len > 0 && cgov__external_find(model, CGOV_KIND_ORGANIZATION, 0,
                                                        (const char *)record->external.ptr, record->external.len) != 0)
        return cgov__fault(why, CGOV_E_CONFLICT, CGOV_R_EXTERNAL, "an organization carries this external key already");
    record->parent = parent == 0 ? 0 : cgov__id(CGOV_KIND_ORGANIZATION, parent);
    record->place = (uint64_t)cgov__detail_number(command, CGOV_FIELD_PLACE);
    record->type = cgov__detail_text(command, COMMAND_FIELD_TYPE);
    plan->result = record->id;
    cgov__plan_add(plan, record);
    return CGOV_OK;
}

static bool organization_valid(const struct overlay *overlay, const struct subject *subject,
                               const struct record *record) {
    (void)subject;
    uint64_t number = cgov__id_number(record->id);
    bool adding = number == overlay->organizations + UINT64_C(1);
    if (cgov__id_kind(record->id) != CGOV_KIND_ORGANIZATION || number == 0 ||
        number > overlay->organizations + UINT64_C(1))
        return false;
    if (record->external.len > EXTERNAL_MAX || (!adding && record->external.len > 0)) return false;
    if (record->type.len >= NAME_SIZE || record->place >> REGION_BITS != 0) return false;
    if (record->parent == 0) return !adding || number == 1;
    if (cgov__id_kind(record->parent) != CGOV_KIND_ORGANIZATION || !cgov__overlay_party(overlay, record->parent))
        return false;
    return adding || !cgov__overlay_below(overlay, cgov__id_number(record->parent), number);
}

static void organization_apply(struct model *model, const struct record *record) {
    struct organization *row = cgov__edit_organization(model, cgov__id_number(record->id));
    if (!row) row = cgov__rows_add(&model->organizations);
    if (record->external.len > 0) row->external = cgov__external_make(model, record->id, 0, &record->external, 0);
    if (record->parent != 0) row->parent = cgov__id_row(record->parent);
    if (record->place != 0) row->region = record->place & ((UINT64_C(1) << REGION_BITS) - 1);
    if (record->type.len > 0) row->type = cgov__symbol_make(model, (const char *)record->type.ptr, record->type.len);
    ROW_SEQ_SET(row, last_seq, record->seq);
}

static void organization_digest(const struct model *model, struct sha256 *digest) {
    cgov__sha256_u64(digest, model->organizations.count);
    for (uint32_t n = 1; n <= model->organizations.count; n++)
        cgov__digest_organization(model, digest, cgov__organization(model, n));
}

static void organization_need(struct plan *plan, const struct subject *subject, const struct record *record) {
    (void)subject;
    plan->need.organizations++;
    plan->need.symbols++; /* its type */
    cgov__need_external(&plan->need, &record->external);
}

const struct entity cgov__entity_organization = {organization_admit, organization_valid, organization_need,
                                                 organization_apply, organization_digest};
