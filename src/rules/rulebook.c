/* A rulebook at rest: finding by name, asking lengths, letting go.
 *
 * Procedures and what is in them number some dozens, so a walk finds them. Matters may number tens of thousands, in a
 * catalogue that comes from outside: they are hashed, under the digest of the very text, so that nobody can choose
 * codes that collide. */
#include "base/bytes.h"
#include "base/hash.h"
#include "rules/machine.h"
#include "rules/reader.h"

#include <assert.h>

uint32_t cgov__names_find(const struct names *names, const char *name, size_t len) {
    if (len == 0 || len >= NAME_SIZE || name[len - 1] == 0) return NAMES_NONE;
    const char *candidate = names->rows;
    for (uint32_t i = 0; i < names->count; i++, candidate += names->stride) {
        /* The first byte tells most apart, and they are short: no call would be worth it. */
        size_t same = 0;
        while (same < len && candidate[same] == name[same]) same++;
        if (same == len && candidate[len] == 0) return i;
    }
    return NAMES_NONE;
}

struct names cgov__roles_of(const struct rulebook *rulebook) {
    return NAMES("role", "this rulebook's", rulebook->roles, rulebook->role_count);
}
struct names cgov__profiles_of(const struct rulebook *rulebook) {
    return NAMES("profile", "this rulebook's", rulebook->profiles, rulebook->profile_count);
}
struct names cgov__procedures_of(const struct rulebook *rulebook) {
    return NAMES("procedure", "this rulebook's", rulebook->procedures, rulebook->procedure_count);
}
struct names cgov__parties_of(const struct procedure *procedure) {
    return NAMES("party", "this procedure's", procedure->parties, procedure->party_count);
}
struct names cgov__stages_of(const struct procedure *procedure) {
    return NAMES("stage", "this procedure's", procedure->stages, procedure->stage_count);
}
struct names cgov__states_of(const struct procedure *procedure) {
    return NAMES("state", "this procedure's", procedure->states, procedure->state_count);
}
struct names cgov__clocks_of(const struct procedure *procedure) {
    return NAMES("clock", "this procedure's", procedure->clocks, procedure->clock_count);
}
struct names cgov__moves_of(const struct procedure *procedure) {
    return NAMES("move", "this procedure's", procedure->moves, procedure->move_count);
}
struct names cgov__rolls_of(const struct procedure *procedure) {
    return NAMES("roll", "this procedure's", procedure->rolls, procedure->roll_count);
}

/* Indices of all but matters fit a byte; NAMES_NONE becomes NONE and -1 by itself. */
static uint32_t find(struct names names, const char *name) {
    return cgov__names_find(&names, name, strlen(name));
}
static_assert((uint8_t)NAMES_NONE == NONE, "nothing is nothing in a byte too");

uint8_t cgov__procedure_find(const struct rulebook *rulebook, const char *name) {
    return (uint8_t)find(cgov__procedures_of(rulebook), name);
}
int32_t cgov__role_find(const struct rulebook *rulebook, const char *name) {
    uint32_t index = find(cgov__roles_of(rulebook), name);
    return index == NAMES_NONE ? -1 : (int32_t)index;
}
uint8_t cgov__profile_find(const struct rulebook *rulebook, const char *name) {
    return (uint8_t)find(cgov__profiles_of(rulebook), name);
}
uint8_t cgov__party_find(const struct procedure *procedure, const char *name) {
    return (uint8_t)find(cgov__parties_of(procedure), name);
}
uint8_t cgov__parents_party(const struct procedure *parent, uint8_t state, const struct who *who) {
    return who->of_holder ? parent->states[state].holder : cgov__party_find(parent, who->parent_party);
}
uint8_t cgov__party_before(const struct procedure *old, const struct procedure *new, uint8_t party) {
    uint8_t was = cgov__party_find(old, new->parties[party].name);
    return was != NONE && old->parties[was].organization == new->parties[party].organization ? was : NONE;
}
uint8_t cgov__state_find(const struct procedure *procedure, const char *name) {
    return (uint8_t)find(cgov__states_of(procedure), name);
}
uint8_t cgov__clock_find(const struct procedure *procedure, const char *name) {
    return (uint8_t)find(cgov__clocks_of(procedure), name);
}
uint8_t cgov__figured_party(const struct procedure *procedure) {
    if (procedure->lead != NONE) return procedure->lead;
    uint8_t holder = procedure->states[procedure->moves[procedure->open].to].holder;
    return holder != NONE && procedure->parties[holder].organization ? holder : NONE;
}
/* Asked for each command: few names begin alike. */
static inline bool is_name(const char *name, const char *asked) {
    return name[0] == asked[0] && strcmp(name, asked) == 0;
}
uint8_t cgov__move_find(const struct procedure *procedure, const char *name) {
    for (uint8_t m = 0; m < procedure->move_count; m++)
        if (is_name(procedure->moves[m].name, name)) return m;
    return NONE;
}
uint8_t cgov__roll_find(const struct procedure *procedure, const char *name) {
    for (uint8_t r = 0; r < procedure->roll_count; r++)
        if (is_name(procedure->rolls[r].name, name)) return r;
    return NONE;
}

uint64_t cgov__name_hash(const struct rulebook *rulebook, const char *name) {
    uint64_t key[2] = {cgov__load64(rulebook->digest), cgov__load64(rulebook->digest + 8)};
    return cgov__siphash(key, name, strlen(name));
}

int32_t cgov__matter_find(const struct rulebook *rulebook, const char *code) {
    if (!rulebook->matter_count) return -1;
    uint64_t hash = cgov__name_hash(rulebook, code);
    uint32_t slot = MAP_NONE, number;
    while ((number = cgov__map_next(&rulebook->matters_by_code, hash, &slot)) != MAP_NONE) {
        if (strcmp(rulebook->matters[number].code, code) == 0) return (int32_t)number;
    }
    return -1;
}

const struct rule *cgov__rule_find(const struct rulebook *rulebook, const char *name, int32_t day) {
    for (uint32_t i = 0; i < rulebook->rule_count; i++) {
        const struct rule *rule = &rulebook->rules[i];
        if (rule->from <= day && day <= rule->to && strcmp(rule->name, name) == 0) return rule;
    }
    return NULL;
}

uint32_t cgov__rules_unverified(const struct rulebook *rulebook, const struct rule **first_out) {
    uint32_t found = 0;
    *first_out = NULL;
    for (uint32_t i = 0; i < rulebook->rule_count; i++) {
        if (!rulebook->rules[i].unverified) continue;
        if (found++ == 0) *first_out = &rulebook->rules[i];
    }
    return found;
}

/* A word among others between blanks. */
static bool stands_in(struct span words, const char *kind) {
    size_t len = strlen(kind);
    for (const char *at = words.ptr, *end = at + words.len; at < end;) {
        const char *word = at;
        while (at < end && *at != ' ' && *at != '\t') at++;
        if ((size_t)(at - word) == len && memcmp(word, kind, len) == 0) return true;
        while (at < end && (*at == ' ' || *at == '\t')) at++;
    }
    return false;
}

bool cgov__role_held_in(const struct role *role, const char *kind) {
    return !role->held_in.len || stands_in(role->held_in, kind);
}

static bool applies(const struct profile_line *line, uint32_t urgency, const char *class_name) {
    switch (line->condition) {
    case IF_URGENCY:
        return line->urgency == urgency;
    case IF_CLASS:
        return strcmp(line->class_name, class_name) == 0;
    default:
        return true;
    }
}

struct length cgov__length_of(const struct rulebook *rulebook, uint8_t procedure, uint8_t clock, uint8_t profile,
                              uint32_t urgency, const char *class_name) {
    const struct profile *asked = profile == NONE ? NULL : &rulebook->profiles[profile];
    for (uint32_t i = 0; asked && i < asked->line_count; i++) {
        const struct profile_line *line = &asked->lines[i];
        if (line->procedure == procedure && line->clock == clock && applies(line, urgency, class_name)) {
            return line->length;
        }
    }
    return rulebook->procedures[procedure].clocks[clock].length;
}

const struct length *cgov__within_of(const struct rulebook *rulebook, uint8_t procedure, uint8_t move,
                                     uint8_t profile) {
    const struct profile *asked = profile == NONE ? NULL : &rulebook->profiles[profile];
    for (uint32_t i = 0; asked && i < asked->line_count; i++) {
        const struct profile_line *line = &asked->lines[i];
        if (line->clock == NONE && line->procedure == procedure && line->move == move) return &line->length;
    }
    return NULL;
}

struct roll_ref cgov__decision_roll(const struct procedure *procedure, const struct rule *rule, uint8_t named) {
    struct roll_ref ref = {.roll = cgov__roll_find(procedure, rule->rolls[named])};
    if (ref.roll == NONE) memcpy(ref.above, rule->rolls[named], NAME_SIZE);
    return ref;
}

bool cgov__decision_may(const struct rulebook *rulebook, const struct procedure *procedure,
                        const struct decision *decision, const struct rule *rule) {
    const uint8_t p = (uint8_t)(procedure - rulebook->procedures);
    if (strcmp(decision->rule, rule->name) == 0) return true;
    for (uint32_t i = 0; i < rulebook->profile_count; i++)
        if (strcmp(cgov__decision_rule(rulebook, p, decision, (uint8_t)i), rule->name) == 0) return true;
    return false;
}

uint32_t cgov__move_ways(const struct procedure *procedure, const struct move *move) {
    if (move->decision == NONE) return 1;
    uint32_t ways = 0;
    for (uint8_t o = 1; o < OUTCOME_KINDS; o++)
        ways |= (uint32_t)(procedure->decisions[move->decision].to[o] != NONE) << o;
    return ways;
}

struct move_way cgov__move_way(const struct procedure *procedure, const struct move *move, uint8_t outcome) {
    if (move->decision == NONE) return (struct move_way){move->to, move->starts, move->stops};
    const struct decision *decision = &procedure->decisions[move->decision];
    return (struct move_way){decision->to[outcome], decision->starts[outcome], decision->stops[outcome]};
}

uint64_t cgov__move_leads(const struct procedure *procedure, const struct move *move, uint8_t from) {
    const uint32_t ways = cgov__move_ways(procedure, move);
    uint64_t leads = 0;
    for (uint8_t o = 0; o < OUTCOME_KINDS; o++) {
        if (!(ways >> o & 1)) continue;
        const uint8_t to = cgov__move_way(procedure, move, o).to;
        leads |= UINT64_C(1) << (to == NONE ? from : to);
    }
    return leads;
}

uint64_t cgov__states_after(const struct procedure *procedure, uint64_t states, uint8_t before) {
    for (uint64_t met = 0; met != states;) {
        met = states;
        for (uint8_t m = 0; m < procedure->move_count; m++) {
            const struct move *move = &procedure->moves[m];
            for (uint8_t s = 0; m != before && s < procedure->state_count; s++)
                if ((move->from & states) >> s & 1) states |= cgov__move_leads(procedure, move, s);
        }
    }
    return states;
}

uint32_t cgov__move_starts(const struct procedure *procedure, const struct move *move) {
    uint32_t starts = move->starts;
    for (uint8_t o = 1; o < OUTCOME_KINDS && move->decision != NONE; o++)
        starts |= procedure->decisions[move->decision].starts[o];
    return starts;
}

const char *cgov__decision_rule(const struct rulebook *rulebook, uint8_t procedure, const struct decision *decision,
                                uint8_t profile) {
    const struct profile *asked = profile == NONE ? NULL : &rulebook->profiles[profile];
    for (uint32_t i = 0; asked && i < asked->rule_count; i++)
        if (asked->rules[i].procedure == procedure && asked->rules[i].move == decision->move)
            return asked->rules[i].rule;
    return decision->rule;
}

static void release(struct mem *mem, void *rows, uint32_t cap, size_t size) {
    cgov__mem_resize(mem, rows, cap * size, 0);
}

void cgov__rulebook_free(struct rulebook *rulebook) {
    struct mem *mem = rulebook->mem;
    if (!mem) return;
    for (uint32_t i = 0; i < rulebook->procedure_count; i++) {
        struct procedure *procedure = &rulebook->procedures[i];
        release(mem, procedure->details, procedure->detail_cap, sizeof *procedure->details);
        release(mem, procedure->states, procedure->state_cap, sizeof *procedure->states);
        release(mem, procedure->clocks, procedure->clock_cap, sizeof *procedure->clocks);
        release(mem, procedure->moves, procedure->move_cap, sizeof *procedure->moves);
        release(mem, procedure->rolls, procedure->roll_cap, sizeof *procedure->rolls);
        release(mem, procedure->shares, procedure->share_cap, sizeof *procedure->shares);
        release(mem, procedure->told, procedure->told_cap, sizeof *procedure->told);
        release(mem, procedure->offices, procedure->office_cap, sizeof *procedure->offices);
        release(mem, procedure->decisions, procedure->decision_cap, sizeof *procedure->decisions);
        if (procedure->machine) release(mem, procedure->machine, 1, procedure->machine->size);
    }
    for (uint32_t i = 0; i < rulebook->profile_count; i++) {
        struct profile *profile = &rulebook->profiles[i];
        release(mem, profile->lines, profile->line_cap, sizeof *profile->lines);
        release(mem, profile->rules, profile->rule_cap, sizeof *profile->rules);
    }
    for (uint32_t i = 0; i < rulebook->calendar_count; i++) {
        struct calendar_part *part = &rulebook->calendars[i];
        if (part->work) release(mem, part->work, (uint32_t)(part->to - part->from + 1), 1);
    }
    release(mem, rulebook->roles, rulebook->role_cap, sizeof *rulebook->roles);
    release(mem, rulebook->calendars, rulebook->calendar_cap, sizeof *rulebook->calendars);
    release(mem, rulebook->profiles, rulebook->profile_cap, sizeof *rulebook->profiles);
    release(mem, rulebook->matters, rulebook->matter_cap, sizeof *rulebook->matters);
    release(mem, rulebook->matter_details, rulebook->matter_detail_cap, sizeof *rulebook->matter_details);
    release(mem, rulebook->detail_names, rulebook->detail_name_cap, sizeof *rulebook->detail_names);
    release(mem, rulebook->choices, rulebook->choice_cap, sizeof *rulebook->choices);
    release(mem, rulebook->duties, rulebook->duty_cap, sizeof *rulebook->duties);
    release(mem, rulebook->rules, rulebook->rule_cap, sizeof *rulebook->rules);
    release(mem, rulebook->procedures, rulebook->procedure_cap, sizeof *rulebook->procedures);
    cgov__map_free(&rulebook->matters_by_code);
    cgov__map_free(&rulebook->details_by_name);
    if (rulebook->text) release(mem, rulebook->text, rulebook->text_len + 1, 1);
    memset(rulebook, 0, sizeof *rulebook);
}

uint32_t cgov__promises(const struct procedure *procedure) {
    uint32_t answered = 0, dropped = 0;
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct move *move = &procedure->moves[m];
        for (uint8_t o = 0; o < OUTCOME_KINDS; o++) {
            if (!(cgov__move_ways(procedure, move) >> o & 1)) continue;
            const struct move_way way = cgov__move_way(procedure, move, o);
            if (move->answers)
                answered |= way.stops;
            else if (way.to == NONE || !procedure->states[way.to].final)
                dropped |= way.stops;
        }
    }
    return procedure->moves[procedure->open].starts & answered & ~dropped;
}
