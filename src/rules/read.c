/* Reading a rulebook: text in, tables out, or one fault with its place.
 *
 * The text is walked twice by the same loop. The first pass makes the rows and notes what lines elsewhere ask of them
 * (which details a move needs, whether time makes it), so that the second can resolve every name where it stands, and
 * blame the very word: procedures may be used before they are written. Last, what only the whole tells is linked.
 *
 * The language is a table of lines, told apart by their first word and the block they stand in. Indentation means
 * nothing, but for one thing: `calendar`, `profile` and `procedure` open a block, and are lines of a profile or a
 * matter too; there, the one that stands deeper than the first line of its block belongs to it. */
#include "base/hash.h"
#include "base/lines.h"
#include "cgov/item.h"
#include "rules/reader.h"

#include <assert.h>

/* Who acts: roles. */

static bool declare_role(struct reader *reader) {
    struct rulebook *book = reader->book;
    if (!GROW(reader, book->roles, &book->role_cap, book->role_count, MAX_ROLES, "roles")) return false;
    reader->role = &book->roles[book->role_count];
    reader->role->line = reader->lexer.line;
    struct names names = cgov__roles_of(book);
    if (!cgov__read_new_name(reader, &names, reader->role->name)) return false;
    book->role_count++;
    return cgov__read_string(reader, "the role's title in quotes", MAX_TITLE, &reader->role->title);
}

static bool define_role(struct reader *reader) {
    reader->role = reader->role ? reader->role + 1 : reader->book->roles;
    cgov__skip_declared(reader);
    return true;
}

static bool define_held(struct reader *reader) {
    if (!cgov__expect(reader, "in")) return false;
    return cgov__accept(reader, "any") || cgov__read_kinds(reader, &reader->role->held_in);
}

static bool define_may(struct reader *reader) {
    static const char verbs[][NAME_SIZE] = {"add", "change", "appoint", "adopt", "erase"};
    static_assert(sizeof verbs / sizeof verbs[0] == VERB_COUNT - VERB_ADD, "a word for each verb");
    struct names names = NAMES("verb", "the language's", verbs, sizeof verbs / sizeof verbs[0]);
    uint64_t set;
    if (!cgov__read_list(reader, &names, "", &set)) return false;
    reader->role->may = (uint32_t)set << VERB_ADD;
    return true;
}

static bool define_sees(struct reader *reader) {
    struct role *role = reader->role;
    role->sees_all = cgov__accept(reader, "auditor");
    role->sees_below = !role->sees_all && cgov__accept(reader, "below");
    return role->sees_all || role->sees_below || cgov__expected(reader, "`auditor` or `below`");
}

static bool define_checks(struct reader *reader) {
    reader->role->checks = true;
    return true;
}

static bool define_role_needs(struct reader *reader) {
    const struct role *roles = reader->book->roles;
    const struct names names = cgov__roles_of(reader->book);
    const struct token token = reader->lexer.token;
    uint32_t first;
    if (!cgov__read_one(reader, &names, &first)) return false;
    reader->role->needs = (uint8_t)(first + 1);
    for (const struct role *role = &roles[first]; role != reader->role; role = &roles[role->needs - 1])
        if (!role->needs) return true;
    return FAULT(reader, &token, "role `%s` would have to be held before itself", reader->role->name);
}

/* How long: profiles. */

static bool declare_profile(struct reader *reader) {
    struct rulebook *book = reader->book;
    if (!GROW(reader, book->profiles, &book->profile_cap, book->profile_count, MAX_PROFILES, "profiles")) return false;
    reader->profile = &book->profiles[book->profile_count];
    reader->profile->line = reader->lexer.line;
    struct names names = cgov__profiles_of(book);
    if (!cgov__read_new_name(reader, &names, reader->profile->name)) return false;
    book->profile_count++;
    return true;
}

static bool define_profile(struct reader *reader) {
    reader->profile = reader->profile ? reader->profile + 1 : reader->book->profiles;
    cgov__skip_declared(reader);
    return true;
}

static bool define_profile_calendar(struct reader *reader) {
    return cgov__read_name(reader, "a calendar's name", reader->profile->calendar);
}

/* `PROCEDURE.NAME`, the line's first word, taken apart: the name is what is left. */
static bool find_procedure(struct reader *reader, struct token *word, uint8_t *procedure) {
    const char *dot = memchr(word->text.ptr, '.', (size_t)word->text.len);
    uint64_t before = (uint64_t)(dot - word->text.ptr);
    struct token name = *word;
    struct names procedures = cgov__procedures_of(reader->book);

    name.text.len = before;
    uint32_t index = cgov__names_find(&procedures, name.text.ptr, (size_t)name.text.len);
    if (index == NAMES_NONE) return cgov__unknown(reader, &name, &procedures);
    *procedure = (uint8_t)index;
    word->text = (cgov_text){dot + 1, word->text.len - before - 1};
    word->column += (uint32_t)before + 1;
    return true;
}

static bool find_named(struct reader *reader, const struct token *name, const struct names *names, uint8_t *into) {
    const uint32_t index = cgov__names_find(names, name->text.ptr, (size_t)name->text.len);
    *into = (uint8_t)index;
    return index != NAMES_NONE || cgov__unknown(reader, name, names);
}

static bool read_condition(struct reader *reader, struct profile_line *line) {
    if (cgov__accept(reader, "class")) {
        line->condition = IF_CLASS;
        return cgov__read_symbol(reader, "a class", line->class_name);
    }
    if (!cgov__accept(reader, "urgency")) return cgov__expected(reader, "`urgency` or `class`");
    struct names urgencies = cgov__list(CGOV_ENUM_URGENCY);
    uint32_t index;
    if (!cgov__read_one(reader, &urgencies, &index)) return false;
    line->condition = IF_URGENCY;
    line->urgency = (uint8_t)cgov__list_number(&urgencies, index);
    return true;
}

/* `PROCEDURE.MOVE by RULE`: whether that rule can stand there is asked once all rules are read. */
static bool read_profile_rule(struct reader *reader, uint8_t p, const struct token *word) {
    struct profile *profile = reader->profile;
    const struct procedure *procedure = &reader->book->procedures[p];
    const struct names moves = cgov__moves_of(procedure), none = NAMES("rule", "", reader->book->rules, 0);
    if (!GROW(reader, profile->rules, &profile->rule_cap, profile->rule_count, MAX_PROFILE_RULES,
              "rules that a profile puts"))
        return false;
    struct profile_rule *rule = &profile->rules[profile->rule_count];
    rule->procedure = p;
    if (!find_named(reader, word, &moves, &rule->move)) return false;
    if (procedure->moves[rule->move].decision == NONE)
        return FAULT(reader, word, "move `%t` decides nothing: no rule can be put for another", &word->text);
    for (uint16_t i = 0; i < profile->rule_count; i++)
        if (profile->rules[i].procedure == p && profile->rules[i].move == rule->move)
            return FAULT(reader, word, "profile `%s` says twice by which rule `%t` decides", profile->name,
                         &word->text);
    profile->rule_count++;
    rule->line = reader->lexer.token.line;
    rule->column = reader->lexer.token.column;
    return cgov__read_new_name(reader, &none, rule->rule);
}

static bool has_within(const struct move *move) {
    for (uint8_t c = 0; c < move->clause_count; c++)
        if (move->clauses[c].kind == CLAUSE_WITHIN) return true;
    return false;
}

/* `PROCEDURE.MOVE within LENGTH`: whether the move has a `within` is asked once all of them are read. */
static bool read_profile_within(struct reader *reader, struct profile_line *line, const struct token *word) {
    const struct procedure *procedure = &reader->book->procedures[line->procedure];
    const struct names moves = cgov__moves_of(procedure);
    line->clock = NONE;
    if (!find_named(reader, word, &moves, &line->move)) return false;
    for (const struct profile_line *other = reader->profile->lines; other < line; other++)
        if (other->clock == NONE && other->procedure == line->procedure && other->move == line->move)
            return cgov__twice(reader, word, "move");
    return cgov__read_length(reader, &line->length);
}

static bool define_profile_line(struct reader *reader) {
    struct profile *profile = reader->profile;
    struct token word = cgov__take(reader);
    uint8_t p = NONE;
    if (!find_procedure(reader, &word, &p)) return false;
    if (cgov__accept(reader, "by")) return read_profile_rule(reader, p, &word);
    const struct names clocks = cgov__clocks_of(&reader->book->procedures[p]);
    if (!GROW(reader, profile->lines, &profile->line_cap, profile->line_count, MAX_PROFILE_LINES,
              "lines of a profile")) {
        return false;
    }
    struct profile_line *line = &profile->lines[profile->line_count++];
    line->line = word.line;
    line->column = word.column;
    line->procedure = p;
    line->move = NONE;
    if (cgov__accept(reader, "within")) return read_profile_within(reader, line, &word);
    if (!find_named(reader, &word, &clocks, &line->clock) || !cgov__read_length(reader, &line->length)) return false;
    return !cgov__accept(reader, "if") || read_condition(reader, line);
}

/* Why: a citation, on any block. */
static bool define_cites(struct reader *reader) {
    struct span *cites = reader->block == BLOCK_ROLE       ? &reader->role->cites
                         : reader->block == BLOCK_CALENDAR ? &reader->calendar->cites
                         : reader->block == BLOCK_PROFILE  ? &reader->profile->cites
                         : reader->block == BLOCK_MATTER   ? &reader->matter->cites
                         : reader->block == BLOCK_STATE    ? &reader->state->cites
                         : reader->block == BLOCK_CLOCK    ? &reader->clock->cites
                         : reader->block == BLOCK_MOVE     ? &reader->move->cites
                         : reader->block == BLOCK_ROLL     ? &reader->roll->cites
                         : reader->block == BLOCK_RULE     ? &reader->rule->cites
                                                           : &reader->procedure->cites;
    return cgov__read_string(reader, "what it cites, in quotes", MAX_CITES, cites);
}

#define IN_CITING (IN_ANY & ~(IN(NONE) | IN(TERRITORY) | IN(PLAIN)))

static const struct line lines[] = {
    {"cites", IN_CITING, BLOCK_NONE, true, NULL, define_cites},
    {"role", IN_ANY, BLOCK_ROLE, false, declare_role, define_role},
    {"held", IN(ROLE), BLOCK_NONE, true, NULL, define_held},
    {"may", IN(ROLE), BLOCK_NONE, true, NULL, define_may},
    {"sees", IN(ROLE), BLOCK_NONE, true, NULL, define_sees},
    {"checks", IN(ROLE), BLOCK_NONE, true, NULL, define_checks},
    {"needs", IN(ROLE), BLOCK_NONE, true, NULL, define_role_needs},
    {"profile", IN_ANY, BLOCK_PROFILE, false, declare_profile, define_profile},
    {"calendar", IN(PROFILE), BLOCK_NONE, true, NULL, define_profile_calendar},
    {"PROCEDURE.NAME", IN(PROFILE), BLOCK_NONE, false, NULL, define_profile_line},
    {"", 0, BLOCK_NONE, false, NULL, NULL},
};

static const struct line *const language[] = {lines,
                                              cgov__matter_lines,
                                              cgov__calendar_lines,
                                              cgov__procedure_lines,
                                              cgov__move_lines,
                                              cgov__effect_lines,
                                              cgov__decision_lines,
                                              cgov__roll_lines,
                                              cgov__rule_lines};
#define LANGUAGE (sizeof language / sizeof language[0])

static bool opens_top(const struct line *line) {
    return line->opens >= BLOCK_ROLE && line->opens <= BLOCK_PROCEDURE;
}

static bool is_word_of(const struct line *line, const struct token *token) {
    if (line->word[0] >= 'a' && line->word[0] != token->text.ptr[0]) return false; /* most lines, in every line read */
    if (strchr(line->word, '.')) return memchr(token->text.ptr, '.', (size_t)token->text.len);
    if (line->word[0] < 'a') return cgov__value_find(CGOV_ENUM_OUTCOME, token->text.ptr, (uint32_t)token->text.len) > 0;
    return cgov__token_is(token, line->word);
}

/* What a line may start with here; NULL with the fault filled where this one does not. */
static const struct line *find_line(struct reader *reader, uint32_t *number) {
    const struct token *word = &reader->lexer.token;
    bool deeper = word->column > reader->block_column;
    const struct line *found = NULL;
    uint32_t n = 0;
    for (size_t i = 0; i < LANGUAGE; i++) {
        for (const struct line *line = language[i]; line->word[0]; line++) {
            if (!(line->in & 1u << reader->block)) continue;
            n++;
            if (!is_word_of(line, word)) continue;
            if (found && opens_top(line) == deeper) continue;
            found = line;
            *number = n;
        }
    }
    if (found) return found;

    char *message = reader->fault->message;
    size_t cap = sizeof reader->fault->message, told = 0;
    (void)FAULT(reader, word, "`%t` starts no line that can stand here; these do: ", &word->text);
    for (size_t i = 0; i < LANGUAGE; i++) {
        for (const struct line *line = language[i]; line->word[0]; line++) {
            size_t used = strlen(message);
            bool own = reader->block == BLOCK_NONE || !opens_top(line); /* a new block can always start */
            if (!own || !(line->in & 1u << reader->block)) continue;
            cgov__format(message + used, cap - used, "%s%s", told++ ? ", " : "", line->word);
        }
    }
    if (!told) cgov__format(message + strlen(message), cap - strlen(message), "those that begin a block");
    return NULL;
}

static bool read_line(struct reader *reader, bool declaring) {
    const struct token word = reader->lexer.token;
    uint32_t number;
    if (word.kind != TOKEN_WORD) return cgov__expected(reader, "the first word of a line");
    const struct line *line = find_line(reader, &number);
    if (!line) return false;

    reader->word = word;
    if (line->opens != BLOCK_NONE) {
        reader->block = line->opens;
        reader->said = 0;
        reader->inner_column = word.column;
        if (opens_top(line)) reader->block_column = word.column;
    } else if (line->once && reader->said >> number & 1) {
        return FAULT(reader, &word, "`%t` stands twice in its block", &word.text);
    } else {
        reader->said |= UINT64_C(1) << number;
    }

    bool (*read)(struct reader *) = declaring ? line->declare : line->define;
    if (declaring && !read) return true;
    if (line->word[0] >= 'a') cgov__lexer_next(&reader->lexer);
    if (!read) return true;
    if (!read(reader)) return false;
    return (declaring && line->define) || cgov__expect_end(reader);
}

/* Adds a line to those of its procedure, from its first word on: to its end, or the text's. */
static void keep_line(struct reader *reader, const char *first) {
    struct span *kept = &reader->procedure->lines;
    const char *at = reader->lexer.at, *end = reader->lexer.end, *feed = memchr(at, '\n', (size_t)(end - at));
    if (!kept->ptr) kept->ptr = first;
    kept->len = (uint32_t)((feed ? feed : end) - kept->ptr);
}

static bool read_pass(struct reader *reader, bool declaring) {
    struct rulebook *book = reader->book;
    *reader = (struct reader){.book = book, .fault = reader->fault, .status = reader->status};
    cgov__lexer_init(&reader->lexer, book->text, book->text_len);

    cgov__lexer_line(&reader->lexer);
    bool known = cgov__accept(reader, "rulebook") && cgov__accept(reader, "1");
    if (!known) return cgov__expected(reader, "`rulebook 1`");
    if (!cgov__expect_end(reader)) return false;
    while (cgov__lexer_line(&reader->lexer)) {
        const char *first = reader->lexer.token.text.ptr;
        if (!read_line(reader, declaring)) return false;
        if (declaring && IN_PROCEDURE >> reader->block & 1) keep_line(reader, first);
    }
    return true;
}

/* A profile changes what is there. */
static bool link_profile(struct reader *reader, const struct profile *profile) {
    for (uint16_t l = 0; l < profile->line_count; l++) {
        const struct profile_line *line = &profile->lines[l];
        if (line->clock != NONE) continue;
        const struct move *move = &reader->book->procedures[line->procedure].moves[line->move];
        if (!has_within(move)) return FAULT(reader, line, "move `%s` has no `within` to change", move->name);
    }
    return true;
}

static bool link(struct reader *reader) {
    struct rulebook *book = reader->book;
    for (uint32_t i = 0; i < book->calendar_count; i++) cgov__calendar_link(&book->calendars[i]);
#define PROCEDURE(name, meaning) book->name = cgov__procedure_find(book, #name);
#include "rules/known.def"
    for (uint32_t i = 0; i < book->procedure_count; i++) {
        struct procedure *procedure = &book->procedures[i];
        if (!cgov__procedure_link(reader, procedure)) return false;
        for (uint8_t p = 0; p < procedure->party_count; p++)
            if (procedure->parties[p].of != NONE) procedure->parties[p].since = procedure->timer_count++;
    }
    for (uint32_t i = 0; i < book->profile_count; i++)
        if (!link_profile(reader, &book->profiles[i])) return false;
    return cgov__rules_link(reader) && cgov__rolls_link(reader) && cgov__details_link(reader);
}

/* True if it can be a text at all, before its characters are looked at. */
static bool check_bytes(const char *text, uint64_t len, struct fault *fault) {
    if (len > MAX_RULEBOOK_BYTES) {
        cgov__fault_at(fault, 1, 1);
        cgov__format(fault->message, sizeof fault->message, "a rulebook is at most %u bytes long, this one is %u",
                     (uint64_t)MAX_RULEBOOK_BYTES, len);
        return false;
    }
    if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
        cgov__fault_at(fault, 1, 1);
        cgov__format(fault->message, sizeof fault->message,
                     "the text begins with a byte order mark: save it without one");
        return false;
    }
    return true;
}

/* True if every character may stand in a text; else the fault tells the first that may not. */
static bool check_text(const char *text, uint64_t len, struct fault *fault) {
    const char *why = "";
    if (cgov__text_check(text, len, TEXT_BODY, MAX_RULEBOOK_BYTES, &why)) return true;

    cgov__fault_at(fault, 1, 1);
    for (uint64_t i = 0, size; i < len; i += size) {
        uint8_t first = (uint8_t)text[i];
        size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
        if (size > len - i) size = len - i;
        if (!cgov__text_check(text + i, size, TEXT_BODY, size, &why)) break;
        if (first == '\n') {
            cgov__fault_at(fault, fault->line + 1, 1);
        } else {
            fault->column++;
        }
    }
    cgov__format(fault->message, sizeof fault->message, "the text %s here", why);
    return false;
}

/* Line ends made one: the digest, and what is kept, are the same whatever system the text was written on. */
static bool copy_text(struct rulebook *book, const char *text, uint64_t given) {
    const size_t len = cgov__lines_copy(NULL, text, (size_t)given);
    book->text = cgov__mem_resize(book->mem, NULL, 0, len + 1);
    if (!book->text) return false;
    cgov__lines_copy(book->text, text, (size_t)given);
    book->text[len] = 0;
    book->text_len = (uint32_t)len;

    struct sha256 sha;
    cgov__sha256_init(&sha);
    cgov__sha256_add(&sha, book->text, len);
    cgov__sha256_end(&sha, book->digest);
    return true;
}

int32_t cgov__rulebook_read(struct mem *mem, const char *text, uint64_t len, struct rulebook *out,
                            struct fault *fault_or_null) {
    struct fault unwanted, *fault = fault_or_null ? fault_or_null : &unwanted;
    struct reader reader = {.book = out, .fault = fault, .status = CGOV_E_RULEBOOK};
    memset(fault, 0, sizeof *fault);
    memset(out, 0, sizeof *out);
    if (!check_bytes(text, len, fault)) return CGOV_E_RULEBOOK;

    out->mem = mem;
    cgov__map_init(&out->matters_by_code, mem);
    cgov__map_init(&out->details_by_name, mem);
    if (!copy_text(out, text, len)) reader.status = CGOV_E_NOMEM;
    if (out->text && check_text(out->text, out->text_len, fault) && read_pass(&reader, true) &&
        cgov__details_resolve(&reader) && read_pass(&reader, false) && link(&reader))
        return CGOV_OK;
    cgov__rulebook_free(out);
    return reader.status;
}
