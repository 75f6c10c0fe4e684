/* Compiling. Nothing is decided here that the text's tables do not say: a row holds the same, nearer together.
 *
 * Invariant: a move's questions stand in the text's order, so that the first that fails is the one that the text has
 * first. A mask of what is given may pass over those that ask for it where nothing is wanting; it never refuses. */
#include "rules/machine.h"

#include <assert.h>

/* ---- room ---- */

struct sizes {
    size_t moves, by, gates, names, lengths, all;
};

static size_t take(size_t *at, size_t bytes) {
    const size_t begin = *at;
    *at += (bytes + 7) / 8 * 8;
    return begin;
}

/* Where each part begins in the block. */
static struct sizes lay_out(const struct rulebook *rulebook, const struct procedure *procedure) {
    size_t by = 0, gates = 0, at = 0;
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct move *move = &procedure->moves[m];
        by += move->by_count;
        for (uint8_t c = 0; c < move->clause_count; c++) gates += move->clauses[c].kind == CLAUSE_NEEDS ? 1 : 2;
    }
    take(&at, sizeof(struct machine));
    struct sizes sizes;
    sizes.moves = take(&at, procedure->move_count * sizeof(struct machine_move));
    sizes.by = take(&at, by * sizeof(struct by));
    sizes.gates = take(&at, gates * sizeof(struct gate));
    sizes.names = take(&at, procedure->move_count * NAME_SIZE);
    sizes.lengths = take(&at, (rulebook->profile_count + (size_t)1) * procedure->clock_count * sizeof(struct length));
    sizes.all = at;
    return sizes;
}

/* ---- a move's row ---- */

#define NO_FIELD 63u /* the library's are below it */

/* Of these it is known that nothing given could answer them, but for an opening, which can bring any fact. */
static bool asks_detail(const struct move *move, const struct clause *clause) {
    switch (clause->guard) {
    case GUARD_TRACK:
    case GUARD_CHANNEL:
    case GUARD_URGENCY:
    case GUARD_MATTER_DIRECT:
    case GUARD_MATTER_PROOF:
    case GUARD_MATTER:
    case GUARD_UNFOLLOWED:
    case GUARD_DELEGATES:
    case GUARD_CHILDREN_DONE:
    case GUARD_USED_UP:
    case GUARD_PUBLIC_SAFETY:
    case GUARD_EVERY:
    case GUARD_LAST:
    case GUARD_PARENT:
        return move->opens_item;
    default:
        return true;
    }
}

static struct gate gate_of(const struct move *move, uint8_t index) {
    static const uint8_t codes[] = {
        [CLAUSE_NEEDS] = GATE_NEEDS, [CLAUSE_WHEN] = GATE_WHEN,     [CLAUSE_WITHIN] = GATE_WITHIN,
        [CLAUSE_AFTER] = GATE_AFTER, [CLAUSE_BEFORE] = GATE_BEFORE, [CLAUSE_AT_MOST] = GATE_AT_MOST};
    const struct clause *clause = &move->clauses[index];
    const bool when = clause->kind == CLAUSE_WHEN;
    return (struct gate){.code = (uint8_t)(codes[clause->kind] + (when ? clause->guard : 0)),
                         .negated = clause->negated,
                         .asks = when && asks_detail(move, clause),
                         .place = clause->field,
                         .line = clause->line,
                         .most = clause->number,
                         .clause = index};
}

/* All questions in the text's order, then once more those that a mask of what is given cannot answer. */
static void compile_gates(struct machine *machine, struct machine_move *row, const struct move *move, uint16_t *gates) {
    row->first_gate = *gates;
    for (uint8_t c = 0; c < move->clause_count; c++) machine->gates[(*gates)++] = gate_of(move, c);
    row->gate_count = move->clause_count;
    row->rest = row->gate_count;
    for (uint8_t c = 0; c < move->clause_count; c++)
        if (move->clauses[c].kind != CLAUSE_NEEDS) machine->gates[(*gates)++] = gate_of(move, c);
    row->rest_count = (uint8_t)(*gates - row->first_gate - row->rest);
}

static uint8_t by_kind(const struct procedure *procedure, const struct who *who) {
    if (who->kind == WHO_ANYONE) return BY_ANYONE;
    if (who->kind == WHO_ASKER || who->kind == WHO_FOLLOWER) return BY_ABOVE;
    if (who->kind != WHO_PARTY && who->kind != WHO_ROLE) return BY_NOBODY;
    if (who->of_parent || (who->kind == WHO_ROLE && who->superiors == ANY_SUPERIOR)) return BY_ABOVE;
    const bool organization = who->party != NONE && procedure->parties[who->party].organization;
    if (who->party == NONE || organization != (who->kind == WHO_ROLE)) return BY_NOBODY;
    return organization ? BY_ROLE : BY_PERSON;
}

static void compile_by(struct machine *machine, struct machine_move *row, const struct move *move, uint16_t *by) {
    static_assert(MAX_BY <= 8, "a line that names by an office is a bit of `offices`");
    const struct procedure *procedure = machine->procedure;
    row->first_by = *by;
    row->by_count = move->by_count;
    for (uint8_t b = 0; b < move->by_count; b++) {
        const struct who *who = &move->by[b];
        struct by *line = &machine->by[(*by)++];
        *line = (struct by){.kind = by_kind(procedure, who),
                            .party = who->party,
                            .superiors = who->superiors,
                            .role = who->role,
                            .also = who->also,
                            .excluded = who->excluded,
                            .line = who->line,
                            .index = b,
                            .of = NONE};
        if (who->kind == WHO_ROLE && line->kind != BY_NOBODY) row->offices |= (uint8_t)(1u << b);
        if (line->kind == BY_PERSON) line->of = procedure->parties[who->party].of;
    }
}

/* By an office of the lead and no other, which is not kept from it as those are who look at what others did. */
static bool is_work(const struct procedure *procedure, const struct move *move) {
    const uint8_t handler = procedure->handler, lead = procedure->lead;
    bool works = false;
    for (uint8_t b = 0; b < move->by_count && handler != NONE && lead != NONE; b++) {
        const struct who *who = &move->by[b];
        if (who->kind != WHO_ROLE) continue;
        if (who->party != lead || who->superiors != 0 || who->of_parent || (who->excluded >> handler & 1) != 0)
            return false;
        works = true;
    }
    return works;
}

/* It leaves the item where it is, and does nothing of its own. */
static bool only_applies(const struct move *move, uint32_t does) {
    const bool else_does = (does & ~(uint32_t)(DOES_RECLASS | DOES_CORRECT | DOES_WORK | DOES_CLOSE)) != 0 ||
                           move->set_count > 0 || move->told_count > 0 || move->answers ||
                           move->counts != COUNTS_NONE || (move->starts | move->stops | move->extends) != 0 ||
                           move->timer != NONE;
    return (does & (DOES_RECLASS | DOES_CORRECT)) != 0 && move->to == NONE && move->needs == 0 && !else_does;
}

/* What its sets come to can depend on who reports, or on one another. */
static bool sets_again(const struct procedure *procedure, const struct move *move) {
    bool again = false;
    for (uint8_t s = 0; s < move->set_count; s++) {
        const uint8_t party = move->sets[s].party;
        again = again || move->sets[s].source == SOURCE_PARTY || party == procedure->reporter ||
                cgov__is_named(procedure, party);
    }
    return again;
}

static uint32_t what_it_does(const struct procedure *procedure, const struct move *move) {
    const uint8_t index = (uint8_t)(move - procedure->moves);
    const bool decides = move->decision != NONE;
    uint32_t does = (decides ? DOES_DECIDE : 0) | (move->office_count > 0 ? DOES_OFFICES : 0) |
                    (move->opens != NONE ? DOES_OPEN : 0) | (move->reclasses ? DOES_RECLASS : 0) |
                    (move->follows ? DOES_FOLLOW : 0) | (move->drops != 0 ? DOES_DROP : 0) |
                    (procedure->closes != 0 ? DOES_CLOSE : 0);
    const bool corrects = cgov__move_takes(procedure, move, CGOV_FIELD_MATTER) ||
                          cgov__move_takes(procedure, move, CGOV_FIELD_PLACE) ||
                          cgov__move_takes(procedure, move, CGOV_FIELD_CHANNEL);
    if (corrects && !move->opens_item) does |= DOES_CORRECT;
    if (cgov__has_workers(procedure) && is_work(procedure, move)) does |= DOES_WORK;
    for (uint8_t s = 0; s < move->set_count; s++)
        if (cgov__is_named(procedure, move->sets[s].party)) does |= DOES_NAME;
    if (!decides && cgov__move_claims(procedure, move, move->to)) does |= DOES_CLAIM;
    for (uint8_t r = 0; r < procedure->roll_count; r++)
        if (procedure->rolls[r].filled_by == index) does |= DOES_FILL;
    for (uint8_t r = 0; r < procedure->roll_count && (does & (DOES_DECIDE | DOES_FILL)) != 0; r++)
        if (procedure->rolls[r].proofs) does |= DOES_BIND;
    if (!move->opens_item && only_applies(move, does)) does |= DOES_APPLY;
    if (move->counter != NONE || move->timer != NONE || move->counts != COUNTS_NONE) does |= DOES_COUNT;
    if (cgov__comes_back(move->counts)) does |= DOES_BACK;
    if (procedure->daily != 0) does |= DOES_DAY;
    if (move->opens_item) does |= DOES_BEGIN;
    if (move->answers) does |= DOES_ANSWER;
    if (!decides && move->to != NONE && procedure->states[move->to].final) does |= DOES_END;
    if (move->opens_item && sets_again(procedure, move)) does |= DOES_AGAIN;
    return does;
}

/* Of a choice whose first value is none, what is given may say nothing. */
static bool may_say_nothing(uint32_t field) {
    const uint32_t list = cgov__field_values(field);
    return list != 0 && strcmp(cgov__value_name(list, 0), "none") == 0;
}

/* Fields that it takes, whatever is given of them; and those that it needs. Where a command brings some of the former
 * alone, and all of the latter, nothing has to be looked at one by one; a bit that is no field's says that it has to.
 */
static void compile_fields(const struct procedure *procedure, struct machine_move *row, const struct move *move) {
    for (uint8_t d = 0; d < procedure->detail_count; d++) {
        const uint32_t field = procedure->details[d].number;
        const uint64_t bit = UINT64_C(1) << (field < NO_FIELD ? field : NO_FIELD);
        if (cgov__move_gets(move, d) && field < NO_FIELD && !may_say_nothing(field)) row->takes |= bit;
        if ((move->needs >> d & 1) != 0) row->needs |= bit;
    }
    if (move->opens_item)
        row->takes |= UINT64_C(1) << CGOV_FIELD_EXTERNAL | UINT64_C(1) << CGOV_FIELD_PROCEDURE |
                      UINT64_C(1) << CGOV_FIELD_RECEIVED;
    if ((row->does & DOES_APPLY) != 0) row->needs |= UINT64_C(1) << NO_FIELD;
}

static void compile_move(struct machine *machine, uint8_t index, uint16_t *by, uint16_t *gates) {
    const struct move *move = &machine->procedure->moves[index];
    struct machine_move *row = &machine->moves[index];
    row->from = move->from;
    row->starts = move->starts;
    row->stops = move->stops;
    row->extends = move->extends;
    row->does = what_it_does(machine->procedure, move);
    compile_fields(machine->procedure, row, move);
    machine->rematters |= move->reclasses && cgov__move_takes(machine->procedure, move, CGOV_FIELD_MATTER);
    row->to = move->to;
    row->number = (uint8_t)(index + 1);
    row->set_count = move->set_count;
    for (uint8_t s = 0; s < move->set_count; s++) row->sets |= (party_set)(1u << move->sets[s].party);
    row->counter = move->counter;
    row->timer = move->timer;
    row->counts = move->counts;
    compile_by(machine, row, move, by);
    compile_gates(machine, row, move, gates);
    memcpy(machine->names[index], move->name, strlen(move->name));
    uint32_t slot = cgov__name_slot(machine->names[index]);
    while (machine->slots[slot] != 0) slot = (slot + 1) % (2 * MAX_MOVES);
    machine->slots[slot] = (uint8_t)(index + 1);
}

/* ---- lengths ---- */

static void find_lengths(const struct rulebook *rulebook, struct machine *machine, uint8_t procedure) {
    for (uint32_t p = 0; p <= rulebook->profile_count; p++) {
        const struct profile *profile = p == 0 ? NULL : &rulebook->profiles[p - 1];
        struct length *lengths = machine->lengths + p * machine->clock_count;
        for (uint8_t c = 0; c < machine->clock_count; c++) lengths[c] = machine->procedure->clocks[c].length;
        for (uint32_t i = profile ? profile->line_count : 0; i-- > 0;) { /* the first that speaks of it holds */
            const struct profile_line *line = &profile->lines[i];
            if (line->procedure == procedure && line->clock != NONE)
                lengths[line->clock] = line->condition == IF_ALWAYS ? line->length : (struct length){.n = LENGTH_HANGS};
        }
    }
}

/* ---- a procedure ---- */

static void compile(const struct rulebook *rulebook, struct machine *machine, uint8_t index) {
    const struct procedure *procedure = machine->procedure;
    uint16_t by = 0, gates = 0;
    machine->clock_count = procedure->clock_count;
    machine->worker = (uint16_t)(cgov__has_workers(procedure) ? 1u << procedure->handler : 0);
    const uint8_t figured = cgov__figured_party(procedure);
    machine->figured = (uint16_t)(figured != NONE ? 1u << figured : 0);
    for (uint8_t p = 0; p < procedure->party_count; p++) {
        machine->named |= (uint16_t)(cgov__is_named(procedure, p) ? 1u << p : 0);
        machine->naming |= (uint16_t)(procedure->parties[p].of != NONE ? 1u << procedure->parties[p].of : 0);
    }
    machine->tail_size =
        (uint16_t)(procedure->party_count * sizeof(uint32_t) + procedure->counter_count +
                   procedure->timer_count * sizeof(int64_t) + procedure->kept_count * sizeof(uint32_t));
    for (uint8_t s = 0; s < procedure->state_count; s++) {
        machine->final |= (uint64_t)procedure->states[s].final << s;
        for (uint8_t c = 0; c < procedure->clock_count; c++)
            machine->pausing[s] |= (uint32_t)(procedure->clocks[c].paused >> s & 1) << c;
    }
    for (uint8_t m = 0; m < procedure->move_count; m++) compile_move(machine, m, &by, &gates);
    find_lengths(rulebook, machine, index);
}

static struct machine *make(const struct rulebook *rulebook, uint8_t index) {
    const struct procedure *procedure = &rulebook->procedures[index];
    const struct sizes sizes = lay_out(rulebook, procedure);
    uint8_t *block = cgov__mem_resize(rulebook->mem, NULL, 0, sizes.all);
    if (!block) return NULL;
    memset(block, 0, sizes.all);
    struct machine *machine = (struct machine *)(void *)block;
    machine->procedure = procedure;
    machine->size = sizes.all;
    machine->moves = (struct machine_move *)(void *)(block + sizes.moves);
    machine->by = (struct by *)(void *)(block + sizes.by);
    machine->gates = (struct gate *)(void *)(block + sizes.gates);
    machine->names = (uint64_t(*)[NAME_WORDS])(void *)(block + sizes.names);
    machine->lengths = (struct length *)(void *)(block + sizes.lengths);
    compile(rulebook, machine, index);
    return machine;
}

bool cgov__machines_make(struct rulebook *rulebook) {
    for (uint32_t p = 0; p < rulebook->procedure_count; p++) {
        rulebook->procedures[p].machine = make(rulebook, (uint8_t)p);
        if (!rulebook->procedures[p].machine) return false;
    }
    return true;
}

void cgov__machines_bind(struct rulebook *rulebook, const uint32_t *roles) {
    for (uint32_t p = 0; p < rulebook->procedure_count; p++) {
        struct machine *machine = rulebook->procedures[p].machine;
        for (uint8_t m = 0; m < machine->procedure->move_count; m++) {
            struct by *line = &machine->by[machine->moves[m].first_by];
            for (uint8_t b = 0; b < machine->moves[m].by_count; b++, line++)
                if (line->kind == BY_ROLE) line->role = roles[line->role];
        }
    }
}
