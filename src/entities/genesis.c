/* Genesis (创始): the first frame of a ledger; and which version of the library decides, from then or from later on.
 * Everything that decides is in it: the ledger's id, local time and limits, the first rulebook, the founding
 * organization, and the resident who may adopt and appoint. There is no other door.
 *
 * Invariant: genesis is record 1, and only record 1; its frame also adopts, adds the root and the founder, and
 * appoints. */
#include "base/civil.h"
#include "base/text.h"
#include "entities/entities.h"

#define DEFAULT_AHEAD (31 * (uint64_t)MS_PER_DAY)
#define DEFAULT_BEHIND (3653 * (uint64_t)MS_PER_DAY) /* ten years */
#define DEFAULT_KEY_WINDOW (7 * (uint64_t)MS_PER_DAY)
#define DEFAULT_TITLE 1024u
#define DEFAULT_TEXT 65536u
#define DEFAULT_DEPTH 12u
#define DEFAULT_ROWS 100000000u

static uint64_t number_or(const struct command *command, uint32_t field, uint64_t otherwise) {
    const struct detail *detail = cgov__detail_find(command, field);
    return !detail ? otherwise : (uint64_t)detail->number;
}

/* The calendar named; else the first one the rulebook brings, so that clocks in workdays run. */
static struct blob calendar_of(const struct plan *plan, const struct command *command) {
    const struct rulebook *rulebook = &plan->prepared->rulebook;
    struct blob given = cgov__detail_text(command, COMMAND_FIELD_CALENDAR);
    if (given.len > 0 || rulebook->calendar_count == 0) return given;
    return cgov__blob(rulebook->calendars[0].name, (uint32_t)strlen(rulebook->calendars[0].name));
}

static void add_genesis(const struct model *model, const struct command *command, struct plan *plan) {
    struct record *record = cgov__plan_record(plan, CGOV_RECORD_GENESIS);
    record->ledger0 = number_or(command, COMMAND_FIELD_LEDGER0, 0);
    record->ledger1 = number_or(command, COMMAND_FIELD_LEDGER1, 0);
    record->utc_offset = cgov__detail_number(command, COMMAND_FIELD_UTC_OFFSET);
    record->calendar = calendar_of(plan, command);
    record->limit_ahead = number_or(command, COMMAND_FIELD_LIMIT_AHEAD, DEFAULT_AHEAD);
    record->key_window = number_or(command, COMMAND_FIELD_KEY_WINDOW, DEFAULT_KEY_WINDOW);
    record->limit_title = number_or(command, COMMAND_FIELD_LIMIT_TITLE, DEFAULT_TITLE);
    record->limit_text = number_or(command, COMMAND_FIELD_LIMIT_TEXT, DEFAULT_TEXT);
    record->limit_children = number_or(command, COMMAND_FIELD_LIMIT_CHILDREN, DEFAULT_CHILDREN);
    record->limit_depth = number_or(command, COMMAND_FIELD_LIMIT_DEPTH, DEFAULT_DEPTH);
    record->limit_items = number_or(command, COMMAND_FIELD_LIMIT_ITEMS, DEFAULT_ROWS);
    record->limit_entities = number_or(command, COMMAND_FIELD_LIMIT_ENTITIES, DEFAULT_ROWS);
    record->decisions = model->library;
    record->limit_behind = number_or(command, COMMAND_FIELD_LIMIT_BEHIND, DEFAULT_BEHIND);
    cgov__plan_add(plan, record);
}

/* Words of the frame's third and fourth records: the names of the founding organization and resident. */
static void add_words(const struct command *command, struct plan *plan) {
    struct blob organization = cgov__detail_text(command, CGOV_FIELD_NAME);
    struct blob resident = cgov__detail_text(command, COMMAND_FIELD_FOUNDER);
    const struct blob *names[2] = {&organization, &resident};
    cgov__buf_clear(&plan->words);
    plan->texts = 0;
    for (uint32_t i = 0; i < 2; i++)
        cgov__piece_put(&plan->words, &plan->seal, i + 2, CGOV_FIELD_NAME, (const char *)names[i]->ptr, names[i]->len,
                        false);
}

static int32_t check_role(const struct rulebook *rulebook, const struct command *command, struct blob *name,
                          struct refusal *why) {
    char role_name[NAME_SIZE];
    *name = cgov__detail_text(command, COMMAND_FIELD_ROLE);
    const char *usual = cgov__known(KNOWN_founder);
    if (name->len == 0) *name = cgov__blob(usual, (uint32_t)strlen(usual));
    cgov__text_copy(role_name, sizeof role_name, (const char *)name->ptr, name->len);
    int32_t index = cgov__role_find(rulebook, role_name);
    if (index < 0)
        return cgov__refuse_name(why, CGOV_R_ROLE, rulebook, NAMED_ROLE, role_name,
                                 "the rulebook has no role %q, the founder's");
    const struct role *role = &rulebook->roles[index];
    uint32_t wanted = 1u << VERB_ADOPT | 1u << VERB_APPOINT;
    char type[NAME_SIZE];
    struct blob kind = cgov__detail_text(command, COMMAND_FIELD_TYPE);
    cgov__text_copy(type, sizeof type, (const char *)kind.ptr, kind.len);
    if ((role->may & wanted) == wanted && cgov__role_held_in(role, type)) return CGOV_OK;
    return cgov__refuse_rule(
        why, CGOV_R_ROLE, 1, role->line, role->cites,
        "the founder's role must be one that may adopt and appoint, held in the root organization");
}

/* A name that no calendar of the text has would leave every clock in working days without a due. One that a later text
 * is to bring is given with a text that has none. */
static int32_t check_calendar(const struct rulebook *rulebook, const struct command *command, struct refusal *why) {
    const struct blob given = cgov__detail_text(command, COMMAND_FIELD_CALENDAR);
    char name[NAME_SIZE];
    if (given.len == 0 || rulebook->calendar_count == 0) return CGOV_OK;
    cgov__text_copy(name, sizeof name, (const char *)given.ptr, given.len);
    for (uint32_t c = 0; c < rulebook->calendar_count; c++)
        if (strcmp(rulebook->calendars[c].name, name) == 0) return CGOV_OK;
    return cgov__refuse_name(why, CGOV_R_DETAIL, rulebook, NAMED_CALENDAR, name,
                             "the rulebook has calendars, and none named %q");
}

static int32_t genesis_admit(const struct model *model, const struct command *command, struct plan *plan,
                             struct refusal *why) {
    if ((number_or(command, COMMAND_FIELD_LEDGER0, 0) | number_or(command, COMMAND_FIELD_LEDGER1, 0)) == 0)
        return cgov__fault(why, CGOV_E_ARG, CGOV_R_NONE, "`ledger_id` of a genesis is 0");
    uint32_t children = (uint32_t)number_or(command, COMMAND_FIELD_LIMIT_CHILDREN, DEFAULT_CHILDREN);
    int32_t status = cgov__adoption_read(command, plan, children, why);
    if (status) return status;
    add_words(command, plan);
    add_genesis(model, command, plan);
    status = cgov__entity_adopted.admit(model, command, plan, why);
    struct blob role;
    if (!status) status = check_calendar(&plan->prepared->rulebook, command, why);
    if (!status) status = check_role(&plan->prepared->rulebook, command, &role, why);
    if (status) return status;
    uint64_t name = UINT64_C(1) << CGOV_FIELD_NAME;
    struct record *organization = cgov__plan_record(plan, CGOV_RECORD_ORGANIZATION);
    organization->id = cgov__id(CGOV_KIND_ORGANIZATION, 1);
    organization->place = (uint64_t)cgov__detail_number(command, CGOV_FIELD_PLACE);
    organization->type = cgov__detail_text(command, COMMAND_FIELD_TYPE);
    organization->texts = name;
    cgov__plan_add(plan, organization);
    struct record *resident = cgov__plan_record(plan, CGOV_RECORD_RESIDENT);
    resident->id = cgov__id(CGOV_KIND_RESIDENT, 1);
    resident->parent = cgov__id(CGOV_KIND_ORGANIZATION, 1);
    resident->texts = name;
    cgov__plan_add(plan, resident);
    struct record *appointed = cgov__plan_record(plan, CGOV_RECORD_APPOINTED);
    appointed->id = cgov__id(CGOV_KIND_APPOINTMENT, 1);
    appointed->resident = cgov__id(CGOV_KIND_RESIDENT, 1);
    appointed->organization = cgov__id(CGOV_KIND_ORGANIZATION, 1);
    appointed->role = role;
    appointed->from = command->act.now;
    cgov__plan_add(plan, appointed);
    return CGOV_OK;
}

static bool genesis_valid(const struct overlay *overlay, const struct subject *subject, const struct record *record) {
    (void)subject;
    return overlay->seq == overlay->model->base && (record->ledger0 | record->ledger1) != 0 &&
           record->utc_offset >= -840 && record->utc_offset <= 840 && record->calendar.len < NAME_SIZE &&
           record->limit_title <= UINT32_MAX && record->limit_text <= UINT32_MAX &&
           record->limit_children <= UINT32_MAX && record->limit_depth <= UINT32_MAX;
}

static void genesis_apply(struct model *model, const struct record *record) {
    model->ledger_id[0] = record->ledger0;
    model->ledger_id[1] = record->ledger1;
    model->offset = record->utc_offset * MS_PER_MINUTE;
    cgov__text_copy(model->calendar, sizeof model->calendar, (const char *)record->calendar.ptr, record->calendar.len);
    model->limit_ahead = record->limit_ahead;
    model->key_window = record->key_window;
    model->limit_title = (uint32_t)record->limit_title;
    model->limit_text = (uint32_t)record->limit_text;
    model->limit_children = (uint32_t)record->limit_children;
    model->limit_depth = (uint32_t)record->limit_depth;
    model->limit_items = record->limit_items;
    model->limit_entities = record->limit_entities;
    model->limit_behind = record->limit_behind;
    model->decisions = (uint32_t)record->decisions;
    model->root = cgov__id(CGOV_KIND_ORGANIZATION, 1);
    model->founder = cgov__id(CGOV_KIND_RESIDENT, 1);
}

static void genesis_digest(const struct model *model, struct sha256 *digest) {
    const uint64_t head[] = {model->ledger_id[0], model->ledger_id[1], (uint64_t)model->offset, model->limit_ahead,
                             model->key_window,   model->limit_items,  model->limit_entities,   model->limit_behind,
                             model->limit_title,  model->limit_text,   model->limit_children,   model->limit_depth,
                             model->decisions,    model->seq,          (uint64_t)model->now,    model->founder,
                             model->root};
    for (size_t i = 0; i < sizeof head / sizeof head[0]; i++) cgov__sha256_u64(digest, head[i]);
    cgov__sha256_text(digest, model->calendar);
}

const struct entity cgov__entity_genesis = {genesis_admit, genesis_valid, NULL, genesis_apply, genesis_digest};

/* ---- another version decides ---- */

/* Whether it is to be is decided on the road, before any time passes. */
static int32_t decided_admit(const struct model *model, const struct command *command, struct plan *plan,
                             struct refusal *why) {
    (void)why;
    (void)command;
    struct record *record = cgov__plan_record(plan, CGOV_RECORD_DECIDED);
    record->decisions = model->library;
    cgov__plan_add(plan, record);
    return CGOV_OK;
}

/* The number rises: a ledger is not given back to an older version. */
static bool decided_valid(const struct overlay *overlay, const struct subject *subject, const struct record *record) {
    (void)subject;
    return record->decisions > overlay->model->decisions && record->decisions <= UINT32_MAX;
}

static void decided_apply(struct model *model, const struct record *record) {
    model->decisions = (uint32_t)record->decisions;
}

const struct entity cgov__entity_decided = {decided_admit, decided_valid, NULL, decided_apply, NULL};
