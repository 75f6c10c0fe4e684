/* Reading what a move does to people: `tells`, `appoints`, `ends`. Whether a roll above is there, link_rolls.c finds.
 */
#include "rules/reader.h"

/* The holder, a roll, or whom a clock may tell too; `parent.NAME` is told apart once all is read. */
static bool read_told(struct reader *reader, struct hearer *told) {
    const struct token first = reader->lexer.token;
    struct lexer ahead = reader->lexer;
    cgov__lexer_next(&ahead);
    told->roll.roll = NONE;
    if ((told->holder = cgov__accept(reader, "holder"))) return true;
    const bool one = !cgov__token_is(&ahead.token, "of");
    const struct names parties = cgov__parties_of(reader->procedure);
    if (one && cgov__is_roll(reader, &first)) return cgov__read_roll(reader, &told->roll);
    if (one && first.kind == TOKEN_WORD &&
        cgov__names_find(&parties, first.text.ptr, (size_t)first.text.len) == NAMES_NONE)
        return cgov__unknown_who(reader, &first);
    return cgov__read_who(reader, &told->who, true);
}

static bool define_tells(struct reader *reader) {
    struct procedure *procedure = reader->procedure;
    struct move *move = reader->move;
    do {
        if (!cgov__room(reader, &reader->lexer.token, move->told_count, MAX_TOLD, "whom a move tells")) return false;
        if (!GROW(reader, procedure->told, &procedure->told_cap, procedure->told_count, MAX_MOVES * MAX_TOLD, "told"))
            return false;
        if (!move->told_count++) move->first_told = (uint16_t)procedure->told_count;
        if (!read_told(reader, &procedure->told[procedure->told_count++])) return false;
    } while (reader->lexer.token.kind != TOKEN_END);
    return true;
}

/* `ROLE in PARTY`. */
static bool read_tenure(struct reader *reader, struct tenure **into) {
    struct procedure *procedure = reader->procedure;
    struct move *move = reader->move;
    const struct names roles = cgov__roles_of(reader->book);
    const struct token first = reader->lexer.token;
    uint32_t role;
    if (!cgov__room(reader, &first, move->office_count, MAX_OFFICES, "offices that a move gives or ends")) return false;
    if (!GROW(reader, procedure->offices, &procedure->office_cap, procedure->office_count, MAX_MOVES * MAX_OFFICES,
              "offices"))
        return false;
    if (!move->office_count++) move->first_office = (uint16_t)procedure->office_count;
    struct tenure *tenure = *into = &procedure->offices[procedure->office_count++];
    tenure->line = first.line;
    tenure->column = first.column;
    tenure->of = tenure->roll.roll = NONE;
    if (!cgov__read_one(reader, &roles, &role)) return false;
    tenure->role = (uint8_t)role;
    return cgov__expect(reader, "in") && cgov__read_organization(reader, &tenure->in);
}

static bool define_appoints(struct reader *reader) {
    struct tenure *tenure;
    if (!read_tenure(reader, &tenure) || !cgov__expect(reader, "from") || !cgov__read_roll(reader, &tenure->roll))
        return false;
    reader->move->appoints = true;
    return !cgov__accept(reader, "for") || cgov__read_length(reader, &tenure->length);
}

static bool define_ends(struct reader *reader) {
    const struct names parties = cgov__parties_of(reader->procedure);
    struct tenure *tenure;
    if (!read_tenure(reader, &tenure)) return false;
    tenure->ends = true;
    if (!cgov__accept(reader, "of")) return true;
    const struct token token = reader->lexer.token;
    if (cgov__is_roll(reader, &token)) return cgov__read_roll(reader, &tenure->roll);
    const uint32_t party =
        token.kind == TOKEN_WORD ? cgov__names_find(&parties, token.text.ptr, (size_t)token.text.len) : NAMES_NONE;
    if (token.kind != TOKEN_WORD) return cgov__expected(reader, "a party or a roll");
    if (party == NAMES_NONE) return cgov__unknown_who(reader, &token);
    if (reader->procedure->parties[party].organization)
        return FAULT(reader, &token, "party `%t` is an organization: it holds no office", &token.text);
    tenure->of = (uint8_t)party;
    cgov__lexer_next(&reader->lexer);
    return true;
}

const struct line cgov__effect_lines[] = {
    {"tells", IN(MOVE), BLOCK_NONE, false, NULL, define_tells},
    {"appoints", IN(MOVE), BLOCK_NONE, false, NULL, define_appoints},
    {"ends", IN(MOVE), BLOCK_NONE, false, NULL, define_ends},
    {"", 0, BLOCK_NONE, false, NULL, NULL},
};
