/* Reading a guard: a closed list, each with its words and what reads what follows them, here or in read_said.c. One may
 * ask another, `given FIELD if GUARD`: that one is read here, where all are. */
#include "cgov/item.h"
#include "rules/reader.h"

/* ---- what can be asked ---- */

bool cgov__can_ask(struct reader *reader, const struct token *token) {
    uint32_t kind = reader->procedure->kind;
    return cgov__item_reports(kind) || FAULT(reader, token, "`%t` is of what is reported: a %s has none of it",
                                             &token->text, cgov__item_kind_name(kind));
}

bool cgov__move_has(struct reader *reader, const struct token *token, uint8_t place) {
    return cgov__move_gets(reader->move, place) ||
           FAULT(reader, token, "field `%t` is none that move `%s` needs or takes", &token->text, reader->move->name);
}

bool cgov__expect_organization(struct reader *reader, const struct token *token, uint8_t party) {
    return reader->procedure->parties[party].organization ||
           FAULT(reader, token, "party `%t` is a resident, not an organization", &token->text);
}

/* ---- what follows a guard's words ---- */

static bool read_issue(struct reader *reader, struct clause *clause) {
    const struct token token = reader->lexer.token;
    struct asked field;
    if (!cgov__read_field(reader, &field)) return false;
    if ((field.type != CGOV_DETAIL_ISSUE && field.type != CGOV_DETAIL_ITEM) || field.repeats) {
        return FAULT(reader, &token, "field `%t` does not name an issue", &token.text);
    }
    clause->field = field.place;
    return cgov__move_has(reader, &token, field.place);
}

static bool read_place(struct reader *reader, struct clause *clause) {
    if (!read_issue(reader, clause)) return false;
    if (!cgov__accept(reader, "within")) return true;
    return cgov__read_number(reader, "a distance", MAX_METERS, &clause->number) && cgov__expect(reader, "meters");
}

static bool read_party(struct reader *reader, struct clause *clause) {
    struct names parties = cgov__parties_of(reader->procedure);
    const struct token token = reader->lexer.token;
    uint32_t party;
    if (!cgov__read_one(reader, &parties, &party)) return false;
    clause->party = (uint8_t)party;
    return cgov__expect_organization(reader, &token, clause->party);
}

/* A party, or else a field: the party, where a word names both. */
static bool read_organizations(struct reader *reader, struct clause *clause) {
    struct names parties = cgov__parties_of(reader->procedure);
    if (reader->lexer.token.kind != TOKEN_WORD) return cgov__expected(reader, "a party or a field");
    const struct token token = reader->lexer.token;
    struct asked field;
    clause->party = (uint8_t)cgov__names_find(&parties, token.text.ptr, (size_t)token.text.len);
    if (clause->party != NONE) {
        cgov__take(reader);
        return cgov__expect_organization(reader, &token, clause->party);
    }
    if (!cgov__read_field(reader, &field) || field.type != CGOV_DETAIL_ORGANIZATION) {
        return FAULT(reader, &token, "`%t` is neither a party of this procedure nor a field that names organizations",
                     &token.text);
    }
    clause->field = field.place;
    return cgov__move_has(reader, &token, field.place);
}

static bool read_limited(struct reader *reader, struct clause *clause) {
    struct names moves = cgov__moves_of(reader->procedure);
    const struct token token = reader->lexer.token;
    uint32_t move;
    if (!cgov__read_one(reader, &moves, &move)) return false;
    clause->move = (uint8_t)move;
    return reader->procedure->moves[move].limit ||
           FAULT(reader, &token, "move `%t` has no limit to use up", &token.text);
}

/* The first pass has read which moves decide. */
static bool read_decided(struct reader *reader, struct clause *clause) {
    const struct names moves = cgov__moves_of(reader->procedure);
    const struct token token = reader->lexer.token;
    uint32_t move;
    if (!cgov__read_one(reader, &moves, &move)) return false;
    clause->move = (uint8_t)move;
    if (reader->procedure->moves[move].decision == NONE)
        return FAULT(reader, &token, "move `%t` decides nothing", &token.text);
    return !reader->move->opens_item ||
           FAULT(reader, &token, "`%s` opens an item: nobody has voted yet", reader->move->name);
}

/* Of those that its actor has asked for, so many at most stand there. */
static bool read_fewer(struct reader *reader, struct clause *clause) {
    struct names procedures = cgov__procedures_of(reader->book);
    uint32_t index;
    if (!cgov__read_number(reader, "a number of children,", MAX_TIMES, &clause->number)) return false;
    if (!cgov__read_one(reader, &procedures, &index)) return false;
    clause->procedure = (uint8_t)index;
    return cgov__expect(reader, "by") && cgov__expect(reader, "actor");
}

#define read_mentioned cgov__read_mentioned
#define read_children cgov__read_children
#define read_matters cgov__read_matters
#define read_above cgov__read_above
#define read_lying cgov__read_lying
#define read_level cgov__read_level
#define read_states_above cgov__read_states_above

/* A detail that the move gets, and of which items it must be given. */
static bool read_given(struct reader *reader, struct clause *clause) {
    const struct token token = reader->lexer.token;
    const uint8_t guard = clause->guard;
    struct asked field;
    if (!cgov__read_field(reader, &field)) return false;
    if (!cgov__move_has(reader, &token, field.place) || !cgov__expect(reader, "if")) return false;
    const struct token of = reader->lexer.token;
    if (!cgov__read_guard(reader, clause)) return false;
    clause->of = clause->guard;
    clause->guard = guard;
    clause->field = field.place;
    return TELLS_KINDS(cgov__guard_assumed(clause->of)) ||
           FAULT(reader, &of, "`%t` tells no items apart: track, channel, urgency, matter and public_safety do",
                 &of.text);
}

static bool read_nothing(struct reader *reader, struct clause *clause) {
    (void)reader, (void)clause;
    return true;
}

static bool read_values(struct reader *reader, struct clause *clause) {
    return cgov__read_values(reader, cgov__guard(clause->guard)->values, &clause->values);
}

static bool read_said(struct reader *reader, struct clause *clause) {
    const struct token token = reader->lexer.token;
    struct asked field;
    if (!cgov__read_field(reader, &field)) return false;
    clause->field = field.place;
    return cgov__move_has(reader, &token, field.place) && cgov__read_said(reader, &token, field.place, &clause->values);
}

static bool read_delegates(struct reader *reader, struct clause *clause) {
    return cgov__read_number(reader, "a number of delegates,", MAX_DELEGATES, &clause->number);
}

static bool read_shares(struct reader *reader, struct clause *clause) {
    return cgov__read_shares(reader, &clause->share);
}

static bool read_day(struct reader *reader, struct clause *clause) {
    if (!cgov__read_kept(reader, &clause->day)) return false;
    const enum guard of = cgov__accept(reader, "come")   ? GUARD_COME
                          : cgov__accept(reader, "over") ? GUARD_OVER
                                                         : GUARD_AHEAD;
    clause->guard = (uint8_t)of;
    if (of != GUARD_AHEAD) return true;
    if (!cgov__is(reader, "at")) return cgov__expected(reader, "`come`, `over`, or `at least` and how far ahead");
    return cgov__expect(reader, "at") && cgov__expect(reader, "least") && cgov__read_days(reader, &clause->length) &&
           cgov__expect(reader, "ahead");
}

/* A guard that begins with a name of the text's; GUARD_NONE: the word names nothing that can be asked about. */
static enum guard named_guard(const struct reader *reader, const struct token *word) {
    if (cgov__is_day(reader, word)) return GUARD_AHEAD;
    if (cgov__is_roll(reader, word)) return GUARD_SHARE;
    const struct names parties = cgov__parties_of(reader->procedure);
    return cgov__names_find(&parties, word->text.ptr, (size_t)word->text.len) != NAMES_NONE ? GUARD_LIE : GUARD_NONE;
}

/* The rest of a guard's words; where they are not those of the first that begins so, it is the next. */
static bool read_more(struct reader *reader, struct clause *clause) {
    const struct guard_row *row = cgov__guard(clause->guard), *next = row + 1;
    if (row->more[0] == 0 || cgov__accept(reader, row->more)) return true;
    if (clause->guard + 1 == GUARD_END || strcmp(next->word, row->word) != 0) return cgov__expect(reader, row->more);
    clause->guard++;
    return read_more(reader, clause);
}

/* How each guard is written: its words, and what reads what follows them. The language's words go first; a guard that
 * begins with a name leaves it to what reads the rest. */
bool cgov__read_guard(struct reader *reader, struct clause *clause) {
    static const struct written {
        char word[NAME_SIZE];
        bool (*arguments)(struct reader *, struct clause *);
        bool of_reports;
    } guards[] = {
#define OF_REPORTS true
#define OF_ANY false
#define G(name, word, more, arguments, assumed, reason, question, of, ...) {#word, read_##arguments, OF_##of},
#include "rules/guards.def"
#undef G
    };
    struct names names = NAMES("guard", "the language's", guards, sizeof guards / sizeof guards[0]);
    uint32_t guard;
    const struct token word = reader->lexer.token;
    if (word.kind != TOKEN_WORD) return cgov__read_one(reader, &names, &guard);
    guard = cgov__names_find(&names, word.text.ptr, (size_t)word.text.len);
    bool spoken = guard != NAMES_NONE && guards[guard].word[0] >= 'a';
    enum guard named = spoken ? GUARD_NONE : named_guard(reader, &word);
    if (!spoken && named == GUARD_NONE) return cgov__unknown(reader, &word, &names);
    if (spoken) cgov__take(reader);
    guard = spoken ? guard : named - 1u;
    if (guards[guard].of_reports && !cgov__can_ask(reader, &word)) return false;
    clause->guard = (uint8_t)(guard + 1);
    if (!read_more(reader, clause)) return false;
    return guards[clause->guard - 1].arguments(reader, clause);
}
