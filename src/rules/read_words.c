/* The words of a line: names, strings, numbers, lengths, choices among names, who.
 *
 * Everything that is looked up goes through struct names, tables and closed lists alike, so every unknown word is
 * answered with the same sentence: what it should have been one of. Each function looks at the current token, and
 * either moves past what it read or fills the fault, which is filled once: every caller hands a false straight up. */
#include "rules/reader.h"

#include "base/near.h"
#include "cgov/item.h"

void cgov__fault_at(struct fault *fault, uint32_t line, uint32_t column) {
    fault->line = line;
    fault->column = column;
}

bool cgov__no_memory(struct reader *reader) {
    reader->status = CGOV_E_NOMEM;
    return false;
}

bool cgov__expected(struct reader *reader, const char *what) {
    const struct token *token = &reader->lexer.token;
    switch (token->kind) {
    case TOKEN_WORD:
        return FAULT(reader, token, "expected %s, found `%t`", what, &token->text);
    case TOKEN_STRING:
        return FAULT(reader, token, "expected %s, found \"%t\"", what, &token->text);
    case TOKEN_OPEN_STRING:
        return FAULT(reader, token, "expected %s, found a string that is not closed", what);
    case TOKEN_LONG_WORD:
        return FAULT(reader, token, "expected %s, found a word of more than %u bytes", what, (uint64_t)WORD_MAX);
    case TOKEN_END:
        break;
    }
    return FAULT(reader, token, "expected %s, found the end of the line", what);
}

/* Adds names to the message, as many as it has room for; false when that was not all. */
static bool add_names(struct reader *reader, const struct names *names) {
    char *message = reader->fault->message;
    size_t cap = sizeof reader->fault->message;
    for (uint32_t i = 0; i < names->count; i++) {
        const char *name = cgov__names_at(names, i), *more = ", ...";
        if (i > 0 && strcmp(name, cgov__names_at(names, i - 1)) == 0) continue; /* guards that begin alike */
        size_t used = strlen(message);
        bool fits = used + 2 + strlen(name) + strlen(more) < cap;
        cgov__format(message + used, cap - used, "%s%s", i == 0 || !fits ? "" : ", ", fits ? name : more);
        if (!fits) return false;
    }
    return true;
}

/* The sentence, with the nearest name where one is given; false where it has no room for all names. */
static bool say_unknown(struct reader *reader, const struct token *token, const struct names *own,
                        const struct names *others, const char *nearest) {
    char *message = reader->fault->message, meant[NEAR_NAME + 24] = "", next[64];
    const size_t cap = sizeof reader->fault->message;
    if (*nearest != 0) cgov__format(meant, sizeof meant, "; the nearest is `%s`", nearest);
    (void)FAULT(reader, token, "%s `%t` is not one of %s%s%s", own->what, &token->text, own->whose, meant,
                own->count ? ": " : ", which has none");
    if (!add_names(reader, own)) return false;
    if (!others) return true;
    const size_t used = strlen(message);
    cgov__format(next, sizeof next, "; nor of %s: ", others->whose);
    if (used + strlen(next) + sizeof ", ..." >= cap) return false;
    cgov__format(message + used, cap - used, "%s", next);
    return add_names(reader, others);
}

/* Which was meant is said where not all of them are. */
static bool unknown(struct reader *reader, const struct token *token, const struct names *own,
                    const struct names *others) {
    struct near near;
    if (say_unknown(reader, token, own, others, "")) return false;
    cgov__near_begin(&near, token->text.ptr, (size_t)token->text.len);
    for (uint32_t i = 0; i < own->count; i++) cgov__near_take(&near, cgov__names_at(own, i));
    for (uint32_t i = 0; others && i < others->count; i++) cgov__near_take(&near, cgov__names_at(others, i));
    if (near.best[0] != 0) (void)say_unknown(reader, token, own, others, near.best);
    return false;
}

bool cgov__unknown(struct reader *reader, const struct token *token, const struct names *names) {
    return unknown(reader, token, names, NULL);
}

bool cgov__unknown_of(struct reader *reader, const struct token *token, const struct names *own,
                      const struct names *others) {
    return own->count == 0 ? unknown(reader, token, others, NULL) : unknown(reader, token, own, others);
}

bool cgov__unknown_who(struct reader *reader, const struct token *token) {
    const struct names parties = cgov__parties_of(reader->procedure), rolls = cgov__rolls_of(reader->procedure);
    char *message = reader->fault->message;
    (void)FAULT(reader, token, "`%t` is neither a party nor a roll of this procedure: ", &token->text);
    if (!add_names(reader, &parties) || rolls.count == 0) return false;
    const size_t used = strlen(message), cap = sizeof reader->fault->message;
    if (used + sizeof "; , ..." >= cap) return false;
    cgov__format(message + used, cap - used, parties.count == 0 ? "" : "; ");
    (void)add_names(reader, &rolls);
    return false;
}

bool cgov__twice(struct reader *reader, const struct token *token, const char *what) {
    return FAULT(reader, token, "%s `%t` stands twice", what, &token->text);
}

bool cgov__room(struct reader *reader, const struct token *token, uint32_t count, uint32_t max, const char *what) {
    return count < max || FAULT(reader, token, "there can be at most %u %s", (uint64_t)max, what);
}

bool cgov__is(const struct reader *reader, const char *word) {
    return cgov__token_is(&reader->lexer.token, word);
}

bool cgov__accept(struct reader *reader, const char *word) {
    bool is = cgov__is(reader, word);
    if (is) cgov__lexer_next(&reader->lexer);
    return is;
}

bool cgov__expect(struct reader *reader, const char *word) {
    char quoted[NAME_SIZE];
    cgov__format(quoted, sizeof quoted, "`%s`", word);
    return cgov__accept(reader, word) || cgov__expected(reader, quoted);
}

bool cgov__expect_end(struct reader *reader) {
    return reader->lexer.token.kind == TOKEN_END || cgov__expected(reader, "the end of the line");
}

struct token cgov__take(struct reader *reader) {
    struct token token = reader->lexer.token;
    cgov__lexer_next(&reader->lexer);
    return token;
}

void cgov__skip_declared(struct reader *reader) {
    cgov__lexer_next(&reader->lexer);
    if (reader->lexer.token.kind == TOKEN_STRING) cgov__lexer_next(&reader->lexer);
}

static bool is_name(const char *ptr, uint64_t len) {
    for (uint64_t i = 0; i < len; i++) {
        char c = ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && !(c >= '0' && c <= '9') && c != '_') return false;
    }
    return len >= 1 && len < NAME_SIZE;
}

bool cgov__read_name(struct reader *reader, const char *what, char into[NAME_SIZE]) {
    const struct token *token = &reader->lexer.token;
    if (token->kind != TOKEN_WORD) return cgov__expected(reader, what);
    if (!is_name(token->text.ptr, token->text.len)) {
        return FAULT(reader, token, "expected %s, of 1 to 31 letters a-z A-Z, digits and _, found `%t`", what,
                     &token->text);
    }
    cgov__text_copy(into, NAME_SIZE, token->text.ptr, (size_t)token->text.len);
    cgov__lexer_next(&reader->lexer);
    return true;
}

bool cgov__read_new_name(struct reader *reader, const struct names *names, char into[NAME_SIZE]) {
    static const char *const words[] = {
#define W(word, where) #word,
#include "rules/reserved.def"
#undef W
    };
    struct token token = reader->lexer.token;
    char what[NAME_SIZE];
    cgov__format(what, sizeof what, "the %s's name", names->what);
    if (!cgov__read_name(reader, what, into)) return false;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (cgov__token_is(&token, words[i])) {
            return FAULT(reader, &token, "`%s` is a word of the language: it cannot be a name", words[i]);
        }
    }
    bool is_new = cgov__names_find(names, token.text.ptr, (size_t)token.text.len) == NAMES_NONE;
    return is_new || cgov__twice(reader, &token, names->what);
}

bool cgov__read_symbol(struct reader *reader, const char *what, char into[NAME_SIZE]) {
    const struct token *token = &reader->lexer.token;
    const char *why = "";
    if (token->kind != TOKEN_WORD) return cgov__expected(reader, what);
    if (!cgov__text_check(token->text.ptr, token->text.len, TEXT_SYMBOL, NAME_SIZE - 1, &why)) {
        return FAULT(reader, token, "expected %s, of 1 to 31 letters a-z, digits and _, found `%t`", what,
                     &token->text);
    }
    return cgov__read_name(reader, what, into);
}

bool cgov__read_string(struct reader *reader, const char *what, uint32_t most, struct span *into) {
    const struct token token = reader->lexer.token;
    if (token.kind != TOKEN_STRING) return cgov__expected(reader, what);
    if (token.text.len > most)
        return FAULT(reader, &token, "%s has at most %u bytes, this has %u", what, (uint64_t)most, token.text.len);
    cgov__take(reader);
    *into = (struct span){token.text.ptr, (uint32_t)token.text.len};
    return true;
}

bool cgov__read_number(struct reader *reader, const char *what, uint32_t max, uint32_t *into) {
    const struct token *token = &reader->lexer.token;
    char range[96];
    uint64_t n = 0;
    bool digits = token->kind == TOKEN_WORD;
    for (uint64_t i = 0; i < token->text.len && n <= max; i++) {
        char c = token->text.ptr[i];
        digits = digits && c >= '0' && c <= '9';
        n = n * 10 + (uint64_t)(digits ? c - '0' : 0);
    }
    if (!digits || n < 1 || n > max) {
        cgov__format(range, sizeof range, "%s from 1 to %u", what, (uint64_t)max);
        return cgov__expected(reader, range);
    }
    cgov__lexer_next(&reader->lexer);
    *into = (uint32_t)n;
    return true;
}

bool cgov__read_length(struct reader *reader, struct length *into) {
    static const char units[][NAME_SIZE] = {"days", "workdays", "hours", "minutes", "workhours", "months"};
    struct names names = NAMES("unit", "the language's", units, sizeof units / sizeof units[0]);
    struct token number = reader->lexer.token;
    uint32_t unit;
    memset(into, 0, sizeof *into);
    if (!cgov__read_number(reader, "a length", MAX_LENGTH_MINUTES, &into->n)) return false;
    if (!cgov__read_one(reader, &names, &unit)) return false;
    into->unit = (uint8_t)(UNIT_DAYS + unit);
    if (into->unit != UNIT_MINUTES && into->n > MAX_LENGTH) {
        return FAULT(reader, &number, "a length is at most %u %s, found `%t`", (uint64_t)MAX_LENGTH, units[unit],
                     &number.text);
    }
    into->rolled = cgov__accept(reader, "rolled");
    into->close = cgov__accept(reader, "until");
    return !into->close || cgov__expect(reader, "close");
}

bool cgov__read_days(struct reader *reader, struct length *into) {
    const struct token token = reader->lexer.token;
    if (!cgov__read_length(reader, into)) return false;
    bool plain = (into->unit == UNIT_DAYS || into->unit == UNIT_WORKDAYS) && !into->rolled && !into->close;
    return plain || FAULT(reader, &token, "how far off a day is, is counted in days or workdays, and no more is said");
}

bool cgov__read_one(struct reader *reader, const struct names *names, uint32_t *index) {
    char what[NAME_SIZE];
    *index = NAMES_NONE;
    cgov__format(what, sizeof what, "the %s's name", names->what);
    if (reader->lexer.token.kind != TOKEN_WORD) return cgov__expected(reader, what);
    const struct token token = cgov__take(reader);
    *index = cgov__names_find(names, token.text.ptr, (size_t)token.text.len);
    return *index != NAMES_NONE || cgov__unknown(reader, &token, names);
}

bool cgov__read_list(struct reader *reader, const struct names *names, const char *stop, uint64_t *set) {
    *set = 0;
    do {
        struct token token = reader->lexer.token;
        uint32_t index;
        if (!cgov__read_one(reader, names, &index)) return false;
        if (*set >> index & 1) return cgov__twice(reader, &token, names->what);
        *set |= UINT64_C(1) << index;
    } while (reader->lexer.token.kind != TOKEN_END && !cgov__is(reader, stop));
    return true;
}

bool cgov__read_values(struct reader *reader, uint32_t list, uint32_t *values) {
    struct names names = cgov__list(list);
    uint64_t set;
    if (!cgov__read_list(reader, &names, "", &set)) return false;
    for (uint32_t i = 0; i < names.count; i++) {
        if (set >> i & 1) *values |= UINT32_C(1) << cgov__list_number(&names, i);
    }
    return true;
}

bool cgov__read_kinds(struct reader *reader, struct span *into) {
    const char *first = reader->lexer.token.text.ptr;
    do {
        const struct token kind = reader->lexer.token;
        char name[NAME_SIZE];
        if (!cgov__read_symbol(reader, "a kind of organization", name)) return false;
        *into = (struct span){first, (uint32_t)(kind.text.ptr + kind.text.len - first)};
    } while (reader->lexer.token.kind != TOKEN_END);
    return true;
}

bool cgov__read_source(struct reader *reader, uint32_t most, struct span *into, bool *verified) {
    if (!cgov__read_string(reader, "the source in quotes", most, into)) return false;
    *verified = cgov__accept(reader, "verified");
    return *verified || cgov__accept(reader, "unverified") || cgov__expected(reader, "`verified` or `unverified`");
}

bool cgov__read_superiors(struct reader *reader, uint8_t *count) {
    for (*count = 0; cgov__is(reader, "superior"); ++*count) {
        if (!cgov__room(reader, &reader->lexer.token, *count, MAX_SUPERIORS, "`superior of` in a row")) return false;
        cgov__lexer_next(&reader->lexer);
        if (!cgov__expect(reader, "of")) return false;
    }
    return true;
}

/* `parent.NAME`: what stands behind the dot. */
static bool is_above(const struct token *token, cgov_text *name) {
    static const char parent[] = "parent.";
    const size_t skip = sizeof parent - 1;
    if (token->kind != TOKEN_WORD || token->text.len <= skip || memcmp(token->text.ptr, parent, skip) != 0)
        return false;
    *name = (cgov_text){token->text.ptr + skip, token->text.len - skip};
    return true;
}

/* The party named by a token already taken. */
static bool find_party(struct reader *reader, const struct token *token, struct who *into, bool tell) {
    cgov_text above;
    if (is_above(token, &above)) {
        if (!is_name(above.ptr, above.len))
            return FAULT(reader, token, "`%t` does not name a party of the parent", &token->text);
        into->of_parent = true;
        into->of_holder = above.len == 6 && memcmp(above.ptr, "holder", 6) == 0;
        into->line = token->line;
        into->column = token->column;
        cgov__text_copy(into->parent_party, NAME_SIZE, above.ptr, (size_t)above.len);
        return true;
    }

    struct names parties = cgov__parties_of(reader->procedure);
    uint32_t index = cgov__names_find(&parties, token->text.ptr, (size_t)token->text.len);
    if (index == NAMES_NONE) return cgov__unknown(reader, token, &parties);
    bool organization = reader->procedure->parties[index].organization;
    if (into->kind == WHO_ROLE && !organization) {
        return FAULT(reader, token, "party `%t` is a resident: nobody holds a role in it", &token->text);
    }
    if (into->kind == WHO_PARTY && organization && !tell) {
        return FAULT(reader, token, "party `%t` is an organization: say which role of it makes the move", &token->text);
    }
    into->party = (uint8_t)index;
    return true;
}

bool cgov__read_also(struct reader *reader, uint8_t party, party_set *also) {
    const struct names parties = cgov__parties_of(reader->procedure);
    while (cgov__accept(reader, "and")) {
        const struct token token = reader->lexer.token;
        uint32_t index;
        if (!cgov__read_one(reader, &parties, &index)) return false;
        if (!reader->procedure->parties[index].organization)
            return FAULT(reader, &token, "party `%t` is a resident: it has no superior", &token.text);
        if (index == party || (*also >> index & 1) != 0) return cgov__twice(reader, &token, "party");
        *also |= (party_set)(1u << index);
    }
    return true;
}

bool cgov__read_who(struct reader *reader, struct who *into, bool tell) {
    const struct token first = reader->lexer.token;
    memset(into, 0, sizeof *into);
    into->party = NONE;
    into->line = first.line;
    into->column = first.column;
    if (first.kind != TOKEN_WORD) return cgov__expected(reader, tell ? "whom to tell" : "who makes the move");
    cgov__lexer_next(&reader->lexer);

    if (!tell && cgov__token_is(&first, "any")) {
        into->kind = WHO_ANYONE;
        return cgov__expect(reader, "resident");
    }
    static const struct {
        char word[12];
        uint8_t kind;
    } makers[] = {{"time", WHO_TIME},
                  {"parent", WHO_PARENT},
                  {"child", WHO_CHILD},
                  {"asker", WHO_ASKER},
                  {"follower", WHO_FOLLOWER}};
    for (size_t i = 0; i < sizeof makers / sizeof makers[0] && !tell; i++) {
        if (!cgov__token_is(&first, makers[i].word)) continue;
        into->kind = makers[i].kind;
        return true;
    }
    if (!cgov__accept(reader, "of")) {
        into->kind = WHO_PARTY;
        return find_party(reader, &first, into, tell);
    }

    struct names roles = cgov__roles_of(reader->book);
    uint32_t role = cgov__names_find(&roles, first.text.ptr, (size_t)first.text.len);
    if (role == NAMES_NONE) return cgov__unknown(reader, &first, &roles);
    into->kind = WHO_ROLE;
    into->role = (uint8_t)role;
    const bool any = !tell && cgov__accept(reader, "any");
    if (any && (!cgov__expect(reader, "superior") || !cgov__expect(reader, "of"))) return false;
    if (any)
        into->superiors = ANY_SUPERIOR;
    else if (!cgov__read_superiors(reader, &into->superiors))
        return false;
    if (reader->lexer.token.kind != TOKEN_WORD) return cgov__expected(reader, "the party's name");
    const struct token party = cgov__take(reader);
    if (!find_party(reader, &party, into, tell)) return false;
    return tell || any || into->superiors == 0 || into->of_parent || cgov__read_also(reader, into->party, &into->also);
}

bool cgov__read_excluded(struct reader *reader, party_set *parties) {
    const struct names names = cgov__parties_of(reader->procedure);
    while (cgov__accept(reader, "not")) {
        const struct token token = reader->lexer.token;
        uint32_t party;
        if (!cgov__read_one(reader, &names, &party)) return false;
        if (*parties >> party & 1) return cgov__twice(reader, &token, "party");
        *parties |= (party_set)(1u << party);
    }
    return true;
}

bool cgov__read_organization(struct reader *reader, struct who *into) {
    memset(into, 0, sizeof *into);
    into->kind = WHO_ROLE;
    into->role = into->party = NONE;
    into->line = reader->lexer.token.line;
    into->column = reader->lexer.token.column;
    if (!cgov__read_superiors(reader, &into->superiors)) return false;
    if (reader->lexer.token.kind != TOKEN_WORD) return cgov__expected(reader, "the party's name");
    const struct token party = cgov__take(reader);
    return find_party(reader, &party, into, false);
}

/* ---- rolls ---- */

bool cgov__is_roll(const struct reader *reader, const struct token *token) {
    const struct names rolls = cgov__rolls_of(reader->procedure);
    cgov_text name;
    if (token->kind != TOKEN_WORD) return false;
    return is_above(token, &name) || cgov__names_find(&rolls, token->text.ptr, (size_t)token->text.len) != NAMES_NONE;
}

bool cgov__read_roll(struct reader *reader, struct roll_ref *into) {
    const struct names rolls = cgov__rolls_of(reader->procedure);
    const struct token token = reader->lexer.token;
    uint32_t index = NONE;
    cgov_text name;
    *into = (struct roll_ref){.roll = NONE, .line = token.line, .column = token.column};
    if (!is_above(&token, &name)) {
        if (!cgov__read_one(reader, &rolls, &index)) return false;
        into->roll = (uint8_t)index;
        return true;
    }
    if (!is_name(name.ptr, name.len)) return FAULT(reader, &token, "`%t` does not name a roll above", &token.text);
    cgov__text_copy(into->above, NAME_SIZE, name.ptr, (size_t)name.len);
    cgov__lexer_next(&reader->lexer);
    return true;
}
