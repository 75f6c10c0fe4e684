/* Reading a roll (名册): who may be on it, who enters whom, in which states, with which details.
 *
 * What one line says is read here, and its fault stands at the very word; what lines say together, and where `of` leads
 * in the end, is found once the whole text is read (link_rolls.c). */
#include "cgov/item.h"
#include "rules/reader.h"

/* First pass: the row, and the details it asks for. */

static bool declare_roll(struct reader *reader) {
    struct procedure *procedure = reader->procedure;
    if (!GROW(reader, procedure->rolls, &procedure->roll_cap, procedure->roll_count, MAX_ROLLS, "rolls of a procedure"))
        return false;
    struct roll *roll = reader->roll = &procedure->rolls[procedure->roll_count];
    roll->line = reader->lexer.token.line;
    roll->column = reader->lexer.token.column;
    roll->filled_by = roll->day = roll->each = roll->kept = roll->cost = roll->base = roll->from.roll = NONE;
    struct names names = cgov__rolls_of(procedure);
    if (!cgov__read_new_name(reader, &names, roll->name)) return false;
    procedure->roll_count++;
    return cgov__read_string(reader, "the roll's title in quotes", MAX_TITLE, &roll->title);
}

static bool declare_details(struct reader *reader, uint64_t *set) {
    do {
        const struct token token = reader->lexer.token;
        uint8_t place;
        if (!cgov__ask_field(reader, &place)) return false;
        if ((reader->roll->needs | reader->roll->takes) >> place & 1) return cgov__twice(reader, &token, "field");
        *set |= UINT64_C(1) << place;
    } while (reader->lexer.token.kind != TOKEN_END);
    return true;
}

static bool declare_needs(struct reader *reader) {
    return declare_details(reader, &reader->roll->needs);
}

static bool declare_takes(struct reader *reader) {
    return declare_details(reader, &reader->roll->takes);
}

static bool declare_ballot(struct reader *reader) {
    uint8_t place;
    if (!cgov__ask_choice(reader, &place)) return false;
    reader->roll->needs |= UINT64_C(1) << place;
    return true;
}

/* Second pass: the name, now that others are known. In `when` the word that begins a share is a roll's name. */
static bool define_roll(struct reader *reader) {
    static const char *const words[] = {
#define G(name, word, ...) #word,
#include "rules/guards.def"
#undef G
    };
    const struct procedure *procedure = reader->procedure;
    const struct token name = reader->lexer.token;
    reader->roll = reader->roll ? reader->roll + 1 : reader->procedure->rolls;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (words[i][0] >= 'a' && cgov__token_is(&name, words[i]))
            return FAULT(reader, &name, "`%s` is a word of `when`: it cannot be a roll's name", words[i]);
    if (cgov__party_find(procedure, reader->roll->name) != NONE)
        return FAULT(reader, &name, "`%t` is a party of this procedure: it cannot be a roll's name", &name.text);
    for (uint8_t d = 0; d < procedure->detail_count; d++)
        if (procedure->details[d].type == CGOV_DETAIL_DATE && cgov__token_is(&name, procedure->details[d].name))
            return FAULT(reader, &name, "`%t` is a date of this procedure: it cannot be a roll's name", &name.text);
    cgov__skip_declared(reader);
    return true;
}

/* Second pass: who may be on it. */

static bool read_of(struct reader *reader, struct roll_of *of) {
    const struct token first = reader->lexer.token;
    if (cgov__accept(reader, "any")) {
        of->kind = OF_ANYONE;
        return cgov__expect(reader, "resident");
    }
    if (cgov__accept(reader, "residents") || cgov__accept(reader, "owners")) {
        of->kind = cgov__token_is(&first, "owners") ? OF_OWNERS : OF_RESIDENTS;
        return cgov__expect(reader, "of") && cgov__read_organization(reader, &of->who);
    }
    struct lexer ahead = reader->lexer;
    cgov__lexer_next(&ahead);
    if (cgov__token_is(&ahead.token, "of")) {
        of->kind = OF_ROLE;
        return cgov__read_who(reader, &of->who, false) &&
               (of->who.superiors != ANY_SUPERIOR ||
                FAULT(reader, &first, "a roll is of one organization: `any superior of` is for `by` alone"));
    }
    of->kind = OF_ROLL;
    if (!cgov__read_roll(reader, &of->roll)) return false;
    of->still = cgov__accept(reader, "still");
    return of->roll.roll == NONE || &reader->procedure->rolls[of->roll.roll] != reader->roll ||
           FAULT(reader, &first, "roll `%t` is of itself", &first.text);
}

static bool is_same_of(const struct roll_of *a, const struct roll_of *b) {
    if (a->kind != b->kind) return false;
    if (a->kind == OF_ROLL) return a->roll.roll == b->roll.roll && strcmp(a->roll.above, b->roll.above) == 0;
    return a->kind == OF_ANYONE ||
           (a->who.role == b->who.role && a->who.superiors == b->who.superiors && a->who.also == b->who.also &&
            a->who.party == b->who.party && a->who.of_parent == b->who.of_parent &&
            strcmp(a->who.parent_party, b->who.parent_party) == 0);
}

static bool define_of(struct reader *reader) {
    struct roll *roll = reader->roll;
    if (!cgov__room(reader, &reader->lexer.token, roll->of_count, MAX_OF, "`of` lines of a roll")) return false;
    struct roll_of *of = &roll->of[roll->of_count++];
    of->line = reader->lexer.token.line;
    of->column = reader->lexer.token.column;
    of->roll.roll = NONE;
    if (!read_of(reader, of)) return false;
    for (uint8_t i = 0; i + 1 < roll->of_count; i++)
        if (is_same_of(&roll->of[i], of))
            return FAULT(reader, of, "roll `%s` says `of` the same in line %u", roll->name, (uint64_t)roll->of[i].line);
    return true;
}

static bool define_not(struct reader *reader) {
    struct roll *roll = reader->roll;
    const struct names parties = cgov__parties_of(reader->procedure), rolls = cgov__rolls_of(reader->procedure);
    roll->not_line = reader->lexer.token.line;
    do {
        const struct token token = reader->lexer.token;
        if (token.kind != TOKEN_WORD) return cgov__expected(reader, "a party or a roll");
        const uint32_t party = cgov__names_find(&parties, token.text.ptr, (size_t)token.text.len);
        const uint32_t other = cgov__names_find(&rolls, token.text.ptr, (size_t)token.text.len);
        if (party == NAMES_NONE && other == NAMES_NONE) return cgov__unknown_who(reader, &token);
        if (party == NAMES_NONE && &reader->procedure->rolls[other] == roll)
            return FAULT(reader, &token, "roll `%t` leaves out itself", &token.text);
        const uint32_t left_out = party == NAMES_NONE ? roll->not_rolls : roll->not_parties;
        const bool twice = (left_out >> (party == NAMES_NONE ? other : party) & 1) != 0;
        if (twice) return cgov__twice(reader, &token, party == NAMES_NONE ? "roll" : "party");
        if (party == NAMES_NONE)
            roll->not_rolls |= UINT32_C(1) << other;
        else
            roll->not_parties |= (party_set)(1u << party);
        cgov__lexer_next(&reader->lexer);
    } while (reader->lexer.token.kind != TOKEN_END);
    return true;
}

/* Second pass: who enters, and takes out. */

/* `self`, `ROLE of self`. False without a fault where it is neither. */
static bool read_self(struct reader *reader, struct maker *maker, bool *known) {
    const struct names roles = cgov__roles_of(reader->book);
    const struct token first = reader->lexer.token;
    *known = true;
    if (cgov__accept(reader, "self")) {
        maker->kind = MAKER_SELF;
        return true;
    }
    struct lexer ahead = reader->lexer;
    cgov__lexer_next(&ahead);
    const bool of = cgov__token_is(&ahead.token, "of");
    cgov__lexer_next(&ahead);
    *known = of && cgov__token_is(&ahead.token, "self");
    if (!*known) return true;
    const uint32_t role = cgov__names_find(&roles, first.text.ptr, (size_t)first.text.len);
    if (role == NAMES_NONE) return cgov__unknown(reader, &first, &roles);
    maker->kind = MAKER_ROLE_OF_SELF;
    maker->who.role = (uint8_t)role;
    cgov__lexer_next(&ahead);
    reader->lexer = ahead;
    return true;
}

/* One word that is not of the language: a party, a roll, or `parent.` and either, which is told once all is read. */
static bool read_named(struct reader *reader, struct maker *maker, bool *known) {
    const struct names parties = cgov__parties_of(reader->procedure);
    const struct token first = reader->lexer.token;
    struct lexer ahead = reader->lexer;
    cgov__lexer_next(&ahead);
    *known = first.kind == TOKEN_WORD && !cgov__token_is(&first, "any") && !cgov__token_is(&ahead.token, "of");
    if (!*known) return true;
    if (cgov__token_is(&first, "time") || cgov__token_is(&first, "parent"))
        return FAULT(reader, &first, "nobody is entered or taken out `by %t`: somebody answers for it", &first.text);
    if (cgov__is_roll(reader, &first)) {
        maker->kind = MAKER_PROXY;
        return cgov__read_roll(reader, &maker->roll);
    }
    if (cgov__names_find(&parties, first.text.ptr, (size_t)first.text.len) == NAMES_NONE)
        return cgov__unknown_who(reader, &first);
    maker->kind = MAKER_WHO;
    return cgov__read_who(reader, &maker->who, false);
}

static bool read_maker(struct reader *reader, struct maker *maker) {
    bool known;
    maker->line = maker->who.line = reader->lexer.token.line;
    maker->column = maker->who.column = reader->lexer.token.column;
    maker->who.role = maker->who.party = maker->roll.roll = NONE;
    if (!read_self(reader, maker, &known)) return false;
    if (!known && !read_named(reader, maker, &known)) return false;
    if (known) return true;
    maker->kind = MAKER_WHO;
    return cgov__read_who(reader, &maker->who, false);
}

static bool read_states(struct reader *reader, uint64_t *states) {
    const struct names names = cgov__states_of(reader->procedure);
    return cgov__read_list(reader, &names, "", states);
}

static bool define_by(struct reader *reader) {
    struct roll *roll = reader->roll;
    if (!cgov__room(reader, &reader->lexer.token, roll->by_count, MAX_BY, "`by` lines of a roll")) return false;
    struct maker *maker = &roll->by[roll->by_count++];
    if (!read_maker(reader, maker) || !cgov__read_excluded(reader, &maker->who.excluded)) return false;
    maker->again = cgov__accept(reader, "again");
    maker->twice = cgov__accept(reader, "twice");
    return !cgov__accept(reader, "in") || read_states(reader, &maker->in);
}

static bool define_out(struct reader *reader) {
    struct roll *roll = reader->roll;
    if (!cgov__expect(reader, "by")) return false;
    do {
        if (!cgov__room(reader, &reader->lexer.token, roll->out_count, MAX_BY, "who take out of a roll")) return false;
        if (!read_maker(reader, &roll->out[roll->out_count++])) return false;
    } while (reader->lexer.token.kind != TOKEN_END);
    return true;
}

static bool define_in(struct reader *reader) {
    return read_states(reader, &reader->roll->in);
}

static bool define_filled(struct reader *reader) {
    const struct names moves = cgov__moves_of(reader->procedure);
    uint32_t move;
    if (!cgov__expect(reader, "by") || !cgov__read_one(reader, &moves, &move)) return false;
    reader->roll->filled_by = (uint8_t)move;
    return true;
}

static bool define_on(struct reader *reader) {
    return cgov__read_kept(reader, &reader->roll->day);
}

/* Second pass: what an entry is. */

static bool define_many(struct reader *reader) {
    return reader->roll->many = true;
}

/* What one entry is told from another by: a number for each value, which a row has room for. */
static bool is_kept(const struct asked *field) {
    return !field->repeats && (field->type == CGOV_DETAIL_CHOICE || field->type == CGOV_DETAIL_RESIDENT ||
                               field->type == CGOV_DETAIL_ORGANIZATION);
}

static bool define_most(struct reader *reader) {
    struct roll *roll = reader->roll;
    if (!cgov__expect(reader, "most") || !cgov__read_number(reader, "a number of entries,", MAX_ENTRIES, &roll->most))
        return false;
    if (!cgov__accept(reader, "each")) return true;
    const struct token token = reader->lexer.token;
    struct asked field;
    if (cgov__accept(reader, "household")) return roll->each_household = true;
    if (!cgov__read_field(reader, &field)) return false;
    if (!is_kept(&field))
        return FAULT(reader, &token,
                     "detail `%t` is not one choice, resident or organization: it does not part entries", &token.text);
    if (field.place == NONE || !(roll->needs >> field.place & 1))
        return FAULT(reader, &token, "roll `%s` does not need `%t`, so an entry could leave it out", roll->name,
                     &token.text);
    roll->each = field.place;
    return true;
}

/* The first choice that `needs` names is kept, unless another detail is. */
static bool define_needs(struct reader *reader) {
    struct roll *roll = reader->roll;
    do {
        struct asked field = {0};
        if (!cgov__read_field(reader, &field)) return false;
        if (roll->kept == NONE && field.type == CGOV_DETAIL_CHOICE && !field.repeats) roll->kept = field.place;
    } while (reader->lexer.token.kind != TOKEN_END);
    return true;
}

static bool define_takes(struct reader *reader) {
    do {
        struct asked field;
        if (!cgov__read_field(reader, &field)) return false;
    } while (reader->lexer.token.kind != TOKEN_END);
    return true;
}

/* Where the text is indented it must stand deeper than the roll's own line: else it was meant for the procedure. */
static bool define_public(struct reader *reader) {
    const struct token *word = &reader->word;
    reader->roll->is_public = true;
    return reader->inner_column <= reader->block_column || word->column > reader->inner_column ||
           FAULT(reader, word,
                 "`public` is read as roll `%s`'s here: stand it deeper than that line, or right below the "
                 "procedure's own",
                 reader->roll->name);
}

static bool define_proofs(struct reader *reader) {
    return reader->roll->proofs = true;
}

/* Second pass: ballots. */

static bool define_ballot(struct reader *reader) {
    reader->roll->ballot = true;
    return !cgov__accept(reader, "from") || cgov__read_roll(reader, &reader->roll->from);
}

static bool define_secrecy(struct reader *reader) {
    struct roll *roll = reader->roll;
    uint32_t groups = 0;
    if (!cgov__accept(reader, "confidential")) {
        const bool sealed = cgov__accept(reader, "sealed");
        roll->secrecy = sealed ? SECRECY_SEALED : SECRECY_OPEN;
        return sealed || cgov__expect(reader, "open");
    }
    roll->secrecy = SECRECY_CONFIDENTIAL;
    if (!cgov__expect(reader, "groups") || !cgov__expect(reader, "of")) return false;
    const struct token number = reader->lexer.token;
    if (!cgov__read_number(reader, "the size of a group,", MAX_GROUPS, &groups)) return false;
    roll->groups = (uint8_t)groups;
    return groups >= 2 ||
           FAULT(reader, &number, "a group of one is nobody's secret: groups are of 2 to %u", (uint64_t)MAX_GROUPS);
}

static bool define_bundle(struct reader *reader) {
    const struct names rolls = cgov__rolls_of(reader->procedure);
    struct bundle *bundle = &reader->roll->bundle;
    uint32_t of;
    if (!cgov__expect(reader, "for") || !cgov__read_one(reader, &rolls, &of)) return false;
    bundle->of = (uint8_t)of;
    bundle->exactly = cgov__accept(reader, "exactly");
    return cgov__expect(reader, "by") && read_maker(reader, &bundle->by) &&
           cgov__read_excluded(reader, &bundle->by.who.excluded) &&
           ((bundle->by.twice = cgov__accept(reader, "twice")), cgov__expect(reader, "in")) &&
           read_states(reader, &bundle->by.in);
}

static bool define_counts(struct reader *reader) {
    const bool attendance = cgov__accept(reader, "attendance");
    if (!attendance && !cgov__accept(reader, "turnout")) return cgov__expected(reader, "`attendance` or `turnout`");
    reader->roll->counts = attendance ? ROLL_COUNTS_ATTENDANCE : ROLL_COUNTS_TURNOUT;
    return true;
}

const struct line cgov__roll_lines[] = {
    {"roll", IN_PROCEDURE, BLOCK_ROLL, false, declare_roll, define_roll},
    {"of", IN(ROLL), BLOCK_NONE, false, NULL, define_of},
    {"not", IN(ROLL), BLOCK_NONE, true, NULL, define_not},
    {"filled", IN(ROLL), BLOCK_NONE, true, NULL, define_filled},
    {"by", IN(ROLL), BLOCK_NONE, false, NULL, define_by},
    {"out", IN(ROLL), BLOCK_NONE, false, NULL, define_out},
    {"in", IN(ROLL), BLOCK_NONE, true, NULL, define_in},
    {"on", IN(ROLL), BLOCK_NONE, true, NULL, define_on},
    {"many", IN(ROLL), BLOCK_NONE, true, NULL, define_many},
    {"at", IN(ROLL), BLOCK_NONE, true, NULL, define_most},
    {"needs", IN(ROLL), BLOCK_NONE, false, declare_needs, define_needs},
    {"takes", IN(ROLL), BLOCK_NONE, false, declare_takes, define_takes},
    {"ballot", IN(ROLL), BLOCK_NONE, true, declare_ballot, define_ballot},
    {"secrecy", IN(ROLL), BLOCK_NONE, true, NULL, define_secrecy},
    {"bundle", IN(ROLL), BLOCK_NONE, true, NULL, define_bundle},
    {"public", IN(ROLL), BLOCK_NONE, true, NULL, define_public},
    {"counts", IN(ROLL), BLOCK_NONE, true, NULL, define_counts},
    {"proofs", IN(ROLL), BLOCK_NONE, true, NULL, define_proofs},
    {"", 0, BLOCK_NONE, false, NULL, NULL},
};
