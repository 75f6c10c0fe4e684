/* Adoption (采纳): a rulebook becomes what the ledger executes, from an instant on. Its text stays in the journal for
 * ever; an item stays under the version it was opened under, unless the adoption's map of states carries it over.
 *
 * A text is read, and checked, before its record is written, and waits in the plan; on replay it is read but not
 * judged again: what was adopted was adopted. */
#include "entities/migration.h"
#include "entities/state_map.h"

#include "base/text.h"
#include "entities/entities.h"
#include "entities/in_office.h"
#include "entities/say_who.h"
#include "entities/succession.h"
#include "entities/view.h"
#include "model/clock_rows.h"
#include "model/details.h"
#include "model/symbols.h"
#include "model/worklists.h"
#include "rules/machine.h"

/* ---- reading a text, and having room for it ---- */

/* Room for one adoption more, and for its calendars' parts wherever they may go: calendars past calendar_count are
 * spare ones. So adopting cannot fail. */
bool cgov__adoption_reserve(struct model *model, const struct adoption *adoption) {
    const struct rulebook *rulebook = &adoption->rulebook;
    struct mem *mem = model->mem;
    uint32_t parts = rulebook->calendar_count, calendars = model->calendar_count + parts;
    const struct adoption **adoptions =
        cgov__mem_grow(mem, model->adoptions, &model->adoption_cap, sizeof *adoptions, model->adoption_count + 1);
    if (!adoptions) return false;
    model->adoptions = adoptions;
    uint16_t *ranking =
        cgov__mem_grow(mem, model->ranking, &model->ranking_cap, sizeof *ranking, model->adoption_count + 1);
    if (!ranking) return false;
    model->ranking = ranking;
    if (!cgov__details_reserve(model, rulebook) || !cgov__labels_reserve(model, adoption)) return false;
    if (calendars == 0) return true;
    struct calendar *grown = cgov__mem_grow(mem, model->calendars, &model->calendar_cap, sizeof *grown, calendars);
    if (!grown) return false;
    model->calendars = grown;
    for (uint32_t i = 0; i < calendars; i++) {
        struct calendar *calendar = &model->calendars[i];
        const struct calendar_part **room =
            cgov__mem_grow(mem, calendar->parts, &calendar->part_cap, sizeof *room, calendar->part_count + parts);
        if (!room) return false;
        calendar->parts = room;
    }
    return true;
}

static bool make_roles(struct mem *mem, struct adoption *adoption) {
    uint32_t roles = adoption->rulebook.role_count;
    if (roles == 0) return true;
    adoption->roles = cgov__mem_resize(mem, NULL, 0, roles * sizeof *adoption->roles);
    return adoption->roles;
}

static bool make_calendars(struct mem *mem, struct adoption *adoption) {
    uint32_t profiles = adoption->rulebook.profile_count;
    if (profiles == 0) return true;
    adoption->calendars = cgov__mem_resize(mem, NULL, 0, profiles * sizeof *adoption->calendars);
    return adoption->calendars;
}

int32_t cgov__adoption_prepare(const struct model *model, const struct blob *text, struct fault *fault,
                               struct adoption **adoption_out) {
    struct mem *mem = model->mem;
    *adoption_out = NULL;
    struct adoption *adoption = cgov__mem_resize(mem, NULL, 0, sizeof *adoption);
    if (!adoption) return CGOV_E_NOMEM;
    memset(adoption, 0, sizeof *adoption);
    int32_t status = cgov__rulebook_read(mem, (const char *)text->ptr, text->len, &adoption->rulebook, fault);
    if (!status && !(make_roles(mem, adoption) && make_calendars(mem, adoption) && cgov__labels_make(model, adoption) &&
                     cgov__machines_make(&adoption->rulebook)))
        status = CGOV_E_NOMEM;
    if (status)
        cgov__adoption_free(mem, adoption);
    else
        *adoption_out = adoption;
    return status;
}

/* ---- dues that the calendars fix or move ---- */

static bool names_calendar(const struct rulebook *rulebook, const char *name) {
    for (uint32_t i = 0; i < rulebook->calendar_count; i++)
        if (strcmp(rulebook->calendars[i].name, name) == 0) return true;
    return false;
}

/* In the order of the item's clocks. */
static void plan_dues(const struct model *model, uint32_t number, struct plan *plan) {
    const struct item *item = cgov__item(model, number);
    const struct rulebook *rulebook = &plan->prepared->rulebook;
    const char *name = NULL;
    cgov__item_calendar(model, item, &name);
    if (!names_calendar(rulebook, name)) return;
    struct calendar calendar = cgov__calendar_to_be(model, rulebook, name, cgov__plan_parts(plan));
    const struct clock_row *row;
    for (uint32_t c = cgov__clocks_live(model, item); (row = cgov__clock_row(model, c)); c = row->next_live) {
        if (row->state != CLOCK_RUNNING) continue;
        int64_t due = cgov__clock_due(model, row, &calendar, 0).at;
        if (due == row->due) continue;
        struct record *record = cgov__plan_record(plan, CGOV_RECORD_DUE);
        record->id = cgov__item_id(model, number);
        record->clock = row->clock + UINT64_C(1);
        record->due = due == DUE_UNKNOWN ? 0 : due;
        const struct due was = cgov__clock_due(model, row, cgov__item_calendar(model, item, NULL), 0);
        record->old_due = row->due == DUE_UNKNOWN || was.missing_year != 0 ? 0 : row->due; /* by no calendar: none */
        cgov__plan_add(plan, record);
    }
}

/* ---- admit ---- */

/* The verdict on a procedure that the ledger runs already, from the newest adoption back. What was read from the
 * journal has none: what was adopted was adopted, but a text that comes now is checked as this library checks. */
static const struct verdict *known_verdict(const void *context, const uint8_t digest[32]) {
    const struct model *model = context;
    for (uint32_t a = model->adoption_count; a-- > 0;) {
        const struct rulebook *rulebook = &model->adoptions[a]->rulebook;
        for (uint32_t p = 0; p < rulebook->procedure_count; p++) {
            const struct verdict *verdict = &rulebook->procedures[p].verdict;
            if (verdict->configurations && memcmp(verdict->digest, digest, sizeof verdict->digest) == 0) return verdict;
        }
    }
    return NULL;
}

/* By what nobody has verified people decide only where whoever adopts it says that they know. */
static int32_t check_verified(const struct rulebook *rulebook, const struct command *command, struct refusal *why) {
    const struct rule *rule;
    if (cgov__rules_unverified(rulebook, &rule) == 0) return CGOV_OK;
    if (cgov__detail_number(command, COMMAND_FIELD_UNVERIFIED) != 0) return CGOV_OK;
    const int32_t status =
        cgov__fault_of(why, CGOV_E_REFUSED, CGOV_R_RULE,
                       "the source of rule %q is unverified, and `flags` do not say that this is known", rule->name);
    why->line = rule->line;
    return status;
}

int32_t cgov__adoption_read(const struct command *command, struct plan *plan, uint32_t children, struct refusal *why) {
    struct blob text = cgov__detail_text(command, COMMAND_FIELD_RULEBOOK);
    struct fault fault = {0};
    struct adoption *adoption;
    int32_t status = cgov__adoption_prepare(plan->model, &text, &fault, &adoption);
    cgov__plan_prepare(plan, adoption);
    if (status == CGOV_E_RULEBOOK) {
        cgov__fault(why, status, CGOV_R_SYNTAX, fault.message);
        why->line = fault.line;
        why->column = fault.column;
        return status;
    }
    if (status) return cgov__fault(why, status, CGOV_R_NONE, "no memory to read the rulebook");
    cgov_check_view report = {.size = sizeof report};
    struct terms terms = {.children = children, .known = known_verdict, .context = plan->model};
    status = cgov__rulebook_checks(&adoption->rulebook, plan->model->mem, &terms, &report);
    if (!status) return check_verified(&adoption->rulebook, command, why);
    cgov__fault(why, status, report.reason, report.message);
    why->line = report.line;
    why->column = report.column;
    return status;
}

/* The default profile that a procedure of the name is opened under by then; NULL: none. */
static const struct profile *profile_of(const struct model *model, const char *procedure, int64_t from) {
    for (uint32_t rank = 0, version; (version = cgov__in_force(model, &rank, from)) != 0;) {
        const struct adoption *adoption = cgov__adoption(model, version);
        if (cgov__procedure_find(&adoption->rulebook, procedure) == NONE) continue;
        return adoption->profile == NONE ? NULL : &adoption->rulebook.profiles[adoption->profile];
    }
    return NULL;
}

/* What was promised by a default profile is not lost in silence: a text that has its procedures and not the profile is
 * adopted with another default, or where none is said. */
static int32_t check_default(const struct model *model, const struct rulebook *rulebook, int64_t from,
                             struct refusal *why) {
    for (uint32_t p = 0; p < rulebook->procedure_count; p++) {
        const struct procedure *procedure = &rulebook->procedures[p];
        const struct profile *profile = profile_of(model, procedure->name, from);
        if (!profile || cgov__profile_find(rulebook, profile->name) != NONE) continue;
        const int32_t status =
            cgov__fault_of(why, CGOV_E_REFUSED, CGOV_R_DETAIL,
                           "%q runs by default profile %q, which this text lacks: say which is the default, or `none`",
                           procedure->name, profile->name);
        why->line = procedure->line;
        return status;
    }
    return CGOV_OK;
}

/* `none` says that there is none. */
static bool says_none(const struct blob *profile) {
    return profile->len == 4 && memcmp(profile->ptr, "none", 4) == 0;
}

static int32_t check_profile(const struct model *model, const struct rulebook *rulebook, const struct command *command,
                             int64_t from, struct refusal *why) {
    char profile[NAME_SIZE];
    struct blob name = cgov__detail_text(command, COMMAND_FIELD_PROFILE);
    if (name.len == 0) return check_default(model, rulebook, from, why);
    cgov__text_copy(profile, sizeof profile, (const char *)name.ptr, name.len);
    if (!says_none(&name) && cgov__profile_find(rulebook, profile) == NONE)
        return cgov__refuse_name(why, CGOV_R_DETAIL, rulebook, NAMED_PROFILE, profile,
                                 "the rulebook has no profile %q");
    return CGOV_OK;
}

static bool shares(const struct rulebook *text, const struct rulebook *other) {
    bool shared = false;
    for (uint32_t p = 0; p < text->procedure_count && !shared; p++)
        shared = cgov__procedure_find(other, text->procedures[p].name) != NONE;
    return shared;
}

/* The one that is said; else the newest that is in force by then, where the text has a profile of that name. */
static struct blob default_profile(const struct model *model, const struct rulebook *rulebook,
                                   const struct command *command, int64_t from) {
    const struct blob said = cgov__detail_text(command, COMMAND_FIELD_PROFILE);
    if (said.len > 0) return says_none(&said) ? cgov__blob(NULL, 0) : said;
    for (uint32_t rank = 0, version; (version = cgov__in_force(model, &rank, from)) != 0;) {
        const struct adoption *adoption = cgov__adoption(model, version);
        if (adoption->profile == NONE && shares(&adoption->rulebook, rulebook)) break;
        if (adoption->profile == NONE) continue;
        const char *const name = adoption->rulebook.profiles[adoption->profile].name;
        if (cgov__profile_find(rulebook, name) != NONE) return cgov__blob(name, (uint32_t)strlen(name));
    }
    return cgov__blob(NULL, 0);
}

/* A name means one type in a ledger, for ever: what was written under it is read by it. */
static int32_t check_details(const struct model *model, const struct rulebook *rulebook, struct refusal *why) {
    const struct detail_name *name = cgov__details_conflict(model, rulebook);
    if (!cgov__details_left(model, rulebook))
        return cgov__fault(why, CGOV_E_LIMIT, CGOV_R_LIMIT, "the ledger has as many details as it may");
    if (!name) return CGOV_OK;
    char message[128];
    cgov__format(message, sizeof message, "detail `%s` has another type in this ledger, for ever: use another name",
                 name->name);
    int32_t status = cgov__refuse(why, CGOV_R_TYPE, message);
    why->line = name->line;
    return status;
}

static int32_t check_succession(const struct model *model, const struct rulebook *rulebook,
                                const struct command *command, struct refusal *why) {
    const int64_t from = cgov__detail_number(command, COMMAND_FIELD_FROM), now = command->act.now;
    const struct succession change = {.text = rulebook, .from = from == 0 ? now : from};
    struct keys lost;
    if (!cgov__succession_holds(model, &change, now))
        return cgov__refuse(why, CGOV_R_ROLE,
                            "from some day on nobody in office in the root organization could adopt and appoint");
    if (cgov__keys_kept(model, &change, now, &lost)) return CGOV_OK;
    const int32_t status =
        cgov__fault_of(why, CGOV_E_REFUSED, CGOV_R_ROLE,
                       "role %q could do something by itself, and moves of %q, which are not over, give or end it",
                       lost.role, lost.procedure);
    why->line = lost.line;
    return status;
}

/* What is decided over, the last time it was, has passed. */
static bool has_passed(const struct model *model, const struct item *item, uint32_t number) {
    const struct procedure *procedure = cgov__procedure_of(model, item);
    struct roll_at ballots;
    bool passed = false;
    for (uint8_t d = 0; d < procedure->decision_count; d++) {
        if (!cgov__roll_at(model, item, number, procedure->decisions[d].over, &ballots)) continue;
        const struct roll_row *row = cgov__roll_row(model, cgov__roll_row_of(model, &ballots));
        if (row && row->decided != 0) passed = row->decided == CGOV_OUTCOME_PASSED;
    }
    return passed;
}

static int32_t check_motion(const struct model *model, const struct command *command, struct refusal *why) {
    const uint64_t motion = (uint64_t)cgov__detail_number(command, COMMAND_FIELD_MOTION);
    const struct item *item = cgov__item_by_id(model, motion);
    if (motion == 0) return CGOV_OK;
    why->item = motion;
    if (!item || !cgov__sees(model, item, command->act.actor, command->act.now))
        return cgov__fault_of(why, CGOV_E_NOT_FOUND, CGOV_R_DETAIL, "there is no motion %u for this actor", motion);
    if (has_passed(model, item, cgov__id_row(motion))) return CGOV_OK;
    return cgov__fault_of(why, CGOV_E_REFUSED, CGOV_R_DETAIL, "motion %u has not passed: no adoption follows it",
                          motion);
}

static int32_t adoption_admit(const struct model *model, const struct command *command, struct plan *plan,
                              struct refusal *why) {
    const cgov_act *act = &command->act;
    bool genesis = command->verb == COMMAND_GENESIS;
    if (!genesis && !cgov__may(model, act->actor, VERB_ADOPT, cgov__id_row(model->root), act->now))
        return cgov__refuse_may(model, VERB_ADOPT, act->now, "adopt in the root organization", why);
    if (model->adoption_count >= MAX_ADOPTIONS)
        return cgov__fault(why, CGOV_E_LIMIT, CGOV_R_LIMIT, "the ledger has as many rulebooks as it may");
    int64_t from = cgov__detail_number(command, COMMAND_FIELD_FROM);
    if (from != 0 && from < act->now) return cgov__refuse(why, CGOV_R_TERM, "a rulebook cannot be in force before now");
    int32_t status = CGOV_OK; /* genesis has read it already */
    if (!genesis) status = cgov__adoption_read(command, plan, model->limit_children, why);
    if (!status) status = check_details(model, &plan->prepared->rulebook, why);
    const int64_t begins = from == 0 ? act->now : from;
    if (!status) status = check_profile(model, &plan->prepared->rulebook, command, begins, why);
    if (!status) status = check_motion(model, command, why);
    struct blob map = cgov__detail_text(command, COMMAND_FIELD_MAP);
    if (!status && map.len > 0 && from > act->now)
        status = cgov__refuse(why, CGOV_R_MAP, "a map carries items at once: the rulebook must be in force from now");
    if (!status && !genesis) status = check_succession(model, &plan->prepared->rulebook, command, why);
    if (status) return status;
    const struct rulebook *rulebook = &plan->prepared->rulebook;
    cgov__buf_reserve(&plan->parts, cgov__calendar_room(model, rulebook) * sizeof(struct calendar_part *));
    if (plan->parts.failed) return CGOV_E_NOMEM;
    struct record *record = cgov__plan_record(plan, CGOV_RECORD_ADOPTED);
    record->id = cgov__id(CGOV_KIND_RULEBOOK, model->adoption_count + 1);
    record->text = cgov__detail_text(command, COMMAND_FIELD_RULEBOOK);
    record->from = begins;
    record->default_profile = default_profile(model, rulebook, command, record->from);
    record->map = map;
    record->motion = (uint64_t)cgov__detail_number(command, COMMAND_FIELD_MOTION);
    plan->result = record->id;
    cgov__plan_add(plan, record);
    status = cgov__map_admit(model, rulebook, &map, why);
    for (uint32_t n = 1; n <= model->items.count && !status; n++) {
        if (cgov__item(model, n)->final) continue;
        /* Dues first: their records speak of clocks by the version the item still runs under. */
        plan_dues(model, n, plan);
        status = cgov__migration_admit(model, n, &map, plan, why);
    }
    return status ? status : cgov__migration_check(model, &map, plan, why);
}

/* ---- replay and apply ---- */

static bool adoption_valid(const struct overlay *overlay, const struct subject *subject, const struct record *record) {
    (void)subject;
    const struct adoption *prepared = overlay->prepared;
    uint64_t version = overlay->model->adoption_count + UINT64_C(1) + overlay->adopted_count;
    struct overlay_item motion;
    if (record->motion != 0 && !cgov__overlay_item(overlay, record->motion, &motion)) return false;
    return prepared && record->id == cgov__id(CGOV_KIND_RULEBOOK, version) && version <= MAX_ADOPTIONS &&
           record->default_profile.len < NAME_SIZE && record->text.len == prepared->rulebook.text_len &&
           !cgov__overlay_conflict(overlay, &prepared->rulebook) &&
           cgov__details_left(overlay->model, &prepared->rulebook) &&
           memcmp(record->text.ptr, prepared->rulebook.text, record->text.len) == 0;
}

static void add_part(struct model *model, const struct calendar_part *part) {
    const struct calendar *found = cgov__calendar_find(model, part->name);
    struct calendar *calendar = &model->calendars[found ? (uint32_t)(found - model->calendars) : model->calendar_count];
    if (!found) {
        memcpy(calendar->name, part->name, sizeof calendar->name);
        model->calendar_count++;
    }
    calendar->parts[calendar->part_count++] = part;
}

static uint32_t which_calendar(const struct model *model, const char *name) {
    const struct calendar *found = name[0] == 0 ? NULL : cgov__calendar_find(model, name);
    return found ? (uint32_t)(found - model->calendars) + 1 : 0;
}

/* Which calendar each profile asks, of every text: one that comes may bring what an older one has named. */
static void find_calendars(struct model *model) {
    model->calendar_own = which_calendar(model, model->calendar);
    for (uint32_t a = 0; a < model->adoption_count; a++) {
        const struct adoption *adoption = model->adoptions[a];
        for (uint32_t p = 0; p < adoption->rulebook.profile_count; p++)
            adoption->calendars[p] = which_calendar(model, cgov__calendar_asked(model, adoption, (uint8_t)p));
    }
}

/* The newest goes before those of later days. */
static void rank(struct model *model, int64_t from) {
    uint32_t place = model->adoption_count;
    for (; place > 0 && model->adoptions[model->ranking[place - 1] - 1]->from > from; place--)
        model->ranking[place] = model->ranking[place - 1];
    model->ranking[place] = (uint16_t)(model->adoption_count + 1);
}

static void adoption_apply(struct model *model, const struct record *record) {
    struct adoption *adoption = model->prepared;
    model->prepared = NULL;
    const struct rulebook *rulebook = &adoption->rulebook;
    cgov__details_adopt(model, &adoption->rulebook);
    cgov__labels_adopt(model, adoption);
    for (uint32_t r = 0; r < rulebook->role_count; r++)
        adoption->roles[r] =
            cgov__symbol_make(model, rulebook->roles[r].name, (uint32_t)strlen(rulebook->roles[r].name));
    cgov__machines_bind(&adoption->rulebook, adoption->roles);
#define ROLE(name, meaning) model->known.name = cgov__symbol_find(model, #name, sizeof #name - 1);
#include "rules/known.def"
    char profile[NAME_SIZE];
    cgov__text_copy(profile, sizeof profile, (const char *)record->default_profile.ptr, record->default_profile.len);
    adoption->profile = profile[0] == 0 ? NONE : cgov__profile_find(rulebook, profile);
    adoption->from = record->from;
    adoption->seq = record->seq;
    rank(model, record->from);
    model->adoptions[model->adoption_count++] = adoption;
    for (uint32_t c = 0; c < rulebook->calendar_count; c++) add_part(model, &rulebook->calendars[c]);
    find_calendars(model);
    if (rulebook->calendar_count > 0) cgov__clocks_reschedule(model);
}

static void adoption_digest(const struct model *model, struct sha256 *digest) {
    cgov__sha256_u64(digest, model->adoption_count);
    for (uint32_t i = 0; i < model->adoption_count; i++) {
        const struct adoption *adoption = model->adoptions[i];
        cgov__sha256_add(digest, adoption->rulebook.digest, sizeof adoption->rulebook.digest);
        cgov__sha256_u64(digest, (uint64_t)adoption->from);
        cgov__sha256_u64(digest, adoption->profile);
    }
    cgov__sha256_u64(digest, model->detail_count);
    for (uint32_t d = 0; d < model->detail_count; d++) {
        cgov__sha256_text(digest, model->details[d].name);
        cgov__sha256_u64(digest, model->details[d].type);
    }
}

static void adoption_need(struct plan *plan, const struct subject *subject, const struct record *record) {
    (void)subject;
    (void)record;
    plan->need.symbols += MAX_ROLES;
}

const struct entity cgov__entity_adopted = {adoption_admit, adoption_valid, adoption_need, adoption_apply,
                                            adoption_digest};
