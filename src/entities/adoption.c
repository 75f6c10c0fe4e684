/* Adoption (采纳): a rulebook becomes what the ledger executes, from an instant on. Its text stays in the journal for ever; an
 * item stays under the version it was opened under, unless the adoption's map of states carries it over.
 *
 * A text is read, and checked, before its record is written, and waits in model->prepared; on replay it is read but not
 * judged again: what was adopted was adopted. */
#include "base/text.h"
#include "entities/access.h"
#include "entities/clocks.h"
#include "entities/entities.h"

/* ---- reading a text, and having room for it ---- */

static bool grow(struct mem *mem, void **array, uint32_t *cap, uint32_t want, size_t item) {
    if (want <= *cap) return true;
    uint32_t more = want < 8 ? 8 : want * 2;
    void *grown = cgov__mem_resize(mem, *array, *cap * item, more * item);
    if (grown == NULL) return false;
    memset((char *)grown + *cap * item, 0, (more - *cap) * item);
    *array = grown;
    *cap = more;
    return true;
}

/* Calendars past calendar_count are spare ones with room for parts, so that adopting cannot fail. */
static bool reserve(struct model *model, const struct rulebook *rulebook) {
    uint32_t parts = rulebook->calendar_count;
    if (!grow(model->mem, (void **)&model->adoptions, &model->adoption_cap, model->adoption_count + 1,
              sizeof(struct adoption *)) ||
        !grow(model->mem, (void **)&model->calendars, &model->calendar_cap, model->calendar_count + parts,
              sizeof(struct calendar)))
        return false;
    for (uint32_t i = 0; i < model->calendar_count + parts; i++) {
        struct calendar *calendar = &model->calendars[i];
        if (!grow(model->mem, (void **)&calendar->parts, &calendar->part_cap, calendar->part_count + parts,
                  sizeof *calendar->parts))
            return false;
    }
    return true;
}

static int32_t prepare(struct model *model, const char *text, uint32_t len, struct fault *fault) {
    cgov__adoption_free(model->mem, model->prepared);
    model->prepared = NULL;
    struct adoption *adoption = cgov__mem_resize(model->mem, NULL, 0, sizeof *adoption);
    if (adoption == NULL) return CGOV_E_NOMEM;
    memset(adoption, 0, sizeof *adoption);
    int32_t status = cgov__rulebook_read(model->mem, text, len, &adoption->rulebook, fault);
    uint32_t roles = adoption->rulebook.role_count;
    if (status == CGOV_OK && roles > 0) {
        adoption->roles = cgov__mem_resize(model->mem, NULL, 0, roles * sizeof *adoption->roles);
        if (adoption->roles == NULL) status = CGOV_E_NOMEM;
    }
    if (status == CGOV_OK && !reserve(model, &adoption->rulebook)) status = CGOV_E_NOMEM;
    if (status != CGOV_OK) {
        if (adoption->roles == NULL) adoption->rulebook.role_count = 0;
        cgov__rulebook_free(&adoption->rulebook);
        cgov__mem_resize(model->mem, adoption->roles, roles * sizeof *adoption->roles, 0);
        cgov__mem_resize(model->mem, adoption, sizeof *adoption, 0);
        return status;
    }
    model->prepared = adoption;
    return CGOV_OK;
}

/* ---- the map of states ---- */

struct mapping {
    const char *at, *end;
    char procedure[NAME_SIZE], old[NAME_SIZE], new[NAME_SIZE];
};

static bool next_word(struct mapping *map, char word[NAME_SIZE]) {
    while (map->at < map->end && (*map->at == ' ' || *map->at == '\t')) map->at++;
    uint32_t len = 0;
    while (map->at < map->end && *map->at != ' ' && *map->at != '\t' && *map->at != '\n') {
        if (len + 1 >= NAME_SIZE) return false;
        word[len++] = *map->at++;
    }
    word[len] = '\0';
    return len > 0;
}

/* The next line "PROCEDURE OLD -> NEW": 1, 0 at the end, -1 where it is not of that form. */
static int next_line(struct mapping *map) {
    while (map->at < map->end && (*map->at == '\n' || *map->at == ' ' || *map->at == '\t')) map->at++;
    if (map->at >= map->end) return 0;
    char arrow[NAME_SIZE], more[NAME_SIZE];
    bool formed = next_word(map, map->procedure) && next_word(map, map->old) && next_word(map, arrow) &&
                  strcmp(arrow, "->") == 0 && next_word(map, map->new) && !next_word(map, more);
    return formed ? 1 : -1;
}

static struct mapping map_of(const struct blob *text) {
    struct mapping map = {(const char *)text->ptr, text->ptr == NULL ? NULL : (const char *)text->ptr + text->len, "", "", ""};
    return map;
}

static bool any_version_has(const struct model *model, const struct mapping *map) {
    for (uint32_t v = 0; v < model->adoption_count; v++) {
        const struct rulebook *rulebook = &model->adoptions[v]->rulebook;
        uint8_t p = cgov__procedure_find(rulebook, map->procedure);
        if (p != NONE && cgov__state_find(&rulebook->procedures[p], map->old) != NONE) return true;
    }
    return false;
}

static int32_t refuse_map(struct refusal *why, const struct mapping *map, const char *what) {
    char message[208];
    cgov__format(message, sizeof message, "`%s %s -> %s`: %s", map->procedure, map->old, map->new, what);
    return cgov__refuse(why, CGOV_R_MAP, message);
}

static int32_t check_map(const struct model *model, const struct blob *text, struct refusal *why) {
    const struct rulebook *rulebook = &model->prepared->rulebook;
    struct mapping map = map_of(text);
    int got;
    while ((got = next_line(&map)) == 1) {
        uint8_t p = cgov__procedure_find(rulebook, map.procedure);
        if (p == NONE) return refuse_map(why, &map, "this rulebook has no such procedure");
        uint8_t s = cgov__state_find(&rulebook->procedures[p], map.new);
        if (s == NONE) return refuse_map(why, &map, "it leads to what is no state of the procedure");
        if (rulebook->procedures[p].states[s].final) return refuse_map(why, &map, "it leads to a final state");
        if (!any_version_has(model, &map)) return refuse_map(why, &map, "no rulebook adopted so far has the state it leads from");
    }
    return got == 0 ? CGOV_OK : cgov__refuse(why, CGOV_R_MAP, "the map is not of lines `PROCEDURE OLD -> NEW`");
}

/* Some clock of the item goes on under the newer procedure, and its lateness tells somebody or makes a move. */
static bool keeps_clock(const struct model *model, const struct item *item, const struct procedure *old,
                        const struct procedure *new) {
    const struct clock_row *row;
    for (uint32_t n = item->first_clock; (row = cgov__clock_row(model, n)) != NULL; n = row->next) {
        if (row->state != CLOCK_RUNNING) continue;
        uint8_t to = cgov__clock_find(new, old->clocks[row->clock].name);
        if (to != NONE && (new->clocks[to].rung_count > 0 || new->clocks[to].late_move != NONE)) return true;
    }
    return false;
}

static int32_t carry_item(const struct model *model, uint32_t number, const struct mapping *map, struct plan *plan,
                          struct refusal *why) {
    const struct item *item = cgov__item(model, number);
    const struct procedure *old = cgov__procedure_of(model, item);
    const struct rulebook *rulebook = &model->prepared->rulebook;
    uint8_t p = cgov__procedure_find(rulebook, map->procedure);
    const struct procedure *new = &rulebook->procedures[p];
    uint8_t state = cgov__state_find(new, map->new);
    uint8_t holder = cgov__party_find(old, new->parties[new->states[state].holder].name);
    if (holder == NONE || item->parties[holder] == 0) {
        why->item = cgov__item_id(model, number);
        return cgov__refuse(why, CGOV_R_MAP, "an item to be carried has nobody for the party that would hold it");
    }
    if (!keeps_clock(model, item, old, new)) {
        why->item = cgov__item_id(model, number);
        return cgov__refuse(why, CGOV_R_MAP, "an item to be carried would stand without a clock that tells or moves");
    }
    uint8_t profile = item->profile == NONE
                          ? NONE
                          : cgov__profile_find(rulebook, cgov__rulebook_of(model, item)->profiles[item->profile].name);
    struct record record = {.kind = CGOV_RECORD_CARRIED,
                            .id = cgov__item_id(model, number),
                            .rulebook = model->adoption_count + UINT64_C(1),
                            .procedure = p + UINT64_C(1),
                            .state = state + UINT64_C(1),
                            .profile = profile == NONE ? 0 : profile + UINT64_C(1)};
    cgov__plan_add(plan, &record);
    return CGOV_OK;
}

static int32_t plan_carried(const struct model *model, const struct blob *text, struct plan *plan, struct refusal *why) {
    if (text->len == 0) return CGOV_OK;
    for (uint32_t n = 1; n <= model->items.count; n++) {
        const struct item *item = cgov__item(model, n);
        if (item->final) continue;
        const struct procedure *old = cgov__procedure_of(model, item);
        struct mapping map = map_of(text);
        while (next_line(&map) == 1) {
            if (strcmp(map.procedure, old->name) != 0 || strcmp(map.old, old->states[item->state].name) != 0) continue;
            int32_t status = carry_item(model, n, &map, plan, why);
            if (status != CGOV_OK) return status;
            break;
        }
    }
    return CGOV_OK;
}

/* ---- dues that the calendars fix or move ---- */

/* The calendar as it will be once the prepared rulebook's parts are added. parts has room for all. */
static struct calendar calendar_to_be(const struct model *model, const char *name, const struct calendar_part **parts) {
    struct calendar out = {.parts = parts};
    const struct calendar *now = cgov__calendar_find(model, name);
    cgov__text_copy(out.name, sizeof out.name, name, strlen(name));
    for (uint32_t i = 0; now != NULL && i < now->part_count; i++) parts[out.part_count++] = now->parts[i];
    const struct rulebook *rulebook = &model->prepared->rulebook;
    for (uint32_t i = 0; i < rulebook->calendar_count; i++)
        if (strcmp(rulebook->calendars[i].name, name) == 0) parts[out.part_count++] = &rulebook->calendars[i];
    return out;
}

static bool names_calendar(const struct rulebook *rulebook, const char *name) {
    for (uint32_t i = 0; i < rulebook->calendar_count; i++)
        if (strcmp(rulebook->calendars[i].name, name) == 0) return true;
    return false;
}

static int32_t plan_dues(const struct model *model, struct plan *plan) {
    const struct rulebook *rulebook = &model->prepared->rulebook;
    uint32_t most = rulebook->calendar_count;
    for (uint32_t i = 0; i < model->calendar_count; i++) most += model->calendars[i].part_count;
    if (rulebook->calendar_count == 0) return CGOV_OK;
    const struct calendar_part **parts = cgov__mem_resize(model->mem, NULL, 0, most * sizeof *parts);
    if (parts == NULL) return CGOV_E_NOMEM;
    /* In the order of items and, in each, of clocks: the order of their ids. */
    for (uint32_t n = 1; n <= model->items.count; n++) {
        const struct item *item = cgov__item(model, n);
        const char *name = NULL;
        if (item->final) continue;
        cgov__item_calendar(model, item, &name);
        if (!names_calendar(rulebook, name)) continue;
        struct calendar calendar = calendar_to_be(model, name, parts);
        const struct clock_row *row;
        for (uint32_t c = item->first_clock; (row = cgov__clock_row(model, c)) != NULL; c = row->next) {
            if (row->state != CLOCK_RUNNING) continue;
            int64_t due = cgov__clock_due(model, row, &calendar, 0).at;
            if (due == row->due) continue;
            struct record record = {.kind = CGOV_RECORD_DUE,
                                    .id = cgov__item_id(model, n),
                                    .clock = row->clock + UINT64_C(1),
                                    .due = due == DUE_UNKNOWN ? 0 : due,
                                    .old_due = row->due == DUE_UNKNOWN ? 0 : row->due};
            cgov__plan_add(plan, &record);
        }
    }
    cgov__mem_resize(model->mem, parts, most * sizeof *parts, 0);
    return CGOV_OK;
}

/* ---- admit ---- */

int32_t cgov__adoption_read(struct model *model, const struct command *command, struct refusal *why) {
    struct blob text = cgov__detail_text(command, FIELD_RULEBOOK);
    struct fault fault = {0};
    int32_t status = prepare(model, (const char *)text.ptr, text.len, &fault);
    if (status == CGOV_E_RULEBOOK) {
        cgov__fault(why, status, CGOV_R_SYNTAX, fault.message);
        why->line = fault.line;
        why->column = fault.column;
        return status;
    }
    if (status != CGOV_OK) return cgov__fault(why, status, CGOV_R_NONE, "no memory to read the rulebook");
    cgov_check_report report = {.size = sizeof report};
    status = cgov__rulebook_checks(&model->prepared->rulebook, model->mem, &report);
    if (status == CGOV_OK) return CGOV_OK;
    cgov__fault(why, status, status == CGOV_E_RULEBOOK ? CGOV_R_CHECK : CGOV_R_NONE, report.message);
    why->line = report.line;
    why->column = report.column;
    return status;
}

static int32_t check_profile(const struct model *model, const struct command *command, struct refusal *why) {
    char profile[NAME_SIZE];
    struct blob name = cgov__detail_text(command, FIELD_PROFILE);
    cgov__text_copy(profile, sizeof profile, (const char *)name.ptr, name.len);
    if (profile[0] != '\0' && cgov__profile_find(&model->prepared->rulebook, profile) == NONE)
        return cgov__refuse(why, CGOV_R_DETAIL, "the rulebook has no profile of this name");
    return CGOV_OK;
}

int32_t cgov__adoption_admit(struct model *model, const struct command *command, struct plan *plan, struct refusal *why) {
    const cgov_act *act = &command->act;
    bool genesis = command->verb == COMMAND_GENESIS;
    if (!genesis && !cgov__may(model, act->actor, VERB_ADOPT, (uint32_t)cgov__id_number(model->root), act->now))
        return cgov__refuse(why, CGOV_R_MAY, "no role of the actor may adopt in the root organization");
    if (model->adoption_count >= MAX_ADOPTIONS)
        return cgov__fault(why, CGOV_E_LIMIT, CGOV_R_LIMIT, "the ledger has as many rulebooks as it may");
    int64_t from = cgov__detail_number(command, FIELD_FROM);
    if (from != 0 && from < act->now) return cgov__refuse(why, CGOV_R_TERM, "a rulebook cannot be in force before now");
    int32_t status = genesis ? CGOV_OK : cgov__adoption_read(model, command, why); /* genesis has read it already */
    if (status == CGOV_OK) status = check_profile(model, command, why);
    struct blob map = cgov__detail_text(command, FIELD_MAP);
    if (status == CGOV_OK && map.len > 0 && from > act->now)
        status = cgov__refuse(why, CGOV_R_MAP, "a map carries items at once: the rulebook must be in force from now");
    if (status == CGOV_OK) status = check_map(model, &map, why);
    if (status != CGOV_OK) return status;
    struct record record = {.kind = CGOV_RECORD_ADOPTED,
                            .id = cgov__id(CGOV_KIND_RULEBOOK, model->adoption_count + 1),
                            .text = cgov__detail_text(command, FIELD_RULEBOOK),
                            .default_profile = cgov__detail_text(command, FIELD_PROFILE),
                            .from = from == 0 ? act->now : from,
                            .map = map};
    plan->result = record.id;
    cgov__plan_add(plan, &record);
    /* Dues first: their records speak of clocks by the version the items still run under. */
    if (plan_dues(model, plan) != CGOV_OK)
        return cgov__fault(why, CGOV_E_NOMEM, CGOV_R_NONE, "no memory to compute the dues anew");
    return plan_carried(model, &map, plan, why);
}

/* ---- replay and apply ---- */

int32_t cgov__adoption_prepare(struct model *model, const struct record *record) {
    struct fault fault = {0};
    if (record->id != cgov__id(CGOV_KIND_RULEBOOK, model->adoption_count + 1) || model->adoption_count >= MAX_ADOPTIONS)
        return CGOV_E_CORRUPT;
    if (record->default_profile.len >= NAME_SIZE) return CGOV_E_CORRUPT;
    int32_t status = prepare(model, (const char *)record->text.ptr, record->text.len, &fault);
    return status == CGOV_E_RULEBOOK ? CGOV_E_CORRUPT : status;
}

static void add_part(struct model *model, const struct calendar_part *part) {
    struct calendar *calendar = cgov__calendar_find(model, part->name);
    if (calendar == NULL) {
        calendar = &model->calendars[model->calendar_count++];
        memcpy(calendar->name, part->name, sizeof calendar->name);
    }
    calendar->parts[calendar->part_count++] = part;
}

void cgov__adoption_apply(struct model *model, const struct record *record) {
    struct adoption *adoption = model->prepared;
    model->prepared = NULL;
    const struct rulebook *rulebook = &adoption->rulebook;
    for (uint32_t r = 0; r < rulebook->role_count; r++)
        adoption->roles[r] = cgov__symbol_make(model, rulebook->roles[r].name, (uint32_t)strlen(rulebook->roles[r].name));
    char profile[NAME_SIZE];
    cgov__text_copy(profile, sizeof profile, (const char *)record->default_profile.ptr, record->default_profile.len);
    adoption->profile = profile[0] == '\0' ? NONE : cgov__profile_find(rulebook, profile);
    adoption->from = record->from;
    adoption->seq = (uint32_t)record->seq;
    model->adoptions[model->adoption_count++] = adoption;
    for (uint32_t c = 0; c < rulebook->calendar_count; c++) add_part(model, &rulebook->calendars[c]);
    if (rulebook->calendar_count > 0) cgov__clocks_reschedule(model);
}

void cgov__adoption_digest(const struct model *model, struct sha256 *digest) {
    cgov__sha256_u64(digest, model->adoption_count);
    for (uint32_t i = 0; i < model->adoption_count; i++) {
        const struct adoption *adoption = model->adoptions[i];
        cgov__sha256_add(digest, adoption->rulebook.digest, sizeof adoption->rulebook.digest);
        cgov__sha256_u64(digest, (uint64_t)adoption->from);
        cgov__sha256_u64(digest, adoption->profile);
    }
}
