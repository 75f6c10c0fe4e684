/* Appointments (任职): a resident holds a role in an organization from one instant until before another. Who may do
 * what follows from these rows alone. Rows are never removed: an ended appointment keeps its term.
 *
 * Invariant: from < until where until is given; the role was declared by a rulebook in force when it was made. */
#include "entities/entities.h"
#include "entities/in_office.h"
#include "entities/say_who.h"
#include "entities/succession.h"
#include "model/row_facts.h"
#include "model/symbols.h"
#include "model/terms.h"

/* The record, of whom and where the command says. */
static struct record *appointed(const struct command *command, struct plan *plan) {
    struct record *record = cgov__plan_record(plan, CGOV_RECORD_APPOINTED);
    record->resident = (uint64_t)cgov__detail_number(command, CGOV_FIELD_RESIDENT);
    record->organization = (uint64_t)cgov__detail_number(command, CGOV_FIELD_ORGANIZATION);
    record->role = cgov__detail_text(command, COMMAND_FIELD_ROLE);
    return record;
}

/* An office to be over at an instant: every term of the resident in that role there which would go on then. */
struct leaving {
    struct plan *plan;
    const struct command *command;
    int64_t until;
    uint32_t met; /* terms that are not over now */
};

static void leave(void *user, uint32_t number, const struct appointment *held) {
    struct leaving *leaving = user;
    leaving->met++;
    if (held->until != 0 && held->until < leaving->until) return; /* over before; to end it does not lengthen it */
    struct record *record = appointed(leaving->command, leaving->plan);
    record->id = cgov__id(CGOV_KIND_APPOINTMENT, number);
    record->until = leaving->until < held->from ? held->from : leaving->until; /* never in term */
    record->ends = 1;
    if (leaving->plan->result == 0) leaving->plan->result = record->id;
    cgov__plan_add(leaving->plan, record);
}

static int32_t admit_end(const struct model *model, const struct command *command, struct plan *plan,
                         struct refusal *why) {
    const uint32_t resident = cgov__id_row((uint64_t)cgov__detail_number(command, CGOV_FIELD_RESIDENT));
    const uint32_t organization = cgov__id_row((uint64_t)cgov__detail_number(command, CGOV_FIELD_ORGANIZATION));
    const struct blob name = cgov__detail_text(command, COMMAND_FIELD_ROLE);
    const uint32_t role = cgov__symbol_find(model, (const char *)name.ptr, name.len);
    const int64_t now = command->act.now, given = cgov__detail_number(command, COMMAND_FIELD_UNTIL);
    const int64_t until = given == 0 ? now : given;
    if (until < now) return cgov__refuse(why, CGOV_R_TERM, "an appointment cannot be ended in the past");
    const struct succession change = {.resident = resident, .role = role, .until = until};
    if (organization == cgov__id_row(model->root) && !cgov__succession_holds(model, &change, now))
        return cgov__refuse(why, CGOV_R_TERM,
                            "from some day on nobody in office in the root organization could adopt and appoint");
    struct leaving leaving = {plan, command, until, 0};
    const struct terms_walk walk = {organization, role, now, leave, &leaving};
    cgov__terms_each(model, TERMS_OF_RESIDENT, cgov__resident(model, resident)->appointments, &walk);
    if (leaving.met > 0)
        return plan->result != 0 ? CGOV_OK
                                 : cgov__refuse(why, CGOV_R_TERM, "to end an appointment does not lengthen its term");
    char held[NAME_SIZE];
    cgov__text_copy(held, sizeof held, (const char *)name.ptr, name.len);
    return cgov__fault_of(why, CGOV_E_REFUSED, CGOV_R_TERM, "there is no appointment as %q there to end", held);
}

/* The role that this one needs (a certificate: 持证上岗) is held there, or above it, when the term begins. */
static bool is_ready(const struct model *model, const struct record *record, uint32_t needed) {
    uint32_t organization = cgov__id_row(record->organization);
    while (organization != 0 && !cgov__holds(model, cgov__id_row(record->resident), needed, organization, record->from))
        organization = cgov__superior(model, organization, 1);
    return organization != 0;
}

static int32_t refuse_role(const struct model *model, const char *name, int64_t at, struct refusal *why) {
    struct near near;
    cgov__near_begin(&near, name, strlen(name));
    for (uint32_t rank = 0, version; (version = cgov__in_force(model, &rank, at)) != 0;)
        cgov__nearest_of(&near, &cgov__adoption(model, version)->rulebook, NAMED_ROLE);
    cgov__fault_of(why, CGOV_E_REFUSED, CGOV_R_ROLE, "no rulebook in force declares role %q", name);
    cgov__near_end(&near, why->message, sizeof why->message);
    return why->status;
}

static int32_t admit_new(const struct model *model, const struct command *command, struct plan *plan,
                         struct refusal *why) {
    struct record *record = appointed(command, plan);
    record->from = cgov__detail_number(command, COMMAND_FIELD_FROM);
    record->until = cgov__detail_number(command, COMMAND_FIELD_UNTIL);
    char name[NAME_SIZE];
    cgov__text_copy(name, sizeof name, (const char *)record->role.ptr, record->role.len);
    uint32_t version = 0;
    const struct role *role = cgov__role_in_force(model, name, command->act.now, &version);
    if (!role) return refuse_role(model, name, command->act.now, why);
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
    plan->result = record->id = cgov__id(CGOV_KIND_APPOINTMENT, model->appointments.count + 1);
    cgov__plan_add(plan, record);
    return CGOV_OK;
}

static int32_t appointment_admit(const struct model *model, const struct command *command, struct plan *plan,
                                 struct refusal *why) {
    const cgov_act *act = &command->act;
    const uint64_t resident = (uint64_t)cgov__detail_number(command, CGOV_FIELD_RESIDENT);
    const uint64_t organization = (uint64_t)cgov__detail_number(command, CGOV_FIELD_ORGANIZATION);
    if (!cgov__resident(model, cgov__id_number(resident)))
        return cgov__fault_of(why, CGOV_E_NOT_FOUND, CGOV_R_NONE, "there is no resident %u", resident);
    if (!cgov__organization(model, cgov__id_number(organization)))
        return cgov__fault_of(why, CGOV_E_NOT_FOUND, CGOV_R_NONE, "there is no organization %u", organization);
    if (!cgov__may(model, act->actor, VERB_APPOINT, cgov__id_row(organization), act->now))
        return cgov__refuse_may(model, VERB_APPOINT, act->now, "appoint there", why);
    bool ending = cgov__detail_number(command, COMMAND_FIELD_ENDS) != 0;
    return ending ? admit_end(model, command, plan, why) : admit_new(model, command, plan, why);
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
