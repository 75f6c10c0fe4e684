/* Reading a move: from where to where, by whom, under which conditions, with which effects.
 *
 * Effects are a closed list; this file is where the words of the text become their rows. What a guard asks is read by
 * read_guard.c, what a move does to people by read_effects.c. Conditions are kept as clauses in the order of the text,
 * because the first that fails is the reason a citizen is told. What a clause or an effect takes from the details must
 * be among those that the move needs or takes, or it could never be met: the first pass has read those lines, so the
 * fault stands at the word that asks. */
#include "cgov/item.h"
#include "rules/reader.h"

#include <assert.h>

/* First pass: the row, and what other lines ask of it. */

static bool declare_row(struct reader *reader, bool opens_item) {
    struct procedure *procedure = reader->procedure;
    if (!GROW(reader, procedure->moves, &procedure->move_cap, procedure->move_count, MAX_MOVES,
              "moves of a procedure")) {
        return false;
    }
    struct move *move = reader->move = &procedure->moves[procedure->move_count];
    move->line = reader->lexer.line;
    move->opens_item = opens_item;
    move->to = move->counter = move->timer = move->decision = NONE;
    move->opens = move->opens_profile = move->opens_field = move->opens_party = NONE;
    struct names names = cgov__moves_of(procedure);
    if (!cgov__read_new_name(reader, &names, move->name)) return false;
    procedure->move_count++;
    bool titled = reader->lexer.token.kind == TOKEN_STRING;
    return !titled || cgov__read_string(reader, "the move's title", MAX_TITLE, &move->title);
}

static bool declare_open(struct reader *reader) {
    struct procedure *procedure = reader->procedure;
    if (procedure->open != NONE) {
        return FAULT(reader, &reader->lexer.token, "procedure `%s` has its first move already", procedure->name);
    }
    procedure->open = procedure->move_count;
    return declare_row(reader, true);
}

static bool declare_move(struct reader *reader) {
    return declare_row(reader, false);
}

static bool declare_by(struct reader *reader) {
    reader->move->by_time |= cgov__is(reader, "time");
    reader->move->by_parent |= cgov__is(reader, "parent");
    reader->move->by_child |= cgov__is(reader, "child");
    reader->move->by_others |= !cgov__is(reader, "parent");
    reader->procedure->by_child |= reader->move->by_child;
    const bool asker = cgov__is(reader, "asker"), follower = cgov__is(reader, "follower");
    if (!reader->move->opens_item || (!reader->move->by_child && !asker && !follower)) return true;
    return FAULT(reader, &reader->lexer.token,
                 asker      ? "`%s` opens an item: whoever asks for it makes a move of its parent"
                 : follower ? "`%s` opens an item: nothing follows it yet"
                            : "`%s` opens an item: it has no child yet",
                 reader->move->name);
}

static bool declare_details(struct reader *reader, uint64_t *set) {
    do {
        const struct token token = reader->lexer.token;
        uint8_t place;
        if (!cgov__ask_field(reader, &place)) return false;
        if ((reader->move->needs | reader->move->takes) >> place & 1) return cgov__twice(reader, &token, "field");
        uint32_t field = reader->procedure->details[place].number;
        if (field != CGOV_FIELD_NONE && cgov__field_of_reports(field) && !cgov__can_ask(reader, &token)) return false;
        *set |= UINT64_C(1) << place;
    } while (reader->lexer.token.kind != TOKEN_END);
    return true;
}

static bool declare_needs(struct reader *reader) {
    return declare_details(reader, &reader->move->needs);
}

static bool declare_takes(struct reader *reader) {
    return declare_details(reader, &reader->move->takes);
}

static bool declare_limit(struct reader *reader) {
    struct procedure *procedure = reader->procedure;
    const struct token at = reader->lexer.token;
    if (!cgov__expect(reader, "most")) return false;
    if (!cgov__read_number(reader, "a number of times,", MAX_TIMES, &reader->move->limit)) return false;
    if (!cgov__room(reader, &at, procedure->counter_count, MAX_LIMITED, "moves with a limit")) return false;
    reader->move->counter = procedure->counter_count++;
    return true;
}

/* Second pass: where from, where to, who. */

static struct move *next_move(struct reader *reader) {
    reader->move = reader->move ? reader->move + 1 : reader->procedure->moves;
    cgov__skip_declared(reader);
    return reader->move;
}

/* Its arrow, and `same` where that can stand; *to: NONE then. */
static bool read_to(struct reader *reader, bool same, uint8_t *into) {
    struct names states = cgov__states_of(reader->procedure);
    uint32_t to = NONE;
    if (!cgov__expect(reader, "->")) return false;
    if (!(same && cgov__accept(reader, "same")) && !cgov__read_one(reader, &states, &to)) return false;
    *into = (uint8_t)to;
    return true;
}

static bool define_open(struct reader *reader) {
    struct move *move = next_move(reader);
    return read_to(reader, false, &move->to);
}

static bool define_move(struct reader *reader) {
    struct names states = cgov__states_of(reader->procedure);
    struct move *move = next_move(reader);
    if (!cgov__read_list(reader, &states, "->", &move->from)) return false;
    if (move->decision == NONE) return read_to(reader, true, &move->to);
    return !cgov__is(reader, "->") ||
           FAULT(reader, &reader->lexer.token,
                 "move `%s` decides: each outcome says where it leads, in a line of its own", move->name);
}

static bool define_by(struct reader *reader) {
    struct move *move = reader->move;
    if (!cgov__room(reader, &reader->lexer.token, move->by_count, MAX_BY, "`by` lines of a move")) return false;
    struct who *who = &move->by[move->by_count++];
    return cgov__read_who(reader, who, false) && cgov__read_excluded(reader, &who->excluded);
}

/* Second pass: conditions. */

static struct clause *add_clause(struct reader *reader, enum clause_kind kind) {
    struct move *move = reader->move;
    const struct token *token = &reader->lexer.token;
    if (!cgov__room(reader, token, move->clause_count, MAX_CLAUSES, "conditions of a move")) return NULL;
    struct clause *clause = &move->clauses[move->clause_count++];
    clause->kind = (uint8_t)kind;
    clause->field = clause->party = clause->day = clause->move = clause->clock = clause->procedure = NONE;
    clause->line = token->line;
    return clause;
}

static bool define_needs(struct reader *reader) {
    do {
        struct clause *clause = add_clause(reader, CLAUSE_NEEDS);
        struct asked field;
        if (!clause || !cgov__read_field(reader, &field)) return false;
        clause->field = field.place;
    } while (reader->lexer.token.kind != TOKEN_END);
    return true;
}

static bool define_takes(struct reader *reader) {
    struct asked field;
    do {
        if (!cgov__read_field(reader, &field)) return false;
    } while (reader->lexer.token.kind != TOKEN_END);
    return true;
}

/* The same of a field of the library's that no word names. */
static bool is_library(struct reader *reader, const struct token *token, uint32_t field) {
    return cgov__move_gets(reader->move, reader->procedure->places[field]) ||
           FAULT(reader, token, "field `%s` is none that move `%s` needs or takes", cgov__field_name(field),
                 reader->move->name);
}

static bool define_when(struct reader *reader) {
    struct clause *clause = add_clause(reader, CLAUSE_WHEN);
    if (!clause) return false;
    clause->negated = cgov__accept(reader, "not");
    return cgov__read_guard(reader, clause);
}

static bool read_since(struct reader *reader, enum clause_kind kind) {
    struct procedure *procedure = reader->procedure;
    struct names moves = cgov__moves_of(procedure);
    struct clause *clause = add_clause(reader, kind);
    uint32_t index;
    if (!clause || !cgov__read_length(reader, &clause->length) || !cgov__expect(reader, "of")) return false;
    const struct token token = reader->lexer.token;
    if (!cgov__read_one(reader, &moves, &index)) return false;
    clause->move = (uint8_t)index;
    if (procedure->moves[index].timer != NONE) return true;
    if (!cgov__room(reader, &token, procedure->timer_count, MAX_TIMED, "moves that `within` or `after` counts from"))
        return false;
    procedure->moves[index].timer = procedure->timer_count++;
    return true;
}

static bool define_within(struct reader *reader) {
    return read_since(reader, CLAUSE_WITHIN);
}

static bool define_after(struct reader *reader) {
    return read_since(reader, CLAUSE_AFTER);
}

static bool define_before(struct reader *reader) {
    struct names clocks = cgov__clocks_of(reader->procedure);
    struct clause *clause = add_clause(reader, CLAUSE_BEFORE);
    uint32_t index;
    if (!clause || !cgov__read_one(reader, &clocks, &index)) return false;
    clause->clock = (uint8_t)index;
    return true;
}

static bool define_limit(struct reader *reader) {
    struct clause *clause = add_clause(reader, CLAUSE_AT_MOST);
    return clause && cgov__expect(reader, "most") &&
           cgov__read_number(reader, "a number of times,", MAX_TIMES, &clause->number);
}

/* Second pass: effects. */

/* The detail that gives a party: the one of its name and type, else the one for parties of any name. */
static uint32_t field_of(const struct reader *reader, const struct party *party, uint8_t *place) {
    const struct procedure *procedure = reader->procedure;
    uint32_t type = party->organization ? CGOV_DETAIL_ORGANIZATION : CGOV_DETAIL_RESIDENT;
    uint32_t field = cgov__field_find(party->name, (uint32_t)strlen(party->name));
    for (uint8_t d = 0; d < procedure->detail_count; d++) {
        const struct declared *detail = &procedure->details[d];
        bool named = strcmp(detail->name, party->name) == 0 && detail->type == type;
        if (!named || (field == CGOV_FIELD_NONE && !cgov__move_gets(reader->move, d))) continue;
        *place = d;
        return detail->number;
    }
    if (cgov__field_type(field) != type) field = party->organization ? CGOV_FIELD_ORGANIZATION : CGOV_FIELD_RESIDENT;
    *place = procedure->places[field];
    return field;
}

/* `to parent.PARTY`: which party that is, and of what kind, is asked when all procedures are known. */
static bool names_parents(struct reader *reader, struct set *set) {
    static const char parent[] = "parent.";
    const struct token token = reader->lexer.token;
    size_t skip = sizeof parent - 1, len = (size_t)token.text.len;
    if (token.kind != TOKEN_WORD || len <= skip || len - skip >= NAME_SIZE || memcmp(token.text.ptr, parent, skip) != 0)
        return false;
    cgov__take(reader);
    set->source = SOURCE_PARENT;
    set->column = token.column;
    cgov__text_copy(set->parent_party, NAME_SIZE, token.text.ptr + skip, len - skip);
    return true;
}

static bool read_source(struct reader *reader, struct set *set) {
    const struct procedure *procedure = reader->procedure;
    const struct party *party = &procedure->parties[set->party];
    const struct token first = reader->lexer.token;
    if (names_parents(reader, set)) return true;
    if (cgov__accept(reader, "given")) {
        set->source = SOURCE_GIVEN;
        uint32_t field = field_of(reader, party, &set->field);
        bool from_parent = reader->move->opens_item && reader->move->by_parent && !reader->move->by_others;
        if (!from_parent || cgov__move_gets(reader->move, set->field))
            return cgov__move_gets(reader->move, set->field) || is_library(reader, &first, field);
        return party->organization ||
               FAULT(reader, &first, "party `%s` is a resident: a child is opened for an organization", party->name);
    }
    if (cgov__accept(reader, "actor")) {
        set->source = SOURCE_ACTOR;
        return !party->organization ||
               FAULT(reader, &first, "party `%s` is an organization: it is no actor", party->name);
    }
    struct names parties = cgov__parties_of(procedure);
    set->source = SOURCE_PARTY;
    if (!cgov__read_superiors(reader, &set->superiors)) return false;
    const struct token token = reader->lexer.token;
    uint32_t from;
    if (!cgov__read_one(reader, &parties, &from)) return false;
    set->from = (uint8_t)from;
    if (procedure->parties[from].organization != party->organization) {
        return FAULT(reader, &token, "parties `%s` and `%t` are of two kinds: one is a resident", party->name,
                     &token.text);
    }
    return !set->superiors || party->organization ||
           FAULT(reader, &first, "party `%t` is a resident: it has no superior", &token.text);
}

static bool define_sets(struct reader *reader) {
    struct move *move = reader->move;
    struct names parties = cgov__parties_of(reader->procedure);
    uint32_t party;
    if (!cgov__room(reader, &reader->lexer.token, move->set_count, MAX_SETS, "`sets` lines of a move")) return false;
    struct set *set = &move->sets[move->set_count++];
    set->line = reader->lexer.token.line;
    if (!cgov__read_one(reader, &parties, &party)) return false;
    set->party = (uint8_t)party;
    if (!cgov__expect(reader, "to") || !read_source(reader, set)) return false;
    set->once = cgov__accept(reader, "once");
    return true;
}

static bool define_answers(struct reader *reader) {
    return reader->move->answers = true;
}

static bool define_follows(struct reader *reader) {
    return reader->move->follows = is_library(reader, &reader->lexer.token, CGOV_FIELD_MASTER);
}

static bool define_reclasses(struct reader *reader) {
    return reader->move->reclasses = true;
}

static bool define_drops(struct reader *reader) {
    struct names procedures = cgov__procedures_of(reader->book);
    uint64_t set = UINT32_MAX;
    if (reader->lexer.token.kind != TOKEN_END && !cgov__read_list(reader, &procedures, "", &set)) return false;
    reader->move->drops = (uint32_t)set;
    return true;
}

static bool define_counts(struct reader *reader) {
    static const char counts[][NAME_SIZE] = {"return", "rework", "reopen", "refusal", "withdrawal"};
    static_assert(sizeof counts / sizeof counts[0] == COUNTS_WITHDRAWAL, "a word for each");
    struct names names = NAMES("count", "the language's", counts, sizeof counts / sizeof counts[0]);
    uint32_t index;
    if (!cgov__read_one(reader, &names, &index)) return false;
    reader->move->counts = (uint8_t)(COUNTS_RETURN + index);
    return true;
}

static bool define_extends(struct reader *reader) {
    struct names clocks = cgov__clocks_of(reader->procedure);
    const struct token token = reader->lexer.token;
    uint64_t set;
    if (!cgov__read_list(reader, &clocks, "at", &set) || !is_library(reader, &token, CGOV_FIELD_DAYS)) return false;
    reader->move->extends = (uint32_t)set;
    return cgov__expect(reader, "at") && cgov__expect(reader, "most") &&
           cgov__read_length(reader, &reader->move->extends_most);
}

static bool read_opens_party(struct reader *reader, struct move *move, enum opens_for opens_for) {
    struct names parties = cgov__parties_of(reader->procedure);
    const struct token token = reader->lexer.token;
    uint32_t party;
    if (!cgov__read_one(reader, &parties, &party)) return false;
    move->opens_for = (uint8_t)opens_for;
    move->opens_party = (uint8_t)party;
    return cgov__expect_organization(reader, &token, move->opens_party);
}

/* `for (FIELD | PARTY | late N of PARTY)`: the party, where a word names both. */
static bool read_opens_for(struct reader *reader, struct move *move) {
    struct names parties = cgov__parties_of(reader->procedure);
    const struct token token = reader->lexer.token;
    struct asked field;
    if (cgov__accept(reader, "late"))
        return cgov__read_number(reader, "a number of items,", MAX_LATE, &move->opens_most) &&
               cgov__expect(reader, "of") && read_opens_party(reader, move, OPENS_LATE);
    if (token.kind == TOKEN_WORD && cgov__names_find(&parties, token.text.ptr, (size_t)token.text.len) != NAMES_NONE)
        return read_opens_party(reader, move, OPENS_PARTY);
    if (!cgov__read_field(reader, &field)) return false;
    if (field.type != CGOV_DETAIL_ORGANIZATION)
        return FAULT(reader, &token, "field `%t` does not name organizations", &token.text);
    move->opens_for = OPENS_DETAIL;
    move->opens_field = field.place;
    return cgov__move_has(reader, &token, field.place);
}

static bool define_opens(struct reader *reader) {
    struct move *move = reader->move;
    struct names procedures = cgov__procedures_of(reader->book), profiles = cgov__profiles_of(reader->book);
    const struct token name = reader->lexer.token;
    uint32_t index;
    if (!cgov__read_one(reader, &procedures, &index)) return false;
    const struct procedure *part = &reader->book->procedures[index];
    if (part->open != NONE && !part->moves[part->open].by_parent) {
        return FAULT(reader, &name, "procedure `%t` is not opened `by parent`", &name.text);
    }
    move->opens = (uint8_t)index;
    if (cgov__accept(reader, "under")) {
        if (!cgov__read_one(reader, &profiles, &index)) return false;
        move->opens_profile = (uint8_t)index;
    }
    return !cgov__accept(reader, "for") || read_opens_for(reader, move);
}

const struct line cgov__move_lines[] = {
    {"open", IN_PROCEDURE, BLOCK_MOVE, false, declare_open, define_open},
    {"move", IN_PROCEDURE, BLOCK_MOVE, false, declare_move, define_move},
    {"by", IN(MOVE), BLOCK_NONE, false, declare_by, define_by},
    {"needs", IN(MOVE), BLOCK_NONE, false, declare_needs, define_needs},
    {"takes", IN(MOVE), BLOCK_NONE, false, declare_takes, define_takes},
    {"when", IN(MOVE), BLOCK_NONE, false, NULL, define_when},
    {"within", IN(MOVE), BLOCK_NONE, false, NULL, define_within},
    {"after", IN(MOVE), BLOCK_NONE, false, NULL, define_after},
    {"before", IN(MOVE), BLOCK_NONE, false, NULL, define_before},
    {"at", IN(MOVE), BLOCK_NONE, true, declare_limit, define_limit},
    {"sets", IN(MOVE), BLOCK_NONE, false, NULL, define_sets},
    {"answers", IN(MOVE), BLOCK_NONE, true, NULL, define_answers},
    {"follows", IN(MOVE), BLOCK_NONE, true, NULL, define_follows},
    {"reclasses", IN(MOVE), BLOCK_NONE, true, NULL, define_reclasses},
    {"drops", IN(MOVE), BLOCK_NONE, true, NULL, define_drops},
    {"counts", IN(MOVE), BLOCK_NONE, true, NULL, define_counts},
    {"extends", IN(MOVE), BLOCK_NONE, true, NULL, define_extends},
    {"opens", IN(MOVE), BLOCK_NONE, true, NULL, define_opens},
    {"", 0, BLOCK_NONE, false, NULL, NULL},
};
