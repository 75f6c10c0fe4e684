/* Reading a procedure: its parties, stages, states and clocks, and what links them to its moves.
 *
 * Rows stand in the order of the text, and their indices are what everything else refers to, as a byte or as the bit of
 * a set. The first pass makes all rows of a procedure, so a clock can name moves and a state its holder wherever they
 * are written; a state alone must follow its stage, for that is how it is told which one it belongs to. */
#include "cgov/item.h"
#include "rules/nearest.h"
#include "rules/reader.h"

/* Where the line does not say what it makes, it makes issues: so no line elsewhere changes what an item is. */
static bool read_kind(struct reader *reader, struct procedure *procedure) {
    struct names kinds = cgov__list(CGOV_ENUM_KIND);
    uint32_t index;
    procedure->kind = ITEM_KIND_DEFAULT;
    if (reader->lexer.token.kind == TOKEN_END) return true;
    if (!cgov__read_one(reader, &kinds, &index)) return false;
    procedure->kind = (uint8_t)cgov__list_number(&kinds, index);
    return true;
}

static bool declare_procedure(struct reader *reader) {
    struct rulebook *book = reader->book;
    if (!GROW(reader, book->procedures, &book->procedure_cap, book->procedure_count, MAX_PROCEDURES, "procedures")) {
        return false;
    }
    struct procedure *procedure = reader->procedure = &book->procedures[book->procedure_count];
    procedure->line = reader->lexer.line;
    procedure->open = procedure->seats_kept = procedure->budget_kept = NONE;
#define PARTY(name, ...) procedure->name = NONE;
#define STATE(name, ...) procedure->name = NONE;
#define DETAIL(name, ...) procedure->name = NONE;
#define ROLL(name, ...) procedure->name = NONE;
#include "rules/known.def"
    memset(procedure->places, NONE, sizeof procedure->places);
    struct names names = cgov__procedures_of(book);
    if (!cgov__read_new_name(reader, &names, procedure->name)) return false;
    book->procedure_count++;
    return cgov__read_string(reader, "the procedure's title in quotes", MAX_TITLE, &procedure->title) &&
           read_kind(reader, procedure);
}

static bool define_procedure(struct reader *reader) {
    reader->procedure = reader->procedure ? reader->procedure + 1 : reader->book->procedures;
    reader->state = NULL;
    reader->clock = NULL;
    reader->move = NULL;
    reader->roll = NULL;
    cgov__skip_declared(reader);
    if (reader->lexer.token.kind != TOKEN_END) cgov__lexer_next(&reader->lexer); /* its kind */
    return true;
}

/* Facts are public with the items; of words, those that the text names. */
static bool define_public(struct reader *reader) {
    struct procedure *procedure = reader->procedure;
    procedure->is_public = true;
    while (reader->lexer.token.kind != TOKEN_END) {
        const struct token token = reader->lexer.token;
        struct asked field;
        if (!cgov__read_field(reader, &field)) return false;
        if (field.number == CGOV_FIELD_NONE)
            return FAULT(reader, &token, "detail `%t` says itself who reads it: `read by public`", &token.text);
        if (field.type != CGOV_DETAIL_WORDS)
            return FAULT(reader, &token, "field `%t` is a fact: those are public without saying so", &token.text);
        if (field.number == CGOV_FIELD_NOTE) return FAULT(reader, &token, "field `%t` is never public", &token.text);
        if (procedure->public_words >> field.number & 1) return cgov__twice(reader, &token, "field");
        procedure->public_words |= UINT64_C(1) << field.number;
    }
    return true;
}

/* The last party, where the library knows one of its name and type. */
static void know_party(struct procedure *procedure, const struct party *party) {
#define IS_RESIDENT !party->organization
#define IS_ORGANIZATION party->organization
#define IS_ANY true
#define PARTY(known, TYPE, meaning)                                                                                    \
    if (IS_##TYPE && strcmp(party->name, #known) == 0) procedure->known = procedure->party_count;
#include "rules/known.def"
}

/* `resident of PARTY`: an organization that stands above in the text. */
static bool read_named_from(struct reader *reader, struct party *party) {
    const struct procedure *procedure = reader->procedure;
    const struct token at = reader->lexer.token;
    const struct names names = cgov__parties_of(procedure);
    uint32_t index = 0;
    if (!cgov__read_one(reader, &names, &index)) return false;
    party->of = (uint8_t)index;
    if (procedure->parties[index].organization) return true;
    return FAULT(reader, &at, "party `%s` is a resident: who is named is in office at an organization",
                 procedure->parties[index].name);
}

static bool declare_party(struct reader *reader) {
    struct procedure *procedure = reader->procedure;
    const struct token name = reader->lexer.token;
    struct names names = cgov__parties_of(procedure);
    if (!cgov__room(reader, &name, procedure->party_count, MAX_PARTIES, "parties of a procedure")) return false;
    struct party *party = &procedure->parties[procedure->party_count];
    party->line = name.line;
    if (!cgov__read_new_name(reader, &names, party->name)) return false;
    if (!cgov__read_string(reader, "the party's title in quotes", MAX_TITLE, &party->title)) return false;
    party->organization = cgov__accept(reader, "organization");
    if (!party->organization && !cgov__accept(reader, "resident")) {
        return cgov__expected(reader, "`resident` or `organization`");
    }
    party->of = party->since = NONE;
    if (!party->organization && cgov__accept(reader, "of") && !read_named_from(reader, party)) return false;
    if (party->organization && strcmp(party->name, cgov__known(KNOWN_reporter)) == 0)
        return FAULT(reader, &name, "party `reporter` is always a resident");
    know_party(procedure, party);
    procedure->party_count++;
    return true;
}

static bool declare_stage(struct reader *reader) {
    struct procedure *procedure = reader->procedure;
    const struct token name = reader->lexer.token;
    struct names names = cgov__stages_of(procedure);
    if (!cgov__room(reader, &name, procedure->stage_count, MAX_STAGES, "stages of a procedure")) return false;
    struct stage *stage = &procedure->stages[procedure->stage_count];
    stage->line = name.line;
    if (!cgov__read_new_name(reader, &names, stage->name)) return false;
    procedure->stage_count++;
    return cgov__read_string(reader, "the stage's title in quotes", MAX_TITLE, &stage->title);
}

static bool declare_state(struct reader *reader) {
    struct procedure *procedure = reader->procedure;
    const struct token name = reader->lexer.token;
    if (!procedure->stage_count) return FAULT(reader, &name, "state `%t` stands before any stage", &name.text);
    if (!GROW(reader, procedure->states, &procedure->state_cap, procedure->state_count, MAX_STATES,
              "states of a procedure")) {
        return false;
    }
    struct state *state = &procedure->states[procedure->state_count];
    state->line = name.line;
    state->stage = (uint8_t)(procedure->stage_count - 1);
    state->holder = NONE;
    struct names names = cgov__states_of(procedure);
    if (!cgov__read_new_name(reader, &names, state->name)) return false;
    procedure->state_count++;
    return cgov__read_string(reader, "the state's title in quotes", MAX_TITLE, &state->title);
}

static bool define_state(struct reader *reader) {
    struct state *state = reader->state = reader->state ? reader->state + 1 : reader->procedure->states;
    struct names parties = cgov__parties_of(reader->procedure);
    uint32_t holder;
    cgov__skip_declared(reader);
    state->final = cgov__accept(reader, "final");
    if (state->final) {
        if (!cgov__is(reader, "held")) return true;
        return FAULT(reader, &reader->lexer.token, "state `%s` is final: nobody holds it", state->name);
    }
    if (!cgov__accept(reader, "held")) return cgov__expected(reader, "`held by` and a party, or `final`");
    if (!cgov__expect(reader, "by") || !cgov__read_one(reader, &parties, &holder)) return false;
    if (cgov__is(reader, "final")) {
        return FAULT(reader, &reader->lexer.token, "state `%s` is held by a party: it is not final", state->name);
    }
    state->holder = (uint8_t)holder;
    return true;
}

static bool declare_clock(struct reader *reader) {
    struct procedure *procedure = reader->procedure;
    if (!GROW(reader, procedure->clocks, &procedure->clock_cap, procedure->clock_count, MAX_CLOCKS,
              "clocks of a procedure")) {
        return false;
    }
    struct clock *clock = &procedure->clocks[procedure->clock_count];
    clock->line = reader->lexer.line;
    clock->late_move = clock->day = NONE;
    struct names names = cgov__clocks_of(procedure);
    if (!cgov__read_new_name(reader, &names, clock->name)) return false;
    procedure->clock_count++;
    return reader->lexer.token.kind != TOKEN_STRING || cgov__read_string(reader, "its title", MAX_TITLE, &clock->title);
}

/* `MOVE` or `MOVE.OUTCOME`: any outcome, or the one that is named. */
static bool read_event(struct reader *reader, struct clock *clock, bool until) {
    const struct procedure *procedure = reader->procedure;
    const struct names moves = cgov__moves_of(procedure);
    const struct token word = reader->lexer.token;
    const char *dot = word.kind == TOKEN_WORD ? memchr(word.text.ptr, '.', (size_t)word.text.len) : NULL;
    const uint64_t before = dot ? (uint64_t)(dot - word.text.ptr) : word.text.len;
    struct token outcome = word;
    int32_t only = 0;
    uint32_t m;
    reader->lexer.token.text.len = before;
    if (!cgov__read_one(reader, &moves, &m)) return false;
    if (dot) {
        outcome.text = (cgov_text){dot + 1, word.text.len - before - 1};
        outcome.column += (uint32_t)before + 1;
        only = cgov__value_find(CGOV_ENUM_OUTCOME, outcome.text.ptr, (uint32_t)outcome.text.len);
        const struct names outcomes = cgov__list(CGOV_ENUM_OUTCOME);
        if (procedure->moves[m].decision == NONE)
            return FAULT(reader, &word, "move `%s` decides nothing: it has no outcomes", procedure->moves[m].name);
        if (only <= 0) return cgov__unknown(reader, &outcome, &outcomes);
    }
    for (int32_t o = 0; o < OUTCOME_KINDS; o++) {
        uint64_t *events = until ? &clock->by_outcome[o].until : &clock->by_outcome[o].from;
        if (only && o != only) continue;
        if (*events >> m & 1) return cgov__twice(reader, &word, "move");
        *events |= UINT64_C(1) << m;
    }
    *(until ? &clock->until : &clock->from) |= UINT64_C(1) << m;
    return true;
}

/* One or more of them. */
static bool read_events(struct reader *reader, struct clock *clock, bool until) {
    do {
        if (!read_event(reader, clock, until)) return false;
    } while (reader->lexer.token.kind != TOKEN_END && (until || !cgov__is(reader, "until")));
    return true;
}

static bool define_clock(struct reader *reader) {
    struct clock *clock = reader->clock = reader->clock ? reader->clock + 1 : reader->procedure->clocks;
    cgov__skip_declared(reader);
    return cgov__expect(reader, "from") && read_events(reader, clock, false) && cgov__expect(reader, "until") &&
           read_events(reader, clock, true);
}

static bool expect_most(struct reader *reader) {
    return cgov__expect(reader, "at") && cgov__expect(reader, "most");
}

/* To the end of a day: whether it is known where the clock starts is a check's to ask. */
static bool define_for_day(struct reader *reader) {
    struct length *length = &reader->clock->length;
    if (!cgov__read_kept(reader, &reader->clock->day) || !expect_most(reader)) return false;
    return cgov__read_days(reader, length) && (length->given = true);
}

static bool define_for(struct reader *reader) {
    const struct procedure *procedure = reader->procedure;
    struct length *length = &reader->clock->length;
    const struct token given = reader->lexer.token;
    if (!cgov__accept(reader, "given")) return cgov__read_length(reader, length);

    bool days = cgov__accept(reader, "days"); /* the field that gives it, whatever the unit */
    if (!days && !cgov__is(reader, "at")) return define_for_day(reader);
    if (!expect_most(reader) || !cgov__read_length(reader, length)) return false;
    length->given = true;
    const bool either = cgov__accept(reader, "else");
    if (either && !cgov__read_length(reader, &reader->clock->otherwise)) return false;
    for (uint32_t i = 0; i < procedure->move_count; i++) {
        const struct move *move = &procedure->moves[i];
        if (!(reader->clock->from >> i & 1) || cgov__move_needs(procedure, move, CGOV_FIELD_DAYS)) continue;
        if (!either)
            return FAULT(reader, &given, "move `%s` starts this clock, so it must say `needs days`", move->name);
        if (!cgov__move_takes(procedure, move, CGOV_FIELD_DAYS))
            return FAULT(reader, &given, "move `%s` starts this clock, so it must say `takes days`", move->name);
    }
    return true;
}

static bool define_paused(struct reader *reader) {
    struct names states = cgov__states_of(reader->procedure);
    return cgov__expect(reader, "in") && cgov__read_list(reader, &states, "", &reader->clock->paused);
}

static bool define_remind(struct reader *reader) {
    struct clock *clock = reader->clock;
    do {
        const struct token token = reader->lexer.token;
        uint32_t share;
        if (!cgov__room(reader, &token, clock->reminder_count, MAX_REMINDERS, "reminders of a clock")) return false;
        if (!cgov__read_number(reader, "a share in percent,", 99, &share)) return false;
        if (clock->reminder_count && share <= clock->reminders[clock->reminder_count - 1]) {
            return FAULT(reader, &token, "share `%t` is not above the one before it", &token.text);
        }
        clock->reminders[clock->reminder_count++] = (uint8_t)share;
    } while (reader->lexer.token.kind != TOKEN_END);
    return true;
}

static bool read_ladder(struct reader *reader) {
    struct clock *clock = reader->clock;
    do {
        if (!cgov__room(reader, &reader->lexer.token, clock->rung_count, MAX_RUNGS, "rungs of a ladder")) return false;
        struct rung *rung = &clock->rungs[clock->rung_count];
        if (!cgov__read_who(reader, &rung->who, true)) return false;
        if (clock->rung_count++ == 0) continue;
        if (!cgov__expect(reader, "after") || !cgov__read_length(reader, &rung->after)) return false;
    } while (cgov__accept(reader, "then"));
    return true;
}

static bool define_late(struct reader *reader) {
    struct clock *clock = reader->clock;
    const struct token word = reader->lexer.token;
    bool tells = cgov__accept(reader, "tell");
    if (!tells && !cgov__accept(reader, "do")) return cgov__expected(reader, "`tell` or `do`");
    if (tells && clock->rung_count) return FAULT(reader, &word, "clock `%s` says twice whom to tell", clock->name);
    if (!tells && clock->late_move != NONE)
        return FAULT(reader, &word, "clock `%s` says twice what to do", clock->name);
    if (clock->rung_count || clock->late_move != NONE) {
        return FAULT(reader, &word, "clock `%s` ends with its `late do`: it cannot `late tell` as well", clock->name);
    }
    if (tells) return read_ladder(reader);

    struct names moves = cgov__moves_of(reader->procedure);
    const struct token name = reader->lexer.token;
    uint32_t index;
    if (!cgov__read_one(reader, &moves, &index)) return false;
    clock->late_move = (uint8_t)index;
    return reader->procedure->moves[index].by_time ||
           FAULT(reader, &name, "move `%t` is not made `by time`", &name.text);
}

const struct line cgov__procedure_lines[] = {
    {"procedure", IN_ANY, BLOCK_PROCEDURE, false, declare_procedure, define_procedure},
    {"public", IN(PROCEDURE), BLOCK_NONE, true, NULL, define_public},
    {"detail", IN_PROCEDURE, BLOCK_PLAIN, false, cgov__declare_detail, cgov__define_detail},
    {"party", IN_PROCEDURE, BLOCK_PLAIN, false, declare_party, NULL},
    {"stage", IN_PROCEDURE, BLOCK_PLAIN, false, declare_stage, NULL},
    {"state", IN_PROCEDURE, BLOCK_STATE, false, declare_state, define_state},
    {"clock", IN_PROCEDURE, BLOCK_CLOCK, false, declare_clock, define_clock},
    {"for", IN(CLOCK), BLOCK_NONE, true, NULL, define_for},
    {"paused", IN(CLOCK), BLOCK_NONE, true, NULL, define_paused},
    {"remind", IN(CLOCK), BLOCK_NONE, true, NULL, define_remind},
    {"late", IN(CLOCK), BLOCK_NONE, false, NULL, define_late},
    {"", 0, BLOCK_NONE, false, NULL, NULL},
};

/* A party of the parent is named before anybody knows which procedure that is: here everybody does. */
bool cgov__who_link(struct reader *reader, const struct procedure *procedure, uint32_t parents, const struct who *who,
                    bool tell) {
    if (who->kind == WHO_ASKER && !parents)
        return FAULT(reader, who, "no procedure opens `%s`: nobody asks for it", procedure->name);
    if (!who->of_parent) return true;
    if (!parents) return FAULT(reader, who, "no procedure opens `%s`: it has no parent", procedure->name);
    for (uint32_t i = 0; i < reader->book->procedure_count && !who->of_holder; i++) {
        const struct procedure *parent = &reader->book->procedures[i];
        if (!(parents >> i & 1)) continue;
        uint8_t party = cgov__party_find(parent, who->parent_party);
        if (party == NONE) {
            return FAULT(reader, who, "party `%s` is not one of `%s`, which opens this procedure", who->parent_party,
                         parent->name);
        }
        bool organization = parent->parties[party].organization;
        if (who->kind == WHO_ROLE ? !organization : organization && !tell) {
            return FAULT(reader, who, "party `%s` of `%s` is %s", who->parent_party, parent->name,
                         organization ? "an organization: say which role of it makes the move"
                                      : "a resident: nobody holds a role in it");
        }
    }
    return true;
}

/* The same of a `sets` line. */
static bool link_set(struct reader *reader, const struct procedure *procedure, uint32_t parents,
                     const struct set *set) {
    if (set->source != SOURCE_PARENT) return true;
    if (!parents) return FAULT(reader, set, "no procedure opens `%s`: it has no parent", procedure->name);
    for (uint32_t i = 0; i < reader->book->procedure_count; i++) {
        const struct procedure *parent = &reader->book->procedures[i];
        if (!(parents >> i & 1)) continue;
        uint8_t party = cgov__party_find(parent, set->parent_party);
        if (party == NONE)
            return FAULT(reader, set, "party `%s` is not one of `%s`, which opens this procedure", set->parent_party,
                         parent->name);
        if (parent->parties[party].organization != procedure->parties[set->party].organization)
            return FAULT(reader, set, "parties `%s` and `%s` of `%s` are of two kinds: one is a resident",
                         procedure->parties[set->party].name, set->parent_party, parent->name);
    }
    return true;
}

/* Some parent has the state. */
static bool link_above(struct reader *reader, const struct procedure *procedure, uint32_t parents,
                       const struct state_above *above) {
    struct near near;
    if (!parents) return FAULT(reader, above, "no procedure opens `%s`: it has no parent", procedure->name);
    cgov__near_begin(&near, above->name, strlen(above->name));
    for (uint32_t i = 0; i < reader->book->procedure_count; i++) {
        if (!(parents >> i & 1)) continue;
        if (cgov__nearest_states(&near, &reader->book->procedures[i])) return true;
    }
    return FAULT(reader, above, "nothing that opens `%s` has a state `%s`%s%s%s", procedure->name, above->name,
                 near.best[0] ? "; the nearest is `" : "", near.best, near.best[0] ? "`" : "");
}

/* Each parent has one that the guard names, or the move could not be made of its children. */
static bool link_parent_in(struct reader *reader, const struct procedure *procedure, uint32_t parents,
                           const struct clause *clause) {
    const struct token at = {.line = clause->line, .column = 1};
    if (clause->kind != CLAUSE_WHEN || clause->guard != GUARD_PARENT) return true;
    for (uint32_t i = 0; i < reader->book->procedure_count; i++) {
        const struct procedure *parent = &reader->book->procedures[i];
        bool has = !(parents >> i & 1);
        for (uint8_t n = 0; n < procedure->above_count && !has; n++)
            has = (clause->values >> n & 1) != 0 && cgov__state_find(parent, procedure->above[n].name) != NONE;
        if (!has)
            return FAULT(reader, &at, "`%s` opens `%s` too, and has none of these states", parent->name,
                         procedure->name);
    }
    return true;
}

uint32_t cgov__parents_of(const struct rulebook *book, const struct procedure *procedure) {
    uint32_t parents = 0;
    for (uint32_t i = 0; i < book->procedure_count; i++) {
        for (uint32_t m = 0; m < book->procedures[i].move_count; m++) {
            uint8_t opens = book->procedures[i].moves[m].opens;
            if (opens != NONE && &book->procedures[opens] == procedure) parents |= UINT32_C(1) << i;
        }
    }
    return parents;
}

static void know_states(struct procedure *procedure) {
#define ROLL(known, meaning) procedure->known = cgov__roll_find(procedure, #known);
#define STATE(known, meaning)                                                                                          \
    procedure->known = cgov__state_find(procedure, #known);                                                            \
    if (procedure->known != NONE && !procedure->states[procedure->known].final) procedure->known = NONE;
#include "rules/known.def"
}

static void know_details(struct procedure *procedure) {
    for (uint8_t d = 0; d < procedure->detail_count; d++) {
        const struct declared *detail = &procedure->details[d];
#define DETAIL(known, TYPE, meaning)                                                                                   \
    if (strcmp(detail->name, #known) == 0 && detail->type == CGOV_DETAIL_##TYPE && !detail->repeats)                   \
        procedure->known = d;
#include "rules/known.def"
    }
}

static void default_to(struct span *cites, struct span nearest) {
    if (!cites->ptr) *cites = nearest;
}

/* Which move, or which outcome of one, starts and ends the clock. */
static void link_events(struct procedure *procedure, uint8_t m, uint8_t c) {
    struct move *move = &procedure->moves[m];
    const struct clock *clock = &procedure->clocks[c];
    move->dated |= clock->day != NONE && (clock->from >> m & 1) != 0;
    if (move->decision == NONE) {
        move->starts |= (uint32_t)(clock->from >> m & 1) << c;
        move->stops |= (uint32_t)(clock->until >> m & 1) << c;
        return;
    }
    struct decision *decision = &procedure->decisions[move->decision];
    for (uint8_t o = 1; o < OUTCOME_KINDS; o++) {
        decision->starts[o] |= (uint32_t)(clock->by_outcome[o].from >> m & 1) << c;
        decision->stops[o] |= (uint32_t)(clock->by_outcome[o].until >> m & 1) << c;
    }
}

static bool is_same_who(const struct who *a, const struct who *b) {
    return a->kind == b->kind && a->role == b->role && a->superiors == b->superiors && a->party == b->party &&
           a->also == b->also && a->of_parent == b->of_parent && strcmp(a->parent_party, b->parent_party) == 0;
}

/* Which `by` and which rungs name whom a move, or a rung of the same clock, has named before. An opening's are apart.
 */
static void know_again(struct procedure *procedure) {
    for (uint32_t m = 0; m < procedure->move_count; m++) {
        struct move *move = &procedure->moves[m];
        for (uint32_t b = 0; b < move->by_count; b++)
            for (uint32_t o = 0; o < m && !move->by[b].again; o++)
                for (uint32_t i = 0; i < procedure->moves[o].by_count && !procedure->moves[o].opens_item; i++)
                    move->by[b].again |= is_same_who(&move->by[b], &procedure->moves[o].by[i]);
    }
}

bool cgov__procedure_link(struct reader *reader, struct procedure *procedure) {
    const struct token head = {.line = procedure->line, .column = 1};
    uint32_t parents = cgov__parents_of(reader->book, procedure);
    procedure->is_child = parents != 0;
    procedure->only_child = parents && procedure->open != NONE && !procedure->moves[procedure->open].by_others;
    if (procedure->open == NONE) return FAULT(reader, &head, "procedure `%s` has no `open` line", procedure->name);

    know_states(procedure);
    know_details(procedure);
    know_again(procedure);
    for (uint8_t n = 0; n < procedure->above_count; n++)
        if (!link_above(reader, procedure, parents, &procedure->above[n])) return false;
    for (uint32_t s = 0; s < procedure->state_count; s++) default_to(&procedure->states[s].cites, procedure->cites);
    for (uint32_t m = 0; m < procedure->move_count; m++) {
        struct move *move = &procedure->moves[m];
        const struct token at = {.line = move->line, .column = 1};
        default_to(&move->cites, procedure->cites);
        if (!move->by_count) return FAULT(reader, &at, "move `%s` does not say `by` whom", move->name);
        for (uint32_t i = 0; i < move->by_count; i++) {
            if (!cgov__who_link(reader, procedure, parents, &move->by[i], false)) return false;
        }
        for (uint32_t i = 0; i < move->set_count; i++)
            if (!link_set(reader, procedure, parents, &move->sets[i])) return false;
        for (uint32_t i = 0; i < move->clause_count; i++)
            if (!link_parent_in(reader, procedure, parents, &move->clauses[i])) return false;
    }
    for (uint32_t c = 0; c < procedure->clock_count; c++) {
        struct clock *clock = &procedure->clocks[c];
        default_to(&clock->cites, procedure->cites);
        for (uint8_t o = 0; o < OUTCOME_KINDS && clock->late_move != NONE; o++)
            clock->by_outcome[o].until |= UINT64_C(1) << clock->late_move;
        if (clock->late_move != NONE) clock->until |= UINT64_C(1) << clock->late_move;
        for (uint32_t i = 0; i < clock->rung_count; i++) {
            if (!cgov__who_link(reader, procedure, parents, &clock->rungs[i].who, true)) return false;
        }
        for (uint32_t m = 0; m < procedure->move_count; m++) link_events(procedure, (uint8_t)m, (uint8_t)c);
    }
    return true;
}
