/* Reading a move that decides: by which rule, over which ballots, and where each outcome leads. What rules can stand
 * there, and whether the lines are those of their outcomes, is asked once the whole text is read (link_decisions.c). */
#include "rules/reader.h"

/* First pass: the row, so that whatever names the move knows that it decides. */
static bool declare_decides(struct reader *reader) {
    struct procedure *procedure = reader->procedure;
    struct move *move = reader->move;
    if (move->opens_item)
        return FAULT(reader, &reader->lexer.token, "`%s` opens an item: there is nothing to decide yet", move->name);
    if (!GROW(reader, procedure->decisions, &procedure->decision_cap, procedure->decision_count, MAX_DECISIONS,
              "moves of a procedure that decide"))
        return false;
    struct decision *decision = &procedure->decisions[procedure->decision_count];
    decision->move = (uint8_t)(move - procedure->moves);
    decision->over = decision->into = NONE;
    memset(decision->to, NONE, sizeof decision->to);
    move->decision = procedure->decision_count++;
    return true;
}

/* Second pass. */

static bool read_own_roll(struct reader *reader, uint8_t *into) {
    const struct names rolls = cgov__rolls_of(reader->procedure);
    uint32_t roll;
    if (!cgov__read_one(reader, &rolls, &roll)) return false;
    *into = (uint8_t)roll;
    return true;
}

static bool define_decides(struct reader *reader) {
    struct procedure *procedure = reader->procedure;
    struct decision *decision = &procedure->decisions[reader->move->decision];
    const struct names none = NAMES("rule", "", reader->book->rules, 0);
    decision->line = reader->lexer.token.line;
    decision->column = reader->lexer.token.column;
    if (!cgov__read_new_name(reader, &none, decision->rule) || !cgov__expect(reader, "over") ||
        !read_own_roll(reader, &decision->over))
        return false;
    if (!cgov__accept(reader, "into")) return true;
    if (!read_own_roll(reader, &decision->into)) return false;
    procedure->rolls[decision->into].won_by |= UINT64_C(1) << decision->move;
    return true;
}

static bool define_outcome(struct reader *reader) {
    struct procedure *procedure = reader->procedure;
    const struct names states = cgov__states_of(procedure);
    const struct move *move = reader->move;
    const struct token word = cgov__take(reader);
    const int32_t outcome = cgov__value_find(CGOV_ENUM_OUTCOME, word.text.ptr, (uint32_t)word.text.len);
    uint32_t to;
    if (move->decision == NONE)
        return FAULT(reader, &word, "move `%s` decides nothing: it has no outcomes", move->name);
    struct decision *decision = &procedure->decisions[move->decision];
    if (decision->lines[outcome]) return cgov__twice(reader, &word, "outcome");
    decision->lines[outcome] = word.line;
    if (!cgov__expect(reader, "->") || !cgov__read_one(reader, &states, &to)) return false;
    decision->to[outcome] = (uint8_t)to;
    return true;
}

const struct line cgov__decision_lines[] = {
    {"decides", IN(MOVE), BLOCK_NONE, true, declare_decides, define_decides},
    {"OUTCOME", IN(MOVE), BLOCK_NONE, false, NULL, define_outcome},
    {"", 0, BLOCK_NONE, false, NULL, NULL},
};
