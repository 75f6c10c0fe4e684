/* What follows a guard's words, where it is several of something: values of a detail that its move brings, `when says
 * FIELD VALUE...`, items that one mentions, matters, states above, organizations below another, children and their
 * states, levels. No guard stands within these. */
#include "rules/reader.h"
#include "rules/rows_by_name.h"

/* Yes or no, as the library numbers them. */
static bool read_answers(struct reader *reader, uint32_t *values) {
    static const char answers[][NAME_SIZE] = {"yes", "no"};
    const struct names names = NAMES("answer", "the language's", answers, 2);
    do {
        const struct token token = reader->lexer.token;
        uint32_t answer;
        if (!cgov__read_one(reader, &names, &answer)) return false;
        if (*values >> (answer + 1) & 1) return cgov__twice(reader, &token, "answer");
        *values |= UINT32_C(2) << answer;
    } while (reader->lexer.token.kind != TOKEN_END);
    return true;
}

bool cgov__read_said(struct reader *reader, const struct token *token, uint8_t place, uint32_t *values) {
    const uint32_t number = reader->procedure->details[place].number;
    if (number == CGOV_FIELD_SOLVED || number == CGOV_FIELD_CONTACTED) return read_answers(reader, values);
    const uint32_t list = cgov__field_values(number);
    if (list != 0) return cgov__read_values(reader, list, values);
    return FAULT(reader, token, "field `%t` has no list of values to ask for", &token->text);
}

bool cgov__read_mentioned(struct reader *reader, struct clause *clause) {
    const struct token token = reader->lexer.token;
    struct asked field;
    if (!cgov__read_field(reader, &field)) return false;
    if (field.type != CGOV_DETAIL_ITEM || !field.repeats)
        return FAULT(reader, &token, "detail `%t` does not name items, several of them", &token.text);
    clause->number = field.place;
    return true;
}

/* Which of the matters that guards of the procedure name. */
static bool name_matter(struct reader *reader, uint32_t *values) {
    struct procedure *procedure = reader->procedure;
    const struct token token = reader->lexer.token;
    char code[NAME_SIZE];
    if (!cgov__read_name(reader, "a matter's code", code)) return false;
    int32_t matter = cgov__matter_find(reader->book, code);
    uint8_t n = 0;
    if (matter < 0) return FAULT(reader, &token, "matter `%t` is not in this rulebook's catalogue", &token.text);
    while (n < procedure->named_count && procedure->named[n] != matter) n++;
    if (n == procedure->named_count) {
        if (!cgov__room(reader, &token, n, MAX_NAMED, "matters that guards of a procedure name")) return false;
        procedure->named[procedure->named_count++] = (uint16_t)matter;
    }
    if (*values >> (n + 1) & 1) return cgov__twice(reader, &token, "matter");
    *values |= UINT32_C(2) << n;
    return true;
}

bool cgov__read_matters(struct reader *reader, struct clause *clause) {
    do {
        if (!name_matter(reader, &clause->values)) return false;
    } while (reader->lexer.token.kind != TOKEN_END);
    return true;
}

/* Which of the states above that guards of the procedure name. */
static bool name_above(struct reader *reader, uint32_t *values) {
    struct procedure *procedure = reader->procedure;
    const struct token token = reader->lexer.token;
    struct state_above above = {.line = token.line, .column = token.column};
    uint8_t n = 0;
    if (!cgov__read_name(reader, "a state of what opens this", above.name)) return false;
    while (n < procedure->above_count && strcmp(procedure->above[n].name, above.name) != 0) n++;
    if (n == procedure->above_count) {
        if (!cgov__room(reader, &token, n, MAX_ABOVE, "states above that guards of a procedure name")) return false;
        procedure->above[procedure->above_count++] = above;
    }
    if (*values >> n & 1) return cgov__twice(reader, &token, "state");
    *values |= UINT32_C(1) << n;
    return true;
}

bool cgov__read_states_above(struct reader *reader, struct clause *clause) {
    do {
        if (!name_above(reader, &clause->values)) return false;
    } while (reader->lexer.token.kind != TOKEN_END);
    return true;
}

bool cgov__read_above(struct reader *reader, struct clause *clause) {
    const struct names parties = cgov__parties_of(reader->procedure);
    const struct token token = reader->lexer.token;
    uint32_t party;
    party_set also = 0;
    if (!cgov__read_one(reader, &parties, &party)) return false;
    clause->party = (uint8_t)party;
    if (!reader->procedure->parties[party].organization)
        return FAULT(reader, &token, "party `%t` is a resident, no organization", &token.text);
    if (!cgov__read_also(reader, clause->party, &also)) return false;
    clause->values = also;
    return true;
}

/* `PARTY [and PARTY]... in [superior of] PARTY`: organizations. */
bool cgov__read_lying(struct reader *reader, struct clause *clause) {
    const struct names parties = cgov__parties_of(reader->procedure);
    uint32_t party;
    uint8_t above;
    if (!cgov__read_above(reader, clause) || !cgov__expect(reader, "in")) return false;
    clause->values |= UINT32_C(1) << clause->party;
    if (!cgov__read_superiors(reader, &above)) return false;
    clause->number = above;
    const struct token token = reader->lexer.token;
    if (!cgov__read_one(reader, &parties, &party)) return false;
    clause->party = (uint8_t)party;
    if (clause->values >> party & 1) return cgov__twice(reader, &token, "party");
    return reader->procedure->parties[party].organization ||
           FAULT(reader, &token, "party `%t` is a resident: nothing lies below it", &token.text);
}

/* Each procedure has the states that are named of the first. */
static bool has_states(struct reader *reader, const struct clause *clause, uint8_t other, const struct token *token) {
    const struct procedure *first = &reader->book->procedures[clause->procedure];
    const struct procedure *procedure = &reader->book->procedures[other];
    for (uint8_t s = 0; s < first->state_count; s++)
        if (clause->states >> s & 1 && cgov__state_find(procedure, first->states[s].name) == NONE)
            return FAULT(reader, token, "procedure `%s` has no state `%s`", procedure->name, first->states[s].name);
    return true;
}

/* Whether some move opens children of them is a check's to ask. */
bool cgov__read_children(struct reader *reader, struct clause *clause) {
    struct names procedures = cgov__procedures_of(reader->book);
    uint32_t index;
    if (!cgov__read_one(reader, &procedures, &index)) return false;
    clause->procedure = (uint8_t)index;
    while (clause->guard == GUARD_EVERY && cgov__accept(reader, "and")) {
        const struct token token = reader->lexer.token;
        if (!cgov__read_one(reader, &procedures, &index)) return false;
        if (cgov__asks_children_of(clause, (uint8_t)index)) return cgov__twice(reader, &token, "procedure");
        clause->values |= UINT32_C(1) << index;
    }
    struct names states = cgov__states_of(&reader->book->procedures[clause->procedure]);
    states.whose = "that procedure's";
    if (!cgov__expect(reader, "in")) return false;
    const struct token token = reader->lexer.token;
    if (!cgov__read_list(reader, &states, "", &clause->states)) return false;
    for (uint8_t p = 0; p < reader->book->procedure_count; p++)
        if (clause->values >> p & 1 && !has_states(reader, clause, p, &token)) return false;
    return true;
}

bool cgov__read_level(struct reader *reader, struct clause *clause) {
    const struct names parties = cgov__parties_of(reader->procedure);
    const struct token token = reader->lexer.token;
    uint32_t party;
    if (!cgov__read_one(reader, &parties, &party)) return false;
    clause->party = (uint8_t)party;
    if (!reader->procedure->parties[party].organization)
        return FAULT(reader, &token, "party `%t` is a resident: it is of no level", &token.text);
    return cgov__read_values(reader, CGOV_ENUM_LEVEL, &clause->values);
}
