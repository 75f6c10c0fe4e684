/* Appointments (任职): a resident holds a role in an organization from one instant until before another. Who may do
 * what follows from these rows alone. Rows are never removed: an ended appointment keeps its term.
 *
 * Invariant: from < until where until is given; the role was declared by a rulebook in force when it was made. */
#include "entities/access.h"
#include "entities/entities.h"
#include "model/row_facts.h"
#include "model/terms.h"

static int32_t admit_end(const struct model *model, const struct command *command, struct record *record,
                         struct refusal *why) {
    const struct blob name = cgov__detail_text(command, COMMAND_FIELD_ROLE);
    uint32_t role = cgov__symbol_find(model, (const char *)name.ptr, name.len);
    int64_t now = command->act.now;
    uint32_t number =
        cgov__terms_not_over(model, cgov__id_row(record->resident), cgov__id_row(record->organization), role, now);
    if (number == 0) {
        char held[NAME_SIZE];
        cgov__text_copy(held, sizeof held, (const char *)name.ptr, name.len);
        return cgov__fault_of(why, CGOV_E_REFUSED, CGOV_R_TERM, "there is no appointment as %q there to end", held);
    }
    const struct appointment *held = cgov__appointment(model, number);
    if (record->until == 0) record->until = now;
    if (record->until < now) return cgov__refuse(why, CGOV_R_TERM, "an appointment cannot be ended in the past");
    if (held->until != 0 && record->until > held->until)
        return cgov__refuse(why, CGOV_R_TERM, "to end an appointment does not lengthen its term");
    if (record->until < held->from) record->until = held->from; /* never in term */
    record->id = cgov__id(CGOV_KIND_APPOINTMENT, number);
    record->from = 0;
    record->ends = 1;
    return CGOV_OK;
}

/* The role that this one needs (a certificate: 持证上岗) is held there, or above it, when the term begins. */
static bool is_ready(const struct model *model, const struct record *record, uint32_t needed) {
    uint32_t organization = cgov__id_row(record->organization);
    while (organization != 0 && !cgov__holds(model, cgov__id_row(record->resident), needed, organization, record->from))
        organization = cgov__superior(model, organization, 1);
    return organization != 0;
}

static int32_t admit_new(const struct model *model, const struct command *command, struct record *record,
                         struct refusal *why) {
    char name[NAME_SIZE];
    cgov__text_copy(name, sizeof name, (const char *)record->role.ptr, record->role.len);
    uint32_t version = 0;
    const struct role *role = cgov__role_in_force(model, name, command->act.now, &version);
    if (!role) return cgov__fault_of(why, CGOV_E_REFUSED, CGOV_R_ROLE, "no rulebook in force declares role %q", name);
    const struct organization *row = cgov__organization(model, cgov__id_number(record->organization));
    if (!cgov__role_held_in(role, cgov__symbol_name(model, row->type)))
        return cgov__refuse_rule(why, CGOV_R_ROLE, version, role->line, role->cites,
                                 "this role is not held in this kind of organization");
    if (record->from == 0) record->from = command->act.now;
    if (record->until != 0 && record->until <= record->from)
        return cgov__refuse(why, CGOV_R_TERM, "the term ends before it starts");
    if (role->needs && !is_ready(model, record, cgov__adoption(model, version)->roles[role->needs - 1]))
        return cgov__refuse_rule(why, CGOV_R_ROLE, version, role->line, role->cites,
                                 "this role needs another, which is not held there or above by then");
    if (model->appointments.count >= model->limit_entities)
        return cgov__fault(why, CGOV_E_LIMIT, CGOV_R_LIMIT, "the ledger holds as many appointments as it may");
    record->id = cgov__id(CGOV_KIND_APPOINTMENT, model->appointments.count + 1);
    return CGOV_OK;
}

static int32_t appointment_admit(const struct model *model, const struct command *command, struct plan *plan,
                                 struct refusal *why) {
    const cgov_act *act = &command->act;
    struct record *record = cgov__plan_record(plan, CGOV_RECORD_APPOINTED);
    record->resident = (uint64_t)cgov__detail_number(command, CGOV_FIELD_RESIDENT);
    record->organization = (uint64_t)cgov__detail_number(command, CGOV_FIELD_ORGANIZATION);
    record->from = cgov__detail_number(command, COMMAND_FIELD_FROM);
    record->until = cgov__detail_number(command, COMMAND_FIELD_UNTIL);
    record->role = cgov__detail_text(command, COMMAND_FIELD_ROLE);
    uint64_t organization = cgov__id_number(record->organization);
    if (!cgov__resident(model, cgov__id_number(record->resident)))
        return cgov__fault_of(why, CGOV_E_NOT_FOUND, CGOV_R_NONE, "there is no resident %u", record->resident);
    if (!cgov__organization(model, organization))
        return cgov__fault_of(why, CGOV_E_NOT_FOUND, CGOV_R_NONE, "there is no organization %u", record->organization);
    if (!cgov__may(model, act->actor, VERB_APPOINT, (uint32_t)organization, act->now))
        return cgov__refuse(why, CGOV_R_MAY, "no role of the actor may appoint there");
    bool ending = cgov__detail_number(command, COMMAND_FIELD_ENDS) != 0;
    int32_t status = ending ? admit_end(model, command, record, why) : admit_new(model, command, record, why);
    if (status) return status;
    plan->result = record->id;
    cgov__plan_add(plan, record);
    return CGOV_OK;
}

static bool appointment_valid(const struct overlay *overlay, const struct subject *subject,
                              const struct record *record) {
    (void)subject;
    uint64_t number = cgov__id_number(record->id);
    if (cgov__id_kind(record->id) != CGOV_KIND_APPOINTMENT || number == 0) return false;
    if (record->ends != 0) return number <= overlay->appointments && record->until > 0;
    return number == overlay->appointments + UINT64_C(1) && cgov__id_kind(record->resident) == CGOV_KIND_RESIDENT &&
           cgov__id_kind(record->organization) == CGOV_KIND_ORGANIZATION &&
           cgov__overlay_party(overlay, record->resident) && cgov__overlay_party(overlay, record->organization) &&
           record->role.len < NAME_SIZE;
}

static void appointment_apply(struct model *model, const struct record *record) {
    if (record->ends != 0) {
        struct appointment *row = cgov__edit_appointment(model, cgov__id_number(record->id));
        row->until = record->until;
        row->last_seq = record->seq;
        cgov__terms_end(model, cgov__id_row(record->id));
        return;
    }
    struct appointment *row = cgov__rows_add(&model->appointments);
    row->resident = cgov__id_row(record->resident);
    row->organization = cgov__id_row(record->organization);
    row->role = cgov__symbol_make(model, (const char *)record->role.ptr, record->role.len);
    row->from = record->from;
    row->until = record->until;
    row->last_seq = record->seq;
    cgov__terms_add(model, model->appointments.count);
}

static void appointment_digest(const struct model *model, struct sha256 *digest) {
    cgov__sha256_u64(digest, model->appointments.count);
    for (uint32_t n = 1; n <= model->appointments.count; n++)
        cgov__digest_appointment(model, digest, cgov__appointment(model, n));
}

static void appointment_need(struct plan *plan, const struct subject *subject, const struct record *record) {
    (void)subject;
    (void)record;
    plan->need.appointments++;
    plan->need.symbols++; /* its role */
}

const struct entity cgov__entity_appointed = {appointment_admit, appointment_valid, appointment_need, appointment_apply,
                                              appointment_digest};
